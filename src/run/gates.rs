//! Stages with a capacity: those who come share the room, the others are turned away.

use super::cycle;
use super::flow::Workspace;
use super::lanes::{LANES, Lanes};
use super::stock::{Length, Stock};
use crate::plan::flow::{Gate, Holds, PolicyFlow};

/// Lets the people who come to a node of a gate wait until all its groups are there; then lets in those who fit.
#[inline(always)]
pub fn wait(
    flow: &PolicyFlow,
    (gate, node): (u32, u32),
    people: Lanes,
    work: &mut Workspace,
    now: &mut Stock,
    time: usize,
    last: usize,
) {
    work.entered[node as usize] = people;
    let gate = &flow.gates[gate as usize];
    if gate.nodes.last() != Some(&node) {
        return;
    }
    let share = share_admitted(flow, gate, work, now);
    for node in &gate.nodes {
        let people = work.entered[*node as usize];
        let admitted = people * share;
        work.sources[flow.turned_away(*node) as usize] = people - admitted;
        cycle::enter(flow, *node as usize, admitted, work, now, time, last);
    }
}

/// The share of those who come for whom there is room, equal for all groups.
#[inline(always)]
fn share_admitted(flow: &PolicyFlow, gate: &Gate, work: &Workspace, now: &Stock) -> Lanes {
    let mut room = work.coefficients[gate.capacity as usize];
    let mut needed = Lanes::splat(0.0);
    for node in &gate.nodes {
        let node = *node as usize;
        if gate.holds {
            room -= work.next[node];
        }
        needed += work.entered[node] * share_that_lands(flow, node, work, now);
    }
    let mut share = Lanes::splat(1.0);
    for lane in 0..LANES {
        if needed.0[lane] > room.0[lane] {
            // A capacity that shrinks, or one of 0, lets nobody in; nobody is thrown out.
            let room = if room.0[lane] > 0.0 { room.0[lane] } else { 0.0 };
            share.0[lane] = room / needed.0[lane];
        }
    }
    share
}

/// The share of those who come into a node who are present at the next point; 1 unless stays are shorter than a cycle.
#[inline(always)]
fn share_that_lands(flow: &PolicyFlow, node: usize, work: &Workspace, now: &Stock) -> Lanes {
    match flow.nodes[node].holds {
        Holds::Nobody | Holds::Present => Lanes::splat(1.0),
        Holds::ByAge(aged) => match &now.lengths[aged] {
            Some(length) if flow.aged[aged].may_pass => part_of_cycle(length),
            _ => Lanes::splat(1.0),
        },
        Holds::ForAStay(stay) if flow.stays[stay].may_pass => {
            let first = flow.stays[..stay].iter().map(|before| before.components.len()).sum::<usize>();
            let mut lands = Lanes::splat(0.0);
            for (index, (share, _)) in flow.stays[stay].components.iter().enumerate() {
                let part = part_of_cycle(&work.lengths[first + index]);
                lands += match share {
                    Some(share) => part * work.coefficients[*share as usize],
                    None => part,
                };
            }
            lands
        }
        Holds::ForAStay(_) => Lanes::splat(1.0),
    }
}

/// What a stay takes up of the cycle in which it begins.
#[inline(always)]
fn part_of_cycle(length: &Length) -> Lanes {
    let mut part = Lanes::splat(1.0);
    for lane in 0..LANES {
        if length.whole[lane] == 0 {
            part.0[lane] = length.left.0[lane];
        }
    }
    part
}
