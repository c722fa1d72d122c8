//! A wide guess in place of a number whose source is taken away.

use crate::distribution::{Distribution, Family, from_interval};
use crate::math::normal_quantile;
use crate::model::{Parameter, Value};
use crate::unit::Unit;
use indexmap::IndexMap;

/// People whom shares without a source are worth where numbers may lie between half and double: the share ½ then lies
/// between ⅓ and ⅔ in 90 % of draws, which is half to double in odds.
const WORTH: f64 = 23.0;

/// The parameter with a wide guess about the same median; none where there is nothing to widen: formulas, paths since
/// entry, lengths that differ between people, and 0.
///
/// `factor` is above 1: nine draws of ten lie between the median divided by it and the median times it, in odds for
/// shares. What is wider already stays as wide. Years of a path that are `firm` stay as they are: an index is read as a
/// ratio of two years, which is what is in doubt. Equation 77 of `docs/uncertainty.md`.
pub fn stand_in(parameter: &Parameter, factor: f64, firm: &[i32]) -> Option<Parameter> {
    let mut wide = parameter.clone();
    let is_pure = parameter.unit.dimensions.is_none();
    let scale = if is_pure { parameter.unit.factor } else { 1.0 };
    wide.value = widened(&parameter.value, &Guess { factor, scale, is_pure, firm })?;
    if is_pure {
        // Per cent as the pure numbers that they are: a beta distribution lies between 0 and 1.
        wide.unit = Unit { factor: 1.0, ..parameter.unit.clone() };
        wide.at_most = parameter.at_most.map(|most| most * scale);
    }
    Some(wide)
}

struct Guess<'a> {
    factor: f64,
    /// From the number as written to the number as widened.
    scale: f64,
    is_pure: bool,
    firm: &'a [i32],
}

fn widened(value: &Value, guess: &Guess) -> Option<Value> {
    match value {
        Value::Known(number) => {
            let number = number * guess.scale;
            around([number; 3], guess.is_pure && number > 0.0 && number < 1.0, guess.factor).map(Value::Uncertain)
        }
        Value::Uncertain(distribution) => {
            let at = |u| distribution.quantile(u) * guess.scale;
            let ends = [at(0.05), at(0.5), at(0.95)];
            // A ratio of two risks is no share, though it may lie below 1.
            let is_ratio = matches!(distribution, Distribution::LogNormal { .. } | Distribution::Gamma { .. });
            let is_share = guess.is_pure && !is_ratio && ends[0] > 0.0 && ends[2] < 1.0;
            around(ends, is_share, guess.factor).map(Value::Uncertain)
        }
        Value::Shares(shares) => Some(Value::Counts(worth(shares, f64::INFINITY, guess))),
        Value::Counts(counts) => Some(Value::Counts(worth(counts, counts.values().sum(), guess))),
        Value::ByYear { points, between } => {
            let wide = points.iter().map(|(year, value)| match guess.firm.contains(year) {
                true => None,
                false => widened(value, guess),
            });
            let wide: Vec<Option<Value>> = wide.collect();
            wide.iter().any(Option::is_some).then(|| {
                let kept = points.iter().zip(wide);
                let points = kept.map(|((year, value), wide)| (*year, wide.unwrap_or_else(|| scaled(value, guess))));
                Value::ByYear { points: points.collect(), between: *between }
            })
        }
        Value::ByGroup(groups) => {
            let wide: Vec<Option<Value>> = groups.values().map(|value| widened(value, guess)).collect();
            wide.iter().any(Option::is_some).then(|| {
                let kept = groups.iter().zip(wide);
                let values =
                    kept.map(|((group, value), wide)| (group.clone(), wide.unwrap_or_else(|| scaled(value, guess))));
                Value::ByGroup(values.collect())
            })
        }
        Value::Formula(_) | Value::SinceEntry { .. } | Value::View { .. } | Value::Spread(_) => None,
    }
}

/// A part of a path that cannot be widened, as the number that its neighbours are.
fn scaled(value: &Value, guess: &Guess) -> Value {
    match value {
        Value::Known(number) => Value::Known(number * guess.scale),
        Value::Uncertain(distribution) if guess.scale != 1.0 => Value::Known(distribution.mean() * guess.scale),
        other => other.clone(),
    }
}

/// Counts in the same proportions that are worth few people; what is worth fewer stays.
fn worth(parts: &IndexMap<String, f64>, own: f64, guess: &Guess) -> IndexMap<String, f64> {
    let total: f64 = parts.values().sum();
    // The square of the width falls with the people it is worth; half to double is worth 23.
    let width = (guess.factor - 1.0) / (guess.factor + 1.0) * 3.0;
    let people = (WORTH / (width * width)).min(own);
    parts.iter().map(|(key, part)| (key.clone(), part / total * people)).collect()
}

