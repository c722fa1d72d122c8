//! Draws made ready for every analysis that needs no more than draws: each column sorted once.

use super::batches::Batches;
use super::estimated::Estimated;
use super::order::Ranked;
use super::regression::{Regression, Sums, regression};
use super::share::{AdditiveShare, additive, share};
use super::{Factor, Sample};
use rayon::prelude::*;

/// A sample with its batches and ranks.
#[derive(Clone, Debug)]
pub struct Given {
    pub(super) batches: Batches,
    /// For each place of a grouped column its batch.
    pub(super) numbers: Vec<u8>,
    pub(super) inputs: Vec<Ranked>,
    outputs: Vec<Ranked>,
    factors: Vec<Factor>,
}

impl Given {
    /// Sorts every column; absent with fewer than [`super::LEAST_DRAWS`] draws.
    pub fn new(sample: &Sample) -> Option<Given> {
        let batches = Batches::new(sample.draws(), sample.replicates)?;
        let numbers = batches.numbers();
        let ranked = |values: &Vec<f64>| Ranked::new(batches.grouped(values), &batches, &numbers);
        let outputs = sample.outputs.par_iter().map(|output| ranked(&output.values)).collect();
        let inputs = sample.inputs.par_iter().map(|input| ranked(&input.values)).collect();
        let factors = sample.factors.clone();
        Some(Given { inputs, outputs, factors, numbers, batches })
    }

    /// How many independent batches of draws intervals rest on.
    pub fn batches(&self) -> usize {
        self.batches.count()
    }

    /// Spearman's rank correlation of each input with an output, by its number; absent where one of the two is constant.
    ///
    /// Equation 36 of `docs/uncertainty.md`. The interval is that of the batches' own rank correlations.
    pub fn rank_correlations(&self, output: usize) -> Vec<Option<Estimated>> {
        let output = &self.outputs[output];
        self.inputs.par_iter().map(|input| self.rank_correlation(input, output)).collect()
    }

    fn rank_correlation(&self, input: &Ranked, output: &Ranked) -> Option<Estimated> {
        if input.is_constant() || output.is_constant() {
            return None;
        }
        let value = correlation(&input.ranks, &output.ranks)?;
        let of_batch = |batch| {
            let part = |ranks| self.batches.part(ranks, batch);
            // In a batch where one of the two does not vary nothing goes with anything.
            correlation(part(&input.within), part(&output.within)).unwrap_or(0.0)
        };
        let of_batches: Vec<f64> = (0..self.batches.count()).map(of_batch).collect();
        Some(self.batches.spread(value, &of_batches).within(-1.0, 1.0))
    }

    /// Standardised regression coefficients and partial rank correlations of all inputs, for several outputs; absent for
    /// an output that is constant, or if there are too few draws for so many inputs.
    ///
    /// Equation 37 of `docs/uncertainty.md`.
    pub fn regressions(&self, outputs: &[usize]) -> Vec<Option<Regression>> {
        // So many outputs at a time that sums of products stay small.
        const TOGETHER: usize = 32;
        outputs.chunks(TOGETHER).flat_map(|outputs| self.regressions_together(outputs)).collect()
    }

    fn regressions_together(&self, outputs: &[usize]) -> Vec<Option<Regression>> {
        let columns: Vec<&Ranked> =
            self.inputs.iter().chain(outputs.iter().map(|output| &self.outputs[*output])).collect();
        let inputs = self.inputs.len();
        let Some(sums) = Sums::new(&self.batches, &columns, inputs) else { return vec![None; outputs.len()] };
        let one = |number: usize| (!columns[number].is_constant()).then(|| regression(&self.batches, &sums, number));
        (inputs..columns.len()).into_par_iter().map(one).collect()
    }

    /// The share of an output's variance that goes with each factor by itself, by number of the factor; absent where the
    /// factor or the output is constant.
    ///
    /// Equation 38 of `docs/uncertainty.md`.
    pub fn shares(&self, output: usize) -> Vec<Option<Estimated>> {
        let output = &self.outputs[output];
        self.factors.par_iter().map(|factor| share(self, &self.varying(&factor.members), output)).collect()
    }

    /// At least this share of an output's variance goes with these inputs together; absent if none varies.
    ///
    /// Equation 39 of `docs/uncertainty.md`.
    pub fn share_together(&self, output: usize, members: &[usize]) -> Option<AdditiveShare> {
        additive(self, &self.varying(members), &self.outputs[output])
    }

    /// Inputs of different factors whose ranks go together more than chance can explain, with their rank correlation,
    /// strongest first.
    pub fn tied(&self) -> Vec<(usize, usize, f64)> {
        let mut factor_of = vec![0; self.inputs.len()];
        for (number, factor) in self.factors.iter().enumerate() {
            factor.members.iter().for_each(|member| factor_of[*member] = number);
        }
        // Five standard errors of a rank correlation of independent draws, and no less than anybody would care for.
        let least = (5.0 / (self.numbers.len() as f64).sqrt()).max(0.1);
        let with = |one: usize| {
            let others = (0..one).filter(|other| factor_of[*other] != factor_of[one]);
            let found = others.filter_map(|other| {
                let value = correlation(&self.inputs[other].ranks, &self.inputs[one].ranks)?;
                (value.abs() >= least).then_some((other, one, value))
            });
            found.collect::<Vec<_>>()
        };
        let found: Vec<Vec<(usize, usize, f64)>> = (0..self.inputs.len()).into_par_iter().map(with).collect();
        let mut found = found.concat();
        found.sort_by(|one, other| other.2.abs().total_cmp(&one.2.abs()).then((one.0, one.1).cmp(&(other.0, other.1))));
        found
    }

    fn varying(&self, members: &[usize]) -> Vec<usize> {
        members.iter().copied().filter(|member| !self.inputs[*member].is_constant()).collect()
    }
}

/// The correlation of two columns of ranks, whose mean is (n + 1)/2; absent if one of them is constant.
fn correlation(one: &[f64], other: &[f64]) -> Option<f64> {
    let middle = (one.len() as f64 + 1.0) / 2.0;
    let (mut both, mut first, mut second) = (0.0, 0.0, 0.0);
    for (one, other) in one.iter().zip(other) {
        let (one, other) = (one - middle, other - middle);
        both += one * other;
        first += one * one;
        second += other * other;
    }
    let size = (first * second).sqrt();
    (size > 0.0).then(|| (both / size).clamp(-1.0, 1.0))
}

#[cfg(test)]
#[path = "given_tests.rs"]
mod tests;
