//! Where a law draws its lines, seen on the scale of the whole find.

use crate::law::regime::{Closed, CountingBasis, Limit};

/// The limits of one table in grams, ascending.
#[derive(Clone, Debug, PartialEq)]
pub struct Ruler {
    pub limits: Vec<Limit>,
    /// What a reported purity is multiplied by to be counted as the table counts: 1 / 0.73 where purity is reported as
    /// amphetamine base and the table counts the sulphate; 1 where both are the same or nothing is said.
    pub counted: f64,
}

/// What people and police make of a limit: some cases near it end up on its other side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reaction {
    pub side: Side,
    /// How far the cases that move lie from the limit, as a part of it: 0.2 for a fifth.
    pub window: f64,
    /// Share of the cases within the window that move.
    pub moved: f64,
}

/// On which side of a limit cases gather.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// People carry a little less than they would: cases from just above gather just below.
    Below,
    /// Cases from just below are recorded just above.
    Above,
}

impl Reaction {
    /// Nobody reacts.
    pub const NONE: Reaction = Reaction { side: Side::Above, window: 0.0, moved: 0.0 };

    /// The share of cases and what the limits are multiplied by for them: those that never move, and those that would.
    ///
    /// A case that would be moved over any limit near it is a case that meets all limits a little lower (or higher).
    pub fn parts(&self) -> [(f64, f64); 2] {
        let factor = match self.side {
            Side::Above => 1.0 - self.window,
            Side::Below => 1.0 + self.window,
        };
        [(1.0 - self.moved, 1.0), (self.moved, factor)]
    }
}

impl Ruler {
    /// Limits in grams; purity counts as it is reported.
    pub fn new(limits: Vec<Limit>) -> Ruler {
        Ruler { limits, counted: 1.0 }
    }

    /// How many bands there are.
    pub fn bands(&self) -> usize {
        self.limits.len() + 1
    }

    /// The limit as grams of the whole find, for a find of this purity; infinite where no find reaches it.
    ///
    /// A limit L of mixture and P of pure substance are, for the purity f as the table counts it: mixture L; pure L/f;
    /// both exceeded max(L, P/f); either exceeded min(L, P/f); reference strength r: L·r/f.
    pub fn gross(&self, limit: usize, purity: f64) -> f64 {
        let Limit { amount, pure, basis, .. } = self.limits[limit];
        let counted = purity * self.counted;
        match basis {
            CountingBasis::Mixture | CountingBasis::DryResidue | CountingBasis::Unspecified => amount,
            CountingBasis::Pure => amount / counted,
            CountingBasis::ReferencePotency(reference) => amount * reference / counted,
            CountingBasis::BothExceeded => amount.max(pure.unwrap_or(0.0) / counted),
            CountingBasis::EitherExceeded => amount.min(pure.unwrap_or(f64::INFINITY) / counted),
            CountingBasis::AnyAmount => f64::INFINITY,
        }
    }

    /// Whether purity decides about any limit.
    pub fn needs_purity(&self) -> bool {
        self.limits.iter().any(|limit| needs_purity(limit.basis))
    }

    /// Whether a find of exactly the limit lies below it.
    pub fn includes(&self, limit: usize) -> bool {
        matches!(self.limits[limit].closed, Closed::Upper | Closed::Unstated)
    }
}

/// Whether a basis weighs the pure substance.
pub fn needs_purity(basis: CountingBasis) -> bool {
    match basis {
        CountingBasis::Mixture | CountingBasis::DryResidue | CountingBasis::Unspecified | CountingBasis::AnyAmount => {
            false
        }
        CountingBasis::Pure
        | CountingBasis::ReferencePotency(_)
        | CountingBasis::BothExceeded
        | CountingBasis::EitherExceeded => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gross(basis: CountingBasis, amount: f64, pure: Option<f64>, purity: f64) -> f64 {
        Ruler::new(vec![Limit { amount, pure, basis, closed: Closed::Upper }]).gross(0, purity)
    }

    #[test]
    fn a_limit_of_pure_substance_is_more_street_powder_the_weaker_it_is() {
        // 1.5 g pure at 13.1 % = 1.5 / 0.131 = 11.45 g; at 72 % = 1.5 / 0.72 = 2.0833 g.
        assert!((gross(CountingBasis::Pure, 1.5, None, 0.131) - 11.450_381_679_389_313).abs() < 1e-12);
        assert!((gross(CountingBasis::Pure, 1.5, None, 0.72) - 2.083_333_333_333_333_5).abs() < 1e-12);
        assert_eq!(gross(CountingBasis::Mixture, 1.5, None, 0.131), 1.5);
        assert_eq!(gross(CountingBasis::Pure, 1.5, None, 0.0), f64::INFINITY);
    }

    #[test]
    fn two_limits_bind_together_or_each_alone() {
        // 10 g of herb and 1 g of THC: at 6 % the gram of THC is in 16.7 g, at 20 % in 5 g.
        let both = |purity| gross(CountingBasis::BothExceeded, 10.0, Some(1.0), purity);
        assert!((both(0.06) - 1.0 / 0.06).abs() < 1e-12);
        assert_eq!(both(0.20), 10.0);
        let either = |purity| gross(CountingBasis::EitherExceeded, 10.0, Some(1.0), purity);
        assert_eq!((either(0.06), either(0.20)), (10.0, 5.0));
        // 25 g at a strength of 2 % THC are 5 g at 10 %.
        assert!((gross(CountingBasis::ReferencePotency(0.02), 25.0, None, 0.10) - 5.0).abs() < 1e-12);
    }

    #[test]
    fn base_and_salt_differ_by_their_weights() {
        // 10 g of amphetamine base are 10 / 0.73 g of sulphate. Purity as base 0.13 counts as salt 0.13 / 0.73.
        let limit = Limit { amount: 10.0, pure: None, basis: CountingBasis::Pure, closed: Closed::Lower };
        let salt = Ruler { limits: vec![limit], counted: 1.0 / 0.73 };
        assert!((salt.gross(0, 0.13) - 10.0 * 0.73 / 0.13).abs() < 1e-12);
        assert!(!salt.includes(0));
    }
}
