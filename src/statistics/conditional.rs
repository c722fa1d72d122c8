//! What is expected of results if some inputs are known: least squares on functions of these inputs.

use super::basis::Basis;
use super::sweep::Products;

/// A function of which those before it leave no more than this part of its sum of squares says nothing new.
const TOLERANCE: f64 = 1e-9;

/// Sums of squares and products of functions and responses over some draws.
#[derive(Clone)]
pub(super) struct Moments {
    functions: usize,
    draws: f64,
    /// The functions first, then the responses.
    sums: Products,
}

/// What is expected of several responses if the inputs of a basis are known.
pub(super) struct Expectation {
    /// For each response the coefficient of each function.
    pub coefficients: Vec<Vec<f64>>,
    /// For each response how its deviations from the mean are explained by the inputs.
    pub explained: Vec<Explained>,
}

/// How much of a response's variance a regression explains.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Explained {
    /// What the fitted values are multiplied by, so that their variance is that of the expectation and not that of its
    /// estimate: equation 54.
    pub shrink: f64,
    /// Share of the variance, after the same correction; 0 to 1.
    pub share: f64,
    /// Whether chance alone would hardly (1 in 1000) explain as much.
    pub visible: bool,
}

impl Moments {
    /// Over the draws that `chosen` names. Responses are deviations from their means.
    pub fn of(basis: &Basis, responses: &[Vec<f64>], chosen: &[u32]) -> Moments {
        let functions = basis.count;
        let mut sums = Products::none(functions + responses.len());
        let mut row: Vec<(usize, f64)> = Vec::with_capacity(functions + responses.len());
        let mut numbers: Vec<f64> = Vec::with_capacity(functions + responses.len());
        for draw in chosen.iter().map(|draw| *draw as usize) {
            row.clear();
            basis.row(draw, |function, value| row.push((function, value)));
            row.extend(responses.iter().enumerate().map(|(number, response)| (functions + number, response[draw])));
            if row.len() == sums.size() {
                numbers.clear();
                numbers.extend(row.iter().map(|(_, number)| number));
                sums.add_draw(&numbers);
            } else {
                sums.add_row(&row);
            }
        }
        Moments { functions, draws: chosen.len() as f64, sums }
    }

    /// Adds others (`times` 1), or takes them away (−1).
    pub fn add(&mut self, other: &Moments, times: f64) {
        self.draws += times * other.draws;
        self.sums.add(&other.sums, times);
    }

    /// The least-squares fit. Functions that say nothing beyond those before them get the coefficient 0.
    pub fn expectation(mut self) -> Expectation {
        let responses = self.functions..self.sums.size();
        let squares: Vec<f64> = responses.clone().map(|response| self.sums.at(response, response)).collect();
        let swept = self.sums.sweep(&(0..self.functions).collect::<Vec<usize>>(), TOLERANCE);
        let coefficients = responses.clone().map(|response| {
            let mut coefficients = vec![0.0; self.functions];
            swept.iter().for_each(|function| coefficients[*function] = self.sums.at(*function, response));
            coefficients
        });
        let explained = responses.zip(squares).map(|(response, squares)| {
            let left = self.sums.at(response, response).max(0.0).min(squares);
            explained(left, squares, self.draws, swept.len() as f64)
        });
        Expectation { coefficients: coefficients.collect(), explained: explained.collect() }
    }
}

/// What is explained of a sum of squares by `rank` functions, the constant among them, that leave `left` of it.
fn explained(left: f64, squares: f64, draws: f64, rank: f64) -> Explained {
    let explained = squares - left;
    let (freedom, rest) = (rank - 1.0, draws - rank);
    if squares <= 0.0 || explained <= 0.0 || freedom < 1.0 || rest < 1.0 {
        return Explained { shrink: 0.0, share: 0.0, visible: false };
    }
    let noise = left / rest;
    let signal = (explained - freedom * noise).max(0.0);
    // Under chance alone the ratio has mean 1 and variance 2 / freedom; 3.1 standard errors, and the skewness of chi-square.
    let ratio = explained / freedom;
    let limit = 1.0 + 3.1 * (2.0 / freedom).sqrt() + 5.6 / freedom;
    Explained {
        shrink: (signal / explained).sqrt(),
        share: (signal / (signal + left * draws / rest)).clamp(0.0, 1.0),
        visible: ratio > limit * noise,
    }
}

