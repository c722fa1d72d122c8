//! Whole numbers for sixteen draws side by side: the same bits as `draws::chance` gives one by one.
//!
//! What is cheap is done for all draws at once, in loops that the compiler turns into vector instructions; the few draws
//! that need more are asked one by one.

use super::{lanes_of, occupied};
use crate::draws::chance::{self, DrawKey, Key};
use crate::math;
use crate::run::lanes::{LANES, Lanes};
use multiversion::multiversion;

/// With no more draws than these it is faster to go from one to the next.
const FEW: u32 = 3;
/// People up to whom powers are found by repeated squaring, as `chance::binomial` does.
const SQUARED: f64 = 1000.0;

/// By draw, how many of `people` a share takes: see [`chance::binomial`].
#[multiversion(targets("x86_64+avx512f+avx512dq+avx512vl+avx512bw", "x86_64+avx2"))]
pub fn binomials(people: &Lanes, share: &Lanes, key: Key, draws: &[DrawKey; LANES]) -> Lanes {
    let mut found = Lanes::splat(0.0);
    let bits = occupied(people);
    let one_by_one = if bits.count_ones() <= FEW {
        bits
    } else {
        let uniforms = key.uniforms(draws, 0);
        let people = &people.0;
        // People among whom somebody is counted, the rarer share, and the uniform seen from its side.
        let (mut among, mut rarer, mut left) = ([0.0; LANES], [0.0; LANES], [0.0; LANES]);
        let (mut few, mut many) = (0, 0);
        for lane in 0..LANES {
            let (people, share) = (people[lane], share.0[lane]);
            let often = share > 0.5;
            rarer[lane] = if often { 1.0 - share } else { share };
            left[lane] = if often { 1.0 - uniforms[lane] } else { uniforms[lane] };
            let by_chance = people > 1.0 && share > 0.0 && share < 1.0;
            let counted = by_chance && people * rarer[lane] < chance::LARGE;
            let here = counted && people < SQUARED;
            among[lane] = if here { people } else { 0.0 };
            few |= u32::from(counted && !here) << lane;
            many |= u32::from(by_chance && !counted) << lane;
            found.0[lane] = if share >= 1.0 { people } else { 0.0 };
            let happens = uniforms[lane] > 1.0 - share;
            found.0[lane] = if people == 1.0 && share > 0.0 && happens { 1.0 } else { found.0[lane] };
        }
        let counted = counted_up(&among, &rarer, left);
        for lane in 0..LANES {
            let other = if share.0[lane] > 0.5 { among[lane] - counted[lane] } else { counted[lane] };
            found.0[lane] = if among[lane] > 0.0 { other } else { found.0[lane] };
        }
        if many.count_ones() > FEW {
            let (accepted, numbers) = accepted_at_once(people, &rarer, &uniforms, &key.uniforms(draws, 1));
            for lane in lanes_of(many & accepted) {
                let rare = numbers[lane];
                found.0[lane] = if share.0[lane] > 0.5 { people[lane] - rare } else { rare };
            }
            many &= !accepted;
        }
        few | many
    };
    for lane in lanes_of(one_by_one) {
        found.0[lane] = chance::binomial(people.0[lane], share.0[lane], &mut key.in_draw(draws[lane]));
    }
    found
}

/// Counts up until the chances passed reach the uniform `left`, where there are any people.
#[inline(always)]
fn counted_up(people: &[f64; LANES], share: &[f64; LANES], mut left: [f64; LANES]) -> [f64; LANES] {
    let (mut odds, mut square, mut exponent) = ([0.0; LANES], [0.0; LANES], *people);
    for lane in 0..LANES {
        square[lane] = 1.0 - share[lane];
        odds[lane] = share[lane] / (1.0 - share[lane]);
    }
    // Nobody: the share of the others to the power of all people.
    let mut here = [1.0; LANES];
    while exponent.iter().fold(0, |bits, left| bits | left.to_bits()) != 0 {
        for lane in 0..LANES {
            let half = (exponent[lane] * 0.5).floor();
            let product = here[lane] * square[lane];
            here[lane] = if exponent[lane] - 2.0 * half > 0.5 { product } else { here[lane] };
            square[lane] *= square[lane];
            exponent[lane] = half;
        }
    }
    let mut found = [0.0; LANES];
    let going = |left: &[f64; LANES], here: &[f64; LANES], found: &[f64; LANES]| {
        (0..LANES).fold(false, |going, lane| going | ((left[lane] > here[lane]) & (found[lane] < people[lane])))
    };
    while going(&left, &here, &found) {
        for lane in 0..LANES {
            let on = (left[lane] > here[lane]) & (found[lane] < people[lane]);
            let after = left[lane] - here[lane];
            let next = here[lane] * (odds[lane] * (people[lane] - found[lane]) / (found[lane] + 1.0));
            // Far beyond the mean the chances vanish: what is left then is rounding.
            let after = if next < 1e-200 { -1.0 } else { after };
            left[lane] = if on { after } else { left[lane] };
            here[lane] = if on { next } else { here[lane] };
            found[lane] = if on { found[lane] + 1.0 } else { found[lane] };
        }
    }
    found
}

