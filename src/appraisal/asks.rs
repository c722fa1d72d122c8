//! Whom to ask for what: gaps and weak numbers, by what they are worth, grouped by who holds them.

use super::breakeven::held_certain;
use super::factor::holder_of;
use super::{Knowledge, Subject};
use crate::model::{Grade, Parameter, Value};
use crate::text::Problem;

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
    /// Number of the cause that it is a part of; absent for a number that the scenario holds certain.
    pub cause: Option<usize>,
    /// Name of the parameter.
    pub parameter: String,
    /// What is used now: the 5 % and 95 % quantiles, in the parameter's unit, the same for a number held certain; absent
    /// for a parameter of several values (shares of one split, years, groups).
    pub used: Option<(f64, f64)>,
    /// Whether it has a value for each of several years.
    pub by_year: bool,
    /// Whether it has a value for each group of the scenario.
    pub by_group: bool,
}

/// What to ask for: parameters that are gaps, assumptions, or from experts or the press.
///
/// Holders stand in the order of their most important figure, nobody last. Figures of which no effect is seen come too,
/// and last of their holder numbers without a range that the result hangs on: what they are worth cannot be told. Fails
/// where the subject's model cannot be run.
pub fn requests(subject: &Subject, knowledge: &Knowledge) -> Result<Vec<Request>, Problem> {
    let mut requests: Vec<Request> = vec![];
    let mut ask = |holder: Option<String>, item: Item| match requests.iter_mut().find(|of| of.holder == holder) {
        Some(request) => request.items.push(item),
        None => requests.push(Request { holder, items: vec![item] }),
    };
    for number in &knowledge.ranked {
        let cause = &subject.causes[*number];
        for name in &cause.parameters {
            let Some(parameter) = weak(subject, name) else { continue };
            let holder = parameter.holder.clone().or_else(|| cause.holder.clone());
            ask(holder, item(Some(*number), parameter));
        }
    }
    for name in held_certain(subject)? {
        let Some(parameter) = weak(subject, &name) else { continue };
        ask(holder_of(&subject.model, parameter), item(None, parameter));
    }
    // A stable sort: the others keep their order.
    requests.sort_by_key(|request| request.holder.is_none());
    Ok(requests)
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

fn item(cause: Option<usize>, parameter: &Parameter) -> Item {
    let (by_year, by_group) = paths(&parameter.value);
    let used = match &parameter.value {
        Value::Uncertain(distribution) => Some((distribution.quantile(0.05), distribution.quantile(0.95))),
        Value::Known(number) => Some((*number, *number)),
        _ => None,
    };
    Item { cause, parameter: parameter.name.clone(), used, by_year, by_group }
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
