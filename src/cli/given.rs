//! Answers of `crimcost sensitivity` that need no more than the draws of a run.

use super::outcome::Failure;
use crate::appraisal::{Grounds, drivers};
use crate::codes::Code;
use crate::output::appraisal::{ConvergenceSection, Origin, RanksSection, Section, Topic};
use crate::statistics::{LEAST_DRAWS, Sample, convergence};
use crate::text::Problem;

/// Rank correlations, regression, shares of the variance, and what rests on assumptions.
pub fn ranks(topic: &Topic, sample: &Sample) -> Result<Box<dyn Section>, Failure> {
    let groups = Grounds::groups(&topic.causes);
    let found = drivers(sample, &[0], &groups, false).ok_or_else(|| too_few(sample))?;
    Ok(Box::new(RanksSection::new(found, Origin::Scenario(Box::new(topic.clone())))))
}

/// How exact every headline is.
pub fn convergence_of_headlines(topic: &Topic, sample: &Sample) -> Result<Box<dyn Section>, Failure> {
    let found = convergence(sample);
    if found.is_empty() {
        return Err(too_few(sample));
    }
    Ok(Box::new(ConvergenceSection::new(found, Origin::Scenario(Box::new(topic.clone())))))
}

fn too_few(sample: &Sample) -> Failure {
    let message = format!("{} draws are too few to say what drives a result, or how exact it is", sample.draws());
    Failure::Usage(
        Problem::nowhere(Code::TooFewDraws, message).help(format!("ask for at least {LEAST_DRAWS}:  -n 16384")),
    )
}
