//! Answers about a result against closed forms.
//!
//! Where a number comes from draws, its tolerance is four of its own standard errors, and that error must be small: for a
//! share of 4,096 rows about 1/√4096 = 0.016.

use crimcost::appraisal::{Footing, Subject, Variance, variance};
use crimcost::draws::{Sampler, Uniforms};
use crimcost::math;
use crimcost::model::Model;
use crimcost::run::Sampling;
use crimcost::scenario::{Request, load};
use crimcost::statistics::{Estimated, VarianceShares, variance_shares};
use crimcost::text::{Files, Problems};
use std::convert::Infallible;
use std::f64::consts::PI;
use std::fs;

const REPLICATES: usize = crimcost::draws::REPLICATES;

/// Two independent samples of standard normal scores.
fn scores(columns: usize, rows: usize) -> [Vec<Vec<f64>>; 2] {
    ["first", "second"].map(|sample| {
        let stream = |column: usize| {
            let stream = Uniforms::new(7, Sampler::Stratified).stream(&format!("{sample} {column}"), column);
            let mut scores = vec![0.0; rows];
            stream.fill(0, &mut scores);
            math::normal_quantile_column(&mut scores);
            scores
        };
        (0..columns).map(stream).collect()
    })
}

/// Shares of a function of standard normal scores, row by row.
fn shares_of(columns: usize, rows: usize, factors: &[Vec<usize>], f: impl Fn(&[f64]) -> f64 + Sync) -> VarianceShares {
    let [a, b] = scores(columns, rows);
    let output = |columns: &[&[f64]]| {
        let row = |row: usize| f(&columns.iter().map(|column| column[row]).collect::<Vec<_>>());
        Ok::<_, Infallible>((0..rows).map(row).collect())
    };
    let Ok(shares) = variance_shares(&a, &b, factors, REPLICATES, &output);
    shares.expect("the function varies")
}

fn singles(count: usize) -> Vec<Vec<usize>> {
    (0..count).map(|factor| vec![factor]).collect()
}

/// The share is right within four standard errors of at most `largest`.
#[track_caller]
fn is(share: Estimated, expected: f64, largest: f64) {
    let error = share.error;
    assert!(error <= largest, "the standard error is {error}");
    assert!((share.value - expected).abs() <= 4.0 * error + 1e-12, "{} ± {error}, expected {expected}", share.value);
}

#[test]
fn the_function_of_ishigami_has_its_shares() {
    // Ishigami and Homma 1990: sin x₁ + a sin² x₂ + b x₃⁴ sin x₁, x uniform on (−π, π).
    let (a, b) = (7.0, 0.1);
    let shares = shares_of(3, 1 << 14, &singles(3), |scores| {
        let x: Vec<f64> = scores.iter().map(|score| PI * (2.0 * math::normal_cdf(*score) - 1.0)).collect();
        let (one, two) = (math::sin(x[0]), math::sin(x[1]));
        one + a * two * two + b * x[2] * x[2] * x[2] * x[2] * one
    });
    let (p4, p8) = (PI * PI * PI * PI, PI * PI * PI * PI * PI * PI * PI * PI);
    let first = (1.0 + b * p4 / 5.0) * (1.0 + b * p4 / 5.0) / 2.0;
    let second = a * a / 8.0;
    let together = 8.0 * b * b * p8 / 225.0;
    let all = first + second + together;
    // The total is also a²/8 + bπ⁴/5 + b²π⁸/18 + 1/2.
    assert!((all - (a * a / 8.0 + b * p4 / 5.0 + b * b * p8 / 18.0 + 0.5)).abs() < 1e-12);
    assert!((shares.variance / all - 1.0).abs() < 0.02, "{}", shares.variance);
    for (factor, first, total) in
        [(0, first / all, (first + together) / all), (1, second / all, second / all), (2, 0.0, together / all)]
    {
        is(shares.first(factor), first, 0.015);
        is(shares.total(factor), total, 0.015);
        is(shares.interaction(factor), total - first, 0.02);
    }
    assert!(!shares.first(2).is_visible() && shares.total(2).is_visible());
}

