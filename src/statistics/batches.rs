//! How far chance in the draws moves a number: the spread of the number between batches of draws.

use super::estimated::{Estimated, student};

/// The fewest draws that anything can be said from.
pub const LEAST_DRAWS: usize = 64;
/// The fewest draws of a batch.
const LEAST_OF_BATCH: usize = 16;
/// The most batches, as many as the replicates of our own draws.
const MOST: usize = 16;

/// Draws in 2 to 16 batches that are independent of each other.
///
/// Where draws come in independent replicates, a batch is one replicate or several. Draws of which nothing is known are
/// dealt to 4, 8 or 16 batches at random (by a fixed rule), so that their order does not matter; if they are spread more
/// evenly than by chance, intervals come out too wide and not too narrow. Batches need not be of one size: errors weigh
/// each by its draws.
#[derive(Clone, Debug, PartialEq)]
pub struct Batches {
    /// The draws of each batch, one batch after the other.
    pub draws: Vec<u32>,
    /// Where each batch begins in `draws`, and where the last one ends.
    pub starts: Vec<usize>,
    /// The 97.5 % point of Student's t with one degree of freedom fewer than there are batches.
    student: f64,
}

impl Batches {
    /// The batches of `count` draws that are dealt in turn to `replicates` independent samples (1 where nothing is
    /// known); absent if there are fewer than [`LEAST_DRAWS`] draws.
    pub fn new(count: usize, replicates: usize) -> Option<Batches> {
        if count < LEAST_DRAWS {
            return None;
        }
        let known = replicates > 1;
        let batches = how_many(count, replicates);
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
        Some(Batches { draws: members.concat(), starts, student: student(batches - 1) })
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
    pub fn part<'c, Own>(&self, grouped: &'c [Own], batch: usize) -> &'c [Own] {
        &grouped[self.starts[batch]..self.starts[batch + 1]]
    }

    /// For each place of a grouped column the number of its batch.
    pub fn numbers(&self) -> Vec<u8> {
        (0..self.count()).flat_map(|batch| vec![batch as u8; self.starts[batch + 1] - self.starts[batch]]).collect()
    }

    /// The standard error of a number of all draws from the same number of each batch: their spread over √(batches).
    /// Equation 35 of `docs/uncertainty.md`.
    pub fn error(&self, of_batches: &[f64]) -> f64 {
        let parts = self.parts();
        // Σ w (own − mean)² has the expectation σ²/n · (batches − 1) for batches of any sizes.
        (squares(of_batches, &parts) / (parts.len() as f64 - 1.0)).sqrt()
    }

    /// A number with its interval from the same number of each batch.
    pub fn spread(&self, value: f64, of_batches: &[f64]) -> Estimated {
        self.with_error(value, self.error(of_batches))
    }

    /// A number with its interval from the same number of all draws without one batch, for each batch in turn.
    pub fn jackknife(&self, value: f64, without: &[f64]) -> Estimated {
        self.with_error(value, self.error_without(without))
    }

    /// The standard error of a number from the same number of all draws without one batch, for each batch in turn: the
    /// delete-a-group jackknife (Kott 2001, *Journal of Official Statistics* 17(4): 521–526). Equation 35.
    pub fn error_without(&self, without: &[f64]) -> f64 {
        // A mean without w of the draws is off by w/(1 − w) · (mean − own), whose square is σ²/n · w/(1 − w) on average:
        // weighed by 1 − w the squares sum to σ²/n, for batches of any sizes.
        let left: Vec<f64> = self.parts().iter().map(|part| 1.0 - part).collect();
        squares(without, &left).sqrt()
    }

    /// Which part of the draws each batch holds.
    fn parts(&self) -> Vec<f64> {
        let count = self.draws.len() as f64;
        self.starts.windows(2).map(|ends| (ends[1] - ends[0]) as f64 / count).collect()
    }

    fn with_error(&self, value: f64, error: f64) -> Estimated {
        Estimated::new(value, error, self.student)
    }
}

