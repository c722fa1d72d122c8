//! From a pilot's counts or a court's decisions to a new scenario: what was believed before, moved by what was seen.
//!
//! A table of counts and its [`mapping`] are [`gather`]ed into events and trials for each parameter, each belief is
//! moved by them ([`belief`], [`learn`]), and the text of the scenario is changed in its place ([`rewrite`]).

pub mod belief;
pub mod count;
pub mod gather;
pub mod learn;
pub mod mapping;
mod rewrite;
mod words;

use crate::codes::Code;
use crate::distribution::Distribution;
use crate::model::{Model, Text};
use crate::scenario::format::quoted;
use crate::scenario::nearest::did_you_mean;
use crate::scenario::read::evidence::GRADES;
use crate::scenario::sheet::Sheet;
use crate::scenario::{Scenario, grammar};
use crate::text::{Files, Node, Place, Problem, Problems, parse};
use crate::unit::Units;
use gather::Tally;
use mapping::Mapping;
use rewrite::{Change, Evidence};

/// One number before and after the counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Update {
    /// `share_accepting`, or `sentence.prison`.
    pub name: String,
    pub about: Text,
    pub quantity: Quantity,
    /// In the unit of the parameter.
    pub before: Distribution,
    pub after: Distribution,
    /// Whether `before` only has the mean and standard deviation of what the scenario says.
    pub is_matched: bool,
    /// The counts in words: `9 of 20`.
    pub seen: String,
    /// What the counts alone say.
    pub counted: f64,
    /// The probability that what was believed before gave to counts so far out.
    pub surprise: f64,
}

/// What a number is.
#[derive(Clone, Debug, PartialEq)]
pub enum Quantity {
    Share,
    /// With its unit.
    PerTime(String),
}

/// What an update gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Updated {
    pub updates: Vec<Update>,
    /// The name of the file that changes: the scenario, or a library laid over it.
    pub file: String,
    /// Its new text.
    pub text: String,
}

/// Updates a scenario that was loaded with a table that was read; `lines` are those of its mapping.
///
/// `None` if anything is wrong, all of which is reported; warnings are reported too.
pub fn update(
    scenario: &Scenario,
    model: &Model,
    sheet: &Sheet,
    lines: &[Place],
    files: &Files,
    problems: &mut Problems,
) -> Option<Updated> {
    let mapping = mapping::read(lines, files, problems);
    if mapping.rules.is_empty() && problems.any_errors() {
        // Without its lines the table would be taken for one that needs none.
        return None;
    }
    let declared = scenario.tree.at(&["scenario", "units"]).and_then(Node::as_list).unwrap_or_default();
    let declared = declared.iter().filter_map(Node::as_text).map(str::to_owned).collect();
    let units = Units::new(model.settings.year_days, declared);
    let tallies = gather::gather(sheet, &mapping, &units, problems);
    let worth = match &mapping.worth {
        Some(word) => Some(worth(word, problems)?),
        None => None,
    };
    check_sources(&mapping, model, problems);
    let subjects = learn::subjects(&scenario.tree, model, &tallies, problems);
    let mut updates = vec![];
    let mut learnt = vec![];
    for subject in &subjects {
        let Some((posterior, shown)) = learn::learn(subject, worth, problems) else { continue };
        if worth.is_none() {
            other_year(subject, model.settings.start_year, problems);
        }
        let evidence = evidence(&subject.tallies, &mapping, model, problems);
        updates.extend(shown.iter().cloned());
        learnt.extend(evidence.map(|(evidence, sources)| (subject, posterior, shown, evidence, sources)));
    }
    let first = subjects.first()?;
    let file = first.node.place.file;
    if let Some(other) = subjects.iter().find(|subject| subject.node.place.file != file) {
        let message = format!("{} and {} stand in two files", first.name, other.name);
        problems.report(
            Problem::new(Code::CannotUpdate, other.tallies[0].1.target.place, message, "one at a time")
                .help("update one of the two files first, then the other with the rest of the counts"),
        );
    }
    let text = files.text(file);
    let raw = parse(file, files, &mut Problems::default())?;
    let mut edits = vec![];
    for (subject, posterior, shown, evidence, sources) in learnt {
        let name = files.name(sheet.file);
        let table = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let seen = seen(&shown, table, &subject.tallies, &evidence, &sources);
        refuse_again(subject, &seen[0], problems);
        let (name, place, unit) = (&subject.name, subject.node.place, &subject.parameter.unit.text);
        let change = Change { name, place, learnt: &posterior, unit, seen, evidence };
        edits.extend(rewrite::edits(&change, &raw, files, problems).into_iter().flatten());
    }
    if problems.any_errors() {
        return None;
    }
    let mut text = rewrite::apply(&text, edits);
    for source in &mapping.sources {
        if let Some(new) = source.new.as_ref().filter(|_| !model.sources.contains_key(&source.id.text)) {
            if !text.ends_with('\n') {
                text.push('\n');
            }
            text.push_str(&format!(
                "\n[source.{}]\ntitle = {}\npublisher = {}\nyear = {}\n",
                source.id.text,
                quoted(&new.title),
                quoted(&new.publisher),
                new.year
            ));
            if let Some(url) = &new.url {
                text.push_str(&format!("url = {}\n", quoted(url)));
            }
        }
    }
    Some(Updated { updates, file: files.name(file).to_owned(), text })
}

