//! Leave one source out: does a saving survive without any single study?

use super::Subject;
use super::savings::{Saved, Verdict};
use super::stand_in::stand_in;
use crate::math::normal_quantile;
use crate::model::{ConversionStep, Model};
use crate::plan::{Detail, Plan};
use crate::results::{Place, RowKey};
use crate::run::{self, InputSampler, Sampling};
use crate::text::Problem;
use std::collections::BTreeMap;

/// How far a number without a source may lie from what the source says, as a factor to both sides.
const FACTOR: f64 = 2.0;
/// How far to its unfavourable end every number goes; less where there everything at once cannot be.
const REACHES: [f64; 4] = [1.0, 0.75, 0.5, 0.25];

/// A saving without one source.
#[derive(Clone, Debug, PartialEq)]
pub struct WithoutSource {
    /// Id of the source.
    pub source: String,
    /// Parameters that rest on it and feed the saving, in the order of the file; at least one.
    pub parameters: Vec<String>,
    /// What the saving is then; or why that cannot be said.
    pub outcome: Result<Lost, String>,
}

/// What a saving is without a source.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lost {
    /// With a wide guess in place of each of its numbers.
    pub guessed: Saved,
    /// The share of draws left out because such guesses cannot all be true, such as shares that add up to more than 1.
    pub left_out: f64,
    /// With each of its numbers at the end of the guess that saves less.
    pub unfavourable: Saved,
    /// How far to these ends the numbers could go together, as a part of the way in standard normal scores: 1 is all.
    pub reach: f64,
}

/// A saving without each of the sources.
#[derive(Clone, Debug, PartialEq)]
pub struct WithoutSources {
    /// What the saving is.
    pub result: RowKey,
    pub as_it_stands: Saved,
    /// The source first that moves it most, when its numbers stand at their unfavourable ends.
    pub rows: Vec<WithoutSource>,
    /// Sources of the file on which nothing rests that feeds the saving.
    pub silent: Vec<String>,
    pub draws: usize,
}

impl WithoutSources {
    /// Whether the verdict stays without a source, its numbers guessed; none if that cannot be said.
    pub fn survives(&self, row: &WithoutSource) -> Option<bool> {
        row.outcome.as_ref().ok().map(|lost| lost.guessed.verdict() == self.verdict())
    }

    /// Whether the numbers of a source do not move the saving, whatever stands in their place.
    pub fn is_still(&self, row: &WithoutSource) -> bool {
        let own = &self.as_it_stands;
        let is_own = |saved: &Saved| {
            let pairs = [(saved.mean, own.mean), (saved.low, own.low), (saved.high, own.high)];
            pairs.iter().all(|(one, other)| (one - other).abs() <= 1e-9 * one.abs().max(other.abs()))
        };
        row.outcome.as_ref().is_ok_and(|lost| is_own(&lost.guessed) && is_own(&lost.unfavourable))
    }

    /// Which way the saving goes with all sources.
    pub fn verdict(&self) -> Verdict {
        self.as_it_stands.verdict()
    }
}

/// Takes away one source after the other: its numbers become wide guesses, then stand at their unfavourable ends.
///
/// Equations 77 and 78 of `docs/uncertainty.md`. On the draws of `sampling`, with expected numbers of people. Asks
/// about the subject's result if it is a saving, else about the headline of the first policy. Fails if the model as it
/// stands cannot be run.
pub fn without_sources(subject: &Subject, sampling: Sampling) -> Result<WithoutSources, Problem> {
    let asked = Asked { key: subject.saving(), sampling };
    let as_it_stands = asked.draws(&subject.model)?;
    let (mut rows, mut silent) = (vec![], vec![]);
    for source in subject.model.sources.keys() {
        let parameters = asked.resting_on(&subject.model, source)?;
        if parameters.is_empty() {
            silent.push(source.clone());
            continue;
        }
        let outcome = asked.without(&subject.model, source);
        rows.push(WithoutSource { source: source.clone(), parameters, outcome });
    }
    let moved = |row: &WithoutSource| match &row.outcome {
        Ok(lost) => (as_it_stands.mean - lost.unfavourable.mean).abs(),
        Err(_) => f64::INFINITY,
    };
    rows.sort_by(|a, b| moved(b).total_cmp(&moved(a)));
    Ok(WithoutSources { result: asked.key.clone(), as_it_stands, rows, silent, draws: sampling.draws })
}

struct Asked<'s> {
    key: &'s RowKey,
    sampling: Sampling,
}

