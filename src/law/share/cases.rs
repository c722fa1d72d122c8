//! How amounts and purity differ between cases.

use crate::distribution::{Distribution, Impossible, QuantileColumn};
use crate::math;

/// How much people carry and how pure it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Cases {
    pub amounts: Amounts,
    pub purity: Purity,
    /// Correlation of the normal scores of amount and purity, from −1 to 1.
    pub correlation: f64,
}

/// Grams of a find, everything that is in it.
#[derive(Clone, Debug, PartialEq)]
pub enum Amounts {
    /// The median in grams, and the standard deviation of the natural logarithm.
    LogNormal { median: f64, spread: f64 },
    /// Past cases, or the middles of the classes of a histogram; lightest first.
    List(Vec<Seizure>),
}

/// One past case, or several alike.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seizure {
    pub grams: f64,
    /// How many such cases.
    pub weight: f64,
    /// Share of pure substance, if it was found out.
    pub purity: Option<f64>,
}

/// The heaviest find that is believed, in grams: ten tonnes.
pub const MOST_GRAMS: f64 = 1e7;

/// Share of pure substance.
#[derive(Clone, Debug, PartialEq)]
pub enum Purity {
    /// In all cases alike.
    Same(f64),
    /// The log-odds are normal: the median share, and the standard deviation of the log-odds.
    LogOdds { median: f64, spread: f64 },
    /// Any distribution between 0 and 1.
    Spread(Distribution),
    /// That of each case of a list.
    OfTheCase,
}

/// Distance between two nodes in normal scores.
const STEP: f64 = 0.2;
/// Nodes on either side of 0.
const HALF: i32 = 30;

/// Normal scores from −6 to 6 in steps of 0.2 with their weights, which add up to 1.
///
/// The trapezoidal rule, whose error for a smooth function of a normal variable falls faster than any power of the step
/// (Trefethen and Weideman, The exponentially convergent trapezoidal rule, SIAM Review 56, 2014). Where two limits count,
/// the share has a kink at the purity at which one takes over from the other, and the error can reach 0.0002.
pub fn nodes() -> impl Iterator<Item = (f64, f64)> {
    let score = |node: i32| f64::from(node) * STEP;
    let density = move |node: i32| math::exp(-0.5 * score(node) * score(node));
    let total: f64 = (-HALF..=HALF).map(density).sum();
    (-HALF..=HALF).map(move |node| (score(node), density(node) / total))
}

impl Purity {
    /// A triangular distribution from `low` to `high` with this median.
    pub fn triangular(low: f64, median: f64, high: f64) -> Result<Purity, Impossible> {
        with_median(low, median, high, Distribution::triangular).map(Purity::Spread)
    }

    /// A PERT distribution from `low` to `high` with this median.
    pub fn pert(low: f64, median: f64, high: f64) -> Result<Purity, Impossible> {
        with_median(low, median, high, Distribution::pert).map(Purity::Spread)
    }

    /// The purity at each of these normal scores; `None` if it is that of each case.
    pub fn at_scores(&self, scores: &[f64]) -> Option<Vec<f64>> {
        let mut column = scores.to_vec();
        match self {
            Purity::Same(share) => column.fill(*share),
            Purity::LogOdds { median, spread } => {
                let odds = math::ln(median / (1.0 - median));
                for score in &mut column {
                    *score = 1.0 / (1.0 + math::exp(-(odds + spread * *score)));
                }
            }
            Purity::Spread(distribution) => QuantileColumn::new(distribution).apply_to_normals(&mut column),
            Purity::OfTheCase => return None,
        }
        Some(column)
    }
}

/// The member of a family between two ends whose median is given, by halving the range of its mode.
fn with_median(
    low: f64,
    median: f64,
    high: f64,
    family: fn(f64, f64, f64) -> Result<Distribution, Impossible>,
) -> Result<Distribution, Impossible> {
    let outside = Impossible::ModeOutside { mode: median, low, high };
    let reached = |mode: f64| Ok::<f64, Impossible>(family(low, mode, high)?.quantile(0.5));
    if reached(low)? > median || reached(high)? < median {
        return Err(outside);
    }
    let (mut below, mut above) = (low, high);
    for _ in 0..60 {
        let middle = 0.5 * (below + above);
        if reached(middle)? < median { below = middle } else { above = middle }
    }
    family(low, 0.5 * (below + above), high)
}

impl Cases {
    /// How many cases the list has; absent for a distribution.
    pub fn count(&self) -> Option<f64> {
        match &self.amounts {
            Amounts::LogNormal { .. } => None,
            Amounts::List(list) => Some(list.iter().map(|case| case.weight).sum()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nodes_have_the_moments_of_a_normal_variable() {
        let moment = |power: i32| nodes().map(|(score, weight)| weight * math::powi(score, power)).sum::<f64>();
        // Moments 0, 2, 4 and 6 of a standard normal variable are 1, 1, 3 and 15. Beyond ±6 lies about
        // 2·6^(power − 1)·φ(6) of each, with φ(6) = 6.08e-9.
        for (power, expected) in [(0, 1.0), (2, 1.0), (4, 3.0), (6, 15.0)] {
            let beyond = 2.5 * math::powi(6.0, power - 1) * 6.08e-9 + 1e-12;
            assert!((moment(power) - expected).abs() < beyond, "moment {power}: {}", moment(power));
        }
    }

    #[test]
    fn a_triangle_has_the_median_that_was_asked_for() {
        // From 0.02 to 0.27 with the mode at 0.11: the median is 0.27 − √(0.25·0.16/2) = 0.128579.
        let median = 0.27 - (0.25_f64 * 0.16 / 2.0).sqrt();
        let Ok(Purity::Spread(Distribution::Triangular { mode, .. })) = Purity::triangular(0.02, median, 0.27) else {
            panic!("possible")
        };
        assert!((mode - 0.11).abs() < 1e-9, "{mode}");
        // No triangle between these ends has so high a median: the highest is 0.02 + 0.25·√½ = 0.1968.
        assert!(Purity::triangular(0.02, 0.20, 0.27).is_err());
        assert!(Purity::pert(0.02, 0.135, 0.27).is_ok());
    }

    #[test]
    fn log_odds_keep_their_median_and_stay_shares() {
        let purity = Purity::LogOdds { median: 0.131, spread: 0.8 };
        let found = purity.at_scores(&[-8.0, 0.0, 8.0]).unwrap();
        assert!((found[1] - 0.131).abs() < 1e-15);
        assert!(found[0] > 0.0 && found[2] < 1.0);
    }
}
