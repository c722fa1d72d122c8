//! Splitting people over ways: a multinomial number for each way, by binomial ones in turn.

use super::keys::Way;
use super::numbers::binomials;
use super::{Moment, occupied};
use crate::run::lanes::{LANES, Lanes};

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
    if occupied(people) != 0 {
        split(at, people, ways, coefficients, inflow);
    }
}

#[inline(always)]
fn split(at: &Moment, people: &Lanes, ways: &[Way], coefficients: &[Lanes], inflow: &mut [Lanes]) {
    let mut rest = *people;
    let mut left = ways.iter().fold(Lanes::splat(0.0), |sum, way| sum + coefficients[way.coefficient as usize]);
    let last = ways.len() - 1;
    for (number, way) in ways.iter().enumerate() {
        let share = &coefficients[way.coefficient as usize];
        let mut of_left = Lanes::splat(0.0);
        for lane in 0..LANES {
            let (share, left) = (share.0[lane], &mut left.0[lane]);
            // What is left is a sum with this share in it: nothing of it means that no way after this one has a share.
            let all = number == last || *left - share <= NOTHING;
            let of = if all { 1.0 } else { share / *left };
            of_left.0[lane] = if share > 0.0 { of } else { 0.0 };
            *left = if share > 0.0 { *left - share } else { *left };
        }
        let taken = if number == last {
            rest.zip(of_left, |rest, of| if of > 0.0 { rest } else { 0.0 })
        } else {
            binomials(&rest, &of_left, way.key.number(at.cycle), &at.luck.draws)
        };
        inflow[way.to as usize] += taken;
        rest -= taken;
        if occupied(&rest) == 0 {
            break;
        }
    }
}
