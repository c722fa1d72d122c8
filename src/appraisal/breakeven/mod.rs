//! What would have to be true: the values, one at a time and together, at which a claim about a result turns.
//!
//! Equations 59 to 65 of `docs/uncertainty.md`.

mod alone;
pub mod claim;
mod joint;
mod lean;
mod places;

pub use alone::{Alone, LeftOut, Reached, Turn};
pub use claim::{Claim, Side};
pub use joint::{Joint, Moved, Point};

use super::Subject;
use crate::results::RowKey;
use crate::run::Sampling;
use crate::text::Problem;
use lean::Lean;

/// All answers about one claim.
#[derive(Clone, Debug, PartialEq)]
pub struct BreakEven {
    pub claim: Claim,
    pub target: RowKey,
    /// The result with every input at its mean.
    pub central: f64,
    /// Whether the claim is true there: then everything below says what makes it false.
    pub holds: bool,
    /// One parameter at a time, the least surprising first, then those of which no value does it.
    pub alone: Vec<Alone>,
    pub left_out: Vec<LeftOut>,
    pub joint: Joint,
    pub draws: usize,
    /// In how many draws the claim is not what it is at the means.
    pub turned: usize,
}

/// Answers what makes a claim true, or false if it is true with every input at its mean.
///
/// `wanted` names the parameters to be moved alone; if it is empty, all that have one value are. Fails if one of them does not
/// exist or has no single value, and where a run of the model fails.
pub fn breakeven(
    subject: &Subject,
    claim: &Claim,
    sampling: Sampling,
    wanted: &[String],
) -> Result<BreakEven, Problem> {
    alone::check(&subject.model, wanted)?;
    let lean = Lean::new(subject, wanted)?;
    let central = lean.clean(subject.central()?);
    let holds = claim.holds(central);
    let (alone, left_out) = alone::alone(&lean, claim, wanted)?;
    let turned = |subject: &Subject| -> Result<Vec<usize>, Problem> {
        let values = subject.sample(sampling)?.outputs.swap_remove(0).values;
        Ok((0..values.len()).filter(|draw| claim.holds(lean.clean(values[*draw])) != holds).collect())
    };
    let drawn = turned(subject)?;
    // Where people are whole a draw can turn by chance; values that make a claim true are those of expected people.
    let turned = subject.of_expected_people().map_or_else(|| Ok(drawn.clone()), |expected| turned(&expected))?;
    let joint = joint::joint(subject, &lean, claim, holds, sampling, &turned)?;
    let target = subject.target().clone();
    Ok(BreakEven {
        claim: claim.clone(),
        target,
        central,
        holds,
        alone,
        left_out,
        joint,
        draws: sampling.draws,
        turned: drawn.len(),
    })
}

/// Parameters that the scenario holds certain and that the result hangs on, in the order of the alphabet.
pub(super) fn held_certain(subject: &Subject) -> Result<Vec<String>, Problem> {
    let lean = Lean::new(subject, &[])?;
    let stream = |name: &String| lean.plan.streams.iter().position(|stream| stream == name);
    let is_read = |name: &&String| stream(name).is_some_and(|stream| !lean.inputs_of(stream).is_empty());
    Ok(lean.certain.iter().filter(is_read).cloned().collect())
}
