//! CPython's free lists: objects of some types are kept for reuse when they die. Only the number of kept objects is
//! modelled here, because it is observable: an object taken from a free list is not counted as an allocation by
//! `gc.get_count()`, and one that returns to it is not counted as a deallocation.

use super::object::{Body, Ref};
use super::rules::{ClearedLists, CompilerLeaves, FreeListRules};

/// How many dead objects of each kind are kept.
#[derive(Clone, Debug, Default)]
pub struct FreeLists {
    kept: [u32; KINDS],
    /// Tuples, by length.
    tuples: [u32; TUPLE_LENGTHS],
    /// The exact class of each kind; NULL: any builtin class with such a body.
    exact: [Ref; KINDS],
}

/// Tuples of 1 to 20 items may be kept; index 0 is not used.
pub const TUPLE_LENGTHS: usize = 21;

const KINDS: usize = 8;

/// Dicts and lists that 2.7's compiler uses at once for a module without blocks, and how many more blocks take.
const MODULE_DICTS: u32 = 10;
const LEVEL_DICTS: u32 = 9;
const MODULE_LISTS: u32 = 5;
const BLOCK_LISTS: u32 = 2;
/// Sets that died before the program began.
const START_SETS: u32 = 2;

/// The types with a free list of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    List,
    Dict,
    Tuple,
    Method,
    BuiltinMethod,
    Frame,
    Slice,
    Set,
}

impl Kind {
    /// The list that an object with this body may go to. Tuples have one for each length, frames are kept by their
    /// code first: both are handled apart.
    #[inline]
    #[must_use]
    pub fn of(body: &Body) -> Option<Self> {
        match body {
            Body::List(_) | Body::SmallList(..) => Some(Self::List),
            Body::Dict(_) => Some(Self::Dict),
            Body::BoundMethod { .. } => Some(Self::Method),
            Body::Native { .. } => Some(Self::BuiltinMethod),
            Body::Set(_) => Some(Self::Set),
            Body::Record(_) => Some(Self::Slice),
            _ => None,
        }
    }
}

impl FreeLists {
    /// Tells the exact class of a kind: only its own instances are kept, not those of derived builtin classes.
    pub fn set_exact_class(&mut self, kind: Kind, class: Ref) {
        self.exact[kind as usize] = class;
    }

    /// Whether an object of this builtin class is one of the kind. Of records, only slices are.
    #[inline]
    #[must_use]
    pub fn is_exact(&self, kind: Kind, class: Ref) -> bool {
        let exact = self.exact[kind as usize];
        exact == class || exact.is_null() && kind != Kind::Slice
    }

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

    /// The compiler has run over a program of so many blocks within blocks, the deepest so far down: at least what it
    /// used at once is kept now.
    pub fn leave_compiled(&mut self, blocks: u32, depth: u32, rules: &FreeListRules) {
        if rules.compiler_leaves == CompilerLeaves::Nothing {
            return;
        }
        let dicts = MODULE_DICTS.saturating_add(blocks).saturating_add(depth.saturating_mul(LEVEL_DICTS));
        let lists = MODULE_LISTS.saturating_add(blocks.saturating_mul(BLOCK_LISTS));
        for (kind, used) in [(Kind::Dict, dicts), (Kind::List, lists), (Kind::Set, START_SETS)] {
            let kept = &mut self.kept[kind as usize];
            *kept = (*kept).max(used.min(rules.limit(kind)));
        }
    }

    /// How many dicts and lists are kept.
    #[must_use]
    pub fn dicts_and_lists(&self) -> (u32, u32) {
        (self.kept[Kind::Dict as usize], self.kept[Kind::List as usize])
    }

    /// So many dicts and lists are kept now, whatever came between.
    pub fn set_dicts_and_lists(&mut self, (dicts, lists): (u32, u32)) {
        self.kept[Kind::Dict as usize] = dicts;
        self.kept[Kind::List as usize] = lists;
    }

    /// As [`FreeLists::take`], for a tuple of this length.
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

    /// As [`FreeLists::keep`], for a tuple of this length.
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

    /// What a full collection does: kept objects are freed for good. The one slice that is kept stays. How many those are.
    pub fn clear(&mut self, which: ClearedLists) -> u32 {
        let stay: &[Kind] = match which {
            ClearedLists::All => &[Kind::Slice],
            ClearedLists::NotListsAndDicts => &[Kind::List, Kind::Dict, Kind::Set],
        };
        let before = std::mem::take(&mut self.kept);
        for &kind in stay {
            self.kept[kind as usize] = before[kind as usize];
        }
        let tuples = std::mem::replace(&mut self.tuples, [0; TUPLE_LENGTHS]);
        let total = |kept: &[u32]| kept.iter().sum::<u32>();
        total(&before) - total(&self.kept) + total(&tuples)
    }
}
