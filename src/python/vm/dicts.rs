//! Dicts and sets with the machine's equality: hashing, searching, storing, tracking.

use super::known::types;
use super::{Res, Vm};
use crate::memory::dict::{Dict, EntryIndex, KeyKind, Lookup, Sameness};
use crate::memory::rules::{DictStores, Trigger};
use crate::memory::{Body, Ref, alloc, flag};
use crate::python::dialect::builtins::Unhashable;
use crate::python::text::hash::{TextHash, hash_str};

/// The full hash of a str from its 32 stored bits.
#[inline(always)]
fn spread(short: u32) -> i64 {
    (u64::from(short).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 1) as i64
}

/// 32 bits of hash of a text, never 0 (which means "not computed").
fn short_hash(text: &str) -> u32 {
    use std::hash::{Hash, Hasher};
    let mut hasher = rustc_hash::FxHasher::default();
    text.hash(&mut hasher);
    let wide = hasher.finish();
    ((wide ^ (wide >> 32)) as u32).max(1)
}

impl Vm {
    pub(super) fn new_dict_body(&self) -> Body {
        Body::Dict(Box::new(Dict::new(self.heap.rules.dict)))
    }

    /// New references to what a copy of a dict refers to before it is allocated: a table that is cloned comes first
    /// (`clone_combined_dict` in Objects/dictobject.c), and a collection by the allocation sees them.
    pub fn hold_for_copy(&mut self, dict: Ref) -> Vec<Ref> {
        let mut held = Vec::new();
        if self.heap.rules.trigger == Trigger::OnAllocation
            && let Body::Dict(table) = self.heap.body(dict)
            && table.copies_by_cloning()
        {
            table.for_each_ref(|r| held.push(r));
            held.iter().for_each(|r| _ = self.heap.incref(*r));
        }
        held
    }

    /// The hash of a str object.
    #[inline]
    pub fn str_hash(&mut self, id: Ref) -> i64 {
        if self.dialect.python2 {
            return self.classic_hash(id);
        }
        let cell = &mut self.heap.cells[id.index()];
        if cell.aux == 0
            && let Body::Str(text) = &cell.body
        {
            cell.aux = short_hash(text);
        }
        spread(cell.aux)
    }

    /// 2.7: the order of dicts and sets shows all bits of the hash, which do not fit beside the text.
    #[cold]
    fn classic_hash(&self, id: Ref) -> i64 {
        match self.heap.body(id) {
            Body::Str(text) => hash_str(text, TextHash::Classic),
            _ => 0,
        }
    }

    #[inline]
    fn is_plain_str(&self, id: Ref) -> bool {
        self.heap.class_of(id) == types::STR
    }

