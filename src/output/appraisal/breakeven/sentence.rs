//! The finding in one sentence, by rules.

use crate::appraisal::breakeven::{Alone, BreakEven, Joint, Moved, Side};
use crate::language::{Language, exponent};
use crate::math::powi;
use crate::output::report::figures::{amount, count, percent};
use crate::results::Measure;

/// Names of things that are longer than this are not told by what they are but by their name.
const LONGEST: usize = 60;
/// Values that a sentence tells; the others are in the table.
const MOST: usize = 5;
/// Share of the draws above which it takes little.
const LITTLE: f64 = 0.2;

/// For what a claim to turn, which values are needed, and in how many draws that happens.
///
/// `policy` is the title of the policy that the result is about.
pub fn sentence(found: &BreakEven, policy: &str) -> String {
    let purpose = purpose(found, policy);
    match &found.joint {
        Joint::NothingUncertain => match nearest(found) {
            Some(alone) => format!("{purpose}, {} would be enough.", needed(alone)),
            None => format!("{purpose}, no value of any single number would be enough."),
        },
        Joint::AtTheMiddle => {
            format!("{purpose}, it takes little: it is so with every input at its median; {}.", runs(found))
        }
        Joint::OutOfReach => format!(
            "{purpose}, no combination of values that we hold possible would be enough (we looked 8 standard deviations \
             out); {}.",
            runs(found)
        ),
        Joint::Found(point) => {
            let main: Vec<String> = point.main().map(placed).collect();
            let told = &main[..main.len().min(MOST)];
            let more = match main.len() - told.len() {
                0 => String::new(),
                1 => ", with a smaller change of one other".to_owned(),
                several => format!(", with smaller changes of {several} others"),
            };
            let is_little = found.turned as f64 > LITTLE * found.draws as f64;
            let needed = match told {
                [] => format!("{purpose}, next to nothing would have to change"),
                [only] if is_little => format!("{purpose}, it takes little: {only}"),
                [only] => format!("{purpose}, it would be enough to have {only}"),
                [first @ .., last] => {
                    let all = format!("{} and {last}{more}", first.join(", "));
                    if is_little {
                        format!("{purpose}, it takes little: {all}")
                    } else {
                        let found = if point.settled { "" } else { " found" };
                        format!("{purpose}, the least surprising way{found} is all of this at once: {all}")
                    }
                }
            };
            format!("{needed}; {}.", runs(found))
        }
    }
}

/// The single parameter that is least far out.
pub fn nearest(found: &BreakEven) -> Option<&Alone> {
    found.alone.first().filter(|alone| alone.turn.is_some())
}

/// `For the reform to cost money`: what is asked for, in the direction in which the claim turns.
pub fn purpose(found: &BreakEven, policy: &str) -> String {
    let side = asked(found);
    let limit = found.claim.amount;
    let unit = &found.target.unit;
    let size = amount(limit.abs(), None, unit);
    let saving = matches!(found.target.measure, Measure::Saving | Measure::CumulativeSaving);
    if !saving {
        let limit = amount(limit, None, unit);
        let how = match side {
            Side::AtMost => "at most",
            Side::AtLeast => "at least",
            Side::Below => "below",
            Side::Above => "above",
        };
        return format!("For {} to be {how} {limit}", found.target.id());
    }
    let what = match (side, limit.partial_cmp(&0.0)) {
        (Side::AtMost, Some(std::cmp::Ordering::Equal)) => "to save nothing".to_owned(),
        (Side::Below, Some(std::cmp::Ordering::Equal)) => "to cost money".to_owned(),
        (Side::AtLeast, Some(std::cmp::Ordering::Equal)) => "to cost nothing".to_owned(),
        (Side::Above, Some(std::cmp::Ordering::Equal)) => "to save money".to_owned(),
        (Side::AtMost, Some(std::cmp::Ordering::Less)) => format!("to cost {size} or more on balance"),
        (Side::Below, Some(std::cmp::Ordering::Less)) => format!("to cost more than {size} on balance"),
        (Side::AtLeast, Some(std::cmp::Ordering::Less)) => format!("to cost no more than {size} on balance"),
        (Side::Above, Some(std::cmp::Ordering::Less)) => format!("to cost less than {size} on balance"),
        (Side::AtMost, _) => format!("to save no more than {size}"),
        (Side::Below, _) => format!("to save less than {size}"),
        (Side::AtLeast, _) => format!("to save {size} or more"),
        (Side::Above, _) => format!("to save more than {size}"),
    };
    format!("For {} {what}", if policy == found.target.policy { policy.to_owned() } else { format!("“{policy}”") })
}

