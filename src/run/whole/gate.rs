//! Who gets in where there is not room for all.

use super::{Moment, lanes_of, occupied};
use crate::draws::chance::hypergeometric;
use crate::plan::flow::{Gate, Holds};
use crate::run::flow::{ROUNDING, Workspace};
use crate::run::lanes::Lanes;

/// Decides who of the people that wait at a gate gets in: they stay in `waiting`, the others go to `turned_away`.
///
/// Room is whole. Everybody who waits is as likely to get in as anybody else, so the numbers by group are drawn without
/// replacement.
pub fn decide(at: &Moment, gate: usize, work: &mut Workspace) {
    let key = at.luck.keys.gates[gate].number(at.cycle);
    let gate = &at.flow.gates[gate];
    let mut all = Lanes::splat(0.0);
    for node in &gate.nodes {
        all += work.scratch.waiting[*node as usize];
        work.scratch.turned_away[*node as usize] = Lanes::splat(0.0);
    }
    for lane in lanes_of(occupied(&all)) {
        let (mut left, mut room) = (all.0[lane], room(at, gate, work, lane));
        if left <= room {
            continue;
        }
        for (group, node) in gate.nodes.iter().enumerate() {
            let here = work.scratch.waiting[*node as usize].0[lane];
            let mut chance = key.number(group as u64).in_draw(at.luck.draws[lane]);
            let admitted = hypergeometric(here, left - here, room, &mut chance);
            work.scratch.waiting[*node as usize].0[lane] = admitted;
            work.scratch.turned_away[*node as usize].0[lane] = here - admitted;
            left -= here;
            room -= admitted;
        }
    }
}

/// How many people get in at most, a whole number.
///
/// Where people pass, a capacity of 10 a year gives room for one person in 10 of 12 months, not for none in each of them.
/// Where they stay below a cycle, each takes up the part of a place that is still taken at the next point, in the mean.
fn room(at: &Moment, gate: &Gate, work: &Workspace, lane: usize) -> f64 {
    let capacity = work.coefficients[gate.capacity as usize].0[lane];
    if !gate.holds {
        // Cycles count from the start, so that a longer warm-up moves no place to another month.
        let until = |cycles: i64| (capacity * cycles as f64 + ROUNDING).floor();
        return (until(at.since_start() + 1) - until(at.since_start())).max(0.0);
    }
    let present: f64 = gate.nodes.iter().map(|node| work.next[*node as usize].0[lane]).sum();
    let (mut waiting, mut parts) = (0.0, 0.0);
    for node in &gate.nodes {
        let people = work.scratch.waiting[*node as usize].0[lane];
        waiting += people;
        parts += people * part_of_a_place(at, *node as usize, work, lane);
    }
    if parts <= 0.0 {
        return waiting;
    }
    ((capacity - present) * (waiting / parts) + ROUNDING).floor().max(0.0)
}

/// How much of a place somebody who comes takes up at the next point: all of it unless the stay is below a cycle.
fn part_of_a_place(at: &Moment, node: usize, work: &Workspace, lane: usize) -> f64 {
    let stay = match at.flow.nodes[node].holds {
        Holds::ForAStay(stay) => stay,
        Holds::ByAge(aged) => {
            let length = at.flow.aged[aged].length.filter(|_| at.flow.aged[aged].may_pass);
            return length.map_or(1.0, |length| work.coefficients[length as usize].0[lane].min(1.0));
        }
        Holds::Nobody | Holds::Present => return 1.0,
    };
    let description = &at.flow.stays[stay];
    if !description.may_pass {
        return 1.0;
    }
    let lengths = &work.lengths[at.luck.keys.components[stay].clone()];
    description
        .components
        .iter()
        .zip(lengths)
        .map(|((share, _), length)| {
            let share = share.map_or(1.0, |share| work.coefficients[share as usize].0[lane]);
            if length.whole[lane] == 0 { share * length.left.0[lane] } else { share }
        })
        .sum()
}
