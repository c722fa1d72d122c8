//! Causes that are asked about together: those of one holder, those that are assumed, those that somebody names.

use super::{Cause, Subject};
use crate::codes::Code;
use crate::scenario::nearest::did_you_mean;
use crate::text::Problem;

/// Several causes that could become known together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub kind: GroupKind,
    /// Who holds them, what they stand on, or their names joined by ` + `.
    pub name: String,
    /// Numbers of causes, in their order; at least one.
    pub causes: Vec<usize>,
}

/// Why causes are asked about together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupKind {
    /// Somebody asked.
    Asked,
    /// One body could give better figures for all of them.
    Holder,
    /// All of them are assumptions or gaps, or all of them rest on something.
    Grounds,
}

impl GroupKind {
    /// The word in rows.
    pub fn word(self) -> &'static str {
        match self {
            GroupKind::Asked => "group",
            GroupKind::Holder => "holder",
            GroupKind::Grounds => "grounds",
        }
    }
}

/// The groups that a model has by itself: the causes of each holder, then those that are assumed and those that are not.
/// Only groups of several causes, and none that holds all.
pub fn groups(subject: &Subject) -> Vec<Group> {
    let causes = &subject.causes;
    let of = |kind: GroupKind, name: &str, is_in: &dyn Fn(&Cause) -> bool| {
        let members = (0..causes.len()).filter(|cause| is_in(&causes[*cause])).collect();
        Group { kind, name: name.to_owned(), causes: members }
    };
    let mut holders: Vec<&str> = causes.iter().filter_map(|cause| cause.holder.as_deref()).collect();
    holders.sort_unstable();
    holders.dedup();
    let by_holder =
        holders.into_iter().map(|name| of(GroupKind::Holder, name, &|cause| cause.holder.as_deref() == Some(name)));
    let by_grounds = [
        of(GroupKind::Grounds, "all assumptions and gaps", &Cause::is_assumed),
        of(GroupKind::Grounds, "all data and studies", &|cause| !cause.is_assumed()),
    ];
    by_holder.chain(by_grounds).filter(|group| (2..causes.len()).contains(&group.causes.len())).collect()
}

/// The causes of parameters that are named as `a + b`.
///
/// Fails for a parameter that does not exist, that is not uncertain or on which the result does not hang.
pub fn group_of(subject: &Subject, text: &str) -> Result<Group, Problem> {
    let mut members: Vec<usize> = vec![];
    for name in text.split('+').map(str::trim) {
        let is_it = |cause: &Cause| cause.parameters.iter().any(|own| own == name) || cause.name == name;
        let Some(cause) = subject.causes.iter().position(is_it) else { return Err(not_a_cause(subject, name)) };
        members.push(cause);
    }
    members.sort_unstable();
    members.dedup();
    let names: Vec<&str> = members.iter().map(|cause| subject.causes[*cause].name.as_str()).collect();
    Ok(Group { kind: GroupKind::Asked, name: names.join(" + "), causes: members })
}

fn not_a_cause(subject: &Subject, name: &str) -> Problem {
    let exists = subject.model.policies.iter().any(|policy| policy.parameters.contains_key(name));
    let known = || subject.causes.iter().flat_map(|cause| &cause.parameters).map(String::as_str);
    if exists {
        let message = format!("`{name}` is no uncertain input that {} hangs on", subject.target().id());
        return Problem::nowhere(Code::UnknownParameter, message)
            .help(format!("the inputs are {}", known().collect::<Vec<_>>().join(", ")));
    }
    Problem::nowhere(Code::UnknownParameter, format!("no parameter called `{name}`")).help(did_you_mean(name, known()))
}
