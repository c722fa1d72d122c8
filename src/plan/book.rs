//! From counts of people to money and outcomes: every line in every sense, every total that a row asks for.

use super::program::Column;
use super::tallies::{Tallies, What, moment, present_value};
use super::values::{Values, When};
use crate::model::{Basis, CostLine, Formula, Per, Quantity, Settings};
use crate::results::MoneyColumn;
use std::ops::Range;

/// A line, a total or a difference over the horizon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amounts {
    /// Undiscounted, year by year; empty when years are not asked for.
    pub by_year: Vec<Column>,
    /// Undiscounted, all years.
    pub total: Column,
    /// All years, each part at its present value.
    pub discounted: Column,
}

/// Turns lines into columns.
pub struct Book<'v, 'm> {
    pub values: &'v mut Values<'m>,
    pub tallies: &'v mut Tallies,
    /// Whether every line and total is wanted year by year.
    pub years: bool,
}

/// An amount times a quantity: one term of a line.
struct Term<'a> {
    /// The node, for quantities that people make.
    node: Option<u32>,
    group: usize,
    amount: &'a Formula,
}

impl<'m> Book<'_, 'm> {
    pub(super) fn settings(&self) -> &'m Settings {
        &self.values.model.settings
    }

    /// A line in one group, or (`None`) in all; `factor` is what of the amount counts.
    pub fn line(
        &mut self,
        policy: usize,
        quantity: &Quantity,
        factor: Option<&Formula>,
        rate: f64,
        group: Option<usize>,
    ) -> Amounts {
        let terms = self.terms(policy, quantity, group);
        self.over_horizon(rate, |book, rate, over| book.sum(policy, quantity.per, &terms, factor, rate, over))
    }

    /// What `sum` says of every year, of the horizon, and of the horizon at a discount rate.
    pub(super) fn over_horizon(
        &mut self,
        rate: f64,
        mut sum: impl FnMut(&mut Self, f64, Range<u32>) -> Column,
    ) -> Amounts {
        let cycles = self.settings().cycles();
        let mut by_year = vec![];
        if self.years {
            let per_year = self.settings().cycle.per_year();
            for year in 0..self.settings().years {
                by_year.push(sum(self, 0.0, year * per_year..(year + 1) * per_year));
            }
        }
        let total = sum(self, 0.0, 0..cycles);
        let discounted = if rate == 0.0 { total } else { sum(self, rate, 0..cycles) };
        Amounts { by_year, total, discounted }
    }

    /// What a price per day comes to in some cycles, as a line by the year does.
    pub(super) fn price_of_time(&mut self, policy: usize, price: &Formula, rate: f64, over: Range<u32>) -> Column {
        let term = Term { node: None, group: 0, amount: price };
        self.sum(policy, Per::Year, &[term], None, rate, over)
    }

    /// The nodes of a line's stages in all groups.
    pub(super) fn nodes(&self, policy: usize, quantity: &Quantity) -> Vec<u32> {
        self.terms(policy, quantity, None).into_iter().filter_map(|term| term.node).collect()
    }

    fn terms<'a>(&self, policy: usize, quantity: &'a Quantity, group: Option<usize>) -> Vec<Term<'a>> {
        if let Some(amount) = &quantity.amount {
            return vec![Term { node: None, group: 0, amount }];
        }
        let stages = &self.values.model.policies[policy].stages;
        let groups = match group {
            Some(group) => group..group + 1,
            None => 0..self.settings().groups.len(),
        };
        let mut terms = vec![];
        for group in groups {
            // By name, so that the order of the file moves no digit.
            let mut by_stage: Vec<&(String, Formula)> = quantity.by_stage.iter().collect();
            by_stage.sort_by_key(|(stage, _)| stage);
            for (stage, amount) in by_stage {
                let index = stages.get_index_of(stage).expect("the model has every stage that it names");
                terms.push(Term { node: Some((group * stages.len() + index) as u32), group, amount });
            }
        }
        terms
    }

    fn sum(
        &mut self,
        policy: usize,
        per: Per,
        terms: &[Term],
        factor: Option<&Formula>,
        rate: f64,
        over: Range<u32>,
    ) -> Column {
        let mut parts = vec![];
        for term in terms {
            for (stretch, amount) in self.stretches(policy, term, factor, over.clone()) {
                let quantity = match term.node {
                    Some(node) => {
                        let what = if per == Per::Entry { What::Entries } else { What::People };
                        self.tallies.column(self.values, policy, node, what, stretch, rate)
                    }
                    None => {
                        let quantity = self.time(per, stretch, rate);
                        self.values.program.constant(quantity)
                    }
                };
                parts.push(self.values.program.multiply(amount, quantity));
            }
        }
        self.values.program.sum(parts)
    }

    /// Stretches of cycles in which the amount is one column.
    fn stretches(
        &mut self,
        policy: usize,
        term: &Term,
        factor: Option<&Formula>,
        over: Range<u32>,
    ) -> Vec<(Range<u32>, Column)> {
        let mut depends = self.values.dependence_of(policy, term.amount);
        if let Some(factor) = factor {
            let of_factor = self.values.dependence_of(policy, factor);
            depends.year |= of_factor.year;
            depends.cycle |= of_factor.cycle;
        }
        let step = match (depends.cycle, depends.year) {
            (true, _) => 1,
            (false, true) => self.settings().cycle.per_year(),
            (false, false) => over.end - over.start,
        };
        let mut stretches: Vec<(Range<u32>, Column)> = vec![];
        for first in over.clone().step_by(step as usize) {
            let year = self.settings().year_of(i64::from(first));
            let when = When { year, cycle: i64::from(first), group: term.group, step: 0 };
            let mut amount = self.values.formula(policy, term.amount, when);
            if let Some(factor) = factor {
                let factor = self.values.formula(policy, factor, when);
                amount = self.values.program.multiply(amount, factor);
            }
            let end = (first + step).min(over.end);
            match stretches.last_mut() {
                Some((stretch, known)) if *known == amount => stretch.end = end,
                _ => stretches.push((first..end, amount)),
            }
        }
        stretches
    }

    /// Days (for `Year`) or times (for `Once`) in a stretch of cycles, at their present value.
    fn time(&self, per: Per, stretch: Range<u32>, rate: f64) -> f64 {
        let settings = self.settings();
        let weight = |cycle| present_value(rate, moment(settings, cycle), settings);
        match per {
            Per::Year => stretch.map(|cycle| settings.cycle_days() * weight(cycle)).sum(),
            Per::Once { when, lifetime } => {
                let first = (when - settings.start_year) as u32 * settings.cycle.per_year();
                let cycles = lifetime.map_or(1.0, |days| (days / settings.cycle_days()).max(1.0));
                stretch
                    .filter(|cycle| *cycle >= first)
                    .map(|cycle| {
                        let passed = f64::from(cycle - first);
                        let part = (cycles - passed).clamp(0.0, 1.0) / cycles;
                        part * weight(cycle)
                    })
                    .sum()
            }
            Per::Entry | Per::Stay => unreachable!("people make these quantities"),
        }
    }
}

/// What of a cost line's amount counts in a money column: `None` if that is not known, `Some(None)` if all of it.
///
/// Money that changes hands, contract prices and costs that are paid or not paid as a whole move as they stand; of an
/// average only what the line says is known to move. What whole units of staff and wings add to the long run is not a
/// part of the amount: see [`Book::long_run`].
pub fn factor(line: &CostLine, column: MoneyColumn) -> Option<Option<&Formula>> {
    if column == MoneyColumn::Average || line.payee.is_some() || line.basis == Basis::Fixed {
        return Some(None);
    }
    match (column, line.basis) {
        (MoneyColumn::Cashable, _) => line.cashable.as_ref().map(Some),
        (_, Basis::Contract) => Some(None),
        (MoneyColumn::ShortRun, _) => line.varies.as_ref().map(Some),
        _ => None,
    }
}
