//! The waterfall of a stack.

use super::StackedReforms;
use crate::chart::{Period, StackFinding, Waterfall, WaterfallStep, stack_title};
use crate::language::{Estimate, Language};
use crate::output::charts::{heading, policy_title, unit};
use crate::statistics::{Sign, Spread};

impl StackedReforms {
    /// What each reform adds to the cost before, one after the other.
    pub(super) fn waterfall(&self, language: Language) -> String {
        let model = &self.stack.model;
        let title_of = |reform: usize| policy_title(self.stack.policy(reform), language);
        let against = match self.total().sign() {
            Sign::Above => Some(Sign::Below),
            Sign::Below => Some(Sign::Above),
            Sign::Unclear | Sign::Zero => None,
        };
        let against = self
            .reforms
            .iter()
            .enumerate()
            .filter(|(_, of)| Some(of.share.sign()) == against)
            .max_by(|a, b| a.1.share.mean.abs().total_cmp(&b.1.share.mean.abs()))
            .map(|(reform, of)| (title_of(reform), estimate(&of.share)));
        let finding = StackFinding {
            reforms: self.reforms.len(),
            total: estimate(self.total()),
            above_the_sum: estimate(&self.above_the_sum),
            against,
        };
        let period = Period::Years(f64::from(model.settings.years));
        let title = stack_title(language, &finding, self.currency(), period);
        let steps = self.reforms.iter().enumerate().map(|(reform, of)| WaterfallStep {
            name: title_of(reform),
            added: estimate(&of.added),
            share: estimate(&of.share),
        });
        let chart = Waterfall {
            heading: heading(model, language, title, self.stack.column, self.draws),
            unit: unit(model, model.settings.discount.money != 0.0),
            start: (policy_title(model.baseline(), language), self.costs[0].mean),
            steps: steps.collect(),
        };
        chart.svg()
    }
}

fn estimate(spread: &Spread) -> Estimate {
    Estimate::between(spread.mean, spread.interval.0, spread.interval.1)
}
