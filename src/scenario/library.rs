//! Policy libraries: a policy from another country, laid over a scenario.
//!
//! A library says which roles (`[needs.stage]`), parameters (`[needs.parameter]`) and payers (`[needs.payer]`) a host
//! must have. Its stages speak of the roles; here the roles become the host's stages. A library may carry a host of its
//! own in `[host]`, over which it runs when it is given alone.

use super::nearest::did_you_mean;
use super::read::settings::is_currency;
use crate::codes::Code;
use crate::text::{Files, Node, Place, Problem, Problems, Value};
use crate::unit::{Dimensions, Units};
use indexmap::IndexMap;

/// What a library brings into the host.
const BRINGS: [&str; 4] = ["source", "parameter", "payer", "policy"];

/// Takes the host out of a library: a scenario of its own tables, over which the rest of the library can be laid.
///
/// `None` if it has none.
pub fn take_host(library: &mut Node) -> Option<Node> {
    let tables = library.as_table_mut()?;
    let mut host = tables.shift_remove("host")?;
    let format = tables.get("format").cloned();
    if let (Some(host), Some(format)) = (host.as_table_mut(), format) {
        host.insert("format".to_owned(), format);
    }
    Some(host)
}

/// Lays all libraries over the host, in their order. `attach` holds `role=stage` from the command line.
pub fn lay_all(host: &mut Node, libraries: &[Node], attach: &[String], files: &mut Files, problems: &mut Problems) {
    let mut attached: IndexMap<String, (String, Place)> = IndexMap::new();
    let mut known_roles: Vec<String> = vec![];
    for library in libraries {
        let roles = library.at(&["needs", "stage"]).and_then(Node::as_table);
        known_roles.extend(roles.into_iter().flat_map(|roles| roles.keys()).cloned());
    }
    for text in attach {
        let file = files.add("--attach", text.as_str());
        let place = Place { file, start: 0, end: text.len() };
        let Some((role, stage)) = text.split_once('=').map(|(role, stage)| (role.trim(), stage.trim())) else {
            problems.report(
                Problem::new(Code::UsageError, place, format!("`{text}` attaches nothing"), "no `=`")
                    .help("write --attach role=stage, such as  --attach caught=positive"),
            );
            continue;
        };
        if !known_roles.iter().any(|known| known == role) {
            problems.report(
                Problem::new(Code::UsageError, place, format!("no library needs the role `{role}`"), "not needed")
                    .help(did_you_mean(role, known_roles.iter().map(String::as_str))),
            );
            continue;
        }
        if host.at(&["stage", stage]).is_none() {
            let stages = host.get("stage").and_then(Node::as_table);
            let stages = stages.into_iter().flat_map(|stages| stages.keys()).map(String::as_str);
            problems.report(
                Problem::new(Code::UnknownStage, place, format!("no stage called `{stage}`"), "does not exist")
                    .help(did_you_mean(stage, stages)),
            );
            continue;
        }
        attached.insert(role.to_owned(), (stage.to_owned(), place));
    }
    for library in libraries {
        lay(host, library, &attached, problems);
    }
}

fn lay(host: &mut Node, library: &Node, attached: &IndexMap<String, (String, Place)>, problems: &mut Problems) {
    let Some(head) = library.get("library") else {
        problems.report(
            Problem::new(Code::MissingKey, library.place, "a policy file begins with [library]", "no [library]")
                .help("a scenario is given as the file itself, a policy library with --policy-file"),
        );
        return;
    };
    let title = head.get("title");
    let english = title.and_then(|title| title.as_text().or_else(|| title.get("en").and_then(Node::as_text)));
    let title = english.unwrap_or("the policy file");
    let lacks = |need: &Node, what: &str, about: &str| {
        let message = format!("\"{title}\" needs {what}, which the scenario lacks");
        let label = if about.is_empty() { "needed here" } else { about };
        Problem::new(Code::HostLacks, need.key, message, label)
    };
    let mut roles: IndexMap<String, String> = IndexMap::new();
    let mut lacking = vec![];
    for (role, why) in entries(library, &["needs", "stage"]) {
        match host_stage(host, role, attached) {
            Ok(stage) => {
                roles.insert(role.clone(), stage);
            }
            Err(what) => {
                let stages: Vec<&str> = entries(host, &["stage"]).map(|(name, _)| name.as_str()).collect();
                lacking.push(
                    lacks(why, &what, why.as_text().unwrap_or_default())
                        .help(format!("say which stage it is:  --attach {role}=STAGE  or `role = \"{role}\"` there"))
                        .help(format!("stages of the scenario: {}", stages.join(", "))),
                );
            }
        }
    }
    for (name, need) in entries(library, &["needs", "parameter"]) {
        if let Some(what) = lacking_parameter(host, name, need) {
            let about = need.get("about").and_then(Node::as_text).unwrap_or_default();
            lacking.push(
                lacks(need, &what, about).help("add the parameter, with its source, to the scenario's [parameter]"),
            );
        }
    }
    for (name, why) in entries(library, &["needs", "payer"]) {
        if host.at(&["payer", name]).is_none() {
            let payers: Vec<&str> = entries(host, &["payer"]).map(|(name, _)| name.as_str()).collect();
            lacking.push(
                lacks(why, &format!("the payer `{name}`"), why.as_text().unwrap_or_default())
                    .help("add the payer to the scenario's [payer]")
                    .help(format!("payers of the scenario: {}", payers.join(", "))),
            );
        }
    }
    if !lacking.is_empty() {
        lacking.into_iter().for_each(|problem| problems.report(problem));
        return;
    }
    bring(host, library, head, &roles, problems);
}

