//! Closed forms, past cases counted by hand, and the simulation against the arithmetic.
#![allow(clippy::disallowed_methods)]

use super::super::{Side, compare, simulate};
use super::*;
use crate::distribution::Distribution;
use crate::law::regime::{Closed, CountingBasis, Limit};
use crate::law::share::Seizure;

fn limit(amount: f64, basis: CountingBasis) -> Limit {
    Limit { amount, pure: None, basis, closed: Closed::Upper }
}

fn mixture(limits: &[f64]) -> Ruler {
    Ruler::new(limits.iter().map(|amount| limit(*amount, CountingBasis::Mixture)).collect())
}

fn pure(limits: &[f64]) -> Ruler {
    Ruler::new(limits.iter().map(|amount| limit(*amount, CountingBasis::Pure)).collect())
}

fn lognormal(median: f64, spread: f64, purity: Purity) -> Cases {
    Cases { amounts: Amounts::LogNormal { median, spread }, purity, correlation: 0.0 }
}

fn list(cases: &[(f64, Option<f64>)], purity: Purity) -> Cases {
    let of = |(grams, purity): &(f64, Option<f64>)| Seizure { grams: *grams, weight: 1.0, purity: *purity };
    Cases { amounts: Amounts::List(cases.iter().map(of).collect()), purity, correlation: 0.0 }
}

/// Purity whose logarithm is normal, by quantiles: exp(N(ln 0.05, 0.4)) hardly ever exceeds 1.
fn lognormal_purity() -> Purity {
    Purity::Spread(Distribution::log_normal_around(0.05, 0.4).unwrap())
}

#[test]
fn a_product_of_lognormals_is_lognormal() {
    // Pure grams: median 3 · 0.05 = 0.15, variance of the log 1.2² + 0.4² + 2·ρ·1.2·0.4. Φ from tables of the normal
    // distribution: Φ(1) = 0.841344746068543, Φ(2) = 0.977249868051821.
    for rho in [0.0, 0.5, -0.5] {
        let sd = (1.2_f64 * 1.2 + 0.4 * 0.4 + 2.0 * rho * 1.2 * 0.4).sqrt();
        let mut cases = lognormal(3.0, 1.2, lognormal_purity());
        cases.correlation = rho;
        let ruler = pure(&[0.15 * sd.exp(), 0.15 * (2.0 * sd).exp()]);
        let shares = shares(&cases, &ruler, &Reaction::NONE);
        let (one, two) = (0.841_344_746_068_543, 0.977_249_868_051_821);
        for (found, expected) in shares.iter().zip([one, two - one, 1.0 - two]) {
            assert!((found - expected).abs() < 1e-8, "rho {rho}: {found}, not {expected}");
        }
    }
}

#[test]
fn reading_a_limit_as_pure_at_one_purity_is_a_limit_of_more_powder() {
    // 1.5 g pure at 13.1 % is 11.45 g of street powder.
    let cases = lognormal(4.0, 1.1, Purity::Same(0.131));
    let as_pure = shares(&cases, &pure(&[1.5]), &Reaction::NONE);
    let as_powder = shares(&cases, &mixture(&[1.5 / 0.131]), &Reaction::NONE);
    assert!((as_pure[0] - as_powder[0]).abs() < 1e-12);
}

#[test]
fn equal_laws_give_equal_bits_and_move_nobody() {
    let mut cases = lognormal(4.0, 1.1, lognormal_purity());
    cases.correlation = 0.3;
    let reaction = Reaction { side: Side::Above, window: 0.3, moved: 0.25 };
    for ruler in [mixture(&[0.5, 2.5]), pure(&[0.1, 1.5, 5.0])] {
        let found = compare(&cases, &ruler, &ruler.clone(), &reaction);
        assert_eq!(found.today, found.reform);
        assert_eq!(found.assays[0].to_bits(), found.assays[1].to_bits());
        for (row, cells) in found.matrix.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                assert!(row == column || *cell == 0.0, "{row} -> {column}: {cell}");
                assert!(row != column || (cell - found.today[row]).abs() < 1e-12);
            }
        }
    }
}

