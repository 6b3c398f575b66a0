//! What OrderedDict adds: entries that move to an end. CPython keeps that order in a list of its own, beside the dict's
//! table; here the entries themselves move, and the table's order, which traversal and death follow, is kept beside.

use rustc_hash::FxHashMap;

use super::{Dict, DictOrder, EntryIndex};
use crate::memory::object::Ref;

/// The end to move an entry to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    First,
    Last,
}

/// When each key was inserted.
#[derive(Clone, Debug, Default)]
pub(super) struct Births {
    of: FxHashMap<Ref, u32>,
    next: u32,
}

impl Births {
    pub(super) fn add(&mut self, key: Ref) {
        self.of.insert(key, self.next);
        self.next += 1;
    }

    pub(super) fn forget(&mut self, key: Ref) {
        self.of.remove(&key);
    }
}

impl Dict {
    /// Makes an entry the last one, or the first: `OrderedDict.move_to_end`. The size does not change. To the front
    /// it takes time in proportion to the dict.
    pub fn move_to_end(&mut self, entry: EntryIndex, end: End) {
        let moved = self.entry(entry);
        if moved.key.is_null() || self.rules.order == DictOrder::HashTable {
            return;
        }
        self.keys_version = 0;
        if self.births.is_none() {
            let mut births = Births::default();
            self.entries().for_each(|(key, _)| births.add(key));
            self.births = Some(Box::new(births));
        }
        if end == End::First {
            if let Some(before) = self.entries.get_mut(..=entry.0 as usize) {
                before.rotate_right(1);
            }
            return self.compact();
        }
        if entry.0 as usize + 1 == self.entries.len() {
            return;
        }
        if self.entries.len() >= 1 << self.log2 {
            if let Some(after) = self.entries.get_mut(entry.0 as usize..) {
                after.rotate_left(1);
            }
            return self.compact();
        }
        if let Some(slot) = self.index.slot_of(entry.0, moved.hash, self.rules.order) {
            self.make_hole(entry.0);
            self.index.set(slot, self.entries.len() as u32);
            self.entries.push(moved);
        }
    }

    /// Whether entries were moved, so that the order of the entries is not that of the table.
    #[inline(always)]
    #[must_use]
    pub fn was_reordered(&self) -> bool {
        self.births.is_some()
    }

    /// Keys and values in the order of insertion, if that is not the order of the entries.
    pub(super) fn in_order_of_birth(&self) -> Option<Vec<(Ref, Ref)>> {
        let births = self.births.as_ref()?;
        let mut entries: Vec<(Ref, Ref)> = self.entries().collect();
        entries.sort_by_key(|(key, _)| births.of.get(key));
        Some(entries)
    }
}
