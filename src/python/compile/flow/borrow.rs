//! 3.14: loads of locals whose references the operand stack need not own (`optimize_load_fast`).
//!
//! A load may borrow when the value leaves the stack before the local changes, is not stored into a local, and is
//! gone at the end of its block. `f(x)` with a local x has one reference less on the stack than in 3.13. Code that only
//! exceptions lead to is not looked at: its loads own what they push.

use super::depth::effect;
use super::{BlockId, Graph, Node};
use crate::python::code::{CodeSpec, Instr, Op};
use crate::python::compile::unit::Pre;

/// An abstract value: the instruction that pushed it, and the local it came from.
#[derive(Clone, Copy)]
struct Entry {
    producer: Option<usize>,
    local: Option<u32>,
}

const UNKNOWN: Entry = Entry { producer: None, local: None };

/// Turns loads into borrowing ones. Blocks must know their depths.
pub(super) fn run(graph: &mut Graph) {
    for id in without_exceptions(graph) {
        let owned = owned_loads(graph, id);
        for (node, owned) in graph.blocks[id].nodes.iter_mut().zip(owned) {
            if owned {
                continue;
            }
            if node.is(Op::LoadFast) {
                node.op = Pre::Real(Op::LoadFastBorrow);
            } else if node.is(Op::LoadFastLoadFast) {
                node.op = Pre::Real(Op::LoadFastBorrowLoadFastBorrow);
            }
        }
    }
}

/// The blocks to which jumps lead, or the end of another block. What follows an empty block is missed as CPython misses it.
fn without_exceptions(graph: &Graph) -> Vec<BlockId> {
    let next = graph.next_of();
    let mut seen = vec![false; graph.blocks.len()];
    let mut reached = Vec::new();
    let mut todo = vec![graph.order[0]];
    while let Some(id) = todo.pop() {
        if std::mem::replace(&mut seen[id], true) {
            continue;
        }
        reached.push(id);
        let block = &graph.blocks[id];
        let goes_on = block.falls_through() && (block.idles || !block.nodes.is_empty());
        todo.extend(block.nodes.iter().filter(|node| node.is_jump()).filter_map(|node| node.target));
        todo.extend(next[id].filter(|_| goes_on));
    }
    reached
}

/// A place of the operand stack that borrows from a local.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Borrowed {
    pub(crate) local: u32,
    /// The instruction takes it from the stack.
    pub(crate) taken: bool,
}

/// Which places of the stack borrow while instruction `at` of finished code runs. What crosses the border of a block
/// is owned, so it is enough to begin where the block does.
pub(crate) fn borrowed_at(code: &CodeSpec, at: usize) -> Vec<Borrowed> {
    let Some(until) = code.code.get(..=at) else { return Vec::new() };
    if !until.iter().any(|i| matches!(i.op, Op::LoadFastBorrow | Op::LoadFastBorrowLoadFastBorrow)) {
        return Vec::new();
    }
    let mut stack = Vec::new();
    let mut owned = vec![false; until.len()];
    let before = &until[block_start(code, at)..at];
    for (i, instr) in before.iter().enumerate() {
        step(&mut stack, &mut owned, i, instr);
    }
    let kept = stack.len().saturating_sub(effect(&until[at]).0 as usize);
    let borrows = |entry: &Entry| {
        let op = before[entry.producer?].op;
        matches!(op, Op::LoadFastBorrow | Op::LoadFastBorrowLoadFastBorrow).then_some(entry.local).flatten()
    };
    let place = |(i, entry)| borrows(entry).map(|local| Borrowed { local, taken: i >= kept });
    stack.iter().enumerate().filter_map(place).collect()
}

/// The first instruction of the basic block that `at` belongs to.
fn block_start(code: &CodeSpec, at: usize) -> usize {
    let jumps = |op: Op| {
        matches!(
            op,
            Op::JumpForward
                | Op::JumpBackward
                | Op::JumpBackwardNoInterrupt
                | Op::PopJumpIfTrue
                | Op::PopJumpIfFalse
                | Op::PopJumpIfNone
                | Op::PopJumpIfNotNone
                | Op::ForIter
                | Op::Send
        )
    };
    let leaves = |op: Op| matches!(op, Op::ReturnValue | Op::ReturnConst | Op::RaiseVarargs | Op::Reraise);
    let mut start = 0;
    for (i, instr) in code.code.iter().enumerate() {
        if i < at && (jumps(instr.op) || leaves(instr.op)) {
            start = start.max(i + 1);
        }
        let target = instr.arg as usize;
        if jumps(instr.op) && target <= at {
            start = start.max(target);
        }
    }
    let handlers = code.exception_table.iter().map(|h| h.target as usize);
    handlers.filter(|&target| target <= at).fold(start, usize::max)
}

