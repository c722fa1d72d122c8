//! Turning columns of uniforms, or of standard normal scores, into draws of a distribution.

use super::{
    Distribution,
    quantile::{solve_rising, triangular_quantile},
    table::Table,
};
use crate::math::{self, normal_cdf, normal_quantile_column};

/// The number of intervals in which the quantiles of a mixture are known beforehand.
const INTERVALS: usize = 1024;

/// The inverse distribution function of one distribution, made ready for columns.
///
/// Every value depends on its own uniform alone and rises with it; the same bits on every processor.
#[derive(Clone, Debug)]
pub struct QuantileColumn(Form);

#[derive(Clone, Debug)]
enum Form {
    Constant(f64),
    Uniform {
        low: f64,
        high: f64,
    },
    Triangular {
        low: f64,
        mode: f64,
        high: f64,
    },
    Normal {
        mean: f64,
        sd: f64,
    },
    /// Probabilities from `from` to `to` of the tail on the side of `sign`, then kept between the limits.
    CutNormal {
        mean: f64,
        sd: f64,
        low: f64,
        high: f64,
        sign: f64,
        from: f64,
        to: f64,
    },
    LogNormal {
        mu: f64,
        sigma: f64,
    },
    Table(Table),
    /// Ascending values and the probability up to and with each.
    Steps {
        values: Vec<f64>,
        upto: Vec<f64>,
    },
    /// A mixture and its quantiles at the inner ends of equal intervals of probability.
    Mixture {
        distribution: Distribution,
        ends: Vec<f64>,
    },
}

impl QuantileColumn {
    /// Prepares a distribution; a gamma, beta or PERT distribution is tabulated, which takes a fraction of a millisecond.
    pub fn new(distribution: &Distribution) -> Self {
        let (low, high) = distribution.support();
        if low == high {
            return Self(Form::Constant(low));
        }
        Self(match distribution {
            Distribution::Uniform { low, high } => Form::Uniform { low: *low, high: *high },
            Distribution::Triangular { low, mode, high } => Form::Triangular { low: *low, mode: *mode, high: *high },
            Distribution::Normal { mean, sd, low, high } if low.is_infinite() && high.is_infinite() => {
                Form::Normal { mean: *mean, sd: *sd }
            }
            Distribution::Normal { mean, sd, low, high } => {
                let (from, to) = ((low - mean) / sd, (high - mean) / sd);
                // In the upper tail the probabilities above keep the digits.
                let sign = if from > 0.0 { -1.0 } else { 1.0 };
                Form::CutNormal {
                    mean: *mean,
                    sd: *sd,
                    low: *low,
                    high: *high,
                    sign,
                    from: normal_cdf(sign * from),
                    to: normal_cdf(sign * to),
                }
            }
            Distribution::LogNormal { mu, sigma } => Form::LogNormal { mu: *mu, sigma: *sigma },
            Distribution::Pert { .. } | Distribution::Gamma { .. } | Distribution::Beta { .. } => {
                let (shape, start, width) = distribution.shape().expect("these three have a shape");
                Form::Table(Table::new(shape, start, width))
            }
            Distribution::Discrete { values, weights } => {
                let mut total = 0.0;
                let upto = weights
                    .iter()
                    .map(|weight| {
                        total += weight;
                        total
                    })
                    .collect();
                Form::Steps { values: values.clone(), upto }
            }
            Distribution::Empirical { values } => {
                let upto = (1..=values.len()).map(|i| i as f64 / values.len() as f64).collect();
                Form::Steps { values: values.clone(), upto }
            }
            Distribution::Mixture(_) => {
                let ends = (1..INTERVALS).map(|i| distribution.quantile(i as f64 / INTERVALS as f64)).collect();
                Form::Mixture { distribution: distribution.clone(), ends }
            }
        })
    }

    /// Turns uniforms strictly between 0 and 1 into draws, in place.
    pub fn apply(&self, column: &mut [f64]) {
        match &self.0 {
            Form::Constant(value) => column.fill(*value),
            Form::Uniform { low, high } => line(column, *low, high - low),
            Form::Triangular { low, mode, high } => triangular(column, *low, *mode, *high),
            Form::CutNormal { mean, sd, low, high, sign, from, to } => {
                line(column, *from, to - from);
                // Rounding may take a probability to 0 or 1 where a limit is far out.
                for p in column.iter_mut() {
                    *p = p.clamp(f64::MIN_POSITIVE, 1.0 - f64::EPSILON / 2.0);
                }
                normal_quantile_column(column);
                for z in column.iter_mut() {
                    *z = (mean + sd * (sign * *z)).clamp(*low, *high);
                }
            }
            Form::Normal { .. } | Form::LogNormal { .. } => {
                normal_quantile_column(column);
                self.apply_to_normals(column);
            }
            Form::Table(table) => table.apply(column),
            Form::Steps { values, upto } => {
                for u in column {
                    let place = upto.partition_point(|upto| *upto <= *u);
                    *u = values[place.min(values.len() - 1)];
                }
            }
            Form::Mixture { distribution, ends } => {
                for u in column {
                    let place = (*u * INTERVALS as f64) as usize;
                    *u = match (place.checked_sub(1).map(|before| ends[before]), ends.get(place)) {
                        (Some(low), Some(&high)) if low < high => solve_rising(|x| distribution.cdf(x), *u, low, high),
                        (Some(low), Some(_)) => low,
                        _ => distribution.quantile(*u),
                    };
                }
            }
        }
    }

