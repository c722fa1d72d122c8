//! The chart of distances, its title and its rows.

use super::super::Topic;
use crate::appraisal::breakeven::{Alone, BreakEven, Joint};
use crate::chart::{Distance, DistanceRow, Heading, Turns};
use crate::language::{Argument, Language};
use crate::output::report::brief;
use crate::output::titles::input_in_sentence;

/// Rows of the chart.
const MOST: usize = 16;

/// The chart as SVG; nothing if there is no number to show.
pub fn distance(found: &BreakEven, topic: &Topic, heading: Heading) -> Option<String> {
    let language = heading.language;
    if found.alone.is_empty() {
        return None;
    }
    // Numbers that are held certain and turn nothing say nothing.
    let worth = |alone: &&Alone| alone.turn.is_some() || alone.interval.is_some();
    let mut worth: Vec<&Alone> = found.alone.iter().filter(worth).collect();
    // What turns the claim alone, what helps to turn it, the rest.
    worth.sort_by_key(|alone| alone.turn.is_none() && together(found, &alone.name).is_none());
    let rows = worth.iter().take(MOST).map(|alone| row(found, topic, alone, language)).collect();
    let mut notes = vec![];
    if worth.len() > MOST {
        let more = language.count(worth.len() - MOST);
        notes.push(language.say("chart-distance-more", &[("more", (&more).into())]));
    }
    let heading = Heading { title: title(found, topic, language), ..heading };
    Some(Distance { heading, rows, notes }.svg())
}

fn row(found: &BreakEven, topic: &Topic, alone: &Alone, language: Language) -> DistanceRow {
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
        name: topic.input(&alone.name, language),
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

/// Which number alone turns the claim with the least surprise, and how far out that is.
pub fn title(found: &BreakEven, topic: &Topic, language: Language) -> String {
    let claim = found.claim.text.replace("<=", "≤").replace(">=", "≥");
    let turned = if found.holds { language.word("claim-false") } else { language.word("claim-true") };
    let asked: [(&str, Argument); 2] = [("claim", (&claim).into()), ("turned", (&turned).into())];
    let Some((alone, turn)) = found.alone.first().and_then(|alone| Some((alone, alone.turn?))) else {
        return language.say("title-distance-never", &asked);
    };
    let name = input_in_sentence(&topic.model, &alone.name, language);
    let with_unit = |value: f64| match alone.unit.as_str() {
        "" | "1" => brief(value, language),
        unit => format!("{}\u{a0}{unit}", brief(value, language)),
    };
    let value = with_unit(turn.value);
    let mean = with_unit(alone.mean);
    let mut parts = asked.to_vec();
    parts.extend([("name", Argument::Text(&name)), ("value", Argument::Text(&value))]);
    match turn.chance() {
        None => {
            parts.push(("mean", Argument::Text(&mean)));
            language.say("title-distance-certain", &parts)
        }
        Some(_) if turn.beyond => language.say("title-distance-impossible", &parts),
        Some(chance) if chance < 0.05 => language.say("title-distance-beyond", &parts),
        Some(_) => language.say("title-distance-within", &parts),
    }
}
