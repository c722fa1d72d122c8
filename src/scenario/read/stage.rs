//! `[stage]`: how people come in, how long they stay, and where they go.

mod capacity;

use super::Context;
use super::keys::{Table, at, duration, inside};
use super::parameters::Parameters;
use super::source::is_table;
use super::value::operand;
use crate::codes::Code;
use crate::model::{Branch, Count, Exit, Formula, Operand, Role, Share, Stage, Text, Value};
use crate::scenario::divert::NEW_PEOPLE_OF;
use crate::scenario::nearest::did_you_mean;
use crate::text::{Node, Problems};
use crate::unit::Dimensions;
use indexmap::IndexMap;

/// The roles by their words.
pub const ROLES: [(&str, Role); 8] = [
    ("contact", Role::Contact),
    ("caught", Role::Caught),
    ("case", Role::Case),
    ("court", Role::Court),
    ("sanction", Role::Sanction),
    ("custody", Role::Custody),
    ("at_risk", Role::AtRisk),
    ("closed", Role::Closed),
];

/// Reads all stages of one policy's tree.
pub fn read(
    tree: &Node,
    context: &Context,
    parameters: &mut Parameters,
    problems: &mut Problems,
) -> IndexMap<String, Stage> {
    let mut stages = IndexMap::new();
    let nodes = tree.get("stage").and_then(Node::as_table);
    let names: Vec<&str> = nodes.into_iter().flat_map(|nodes| nodes.keys()).map(String::as_str).collect();
    for (name, node) in nodes.into_iter().flatten() {
        let table = Table::new(format!("stage.{name}"), node);
        if is_table(&table, problems) {
            let mut reader = Reader { table: &table, names: &names, context, parameters, problems };
            stages.insert(name.clone(), reader.stage(name));
        }
    }
    stages
}

struct Reader<'a, 'b, 'c> {
    table: &'a Table<'a>,
    names: &'a [&'a str],
    context: &'a Context<'a>,
    parameters: &'a mut Parameters<'b>,
    problems: &'c mut Problems,
}

