//! What the saving of a policy would buy.

use super::{Rows, Totals, perspective_place};
use crate::model::Policy;
use crate::results::{Measure, MoneyColumn, Place, RowKey};

impl Rows<'_, '_, '_> {
    /// The saving of the headline's perspective divided by each price, in every sense of money that is known.
    ///
    /// A saving below 0 gives a number below 0: what the policy's extra cost would have bought.
    pub(super) fn buys(&mut self, number: usize, policy: &Policy, savings: &Totals) {
        let model = self.book.values.model;
        let saving = &savings[&perspective_place(&model.settings.perspective)];
        for buy in model.buys.values() {
            let price = self.book.at(number, &buy.price, 0);
            for column in MoneyColumn::ALL {
                let Some(amounts) = &saving[column as usize] else { continue };
                for (discounted, amount) in [(false, amounts.total), (true, amounts.discounted)] {
                    let program = &mut self.book.values.program;
                    let unit = program.constant(buy.unit.factor);
                    let bought = program.divide(amount, price);
                    let bought = program.divide(bought, unit);
                    let key = RowKey {
                        policy: policy.name.clone(),
                        measure: Measure::Buys,
                        place: Place::Line(buy.name.clone()),
                        year: None,
                        column: Some(column),
                        discounted,
                        group: None,
                        unit: buy.unit.text.clone(),
                    };
                    self.row(key, Some(bought), true);
                }
            }
        }
    }
}
