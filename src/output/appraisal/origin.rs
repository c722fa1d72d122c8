//! Whose draws an answer is made from: a scenario's, or those of a table that somebody made.

use super::Topic;
use crate::chart::{Heading, Unit};
use crate::language::Language;

/// Where draws come from, and what their results and inputs are called there.
#[derive(Clone, Debug)]
pub enum Origin {
    Scenario(Box<Topic>),
    /// A table by the name of its file: columns are called what they are called.
    Table(String),
}

impl Origin {
    /// What a result is called in a sentence. `id` is its id, or its column.
    pub fn words(&self, id: &str) -> String {
        match self {
            Origin::Scenario(topic) => topic.key(id).map_or_else(|| id.to_owned(), |key| topic.words_of(key)),
            Origin::Table(_) => id.to_owned(),
        }
    }

    /// What a result is called at the beginning of a sentence.
    pub fn begun(&self, id: &str) -> String {
        match self {
            Origin::Scenario(topic) => topic.key(id).map_or_else(|| id.to_owned(), |key| topic.begun_with(key)),
            Origin::Table(_) => id.to_owned(),
        }
    }

    /// What an input, or several that move together, is called on charts.
    pub fn input(&self, name: &str, language: Language) -> String {
        match self {
            Origin::Scenario(topic) => match topic.causes.iter().position(|cause| cause.name == name) {
                Some(cause) => topic.cause(cause, language),
                None => topic.input(name, language),
            },
            Origin::Table(_) => name.replace('_', " "),
        }
    }

    /// The unit of a result for the axis of a chart; that of a column is not known.
    pub fn unit(&self, id: &str) -> Unit {
        match self {
            Origin::Scenario(topic) => topic.key(id).map_or_else(|| topic.unit(), |key| topic.unit_of(key)),
            Origin::Table(_) => Unit { name: String::new(), price_year: None, discounted: None },
        }
    }

    /// Texts around a chart of a result.
    pub fn heading(&self, id: &str, language: Language, title: String) -> Heading {
        match self {
            Origin::Scenario(topic) => topic.heading_of(topic.key(id).unwrap_or(&topic.target), language, title),
            Origin::Table(file) => {
                Heading { language, title, subtitle: format!("{file} · {id}"), source: String::new() }
            }
        }
    }
}
