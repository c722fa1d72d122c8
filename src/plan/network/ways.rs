//! Ways out of a stage: `next` shares and risks, as edges with coefficients.

use super::{Draft, Network};
use crate::model::{Branch, Exit, Share, Stage};
use crate::plan::flow::{Edge, Holds, ShareCheck, Stay};
use crate::plan::program::Column;
use crate::plan::risks::{Risk, per_cycle};
use crate::plan::values::When;

impl<'m> Network<'_, 'm> {
    /// Edges for everybody who leaves a node, and how long people stay there.
    pub(super) fn ways_out(&mut self, node: usize, when: When, draft: &mut Draft) {
        let stage = self.stages[self.nodes[node].stage];
        let count = self.nodes.len();
        if !stage.next.is_empty() {
            for (to, column) in self.branches(stage, when, draft) {
                let to = self.node_of(when.group, to) as usize;
                let coefficient = draft.coefficient(column);
                draft.into[to].push((stage.name.clone(), Edge { source: (count + node) as u32, coefficient }));
            }
        }
        if let Some(capacity) = &stage.capacity {
            let to = self.node_of(when.group, &capacity.when_full) as usize;
            let all = self.values.program.constant(1.0);
            let coefficient = draft.coefficient(all);
            draft.into[to].push((stage.name.clone(), Edge { source: (2 * count + node) as u32, coefficient }));
        }
        match self.nodes[node].holds {
            Holds::Nobody => {}
            Holds::Present if stage.each.is_empty() => {}
            Holds::Present => {
                draft.remaining[node] = Some(self.risks(node, stage, when, draft));
            }
            Holds::ForAStay(_) => {
                if !stage.each.is_empty() {
                    draft.remaining[node] = Some(self.risks(node, stage, when, draft));
                }
                let components = self.components(stage, when, draft);
                draft.stays.push(Stay { node: node as u32, components, may_pass: self.passes[node] });
            }
            Holds::ByAge(_) => self.aged(node, stage, when, draft),
        }
    }

    /// Shares of `next`, with the rest resolved, and the check that they stay between 0 and 1.
    fn branches(&mut self, stage: &'m Stage, when: When, draft: &mut Draft) -> Vec<(&'m str, Column)> {
        let named = |branch: &'m Branch| (branch.to.as_str(), &branch.share);
        let (shares, rest) = self.shares(stage.next.iter().map(named), when);
        let has_rest = stage.next.iter().any(|branch| branch.share == Share::Rest);
        self.check(stage, &shares, rest, !has_rest, draft);
        stage
            .next
            .iter()
            .map(|branch| match branch.share {
                Share::Rest => (branch.to.as_str(), rest),
                Share::Of(_) => {
                    let share = shares.iter().find(|(to, _)| *to == branch.to).expect("every share was read");
                    (branch.to.as_str(), share.1)
                }
            })
            .collect()
    }

    fn shares<'a>(
        &mut self,
        ways: impl Iterator<Item = (&'a str, &'a Share)>,
        when: When,
    ) -> (Vec<(&'a str, Column)>, Column) {
        let mut shares = vec![];
        for (to, share) in ways {
            if let Share::Of(formula) = share {
                shares.push((to, self.values.formula(self.policy, formula, when)));
            }
        }
        // By name, so that the order of the file moves no digit.
        let mut by_name = shares.clone();
        by_name.sort_by_key(|(to, _)| *to);
        let together = self.values.program.sum(by_name.into_iter().map(|(_, column)| column));
        let rest = self.values.program.one_less(together);
        (shares, rest)
    }

    fn check(&mut self, stage: &Stage, shares: &[(&str, Column)], rest: Column, complete: bool, draft: &mut Draft) {
        if shares.is_empty() {
            return;
        }
        let index = self.values.model.policies[self.policy].stages.get_index_of(&stage.name);
        draft.checks.push(ShareCheck {
            stage: index.expect("the stage is one of the policy's"),
            shares: shares.iter().map(|(to, column)| ((*to).to_owned(), *column)).collect(),
            rest,
            complete,
        });
    }

    /// Edges for people who leave while present; returns the coefficient of those who remain.
    fn risks(&mut self, node: usize, stage: &'m Stage, when: When, draft: &mut Draft) -> u32 {
        let (shares, remaining) = self.exits_at(stage, when, draft);
        for (exit, column) in by_name(&stage.each).into_iter().zip(shares) {
            let to = self.node_of(when.group, &exit.to) as usize;
            let coefficient = draft.coefficient(column);
            draft.into[to].push((stage.name.clone(), Edge { source: node as u32, coefficient }));
        }
        draft.coefficient(remaining)
    }

    /// Shares per cycle of all ways out by risk at one age, by name, and what remains.
    pub(super) fn exits_at(&mut self, stage: &'m Stage, when: When, draft: &mut Draft) -> (Vec<Column>, Column) {
        let exits = by_name(&stage.each);
        let mut risks = vec![];
        let mut windows: Vec<(f64, Vec<(&str, Column)>)> = vec![];
        for exit in &exits {
            if let Share::Of(formula) = &exit.share {
                let window = exit.window.unwrap_or_else(|| self.values.step_days(self.policy, formula));
                let share = self.values.formula(self.policy, formula, when);
                risks.push(Risk { share, window });
                match windows.iter_mut().find(|(known, _)| *known == window) {
                    Some((_, same)) => same.push((&exit.to, share)),
                    None => windows.push((window, vec![(&exit.to, share)])),
                }
            }
        }
        for (_, same) in windows {
            let together = self.values.program.sum(same.iter().map(|(_, column)| *column));
            let rest = self.values.program.one_less(together);
            self.check(stage, &same, rest, false, draft);
        }
        let everybody_leaves = exits.iter().any(|exit| exit.share == Share::Rest);
        let per_cycle = per_cycle(&mut self.values.program, &risks, self.cycle_days);
        let together = self.values.program.sum(per_cycle.iter().copied());
        let rest = self.values.program.one_less(together);
        let mut of_risks = per_cycle.into_iter();
        let columns = exits
            .iter()
            .map(|exit| match exit.share {
                Share::Rest => rest,
                Share::Of(_) => of_risks.next().expect("one for each risk"),
            })
            .collect();
        let remaining = if everybody_leaves { self.values.program.constant(0.0) } else { rest };
        (columns, remaining)
    }
}

/// Ways out in the order of their names, so that the order of the file moves no digit.
pub(super) fn by_name(exits: &[Exit]) -> Vec<&Exit> {
    let mut sorted: Vec<&Exit> = exits.iter().collect();
    sorted.sort_by_key(|exit| &exit.to);
    sorted
}
