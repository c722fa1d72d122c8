//! Distributions from what a source reports: mean and sd, an interval, quantiles, or counts of events.

use super::{
    Distribution, Impossible,
    make::{finite, not_negative, positive, share},
};
use crate::math::{self, normal_quantile};

/// The families that can be fitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    Beta,
    Gamma,
    LogNormal,
    Normal,
}

impl Family {
    fn word(self) -> &'static str {
        match self {
            Self::Beta => "beta",
            Self::Gamma => "gamma",
            Self::LogNormal => "lognormal",
            Self::Normal => "normal",
        }
    }
}

/// The distribution of a family with this mean and standard deviation.
///
/// Gamma: shape (m/s)², scale s²/m. Beta: a = mν, b = (1 − m)ν with ν = m(1 − m)/s² − 1. Lognormal:
/// σ² = ln(1 + (s/m)²), μ = ln m − σ²/2 (Briggs, Claxton and Sculpher, Decision Modelling for Health Economic
/// Evaluation, 2006, chapter 4).
pub fn from_mean_sd(family: Family, mean: f64, sd: f64) -> Result<Distribution, Impossible> {
    match family {
        Family::Normal => Distribution::normal(mean, sd),
        Family::Gamma => {
            let ratio = positive("mean", mean)? / positive("sd", sd)?;
            Distribution::gamma(ratio * ratio, sd / ratio)
        }
        Family::LogNormal => {
            let ratio = not_negative("sd", sd)? / positive("mean", mean)?;
            let variance = math::ln_1p(ratio * ratio);
            Distribution::log_normal(math::ln(mean) - variance / 2.0, variance.sqrt())
        }
        Family::Beta => {
            share("mean", mean)?;
            let spread = positive("sd", sd)?;
            let most = (mean * (1.0 - mean)).sqrt();
            if spread >= most {
                return Err(Impossible::SpreadTooLarge { mean, sd, most });
            }
            with_worth(mean, mean * (1.0 - mean) / (spread * spread) - 1.0)
        }
    }
}

/// The beta distribution of a share with this mean that is worth `trials` observations: a + b = trials.
pub fn with_worth(mean: f64, trials: f64) -> Result<Distribution, Impossible> {
    share("mean", mean)?;
    positive("worth", trials)?;
    Distribution::beta(mean * trials, (1.0 - mean) * trials)
}

/// The distribution of a family whose middle part of probability `level` runs from `low` to `high`.
///
/// Both tails have probability (1 − level)/2.
pub fn from_interval(family: Family, low: f64, high: f64, level: f64) -> Result<Distribution, Impossible> {
    share("level", level)?;
    from_quantiles(family, &[(0.5 - level / 2.0, low), (0.5 + level / 2.0, high)])
}

/// The distribution of a family with two given quantiles, as pairs of probability and value in any order.
pub fn from_quantiles(family: Family, quantiles: &[(f64, f64)]) -> Result<Distribution, Impossible> {
    let &[first, second] = quantiles else {
        return Err(Impossible::NotTwoQuantiles { count: quantiles.len() });
    };
    let ((low_at, low), (high_at, high)) = if first.0 <= second.0 { (first, second) } else { (second, first) };
    share("probability", low_at)?;
    share("probability", high_at)?;
    finite("quantile", low)?;
    finite("quantile", high)?;
    if low_at >= high_at || low >= high {
        return Err(Impossible::QuantilesNotRising { low_at, low, high_at, high });
    }
    let (z_low, z_high) = (normal_quantile(low_at), normal_quantile(high_at));
    let line = |low: f64, high: f64| {
        let sd = (high - low) / (z_high - z_low);
        (low - sd * z_low, sd)
    };
    match family {
        Family::Normal => {
            let (mean, sd) = line(low, high);
            Distribution::normal(mean, sd)
        }
        Family::LogNormal => {
            let (mu, sigma) = line(math::ln(positive("quantile", low)?), math::ln(high));
            Distribution::log_normal(mu, sigma)
        }
        Family::Gamma => {
            positive("quantile", low)?;
            // The ratio of two quantiles depends on the shape alone and falls as it grows.
            let wanted = math::ln(high / low);
            let ratio = |log_shape: f64| {
                let made = Distribution::Gamma { shape: math::exp(log_shape), scale: 1.0 };
                math::ln(made.quantile(high_at) / made.quantile(low_at))
            };
            let log_shape = solve_falling(ratio, wanted, -7.0, 18.0).ok_or(Impossible::NoFit {
                family: family.word(),
                low,
                high,
            })?;
            let shape = math::exp(log_shape);
            Distribution::gamma(shape, high / Distribution::Gamma { shape, scale: 1.0 }.quantile(high_at))
        }
        Family::Beta => {
            share("quantile", low)?;
            share("quantile", high)?;
            fit_beta((low_at, low), (high_at, high)).ok_or(Impossible::NoFit { family: family.word(), low, high })
        }
    }
}

