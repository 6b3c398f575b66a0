//! The table of a dict: entries, the hash table over them, and CPython's sizes. Pure: knows no heap, counts no
//! references and compares no keys; whoever looks up says which of the [candidates](Dict::candidates) is equal.

mod choices;
mod copy;
mod index;
mod order;
mod walk;

pub use choices::{Copying, DictOrder, DictRules, EmptyTable, Growth, KeyKind, KeyTables, MergeRoom, Rounding};
pub use copy::MergeStart;
pub use order::End;

use choices::{MIN_LOG2, usable};
use index::{DUMMY, EMPTY, Index, Probe, Slot, with_slots};

use super::object::Ref;

/// One entry. A deleted one has the key [`Ref::NULL`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    pub hash: i64,
    pub key: Ref,
    pub value: Ref,
}

impl Entry {
    const HOLE: Self = Self { hash: 0, key: Ref::NULL, value: Ref::NULL };
}

/// The number of an entry; good until the next insertion or removal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryIndex(u32);

impl EntryIndex {
    /// Its number, for [`Dict::value_at`].
    #[inline]
    #[must_use]
    pub fn number(self) -> u32 {
        self.0
    }
}

/// Answer of the caller about a stored key with the right hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sameness {
    Same,
    Different,
    /// Only running a program (`__eq__`) tells.
    Unknown,
}

/// Where a search stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookup<I = EntryIndex> {
    Found(I),
    Absent,
    /// Compare the key of this entry; then, if it is not equal, search on with the same cursor.
    Ask(I),
}

/// A search in progress.
#[derive(Clone, Copy, Debug)]
pub struct Cursor {
    hash: i64,
    key: Ref,
    probe: Probe,
    table: u32,
}

/// The dict's table. `Default` is an empty dict of the newest version.
#[derive(Clone, Debug)]
pub struct Dict {
    entries: Vec<Entry>,
    index: Index,
    rules: &'static DictRules,
    used: u32,
    /// Insertion order: how many entries may still be added. 2.7: the slots that are not empty.
    room: u32,
    /// Insertion order: no entry before this one. 2.7: the first hole of a chain through `hash`, or [`EMPTY`].
    first: u32,
    /// 2.7: the hash field of slot 0, which `popitem` uses as a finger.
    finger: i64,
    keys_version: u32,
    /// Changes with each new table: tells a search that it must start over.
    table: u32,
    log2: u8,
    keys: KeyKind,
    /// Of an OrderedDict.
    order: Option<Box<order::KeyOrder>>,
}

impl Default for Dict {
    fn default() -> Self {
        Self::new(&DictRules::V3_11)
    }
}

impl Dict {
    /// `{}`.
    #[must_use]
    pub fn new(rules: &'static DictRules) -> Self {
        let log2 = match rules.empty {
            EmptyTable::Inside | EmptyTable::UnlessCleared | EmptyTable::UnlessEmptied => MIN_LOG2,
            EmptyTable::ByCall | EmptyTable::Never => 0,
        };
        Self::with_log2(rules, log2, KeyKind::Str)
    }

    /// What `dict(…)` starts from.
    #[must_use]
    pub fn new_by_call(rules: &'static DictRules) -> Self {
        match rules.empty {
            EmptyTable::ByCall => Self::with_log2(rules, MIN_LOG2, KeyKind::Str),
            _ => Self::new(rules),
        }
    }

    /// What a display with `n` entries starts from; `keys` says whether all its keys are `str`.
    #[must_use]
    pub fn presized(rules: &'static DictRules, n: usize, keys: KeyKind) -> Self {
        if n <= usable(1 << MIN_LOG2) {
            return Self::new(rules);
        }
        // CPython makes at most 128 Ki slots beforehand.
        let log2 = if n > usable(1 << 17) { 17 } else { rules.log2_for(n) };
        Self::with_log2(rules, log2, keys)
    }

    fn with_log2(rules: &'static DictRules, log2: u8, keys: KeyKind) -> Self {
        let (room, first) = match rules.order {
            DictOrder::Insertion if log2 > 0 => (usable(1 << log2) as u32, 0),
            DictOrder::Insertion => (0, 0),
            DictOrder::HashTable => (0, EMPTY),
        };
        Self {
            entries: Vec::new(),
            index: Index::new(log2),
            rules,
            used: 0,
            room,
            first,
            finger: 0,
            keys_version: 0,
            table: 0,
            log2,
            keys,
            order: None,
        }
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
    pub fn rules(&self) -> &'static DictRules {
        self.rules
    }

    /// `Str` while every key inserted since the table began was exactly a `str`.
    #[must_use]
    pub fn keys_kind(&self) -> KeyKind {
        self.keys
    }

