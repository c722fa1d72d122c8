//! The mapping: lines that say which columns of a table count for which parameter, and where the counts are from.
//!
//! ```text
//! ## how the pilot went, quarter by quarter                             a remark
//! # source: pilot | Evaluation of the pilot | Public Health Bureau | 2023 | https://example.org
//! # grade: study
//! # share_accepting = accepted of offered                               events of trials
//! # found_again = re_contacted of completed in 12 months                a risk, with its window
//! # people_found = offered in 3 months                                  people per time: what one row covers
//! # sentence.prison = count where penalty is prison or arrest           one key of several shares
//! # share_prison = rows where penalty is prison of rows                 one decision a row
//! # share observed: 60 %                                                of all courts
//! # worth: 40                                                           no more than so many trials
//! # notes: officer, remarks                                             columns that nobody reads
//! ```
//!
//! They stand at the head of the table behind `#`, or in a file of their own.

use super::words::{Word, list, words};
use crate::codes::Code;
use crate::text::{Files, Place, Problem, Problems};

/// What the lines say.
#[derive(Debug, Default)]
pub struct Mapping {
    pub rules: Vec<Rule>,
    /// The first is the source of all counts that do not name another.
    pub sources: Vec<Source>,
    pub grade: Option<Word>,
    /// Page or table.
    pub at: Option<Word>,
    /// The share of the courts, offices or police stations that the table covers.
    pub share_observed: Option<Word>,
    pub worth: Option<Word>,
    /// Columns that nobody reads.
    pub notes: Vec<Word>,
}

/// A source: one of the scenario's, or a new one with all that a source needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    pub id: Word,
    pub new: Option<NewSource>,
}

/// What a new source is.
#[derive(Clone, Debug, PartialEq)]
pub struct NewSource {
    pub title: String,
    pub publisher: String,
    pub year: String,
    pub url: Option<String>,
}

/// One line for one parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// `share_accepting`, or `sentence.prison`.
    pub target: Word,
    pub events: Side,
    pub trials: Option<Side>,
    /// The window of a risk, or the time that a row covers.
    pub window: Option<Word>,
}

/// What is added up: columns, in the rows that pass the filters.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// Empty: the rows themselves are counted.
    pub columns: Vec<Word>,
    pub filters: Vec<Filter>,
    pub place: Place,
}

/// A condition on one column.
#[derive(Clone, Debug, PartialEq)]
pub struct Filter {
    pub column: Word,
    pub is: bool,
    pub values: Vec<Word>,
}

const FORMS: &str = "write  parameter = accepted of offered  or  people_found = offered in 3 months";

/// Reads lines that stand at these places; marks in front of them are passed over.
pub fn read(lines: &[Place], files: &Files, problems: &mut Problems) -> Mapping {
    let mut mapping = Mapping::default();
    for line in lines {
        let Some(content) = content(*line, files) else { continue };
        let text = files.slice(content);
        match (text.find('='), text.find(':')) {
            (Some(equals), colon) if colon.is_none_or(|colon| equals < colon) => {
                if let Some(rule) = rule(content, files, problems) {
                    mapping.rules.push(rule);
                }
            }
            (_, Some(colon)) => remark(&mut mapping, content, colon, files, problems),
            _ => problems.report(
                Problem::new(Code::BadMapping, content, "a line of the mapping says nothing", "neither `=` nor `:`")
                    .help(FORMS)
                    .help("a remark begins with `##`"),
            ),
        }
    }
    mapping
}

/// The line without its mark, the quotes of a spreadsheet and separators behind it; `None` for remarks and blanks.
fn content(line: Place, files: &Files) -> Option<Place> {
    let text = files.slice(line);
    let is_padding = |letter: char| letter.is_whitespace() || matches!(letter, ',' | ';');
    let mut inner = text.trim().trim_end_matches(is_padding);
    if let Some(quoted) = inner.strip_prefix('"') {
        inner = quoted.trim_end_matches('"');
    }
    if inner.starts_with("##") {
        return None;
    }
    let inner = inner.strip_prefix('#').unwrap_or(inner).trim();
    let offset = inner.as_ptr() as usize - text.as_ptr() as usize;
    (!inner.is_empty()).then(|| line.within(offset, inner.len()))
}

fn remark(mapping: &mut Mapping, line: Place, colon: usize, files: &Files, problems: &mut Problems) {
    let text = files.slice(line);
    let (key, value) = (text[..colon].trim(), &text[colon + 1..]);
    let value = trimmed(line.within(colon + 1, value.len()), files);
    if value.text.is_empty() {
        problems.report(
            Problem::new(Code::BadMapping, line, format!("`{key}:` says nothing"), "nothing behind the colon")
                .help("write the value behind the colon, or leave the line out"),
        );
        return;
    }
    let slot = match key.to_lowercase().as_str() {
        "source" => {
            mapping.sources.extend(source(&value, files, problems));
            return;
        }
        "notes" => {
            mapping.notes.extend(list(value.place, files));
            return;
        }
        "grade" => &mut mapping.grade,
        "at" => &mut mapping.at,
        "share observed" => &mut mapping.share_observed,
        "worth" => &mut mapping.worth,
        _ => {
            problems.report(
                Problem::new(
                    Code::BadMapping,
                    line.within(0, key.len()),
                    format!("`{key}:` is not a line of a mapping"),
                    "not known",
                )
                .help("there are: source, grade, at, share observed, worth, notes")
                .help(FORMS)
                .help("a remark begins with `##`"),
            );
            return;
        }
    };
    match slot {
        None => *slot = Some(value),
        Some(first) => problems.report(
            Problem::new(Code::BadMapping, line, format!("`{key}:` is said twice"), "the second time")
                .also(first.place, "the first time")
                .help("keep one of the two"),
        ),
    }
}