/// The argument at which a falling function has the value `wanted`, or nothing when that is not between the ends.
fn solve_falling(function: impl Fn(f64) -> f64, wanted: f64, mut low: f64, mut high: f64) -> Option<f64> {
    if !(function(low) >= wanted && function(high) <= wanted) {
        return None;
    }
    for _ in 0..100 {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high || high - low < 1e-14 {
            break;
        }
        if function(middle) > wanted { low = middle } else { high = middle }
    }
    Some(0.5 * (low + high))
}

/// The beta distribution with two given quantiles.
///
/// Two nested bisections: for a given a + b the mean that puts the lower quantile in its place is found first (the share
/// below a value falls as the mean grows); the larger a + b, the more lies below the upper quantile.
fn fit_beta((low_at, low): (f64, f64), (high_at, high): (f64, f64)) -> Option<Distribution> {
    let mean_for = |total: f64| {
        let below = |logit: f64| {
            let (a, b) = shapes(logit, total);
            math::beta_i(a, b, low)
        };
        solve_falling(below, low_at, -30.0, 30.0)
    };
    let above = |log_total: f64| match mean_for(math::exp(log_total)) {
        Some(logit) => {
            let (a, b) = shapes(logit, math::exp(log_total));
            1.0 - math::beta_i(a, b, high)
        }
        None => f64::NAN,
    };
    let log_total = solve_falling(above, 1.0 - high_at, -3.0, 20.0)?;
    let (a, b) = shapes(mean_for(math::exp(log_total))?, math::exp(log_total));
    Distribution::beta(a, b).ok()
}

/// The shapes of a beta distribution from the logit of its mean and from a + b.
fn shapes(logit: f64, total: f64) -> (f64, f64) {
    (total / (1.0 + math::exp(-logit)), total / (1.0 + math::exp(logit)))
}

