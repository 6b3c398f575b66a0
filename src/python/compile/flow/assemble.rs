//! From blocks to a code object: slots of cells, jumps as indexes, the exception table.

use std::sync::Arc;
use std::sync::OnceLock;

use super::super::fault::Fault;
use super::super::footprint::Blocks;
use super::super::unit::{NOWHERE, Pre, Unit};
use super::{Basic, Graph, Node, fuse};
use crate::python::code::{CodeFlags, CodeSpec, ExcEntry, Instr, LocalKind, LocalSlot, Op, Position};
use crate::python::dialect::{CellOrder, Dialect, Warmth};

pub(super) fn finish(
    mut graph: Graph,
    unit: Unit<'_>,
    filename: &Arc<str>,
    dialect: &Dialect,
) -> Result<CodeSpec, Fault> {
    let (locals, slots) = slots(&unit);
    insert_prefix(&mut graph, &unit, &slots, dialect.cell_order);
    let stack_size = graph.measure();
    if dialect.borrows_locals {
        super::borrow::run(&mut graph);
    }
    for block in &mut graph.blocks {
        block.nodes.retain(|n| !n.is_setup());
    }
    graph.normalize_backward_jumps();
    let starts = graph.starts();
    let mut code = Vec::new();
    let mut positions: Vec<Position> = Vec::new();
    let mut table: Vec<ExcEntry> = Vec::new();
    // The first slot counts how often the code ran, where that is what warms it.
    let mut caches = u16::from(dialect.warmth == Warmth::OfCode);
    for id in &graph.order {
        for node in &graph.blocks[*id].nodes {
            let index = u32::try_from(code.len()).unwrap_or(u32::MAX);
            let target = node.target.map(|t| starts[t]);
            code.push(instruction(node, index, target, &slots, dialect.warmth, &mut caches));
            let mut at = node.at;
            if unit.line.is_some() && at.line == 0 {
                // The table of lines says nothing of it: it stands where what comes before it does.
                at = positions.last().copied().unwrap_or(Position { line: unit.first_line, ..at });
            }
            positions.push(at);
            let Some(handler) = node.handler else { continue };
            let lasti = graph.blocks[handler].lasti;
            let depth = graph.blocks[handler].depth.unwrap_or(1).saturating_sub(1 + u32::from(lasti));
            let entry = ExcEntry { start: index, end: index + 1, target: starts[handler], depth, lasti };
            match table.last_mut() {
                Some(last) if last.end == index && last.target == entry.target => last.end += 1,
                _ => table.push(entry),
            }
        }
    }
    let mut flags = unit.flags;
    if dialect.notes_absence_of_cells && unit.cellvars.len() + unit.freevars.len() == 0 {
        flags.0 |= CodeFlags::NOFREE;
    }
    Ok(CodeSpec {
        name: unit.name,
        qualname: unit.qualname,
        filename: filename.clone(),
        kind: unit.kind.code_kind(),
        flags,
        argcount: unit.argcount,
        posonlyargcount: unit.posonlyargcount,
        kwonlyargcount: unit.kwonlyargcount,
        locals,
        names: unit.names.names,
        consts: unit.consts,
        fused: fuse::fuse(&code),
        code,
        exception_table: table,
        positions,
        first_line: unit.first_line,
        stack_size,
        cache_slots: caches,
        inlined_depth: unit.deepest_inlined,
        blocks_seen: Blocks::default(),
        footprint: OnceLock::new(),
        warnings: Vec::new(),
    })
}

/// The frame's slots, and for each cell and free variable (cells first) its slot.
fn slots(unit: &Unit<'_>) -> (Vec<LocalSlot>, Vec<u32>) {
    let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let mut locals: Vec<LocalSlot> = unit
        .varnames
        .names
        .iter()
        .map(|name| {
            let kind = if unit.cellvars.find(name).is_some() {
                LocalKind::LocalCell
            } else if unit.ever_hidden.contains(name) {
                LocalKind::Hidden
            } else {
                LocalKind::Local
            };
            LocalSlot { name: name.clone(), kind }
        })
        .collect();
    let mut slots = Vec::new();
    for name in &unit.cellvars.names {
        match unit.varnames.find(name) {
            Some(local) => slots.push(local),
            None => {
                slots.push(small(locals.len()));
                locals.push(LocalSlot { name: name.clone(), kind: LocalKind::Cell });
            }
        }
    }
    for name in &unit.freevars.names {
        slots.push(small(locals.len()));
        locals.push(LocalSlot { name: name.clone(), kind: LocalKind::Free });
    }
    (locals, slots)
}

