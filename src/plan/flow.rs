//! The flow of people as flat lists: what the kernel in `run::flow` walks through, cycle by cycle.
//!
//! A *node* is a stage in a group. In each cycle every node's inflow is the sum of its *edges*, each a source times a
//! coefficient. Sources are numbered: people present (one for each node), people passing on (one for each node), people
//! turned away (one for each node, if any stage has a capacity), and people who leave by risks that depend on the time
//! since entry (one for each such way out).

use super::program::Column;

/// The flow of one policy.
#[derive(Clone, Debug, PartialEq)]
pub struct PolicyFlow {
    /// Number of the policy in the model.
    pub policy: usize,
    /// Group by group, stages in the order of the policy.
    pub nodes: Vec<Node>,
    /// Nodes in the order in which people pass through them.
    pub steps: Vec<Step>,
    pub edges: Vec<Edge>,
    /// By node: the coefficient of the share that no risk takes in a cycle, if there are risks that do not depend on the
    /// time since entry.
    pub remaining: Vec<Option<u32>>,
    /// Waiting nodes with a length of stay.
    pub stays: Vec<Stay>,
    /// Waiting nodes whose risks depend on the time since entry.
    pub aged: Vec<Aged>,
    /// Stages with a capacity.
    pub gates: Vec<Gate>,
    /// Numbers of sources.
    pub sources: usize,
    /// Coefficients by stretch of time, the first from the beginning of the warm-up.
    pub segments: Vec<Segment>,
    /// What is counted.
    pub counted: Counted,
    /// Checks on coefficients: see [`ShareCheck`].
    pub checks: Vec<ShareCheck>,
}

impl PolicyFlow {
    /// Sets what is counted. Nobody is ever present in a node where people pass at once, so nothing is counted there.
    pub fn count(&mut self, mut counted: Counted) {
        let mut turn = vec![0; self.nodes.len()];
        for (at, step) in self.steps.iter().enumerate() {
            turn[step.node as usize] = at;
        }
        for people in &mut counted.people {
            people.retain(|count| self.nodes[count.node as usize].holds != Holds::Nobody);
            people.sort_by_key(|count| turn[count.node as usize]);
        }
        self.counted = counted;
    }

    /// The source of the people who are turned away at a gated node.
    pub fn turned_away(&self, node: u32) -> u32 {
        2 * self.nodes.len() as u32 + node
    }
}

/// A stage in a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    pub group: usize,
    /// Index of the stage in the policy.
    pub stage: usize,
    /// The node of the baseline whose people are here at the start.
    pub in_baseline: Option<usize>,
    pub holds: Holds,
}

/// What a node does with people who come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// They pass on at once.
    Nobody,
    /// They stay, until a risk takes them or for good.
    Present,
    /// They stay for a length of time: index into `stays`.
    ForAStay(usize),
    /// They stay, with risks by time since entry: index into `aged`.
    ByAge(usize),
}

/// The turn of one node within a cycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    pub node: u32,
    /// First and last (exclusive) of its edges.
    pub edges: (u32, u32),
    pub incoming: Incoming,
    /// Coefficient of the people who are here at the start.
    pub initial: Option<u32>,
    /// The gate at which this node shares the room: index into `gates`.
    pub gate: Option<u32>,
}

/// New people of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Incoming {
    None,
    /// Coefficient: people per cycle.
    New(u32),
    /// Solve for the new people so that all who enter are the coefficient; remember them under the number.
    Solve {
        all: u32,
        number: u32,
    },
    /// The new people remembered under the number.
    Same {
        number: u32,
    },
}

/// One way in: a source times a coefficient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    pub source: u32,
    pub coefficient: u32,
}

/// A node with a length of stay, decided at entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stay {
    pub node: u32,
    /// Coefficients of share and length in cycles; shares add up to 1.
    pub components: Vec<(Option<u32>, u32)>,
    /// Whether a stay can be shorter than a cycle, so that some pass on at once.
    pub may_pass: bool,
}

/// A node whose risks depend on the time since entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aged {
    pub node: u32,
    /// For each way out: its source number, and its coefficient by age in cycles, the last held.
    pub exits: Vec<(u32, Vec<u32>)>,
    /// Coefficient of length of stay in cycles, if the stay ends.
    pub length: Option<u32>,
    /// Whether a stay can be shorter than a cycle, so that some pass on at once.
    pub may_pass: bool,
}

/// A stage with a capacity, in all groups together: those who come share the room in proportion, the others are turned
/// away (equation 11a of `docs/model.md`).
///
/// The steps of its nodes stand one after the other. At the last of them everybody who comes is known: it decides for
/// all of them, and before it nobody lands or passes. Who is turned away is a source of its own,
/// [`PolicyFlow::turned_away`], that edges to the stage named by `when_full` read later in the same cycle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gate {
    /// The stage's nodes, group by group.
    pub nodes: Vec<u32>,
    /// Coefficient: people who fit in if the stage holds people, otherwise people who can pass in a cycle.
    pub capacity: u32,
    /// Whether people are present in the stage, so that those who are there take up room. Somebody whose stay is shorter
    /// than a cycle takes up the part that is present at the next point.
    pub holds: bool,
}

/// Coefficients that hold from a cycle on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Negative during the warm-up.
    pub first_cycle: i64,
    pub coefficients: Vec<Column>,
}

/// Columns that must lie between 0 and 1 in every draw: shares out of one stage, and what they leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareCheck {
    /// Index of the stage in the policy.
    pub stage: usize,
    /// Names of the ways out with their columns.
    pub shares: Vec<(String, Column)>,
    /// What the shares leave; it must not be below 0, and must be 0 if nobody may stay.
    pub rest: Column,
    /// Whether the rest must be 0.
    pub complete: bool,
}

/// What the kernel adds up, cycle by cycle.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counted {
    /// For each cycle of the horizon: entries into a node, the tally, the weight.
    pub entries: Vec<Vec<Count>>,
    /// For each point of the horizon, one more than cycles: people present, in the order of the steps.
    pub people: Vec<Vec<Count>>,
    /// For each cycle of the horizon: people turned away at a node.
    pub turned_away: Vec<Vec<Count>>,
    /// Person-cycles of stays after the horizon: node and tally.
    pub beyond: Vec<(u32, u32)>,
    /// Tallies of this policy.
    pub tallies: Vec<u32>,
}

/// One addition: a node, a tally, a weight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Count {
    pub node: u32,
    /// Index into `Counted::tallies`.
    pub tally: u32,
    pub weight: f64,
}
