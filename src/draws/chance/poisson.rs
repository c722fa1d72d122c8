//! How many come when so many are expected.

use super::{Chance, LARGE};
use crate::math;

/// Beyond these many people the chances together are below 1e-120: what is left then is rounding.
pub const MOST_COUNTED: f64 = 150.0;

/// How many come where `mean`, not below 0, are expected and each comes independently of the others.
///
/// Small means by inversion: counting up until the chances passed reach the uniform. Large ones by transformed rejection
/// (PTRS of Hörmann, *Insurance: Mathematics and Economics* 12, 1993), which is exact as well.
#[inline]
pub fn poisson(mean: f64, chance: &mut Chance) -> f64 {
    if mean <= 0.0 || mean.is_nan() {
        return 0.0;
    }
    if mean < LARGE { counted_up(mean, chance) } else { by_rejection(mean, chance) }
}

#[inline(always)]
fn counted_up(mean: f64, chance: &mut Chance) -> f64 {
    let mut left = chance.uniform();
    let mut here = math::exp(-mean);
    let mut people = 0.0;
    while left > here && people < MOST_COUNTED {
        left -= here;
        people += 1.0;
        here *= mean / people;
    }
    people
}

fn by_rejection(mean: f64, chance: &mut Chance) -> f64 {
    let b = 0.931 + 2.53 * mean.sqrt();
    let a = -0.059 + 0.02483 * b;
    let inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
    let accepted_at_once = 0.9277 - 3.6224 / (b - 2.0);
    loop {
        let u = chance.uniform() - 0.5;
        let v = chance.uniform();
        let from_edge = 0.5 - u.abs();
        let people = ((2.0 * a / from_edge + b) * u + mean + 0.43).floor();
        if from_edge >= 0.07 && v <= accepted_at_once {
            return people;
        }
        if people < 0.0 || (from_edge < 0.013 && v > from_edge) {
            continue;
        }
        if v * inverse_alpha / (a / (from_edge * from_edge) + b) <= math::poisson_chance(people, mean) {
            return people;
        }
    }
}
