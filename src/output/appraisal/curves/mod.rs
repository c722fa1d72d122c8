//! Decision curves: how probable a saving of more than an amount is, and which option is best at each worth of an outcome.

mod chart;
pub(super) mod words;

use super::{Section, Topic};
use crate::appraisal::{Decision, Drawn, Weighed};
use crate::language::Language;
use crate::output::report::Page;
use crate::output::sheet::{Cell, Sheet};
use crate::statistics::{AtWorth, NAMED};
use serde_json::{Value, json};

/// Decision curves of all options.
pub struct CurvesSection {
    topic: Topic,
    decision: Decision,
    /// The options over the worth of an outcome, if one was asked about.
    weighed: Option<Weighed>,
    /// The outcome's title.
    outcome: String,
}

impl CurvesSection {
    /// The curves of the decision between a topic's options.
    pub fn new(topic: Topic, decision: Decision, weighed: Option<Weighed>) -> CurvesSection {
        let name = weighed.as_ref().map_or("", |weighed| weighed.outcome.as_str());
        let line = topic.model.baseline().outcomes.get(name);
        let outcome = match line.map_or("", |line| line.title.in_language("en")) {
            "" => name.replace('_', " "),
            title => title.to_owned(),
        };
        CurvesSection { topic, decision, weighed, outcome }
    }

    /// The names of the options, the baseline first.
    fn names(&self) -> Vec<&str> {
        (0..=self.decision.options.len()).map(|option| self.topic.option(option)).collect()
    }

    /// The finding in a sentence.
    fn sentence(&self) -> String {
        words::sentence(&self.decision, &self.names(), self.topic.currency())
    }
}

impl Section for CurvesSection {
    fn finding(&self) -> Option<String> {
        Some(self.sentence())
    }

    fn name(&self) -> &'static str {
        "curves"
    }

    fn print(&self, page: &mut Page) {
        page.heading("Decision curves", "how probable a saving is, and what a wrong choice costs");
        page.lead(&self.sentence());
        page.gap();
        words::table(page, &self.decision, &self.names(), self.topic.currency());
        if let Some(weighed) = &self.weighed {
            words::weighed(page, weighed, &self.outcome, &self.names(), self.topic.currency());
        }
        page.paragraph("Probabilities are shares of the draws: they hold for the ranges that the scenario states.");
    }

    fn sheet(&self) -> Sheet {
        let columns = vec!["curve", "option", "amount", "probability", "expected_loss", "chosen", "unit"];
        let currency = self.topic.currency();
        let mut rows = vec![];
        for (policy, Drawn { curve, .. }) in self.decision.options.iter().enumerate() {
            let name = self.topic.option(policy + 1);
            let named = NAMED.into_iter().zip(curve.named).map(|(share, amount)| ("named", amount, share));
            let points = curve.points.iter().map(|(amount, share)| ("exceedance", *amount, *share));
            for (kind, amount, share) in named.chain(points) {
                rows.push(vec![
                    Cell::text(kind),
                    Cell::text(name),
                    Cell::Number(amount),
                    Cell::Number(share),
                    Cell::Empty,
                    Cell::Empty,
                    Cell::text(currency),
                ]);
            }
        }
        let mut choices = |kind: &str, point: &AtWorth, unit: &str| {
            for option in 0..point.best.len() {
                rows.push(vec![
                    Cell::text(kind),
                    Cell::text(self.topic.option(option)),
                    Cell::Number(point.worth),
                    Cell::Number(point.best[option]),
                    Cell::Number(point.loss[option]),
                    Cell::flag(option == point.chosen),
                    Cell::text(unit),
                ]);
            }
        };
        choices("money", &self.decision.money, currency);
        if let Some(weighed) = &self.weighed {
            let unit = format!("{currency} per {}", weighed.unit);
            for point in &weighed.points {
                choices("acceptability", point, &unit);
            }
        }
        Sheet { schema: "crimcost/curves/1", columns, rows }
    }

    fn summary(&self) -> Value {
        let turns = |weighed: &Weighed| {
            let turns = weighed
                .turns
                .iter()
                .map(|(from, option)| json!({ "from": from, "choice": self.topic.option(*option) }));
            json!({ "outcome": self.outcome, "unit": weighed.unit, "choices": turns.collect::<Vec<_>>() })
        };
        json!({
            "finding": self.sentence(),
            "choice": self.topic.option(self.decision.money.chosen),
            "expected_loss": self.decision.money.loss[self.decision.money.chosen],
            "currency": self.topic.currency(),
            "weighed": self.weighed.as_ref().map(turns),
        })
    }

    fn charts(&self, language: Language) -> Vec<(String, String)> {
        let mut charts = vec![("curves".to_owned(), self.exceedance_chart(language))];
        charts.extend(self.densities(language));
        if let Some(weighed) = self.weighed.as_ref().filter(|weighed| weighed.changes) {
            charts.push(("curves_acceptability".to_owned(), self.acceptability_chart(weighed, language)));
            charts.push(("curves_loss".to_owned(), self.loss_chart(weighed, language)));
        }
        charts
    }
}
