//! The table of a set: open addressing exactly as CPython's, because a program sees the order. Pure: knows no heap,
//! counts no references and compares no keys; whoever looks up says which of the candidates is equal.

mod merge;

use super::dict::{Lookup, MergeStart, Sameness};
use super::object::Ref;

/// What differs between the sets of CPython's versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum SetProbing {
    /// 2.7: one slot per probe, up to two thirds full; the first removed entry's slot on the way is taken again.
    Scattered,
    /// 3.6: nine neighbours are looked at before the next probe; up to two thirds full; slots are taken
    /// again as in 2.7.
    LinearTwoThirds,
    /// 3.7: up to three fifths full; the last removed entry's slot on the way is taken again.
    LinearLongHeader,
    /// 3.9: slots of removed entries stay unused until the table is made anew.
    LinearNoReuse,
    /// 3.8, 3.10 and later: as 3.7, with a smaller collector header.
    #[default]
    Linear,
}

/// Whether an insertion takes the slot of a removed entry.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reuse {
    First,
    Last,
    Left,
}

impl SetProbing {
    /// How many neighbours are looked at before the next probe.
    const fn neighbours(self) -> usize {
        match self {
            Self::Scattered => 0,
            _ => 9,
        }
    }

    /// Whether `fill` slots are too many for a table with this mask.
    const fn is_full(self, fill: usize, mask: usize) -> bool {
        match self {
            Self::Scattered => fill * 3 >= (mask + 1) * 2,
            Self::LinearTwoThirds => fill * 3 >= mask * 2,
            _ => fill * 5 >= mask * 3,
        }
    }

    /// Whether a difference left so many removed entries that the table is made anew.
    const fn wants_purge(self, dummies: usize, mask: usize) -> bool {
        match self {
            Self::Scattered => dummies * 5 >= mask,
            _ => dummies > mask / 4,
        }
    }

    const fn reuse(self) -> Reuse {
        match self {
            Self::Scattered | Self::LinearTwoThirds => Reuse::First,
            Self::LinearNoReuse => Reuse::Left,
            _ => Reuse::Last,
        }
    }

    const fn base_size(self) -> usize {
        match self {
            Self::Scattered | Self::LinearTwoThirds | Self::LinearLongHeader => 232,
            Self::LinearNoReuse | Self::Linear => 216,
        }
    }
}

/// The key of a slot whose entry was removed.
const DUMMY: Ref = Ref::from_index(u32::MAX);

/// Tables have eight slots at least.
const MIN_SLOTS: usize = 8;

/// One slot: the hash in two halves, so that it takes 12 bytes. An empty one has the key [`Ref::NULL`].
#[derive(Clone, Copy, Debug)]
struct Slot {
    low: u32,
    high: u32,
    key: Ref,
}

impl Slot {
    const EMPTY: Self = Self { low: 0, high: 0, key: Ref::NULL };

    #[inline(always)]
    fn new(hash: i64, key: Ref) -> Self {
        Self { low: hash as u32, high: (hash >> 32) as u32, key }
    }

    #[inline(always)]
    fn hash(self) -> i64 {
        (i64::from(self.high) << 32) | i64::from(self.low)
    }

    #[inline(always)]
    fn is_live(self) -> bool {
        !self.key.is_null() && self.key != DUMMY
    }
}

/// The number of a slot; good until the next insertion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlotIndex(u32);

/// A search in progress.
#[derive(Clone, Copy, Debug)]
pub struct SetCursor {
    key: Ref,
    probe: Probe,
    table: u32,
}

/// The set's table. `Default` is an empty set of the newest version.
#[derive(Clone, Debug, Default)]
pub struct Set {
    /// A power of two of them, or none yet where CPython has eight empty ones.
    slots: Box<[Slot]>,
    /// Slots that are not empty.
    fill: u32,
    used: u32,
    /// Where `pop` goes on.
    finger: i64,
    /// Changes with each new table: tells a search that it must start over.
    table: u32,
    probing: SetProbing,
}

