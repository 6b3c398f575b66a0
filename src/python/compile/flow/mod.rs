//! The control-flow graph: basic blocks, exception handlers, optimization, assembly (`flowgraph.c`, `assemble.c`).

mod assemble;
mod borrow;
mod depth;
mod fuse;
mod lines;
mod peephole;
mod unbound;

use std::sync::Arc;

pub(crate) use borrow::borrowed_at;
#[cfg(test)]
pub(super) use depth::{effect, jump_effect};

use super::fault::Fault;
use super::unit::{Ins, Pre, Unit};
use crate::python::code::{CodeSpec, Op, Position};
use crate::python::dialect::Dialect;

/// The index of a basic block.
type BlockId = usize;

/// An instruction in a block; jumps name blocks.
#[derive(Clone, Copy, Debug)]
struct Node {
    op: Pre,
    flag: u8,
    arg: u32,
    target: Option<BlockId>,
    at: Position,
    /// The block that handles an exception raised here.
    handler: Option<BlockId>,
}

impl Node {
    fn is(&self, op: Op) -> bool {
        self.op == Pre::Real(op)
    }

    fn nop(&mut self) {
        self.op = Pre::Real(Op::Nop);
        self.flag = 0;
        self.arg = 0;
        self.target = None;
    }

    fn is_setup(&self) -> bool {
        matches!(self.op, Pre::SetupFinally | Pre::SetupCleanup | Pre::SetupWith)
    }

    fn is_unconditional_jump(&self) -> bool {
        matches!(self.op, Pre::Jump | Pre::JumpNoInterrupt)
    }

    fn is_conditional_jump(&self) -> bool {
        self.target.is_some() && !self.is_setup() && !self.is_unconditional_jump()
    }

    fn is_jump(&self) -> bool {
        self.target.is_some() && !self.is_setup()
    }

    fn leaves_scope(&self) -> bool {
        matches!(self.op, Pre::Real(Op::ReturnValue | Op::ReturnConst | Op::RaiseVarargs | Op::Reraise))
    }
}

#[derive(Clone, Debug, Default)]
struct Basic {
    nodes: Vec<Node>,
    /// Nothing led here: it was emptied, and stays where it was.
    dead: bool,
    /// CPython has an instruction here that does nothing: a NOP that alone has the line of a statement, or the END_FOR
    /// behind a loop.
    idles: bool,
    /// The handler's stack has the raising instruction's index below the exception.
    lasti: bool,
    depth: Option<u32>,
}

impl Basic {
    fn falls_through(&self) -> bool {
        self.nodes.last().is_none_or(|n| !n.is_unconditional_jump() && !n.leaves_scope())
    }
}

/// A code object as basic blocks in the order in which they will be laid out.
struct Graph {
    blocks: Vec<Basic>,
    order: Vec<BlockId>,
}

/// Makes the code object of a unit.
pub(super) fn assemble(mut unit: Unit<'_>, filename: &Arc<str>, dialect: &Dialect) -> Result<CodeSpec, Fault> {
    let mut graph = Graph::of(&unit);
    graph.label_handlers();
    if dialect.borrows_locals {
        graph.inline_blocks_without_lines();
    }
    graph.remove_unreachable();
    if unit.line.is_none() {
        graph.resolve_lines();
    }
    peephole::run(&mut graph, &mut unit, dialect);
    graph.remove_nops();
    graph.thread_and_drop_jumps();
    graph.inline_small_exits();
    graph.remove_unreachable();
    if dialect.drops_unused_consts {
        peephole::remove_unused_consts(&mut graph, &mut unit);
    }
    unbound::check(&mut graph, &unit);
    peephole::fuse(&mut graph);
    graph.remove_nops();
    graph.cold_to_the_end(Pre::onward(dialect));
    graph.thread_and_drop_jumps();
    assemble::finish(graph, unit, filename, dialect)
}

impl Graph {
    fn of(unit: &Unit<'_>) -> Self {
        let count = unit.instructions.len();
        let mut starts = vec![false; count + 1];
        starts[0] = true;
        let place_of = |ins: &Ins| ins.target.and_then(|label| unit.labels.get(label.0 as usize).copied().flatten());
        for place in unit.instructions.iter().filter_map(place_of) {
            starts[place] = true;
        }
        let ends_block = |ins: &Ins| {
            let setup = matches!(ins.op, Pre::SetupFinally | Pre::SetupCleanup | Pre::SetupWith);
            let leaves = matches!(
                ins.op,
                Pre::Real(Op::ReturnValue | Op::RaiseVarargs | Op::Reraise) | Pre::Jump | Pre::JumpNoInterrupt
            );
            leaves || (ins.target.is_some() && !setup)
        };
        for (i, ins) in unit.instructions.iter().enumerate() {
            if ends_block(ins) {
                starts[i + 1] = true;
            }
        }
        // Which block an instruction index begins.
        let mut block_at = vec![0; count + 1];
        let mut blocks = 0;
        for (i, start) in starts.iter().enumerate() {
            if *start {
                block_at[i] = blocks;
                blocks += 1;
            } else {
                block_at[i] = blocks.max(1) - 1;
            }
        }
        let mut graph = Self { blocks: vec![Basic::default(); blocks.max(1)], order: (0..blocks.max(1)).collect() };
        for (i, ins) in unit.instructions.iter().enumerate() {
            let target = place_of(ins).map(|place| block_at[place]);
            if let (Pre::Real(Op::ForIter), Some(target)) = (ins.op, target) {
                graph.blocks[target].idles = true;
            }
            let node = Node { op: ins.op, flag: ins.flag, arg: ins.arg, target, at: ins.at, handler: None };
            graph.blocks[block_at[i]].nodes.push(node);
        }
        graph
    }

