//! The graph of stages of one policy.

use crate::model::{Policy, Role, Stage};
use std::collections::BTreeSet;

/// All stages to which people can go from `stage`, or are sent when it is full.
pub fn ways(stage: &Stage) -> impl Iterator<Item = &str> {
    ways_out(stage).chain(stage.capacity.iter().map(|capacity| capacity.when_full.as_str()))
}

/// All stages to which people can go who have entered `stage`.
fn ways_out(stage: &Stage) -> impl Iterator<Item = &str> {
    stage.next.iter().map(|branch| branch.to.as_str()).chain(stage.each.iter().map(|exit| exit.to.as_str()))
}

/// All stages that can be reached from any of `from`, those themselves included.
pub fn reachable<'a>(policy: &'a Policy, from: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
    walk(policy, from, |_| true)
}

/// All stages that can be reached by people who have entered `from`; it is among them only if they can return to it.
pub fn after<'a>(policy: &'a Policy, from: &str) -> BTreeSet<&'a str> {
    let start = policy.stages.get(from).into_iter().flat_map(ways_out);
    walk(policy, start, |_| true)
}

/// All stages that can be reached after `from` before somebody is contacted anew.
pub fn after_without_contact<'a>(policy: &'a Policy, from: &str) -> BTreeSet<&'a str> {
    let start = policy.stages.get(from).into_iter().flat_map(ways_out);
    walk(policy, start, |stage| stage.role != Some(Role::Contact))
}

fn walk<'a>(
    policy: &'a Policy,
    start: impl Iterator<Item = &'a str>,
    goes_on: impl Fn(&Stage) -> bool,
) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut waiting: Vec<&str> = start.collect();
    while let Some(name) = waiting.pop() {
        let Some(stage) = policy.stages.get(name) else { continue };
        if !goes_on(stage) {
            continue;
        }
        if found.insert(name) {
            waiting.extend(ways(stage));
        }
    }
    found
}

/// Whether one and the same person can come to both stages.
pub fn on_one_way(policy: &Policy, a: &str, b: &str) -> bool {
    a == b || after(policy, a).contains(b) || after(policy, b).contains(a)
}
