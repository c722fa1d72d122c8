//! One cycle of a flow of whole people: risks, lengths of stay, new people, gates, passing on, settling.
//!
//! The same turns as those of the cohort kernel in `run::cycle`, with numbers drawn where that one multiplies.

use super::numbers::{binomials, poissons};
use super::split::{NOTHING, pass_on};
use super::stays::{land, over_at_once};
use super::{Luck, Moment, check_mean, gate, lanes_of, occupied, risk};
use crate::draws::chance::{Key, binomial, rounded};
use crate::plan::flow::{Holds, Incoming, PolicyFlow, Step};
use crate::run::cycle::tally;
use crate::run::flow::{Fault, FaultKind, Stretch, Workspace};
use crate::run::lanes::{LANES, Lanes};
use crate::run::stock::{Length, Stock};
use multiversion::multiversion;

/// Goes through the cycles of a stretch.
#[multiversion(targets("x86_64+avx512f+avx512dq+avx512vl+avx512bw", "x86_64+avx2"))]
pub fn advance(
    flow: &PolicyFlow,
    stretch: &Stretch,
    work: &mut Workspace,
    now: &mut Stock,
    luck: &Luck,
    active: usize,
) -> Result<(), Fault> {
    let count = flow.nodes.len();
    for time in stretch.over.clone() {
        let at = &Moment::new(flow, stretch, luck, time, active);
        work.scratch.begin(flow);
        work.next[..count].copy_from_slice(&now.present);
        leave_by_risk(at, work);
        leave_by_age(at, work, now);
        leave_after_stay(at, work, now);
        for step in &flow.steps {
            come_in(at, step, work, now)?;
        }
        let mut here = Lanes::splat(0.0);
        for (present, next) in now.present.iter_mut().zip(&work.next) {
            *present = *next;
            here += *next;
        }
        conserved(at, here, now.came)?;
        if let Some(cycle) = time.checked_sub(stretch.start) {
            tally(&flow.counted.entries[cycle], &work.entered, &mut work.tallies);
            tally(&flow.counted.people[cycle + 1], &now.present, &mut work.tallies);
            tally(&flow.counted.turned_away[cycle], &work.scratch.turned_away, &mut work.tallies);
        }
    }
    Ok(())
}

/// Whole people are conserved exactly.
#[inline(always)]
fn conserved(at: &Moment, here: Lanes, came: Lanes) -> Result<(), Fault> {
    if here == came {
        return Ok(());
    }
    match (0..at.active).find(|lane| here.0[*lane] != came.0[*lane]) {
        Some(lane) => Err(Fault {
            kind: FaultKind::PeopleNotConserved,
            flow: 0,
            node: 0,
            cycle: at.since_start(),
            lane,
            values: [here.0[lane], came.0[lane]],
        }),
        None => Ok(()),
    }
}

#[inline(always)]
fn leave_by_risk(at: &Moment, work: &mut Workspace) {
    for node in &at.luck.keys.at_risk {
        let node = *node as usize;
        let Some(remaining) = at.flow.remaining[node] else { continue };
        if occupied(&work.next[node]) == 0 {
            continue;
        }
        let share = Lanes::splat(1.0) - work.coefficients[remaining as usize];
        let taken = binomials(&work.next[node], &share, at.luck.keys.taken[node].number(at.cycle), &at.luck.draws);
        work.next[node] -= taken;
        pass_on(at, &taken, &at.luck.keys.risks[node], &work.coefficients, &mut work.scratch.inflow);
    }
}

