//! `[parameter]`: names, units, values, evidence and windows, then formulas in the order in which they need each other.

use super::Context;
use super::band;
use super::formula::{self, Typed};
use super::keys::{Table, at, inside};
use super::laws::Laws;
use super::money::{self, IndexKind, Money, Price};
use super::parameter::{Waiting, one};
use super::value::operand;
use crate::codes::Code;
use crate::model::{Conversion, Formula, Operand, Parameter, Settings, Value};
use crate::scenario::nearest::did_you_mean;
use crate::text::{Node, Place, Problems, Value as Given};
use crate::unit::{Dimensions, Unit};
use indexmap::{IndexMap, IndexSet};

/// The most formulas that can need one another in a row.
const MOST_FORMULAS_IN_A_ROW: usize = 200;
/// The most operations that can stand on one another, through all formulas of a row.
const MOST_DEPTH: usize = 2000;

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

    /// Gives a formula its value and unit, after the formulas that it needs.
    fn resolve(
        &mut self,
        name: &str,
        waiting: &IndexMap<String, Waiting>,
        path: &mut Vec<String>,
        problems: &mut Problems,
    ) {
        if self.dimensions.contains_key(name) || self.broken.contains(name) {
            return;
        }
        let Some(formula) = waiting.get(name) else { return };
        if let Some(start) = path.iter().position(|other| other == name) {
            let mut circle: Vec<&str> = path[start..].iter().map(String::as_str).collect();
            circle.push(name);
            problems.report(
                at(
                    Code::CircularFormula,
                    inside(formula.text),
                    &format!("parameter.{name}"),
                    format!("formulas need each other: {}", circle.join(" -> ")),
                    "this closes the circle",
                )
                .help("give one of them a number of its own"),
            );
            self.broken.extend(path[start..].iter().cloned());
            return;
        }
        let own = format!("parameter.{name}");
        if path.len() >= MOST_FORMULAS_IN_A_ROW {
            self.too_deep(name, formula.text, problems);
            return;
        }
        if formula.is_band {
            self.band(name, formula, waiting, path, problems);
            return;
        }
        let Some(syntax) = formula::parse(formula.text, &own, problems) else {
            self.broken.insert(name.to_owned());
            return;
        };
        path.push(name.to_owned());
        for needed in formula::names(&syntax) {
            self.resolve(&needed, waiting, path, problems);
        }
        path.pop();
        if self.broken.contains(name) {
            return;
        }
        let Some(typed) = formula::lower(&syntax, &own, self, problems) else {
            self.broken.insert(name.to_owned());
            return;
        };
        let Typed { formula: lowered, dimensions } = typed;
        let parts = lowered.operands();
        let below = parts.iter().filter_map(|part| self.depths.get(&part.parameter)).max();
        let depth = formula::depth(&syntax) + below.unwrap_or(&0);
        if depth > MOST_DEPTH {
            self.too_deep(name, formula.text, problems);
            return;
        }
        if let Some(step) = parts.iter().find_map(|part| self.entry_step(&part.parameter)) {
            self.steps.insert(name.to_owned(), step);
        }
        self.depths.insert(name.to_owned(), depth);
        if let Some(unit) = &formula.declared
            && unit.dimensions != dimensions
        {
            let node = self.nodes.get(name).and_then(|node| node.get("unit"));
            problems.report(
                at(
                    Code::UnitsClash,
                    node.map_or(formula.text.place, |node| node.place),
                    &own,
                    format!("the formula comes out in {}, not in {}", spell(&dimensions), unit.text),
                    "another unit",
                )
                .also(inside(formula.text), format!("comes out in {}", spell(&dimensions)))
                .help("leave `unit` out: a formula has the unit in which it comes out"),
            );
            self.broken.insert(name.to_owned());
            return;
        }
        let inherited = self.common_window(name, &lowered, &dimensions, formula.text, problems);
        if let Some(parameter) = self.all.get_mut(name) {
            parameter.window = parameter.window.or(inherited);
            if formula.declared.is_none() {
                parameter.unit = Unit { text: spell(&dimensions), dimensions: dimensions.clone(), factor: 1.0 };
            }
            parameter.value = Value::Formula(lowered);
        }
        self.dimensions.insert(name.to_owned(), dimensions);
    }

    /// Gives the share of a legal band its value, after the parameters that its amounts name.
    fn band(
        &mut self,
        name: &str,
        band: &Waiting,
        waiting: &IndexMap<String, Waiting>,
        path: &mut Vec<String>,
        problems: &mut Problems,
    ) {
        path.push(name.to_owned());
        for needed in band::names(band.text, self.laws) {
            self.resolve(&needed, waiting, path, problems);
        }
        path.pop();
        if self.broken.contains(name) {
            return;
        }
        let (laws, settings) = (self.laws, self.settings);
        let own = format!("parameter.{name}");
        if let Some(unit) = band.declared.as_ref().filter(|unit| !unit.dimensions.is_none()) {
            let node = self.nodes.get(name).and_then(|node| node.get("unit")).unwrap_or(band.text);
            let message = format!("the share of a band is a pure number, not in {}", unit.text);
            problems.report(at(Code::UnitsClash, node.place, &own, message, "another unit").help("leave `unit` out"));
            self.broken.insert(name.to_owned());
            return;
        }
        match band::lower(band.text, &own, laws, self, settings, problems) {
            Some(formula) => {
                if let Some(parameter) = self.all.get_mut(name) {
                    parameter.unit = Unit::one();
                    parameter.value = Value::Formula(formula);
                }
                self.dimensions.insert(name.to_owned(), Dimensions::none());
            }
            None => {
                self.broken.insert(name.to_owned());
            }
        }
    }

    fn too_deep(&mut self, name: &str, text: &Node, problems: &mut Problems) {
        problems.report(
            at(
                Code::TooDeep,
                inside(text),
                &format!("parameter.{name}"),
                "too many formulas stand on one another",
                "one too many",
            )
            .help(format!("at most {MOST_FORMULAS_IN_A_ROW} formulas can need one another in a row")),
        );
        self.broken.insert(name.to_owned());
    }

    /// The window that all risks of a formula share: a risk that is changed keeps its window.
    fn common_window(
        &self,
        name: &str,
        formula: &Formula,
        dimensions: &Dimensions,
        text: &Node,
        problems: &mut Problems,
    ) -> Option<f64> {
        let own = self.all.get(name).and_then(|parameter| parameter.window);
        if own.is_some() || !dimensions.is_none() {
            return None;
        }
        let mut windows: Vec<(&str, f64)> = vec![];
        for operand in formula.operands() {
            if let Some(window) = self.all.get(&operand.parameter).and_then(|part| part.window) {
                windows.push((&operand.parameter, window));
            }
        }
        let (first, window) = *windows.first()?;
        if let Some((second, _)) = windows.iter().find(|(_, other)| (other - window).abs() > 1e-9 * window) {
            problems.report(
                at(
                    Code::Window,
                    inside(text),
                    &format!("parameter.{name}"),
                    format!("`{first}` and `{second}` have different windows"),
                    "which window has the result?",
                )
                .help("say so in the table form:  in = \"12 months\""),
            );
        }
        Some(window)
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

    /// Finds what a name means and in which dimensions it is read; reports what does not exist.
    pub fn look_up(&mut self, name: &Operand, place: Place, path: &str, problems: &mut Problems) -> Option<Dimensions> {
        self.used.insert(name.parameter.clone());
        let Some(parameter) = self.all.get(&name.parameter) else {
            if !self.broken.contains(&name.parameter) {
                let wrong = &name.parameter;
                problems.report(
                    at(Code::UnknownParameter, place, path, format!("no parameter called `{wrong}`"), "does not exist")
                        .help(did_you_mean(wrong, self.nodes.keys().map(String::as_str))),
                );
            }
            return None;
        };
        if self.broken.contains(&name.parameter) {
            return None;
        }
        let keys: Option<Vec<&str>> = match &parameter.value {
            Value::Shares(parts) | Value::Counts(parts) => Some(parts.keys().map(String::as_str).collect()),
            _ => None,
        };
        match (&name.key, keys) {
            (None, None) => {}
            (Some(key), Some(keys)) if keys.contains(&key.as_str()) => {}
            (Some(key), Some(keys)) => {
                problems.report(
                    at(
                        Code::UnknownParameter,
                        place,
                        path,
                        format!("`{name}`: there is no share `{key}`"),
                        "unknown share",
                    )
                    .help(did_you_mean(key, keys.into_iter())),
                );
                return None;
            }
            (None, Some(keys)) => {
                let first = keys.first().copied().unwrap_or_default();
                problems.report(
                    at(Code::UnknownParameter, place, path, format!("`{name}` has several shares"), "which one?")
                        .help(format!("write  {name}.{first}; there are: {}", keys.join(", "))),
                );
                return None;
            }
            (Some(_), None) => {
                problems.report(at(
                    Code::UnknownParameter,
                    place,
                    path,
                    format!("`{}` is one number and has no shares", name.parameter),
                    "nothing behind the dot",
                ));
                return None;
            }
        }
        self.dimensions.get(&name.parameter).cloned()
    }

    /// Reads a text as the name of a parameter of certain dimensions.
    pub fn read_as(
        &mut self,
        node: &Node,
        path: &str,
        needed: &Dimensions,
        what: &str,
        problems: &mut Problems,
    ) -> Option<Operand> {
        let Some(text) = node.as_text() else {
            problems.report(
                at(
                    Code::WrongType,
                    node.place,
                    path,
                    format!("{} stands where the name of a parameter is needed", node.value.kind()),
                    "numbers live in parameters",
                )
                .help("make the number a parameter, with its unit and source, and write its name here"),
            );
            return None;
        };
        let name = operand(text);
        let place = inside(node);
        let dimensions = self.look_up(&name, place, path, problems)?;
        if dimensions != *needed {
            let mut problem = at(
                Code::WrongUnit,
                place,
                path,
                format!("`{name}` is in {}, where {what} is needed", spell(&dimensions)),
                "another unit",
            );
            if let Some(parameter) = self.nodes.get(&name.parameter) {
                problem = problem.also(parameter.key, "the parameter");
            }
            problems.report(problem);
            return None;
        }
        Some(name)
    }

    /// The first parameter with certain dimensions, for help in messages.
    pub fn named_with(&self, dimensions: &Dimensions) -> Option<&str> {
        self.dimensions.iter().find(|(_, own)| *own == dimensions).map(|(name, _)| name.as_str())
    }

    /// The step in days of a path over time since entry, if the parameter depends on one.
    pub fn entry_step(&self, name: &str) -> Option<f64> {
        match &self.all.get(name)?.value {
            Value::SinceEntry { step_days, .. } => Some(*step_days),
            Value::View { of, .. } if of != name => match &self.all.get(of)?.value {
                Value::SinceEntry { step_days, .. } => Some(*step_days),
                _ => None,
            },
            Value::Formula(_) => self.steps.get(name).copied(),
            Value::ByGroup(values) => values.values().find_map(|value| match value {
                Value::SinceEntry { step_days, .. } => Some(*step_days),
                _ => None,
            }),
            _ => None,
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
