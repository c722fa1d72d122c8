//! The value of information against closed forms.

use super::testing::dice;
use super::value::*;
use super::*;
use crate::math::{exp, normal_cdf, normal_quantile};

const DRAWS: usize = 32_768;

/// Independent standard normal scores: stratified, in an order of its own for each input.
fn scores(input: u128, draws: usize) -> Vec<f64> {
    dice(input).stratified(draws)
}

fn sample(scores: Vec<Vec<f64>>, options: Vec<Vec<f64>>) -> Sample {
    let inputs = scores.into_iter().enumerate();
    let inputs: Vec<InputColumn> = inputs
        .map(|(number, scores)| InputColumn { name: format!("x{number}"), values: scores.clone(), scores })
        .collect();
    let factors = (0..inputs.len()).map(|input| Factor { name: format!("x{input}"), members: vec![input] }).collect();
    let outputs = options[..1].iter().chain(&options).enumerate();
    let outputs = outputs.map(|(number, values)| OutputColumn { name: format!("y{number}"), values: values.clone() });
    Sample { inputs, factors, outputs: outputs.collect(), replicates: 16 }
}

fn of(draws: usize, option: impl Fn(usize) -> f64) -> Vec<f64> {
    (0..draws).map(option).collect()
}

/// E[max(0, N(mean, sd))] − max(0, mean): the unit normal loss.
fn loss(mean: f64, sd: f64) -> f64 {
    let u = mean.abs() / sd;
    let density = exp(-u * u / 2.0) / (2.0 * std::f64::consts::PI).sqrt();
    sd * (density - u * normal_cdf(-u))
}

fn near(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "{found} is not {expected} ± {tolerance}");
}

/// The standard error of the loss that a choice is expected to avoid if a normal input is known: the expected saving is
/// N(mean, slope), and what the input leaves has the sd `left`.
///
/// The choice turns in the share p = Φ(−|mean| / slope) of the draws. There the fit adds the mean of what is left, whose sum
/// over all draws is 0: left · √(p (1 − p) / n). The input itself is stratified, which leaves nothing beside it.
fn error_of_fit(mean: f64, slope: f64, left: f64) -> f64 {
    let turned = normal_cdf(-mean.abs() / slope.abs());
    left * (turned * (1.0 - turned) / DRAWS as f64).sqrt()
}

#[test]
fn two_independent_normal_costs_are_worth_what_the_closed_form_says() {
    // Prosecution N(3000, 900), diversion N(2500, 600); saving N(500, √(900² + 600²)).
    let sd = (900.0_f64 * 900.0 + 600.0 * 600.0).sqrt();
    near(loss(500.0, sd), 226.8211, 1e-3);
    near(loss(500.0, 900.0), 163.0744, 1e-3);
    near(loss(500.0, 600.0), 67.9829, 1e-3);
    // Every value of one with every value of the other, so that nothing but the scores' own steps is left to chance.
    const SIDE: usize = 181;
    let steps: Vec<f64> = of(SIDE, |step| normal_quantile((step as f64 + 0.5) / SIDE as f64));
    let (a, b): (Vec<f64>, Vec<f64>) =
        dice(1).shuffled(SIDE * SIDE).into_iter().map(|pair| (steps[pair / SIDE], steps[pair % SIDE])).unzip();
    let saving = of(SIDE * SIDE, |draw| 3000.0 + 900.0 * a[draw] - 2500.0 - 600.0 * b[draw]);
    let found = value_of_information(&sample(vec![a, b], vec![saving]), &[vec![0], vec![1], vec![0, 1]]).unwrap();
    near(found.perfect.value, 226.8211, (4.0 * found.perfect.error).min(8.0));
    for (set, slope) in found.sets.iter().zip([900.0, 600.0]) {
        let exact = steps.iter().map(|step| (slope * step - 500.0).max(0.0)).sum::<f64>() / SIDE as f64;
        // Arithmetic alone: the last step stands at 2.775 and should stand at its mean, 181 · φ(2.541) = 2.860, so that means
        // miss 0.085 / 181 = 0.0005 of each unit of slope there, and less at all other steps together.
        near(exact, loss(500.0, slope), 0.0007 * slope);
        // Equation 54 takes at most 10 · (900 / 600)² / 32,761 = 0.0007 of the squares, and half as much of the deviations:
        // of the mean of those in which the choice turns.
        near(set.value.value, exact, 0.0007 / 2.0 * (exact + 500.0 * normal_cdf(-500.0 / slope)));
    }
    // Both together are everything.
    near(found.sets[2].value.value, found.perfect.value, 1e-9 * found.perfect.value);
    assert_eq!(found.chosen, 1);
    // A share of independent draws has the error √(0.322 · 0.678 / 32,761) = 0.0026, one of a grid a smaller one.
    near(found.wrong, 1.0 - 0.678_049, 3.0 * 0.0026);
    // Shares of the variance: 81 / 117 and 36 / 117; the standard deviation shrinks to the root of the rest. On the grid they
    // are exact, but for equation 54: p / n = 10 / 32,761.
    near(found.sets[0].share.value, 81.0 / 117.0, 1e-3);
    near(found.sets[1].narrowing.value, 1.0 - (81.0_f64 / 117.0).sqrt(), 1e-3);
}

