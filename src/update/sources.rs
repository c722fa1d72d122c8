//! Where counts are from: the sources that a table names, new ones it describes, and the grade of its counts.

use super::mapping::{Mapping, NewSource};
use super::rewrite::Evidence;
use super::tally::Tally;
use crate::codes::Code;
use crate::model::Model;
use crate::scenario::format::quoted;
use crate::scenario::grammar;
use crate::scenario::nearest::did_you_mean;
use crate::scenario::read::evidence::GRADES;
use crate::text::{Problem, Problems};

/// Sources that are named must exist, new ones must not.
pub(super) fn check(mapping: &Mapping, model: &Model, problems: &mut Problems) {
    for source in &mapping.sources {
        let id = &source.id;
        let own = model.sources.get(&id.text);
        // The next table of one pilot may describe its source again.
        let same = |new: &NewSource| own.is_some_and(|own| own.title.in_language("en") == new.title);
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
pub(super) fn evidence(
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

/// The text of a scenario with the sources that the table describes and the scenario has not.
pub(super) fn add_new(mut text: String, mapping: &Mapping, model: &Model) -> String {
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
    text
}
