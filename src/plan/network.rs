//! From the stages of a policy to its flow.

use super::flow::{Aged, Counted, Edge, Holds, Incoming, Node, PolicyFlow, Segment, ShareCheck, Stay, Step};
use super::program::Column;
use super::risks::{Risk, per_cycle};
use super::values::{Values, When};
use crate::codes::Code;
use crate::model::{Branch, Count, Exit, Formula, Operand, Share, Stage, Value};
use crate::text::Problem;

/// New people whom the baseline's flow remembers for every policy: a stage in a group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Newcomers {
    /// Names of stages with the group, by number.
    pub known: Vec<(String, usize)>,
}

impl Newcomers {
    fn number(&self, stage: &str, group: usize) -> Option<u32> {
        self.known.iter().position(|(known, of)| known == stage && *of == group).map(|number| number as u32)
    }
}

/// The flow of a policy. The baseline must be compiled first: it fills `newcomers`.
pub fn compile(
    values: &mut Values,
    policy: usize,
    baseline: Option<&PolicyFlow>,
    newcomers: &mut Newcomers,
) -> Result<PolicyFlow, Problem> {
    let settings = &values.model.settings;
    let (first, last) = (-i64::from(settings.warm_up_cycles), i64::from(settings.cycles()));
    let mut network = Network::new(values, policy, baseline, newcomers);
    let mut segments: Vec<Segment> = vec![];
    let mut flow = None;
    let mut checks: Vec<ShareCheck> = vec![];
    let mut seen = None;
    let within_years = network.any_parameter_moves_within_years();
    for cycle in first..last {
        let year = network.values.model.settings.year_of(cycle);
        let time = (year, within_years.then_some(cycle.max(0)));
        if seen == Some(time) {
            continue;
        }
        seen = Some(time);
        let (this, coefficients, found) = network.lay(year, cycle)?;
        if flow.is_none() {
            flow = Some(this);
        }
        for check in found {
            if !checks.contains(&check) {
                checks.push(check);
            }
        }
        if segments.last().is_none_or(|before| before.coefficients != coefficients) {
            segments.push(Segment { first_cycle: cycle, coefficients });
        }
    }
    let mut flow = flow.expect("a horizon has at least one cycle");
    flow.segments = segments;
    flow.checks = checks;
    Ok(flow)
}

/// Lays out the flow at one moment.
struct Network<'v, 'm> {
    values: &'v mut Values<'m>,
    policy: usize,
    stages: Vec<&'m Stage>,
    nodes: Vec<Node>,
    newcomers: &'v mut Newcomers,
    is_baseline: bool,
    cycle_days: f64,
}

/// The layout under construction.
#[derive(Default)]
struct Draft {
    coefficients: Vec<Column>,
    /// Edges by the node that they lead to, each with the stage that it comes from.
    into: Vec<Vec<(String, Edge)>>,
    remaining: Vec<Option<u32>>,
    stays: Vec<Stay>,
    aged: Vec<Aged>,
    sources: usize,
    checks: Vec<ShareCheck>,
}

impl Draft {
    fn coefficient(&mut self, column: Column) -> u32 {
        self.coefficients.push(column);
        self.coefficients.len() as u32 - 1
    }
}

impl<'v, 'm> Network<'v, 'm> {
    fn new(
        values: &'v mut Values<'m>,
        policy: usize,
        baseline: Option<&PolicyFlow>,
        newcomers: &'v mut Newcomers,
    ) -> Network<'v, 'm> {
        let model = values.model;
        let stages: Vec<&Stage> = model.policies[policy].stages.values().collect();
        let mut nodes = vec![];
        let (mut stays, mut aged) = (0, 0);
        for group in 0..model.settings.groups.len() {
            for (index, stage) in stages.iter().enumerate() {
                let holds = if stage.is_event() {
                    Holds::Nobody
                } else if values.is_aged(policy, stage) {
                    aged += 1;
                    Holds::ByAge(aged - 1)
                } else if stage.stay.is_some() {
                    stays += 1;
                    Holds::ForAStay(stays - 1)
                } else {
                    Holds::Present
                };
                let in_baseline = match baseline {
                    None => Some(nodes.len()),
                    Some(flow) => model.baseline().stages.get_index_of(&stage.name).and_then(|at| {
                        flow.nodes.iter().position(|node: &Node| node.group == group && node.stage == at)
                    }),
                };
                nodes.push(Node { group, stage: index, in_baseline, holds });
            }
        }
        let cycle_days = model.settings.cycle_days();
        Network { values, policy, stages, nodes, newcomers, is_baseline: baseline.is_none(), cycle_days }
    }

