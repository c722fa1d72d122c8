//! Checks on the model as a whole: where people go, what is counted twice, what changes nothing.

mod answers;
mod capacity;
mod counting_twice;
mod flow;
mod graph;
mod groups;
mod liberty;
mod result_id;
mod unused;
mod ways;

pub use answers::unanswered;
pub use result_id::result_id;

use super::read::Used;
use super::resolve::Alternative;
use crate::codes::Code;
use crate::model::Model;
use crate::text::{Node, Place, Problem, Problems};
use std::collections::BTreeSet;

/// The texts behind a model, for places in messages.
pub struct Trees<'a> {
    pub whole: &'a Node,
    /// The same without the overlays of a variant, a row or the command line.
    pub original: &'a Node,
    /// In the order of the model's policies.
    pub alternatives: &'a [Alternative],
    pub used: &'a Used,
}

impl Trees<'_> {
    /// The place of the key at the end of `path` in a policy's tree, or of the nearest table above it.
    pub fn place(&self, policy: usize, path: &[&str]) -> Place {
        let alternative = &self.alternatives[policy];
        let mut node = &alternative.tree;
        for key in path {
            match node.get(key) {
                Some(inner) => node = inner,
                None => break,
            }
        }
        node.key
    }
}

/// Reports each fault once, although several policies may share it.
pub struct Reporter<'a> {
    problems: &'a mut Problems,
    seen: BTreeSet<(Code, Option<Place>)>,
}

impl Reporter<'_> {
    /// Reports a problem unless one of the same code stands at the same place.
    pub fn report(&mut self, problem: Problem) {
        if self.seen.insert((problem.code, problem.place)) {
            self.problems.report(problem);
        }
    }
}

/// How messages begin about something of a policy: with its name, unless it is the baseline.
fn prefix(model: &Model, policy: usize) -> String {
    if policy == 0 { String::new() } else { format!("policy.{}: ", model.policies[policy].name) }
}

/// Checks a model that has been read; what is wrong is reported at the place where it is written.
pub fn check(model: &Model, trees: &Trees, problems: &mut Problems) {
    let had_errors = problems.any_errors();
    let mut reporter = Reporter { problems, seen: BTreeSet::new() };
    let mut goes_round = false;
    for policy in 0..model.policies.len() {
        flow::keys(model, policy, trees, &mut reporter);
        ways::shares(model, policy, trees, &mut reporter);
        goes_round = goes_round || flow::circles(model, policy, trees, &mut reporter);
        counting_twice::lines(model, policy, trees, &mut reporter);
        groups::people(model, policy, trees, &mut reporter);
        capacity::rooms(model, policy, trees, &mut reporter);
        flow::people_lost(model, policy, trees, &mut reporter);
    }
    flow::warm_up(model, trees, &mut reporter);
    flow::returns_on_top(model, trees, &mut reporter);
    if !had_errors {
        flow::unreachable(model, trees, &mut reporter);
        liberty::costs_nothing(model, trees, &mut reporter);
        unused::unused(model, trees, &mut reporter);
    }
}
