//! From where to where an input goes, in the unit in which the scenario states it.

use crate::appraisal::Subject;
use crate::model::{Model, Parameter};

/// A range of one input, in its own unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Range {
    pub low: f64,
    pub high: f64,
    /// As written in the scenario; empty for shares of cases from amounts.
    pub unit: String,
    /// Whether years, groups or policies have other ranges, which move with this one.
    pub varies: bool,
}

impl Range {
    /// The range of a stream of the plan between two percentiles.
    pub fn of_stream(subject: &Subject, stream: usize, low: f64, high: f64) -> Range {
        let plan = &subject.plan;
        let inputs = inputs_of(subject, stream);
        let distributions = inputs.iter().map(|input| &plan.inputs[*input].distribution);
        let first = distributions.clone().next().expect("every stream has an input");
        let parameter = parameter(&subject.model, &plan.streams[stream]);
        let most = parameter.and_then(|parameter| parameter.at_most).unwrap_or(f64::INFINITY);
        Range {
            low: first.quantile(low).min(most),
            high: first.quantile(high).min(most),
            unit: parameter.map_or_else(String::new, |parameter| parameter.unit.text.clone()),
            varies: distributions.skip(1).any(|other| other != first),
        }
    }
}

/// The inputs that read a stream.
pub fn inputs_of(subject: &Subject, stream: usize) -> Vec<usize> {
    let streams = subject.plan.stream_of_input.iter().enumerate();
    streams.filter(|(_, of)| **of == stream).map(|(input, _)| input).collect()
}

/// The inputs of a stream at one percentile, each at its own, in base units.
pub fn at_percentile(subject: &Subject, stream: usize, percentile: f64) -> Vec<(usize, f64)> {
    let value = |input: usize| {
        let read = &subject.plan.inputs[input];
        (input, read.distribution.quantile(percentile) * read.factor)
    };
    inputs_of(subject, stream).into_iter().map(value).collect()
}

/// A stream at percentiles, in its own unit: that of the first of its inputs.
pub fn values(subject: &Subject, stream: usize, percentiles: &[f64]) -> Vec<f64> {
    let at = |percentile: &f64| Range::of_stream(subject, stream, *percentile, *percentile).low;
    percentiles.iter().map(at).collect()
}

/// The parameter with this name, of the first policy that has it.
pub fn parameter<'a>(model: &'a Model, name: &str) -> Option<&'a Parameter> {
    model.policies.iter().find_map(|policy| policy.parameters.get(name))
}
