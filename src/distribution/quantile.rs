//! Distribution functions and exact quantiles of one value at a time.

use super::{Distribution, shape::Shape};
use crate::math::{self, normal_cdf, normal_quantile};

/// The probability of a standard normal variable between two values, from whichever tail keeps the digits.
pub(super) fn normal_share_between(low: f64, high: f64) -> f64 {
    if low > 0.0 { normal_cdf(-low) - normal_cdf(-high) } else { normal_cdf(high) - normal_cdf(low) }
}

/// How far `x` is on the way from `low` to `high`, from 0 to 1; at and beyond the ends exactly 0 and 1.
fn way(x: f64, low: f64, high: f64) -> f64 {
    if x >= high {
        1.0
    } else if x <= low {
        0.0
    } else {
        (x - low) / (high - low)
    }
}

/// The quantile of a normal distribution cut to the standardised limits, as a standardised value.
fn cut_normal_quantile(low: f64, high: f64, u: f64) -> f64 {
    let z = if low > 0.0 {
        // In the upper tail the probabilities above keep the digits.
        -normal_quantile(normal_cdf(-low) * (1.0 - u) + normal_cdf(-high) * u)
    } else {
        normal_quantile(normal_cdf(low) * (1.0 - u) + normal_cdf(high) * u)
    };
    z.clamp(low, high)
}

/// The value below which the last of the ascending `values` has a cumulative weight of `u`.
fn stepwise(values: &[f64], weights: impl Iterator<Item = f64>, u: f64) -> f64 {
    let mut total = 0.0;
    for (value, weight) in values.iter().zip(weights) {
        total += weight;
        if u < total {
            return *value;
        }
    }
    values[values.len() - 1]
}

/// The place where a rising `cdf` reaches `u` between `low` and `high`, to the last digits.
///
/// The Illinois variant of false position (Dowell and Jarratt, BIT 11, 1971) with a halving after every third step, so
/// that jumps and flat stretches cost no more than twice a plain bisection.
pub(super) fn solve_rising(cdf: impl Fn(f64) -> f64, u: f64, mut low: f64, mut high: f64) -> f64 {
    let (mut at_low, mut at_high) = (cdf(low) - u, cdf(high) - u);
    if at_low >= 0.0 {
        return low;
    }
    for round in 0..200 {
        let middle = 0.5 * (low + high);
        let straight = (low * at_high - high * at_low) / (at_high - at_low);
        let x = if round % 3 == 2 || !(straight > low && straight < high) { middle } else { straight };
        if !(x > low && x < high) || high - low <= 4e-16 * x.abs() {
            break;
        }
        let at = cdf(x) - u;
        if at == 0.0 {
            return x;
        }
        if at < 0.0 {
            (low, at_low, at_high) = (x, at, at_high * 0.5);
        } else {
            (high, at_high, at_low) = (x, at, at_low * 0.5);
        }
    }
    high
}

impl Distribution {
    /// The probability of a value of `x` or less.
    pub fn cdf(&self, x: f64) -> f64 {
        match self {
            Self::Uniform { low, high } => way(x, *low, *high),
            Self::Triangular { low, mode, high } => {
                if x <= *low || x >= *high {
                    way(x, *low, *high)
                } else if x < *mode {
                    (x - low) * (x - low) / ((high - low) * (mode - low))
                } else {
                    1.0 - (high - x) * (high - x) / ((high - low) * (high - mode))
                }
            }
            Self::Pert { low, mode, high } => {
                if x <= *low || x >= *high {
                    return way(x, *low, *high);
                }
                let (a, b) = Self::pert_shapes(*low, *mode, *high);
                math::beta_i(a, b, (x - low) / (high - low))
            }
            Self::Normal { mean, sd, low, high } => {
                if x < *low || (*sd == 0.0 && x < *mean) {
                    return 0.0;
                }
                if x >= *high || *sd == 0.0 {
                    return 1.0;
                }
                let standard = |value: f64| (value - mean) / sd;
                normal_share_between(standard(*low), standard(x))
                    / normal_share_between(standard(*low), standard(*high))
            }
            Self::LogNormal { mu, sigma } => {
                if x <= 0.0 {
                    0.0
                } else if *sigma > 0.0 {
                    normal_cdf((math::ln(x) - mu) / sigma)
                } else {
                    way(x, math::exp(*mu), math::exp(*mu))
                }
            }
            Self::Gamma { shape, scale } => math::gamma_p(*shape, x / scale),
            Self::Beta { a, b } => math::beta_i(*a, *b, x),
            Self::Discrete { values, weights } => values
                .iter()
                .zip(weights)
                .filter(|(value, _)| **value <= x)
                .map(|(_, weight)| weight)
                .sum::<f64>()
                .min(1.0),
            Self::Empirical { values } => values.partition_point(|value| *value <= x) as f64 / values.len() as f64,
            Self::Mixture(alternatives) => {
                alternatives.iter().map(|alternative| alternative.cdf(x)).sum::<f64>() / alternatives.len() as f64
            }
        }
    }

