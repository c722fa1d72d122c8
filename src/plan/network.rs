//! From the stages of a policy to its flow.

mod order;
mod stays;
mod ways;

use super::flow::{Aged, Counted, Edge, Gate, Holds, Incoming, Node, PolicyFlow, Segment, ShareCheck, Stay, Step};
use super::program::Column;

use super::values::{Values, When};

use crate::model::{Count, Operand, Stage};
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
    /// By node: whether some people pass it within a cycle, in any year.
    passes: Vec<bool>,
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
        let (mut nodes, mut passes) = (vec![], vec![]);
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
                passes.push(stage.is_event() || values.may_pass(policy, stage, group));
            }
        }
        let cycle_days = model.settings.cycle_days();
        Network { values, policy, stages, nodes, passes, newcomers, is_baseline: baseline.is_none(), cycle_days }
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
        let sources = count * if self.stages.iter().any(|stage| stage.capacity.is_some()) { 3 } else { 2 };
        let mut draft = Draft { into: vec![vec![]; count], remaining: vec![None; count], sources, ..Draft::default() };
        for node in 0..count {
            let when = When { year, cycle, group: self.nodes[node].group, step: 0 };
            self.ways_out(node, when, &mut draft);
        }
        let order = self.order(&draft.into)?;
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
            let gate = self.gate_of(node).map(|gate| gate as u32);
            steps.push(Step { node: node as u32, edges: (first, edges.len() as u32), incoming, initial, gate });
        }
        let gates = self.gates(When { year, cycle, group: 0, step: 0 }, &mut draft);
        let flow = PolicyFlow {
            policy: self.policy,
            nodes: self.nodes.clone(),
            steps,
            edges,
            remaining: draft.remaining,
            stays: draft.stays,
            aged: draft.aged,
            gates,
            sources: draft.sources,
            segments: vec![],
            counted: Counted::default(),
            checks: vec![],
        };
        Ok((flow, draft.coefficients, draft.checks))
    }

    /// The number of the gate of a node whose stage has a capacity.
    fn gate_of(&self, node: usize) -> Option<usize> {
        let stage = self.nodes[node].stage;
        self.stages[stage].capacity.as_ref()?;
        Some(self.stages[..stage].iter().filter(|before| before.capacity.is_some()).count())
    }

    /// Stages with a capacity, in the order of the policy; the groups share the room.
    fn gates(&mut self, when: When, draft: &mut Draft) -> Vec<Gate> {
        let mut gates = vec![];
        for (index, stage) in self.stages.clone().into_iter().enumerate() {
            let Some(capacity) = &stage.capacity else { continue };
            let holds = !stage.is_event();
            let capacity = if holds {
                let column = self.values.read(self.policy, &capacity.room, when);
                draft.coefficient(column)
            } else {
                self.per_cycle(&capacity.room, when, draft)
            };
            let nodes = (0..self.nodes.len()).filter(|node| self.nodes[*node].stage == index);
            gates.push(Gate { nodes: nodes.map(|node| node as u32).collect(), capacity, holds });
        }
        gates
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
}