fn entries<'a>(node: &'a Node, path: &[&str]) -> impl Iterator<Item = (&'a String, &'a Node)> {
    node.at(path).and_then(Node::as_table).into_iter().flatten()
}

/// The host's stage for a role; otherwise what is lacking.
fn host_stage(host: &Node, role: &str, attached: &IndexMap<String, (String, Place)>) -> Result<String, String> {
    if let Some((stage, _)) = attached.get(role) {
        return Ok(stage.clone());
    }
    let found: Vec<&String> = entries(host, &["stage"])
        .filter(|(_, stage)| stage.get("role").and_then(Node::as_text) == Some(role))
        .map(|(name, _)| name)
        .collect();
    match found.as_slice() {
        [stage] => Ok((*stage).clone()),
        [] => Err(format!("a stage with the role `{role}`")),
        several => {
            let names: Vec<&str> = several.iter().map(|name| name.as_str()).collect();
            Err(format!("one stage with the role `{role}` (there are {}: {})", names.len(), names.join(", ")))
        }
    }
}

/// What is lacking of a parameter that a library needs, if anything is.
fn lacking_parameter(host: &Node, name: &str, need: &Node) -> Option<String> {
    let wanted = need.get("unit").and_then(Node::as_text).unwrap_or("1");
    let Some(own) = host.at(&["parameter", name]) else {
        return Some(format!("the parameter `{name}` in {wanted}"));
    };
    if own.get("formula").is_some() && own.get("unit").is_none() {
        return None;
    }
    let has = own.get("unit").and_then(Node::as_text).unwrap_or("1");
    let declared = host.at(&["scenario", "units"]).and_then(Node::as_list).unwrap_or_default();
    let mut words: Vec<String> = declared.iter().filter_map(Node::as_text).map(str::to_owned).collect();
    words.push("money".to_owned());
    let units = Units::new(365.25, words);
    let dimensions = |text: &str| units.parse(text).ok().map(|unit| any_money(&unit.dimensions));
    let fits = dimensions(has).is_some() && dimensions(has) == dimensions(wanted);
    (!fits).then(|| format!("the parameter `{name}` in {wanted}, not in {has}"))
}

/// Dimensions with every currency replaced by `money`.
fn any_money(dimensions: &Dimensions) -> Dimensions {
    dimensions.iter().fold(Dimensions::none(), |so_far, (base, power)| {
        let base = if is_currency(base) { "money" } else { base };
        so_far.times(&Dimensions::of(base, power)).unwrap_or_default()
    })
}

/// Whether one of the library's own numbers names the source `id`; a host that stays behind keeps its sources.
fn uses_source(node: &Node, id: &str) -> bool {
    match &node.value {
        Value::Table(table) => {
            table.iter().any(|(key, inner)| (key == "source" && inner.as_text() == Some(id)) || uses_source(inner, id))
        }
        Value::List(items) => items.iter().any(|item| uses_source(item, id)),
        _ => false,
    }
}

