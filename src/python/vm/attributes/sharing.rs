//! Split tables (PEP 412): the dicts of a class's instances share the names of their keys, which `sys.getsizeof` shows. A
//! dict that shares them has the index of the class in its `aux`; its values are its own, or the instance's.

use super::super::Vm;
use crate::memory::dict::KeyKind;
use crate::memory::object::{KeySharing, Layout, SplitKeys, TypeKind};
use crate::memory::rules::{InlineValues, InstanceDict, SharedKeys};
use crate::memory::{Body, Ref, flag};

const MOST_RENEWALS: u8 = 16;

impl Vm {
    /// Whether instances of this class share the names of their attributes.
    #[must_use]
    pub fn shares_keys(&self, class: Ref) -> bool {
        let Some(t) = self.type_body(class) else { return false };
        t.kind == TypeKind::Heap
            && t.has_dict
            && match self.heap.rules.shared_keys {
                SharedKeys::None => false,
                SharedKeys::Five => t.split_keys.sharing == KeySharing::Shared,
                SharedKeys::Thirty if matches!(t.layout, Layout::Int | Layout::Tuple | Layout::Bytes) => false,
                SharedKeys::Thirty | SharedKeys::ThirtyInBuiltins => {
                    self.type_body(self.builtin_base(class)).is_some_and(|base| !base.has_dict)
                }
            }
    }

    /// Whether instances of a class made by a program have values without a dict object. Those with `__slots__` and a
    /// `__dict__` have none in 3.13, where they would have to stand right behind the head of the object.
    pub(in crate::python::vm) fn has_values(&self, class: Ref) -> bool {
        let rules = &self.heap.rules;
        rules.instance_dict != InstanceDict::Eager
            && (rules.has_values_behind_slots() || self.type_body(class).is_some_and(|t| t.slots.is_empty()))
    }

    /// Whether an object's attributes stand inside it.
    pub(super) fn has_inline_values(&self, object: Ref) -> bool {
        let class = self.type_of(object);
        self.heap.rules.instance_dict == InstanceDict::Inline
            && (self.heap.body(object).instance().is_some() && self.has_values(class)
                || self.heap.rules.inline_values == InlineValues::FixedLength
                    && self
                        .type_body(class)
                        .is_some_and(|t| !matches!(t.layout, Layout::Int | Layout::Tuple | Layout::Bytes))
                    && self.shares_keys(class))
    }

    /// How many values a dict that shares its keys has room for; `None` when it does not.
    #[must_use]
    pub fn shared_room(&self, dict: Ref) -> Option<usize> {
        let class = self.heap.cells[dict.index()].aux;
        if class == 0 {
            return None;
        }
        self.names_and_room(Ref::from_index(class))
    }

    /// Up to 3.10: the table of names, when the class has given it up and this dict is the last that has it.
    #[must_use]
    pub fn own_names(&self, dict: Ref) -> Option<usize> {
        let class = self.heap.cells[dict.index()].aux;
        let keys = &self.type_body(Ref::from_index(class))?.split_keys;
        if self.heap.rules.shared_keys != SharedKeys::Five || keys.sharing == KeySharing::Shared {
            return None;
        }
        let sharing = self.heap.cells.iter().filter(|cell| cell.aux == class && matches!(cell.body, Body::Dict(_)));
        (sharing.count() == 1).then_some(keys.names.len() + keys.room)
    }

    /// The places of the table of names that the instances of a class share.
    #[must_use]
    pub fn names_and_room(&self, class: Ref) -> Option<usize> {
        let t = self.type_body(class)?;
        Some(match self.heap.rules.shared_keys {
            SharedKeys::Five => t.split_keys.names.len() + t.split_keys.room,
            _ => t.shared_keys.len() + usize::from(t.keys_room),
        })
    }

    /// Notes that `dict` holds the attributes of `object`, or in 3.13 and later shows them.
    pub(in crate::python::vm) fn attach_dict(&mut self, object: Ref, dict: Ref) {
        let class = self.type_of(object);
        if self.has_inline_values(object) {
            self.heap.set_flag(dict, flag::ATTACHED);
            self.heap.cells[dict.index()].aux = class.index() as u32;
        } else if self.shares_keys(class) && matches!(self.heap.body(dict), Body::Dict(_)) {
            self.heap.cells[dict.index()].aux = class.index() as u32;
        }
    }

