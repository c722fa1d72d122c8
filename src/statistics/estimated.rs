//! A number with the error that draws leave in it: one kind of interval for every method.

use crate::math::beta_i;

/// A number that draws know only so well, with the interval in which it lies with 95 % confidence: Student's t standard
/// errors to either side. Equation 35 of `docs/uncertainty.md`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Estimated {
    pub value: f64,
    /// Standard error.
    pub error: f64,
    pub low: f64,
    pub high: f64,
}

impl Estimated {
    /// A number that no draw could change.
    pub const fn exact(value: f64) -> Estimated {
        Estimated { value, error: 0.0, low: value, high: value }
    }

    /// A number with its standard error; `student` is how many of them lie at each side of it, [`student`].
    pub(super) fn new(value: f64, error: f64, student: f64) -> Estimated {
        Estimated { value, error, low: value - student * error, high: value + student * error }
    }

    /// Whether the interval leaves 0 out. If it does not, there is no visible effect.
    pub fn is_visible(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }

    /// The ends of the interval.
    pub fn interval(&self) -> (f64, f64) {
        (self.low, self.high)
    }

    /// The same with an interval that does not reach beyond what is possible.
    pub(super) fn within(self, least: f64, most: f64) -> Estimated {
        Estimated { low: self.low.clamp(least, most), high: self.high.clamp(least, most), ..self }
    }

    /// A number that cannot be larger than `most`: one that is moves down with its interval.
    pub(super) fn lowered_to(self, most: f64) -> Estimated {
        let less = (self.value - most).max(0.0);
        Estimated { value: self.value.min(most), low: self.low - less, high: self.high - less, ..self }
    }
}

/// What Student's t with `freedom` degrees of freedom, at least one, exceeds in size with a probability of 5 %: standard
/// errors at each side of an interval of 95 %. By bisection of the incomplete beta function.
pub fn student(freedom: usize) -> f64 {
    let freedom = freedom as f64;
    // P(|T| > t) = I(ν/(ν + t²); ν/2, 1/2) (Abramowitz and Stegun 1964, 26.7.1).
    let beyond = |t: f64| beta_i(freedom / 2.0, 0.5, freedom / (freedom + t * t));
    let (mut low, mut high) = (0.0, 16.0);
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        if beyond(middle) > 0.05 { low = middle } else { high = middle }
    }
    (low + high) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_of_student_are_the_tabled_ones() {
        // Abramowitz and Stegun 1964, table 26.10, 0.95 two-sided.
        for (freedom, t) in [(1, 12.706), (3, 3.182), (7, 2.365), (15, 2.131), (30, 2.042)] {
            assert!((student(freedom) - t).abs() < 5e-4, "{freedom}");
        }
        // With two degrees of freedom it is closed: t = (1 − q) √(2 / (q (2 − q))).
        assert!((student(2) - 0.95 * (2.0 / (0.05 * 1.95_f64)).sqrt()).abs() < 1e-12);
    }

    #[test]
    fn an_interval_that_covers_zero_shows_no_effect() {
        let of = |value: f64| Estimated::new(value, 1.0, 2.0);
        assert!(of(2.5).is_visible() && of(-2.5).is_visible());
        assert!(!of(1.5).is_visible() && !of(-1.5).is_visible() && !Estimated::exact(0.0).is_visible());
        // What cannot be negative shows nothing below 0.
        assert!(!of(-2.5).within(0.0, 1.0).is_visible());
        assert_eq!(of(-2.5).within(0.0, 1.0).interval(), (0.0, 0.0));
    }

    #[test]
    fn what_is_too_large_moves_down_with_its_interval() {
        assert_eq!(Estimated::new(5.0, 1.0, 2.0).lowered_to(4.0), Estimated::new(4.0, 1.0, 2.0));
        assert_eq!(Estimated::new(3.0, 1.0, 2.0).lowered_to(4.0), Estimated::new(3.0, 1.0, 2.0));
    }
}
