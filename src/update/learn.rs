//! From counts and a scenario to what is believed afterwards, parameter by parameter.

mod by_key;
mod doubts;
mod per_time;
mod share;
mod subject;

pub use subject::{Subject, subjects};

use super::belief::{Beta, Gamma};
use super::saying::number;
use super::{Update, count::Count};
use crate::codes::Code;
use crate::model::Value;
use crate::text::{Problem, Problems};
use crate::unit::Unit;
use doubts::cannot;
use indexmap::IndexMap;

/// Below this probability counts disagree with what was believed before.
pub const DISAGREE: f64 = 0.05;
/// Below this probability they do so strongly.
pub const DISAGREE_STRONGLY: f64 = 0.01;
/// The most values that all masked counts of one parameter can have.
const WIDEST_MASKS: u64 = 2_000;

/// What the counts made of a parameter.
#[derive(Clone, Debug, PartialEq)]
pub enum Learnt {
    Share(Beta),
    PerTime(Gamma),
    Counts(IndexMap<String, f64>),
}

/// What is believed after the counts, and what to show of it; `None` if they cannot be added, which is reported.
pub fn learn(subject: &Subject, worth: Option<f64>, problems: &mut Problems) -> Option<(Learnt, Vec<Update>)> {
    let parameter = subject.parameter;
    match &parameter.value {
        Value::Counts(counts) => by_key::learn(subject, counts, worth, problems),
        Value::Uncertain(distribution) => {
            let [(None, tally)] = subject.tallies[..] else {
                let target = &subject.tallies[0].1.target;
                let message = format!("{}: the parameter has no keys", subject.name);
                problems.report(
                    Problem::new(Code::BadMapping, target.place, message, "a key")
                        .help(format!("write  {} = …", subject.name)),
                );
                return None;
            };
            if is_per_time(&parameter.unit) {
                per_time::learn(subject, tally, distribution, worth, problems)
            } else if parameter.unit.dimensions.is_none() {
                share::learn(subject, tally, distribution, worth, problems)
            } else {
                let unit = &parameter.unit.text;
                cannot(
                    subject,
                    &format!("counts say nothing about {unit}"),
                    "neither a share nor people per time",
                    problems,
                )
            }
        }
        Value::Known(_) | Value::Shares(_) => {
            let message = "what is known exactly cannot be moved by counts";
            cannot(
                subject,
                message,
                "write a range, or counts that say what it is worth: observed = { … }, worth = 40, or counts = { … }",
                problems,
            )
        }
        Value::Formula(_) => {
            cannot(subject, "a formula follows from its parts", "count for its parts instead", problems)
        }
        Value::ByYear { .. } | Value::ByGroup(_) => {
            let help = "make each year or group a parameter of its own, and read those";
            cannot(subject, "it has several values", help, problems)
        }
        Value::SinceEntry { .. } | Value::View { .. } | Value::Spread(_) => {
            let help = "only shares, counts and people per time can be updated";
            cannot(subject, "it is no single number", help, problems)
        }
    }
}

/// One thing that is counted, or declared as such, per time.
fn is_per_time(unit: &Unit) -> bool {
    let mut bases = unit.dimensions.iter().filter(|(base, _)| *base != "day");
    let counted = bases
        .next()
        .is_some_and(|(base, power)| power == 1 && base != "gram" && !crate::unit::Units::is_currency(base));
    counted && bases.next().is_none() && unit.dimensions.power("day") == -1
}

fn hidden(counts: impl Iterator<Item = Count>) -> u64 {
    counts.map(|count| count.high - count.low).sum()
}

fn worth_in_words(worth: Option<f64>) -> String {
    worth.map_or_else(String::new, |worth| format!(", worth {}", number(worth)))
}
