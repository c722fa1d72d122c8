//! Shares of a variance from given draws: how much of an output goes with some inputs, whatever the others do.

use super::estimated::Estimated;
use super::given::Given;
use super::order::Ranked;
use super::sweep::Products;

/// A column of which others leave no more than this part of its sum of squares says nothing new.
const TOLERANCE: f64 = 1e-9;
/// The most columns of one fit to many inputs.
const MOST_COLUMNS: usize = 150;
/// Draws for each column that such a fit needs.
const DRAWS_PER_COLUMN: usize = 20;

/// A share of a variance with what it was fitted with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AdditiveShare {
    pub index: Estimated,
    /// Whether the products of all pairs of inputs were in the fit, or only those of the strongest inputs.
    pub all_pairs: bool,
}

/// The share that goes with a factor by itself: draws are sorted by its members into cells of equal size, a straight
/// line is fitted in each cell, and what the lines explain beyond chance is the share.
///
/// Equation 38 of `docs/uncertainty.md`. Absent without members or if the output is constant.
pub fn share(given: &Given, members: &[usize], output: &Ranked) -> Option<Estimated> {
    if members.is_empty() || output.is_constant() {
        return None;
    }
    let columns: Vec<&[f64]> = members.iter().map(|member| &given.inputs[*member].values[..]).collect();
    let mut order = given.inputs[members[0]].order.clone();
    let mut cells = vec![];
    let depth = depth(order.len(), members.len());
    cut(&mut order, &columns, 0, depth, &mut |cell| cells.push(Cell::new(given, cell, &columns, &output.values)));
    Some(explained(given, &cells, &output.values))
}

/// How often draws are halved into cells: with one member about √n / 4 cells, with more members as many coefficients.
fn depth(draws: usize, members: usize) -> u32 {
    let cells = (draws as f64).sqrt() / 2.0 / (members as f64 + 1.0);
    let cells = cells as usize;
    if cells < 2 { 0 } else { cells.ilog2() }
}

/// Halves places at the median of one member after the other. Those of the first member are sorted when this begins.
fn cut(places: &mut [u32], columns: &[&[f64]], level: usize, depth: u32, take: &mut dyn FnMut(&[u32])) {
    if depth == 0 || places.len() < 2 {
        return take(places);
    }
    let half = places.len() / 2;
    if columns.len() > 1 {
        let column = columns[level % columns.len()];
        let by_value =
            |one: &u32, other: &u32| column[*one as usize].total_cmp(&column[*other as usize]).then(one.cmp(other));
        places.select_nth_unstable_by(half, by_value);
        // The halves come out in an order of their own; sums shall not depend on it.
        places[..half].sort_unstable();
        places[half..].sort_unstable();
    }
    let (low, high) = places.split_at_mut(half);
    cut(low, columns, level + 1, depth - 1, take);
    cut(high, columns, level + 1, depth - 1, take);
}

/// Sums over some draws: of ones, of inputs about a middle, of the output; for each batch.
struct Cell {
    /// Column 0 is ones, the last is the output.
    batches: Vec<Products>,
}

impl Cell {
    fn new(given: &Given, places: &[u32], columns: &[&[f64]], output: &[f64]) -> Cell {
        let size = columns.len() + 2;
        let count = places.len() as f64;
        let mean = |column: &[f64]| places.iter().map(|place| column[*place as usize]).sum::<f64>() / count;
        let middles: Vec<f64> = columns.iter().chain([&output]).map(|column| mean(column)).collect();
        let mut batches = vec![Products::none(size); given.batches()];
        let mut numbers = vec![1.0; size];
        for place in places {
            let place = *place as usize;
            for (number, (column, middle)) in numbers[1..].iter_mut().zip(columns.iter().chain([&output]).zip(&middles))
            {
                *number = column[place] - middle;
            }
            batches[usize::from(given.numbers[place])].add_draw(&numbers);
        }
        Cell { batches }
    }

    /// The residual sum of squares of a line, and how many coefficients it has.
    fn residual(mut sums: Products) -> (f64, usize) {
        let output = sums.size() - 1;
        let columns: Vec<usize> = (0..output).collect();
        let swept = sums.sweep(&columns, TOLERANCE);
        (sums.at(output, output).max(0.0), swept.len())
    }
}

