//! staticmethod, classmethod, and the descriptors of builtin attributes.

use std::borrow::Cow;

use super::callables::get;
use crate::memory::Ref;
use crate::python::docs;
use crate::python::vm::known::{names, types};
use crate::python::vm::native::{Args, Arity, GetSet, Native, TypeDef};
use crate::python::vm::{Res, Vm};

/// Whether one of the first `parts` functions of a descriptor is marked as abstract.
pub(super) fn abstract_parts(vm: &mut Vm, descriptor: Ref, parts: usize) -> Res {
    let mark = vm.intern("__isabstractmethod__");
    for index in 0..parts {
        let function = vm.record_at(descriptor, index);
        if function.is_null() {
            continue;
        }
        if let Some(value) = vm.getattr_opt(function, mark)? {
            let truth = vm.truth(value);
            vm.decref(value);
            if truth? {
                return Ok(vm.bool(true));
            }
        }
    }
    Ok(vm.bool(false))
}

fn wrapper_new(vm: &mut Vm, args: Args) -> Res {
    let class = args.at(vm, 0);
    Ok(vm.new_of(class, crate::memory::Body::record(&[Ref::NULL], &[])))
}

fn wrapper_init(vm: &mut Vm, args: Args) -> Res {
    let (wrapper, function) = (args.at(vm, 0), args.at(vm, 1));
    vm.incref(function);
    vm.record_put(wrapper, 0, function);
    if vm.behaviour.wrappers_copy_names() {
        for name in [names::MODULE, names::NAME, names::QUALNAME, names::DOC, names::ANNOTATIONS] {
            if let Some(value) = vm.getattr_opt(function, name)? {
                vm.set_instance_attribute(wrapper, name, value);
                vm.decref(value);
            }
        }
    }
    vm.done()
}

fn wrapper_repr(vm: &mut Vm, args: Args) -> Res {
    let wrapper = args.at(vm, 0);
    let inner = vm.record_at(wrapper, 0);
    let kind = vm.builtin_base(vm.type_of(wrapper));
    let inside = vm.repr_text(inner)?;
    let text = format!("<{}({inside})>", vm.class_name(kind));
    Ok(vm.string(text))
}

pub const STATICMETHOD: TypeDef = TypeDef {
    id: types::STATICMETHOD,
    methods: &[
        Native::new_of_type(Arity::Raw, wrapper_new),
        Native::slot_raw("__init__", Arity::Range(1, 1), wrapper_init),
        Native::slot_raw("__get__", Arity::Range(1, 2), get),
        Native::slot("__repr__", 0, wrapper_repr),
        Native::slot_raw("__call__", Arity::Raw, |vm, args| {
            let all = args.to_vec(vm);
            let keywords = vm.tuple_len(args.names);
            let split = all.len() - keywords;
            let names: Vec<Ref> = if keywords == 0 { Vec::new() } else { vm.items(args.names).unwrap_or(&[]).to_vec() };
            let pairs: Vec<(Ref, Ref)> = names.into_iter().zip(all[split..].iter().copied()).collect();
            let function = vm.record_at(all[0], 0);
            vm.call_kw(function, &all[1..split], &pairs)
        }),
    ],
    attributes: WRAPPER_ATTRIBUTES,
};

const WRAPPER_ATTRIBUTES: &[GetSet] = &[
    GetSet::member("__func__", |vm, w| Ok(vm.record_ref(w, 0))),
    GetSet::member("__wrapped__", |vm, w| Ok(vm.record_ref(w, 0))),
    GetSet::read_only("__isabstractmethod__", |vm, w| {
        let inner = vm.record_at(w, 0);
        match vm.getattr_text(inner, "__isabstractmethod__") {
            Ok(value) => Ok(value),
            Err(raised) => {
                if vm.catch(types::ATTRIBUTE_ERROR) {
                    Ok(vm.bool(false))
                } else {
                    Err(raised)
                }
            }
        }
    }),
];

pub const CLASSMETHOD: TypeDef = TypeDef {
    id: types::CLASSMETHOD,
    methods: &[
        Native::new_of_type(Arity::Raw, wrapper_new),
        Native::slot_raw("__init__", Arity::Range(1, 1), wrapper_init),
        Native::slot_raw("__get__", Arity::Range(1, 2), get),
        Native::slot("__repr__", 0, wrapper_repr),
    ],
    attributes: WRAPPER_ATTRIBUTES,
};

const BUILTIN_DESCRIPTOR_METHODS: &[Native] = &[
    Native::slot_raw("__get__", Arity::Range(1, 2), get),
    Native::slot("__set__", 2, |vm, args| {
        let (descriptor, object, value) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 2));
        vm.set_through(descriptor, object, Some(value))?;
        vm.done()
    }),
    Native::slot("__delete__", 1, |vm, args| {
        let (descriptor, object) = (args.at(vm, 0), args.at(vm, 1));
        vm.set_through(descriptor, object, None)?;
        vm.done()
    }),
    Native::slot("__repr__", 0, |vm, args| {
        let descriptor = args.at(vm, 0);
        let (owner, name) = (vm.record_at(descriptor, 0), vm.record_at(descriptor, 1));
        let kind = if vm.is_exact(descriptor, types::MEMBER_DESCRIPTOR) { "member" } else { "attribute" };
        let text = format!("<{kind} '{}' of '{}' objects>", vm.text(name), vm.class_name(owner));
        Ok(vm.string(text))
    }),
];

const BUILTIN_DESCRIPTOR_ATTRIBUTES: &[GetSet] = &[
    GetSet::member("__objclass__", |vm, d| Ok(vm.record_ref(d, 0))),
    GetSet::member("__name__", |vm, d| Ok(vm.record_ref(d, 1))),
    GetSet::read_only("__doc__", |vm, d| {
        let (owner, name) = (vm.record_at(d, 0), vm.record_at(d, 1));
        let Some(class) = vm.type_body(owner) else { return vm.done() };
        // Those of a program's classes are made for `__dict__`, `__weakref__` and slots.
        let owner = if vm.is_heap_type(owner) { "object" } else { &class.name };
        let name = format!("{owner}.{}", vm.text(name));
        let doc = docs::doc(vm.dialect.version, &name);
        Ok(vm.text_or_none(doc))
    }),
    GetSet::read_only("__qualname__", |vm, d| {
        let (owner, name) = (vm.record_at(d, 0), vm.record_at(d, 1));
        let text = format!("{}.{}", vm.text(vm.type_body(owner).map_or(owner, |t| t.qualname)), vm.text(name));
        Ok(vm.string(text))
    }),
];

impl Vm {
    /// A text that may be missing.
    pub(super) fn text_or_none(&mut self, text: Option<Cow<'static, str>>) -> Ref {
        match text {
            Some(text) => self.string(text.as_ref()),
            None => self.none(),
        }
    }
}

pub const GETSET: TypeDef = TypeDef {
    id: types::GETSET_DESCRIPTOR,
    methods: BUILTIN_DESCRIPTOR_METHODS,
    attributes: BUILTIN_DESCRIPTOR_ATTRIBUTES,
};
pub const MEMBER: TypeDef = TypeDef {
    id: types::MEMBER_DESCRIPTOR,
    methods: BUILTIN_DESCRIPTOR_METHODS,
    attributes: BUILTIN_DESCRIPTOR_ATTRIBUTES,
};
