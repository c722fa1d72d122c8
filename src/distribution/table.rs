//! A table of the inverse distribution function of a gamma or beta distribution.
//!
//! The probability p from the nearer side is cut into octaves [2⁻ⁿ⁻¹, 2⁻ⁿ) and these into equal bins, in each of which
//! the value is a polynomial of degree 5 that has the true value, slope and curvature at both ends (Hermite). With 16
//! bins an octave the error is below 1e-9 of the value (the tests measure it). Probabilities below 2⁻¹⁷ are solved for
//! exactly; there are 15 in a million.

use super::shape::{Jet, Shape, Side};
use crate::math;

/// Octaves from 2⁻¹ down; the table ends at 2^−(OCTAVES + 1).
const OCTAVES: usize = 16;
/// The smallest probability in the table, 2⁻¹⁷.
const SMALLEST: f64 = 1.0 / (1 << (OCTAVES + 1)) as f64;
/// The largest number below ½.
const BELOW_HALF: f64 = 0.5 - f64::EPSILON / 4.0;
/// Values treated at a time.
const CHUNK: usize = 256;

/// The nodes and weights of Gauss–Legendre integration of order 4 on (−1, 1): Abramowitz and Stegun, table 25.4.
const GAUSS: [(f64, f64); 4] = [
    (-0.861_136_311_594_052_6, 0.347_854_845_137_453_85),
    (-0.339_981_043_584_856_26, 0.652_145_154_862_546_1),
    (0.339_981_043_584_856_26, 0.652_145_154_862_546_1),
    (0.861_136_311_594_052_6, 0.347_854_845_137_453_85),
];

/// What the polynomials of a table stand for.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    /// The value.
    Plain,
    /// The logarithm of the value: for shapes so small that values span hundreds of orders of magnitude.
    Logarithm,
    /// Nothing: shapes below 0.1, solved for one by one.
    Exact,
}

/// The inverse distribution function of start + width · x for x of a gamma or beta distribution.
#[derive(Clone, Debug)]
pub(super) struct Table {
    shape: Shape,
    start: f64,
    width: f64,
    kind: Kind,
    /// Binary logarithm of the bins in an octave.
    fineness: u32,
    /// Polynomials by rising probability from below, then by rising probability from above.
    rows: Vec<[f64; 6]>,
}

impl Table {
    pub(super) fn new(shape: Shape, start: f64, width: f64) -> Self {
        let smallest = shape.smallest();
        let (kind, fineness) = if smallest >= 0.35 {
            (Kind::Plain, 4)
        } else if smallest >= 0.1 {
            (Kind::Logarithm, 6)
        } else {
            (Kind::Exact, 0)
        };
        let mut table = Self { shape, start, width, kind, fineness, rows: Vec::new() };
        if kind != Kind::Exact {
            table.add_side(Side::Below);
            table.add_side(Side::Above);
        }
        table
    }

    /// The rows counted from one side: p and s move together from 2⁻¹⁷ to ½.
    fn add_side(&mut self, side: Side) {
        let bins = 1_usize << self.fineness;
        let mut s = self.shape.coordinate(side, SMALLEST);
        let mut p = SMALLEST;
        let mut left = self.jet_in_probability(side, s);
        for octave in 0..OCTAVES {
            let octave_start = SMALLEST * (1_u64 << octave) as f64;
            let h = octave_start / bins as f64;
            for bin in 0..bins {
                s = next_coordinate(&self.shape, self.shape.direction(side), s, p, h);
                p = octave_start + h * (bin + 1) as f64;
                let right = self.jet_in_probability(side, s);
                let mut row = hermite(left, right, h);
                if self.kind == Kind::Plain {
                    row = row.map(|coefficient| coefficient * self.width);
                    row[0] += self.start;
                }
                self.rows.push(row);
                left = right;
            }
        }
    }

    /// The value (or its logarithm) with derivatives in the probability from `side`.
    fn jet_in_probability(&self, side: Side, s: f64) -> Jet {
        let jet = if self.kind == Kind::Logarithm { self.shape.log_jet(s) } else { self.shape.jet(s) };
        let (density, slope) = self.shape.density(s);
        let first = self.shape.direction(side) / density;
        let second = -slope / (density * density);
        Jet { value: jet.value, first: jet.first * first, second: jet.second * first * first + jet.first * second }
    }

    /// The exact value.
    fn exact(&self, u: f64) -> f64 {
        self.start + self.width * self.shape.quantile(u)
    }

    /// Turns uniforms strictly between 0 and 1 into values, in place.
    pub(super) fn apply(&self, column: &mut [f64]) {
        match self.kind {
            Kind::Exact => {
                for u in column {
                    *u = self.exact(*u);
                }
            }
            Kind::Plain | Kind::Logarithm => {
                for chunk in column.chunks_mut(CHUNK) {
                    self.apply_to_chunk(chunk);
                }
            }
        }
    }

    fn apply_to_chunk(&self, chunk: &mut [f64]) {
        let mut beyond = [0.0; CHUNK];
        let smallest = chunk.iter().fold(0.5, |smallest: f64, &u| smallest.min(u).min(1.0 - u));
        let any_beyond = smallest < SMALLEST;
        if any_beyond {
            beyond[..chunk.len()].copy_from_slice(chunk);
        }
        interpolate(&self.rows, self.fineness, chunk);
        if self.kind == Kind::Logarithm {
            math::exp_column(chunk);
            for x in chunk.iter_mut() {
                *x = self.start + self.width * *x;
            }
        }
        if any_beyond {
            for (x, &u) in chunk.iter_mut().zip(&beyond).filter(|(_, u)| u.min(1.0 - **u) < SMALLEST) {
                *x = self.exact(u);
            }
        }
    }
}

