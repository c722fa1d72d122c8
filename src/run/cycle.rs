//! One cycle of a flow in general: risks, lengths of stay, new people, passing on, settling.

use super::flow::{Fault, FaultKind, ROUNDING, Stretch, Workspace};
use super::gates;
use super::lanes::{LANES, Lanes};
use super::stock::{Length, Stock};
use crate::plan::flow::{Count, Holds, Incoming, PolicyFlow, Step};
use multiversion::multiversion;

/// Goes through the cycles of a stretch.
#[multiversion(targets("x86_64+avx512f+avx512dq+avx512vl+avx512bw", "x86_64+avx2"))]
pub fn advance(
    flow: &PolicyFlow,
    stretch: &Stretch,
    work: &mut Workspace,
    now: &mut Stock,
    active: usize,
) -> Result<(), Fault> {
    let count = flow.nodes.len();
    for time in stretch.over.clone() {
        work.sources[..count].copy_from_slice(&now.present);
        leave_by_risk(flow, work, now);
        leave_by_age(flow, work, now, time);
        leave_after_stay(flow, work, now, time);
        for step in &flow.steps {
            let people = come(flow, step, work, now, time, stretch, active)?;
            match step.gate {
                None => enter(flow, step.node as usize, people, work, now, time, stretch.last),
                Some(gate) => gates::wait(flow, (gate, step.node), people, work, now, time, stretch.last),
            }
        }
        let mut here = Lanes::splat(0.0);
        for (present, next) in now.present.iter_mut().zip(&work.next) {
            *present = next.not_negative();
            here += *present;
        }
        conserved(here, now.came, time, stretch, active)?;
        if time >= stretch.start {
            let cycle = time - stretch.start;
            tally(&flow.counted.entries[cycle], &work.entered, &mut work.tallies);
            tally(&flow.counted.people[cycle + 1], &now.present, &mut work.tallies);
            if !flow.gates.is_empty() {
                let turned_away = &work.sources[flow.turned_away(0) as usize..];
                tally(&flow.counted.turned_away[cycle], turned_away, &mut work.tallies);
            }
        }
    }
    Ok(())
}

/// Adds people to the tallies that count them.
#[inline(always)]
pub fn tally(counts: &[Count], people: &[Lanes], tallies: &mut [Lanes]) {
    for count in counts {
        tallies[count.tally as usize].add_scaled(&people[count.node as usize], count.weight);
    }
}

/// Whether the people who are here are those who came.
#[inline(always)]
pub fn conserved(here: Lanes, came: Lanes, time: usize, stretch: &Stretch, active: usize) -> Result<(), Fault> {
    let mut missing = [0.0; LANES];
    for lane in 0..LANES {
        let most = ROUNDING * if came.0[lane] > 1.0 { came.0[lane] } else { 1.0 };
        let difference = here.0[lane] - came.0[lane];
        // A difference that is not a number is missing people as well.
        missing[lane] = if difference <= most && -difference <= most { 0.0 } else { 1.0 };
    }
    if missing == [0.0; LANES] {
        return Ok(());
    }
    match missing[..active].iter().position(|missing| *missing != 0.0) {
        Some(lane) => Err(Fault {
            kind: FaultKind::PeopleNotConserved,
            flow: 0,
            node: 0,
            cycle: time as i64 - stretch.start as i64,
            lane,
            values: [here.0[lane], came.0[lane]],
        }),
        None => Ok(()),
    }
}

#[inline(always)]
fn leave_by_risk(flow: &PolicyFlow, work: &mut Workspace, now: &Stock) {
    for (node, remaining) in flow.remaining.iter().enumerate() {
        work.next[node] = match remaining {
            Some(coefficient) => now.present[node] * work.coefficients[*coefficient as usize],
            None => now.present[node],
        };
    }
}

