//! Mean, standard deviation and support.

use super::{Distribution, quantile::normal_share_between};
use crate::math;

/// The density of the standard normal distribution; 0 at ±∞.
fn normal_density(z: f64) -> f64 {
    0.398_942_280_401_432_7 * math::exp(-0.5 * z * z)
}

/// Mean and variance of a standard normal variable cut to `low` and `high` (Johnson, Kotz and Balakrishnan, Continuous
/// Univariate Distributions 1, 1994, section 13.10.1).
fn cut_normal_moments(low: f64, high: f64) -> (f64, f64) {
    let inside = normal_share_between(low, high);
    let (at_low, at_high) = (normal_density(low), normal_density(high));
    let times = |z: f64, density: f64| if z.is_finite() { z * density } else { 0.0 };
    let mean = (at_low - at_high) / inside;
    let variance = 1.0 + (times(low, at_low) - times(high, at_high)) / inside - mean * mean;
    (mean, variance.max(0.0))
}

/// Mean and variance of weighted values.
fn weighted_moments(values: &[f64], weight: impl Fn(usize) -> f64) -> (f64, f64) {
    let mean: f64 = values.iter().enumerate().map(|(i, value)| weight(i) * value).sum();
    let variance = values.iter().enumerate().map(|(i, value)| weight(i) * (value - mean) * (value - mean)).sum();
    (mean, variance)
}

impl Distribution {
    /// The mean.
    pub fn mean(&self) -> f64 {
        self.mean_and_variance().0
    }

    /// The standard deviation.
    pub fn sd(&self) -> f64 {
        self.mean_and_variance().1.sqrt()
    }

    /// The smallest and the largest value there can be; infinite where there is none.
    pub fn support(&self) -> (f64, f64) {
        match self {
            Self::Uniform { low, high } | Self::Triangular { low, high, .. } | Self::Pert { low, high, .. } => {
                (*low, *high)
            }
            Self::Normal { mean, sd, low, high } => {
                if *sd > 0.0 {
                    (*low, *high)
                } else {
                    (*mean, *mean)
                }
            }
            Self::LogNormal { mu, sigma } => {
                if *sigma > 0.0 {
                    (0.0, f64::INFINITY)
                } else {
                    (math::exp(*mu), math::exp(*mu))
                }
            }
            Self::Gamma { .. } => (0.0, f64::INFINITY),
            Self::Beta { .. } => (0.0, 1.0),
            Self::Discrete { values, .. } | Self::Empirical { values } => (values[0], values[values.len() - 1]),
            Self::Mixture(alternatives) => {
                alternatives.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), alternative| {
                    let support = alternative.support();
                    (low.min(support.0), high.max(support.1))
                })
            }
        }
    }

    fn mean_and_variance(&self) -> (f64, f64) {
        match self {
            Self::Uniform { low, high } => ((low + high) / 2.0, (high - low) * (high - low) / 12.0),
            Self::Triangular { low, mode, high } => {
                let products = low * low + mode * mode + high * high - low * mode - low * high - mode * high;
                ((low + mode + high) / 3.0, (products / 18.0).max(0.0))
            }
            Self::Pert { low, mode, high } => {
                let mean = (low + 4.0 * mode + high) / 6.0;
                // Var = (mean − low)·(high − mean)/7, from a + b = 6.
                (mean, (mean - low) * (high - mean) / 7.0)
            }
            Self::Normal { mean, sd, low, high } => {
                if *sd == 0.0 || (low.is_infinite() && high.is_infinite()) {
                    return (*mean, sd * sd);
                }
                let (cut_mean, cut_variance) = cut_normal_moments((low - mean) / sd, (high - mean) / sd);
                (mean + sd * cut_mean, sd * sd * cut_variance)
            }
            Self::LogNormal { mu, sigma } => {
                let mean = math::exp(mu + sigma * sigma / 2.0);
                (mean, mean * mean * math::exp_m1(sigma * sigma))
            }
            Self::Gamma { shape, scale } => (shape * scale, shape * scale * scale),
            Self::Beta { a, b } => {
                let n = a + b;
                (a / n, (a / n) * (b / n) / (n + 1.0))
            }
            Self::Discrete { values, weights } => weighted_moments(values, |i| weights[i]),
            Self::Empirical { values } => {
                let weight = 1.0 / values.len() as f64;
                weighted_moments(values, |_| weight)
            }
            Self::Mixture(alternatives) => {
                let weight = 1.0 / alternatives.len() as f64;
                let moments: Vec<(f64, f64)> = alternatives.iter().map(Self::mean_and_variance).collect();
                let mean: f64 = moments.iter().map(|(mean, _)| weight * mean).sum();
                let variance = moments.iter().map(|(m, variance)| weight * (variance + (m - mean) * (m - mean))).sum();
                (mean, variance)
            }
        }
    }
}
