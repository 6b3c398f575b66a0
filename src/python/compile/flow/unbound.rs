//! Which loads of locals may find nothing there (`add_checks_for_loads_of_uninitialized_variables`).

use super::{BlockId, Graph};
use crate::python::code::{CodeFlags, Op};
use crate::python::compile::unit::{Pre, Unit};

/// A set of locals.
#[derive(Clone, PartialEq, Eq)]
struct Bits(Vec<u64>);

impl Bits {
    fn set(&mut self, i: u32) {
        if let Some(word) = self.0.get_mut(i as usize / 64) {
            *word |= 1 << (i % 64);
        }
    }

    fn clear(&mut self, i: u32) {
        if let Some(word) = self.0.get_mut(i as usize / 64) {
            *word &= !(1 << (i % 64));
        }
    }

    fn has(&self, i: u32) -> bool {
        self.0.get(i as usize / 64).is_some_and(|word| word & (1 << (i % 64)) != 0)
    }

    /// Adds the other set; says whether anything was new.
    fn add(&mut self, other: &Self) -> bool {
        let mut grew = false;
        for (word, more) in self.0.iter_mut().zip(&other.0) {
            grew |= *more & !*word != 0;
            *word |= more;
        }
        grew
    }
}

/// Turns `LOAD_FAST` into `LOAD_FAST_CHECK` where the local may be unbound.
pub(super) fn check(graph: &mut Graph, unit: &Unit<'_>) {
    let locals = unit.varnames.len();
    if locals == 0 {
        return;
    }
    let params = unit.argcount
        + unit.kwonlyargcount
        + u32::from(unit.flags.has(CodeFlags::VARARGS))
        + u32::from(unit.flags.has(CodeFlags::VARKEYWORDS));
    let empty = Bits(vec![0; locals as usize / 64 + 1]);
    let mut entry = empty.clone();
    (params..locals).for_each(|i| entry.set(i));
    let next = graph.next_of();
    let mut states: Vec<Option<Bits>> = vec![None; graph.blocks.len()];
    states[graph.order[0]] = Some(entry);
    let mut todo = vec![graph.order[0]];
    while let Some(id) = todo.pop() {
        let Some(mut unsafe_locals) = states[id].clone() else { continue };
        let mut reach = |target: BlockId, bits: &Bits| {
            let grew = match &mut states[target] {
                Some(known) => known.add(bits),
                none => {
                    *none = Some(bits.clone());
                    true
                }
            };
            if grew {
                todo.push(target);
            }
        };
        for node in &graph.blocks[id].nodes {
            if let Some(handler) = node.handler {
                reach(handler, &unsafe_locals);
            }
            step(&mut unsafe_locals, node.op, node.arg);
            if let Some(target) = node.target.filter(|_| node.is_jump()) {
                reach(target, &unsafe_locals);
            }
        }
        if graph.blocks[id].falls_through()
            && let Some(after) = next[id]
        {
            reach(after, &unsafe_locals);
        }
    }
    for (id, state) in states.into_iter().enumerate() {
        let Some(mut unsafe_locals) = state else { continue };
        for node in &mut graph.blocks[id].nodes {
            if node.is(Op::LoadFast) && unsafe_locals.has(node.arg) {
                node.op = Pre::Real(Op::LoadFastCheck);
            }
            step(&mut unsafe_locals, node.op, node.arg);
        }
    }
}

fn step(unsafe_locals: &mut Bits, op: Pre, local: u32) {
    match op {
        Pre::Real(Op::DeleteFast | Op::LoadFastAndClear) | Pre::StoreFastMaybeNull => unsafe_locals.set(local),
        Pre::Real(Op::StoreFast | Op::LoadFast | Op::LoadFastCheck) => unsafe_locals.clear(local),
        _ => {}
    }
}
