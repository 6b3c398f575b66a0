//! Attributes: descriptors, instance attributes, `__dict__`.

use super::known::{self, names, types};
use super::{Raised, Res, Vm};
use crate::memory::free_lists::Kind;
use crate::memory::object::FrameState;
use crate::memory::rules::InstanceDict;
use crate::memory::{Body, Ref, alloc};
use crate::python::behaviour::{GetattrHook, NoDictMessage};

/// What `LOAD_ATTR` finds for a call: a function with its receiver apart, or a value.
#[derive(Clone, Copy, Debug)]
pub enum MethodOrValue {
    /// New references: the raw function, the receiver to pass first is the owner.
    Method(Ref),
    Value(Ref),
}

impl Vm {
    pub fn getattr(&mut self, object: Ref, name: Ref) -> Res {
        let class = self.type_of(object);
        if self.is_heap_type(class) {
            let getattribute = self.lookup(class, names::GETATTRIBUTE);
            if !getattribute.is_some_and(|g| matches!(self.body(g), Body::Native { .. })) {
                let result = self.call_raw(getattribute.unwrap_or(known::NONE), object, &[name]);
                return self.or_getattr_hook(object, name, result);
            }
        }
        match self.builtin_getattr_or_hook(object, name)? {
            Some(value) => Ok(value),
            None => Err(self.attribute_error(object, name)),
        }
    }

    /// `object.__getattribute__`, then the class's `__getattr__`. `None` where neither knows the attribute: for that, no
    /// exception object is made.
    fn builtin_getattr_or_hook(&mut self, object: Ref, name: Ref) -> Res<Option<Ref>> {
        let result = self.try_builtin_getattr(object, name);
        let missing = match &result {
            Ok(found) => found.is_none(),
            Err(Raised) => self.matches(types::ATTRIBUTE_ERROR),
        };
        let class = self.type_of(object);
        if !missing || !self.is_heap_type(class) {
            return result;
        }
        match self.lookup(class, names::GETATTR) {
            Some(hook) => {
                self.clear_raised();
                self.call_getattr_hook(hook, object, name).map(Some)
            }
            None => result,
        }
    }

    fn call_getattr_hook(&mut self, hook: Ref, object: Ref, name: Ref) -> Res {
        let bound = self.behaviour.getattr_hook == GetattrHook::Bound && self.binds_special_methods_apart(hook);
        if !bound {
            return self.call_raw(hook, object, &[name]);
        }
        alloc::count_kept(self, Kind::Method);
        let result = self.call_raw(hook, object, &[name]);
        alloc::count_death(&mut self.heap, Kind::Method);
        result
    }

    /// After an AttributeError: the class's `__getattr__`, when there is one.
    fn or_getattr_hook(&mut self, object: Ref, name: Ref, result: Res) -> Res {
        if result.is_ok() {
            return result;
        }
        let class = self.type_of(object);
        if !self.is_heap_type(class) {
            return result;
        }
        match self.lookup(class, names::GETATTR) {
            Some(hook) if self.matches(types::ATTRIBUTE_ERROR) => {
                self.clear_raised();
                self.call_getattr_hook(hook, object, name)
            }
            _ => result,
        }
    }

    /// What `object.__getattribute__` and its relatives in the builtin types do.
    pub fn builtin_getattr(&mut self, object: Ref, name: Ref) -> Res {
        match self.try_builtin_getattr(object, name)? {
            Some(value) => Ok(value),
            None => Err(self.attribute_error(object, name)),
        }
    }

    /// `None` where the attribute is missing and nothing else went wrong.
    fn try_builtin_getattr(&mut self, object: Ref, name: Ref) -> Res<Option<Ref>> {
        match self.body(object) {
            Body::Type(_) => self.type_getattr(object, name),
            Body::WeakReference(_) if !self.isinstance_of(object, types::REFERENCE) => {
                let target = self.proxy_target(object)?;
                let result = self.getattr(target, name);
                result.map(Some)
            }
            Body::Record(record) if self.is_exact(object, types::SUPER) => {
                let _ = record;
                self.super_getattr(object, name)
            }
            _ => self.generic_getattr(object, name),
        }
    }

