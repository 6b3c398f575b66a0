//! Optimization inside blocks (`optimize_basic_block`), unused constants, fused instructions.

use super::super::unit::{Pre, Unit};
use super::super::values;
use super::{Graph, Node};
use crate::python::code::{Const, Op};
use crate::python::dialect::Dialect;

pub(super) fn run(graph: &mut Graph, unit: &mut Unit<'_>, dialect: &Dialect) {
    for id in graph.order.clone() {
        let nodes = &mut graph.blocks[id].nodes;
        for i in 0..nodes.len() {
            one(nodes, i, unit, dialect);
        }
        nodes.retain(|n| !n.is(Op::Nop));
        if dialect.static_swaps {
            static_swaps(nodes);
        }
        drop_pairs(nodes);
        nodes.retain(|n| !n.is(Op::Nop));
    }
}

fn next_real(nodes: &[Node], i: usize) -> Option<usize> {
    (i + 1..nodes.len()).find(|j| !nodes[*j].is(Op::Nop))
}

fn one(nodes: &mut [Node], i: usize, unit: &mut Unit<'_>, dialect: &Dialect) {
    let node = nodes[i];
    let Pre::Real(op) = node.op else { return };
    let next = next_real(nodes, i);
    let next_op = next.and_then(|j| match nodes[j].op {
        Pre::Real(op) => Some(op),
        _ => None,
    });
    match (op, next_op, next) {
        (Op::LoadConst, Some(jump @ (Op::PopJumpIfTrue | Op::PopJumpIfFalse)), Some(j)) => {
            let Some(value) = unit.consts.get(node.arg as usize) else { return };
            let jumps = values::truth(value) == (jump == Op::PopJumpIfTrue);
            nodes[i].nop();
            if jumps {
                nodes[j].op = Pre::Jump;
            } else {
                nodes[j].nop();
            }
        }
        (Op::LoadConst, Some(Op::IsOp), Some(j)) => {
            let none = matches!(unit.consts.get(node.arg as usize), Some(Const::None));
            let Some(k) = next_real(nodes, j) else { return };
            let invert = nodes[j].flag == 1;
            let is_none = match nodes[k].op {
                Pre::Real(Op::PopJumpIfTrue) => !invert,
                Pre::Real(Op::PopJumpIfFalse) => invert,
                _ => return,
            };
            if none {
                nodes[i].nop();
                nodes[j].nop();
                nodes[k].op = Pre::Real(if is_none { Op::PopJumpIfNone } else { Op::PopJumpIfNotNone });
            }
        }
        (Op::LoadConst, Some(Op::ReturnValue), Some(j)) => {
            nodes[i].nop();
            nodes[j].op = Pre::Real(Op::ReturnConst);
            nodes[j].arg = node.arg;
        }
        (Op::BuildTuple, Some(Op::UnpackSequence), Some(j)) if nodes[j].arg == node.arg && node.arg <= 3 => {
            match node.arg {
                1 => {
                    nodes[i].nop();
                    nodes[j].nop();
                }
                2 | 3 => {
                    nodes[i].nop();
                    nodes[j].op = Pre::Real(Op::Swap);
                }
                _ => {}
            }
            if dialect.folding.on_tree() {
                fold_tuple(nodes, i, unit);
            }
        }
        (Op::BuildTuple, ..) if dialect.folding.on_tree() => fold_tuple(nodes, i, unit),
        (Op::Swap, ..) if node.arg == 1 => nodes[i].nop(),
        (Op::LoadGlobal, Some(Op::PushNull), Some(j)) if node.flag == 0 => {
            nodes[i].flag = 1;
            nodes[j].nop();
        }
        (Op::CompareOp, Some(Op::PopJumpIfTrue | Op::PopJumpIfFalse | Op::UnaryNot), _) => nodes[i].arg = 1,
        (Op::IsOp | Op::ContainsOp, Some(Op::UnaryNot), Some(j)) => {
            nodes[i].flag ^= 1;
            nodes[j].nop();
        }
        (Op::StoreFast, Some(Op::StoreFast), Some(j))
            if nodes[j].arg == node.arg && nodes[j].at.line == node.at.line && dialect.static_swaps =>
        {
            // Stored and at once stored over.
            nodes[i].op = Pre::Real(Op::PopTop);
            nodes[i].arg = 0;
        }
        _ => {}
    }
}

