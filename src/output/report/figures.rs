//! Numbers for the eye: as many digits as their interval deserves, all of a table in one scale.

use crate::language::{Language, exponent};
use crate::math::powi;
use crate::results::Row;

/// Thousands, millions or billions for all numbers of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    /// Power of ten of one unit of the scale.
    zeros: i32,
}

impl Scale {
    /// The scale in which the largest number has at least two digits before the point.
    pub fn of(numbers: impl Iterator<Item = f64>) -> Scale {
        let largest = numbers.fold(0.0_f64, |largest, number| largest.max(number.abs()));
        let zeros = match largest {
            size if size >= 1e10 => 9,
            size if size >= 1e6 => 6,
            size if size >= 1e5 => 3,
            _ => 0,
        };
        Scale { zeros }
    }

    /// `million ` and so on; empty for ones.
    pub fn word(self) -> &'static str {
        match self.zeros {
            9 => "billion ",
            6 => "million ",
            3 => "thousand ",
            _ => "",
        }
    }

    /// What numbers of the scale are, with a unit that may be empty: `million EUR`, `millions`, nothing.
    pub fn of_unit(self, unit: &str) -> String {
        match (self.word(), unit) {
            ("", "") => String::new(),
            (word, "") => format!("{}s", word.trim_end()),
            (word, unit) => format!("{word}{unit}"),
        }
    }

    /// What one of the scale is.
    pub fn factor(self) -> f64 {
        match self.zeros {
            9 => 1e9,
            6 => 1e6,
            3 => 1e3,
            _ => 1.0,
        }
    }
}

/// Decimals, in a scale, that two significant digits of an interval need; three digits of a number without one.
pub fn decimals(value: f64, interval: Option<(f64, f64)>, scale: Scale) -> i32 {
    let digits = match interval {
        Some((low, high)) if high > low => 1 - exponent(high - low),
        _ if value == 0.0 => 0,
        _ => 2 - exponent(value),
    };
    // Numbers that are not shortened keep one digit more: 5,600 is easier to check than 6,000.
    match (scale.zeros, interval) {
        (0, Some(_)) => (digits + 1).clamp(-6, 6),
        (0, None) => digits.clamp(0, 6),
        (zeros, _) => (digits + zeros).clamp(0, 3),
    }
}

/// A number in a scale.
pub fn figure(value: f64, decimals: i32, scale: Scale) -> String {
    Language::En.number(value / scale.factor(), decimals)
}

/// An interval in a scale: `3.1 to 9.4`.
pub fn interval((low, high): (f64, f64), decimals: i32, scale: Scale) -> String {
    format!("{} to {}", figure(low, decimals, scale), figure(high, decimals, scale))
}

/// Whether an interval has a width. Draws that differ only by the rounding of their sums are one number.
fn is_wide((low, high): (f64, f64)) -> bool {
    high - low > 1e-9 * high.abs().max(low.abs())
}

/// A row's mean and interval as two cells.
pub fn cells(row: Option<&Row>, scale: Scale) -> [String; 2] {
    let Some(row) = row else { return [String::new(), String::new()] };
    let Some(best) = row.best() else { return ["not known".into(), String::new()] };
    if best == 0.0 && row.interval().is_none_or(|ends| ends == (0.0, 0.0)) {
        return ["0".into(), String::new()];
    }
    let width = row.interval().filter(|ends| is_wide(*ends));
    let decimals = decimals(best, width, scale);
    [figure(best, decimals, scale), width.map_or_else(String::new, |ends| interval(ends, decimals, scale))]
}

/// All numbers of rows, for their scale.
pub fn sizes<'a>(rows: impl Iterator<Item = Option<&'a Row>>) -> impl Iterator<Item = f64> {
    rows.flatten().flat_map(|row| {
        let (low, high) = row.interval().unwrap_or((0.0, 0.0));
        [row.best().unwrap_or(0.0), low, high]
    })
}

/// A number with its own scale and unit: `12.3 million GEL`.
pub fn amount(value: f64, interval: Option<(f64, f64)>, unit: &str) -> String {
    let ends = interval.into_iter().flat_map(|(low, high)| [low, high]);
    let scale = Scale::of(ends.chain([value]));
    with_unit(figure(value, decimals(value, interval, scale), scale), scale, unit)
}

/// A number of a scale with its unit, which may be empty.
fn with_unit(number: String, scale: Scale, unit: &str) -> String {
    format!("{number} {}{unit}", scale.word()).trim_end().to_owned()
}

/// What the usual interval is of.
pub const OF_DRAWS: &str = "90 % of draws";

/// A number with its interval: `12.3 million GEL (90 % of draws: 3.1 to 20.4)`.
pub fn with_interval(value: f64, ends: Option<(f64, f64)>, unit: &str) -> String {
    with_level(value, ends, unit, OF_DRAWS)
}

/// A number with an interval of a level: `12.3 million GEL (95 %: 3.1 to 20.4)`.
pub fn with_level(value: f64, ends: Option<(f64, f64)>, unit: &str, level: &str) -> String {
    match apart(value, ends, unit) {
        (number, Some(ends)) => format!("{number} ({level}: {ends})"),
        (number, None) => number,
    }
}

/// A number with its unit, and its interval in the same scale if it has one: `12.3 million GEL` and `3.1 to 20.4`.
pub fn apart(value: f64, ends: Option<(f64, f64)>, unit: &str) -> (String, Option<String>) {
    let Some(ends) = ends.filter(|(low, high)| high > low) else { return (amount(value, None, unit), None) };
    let scale = Scale::of([value, ends.0, ends.1].into_iter());
    let decimals = decimals(value, Some(ends), scale);
    let number = with_unit(figure(value, decimals, scale), scale, unit);
    (number, Some(interval(ends, decimals, scale)))
}