    /// The value below which a draw falls with probability `u`, 0 < u < 1; exact, and slow for gamma and beta.
    ///
    /// For steps (discrete, empirical) the smallest value whose cumulative weight is above `u`. Columns are faster with
    /// [`super::QuantileColumn`].
    pub fn quantile(&self, u: f64) -> f64 {
        match self {
            Self::Uniform { low, high } => low + (high - low) * u,
            Self::Triangular { low, mode, high } => triangular_quantile(*low, *mode, *high, u),
            Self::Pert { low, mode, high } => {
                if low == high {
                    return *low;
                }
                let (a, b) = Self::pert_shapes(*low, *mode, *high);
                low + (high - low) * Shape::beta(a, b).quantile(u)
            }
            Self::Normal { mean, sd, low, high } => {
                if *sd == 0.0 {
                    return *mean;
                }
                let z = cut_normal_quantile((low - mean) / sd, (high - mean) / sd, u);
                (mean + sd * z).clamp(*low, *high)
            }
            Self::LogNormal { mu, sigma } => math::exp(mu + sigma * normal_quantile(u)),
            Self::Gamma { shape, scale } => scale * Shape::gamma(*shape).quantile(u),
            Self::Beta { a, b } => Shape::beta(*a, *b).quantile(u),
            Self::Discrete { values, weights } => stepwise(values, weights.iter().copied(), u),
            Self::Empirical { values } => {
                let place = (u * values.len() as f64) as usize;
                values[place.min(values.len() - 1)]
            }
            Self::Mixture(alternatives) => {
                let ends = alternatives.iter().map(|alternative| alternative.quantile(u));
                let (low, high) =
                    ends.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| (x.min(low), x.max(high)));
                solve_rising(|x| self.cdf(x), u, low, high)
            }
        }
    }

    /// A gamma, beta or PERT distribution as (shape, start, width): its values are start + width · the values of shape.
    pub(super) fn shape(&self) -> Option<(Shape, f64, f64)> {
        match self {
            Self::Gamma { shape, scale } => Some((Shape::gamma(*shape), 0.0, *scale)),
            Self::Beta { a, b } => Some((Shape::beta(*a, *b), 0.0, 1.0)),
            Self::Pert { low, mode, high } if low < high => {
                let (a, b) = Self::pert_shapes(*low, *mode, *high);
                Some((Shape::beta(a, b), *low, high - low))
            }
            _ => None,
        }
    }
}

