//! How far chance in the draws moves a number: the spread of the number between batches of draws.

/// The fewest draws that anything can be said from.
pub const LEAST_DRAWS: usize = 64;
/// The fewest draws of a batch.
const LEAST_OF_BATCH: usize = 16;
/// The most batches, as many as the replicates of our own draws.
const MOST: usize = 16;

/// A number with the interval in which it lies with 95 % confidence, given how many draws there are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Index {
    pub value: f64,
    pub low: f64,
    pub high: f64,
}

impl Index {
    /// A number that no draw could change.
    pub fn exact(value: f64) -> Index {
        Index { value, low: value, high: value }
    }

    /// Whether the interval leaves 0 out. If it does not, there is no visible effect.
    pub fn is_visible(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}

/// Draws in 2, 4, 8 or 16 batches that are independent of each other.
///
/// Where draws come in independent replicates, a batch is one replicate or several. Draws of which nothing is known are
/// dealt to batches at random (by a fixed rule), so that their order does not matter; if they are spread more evenly
/// than by chance, intervals come out too wide and not too narrow.
#[derive(Clone, Debug, PartialEq)]
pub struct Batches {
    /// The draws of each batch, one batch after the other.
    pub draws: Vec<u32>,
    /// Where each batch begins in `draws`, and where the last one ends.
    pub starts: Vec<usize>,
}

impl Batches {
    /// The batches of `count` draws that are dealt in turn to `replicates` independent samples (1 where nothing is
    /// known); absent if there are fewer than [`LEAST_DRAWS`] draws.
    pub fn new(count: usize, replicates: usize) -> Option<Batches> {
        if count < LEAST_DRAWS {
            return None;
        }
        let known = replicates > 1;
        let mut batches = MOST;
        while count / batches < LEAST_OF_BATCH || known && batches > replicates {
            batches /= 2;
        }
        let draw_number = |draw: usize| u32::try_from(draw).expect("there are fewer than 2^32 draws");
        let mut members: Vec<Vec<u32>> = vec![Vec::with_capacity(count / batches + 1); batches];
        if known {
            (0..count).for_each(|draw| members[draw % replicates % batches].push(draw_number(draw)));
        } else {
            let mut shuffled: Vec<(u64, u32)> =
                (0..count).map(|draw| (mixed(draw as u64), draw_number(draw))).collect();
            shuffled.sort_unstable();
            (0..count).for_each(|place| members[place % batches].push(shuffled[place].1));
        }
        let mut starts = vec![0];
        for batch in &members {
            starts.push(starts[starts.len() - 1] + batch.len());
        }
        Some(Batches { draws: members.concat(), starts })
    }

    /// How many batches there are.
    pub fn count(&self) -> usize {
        self.starts.len() - 1
    }

    /// A column with the draws of each batch together, one batch after the other.
    pub fn grouped(&self, column: &[f64]) -> Vec<f64> {
        self.draws.iter().map(|draw| column[*draw as usize]).collect()
    }

    /// The part of a grouped column that is one batch.
    pub fn part<'c>(&self, grouped: &'c [f64], batch: usize) -> &'c [f64] {
        &grouped[self.starts[batch]..self.starts[batch + 1]]
    }

    /// For each place of a grouped column the number of its batch.
    pub fn numbers(&self) -> Vec<u8> {
        (0..self.count()).flat_map(|batch| vec![batch as u8; self.starts[batch + 1] - self.starts[batch]]).collect()
    }

    /// The standard error of a number of all draws from the same number of each batch: their spread over √(batches).
    /// Equation 35 of `docs/uncertainty.md`.
    pub fn error(&self, of_batches: &[f64]) -> f64 {
        let count = of_batches.len() as f64;
        (squares(of_batches) / (count - 1.0) / count).sqrt()
    }

    /// A number with its interval from the same number of each batch.
    pub fn index(&self, value: f64, of_batches: &[f64]) -> Index {
        self.with_error(value, self.error(of_batches))
    }

    /// A number with its interval from the same number of all draws without one batch, for each batch in turn: the
    /// delete-a-group jackknife (Kott 2001, *Journal of Official Statistics* 17(4): 521–526).
    pub fn jackknife(&self, value: f64, without: &[f64]) -> Index {
        let count = without.len() as f64;
        self.with_error(value, (squares(without) * (count - 1.0) / count).sqrt())
    }

    fn with_error(&self, value: f64, error: f64) -> Index {
        let half = self.student() * error;
        Index { value, low: value - half, high: value + half }
    }

    /// The 97.5 % point of Student's t with one degree of freedom fewer than there are batches.
    fn student(&self) -> f64 {
        match self.count() {
            2 => 12.706_204_736_174_7,
            4 => 3.182_446_305_284_26,
            8 => 2.364_624_251_592_78,
            _ => 2.131_449_545_559_32,
        }
    }
}

/// The sum of squares about the mean.
fn squares(values: &[f64]) -> f64 {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    values.iter().map(|value| (value - mean) * (value - mean)).sum()
}

/// A number that looks like chance, different for each `number`: the finishing step of SplitMix64 (Steele, Lea and
/// Flood 2014, OOPSLA).
fn mixed(number: u64) -> u64 {
    let mut bits = number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_is_a_replicate_or_several_and_never_too_small() {
        assert_eq!(Batches::new(63, 1), None);
        let batches = |draws, replicates| Batches::new(draws, replicates).unwrap();
        assert_eq!(batches(64, 1).count(), 4);
        assert_eq!(batches(255, 16).count(), 8);
        let of_replicates = batches(256, 16);
        assert_eq!(of_replicates.count(), 16);
        assert_eq!(of_replicates.draws[..3], [0, 16, 32]);
        assert_eq!(batches(100_000, 2).count(), 2);
    }

    #[test]
    fn draws_from_elsewhere_are_dealt_to_batches_of_one_size_each_once() {
        let batches = Batches::new(1000, 1).unwrap();
        let mut all = batches.draws.clone();
        all.sort_unstable();
        assert_eq!(all, (0..1000).collect::<Vec<u32>>());
        assert!(batches.starts.windows(2).all(|ends| (62..=63).contains(&(ends[1] - ends[0]))));
    }

    #[test]
    fn sorted_draws_have_the_error_that_shuffled_ones_have() {
        // 0, 1, … 1023: sd 295.7, so the standard error of the mean is 295.7 / 32 = 9.24; its own relative error with
        // 15 degrees of freedom is 1 / √30 = 0.18.
        let batches = Batches::new(1024, 1).unwrap();
        let grouped = batches.grouped(&(0..1024).map(f64::from).collect::<Vec<f64>>());
        let means: Vec<f64> = (0..16).map(|batch| batches.part(&grouped, batch).iter().sum::<f64>() / 64.0).collect();
        let error = batches.error(&means);
        assert!((error / 9.24 - 1.0).abs() < 3.0 * 0.18, "{error}");
    }

    #[test]
    fn both_intervals_of_a_mean_are_the_same() {
        let batches = Batches::new(256, 16).unwrap();
        let means: Vec<f64> = (0..16).map(f64::from).collect();
        let without: Vec<f64> = means.iter().map(|mean| (7.5 * 16.0 - mean) / 15.0).collect();
        let (one, other) = (batches.index(7.5, &means), batches.jackknife(7.5, &without));
        assert!((one.low - other.low).abs() < 1e-12 && one.is_visible());
        // variance of 0 … 15 with n − 1: 16·17/12 = 22.67; error √(22.67/16) = 1.190; t of 15 degrees is 2.131
        assert!((one.high - (7.5 + 2.131_45 * 1.190_24)).abs() < 1e-4);
    }
}
