//! A second evaluator: plain, slow, and written from `docs/model.md` alone, so that the engine can be held against it.
//!
//! One draw at a time. People are kept as lists of cohorts, parameters are read by recursion, nothing is remembered
//! that could be computed again. It shares only the types of the model with the engine.

#![allow(dead_code, reason = "each test program uses its own part of this")]

pub mod band;
pub mod book;
pub mod build;
pub mod compare;
pub mod flow;
pub mod people;
pub mod random;
mod steps;
pub mod tally;
pub mod values;

use crimcost::distribution::Distribution;
use crimcost::model::Model;
use flow::History;
use std::collections::BTreeMap;
use values::Reader;

/// What a draw says: the value, in the unit of the parameter, of the distribution that reads the stream of this name.
pub type Drawn<'a> = &'a dyn Fn(&str, &Distribution) -> f64;

/// All results of one draw by their ids.
///
/// A total over lines of which one is not known in a money column has no entry.
pub fn evaluate(model: &Model, drawn: Drawn) -> BTreeMap<String, f64> {
    let histories = histories(model, drawn);
    book::results(model, drawn, &histories)
}

/// Where everybody is at every point, for the baseline and every policy.
pub fn histories(model: &Model, drawn: Drawn) -> Vec<History> {
    let mut histories: Vec<History> = vec![];
    for policy in 0..model.policies.len() {
        let reader = Reader { model, policy, drawn };
        let history = flow::run(&reader, histories.first());
        histories.push(history);
    }
    histories
}