    /// The block laid out after another.
    fn next_of(&self) -> Vec<Option<BlockId>> {
        let mut next = vec![None; self.blocks.len()];
        for pair in self.order.windows(2) {
            next[pair[0]] = Some(pair[1]);
        }
        next
    }

    /// Finds for each instruction the block that handles its exceptions (`label_exception_targets`).
    fn label_handlers(&mut self) {
        let next = self.next_of();
        let mut stacks: Vec<Option<Vec<BlockId>>> = vec![None; self.blocks.len()];
        let mut todo = vec![self.order[0]];
        stacks[self.order[0]] = Some(Vec::new());
        while let Some(id) = todo.pop() {
            let mut stack = stacks[id].clone().unwrap_or_default();
            let mut lasti = Vec::new();
            let mut visit = |target: BlockId, stack: &[BlockId]| {
                if stacks[target].is_none() {
                    stacks[target] = Some(stack.to_vec());
                    todo.push(target);
                }
            };
            for node in &mut self.blocks[id].nodes {
                node.handler = stack.last().copied();
                if node.is_setup() {
                    let Some(target) = node.target else { continue };
                    visit(target, &stack);
                    if node.op != Pre::SetupFinally {
                        lasti.push(target);
                    }
                    stack.push(target);
                } else if node.op == Pre::PopBlock {
                    stack.pop();
                    node.handler = stack.last().copied();
                    node.nop();
                } else if let Some(target) = node.target {
                    visit(target, &stack);
                }
            }
            if self.blocks[id].falls_through()
                && let Some(after) = next[id]
            {
                visit(after, &stack);
            }
            for target in lasti {
                self.blocks[target].lasti = true;
            }
        }
    }

    /// Empties blocks that nothing runs, entered neither in order nor by a jump nor as handlers.
    fn remove_unreachable(&mut self) {
        let next = self.next_of();
        let mut seen = vec![false; self.blocks.len()];
        let mut todo = vec![self.order[0]];
        seen[self.order[0]] = true;
        while let Some(id) = todo.pop() {
            let mut visit = |target: BlockId| {
                if !seen[target] {
                    seen[target] = true;
                    todo.push(target);
                }
            };
            for node in &self.blocks[id].nodes {
                if node.is_setup() {
                    continue;
                }
                node.target.into_iter().chain(node.handler).for_each(&mut visit);
            }
            if self.blocks[id].falls_through()
                && let Some(after) = next[id]
            {
                visit(after);
            }
        }
        // A setup whose protected instructions are gone must not keep its handler.
        for (id, block) in self.blocks.iter_mut().enumerate() {
            if !seen[id] {
                block.nodes.clear();
                block.dead = true;
                continue;
            }
            for node in &mut block.nodes {
                if node.is_setup() && node.target.is_some_and(|t| !seen[t]) {
                    node.nop();
                }
            }
        }
    }

    fn remove_nops(&mut self) {
        let next = self.next_of();
        for id in self.order.clone() {
            let nodes = &self.blocks[id].nodes;
            if !nodes.is_empty() && nodes.iter().all(|n| n.is(Op::Nop)) {
                let after = next[id].and_then(|after| self.blocks[self.first_filled(&next, after)].nodes.first());
                let line_after = after.map(|node| node.at.line);
                let idles = nodes.iter().any(|n| n.at.line != 0 && Some(n.at.line) != line_after);
                self.blocks[id].idles |= idles;
            }
            self.blocks[id].nodes.retain(|n| !n.is(Op::Nop));
        }
    }

    /// The first block from `id` on that is not empty; the last one where all are.
    fn first_filled(&self, next: &[Option<BlockId>], mut id: BlockId) -> BlockId {
        while let (true, Some(after)) = (self.blocks[id].nodes.is_empty(), next[id]) {
            id = after;
        }
        id
    }

