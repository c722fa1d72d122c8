//! Shares by arithmetic: the normal distribution function at nodes of purity, or counting past cases.

use super::cases::{Amounts, Cases, Purity, nodes};
use super::ruler::{Reaction, Ruler};
use crate::math;

/// Cases of one purity, with their share among all.
#[derive(Clone, Copy, Debug)]
struct Part {
    weight: f64,
    purity: f64,
    amount: Amount,
}

/// How much these cases carry.
#[derive(Clone, Copy, Debug)]
enum Amount {
    /// Mean and standard deviation of the logarithm of the grams.
    Normal {
        mean: f64,
        sd: f64,
    },
    Grams(f64),
}

impl Part {
    /// The share of these cases that lie below so many grams; with or without the limit itself.
    fn below(&self, grams: f64, with_limit: bool) -> f64 {
        match self.amount {
            _ if grams == f64::INFINITY => 1.0,
            Amount::Normal { mean, sd } if sd > 0.0 => math::normal_cdf((math::ln(grams) - mean) / sd),
            Amount::Normal { mean, .. } => below(math::exp(mean), grams, with_limit),
            Amount::Grams(own) => below(own, grams, with_limit),
        }
    }
}

fn below(own: f64, grams: f64, with_limit: bool) -> f64 {
    f64::from(u8::from(own < grams || (with_limit && own == grams)))
}

/// Cases as parts of one purity each. Without need of purity, as few parts as there are.
fn parts(cases: &Cases, needs_purity: bool) -> Vec<Part> {
    let rho = cases.correlation;
    let left = (1.0 - rho * rho).max(0.0).sqrt();
    let (scores, weights): (Vec<f64>, Vec<f64>) = nodes().unzip();
    match &cases.amounts {
        Amounts::LogNormal { median, spread } => {
            let mean = math::ln(*median);
            let one = |purity: f64| Part { weight: 1.0, purity, amount: Amount::Normal { mean, sd: *spread } };
            if !needs_purity {
                return vec![one(1.0)];
            }
            match (&cases.purity, cases.purity.at_scores(&scores)) {
                (Purity::Same(share), _) => vec![one(*share)],
                (_, Some(purities)) => scores
                    .iter()
                    .zip(weights)
                    .zip(purities)
                    .map(|((score, weight), purity)| {
                        let amount = Amount::Normal { mean: mean + spread * rho * score, sd: spread * left };
                        Part { weight, purity, amount }
                    })
                    .collect(),
                (_, None) => vec![],
            }
        }
        Amounts::List(list) => {
            let total: f64 = list.iter().map(|case| case.weight).sum();
            let mut parts = vec![];
            let mut before = 0.0;
            for case in list {
                let (weight, amount) = (case.weight / total, Amount::Grams(case.grams));
                let own_score = math::normal_quantile((before + 0.5 * case.weight) / total);
                before += case.weight;
                let known = match &cases.purity {
                    _ if !needs_purity => Some(1.0),
                    Purity::Same(share) => Some(*share),
                    Purity::OfTheCase => case.purity,
                    Purity::LogOdds { .. } | Purity::Spread(_) => None,
                };
                if let Some(purity) = known {
                    parts.push(Part { weight, purity, amount });
                    continue;
                }
                let mixed: Vec<f64> = scores.iter().map(|score| rho * own_score + left * score).collect();
                let purities = cases.purity.at_scores(&mixed).unwrap_or_default();
                let spread = purities.into_iter().zip(&weights);
                parts.extend(spread.map(|(purity, share)| Part { weight: weight * share, purity, amount }));
            }
            parts
        }
    }
}

/// The share of cases in each band; they add up to 1 but for rounding.
pub fn shares(cases: &Cases, ruler: &Ruler, reaction: &Reaction) -> Vec<f64> {
    let below = below_limits(cases, ruler, reaction);
    let mut from = 0.0;
    let mut shares = vec![];
    for to in below.into_iter().chain([1.0]) {
        shares.push((to - from).max(0.0));
        from = to;
    }
    shares
}

