//! What descriptors do when an attribute is read or set through them.

use super::super::known::{self, names, types};
use super::super::{Raised, Res, Vm};
use crate::memory::rules::NativeCalls;
use crate::memory::{Body, Ref, alloc};
use crate::python::behaviour::{ClassMethods, Classes, PropertyMessage};
use crate::python::dialect::wording::MissingAttribute;

/// The tuple through which 3.6 and 3.7 hand objects to the getters of properties.
#[derive(Clone, Copy, Debug)]
pub(in crate::python::vm) struct GetterTuple {
    /// Whether there is one that no getter has.
    free: bool,
    /// How many there have been.
    number: u32,
}

impl Default for GetterTuple {
    /// The imports at the start have read properties (`ModuleSpec.cached`).
    fn default() -> Self {
        Self { free: true, number: 0 }
    }
}

impl Vm {
    #[must_use]
    pub fn is_data_descriptor(&mut self, descriptor: Ref) -> bool {
        let class = self.type_of(descriptor);
        match class {
            types::PROPERTY | types::GETSET_DESCRIPTOR | types::MEMBER_DESCRIPTOR | types::TUPLE_GETTER => true,
            types::FUNCTION | types::METHOD_DESCRIPTOR | types::WRAPPER_DESCRIPTOR | types::STR | types::INT => false,
            _ => {
                self.is_heap_type(class)
                    && (self.lookup(class, names::SET).is_some() || self.lookup(class, names::DELETE).is_some())
            }
        }
    }

    /// Whether reading goes through it whatever the instance has: a data descriptor that has only `__set__` leaves that in
    /// sight.
    pub(super) fn is_read_first(&mut self, descriptor: Ref) -> bool {
        let class = self.type_of(descriptor);
        self.is_data_descriptor(descriptor) && (!self.is_heap_type(class) || self.lookup(class, names::GET).is_some())
    }

    /// `descriptor.__get__(object or None, class)`; a plain value is given as it is. `object` may be NULL.
    pub fn descriptor_get(&mut self, descriptor: Ref, object: Ref, class: Ref) -> Res {
        let kind = self.type_of(descriptor);
        if !matches!(kind, types::TUPLE_GETTER | types::RESULT_CACHE) && !self.is_heap_type(kind) {
            return self.get_as(kind, descriptor, object, class);
        }
        let Some(get) = self.lookup(kind, names::GET) else { return Ok(self.incref(descriptor)) };
        let object = if object.is_null() { known::NONE } else { object };
        self.incref(descriptor);
        let result = self.call_raw(get, descriptor, &[object, class]);
        self.decref(descriptor);
        result
    }

    /// `kind.__get__(descriptor, object or None, class)` of a builtin class, whatever a subclass makes of it.
    fn get_as(&mut self, kind: Ref, descriptor: Ref, object: Ref, class: Ref) -> Res {
        match kind {
            types::FUNCTION => Ok(if object.is_null() {
                self.unbound(descriptor, class)
            } else {
                self.bind(descriptor, object, class)
            }),
            types::METHOD_DESCRIPTOR | types::WRAPPER_DESCRIPTOR if object.is_null() => Ok(self.incref(descriptor)),
            types::METHOD_DESCRIPTOR => Ok(self.bind_native(descriptor, object, types::NATIVE_FUNCTION)),
            types::WRAPPER_DESCRIPTOR => Ok(self.bind_native(descriptor, object, types::METHOD_WRAPPER)),
            types::CLASSMETHOD_DESCRIPTOR => Ok(self.bind_native(descriptor, class, types::NATIVE_FUNCTION)),
            types::GETSET_DESCRIPTOR | types::MEMBER_DESCRIPTOR => self.getset_get(descriptor, object),
            types::STATICMETHOD => Ok(self.record_ref(descriptor, 0)),
            types::CLASSMETHOD => {
                let wrapped = self.record_at(descriptor, 0);
                let metaclass = self.type_of(class);
                if self.behaviour.class_methods == ClassMethods::Chain
                    && self.lookup(self.type_of(wrapped), names::GET).is_some()
                {
                    self.descriptor_get(wrapped, class, metaclass)
                } else {
                    Ok(self.bind(wrapped, class, metaclass))
                }
            }
            types::METHOD => self.bind_again(descriptor, object, class),
            types::SUPER => self.bind_super(descriptor, object),
            types::PROPERTY => {
                if object.is_null() {
                    return Ok(self.incref(descriptor));
                }
                let getter = self.record_at(descriptor, 0);
                if getter.is_null() || getter == known::NONE {
                    return Err(self.no_accessor(descriptor, object, "getter"));
                }
                self.call_getter(getter, object)
            }
            _ => Ok(self.incref(descriptor)),
        }
    }

