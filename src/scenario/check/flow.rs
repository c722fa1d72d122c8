//! Where people go: keys that fit together, circles, stages nobody reaches, counts and the time before the start.

use super::graph::{after, reachable, ways};
use super::{Reporter, Trees, prefix};
use crate::codes::Code;
use crate::model::central::{Central, Moment};
use crate::model::{Count, Model, Operand, Policy, Settings, Stage, Value};
use crate::text::Problem;

/// Keys of a stage that need or exclude each other.
pub fn keys(model: &Model, policy: usize, trees: &Trees, reporter: &mut Reporter) {
    for stage in model.policies[policy].stages.values() {
        let name = stage.name.as_str();
        let written = trees.alternatives[policy].tree.at(&["stage", name]);
        let has = |key: &str| written.is_some_and(|node| node.get(key).is_some());
        if has("stay") && !has("next") {
            reporter.report(
                Problem::new(
                    Code::StageKeys,
                    trees.place(policy, &["stage", name, "stay"]),
                    format!("{}stage.{name}: people stay, but where do they go then?", prefix(model, policy)),
                    "needs `next`",
                )
                .help("add  next = \"closed\"  or leave `stay` out if they stay for good"),
            );
        }
        if has("each") && has("next") && !has("stay") {
            reporter.report(
                Problem::new(
                    Code::StageKeys,
                    trees.place(policy, &["stage", name, "next"]),
                    format!(
                        "{}stage.{name}: `next` says where people go when their stay is over, but there is no `stay`",
                        prefix(model, policy)
                    ),
                    "never used",
                )
                .help("add  stay = \"a length of time\",  or leave `next` out: people then leave by `each` only"),
            );
        }
    }
}

/// Circles of stages through which people would go round within one cycle.
///
/// Whether there is one. A policy repeats the circle of the baseline, so it is looked at only if that has none.
pub fn circles(model: &Model, policy: usize, trees: &Trees, reporter: &mut Reporter) -> bool {
    let own = &model.policies[policy];
    let central = Central::new(&own.parameters, &model.settings);
    let passes: Vec<bool> =
        own.stages.values().map(|stage| stage.is_event() || can_pass(stage, own, &central, &model.settings)).collect();
    let mut state = vec![0u8; own.stages.len()];
    for start in 0..own.stages.len() {
        if let Some(circle) = find_circle(own, &passes, start, &mut state) {
            let names: Vec<&str> = circle.iter().map(|index| own.stages[*index].name.as_str()).collect();
            let first = names[0];
            let short: Vec<&str> = circle
                .iter()
                .filter(|index| own.stages[**index].stay.is_some() && passes[**index])
                .map(|index| own.stages[*index].name.as_str())
                .collect();
            // Where people are turned away on the way round, that is the place to look at.
            let following = circle.iter().zip(circle.iter().cycle().skip(1));
            let full = following
                .map(|(from, to)| (&own.stages[*from], &own.stages[*to]))
                .find(|(from, to)| from.capacity.as_ref().is_some_and(|capacity| capacity.when_full == to.name));
            let way = full.map_or([first, "next"], |(from, _)| [from.name.as_str(), "when_full"]);
            let mut problem = Problem::new(
                Code::CircularEvents,
                trees.place(policy, &["stage", way[0], way[1]]),
                format!(
                    "{}people would go round within one cycle: {} -> {first}",
                    prefix(model, policy),
                    names.join(" -> ")
                ),
                "leads back to where it began",
            );
            if let Some(stage) = short.first() {
                problem = problem.note(format!("the stay of `{stage}` can be shorter than one cycle"));
            }
            problem = problem.help("let one of these stages take at least one cycle:  stay = …");
            if let Some((from, to)) = full {
                problem =
                    problem.note(format!("who finds `{}` full goes to `{}` in the same cycle", from.name, to.name));
            }
            reporter.report(problem);
            return true;
        }
    }
    false
}

