use super::*;
use crate::math::sin;
use crate::statistics::order::ranks;
use crate::statistics::testing::{Dice, dice};
use crate::statistics::{Estimated, InputColumn, LeftOut, OutputColumn};
use std::f64::consts::PI;

fn sample(inputs: Vec<Vec<f64>>, output: Vec<f64>) -> Sample {
    let factors = (0..inputs.len()).map(|member| Factor { name: member.to_string(), members: vec![member] }).collect();
    let inputs = inputs.into_iter().enumerate();
    let inputs = inputs.map(|(number, values)| InputColumn::of_values(number.to_string(), values)).collect();
    Sample { inputs, factors, outputs: vec![OutputColumn { name: "y".into(), values: output }], replicates: 1 }
}

/// The output of each draw, a function of its inputs.
fn outputs(inputs: &[Vec<f64>], of: impl Fn(&[f64]) -> f64) -> Vec<f64> {
    (0..inputs[0].len()).map(|draw| of(&inputs.iter().map(|input| input[draw]).collect::<Vec<_>>())).collect()
}

fn given(inputs: Vec<Vec<f64>>, output: Vec<f64>) -> Given {
    Given::new(&sample(inputs, output)).unwrap()
}

/// The angle of a sine up to ½, by Newton's method.
fn arcsine(sine: f64) -> f64 {
    let step = |angle: f64| angle - (sin(angle) - sine) / (1.0 - sin(angle) * sin(angle)).sqrt();
    (0..20).fold(sine, |angle, _| step(angle))
}

fn near(found: Option<Estimated>, wanted: f64, within: f64) {
    let found = found.unwrap();
    assert!((found.value - wanted).abs() <= within, "{found:?} is not {wanted} ± {within}");
}

#[test]
fn rank_correlation_of_a_known_table_is_the_published_one() {
    // IQ and hours of television of ten people, ranks 1, 2 … against 1, 6, 8, 7, 10, 9, 3, 5, 2, 4:
    // Σd² = 0 + 16 + 25 + 9 + 25 + 9 + 16 + 9 + 49 + 36 = 194, ρ = 1 − 6·194/(10·99) = −29/165.
    let hours = [1.0, 6.0, 8.0, 7.0, 10.0, 9.0, 3.0, 5.0, 2.0, 4.0];
    let people: Vec<f64> = (1..=10).map(f64::from).collect();
    assert!((correlation(&people, &hours).unwrap() + 29.0 / 165.0).abs() < 1e-15);
}

#[test]
fn any_rising_function_has_rank_correlation_one_and_any_falling_one_minus_one() {
    let x = dice(1).normals(500);
    let only = std::slice::from_ref(&x);
    let (up, down) = (outputs(only, |x| x[0] * x[0] * x[0]), outputs(only, |x| -x[0].max(-90.0)));
    assert_eq!(given(vec![x.clone()], up).rank_correlations(0), [Some(Estimated::exact(1.0))]);
    assert_eq!(given(vec![x], down).rank_correlations(0), [Some(Estimated::exact(-1.0))]);
}

#[test]
fn ties_and_inputs_of_two_values_are_ranked_by_the_mean_of_their_places() {
    let mut dice = dice(2);
    let coin: Vec<f64> = dice.uniforms(400).into_iter().map(|u| if u < 0.3 { 1.0 } else { 0.0 }).collect();
    let noise = dice.normals(400);
    let y = outputs(&[coin.clone(), noise.clone()], |x| 2.0 * x[0] + x[1].round());
    let (rank_x, rank_y) = (ranks(&coin), ranks(&y));
    // Pearson's formula on the ranks, written out.
    let mean = 200.5;
    let sum = |one: &[f64], other: &[f64]| {
        one.iter().zip(other).map(|(one, other)| (one - mean) * (other - mean)).sum::<f64>()
    };
    let wanted = sum(&rank_x, &rank_y) / (sum(&rank_x, &rank_x) * sum(&rank_y, &rank_y)).sqrt();
    near(given(vec![coin, noise], y).rank_correlations(0)[0], wanted, 1e-12);
}

