//! Sixteen draws side by side: the step in which the flow works.

use std::ops::{Add, AddAssign, Mul, MulAssign, Sub, SubAssign};

/// Draws in one step: one of each replicate.
pub const LANES: usize = 16;

/// One number for each of sixteen draws.
///
/// Plain arrays that the compiler turns into vector instructions. Multiplications and additions are never fused, so the
/// bits are the same whatever the processor.
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(align(64))]
pub struct Lanes(pub [f64; LANES]);

impl Lanes {
    /// The same number in all draws.
    #[inline(always)]
    pub fn splat(value: f64) -> Lanes {
        Lanes([value; LANES])
    }

    /// The first sixteen numbers of a slice.
    #[inline(always)]
    pub fn load(from: &[f64]) -> Lanes {
        let mut lanes = [0.0; LANES];
        lanes.copy_from_slice(&from[..LANES]);
        Lanes(lanes)
    }

    /// Applies a function to pairs.
    #[inline(always)]
    pub fn zip(self, other: Lanes, f: impl Fn(f64, f64) -> f64) -> Lanes {
        let mut out = self;
        for lane in 0..LANES {
            out.0[lane] = f(self.0[lane], other.0[lane]);
        }
        out
    }

    /// Adds the numbers of another, each times a weight.
    #[inline(always)]
    pub fn add_scaled(&mut self, other: &Lanes, weight: f64) {
        // Copies first: the compiler then knows that the two do not overlap.
        let (mut sum, from) = (self.0, other.0);
        for lane in 0..LANES {
            sum[lane] += from[lane] * weight;
        }
        self.0 = sum;
    }

    /// The larger of each number and 0.
    #[inline(always)]
    pub fn not_negative(self) -> Lanes {
        self.zip(Lanes::splat(0.0), |a, b| if a > b { a } else { b })
    }
}

impl Default for Lanes {
    fn default() -> Lanes {
        Lanes::splat(0.0)
    }
}

impl Add for Lanes {
    type Output = Lanes;
    #[inline(always)]
    fn add(self, other: Lanes) -> Lanes {
        self.zip(other, |a, b| a + b)
    }
}

impl Sub for Lanes {
    type Output = Lanes;
    #[inline(always)]
    fn sub(self, other: Lanes) -> Lanes {
        self.zip(other, |a, b| a - b)
    }
}

impl Mul for Lanes {
    type Output = Lanes;
    #[inline(always)]
    fn mul(self, other: Lanes) -> Lanes {
        self.zip(other, |a, b| a * b)
    }
}

impl AddAssign for Lanes {
    #[inline(always)]
    fn add_assign(&mut self, other: Lanes) {
        *self = *self + other;
    }
}

impl SubAssign for Lanes {
    #[inline(always)]
    fn sub_assign(&mut self, other: Lanes) {
        *self = *self - other;
    }
}

impl MulAssign for Lanes {
    #[inline(always)]
    fn mul_assign(&mut self, other: Lanes) {
        *self = *self * other;
    }
}