/// People whose risks depend on the time since entry: by risk, then by the end of their stay.
#[inline(always)]
fn leave_by_age(flow: &PolicyFlow, work: &mut Workspace, now: &mut Stock, time: usize) {
    let count = flow.nodes.len();
    for (index, aged) in flow.aged.iter().enumerate() {
        let node = aged.node as usize;
        let cohorts = &mut now.cohorts[index];
        for (source, _) in &aged.exits {
            work.sources[*source as usize] = Lanes::splat(0.0);
        }
        let mut left = Lanes::splat(0.0);
        for (entered, cohort) in cohorts[..=time].iter_mut().enumerate() {
            let people = *cohort;
            for (source, coefficients) in &aged.exits {
                let age = (time - entered).min(coefficients.len() - 1);
                let leaving = people * work.coefficients[coefficients[age] as usize];
                work.sources[*source as usize] += leaving;
                *cohort -= leaving;
            }
            left += *cohort;
        }
        let over = match &now.lengths[index] {
            Some(length) => stay_over(cohorts, length, time),
            None => Lanes::splat(0.0),
        };
        work.next[node] = left - over;
        work.sources[count + node] = over;
    }
}

/// Takes those out whose stay is over: of a stay of n + f cycles, 1 − f after n, the others after n + 1.
#[inline(always)]
fn stay_over(cohorts: &mut [Lanes], length: &Length, time: usize) -> Lanes {
    let mut over = Lanes::splat(0.0);
    for lane in 0..LANES {
        let whole = length.whole[lane] as usize;
        if let Some(entered) = (time + 1).checked_sub(whole).filter(|entered| *entered <= time) {
            let leaving = cohorts[entered].0[lane] * (1.0 - length.left.0[lane]);
            cohorts[entered].0[lane] -= leaving;
            over.0[lane] += leaving;
        }
        // Those who entered before: a stay that is over whatever was left of it.
        let overdue = (time + 1).saturating_sub(whole);
        for cohort in &mut cohorts[..overdue] {
            over.0[lane] += cohort.0[lane];
            cohort.0[lane] = 0.0;
        }
    }
    over
}

#[inline(always)]
fn leave_after_stay(flow: &PolicyFlow, work: &mut Workspace, now: &mut Stock, time: usize) {
    let count = flow.nodes.len();
    for (index, stay) in flow.stays.iter().enumerate() {
        let node = stay.node as usize;
        let due = &mut now.due[index];
        if let Some(remaining) = flow.remaining[node] {
            let remaining = work.coefficients[remaining as usize];
            let latest = now.latest[index];
            if time <= latest {
                for people in &mut due[time..=latest] {
                    *people *= remaining;
                }
            }
        }
        let over = due[time];
        due[time] = Lanes::splat(0.0);
        work.next[node] -= over;
        work.sources[count + node] = over;
    }
}

/// Everybody who comes to one node in a cycle, new people included.
#[inline(always)]
fn come(
    flow: &PolicyFlow,
    step: &Step,
    work: &mut Workspace,
    now: &mut Stock,
    time: usize,
    stretch: &Stretch,
    active: usize,
) -> Result<Lanes, Fault> {
    let node = step.node as usize;
    let mut people = Lanes::splat(0.0);
    for edge in &flow.edges[step.edges.0 as usize..step.edges.1 as usize] {
        people += work.sources[edge.source as usize] * work.coefficients[edge.coefficient as usize];
    }
    let mut new = match step.incoming {
        Incoming::None => Lanes::splat(0.0),
        Incoming::New(coefficient) => work.coefficients[coefficient as usize],
        Incoming::Solve { all, number } => {
            let all = work.coefficients[all as usize];
            let new = solve(all, people, node, time, stretch, active)?;
            work.newcomers[number as usize * stretch.last + time] = new;
            new
        }
        Incoming::Same { number } => work.newcomers[number as usize * stretch.last + time],
    };
    let passes = flow.nodes[node].holds == Holds::Nobody;
    if let Some(initial) = step.initial.filter(|_| passes && time == stretch.start) {
        new += work.coefficients[initial as usize];
    }
    now.came += new;
    Ok(people + new)
}

