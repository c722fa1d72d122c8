//! Running a plan: at given values, at the means, or on many draws in parallel.
//!
//! The unit of work is a group of 16 blocks of 128 draws. Groups are independent, and their sums are added in the order
//! of the groups, so no number depends on the number of threads.

#![allow(clippy::needless_range_loop, reason = "loops over lanes and draws index several columns at once")]

mod block;
mod cycle;
mod fault;
mod flow;
mod gates;
mod inputs;
mod lanes;
mod markov;
mod moments;
mod registers;
mod sample;
mod stock;
mod tried;
mod whole;

pub use block::{BlockFault, Machine, Sink};
pub use fault::fits;
pub use inputs::InputDraws;
pub use lanes::LANES;
pub use moments::{Moments, Summary};
pub use registers::BLOCK;
pub use sample::InputSampler;
pub use tried::{Possible, at_inputs, central, where_possible};
pub use whole::Chances;

use crate::draws::Sampler;
use crate::model::{Model, People};
use crate::plan::Plan;
use crate::text::Problem;
use fault::Found;
use rayon::prelude::*;
use std::sync::Mutex;

/// Blocks in a group.
const BLOCKS: usize = 16;
/// Values of the inputs that are computed by one thread in a row.
const PART: usize = BLOCK * 4;
/// Draws in a group.
const GROUP: usize = BLOCK * BLOCKS;
/// Draws a run makes when nobody says how many: 16 replicates of 1,024.
pub const DEFAULT_DRAWS: usize = 16_384;
/// The most memory that kept draws may take, in bytes.
pub const MOST_KEPT_BYTES: usize = 8 << 30;

/// How draws are made and how many.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sampling {
    /// A multiple of 16: one for each replicate.
    pub draws: usize,
    pub seed: u64,
    pub sampler: Sampler,
}

impl Default for Sampling {
    fn default() -> Sampling {
        Sampling { draws: DEFAULT_DRAWS, seed: 1, sampler: Sampler::Stratified }
    }
}

/// The draws of all results.
#[derive(Clone, Debug)]
pub struct Draws {
    pub count: usize,
    /// By number of result.
    pub summaries: Vec<Summary>,
    /// By number of result: all draws in order; empty where they are not kept.
    pub kept: Vec<Vec<f64>>,
    /// How many draws were cut, by cap.
    pub cut: Vec<u64>,
}

/// How far a run has come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    pub done: usize,
    pub of: usize,
}

/// Runs the plan on many draws. `origins` are the central results; `watch` hears of progress after every few groups.
pub fn run(
    model: &Model,
    plan: &Plan,
    sampling: Sampling,
    origins: &[f64],
    watch: &mut dyn FnMut(Progress),
) -> Result<Draws, Problem> {
    fault::check_memory(plan, sampling.draws)?;
    run_with(model, plan, sampling, &InputSampler::new(plan, sampling.seed, sampling.sampler), origins, watch)
}

/// The same with a sampler that was prepared for this plan and sampling.
pub fn run_with(
    model: &Model,
    plan: &Plan,
    sampling: Sampling,
    sampler: &InputSampler,
    origins: &[f64],
    watch: &mut dyn FnMut(Progress),
) -> Result<Draws, Problem> {
    let draws = sampling.draws;
    fault::check_memory(plan, draws)?;
    let mut kept: Vec<Vec<f64>> =
        plan.results.iter().map(|(_, keep)| if *keep { vec![0.0; draws] } else { vec![] }).collect();
    let mut totals = vec![Moments::NONE; plan.results.len()];
    let mut cut = vec![0; plan.caps.len()];
    let chances = match model.settings.people {
        People::Cohort => None,
        People::Whole => Some(Chances::new(model, plan, sampling.seed)),
    };
    let machines = Machines::default();
    let batch = GROUP * 8 * rayon::current_num_threads();
    for start in (0..draws).step_by(batch) {
        let end = (start + batch).min(draws);
        let groups = groups_of(&mut kept, start, end);
        let parts: Vec<Result<Part, Problem>> = groups
            .into_par_iter()
            .map(|(first, count, mut kept)| {
                let mut machine = machines.take(plan, chances.as_ref());
                let mut part = Part { moments: vec![Moments::NONE; plan.results.len()], cut: vec![0; plan.caps.len()] };
                for offset in (0..count).step_by(BLOCK) {
                    let active = (count - offset).min(BLOCK);
                    sampler.fill(plan, (first + offset) as u64, &mut machine.registers);
                    machine.first_draw = (first + offset) as u64;
                    let mut sink =
                        Sink { moments: &mut part.moments, kept: &mut kept, first: offset, cut: &mut part.cut };
                    machine
                        .run(active, origins, &mut sink)
                        .map_err(|found| fault::problem(model, plan, &found, Found::Draws(first + offset)))?;
                }
                machines.give_back(machine);
                Ok(part)
            })
            .collect();
        for part in parts {
            let part = part?;
            for (total, of_part) in totals.iter_mut().zip(&part.moments) {
                total.merge(of_part);
            }
            for (total, of_part) in cut.iter_mut().zip(part.cut) {
                *total += of_part;
            }
        }
        watch(Progress { done: end, of: draws });
    }
    let summaries: Vec<Summary> = totals.iter().zip(origins).map(|(total, origin)| total.summary(*origin)).collect();
    if let Some(result) = summaries.iter().position(|summary| !summary.mean.is_finite() || !summary.sd.is_finite()) {
        let draw = kept[result].iter().position(|value| !value.is_finite()).unwrap_or(0);
        return Err(fault::problem(model, plan, &BlockFault::NotFinite { result, draw }, Found::Draws(0)));
    }
    Ok(Draws { count: draws, summaries, kept, cut })
}

/// Machines that wait for the next group: no more are made than threads work at once.
#[derive(Default)]
struct Machines<'p>(Mutex<Vec<Machine<'p>>>);

impl<'p> Machines<'p> {
    fn take(&self, plan: &'p Plan, chances: Option<&'p Chances>) -> Machine<'p> {
        let waiting = self.0.lock().expect("no thread ends while it holds the machines").pop();
        waiting.unwrap_or_else(|| match chances {
            Some(chances) => Machine::of_whole_people(plan, chances),
            None => Machine::new(plan),
        })
    }

    fn give_back(&self, machine: Machine<'p>) {
        self.0.lock().expect("no thread ends while it holds the machines").push(machine);
    }
}

/// What one group adds.
struct Part {
    moments: Vec<Moments>,
    cut: Vec<u64>,
}

/// Cuts the draws from `start` to `end` into groups: first draw, number of draws, and where kept draws go.
fn groups_of(kept: &mut [Vec<f64>], start: usize, end: usize) -> Vec<(usize, usize, Vec<&mut [f64]>)> {
    let firsts: Vec<usize> = (start..end).step_by(GROUP).collect();
    let mut groups: Vec<(usize, usize, Vec<&mut [f64]>)> =
        firsts.iter().map(|first| (*first, (end - first).min(GROUP), Vec::with_capacity(kept.len()))).collect();
    for draws in kept {
        if draws.is_empty() {
            for group in &mut groups {
                group.2.push(&mut []);
            }
        } else {
            for (group, part) in groups.iter_mut().zip(draws[start..end].chunks_mut(GROUP)) {
                group.2.push(part);
            }
        }
    }
    groups
}
