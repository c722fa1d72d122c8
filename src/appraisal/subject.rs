//! A model made ready for questions about one result.

use super::{Cause, causes};
use crate::codes::Code;
use crate::model::{Model, People};
use crate::plan::{Detail, Plan, PlannedRow, perspective_place};
use crate::results::{Measure, MoneyColumn, Place, RowKey};
use crate::run::{self, InputSampler, Possible, Progress, Sampling};
use crate::statistics::{Factor, InputColumn, OutputColumn, Sample};
use crate::text::Problem;
use std::borrow::Cow;

/// A model, the result that is asked about, and a plan of no more than it takes.
#[derive(Clone, Debug)]
pub struct Subject {
    pub model: Model,
    /// Plans the rows of `targets`, in their order, with draws kept.
    pub plan: Plan,
    /// The result that is asked about, then the savings of all policies in one sense: what a decision is between.
    ///
    /// The first may stand a second time among the others.
    pub targets: Vec<RowKey>,
    pub causes: Vec<Cause>,
}

impl Subject {
    /// Asks about the result with this id, or about the headline of the first policy.
    ///
    /// Fails if there is no such result, if it is not known in this sense, or if the model has no policy.
    pub fn new(model: &Model, result: Option<&str>) -> Result<Subject, Problem> {
        let known = Plan::list(model, Detail { years: false, lines: true })?;
        let options = options(model, &known)?;
        let asked = match result {
            Some(id) => key_of(model, id, known)?,
            None => options[0].clone(),
        };
        let targets: Vec<RowKey> = std::iter::once(asked).chain(options).collect();
        let detail = Detail { years: targets[0].year.is_some() || !is_lean(&targets[0]), lines: true };
        let plan = Plan::for_rows(model, detail, &|key| targets.contains(key))?;
        let causes = causes(model, &plan);
        Ok(Subject { model: model.clone(), plan, targets, causes })
    }

    /// The result that is asked about.
    pub fn target(&self) -> &RowKey {
        &self.targets[0]
    }

    /// The saving that is asked about; the headline of the first policy if the result is no saving.
    pub fn saving(&self) -> &RowKey {
        if self.target().measure == Measure::Saving { self.target() } else { &self.targets[1] }
    }

    /// The savings of all policies, in one sense: what a decision is between. The baseline saves nothing.
    pub fn options(&self) -> &[RowKey] {
        &self.targets[1..]
    }

    /// The result with every input at its mean.
    pub fn central(&self) -> Result<f64, Problem> {
        Ok(run::central(&self.model, &self.plan)?[self.result(0)])
    }

    /// The result at standard normal scores of the streams, correlations included: one list for each stream.
    pub fn at_scores(&self, sampler: &InputSampler, scores: &[Vec<f64>]) -> Result<Vec<f64>, Problem> {
        self.at_inputs(&sampler.inputs_at(&self.plan, scores))
    }

    /// The result at values of the inputs, in base units: one list for each input of the plan.
    pub fn at_inputs(&self, inputs: &[impl AsRef<[f64]> + Sync]) -> Result<Vec<f64>, Problem> {
        Ok(run::at_inputs(&self.model, &self.plan, inputs)?.swap_remove(self.result(0)))
    }

    /// All results of the plan at values of the inputs, some of which may be impossible.
    pub fn where_possible(&self, inputs: &[impl AsRef<[f64]> + Sync]) -> Result<Possible, Problem> {
        run::where_possible(&self.model, &self.plan, inputs)
    }

    /// The same draws as `crimcost run` makes: all inputs, the result that is asked about, and the options.
    ///
    /// The first output is the target; those after it are the options, by their ids.
    pub fn sample(&self, sampling: Sampling) -> Result<Sample, Problem> {
        self.watched_sample(sampling, &mut |_| {})
    }

    /// As [`Self::sample`]; `watch` hears how far the draws have come.
    pub fn watched_sample(&self, sampling: Sampling, watch: &mut dyn FnMut(Progress)) -> Result<Sample, Problem> {
        // Values and scores of every stream, those of every input on the way, and the results.
        run::fits(sampling.draws, 3 * self.plan.inputs.len() + self.plan.results.len(), "inputs and results")?;
        let central = run::central(&self.model, &self.plan)?;
        let sampler = InputSampler::new(&self.plan, sampling.seed, sampling.sampler);
        let draws = run::run_with(&self.model, &self.plan, sampling, &sampler, &central, watch)?;
        let scores = sampler.scores(sampling.draws);
        let values = sampler.inputs_at(&self.plan, &scores);
        let inputs = self.plan.streams.iter().zip(scores).enumerate().map(|(stream, (name, scores))| {
            let input = self.plan.stream_of_input.iter().position(|of| *of == stream);
            let input = input.expect("every stream has an input");
            let factor = self.plan.inputs[input].factor;
            let values = values[input].iter().map(|value| value / factor).collect();
            InputColumn { name: name.clone(), values, scores }
        });
        let inputs = inputs.collect();
        let factors =
            self.causes.iter().map(|cause| Factor { name: cause.name.clone(), members: cause.streams.clone() });
        let outputs = self
            .targets
            .iter()
            .enumerate()
            .map(|(number, key)| OutputColumn { name: key.id(), values: draws.kept[self.result(number)].clone() });
        let outputs = outputs.collect();
        Ok(Sample { inputs, factors: factors.collect(), outputs, replicates: crate::draws::REPLICATES })
    }

