//! How much of a result's variance rests on what nobody has measured.

use crate::analysis::{Holding, held};
use crate::appraisal::Subject;
use crate::results::share_gone;
use crate::run::Sampling;
use crate::statistics::Sample;

/// The part of the variance of the target's draws that is gone when all assumptions and gaps stand at their means.
///
/// Equation 30 of `docs/model.md`, as a run prints it. Absent if there are no such inputs, if nothing varies, if the model
/// cannot be run so, or if the target is no total over the horizon.
pub fn rests_on_assumptions(subject: &Subject, sample: &Sample, sampling: Sampling) -> Option<f64> {
    let held = held(&subject.model, sampling, Holding::Assumptions).ok()??;
    let (_, calm) = held.draws.iter().find(|(key, _)| key == subject.target())?;
    share_gone(sample.outputs.first()?.values.get(..calm.len())?, calm)
}
