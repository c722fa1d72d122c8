//! Linear regression of an output on all inputs at once, on values and on ranks.

use super::batches::Batches;
use super::estimated::Estimated;
use super::order::Ranked;
use super::sweep::Products;
use rayon::prelude::*;

/// A column of which others leave no more than this part of its variance says nothing new.
const TOLERANCE: f64 = 1e-10;
/// The least part of the variance that counts as unexplained, so that rounding is not taken for an effect.
const ROUNDING: f64 = 1e-12;
/// Draws for each coefficient that a regression needs.
const DRAWS_PER_INPUT: usize = 3;
/// The most inputs of a regression.
const MOST_INPUTS: usize = 300;

/// A regression of an output on all inputs.
#[derive(Clone, Debug, PartialEq)]
pub struct Regression {
    /// One for each input.
    pub coefficients: Vec<Coefficient>,
    /// The part of the variance that a straight line in all inputs explains.
    pub r_squared: Estimated,
    /// The part of the variance of the ranks that a straight line in all ranks explains.
    pub rank_r_squared: Estimated,
}

/// What a regression says of one input.
#[derive(Clone, Debug, PartialEq)]
pub struct Coefficient {
    /// By how many of its standard deviations the output moves with one standard deviation of the input.
    pub standardised: Option<Estimated>,
    /// The correlation of the ranks that is left when what goes with the other inputs' ranks is taken out of both.
    pub partial_rank: Option<Estimated>,
    /// Why one of the two, or both, are absent.
    pub left_out: Option<LeftOut>,
}

/// Why a regression leaves an input out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// It never varies.
    Constant,
    /// These inputs, by number, make it up in a straight line; what it does is counted as theirs.
    MadeUpOf(Vec<usize>),
}

/// Sums of products of columns, for each batch: on values, on ranks over all draws, on ranks within batches.
pub struct Sums {
    inputs: usize,
    values: Vec<Products>,
    ranks: Vec<Products>,
    within: Vec<Products>,
}

impl Sums {
    /// Sums up columns, of which the first `inputs` are inputs; absent if there are too few draws for so many inputs.
    pub fn new(batches: &Batches, columns: &[&Ranked], inputs: usize) -> Option<Sums> {
        let draws = batches.draws.len();
        // The jackknife leaves one batch out.
        let least = draws - draws / batches.count();
        if inputs == 0 || inputs > MOST_INPUTS || least < DRAWS_PER_INPUT * (inputs + 1) {
            return None;
        }
        let scaled: Vec<[Vec<f64>; 3]> = columns.par_iter().map(|column| scaled(batches, column)).collect();
        let of = |kind: usize| {
            let columns: Vec<&[f64]> = scaled.iter().map(|kinds| &kinds[kind][..]).collect();
            products(batches, &columns, inputs)
        };
        Some(Sums { inputs, values: of(0), ranks: of(1), within: of(2) })
    }
}

/// Values, ranks and ranks within batches, each with mean 0 and a size near 1.
fn scaled(batches: &Batches, column: &Ranked) -> [Vec<f64>; 3] {
    let count = column.values.len() as f64;
    let mean = column.values.iter().sum::<f64>() / count;
    let square = column.values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>();
    let size = if column.is_constant() { f64::INFINITY } else { (square / count).sqrt() };
    let values = column.values.iter().map(|value| (value - mean) / size).collect();
    let ranks = column.ranks.iter().map(|rank| (rank - (count + 1.0) / 2.0) / count).collect();
    let within = (0..batches.count()).flat_map(|batch| {
        let part = batches.part(&column.within, batch);
        let count = part.len() as f64;
        part.iter().map(move |rank| (rank - (count + 1.0) / 2.0) / count)
    });
    [values, ranks, within.collect()]
}

/// Sums of products of inputs, of outputs with inputs and with themselves, and of all with a column of ones, which comes
/// last; for each batch.
fn products(batches: &Batches, columns: &[&[f64]], inputs: usize) -> Vec<Products> {
    (0..batches.count())
        .into_par_iter()
        .map(|batch| {
            let mut products = Products::none(columns.len() + 1);
            for (row, one) in columns.iter().enumerate() {
                let one = batches.part(one, batch);
                products.set(row, columns.len(), one.iter().sum());
                for column in (0..=row).filter(|column| *column < inputs || *column == row) {
                    products.set(row, column, dot(one, batches.part(columns[column], batch)));
                }
            }
            let count = batches.starts[batch + 1] - batches.starts[batch];
            products.set(columns.len(), columns.len(), count as f64);
            products
        })
        .collect()
}

/// The sum of products, in eight sums side by side that are added at the end.
fn dot(one: &[f64], other: &[f64]) -> f64 {
    let mut sums = [0.0; 8];
    let (one, other) = (one.chunks_exact(8), other.chunks_exact(8));
    let rest: f64 = one.remainder().iter().zip(other.remainder()).map(|(one, other)| one * other).sum();
    for (one, other) in one.zip(other) {
        for lane in 0..8 {
            sums[lane] += one[lane] * other[lane];
        }
    }
    sums.iter().sum::<f64>() + rest
}

