//! Which names may stand where, and which known word is near to an unknown one.

use super::Names;
use crate::unit::Units;

/// A rule that a name breaks, and what to write.
pub(super) struct Rule {
    pub message: &'static str,
    pub help: String,
}

/// Whether a name may stand where `names` are wanted.
pub(super) fn fits(name: &str, names: Names) -> Result<(), Rule> {
    let refuse = |message, help| Err(Rule { message, help });
    match names {
        Names::Name if name == "rest" => {
            refuse("has a meaning of its own in shares and cannot be a name", "choose another name".to_owned())
        }
        Names::Name if is_name(name) => Ok(()),
        Names::Policy if name.split('+').all(|part| is_name(part.trim())) => Ok(()),
        Names::Name | Names::Policy => refuse(
            "is not a name: names have the letters a to z, digits and `_`, and begin with a letter",
            format!("for example `{}`", tidied(name)),
        ),
        Names::Free => Ok(()),
        Names::Country if is_code(name) => Ok(()),
        Names::Country => refuse("is not the code of a country", with_capitals(name, "GEO", is_code)),
        Names::Currency if Units::is_currency(name) => Ok(()),
        Names::Currency => refuse("is not the code of a currency", with_capitals(name, "EUR", Units::is_currency)),
        Names::Year if name.parse::<u16>().is_ok_and(|year| (1..=9999).contains(&year)) => Ok(()),
        Names::Year => refuse("is not a calendar year", "for example `2014 = 1.0`".to_owned()),
        Names::Quantile if name.parse::<f64>().is_ok_and(|share| share > 0.0 && share < 1.0) => Ok(()),
        Names::Quantile => refuse("is not between 0 and 1", "for example `\"0.95\" = 200`".to_owned()),
        Names::Language if is_language(name) => Ok(()),
        Names::Language => {
            refuse("is not a language", "for example `{ en = \"Prison\", lt = \"Kalėjimas\" }`".to_owned())
        }
    }
}

/// Whether a text is a name: letters a to z, digits and `_`, a letter first.
pub fn is_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}

fn is_code(name: &str) -> bool {
    name.len() == 3 && name.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn is_language(name: &str) -> bool {
    let mut parts = name.split('-');
    let language = parts.next().unwrap_or("");
    (2..=3).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

fn with_capitals(name: &str, example: &str, is_right: impl Fn(&str) -> bool) -> String {
    let capitals = name.to_uppercase();
    if is_right(&capitals) {
        format!("write `{capitals}`")
    } else {
        format!("three capital letters, such as `{example}`")
    }
}

/// A name as near to `name` as the rules allow.
fn tidied(name: &str) -> String {
    let mut tidy: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    while tidy.contains("__") {
        tidy = tidy.replace("__", "_");
    }
    let tidy = tidy.trim_matches('_');
    if is_name(tidy) { tidy.to_owned() } else { format!("x_{tidy}").trim_end_matches('_').to_owned() }
}

/// The known words nearest to `word`, if any is near; several if they are equally near.
pub(super) fn nearest<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> Vec<&'k str> {
    let mut best = usize::MAX;
    let mut near = vec![];
    for known in known {
        let apart = known.chars().count().abs_diff(word.chars().count());
        if apart > 1 + known.len().min(word.len()) / 4 {
            continue;
        }
        let distance = strsim::damerau_levenshtein(&word.to_lowercase(), known);
        if distance > 1 + known.len().min(word.len()) / 4 || distance > best {
            continue;
        }
        if distance < best {
            near.clear();
            best = distance;
        }
        near.push(known);
    }
    near
}

/// The question that offers them.
pub(super) fn did_you_mean(near: &[&str]) -> String {
    let words: Vec<String> = near.iter().map(|word| format!("`{word}`")).collect();
    format!("did you mean {}?", words.join(" or "))
}
