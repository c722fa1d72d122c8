//! Limited places: who found no room.

use super::figures::percent;
use super::layout::Page;
use crate::language::Language;
use crate::results::{Measure, Place, Results, Row};

/// People; fewer than ten with a decimal, so that a third of a person is not nobody.
fn people(number: f64) -> String {
    Language::En.number(number, i32::from(number < 9.95))
}

/// People for whom stages had no room, over the horizon, policies side by side.
pub fn section(page: &mut Page, results: &Results) {
    let found = |policy: &str, measure: Measure, stage: &str| -> Option<f64> {
        let row = results.rows.iter().find(|row| {
            let key = &row.key;
            key.measure == measure
                && key.policy == policy
                && key.year.is_none()
                && key.group.is_none()
                && matches!(&key.place, Place::Stage(name) if name == stage)
        });
        row.and_then(Row::best)
    };
    let policies = &results.model.policies;
    let mut stages: Vec<&str> = vec![];
    for stage in policies.iter().flat_map(|policy| policy.stages.keys()) {
        let is_full = |name: &str| found(name, Measure::TurnedAway, stage).is_some_and(|people| people > 0.0);
        if !stages.contains(&stage.as_str()) && policies.iter().any(|policy| is_full(&policy.name)) {
            stages.push(stage);
        }
    }
    if stages.is_empty() {
        return;
    }
    page.heading("No room", "people turned away over the horizon, and their part of all who came; each time counts");
    let header = ["people turned away from".to_owned()].into_iter();
    let header: Vec<String> = header.chain(policies.iter().map(|policy| policy.name.clone())).collect();
    let rows = stages
        .into_iter()
        .map(|stage| {
            let of_policy = policies.iter().map(|policy| {
                let Some(turned_away) = found(&policy.name, Measure::TurnedAway, stage) else { return String::new() };
                let came = turned_away + found(&policy.name, Measure::Entries, stage).unwrap_or(0.0);
                let part = if came > 0.0 { turned_away / came } else { 0.0 };
                format!("{} ({})", people(turned_away), percent((part * 100.0).round() / 100.0))
            });
            [stage.to_owned()].into_iter().chain(of_policy).collect()
        })
        .collect();
    page.table(&header, rows, 1);
}
