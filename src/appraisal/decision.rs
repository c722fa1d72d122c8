//! A decision between options on their draws: how probable each saving is, which option is best, what a wrong choice costs.

use super::{Gains, Knowledge, value};
use crate::math::powi;
use crate::statistics::{AtWorth, Exceedance, Sample, at_worths, choices, exceedance};

/// Points of a curve.
pub const POINTS: usize = 101;

/// A choice among options and doing nothing, which saves nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// Without doing nothing.
    pub options: Vec<Drawn>,
    /// All of them where only money counts; doing nothing is the first.
    pub money: AtWorth,
}

/// What one option saves against doing nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    pub draws: Vec<f64>,
    pub mean: f64,
    /// How probable it is to save more than an amount.
    pub curve: Exceedance,
}

/// The same choice over what one unit of an outcome is worth.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighed {
    /// As the file calls it.
    pub outcome: String,
    pub unit: String,
    pub points: Vec<AtWorth>,
    /// From each worth on the choice.
    pub turns: Vec<(f64, usize)>,
    /// Whether any policy changes the outcome.
    pub changes: bool,
}

impl Decision {
    /// The decision between options with these draws, at least one of each.
    pub fn new(savings: &[Vec<f64>]) -> Decision {
        Decision::between(savings, savings)
    }

    /// The decision between the options of a subject's sample: all outputs but the first. Who is best and what a wrong
    /// choice costs is read from the sample for decisions, [`Subject::for_decisions`](super::Subject::for_decisions).
    pub fn of_subject(drawn: &Sample, for_decisions: &Sample) -> Decision {
        let savings =
            |sample: &Sample| sample.outputs[1..].iter().map(|output| output.values.clone()).collect::<Vec<_>>();
        Decision::between(&savings(drawn), &savings(for_decisions))
    }

    fn between(drawn: &[Vec<f64>], expected: &[Vec<f64>]) -> Decision {
        let option =
            |draws: &Vec<f64>| Drawn { draws: draws.clone(), mean: mean(draws), curve: exceedance(draws, POINTS) };
        let money = at_worths(expected, &[], &[0.0]).remove(0);
        Decision { options: drawn.iter().map(option).collect(), money }
    }

    /// The decision between some outputs of a table of draws, at least one, each of which is what an option saves; and what
    /// knowing each factor is worth to it, absent if there are too few draws to tell.
    pub fn of_table(sample: &Sample, options: &[usize]) -> (Decision, Option<Knowledge>) {
        let columns: Vec<_> = options.iter().map(|option| sample.outputs[*option].clone()).collect();
        let found = Decision::new(&columns.iter().map(|column| column.values.clone()).collect::<Vec<_>>());
        let target = columns[found.money.chosen.saturating_sub(1)].clone();
        let outputs = [target].into_iter().chain(columns).collect();
        let sets: Vec<Vec<usize>> = sample.factors.iter().map(|factor| factor.members.clone()).collect();
        let knowledge = value::of_draws(&Sample { outputs, ..sample.clone() }, &sets, sets.len());
        (found, knowledge)
    }
}

impl Weighed {
    /// Over the worths from the first to the second number, or over a range that holds every turn of the choice.
    pub fn new(gains: &Gains, worth: Option<(f64, f64)>) -> Weighed {
        let (low, high) = worth.unwrap_or_else(|| range(gains));
        let at = |step: usize| low + (high - low) * step as f64 / (POINTS - 1) as f64;
        let worths: Vec<f64> = (0..POINTS).map(at).collect();
        Weighed {
            outcome: gains.outcome.clone(),
            unit: gains.unit.clone(),
            points: at_worths(&gains.savings, &gains.gains, &worths),
            turns: choices(&gains.savings, &gains.gains, low, high),
            changes: gains.gains.iter().flatten().any(|gain| *gain != 0.0),
        }
    }
}

fn mean(draws: &[f64]) -> f64 {
    draws.iter().sum::<f64>() / draws.len().max(1) as f64
}

/// A range of worths that holds every turn of the choice, or one that is as large as the money at stake.
fn range(gains: &Gains) -> (f64, f64) {
    let mut lines = vec![(0.0, 0.0)];
    lines.extend(gains.savings.iter().zip(&gains.gains).map(|(saving, gain)| (mean(saving), mean(gain))));
    let mut widest = 0.0_f64;
    for (number, (start, slope)) in lines.iter().enumerate() {
        for (other_start, other_slope) in &lines[..number] {
            let crossing = (start - other_start) / (other_slope - slope);
            if crossing.is_finite() {
                widest = widest.max(crossing.abs());
            }
        }
    }
    if widest == 0.0 {
        return (0.0, 1.0);
    }
    // Lines that cross below a better one turn no choice.
    let turns = choices(&gains.savings, &gains.gains, 0.0, 2.0 * widest);
    let last = turns[1..].last().map_or(widest, |(worth, _)| *worth);
    (0.0, round_up(2.0 * last))
}

/// The next 1, 2 or 5 times a power of ten.
fn round_up(value: f64) -> f64 {
    let mut zeros = 0;
    while powi(10.0, zeros + 1) <= value {
        zeros += 1;
    }
    while powi(10.0, zeros) > value {
        zeros -= 1;
    }
    let power = powi(10.0, zeros);
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|factor| factor * power).find(|round| *round >= value).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Better;

    #[test]
    fn a_range_of_worths_holds_every_turn() {
        // It costs 30 and gains 2: the choice turns at 15, and twice that is rounded up to 50.
        let gains = |gain: f64| Gains {
            outcome: "saved_lives".to_owned(),
            unit: "person".to_owned(),
            better: Better::More,
            savings: vec![vec![-30.0; 4]],
            gains: vec![vec![gain; 4]],
        };
        let found = Weighed::new(&gains(2.0), None);
        assert_eq!((found.points[0].worth, found.points[POINTS - 1].worth, found.turns.len()), (0.0, 50.0, 2));
        assert!(found.changes && (found.turns[1].0 - 15.0).abs() < 1e-12);
        // Another that costs 1000 and gains 1 would be better than nothing from 1000 on, and never than the first.
        let mut two = gains(2.0);
        two.savings.push(vec![-1000.0; 4]);
        two.gains.push(vec![1.0; 4]);
        let found = Weighed::new(&two, None);
        assert_eq!((found.points[POINTS - 1].worth, found.turns.len()), (50.0, 2));
        let nothing = Weighed::new(&gains(0.0), Some((0.0, 5.0)));
        assert!(!nothing.changes && nothing.turns == [(0.0, 0)]);
    }

    #[test]
    fn ranges_end_in_one_two_or_five() {
        for (value, expected) in
            [(1.0, 1.0), (1.01, 2.0), (30.0, 50.0), (60.0, 100.0), (0.03, 0.05), (9_999.0, 10_000.0)]
        {
            assert!((round_up(value) - expected).abs() <= 1e-12 * expected, "{value}");
        }
    }
}
