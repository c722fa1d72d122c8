//! Stacked reforms: what each adds in the order stated, its order-free share, and where two overlap.

mod chart;
mod rows;
mod tables;
mod words;

use super::Section;
use crate::appraisal::{MOST_REFORMS, PairEffect, ReformShare, Stack, Stacked};
use crate::language::Language;
use crate::output::report::{Page, count, names, sense};
use crate::output::sheet::Sheet;
use crate::statistics::Spread;
use serde_json::{Value, json};

/// The answer to `crimcost compare`.
pub struct StackedReforms {
    stack: Stack,
    reforms: Vec<ReformShare>,
    pairs: Vec<PairEffect>,
    /// By number of the set; the first is nobody, who saves nothing.
    savings: Vec<Spread>,
    above_the_sum: Spread,
    /// The cost before, and with all reforms.
    costs: [Spread; 2],
    /// Below this, in either direction, an amount is rounding.
    dust: f64,
    draws: usize,
}

impl StackedReforms {
    /// Everything that is said of a stack.
    pub fn new(stack: Stack, stacked: &Stacked) -> StackedReforms {
        let everybody = stacked.game.everybody();
        StackedReforms {
            reforms: stacked.reforms(),
            pairs: stacked.pairs(),
            savings: (0..=everybody).map(|set| stacked.saving(set)).collect(),
            above_the_sum: stacked.above_the_sum(),
            costs: [0, everybody].map(|set| stacked.cost(set)),
            dust: stacked.dust,
            draws: stacked.baseline.len(),
            stack,
        }
    }

    /// What was asked about: the stack, then the scenario.
    pub fn head(&self) -> Vec<String> {
        let settings = &self.stack.model.settings;
        let title = settings.title.in_language("en");
        let what = format!("What {} add", names(&self.stack.reforms, MOST_REFORMS));
        let draws = format!("{} draws", count(self.draws));
        vec![what, [title, sense(self.stack.column), &draws].join(" · ")]
    }

    fn total(&self) -> &Spread {
        &self.savings[self.savings.len() - 1]
    }

    fn currency(&self) -> &str {
        &self.stack.model.settings.currency
    }
}

impl Section for StackedReforms {
    fn name(&self) -> &'static str {
        "stack"
    }

    fn print(&self, page: &mut Page) {
        page.gap();
        page.lead(&self.together());
        page.paragraph(&self.whole_and_parts());
        if let Some(text) = self.largest() {
            page.paragraph(&text);
        }
        for text in self.turns() {
            page.paragraph(&text);
        }
        let settings = &self.stack.model.settings;
        let prices = if settings.price_year > 1 { format!(" of {}", settings.price_year) } else { String::new() };
        let discounted = if settings.discount.money != 0.0 { "discounted" } else { "not discounted" };
        let remark = format!(
            "saved over {}, {}{}{prices}, {discounted}; mean and 90 % of draws",
            self.years(),
            self.scale().word(),
            self.currency()
        );
        page.heading("One by one", &remark);
        self.shares_table(page);
        let orders: usize = (1..=self.reforms.len()).product();
        page.paragraph(&format!(
            "In this order: on top of the reforms above. Any order: the mean over all {} orders in which they can come \
             (Shapley 1953); below 0: the share of draws in which it costs more. Both sum to the total in every draw.",
            count(orders)
        ));
        self.pairs_table(page);
        page.gap();
        page.paragraph(
            "Every set of reforms is modelled by putting their changes together. What the scenario does not say of two \
             reforms at once, such as staff that serves both, is in no share.",
        );
    }

    fn sheet(&self) -> Sheet {
        self.rows()
    }

    fn summary(&self) -> Value {
        let everybody = self.savings.len() - 1;
        let pairs: Vec<String> = self.pairs.iter().map(|pair| self.pair(pair)).collect();
        json!({
            "order": self.stack.reforms,
            "sense": self.stack.column.word(),
            "saving": self.stack.saving(everybody).id(),
            "together": self.together(),
            "whole_and_parts": self.whole_and_parts(),
            "largest": self.largest(),
            "sign_depends_on_order": self.turns(),
            "pairs": pairs,
        })
    }

    fn charts(&self, language: Language) -> Vec<(String, String)> {
        vec![("waterfall".to_owned(), self.waterfall(language))]
    }
}
