//! Formulas and shares of bands: each gets its value and unit after those that it needs.

use super::{Parameters, spell};
use crate::codes::Code;
use crate::model::{Formula, Value};
use crate::scenario::read::band;
use crate::scenario::read::formula::{self, Typed};
use crate::scenario::read::keys::{at, inside};
use crate::scenario::read::parameter::Waiting;
use crate::text::{Node, Problems};
use crate::unit::{Dimensions, Unit};
use indexmap::IndexMap;

/// The most formulas that can need one another in a row.
const MOST_FORMULAS_IN_A_ROW: usize = 200;
/// The most operations that can stand on one another, through all formulas of a row.
const MOST_DEPTH: usize = 2000;

impl Parameters<'_> {
    /// Gives a formula its value and unit, after the formulas that it needs.
    pub(super) fn resolve(
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
}
