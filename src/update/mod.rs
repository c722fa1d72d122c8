//! From a pilot's counts or a court's decisions to a new scenario: what was believed before, moved by what was seen.
//!
//! A table of counts and its [`mapping`] are [`gather`]ed into a [`tally`] of events and trials for each parameter, each
//! belief is moved by them ([`belief`], [`learn`]), and the text of the scenario is changed in its place (`rewrite`).

pub mod belief;
pub mod count;
pub mod gather;
pub mod learn;
pub mod mapping;
mod rewrite;
mod saying;
mod seen;
mod sources;
pub mod tally;
mod words;

pub use saying::{number, percent};

use crate::codes::Code;
use crate::distribution::Distribution;
use crate::model::{Model, Text};
use crate::scenario::Scenario;
use crate::scenario::sheet::Sheet;
use crate::text::{Files, Node, Place, Problem, Problems, parse};
use crate::unit::Units;
use rewrite::Change;

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
    sources::check(&mapping, model, problems);
    let subjects = learn::subjects(&scenario.tree, model, &tallies, problems);
    let mut updates = vec![];
    let mut learnt = vec![];
    for subject in &subjects {
        let Some((posterior, shown)) = learn::learn(subject, worth, problems) else { continue };
        if worth.is_none() {
            other_year(subject, model.settings.start_year, problems);
        }
        let evidence = sources::evidence(&subject.tallies, &mapping, model, problems);
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
        let seen = seen::seen(&shown, table, &subject.tallies, &evidence, &sources);
        seen::refuse_again(subject, &seen[0], problems);
        let (name, place, unit) = (&subject.name, subject.node.place, &subject.parameter.unit.text);
        let change = Change { name, place, learnt: &posterior, unit, seen, evidence };
        edits.extend(rewrite::edits(&change, &raw, files, problems).into_iter().flatten());
    }
    if problems.any_errors() {
        return None;
    }
    let text = sources::add_new(rewrite::apply(&text, edits), &mapping, model);
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