    fn generic_getattr(&mut self, object: Ref, name: Ref) -> Res<Option<Ref>> {
        let class = self.type_of(object);
        let descriptor = self.lookup(class, name);
        if let Some(d) = descriptor
            && self.is_data_descriptor(d)
        {
            return self.descriptor_get(d, object, class).map(Some);
        }
        if let Some(value) = self.instance_attribute(object, name) {
            return Ok(Some(self.incref(value)));
        }
        if let Some(d) = descriptor {
            return self.descriptor_get(d, object, class).map(Some);
        }
        if class == types::MODULE {
            return self.module_getattr(object, name);
        }
        Ok(None)
    }

    /// PEP 562.
    fn module_getattr(&mut self, module: Ref, name: Ref) -> Res<Option<Ref>> {
        let Some(dict) = self.instance_dict(module) else { return Ok(None) };
        match self.dict_get_str(dict, names::GETATTR) {
            Some(hook) => self.call(hook, &[name]).map(Some),
            None => Ok(None),
        }
    }

    fn type_getattr(&mut self, class: Ref, name: Ref) -> Res<Option<Ref>> {
        let metatype = self.type_of(class);
        let meta = self.lookup(metatype, name);
        if let Some(d) = meta
            && self.is_data_descriptor(d)
        {
            return self.descriptor_get(d, class, metatype).map(Some);
        }
        if let Some(d) = self.lookup(class, name) {
            return self.descriptor_get(d, Ref::NULL, class).map(Some);
        }
        match meta {
            Some(d) => self.descriptor_get(d, class, metatype).map(Some),
            None => Ok(None),
        }
    }

    /// `super` objects are `[type, object, object's type]`.
    fn super_getattr(&mut self, object: Ref, name: Ref) -> Res<Option<Ref>> {
        let Body::Record(record) = self.body(object) else { return Ok(None) };
        let (&[after, receiver, start, ..], true) = (&record.refs[..], name != names::CLASS) else {
            return self.generic_getattr(object, name);
        };
        if start.is_null() {
            return self.generic_getattr(object, name);
        }
        match self.lookup_after(start, after, name) {
            Some(d) => {
                let receiver = if receiver == start { Ref::NULL } else { receiver };
                self.descriptor_get(d, receiver, start).map(Some)
            }
            None => self.generic_getattr(object, name),
        }
    }

    /// Finds `name` in the MRO of `start` behind `after`. Borrowed.
    #[must_use]
    pub fn lookup_after(&self, start: Ref, after: Ref, name: Ref) -> Option<Ref> {
        let mro = self.type_body(start)?.mro;
        self.heap.body(mro).items()?.iter().skip_while(|c| **c != after).skip(1).find_map(|base| {
            let dict = self.type_body(*base)?.dict;
            self.dict_get_str(dict, name)
        })
    }

    #[must_use]
    pub fn is_data_descriptor(&mut self, descriptor: Ref) -> bool {
        let class = self.type_of(descriptor);
        match class {
            types::PROPERTY | types::GETSET_DESCRIPTOR | types::MEMBER_DESCRIPTOR => true,
            types::FUNCTION | types::METHOD_DESCRIPTOR | types::WRAPPER_DESCRIPTOR | types::STR | types::INT => false,
            _ => {
                self.is_heap_type(class)
                    && (self.lookup(class, names::SET).is_some() || self.lookup(class, names::DELETE).is_some())
            }
        }
    }

