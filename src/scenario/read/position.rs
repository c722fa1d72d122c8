//! What others claim a parameter is: `positions`.

use super::Context;
use super::keys::{Table, at};
use super::money;
use super::parameter;
use super::parameters::spell;
use super::source::is_table;
use super::value::{self, Scale};
use crate::codes::Code;
use crate::model::{Position, Value};
use crate::text::{Node, Place, Problems};
use crate::unit::Unit;
use indexmap::IndexMap;

/// The parameter that positions stand beside.
pub struct Beside<'a> {
    pub unit: &'a Unit,
    pub scale: Scale,
    /// Absent if it could not be read.
    pub value: Option<&'a Value>,
}

/// The positions beside a parameter; one who claims two things is reported.
pub fn all(table: &Table, beside: &Beside, context: &Context, problems: &mut Problems) -> Vec<Position> {
    let Some(node) = table.get("positions") else { return vec![] };
    let mut positions = vec![];
    let mut claimed: IndexMap<String, Place> = IndexMap::new();
    for (index, item) in node.as_list().unwrap_or_default().iter().enumerate() {
        let inner = Table::new(format!("{}.positions[{}]", table.path, index + 1), item);
        if !is_table(&inner, problems) {
            continue;
        }
        inner.required("who", "\"…\"", problems);
        if let Some(who) = inner.get("who").filter(|who| who.as_text().is_some()) {
            let name = plain(who.as_text().unwrap_or_default());
            if name.is_empty() {
                problems.report(
                    at(Code::OutOfRange, who.place, &inner.path, "`who` is empty", "nobody")
                        .help("write who claims it, such as  who = \"Ministry\""),
                );
                continue;
            }
            if let Some(first) = claimed.insert(name.clone(), who.place) {
                problems.report(
                    at(Code::ClaimedTwice, who.place, &inner.path, format!("{name} claims two things"), "the second")
                        .also(first, "the first")
                        .help("keep one, write one range, or say who claims which"),
                );
                continue;
            }
        }
        positions.extend(one(&inner, beside, context, problems));
    }
    positions
}

fn one(table: &Table, beside: &Beside, context: &Context, problems: &mut Problems) -> Option<Position> {
    let evidence = super::evidence::optional(table, context, problems);
    if table.get("value").is_some_and(|value| value.as_text().is_some()) {
        // A line that could not be read has been reported.
        return None;
    }
    let (unit, scale) = match table.get("unit") {
        Some(node) => {
            let unit = parameter::unit(node, &table.path, context, problems)?;
            if unit.text.trim() == "%" {
                (Some(Unit::one()), Scale { factor: 0.01, is_pure: true })
            } else {
                let is_pure = unit.dimensions.is_none();
                (Some(unit), Scale { factor: 1.0, is_pure })
            }
        }
        None => (None, beside.scale),
    };
    table.duration("in", context.units, problems);
    let value = value::read(table, scale, context, problems)?;
    let is_formula = matches!(beside.value, Some(Value::Formula(_)));
    if let Some(own) = unit.as_ref().filter(|_| !is_formula) {
        let currency = &context.settings.currency;
        let read = |unit: &Unit| money::as_read(&unit.dimensions, currency);
        if read(own) != read(beside.unit) {
            let place = table.get("unit").map_or(table.node.key, |node| node.place);
            let (claimed, ours) = (spell(&own.dimensions), spell(&beside.unit.dimensions));
            problems.report(
                at(
                    Code::BadPosition,
                    place,
                    &table.path,
                    format!("the claim is in {claimed}, the parameter in {ours}"),
                    "another kind of unit",
                )
                .help("a claim must stand in the parameter's place: give it in the same kind of unit"),
            );
            return None;
        }
    }
    if let Some(ours) = beside.value.filter(|ours| parts(ours) != parts(&value)) {
        let need = match parts(ours) {
            Some(names) => format!("the parameter has the shares {}", names.join(", ")),
            None => "the parameter is one number and has no shares".to_owned(),
        };
        problems.report(
            at(Code::BadPosition, table.node.place, &table.path, need, "of another shape")
                .help("a claim must stand in the parameter's place: give it the same shares, or none"),
        );
        return None;
    }
    Some(Position {
        who: plain(table.text("who", problems).unwrap_or_default()),
        value,
        unit,
        price_year: table.get("price_year").and_then(|_| table.whole("price_year", problems)),
        evidence,
    })
}

/// The names of the shares of a value, in alphabetical order; none for a number.
fn parts(value: &Value) -> Option<Vec<&str>> {
    match value {
        Value::Shares(parts) | Value::Counts(parts) => {
            let mut names: Vec<&str> = parts.keys().map(String::as_str).collect();
            names.sort_unstable();
            Some(names)
        }
        Value::Known(_)
        | Value::Uncertain(_)
        | Value::Formula(_)
        | Value::ByYear { .. }
        | Value::ByGroup(_)
        | Value::SinceEntry { .. }
        | Value::View { .. }
        | Value::Spread(_) => None,
    }
}

/// The positions that a table of a parameter holds, as they are written.
pub fn nodes(parameter: &Node) -> &[Node] {
    parameter.get("positions").and_then(Node::as_list).unwrap_or_default()
}

/// A name in one line, without blanks around it: two spellings of one side are one side.
fn plain(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}
