//! Parameters: the only place where numbers live.

use super::{Formula, Text};
use crate::distribution::Distribution;
use crate::unit::Unit;
use indexmap::IndexMap;

/// One parameter of one policy.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    pub name: String,
    pub about: Text,
    /// As written; numbers in `value` are in this unit and multiply by `unit.factor` to reach base units.
    pub unit: Unit,
    pub value: Value,
    /// Where the number comes from; formulas have the evidence of their parts.
    pub evidence: Option<Evidence>,
    /// The window of a risk, in days.
    pub window: Option<f64>,
    /// Draws above this are cut to it, and counted. In the unit of the parameter.
    pub at_most: Option<f64>,
    /// How its money becomes the scenario's money, if it is of another currency or price year.
    pub conversion: Option<Conversion>,
    /// Whether its money is nominal: the prices of each year, not of the price year.
    pub nominal: bool,
    /// Whether the number is a gap that stands in for something not known.
    pub unknown: bool,
    /// What others claim the number is.
    pub positions: Vec<Position>,
    /// Who could give a better figure, as the parameter says; its source may name somebody too.
    pub holder: Option<String>,
    /// What exactly to ask them for.
    pub ask: Option<String>,
}

impl Parameter {
    /// Whether it is an assumption, or nobody knows it.
    pub fn is_assumed(&self) -> bool {
        self.unknown || self.evidence.as_ref().is_some_and(|evidence| evidence.grade == Grade::Assumption)
    }
}

/// The value forms, resolved. A parameter has one u in each draw: years, groups and parts of a path move together.
/// Dirichlet shares are the exception: they have one u for each key, named `parameter.key`.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Known(f64),
    Uncertain(Distribution),
    /// Fixed shares (also scaled weights) by key.
    Shares(IndexMap<String, f64>),
    /// Dirichlet: counts by key, at least one above 0.
    Counts(IndexMap<String, f64>),
    Formula(Formula),
    /// A path over calendar years: ascending years, at least one. A year before the first has no value; after the
    /// last the last holds.
    ByYear {
        points: Vec<(i32, Value)>,
        between: Between,
    },
    /// One value for each group of the scenario, in the scenario's order.
    ByGroup(IndexMap<String, Value>),
    /// A path over time since entry: one value for each step of `step_days`, the last held.
    SinceEntry {
        step_days: f64,
        values: Vec<f64>,
    },
    /// Another path, seen from `from` steps later.
    View {
        of: String,
        from: usize,
    },
    /// Variation between people: shares (scaled to 1) and lengths. Only a `stay` can be one.
    Spread(Vec<Component>),
}

/// One length of a spread.
#[derive(Clone, Debug, PartialEq)]
pub struct Component {
    /// A pure number: weights are scaled to 1.
    pub share: Formula,
    /// In the unit of the parameter.
    pub value: f64,
}

/// What holds between two years of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Between {
    /// Each value holds from 1 January of its year.
    Steps,
    /// Each value is that of 1 January; straight lines between.
    Linear,
}

/// Where a number comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Id of a source; absent for an assumption.
    pub source: Option<String>,
    /// Page or table.
    pub at: Option<String>,
    pub quote: Option<String>,
    pub retrieved: Option<String>,
    /// Why it is assumed; absent for a sourced number.
    pub assumption: Option<String>,
    pub grade: Grade,
}

/// How good a number is, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    Official,
    Study,
    Press,
    Expert,
    Assumption,
}

impl Grade {
    /// The word of the grammar.
    pub fn word(self) -> &'static str {
        match self {
            Grade::Official => "official",
            Grade::Study => "study",
            Grade::Press => "press",
            Grade::Expert => "expert",
            Grade::Assumption => "assumption",
        }
    }
}

/// A 90 % (or other) interval as the scenario states it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
    /// 0.9 for 90 %.
    pub level: f64,
}

/// What somebody else claims a parameter is.
#[derive(Clone, Debug, PartialEq)]
pub struct Position {
    pub who: String,
    /// In the unit of the position, or in that of the parameter if it states none.
    pub value: Value,
    /// The unit in which it is stated, if it has one of its own.
    pub unit: Option<Unit>,
    /// The year of its prices, if it is not that of the parameter.
    pub price_year: Option<i32>,
    pub evidence: Option<Evidence>,
}

/// From the money of a parameter to the money of the scenario, in this order: into the currency of the place where
/// the cost arises at the rate of its price year; through time by that place's index; into the scenario's currency at
/// the rate of the scenario's price year. Steps that change nothing are absent.
///
/// The result is `value × Π steps`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversion {
    pub from_currency: String,
    pub from_year: i32,
    /// Power of money in the unit, 1 or −1; the factor is applied to this power.
    pub power: i8,
    pub steps: Vec<ConversionStep>,
}

/// One factor of a conversion; each names the parameter it reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConversionStep {
    /// Multiply (or divide, if `inverse`) by an exchange rate of a year.
    Exchange { rate: String, year: i32, inverse: bool, to: String },
    /// Multiply by index(to) / index(from).
    Index { index: String, from: i32, to: i32 },
}