/// Whether a stay can be shorter than one cycle, so that some people pass at once.
fn can_pass(stage: &Stage, policy: &Policy, central: &Central, settings: &Settings) -> bool {
    let Some(stay) = &stage.stay else { return false };
    let cycle = settings.cycle_days();
    shortest(stay, policy, central, settings).is_none_or(|days| days < cycle * (1.0 - 1e-9))
}

/// The shortest that a length of time can be, in days; for formulas, its central value.
fn shortest(stay: &Operand, policy: &Policy, central: &Central, settings: &Settings) -> Option<f64> {
    let parameter = policy.parameters.get(&stay.parameter)?;
    let factor = parameter.unit.factor;
    match &parameter.value {
        Value::Formula(formula) => {
            let parts = formula.operands();
            let uncertain = parts.iter().any(|part| {
                policy.parameters.get(&part.parameter).is_none_or(|part| !matches!(part.value, Value::Known(_)))
            });
            if uncertain { None } else { central.value(stay, Moment::start(settings)) }
        }
        value => Some(least(value)? * factor),
    }
}

fn least(value: &Value) -> Option<f64> {
    let smallest =
        |values: Vec<Option<f64>>| values.into_iter().try_fold(f64::INFINITY, |so_far, next| Some(so_far.min(next?)));
    match value {
        Value::Known(number) => Some(*number),
        Value::Uncertain(distribution) => Some(distribution.support().0),
        Value::ByYear { points, .. } => smallest(points.iter().map(|(_, value)| least(value)).collect()),
        Value::ByGroup(values) => smallest(values.values().map(least).collect()),
        Value::Spread(parts) => smallest(parts.iter().map(|part| Some(part.value)).collect()),
        Value::Shares(_) | Value::Counts(_) | Value::Formula(_) | Value::SinceEntry { .. } | Value::View { .. } => None,
    }
}

/// Follows stages that people pass at once, without recursion; the stages of a circle if there is one.
fn find_circle(policy: &Policy, passes: &[bool], start: usize, state: &mut [u8]) -> Option<Vec<usize>> {
    const ON_THE_WAY: u8 = 1;
    const DONE: u8 = 2;
    if state[start] == DONE {
        return None;
    }
    // People pass on, or are turned away at once, whether the stage holds people or not.
    let targets = |index: usize| -> Vec<usize> {
        let stage = &policy.stages[index];
        let next = stage.next.iter().filter(|_| passes[index]).map(|branch| &branch.to);
        let full = stage.capacity.iter().map(|capacity| &capacity.when_full);
        next.chain(full).filter_map(|to| policy.stages.get_index_of(to)).collect()
    };
    let mut path: Vec<(usize, Vec<usize>)> = vec![];
    let mut enter = |index: usize, path: &mut Vec<(usize, Vec<usize>)>| {
        state[index] = ON_THE_WAY;
        path.push((index, targets(index)));
    };
    enter(start, &mut path);
    let mut finished = vec![];
    let mut circle = None;
    while let Some((index, waiting)) = path.last_mut() {
        match waiting.pop() {
            None => {
                finished.push(*index);
                path.pop();
            }
            Some(next) => {
                if let Some(at) = path.iter().position(|(other, _)| *other == next) {
                    circle = Some(path[at..].iter().map(|(index, _)| *index).collect());
                    break;
                }
                if !finished.contains(&next) {
                    enter(next, &mut path);
                }
            }
        }
    }
    finished.into_iter().for_each(|index| state[index] = DONE);
    circle
}