    fn any_parameter_moves_within_years(&mut self) -> bool {
        let names: Vec<&String> = self.values.model.policies[self.policy].parameters.keys().collect();
        names.into_iter().any(|name| self.values.dependence(self.policy, name).cycle)
    }

    fn node_of(&self, group: usize, stage: &str) -> u32 {
        let stages = &self.values.model.policies[self.policy].stages;
        let index = stages.get_index_of(stage).expect("the model has every stage that it names");
        (group * self.stages.len() + index) as u32
    }

    fn lay(&mut self, year: i32, cycle: i64) -> Result<(PolicyFlow, Vec<Column>, Vec<ShareCheck>), Problem> {
        let count = self.nodes.len();
        let mut draft =
            Draft { into: vec![vec![]; count], remaining: vec![None; count], sources: 2 * count, ..Draft::default() };
        for node in 0..count {
            let when = When { year, cycle, group: self.nodes[node].group, step: 0 };
            self.ways_out(node, when, &mut draft);
        }
        let order = self.order(&draft)?;
        let mut steps = vec![];
        let mut edges = vec![];
        for node in order {
            let when = When { year, cycle, group: self.nodes[node].group, step: 0 };
            let first = edges.len() as u32;
            // By name, so that the order of the file moves no digit.
            let mut into = std::mem::take(&mut draft.into[node]);
            into.sort_by(|(a, _), (b, _)| a.cmp(b));
            edges.extend(into.into_iter().map(|(_, edge)| edge));
            let incoming = self.incoming(node, when, &mut draft);
            let stage = self.stages[self.nodes[node].stage];
            let initial = stage.initial.as_ref().map(|people| {
                let column = self.values.read(self.policy, people, when);
                draft.coefficient(column)
            });
            steps.push(Step { node: node as u32, edges: (first, edges.len() as u32), incoming, initial, gate: None });
        }
        let flow = PolicyFlow {
            policy: self.policy,
            nodes: self.nodes.clone(),
            steps,
            edges,
            remaining: draft.remaining,
            stays: draft.stays,
            aged: draft.aged,
            gates: vec![],
            sources: draft.sources,
            segments: vec![],
            counted: Counted::default(),
            checks: vec![],
        };
        Ok((flow, draft.coefficients, draft.checks))
    }

    fn incoming(&mut self, node: usize, when: When, draft: &mut Draft) -> Incoming {
        let stage = self.stages[self.nodes[node].stage];
        let group = self.nodes[node].group;
        match &stage.count {
            None => Incoming::None,
            Some(Count::Arrivals(people)) => Incoming::New(self.per_cycle(people, when, draft)),
            Some(Count::Entries(people)) => {
                let all = self.per_cycle(people, when, draft);
                match self.newcomers.number(&stage.name, group) {
                    Some(number) if self.is_baseline => Incoming::Solve { all, number },
                    Some(number) => Incoming::Same { number },
                    None => {
                        self.newcomers.known.push((stage.name.clone(), group));
                        Incoming::Solve { all, number: self.newcomers.known.len() as u32 - 1 }
                    }
                }
            }
            Some(Count::NewPeopleOf(name)) => match self.newcomers.number(name, group) {
                Some(number) => Incoming::Same { number },
                None => match &self.values.model.baseline().stages[name].count {
                    Some(Count::Arrivals(people)) => Incoming::New(self.per_cycle(people, when, draft)),
                    _ => Incoming::None,
                },
            },
        }
    }

    fn per_cycle(&mut self, people: &Operand, when: When, draft: &mut Draft) -> u32 {
        let per_day = self.values.read(self.policy, people, when);
        let days = self.values.program.constant(self.cycle_days);
        let per_cycle = self.values.program.multiply(per_day, days);
        draft.coefficient(per_cycle)
    }

