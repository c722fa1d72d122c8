//! The first lines of an answer.

use super::Topic;
use crate::language::Language;
use crate::model::People;
use crate::output::charts::sense;
use crate::output::record::{cycle_word, horizon_words, perspective_words};
use crate::output::report::{Scale, count, decimals, figure, names, percent};
use crate::results::MoneyColumn;
use crate::statistics::Spread;

impl Topic {
    /// The first lines of an answer: what is asked about, of which scenario, and how large it is.
    ///
    /// `asked` is the question, such as "What drives"; `case` and `variant` are empty where there are none; `sampling`
    /// says how draws were made; `central` is the result with every input at its mean, and `spread` that of its draws.
    pub fn head(
        &self,
        asked: &str,
        case: &str,
        variant: &str,
        sampling: &str,
        central: f64,
        spread: &Spread,
    ) -> Vec<String> {
        let settings = &self.model.settings;
        let mut lines = vec![
            format!("{asked} {}", self.words()),
            self.source(&[case, variant]),
            self.settings(sampling),
            self.size(central, spread),
        ];
        if settings.people == People::Whole {
            lines
                .push("Draws are of whole people and hold chance; single inputs are moved in expected numbers.".into());
        }
        let others: Vec<&str> = self.model.policies[1..].iter().map(|policy| policy.name.as_str()).collect();
        let others: Vec<&str> = others.into_iter().filter(|name| *name != self.target.policy).collect();
        if !others.is_empty() && self.target.measure.is_difference() {
            lines.push(format!(
                "Other policies of the file: {} (--policy NAME asks about one of them).",
                names(&others, others.len())
            ));
        }
        lines
    }

    /// The scenario that the result is of, these parts of it that are not empty, and the id by which the result is asked for
    /// where words stand for it.
    pub fn source(&self, parts: &[&str]) -> String {
        let title = self.model.settings.title.in_language("en");
        let mut parts: Vec<&str> =
            std::iter::once(&title).chain(parts).copied().filter(|part| !part.is_empty()).collect();
        let id = self.target.id();
        if self.words() != id {
            parts.push(&id);
        }
        parts.join(" · ")
    }

    fn settings(&self, sampling: &str) -> String {
        let settings = &self.model.settings;
        let mut parts = vec![format!("{}, by the {}", horizon_words(settings), cycle_word(settings.cycle))];
        if let Some(column) = self.target.column {
            parts.push(format!("{} of {}", settings.currency, settings.price_year));
            parts.push(match column {
                MoneyColumn::Average => "resources released, at average cost".to_owned(),
                column => sense(column, Language::En),
            });
            parts.push(match self.target.discounted && settings.discount.money != 0.0 {
                true => format!("discounted {}", percent(settings.discount.money)),
                false => "not discounted".to_owned(),
            });
            if self.is_saving() {
                parts.push(self.part_of(&self.target).unwrap_or_else(|| perspective_words(&self.model)));
            }
        } else {
            parts.push(self.target.unit.clone());
        }
        parts.push(format!("{} draws, {sampling}", count(self.draws)));
        parts.join(" · ")
    }

    /// How large the result is, and how sure.
    fn size(&self, central: f64, spread: &Spread) -> String {
        let (mean, (low, high)) = (spread.mean, spread.interval);
        if high - low <= 1e-9 * high.abs().max(low.abs()) {
            return format!("Nothing is uncertain: {}.", self.amount(mean, None));
        }
        let ends = Some(spread.interval);
        let at_means = format!("With every input at its mean: {}.", self.amount(central, ends));
        let of_draws = |low: f64, high: f64| {
            let scale = Scale::of([low, high].into_iter());
            let decimals = decimals(high, Some((low, high)), scale);
            format!("{} to {}", figure(low, decimals, scale), figure(high, decimals, scale))
        };
        let words = if !self.is_saving() {
            format!("Mean of the draws {}, 90 % of them {}.", self.amount(mean, ends), self.from_to(low, high))
        } else if low > 0.0 {
            format!("It saves {} in the mean (90 % of draws: {}).", self.amount(mean, ends), of_draws(low, high))
        } else if high < 0.0 {
            let more = self.amount(-mean, Some((-high, -low)));
            format!("It costs {more} more in the mean (90 % of draws: {}).", of_draws(-high, -low))
        } else {
            let size = self.amount(mean.abs(), ends);
            let leaning = if mean >= 0.0 { format!("saves {size}") } else { format!("costs {size} more") };
            format!(
                "In the mean it {leaning}, but 90 % of draws lie {}; below zero, where it costs more, in {} of them.",
                self.between(low, high),
                percent(spread.below_zero)
            )
        };
        format!("{words} {at_means}")
    }
}