/// `BUILD_TUPLE n` of n constants is a constant.
fn fold_tuple(nodes: &mut [Node], i: usize, unit: &mut Unit<'_>) {
    if !nodes[i].is(Op::BuildTuple) {
        return;
    }
    let n = nodes[i].arg as usize;
    let Some(start) = i.checked_sub(n) else { return };
    let items: Option<Vec<Const>> = nodes[start..i]
        .iter()
        .map(|node| node.is(Op::LoadConst).then(|| unit.consts.get(node.arg as usize).cloned()).flatten())
        .collect();
    let Some(items) = items else { return };
    if items.iter().any(|c| matches!(c, Const::Code(_))) {
        return;
    }
    let number = unit.const_number(Const::Tuple(items));
    nodes[start..i].iter_mut().for_each(Node::nop);
    nodes[i].op = Pre::Real(Op::LoadConst);
    nodes[i].arg = number;
}

/// A constant or copy that is dropped at once was never needed.
fn drop_pairs(nodes: &mut Vec<Node>) {
    let mut i = 0;
    while i + 1 < nodes.len() {
        let pushed = nodes[i].is(Op::LoadConst) || (nodes[i].is(Op::Copy) && nodes[i].arg == 1);
        if pushed && nodes[i + 1].is(Op::PopTop) {
            nodes.drain(i..i + 2);
            i = i.saturating_sub(1);
        } else {
            i += 1;
        }
    }
}

// ---- swaps

fn static_swaps(nodes: &mut [Node]) {
    let mut i = 0;
    while i < nodes.len() {
        if nodes[i].is(Op::Swap) {
            i = shortest_swaps(nodes, i);
            apply_swaps(nodes, i);
        }
        i += 1;
    }
}

/// Replaces a run of swaps by the shortest one of the same effect; gives the run's last index (`swaptimize`).
fn shortest_swaps(nodes: &mut [Node], start: usize) -> usize {
    let mut len = 0;
    let mut more = false;
    let mut depth = nodes[start].arg as usize;
    loop {
        len += 1;
        match nodes.get(start + len) {
            Some(node) if node.is(Op::Swap) => {
                depth = depth.max(node.arg as usize);
                more = true;
            }
            Some(node) if node.is(Op::Nop) => {}
            _ => break,
        }
    }
    if !more {
        return start;
    }
    let mut stack: Vec<Option<usize>> = (0..depth).map(Some).collect();
    for node in &nodes[start..start + len] {
        if node.is(Op::Swap) && node.arg > 0 {
            stack.swap(0, node.arg as usize - 1);
        }
    }
    // Each cycle of the permutation is done by swaps with the top, written from the end.
    let mut swaps = Vec::new();
    for i in 0..depth {
        if stack[i].is_none() || stack[i] == Some(i) {
            continue;
        }
        let mut j = i;
        loop {
            if j > 0 {
                swaps.push(j + 1);
            }
            let Some(next) = stack[j].take() else { break };
            j = next;
        }
    }
    let at = nodes[start].at;
    let mut run: Vec<Node> = Vec::with_capacity(len);
    for n in swaps.iter().rev() {
        let mut node = nodes[start];
        node.op = Pre::Real(Op::Swap);
        node.arg = u32::try_from(*n).unwrap_or(2);
        node.at = at;
        run.push(node);
    }
    let unused = len - run.len().min(len);
    for (i, node) in nodes[start..start + len].iter_mut().enumerate() {
        match i.checked_sub(unused).and_then(|k| run.get(k)) {
            Some(swap) => *node = *swap,
            None => node.nop(),
        }
    }
    start + len - 1
}

fn swappable(node: &Node) -> bool {
    node.is(Op::StoreFast) || node.is(Op::PopTop) || node.op == Pre::StoreFastMaybeNull
}

