//! What drives a result in sentences.

use super::RanksSection;
use crate::appraisal::{Driven, Grounds};
use crate::language::Language;
use crate::output::report::percent;
use crate::statistics::{AdditiveShare, Estimated};

impl RanksSection {
    /// The strongest factor of a result in a sentence.
    pub(super) fn lead(&self, driven: &Driven) -> String {
        let name = self.origin.words(&driven.name);
        let Some((factor, share)) = by_share(driven).into_iter().next() else {
            return match driven.shares.iter().flatten().next() {
                Some(_) => format!("No input by itself has a visible effect on {name}."),
                None => format!("{} is the same in all draws: nothing drives it.", self.origin.begun(&driven.name)),
            };
        };
        let factor = &self.drivers.factors[factor];
        let direction = match factor.members[..] {
            [only] => match driven.correlations[only] {
                Some(index) if index.low > 0.0 => "; the higher it is, the higher the result",
                Some(index) if index.high < 0.0 => "; the higher it is, the lower the result",
                _ => "",
            },
            _ => "",
        };
        format!(
            "{} drives {name} most: {} of the variance goes with it alone{direction}.",
            factor.name,
            percent(share.value.clamp(0.0, 1.0))
        )
    }

    pub(super) fn sentences(&self, driven: &Driven) -> Vec<String> {
        let mut said = vec![];
        let total = total(driven);
        let seen = driven.shares.iter().flatten().any(|share| share.is_visible());
        if total > 0.0 && seen && self.drivers.tied.is_empty() {
            let rest = 1.0 - total;
            let doubt = driven.shares.iter().flatten().map(|share| half(*share) * half(*share)).sum::<f64>().sqrt();
            said.push(if rest <= doubt.max(0.01) {
                "As far as these draws can tell, the inputs one by one explain all of the variance: what one does does not \
                 hang on the others."
                    .to_owned()
            } else {
                format!(
                    "One by one the inputs explain {} of the variance; {} goes with inputs acting together, with chance, or \
                     with what is no input here.",
                    percent(total),
                    percent(rest)
                )
            });
        }
        let at_least = |(grounds, share): &(Grounds, AdditiveShare)| match grounds {
            // What rounds to nothing says nothing.
            _ if share.index.low < 0.001 => None,
            Grounds::Assumptions => Some((least(share.index), "on assumptions and gaps")),
            Grounds::Data => Some((least(share.index), "on data and studies")),
        };
        let rests: Vec<(String, &str)> = driven.rests.iter().filter_map(at_least).collect();
        match &rests[..] {
            [] => {}
            [(share, ground), others @ ..] => {
                let others: String =
                    others.iter().map(|(share, ground)| format!(", at least {share} {ground}")).collect();
                said.push(format!("At least {share} of the variance rests {ground}{others}."));
            }
        }
        said
    }
}

/// Factors with a visible share of their own, the largest first.
pub(super) fn by_share(driven: &Driven) -> Vec<(usize, Estimated)> {
    let shares = driven.shares.iter().enumerate();
    let mut found: Vec<(usize, Estimated)> =
        shares.filter_map(|(factor, share)| Some((factor, share.filter(|share| share.low > 0.0)?))).collect();
    found.sort_by(|one, other| other.1.value.total_cmp(&one.1.value).then(one.0.cmp(&other.0)));
    found
}

/// What all factors explain one by one, at most 1. Shares too small to be seen are right in the sum, chance being taken
/// out of each.
pub(super) fn total(driven: &Driven) -> f64 {
    driven.shares.iter().flatten().map(|share| share.value).sum::<f64>().clamp(0.0, 1.0)
}

/// A share from below: the low end of its interval, rounded down.
fn least(index: Estimated) -> String {
    let percents = index.low.clamp(0.0, 1.0) * 100.0;
    let decimals = if percents < 10.0 { 1 } else { 0 };
    let step = if decimals == 1 { 10.0 } else { 1.0 };
    format!("{} %", Language::En.number((percents * step).floor() / step, decimals))
}

pub(super) fn half(index: Estimated) -> f64 {
    (index.high - index.value).max(index.value - index.low)
}
