//! The chart of what to find out next.

use super::super::Topic;
use crate::appraisal::{Knowledge, Ranking};
use crate::chart::{Information, InformationAxis, InformationBar, information_title};
use crate::language::{Estimate, Language};
use crate::statistics::Estimated;

/// Bars of the chart, at most.
const BARS: usize = 20;

/// The chart "What to find out next" over these causes, most important first. `None` without causes.
pub fn chart(topic: &Topic, knowledge: &Knowledge, causes: &[usize], language: Language) -> Option<String> {
    if causes.is_empty() {
        return None;
    }
    let visible: Vec<usize> = causes.iter().copied().filter(|cause| knowledge.is_visible(*cause)).collect();
    // Without anything to see a few bars say so.
    let shown = if visible.is_empty() { &causes[..causes.len().min(5)] } else { &visible[..visible.len().min(BARS)] };
    let nothing = language.word("chart-no-visible-effect");
    let bars: Vec<InformationBar> = shown
        .iter()
        .map(|number| {
            let (cause, of) = (&topic.causes[*number], knowledge.of(*number));
            let of = match knowledge.ranking {
                Ranking::Value => of.value,
                Ranking::Narrowing => of.narrowing,
            };
            let seen = of.is_visible();
            let written = match knowledge.ranking {
                Ranking::Value => language.amount(estimate(of), topic.currency()),
                Ranking::Narrowing => language.percent(of.value),
            };
            InformationBar {
                name: topic.cause(*number, language),
                holder: cause.holder.clone(),
                value: if seen { of.value } else { 0.0 },
                interval: if seen { of.interval() } else { (0.0, 0.0) },
                text: if seen { written } else { nothing.clone() },
            }
        })
        .collect();
    let first = bars.first().filter(|bar| bar.value > 0.0).map(|bar| (bar.name.as_str(), bar.text.as_str()));
    let by_value = knowledge.ranking == Ranking::Value;
    let title = information_title(language, by_value, first);
    let nobody = language.word("chart-nobody-named");
    let mut notes = vec![language.word("chart-information-whiskers")];
    if causes.len() > shown.len() {
        let number = language.count(causes.len() - shown.len());
        notes.push(language.say("chart-information-more", &[("number", (&number).into())]));
    }
    let mut said =
        vec![language.word(if by_value { "describe-information-value" } else { "describe-information-narrow" })];
    for bar in &bars {
        let holder = bar.holder.as_ref().unwrap_or(&nobody);
        let parts = [("name", (&bar.name).into()), ("value", (&bar.text).into()), ("holder", holder.into())];
        said.push(language.say("describe-information-bar", &parts));
    }
    let axis = match knowledge.ranking {
        Ranking::Value => InformationAxis::Worth(topic.money()),
        Ranking::Narrowing => InformationAxis::Share(language.word("chart-information-narrow")),
    };
    let heading = topic.heading_of_options(language, title);
    Some(Information { heading, axis, bars, nobody, notes, description: said.join(" ") }.svg())
}

fn estimate(of: Estimated) -> Estimate {
    let (low, high) = of.interval();
    Estimate::between(of.value, low, high)
}
