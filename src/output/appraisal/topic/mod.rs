//! The result that a question is about, in words: for the head of a page, for sentences, for charts.

mod head;

use super::alternatives::short;
use crate::appraisal::{Cause, Subject};
use crate::chart::{Heading, Unit};
use crate::language::Language;
use crate::model::{Grade, Model, Parameter};
use crate::output::charts::{self, capitalised, drawn, horizon, policy_title, sense, source_line};
use crate::output::report::{Scale, amount, decimals, figure, place_title};
use crate::output::titles;
use crate::plan::perspective_place;
use crate::results::{Measure, MoneyColumn, Place, RowKey};

/// What a question is about: a model, a result of it, and the savings that a decision is between.
#[derive(Clone, Debug)]
pub struct Topic {
    pub model: Model,
    pub target: RowKey,
    /// The saving of each policy, in one sense of money.
    pub options: Vec<RowKey>,
    pub causes: Vec<Cause>,
    pub draws: usize,
}

impl Topic {
    /// The topic of a subject on so many draws.
    pub fn new(subject: &Subject, draws: usize) -> Topic {
        Topic {
            model: subject.model.clone(),
            target: subject.target().clone(),
            options: subject.options().to_vec(),
            causes: subject.causes.clone(),
            draws,
        }
    }

    /// Whether the result is a saving, so that its sign says who pays more.
    pub fn is_saving(&self) -> bool {
        is_saving(&self.target)
    }

