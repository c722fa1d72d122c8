//! The flow of people, sixteen draws at a time.
//!
//! What happens in a cycle, and in which order, is in `docs/model.md`. The warm-up runs once, in the baseline; every
//! policy starts with the people whom it leaves behind. Every draw's people are conserved in every cycle, and checked
//! to be.

use super::cycle;
use super::lanes::{LANES, Lanes};
use super::markov;
use super::registers::Registers;
use super::stock::{Length, Stock};
use super::whole::{self, Chances, Luck, Scratch};
use crate::plan::Plan;
use crate::plan::flow::{Holds, PolicyFlow};
use std::ops::Range;

/// What can only be seen while running.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    pub kind: FaultKind,
    /// Number of the flow.
    pub flow: usize,
    /// Node of the flow.
    pub node: usize,
    /// Negative during the warm-up.
    pub cycle: i64,
    /// Draw within the step of sixteen.
    pub lane: usize,
    /// The numbers that do not fit.
    pub values: [f64; 2],
}

/// Kinds of faults.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// Returns (first value) exceed the published total (second).
    ReturnsExceedCount,
    /// People present (first value) are not those who came (second).
    PeopleNotConserved,
    /// A length of stay (first value, in cycles) is below 0.
    StayBelowZero,
    /// More new people (first value) than can be counted one by one (second).
    TooManyToCount,
}

/// People above or below a count by less than this part are rounding.
pub const ROUNDING: f64 = 1e-9;

/// A stretch of cycles in which no coefficient changes.
pub struct Stretch {
    /// First cycle, counted from the beginning of the warm-up, and the one after the last.
    pub over: Range<usize>,
    /// The cycle in which the horizon begins.
    pub start: usize,
    /// Cycles in all.
    pub last: usize,
}

/// The memory of one thread.
pub struct Workspace {
    pub coefficients: Vec<Lanes>,
    /// The coefficients of the edges once more, in the order of the edges.
    pub edges: Vec<Lanes>,
    /// Lengths of stay among the coefficients: of all components of all stays, then of nodes with risks by age.
    pub lengths: Vec<Length>,
    /// By number of source: people present, people passing, people leaving by age.
    pub sources: Vec<Lanes>,
    pub next: Vec<Lanes>,
    pub entered: Vec<Lanes>,
    pub tallies: Vec<Lanes>,
    /// Series after series, cycle by cycle.
    pub newcomers: Vec<Lanes>,
    /// Where whole people wait for their turn.
    pub scratch: Scratch,
    now: Stock,
    at_start: Stock,
}

impl Workspace {
    /// Memory for the flows of a plan.
    pub fn new(plan: &Plan) -> Workspace {
        let zero = Lanes::splat(0.0);
        let most = |of: fn(&PolicyFlow) -> usize| vec![zero; plan.flows.iter().map(of).max().unwrap_or(0)];
        Workspace {
            coefficients: most(|flow| flow.segments.iter().map(|part| part.coefficients.len()).max().unwrap_or(0)),
            edges: vec![],
            lengths: vec![],
            sources: most(|flow| flow.sources),
            next: most(|flow| flow.nodes.len()),
            entered: most(|flow| flow.nodes.len()),
            tallies: most(|flow| flow.counted.tallies.len()),
            newcomers: vec![zero; plan.newcomers * slots(plan)],
            scratch: Scratch::default(),
            now: Stock::default(),
            at_start: Stock::default(),
        }
    }
}

fn slots(plan: &Plan) -> usize {
    (plan.warm_up_cycles + plan.cycles) as usize
}

/// Runs all flows for the sixteen draws that begin at `lane` of a block, and writes what they count.
///
/// With `whole`, the chances and the number of the first draw, people are whole. Faults in the first `active` draws are
/// returned.
pub fn run(
    plan: &Plan,
    registers: &mut Registers,
    lane: usize,
    active: usize,
    whole: Option<(&Chances, u64)>,
    work: &mut Workspace,
) -> Result<(), Fault> {
    let mut now = std::mem::take(&mut work.now);
    let mut at_start = std::mem::take(&mut work.at_start);
    let runner = Runner { plan, lane, active, whole: None, work };
    let outcome = run_all(runner, whole, registers, &mut now, &mut at_start);
    (work.now, work.at_start) = (now, at_start);
    outcome
}

