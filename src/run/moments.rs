//! Mean, spread and standard error of a result, replicate by replicate, in one pass.

use super::lanes::LANES;
use super::registers::{BLOCK, ColumnOfBlock};

/// Sums of one result over some draws, one for each replicate, measured from a fixed number near the mean.
///
/// Draw d belongs to replicate d mod 16. Sums of parts add up to the sums of the whole; when parts are always the same
/// and added in the same order, so are the bits.
#[derive(Clone, Copy, Debug)]
pub struct Moments {
    sum: [f64; LANES],
    square: [f64; LANES],
    count: u64,
}

/// What the sums say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summary {
    pub mean: f64,
    /// Standard deviation of the draws, n − 1 in the denominator; 0 for a single draw.
    pub sd: f64,
    /// Monte Carlo standard error of the mean, from the spread of the means of the 16 replicates.
    pub mcse: f64,
}

impl Moments {
    /// No draws yet.
    pub const NONE: Moments = Moments { sum: [0.0; LANES], square: [0.0; LANES], count: 0 };

    /// Adds a block of draws, of which the first `active` count.
    #[inline(always)]
    pub fn add_block(&mut self, column: &ColumnOfBlock, active: usize, origin: f64) {
        if active == BLOCK {
            for step in column.chunks_exact(LANES) {
                for lane in 0..LANES {
                    let from_origin = step[lane] - origin;
                    self.sum[lane] += from_origin;
                    self.square[lane] += from_origin * from_origin;
                }
            }
        } else {
            for (draw, value) in column[..active].iter().enumerate() {
                let from_origin = value - origin;
                self.sum[draw % LANES] += from_origin;
                self.square[draw % LANES] += from_origin * from_origin;
            }
        }
        self.count += active as u64;
    }

    /// Adds the draws of another part.
    pub fn merge(&mut self, other: &Moments) {
        for lane in 0..LANES {
            self.sum[lane] += other.sum[lane];
            self.square[lane] += other.square[lane];
        }
        self.count += other.count;
    }

    /// Mean, standard deviation and standard error.
    pub fn summary(&self, origin: f64) -> Summary {
        let n = self.count as f64;
        let (sum, square): (f64, f64) = (self.sum.iter().sum(), self.square.iter().sum());
        let mean = sum / n;
        let variance = if self.count > 1 { ((square - sum * mean) / (n - 1.0)).max(0.0) } else { 0.0 };
        let each = n / LANES as f64;
        let between: f64 = self.sum.iter().map(|sum| (sum / each - mean) * (sum / each - mean)).sum();
        let replicates = LANES as f64;
        Summary { mean: origin + mean, sd: variance.sqrt(), mcse: (between / (replicates - 1.0) / replicates).sqrt() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mean_and_spread_are_those_of_the_numbers() {
        let mut column = [0.0; BLOCK];
        for (draw, value) in column.iter_mut().enumerate() {
            *value = draw as f64 + 1.0;
        }
        let mut moments = Moments::NONE;
        moments.add_block(&column, BLOCK, 60.0);
        let found = moments.summary(60.0);
        // 1 … n: mean (n + 1)/2, variance n(n + 1)/12
        assert_eq!(found.mean, 64.5);
        assert!((found.sd - (128.0f64 * 129.0 / 12.0).sqrt()).abs() < 1e-12);
    }

    #[test]
    fn a_result_that_never_varies_has_no_spread_at_all() {
        let mut moments = Moments::NONE;
        moments.add_block(&[0.1; BLOCK], BLOCK, 0.1);
        assert_eq!(moments.summary(0.1), Summary { mean: 0.1, sd: 0.0, mcse: 0.0 });
    }

    #[test]
    fn parts_of_a_block_count_as_themselves() {
        let mut moments = Moments::NONE;
        moments.add_block(&std::array::from_fn(|draw| if draw < 16 { 2.0 } else { f64::NAN }), 16, 0.0);
        assert_eq!(moments.summary(0.0).mean, 2.0);
    }
}
