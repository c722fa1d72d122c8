//! Savings: the baseline less the policy, place by place and added up over the years.

use super::{Amounts, Rows, Senses, Totals, perspective_place};
use crate::model::Policy;
use crate::results::{Measure, MoneyColumn, RowKey};

impl Rows<'_, '_, '_> {
    pub(super) fn differences(&mut self, baseline: &Totals, policy: &Totals) -> Totals {
        let mut differences = Totals::new();
        for (place, before) in baseline {
            let after = &policy[place];
            let senses = std::array::from_fn(|column| {
                let (before, after) = (before[column].as_ref()?, after[column].as_ref()?);
                Some(self.difference(before, after))
            });
            differences.insert(place.clone(), senses);
        }
        differences
    }

    /// Savings of single lines; a line that one side does not have costs nothing there.
    pub(super) fn line_savings(&mut self, baseline: &Totals, policy: &Totals) -> Totals {
        let nothing = self.book.values.program.constant(0.0);
        let nothing = Amounts { by_year: self.years().map(|_| nothing).collect(), total: nothing, discounted: nothing };
        let none: Senses = std::array::from_fn(|_| Some(nothing.clone()));
        let mut before = baseline.clone();
        let mut after = Totals::new();
        for place in baseline.keys().chain(policy.keys()) {
            before.entry(place.clone()).or_insert_with(|| none.clone());
            after.insert(place.clone(), policy.get(place).unwrap_or(&none).clone());
        }
        self.differences(&before, &after)
    }

    pub(super) fn difference(&mut self, before: &Amounts, after: &Amounts) -> Amounts {
        let program = &mut self.book.values.program;
        Amounts {
            by_year: before.by_year.iter().zip(&after.by_year).map(|(a, b)| program.subtract(*a, *b)).collect(),
            total: program.subtract(before.total, after.total),
            discounted: program.subtract(before.discounted, after.discounted),
        }
    }

    /// Savings of the headline's perspective, added up from year to year.
    pub(super) fn cumulative(&mut self, policy: &Policy, savings: &Totals) {
        let settings = &self.book.values.model.settings;
        let (place, unit) = (perspective_place(&settings.perspective), settings.currency.clone());
        for column in MoneyColumn::ALL {
            let Some(amounts) = savings[&place][column as usize].clone() else { continue };
            let mut sum = None;
            for (year, saving) in self.years().zip(&amounts.by_year) {
                let so_far = match sum {
                    None => *saving,
                    Some(sum) => self.book.values.program.add(sum, *saving),
                };
                sum = Some(so_far);
                let key = RowKey {
                    policy: policy.name.clone(),
                    measure: Measure::CumulativeSaving,
                    place: place.clone(),
                    year: Some(year),
                    column: Some(column),
                    discounted: false,
                    group: None,
                    unit: unit.clone(),
                };
                self.row(key, Some(so_far), true);
            }
        }
    }
}
