//! The share of cases in a legal band, as columns (equations of `docs/model.md`, "Shares from thresholds").

use super::program::{Column, Op};
use super::values::{Values, When};
use crate::distribution::Distribution;
use crate::law::regime::{CountingBasis, Limit};
use crate::law::share::Side;
use crate::law::share::cases::{Purity, nodes};
use crate::law::share::ruler::needs_purity;
use crate::model::{BandCases, BandPurity, BandShare, LogNormalCases, Operand};

/// Cases of one purity: what every part of the formula reads.
struct Node {
    weight: f64,
    /// ln of the purity as the law counts it; absent if no limit asks.
    log_purity: Option<Column>,
    /// Mean and standard deviation of the logarithm of the grams.
    mean: Column,
    sd: Column,
}

impl Values<'_> {
    /// The column of a share; never below 0.
    pub(super) fn band(&mut self, policy: usize, share: &BandShare, when: When) -> Column {
        let (to, from) = match &share.cases {
            BandCases::LogNormal(cases) => {
                let to = share.to.map(|limit| self.below(policy, cases, limit, when));
                (to, share.from.map(|limit| self.below(policy, cases, limit, when)))
            }
            BandCases::List { count, below_from, below_to, .. } => {
                let mut counted = |below: f64| {
                    let beta = Distribution::Beta { a: below + 0.5, b: count - below + 0.5 };
                    self.input(&share.stream(), beta, 1.0)
                };
                (share.to.map(|_| counted(*below_to)), share.from.map(|_| counted(*below_from)))
            }
        };
        let to = to.unwrap_or_else(|| self.program.constant(1.0));
        let from = from.unwrap_or_else(|| self.program.constant(0.0));
        let share = self.program.subtract(to, from);
        let zero = self.program.constant(0.0);
        self.program.arithmetic(Op::Larger(share, zero))
    }

    /// The share of cases below a limit, those that react to it included.
    fn below(&mut self, policy: usize, cases: &LogNormalCases, limit: Limit, when: When) -> Column {
        let mut shares = vec![];
        for node in self.nodes(policy, cases, needs_purity(limit.basis), when) {
            let gross = self.log_gross(limit, node.log_purity);
            let weight = self.program.constant(node.weight);
            let share = match &cases.reaction {
                None => self.normal_below(gross, &node),
                Some(reaction) => {
                    let window = self.read(policy, &reaction.window, when);
                    let moved = self.read(policy, &reaction.moved, when);
                    let factor = match reaction.side {
                        Side::Above => self.program.one_less(window),
                        Side::Below => {
                            let one = self.program.constant(1.0);
                            self.program.add(one, window)
                        }
                    };
                    let shift = self.program.arithmetic(Op::Logarithm(factor));
                    let shifted = self.program.add(gross, shift);
                    let (stay, move_over) = (self.normal_below(gross, &node), self.normal_below(shifted, &node));
                    let rest = self.program.one_less(moved);
                    let (stay, move_over) =
                        (self.program.multiply(rest, stay), self.program.multiply(moved, move_over));
                    self.program.add(stay, move_over)
                }
            };
            shares.push(self.program.multiply(weight, share));
        }
        self.program.sum(shares)
    }

    /// Φ((ln x − mean) / sd).
    fn normal_below(&mut self, log_grams: Column, node: &Node) -> Column {
        let off = self.program.subtract(log_grams, node.mean);
        let score = self.program.divide(off, node.sd);
        self.program.arithmetic(Op::NormalBelow(score))
    }

    /// ln of a limit in grams of the whole find.
    fn log_gross(&mut self, limit: Limit, log_purity: Option<Column>) -> Column {
        let mut log = |value: f64| {
            let value = self.program.constant(value);
            self.program.arithmetic(Op::Logarithm(value))
        };
        let amount = log(limit.amount);
        let pure = limit.pure.map(&mut log);
        let reference = match limit.basis {
            CountingBasis::ReferencePotency(reference) => Some(log(reference)),
            _ => None,
        };
        let zero = self.program.constant(0.0);
        let purity = log_purity.unwrap_or(zero);
        let pure = pure.map(|pure| self.program.subtract(pure, purity));
        match limit.basis {
            CountingBasis::Mixture | CountingBasis::DryResidue | CountingBasis::Unspecified => amount,
            CountingBasis::Pure => self.program.subtract(amount, purity),
            CountingBasis::ReferencePotency(_) => {
                let scaled = self.program.add(amount, reference.unwrap_or(zero));
                self.program.subtract(scaled, purity)
            }
            CountingBasis::BothExceeded => match pure {
                Some(pure) => self.program.arithmetic(Op::Larger(amount, pure)),
                None => amount,
            },
            CountingBasis::EitherExceeded => match pure {
                Some(pure) => self.program.arithmetic(Op::Smaller(amount, pure)),
                None => amount,
            },
            CountingBasis::AnyAmount => self.program.constant(f64::INFINITY),
        }
    }

    fn nodes(&mut self, policy: usize, cases: &LogNormalCases, needs_purity: bool, when: When) -> Vec<Node> {
        let median = self.read(policy, &cases.median, when);
        let mean = self.program.arithmetic(Op::Logarithm(median));
        let spread = self.read(policy, &cases.spread, when);
        let one = |log_purity: Option<Column>| vec![Node { weight: 1.0, log_purity, mean, sd: spread }];
        let counted = cases.counted.as_ref().filter(|_| needs_purity).map(|(operand, inverse)| {
            let factor = self.log_of(policy, operand, when);
            let zero = self.program.constant(0.0);
            if *inverse { self.program.subtract(zero, factor) } else { factor }
        });
        let shares: Vec<Column> = match &cases.purity {
            _ if !needs_purity => return one(None),
            BandPurity::Unsaid => return one(None),
            BandPurity::Same(share) => {
                let share = self.log_of(policy, share, when);
                let share = counted.map_or(share, |counted| self.program.add(share, counted));
                return one(Some(share));
            }
            BandPurity::LogOdds { median, spread } => {
                let median = self.read(policy, median, when);
                let rest = self.program.one_less(median);
                let odds = self.program.divide(rest, median);
                let against = self.program.arithmetic(Op::Logarithm(odds));
                let spread = self.read(policy, spread, when);
                nodes().map(|(score, _)| self.log_share(against, spread, score)).collect()
            }
            BandPurity::Spread(distribution) => {
                let scores: Vec<f64> = nodes().map(|(score, _)| score).collect();
                let purities = Purity::Spread(distribution.clone()).at_scores(&scores).unwrap_or_default();
                let mut log = |share: f64| {
                    let share = self.program.constant(share);
                    self.program.arithmetic(Op::Logarithm(share))
                };
                purities.into_iter().map(&mut log).collect()
            }
        };
        let rho = cases.correlation.as_ref().map(|operand| self.read(policy, operand, when));
        let mut sd = spread;
        let mut slope = None;
        if let Some(rho) = rho {
            // √(1 − ρ²) = exp(½·ln(1 − ρ²)).
            let square = self.program.multiply(rho, rho);
            let left = self.program.one_less(square);
            let log = self.program.arithmetic(Op::Logarithm(left));
            let half = self.program.constant(0.5);
            let log = self.program.multiply(half, log);
            let root = self.program.arithmetic(Op::Exponential(log));
            sd = self.program.multiply(spread, root);
            slope = Some(self.program.multiply(spread, rho));
        }
        let shares = nodes().zip(shares);
        shares
            .map(|((score, weight), share)| {
                let log_purity = counted.map_or(share, |counted| self.program.add(share, counted));
                let mean = slope.map_or(mean, |slope| {
                    let score = self.program.constant(score);
                    let shift = self.program.multiply(slope, score);
                    self.program.add(mean, shift)
                });
                Node { weight, log_purity: Some(log_purity), mean, sd }
            })
            .collect()
    }

    fn log_of(&mut self, policy: usize, operand: &Operand, when: When) -> Column {
        let value = self.read(policy, operand, when);
        self.program.arithmetic(Op::Logarithm(value))
    }

    /// ln of the share with the log-odds −against + spread·score: −ln(1 + exp(against − spread·score)).
    fn log_share(&mut self, against: Column, spread: Column, score: f64) -> Column {
        let score = self.program.constant(score);
        let shift = self.program.multiply(spread, score);
        let log_odds = self.program.subtract(against, shift);
        let odds = self.program.arithmetic(Op::Exponential(log_odds));
        let one = self.program.constant(1.0);
        let whole = self.program.add(one, odds);
        let log = self.program.arithmetic(Op::Logarithm(whole));
        let zero = self.program.constant(0.0);
        self.program.subtract(zero, log)
    }
}
