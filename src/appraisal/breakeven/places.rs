//! Where values are looked for: the whole of what is believed, and beyond it up to what a quantity can be at all.

use crate::distribution::Distribution;
use crate::math::{normal_cdf, normal_quantile, pow};
use crate::model::Parameter;

/// Scores at both ends of what is believed: one in a million lies beyond each.
pub const EDGE: f64 = 4.753_424_308_822_899;
/// Steps of the grid within the beliefs, to each side.
const STEPS: i32 = 20;
/// Quantities that have no limit of their own are followed to this multiple.
const FARTHEST: f64 = 100.0;

/// The least and the largest value that a parameter could have at all, in its own unit: 0 and 1 for a share, 0 and
/// infinity for what is never below 0.
pub fn limits(parameter: Option<&Parameter>, distribution: &Distribution, certain: bool) -> (f64, f64) {
    let factor = parameter.map_or(1.0, |parameter| parameter.unit.factor);
    let is_pure = parameter.is_none_or(|parameter| parameter.unit.dimensions.is_none());
    let (low, high) = if certain { (distribution.mean(), distribution.mean()) } else { distribution.support() };
    let is_share = parameter.is_some_and(|parameter| parameter.window.is_some())
        // A pure number that is known to be 1 may as well be a multiple.
        || is_pure && low >= 0.0 && high * factor <= 1.0 && !(certain && high * factor == 1.0 && factor == 1.0);
    let least = if low < 0.0 { f64::NEG_INFINITY } else { 0.0 };
    let most = if is_share { 1.0 / factor } else { f64::INFINITY };
    (least, parameter.and_then(|parameter| parameter.at_most).map_or(most, |at_most| most.min(at_most)))
}

/// Values at which a result is looked at, ascending, each once; the mean is one of them.
pub fn places(distribution: &Distribution, certain: bool, (least, most): (f64, f64)) -> Vec<f64> {
    let mean = distribution.mean();
    let mut places = vec![mean];
    if !certain {
        let scores = (-STEPS..=STEPS).map(|step| f64::from(step) / f64::from(STEPS) * EDGE);
        places.extend(scores.map(|score| distribution.quantile(normal_cdf(score))));
    }
    let (low, high) = places.iter().fold((mean, mean), |(low, high), place| (low.min(*place), high.max(*place)));
    let size = if mean == 0.0 { high.max(-low) } else { mean.abs() }.max(high).max(-low);
    let steps = |count: i32| (1..=count).map(move |step| f64::from(step) / f64::from(count));
    if most.is_finite() {
        places.extend(steps(20).map(|part| high + part * (most - high)));
    } else {
        places.extend(steps(24).map(|part| size * pow(FARTHEST, part)));
    }
    if least == 0.0 {
        places.extend(steps(10).map(|part| low * (1.0 - part)));
        places.extend([0.03, 0.01, 0.001].map(|part| low * part));
    } else {
        places.extend(steps(24).map(|part| -size * pow(FARTHEST, part)));
        places.extend(steps(12).flat_map(|part| [-size * (1.0 - part), size * (1.0 - part)]));
    }
    places.retain(|place| place.is_finite() && (least..=most).contains(place));
    places.sort_by(f64::total_cmp);
    places.dedup();
    places
}

/// How far out a value lies in what is believed, in standard deviations of a normal distribution: −8 to 8.
pub fn score(distribution: &Distribution, value: f64) -> f64 {
    let share = distribution.cdf(value);
    normal_quantile(share.clamp(1e-15, 1.0 - 1e-15)).clamp(-8.0, 8.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_followed_from_nothing_to_everything() {
        let beta = Distribution::Beta { a: 20.0, b: 80.0 };
        let limits = limits(None, &beta, false);
        assert_eq!(limits, (0.0, 1.0));
        let places = places(&beta, false, limits);
        assert_eq!((places[0], places[places.len() - 1]), (0.0, 1.0));
        assert!(places.contains(&0.2) && places.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn numbers_above_zero_are_followed_to_a_hundred_times_and_others_to_both_sides() {
        let price = Distribution::LogNormal { mu: 3.0, sigma: 0.2 };
        let found = places(&price, false, limits(None, &price, false));
        let highest = price.quantile(normal_cdf(EDGE));
        assert!(found[0] == 0.0 && (found[found.len() - 1] / highest - 100.0).abs() < 1e-9);
        let change = Distribution::Normal { mean: -2.0, sd: 5.0, low: f64::NEG_INFINITY, high: f64::INFINITY };
        let found = places(&change, false, limits(None, &change, false));
        assert!(found[0] < -2000.0 && found[found.len() - 1] > 2000.0);
    }

    #[test]
    fn a_known_number_is_followed_without_beliefs_about_it() {
        let known = Distribution::Uniform { low: 0.0, high: 1064.0 };
        let found = places(&known, true, limits(None, &known, true));
        assert!(found.contains(&532.0) && found[0] == 0.0);
        assert!((found[found.len() - 1] / 53_200.0 - 1.0).abs() < 1e-12);
    }

    #[test]
    fn the_score_of_a_value_is_that_of_its_percentile() {
        let normal = Distribution::Normal { mean: 10.0, sd: 2.0, low: f64::NEG_INFINITY, high: f64::INFINITY };
        assert!((score(&normal, 14.0) - 2.0).abs() < 1e-9);
        assert_eq!(score(&normal, 1000.0).to_bits(), score(&normal, 2000.0).to_bits());
    }
}
