//! What others claim a parameter is, laid over a scenario: `positions` as overlays.
//!
//! A claim speaks about the number that it stands beside. It takes that number's place wherever the scenario, a variant, a
//! row of a table or `--set` states it; a policy that sets the parameter itself keeps its own, unless the claim stands
//! beside that.

use super::load::{Case, Scenario};
use super::overlay::{Action, Change, EVIDENCE_KEYS, Overlay};
use super::read::{Reading, position};
use crate::model::{Model, Parameter};
use crate::text::{Node, Problems, Value};
use indexmap::IndexMap;

/// What somebody claims one parameter is.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    pub who: String,
    /// The parameter's name.
    pub name: String,
    /// The policy beside whose own value the claim stands; none for the scenario's.
    pub policy: Option<String>,
    /// Sets the whole parameter.
    change: Change,
}

impl Claim {
    /// The parameter as `--set` names it: `prison_day`, or `policy.care.uptake`.
    pub fn parameter(&self) -> String {
        match &self.policy {
            Some(policy) => format!("policy.{policy}.{}", self.name),
            None => self.name.clone(),
        }
    }
}

impl Scenario {
    /// All claims of one case and variant, in the order of the file. `model` is what the case reads as.
    ///
    /// A variant or policy that is not there claims nothing.
    pub fn claims(&self, case: &Case, variant: Option<&str>, model: &Model) -> Vec<Claim> {
        let Ok(overlays) = self.overlays(case, variant, &[]) else { return vec![] };
        let mut tree = self.tree.clone();
        overlays.iter().for_each(|overlay| overlay.apply(&mut tree, &mut Problems::default()));
        let mut claims = vec![];
        of_table(&tree, None, model, &mut claims);
        for (policy, node) in tree.get("policy").and_then(Node::as_table).into_iter().flatten() {
            of_table(node, Some(policy), model, &mut claims);
        }
        claims
    }

    /// The model of one case and variant with claims in the place of the scenario's own values.
    pub fn read_with_claims(&self, case: &Case, variant: Option<&str>, claims: &[&Claim]) -> Reading {
        let mut overlays = match self.overlays(case, variant, &[]) {
            Ok(overlays) => overlays,
            Err(problem) => {
                let mut problems = Problems::default();
                problems.report(*problem);
                return Reading { model: None, problems };
            }
        };
        let mut tree = self.tree.clone();
        for claim in claims {
            let sets = |overlay: &Overlay| {
                overlay
                    .changes
                    .iter()
                    .any(|change| change.path == claim.change.path && matches!(change.action, Action::Set(_)))
            };
            match overlays.iter_mut().rfind(|overlay| sets(overlay)) {
                Some(overlay) => overlay.changes.push(claim.change.clone()),
                None => {
                    claim.change.apply(&mut tree);
                }
            }
        }
        self.read_tree(&tree, case, &overlays)
    }
}

fn of_table(tables: &Node, policy: Option<&String>, model: &Model, claims: &mut Vec<Claim>) {
    for (name, node) in tables.get("parameter").and_then(Node::as_table).into_iter().flatten() {
        let owner = match policy {
            Some(policy) => model.policies.iter().find(|known| known.name == *policy),
            None => model.policies.first(),
        };
        let Some(parameter) = owner.and_then(|owner| owner.parameters.get(name)) else { continue };
        for item in position::nodes(node) {
            let Some(who) = item.get("who").and_then(Node::as_text) else { continue };
            let path: &[&str] = match policy {
                Some(policy) => &["policy", policy, "parameter", name],
                None => &["parameter", name],
            };
            claims.push(Claim {
                who: who.to_owned(),
                name: name.clone(),
                policy: policy.cloned(),
                change: Change::set(path, stated(item, who, node, parameter)),
            });
        }
    }
}

/// The claim as the table of a parameter, with its unit and where it is from.
fn stated(item: &Node, who: &str, node: &Node, parameter: &Parameter) -> Node {
    let mut keys: IndexMap<String, Node> = item.as_table().cloned().unwrap_or_default();
    keys.shift_remove("who");
    keys.shift_remove("about");
    let text = |text: String| Node { value: Value::Text(text), ..item.clone() };
    let has_unit = keys.contains_key("unit");
    if !has_unit {
        match node.get("unit") {
            Some(unit) => {
                keys.insert("unit".to_owned(), unit.clone());
            }
            // Formulas and shares say no unit; other values without one have a default, or a policy's is the scenario's.
            None if ["formula", "band", "observed", "effect"].iter().any(|form| node.get(form).is_some()) => {
                keys.insert("unit".to_owned(), text(parameter.unit.text.clone()));
            }
            None => {}
        }
    }
    if !keys.keys().any(|key| EVIDENCE_KEYS.contains(&key.as_str()) && key != "at" && key != "quote") {
        keys.insert("assumption".to_owned(), text(format!("claimed by {who}")));
    }
    Node { value: Value::Table(keys), place: item.place, key: item.key }
}
