//! How many of so many take a way.

use super::{Chance, LARGE};
use crate::math;

/// How many of `people`, a whole number, something with chance `share` happens to; shares outside 0 and 1 are cut there.
///
/// Small expected numbers by inversion: counting up until the chances passed reach the uniform. Large ones by
/// transformed rejection (BTRS of Hörmann, *Journal of Statistical Computation and Simulation* 46, 1993), which is exact
/// as well.
#[inline]
pub fn binomial(people: f64, share: f64, chance: &mut Chance) -> f64 {
    if people <= 0.0 || share <= 0.0 || share.is_nan() {
        return 0.0;
    }
    if share >= 1.0 {
        return people;
    }
    if people == 1.0 {
        return if chance.happens(share) { 1.0 } else { 0.0 };
    }
    let rarer = if share > 0.5 { 1.0 - share } else { share };
    let found = if people * rarer < LARGE {
        // Of the rarer half the others are counted, so that more uniform is more people on both sides of one half.
        let u = chance.uniform();
        counted_up(people, rarer, if share > 0.5 { 1.0 - u } else { u })
    } else {
        by_rejection(people, rarer, chance)
    };
    if share > 0.5 { people - found } else { found }
}

#[inline(always)]
fn counted_up(people: f64, share: f64, u: f64) -> f64 {
    let nobody =
        if people < 1000.0 { math::powi(1.0 - share, people as i32) } else { math::exp(people * math::ln_1p(-share)) };
    let odds = share / (1.0 - share);
    let (mut left, mut here, mut found) = (u, nobody, 0.0);
    while left > here && found < people {
        left -= here;
        here *= odds * (people - found) / (found + 1.0);
        found += 1.0;
        // Far beyond the mean the chances vanish: what is left then is rounding.
        if here < 1e-200 {
            break;
        }
    }
    found
}

fn by_rejection(people: f64, share: f64, chance: &mut Chance) -> f64 {
    let rejection = Rejection::new(people, share);
    loop {
        let u = chance.uniform() - 0.5;
        let v = chance.uniform();
        let (found, accepted) = rejection.first_try(u, v);
        if accepted || rejection.accepts(found, u, v) {
            return found;
        }
    }
}

/// Transformed rejection for one number of people and one share.
pub struct Rejection {
    people: f64,
    share: f64,
    spread: f64,
    a: f64,
    b: f64,
}

impl Rejection {
    /// For a share of at most one half, of which at least ten people are expected.
    #[inline(always)]
    pub fn new(people: f64, share: f64) -> Rejection {
        let spread = (people * share * (1.0 - share)).sqrt();
        let b = 1.15 + 2.53 * spread;
        let a = -0.0873 + 0.0248 * b + 0.01 * share;
        Rejection { people, share, spread, a, b }
    }

    /// The number that two uniforms point at, the first less one half, and whether it is accepted at once.
    #[inline(always)]
    pub fn first_try(&self, u: f64, v: f64) -> (f64, bool) {
        let from_edge = 0.5 - u.abs();
        let centre = self.people * self.share + 0.5;
        let found = ((2.0 * self.a / from_edge + self.b) * u + centre).floor();
        (found, from_edge >= 0.07 && v <= 0.92 - 4.2 / self.b)
    }

    /// Whether a number that was not accepted at once is accepted after a look at its chance.
    fn accepts(&self, found: f64, u: f64, v: f64) -> bool {
        if found < 0.0 || found > self.people {
            return false;
        }
        let Rejection { people, share, spread, a, b } = *self;
        let from_edge = 0.5 - u.abs();
        let alpha = (2.83 + 5.1 / b) * spread;
        let mode = ((people + 1.0) * share).floor();
        let relative = math::binomial_chance(found, people, share) / math::binomial_chance(mode, people, share);
        v * alpha / (a / (from_edge * from_edge) + b) <= relative
    }
}
