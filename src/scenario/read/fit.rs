//! The arithmetic behind value forms: from what a file says to a [`Distribution`].

pub use crate::distribution::Family;
use crate::distribution::{self as fit, Distribution, Impossible};
use crate::math;
use indexmap::IndexMap;

/// The families of `distribution`.
pub const FAMILIES: [&str; 9] =
    ["uniform", "triangular", "pert", "normal", "lognormal", "gamma", "beta", "discrete", "empirical"];

/// The arguments of a family, in the unit of the parameter.
#[derive(Debug, Default)]
pub struct Arguments {
    pub numbers: IndexMap<String, f64>,
    pub values: Vec<f64>,
    pub weights: Vec<f64>,
    /// Share and value.
    pub quantiles: Vec<(f64, f64)>,
}

impl Arguments {
    /// The values of exactly these arguments, if no other is given.
    fn exactly<const N: usize>(&self, names: [&str; N]) -> Option<[f64; N]> {
        let others = !self.values.is_empty() || !self.weights.is_empty() || !self.quantiles.is_empty();
        if others || self.numbers.len() != N {
            return None;
        }
        let mut found = [0.0; N];
        for (slot, name) in found.iter_mut().zip(names) {
            *slot = *self.numbers.get(name)?;
        }
        Some(found)
    }
}

