//! The value of one contested parameter at which the result crosses zero.

use super::Mixtures;
use super::mixtures::plan_for;
use crate::distribution::Distribution;
use crate::model::central::{Central, Moment};
use crate::model::{Model, Operand, Parameter, Value};
use crate::results::RowKey;
use crate::run::{self, InputSampler, Sampling};
use crate::statistics::crossing::{bracket, points};
use crate::statistics::{Bracket, shrink};
use crate::text::Problem;
use rayon::prelude::*;

/// Draws with which the search looks around; the root is then found with all draws.
const DRAWS_TO_LOOK: usize = 2048;
/// How far beyond the claims the search goes, in distances between them.
const FAR: f64 = 32.0;

/// Where the mean of a result crosses zero along one parameter, all else as one side has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Crossing {
    /// At this value, in the scenario's unit of the parameter.
    At {
        value: f64,
        /// Whether it lies between the two sides' means.
        between: bool,
    },
    /// At no value between these two, in the scenario's unit of the parameter.
    Nowhere { low: f64, high: f64 },
    /// The parameter does not move the result.
    MovesNothing,
    /// One side's value is not one number: a path, shares or a value for each group.
    SeveralNumbers,
    /// The result is no difference, so zero says nothing about it.
    NotAsked,
}

/// The crossing along a contested parameter, the others as mixture `set` has them.
///
/// Equation 73 of `docs/uncertainty.md`. Where the model cannot run at a value, the search ends before it.
pub fn crossing(
    mixtures: &Mixtures,
    number: usize,
    set: usize,
    target: &RowKey,
    sampling: Sampling,
) -> Result<Crossing, Problem> {
    let model = &mixtures.models[set];
    let own = mixtures.parameter(0, number);
    let other = mixtures.parameter(1 << number, number);
    let one =
        |parameter: &Parameter| matches!(parameter.value, Value::Known(_) | Value::Uncertain(_) | Value::Formula(_));
    if !one(own) || !one(other) {
        return Ok(Crossing::SeveralNumbers);
    }
    let claim = &mixtures.side.claims[number];
    let moved = moved(&mixtures.models[0], &mixtures.models[1 << number], &claim.name);
    let owner = match &claim.policy {
        Some(name) => model.policies.iter().position(|policy| policy.name == *name).unwrap_or(0),
        None => 0,
    };
    let means = [0, 1 << number].map(|mixture| mean_in_own_unit(&mixtures.models[mixture], owner, own));
    let [Some(from), Some(to)] = means else { return Ok(Crossing::SeveralNumbers) };
    let limits = limits(own, from, to);
    let Some(along) = Along::new(model, own, &moved, limits, target, &sampling)? else {
        return Ok(Crossing::MovesNothing);
    };
    let points = points(from, to, limits);
    let look = sampling.draws.min(DRAWS_TO_LOOK);
    let values: Vec<Option<f64>> = points.par_iter().map(|value| along.mean(*value, look)).collect();
    let known: Vec<f64> = values.iter().flatten().copied().collect();
    if known.iter().all(|value| Some(value) == known.first()) {
        return Ok(Crossing::MovesNothing);
    }
    if let Some(first) = bracket(&points, &values, from, to) {
        // With all draws the root may lie one step further on either side.
        for first in [Some(first), first.checked_sub(1), Some(first + 1)].into_iter().flatten() {
            let Some(ends) = points.get(first).copied().zip(points.get(first + 1).copied()) else { continue };
            if let Some(value) = zero(&|value| along.mean(value, sampling.draws), ends) {
                let between = from.min(to) <= value && value <= from.max(to);
                return Ok(Crossing::At { value, between });
            }
        }
    }
    let possible = || points.iter().zip(&values).filter(|(_, value)| value.is_some()).map(|(point, _)| *point);
    Ok(Crossing::Nowhere { low: possible().next().unwrap_or(from), high: possible().next_back().unwrap_or(to) })
}

/// The zero of `mean` between two ends, the lower one first; `None` if it has one sign at both, or does not exist somewhere
/// on the way. Equation 59.
fn zero(mean: &dyn Fn(f64) -> Option<f64>, (low, high): (f64, f64)) -> Option<f64> {
    let (at_low, at_high) = (mean(low)?, mean(high)?);
    if at_low == 0.0 || at_high == 0.0 {
        return Some(if at_low == 0.0 { low } else { high });
    }
    if (at_low > 0.0) == (at_high > 0.0) {
        return None;
    }
    let mut evaluate = |places: &[(usize, f64)]| places.iter().map(|(_, value)| mean(*value).ok_or(())).collect();
    let ends = Bracket { low, high, at_low, at_high };
    let found = shrink(&[ends], &|mean| mean > 0.0, &|mean| mean, &mut evaluate).ok()?[0];
    Some(if found.at_low.abs() <= found.at_high.abs() { found.low } else { found.high })
}

