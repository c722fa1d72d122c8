//! The gamma and beta functions and their incomplete forms.
//!
//! The densities are written around their peak (Loader, Fast and accurate computation of binomial probabilities,
//! 2000), so that nothing large cancels when the shapes are large.

use super::{exp, exp_m1, ln};

/// ½·ln 2π.
const HALF_LN_2_PI: f64 = 0.918_938_533_204_672_7;
/// The terms of the continued fractions and series after which we stop; enough for shapes up to 1e9.
const MOST_TERMS: u32 = 400_000;

/// ln Γ(x) for x > 0.
///
/// Stirling's series after moving x up to at least 12 by Γ(x + 1) = x·Γ(x). Measured: within 1e-14 absolute for
/// x < 12, 1e-15 relative beyond.
pub fn ln_gamma(x: f64) -> f64 {
    stirling_remainder(x) + ((x - 0.5) * ln(x) - x + HALF_LN_2_PI)
}

/// ln Γ(x) − ((x − ½)·ln x − x + ½·ln 2π): what Stirling's formula leaves out; about 1/(12x).
fn stirling_remainder(x: f64) -> f64 {
    // B₂ₖ/(2k(2k − 1)), Abramowitz and Stegun 6.1.41.
    const TERMS: [f64; 8] = [
        1.0 / 12.0,
        -1.0 / 360.0,
        1.0 / 1_260.0,
        -1.0 / 1_680.0,
        1.0 / 1_188.0,
        -691.0 / 360_360.0,
        1.0 / 156.0,
        -3_617.0 / 122_400.0,
    ];
    if x >= 12.0 {
        let inverse_square = 1.0 / (x * x);
        return TERMS.iter().rev().fold(0.0, |sum, term| sum * inverse_square + term) / x;
    }
    let mut product = 1.0;
    let mut moved = x;
    while moved < 12.0 {
        product *= moved;
        moved += 1.0;
    }
    let log_gamma = stirling_remainder(moved) + ((moved - 0.5) * ln(moved) - moved + HALF_LN_2_PI) - ln(product);
    log_gamma - ((x - 0.5) * ln(x) - x + HALF_LN_2_PI)
}

/// off − ln `ratio` where ratio = 1 + off, exact to the last digits for small `ratio` and for small `off`.
fn fall(ratio: f64, off: f64) -> f64 {
    if off.abs() > 0.3 { off - ln(ratio) } else { minus_ln_1p(off) }
}

/// x − ln(1 + x) for |x| ≤ 0.3, exact to the last digits for small x too: about x²/2.
fn minus_ln_1p(x: f64) -> f64 {
    // With r = x/(2 + x): ln(1 + x) = 2·(r + r³/3 + r⁵/5 + …) and x = 2r/(1 − r), so that
    // x − ln(1 + x) = r·x − 2·(r³/3 + r⁵/5 + …).
    let r = x / (2.0 + x);
    let z = r * r;
    let mut series = 0.0;
    for n in (3..=21).rev().step_by(2) {
        series = series * z + 1.0 / f64::from(n);
    }
    r * x - 2.0 * r * z * series
}

/// x^a·e^(−x)/Γ(a): the gamma density times x.
fn gamma_density_times_x(a: f64, x: f64) -> f64 {
    gamma_peak(a) * exp(-a * fall(x / a, (x - a) / a))
}

/// The largest value of x^a·e^(−x)/Γ(a).
pub(crate) fn gamma_peak(a: f64) -> f64 {
    (a / std::f64::consts::TAU).sqrt() * exp(-stirling_remainder(a))
}

/// x^a·(1 − x)^b/B(a, b), with `y` = 1 − x: the beta density times x·(1 − x).
fn beta_density_times_xy(a: f64, b: f64, x: f64, y: f64) -> f64 {
    let n = a + b;
    // How far x is from its peak at a/n, from whichever of x and y is small.
    let off = if x < y { x * n - a } else { b - y * n };
    beta_peak(a, b) * exp(-a * fall(x * (n / a), off / a) - b * fall(y * (n / b), -off / b))
}

/// The largest value of x^a·(1 − x)^b/B(a, b).
pub(crate) fn beta_peak(a: f64, b: f64) -> f64 {
    let n = a + b;
    (a / std::f64::consts::TAU * (b / n)).sqrt()
        * exp(stirling_remainder(n) - stirling_remainder(a) - stirling_remainder(b))
}

/// The chance of exactly `k` where `mean` above 0 is expected: the Poisson distribution.
///
/// ```
/// let none = crimcost::math::poisson_chance(0.0, 2.0);
/// assert!((none - crimcost::math::exp(-2.0)).abs() < 1e-15);
/// ```
pub fn poisson_chance(k: f64, mean: f64) -> f64 {
    gamma_density_times_x(k + 1.0, mean) / mean
}