/// People whose risks depend on the time since entry: by risk, then by the end of their stay.
#[inline(always)]
fn leave_by_age(at: &Moment, work: &mut Workspace, now: &mut Stock) {
    for (index, aged) in at.flow.aged.iter().enumerate() {
        let node = aged.node as usize;
        let cohorts = &mut now.cohorts[index];
        let mut left = Lanes::splat(0.0);
        for (entered, cohort) in cohorts[..=at.time].iter_mut().enumerate() {
            let since = at.time - entered;
            for lane in lanes_of(occupied(cohort)) {
                let mut remaining = 1.0;
                for ((_, coefficients), (to, key)) in aged.exits.iter().zip(&at.luck.keys.aged[index]) {
                    let age = since.min(coefficients.len() - 1);
                    let share = work.coefficients[coefficients[age] as usize].0[lane];
                    let mut chance = key.number(at.cycle).number(since as u64).in_draw(at.luck.draws[lane]);
                    let leaving = binomial(cohort.0[lane], share / remaining, &mut chance);
                    cohort.0[lane] -= leaving;
                    work.scratch.inflow[*to as usize].0[lane] += leaving;
                    remaining -= share;
                    if remaining <= NOTHING {
                        break;
                    }
                }
            }
            left += *cohort;
        }
        let over = match &now.lengths[index] {
            Some(length) => stay_over(at, cohorts, length, at.luck.keys.lengths[node]),
            None => Lanes::splat(0.0),
        };
        work.next[node] = left - over;
        leave(at, node, over, work);
    }
}

/// Takes those out whose stay is over: of a stay of n + f cycles, 1 − f after n, the others after n + 1.
fn stay_over(at: &Moment, cohorts: &mut [Lanes], length: &Length, key: Key) -> Lanes {
    let mut over = Lanes::splat(0.0);
    for lane in 0..LANES {
        let whole = length.whole[lane] as usize;
        if let Some(entered) = (at.time + 1).checked_sub(whole).filter(|entered| *entered <= at.time) {
            let mut chance = key.number(at.cycle).in_draw(at.luck.draws[lane]);
            let leaving = binomial(cohorts[entered].0[lane], 1.0 - length.left.0[lane], &mut chance);
            cohorts[entered].0[lane] -= leaving;
            over.0[lane] += leaving;
        }
        let overdue = (at.time + 1).saturating_sub(whole);
        for cohort in &mut cohorts[..overdue] {
            over.0[lane] += cohort.0[lane];
            cohort.0[lane] = 0.0;
        }
    }
    over
}

#[inline(always)]
fn leave_after_stay(at: &Moment, work: &mut Workspace, now: &mut Stock) {
    for (index, stay) in at.flow.stays.iter().enumerate() {
        let node = stay.node as usize;
        let due = &mut now.due[index];
        if let Some(remaining) = at.flow.remaining[node]
            && occupied(&work.next[node]) != 0
        {
            let share = Lanes::splat(1.0) - work.coefficients[remaining as usize];
            let latest = now.latest[index];
            let slots = &mut due[at.time.min(latest)..=latest];
            let taken = risk::take(at, &work.next[node], slots, &share, at.luck.keys.taken[node].number(at.cycle));
            work.next[node] -= taken;
            pass_on(at, &taken, &at.luck.keys.risks[node], &work.coefficients, &mut work.scratch.inflow);
        }
        let over = due[at.time];
        due[at.time] = Lanes::splat(0.0);
        work.next[node] -= over;
        leave(at, node, over, work);
    }
}

/// Sends people whose stay is over on their way, or keeps them until the turn of their node if others can join them.
#[inline(always)]
fn leave(at: &Moment, node: usize, over: Lanes, work: &mut Workspace) {
    if at.luck.keys.leaves_first[node] {
        pass_on(at, &over, &at.luck.keys.passing[node], &work.coefficients, &mut work.scratch.inflow);
    } else {
        work.sources[at.flow.nodes.len() + node] = over;
    }
}

