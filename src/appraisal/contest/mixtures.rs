//! Every mixture of two sides' values as a model, and all of them run on the same draws.

use super::{Mixture, Side, Spread, parameter};
use crate::codes::Code;
use crate::model::{Model, Parameter};
use crate::plan::{Detail, Plan};
use crate::results::RowKey;
use crate::run::{self, MOST_KEPT_BYTES, Sampling};
use crate::scenario::claims::Claim;
use crate::scenario::{Case, Scenario};
use crate::statistics::members;
use crate::text::{Problem, Problems};
use rayon::prelude::*;

/// The models of all mixtures of one side's claims with the scenario's own values.
#[derive(Clone, Debug)]
pub struct Mixtures {
    pub side: Side,
    /// By number: bit i is set where claim i is in. The first is the scenario as it stands.
    pub models: Vec<Model>,
}

impl Mixtures {
    /// Reads all mixtures; `own` is the case and variant as they stand, with the policies that are asked about.
    ///
    /// Fails with every problem that a claim has in the place of the scenario's value.
    pub fn read(
        scenario: &Scenario,
        case: &Case,
        variant: Option<&str>,
        own: &Model,
        side: &Side,
    ) -> Result<Mixtures, Problems> {
        let others = 1..1_usize << side.claims.len();
        let read = others.into_par_iter().map(|set| {
            let claims: Vec<&Claim> = members(set).map(|number| &side.claims[number]).collect();
            let reading = scenario.read_with_claims(case, variant, &claims);
            let mut model = reading.model.ok_or(reading.problems)?;
            model.policies.retain(|policy| own.policies.iter().any(|known| known.name == policy.name));
            Ok(model)
        });
        let mut models = vec![own.clone()];
        for model in read.collect::<Vec<_>>() {
            models.push(model?);
        }
        Ok(Mixtures { side: side.clone(), models })
    }

    /// The result in every mixture, with its draws.
    ///
    /// Fails where a mixture cannot run, where the result is not known in a mixture, or without memory for all draws.
    pub fn run(&self, target: &RowKey, sampling: Sampling) -> Result<Vec<Mixture>, Problem> {
        if self.models.len() * sampling.draws * size_of::<f64>() > MOST_KEPT_BYTES {
            return Err(Problem::nowhere(
                Code::TooMuchMemory,
                format!("{} mixtures of {} draws do not fit into memory", self.models.len(), sampling.draws),
            )
            .help("make fewer draws (-n), or contest fewer parameters (--only)"));
        }
        let done: Vec<Result<Mixture, Problem>> =
            (0..self.models.len()).into_par_iter().map(|set| self.run_one(set, target, sampling)).collect();
        done.into_iter().collect()
    }

    fn run_one(&self, set: usize, target: &RowKey, sampling: Sampling) -> Result<Mixture, Problem> {
        let model = &self.models[set];
        let (plan, result) = plan_for(model, target)?;
        let in_mixture = |problem: Problem| match set {
            0 => problem,
            _ => problem.note(format!("with the values of {} for {}", self.side.who, self.names(set).join(", "))),
        };
        let central = run::central(model, &plan).map_err(in_mixture)?;
        let mut drawn = run::run(model, &plan, sampling, &central, &mut |_| {}).map_err(in_mixture)?;
        let mean = drawn.summaries[result].mean;
        let draws = drawn.kept.swap_remove(result);
        let below = draws.iter().filter(|draw| **draw < 0.0).count();
        Ok(Mixture {
            theirs: (0..self.side.claims.len()).map(|number| set >> number & 1 == 1).collect(),
            result: Spread::of(&draws, Some(mean)),
            share_below_zero: below as f64 / draws.len().max(1) as f64,
            draws,
        })
    }

    /// The contested parameter of this number, as a mixture has it.
    pub fn parameter(&self, set: usize, number: usize) -> &Parameter {
        let claim = &self.side.claims[number];
        parameter(&self.models[set], claim.policy.as_deref(), &claim.name)
            .expect("claims stand beside parameters that every mixture has")
    }

    /// The contested parameters that a mixture takes from the other side.
    fn names(&self, set: usize) -> Vec<String> {
        members(set).map(|number| self.side.claims[number].parameter()).collect()
    }
}

/// A plan of no more than one result, and the number of that result.
pub fn plan_for(model: &Model, target: &RowKey) -> Result<(Plan, usize), Problem> {
    let detail = Detail { years: target.year.is_some() || target.column.is_none(), lines: true };
    let mut plan = Plan::for_rows(model, detail, &|key| key == target)?;
    if plan.rows.is_empty() {
        plan = Plan::for_rows(model, Detail { years: true, lines: true }, &|key| key == target)?;
    }
    match plan.result_of_row.first().copied().flatten() {
        Some(result) => Ok((plan, result)),
        None => Err(Problem::nowhere(
            Code::ResultNotKnown,
            format!("`{}` is not known in this sense under every value that is claimed", target.id()),
        )
        .help("ask for it at average cost:  --result ID")),
    }
}