#[test]
fn bands_add_to_one_and_a_higher_limit_never_has_fewer_below() {
    let mut before = 0.0;
    for step in 1..60 {
        let grams = 0.05 * 1.2_f64.powi(step);
        for cases in [lognormal(4.0, 1.1, lognormal_purity()), list(&[(1.0, None), (3.0, None)], Purity::Same(0.2))] {
            let shares = shares(&cases, &pure(&[grams, grams * 4.0]), &Reaction::NONE);
            assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        }
        let below = below_limits(&lognormal(4.0, 1.1, lognormal_purity()), &pure(&[grams]), &Reaction::NONE)[0];
        assert!(below >= before, "{grams} g");
        before = below;
    }
}

#[test]
fn rows_and_columns_of_the_matrix_are_the_shares_of_the_two_laws() {
    let cases = lognormal(4.0, 1.3, lognormal_purity());
    let found = compare(&cases, &mixture(&[1.0, 5.0]), &pure(&[0.3, 1.5, 2.5]), &Reaction::NONE);
    for (row, share) in found.matrix.iter().zip(&found.today) {
        assert!((row.iter().sum::<f64>() - share).abs() < 1e-12);
    }
    for (column, share) in found.reform.iter().enumerate() {
        assert!((found.matrix.iter().map(|row| row[column]).sum::<f64>() - share).abs() < 1e-12);
    }
}

#[test]
fn past_cases_are_counted_and_the_closed_end_decides_ties() {
    let cases = list(&[(0.5, None), (1.0, None), (1.0, None), (2.0, None)], Purity::Same(0.5));
    let at = |closed, basis| {
        let ruler = Ruler::new(vec![Limit { amount: 1.0, pure: None, basis, closed }]);
        shares(&cases, &ruler, &Reaction::NONE)
    };
    // "Not more than 1 g": three of four. "From 1 g": one of four lies below. Of pure substance all have 1 g or less.
    assert_eq!(at(Closed::Upper, CountingBasis::Mixture), [0.75, 0.25]);
    assert_eq!(at(Closed::Unstated, CountingBasis::Mixture), [0.75, 0.25]);
    assert_eq!(at(Closed::Lower, CountingBasis::Mixture), [0.25, 0.75]);
    assert_eq!(at(Closed::Upper, CountingBasis::Pure), [1.0, 0.0]);
    assert_eq!(at(Closed::Lower, CountingBasis::Pure), [0.75, 0.25]);
}

#[test]
fn herb_above_ten_grams_but_below_a_gram_of_thc_stays_small() {
    // Two limits that must both be exceeded: 12 g at 6 % hold 0.72 g, at 10 % 1.2 g.
    let both = Limit { amount: 10.0, pure: Some(1.0), basis: CountingBasis::BothExceeded, closed: Closed::Upper };
    let cases = list(&[(12.0, Some(0.06)), (12.0, Some(0.10))], Purity::OfTheCase);
    let found = compare(&cases, &mixture(&[10.0]), &Ruler::new(vec![both]), &Reaction::NONE);
    assert_eq!(found.today, [0.0, 1.0]);
    assert_eq!(found.reform, [0.5, 0.5]);
    assert_eq!(found.matrix, [[0.0, 0.0], [0.5, 0.5]]);
    // Both weigh more than 10 g: both need an assay under the two limits, none under the first law.
    assert_eq!(found.assays, [0.0, 1.0]);
}

#[test]
fn only_finds_heavier_than_a_pure_limit_need_an_assay() {
    // 1 g and 1.5 g cannot hold more than 1.5 g of substance; 2 g and 40 g can.
    let cases = list(&[(1.0, None), (1.5, None), (2.0, None), (40.0, None)], Purity::Same(0.131));
    assert_eq!(assays(&cases, &pure(&[1.5])), 0.5);
    assert_eq!(assays(&cases, &pure(&[1.5, 5.0])), 0.5);
    assert_eq!(assays(&cases, &mixture(&[1.5])), 0.0);
}

