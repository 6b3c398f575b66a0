//! Lines of instructions that have none of their own (`resolve_line_numbers`).

use rustc_hash::FxHashMap;

use super::{BlockId, Graph, Node};

impl Graph {
    /// Exits without a line that several places reach are copied, one for each place; then lines are handed on.
    pub(super) fn resolve_lines(&mut self) {
        self.duplicate_exits();
        let next = self.next_of();
        let preds = self.predecessors();
        for id in self.order.clone() {
            let mut at = None;
            for node in &mut self.blocks[id].nodes {
                if node.at.line == 0 {
                    if let Some(at) = at {
                        node.at = at;
                    }
                } else {
                    at = Some(node.at);
                }
            }
            let (Some(at), Some(last)) = (at, self.blocks[id].nodes.last().copied()) else { continue };
            let give = |graph: &mut Self, target: BlockId| {
                if preds[target] == 1
                    && let Some(first) = graph.blocks[target].nodes.first_mut()
                    && first.at.line == 0
                {
                    first.at = at;
                }
            };
            if self.blocks[id].falls_through()
                && let Some(after) = next[id]
            {
                give(self, after);
            }
            if let Some(target) = last.target.filter(|_| last.is_jump()) {
                give(self, target);
            }
        }
    }

    fn predecessors(&self) -> Vec<u32> {
        let next = self.next_of();
        let mut preds = vec![0; self.blocks.len()];
        for id in &self.order {
            for node in &self.blocks[*id].nodes {
                if let Some(target) = node.target {
                    preds[target] += 1;
                }
            }
            if !self.blocks[*id].dead
                && self.blocks[*id].falls_through()
                && let Some(after) = next[*id]
            {
                preds[after] += 1;
            }
        }
        preds
    }

    fn exits_without_line(&self, id: BlockId) -> bool {
        let block = &self.blocks[id];
        block.nodes.last().is_some_and(Node::leaves_scope) && block.nodes.iter().all(|n| n.at.line == 0)
    }

    fn duplicate_exits(&mut self) {
        let mut preds = self.predecessors();
        let mut copies: FxHashMap<BlockId, Vec<BlockId>> = FxHashMap::default();
        for id in self.order.clone() {
            let Some(last) = self.blocks[id].nodes.last().copied() else { continue };
            let Some(target) = last.target.filter(|_| last.is_jump()) else { continue };
            if preds[target] < 2 || !self.exits_without_line(target) {
                continue;
            }
            let mut copy = self.blocks[target].clone();
            if let Some(first) = copy.nodes.first_mut() {
                first.at = last.at;
            }
            let new = self.blocks.len();
            self.blocks.push(copy);
            preds.push(1);
            preds[target] -= 1;
            copies.entry(target).or_default().push(new);
            if let Some(node) = self.blocks[id].nodes.last_mut() {
                node.target = Some(new);
            }
        }
        // Each copy stands behind the original, which never falls through.
        let mut order = Vec::with_capacity(self.blocks.len());
        for id in std::mem::take(&mut self.order) {
            order.push(id);
            order.extend(copies.remove(&id).into_iter().flatten().rev());
        }
        self.order = order;
    }
}
