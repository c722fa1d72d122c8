//! Stresses that make what a policy adds cost more.

use super::parts::saved_lines;
use super::{Answer, Bench};
use crate::model::{CostLine, Formula, Per, Policy};

/// People who come in addition, as a part of those who come.
const WIDENING: f64 = 0.5;
/// What services cost in addition, as a part of what they cost.
const DEARER: f64 = 0.4;

/// More people come to the policy's own stages: what is booked there grows in proportion. What they would pay themselves
/// in fines and fees is not counted.
pub fn net_widening(bench: &Bench) -> Answer {
    let mut pair = bench.pair.clone();
    let (baseline, policy) = both(&mut pair.policies);
    let mut stages: Vec<String> = vec![];
    for line in policy.costs.values_mut().filter(|line| line.payee.is_none()) {
        let grown = at_new_stages(line, baseline, 1.0 + WIDENING);
        if grown.all
            && let Some(step) = &mut line.step
        {
            // As many more units: each serves a smaller part of those who would have come anyway.
            step.every = times(&step.every, 1.0 / (1.0 + WIDENING));
        }
        stages.extend(grown.stages.into_iter().filter(|stage| !stages.contains(stage)).collect::<Vec<_>>());
    }
    if stages.is_empty() {
        return Err("the policy has no stage of its own at which a cost is booked".to_owned());
    }
    Ok((format!("50 % more people at {}", stages.join(", ")), bench.try_run(&pair)?))
}

/// What the policy adds by people or by the year costs more.
pub fn dearer(bench: &Bench) -> Answer {
    let mut pair = bench.pair.clone();
    let (baseline, policy) = both(&mut pair.policies);
    let mut names: Vec<String> = vec![];
    for line in policy.costs.values_mut().filter(|line| line.payee.is_none()) {
        let is_new_by_year = line.quantity.per == Per::Year && !baseline.costs.contains_key(&line.name);
        let grown = at_new_stages(line, baseline, 1.0 + DEARER);
        if is_new_by_year && let Some(amount) = &mut line.quantity.amount {
            *amount = times(amount, 1.0 + DEARER);
        }
        if grown.all
            && let Some(step) = &mut line.step
        {
            step.costs = times(&step.costs, 1.0 + DEARER);
        }
        if is_new_by_year || !grown.stages.is_empty() {
            names.push(line.name.clone());
        }
    }
    if names.is_empty() {
        return Err("the policy adds no cost by people or by the year".to_owned());
    }
    Ok((format!("40 % more for {}", names.join(", ")), bench.try_run(&pair)?))
}

/// What the policy pays once in addition to the baseline is paid twice.
pub fn one_off(bench: &Bench) -> Answer {
    let saved = saved_lines(&bench.pair).map_err(|problem| problem.message)?;
    let mut pair = bench.pair.clone();
    let is_once = |line: &CostLine| matches!(line.quantity.per, Per::Once { .. }) && line.payee.is_none();
    let costs = |line: &CostLine, baseline: &Policy| {
        is_once(line) && !saved.contains(&line.name) && differs(line, baseline, &bench.pair.policies[1])
    };
    let of_policy = bench.pair.policies[1].costs.values();
    let names: Vec<String> =
        of_policy.filter(|line| costs(line, bench.pair.baseline())).map(|line| line.name.clone()).collect();
    if names.is_empty() {
        return Err("the policy pays nothing once".to_owned());
    }
    // On both sides, so that what the baseline pays stays its own.
    for policy in &mut pair.policies {
        for line in policy.costs.values_mut().filter(|line| names.contains(&line.name)) {
            line.quantity.amount = line.quantity.amount.as_ref().map(|amount| times(amount, 2.0));
        }
    }
    Ok((format!("twice {}", names.join(", ")), bench.try_run(&pair)?))
}

/// Whether a line of the policy is not the baseline's, or reads other numbers.
fn differs(line: &CostLine, baseline: &Policy, policy: &Policy) -> bool {
    let Some(before) = baseline.costs.get(&line.name).filter(|before| *before == line) else { return true };
    let operands = before.quantity.amount.as_ref().map(Formula::operands).unwrap_or_default();
    operands.iter().any(|read| policy.parameters.get(&read.parameter) != baseline.parameters.get(&read.parameter))
}

/// The parts of a line at stages that the baseline does not have.
struct Grown {
    stages: Vec<String>,
    /// Whether that is the whole line.
    all: bool,
}

/// Multiplies what a line books at stages that the baseline does not have.
fn at_new_stages(line: &mut CostLine, baseline: &Policy, factor: f64) -> Grown {
    let mut grown = Grown { stages: vec![], all: !line.quantity.by_stage.is_empty() };
    for (stage, amount) in &mut line.quantity.by_stage {
        if baseline.stages.contains_key(stage) {
            grown.all = false;
        } else {
            *amount = times(amount, factor);
            grown.stages.push(stage.clone());
        }
    }
    grown
}

/// A formula times a number.
pub fn times(formula: &Formula, factor: f64) -> Formula {
    Formula::Product(Box::new(formula.clone()), Box::new(Formula::Number(factor)))
}

fn both(policies: &mut [Policy]) -> (&Policy, &mut Policy) {
    let (before, after) = policies.split_at_mut(1);
    (&before[0], &mut after[0])
}
