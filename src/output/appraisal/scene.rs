//! What tables and charts about one result share: names, units, headings.

use crate::appraisal::{Cause, Subject};
use crate::chart::{Heading, Unit};
use crate::language::{Argument, Language};
use crate::model::{Grade, Model, Parameter};
use crate::results::{MoneyColumn, RowKey};

/// The model and the result that an answer is about.
#[derive(Clone, Debug)]
pub struct Scene {
    pub model: Model,
    pub causes: Vec<Cause>,
    pub target: RowKey,
    /// The sense in which the options' savings are counted.
    pub sense: MoneyColumn,
    pub draws: usize,
}

impl Scene {
    /// The scene of a subject on so many draws.
    pub fn new(subject: &Subject, draws: usize) -> Scene {
        let sense = subject.options().first().and_then(|key| key.column).unwrap_or(MoneyColumn::Average);
        let (model, causes, target) = (subject.model.clone(), subject.causes.clone(), subject.target().clone());
        Scene { model, causes, target, sense, draws }
    }

    /// The currency.
    pub fn currency(&self) -> &str {
        &self.model.settings.currency
    }

    /// The unit of the options' savings, for charts.
    pub fn unit(&self) -> Unit {
        let settings = &self.model.settings;
        Unit {
            name: settings.currency.clone(),
            price_year: (settings.price_year > 1).then_some(settings.price_year),
            discounted: Some(settings.discount.money != 0.0),
        }
    }

    /// Title, subtitle and source line of a chart.
    pub fn heading(&self, language: Language, title: String) -> Heading {
        let settings = &self.model.settings;
        let sense = language.word(match self.sense {
            MoneyColumn::Average => "column-average",
            MoneyColumn::LongRun => "column-long-run",
            MoneyColumn::ShortRun => "column-short-run",
            MoneyColumn::Cashable => "column-cashable",
        });
        let number = language.count(self.draws);
        let count = Argument::Count(self.draws as f64, 0);
        let draws = language.say("draws", &[("count", count), ("number", (&number).into())]);
        let subtitle = [settings.title.in_language(language.code()).to_owned(), sense, draws].join(" · ");
        Heading { language, title, subtitle, source: self.sources(language) }
    }

    /// The publishers of the first sources.
    fn sources(&self, language: Language) -> String {
        const MOST: usize = 5;
        let mut publishers: Vec<&str> = vec![];
        for source in self.model.sources.values() {
            let publisher = source.publisher.split(',').next().unwrap_or_default().trim();
            if !publisher.is_empty() && !publishers.contains(&publisher) {
                publishers.push(publisher);
            }
        }
        let more = if publishers.len() > MOST { " …" } else { "" };
        publishers.truncate(MOST);
        let word = capitalised(&language.word("source"));
        if publishers.is_empty() { String::new() } else { format!("{word}: {}{more}", publishers.join("; ")) }
    }

    /// A policy's title, or its name in words.
    pub fn option_title(&self, option: usize, language: Language) -> String {
        let policy = &self.model.policies[option];
        match policy.title.in_language(language.code()) {
            "" => capitalised(&policy.name.replace('_', " ")),
            title => title.to_owned(),
        }
    }

    /// A parameter by its name, in the first policy that has it.
    pub fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.model.policies.iter().find_map(|policy| policy.parameters.get(name))
    }

    /// What a cause is in words: the descriptions of its parameters, or their names.
    pub fn cause_title(&self, cause: &Cause, language: Language) -> String {
        let words = |name: &String| match self.parameter(name).map(|found| found.about.in_language(language.code())) {
            None | Some("") => capitalised(&name.replace('_', " ")),
            Some(about) => about.to_owned(),
        };
        match &cause.parameters[..] {
            [] => capitalised(&cause.name.replace('_', " ")),
            several => several.iter().map(words).collect::<Vec<_>>().join(" + "),
        }
    }

    /// How well founded a cause is: `gap`, its grade, or nothing.
    pub fn standing(&self, cause: &Cause) -> &'static str {
        if cause.unknown { "gap" } else { cause.grade.map_or("", Grade::word) }
    }
}

/// With a capital first letter.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
