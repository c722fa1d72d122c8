//! Why the mean of the draws is not the result at the means of the inputs.

use crate::model::Model;
use crate::plan::Plan;
use crate::run;
use crate::text::Problem;

/// How much one input bends a result.
#[derive(Clone, Debug, PartialEq)]
pub struct Bend {
    /// Name of the parameter (or of one of its shares).
    pub input: String,
    /// ½ · f″ · variance: what the bend of the result along this input adds to its mean, in the unit of the result.
    pub adds: f64,
}

/// For each result of the plan, what the bend along each input adds to its mean, largest first.
///
/// Second-order differences at the mean ± h of each input alone: (f(m + h) + f(m − h) − 2 f(m)) / 2 · (sd / h)², with h
/// the standard deviation or, near a hard bound, most of the way to it. What several inputs do together, through
/// correlation or a bend in two of them at once, is not in these numbers.
pub fn bends(model: &Model, plan: &Plan) -> Result<Vec<Vec<Bend>>, Problem> {
    let means = plan.means();
    let mut values: Vec<Vec<f64>> = means.iter().map(|mean| vec![*mean; 2 * means.len() + 1]).collect();
    let mut scale = vec![];
    for (number, input) in plan.inputs.iter().enumerate() {
        let sd = input.distribution.sd() * input.factor;
        let (low, high) = input.distribution.support();
        let room = (means[number] - low * input.factor).min(high * input.factor - means[number]);
        let step = sd.min(0.9 * room);
        values[number][2 * number + 1] += step;
        values[number][2 * number + 2] -= step;
        scale.push(if step > 0.0 { (sd / step) * (sd / step) / 2.0 } else { 0.0 });
    }
    let found = run::at_inputs(model, plan, &values)?;
    Ok(found
        .iter()
        .map(|result| {
            let mut bends: Vec<Bend> = (0..means.len())
                .map(|number| Bend {
                    input: plan.inputs[number].stream.clone(),
                    adds: (result[2 * number + 1] + result[2 * number + 2] - 2.0 * result[0]) * scale[number],
                })
                .collect();
            bends.sort_by(|a, b| b.adds.abs().total_cmp(&a.adds.abs()));
            bends
        })
        .collect())
}
