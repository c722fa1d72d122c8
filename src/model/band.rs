//! The share of cases in a legal band, as arithmetic over parameters.

use super::Operand;
use crate::distribution::Distribution;
use crate::law::regime::Limit;
use crate::law::share::{Amounts, Cases, Purity, Reaction, Ruler, Side, exact};
use std::sync::Arc;

/// The share of cases between two limits of one law.
#[derive(Clone, Debug, PartialEq)]
pub struct BandShare {
    /// In words, for explanations: the band `small` of cannabis under the law `today`.
    pub words: String,
    /// How it comes about, line by line: limits, law, source.
    pub told: Vec<String>,
    /// Name of the amounts.
    pub amounts: String,
    /// The limit below, absent for the first band; in grams.
    pub from: Option<Limit>,
    /// The limit above, absent for the last band; in grams.
    pub to: Option<Limit>,
    pub cases: BandCases,
}

/// How cases differ.
#[derive(Clone, Debug, PartialEq)]
pub enum BandCases {
    /// Amounts are lognormal.
    LogNormal(Box<LogNormalCases>),
    /// Past cases: how many there are and how many lie below each limit, which may be a part of a case.
    List { count: f64, below_from: f64, below_to: f64, past: Arc<PastCases> },
}

/// Past cases as they were counted.
#[derive(Clone, Debug, PartialEq)]
pub struct PastCases {
    /// As the file has them.
    pub recorded: Cases,
    /// Without the reaction to the law of their time; the same if there is none.
    pub natural: Cases,
    /// What a reported purity is multiplied by to be counted as the law counts.
    pub counted: f64,
    pub reaction: Reaction,
}

/// Lognormal amounts with their purity, by the names of parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct LogNormalCases {
    /// In grams.
    pub median: Operand,
    /// Standard deviation of the natural logarithm.
    pub spread: Operand,
    pub purity: BandPurity,
    /// Of the normal scores of amount and purity.
    pub correlation: Option<Operand>,
    /// What a reported purity is multiplied (or divided, if the flag is set) by to be counted as the law counts.
    pub counted: Option<(Operand, bool)>,
    pub reaction: Option<BandReaction>,
}

/// Share of pure substance.
#[derive(Clone, Debug, PartialEq)]
pub enum BandPurity {
    /// Nothing is said, and no limit asks.
    Unsaid,
    Same(Operand),
    LogOdds {
        median: Operand,
        spread: Operand,
    },
    Spread(Distribution),
}

/// Cases near a limit that end up on its other side.
#[derive(Clone, Debug, PartialEq)]
pub struct BandReaction {
    pub side: Side,
    pub window: Operand,
    pub moved: Operand,
}

impl BandShare {
    /// Every parameter that the share is made of.
    pub fn operands(&self) -> Vec<&Operand> {
        let BandCases::LogNormal(cases) = &self.cases else { return vec![] };
        let LogNormalCases { median, spread, purity, correlation, counted, reaction } = &**cases;
        let mut operands = vec![median, spread];
        match purity {
            BandPurity::Same(share) => operands.push(share),
            BandPurity::LogOdds { median, spread } => operands.extend([median, spread]),
            BandPurity::Unsaid | BandPurity::Spread(_) => {}
        }
        operands.extend(correlation);
        operands.extend(counted.iter().map(|(operand, _)| operand));
        operands.extend(reaction.iter().flat_map(|reaction| [&reaction.window, &reaction.moved]));
        operands
    }

    /// Name of the stream that all bands of the same list of past cases share. Names of parameters have no spaces.
    pub fn stream(&self) -> String {
        format!("amounts {}", self.amounts)
    }

    /// The share with every parameter as `read` gives it, in base units; past cases at their mean.
    pub fn value(&self, read: impl Fn(&Operand) -> Option<f64>) -> Option<f64> {
        match &self.cases {
            BandCases::List { count, below_from, below_to, .. } => {
                let upto = |limit: Option<Limit>, below: f64, otherwise: f64| match limit {
                    Some(_) => (below + 0.5) / (count + 1.0),
                    None => otherwise,
                };
                Some(upto(self.to, *below_to, 1.0) - upto(self.from, *below_from, 0.0))
            }
            BandCases::LogNormal(cases) => {
                let (known, counted, reaction) = cases.read(read)?;
                let limits: Vec<Limit> = self.from.into_iter().chain(self.to).collect();
                let below = exact::below_limits(&known, &Ruler { limits, counted }, &reaction);
                let mut below = below.into_iter();
                let from = if self.from.is_some() { below.next()? } else { 0.0 };
                let to = if self.to.is_some() { below.next()? } else { 1.0 };
                Some((to - from).max(0.0))
            }
        }
    }
}

impl LogNormalCases {
    /// The cases, what a reported purity is multiplied by, and the reaction, with parameters as `read` gives them.
    pub fn read(&self, read: impl Fn(&Operand) -> Option<f64>) -> Option<(Cases, f64, Reaction)> {
        let amounts = Amounts::LogNormal { median: read(&self.median)?, spread: read(&self.spread)? };
        let purity = match &self.purity {
            BandPurity::Unsaid => Purity::Same(1.0),
            BandPurity::Same(share) => Purity::Same(read(share)?),
            BandPurity::LogOdds { median, spread } => Purity::LogOdds { median: read(median)?, spread: read(spread)? },
            BandPurity::Spread(distribution) => Purity::Spread(distribution.clone()),
        };
        let correlation = match &self.correlation {
            Some(operand) => read(operand)?,
            None => 0.0,
        };
        let counted = match &self.counted {
            Some((operand, true)) => 1.0 / read(operand)?,
            Some((operand, false)) => read(operand)?,
            None => 1.0,
        };
        let reaction = match &self.reaction {
            Some(reaction) => {
                Reaction { side: reaction.side, window: read(&reaction.window)?, moved: read(&reaction.moved)? }
            }
            None => Reaction::NONE,
        };
        Some((Cases { amounts, purity, correlation }, counted, reaction))
    }
}
