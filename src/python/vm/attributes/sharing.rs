//! Split tables (PEP 412): the dicts of a class's instances share the names of their keys, which `sys.getsizeof` shows. A
//! dict that shares them has the index of the class in its `aux`; its values are its own, or the instance's.

use super::super::Vm;
use crate::memory::object::{KeySharing, Layout, SplitKeys, TypeKind};
use crate::memory::rules::{InstanceDict, SharedKeys};
use crate::memory::dict::KeyKind;
use crate::memory::{Body, Ref, flag};

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

    /// How many values a dict that shares its keys has room for; `None` when it does not.
    #[must_use]
    pub fn shared_room(&self, dict: Ref) -> Option<usize> {
        let class = self.heap.cells[dict.index()].aux;
        if class == 0 {
            return None;
        }
        self.names_and_room(Ref::from_index(class))
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
        if self.heap.rules.instance_dict == InstanceDict::Inline && self.heap.body(object).instance().is_some() {
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

    /// A key was added that instances do not share: the dict has a table of its own now. Up to 3.10 the class shares that
    /// one from now on if no other instance shares the old one, and ends sharing otherwise (`_PyObjectDict_SetItem`).
    #[cold]
    pub(in crate::python::vm) fn leave_shared_keys(&mut self, dict: Ref) {
        let class = Ref::from_index(self.heap.cells[dict.index()].aux);
        self.detach_dict(dict);
        let Body::Dict(table) = self.heap.body_mut(dict) else { return };
        table.leave_shared();
        let (room, kind) = (table.room_for_all(), table.keys_kind());
        if self.heap.rules.shared_keys != SharedKeys::Five || !self.shares_keys(class) {
            return;
        }
        let index = class.index() as u32;
        let others = self.heap.cells.iter().any(|cell| cell.aux == index && matches!(cell.body, Body::Dict(_)));
        let names: Vec<Box<str>> = match self.heap.body(dict) {
            Body::Dict(table) if kind == KeyKind::Str && !others => {
                table.entries().filter_map(|(key, _)| self.as_str(key).map(Into::into)).collect()
            }
            _ => return self.end_key_sharing(class),
        };
        if let Body::Type(t) = self.heap.body_mut(class) {
            t.split_keys = SplitKeys { room: room.saturating_sub(names.len()), names, sharing: KeySharing::Shared };
            self.heap.cells[dict.index()].aux = index;
        }
    }

    /// A key of a dict that shares its keys was deleted: up to 3.10 the dict gets a table of its own, and the class ends
    /// sharing.
    #[cold]
    pub(in crate::python::vm) fn deleted_shared_key(&mut self, dict: Ref) {
        if self.heap.rules.shared_keys != SharedKeys::Five {
            return;
        }
        let class = Ref::from_index(self.heap.cells[dict.index()].aux);
        self.unshare_keys(dict);
        self.end_key_sharing(class);
    }

    /// The dict gets a table of its own that is as wide as the shared one.
    pub fn unshare_keys(&mut self, dict: Ref) {
        let room = self.shared_room(dict);
        self.detach_dict(dict);
        if let (Some(room), Body::Dict(table)) = (room, self.heap.body_mut(dict)) {
            table.take_shared(room);
        }
    }

    /// A copy of a dict that shares its keys shares them, too.
    pub fn share_keys_of(&mut self, copy: Ref, dict: Ref) {
        if matches!(self.heap.body(dict), Body::Dict(_)) {
            self.heap.cells[copy.index()].aux = self.heap.cells[dict.index()].aux;
        }
    }

    fn end_key_sharing(&mut self, class: Ref) {
        if let Body::Type(t) = self.heap.body_mut(class) {
            t.split_keys.sharing = KeySharing::Ended;
        }
    }

    /// From now on the values are the dict's own: it was emptied, replaced, or holds a key that instances do not share.
    pub fn detach_dict(&mut self, dict: Ref) {
        if matches!(self.heap.body(dict), Body::Dict(_)) && self.heap.cells[dict.index()].aux != 0 {
            self.heap.clear_flag(dict, flag::ATTACHED);
            self.heap.cells[dict.index()].aux = 0;
        }
    }
}