fn insert_prefix(graph: &mut Graph, unit: &Unit<'_>, slots: &[u32], order: CellOrder) {
    let mut prefix = Vec::new();
    let node = |op, arg, at| Node { op: Pre::Real(op), flag: 0, arg, target: None, at, handler: None };
    let free = unit.freevars.len();
    if free > 0 {
        prefix.push(node(Op::CopyFreeVars, free, NOWHERE));
    }
    let mut cells: Vec<(u32, u32)> = slots.iter().copied().zip(0..).take(unit.cellvars.names.len()).collect();
    if order == CellOrder::OfLocals {
        cells.sort_unstable();
    }
    // The argument is the cell's number; assembly turns it into the slot.
    prefix.extend(cells.into_iter().map(|(_, number)| node(Op::MakeCell, number, NOWHERE)));
    if unit.flags.has(CodeFlags::RESTS) {
        let line = unit.first_line;
        let at = Position { line, end_line: line, col: 0, end_col: 0 };
        prefix.push(node(Op::ReturnGenerator, 0, at));
        prefix.push(node(Op::PopTop, 0, at));
    }
    let entry = graph.order[0];
    graph.blocks[entry].nodes.splice(0..0, prefix);
}

impl Graph {
    fn starts(&self) -> Vec<u32> {
        let mut starts = vec![0; self.blocks.len()];
        let mut index = 0;
        for id in &self.order {
            starts[*id] = index;
            index += u32::try_from(self.blocks[*id].nodes.len()).unwrap_or(u32::MAX);
        }
        starts
    }

    /// A conditional jump backwards becomes its opposite over a `JUMP_BACKWARD` (`normalize_jumps`).
    fn normalize_backward_jumps(&mut self) {
        let mut rank = vec![0; self.blocks.len()];
        for (i, id) in self.order.iter().enumerate() {
            rank[*id] = i;
        }
        let mut order = Vec::new();
        for (i, id) in self.order.clone().into_iter().enumerate() {
            order.push(id);
            let Some(last) = self.blocks[id].nodes.last().copied() else { continue };
            if !last.is_conditional_jump() {
                continue;
            }
            let (Some(target), Some(after)) = (last.target, self.order.get(i + 1).copied()) else { continue };
            let opposite = match last.op {
                Pre::Real(Op::PopJumpIfTrue) => Op::PopJumpIfFalse,
                Pre::Real(Op::PopJumpIfFalse) => Op::PopJumpIfTrue,
                Pre::Real(Op::PopJumpIfNone) => Op::PopJumpIfNotNone,
                Pre::Real(Op::PopJumpIfNotNone) => Op::PopJumpIfNone,
                _ => continue,
            };
            if rank[target] > i {
                continue;
            }
            if let Some(node) = self.blocks[id].nodes.last_mut() {
                node.op = Pre::Real(opposite);
                node.target = Some(after);
            }
            let jump = Node { op: Pre::Jump, flag: 0, arg: 0, ..last };
            let new = self.blocks.len();
            self.blocks.push(Basic { nodes: vec![jump], ..Basic::default() });
            order.push(new);
        }
        self.order = order;
    }
}

fn instruction(node: &Node, index: u32, target: Option<u32>, slots: &[u32], warmth: Warmth, caches: &mut u16) -> Instr {
    let backward = target.is_some_and(|t| t <= index);
    let op = match node.op {
        Pre::Real(Op::Resume) if warmth == Warmth::OfCode => Op::ResumeCounted,
        Pre::Real(op) => op,
        Pre::Jump if backward && warmth == Warmth::OfCode => Op::JumpBackwardCounted,
        Pre::Jump if backward => Op::JumpBackward,
        Pre::JumpNoInterrupt if backward => Op::JumpBackwardNoInterrupt,
        Pre::Jump | Pre::JumpNoInterrupt => Op::JumpForward,
        Pre::StoreFastMaybeNull => Op::StoreFast,
        Pre::SetupFinally | Pre::SetupCleanup | Pre::SetupWith | Pre::PopBlock => Op::Nop,
    };
    let arg = match op {
        Op::LoadDeref | Op::StoreDeref | Op::DeleteDeref | Op::LoadFromDictOrDeref | Op::MakeCell | Op::LoadClosure => {
            slots.get(node.arg as usize).copied().unwrap_or(node.arg)
        }
        _ => target.unwrap_or(node.arg),
    };
    let mut instr = Instr::flagged(op, node.flag, arg);
    if cached(op) && *caches < Instr::NO_CACHE {
        instr.cache = *caches;
        *caches += 1;
    }
    instr
}

/// Instructions that profit from remembering what they found.
fn cached(op: Op) -> bool {
    matches!(
        op,
        Op::LoadGlobal
            | Op::LoadName
            | Op::LoadAttr
            | Op::StoreAttr
            | Op::LoadSuperAttr
            | Op::Call
            | Op::CallKw
            | Op::BinaryOp
            | Op::BinarySubscr
            | Op::StoreSubscr
            | Op::CompareOp
            | Op::ContainsOp
            | Op::UnpackSequence
            | Op::ForIter
            | Op::Send
    )
}