#[test]
fn a_reaction_moves_cases_over_the_line_and_moves_with_it() {
    let grams: Vec<(f64, Option<f64>)> = (1..=100).map(|tenth| (f64::from(tenth) * 0.1, None)).collect();
    let cases = list(&grams, Purity::Same(1.0));
    // Recorded above: of the 10 cases in (4, 5] grams a half is recorded above 5. 50 − 5 = 45 stay below.
    let above = Reaction { side: Side::Above, window: 0.2, moved: 0.5 };
    assert!((below_limits(&cases, &mixture(&[5.0]), &above)[0] - 0.45).abs() < 1e-12);
    // Carried below: of the 10 cases in (5, 6] a half is below. 50 + 5 = 55.
    let below = Reaction { side: Side::Below, window: 0.2, moved: 0.5 };
    assert!((below_limits(&cases, &mixture(&[5.0]), &below)[0] - 0.55).abs() < 1e-12);
    // The bunch moves with the limit: at 2.5 g it is the 5 cases in (2, 2.5].
    assert!((below_limits(&cases, &mixture(&[2.5]), &above)[0] - 0.225).abs() < 1e-12);
}

#[test]
fn drawn_cases_agree_with_the_arithmetic_within_four_standard_errors() {
    let reactions = [Reaction::NONE, Reaction { side: Side::Above, window: 0.25, moved: 0.4 }];
    let beta = Purity::Spread(Distribution::beta(4.0, 26.0).unwrap());
    let odds = Purity::LogOdds { median: 0.131, spread: 0.7 };
    let both = Limit { amount: 3.0, pure: Some(0.4), basis: CountingBasis::BothExceeded, closed: Closed::Upper };
    let past: Vec<(f64, Option<f64>)> = (1..=400).map(|n| (f64::from(n * n) * 1e-3, None)).collect();
    let mut many = vec![
        lognormal(3.0, 1.2, beta.clone()),
        lognormal(3.0, 1.2, odds.clone()),
        lognormal(3.0, 1.2, Purity::triangular(0.02, 0.135, 0.27).unwrap()),
        list(&past, odds.clone()),
    ];
    for rho in [0.6, -0.4] {
        many.push(Cases { correlation: rho, ..lognormal(3.0, 1.2, beta.clone()) });
        many.push(Cases { correlation: rho, ..lognormal(3.0, 1.2, odds.clone()) });
    }
    let count = 200_000;
    for (number, cases) in many.iter().enumerate() {
        for reaction in &reactions {
            for to in [pure(&[0.2, 1.5]), Ruler::new(vec![both])] {
                let from = mixture(&[1.0, 5.0]);
                let exact = matrix(cases, &from, &to, reaction);
                let drawn = simulate::matrix(cases, &from, &to, reaction, count, 7);
                for (exact, drawn) in exact.iter().flatten().zip(drawn.iter().flatten()) {
                    let error = (exact * (1.0 - exact) / count as f64).sqrt();
                    let drawn = *drawn as f64 / count as f64;
                    assert!((exact - drawn).abs() <= 4.0 * error + 1e-9, "{number}: {exact} and {drawn} ± {error}");
                }
            }
        }
    }
}

#[test]
fn many_cases_near_the_line_are_seen() {
    let cases = list(&[(0.9, None), (0.95, None), (1.1, None), (1.2, None)], Purity::Same(1.0));
    assert_eq!(near(&cases, &mixture(&[1.0]), 0.10), 0.75);
    assert_eq!(near(&cases, &mixture(&[10.0]), 0.10), 0.0);
}

#[test]
fn two_limits_that_must_both_be_exceeded_agree_with_a_fine_integral() {
    // 10 g and 1 g of THC; amounts with median 8 g and log spread 1.5, log-odds of purity around 8 % with spread 0.6.
    // Integrals of φ(z)·(1 − Φ((ln max(10, 1/f(z)) − ln 8 − 1.5·ρ·z) / (1.5·√(1 − ρ²)))) in 60 000 steps from −9 to 9.
    for (rho, expected) in [(0.0, 0.355_978_598), (0.4, 0.373_488_285)] {
        let mut cases = lognormal(8.0, 1.5, Purity::LogOdds { median: 0.08, spread: 0.6 });
        cases.correlation = rho;
        let both = Limit { amount: 10.0, pure: Some(1.0), basis: CountingBasis::BothExceeded, closed: Closed::Upper };
        let found = shares(&cases, &Ruler::new(vec![both]), &Reaction::NONE)[1];
        assert!((found - expected).abs() < 2e-4, "rho {rho}: {found}, not {expected}");
    }
}
