//! What a unit of an outcome costs: the difference in cost against the difference in outcome (equation 19b of
//! `docs/model.md`).

use super::key::{Measure, MoneyColumn, Place};
use super::table::{Results, Row};
use crate::model::{Better, OutcomeLine};
use crate::plan::perspective_place;

/// Two alternatives in one outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct Ratio {
    pub policy: String,
    /// What it is compared with.
    pub against: String,
    pub outcome: String,
    /// The unit of the outcome.
    pub unit: String,
    pub better: Better,
    /// What the policy costs more, in the perspective of the headline, at average cost and discounted; below 0 saves.
    pub more_cost: f64,
    /// How much better the outcome is, discounted as outcomes are; below 0 is worse.
    pub gain: f64,
    pub verdict: Standing,
}

/// How one alternative stands against another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Standing {
    /// Cheaper or as cheap and better or as good, one of them strictly.
    Dominates,
    /// Dearer or as dear and worse or as good, one of them strictly.
    Dominated,
    /// A mixture of two others is cheaper for the same outcome.
    ExtendedlyDominated,
    /// Better and dearer: what each unit gained costs, above 0.
    CostsPerUnitGained(f64),
    /// Worse and cheaper: what is saved for each unit lost, above 0.
    SavesPerUnitLost(f64),
    /// The same cost and the same outcome.
    NotApplicable,
}

impl Standing {
    /// How two alternatives stand: `more_cost` and `gain` of one beyond the other.
    pub fn of(more_cost: f64, gain: f64) -> Standing {
        if more_cost == 0.0 && gain == 0.0 {
            Standing::NotApplicable
        } else if more_cost <= 0.0 && gain >= 0.0 {
            Standing::Dominates
        } else if more_cost >= 0.0 && gain <= 0.0 {
            Standing::Dominated
        } else if gain > 0.0 {
            Standing::CostsPerUnitGained(more_cost / gain)
        } else {
            Standing::SavesPerUnitLost(more_cost / gain)
        }
    }

    /// The word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Standing::Dominates => "dominates",
            Standing::Dominated => "dominated",
            Standing::ExtendedlyDominated => "extendedly_dominated",
            Standing::CostsPerUnitGained(_) => "costs_per_unit_gained",
            Standing::SavesPerUnitLost(_) => "saves_per_unit_lost",
            Standing::NotApplicable => "n/a",
        }
    }

    /// The ratio, where there is one.
    pub fn ratio(self) -> Option<f64> {
        match self {
            Standing::CostsPerUnitGained(ratio) | Standing::SavesPerUnitLost(ratio) => Some(ratio),
            Standing::Dominates | Standing::Dominated | Standing::ExtendedlyDominated | Standing::NotApplicable => None,
        }
    }
}

/// Differences below this part of what is compared are rounding.
const ROUNDING: f64 = 1e-9;

/// One alternative in one outcome.
#[derive(Clone, Copy)]
struct Alternative<'a> {
    name: &'a str,
    cost: f64,
    /// More is better.
    effect: f64,
}

impl Results {
    /// Every policy against the baseline in every outcome that says which way it is wanted.
    pub fn ratios(&self) -> Vec<Ratio> {
        let of_outcome = |outcome: &OutcomeLine| -> Vec<Ratio> {
            let alternatives = self.alternatives(outcome);
            let baseline = alternatives.iter().find(|found| found.name == self.model.baseline().name).copied();
            let others = alternatives.iter().filter(|found| found.name != self.model.baseline().name);
            others.filter_map(|found| Some(compare(outcome, *found, baseline?))).collect()
        };
        self.wanted().flat_map(of_outcome).collect()
    }

    /// With two policies and more: each alternative, from the cheapest on, against the last one that nothing dominates.
    /// The cheapest is not listed.
    pub fn increments(&self) -> Vec<Ratio> {
        if self.model.policies.len() < 3 {
            return vec![];
        }
        let of_outcome = |outcome: &OutcomeLine| {
            let mut alternatives = self.alternatives(outcome);
            alternatives.sort_by(|a, b| a.cost.total_cmp(&b.cost).then(b.effect.total_cmp(&a.effect)));
            frontier(outcome, &alternatives)
        };
        self.wanted().flat_map(of_outcome).collect()
    }

    /// The outcomes that say which way they are wanted, each once.
    fn wanted(&self) -> impl Iterator<Item = &OutcomeLine> {
        let mut found: Vec<&OutcomeLine> = vec![];
        for line in self.model.policies.iter().flat_map(|policy| policy.outcomes.values()) {
            if line.better.is_some() && !found.iter().any(|known| known.name == line.name) {
                found.push(line);
            }
        }
        found.into_iter()
    }

