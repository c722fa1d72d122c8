//! The finding in one sentence, by rules.

use crate::appraisal::breakeven::{Alone, BreakEven, Joint, Moved, Side};
use crate::language::Language;
use crate::output::report::{amount, brief, count, percent};
use crate::output::titles::described;
use crate::results::Measure;

/// Values that a sentence tells; the others are in the table.
const MOST: usize = 5;
/// Share of the draws above which it takes little.
const LITTLE: f64 = 0.2;

/// For what a claim to turn, which values are needed, and in how many draws that happens.
///
/// `title` is that of the policy that the result is about; empty if it has none.
pub fn sentence(found: &BreakEven, title: &str) -> String {
    let purpose = purpose(found, title);
    match &found.joint {
        Joint::NothingUncertain => match nearest(found) {
            Some(alone) => format!("{purpose}, {} would be enough.", needed(alone, asked(found))),
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
pub fn purpose(found: &BreakEven, title: &str) -> String {
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
    let policy = if title.is_empty() { found.target.policy.clone() } else { format!("“{title}”") };
    format!("For {policy} {what}")
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

/// `“Time of a test” above 12.1 hour/person (we believe 4 to 9)`. Where the result has to pass its limit and not only to
/// reach it, so has the number.
fn needed(alone: &Alone, result: Side) -> String {
    let Some(turn) = alone.turn else { return String::new() };
    let passes = matches!(result, Side::Below | Side::Above);
    let side = match (turn.upward, passes) {
        _ if turn.at_limit => "at",
        (true, true) => "above",
        (true, false) => "at or above",
        (false, true) => "below",
        (false, false) => "at or below",
    };
    let believed = match alone.interval {
        Some((low, high)) => format!("we believe {} to {}", number(low), number(high)),
        None => format!("we take it as {}", number(alone.mean)),
    };
    format!("{} {side} {} ({believed})", described(&alone.name, &alone.about), with_unit(turn.value, &alone.unit))
}

fn placed(moved: &Moved) -> String {
    let (low, high) = moved.interval;
    let value = with_unit(moved.value, &moved.unit);
    format!("{} at {value} (we believe {} to {})", described(&moved.name, &moved.about), number(low), number(high))
}

/// A number with its unit, `12 %`; pure numbers alone.
pub fn with_unit(value: f64, unit: &str) -> String {
    match unit {
        "1" | "" => number(value),
        unit => format!("{} {unit}", number(value)),
    }
}

/// A number of a sentence and of the tables below it.
pub fn number(value: f64) -> String {
    brief(value, Language::En)
}
