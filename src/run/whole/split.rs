//! Splitting people over ways: a multinomial number for each way, by binomial ones in turn.

use super::keys::Way;
use super::{Moment, lanes_of, occupied};
use crate::draws::chance::binomial;
use crate::run::lanes::Lanes;

/// Shares that leave less than this part of one to the other ways leave nothing: rounding.
pub const NOTHING: f64 = 1e-12;

/// Sends people who all leave over their ways, and adds them to the inflow of the nodes they lead to.
///
/// Of those who are left, each way in turn takes a binomial number with its share of what the ways before it left; the
/// last way that has a share takes the others.
#[inline(always)]
pub fn pass_on(at: &Moment, people: &Lanes, ways: &[Way], coefficients: &[Lanes], inflow: &mut [Lanes]) {
    if let [only] = ways {
        inflow[only.to as usize] += *people;
        return;
    }
    let bits = occupied(people);
    if bits != 0 {
        split(at, (people, bits), ways, coefficients, inflow);
    }
}

fn split(at: &Moment, (people, bits): (&Lanes, u32), ways: &[Way], coefficients: &[Lanes], inflow: &mut [Lanes]) {
    for lane in lanes_of(bits) {
        let share_of = |way: &Way| coefficients[way.coefficient as usize].0[lane];
        let mut rest = people.0[lane];
        let Some(last) = ways.iter().rposition(|way| share_of(way) > 0.0) else { continue };
        let mut left: f64 = ways.iter().map(share_of).sum();
        for way in &ways[..last] {
            let share = share_of(way);
            if share <= 0.0 {
                continue;
            }
            let taken = if left - share <= NOTHING {
                rest
            } else {
                binomial(rest, share / left, &mut way.key.number(at.cycle).in_draw(at.luck.draws[lane]))
            };
            left -= share;
            if taken > 0.0 {
                inflow[way.to as usize].0[lane] += taken;
                rest -= taken;
                if rest == 0.0 {
                    break;
                }
            }
        }
        inflow[ways[last].to as usize].0[lane] += rest;
    }
}