/// The policies in which the claim changes the parameter.
fn moved(own: &Model, claimed: &Model, name: &str) -> Vec<usize> {
    let of = |model: &Model, policy: usize| model.policies[policy].parameters.get(name).cloned();
    (0..own.policies.len()).filter(|policy| of(own, *policy) != of(claimed, *policy)).collect()
}

/// The mean of a parameter as a model has it, in the scenario's own unit for it.
fn mean_in_own_unit(model: &Model, owner: usize, own: &Parameter) -> Option<f64> {
    let parameters = &model.policies[owner].parameters;
    let moment = Moment::start(&model.settings);
    let operand = Operand::whole(own.name.clone());
    let value = Central::new(parameters, &model.settings).value(&operand, moment)?;
    let mut unit = parameters.clone();
    unit.insert(own.name.clone(), Parameter { value: Value::Known(1.0), at_most: None, ..own.clone() });
    Some(value / Central::new(&unit, &model.settings).value(&operand, moment)?)
}

/// The values among which the search looks: a share stays a share, what is not negative stays so.
fn limits(own: &Parameter, from: f64, to: f64) -> (f64, f64) {
    let (low, high) = (from.min(to), from.max(to));
    let far = FAR * if high > low { high - low } else { low.abs().max(1.0) };
    let is_share = own.unit.dimensions.is_none() && low >= 0.0 && high <= 1.0;
    (if low >= 0.0 { 0.0 } else { low - far }, if is_share { 1.0 } else { high + far })
}

/// A model with one parameter free.
struct Along<'a> {
    model: Model,
    plan: crate::plan::Plan,
    result: usize,
    /// Number of the free input.
    free: usize,
    inputs: Vec<Vec<f64>>,
    sampling: &'a Sampling,
}

impl Along<'_> {
    /// Frees the parameter in these policies; `None` if the result does not read it there.
    fn new<'a>(
        model: &Model,
        own: &Parameter,
        policies: &[usize],
        (low, high): (f64, f64),
        target: &RowKey,
        sampling: &'a Sampling,
    ) -> Result<Option<Along<'a>>, Problem> {
        let mut model = model.clone();
        let anything = Distribution::Uniform { low, high };
        for policy in policies {
            let free = Parameter { value: Value::Uncertain(anything.clone()), ..own.clone() };
            model.policies[*policy].parameters.insert(own.name.clone(), free);
        }
        let (plan, result) = plan_for(&model, target)?;
        let is_free = |input: usize| {
            plan.streams[plan.stream_of_input[input]] == own.name && plan.inputs[input].distribution == anything
        };
        let Some(free) = (0..plan.inputs.len()).find(|input| is_free(*input)) else { return Ok(None) };
        let sampler = InputSampler::new(&plan, sampling.seed, sampling.sampler);
        let inputs = sampler.inputs_at(&plan, &sampler.scores(sampling.draws));
        Ok(Some(Along { model, plan, result, free, inputs, sampling }))
    }

    /// The mean of the result over the first draws, the free parameter at `value`; `None` where the model cannot run.
    fn mean(&self, value: f64, draws: usize) -> Option<f64> {
        let value = value * self.plan.inputs[self.free].factor;
        let draws = draws.min(self.sampling.draws);
        let at = |(number, column): (usize, &Vec<f64>)| {
            if number == self.free { vec![value; draws] } else { column[..draws].to_vec() }
        };
        let inputs: Vec<Vec<f64>> = self.inputs.iter().enumerate().map(at).collect();
        let found = run::at_inputs(&self.model, &self.plan, &inputs).ok()?;
        let mean = super::mean_of(&found[self.result]);
        mean.is_finite().then_some(mean)
    }
}

#[cfg(test)]
mod tests {
    use super::zero;

    #[test]
    fn the_zero_of_a_line_is_where_it_crosses() {
        // 12 − 3x is 0 at 4.
        let found = zero(&|x| Some(12.0 - 3.0 * x), (1.0, 9.0)).unwrap();
        assert!((found - 4.0).abs() < 1e-11);
        assert_eq!(zero(&|x| Some(12.0 - 3.0 * x), (5.0, 9.0)), None, "one sign");
        assert_eq!(zero(&|x| Some(x - 5.0), (5.0, 9.0)), Some(5.0), "an end is a zero");
        assert_eq!(zero(&|x| Some(x - 9.0), (5.0, 9.0)), Some(9.0), "an end is a zero");
        assert_eq!(zero(&|x| (x < 6.0).then_some(x - 5.0), (4.0, 9.0)), None, "not everywhere a number");
    }

    #[test]
    fn the_zero_of_curves_and_steps_is_found() {
        // Within 13 digits of the larger end.
        let cube = zero(&|x| Some(x * x * x - 8.0), (-10.0, 50.0)).unwrap();
        assert!((cube - 2.0).abs() < 50.0 * 1e-13, "{cube}");
        let step = zero(&|x| Some(if x < 3.0 { -1.0 } else { 1000.0 }), (0.0, 10.0)).unwrap();
        assert!((step - 3.0).abs() < 10.0 * 1e-13, "{step}");
    }
}
