//! Changing parameters in the text of a scenario, which keeps everything else as it stands: comments, order, blanks.

use super::learn::Learnt;
use crate::codes::Code;
use crate::scenario::format::{long, quoted};
use crate::scenario::overlay::{EVIDENCE_KEYS, belongs_to_form};
use crate::text::{Files, Node, Place, Problem, Problems, Value, parse};

/// What is to be written of one parameter.
pub struct Change<'a> {
    pub name: &'a str,
    /// Where the parameter stands.
    pub place: Place,
    pub learnt: &'a Learnt,
    pub unit: &'a str,
    pub evidence: Evidence,
    /// One for each source of the counts, the first with the counts themselves.
    pub seen: Vec<String>,
}

/// Where the counts are from.
pub struct Evidence {
    pub source: String,
    pub at: Option<String>,
    pub grade: String,
}

/// A stretch of the text and what stands there afterwards.
type Edit = (usize, usize, String);

/// A key of a parameter with the text of its value.
type Entry = (String, String);

/// The edits of one parameter in a text whose tree is `raw`; what cannot be written is reported.
pub fn edits(change: &Change, raw: &Node, files: &Files, problems: &mut Problems) -> Option<Vec<Edit>> {
    let found = at_place(raw, change.place).and_then(|node| match &node.value {
        Value::Text(_) => in_line(&long(node, files)?, change).map(|new| vec![whole(node.place, new)]),
        Value::Table(_) if files.slice(node.place).starts_with('{') => {
            let new = written(&renewed(entries(node, files)?, change));
            Some(vec![whole(node.place, new)])
        }
        Value::Table(_) => under_header(node, change, files),
        Value::Integer(_) | Value::Number(_) | Value::Flag(_) | Value::Date(_) | Value::List(_) => None,
    });
    if found.is_none() {
        problems.report(
            Problem::new(
                Code::CannotRewrite,
                change.place,
                format!("{}: the parameter is spread over headers or dotted keys", change.name),
                "cannot be changed in its place",
            )
            .help(format!("write it as one line or as a table:  {} = {{ range = [0.1, 0.4], … }}", change.name)),
        );
    }
    found
}

/// The text with all edits made.
pub fn apply(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|(start, ..)| *start);
    let mut new = String::new();
    let mut at = 0;
    for (start, end, piece) in edits {
        new.push_str(&text[at..start]);
        new.push_str(&piece);
        at = end;
    }
    new.push_str(&text[at..]);
    new
}

fn whole(place: Place, new: String) -> Edit {
    (place.start, place.end, new)
}

/// The node that stands at a place.
fn at_place(node: &Node, place: Place) -> Option<&Node> {
    node.as_table()?.values().find_map(|child| if child.place == place { Some(child) } else { at_place(child, place) })
}

/// The keys of a table whose values are written behind them.
fn entries(node: &Node, files: &Files) -> Option<Vec<Entry>> {
    let is_whole = |node: &Node| node.as_table().is_none() || files.slice(node.place).starts_with('{');
    let table = node.as_table()?;
    table.iter().map(|(key, node)| is_whole(node).then(|| (key.clone(), files.slice(node.place).to_owned()))).collect()
}

/// The new value of a parameter that was one line, from the table that says the same.
fn in_line(table: &str, change: &Change) -> Option<String> {
    let mut files = Files::default();
    let file = files.add("line", format!("x = {table}"));
    let tree = parse(file, &files, &mut Problems::default())?;
    Some(written(&renewed(entries(tree.get("x")?, &files)?, change)))
}

fn written(entries: &[Entry]) -> String {
    let entries: Vec<String> = entries.iter().map(|(key, value)| format!("{key} = {value}")).collect();
    format!("{{ {} }}", entries.join(", "))
}

fn is_value(key: &str) -> bool {
    belongs_to_form(key) || EVIDENCE_KEYS.contains(&key) || matches!(key, "unknown" | "between" | "unit")
}

