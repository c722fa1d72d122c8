//! From a model to a flat plan: columns of numbers, the flow of people, and the rows to report.
//!
//! A plan knows nothing of files or names beyond those that rows and messages carry. It can be run on any draws.

mod band;
mod book;
pub mod flow;
mod network;
pub mod program;
mod risks;
mod rows;
pub mod schedule;
mod step;
mod tallies;
mod values;

pub use rows::{PlannedRow, perspective_place};
pub use values::Input;

use crate::model::{Correlation, Model};
use crate::results::RowKey;
use crate::text::Problem;
use flow::PolicyFlow;
use network::Newcomers;
use program::{Column, Program};
use schedule::Schedule;
use tallies::Tallies;
use values::Values;

/// How much a run reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Detail {
    /// Stages, lines and totals year by year. Without: lines and totals over the whole horizon, quantiles for whole
    /// perspectives only, nothing about stages, and no savings by line.
    pub years: bool,
    /// Keep the draws of single lines, for their quantiles.
    pub lines: bool,
}

impl Default for Detail {
    fn default() -> Detail {
        Detail { years: true, lines: false }
    }
}

/// Everything that a run needs.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Names of the streams of u, in the order of the alphabet, so that the order of the file changes no number.
    pub streams: Vec<String>,
    /// For each input the number of its stream.
    pub stream_of_input: Vec<usize>,
    pub inputs: Vec<Input>,
    /// Correlated streams by number, with rank correlations.
    pub correlated: Vec<(Vec<usize>, Vec<Vec<f64>>)>,
    pub program: Program,
    pub schedule: Schedule,
    /// The baseline first.
    pub flows: Vec<PolicyFlow>,
    /// How many series of new people the baseline's flow remembers.
    pub newcomers: usize,
    /// How many counts the flows make.
    pub tallies: usize,
    /// Names of parameters whose draws may be cut, by number.
    pub caps: Vec<String>,
    pub rows: Vec<PlannedRow>,
    /// Distinct columns that rows summarise, and whether their draws are kept.
    pub results: Vec<(Column, bool)>,
    /// For each row the number of its result.
    pub result_of_row: Vec<Option<usize>>,
    pub warm_up_cycles: u32,
    pub cycles: u32,
    pub cycle_days: f64,
}

impl Plan {
    /// Compiles a model.
    ///
    /// Fails if people would go round in a circle within one cycle; a checked model never does.
    pub fn new(model: &Model, detail: Detail) -> Result<Plan, Problem> {
        Plan::of_rows(model, detail, &|_| true)
    }

    /// Compiles what some rows need, and nothing else; their draws are kept.
    pub fn for_rows(model: &Model, detail: Detail, wanted: &dyn Fn(&RowKey) -> bool) -> Result<Plan, Problem> {
        let mut plan = Plan::of_rows(model, detail, wanted)?;
        plan.rows.iter_mut().for_each(|row| row.keep = true);
        plan.results.iter_mut().for_each(|(_, keep)| *keep = true);
        Ok(plan)
    }

    /// All rows that a run with this detail would have, without the plan to run it.
    ///
    /// Fails where [`Plan::new`] does.
    pub fn list(model: &Model, detail: Detail) -> Result<Vec<PlannedRow>, Problem> {
        Ok(Parts::new(model, detail)?.rows)
    }

    /// The means of all inputs, in base units.
    pub fn means(&self) -> Vec<f64> {
        self.inputs.iter().map(|input| input.distribution.mean() * input.factor).collect()
    }

    fn of_rows(model: &Model, detail: Detail, wanted: &dyn Fn(&RowKey) -> bool) -> Result<Plan, Problem> {
        let mut parts = Parts::new(model, detail)?;
        parts.rows.retain(|row| wanted(&row.key));
        Ok(Plan::assemble(model, parts))
    }

