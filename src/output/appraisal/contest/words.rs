//! What a contest found, in sentences that turn with the numbers.

use crate::appraisal::contest::{Contest, Crossing, Spread};
use crate::distribution::Distribution;
use crate::language::{Direction, Estimate, Language};
use crate::model::{Parameter, Value};
use crate::output::inputs::describe;
use crate::output::report::{OF_DRAWS, apart, names, percent, plain, with_interval};
use crate::results::Measure;

/// A name as a sentence can hold it: in quotation marks if it has commas or the like.
pub fn name(who: &str) -> String {
    if who.contains([',', ':', ';', '(']) { format!("“{who}”") } else { who.to_owned() }
}

/// Which way a saving goes, by its interval.
pub fn direction(result: &Spread) -> Direction {
    Direction::of(Estimate::between(result.mean, result.low, result.high))
}

/// Whether the result is a saving, so that "saves" and "costs more" say what it is.
pub fn is_saving(contest: &Contest) -> bool {
    matches!(contest.target.measure, Measure::Saving | Measure::CumulativeSaving)
}

/// "saves 12 million GEL (90 % of draws: 3 to 20)".
fn does(result: &Spread, unit: &str) -> String {
    let (low, high) = result.interval();
    match direction(result) {
        Direction::Saves => format!("saves {}", with_interval(result.mean, Some((low, high)), unit)),
        Direction::CostsMore => {
            let (cost, ends) = apart(-result.mean, Some((-high, -low)), unit);
            let ends = ends.map_or_else(String::new, |ends| format!(" ({OF_DRAWS}: {ends})"));
            format!("costs {cost} more{ends}")
        }
        Direction::Unclear => format!("may save or cost: {}", with_interval(result.mean, Some((low, high)), unit)),
        Direction::NoDifference => "changes nothing".to_owned(),
    }
}

/// The finding: what the result is with all values of the other side, beside that of the scenario.
///
/// ```text
/// Even with all values of the Ministry, care saves 3 million EUR (90 % of draws: 1 to 5); with those of this scenario
/// it saves 9 million EUR (90 % of draws: 6 to 13).
/// ```
pub fn finding(contest: &Contest) -> String {
    let (own, other) = (&contest.own().result, &contest.other().result);
    let (ours, theirs) = (name(&contest.ours), name(&contest.theirs));
    let unit = &contest.target.unit;
    if !is_saving(contest) {
        let [own, other] = [own, other].map(|result| with_interval(result.mean, Some(result.interval()), unit));
        let id = contest.target.id();
        return format!("With all values of {theirs}, {id} is {other}; with those of {ours} it is {own}.");
    }
    let policy = &contest.target.policy;
    let (is_own, is_other) = (does(own, unit), does(other, unit));
    match (direction(own), direction(other)) {
        (Direction::Saves, Direction::Saves) if other.mean <= own.mean => {
            format!("Even with all values of {theirs}, {policy} {is_other}; with those of {ours} it {is_own}.")
        }
        (Direction::Saves, Direction::Saves) => format!(
            "On the values of either side {policy} saves: with all of {theirs} it {is_other}, with those of {ours} it \
             {is_own}."
        ),
        (Direction::CostsMore, Direction::CostsMore) if other.mean >= own.mean => {
            format!("Even with all values of {theirs}, {policy} {is_other}; with those of {ours} it {is_own}.")
        }
        (Direction::CostsMore, Direction::CostsMore) => format!(
            "On the values of either side {policy} costs more: with all of {theirs} it {is_other}, with those of \
             {ours} it {is_own}."
        ),
        (Direction::Saves, Direction::CostsMore) | (Direction::CostsMore, Direction::Saves) => format!(
            "The answer turns with the values of {theirs}: with all of them {policy} {is_other}; with those of {ours} \
             it {is_own}."
        ),
        (Direction::Saves, Direction::Unclear) => format!(
            "With all values of {theirs} it is no longer clear that {policy} saves: it {is_other}; with those of \
             {ours} it {is_own}."
        ),
        (Direction::CostsMore, Direction::Unclear) => format!(
            "With all values of {theirs} it is no longer clear that {policy} costs more: it {is_other}; with those of \
             {ours} it {is_own}."
        ),
        (Direction::Unclear, Direction::Unclear) if (own.mean > 0.0) != (other.mean > 0.0) => format!(
            "On the values of either side {policy} may save or cost, and the mean turns: with all of {theirs} it \
             {is_other}; with those of {ours} it {is_own}."
        ),
        (Direction::Unclear, Direction::Unclear) => format!(
            "On the values of either side {policy} may save or cost: with all of {theirs} it {is_other}; with those \
             of {ours} it {is_own}."
        ),
        (Direction::Unclear, Direction::Saves | Direction::CostsMore) => format!(
            "With all values of {theirs} the direction is clear: {policy} {is_other}; with those of {ours} it {is_own}."
        ),
        (Direction::NoDifference, _) | (_, Direction::NoDifference) => {
            format!("With all values of {theirs}, {policy} {is_other}; with those of {ours} it {is_own}.")
        }
    }
}

