//! What whole models save, draw by draw: the numbers that structural alternatives and stresses compare.

use crate::math::quantile::{PROBABILITIES, quantiles};
use crate::model::Model;
use crate::plan::{Detail, Plan};
use crate::results::{Measure, MoneyColumn, Place};
use crate::run::{self, Sampling};
use crate::text::Problem;

/// A saving over the horizon, in money at its present value: its mean and the ends between which 90 % of the draws lie.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Saved {
    pub mean: f64,
    pub low: f64,
    pub high: f64,
    /// The share of draws in which the policy costs less than the baseline.
    pub share_saving: f64,
}

/// Which way a saving goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The whole interval is above 0.
    Saves,
    /// The interval covers 0.
    Open,
    /// The whole interval is below 0.
    Costs,
    /// Every draw is 0.
    Same,
}

/// What one policy saves in the four senses of money; absent where a line is not known in the sense.
#[derive(Clone, Debug, PartialEq)]
pub struct PolicySaving {
    pub policy: String,
    /// By [`MoneyColumn`].
    pub senses: [Option<Saved>; 4],
}

impl PolicySaving {
    /// The saving in one sense, if it is known.
    pub fn in_sense(&self, sense: MoneyColumn) -> Option<Saved> {
        self.senses[sense as usize]
    }

    /// The most cautious sense that is known, in which a run states its headline.
    pub fn headline(&self) -> Option<MoneyColumn> {
        MoneyColumn::ALL.into_iter().rev().find(|sense| self.in_sense(*sense).is_some())
    }
}

/// A mean with its draws.
type Drawn = (f64, Vec<f64>);

/// Draws of one policy's saving in the four senses.
pub(super) type Senses = [Option<Drawn>; 4];

impl Saved {
    /// Of draws, at least one, with their mean.
    pub fn of_draws(mean: f64, draws: &[f64]) -> Saved {
        let saving = draws.iter().filter(|saving| **saving > 0.0).count();
        let found = quantiles(&mut draws.to_vec(), &PROBABILITIES);
        Saved { mean, low: found[0], high: found[4], share_saving: saving as f64 / draws.len() as f64 }
    }

    /// Which way it goes.
    pub fn verdict(&self) -> Verdict {
        if self.low > 0.0 {
            Verdict::Saves
        } else if self.high < 0.0 {
            Verdict::Costs
        } else if self.low == 0.0 && self.high == 0.0 && self.mean == 0.0 {
            Verdict::Same
        } else {
            Verdict::Open
        }
    }
}

impl Verdict {
    /// One word for tables and rows.
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Saves => "saves",
            Verdict::Open => "open",
            Verdict::Costs => "costs",
            Verdict::Same => "saves nothing",
        }
    }
}

/// What every policy saves at every place, policy by policy and place by place: present values over the horizon.
///
/// Runs the model once; the draws are those that `crimcost run` makes with the same seed.
pub(super) fn savings(
    model: &Model,
    places: &[Place],
    sampling: Sampling,
) -> Result<Vec<(Place, String, Senses)>, Problem> {
    let plan = Plan::for_rows(model, Detail { years: false, lines: false }, &|key| {
        key.measure == Measure::Saving
            && key.discounted
            && key.year.is_none()
            && key.group.is_none()
            && places.contains(&key.place)
    })?;
    let central = run::central(model, &plan)?;
    let draws = run::run(model, &plan, sampling, &central, &mut |_| {})?;
    let mut found = vec![];
    for policy in &model.policies[1..] {
        for place in places {
            let sense = |column: MoneyColumn| {
                let row = plan.rows.iter().position(|row| {
                    row.key.policy == policy.name && row.key.place == *place && row.key.column == Some(column)
                })?;
                let result = plan.result_of_row[row]?;
                Some((draws.summaries[result].mean, draws.kept[result].clone()))
            };
            found.push((place.clone(), policy.name.clone(), MoneyColumn::ALL.map(sense)));
        }
    }
    Ok(found)
}

/// What draws say in each sense.
pub(super) fn summed_up(senses: &Senses) -> [Option<Saved>; 4] {
    std::array::from_fn(|sense| senses[sense].as_ref().map(|(mean, draws)| Saved::of_draws(*mean, draws)))
}

/// Adds weighted draws, sense by sense: known where both are known.
pub(super) fn weighted(parts: &[(f64, &Senses)]) -> Senses {
    std::array::from_fn(|sense| {
        let parts: Option<Vec<(f64, &Drawn)>> =
            parts.iter().map(|(weight, senses)| Some((*weight, senses[sense].as_ref()?))).collect();
        let parts = parts?;
        let count = parts.first().map_or(0, |(_, (_, draws))| draws.len());
        let draws = (0..count).map(|draw| parts.iter().map(|(weight, (_, of))| weight * of[draw]).sum()).collect();
        Some((parts.iter().map(|(weight, (mean, _))| weight * mean).sum(), draws))
    })
}

/// The draws of each sense put together with those of another, draw by draw: known where both are known.
pub(super) fn combined(a: &Senses, b: &Senses, with: impl Fn(f64, f64) -> f64) -> Senses {
    std::array::from_fn(|sense| {
        let ((_, a), (_, b)) = (a[sense].as_ref()?, b[sense].as_ref()?);
        let draws: Vec<f64> = a.iter().zip(b).map(|(a, b)| with(*a, *b)).collect();
        Some((draws.iter().sum::<f64>() / draws.len() as f64, draws))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_that_touches_zero_leaves_the_answer_open() {
        let saved = |draws: &[f64]| Saved::of_draws(draws.iter().sum::<f64>() / draws.len() as f64, draws).verdict();
        assert_eq!(saved(&[1.0, 2.0, 3.0]), Verdict::Saves);
        assert_eq!(saved(&[-1.0, -2.0]), Verdict::Costs);
        assert_eq!(saved(&[-1.0, 5.0]), Verdict::Open);
        assert_eq!(saved(&[0.0, 0.0, 5.0]), Verdict::Open);
        assert_eq!(saved(&[0.0, 0.0]), Verdict::Same);
    }

    #[test]
    fn a_sense_that_one_part_does_not_know_is_not_known() {
        let both: Senses = [Some((1.5, vec![1.0, 2.0])), None, Some((4.0, vec![3.0, 5.0])), None];
        let one: Senses = [Some((10.0, vec![10.0, 10.0])), None, None, None];
        let [average, _, short, _] = weighted(&[(0.5, &both), (1.0, &one)]);
        assert_eq!(average, Some((10.75, vec![10.5, 11.0])));
        assert_eq!(short, None);
    }
}
