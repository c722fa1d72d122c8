//! The value forms of parameters: from keys to [`Value`].
//!
//! Numbers stay in the unit in which they are written, except that percentages become pure numbers.

use super::Context;
use super::keys::{Table, at, number};
use super::{family, fit, path};
use crate::codes::Code;
use crate::distribution::Distribution;
use crate::model::{Operand, Value};
use crate::scenario::overlay::FORMS;
use crate::text::Problems;
use indexmap::IndexMap;

/// How the numbers of one parameter are to be read.
#[derive(Clone, Copy)]
pub struct Scale {
    /// 0.01 for percentages, 1 for everything else.
    pub factor: f64,
    /// Whether the parameter is a pure number.
    pub is_pure: bool,
}

/// Reads the one value form of a table. Formulas are left to the caller: `None` without a report.
pub fn read(table: &Table, scale: Scale, context: &Context, problems: &mut Problems) -> Option<Value> {
    match the_form(table, problems)? {
        "value" => Some(Value::Known(scaled(table, "value", scale, problems)?)),
        "range" => Some(uncertain(range(table, scale, problems)?)),
        "limits" => Some(uncertain(limits(table, scale, problems)?)),
        "distribution" => Some(uncertain(family::distribution(table, scale, problems)?)),
        "observed" => super::observed::read(table, context, problems),
        "counts" => Some(Value::Counts(by_key(table, "counts", 1.0, problems)?)),
        "shares" => shares(table, scale, problems),
        "weights" => weights(table, problems),
        "pool" => pool(table, scale, context, problems),
        "effect" => Some(uncertain(super::effect::read(table, context, problems)?)),
        "formula" | "band" => None,
        "by_year" => path::by_year(table, scale, context, problems),
        "by_group" => path::by_group(table, scale, context, problems),
        "since_entry" => path::since_entry(table, scale, context, problems),
        "spread" => path::spread(table, scale, problems),
        _ => None,
    }
}

/// The one value form that a table has; none or several are reported.
pub fn the_form(table: &Table, problems: &mut Problems) -> Option<&'static str> {
    let found: Vec<&'static str> = FORMS.into_iter().filter(|form| table.has_own(form)).collect();
    match found.as_slice() {
        [form] => Some(form),
        [] => {
            problems.report(
                at(Code::ValueForms, table.node.key, &table.path, "there is no value", "has no value form").help(
                    "add one of: value, range, limits, distribution, observed, counts, shares, weights, pool, effect, \
                     formula, by_year, by_group, since_entry, spread, band",
                ),
            );
            None
        }
        [first, second, ..] => {
            let place = table.get(second).map_or(table.node.key, |node| node.key);
            let mut problem = at(
                Code::ValueForms,
                place,
                &table.path,
                format!("`{first}` and `{second}` exclude each other"),
                "a second value",
            )
            .help("keep the one that the source gives");
            if let Some(other) = table.get(first) {
                problem = problem.also(other.key, "the first");
            }
            problems.report(problem);
            None
        }
    }
}

fn uncertain(distribution: Distribution) -> Value {
    Value::Uncertain(distribution)
}

/// A number under a key, in the unit of the parameter.
pub fn scaled(table: &Table, key: &str, scale: Scale, problems: &mut Problems) -> Option<f64> {
    Some(table.number(key, problems)? * scale.factor)
}

/// Reports what the arithmetic of a distribution refuses.
pub fn possible<T>(result: Result<T, String>, table: &Table, key: &str, problems: &mut Problems) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(why) => {
            let place = table.get(key).map_or(table.node.key, |node| node.place);
            problems.report(at(Code::Impossible, place, &format!("{}.{key}", table.path), why, "cannot exist"));
            None
        }
    }
}