#[test]
fn constant_columns_have_no_index() {
    let x = dice(3).normals(300);
    let still = vec![0.1; 300];
    let nothing = given(vec![x.clone(), still.clone()], still.clone());
    assert_eq!(nothing.rank_correlations(0), [None, None]);
    assert_eq!(nothing.shares(0), [None, None]);
    assert_eq!(nothing.regressions(&[0]), [None]);
    assert_eq!(nothing.share_together(0, &[0]), None);
    let one = given(vec![x.clone(), still], x);
    assert_eq!(one.rank_correlations(0)[1], None);
    assert_eq!(one.shares(0)[1], None);
    let regression = one.regressions(&[0]).remove(0).unwrap();
    assert_eq!(regression.coefficients[1].left_out, Some(LeftOut::Constant));
    near(regression.coefficients[0].standardised, 1.0, 1e-9);
    near(regression.coefficients[0].partial_rank, 1.0, 1e-5);
}

#[test]
fn few_draws_say_nothing_and_few_draws_for_many_inputs_are_not_regressed() {
    let mut dice = dice(4);
    let columns = |dice: &mut Dice, draws| (0..40).map(|_| dice.normals(draws)).collect::<Vec<_>>();
    let (few, some) = (columns(&mut dice, 63), columns(&mut dice, 128));
    assert!(Given::new(&sample(few.clone(), few[0].clone())).is_none());
    let some = given(some.clone(), some[0].clone());
    assert_eq!(some.regressions(&[0]), [None]);
    assert!(some.rank_correlations(0)[0].is_some());
}

#[test]
fn in_a_linear_model_squares_of_coefficients_are_shares_of_the_variance() {
    const DRAWS: usize = 8192;
    let weights = [4.0, 2.0, -1.0, 0.0];
    let mut dice = dice(5);
    let x: Vec<Vec<f64>> = (0..4).map(|_| dice.normals(DRAWS)).collect();
    let y = outputs(&x, |x| 7.0 + x.iter().zip(weights).map(|(x, weight)| x * weight).sum::<f64>());
    let given = given(x, y);
    let regression = given.regressions(&[0]).remove(0).unwrap();
    assert!((regression.r_squared.value - 1.0).abs() < 1e-9);
    let error = 1.0 / (DRAWS as f64).sqrt();
    for ((coefficient, share), weight) in regression.coefficients.iter().zip(given.shares(0)).zip(weights) {
        // Σ weight² = 21. A ratio of standard deviations of DRAWS normals, and a squared correlation, are known to
        // within 1 / √DRAWS and 2 / √DRAWS.
        let wanted: f64 = weight / 21.0_f64.sqrt();
        near(coefficient.standardised, wanted, 4.0 * error);
        near(share, wanted * wanted, 8.0 * error);
        assert_eq!(share.unwrap().is_visible(), weight != 0.0);
        assert_eq!(coefficient.left_out, None);
    }
    // All inputs together are everything; the last two are 1/21 of it.
    near(given.share_together(0, &[0, 1, 2, 3]).map(|share| share.index), 1.0, 1e-9);
    near(given.share_together(0, &[2, 3]).map(|share| share.index), 1.0 / 21.0, 4.0 * error);
}

