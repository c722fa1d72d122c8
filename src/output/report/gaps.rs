//! How well founded the inputs are.

use super::figures::{Scale, decimals, figure, percent};
use super::layout::Page;
use crate::analysis::Holding;
use crate::model::{Answer, Grade, Model, Parameter};
use crate::results::{Headline, Results};

const GRADES: [(Grade, &str); 5] = [
    (Grade::Official, "official"),
    (Grade::Study, "from studies"),
    (Grade::Press, "from the press"),
    (Grade::Expert, "from experts"),
    (Grade::Assumption, "assumptions"),
];

/// Counts of inputs by grade, and those that are not known at all.
pub fn section(page: &mut Page, results: &[Results]) {
    let model = &results[0].model;
    let inputs = inputs(model);
    if inputs.is_empty() {
        return;
    }
    let assumed = inputs.iter().filter(|parameter| grade(parameter) == Some(Grade::Assumption)).count();
    page.heading("What it rests on", &format!("{assumed} of {} inputs are assumptions", inputs.len()));
    let counts: Vec<String> = GRADES
        .iter()
        .filter_map(|(wanted, word)| {
            let count = inputs.iter().filter(|parameter| grade(parameter) == Some(*wanted)).count();
            (count > 0).then(|| format!("{count} {word}"))
        })
        .collect();
    if !counts.is_empty() {
        page.paragraph(&format!("{}.", counts.join(", ")));
    }
    let unknown: Vec<&str> =
        inputs.iter().filter(|parameter| parameter.unknown).map(|parameter| parameter.name.as_str()).collect();
    if !unknown.is_empty() {
        page.paragraph(&format!("Nobody knows, and a wide range stands in: {}.", unknown.join(", ")));
    }
    if let [only] = results {
        for headline in only.headlines() {
            if let Some(sentence) = spread(only, &headline) {
                page.paragraph(&sentence);
            }
        }
        if !only.rests.is_empty() {
            page.paragraph("The share is the part of the variance that goes when these inputs stand at their means in the same draws; what they do together with others is counted as theirs.");
        }
    }
    let alternatives = in_variants(model);
    if results.iter().all(|of_case| of_case.variant.is_empty()) && !alternatives.is_empty() {
        page.paragraph("Answered by a variant, which --variant all puts beside the rest:");
        for line in alternatives {
            page.item(&line);
        }
    }
    let open: Vec<String> = model
        .answers
        .iter()
        .filter_map(|(question, answer)| match answer {
            Answer::NotModelled(why) => Some(format!("{}: {why}", question.replace('_', " "))),
            Answer::By(_) => None,
        })
        .collect();
    if !open.is_empty() {
        page.paragraph("Not modelled:");
        for line in open {
            page.item(&line);
        }
    }
}

/// The questions that a variant answers, with its name: their numbers are not in a run of the scenario as written.
fn in_variants(model: &Model) -> Vec<String> {
    let named = model.answers.iter().filter_map(|(question, answer)| match answer {
        Answer::By(path) => path.strip_prefix("variant.").map(|name| (question, name)),
        Answer::NotModelled(_) => None,
    });
    named.map(|(question, name)| format!("{}: {name}", question.replace('_', " "))).collect()
}

/// Every parameter that brings a number of its own, once, whatever policies make of it.
fn inputs(model: &Model) -> Vec<&Parameter> {
    let mut inputs: Vec<&Parameter> = vec![];
    for parameter in model.policies.iter().flat_map(|policy| policy.parameters.values()) {
        if parameter.evidence.is_some() && !inputs.iter().any(|known| known.name == parameter.name) {
            inputs.push(parameter);
        }
    }
    inputs
}

fn grade(parameter: &Parameter) -> Option<Grade> {
    parameter.evidence.as_ref().map(|evidence| evidence.grade)
}

/// How much of a headline's spread rests on assumptions, and how much on gaps alone.
fn spread(results: &Results, headline: &Headline) -> Option<String> {
    let all = results.rests_on(headline, Holding::Assumptions)?;
    let share = percent(all.share);
    let mut text = format!("{}: {share} of the spread of the saving comes from assumptions", headline.policy);
    if let Some(gaps) = results.rests_on(headline, Holding::Gaps) {
        text.push_str(&format!(", {} from what nobody knows", percent(gaps.share)));
    }
    let (low, high) = all.interval;
    let scale = Scale::of([low, high].into_iter());
    let unit = &results.model.settings.currency;
    if high - low > 1e-9 * high.abs().max(low.abs()) {
        let decimals = decimals(low, Some(all.interval), scale);
        let (low, high) = (figure(low, decimals, scale), figure(high, decimals, scale));
        let scale = scale.word();
        text.push_str(&format!(
            ". With every assumption at its mean 90 % of draws would lie between {low} and {high} {scale}{unit}."
        ));
    } else {
        text.push_str(". With every assumption at its mean nothing would be uncertain.");
    }
    Some(text)
}