#[test]
fn the_g_function_of_sobol_has_its_shares() {
    // Π (|4x − 2| + a) / (1 + a); each factor has the variance 1 / (3 (1 + a)²).
    let a = [0.0, 1.0, 4.5, 9.0, 99.0, 99.0];
    let shares = shares_of(6, 1 << 14, &singles(6), |scores| {
        let of = |(score, a): (&f64, &f64)| ((4.0 * math::normal_cdf(*score) - 2.0).abs() + a) / (1.0 + a);
        scores.iter().zip(&a).map(of).product()
    });
    let own = a.map(|a| 1.0 / (3.0 * (1.0 + a) * (1.0 + a)));
    let product = |without: usize| -> f64 {
        own.iter().enumerate().filter(|(other, _)| *other != without).map(|(_, own)| 1.0 + own).product()
    };
    let all = product(usize::MAX) - 1.0;
    for (factor, share) in own.into_iter().enumerate() {
        is(shares.first(factor), share / all, 0.02);
        is(shares.total(factor), share * product(factor) / all, 0.02);
    }
}

#[test]
fn a_product_of_lognormals_has_its_shares() {
    let sd = [0.5, 0.3, 0.2];
    let shares = shares_of(3, 1 << 14, &singles(3), |scores| {
        math::exp(scores.iter().zip(&sd).map(|(score, sd)| score * sd).sum())
    });
    // Var / mean² of exp(σz) is e^(σ²) − 1.
    let own = sd.map(|sd| math::exp(sd * sd) - 1.0);
    let all = (1.0 + own[0]) * (1.0 + own[1]) * (1.0 + own[2]) - 1.0;
    for (factor, share) in own.into_iter().enumerate() {
        is(shares.first(factor), share / all, 0.02);
        is(shares.total(factor), share * (all + 1.0) / (1.0 + share) / all, 0.02);
    }
}

#[test]
fn correlated_inputs_are_one_factor_of_a_linear_model() {
    // y = 2 x₁ + 3 x₂ + 4 x₃, x₁ and x₂ with correlation ρ: 4 + 9 + 12 ρ and 16.
    let (correlation, rows) = (0.5_f64, 1 << 13);
    let [mut a, mut b] = scores(3, rows);
    for sample in [&mut a, &mut b] {
        let [first, second, ..] = &mut sample[..] else { unreachable!("there are three inputs") };
        for (first, second) in first.iter().zip(second) {
            *second = correlation * first + (1.0 - correlation * correlation).sqrt() * *second;
        }
    }
    let output = |x: &[&[f64]]| Ok((0..rows).map(|row| 2.0 * x[0][row] + 3.0 * x[1][row] + 4.0 * x[2][row]).collect());
    let Ok::<_, Infallible>(shares) = variance_shares(&a, &b, &[vec![0, 1], vec![2]], REPLICATES, &output);
    let (shares, block) = (shares.expect("it varies"), 13.0 + 12.0 * correlation);
    for (factor, variance) in [(0, block), (1, 16.0)] {
        is(shares.first(factor), variance / (block + 16.0), 0.02);
        is(shares.total(factor), variance / (block + 16.0), 0.02);
    }
    is(shares.sum_of_firsts(&[0, 1]), 1.0, 0.02);
}

const HEAD: &str = r#"format = 1

[scenario]
title = "A test"
country = "LTU"
currency = "EUR"
price_year = 2015
start_year = 2015
years = 1
cycle = "year"
discount = 0.0
baseline = "today"

[source]
law = { title = "A law", publisher = "Parliament", year = 2015 }

[payer]
town = { title = "Town", level = "municipality" }

[default.cost]
per = "once"
payer = "town"
basis = "average"

[default.parameter]
assumption = "for a test"

"#;

fn model(text: &str) -> Model {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("test.toml");
    fs::write(&file, text).unwrap();
    let (mut files, mut problems) = (Files::default(), Problems::default());
    let scenario = load(&Request { file, ..Request::default() }, &mut files, &mut problems);
    let found: Vec<String> = problems.sorted().iter().map(|problem| problem.block(&files, false)).collect();
    let scenario = scenario.unwrap_or_else(|| panic!("{}", found.join("\n")));
    scenario.model(&scenario.cases()[0], None).expect("the model can be made")
}

fn asked(text: &str) -> Subject {
    Subject::new(&model(text), None).unwrap_or_else(|problem| panic!("{}", problem.message))
}

