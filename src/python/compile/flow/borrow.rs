//! 3.14: loads of locals whose references the operand stack need not own (`optimize_load_fast`).
//!
//! A load may borrow when the value leaves the stack before the local changes, is not stored into a local, and is
//! gone at the end of its block. `f(x)` with a local x has one reference less on the stack than in 3.13.

use super::depth::effect;
use super::{BlockId, Graph, Node};
use crate::python::code::Op;
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
    for id in graph.order.clone() {
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

/// For each instruction of a block whether what it loads must be owned.
fn owned_loads(graph: &Graph, id: BlockId) -> Vec<bool> {
    let block = &graph.blocks[id];
    let mut owned = vec![false; block.nodes.len()];
    let mut stack = vec![UNKNOWN; block.depth.unwrap_or(0) as usize];
    for (i, node) in block.nodes.iter().enumerate() {
        step(&mut stack, &mut owned, i, node);
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

fn step(stack: &mut Vec<Entry>, owned: &mut [bool], i: usize, node: &Node) {
    let load = |local: u32| Entry { producer: Some(i), local: Some(local) };
    let made = Entry { producer: Some(i), local: None };
    let (first, second) = (node.arg >> 16, node.arg & 0xffff);
    if node.op == Pre::StoreFastMaybeNull {
        return store(stack, owned, node.arg);
    }
    let Pre::Real(op) = node.op else { return };
    match op {
        Op::LoadFast => stack.push(load(node.arg)),
        Op::LoadFastAndClear => {
            kill(stack, owned, node.arg);
            stack.push(load(node.arg));
        }
        Op::LoadFastLoadFast => stack.extend([load(first), load(second)]),
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
        | Op::ForIter => stack.push(made),
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
            let (popped, pushed) = effect(&node.instr());
            for _ in 0..popped {
                pop(stack);
            }
            stack.extend(std::iter::repeat_n(made, pushed as usize));
        }
    }
}
