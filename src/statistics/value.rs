//! What better knowledge is worth to a decision, and how far it would narrow a result.
//!
//! The decision: of the baseline, which saves nothing, and the policies, the one with the largest expected saving.

use super::Sample;
use super::basis::Basis;
use super::batches::Batches;
use super::conditional::{Expectation, Moments};
use super::estimated::Estimated;
use rayon::prelude::*;

/// Fewer draws than this tell nothing about single inputs.
pub const LEAST_FOR_VALUE: usize = 320;
/// What it is worth to know everything, and what it is worth to know some inputs.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueOfInformation {
    /// Expected value of perfect information, in the unit of the options. Equation 50.
    pub perfect: Estimated,
    /// The option with the largest expected saving: 0 for the baseline, else the number of the policy.
    pub chosen: usize,
    /// In how many draws another option is better, as a share.
    pub wrong: f64,
    /// Of each set that was asked about, in order.
    pub sets: Vec<PartialValue>,
}

/// What it is worth to know a set of inputs.
#[derive(Clone, Debug, PartialEq)]
pub struct PartialValue {
    /// Expected value of partial perfect information: between 0 and that of everything. Equation 51.
    pub value: Estimated,
    /// Expected share of the target's variance that goes once the inputs are known.
    pub share: Estimated,
    /// By what part the target's standard deviation shrinks, 0 to 1: 1 − √(1 − share). Equation 55.
    pub narrowing: Estimated,
}

impl PartialValue {
    /// Inputs of which nothing is seen in the draws.
    pub const NOTHING: PartialValue =
        PartialValue { value: Estimated::exact(0.0), share: Estimated::exact(0.0), narrowing: Estimated::exact(0.0) };
}

/// The value of information of a sample whose first output is the target and whose others are the savings of the options
/// beside the baseline. `sets` are lists of numbers of inputs.
///
/// Knowing more is never worth less: a set has at least the value of every set that it contains. `None` for fewer than
/// [`LEAST_FOR_VALUE`] draws or without an option.
pub fn value_of_information(sample: &Sample, sets: &[Vec<usize>]) -> Option<ValueOfInformation> {
    if sample.draws() < LEAST_FOR_VALUE || sample.outputs.len() < 2 {
        return None;
    }
    let table = Table::new(sample, Batches::new(sample.draws(), sample.replicates)?);
    let whole = table.choice(None);
    let without: Vec<f64> = (0..table.batches.count()).map(|batch| table.choice(Some(batch)).perfect).collect();
    let perfect = table.batches.jackknife(whole.perfect, &without).within(0.0, f64::INFINITY);
    let found: Vec<PartialValue> = sets.par_iter().map(|members| table.partial(sample, members)).collect();
    let found = at_least_its_parts(found, sets, perfect.value);
    Some(ValueOfInformation { perfect, chosen: whole.chosen, wrong: whole.wrong, sets: found })
}

/// The options' savings as means and deviations; the last response is the target.
struct Table {
    batches: Batches,
    /// For each draw the number of its batch.
    batch_of: Vec<usize>,
    means: Vec<f64>,
    deviations: Vec<Vec<f64>>,
}

/// A choice under what is known now.
struct Choice {
    chosen: usize,
    perfect: f64,
    wrong: f64,
}

impl Table {
    fn new(sample: &Sample, batches: Batches) -> Table {
        let draws = sample.draws();
        let responses = sample.outputs[1..].iter().chain([&sample.outputs[0]]);
        let (mut means, mut deviations) = (vec![], vec![]);
        for response in responses {
            let mean = response.values.iter().sum::<f64>() / draws as f64;
            let column: Vec<f64> = response.values.iter().map(|value| value - mean).collect();
            let largest = column.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
            // What differs by the rounding of sums alone does not differ.
            let differs = largest > 1e-12 * mean.abs();
            deviations.push(if differs { column } else { vec![0.0; draws] });
            means.push(mean);
        }
        let mut batch_of = vec![0; draws];
        for (draw, batch) in batches.draws.iter().zip(batches.numbers()) {
            batch_of[*draw as usize] = usize::from(batch);
        }
        Table { batches, batch_of, means, deviations }
    }

    fn options(&self) -> usize {
        self.means.len() - 1
    }