/// For each instruction of a block whether what it loads must be owned.
fn owned_loads(graph: &Graph, id: BlockId) -> Vec<bool> {
    let block = &graph.blocks[id];
    let mut owned = vec![false; block.nodes.len()];
    let mut stack = vec![UNKNOWN; block.depth.unwrap_or(0) as usize];
    for (i, node) in block.nodes.iter().enumerate() {
        step_node(&mut stack, &mut owned, i, node);
    }
    for entry in stack {
        mark(&mut owned, entry.producer);
    }
    owned
}

fn mark(owned: &mut [bool], producer: Option<usize>) {
    if let Some(slot) = producer.and_then(|p| owned.get_mut(p)) {
        *slot = true;
    }
}

fn pop(stack: &mut Vec<Entry>) -> Entry {
    stack.pop().unwrap_or(UNKNOWN)
}

fn kill(stack: &[Entry], owned: &mut [bool], local: u32) {
    for entry in stack.iter().filter(|e| e.local == Some(local)) {
        mark(owned, entry.producer);
    }
}

fn store(stack: &mut Vec<Entry>, owned: &mut [bool], local: u32) {
    let value = pop(stack);
    kill(stack, owned, local);
    mark(owned, value.producer);
}

fn step_node(stack: &mut Vec<Entry>, owned: &mut [bool], i: usize, node: &Node) {
    match node.op {
        Pre::StoreFastMaybeNull => store(stack, owned, node.arg),
        Pre::Real(_) => step(stack, owned, i, &node.instr()),
        _ => {}
    }
}

/// What instruction `i` does to the stack, and which earlier loads it makes owned.
fn step(stack: &mut Vec<Entry>, owned: &mut [bool], i: usize, node: &Instr) {
    let load = |local: u32| Entry { producer: Some(i), local: Some(local) };
    let made = Entry { producer: Some(i), local: None };
    let (first, second) = node.pair();
    let op = node.op;
    match op {
        Op::LoadFast | Op::LoadFastBorrow => stack.push(load(node.arg)),
        Op::LoadFastAndClear => {
            kill(stack, owned, node.arg);
            stack.push(load(node.arg));
        }
        Op::LoadFastLoadFast | Op::LoadFastBorrowLoadFastBorrow => stack.extend([load(first), load(second)]),
        Op::StoreFast => store(stack, owned, node.arg),
        Op::StoreFastLoadFast => {
            store(stack, owned, first);
            stack.push(load(second));
        }
        Op::StoreFastStoreFast => {
            store(stack, owned, first);
            store(stack, owned, second);
        }
        Op::Copy => {
            let entry = stack.len().checked_sub(node.arg as usize).and_then(|k| stack.get(k)).copied();
            stack.push(entry.unwrap_or(UNKNOWN));
        }
        Op::Swap => {
            let top = stack.len().checked_sub(1);
            let other = stack.len().checked_sub(node.arg as usize);
            if let (Some(top), Some(other)) = (top, other) {
                stack.swap(top, other);
            }
        }
        // These leave some of their inputs where they are.
        Op::GetLen
        | Op::ImportFrom
        | Op::MatchKeys
        | Op::MatchMapping
        | Op::MatchSequence
        | Op::WithExceptStart
        | Op::ForIter
        | Op::GetAnext => stack.push(made),
        Op::DictMerge
        | Op::DictUpdate
        | Op::ListAppend
        | Op::ListExtend
        | Op::SetAdd
        | Op::SetUpdate
        | Op::Reraise
        | Op::PrintItemTo => {
            pop(stack);
        }
        Op::MapAdd => {
            pop(stack);
            pop(stack);
        }
        Op::CheckExcMatch | Op::Send => {
            pop(stack);
            stack.push(made);
        }
        Op::LoadAttr | Op::LoadSuperAttr => {
            let owner = pop(stack);
            if op == Op::LoadSuperAttr {
                pop(stack);
                pop(stack);
            }
            stack.push(made);
            if node.flag & 1 != 0 {
                // A method: `self` goes back onto the stack.
                stack.push(owner);
            }
        }
        _ => {
            let (popped, pushed) = effect(node);
            for _ in 0..popped {
                pop(stack);
            }
            stack.extend(std::iter::repeat_n(made, pushed as usize));
        }
    }
}
