//! What tests of this module draw: numbers that look like chance, the same on every machine.

use crate::math::normal_quantile;

/// Uniforms of a multiplicative generator (Lehmer, 64 of 128 bits), started anew for each test.
pub struct Dice(u128);

/// A generator of its own for each seed.
pub fn dice(seed: u128) -> Dice {
    let mut dice = Dice(seed << 70 | 0x9e37_79b9_7f4a_7c15);
    dice.uniforms(8);
    dice
}

impl Dice {
    /// Between 0 and 1, both excluded.
    pub fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(0xda94_2042_e4dd_58b5);
        ((self.0 >> 75) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    pub fn uniforms(&mut self, count: usize) -> Vec<f64> {
        (0..count).map(|_| self.uniform()).collect()
    }

    pub fn normals(&mut self, count: usize) -> Vec<f64> {
        (0..count).map(|_| normal_quantile(self.uniform())).collect()
    }

    /// The numbers 0 … count − 1 in an order that chance has chosen.
    pub fn shuffled(&mut self, count: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..count).collect();
        for last in (1..count).rev() {
            order.swap(last, (self.uniform() * (last + 1) as f64) as usize);
        }
        order
    }

    /// Standard normal scores of equal strata, each once, in an order of their own.
    pub fn stratified(&mut self, count: usize) -> Vec<f64> {
        let score = |place: usize| normal_quantile((place as f64 + 0.5) / count as f64);
        self.shuffled(count).into_iter().map(score).collect()
    }
}