fn run_all<'r>(
    mut runner: Runner<'r>,
    whole: Option<(&'r Chances, u64)>,
    registers: &mut Registers,
    now: &mut Stock,
    at_start: &mut Stock,
) -> Result<(), Fault> {
    let plan = runner.plan;
    let start = plan.warm_up_cycles as usize;
    let Some(baseline) = plan.flows.first() else { return Ok(()) };
    if !at_start.fits(baseline) {
        *at_start = Stock::empty(baseline, slots(plan));
    }
    at_start.clear();
    if whole.is_some() && plan.newcomers > 0 {
        runner.find_newcomers(registers, now, at_start)?;
        at_start.clear();
    }
    runner.whole = whole;
    runner.advance(0, registers, 0..start, at_start)?;
    runner.empty_ends(at_start);
    for (number, flow) in plan.flows.iter().enumerate() {
        if !now.fits(flow) {
            *now = Stock::empty(flow, slots(plan));
        }
        runner.take_over(number, now, at_start);
        runner.work.tallies.fill(Lanes::splat(0.0));
        runner.advance(number, registers, start..slots(plan), now)?;
        runner.write_tallies(flow, registers, now);
    }
    Ok(())
}

/// Runs one flow after the other for one step of draws.
struct Runner<'r> {
    plan: &'r Plan,
    lane: usize,
    active: usize,
    whole: Option<(&'r Chances, u64)>,
    work: &'r mut Workspace,
}

impl<'r> Runner<'r> {
    /// Runs the baseline as a cohort: the new people it solves for are the means of the whole ones.
    fn find_newcomers(&mut self, registers: &Registers, now: &mut Stock, at_start: &mut Stock) -> Result<(), Fault> {
        let start = self.plan.warm_up_cycles as usize;
        let baseline = &self.plan.flows[0];
        self.advance(0, registers, 0..start, at_start)?;
        self.empty_ends(at_start);
        if !now.fits(baseline) {
            *now = Stock::empty(baseline, slots(self.plan));
        }
        self.take_over(0, now, at_start);
        self.advance(0, registers, start..slots(self.plan), now)
    }

    /// Hands the people of the baseline's start to a policy.
    fn take_over(&self, number: usize, now: &mut Stock, at_start: &Stock) {
        let (flow, baseline) = (&self.plan.flows[number], &self.plan.flows[0]);
        let start = self.plan.warm_up_cycles as usize;
        match self.luck(number) {
            None => now.take_over(flow, baseline, at_start, start, &|_, _, _, people, share| people * share),
            Some(luck) => now.take_over(flow, baseline, at_start, start, &|node, entered, lane, people, share| {
                luck.of_undated(node, start - entered, lane, people, share)
            }),
        }
    }