/// Correlations of all inputs and one output, the output last, from sums over some batches.
fn correlations(sums: &Products, inputs: usize, output: usize) -> Products {
    let wanted: Vec<usize> = (0..inputs).chain([output]).collect();
    let ones = sums.size() - 1;
    let count = sums.at(ones, ones);
    let about_mean =
        |row: usize, column: usize| sums.at(row, column) - sums.at(row, ones) * sums.at(column, ones) / count;
    let sizes: Vec<f64> = wanted.iter().map(|column| about_mean(*column, *column).max(0.0).sqrt()).collect();
    let mut found = Products::none(wanted.len());
    for row in 0..wanted.len() {
        for column in 0..row {
            let size = sizes[row] * sizes[column];
            let correlation = if size > 0.0 { about_mean(wanted[row], wanted[column]) / size } else { 0.0 };
            found.set(row, column, correlation);
        }
        found.set(row, row, if sizes[row] > 0.0 { 1.0 } else { 0.0 });
    }
    found
}

/// A fit: coefficient and partial correlation of each input, and R².
struct Fit {
    standardised: Vec<f64>,
    partial: Vec<f64>,
    r_squared: f64,
    swept: Vec<usize>,
    matrix: Products,
}

fn fit(sums: &Products, inputs: usize, output: usize, columns: &[usize]) -> Fit {
    let mut matrix = correlations(sums, inputs, output);
    let swept = matrix.sweep(columns, TOLERANCE);
    let left = matrix.at(inputs, inputs).clamp(0.0, 1.0);
    let mut standardised = vec![0.0; inputs];
    let mut partial = vec![0.0; inputs];
    for input in &swept {
        let slope = matrix.at(*input, inputs);
        // r = b / √(b² + (1 − R²)·v) with v on the diagonal of the inverse: t² / (t² + degrees of freedom), the n gone.
        let unexplained = left.max(ROUNDING) * matrix.at(*input, *input).max(1.0);
        standardised[*input] = slope;
        partial[*input] = slope / (slope * slope + unexplained).sqrt();
    }
    Fit { standardised, partial, r_squared: 1.0 - left, swept, matrix }
}

fn whole(sums: &[Products]) -> Products {
    let mut whole = sums[0].clone();
    sums[1..].iter().for_each(|sums| whole.add(sums, 1.0));
    whole
}

/// The same fit without each batch in turn.
fn without_each(sums: &[Products], inputs: usize, output: usize, columns: &[usize]) -> Vec<Fit> {
    let whole = whole(sums);
    let without = |batch: &Products| {
        let mut rest = whole.clone();
        rest.add(batch, -1.0);
        fit(&rest, inputs, output, columns)
    };
    sums.iter().map(without).collect()
}

/// The regression of the column `output` on all inputs.
pub fn regression(batches: &Batches, sums: &Sums, output: usize) -> Regression {
    let inputs = sums.inputs;
    let all: Vec<usize> = (0..inputs).collect();
    let values = fit(&whole(&sums.values), inputs, output, &all);
    let ranks = fit(&whole(&sums.ranks), inputs, output, &all);
    let of_values = without_each(&sums.values, inputs, output, &values.swept);
    // Ranks within batches stand in for ranks over all draws: each batch's depend on nothing but its own draws.
    let of_ranks = without_each(&sums.within, inputs, output, &ranks.swept);
    let index = |value: f64, fits: &[Fit], of: &dyn Fn(&Fit) -> f64, least: f64| {
        let without: Vec<f64> = fits.iter().map(of).collect();
        batches.jackknife(value, &without).within(least, 1.0)
    };
    let coefficients = all.iter().map(|input| {
        let standardised = values.swept.contains(input).then(|| {
            let without: Vec<f64> = of_values.iter().map(|fit| fit.standardised[*input]).collect();
            batches.jackknife(values.standardised[*input], &without)
        });
        let partial_rank = ranks
            .swept
            .contains(input)
            .then(|| index(ranks.partial[*input], &of_ranks, &|fit| fit.partial[*input], -1.0));
        let left_out = [&values, &ranks].into_iter().find_map(|fit| left_out(fit, *input));
        Coefficient { standardised, partial_rank, left_out }
    });
    Regression {
        coefficients: coefficients.collect(),
        r_squared: index(values.r_squared, &of_values, &|fit| fit.r_squared, 0.0),
        rank_r_squared: index(ranks.r_squared, &of_ranks, &|fit| fit.r_squared, 0.0),
    }
}

fn left_out(fit: &Fit, input: usize) -> Option<LeftOut> {
    if fit.swept.contains(&input) {
        return None;
    }
    let parts = fit.swept.iter().copied().filter(|other| fit.matrix.at(*other, input).abs() > 1e-4);
    let parts: Vec<usize> = parts.collect();
    Some(if parts.is_empty() { LeftOut::Constant } else { LeftOut::MadeUpOf(parts) })
}