fn shared_out(subject: &Subject, rows: usize) -> Variance {
    let sampling = Sampling { draws: rows, seed: 3, sampler: Sampler::Stratified };
    variance(subject, sampling).unwrap_or_else(|problem| panic!("{}", problem.message))
}

/// Costs that a policy takes away.
fn saved(parameters: &str, lines: &str) -> String {
    format!("{HEAD}[parameter]\n{parameters}\n[cost]\n{lines}\n[policy.free]\nabout = \"Free\"\ndrop = [{}]\n", {
        let names = lines.lines().filter_map(|line| line.split(" = ").next());
        names.map(|name| format!("\"cost.{name}\"")).collect::<Vec<_>>().join(", ")
    })
}

#[test]
fn a_saving_of_independent_prices_is_shared_out_by_their_variances() {
    // Uniform inputs of width 6, 4 and 8: variances 3, 4/3 and 16/3 of 29/3. A split adds up to 1 in every draw (T41).
    let subject = asked(&saved(
        "counted = \"97..103 EUR | official: law\"\nassumed = \"98..102 EUR | assumption: a test\"\n\
         gap = \"unknown, 96..104 EUR | assumption: a test\"\n\
         mix = { counts = { a = 3, b = 12, c = 5 }, unit = \"1\" }\neuro = \"100 EUR | assumption: a test\"\n\
         unread = \"1..2 EUR | assumption: a test\"\n",
        "counted = { amount = \"counted\" }\nassumed = { amount = \"assumed\" }\ngap = { amount = \"gap\" }\n\
         a = { amount = \"mix.a * euro\" }\nb = { amount = \"mix.b * euro\" }\nc = { amount = \"mix.c * euro\" }\n",
    ));
    let found = shared_out(&subject, 4096);
    let shares = found.shares.expect("it varies");
    assert!((shares.variance / (29.0 / 3.0) - 1.0).abs() < 0.01, "{}", shares.variance);
    for (name, variance) in [("counted", 3.0), ("assumed", 4.0 / 3.0), ("gap", 16.0 / 3.0), ("mix", 0.0)] {
        let cause = subject.causes.iter().position(|cause| cause.name == name).expect("it is uncertain");
        is(shares.causes[cause].first, variance * 3.0 / 29.0, 0.03);
        is(shares.causes[cause].total, variance * 3.0 / 29.0, 0.03);
        assert_eq!(shares.causes[cause].total.is_visible(), name != "mix");
    }
    let assumed = shares.footings.iter().find(|(footing, _)| *footing == Footing::Assumed).expect("there are some").1;
    is(assumed.first, 20.0 / 29.0, 0.03);
    is(assumed.total, 20.0 / 29.0, 0.03);
    // Equation 30: what is left is the variance of the one input that was counted.
    assert!((shares.rests_on_assumptions.expect("there are some") - 20.0 / 29.0).abs() < 0.03);
    is(shares.sum_of_firsts, 1.0, 0.03);
}

#[test]
fn correlated_parameters_are_one_cause_with_the_share_of_both() {
    // Normal prices: sd 3 and 4 with ρ, so 9 + 16 + 24 ρ, and 5: 25. ρ = 2 sin(π ρs / 6) (T40).
    let rank: f64 = 0.6;
    let correlation = 2.0 * math::sin(PI * rank / 6.0);
    let normal = |sd: f64| format!("{{ distribution = {{ normal = {{ mean = 100, sd = {sd:?} }} }}, unit = \"EUR\" }}");
    let text = saved(
        &format!("x = {}\ny = {}\nz = {}\n", normal(3.0), normal(4.0), normal(5.0)),
        "x = { amount = \"x\" }\ny = { amount = \"y\" }\nz = { amount = \"z\" }\n",
    );
    let subject = asked(&format!("{text}\n[[correlate]]\nparameters = [\"x\", \"y\"]\nrank = {rank:?}\n"));
    let names: Vec<&str> = subject.causes.iter().map(|cause| cause.name.as_str()).collect();
    assert_eq!(names, ["x + y", "z"]);
    let shares = shared_out(&subject, 4096).shares.expect("it varies");
    let block = 25.0 + 24.0 * correlation;
    assert!((shares.variance / (block + 25.0) - 1.0).abs() < 0.05, "{}", shares.variance);
    is(shares.causes[0].first, block / (block + 25.0), 0.015);
    is(shares.causes[1].total, 25.0 / (block + 25.0), 0.015);
}

