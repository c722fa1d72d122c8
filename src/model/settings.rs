//! How a scenario counts time, people and money.

use super::Text;

/// The keys of `[scenario]`, resolved.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    pub title: Text,
    /// ISO 3166 alpha-3, such as `GEO`.
    pub country: String,
    /// ISO 4217, such as `GEL`.
    pub currency: String,
    pub price_year: i32,
    /// The first year; 1 for scenarios without a calendar.
    pub start_year: i32,
    /// Length of the horizon in years, at least 1.
    pub years: u32,
    pub cycle: Cycle,
    /// Days in a year: 365.25 unless the scenario says otherwise.
    pub year_days: f64,
    /// Cycles that the baseline runs before the start.
    pub warm_up_cycles: u32,
    pub within_cycle: Counting,
    pub discount: Discount,
    /// At least one; a scenario without groups has the one group `all`.
    pub groups: Vec<String>,
    /// The perspective of the headline.
    pub perspective: Perspective,
    pub people: People,
}

impl Settings {
    /// Cycles in the horizon.
    pub fn cycles(&self) -> u32 {
        self.years * self.cycle.per_year()
    }

    /// Length of one cycle in days. A week is a 52nd of a year, so that years are whole numbers of cycles.
    pub fn cycle_days(&self) -> f64 {
        self.year_days / f64::from(self.cycle.per_year())
    }

    /// The calendar year in which cycle `cycle` begins; cycles before the start count as the first year.
    pub fn year_of(&self, cycle: i64) -> i32 {
        self.start_year + (cycle.max(0) / i64::from(self.cycle.per_year())) as i32
    }
}

/// The step of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cycle {
    Week,
    Month,
    Quarter,
    Year,
}

impl Cycle {
    /// How many make a year.
    pub fn per_year(self) -> u32 {
        match self {
            Cycle::Week => 52,
            Cycle::Month => 12,
            Cycle::Quarter => 4,
            Cycle::Year => 1,
        }
    }
}

/// What a number of people is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum People {
    /// An expected number, which need not be whole.
    Cohort,
    /// Whole people who come and go by chance, in every draw.
    Whole,
}

impl People {
    /// The word in scenarios and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            People::Cohort => "cohort",
            People::Whole => "whole",
        }
    }
}

/// Where within a cycle people are counted and events happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Counting {
    Start,
    /// People as the mean of both ends, events in the middle.
    Half,
    End,
}

/// Discount rates per year, 0.03 for 3 %.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Discount {
    pub money: f64,
    pub outcomes: f64,
}

/// Whose money a total counts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Perspective {
    /// State, municipality and insurer.
    Public,
    /// Everybody: transfers cancel.
    Society,
    /// One level of payers.
    Level(super::Level),
    /// One payer, by name.
    Payer(String),
}

/// How the scenario answers one of the ministry's standard questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// By something in the scenario: `variant.x`, `parameter.x`, `cost.x`.
    By(String),
    /// Not at all, and why.
    NotModelled(String),
}