fn stores_to(node: &Node) -> Option<u32> {
    (node.is(Op::StoreFast) || node.op == Pre::StoreFastMaybeNull).then_some(node.arg)
}

fn next_swappable(nodes: &[Node], i: usize, line: Option<u32>) -> Option<usize> {
    for (j, node) in nodes.iter().enumerate().skip(i + 1) {
        if line.is_some_and(|line| node.at.line != line) {
            return None;
        }
        if node.is(Op::Nop) {
            continue;
        }
        return swappable(node).then_some(j);
    }
    None
}

/// Swaps instructions instead of values where that is safe (`apply_static_swaps`).
fn apply_swaps(nodes: &mut [Node], last: usize) {
    for i in (0..=last).rev() {
        if !nodes[i].is(Op::Swap) {
            if nodes[i].is(Op::Nop) || swappable(&nodes[i]) {
                continue;
            }
            return;
        }
        let Some(j) = next_swappable(nodes, i, None) else { return };
        let line = (nodes[j].at.line > 0).then_some(nodes[j].at.line);
        let mut k = j;
        for _ in 1..nodes[i].arg {
            match next_swappable(nodes, k, line) {
                Some(found) => k = found,
                None => return,
            }
        }
        let (store_j, store_k) = (stores_to(&nodes[j]), stores_to(&nodes[k]));
        if store_j.is_some() || store_k.is_some() {
            if store_j == store_k {
                return;
            }
            let between = nodes[j + 1..k].iter().filter_map(stores_to);
            if between.into_iter().any(|s| Some(s) == store_j || Some(s) == store_k) {
                return;
            }
        }
        nodes[i].nop();
        nodes.swap(j, k);
    }
}

// ---- constants

/// Constants that no instruction loads go, except the first, which may be a docstring.
pub(super) fn remove_unused_consts(graph: &mut Graph, unit: &mut Unit<'_>) {
    if unit.consts.is_empty() {
        return;
    }
    let loads = |n: &Node| n.is(Op::LoadConst) || n.is(Op::ReturnConst);
    let mut used = vec![false; unit.consts.len()];
    used[0] = true;
    for id in &graph.order {
        for node in graph.blocks[*id].nodes.iter().filter(|n| loads(n)) {
            used[node.arg as usize] = true;
        }
    }
    let mut number = vec![0; used.len()];
    let mut kept = 0;
    for (i, used) in used.iter().enumerate() {
        number[i] = kept;
        kept += u32::from(*used);
    }
    let mut flags = used.iter();
    unit.consts.retain(|_| flags.next().copied().unwrap_or(true));
    for id in graph.order.clone() {
        for node in graph.blocks[id].nodes.iter_mut().filter(|n| loads(n)) {
            node.arg = number[node.arg as usize];
        }
    }
}

// ---- fused instructions

/// Two loads or stores of locals in one instruction (`insert_superinstructions`).
pub(super) fn fuse(graph: &mut Graph) {
    for id in graph.order.clone() {
        let nodes = &mut graph.blocks[id].nodes;
        let mut i = 0;
        while i + 1 < nodes.len() {
            let (a, b) = (nodes[i], nodes[i + 1]);
            let fused = match (a.op, b.op) {
                (Pre::Real(Op::LoadFast), Pre::Real(Op::LoadFast)) => Op::LoadFastLoadFast,
                (Pre::Real(Op::StoreFast), Pre::Real(Op::LoadFast)) => Op::StoreFastLoadFast,
                (Pre::Real(Op::StoreFast), Pre::Real(Op::StoreFast)) => Op::StoreFastStoreFast,
                _ => {
                    i += 1;
                    continue;
                }
            };
            if a.at.line == b.at.line && a.arg < 1 << 16 && b.arg < 1 << 16 && a.handler == b.handler {
                nodes[i].op = Pre::Real(fused);
                nodes[i].arg = a.arg << 16 | b.arg;
                nodes[i + 1].nop();
                i += 2;
            } else {
                i += 1;
            }
        }
    }
}
