//! Decision curves: how probable a saving of more than an amount is, which option is best at each worth of an outcome,
//! and what a wrong choice is expected to cost.

use crate::math::quantile::quantiles;
use rayon::prelude::*;

/// Probabilities whose amounts are named: almost sure, as likely as not, hardly.
pub const NAMED: [f64; 3] = [0.95, 0.5, 0.05];

/// The probability of saving more than an amount, over the amount.
#[derive(Clone, Debug, PartialEq)]
pub struct Exceedance {
    /// Amounts, rising, each with the share of the draws above it.
    pub points: Vec<(f64, f64)>,
    /// The amounts that are exceeded with the probabilities of [`NAMED`].
    pub named: [f64; 3],
    /// Share of the draws above 0.
    pub above_zero: f64,
}

impl Exceedance {
    /// The points as a line that begins at 1: draws that are all equal make a step from 1 down to 0.
    pub fn line(&self) -> Vec<(f64, f64)> {
        let start = self.points.first().map(|(amount, _)| (*amount, 1.0));
        start.into_iter().chain(self.points.iter().copied()).collect()
    }
}

/// The share of the draws that is left out of the points at each end.
const TAIL: f64 = 0.002;

/// The probability of exceeding each of at most `most` amounts, in equal steps over `draws` (at least one, finite, in any
/// order) but for two in a thousand at each end. Equation 57 of `docs/uncertainty.md`.
pub fn exceedance(draws: &[f64], most: usize) -> Exceedance {
    let mut sorted = draws.to_vec();
    let found = quantiles(&mut sorted, &[TAIL, 0.05, 0.5, 0.95, 1.0 - TAIL]);
    sorted.sort_by(f64::total_cmp);
    let count = sorted.len() as f64;
    let above = |amount: f64| (sorted.len() - sorted.partition_point(|draw| *draw <= amount)) as f64 / count;
    let (low, high) = (found[0], found[4]);
    let steps = if high > low { most.max(2) - 1 } else { 0 };
    let at = |step: usize| if step == steps { high } else { low + (high - low) * step as f64 / steps as f64 };
    let points = (0..=steps).map(at).map(|amount| (amount, above(amount))).collect();
    Exceedance { points, named: [found[1], found[2], found[3]], above_zero: above(0.0) }
}

/// The options at one worth of an outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct AtWorth {
    /// Money for one unit of the outcome.
    pub worth: f64,
    /// For the baseline and each policy the share of the draws in which it is best; adds up to 1.
    pub best: Vec<f64>,
    /// For the same what choosing it is expected to lose against the best of each draw; never negative.
    pub loss: Vec<f64>,
    /// The option with the largest expected net benefit, which loses least: the frontier.
    pub chosen: usize,
}

/// The options at each worth. `savings` and `gains` have the draws of each policy; gains are units of the outcome in the
/// direction in which it is wanted, empty where only money counts. The baseline saves and gains nothing.
///
/// Options that are equally good in a draw share it. Equations 58 (net benefit and the probability to be best) and 50.
pub fn at_worths(savings: &[Vec<f64>], gains: &[Vec<f64>], worths: &[f64]) -> Vec<AtWorth> {
    worths.par_iter().map(|worth| at_worth(savings, gains, *worth)).collect()
}

fn at_worth(savings: &[Vec<f64>], gains: &[Vec<f64>], worth: f64) -> AtWorth {
    let draws = savings.first().map_or(0, Vec::len);
    let options = savings.len() + 1;
    let (mut best, mut loss, mut total) = (vec![0.0; options], vec![0.0; options], vec![0.0; options]);
    let mut benefits = vec![0.0; options];
    for draw in 0..draws {
        for (policy, saving) in savings.iter().enumerate() {
            let gain = gains.get(policy).map_or(0.0, |gain| gain[draw]);
            benefits[policy + 1] = saving[draw] + worth * gain;
        }
        let most = benefits.iter().fold(0.0_f64, |most, benefit| most.max(*benefit));
        let ties = benefits.iter().filter(|benefit| **benefit == most).count() as f64;
        for option in 0..options {
            if benefits[option] == most {
                best[option] += 1.0 / ties;
            }
            loss[option] += most - benefits[option];
            total[option] += benefits[option];
        }
    }
    let share = |sums: Vec<f64>| sums.into_iter().map(|sum| sum / draws.max(1) as f64).collect::<Vec<f64>>();
    let chosen = (1..options).fold(0, |chosen, option| if total[option] > total[chosen] { option } else { chosen });
    AtWorth { worth, best: share(best), loss: share(loss), chosen }
}

