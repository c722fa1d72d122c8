use super::*;
use crate::statistics::OutputColumn;
use crate::statistics::testing::dice;

fn of(columns: Vec<Vec<f64>>, replicates: usize) -> Vec<Convergence> {
    let column = |(number, values): (usize, Vec<f64>)| OutputColumn { name: number.to_string(), values };
    let outputs = columns.into_iter().enumerate().map(column).collect();
    convergence(&Sample { inputs: vec![], factors: vec![], outputs, replicates })
}

fn normals(seed: u128, count: usize) -> Vec<f64> {
    dice(seed).normals(count)
}

#[test]
fn errors_halve_when_there_are_four_times_as_many_draws() {
    // METHODS T36. An error from 16 batches is known to within 1/√30 = 18 %; the mean of 32 of them to within 3.2 %,
    // the ratio of two such means to within 4.6 %.
    const TIMES: usize = 32;
    let errors = |draws: usize| {
        let found = of((0..TIMES).map(|seed| normals((draws + seed) as u128, draws)).collect(), 16);
        let mean = |of: fn(&Convergence) -> f64| found.iter().map(of).sum::<f64>() / TIMES as f64;
        [mean(|own| own.mean.error), mean(|own| own.p05.error), mean(|own| own.above_zero.error)]
    };
    let (few, many) = (errors(1024), errors(4096));
    for (few, many) in few.iter().zip(many) {
        assert!((few / many / 2.0 - 1.0).abs() < 4.0 * 0.046, "{few} {many}");
    }
    // Closed forms for 1,024 uniforms about 0: the mean of batches of 64 has the variance 1/12/64, the share above 0 ¼/64,
    // and the 5 % quantile, 0.85 of the fourth and 0.15 of the fifth, that of order statistics: i (65 − j) / (65² · 66)
    // for i ≤ j. The sd of 16 batches is on average 0.9835 of theirs (c₄), and their error a quarter of it.
    let found = of((0..TIMES).map(|seed| centred(dice(900 + seed as u128).uniforms(1024))).collect(), 16);
    let of_order = |i: f64, j: f64| i * (65.0 - j) / (65.0 * 65.0 * 66.0);
    let of_quantile = 0.85 * 0.85 * of_order(4.0, 4.0) + 0.15 * 0.15 * of_order(5.0, 5.0);
    let of_quantile = of_quantile + 2.0 * 0.85 * 0.15 * of_order(4.0, 5.0);
    let errors: [fn(&Convergence) -> f64; 3] = [|own| own.mean.error, |own| own.p05.error, |own| own.above_zero.error];
    for (error, variance) in errors.into_iter().zip([1.0 / 12.0 / 64.0, of_quantile, 0.25 / 64.0]) {
        let (mean, wanted) = (found.iter().map(error).sum::<f64>() / TIMES as f64, 0.9835 * variance.sqrt() / 4.0);
        assert!((mean / wanted - 1.0).abs() < 4.0 * 0.032, "{mean} for {wanted}");
    }
}

fn centred(uniforms: Vec<f64>) -> Vec<f64> {
    uniforms.into_iter().map(|uniform| uniform - 0.5).collect()
}

#[test]
fn the_chance_of_a_saving_is_the_part_of_the_draws_above_zero() {
    // METHODS T42.
    let draws: Vec<f64> = (0..400).map(|draw| f64::from(draw * 7 % 400) - 99.0).collect();
    let found = of(vec![draws], 1).remove(0);
    // −99 … 300: 300 of 400 are above 0, and 0 itself is not.
    assert_eq!(found.above_zero.value, 0.75);
}

#[test]
fn quantiles_are_those_between_neighbouring_draws() {
    // METHODS T43: of 1 … 100 the 5 % quantile is 1 + 0.05·99 = 5.95 by type 7.
    let found = of(vec![(1..=100).rev().map(f64::from).collect()], 1).remove(0);
    assert!((found.p05.value - 5.95).abs() < 1e-12 && (found.p95.value - 95.05).abs() < 1e-12);
    assert_eq!(found.mean.value, 50.5);
}

#[test]
fn two_digits_stand_when_twice_the_error_is_half_of_the_second() {
    // 12.3 has its second digit at 1: an error of 0.25 is just enough, and 0.5 takes four times the draws.
    let digit = second_digit(12.3);
    assert_eq!((digit, second_digit(0.034), second_digit(9.99), second_digit(1e6)), (1.0, 0.001, 0.1, 1e5));
    assert!(Precision::new(12.3, 0.25, digit, 1000).is_stable());
    let rough = Precision::new(12.3, 0.5, digit, 1000);
    assert!(!rough.is_stable());
    assert_eq!(rough.needed, 4000.0);
    assert_eq!(Precision::new(1.0, 0.0, 0.1, 1000).needed, 0.0);
}

#[test]
fn a_mean_near_zero_is_measured_by_its_interval() {
    let found = of(vec![normals(3, 16_384)], 1).remove(0);
    // The interval is 3.3 wide, so its second digit is 0.1, and the error 1/128 does.
    assert_eq!(found.mean.digit, 0.1);
    assert!(found.mean.is_stable());
}

#[test]
fn a_result_that_never_varies_is_known_from_the_first_draw_on() {
    let found = of(vec![vec![0.1; 500]], 1).remove(0);
    assert!(found.mean.is_stable() && found.p05.is_stable() && found.above_zero.is_stable());
    assert_eq!((found.mean.error, found.mean.needed, found.above_zero.value), (0.0, 0.0, 1.0));
}

#[test]
fn a_trace_doubles_its_draws_and_ends_with_all_of_them() {
    let found = of(vec![normals(4, 1000)], 16).remove(0);
    assert_eq!(found.trace.iter().map(|step| step.draws).collect::<Vec<_>>(), [64, 128, 256, 512, 1000]);
    let last = found.trace.last().unwrap();
    assert_eq!((last.p05, last.p95), (found.p05.value, found.p95.value));
    assert!((last.mean - found.mean.value).abs() < 1e-12);
}

#[test]
fn the_trace_of_sorted_draws_from_elsewhere_wanders_no_more_than_chance() {
    let mut sorted = normals(5, 4096);
    sorted.sort_by(f64::total_cmp);
    let found = of(vec![sorted], 1).remove(0);
    // The mean of the first 64 draws dealt is within 4/√64 of that of all.
    assert!((found.trace[0].mean - found.mean.value).abs() < 0.5, "{:?}", found.trace[0]);
}

#[test]
fn an_output_that_stands_there_twice_is_answered_once_and_few_draws_say_nothing() {
    let column = |name: &str| OutputColumn { name: name.into(), values: normals(6, 100) };
    let outputs = vec![column("a"), column("b"), column("a")];
    let found = convergence(&Sample { inputs: vec![], factors: vec![], outputs, replicates: 1 });
    assert_eq!(found.iter().map(|own| own.name.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(of(vec![normals(7, 63)], 1), []);
}