#[test]
fn a_correlated_cost_tells_of_the_other_too() {
    // Δ = 500 + 900 a − 600 b with correlation r: E[Δ | a] = 500 + (900 − 600 r) a, E[Δ | b] = 500 + (900 r − 600) b.
    for r in [0.6, -0.5] {
        let (a, free) = (scores(3, DRAWS), scores(4, DRAWS));
        let b = of(DRAWS, |draw| r * a[draw] + (1.0_f64 - r * r).sqrt() * free[draw]);
        let saving = of(DRAWS, |draw| 500.0 + 900.0 * a[draw] - 600.0 * b[draw]);
        let found = value_of_information(&sample(vec![a, b], vec![saving]), &[vec![0], vec![1]]).unwrap();
        let sd = (900.0_f64 * 900.0 + 600.0 * 600.0 - 2.0 * r * 900.0 * 600.0).sqrt();
        near(found.perfect.value, loss(500.0, sd), 4.0 * found.perfect.error + 1.0);
        for (set, slope) in found.sets.iter().zip([900.0 - 600.0 * r, 900.0 * r - 600.0]) {
            let left = (sd * sd - slope * slope).sqrt();
            near(set.value.value, loss(500.0, f64::abs(slope)), 3.0 * error_of_fit(500.0, slope, left) + 1e-6);
        }
    }
}

#[test]
fn three_options_are_worth_what_the_largest_of_three_normals_says() {
    // The baseline at 0 and two policies, independent N(0, 1).
    let (a, b) = (scores(5, DRAWS), scores(6, DRAWS));
    let found =
        value_of_information(&sample(vec![a.clone(), b.clone()], vec![a, b]), &[vec![0], vec![1], vec![0, 1]]).unwrap();
    // max(0, A, B) ≥ 0, so its mean is ∫₀^∞ (1 − Φ(x)²) dx.
    let step = 1e-3;
    let expected: f64 =
        (0..8000).map(|place| normal_cdf((f64::from(place) + 0.5) * step)).map(|p| (1.0 - p * p) * step).sum();
    near(found.perfect.value, expected, 4.0 * found.perfect.error + 0.003);
    // Knowing A alone: max(0, A) has mean 1 / √(2π). Ten functions of A seem to tell √(10 / n) of B, which is chosen where
    // that is above 0 and A below: ½ · √(10 / n) / √(2π) at most. Strata leave less than 1 / n beside it.
    let alone = 1.0 / (2.0 * std::f64::consts::PI).sqrt();
    near(found.sets[0].value.value, alone, 0.5 * alone * (10.0 / DRAWS as f64).sqrt() + 2.0 / DRAWS as f64);
    near(found.sets[2].value.value, found.perfect.value, 1e-6);
}

