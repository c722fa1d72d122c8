//! The distribution of Student's t, which intervals from few batches need.

use crate::math::beta_i;

/// What Student's t with `freedom` degrees of freedom, at least one, exceeds in size with the probability `outside` (at
/// least 0.04), by bisection of the incomplete beta function.
pub fn student(freedom: f64, outside: f64) -> f64 {
    // P(|T| > t) = I(ν/(ν + t²); ν/2, 1/2) (Abramowitz and Stegun 1964, 26.7.1).
    let beyond = |t: f64| beta_i(freedom / 2.0, 0.5, freedom / (freedom + t * t));
    let (mut low, mut high) = (0.0, 16.0);
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        if beyond(middle) > outside { low = middle } else { high = middle }
    }
    (low + high) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_of_student_are_the_tabled_ones() {
        // Abramowitz and Stegun 1964, table 26.10, two-sided.
        for (freedom, t_90, t_95) in
            [(1.0, 6.314, 12.706), (2.0, 2.920, 4.303), (15.0, 1.753, 2.131), (30.0, 1.697, 2.042)]
        {
            assert!((student(freedom, 0.1) - t_90).abs() < 5e-4, "{freedom}");
            assert!((student(freedom, 0.05) - t_95).abs() < 5e-4, "{freedom}");
        }
        // With two degrees of freedom it is closed: t = (1 − q) √(2 / (q (2 − q))).
        let closed = 0.95 * (2.0 / (0.05 * 1.95_f64)).sqrt();
        assert!((student(2.0, 0.05) - closed).abs() < 1e-12);
    }
}
