//! What would make a claim true: tables, a sentence for a brief, rows and a chart.

mod chart;
mod rows;
mod sentence;
mod tables;
#[cfg(test)]
mod tests;

use super::{Section, Topic};
use crate::appraisal::breakeven::{BreakEven, Joint, Point};
use crate::language::Language;
use crate::output::report::{Page, amount, percent};
use crate::output::sheet::Sheet;
use serde_json::{Value, json};

/// The answers about one claim, ready to be written.
pub struct BreakEvenSection {
    pub found: BreakEven,
    pub topic: Topic,
}

impl BreakEvenSection {
    /// What was asked, and what is so with every input at its mean.
    pub fn head(&self) -> Vec<String> {
        let found = &self.found;
        let (asked, so) = if found.holds { ("false", "true") } else { ("true", "false") };
        let central = amount(found.central, None, &found.target.unit);
        let so = match &found.joint {
            Joint::NothingUncertain => format!("the claim is {so}"),
            _ => {
                let true_in = if found.holds { found.draws - found.turned } else { found.turned };
                let share = percent(true_in as f64 / found.draws as f64);
                format!("the claim is {so} there, and true in {share} of the draws")
            }
        };
        vec![
            format!("What would have to be so for `{}` to be {asked}", found.claim.text),
            format!("{} is {central} with every input at its mean: {so}.", self.topic.begun()),
            self.topic.source(&[]),
        ]
    }

    /// The sentence for a brief.
    pub fn sentence(&self) -> String {
        sentence::sentence(&self.found, self.topic.policy_title(Language::En))
    }
}

impl Section for BreakEvenSection {
    fn name(&self) -> &'static str {
        "breakeven"
    }

    fn print(&self, page: &mut Page) {
        page.gap();
        page.lead(&self.sentence());
        self.one_at_a_time(page);
        self.together(page);
        page.gap();
        page.paragraph("These are points of our model and of our beliefs; they say how far off the claim is, not whether it is right.");
    }

    fn sheet(&self) -> Sheet {
        rows::sheet(&self.found)
    }

    fn summary(&self) -> Value {
        let found = &self.found;
        let (state, point) = match &found.joint {
            Joint::NothingUncertain => ("nothing uncertain", None),
            Joint::AtTheMiddle => ("at the median", None),
            Joint::OutOfReach => ("out of reach", None),
            Joint::Found(point) if point.settled => ("design point", Some(point)),
            Joint::Found(point) => ("nearest point tried", Some(point)),
        };
        json!({
            "claim": found.claim.text,
            "result": found.target.id(),
            "comparison": found.claim.side.sign(),
            "amount": found.claim.amount,
            "unit": found.target.unit,
            "central": found.central,
            "true_at_the_means": found.holds,
            "draws": found.draws,
            "draws_that_turn": found.turned,
            "sentence": self.sentence(),
            "together": state,
            "distance": point.map(|point| point.distance),
            "chance_if_the_limit_were_flat": point.map(Point::chance_if_flat),
            "result_there": point.map(|point| point.result),
            "not_moved_alone": found.left_out.iter().map(|left| json!({ "name": left.name, "why": left.why })).collect::<Vec<_>>(),
        })
    }

    fn charts(&self, language: Language) -> Vec<(String, String)> {
        let mut heading = self.topic.heading(language, String::new());
        if self.found.joint != Joint::NothingUncertain {
            let share = language.percent(self.found.turned as f64 / self.found.draws as f64);
            let part = language.say("share-of-draws", &[("share", (&share).into())]);
            let said = language.say("chart-distance-share", &[("part", (&part).into())]);
            heading.subtitle = format!("{} · {said}", heading.subtitle);
        }
        let what = if self.topic.is_saving() { self.topic.policy(language) } else { self.found.target.id() };
        let label = |name: &str| self.topic.input(name, language);
        let words = chart::Words { language, what, label: &label };
        chart::distance(&self.found, &words, heading).map(|svg| vec![("distance".to_owned(), svg)]).unwrap_or_default()
    }
}
