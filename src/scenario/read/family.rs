//! `distribution = { family = { arguments } }`.

use super::fit;
use super::keys::{Table, at, number};
use super::value::{Scale, possible};
use crate::codes::Code;
use crate::distribution::Distribution;
use crate::scenario::nearest::did_you_mean;
use crate::text::Problems;

/// Reads `distribution`, in the unit of the parameter.
pub fn distribution(table: &Table, scale: Scale, problems: &mut Problems) -> Option<Distribution> {
    let node = table.get("distribution")?;
    let entries = table.entries("distribution", problems);
    let [(family, arguments)] = entries.as_slice() else {
        problems.report(
            at(
                Code::ValueForms,
                node.place,
                &format!("{}.distribution", table.path),
                "names no or several families",
                "one family",
            )
            .help("for example  distribution = { gamma = { mean = 2000, shape = 100 } }"),
        );
        return None;
    };
    let inner = Table::new(format!("{}.distribution.{family}", table.path), arguments);
    let result = if *family == "empirical" {
        let list = Table::new(format!("{}.distribution", table.path), node);
        fit::empirical(&times(list.numbers("empirical", problems)?, scale.factor))
    } else {
        let given = arguments_of(&inner, family, scale, problems)?;
        fit::family(family, &given)
    };
    let path = Table::new(table.path.clone(), table.node);
    match result {
        Err(fit::Refusal::UnknownFamily) => {
            problems.report(
                at(Code::UnknownWord, arguments.key, &inner.path, format!("no family called `{family}`"), "unknown")
                    .help(did_you_mean(family, fit::FAMILIES.into_iter())),
            );
            None
        }
        Err(fit::Refusal::Arguments(forms)) => {
            problems.report(
                at(
                    Code::MissingKey,
                    arguments.key,
                    &inner.path,
                    "these arguments do not make a distribution",
                    "arguments",
                )
                .help(format!("{family} takes {forms}")),
            );
            None
        }
        Err(fit::Refusal::Impossible(why)) => possible(Err(why), &path, "distribution", problems),
        Ok(distribution) => Some(distribution),
    }
}

/// All numbers times a factor.
pub fn times(numbers: Vec<f64>, factor: f64) -> Vec<f64> {
    numbers.into_iter().map(|number| number * factor).collect()
}

/// The arguments of a family; those that are in the parameter's unit are scaled.
fn arguments_of(table: &Table, family: &str, scale: Scale, problems: &mut Problems) -> Option<fit::Arguments> {
    let mut arguments = fit::Arguments::default();
    let entries = match &table.node.value {
        crate::text::Value::Table(entries) => entries,
        _ => {
            super::keys::wrong_type(&table.path, family, table.node, "a table", problems);
            return None;
        }
    };
    let mut complete = true;
    for (key, node) in entries {
        match key.as_str() {
            "values" => match table.numbers(key, problems) {
                Some(numbers) => arguments.values = times(numbers, scale.factor),
                None => complete = false,
            },
            "weights" => match table.numbers(key, problems) {
                Some(numbers) => arguments.weights = numbers,
                None => complete = false,
            },
            "quantiles" => {
                for (share, node) in table.entries(key, problems) {
                    match (share.parse::<f64>(), number(&table.path, share, node, problems)) {
                        (Ok(share), Some(value)) => arguments.quantiles.push((share, value * scale.factor)),
                        _ => complete = false,
                    }
                }
            }
            _ => match number(&table.path, key, node, problems) {
                Some(number) => {
                    let native = matches!(key.as_str(), "shape" | "a" | "b" | "sigma" | "sd_log");
                    let value = if key == "mu" && scale.factor != 1.0 {
                        number + crate::math::ln(scale.factor)
                    } else if native {
                        number
                    } else {
                        number * scale.factor
                    };
                    arguments.numbers.insert(key.clone(), value);
                }
                None => complete = false,
            },
        }
    }
    complete.then_some(arguments)
}
