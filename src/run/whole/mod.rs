//! People who are whole: inside each draw new people come by chance, and every way splits them by chance.
//!
//! The flow is the one that the cohort run walks through, and people lie in the same columns, sixteen draws side by
//! side; but every number of people is a whole one. What is chance and what is not says `docs/model.md`. Every event has
//! a key of its own (stage, group, way, cycle), so that a policy equal to the baseline meets the same chance and differs
//! from it by exactly 0.

mod cycle;
mod gate;
mod keys;
mod numbers;
mod risk;
mod split;
mod stays;

pub use cycle::{advance, settle};

use super::flow::{Fault, FaultKind, Stretch};
use super::lanes::{LANES, Lanes};
use crate::draws::chance::{DrawKey, binomial};
use crate::model::Model;
use crate::plan::Plan;
use crate::plan::flow::PolicyFlow;
use keys::FlowKeys;

/// The keys of everything that can happen in a plan's flows, and the seed.
#[derive(Clone, Debug)]
pub struct Chances {
    seed: u64,
    /// By flow.
    flows: Vec<FlowKeys>,
}

impl Chances {
    /// The chances of a plan; names come from the model that it was made from.
    pub fn new(model: &Model, plan: &Plan, seed: u64) -> Chances {
        Chances { seed, flows: plan.flows.iter().map(|flow| FlowKeys::new(model, flow)).collect() }
    }

    /// The chances of sixteen draws from `first_draw` on in one flow.
    pub fn of(&self, flow: usize, first_draw: u64) -> Luck<'_> {
        Luck {
            keys: &self.flows[flow],
            draws: std::array::from_fn(|lane| DrawKey::new(self.seed, first_draw + lane as u64)),
        }
    }
}

/// What decides for sixteen draws in one flow.
pub struct Luck<'c> {
    keys: &'c FlowKeys,
    draws: [DrawKey; LANES],
}

impl Luck<'_> {
    /// How many of `people`, known by how long they have been in a node, a share is.
    pub fn of_undated(&self, node: usize, since: usize, lane: usize, people: f64, share: f64) -> f64 {
        let key = self.keys.lengths[node].with("dated").number(since as u64);
        binomial(people, share, &mut key.in_draw(self.draws[lane]))
    }
}

/// One cycle of one flow, and what decides in it.
struct Moment<'m> {
    flow: &'m PolicyFlow,
    stretch: &'m Stretch,
    luck: &'m Luck<'m>,
    /// Cycles since the beginning of the warm-up.
    time: usize,
    /// Cycles since the start of the horizon, as keys count them: a longer warm-up leaves them as they are.
    cycle: u64,
    active: usize,
}

impl<'m> Moment<'m> {
    fn new(flow: &'m PolicyFlow, stretch: &'m Stretch, luck: &'m Luck<'m>, time: usize, active: usize) -> Moment<'m> {
        Moment { flow, stretch, luck, time, cycle: (time as u64).wrapping_sub(stretch.start as u64), active }
    }

    /// The cycle since the start of the horizon, negative in the warm-up.
    fn since_start(&self) -> i64 {
        self.time as i64 - self.stretch.start as i64
    }
}

/// Memory of the whole kernel beside the one that it shares with the cohort kernel.
#[derive(Default)]
pub struct Scratch {
    /// By node: people on their way into it in this cycle.
    inflow: Vec<Lanes>,
    /// By node: people who may come in once their gate has decided.
    waiting: Vec<Lanes>,
    /// By node: people for whom there was no room.
    turned_away: Vec<Lanes>,
}

impl Scratch {
    fn begin(&mut self, flow: &PolicyFlow) {
        let zero = Lanes::splat(0.0);
        self.inflow.clear();
        self.inflow.resize(flow.nodes.len(), zero);
        // What stands in these is written before it is read, at every gate.
        self.waiting.resize(flow.nodes.len(), zero);
        self.turned_away.resize(flow.nodes.len(), zero);
    }
}

/// The most new people of one stage in one cycle: beyond, sums of people would no longer be exact.
const MOST_NEW: f64 = 1e11;

/// Refuses expected numbers that cannot be people: below 0, or too many to be counted one by one.
fn check_mean(at: &Moment, mean: Lanes, node: usize) -> Result<(), Fault> {
    let fault = |kind, lane, values| Err(Fault { kind, flow: 0, node, cycle: at.since_start(), lane, values });
    for (lane, mean) in mean.0[..at.active].iter().enumerate() {
        // A number that is not one is fewer than none as well.
        if mean.is_nan() || *mean < -super::flow::ROUNDING {
            return fault(FaultKind::PeopleNotConserved, lane, [0.0, *mean]);
        }
        if *mean > MOST_NEW {
            return fault(FaultKind::TooManyToCount, lane, [*mean, MOST_NEW]);
        }
    }
    Ok(())
}

/// The lanes in which there is anybody, as bits.
#[inline(always)]
fn occupied(people: &Lanes) -> u32 {
    let any = people.0.iter().fold(0, |bits, people| bits | people.to_bits());
    if any == 0 {
        return 0;
    }
    people.0.iter().enumerate().fold(0, |bits, (lane, people)| bits | (u32::from(*people > 0.0) << lane))
}

/// The numbers of the lanes whose bits are set.
#[inline(always)]
fn lanes_of(mut bits: u32) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        if bits == 0 {
            return None;
        }
        let lane = bits.trailing_zeros() as usize;
        bits &= bits - 1;
        Some(lane)
    })
}
