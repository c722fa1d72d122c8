//! exp, ln, powers and sine.
//!
//! Measured against 50-digit values (the tests of this file): exp, ln, exp_m1, ln_1p and pow are within 2 units in the
//! last place, sin within 1e-15 of the true value.

/// The high bits of ln 2: a multiple of a small integer by this is exact. Split as in Sun's fdlibm, `e_log.c` (1993).
const LN_2_HIGH: f64 = 6.931_471_803_691_238e-1;
/// ln 2 − `LN_2_HIGH`.
const LN_2_LOW: f64 = 1.908_214_929_270_587_7e-10;
/// 1.5 · 2⁵²: adding it rounds a number of moderate size to an integer, which then stands in the low bits.
const ROUND: f64 = 6_755_399_441_055_744.0;
/// Reciprocals of the factorials 0! to 17!, for Taylor's series.
const INVERSE_FACTORIAL: [f64; 18] = [
    1.0,
    1.0,
    1.0 / 2.0,
    1.0 / 6.0,
    1.0 / 24.0,
    1.0 / 120.0,
    1.0 / 720.0,
    1.0 / 5_040.0,
    1.0 / 40_320.0,
    1.0 / 362_880.0,
    1.0 / 3_628_800.0,
    1.0 / 39_916_800.0,
    1.0 / 479_001_600.0,
    1.0 / 6_227_020_800.0,
    1.0 / 87_178_291_200.0,
    1.0 / 1_307_674_368_000.0,
    1.0 / 20_922_789_888_000.0,
    1.0 / 355_687_428_096_000.0,
];

/// e to the power `x`. Infinite above 709.78, 0 below −745.13.
///
/// x = k·ln 2 + r with |r| ≤ 0.3466 (Cody and Waite 1980), then Taylor's series of e^r to degree 13, whose remainder
/// is below 4e-18. Without branches, so that loops over columns become vector instructions.
#[inline(always)]
pub fn exp(x: f64) -> f64 {
    let x = if x < -746.0 { -746.0 } else { x };
    let x = if x > 710.0 { 710.0 } else { x };
    let shifted = x * std::f64::consts::LOG2_E + ROUND;
    let k = shifted - ROUND;
    let r = (x - k * LN_2_HIGH) - k * LN_2_LOW;
    let c = &INVERSE_FACTORIAL;
    let r2 = r * r;
    let r4 = r2 * r2;
    let low = (c[2] + r * c[3]) + r2 * (c[4] + r * c[5]);
    let middle = (c[6] + r * c[7]) + r2 * (c[8] + r * c[9]);
    let high = (c[10] + r * c[11]) + r2 * (c[12] + r * c[13]);
    let series = 1.0 + (r + r2 * (low + r4 * (middle + r4 * high)));
    // 2^k in two factors, so that results next to overflow and underflow are right.
    let biased = shifted.to_bits().wrapping_sub(ROUND.to_bits()).wrapping_add(2048);
    let half = biased >> 1;
    let rest = biased.wrapping_sub(half);
    let power = |n: u64| f64::from_bits(n.wrapping_sub(1).wrapping_shl(52));
    series * power(half) * power(rest)
}

/// e to the power of every value of a column, in place; the same bits as [`exp`].
#[multiversion::multiversion(targets("x86_64+avx512f+avx512dq+avx512vl", "x86_64+avx2"))]
pub fn exp_column(column: &mut [f64]) {
    for x in column {
        *x = exp(*x);
    }
}

/// Natural logarithm: −∞ at 0, not a number below 0.
///
/// x = 2^e·m with m from √½ to √2, then the polynomial of Sun's fdlibm, `e_log.c` (1993).
#[inline]
pub fn ln(x: f64) -> f64 {
    if x < f64::MIN_POSITIVE {
        if x == 0.0 {
            return f64::NEG_INFINITY;
        }
        if x < 0.0 {
            return f64::NAN;
        }
        // Below the normal range: 2⁵⁴·x is normal.
        return ln_positive(x * 18_014_398_509_481_984.0) - (54.0 * LN_2_LOW) - 54.0 * LN_2_HIGH;
    }
    if x.is_nan() || x == f64::INFINITY { x } else { ln_positive(x) }
}