impl Expectation {
    /// The fitted deviation of each response in a draw, corrected for the noise of the fit.
    pub fn at(&self, basis: &Basis, draw: usize, deviations: &mut [f64]) {
        deviations.fill(0.0);
        basis.row(draw, |function, value| {
            for (deviation, coefficients) in deviations.iter_mut().zip(&self.coefficients) {
                *deviation += coefficients[function] * value;
            }
        });
        for (deviation, explained) in deviations.iter_mut().zip(&self.explained) {
            *deviation *= explained.shrink;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::testing::dice;
    use crate::statistics::{InputColumn, Sample};

    const DRAWS: usize = 4096;

    /// All functions of inputs with these scores.
    fn basis(scores: &[&[f64]]) -> Basis {
        let input =
            |scores: &&[f64]| InputColumn { name: "x".into(), values: scores.to_vec(), scores: scores.to_vec() };
        let inputs = scores.iter().map(input).collect();
        let sample = Sample { inputs, factors: vec![], outputs: vec![], replicates: 1 };
        Basis::of_inputs(&sample, &(0..scores.len()).collect::<Vec<usize>>())
    }

    fn deviations(values: &[f64]) -> Vec<f64> {
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        values.iter().map(|value| value - mean).collect()
    }

    fn expectation(basis: &Basis, responses: &[Vec<f64>]) -> Expectation {
        Moments::of(basis, responses, &(0..responses[0].len() as u32).collect::<Vec<u32>>()).expectation()
    }

    /// The fit is the response in every draw, and explains all of it.
    #[track_caller]
    fn is_recovered(basis: &Basis, response: Vec<f64>) {
        let responses = [response];
        let found = expectation(basis, &responses);
        assert!((found.explained[0].share - 1.0).abs() < 1e-12 && found.explained[0].visible);
        let mut fitted = [0.0];
        for (draw, wanted) in responses[0].iter().enumerate() {
            found.at(basis, draw, &mut fitted);
            assert!((fitted[0] - wanted).abs() < 1e-9 * wanted.abs().max(1.0), "{} for {wanted}", fitted[0]);
        }
    }

    #[test]
    fn a_polynomial_is_recovered_exactly() {
        let mut dice = dice(1);
        let (a, b) = (dice.normals(DRAWS), dice.normals(DRAWS));
        // A spline holds every polynomial of third degree.
        let cubic: Vec<f64> = a.iter().map(|a| 7.0 - 2.0 * a + a * a * a).collect();
        is_recovered(&basis(&[&a]), deviations(&cubic));
        let both: Vec<f64> = a.iter().zip(&b).map(|(a, b)| 1.0 + a * b - 0.5 * b * b + 0.1 * a * a * a * a).collect();
        is_recovered(&basis(&[&a, &b]), deviations(&both));
    }

    #[test]
    fn functions_that_say_the_same_are_counted_once() {
        let a = dice(2).normals(DRAWS);
        let twice = basis(&[&a, &a]);
        let responses = [deviations(&a)];
        let found = expectation(&twice, &responses);
        // Constant, first input, second input and so on: the second says what the first says.
        assert_eq!(found.coefficients[0][2], 0.0);
        assert!((found.coefficients[0][1] - 1.0).abs() < 1e-9, "{:?}", found.coefficients[0]);
        is_recovered(&twice, responses[0].clone());
    }

    #[test]
    fn noise_is_hardly_ever_taken_for_an_effect() {
        // Eleven functions take a part of the sum of squares that is chi-square with 10 degrees of freedom, sd √20, over n.
        const TIMES: usize = 100;
        let mut dice = dice(3);
        let (mut seen, mut sum) = (0, 0.0);
        for _ in 0..TIMES {
            let basis = basis(&[&dice.normals(DRAWS)]);
            let found = expectation(&basis, &[deviations(&dice.normals(DRAWS))]).explained[0];
            seen += usize::from(found.visible);
            sum += found.share;
        }
        // One in a thousand is 0.1 of a hundred. What a chi-square X of 10 degrees of freedom has above 10 is on average
        // 2 · 10 · (its density at 10, 0.0877) = 1.75; its sd is below √20, so that of the mean of a hundred below 0.45.
        assert!(seen <= 2, "{seen}");
        assert!(sum / (TIMES as f64) < (1.75 + 4.0 * 0.45) / DRAWS as f64, "{sum}");
    }

    #[test]
    fn the_share_of_a_response_with_noise_is_that_of_the_closed_form() {
        let mut dice = dice(4);
        let (a, noise) = (dice.normals(DRAWS), dice.normals(DRAWS));
        let y: Vec<f64> = a.iter().zip(&noise).map(|(a, noise)| a + noise).collect();
        let found = expectation(&basis(&[&a]), &[deviations(&y), deviations(&a), vec![0.0; DRAWS]]);
        // R² has the variance 4 R² (1 − R²)² / n, so an error of √½ / 64 at ½.
        assert!((found.explained[0].share - 0.5).abs() < 4.0 * 0.5_f64.sqrt() / 64.0, "{:?}", found.explained[0]);
        assert!((found.explained[1].share - 1.0).abs() < 1e-12);
        assert_eq!(found.explained[2], Explained { shrink: 0.0, share: 0.0, visible: false });
    }

    #[test]
    fn sums_without_a_batch_are_those_of_the_others() {
        let mut dice = dice(5);
        let (a, y) = (dice.normals(600), [deviations(&dice.normals(600))]);
        let basis = basis(&[&a]);
        let of = |draws: std::ops::Range<u32>| Moments::of(&basis, &y, &draws.collect::<Vec<u32>>());
        let (whole, part, rest) = (of(0..600), of(0..100), of(100..600).expectation());
        let mut without = whole;
        without.add(&part, -1.0);
        let without = without.expectation();
        for (one, other) in without.coefficients[0].iter().zip(&rest.coefficients[0]) {
            assert!((one - other).abs() < 1e-9, "{one} {other}");
        }
    }

    #[test]
    fn what_is_no_number_is_not_explained() {
        let a = dice(6).normals(400);
        let found = expectation(&basis(&[&a]), &[vec![f64::NAN; 400]]);
        assert!(!found.explained[0].visible);
    }
}