    /// Cost and effect of every policy that has the outcome: means, at average cost, discounted.
    fn alternatives(&self, outcome: &OutcomeLine) -> Vec<Alternative<'_>> {
        let place = perspective_place(&self.model.settings.perspective);
        let of = |policy: &'_ str| -> Option<(f64, f64)> {
            let cost = self.money(policy, Measure::Cost, &place, None, MoneyColumn::Average, true)?.best()?;
            let effect = self.outcome(policy, &outcome.name)?;
            Some((cost, if outcome.better == Some(Better::Less) { -effect } else { effect }))
        };
        let policies = self.model.policies.iter();
        policies
            .filter_map(|policy| {
                let (cost, effect) = of(&policy.name)?;
                Some(Alternative { name: &policy.name, cost, effect })
            })
            .collect()
    }

    /// A discounted outcome over the horizon, for all groups together.
    fn outcome(&self, policy: &str, outcome: &str) -> Option<f64> {
        let is = |row: &&Row| {
            let key = &row.key;
            key.policy == policy
                && key.measure == Measure::Outcome
                && key.year.is_none()
                && key.group.is_none()
                && key.discounted
                && matches!(&key.place, Place::Line(line) if line == outcome)
        };
        self.rows.iter().find(is)?.best()
    }
}

fn compare(outcome: &OutcomeLine, one: Alternative, other: Alternative) -> Ratio {
    let (more_cost, gain) = (difference(one.cost, other.cost), difference(one.effect, other.effect));
    Ratio {
        policy: one.name.to_owned(),
        against: other.name.to_owned(),
        outcome: outcome.name.clone(),
        unit: outcome.unit.text.clone(),
        better: outcome.better.unwrap_or(Better::More),
        more_cost,
        gain,
        verdict: Standing::of(more_cost, gain),
    }
}

/// `one − other`, where a difference that is rounding counts as none.
fn difference(one: f64, other: f64) -> f64 {
    let difference = one - other;
    if difference.abs() <= ROUNDING * (one.abs() + other.abs()) { 0.0 } else { difference }
}

/// Compares alternatives that are sorted by cost, each with the last that stands.
fn frontier(outcome: &OutcomeLine, alternatives: &[Alternative]) -> Vec<Ratio> {
    let mut standing: Vec<Alternative> = vec![];
    let mut found: Vec<Ratio> = vec![];
    for next in alternatives {
        let Some(last) = standing.last().copied() else {
            standing.push(*next);
            continue;
        };
        let mut ratio = compare(outcome, *next, last);
        if let Standing::CostsPerUnitGained(_) = ratio.verdict {
            // Who gains at a lower price than the one before makes the one before pointless.
            while let [.., before, last] = standing[..] {
                let (price, price_of_last) = (ratio.verdict.ratio(), compare(outcome, last, before).verdict.ratio());
                if price >= price_of_last {
                    break;
                }
                if let Some(of_last) = found.iter_mut().find(|known| known.policy == last.name) {
                    of_last.verdict = Standing::ExtendedlyDominated;
                }
                standing.pop();
                ratio = compare(outcome, *next, before);
            }
            standing.push(*next);
        }
        found.push(ratio);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cheaper_and_better_dominates_and_no_ratio_is_ever_below_zero() {
        for (more_cost, gain, standing) in [
            (-2.0, 4.0, Standing::Dominates),
            (-2.0, 0.0, Standing::Dominates),
            (0.0, 4.0, Standing::Dominates),
            (2.0, -4.0, Standing::Dominated),
            (2.0, 0.0, Standing::Dominated),
            (0.0, -4.0, Standing::Dominated),
            (2.0, 4.0, Standing::CostsPerUnitGained(0.5)),
            (-2.0, -4.0, Standing::SavesPerUnitLost(0.5)),
            (0.0, 0.0, Standing::NotApplicable),
        ] {
            let found = Standing::of(more_cost, gain);
            assert_eq!(found, standing, "{more_cost} {gain}");
            assert!(found.ratio().is_none_or(|ratio| ratio > 0.0));
        }
    }

    #[test]
    fn a_mixture_of_two_others_can_be_better_than_one_between_them() {
        // From nothing: 5 for 1, 30 for 2 (25 for the second), 35 for 4. From 5 to 35 three more cost 30, 10 each: below
        // the 25 of the second, which is extendedly dominated, and above the 5 of the first, which stays.
        let unit = crate::unit::Unit::one();
        let quantity = crate::model::Quantity { per: crate::model::Per::Year, by_stage: vec![], amount: None };
        let (title, about) = Default::default();
        let name = "gain".to_owned();
        let outcome = OutcomeLine { name, title, about, quantity, unit, better: Some(Better::More), discount: None };
        let points =
            [("none", 0.0, 0.0), ("one", 5.0, 1.0), ("two", 30.0, 2.0), ("dear", 32.0, 1.5), ("four", 35.0, 4.0)];
        let points = points.map(|(name, cost, effect)| Alternative { name, cost, effect });
        let found = frontier(&outcome, &points);
        let of = |name: &str| found.iter().find(|ratio| ratio.policy == name).map(|ratio| ratio.verdict);
        assert_eq!(of("none"), None);
        assert_eq!(of("one"), Some(Standing::CostsPerUnitGained(5.0)));
        assert_eq!(of("two"), Some(Standing::ExtendedlyDominated));
        assert_eq!(of("dear"), Some(Standing::Dominated));
        assert_eq!(of("four"), Some(Standing::CostsPerUnitGained(10.0)));
    }
}