#[test]
fn an_input_that_moves_nothing_is_worth_nothing() {
    let columns: Vec<Vec<f64>> = (10..40).map(|input| scores(input, 4096)).collect();
    let saving = of(4096, |draw| 0.1 + columns[0][draw] + columns[1][draw]);
    let sets: Vec<Vec<usize>> = (0..30).map(|input| vec![input]).collect();
    let found = value_of_information(&sample(columns, vec![saving]), &sets).unwrap();
    assert!(found.sets[0].value.is_visible() && found.sets[1].value.is_visible());
    for (input, set) in found.sets.iter().enumerate().skip(2) {
        assert!(!set.value.is_visible() && !set.narrowing.is_visible(), "x{input}: {set:?}");
    }
}

#[test]
fn nothing_is_worth_anything_where_one_option_always_wins() {
    let a = scores(7, 1024);
    let saving = of(1024, |draw| 100.0 + a[draw]);
    let found = value_of_information(&sample(vec![a], vec![saving]), &[vec![0]]).unwrap();
    assert_eq!(found.perfect, Estimated::exact(0.0));
    assert_eq!(found.sets[0].value.value, 0.0);
    assert_eq!((found.chosen, found.wrong), (1, 0.0));
    // All of the interval would go.
    near(found.sets[0].narrowing.value, 1.0, 1e-3);
}

#[test]
fn a_policy_that_costs_more_leaves_the_baseline_as_the_choice() {
    let a = scores(8, 1024);
    let saving = of(1024, |draw| a[draw] - 1.0);
    let found = value_of_information(&sample(vec![a], vec![saving]), &[]).unwrap();
    assert_eq!(found.chosen, 0);
    near(found.perfect.value, loss(-1.0, 1.0), 4.0 * found.perfect.error + 1e-3);
}

#[test]
fn a_bend_is_followed_and_a_yes_or_no_is_a_case() {
    // E[Δ | a] = a² − 1 has E max(0, ·) = 2 φ(1): ∫ over |a| > 1 of (a² − 1) φ = 2 φ(1) by parts.
    let (a, b) = (scores(9, DRAWS), scores(11, DRAWS));
    let saving = of(DRAWS, |draw| a[draw] * a[draw] - 1.0 + b[draw]);
    let mut asked = sample(vec![a, b.clone()], vec![saving]);
    let found = value_of_information(&asked, &[vec![0]]).unwrap();
    let expected = 2.0 * exp(-0.5) / (2.0 * std::f64::consts::PI).sqrt();
    // A spline holds the square; the noise of b has sd 1 and the choice turns outside of ±1.
    let turned = 2.0 * normal_cdf(-1.0);
    near(found.sets[0].value.value, expected, 3.0 * (turned * (1.0 - turned) / DRAWS as f64).sqrt());
    // Two values, ±1 with probability one half: E max(0, ±1) = 1 / 2.
    let sign = of(DRAWS, |draw| if asked.inputs[1].scores[draw] > 0.0 { 1.0 } else { -1.0 });
    asked.inputs[1].values.clone_from(&sign);
    let other = &asked.inputs[0].scores;
    let saving = of(DRAWS, |draw| sign[draw] + 0.3 * other[draw]);
    asked.outputs[0].values.clone_from(&saving);
    asked.outputs[1].values = saving;
    let found = value_of_information(&asked, &[vec![1]]).unwrap();
    // The mean of the other input over one half of the draws: 0.3 · √(¼ / n) = 0.0008.
    near(found.sets[0].value.value, 0.5, 4.0 * 0.0008);
}

