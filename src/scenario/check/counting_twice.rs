//! Double counting, as far as tags show it: the same thing in two lines, the same event in two places, nominal
//! prices beside real ones.

use super::graph::{after_without_contact, on_one_way};
use super::{Reporter, Trees, prefix};
use crate::codes::Code;
use crate::model::{CostLine, Formula, Model, Policy, Value};
use crate::text::Problem;
use std::collections::BTreeSet;

/// Checks the cost lines of one policy.
pub fn lines(model: &Model, policy: usize, trees: &Trees, reporter: &mut Reporter) {
    included_twice(model, policy, trees, reporter);
    charged_twice(model, policy, trees, reporter);
    nominal_and_real(model, policy, trees, reporter);
}

/// Tags are equal whatever their case and whether words are joined by blanks or underscores.
fn tag(text: &str) -> String {
    text.trim().to_lowercase().replace(['_', '-'], " ")
}

fn included_twice(model: &Model, policy: usize, trees: &Trees, reporter: &mut Reporter) {
    let own = &model.policies[policy];
    for (index, line) in own.costs.values().enumerate() {
        if line.includes.is_empty() {
            continue;
        }
        let tags: BTreeSet<String> = line.includes.iter().map(|text| tag(text)).collect();
        for (other_index, other) in own.costs.values().enumerate() {
            if index == other_index {
                continue;
            }
            let is_itself = [&other.name, &other.category]
                .into_iter()
                .map(|text| tag(text))
                .find(|text| tags.contains(text) && *text != tag(&line.category));
            let both = (index < other_index)
                .then(|| other.includes.iter().map(|text| tag(text)).find(|text| tags.contains(text)))
                .flatten();
            let Some(shared) = is_itself.or(both).filter(|_| can_meet(own, line, other)) else { continue };
            reporter.report(
                Problem::new(
                    Code::IncludedTwice,
                    trees.place(policy, &["cost", &line.name, "includes"]),
                    format!(
                        "{}cost.{} and cost.{} both contain \"{shared}\"",
                        prefix(model, policy),
                        line.name,
                        other.name
                    ),
                    format!("\"{shared}\" is in here"),
                )
                .also(trees.place(policy, &["cost", &other.name]), "and in this line")
                .help("take it out of one of the two amounts, or leave one line out")
                .note("one person can meet both lines on the way"),
            );
        }
    }
}

/// Whether one person can meet both lines; lines by the year and once meet every other.
fn can_meet(policy: &Policy, a: &CostLine, b: &CostLine) -> bool {
    let (a, b) = (&a.quantity.by_stage, &b.quantity.by_stage);
    a.is_empty()
        || b.is_empty()
        || a.iter().any(|(first, _)| b.iter().any(|(second, _)| on_one_way(policy, first, second)))
}

fn charged_twice(model: &Model, policy: usize, trees: &Trees, reporter: &mut Reporter) {
    let own = &model.policies[policy];
    let charges: Vec<(&CostLine, &str, &str)> = own
        .costs
        .values()
        .filter_map(|line| Some((line, line.event.as_deref()?)))
        .flat_map(|(line, event)| line.quantity.by_stage.iter().map(move |(stage, _)| (line, event, stage.as_str())))
        .collect();
    for (index, (line, event, stage)) in charges.iter().enumerate() {
        for (other, other_event, other_stage) in &charges[index + 1..] {
            if tag(event) != tag(other_event) {
                continue;
            }
            let same_stage = stage == other_stage;
            let on_way = after_without_contact(own, stage).contains(other_stage)
                || after_without_contact(own, other_stage).contains(stage);
            if !same_stage && !on_way {
                continue;
            }
            let also = if line.name == other.name {
                trees.place(policy, &["stage", other_stage])
            } else {
                trees.place(policy, &["cost", &other.name, "event"])
            };
            reporter.report(
                Problem::new(
                    Code::ChargedTwice,
                    trees.place(policy, &["cost", &line.name, "event"]),
                    format!(
                        "{}the event \"{event}\" is charged in stage.{stage} and again in stage.{other_stage}",
                        prefix(model, policy)
                    ),
                    format!("charged by cost.{}", line.name),
                )
                .also(also, format!("charged by cost.{}", other.name))
                .help("charge it in one of the two stages, or give different events different names"),
            );
        }
    }
}

fn nominal_and_real(model: &Model, policy: usize, trees: &Trees, reporter: &mut Reporter) {
    let own = &model.policies[policy];
    let mut read = BTreeSet::new();
    for line in own.costs.values() {
        let amounts = line.quantity.by_stage.iter().map(|(_, amount)| amount).chain(&line.quantity.amount);
        amounts.for_each(|amount| money_in(amount, own, &mut read));
    }
    let is_nominal = |name: &&&str| own.parameters.get(**name).is_some_and(|parameter| parameter.nominal);
    let nominal = read.iter().find(is_nominal);
    let real = read.iter().find(|name| !is_nominal(name));
    if let (Some(nominal), Some(real)) = (nominal, real) {
        reporter.report(
            Problem::new(
                Code::NominalAndReal,
                trees.place(policy, &["parameter", nominal, "nominal"]),
                format!(
                    "parameter.{nominal} is nominal, parameter.{real} is in prices of {}",
                    model.settings.price_year
                ),
                "the prices of each year",
            )
            .also(trees.place(policy, &["parameter", real]), "real prices in the same total")
            .help(format!(
                "give parameter.{nominal} its price_year instead of `nominal`, so that it is carried to {}",
                model.settings.price_year
            )),
        );
    }
}

/// The parameters with money in them that a formula reads, through other formulas as well.
fn money_in<'a>(formula: &'a Formula, policy: &'a Policy, found: &mut BTreeSet<&'a str>) {
    let mut seen = BTreeSet::new();
    let mut waiting: Vec<&Formula> = vec![formula];
    while let Some(formula) = waiting.pop() {
        for operand in formula.operands() {
            let Some(parameter) = policy.parameters.get(&operand.parameter) else { continue };
            if !seen.insert(parameter.name.as_str()) {
                continue;
            }
            match &parameter.value {
                Value::Formula(inner) => waiting.push(inner),
                _ if parameter.unit.dimensions.iter().any(|(base, _)| crate::unit::Units::is_currency(base)) => {
                    found.insert(&parameter.name);
                }
                _ => {}
            }
        }
    }
}
