//! The engine and the plain evaluator side by side.

use super::evaluate;
use crimcost::distribution::Distribution;
use crimcost::model::Model;
use crimcost::plan::{Detail, Plan};
use crimcost::run;
use std::collections::BTreeMap;

/// Draws that are compared.
pub const DRAWS: usize = 20;

/// Every result of the engine by its id, at values of the inputs that `drawn` gives for each draw.
pub fn engine(
    model: &Model,
    draws: usize,
    drawn: &dyn Fn(usize, &str, &Distribution) -> f64,
) -> Vec<BTreeMap<String, f64>> {
    let plan = Plan::new(model, Detail { years: true, lines: true }).expect("the model can be planned");
    let inputs: Vec<Vec<f64>> = plan
        .inputs
        .iter()
        .map(|input| (0..draws).map(|draw| drawn(draw, &input.stream, &input.distribution) * input.factor).collect())
        .collect();
    // A plan without inputs answers with one draw only.
    let values = run::at_inputs(model, &plan, &inputs).expect("the model runs");
    (0..values.first().map_or(draws, Vec::len))
        .map(|draw| {
            let rows = plan.rows.iter().zip(&plan.result_of_row);
            rows.filter_map(|(row, result)| Some((row.key.id(), values[(*result)?][draw]))).collect()
        })
        .collect()
}

/// Results of the engine that the plain evaluator leaves alone.
fn is_covered(id: &str) -> bool {
    !id.contains("/group:")
}

/// The first few results in which engine and plain evaluator differ, in words; empty if they agree.
pub fn differences(model: &Model) -> Vec<String> {
    differences_in(model, DRAWS)
}

/// The same in so many draws.
pub fn differences_in(model: &Model, draws: usize) -> Vec<String> {
    let mut found = vec![];
    let by_draw = engine(model, draws, &value_of_draw);
    assert!(by_draw.iter().all(|results| !results.is_empty()), "the engine reports something");
    for (draw, of_engine) in by_draw.iter().enumerate() {
        let plain = evaluate(model, &|stream, distribution| value_of_draw(draw, stream, distribution));
        found.extend(differ(of_engine, &plain).into_iter().map(|text| format!("draw {draw}: {text}")));
    }
    let plan = Plan::new(model, Detail { years: true, lines: true }).expect("the model can be planned");
    let central = run::central(model, &plan).expect("the model runs at its means");
    let rows = plan.rows.iter().zip(&plan.result_of_row);
    let central = rows.filter_map(|(row, result)| Some((row.key.id(), central[(*result)?]))).collect();
    let plain = evaluate(model, &|_, distribution| distribution.mean());
    found.extend(differ(&central, &plain).into_iter().map(|text| format!("central: {text}")));
    found.truncate(40);
    found
}

/// Where two sets of results differ by more than 1e-9 of the size of the numbers at hand.
pub fn differ(engine: &BTreeMap<String, f64>, plain: &BTreeMap<String, f64>) -> Vec<String> {
    let mut found = vec![];
    // A difference of large sums is as exact as the sums are.
    let size_of = |measure: &str, of: &str| {
        let sizes = plain.iter().filter(|(id, _)| id.split('/').nth(1) == Some(measure) && id.ends_with(of));
        sizes.fold(0.0_f64, |size, (_, value)| size.max(value.abs()))
    };
    let (money, outcomes, bought) = (size_of("cost", ""), size_of("outcome", ""), size_of("buys", ""));
    let (entries, people) = (size_of("entries", ""), size_of("people", ""));
    for (id, value) in engine.iter().filter(|(id, _)| is_covered(id)) {
        let Some(expected) = plain.get(id) else {
            found.push(format!("{id}: the engine says {value}, the plain evaluator does not know it"));
            continue;
        };
        let scale = match id.split('/').nth(1) {
            Some("saving" | "cumulative_saving") => money,
            Some("cost") => expected.abs().max(1e-3 * money),
            Some("outcome_change") => outcomes,
            // A saving divided by a price: as exact as the saving.
            Some("buys") => expected.abs().max(bought),
            // Who is turned away is a difference between those who come and those who fit in.
            Some("entries" | "turned_away") => expected.abs().max(1e-4 * entries),
            Some("people") => expected.abs().max(1e-4 * people),
            // Of people who have all left a share of 1e-16 stays, and so does what is counted of them.
            Some("outcome") => expected.abs().max(1e-4 * outcomes),
            _ => expected.abs(),
        };
        let near = (value - expected).abs() <= 1e-9 * scale.max(1e-6);
        if !near {
            found.push(format!("{id}: engine {value}, plain {expected}"));
        }
    }
    found
}

/// The value of a stream's distribution in a draw, from a u that is spread evenly over the draws of a stream.
pub fn value_of_draw(draw: usize, stream: &str, distribution: &Distribution) -> f64 {
    let offset = stream.bytes().fold(7_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)));
    let u = (f64::from(offset % 997) / 997.0 + draw as f64 * 0.618_033_988_749_894_9).fract();
    distribution.quantile(0.01 + 0.98 * u)
}