    /// `descriptor.__get__(object or None, class)`; a plain value is given as it is. `object` may be NULL.
    pub fn descriptor_get(&mut self, descriptor: Ref, object: Ref, class: Ref) -> Res {
        match self.type_of(descriptor) {
            types::FUNCTION => {
                Ok(if object.is_null() { self.unbound(descriptor) } else { self.bind(descriptor, object) })
            }
            types::METHOD_DESCRIPTOR | types::WRAPPER_DESCRIPTOR if object.is_null() => Ok(self.incref(descriptor)),
            types::METHOD_DESCRIPTOR => Ok(self.bind_native(descriptor, object, types::NATIVE_FUNCTION)),
            types::WRAPPER_DESCRIPTOR => Ok(self.bind_native(descriptor, object, types::METHOD_WRAPPER)),
            types::CLASSMETHOD_DESCRIPTOR => Ok(self.bind_native(descriptor, class, types::NATIVE_FUNCTION)),
            types::GETSET_DESCRIPTOR | types::MEMBER_DESCRIPTOR => self.getset_get(descriptor, object),
            types::STATICMETHOD => Ok(self.record_ref(descriptor, 0)),
            types::CLASSMETHOD => {
                let wrapped = self.record_at(descriptor, 0);
                if self.is_exact(wrapped, types::FUNCTION) {
                    Ok(self.bind(wrapped, class))
                } else {
                    self.descriptor_get(wrapped, class, self.type_of(class))
                }
            }
            types::PROPERTY => {
                if object.is_null() {
                    return Ok(self.incref(descriptor));
                }
                let getter = self.record_at(descriptor, 0);
                if getter.is_null() || getter == known::NONE {
                    let message = self.property_message(descriptor, object, "getter");
                    return Err(self.raise(types::ATTRIBUTE_ERROR, message));
                }
                self.call(getter, &[object])
            }
            kind if kind == types::TUPLE_GETTER || self.is_heap_type(kind) => match self.lookup(kind, names::GET) {
                Some(get) => {
                    let object = if object.is_null() { known::NONE } else { object };
                    self.call_raw(get, descriptor, &[object, class])
                }
                None => Ok(self.incref(descriptor)),
            },
            _ => Ok(self.incref(descriptor)),
        }
    }

    /// The wording of a property without getter, setter or deleter.
    fn property_message(&mut self, property: Ref, object: Ref, what: &str) -> String {
        use crate::python::behaviour::PropertyMessage;
        let type_name = self.type_name(object);
        let name = self.record_at(property, 4);
        match (self.behaviour.property_message, self.as_str(name)) {
            (PropertyMessage::NamesBoth, Some(name)) => {
                format!("property '{name}' of '{type_name}' object has no {what}")
            }
            (PropertyMessage::NamesBoth, None) => format!("property of '{type_name}' object has no {what}"),
            (PropertyMessage::CannotNamed, Some(name)) => {
                format!(
                    "{} attribute '{name}'",
                    match what {
                        "getter" => "unreadable",
                        "setter" => "can't set",
                        _ => "can't delete",
                    }
                )
            }
            _ => match what {
                "getter" => "unreadable attribute",
                "setter" => "can't set attribute",
                _ => "can't delete attribute",
            }
            .to_owned(),
        }
    }

    /// A function taken from a class: itself, or in 2.7 an unbound method.
    fn unbound(&mut self, function: Ref) -> Ref {
        self.incref(function)
    }

    /// A bound method.
    pub fn bind(&mut self, function: Ref, receiver: Ref) -> Ref {
        self.incref(function);
        self.incref(receiver);
        self.container(types::METHOD, Body::BoundMethod { function, receiver })
    }

    fn bind_native(&mut self, descriptor: Ref, receiver: Ref, class: Ref) -> Ref {
        let Body::Native { native, module, .. } = *self.body(descriptor) else { return self.incref(descriptor) };
        self.incref(receiver);
        let body = Body::Native { native, receiver, module };
        self.container(class, body)
    }

    fn getset_get(&mut self, descriptor: Ref, object: Ref) -> Res {
        if object.is_null() {
            return Ok(self.incref(descriptor));
        }
        let Body::Record(record) = self.body(descriptor) else { return Ok(self.incref(descriptor)) };
        let (owner, index) = (record.refs[0], record.numbers[0]);
        let name = record.refs[1];
        if !self.isinstance_of(object, owner) {
            let message = format!(
                "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
                self.text(name),
                self.class_name(owner),
                self.type_name(object)
            );
            return Err(self.type_error(message));
        }
        if index < 0 {
            // A __slots__ member: number -(index + 1) of the layout.
            let slot = (-index - 1) as usize;
            return match self.slot_value(object, slot).some() {
                Some(value) => Ok(self.incref(value)),
                None => Err(self.attribute_error(object, name)),
            };
        }
        let getset = self.getsets[index as usize];
        (getset.get)(self, object)
    }

    pub fn slot_value(&self, object: Ref, slot: usize) -> Ref {
        match self.body(object).instance() {
            Some(slots) => slots.get(slot + 1).copied().unwrap_or(Ref::NULL),
            None => self.heap.extras.get(&object).and_then(|e| e.slots.get(slot)).copied().unwrap_or(Ref::NULL),
        }
    }

