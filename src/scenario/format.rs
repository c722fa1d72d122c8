//! Rewrites parameters between their one-line and their table form, and leaves everything else as it is.
//!
//! Only the values of parameters change: keys, comments, order and blanks stay byte for byte. A parameter stays as it
//! is when the other form cannot say the same, when it is spread over a header or dotted keys, or when its table has
//! comments inside.

use super::short::{self, Line};
use crate::text::{Files, Node, Problems, Value, parse};
use indexmap::IndexMap;

/// The form to write parameters in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `"8.43 hour/person | study: nida"`.
    Short,
    /// `{ value = 8.43, unit = "hour/person", grade = "study", source = "nida" }`.
    Long,
}

/// Writes the parameters of a text in `form`; the text is added to `files` under `name`.
///
/// The meaning does not change, and doing it twice changes nothing more. `None` if the text is not TOML or a line
/// cannot be read; the problems then say why.
pub fn format(text: &str, name: &str, form: Form, files: &mut Files, problems: &mut Problems) -> Option<String> {
    let (mark, text) = match text.strip_prefix('\u{feff}') {
        Some(rest) => ("\u{feff}", rest),
        None => ("", text),
    };
    let file = files.add(name, text);
    let tree = parse(file, files, problems)?;
    let mut changes = vec![];
    let mut failed = false;
    parameters(&tree, "", &mut |path, node| {
        let new = match (&node.value, form) {
            (Value::Text(_), Form::Long) => match short::expand_parameter(node, path, files) {
                Ok(_) => long(node, files),
                Err(problem) => {
                    problems.report(*problem);
                    failed = true;
                    None
                }
            },
            (Value::Table(table), Form::Short) => one_line(node, table, files),
            _ => None,
        };
        if let Some(new) = new {
            changes.push((node.place, new));
        }
    });
    if failed {
        return None;
    }
    changes.sort_by_key(|(place, _)| place.start);
    let mut written = mark.to_owned();
    let mut at = 0;
    for (place, new) in changes {
        written.push_str(&text[at..place.start]);
        written.push_str(&new);
        at = place.end;
    }
    written.push_str(&text[at..]);
    Some(written)
}

/// Calls `visit` with every parameter and its path, also of policies, variants and a library's host.
fn parameters(node: &Node, path: &str, visit: &mut impl FnMut(&str, &Node)) {
    for (key, node) in node.as_table().into_iter().flatten() {
        if key == "host" && path.is_empty() {
            parameters(node, key, visit);
            continue;
        }
        for (name, entry) in node.as_table().into_iter().flatten() {
            let dot = if path.is_empty() { "" } else { "." };
            let path = format!("{path}{dot}{key}.{name}");
            match key.as_str() {
                "parameter" => visit(&path, entry),
                "policy" | "variant" => parameters(entry, &path, visit),
                _ => {}
            }
        }
    }
}

/// The table that says the same as a one-line parameter.
pub fn long(node: &Node, files: &Files) -> Option<String> {
    let line = short::take_apart(node.as_text()?).ok()?;
    let Line { form, unknown, unit, window, grade, source, at, assumption, about, .. } = line;
    let mut entries = vec![];
    if unknown.is_some() {
        entries.push("unknown = true".to_owned());
    }
    entries.push(match form {
        short::Form::Value(number) => format!("value = {}", number.digits),
        short::Form::Range(low, high) => format!("range = [{}, {}]", low.digits, high.digits),
        short::Form::Limits(low, high) => format!("limits = [{}, {}]", low.digits, high.digits),
        short::Form::Observed(events, trials) => {
            format!("observed = {{ events = {}, trials = {} }}", events.digits, trials.digits)
        }
        short::Form::Formula(formula) => format!("formula = {}", quoted(formula.text)),
    });
    let texts = [
        ("unit", unit),
        ("in", window),
        ("grade", grade),
        ("source", source),
        ("at", at),
        ("assumption", assumption),
        ("about", about),
    ];
    for (key, piece) in texts {
        if let Some(piece) = piece {
            entries.push(format!("{key} = {}", quoted(piece.text)));
        }
    }
    let table = format!("{{ {} }}", entries.join(", "));
    same_meaning(node, files, &table).then_some(table)
}

