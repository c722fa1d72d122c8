//! What tables and charts about one result share: names, units, headings.

use crate::appraisal::{Cause, Subject};
use crate::chart::{Heading, Unit};
use crate::language::Language;
use crate::model::{Grade, Model, Parameter};
use crate::output::charts::{self, capitalised};
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
        charts::unit(&self.model, self.model.settings.discount.money != 0.0)
    }

    /// Title, subtitle and source line of a chart.
    pub fn heading(&self, language: Language, title: String) -> Heading {
        charts::heading(&self.model, language, title, self.sense, self.draws)
    }

    /// A policy's title, or its name in words.
    pub fn option_title(&self, option: usize, language: Language) -> String {
        charts::policy_title(&self.model.policies[option], language)
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
