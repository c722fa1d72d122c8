//! What moves together: the inputs of a plan as causes that can be named, moved and asked about.

use crate::model::{Grade, Model, Parameter};
use crate::plan::Plan;

/// One cause of uncertainty: a parameter, or parameters that are correlated.
///
/// A common driver is one cause by itself, since formulas read it and have no draws of their own; the shares of one split
/// are one cause, and so are the members of a `[[correlate]]`.
#[derive(Clone, Debug, PartialEq)]
pub struct Cause {
    /// The parameter's name, or names joined by ` + `.
    pub name: String,
    /// Numbers of streams of the plan; at least one.
    pub streams: Vec<usize>,
    /// Names of parameters, in the order of the file; empty for past cases.
    pub parameters: Vec<String>,
    /// The weakest grade of its parameters; none where nothing is graded.
    pub grade: Option<Grade>,
    /// Whether one of its parameters is a gap.
    pub unknown: bool,
    /// Who could give a better figure: as a parameter says itself, or else as a source says.
    pub holder: Option<String>,
}

impl Cause {
    /// Whether it is an assumption, or nobody knows it; correlated inputs are what the weakest of them is.
    pub fn is_assumed(&self) -> bool {
        self.unknown || self.grade == Some(Grade::Assumption)
    }
}

/// The causes of a plan, in the order of its streams.
pub fn causes(model: &Model, plan: &Plan) -> Vec<Cause> {
    // Streams of one parameter, then parameters that are correlated.
    let mut groups: Vec<Vec<usize>> = vec![];
    for stream in 0..plan.streams.len() {
        let own = parameter_of(model, &plan.streams[stream]);
        let together = |other: usize| {
            own.is_some() && parameter_of(model, &plan.streams[other]) == own
                || plan.correlated.iter().any(|(members, _)| members.contains(&stream) && members.contains(&other))
        };
        let (mut joined, others): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|group| group.iter().any(|other| together(*other)));
        groups = others;
        let mut group: Vec<usize> = joined.drain(..).flatten().chain([stream]).collect();
        group.sort_unstable();
        groups.push(group);
    }
    groups.sort_unstable();
    groups.into_iter().map(|streams| cause(model, plan, streams)).collect()
}

fn cause(model: &Model, plan: &Plan, streams: Vec<usize>) -> Cause {
    let mut names: Vec<&str> = vec![];
    let mut parameters: Vec<String> = vec![];
    let mut found: Vec<&Parameter> = vec![];
    for stream in &streams {
        let stream = &plan.streams[*stream];
        let parameter = parameter_of(model, stream);
        let name = parameter.unwrap_or(stream);
        if names.contains(&name) {
            continue;
        }
        names.push(name);
        if let Some(name) = parameter {
            parameters.push(name.to_owned());
            found.extend(model.policies.iter().filter_map(|policy| policy.parameters.get(name)));
        }
    }
    let evidence = || found.iter().filter_map(|parameter| parameter.evidence.as_ref());
    let own = found.iter().find_map(|parameter| parameter.holder.clone());
    Cause {
        name: names.join(" + "),
        grade: evidence().map(|evidence| evidence.grade).max(),
        unknown: found.iter().any(|parameter| parameter.unknown),
        holder: own.or_else(|| found.iter().find_map(|parameter| holder_of(model, parameter))),
        streams,
        parameters,
    }
}

/// Who could give a better figure: as the parameter says itself, or else as its source says.
pub(super) fn holder_of(model: &Model, parameter: &Parameter) -> Option<String> {
    let source = || model.sources.get(parameter.evidence.as_ref()?.source.as_ref()?);
    parameter.holder.clone().or_else(|| source()?.holder.clone())
}

/// The parameter that a stream belongs to: its own name, or that of the split whose share it is.
fn parameter_of<'a>(model: &Model, stream: &'a str) -> Option<&'a str> {
    let known = |name: &str| model.policies.iter().any(|policy| policy.parameters.contains_key(name));
    let whole = stream.split('.').next().unwrap_or(stream);
    if known(stream) { Some(stream) } else { Some(whole).filter(|name| known(name)) }
}
