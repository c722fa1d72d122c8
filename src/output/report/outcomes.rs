//! Outcomes, and stays that the horizon cuts.

use super::figures::{Scale, cells, plain, sizes};
use super::layout::Page;
use crate::model::Policy;
use crate::results::{Measure, Place, Results, Row};

/// Every outcome over the horizon, policies side by side.
pub fn section(page: &mut Page, results: &Results) {
    let model = &results.model;
    let mut names: Vec<(&str, &str, &str)> = vec![];
    for line in model.policies.iter().flat_map(|policy| policy.outcomes.values()) {
        if !names.iter().any(|(name, ..)| *name == line.name) {
            names.push((&line.name, line.about.in_language("en"), &line.unit.text));
        }
    }
    if names.is_empty() {
        return;
    }
    let discounted = model.settings.discount.outcomes != 0.0;
    let find = |policy: &str, name: &str| -> Option<&Row> {
        results.rows.iter().find(|row| {
            let key = &row.key;
            key.measure == Measure::Outcome
                && key.policy == policy
                && key.year.is_none()
                && key.group.is_none()
                && key.discounted == discounted
                && matches!(&key.place, Place::Line(line) if line == name)
        })
    };
    let spread = if results.draws > 0 { "; mean and 90 % of draws" } else { "" };
    let sense = if discounted { "discounted" } else { "not discounted" };
    page.heading("Outcomes", &format!("over the horizon, {sense}{spread}"));
    let mut header = vec!["outcome".to_owned(), "unit".to_owned()];
    for policy in &model.policies {
        header.extend([policy.name.clone(), String::new()]);
    }
    let rows = names
        .into_iter()
        .map(|(name, about, unit)| {
            let found: Vec<Option<&Row>> = model.policies.iter().map(|policy| find(&policy.name, name)).collect();
            let scale = Scale::of(sizes(found.iter().copied()));
            let title = if about.is_empty() { name.replace('_', " ") } else { about.to_owned() };
            let mut row = vec![title, format!("{}{unit}", scale.word())];
            for of_policy in found {
                row.extend(cells(of_policy, scale));
            }
            row
        })
        .collect();
    page.table(&header, rows, 2);
}

/// Person-years of stays that were still running at the end.
pub fn beyond(page: &mut Page, results: &Results) {
    let running: Vec<&Row> = results
        .rows
        .iter()
        .filter(|row| row.key.measure == Measure::BeyondHorizon && row.key.group.is_none())
        .filter(|row| row.best().is_some_and(|years| years > 0.0))
        .collect();
    if running.is_empty() {
        return;
    }
    page.heading("Beyond the horizon", "stays still running at the end are cut; the share is at most this");
    let mut stages: Vec<&str> = vec![];
    for row in &running {
        let Place::Stage(stage) = &row.key.place else { continue };
        if !stages.contains(&stage.as_str()) {
            stages.push(stage);
        }
    }
    let policies = &results.model.policies;
    let header = ["person years in".to_owned()].into_iter();
    let header: Vec<String> = header.chain(policies.iter().map(|policy| policy.name.clone())).collect();
    let rows = stages
        .into_iter()
        .map(|stage| {
            let of_policy = policies.iter().map(|policy| {
                let row = running.iter().find(|row| {
                    matches!(&row.key.place, Place::Stage(name) if name == stage) && row.key.policy == policy.name
                });
                let beyond = row.and_then(|row| row.best()).unwrap_or(0.0);
                format!(
                    "{} ({} %)",
                    plain(beyond.round()),
                    plain((100.0 * share(results, policy, stage, beyond)).round())
                )
            });
            [stage.to_owned()].into_iter().chain(of_policy).collect()
        })
        .collect();
    page.table(&header, rows, 1);
}

/// What part of all person-years of a stage, counted or cut, lies beyond the horizon.
fn share(results: &Results, policy: &Policy, stage: &str, beyond: f64) -> f64 {
    let present = results.rows.iter().find(|row| {
        let key = &row.key;
        key.measure == Measure::People
            && key.year.is_none()
            && key.group.is_none()
            && key.policy == policy.name
            && matches!(&key.place, Place::Stage(name) if name == stage)
    });
    let counted = present.and_then(Row::best).unwrap_or(0.0) * f64::from(results.model.settings.years);
    if beyond > 0.0 { beyond / (beyond + counted) } else { 0.0 }
}
