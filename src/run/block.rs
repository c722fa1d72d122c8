//! One block of draws: sampling, arithmetic, flow, arithmetic, sums.

use super::flow::{self, Fault, Workspace};
use super::lanes::LANES;
use super::moments::Moments;
use super::registers::{BLOCK, ColumnOfBlock, Registers};
use super::whole::Chances;
use crate::math;
use crate::plan::Plan;
use crate::plan::program::{Op, divide_or_zero, larger, smaller, whole_power};
use crate::plan::schedule::Work;
use multiversion::multiversion;

/// What went wrong in a block.
#[derive(Clone, Debug, PartialEq)]
pub enum BlockFault {
    /// In the flow; the draw is within the block.
    Flow { fault: Fault, draw: usize },
    /// Shares out of a stage that do not lie between 0 and 1: flow, check and draw within the block.
    Shares { flow: usize, check: usize, draw: usize, values: Vec<f64> },
    /// A result that is not a number: number of the result and draw within the block.
    NotFinite { result: usize, draw: usize },
}

impl BlockFault {
    /// The draw within the block.
    pub fn draw(&self) -> usize {
        match self {
            BlockFault::Flow { draw, .. } | BlockFault::Shares { draw, .. } | BlockFault::NotFinite { draw, .. } => {
                *draw
            }
        }
    }
}

/// Sums and kept draws that a block adds to.
pub struct Sink<'a, 'k> {
    pub moments: &'a mut [Moments],
    /// By result; empty where draws are not kept.
    pub kept: &'a mut [&'k mut [f64]],
    /// Where this block's draws go in `kept`.
    pub first: usize,
    /// Counts of cut draws, by cap.
    pub cut: &'a mut [u64],
}

/// The memory and fixed parts with which one thread runs blocks.
pub struct Machine<'p> {
    plan: &'p Plan,
    pub registers: Registers,
    /// Number of the next block's first draw; it matters where people are whole.
    pub first_draw: u64,
    chances: Option<&'p Chances>,
    flow: Workspace,
    spare: Box<ColumnOfBlock>,
}

/// Shares may miss 0 or 1 by this much: rounding.
const SHARE_ROUNDING: f64 = 1e-9;

impl<'p> Machine<'p> {
    /// Memory for a plan, with its constants in place.
    pub fn new(plan: &'p Plan) -> Machine<'p> {
        let mut registers = Registers::new(plan.schedule.registers as usize);
        for (register, value) in &plan.schedule.constants {
            registers.column_mut(*register).fill(*value);
        }
        let flow = Workspace::new(plan);
        Machine { plan, registers, first_draw: 0, chances: None, flow, spare: Box::new([0.0; BLOCK]) }
    }

    /// Memory for a plan in which people are whole and go their ways by chance.
    pub fn of_whole_people(plan: &'p Plan, chances: &'p Chances) -> Machine<'p> {
        Machine { chances: Some(chances), ..Machine::new(plan) }
    }

    /// Runs the block whose inputs lie in their registers; the first `active` draws count.
    ///
    /// `origins` are numbers near the means of the results.
    pub fn run(&mut self, active: usize, origins: &[f64], sink: &mut Sink) -> Result<(), BlockFault> {
        work(&self.plan.schedule.before, &mut self.registers, &mut self.spare, active, origins, sink);
        self.check_shares(active)?;
        for lane in (0..active).step_by(LANES) {
            let of_step = (active - lane).min(LANES);
            let whole = self.chances.map(|chances| (chances, self.first_draw + lane as u64));
            flow::run(self.plan, &mut self.registers, lane, of_step, whole, &mut self.flow)
                .map_err(|fault| BlockFault::Flow { draw: lane + fault.lane, fault })?;
        }
        work(&self.plan.schedule.after, &mut self.registers, &mut self.spare, active, origins, sink);
        Ok(())
    }