    /// Calls a property's getter. 3.6 and 3.7 hand it the object in a tuple that they keep, which holds the object
    /// meanwhile; a getter within a getter gets a new one, which is kept instead (`property_descr_get` in
    /// Objects/descrobject.c).
    fn call_getter(&mut self, getter: Ref, object: Ref) -> Res {
        if !matches!(self.heap.rules.native_calls, NativeCalls::SlotsInTuple | NativeCalls::MethodsInTuple) {
            return self.call(getter, &[object]);
        }
        if !std::mem::replace(&mut self.getter_tuple.free, false) {
            alloc::count_tuple(self, 1);
            self.getter_tuple.number += 1;
        }
        let number = self.getter_tuple.number;
        self.incref(object);
        let result = self.call(getter, &[object]);
        self.decref(object);
        if number == self.getter_tuple.number {
            self.getter_tuple.free = true;
        } else {
            alloc::count_tuple_death(&mut self.heap, 1);
        }
        result
    }

    /// The AttributeError of a property without getter, setter or deleter.
    fn no_accessor(&mut self, property: Ref, object: Ref, what: &str) -> Raised {
        let named = self.property_name(property).and_then(|name| {
            let Some(name) = name else { return Ok(None) };
            let text = self.repr_text(name);
            self.decref(name);
            text.map(Some)
        });
        let name = match named {
            Ok(name) => name,
            Err(raised) => return raised,
        };
        let owner = self.qualified_name(self.type_of(object));
        let refusal = match what {
            "getter" => "unreadable",
            "setter" => "can't set",
            _ => "can't delete",
        };
        let message = match (self.behaviour.property_message, name) {
            (PropertyMessage::NamesBoth, Some(name)) => format!("property {name} of '{owner}' object has no {what}"),
            (PropertyMessage::NamesBoth, None) => format!("property of '{owner}' object has no {what}"),
            (PropertyMessage::CannotNamed, Some(name)) => format!("{refusal} attribute {name}"),
            _ => format!("{refusal} attribute"),
        };
        self.raise(types::ATTRIBUTE_ERROR, message)
    }

    /// A function taken from a class: itself, or in 2.7 an unbound method.
    fn unbound(&mut self, function: Ref, class: Ref) -> Ref {
        match self.behaviour.classes {
            Classes::NewStyle => self.incref(function),
            Classes::Classic => self.bind(function, Ref::NULL, class),
        }
    }

    /// A bound method; `class` is what it was taken from, which 2.7's methods hold.
    pub fn bind(&mut self, function: Ref, receiver: Ref, class: Ref) -> Ref {
        let class = if self.behaviour.classes == Classes::Classic { class } else { Ref::NULL };
        self.incref(function);
        self.xincref(receiver);
        self.xincref(class);
        self.container(types::METHOD, Body::BoundMethod { function, receiver, class })
    }

    /// A method that stands in a class: 2.7 binds an unbound one, to instances of the class that it came from
    /// (`instancemethod_descr_get`).
    fn bind_again(&mut self, method: Ref, object: Ref, class: Ref) -> Res {
        let Body::BoundMethod { function, receiver: Ref::NULL, class: origin } = *self.body(method) else {
            return Ok(self.incref(method));
        };
        if !origin.is_null() && !crate::python::builtins::functions::instances::is_subclass(self, class, origin)? {
            return Ok(self.incref(method));
        }
        Ok(self.bind(function, object, class))
    }

    /// `super(C)` taken from an instance is `super(C, instance)` (`super_descr_get`).
    fn bind_super(&mut self, unbound: Ref, object: Ref) -> Res {
        if object.is_null() || !self.record_at(unbound, 1).is_null() {
            return Ok(self.incref(unbound));
        }
        let (kind, class) = (self.type_of(unbound), self.record_at(unbound, 0));
        if kind != types::SUPER {
            return self.call(kind, &[class, object]);
        }
        let start = self.super_start(class, object)?;
        let places = [class, object, start].map(|id| self.incref(id));
        Ok(self.new_of(kind, Body::record(&places, &[])))
    }

