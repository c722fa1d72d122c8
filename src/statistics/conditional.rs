//! What is expected of results if some inputs are known: least squares on functions of these inputs.

use super::basis::Basis;

/// Sums of squares and products of the functions and of the responses, of some draws.
#[derive(Clone)]
pub(super) struct Products {
    functions: usize,
    draws: f64,
    /// Functions by functions.
    gram: Vec<f64>,
    /// For each response its product with each function.
    cross: Vec<Vec<f64>>,
    /// For each response its sum of squares.
    squares: Vec<f64>,
}

/// A fitted regression of several responses on the same functions.
pub(super) struct Fit {
    /// For each response the coefficient of each function.
    pub coefficients: Vec<Vec<f64>>,
    /// For each response how its deviations from the mean are told by the inputs.
    pub told: Vec<Told>,
}

/// How much of a response's variance a regression tells.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Told {
    /// What the fitted values are multiplied by, so that their variance is that of the expectation and not that of its
    /// estimate: equation 54.
    pub shrink: f64,
    /// Share of the variance, after the same correction; 0 to 1.
    pub share: f64,
    /// Whether chance alone would hardly (1 in 1000) tell as much.
    pub visible: bool,
}

impl Products {
    /// Over the draws that `chosen` names. Responses are deviations from their means.
    pub fn of(basis: &Basis, responses: &[Vec<f64>], chosen: &[u32]) -> Products {
        let functions = basis.count;
        let mut products = Products {
            functions,
            draws: 0.0,
            gram: vec![0.0; functions * functions],
            cross: vec![vec![0.0; functions]; responses.len()],
            squares: vec![0.0; responses.len()],
        };
        let mut row: Vec<(usize, f64)> = Vec::with_capacity(functions);
        for draw in chosen.iter().map(|draw| *draw as usize) {
            row.clear();
            basis.row(draw, |function, value| row.push((function, value)));
            products.draws += 1.0;
            for (index, (function, value)) in row.iter().enumerate() {
                for (other, by) in &row[..=index] {
                    products.gram[function * functions + other] += value * by;
                }
            }
            for (number, response) in responses.iter().enumerate() {
                let response = response[draw];
                products.squares[number] += response * response;
                for (function, value) in &row {
                    products.cross[number][*function] += value * response;
                }
            }
        }
        products
    }

    /// These and others together (`sign` 1), or without them (−1).
    pub fn with(&self, other: &Products, sign: f64) -> Products {
        let join = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a + sign * b).collect::<Vec<f64>>();
        Products {
            functions: self.functions,
            draws: self.draws + sign * other.draws,
            gram: join(&self.gram, &other.gram),
            cross: self.cross.iter().zip(&other.cross).map(|(a, b)| join(a, b)).collect(),
            squares: join(&self.squares, &other.squares),
        }
    }

    /// The least-squares fit, by the Cholesky factors of the normal equations. Functions that say nothing beyond those
    /// before them get the coefficient 0.
    pub fn fit(&self) -> Fit {
        let count = self.functions;
        let mut factor = vec![0.0; count * count];
        let mut kept = vec![true; count];
        for row in 0..count {
            for column in 0..=row {
                let known: f64 = (0..column).map(|k| factor[row * count + k] * factor[column * count + k]).sum();
                let rest = self.gram[row * count + column] - known;
                if column < row {
                    factor[row * count + column] =
                        if kept[column] { rest / factor[column * count + column] } else { 0.0 };
                } else if rest > 1e-9 * self.gram[row * count + row] {
                    factor[row * count + row] = rest.sqrt();
                } else {
                    kept[row] = false;
                    factor[row * count..][..=row].fill(0.0);
                }
            }
        }
        let rank = kept.iter().filter(|kept| **kept).count() as f64;
        let mut fit = Fit { coefficients: vec![], told: vec![] };
        for (cross, squares) in self.cross.iter().zip(&self.squares) {
            let mut solved = vec![0.0; count];
            for row in (0..count).filter(|row| kept[*row]) {
                let known: f64 = (0..row).map(|k| factor[row * count + k] * solved[k]).sum();
                solved[row] = (cross[row] - known) / factor[row * count + row];
            }
            let explained: f64 = solved.iter().map(|part| part * part).sum();
            for row in (0..count).rev() {
                if kept[row] {
                    let known: f64 = (row + 1..count).map(|k| factor[k * count + row] * solved[k]).sum();
                    solved[row] = (solved[row] - known) / factor[row * count + row];
                }
            }
            fit.coefficients.push(solved);
            fit.told.push(told(explained, *squares, self.draws, rank));
        }
        fit
    }
}

fn told(explained: f64, squares: f64, draws: f64, rank: f64) -> Told {
    let (freedom, rest) = (rank - 1.0, draws - rank);
    if squares <= 0.0 || explained <= 0.0 || freedom < 1.0 || rest < 1.0 {
        return Told { shrink: 0.0, share: 0.0, visible: false };
    }
    let noise = (squares - explained).max(0.0) / rest;
    let signal = (explained - freedom * noise).max(0.0);
    // Under chance alone the ratio has mean 1 and variance 2 / freedom; 3.1 standard errors, and the skewness of chi-square.
    let ratio = explained / freedom;
    let limit = 1.0 + 3.1 * (2.0 / freedom).sqrt() + 5.6 / freedom;
    Told {
        shrink: (signal / explained).sqrt(),
        share: (signal / (signal + (squares - explained).max(0.0) * draws / rest)).clamp(0.0, 1.0),
        visible: ratio > limit * noise,
    }
}

impl Fit {
    /// The fitted deviation of each response in a draw, corrected for the noise of the fit.
    pub fn at(&self, basis: &Basis, draw: usize, deviations: &mut [f64]) {
        deviations.fill(0.0);
        basis.row(draw, |function, value| {
            for (deviation, coefficients) in deviations.iter_mut().zip(&self.coefficients) {
                *deviation += coefficients[function] * value;
            }
        });
        for (deviation, told) in deviations.iter_mut().zip(&self.told) {
            *deviation *= told.shrink;
        }
    }
}
