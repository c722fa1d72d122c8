//! Gamma and beta distributions seen from their peak.
//!
//! The coordinate is s = ln(x/a) for a gamma and s = logit x − ln(a/b) for a beta distribution. In it both densities
//! have their peak at 0 and a concave logarithm, so that Newton's method on the logarithm of a tail always converges
//! and nothing overflows, however small or large the shapes are.

use crate::math::{self, beta_peak, beta_shares_from, gamma_peak, gamma_shares_from, minus_exp_m1};

/// Which side of a distribution a probability counts from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Side {
    Below,
    Above,
}

/// A gamma distribution with scale 1 or a beta distribution.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape {
    Gamma {
        a: f64,
        peak: f64,
    },
    /// With a ≤ b: `mirrored` when it stands for 1 − x.
    Beta {
        a: f64,
        b: f64,
        peak: f64,
        mirrored: bool,
    },
}

/// A value with its first and second derivative.
#[derive(Clone, Copy, Debug)]
pub(super) struct Jet {
    pub value: f64,
    pub first: f64,
    pub second: f64,
}

impl Shape {
    pub(super) fn gamma(a: f64) -> Self {
        Self::Gamma { a, peak: gamma_peak(a) }
    }

    pub(super) fn beta(a: f64, b: f64) -> Self {
        let (small, large) = if a <= b { (a, b) } else { (b, a) };
        Self::Beta { a: small, b: large, peak: beta_peak(small, large), mirrored: a > b }
    }

    /// The smallest of the shape parameters.
    pub(super) fn smallest(&self) -> f64 {
        match self {
            Self::Gamma { a, .. } | Self::Beta { a, .. } => *a,
        }
    }

    /// The side of the coordinate that a side of the distribution itself is.
    fn turned(&self, side: Side) -> Side {
        match (self, side) {
            (Self::Beta { mirrored: true, .. }, Side::Below) => Side::Above,
            (Self::Beta { mirrored: true, .. }, Side::Above) => Side::Below,
            _ => side,
        }
    }

    /// +1 where s grows with the probability counted from `side`, −1 where it falls.
    pub(super) fn direction(&self, side: Side) -> f64 {
        if self.turned(side) == Side::Below { 1.0 } else { -1.0 }
    }

    /// The density of s, and the derivative of its logarithm.
    pub(super) fn density(&self, s: f64) -> (f64, f64) {
        match self {
            Self::Gamma { a, peak } => (peak * math::exp(a * minus_exp_m1(s)), -a * math::exp_m1(s)),
            Self::Beta { a, b, peak, .. } => {
                let n = a + b;
                let grown = math::exp_m1(s);
                let ratio = a / n * grown;
                (peak * math::exp(a * s - n * math::ln_1p(ratio)), -(a * b / n) * grown / (1.0 + ratio))
            }
        }
    }

    /// (x, 1 − x) of the beta distribution with a ≤ b.
    fn beta_pair(a: f64, b: f64, s: f64) -> (f64, f64) {
        if s > 0.0 {
            let small = b * math::exp(-s);
            (a / (a + small), small / (a + small))
        } else {
            let small = a * math::exp(s);
            (small / (small + b), b / (small + b))
        }
    }

    /// The value at s.
    pub(super) fn value(&self, s: f64) -> f64 {
        self.jet(s).value
    }

    /// The value at s with its derivatives in s.
    pub(super) fn jet(&self, s: f64) -> Jet {
        match self {
            Self::Gamma { a, .. } => {
                let x = a * math::exp(s);
                Jet { value: x, first: x, second: x }
            }
            Self::Beta { a, b, mirrored, .. } => {
                let (x, y) = Self::beta_pair(*a, *b, s);
                let (first, second) = (x * y, x * y * (y - x));
                if *mirrored {
                    Jet { value: y, first: -first, second: -second }
                } else {
                    Jet { value: x, first, second }
                }
            }
        }
    }

    /// The logarithm of the value at s with its derivatives in s; finite even where the value itself becomes 0.
    pub(super) fn log_jet(&self, s: f64) -> Jet {
        match self {
            Self::Gamma { a, .. } => Jet { value: math::ln(*a) + s, first: 1.0, second: 0.0 },
            Self::Beta { a, b, mirrored, .. } => {
                let (x, y) = Self::beta_pair(*a, *b, s);
                // ln x = ln(a/b) + s − ln(1 + (a/b)·e^s), and −ln(1 + (a/b)·e^s) is ln y.
                let logit = math::ln(a / b) + s;
                let ln_y =
                    if logit > 0.0 { -logit - math::ln_1p(math::exp(-logit)) } else { -math::ln_1p(math::exp(logit)) };
                if *mirrored {
                    Jet { value: ln_y, first: -x, second: -x * y }
                } else {
                    Jet { value: logit + ln_y, first: y, second: -x * y }
                }
            }
        }
    }

    /// The probability from `side` up to s.
    pub(super) fn share(&self, side: Side, s: f64) -> f64 {
        let density = self.density(s).0;
        let (below, above) = match self {
            Self::Gamma { a, .. } => gamma_shares_from(density, *a, a * math::exp(s)),
            Self::Beta { a, b, .. } => {
                let (x, y) = Self::beta_pair(*a, *b, s);
                beta_shares_from(density, *a, *b, x, y)
            }
        };
        if self.turned(side) == Side::Below { below } else { above }
    }

    /// The coordinate at which the probability from `side` is `p`, by Newton's method on its logarithm.
    pub(super) fn coordinate(&self, side: Side, p: f64) -> f64 {
        let direction = self.direction(side);
        let log_p = math::ln(p);
        let mut s = 0.0;
        let mut step = f64::INFINITY;
        for _ in 0..200 {
            let share = self.share(side, s);
            if share <= 0.0 {
                // Too far out: half the way back.
                step *= 0.5;
                s -= step;
                continue;
            }
            let off = math::ln(share) - log_p;
            step = -direction * off * share / self.density(s).0;
            if !step.is_finite() {
                // Too far in, where the density has become 0.
                step = -direction * (s.abs() + 1.0);
            }
            s += step;
            if step.abs() <= 2e-16 * s.abs().max(1e-3) {
                break;
            }
        }
        s
    }

    /// The value with probability `u` below it, from whichever side is nearer.
    pub(super) fn quantile(&self, u: f64) -> f64 {
        if u < 0.5 {
            self.value(self.coordinate(Side::Below, u))
        } else {
            self.value(self.coordinate(Side::Above, 1.0 - u))
        }
    }
}
