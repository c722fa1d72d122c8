//! Overlays: lists of changes to a tree of keys and values.
//!
//! A policy, a variant, a table's row and a value from the command line are all the same thing: key paths with new
//! values. Keys merge, with three exceptions: `next` and `each` of a stage are replaced whole, because shares must add
//! up; a parameter's value form, source and grade are replaced together; and `drop` removes.

use crate::codes::Code;
use crate::text::{Node, Place, Problem, Problems, Value};

/// The tables that a policy can change.
pub const KINDS: [&str; 5] = ["parameter", "stage", "cost", "outcome", "payer"];

/// The keys that are a value form of their own.
pub const FORMS: [&str; 16] = [
    "value",
    "range",
    "limits",
    "distribution",
    "observed",
    "counts",
    "shares",
    "weights",
    "pool",
    "effect",
    "formula",
    "by_year",
    "by_group",
    "since_entry",
    "spread",
    "band",
];

/// Whether a key belongs to the value form of a parameter: a form, or what says more about one.
pub fn belongs_to_form(key: &str) -> bool {
    FORMS.contains(&key) || ["level", "as", "mode", "worth", "census"].contains(&key)
}

/// Keys that say where a number comes from.
pub const EVIDENCE_KEYS: [&str; 6] = ["source", "at", "quote", "retrieved", "grade", "assumption"];

/// A named list of changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overlay {
    /// What to call it in messages and in the record of a run: "variant volume_of_2012", "--set x=3".
    pub label: String,
    pub changes: Vec<Change>,
}

/// One change at the end of a path of keys.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    pub path: Vec<String>,
    pub action: Action,
}

/// What a change does.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Sets a key; on a parameter, merges as parameters merge.
    Set(Node),
    /// Makes an empty table if there is none.
    Touch(Node),
    /// Removes what is there.
    Drop(Place),
}

impl Change {
    /// Sets the key at `path`.
    pub fn set(path: &[&str], node: Node) -> Change {
        Change { path: path.iter().map(|key| (*key).to_owned()).collect(), action: Action::Set(node) }
    }

    /// Whether both do the same, wherever they stand in a text.
    pub fn agrees_with(&self, other: &Change) -> bool {
        match (&self.action, &other.action) {
            (Action::Set(a), Action::Set(b)) => same_value(a, b),
            (Action::Touch(_), _) | (_, Action::Touch(_)) | (Action::Drop(_), Action::Drop(_)) => true,
            (Action::Set(_), Action::Drop(_)) | (Action::Drop(_), Action::Set(_)) => false,
        }
    }

    /// Where the change is written.
    pub fn place(&self) -> Place {
        match &self.action {
            Action::Set(node) | Action::Touch(node) => node.key,
            Action::Drop(place) => *place,
        }
    }
}

impl Overlay {
    /// The changes that a table of a policy or variant asks for; `keys` are the tables of it that count.
    pub fn from_table(label: impl Into<String>, table: &Node, keys: &[&str]) -> Overlay {
        let mut changes = vec![];
        for item in table.get("drop").and_then(Node::as_list).unwrap_or_default() {
            if let Some(text) = item.as_text() {
                let path = text.split('.').map(|key| key.trim().to_owned()).collect();
                changes.push(Change { path, action: Action::Drop(item.place) });
            }
        }
        for key in keys {
            if let Some(node) = table.get(key) {
                collect(node, &mut vec![(*key).to_owned()], &mut changes);
            }
        }
        Overlay { label: label.into(), changes }
    }

    /// Applies all changes to `tree`, in their order. A drop of something that is not there is reported.
    pub fn apply(&self, tree: &mut Node, problems: &mut Problems) {
        for change in &self.changes {
            if !change.apply(tree)
                && let Action::Drop(place) = change.action
            {
                problems.report(
                    Problem::new(
                        Code::NothingToDrop,
                        place,
                        format!("`{}` is to be dropped but is not there", change.path.join(".")),
                        "nothing has this path",
                    )
                    .help("name a table or key that exists, such as \"cost.testing\" or \"stage.at_risk.each\""),
                );
            }
        }
    }
}