/// Splits a positive normal number into (e, m − 1) with x = 2^e·m and m from √½ to √2.
#[inline(always)]
fn exponent_and_fraction(x: f64) -> (f64, f64) {
    const ROOT_HALF: u64 = 0x3fe6_a09e_0000_0000;
    let bits = x.to_bits().wrapping_add(0x3ff0_0000_0000_0000 - ROOT_HALF);
    let exponent = f64::from_bits(0x4330_0000_0000_0000 | (bits >> 52)) - (4_503_599_627_370_496.0 + 1023.0);
    let mantissa = f64::from_bits((bits & 0x000f_ffff_ffff_ffff) + ROOT_HALF);
    (exponent, mantissa - 1.0)
}

/// Natural logarithm of a positive, finite, normal number, without branches.
#[inline(always)]
pub(super) fn ln_positive(x: f64) -> f64 {
    let (e, f) = exponent_and_fraction(x);
    let s = f / (2.0 + f);
    let z = s * s;
    let w = z * z;
    let even = w * (3.999_999_999_940_942e-1 + w * (2.222_219_843_214_978_4e-1 + w * 1.531_383_769_920_937_3e-1));
    let odd = z
        * (6.666_666_666_666_735e-1
            + w * (2.857_142_874_366_239e-1 + w * (1.818_357_216_161_805e-1 + w * 1.479_819_860_511_658_6e-1)));
    let half_square = 0.5 * f * f;
    e * LN_2_HIGH - ((half_square - (s * (half_square + (odd + even)) + e * LN_2_LOW)) - f)
}

/// ln(1 + x), exact to the last digits for small x too. −∞ at −1, not a number below.
///
/// The logarithm of the rounded sum, corrected by what rounding left out divided by the sum.
pub fn ln_1p(x: f64) -> f64 {
    if x.is_nan() || x == f64::INFINITY {
        return x;
    }
    if x <= -1.0 {
        return if x == -1.0 { f64::NEG_INFINITY } else { f64::NAN };
    }
    let sum = 1.0 + x;
    let left_out = if x.abs() < 1.0 { x - (sum - 1.0) } else { 1.0 - (sum - x) };
    ln_positive(sum) + left_out / sum
}

/// e^x − 1, exact to the last digits for small x too.
///
/// Taylor's series to degree 17 for |x| ≤ ½ (remainder below 1e-20 of the result), else from [`exp`].
pub fn exp_m1(x: f64) -> f64 {
    if x.abs() > 0.5 {
        return exp(x) - 1.0;
    }
    let tail = INVERSE_FACTORIAL[2..].iter().rev().fold(0.0, |sum, c| c + x * sum);
    x + x * x * tail
}

/// The exact sum of two numbers as (rounded, left out): Knuth, The Art of Computer Programming 2, 4.2.2.
fn exact_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let b_part = sum - a;
    (sum, (a - (sum - b_part)) + (b - b_part))
}

/// The exact product of two numbers as (rounded, left out): Dekker, Numerische Mathematik 18 (1971).
fn exact_product(a: f64, b: f64) -> (f64, f64) {
    // The upper 26 bits of a number, by dropping the lower 27.
    let upper = |x: f64| f64::from_bits(x.to_bits() & !0x07ff_ffff);
    let (a1, b1) = (upper(a), upper(b));
    let (a2, b2) = (a - a1, b - b1);
    let product = a * b;
    (product, a2 * b2 - (((product - a1 * b1) - a2 * b1) - a1 * b2))
}

/// Natural logarithm of a positive finite number to about 65 bits, as (rounded, left out).
///
/// 2·artanh(s) with s = (m − 1)/(m + 1) carried in two numbers.
fn ln_two_part(x: f64) -> (f64, f64) {
    let (scaled, extra) = if x < f64::MIN_POSITIVE { (x * 18_014_398_509_481_984.0, -54.0) } else { (x, 0.0) };
    let (e, f) = exponent_and_fraction(scaled);
    let e = e + extra;
    let (denominator, denominator_low) = exact_sum(2.0, f);
    let s = f / denominator;
    let (back, back_low) = exact_product(s, denominator);
    let s_low = (((f - back) - back_low) - s * denominator_low) / denominator;
    let z = s * s;
    // 2·(1/3 + z/5 + z²/7 + …); z ≤ 0.0295, so that the first term left out is below 1e-20 of the logarithm.
    let mut series = 0.0;
    for n in (3..=25).rev().step_by(2) {
        series = series * z + 2.0 / f64::from(n);
    }
    let (sum, low) = exact_sum(2.0 * s, 2.0 * s_low + s * z * series);
    let (high, lower) = exact_sum(e * LN_2_HIGH, sum);
    exact_sum(high, lower + (low + e * LN_2_LOW))
}

