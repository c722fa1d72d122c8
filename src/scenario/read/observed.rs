//! Events among trials: one year, several years, or one year that stands in for another.

use super::Context;
use super::fit;
use super::keys::{Table, at};
use super::value::possible;
use crate::codes::Code;
use crate::model::Value;
use crate::text::{Node, Problems};

struct Observation {
    year: Option<i32>,
    events: f64,
    trials: f64,
}

/// Reads `observed`, with `worth` or `census`.
pub fn read(table: &Table, context: &Context, problems: &mut Problems) -> Option<Value> {
    let node = table.get("observed")?;
    let items = node.as_list().unwrap_or(std::slice::from_ref(node));
    let mut seen = vec![];
    for item in items {
        seen.push(observation(table, item, context, problems)?);
    }
    if seen.is_empty() {
        problems.report(at(Code::BadPath, node.place, &table.path, "nothing was observed", "an empty list"));
        return None;
    }
    let worth = match table.get("worth") {
        None => None,
        Some(worth) => match table.number("worth", problems)? {
            number if number > 0.0 => Some(number),
            _ => {
                problems.report(
                    at(Code::OutOfRange, worth.place, &table.path, "`worth` is a number of trials", "not above 0")
                        .help("write how many trials of the right year the old count is worth, such as  worth = 40"),
                );
                return None;
            }
        },
    };
    let census = table.text("census", problems);
    if let ([only], None, None) = (seen.as_slice(), worth, census)
        && let Some(year) = only.year.filter(|year| *year != context.settings.start_year)
    {
        let start = context.settings.start_year;
        problems.report(
            at(
                Code::NeedsWorth,
                node.key,
                &table.path,
                format!("the counts of {year} are used for {start}"),
                "how far do they carry?",
            )
            .help("add counts of other years:  observed = [{ year = …, events = …, trials = … }, …]")
            .help("or say how many trials of the right year they are worth:  worth = 40")
            .help("or why the share stays the same:  census = \"the same law and police\""),
        );
        return None;
    }
    let counts: Vec<(f64, f64)> = seen.iter().map(|seen| (seen.events, seen.trials)).collect();
    let events: f64 = counts.iter().map(|(events, _)| events).sum();
    let trials: f64 = counts.iter().map(|(_, trials)| trials).sum();
    let result = match worth {
        Some(worth) => fit::worth(events, trials, worth),
        None if counts.len() > 1 => fit::several_years(&counts),
        None => fit::observed(events, trials),
    };
    Some(Value::Uncertain(possible(result, table, "observed", problems)?))
}

fn observation(table: &Table, item: &Node, context: &Context, problems: &mut Problems) -> Option<Observation> {
    let inner = Table::new(format!("{}.observed", table.path), item);
    if item.as_table().is_none() {
        super::keys::wrong_type(&table.path, "observed", item, "a table with `events` and `trials`", problems);
        return None;
    }
    super::evidence::check_inner(&inner, context, problems);
    inner.required("events", "14138", problems);
    inner.required("trials", "37503", problems);
    let (events, trials) = (inner.number("events", problems)?, inner.number("trials", problems)?);
    let year = match inner.get("year") {
        Some(_) => Some(inner.whole("year", problems)?),
        None => None,
    };
    if events < 0.0 || trials <= 0.0 || events > trials {
        problems.report(at(
            Code::Impossible,
            item.place,
            &table.path,
            format!("{events} events of {trials} trials"),
            "events lie between 0 and the trials",
        ));
        return None;
    }
    Some(Observation { year, events, trials })
}