    /// Finds a key by running the machine's equality where needed.
    fn find(&mut self, dict: Ref, key: Ref, hash: i64) -> Res<Option<EntryIndex>> {
        'again: loop {
            let Body::Dict(table) = self.heap.body(dict) else { return Ok(None) };
            let mut cursor = table.candidates(hash, key);
            loop {
                let Body::Dict(table) = self.heap.body(dict) else { return Ok(None) };
                let found = table.find(&mut cursor, |other| match self.plainly_equal(other, key) {
                    Some(true) => Sameness::Same,
                    Some(false) => Sameness::Different,
                    None => Sameness::Unknown,
                });
                match found {
                    Lookup::Found(entry) => return Ok(Some(entry)),
                    Lookup::Absent => return Ok(None),
                    Lookup::Ask(entry) => {
                        let other = table.entry(entry).key;
                        self.incref(other);
                        let same = self.eq(other, key);
                        let stayed =
                            matches!(self.heap.body(dict), Body::Dict(table) if table.holds(&cursor, entry, other));
                        self.decref(other);
                        if !stayed {
                            same?;
                            continue 'again;
                        }
                        if same? {
                            return Ok(Some(entry));
                        }
                    }
                }
            }
        }
    }

    /// The hash of a key or element; from 3.14 the refusal says what it was to be used as.
    fn key_hash(&mut self, key: Ref, used_as: &str) -> Res<i64> {
        let hash = self.hash(key);
        if hash.is_err()
            && self.dialect.builtins.words.unhashable == Unhashable::NamesUse
            && self.matches(types::TYPE_ERROR)
        {
            let pending = self.take_raised();
            let words = self.str_text(pending);
            self.decref(pending);
            let name = self.type_name(key);
            return Err(self.type_error(format!("cannot use '{name}' as a {used_as} ({})", words?)));
        }
        hash
    }

    /// Borrowed.
    pub fn dict_get(&mut self, dict: Ref, key: Ref) -> Res<Option<Ref>> {
        let hash = if self.is_plain_str(key) { self.str_hash(key) } else { self.key_hash(key, "dict key")? };
        self.dict_get_hashed(dict, key, hash)
    }

    pub fn dict_get_hashed(&mut self, dict: Ref, key: Ref, hash: i64) -> Res<Option<Ref>> {
        let found = self.find(dict, key, hash)?;
        Ok(match (found, self.heap.body(dict)) {
            (Some(entry), Body::Dict(table)) => Some(table.value(entry)),
            _ => None,
        })
    }

    /// Looks an interned string up. Borrowed. Keys that are not interned are compared by text.
    #[inline]
    #[must_use]
    pub fn dict_get_str(&self, dict: Ref, name: Ref) -> Option<Ref> {
        let Body::Dict(table) = self.heap.body(dict) else { return None };
        let entry = self.find_str_entry(table, name)?;
        Some(table.value(entry))
    }

    pub(super) fn find_str_entry(&self, table: &Dict, name: Ref) -> Option<EntryIndex> {
        let hash = match self.heap.object(name) {
            _ if self.dialect.python2 => self.classic_hash(name),
            cell if cell.aux != 0 => spread(cell.aux),
            cell => match &cell.body {
                Body::Str(text) => spread(short_hash(text)),
                _ => return None,
            },
        };
        let mut cursor = table.candidates(hash, name);
        match table.find(&mut cursor, |other| match (self.heap.body(other), self.heap.body(name)) {
            (Body::Str(a), Body::Str(b)) if a == b => Sameness::Same,
            _ => Sameness::Different,
        }) {
            Lookup::Found(entry) => Some(entry),
            _ => None,
        }
    }

    /// Stores; counts key (when new) and value.
    pub fn dict_set(&mut self, dict: Ref, key: Ref, value: Ref) -> Res<()> {
        if self.is_plain_str(key) {
            let hash = self.str_hash(key);
            return self.dict_set_hashed(dict, key, hash, value);
        }
        if self.heap.rules.dict_stores == DictStores::Borrowed || self.body(key).instance().is_none() {
            let hash = self.key_hash(key, "dict key")?;
            return self.dict_set_hashed(dict, key, hash, value);
        }
        self.incref(key);
        self.incref(value);
        let result = self.key_hash(key, "dict key").and_then(|hash| self.dict_set_hashed(dict, key, hash, value));
        self.decref(value);
        self.decref(key);
        result
    }

    pub fn dict_set_hashed(&mut self, dict: Ref, key: Ref, hash: i64, value: Ref) -> Res<()> {
        let found = self.find(dict, key, hash)?;
        self.store_found(dict, key, hash, value, found);
        Ok(())
    }

    /// `dict.setdefault`: the value under the key (borrowed), `default` when it was new. One search, so that keys are asked
    /// whether they are equal once.
    pub fn dict_set_default(&mut self, dict: Ref, key: Ref, hash: i64, default: Ref) -> Res<Ref> {
        let found = self.find(dict, key, hash)?;
        if let (Some(entry), Body::Dict(table)) = (found, self.heap.body(dict)) {
            return Ok(table.value(entry));
        }
        self.store_found(dict, key, hash, default, None);
        Ok(default)
    }

    fn store_found(&mut self, dict: Ref, key: Ref, hash: i64, value: Ref, found: Option<EntryIndex>) {
        self.incref(value);
        alloc::dict_maybe_track(&mut self.heap, dict, key, value);
        let kind = if self.is_plain_str(key) { KeyKind::Str } else { KeyKind::Other };
        let Body::Dict(table) = self.heap.body_mut(dict) else {
            self.decref(value);
            return;
        };
        match found {
            Some(entry) => {
                let before = table.set_value(entry, value);
                self.decref(before);
            }
            None => {
                table.insert_new(hash, key, value, kind);
                let ordered = table.is_ordered();
                self.incref(key);
                if ordered {
                    // Its place in the order holds the key, too.
                    self.incref(key);
                }
                if self.heap.cells[dict.index()].aux != 0 && !self.shares_key(dict, key, kind) {
                    self.leave_shared_keys(dict);
                }
            }
        }
    }

    /// Stores under an interned string; counts.
    pub fn dict_set_str_ref(&mut self, dict: Ref, name: Ref, value: Ref) {
        let hash = self.str_hash(name);
        let found = match self.heap.body(dict) {
            Body::Dict(table) => self.find_str_entry(table, name),
            _ => None,
        };
        self.store_found(dict, name, hash, value, found);
    }

    pub fn dict_set_str(&mut self, dict: Ref, name: &str, value: Ref) {
        let name = self.intern(name);
        self.dict_set_str_ref(dict, name, value);
    }

    /// Stores an attribute in an object's namespace dict. In 3.13 the collector does not learn of it there: the
    /// values belong to the instance.
    pub(super) fn store_in_namespace(&mut self, dict: Ref, name: Ref, value: Ref) {
        let unseen = self.heap.has_flag(dict, flag::ATTACHED) && !self.heap.is_tracked(dict);
        let sharing = self.heap.cells[dict.index()].aux;
        self.dict_set_str_ref(dict, name, value);
        if sharing != 0 && self.heap.cells[dict.index()].aux == 0 {
            self.share_anew(dict, Ref::from_index(sharing));
        }
        if unseen && self.heap.has_flag(dict, flag::ATTACHED) {
            alloc::untrack(&mut self.heap, dict);
        }
    }

    /// Deletes; false when the key is absent.
    pub fn dict_del(&mut self, dict: Ref, key: Ref) -> Res<bool> {
        let hash = if self.is_plain_str(key) { self.str_hash(key) } else { self.key_hash(key, "dict key")? };
        let found = self.find(dict, key, hash)?;
        Ok(self.remove_found(dict, found))
    }

    pub fn dict_del_str(&mut self, dict: Ref, name: Ref) -> bool {
        let found = match self.heap.body(dict) {
            Body::Dict(table) => self.find_str_entry(table, name),
            _ => None,
        };
        self.remove_found(dict, found)
    }

    fn remove_found(&mut self, dict: Ref, found: Option<EntryIndex>) -> bool {
        let Some((key, value)) = self.take_found(dict, found) else { return false };
        // delitem_common: the key goes first.
        self.decref(key);
        self.decref(value);
        true
    }

    /// Takes an entry out; the references belong to the caller.
    pub fn dict_pop(&mut self, dict: Ref, key: Ref) -> Res<Option<(Ref, Ref)>> {
        let hash = if self.is_plain_str(key) { self.str_hash(key) } else { self.key_hash(key, "dict key")? };
        self.dict_pop_hashed(dict, key, hash)
    }

    /// The same where the hash is known.
    pub fn dict_pop_hashed(&mut self, dict: Ref, key: Ref, hash: i64) -> Res<Option<(Ref, Ref)>> {
        let found = self.find(dict, key, hash)?;
        Ok(self.take_found(dict, found))
    }

    /// Takes an entry out of its table, and its key out of the order where one is kept.
    fn take_found(&mut self, dict: Ref, found: Option<EntryIndex>) -> Option<(Ref, Ref)> {
        let cell = &mut self.heap.cells[dict.index()];
        let (Some(entry), Body::Dict(table)) = (found, &mut cell.body) else { return None };
        let ordered = table.is_ordered();
        let (key, value) = table.remove(entry);
        if cell.aux != 0 {
            self.deleted_shared_key(dict);
        }
        if ordered {
            self.decref(key);
        }
        Some((key, value))
    }

    /// `OrderedDict.move_to_end`; false when the key is absent.
    pub fn dict_move_to_end(&mut self, dict: Ref, key: Ref, end: crate::memory::dict::End) -> Res<bool> {
        let hash = if self.is_plain_str(key) { self.str_hash(key) } else { self.key_hash(key, "dict key")? };
        let found = self.find(dict, key, hash)?;
        let (Some(entry), Body::Dict(table)) = (found, self.heap.body_mut(dict)) else { return Ok(false) };
        table.move_to_end(entry, end);
        Ok(true)
    }

    #[must_use]
    pub fn dict_len(&self, dict: Ref) -> usize {
        match self.heap.body(dict) {
            Body::Dict(table) => table.len(),
            _ => 0,
        }
    }

    /// The entry at or after a position, borrowed, and the position after it.
    #[must_use]
    pub fn dict_next(&self, dict: Ref, position: usize) -> Option<(usize, Ref, Ref)> {
        match self.heap.body(dict) {
            Body::Dict(table) => table.next_from(position),
            _ => None,
        }
    }

    // ---- sets

    fn find_in_set(&mut self, set: Ref, key: Ref, hash: i64) -> Res<Option<crate::memory::set::SlotIndex>> {
        'again: loop {
            let Body::Set(table) = self.heap.body(set) else { return Ok(None) };
            let mut cursor = table.candidates(hash, key);
            loop {
                let Body::Set(table) = self.heap.body(set) else { return Ok(None) };
                let found = table.find(&mut cursor, |other| match self.plainly_equal(other, key) {
                    Some(true) => Sameness::Same,
                    Some(false) => Sameness::Different,
                    None => Sameness::Unknown,
                });
                match found {
                    Lookup::Found(slot) => return Ok(Some(slot)),
                    Lookup::Absent => return Ok(None),
                    Lookup::Ask(slot) => {
                        let other = table.key(slot);
                        self.incref(other);
                        let same = self.eq(other, key);
                        let stayed =
                            matches!(self.heap.body(set), Body::Set(table) if table.holds(&cursor, slot, other));
                        self.decref(other);
                        if !stayed {
                            same?;
                            continue 'again;
                        }
                        if same? {
                            return Ok(Some(slot));
                        }
                    }
                }
            }
        }
    }

    /// False when an equal one was there.
    pub fn set_add(&mut self, set: Ref, key: Ref) -> Res<bool> {
        let hash = self.key_hash(key, "set element")?;
        self.set_add_hashed(set, key, hash)
    }

    pub fn set_add_hashed(&mut self, set: Ref, key: Ref, hash: i64) -> Res<bool> {
        // The key is held before it is compared (`set_add_entry`), but in 2.7.
        let early = !self.dialect.python2;
        if early {
            self.incref(key);
        }
        let found = self.find_in_set(set, key, hash);
        if !matches!(found, Ok(None)) {
            if early {
                self.decref(key);
            }
            return found.map(|_| false);
        }
        if !early {
            self.incref(key);
        }
        if let Body::Set(table) = self.heap.body_mut(set) {
            table.insert_new(hash, key);
        }
        Ok(true)
    }

    pub fn set_contains(&mut self, set: Ref, key: Ref) -> Res<bool> {
        let hash = self.key_hash(key, "set element")?;
        Ok(self.find_in_set(set, key, hash)?.is_some())
    }

    pub fn set_contains_hashed(&mut self, set: Ref, key: Ref, hash: i64) -> Res<bool> {
        Ok(self.find_in_set(set, key, hash)?.is_some())
    }

    pub fn set_remove(&mut self, set: Ref, key: Ref) -> Res<bool> {
        let hash = self.key_hash(key, "set element")?;
        self.set_remove_hashed(set, key, hash)
    }

    pub fn set_remove_hashed(&mut self, set: Ref, key: Ref, hash: i64) -> Res<bool> {
        let Some(slot) = self.find_in_set(set, key, hash)? else { return Ok(false) };
        if let Body::Set(table) = self.heap.body_mut(set) {
            let key = table.remove(slot);
            self.decref(key);
        }
        Ok(true)
    }

    /// A new empty set or frozenset.
    pub fn set(&mut self, frozen: bool) -> Ref {
        let body = Body::Set(Box::new(crate::memory::set::Set::new(self.heap.rules.set)));
        self.container(if frozen { types::FROZENSET } else { types::SET }, body)
    }
}