/// Finds the row of every probability and the place in it, then evaluates the polynomials.
#[multiversion::multiversion(targets("x86_64+avx512f+avx512dq+avx512vl", "x86_64+avx2"))]
fn interpolate(rows: &[[f64; 6]], fineness: u32, chunk: &mut [f64]) {
    let mut places = [0_u32; CHUNK];
    let per_side = (rows.len() / 2) as u32;
    let shift = 52 - fineness;
    let first = (SMALLEST.to_bits() >> shift) as u32;
    for (u, place) in chunk.iter_mut().zip(places.iter_mut()) {
        let above = *u >= 0.5;
        let p = if above { 1.0 - *u } else { *u };
        let p = if p < BELOW_HALF { p } else { BELOW_HALF };
        let p = if p > SMALLEST { p } else { SMALLEST };
        let bits = p.to_bits();
        *place = ((bits >> shift) as u32).wrapping_sub(first) + if above { per_side } else { 0 };
        *u = f64::from_bits(((bits << fineness) & 0x000f_ffff_ffff_ffff) | 0x3ff0_0000_0000_0000) - 1.0;
    }
    for (x, &place) in chunk.iter_mut().zip(&places) {
        let c = &rows[place as usize];
        let t = *x;
        let t2 = t * t;
        *x = (c[0] + t * c[1]) + t2 * ((c[2] + t * c[3]) + t2 * (c[4] + t * c[5]));
    }
}

/// The coordinate a probability of `h` further in than `s`, where the probability from the side is `p`.
///
/// A start from the second-order expansion of s in ln p, then Halley's method on the integral of the density.
fn next_coordinate(shape: &Shape, direction: f64, s: f64, p: f64, h: f64) -> f64 {
    let (density, slope) = shape.density(s);
    let step = math::ln_1p(h / p);
    let first = p / density;
    let second = first * (1.0 - direction * slope * first);
    let mut moved = step * (first + 0.5 * step * second);
    for _ in 0..20 {
        let half = 0.5 * moved;
        let area: f64 =
            GAUSS.iter().map(|(node, weight)| weight * shape.density(s + direction * (half + half * node)).0).sum();
        let missing = h - half * area;
        let (density, slope) = shape.density(s + direction * moved);
        let newton = missing / density;
        let correction = newton / (1.0 + 0.5 * newton * direction * slope);
        moved += correction;
        // Halley's error is of the third power of the correction.
        if correction.abs() <= 1e-6 * moved {
            break;
        }
    }
    s + direction * moved
}

/// The polynomial in t from 0 to 1 with given values and derivatives at both ends of a bin of width `h`.
fn hermite(left: Jet, right: Jet, h: f64) -> [f64; 6] {
    let rise = right.value - left.value;
    let (d0, d1) = (left.first * h, right.first * h);
    let (c0, c1) = (left.second * h * h, right.second * h * h);
    [
        left.value,
        d0,
        0.5 * c0,
        10.0 * rise - 6.0 * d0 - 4.0 * d1 - 1.5 * c0 + 0.5 * c1,
        -15.0 * rise + 8.0 * d0 + 7.0 * d1 + 1.5 * c0 - c1,
        6.0 * rise - 3.0 * (d0 + d1) - 0.5 * c0 + 0.5 * c1,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_agree_with_exact_quantiles() {
        let gammas = [0.11, 0.2, 0.36, 0.5, 0.93, 1.0, 1.74, 4.0, 96.0, 1e4, 1e6].map(Shape::gamma);
        let betas = [
            (0.15, 3.0),
            (0.3, 0.2),
            (0.5, 0.5),
            (0.4, 200.5),
            (1.0, 999.0),
            (1.4, 4.6),
            (4.0, 60.0),
            (16.4, 0.862),
            (259.0, 45.8),
            (14138.0, 23365.0),
        ]
        .map(|(a, b)| Shape::beta(a, b));
        for shape in gammas.into_iter().chain(betas) {
            let table = Table::new(shape.clone(), 0.0, 1.0);
            for i in 1..2000 {
                // Close to the ends too: u = (i/2000)³ and 1 − that.
                let part = f64::from(i) / 2000.0;
                for u in [part * part * part, 1.0 - part * part * part] {
                    let mut found = [u];
                    table.apply(&mut found);
                    let expected = shape.quantile(u);
                    assert!(
                        (found[0] - expected).abs() <= 1e-9 * expected,
                        "{shape:?} at {u}: {} {expected}",
                        found[0]
                    );
                }
            }
        }
    }

    #[test]
    fn a_value_does_not_depend_on_its_neighbours() {
        let table = Table::new(Shape::gamma(3.0), 1.0, 2.0);
        let mut column: Vec<f64> = (1..1000).map(|i| f64::from(i) / 1000.0).chain([1e-9, 1.0 - 1e-9, 0.5]).collect();
        let single: Vec<f64> = column
            .iter()
            .map(|&u| {
                let mut one = [u];
                table.apply(&mut one);
                one[0]
            })
            .collect();
        table.apply(&mut column);
        assert_eq!(column, single);
    }
}
