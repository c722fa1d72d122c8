//! Functions of inputs that a regression adds up: splines of one input, polynomials of several.

use super::Sample;

/// The values of all functions in all draws; the functions can always add up to a constant.
pub(super) struct Basis {
    /// Number of functions.
    pub count: usize,
    values: Values,
}

enum Values {
    /// Of each draw the number of the first of four neighbours, and the four values; all others are 0.
    Near(Vec<(usize, [f64; 4])>),
    /// Row by row.
    All(Vec<f64>),
}

/// Up to so many different values an input is taken as a list of cases.
const CASES: usize = 12;
/// Draws for each piece of a spline, at least, and the most pieces.
const PIECE: usize = 200;
const PIECES: usize = 8;
/// Draws for each polynomial, at least, and the most polynomials.
const POLYNOMIAL: usize = 50;
const POLYNOMIALS: usize = 80;

impl Basis {
    /// Functions of these inputs: of one input a cubic spline of its score, or one function for each value if there are
    /// few; of several the Hermite polynomials of their scores.
    ///
    /// Equations 52 and 53 of `docs/uncertainty.md`. `members` are numbers of inputs, at least one.
    pub fn of_inputs(sample: &Sample, members: &[usize]) -> Basis {
        match members {
            [only] => {
                let input = &sample.inputs[*only];
                cases(&input.values).unwrap_or_else(|| spline(&input.scores))
            }
            several => {
                polynomials(&several.iter().map(|member| &sample.inputs[*member].scores[..]).collect::<Vec<_>>())
            }
        }
    }

    /// Calls `each` with the number and value of every function that is not 0 in a draw.
    pub fn row(&self, draw: usize, mut each: impl FnMut(usize, f64)) {
        match &self.values {
            Values::Near(rows) => {
                let (first, values) = &rows[draw];
                for (offset, value) in values.iter().enumerate().filter(|(_, value)| **value != 0.0) {
                    each(first + offset, *value);
                }
            }
            Values::All(rows) => {
                for (function, value) in rows[draw * self.count..][..self.count].iter().enumerate() {
                    each(function, *value);
                }
            }
        }
    }
}

/// One function for each value, 1 where the input has it; none if there are more than a few.
fn cases(values: &[f64]) -> Option<Basis> {
    let mut known: Vec<f64> = vec![];
    for value in values {
        if let Err(place) = known.binary_search_by(|other| other.total_cmp(value)) {
            known.insert(place, *value);
            if known.len() > CASES {
                return None;
            }
        }
    }
    let case = |value: &f64| known.binary_search_by(|other| other.total_cmp(value)).expect("every value is known");
    let rows = values.iter().map(|value| (case(value), [1.0, 0.0, 0.0, 0.0])).collect();
    Some(Basis { count: known.len(), values: Values::Near(rows) })
}

/// Cubic B-splines over pieces that hold equally many draws.
fn spline(scores: &[f64]) -> Basis {
    let mut sorted = scores.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len() - 1;
    let pieces = (sorted.len() / PIECE).clamp(1, PIECES);
    let mut inner: Vec<f64> = (1..pieces).map(|piece| sorted[last * piece / pieces]).collect();
    inner.dedup();
    inner.retain(|knot| *knot > sorted[0] && *knot < sorted[last]);
    let knots: Vec<f64> = [sorted[0]; 4].into_iter().chain(inner).chain([sorted[last]; 4]).collect();
    let count = knots.len() - 4;
    let rows = scores.iter().map(|score| {
        // The piece that the score lies in; the end of the last piece belongs to it.
        let piece = knots[4..count].partition_point(|knot| knot <= score);
        (piece, near(&knots, piece + 3, *score))
    });
    Basis { count, values: Values::Near(rows.collect()) }
}