    /// What decides in one flow, where people are whole.
    fn luck(&self, number: usize) -> Option<Luck<'r>> {
        self.whole.map(|(chances, first_draw)| chances.of(number, first_draw))
    }

    /// Goes through the cycles `over`, stretch by stretch.
    fn advance(
        &mut self,
        number: usize,
        registers: &Registers,
        over: Range<usize>,
        now: &mut Stock,
    ) -> Result<(), Fault> {
        let flow = &self.plan.flows[number];
        let (start, last) = (self.plan.warm_up_cycles as usize, slots(self.plan));
        let lean = markov::fits(flow);
        let luck = self.luck(number);
        let mut time = over.start;
        while time < over.end {
            let cycle = time as i64 - start as i64;
            let segment = flow.segments.iter().rposition(|part| part.first_cycle <= cycle).unwrap_or(0);
            let end = match flow.segments.get(segment + 1) {
                Some(next) => ((next.first_cycle + start as i64) as usize).min(over.end),
                None => over.end,
            };
            self.load(flow, segment, registers, now);
            self.check_lengths(flow, cycle).map_err(|fault| Fault { flow: number, ..fault })?;
            let stretch = Stretch { over: time..end, start, last };
            if time == start {
                match &luck {
                    None => self.settle(flow, now, time, last),
                    Some(luck) => whole::settle(flow, &stretch, self.work, now, luck, self.active)
                        .map_err(|fault| Fault { flow: number, ..fault })?,
                }
                cycle::tally(&flow.counted.people[0], &now.present, &mut self.work.tallies);
            }
            match &luck {
                Some(luck) => whole::advance(flow, &stretch, self.work, now, luck, self.active),
                None if lean => markov::advance(flow, &stretch, self.work, now, self.active),
                None => cycle::advance(flow, &stretch, self.work, now, self.active),
            }
            .map_err(|fault| Fault { flow: number, ..fault })?;
            time = end;
        }
        Ok(())
    }

    fn load(&mut self, flow: &PolicyFlow, segment: usize, registers: &Registers, now: &mut Stock) {
        let work = &mut *self.work;
        for (index, column) in flow.segments[segment].coefficients.iter().enumerate() {
            let register = self.plan.schedule.register(*column);
            work.coefficients[index] = Lanes::load(&registers.column(register)[self.lane..]);
        }
        let split = |coefficient: u32| {
            let cycles = work.coefficients[coefficient as usize];
            let mut length = Length { whole: [0; LANES], left: Lanes::splat(0.0) };
            for lane in 0..LANES {
                let whole = (cycles.0[lane] + ROUNDING) as u32;
                let left = cycles.0[lane] - f64::from(whole);
                length.whole[lane] = whole;
                length.left.0[lane] = if left > 0.0 { left } else { 0.0 };
            }
            length
        };
        work.edges.clear();
        work.edges.extend(flow.edges.iter().map(|edge| work.coefficients[edge.coefficient as usize]));
        work.lengths.clear();
        work.lengths
            .extend(flow.stays.iter().flat_map(|stay| stay.components.iter().map(|(_, length)| split(*length))));
        for (aged, length) in flow.aged.iter().zip(&mut now.lengths) {
            *length = aged.length.map(split);
        }
    }

    /// No stay is shorter than nothing.
    fn check_lengths(&self, flow: &PolicyFlow, cycle: i64) -> Result<(), Fault> {
        let stays = flow.stays.iter().flat_map(|stay| stay.components.iter().map(|(_, length)| (stay.node, *length)));
        let aged = flow.aged.iter().filter_map(|aged| aged.length.map(|length| (aged.node, length)));
        for (node, length) in stays.chain(aged) {
            let lengths = &self.work.coefficients[length as usize].0[..self.active];
            if let Some(lane) = lengths.iter().position(|length| *length < -ROUNDING) {
                let values = [lengths[lane], 0.0];
                return Err(Fault {
                    kind: FaultKind::StayBelowZero,
                    flow: 0,
                    node: node as usize,
                    cycle,
                    lane,
                    values,
                });
            }
        }
        Ok(())
    }

    /// People who are here at the start: they come into waiting nodes as if in the cycle before, and none pass at once.
    /// (Those of events pass in the first cycle.)
    fn settle(&mut self, flow: &PolicyFlow, now: &mut Stock, time: usize, last: usize) {
        for stay in std::mem::take(&mut now.undated) {
            let people = now.present[flow.stays[stay].node as usize];
            self.settle_stay(flow, stay, people, now, time, last);
        }
        for step in &flow.steps {
            let node = step.node as usize;
            let Some(initial) = step.initial.filter(|_| flow.nodes[node].holds != Holds::Nobody) else { continue };
            let people = self.work.coefficients[initial as usize];
            now.came += people;
            now.present[node] += people;
            match flow.nodes[node].holds {
                Holds::ForAStay(stay) => self.settle_stay(flow, stay, people, now, time, last),
                Holds::ByAge(aged) => now.cohorts[aged][time] += people,
                Holds::Nobody | Holds::Present => {}
            }
        }
    }

    fn settle_stay(
        &mut self,
        flow: &PolicyFlow,
        stay: usize,
        people: Lanes,
        now: &mut Stock,
        time: usize,
        last: usize,
    ) {
        let at_once = cycle::land(flow, stay, people, self.work, now, time as i64 - 1, last);
        now.due[stay][time] += at_once;
        now.latest[stay] = now.latest[stay].max(time);
    }

    /// People who left before the start are not counted.
    fn empty_ends(&self, at_start: &mut Stock) {
        let baseline = &self.plan.flows[0];
        for (node, description) in baseline.nodes.iter().enumerate() {
            if description.holds == Holds::Present && baseline.remaining[node].is_none() {
                at_start.present[node] = Lanes::splat(0.0);
            }
        }
    }

    fn write_tallies(&mut self, flow: &PolicyFlow, registers: &mut Registers, now: &Stock) {
        for (node, tally) in &flow.counted.beyond {
            self.work.tallies[*tally as usize] = now.beyond[*node as usize] * Lanes::splat(self.plan.cycle_days);
        }
        for (slot, tally) in flow.counted.tallies.iter().enumerate() {
            if let Some(register) = self.plan.schedule.tallies[*tally as usize] {
                let column = registers.column_mut(register);
                column[self.lane..self.lane + LANES].copy_from_slice(&self.work.tallies[slot].0);
            }
        }
    }
}