    fn bind_native(&mut self, descriptor: Ref, receiver: Ref, class: Ref) -> Ref {
        let Body::Native { native, module, .. } = *self.body(descriptor) else { return self.incref(descriptor) };
        self.incref(receiver);
        let body = Body::Native { native, receiver, module };
        self.container(class, body)
    }

    /// A descriptor of one class was asked for an object of another.
    pub fn does_not_apply(&mut self, name: Ref, owner: Ref, object: Ref) -> Raised {
        let message = format!(
            "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
            self.text(name),
            self.class_name(owner),
            self.type_name(object)
        );
        self.type_error(message)
    }

    fn getset_get(&mut self, descriptor: Ref, object: Ref) -> Res {
        if object.is_null() {
            return Ok(self.incref(descriptor));
        }
        let Body::Record(record) = self.body(descriptor) else { return Ok(self.incref(descriptor)) };
        let (owner, index) = (record.refs[0], record.numbers[0]);
        let name = record.refs[1];
        if !self.isinstance_of(object, owner) {
            return Err(self.does_not_apply(name, owner, object));
        }
        if index < 0 {
            // A __slots__ member: number -(index + 1) of the layout.
            let slot = (-index - 1) as usize;
            return match self.slot_value(object, slot).some() {
                Some(value) => Ok(self.incref(value)),
                None => Err(self.missing_attribute(object, name, self.dialect.wording.missing_slot)),
            };
        }
        let getset = self.getsets[index as usize];
        (getset.get)(self, object)
    }

    pub(in crate::python::vm) fn descriptor_set(
        &mut self,
        descriptor: Ref,
        object: Ref,
        name: Ref,
        value: Option<Ref>,
    ) -> Res<()> {
        match self.type_of(descriptor) {
            types::GETSET_DESCRIPTOR | types::MEMBER_DESCRIPTOR => self.getset_set(descriptor, object, name, value),
            types::PROPERTY => self.property_set(descriptor, object, value),
            kind => {
                let method = self.lookup(kind, if value.is_some() { names::SET } else { names::DELETE });
                let Some(method) = method else {
                    let what = if value.is_some() { "__set__" } else { "__delete__" };
                    return Err(self.raise(types::ATTRIBUTE_ERROR, what));
                };
                // The class might lose it meanwhile: `PyObject_GenericSetAttr` holds it.
                self.incref(descriptor);
                let result = match value {
                    Some(value) => self.call_raw(method, descriptor, &[object, value]),
                    None => self.call_raw(method, descriptor, &[object]),
                };
                self.decref(descriptor);
                result.map(|none| self.decref(none))
            }
        }
    }

    /// `property.__set__(property, object, value)`, whatever a subclass makes of it; `None` deletes.
    pub fn property_set(&mut self, property: Ref, object: Ref, value: Option<Ref>) -> Res<()> {
        let function = self.record_at(property, if value.is_some() { 1 } else { 2 });
        if function.is_null() || function == known::NONE {
            let what = if value.is_some() { "setter" } else { "deleter" };
            return Err(self.no_accessor(property, object, what));
        }
        let result = match value {
            Some(value) => self.call(function, &[object, value])?,
            None => self.call(function, &[object])?,
        };
        self.decref(result);
        Ok(())
    }

    /// `descriptor.__get__(object or None, class)` as the builtin class of the descriptor has it.
    pub fn get_through(&mut self, descriptor: Ref, object: Ref, class: Ref) -> Res {
        self.get_as(self.builtin_base(self.type_of(descriptor)), descriptor, object, class)
    }

    /// `descriptor.__set__(object, value)` of a getset or member descriptor; `None` deletes.
    pub fn set_through(&mut self, descriptor: Ref, object: Ref, value: Option<Ref>) -> Res<()> {
        self.getset_set(descriptor, object, self.record_at(descriptor, 1), value)
    }

    fn getset_set(&mut self, descriptor: Ref, object: Ref, name: Ref, value: Option<Ref>) -> Res<()> {
        let Body::Record(record) = self.body(descriptor) else { return Ok(()) };
        let (owner, index) = (record.refs[0], record.numbers[0]);
        if !self.isinstance_of(object, owner) {
            return Err(self.does_not_apply(name, owner, object));
        }
        if index < 0 {
            let slot = (-index - 1) as usize;
            let new = match value {
                Some(value) => self.incref(value),
                None => Ref::NULL,
            };
            let before = self.set_slot_value(object, slot, new);
            if value.is_none() && before.is_null() {
                return Err(self.missing_attribute(object, name, MissingAttribute::Name));
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
}
