//! Limited places: one number for all groups, not below 0, with room for those who are there at the start.

use super::groups::by_group;
use super::{Reporter, Trees, prefix};
use crate::codes::Code;
use crate::model::central::{Central, Moment};
use crate::model::{Model, Operand, Policy, Stage, Value};
use crate::text::Problem;

/// Checks the capacities of one policy.
pub fn rooms(model: &Model, policy: usize, trees: &Trees, reporter: &mut Reporter) {
    let own = &model.policies[policy];
    let central = Central::new(&own.parameters, &model.settings);
    for stage in own.stages.values() {
        let Some(capacity) = &stage.capacity else { continue };
        let room = &capacity.room;
        let head = format!("{}stage.{}.capacity", prefix(model, policy), stage.name);
        let problem = |code, message: String, label: &str| {
            Problem::new(code, trees.place(policy, &["stage", &stage.name, "capacity"]), message, label)
        };
        if by_group(&room.parameter, own) {
            let message = format!("{head}: `{room}` differs by group, but the groups share the room");
            reporter.report(
                problem(Code::CapacityByGroup, message, "by group")
                    .help("give one number for all groups, or a stage of its own to each of them"),
            );
            continue;
        }
        let least = years(model, own, room)
            .into_iter()
            .filter_map(|year| Some((central.value(room, Moment { year, group: 0, step: 0 })?, year)))
            .min_by(|(a, _), (b, _)| a.total_cmp(b));
        if let Some((_, year)) = least.filter(|(people, _)| *people < 0.0) {
            let message = format!("{head}: `{room}` is below 0 in {year}");
            reporter.report(
                problem(Code::CapacityBelowZero, message, "fewer than no places")
                    .help("0 closes the stage; to let everybody in, leave `capacity` and `when_full` out"),
            );
            continue;
        }
        let start = Moment::start(&model.settings);
        let room = central.value(room, start).filter(|_| !stage.is_event());
        if let (Some(room), Some(there)) = (room, at_the_start(model, stage, &central))
            && there > room * (1.0 + 1e-9)
        {
            let message = format!("{head}: {there:.0} people are here at the start, but there is room for {room:.0}");
            reporter.report(
                problem(Code::AboveCapacity, message, "less than `initial`")
                    .help("nobody is sent away, and nobody comes in until there is room: is that meant?"),
            );
        }
    }
}

/// People whom the file itself puts into a stage, in all groups.
fn at_the_start(model: &Model, stage: &Stage, central: &Central) -> Option<f64> {
    let initial = stage.initial.as_ref()?;
    let start = Moment::start(&model.settings);
    (0..model.settings.groups.len()).map(|group| central.value(initial, Moment { group, ..start })).sum()
}

/// The first year, and the years of the horizon from which on a path holds another value.
fn years(model: &Model, policy: &Policy, room: &Operand) -> Vec<i32> {
    let first = model.settings.start_year;
    let last = first + model.settings.years as i32 - 1;
    let mut years = vec![first, last];
    if let Some(Value::ByYear { points, .. }) = policy.parameters.get(&room.parameter).map(|found| &found.value) {
        years.extend(points.iter().map(|(year, _)| *year).filter(|year| (first..=last).contains(year)));
    }
    years
}