#[test]
fn partial_rank_correlations_of_normals_are_those_of_the_closed_form() {
    const DRAWS: usize = 8192;
    // x and z with correlation 0.6, y = x + 2z + 1.5e.
    let mut dice = dice(6);
    let (x, own, e) = (dice.normals(DRAWS), dice.normals(DRAWS), dice.normals(DRAWS));
    let z = outputs(&[x.clone(), own], |v| 0.6 * v[0] + 0.8 * v[1]);
    let y = outputs(&[x.clone(), z.clone(), e], |v| v[0] + 2.0 * v[1] + 1.5 * v[2]);
    let variance = 1.0 + 4.0 + 2.0 * 2.0 * 0.6 + 2.25_f64;
    // Rank correlation of normals: 6/π · asin(r/2).
    let rank = |r: f64| 6.0 / PI * arcsine(r / 2.0);
    let (xy, zy, xz) = (rank((1.0 + 1.2) / variance.sqrt()), rank((2.0 + 0.6) / variance.sqrt()), rank(0.6));
    let partial = |own: f64, other: f64| (own - xz * other) / ((1.0 - xz * xz) * (1.0 - other * other)).sqrt();
    let regression = given(vec![x, z], y).regressions(&[0]).remove(0).unwrap();
    let error = 1.0 / (DRAWS as f64).sqrt();
    near(regression.coefficients[0].partial_rank, partial(xy, zy), 4.0 * error);
    near(regression.coefficients[1].partial_rank, partial(zy, xy), 4.0 * error);
    // Coefficients: weight · sd of the input / sd of the output.
    near(regression.coefficients[0].standardised, 1.0 / variance.sqrt(), 4.0 * error);
    near(regression.coefficients[1].standardised, 2.0 / variance.sqrt(), 4.0 * error);
    near(Some(regression.r_squared), 1.0 - 2.25 / variance, 4.0 * error);
}

#[test]
fn a_regression_survives_columns_that_say_the_same() {
    let mut dice = dice(7);
    let (a, b, noise) = (dice.normals(1024), dice.uniforms(1024), dice.normals(1024));
    let rest = outputs(std::slice::from_ref(&b), |x| 1.0 - x[0]);
    let sum = outputs(&[a.clone(), b.clone()], |x| 3.0 * x[0] - x[1]);
    let y = outputs(&[a.clone(), b.clone(), noise], |x| x[0] + x[1] + x[2]);
    let found = given(vec![a.clone(), b, rest, a, sum], y).regressions(&[0]).remove(0).unwrap();
    let left_out: Vec<Option<LeftOut>> = found.coefficients.iter().map(|own| own.left_out.clone()).collect();
    let made_up = |of: &[usize]| Some(LeftOut::MadeUpOf(of.to_vec()));
    assert_eq!(left_out, [None, None, made_up(&[1]), made_up(&[0]), made_up(&[0, 1])]);
    assert!(found.coefficients[0].standardised.unwrap().is_visible());
    // Ranks of the sum are no sum of ranks: its partial rank correlation is a number, if a small one.
    assert!(found.coefficients[4].partial_rank.unwrap().value.is_finite());
}

#[test]
fn shares_of_the_ishigami_function_are_the_analytic_ones() {
    let (a, b) = (7.0, 0.1);
    let power = |exponent: i32| crate::math::powi(PI, exponent);
    let first = 0.5 * (1.0 + b * power(4) / 5.0) * (1.0 + b * power(4) / 5.0);
    let variance = a * a / 8.0 + b * power(4) / 5.0 + b * b * power(8) / 18.0 + 0.5;
    let analytic = [first / variance, a * a / 8.0 / variance, 0.0];
    let mut dice = dice(8);
    let x: Vec<Vec<f64>> =
        (0..3).map(|_| dice.uniforms(16_384).into_iter().map(|u| (2.0 * u - 1.0) * PI).collect()).collect();
    let square = |x: f64| x * x;
    let y = outputs(&x, |x| sin(x[0]) + a * square(sin(x[1])) + b * square(square(x[2])) * sin(x[0]));
    let found = given(x, y).shares(0);
    for (found, analytic) in found.into_iter().zip(analytic) {
        // A squared correlation of 16,384 draws is known to within 2 / √16,384 = 0.016 at worst.
        near(found, analytic, 3.0 * 0.016);
        let found = found.unwrap();
        assert!(found.high - found.low < 0.05, "{found:?}");
        assert_eq!(found.is_visible(), analytic > 0.0, "{found:?}");
    }
}

