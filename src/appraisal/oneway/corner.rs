//! If every assumption erred together.

use super::Moves;
use super::lanes::{Lanes, Tried};
use crate::appraisal::{Cause, Subject};
use crate::model::Grade;
use crate::text::Problem;

/// The result with every assumption at the end of its range that lowers it, and at the one that raises it.
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
    /// Which end of an input lowers the result is what its bar says, the others at their means. Inputs that move together
    /// stand as in the joint draw whose result is nearest to the 5th or 95th percentile. Equation 42 of
    /// `docs/uncertainty.md`.
    pub(super) fn new(subject: &Subject, moves: &[Moves]) -> Result<Option<Corner>, Problem> {
        let moved: Vec<(&Cause, &Moves)> = subject
            .causes
            .iter()
            .zip(moves)
            .filter(|(cause, moves)| is_assumed(cause) && moves.found.as_ref().is_ok_and(|bar| bar.width() > 0.0))
            .collect();
        if moved.is_empty() {
            return Ok(None);
        }
        let mut lanes = Lanes::new(subject);
        for side in 0..2 {
            let changed: Vec<(usize, f64)> = moved.iter().flat_map(|(_, moves)| moves.ends[side].clone()).collect();
            lanes.push(&changed);
        }
        let [low, high]: [Tried; 2] = lanes.results().try_into().expect("there are two tries");
        Ok(Some(Corner { names: moved.iter().map(|(cause, _)| cause.name.clone()).collect(), low, high }))
    }
}

/// Whether a cause is an assumption, or nobody knows it.
fn is_assumed(cause: &Cause) -> bool {
    cause.unknown || cause.grade == Some(Grade::Assumption)
}
