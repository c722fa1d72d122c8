//! Which causes the variance of a result goes with, and how much of it rests on assumptions.

use super::{Cause, Subject};
use crate::draws::REPLICATES;
use crate::model::{Grade, People};
use crate::run::{self, InputSampler, Sampling};
use crate::statistics::{Estimated, VarianceShares, variance_shares};
use crate::text::Problem;

/// Shares of the variance of a subject's result.
#[derive(Clone, Debug)]
pub struct Variance {
    /// Rows of each of the two samples.
    pub rows: usize,
    /// How often the result was computed.
    pub evaluations: usize,
    /// Absent if the result does not vary.
    pub shares: Option<Shares>,
}

/// Shares by cause, and by what is known about causes.
#[derive(Clone, Debug)]
pub struct Shares {
    /// Mean of the result.
    pub mean: f64,
    /// Variance of the result, in its unit squared.
    pub variance: f64,
    /// In the order of the subject's causes.
    pub causes: Vec<Indices>,
    /// The causes of each footing together; every cause belongs to one.
    pub footings: Vec<(Footing, Indices)>,
    /// The sum of the first shares of all causes.
    pub sum_of_firsts: Estimated,
    /// What the variance loses where assumptions and gaps stand at their means (equation 30); absent without any.
    pub rests_on_assumptions: Option<f64>,
    /// Where people are whole: the share of the variance of draws that is chance, on top of what `variance` holds.
    pub chance: Option<f64>,
}

/// First and total share of a cause or of several together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Indices {
    /// What would go if it were known.
    pub first: Estimated,
    /// What would stay if all else were known.
    pub total: Estimated,
    /// Total less first.
    pub interaction: Estimated,
}

/// What a cause stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Footing {
    /// Graded as an assumption, or a gap.
    Assumed,
    /// Another grade.
    Graded(Grade),
    /// No grade, such as past cases.
    Ungraded,
}

impl Footing {
    /// What a cause stands on: correlated inputs stand on the weakest.
    pub fn of(cause: &Cause) -> Footing {
        match cause.grade {
            _ if cause.is_assumed() => Footing::Assumed,
            Some(grade) => Footing::Graded(grade),
            None => Footing::Ungraded,
        }
    }
}

/// What does not vary the result has exactly no share.
const NOTHING: Estimated = Estimated::exact(0.0);

/// Shares of the variance of the result, from two samples of `rows` draws and one mixture for each cause and footing.
///
/// The first sample is that of a run with the same seed; the second has streams of its own. Values of inputs are made
/// once: causes are independent of each other, so a mixture takes whole columns of one sample or the other. Where people
/// are whole the shares are of expected numbers. Fails where a mixture cannot be computed.
pub fn variance(subject: &Subject, sampling: Sampling) -> Result<Variance, Problem> {
    let rows = sampling.draws;
    let sampler = InputSampler::new(&subject.plan, sampling.seed, sampling.sampler);
    let a = sampler.inputs_at(&subject.plan, &sampler.scores(rows));
    let b = sampler.inputs_at(&subject.plan, &sampler.scores_again(&subject.plan, rows));
    let of_cause: Vec<Vec<usize>> = subject.causes.iter().map(|cause| inputs_of(subject, cause)).collect();
    let mut footings: Vec<Footing> = subject.causes.iter().map(Footing::of).collect();
    footings.sort_unstable();
    footings.dedup();
    let of_footing = footings.iter().map(|footing| {
        let together = subject.causes.iter().zip(&of_cause).filter(|(cause, _)| Footing::of(cause) == *footing);
        together.flat_map(|(_, inputs)| inputs.iter().copied()).collect::<Vec<_>>()
    });
    // Each set once; causes that the result does not read cost nothing.
    let sets: Vec<Vec<usize>> = of_cause.iter().cloned().chain(of_footing).collect();
    let mut factors: Vec<Vec<usize>> = vec![];
    for set in sets.iter().filter(|set| !set.is_empty()) {
        if !factors.contains(set) {
            factors.push(set.clone());
        }
    }
    if factors.is_empty() {
        return Ok(Variance { rows, evaluations: 0, shares: None });
    }
    let found = variance_shares(&a, &b, &factors, REPLICATES, &|columns| subject.at_inputs(columns))?;
    let evaluations = (factors.len() + 2) * rows;
    let Some(found) = found else { return Ok(Variance { rows, evaluations: 2 * rows, shares: None }) };
    let number = |set: &Vec<usize>| factors.iter().position(|factor| factor == set);
    let indices = |set: &Vec<usize>| match number(set) {
        Some(factor) => indices(&found, factor),
        None => Indices { first: NOTHING, total: NOTHING, interaction: NOTHING },
    };
    let causes: Vec<usize> = of_cause.iter().filter_map(number).collect();
    let shares = Shares {
        mean: found.mean,
        variance: found.variance,
        causes: of_cause.iter().map(indices).collect(),
        footings: footings.iter().copied().zip(sets[of_cause.len()..].iter().map(indices)).collect(),
        sum_of_firsts: found.sum_of_firsts(&causes),
        rests_on_assumptions: match footings.iter().position(|footing| *footing == Footing::Assumed) {
            Some(assumed) => Some(rests_on(subject, &a, &sets[of_cause.len() + assumed])?),
            None => None,
        },
        chance: match subject.model.settings.people {
            People::Cohort => None,
            People::Whole => Some(chance(subject, sampling, &a)?),
        },
    };
    Ok(Variance { rows, evaluations, shares: Some(shares) })
}

fn indices(found: &VarianceShares, factor: usize) -> Indices {
    Indices { first: found.first(factor), total: found.total(factor), interaction: found.interaction(factor) }
}

/// The inputs of a cause that the result reads, by number.
fn inputs_of(subject: &Subject, cause: &Cause) -> Vec<usize> {
    let plan = &subject.plan;
    let read = |input: &usize| plan.schedule.inputs[*input].is_some();
    (0..plan.inputs.len()).filter(|input| cause.streams.contains(&plan.stream_of_input[*input])).filter(read).collect()
}

/// 1 − Var(held) / Var, on the same draws, with some inputs at their means.
fn rests_on(subject: &Subject, a: &[Vec<f64>], inputs: &[usize]) -> Result<f64, Problem> {
    let free = variance_of(&subject.at_inputs(a)?);
    let held: Vec<Vec<f64>> = a
        .iter()
        .zip(subject.plan.means())
        .enumerate()
        .map(
            |(number, (values, mean))| if inputs.contains(&number) { vec![mean; values.len()] } else { values.clone() },
        )
        .collect();
    Ok(1.0 - variance_of(&subject.at_inputs(&held)?) / free)
}

/// The part of the variance of draws of whole people that their expected numbers do not have.
fn chance(subject: &Subject, sampling: Sampling, a: &[Vec<f64>]) -> Result<f64, Problem> {
    let origins = run::central(&subject.model, &subject.plan)?;
    let draws = run::run(&subject.model, &subject.plan, sampling, &origins, &mut |_| {})?;
    let (expected, whole) = (variance_of(&subject.at_inputs(a)?), variance_of(&draws.kept[subject.result(0)]));
    Ok((1.0 - expected / whole).max(0.0))
}

fn variance_of(values: &[f64]) -> f64 {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / count
}
