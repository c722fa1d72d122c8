//! Inputs that cannot be moved alone: drawn together, all others at their means.

use super::range::inputs_of;
use super::tries::{Tried, Tries};
use crate::appraisal::{Cause, Subject};
use crate::draws::{Sampler, Uniforms};
use crate::run::InputSampler;
use crate::statistics::InputColumn;

/// How many joint draws are made of each block.
pub const JOINT_DRAWS: usize = 1024;

/// Joint draws of the members of one cause, and the result in each of them.
pub struct Joint {
    /// The inputs of the members.
    inputs: Vec<usize>,
    /// For each of these inputs its values in base units.
    values: Vec<Vec<f64>>,
    /// Numbers of the draws that have a result, by rising result, with it.
    sorted: Vec<(f64, usize)>,
    /// Why a draw has no result, if one has none.
    pub refused: Option<String>,
}

impl Joint {
    /// Draws the members of a cause together.
    ///
    /// Every member has the scores Φ⁻¹((i − ½) / 1024), each once, in the order of ranks of its own stream; then the
    /// correlations of the model. Equation 41 of `docs/uncertainty.md`.
    pub fn new(subject: &Subject, sampler: &InputSampler, cause: &Cause) -> Joint {
        let plan = &subject.plan;
        let uniforms = Uniforms::new(1, Sampler::Plain);
        let mut scores = vec![vec![0.0; JOINT_DRAWS]; plan.streams.len()];
        for stream in &cause.streams {
            let name = &plan.streams[*stream];
            let mut column = vec![0.0; JOINT_DRAWS];
            uniforms.stream(name, 0).fill(0, &mut column);
            scores[*stream] = InputColumn::of_values(name, column).scores;
        }
        sampler.correlate(&mut scores);
        let all = sampler.inputs_at(plan, &scores);
        let inputs: Vec<usize> = cause.streams.iter().flat_map(|stream| inputs_of(subject, *stream)).collect();
        let values: Vec<Vec<f64>> = inputs.iter().map(|input| all[*input].clone()).collect();
        let mut tries = Tries::new(subject);
        for draw in 0..JOINT_DRAWS {
            let changed: Vec<(usize, f64)> =
                inputs.iter().zip(&values).map(|(input, values)| (*input, values[draw])).collect();
            tries.push(&changed);
        }
        let tried: Vec<Tried> = tries.results();
        let refused = tried.iter().find_map(|tried| tried.as_ref().err().cloned());
        let results = tried.into_iter().enumerate().filter_map(|(draw, tried)| Some((tried.ok()?, draw)));
        let mut sorted: Vec<(f64, usize)> = results.collect();
        sorted.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        Joint { inputs, values, sorted, refused }
    }

    /// A percentile of the results: linear between them, the i-th of n standing at (i − ½) / n.
    ///
    /// Not a number without results.
    pub fn percentile(&self, percentile: f64) -> f64 {
        let Some(last) = self.sorted.len().checked_sub(1) else { return f64::NAN };
        let place = (percentile * self.sorted.len() as f64 - 0.5).clamp(0.0, last as f64);
        let below = place.floor() as usize;
        let (low, high) = (self.sorted[below].0, self.sorted[(below + 1).min(last)].0);
        low + (high - low) * (place - below as f64)
    }

    /// The members in the draw whose result is nearest to a percentile of the results, in base units by input.
    pub fn nearest(&self, percentile: f64) -> Vec<(usize, f64)> {
        let wanted = self.percentile(percentile);
        let apart = |result: &f64| (result - wanted).abs();
        let nearest = self.sorted.iter().min_by(|a, b| apart(&a.0).total_cmp(&apart(&b.0)));
        let Some((_, draw)) = nearest else { return vec![] };
        self.inputs.iter().zip(&self.values).map(|(input, values)| (*input, values[*draw])).collect()
    }
}