/// `x` to the power `y`, with the special cases of IEEE 754: anything to the power 0 is 1, a negative `x` has only
/// whole powers, 0 to a negative power is infinite.
///
/// e^(y·ln x), the logarithm and the product carried in two numbers each.
pub fn pow(x: f64, y: f64) -> f64 {
    if y == 0.0 || x == 1.0 {
        return 1.0;
    }
    if x.is_nan() || y.is_nan() {
        return f64::NAN;
    }
    let whole = y.floor() == y;
    let odd = whole && y.abs() < 9_007_199_254_740_992.0 && (y * 0.5).floor() != y * 0.5;
    let size = x.abs();
    let negative = x.is_sign_negative() && odd;
    let magnitude = if y.is_infinite() {
        match (size == 1.0, (size > 1.0) == (y > 0.0)) {
            (true, _) => 1.0,
            (false, true) => f64::INFINITY,
            (false, false) => 0.0,
        }
    } else if size == 0.0 || size.is_infinite() {
        if (size == 0.0) == (y > 0.0) { 0.0 } else { f64::INFINITY }
    } else if x < 0.0 && !whole {
        return f64::NAN;
    } else {
        let (log, log_low) = ln_two_part(size);
        if (y * log).abs() > 800.0 {
            exp(y * log)
        } else {
            let (power, power_low) = exact_product(y, log);
            let rest = power_low + y * log_low;
            let value = exp(power);
            if value.is_finite() { value + value * rest } else { value }
        }
    };
    if negative { -magnitude } else { magnitude }
}

/// `x` to a whole power by repeated squaring. Rounds once for each multiplication.
pub fn powi(x: f64, n: i32) -> f64 {
    let mut left = n.unsigned_abs();
    let (mut result, mut square) = (1.0, x);
    while left > 0 {
        if left & 1 == 1 {
            result *= square;
        }
        square *= square;
        left >>= 1;
    }
    if n < 0 { 1.0 / result } else { result }
}

/// Sine of an angle in radians, for angles of a few turns (|x| up to 1000; further out digits are lost).
///
/// x = k·π/2 + r, π/2 in two parts, then Taylor's series of sine or cosine for |r| ≤ π/4.
pub fn sin(x: f64) -> f64 {
    /// The upper 33 bits of π/2 and the rest, as in Sun's fdlibm, `e_rem_pio2.c` (1993).
    const HALF_PI: (f64, f64) = (1.570_796_326_734_125_6, 6.077_100_506_506_192e-11);
    let k = (x * std::f64::consts::FRAC_2_PI).round();
    let r = (x - k * HALF_PI.0) - k * HALF_PI.1;
    let r2 = r * r;
    let alternating =
        |first: usize| INVERSE_FACTORIAL[first..].iter().step_by(2).rev().fold(0.0, |sum, c| c - r2 * sum);
    let quarter = k - 4.0 * (k * 0.25).floor();
    let value = if quarter == 0.0 || quarter == 2.0 { r - r * r2 * alternating(3) } else { 1.0 - r2 * alternating(2) };
    if quarter >= 2.0 { -value } else { value }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, clippy::excessive_precision, clippy::approx_constant)]
mod tests {
    use super::*;

    /// Distance in units in the last place of `expected`.
    fn units(found: f64, expected: f64) -> f64 {
        if found == expected {
            return 0.0;
        }
        let unit = f64::from_bits(expected.abs().to_bits() + 1) - expected.abs();
        (found - expected).abs() / unit
    }

    // The second number of every pair below was computed with 60 digits by mpmath 1.3 and rounded.

