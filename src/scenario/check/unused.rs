//! Parameters, sources and payers that change nothing.

use super::{Reporter, Trees};
use crate::codes::Code;
use crate::model::{Answer, Model, Perspective};
use crate::text::{Node, Problem, Value};
use std::collections::BTreeSet;

/// Reports what nothing reads.
pub fn unused(model: &Model, trees: &Trees, reporter: &mut Reporter) {
    let mut words = BTreeSet::new();
    // A variant may be the only one to read something; it is looked at when it runs.
    for key in ["variant", "needs"] {
        if let Some(node) = trees.whole.get(key) {
            collect_words(node, &mut words);
        }
    }
    for answer in model.answers.values() {
        if let Answer::By(text) = answer {
            words.extend(text.split('.').map(str::to_owned));
        }
    }
    if let Perspective::Payer(name) = &model.settings.perspective {
        words.insert(name.clone());
    }
    for correlation in &model.correlations {
        words.extend(correlation.parameters.iter().cloned());
    }
    for (index, alternative) in trees.alternatives.iter().enumerate() {
        for (kind, used) in [("parameter", &trees.used.parameters), ("payer", &trees.used.payers)] {
            for (name, node) in alternative.tree.get(kind).and_then(Node::as_table).into_iter().flatten() {
                if used.contains(name) || words.contains(name) || node.get("positions").is_some() {
                    continue;
                }
                let verb = if kind == "payer" { "pays or is paid" } else { "is read" };
                reporter.report(
                    Problem::new(
                        Code::ChangesNothing,
                        trees.place(index, &[kind, name]),
                        format!("{kind}.{name}: nothing {verb} by this name, so it changes no result"),
                        "not used",
                    )
                    .help("use it, or remove it"),
                );
            }
        }
    }
    let mut cited = BTreeSet::new();
    collect_sources(trees.original, &mut cited);
    collect_sources(trees.whole, &mut cited);
    for alternative in trees.alternatives {
        collect_sources(&alternative.tree, &mut cited);
    }
    for (id, node) in trees.whole.get("source").and_then(Node::as_table).into_iter().flatten() {
        if !cited.contains(id.as_str()) {
            reporter.report(
                Problem::new(
                    Code::ChangesNothing,
                    node.key,
                    format!("source.{id}: no number is from here"),
                    "not cited",
                )
                .help("cite it, or remove it"),
            );
        }
    }
}

/// All words in texts and keys.
fn collect_words(node: &Node, words: &mut BTreeSet<String>) {
    match &node.value {
        Value::Text(text) => {
            let is_letter = |letter: char| letter.is_alphanumeric() || letter == '_';
            words.extend(text.split(|letter| !is_letter(letter)).map(str::to_owned));
        }
        Value::List(items) => items.iter().for_each(|item| collect_words(item, words)),
        Value::Table(entries) => {
            for (key, node) in entries {
                words.insert(key.clone());
                collect_words(node, words);
            }
        }
        Value::Integer(_) | Value::Number(_) | Value::Flag(_) | Value::Date(_) => {}
    }
}

/// The ids of all sources that any table cites.
fn collect_sources<'a>(node: &'a Node, cited: &mut BTreeSet<&'a str>) {
    match &node.value {
        Value::Table(entries) => {
            for (key, node) in entries {
                if let ("source", Some(id)) = (key.as_str(), node.as_text()) {
                    cited.insert(id);
                }
                collect_sources(node, cited);
            }
        }
        Value::List(items) => items.iter().for_each(|item| collect_sources(item, cited)),
        _ => {}
    }
}