fn worth(word: &words::Word, problems: &mut Problems) -> Option<f64> {
    match word.text.parse::<f64>() {
        Ok(worth) if worth > 0.0 && worth.is_finite() => Some(worth),
        _ => {
            problems.report(
                Problem::new(
                    Code::ShareObserved,
                    word.place,
                    format!("`{}` is not a worth", word.text),
                    "a number above 0",
                )
                .help("write how many trials of the right year and place the counts are worth, such as  # worth: 40"),
            );
            None
        }
    }
}

/// Sources that are named must exist, new ones must not.
fn check_sources(mapping: &Mapping, model: &Model, problems: &mut Problems) {
    for source in &mapping.sources {
        let id = &source.id;
        let own = model.sources.get(&id.text);
        // The next table of one pilot may describe its source again.
        let same = |new: &mapping::NewSource| own.is_some_and(|own| own.title.in_language("en") == new.title);
        let new = source.new.as_ref().filter(|new| !same(new));
        match (new, own.is_some()) {
            (None, false) => problems.report(
                Problem::new(
                    Code::UnknownSource,
                    id.place,
                    format!("no source called `{}`", id.text),
                    "not in the scenario",
                )
                .help(did_you_mean(&id.text, model.sources.keys().map(String::as_str)))
                .help("or describe it:  # source: id | title | publisher | year | address"),
            ),
            (Some(_), true) => problems.report(
                Problem::new(
                    Code::BadMapping,
                    id.place,
                    format!("the scenario has a source called `{}` already", id.text),
                    "taken",
                )
                .help("write its id alone if it is the same, or choose another id"),
            ),
            (Some(_), false) if !grammar::is_name(&id.text) => problems.report(
                Problem::new(
                    Code::BadName,
                    id.place,
                    format!("`{}` cannot be the id of a source", id.text),
                    "letters, digits and _",
                )
                .help("an id begins with a letter and has letters, digits and _"),
            ),
            (None, true) | (Some(_), false) => {}
        }
    }
}

/// Where the counts of a parameter are from; without a source or a grade there is no update.
fn evidence(
    tallies: &[(Option<String>, &Tally)],
    mapping: &Mapping,
    model: &Model,
    problems: &mut Problems,
) -> Option<(Evidence, Vec<String>)> {
    let first = tallies[0].1;
    let mut sources: Vec<String> = vec![];
    for id in tallies.iter().flat_map(|(_, tally)| &tally.sources) {
        let is_new = mapping.sources.iter().any(|source| source.id.text == *id);
        if !is_new && !model.sources.contains_key(id) {
            problems.report(
                Problem::new(
                    Code::UnknownSource,
                    first.target.place,
                    format!("no source called `{id}`, which the table names"),
                    "counts from there",
                )
                .help(did_you_mean(id, model.sources.keys().map(String::as_str)))
                .help(format!("or describe it above the header:  # source: {id} | title | publisher | year | address")),
            );
        }
        if !sources.contains(id) {
            sources.push(id.clone());
        }
    }
    if sources.is_empty() {
        sources.extend(mapping.sources.first().map(|source| source.id.text.clone()));
    }
    let Some(source) = sources.first().cloned() else {
        problems.report(
            Problem::new(
                Code::NoSource,
                first.target.place,
                format!("{}: the counts have no source", first.target.text),
                "says who?",
            )
            .help("write above the header:  # source: id | title | publisher | year | address")
            .help("or, for a source that the scenario has:  # source: id  (or a column `source`)"),
        );
        return None;
    };
    let words: Vec<&str> = GRADES.iter().map(|(word, _)| *word).filter(|word| *word != "assumption").collect();
    let grade = tallies.iter().find_map(|(_, tally)| tally.grade.as_ref());
    let Some(grade) = grade.filter(|grade| words.contains(&grade.text.as_str())) else {
        let place = grade.map_or(first.target.place, |grade| grade.place);
        let message = match grade {
            Some(grade) => format!("`{}` is not a grade of counts", grade.text),
            None => format!("{}: the counts have no grade", first.target.text),
        };
        problems.report(
            Problem::new(Code::BadGrade, place, message, "how good are they?").help(
                "write above the header:  # grade: study  (official, study, press or expert; or a column `grade`)",
            ),
        );
        return None;
    };
    let at = first.at.as_ref().map(|at| at.text.clone());
    Some((Evidence { source, at, grade: grade.text.clone() }, sources))
}