    /// "the saving" or "the result".
    pub fn what(&self) -> &'static str {
        if self.is_saving() { "the saving" } else { "the result" }
    }

    /// "the saving of care against today"; the id of a result that has no such words.
    pub fn words(&self) -> String {
        self.words_of(&self.target)
    }

    /// [`Self::words`] at the beginning of a sentence.
    pub fn begun(&self) -> String {
        self.begun_with(&self.target)
    }

    /// What a result is called in a sentence.
    pub fn words_of(&self, key: &RowKey) -> String {
        self.in_words(key).unwrap_or_else(|| key.id())
    }

    /// What a result is called at the beginning of a sentence.
    pub fn begun_with(&self, key: &RowKey) -> String {
        self.in_words(key).map_or_else(|| key.id(), |words| capitalised(&words))
    }

    /// A saving over the whole horizon of all people in words.
    fn in_words(&self, key: &RowKey) -> Option<String> {
        if key.measure != Measure::Saving || key.year.is_some() || key.group.is_some() {
            return None;
        }
        let what = match key.column {
            column if column == self.sense() => "saving".to_owned(),
            Some(MoneyColumn::Average) => "saving at average cost".to_owned(),
            column => format!("{} saving", column.map_or("", short)),
        };
        let part = self.part_of(key).map_or_else(String::new, |part| format!(" {part}"));
        let is_plain = !key.discounted && self.model.settings.discount.money != 0.0;
        let plain = if is_plain { ", not discounted" } else { "" };
        Some(format!("the {what} of {}{part} against {}{plain}", key.policy, self.model.baseline().name))
    }

    /// In words what part of the headline's money a result is about; none if it is all of it.
    fn part_of(&self, key: &RowKey) -> Option<String> {
        let whole = key.place == perspective_place(&self.model.settings.perspective);
        let name = || place_title(&self.model, &key.place).replace('_', " ");
        (!whole).then(|| match key.place {
            Place::Stage(_) | Place::Line(_) | Place::Category(_) => format!("on {}", name()),
            Place::Deadweight => format!("on the {}", name()),
            Place::Payer(_) => format!("in the money of “{}”", name()),
            Place::Level(_) | Place::Public | Place::Society => format!("in the money of {}", name()),
        })
    }

    /// The result with this id, among those that the topic knows.
    pub fn key(&self, id: &str) -> Option<&RowKey> {
        std::iter::once(&self.target).chain(&self.options).find(|key| key.id() == id)
    }

    /// The sense in which the options' savings are counted.
    fn sense(&self) -> Option<MoneyColumn> {
        self.options.first().and_then(|key| key.column)
    }

    /// An amount of the result, rounded for an interval.
    pub fn amount(&self, value: f64, ends: Option<(f64, f64)>) -> String {
        amount(value, ends.filter(|(low, high)| high > low), &self.target.unit)
    }

    /// "from −1 to 34 million GEL", with two digits of the width.
    pub fn from_to(&self, low: f64, high: f64) -> String {
        self.ends(["from", "to"], low, high, high - low)
    }

    /// "between −1 and 34 million GEL", with as many digits.
    pub fn between(&self, low: f64, high: f64) -> String {
        self.ends(["between", "and"], low, high, high - low)
    }

    /// [`Self::from_to`] with one digit more, as in tables of narrower bars.
    pub fn from_to_finely(&self, low: f64, high: f64) -> String {
        self.ends(["from", "to"], low, high, (high - low) / 10.0)
    }

    fn ends(&self, [before, amid]: [&str; 2], low: f64, high: f64, width: f64) -> String {
        let scale = Scale::of([low, high].into_iter());
        let decimals = decimals(high, Some((0.0, width)).filter(|(_, width)| *width > 0.0), scale);
        let unit = &self.target.unit;
        let [low, high] = [low, high].map(|end| figure(end, decimals, scale));
        format!("{before} {low} {amid} {high} {}{unit}", scale.word())
    }

    /// The title of the result's policy, or its name in words.
    pub fn policy(&self, language: Language) -> String {
        self.policy_of(&self.target, language)
    }

    /// The title of the result's policy; empty if it has none.
    pub fn policy_title(&self, language: Language) -> &str {
        let policy = self.model.policies.iter().find(|policy| policy.name == self.target.policy);
        policy.map_or("", |policy| policy.title.in_language(language.code()))
    }

    fn policy_of(&self, key: &RowKey, language: Language) -> String {
        let policy = self.model.policies.iter().find(|policy| policy.name == key.policy);
        policy.map_or_else(String::new, |policy| policy_title(policy, language))
    }

    /// The name of an option: 0 is the baseline.
    pub fn option(&self, option: usize) -> &str {
        &self.model.policies[option].name
    }

    /// The title of an option, or its name in words.
    pub fn option_title(&self, option: usize, language: Language) -> String {
        policy_title(&self.model.policies[option], language)
    }

    /// A parameter by its name, in the first policy that has it.
    pub fn parameter(&self, name: &str) -> Option<&Parameter> {
        titles::parameter(&self.model, name)
    }

    /// What an input is called on charts.
    pub fn input(&self, name: &str, language: Language) -> String {
        titles::input(&self.model, name, language)
    }

    /// What a cause is called on charts.
    pub fn cause(&self, cause: usize, language: Language) -> String {
        let cause = &self.causes[cause];
        match cause.parameters.as_slice() {
            [] => self.input(&cause.name, language),
            names => names.iter().map(|name| self.input(name, language)).collect::<Vec<_>>().join(" + "),
        }
    }

    /// How well founded a cause is, in a word: `gap`, its grade, or `counted`, as past cases are.
    pub fn standing(&self, cause: usize) -> &'static str {
        let cause = &self.causes[cause];
        standing(cause.unknown, cause.grade)
    }

    /// How well founded a parameter is, in the same words.
    pub fn standing_of(&self, name: &str) -> &'static str {
        let parameter = self.parameter(name);
        let grade = parameter.and_then(|parameter| parameter.evidence.as_ref()).map(|evidence| evidence.grade);
        standing(parameter.is_some_and(|parameter| parameter.unknown), grade)
    }

    /// The currency.
    pub fn currency(&self) -> &str {
        &self.model.settings.currency
    }

    /// The unit of the result for the axis of a chart.
    pub fn unit(&self) -> Unit {
        self.unit_of(&self.target)
    }

    /// The unit of a result for the axis of a chart.
    pub fn unit_of(&self, key: &RowKey) -> Unit {
        let settings = &self.model.settings;
        let is_money = key.column.is_some();
        Unit {
            name: key.unit.clone(),
            price_year: (is_money && settings.price_year > 1).then_some(settings.price_year),
            discounted: is_money.then_some(key.discounted && settings.discount.money != 0.0),
        }
    }

    /// The unit of the options' savings for the axis of a chart.
    pub fn money(&self) -> Unit {
        charts::unit(&self.model, self.model.settings.discount.money != 0.0)
    }

    /// Texts around a chart of the result, with this title.
    pub fn heading(&self, language: Language, title: String) -> Heading {
        self.heading_of(&self.target, language, title)
    }

    /// The same with the number of draws.
    pub fn heading_of_draws(&self, language: Language, title: String) -> Heading {
        let heading = self.heading(language, title);
        Heading { subtitle: format!("{} · {}", heading.subtitle, drawn(self.draws, language)), ..heading }
    }

    /// Texts around a chart of a result.
    pub fn heading_of(&self, key: &RowKey, language: Language, title: String) -> Heading {
        let mut parts = vec![self.model.settings.title.in_language(language.code()).to_owned()];
        parts.push(if is_saving(key) { self.policy_of(key, language) } else { key.id() });
        parts.extend(key.column.map(|column| sense(column, language)));
        if key.column.is_some() && key.year.is_none() {
            parts.push(horizon(&self.model, language, key.discounted));
        }
        Heading { language, title, subtitle: parts.join(" · "), source: source_line(&self.model, language) }
    }

    /// Texts around a chart of all options.
    pub fn heading_of_options(&self, language: Language, title: String) -> Heading {
        let sense = self.sense().unwrap_or(MoneyColumn::Average);
        charts::heading(&self.model, language, title, sense, self.draws)
    }
}

fn is_saving(key: &RowKey) -> bool {
    matches!(key.measure, Measure::Saving | Measure::CumulativeSaving)
}

fn standing(unknown: bool, grade: Option<Grade>) -> &'static str {
    if unknown { "gap" } else { grade.map_or("counted", Grade::word) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::testing::{model, town};

    #[test]
    fn a_saving_has_words_that_tell_it_from_others_and_a_count_its_id() {
        let topic = Topic::new(&Subject::new(&model(&town(&[])), None).unwrap(), 64);
        assert_eq!(topic.words(), "the saving of care against today");
        let own = || topic.target.clone();
        let plain = RowKey { discounted: false, ..own() };
        assert_eq!(topic.begun_with(&plain), "The saving of care against today, not discounted");
        let budget = RowKey { column: Some(MoneyColumn::Cashable), ..own() };
        assert_eq!(topic.words_of(&budget), "the cashable saving of care against today");
        let prison = RowKey { place: Place::Category("prison".to_owned()), ..own() };
        assert_eq!(topic.words_of(&prison), "the saving of care on prison against today");
        let society = RowKey { place: Place::Society, ..own() };
        assert_eq!(topic.words_of(&society), "the saving of care in the money of society against today");
        let people = RowKey { measure: Measure::Outcome, ..own() };
        assert_eq!(topic.begun_with(&people), people.id());
    }
}