    /// A sample of this subject for decisions: where people are whole, the options are of expected numbers of people, since
    /// no study finds out beforehand what chance will do. The target stays as it was drawn.
    pub fn for_decisions<'s>(&self, sample: &'s Sample, sampling: Sampling) -> Result<Cow<'s, Sample>, Problem> {
        let Some(expected) = self.of_expected_people() else { return Ok(Cow::Borrowed(sample)) };
        let mut mixed = sample.clone();
        mixed.outputs.splice(1.., expected.sample(sampling)?.outputs.into_iter().skip(1));
        Ok(Cow::Owned(mixed))
    }

    /// The same subject with expected numbers of people in place of whole people; none where they are expected already.
    pub fn of_expected_people(&self) -> Option<Subject> {
        let mut expected = self.clone();
        let whole = std::mem::replace(&mut expected.model.settings.people, People::Cohort) == People::Whole;
        whole.then_some(expected)
    }

    /// Number of the plan's result that a target is.
    pub fn result(&self, target: usize) -> usize {
        let row = self.plan.rows.iter().position(|row| row.key == self.targets[target]);
        let row = row.expect("the plan was made for these rows");
        self.plan.result_of_row[row].expect("targets are known in their sense")
    }
}

/// The savings of all policies over the horizon in the most cautious sense that is known for every one of them.
fn options(model: &Model, known: &[PlannedRow]) -> Result<Vec<RowKey>, Problem> {
    if model.policies.len() < 2 {
        return Err(Problem::nowhere(Code::UnknownPolicy, "the scenario has no policy to compare with its baseline")
            .help("add a [policy.NAME], or lay a library over it:  --policy-file FILE"));
    }
    let place = perspective_place(&model.settings.perspective);
    let of = |column: MoneyColumn| {
        let rows = known.iter().filter(|row| {
            let key = &row.key;
            key.measure == Measure::Saving
                && key.place == place
                && key.column == Some(column)
                && key.discounted
                && key.year.is_none()
                && key.group.is_none()
                && row.column.is_some()
        });
        rows.map(|row| row.key.clone()).collect::<Vec<_>>()
    };
    let known = MoneyColumn::ALL.into_iter().rev().map(of);
    let mut complete = known.filter(|keys| keys.len() == model.policies.len() - 1);
    Ok(complete.next().expect("savings at average cost are known for every policy"))
}

/// Whether a plan without years has the row.
fn is_lean(key: &RowKey) -> bool {
    let is_lines_saving = key.measure == Measure::Saving && matches!(key.place, Place::Line(_));
    let is_money = matches!(key.measure, Measure::Saving | Measure::Cost);
    is_money && !is_lines_saving && key.year.is_none() && key.group.is_none()
}

/// The row with this id, among those that are `known` without years or any other.
fn key_of(model: &Model, id: &str, known: Vec<PlannedRow>) -> Result<RowKey, Problem> {
    let of_id = |rows: Vec<PlannedRow>| rows.into_iter().find(|row| row.key.id() == id);
    let found = match of_id(known) {
        Some(row) => Some(row),
        None => of_id(Plan::list(model, Detail { years: true, lines: true })?),
    };
    let Some(row) = found else {
        let rows = Plan::list(model, Detail { years: true, lines: true })?;
        let known: Vec<String> = rows.iter().map(|row| row.key.id()).collect();
        let nearest = crate::scenario::nearest::did_you_mean(id, known.iter().map(String::as_str));
        return Err(Problem::nowhere(Code::UnknownResult, format!("no result called `{id}`"))
            .help(nearest)
            .help("crimcost run FILE --format csv  lists all results with their ids"));
    };
    match row.column {
        Some(_) => Ok(row.key),
        None => Err(Problem::nowhere(Code::ResultNotKnown, format!("`{id}` is not known in this sense"))
            .note("a line of it does not say what would vary or could be cashed")
            .help("ask for it at average cost, or give every line its `varies` and `cashable`")),
    }
}