impl Change {
    /// Applies the change; false if there was nothing to drop.
    pub fn apply(&self, tree: &mut Node) -> bool {
        let Some((last, parents)) = self.path.split_last() else { return true };
        let place = self.place();
        let mut here = tree;
        for key in parents {
            if matches!(self.action, Action::Drop(_)) && here.get(key).is_none() {
                return false;
            }
            if here.as_table().is_none() {
                here.value = Value::Table(Default::default());
            }
            let Some(table) = here.as_table_mut() else { return true };
            here = table.entry(key.clone()).or_insert_with(|| Node::empty_table(place));
        }
        if here.as_table().is_none() {
            here.value = Value::Table(Default::default());
        }
        let Some(table) = here.as_table_mut() else { return true };
        match &self.action {
            Action::Drop(_) => return table.shift_remove(last).is_some(),
            Action::Touch(node) => {
                table.entry(last.clone()).or_insert_with(|| Node { value: Value::Table(Default::default()), ..*node });
            }
            Action::Set(node) => match table.get_mut(last) {
                Some(old) if is_parameter(&self.path) => merge_parameter(old, node),
                Some(old) => *old = node.clone(),
                None => {
                    table.insert(last.clone(), node.clone());
                }
            },
        }
        true
    }
}

/// Whether `path` leads to a whole parameter: `parameter.x` or `policy.p.parameter.x`.
fn is_parameter(path: &[String]) -> bool {
    match path {
        [kind, _] => kind == "parameter",
        [policy, _, kind, _] => policy == "policy" && kind == "parameter",
        _ => false,
    }
}

/// Whether the value at `path` is set as a whole.
fn is_whole(path: &[String]) -> bool {
    let tail = match path {
        [policy, _, tail @ ..] if policy == "policy" => tail,
        tail => tail,
    };
    match tail {
        [kind, _] => kind == "parameter",
        [kind, _, key] => kind == "stage" && (key == "next" || key == "each"),
        _ => false,
    }
}

fn collect(node: &Node, path: &mut Vec<String>, changes: &mut Vec<Change>) {
    match &node.value {
        Value::Table(table) if !is_whole(path) => {
            changes.push(Change { path: path.clone(), action: Action::Touch(Node::new_like(node)) });
            for (key, child) in table {
                path.push(key.clone());
                collect(child, path, changes);
                path.pop();
            }
        }
        _ => changes.push(Change { path: path.clone(), action: Action::Set(node.clone()) }),
    }
}

impl Node {
    /// An empty table that stands where `node` stands.
    fn new_like(node: &Node) -> Node {
        Node { value: Value::Table(Default::default()), place: node.place, key: node.key }
    }
}

/// Lays the keys of one parameter table over another.
fn merge_parameter(old: &mut Node, new: &Node) {
    let Some(keys) = new.as_table() else {
        *old = new.clone();
        return;
    };
    let Some(table) = old.as_table_mut() else {
        *old = new.clone();
        return;
    };
    if keys.keys().any(|key| belongs_to_form(key)) {
        table.retain(|key, _| {
            !belongs_to_form(key) && !EVIDENCE_KEYS.contains(&key.as_str()) && key != "unknown" && key != "between"
        });
        // `45 %` is the one way to write a share that scales its number; a bare number in a table is a pure number.
        if let Some(unit) = table.get_mut("unit").filter(|unit| unit.as_text() == Some("%")) {
            unit.value = Value::Text("1".to_owned());
        }
    }
    for (key, node) in keys {
        table.insert(key.clone(), node.clone());
    }
    old.place = new.place;
    old.key = new.key;
}

/// Whether two values are equal, wherever they stand.
pub fn same_value(a: &Node, b: &Node) -> bool {
    match (&a.value, &b.value) {
        (Value::List(a), Value::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_value(a, b)),
        (Value::Table(a), Value::Table(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| same_value(a, b)))
        }
        (a, b) => a == b,
    }
}