/// "In 13 of 16 mixtures care saves."
pub fn count(contest: &Contest) -> String {
    let (above, all) = (contest.above_zero(), contest.mixtures.len());
    let what = if is_saving(contest) {
        format!("{} saves", contest.target.policy)
    } else {
        format!("{} is above zero", contest.target.id())
    };
    match above {
        0 => format!("In none of {all} mixtures of the two sides' values {what} in the mean."),
        above if above == all => format!("In all {all} mixtures of the two sides' values {what} in the mean."),
        above => format!("In {above} of {all} mixtures of the two sides' values {what} in the mean."),
    }
}

/// Which disputes are immaterial; nothing if all matter.
pub fn immaterial(contest: &Contest) -> Option<String> {
    let disputes: Vec<&str> =
        contest.contested.iter().filter(|one| !one.is_material()).map(|one| one.name.as_str()).collect();
    let all = contest.contested.len();
    match disputes.len() {
        0 => None,
        1 if all == 1 => {
            Some(format!("The dispute about {} is immaterial: it moves nothing that can be seen.", disputes[0]))
        }
        1 => Some(format!("1 of {all} disputes is immaterial, below 5 % of what they move: {}.", disputes[0])),
        some if some == all => Some("None of the disputes moves the result visibly.".to_owned()),
        some => Some(format!(
            "{some} of {all} disputes are immaterial, each below 5 % of what they move: {}.",
            names(&disputes, usize::MAX)
        )),
    }
}

/// A value as it is read at a glance: a number, an interval, limits; longer forms in words.
pub fn value(parameter: &Parameter, language: Language) -> String {
    value_by(
        parameter,
        language,
        1.0,
        |share| language.percent(share),
        |low, high, hard| limits(language, low, high, hard),
    )
}

/// [`value`] for the tables in text, where percentages have a blank: `59 %`.
pub fn value_in_table(parameter: &Parameter) -> String {
    value_by(parameter, Language::En, 1.0, percent, |low, high, hard| limits(Language::En, low, high, hard))
}

/// A value times `factor`; `percent` writes a share, `limits` its two ends and whether nothing lies beyond them.
fn value_by(
    parameter: &Parameter,
    language: Language,
    factor: f64,
    percent: impl Fn(f64) -> String,
    limits: impl Fn(&str, &str, bool) -> String,
) -> String {
    let is_share = |ends: &[f64]| {
        parameter.unit.dimensions.is_none() && ends.iter().all(|end| (0.0..=1.0).contains(end)) && ends != [1.0]
    };
    let write = |ends: &[f64]| -> Vec<String> {
        ends.iter().map(|end| if is_share(ends) { percent(*end) } else { plain_in(*end * factor, language) }).collect()
    };
    let text = match &parameter.value {
        Value::Known(value) => write(&[*value]).concat(),
        Value::Uncertain(Distribution::Uniform { low, high } | Distribution::Pert { low, high, .. }) => {
            let ends = write(&[*low, *high]);
            limits(&ends[0], &ends[1], true)
        }
        Value::Uncertain(distribution) => {
            let ends = write(&[distribution.quantile(0.05), distribution.quantile(0.95)]);
            limits(&ends[0], &ends[1], false)
        }
        Value::Formula(_) => format!("= {}", describe(&parameter.value)),
        Value::Shares(_)
        | Value::Counts(_)
        | Value::ByYear { .. }
        | Value::ByGroup(_)
        | Value::SinceEntry { .. }
        | Value::View { .. }
        | Value::Spread(_) => describe(&parameter.value),
    };
    match &parameter.conversion {
        Some(conversion) => format!("{text} ({})", conversion.from_year),
        None => text,
    }
}

/// `59 %..93 %` for hard limits, `59 % to 93 %` for an interval.
fn limits(language: Language, low: &str, high: &str, hard: bool) -> String {
    match hard {
        true => format!("{low}..{high}"),
        false => language.say("interval", &[("low", low.into()), ("high", high.into())]),
    }
}

