//! What was run: tool, texts, seed, draws, choices. Without clock, path or thread count, so that the same run leaves
//! the same record everywhere.

use crate::draws::Sampler;
use crate::evaluate::Evaluation;
use crate::model::Settings as ModelSettings;
use crate::model::{ConversionStep, Counting, Cycle, Model, Parameter, People, Perspective};
use crate::output::checksums::sha256;
use crate::results::Results;
use crate::text::Files;
use serde::Serialize;
use std::path::Path;

/// The record of a run, as `run.json` holds it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Record {
    pub schema: &'static str,
    pub tool: &'static str,
    pub version: &'static str,
    /// Every text that went in, with its hash.
    pub texts: Vec<TextHash>,
    pub title: String,
    pub settings: Settings,
    pub sampling: Option<SamplingRecord>,
    pub cases: Vec<String>,
    pub variants: Vec<String>,
    pub policies: Vec<String>,
    /// Values set on the command line, as typed.
    pub changed_by_hand: Vec<String>,
    pub choices: Vec<&'static str>,
    pub conversions: Vec<String>,
    pub warnings: Vec<String>,
}

/// One text and the SHA-256 of its bytes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TextHash {
    pub name: String,
    pub sha256: String,
}

/// How the scenario counts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Settings {
    pub country: String,
    pub currency: String,
    pub price_year: i32,
    pub start_year: i32,
    pub years: u32,
    pub cycle: &'static str,
    pub year_days: f64,
    pub warm_up_cycles: u32,
    pub within_cycle: &'static str,
    pub discount_money: f64,
    pub discount_outcomes: f64,
    pub perspective: String,
    /// `cohort` or `whole`.
    pub people: &'static str,
}

/// How draws were made.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SamplingRecord {
    pub draws: usize,
    pub seed: u64,
    pub sampler: &'static str,
    pub replicates: usize,
    /// The relative standard error that was asked for.
    pub precision: Option<f64>,
}

/// What a reader should know of the method where people are whole.
const CHOICES_WHOLE: [&str; 2] = [
    "people: whole; arrivals Poisson, ways and stays binomial in every draw, so that intervals hold chance as well",
    "central: expected numbers of people, without chance",
];

/// What a reader should know of the method, whatever the scenario.
const CHOICES: [&str; 7] = [
    "central: every input at its mean",
    "quantiles: exact, of all draws, linear between neighbours",
    "mcse: standard error of the mean from 16 independent replicates",
    "headline: the most cautious sense known for all lines: cashable, short-run, long-run, average",
    "saving: baseline less policy, in every draw",
    "stays of n + f cycles: 1 − f leave after n cycles, f after n + 1",
    "risks that compete: rate −ln(1 − Σp) per window, split in proportion",
];

impl Record {
    /// The record of results that were evaluated together.
    pub fn new(files: &Files, results: &[Results], evaluation: &Evaluation, sets: &[String]) -> Record {
        let first = &results[0];
        let model = &first.model;
        let mut warnings = vec![];
        let mut conversions = vec![];
        for of_case in results {
            for policy in &of_case.model.policies {
                for parameter in policy.parameters.values() {
                    if let Some(text) = conversion(parameter).filter(|text| !conversions.contains(text)) {
                        conversions.push(text);
                    }
                }
            }
            warnings.extend(self::warnings(of_case));
        }
        let names = |of: fn(&Results) -> &String| {
            let mut names: Vec<String> = vec![];
            for name in results.iter().map(of).filter(|name| !name.is_empty()) {
                if !names.contains(name) {
                    names.push(name.clone());
                }
            }
            names
        };
        Record {
            schema: "crimcost/run/1",
            tool: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            texts: files.iter().map(|(name, text)| hash(name, text)).collect(),
            title: model.settings.title.in_language("en").to_owned(),
            settings: settings(model),
            sampling: evaluation.sampling.map(|sampling| SamplingRecord {
                draws: first.draws,
                seed: sampling.seed,
                sampler: sampler_word(sampling.sampler),
                replicates: 16,
                precision: evaluation.precision,
            }),
            cases: names(|results| &results.case),
            variants: names(|results| &results.variant),
            policies: model.policies.iter().map(|policy| policy.name.clone()).collect(),
            changed_by_hand: sets.to_vec(),
            choices: match model.settings.people {
                People::Cohort => CHOICES.to_vec(),
                People::Whole => CHOICES.iter().chain(&CHOICES_WHOLE).copied().collect(),
            },
            conversions,
            warnings,
        }
    }
}

