//! People who are not in prison cost something too: a stage at liberty in which nothing is booked is a finding.

use super::{Reporter, Trees};
use crate::codes::Code;
use crate::model::{Model, Per, Role, Stage};
use crate::text::Problem;

/// Reports the stages in which people stay at liberty and no line is booked for their time, all in one warning.
///
/// Silent where `[answers] life_at_liberty` says how the scenario deals with it.
pub fn costs_nothing(model: &Model, trees: &Trees, reporter: &mut Reporter) {
    if model.answers.contains_key("life_at_liberty") {
        return;
    }
    let mut found: Vec<(usize, &str)> = vec![];
    for (policy, own) in model.policies.iter().enumerate() {
        for stage in own.stages.values() {
            if is_at_liberty(stage)
                && !is_booked(model, &stage.name)
                && !found.iter().any(|(_, name)| *name == stage.name)
            {
                found.push((policy, &stage.name));
            }
        }
    }
    let Some((policy, first)) = found.first() else { return };
    let names: Vec<String> = found.iter().map(|(_, name)| format!("stage.{name}")).collect();
    reporter.report(
        Problem::new(
            Code::FreeAtLiberty,
            trees.place(*policy, &["stage", first]),
            format!("people are at liberty in {} and cost nothing there", names.join(", ")),
            "no cost line is booked for the time people are here",
        )
        .help("add what benefits, services and other contacts cost:  per = \"stay\"  with these stages; a wide range is better than nothing")
        .help("or say why not:  [answers] life_at_liberty = { not_modelled = \"…\" }")
        .help("a stage in which people are held has  role = \"custody\""),
    );
}

/// Whether people wait here outside custody; ends are where the model stops looking.
fn is_at_liberty(stage: &Stage) -> bool {
    !stage.is_event() && !stage.is_end() && stage.role != Some(Role::Custody)
}

fn is_booked(model: &Model, stage: &str) -> bool {
    let lines = model.policies.iter().flat_map(|policy| policy.costs.values());
    lines
        .filter(|line| line.quantity.per == Per::Stay)
        .any(|line| line.quantity.by_stage.iter().any(|(name, _)| name == stage))
}
