//! Values that differ by year, by group, by time since entry, or between people.

use super::Context;
use super::family::times;
use super::keys::{Table, at};
use super::value::{Scale, nested, operand, scaled};
use crate::codes::Code;
use crate::model::{Between, Component, Formula, Value};
use crate::scenario::nearest::did_you_mean;
use crate::text::{Node, Problem, Problems};
use indexmap::IndexMap;

/// Reads `by_year`: the points in ascending order.
pub fn by_year(table: &Table, scale: Scale, context: &Context, problems: &mut Problems) -> Option<Value> {
    let node = table.get("by_year")?;
    let betweens = [("steps", Between::Steps), ("linear", Between::Linear)];
    let between = match table.get("between") {
        Some(_) => table.word("between", &betweens, problems)?,
        None => Between::Steps,
    };
    let mut points = vec![];
    for (key, entry) in table.entries("by_year", problems) {
        let path = format!("{}.by_year.{key}", table.path);
        let Ok(year) = key.parse::<i32>() else {
            problems
                .report(at(Code::BadPath, entry.key, &path, format!("`{key}` is not a year"), "whole years only").help(
                "keys are years such as 2014; in TOML a key with a point, such as 2014.5, is a table inside a table",
            ));
            return None;
        };
        let inner = Table::new(path, entry);
        if entry.as_table().is_some() {
            super::evidence::check_inner(&inner, context, problems);
        }
        let value = nested(&inner, scale, context, problems)?;
        if !matches!(value, Value::Known(_) | Value::Uncertain(_) | Value::ByGroup(_)) {
            problems.report(at(
                Code::BadPath,
                entry.place,
                &inner.path,
                "this form cannot be a point of a path",
                "point",
            ));
            return None;
        }
        points.push((year, value));
    }
    points.sort_by_key(|(year, _)| *year);
    let Some((first, _)) = points.first() else {
        problems.report(at(Code::BadPath, node.place, &table.path, "the path has no year", "empty"));
        return None;
    };
    if *first > context.settings.start_year && !context.is_rate(&table.path) {
        problems.report(
            at(
                Code::BadPath,
                node.key,
                &table.path,
                format!("the path begins in {first}, the scenario in {}", context.settings.start_year),
                "no value for the first years",
            )
            .help(format!("add the value for {}", context.settings.start_year)),
        );
        return None;
    }
    Some(Value::ByYear { points, between })
}

/// Reads `by_group`: a value for every group, in the order of the scenario.
pub fn by_group(table: &Table, scale: Scale, context: &Context, problems: &mut Problems) -> Option<Value> {
    let groups = &context.settings.groups;
    let node = table.get("by_group")?;
    let mut values: IndexMap<String, Value> = IndexMap::new();
    for (key, entry) in table.entries("by_group", problems) {
        let path = format!("{}.by_group.{key}", table.path);
        if !groups.iter().any(|group| group == key) {
            problems.report(
                at(Code::UnknownGroup, entry.key, &path, format!("no group called `{key}`"), "not in scenario.groups")
                    .help(did_you_mean(key, groups.iter().map(String::as_str))),
            );
            return None;
        }
        let inner = Table::new(path, entry);
        if entry.as_table().is_some() {
            super::evidence::check_inner(&inner, context, problems);
        }
        let value = nested(&inner, scale, context, problems)?;
        if matches!(value, Value::ByGroup(_) | Value::Spread(_) | Value::View { .. }) {
            problems.report(at(
                Code::BadPath,
                entry.place,
                &inner.path,
                "this form cannot be the value of a group",
                "group",
            ));
            return None;
        }
        values.insert(key.to_owned(), value);
    }
    let missing: Vec<&str> = groups.iter().filter(|group| !values.contains_key(*group)).map(String::as_str).collect();
    if !missing.is_empty() {
        problems.report(
            at(
                Code::BadPath,
                node.key,
                &table.path,
                format!("no value for {}", missing.join(", ")),
                "a group is missing",
            )
            .help("every group of the scenario needs a value"),
        );
        return None;
    }
    let ordered = groups.iter().filter_map(|group| Some((group.clone(), values.shift_remove(group)?))).collect();
    Some(Value::ByGroup(ordered))
}

/// Reads `since_entry`: a path of its own, or a view of another.
pub fn since_entry(table: &Table, scale: Scale, context: &Context, problems: &mut Problems) -> Option<Value> {
    let node = table.get("since_entry")?;
    let inner = Table::new(format!("{}.since_entry", table.path), node);
    if inner.has_own("of") {
        let of = inner.text("of", problems)?.to_owned();
        let from = match inner.get("from") {
            Some(_) => inner.whole("from", problems)?,
            None => 0,
        };
        let Ok(from) = usize::try_from(from) else {
            problems.report(at(Code::OutOfRange, node.place, &inner.path, "`from` is negative", "0 or more steps"));
            return None;
        };
        return Some(Value::View { of, from });
    }
    inner.required("step", "\"1 month\"", problems);
    inner.required("values", "[0.0, 0.1]", problems);
    let step_days = inner.duration("step", context.units, problems)?;
    let values = times(inner.numbers("values", problems)?, scale.factor);
    if values.is_empty() || step_days <= 0.0 {
        problems.report(at(Code::BadPath, node.place, &table.path, "a path needs steps and values", "empty"));
        return None;
    }
    Some(Value::SinceEntry { step_days, values })
}

/// Reads `spread`: shares and lengths. The names of shares are looked up later.
pub fn spread(table: &Table, scale: Scale, problems: &mut Problems) -> Option<Value> {
    let node = table.get("spread")?;
    let mut components = vec![];
    for (index, item) in node.as_list().unwrap_or_default().iter().enumerate() {
        let inner = Table::new(format!("{}.spread[{}]", table.path, index + 1), item);
        inner.required("share", "0.5", problems);
        inner.required("value", "12", problems);
        let share = match inner.get("share")? {
            Node { value: crate::text::Value::Text(name), .. } => Formula::Read(operand(name)),
            _ => Formula::Number(inner.number("share", problems)?),
        };
        let value = scaled(&inner, "value", scale, problems)?;
        if value < 0.0 {
            problems.report(at(Code::Impossible, item.place, &inner.path, "a length below 0", "negative"));
            return None;
        }
        components.push(Component { share, value });
    }
    if components.is_empty() {
        problems.report(
            Problem::new(Code::BadPath, node.place, format!("{}: the spread is empty", table.path), "no lengths")
                .help("spread = [{ share = 0.4, value = 13 }, { share = 0.6, value = 24 }]"),
        );
        return None;
    }
    Some(Value::Spread(components))
}
