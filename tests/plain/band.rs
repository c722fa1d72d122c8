//! The share of cases in a legal band (equations L1 to L5 of `docs/law.md`).

use super::Drawn;
use crimcost::distribution::Distribution;
use crimcost::law::regime::{CountingBasis, Limit};
use crimcost::law::share::Side;
use crimcost::math;
use crimcost::model::{BandCases, BandPurity, BandShare, LogNormalCases, Operand};

/// The share, with every parameter as `read` gives it.
pub fn share(band: &BandShare, drawn: Drawn, read: &dyn Fn(&Operand) -> f64) -> f64 {
    let below = |limit: Option<Limit>, counted: f64, without: f64| match (limit, &band.cases) {
        (None, _) => without,
        (Some(_), BandCases::List { count, .. }) => {
            let law = Distribution::Beta { a: counted + 0.5, b: count - counted + 0.5 };
            drawn(&format!("amounts {}", band.amounts), &law)
        }
        (Some(limit), BandCases::LogNormal(cases)) => below_limit(cases, limit, read),
    };
    let (from, to) = match &band.cases {
        BandCases::List { below_from, below_to, .. } => (*below_from, *below_to),
        BandCases::LogNormal(_) => (0.0, 0.0),
    };
    (below(band.to, to, 1.0) - below(band.from, from, 0.0)).max(0.0)
}

/// Normal scores from −6 to 6 in fifths.
const FIFTHS: i32 = 30;

fn below_limit(cases: &LogNormalCases, limit: Limit, read: &dyn Fn(&Operand) -> f64) -> f64 {
    let rho = cases.correlation.as_ref().map_or(0.0, read);
    let counted = match &cases.counted {
        None => 1.0,
        Some((share, true)) => 1.0 / read(share),
        Some((share, false)) => read(share),
    };
    let purity = |score: f64| match &cases.purity {
        BandPurity::Unsaid => 1.0,
        BandPurity::Same(share) => read(share),
        BandPurity::LogOdds { median, spread } => {
            let odds = read(median) / (1.0 - read(median)) * math::exp(read(spread) * score);
            odds / (1.0 + odds)
        }
        BandPurity::Spread(distribution) => distribution.quantile(math::normal_cdf(score)),
    };
    let grams = |purity: f64| {
        let pure = |limit: f64| limit / (purity * counted);
        match limit.basis {
            CountingBasis::Pure => pure(limit.amount),
            CountingBasis::ReferencePotency(reference) => pure(limit.amount * reference),
            CountingBasis::BothExceeded => limit.amount.max(pure(limit.pure.unwrap_or(0.0))),
            CountingBasis::EitherExceeded => limit.amount.min(pure(limit.pure.unwrap_or(f64::INFINITY))),
            _ => limit.amount,
        }
    };
    let (mut sum, mut weights) = (0.0, 0.0);
    for fifth in -FIFTHS..=FIFTHS {
        let score = f64::from(fifth) / 5.0;
        let weight = math::exp(-score * score / 2.0);
        let spread = read(&cases.spread);
        let below = |limit: f64| {
            let log = math::ln(limit / read(&cases.median)) / spread;
            math::normal_cdf((log - rho * score) / (1.0 - rho * rho).sqrt())
        };
        let limit = grams(purity(score));
        let share = match &cases.reaction {
            None => below(limit),
            Some(reaction) => {
                let window = read(&reaction.window);
                let nearer = limit * if reaction.side == Side::Above { 1.0 - window } else { 1.0 + window };
                let moved = read(&reaction.moved);
                (1.0 - moved) * below(limit) + moved * below(nearer)
            }
        };
        sum += weight * share;
        weights += weight;
    }
    sum / weights
}
