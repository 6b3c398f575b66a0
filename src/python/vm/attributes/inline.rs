//! An instance's own attributes: values inside it, or its `__dict__`.

use super::super::Vm;
use super::super::classic::instance_part;
use super::super::known::types;
use crate::memory::rules::SharedKeys;
use crate::memory::{Body, Ref, alloc, flag};

impl Vm {
    pub fn slot_value(&self, object: Ref, slot: usize) -> Ref {
        match self.body(object).instance() {
            Some(slots) => slots.get(slot + 1).copied().unwrap_or(Ref::NULL),
            None => self.heap.extras.get(&object).and_then(|e| e.slots.get(slot)).copied().unwrap_or(Ref::NULL),
        }
    }

    /// Puts `value` (stolen, may be NULL) into a `__slots__` place; gives back what was there.
    pub(in crate::python::vm) fn set_slot_value(&mut self, object: Ref, slot: usize, value: Ref) -> Ref {
        let place = match self.heap.cells[object.index()].body.instance_mut() {
            Some(slots) => slots.get_mut(slot + 1),
            None => self.heap.extras.entry(object).or_default().slots.get_mut(slot),
        };
        match place {
            Some(place) => std::mem::replace(place, value),
            None => value,
        }
    }

    /// Where `name` stands in an instance that keeps its attributes inline.
    #[inline]
    pub(in crate::python::vm) fn inline_index(&self, class: Ref, name: Ref) -> Option<usize> {
        let t = self.type_body(class)?;
        t.shared_keys.iter().position(|k| *k == name).map(|at| 1 + t.slots.len() + at)
    }

    /// An attribute in the object's own namespace. Borrowed. `name` is interned.
    #[must_use]
    pub fn instance_attribute(&self, object: Ref, name: Ref) -> Option<Ref> {
        if let Some(slots) = self.body(object).instance() {
            if !slots[0].is_null() {
                return self.dict_get_str(slots[0], name);
            }
            let index = self.inline_index(self.type_of(object), name)?;
            return slots.get(index).and_then(|v| v.some());
        }
        let dict = self.existing_dict(object)?;
        self.dict_get_str(dict, name)
    }

    /// The namespace dict that the object has already. Borrowed.
    #[must_use]
    pub fn existing_dict(&self, object: Ref) -> Option<Ref> {
        match self.body(object) {
            Body::SmallInstance(slots) => slots[0].some(),
            Body::Instance(slots) => slots[0].some(),
            Body::Function(f) => f.dict.some(),
            Body::Exception(e) => e.dict.some(),
            Body::Type(t) => t.dict.some(),
            Body::Record(_) if matches!(self.type_of(object), types::INSTANCE | types::CLASSIC_CLASS) => {
                self.record_at(object, instance_part::DICT).some()
            }
            _ => self.heap.extras.get(&object).and_then(|e| e.dict.some()),
        }
    }

    /// The object's `__dict__`, made if need be; `None` when it can have none. Borrowed.
    pub fn instance_dict(&mut self, object: Ref) -> Option<Ref> {
        if let Some(dict) = self.existing_dict(object) {
            self.show_values(dict);
            return Some(dict);
        }
        let class = self.type_of(object);
        if !self.type_body(class).is_some_and(|t| t.has_dict) && !matches!(self.body(object), Body::Exception(_)) {
            return None;
        }
        let dict = self.dict();
        self.take_inline_values(object, dict);
        self.set_existing_dict(object, dict);
        self.attach_dict(object, dict);
        Some(dict)
    }

    pub(crate) fn set_existing_dict(&mut self, object: Ref, dict: Ref) {
        match self.heap.body_mut(object) {
            Body::SmallInstance(slots) => slots[0] = dict,
            Body::Instance(slots) => slots[0] = dict,
            Body::Function(f) => f.dict = dict,
            Body::Exception(e) => e.dict = dict,
            _ => {
                self.heap.set_flag(object, crate::memory::heap::flag::EXTRA);
                self.heap.extras.entry(object).or_default().dict = dict;
            }
        }
    }

    /// Moves inline attributes into their new `__dict__`.
    fn take_inline_values(&mut self, object: Ref, dict: Ref) {
        let class = self.type_of(object);
        let Some(t) = self.type_body(class) else { return };
        let (first, keys) = (1 + t.slots.len(), t.shared_keys.clone());
        for place in self.heap.places_in_order(object, first) {
            let Some(slots) = self.heap.cells[object.index()].body.instance_mut() else { return };
            let value = slots.get_mut(place).map_or(Ref::NULL, std::mem::take);
            if let Some(&key) = keys.get(place - first) {
                self.dict_set_str_ref(dict, key, value);
            }
            self.xdecref(value);
        }
        self.heap.forget_order(object);
    }

    /// Drops the inline attributes of an object that has got a `__dict__` of its own.
    pub(crate) fn clear_inline_values(&mut self, object: Ref) {
        let class = self.type_of(object);
        let Some(t) = self.type_body(class) else { return };
        let (skip, keys) = (1 + t.slots.len(), t.shared_keys.len());
        for at in skip..skip + keys {
            let Some(slots) = self.heap.cells[object.index()].body.instance_mut() else { return };
            let value = slots.get_mut(at).map_or(Ref::NULL, std::mem::take);
            self.xdecref(value);
        }
        self.heap.forget_order(object);
    }