/// The entries of the parameter after the counts: the new value, what stays, the old value, and what was seen.
fn renewed(old: Vec<Entry>, change: &Change) -> Vec<Entry> {
    let (value, stays): (Vec<Entry>, Vec<Entry>) = old.into_iter().partition(|(key, _)| is_value(key));
    let history = |key: &str| matches!(key, "prior" | "updated");
    let find = |wanted: &str| stays.iter().find(|(key, _)| key == wanted).map(|(_, text)| text.clone());
    let prior = find("prior").unwrap_or_else(|| written(&value));
    let mut new = vec![form(change.learnt)];
    if !matches!(change.learnt, Learnt::Counts(_)) {
        let unit = if matches!(change.learnt, Learnt::Share(_)) { "1" } else { change.unit };
        new.push(("unit".to_owned(), quoted(unit)));
    }
    let evidence = &change.evidence;
    new.push(("source".to_owned(), quoted(&evidence.source)));
    if let Some(at) = &evidence.at {
        new.push(("at".to_owned(), quoted(at)));
    }
    new.push(("grade".to_owned(), quoted(&evidence.grade)));
    new.extend(stays.iter().filter(|(key, _)| !history(key)).cloned());
    new.push(("prior".to_owned(), prior));
    let seen = change.seen.join(", ");
    let updated = match find("updated").as_deref().map(|list| list.trim_end_matches(']').trim_end()) {
        Some(before) => format!("{}, {seen}]", before.trim_end_matches(',')),
        None => format!("[{seen}]"),
    };
    new.push(("updated".to_owned(), updated));
    new
}

fn form(learnt: &Learnt) -> Entry {
    match learnt {
        Learnt::Share(beta) => {
            let (a, b) = (digits(beta.a), digits(beta.b));
            ("distribution".to_owned(), format!("{{ beta = {{ a = {a}, b = {b} }} }}"))
        }
        Learnt::PerTime(gamma) => {
            let (shape, scale) = (digits(gamma.shape), digits(1.0 / gamma.time));
            ("distribution".to_owned(), format!("{{ gamma = {{ shape = {shape}, scale = {scale} }} }}"))
        }
        Learnt::Counts(counts) => {
            let counts: Vec<String> = counts.iter().map(|(key, count)| format!("{key} = {}", digits(*count))).collect();
            ("counts".to_owned(), format!("{{ {} }}", counts.join(", ")))
        }
    }
}

/// A number with nine digits that count.
fn digits(value: f64) -> String {
    format!("{value:.8e}").parse::<f64>().map_or_else(|_| value.to_string(), |rounded| rounded.to_string())
}

/// The edits of a parameter with a header of its own: the first key of the value becomes all that is new, the others go.
fn under_header(node: &Node, change: &Change, files: &Files) -> Option<Vec<Edit>> {
    let old = entries(node, files)?;
    let table = node.as_table()?;
    let text = files.text(node.place.file);
    let new = renewed(old.clone(), change);
    let first = table.iter().filter(|(key, _)| is_value(key)).map(|(_, node)| node.key.start).min()?;
    let mut edits = vec![];
    for (key, node) in table {
        let (start, end) = (node.key.start, node.place.end);
        let value = |wanted: &str| new.iter().find(|(key, _)| key == wanted).map(|(_, value)| value.clone());
        if start == first {
            let indent = &text[text[..start].rfind('\n').map_or(0, |at| at + 1)..start];
            let is_new = |key: &str| is_value(key) || (matches!(key, "prior" | "updated") && !table.contains_key(key));
            let lines: Vec<String> =
                new.iter().filter(|(key, _)| is_new(key)).map(|(key, value)| format!("{key} = {value}")).collect();
            edits.push((start, end, lines.join(&format!("\n{indent}"))));
        } else if is_value(key) {
            edits.push(removal(&text, start, end));
        } else if key == "updated" {
            edits.push(whole(node.place, value("updated")?));
        }
    }
    Some(edits)
}

/// Removes a key with its value: the whole line, unless something else stands on it.
fn removal(text: &str, start: usize, end: usize) -> Edit {
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let next = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
    let is_alone = text[line..start].trim().is_empty() && text[end..next].trim().is_empty();
    if is_alone { (line, next, String::new()) } else { (start, end, String::new()) }
}