/// Where the choice changes between `low` and `high`: each worth with the option chosen above it, rising; the first entry
/// is `low` itself. Draws are those of [`at_worths`], `gains` empty where only money counts.
pub fn choices(savings: &[Vec<f64>], gains: &[Vec<f64>], low: f64, high: f64) -> Vec<(f64, usize)> {
    let mean = |draws: &Vec<f64>| draws.iter().sum::<f64>() / draws.len().max(1) as f64;
    let mut lines = vec![(0.0, 0.0)];
    lines
        .extend(savings.iter().enumerate().map(|(policy, saving)| (mean(saving), gains.get(policy).map_or(0.0, mean))));
    // Straight lines: the best changes only where two of them cross.
    let mut ends: Vec<f64> = vec![low];
    for (number, (start, slope)) in lines.iter().enumerate() {
        for (other_start, other_slope) in &lines[..number] {
            let crossing = (start - other_start) / (other_slope - slope);
            if crossing > low && crossing < high {
                ends.push(crossing);
            }
        }
    }
    ends.sort_by(f64::total_cmp);
    ends.push(high);
    let mut found: Vec<(f64, usize)> = vec![];
    for span in ends.windows(2) {
        let middle = (span[0] + span[1]) / 2.0;
        let value = |option: usize| lines[option].0 + middle * lines[option].1;
        let best = (1..lines.len()).fold(0, |best, option| if value(option) > value(best) { option } else { best });
        if found.last().is_none_or(|(_, before)| *before != best) {
            found.push((span[0], best));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exceedance_falls_from_all_draws_to_none() {
        // 1 … 100: 95 % of them exceed type-7 quantile 0.05 = 1 + 0.05 × 99 = 5.95.
        let draws: Vec<f64> = (1..=100).rev().map(f64::from).collect();
        let found = exceedance(&draws, 100);
        assert_eq!(found.points.len(), 100);
        // From 1 + 0.002 × 99 = 1.198, which 99 of 100 exceed, to 100 − 0.198, which one does.
        assert!((found.points[0].0 - 1.198).abs() < 1e-12 && (found.points[99].0 - 99.802).abs() < 1e-12);
        assert_eq!((found.points[0].1, found.points[99].1), (0.99, 0.01));
        assert!(found.points.windows(2).all(|pair| pair[1].1 <= pair[0].1));
        assert!((found.named[0] - 5.95).abs() < 1e-12 && (found.named[1] - 50.5).abs() < 1e-12);
        assert_eq!(found.above_zero, 1.0);
    }

    #[test]
    fn draws_that_are_all_equal_are_one_step() {
        let found = exceedance(&[0.0, 0.0], 50);
        assert_eq!(found.line(), [(0.0, 1.0), (0.0, 0.0)]);
        assert_eq!((found.points, found.above_zero), (vec![(0.0, 0.0)], 0.0));
    }

    #[test]
    fn an_outcome_that_is_worth_enough_turns_the_choice() {
        // A policy that costs 10, 30 or 50 and gains 1, 1 or 2: at 20 each the net benefits are 10, −10 and −10.
        let (savings, gains) = (vec![vec![-10.0, -30.0, -50.0]], vec![vec![1.0, 1.0, 2.0]]);
        let found = at_worths(&savings, &gains, &[0.0, 20.0, 25.0, 100.0]);
        assert_eq!((found[0].best.clone(), found[0].chosen), (vec![1.0, 0.0], 0));
        assert_eq!(found[0].loss, [0.0, 30.0]);
        assert_eq!(found[1].chosen, 0);
        assert!((found[1].best[1] - 1.0 / 3.0).abs() < 1e-15);
        assert!((found[1].loss[0] - 10.0 / 3.0).abs() < 1e-12 && (found[1].loss[1] - 20.0 / 3.0).abs() < 1e-12);
        // At 25 the third draw is a tie: 15, −5, 0.
        assert!((found[2].best[1] - 0.5).abs() < 1e-15);
        assert_eq!((found[3].best.clone(), found[3].chosen), (vec![0.0, 1.0], 1));
        // Means −30 and 4 / 3: the choice turns at 22.5.
        let turns = choices(&savings, &gains, 0.0, 100.0);
        assert_eq!(turns.len(), 2);
        assert_eq!(turns[0], (0.0, 0));
        assert!((turns[1].0 - 22.5).abs() < 1e-12 && turns[1].1 == 1);
    }

    #[test]
    fn where_only_money_counts_one_choice_holds_at_every_worth() {
        assert_eq!(choices(&[vec![-1.0], vec![4.0]], &[], 0.0, 100.0), [(0.0, 2)]);
        assert_eq!(choices(&[vec![-1.0, -4.0]], &[], 0.0, 100.0), [(0.0, 0)]);
    }

    #[test]
    fn the_chosen_option_loses_what_perfect_information_is_worth() {
        // E max(0, x) − max(0, E x) over −1, 2, 3 is 5 / 3 − 4 / 3.
        let found = &at_worths(&[vec![-1.0, 2.0, 3.0]], &[], &[0.0])[0];
        assert_eq!(found.chosen, 1);
        assert!((found.loss[1] - 1.0 / 3.0).abs() < 1e-15);
        assert!((found.loss[0] - 5.0 / 3.0).abs() < 1e-15);
    }

    #[test]
    fn a_policy_equal_to_the_baseline_shares_every_draw_with_it() {
        let found = &at_worths(&[vec![0.0; 4]], &[vec![0.0; 4]], &[5.0])[0];
        assert_eq!((found.best.clone(), found.loss.clone(), found.chosen), (vec![0.5, 0.5], vec![0.0, 0.0], 0));
    }
}
