//! What a law says between two dates.

use super::Date;
use crate::model::{Evidence, Source, Text};
use indexmap::IndexMap;

/// The law of a country: its regimes, oldest first, and where they are written.
#[derive(Clone, Debug, PartialEq)]
pub struct Law {
    /// ISO 3166 alpha-3, such as `LTU`.
    pub country: String,
    pub title: Text,
    pub about: Text,
    pub sources: IndexMap<String, Source>,
    /// Units in which fines are set, by name, such as `fine_unit`.
    pub indexes: IndexMap<String, Index>,
    /// By id; at least one, and no day lies in two of them.
    pub regimes: IndexMap<String, Regime>,
}

/// A unit in which a law sets fines, and what it was worth.
#[derive(Clone, Debug, PartialEq)]
pub struct Index {
    pub title: Text,
    /// ISO 4217.
    pub currency: String,
    /// Worth of one unit by year, in the currency.
    pub values: IndexMap<i32, f64>,
    pub evidence: Evidence,
}

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
    /// Ascending from 0 to no limit, without gaps or overlaps; at least one.
    pub bands: Vec<Band>,
    /// The year for which the source gives it, if that is known.
    pub year: Option<i32>,
    pub about: Text,
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
    pub about: Text,
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

/// One penalty, in the unit in which the law sets it.
#[derive(Clone, Debug, PartialEq)]
pub struct Penalty {
    pub kind: PenaltyKind,
    /// Least amount; absent if the law sets none or it was not found.
    pub low: Option<f64>,
    /// Greatest amount; absent if the law sets none or it was not found.
    pub high: Option<f64>,
    /// What the amounts are in; absent if there are none.
    pub unit: Option<PenaltyUnit>,
    /// Added to another penalty in any case (a fine on top of prison).
    pub cumulative: bool,
    pub about: Text,
}

/// Kinds of penalties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PenaltyKind {
    Warning,
    Fine,
    /// Administrative arrest.
    Arrest,
    Prison,
    RestrictionOfLiberty,
    /// Unpaid work for the community.
    CommunityWork,
    /// Work at the usual place with a part of the wage withheld.
    CorrectionalWork,
    Forfeiture,
    Treatment,
    /// Anything else, in words: in `about`.
    Other,
}

/// What the amounts of a penalty are in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PenaltyUnit {
    Hour,
    Day,
    Month,
    Year,
    /// ISO 4217.
    Currency(String),
    /// Name of an index of the law.
    Index(String),
}

impl PenaltyUnit {
    /// Days in one of it, a year having 365.25; `None` for money and for hours, which are worked and not spent.
    pub fn days(&self) -> Option<f64> {
        match self {
            PenaltyUnit::Day => Some(1.0),
            PenaltyUnit::Month => Some(365.25 / 12.0),
            PenaltyUnit::Year => Some(365.25),
            PenaltyUnit::Hour | PenaltyUnit::Currency(_) | PenaltyUnit::Index(_) => None,
        }
    }
}

/// What a further case within a window leads to.
#[derive(Clone, Debug, PartialEq)]
pub struct Repeat {
    /// Offence of the case.
    pub offence: Option<String>,
    /// Months since the case before; absent if any earlier case counts, however old.
    pub within_months: Option<u32>,
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
    /// Offences it is open to; empty if the source does not say.
    pub offences: Vec<String>,
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

impl Repeat {
    /// Whether the rule holds for a case whose offence is `offence`, so many months after the one before.
    ///
    /// The last day of the window lies in it: 12 months after is still within 12 months, as `--priors-within 12` says.
    pub fn holds(&self, offence: &str, months: f64) -> bool {
        self.offence.as_deref().is_none_or(|own| own == offence)
            && self.within_months.is_none_or(|window| months <= f64::from(window))
    }
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

impl Regime {
    /// Whether it was in force on a day, as far as its dates are known.
    pub fn holds(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

impl Law {
    /// The regime in force on a day.
    pub fn at(&self, day: Date) -> Option<&Regime> {
        self.regimes.values().find(|regime| regime.holds(day))
    }

    /// The latest regime of which more than its gaps is known.
    pub fn latest(&self) -> Option<&Regime> {
        let known = |regime: &&Regime| !regime.tables.is_empty() || !regime.offences.is_empty();
        self.regimes.values().rev().find(known).or(self.regimes.values().last())
    }
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

    /// Lets something else of a find count; amounts stay as they are written.
    ///
    /// Where two limits counted and only the pure substance does from now on, the limits of pure substance are those
    /// that stay: of 10 g and 1 g pure in Czechia it is 1 g.
    pub fn count(&mut self, basis: CountingBasis) {
        if let (CountingBasis::Pure, Some(grams)) = (basis, self.in_grams()) {
            for band in &mut self.bands {
                if let Some(pure_from) = band.pure_from.take() {
                    band.from = pure_from / grams;
                    band.to = band.pure_to.take().map(|to| to / grams);
                }
            }
        }
        self.basis = basis;
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
