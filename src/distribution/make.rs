//! Making distributions from their own parameters, checked.

use super::{Distribution, Impossible};
use crate::math;

/// The number itself when it is finite.
pub(super) fn finite(what: &'static str, value: f64) -> Result<f64, Impossible> {
    if value.is_finite() { Ok(value) } else { Err(Impossible::NotFinite { what, value }) }
}

/// The number itself when it is finite and above 0.
pub(super) fn positive(what: &'static str, value: f64) -> Result<f64, Impossible> {
    if finite(what, value)? > 0.0 { Ok(value) } else { Err(Impossible::NotPositive { what, value }) }
}

/// The number itself when it is finite and not below 0.
pub(super) fn not_negative(what: &'static str, value: f64) -> Result<f64, Impossible> {
    if finite(what, value)? >= 0.0 { Ok(value) } else { Err(Impossible::Negative { what, value }) }
}

/// The number itself when it is strictly between 0 and 1.
pub(super) fn share(what: &'static str, value: f64) -> Result<f64, Impossible> {
    if value > 0.0 && value < 1.0 { Ok(value) } else { Err(Impossible::NotAShare { what, value }) }
}

fn ends(low: f64, high: f64) -> Result<(), Impossible> {
    if finite("low", low)? > finite("high", high)? { Err(Impossible::LowAboveHigh { low, high }) } else { Ok(()) }
}

fn ends_and_mode(low: f64, mode: f64, high: f64) -> Result<(), Impossible> {
    ends(low, high)?;
    if finite("mode", mode)? < low || mode > high {
        return Err(Impossible::ModeOutside { mode, low, high });
    }
    Ok(())
}

impl Distribution {
    /// Every value between the ends equally likely.
    pub fn uniform(low: f64, high: f64) -> Result<Self, Impossible> {
        ends(low, high)?;
        Ok(Self::Uniform { low, high })
    }

    /// Rising in a straight line from `low` to `mode`, falling in one to `high`.
    pub fn triangular(low: f64, mode: f64, high: f64) -> Result<Self, Impossible> {
        ends_and_mode(low, mode, high)?;
        Ok(Self::Triangular { low, mode, high })
    }

    /// Beta between the ends with weight 4 on the mode (Malcolm et al., Operations Research 7, 1959).
    pub fn pert(low: f64, mode: f64, high: f64) -> Result<Self, Impossible> {
        ends_and_mode(low, mode, high)?;
        Ok(Self::Pert { low, mode, high })
    }

    /// Normal, uncut; an sd of 0 is the mean itself.
    pub fn normal(mean: f64, sd: f64) -> Result<Self, Impossible> {
        Self::normal_between(mean, sd, f64::NEG_INFINITY, f64::INFINITY)
    }

    /// Normal cut to `low` and `high`, either of which may be infinite. Mean and sd are those before cutting.
    pub fn normal_between(mean: f64, sd: f64, low: f64, high: f64) -> Result<Self, Impossible> {
        finite("mean", mean)?;
        not_negative("sd", sd)?;
        if low.is_nan() || high.is_nan() {
            return Err(Impossible::NotFinite { what: "limit", value: f64::NAN });
        }
        if low > high {
            return Err(Impossible::LowAboveHigh { low, high });
        }
        let inside = if sd > 0.0 {
            // Beyond 37 standard deviations no number below 1 is small enough to say how little is left.
            low < high && (low - mean) / sd < 37.0 && (high - mean) / sd > -37.0
        } else {
            low <= mean && mean <= high
        };
        if inside {
            Ok(Self::Normal { mean, sd, low, high })
        } else {
            Err(Impossible::NothingBetween { mean, sd, low, high })
        }
    }

    /// exp(Normal(mu, sigma)); a sigma of 0 is the median itself.
    pub fn log_normal(mu: f64, sigma: f64) -> Result<Self, Impossible> {
        Ok(Self::LogNormal { mu: finite("mu", mu)?, sigma: not_negative("sigma", sigma)? })
    }

    /// Lognormal from its median and the sd of its logarithm.
    pub fn log_normal_around(median: f64, sigma: f64) -> Result<Self, Impossible> {
        Self::log_normal(math::ln(positive("median", median)?), sigma)
    }