    /// `object.name = value` in the object's own namespace; false when it has none. Counts the value.
    pub fn set_instance_attribute(&mut self, object: Ref, name: Ref, value: Ref) -> bool {
        if self.body(object).instance().is_some() {
            let class = self.type_of(object);
            let has_dict = self.type_body(class).is_some_and(|t| t.has_dict);
            if !has_dict {
                return false;
            }
            let no_dict_yet = self.existing_dict(object).is_none();
            if no_dict_yet
                && self.has_values(class)
                && let Some(index) = self.inline_index(class, name).or_else(|| self.add_shared_key(class, name))
            {
                self.incref(value);
                let before = self.put_inline(object, index, value);
                self.xdecref(before);
                return true;
            }
            if let Some(dict) = self.instance_dict(object) {
                self.store_in_namespace(dict, name, value);
                return true;
            }
            return false;
        }
        match self.own_namespace(object) {
            Some(dict) => {
                self.store_in_namespace(dict, name, value);
                true
            }
            None => false,
        }
    }

    /// Where an object that is more than its attributes keeps them: its `__dict__`, or values inside it. Those stand in a
    /// dict that only the object knows, until a program asks for it; the collector does not see it. Borrowed.
    fn own_namespace(&mut self, object: Ref) -> Option<Ref> {
        if let Some(dict) = self.existing_dict(object) {
            return Some(dict);
        }
        if !self.has_inline_values(object) {
            return self.instance_dict(object);
        }
        let body = self.new_dict_body();
        let dict = self.heap.alloc(types::DICT, body);
        self.set_existing_dict(object, dict);
        self.attach_dict(object, dict);
        Some(dict)
    }

    /// A dict that only its object knew becomes one of the program's.
    pub(in crate::python::vm) fn show_values(&mut self, dict: Ref) {
        if !self.heap.has_flag(dict, flag::CONTAINER) {
            alloc::count_birth(self);
            self.heap.set_flag(dict, flag::CONTAINER);
            alloc::dict_created(&mut self.heap, dict);
        }
    }

    /// Stores `value` (stolen) at an index of an instance's slots; gives back what was there.
    pub(in crate::python::vm) fn put_inline(&mut self, object: Ref, index: usize, value: Ref) -> Ref {
        let Some(slots) = self.heap.cells[object.index()].body.instance_mut() else { return value };
        if let Some((place, later)) = slots.get_mut(index..).and_then(<[Ref]>::split_first_mut) {
            let before = std::mem::replace(place, value);
            let overtaken = before.is_null() && later.iter().any(|later| !later.is_null());
            if value.is_null() {
                self.heap.unset_in_order(object, index);
            } else if overtaken {
                let first = self.type_body(self.type_of(object)).map_or(1, |t| 1 + t.slots.len());
                self.heap.set_out_of_order(object, first, index);
            }
            return before;
        }
        let wanted =
            self.type_body(self.type_of(object)).map_or(index + 1, |t| 1 + t.slots.len() + t.shared_keys.len());
        let mut grown = self.body(object).instance().map_or_else(Vec::new, <[Ref]>::to_vec);
        grown.resize(wanted.max(index + 1), Ref::NULL);
        grown[index] = value;
        self.heap.cells[object.index()].body = Body::Instance(grown.into());
        Ref::NULL
    }

    /// A new attribute name for all instances of the class; `None` when it has too many.
    pub(in crate::python::vm) fn add_shared_key(&mut self, class: Ref, name: Ref) -> Option<usize> {
        let t = self.type_body(class)?;
        if t.keys_room == 0 {
            return None;
        }
        let index = 1 + t.slots.len() + t.shared_keys.len();
        self.incref(name);
        if let Body::Type(t) = self.heap.body_mut(class) {
            t.shared_keys.push(name);
            t.keys_room -= 1;
        }
        // What caches know of a class attribute of this name holds no longer: instances may shadow it now.
        if self.lookup(class, name).is_some() {
            self.type_modified(class);
        }
        Some(index)
    }

    /// Whether an attribute of this name could stand in the object itself.
    #[must_use]
    pub fn may_shadow(&self, object: Ref, name: Ref) -> bool {
        self.instance_attribute(object, name).is_some()
    }

    pub(in crate::python::vm) fn can_have_dict(&self, object: Ref) -> bool {
        self.type_body(self.type_of(object)).is_some_and(|t| t.has_dict)
    }

    pub(in crate::python::vm) fn delete_instance_attribute(&mut self, object: Ref, name: Ref) -> bool {
        let class = self.type_of(object);
        if self.has_values(class)
            && let Some(slots) = self.body(object).instance()
            && slots[0].is_null()
        {
            // Even deleting a name makes it a shared key.
            let Some(index) = self.inline_index(class, name).or_else(|| self.add_shared_key(class, name)) else {
                return false;
            };
            let before = if index < self.body(object).instance().map_or(0, <[Ref]>::len) {
                self.put_inline(object, index, Ref::NULL)
            } else {
                Ref::NULL
            };
            self.xdecref(before);
            return !before.is_null();
        }
        // Where keys may be shared, it is made even for this (`_PyObjectDict_SetItem` in Objects/dictobject.c).
        let dict = match self.heap.rules.shared_keys {
            SharedKeys::None => self.existing_dict(object),
            _ => self.own_namespace(object),
        };
        match dict {
            Some(dict) => {
                let sharing = self.heap.cells[dict.index()].aux;
                let deleted = self.dict_del_str(dict, name);
                if !deleted {
                    // The dict says so first.
                    let _ = self.key_error(name);
                    self.clear_raised();
                }
                if sharing != 0 && self.heap.rules.shared_keys == SharedKeys::Five {
                    self.end_key_sharing(Ref::from_index(sharing));
                }
                deleted
            }
            None => false,
        }
    }
}

/// As many attribute names as instances of one class share (CPython's `SHARED_KEYS_MAX_SIZE`).
pub(in crate::python::vm) const SHARED_KEYS: u8 = 30;
