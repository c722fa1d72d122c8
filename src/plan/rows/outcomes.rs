//! Outcomes, and how a policy changes them.

use super::{Amounts, Rows};
use crate::model::Policy;
use crate::results::{Measure, Place, RowKey};
use indexmap::IndexMap;

impl Rows<'_, '_, '_> {
    pub(super) fn outcomes(&mut self, number: usize, policy: &Policy) -> IndexMap<String, Amounts> {
        let rate = self.book.values.model.settings.discount.outcomes;
        let mut all = IndexMap::new();
        for line in policy.outcomes.values() {
            let rate = line.discount.unwrap_or(rate);
            for group in self.groups() {
                if group.is_some() && line.quantity.amount.is_some() {
                    continue;
                }
                let amounts = self.book.line(number, &line.quantity, None, rate, group);
                let amounts = self.in_unit(&amounts, line.unit.factor);
                let key = self.outcome_key(policy, Measure::Outcome, &line.name, &line.unit.text, group);
                self.amount_rows(key, &amounts, group.is_none());
                if group.is_none() {
                    all.insert(line.name.clone(), amounts);
                }
            }
        }
        all
    }

    fn outcome_key(&self, policy: &Policy, measure: Measure, line: &str, unit: &str, group: Option<usize>) -> RowKey {
        RowKey {
            policy: policy.name.clone(),
            measure,
            place: Place::Line(line.to_owned()),
            year: None,
            column: None,
            discounted: false,
            group: self.group_name(group),
            unit: unit.to_owned(),
        }
    }

    fn in_unit(&mut self, amounts: &Amounts, unit: f64) -> Amounts {
        let program = &mut self.book.values.program;
        let unit = program.constant(unit);
        Amounts {
            by_year: amounts.by_year.iter().map(|column| program.divide(*column, unit)).collect(),
            total: program.divide(amounts.total, unit),
            discounted: program.divide(amounts.discounted, unit),
        }
    }

    pub(super) fn outcome_changes(
        &mut self,
        policy: &Policy,
        baseline: &IndexMap<String, Amounts>,
        outcomes: &IndexMap<String, Amounts>,
    ) {
        for line in policy.outcomes.values() {
            let Some(before) = baseline.get(&line.name) else { continue };
            let change = self.difference(&outcomes[&line.name], before);
            let key = self.outcome_key(policy, Measure::OutcomeChange, &line.name, &line.unit.text, None);
            self.amount_rows(key, &change, true);
        }
    }
}