    fn check_shares(&self, active: usize) -> Result<(), BlockFault> {
        let schedule = &self.plan.schedule;
        for (number, flow) in self.plan.flows.iter().enumerate() {
            for (index, check) in flow.checks.iter().enumerate() {
                let rest = self.registers.column(schedule.register(check.rest));
                let most = if check.complete { SHARE_ROUNDING } else { f64::INFINITY };
                let shares = check.shares.iter().map(|(_, share)| self.registers.column(schedule.register(*share)));
                if lie_between(rest, -SHARE_ROUNDING, most)
                    && shares.clone().all(|share| lie_between(share, -SHARE_ROUNDING, f64::INFINITY))
                {
                    continue;
                }
                // Draws beyond the active ones do not count.
                let fits = |draw: usize| {
                    (-SHARE_ROUNDING..=most).contains(&rest[draw])
                        && shares.clone().all(|share| share[draw] >= -SHARE_ROUNDING)
                };
                if let Some(draw) = (0..active).find(|draw| !fits(*draw)) {
                    let values = shares.clone().map(|share| share[draw]).collect();
                    return Err(BlockFault::Shares { flow: number, check: index, draw, values });
                }
            }
        }
        Ok(())
    }
}

/// Whether all numbers of a column lie between two numbers; one that is not a number does not.
#[multiversion(targets("x86_64+avx512f+avx512dq+avx512vl+avx512bw", "x86_64+avx2"))]
fn lie_between(column: &ColumnOfBlock, low: f64, high: f64) -> bool {
    let mut outside = 0.0;
    for value in column {
        outside = if *value >= low && *value <= high { outside } else { 1.0 };
    }
    outside == 0.0
}

#[multiversion(targets("x86_64+avx512f+avx512dq+avx512vl+avx512bw", "x86_64+avx2"))]
fn work(
    list: &[Work],
    registers: &mut Registers,
    spare: &mut Box<ColumnOfBlock>,
    active: usize,
    origins: &[f64],
    sink: &mut Sink,
) {
    for item in list {
        match *item {
            Work::Compute { into, op } => {
                registers.swap(into, spare);
                compute(op, registers, spare, active, sink.cut);
                registers.swap(into, spare);
            }
            Work::Result { number, register } => {
                let column = registers.column(register);
                sink.moments[number as usize].add_block(column, active, origins[number as usize]);
                let kept = &mut sink.kept[number as usize];
                if !kept.is_empty() {
                    kept[sink.first..sink.first + active].copy_from_slice(&column[..active]);
                }
            }
        }
    }
}

#[inline(always)]
fn compute(op: Op, registers: &Registers, out: &mut ColumnOfBlock, active: usize, cut: &mut [u64]) {
    let column = |column: crate::plan::program::Column| registers.column(column.0);
    match op {
        Op::Add(a, b) => pairs(out, column(a), column(b), |a, b| a + b),
        Op::Subtract(a, b) => pairs(out, column(a), column(b), |a, b| a - b),
        Op::Multiply(a, b) => pairs(out, column(a), column(b), |a, b| a * b),
        Op::Divide(a, b) => pairs(out, column(a), column(b), |a, b| a / b),
        Op::DivideOrZero(a, b) => pairs(out, column(a), column(b), divide_or_zero),
        Op::Smaller(a, b) => pairs(out, column(a), column(b), smaller),
        Op::Larger(a, b) => pairs(out, column(a), column(b), larger),
        Op::Exponential(a) => each(out, column(a), math::exp),
        Op::Logarithm(a) => each(out, column(a), math::ln),
        Op::NormalBelow(a) => each(out, column(a), math::normal_cdf),
        Op::Ceiling(a) => each(out, column(a), f64::ceil),
        Op::Power(a, power) => each(out, column(a), |a| whole_power(a, power)),
        Op::Cap(a, b, number) => {
            let (values, bound) = (column(a), column(b));
            cut[number as usize] +=
                values[..active].iter().zip(bound).filter(|(value, bound)| value > bound).count() as u64;
            pairs(out, values, bound, smaller);
        }
        Op::Constant(_) | Op::Input(_) | Op::Tally(_) => unreachable!("these are written from outside"),
    }
}

#[inline(always)]
fn pairs(out: &mut ColumnOfBlock, a: &ColumnOfBlock, b: &ColumnOfBlock, f: impl Fn(f64, f64) -> f64) {
    for draw in 0..BLOCK {
        out[draw] = f(a[draw], b[draw]);
    }
}

#[inline(always)]
fn each(out: &mut ColumnOfBlock, a: &ColumnOfBlock, f: impl Fn(f64) -> f64) {
    for draw in 0..BLOCK {
        out[draw] = f(a[draw]);
    }
}
