//! A model cut down to one result, in which certain numbers can be moved as well.

use crate::appraisal::Subject;
use crate::distribution::Distribution;
use crate::model::{Model, Parameter, Value};
use crate::plan::{Detail, Plan};
use crate::results::{Measure, RowKey};
use crate::run;
use crate::text::Problem;

/// The baseline and one policy, the one result, and every number that it hangs on as an input.
pub struct Lean {
    pub model: Model,
    pub plan: Plan,
    /// Parameters that the scenario holds certain and that are inputs here.
    pub certain: Vec<String>,
    /// The means of the inputs, in base units.
    pub means: Vec<f64>,
    pub central: f64,
    /// Results no farther than this from 0 are 0: what rounding leaves of a difference between two sums.
    dust: f64,
}

/// What rounding may leave of a sum, as a part of it.
const DUST: f64 = 1e-12;

impl Lean {
    /// Cuts the model of a subject down to its target. Certain parameters become inputs: those of `wanted`, or all if that
    /// is empty; one that changes the target's value by being free stays certain.
    pub fn new(subject: &Subject, wanted: &[String]) -> Result<Lean, Problem> {
        let target = subject.target();
        let mut model = subject.model.clone();
        let baseline = model.baseline().name.clone();
        model.policies.retain(|policy| policy.name == baseline || policy.name == target.policy);
        // A category that only another policy pays for is 0 here and has a row beside that policy alone.
        if Lean::plan(&model, target)?.rows.is_empty() {
            model = subject.model.clone();
        }
        let dust = dust(&model, target)?;
        let fixed = Lean::planned(&model, target, vec![], dust)?;
        let is_wanted = |name: &String| wanted.is_empty() || wanted.contains(name);
        let certain: Vec<String> = known(&model).into_iter().filter(is_wanted).collect();
        let same = |lean: &Lean| (lean.central - fixed.central).abs() <= 1e-9 * fixed.central.abs().max(1e-6);
        let attempt =
            |names: &[String]| Lean::planned(&freed(&model, names), target, names.to_vec(), dust).ok().filter(same);
        if let Some(lean) = attempt(&certain) {
            return Ok(lean);
        }
        // One of them cannot be free, such as a stay that decides in which order people move on.
        let able: Vec<String> =
            certain.into_iter().filter(|name| attempt(std::slice::from_ref(name)).is_some()).collect();
        Ok(attempt(&able).unwrap_or(fixed))
    }

    fn planned(model: &Model, target: &RowKey, certain: Vec<String>, dust: f64) -> Result<Lean, Problem> {
        let plan = Lean::plan(model, target)?;
        let central = run::central(model, &plan)?[result(&plan)];
        Ok(Lean { model: model.clone(), means: plan.means(), plan, certain, central, dust })
    }

    fn plan(model: &Model, target: &RowKey) -> Result<Plan, Problem> {
        Plan::for_rows(model, Detail { years: true, lines: true }, &|key| key == target)
    }

    /// The target at values of the inputs; NaN where the model has none.
    pub fn at(&self, inputs: &[Vec<f64>]) -> Result<Vec<f64>, Problem> {
        let found = run::where_possible(&self.model, &self.plan, inputs)?.values.swap_remove(result(&self.plan));
        Ok(found.into_iter().map(|value| self.clean(value)).collect())
    }

    /// A result, or 0 where it is no more than rounding.
    pub fn clean(&self, result: f64) -> f64 {
        if result.abs() <= self.dust { 0.0 } else { result }
    }

    /// The inputs of a stream that the target hangs on.
    pub fn inputs_of(&self, stream: usize) -> Vec<usize> {
        let all = 0..self.plan.inputs.len();
        all.filter(|input| self.plan.stream_of_input[*input] == stream && self.plan.schedule.inputs[*input].is_some())
            .collect()
    }

    /// A parameter as the policy of the target has it, or else the baseline.
    pub fn parameter(&self, name: &str) -> Option<&Parameter> {
        own(&self.model, name)
    }
}

fn result(plan: &Plan) -> usize {
    plan.result_of_row[0].expect("the target is known in its sense")
}

/// What rounding may leave of a saving: a part of what the baseline costs at the means; nothing of other results.
fn dust(model: &Model, target: &RowKey) -> Result<f64, Problem> {
    if target.measure != Measure::Saving {
        return Ok(0.0);
    }
    let cost = RowKey { measure: Measure::Cost, policy: model.baseline().name.clone(), ..target.clone() };
    let plan = Lean::plan(model, &cost)?;
    let Some(Some(result)) = plan.result_of_row.first() else { return Ok(0.0) };
    Ok(DUST * run::central(model, &plan)?[*result].abs())
}

/// Names of parameters that are one known number in every policy, in the order of the alphabet.
fn known(model: &Model) -> Vec<String> {
    let mut names: Vec<String> = vec![];
    for name in model.policies.iter().rev().flat_map(|policy| policy.parameters.keys()) {
        let known = |value: &Value| matches!(value, Value::Known(_));
        let everywhere = model.policies.iter().filter_map(|policy| policy.parameters.get(name));
        if !names.contains(name)
            && everywhere.map(|parameter| &parameter.value).all(known)
            && own(model, name).is_some_and(is_known)
        {
            names.push(name.clone());
        }
    }
    names.sort_unstable();
    names
}

/// A parameter as the policy that is asked about has it, or else the baseline.
fn own<'m>(model: &'m Model, name: &str) -> Option<&'m Parameter> {
    model.policies.iter().rev().find_map(|policy| policy.parameters.get(name))
}

/// A number of 0 says nothing about how large it could be, unless it is a share.
fn is_known(parameter: &Parameter) -> bool {
    matches!(parameter.value, Value::Known(number) if number != 0.0 || parameter.unit.dimensions.is_none())
}

/// The model with some known numbers as inputs whose means they are. Where the baseline has another number than the policy,
/// the policy's alone is free.
fn freed(model: &Model, names: &[String]) -> Model {
    let mut freed = model.clone();
    for parameter in freed.policies.iter_mut().flat_map(|policy| policy.parameters.values_mut()) {
        if let Value::Known(number) = parameter.value
            && names.contains(&parameter.name)
            && own(model, &parameter.name).is_some_and(|own| own.value == parameter.value)
        {
            // From 0 to twice the number: the mean is the number to the last bit, and nothing below 0 is promised.
            let (low, high) = match number {
                0.0 => (-1.0, 1.0),
                below if below < 0.0 => (2.0 * number, 0.0),
                _ => (0.0, 2.0 * number),
            };
            parameter.value = Value::Uncertain(Distribution::Uniform { low, high });
        }
    }
    freed
}