    fn assemble(model: &Model, parts: Parts) -> Plan {
        let Parts { values, mut flows, newcomers, tallies, rows } = parts;
        let Values { program, inputs, caps, .. } = values;
        let (streams, stream_of_input) = streams(&inputs);
        let correlated = correlated(&model.correlations, &streams);
        let mut results: Vec<(Column, bool)> = vec![];
        let mut number_of: Vec<Option<usize>> = vec![None; program.count()];
        let mut result_of_row = vec![];
        for row in &rows {
            result_of_row.push(row.column.map(|column| {
                let number = *number_of[column.0 as usize].get_or_insert_with(|| {
                    results.push((column, false));
                    results.len() - 1
                });
                results[number].1 |= row.keep;
                number
            }));
        }
        let held: Vec<Column> = flows
            .iter()
            .flat_map(|flow| {
                let coefficients = flow.segments.iter().flat_map(|segment| segment.coefficients.iter().copied());
                let checked = flow.checks.iter().flat_map(|check| {
                    check.shares.iter().map(|(_, column)| *column).chain([check.rest]).collect::<Vec<_>>()
                });
                coefficients.chain(checked)
            })
            .collect();
        let columns: Vec<Column> = results.iter().map(|(column, _)| *column).collect();
        let schedule = Schedule::new(&program, inputs.len(), tallies.len(), &held, &columns);
        for flow in &mut flows {
            flow.count(tallies.counted(flow.policy, &model.settings, |tally| schedule.tallies[tally].is_some()));
        }
        Plan {
            streams,
            stream_of_input,
            inputs,
            correlated,
            program,
            schedule,
            flows,
            newcomers,
            tallies: tallies.len(),
            caps,
            rows,
            results,
            result_of_row,
            warm_up_cycles: model.settings.warm_up_cycles,
            cycles: model.settings.cycles(),
            cycle_days: model.settings.cycle_days(),
        }
    }
}

/// What a plan is put together from.
struct Parts<'m> {
    values: Values<'m>,
    flows: Vec<PolicyFlow>,
    newcomers: usize,
    tallies: Tallies,
    rows: Vec<PlannedRow>,
}

impl<'m> Parts<'m> {
    fn new(model: &'m Model, detail: Detail) -> Result<Parts<'m>, Problem> {
        let mut values = Values::new(model);
        let mut newcomers = Newcomers::default();
        let mut flows: Vec<PolicyFlow> = vec![];
        for policy in 0..model.policies.len() {
            let flow = network::compile(&mut values, policy, flows.first(), &mut newcomers)?;
            flows.push(flow);
        }
        let mut tallies = Tallies::default();
        let mut book = book::Book { values: &mut values, tallies: &mut tallies, years: detail.years };
        let rows = rows::plan(&mut book, detail.lines);
        Ok(Parts { values, flows, newcomers: newcomers.known.len(), tallies, rows })
    }
}

/// Names of streams, each once, in the order of the alphabet; and the stream of each input.
fn streams(inputs: &[Input]) -> (Vec<String>, Vec<usize>) {
    let mut streams: Vec<String> = inputs.iter().map(|input| input.stream.clone()).collect();
    streams.sort_unstable();
    streams.dedup();
    let number = |input: &Input| streams.binary_search(&input.stream).expect("every input's stream is listed");
    let of_input = inputs.iter().map(number).collect();
    (streams, of_input)
}

/// Correlations over the streams that are sampled; members that are not uncertain fall away.
fn correlated(correlations: &[Correlation], streams: &[String]) -> Vec<(Vec<usize>, Vec<Vec<f64>>)> {
    let of = |correlation: &Correlation| {
        let members: Vec<(usize, usize)> = correlation
            .parameters
            .iter()
            .enumerate()
            .filter_map(|(index, name)| Some((index, streams.iter().position(|stream| stream == name)?)))
            .collect();
        let rank = members
            .iter()
            .map(|(row, _)| members.iter().map(|(column, _)| correlation.rank[*row][*column]).collect())
            .collect();
        (members.into_iter().map(|(_, stream)| stream).collect(), rank)
    };
    correlations.iter().map(of).collect()
}