/// A wide distribution about `[5 % quantile, median, 95 % quantile]`; none for 0 and where no such distribution exists.
fn around([low, median, high]: [f64; 3], is_share: bool, factor: f64) -> Option<Distribution> {
    if is_share {
        let odds = |share: f64| share / (1.0 - share);
        let factor = factor.max(odds(median) / odds(low)).max(odds(high) / odds(median));
        let share = |odds: f64| odds / (1.0 + odds);
        let (low, high) = (share(odds(median) / factor), share(odds(median) * factor));
        from_interval(Family::Beta, low, high, 0.9).ok()
    } else if low > 0.0 {
        let factor = factor.max(median / low).max(high / median);
        from_interval(Family::LogNormal, median / factor, median * factor, 0.9).ok()
    } else if low == 0.0 && high == 0.0 {
        None
    } else {
        let half = ((factor - 1.0) * median.abs()).max(factor * (high - low) / 2.0);
        Distribution::normal(median, half / normal_quantile(0.95)).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Between;
    use crate::scenario::testing::model;

    /// A one-parameter town whose price is written so.
    fn wide(text: &str, factor: f64) -> Option<Value> {
        let town = crate::scenario::testing::town(&[("fine         = \"500 GEL/person | official: law\"", text)]);
        let name = text.split('=').next().unwrap().trim();
        stand_in(&model(&town).baseline().parameters[name], factor, &[]).map(|parameter| parameter.value)
    }

    fn ends(value: Option<Value>) -> [f64; 3] {
        let Some(Value::Uncertain(found)) = value else { panic!("{value:?} is not uncertain") };
        [found.quantile(0.05), found.quantile(0.5), found.quantile(0.95)]
    }

    fn near(found: [f64; 3], expected: [f64; 3]) {
        for (found, expected) in found.into_iter().zip(expected) {
            assert!((found - expected).abs() < 1e-6 * expected.abs(), "{found}, not {expected}");
        }
    }

    #[test]
    fn a_price_without_its_source_lies_between_half_and_double() {
        near(ends(wide("fine = \"500 GEL/person | official: law\"", 2.0)), [250.0, 500.0, 1000.0]);
        near(ends(wide("fine = \"500 GEL/person | official: law\"", 1.25)), [400.0, 500.0, 625.0]);
    }

    #[test]
    fn what_was_wider_stays_as_wide_about_the_same_median() {
        // 100 to 900: the median is 300, three times from either end.
        near(ends(wide("fine = \"100 to 900 GEL/person | official: law\"", 2.0)), [100.0, 300.0, 900.0]);
    }

    #[test]
    fn a_share_lies_between_half_and_double_in_odds() {
        // 60 % are odds of 3 to 2: 3 to 4 and 3 to 1 are 3/7 and 3/4.
        let town = crate::scenario::testing::town(&[]);
        let share = stand_in(&model(&town).baseline().parameters["share_fined"], 2.0, &[]).unwrap();
        assert_eq!(share.unit.factor, 1.0);
        let found = ends(Some(share.value));
        near([found[0], 0.6, found[2]], [3.0 / 7.0, 0.6, 0.75]);
        assert!((found[1] - 0.6).abs() < 0.005, "{}", found[1]);
    }

    #[test]
    fn a_path_without_its_source_is_in_doubt_but_for_the_years_that_are_firm() {
        let guess = Guess { factor: 2.0, scale: 1.0, is_pure: true, firm: &[2014] };
        let path = Value::ByYear {
            points: vec![(2014, Value::Known(110.0)), (2015, Value::Known(120.0))],
            between: Between::Steps,
        };
        let Some(Value::ByYear { points, .. }) = widened(&path, &guess) else { panic!("the path can be widened") };
        assert_eq!(points[0], (2014, Value::Known(110.0)));
        near(ends(Some(points[1].1.clone())), [60.0, 120.0, 240.0]);
    }

    #[test]
    fn a_number_about_zero_becomes_twice_as_wide() {
        let about_zero = Value::Uncertain(Distribution::normal(0.0, 1.0).unwrap());
        let found = ends(widened(&about_zero, &Guess { factor: 2.0, scale: 1.0, is_pure: true, firm: &[] }));
        let sd = normal_quantile(0.95);
        assert!((found[0] + 2.0 * sd).abs() < 1e-9 && (found[2] - 2.0 * sd).abs() < 1e-9);
    }
}
