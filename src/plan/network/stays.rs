//! How long people stay, and risks that depend on it.

use super::ways::by_name;
use super::{Draft, Network};
use crate::model::{Formula, Operand, Share, Stage, Value};
use crate::plan::flow::{Aged, Edge};
use crate::plan::program::Column;
use crate::plan::values::{Values, When};

impl<'m> Network<'_, 'm> {
    /// A node whose risks depend on the time since entry.
    pub(super) fn aged(&mut self, node: usize, stage: &'m Stage, when: When, draft: &mut Draft) {
        let settings = &self.values.model.settings;
        let ages = settings.warm_up_cycles as usize + settings.cycles() as usize;
        let step_days = stage
            .each
            .iter()
            .find_map(|exit| match (&exit.share, exit.window) {
                (Share::Of(formula), None) => Some(self.values.step_days(self.policy, formula)),
                _ => None,
            })
            .unwrap_or(self.cycle_days);
        let mut by_age: Vec<Vec<Column>> = vec![];
        for age in 0..ages {
            let step = (age as f64 * self.cycle_days / step_days + 1e-9) as usize;
            by_age.push(self.exits_at(stage, When { step, ..when }, draft).0);
        }
        while by_age.len() > 1 && by_age[by_age.len() - 1] == by_age[by_age.len() - 2] {
            by_age.pop();
        }
        let mut exits = vec![];
        let always = self.values.program.constant(1.0);
        for (index, exit) in by_name(&stage.each).into_iter().enumerate() {
            let coefficients = by_age.iter().map(|columns| draft.coefficient(columns[index])).collect();
            let source = draft.sources as u32;
            draft.sources += 1;
            exits.push((source, coefficients));
            let to = self.node_of(when.group, &exit.to) as usize;
            let coefficient = draft.coefficient(always);
            draft.into[to].push((stage.name.clone(), Edge { source, coefficient }));
        }
        let length = stage.stay.as_ref().map(|stay| {
            let days = self.values.read(self.policy, stay, when);
            let cycles = self.in_cycles(days);
            draft.coefficient(cycles)
        });
        draft.aged.push(Aged { node: node as u32, exits, length, may_pass: self.passes[node] });
    }

    fn in_cycles(&mut self, days: Column) -> Column {
        let cycle = self.values.program.constant(self.cycle_days);
        self.values.program.divide(days, cycle)
    }

    /// Shares and lengths (in cycles) of the stays of a stage.
    pub(super) fn components(&mut self, stage: &'m Stage, when: When, draft: &mut Draft) -> Vec<(Option<u32>, u32)> {
        let stay = stage.stay.as_ref().expect("a stay has a length");
        let parameter = &self.values.model.policies[self.policy].parameters[&stay.parameter];
        let Value::Spread(components) = &parameter.value else {
            let days = self.values.read(self.policy, stay, when);
            let cycles = self.in_cycles(days);
            return vec![(None, draft.coefficient(cycles))];
        };
        let weights: Vec<Column> =
            components.iter().map(|part| self.values.formula(self.policy, &part.share, when)).collect();
        let total = self.values.program.sum(weights.iter().copied());
        let parts = weights.into_iter().zip(components).map(|(weight, part)| {
            let share = self.values.program.divide(weight, total);
            let days = self.values.program.constant(part.value * parameter.unit.factor);
            let cycles = self.in_cycles(days);
            (Some(draft.coefficient(share)), draft.coefficient(cycles))
        });
        parts.collect()
    }
}

impl Values<'_> {
    /// Whether the risks of a stage depend on the time since entry. Where everybody leaves after a cycle nobody grows
    /// older than 0.
    pub(super) fn is_aged(&mut self, policy: usize, stage: &Stage) -> bool {
        let everybody_leaves = stage.each.iter().any(|exit| exit.share == Share::Rest);
        !everybody_leaves
            && stage.each.iter().any(|exit| match &exit.share {
                Share::Of(formula) => self.dependence_of(policy, formula).step,
                Share::Rest => false,
            })
    }

    /// The step of the path over time since entry that a formula reads, in days; a cycle if it reads none.
    pub(super) fn step_days(&self, policy: usize, formula: &Formula) -> f64 {
        let parameters = &self.model.policies[policy].parameters;
        let step = formula.operands().into_iter().find_map(|operand| match &parameters[&operand.parameter].value {
            Value::SinceEntry { step_days, .. } => Some(*step_days),
            Value::View { of, .. } => Some(self.step_days(policy, &Formula::Read(Operand::whole(of)))),
            Value::Formula(inner) => Some(self.step_days(policy, inner)),
            _ => None,
        });
        step.unwrap_or_else(|| self.model.settings.cycle_days())
    }

    /// Whether a stay of people of a group can be shorter than a cycle, in any year.
    pub(super) fn may_pass(&mut self, policy: usize, stage: &Stage, group: usize) -> bool {
        let Some(stay) = &stage.stay else { return false };
        let parameter = &self.model.policies[policy].parameters[&stay.parameter];
        let shortest = match &parameter.value {
            Value::Formula(formula) => {
                let depends = self.dependence_of(policy, formula);
                if depends.year {
                    return true;
                }
                let column = self.read(policy, stay, When { year: 0, cycle: 0, group, step: 0 });
                self.program.constant_value(column).unwrap_or(0.0)
            }
            value => self.least(value, group) * parameter.unit.factor,
        };
        shortest < self.model.settings.cycle_days() * (1.0 - 1e-9)
    }

    /// The least that a value can be, in the unit of its parameter; 0 where that cannot be said.
    fn least(&self, value: &Value, group: usize) -> f64 {
        let smallest = |numbers: Vec<f64>| numbers.into_iter().fold(f64::INFINITY, f64::min);
        match value {
            Value::Known(number) => *number,
            Value::Uncertain(distribution) => distribution.support().0,
            Value::Spread(parts) => smallest(parts.iter().map(|part| part.value).collect()),
            Value::ByYear { points, .. } => {
                smallest(points.iter().map(|(_, value)| self.least(value, group)).collect())
            }
            Value::ByGroup(values) => {
                values.get(&self.model.settings.groups[group]).map_or(0.0, |value| self.least(value, group))
            }
            Value::Shares(_) | Value::Counts(_) | Value::Formula(_) | Value::SinceEntry { .. } | Value::View { .. } => {
                0.0
            }
        }
    }
}
