//! The result that a question is about, in words: for the head of a page, for sentences, for charts.

use crate::appraisal::{Cause, Subject};
use crate::chart::{Heading, Unit};
use crate::language::Language;
use crate::math::quantile::quantiles;
use crate::model::{Grade, Model, People};
use crate::output::charts::{cause_label, horizon, input_label, sense, source_line};
use crate::output::record::{cycle_word, perspective_words};
use crate::output::report::{Scale, amount, count, decimals, figure, percent, place_title};
use crate::plan::perspective_place;
use crate::results::{Measure, MoneyColumn, Place, RowKey};
use crate::statistics::Sample;

/// What a question is about: a model, a result of it, and its draws in short.
#[derive(Clone, Debug)]
pub struct Topic {
    pub model: Model,
    pub target: RowKey,
    pub causes: Vec<Cause>,
    pub draws: usize,
    /// The mean of the draws.
    pub mean: f64,
    /// Their 5th and 95th percentile.
    pub interval: (f64, f64),
    pub share_below_zero: f64,
}

impl Topic {
    /// The target of a subject, with its draws: the first output of the sample.
    pub fn new(subject: &Subject, sample: &Sample) -> Topic {
        let mut draws = sample.outputs.first().map_or_else(Vec::new, |output| output.values.clone());
        let size = draws.len() as f64;
        let ends = quantiles(&mut draws, &[0.05, 0.95]);
        Topic {
            model: subject.model.clone(),
            target: subject.target().clone(),
            causes: subject.causes.clone(),
            draws: draws.len(),
            mean: draws.iter().sum::<f64>() / size,
            interval: (ends[0], ends[1]),
            share_below_zero: draws.iter().filter(|draw| **draw < 0.0).count() as f64 / size,
        }
    }

    /// Whether the result is a saving, so that its sign says who pays more.
    pub fn is_saving(&self) -> bool {
        matches!(self.target.measure, Measure::Saving | Measure::CumulativeSaving)
    }

