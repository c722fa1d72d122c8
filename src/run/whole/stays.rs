//! Lengths of stay of whole people, decided when they enter.

use super::split::NOTHING;
use super::{Moment, lanes_of, occupied};
use crate::draws::chance::binomial;
use crate::run::flow::Workspace;
use crate::run::lanes::Lanes;
use crate::run::stock::Stock;

/// Notes when people who come into a stay in the cycle `time` will leave it; returns those whose stay is over at once.
///
/// People split by chance over the components of the stay, and those of each over the cycles before and after its
/// length.
pub fn land(at: &Moment, stay: usize, people: &Lanes, work: &Workspace, now: &mut Stock, time: i64) -> Lanes {
    let mut passed = Lanes::splat(0.0);
    let bits = occupied(people);
    if bits == 0 {
        return passed;
    }
    let description = &at.flow.stays[stay];
    let node = description.node as usize;
    let last = at.stretch.last;
    let key = at.luck.keys.lengths[node].number((time - at.stretch.start as i64) as u64);
    let lengths = &work.lengths[at.luck.keys.components[stay].clone()];
    let due = &mut now.due[stay];
    for lane in lanes_of(bits) {
        let draw = at.luck.draws[lane];
        let (mut rest, mut left) = (people.0[lane], 1.0);
        for (index, ((share, _), length)) in description.components.iter().zip(lengths).enumerate() {
            let key = key.number(index as u64);
            let share = share.map_or(left, |share| work.coefficients[share as usize].0[lane]);
            let of_component =
                if left - share <= NOTHING { rest } else { binomial(rest, share / left, &mut key.in_draw(draw)) };
            rest -= of_component;
            left -= share;
            if of_component == 0.0 {
                continue;
            }
            let (mut whole, mut part) = (length.whole[lane] as usize, length.left.0[lane]);
            if whole == 0 && !description.may_pass {
                // Rounding alone lies between this length and a cycle.
                (whole, part) = (1, 0.0);
            }
            let later = if part > 0.0 { binomial(of_component, part, &mut key.number(1).in_draw(draw)) } else { 0.0 };
            let sooner = of_component - later;
            let leave = (time + whole.min(last + 1) as i64).max(0) as usize;
            if whole == 0 {
                passed.0[lane] += sooner;
            } else {
                due[leave.min(last)].0[lane] += sooner;
            }
            due[(leave + 1).min(last)].0[lane] += later;
            now.latest[stay] = now.latest[stay].max((leave + 1).min(last));
            let after = (time + 1 + whole as i64 - last as i64) as f64;
            now.beyond[node].0[lane] += sooner * after.max(0.0) + later * (after + 1.0).max(0.0);
            if rest == 0.0 {
                break;
            }
        }
    }
    passed
}

/// People in a stage with risks by age whose stay is over as soon as it begins; notes what of the others' stays lies
/// after the horizon.
pub fn over_at_once(at: &Moment, aged: usize, people: &Lanes, work: &Workspace, now: &mut Stock) -> Lanes {
    let mut passed = Lanes::splat(0.0);
    let description = &at.flow.aged[aged];
    let (Some(length), Some(coefficient)) = (&now.lengths[aged], description.length) else { return passed };
    let node = description.node as usize;
    let key = at.luck.keys.lengths[node].number(at.cycle).number(0);
    for lane in lanes_of(occupied(people)) {
        if length.whole[lane] == 0 && description.may_pass {
            let share = 1.0 - length.left.0[lane];
            passed.0[lane] = binomial(people.0[lane], share, &mut key.in_draw(at.luck.draws[lane]));
        }
        let after = (at.time + 1) as f64 + work.coefficients[coefficient as usize].0[lane] - at.stretch.last as f64;
        now.beyond[node].0[lane] += people.0[lane] * after.max(0.0);
    }
    passed
}