/// The chance of exactly `k` of `n` where each has the chance `p` strictly between 0 and 1: the binomial distribution.
/// Within 1e-14 relative for small `n`.
///
/// ```
/// // Two heads of four coins: 6 / 16.
/// assert!((crimcost::math::binomial_chance(2.0, 4.0, 0.5) - 0.375).abs() < 1e-14);
/// ```
pub fn binomial_chance(k: f64, n: f64, p: f64) -> f64 {
    let q = 1.0 - p;
    beta_density_times_xy(k + 1.0, n - k + 1.0, p, q) / ((n + 1.0) * p * q)
}

/// The share of a gamma distribution with shape `a` and scale 1 below `x`.
pub fn gamma_p(a: f64, x: f64) -> f64 {
    gamma_shares(a, x).0
}

/// The share of a gamma distribution with shape `a` and scale 1 above `x`.
pub fn gamma_q(a: f64, x: f64) -> f64 {
    gamma_shares(a, x).1
}

/// The regularised incomplete gamma functions (below, above), for a > 0.
///
/// The series below x = a + 1, Legendre's continued fraction by Lentz's method above: Abramowitz and Stegun 6.5.29 and
/// 6.5.31. Measured: within 1e-13 relative for shapes from 0.01 to 10 000.
fn gamma_shares(a: f64, x: f64) -> (f64, f64) {
    if x.is_nan() || x <= 0.0 {
        return (if x.is_nan() { x } else { 0.0 }, 1.0);
    }
    if x == f64::INFINITY {
        return (1.0, 0.0);
    }
    gamma_shares_from(gamma_density_times_x(a, x), a, x)
}

/// [`gamma_shares`] from a known x^a·e^(−x)/Γ(a); right even where x itself has become 0.
pub(crate) fn gamma_shares_from(density: f64, a: f64, x: f64) -> (f64, f64) {
    if x < a + 1.0 {
        let mut term = 1.0 / a;
        let mut sum = term;
        let mut next = a;
        for _ in 0..MOST_TERMS {
            next += 1.0;
            term *= x / next;
            sum += term;
            if term < sum * 1e-17 {
                break;
            }
        }
        let below = density * sum;
        return (below, 1.0 - below);
    }
    let mut b = x + 1.0 - a;
    let mut c = f64::INFINITY;
    let mut d = 1.0 / b;
    let mut fraction = d;
    for i in 1..=MOST_TERMS {
        let n = f64::from(i);
        let numerator = -n * (n - a);
        b += 2.0;
        d = 1.0 / (numerator * d + b);
        c = b + numerator / c;
        let factor = c * d;
        fraction *= factor;
        if (factor - 1.0).abs() < 1e-16 {
            break;
        }
    }
    let above = density * fraction;
    (1.0 - above, above)
}

/// The share of a beta distribution with shapes `a` and `b` below `x`.
pub fn beta_i(a: f64, b: f64, x: f64) -> f64 {
    if x.is_nan() {
        return x;
    }
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    beta_shares(a, b, x, 1.0 - x).0
}

/// The regularised incomplete beta functions (below x, above x), with `y` = 1 − x, for 0 < x < 1.
///
/// The continued fraction of Abramowitz and Stegun 26.5.8 by Lentz's method, on the side where it converges fast.
/// Measured: within 1e-13 relative for shapes from 0.05 to 10 000.
fn beta_shares(a: f64, b: f64, x: f64, y: f64) -> (f64, f64) {
    beta_shares_from(beta_density_times_xy(a, b, x, y), a, b, x, y)
}

/// [`beta_shares`] from a known x^a·y^b/B(a, b); right even where x or y has become 0.
pub(crate) fn beta_shares_from(density: f64, a: f64, b: f64, x: f64, y: f64) -> (f64, f64) {
    if x * (a + b + 2.0) <= a + 1.0 {
        let below = density * beta_fraction(a, b, x);
        (below, 1.0 - below)
    } else {
        let above = density * beta_fraction(b, a, y);
        (1.0 - above, above)
    }
}

/// The continued fraction that turns x^a·(1 − x)^b/B(a, b) into the share below x.
fn beta_fraction(a: f64, b: f64, x: f64) -> f64 {
    let mut c = 1.0;
    let mut d = 1.0 / (1.0 - (a + b) * x / (a + 1.0));
    let mut fraction = d;
    for i in 1..=MOST_TERMS {
        let n = f64::from(i);
        let even = n * (b - n) * x / ((a + 2.0 * n - 1.0) * (a + 2.0 * n));
        d = 1.0 / (1.0 + even * d);
        c = 1.0 + even / c;
        fraction *= c * d;
        let odd = -(a + n) * (a + b + n) * x / ((a + 2.0 * n) * (a + 2.0 * n + 1.0));
        d = 1.0 / (1.0 + odd * d);
        c = 1.0 + odd / c;
        fraction *= c * d;
        if (c * d - 1.0).abs() < 1e-16 {
            break;
        }
    }
    fraction / a
}

/// s − (e^s − 1), exact to the last digits for small s too: about −s²/2.
pub(crate) fn minus_exp_m1(s: f64) -> f64 {
    if s.abs() > 0.3 {
        return s - exp_m1(s);
    }
    let mut series = 0.0;
    for n in (2..=15).rev() {
        series = (1.0 + series) * s / f64::from(n);
    }
    -series * s
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, clippy::excessive_precision)]
mod tests {
    use super::*;

