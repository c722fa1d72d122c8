//! From what people may write in one line to tables, so that later stages see one form only.
//!
//! One-line parameters become tables (see [`super::short`]), `next = "x"` becomes `next = { x = "rest" }`, and
//! `quantiles = { 0.05 = 60 }` gets the key `0.05`, in the scenario itself, in its policies and variants, and in the
//! `[host]` of a library.

use super::short;
use crate::codes::Code;
use crate::text::{Files, Node, Problem, Problems, Value, inside};
use indexmap::IndexMap;

/// Rewrites every one-line form in `tree` as a table, whose keys and values keep their places inside the line.
///
/// What cannot be read is reported and left as it is: a parameter that is still not a table afterwards has been
/// reported.
pub fn expand(tree: &mut Node, files: &Files, problems: &mut Problems) {
    overlay(tree, "", files, problems);
}

fn overlay(node: &mut Node, path: &str, files: &Files, problems: &mut Problems) {
    let Some(table) = node.as_table_mut() else { return };
    for (key, node) in table.iter_mut() {
        if key == "host" && path.is_empty() {
            overlay(node, key, files, problems);
            continue;
        }
        let Some(entries) = node.as_table_mut() else { continue };
        for (name, entry) in entries.iter_mut() {
            let path = join(&join(path, key), name);
            match key.as_str() {
                "parameter" => parameter(entry, &path, files, problems),
                "stage" => stage(entry, files),
                "policy" | "variant" => overlay(entry, &path, files, problems),
                _ => {}
            }
        }
    }
}

fn parameter(node: &mut Node, path: &str, files: &Files, problems: &mut Problems) {
    match &node.value {
        Value::Table(_) => {
            quantiles(node);
            positions(node, path, files, problems);
        }
        Value::Text(_) => match short::expand_parameter(node, path, files) {
            Ok(table) => *node = table,
            Err(problem) => problems.report(*problem),
        },
        Value::Integer(_) | Value::Number(_) => {
            let number = files.slice(node.place);
            let name = path.rsplit('.').next().unwrap_or(path);
            let message = format!("{path}: a number needs a unit and a source");
            problems.report(
                Problem::new(Code::WrongType, node.place, message, "only a number")
                    .help(format!("write `{name} = \"{number} UNIT | study: SOURCE p. 12\"`"))
                    .help(format!("or, if nothing is published, `{name} = \"{number} UNIT | assumption: why\"`")),
            );
        }
        Value::Flag(_) | Value::Date(_) | Value::List(_) => {
            let message = format!("{path}: a parameter is a text or a table, not {}", node.value.kind());
            problems.report(
                Problem::new(Code::WrongType, node.place, message, "not a parameter")
                    .help("the one-line form is \"VALUE UNIT | GRADE: SOURCE | WHAT IT IS\""),
            );
        }
    }
}

/// Positions may give their value as a line: `value = "50 to 70 EUR/person/day | press: paper"`.
fn positions(parameter: &mut Node, path: &str, files: &Files, problems: &mut Problems) {
    let is_percent = parameter.get("unit").and_then(Node::as_text).is_some_and(|unit| unit.trim() == "%");
    let list = parameter.as_table_mut().and_then(|table| table.get_mut("positions"));
    let Some(Value::List(items)) = list.map(|list| &mut list.value) else { return };
    for (index, item) in items.iter_mut().enumerate() {
        let path = format!("{path}.positions[{}]", index + 1);
        if let Some(value) = item.get("value").filter(|value| value.as_text().is_some()).cloned() {
            match claim(&value, &path, is_percent, files) {
                Ok(keys) => claimed(item, keys, &path, problems),
                Err(problem) => problems.report(*problem),
            }
        }
        quantiles(item);
    }
}

/// The keys of a claim in one line: a number or a range, never arithmetic.
fn claim(value: &Node, path: &str, is_percent: bool, files: &Files) -> Result<IndexMap<String, Node>, Box<Problem>> {
    let keys = short::expand_claim(value, path, files)?;
    if let Some(key) = ["formula", "unknown"].into_iter().find(|key| keys.contains_key(*key)) {
        let message = format!("{path}: somebody claims a number or a range");
        let label = if key == "formula" { "arithmetic" } else { "claims nothing" };
        return Err(Box::new(
            Problem::new(Code::BadPosition, value.place, message, label).help("write the number that is claimed"),
        ));
    }
    let stands_alone = is_percent && !keys.contains_key("unit") && !keys.contains_key("observed");
    if stands_alone {
        let text = value.as_text().unwrap_or_default().split('|').next().unwrap_or_default().trim();
        let message = format!("{path}: `{text}` could be per cent or a share of 1");
        return Err(Box::new(
            Problem::new(Code::BadPosition, value.place, message, "no unit beside a parameter in per cent")
                .help(format!("write `{text} %`, or `{text} 1` for a pure number")),
        ));
    }
    Ok(keys)
}

/// Puts the keys of a line in the place of the line.
fn claimed(position: &mut Node, keys: IndexMap<String, Node>, path: &str, problems: &mut Problems) {
    let Some(table) = position.as_table_mut() else { return };
    table.shift_remove("value");
    for (key, node) in keys {
        if let Some(other) = table.get(&key) {
            problems.report(
                Problem::new(Code::KeysConflict, node.place, format!("{path}: `{key}` is said twice"), "in the line")
                    .also(other.place, "and in the table")
                    .help("keep one of the two"),
            );
            continue;
        }
        table.insert(key, node);
    }
}

/// TOML reads the bare key `0.05` as `05` inside `0`; a quantile means the number.
fn quantiles(parameter: &mut Node) {
    let family = ["distribution", "lognormal", "quantiles"];
    let found = family.iter().try_fold(parameter, |node, key| node.as_table_mut()?.get_mut(*key));
    let Some(quantiles) = found.and_then(Node::as_table_mut) else { return };
    let Some(Value::Table(parts)) = quantiles.get("0").map(|node| node.value.clone()) else { return };
    quantiles.shift_remove("0");
    for (digits, node) in parts {
        quantiles.insert(format!("0.{digits}"), node);
    }
}

fn stage(node: &mut Node, files: &Files) {
    let Some(next) = node.as_table_mut().and_then(|stage| stage.get_mut("next")) else { return };
    let Some(to) = next.as_text().map(str::to_owned) else { return };
    let place = inside(next, files);
    let mut all = Node::new(Value::Text("rest".to_owned()), place);
    all.key = place;
    next.value = Value::Table([(to, all)].into_iter().collect());
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

#[cfg(test)]
#[path = "expand_tests.rs"]
mod tests;
