//! From what people may write in one line to tables, so that later stages see one form only.
//!
//! One-line parameters become tables (see [`super::short`]), `next = "x"` becomes `next = { x = "rest" }`, and
//! `quantiles = { 0.05 = 60 }` gets the key `0.05`, in the scenario itself, in its policies and variants, and in the
//! `[host]` of a library.

use super::short;
use crate::codes::Code;
use crate::text::{Files, Node, Problem, Problems, Value, inside};

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
        Value::Table(_) => quantiles(node),
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