impl Set {
    #[must_use]
    pub fn new(probing: SetProbing) -> Self {
        Self { probing, ..Self::default() }
    }

    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        self.used as usize
    }

    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.used == 0
    }

    #[must_use]
    pub fn probing(&self) -> SetProbing {
        self.probing
    }

    /// `sys.getsizeof`.
    #[must_use]
    pub fn sizeof(&self) -> usize {
        let outside = if self.slots.len() > MIN_SLOTS { self.slots.len() } else { 0 };
        self.probing.base_size() + outside * 16
    }

    #[inline]
    fn mask(&self) -> usize {
        self.slots.len().max(MIN_SLOTS) - 1
    }

    // Searching.

    /// Begins a search for `key`.
    #[inline]
    #[must_use]
    pub fn candidates(&self, hash: impl Into<i64>, key: Ref) -> SetCursor {
        SetCursor { key, probe: Probe::new(hash.into()), table: self.table }
    }

    /// Searches on: of an entry with the same hash `same` decides, unless it is the identical key.
    ///
    /// After [`Lookup::Ask`] a program may have run and changed the set: start over unless [`Set::holds`].
    #[inline]
    pub fn find(&self, cursor: &mut SetCursor, mut same: impl FnMut(Ref) -> Sameness) -> Lookup<SlotIndex> {
        if self.slots.is_empty() {
            return Lookup::Absent;
        }
        let mut probe = cursor.probe;
        let Slot { low, high, .. } = Slot::new(probe.hash, Ref::NULL);
        loop {
            let at = probe.next(self.probing, self.mask());
            let slot = self.slots[at];
            if slot.key.is_null() {
                return Lookup::Absent;
            }
            let found = Lookup::Found(SlotIndex(at as u32));
            if self.probing == SetProbing::Scattered && slot.key == cursor.key {
                return found;
            }
            if slot.low != low || slot.high != high || slot.key == DUMMY {
                continue;
            }
            if slot.key == cursor.key {
                return found;
            }
            match same(slot.key) {
                Sameness::Same => return found,
                Sameness::Different => {}
                Sameness::Unknown => {
                    cursor.probe = probe;
                    return Lookup::Ask(SlotIndex(at as u32));
                }
            }
        }
    }

    /// Whether the table is the one the search began with and the slot still holds this key.
    #[must_use]
    pub fn holds(&self, cursor: &SetCursor, slot: SlotIndex, key: Ref) -> bool {
        cursor.table == self.table && self.key(slot) == key
    }

    /// The key in a slot; NULL where there is none.
    #[inline]
    #[must_use]
    pub fn key(&self, slot: SlotIndex) -> Ref {
        self.slots.get(slot.0 as usize).filter(|s| s.is_live()).map_or(Ref::NULL, |s| s.key)
    }

    // Changing.

    /// Adds a key that is known to be absent.
    pub fn insert_new(&mut self, hash: impl Into<i64>, key: Ref) {
        let new = Slot::new(hash.into(), key);
        if self.slots.is_empty() {
            self.slots = vec![Slot::EMPTY; MIN_SLOTS].into();
        }
        let (at, was) = self.slot_for(new);
        if was.key.is_null() {
            self.fill += 1;
        } else if self.probing != SetProbing::Scattered {
            self.used += 1;
            self.slots[at] = new;
            return;
        }
        self.used += 1;
        self.slots[at] = new;
        if self.probing.is_full(self.fill as usize, self.mask()) {
            self.grow();
        }
    }

    /// Where a new key goes, and what stands there.
    fn slot_for(&self, new: Slot) -> (usize, Slot) {
        let mask = self.mask();
        let mut probe = Probe::new(new.hash());
        let mut removed = None;
        loop {
            let at = probe.next(self.probing, mask);
            let slot = self.slots[at];
            if slot.key.is_null() {
                return removed.unwrap_or((at, slot));
            }
            if slot.key == DUMMY {
                match self.probing.reuse() {
                    Reuse::First => removed = removed.or(Some((at, slot))),
                    Reuse::Last => removed = Some((at, slot)),
                    Reuse::Left => {}
                }
            }
        }
    }

    /// Removes the key in a slot; its reference now belongs to the caller.
    pub fn remove(&mut self, slot: SlotIndex) -> Ref {
        let key = self.key(slot);
        if key.is_null() {
            return key;
        }
        let removed = &mut self.slots[slot.0 as usize];
        if slot.0 == 0 && self.probing == SetProbing::Scattered {
            self.finger = removed.hash();
        }
        removed.key = DUMMY;
        // In 3.x the hash of a removed entry is -1, which no key has.
        (removed.low, removed.high) = (u32::MAX, u32::MAX);
        self.used -= 1;
        key
    }

    /// `pop`: the next key after a finger that goes round the slots.
    pub fn pop(&mut self) -> Option<Ref> {
        if self.used == 0 {
            return None;
        }
        let (mask, slots) = (self.mask(), self.slots.len());
        let live = |i: &usize| self.slots[*i].is_live();
        let at = if self.probing != SetProbing::Scattered {
            let start = self.finger as usize & mask;
            (start..slots).chain(0..start).find(live)?
        } else if live(&0) {
            0
        } else {
            let start = usize::try_from(self.finger).ok().filter(|&i| i >= 1 && i <= mask).unwrap_or(1);
            (start..slots).chain(1..start).find(live)?
        };
        let key = self.remove(SlotIndex(at as u32));
        self.finger = at as i64 + 1;
        Some(key)
    }

    /// Empties the set; the keys, in order, now belong to the caller.
    pub fn take_entries(&mut self) -> Vec<Ref> {
        let taken = self.entries().collect();
        let table = self.table.wrapping_add(1);
        let finger = if self.probing == SetProbing::Scattered { 0 } else { self.finger };
        *self = Self { table, finger, ..Self::new(self.probing) };
        taken
    }

    // Sizes.

    fn grow(&mut self) {
        let used = self.used as usize;
        self.resize(used * if used > 50_000 { 2 } else { 4 });
    }

    /// Makes a table with more than `wanted` slots and inserts the keys again in the order of the slots.
    fn resize(&mut self, wanted: usize) {
        let slots = (wanted + 1).next_power_of_two().max(MIN_SLOTS);
        if slots == MIN_SLOTS && self.mask() + 1 == MIN_SLOTS && self.fill == self.used {
            return;
        }
        let old = std::mem::replace(&mut self.slots, vec![Slot::EMPTY; slots].into());
        self.table = self.table.wrapping_add(1);
        self.fill = self.used;
        if self.probing == SetProbing::Scattered {
            self.finger = 0;
        }
        self.insert_clean(&old);
    }

    /// Puts the live ones of `from` into a table that has room for them and no removed entries.
    fn insert_clean(&mut self, from: &[Slot]) {
        let mask = self.mask();
        for &slot in from.iter().filter(|s| s.is_live()) {
            let mut probe = Probe::new(slot.hash());
            loop {
                let at = probe.next(self.probing, mask);
                if self.slots[at].key.is_null() {
                    self.slots[at] = slot;
                    break;
                }
            }
        }
    }

    // Going through.

    /// The keys in the table's order.
    pub fn entries(&self) -> impl Iterator<Item = Ref> + '_ {
        self.slots.iter().filter(|s| s.is_live()).map(|s| s.key)
    }

    /// Keys with their hashes, in the table's order.
    pub fn hashed_entries(&self) -> impl Iterator<Item = (i64, Ref)> + '_ {
        self.slots.iter().filter(|s| s.is_live()).map(|s| (s.hash(), s.key))
    }

    /// The key at or after a position (a slot's number), its hash, and the position after it. Start with 0.
    #[inline]
    #[must_use]
    pub fn next_from(&self, position: usize) -> Option<(usize, i64, Ref)> {
        let rest = self.slots.get(position..)?;
        let ahead = rest.iter().position(|s| s.is_live())?;
        let slot = rest[ahead];
        Some((position + ahead + 1, slot.hash(), slot.key))
    }

    #[inline]
    pub fn for_each_ref(&self, f: impl FnMut(Ref)) {
        self.entries().for_each(f);
    }
}

