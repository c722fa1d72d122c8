//! Stresses that take away a part of what is saved: what other cases fill again, and what is no money unless posts are cut.

use super::super::savings::{Senses, combined};
use super::{Answer, Bench};
use crate::model::{Basis, CostLine, Formula, Model, Role};
use crate::plan::{Detail, Plan};
use crate::results::{Measure, MoneyColumn, Place};
use crate::run;
use crate::text::Problem;

/// Nothing is saved at prosecution, courts and prisons: S − max(0, S_j) in every draw.
pub fn refill(bench: &Bench, as_it_stands: &Senses) -> Answer {
    let mut justice = bench.pair.clone();
    let roles = bench.pair.policies.iter().flat_map(|policy| policy.stages.values());
    let filled: Vec<&str> = roles
        .filter(|stage| matches!(stage.role, Some(Role::Case | Role::Court | Role::Custody)))
        .map(|stage| stage.name.as_str())
        .collect();
    let mut names: Vec<String> = vec![];
    for policy in &mut justice.policies {
        policy.costs.retain(|_, line| {
            line.quantity.by_stage.retain(|(stage, _)| filled.contains(&stage.as_str()));
            line.payee.is_none() && !line.quantity.by_stage.is_empty()
        });
        names.extend(policy.costs.keys().filter(|name| !names.contains(name)).cloned().collect::<Vec<_>>());
    }
    if names.is_empty() {
        return Err("no cost is booked at a stage with the role case, court or custody".to_owned());
    }
    let freed = bench.try_run(&justice)?;
    let senses = combined(as_it_stands, &freed, |saving, freed| {
        let left = saving - freed.max(0.0);
        // What differs by rounding alone does not differ.
        if left.abs() <= 1e-9 * saving.abs().max(freed.abs()) { 0.0 } else { left }
    });
    Ok((format!("nothing is saved on {}", names.join(", ")), senses))
}

/// Of average prices that would be saved only the part that is known to move at once counts; what the policy adds counts
/// in full.
pub fn staff(bench: &Bench) -> Answer {
    if matches!(bench.headline, MoneyColumn::ShortRun | MoneyColumn::Cashable) {
        return Err("the headline counts only what moves without posts being cut".to_owned());
    }
    let saved = saved_lines(&bench.pair).map_err(|problem| problem.message)?;
    let mut pair = bench.pair.clone();
    let mut names: Vec<String> = vec![];
    let stays = |line: &CostLine| line.basis == Basis::Average && line.payee.is_none() && saved.contains(&line.name);
    for policy in &mut pair.policies {
        for line in policy.costs.values_mut().filter(|line| stays(line)) {
            let part = line.varies.clone().unwrap_or(Formula::Number(0.0));
            let amounts = line.quantity.by_stage.iter_mut().map(|(_, amount)| amount).chain(&mut line.quantity.amount);
            for amount in amounts {
                *amount = Formula::Product(Box::new(amount.clone()), Box::new(part.clone()));
            }
            if !names.contains(&line.name) {
                names.push(line.name.clone());
            }
        }
    }
    if names.is_empty() {
        return Err("nothing is saved at average prices".to_owned());
    }
    let mut senses = bench.try_run(&pair)?;
    let counted = senses[MoneyColumn::Average as usize].take();
    let mut answer: Senses = Default::default();
    answer[bench.headline as usize] = counted;
    Ok((format!("the short-run part of {}", names.join(", ")), answer))
}

/// The lines on which the policy saves in the central case.
pub fn saved_lines(pair: &Model) -> Result<Vec<String>, Problem> {
    let plan = Plan::for_rows(pair, Detail { years: true, lines: false }, &|key| {
        key.measure == Measure::Saving
            && matches!(key.place, Place::Line(_))
            && key.column == Some(MoneyColumn::Average)
            && key.discounted
            && key.year.is_none()
            && key.group.is_none()
    })?;
    let central = run::central(pair, &plan)?;
    let saved = plan.rows.iter().zip(&plan.result_of_row).filter_map(|(row, result)| match &row.key.place {
        Place::Line(name) if central[(*result)?] > 0.0 => Some(name.clone()),
        _ => None,
    });
    Ok(saved.collect())
}
