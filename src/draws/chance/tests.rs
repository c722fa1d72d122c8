//! Whole numbers against the exact chances of their distributions, computed here by products, and against statrs.

#![allow(clippy::disallowed_methods, reason = "an independent reference")]

use super::*;
use statrs::distribution::{Binomial, Discrete, Hypergeometric, Poisson};

/// Numbers drawn for each distribution.
const DRAWS: u64 = 200_000;

fn drawn(name: &str, sample: impl Fn(&mut Chance) -> f64) -> Vec<f64> {
    let key = Key::of(name);
    (0..DRAWS).map(|draw| sample(&mut key.in_draw(DrawKey::new(3, draw)))).collect()
}

/// Holds whole numbers against the chance of each by χ², mean and variance.
#[track_caller]
fn fits(what: &str, found: &[f64], chance_of: impl Fn(f64) -> f64) {
    let n = found.len() as f64;
    assert!(found.iter().all(|x| x.fract() == 0.0 && *x >= 0.0), "{what}: whole numbers");
    let most = found.iter().copied().fold(0.0, f64::max);
    // Classes of at least 20 expected numbers; the last one holds everything above.
    let (mut classes, mut expected, mut counted, mut rest) = (vec![], 0.0, 0.0, 1.0);
    let mut counts = vec![0.0; most as usize + 1];
    for x in found {
        counts[*x as usize] += 1.0;
    }
    for (x, count) in counts.iter().enumerate() {
        let chance = chance_of(x as f64);
        rest -= chance;
        expected += chance * n;
        counted += count;
        if expected >= 20.0 && rest * n >= 20.0 {
            classes.push((counted, expected));
            (counted, expected) = (0.0, 0.0);
        }
    }
    classes.push((counted, expected + rest.max(0.0) * n));
    let chi: f64 = classes.iter().map(|(counted, expected)| (counted - expected).powi(2) / expected).sum();
    // χ² with d degrees of freedom: mean d, variance 2d; 4.5 standard deviations and some room for its skew.
    let degrees = classes.len() as f64 - 1.0;
    assert!(chi < degrees + 4.5 * (2.0 * degrees).sqrt() + 10.0, "{what}: χ² {chi} with {degrees} degrees of freedom");
}

/// Holds mean and variance against those of the distribution; `fourth` is its fourth central moment.
#[track_caller]
fn moments(what: &str, found: &[f64], mean: f64, variance: f64, fourth: f64) {
    let n = found.len() as f64;
    let ours = found.iter().sum::<f64>() / n;
    let spread = found.iter().map(|x| (x - ours) * (x - ours)).sum::<f64>() / (n - 1.0);
    assert!((ours - mean).abs() <= 4.0 * (variance / n).sqrt(), "{what}: mean {ours} instead of {mean}");
    // The variance of a sample variance is (μ₄ − σ⁴·(n − 3)/(n − 1))/n.
    let error = ((fourth - variance * variance * (n - 3.0) / (n - 1.0)) / n).sqrt();
    assert!((spread - variance).abs() <= 4.0 * error, "{what}: variance {spread} instead of {variance}");
}

#[test]
fn poisson_numbers_have_their_chances() {
    for mean in [0.01_f64, 0.4, 2.5, 9.99, 10.0, 30.0, 400.0] {
        let name = format!("Poisson {mean}");
        let found = drawn(&name, |chance| poisson(mean, chance));
        // e^−m·m^k/k! as a product of k factors, each with its part of e^−m.
        let exact = |k: f64| match k as u32 {
            0 => (-mean).exp(),
            whole => (1..=whole).map(|i| mean / f64::from(i) * (-mean / k).exp()).product(),
        };
        fits(&name, &found, exact);
        let reference = Poisson::new(mean).unwrap();
        fits(&name, &found, |k| reference.pmf(k as u64));
        // Central moments of a Poisson number: m, m, 3m² + m.
        moments(&name, &found, mean, mean, 3.0 * mean * mean + mean);
    }
}

#[test]
fn binomial_numbers_have_their_chances() {
    let cases = [
        (1.0, 0.3),
        (2.0, 0.7),
        (7.0, 0.5),
        (30.0, 0.02),
        (30.0, 0.33),
        (30.0, 0.98),
        (40.0, 0.5),
        (1500.0, 0.004),
        (1500.0, 0.4),
        (5000.0, 0.999),
    ];
    for (n, p) in cases {
        let name = format!("binomial {n} {p}");
        let found = drawn(&name, |chance| binomial(n, p, chance));
        assert!(found.iter().all(|x| *x <= n));
        // C(n, k)·p^k·q^(n−k) as a product of factors that stay near 1: one p/q for each step, spread over q^n.
        let q: f64 = 1.0 - p;
        let exact = |k: f64| {
            let (mut log, mut i) = (n * q.ln(), 0.0);
            while i < k {
                i += 1.0;
                log += ((n - i + 1.0) / i * (p / q)).ln();
            }
            log.exp()
        };
        fits(&name, &found, exact);
        let reference = Binomial::new(p, n as u64).unwrap();
        fits(&name, &found, |k| reference.pmf(k as u64));
        let variance = n * p * q;
        moments(&name, &found, n * p, variance, variance * (1.0 + 3.0 * (n - 2.0) * p * q));
    }
}

