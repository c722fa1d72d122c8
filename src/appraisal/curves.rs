//! Draws of savings beside an outcome that is given a worth.

use super::Subject;
use crate::codes::Code;
use crate::model::{Better, OutcomeLine};
use crate::plan::{Detail, Plan};
use crate::results::{Measure, Place, RowKey};
use crate::run::{self, Sampling};
use crate::scenario::nearest::did_you_mean;
use crate::text::Problem;

/// Savings of all policies and what they gain of one outcome, on the same draws.
#[derive(Clone, Debug, PartialEq)]
pub struct Gains {
    /// As the file calls it.
    pub outcome: String,
    pub unit: String,
    pub better: Better,
    /// For each policy the draws of its saving.
    pub savings: Vec<Vec<f64>>,
    /// For each policy the draws of its change of the outcome, in the direction in which it is wanted.
    pub gains: Vec<Vec<f64>>,
}

/// The savings a subject's decision is between, with the change of one outcome over the horizon (discounted, as the
/// savings are), both of expected numbers of people.
///
/// Fails if there is no such outcome, if it does not say which way it is wanted, or if a policy does not have it.
pub fn gains(subject: &Subject, outcome: &str, sampling: Sampling) -> Result<Gains, Problem> {
    let expected = subject.of_expected_people();
    let model = &expected.as_ref().unwrap_or(subject).model;
    let line = wanted(subject, outcome)?;
    let better = line.better.expect("checked by what is wanted");
    let policies: Vec<&str> = model.policies[1..].iter().map(|policy| policy.name.as_str()).collect();
    let is_change = |key: &RowKey| {
        key.measure == Measure::OutcomeChange
            && key.place == Place::Line(outcome.to_owned())
            && key.year.is_none()
            && key.group.is_none()
            && key.discounted
    };
    let plan = Plan::for_rows(model, Detail { years: false, lines: false }, &|key| {
        subject.options().contains(key) || is_change(key)
    })?;
    let central = run::central(model, &plan)?;
    let draws = run::run(model, &plan, sampling, &central, &mut |_| {})?;
    let of = |wanted: &dyn Fn(&RowKey) -> bool| {
        let row = plan.rows.iter().position(|row| wanted(&row.key))?;
        Some(draws.kept[plan.result_of_row[row]?].clone())
    };
    let (mut savings, mut gains) = (vec![], vec![]);
    for (policy, option) in policies.iter().zip(subject.options()) {
        savings.push(of(&|key| key == option).expect("the subject planned the same savings"));
        let change = of(&|key| is_change(key) && key.policy == *policy).ok_or_else(|| {
            Problem::nowhere(
                Code::OutcomeNotWorth,
                format!("`{policy}` has no outcome `{outcome}` that the baseline has too"),
            )
            .help("an outcome is weighed against money only where every policy has it")
        })?;
        let sign = if better == Better::More { 1.0 } else { -1.0 };
        gains.push(change.into_iter().map(|change| sign * change).collect());
    }
    Ok(Gains { outcome: outcome.to_owned(), unit: line.unit.text.clone(), better, savings, gains })
}

/// The outcome with this name, if it says which way it is wanted.
fn wanted<'s>(subject: &'s Subject, outcome: &str) -> Result<&'s OutcomeLine, Problem> {
    let outcomes = &subject.model.baseline().outcomes;
    let Some(line) = outcomes.get(outcome) else {
        let problem = Problem::nowhere(Code::UnknownOutcome, format!("no outcome called `{outcome}`"));
        return Err(if outcomes.is_empty() {
            problem.help("the scenario counts no outcomes; add an [outcome.NAME]")
        } else {
            problem.help(did_you_mean(outcome, outcomes.keys().map(String::as_str)))
        });
    };
    if line.better.is_none() {
        return Err(Problem::nowhere(
            Code::OutcomeNotWorth,
            format!("`{outcome}` does not say which way it is wanted"),
        )
        .help(format!("add  better = \"less\"  or  better = \"more\"  to [outcome.{outcome}]")));
    }
    Ok(line)
}
