//! How fast `law share` draws cases one by one, in seconds and as a ratio to drawing the same numbers.
//!
//! `cargo bench --bench law` prints lines of `name value target`; the measurements take turns and their medians are
//! compared, so that a busy machine disturbs both alike. One thread.

use crimcost::distribution::{Distribution, QuantileColumn};
use crimcost::draws::{Sampler, Uniforms};
use crimcost::law::regime::{Closed, CountingBasis, Limit};
use crimcost::law::share::{Amounts, Cases, Purity, Reaction, Ruler, Side, simulate};
use std::{hint::black_box, time::Instant};

/// Cases in a measurement.
const CASES: usize = 1_000_000;
/// Numbers drawn at a time.
const BLOCK: usize = 4096;
/// Measurements of each kind.
const ROUNDS: usize = 7;

fn main() {
    let beta = Distribution::beta(4.0, 26.0).expect("possible");
    let amounts = Amounts::LogNormal { median: 3.0, spread: 1.2 };
    let plain = Cases { amounts: amounts.clone(), purity: Purity::Spread(beta.clone()), correlation: 0.0 };
    let correlated = Cases { correlation: 0.4, ..plain.clone() };
    let limits = |basis| {
        let limit = |amount| Limit { amount, pure: None, basis, closed: Closed::Upper };
        Ruler::new([0.5, 1.5, 5.0].map(limit).to_vec())
    };
    let (today, reform) = (limits(CountingBasis::Mixture), limits(CountingBasis::Pure));
    let reaction = Reaction { side: Side::Above, window: 0.2, moved: 0.25 };
    let drawn = |cases: &Cases, reaction: &Reaction| simulate::matrix(cases, &today, &reform, reaction, CASES, 1);
    let mut jobs: Vec<Box<dyn FnMut()>> = vec![
        Box::new(|| numbers(&beta)),
        Box::new(|| drop(black_box(drawn(&plain, &Reaction::NONE)))),
        Box::new(|| drop(black_box(drawn(&correlated, &reaction)))),
    ];
    let mut seconds = vec![vec![]; jobs.len()];
    for _ in 0..ROUNDS {
        for (job, seconds) in jobs.iter_mut().zip(&mut seconds) {
            let start = Instant::now();
            job();
            seconds.push(start.elapsed().as_secs_f64());
        }
    }
    let median = |seconds: &mut Vec<f64>| {
        seconds.sort_by(f64::total_cmp);
        seconds[ROUNDS / 2]
    };
    let medians: Vec<f64> = seconds.iter_mut().map(median).collect();
    println!("seconds_for_1e6_cases {:.3} 0.5", medians[1]);
    println!("seconds_for_1e6_correlated_cases_that_react {:.3} 0.5", medians[2]);
    println!("cases_over_drawing_the_same_numbers {:.2} -", medians[1] / medians[0]);
    println!("correlated_cases_over_drawing_the_same_numbers {:.2} -", medians[2] / medians[0]);
}

/// Amounts and purities for as many cases, without looking at them.
fn numbers(beta: &Distribution) {
    let uniforms = Uniforms::new(1, Sampler::Plain);
    let lognormal = Distribution::log_normal_around(3.0, 1.2).expect("possible");
    let columns = [("amount", &lognormal), ("purity", beta)]
        .map(|(name, distribution)| (uniforms.stream(name, 0), QuantileColumn::new(distribution)));
    let mut column = vec![0.0; BLOCK];
    for first in (0..CASES).step_by(BLOCK) {
        for (stream, quantiles) in &columns {
            stream.fill(first as u64, &mut column);
            quantiles.apply(&mut column);
            black_box(&column);
        }
    }
}
