//! Which parameter of the scenario a tally is about.

use crate::codes::Code;
use crate::model::{Model, Parameter};
use crate::scenario::nearest::did_you_mean;
use crate::text::{Node, Problem, Problems};
use crate::update::tally::Tally;
use crate::update::words::Word;

/// The tallies of one parameter, and where it stands in the scenario.
pub struct Subject<'a> {
    pub name: String,
    pub node: &'a Node,
    pub parameter: &'a Parameter,
    /// With the key, for shares that are read by key.
    pub tallies: Vec<(Option<String>, &'a Tally)>,
}

/// The parameters that the tallies name.
pub fn subjects<'a>(
    tree: &'a Node,
    model: &'a Model,
    tallies: &'a [Tally],
    problems: &mut Problems,
) -> Vec<Subject<'a>> {
    let mut found: Vec<Subject> = vec![];
    for tally in tallies {
        let text = tally.target.text.as_str();
        let (name, key) = match text.rsplit_once('.') {
            Some((name, key)) => (name, Some(key.to_owned())),
            None => (text, None),
        };
        let Some((node, parameter)) = find(tree, model, name, &tally.target, problems) else { continue };
        match found.iter().position(|subject| subject.name == name) {
            Some(at) => found[at].tallies.push((key, tally)),
            None => found.push(Subject { name: name.to_owned(), node, parameter, tallies: vec![(key, tally)] }),
        }
    }
    found
}

/// A parameter of the scenario, or of the one policy that has it.
fn find<'a>(
    tree: &'a Node,
    model: &'a Model,
    name: &str,
    target: &Word,
    problems: &mut Problems,
) -> Option<(&'a Node, &'a Parameter)> {
    let of_policy = |policy: &str| tree.at(&["policy", policy, "parameter", name]);
    if let Some(node) = tree.at(&["parameter", name]) {
        // A policy that says something else about the parameter is left alone.
        let mut others = model.policies.iter().filter(|policy| of_policy(&policy.name).is_none());
        let found = others.find_map(|policy| policy.parameters.get(name));
        if found.is_none() {
            let message = format!("{name}: every policy has its own, or drops it");
            problems.report(
                Problem::new(Code::CannotUpdate, target.place, message, "read by nobody")
                    .also(node.place, "written here")
                    .help("update a parameter that the baseline reads"),
            );
        }
        return Some((node, found?));
    }
    let own: Vec<_> = model.policies.iter().filter(|policy| of_policy(&policy.name).is_some()).collect();
    match own[..] {
        [policy] => Some((of_policy(&policy.name)?, policy.parameters.get(name)?)),
        [] => {
            let known = tree.get("parameter").and_then(Node::as_table);
            let known = known.into_iter().flat_map(|known| known.keys()).map(String::as_str);
            problems.report(
                Problem::new(
                    Code::UnknownParameter,
                    target.place,
                    format!("no parameter called `{name}`"),
                    "does not exist",
                )
                .help(did_you_mean(name, known)),
            );
            None
        }
        _ => {
            let message = format!("{name}: several policies have a parameter of this name");
            problems.report(
                Problem::new(Code::CannotUpdate, target.place, message, "which one?")
                    .help("make it a parameter of the scenario, or rename it in one of the policies"),
            );
            None
        }
    }
}