/// What was seen, as the entries of `updated`: one for each source.
fn seen(
    shown: &[Update],
    table: &str,
    tallies: &[(Option<String>, &Tally)],
    evidence: &Evidence,
    sources: &[String],
) -> Vec<String> {
    let words: Vec<String> = shown
        .iter()
        .map(|update| match update.name.rsplit_once('.') {
            Some((_, key)) => format!("{key} {}", update.seen),
            None => update.seen.clone(),
        })
        .collect();
    let mut years: Vec<String> =
        tallies.iter().flat_map(|(_, tally)| &tally.years).map(|year| year.to_string()).collect();
    years.sort();
    years.dedup();
    let mut words = words.join("; ");
    if !years.is_empty() {
        words.push_str(&format!("; {}", years.join(", ")));
    }
    let observed = tallies.iter().map(|(_, tally)| tally.share_observed).fold(1.0, f64::min);
    if observed < 1.0 {
        words.push_str(&format!("; {} of courts observed", percent(observed)));
    }
    let entry = |words: &str, source: &str| {
        format!(
            "{{ seen = {}, table = {}, source = {}, grade = {} }}",
            quoted(words),
            quoted(table),
            quoted(source),
            quoted(&evidence.grade)
        )
    };
    let mut entries = vec![entry(&words, &evidence.source)];
    entries.extend(sources[1..].iter().map(|source| entry("part of the same counts", source)));
    entries
}

/// Counts that the parameter holds already are not added a second time.
fn refuse_again(subject: &learn::Subject, seen: &str, problems: &mut Problems) {
    let before = subject.node.get("updated").and_then(Node::as_list).unwrap_or_default();
    let text = |node: &Node, key: &str| quoted(node.get(key).and_then(Node::as_text).unwrap_or_default());
    for entry in before {
        if seen.contains(&format!("seen = {}, table = {},", text(entry, "seen"), text(entry, "table"))) {
            let message = format!("{}: these counts were added before", subject.name);
            problems.report(
                Problem::new(Code::CountedTwice, subject.tallies[0].1.target.place, message, "a second time")
                    .also(entry.place, "the first time")
                    .help("update with the counts that are new alone"),
            );
        }
    }
}

fn other_year(subject: &learn::Subject, start: i32, problems: &mut Problems) {
    let Some((_, tally)) = subject.tallies.iter().find(|(_, tally)| tally.years.iter().any(|year| *year != start))
    else {
        return;
    };
    let years: Vec<String> = tally.years.iter().map(|year| year.to_string()).collect();
    let message = format!("{}: counts of {} are used for {start} as they are", subject.name, years.join(", "));
    problems.report(
        Problem::new(Code::OtherYear, tally.target.place, message, "how far do they carry?")
            .help("say how many trials of the right year and place they are worth:  # worth: 40"),
    );
}

/// A share in per cent with the digits that count.
pub fn percent(share: f64) -> String {
    let per_cent = share * 100.0;
    if share > 0.0 && per_cent < 0.01 { "less than 0.01 %".to_owned() } else { format!("{} %", number(per_cent)) }
}

/// A length of time in years or months if it is whole ones of 365.25 days a year, else in days.
pub fn length(days: f64) -> String {
    let months = days * 12.0 / 365.25;
    if months < 0.5 || (months - months.round()).abs() > 1e-6 {
        return format!("{} days", number(days));
    }
    let (count, word) = match months.round() {
        months if months % 12.0 == 0.0 => (months / 12.0, "year"),
        months => (months, "month"),
    };
    format!("{count} {word}{}", if count == 1.0 { "" } else { "s" })
}

/// A number with three digits that count.
pub fn number(value: f64) -> String {
    if value.abs() >= 100.0 {
        return format!("{}", value.round());
    }
    format!("{value:.2e}").parse::<f64>().map_or_else(|_| value.to_string(), |rounded| rounded.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_and_shares_are_said_in_round_words() {
        assert_eq!(length(365.25), "1 year");
        assert_eq!(length(730.5), "2 years");
        assert_eq!(length(365.25 / 2.0), "6 months");
        assert_eq!(length(10.0), "10 days");
        assert_eq!(length(365.0), "365 days");
        assert_eq!(percent(0.25), "25 %");
        assert_eq!(percent(0.000_01), "less than 0.01 %");
        assert_eq!(number(98.7654), "98.8");
        assert_eq!(number(1234.5), "1235");
    }
}
