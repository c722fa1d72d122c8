//! Contested values: the result under each side's claims, under all mixtures of them, and who is responsible for the
//! difference.
//!
//! Every mixture is a model of its own, read with the claims of one side in the place of the scenario's values, and all run
//! on the same draws: streams are named after parameters, so an input that both sides believe in is the same in both.

mod crossing;
mod mixtures;
mod sides;

pub use crossing::Crossing;
pub use mixtures::Mixtures;
pub use sides::{MOST_CONTESTED, Side, sides};

use crate::math::quantile::quantiles;
use crate::model::{Model, Parameter};
use crate::results::RowKey;
use crate::run::Sampling;
use crate::statistics::Game;
use crate::text::Problem;

/// Below this part of what all disputes move, a dispute is immaterial.
pub const MATERIAL: f64 = 0.05;

/// What one other side contests, and what follows from it.
#[derive(Clone, Debug)]
pub struct Contest {
    /// What the scenario's own side is called.
    pub ours: String,
    pub theirs: String,
    /// The result that is asked about.
    pub target: RowKey,
    /// In the order of the file; bit i of a mixture stands for entry i.
    pub contested: Vec<Contested>,
    /// By number: 0 has none of their values, the last has all.
    pub mixtures: Vec<Mixture>,
    /// Theirs less ours, on the same draws.
    pub disagreement: Spread,
}

/// One contested parameter.
#[derive(Clone, Debug)]
pub struct Contested {
    /// As `--set` names it.
    pub name: String,
    pub ours: Parameter,
    pub theirs: Parameter,
    /// Its Shapley share of the disagreement.
    pub share: Spread,
    /// The size of its share among the sizes of all shares: 0 to 1.
    pub part: f64,
    /// Whether its mean differs from 0 by more than the error of the draws.
    pub visible: bool,
    /// Where the result crosses zero, the others as the scenario has them.
    pub crossing_ours: Crossing,
    /// Where the result crosses zero, the others as the other side has them.
    pub crossing_theirs: Crossing,
}

impl Contested {
    /// Whether it is responsible for at least [`MATERIAL`] of what the disputes move.
    pub fn is_material(&self) -> bool {
        self.visible && self.part >= MATERIAL
    }
}

/// The result under one mixture.
#[derive(Clone, Debug)]
pub struct Mixture {
    /// For each contested parameter whether the other side's value is in.
    pub theirs: Vec<bool>,
    pub result: Spread,
    /// Share of the draws in which the result is below zero.
    pub share_below_zero: f64,
    pub draws: Vec<f64>,
}

/// The mean and the middle nine tenths of draws.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    pub mean: f64,
    pub low: f64,
    pub median: f64,
    pub high: f64,
}

impl Spread {
    /// Of the draws; `mean` is theirs if the caller knows it already.
    pub fn of(draws: &[f64], mean: Option<f64>) -> Spread {
        let mut scratch = draws.to_vec();
        let found = quantiles(&mut scratch, &[0.05, 0.5, 0.95]);
        let mean = mean.unwrap_or_else(|| mean_of(draws));
        let (low, high) = (found[0], found[2]);
        // Draws that differ only by the rounding of their sums are one number.
        if high - low <= 1e-9 * low.abs().max(high.abs()).max(mean.abs()) {
            return Spread { mean, low: mean, median: mean, high: mean };
        }
        Spread { mean, low, median: found[1], high }
    }

    /// The middle nine tenths.
    pub fn interval(&self) -> (f64, f64) {
        (self.low, self.high)
    }

    /// Whether the interval has a width.
    pub fn is_wide(&self) -> bool {
        self.high > self.low
    }
}

fn mean_of(draws: &[f64]) -> f64 {
    draws.iter().sum::<f64>() / draws.len().max(1) as f64
}

/// The contest of one side with the scenario about one result.
///
/// Equations 70 to 73 of `docs/uncertainty.md`. Fails where a mixture cannot run.
pub fn contest(ours: &str, mixtures: &Mixtures, target: &RowKey, sampling: Sampling) -> Result<Contest, Problem> {
    let run = mixtures.run(target, sampling)?;
    let game = Game::new(run.iter().map(|mixture| mixture.draws.clone()).collect());
    let game = game.expect("there is one column for each mixture, and every run makes as many draws");
    let shares = game.shares();
    let spreads: Vec<Spread> = shares.iter().map(|draws| Spread::of(draws, None)).collect();
    let all: f64 = spreads.iter().map(|share| share.mean.abs()).sum();
    let mut contested = vec![];
    for (number, claim) in mixtures.side.claims.iter().enumerate() {
        let [own, other] = [0, 1 << number].map(|set| mixtures.parameter(set, number).clone());
        let others = (1 << mixtures.side.claims.len()) - 1 - (1 << number);
        let crossing = |set: usize| match target.measure.is_difference() {
            true => crossing::crossing(mixtures, number, set, target, sampling),
            false => Ok(Crossing::NotAsked),
        };
        let with_own = crossing(0)?;
        let share = spreads[number];
        contested.push(Contested {
            name: claim.parameter(),
            ours: own,
            theirs: other,
            share,
            part: if all > 0.0 { share.mean.abs() / all } else { 0.0 },
            visible: share.mean.abs() > 2.0 * error_of(&shares[number], share.mean),
            crossing_ours: with_own,
            crossing_theirs: if others == 0 { with_own } else { crossing(others)? },
        });
    }
    let disagreement = Spread::of(&game.total(), None);
    Ok(Contest {
        ours: ours.to_owned(),
        theirs: mixtures.side.who.clone(),
        target: target.clone(),
        contested,
        mixtures: run,
        disagreement,
    })
}

/// Standard error of the mean of independent draws: at least that of stratified ones.
fn error_of(draws: &[f64], mean: f64) -> f64 {
    let count = draws.len().max(2) as f64;
    let squares: f64 = draws.iter().map(|draw| (draw - mean) * (draw - mean)).sum();
    (squares / (count - 1.0) / count).sqrt()
}

impl Contest {
    /// The result with none of their values.
    pub fn own(&self) -> &Mixture {
        &self.mixtures[0]
    }

    /// The result with all of their values.
    pub fn other(&self) -> &Mixture {
        &self.mixtures[self.mixtures.len() - 1]
    }

    /// In how many mixtures the mean is above zero.
    pub fn above_zero(&self) -> usize {
        self.mixtures.iter().filter(|mixture| mixture.result.mean > 0.0).count()
    }

    /// Numbers of the contested parameters, the largest share first.
    pub fn ladder(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.contested.len()).collect();
        order.sort_by(|a, b| self.contested[*b].part.total_cmp(&self.contested[*a].part).then(a.cmp(b)));
        order
    }
}

/// The parameter of a model that a claim is about.
fn parameter<'m>(model: &'m Model, policy: Option<&str>, name: &str) -> Option<&'m Parameter> {
    let owner = match policy {
        Some(policy) => model.policies.iter().find(|known| known.name == policy),
        None => model.policies.first(),
    };
    owner?.parameters.get(name)
}