/// Brings the library's tables into the host.
fn bring(host: &mut Node, library: &Node, head: &Node, roles: &IndexMap<String, String>, problems: &mut Problems) {
    for kind in BRINGS {
        for (name, node) in entries(library, &[kind]) {
            let is_used =
                || ["parameter", "policy"].iter().any(|kind| library.get(kind).is_some_and(|t| uses_source(t, name)));
            if kind == "source" && library.get("host").is_some() && !is_used() {
                continue;
            }
            if let Some(other) = host.at(&[kind, name]) {
                // Two libraries may bring the same source or the same number; policies are never the same.
                if kind != "policy" && super::overlay::same_value(other, node) {
                    continue;
                }
                problems.report(name_taken(kind, name, node, other));
                continue;
            }
            let mut node = node.clone();
            match kind {
                "policy" => use_host_names(&mut node, library, roles, host, problems),
                "parameter" => stamp(&mut node, head),
                _ => {}
            }
            let place = node.key;
            let Some(tables) = host.as_table_mut() else { return };
            let table = tables.entry(kind.to_owned()).or_insert_with(|| Node::empty_table(place));
            if let Some(table) = table.as_table_mut() {
                table.insert(name.clone(), node);
            }
        }
    }
}

/// `node` of the library has the name of `other` in the host.
fn name_taken(kind: &str, name: &str, node: &Node, other: &Node) -> Problem {
    let message = format!("{kind}.{name}: the scenario already has this name");
    Problem::new(Code::NameTaken, node.key, message, "brought by the policy file")
        .also(other.key, "in the scenario")
        .help("rename one of them")
}

/// Money and effects of a library are of its country and price year unless they say otherwise.
fn stamp(parameter: &mut Node, head: &Node) {
    let unit = parameter.get("unit").and_then(Node::as_text).unwrap_or_default();
    let has_money = unit.split(['/', '*', ' ', '·']).any(is_currency);
    if let (Some(country), Some(effect)) = (
        head.get("country"),
        parameter.as_table_mut().and_then(|keys| keys.get_mut("effect")).and_then(Node::as_table_mut),
    ) && !effect.contains_key("place")
    {
        effect.insert("place".to_owned(), country.clone());
    }
    let Some(keys) = parameter.as_table_mut().filter(|_| has_money) else { return };
    for (key, from) in [("price_year", "price_year"), ("place", "country")] {
        if let (false, Some(value)) = (keys.contains_key(key), head.get(from)) {
            keys.insert(key.to_owned(), value.clone());
        }
    }
}

/// Writes the host's stages where the library speaks of roles; new stages and lines must have free names. A policy may
/// change what the library itself brings.
fn use_host_names(
    policy: &mut Node,
    library: &Node,
    roles: &IndexMap<String, String>,
    host: &Node,
    problems: &mut Problems,
) {
    for kind in ["stage", "cost", "outcome", "payer", "parameter"] {
        for (name, node) in entries(policy, &[kind]) {
            let is_free = kind == "stage" && roles.contains_key(name) || library.at(&[kind, name]).is_some();
            if let Some(other) = host.at(&[kind, name]).filter(|_| !is_free) {
                problems.report(name_taken(kind, name, node, other));
            }
        }
    }
    let Some(tables) = policy.as_table_mut() else { return };
    if let Some(Value::List(forks)) = tables.get_mut("divert").map(|node| &mut node.value) {
        for fork in forks.iter_mut().filter_map(Node::as_table_mut) {
            for key in ["before", "to"] {
                if let Some(node) = fork.get_mut(key) {
                    rename_text(node, roles);
                }
            }
        }
    }
    if let Some(stages) = tables.get_mut("stage") {
        rename_keys(stages, roles);
        for stage in stages.as_table_mut().into_iter().flat_map(|stages| stages.values_mut()) {
            let Some(keys) = stage.as_table_mut() else { continue };
            for way in ["next", "each"] {
                if let Some(ways) = keys.get_mut(way) {
                    rename_keys(ways, roles);
                }
            }
            if let Some(full) = keys.get_mut("when_full") {
                rename_text(full, roles);
            }
        }
    }
    for kind in ["cost", "outcome"] {
        let Some(lines) = tables.get_mut(kind).and_then(Node::as_table_mut) else { continue };
        for line in lines.values_mut().filter_map(Node::as_table_mut) {
            if let Some(by_stage) = line.get_mut("by_stage") {
                rename_keys(by_stage, roles);
            }
            if let Some(stage) = line.get_mut("stage") {
                match &mut stage.value {
                    Value::List(items) => items.iter_mut().for_each(|item| rename_text(item, roles)),
                    _ => rename_text(stage, roles),
                }
            }
        }
    }
}

fn rename_text(node: &mut Node, roles: &IndexMap<String, String>) {
    if let Some(stage) = node.as_text().and_then(|text| roles.get(text)) {
        node.value = Value::Text(stage.clone());
    }
}

fn rename_keys(node: &mut Node, roles: &IndexMap<String, String>) {
    if let Some(table) = node.as_table_mut() {
        *table = std::mem::take(table)
            .into_iter()
            .map(|(key, node)| (roles.get(&key).cloned().unwrap_or(key), node))
            .collect();
    }
}
