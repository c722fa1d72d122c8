//! The charts of a comparison: limits on an axis of grams, penalties on an axis of time.

mod limits;
mod penalties;

use super::compare::Comparison;
use crate::chart::{Heading, Range, RangeRow};
use crate::language::Language;
use crate::law::Law;

/// The most rows that a chart has.
const MOST_ROWS: usize = 40;

/// File names without ending, and the SVG of each chart; none for what nothing was found of.
pub fn charts(comparison: &Comparison) -> Vec<(String, String)> {
    let limits = limits::limits(comparison).map(|chart| ("limits".to_owned(), chart.svg()));
    let penalties = penalties::penalties(comparison).map(|chart| ("penalties".to_owned(), chart.svg()));
    limits.into_iter().chain(penalties).collect()
}

/// "A", "A and B", "A and 3 other countries".
fn some_of(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [one, other] => format!("{one} and {other}"),
        [one, others @ ..] => format!("{one} and {} other countries", others.len()),
    }
}

fn heading<'a>(
    comparison: &Comparison,
    title: String,
    what: &str,
    cited: impl Iterator<Item = (&'a Law, Option<&'a str>)>,
) -> Heading {
    let mut publishers: Vec<&str> = vec![];
    for source in cited.filter_map(|(law, id)| law.sources.get(id?)) {
        let publisher = source.publisher.as_str();
        if !publishers.contains(&publisher) {
            publishers.push(publisher);
        }
    }
    const MOST: usize = 5;
    let more = if publishers.len() > MOST { " …" } else { "" };
    publishers.truncate(MOST);
    let when = comparison.at.map_or("the latest regimes known".to_owned(), |at| format!("on {at}"));
    Heading {
        language: Language::En,
        title,
        subtitle: format!("{what} · {when} · not legal advice"),
        source: format!("Source: {}{more}", publishers.join("; ")),
    }
}

fn describe(rows: &[RangeRow], title: &str, words: impl Fn(&Range) -> String) -> String {
    let mut sentences = vec![format!("{title}.")];
    let mut group = "";
    for row in rows {
        if let Some(new) = &row.group {
            group = new;
        }
        let name = if group.is_empty() { row.name.clone() } else { format!("{group}, {}", row.name) };
        let ranges: Vec<String> = row.lanes.iter().flatten().map(&words).collect();
        let said = if ranges.is_empty() { row.empty.clone() } else { ranges.join("; ") };
        sentences.push(format!("{name}: {said}."));
    }
    sentences.join(" ")
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