/// The quantile of a triangular distribution, by inverting the two parabolas of its distribution function.
#[inline(always)]
pub(super) fn triangular_quantile(low: f64, mode: f64, high: f64, u: f64) -> f64 {
    let rising = low + (u * ((high - low) * (mode - low))).sqrt();
    let falling = high - ((1.0 - u) * ((high - low) * (high - mode))).sqrt();
    if u * (high - low) < mode - low { rising } else { falling }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distribution::shape::Side::{Above, Below};

    #[test]
    fn quantile_undoes_the_distribution_function() {
        let all = [
            Distribution::uniform(2.0, 5.0),
            Distribution::triangular(800.0, 1000.0, 1500.0),
            Distribution::pert(800.0, 1000.0, 1500.0),
            Distribution::normal(3.0, 2.0),
            Distribution::normal_between(3.0, 2.0, 0.0, 4.0),
            Distribution::normal_between(0.0, 1.0, 8.0, 9.0),
            Distribution::log_normal(1.0, 0.5),
            Distribution::gamma(0.05, 3.0),
            Distribution::gamma(16.0, 62.5),
            Distribution::gamma(1e5, 1.0),
            Distribution::beta(0.3, 0.9),
            Distribution::beta(1.0, 999.0),
            Distribution::beta(170.0, 30.0),
            Distribution::mixture(vec![
                Distribution::uniform(0.0, 1.0).expect("possible"),
                Distribution::gamma(4.0, 2.0).expect("possible"),
            ]),
        ];
        for made in all {
            let made = made.expect("possible");
            for u in [1e-6, 0.01, 0.2, 0.5, 0.7, 0.99] {
                let back = made.cdf(made.quantile(u));
                assert!((back - u).abs() <= 1e-11 * u.max(0.1), "{made:?}: {u} came back as {back}");
            }
        }
    }

    #[test]
    fn quantiles_agree_with_published_and_scipy_values() {
        // triangular(800, 1000, 1500) by its parabolas; the others from scipy 1.x `ppf`.
        let triangular = Distribution::triangular(800.0, 1000.0, 1500.0).expect("possible");
        for (u, x) in [(0.025, 859.1608), (0.05, 883.6660), (0.5, 1081.6700), (0.95, 1367.7124), (0.975, 1406.4586)] {
            assert!((triangular.quantile(u) - x).abs() < 1e-4, "{u}");
        }
        let log_normal = Distribution::LogNormal { mu: 6.877_443, sigma: 0.246_220_7 };
        assert!((log_normal.quantile(0.5) - 970.1425).abs() < 1e-3);
        assert!((log_normal.quantile(0.975) - 1571.8784).abs() < 1e-3);
    }

    #[test]
    fn tails_as_small_as_a_double_allows_are_found() {
        // Below: x^a/(a·Γ(a)) ≈ p for small x, so that for a = 2 x = √(2p)·(1 + x/3…).
        let small = Shape::gamma(2.0).value(Shape::gamma(2.0).coordinate(Below, 1e-20));
        assert!((small / 2e-20_f64.sqrt() - 1.0).abs() < 1e-9);
        // Above: e^(−x) = p for an exponential distribution.
        let large = Shape::gamma(1.0).value(Shape::gamma(1.0).coordinate(Above, 1e-100));
        assert!((large + math::ln(1e-100)).abs() < 1e-11);
        // 1 − (1 − x)^999 = p.
        let share = Distribution::Beta { a: 1.0, b: 999.0 }.quantile(1e-8);
        assert!((share / (1e-8 / 999.0) - 1.0).abs() < 1e-7);
    }

    #[test]
    fn steps_are_taken_by_cumulative_weight() {
        let made = Distribution::discrete(&[1.0, 2.0, 5.0], &[0.25, 0.5, 0.25]).expect("possible");
        let taken: Vec<f64> = [0.1, 0.249, 0.25, 0.7, 0.75, 0.99].map(|u| made.quantile(u)).to_vec();
        assert_eq!(taken, [1.0, 1.0, 2.0, 2.0, 5.0, 5.0]);
        let made = Distribution::empirical(&[4.0, 1.0]).expect("possible");
        assert_eq!((made.quantile(0.4), made.quantile(0.5), made.cdf(1.0)), (1.0, 4.0, 0.5));
    }

    #[test]
    fn a_range_of_no_width_is_its_value() {
        for made in [
            Distribution::uniform(3.0, 3.0),
            Distribution::triangular(3.0, 3.0, 3.0),
            Distribution::pert(3.0, 3.0, 3.0),
            Distribution::normal(3.0, 0.0),
        ] {
            let made = made.expect("possible");
            assert_eq!((made.quantile(0.2), made.mean(), made.sd()), (3.0, 3.0, 0.0), "{made:?}");
        }
    }
}