    /// Turns standard normal scores into draws with the same probability below them, in place.
    pub fn apply_to_normals(&self, column: &mut [f64]) {
        match &self.0 {
            Form::Normal { mean, sd } => line(column, *mean, *sd),
            Form::LogNormal { mu, sigma } => {
                line(column, *mu, *sigma);
                math::exp_column(column);
            }
            _ => {
                for z in column.iter_mut() {
                    *z = normal_cdf(*z).clamp(f64::MIN_POSITIVE, 1.0 - f64::EPSILON / 2.0);
                }
                self.apply(column);
            }
        }
    }
}

/// start + slope · x for every x of a column.
#[multiversion::multiversion(targets("x86_64+avx512f+avx512dq+avx512vl", "x86_64+avx2"))]
fn line(column: &mut [f64], start: f64, slope: f64) {
    for x in column {
        *x = start + slope * *x;
    }
}

/// Triangular quantiles of a column.
#[multiversion::multiversion(targets("x86_64+avx512f+avx512dq+avx512vl", "x86_64+avx2"))]
fn triangular(column: &mut [f64], low: f64, mode: f64, high: f64) {
    for u in column {
        *u = triangular_quantile(low, mode, high, *u);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draws::{Sampler, Uniforms};

    fn all() -> Vec<Distribution> {
        let made = [
            Distribution::uniform(2.0, 5.0),
            Distribution::triangular(800.0, 1000.0, 1500.0),
            Distribution::pert(800.0, 1000.0, 1500.0),
            Distribution::normal(3.0, 2.0),
            Distribution::normal_between(3.0, 2.0, 0.0, 4.0),
            Distribution::normal_between(0.0, 1.0, 8.0, f64::INFINITY),
            Distribution::log_normal(6.877_443, 0.246_220_7),
            Distribution::gamma(16.0, 62.5),
            Distribution::gamma(0.2, 3.0),
            Distribution::beta(30.0, 170.0),
            Distribution::discrete(&[1.0, 2.0, 5.0], &[1.0, 2.0, 1.0]),
            Distribution::empirical(&[3.0, 1.0, 4.0, 1.0, 5.0]),
            Distribution::mixture(vec![
                Distribution::Uniform { low: 0.0, high: 1.0 },
                Distribution::LogNormal { mu: 1.0, sigma: 0.3 },
            ]),
        ];
        made.into_iter().map(|made| made.expect("possible")).collect()
    }

    #[test]
    fn mean_and_sd_of_draws_are_within_four_standard_errors() {
        const DRAWS: usize = 100_000;
        for distribution in all() {
            let mut column = vec![0.0; DRAWS];
            Uniforms::new(4, Sampler::Plain).stream("x", 0).fill(0, &mut column);
            QuantileColumn::new(&distribution).apply(&mut column);
            let n = DRAWS as f64;
            let mean = column.iter().sum::<f64>() / n;
            let power = |k: i32| column.iter().map(|x| math::powi(x - mean, k)).sum::<f64>() / n;
            let (variance, fourth) = (power(2), power(4));
            assert!((mean - distribution.mean()).abs() <= 4.0 * (variance / n).sqrt(), "{distribution:?}: mean {mean}");
            let error = ((fourth - variance * variance) / n).sqrt();
            let expected = distribution.sd() * distribution.sd();
            assert!(
                (variance - expected).abs() <= 4.0 * error,
                "{distribution:?}: variance {variance}, not {expected}"
            );
        }
    }

    #[test]
    fn columns_agree_with_exact_quantiles() {
        for distribution in all() {
            let uniforms: Vec<f64> = (1..500).map(|i| f64::from(i) / 499.7).collect();
            let (mut column, mut scores) = (uniforms.clone(), uniforms.clone());
            let quantile = QuantileColumn::new(&distribution);
            quantile.apply(&mut column);
            normal_quantile_column(&mut scores);
            quantile.apply_to_normals(&mut scores);
            for ((u, x), y) in uniforms.iter().zip(&column).zip(&scores) {
                let expected = distribution.quantile(*u);
                assert!(
                    (x - expected).abs() <= 1e-9 * expected.abs().max(1e-6),
                    "{distribution:?}: {u} {x} {expected}"
                );
                assert!(
                    (y - expected).abs() <= 1e-9 * expected.abs().max(1e-6),
                    "{distribution:?}: {u} {y} {expected}"
                );
            }
        }
    }
}
