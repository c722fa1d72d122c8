//! `[parameter]`: names, units, values, evidence and windows, then formulas in the order in which they need each other.

mod formulas;
mod names;

use super::Context;
use super::band;
use super::keys::{Table, at};
use super::laws::Laws;
use super::money::{self, IndexKind, Money, Price};
use super::parameter::{Waiting, one};
use crate::codes::Code;
use crate::model::{Conversion, Parameter, Settings, Value};
use crate::scenario::nearest::did_you_mean;
use crate::text::{Node, Problems, Value as Given};
use crate::unit::Dimensions;
use indexmap::{IndexMap, IndexSet};

/// The parameters of one policy, with what is needed to check how they are used.
pub struct Parameters<'a> {
    pub all: IndexMap<String, Parameter>,
    pub nodes: IndexMap<String, &'a Node>,
    /// Dimensions as the parameters are read, conversions included.
    dimensions: IndexMap<String, Dimensions>,
    /// Declared but unreadable: their use is not reported again.
    broken: IndexSet<String>,
    /// How deep a formula is with all the formulas that it needs.
    depths: IndexMap<String, usize>,
    /// The step in days of formulas that depend on a path over time since entry.
    steps: IndexMap<String, f64>,
    pub money: &'a Money,
    laws: &'a Laws<'a>,
    settings: &'a Settings,
    /// Every parameter that something read, in the order of first use.
    pub used: IndexSet<String>,
}

/// Parameters as they were read for earlier policies: most policies share most of them, and fitting takes time.
#[derive(Default)]
pub struct Known<'a> {
    read: IndexMap<String, (&'a Node, Option<Parameter>)>,
}

