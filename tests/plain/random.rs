//! Models whose stages are drawn by chance.

use super::build::*;
use crimcost::model::*;
use proptest::prelude::*;

/// What a random stage is.
#[derive(Clone, Debug)]
pub struct Draft {
    kind: u8,
    /// Days of stay, from far below a cycle to many.
    length: f64,
    /// Numbers from 0 to 1 from which shares are made.
    weights: [f64; 4],
    /// Where people may go, before it is brought into the range of stages.
    targets: [usize; 4],
    window: f64,
    /// Whether places are few, and how few from 0 to 1.
    places: Option<f64>,
}

/// Any stage.
pub fn draft() -> impl Strategy<Value = Draft> {
    let lengths = prop_oneof![0.5..30.0, 30.0..60.0, 60.0..1000.0];
    let windows = prop_oneof![Just(30.0), Just(90.0), Just(360.0), Just(720.0)];
    let places = prop::option::of(0.0..1.0);
    (0_u8..7, lengths, prop::array::uniform4(0.05..1.0), prop::array::uniform4(0_usize..100), windows, places).prop_map(
        |(kind, length, weights, targets, window, places)| Draft { kind, length, weights, targets, window, places },
    )
}

/// A model of these stages. Events, stays below a cycle and stages that are full lead forward only; the last stage is an
/// end.
pub fn random_model(drafts: &[Draft], cycle: Cycle, counting: Counting, warm_up: u32, entries: bool) -> Model {
    let mut model = model(3, cycle);
    model.settings.within_cycle = counting;
    model.settings.warm_up_cycles = warm_up;
    model.settings.discount = Discount { money: 0.04, outcomes: 0.0 };
    model.between("people", 2.0, 4.0);
    model.between("price", 5.0, 9.0);
    model.parameter("hazard", Value::SinceEntry { step_days: 45.0, values: vec![0.2, 0.05, 0.1, 0.02] });
    let end = drafts.len();
    let name = |index: usize| format!("stage{index}");
    for (index, draft) in drafts.iter().enumerate() {
        let (kind, cycle_days) = (if index == 0 { 0 } else { draft.kind }, model.settings.cycle_days());
        let forward = |target: usize| name(index + 1 + target % (end - index));
        // Nobody comes back to the first stage with its count unless returns are small: risks lead there.
        let anywhere = |target: usize| name(target % (end + 1));
        let long = kind != 0 && draft.length >= cycle_days;
        let to = |target| if long { forward(target).max(anywhere(target).max(name(1))) } else { forward(target) };
        let (first, second) = (format!("share_a{index}"), format!("share_b{index}"));
        model.between(&first, 0.02 * draft.weights[0], 0.4 * draft.weights[0]);
        model.between(&second, 0.02 * draft.weights[1], 0.5 * draft.weights[1]);
        model.known(&format!("length{index}"), draft.length);
        let (a, b) = (to(draft.targets[0]), to(draft.targets[1]));
        let (risk_a, risk_b) = (anywhere(draft.targets[2]), anywhere(draft.targets[3]));
        let next = [(a.as_str(), first.as_str()), (b.as_str(), "rest")];
        let next = if a == b { vec![(a.as_str(), "rest")] } else { next.to_vec() };
        let risks = [(risk_a.as_str(), first.as_str(), draft.window), (risk_b.as_str(), second.as_str(), 180.0)];
        let risks = if risk_a == risk_b { vec![risks[0]] } else { risks.to_vec() };
        let by_age = [(risk_a.as_str(), "hazard", 0.0)];
        let stage = model.stage(&name(index));
        match kind {
            0 => stage.next(&next),
            1 => stage.stay(&format!("length{index}")).next(&next),
            2 => stage.each(&risks),
            3 => stage.stay(&format!("length{index}")).each(&risks).next(&next),
            4 => stage.each(&by_age),
            5 => stage.stay(&format!("length{index}")).each(&by_age).next(&next),
            _ => stage,
        };
        if let Some(few) = draft.places {
            let places = format!("places{index}");
            stage.room(&places, &forward(draft.targets[3]));
            let most = few * if kind == 0 { 3.0 } else { 150.0 };
            model.between(&places, 0.2 * most, most);
        }
    }
    model.stage(&name(end));
    let stages: Vec<String> = model.baseline().stages.keys().cloned().collect();
    let stages: Vec<&str> = stages.iter().map(String::as_str).collect();
    model.cost("by_entry", Per::Entry, &stages, "price");
    model.cost("by_day", Per::Stay, &stages, "price");
    let first = &mut model.policy().stages["stage0"];
    if entries {
        first.entries("people")
    } else {
        first.arrivals("people")
    };
    add_policy(&mut model, "other", |policy| {
        policy.between("share_a0", 0.3, 0.6);
        policy.between("share_b1", 0.01, 0.1);
    });
    model
}