    /// Jumps to jumps go to the end of the chain; jumps to the next block disappear.
    fn thread_and_drop_jumps(&mut self) {
        let next = self.next_of();
        let real = |graph: &Self, id: BlockId| graph.first_filled(&next, id);
        let mut rank = vec![0; self.blocks.len()];
        for (i, id) in self.order.iter().enumerate() {
            rank[*id] = i;
        }
        for id in self.order.clone() {
            let Some(last) = self.blocks[id].nodes.last().copied() else { continue };
            if !last.is_jump() {
                continue;
            }
            let Some(mut target) = last.target else { continue };
            let mut op = last.op;
            // At most as many steps as blocks: an endless loop of jumps stays one.
            for _ in 0..self.order.len() {
                target = real(self, target);
                let Some(first) = self.blocks[target].nodes.first() else { break };
                let follows = match (op, first.op) {
                    (Pre::Jump | Pre::JumpNoInterrupt, Pre::Jump) => true,
                    (Pre::JumpNoInterrupt, Pre::JumpNoInterrupt) => true,
                    (Pre::Jump, Pre::JumpNoInterrupt) => true,
                    (Pre::Real(Op::ForIter | Op::Send), _) => false,
                    (Pre::Real(_), Pre::Jump | Pre::JumpNoInterrupt) => true,
                    _ => false,
                };
                let Some(further) = first.target.filter(|t| follows && *t != target) else { break };
                // A handler's end that goes on with a loop is that loop's jump.
                if first.op == Pre::Jump && op == Pre::JumpNoInterrupt && rank[further] <= rank[target] {
                    op = Pre::Jump;
                }
                target = further;
            }
            target = real(self, target);
            let drop = last.is_unconditional_jump() && next[id].map(|n| real(self, n)) == Some(target);
            let Some(node) = self.blocks[id].nodes.last_mut() else { continue };
            node.target = Some(target);
            node.op = op;
            if drop {
                self.blocks[id].nodes.pop();
            }
        }
    }

    /// A jump to a block that has no lines, and jumps or leaves itself, becomes that block
    /// (`inline_small_or_no_lineno_blocks`, from 3.13 on). Only which loads borrow shows it.
    fn inline_blocks_without_lines(&mut self) {
        for id in self.order.clone() {
            // Each time it becomes another jump; a loop of such blocks would go on for ever.
            for _ in 0..self.order.len() {
                let Some(last) = self.blocks[id].nodes.last().copied() else { break };
                let Some(target) = last.target.filter(|_| last.is_unconditional_jump()) else { break };
                let block = &self.blocks[target];
                if target == id || block.falls_through() || block.nodes.iter().any(|n| n.at.line != 0) {
                    break;
                }
                let copied = block.nodes.clone();
                let nodes = &mut self.blocks[id].nodes;
                nodes.pop();
                nodes.extend(copied);
                if let Some(jump) = nodes.last_mut()
                    && jump.is_unconditional_jump()
                    && last.op == Pre::Jump
                {
                    jump.op = Pre::Jump;
                }
            }
        }
    }

    /// A jump to a few instructions that leave the function becomes these instructions.
    fn inline_small_exits(&mut self) {
        const MOST: usize = 4;
        for id in self.order.clone() {
            let Some(last) = self.blocks[id].nodes.last().copied() else { continue };
            let Some(target) = last.target.filter(|_| last.is_unconditional_jump()) else { continue };
            let exit = &self.blocks[target];
            if exit.nodes.len() > MOST || !exit.nodes.last().is_some_and(Node::leaves_scope) || exit.lasti {
                continue;
            }
            let copied = exit.nodes.clone();
            let nodes = &mut self.blocks[id].nodes;
            nodes.pop();
            nodes.extend(copied.into_iter().map(|mut n| {
                if n.at.line == 0 {
                    n.at = last.at;
                }
                n
            }));
        }
    }

    /// Handlers and what only they reach go behind the rest (`push_cold_blocks_to_end`).
    fn cold_to_the_end(&mut self, onward: Pre) {
        let next = self.next_of();
        let mut warm = vec![false; self.blocks.len()];
        let mut todo = vec![self.order[0]];
        warm[self.order[0]] = true;
        while let Some(id) = todo.pop() {
            let mut visit = |target: BlockId| {
                if !warm[target] {
                    warm[target] = true;
                    todo.push(target);
                }
            };
            self.blocks[id].nodes.iter().filter(|n| n.is_jump()).filter_map(|n| n.target).for_each(&mut visit);
            if self.blocks[id].falls_through()
                && let Some(after) = next[id]
            {
                visit(after);
            }
        }
        for id in self.order.clone() {
            if warm[id] || self.blocks[id].dead || !self.blocks[id].falls_through() {
                continue;
            }
            if let Some(after) = next[id].filter(|n| warm[*n]) {
                let at = self.blocks[id].nodes.last().map_or_else(Position::default, |n| n.at);
                let handler = self.blocks[id].nodes.last().and_then(|n| n.handler);
                let jump = Node { op: onward, flag: 0, arg: 0, target: Some(after), at, handler };
                self.blocks[id].nodes.push(jump);
            }
        }
        let cold = |id: BlockId| !warm[id] && !self.blocks[id].dead;
        self.order.sort_by_key(|id| cold(*id));
    }
}