    /// Puts `value` (stolen, may be NULL) into a `__slots__` place; gives back what was there.
    fn set_slot_value(&mut self, object: Ref, slot: usize, value: Ref) -> Ref {
        let place = match self.heap.cells[object.index()].body.instance_mut() {
            Some(slots) => slots.get_mut(slot + 1),
            None => self.heap.extras.entry(object).or_default().slots.get_mut(slot),
        };
        match place {
            Some(place) => std::mem::replace(place, value),
            None => value,
        }
    }

    // ---- instance attributes

    /// Where `name` stands in an instance that keeps its attributes inline.
    #[inline]
    pub(super) fn inline_index(&self, class: Ref, name: Ref) -> Option<usize> {
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
            _ => self.heap.extras.get(&object).and_then(|e| e.dict.some()),
        }
    }

    /// The object's `__dict__`, made if need be; `None` when it can have none. Borrowed.
    pub fn instance_dict(&mut self, object: Ref) -> Option<Ref> {
        if let Some(dict) = self.existing_dict(object) {
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
                && self.heap.rules.instance_dict != InstanceDict::Eager
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
        match self.instance_dict(object) {
            Some(dict) => {
                self.store_in_namespace(dict, name, value);
                true
            }
            None => false,
        }
    }

    /// Stores `value` (stolen) at an index of an instance's slots; gives back what was there.
    pub(super) fn put_inline(&mut self, object: Ref, index: usize, value: Ref) -> Ref {
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
    pub(super) fn add_shared_key(&mut self, class: Ref, name: Ref) -> Option<usize> {
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

    // ---- setting

    pub fn setattr(&mut self, object: Ref, name: Ref, value: Ref) -> Res<()> {
        self.change_attribute(object, name, Some(value))
    }

    pub fn delattr(&mut self, object: Ref, name: Ref) -> Res<()> {
        self.change_attribute(object, name, None)
    }

    fn change_attribute(&mut self, object: Ref, name: Ref, value: Option<Ref>) -> Res<()> {
        let class = self.type_of(object);
        if self.is_heap_type(class) {
            let hook = self.lookup(class, if value.is_some() { names::SETATTR } else { names::DELATTR });
            if let Some(hook) = hook
                && !matches!(self.body(hook), Body::Native { .. })
            {
                let result = match value {
                    Some(value) => self.call_raw(hook, object, &[name, value])?,
                    None => self.call_raw(hook, object, &[name])?,
                };
                self.decref(result);
                return Ok(());
            }
        }
        self.builtin_change_attribute(object, name, value)
    }

    /// What `object.__setattr__` and `object.__delattr__` do.
    pub fn builtin_change_attribute(&mut self, object: Ref, name: Ref, value: Option<Ref>) -> Res<()> {
        match self.body(object) {
            Body::Type(_) => return self.change_type_attribute(object, name, value),
            Body::WeakReference(_) if !self.isinstance_of(object, types::REFERENCE) => {
                let target = self.proxy_target(object)?;
                return self.change_attribute(target, name, value);
            }
            _ => {}
        }
        let class = self.type_of(object);
        let descriptor = self.lookup(class, name);
        if let Some(d) = descriptor
            && self.is_data_descriptor(d)
        {
            return self.descriptor_set(d, object, name, value);
        }
        match value {
            Some(value) => {
                if self.set_instance_attribute(object, name, value) {
                    return Ok(());
                }
                Err(self.cannot_set(object, name, descriptor.is_some()))
            }
            None => {
                if self.delete_instance_attribute(object, name) {
                    return Ok(());
                }
                if descriptor.is_some() && self.existing_dict(object).is_none() && !self.can_have_dict(object) {
                    return Err(self.cannot_set(object, name, true));
                }
                if self.can_have_dict(object) {
                    return Err(self.attribute_error(object, name));
                }
                Err(self.cannot_set(object, name, false))
            }
        }
    }

    fn can_have_dict(&self, object: Ref) -> bool {
        self.type_body(self.type_of(object)).is_some_and(|t| t.has_dict)
    }

    fn cannot_set(&mut self, object: Ref, name: Ref, exists: bool) -> Raised {
        let (type_name, attribute) = (self.type_name(object), self.text(name));
        let message = if exists {
            format!("'{type_name}' object attribute '{attribute}' is read-only")
        } else if self.behaviour.no_dict_message == NoDictMessage::Explains && !self.can_have_dict(object) {
            format!("'{type_name}' object has no attribute '{attribute}' and no __dict__ for setting new attributes")
        } else {
            format!("'{type_name}' object has no attribute '{attribute}'")
        };
        self.attribute_error_saying(object, name, message)
    }

    fn delete_instance_attribute(&mut self, object: Ref, name: Ref) -> bool {
        if let Some(slots) = self.body(object).instance()
            && slots[0].is_null()
        {
            let class = self.type_of(object);
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
        match self.existing_dict(object) {
            Some(dict) => self.dict_del_str(dict, name),
            None => false,
        }
    }

    fn descriptor_set(&mut self, descriptor: Ref, object: Ref, name: Ref, value: Option<Ref>) -> Res<()> {
        match self.type_of(descriptor) {
            types::GETSET_DESCRIPTOR | types::MEMBER_DESCRIPTOR => self.getset_set(descriptor, object, name, value),
            types::PROPERTY => {
                let function = self.record_at(descriptor, if value.is_some() { 1 } else { 2 });
                if function.is_null() || function == known::NONE {
                    let what = if value.is_some() { "setter" } else { "deleter" };
                    let message = self.property_message(descriptor, object, what);
                    return Err(self.raise(types::ATTRIBUTE_ERROR, message));
                }
                let result = match value {
                    Some(value) => self.call(function, &[object, value])?,
                    None => self.call(function, &[object])?,
                };
                self.decref(result);
                Ok(())
            }
            kind => {
                let method = self.lookup(kind, if value.is_some() { names::SET } else { names::DELETE });
                let Some(method) = method else {
                    let what = if value.is_some() { "__set__" } else { "__delete__" };
                    return Err(self.raise(types::ATTRIBUTE_ERROR, what));
                };
                let result = match value {
                    Some(value) => self.call_raw(method, descriptor, &[object, value])?,
                    None => self.call_raw(method, descriptor, &[object])?,
                };
                self.decref(result);
                Ok(())
            }
        }
    }

    /// `descriptor.__set__(object, value)` of a builtin data descriptor; `None` deletes.
    pub fn set_through(&mut self, descriptor: Ref, object: Ref, value: Option<Ref>) -> Res<()> {
        let name = match self.type_of(descriptor) {
            types::PROPERTY => self.record_at(descriptor, 4),
            _ => self.record_at(descriptor, 1),
        };
        self.descriptor_set(descriptor, object, name, value)
    }

    fn getset_set(&mut self, descriptor: Ref, object: Ref, name: Ref, value: Option<Ref>) -> Res<()> {
        let Body::Record(record) = self.body(descriptor) else { return Ok(()) };
        let (owner, index) = (record.refs[0], record.numbers[0]);
        if !self.isinstance_of(object, owner) {
            let message = format!(
                "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
                self.text(name),
                self.class_name(owner),
                self.type_name(object)
            );
            return Err(self.type_error(message));
        }
        if index < 0 {
            let slot = (-index - 1) as usize;
            let new = match value {
                Some(value) => self.incref(value),
                None => Ref::NULL,
            };
            let before = self.set_slot_value(object, slot, new);
            if value.is_none() && before.is_null() {
                return Err(self.attribute_error(object, name));
            }
            self.xdecref(before);
            return Ok(());
        }
        let getset = self.getsets[index as usize];
        match getset.set {
            Some(set) => set(self, object, value),
            None => {
                let message = if getset.member {
                    "readonly attribute".to_owned()
                } else {
                    format!("attribute '{}' of '{}' objects is not writable", getset.name, self.class_name(owner))
                };
                Err(self.attribute_error_saying(object, name, message))
            }
        }
    }

    fn change_type_attribute(&mut self, class: Ref, name: Ref, value: Option<Ref>) -> Res<()> {
        if !self.is_heap_type(class) {
            let message =
                format!("cannot set '{}' attribute of immutable type '{}'", self.text(name), self.class_name(class));
            return Err(self.type_error(message));
        }
        let metatype = self.type_of(class);
        if let Some(d) = self.lookup(metatype, name)
            && self.is_data_descriptor(d)
        {
            let result = self.descriptor_set(d, class, name, value);
            self.type_modified(class);
            return result;
        }
        let dict = self.type_body(class).map_or(Ref::NULL, |t| t.dict);
        match value {
            Some(value) => {
                // The old value may die in here: caches must not name it any more.
                self.incref(value);
                self.dict_set_str_ref(dict, name, value);
                self.decref(value);
            }
            None => {
                if !self.dict_del_str(dict, name) {
                    return Err(self.attribute_error(class, name));
                }
            }
        }
        self.type_modified(class);
        Ok(())
    }

    // ---- records

    /// A reference of a [`Body::Record`]. Borrowed; NULL where there is none.
    #[inline]
    #[must_use]
    pub fn record_at(&self, id: Ref, index: usize) -> Ref {
        match self.body(id) {
            Body::Record(record) => record.refs.get(index).copied().unwrap_or(Ref::NULL),
            _ => Ref::NULL,
        }
    }

    /// As [`Vm::record_at`], a new reference, None for NULL.
    pub fn record_ref(&mut self, id: Ref, index: usize) -> Ref {
        let found = self.record_at(id, index);
        self.incref(if found.is_null() { known::NONE } else { found })
    }

    /// Replaces a reference of a record; `value` is stolen, the old one released.
    pub fn record_put(&mut self, id: Ref, index: usize, value: Ref) {
        let before = match self.heap.body_mut(id) {
            Body::Record(record) if index < record.refs.len() => std::mem::replace(&mut record.refs[index], value),
            _ => value,
        };
        self.xdecref(before);
    }

    #[must_use]
    pub fn record_number(&self, id: Ref, index: usize) -> i64 {
        match self.body(id) {
            Body::Record(record) => record.numbers.get(index).copied().unwrap_or(0),
            _ => 0,
        }
    }

    pub fn set_record_number(&mut self, id: Ref, index: usize, value: i64) {
        if let Body::Record(record) = self.heap.body_mut(id)
            && let Some(place) = record.numbers.get_mut(index)
        {
            *place = value;
        }
    }

    // ---- small conveniences

    /// `None` where the attribute is missing.
    pub fn getattr_opt(&mut self, object: Ref, name: Ref) -> Res<Option<Ref>> {
        let class = self.type_of(object);
        let own = self.is_heap_type(class)
            && !self.lookup(class, names::GETATTRIBUTE).is_some_and(|g| matches!(self.body(g), Body::Native { .. }));
        let result =
            if own { self.getattr(object, name).map(Some) } else { self.builtin_getattr_or_hook(object, name) };
        match result {
            Ok(found) => Ok(found),
            Err(raised) => {
                if self.catch(types::ATTRIBUTE_ERROR) {
                    Ok(None)
                } else {
                    Err(raised)
                }
            }
        }
    }

    pub fn getattr_text(&mut self, object: Ref, name: &str) -> Res {
        let name = self.intern(name);
        self.getattr(object, name)
    }

    /// Finds a method without binding it: what `LOAD_ATTR` does before a call.
    pub fn load_method(&mut self, object: Ref, name: Ref) -> Res<MethodOrValue> {
        let class = self.type_of(object);
        let plain = match self.body(object) {
            Body::Type(_) | Body::WeakReference(_) => false,
            Body::Record(_) => class != types::SUPER,
            _ => true,
        };
        if plain
            && self.lookup(class, names::GETATTRIBUTE).is_none_or(|g| matches!(self.body(g), Body::Native { .. }))
            && let Some(d) = self.lookup(class, name)
            && matches!(self.type_of(d), types::FUNCTION | types::METHOD_DESCRIPTOR | types::WRAPPER_DESCRIPTOR)
            && !self.may_shadow(object, name)
        {
            return Ok(MethodOrValue::Method(self.incref(d)));
        }
        self.getattr(object, name).map(MethodOrValue::Value)
    }

    /// A frame object that still runs.
    #[must_use]
    pub fn frame_is_running(&self, frame: Ref) -> bool {
        matches!(self.body(frame), Body::Frame(f) if matches!(f.state, FrameState::Running(_)))
    }
}

/// As many attribute names as instances of one class share (CPython's `SHARED_KEYS_MAX_SIZE`).
pub(super) const SHARED_KEYS: u8 = 30;
