//! What draws make of parameters, formulas and converted prices included: the same draws that a run makes.

use crate::math::quantile::{PROBABILITIES, quantiles};
use crate::model::{Formula, Model, Operand, OutcomeLine, Parameter, Per, Policy, Quantity, Text, Value};
use crate::plan::{Detail, Plan};
use crate::results::{Measure, Place};
use crate::run::{self, Sampling};
use crate::text::Problem;
use crate::unit::Unit;
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

/// One parameter, or one share of it, at the means of all inputs and in every draw.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    pub central: f64,
    /// In the order of the draws, so that equal positions of two parameters belong together; empty without draws.
    pub draws: Vec<f64>,
}

/// Summaries of those parameters of one policy that are one number at a time; shares by key, paths since entry and
/// spreads between people are left out.
///
/// A formula that has no value in some draw makes all of them absent.
pub fn summaries(
    model: &Model,
    policy: &Policy,
    wanted: &dyn Fn(&Parameter) -> bool,
    sampling: Option<Sampling>,
) -> IndexMap<String, Summary> {
    let readable = policy.parameters.values().filter(|parameter| wanted(parameter) && is_one_number(policy, parameter));
    let asked = readable.map(|parameter| (Operand::whole(&parameter.name), parameter.unit.clone())).collect();
    let Ok(found) = read(model, policy, asked, sampling) else { return IndexMap::new() };
    let summary = |(operand, found): (Operand, Found)| {
        let of_draws = (!found.draws.is_empty()).then(|| quantiles(&mut found.draws.clone(), &PROBABILITIES));
        let summary = Summary {
            central: found.central,
            mean: found.summary.map(|summary| summary.mean),
            sd: found.summary.map(|summary| summary.sd),
            quantiles: of_draws.and_then(|quantiles| quantiles.try_into().ok()),
        };
        (operand.parameter, summary)
    };
    found.into_iter().map(summary).collect()
}

/// The joint draws of parameters of the baseline, or of shares of them, in base units, in the first year.
///
/// Each operand has one number for each draw of `sampling`, in the same order, correlation included; an operand named
/// twice stands once. Fails if one of them has no finite value in some draw. The operands must be numbers that the model
/// has: not paths since entry, nor spreads between people.
///
/// ```
/// # use crimcost::analysis::joint;
/// # use crimcost::model::Operand;
/// # use crimcost::run::Sampling;
/// # use crimcost::scenario::{Request, load};
/// # use crimcost::text::{Files, Problems};
/// # let file = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/kyrgyzstan-amounts.toml").into();
/// # let (mut files, mut problems) = (Files::default(), Problems::default());
/// # let scenario = load(&Request { file, ..Request::default() }, &mut files, &mut problems).unwrap();
/// # let model = scenario.model(&scenario.cases()[0], None).unwrap();
/// let operand = Operand::whole("amount");
/// let drawn = &joint(&model, &[operand.clone()], Sampling { draws: 16, ..Sampling::default() }).unwrap()[&operand];
/// assert_eq!(drawn.draws.len(), 16);
/// ```
pub fn joint(model: &Model, operands: &[Operand], sampling: Sampling) -> Result<IndexMap<Operand, Drawn>, Problem> {
    let asked = operands.iter().map(|operand| (operand.clone(), Unit::one())).collect();
    let found = read(model, model.baseline(), asked, Some(sampling))?;
    Ok(found.into_iter().map(|(operand, Found { central, draws, .. })| (operand, Drawn { central, draws })).collect())
}

/// What a run says of one operand.
struct Found {
    central: f64,
    summary: Option<run::Summary>,
    draws: Vec<f64>,
}

/// Reads operands of a policy, each in a unit, by a run in which nobody flows: each is an outcome that is booked once, at
/// the start.
fn read(
    model: &Model,
    policy: &Policy,
    asked: IndexMap<Operand, Unit>,
    sampling: Option<Sampling>,
) -> Result<IndexMap<Operand, Found>, Problem> {
    let mut alone = model.clone();
    alone.settings.years = 1;
    alone.settings.warm_up_cycles = 0;
    alone.published.clear();
    alone.comparisons.clear();
    let per = Per::Once { when: alone.settings.start_year, lifetime: None };
    let line = |(operand, unit): (&Operand, &Unit)| {
        let name = operand.to_string();
        let amount = Some(Formula::Read(operand.clone()));
        let quantity = Quantity { per, by_stage: vec![], amount };
        let (title, about, unit) = (Text::default(), Text::default(), unit.clone());
        (name.clone(), OutcomeLine { name, title, about, quantity, unit, better: None, discount: Some(0.0) })
    };
    let outcomes = asked.iter().map(line).collect();
    alone.policies = vec![Policy { stages: IndexMap::new(), costs: IndexMap::new(), outcomes, ..policy.clone() }];
    let plan = Plan::new(&alone, Detail { years: false, lines: true })?;
    let central = run::central(&alone, &plan)?;
    let drawn = sampling.map(|sampling| run::run(&alone, &plan, sampling, &central, &mut |_| {})).transpose()?;
    let mut found = IndexMap::new();
    for operand in asked.into_keys() {
        let place = Place::Line(operand.to_string());
        let row = plan.rows.iter().position(|row| {
            let key = &row.key;
            let undated = !key.discounted && key.year.is_none() && key.group.is_none();
            key.measure == Measure::Outcome && key.place == place && undated
        });
        let Some(result) = row.and_then(|row| plan.result_of_row[row]) else { continue };
        let summary = drawn.as_ref().map(|drawn| drawn.summaries[result]);
        let draws = drawn.as_ref().map_or_else(Vec::new, |drawn| drawn.kept[result].clone());
        found.insert(operand, Found { central: central[result], summary, draws });
    }
    Ok(found)
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