    #[test]
    fn exp_agrees_with_high_precision_values() {
        for (x, expected) in [
            (-745.0, 5e-324),
            (-708.5, 2.006132305331306e-308),
            (-100.3, 2.7559000653565687e-44),
            (-20.0, 2.061153622438558e-09),
            (-1.0, 0.36787944117144233),
            (-0.3466, 0.7070881069410189),
            (-1e-10, 0.9999999999),
            (1e-05, 1.00001000005),
            (0.1, 1.1051709180756477),
            (0.34, 1.4049475905635938),
            (0.5, 1.6487212707001282),
            (1.0, 2.718281828459045),
            (2.7, 14.879731724872837),
            (10.0, 22026.465794806718),
            (33.3, 289738526663660.5),
            (300.7, 3.911566412479153e+130),
            (709.7, 1.6549840276802644e+308),
        ] {
            assert!(units(exp(x), expected) <= 2.0, "exp({x:?}) is {:?}, not {expected:?}", exp(x));
        }
    }

    #[test]
    fn ln_agrees_with_high_precision_values() {
        for (x, expected) in [
            (5e-324, -744.4400719213812),
            (1e-310, -713.8013788281542),
            (1e-300, -690.7755278982137),
            (1e-09, -20.72326583694641),
            (0.1, -2.3025850929940455),
            (0.5, -0.6931471805599453),
            (0.7071, -0.346583180371942),
            (0.9999999, -1.0000000494736474e-07),
            (1.0000001, 9.999999505838704e-08),
            (1.4142, 0.3465640001880033),
            (2.0, 0.6931471805599453),
            (10.0, 2.302585092994046),
            (12345.678, 9.421061321291832),
            (1e+300, 690.7755278982137),
        ] {
            assert!(units(ln(x), expected) <= 2.0, "ln({x:?}) is {:?}, not {expected:?}", ln(x));
        }
    }

    #[test]
    fn exp_m1_agrees_with_high_precision_values() {
        for (x, expected) in [
            (-50.0, -1.0),
            (-1.0, -0.6321205588285577),
            (-0.51, -0.39950442118773405),
            (-0.5, -0.3934693402873666),
            (-0.1, -0.09516258196404043),
            (-1e-09, -9.999999995e-10),
            (1e-15, 1.0000000000000007e-15),
            (0.01, 0.010050167084168058),
            (0.3, 0.3498588075760031),
            (0.5, 0.6487212707001282),
            (0.50001, 0.6487377579952714),
            (1.0, 1.7182818284590453),
            (20.0, 485165194.4097903),
        ] {
            assert!(units(exp_m1(x), expected) <= 2.0, "exp_m1({x:?}) is {:?}, not {expected:?}", exp_m1(x));
        }
    }

    #[test]
    fn ln_1p_agrees_with_high_precision_values() {
        for (x, expected) in [
            (-0.999999, -13.815510557935518),
            (-0.5, -0.6931471805599453),
            (-0.1, -0.10536051565782631),
            (-1e-09, -1.0000000005000001e-09),
            (1e-15, 9.999999999999995e-16),
            (1e-05, 9.999950000333332e-06),
            (0.3, 0.26236426446749106),
            (0.5, 0.4054651081081644),
            (1.0, 0.6931471805599453),
            (2.0, 1.0986122886681098),
            (100000.0, 11.51293546492023),
            (1e+17, 39.14394658089878),
        ] {
            assert!(units(ln_1p(x), expected) <= 2.0, "ln_1p({x:?}) is {:?}, not {expected:?}", ln_1p(x));
        }
    }

    #[test]
    fn sine_agrees_with_high_precision_values() {
        for (x, expected) in [
            (-0.5235987755982988, -0.49999999999999994),
            (0.1, 0.09983341664682815),
            (0.5, 0.479425538604203),
            (0.7853981633974483, 0.7071067811865475),
            (1.0, 0.8414709848078965),
            (1.5707963267948966, 1.0),
            (2.0, 0.9092974268256817),
            (3.0, 0.1411200080598672),
            (4.0, -0.7568024953079282),
            (5.5, -0.7055403255703919),
            (100.0, -0.5063656411097588),
            (-300.0, 0.9997558399011495),
        ] {
            assert!((sin(x) - expected).abs() <= 1e-15, "sin({x:?}) is {:?}, not {expected:?}", sin(x));
        }
    }