/// The distribution of a share from the events and trials of several years (or places), with the spread between them.
///
/// One observation, or several that differ no more than chance makes them, are added up: Beta(events, trials − events),
/// with ½ added to both when either is 0. Otherwise the shares are taken to vary between years with variance
/// m(1 − m)ρ, where ρ is estimated by moments with the trials as weights (Kleinman, Proportions with extraneous
/// variance, Journal of the American Statistical Association 68, 1973): with shares xᵢ = eventsᵢ/trialsᵢ,
/// wᵢ = trialsᵢ/Σtrials, m = Σwᵢxᵢ and S = Σwᵢ(xᵢ − m)²,
///
/// ρ = [S − m(1 − m)·Σwᵢ(1 − wᵢ)/trialsᵢ] / [m(1 − m)·(Σwᵢ(1 − wᵢ) − Σwᵢ(1 − wᵢ)/trialsᵢ)].
///
/// The result is the beta distribution with mean m and variance m(1 − m)ρ, a + b = 1/ρ − 1: the share of one more
/// year like these. ρ is kept below 0.999.
pub fn beta_binomial(observations: &[(f64, f64)]) -> Result<Distribution, Impossible> {
    if observations.is_empty() {
        return Err(Impossible::Empty { what: "observations" });
    }
    for &(events, trials) in observations {
        not_negative("events", events)?;
        positive("trials", trials)?;
        if events > trials {
            return Err(Impossible::MoreEventsThanTrials { events, trials });
        }
    }
    let events: f64 = observations.iter().map(|observation| observation.0).sum();
    let trials: f64 = observations.iter().map(|observation| observation.1).sum();
    let mean = events / trials;
    if events == 0.0 || events == trials {
        return Distribution::beta(events + 0.5, trials - events + 0.5);
    }
    let (mut spread, mut chance, mut weights) = (0.0, 0.0, 0.0);
    for &(some, of) in observations {
        let weight = of / trials;
        let off = some / of - mean;
        spread += weight * off * off;
        weights += weight * (1.0 - weight);
        chance += weight * (1.0 - weight) / of;
    }
    let variance = mean * (1.0 - mean);
    let room = variance * (weights - chance);
    let extra = spread - variance * chance;
    let pooled = Distribution::beta(events, trials - events)?;
    if room <= 0.0 || extra <= 0.0 {
        return Ok(pooled);
    }
    let total = 1.0 / (extra / room).min(0.999) - 1.0;
    // A spread smaller than what the sum itself leaves unknown is no extra spread.
    if total >= trials { Ok(pooled) } else { with_worth(mean, total) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Mean, sd, family and the printed parameters, with the tolerance that the rounding of the printed ones allows.
    #[test]
    fn moments_give_the_parameters_that_enns_and_others_published() {
        // Enns et al., Drug and Alcohol Dependence 247 (2023), parameter files of the model repository.
        let table = [
            (1119.0, 849.0, Family::Gamma, 1.737_179_887, 644.147_453_1, 1e-6),
            (2104.0, 459.0, Family::Gamma, 21.011_937_48, 100.133_555_1, 1e-6),
            (2256.0, 713.0, Family::Gamma, 10.011_499_52, 225.340_868_9, 1e-6),
            (637.0, 660.0, Family::Gamma, 0.931_517_447, 683.830_545_3, 1e-6),
            (7_316.718_429, 746.603_921_3, Family::Gamma, 96.04, 76.184_073_6, 1e-6),
            (0.658, 0.051_020_408, Family::Beta, 56.225_987_98, 29.223_841_78, 1e-6),
            (0.544, 0.069_387_755, Family::Beta, 27.484_313_6, 23.038_321_69, 1e-6),
            (0.85, 0.020_408_163, Family::Beta, 259.358_375, 45.769_125, 1e-6),
            (0.95, 0.051_020_408, Family::Beta, 16.385_22, 0.862_38, 1e-6),
        ];
        for (mean, sd, family, first, second, tolerance) in table {
            let made = from_mean_sd(family, mean, sd).expect("possible");
            let (x, y) = match made {
                Distribution::Gamma { shape, scale } => (shape, scale),
                Distribution::Beta { a, b } => (a, b),
                other => panic!("{other:?}"),
            };
            assert!((x / first - 1.0).abs() < tolerance && (y / second - 1.0).abs() < tolerance, "{mean}: {x}, {y}");
            assert!((made.mean() / mean - 1.0).abs() < 1e-12 && (made.sd() / sd - 1.0).abs() < 1e-9, "{mean}");
        }
    }

    #[test]
    fn means_and_spreads_agree_with_closed_forms() {
        let close = |x: f64, y: f64| (x / y - 1.0).abs() < 1e-6;
        let triangular = Distribution::triangular(800.0, 1000.0, 1500.0).expect("possible");
        assert!(close(triangular.mean(), 1100.0) && close(triangular.sd(), 147.196_0));
        let pert = Distribution::pert(800.0, 1000.0, 1500.0).expect("possible");
        assert!(close(pert.mean(), 1050.0) && close(pert.sd(), 126.773_1));
        let beta = Distribution::beta(30.0, 170.0).expect("possible");
        assert!(close(beta.mean(), 0.15) && (beta.sd() - 0.025_185_9).abs() < 1e-7);
        // ln(1 + 1/16) = 0.0606246; half of it below ln 1000 = 6.9077553.
        let made = from_mean_sd(Family::LogNormal, 1000.0, 250.0).expect("possible");
        let Distribution::LogNormal { mu, sigma } = made else { panic!("{made:?}") };
        assert!(close(mu, 6.877_443) && close(sigma, 0.246_220_7));
        assert!(close(made.mean(), 1000.0) && close(made.sd(), 250.0));
        // A half normal distribution: mean √(2/π), variance 1 − 2/π.
        let half = Distribution::normal_between(0.0, 1.0, 0.0, f64::INFINITY).expect("possible");
        assert!(close(half.mean(), 0.797_884_561) && close(half.sd(), (1.0 - std::f64::consts::FRAC_2_PI).sqrt()));
        // Two alternatives at 0 and 2 with sd 1 each: variance 1 + 1.
        let pool = [0.0, 2.0].map(|mean| Distribution::normal(mean, 1.0).expect("possible")).to_vec();
        let mixture = Distribution::mixture(pool).expect("possible");
        assert!(close(mixture.mean(), 1.0) && close(mixture.sd(), 2.0_f64.sqrt()));
    }

    #[test]
    fn fitted_distributions_have_the_quantiles_asked_for() {
        let asked = [
            (Family::Normal, -3.0, 5.0),
            (Family::LogNormal, 4.0, 9.0),
            (Family::Gamma, 4.0, 9.0),
            (Family::Gamma, 0.001, 9.0),
            (Family::Beta, 0.2, 0.7),
            (Family::Beta, 0.001, 0.02),
            (Family::Beta, 0.05, 0.999),
            (Family::Beta, 0.400, 0.401),
        ];
        for (family, low, high) in asked {
            let made = from_interval(family, low, high, 0.9).expect("possible");
            for (u, x) in [(0.05, low), (0.95, high)] {
                assert!((made.quantile(u) - x).abs() < 1e-8 * x.abs(), "{made:?}: {} not {x}", made.quantile(u));
            }
        }
    }

    #[test]
    fn impossible_fits_are_refused_in_words() {
        let cases = [
            (
                from_mean_sd(Family::Beta, 0.5, 0.5),
                "sd 0.5 is too large for a share with mean 0.5: it must be below 0.5",
            ),
            (from_interval(Family::LogNormal, 0.0, 2.0, 0.9), "quantile 0 is not above 0"),
            (
                from_interval(Family::Normal, 2.0, 2.0, 0.5),
                "the quantiles 2 and 2 do not rise with their probabilities 0.25 and 0.75",
            ),
            (from_interval(Family::Beta, 0.2, 1.2, 0.9), "quantile 1.2 is not between 0 and 1"),
            (from_quantiles(Family::Normal, &[(0.5, 1.0)]), "1 quantiles given where two are needed"),
            (with_worth(0.3, 0.0), "worth 0 is not above 0"),
            (beta_binomial(&[(3.0, 2.0)]), "3 events in 2 trials"),
            (beta_binomial(&[]), "there are no observations"),
        ];
        for (made, message) in cases {
            assert_eq!(made.expect_err(message).to_string(), message);
        }
    }

    #[test]
    fn observations_that_agree_are_added_up() {
        let beta = |a, b| Ok(Distribution::Beta { a, b });
        assert_eq!(beta_binomial(&[(30.0, 200.0)]), beta(30.0, 170.0));
        assert_eq!(beta_binomial(&[(0.0, 20.0)]), beta(0.5, 20.5));
        assert_eq!(beta_binomial(&[(20.0, 20.0)]), beta(20.5, 0.5));
        assert_eq!(beta_binomial(&[(15.0, 100.0), (15.0, 100.0)]), beta(30.0, 170.0));
    }

    #[test]
    fn observations_that_differ_keep_the_spread_between_years() {
        // Shares 0.1 and 0.3 of 1000 each: m = 0.2, S = 0.01, Σw(1 − w) = 0.5, Σw(1 − w)/n = 0.0005,
        // ρ = (0.01 − 0.16·0.0005)/(0.16·0.4995) = 0.00992/0.07992.
        let made = beta_binomial(&[(100.0, 1000.0), (300.0, 1000.0)]).expect("possible");
        assert!((made.mean() - 0.2).abs() < 1e-12);
        assert!((made.sd() * made.sd() - 0.16 * 0.009_92 / 0.079_92).abs() < 1e-12);
    }
}
