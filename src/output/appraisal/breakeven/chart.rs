//! The chart of distances, its title and its rows.

use super::sentence::asked;
use crate::appraisal::breakeven::{Alone, BreakEven, Joint, Side, Turn};
use crate::chart::{Distance, DistanceRow, Heading, Turns};
use crate::language::{Argument, Estimate, Language};
use crate::output::report::brief;
use crate::results::Measure;
use std::cmp::Ordering;

/// Rows of the chart.
const MOST: usize = 16;

/// Names that the note on numbers that turn nothing lists.
const MOST_NAMES: usize = 12;

/// What the chart calls things.
pub struct Words<'a> {
    pub language: Language,
    /// The policy's title, or the result's id.
    pub what: String,
    /// What an input is called.
    pub label: &'a dyn Fn(&str) -> String,
}

/// The chart as SVG; nothing if there is no number to show.
pub fn distance(found: &BreakEven, words: &Words, heading: Heading) -> Option<String> {
    let language = words.language;
    // What turns the claim alone, then what helps to turn it; the rest is named below.
    let (turning, others): (Vec<&Alone>, Vec<&Alone>) = found.alone.iter().partition(|alone| alone.turn.is_some());
    let (helping, never): (Vec<&Alone>, Vec<&Alone>) =
        others.into_iter().partition(|alone| together(found, &alone.name).is_some());
    let shown: Vec<&Alone> = turning.into_iter().chain(helping).collect();
    // Numbers that are held certain and turn nothing say nothing.
    let never: Vec<&Alone> = never.into_iter().filter(|alone| alone.interval.is_some()).collect();
    if shown.is_empty() && never.is_empty() {
        return None;
    }
    let rows: Vec<DistanceRow> = shown.iter().take(MOST).map(|alone| row(found, alone, words)).collect();
    let mut notes = vec![];
    if shown.len() > MOST {
        let (more, count) = (language.count(shown.len() - MOST), Argument::Count((shown.len() - MOST) as f64, 0));
        notes.push(language.say("chart-distance-more", &[("count", count), ("number", (&more).into())]));
    }
    if !never.is_empty() && !rows.is_empty() {
        let named: Vec<String> = never.iter().take(MOST_NAMES).map(|alone| (words.label)(&alone.name)).collect();
        let mut names = named.join(", ");
        if never.len() > MOST_NAMES {
            let more = language.count(never.len() - MOST_NAMES);
            names = language.say("and-more", &[("names", (&names).into()), ("number", (&more).into())]);
        }
        notes.push(language.say("chart-distance-none", &[("names", (&names).into())]));
    }
    // Where nothing turns it, the rows themselves say so.
    let rows =
        if rows.is_empty() { never.iter().take(MOST).map(|alone| row(found, alone, words)).collect() } else { rows };
    let heading = Heading { title: title(found, words), ..heading };
    Some(Distance { heading, rows, notes }.svg())
}

fn row(found: &BreakEven, alone: &Alone, words: &Words) -> DistanceRow {
    let language = words.language;
    let number = |value: f64| brief(value, language);
    let turns = match alone.turn {
        None => Turns::Never,
        Some(turn) => match turn.score {
            None => Turns::Certain,
            Some(_) if turn.beyond => Turns::Beyond { upward: turn.upward },
            Some(score) => Turns::At { score, upward: turn.upward },
        },
    };
    let value = alone.turn.map_or_else(String::new, |turn| {
        let sign = match turn {
            turn if turn.at_limit => "=",
            turn if turn.upward => "≥",
            _ => "≤",
        };
        format!("{sign}\u{a0}{}", number(turn.value))
    });
    let unit = if alone.unit == "1" { String::new() } else { alone.unit.clone() };
    let certain = alone.turn.filter(|_| alone.interval.is_none()).map(|turn| {
        let size = language.percent((turn.value / alone.mean - 1.0).abs());
        let change = format!("{}{size}", if turn.upward { "+" } else { "\u{2212}" });
        let mean = number(alone.mean);
        language.say("chart-distance-certain", &[("change", (&change).into()), ("value", (&mean).into())])
    });
    DistanceRow {
        name: (words.label)(&alone.name),
        note: unit,
        certain: certain.unwrap_or_default(),
        interval: alone.interval.map(|(low, high)| (number(low), number(high))),
        turns,
        value,
        together: together(found, &alone.name),
    }
}

/// The score of a number in the least surprising combination, if it is told.
fn together(found: &BreakEven, name: &str) -> Option<f64> {
    match &found.joint {
        Joint::Found(point) => point.main().find(|moved| moved.name == name).map(|moved| moved.score),
        Joint::NothingUncertain | Joint::AtTheMiddle | Joint::OutOfReach => None,
    }
}

