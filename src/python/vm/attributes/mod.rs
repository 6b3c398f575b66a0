//! Attributes: descriptors, instance attributes, `__dict__`.

pub(super) mod descriptors;
mod inline;
mod records;
mod sharing;

pub(super) use inline::SHARED_KEYS;

use super::known::{self, names, types};
use super::{Raised, Res, Vm};
use crate::memory::free_lists::Kind;
use crate::memory::object::FrameState;
use crate::memory::rules::NativeCalls;
use crate::memory::{Body, Ref, alloc};
use crate::python::behaviour::{ErrorFields, GetattrHook, NoDictMessage, SilentLookups};
use crate::python::builtins::generics;
use crate::python::dialect::wording::MissingAttribute;

/// What `LOAD_ATTR` finds for a call: a function with its receiver apart, or a value.
#[derive(Clone, Copy, Debug)]
pub enum MethodOrValue {
    /// New references: the raw function, the receiver to pass first is the owner.
    Method(Ref),
    Value(Ref),
}

impl Vm {
    pub fn getattr(&mut self, object: Ref, name: Ref) -> Res {
        let result = self.getattr_unnamed(object, name);
        if result.is_err() {
            self.name_missing_attribute(object, name);
        }
        result
    }

    /// As [`Vm::getattr`], but an AttributeError that a program has raised on the way does not learn of what.
    fn getattr_unnamed(&mut self, object: Ref, name: Ref) -> Res {
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
                self.count_class_check(types::ATTRIBUTE_ERROR);
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
        // The bound method holds the object, too; where the arguments go in a tuple, that does.
        let held = self.heap.rules.native_calls != NativeCalls::InTuple;
        if held {
            self.incref(object);
        }
        // `call_attribute` in Objects/typeobject.c calls it as any object: a bound method gets a tuple in 3.7.
        let tuple = usize::from(self.heap.rules.native_calls == NativeCalls::MethodsInTuple);
        alloc::count_tuple(self, tuple);
        let result = self.call_raw(hook, object, &[name]);
        alloc::count_tuple_death(&mut self.heap, tuple);
        alloc::count_death(&mut self.heap, Kind::Method);
        if held {
            self.decref(object);
        }
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
            Body::BoundMethod { function, .. } => {
                let function = *function;
                self.method_getattr(object, function, name)
            }
            Body::Record(_) => match self.type_of(object) {
                types::GENERIC_ALIAS if !generics::keeps_to_itself(self, name) => {
                    let origin = self.record_at(object, 0);
                    self.getattr(origin, name).map(Some)
                }
                types::SUPER => self.super_getattr(object, name),
                types::INSTANCE => self.classic_getattr(object, name),
                types::CLASSIC_CLASS => self.classic_class_getattr(object, name),
                class if self.is_heap_type(class) && self.is_subtype(class, types::SUPER) => {
                    self.super_getattr(object, name)
                }
                _ => self.generic_getattr(object, name),
            },
            _ => self.generic_getattr(object, name),
        }
    }

    /// A bound method passes on what its type has not (`method_getattro` in Objects/classobject.c).
    fn method_getattr(&mut self, method: Ref, function: Ref, name: Ref) -> Res<Option<Ref>> {
        if name != names::DICT
            && let Some(value) = self.generic_getattr(method, name)?
        {
            return Ok(Some(value));
        }
        self.getattr(function, name).map(Some)
    }

    fn generic_getattr(&mut self, object: Ref, name: Ref) -> Res<Option<Ref>> {
        let class = self.type_of(object);
        self.make_ready(class);
        let descriptor = self.lookup(class, name);
        if let Some(d) = descriptor
            && self.is_read_first(d)
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
        if let Some(value) = self.withheld_attribute(module, name) {
            return Ok(Some(self.incref(value)));
        }
        let Some(dict) = self.instance_dict(module) else { return Ok(None) };
        match self.dict_get_str(dict, names::GETATTR) {
            Some(hook) => self.call(hook, &[name]).map(Some),
            None => Ok(None),
        }
    }

    fn type_getattr(&mut self, class: Ref, name: Ref) -> Res<Option<Ref>> {
        let metatype = self.type_of(class);
        self.make_ready(class);
        let meta = self.lookup(metatype, name);
        if let Some(d) = meta
            && self.is_read_first(d)
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
        let bases = self.heap.body(mro).items()?.iter().skip_while(|c| **c != after).skip(1);
        bases.copied().find_map(|base| self.dict_get_str(self.namespace_of(base)?, name))
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
            Body::Record(_) => match self.type_of(object) {
                types::INSTANCE => return self.change_classic_instance(object, name, value),
                types::CLASSIC_CLASS => return self.change_classic_class(object, name, value),
                _ => {}
            },
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
                    return Err(self.missing_attribute(object, name, self.dialect.wording.missing_on_delete));
                }
                Err(self.cannot_set(object, name, false))
            }
        }
    }

    pub(super) fn missing_attribute(&mut self, object: Ref, name: Ref, how: MissingAttribute) -> Raised {
        match how {
            MissingAttribute::Sentence => self.attribute_error(object, name),
            MissingAttribute::Name => {
                self.incref(name);
                self.raise_with(types::ATTRIBUTE_ERROR, name)
            }
        }
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

    fn change_type_attribute(&mut self, class: Ref, name: Ref, value: Option<Ref>) -> Res<()> {
        if !self.is_heap_type(class) {
            let message = self.dialect.wording.immutable_type.of(&self.text(name), self.class_name(class));
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
                    return Err(self.missing_attribute(class, name, self.dialect.wording.missing_on_delete));
                }
            }
        }
        self.type_modified(class);
        Ok(())
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
            Ok(None) if self.lookup_raises(object, class) => {
                let _ = self.attribute_error(object, name);
                self.clear_raised();
                Ok(None)
            }
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

    /// Whether an attribute that is missing makes an AttributeError even where nobody wants it: C code knows how to ask
    /// quietly only of the usual ways to find attributes, and from 3.10 on the error is made at once. (Up to 3.6 it does
    /// not know how at all, and the error is made where it is while another is handled.)
    fn lookup_raises(&self, object: Ref, class: Ref) -> bool {
        if self.behaviour.silent_lookups == SilentLookups::Nowhere {
            return !self.raises_lazily();
        }
        if self.behaviour.error_fields == ErrorFields::MessageOnly {
            return false;
        }
        match class {
            types::MODULE => self.behaviour.silent_lookups == SilentLookups::NotInModules,
            types::SUPER | types::GENERIC_ALIAS | types::UNION_TYPE => true,
            _ => matches!(self.body(object), Body::BoundMethod { .. }),
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
            Body::Record(_) => {
                !(matches!(class, types::SUPER | types::INSTANCE | types::CLASSIC_CLASS)
                    || self.is_heap_type(class) && self.is_subtype(class, types::SUPER))
            }
            _ => true,
        };
        if plain
            && self.lookup(class, names::GETATTRIBUTE).is_none_or(|g| matches!(self.body(g), Body::Native { .. }))
            && let Some(d) = self.lookup(class, name)
            && self.takes_receiver(d)
            && !self.may_shadow(object, name)
        {
            return Ok(MethodOrValue::Method(self.incref(d)));
        }
        // `_PyObject_GetMethod` finds by itself what `PyObject_GenericGetAttr` would.
        let generic = plain
            && !matches!(self.body(object), Body::Record(_))
            && self.lookup(class, names::GETATTRIBUTE).is_none_or(|g| matches!(self.body(g), Body::Native { .. }))
            && self.lookup(class, names::GETATTR).is_none();
        let found = if generic { self.getattr_unnamed(object, name) } else { self.getattr(object, name) };
        found.map(MethodOrValue::Value)
    }

    /// A frame object that still runs.
    #[must_use]
    pub fn frame_is_running(&self, frame: Ref) -> bool {
        matches!(self.body(frame), Body::Frame(f) if matches!(f.state, FrameState::Running(_)))
    }

    /// The object a weak proxy stands for; borrowed.
    pub fn proxy_target(&mut self, proxy: Ref) -> Res {
        match self.body(proxy) {
            Body::WeakReference(w) if !w.target.is_null() => Ok(w.target),
            _ => Err(self.raise(types::REFERENCE_ERROR, "weakly-referenced object no longer exists")),
        }
    }
}
