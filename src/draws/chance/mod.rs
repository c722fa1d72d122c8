//! Chance in whole numbers: how many of so many people, drawn from uniforms that a key alone decides.
//!
//! A [`Key`] stands for one thing that can happen (who comes, who takes which way, in which cycle). Together with a draw
//! it gives a [`Chance`], the uniforms of that event, which depend on nothing else. So two policies that ask the same
//! question about the same number of people get the same answer, and no answer depends on threads or on what else was
//! asked.
//!
//! ```
//! use crimcost::draws::chance::{DrawKey, Key, binomial};
//! let arrests = Key::of("contact").with("arrest");
//! let draw = DrawKey::new(1, 77);
//! let of_ten = binomial(10.0, 0.3, &mut arrests.in_draw(draw));
//! assert_eq!(of_ten, binomial(10.0, 0.3, &mut arrests.in_draw(draw)));
//! assert!(of_ten >= 0.0 && of_ten <= 10.0 && of_ten.fract() == 0.0);
//! ```

mod binomial;
mod hypergeometric;
mod poisson;
#[cfg(test)]
mod tests;

pub(crate) use binomial::Rejection;
pub use binomial::binomial;
pub use hypergeometric::hypergeometric;
pub(crate) use poisson::MOST_COUNTED;
pub use poisson::poisson;

use super::uniforms::{GOLDEN, hash_of, mix, unit};

/// Expected numbers from which rejection is used instead of counting up.
pub(crate) const LARGE: f64 = 10.0;

/// One thing that can happen, by its names and numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key(u64);

impl Key {
    /// The key of a name.
    pub fn of(name: &str) -> Key {
        Key(mix(hash_of(name)))
    }

    /// The key within this one that has a name.
    #[must_use]
    pub fn with(self, name: &str) -> Key {
        self.number(hash_of(name))
    }

    /// The key within this one that has a number.
    #[inline(always)]
    #[must_use]
    pub fn number(self, number: u64) -> Key {
        Key(mix(self.0.wrapping_add(GOLDEN) ^ mix(number)))
    }

    /// The uniforms of this event in a draw.
    #[inline(always)]
    pub fn in_draw(self, draw: DrawKey) -> Chance {
        Chance { state: self.0 ^ draw.0 }
    }

    /// For several draws, the uniform that [`Chance::uniform`] gives after `before` others.
    #[inline(always)]
    pub fn uniforms<const DRAWS: usize>(self, draws: &[DrawKey; DRAWS], before: u64) -> [f64; DRAWS] {
        let mut uniforms = [0.0; DRAWS];
        let step = GOLDEN.wrapping_mul(before);
        for (uniform, draw) in uniforms.iter_mut().zip(draws) {
            *uniform = unit(mix((self.0 ^ draw.0).wrapping_add(step)));
        }
        uniforms
    }
}

/// One draw of one seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DrawKey(u64);

impl DrawKey {
    /// Draw number `draw` of `seed`.
    pub fn new(seed: u64, draw: u64) -> DrawKey {
        DrawKey(mix(mix(seed.wrapping_add(GOLDEN)).wrapping_add(mix(draw.wrapping_add(GOLDEN)))))
    }
}

/// The uniforms of one event in one draw, one after the other.
#[derive(Clone, Copy, Debug)]
pub struct Chance {
    state: u64,
}

impl Chance {
    /// The next uniform, strictly between 0 and 1.
    #[inline(always)]
    pub fn uniform(&mut self) -> f64 {
        let u = unit(mix(self.state));
        self.state = self.state.wrapping_add(GOLDEN);
        u
    }

    /// Whether something with this chance happens.
    #[inline(always)]
    pub fn happens(&mut self, chance: f64) -> bool {
        self.uniform() > 1.0 - chance
    }
}

/// A mean with its part of one rounded by chance: 2.3 people are 2, or with the chance 0.3 they are 3.
#[inline(always)]
pub fn rounded(people: f64, chance: &mut Chance) -> f64 {
    let whole = people.floor();
    let part = people - whole;
    if part > 0.0 && chance.happens(part) { whole + 1.0 } else { whole }
}
