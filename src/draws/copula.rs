//! Correlation between parameters by a Gaussian copula.

use crate::math::sin;
use nalgebra::DMatrix;

/// Eigenvalues this far below 0 are taken for rounding.
const TOLERANCE: f64 = 1e-9;

/// Why a matrix is no matrix of rank correlations.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum NotPositive {
    #[error("row {row} has {columns} numbers where {rows} are needed")]
    NotSquare { row: usize, columns: usize, rows: usize },
    #[error("the correlation of {row} with itself is {value}, not 1")]
    Diagonal { row: usize, value: f64 },
    #[error("the correlation of {row} with {column} is {value}, which is not between -1 and 1")]
    Outside { row: usize, column: usize, value: f64 },
    #[error("the correlation of {row} with {column} is {value}, but the other way round {other}")]
    Asymmetric { row: usize, column: usize, value: f64, other: f64 },
    #[error("no parameters can have these correlations together: the smallest eigenvalue is {smallest:.4}")]
    Impossible { smallest: f64 },
}

/// Makes independent standard normal columns correlated.
#[derive(Clone, Debug, PartialEq)]
pub struct Copula {
    /// Row i has i + 1 numbers.
    rows: Vec<Vec<f64>>,
}

impl Copula {
    /// From Spearman rank correlations, numbered from 0 in messages.
    ///
    /// The correlation of the normal scores is 2·sin(π·ρ/6) (Kruskal, Journal of the American Statistical Association
    /// 53, 1958). Correlations of exactly ±1 are allowed: such parameters move as one. A matrix is refused when its
    /// smallest eigenvalue is below −1e-9.
    pub fn new(rank: &[Vec<f64>]) -> Result<Self, NotPositive> {
        let n = rank.len();
        for (row, numbers) in rank.iter().enumerate() {
            if numbers.len() != n {
                return Err(NotPositive::NotSquare { row, columns: numbers.len(), rows: n });
            }
        }
        for (row, numbers) in rank.iter().enumerate() {
            if numbers[row] != 1.0 {
                return Err(NotPositive::Diagonal { row, value: numbers[row] });
            }
            for (column, &value) in numbers.iter().enumerate() {
                if !(-1.0..=1.0).contains(&value) {
                    return Err(NotPositive::Outside { row, column, value });
                }
                if value != rank[column][row] {
                    return Err(NotPositive::Asymmetric { row, column, value, other: rank[column][row] });
                }
            }
        }
        let normal = DMatrix::from_fn(n, n, |i, j| score_correlation(rank[i][j]));
        if n > 0 {
            let smallest = normal.symmetric_eigenvalues().min();
            if smallest < -TOLERANCE {
                return Err(NotPositive::Impossible { smallest });
            }
        }
        Ok(Self { rows: factor(&normal) })
    }

    /// The rows of the lower factor: row i has i + 1 numbers, whose squares add up to 1.
    pub fn rows(&self) -> &[Vec<f64>] {
        &self.rows
    }

    /// Makes columns of independent standard normal scores correlated, in place; one column for each parameter, all of
    /// the same length.
    pub fn mix<C: AsMut<[f64]>>(&self, normals: &mut [C]) {
        // From the last row up: every row needs the earlier columns as they were.
        for (i, row) in self.rows.iter().enumerate().rev() {
            let (earlier, from) = normals.split_at_mut(i);
            let column = from[0].as_mut();
            for x in column.iter_mut() {
                *x *= row[i];
            }
            for (other, &weight) in earlier.iter_mut().zip(row) {
                for (x, y) in column.iter_mut().zip(other.as_mut().iter()) {
                    *x += weight * *y;
                }
            }
        }
    }
}

/// The correlation of normal scores whose ranks have correlation `rank`; exactly 1 and −1 at the ends.
fn score_correlation(rank: f64) -> f64 {
    if rank.abs() == 1.0 { rank } else { 2.0 * sin(std::f64::consts::PI * rank / 6.0) }
}