#[test]
fn shares_of_the_g_function_of_sobol_are_the_analytic_ones_for_one_input_and_for_two() {
    let a = [0.0, 1.0, 4.5, 9.0, 99.0];
    let own = a.map(|a| 1.0 / 3.0 / ((1.0 + a) * (1.0 + a)));
    let variance = own.iter().map(|own| 1.0 + own).product::<f64>() - 1.0;
    let mut dice = dice(9);
    let x: Vec<Vec<f64>> = (0..5).map(|_| dice.uniforms(16_384)).collect();
    let y = outputs(&x, |x| x.iter().zip(a).map(|(x, a)| ((4.0 * x - 2.0).abs() + a) / (1.0 + a)).product());
    let mut sample = sample(x, y);
    sample.factors.push(Factor { name: "0 + 1".into(), members: vec![0, 1] });
    let found = Given::new(&sample).unwrap().shares(0);
    for (found, own) in found.iter().zip(own) {
        near(*found, own / variance, 3.0 * 0.016);
    }
    // Of two inputs together: what each does, and what they do only together.
    near(found[5], (own[0] + own[1] + own[0] * own[1]) / variance, 3.0 * 0.016);
    assert!(!found[4].unwrap().is_visible());
}

#[test]
fn products_of_inputs_count_in_the_share_of_a_group() {
    let mut dice = dice(10);
    let x: Vec<Vec<f64>> = (0..3).map(|_| dice.normals(8192)).collect();
    // y = x₀x₁ + x₂: half of the variance goes with the first two together, and nothing with one of them alone.
    let y = outputs(&x, |x| x[0] * x[1] + x[2]);
    let given = given(x, y);
    let together = given.share_together(0, &[0, 1]).unwrap();
    near(Some(together.index), 0.5, 4.0 * 2.0 / 8192.0_f64.sqrt());
    assert!(together.all_pairs);
    assert!(given.shares(0)[0].unwrap().value.abs() < 0.05);
    assert_eq!(given.share_together(0, &[]), None);
}

#[test]
fn intervals_cover_the_true_rank_correlation_as_often_as_they_say() {
    let mut dice = dice(11);
    const TIMES: usize = 200;
    let (rank, mut covered, mut seen) = (6.0 / PI * arcsine(0.25), 0, 0);
    for _ in 0..TIMES {
        let x: Vec<Vec<f64>> = (0..2).map(|_| dice.normals(512)).collect();
        // Correlation ½ with the first, none with a third.
        let y = outputs(&x, |x| 0.5 * x[0] + 0.75_f64.sqrt() * x[1]);
        let still = dice.normals(512);
        let given = given(vec![x[0].clone(), still], y);
        let found = given.rank_correlations(0);
        let own = found[0].unwrap();
        covered += usize::from(own.low <= rank && rank <= own.high);
        seen += usize::from(found[1].unwrap().is_visible()) + usize::from(given.shares(0)[1].unwrap().is_visible());
    }
    // 95 % of 200 is 190, with a standard error of 3.1; 5 % of 400 is 20, with one of 4.4 and more as the two go together.
    assert!((178..=200).contains(&covered), "{covered}");
    assert!(seen <= 38, "{seen}");
}

#[test]
fn numbers_do_not_depend_on_how_many_threads_work() {
    let mut dice = dice(12);
    let x: Vec<Vec<f64>> = (0..6).map(|_| dice.normals(1000)).collect();
    let y = outputs(&x, |x| x[0] + x[1] * x[2]);
    let mut sample = sample(x, y);
    sample.factors.push(Factor { name: "pair".into(), members: vec![1, 2] });
    let found = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let given = Given::new(&sample).unwrap();
            (given.rank_correlations(0), given.shares(0), given.regressions(&[0]), given.share_together(0, &[3, 4]))
        })
    };
    assert_eq!(found(1), found(3));
}