    /// "the saving" or "the result".
    pub fn what(&self) -> &'static str {
        if self.is_saving() { "the saving" } else { "the result" }
    }

    /// An amount of the result, rounded for an interval.
    pub fn amount(&self, value: f64, ends: Option<(f64, f64)>) -> String {
        amount(value, ends.filter(|(low, high)| high > low), &self.target.unit)
    }

    /// "from −1 to 34 million GEL", with two digits of the width.
    pub fn from_to(&self, low: f64, high: f64) -> String {
        self.ends(low, high, high - low)
    }

    /// The same with one digit more, as in tables of narrower bars.
    pub fn from_to_finely(&self, low: f64, high: f64) -> String {
        self.ends(low, high, (high - low) / 10.0)
    }

    fn ends(&self, low: f64, high: f64, width: f64) -> String {
        let scale = Scale::of([low, high].into_iter());
        let decimals = decimals(high, Some((0.0, width)).filter(|(_, width)| *width > 0.0), scale);
        let unit = &self.target.unit;
        format!("from {} to {} {}{unit}", figure(low, decimals, scale), figure(high, decimals, scale), scale.word())
    }

    /// The title of a policy, or its name in words.
    pub fn policy(&self, language: Language) -> String {
        let policy = self.model.policies.iter().find(|policy| policy.name == self.target.policy);
        match policy.map(|policy| policy.title.in_language(language.code())) {
            Some(title) if !title.is_empty() => title.to_owned(),
            _ => self.target.policy.replace('_', " "),
        }
    }

    /// What a parameter is called on charts.
    pub fn parameter(&self, name: &str, language: Language) -> String {
        input_label(&self.model, name, language)
    }

    /// What a cause is called on charts.
    pub fn cause(&self, cause: usize, language: Language) -> String {
        cause_label(&self.model, &self.causes[cause], language)
    }

    /// How good a cause is known, in a word.
    pub fn grade(&self, cause: usize) -> &'static str {
        let cause = &self.causes[cause];
        match cause.grade {
            _ if cause.unknown => "nobody knows",
            Some(Grade::Official) => "official",
            Some(Grade::Study) => "study",
            Some(Grade::Press) => "press",
            Some(Grade::Expert) => "expert",
            Some(Grade::Assumption) => "assumption",
            None => "counted",
        }
    }

    /// The unit of the result for the axis of a chart.
    pub fn unit(&self) -> Unit {
        let settings = &self.model.settings;
        let is_money = self.target.column.is_some();
        Unit {
            name: self.target.unit.clone(),
            price_year: (is_money && settings.price_year > 1).then_some(settings.price_year),
            discounted: is_money.then_some(self.target.discounted && settings.discount.money != 0.0),
        }
    }

    /// Texts around a chart with this title.
    pub fn heading(&self, language: Language, title: String) -> Heading {
        let settings = &self.model.settings;
        let mut parts = vec![settings.title.in_language(language.code()).to_owned()];
        if self.is_saving() {
            parts.push(self.policy(language));
        } else {
            parts.push(self.target.id());
        }
        parts.extend(self.target.column.map(|column| sense(column, language)));
        if self.target.column.is_some() && self.target.year.is_none() {
            parts.push(horizon(&self.model, language, self.target.discounted));
        }
        Heading { language, title, subtitle: parts.join(" · "), source: source_line(&self.model, language) }
    }

    /// The first lines of an answer: what is asked about, of which scenario, and how large it is.
    ///
    /// `asked` is the question, such as "What drives"; `case` and `variant` are empty where there are none; `sampling`
    /// says how draws were made.
    pub fn head(&self, asked: &str, case: &str, variant: &str, sampling: &str, central: f64) -> Vec<String> {
        let baseline = &self.model.baseline().name;
        let what = match self.target.measure {
            Measure::Saving if self.target.year.is_none() && self.target.group.is_none() => {
                let part = self.part().map_or_else(String::new, |part| format!(" {part}"));
                format!("the saving of {}{part} against {baseline}", self.target.policy)
            }
            _ => self.target.id(),
        };
        let settings = &self.model.settings;
        let mut title = vec![settings.title.in_language("en")];
        title.extend([case, variant].into_iter().filter(|part| !part.is_empty()));
        let mut lines = vec![format!("{asked} {what}"), title.join(" · "), self.settings(sampling), self.size(central)];
        if settings.people == People::Whole {
            lines
                .push("Draws are of whole people and hold chance; single inputs are moved in expected numbers.".into());
        }
        let others: Vec<&str> = self.model.policies[1..].iter().map(|policy| policy.name.as_str()).collect();
        let others: Vec<&str> = others.into_iter().filter(|name| *name != self.target.policy).collect();
        if !others.is_empty() && self.target.measure.is_difference() {
            lines.push(format!(
                "Other policies of the file: {} (--policy NAME asks about one of them).",
                others.join(", ")
            ));
        }
        lines
    }

    /// In words what part of the headline's money the result is about; none if it is all of it.
    fn part(&self) -> Option<String> {
        let whole = self.target.place == perspective_place(&self.model.settings.perspective);
        let name = || place_title(&self.model, &self.target.place).replace('_', " ");
        (!whole).then(|| match self.target.place {
            Place::Stage(_) | Place::Line(_) | Place::Category(_) => format!("on {}", name()),
            Place::Payer(_) | Place::Level(_) | Place::Public | Place::Society | Place::Deadweight => {
                format!("in the money of: {}", name())
            }
        })
    }

    fn settings(&self, sampling: &str) -> String {
        let settings = &self.model.settings;
        let last = settings.start_year + settings.years as i32 - 1;
        let horizon = match (settings.start_year, settings.years) {
            (1, 1) => "one year".to_owned(),
            (1, years) => format!("{years} years"),
            (first, 1) => first.to_string(),
            (first, _) => format!("{first} to {last}"),
        };
        let mut parts = vec![format!("{horizon}, by the {}", cycle_word(settings.cycle))];
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
                parts.push(self.part().unwrap_or_else(|| perspective_words(&self.model)));
            }
        } else {
            parts.push(self.target.unit.clone());
        }
        parts.push(format!("{} draws, {sampling}", count(self.draws)));
        parts.join(" · ")
    }

    /// How large the result is, and how sure.
    fn size(&self, central: f64) -> String {
        let (low, high) = self.interval;
        if high - low <= 1e-9 * high.abs().max(low.abs()) {
            return format!("Nothing is uncertain: {}.", self.amount(self.mean, None));
        }
        let ends = Some(self.interval);
        let at_means = format!("With every input at its mean: {}.", self.amount(central, ends));
        let of_draws = |low: f64, high: f64| {
            let scale = Scale::of([low, high].into_iter());
            let decimals = decimals(high, Some((low, high)), scale);
            format!("{} to {}", figure(low, decimals, scale), figure(high, decimals, scale))
        };
        let words = if !self.is_saving() {
            format!("Mean of the draws {}, 90 % of them {}.", self.amount(self.mean, ends), self.from_to(low, high))
        } else if low > 0.0 {
            format!("It saves {} in the mean (90 % of draws: {}).", self.amount(self.mean, ends), of_draws(low, high))
        } else if high < 0.0 {
            let mean = self.amount(-self.mean, Some((-high, -low)));
            format!("It costs {mean} more in the mean (90 % of draws: {}).", of_draws(-high, -low))
        } else {
            let mean = self.amount(self.mean.abs(), ends);
            let leaning = if self.mean >= 0.0 { format!("saves {mean}") } else { format!("costs {mean} more") };
            format!(
                "In the mean it {leaning}, but 90 % of draws lie {}; below zero, where it costs more, in {} of them.",
                self.from_to(low, high).replacen(" to ", " and ", 1).replacen("from ", "between ", 1),
                percent(self.share_below_zero)
            )
        };
        format!("{words} {at_means}")
    }
}
