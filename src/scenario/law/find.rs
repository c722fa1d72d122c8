//! Looking up what somebody asks for: a country, a regime on a day, a substance.

use crate::codes::Code;
use crate::law::{Date, Law, Regime, country};
use crate::scenario::nearest::{did_you_mean, nearest};
use crate::text::Problem;
use indexmap::IndexMap;

/// The law of a country, named by its code of two or three letters or by its English name.
pub fn country<'a>(laws: &'a IndexMap<String, Law>, word: &str) -> Result<&'a Law, Problem> {
    let own_title = |law: &&Law| law.title.0.values().any(|title| title.eq_ignore_ascii_case(word.trim()));
    let found = country::find(word);
    if let Some(law) = found.and_then(|found| laws.get(found.alpha3)).or_else(|| laws.values().find(own_title)) {
        return Ok(law);
    }
    let problem = match found {
        Some(found) => {
            let message = format!("there is no law of {} ({}) here", found.name, found.alpha3);
            Problem::nowhere(Code::UnknownCountry, message)
                .help("add it with  --law FILE.toml;  docs/law.md shows how such a file is written")
        }
        None => Problem::nowhere(Code::UnknownCountry, format!("no country is called `{}`", word.trim())),
    };
    let here = laws.values().map(|law| law.title.in_language("en"));
    Err(match nearest(word.trim(), here.chain(country::all().map(|country| country.name))) {
        Some(near) if found.is_none() => problem.help(format!("did you mean `{near}`?")),
        _ => problem.help("crimcost law list  shows the countries there are"),
    })
}

/// The regime of a country on a day; if no day is asked for, the latest of which more than its gaps is known.
pub fn regime(law: &Law, day: Option<Date>) -> Result<&Regime, Problem> {
    let title = law.title.in_language("en");
    let found = match day {
        Some(day) => law.at(day),
        None => law.latest(),
    };
    found.ok_or_else(|| {
        let when = day.map_or_else(String::new, |day| format!(" on {day}"));
        let problem = Problem::nowhere(Code::NoRegime, format!("no regime of {title} is known{when}"));
        law.regimes.values().fold(problem, |problem, regime| problem.help(format!("{}: {}", regime.id, period(regime))))
    })
}

/// When a regime was in force, in words: "2019-01-01 to 2021-11-30", "since 2021-12-01", "until 2018-12-31".
pub fn period(regime: &Regime) -> String {
    match (regime.from, regime.to) {
        (Some(from), Some(to)) => format!("{from} to {to}"),
        (Some(from), None) => format!("since {from}"),
        (None, Some(to)) => format!("until {to}"),
        (None, None) => "dates not known".to_owned(),
    }
}

/// The substance of a regime's tables that a word means: itself, its only kind, what it is a kind of, or `any`.
pub fn substance<'a>(law: &Law, regime: &'a Regime, word: &str) -> Result<&'a str, Problem> {
    let wanted = tidy(word);
    if let Some((substance, _)) = regime.tables.get_key_value(&wanted) {
        return Ok(substance);
    }
    let kinds: Vec<&str> = matching(regime, word).collect();
    if let [only] = kinds[..] {
        return Ok(only);
    }
    let title = law.title.in_language("en");
    if kinds.len() > 1 {
        let message = format!("{title} has several tables for {}", wanted.replace('_', " "));
        let problem = Problem::nowhere(Code::UnknownSubstance, message);
        return Err(problem.help(format!("name one of them: {}", kinds.join(", "))));
    }
    if let Some(wider) = wider(regime, word).or_else(|| regime.tables.get_key_value("any").map(|(any, _)| any.as_str()))
    {
        return Ok(wider);
    }
    let message = format!("{title} has no table for `{}` in {}", word.trim(), regime.id);
    let problem = Problem::nowhere(Code::UnknownSubstance, message);
    let others = law.regimes.values().filter(|other| other.id != regime.id && other.tables.contains_key(&wanted));
    let problem = others
        .fold(problem, |problem, other| problem.help(format!("there is one in {} ({})", other.id, period(other))));
    Err(match regime.tables.len() {
        0 => problem.help("no table of amounts of this regime was found"),
        _ => problem.help(did_you_mean(&wanted, regime.tables.keys().map(String::as_str))),
    })
}

/// The substances of a regime that a word means: itself, or its kinds, as `cannabis` means `cannabis_herb` too.
pub fn matching<'a>(regime: &'a Regime, word: &str) -> impl Iterator<Item = &'a str> {
    let wanted = tidy(word);
    let kind = format!("{wanted}_");
    regime.tables.keys().map(String::as_str).filter(move |name| **name == wanted || name.starts_with(&kind))
}

/// The table of what the substance is a kind of, as `cannabis_herb` is of `cannabis`; the nearest one.
pub fn wider<'a>(regime: &'a Regime, word: &str) -> Option<&'a str> {
    let wanted = tidy(word);
    let names = regime.tables.keys().map(String::as_str);
    names
        .filter(|name| wanted.strip_prefix(name).is_some_and(|rest| rest.starts_with('_')))
        .max_by_key(|name| name.len())
}

/// A substance as tables name it: `Cannabis herb` is `cannabis_herb`.
pub fn tidy(word: &str) -> String {
    word.trim().to_lowercase().replace([' ', '-'], "_")
}
