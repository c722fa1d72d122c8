//! `--set name=value`: a parameter's value from the command line.

use super::nearest::did_you_mean;
use super::overlay::{Change, Overlay};
use super::short;
use crate::codes::Code;
use crate::text::{Files, Node, Place, Problem, Problems, Value};
use indexmap::IndexMap;

/// Why a value set on the command line is believed.
const WHY: &str = "set on the command line";

/// Reads `name=value` or `policy.p.name=value`; what cannot be used is reported.
///
/// The value has the one-line form of a parameter: `90 EUR/person/day`, `20 to 40 %`, `= a / b`; a number alone is in
/// the parameter's own unit, or a pure number if that is per cent.
pub fn read(text: &str, tree: &Node, files: &mut Files, problems: &mut Problems) -> Option<Overlay> {
    let file = files.add("--set", text);
    let whole = Place { file, start: 0, end: text.len() };
    let Some((name, value)) = text.split_once('=') else {
        problems.report(
            Problem::new(Code::BadSet, whole, format!("`{text}` sets nothing"), "no `=`")
                .help("write --set name=value, such as  --set prison_day=\"90 EUR/person/day\""),
        );
        return None;
    };
    let place = Place { file, start: name.len() + 1, end: text.len() };
    let (path, parameter) = find(name.trim(), Place { file, start: 0, end: name.len() }, tree, problems)?;
    let node = value_node(value, place, &path, parameter, files, problems)?;
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    Some(Overlay { label: format!("--set {text}"), changes: vec![Change::set(&path, node)] })
}

/// The key path of what is to be set, and the parameter that is there.
fn find<'a>(name: &str, place: Place, tree: &'a Node, problems: &mut Problems) -> Option<(Vec<String>, &'a Node)> {
    let parts: Vec<&str> = name.split('.').collect();
    let (policy, name) = match parts.as_slice() {
        ["policy", policy, name] | ["policy", policy, "parameter", name] => (Some(*policy), *name),
        [name] | ["parameter", name] => (None, *name),
        _ => {
            problems.report(
                Problem::new(Code::BadSet, place, format!("`{name}` is not a parameter"), "too many dots")
                    .help("write the name of a parameter, or policy.NAME.PARAMETER for one policy"),
            );
            return None;
        }
    };
    let policies = tree.get("policy").and_then(Node::as_table);
    if let Some(policy) = policy
        && !policies.is_some_and(|policies| policies.contains_key(policy))
    {
        let names = policies.into_iter().flat_map(|policies| policies.keys()).map(String::as_str);
        problems.report(
            Problem::new(Code::BadSet, place, format!("no policy called `{policy}`"), "does not exist")
                .help(did_you_mean(policy, names)),
        );
        return None;
    }
    let base = tree.at(&["parameter", name]);
    let own = policies.into_iter().flat_map(|policies| policies.iter());
    let mut own = own.filter(|(other, _)| policy.is_none_or(|policy| *other == policy));
    let parameter = base.or_else(|| own.find_map(|(_, table)| table.at(&["parameter", name])));
    let Some(parameter) = parameter else {
        let names = tree.get("parameter").and_then(Node::as_table);
        let mut names: Vec<&str> = names.into_iter().flat_map(|names| names.keys()).map(String::as_str).collect();
        for table in policies.into_iter().flat_map(|policies| policies.values()) {
            let own = table.get("parameter").and_then(Node::as_table);
            names.extend(own.into_iter().flat_map(|own| own.keys()).map(String::as_str));
        }
        problems.report(
            Problem::new(Code::BadSet, place, format!("no parameter called `{name}`"), "does not exist")
                .help(did_you_mean(name, names.into_iter())),
        );
        return None;
    };
    let mut path = match policy {
        Some(policy) => vec!["policy".to_owned(), policy.to_owned()],
        None if base.is_some() => vec![],
        None => {
            let owner = policies.into_iter().flatten().find(|(_, table)| table.at(&["parameter", name]).is_some());
            owner.map(|(policy, _)| vec!["policy".to_owned(), policy.clone()]).unwrap_or_default()
        }
    };
    path.extend(["parameter".to_owned(), name.to_owned()]);
    Some((path, parameter))
}

fn value_node(
    value: &str,
    place: Place,
    path: &[String],
    parameter: &Node,
    files: &Files,
    problems: &mut Problems,
) -> Option<Node> {
    let name = path.join(".");
    // Percentages are pure numbers everywhere but in the text: 0.3 is 30 %.
    let unit = parameter.get("unit").and_then(Node::as_text).map(|unit| if unit == "%" { "1" } else { unit });
    let written = value.trim();
    let needs_unit = !written.starts_with('=')
        && !written.contains(" of ")
        && written.chars().all(|letter| !letter.is_alphabetic() || matches!(letter, 'e' | 'E' | 't' | 'o'))
        && !written.contains('%');
    let full = match unit {
        Some(unit) if needs_unit => format!("{value} {unit}"),
        None if needs_unit => format!("{value} 1"),
        _ => value.to_owned(),
    };
    let line = Node::new(Value::Text(full), place);
    let mut node = match short::expand_parameter(&line, &name, files) {
        Ok(node) => node,
        Err(problem) => {
            let mut found = Problem::new(Code::BadSet, place, problem.message.clone(), problem.label.clone());
            found.help = problem.help.clone();
            found.help.push("for example  --set name=\"90 EUR/person/day\"  or  --set name=\"20 to 40 %\"".to_owned());
            problems.report(found);
            return None;
        }
    };
    if let Some(keys) = node.as_table_mut() {
        if !keys.contains_key("formula") && !keys.contains_key("assumption") && !keys.contains_key("source") {
            keys.insert("assumption".to_owned(), Node::new(Value::Text(WHY.to_owned()), place));
        }
        all_at(keys, place);
    }
    Some(node)
}

/// Gives every key the place of the argument: the line may have been written longer than it is.
fn all_at(keys: &mut IndexMap<String, Node>, place: Place) {
    for node in keys.values_mut() {
        (node.place, node.key) = (place, place);
        match &mut node.value {
            Value::Table(inner) => all_at(inner, place),
            Value::List(items) => items.iter_mut().for_each(|item| (item.place, item.key) = (place, place)),
            _ => {}
        }
    }
}
