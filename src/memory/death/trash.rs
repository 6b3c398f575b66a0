//! The trashcan: when deallocations nest too deep, CPython puts an object aside and lets it die later. That is visible
//! in the order of finalizers in deep chains, so the nesting is counted here exactly as each version counts it.

use super::super::heap::{Heap, flag};
use super::super::object::{Body, Ref};
use super::super::rules::Trashcan;
use super::ClassCount;

/// Nesting of deallocations and the objects put off because of it.
#[derive(Clone, Debug, Default)]
pub struct Trash {
    /// Up to 3.12: nested deallocations. From 3.13: all C recursion, of which the interpreter's own is told by
    /// [`Trash::enter`].
    depth: u32,
    later: Vec<Ref>,
}

/// `PyTrash_UNWIND_LEVEL`.
const NESTING: u32 = 50;
/// `Py_C_RECURSION_LIMIT` of an optimized build for 64 bits, without what is in use when a module's code runs.
const RECURSION: u32 = 9998;
/// `Py_TRASHCAN_HEADROOM`.
const HEADROOM: u32 = 50;

/// C recursion of a call from C into Python code (a finalizer, a callback), in the units of 3.13.
pub(in super::super) const CALL: u8 = 2;

impl Trash {
    #[inline(always)]
    pub(super) fn is_full(&self, rule: Trashcan, class: ClassCount) -> bool {
        match rule {
            // An instance asks as if it were one level deeper: its builtin base must not be put off by itself.
            Trashcan::BuiltinsEmptyIt => self.depth + u32::from(class == ClassCount::Counted) >= NESTING,
            Trashcan::OutermostEmptiesIt => self.depth >= NESTING,
            Trashcan::Recursion => self.depth + HEADROOM >= RECURSION,
        }
    }

    /// Whether, at the end of a deallocation, the objects put off die now.
    #[inline(always)]
    pub(super) fn is_due(&self, rule: Trashcan, class: ClassCount) -> bool {
        !self.later.is_empty()
            && match rule {
                Trashcan::BuiltinsEmptyIt => self.depth == 0 && class == ClassCount::Static,
                Trashcan::OutermostEmptiesIt => self.depth == 0,
                Trashcan::Recursion => self.depth + 2 * HEADROOM < RECURSION,
            }
    }

    /// C recursion goes deeper by this many levels.
    #[inline(always)]
    pub fn enter(&mut self, levels: u8) {
        self.depth += u32::from(levels);
    }

    #[inline(always)]
    pub fn leave(&mut self, levels: u8) {
        self.depth = self.depth.saturating_sub(u32::from(levels));
    }

    #[cold]
    pub(super) fn put_off(&mut self, id: Ref) {
        self.later.push(id);
    }

    pub(super) fn take(&mut self) -> Option<Ref> {
        self.later.pop()
    }

    /// Dead objects that have not been deallocated yet.
    #[must_use]
    pub fn waiting(&self) -> &[Ref] {
        &self.later
    }
}

/// How many levels of nesting the deallocation of an object takes up; 0: its type does not take part.
#[inline(always)]
pub(super) fn levels(heap: &Heap, id: Ref, class: ClassCount) -> u8 {
    if !heap.has_flag(id, flag::CONTAINER) {
        return 0;
    }
    let body = heap.body(id);
    if class == ClassCount::Counted {
        return match body {
            Body::SmallInstance(_) | Body::Instance(_) => 1,
            Body::Type(_) => 0,
            // The base's own deallocator takes part as well.
            _ if heap.rules.trashcan == Trashcan::BuiltinsEmptyIt => 1 + u8::from(builtin_takes_part(heap, body)),
            _ => 1,
        };
    }
    u8::from(builtin_takes_part(heap, body))
}

#[inline(always)]
fn builtin_takes_part(heap: &Heap, body: &Body) -> bool {
    match body {
        Body::List(_) | Body::SmallList(..) | Body::Dict(_) | Body::SmallTuple(..) | Body::Tuple(_) | Body::Set(_) => {
            true
        }
        Body::Frame(_) | Body::Traceback(_) => true,
        Body::Exception(_) => heap.rules.exceptions_in_trashcan,
        _ => false,
    }
}