/// The line that says the same as a table in braces, if there is one.
fn one_line(node: &Node, table: &IndexMap<String, Node>, files: &Files) -> Option<String> {
    let written = files.slice(node.place);
    if !written.starts_with('{') || written.contains('\n') {
        return None;
    }
    let text = |key: &str| table.get(key).map(Node::as_text);
    let number = |node: &Node| node.as_number().map(|_| files.slice(node.place).to_owned());
    let pair = |node: &Node, between: &str| match node.as_list()? {
        [low, high] => Some(format!("{}{between}{}", number(low)?, number(high)?)),
        _ => None,
    };
    let mut line = String::new();
    if table.contains_key("unknown") {
        line.push_str("unknown, ");
    }
    let is_formula = table.contains_key("formula");
    line.push_str(&if let Some(value) = table.get("value") {
        number(value)?
    } else if let Some(range) = table.get("range") {
        pair(range, " to ")?
    } else if let Some(limits) = table.get("limits") {
        pair(limits, "..")?
    } else if let Some(observed) = table.get("observed") {
        format!("{} of {}", number(observed.get("events")?)?, number(observed.get("trials")?)?)
    } else {
        format!("= {}", text("formula")??)
    });
    if let Some(unit) = text("unit").filter(|_| !table.contains_key("observed")) {
        line.push_str(&format!(" {}", unit?));
    }
    if let Some(window) = text("in") {
        line.push_str(&format!(" in {}", window?));
    }
    let evidence = if let Some(why) = text("assumption") {
        Some(format!("assumption: {}", why?))
    } else if let Some(grade) = text("grade") {
        let at = text("at").map_or(Some(String::new()), |at| at.map(|at| format!(" {at}")))?;
        Some(format!("{}: {}{at}", grade?, text("source")??))
    } else {
        None
    };
    let about = text("about");
    if let Some(evidence) = &evidence {
        line.push_str(&format!(" | {evidence}"));
    } else if about.is_some() && !is_formula {
        line.push_str(" |");
    }
    if let Some(about) = about {
        line.push_str(&format!(" | {}", about?));
    }
    if line.chars().any(char::is_control) {
        return None;
    }
    let line = quoted(&line);
    same_meaning(node, files, &line).then_some(line)
}

/// Whether `new`, in place of the value of a parameter, says the same.
fn same_meaning(node: &Node, files: &Files, new: &str) -> bool {
    let mut others = Files::default();
    let file = others.add("new", format!("x = {new}"));
    let new = parse(file, &others, &mut Problems::default());
    let new = new.as_ref().and_then(|tree| tree.get("x"));
    let meaning = |node: &Node, files: &Files| match &node.value {
        Value::Text(_) => short::expand_parameter(node, "", files).ok().map(|table| plain(&table)),
        _ => Some(plain(node)),
    };
    let (old, new) = (meaning(node, files), new.and_then(|new| meaning(new, &others)));
    old.is_some() && old == new
}

/// A value without its places, the keys of its tables in alphabetical order. What goes without saying is said:
/// an assumption is graded as one, and events of trials have no unit.
fn plain(node: &Node) -> serde_json::Value {
    match &node.value {
        Value::Text(text) => text.as_str().into(),
        Value::Integer(number) => (*number).into(),
        Value::Number(number) => (*number).into(),
        Value::Flag(flag) => (*flag).into(),
        Value::Date(date) => format!("date {date}").into(),
        Value::List(items) => items.iter().map(plain).collect(),
        Value::Table(table) => {
            let mut object: serde_json::Map<_, _> =
                table.iter().map(|(key, node)| (key.clone(), plain(node))).collect();
            if object.contains_key("assumption") && !object.contains_key("grade") {
                object.insert("grade".to_owned(), "assumption".into());
            }
            if object.contains_key("observed") && object.get("unit").is_some_and(|unit| unit == "1") {
                object.shift_remove("unit");
            }
            object.sort_keys();
            object.into()
        }
    }
}

/// A text as TOML writes it.
pub fn quoted(text: &str) -> String {
    let mut written = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => written.push_str("\\\""),
            '\\' => written.push_str("\\\\"),
            '\n' => written.push_str("\\n"),
            '\t' => written.push_str("\\t"),
            control if control.is_control() => written.push_str(&format!("\\u{:04X}", u32::from(control))),
            other => written.push(other),
        }
    }
    written + "\""
}

#[cfg(test)]
#[path = "format_tests.rs"]
mod tests;
