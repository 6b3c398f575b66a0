//! The proof that every count is accounted for: an object's count equals the references that memory can name.

use super::heap::{Heap, flag};
use super::object::Ref;
use super::visit;

/// What holds a reference from outside the heap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RootKind {
    /// The operand stack of a running frame.
    Stack,
    /// A local variable of a running frame.
    Local,
    /// A running frame itself (its code, globals, function).
    Frame,
    /// A table of the interpreter: builtins, interned strings, caches, …
    Runtime,
}

/// An object whose count differs from the references found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Miscount {
    pub id: Ref,
    pub counted: u32,
    pub found: u32,
}

/// Compares every live object's count with the slots of objects and the roots.
///
/// # Errors
/// Lists the objects whose count is wrong (immortal objects are left out).
pub fn check(heap: &Heap, roots: impl Iterator<Item = (RootKind, Ref)>) -> Result<(), Vec<Miscount>> {
    let mut found = vec![0u32; heap.counts.len()];
    for (_, r) in roots {
        found[r.index()] += 1;
    }
    for id in heap.live() {
        visit::counted(heap, id, |r| found[r.index()] += 1);
    }
    let wrong: Vec<Miscount> = heap
        .live()
        .filter(|&id| !heap.has_flag(id, flag::IMMORTAL) && heap.count(id) != found[id.index()])
        .map(|id| Miscount { id, counted: heap.count(id), found: found[id.index()] })
        .collect();
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}
