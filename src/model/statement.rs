//! What a scenario says beside its flows and prices: texts, sources, correlations, known totals.

use super::Evidence;
use indexmap::IndexMap;

/// A text in one or more languages.
///
/// A text without languages is kept under `en`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(pub IndexMap<String, String>);

impl Text {
    /// A text in English only.
    pub fn english(text: impl Into<String>) -> Text {
        Text(IndexMap::from([("en".to_owned(), text.into())]))
    }

    /// Whether there is no text in any language.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text in `language`, or else in English, or else in the first language there is; empty if there is none.
    pub fn in_language(&self, language: &str) -> &str {
        self.0.get(language).or_else(|| self.0.get("en")).or_else(|| self.0.values().next()).map_or("", String::as_str)
    }

    /// Whether the text exists in `language` itself.
    pub fn has(&self, language: &str) -> bool {
        self.0.contains_key(language)
    }
}

/// A published source of numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    pub title: Text,
    pub publisher: String,
    pub year: i32,
    pub url: Option<String>,
    pub at: Option<String>,
    /// Who could give a better figure.
    pub holder: Option<String>,
    pub retrieved: Option<String>,
    pub licence: Option<String>,
}

/// Rank correlations between parameters of one list.
#[derive(Clone, Debug, PartialEq)]
pub struct Correlation {
    /// Names of parameters, at least two.
    pub parameters: Vec<String>,
    /// Spearman's rank correlations, row by row; the diagonal is 1.
    pub rank: Vec<Vec<f64>>,
}

/// How far a result may lie from a published number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tolerance {
    /// In the unit of the result.
    Absolute(f64),
    /// As a share of the published number.
    Relative(f64),
}

impl Tolerance {
    /// Whether `ours` lies within the tolerance around `published`.
    pub fn allows(self, ours: f64, published: f64) -> bool {
        match self {
            Tolerance::Absolute(most) => (ours - published).abs() <= most,
            Tolerance::Relative(share) => (ours - published).abs() <= share * published.abs(),
        }
    }
}

/// A known total that the model is held against.
#[derive(Clone, Debug, PartialEq)]
pub struct Published {
    pub name: String,
    pub about: Text,
    /// Id of the result.
    pub result: String,
    /// In the unit in which the result is printed.
    pub value: f64,
    pub tolerance: Tolerance,
    /// Whether the scenario says that the published number does not reproduce.
    pub does_not_reproduce: Option<String>,
    pub evidence: Evidence,
}

/// A published number in the row of a table, held against the result of that row.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    pub result: String,
    pub column: String,
    pub value: f64,
    pub tolerance: Tolerance,
    /// Why the row says that the published number does not reproduce.
    pub does_not_reproduce: Option<String>,
}
