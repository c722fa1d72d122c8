//! Rows with their numbers, and the draws behind them.

use super::key::{Measure, MoneyColumn, Place, RowKey};
use super::known::Known;
use super::rests::Rests;
use crate::analysis::Bend;
use crate::math::quantile::{PROBABILITIES, quantiles};
use crate::model::Model;
use crate::plan::Plan;
use crate::run::Draws;

/// One row of results.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub key: RowKey,
    /// The result at the means of all inputs; absent if some line of a total is not known in this sense.
    pub central: Option<f64>,
    /// What the draws say; absent without draws.
    pub mean: Option<f64>,
    pub sd: Option<f64>,
    /// Monte Carlo standard error of the mean.
    pub mcse: Option<f64>,
    /// The 5th, 25th, 50th, 75th and 95th percentile; absent where draws are not kept.
    pub quantiles: Option<[f64; 5]>,
    /// Number of the result that it summarises.
    result: Option<usize>,
}

/// The results of one case and variant.
#[derive(Clone, Debug)]
pub struct Results {
    /// Name of the table row, or empty.
    pub case: String,
    /// Name of the variant, or empty.
    pub variant: String,
    pub model: Model,
    /// In the order in which they are printed.
    pub rows: Vec<Row>,
    /// Number of draws, 0 for a central run.
    pub draws: usize,
    /// Kept draws by number of result.
    kept: Vec<Vec<f64>>,
    /// Parameters whose draws were cut at a bound, with how many.
    pub cut: Vec<(String, u64)>,
    /// Our model against what is known.
    pub known: Vec<Known>,
    /// For rows of savings over the horizon: what bends in the inputs add to the mean, largest first, by id of the row.
    pub bends: Vec<(String, Vec<Bend>)>,
    /// How much of the spread of savings rests on assumptions and on gaps.
    pub rests: Vec<Rests>,
}

impl Results {
    /// The results of a central run, or of draws with their central values.
    pub fn new(model: Model, plan: &Plan, central: &[f64], draws: Option<Draws>) -> Results {
        let mut quantiles_of: Vec<Option<[f64; 5]>> = vec![None; plan.results.len()];
        if let Some(draws) = &draws {
            let mut scratch = vec![];
            for (result, kept) in draws.kept.iter().enumerate().filter(|(_, kept)| !kept.is_empty()) {
                scratch.clear();
                scratch.extend_from_slice(kept);
                let found = quantiles(&mut scratch, &PROBABILITIES);
                quantiles_of[result] = found.try_into().ok();
            }
        }
        let rows = plan.rows.iter().zip(&plan.result_of_row).map(|(planned, result)| {
            let summary = result.and_then(|result| Some(draws.as_ref()?.summaries[result]));
            Row {
                key: planned.key.clone(),
                central: result.map(|result| central[result]),
                mean: summary.map(|summary| summary.mean),
                sd: summary.map(|summary| summary.sd),
                mcse: summary.map(|summary| summary.mcse),
                quantiles: result.and_then(|result| quantiles_of[result]),
                result: *result,
            }
        });
        let rows = rows.collect();
        let (count, kept, cut) = draws.map_or((0, vec![], vec![]), |draws| (draws.count, draws.kept, draws.cut));
        let cut = plan.caps.iter().cloned().zip(cut).filter(|(_, cut)| *cut > 0).collect();
        let mut results = Results {
            case: String::new(),
            variant: String::new(),
            model,
            rows,
            draws: count,
            kept,
            cut,
            known: vec![],
            bends: vec![],
            rests: vec![],
        };
        results.known = results.compare();
        results
    }

    /// Adds why central values and means of savings differ; `bends` are by number of result.
    pub fn with_bends(mut self, bends: &[Vec<Bend>]) -> Results {
        let savings = self.rows.iter().filter(|row| row.key.measure == Measure::Saving && row.key.year.is_none());
        self.bends = savings.filter_map(|row| Some((row.key.id(), bends[row.result?].clone()))).collect();
        self
    }

    /// The row with this id.
    pub fn row(&self, id: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.key.id() == id)
    }

    /// The row of a policy's money over the whole horizon or a year.
    pub fn money(
        &self,
        policy: &str,
        measure: Measure,
        place: &Place,
        year: Option<i32>,
        column: MoneyColumn,
        discounted: bool,
    ) -> Option<&Row> {
        self.rows.iter().find(|row| {
            let key = &row.key;
            key.policy == policy
                && key.measure == measure
                && key.place == *place
                && key.year == year
                && key.column == Some(column)
                && key.discounted == discounted
                && key.group.is_none()
        })
    }

    /// All draws of a row, in order; empty if they were not kept.
    pub fn draws_of(&self, row: &Row) -> &[f64] {
        row.result.and_then(|result| self.kept.get(result)).map_or(&[], Vec::as_slice)
    }

    /// How many results have their draws kept.
    pub fn kept_results(&self) -> usize {
        self.kept.iter().filter(|draws| !draws.is_empty()).count()
    }

    /// The share of draws of a row that lie below 0; absent if they were not kept.
    pub fn share_below_zero(&self, row: &Row) -> Option<f64> {
        let draws = self.draws_of(row);
        let below = draws.iter().filter(|value| **value < 0.0).count();
        (!draws.is_empty()).then(|| below as f64 / draws.len() as f64)
    }
}

impl Row {
    /// The mean of the draws, or the central value of a run without draws.
    pub fn best(&self) -> Option<f64> {
        self.mean.or(self.central)
    }

    /// The 5th and the 95th percentile.
    pub fn interval(&self) -> Option<(f64, f64)> {
        self.quantiles.map(|[low, _, _, _, high]| (low, high))
    }
}
