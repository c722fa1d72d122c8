//! Stresses of when and where a policy begins: places that go on as before, places that begin later.
//!
//! Places are alike: each is the country at a smaller scale, with its share of people and of room. What people cost then
//! adds up from place to place, and what is paid by the year or once does not depend on how many places take part.

use super::super::savings::{Senses, weighted};
use super::parts::saved_lines;
use super::{Answer, Bench};
use crate::math;
use crate::model::{CostLine, Count, Model};

/// Years that a quarter of the places after another waits.
const DELAYS: [u32; 4] = [0, 1, 2, 3];

/// Half of the places as before: S½ = ½·Sₚ + S_f (equation 75).
pub fn half(bench: &Bench) -> Answer {
    let (by_people, fixed) = apart(&bench.pair)?;
    let by_people = bench.try_run(&by_people)?;
    let fixed = bench.try_run(&fixed)?;
    Ok(("half of the places go on as before".to_owned(), weighted(&[(0.5, &by_people), (1.0, &fixed)])))
}

/// Places that begin one after the other: S = ¼·Σ_d v^d·Sₚ(d) + S_f (equation 76), where Sₚ(d) is what people save from
/// year d to the end if the policy begins in it.
pub fn ramp(bench: &Bench) -> Answer {
    let comes = |stage: &crate::model::Stage| matches!(stage.count, Some(Count::Arrivals(_) | Count::Entries(_)));
    if !bench.pair.baseline().stages.values().any(comes) {
        return Err("everybody is there at the start, so nobody can come before a place begins".to_owned());
    }
    let (by_people, fixed) = apart(&bench.pair)?;
    let settings = &bench.pair.settings;
    let mut parts: Vec<(f64, Senses)> = vec![(1.0, bench.try_run(&fixed)?)];
    for delay in DELAYS.into_iter().filter(|delay| *delay < settings.years) {
        let mut later = by_people.clone();
        later.settings.start_year += delay as i32;
        later.settings.years -= delay;
        // Until it begins people go the baseline's way, as they do before the start.
        later.settings.warm_up_cycles += delay * settings.cycle.per_year();
        let worth = math::powi(1.0 + settings.discount.money, -(delay as i32));
        parts.push((worth / DELAYS.len() as f64, bench.try_run(&later)?));
    }
    let parts: Vec<(f64, &Senses)> = parts.iter().map(|(weight, senses)| (*weight, senses)).collect();
    let what = match settings.years {
        1..=3 => "the places that would begin after the horizon never do within it",
        _ => "full from the fourth year on",
    };
    Ok((what.to_owned(), weighted(&parts)))
}

/// The pair without and with nothing but the lines by the year or once on which the policy pays more.
///
/// What it saves on such lines goes with the people: places that go on as before still pay it.
fn apart(pair: &Model) -> Result<(Model, Model), String> {
    let (mut by_people, mut fixed) = (pair.clone(), pair.clone());
    let saved = saved_lines(pair).map_err(|problem| problem.message)?;
    let is_fixed = |line: &CostLine| line.quantity.amount.is_some() && !saved.contains(&line.name);
    for policy in &mut by_people.policies {
        policy.costs.retain(|_, line| !is_fixed(line));
    }
    for policy in &mut fixed.policies {
        policy.costs.retain(|_, line| is_fixed(line));
    }
    Ok((by_people, fixed))
}