#[test]
fn knowing_more_is_never_worth_less() {
    let columns: Vec<Vec<f64>> = (50..56).map(|input| scores(input, 2048)).collect();
    let saving = of(2048, |draw| {
        0.2 + exp(0.5 * columns[0][draw]) * columns[1][draw] + 0.3 * columns[2][draw] * columns[3][draw]
    });
    let sets: Vec<Vec<usize>> = vec![vec![0], vec![1], vec![0, 1], vec![1, 2], vec![0, 1, 2, 3], (0..6).collect()];
    let found = value_of_information(&sample(columns, vec![saving]), &sets).unwrap();
    for (large, small) in [(2, 0), (2, 1), (3, 1), (4, 2), (5, 4), (5, 3)] {
        assert!(found.sets[large].value.value >= found.sets[small].value.value);
        assert!(found.sets[large].narrowing.value >= found.sets[small].narrowing.value);
    }
    assert!(found.sets.iter().all(|set| set.value.value <= found.perfect.value));
}

#[test]
fn a_sorted_table_has_the_errors_of_a_shuffled_one() {
    // Saving ½ + 0.8 a + 0.6 b, plain draws: what perfect knowledge saves in a draw is max(0, −saving), with the second
    // moment (1 + ¼) Φ(−½) − ½ φ(½). An error from 16 batches has a relative sd of 1/√30 = 0.18, and so has its logarithm.
    const DRAWS: usize = 1600;
    let mut dice = dice(13);
    let (a, b) = (dice.normals(DRAWS), dice.normals(DRAWS));
    let saving = of(DRAWS, |draw| 0.5 + 0.8 * a[draw] + 0.6 * b[draw]);
    let density = exp(-0.125) / (2.0 * std::f64::consts::PI).sqrt();
    let variance = 1.25 * normal_cdf(-0.5) - 0.5 * density - loss(0.5, 1.0) * loss(0.5, 1.0);
    let error = (variance / DRAWS as f64).sqrt();
    let mut sorted: Vec<usize> = (0..DRAWS).collect();
    sorted.sort_by(|one, other| saving[*one].total_cmp(&saving[*other]));
    let found = [(0..DRAWS).collect(), sorted].map(|order: Vec<usize>| {
        let column = |values: &[f64]| order.iter().map(|draw| values[*draw]).collect::<Vec<f64>>();
        let mut sample = sample(vec![column(&a), column(&b)], vec![column(&saving)]);
        sample.replicates = 1;
        value_of_information(&sample, &[vec![0], vec![1]]).unwrap()
    });
    for found in &found {
        assert!((found.perfect.error / error - 1.0).abs() < 3.0 * 0.18, "{} for {error}", found.perfect.error);
    }
    for set in 0..2 {
        let errors = [0, 1].map(|table: usize| {
            let set = &found[table].sets[set];
            [set.value.error, set.share.error, set.narrowing.error]
        });
        for (shuffled, sorted) in errors[0].iter().zip(errors[1]) {
            assert!(crate::math::ln(sorted / shuffled).abs() < 3.0 * 2.0_f64.sqrt() * 0.18, "{shuffled} {sorted}");
        }
    }
}

#[test]
fn values_do_not_depend_on_how_many_threads_work() {
    let columns: Vec<Vec<f64>> = (60..66).map(|input| scores(input, 1000)).collect();
    let saving = of(1000, |draw| 0.2 + columns[0][draw] * columns[1][draw] + columns[2][draw]);
    let asked = sample(columns, vec![saving]);
    let sets: Vec<Vec<usize>> = (0..6).map(|input| vec![input]).chain([vec![0, 1], vec![2, 3, 4]]).collect();
    let found = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| value_of_information(&asked, &sets))
    };
    assert_eq!(found(1), found(3));
}

#[test]
fn constants_and_what_is_no_number_are_worth_nothing() {
    let still = vec![3.0; 400];
    for saving in [vec![5.0; 400], vec![f64::NAN; 400]] {
        let found =
            value_of_information(&sample(vec![still.clone(), scores(14, 400)], vec![saving]), &[vec![0], vec![1]]);
        let found = found.unwrap();
        assert!(!found.perfect.is_visible());
        assert!(found.sets.iter().all(|set| !set.value.is_visible() && !set.narrowing.is_visible()));
    }
}

#[test]
fn too_few_draws_say_nothing() {
    let a = scores(12, 160);
    assert!(value_of_information(&sample(vec![a.clone()], vec![a]), &[vec![0]]).is_none());
}
