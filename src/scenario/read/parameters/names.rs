//! What the name of a parameter means where another table reads it.

use super::{Parameters, spell};
use crate::codes::Code;
use crate::model::{Operand, Value};
use crate::scenario::nearest::did_you_mean;
use crate::scenario::read::keys::{at, inside};
use crate::scenario::read::value::operand;
use crate::text::{Node, Place, Problems};
use crate::unit::Dimensions;

impl Parameters<'_> {
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
