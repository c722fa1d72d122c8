//! From a tree of keys and values to the typed model, with all problems at once.

mod band;
mod buys;
mod effect;
pub mod evidence;
mod family;
mod fit;
mod formula;
pub mod keys;
pub mod laws;
mod line;
mod money;
mod observed;
mod one_number;
mod parameter;
mod parameters;
mod path;
pub mod position;
pub mod settings;
pub mod source;
mod stage;
mod statement;
mod value;

pub use statement::{QUESTIONS, tolerance};
pub use value::operand;

use super::check;
use super::overlay::{KINDS, Overlay};
use super::resolve::{self, Alternative};
use crate::codes::Code;
use crate::model::{Model, Policy, Settings, Source, Text};
use crate::text::{Node, Place, Problem, Problems};
use crate::unit::Units;
use indexmap::{IndexMap, IndexSet};
use keys::Table;
use laws::Laws;
use money::Money;
use parameters::Parameters;
use std::collections::{BTreeMap, BTreeSet};

/// What every reader of one scenario needs.
pub struct Context<'a> {
    pub tree: &'a Node,
    pub settings: &'a Settings,
    pub units: &'a Units,
    pub sources: &'a IndexMap<String, Source>,
    pub money: &'a Money,
    pub laws: &'a Laws<'a>,
    /// `[default.KIND]` by kind.
    pub defaults: BTreeMap<&'a str, &'a Node>,
}

impl Context<'_> {
    /// Whether the parameter at this path is read at the years of prices rather than those of the run.
    pub fn is_rate(&self, path: &str) -> bool {
        path.split('.').nth(1).is_some_and(|name| self.money.names().any(|other| other == name))
    }
}

/// What reading gave: a model if there was no error, and everything that was found on the way.
#[derive(Debug)]
pub struct Reading {
    pub model: Option<Model>,
    pub problems: Problems,
}

/// Reads a whole scenario with its overlays, and checks it.
///
/// `tree` has table forms only. `combinations` are the policies `a+b` asked for, each with the place of the request.
/// The function is pure: the same tree and overlays give the same model and problems.
pub fn model(tree: &Node, overlays: &[Overlay], combinations: &[(String, Place)]) -> Reading {
    let mut problems = Problems::default();
    let mut changed = tree.clone();
    for overlay in overlays {
        overlay.apply(&mut changed, &mut problems);
    }
    let model = whole(&changed, tree, overlays, combinations, &mut problems);
    let model = model.filter(|_| !problems.any_errors());
    Reading { model, problems: without_echoes(&problems) }
}

/// Each fault once, although several policies share it: a fork may give the same edge another name.
fn without_echoes(problems: &Problems) -> Problems {
    let mut kept = Problems::default();
    let mut seen = BTreeSet::new();
    for problem in problems.sorted() {
        if seen.insert((problem.code, problem.place, problem.label.clone(), problem.help.clone()))
            || problem.place.is_none()
        {
            kept.report(problem.clone());
        }
    }
    kept
}

