//! CPython's free lists: objects of some types are kept for reuse when they die. Only the number of kept objects is
//! modelled here, because it is observable: an object taken from a free list is not counted as an allocation by
//! `gc.get_count()`, and one that returns to it is not counted as a deallocation.

use super::heap::Heap;
use super::object::Body;
use super::rules::{ClearedLists, FreeListRules};

/// How many dead objects of each kind are kept.
#[derive(Clone, Debug, Default)]
pub struct FreeLists {
    pub kept: [u32; KINDS],
    /// Tuples, by length.
    pub tuples: [u32; TUPLE_LENGTHS],
}

/// Tuples of 1 to 19 items are kept (20 from 3.12 or so); index 0 is not used.
pub const TUPLE_LENGTHS: usize = 21;

pub const KINDS: usize = 10;

/// The types with a free list of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    List,
    Dict,
    Method,
    BuiltinMethod,
    Frame,
    Generator,
    Slice,
    Context,
    Set,
    Cell,
}

impl Kind {
    /// The list that an exact builtin object goes to when it dies.
    #[must_use]
    pub fn of(body: &Body) -> Option<Self> {
        match body {
            Body::List(_) => Some(Self::List),
            Body::Dict(_) => Some(Self::Dict),
            Body::BoundMethod { .. } => Some(Self::Method),
            Body::Native { .. } => Some(Self::BuiltinMethod),
            Body::Set(_) => Some(Self::Set),
            _ => None,
        }
    }
}

impl FreeLists {
    /// Takes an object from the list: true when there was one, and the allocation is not counted.
    #[inline]
    pub fn take(&mut self, kind: Kind) -> bool {
        let kept = &mut self.kept[kind as usize];
        let some = *kept > 0;
        *kept -= u32::from(some);
        some
    }

    /// Keeps a dead object if there is room: true when kept, and the deallocation is not counted.
    #[inline]
    pub fn keep(&mut self, kind: Kind, rules: &FreeListRules) -> bool {
        let kept = &mut self.kept[kind as usize];
        let room = *kept < rules.limit(kind);
        *kept += u32::from(room);
        room
    }

    #[inline]
    pub fn take_tuple(&mut self, length: usize) -> bool {
        match self.tuples.get_mut(length) {
            Some(kept) if *kept > 0 => {
                *kept -= 1;
                true
            }
            _ => false,
        }
    }

    #[inline]
    pub fn keep_tuple(&mut self, length: usize, rules: &FreeListRules) -> bool {
        match self.tuples.get_mut(length) {
            Some(kept) if length > 0 && length < rules.tuple_lengths && *kept < rules.tuples => {
                *kept += 1;
                true
            }
            _ => false,
        }
    }

    /// What a full collection does: kept objects are freed for good.
    pub fn clear(&mut self, which: ClearedLists) {
        let slices = self.kept[Kind::Slice as usize];
        let stay = [Kind::List, Kind::Dict, Kind::Set].map(|kind| (kind, self.kept[kind as usize]));
        self.kept = [0; KINDS];
        self.tuples = [0; TUPLE_LENGTHS];
        self.kept[Kind::Slice as usize] = slices;
        if which == ClearedLists::NotListsAndDicts {
            stay.into_iter().for_each(|(kind, kept)| self.kept[kind as usize] = kept);
        }
    }
}

/// Keeps a dead tuple of this length if there is room.
#[inline]
pub fn keep_tuple(heap: &mut Heap, length: usize) -> bool {
    heap.free_lists.keep_tuple(length, &heap.rules.free_lists)
}
