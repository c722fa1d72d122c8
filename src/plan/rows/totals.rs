//! Lines of costs, and their sums by place.

use super::{Amounts, Rows, Senses, Totals, perspective_place};
use crate::model::{CostLine, Formula, Level, Perspective, Policy};
use crate::plan::book::factor;
use crate::plan::program::Column;
use crate::results::{Measure, MoneyColumn, Place, RowKey};
use std::collections::BTreeMap;

impl Rows<'_, '_, '_> {
    /// The rows of single lines; returns their amounts for all groups together.
    pub(super) fn lines(&mut self, number: usize, policy: &Policy) -> Totals {
        let settings = &self.book.values.model.settings;
        let (rate, currency) = (settings.discount.money, settings.currency.clone());
        let mut all = Totals::new();
        for line in policy.costs.values() {
            let rate = line.discount.unwrap_or(rate);
            let personal = line.quantity.amount.is_none();
            let mut senses: Senses = Default::default();
            for column in MoneyColumn::ALL {
                let step = line.step.as_ref().filter(|_| column == MoneyColumn::LongRun);
                let part = factor(line, column);
                if part.is_none() && step.is_none() {
                    continue;
                }
                for group in self.groups() {
                    if group.is_some() && (!personal || column != MoneyColumn::Average) {
                        continue;
                    }
                    let amounts = match step {
                        Some(step) => self.book.long_run(number, line, step, rate),
                        None => self.book.line(number, &line.quantity, part.flatten(), rate, group),
                    };
                    let key = RowKey {
                        policy: policy.name.clone(),
                        measure: Measure::Cost,
                        place: Place::Line(line.name.clone()),
                        year: None,
                        column: Some(column),
                        discounted: false,
                        group: self.group_name(group),
                        unit: currency.clone(),
                    };
                    self.amount_rows(key, &amounts, self.keep_lines);
                    if group.is_none() {
                        senses[column as usize] = Some(amounts);
                    }
                }
            }
            all.insert(Place::Line(line.name.clone()), senses);
        }
        all
    }

    /// Sums of lines by place, each end of a line once: what a place pays less what it receives.
    pub(super) fn totals(&mut self, number: usize, policy: &Policy, lines: &Totals) -> Totals {
        let mut totals = Totals::new();
        for place in self.places() {
            // Category by category: places that share whole categories then share their sums. By name, so that the
            // order of the file moves no digit.
            let mut signed: BTreeMap<&str, Vec<(i8, &Senses)>> = BTreeMap::new();
            let mut by_name: Vec<(&CostLine, &Senses)> = policy.costs.values().zip(lines.values()).collect();
            by_name.sort_by_key(|(line, _)| &line.name);
            for (line, senses) in by_name {
                let mut sign = self.weight(&place, &line.payer, &line.category);
                if let Some(payee) = &line.payee {
                    sign -= self.weight(&place, payee, &line.category);
                }
                if sign != 0 {
                    signed.entry(&line.category).or_default().push((sign, senses));
                }
            }
            let sums = MoneyColumn::ALL.map(|column| {
                let mut categories = vec![];
                for lines in signed.values() {
                    let known: Option<Vec<(i8, &Amounts)>> =
                        lines.iter().map(|(sign, senses)| Some((*sign, senses[column as usize].as_ref()?))).collect();
                    categories.push(self.signed_sum(&known?));
                }
                Some(self.signed_sum(&categories.iter().map(|amounts| (1, amounts)).collect::<Vec<_>>()))
            });
            totals.insert(place, sums);
        }
        if let Some(share) = &policy.deadweight {
            self.deadweight(number, share, &mut totals);
        }
        totals
    }

    /// Books what raising the public money costs society, once, on top of everybody's spending.
    fn deadweight(&mut self, number: usize, share: &Formula, totals: &mut Totals) {
        let share = self.book.at(number, share, 0);
        let of_public = totals[&Place::Public].clone();
        let sums = of_public.map(|amounts| Some(self.times(&amounts?, share)));
        let society = totals[&Place::Society].clone();
        let society = std::array::from_fn(|column| {
            Some(self.signed_sum(&[(1, society[column].as_ref()?), (1, sums[column].as_ref()?)]))
        });
        totals.insert(Place::Society, society);
        totals.insert(Place::Deadweight, sums);
    }

    fn times(&mut self, amounts: &Amounts, factor: Column) -> Amounts {
        let program = &mut self.book.values.program;
        Amounts {
            by_year: amounts.by_year.iter().map(|column| program.multiply(*column, factor)).collect(),
            total: program.multiply(amounts.total, factor),
            discounted: program.multiply(amounts.discounted, factor),
        }
    }

    /// Every place for which there is a total, the same for all policies.
    fn places(&self) -> Vec<Place> {
        let model = self.book.values.model;
        let mut places = vec![Place::Public, Place::Society];
        let mut categories: Vec<&String> = vec![];
        for line in model.policies.iter().flat_map(|policy| policy.costs.values()) {
            if !categories.contains(&&line.category) {
                categories.push(&line.category);
            }
        }
        places.extend(categories.into_iter().map(|category| Place::Category(category.clone())));
        places.extend(model.payers.keys().map(|payer| Place::Payer(payer.clone())));
        let mut levels: Vec<Level> = model.payers.values().map(|payer| payer.level).collect();
        levels.sort_unstable();
        levels.dedup();
        places.extend(levels.into_iter().map(Place::Level));
        places
    }

    /// 1 if money of this payer in this category counts in the place.
    fn weight(&self, place: &Place, payer: &str, category: &str) -> i8 {
        let model = self.book.values.model;
        let level = model.payers[payer].level;
        let counts = match place {
            Place::Public => level.is_public(),
            Place::Society => true,
            Place::Payer(name) => name == payer,
            Place::Level(of) => *of == level,
            Place::Category(of) => {
                of == category
                    && match &model.settings.perspective {
                        Perspective::Public => level.is_public(),
                        Perspective::Society => true,
                        Perspective::Level(of) => *of == level,
                        Perspective::Payer(name) => name == payer,
                    }
            }
            Place::Stage(_) | Place::Line(_) | Place::Deadweight => false,
        };
        i8::from(counts)
    }

    fn signed_sum(&mut self, parts: &[(i8, &Amounts)]) -> Amounts {
        let years = self.years().count();
        let by_year = (0..years)
            .map(|year| self.add_up(parts.iter().map(|(sign, amounts)| (*sign, amounts.by_year[year])).collect()))
            .collect();
        let total = self.add_up(parts.iter().map(|(sign, amounts)| (*sign, amounts.total)).collect());
        let discounted = self.add_up(parts.iter().map(|(sign, amounts)| (*sign, amounts.discounted)).collect());
        Amounts { by_year, total, discounted }
    }

    fn add_up(&mut self, parts: Vec<(i8, Column)>) -> Column {
        let program = &mut self.book.values.program;
        let mut total = program.constant(0.0);
        for (sign, column) in parts {
            total = if sign > 0 { program.add(total, column) } else { program.subtract(total, column) };
        }
        total
    }

    pub(super) fn total_rows(&mut self, policy: &Policy, measure: Measure, totals: &Totals, keep: bool) {
        let unit = self.book.values.model.settings.currency.clone();
        for (place, senses) in totals {
            for column in MoneyColumn::ALL {
                let key = RowKey {
                    policy: policy.name.clone(),
                    measure,
                    place: place.clone(),
                    year: None,
                    column: Some(column),
                    discounted: false,
                    group: None,
                    unit: unit.clone(),
                };
                // Without years only whole perspectives have quantiles: that is what makes long runs small.
                let whole = matches!(place, Place::Public | Place::Society)
                    || *place == perspective_place(&self.book.values.model.settings.perspective);
                let keep = keep && (self.book.years || whole);
                match &senses[column as usize] {
                    Some(amounts) => self.amount_rows(key, amounts, keep),
                    None => {
                        self.row(key.clone(), None, false);
                        self.row(RowKey { discounted: true, ..key }, None, false);
                    }
                }
            }
        }
    }
}