    /// The draws outside of one batch, or all.
    fn without(&self, batch: Option<usize>) -> impl Iterator<Item = usize> + use<'_> {
        (0..self.batch_of.len()).filter(move |draw| batch != Some(self.batch_of[*draw]))
    }

    /// Mean deviations of the responses over the draws outside of one batch.
    fn shifts(&self, batch: Option<usize>) -> Vec<f64> {
        let Some(_) = batch else { return vec![0.0; self.means.len()] };
        let count = self.without(batch).count() as f64;
        self.deviations.iter().map(|column| self.without(batch).map(|draw| column[draw]).sum::<f64>() / count).collect()
    }

    fn choice(&self, batch: Option<usize>) -> Choice {
        let shifts = self.shifts(batch);
        let chosen = self.best(&shifts);
        let (mut sum, mut wrong, mut count) = (0.0, 0.0, 0.0);
        for draw in self.without(batch) {
            let most = (0..self.options()).map(|option| self.means[option] + self.deviations[option][draw]);
            let most = most.fold(0.0, f64::max);
            let own = if chosen == 0 { 0.0 } else { self.means[chosen - 1] + self.deviations[chosen - 1][draw] };
            sum += most - own;
            wrong += f64::from(u8::from(most > own));
            count += 1.0;
        }
        Choice { chosen, perfect: sum / count, wrong: wrong / count }
    }

    /// The option with the largest mean; the baseline, 0, unless one is larger.
    fn best(&self, shifts: &[f64]) -> usize {
        let means = (0..self.options()).map(|option| self.means[option] + shifts[option]);
        let better = |best: (f64, usize), (option, mean)| if mean > best.0 { (mean, option + 1) } else { best };
        means.enumerate().fold((0.0, 0), better).1
    }

    fn partial(&self, sample: &Sample, members: &[usize]) -> PartialValue {
        if members.is_empty() {
            return PartialValue::NOTHING;
        }
        let basis = Basis::of_inputs(sample, members);
        let of_batches: Vec<Moments> = (0..self.batches.count())
            .map(|batch| Moments::of(&basis, &self.deviations, self.batches.part(&self.batches.draws, batch)))
            .collect();
        let mut whole = of_batches[0].clone();
        of_batches[1..].iter().for_each(|batch| whole.add(batch, 1.0));
        let of_target = |of: &Expectation| *of.explained.last().expect("the target is the last response");
        let expected = whole.clone().expectation();
        let target = of_target(&expected);
        let decides = expected.explained[..self.options()].iter().any(|explained| explained.visible);
        if !decides && !target.visible {
            return PartialValue::NOTHING;
        }
        let without: Vec<(f64, f64)> = of_batches
            .iter()
            .enumerate()
            .map(|(batch, moments)| {
                let mut rest = whole.clone();
                rest.add(moments, -1.0);
                let expected = rest.expectation();
                let value = if decides { self.value(&basis, &expected, Some(batch)) } else { 0.0 };
                (value, of_target(&expected).share)
            })
            .collect();
        let estimated = |value: f64, most: f64, of: &dyn Fn(&(f64, f64)) -> f64| {
            self.batches.jackknife(value, &without.iter().map(of).collect::<Vec<f64>>()).within(0.0, most)
        };
        let value = if decides { self.value(&basis, &expected, None) } else { 0.0 };
        let share = if target.visible { target.share } else { 0.0 };
        PartialValue {
            value: estimated(value, f64::INFINITY, &|found| found.0),
            share: estimated(share, 1.0, &|found| found.1),
            narrowing: estimated(narrowing(share), 1.0, &|found| narrowing(found.1)),
        }
    }

    /// Mean of what the best option is expected to save beyond the one chosen now.
    fn value(&self, basis: &Basis, expectation: &Expectation, batch: Option<usize>) -> f64 {
        let shifts = self.shifts(batch);
        let chosen = self.best(&shifts);
        let mut deviations = vec![0.0; self.means.len()];
        let (mut sum, mut count) = (0.0, 0.0);
        for draw in self.without(batch) {
            expectation.at(basis, draw, &mut deviations);
            let expected = |option: usize| self.means[option] + shifts[option] + deviations[option];
            let most = (0..self.options()).map(expected).fold(0.0, f64::max);
            sum += most - if chosen == 0 { 0.0 } else { expected(chosen - 1) };
            count += 1.0;
        }
        sum / count
    }
}

/// By what part a standard deviation shrinks when this share of the variance goes.
fn narrowing(share: f64) -> f64 {
    1.0 - (1.0 - share.clamp(0.0, 1.0)).sqrt()
}

/// Raises each set to the value of the sets within it, and lowers all to that of perfect information.
fn at_least_its_parts(mut found: Vec<PartialValue>, sets: &[Vec<usize>], perfect: f64) -> Vec<PartialValue> {
    let mut order: Vec<usize> = (0..sets.len()).collect();
    order.sort_by_key(|set| sets[*set].len());
    for (place, large) in order.iter().enumerate() {
        for small in &order[..place] {
            if sets[*small].iter().all(|member| sets[*large].contains(member)) {
                let (inside, outside) = (found[*small].clone(), &mut found[*large]);
                let raise = |own: &mut Estimated, least: Estimated| {
                    if own.value < least.value {
                        *own = least;
                    }
                };
                raise(&mut outside.value, inside.value);
                raise(&mut outside.share, inside.share);
                raise(&mut outside.narrowing, inside.narrowing);
            }
        }
    }
    for set in &mut found {
        set.value = set.value.lowered_to(perfect).within(0.0, f64::INFINITY);
    }
    found
}
