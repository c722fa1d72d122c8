//! The mean of draws, where 90 % of them lie, and how many are below zero.

use crate::math::quantile::quantiles;

/// A column of draws in four numbers, in its unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    pub mean: f64,
    /// The 5 % and 95 % quantiles.
    pub interval: (f64, f64),
    /// Share of the draws below zero, from 0 to 1.
    pub below_zero: f64,
}

/// Which way a spread goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// The whole interval lies above zero.
    Above,
    /// The whole interval lies below zero.
    Below,
    /// The interval covers zero.
    Unclear,
    /// Zero in every draw.
    Zero,
}

impl Spread {
    /// The spread of at least one draw. Draws no farther than `dust` from zero are zero: what is left of a difference of
    /// sums that are equal.
    pub fn of(draws: &[f64], dust: f64) -> Spread {
        let clean = |draw: &f64| if draw.abs() <= dust { 0.0 } else { *draw };
        let mut draws: Vec<f64> = draws.iter().map(clean).collect();
        let count = draws.len() as f64;
        let mean = draws.iter().sum::<f64>() / count;
        let below_zero = draws.iter().filter(|draw| **draw < 0.0).count() as f64 / count;
        let ends = quantiles(&mut draws, &[0.05, 0.95]);
        Spread { mean, interval: (ends[0], ends[1]), below_zero }
    }

    /// Which way it goes: clear only if the interval lies on one side of zero.
    pub fn sign(&self) -> Sign {
        match self.interval {
            (low, _) if low > 0.0 => Sign::Above,
            (_, high) if high < 0.0 => Sign::Below,
            (0.0, 0.0) if self.mean == 0.0 => Sign::Zero,
            _ => Sign::Unclear,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_are_summed_up_by_their_mean_and_quantiles() {
        // −1, 0, 1 … 19: the mean of 21 numbers around 9; the 5 % quantile is the second, the 95 % quantile the twentieth.
        let draws: Vec<f64> = (-1..=19).rev().map(f64::from).collect();
        let spread = Spread::of(&draws, 0.0);
        assert_eq!(spread, Spread { mean: 9.0, interval: (0.0, 18.0), below_zero: 1.0 / 21.0 });
        assert_eq!(spread.sign(), Sign::Unclear);
    }

    #[test]
    fn the_sign_is_clear_only_where_the_interval_is_on_one_side() {
        assert_eq!(Spread::of(&[1.0, 2.0], 0.0).sign(), Sign::Above);
        assert_eq!(Spread::of(&[-1.0, -2.0], 0.0).sign(), Sign::Below);
        assert_eq!(Spread::of(&[-1.0, 2.0], 0.0).sign(), Sign::Unclear);
        assert_eq!(Spread::of(&[1e-9, -1e-10], 1e-8).sign(), Sign::Zero);
        assert_eq!(Spread::of(&[-1e-9; 4], 1e-8).below_zero, 0.0);
    }
}