    /// Gamma with mean shape · scale and sd √shape · scale.
    pub fn gamma(shape: f64, scale: f64) -> Result<Self, Impossible> {
        Ok(Self::Gamma { shape: positive("shape", shape)?, scale: positive("scale", scale)? })
    }

    /// Gamma from its mean and shape.
    pub fn gamma_with_mean(mean: f64, shape: f64) -> Result<Self, Impossible> {
        Self::gamma(shape, positive("mean", mean)? / positive("shape", shape)?)
    }

    /// Beta with mean a/(a + b).
    pub fn beta(a: f64, b: f64) -> Result<Self, Impossible> {
        Ok(Self::Beta { a: positive("a", a)?, b: positive("b", b)? })
    }

    /// Values with weights in any order; the weights are scaled to add up to 1.
    pub fn discrete(values: &[f64], weights: &[f64]) -> Result<Self, Impossible> {
        if values.is_empty() {
            return Err(Impossible::Empty { what: "values" });
        }
        if values.len() != weights.len() {
            return Err(Impossible::UnlikeLengths { values: values.len(), weights: weights.len() });
        }
        let mut pairs = Vec::with_capacity(values.len());
        for (&value, &weight) in values.iter().zip(weights) {
            pairs.push((finite("value", value)?, not_negative("weight", weight)?));
        }
        pairs.sort_by(|x, y| x.0.total_cmp(&y.0));
        let total = positive("sum of the weights", pairs.iter().map(|pair| pair.1).sum())?;
        Ok(Self::Discrete {
            values: pairs.iter().map(|pair| pair.0).collect(),
            weights: pairs.iter().map(|pair| pair.1 / total).collect(),
        })
    }

    /// Equally likely values in any order.
    pub fn empirical(values: &[f64]) -> Result<Self, Impossible> {
        if values.is_empty() {
            return Err(Impossible::Empty { what: "values" });
        }
        let mut values = values.iter().map(|&value| finite("value", value)).collect::<Result<Vec<_>, _>>()?;
        values.sort_by(f64::total_cmp);
        Ok(Self::Empirical { values })
    }

    /// Equally likely alternatives.
    pub fn mixture(alternatives: Vec<Self>) -> Result<Self, Impossible> {
        if alternatives.is_empty() {
            Err(Impossible::Empty { what: "alternatives" })
        } else {
            Ok(Self::Mixture(alternatives))
        }
    }

    /// The shapes (a, b) of the beta distribution that a PERT distribution is, once moved and stretched.
    pub(super) fn pert_shapes(low: f64, mode: f64, high: f64) -> (f64, f64) {
        (1.0 + 4.0 * (mode - low) / (high - low), 1.0 + 4.0 * (high - mode) / (high - low))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn impossible_numbers_are_refused_in_words() {
        let cases = [
            (Distribution::uniform(5.0, 3.0), "low 5 is above high 3"),
            (Distribution::triangular(5.0, 4.0, 6.0), "mode 4 is not between low 5 and high 6"),
            (Distribution::pert(1.0, f64::NAN, 2.0), "mode is NaN, which is not a finite number"),
            (Distribution::normal(1.0, -2.0), "sd -2 is below 0"),
            (
                Distribution::normal_between(0.0, 1.0, 50.0, 60.0),
                "no part of a normal distribution with mean 0 and sd 1 lies between 50 and 60",
            ),
            (Distribution::log_normal(f64::INFINITY, 1.0), "mu is inf, which is not a finite number"),
            (Distribution::gamma(0.0, 1.0), "shape 0 is not above 0"),
            (Distribution::beta(2.0, -1.0), "b -1 is not above 0"),
            (Distribution::discrete(&[1.0, 2.0], &[1.0]), "there are 2 values but 1 weights"),
            (Distribution::discrete(&[1.0, 2.0], &[0.0, 0.0]), "sum of the weights 0 is not above 0"),
            (Distribution::empirical(&[]), "there are no values"),
            (Distribution::mixture(vec![]), "there are no alternatives"),
        ];
        for (made, message) in cases {
            assert_eq!(made.expect_err(message).to_string(), message);
        }
    }

    #[test]
    fn discrete_values_are_put_in_order_and_weights_add_up_to_one() {
        let made = Distribution::discrete(&[3.0, 1.0], &[1.0, 3.0]).expect("possible");
        assert_eq!(made, Distribution::Discrete { values: vec![1.0, 3.0], weights: vec![0.75, 0.25] });
    }
}