impl<'a> Parameters<'a> {
    /// Reads all parameters of one policy's tree.
    pub fn read(
        tree: &'a Node,
        context: &'a Context<'a>,
        known: &mut Known<'a>,
        problems: &mut Problems,
    ) -> Parameters<'a> {
        let mut read = Parameters {
            all: IndexMap::new(),
            nodes: IndexMap::new(),
            dimensions: IndexMap::new(),
            broken: IndexSet::new(),
            depths: IndexMap::new(),
            steps: IndexMap::new(),
            money: context.money,
            laws: context.laws,
            settings: context.settings,
            used: IndexSet::new(),
        };
        let mut waiting: IndexMap<String, Waiting> = IndexMap::new();
        for (name, node) in tree.get("parameter").and_then(Node::as_table).into_iter().flatten() {
            read.nodes.insert(name.clone(), node);
            let path = format!("parameter.{name}");
            let mut table = Table::new(path, node);
            table.default = context.defaults.get("parameter").copied().filter(|node| node.as_table().is_some());
            let before = known.read.get(name).filter(|(other, _)| *other == node).map(|(_, before)| before.clone());
            let parameter = match node.value {
                Given::Table(_) => match before {
                    Some(before) => before.map(|parameter| (parameter, None)),
                    None => {
                        let found = one(name, &table, context, problems);
                        if (node.get("formula").is_none() && node.get("band").is_none()) || found.is_none() {
                            known.read.insert(name.clone(), (node, found.as_ref().map(|(found, _)| found.clone())));
                        }
                        found
                    }
                },
                Given::Text(_)
                | Given::Integer(_)
                | Given::Number(_)
                | Given::Flag(_)
                | Given::Date(_)
                | Given::List(_) => None,
            };
            match parameter {
                Some((parameter, waits)) => {
                    if let Some(waits) = waits {
                        waiting.insert(name.clone(), waits);
                    } else {
                        let currency = &context.settings.currency;
                        read.dimensions.insert(name.clone(), money::as_read(&parameter.unit.dimensions, currency));
                    }
                    read.all.insert(name.clone(), parameter);
                }
                None => {
                    read.broken.insert(name.clone());
                }
            }
        }
        read.convert(context, problems);
        for name in waiting.keys().cloned().collect::<Vec<_>>() {
            read.resolve(&name, &waiting, &mut vec![], problems);
        }
        band::check_amounts(context.laws, &mut read, context.settings, problems);
        for name in &read.broken {
            read.all.shift_remove(name);
        }
        read.views(problems);
        read.spreads(problems);
        read
    }

    fn convert(&mut self, context: &Context, problems: &mut Problems) {
        let broken = &self.broken;
        context.money.check(context.tree, &self.all, &|name| broken.contains(name), problems);
        let mut found: Vec<(String, Result<Option<Conversion>, ()>)> = vec![];
        for (name, parameter) in &self.all {
            let Some(node) = self.nodes.get(name) else { continue };
            if matches!(parameter.value, Value::Formula(_)) {
                continue;
            }
            let mut table = Table::new(format!("parameter.{name}"), node);
            table.default = context.defaults.get("parameter").copied();
            let year = match table.get("price_year") {
                Some(_) => table.whole("price_year", problems),
                None => None,
            };
            let kinds = [("consumer", IndexKind::Consumer), ("wages", IndexKind::Wages)];
            let index = match table.get("index") {
                Some(_) => table.word("index", &kinds, problems).unwrap_or(IndexKind::Consumer),
                None => IndexKind::Consumer,
            };
            let key = ["price_year", "place", "unit"].into_iter().find_map(|key| table.node.get(key));
            let price = Price {
                path: &table.path,
                at: key.map_or(table.node.key, |node| node.place),
                unit: &parameter.unit,
                year: if parameter.nominal { None } else { year },
                place: table.text("place", problems),
                index,
            };
            found.push((name.clone(), context.money.conversion(&price, context.settings, &self.all, problems)));
        }
        for (name, conversion) in found {
            match conversion {
                Ok(conversion) => {
                    if let Some(parameter) = self.all.get_mut(&name) {
                        parameter.conversion = conversion;
                    }
                }
                Err(()) => {
                    self.broken.insert(name);
                }
            }
        }
    }

    /// Paths that are views of others: the other must be a path over time since entry.
    fn views(&mut self, problems: &mut Problems) {
        let mut wrong = vec![];
        for (name, parameter) in &self.all {
            let Value::View { of, .. } = &parameter.value else { continue };
            self.used.insert(of.clone());
            let is_path = self.all.get(of).is_some_and(|other| matches!(other.value, Value::SinceEntry { .. }));
            if is_path || self.broken.contains(of) {
                continue;
            }
            let Some(node) = self.nodes.get(name).and_then(|node| node.at(&["since_entry", "of"])) else { continue };
            wrong.push(
                at(
                    Code::BadPath,
                    node.place,
                    &format!("parameter.{name}"),
                    format!("`{of}` is not a path over time since entry"),
                    "nothing to view",
                )
                .help(did_you_mean(
                    of,
                    self.all
                        .iter()
                        .filter(|(_, p)| matches!(p.value, Value::SinceEntry { .. }))
                        .map(|(n, _)| n.as_str()),
                )),
            );
        }
        wrong.into_iter().for_each(|problem| problems.report(problem));
    }

    /// The shares of spreads are names of pure numbers.
    fn spreads(&mut self, problems: &mut Problems) {
        let mut reads: Vec<(String, Node, String)> = vec![];
        for (name, parameter) in &self.all {
            let Value::Spread(_) = &parameter.value else { continue };
            let items = self.nodes.get(name).and_then(|node| node.get("spread")).and_then(Node::as_list);
            for item in items.unwrap_or_default() {
                if let Some(share) = item.get("share").filter(|share| share.as_text().is_some()) {
                    reads.push((name.clone(), share.clone(), format!("parameter.{name}.spread")));
                }
            }
        }
        for (name, share, path) in reads {
            if self.read_as(&share, &path, &Dimensions::none(), "a pure number", problems).is_none() {
                self.broken.insert(name);
            }
        }
    }
}

/// Base dimensions as a unit: `GEL/person/day`.
pub fn spell(dimensions: &Dimensions) -> String {
    let write = |(base, power): (&str, i8)| match power.abs() {
        1 => base.to_owned(),
        power => format!("{base}^{power}"),
    };
    let above: Vec<String> = dimensions.iter().filter(|(_, power)| *power > 0).map(write).collect();
    let mut below: Vec<(&str, i8)> = dimensions.iter().filter(|(_, power)| *power < 0).collect();
    below.sort_by_key(|(base, _)| *base != "person");
    let mut text = if above.is_empty() { "1".to_owned() } else { above.join("*") };
    for part in below {
        text.push('/');
        text.push_str(&write(part));
    }
    text
}
