//! Formulas that have one number for everybody: sizes of steps, prices of what a saving buys, the cost of taxes.

use super::Context;
use super::formula::{Typed, product};
use super::keys::{at, inside};
use super::parameters::Parameters;
use crate::codes::Code;
use crate::model::central::{Central, Moment};
use crate::model::{Formula, Value};
use crate::text::{Node, Problems};
use std::collections::BTreeSet;

/// A quantile below which a draw practically never falls.
const LOWEST: f64 = 1e-6;

/// A product of parameters that is the same for all groups and people, and for all years unless `by_year`.
pub fn one_number(
    node: &Node,
    path: &str,
    by_year: bool,
    parameters: &mut Parameters,
    problems: &mut Problems,
) -> Option<Typed> {
    let typed = product(node, path, parameters, problems)?;
    let Some((name, differs)) = differing(&typed.formula, by_year, parameters) else { return Some(typed) };
    problems.report(
        at(Code::BadPath, inside(node), path, format!("`{name}` differs {differs}"), "one number is needed here")
            .help("use its mean as a parameter of its own"),
    );
    None
}

/// Whether a formula is above 0 in practically every draw; reported under `code` if not.
pub fn is_positive(
    typed: &Typed,
    node: &Node,
    path: &str,
    code: Code,
    parameters: &Parameters,
    context: &Context,
    problems: &mut Problems,
) -> bool {
    let central = Central::new(&parameters.all, context.settings);
    let value = central.formula(&typed.formula, Moment::start(context.settings));
    let (message, label) = match value {
        Some(value) if value <= 0.0 => (format!("comes out as {value}"), "must be above 0"),
        _ => {
            let lowest = |name: &&str| match &parameters.all.get(*name).map(|found| &found.value) {
                Some(Value::Uncertain(distribution)) => distribution.quantile(LOWEST) <= 0.0,
                _ => false,
            };
            let operands = typed.formula.operands();
            let mut names = operands.iter().map(|operand| operand.parameter.as_str());
            let Some(name) = names.find(lowest) else { return true };
            (format!("`{name}` may be 0 or less"), "must be above 0 in every draw")
        }
    };
    problems.report(
        at(code, inside(node), path, message, label)
            .help("something is divided by it: give it a value, or limits or a 90 % interval above 0"),
    );
    false
}

/// The first parameter of a formula, through others as well, that differs where it must not, and between what.
fn differing(formula: &Formula, by_year: bool, parameters: &Parameters) -> Option<(String, &'static str)> {
    let mut seen = BTreeSet::new();
    let mut waiting: Vec<String> = names(formula);
    while let Some(name) = waiting.pop() {
        let Some(parameter) = parameters.all.get(&name) else { continue };
        if !seen.insert(name.clone()) {
            continue;
        }
        let mut values = vec![&parameter.value];
        while let Some(value) = values.pop() {
            match value {
                Value::Spread(_) | Value::SinceEntry { .. } | Value::View { .. } => {
                    return Some((name, "between the people of one stage"));
                }
                Value::ByGroup(_) => return Some((name, "between groups")),
                Value::ByYear { points, .. } => {
                    if !by_year {
                        return Some((name, "between years"));
                    }
                    values.extend(points.iter().map(|(_, value)| value));
                }
                Value::Formula(inner) => waiting.extend(names(inner)),
                Value::Known(_) | Value::Uncertain(_) | Value::Shares(_) | Value::Counts(_) => {}
            }
        }
    }
    None
}

fn names(formula: &Formula) -> Vec<String> {
    formula.operands().into_iter().map(|operand| operand.parameter.clone()).collect()
}
