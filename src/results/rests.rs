//! What part of a saving's spread goes when inputs that nobody has measured stand still.

use super::key::{Measure, RowKey};
use super::table::Results;
use crate::analysis::{Held, Holding};
use crate::math::quantile::quantiles;

/// A saving over the horizon with some inputs held at their means.
#[derive(Clone, Debug, PartialEq)]
pub struct Rests {
    pub key: RowKey,
    pub holding: Holding,
    /// The part of the variance that is gone, 0 to 1. What the held inputs do together with others is counted as theirs.
    pub share: f64,
    /// The 5th and the 95th percentile that are left.
    pub interval: (f64, f64),
}

impl Results {
    /// Adds how much of the spread of savings is gone with the inputs held.
    pub fn with_held(mut self, held: &Held) -> Results {
        for (key, calm) in held.draws.iter().filter(|(key, _)| key.measure == Measure::Saving && key.year.is_none()) {
            let Some(row) = self.rows.iter().find(|row| row.key == *key) else { continue };
            let Some(drawn) = self.draws_of(row).get(..calm.len()) else { continue };
            if let Some(share) = share_gone(drawn, calm) {
                let mut sorted = calm.clone();
                let ends = quantiles(&mut sorted, &[0.05, 0.95]);
                let interval = (ends[0], ends[1]);
                self.rests.push(Rests { key: key.clone(), holding: held.holding, share, interval });
            }
        }
        self
    }

    /// What a policy's headline rests on, if it was asked and there are such inputs.
    pub fn rests_on(&self, headline: &super::Headline, holding: Holding) -> Option<&Rests> {
        let row = self.headline_row(headline)?;
        self.rests.iter().find(|rests| rests.key == row.key && rests.holding == holding)
    }
}

/// The part of the variance of draws that is gone in the same draws with inputs held, 0 to 1; absent if there was none.
/// Equation 30 of `docs/model.md`.
pub fn share_gone(drawn: &[f64], calm: &[f64]) -> Option<f64> {
    let (before, after) = (variance(drawn), variance(calm));
    (before > 0.0).then(|| (1.0 - after / before).clamp(0.0, 1.0))
}

/// The variance of draws, with n in its denominator.
fn variance(draws: &[f64]) -> f64 {
    let count = draws.len() as f64;
    let mean = draws.iter().sum::<f64>() / count;
    draws.iter().map(|draw| (draw - mean) * (draw - mean)).sum::<f64>() / count
}