    /// `sys.getsizeof`.
    #[must_use]
    pub fn sizeof(&self) -> usize {
        self.rules.sizeof(self.log2, self.keys) + self.order_size()
    }

    // Searching.

    /// Begins a search for `key`.
    #[inline]
    #[must_use]
    pub fn candidates(&self, hash: impl Into<i64>, key: Ref) -> Cursor {
        let hash = hash.into();
        Cursor { hash, key, probe: Probe::new(hash), table: self.table }
    }

    /// Searches on: an entry with the identical key is found; of one with the same hash `same` decides.
    ///
    /// After [`Lookup::Ask`] a program may have run and changed the dict: start over unless [`Dict::holds`].
    #[inline]
    pub fn find(&self, cursor: &mut Cursor, same: impl FnMut(Ref) -> Sameness) -> Lookup {
        with_slots!(&self.index, slots => self.find_in(slots, cursor, same), none => Lookup::Absent)
    }

    #[inline(always)]
    fn find_in<S: Slot>(&self, slots: &[S], cursor: &mut Cursor, mut same: impl FnMut(Ref) -> Sameness) -> Lookup {
        let order = self.rules.order;
        let mut probe = cursor.probe;
        loop {
            let number = slots[probe.slot(slots.len())].get();
            if number == EMPTY {
                return Lookup::Absent;
            }
            probe.step(order);
            // A dummy is beyond the entries.
            let Some(entry) = self.entries.get(number as usize) else { continue };
            if entry.key == cursor.key {
                return Lookup::Found(EntryIndex(number));
            }
            if entry.hash == cursor.hash {
                match same(entry.key) {
                    Sameness::Same => return Lookup::Found(EntryIndex(number)),
                    Sameness::Different => {}
                    Sameness::Unknown => {
                        cursor.probe = probe;
                        return Lookup::Ask(EntryIndex(number));
                    }
                }
            }
        }
    }

    /// The next entry whose key is identical or has the same hash, in probe order.
    #[inline]
    pub fn next_candidate(&self, cursor: &mut Cursor) -> Option<EntryIndex> {
        match self.find(cursor, |_| Sameness::Unknown) {
            Lookup::Found(entry) | Lookup::Ask(entry) => Some(entry),
            Lookup::Absent => None,
        }
    }

    /// Whether the table is the one the search began with and the entry still holds this key.
    #[must_use]
    pub fn holds(&self, cursor: &Cursor, entry: EntryIndex, key: Ref) -> bool {
        cursor.table == self.table && self.entry(entry).key == key
    }

    /// Finds a key by identity only: enough for interned strings among interned strings.
    #[inline]
    #[must_use]
    pub fn lookup_str(&self, hash: impl Into<i64>, key: Ref) -> Option<EntryIndex> {
        match self.find(&mut self.candidates(hash, key), |_| Sameness::Different) {
            Lookup::Found(entry) => Some(entry),
            Lookup::Ask(_) | Lookup::Absent => None,
        }
    }

    /// The entry; one with a NULL key where there is none.
    #[inline]
    #[must_use]
    pub fn entry(&self, entry: EntryIndex) -> Entry {
        self.entries.get(entry.0 as usize).copied().unwrap_or(Entry::HOLE)
    }

    #[inline]
    #[must_use]
    pub fn value(&self, entry: EntryIndex) -> Ref {
        self.entry(entry).value
    }

    // Changing.

    /// The value of the entry with this number, for inline caches; NULL where there is none.
    #[inline(always)]
    #[must_use]
    pub fn value_at(&self, number: usize) -> Ref {
        self.entries.get(number).map_or(Ref::NULL, |entry| entry.value)
    }

    /// Stores another value; gives back the old one.
    #[inline]
    pub fn set_value(&mut self, entry: EntryIndex, value: Ref) -> Ref {
        match self.entries.get_mut(entry.0 as usize) {
            Some(entry) => std::mem::replace(&mut entry.value, value),
            None => Ref::NULL,
        }
    }

    /// Adds a key that is known to be absent.
    pub fn insert_new(&mut self, hash: impl Into<i64>, key: Ref, value: Ref, kind: KeyKind) -> EntryIndex {
        let entry = Entry { hash: hash.into(), key, value };
        self.keys_version = 0;
        match self.rules.order {
            DictOrder::Insertion => self.insert_ordered(entry, kind),
            DictOrder::HashTable => self.insert_hashed(entry, kind),
        }
    }