    // Expected values computed with 50 digits by mpmath 1.3 and rounded, unless a test says otherwise.

    #[test]
    fn ln_gamma_agrees_with_high_precision_values() {
        for (x, expected) in [
            (0.001, 6.907178885383853),
            (0.3, 1.0957979948180756),
            (0.5, 0.5723649429247001),
            (1.5, -0.12078223763524522),
            (2.5, 0.2846828704729192),
            (7.3, 7.147892523022248),
            (11.9, 17.25847745059552),
            (12.1, 17.74700727079874),
            (100.5, 361.4355404677776),
            (10000.0, 82099.71749644238),
            (100000000.0, 1742068066.1038346),
        ] {
            let found = ln_gamma(x);
            assert!((found - expected).abs() <= 1e-14 + 1e-15 * expected.abs(), "{x:?}: {found:?}, not {expected:?}");
        }
    }

    #[test]
    fn incomplete_gamma_agrees_with_high_precision_values() {
        for (a, x, below, above) in [
            (0.01, 1e-05, 0.8963367982671973, 0.1036632017328028),
            (0.01, 3.0, 0.9998670286434298, 0.0001329713565701555),
            (0.5, 0.1, 0.345279153981423, 0.654720846018577),
            (0.7, 2.0, 0.9237471472921016, 0.07625285270789836),
            (1.0, 1.0, 0.6321205588285577, 0.36787944117144233),
            (4.0, 1.2, 0.03376896818565567, 0.9662310318143443),
            (4.0, 15.0, 0.9997886214965332, 0.00021137850346676163),
            (25.0, 20.0, 0.15677262182623772, 0.8432273781737623),
            (100.0, 140.0, 0.9998389428252874, 0.00016105717471255585),
            (10000.0, 9800.0, 0.022207543813969693, 0.9777924561860303),
            (10000.0, 10300.0, 0.9985295051036143, 0.0014704948963856813),
        ] {
            let (p, q) = gamma_shares(a, x);
            assert!((p - below).abs() <= 1e-13 * below, "P({a}, {x}) is {p:?}, not {below:?}");
            assert!((q - above).abs() <= 1e-13 * above.max(1e-3), "Q({a}, {x}) is {q:?}, not {above:?}");
        }
    }

    #[test]
    fn incomplete_beta_agrees_with_high_precision_values() {
        for (a, b, x, expected) in [
            (0.05, 0.1, 0.3, 0.6420088298644081),
            (0.5, 0.5, 0.2, 0.2951672353008666),
            (1.0, 999.0, 0.0003, 0.2589928199026808),
            (4.0, 60.0, 0.01, 0.0037262424020536892),
            (4.0, 60.0, 0.25, 0.9999769962170144),
            (30.0, 170.0, 0.15, 0.5184493285401705),
            (2.1, 3.9, 0.9, 0.999362399622687),
            (1000.0, 3000.0, 0.24, 0.0710803340085357),
            (5000.0, 5000.0, 0.52, 0.9999685290836797),
            (0.5, 10000.0, 1e-05, 0.34527592531654844),
        ] {
            let found = beta_i(a, b, x);
            assert!((found - expected).abs() <= 1e-13 * expected, "I_{x}({a}, {b}) is {found:?}, not {expected:?}");
        }
        assert_eq!((beta_i(2.0, 3.0, 0.0), beta_i(2.0, 3.0, 1.0)), (0.0, 1.0));
    }

    #[test]
    fn incomplete_functions_agree_with_statrs() {
        use statrs::function::{beta::beta_reg, gamma::gamma_lr};
        for i in 1..100 {
            let x = f64::from(i) * 0.01;
            for a in [0.3, 1.0, 2.5, 12.0, 80.0] {
                assert!((gamma_p(a, a * x * 2.0) - gamma_lr(a, a * x * 2.0)).abs() < 1e-12, "P({a}, {x})");
                assert!((gamma_p(a, x) + gamma_q(a, x) - 1.0).abs() < 1e-15);
                for b in [0.4, 3.0, 50.0] {
                    assert!((beta_i(a, b, x) - beta_reg(a, b, x)).abs() < 1e-12, "I_{x}({a}, {b})");
                }
            }
        }
    }

    #[test]
    fn small_differences_keep_their_digits() {
        // s − (e^s − 1) = −s²/2 − s³/6 − …, x − ln(1 + x) = x²/2 − x³/3 + …
        assert!((minus_exp_m1(1e-6) / (-0.5e-12 - 1e-18 / 6.0) - 1.0).abs() < 1e-12);
        assert!((minus_ln_1p(1e-6) / (0.5e-12 - 1e-18 / 3.0) - 1.0).abs() < 1e-11);
        for x in [-0.299, -0.301, 0.299, 0.301] {
            assert!((fall(1.0 + x, x) - (x - f64::ln_1p(x))).abs() < 2e-16);
            assert!((minus_exp_m1(x) - (x - f64::exp_m1(x))).abs() < 2e-16);
        }
    }
}
