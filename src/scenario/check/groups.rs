//! Groups: people who come in must say to which group they belong.

use super::{Reporter, Trees, prefix};
use crate::codes::Code;
use crate::model::{Count, Model, Policy, Value};
use crate::text::Problem;
use std::collections::BTreeSet;

/// Counts of people must differ by group, or every group would get all of them.
pub fn people(model: &Model, policy: usize, trees: &Trees, reporter: &mut Reporter) {
    if model.settings.groups.len() < 2 {
        return;
    }
    let own = &model.policies[policy];
    for stage in own.stages.values() {
        let count = match &stage.count {
            Some(Count::Arrivals(operand)) => Some(("arrivals", operand)),
            Some(Count::Entries(operand)) => Some(("entries", operand)),
            Some(Count::NewPeopleOf(_)) | None => None,
        };
        for (key, operand) in count.into_iter().chain(stage.initial.as_ref().map(|operand| ("initial", operand))) {
            if by_group(&operand.parameter, own) {
                continue;
            }
            reporter.report(
                Problem::new(
                    Code::BadPath,
                    trees.place(policy, &["stage", &stage.name, key]),
                    format!(
                        "{}stage.{}.{key}: `{operand}` is not by group, so every group would get all people",
                        prefix(model, policy),
                        stage.name
                    ),
                    "the same for all groups",
                )
                .help(format!(
                    "say how many belong to each group:  {operand} = {{ by_group = {{ {} = …, … }}, … }}",
                    model.settings.groups[0]
                )),
            );
        }
    }
}

/// Whether a parameter differs by group, perhaps through the parameters of its formula.
pub fn by_group(name: &str, policy: &Policy) -> bool {
    let mut seen = BTreeSet::new();
    let mut waiting = vec![name];
    while let Some(name) = waiting.pop() {
        let Some(parameter) = policy.parameters.get(name) else { continue };
        if !seen.insert(name) {
            continue;
        }
        match &parameter.value {
            Value::ByGroup(_) => return true,
            Value::ByYear { points, .. } if points.iter().any(|(_, value)| matches!(value, Value::ByGroup(_))) => {
                return true;
            }
            Value::Formula(formula) => {
                waiting.extend(formula.operands().into_iter().map(|operand| operand.parameter.as_str()));
            }
            _ => {}
        }
    }
    false
}