    /// Whether a new key of a dict is one that instances share, or becomes one.
    #[cold]
    pub(in crate::python::vm) fn shares_key(&mut self, dict: Ref, key: Ref, kind: KeyKind) -> bool {
        let class = Ref::from_index(self.heap.cells[dict.index()].aux);
        let text = match self.as_str(key) {
            Some(text) if kind == KeyKind::Str => text.to_owned(),
            _ => return false,
        };
        if self.heap.rules.shared_keys != SharedKeys::Five {
            let name = self.intern(&text);
            return self.inline_index(class, name).is_some() || self.add_shared_key(class, name).is_some();
        }
        // Values stand in the order of the names.
        let before = self.dict_len(dict).saturating_sub(1);
        let Body::Type(t) = self.heap.body_mut(class) else { return false };
        let keys = &mut t.split_keys;
        match keys.names.iter().position(|known| **known == *text) {
            Some(at) => at == before,
            None if before == keys.names.len() && keys.room > 0 => {
                keys.names.push(text.into());
                keys.room -= 1;
                true
            }
            None => false,
        }
    }

    /// A key was added that instances do not share: the dict has a table of its own now.
    #[cold]
    pub(in crate::python::vm) fn leave_shared_keys(&mut self, dict: Ref) {
        self.detach_dict(dict);
        if let Body::Dict(table) = self.heap.body_mut(dict) {
            table.leave_shared();
        }
    }

    /// Up to 3.10: setting an attribute gave the dict a table of its own. The class shares that one from now on if no other
    /// instance shares the old one, and ends sharing otherwise (`_PyObjectDict_SetItem`).
    #[cold]
    pub(in crate::python::vm) fn share_anew(&mut self, dict: Ref, class: Ref) {
        if self.heap.rules.shared_keys != SharedKeys::Five || !self.shares_keys(class) {
            return;
        }
        // Each time costs a look at the whole heap: classes whose instances never agree stop sharing here, other than in
        // CPython, where nothing but sizes shows it.
        let renewed = self.type_body(class).map_or(0, |t| t.split_keys.renewed);
        if renewed == MOST_RENEWALS {
            return self.end_key_sharing(class);
        }
        let (Body::Dict(table), false) = (self.heap.body(dict), self.any_shares_keys(class)) else {
            return self.end_key_sharing(class);
        };
        if table.keys_kind() != KeyKind::Str {
            return self.end_key_sharing(class);
        }
        let names: Vec<Box<str>> = table.entries().filter_map(|(key, _)| self.as_str(key).map(Into::into)).collect();
        let room = table.room_for_all().saturating_sub(names.len());
        if let Body::Type(t) = self.heap.body_mut(class) {
            t.split_keys = SplitKeys { room, names, sharing: KeySharing::Shared, renewed: renewed + 1 };
            self.heap.cells[dict.index()].aux = class.index() as u32;
        }
    }

    /// Whether a dict shares its keys with the instances of this class.
    fn any_shares_keys(&self, class: Ref) -> bool {
        let index = class.index() as u32;
        self.heap.cells.iter().any(|cell| cell.aux == index && matches!(cell.body, Body::Dict(_)))
    }

    /// Up to 3.10, a key of a dict that shares its keys was deleted: the dict gets a table of its own.
    #[cold]
    pub(in crate::python::vm) fn deleted_shared_key(&mut self, dict: Ref) {
        if self.heap.rules.shared_keys == SharedKeys::Five {
            self.unshare_keys(dict);
        }
    }

    /// The dict gets a table of its own that is as wide as the shared one.
    pub fn unshare_keys(&mut self, dict: Ref) {
        let room = self.shared_room(dict);
        self.detach_dict(dict);
        if let (Some(room), Body::Dict(table)) = (room, self.heap.body_mut(dict)) {
            table.take_shared(room);
        }
    }

    /// Whether this is the `__dict__` of an instance, or a copy of one, that shares its keys with others of the class.
    #[must_use]
    pub fn is_split_dict(&self, dict: Ref) -> bool {
        matches!(self.heap.body(dict), Body::Dict(_)) && self.heap.cells[dict.index()].aux != 0
    }

    /// A copy of a dict that shares its keys shares them, too.
    pub fn share_keys_of(&mut self, copy: Ref, dict: Ref) {
        if matches!(self.heap.body(dict), Body::Dict(_)) {
            self.heap.cells[copy.index()].aux = self.heap.cells[dict.index()].aux;
        }
    }

    /// Up to 3.10: deleting an attribute ends the sharing for new instances.
    #[cold]
    pub(in crate::python::vm) fn end_key_sharing(&mut self, class: Ref) {
        if let Body::Type(t) = self.heap.body_mut(class) {
            t.split_keys.sharing = KeySharing::Ended;
        }
    }

    /// From now on the values are the dict's own: it was emptied, replaced, or holds a key that instances do not share.
    pub fn detach_dict(&mut self, dict: Ref) {
        if matches!(self.heap.body(dict), Body::Dict(_)) && self.heap.cells[dict.index()].aux != 0 {
            self.show_values(dict);
            self.heap.clear_flag(dict, flag::ATTACHED);
            self.heap.cells[dict.index()].aux = 0;
        }
    }
}