/// Lets people into one node, and pass on or settle.
#[inline(always)]
pub fn enter(
    flow: &PolicyFlow,
    node: usize,
    people: Lanes,
    work: &mut Workspace,
    now: &mut Stock,
    time: usize,
    last: usize,
) {
    work.entered[node] = people;
    let count = flow.nodes.len();
    match flow.nodes[node].holds {
        Holds::Nobody => work.sources[count + node] = people,
        Holds::Present => work.next[node] += people,
        Holds::ForAStay(stay) => {
            let passed = land(flow, stay, people, work, now, time as i64, last);
            work.sources[count + node] += passed;
            work.next[node] += people - passed;
        }
        Holds::ByAge(aged) => {
            let passed = over_at_once(people, now.lengths[aged].as_ref());
            if let Some(length) = flow.aged[aged].length {
                let cycles = work.coefficients[length as usize];
                note_beyond(&mut now.beyond[node], people, cycles, time as i64, last);
            }
            now.cohorts[aged][time + 1] = people - passed;
            work.sources[count + node] += passed;
            work.next[node] += people - passed;
        }
    }
}

/// New people, so that with those who return all who enter are as many as published.
#[inline(always)]
fn solve(
    all: Lanes,
    returns: Lanes,
    node: usize,
    time: usize,
    stretch: &Stretch,
    active: usize,
) -> Result<Lanes, Fault> {
    for lane in 0..active {
        let (returns, all) = (returns.0[lane], all.0[lane]);
        if returns > all + ROUNDING * all.max(1.0) {
            let cycle = time as i64 - stretch.start as i64;
            let kind = FaultKind::ReturnsExceedCount;
            return Err(Fault { kind, flow: 0, node, cycle, lane, values: [returns, all] });
        }
    }
    Ok((all - returns).not_negative())
}

/// People whose stay is over as soon as it begins: of a stay below one cycle, all but the part of it.
#[inline(always)]
fn over_at_once(people: Lanes, length: Option<&Length>) -> Lanes {
    let mut passed = Lanes::splat(0.0);
    if let Some(length) = length {
        for lane in 0..LANES {
            if length.whole[lane] == 0 {
                passed.0[lane] = people.0[lane] * (1.0 - length.left.0[lane]);
            }
        }
    }
    passed
}

/// Notes when people who come into a stay in the cycle `time` will leave it; returns those whose stay is over at once.
#[inline(always)]
pub fn land(
    flow: &PolicyFlow,
    stay: usize,
    people: Lanes,
    work: &Workspace,
    now: &mut Stock,
    time: i64,
    last: usize,
) -> Lanes {
    let first = flow.stays[..stay].iter().map(|before| before.components.len()).sum::<usize>();
    let node = flow.stays[stay].node as usize;
    let due = &mut now.due[stay];
    let mut passed = Lanes::splat(0.0);
    for (index, (share, length)) in flow.stays[stay].components.iter().enumerate() {
        let of_component = match share {
            Some(share) => people * work.coefficients[*share as usize],
            None => people,
        };
        let split = &work.lengths[first + index];
        let cycles = work.coefficients[*length as usize];
        let later = of_component * split.left;
        let sooner = of_component - later;
        for lane in 0..LANES {
            let whole = (split.whole[lane] as usize).min(last + 1);
            let leave = (time + whole as i64).max(0) as usize;
            if whole == 0 {
                passed.0[lane] += sooner.0[lane];
            } else {
                due[leave.min(last)].0[lane] += sooner.0[lane];
            }
            due[(leave + 1).min(last)].0[lane] += later.0[lane];
            now.latest[stay] = now.latest[stay].max((leave + 1).min(last));
        }
        note_beyond(&mut now.beyond[node], of_component, cycles, time, last);
    }
    passed
}

/// Adds the person-cycles of stays, begun in the cycle `time`, that lie after the horizon.
#[inline(always)]
fn note_beyond(beyond: &mut Lanes, people: Lanes, cycles: Lanes, time: i64, last: usize) {
    for lane in 0..LANES {
        let after = (time + 1) as f64 + cycles.0[lane] - last as f64;
        if after > 0.0 {
            beyond.0[lane] += people.0[lane] * after;
        }
    }
}