/// Lets people come to one node; if it is the last of a gate's, lets those in who fit in.
#[inline(always)]
fn come_in(at: &Moment, step: &Step, work: &mut Workspace, now: &mut Stock) -> Result<(), Fault> {
    let (flow, keys) = (at.flow, at.luck.keys);
    let node = step.node as usize;
    let mut people = work.scratch.inflow[node];
    let mean = match step.incoming {
        Incoming::None => None,
        Incoming::New(coefficient) => Some(work.coefficients[coefficient as usize]),
        // Solved in the cohort run of the same draws.
        Incoming::Solve { number, .. } | Incoming::Same { number } => {
            Some(work.newcomers[number as usize * at.stretch.last + at.time])
        }
    };
    if let Some(mean) = mean {
        check_mean(at, mean, node)?;
        let key = keys.new[node].number(at.cycle);
        let mut of_active = Lanes::splat(0.0);
        of_active.0[..at.active].copy_from_slice(&mean.0[..at.active]);
        let new = poissons(&of_active, key, &at.luck.draws);
        now.came += new;
        people += new;
    }
    let passes = flow.nodes[node].holds == Holds::Nobody;
    if let Some(initial) = step.initial.filter(|_| passes && at.time == at.stretch.start) {
        let new = by_chance(at, work.coefficients[initial as usize], node)?;
        now.came += new;
        people += new;
    }
    let Some(gate) = step.gate else {
        enter(at, node, people, work, now);
        return Ok(());
    };
    work.scratch.waiting[node] = people;
    if keys.decides[node] {
        gate::decide(at, gate as usize, work);
        for node in &flow.gates[gate as usize].nodes {
            let node = *node as usize;
            if let Some(to) = keys.turned_away_to[node] {
                work.scratch.inflow[to as usize] += work.scratch.turned_away[node];
            }
            enter(at, node, work.scratch.waiting[node], work, now);
        }
    }
    Ok(())
}

/// Lets people into one node, and pass on or settle.
#[inline(always)]
fn enter(at: &Moment, node: usize, people: Lanes, work: &mut Workspace, now: &mut Stock) {
    work.entered[node] = people;
    let (passed, waits) = match at.flow.nodes[node].holds {
        Holds::Nobody => (people, false),
        Holds::Present => {
            work.next[node] += people;
            return;
        }
        Holds::ForAStay(stay) => (land(at, stay, &people, work, now, at.time as i64), true),
        Holds::ByAge(aged) => {
            let passed = over_at_once(at, aged, &people, work, now);
            now.cohorts[aged][at.time + 1] = people - passed;
            (passed, true)
        }
    };
    let mut out = passed;
    if waits {
        work.next[node] += people - passed;
        if at.luck.keys.leaves_first[node] {
            return;
        }
        out += work.sources[at.flow.nodes.len() + node];
    }
    pass_on(at, &out, &at.luck.keys.passing[node], &work.coefficients, &mut work.scratch.inflow);
}

/// People who are here at the start, rounded by chance.
fn by_chance(at: &Moment, people: Lanes, node: usize) -> Result<Lanes, Fault> {
    check_mean(at, people, node)?;
    let mut whole = Lanes::splat(0.0);
    for lane in 0..at.active {
        whole.0[lane] = rounded(people.0[lane].max(0.0), &mut at.luck.keys.initial[node].in_draw(at.luck.draws[lane]));
    }
    Ok(whole)
}

/// People who are here at the start: they come into waiting nodes as if in the cycle before, and none pass at once.
pub fn settle(
    flow: &PolicyFlow,
    stretch: &Stretch,
    work: &mut Workspace,
    now: &mut Stock,
    luck: &Luck,
    active: usize,
) -> Result<(), Fault> {
    let at = &Moment::new(flow, stretch, luck, stretch.start, active);
    for stay in std::mem::take(&mut now.undated) {
        let people = now.present[flow.stays[stay].node as usize];
        settle_stay(at, stay, &people, work, now);
    }
    for step in &flow.steps {
        let node = step.node as usize;
        let Some(initial) = step.initial.filter(|_| flow.nodes[node].holds != Holds::Nobody) else { continue };
        let people = by_chance(at, work.coefficients[initial as usize], node)?;
        now.came += people;
        now.present[node] += people;
        match flow.nodes[node].holds {
            Holds::ForAStay(stay) => settle_stay(at, stay, &people, work, now),
            Holds::ByAge(aged) => now.cohorts[aged][at.time] += people,
            Holds::Nobody | Holds::Present => {}
        }
    }
    Ok(())
}

fn settle_stay(at: &Moment, stay: usize, people: &Lanes, work: &mut Workspace, now: &mut Stock) {
    let at_once = land(at, stay, people, work, now, at.time as i64 - 1);
    now.due[stay][at.time] += at_once;
    now.latest[stay] = now.latest[stay].max(at.time);
}
