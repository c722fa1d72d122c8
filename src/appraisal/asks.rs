//! Whom to ask for what: gaps and weak numbers, by what they are worth, grouped by who holds them.

use super::{Knowledge, Subject};
use crate::model::{Grade, Parameter, Value};

/// A request to one body, or to nobody yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// Who holds the figures; absent: nobody is named.
    pub holder: Option<String>,
    /// Most important first.
    pub items: Vec<Item>,
}

/// One figure to ask for.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Number of the cause that it is a part of.
    pub cause: usize,
    /// Name of the parameter.
    pub parameter: String,
    /// What is used now: the 5 % and 95 % quantiles, in the parameter's unit; absent for a parameter of
    /// several values (shares of one split, years, groups).
    pub used: Option<(f64, f64)>,
    /// Whether it has a value for each of several years.
    pub by_year: bool,
    /// Whether it has a value for each group of the scenario.
    pub by_group: bool,
}

/// What to ask for: parameters that are gaps, assumptions, or from experts or the press.
///
/// Holders stand in the order of their most important figure, nobody last. Figures of which no effect is seen come too,
/// last of their holder.
pub fn requests(subject: &Subject, knowledge: &Knowledge) -> Vec<Request> {
    let mut requests: Vec<Request> = vec![];
    for number in &knowledge.ranked {
        let cause = &subject.causes[*number];
        for name in &cause.parameters {
            let Some(parameter) = weak(subject, name) else { continue };
            let holder = parameter.holder.clone().or_else(|| cause.holder.clone());
            let item = item(*number, parameter);
            match requests.iter_mut().find(|request| request.holder == holder) {
                Some(request) => request.items.push(item),
                None => requests.push(Request { holder, items: vec![item] }),
            }
        }
    }
    // A stable sort: the others keep their order.
    requests.sort_by_key(|request| request.holder.is_none());
    requests
}

/// The parameter with this name, if somewhere its number is weak.
fn weak<'s>(subject: &'s Subject, name: &str) -> Option<&'s Parameter> {
    let found = subject.model.policies.iter().filter_map(|policy| policy.parameters.get(name));
    let is_weak = |parameter: &&Parameter| {
        let grade = parameter.evidence.as_ref().map(|evidence| evidence.grade);
        parameter.unknown || matches!(grade, Some(Grade::Assumption | Grade::Expert | Grade::Press))
    };
    found.into_iter().find(is_weak)
}

fn item(number: usize, parameter: &Parameter) -> Item {
    let (by_year, by_group) = paths(&parameter.value);
    let used = match &parameter.value {
        Value::Uncertain(distribution) => Some((distribution.quantile(0.05), distribution.quantile(0.95))),
        _ => None,
    };
    Item { cause: number, parameter: parameter.name.clone(), used, by_year, by_group }
}

/// Whether a value goes by years, and whether by groups.
fn paths(value: &Value) -> (bool, bool) {
    match value {
        Value::ByYear { points, .. } => (true, points.iter().any(|(_, value)| paths(value).1)),
        Value::ByGroup(values) => (values.values().any(|value| paths(value).0), true),
        Value::Known(_)
        | Value::Uncertain(_)
        | Value::Shares(_)
        | Value::Counts(_)
        | Value::Formula(_)
        | Value::SinceEntry { .. }
        | Value::View { .. }
        | Value::Spread(_) => (false, false),
    }
}
