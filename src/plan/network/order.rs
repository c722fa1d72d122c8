//! The order in which people pass through the nodes within a cycle.

use super::Network;
use crate::codes::Code;
use crate::plan::flow::Edge;
use crate::text::Problem;

impl Network<'_, '_> {
    /// Nodes in an order in which people pass through each after all that can pass people to it within a cycle, or turn
    /// them away. The nodes of a stage with a capacity stand together, after all that any of them waits for.
    ///
    /// `into` holds the edges into each node.
    pub(super) fn order(&self, into: &[Vec<(String, Edge)>]) -> Result<Vec<usize>, Problem> {
        let waits_for: Vec<Vec<usize>> = into
            .iter()
            .map(|edges| {
                edges.iter().filter_map(|(_, edge)| self.comes_within_the_cycle(edge.source as usize)).collect()
            })
            .collect();
        let count = self.nodes.len();
        let mut order = vec![];
        let mut placed = vec![false; count];
        while order.len() < count {
            let ready = (0..count)
                .filter(|node| !placed[*node])
                .map(|node| self.together(node))
                .find(|nodes| nodes.iter().all(|node| waits_for[*node].iter().all(|other| placed[*other])));
            let Some(nodes) = ready else {
                let stuck: Vec<&str> = (0..count)
                    .filter(|node| !placed[*node])
                    .map(|node| self.stages[self.nodes[node].stage].name.as_str())
                    .collect();
                let message = format!("people would go round in a circle within one cycle: {}", stuck.join(", "));
                return Err(Problem::nowhere(Code::CircularEvents, message));
            };
            for node in nodes {
                placed[node] = true;
                order.push(node);
            }
        }
        Ok(order)
    }

    /// The node that people of a source pass, or are turned away from, in the cycle in which they go on.
    fn comes_within_the_cycle(&self, source: usize) -> Option<usize> {
        let count = self.nodes.len();
        let node = source % count;
        match source / count {
            1 => self.passes[node].then_some(node),
            2 => self.gate_of(node).map(|_| node),
            _ => None,
        }
    }

    /// The node, or the nodes of all groups if they share one capacity.
    fn together(&self, node: usize) -> Vec<usize> {
        match self.gate_of(node) {
            Some(_) => {
                (0..self.nodes.len()).filter(|other| self.nodes[*other].stage == self.nodes[node].stage).collect()
            }
            None => vec![node],
        }
    }
}
