//! Forks: people who would come to a stage are offered something else first.
//!
//! `divert = [{ before = "positive", to = "case_manager", share = "share_referred" }]` makes an event stage
//! `offer_of_case_manager`. Everything that leads to `positive`, by `when_full` too, now leads to the offer, except what leads there from
//! the policy's own new stages: who drops out of the programme is not offered it for ever. Arrivals of `positive` come
//! to the offer as well. Of two forks before one stage, people meet the one listed first first.

use super::nearest::did_you_mean;
use super::overlay::same_value;
use crate::codes::Code;
use crate::text::{Node, Place, Problem, Problems, Value};
use indexmap::IndexMap;

/// The key that a fork has instead of `arrivals` or `entries`: the stage whose new people come to it.
pub const NEW_PEOPLE_OF: &str = "new people of";

/// One fork of one policy.
#[derive(Clone, Debug, PartialEq)]
pub struct Fork {
    pub policy: String,
    pub before: Node,
    pub to: Node,
    pub share: Node,
    /// Where the fork is written.
    pub place: Place,
    /// The new stages of the policy that asks for the fork: their ways are left alone.
    pub own_stages: Vec<String>,
}

/// The forks that a policy's own table asks for.
pub fn read(policy: &str, table: &Node, base: &Node, problems: &mut Problems) -> Vec<Fork> {
    let own_stages: Vec<String> = table
        .get("stage")
        .and_then(Node::as_table)
        .into_iter()
        .flat_map(|stages| stages.keys())
        .filter(|name| base.at(&["stage", name]).is_none())
        .cloned()
        .collect();
    let mut forks = vec![];
    for item in table.get("divert").and_then(Node::as_list).unwrap_or_default() {
        let (Some(before), Some(to), Some(share)) = (item.get("before"), item.get("to"), item.get("share")) else {
            problems.report(
                Problem::new(
                    Code::MissingKey,
                    item.place,
                    format!("policy.{policy}.divert: a fork needs `before`, `to` and `share`"),
                    "one of them is missing",
                )
                .help("divert = [{ before = \"positive\", to = \"case_manager\", share = \"share_referred\" }]"),
            );
            continue;
        };
        forks.push(Fork {
            policy: policy.to_owned(),
            before: before.clone(),
            to: to.clone(),
            share: share.clone(),
            place: item.place,
            own_stages: own_stages.clone(),
        });
    }
    forks
}

/// Puts a fork into a policy's tree.
///
/// `base` is the baseline: people whom the policy itself lets arrive come to the fork by the policy's own count.
pub fn put(fork: &Fork, base: &Node, tree: &mut Node, problems: &mut Problems) {
    let policy = &fork.policy;
    let Some(stages) = tree.as_table_mut().and_then(|tables| tables.get_mut("stage")).and_then(Node::as_table_mut)
    else {
        return;
    };
    let (Some(before), Some(to)) = (fork.before.as_text(), fork.to.as_text()) else {
        return;
    };
    for (name, node) in [(before, &fork.before), (to, &fork.to)] {
        if !stages.contains_key(name) {
            problems.report(
                Problem::new(
                    Code::BadDivert,
                    node.place,
                    format!("policy.{policy}.divert: no stage called `{name}`"),
                    "neither the scenario nor the policy has this stage",
                )
                .help(did_you_mean(name, stages.keys().map(String::as_str))),
            );
            return;
        }
    }
    if before == to {
        problems.report(
            Problem::new(
                Code::BadDivert,
                fork.to.place,
                format!("policy.{policy}.divert: the fork leads to the stage that it stands before"),
                "the same stage as in `before`",
            )
            .help("`to` names the stage that takes people away from `before`"),
        );
        return;
    }
    let name = free_name(stages, before, to);
    for (stage, node) in stages.iter_mut() {
        if fork.own_stages.contains(stage) {
            continue;
        }
        let Some(keys) = node.as_table_mut() else { continue };
        for way in ["next", "each"] {
            if let Some(ways) = keys.get_mut(way) {
                rename_key(ways, before, &name);
            }
        }
        if let Some(full) = keys.get_mut("when_full").filter(|node| node.as_text() == Some(before)) {
            full.value = Value::Text(name.clone());
        }
    }
    let offer = offer(fork, base.at(&["stage", before]), stages, before, to);
    let at = stages.get_index_of(before).unwrap_or(stages.len());
    stages.shift_insert(at, name, offer);
}

/// The fork's stage; takes over the people who are counted at the stage behind it.
fn offer(fork: &Fork, base: Option<&Node>, stages: &mut IndexMap<String, Node>, before: &str, to: &str) -> Node {
    let here = |value: Value| Node::new(value, fork.place);
    let title = match stages.get(to).and_then(|stage| stage.get("title")) {
        Some(Node { value: Value::Text(title), .. }) => format!("Offer of {title}"),
        _ => format!("Offer of {}", to.replace('_', " ")),
    };
    let mut keys = IndexMap::new();
    keys.insert("title".to_owned(), here(Value::Text(title)));
    if let Some(target) = stages.get_mut(before).and_then(Node::as_table_mut) {
        let is_event = target.contains_key("next") && !target.contains_key("stay") && !target.contains_key("each");
        for key in ["arrivals", "entries"] {
            let Some(count) = target.shift_remove(key) else { continue };
            let is_own = !base.and_then(|stage| stage.get(key)).is_some_and(|old| same_value(old, &count));
            if is_own && key == "arrivals" {
                keys.insert(key.to_owned(), count);
            } else {
                keys.insert(NEW_PEOPLE_OF.to_owned(), here(Value::Text(before.to_owned())));
            }
        }
        if let Some(earlier) = target.shift_remove(NEW_PEOPLE_OF) {
            keys.insert(NEW_PEOPLE_OF.to_owned(), earlier);
        }
        if is_event && let Some(initial) = target.shift_remove("initial") {
            keys.insert("initial".to_owned(), initial);
        }
    }
    let mut next = IndexMap::new();
    next.insert(to.to_owned(), Node { key: fork.to.place, ..fork.share.clone() });
    next.insert(before.to_owned(), Node { key: fork.before.place, ..here(Value::Text("rest".to_owned())) });
    keys.insert("next".to_owned(), here(Value::Table(next)));
    here(Value::Table(keys))
}

fn free_name(stages: &IndexMap<String, Node>, before: &str, to: &str) -> String {
    let plain = format!("offer_of_{to}");
    if !stages.contains_key(&plain) {
        return plain;
    }
    let mut name = format!("offer_of_{to}_before_{before}");
    while stages.contains_key(&name) {
        name.push('_');
    }
    name
}

/// Renames a key and keeps its position; if the new name is there already, nothing is renamed.
fn rename_key(ways: &mut Node, from: &str, to: &str) {
    let Some(table) = ways.as_table_mut() else { return };
    let Some(index) = table.get_index_of(from) else { return };
    if let Some((_, node)) = table.shift_remove_index(index) {
        table.shift_insert(index, to.to_owned(), node);
    }
}