/// Two numbers, the first below the second.
fn pair(table: &Table, key: &str, scale: Scale, problems: &mut Problems) -> Option<(f64, f64)> {
    let numbers = table.numbers(key, problems)?;
    let place = table.get(key)?.place;
    let path = format!("{}.{key}", table.path);
    match numbers.as_slice() {
        [low, high] if low < high => Some((low * scale.factor, high * scale.factor)),
        [low, high] => {
            let problem = at(Code::Impossible, place, &path, format!("{low} is not below {high}"), "low comes first");
            problems.report(if low == high {
                problem.help(format!("for a number that is known write  value = {low}"))
            } else {
                problem.help(format!("write  {key} = [{high}, {low}]"))
            });
            None
        }
        other => {
            problems.report(
                at(
                    Code::WrongType,
                    place,
                    &path,
                    format!("{} numbers where two are needed", other.len()),
                    "two numbers",
                )
                .help(format!("write  {key} = [4, 9]")),
            );
            None
        }
    }
}

fn range(table: &Table, scale: Scale, problems: &mut Problems) -> Option<Distribution> {
    let (low, high) = pair(table, "range", scale, problems)?;
    let level = level(table, problems)?;
    let families = [
        ("beta", fit::Family::Beta),
        ("lognormal", fit::Family::LogNormal),
        ("normal", fit::Family::Normal),
        ("gamma", fit::Family::Gamma),
    ];
    let family = match table.node.get("as") {
        Some(_) => table.word("as", &families, problems)?,
        None if low == 0.0 => {
            range_from_zero(table, high / scale.factor, scale, problems);
            return None;
        }
        None if scale.is_pure && low > 0.0 && high < 1.0 => fit::Family::Beta,
        None if low > 0.0 => fit::Family::LogNormal,
        None => fit::Family::Normal,
    };
    possible(fit::interval(family, low, high, level), table, "range", problems)
}

/// The level of an interval: 0.9 unless the table says otherwise.
pub fn level(table: &Table, problems: &mut Problems) -> Option<f64> {
    let Some(node) = table.get("level") else { return Some(0.9) };
    let level = table.number("level", problems)?;
    if level > 0.0 && level < 1.0 {
        return Some(level);
    }
    problems.report(
        at(
            Code::OutOfRange,
            node.place,
            &format!("{}.level", table.path),
            format!("a level of {level}"),
            "between 0 and 1",
        )
        .help("for a 95 % interval write  level = 0.95"),
    );
    None
}

fn range_from_zero(table: &Table, high: f64, scale: Scale, problems: &mut Problems) {
    let place = table.get("range").map_or(table.node.key, |node| node.place);
    let percent = if scale.factor == 1.0 { "" } else { " %" };
    let mut problem = at(
        Code::RangeFromZero,
        place,
        &table.path,
        "a 90 % interval cannot begin at 0: five draws of a hundred would lie below",
        "begins at 0",
    )
    .help(format!("if it can be anything from 0 to {high}:  limits = [0, {high}]  (short form: 0..{high}{percent})"));
    if !scale.is_pure {
        problem = problem.help(format!("if it can be negative too:  range = [0, {high}], as = \"normal\""));
    }
    problems.report(problem);
}

fn limits(table: &Table, scale: Scale, problems: &mut Problems) -> Option<Distribution> {
    let (low, high) = pair(table, "limits", scale, problems)?;
    let result = match table.node.get("mode") {
        Some(_) => fit::pert(low, scaled(table, "mode", scale, problems)?, high),
        None => fit::uniform(low, high),
    };
    possible(result, table, "limits", problems)
}

/// Numbers by key, none negative and at least one above 0.
fn by_key(table: &Table, form: &str, factor: f64, problems: &mut Problems) -> Option<IndexMap<String, f64>> {
    let node = table.get(form)?;
    let path = format!("{}.{form}", table.path);
    let mut numbers = IndexMap::new();
    for (key, node) in table.entries(form, problems) {
        let value = number(&path, key, node, problems)?;
        if value < 0.0 {
            problems.report(at(Code::Impossible, node.place, &format!("{path}.{key}"), "a negative share", "below 0"));
            return None;
        }
        numbers.insert(key.to_owned(), value * factor);
    }
    if numbers.values().sum::<f64>() <= 0.0 {
        problems.report(at(Code::Impossible, node.place, &path, "nothing is above 0", "at least one is needed"));
        return None;
    }
    Some(numbers)
}

