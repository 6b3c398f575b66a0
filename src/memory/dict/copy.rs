//! Copying a dict and making room before an update, with CPython's sizes. The caller counts the references and
//! inserts.

use super::choices::{Copying, EmptyTable, MIN_LOG2, MergeRoom, estimate, usable};
use super::{Dict, DictOrder, Entry, KeyKind};
use crate::memory::object::Ref;

/// How an update starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MergeStart {
    /// The table now holds everything the other holds: count the references, insert nothing.
    Cloned,
    /// There is room; insert entry by entry.
    Insert,
}

impl Dict {
    /// `dict.copy()`: a dict with the same entries. The caller counts one more reference to each key and value.
    #[must_use]
    pub fn copy(&self) -> Self {
        if self.used == 0 && !(self.rules.empty == EmptyTable::UnlessCleared && self.log2 == 0) {
            return Self::new(self.rules);
        }
        if self.used == 0 {
            return Self::with_log2(self.rules, 0, KeyKind::Str);
        }
        if self.copies_by_cloning() {
            return self.cloned();
        }
        let mut copy = Self::new(self.rules);
        if copy.start_merge(self) == MergeStart::Insert {
            copy.insert_all(self);
        }
        copy
    }

    /// What `dict(other)` makes of a dict: as [`Dict::copy`], but by an update of a new dict.
    #[must_use]
    pub fn copy_by_call(&self) -> Self {
        let mut copy = Self::new_by_call(self.rules);
        if copy.start_merge(self) == MergeStart::Insert {
            copy.insert_all(self);
        }
        copy
    }

    /// Whether [`Dict::copy`] clones the table: CPython then refers to the keys and values before it makes the dict.
    #[must_use]
    pub fn copies_by_cloning(&self) -> bool {
        let dense = self.used as usize >= self.entries.len() * 2 / 3;
        self.rules.copying == Copying::Clone && dense && self.used > 0
    }

    fn cloned(&self) -> Self {
        Self { keys_version: 0, table: 0, order: None, ..self.clone() }
    }

    /// Inserts all of another dict into this one, which holds none of its keys.
    fn insert_all(&mut self, other: &Self) {
        let mut position = 0;
        while let Some((next, entry)) = other.next_entry_from(position) {
            let entry = other.entry(entry);
            // A dict with other keys spoils the kind of the copy only by such a key; it is not known which ones are.
            self.insert_into_room(entry.hash, entry.key, entry.value, other.keys);
            position = next;
        }
    }

    /// Begins `update(other)`: makes the room that CPython makes, or copies the table whole.
    pub fn start_merge(&mut self, other: &Self) -> MergeStart {
        let (used, others) = (self.used as usize, other.used as usize);
        if others == 0 {
            return MergeStart::Insert;
        }
        let slots = 1usize << self.log2;
        match self.rules.merge_room {
            MergeRoom::TwiceOnFill => {
                if (self.room as usize + others) * 3 >= slots * 2 {
                    self.resize((used + others) * 2);
                }
            }
            MergeRoom::Estimate | MergeRoom::CloneOrEstimate => {
                let clean = others == other.entries.len();
                let tight = other.log2 == MIN_LOG2 || usable(1 << other.log2 >> 1) < others;
                if self.rules.merge_room == MergeRoom::CloneOrEstimate
                    && self.order.is_none()
                    && used == 0
                    && clean
                    && tight
                {
                    let table = self.table.wrapping_add(1);
                    *self = Self { table, ..other.cloned() };
                    return MergeStart::Cloned;
                }
                if usable(slots) < others {
                    self.keys_for_room(other.keys);
                    self.resize(estimate(used + others));
                }
            }
        }
        MergeStart::Insert
    }

    /// Makes the room that `dict.fromkeys` makes for `n` keys of a dict (of this kind) or set (`Other`). They are then
    /// added with [`Dict::insert_into_room`].
    pub fn reserve_for_keys(&mut self, n: usize, keys: KeyKind) {
        match self.rules.order {
            DictOrder::HashTable => self.resize(n / 2 * 3),
            DictOrder::Insertion => {
                self.keys = keys;
                self.rebuild(self.rules.log2_for(n));
            }
        }
    }

    /// Adds a key that is known to be absent after room was made for it: 2.7 does not look whether the table is full.
    pub fn insert_into_room(&mut self, hash: impl Into<i64>, key: Ref, value: Ref, kind: KeyKind) {
        let entry = Entry { hash: hash.into(), key, value };
        self.keys_version = 0;
        match self.rules.order {
            DictOrder::Insertion => self.insert_ordered(entry, kind),
            DictOrder::HashTable => self.put_hashed(entry, kind),
        };
    }

    /// An empty table that is made for another dict's entries is of that dict's kind.
    fn keys_for_room(&mut self, kind: KeyKind) {
        if self.used == 0 || kind == KeyKind::Other {
            self.keys = kind;
        }
    }
}
