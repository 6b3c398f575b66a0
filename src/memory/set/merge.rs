//! Unions and what comes after differences: the ways in which CPython makes room and copies whole tables.

use super::{MergeStart, Set};

impl Set {
    /// `set.copy()`, `set(other)`, `frozenset(other)`: a new set, updated. The caller counts one more reference to
    /// each key.
    #[must_use]
    pub fn copy(&self) -> Self {
        let mut copy = Self::new(self.probing);
        // Into an empty set everything is moved at once.
        if copy.start_merge(self) == MergeStart::Insert {
            for (hash, key) in self.hashed_entries() {
                copy.insert_new(hash, key);
            }
        }
        copy
    }

    /// Begins `update(other)` with a set: makes room; into an empty set the keys are copied at once
    /// ([`MergeStart::Cloned`]: the caller counts the references). Otherwise the caller adds key by key.
    pub fn start_merge(&mut self, other: &Self) -> MergeStart {
        if other.used == 0 {
            return MergeStart::Insert;
        }
        self.reserve_for_keys(other.len());
        if self.fill > 0 || self.probing == super::SetProbing::Scattered {
            return MergeStart::Insert;
        }
        if self.mask() == other.mask() && other.fill == other.used {
            self.slots.clone_from(&other.slots);
        } else {
            if self.slots.is_empty() {
                self.slots = vec![super::Slot::EMPTY; super::MIN_SLOTS].into();
            }
            self.insert_clean(&other.slots);
        }
        self.fill = other.used;
        self.used = other.used;
        self.table = self.table.wrapping_add(1);
        MergeStart::Cloned
    }

    /// Makes the room that an update from a set or dict of `n` keys makes beforehand.
    pub fn reserve_for_keys(&mut self, n: usize) {
        if self.probing.is_full(self.fill as usize + n, self.mask()) {
            self.resize((self.len() + n) * 2);
        }
    }

    /// What `difference_update` does in the end: makes the table anew if it holds many removed entries.
    pub fn purge(&mut self) {
        let dummies = self.fill - self.used;
        if self.probing.wants_purge(dummies as usize, self.mask()) {
            self.grow();
        }
    }

    /// Exchanges the contents of two sets, as `intersection_update` does with its result; where `pop` goes on stays.
    pub fn swap_bodies(&mut self, other: &mut Self) {
        std::mem::swap(self, other);
        if self.probing != super::SetProbing::Scattered {
            std::mem::swap(&mut self.finger, &mut other.finger);
        }
        self.table = self.table.wrapping_add(1);
        other.table = other.table.wrapping_add(1);
    }
}