#[test]
fn inputs_that_are_multiplied_share_what_neither_has_alone() {
    // x · y, uniform around 10 of widths 12 and 6: variances 12 and 3 times 100, and 36 together, of 1536.
    let subject = asked(&saved(
        "x = \"4..16 EUR | assumption: a test\"\ny = \"7..13 1 | assumption: a test\"\n",
        "line = { amount = \"x * y\" }\n",
    ));
    let shares = shared_out(&subject, 1 << 14).shares.expect("it varies");
    for (cause, own) in [(0, 1200.0), (1, 300.0)] {
        is(shares.causes[cause].first, own / 1536.0, 0.01);
        is(shares.causes[cause].total, (own + 36.0) / 1536.0, 0.01);
        is(shares.causes[cause].interaction, 36.0 / 1536.0, 0.01);
        assert!(shares.causes[cause].interaction.is_visible());
    }
}

#[test]
fn nothing_is_shared_out_where_nothing_varies() {
    let known = "sure = \"5 EUR | assumption: a test\"\nunread = \"1..2 EUR | assumption: a test\"\n";
    let subject = asked(&saved(known, "line = { amount = \"sure\" }\n"));
    assert_eq!(shared_out(&subject, 256).shares.map(|shares| shares.causes), None);
    // One input only: all of it.
    let subject = asked(&saved("price = \"1..2 EUR | assumption: a test\"\n", "line = { amount = \"price\" }\n"));
    let shares = shared_out(&subject, 4096).shares.expect("it varies");
    is(shares.causes[0].first, 1.0, 0.03);
    is(shares.causes[0].total, 1.0, 0.03);
}

#[test]
fn shares_are_the_same_bits_for_any_number_of_threads() {
    let subject = asked(&saved(
        "x = \"4..16 EUR | assumption: a test\"\ny = \"7..13 1 | assumption: a test\"\n",
        "line = { amount = \"x * y\" }\n",
    ));
    let of = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| shared_out(&subject, 4096).shares.expect("it varies").causes)
    };
    assert_eq!(of(1), of(4));
}

#[test]
fn four_times_the_rows_halve_the_errors_of_shares() {
    // Forty prices: the mean of 40 errors, each an sd of 16 replicates with relative sd 1/√30, so 0.029 for the mean.
    let parameters: String = (0..40).map(|i| format!("p{i} = \"0..100 EUR | assumption: a test\"\n")).collect();
    let lines: String = (0..40).map(|i| format!("l{i} = {{ amount = \"p{i}\" }}\n")).collect();
    let subject = asked(&saved(&parameters, &lines));
    let errors = |rows: usize| {
        let shares = shared_out(&subject, rows).shares.expect("it varies");
        shares.causes.iter().map(|cause| cause.total.error).sum::<f64>()
    };
    let ratio = errors(512) / errors(2048);
    assert!((ratio / 2.0 - 1.0).abs() < 4.0 * 0.029 * 2.0_f64.sqrt(), "{ratio}");
}

#[test]
fn the_mean_over_the_samples_is_the_mean_of_the_draws() {
    // T44: E[x · y] = 100 for independent x and y; the samples of the shares have the run's mean.
    let subject = asked(&saved(
        "x = \"4..16 EUR | assumption: a test\"\ny = \"7..13 1 | assumption: a test\"\n",
        "line = { amount = \"x * y\" }\n",
    ));
    let sampling = Sampling { draws: 4096, seed: 3, sampler: Sampler::Stratified };
    let draws = subject.sample(sampling).unwrap_or_else(|problem| panic!("{}", problem.message));
    let mean = draws.outputs[0].values.iter().sum::<f64>() / 4096.0;
    let shares = shared_out(&subject, 4096).shares.expect("it varies");
    // Stratified in both inputs; what is left is their product, of variance 36.
    assert!((mean - 100.0).abs() < 4.0 * 6.0 / 64.0 && (shares.mean - mean).abs() < 4.0 * 6.0 / 64.0, "{mean}");
    assert!((subject.central().unwrap_or_else(|problem| panic!("{}", problem.message)) - 100.0).abs() < 1e-9);
}
