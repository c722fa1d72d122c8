//! The typed, checked model: what remains of a scenario when names, units, sources and overlays are resolved.
//!
//! Everything here is plain data without files, places or TOML. All numbers are in base units (one unit of the
//! scenario's currency at its price year, one person, one day, one gram) unless a field says otherwise.

mod band;
pub mod central;
mod formula;
mod line;
mod parameter;
mod settings;
mod stage;
mod statement;

pub use band::{BandCases, BandPurity, BandReaction, BandShare, LogNormalCases, PastCases};
pub use formula::{Formula, Operand};
pub use line::{Basis, Better, Buy, CostLine, End, Level, OutcomeLine, Payer, Per, Quantity, Step};
pub use parameter::{
    Between, Component, Conversion, ConversionStep, Evidence, Grade, Interval, Parameter, Position, Value,
};
pub use settings::{Answer, Counting, Cycle, Discount, People, Perspective, Settings};
pub use stage::{Branch, Capacity, Count, Exit, Role, Share, Stage};
pub use statement::{Comparison, Correlation, Published, Source, Text, Tolerance};

use indexmap::IndexMap;

/// One case with one set of overlays, ready to be planned: the baseline and every policy on the same parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    pub settings: Settings,
    pub sources: IndexMap<String, Source>,
    pub payers: IndexMap<String, Payer>,
    /// The baseline first, then the policies in the order of the file.
    pub policies: Vec<Policy>,
    pub correlations: Vec<Correlation>,
    pub published: Vec<Published>,
    /// Printed beside results when the case comes from a table.
    pub comparisons: Vec<Comparison>,
    pub answers: IndexMap<String, Answer>,
    /// What the saving of each policy is held against.
    pub buys: IndexMap<String, Buy>,
    /// What a table's row could not give, in words; a case with any is incomplete.
    pub incomplete: Vec<String>,
}

/// One alternative, complete: the baseline with the policy's overlays applied.
///
/// Two policies that leave a parameter alone hold equal copies of it, so equality means "the same draws, the same values".
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    pub name: String,
    pub title: Text,
    pub about: Text,
    pub parameters: IndexMap<String, Parameter>,
    pub stages: IndexMap<String, Stage>,
    pub costs: IndexMap<String, CostLine>,
    pub outcomes: IndexMap<String, OutcomeLine>,
    /// What raising one unit of public money costs society beyond that unit, as a share; absent: nothing is booked.
    pub deadweight: Option<Formula>,
}

impl Model {
    /// The policy that all others are compared with.
    pub fn baseline(&self) -> &Policy {
        &self.policies[0]
    }
}
