//! How much of a result's spread rests on inputs that nobody has measured: the same draws with those inputs held.

use crate::model::{Model, Parameter, Value};
use crate::plan::{Detail, Plan};
use crate::results::RowKey;
use crate::run::{self, Sampling};
use crate::text::Problem;
use indexmap::IndexMap;

/// The most draws that are made again with inputs held.
const MOST_DRAWS: usize = 2048;

/// Which inputs are held at their means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holding {
    /// Parameters that say `unknown`.
    Gaps,
    /// Parameters graded as assumptions, gaps among them.
    Assumptions,
}

/// Draws of results with some inputs held at their means.
#[derive(Clone, Debug)]
pub struct Held {
    pub holding: Holding,
    /// For each result whose draws are kept: what it is about, and its first draws in order, at most 2,048.
    pub draws: Vec<(RowKey, Vec<f64>)>,
}

impl Holding {
    fn holds(self, parameter: &Parameter) -> bool {
        match self {
            Holding::Gaps => parameter.unknown,
            Holding::Assumptions => parameter.is_assumed(),
        }
    }
}

/// Runs the model again with inputs held; absent if it has no uncertain input of this kind.
///
/// Equation 30 of `docs/model.md`. The streams of the other inputs are the same, so each draw stands beside its own.
pub fn held(model: &Model, sampling: Sampling, holding: Holding) -> Result<Option<Held>, Problem> {
    let mut calm = model.clone();
    let mut any = false;
    for parameter in calm.policies.iter_mut().flat_map(|policy| policy.parameters.values_mut()) {
        if holding.holds(parameter)
            && let Some(value) = at_its_mean(&parameter.value)
        {
            parameter.value = value;
            any = true;
        }
    }
    if !any {
        return Ok(None);
    }
    let plan = Plan::new(&calm, Detail { years: false, lines: false })?;
    let origins = run::central(&calm, &plan)?;
    let sampling = Sampling { draws: sampling.draws.min(MOST_DRAWS), ..sampling };
    let found = run::run(&calm, &plan, sampling, &origins, &mut |_| {})?;
    let kept = plan.rows.iter().zip(&plan.result_of_row).filter_map(|(row, result)| {
        let draws = &found.kept[(*result)?];
        (!draws.is_empty()).then(|| (row.key.clone(), draws.clone()))
    });
    Ok(Some(Held { holding, draws: kept.collect() }))
}

/// A value without its uncertainty; absent if it has none of its own.
fn at_its_mean(value: &Value) -> Option<Value> {
    match value {
        Value::Uncertain(distribution) => Some(Value::Known(distribution.mean())),
        Value::Counts(counts) => {
            let total: f64 = counts.values().sum();
            Some(Value::Shares(counts.iter().map(|(key, count)| (key.clone(), count / total)).collect()))
        }
        Value::ByYear { points, between } => {
            let calm: Vec<Option<Value>> = points.iter().map(|(_, value)| at_its_mean(value)).collect();
            calm.iter().any(Option::is_some).then(|| Value::ByYear {
                points: points
                    .iter()
                    .zip(calm)
                    .map(|((year, value), calm)| (*year, calm.unwrap_or_else(|| value.clone())))
                    .collect(),
                between: *between,
            })
        }
        Value::ByGroup(of_group) => {
            let calm: IndexMap<String, Option<Value>> =
                of_group.iter().map(|(group, value)| (group.clone(), at_its_mean(value))).collect();
            calm.values().any(Option::is_some).then(|| {
                let values = calm.into_iter().map(|(group, calm)| {
                    let value = calm.unwrap_or_else(|| of_group[&group].clone());
                    (group, value)
                });
                Value::ByGroup(values.collect())
            })
        }
        Value::Known(_)
        | Value::Shares(_)
        | Value::Formula(_)
        | Value::SinceEntry { .. }
        | Value::View { .. }
        | Value::Spread(_) => None,
    }
}