/// A value for a chart: limits in words, and in the unit of `like` where the two can be converted, so that both can be
/// compared: `5 to 9 EUR/person`.
pub fn value_like(parameter: &Parameter, like: &Parameter, language: Language) -> String {
    let limits = |low: &str, high: &str, _: bool| {
        // "59 to 93%" rather than the sign twice.
        let low = if high.ends_with('%') { low.trim_end_matches('%').trim_end() } else { low };
        language.say("interval", &[("low", low.into()), ("high", high.into())])
    };
    let (own, wanted) = (&parameter.unit, &like.unit);
    let is_number = matches!(parameter.value, Value::Known(_) | Value::Uncertain(_));
    let (factor, unit) = match is_number && own.dimensions == wanted.dimensions && wanted.factor != 0.0 {
        true => (own.factor / wanted.factor, &wanted.text),
        false => (1.0, &own.text),
    };
    let text = value_by(parameter, language, factor, |share| language.percent(share), limits);
    if own.dimensions.is_none() { text } else { format!("{text} {unit}") }
}

/// A number with the digits that it needs, as a language writes it.
fn plain_in(number: f64, language: Language) -> String {
    let english = plain(number);
    let decimals = english.split_once('.').map_or(0, |(_, part)| part.len());
    language.number(number, i32::try_from(decimals).unwrap_or(0))
}

/// A number in the unit of a parameter: `34 %`, `12.5 EUR/person/day`, `12.5 EUR/person/day of 2021` in other prices.
pub fn in_unit(number: f64, parameter: &Parameter) -> String {
    if !parameter.unit.dimensions.is_none() {
        let year = parameter.conversion.as_ref().map(|conversion| format!(" of {}", conversion.from_year));
        return format!("{} {}{}", plain(number), parameter.unit.text, year.unwrap_or_default());
    }
    if (0.0..=1.0).contains(&number) { percent(number) } else { plain(number) }
}

/// "from 0 to 90 EUR/person/day".
pub fn between(low: f64, high: f64, parameter: &Parameter) -> String {
    match parameter.unit.dimensions.is_none() {
        true => format!("from {} to {}", in_unit(low, parameter), in_unit(high, parameter)),
        false => format!("from {} to {}", plain(low), in_unit(high, parameter)),
    }
}

/// Where the result crosses zero along a parameter, in words.
pub fn crossing(crossing: &Crossing, parameter: &Parameter) -> String {
    match crossing {
        Crossing::At { value, between: true } => in_unit(*value, parameter),
        Crossing::At { value, between: false } => format!("{}, beyond both", in_unit(*value, parameter)),
        Crossing::Nowhere { low, high } => format!("no value {}", between(*low, *high, parameter)),
        Crossing::MovesNothing => "moves nothing".to_owned(),
        Crossing::SeveralNumbers => "several numbers".to_owned(),
        Crossing::NotAsked => String::new(),
    }
}

/// The parameters that a mixture takes from the other side, and the others.
pub fn parts(contest: &Contest, set: usize) -> [Vec<&str>; 2] {
    let of = |theirs: bool| {
        let both = contest.contested.iter().zip(&contest.mixtures[set].theirs);
        both.filter(|(_, is)| **is == theirs).map(|(one, _)| one.name.as_str()).collect()
    };
    [of(true), of(false)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::testing::{model, town};

    fn parameter(name: &str, text: &str) -> Parameter {
        let model = model(&town(&[(
            "prison_day   = \"30 GEL/person/day | official: office\"",
            "prison_day   = \"30 GEL/person/day | official: office\"\nother = \"TEXT\"".replace("TEXT", text).as_str(),
        )]));
        model.baseline().parameters[name].clone()
    }

    #[test]
    fn both_sides_of_a_dispute_stand_in_one_unit_and_limits_in_words() {
        let said = |text: &str| {
            let other = parameter("other", text);
            value_like(&other, &parameter("prison_day", text), Language::En)
        };
        // 3652.5 GEL a year are 10 GEL a day of 365.25.
        assert_eq!(said("3652.5 GEL/person/year | official: office"), "10 GEL/person/day");
        assert_eq!(said("10..20 GEL/person/day | official: office"), "10 to 20 GEL/person/day");
        assert_eq!(said("4 GEL/hour | official: office"), "4 GEL/hour");
        assert_eq!(said("59..93 % | official: office"), "59 to 93%");
        assert_eq!(said("10 to 30 % | official: office"), "10 to 30%");
        assert_eq!(said("59 % | official: office"), "59%");
    }
}
