//! Sorting a column once, and what the order gives: ranks over all draws and within each batch.

use super::batches::Batches;

/// A column with its order. Places are those of a column grouped by batches.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked {
    pub values: Vec<f64>,
    /// Places by rising value; equal values by place.
    pub order: Vec<u32>,
    /// Ranks from 1; equal values share the mean of their ranks.
    pub ranks: Vec<f64>,
    /// The same within each batch.
    pub within: Vec<f64>,
}

impl Ranked {
    /// Sorts a column that is grouped by batches; `numbers` are those of [`Batches::numbers`].
    pub fn new(values: Vec<f64>, batches: &Batches, numbers: &[u8]) -> Ranked {
        let order = order(&values);
        let mut ranks = vec![0.0; values.len()];
        let mut within = vec![0.0; values.len()];
        // How many draws of each batch lie below, and how many of it are equal.
        let mut below = vec![0_u32; batches.count()];
        let mut tied = vec![0_u32; batches.count()];
        for (first, equal) in ties(&values, &order) {
            let rank = mean_rank(first, equal.len());
            equal.iter().for_each(|place| tied[usize::from(numbers[*place as usize])] += 1);
            for place in equal {
                let batch = usize::from(numbers[*place as usize]);
                ranks[*place as usize] = rank;
                within[*place as usize] = mean_rank(below[batch] as usize, tied[batch] as usize);
            }
            for place in equal {
                let batch = usize::from(numbers[*place as usize]);
                below[batch] += 1;
                tied[batch] = 0;
            }
        }
        Ranked { values, order, ranks, within }
    }

    /// Whether all values are the same but for rounding.
    pub fn is_constant(&self) -> bool {
        let ends =
            [self.order.first(), self.order.last()].map(|end| end.map_or(0.0, |place| self.values[*place as usize]));
        is_constant(ends[0], ends[1])
    }
}

/// Whether a column that lies between two numbers varies by no more than rounding does.
pub fn is_constant(low: f64, high: f64) -> bool {
    high - low <= 1e-12 * high.abs().max(low.abs())
}

/// Places by rising value; equal values by place.
pub fn order(values: &[f64]) -> Vec<u32> {
    // Whole numbers in the order of the values sort faster than what compares values by their places.
    let key = |value: f64| {
        let bits = (value + 0.0).to_bits();
        if bits >> 63 == 0 { bits | 1 << 63 } else { !bits }
    };
    let mut keys: Vec<(u64, u32)> =
        values.iter().zip(0..).map(|(value, place): (&f64, u32)| (key(*value), place)).collect();
    keys.sort_unstable();
    keys.into_iter().map(|(_, place)| place).collect()
}

/// Ranks from 1; equal values share the mean of their ranks.
pub fn ranks(values: &[f64]) -> Vec<f64> {
    let order = order(values);
    let mut ranks = vec![0.0; values.len()];
    for (first, equal) in ties(values, &order) {
        equal.iter().for_each(|place| ranks[*place as usize] = mean_rank(first, equal.len()));
    }
    ranks
}

/// Places in rising order, cut where the value changes: how many stand before, and the places of equal values. A value
/// that is no number is equal to nothing.
fn ties<'o>(values: &'o [f64], order: &'o [u32]) -> impl Iterator<Item = (usize, &'o [u32])> {
    let mut first = 0;
    let same = |one: &u32, other: &u32| values[*one as usize] == values[*other as usize];
    order.chunk_by(same).map(move |equal| {
        first += equal.len();
        (first - equal.len(), equal)
    })
}

/// The mean of the ranks below + 1 … below + equal.
fn mean_rank(below: usize, equal: usize) -> f64 {
    below as f64 + (equal as f64 + 1.0) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_that_of_the_numbers_with_both_zeros_equal() {
        assert_eq!(order(&[2.5, -1.0, 0.0, -0.0, -7.0, 1e300, 1e-300]), [4, 1, 2, 3, 6, 0, 5]);
    }

    #[test]
    fn ranks_are_those_of_all_draws_and_of_each_batch() {
        let values: Vec<f64> = (0..128).map(|draw| f64::from(draw * 37 % 11)).collect();
        let batches = Batches::new(values.len(), 16).unwrap();
        let grouped = batches.grouped(&values);
        let found = Ranked::new(grouped.clone(), &batches, &batches.numbers());
        assert_eq!(found.ranks, ranks(&grouped));
        for batch in 0..batches.count() {
            assert_eq!(batches.part(&found.within, batch), ranks(batches.part(&grouped, batch)));
        }
        assert!(!found.is_constant());
    }

    #[test]
    fn equal_values_share_the_mean_of_their_ranks() {
        assert_eq!(ranks(&[3.0, 1.0, 3.0, 2.0]), [3.5, 1.0, 3.5, 2.0]);
        assert_eq!(ranks(&[0.0, -0.0]), [1.5, 1.5]);
        assert_eq!((ranks(&[]), ranks(&[7.0])), (vec![], vec![1.0]));
    }

    #[test]
    fn what_is_no_number_has_ranks_of_its_own_beyond_all_numbers() {
        assert_eq!(ranks(&[f64::NAN, 1.0, f64::NAN, f64::INFINITY]), [3.0, 1.0, 4.0, 2.0]);
    }

    #[test]
    fn a_column_that_varies_by_rounding_alone_is_constant() {
        assert!(is_constant(0.1 + 0.2, 0.3) && is_constant(0.3, 0.1 + 0.2) && is_constant(0.0, 0.0));
        assert!(!is_constant(0.0, 1e-300) && !is_constant(1.0, 1.000_001));
    }
}