/// A Monte Carlo error: two digits.
pub fn error(value: f64, unit: &str) -> String {
    amount(value, Some((0.0, value)), unit)
}

/// A share as `12 %`, with the digits it needs.
pub fn percent(share: f64) -> String {
    let percent = share * 100.0;
    let decimals = match percent.abs() {
        0.0 => 0,
        size if size < 0.1 => return format!("{}0.1 % or less", if percent < 0.0 { "−" } else { "" }),
        // 0.05 · 100 is not quite 5.
        size if size < 10.0 && (size - size.round()).abs() > 1e-9 => 1,
        _ => 0,
    };
    format!("{} %", Language::En.number(percent, decimals))
}

/// Names in a sentence: `a, b and c`; of more than `most` the first ones, `a, b and 3 more`.
pub fn names(list: &[impl AsRef<str>], most: usize) -> String {
    let named: Vec<&str> = list.iter().take(most).map(AsRef::as_ref).collect();
    match (&named[..], list.len() - named.len()) {
        ([], _) => String::new(),
        (named, more) if more > 0 => format!("{} and {} more", named.join(", "), count(more)),
        ([only], _) => (*only).to_owned(),
        ([others @ .., last], _) => format!("{} and {last}", others.join(", ")),
    }
}

/// A whole number with its thousands apart.
pub fn count(count: usize) -> String {
    Language::En.count(count)
}

/// A number as it stands in a comparison: whole if large, three digits after the point at most.
pub fn plain(value: f64) -> String {
    let decimals = (3 - exponent(value)).clamp(0, 6);
    let text = Language::En.number(value, decimals);
    match text.split_once('.') {
        Some((whole, part)) => match part.trim_end_matches('0') {
            "" => whole.to_owned(),
            part => format!("{whole}.{part}"),
        },
        None => text,
    }
}

/// A number as it stands in a sentence: three significant digits, all digits before the point, no zeros behind it; nearly 1
/// is not written as 1.
pub fn brief(value: f64, language: Language) -> String {
    if value.abs() >= 1000.0 {
        return language.number(value, 0);
    }
    if (0.9995..1.0).contains(&value) {
        return language.number(0.9999, 4);
    }
    let full = rounded(value, 3);
    let shortest = (1..=3).find(|digits| (rounded(value, *digits) - full).abs() <= 1e-9 * full.abs());
    // A little more, so that 0.0999… counts as 0.1.
    let decimals = shortest.unwrap_or(3) - 1 - exponent(full * (1.0 + 1e-9));
    language.number(full, if full == 0.0 { 0 } else { decimals })
}

fn rounded(value: f64, digits: i32) -> f64 {
    let step = powi(10.0, exponent(value) + 1 - digits);
    (value / step).round() * step
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_decides_how_many_digits_are_written() {
        // Width 17,000,000: two digits of it are millions.
        assert_eq!(with_interval(12_345_678.0, Some((3e6, 20e6)), "GEL"), "12 million GEL (90 % of draws: 3 to 20)");
        // Width 0.4 million: two digits of it are hundredths of a million.
        assert_eq!(
            with_interval(12_345_678.0, Some((12.1e6, 12.5e6)), "GEL"),
            "12.35 million GEL (90 % of draws: 12.10 to 12.50)"
        );
        assert_eq!(with_interval(9142.0, None, "person"), "9,142 person");
    }

    #[test]
    fn draws_that_differ_by_rounding_alone_have_no_interval() {
        assert!(!is_wide((5000.0, 5000.0)) && !is_wide((5000.0, 5000.0 + 1e-9)) && !is_wide((0.0, 0.0)));
        assert!(is_wide((5000.0, 5001.0)) && is_wide((-1e-12, 1e-12)));
    }

    #[test]
    fn names_are_listed_and_the_rest_is_counted() {
        assert_eq!(names(&[""; 0], 3), "");
        assert_eq!(names(&["a"], 3), "a");
        assert_eq!(names(&["a", "b", "c"], 3), "a, b and c");
        assert_eq!(names(&["a", "b", "c", "d", "e"], 3), "a, b, c and 2 more");
    }

    #[test]
    fn plain_numbers_keep_what_matters() {
        assert_eq!(plain(9142.0), "9,142");
        assert_eq!(plain(9142.04), "9,142");
        assert_eq!(plain(2.5), "2.5");
        assert_eq!(plain(0.0), "0");
    }

    #[test]
    fn numbers_in_sentences_have_three_digits_and_no_zeros_behind_them() {
        let cases = [
            (0.01 - 1e-17, "0.01"),
            (0.099_999_999_999, "0.1"),
            (671.75, "672"),
            (12_345.6, "12,346"),
            (8.0, "8"),
            (30.0, "30"),
            (0.0, "0"),
            (-2.5, "\u{2212}2.5"),
            (0.999_96, "0.9999"),
            (0.002_346, "0.00235"),
        ];
        for (value, expected) in cases {
            assert_eq!(brief(value, Language::En), expected);
        }
    }

    #[test]
    fn shares_never_round_to_nothing() {
        assert_eq!(percent(0.0), "0 %");
        assert_eq!(percent(0.000_1), "0.1 % or less");
        assert_eq!(percent(0.025), "2.5 %");
        assert_eq!(percent(0.03), "3 %");
        assert_eq!(percent(0.34), "34 %");
    }
}