impl Asked<'_> {
    fn plan(&self, model: &Model) -> Result<Plan, Problem> {
        let whole = self.key.year.is_none() && self.key.group.is_none() && !matches!(self.key.place, Place::Line(_));
        Plan::for_rows(model, Detail { years: !whole, lines: true }, &|key| key == self.key)
    }

    fn draws(&self, model: &Model) -> Result<Saved, Problem> {
        let plan = self.plan(model)?;
        let sampler = InputSampler::new(&plan, self.sampling.seed, self.sampling.sampler);
        let inputs = sampler.inputs_at(&plan, &sampler.scores(self.sampling.draws));
        let result = plan.result_of_row[0].expect("the saving is known in its sense");
        Ok(saved(&run::at_inputs(model, &plan, &inputs)?.swap_remove(result)))
    }

    /// Parameters that rest on a source and feed the saving: their streams are in its plan once they are guesses.
    fn resting_on(&self, model: &Model, source: &str) -> Result<Vec<String>, Problem> {
        let lost = lose(model, source);
        let plan = self.plan(&lost.model)?;
        Ok(lost.parameters.into_iter().filter(|name| !streams_of(&plan, name).is_empty()).collect())
    }

    fn without(&self, model: &Model, source: &str) -> Result<Lost, String> {
        let lost = lose(model, source);
        let plan = self.plan(&lost.model).map_err(said)?;
        let result = plan.result_of_row[0].expect("the saving is known in its sense");
        let run = Runner { model: &lost.model, plan: &plan, result };
        let sampler = InputSampler::new(&plan, self.sampling.seed, self.sampling.sampler);
        let scores = sampler.scores(self.sampling.draws);
        let guessed = run.possible(&sampler.inputs_at(&plan, &scores))?;
        let left_out = 1.0 - guessed.len() as f64 / self.sampling.draws as f64;
        let streams: Vec<usize> = lost.parameters.iter().flat_map(|name| streams_of(&plan, name)).collect();
        let ends = run.unfavourable(&sampler, &streams);
        let mut worst = Err(String::new());
        for reach in REACHES {
            let mut scores = scores.clone();
            for (stream, end) in &ends {
                scores[*stream].fill(end * reach);
            }
            worst = run.possible(&sampler.inputs_at(&plan, &scores)).map(|found| (found, reach));
            if worst.as_ref().is_ok_and(|(found, _)| 2 * found.len() > self.sampling.draws) {
                break;
            }
        }
        let (unfavourable, reach) = worst?;
        Ok(Lost { guessed: saved(&guessed), left_out, unfavourable: saved(&unfavourable), reach })
    }
}

fn said(problem: Problem) -> String {
    format!("cannot be run: {}", problem.message)
}

/// Runs one plan at inputs that may not be possible.
struct Runner<'r> {
    model: &'r Model,
    plan: &'r Plan,
    result: usize,
}

impl Runner<'_> {
    /// The saving at those of the inputs that can be, in their order; why none can, if none can.
    fn possible(&self, inputs: &[Vec<f64>]) -> Result<Vec<f64>, String> {
        let found = run::where_possible(self.model, self.plan, inputs).map_err(said)?;
        let values: Vec<f64> = found.values[self.result].iter().copied().filter(|value| !value.is_nan()).collect();
        match found.missing.into_iter().next() {
            Some((_, reason)) if values.is_empty() => Err(format!("cannot be run: {reason}")),
            _ => Ok(values),
        }
    }

    /// For each stream the score of the end, 5 % or 95 %, that saves less when everything else is at its mean; streams that
    /// can be at neither stay free.
    fn unfavourable(&self, sampler: &InputSampler, streams: &[usize]) -> Vec<(usize, f64)> {
        let (end, means) = (normal_quantile(0.95), self.plan.means());
        let at = |stream: usize, score: f64| {
            let scores: Vec<Vec<f64>> = self.plan.streams.iter().map(|_| vec![score]).collect();
            let at_end = sampler.inputs_at(self.plan, &scores);
            let inputs: Vec<Vec<f64>> = (0..means.len())
                .map(|input| {
                    if self.plan.stream_of_input[input] == stream { at_end[input].clone() } else { vec![means[input]] }
                })
                .collect();
            self.possible(&inputs).ok().map(|found| found[0])
        };
        let worse = |stream: &usize| match (at(*stream, -end), at(*stream, end)) {
            (Some(low), Some(high)) => Some((*stream, if low <= high { -end } else { end })),
            (Some(_), None) => Some((*stream, -end)),
            (None, Some(_)) => Some((*stream, end)),
            (None, None) => None,
        };
        streams.iter().filter_map(worse).collect()
    }
}

/// A model without a source, and the parameters that lost it.
struct Loss {
    model: Model,
    parameters: Vec<String>,
}

