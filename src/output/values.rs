//! What draws make of parameters, formulas and converted prices included: the same draws that a run makes.

use crate::evaluate::{Evaluation, evaluate};
use crate::model::{Formula, Model, Operand, OutcomeLine, Parameter, Per, Policy, Quantity, Text, Value};
use crate::plan::Detail;
use crate::results::{Measure, Place};
use crate::run::Sampling;
use indexmap::IndexMap;

/// One parameter over the draws, in its own unit but in the scenario's money, in the first year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summary {
    pub central: f64,
    pub mean: Option<f64>,
    pub sd: Option<f64>,
    /// The 5th, 25th, 50th, 75th and 95th percentile.
    pub quantiles: Option<[f64; 5]>,
}

/// Summaries of those parameters of one policy that are one number at a time; shares by key, paths since entry and
/// spreads between people are left out.
///
/// Each parameter becomes an outcome that is booked once; a formula that has no value in some draw makes all of them
/// absent.
pub fn summaries(
    model: &Model,
    policy: &Policy,
    wanted: &dyn Fn(&Parameter) -> bool,
    sampling: Option<Sampling>,
) -> IndexMap<String, Summary> {
    let mut alone = model.clone();
    alone.settings.years = 1;
    alone.settings.warm_up_cycles = 0;
    alone.published.clear();
    alone.comparisons.clear();
    let when = alone.settings.start_year;
    let readable = policy.parameters.values().filter(|parameter| wanted(parameter) && is_one_number(policy, parameter));
    let outcomes: IndexMap<String, OutcomeLine> = readable
        .map(|parameter| {
            let line = OutcomeLine {
                name: parameter.name.clone(),
                title: Text::default(),
                about: Text::default(),
                quantity: Quantity {
                    per: Per::Once { when, lifetime: None },
                    by_stage: vec![],
                    amount: Some(Formula::Read(Operand::whole(&parameter.name))),
                },
                unit: parameter.unit.clone(),
                better: None,
                discount: Some(0.0),
            };
            (parameter.name.clone(), line)
        })
        .collect();
    alone.policies = vec![Policy { stages: IndexMap::new(), costs: IndexMap::new(), outcomes, ..policy.clone() }];
    let detail = Detail { years: false, lines: true };
    let Ok(results) = evaluate(alone, Evaluation { detail, sampling, precision: None }, &mut |_, _| {}) else {
        return IndexMap::new();
    };
    let rows = results.rows.iter().filter(|row| {
        row.key.measure == Measure::Outcome && !row.key.discounted && row.key.group.is_none() && row.key.year.is_none()
    });
    rows.filter_map(|row| {
        let Place::Line(name) = &row.key.place else { return None };
        let summary = Summary { central: row.central?, mean: row.mean, sd: row.sd, quantiles: row.quantiles };
        Some((name.clone(), summary))
    })
    .collect()
}

fn is_one_number(policy: &Policy, parameter: &Parameter) -> bool {
    match &parameter.value {
        Value::Known(_) | Value::Uncertain(_) | Value::ByYear { .. } | Value::ByGroup(_) => true,
        Value::Formula(formula) => {
            !has_conditional(formula)
                && formula.operands().into_iter().all(|operand| {
                    operand.key.is_some()
                        || policy.parameters.get(&operand.parameter).is_some_and(|part| is_one_number(policy, part))
                })
        }
        Value::Shares(_) | Value::Counts(_) | Value::SinceEntry { .. } | Value::View { .. } | Value::Spread(_) => false,
    }
}

fn has_conditional(formula: &Formula) -> bool {
    use Formula as F;
    match formula {
        F::Conditional(_) => true,
        F::Number(_) | F::Read(_) | F::Band(_) => false,
        F::Negative(a) | F::Power(a, _) | F::Exponential(a) | F::Logarithm(a) => has_conditional(a),
        F::Sum(a, b)
        | F::Difference(a, b)
        | F::Product(a, b)
        | F::Quotient(a, b)
        | F::Smaller(a, b)
        | F::Larger(a, b)
        | F::WithOddsRatio(a, b)
        | F::WithRelativeRisk(a, b)
        | F::WithHazardRatio(a, b)
        | F::WithRiskDifference(a, b) => has_conditional(a) || has_conditional(b),
    }
}
