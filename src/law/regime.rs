//! What a law says between two dates.

use super::Date;
use crate::model::{Evidence, Text};
use indexmap::IndexMap;

/// A country's law, in force over some time.
#[derive(Clone, Debug, PartialEq)]
pub struct Regime {
    /// Such as `since_2017`; unique within the country.
    pub id: String,
    /// ISO 3166 alpha-3, such as `LTU`.
    pub country: String,
    pub title: Text,
    pub about: Text,
    /// First day in force; absent if not known.
    pub from: Option<Date>,
    /// Last day in force; absent if still in force or not known.
    pub to: Option<Date>,
    /// Tables of amounts, by substance.
    pub tables: IndexMap<String, Table>,
    /// By id, such as `possession_small`.
    pub offences: IndexMap<String, Offence>,
    pub repeats: Vec<Repeat>,
    pub alternatives: Vec<Alternative>,
    /// What was looked for and not found, in words.
    pub gaps: Vec<String>,
}

/// The amounts of one substance and what they lead to.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    pub substance: String,
    pub measure: Measure,
    pub basis: CountingBasis,
    /// What the pure substance is counted as, if the table says.
    pub form: Option<PureForm>,
    /// The end of a band that belongs to it.
    pub closed: Closed,
    /// Ascending, without gaps or overlaps; at least one.
    pub bands: Vec<Band>,
    pub evidence: Evidence,
}

/// What amounts are counted in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Measure {
    Grams,
    /// Usual single doses, or people who could be intoxicated.
    Doses,
    /// Tablets, plants, mushrooms.
    Pieces,
    /// Average daily amounts, each of so many grams.
    DailyAmounts {
        grams: f64,
    },
}

/// What of a find is weighed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CountingBasis {
    /// The whole mixture.
    Mixture,
    /// The substance alone.
    Pure,
    /// Both the whole mixture and the pure substance must exceed their limits; a band then has `pure_to` too.
    BothExceeded,
    /// Either of the two suffices.
    EitherExceeded,
    /// The mixture, scaled by its strength relative to a reference strength (a share).
    ReferencePotency(f64),
    /// What is left of a solution when it is dried.
    DryResidue,
    /// The weight decides nothing.
    AnyAmount,
    /// The source does not say.
    Unspecified,
}

/// What the pure substance is counted as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PureForm {
    Base,
    Salt,
}

/// Which end of a band belongs to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    /// "Not more than": (from, to].
    Upper,
    /// "From": [from, to).
    Lower,
    /// The source does not say; treated as `Upper`, and said wherever it decides.
    Unstated,
}

/// One band of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// Absent for a band that the law leaves without a name.
    pub name: Option<String>,
    /// In the table's measure; 0 for the first.
    pub from: f64,
    /// Absent for the last.
    pub to: Option<f64>,
    /// The same limits of pure substance in grams, where the table has them beside the gross ones.
    pub pure_from: Option<f64>,
    pub pure_to: Option<f64>,
    /// Id of the offence that it leads to; absent if not found.
    pub offence: Option<String>,
}

/// What somebody is accused of.
#[derive(Clone, Debug, PartialEq)]
pub struct Offence {
    pub id: String,
    pub title: Text,
    pub class: Class,
    /// Such as `Criminal Code 259(2)`.
    pub statute: Option<String>,
    pub penalties: Vec<Penalty>,
    pub mode: Mode,
    pub evidence: Evidence,
}

/// How grave an offence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Nothing is punished.
    None,
    Administrative,
    /// Misdemeanour, misconduct, infraction: a penalty of its own kind beside crimes.
    Misdemeanour,
    Criminal,
}

/// How several penalties go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// One of them.
    OneOf,
    /// All of them.
    All,
    /// The source does not say.
    Unstated,
}

/// One penalty. Amounts are in the unit of its kind: days, or the unit of a fine.
#[derive(Clone, Debug, PartialEq)]
pub struct Penalty {
    pub kind: PenaltyKind,
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// Added to another penalty in any case (a fine on top of prison).
    pub cumulative: bool,
    pub about: Text,
}

/// Kinds of penalties.
#[derive(Clone, Debug, PartialEq)]
pub enum PenaltyKind {
    Warning,
    /// In a currency, or in units of an index (`MCI`, `calculation index`).
    Fine {
        unit: String,
    },
    /// Administrative arrest, in days.
    Arrest,
    /// In days.
    Prison,
    /// In days.
    RestrictionOfLiberty,
    /// In hours.
    CommunityWork,
    Forfeiture,
    Treatment,
    /// Anything else, in words: in `about`.
    Other,
}

/// What a further case within a window leads to.
#[derive(Clone, Debug, PartialEq)]
pub struct Repeat {
    /// Offence of the case.
    pub offence: Option<String>,
    /// Months since the case before.
    pub within_months: u32,
    /// Offence that it becomes, if it becomes another.
    pub becomes: Option<String>,
    /// An alternative that is no longer open, by name.
    pub closes: Option<String>,
    pub about: Text,
    pub evidence: Evidence,
}

/// Another way than punishment.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    pub name: String,
    pub position: Position,
    pub about: Text,
    pub evidence: Evidence,
}

/// Where an alternative sits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Position {
    BeforeAnOffence,
    Administrative,
    BeforeCourt,
    InsteadOfSentence,
    WithinSentence,
}

/// A limit as it works on a find: what of it is weighed against what.
///
/// A find of `gross` grams with the share `purity` of substance lies above the limit as its basis says; where the
/// basis is not stated it is read as the mixture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limit {
    /// In the table's measure.
    pub amount: f64,
    /// Pure grams, where both count.
    pub pure: Option<f64>,
    pub basis: CountingBasis,
    pub closed: Closed,
}

impl Table {
    /// The limits between its bands, ascending; one less than bands.
    pub fn limits(&self) -> Vec<Limit> {
        self.bands
            .iter()
            .filter_map(|band| {
                Some(Limit { amount: band.to?, pure: band.pure_to, basis: self.basis, closed: self.closed })
            })
            .collect()
    }

    /// Daily amounts become grams; grams and the rest stay as they are.
    pub fn in_grams(&self) -> Option<f64> {
        match self.measure {
            Measure::Grams => Some(1.0),
            Measure::DailyAmounts { grams } => Some(grams),
            Measure::Doses | Measure::Pieces => None,
        }
    }
}
