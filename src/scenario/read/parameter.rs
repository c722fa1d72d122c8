//! One `[parameter]`: its unit, value form, evidence, window and positions.

use super::Context;
use super::keys::{Table, at};
use super::position;
use super::source::is_table;
use super::value::{self, Scale};
use crate::codes::Code;
use crate::model::{Formula, Parameter, Value};
use crate::text::{Node, Problem, Problems};
use crate::unit::Unit;

/// A formula that waits for its parts.
pub struct Waiting<'a> {
    pub text: &'a Node,
    /// Whether it is the share of a legal band rather than a formula.
    pub is_band: bool,
    pub declared: Option<Unit>,
}

/// Reads one parameter; a formula is left to wait for its parts.
pub fn one<'a>(
    name: &str,
    table: &Table<'a>,
    context: &Context,
    problems: &mut Problems,
) -> Option<(Parameter, Option<Waiting<'a>>)> {
    if !is_table(table, problems) {
        return None;
    }
    let form = value::the_form(table, problems);
    let is_formula = matches!(form, Some("formula" | "band"));
    let without_unit =
        matches!(form, Some("observed" | "counts" | "shares" | "weights" | "effect" | "formula" | "band"));
    let (unit, factor, readable) = match table.get("unit").filter(|_| !is_formula || table.has_own("unit")) {
        Some(node) => match unit(node, &table.path, context, problems) {
            Some(unit) if unit.text.trim() == "%" => (Unit::one(), 0.01, true),
            Some(unit) => (unit, 1.0, true),
            None => (Unit::one(), 1.0, false),
        },
        None if without_unit => (Unit::one(), 1.0, true),
        None => {
            if form.is_some() {
                table.required("unit", "\"EUR/person\"", problems);
            }
            (Unit::one(), 1.0, false)
        }
    };
    let scale = Scale { factor, is_pure: unit.dimensions.is_none() };
    let evidence = if is_formula {
        super::evidence::refuse(table, problems);
        None
    } else if form.is_some() {
        super::evidence::read(table, context, problems)
    } else {
        None
    };
    let waiting = table.node.get(form.unwrap_or_default()).filter(|_| is_formula).map(|text| Waiting {
        text,
        is_band: form == Some("band"),
        declared: table.has_own("unit").then(|| unit.clone()),
    });
    let value = if is_formula {
        Some(Value::Formula(Formula::Number(0.0)))
    } else if form.is_some() {
        value::read(table, scale, context, problems)
    } else {
        None
    };
    let window = table.duration("in", context.units, problems);
    if let (Some(_), Some(node)) = (window, table.get("in"))
        && readable
        && !unit.dimensions.is_none()
    {
        problems.report(
            at(Code::Window, node.key, &table.path, format!("{} has no window", unit.text), "only shares have one")
                .help("a window is the time in which a share of people moves, such as  5 to 40 % in 12 months"),
        );
    }
    if window == Some(0.0)
        && let Some(node) = table.get("in")
    {
        problems.report(at(Code::Window, node.place, &table.path, "a window of no length", "longer than 0"));
    }
    let unknown = table.flag("unknown", problems);
    if unknown
        && !matches!(form, Some("range" | "limits" | "distribution") | None)
        && let Some(node) = table.get("unknown")
    {
        problems.report(
            at(
                Code::KeysConflict,
                node.key,
                &table.path,
                "a gap needs a wide range, not a number",
                "unknown, but known?",
            )
            .help("write what it could be at least and at most:  unknown, 3 to 25 hour/person"),
        );
    }
    history(table, context, problems);
    let positions =
        position::all(table, &position::Beside { unit: &unit, scale, value: value.as_ref() }, context, problems);
    let words = |key: &str, problems: &mut Problems| {
        let text = table.text(key, problems).map(str::trim);
        text.filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let parameter = Parameter {
        name: name.to_owned(),
        about: table.languages("about", problems),
        unit,
        value: value?,
        evidence,
        window,
        at_most: table.number("at_most", problems).map(|most| most * factor),
        conversion: None,
        nominal: table.flag("nominal", problems),
        unknown,
        positions,
        holder: words("holder", problems),
        ask: words("ask", problems),
    };
    readable.then_some((parameter, waiting))
}

/// Checks the sources of what the parameter was before, and of the counts that changed it.
fn history(table: &Table, context: &Context, problems: &mut Problems) {
    let updated = table.get("updated").and_then(Node::as_list).unwrap_or_default();
    for (key, node) in
        table.get("prior").map(|node| ("prior", node)).into_iter().chain(updated.iter().map(|node| ("updated", node)))
    {
        let inner = Table::new(format!("{}.{key}", table.path), node);
        if is_table(&inner, problems) {
            super::evidence::check_inner(&inner, context, problems);
        }
    }
}

/// Reads a unit, or reports why it cannot be read.
pub fn unit(node: &Node, path: &str, context: &Context, problems: &mut Problems) -> Option<Unit> {
    let Some(text) = node.as_text() else {
        super::keys::wrong_type(path, "unit", node, "a text", problems);
        return None;
    };
    match context.units.parse(text) {
        Ok(unit) => Some(unit),
        Err(error) => {
            let (offset, len) = error.span();
            let place = super::keys::piece(node, offset, len);
            let message = format!("{path}: {}", error.message());
            problems.report(Problem::new(Code::UnknownUnit, place, message, "not a unit").help(error.help()));
            None
        }
    }
}
