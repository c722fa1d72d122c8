//! Shares of a variance by pick-freeze: two samples of all inputs, and mixtures in which one factor is exchanged.

use super::estimated::{Estimated, student};
use rayon::prelude::*;

/// First and total shares of the variance of one output, for factors that are independent of each other.
#[derive(Clone, Debug, PartialEq)]
pub struct VarianceShares {
    /// Mean of the output over both samples.
    pub mean: f64,
    /// Variance of the output over both samples.
    pub variance: f64,
    /// By replicate.
    variances: Vec<f64>,
    /// By factor and replicate: the variance that goes with the factor alone.
    firsts: Vec<Vec<f64>>,
    /// By factor and replicate: the variance in which the factor has a part.
    totals: Vec<Vec<f64>>,
}

impl VarianceShares {
    /// The share that would go, on average, if the factor alone were known: its first-order index. It and those below may
    /// fall under 0 by chance where the true share is near 0; their intervals do not.
    pub fn first(&self, factor: usize) -> Estimated {
        self.ratio(&self.firsts[factor])
    }

    /// The share that would remain, on average, if everything but the factor were known: its total-order index.
    pub fn total(&self, factor: usize) -> Estimated {
        self.ratio(&self.totals[factor])
    }

    /// What the factor does together with others: total less first.
    pub fn interaction(&self, factor: usize) -> Estimated {
        let parts = self.totals[factor].iter().zip(&self.firsts[factor]).map(|(total, first)| total - first);
        self.ratio(&parts.collect::<Vec<_>>())
    }

    /// The sum of the first shares of some factors: 1 for all factors of an additive model.
    pub fn sum_of_firsts(&self, factors: &[usize]) -> Estimated {
        let sum = |replicate: usize| factors.iter().map(|factor| self.firsts[*factor][replicate]).sum();
        self.ratio(&(0..self.variances.len()).map(sum).collect::<Vec<_>>())
    }

    /// A ratio of means with the interval of its linear part over the replicates.
    fn ratio(&self, parts: &[f64]) -> Estimated {
        let count = parts.len() as f64;
        let variance = self.variances.iter().sum::<f64>() / count;
        let value = parts.iter().sum::<f64>() / count / variance;
        // The parts that are left sum to 0.
        let left = parts.iter().zip(&self.variances).map(|(part, of_replicate)| part - value * of_replicate);
        let squares: f64 = left.map(|left| left * left).sum();
        let error = (squares / (count * (count - 1.0))).sqrt() / variance;
        // Less than nothing no share can be.
        Estimated::new(value, error, student(parts.len() - 1)).within(0.0, f64::INFINITY)
    }
}

/// Shares of the variance of `output` that go with `factors`, from two independent samples `a` and `b` of the inputs.
///
/// `a` and `b` hold one column for each input, all of one length; row r of both belongs to replicate r mod `replicates`.
/// Factors are lists of inputs; they may overlap, and inputs of different factors must be independent of each other
/// (correlated inputs are one factor). `output` computes a list of results from columns of inputs; it is called once for
/// each sample and each factor, in parallel, and never holds more than references to `a` and `b`.
///
/// First shares by Saltelli and others, Computer Physics Communications 181, 2010, table 2 (b); total shares by Jansen,
/// Computer Physics Communications 117, 1999; the output centred. `None` if the output does not vary. Equations 45 to 47
/// of `docs/uncertainty.md`.
///
/// # Panics
///
/// If there are fewer than two replicates, or rows that no replicate shares out evenly.
pub fn variance_shares<E: Send>(
    a: &[Vec<f64>],
    b: &[Vec<f64>],
    factors: &[Vec<usize>],
    replicates: usize,
    output: &(impl Fn(&[&[f64]]) -> Result<Vec<f64>, E> + Sync),
) -> Result<Option<VarianceShares>, E> {
    let mixture = |factor: &[usize]| {
        let columns: Vec<&[f64]> =
            (0..a.len()).map(|input| if factor.contains(&input) { &b[input][..] } else { &a[input][..] }).collect();
        output(&columns)
    };
    let all: Vec<usize> = (0..a.len()).collect();
    let (of_a, of_b) = (mixture(&[])?, mixture(&all)?);
    let rows = of_a.len();
    assert!(replicates > 1 && rows >= replicates && rows.is_multiple_of(replicates), "rows are dealt to replicates");
    let both = || of_a.iter().chain(&of_b).copied();
    let (low, high) = both().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), y| (low.min(y), high.max(y)));
    if high - low <= 1e-9 * high.abs().max(low.abs()) {
        return Ok(None);
    }
    // What differs by rounding alone does not differ.
    let rounding = 1e-12 * high.abs().max(low.abs());
    let less = |a: f64, b: f64| if (a - b).abs() <= rounding { 0.0 } else { a - b };
    let mean = both().sum::<f64>() / (2 * rows) as f64;
    let variances = means(rows, replicates, |row| {
        let (a, b) = (of_a[row] - mean, of_b[row] - mean);
        (a * a + b * b) / 2.0
    });
    // In order, so that the first problem found is always the same.
    let mixed: Vec<Result<Vec<f64>, E>> = factors.par_iter().map(|factor| mixture(factor)).collect();
    let (mut firsts, mut totals) = (vec![], vec![]);
    for mixed in mixed {
        let mixed = mixed?;
        firsts.push(means(rows, replicates, |row| (of_b[row] - mean) * less(mixed[row], of_a[row])));
        totals.push(means(rows, replicates, |row| less(of_a[row], mixed[row]) * less(of_a[row], mixed[row]) / 2.0));
    }
    let variance = variances.iter().sum::<f64>() / replicates as f64;
    Ok(Some(VarianceShares { mean, variance, variances, firsts, totals }))
}