    fn ways_out(&mut self, node: usize, when: When, draft: &mut Draft) {
        let stage = self.stages[self.nodes[node].stage];
        let count = self.nodes.len();
        if !stage.next.is_empty() {
            for (to, column) in self.branches(stage, when, draft) {
                let to = self.node_of(when.group, to) as usize;
                let coefficient = draft.coefficient(column);
                draft.into[to].push((stage.name.clone(), Edge { source: (count + node) as u32, coefficient }));
            }
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
                let may_pass = self.values.may_pass(self.policy, stage, when, self.cycle_days);
                draft.stays.push(Stay { node: node as u32, components, may_pass });
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
    fn exits_at(&mut self, stage: &'m Stage, when: When, draft: &mut Draft) -> (Vec<Column>, Column) {
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

    fn aged(&mut self, node: usize, stage: &'m Stage, when: When, draft: &mut Draft) {
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
        let may_pass = stage.stay.is_some() && self.values.may_pass(self.policy, stage, when, self.cycle_days);
        draft.aged.push(Aged { node: node as u32, exits, length, may_pass });
    }

    fn in_cycles(&mut self, days: Column) -> Column {
        let cycle = self.values.program.constant(self.cycle_days);
        self.values.program.divide(days, cycle)
    }

    /// Shares and lengths (in cycles) of the stays of a stage.
    fn components(&mut self, stage: &'m Stage, when: When, draft: &mut Draft) -> Vec<(Option<u32>, u32)> {
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

    /// Nodes in an order in which people pass through each after all that can pass people to it within a cycle.
    fn order(&self, draft: &Draft) -> Result<Vec<usize>, Problem> {
        let count = self.nodes.len();
        let passes = |node: usize| match self.nodes[node].holds {
            Holds::Nobody => true,
            Holds::ForAStay(at) => draft.stays[at].may_pass,
            Holds::ByAge(at) => draft.aged[at].may_pass,
            Holds::Present => false,
        };
        let waits_for: Vec<Vec<usize>> = draft
            .into
            .iter()
            .map(|edges| {
                edges.iter().map(|(_, edge)| edge.source as usize).filter(|at| (count..2 * count).contains(at))
            })
            .map(|sources| sources.map(|at| at - count).filter(|node| passes(*node)).collect())
            .collect();
        let mut order = vec![];
        let mut placed = vec![false; count];
        while order.len() < count {
            let ready = (0..count).find(|node| !placed[*node] && waits_for[*node].iter().all(|other| placed[*other]));
            let Some(node) = ready else {
                let stuck: Vec<&str> = (0..count)
                    .filter(|node| !placed[*node])
                    .map(|node| self.stages[self.nodes[node].stage].name.as_str())
                    .collect();
                let message = format!("people would go round in a circle within one cycle: {}", stuck.join(", "));
                return Err(Problem::nowhere(Code::CircularEvents, message));
            };
            placed[node] = true;
            order.push(node);
        }
        Ok(order)
    }
}

/// Ways out in the order of their names, so that the order of the file moves no digit.
fn by_name(exits: &[Exit]) -> Vec<&Exit> {
    let mut sorted: Vec<&Exit> = exits.iter().collect();
    sorted.sort_by_key(|exit| &exit.to);
    sorted
}

impl Values<'_> {
    /// Whether the risks of a stage depend on the time since entry. Where everybody leaves after a cycle nobody grows
    /// older than 0.
    fn is_aged(&mut self, policy: usize, stage: &Stage) -> bool {
        let everybody_leaves = stage.each.iter().any(|exit| exit.share == Share::Rest);
        !everybody_leaves
            && stage.each.iter().any(|exit| match &exit.share {
                Share::Of(formula) => self.dependence_of(policy, formula).step,
                Share::Rest => false,
            })
    }

    /// The step of the path over time since entry that a formula reads, in days; a cycle if it reads none.
    fn step_days(&self, policy: usize, formula: &Formula) -> f64 {
        let parameters = &self.model.policies[policy].parameters;
        let step = formula.operands().into_iter().find_map(|operand| match &parameters[&operand.parameter].value {
            Value::SinceEntry { step_days, .. } => Some(*step_days),
            Value::View { of, .. } => Some(self.step_days(policy, &Formula::Read(Operand::whole(of)))),
            Value::Formula(inner) => Some(self.step_days(policy, inner)),
            _ => None,
        });
        step.unwrap_or_else(|| self.model.settings.cycle_days())
    }

    /// Whether a stay can be shorter than a cycle.
    fn may_pass(&mut self, policy: usize, stage: &Stage, when: When, cycle_days: f64) -> bool {
        let stay = stage.stay.as_ref().expect("a stay has a length");
        let parameter = &self.model.policies[policy].parameters[&stay.parameter];
        let shortest = match &parameter.value {
            Value::Uncertain(distribution) => distribution.support().0 * parameter.unit.factor,
            Value::Spread(parts) => {
                parts.iter().map(|part| part.value * parameter.unit.factor).fold(f64::INFINITY, f64::min)
            }
            _ => {
                let column = self.read(policy, stay, when);
                self.program.constant_value(column).unwrap_or(0.0)
            }
        };
        shortest < cycle_days * (1.0 - 1e-9)
    }
}
