//! Units as data: whole powers of money, people, time, mass and words that a scenario declares.
//!
//! A [`Unit`] has dimensions and a factor to base units (one unit of each currency, one person, one day, one gram).
//! Reading and writing them is in `unit::text`; products and quotients are here.

mod text;

pub use text::{UnitError, Units};

use std::collections::BTreeMap;

/// What a quantity is made of: base dimensions with whole powers, none of them 0.
///
/// Base dimensions are `person`, `day`, `gram`, each currency by its ISO 4217 code, and declared words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Dimensions(BTreeMap<String, i8>);

impl Dimensions {
    /// A pure number.
    pub fn none() -> Dimensions {
        Dimensions::default()
    }

    /// One base dimension to a power; power 0 is a pure number.
    pub fn of(base: &str, power: i8) -> Dimensions {
        let mut powers = BTreeMap::new();
        if power != 0 {
            powers.insert(base.to_owned(), power);
        }
        Dimensions(powers)
    }

    /// Whether this is a pure number.
    pub fn is_none(&self) -> bool {
        self.0.is_empty()
    }

    /// The power of one base dimension, 0 if absent.
    pub fn power(&self, base: &str) -> i8 {
        self.0.get(base).copied().unwrap_or(0)
    }

    /// Base dimensions with their powers, in alphabetical order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, i8)> {
        self.0.iter().map(|(base, power)| (base.as_str(), *power))
    }

    /// The dimensions of a product; `None` if a power leaves the range of `i8`.
    pub fn times(&self, other: &Dimensions) -> Option<Dimensions> {
        self.combine(other, 1)
    }

    /// The dimensions of a quotient; `None` if a power leaves the range of `i8`.
    pub fn over(&self, other: &Dimensions) -> Option<Dimensions> {
        self.combine(other, -1)
    }

    /// The dimensions of a whole power; `None` if a power leaves the range of `i8`.
    pub fn to_the(&self, power: i8) -> Option<Dimensions> {
        let mut powers = BTreeMap::new();
        if power != 0 {
            for (base, own) in &self.0 {
                powers.insert(base.clone(), own.checked_mul(power)?);
            }
        }
        Some(Dimensions(powers))
    }

    fn combine(&self, other: &Dimensions, sign: i8) -> Option<Dimensions> {
        let mut powers = self.0.clone();
        for (base, power) in &other.0 {
            let entry = powers.entry(base.clone()).or_insert(0);
            *entry = entry.checked_add(power.checked_mul(sign)?)?;
            if *entry == 0 {
                powers.remove(base);
            }
        }
        Some(Dimensions(powers))
    }
}

/// A unit as written: its dimensions, and how many base units one of it is.
///
/// `EUR/person/month` has the dimensions EUR · person⁻¹ · day⁻¹ and, with a year of 365.25 days, the factor 12 / 365.25.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// As the scenario writes it.
    pub text: String,
    pub dimensions: Dimensions,
    pub factor: f64,
}

impl Unit {
    /// The unit of pure numbers, written `1`.
    pub fn one() -> Unit {
        Unit { text: "1".into(), dimensions: Dimensions::none(), factor: 1.0 }
    }
}
