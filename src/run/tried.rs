//! Running a plan at values of the inputs that somebody chose, some of which may be impossible.

use super::block::{BlockFault, Machine, Sink};
use super::fault::{self, Found};
use super::moments::Moments;
use super::registers::BLOCK;
use super::{Machines, PART};
use crate::model::Model;
use crate::plan::Plan;
use crate::text::Problem;
use rayon::prelude::*;

/// Results of tries, where a model may have none: shares above 1, returns above a published total, a division by 0.
#[derive(Clone, Debug, PartialEq)]
pub struct Possible {
    /// For each result one value for each try; NaN where there is none.
    pub values: Vec<Vec<f64>>,
    /// Tries in which some result is missing, in their order, with the reason.
    pub missing: Vec<(usize, String)>,
}

/// The results at the means of all inputs: one finite number for each result.
pub fn central(model: &Model, plan: &Plan) -> Result<Vec<f64>, Problem> {
    let means: Vec<Vec<f64>> = plan.means().into_iter().map(|mean| vec![mean]).collect();
    Ok(every(model, plan, &means, Found::Central)?.into_iter().map(|values| values[0]).collect())
}

/// The results at given values of the inputs, in base units.
///
/// `inputs` holds one list for each input of the plan, all of one length; so does the answer for each result. Fails where
/// a result cannot be computed or is not finite. Where people are whole these are expected numbers.
pub fn at_inputs(model: &Model, plan: &Plan, inputs: &[impl AsRef<[f64]> + Sync]) -> Result<Vec<Vec<f64>>, Problem> {
    every(model, plan, inputs, Found::Asked)
}

/// The same where some of the values may be impossible. Fails if there is no result at the means of all inputs.
pub fn where_possible(model: &Model, plan: &Plan, inputs: &[impl AsRef<[f64]> + Sync]) -> Result<Possible, Problem> {
    let (mut values, faults) = tried(plan, inputs, Some(&plan.means()));
    let mut missing = vec![];
    for part in faults {
        // A part that ended early met a fault at the means, which stand in for what is impossible.
        if let Some(fault) = part.ended {
            return Err(fault::problem(model, plan, &fault, Found::Central));
        }
        missing.extend(part.impossible.iter().map(|(lane, fault)| (*lane, fault::cause(model, plan, fault))));
    }
    for (result, values) in values.iter_mut().enumerate() {
        for (draw, value) in values.iter_mut().enumerate().filter(|(_, value)| !value.is_finite()) {
            *value = f64::NAN;
            missing.push((draw, fault::cause(model, plan, &BlockFault::NotFinite { result, draw })));
        }
    }
    missing.sort_by_key(|(lane, _)| *lane);
    missing.dedup_by_key(|(lane, _)| *lane);
    Ok(Possible { values, missing })
}

/// Results that must all be there.
fn every(
    model: &Model,
    plan: &Plan,
    inputs: &[impl AsRef<[f64]> + Sync],
    found: Found,
) -> Result<Vec<Vec<f64>>, Problem> {
    let (values, faults) = tried(plan, inputs, None);
    let ended = faults.into_iter().find_map(|part| part.ended);
    let not_finite = |values: &Vec<f64>| values.iter().position(|value| !value.is_finite());
    let missing = || {
        let missing = values.iter().enumerate().find_map(|(result, values)| Some((result, not_finite(values)?)));
        missing.map(|(result, draw)| BlockFault::NotFinite { result, draw })
    };
    match ended.or_else(missing) {
        None => Ok(values),
        Some(fault) => Err(fault::problem(model, plan, &fault, found)),
    }
}

/// What went wrong in a part of the tries.
#[derive(Default)]
struct Faults {
    /// Tries without a result, by number.
    impossible: Vec<(usize, BlockFault)>,
    /// What nothing could stand in for: the tries after it were not made.
    ended: Option<BlockFault>,
}

/// The results of all tries, part by part and in parallel. `instead` are values of the inputs that stand in where a try is
/// impossible; without them the first such try ends its part.
fn tried(plan: &Plan, inputs: &[impl AsRef<[f64]> + Sync], instead: Option<&[f64]>) -> (Vec<Vec<f64>>, Vec<Faults>) {
    let count = inputs.first().map_or(1, |values| values.as_ref().len());
    let mut found = vec![vec![0.0; count]; plan.results.len()];
    let mut parts: Vec<(usize, Vec<&mut [f64]>)> =
        (0..count).step_by(PART).map(|first| (first, Vec::with_capacity(plan.results.len()))).collect();
    for values in &mut found {
        for (part, values) in parts.iter_mut().zip(values.chunks_mut(PART)) {
            part.1.push(values);
        }
    }
    let machines = Machines::default();
    let faults = parts.into_par_iter().map(|(first, mut kept)| {
        let mut machine = machines.take(plan, None);
        let faults = part_at(plan, inputs, instead, (first, (count - first).min(PART)), &mut machine, &mut kept);
        machines.give_back(machine);
        faults
    });
    let faults = faults.collect();
    (found, faults)
}

/// The results at `count` values of the inputs from the `first` on, into `kept`.
fn part_at(
    plan: &Plan,
    inputs: &[impl AsRef<[f64]>],
    instead: Option<&[f64]>,
    (first, count): (usize, usize),
    machine: &mut Machine,
    kept: &mut [&mut [f64]],
) -> Faults {
    let origins = vec![0.0; plan.results.len()];
    let mut moments = vec![Moments::NONE; plan.results.len()];
    let mut cut = vec![0; plan.caps.len()];
    let mut faults = Faults::default();
    for offset in (0..count).step_by(BLOCK) {
        let active = (count - offset).min(BLOCK);
        let mut impossible = [false; BLOCK];
        loop {
            for (input, (values, register)) in inputs.iter().zip(&plan.schedule.inputs).enumerate() {
                let Some(register) = register else { continue };
                let values = &values.as_ref()[first + offset..first + offset + active];
                let column = machine.registers.column_mut(*register);
                column[..active].copy_from_slice(values);
                for draw in (0..active).filter(|draw| impossible[*draw]) {
                    column[draw] = instead.map_or(values[draw], |instead| instead[input]);
                }
                // Draws beyond the last repeat it: they are computed and not looked at.
                let last = column[active - 1];
                column[active..].fill(last);
            }
            let mut sink = Sink { moments: &mut moments, kept, first: offset, cut: &mut cut };
            let Err(fault) = machine.run(active, &origins, &mut sink) else { break };
            let draw = fault.draw();
            if instead.is_none() || impossible[draw] {
                faults.ended = Some(fault);
                return faults;
            }
            impossible[draw] = true;
            faults.impossible.push((first + offset + draw, fault));
        }
        for values in kept.iter_mut() {
            for draw in (0..active).filter(|draw| impossible[*draw]) {
                values[offset + draw] = f64::NAN;
            }
        }
    }
    faults
}
