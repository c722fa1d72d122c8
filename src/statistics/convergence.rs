//! How exactly draws know a result: Monte Carlo errors, how many draws it takes, and the way there.

use super::Sample;
use super::batches::Batches;
use super::order::is_constant;
use crate::math::powi;
use crate::math::quantile::quantiles;

/// The fewest draws of a trace.
const FIRST: usize = 64;

/// How exactly draws know one output.
#[derive(Clone, Debug, PartialEq)]
pub struct Convergence {
    pub name: String,
    pub draws: usize,
    pub mean: Precision,
    pub p05: Precision,
    pub p95: Precision,
    /// The share of draws above 0.
    pub above_zero: Precision,
    /// The same after 64, 128, … draws, and after all.
    pub trace: Vec<Step>,
}

/// A number of draws with its error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Precision {
    pub value: f64,
    /// Monte Carlo standard error: the standard deviation that the number has between runs of as many draws.
    pub error: f64,
    /// One of the second significant digit, the last that is asked for.
    pub digit: f64,
    /// How many draws it takes until twice the error is half of that digit, if the error falls as 1/√n.
    pub needed: f64,
}

impl Precision {
    /// Whether the first two significant digits stand: twice the error is no more than half of the second.
    pub fn is_stable(&self) -> bool {
        2.0 * self.error <= 0.5 * self.digit
    }

    fn new(value: f64, error: f64, digit: f64, draws: usize) -> Precision {
        let ratio = if error > 0.0 { 4.0 * error / digit } else { 0.0 };
        Precision { value, error, digit, needed: (draws as f64 * ratio * ratio).ceil() }
    }
}

/// An output after some of the draws.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    pub draws: usize,
    pub mean: f64,
    pub p05: f64,
    pub p95: f64,
    /// Monte Carlo standard error of the mean of as many draws.
    pub error: f64,
}

/// What one batch, or all draws, say of an output.
#[derive(Clone, Copy)]
struct Summary {
    mean: f64,
    p05: f64,
    p95: f64,
    above_zero: f64,
}

impl Summary {
    /// Reorders `draws`.
    fn of(draws: &mut [f64]) -> Summary {
        let count = draws.len() as f64;
        let mean = draws.iter().sum::<f64>() / count;
        let above_zero = draws.iter().filter(|draw| **draw > 0.0).count() as f64 / count;
        let ends = quantiles(draws, &[0.05, 0.95]);
        Summary { mean, p05: ends[0], p95: ends[1], above_zero }
    }
}

/// How exactly the draws know each output; empty with fewer than 64 draws.
///
/// Equation 35 of `docs/uncertainty.md`. An output that stands there twice is answered once.
pub fn convergence(sample: &Sample) -> Vec<Convergence> {
    let (draws, replicates) = (sample.draws(), sample.replicates);
    let Some(batches) = Batches::new(draws, replicates) else { return vec![] };
    let firsts = firsts(draws, replicates);
    let is_first = |number: &usize| {
        let name = &sample.outputs[*number].name;
        sample.outputs[..*number].iter().all(|before| before.name != *name)
    };
    let outputs = (0..sample.outputs.len()).filter(is_first).map(|number| &sample.outputs[number]);
    outputs
        .map(|output| {
            // Draws of which nothing is known may have been sorted: they come in the order in which they were dealt.
            let known = replicates > 1;
            let in_turn = if known { output.values.clone() } else { dealt(&batches, &output.values) };
            let trace = firsts.iter().map(|batches| step(batches, &in_turn)).collect();
            of_output(&batches, &output.name, &output.values, trace)
        })
        .collect()
}

fn of_output(batches: &Batches, name: &str, values: &[f64], trace: Vec<Step>) -> Convergence {
    let draws = values.len();
    let (whole, parts) = summaries(batches, values);
    let error = |of: fn(&Summary) -> f64| batches.error(&parts.iter().map(of).collect::<Vec<_>>());
    let ends = values
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(*value), high.max(*value)));
    let constant = is_constant(ends.0, ends.1);
    let precision = |value: f64, error: f64| {
        let error = if constant { 0.0 } else { error };
        Precision::new(value, error, second_digit(value.abs().max(whole.p95 - whole.p05)), draws)
    };
    Convergence {
        name: name.to_owned(),
        draws,
        mean: precision(whole.mean, error(|part| part.mean)),
        p05: precision(whole.p05, error(|part| part.p05)),
        p95: precision(whole.p95, error(|part| part.p95)),
        above_zero: Precision::new(whole.above_zero, error(|part| part.above_zero), 0.01, draws),
        trace,
    }
}

fn summaries(batches: &Batches, values: &[f64]) -> (Summary, Vec<Summary>) {
    let mut grouped = batches.grouped(values);
    let of_batch = |batch: usize| (batches.starts[batch], batches.starts[batch + 1]);
    let ends: Vec<(usize, usize)> = (0..batches.count()).map(of_batch).collect();
    let parts = ends.into_iter().map(|(from, to)| Summary::of(&mut grouped[from..to])).collect();
    (Summary::of(&mut values.to_vec()), parts)
}

/// The batches of the first 64, 128, … draws, and of all.
fn firsts(draws: usize, replicates: usize) -> Vec<Batches> {
    let counts = (0..).map(|power| FIRST << power).take_while(|count| *count < draws);
    counts.chain([draws]).filter_map(|count| Batches::new(count, replicates)).collect()
}

/// An output after as many of its draws as there are in the batches.
fn step(batches: &Batches, in_turn: &[f64]) -> Step {
    let draws = batches.draws.len();
    let (whole, parts) = summaries(batches, &in_turn[..draws]);
    let error = batches.error(&parts.iter().map(|part| part.mean).collect::<Vec<_>>());
    Step { draws, mean: whole.mean, p05: whole.p05, p95: whole.p95, error }
}

/// One draw of each batch in turn; what is left of longer batches comes last.
fn dealt(batches: &Batches, values: &[f64]) -> Vec<f64> {
    let grouped = batches.grouped(values);
    let longest = (0..batches.count()).map(|batch| batches.part(&grouped, batch).len()).max().unwrap_or(0);
    let turn = |turn: usize| (0..batches.count()).map(move |batch| (batch, turn));
    let all = (0..longest).flat_map(turn);
    all.filter_map(|(batch, turn)| batches.part(&grouped, batch).get(turn).copied()).collect()
}

/// One of the second significant digit: 1 for 12.3, 0.1 for 3.4.
fn second_digit(size: f64) -> f64 {
    if size == 0.0 || !size.is_finite() {
        return 1.0;
    }
    let mut power = 0;
    while size >= powi(10.0, power + 1) {
        power += 1;
    }
    while size < powi(10.0, power) {
        power -= 1;
    }
    powi(10.0, power - 1)
}

#[cfg(test)]
#[path = "convergence_tests.rs"]
mod tests;