fn shares(table: &Table, scale: Scale, problems: &mut Problems) -> Option<Value> {
    let shares = by_key(table, "shares", scale.factor, problems)?;
    let sum: f64 = shares.values().sum();
    if sum > 1.0 + 1e-9 {
        let place = table.get("shares")?.place;
        problems.report(
            at(Code::NotAShare, place, &table.path, format!("the shares add up to {sum:.4}"), "more than 1")
                .help("if rounding is the reason, write `weights` instead of `shares`: they are scaled to 1"),
        );
        return None;
    }
    Some(Value::Shares(shares))
}

fn weights(table: &Table, problems: &mut Problems) -> Option<Value> {
    let weights = by_key(table, "weights", 1.0, problems)?;
    // By name, so that the order of the file moves no digit.
    let sum: f64 = weights.iter().collect::<std::collections::BTreeMap<_, _>>().into_values().sum();
    Some(Value::Shares(weights.into_iter().map(|(key, weight)| (key, weight / sum)).collect()))
}

fn pool(table: &Table, scale: Scale, context: &Context, problems: &mut Problems) -> Option<Value> {
    let node = table.get("pool")?;
    let items = node.as_list().unwrap_or_default();
    if items.len() < 2 {
        problems.report(at(Code::Impossible, node.place, &table.path, "a pool needs at least two members", "too few"));
        return None;
    }
    let mut members = vec![];
    for (index, item) in items.iter().enumerate() {
        let inner = Table::new(format!("{}.pool[{}]", table.path, index + 1), item);
        if item.as_table().is_some() {
            super::evidence::check_inner(&inner, context, problems);
        }
        match nested(&inner, scale, context, problems)? {
            Value::Uncertain(distribution) => members.push(distribution),
            Value::Known(value) => members.push(possible(fit::point(value), table, "pool", problems)?),
            _ => {
                problems.report(
                    at(
                        Code::ValueForms,
                        item.place,
                        &inner.path,
                        "cannot be a member of a pool",
                        "another form is needed",
                    )
                    .help("members are numbers, ranges, limits, distributions or observations of one year"),
                );
                return None;
            }
        }
    }
    Some(uncertain(possible(fit::mixture(members), table, "pool", problems)?))
}

/// A number, or a table with a value form.
pub fn nested(table: &Table, scale: Scale, context: &Context, problems: &mut Problems) -> Option<Value> {
    if table.node.as_number().is_some() {
        let number = number(&table.path, "value", table.node, problems)?;
        return Some(Value::Known(number * scale.factor));
    }
    if table.node.as_table().is_none() {
        problems.report(
            at(Code::WrongType, table.node.place, &table.path, "a number or a table is needed", "neither")
                .help("for example  { range = [4, 9] }"),
        );
        return None;
    }
    let value = read(table, scale, context, problems);
    if value.is_none()
        && let Some(form) = ["formula", "band"].into_iter().find(|form| table.has_own(form))
    {
        problems.report(
            at(
                Code::ValueForms,
                table.node.place,
                &table.path,
                format!("a {form} cannot stand inside another value"),
                form,
            )
            .help(format!("make the {form} a parameter of its own")),
        );
    }
    value
}

/// A name such as `people` or `sentence.prison`.
pub fn operand(name: &str) -> Operand {
    match name.split_once('.') {
        Some((parameter, key)) => Operand { parameter: parameter.trim().to_owned(), key: Some(key.trim().to_owned()) },
        None => Operand::whole(name.trim()),
    }
}
