//! The inputs of draws that were made, made again: a few draws at a time, to be written.

use super::{InputSampler, Sampling};
use crate::model::Model;
use crate::plan::{Detail, Plan};
use crate::text::Problem;

/// The inputs behind the draws of a run.
pub struct InputDraws {
    plan: Plan,
    sampler: InputSampler,
    count: usize,
}

impl InputDraws {
    /// The inputs of `draws` draws; seed and sampler are those of the run.
    pub fn new(model: &Model, detail: Detail, sampling: Sampling, draws: usize) -> Result<InputDraws, Problem> {
        let plan = Plan::new(model, detail)?;
        let sampler = InputSampler::new(&plan, sampling.seed, sampling.sampler);
        Ok(InputDraws { plan, sampler, count: draws })
    }

    /// The names of the inputs.
    pub fn names(&self) -> &[String] {
        &self.plan.streams
    }

    /// Values of all inputs from a draw on, each in the unit of its parameter: one list for each input, of `most` numbers
    /// or as many as are left.
    pub fn values(&self, first_draw: usize, most: usize) -> Vec<Vec<f64>> {
        self.sampler.values(&self.plan, first_draw as u64, self.count.saturating_sub(first_draw).min(most))
    }
}