/// How many batches draws go into: no more than 16, of 16 draws and more on average. Replicates are not torn apart: each
/// is a batch, or, if there are more of them, every batch has equally many where that leaves at least half as many
/// batches as there could be.
fn how_many(draws: usize, replicates: usize) -> usize {
    let most = MOST.min(draws / LEAST_OF_BATCH);
    match replicates {
        0 | 1 => 1 << most.ilog2(),
        few if few <= most => few,
        many => (most / 2..=most).rev().find(|batches| many.is_multiple_of(*batches)).unwrap_or(most),
    }
}

/// The sum of squares about the mean, each value with its weight.
fn squares(values: &[f64], weights: &[f64]) -> f64 {
    let weighed =
        |value: &dyn Fn(f64) -> f64| values.iter().zip(weights).map(|(own, weight)| weight * value(*own)).sum::<f64>();
    let mean = weighed(&|value| value) / weights.iter().sum::<f64>();
    weighed(&|value| (value - mean) * (value - mean))
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
    use crate::statistics::testing::dice;

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
    fn replicates_are_batches_of_their_own_or_go_into_them_evenly() {
        let sizes = |draws, replicates| {
            let batches = Batches::new(draws, replicates).unwrap();
            batches.starts.windows(2).map(|ends| ends[1] - ends[0]).collect::<Vec<usize>>()
        };
        assert_eq!(sizes(300, 3), [100, 100, 100]);
        // Twelve batches of two replicates each, and not 8 of two beside 8 of one.
        assert_eq!(sizes(24 * 100, 24), [200; 12]);
        // A prime: fifteen batches of one replicate and one of two.
        assert_eq!(sizes(17 * 100, 17).iter().filter(|size| **size == 100).count(), 15);
    }

    #[test]
    fn batches_of_several_sizes_give_the_error_that_means_have() {
        // 23 replicates of 16 draws: nine batches of one replicate, seven of two. The variance of the mean of n normals is
        // 1/n; an estimate with 15 degrees of freedom has a relative sd of √(2/15), the mean of 400 of them 0.018.
        const TIMES: usize = 400;
        let (draws, batches) = (23 * 16, Batches::new(23 * 16, 23).unwrap());
        assert_eq!(batches.count(), 16);
        let mut dice = dice(1);
        let mut found = [0.0; 2];
        for _ in 0..TIMES {
            let grouped = dice.normals(draws);
            let sums: Vec<(f64, usize)> = (0..16)
                .map(|batch| batches.part(&grouped, batch))
                .map(|part| (part.iter().sum::<f64>(), part.len()))
                .collect();
            let all: f64 = sums.iter().map(|(sum, _)| sum).sum();
            let of_batches: Vec<f64> = sums.iter().map(|(sum, count)| sum / *count as f64).collect();
            let without: Vec<f64> = sums.iter().map(|(sum, count)| (all - sum) / (draws - count) as f64).collect();
            for (found, error) in found.iter_mut().zip([batches.error(&of_batches), batches.error_without(&without)]) {
                *found += error * error * draws as f64 / TIMES as f64;
            }
        }
        // The squares of a jackknife have weights w of 1/23 and 2/23, a relative sd of √(2Σw²), so 0.019.
        assert!((found[0] - 1.0).abs() < 4.0 * 0.018, "{found:?}");
        assert!((found[1] - 1.0).abs() < 4.0 * 0.019, "{found:?}");
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
        let (one, other) = (batches.spread(7.5, &means), batches.jackknife(7.5, &without));
        assert!((one.low - other.low).abs() < 1e-12 && one.is_visible());
        // variance of 0 … 15 with n − 1: 16·17/12 = 22.67; error √(22.67/16) = 1.190; t of 15 degrees is 2.131
        assert!((one.high - (7.5 + 2.131_45 * 1.190_24)).abs() < 1e-4);
    }
}
