//! Lengths of stay of whole people, decided when they enter.

use super::numbers::binomials;
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
#[inline(always)]
pub fn land(at: &Moment, stay: usize, people: &Lanes, work: &Workspace, now: &mut Stock, time: i64) -> Lanes {
    let mut passed = Lanes::splat(0.0);
    if occupied(people) == 0 {
        return passed;
    }
    let draws = &at.luck.draws;
    let description = &at.flow.stays[stay];
    let node = description.node as usize;
    let last = at.stretch.last;
    let key = at.luck.keys.lengths[node].number((time - at.stretch.start as i64) as u64);
    let lengths = &work.lengths[at.luck.keys.components[stay].clone()];
    let due = &mut now.due[stay];
    let (mut rest, mut left) = (*people, Lanes::splat(1.0));
    for (index, ((share, _), length)) in description.components.iter().zip(lengths).enumerate() {
        let key = key.number(index as u64);
        let of_component = match share {
            None => rest,
            Some(share) => {
                let share = work.coefficients[*share as usize];
                let of_left = left.zip(share, |left, share| if left - share <= NOTHING { 1.0 } else { share / left });
                left -= share;
                binomials(&rest, &of_left, key, draws)
            }
        };
        rest -= of_component;
        let parts = binomials(&of_component, &length.left, key.number(1), draws);
        for lane in lanes_of(occupied(&of_component)) {
            let (mut whole, mut later) = (length.whole[lane] as usize, parts.0[lane]);
            if whole == 0 && !description.may_pass {
                // Rounding alone lies between this length and a cycle.
                (whole, later) = (1, 0.0);
            }
            let sooner = of_component.0[lane] - later;
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
        }
        if share.is_some() && occupied(&rest) == 0 {
            break;
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