impl Reader<'_, '_, '_> {
    fn stage(&mut self, name: &str) -> Stage {
        let table = self.table;
        let title = table.languages("title", self.problems);
        let title = if title.is_empty() { Text::english(name.replace('_', " ")) } else { title };
        let person = Dimensions::of("person", 1);
        Stage {
            name: name.to_owned(),
            title,
            about: table.languages("about", self.problems),
            role: table.get("role").and_then(|_| table.word("role", &ROLES, self.problems)),
            count: self.count(),
            initial: self.operand("initial", &person, "people (person)"),
            stay: self.stay(),
            each: self.each(),
            next: self.next(),
            capacity: self.capacity(),
        }
    }

    fn operand(&mut self, key: &str, dimensions: &Dimensions, what: &str) -> Option<Operand> {
        let node = self.table.get(key)?;
        let path = format!("{}.{key}", self.table.path);
        let found = self.parameters.read_as(node, &path, dimensions, what, self.problems)?;
        self.refuse_path(&found, node, &path)?;
        if matches!(self.parameters.all.get(&found.parameter).map(|p| &p.value), Some(Value::Spread(_)))
            && key != "stay"
        {
            self.problems.report(at(
                Code::BadPath,
                inside(node),
                &path,
                format!("`{found}` is a spread between people"),
                "only a `stay` can be one",
            ));
            return None;
        }
        Some(found)
    }

    /// Paths over time since entry belong into `each` only.
    fn refuse_path(&mut self, operand: &Operand, node: &Node, path: &str) -> Option<()> {
        if self.parameters.entry_step(&operand.parameter).is_none() {
            return Some(());
        }
        self.problems.report(
            at(
                Code::BadPath,
                inside(node),
                path,
                format!("`{operand}` is a path over time since entry"),
                "only `each` can be one",
            )
            .help("use it in the `each` of the stage that people have entered"),
        );
        None
    }

    fn count(&mut self) -> Option<Count> {
        let table = self.table;
        if let Some(stage) = table.get(NEW_PEOPLE_OF).and_then(Node::as_text) {
            return Some(Count::NewPeopleOf(stage.to_owned()));
        }
        if let (Some(arrivals), Some(entries)) = (table.get("arrivals"), table.get("entries")) {
            self.problems.report(
                at(
                    Code::StageKeys,
                    entries.key,
                    &table.path,
                    "`arrivals` and `entries` exclude each other",
                    "all who enter, returns included",
                )
                .also(arrivals.key, "new people only")
                .help("keep `entries` if the number counts people who come again, `arrivals` if it does not"),
            );
            return None;
        }
        let rate = Dimensions::of("person", 1).over(&Dimensions::of("day", 1)).unwrap_or_default();
        let what = "people per time (person/year)";
        if let Some(arrivals) = self.operand("arrivals", &rate, what) {
            return Some(Count::Arrivals(arrivals));
        }
        self.operand("entries", &rate, what).map(Count::Entries)
    }

    fn stay(&mut self) -> Option<Operand> {
        self.operand("stay", &Dimensions::of("day", 1), "a length of time")
    }

    fn target(&mut self, name: &str, node: &Node, key: &str) -> Option<String> {
        if self.names.contains(&name) {
            return Some(name.to_owned());
        }
        self.problems.report(
            at(
                Code::UnknownStage,
                node.key,
                &format!("{}.{key}", self.table.path),
                format!("no stage called `{name}`"),
                "does not exist",
            )
            .help(did_you_mean(name, self.names.iter().copied())),
        );
        None
    }

    fn next(&mut self) -> Vec<Branch> {
        let mut branches = vec![];
        for (to, node) in self.table.entries("next", self.problems) {
            let path = format!("{}.next.{to}", self.table.path);
            let Some(to) = self.target(to, node, "next") else { continue };
            if node.as_text() == Some("rest") {
                branches.push(Branch { to, share: Share::Rest });
                continue;
            }
            let Some(operand) = self.share(node, &path) else { continue };
            if self.refuse_path(&operand, node, &path).is_none() {
                continue;
            }
            if let Some(parameter) = self.parameters.all.get(&operand.parameter)
                && parameter.window.is_some()
            {
                self.problems.report(
                    at(
                        Code::Window,
                        inside(node),
                        &path,
                        format!("`{operand}` is a risk with a window, but `next` is decided once"),
                        "has a window",
                    )
                    .help("a risk while people are present belongs into `each`"),
                );
                continue;
            }
            branches.push(Branch { to, share: Share::Of(Formula::Read(operand)) });
        }
        branches
    }

    fn share(&mut self, node: &Node, path: &str) -> Option<Operand> {
        if let Some(number) = node.as_number() {
            self.problems.report(at(Code::WrongType, node.place, path, "numbers live in parameters", "a number").help(
                format!(
                    "add  share = \"{} | assumption: why\"  to [parameter] and write its name here",
                    if number <= 1.0 { format!("{} %", number * 100.0) } else { format!("{number} %") }
                ),
            ));
            return None;
        }
        let operand_node = node.as_text().map(operand);
        if let Some(operand) = &operand_node
            && let Some(parameter) = self.parameters.all.get(&operand.parameter)
            && parameter.unit.dimensions == Dimensions::of("day", -1)
        {
            let name = operand.to_string();
            self.parameters.used.insert(operand.parameter.clone());
            self.problems.report(
                at(
                    Code::WrongUnit,
                    inside(node),
                    path,
                    format!("`{name}` is a rate ({}), where a share is needed", parameter.unit.text),
                    "a rate",
                )
                .help(format!("make it a share:  \"= 1 - exp(-{name} * one_year)\"  with its window")),
            );
            return None;
        }
        self.parameters.read_as(node, path, &Dimensions::none(), "a share of people", self.problems)
    }

    fn each(&mut self) -> Vec<Exit> {
        let cycle = self.context.settings.cycle_days();
        let Some(each) = self.table.get("each") else { return vec![] };
        let period = each.get("period").and_then(|node| {
            duration(&format!("{}.each.period", self.table.path), node, self.context.units, self.problems)
        });
        let mut exits: Vec<Exit> = vec![];
        let mut rest: Option<(usize, &Node)> = None;
        let mut steps = false;
        for (to, node) in self.table.entries("each", self.problems) {
            if to == "period" {
                continue;
            }
            let path = format!("{}.each.{to}", self.table.path);
            let Some(to) = self.target(to, node, "each") else { continue };
            if node.as_text() == Some("rest") {
                rest = Some((exits.len(), node));
                exits.push(Exit { to, share: Share::Rest, window: None });
                continue;
            }
            let Some(operand) = self.share(node, &path) else { continue };
            let step = self.parameters.entry_step(&operand.parameter);
            let own = self.parameters.all.get(&operand.parameter).and_then(|parameter| parameter.window);
            let window = match (step, own, period) {
                (Some(step), own, period) => {
                    steps |= !close(step, cycle);
                    if let Some(other) = own.or(period).filter(|other| !close(*other, step)) {
                        self.clash(node, &path, &operand.to_string(), step, other);
                    }
                    None
                }
                (None, Some(own), Some(period)) if !close(own, period) => {
                    self.clash(node, &path, &operand.to_string(), own, period);
                    Some(own)
                }
                (None, Some(window), _) | (None, None, Some(window)) => Some(window),
                (None, None, None) => {
                    self.problems.report(
                        at(
                            Code::Window,
                            inside(node),
                            &path,
                            format!("`{operand}` is a share of the people present, but in what time?"),
                            "has no window",
                        )
                        .help(format!("give the parameter a window:  {operand} = \"… % in 12 months | …\""))
                        .help("or the stage a period for all its shares:  each = { period = \"1 year\", … }"),
                    );
                    continue;
                }
            };
            exits.push(Exit { to, share: Share::Of(Formula::Read(operand)), window });
        }
        if let Some((_, node)) = rest {
            let others = exits.iter().filter_map(|exit| exit.window).any(|window| !close(window, cycle));
            if others || steps {
                self.problems.report(
                    at(
                        Code::Window,
                        node.place,
                        &format!("{}.each", self.table.path),
                        "`rest` means that everybody leaves after one cycle, but the shares have another window",
                        "only with windows of one cycle",
                    )
                    .help("write the stage's length as  stay = …  and the ways out as  next = …"),
                );
            }
        }
        exits
    }

    fn clash(&mut self, node: &Node, path: &str, name: &str, own: f64, other: f64) {
        self.problems.report(
            at(
                Code::Window,
                inside(node),
                path,
                format!("`{name}` has a window of {own:.2} days, the stage a period of {other:.2} days"),
                "two windows",
            )
            .help("leave `period` out: the window belongs to the figure and its source"),
        );
    }
}

/// Whether two lengths of time are equal for all that can be measured.
fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs())
}