/// The mean over the rows of each replicate.
fn means(rows: usize, replicates: usize, of: impl Fn(usize) -> f64) -> Vec<f64> {
    let mut sums = vec![0.0; replicates];
    for row in 0..rows {
        sums[row % replicates] += of(row);
    }
    let count = (rows / replicates) as f64;
    sums.into_iter().map(|sum| sum / count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::testing::dice;

    /// Two independent samples of columns.
    fn samples(columns: usize, rows: usize) -> [Vec<Vec<f64>>; 2] {
        let mut dice = dice(1);
        [(); 2].map(|()| (0..columns).map(|_| dice.uniforms(rows)).collect())
    }

    type Never = std::convert::Infallible;

    fn by_row(f: impl Fn(&[f64]) -> f64 + Sync) -> impl Fn(&[&[f64]]) -> Result<Vec<f64>, Never> + Sync {
        move |columns| {
            let row = |row: usize| f(&columns.iter().map(|column| column[row]).collect::<Vec<_>>());
            Ok((0..columns[0].len()).map(row).collect())
        }
    }

    #[test]
    fn an_input_without_effect_has_exactly_no_share() {
        let [a, b] = samples(2, 64);
        let factors = [vec![0], vec![1]];
        let shares = variance_shares(&a, &b, &factors, 16, &by_row(|x| x[0] * x[0])).unwrap().unwrap();
        assert_eq!((shares.first(1).value, shares.first(1).interval()), (0.0, (0.0, 0.0)));
        assert_eq!((shares.total(1).value, shares.total(1).interval()), (0.0, (0.0, 0.0)));
        assert!(!shares.total(1).is_visible() && shares.total(0).is_visible());
    }

    #[test]
    fn an_output_that_does_not_vary_has_no_shares() {
        let [a, b] = samples(1, 32);
        let constant = by_row(|x| 3.0 + (x[0] - x[0]));
        assert!(variance_shares(&a, &b, &[vec![0]], 16, &constant).unwrap().is_none());
    }

    #[test]
    fn shares_of_one_row_in_each_replicate_are_the_formulas() {
        // Two replicates of one row: f = x, A = (1, 3), B = (4, 2); mean 2.5.
        let (a, b) = (vec![vec![1.0, 3.0]], vec![vec![4.0, 2.0]]);
        let shares = variance_shares(&a, &b, &[vec![0]], 2, &by_row(|x| x[0])).unwrap().unwrap();
        // ((1.5² + 1.5²)/2 + (0.5² + 0.5²)/2) / 2 = 1.25
        assert_eq!((shares.mean, shares.variance), (2.5, 1.25));
        // First: (1.5 · 3 + (−0.5) · (−1)) / 2 = 2.5; total: (9/2 + 1/2) / 2 = 2.5; both 2.5 / 1.25 = 2.
        assert_eq!((shares.first(0).value, shares.total(0).value), (2.0, 2.0));
        // Left over: 4.5 − 2 · 2.25 = 0 and 0.5 − 2 · 0.25 = 0.
        assert_eq!(shares.first(0).interval(), (2.0, 2.0));
    }

    #[test]
    fn the_first_problem_is_the_same_whatever_the_threads_do() {
        let [a, b] = samples(40, 32);
        let factors: Vec<Vec<usize>> = (0..40).map(|input| vec![input]).collect();
        let swapped =
            |columns: &[&[f64]]| (0..40).filter(|input| columns[*input] == &b[*input][..]).collect::<Vec<_>>();
        let output = |columns: &[&[f64]]| match swapped(columns)[..] {
            [only] if only >= 7 => Err(only),
            _ => Ok(columns[0].to_vec()),
        };
        for _ in 0..20 {
            assert_eq!(variance_shares(&a, &b, &factors, 16, &output).err(), Some(7));
        }
    }
}
