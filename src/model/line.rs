//! Cost lines, outcomes and who pays.

use super::{Formula, Text};

/// Somebody who pays or is paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payer {
    pub name: String,
    pub title: Text,
    pub level: Level,
}

/// Where a payer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    State,
    Municipality,
    Donor,
    Insurer,
    Household,
}

impl Level {
    /// Whether its money is public money of the country.
    pub fn is_public(self) -> bool {
        matches!(self, Level::State | Level::Municipality | Level::Insurer)
    }

    /// The word of the grammar.
    pub fn word(self) -> &'static str {
        match self {
            Level::State => "state",
            Level::Municipality => "municipality",
            Level::Donor => "donor",
            Level::Insurer => "insurer",
            Level::Household => "household",
        }
    }
}

/// One end of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum End {
    Payer,
    Payee,
}

/// What a line's amount is multiplied by.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    pub per: Per,
    /// The amount for each stage; empty for `Year` and `Once`, whose amount is in `amount`.
    pub by_stage: Vec<(String, Formula)>,
    /// The amount of `Year` and `Once`.
    pub amount: Option<Formula>,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Per {
    /// People who enter the stage.
    Entry,
    /// People × time in the stage.
    Stay,
    /// Time: booked once for all groups.
    Year,
    /// Once, in the first cycle of the year `when`; with a lifetime (in days) in equal parts over it.
    Once { when: i32, lifetime: Option<f64> },
}

/// What a price measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// Spending divided by people or cases: how much of it moves is another question.
    Average,
    /// Paid by the piece to somebody outside: all of it moves with the number.
    Contract,
    /// Paid or not paid as a whole.
    Fixed,
}

impl Basis {
    /// The words of the grammar.
    pub fn words(self) -> &'static str {
        match self {
            Basis::Average => "average",
            Basis::Contract => "contract price",
            Basis::Fixed => "fixed",
        }
    }
}

/// Staff and buildings that come and go in whole units.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// People present for one unit, or people entering per day; above 0.
    pub every: Formula,
    /// Money per day for one unit.
    pub costs: Formula,
    /// Cycles from one checkpoint, at which empty units close, to the next; at least 1.
    pub checkpoint_cycles: u32,
}

/// A cost line; with a payee it is a transfer.
#[derive(Clone, Debug, PartialEq)]
pub struct CostLine {
    pub name: String,
    pub title: Text,
    pub about: Text,
    pub quantity: Quantity,
    pub payer: String,
    pub payee: Option<String>,
    pub category: String,
    pub basis: Basis,
    /// Share of the average that moves in the short run; absent means not known.
    pub varies: Option<Formula>,
    /// Share of what moves that leaves the budget; absent means not known.
    pub cashable: Option<Formula>,
    /// The whole units behind the line; absent: what moves in the long run is not known.
    pub step: Option<Step>,
    pub includes: Vec<String>,
    pub event: Option<String>,
    /// Its own discount rate per year.
    pub discount: Option<f64>,
}

/// An outcome line: the same as a cost line in a unit of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct OutcomeLine {
    pub name: String,
    pub title: Text,
    pub about: Text,
    pub quantity: Quantity,
    /// As written; totals in base units divide by its factor.
    pub unit: crate::unit::Unit,
    /// Which way it is wanted; absent: no ratio of cost to outcome is formed.
    pub better: Option<Better>,
    pub discount: Option<f64>,
}

/// Which way an outcome is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Better {
    More,
    Less,
}

/// Something that a saving could buy instead.
#[derive(Clone, Debug, PartialEq)]
pub struct Buy {
    pub name: String,
    pub title: Text,
    pub about: Text,
    /// Money for one unit, at the start.
    pub price: Formula,
    /// What is bought: what the price is divided by, with years for its time.
    pub unit: crate::unit::Unit,
}
