//! Going through a dict: by position as `PyDict_Next` does, and by reference as the collector does.

use super::index::DUMMY;
use super::{Dict, DictOrder, Entry, EntryIndex, KeyKind};
use crate::memory::object::Ref;

impl Dict {
    /// Key and value of each entry, in the dict's order.
    pub fn entries(&self) -> impl Iterator<Item = (Ref, Ref)> + '_ {
        let mut position = 0;
        std::iter::from_fn(move || {
            let (next, key, value) = self.next_from(position)?;
            position = next;
            Some((key, value))
        })
    }

    /// The entry at or after a position, and the position after it: CPython's `PyDict_Next`. Positions start with 0
    /// and survive changes as CPython's do: they count entries (2.7: slots), not keys.
    #[inline]
    #[must_use]
    pub fn next_entry_from(&self, position: usize) -> Option<(usize, EntryIndex)> {
        match self.rules.order {
            DictOrder::Insertion => {
                let mut at = position.max(self.first as usize);
                while let Some(entry) = self.entries.get(at) {
                    if !entry.key.is_null() {
                        return Some((at + 1, EntryIndex(at as u32)));
                    }
                    at += 1;
                }
                None
            }
            DictOrder::HashTable => {
                let at = (position..self.index.len()).find(|&i| self.index.get(i) < DUMMY)?;
                Some((at + 1, EntryIndex(self.index.get(at))))
            }
        }
    }

    /// As [`Dict::next_entry_from`]: the position after it, key and value.
    #[inline]
    #[must_use]
    pub fn next_from(&self, position: usize) -> Option<(usize, Ref, Ref)> {
        let (next, entry) = self.next_entry_from(position)?;
        let Entry { key, value, .. } = self.entry(entry);
        Some((next, key, value))
    }

    /// The last entry before a position, and its own position: `reversed`. Start with [`Dict::end_position`].
    #[must_use]
    pub fn previous_from(&self, position: usize) -> Option<(usize, Ref, Ref)> {
        let before = self.entries.get(..position.min(self.entries.len()))?;
        let at = before.iter().rposition(|e| !e.key.is_null())?;
        let Entry { key, value, .. } = self.entry(EntryIndex(at as u32));
        Some((at, key, value))
    }

    /// The position after the last entry.
    #[must_use]
    pub fn end_position(&self) -> usize {
        match self.rules.order {
            DictOrder::Insertion => self.entries.len(),
            DictOrder::HashTable => self.index.len(),
        }
    }

    /// Key, then value, of each entry: all that the dict holds.
    #[inline]
    pub fn for_each_ref(&self, mut f: impl FnMut(Ref)) {
        self.ordered_keys().for_each(&mut f);
        for (key, value) in self.entries() {
            f(key);
            f(value);
        }
    }

    /// What `dict_traverse` visits: from 3.x on only the values while all keys are `str`. Of an OrderedDict, its order
    /// first.
    #[inline]
    pub fn for_each_traversed(&self, mut f: impl FnMut(Ref)) {
        if self.rules.order == DictOrder::HashTable {
            return self.for_each_ref(f);
        }
        self.ordered_keys().for_each(&mut f);
        let keys_too = self.keys == KeyKind::Other;
        for (key, value) in self.entries() {
            // The value comes first, as `gc.get_referents({1: 2.5})` shows.
            f(value);
            if keys_too {
                f(key);
            }
        }
    }
}
