//! What the flow counts, and with which weights.

use super::flow::{Count, Counted};
use super::program::Column;
use super::values::Values;
use crate::math;
use crate::model::{Counting, Settings};
use indexmap::IndexSet;
use std::ops::Range;

/// What is counted in a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum What {
    /// People who enter.
    Entries,
    /// People × days.
    People,
    /// People for whom there is no room.
    TurnedAway,
    /// People × days of stays after the horizon.
    Beyond,
}

/// One count: what, where, over which cycles, discounted at which rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Tally {
    policy: usize,
    node: u32,
    what: What,
    first: u32,
    end: u32,
    rate: u64,
}

/// All counts that the book asks for, each once.
#[derive(Debug, Default)]
pub struct Tallies {
    asked: IndexSet<Tally>,
}

impl Tallies {
    /// The number of counts.
    pub fn len(&self) -> usize {
        self.asked.len()
    }

    /// The column of a count over the cycles `over`; `rate` is a discount rate per year, 0 for none.
    pub fn column(
        &mut self,
        values: &mut Values,
        policy: usize,
        node: u32,
        what: What,
        over: Range<u32>,
        rate: f64,
    ) -> Column {
        let tally = Tally { policy, node, what, first: over.start, end: over.end, rate: rate.to_bits() };
        let number = self.asked.insert_full(tally).0;
        values.program.tally(number as u32)
    }

    /// The additions of one policy, cycle by cycle, for the counts that something reads.
    pub fn counted(&self, policy: usize, settings: &Settings, is_read: impl Fn(usize) -> bool) -> Counted {
        let cycles = settings.cycles() as usize;
        let mut counted = Counted {
            entries: vec![vec![]; cycles],
            people: vec![vec![]; cycles + 1],
            turned_away: vec![vec![]; cycles],
            ..Counted::default()
        };
        let asked = self.asked.iter().enumerate();
        for (number, tally) in asked.filter(|(number, tally)| tally.policy == policy && is_read(*number)) {
            let slot = counted.tallies.len() as u32;
            counted.tallies.push(number as u32);
            let rate = f64::from_bits(tally.rate);
            for cycle in tally.first..tally.end {
                match tally.what {
                    What::Entries | What::TurnedAway => {
                        let weight = present_value(rate, moment(settings, cycle), settings);
                        let counts = match tally.what {
                            What::Entries => &mut counted.entries,
                            _ => &mut counted.turned_away,
                        };
                        counts[cycle as usize].push(Count { node: tally.node, tally: slot, weight });
                    }
                    What::People => {
                        for (point, part) in points(settings.within_cycle, cycle) {
                            let weight = part * settings.cycle_days() * present_value(rate, f64::from(point), settings);
                            add(&mut counted.people[point as usize], Count { node: tally.node, tally: slot, weight });
                        }
                    }
                    What::Beyond => {}
                }
            }
            if tally.what == What::Beyond {
                counted.beyond.push((tally.node, slot));
            }
        }
        counted
    }
}

fn add(counts: &mut Vec<Count>, count: Count) {
    match counts.iter_mut().find(|known| known.node == count.node && known.tally == count.tally) {
        Some(known) => known.weight += count.weight,
        None => counts.push(count),
    }
}

/// When the events of a cycle happen, in cycles since the start.
pub fn moment(settings: &Settings, cycle: u32) -> f64 {
    f64::from(cycle)
        + match settings.within_cycle {
            Counting::Start => 0.0,
            Counting::Half => 0.5,
            Counting::End => 1.0,
        }
}

/// The points at which the people of a cycle are counted, each with its part.
fn points(within_cycle: Counting, cycle: u32) -> Vec<(u32, f64)> {
    match within_cycle {
        Counting::Start => vec![(cycle, 1.0)],
        Counting::Half => vec![(cycle, 0.5), (cycle + 1, 0.5)],
        Counting::End => vec![(cycle + 1, 1.0)],
    }
}

/// (1 + rate)^−t for a moment in cycles since the start.
pub fn present_value(rate: f64, moment: f64, settings: &Settings) -> f64 {
    if rate == 0.0 {
        return 1.0;
    }
    math::pow(1.0 + rate, -moment / f64::from(settings.cycle.per_year()))
}