/// The four B-splines that are not 0 between the knots `span` and `span + 1`, by the recurrence of Cox and de Boor.
fn near(knots: &[f64], span: usize, x: f64) -> [f64; 4] {
    let mut values = [1.0, 0.0, 0.0, 0.0];
    for degree in 1..4 {
        let mut carried = 0.0;
        for function in 0..degree {
            let (left, right) = (knots[span + 1 + function - degree], knots[span + 1 + function]);
            let part = values[function] / (right - left);
            values[function] = carried + (right - x) * part;
            carried = (x - left) * part;
        }
        values[degree] = carried;
    }
    values
}

/// Products of Hermite polynomials of standard normal scores, simplest first, as many as the draws allow.
fn polynomials(scores: &[&[f64]]) -> Basis {
    let draws = scores[0].len();
    let most = (draws / POLYNOMIAL).clamp(1 + scores.len(), POLYNOMIALS.max(1 + scores.len()));
    let mut terms: Vec<Vec<(usize, usize)>> = vec![vec![]];
    let inputs = scores.len();
    let pairs = || (0..inputs).flat_map(|a| (0..a).map(move |b| (b, a)));
    terms.extend((0..inputs).map(|input| vec![(input, 1)]));
    terms.extend((0..inputs).map(|input| vec![(input, 2)]));
    terms.extend(pairs().map(|(a, b)| vec![(a, 1), (b, 1)]));
    terms.extend((0..inputs).map(|input| vec![(input, 3)]));
    terms.extend(pairs().flat_map(|(a, b)| [vec![(a, 2), (b, 1)], vec![(a, 1), (b, 2)]]));
    terms.extend(pairs().flat_map(|(a, b)| (0..a).map(move |c| vec![(c, 1), (a, 1), (b, 1)])));
    terms.extend((0..inputs).map(|input| vec![(input, 4)]));
    terms.truncate(most);
    let count = terms.len();
    let mut rows = Vec::with_capacity(draws * count);
    for draw in 0..draws {
        let powers: Vec<[f64; 5]> = scores.iter().map(|scores| hermite(scores[draw])).collect();
        rows.extend(
            terms.iter().map(|term| term.iter().map(|(input, degree)| powers[*input][*degree]).product::<f64>()),
        );
    }
    Basis { count, values: Values::All(rows) }
}

/// The Hermite polynomials of degrees 0 to 4 with variance 1 under the standard normal distribution.
fn hermite(z: f64) -> [f64; 5] {
    let square = z * z;
    [
        1.0,
        z,
        (square - 1.0) / 2.0_f64.sqrt(),
        (square - 3.0) * z / 6.0_f64.sqrt(),
        ((square - 6.0) * square + 3.0) / 24.0_f64.sqrt(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn b_splines_add_up_to_one_everywhere() {
        let scores: Vec<f64> = (0..2000).map(|draw| (draw * 7 % 2000) as f64 / 500.0 - 2.0).collect();
        let basis = spline(&scores);
        assert_eq!(basis.count, 8 + 3);
        for draw in 0..scores.len() {
            let mut sum = 0.0;
            basis.row(draw, |function, value| {
                assert!(function < basis.count && (0.0..=1.0).contains(&value));
                sum += value;
            });
            assert!((sum - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn an_input_with_few_values_has_one_function_for_each() {
        let basis = cases(&[1.0, 5.0, 1.0]).unwrap();
        assert_eq!(basis.count, 2);
        basis.row(1, |function, value| assert_eq!((function, value), (1, 1.0)));
        assert!(cases(&(0..100).map(f64::from).collect::<Vec<_>>()).is_none());
    }

    #[test]
    fn hermite_polynomials_are_those_of_the_books() {
        // He₂(2) = 3, He₃(2) = 2, He₄(2) = 16 − 24 + 3 = −5, over √2!, √3!, √4!.
        let found = hermite(2.0);
        for (found, expected) in
            found.iter().zip([1.0, 2.0, 3.0 / 2.0_f64.sqrt(), 2.0 / 6.0_f64.sqrt(), -5.0 / 24.0_f64.sqrt()])
        {
            assert!((found - expected).abs() < 1e-15);
        }
    }
}