/// Cholesky's factor of a positive semi-definite matrix: where nothing of a column is left, its weights are 0.
///
/// Only sums, products and square roots in a fixed order, so that the bits are the same everywhere.
fn factor(matrix: &DMatrix<f64>) -> Vec<Vec<f64>> {
    let mut rows: Vec<Vec<f64>> = Vec::with_capacity(matrix.nrows());
    for i in 0..matrix.nrows() {
        let mut row: Vec<f64> = Vec::with_capacity(i + 1);
        for j in 0..i {
            let shared: f64 = row.iter().zip(&rows[j][..j]).map(|(x, y)| x * y).sum();
            let own = rows[j][j];
            row.push(if own > 0.0 { (matrix[(i, j)] - shared) / own } else { 0.0 });
        }
        let left = matrix[(i, i)] - row.iter().map(|x| x * x).sum::<f64>();
        row.push(if left > TOLERANCE { left.sqrt() } else { 0.0 });
        rows.push(row);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        draws::{Sampler, Uniforms},
        math::normal_quantile_column,
    };

    fn columns(count: usize) -> Vec<Vec<f64>> {
        let uniforms = Uniforms::new(7, Sampler::Plain);
        (0..count)
            .map(|i| {
                let mut column = vec![0.0; 20_000];
                uniforms.stream(&format!("p{i}"), i).fill(0, &mut column);
                normal_quantile_column(&mut column);
                column
            })
            .collect()
    }

    fn ranks(column: &[f64]) -> Vec<f64> {
        let mut order: Vec<usize> = (0..column.len()).collect();
        order.sort_by(|a, b| column[*a].total_cmp(&column[*b]));
        let mut ranks = vec![0.0; column.len()];
        for (rank, place) in order.into_iter().enumerate() {
            ranks[place] = rank as f64;
        }
        ranks
    }

    fn rank_correlation(x: &[f64], y: &[f64]) -> f64 {
        let n = x.len() as f64;
        let squares: f64 = ranks(x).iter().zip(ranks(y)).map(|(a, b)| (a - b) * (a - b)).sum();
        1.0 - 6.0 * squares / (n * (n * n - 1.0))
    }

    #[test]
    fn rank_correlations_come_out_as_asked() {
        let asked = vec![vec![1.0, 0.6, -0.3], vec![0.6, 1.0, 0.2], vec![-0.3, 0.2, 1.0]];
        let mut mixed = columns(3);
        Copula::new(&asked).expect("possible").mix(&mut mixed);
        for i in 0..3 {
            for j in 0..i {
                // Four standard errors of a rank correlation of 20 000 pairs are below 4/√20 000 = 0.029.
                assert!((rank_correlation(&mixed[i], &mixed[j]) - asked[i][j]).abs() < 0.029, "{i} {j}");
            }
        }
    }

    #[test]
    fn a_correlation_of_one_makes_columns_equal_and_of_minus_one_opposite() {
        let asked = vec![vec![1.0, 1.0, -1.0], vec![1.0, 1.0, -1.0], vec![-1.0, -1.0, 1.0]];
        let mut mixed = columns(3);
        Copula::new(&asked).expect("possible").mix(&mut mixed);
        assert_eq!(mixed[0], mixed[1]);
        assert_eq!(mixed[2], mixed[0].iter().map(|x| -x).collect::<Vec<_>>());
    }

    #[test]
    fn correlations_that_cannot_be_are_refused_in_words() {
        let cases = [
            (vec![vec![1.0, 0.5]], "row 0 has 2 numbers where 1 are needed"),
            (vec![vec![1.0, 0.5], vec![0.5, 0.9]], "the correlation of 1 with itself is 0.9, not 1"),
            (vec![vec![1.0, 1.5], vec![1.5, 1.0]], "the correlation of 0 with 1 is 1.5, which is not between -1 and 1"),
            (vec![vec![1.0, 0.5], vec![0.4, 1.0]], "the correlation of 0 with 1 is 0.5, but the other way round 0.4"),
            // The scores correlate by −2·sin(π·0.9/6) = −0.90798; eigenvalue 1 − 2·0.90798.
            (
                vec![vec![1.0, -0.9, -0.9], vec![-0.9, 1.0, -0.9], vec![-0.9, -0.9, 1.0]],
                "no parameters can have these correlations together: the smallest eigenvalue is -0.8160",
            ),
        ];
        for (matrix, message) in cases {
            assert_eq!(Copula::new(&matrix).expect_err(message).to_string(), message);
        }
    }
}