fn whole(
    tree: &Node,
    original: &Node,
    overlays: &[Overlay],
    combinations: &[(String, Place)],
    problems: &mut Problems,
) -> Option<Model> {
    if !within_limits(tree, problems) {
        return None;
    }
    let (settings, units) = settings::read(tree, problems)?;
    let sources = source::sources(tree, problems);
    let money = Money::read(tree, &settings, problems);
    let laws = Laws::read(tree, problems);
    let defaults = tree.get("default").and_then(Node::as_table).into_iter().flatten();
    let context = Context {
        tree,
        settings: &settings,
        units: &units,
        sources: &sources,
        money: &money,
        laws: &laws,
        defaults: defaults.map(|(kind, node)| (kind.as_str(), node)).collect(),
    };
    let alternatives = resolve::alternatives(tree, overlays, combinations, problems);
    let mut payers = IndexMap::new();
    for alternative in &alternatives {
        for (name, payer) in source::payers(&alternative.tree, problems) {
            payers.entry(name).or_insert(payer);
        }
    }
    let mut used = Used::default();
    let mut policies = vec![];
    let mut bought = None;
    let mut known = parameters::Known::default();
    for alternative in &alternatives {
        let mut parameters = Parameters::read(&alternative.tree, &context, &mut known, problems);
        let stages = stage::read(&alternative.tree, &context, &mut parameters, problems);
        let stage_nodes = alternative.tree.get("stage").and_then(Node::as_table);
        let names = line::Names {
            stages: stage_nodes.into_iter().flat_map(|nodes| nodes.keys()).map(String::as_str).collect(),
            payers: &payers,
        };
        let costs = line::costs(&alternative.tree, &names, &context, &mut parameters, &mut used.payers, problems);
        let outcomes = line::outcomes(&alternative.tree, &names, &context, &mut parameters, problems);
        let deadweight = buys::deadweight(tree, &context, &mut parameters, problems);
        let buys = buys::buys(tree, &context, &mut parameters, problems);
        bought.get_or_insert(buys);
        used.parameters.extend(parameters.used);
        let parts = Parts { parameters: parameters.all, stages, costs, outcomes, deadweight };
        policies.push(policy(alternative, parts, problems));
    }
    used.parameters.extend(money.names().map(str::to_owned));
    let buys = bought.unwrap_or_default();
    let statements = statement::read(tree, &context, &policies, &buys, problems);
    let model = Model {
        sources: sources.clone(),
        payers,
        policies,
        correlations: statement::correlations(tree, &alternatives[0].tree, problems),
        published: statements.published,
        comparisons: vec![],
        answers: statements.answers,
        buys,
        incomplete: vec![],
        settings: settings.clone(),
    };
    check::check(&model, &check::Trees { whole: tree, original, alternatives: &alternatives, used: &used }, problems);
    Some(model)
}

/// The most entries of each table, so that no file can keep the checks busy for ever.
const MOST: [(&str, usize); 10] = [
    ("parameter", 20_000),
    ("stage", 1_000),
    ("cost", 2_000),
    ("outcome", 2_000),
    ("buys", 200),
    ("payer", 1_000),
    ("policy", 200),
    ("variant", 1_000),
    ("source", 10_000),
    ("published", 10_000),
];

/// The most parameters, stages, lines and payers times policies: each policy holds its own copy.
const MOST_IN_ALL: usize = 200_000;

/// Reports tables with more entries than the limit; whether there are none.
fn within_limits(tree: &Node, problems: &mut Problems) -> bool {
    let mut within = true;
    for (kind, most) in MOST {
        let Some(node) = tree.get(kind) else { continue };
        let count = node.as_table().map_or(0, IndexMap::len);
        if count > most {
            within = false;
            problems.report(
                Problem::new(Code::TooMany, node.key, format!("{kind}: {count} entries"), "too many")
                    .help(format!("a scenario has at most {most}")),
            );
        }
    }
    let count = |kind: &str| tree.get(kind).and_then(Node::as_table).map_or(0, IndexMap::len);
    let all = KINDS.into_iter().map(count).sum::<usize>() * (count("policy") + 1);
    if all > MOST_IN_ALL {
        within = false;
        problems.report(
            Problem::new(
                Code::TooMany,
                tree.get("policy").map_or(tree.place, |node| node.key),
                format!("{all} parameters, stages and lines in all policies together"),
                "every policy has its own",
            )
            .help(format!("a scenario has at most {MOST_IN_ALL} in all")),
        );
    }
    within
}

/// What the lines and stages of all policies read.
#[derive(Debug, Default)]
pub struct Used {
    pub parameters: IndexSet<String>,
    pub payers: IndexSet<String>,
}

/// What was read for one policy.
struct Parts {
    parameters: IndexMap<String, crate::model::Parameter>,
    stages: IndexMap<String, crate::model::Stage>,
    costs: IndexMap<String, crate::model::CostLine>,
    outcomes: IndexMap<String, crate::model::OutcomeLine>,
    deadweight: Option<crate::model::Formula>,
}

fn policy(alternative: &Alternative, parts: Parts, problems: &mut Problems) -> Policy {
    let name = alternative.name.clone();
    let (mut title, mut about) = (Text::default(), Text::default());
    if let Some(node) = &alternative.table {
        let table = Table::new(format!("policy.{name}"), node);
        title = table.languages("title", problems);
        about = table.languages("about", problems);
    }
    if title.is_empty() {
        title = Text::english(name.replace('_', " ").replace('+', " + "));
    }
    let Parts { parameters, stages, costs, outcomes, deadweight } = parts;
    Policy { name, title, about, parameters, stages, costs, outcomes, deadweight }
}
