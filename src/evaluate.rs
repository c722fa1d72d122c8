//! The one function that everything else calls: a model and draws in, results out.

use crate::analysis::{Holding, bends, held};
use crate::model::Model;
use crate::plan::{Detail, Plan};
use crate::results::{Known, Results};
use crate::run::{self, Progress, Sampling};
use crate::text::Problem;

/// How a model is evaluated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evaluation {
    pub detail: Detail,
    /// Draws, or none: the central case only.
    pub sampling: Option<Sampling>,
    /// Go on doubling the draws until the standard error of every headline is this part of it.
    pub precision: Option<f64>,
}

impl Default for Evaluation {
    fn default() -> Evaluation {
        Evaluation { detail: Detail::default(), sampling: Some(Sampling::default()), precision: None }
    }
}

/// The most draws that `precision` may lead to.
pub const MOST_DRAWS: usize = 1 << 22;

/// Evaluates a model. `watch` hears of the progress, and of the relative precision reached so far if it is known.
pub fn evaluate(
    model: Model,
    evaluation: Evaluation,
    watch: &mut dyn FnMut(Progress, Option<f64>),
) -> Result<Results, Problem> {
    let plan = Plan::new(&model, evaluation.detail)?;
    let central = run::central(&model, &plan)?;
    let known = if evaluation.detail.years { None } else { Some(known(&model)?) };
    let finish = |mut results: Results| {
        if let Some(known) = &known {
            results.known.clone_from(known);
        }
        results
    };
    let Some(mut sampling) = evaluation.sampling else {
        return Ok(finish(Results::new(model, &plan, &central, None)));
    };
    let mut reached = None;
    loop {
        let draws = run::run(&model, &plan, sampling, &central, &mut |progress| watch(progress, reached))?;
        let results = Results::new(model.clone(), &plan, &central, Some(draws));
        reached = precision_of(&results);
        let precise = match (evaluation.precision, reached) {
            (Some(wanted), Some(reached)) => reached <= wanted,
            _ => true,
        };
        if precise || sampling.draws >= MOST_DRAWS {
            // A single input moved alone may leave shares that no draw ever has; then there is nothing to explain with.
            let mut results = match bends(&model, &plan) {
                Ok(bends) => results.with_bends(&bends),
                Err(_) => results,
            };
            for holding in [Holding::Assumptions, Holding::Gaps] {
                if let Ok(Some(held)) = held(&model, sampling, holding) {
                    results = results.with_held(&held);
                }
            }
            return Ok(finish(results));
        }
        sampling.draws *= 2;
    }
}

/// Our model against what is known, in full detail whatever the run reports.
fn known(model: &Model) -> Result<Vec<Known>, Problem> {
    let plan = Plan::new(model, Detail::default())?;
    let central = run::central(model, &plan)?;
    Ok(Results::new(model.clone(), &plan, &central, None).known)
}

/// The largest ratio of standard error to size among the headlines; absent without draws or without savings.
pub fn precision_of(results: &Results) -> Option<f64> {
    let ratio = |headline: crate::results::Headline| Some(headline.mcse? / headline.saving.abs());
    results.headlines().into_iter().filter_map(ratio).reduce(f64::max)
}