/// The share of cases below each limit.
pub fn below_limits(cases: &Cases, ruler: &Ruler, reaction: &Reaction) -> Vec<f64> {
    let mut below = vec![0.0; ruler.limits.len()];
    for part in parts(cases, ruler.needs_purity()) {
        for (limit, below) in below.iter_mut().enumerate() {
            let gross = ruler.gross(limit, part.purity);
            for (share, factor) in reaction.parts() {
                if share > 0.0 {
                    *below += part.weight * share * part.below(gross * factor, ruler.includes(limit));
                }
            }
        }
    }
    below
}

/// Who moves: the share of cases in each band of the first law (rows) and of the second (columns).
///
/// The same cases react to both laws, so equal laws move nobody.
pub fn matrix(cases: &Cases, from: &Ruler, to: &Ruler, reaction: &Reaction) -> Vec<Vec<f64>> {
    let mut matrix = vec![vec![0.0; to.bands()]; from.bands()];
    for part in parts(cases, from.needs_purity() || to.needs_purity()) {
        for (share, factor) in reaction.parts() {
            if share <= 0.0 {
                continue;
            }
            let cuts = |ruler: &Ruler| -> Vec<(f64, bool)> {
                let cut = |limit| (ruler.gross(limit, part.purity) * factor, ruler.includes(limit));
                (0..ruler.limits.len()).map(cut).collect()
            };
            let (rows, columns) = (cuts(from), cuts(to));
            // A find lies below a cut that is lower, or equal and without its limit, before it lies below another.
            let lower = |a: (f64, bool), b: (f64, bool)| if (b.0, b.1) < (a.0, a.1) { b } else { a };
            let upto = |row: usize, column: usize| match (rows.get(row), columns.get(column)) {
                (Some(a), Some(b)) => Some(lower(*a, *b)),
                (a, b) => a.or(b).copied(),
            };
            let below = |cut: Option<(f64, bool)>| cut.map_or(1.0, |(grams, with)| part.below(grams, with));
            // Below both a row's and a column's cut lie those below the lower of the two: differences give the cells.
            for (row, cells) in matrix.iter_mut().enumerate() {
                for (column, cell) in cells.iter_mut().enumerate() {
                    let corner = |row: Option<usize>, column: Option<usize>| match (row, column) {
                        (Some(row), Some(column)) => below(upto(row, column)),
                        _ => 0.0,
                    };
                    let (before_row, before_column) = (row.checked_sub(1), column.checked_sub(1));
                    let mass = (corner(Some(row), Some(column)) - corner(before_row, Some(column)))
                        - (corner(Some(row), before_column) - corner(before_row, before_column));
                    *cell += part.weight * share * mass.max(0.0);
                }
            }
        }
    }
    matrix
}

/// The share of cases whose band depends on their purity: those that need an assay.
///
/// A find whose band is the same at no purity and at full purity needs none: under a pure limit a find that weighs no
/// more than the limit lies below it whatever it holds.
pub fn assays(cases: &Cases, ruler: &Ruler) -> f64 {
    let mut share = 0.0;
    for part in parts(cases, false) {
        let mut done = (0.0, false);
        for limit in 0..ruler.limits.len() {
            let full = ruler.gross(limit, 1.0 / ruler.counted);
            let none = ruler.gross(limit, 0.0);
            let (from, to) = (full.min(none).max(done.0), full.max(none));
            if to > from {
                share += part.weight * (part.below(to, true) - part.below(from, true)).max(0.0);
                done = (to, true);
            }
        }
    }
    share
}

/// The share of cases within `part` of any limit on either side: 0.1 for 10 %.
pub fn near(cases: &Cases, ruler: &Ruler, part: f64) -> f64 {
    let mut share = 0.0;
    for of in parts(cases, ruler.needs_purity()) {
        let mut done = 0.0_f64;
        for limit in 0..ruler.limits.len() {
            let gross = ruler.gross(limit, of.purity);
            if gross == f64::INFINITY {
                continue;
            }
            let (from, to) = ((gross * (1.0 - part)).max(done), gross * (1.0 + part));
            if to > from {
                share += of.weight * (of.below(to, true) - of.below(from, false)).max(0.0);
                done = to;
            }
        }
    }
    share
}

#[cfg(test)]
#[path = "exact_tests.rs"]
mod tests;