/// What is asked for, in the direction in which the claim turns: "“Referral” would save".
pub fn goal(found: &BreakEven, words: &Words) -> String {
    let side = asked(found);
    let limit = found.claim.amount;
    let saving = matches!(found.target.measure, Measure::Saving | Measure::CumulativeSaving);
    let sign = limit.partial_cmp(&0.0).filter(|_| saving);
    let key = match (sign, side) {
        (None, Side::AtMost) => "distance-goal-at-most",
        (None, Side::Below) => "distance-goal-below",
        (None, Side::AtLeast) => "distance-goal-at-least",
        (None, Side::Above) => "distance-goal-above",
        (Some(Ordering::Equal), Side::AtMost) => "distance-goal-not-save",
        (Some(Ordering::Equal), Side::Below) => "distance-goal-cost",
        (Some(Ordering::Equal), Side::AtLeast) => "distance-goal-not-cost",
        (Some(Ordering::Equal), Side::Above) => "distance-goal-save",
        (Some(Ordering::Greater), Side::AtMost) => "distance-goal-save-at-most",
        (Some(Ordering::Greater), Side::Below) => "distance-goal-save-below",
        (Some(Ordering::Greater), Side::AtLeast) => "distance-goal-save-at-least",
        (Some(Ordering::Greater), Side::Above) => "distance-goal-save-above",
        (Some(Ordering::Less), Side::AtMost) => "distance-goal-cost-at-least",
        (Some(Ordering::Less), Side::Below) => "distance-goal-cost-above",
        (Some(Ordering::Less), Side::AtLeast) => "distance-goal-cost-at-most",
        (Some(Ordering::Less), Side::Above) => "distance-goal-cost-below",
    };
    let size = if saving { limit.abs() } else { limit };
    let amount = words.language.amount(Estimate::known(size), &found.target.unit);
    words.language.say(key, &[("what", (&words.what).into()), ("amount", (&amount).into())])
}

/// Which number alone turns the claim with the least surprise, and how far out that is.
pub fn title(found: &BreakEven, words: &Words) -> String {
    let language = words.language;
    let goal = goal(found, words);
    let Some((alone, turn)) = found.alone.first().and_then(|alone| Some((alone, alone.turn?))) else {
        return language.say("title-distance-never", &[("goal", (&goal).into())]);
    };
    let write = |value: f64| match alone.unit.as_str() {
        "" | "1" => brief(value, language),
        unit => format!("{}\u{a0}{unit}", brief(value, language)),
    };
    let value = match turn.until {
        Some(until) => {
            let (low, high) = if turn.upward { (turn.value, until) } else { (until, turn.value) };
            let ends = [brief(low, language), write(high)];
            language.say("interval", &[("low", (&ends[0]).into()), ("high", (&ends[1]).into())])
        }
        None if turn.at_limit => write(turn.value),
        None => {
            let key = if turn.upward { "distance-or-more" } else { "distance-or-less" };
            language.say(key, &[("value", (&write(turn.value)).into())])
        }
    };
    let (name, mean, surprise) = ((words.label)(&alone.name), write(alone.mean), surprise(&turn, language));
    let mut parts = vec![("goal", (&goal).into()), ("name", (&name).into()), ("value", (&value).into())];
    match surprise {
        None => {
            parts.push(("mean", (&mean).into()));
            language.say("title-distance-certain", &parts)
        }
        Some(_) if turn.beyond => language.say("title-distance-impossible", &parts),
        Some(surprise) => {
            parts.push(("surprise", (&surprise).into()));
            language.say("title-distance", &parts)
        }
    }
}

/// How far out a turn lies, in the classes of the table; absent for a number that is held certain.
fn surprise(turn: &Turn, language: Language) -> Option<String> {
    let chance = turn.chance()?;
    let said = |key: &str, share: f64| language.say(key, &[("share", (&language.percent(share)).into())]);
    Some(match beyond_interval(chance) {
        Some(interval) => said("distance-surprise-beyond", interval),
        None => said("distance-surprise-chance", chance),
    })
}

/// The widest of the intervals named in tables, titles and charts that a value with this chance of one farther out lies
/// beyond.
pub fn beyond_interval(chance: f64) -> Option<f64> {
    match chance {
        chance if chance < 0.000_5 => Some(0.999),
        chance if chance < 0.005 => Some(0.99),
        chance if chance < 0.05 => Some(0.9),
        _ => None,
    }
}
