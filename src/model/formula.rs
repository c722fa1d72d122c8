//! Arithmetic over parameters, with names resolved and units checked.

use super::BandShare;

/// A parameter, or one share of a parameter that has several.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Operand {
    pub parameter: String,
    /// `prison` in `sentence.prison`.
    pub key: Option<String>,
}

impl Operand {
    /// A parameter as a whole.
    pub fn whole(parameter: impl Into<String>) -> Operand {
        Operand { parameter: parameter.into(), key: None }
    }
}

impl std::fmt::Display for Operand {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.key {
            Some(key) => write!(f, "{}.{key}", self.parameter),
            None => f.write_str(&self.parameter),
        }
    }
}

/// A formula. Every operand is read in base units; a formula yields base units.
#[derive(Clone, Debug, PartialEq)]
pub enum Formula {
    Number(f64),
    Read(Operand),
    Negative(Box<Formula>),
    Sum(Box<Formula>, Box<Formula>),
    Difference(Box<Formula>, Box<Formula>),
    Product(Box<Formula>, Box<Formula>),
    Quotient(Box<Formula>, Box<Formula>),
    /// A whole power.
    Power(Box<Formula>, i8),
    Smaller(Box<Formula>, Box<Formula>),
    Larger(Box<Formula>, Box<Formula>),
    Exponential(Box<Formula>),
    Logarithm(Box<Formula>),
    /// `with_odds_ratio(p, x)` = x·p / (1 − p + x·p).
    WithOddsRatio(Box<Formula>, Box<Formula>),
    /// `with_relative_risk(p, x)` = x·p.
    WithRelativeRisk(Box<Formula>, Box<Formula>),
    /// `with_hazard_ratio(p, x)` = 1 − (1 − p)^x.
    WithHazardRatio(Box<Formula>, Box<Formula>),
    /// `with_risk_difference(p, x)` = p + x.
    WithRiskDifference(Box<Formula>, Box<Formula>),
    /// `conditional(F)`: the share, per step, of those still there, from a cumulative path F over time since entry:
    /// 1 − (1 − F(step + 1)) / (1 − F(step)).
    Conditional(Box<Formula>),
    /// The share of cases in a legal band.
    Band(Box<BandShare>),
}

impl Formula {
    /// All operands, in the order in which they stand, with repetitions.
    pub fn operands(&self) -> Vec<&Operand> {
        let mut found = vec![];
        self.collect(&mut found);
        found
    }

    fn collect<'a>(&'a self, found: &mut Vec<&'a Operand>) {
        use Formula::*;
        match self {
            Number(_) => {}
            Read(operand) => found.push(operand),
            Band(share) => found.extend(share.operands()),
            Negative(a) | Power(a, _) | Exponential(a) | Logarithm(a) | Conditional(a) => a.collect(found),
            Sum(a, b)
            | Difference(a, b)
            | Product(a, b)
            | Quotient(a, b)
            | Smaller(a, b)
            | Larger(a, b)
            | WithOddsRatio(a, b)
            | WithRelativeRisk(a, b)
            | WithHazardRatio(a, b)
            | WithRiskDifference(a, b) => {
                a.collect(found);
                b.collect(found);
            }
        }
    }
}