    fn insert_ordered(&mut self, entry: Entry, kind: KeyKind) -> EntryIndex {
        if self.log2 == 0 {
            self.rebuild(MIN_LOG2);
            self.keys = kind;
        }
        if kind == KeyKind::Other && self.keys == KeyKind::Str {
            if self.rules.keys == KeyTables::StrApart {
                self.grow();
            }
            self.keys = KeyKind::Other;
        }
        if self.room == 0 {
            self.grow();
        }
        self.room = self.room.saturating_sub(1);
        self.used += 1;
        if let Some(order) = &mut self.order {
            order.add(entry.key, 1 << self.log2);
        }
        self.push(entry)
    }

    /// Puts an entry behind the others and its number into the hash table.
    fn push(&mut self, entry: Entry) -> EntryIndex {
        let number = self.entries.len() as u32;
        if self.entries.len() == self.entries.capacity() {
            let limit = usable(1 << self.log2).max(self.entries.len() + 1);
            let wanted = if self.entries.is_empty() { 2 } else { limit };
            self.entries.reserve_exact(wanted.saturating_sub(self.entries.len()));
        }
        self.entries.push(entry);
        if let Some(slot) = self.index.free_slot(entry.hash, self.rules.order) {
            self.index.set(slot, number);
        }
        EntryIndex(number)
    }

    fn insert_hashed(&mut self, entry: Entry, kind: KeyKind) -> EntryIndex {
        let index = self.put_hashed(entry, kind);
        let slots = 1usize << self.log2;
        if self.room as usize * 3 < slots * 2 {
            return index;
        }
        self.grow();
        self.lookup_str(entry.hash, entry.key).unwrap_or(EntryIndex(EMPTY))
    }

    fn put_hashed(&mut self, entry: Entry, kind: KeyKind) -> EntryIndex {
        if kind == KeyKind::Other {
            self.keys = kind;
        }
        let Some(slot) = self.index.free_slot(entry.hash, self.rules.order) else { return EntryIndex(EMPTY) };
        if self.index.get(slot) == EMPTY {
            self.room += 1;
        }
        let number = match self.entries.get_mut(self.first as usize) {
            Some(hole) => {
                let number = self.first;
                self.first = hole.hash as u32;
                *hole = entry;
                number
            }
            None => {
                self.entries.push(entry);
                self.entries.len() as u32 - 1
            }
        };
        self.index.set(slot, number);
        self.used += 1;
        EntryIndex(number)
    }

    /// Deletes an entry; the references now belong to the caller. The table keeps its size.
    pub fn remove(&mut self, entry: EntryIndex) -> (Ref, Ref) {
        let old = self.entry(entry);
        if old.key.is_null() {
            return (Ref::NULL, Ref::NULL);
        }
        let Some(slot) = self.index.slot_of(entry.0, old.hash, self.rules.order) else { return (old.key, old.value) };
        self.index.set(slot, DUMMY);
        self.make_hole(entry.0);
        if self.rules.order == DictOrder::HashTable && slot == 0 {
            self.finger = old.hash;
        }
        self.used -= 1;
        self.keys_version = 0;
        if let Some(order) = &mut self.order {
            order.forget(old.key, 1 << self.log2);
        }
        (old.key, old.value)
    }

    fn make_hole(&mut self, number: u32) {
        let Some(hole) = self.entries.get_mut(number as usize) else { return };
        *hole = Entry::HOLE;
        match self.rules.order {
            DictOrder::HashTable => {
                hole.hash = i64::from(self.first);
                self.first = number;
            }
            DictOrder::Insertion if number == self.first => {
                let rest = self.entries.get(number as usize..).unwrap_or_default();
                self.first += rest.iter().take_while(|e| e.key.is_null()).count() as u32;
            }
            DictOrder::Insertion => {}
        }
    }

    /// `popitem`: the last entry; in 2.7 the next one after a finger that goes round the slots.
    pub fn pop_item(&mut self) -> Option<(Ref, Ref)> {
        if self.used == 0 {
            return None;
        }
        match self.rules.order {
            DictOrder::Insertion => {
                let last = self.entries.iter().rposition(|e| !e.key.is_null())?;
                let removed = self.remove(EntryIndex(last as u32));
                self.entries.truncate(last);
                self.first = self.first.min(last as u32);
                Some(removed)
            }
            DictOrder::HashTable => {
                let slots = self.index.len();
                let live = |i: usize| self.index.get(i) < DUMMY;
                let i = if live(0) {
                    0
                } else {
                    let start = usize::try_from(self.finger).ok().filter(|&i| i >= 1 && i < slots).unwrap_or(1);
                    (start..slots).chain(1..start).find(|&i| live(i))?
                };
                let removed = self.remove(EntryIndex(self.index.get(i)));
                self.finger = i as i64 + 1;
                Some(removed)
            }
        }
    }