/// On which side of its limit the result lies where the claim turns.
pub fn asked(found: &BreakEven) -> Side {
    if found.holds { other(found.claim.side) } else { found.claim.side }
}

fn other(side: Side) -> Side {
    match side {
        Side::AtMost => Side::Above,
        Side::AtLeast => Side::Below,
        Side::Below => Side::AtLeast,
        Side::Above => Side::AtMost,
    }
}

/// In how many draws the claim turns.
pub fn runs(found: &BreakEven) -> String {
    let share = found.turned as f64 / found.draws as f64;
    match found.turned {
        0 => format!("none of our {} draws gets there", count(found.draws)),
        _ if found.turned == found.draws => format!("all of our {} draws get there", count(found.draws)),
        1 => format!("1 of our {} draws gets there", count(found.draws)),
        several if share < 0.1 => {
            let one_in = (found.draws as f64 / several as f64).round() as usize;
            format!("about 1 in {} of our draws gets there, one way or another", count(one_in))
        }
        _ => format!("{} of our draws get there, one way or another", percent(share)),
    }
}

/// `“Time of a test” above 12.1 hour/person (we believe 4 to 9)`.
fn needed(alone: &Alone) -> String {
    let Some(turn) = alone.turn else { return String::new() };
    let side = match turn {
        turn if turn.at_limit => "at",
        turn if turn.upward => "at or above",
        _ => "at or below",
    };
    let believed = match alone.interval {
        Some((low, high)) => format!("we believe {} to {}", figure(low), figure(high)),
        None => format!("we take it as {}", figure(alone.mean)),
    };
    format!("{} {side} {} ({believed})", called(&alone.name, &alone.about), with_unit(turn.value, &alone.unit))
}

fn placed(moved: &Moved) -> String {
    let (low, high) = moved.interval;
    let value = with_unit(moved.value, &moved.unit);
    format!("{} at {value} (we believe {} to {})", called(&moved.name, &moved.about), figure(low), figure(high))
}

/// What a parameter is, or its name if that is too long to be said.
pub fn called(name: &str, about: &str) -> String {
    // A share of a split shares its description with the others.
    let key = name.split_once('.').map(|(_, key)| format!(", {}", key.replace('_', " "))).unwrap_or_default();
    if about.is_empty() || about.chars().count() > LONGEST {
        return name.split('.').next().unwrap_or(name).replace('_', " ") + &key;
    }
    format!("“{}”{key}", about.trim_end_matches('.'))
}

/// A number with its unit, `12 %`; pure numbers alone.
pub fn with_unit(value: f64, unit: &str) -> String {
    match unit {
        "1" | "" => figure(value),
        unit => format!("{} {unit}", figure(value)),
    }
}

/// Three significant digits, all digits before the point, without zeros behind it; nearly 1 is not written as 1.
pub fn in_language(language: Language, value: f64, unit: &str) -> String {
    let digits = if value.abs() >= 1000.0 {
        language.number(value, 0)
    } else if (0.9995..1.0).contains(&value) {
        language.number(0.9999, 4)
    } else {
        let rounded = rounded(value, 3);
        let shortest = (1..=3).find(|digits| (self::rounded(value, *digits) - rounded).abs() <= 1e-9 * rounded.abs());
        // A little more, so that 0.0999… counts as 0.1.
        let decimals = shortest.unwrap_or(3) - 1 - exponent(rounded * (1.0 + 1e-9));
        language.number(rounded, if rounded == 0.0 { 0 } else { decimals })
    };
    if unit == "1" || unit.is_empty() { digits } else { format!("{digits}\u{a0}{unit}") }
}

fn rounded(value: f64, digits: i32) -> f64 {
    let step = powi(10.0, exponent(value) + 1 - digits);
    (value / step).round() * step
}

fn figure(value: f64) -> String {
    in_language(Language::En, value, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_three_digits_and_no_zeros_behind_them() {
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
            assert_eq!(figure(value), expected);
        }
    }
}