    #[test]
    fn powers_agree_with_high_precision_values() {
        for (x, y, expected) in [
            (0.97, 0.08333333333333333, 0.9974649513861633),
            (0.03, 7.5, 3.787995116153134e-12),
            (1.03, 20.5, 1.8330027075154718),
            (10.0, 300.0, 1e+300),
            (10.0, -300.0, 1e-300),
            (2.0, 0.5, 1.4142135623730951),
            (1.0000001, 1000000000.0, 2.6881038582144647e+43),
            (0.5, 1000.3, 7.58045610561355e-302),
            (123.456, -145.6, 2.9910484159867945e-305),
            (1e-310, 0.5, 9.999999999999986e-156),
            (0.999, 0.08333, 0.9999166317825254),
            (-2.0, 3.0, -8.0),
            (-1.5, 4.0, 5.0625),
        ] {
            assert!(units(pow(x, y), expected) <= 2.0, "pow({x:?}, {y:?}) is {:?}, not {expected:?}", pow(x, y));
        }
    }

    #[test]
    fn functions_stay_within_two_units_of_the_platform_on_many_points() {
        for i in 1..200_000 {
            let x = f64::from(i) * 0.0071 - 700.0;
            assert!(units(exp(x), x.exp()) <= 2.0, "exp({x:?})");
            let y = f64::from(i) * 0.000_037;
            assert!(units(ln(y), y.ln()) <= 2.0, "ln({y:?})");
            assert!(units(exp_m1(y - 3.7), (y - 3.7).exp_m1()) <= 3.0, "exp_m1({:?})", y - 3.7);
            assert!(units(ln_1p(y - 0.999), (y - 0.999).ln_1p()) <= 3.0, "ln_1p({:?})", y - 0.999);
            assert!(units(pow(y, x / 100.0), y.powf(x / 100.0)) <= 2.0, "pow({y:?}, {:?})", x / 100.0);
            assert!((sin(x) - x.sin()).abs() <= 1e-14, "sin({x:?})");
        }
    }

    #[test]
    fn special_cases_follow_ieee_754() {
        assert_eq!((exp(0.0), exp(710.0), exp(-746.0)), (1.0, f64::INFINITY, 0.0));
        assert_eq!((exp(f64::INFINITY), exp(f64::NEG_INFINITY)), (f64::INFINITY, 0.0));
        assert!(exp(f64::NAN).is_nan() && ln(f64::NAN).is_nan() && ln(-1.0).is_nan() && ln_1p(-1.5).is_nan());
        assert_eq!((ln(1.0), ln(0.0), ln(f64::INFINITY)), (0.0, f64::NEG_INFINITY, f64::INFINITY));
        assert_eq!((ln_1p(0.0), ln_1p(-1.0), exp_m1(0.0)), (0.0, f64::NEG_INFINITY, 0.0));
        for x in [-2.5f64, -1.0, -0.0, 0.0, 0.5, 1.0, 2.0, f64::INFINITY, f64::NEG_INFINITY, f64::NAN] {
            for y in [-3.0, -2.0, -0.5, 0.0, 0.5, 1.0, 2.0, 3.0, f64::INFINITY, f64::NEG_INFINITY] {
                let (found, expected) = (pow(x, y), x.powf(y));
                let same = found == expected || (found.is_nan() && expected.is_nan());
                assert!(same || units(found, expected) <= 2.0, "pow({x:?}, {y:?}) is {found:?}, not {expected:?}");
            }
        }
    }

    #[test]
    fn whole_powers_are_repeated_products() {
        assert_eq!((powi(3.0, 5), powi(2.0, -3), powi(7.0, 0), powi(-1.5, 3)), (243.0, 0.125, 1.0, -3.375));
        assert!(powi(1.03, i32::MIN) == 0.0);
    }

    #[test]
    fn exp_column_gives_the_same_bits_as_exp() {
        let mut column: Vec<f64> = (0..1000).map(|i| f64::from(i) * 1.7 - 800.0).collect();
        let expected: Vec<u64> = column.iter().map(|&x| exp(x).to_bits()).collect();
        exp_column(&mut column);
        assert_eq!(column.iter().map(|x| x.to_bits()).collect::<Vec<_>>(), expected);
    }
}
