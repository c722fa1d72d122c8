//! If every assumption erred together.

use super::Moves;
use super::tries::{Tried, Tries};
use crate::appraisal::{Cause, Subject};
use crate::text::Problem;

/// The most rounds for each cause; as the result only ever goes further, a few in all are usual.
const ROUNDS: usize = 4;
/// Parts of a result by which another must differ to be more than a matter of rounding.
const ROUNDING: f64 = 1e-9;

/// The result with every assumption at an end of its range: where together they lower it, and where they raise it.
#[derive(Clone, Debug, PartialEq)]
pub struct Corner {
    /// Names of the causes that are assumptions or gaps and move the result.
    pub names: Vec<String>,
    /// All of them where the result is low; the reason if the model cannot be run there.
    pub low: Result<f64, String>,
    /// All of them where the result is high.
    pub high: Result<f64, String>,
}

impl Corner {
    /// Moves all assumptions and gaps of a subject together; absent if none of them is uncertain or moves the result.
    ///
    /// Which end of an input lowers the result is first what its bar says, the others at their means; then single
    /// causes are turned to their other ends as long as that goes further. Inputs that move together stand as in the
    /// joint draw whose result is nearest to the 5th or 95th percentile. Equation 42 of `docs/uncertainty.md`.
    pub(super) fn new(subject: &Subject, moves: &[Moves]) -> Result<Option<Corner>, Problem> {
        let moved: Vec<(&Cause, &Moves)> = subject
            .causes
            .iter()
            .zip(moves)
            .filter(|(cause, moves)| cause.is_assumed() && moves.found.as_ref().is_ok_and(|bar| bar.width() > 0.0))
            .collect();
        if moved.is_empty() {
            return Ok(None);
        }
        let [low, high] = [0, 1].map(|side| climb(subject, &moved, side));
        Ok(Some(Corner { names: moved.iter().map(|(cause, _)| cause.name.clone()).collect(), low, high }))
    }
}

/// The lowest (side 0) or highest (side 1) result that turning one cause after the other to its other end comes to.
///
/// Each round tries every single turn and takes the one that goes furthest; none is left when it stops.
fn climb(subject: &Subject, moved: &[(&Cause, &Moves)], side: usize) -> Tried {
    let sign = if side == 0 { -1.0 } else { 1.0 };
    let inputs = |ends: &[usize]| -> Vec<(usize, f64)> {
        moved.iter().zip(ends).flat_map(|((_, moves), end)| moves.ends[*end].iter().copied()).collect()
    };
    let mut ends = vec![side; moved.len()];
    let mut tries = Tries::new(subject);
    tries.push(&inputs(&ends));
    let mut reached = tries.results().remove(0)?;
    for _ in 0..ROUNDS * moved.len() {
        let mut tries = Tries::new(subject);
        for turned in 0..ends.len() {
            let mut tried = ends.clone();
            tried[turned] = 1 - tried[turned];
            tries.push(&inputs(&tried));
        }
        let tries = tries.results().into_iter().enumerate();
        let possible = tries.filter_map(|(turned, result)| Some((turned, result.ok()?)));
        let best = possible.max_by(|one, other| (sign * one.1).total_cmp(&(sign * other.1)));
        let is_further = |result: f64| sign * (result - reached) > ROUNDING * reached.abs().max(result.abs());
        let Some((turned, result)) = best.filter(|(_, result)| is_further(*result)) else { break };
        ends[turned] = 1 - ends[turned];
        reached = result;
    }
    Ok(reached)
}