    /// Empties the table; the entries' references, in order of insertion, now belong to the caller. An order that is
    /// kept beside it stays: see [`Dict::take_order`].
    pub fn take_entries(&mut self) -> Vec<(Ref, Ref)> {
        let taken = self.entries().collect();
        let order = self.order.take();
        let table = self.table.wrapping_add(1);
        let log2 = if self.rules.empty == EmptyTable::Inside { MIN_LOG2 } else { 0 };
        *self = Self { table, order, ..Self::with_log2(self.rules, log2, KeyKind::Str) };
        taken
    }

    // Sizes.

    fn grow(&mut self) {
        let wanted = self.rules.grown(self.used as usize, 1 << self.log2);
        self.resize(wanted);
    }

    /// A table of its own, after the names of a class were shared (`insertion_resize`): as wide as growing makes it, with
    /// one key just added.
    pub fn leave_shared(&mut self) {
        let before = (self.used as usize).saturating_sub(1);
        let wanted = self.rules.log2(self.rules.grown(before, 1 << self.log2));
        if wanted > self.log2 {
            self.rebuild(wanted);
        }
    }

    /// How many keys the table takes, those that it has included.
    #[must_use]
    pub fn room_for_all(&self) -> usize {
        usable(1 << self.log2)
    }

    /// A table of its own as wide as the one that was shared (`dictresize(mp, DK_LOG_SIZE(mp->ma_keys))`): that of so many
    /// names.
    pub fn take_shared(&mut self, names: usize) {
        let log2 = (MIN_LOG2..16).find(|&log2| usable(1 << log2) >= names).unwrap_or(self.log2);
        if self.rules.order == DictOrder::Insertion {
            self.rebuild(log2.max(self.log2));
        }
    }

    /// Makes a new table for `wanted` slots.
    fn resize(&mut self, wanted: usize) {
        let log2 = self.rules.log2(wanted);
        let clean = self.used == self.room;
        if self.rules.order == DictOrder::HashTable && log2 == MIN_LOG2 && self.log2 == MIN_LOG2 && clean {
            return;
        }
        self.rebuild(log2);
    }

    /// Moves the entries, without holes, into a new table.
    fn rebuild(&mut self, log2: u8) {
        match self.rules.order {
            DictOrder::Insertion => {
                self.log2 = log2;
                self.compact();
                self.room = usable(1 << log2) as u32 - self.used.min(usable(1 << log2) as u32);
            }
            DictOrder::HashTable => {
                // In the order of the slots, as 2.7 inserts them again.
                self.entries = (0..self.index.len()).filter_map(|i| self.live_in_slot(i)).collect();
                self.log2 = log2;
                self.room = self.used;
                self.first = EMPTY;
                self.finger = 0;
                self.reindex();
            }
        }
    }

    /// Closes the holes; the size stays.
    fn compact(&mut self) {
        if self.entries.len() != self.used as usize {
            self.entries.retain(|e| !e.key.is_null());
        }
        let limit = usable(1 << self.log2);
        if self.entries.capacity() > limit * 2 {
            self.entries.shrink_to(limit);
        }
        self.first = 0;
        self.reindex();
    }

    /// A new hash table for the entries, which have no holes.
    fn reindex(&mut self) {
        self.table = self.table.wrapping_add(1);
        self.index = Index::new(self.log2);
        let order = self.rules.order;
        with_slots!(&mut self.index, slots => fill(slots, &self.entries, order), none => ());
    }

    // What inline caches ask.

    /// Not 0 while the set of keys is as it was when the version was assigned; values may have changed.
    #[inline]
    #[must_use]
    pub fn keys_version(&self) -> u32 {
        self.keys_version
    }

    /// The keys' version, a new one if they have none: `next` counts up and stays at 0 once all are spent.
    pub fn assign_version(&mut self, next: &mut u32) -> u32 {
        if self.keys_version == 0 && *next != 0 {
            self.keys_version = *next;
            *next = next.wrapping_add(1);
        }
        self.keys_version
    }

    fn live_in_slot(&self, slot: usize) -> Option<Entry> {
        self.entries.get(self.index.get(slot) as usize).copied()
    }
}

/// Puts the numbers of all entries into an empty hash table.
fn fill<S: Slot>(slots: &mut [S], entries: &[Entry], order: DictOrder) {
    for (number, entry) in entries.iter().enumerate() {
        let mut probe = Probe::new(entry.hash);
        loop {
            let i = probe.slot(slots.len());
            if slots[i].get() == EMPTY {
                slots[i] = S::of(number as u32);
                break;
            }
            probe.step(order);
        }
    }
}

#[cfg(test)]
mod tests;
