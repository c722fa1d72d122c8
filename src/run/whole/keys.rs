//! The keys of what can happen in a flow, by names: they do not depend on the order of the file or on other policies.

use crate::draws::chance::Key;
use crate::model::{Count, Model, Policy, Share, Stage};
use crate::plan::flow::{Holds, PolicyFlow};
use std::ops::Range;

/// One way out of a node.
#[derive(Clone, Copy, Debug)]
pub struct Way {
    /// The node that it leads to.
    pub to: u32,
    pub coefficient: u32,
    pub key: Key,
}

/// Ways out of one node, in the order in which they are decided.
pub type Ways = Vec<Way>;

/// Everything that can happen in one flow.
#[derive(Clone, Debug)]
pub struct FlowKeys {
    /// By node: ways of people who pass on.
    pub passing: Vec<Ways>,
    /// By node: ways of people whom a risk takes.
    pub risks: Vec<Ways>,
    /// By index of the nodes with risks by age: for each way out its node and key.
    pub aged: Vec<Vec<(u32, Key)>>,
    /// By node: new people.
    pub new: Vec<Key>,
    /// By node: people who are here at the start.
    pub initial: Vec<Key>,
    /// By node: who leaves when the length of a stay lies between two cycles.
    pub lengths: Vec<Key>,
    /// By node: which of the people who stay a risk takes.
    pub taken: Vec<Key>,
    /// By node: the node to which people go who are turned away.
    pub turned_away_to: Vec<Option<u32>>,
    /// By node: whether it is the last of its gate, so that all who come to the gate are known.
    pub decides: Vec<bool>,
    /// By gate: which group gets in.
    pub gates: Vec<Key>,
    /// By index of the stays: the first and the last of its components among `Workspace::lengths`.
    pub components: Vec<Range<usize>>,
    /// Nodes whose people present run a risk that does not depend on age or due dates.
    pub at_risk: Vec<u32>,
    /// Nodes from which people can only pass on because their stay is over in the cycle's beginning.
    pub leaves_first: Vec<bool>,
}

impl FlowKeys {
    /// The keys of one flow.
    pub fn new(model: &Model, flow: &PolicyFlow) -> FlowKeys {
        let (policy, baseline) = (&model.policies[flow.policy], model.baseline());
        let count = flow.nodes.len();
        let stage_of = |node: usize| policy.stages.get_index(flow.nodes[node].stage).expect("nodes are stages").1;
        let stands_for = |node: usize| stands_for(stage_of(node), policy, baseline);
        let within = |node: usize, name: &str| Key::of(&model.settings.groups[flow.nodes[node].group]).with(name);
        let place = |node: usize| within(node, &stage_of(node).name);
        let counted = |node: usize| match &stage_of(node).count {
            Some(Count::NewPeopleOf(name)) => within(node, name).with("new"),
            _ => within(node, stands_for(node)).with("new"),
        };

        let mut by_source: Vec<Vec<(&str, u32, u32)>> = vec![vec![]; flow.sources];
        for step in &flow.steps {
            for edge in &flow.edges[step.edges.0 as usize..step.edges.1 as usize] {
                by_source[edge.source as usize].push((stands_for(step.node as usize), step.node, edge.coefficient));
            }
        }
        for ways in &mut by_source {
            // By the names that they stand for, so that neither the file's order nor a fork changes who is asked first.
            ways.sort_by_key(|(name, node, _)| (*name, stage_of(*node as usize).name.as_str()));
        }
        let ways = |source: usize, key: Key| -> Ways {
            let named = &by_source[source];
            let way = |(at, (name, to, coefficient)): (usize, &(&str, u32, u32))| {
                // Two ways that stand for one stage are told apart by their number.
                let before = named[..at].iter().filter(|(other, ..)| other == name).count();
                Way { to: *to, coefficient: *coefficient, key: key.with(name).number(before as u64) }
            };
            named.iter().enumerate().map(way).collect()
        };

        let mut components = vec![];
        let mut next = 0;
        for stay in &flow.stays {
            components.push(next..next + stay.components.len());
            next += stay.components.len();
        }
        let may_pass = |node: usize| match flow.nodes[node].holds {
            Holds::Nobody => true,
            Holds::ForAStay(stay) => flow.stays[stay].may_pass,
            Holds::ByAge(aged) => flow.aged[aged].may_pass,
            Holds::Present => false,
        };
        let gated = |node: usize| flow.gates.iter().any(|gate| gate.nodes.contains(&(node as u32)));
        FlowKeys {
            passing: (0..count).map(|node| ways(count + node, place(node).with("next"))).collect(),
            risks: (0..count).map(|node| ways(node, place(node).with("each"))).collect(),
            aged: flow
                .aged
                .iter()
                .map(|aged| {
                    let key = place(aged.node as usize).with("each");
                    let one = |(source, _): &(u32, Vec<u32>)| {
                        let way = ways(*source as usize, key)[0];
                        (way.to, way.key)
                    };
                    aged.exits.iter().map(one).collect()
                })
                .collect(),
            new: (0..count).map(counted).collect(),
            initial: (0..count).map(|node| within(node, stands_for(node)).with("initial")).collect(),
            lengths: (0..count).map(|node| place(node).with("stay")).collect(),
            taken: (0..count).map(|node| place(node).with("taken")).collect(),
            turned_away_to: (0..count)
                .map(|node| {
                    let source = flow.turned_away(node as u32) as usize;
                    if gated(node) { by_source[source].first().map(|(_, to, _)| *to) } else { None }
                })
                .collect(),
            decides: (0..count)
                .map(|node| {
                    let gate = flow.steps.iter().find(|step| step.node as usize == node).and_then(|step| step.gate);
                    let last = flow.steps.iter().rev().find(|step| gate.is_some() && step.gate == gate);
                    last.is_some_and(|step| step.node as usize == node)
                })
                .collect(),
            gates: flow.gates.iter().map(|gate| Key::of(&stage_of(gate.nodes[0] as usize).name).with("gate")).collect(),
            components,
            at_risk: (0..count)
                .filter(|node| flow.nodes[*node].holds == Holds::Present && flow.remaining[*node].is_some())
                .map(|node| node as u32)
                .collect(),
            leaves_first: (0..count).map(|node| !may_pass(node)).collect(),
        }
    }
}

/// The stage that a way into `stage` stands for: an event that the baseline lacks, such as a fork, stands for the stage
/// where those go whom it does not take elsewhere. A fork that nobody takes so leaves everybody's chance as it is.
fn stands_for<'a>(stage: &'a Stage, policy: &'a Policy, baseline: &Policy) -> &'a str {
    let mut at = stage;
    // No more steps than stages: events do not go round in circles.
    for _ in 0..policy.stages.len() {
        if baseline.stages.contains_key(&at.name) || !at.is_event() {
            break;
        }
        match at.next.iter().find(|branch| branch.share == Share::Rest).and_then(|branch| policy.stages.get(&branch.to))
        {
            Some(next) => at = next,
            None => break,
        }
    }
    &at.name
}