fn lose(model: &Model, source: &str) -> Loss {
    let indexes = years_of_prices(model);
    let mut loss = Loss { model: model.clone(), parameters: vec![] };
    for policy in &mut loss.model.policies {
        for (name, parameter) in &mut policy.parameters {
            let rests = parameter.evidence.as_ref().is_some_and(|known| known.source.as_deref() == Some(source));
            let firm = indexes.get(name).map_or(&[][..], Vec::as_slice);
            if let Some(wide) = rests.then(|| stand_in(parameter, FACTOR, firm)).flatten() {
                *parameter = wide;
                if !loss.parameters.contains(name) {
                    loss.parameters.push(name.clone());
                }
            }
        }
    }
    loss
}

/// For each index the years to whose prices it brings money. Its level in them is only what other years are measured in.
fn years_of_prices(model: &Model) -> BTreeMap<String, Vec<i32>> {
    let mut years: BTreeMap<String, Vec<i32>> = BTreeMap::new();
    let parameters = model.policies.iter().flat_map(|policy| policy.parameters.values());
    for step in parameters.filter_map(|parameter| parameter.conversion.as_ref()).flat_map(|known| &known.steps) {
        match step {
            ConversionStep::Index { index, to, .. } => years.entry(index.clone()).or_default().push(*to),
            ConversionStep::Exchange { .. } => {}
        }
    }
    years
}

/// The streams of a parameter: one, or one for each of its shares.
fn streams_of(plan: &Plan, parameter: &str) -> Vec<usize> {
    let is_its =
        |stream: &str| stream.strip_prefix(parameter).is_some_and(|key| key.is_empty() || key.starts_with('.'));
    (0..plan.streams.len()).filter(|stream| is_its(&plan.streams[*stream])).collect()
}

fn saved(draws: &[f64]) -> Saved {
    Saved::of_draws(draws.iter().sum::<f64>() / draws.len() as f64, draws)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::appraisal::stress::tests::{LINEAR, changed};
    use crate::scenario::testing::model;

    fn asked(text: &str, draws: usize) -> WithoutSources {
        let subject = Subject::new(&model(text), None).unwrap();
        without_sources(&subject, Sampling { draws, ..Sampling::default() }).unwrap()
    }

    fn row<'a>(answer: &'a WithoutSources, source: &str) -> &'a WithoutSource {
        answer.rows.iter().find(|row| row.source == source).unwrap()
    }

    #[test]
    fn numbers_of_a_source_at_their_worst_ends_are_half_of_a_saved_price_and_double_a_paid_one() {
        let answer = asked(LINEAR, 64);
        let worst = |source: &str| row(&answer, source).outcome.as_ref().unwrap().unfavourable.mean;
        // 160 people over four years; training is 30,000.
        assert!((worst("courts") - (160.0 * (500.0 - 200.0) - 30_000.0)).abs() < 1e-6);
        assert!((worst("services") - (160.0 * (1_000.0 - 400.0) - 30_000.0)).abs() < 1e-6);
        assert_eq!(answer.as_it_stands.mean, 160.0 * 800.0 - 30_000.0);
    }

    #[test]
    fn a_saving_falls_without_the_source_that_it_stands_on_and_survives_without_others() {
        // Court costs 1,000 and talk 600: half of the one is below the other.
        let text = changed(&[("talk_price = \"200", "talk_price = \"600"), ("\"30000 EUR", "\"0 EUR")]);
        let answer = asked(&text, 512);
        assert_eq!(answer.verdict(), Verdict::Saves);
        assert_eq!(answer.survives(row(&answer, "courts")), Some(false));
        assert_eq!(answer.survives(row(&answer, "services")), Some(false));
        assert_eq!(answer.survives(row(&answer, "office")), Some(true));
        assert_eq!(answer.silent, ["unused"]);
    }

    #[test]
    fn the_source_that_moves_the_saving_most_stands_first() {
        let answer = asked(LINEAR, 64);
        let order: Vec<&str> = answer.rows.iter().map(|row| row.source.as_str()).collect();
        // Half the people save half: 64,000 less; half the court price 80,000 less; double talk 32,000 less.
        assert_eq!(order, ["courts", "office", "services"]);
    }

    #[test]
    fn guesses_that_cannot_all_be_true_are_left_out() {
        // Two shares of one source with no rest to give: 60 % and 35 % at double odds are 75 % and 52 %.
        let text = changed(&[
            ("share      =", "first = \"60 % | official: office\"\nsecond = \"35 % | official: office\"\nshare      ="),
            ("next = { court = \"rest\" }", "next = { court = \"first\", other = \"second\", done = \"rest\" }"),
            ("done  = {}", "done  = {}\nother = { next = \"done\" }"),
        ]);
        let answer = asked(&text, 256);
        let lost = row(&answer, "office").outcome.as_ref().unwrap();
        assert!(lost.left_out > 0.05 && lost.left_out < 0.8, "{}", lost.left_out);
        assert!(lost.guessed.low.is_finite() && lost.reach > 0.0);
    }
}
