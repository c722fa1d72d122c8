//! Whole units: the long-run column of lines whose staff and buildings come and go by steps (equation 17a of
//! `docs/model.md`).

use super::book::{Amounts, Book};
use super::program::{Column, Op};
use super::tallies::What;
use super::values::When;
use crate::model::{CostLine, Formula, Per, Quantity, Step};
use std::ops::Range;

/// The units of one period between two checkpoints.
struct Period {
    cycles: Range<u32>,
    /// Units in parts, as many as the baseline's people need.
    baseline: Column,
    /// Whole units beyond them, below 0 where some have closed; the baseline has none.
    beyond: Option<Column>,
}

/// What counts as rounding, as a part of a unit and of all units there are.
const ROUNDING: f64 = 1e-9;

impl Book<'_, '_> {
    /// What a line with steps costs in the long run: its short-run part and its units.
    pub fn long_run(&mut self, policy: usize, line: &CostLine, step: &Step, rate: f64) -> Amounts {
        let periods = self.periods(policy, line, step);
        let units = self.over_horizon(rate, |book, rate, over| book.units(policy, step, &periods, rate, over));
        match &line.varies {
            None => units,
            Some(varies) => {
                let moving = self.line(policy, &line.quantity, Some(varies), rate, None);
                let program = &mut self.values.program;
                let years = moving.by_year.iter().zip(&units.by_year);
                Amounts {
                    by_year: years.map(|(moving, units)| program.add(*moving, *units)).collect(),
                    total: program.add(moving.total, units.total),
                    discounted: program.add(moving.discounted, units.discounted),
                }
            }
        }
    }

    /// The money of all units in some cycles.
    fn units(&mut self, policy: usize, step: &Step, periods: &[Period], rate: f64, over: Range<u32>) -> Column {
        let mut parts = vec![];
        for period in periods {
            let cycles = period.cycles.start.max(over.start)..period.cycles.end.min(over.end);
            if cycles.is_empty() {
                continue;
            }
            let price = self.price_of_time(policy, &step.costs, rate, cycles);
            let baseline = self.values.program.multiply(period.baseline, price);
            parts.push(match period.beyond {
                None => baseline,
                Some(beyond) => {
                    let beyond = self.values.program.multiply(beyond, price);
                    self.values.program.add(baseline, beyond)
                }
            });
        }
        self.values.program.sum(parts)
    }

    fn periods(&mut self, policy: usize, line: &CostLine, step: &Step) -> Vec<Period> {
        let cycles = self.settings().cycles();
        let of_baseline = self.values.model.baseline().costs.get(&line.name).filter(|line| line.step.is_some());
        let mut periods: Vec<Period> = vec![];
        let mut needed_before = self.values.program.constant(0.0);
        for first in (0..cycles).step_by(step.checkpoint_cycles as usize) {
            let cycles = first..(first + step.checkpoint_cycles).min(cycles);
            let every = self.at(policy, &step.every, first);
            let before = match of_baseline {
                Some(line) => self.mean(0, &line.quantity, cycles.clone()),
                None => self.values.program.constant(0.0),
            };
            let baseline = self.values.program.divide(before, every);
            let beyond = (policy > 0).then(|| {
                let now = self.mean(policy, &line.quantity, cycles.clone());
                let needed = self.needed(now, before, every, baseline);
                let units = self.values.program.arithmetic(Op::Larger(needed, needed_before));
                needed_before = needed;
                units
            });
            periods.push(Period { cycles, baseline, beyond });
        }
        periods
    }

    /// ⌈(P − B) / every⌉, rounding let pass.
    fn needed(&mut self, now: Column, before: Column, every: Column, baseline: Column) -> Column {
        let program = &mut self.values.program;
        let (one, rounding) = (program.constant(1.0), program.constant(ROUNDING));
        let all = program.add(one, baseline);
        let slack = program.multiply(all, rounding);
        let more = program.subtract(now, before);
        let units = program.divide(more, every);
        let units = program.subtract(units, slack);
        program.arithmetic(Op::Ceiling(units))
    }

    /// The mean number of people present in some cycles, or of people entering per day, in all stages and groups.
    fn mean(&mut self, policy: usize, quantity: &Quantity, cycles: Range<u32>) -> Column {
        let what = if quantity.per == Per::Entry { What::Entries } else { What::People };
        let days = f64::from(cycles.end - cycles.start) * self.settings().cycle_days();
        let nodes = self.nodes(policy, quantity);
        let counts: Vec<Column> = nodes
            .into_iter()
            .map(|node| self.tallies.column(self.values, policy, node, what, cycles.clone(), 0.0))
            .collect();
        let days = self.values.program.constant(days);
        let count = self.values.program.sum(counts);
        self.values.program.divide(count, days)
    }

    /// A formula at the beginning of a cycle.
    pub fn at(&mut self, policy: usize, formula: &Formula, cycle: u32) -> Column {
        let year = self.settings().year_of(i64::from(cycle));
        self.values.formula(policy, formula, When { year, cycle: i64::from(cycle), group: 0, step: 0 })
    }
}