/// Why a family cannot be made from its arguments.
#[derive(Debug)]
pub enum Refusal {
    UnknownFamily,
    /// The argument lists that the family takes.
    Arguments(&'static str),
    Impossible(String),
}

type Made = Result<Distribution, String>;

fn said(made: Result<Distribution, Impossible>) -> Made {
    made.map_err(|why| why.to_string())
}

/// A family whose middle part of probability `level` runs from `low` to `high`.
pub fn interval(family: Family, low: f64, high: f64, level: f64) -> Made {
    said(fit::from_interval(family, low, high, level))
}

/// Anything between two limits.
pub fn uniform(low: f64, high: f64) -> Made {
    said(Distribution::uniform(low, high))
}

/// Between two limits, most likely at the mode.
pub fn pert(low: f64, mode: f64, high: f64) -> Made {
    said(Distribution::pert(low, mode, high))
}

/// Equally likely values.
pub fn empirical(values: &[f64]) -> Result<Distribution, Refusal> {
    said(Distribution::empirical(values)).map_err(Refusal::Impossible)
}

/// Equally likely alternatives.
pub fn mixture(alternatives: Vec<Distribution>) -> Made {
    said(Distribution::mixture(alternatives))
}

/// A number that is known, as a member of a pool.
pub fn point(value: f64) -> Made {
    said(Distribution::empirical(&[value]))
}

/// Beta(events, trials − events), with a half added to both if either is 0.
pub fn observed(events: f64, trials: f64) -> Made {
    let others = trials - events;
    let half = if events == 0.0 || others == 0.0 { 0.5 } else { 0.0 };
    said(Distribution::beta(events + half, others + half))
}

/// The observed share, as certain as `worth` trials make it.
pub fn worth(events: f64, trials: f64, worth: f64) -> Made {
    if events == 0.0 || events == trials {
        return observed(events / trials * worth, worth);
    }
    said(fit::with_worth(events / trials, worth))
}

/// The spread between years as well as within them.
pub fn several_years(counts: &[(f64, f64)]) -> Made {
    said(fit::beta_binomial(counts))
}

/// Half the width of an interval in standard deviations: 1.645 for 90 %.
fn half_width(level: f64) -> f64 {
    math::normal_quantile((1.0 + level) / 2.0)
}

/// A ratio with its interval: lognormal around the estimate, with extra sd on the log scale.
pub fn ratio(estimate: f64, low: f64, high: f64, level: f64, transfer: f64) -> Made {
    let sigma = (math::ln(high) - math::ln(low)) / (2.0 * half_width(level));
    said(Distribution::log_normal_around(estimate, (sigma * sigma + transfer * transfer).sqrt()))
}

/// A difference with its interval: normal around the estimate, with extra sd.
pub fn difference(estimate: f64, low: f64, high: f64, level: f64, transfer: f64) -> Made {
    let sd = (high - low) / (2.0 * half_width(level));
    said(Distribution::normal(estimate, (sd * sd + transfer * transfer).sqrt()))
}

/// A family with its arguments in one of the forms that it takes.
pub fn family(name: &str, given: &Arguments) -> Result<Distribution, Refusal> {
    let mean_sd = |family: Family| given.exactly(["mean", "sd"]).map(|[mean, sd]| fit::from_mean_sd(family, mean, sd));
    let quantiles = |family: Family| {
        let only = given.numbers.is_empty() && !given.quantiles.is_empty();
        only.then(|| fit::from_quantiles(family, &given.quantiles))
    };
    let bounds = || given.exactly(["low", "mode", "high"]);
    let made = match name {
        "uniform" => given.exactly(["low", "high"]).map(|[low, high]| Distribution::uniform(low, high)),
        "triangular" => bounds().map(|[low, mode, high]| Distribution::triangular(low, mode, high)),
        "pert" => bounds().map(|[low, mode, high]| Distribution::pert(low, mode, high)),
        "normal" => given
            .exactly(["mean", "sd", "low", "high"])
            .map(|[mean, sd, low, high]| Distribution::normal_between(mean, sd, low, high))
            .or_else(|| one_sided(given))
            .or_else(|| mean_sd(Family::Normal))
            .or_else(|| quantiles(Family::Normal)),
        "gamma" => given
            .exactly(["shape", "scale"])
            .map(|[shape, scale]| Distribution::gamma(shape, scale))
            .or_else(|| {
                given.exactly(["mean", "shape"]).map(|[mean, shape]| Distribution::gamma_with_mean(mean, shape))
            })
            .or_else(|| mean_sd(Family::Gamma))
            .or_else(|| quantiles(Family::Gamma)),
        "beta" => given
            .exactly(["a", "b"])
            .map(|[a, b]| Distribution::beta(a, b))
            .or_else(|| mean_sd(Family::Beta))
            .or_else(|| quantiles(Family::Beta)),
        "lognormal" => given
            .exactly(["median", "sd_log"])
            .map(|[median, sd_log]| Distribution::log_normal_around(median, sd_log))
            .or_else(|| given.exactly(["mu", "sigma"]).map(|[mu, sigma]| Distribution::log_normal(mu, sigma)))
            .or_else(|| mean_sd(Family::LogNormal))
            .or_else(|| quantiles(Family::LogNormal)),
        "discrete" => {
            let only = given.numbers.is_empty() && given.quantiles.is_empty() && !given.values.is_empty();
            only.then(|| Distribution::discrete(&given.values, &given.weights))
        }
        _ => return Err(Refusal::UnknownFamily),
    };
    match made {
        Some(result) => said(result).map_err(Refusal::Impossible),
        None => Err(Refusal::Arguments(argument_lists(name))),
    }
}

/// A normal distribution that is cut on one side.
fn one_sided(given: &Arguments) -> Option<Result<Distribution, Impossible>> {
    if let Some([mean, sd, low]) = given.exactly(["mean", "sd", "low"]) {
        return Some(Distribution::normal_between(mean, sd, low, f64::INFINITY));
    }
    let [mean, sd, high] = given.exactly(["mean", "sd", "high"])?;
    Some(Distribution::normal_between(mean, sd, f64::NEG_INFINITY, high))
}

fn argument_lists(family: &str) -> &'static str {
    match family {
        "uniform" => "low, high",
        "triangular" | "pert" => "low, mode, high",
        "normal" => "mean, sd, perhaps with low and high, or quantiles = { 0.05 = x, 0.95 = y }",
        "gamma" => "mean, sd, or shape, scale, or mean, shape, or quantiles = { 0.05 = x, 0.95 = y }",
        "beta" => "mean, sd, or a, b, or quantiles = { 0.05 = x, 0.95 = y }",
        "lognormal" => "mean, sd, or median, sd_log, or mu, sigma, or quantiles = { 0.05 = x, 0.95 = y }",
        "discrete" => "values, weights",
        _ => "a list of numbers",
    }
}