/// What lines in cells explain of the variance: 1 − (residual mean square) / (variance), the unbiased correlation ratio
/// of Kelley 1935 with lines in place of means; with the delete-a-group jackknife for its interval.
fn explained(given: &Given, cells: &[Cell], output: &[f64]) -> Estimated {
    let batches = &given.batches;
    let wholes: Vec<Products> = cells.iter().map(|cell| total(&cell.batches)).collect();
    let mean = output.iter().sum::<f64>() / output.len() as f64;
    let squares: Vec<[f64; 3]> = (0..batches.count()).map(|batch| sums(batches.part(output, batch), mean)).collect();
    let value = |without: Option<usize>| {
        let (mut left, mut coefficients) = (0.0, 0);
        for (cell, whole) in cells.iter().zip(&wholes) {
            let mut sums = whole.clone();
            if let Some(batch) = without {
                sums.add(&cell.batches[batch], -1.0);
            }
            let (residual, of_cell) = Cell::residual(sums);
            left += residual;
            coefficients += of_cell;
        }
        let kept = squares.iter().enumerate().filter(|(batch, _)| Some(*batch) != without);
        share_of(kept.map(|(_, sums)| *sums), left, coefficients)
    };
    let without: Vec<f64> = (0..batches.count()).map(|batch| value(Some(batch))).collect();
    batches.jackknife(value(None), &without).within(-1.0, 1.0)
}

fn total(batches: &[Products]) -> Products {
    let mut total = batches[0].clone();
    batches[1..].iter().for_each(|batch| total.add(batch, 1.0));
    total
}

/// Count, sum and sum of squares about a number.
fn sums(values: &[f64], about: f64) -> [f64; 3] {
    let (mut sum, mut square) = (0.0, 0.0);
    for value in values {
        sum += value - about;
        square += (value - about) * (value - about);
    }
    [values.len() as f64, sum, square]
}

/// 1 − (left / (n − coefficients)) / (variance with n − 1).
fn share_of(batches: impl Iterator<Item = [f64; 3]>, left: f64, coefficients: usize) -> f64 {
    let [count, sum, square] =
        batches.fold([0.0; 3], |sums, more| [sums[0] + more[0], sums[1] + more[1], sums[2] + more[2]]);
    let variance = (square - sum * sum / count) / (count - 1.0);
    let degrees = count - coefficients as f64;
    if variance > 0.0 && degrees > 0.0 { 1.0 - left / degrees / variance } else { 0.0 }
}

/// The share that goes with many inputs together, from below: what a polynomial of second degree in them explains
/// beyond chance. Equation 39 of `docs/uncertainty.md`.
///
/// With many inputs only the products of pairs of the strongest are in it. Absent without members, if the output is
/// constant, or if there are too few draws for as many inputs.
pub fn additive(given: &Given, members: &[usize], output: &Ranked) -> Option<AdditiveShare> {
    let draws = output.values.len();
    let most = MOST_COLUMNS.min(draws / DRAWS_PER_COLUMN);
    if members.is_empty() || output.is_constant() || members.len() + 1 > most {
        return None;
    }
    let centred = standardised(&output.values);
    let columns: Vec<Vec<f64>> = members.iter().map(|member| standardised(&given.inputs[*member].values)).collect();
    let strength = |column: &Vec<f64>| column.iter().zip(&centred).map(|(one, other)| one * other).sum::<f64>().abs();
    let mut strongest: Vec<usize> = (0..columns.len()).collect();
    let strengths: Vec<f64> = columns.iter().map(strength).collect();
    strongest.sort_by(|one, other| strengths[*other].total_cmp(&strengths[*one]).then(one.cmp(other)));
    // Squares and products of the first k: k (k + 1) / 2.
    let room = most - 1 - columns.len();
    let pairs_of = |count: usize| count * (count + 1) / 2;
    let taken = (0..=columns.len()).take_while(|count| pairs_of(*count) <= room).last().unwrap_or(0);
    let mut pairs = vec![];
    for (number, one) in strongest[..taken].iter().enumerate() {
        pairs.extend(strongest[..=number].iter().map(|other| (*one, *other)));
    }
    let size = 1 + columns.len() + pairs.len() + 1;
    let batches: Vec<Products> = (0..given.batches())
        .map(|batch| {
            let mut products = Products::none(size);
            let mut numbers = vec![1.0; size];
            for place in given.batches.starts[batch]..given.batches.starts[batch + 1] {
                for (number, column) in numbers[1..].iter_mut().zip(&columns) {
                    *number = column[place];
                }
                for (number, (one, other)) in numbers[1 + columns.len()..].iter_mut().zip(&pairs) {
                    *number = columns[*one][place] * columns[*other][place];
                }
                numbers[size - 1] = centred[place];
                products.add_draw(&numbers);
            }
            products
        })
        .collect();
    let index = explained(given, &[Cell { batches }], &centred);
    Some(AdditiveShare { index, all_pairs: taken == columns.len() })
}

/// A column with mean 0 and variance 1.
fn standardised(values: &[f64]) -> Vec<f64> {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let size = (values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / count).sqrt();
    values.iter().map(|value| (value - mean) / size).collect()
}
