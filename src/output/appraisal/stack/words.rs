//! What a stack says in sentences.

use super::StackedReforms;
use crate::appraisal::{PairEffect, ReformShare};
use crate::output::report::{amount, percent, with_interval};
use crate::statistics::{Set, Sign, Spread};

impl StackedReforms {
    pub(super) fn years(&self) -> String {
        match self.stack.model.settings.years {
            1 => "one year".to_owned(),
            years => format!("{years} years"),
        }
    }

    /// What all reforms save together.
    pub(super) fn together(&self) -> String {
        let (what, years) = (format!("Together the {} reforms", self.reforms.len()), self.years());
        let saving = self.total();
        match saving.sign() {
            Sign::Zero => format!("{what} change nothing over {years}."),
            Sign::Above => format!("{what} save {} over {years}.", self.with_interval(saving)),
            Sign::Below => {
                format!("{what} cost more over {years}: {}.", self.with_interval(&turned(saving)))
            }
            Sign::Unclear => format!(
                "{what} may save or cost over {years}: in the mean they {}; below zero in {} of the draws.",
                self.effect(saving, ["save", "cost"]),
                below(saving.below_zero)
            ),
        }
    }

    /// By how much the whole differs from the sum of its parts.
    pub(super) fn whole_and_parts(&self) -> String {
        let sum: f64 = (0..self.reforms.len()).map(|reform| self.reforms[reform].alone.mean).sum();
        let above = &self.above_the_sum;
        match above.sign() {
            Sign::Zero => "That is the sum of what each does alone: no reform touches another.".to_owned(),
            Sign::Unclear => {
                let touches = |pair: &PairEffect| matches!(pair.alone.sign(), Sign::Above | Sign::Below);
                let below = if self.pairs.iter().any(touches) { "; pair by pair below" } else { "" };
                let apart = self.with_interval(above);
                format!("From the sum of what each does alone that is {apart} apart, which may go either way{below}.")
            }
            sign => {
                let size = self.with_interval(&if sign == Sign::Above { *above } else { turned(above) });
                let (verb, more) = (if sum < 0.0 { "cost" } else { "save" }, (sign == Sign::Above) == (sum >= 0.0));
                let more = if more { "more" } else { "less" };
                format!("They {verb} {size} {more} than the sum of what each does alone.")
            }
        }
    }

    /// Who brings most, whatever the order, if anybody's share is clear.
    pub(super) fn largest(&self) -> Option<String> {
        let clear = |sign: Sign| {
            let of_sign = self.reforms.iter().enumerate().filter(move |(_, reform)| reform.share.sign() == sign);
            of_sign.max_by(|a, b| a.1.share.mean.abs().total_cmp(&b.1.share.mean.abs()))
        };
        let name = |reform: usize| &self.stack.reforms[reform];
        // One whose interval covers 0 may have a larger mean.
        let is_most = |of: &ReformShare| {
            let mean = of.share.mean;
            self.reforms.iter().all(|other| other.share.mean * mean.signum() <= mean.abs())
        };
        let saves = clear(Sign::Above).map(|(reform, of)| {
            let words = if is_most(of) { "saves most," } else { "saves" };
            format!("{} {words} {}", name(reform), self.with_interval(&of.share))
        });
        let costs = clear(Sign::Below).map(|(reform, of)| {
            let size = self.with_interval(&turned(&of.share));
            let words = if is_most(of) { "costs most in addition," } else { "adds costs of" };
            format!("{} {words} {size}", name(reform))
        });
        let said: Vec<String> = saves.into_iter().chain(costs).collect();
        (!said.is_empty()).then(|| format!("On average over the orders, {}.", said.join("; ")))
    }

    /// One line for each reform that saves after some reforms and costs after others.
    pub(super) fn turns(&self) -> Vec<String> {
        let said = |reform: usize, of: &ReformShare| {
            let after = |set: Set| match set {
                0 => "alone".to_owned(),
                set => format!("after {}", self.stack.name(set)),
            };
            format!(
                "The sign of {} depends on the order: {} it {}, {} it {} (means).",
                self.stack.reforms[reform],
                after(of.most.0),
                self.effect(&flat(of.most.1), ["saves", "costs"]),
                after(of.least.0),
                self.effect(&flat(of.least.1), ["saves", "costs"]),
            )
        };
        let turning = |of: &ReformShare| of.least.1 < -self.dust && of.most.1 > self.dust;
        let turning = self.reforms.iter().enumerate().filter(|(_, of)| turning(of));
        turning.map(|(reform, of)| said(reform, of)).collect()
    }

    /// What two reforms do to each other, nobody else being there.
    pub(super) fn pair(&self, pair: &PairEffect) -> String {
        let (a, b) = pair.reforms;
        let names = format!("{} and {}", self.stack.reforms[a], self.stack.reforms[b]);
        let sum = self.reforms[a].alone.mean + self.reforms[b].alone.mean;
        let size = |spread: &Spread| self.with_interval(spread);
        match (pair.alone.sign(), sum >= 0.0) {
            (Sign::Zero, _) => format!("{names} do not touch each other."),
            (Sign::Unclear, _) => {
                format!("{names} together are {} apart from the sum, which may go either way.", size(&pair.alone))
            }
            (Sign::Below, true) => {
                format!("{names} overlap: together they save {} less than the sum.", size(&turned(&pair.alone)))
            }
            (Sign::Above, true) => {
                format!("{names} reinforce each other: together they save {} more than the sum.", size(&pair.alone))
            }
            (Sign::Below, false) => {
                format!("{names} together cost {} more than the sum.", size(&turned(&pair.alone)))
            }
            (Sign::Above, false) => format!("{names} together cost {} less than the sum.", size(&pair.alone)),
        }
    }

    fn with_interval(&self, spread: &Spread) -> String {
        with_interval(spread.mean, Some(spread.interval), self.currency())
    }

    fn effect(&self, saving: &Spread, [saves, costs]: [&str; 2]) -> String {
        let ends = Some(saving.interval).filter(|(low, high)| high > low);
        let size = amount(saving.mean.abs(), ends, self.currency());
        if saving.mean < 0.0 { format!("{costs} {size} more") } else { format!("{saves} {size}") }
    }
}

/// The same amounts with the sign turned.
fn turned(spread: &Spread) -> Spread {
    Spread { mean: -spread.mean, interval: (-spread.interval.1, -spread.interval.0), ..*spread }
}

/// A number without a spread.
pub(super) fn flat(value: f64) -> Spread {
    Spread { mean: value, interval: (value, value), below_zero: if value < 0.0 { 1.0 } else { 0.0 } }
}

/// A share of the draws; a few that are not below zero are not rounded away.
pub(super) fn below(share: f64) -> String {
    if share > 0.99 && share < 1.0 { "over 99 %".to_owned() } else { percent(share) }
}
