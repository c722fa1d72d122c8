//! What was seen, as `updated` of a parameter says it; and counts that stand there already.

use super::Update;
use super::learn::Subject;
use super::rewrite::Evidence;
use super::saying::percent;
use super::tally::Tally;
use crate::codes::Code;
use crate::scenario::format::quoted;
use crate::text::{Node, Problem, Problems};

/// What was seen, as the entries of `updated`: one for each source.
pub(super) fn seen(
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
pub(super) fn refuse_again(subject: &Subject, seen: &str, problems: &mut Problems) {
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
