//! What better knowledge of each cause is worth to the decision, or how far it would narrow the result.

use super::Subject;
use super::group::Group;
use crate::math::quantile::quantiles;
use crate::model::Count;
use crate::plan::{Detail, Plan};
use crate::results::{Measure, Place};
use crate::run;
use crate::statistics::{PartialValue, Sample, ValueOfInformation, value_of_information};
use crate::text::Problem;

/// By what causes are ranked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ranking {
    /// By what knowing them is worth to the decision.
    Value,
    /// By how much they would narrow the result: no decision hangs on any of them alone, or none on the result.
    Narrowing,
}

impl Ranking {
    /// The word in rows.
    pub fn word(self) -> &'static str {
        match self {
            Ranking::Value => "value",
            Ranking::Narrowing => "narrowing",
        }
    }
}

/// What better knowledge is worth.
#[derive(Clone, Debug, PartialEq)]
pub struct Knowledge {
    /// Of everything, and of each cause in the order of the subject's causes, then of the groups.
    pub value: ValueOfInformation,
    /// The groups that were asked about.
    pub groups: Vec<Group>,
    pub ranking: Ranking,
    /// Whether the result is one of the savings that the decision is between; others are ranked by narrowing.
    pub decides: bool,
    /// Numbers of causes, most important first; causes of which nothing is seen stand last, in their order.
    pub ranked: Vec<usize>,
    /// The 5 % and 95 % quantiles of the result that is asked about.
    pub interval: (f64, f64),
    /// People who come in over the horizon in the baseline, at the means of all inputs: the sum over the stages that
    /// somebody comes to from outside. Counts passages, not distinct people. Absent where nobody comes in.
    pub people: Option<f64>,
}

impl Knowledge {
    /// What knowing a cause is worth.
    pub fn of(&self, cause: usize) -> &PartialValue {
        &self.value.sets[cause]
    }

    /// The same with causes ranked so.
    fn ranked_by(mut self, ranking: Ranking) -> Knowledge {
        self.ranking = ranking;
        self.ranked.sort_unstable();
        let sets = &self.value.sets;
        self.ranked.sort_by(|a, b| size(&sets[*b], ranking).total_cmp(&size(&sets[*a], ranking)));
        self
    }

    /// What knowing the causes of a group is worth, by its number.
    pub fn of_group(&self, group: usize) -> &PartialValue {
        &self.value.sets[self.value.sets.len() - self.groups.len() + group]
    }

    /// Whether knowing the causes of a group shows in what causes are ranked by.
    pub fn is_group_visible(&self, group: usize) -> bool {
        is_visible(self.of_group(group), self.ranking)
    }

    /// Whether knowing a cause shows in what causes are ranked by.
    pub fn is_visible(&self, cause: usize) -> bool {
        is_visible(self.of(cause), self.ranking)
    }
}

/// What better knowledge of the subject's causes, and of groups of them, is worth. Equations 50 to 56 of
/// `docs/uncertainty.md`.
///
/// `None` if there are too few draws to tell. Fails where the subject's model cannot be run.
pub fn knowledge(subject: &Subject, sample: &Sample, groups: Vec<Group>) -> Result<Option<Knowledge>, Problem> {
    let of_group =
        |group: &Group| group.causes.iter().flat_map(|cause| subject.causes[*cause].streams.clone()).collect();
    let causes = subject.causes.iter().map(|cause| cause.streams.clone());
    let sets: Vec<Vec<usize>> = causes.chain(groups.iter().map(of_group)).collect();
    let Some(found) = of_draws(sample, &sets, subject.causes.len()) else { return Ok(None) };
    // Other results than the savings that a decision is between have no part in it.
    let decides = subject.options().contains(subject.target());
    let found = if decides { found } else { found.ranked_by(Ranking::Narrowing) };
    Ok(Some(Knowledge { groups, decides, people: people(subject)?, ..found }))
}

/// What knowing sets of inputs of a sample is worth, of which the first `count` are ranked as causes; nobody comes in.
///
/// The first output is the result, those after it are the options. `None` if there are too few draws to tell.
pub(super) fn of_draws(sample: &Sample, sets: &[Vec<usize>], count: usize) -> Option<Knowledge> {
    let value = value_of_information(sample, sets)?;
    let doubt = value.perfect.is_visible() && value.sets[..count].iter().any(|set| is_visible(set, Ranking::Value));
    let ranking = if doubt { Ranking::Value } else { Ranking::Narrowing };
    let mut target = sample.outputs[0].values.clone();
    let ends = quantiles(&mut target, &[0.05, 0.95]);
    let knowledge = Knowledge {
        value,
        groups: vec![],
        decides: true,
        ranking,
        ranked: (0..count).collect(),
        interval: (ends[0], ends[1]),
        people: None,
    };
    Some(knowledge.ranked_by(ranking))
}

fn is_visible(value: &PartialValue, ranking: Ranking) -> bool {
    match ranking {
        Ranking::Value => value.value.is_visible(),
        Ranking::Narrowing => value.narrowing.is_visible(),
    }
}

/// What a cause is ranked by; ties of the decision are broken by the narrowing in the order of sorting.
fn size(value: &PartialValue, ranking: Ranking) -> f64 {
    match (is_visible(value, ranking), ranking) {
        (true, Ranking::Value) => value.value.value,
        (true, Ranking::Narrowing) => value.narrowing.value,
        // Below all that is visible.
        (false, _) => value.narrowing.value - 2.0,
    }
}

/// People who enter the stages that people come to from outside, over the horizon.
fn people(subject: &Subject) -> Result<Option<f64>, Problem> {
    let model = &subject.model;
    let baseline = model.baseline();
    let comes = |count: &Option<Count>| matches!(count, Some(Count::Arrivals(_) | Count::Entries(_)));
    let places: Vec<Place> = baseline
        .stages
        .values()
        .filter(|stage| comes(&stage.count))
        .map(|stage| Place::Stage(stage.name.clone()))
        .collect();
    let plan = Plan::for_rows(model, Detail { years: true, lines: false }, &|key| {
        key.policy == baseline.name
            && key.measure == Measure::Entries
            && key.year.is_none()
            && key.group.is_none()
            && places.contains(&key.place)
    })?;
    let central = run::central(model, &plan)?;
    let total: f64 = plan.result_of_row.iter().flatten().map(|result| central[*result]).sum();
    Ok(Some(total).filter(|total| *total > 0.0))
}
