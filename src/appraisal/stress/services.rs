//! The stress of services that are full.

use super::{Answer, Bench};
use crate::model::{Capacity, Formula, Model, Operand, Parameter, Policy, Share, Stage, Text, Value};
use crate::plan::{Detail, Plan};
use crate::results::{Measure, Place};
use crate::run;
use crate::unit::{Dimensions, Unit};

/// Room as a part of what is used.
const ROOM: f64 = 0.5;

/// Room for half of those who are there on average in the central case (or for half of the room there is); who finds none
/// goes to the stage of the baseline to which those go who do not come.
pub fn full(bench: &Bench) -> Answer {
    let mut pair = bench.pair.clone();
    let mut limited: Vec<String> = vec![];
    let mut unclear: Vec<String> = vec![];
    for name in services(&bench.pair) {
        let stage = &bench.pair.policies[1].stages[&name];
        let place = format!("room at {name}");
        let (value, when_full) = match &stage.capacity {
            Some(capacity) => (half_of(&capacity.room), Some(capacity.when_full.clone())),
            None => {
                let used = used(&bench.pair, stage).map_err(|problem| problem.message)?;
                if used <= 0.0 {
                    continue;
                }
                (Value::Known(ROOM * used), way_back(&bench.pair, &name))
            }
        };
        let Some(when_full) = when_full else {
            unclear.push(name);
            continue;
        };
        let policy = &mut pair.policies[1];
        policy.parameters.insert(place.clone(), room(&place, value, stage));
        if let Some(stage) = policy.stages.get_mut(&name) {
            stage.capacity = Some(Capacity { room: Operand::whole(place), when_full });
        }
        limited.push(name);
    }
    match (limited.is_empty(), unclear.is_empty()) {
        (true, true) => Err("the policy has no service of its own that people come to".to_owned()),
        (true, false) => Err(format!("where those without a place would go is not one stage: {}", unclear.join(", "))),
        _ => Ok((format!("half of the room at {}", limited.join(", ")), bench.try_run(&pair)?)),
    }
}

fn half_of(room: &Operand) -> Value {
    Value::Formula(Formula::Product(Box::new(Formula::Read(room.clone())), Box::new(Formula::Number(ROOM))))
}

/// A parameter of people, or of people by day where they pass.
fn room(name: &str, value: Value, stage: &Stage) -> Parameter {
    let people = Dimensions::of("person", 1);
    let by_day = people.over(&Dimensions::of("day", 1)).expect("powers of 1 are small");
    let (text, dimensions) = if stage.is_event() { ("person/day", by_day) } else { ("person", people) };
    Parameter {
        name: name.to_owned(),
        about: Text::default(),
        unit: Unit { text: text.to_owned(), dimensions, factor: 1.0 },
        value,
        evidence: None,
        window: None,
        at_most: None,
        conversion: None,
        nominal: false,
        unknown: false,
        positions: vec![],
        holder: None,
        ask: None,
    }
}

/// The policy's own stages that people come to first and stay in; if they stay in none, those where a cost is booked.
///
/// Who is in one already has a place in what follows, unless that has a room of its own.
fn services(pair: &Model) -> Vec<String> {
    let (baseline, policy) = (pair.baseline(), &pair.policies[1]);
    let own = |stage: &&Stage| !baseline.stages.contains_key(&stage.name) && !stage.is_end();
    let is_charged = |stage: &Stage| {
        let mut lines = policy.costs.values().flat_map(|line| &line.quantity.by_stage);
        lines.any(|(at, _)| *at == stage.name)
    };
    let all: Vec<&Stage> = policy.stages.values().filter(own).collect();
    let mut found: Vec<&Stage> = all.iter().copied().filter(|stage| !stage.is_event()).collect();
    if found.is_empty() {
        found = all.iter().copied().filter(|stage| is_charged(stage)).collect();
    }
    let follows = |stage: &Stage| {
        let mut others = found.iter().filter(|other| other.name != stage.name);
        others.any(|other| leads_to(&all, other, stage) && !leads_to(&all, stage, other))
    };
    let first = found.iter().filter(|stage| stage.capacity.is_some() || !follows(stage));
    first.map(|stage| stage.name.clone()).collect()
}

/// Whether people come from one stage to another by stages of this list alone.
fn leads_to(stages: &[&Stage], from: &Stage, to: &Stage) -> bool {
    let mut seen: Vec<&str> = vec![&from.name];
    let mut at = 0;
    while at < seen.len() {
        let here = stages.iter().find(|stage| stage.name == seen[at]);
        at += 1;
        for next in here.into_iter().flat_map(|stage| ways_on(stage)) {
            if next == to.name {
                return true;
            }
            if !seen.contains(&next) {
                seen.push(next);
            }
        }
    }
    false
}

fn ways_on(stage: &Stage) -> impl Iterator<Item = &str> {
    stage.next.iter().map(|branch| branch.to.as_str()).chain(stage.each.iter().map(|exit| exit.to.as_str()))
}

/// The stage of the baseline to which people go who do not take the way to `service`: the rest of the nearest event of the
/// policy's own that leads there.
fn way_back(pair: &Model, service: &str) -> Option<String> {
    let (baseline, policy) = (pair.baseline(), &pair.policies[1]);
    let mut seen = vec![service.to_owned()];
    let mut at = 0;
    while at < seen.len() {
        let here = seen[at].clone();
        at += 1;
        for event in before(policy, &here) {
            if baseline.stages.contains_key(&event.name) || seen.contains(&event.name) {
                continue;
            }
            let rest = event.next.iter().find(|branch| branch.share == Share::Rest && branch.to != here);
            if let Some(rest) = rest.filter(|rest| baseline.stages.contains_key(&rest.to)) {
                return Some(rest.to.clone());
            }
            seen.push(event.name.clone());
        }
    }
    None
}

/// The events that lead to a stage.
fn before<'p>(policy: &'p Policy, to: &str) -> Vec<&'p Stage> {
    let events = policy.stages.values().filter(|stage| stage.is_event());
    events.filter(|stage| stage.next.iter().any(|branch| branch.to == to)).collect()
}

/// People who are in a stage on average over the horizon, or who enter an event per day, in the central case.
fn used(pair: &Model, stage: &Stage) -> Result<f64, crate::text::Problem> {
    let measure = if stage.is_event() { Measure::Entries } else { Measure::People };
    let policy = &pair.policies[1].name;
    let plan = Plan::for_rows(pair, Detail { years: true, lines: false }, &|key| {
        key.measure == measure
            && key.policy == *policy
            && key.year.is_none()
            && key.group.is_none()
            && matches!(&key.place, Place::Stage(name) if *name == stage.name)
    })?;
    let central = run::central(pair, &plan)?;
    let counted = plan.result_of_row.first().copied().flatten().map_or(0.0, |result| central[result]);
    let days = f64::from(pair.settings.years) * pair.settings.year_days;
    Ok(if stage.is_event() { counted / days } else { counted })
}