fn trimmed(place: Place, files: &Files) -> Word {
    let text = files.slice(place);
    let offset = text.len() - text.trim_start().len();
    Word { text: text.trim().to_owned(), place: place.within(offset, text.trim().len()), quoted: true }
}

fn source(value: &Word, files: &Files, problems: &mut Problems) -> Option<Source> {
    let mut parts = vec![];
    let mut at = 0;
    for part in files.slice(value.place).split('|') {
        parts.push(trimmed(value.place.within(at, part.len()), files));
        at += part.len() + 1;
    }
    let id = parts[0].clone();
    let new = match &parts[1..] {
        [] => None,
        [title, publisher, year, rest @ ..] if rest.len() <= 1 && year.text.parse::<u16>().is_ok() => Some(NewSource {
            title: title.text.clone(),
            publisher: publisher.text.clone(),
            year: year.text.clone(),
            url: rest.first().map(|url| url.text.clone()).filter(|url| !url.is_empty()),
        }),
        _ => {
            problems.report(
                Problem::new(Code::BadMapping, value.place, "a new source has four or five parts", "not these parts")
                    .help("write  source: id | title | publisher | year | address")
                    .help("or, for a source that the scenario has, its id alone"),
            );
            return None;
        }
    };
    Some(Source { id, new })
}

/// `target = events [where …] [of trials [where …]] [in window]`.
fn rule(line: Place, files: &Files, problems: &mut Problems) -> Option<Rule> {
    let all = match words(line, files) {
        Ok(all) => all,
        Err(place) => {
            problems.report(
                Problem::new(Code::BadMapping, place, "a quote is never closed", "opened here")
                    .help("put the second quote behind the name"),
            );
            return None;
        }
    };
    let refuse = |place: Place, message: &str, label: &str, problems: &mut Problems| {
        problems.report(Problem::new(Code::BadMapping, place, message, label).help(FORMS));
        None
    };
    let Some(equals) = all.iter().position(|word| word.is("=")) else {
        return refuse(line, "a line of the mapping says nothing", "the `=` stands in quotes", problems);
    };
    let [target] = &all[..equals] else {
        return refuse(line, "a line names one parameter", "before the `=`", problems);
    };
    let mut rest = &all[equals + 1..];
    let mut window = None;
    if let Some(at) = rest.iter().position(|word| word.is("in")) {
        let (Some(first), Some(last)) = (rest.get(at + 1), rest.last()) else {
            return refuse(rest[at].place, "`in` needs a length of time", "nothing behind it", problems);
        };
        let place = Place { end: last.place.end, ..first.place };
        window = Some(trimmed(place, files));
        rest = &rest[..at];
    }
    let (events, trials) = match rest.iter().position(|word| word.is("of")) {
        Some(at) => (&rest[..at], Some(&rest[at + 1..])),
        None => (rest, None),
    };
    if events.is_empty() || trials.is_some_and(<[Word]>::is_empty) {
        return refuse(line, "a column is missing", "something to count goes here", problems);
    }
    let events = side(events, files, problems)?;
    let trials = match trials {
        Some(trials) => Some(side(trials, files, problems)?),
        None => None,
    };
    Some(Rule { target: target.clone(), events, trials, window })
}

fn side(words: &[Word], files: &Files, problems: &mut Problems) -> Option<Side> {
    let place = Place { end: words[words.len() - 1].place.end, ..words[0].place };
    let mut parts = words.split(|word| word.is("where"));
    let columns = parts.next().unwrap_or_default();
    let conditions: Vec<&[Word]> = parts.collect();
    let columns = joined(columns, "+", files);
    let mut filters = vec![];
    let bad = |problems: &mut Problems| {
        problems.report(
            Problem::new(Code::BadMapping, place, "this cannot be read", "not columns and conditions")
                .help("write  count where penalty is prison or arrest and article is 259-2")
                .help("put names that hold words such as `of` or signs such as `+` in quotes"),
        );
    };
    if conditions.len() > 1 || columns.iter().any(|column| column.text.is_empty()) {
        bad(problems);
        return None;
    }
    for condition in conditions.iter().flat_map(|condition| condition.split(|word| word.is("and"))) {
        let Some(at) = condition.iter().position(|word| word.is("is")).filter(|at| *at > 0) else {
            bad(problems);
            return None;
        };
        let is = !condition.get(at + 1).is_some_and(|word| word.is("not"));
        let values = joined(&condition[at + if is { 1 } else { 2 }..], "or", files);
        if values.iter().any(|value| value.text.is_empty()) {
            bad(problems);
            return None;
        }
        let column = joined(&condition[..at], "+", files).remove(0);
        filters.push(Filter { column, is, values });
    }
    let rows = |columns: &[Word]| matches!(columns, [only] if only.is("rows"));
    Some(Side { columns: if rows(&columns) { vec![] } else { columns }, filters, place })
}

/// Names between separators; words that follow one another are one name.
fn joined(words: &[Word], separator: &str, files: &Files) -> Vec<Word> {
    let name = |words: &[Word]| match words {
        [] => Word { text: String::new(), place: Place::default(), quoted: false },
        [only] => only.clone(),
        [first, .., last] => {
            let place = Place { end: last.place.end, ..first.place };
            Word { text: files.slice(place).to_owned(), place, quoted: true }
        }
    };
    words.split(|word| word.is(separator)).map(name).collect()
}

#[cfg(test)]
#[path = "mapping_tests.rs"]
mod tests;