/// People who arrive and wait: the scenario says for how long they have done so.
pub fn warm_up(model: &Model, trees: &Trees, reporter: &mut Reporter) {
    if trees.whole.at(&["scenario", "warm_up"]).is_some() {
        return;
    }
    let stages = &model.baseline().stages;
    let counted = stages.values().find(|stage| stage.count.is_some());
    let waiting = stages.values().find(|stage| stage.stay.is_some() || !stage.each.is_empty());
    if let (Some(counted), Some(waiting)) = (counted, waiting) {
        let scenario = trees.whole.get("scenario").map_or(trees.whole.place, |node| node.key);
        reporter.report(
            Problem::new(
                Code::NeedsWarmUp,
                scenario,
                format!("people arrive in stage.{} and wait in stage.{}, but since when?", counted.name, waiting.name),
                "`warm_up` is missing",
            )
            .help("add  warm_up = \"10 years\": the baseline runs that long before the start, so that prisons are not empty")
            .help("or  warm_up = \"0 years\"  if nobody was there before"),
        );
    }
}

/// Arrivals at a stage to which people can return: does the count include them?
pub fn returns_on_top(model: &Model, trees: &Trees, reporter: &mut Reporter) {
    let baseline = model.baseline();
    let central = Central::new(&baseline.parameters, &model.settings);
    for stage in baseline.stages.values() {
        let Some(Count::Arrivals(arrivals)) = &stage.count else { continue };
        let name = stage.name.as_str();
        let new_only = trees.whole.at(&["stage", name, "new_only"]).is_some();
        if new_only || !after(baseline, name).contains(name) {
            continue;
        }
        let from = baseline
            .stages
            .values()
            .find(|other| ways(other).any(|to| to == name) && after(baseline, name).contains(other.name.as_str()));
        let per_day = central.value(arrivals, Moment::start(&model.settings));
        let number = per_day
            .map_or(String::new(), |people| format!("{:.0} a year arrive, and ", people * model.settings.year_days));
        let from = from.map_or("", |stage| stage.name.as_str());
        reporter.report(
            Problem::new(
                Code::ReturnsOnTop,
                trees.place(0, &["stage", name, "arrivals"]),
                format!("stage.{name}: returns come on top of `arrivals`"),
                format!("{number}more come back from `{from}`"),
            )
            .help(format!("if `{arrivals}` is the published number of all who come, write  entries = \"{arrivals}\""))
            .help("if it counts only people who come for the first time, add  new_only = true"),
        );
    }
}

/// Stages that nobody reaches in any policy.
pub fn unreachable(model: &Model, trees: &Trees, reporter: &mut Reporter) {
    let mut reached = std::collections::BTreeSet::new();
    for policy in &model.policies {
        let sources = policy.stages.values().filter(|stage| stage.count.is_some() || stage.initial.is_some());
        reached.extend(reachable(policy, sources.map(|stage| stage.name.as_str())));
    }
    for (index, policy) in model.policies.iter().enumerate() {
        for name in policy.stages.keys().filter(|name| !reached.contains(name.as_str())) {
            reporter.report(
                Problem::new(
                    Code::Unreachable,
                    trees.place(index, &["stage", name]),
                    format!("{}stage.{name}: nobody comes here", prefix(model, index)),
                    "no way leads here",
                )
                .help("let a stage lead here by `next` or `each`, or give it `arrivals`, `entries` or `initial`"),
            );
        }
    }
}

/// A policy that removes a stage in which people are when it begins.
pub fn people_lost(model: &Model, policy: usize, trees: &Trees, reporter: &mut Reporter) {
    if policy == 0 {
        return;
    }
    let own = &model.policies[policy];
    for stage in model.baseline().stages.values() {
        let there_before = model.settings.warm_up_cycles > 0 || stage.initial.is_some();
        if own.stages.contains_key(&stage.name) || stage.is_event() || !there_before {
            continue;
        }
        reporter.report(
            Problem::new(
                Code::PeopleLost,
                trees.alternatives[policy].place,
                format!(
                    "policy.{}: stage.{} is removed, but people are in it when the policy begins",
                    own.name, stage.name
                ),
                "removes a stage with people in it",
            )
            .also(trees.place(0, &["stage", &stage.name]), "people are here")
            .help("keep the stage and let no more people come to it: change the `next` of the stages that lead there"),
        );
    }
}