/// The word of a sampler on the command line.
pub fn sampler_word(sampler: Sampler) -> &'static str {
    match sampler {
        Sampler::Stratified => "stratified",
        Sampler::Sobol => "sobol",
        Sampler::Plain => "plain",
    }
}

/// The word of a cycle in scenarios.
pub fn cycle_word(cycle: Cycle) -> &'static str {
    match cycle {
        Cycle::Week => "week",
        Cycle::Month => "month",
        Cycle::Quarter => "quarter",
        Cycle::Year => "year",
    }
}

/// A perspective in words.
pub fn perspective_words(model: &Model) -> String {
    match &model.settings.perspective {
        Perspective::Public => "all public payers".into(),
        Perspective::Society => "society".into(),
        Perspective::Level(level) => format!("level {}", level.word()),
        Perspective::Payer(name) => match model.payers.get(name).map(|payer| payer.title.in_language("en")) {
            Some(title) if !title.is_empty() => title.to_owned(),
            _ => name.clone(),
        },
    }
}

/// What to know about results before using them.
pub fn warnings(results: &Results) -> Vec<String> {
    let mut warnings = vec![];
    let label = [&results.case, &results.variant];
    let label: String = label.into_iter().filter(|part| !part.is_empty()).map(|part| format!("{part}: ")).collect();
    for (parameter, count) in &results.cut {
        warnings.push(format!("{label}{count} of {} draws of {parameter} were cut at its `at_most`", results.draws));
    }
    for why in &results.model.incomplete {
        warnings.push(format!("{label}incomplete: {why}"));
    }
    warnings
}

fn hash(name: &str, text: &str) -> TextHash {
    let name = Path::new(name).file_name().map_or(name.to_owned(), |name| name.to_string_lossy().into_owned());
    TextHash { name, sha256: sha256(text.as_bytes()) }
}

fn settings(model: &Model) -> Settings {
    let settings = &model.settings;
    Settings {
        country: settings.country.clone(),
        currency: settings.currency.clone(),
        price_year: settings.price_year,
        start_year: settings.start_year,
        years: settings.years,
        cycle: cycle_word(settings.cycle),
        year_days: settings.year_days,
        warm_up_cycles: settings.warm_up_cycles,
        within_cycle: match settings.within_cycle {
            Counting::Start => "start",
            Counting::Half => "half",
            Counting::End => "end",
        },
        discount_money: settings.discount.money,
        discount_outcomes: settings.discount.outcomes,
        perspective: perspective_words(model),
        people: settings.people.word(),
    }
}

/// The years that are counted: `2014 to 2018`, or `5 years` where they have no dates.
pub fn horizon_words(settings: &ModelSettings) -> String {
    let last = settings.start_year + settings.years as i32 - 1;
    match (settings.start_year, settings.years) {
        (1, 1) => "one year".to_owned(),
        (1, years) => format!("{years} years"),
        (first, 1) => first.to_string(),
        (first, _) => format!("{first} to {last}"),
    }
}

/// How a parameter's money becomes the scenario's, in one line.
pub fn conversion(parameter: &Parameter) -> Option<String> {
    let conversion = parameter.conversion.as_ref()?;
    let steps: Vec<String> = conversion.steps.iter().map(step).collect();
    let steps = if steps.is_empty() { "no step changes it".to_owned() } else { steps.join(", then ") };
    Some(format!("{}: {} of {}: {steps}", parameter.name, conversion.from_currency, conversion.from_year))
}

/// One step of a conversion, in words.
pub fn step(step: &ConversionStep) -> String {
    match step {
        ConversionStep::Exchange { rate, year, inverse, to } => {
            let verb = if *inverse { "divided by" } else { "times" };
            format!("{verb} {rate} of {year} into {to}")
        }
        ConversionStep::Index { index, from, to } => format!("times {index} of {to} over {from}"),
    }
}