/// CPython's probe sequence with its neighbours: `i = 5*i + perturb + 1` between runs of adjacent slots.
#[derive(Clone, Copy, Debug)]
struct Probe {
    hash: i64,
    i: u64,
    perturb: u64,
    /// How many neighbours of slot `i` have been given: none of it yet when 0.
    given: u32,
}

impl Probe {
    #[inline(always)]
    fn new(hash: i64) -> Self {
        Self { hash, i: hash.cast_unsigned(), perturb: hash.cast_unsigned(), given: 0 }
    }

    /// The next slot to look at.
    #[inline(always)]
    fn next(&mut self, probing: SetProbing, mask: usize) -> usize {
        let neighbours = probing.neighbours();
        let base = self.i as usize & mask;
        let run = if base + neighbours <= mask { neighbours + 1 } else { 1 };
        let at = base + self.given as usize;
        self.given += 1;
        if self.given as usize == run {
            self.given = 0;
            self.step(probing, mask);
        }
        at
    }

    #[inline(always)]
    fn step(&mut self, probing: SetProbing, mask: usize) {
        if probing != SetProbing::Scattered {
            self.perturb >>= 5;
            self.i &= mask as u64;
        }
        self.i = self.i.wrapping_mul(5).wrapping_add(self.perturb).wrapping_add(1);
        if probing == SetProbing::Scattered {
            self.perturb >>= 5;
        }
    }
}

#[cfg(test)]
mod tests;
