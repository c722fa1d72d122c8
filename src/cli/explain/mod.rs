//! `crimcost explain`: where a number comes from, and what it feeds.

mod line;
mod parameter;
mod written;

use super::arguments::ExplainArguments;
use super::outcome::{Failure, Outcome, print};
use super::run::{load, model};
use super::terminal::Terminal;
use crate::codes::Code;
use crate::evaluate::{Evaluation, evaluate};
use crate::model::{Model, Policy, Source};
use crate::scenario::Scenario;
use crate::scenario::load::Variants;
use crate::scenario::nearest::did_you_mean;
use crate::text::{Files, Problem};
use written::Sheet;

/// Everything that an explanation reads.
pub struct Subject<'a> {
    pub scenario: &'a Scenario,
    pub files: &'a Files,
    pub model: &'a Model,
}

/// Explains a parameter, line, stage, source, purchase or result.
pub fn explain(arguments: &ExplainArguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    let mut files = Files::default();
    let quiet = Terminal { quiet: true, ..*terminal };
    let scenario = load(&arguments.file, &arguments.input, Variants::None, &mut files, &quiet)?;
    let case = scenario.cases().first().cloned().unwrap_or_default();
    let model = model(&scenario, &case, None, &arguments.input, &mut files)?;
    let subject = Subject { scenario: &scenario, files: &files, model: &model };
    let name = arguments.name.as_str();
    let mut text = if name.contains('/') { result(&subject, name) } else { named(&subject, name) };
    if let (Some(text), false) = (&mut text, arguments.input.sets.is_empty()) {
        text.push_str(&format!("\nchanged by hand: {}\n", arguments.input.sets.join("; ")));
    }
    match text {
        Some(text) => print(&text),
        None => Err(Failure::Usage(unknown(&model, name))),
    }
}

fn named(subject: &Subject, name: &str) -> Option<String> {
    let (kind, name) = match name.split_once('.') {
        Some((kind @ ("parameter" | "cost" | "outcome" | "stage" | "source" | "buys"), rest)) => (Some(kind), rest),
        _ => (None, name),
    };
    let is = |wanted: &str| kind.is_none_or(|kind| kind == wanted);
    let mut found = None;
    if is("parameter") {
        found = parameter::text(subject, name);
    }
    if found.is_none() && is("cost") {
        found = line::cost(subject, name);
    }
    if found.is_none() && is("outcome") {
        found = line::outcome(subject, name);
    }
    if found.is_none() && is("stage") {
        found = line::stage(subject, name);
    }
    if found.is_none() && is("source") {
        found = source(subject, name);
    }
    if found.is_none() && is("buys") {
        found = line::buy(subject, name);
    }
    found
}

/// The policies that have something, each different form of it once: the baseline's first.
pub fn distinct<'a, T: PartialEq>(
    model: &'a Model,
    of: impl Fn(&'a Policy) -> Option<&'a T>,
) -> Vec<(&'a Policy, &'a T)> {
    let mut found: Vec<(&Policy, &T)> = vec![];
    for policy in &model.policies {
        if let Some(item) = of(policy).filter(|item| !found.iter().any(|(_, known)| known == item)) {
            found.push((policy, item));
        }
    }
    found
}

/// A source in one line: title, publisher, year, page, address.
pub fn source_line(source: &Source, at: Option<&str>) -> String {
    let title = source.title.in_language("en");
    let mut parts = vec![format!("“{title}”"), source.publisher.clone(), source.year.to_string()];
    parts.extend(at.map(str::to_owned).or_else(|| source.at.clone()));
    parts.extend(source.url.clone());
    parts.retain(|part| !part.is_empty());
    parts.join(", ")
}

fn source(subject: &Subject, name: &str) -> Option<String> {
    let source = subject.model.sources.get(name)?;
    let mut sheet = Sheet::new(&format!("source {name}"));
    sheet.entry("title", source.title.in_language("en"));
    sheet.entry("publisher", &source.publisher);
    sheet.entry("year", &source.year.to_string());
    for (word, value) in [
        ("at", &source.at),
        ("address", &source.url),
        ("holder", &source.holder),
        ("retrieved", &source.retrieved),
        ("licence", &source.licence),
    ] {
        if let Some(value) = value {
            sheet.entry(word, value);
        }
    }
    let mut cited: Vec<String> = vec![];
    for policy in &subject.model.policies {
        for parameter in policy.parameters.values() {
            let evidence = parameter.evidence.as_ref();
            let Some(evidence) = evidence.filter(|evidence| evidence.source.as_deref() == Some(name)) else { continue };
            let at = evidence.at.as_ref().map_or_else(String::new, |at| format!(", {at}"));
            let text = format!("{}{at}", parameter.name);
            if !cited.contains(&text) {
                cited.push(text);
            }
        }
    }
    for published in &subject.model.published {
        if published.evidence.source.as_deref() == Some(name) {
            cited.push(format!("published.{}", published.name));
        }
    }
    sheet.list("gives", &cited);
    Some(sheet.finish())
}

fn result(subject: &Subject, id: &str) -> Option<String> {
    super::run::set_threads(None).ok()?;
    let results = evaluate(subject.model.clone(), Evaluation::default(), &mut |_, _| {}).ok()?;
    let row = results.row(id)?;
    let mut sheet = Sheet::new(&format!("result {id}"));
    let number = |value: Option<f64>| value.map_or_else(|| "not known".to_owned(), written::number);
    sheet.entry("unit", &row.key.unit);
    sheet.entry("central", &number(row.central));
    sheet.entry("mean", &number(row.mean));
    sheet.entry("sd", &number(row.sd));
    if let Some(quantiles) = row.quantiles {
        sheet.entry("quantiles", &written::quantiles(&quantiles));
    }
    sheet.entry("Monte Carlo", &format!("error of the mean {}", number(row.mcse)));
    if row.central.is_none() {
        sheet.entry("why", "a line of this total is not known in this sense");
    }
    sheet.list("made of", &line::parts_of(subject, &row.key));
    Some(sheet.finish())
}

fn unknown(model: &Model, name: &str) -> Problem {
    let mut names: Vec<&str> = vec![];
    for policy in &model.policies {
        names.extend(policy.parameters.keys().map(String::as_str));
        names.extend(policy.costs.keys().map(String::as_str));
        names.extend(policy.outcomes.keys().map(String::as_str));
        names.extend(policy.stages.keys().map(String::as_str));
    }
    names.extend(model.sources.keys().map(String::as_str));
    names.extend(model.buys.keys().map(String::as_str));
    names.sort_unstable();
    names.dedup();
    let bare = name.split_once('.').map_or(name, |(_, rest)| rest);
    Problem::nowhere(Code::UnknownParameter, format!("nothing is called `{name}`"))
        .help(did_you_mean(bare, names.into_iter()))
}
