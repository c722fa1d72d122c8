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
            if let [place] = *equal {
                let place = place as usize;
                let below = &mut below[usize::from(numbers[place])];
                *below += 1;
                (ranks[place], within[place]) = (first as f64 + 1.0, f64::from(*below));
                continue;
            }
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
    let keys: Vec<u64> = values.iter().map(|value| key(*value)).collect();
    let mut words = by_upper_bits(&keys);
    // Values that differ in their lower bits only, about one in a million, stand together.
    for alike in words.chunk_by_mut(|one, other| one >> 32 == other >> 32).filter(|alike| alike.len() > 1) {
        alike.sort_unstable_by_key(|word| (keys[*word as u32 as usize], *word));
    }
    words.into_iter().map(|word| word as u32).collect()
}

/// A whole number for each value, in the order of the values: comparing bits is faster than comparing numbers.
fn key(value: f64) -> u64 {
    let bits = (value + 0.0).to_bits();
    if bits >> 63 == 0 { bits | 1 << 63 } else { !bits }
}

/// The upper 32 bits of each key with its place below them, by rising bits, equal ones by place: a radix sort in three
/// steps, from the lowest digit on.
fn by_upper_bits(keys: &[u64]) -> Vec<u64> {
    const DIGITS: [(u32, u64); 3] = [(32, 0x7ff), (43, 0x7ff), (54, 0x3ff)];
    let mut from: Vec<u64> = keys.iter().zip(0_u64..).map(|(key, place)| key >> 32 << 32 | place).collect();
    let mut to = vec![0; from.len()];
    for (shift, mask) in DIGITS {
        let digit = |word: u64| (word >> shift & mask) as usize;
        // Where the next word with each digit goes.
        let mut next = vec![0_usize; mask as usize + 2];
        from.iter().for_each(|word| next[digit(*word) + 1] += 1);
        (1..next.len()).for_each(|number| next[number] += next[number - 1]);
        for word in &from {
            let place = &mut next[digit(*word)];
            to[*place] = *word;
            *place += 1;
        }
        std::mem::swap(&mut from, &mut to);
    }
    from
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
    use crate::statistics::testing::dice;

    #[test]
    fn the_order_is_that_of_the_numbers_with_both_zeros_equal() {
        assert_eq!(order(&[2.5, -1.0, 0.0, -0.0, -7.0, 1e300, 1e-300]), [4, 1, 2, 3, 6, 0, 5]);
    }

    #[test]
    fn the_order_of_many_values_is_that_of_a_plain_sort() {
        let wide: Vec<f64> = dice(11).normals(5000).into_iter().map(|value| value * 1e3).collect();
        // Many that are alike in their upper bits, many equal, and some that are no numbers.
        let close: Vec<f64> = wide.iter().map(|value| 1e14 + value.round()).collect();
        let rare = |(place, value): (usize, &f64)| if place % 7 == 0 { f64::NAN } else { value / (place % 5) as f64 };
        let rare: Vec<f64> = wide.iter().enumerate().map(rare).collect();
        for values in [wide, close, rare] {
            let mut plain: Vec<u32> = (0..values.len() as u32).collect();
            plain.sort_by(|a, b| (values[*a as usize] + 0.0).total_cmp(&(values[*b as usize] + 0.0)));
            assert_eq!(order(&values), plain);
        }
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
