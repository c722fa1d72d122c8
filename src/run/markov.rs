//! The flow without lengths of stay: people pass, stay by share, or stay for good. The plain Markov case, kept lean.
//!
//! The same arithmetic in the same order as the general flow, so that both give the same bits; `tests/reference.rs`
//! holds both against the plain evaluator.

use super::cycle;
use super::flow::{Fault, Stretch, Workspace};
use super::lanes::{LANES, Lanes};
use super::stock::Stock;
use crate::plan::flow::{Holds, Incoming, PolicyFlow};
use multiversion::multiversion;

/// Whether a flow can be run here: no lengths of stay, no risks by age, no capacity, nobody to solve for, nobody to begin
/// with in an event.
pub fn fits(flow: &PolicyFlow) -> bool {
    let passes = |node: u32| flow.nodes[node as usize].holds == Holds::Nobody;
    flow.stays.is_empty()
        && flow.aged.is_empty()
        && flow.gates.is_empty()
        && flow.steps.iter().all(|step| !matches!(step.incoming, Incoming::Solve { .. }))
        && flow.steps.iter().all(|step| step.initial.is_none() || !passes(step.node))
}

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
    work.sources[..count].copy_from_slice(&now.present);
    for time in stretch.over.clone() {
        let cycle = time.checked_sub(stretch.start);
        let entries = cycle.map_or(&[][..], |cycle| &flow.counted.entries[cycle]);
        let mut counted = cycle.map_or(&[][..], |cycle| &flow.counted.people[cycle + 1]);
        let mut here = [0.0; LANES];
        for step in &flow.steps {
            let node = step.node as usize;
            let mut people = [0.0; LANES];
            let edges = step.edges.0 as usize..step.edges.1 as usize;
            for (edge, coefficient) in flow.edges[edges.clone()].iter().zip(&work.edges[edges]) {
                let source = work.sources[edge.source as usize].0;
                let coefficient = coefficient.0;
                for lane in 0..LANES {
                    people[lane] += source[lane] * coefficient[lane];
                }
            }
            let new = match step.incoming {
                Incoming::New(coefficient) => Some(work.coefficients[coefficient as usize].0),
                Incoming::Same { number } => Some(work.newcomers[number as usize * stretch.last + time].0),
                Incoming::None | Incoming::Solve { .. } => None,
            };
            if let Some(new) = new {
                now.came += Lanes(new);
                for lane in 0..LANES {
                    people[lane] += new[lane];
                }
            }
            work.entered[node].0 = people;
            if flow.nodes[node].holds == Holds::Nobody {
                work.sources[count + node].0 = people;
                work.next[node] = Lanes::splat(0.0);
                continue;
            }
            let before = work.sources[node].0;
            match flow.remaining[node] {
                Some(coefficient) => {
                    let remaining = work.coefficients[coefficient as usize].0;
                    for lane in 0..LANES {
                        people[lane] += before[lane] * remaining[lane];
                    }
                }
                None => {
                    for lane in 0..LANES {
                        people[lane] += before[lane];
                    }
                }
            }
            for lane in 0..LANES {
                people[lane] = if people[lane] > 0.0 { people[lane] } else { 0.0 };
                here[lane] += people[lane];
            }
            work.next[node].0 = people;
            // Counts stand in the order of the steps: those of this node come next.
            while let Some((count, others)) = counted.split_first().filter(|(count, _)| count.node == step.node) {
                work.tallies[count.tally as usize].add_scaled(&Lanes(people), count.weight);
                counted = others;
            }
        }
        work.sources[..count].copy_from_slice(&work.next[..count]);
        cycle::conserved(Lanes(here), now.came, time, stretch, active)?;
        cycle::tally(entries, &work.entered, &mut work.tallies);
    }
    now.present.copy_from_slice(&work.sources[..count]);
    Ok(())
}