/// The first try of the rejection in `chance::binomial`: the draws in which it is accepted without a look at the chances,
/// as bits, and what it gives.
#[inline(always)]
fn accepted_at_once(
    people: &[f64; LANES],
    share: &[f64; LANES],
    first: &[f64; LANES],
    second: &[f64; LANES],
) -> (u32, [f64; LANES]) {
    let (mut found, mut accepted) = ([0.0; LANES], [false; LANES]);
    for lane in 0..LANES {
        (found[lane], accepted[lane]) =
            chance::Rejection::new(people[lane], share[lane]).first_try(first[lane] - 0.5, second[lane]);
    }
    (accepted.iter().enumerate().fold(0, |bits, (lane, yes)| bits | (u32::from(*yes) << lane)), found)
}

/// By draw, how many come where so many are expected: see [`chance::poisson`].
#[multiversion(targets("x86_64+avx512f+avx512dq+avx512vl+avx512bw", "x86_64+avx2"))]
pub fn poissons(mean: &Lanes, key: Key, draws: &[DrawKey; LANES]) -> Lanes {
    let mean = &mean.0;
    let mut left = key.uniforms(draws, 0);
    let (mut here, mut people, mut many) = ([0.0; LANES], [0.0; LANES], 0);
    for lane in 0..LANES {
        here[lane] = math::exp(-mean[lane]);
        let counted = mean[lane] > 0.0 && mean[lane] < chance::LARGE;
        left[lane] = if counted { left[lane] } else { -1.0 };
        many |= u32::from(mean[lane] >= chance::LARGE) << lane;
    }
    let going = |left: &[f64; LANES], here: &[f64; LANES], people: &[f64; LANES]| {
        (0..LANES).fold(false, |going, lane| going | counts_on(left[lane], here[lane], people[lane]))
    };
    while going(&left, &here, &people) {
        for lane in 0..LANES {
            let on = counts_on(left[lane], here[lane], people[lane]);
            let after = left[lane] - here[lane];
            let more = people[lane] + 1.0;
            let next = here[lane] * (mean[lane] / more);
            left[lane] = if on { after } else { left[lane] };
            here[lane] = if on { next } else { here[lane] };
            people[lane] = if on { more } else { people[lane] };
        }
    }
    for lane in lanes_of(many) {
        people[lane] = chance::poisson(mean[lane], &mut key.in_draw(draws[lane]));
    }
    Lanes(people)
}

/// Whether a Poisson number is larger than `people`: as in [`chance::poisson`].
#[inline(always)]
fn counts_on(left: f64, here: f64, people: f64) -> bool {
    (left > here) & (people < chance::MOST_COUNTED)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sixteen_numbers_are_the_same_bits_as_one_by_one() {
        // Every kind of share and number of people, in every draw and beside every other.
        let shares =
            [-0.1, 0.0, 1e-9, 0.004, 0.02, 0.3, 0.5, 0.500001, 0.7, 0.98, 0.9999, 1.0, 1.5, f64::NAN, 0.1, 0.9];
        let crowds = [0.0, 1.0, 2.0, 3.0, 7.0, 19.0, 20.0, 40.0, 64.0, 700.0, 999.0, 1000.0, 5000.0, 2e7, 1.0, 2.0];
        let means = [0.0, 1e-6, 0.3, 2.5, 9.99, 10.0, 30.0, 4000.0, -1e-10, f64::NAN, 1.0, 2.0, 5.0, 8.0, 0.7, 0.1];
        for turn in 0..4000_u64 {
            let key = Key::of("sixteen").number(turn);
            let draws = std::array::from_fn(|lane| DrawKey::new(5, turn * 16 + lane as u64));
            let pick = |from: [f64; 16], step: usize| {
                Lanes(std::array::from_fn(|lane| from[(lane * step + turn as usize / step) % 16]))
            };
            let (people, share, mean) = (pick(crowds, 3), pick(shares, 5), pick(means, 7));
            let few =
                Lanes(std::array::from_fn(|lane| if lane % 7 == turn as usize % 7 { people.0[lane] } else { 0.0 }));
            for people in [people, few] {
                let one = |lane: usize| chance::binomial(people.0[lane], share.0[lane], &mut key.in_draw(draws[lane]));
                assert_eq!(binomials(&people, &share, key, &draws).0, std::array::from_fn(one), "{people:?} {share:?}");
            }
            let one = |lane: usize| chance::poisson(mean.0[lane], &mut key.in_draw(draws[lane]));
            assert_eq!(poissons(&mean, key, &draws).0, std::array::from_fn(one), "{mean:?}");
        }
    }
}