#[test]
fn people_who_get_in_without_replacement_have_their_chances() {
    for (of_kind, others, taken) in [(3.0, 5.0, 4.0), (1.0, 1.0, 1.0), (40.0, 10.0, 30.0), (200.0, 700.0, 100.0)] {
        let name = format!("hypergeometric {of_kind} {others} {taken}");
        let found = drawn(&name, |chance| hypergeometric(of_kind, others, taken, chance));
        let reference = Hypergeometric::new((of_kind + others) as u64, of_kind as u64, taken as u64).unwrap();
        fits(&name, &found, |k| reference.pmf(k as u64));
        let all: f64 = of_kind + others;
        let mean = taken * of_kind / all;
        let variance = mean * (others / all) * ((all - taken) / (all - 1.0));
        let exact = |k: f64| reference.pmf(k as u64);
        let fourth = (0..=of_kind as u32).map(|k| exact(f64::from(k)) * (f64::from(k) - mean).powi(4)).sum();
        moments(&name, &found, mean, variance, fourth);
    }
    // 2 of 3 and 2 of 2 others, 3 taken, by counting: C(3, k)·C(2, 3 − k)/C(5, 3) = 3, 6, 1 of 10 for k = 1, 2, 3.
    let found = drawn("three of five", |chance| hypergeometric(3.0, 2.0, 3.0, chance));
    fits("three of five", &found, |k| [0.0, 0.3, 0.6, 0.1][k as usize]);
}

#[test]
fn large_numbers_keep_their_moments() {
    let mean = 3.7e6_f64;
    moments("Poisson", &drawn("many", |chance| poisson(mean, chance)), mean, mean, 3.0 * mean * mean + mean);
    let (n, p) = (2.0e7, 0.12);
    let variance: f64 = n * p * (1.0 - p);
    let found = drawn("many", |chance| binomial(n, p, chance));
    moments("binomial", &found, n * p, variance, variance * (1.0 + 3.0 * (n - 2.0) * p * (1.0 - p)));
}

#[test]
fn nobody_and_everybody_are_no_matter_of_chance() {
    let mut chance = Key::of("none").in_draw(DrawKey::new(1, 1));
    assert_eq!(poisson(0.0, &mut chance), 0.0);
    assert_eq!([binomial(0.0, 0.5, &mut chance), binomial(9.0, 0.0, &mut chance)], [0.0, 0.0]);
    assert_eq!([binomial(9.0, 1.0, &mut chance), binomial(9.0, 1.0 + 1e-12, &mut chance)], [9.0, 9.0]);
    assert_eq!([hypergeometric(4.0, 6.0, 10.0, &mut chance), hypergeometric(4.0, 0.0, 3.0, &mut chance)], [4.0, 3.0]);
    assert_eq!([hypergeometric(0.0, 6.0, 3.0, &mut chance), hypergeometric(4.0, 6.0, 0.0, &mut chance)], [0.0, 0.0]);
    assert_eq!([rounded(3.0, &mut chance), rounded(0.0, &mut chance)], [3.0, 0.0]);
}

#[test]
fn rounding_by_chance_keeps_the_mean() {
    let found = drawn("rounding", |chance| rounded(2.3, chance));
    assert!(found.iter().all(|x| *x == 2.0 || *x == 3.0));
    // One with the chance 0.3: variance 0.21, fourth central moment 0.3·0.7·(0.7³ + 0.3³) = 0.0777.
    moments("rounding", &found, 2.3, 0.21, 0.0777);
}

#[test]
fn more_people_or_larger_shares_never_give_less_by_the_same_chance() {
    for draw in 0..2000 {
        let chance = || Key::of("coupled").in_draw(DrawKey::new(9, draw));
        let of_mean = [0.5, 1.0, 3.0, 9.9].map(|mean| poisson(mean, &mut chance()));
        assert!(of_mean.windows(2).all(|pair| pair[0] <= pair[1]), "draw {draw}: {of_mean:?}");
        let of_share = [0.1, 0.49, 0.5, 0.51, 0.9].map(|share| binomial(15.0, share, &mut chance()));
        assert!(of_share.windows(2).all(|pair| pair[0] <= pair[1]), "draw {draw}: {of_share:?}");
    }
}

#[test]
fn other_events_draws_and_seeds_are_independent() {
    // Pairs of uniforms in 8 × 8 classes: χ² with 63 degrees of freedom exceeds 120 once in 50 000.
    let uniform = |key: Key, seed, draw| key.in_draw(DrawKey::new(seed, draw)).uniform();
    let first = Key::of("a");
    let others = [
        ("another name", Key::of("b"), 1, 0),
        ("another number", first.number(1), 1, 0),
        ("the next draw", first, 1, 1),
        ("another seed", first, 2, 0),
    ];
    for (what, key, seed, later) in others {
        let mut classes = [0.0_f64; 64];
        for draw in 0..64_000 {
            let pair = (uniform(first, 1, draw) * 8.0, uniform(key, seed, draw + later) * 8.0);
            classes[pair.0 as usize * 8 + pair.1 as usize] += 1.0;
        }
        let chi: f64 = classes.iter().map(|n| (n - 1000.0) * (n - 1000.0) / 1000.0).sum();
        assert!(chi < 120.0, "{what}: χ² {chi}");
    }
}
