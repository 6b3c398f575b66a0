//! `type`: the class of classes.

use super::object::{attribute_name, names_of};
use crate::memory::object::PatternKind;
use crate::memory::{Body, Ref};
use crate::python::builtins::functions::instances;
use crate::python::docs;
use crate::python::vm::known::{self, names, types};
use crate::python::vm::native::{Args, Arity, GetSet, Native, TypeDef};
use crate::python::vm::{Raised, Res, Vm};

pub const TYPE: TypeDef = TypeDef {
    id: types::TYPE,
    methods: &[
        Native::new_of_type(Arity::Raw, new),
        Native::slot_raw("__init__", Arity::Raw, |vm, _| vm.done()),
        Native::slot_raw("__call__", Arity::Raw, call),
        Native::slot("__repr__", 0, repr),
        Native::slot("__getattribute__", 1, |vm, args| {
            let (object, name) = (args.at(vm, 0), args.at(vm, 1));
            let name = attribute_name(vm, name)?;
            vm.builtin_getattr(object, name)
        }),
        Native::slot("__setattr__", 2, |vm, args| {
            let (object, name, value) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 2));
            let name = attribute_name(vm, name)?;
            vm.builtin_change_attribute(object, name, Some(value))?;
            vm.done()
        }),
        Native::slot("__delattr__", 1, |vm, args| {
            let (object, name) = (args.at(vm, 0), args.at(vm, 1));
            let name = attribute_name(vm, name)?;
            vm.builtin_change_attribute(object, name, None)?;
            vm.done()
        }),
        Native::slot("__or__", 1, union),
        Native::slot("__ror__", 1, |vm, args| {
            let (a, b) = (args.at(vm, 1), args.at(vm, 0));
            crate::python::builtins::generics::union(vm, a, b)
        }),
        Native::method("mro", Arity::Zero, |vm, args| {
            let class = args.at(vm, 0);
            vm.base_order_as_list(class)
        }),
        Native::method("__subclasses__", Arity::Zero, |vm, args| {
            let found = vm.type_body(args.at(vm, 0)).map_or(Vec::new(), |t| t.subclasses.clone());
            for id in &found {
                vm.incref(*id);
            }
            Ok(vm.list(found))
        }),
        Native::method("__instancecheck__", Arity::One, |vm, args| {
            let (class, object) = (args.at(vm, 0), args.at(vm, 1));
            let found = instances::plain_is_instance(vm, object, class)?;
            Ok(vm.bool(found))
        }),
        Native::method("__subclasscheck__", Arity::One, |vm, args| {
            let (class, other) = (args.at(vm, 0), args.at(vm, 1));
            let found = instances::plain_is_subclass(vm, other, class)?;
            Ok(vm.bool(found))
        }),
        Native::method("__dir__", Arity::Zero, |vm, args| {
            let class = args.at(vm, 0);
            names_of(vm, class, class)
        }),
        Native::class_method("__prepare__", Arity::Raw, |vm, _| Ok(vm.dict())),
    ],
    attributes: &[
        GetSet::new("__name__", name_get, name_set),
        GetSet::new("__qualname__", qualname_get, qualname_set),
        GetSet::new("__module__", module_get, module_set),
        GetSet::new(
            "__bases__",
            |vm, class| {
                let bases = vm.type_body(class).map_or(known::EMPTY_TUPLE, |t| t.bases);
                Ok(vm.incref(bases))
            },
            bases_set,
        ),
        GetSet::member("__mro__", |vm, class| {
            let mro = vm.type_body(class).map_or(known::EMPTY_TUPLE, |t| t.mro);
            Ok(vm.incref(mro))
        }),
        GetSet::member("__base__", |vm, class| {
            let base = vm.type_body(class).and_then(|t| t.base.some()).unwrap_or(known::NONE);
            Ok(vm.incref(base))
        }),
        GetSet::read_only("__dict__", |vm, class| {
            let dict = vm.type_body(class).map_or(known::NONE, |t| t.dict);
            vm.incref(dict);
            Ok(vm.record(types::MAPPING_PROXY, &[dict], &[]))
        }),
        GetSet::read_only("__text_signature__", |vm, class| {
            let builtin = vm.type_body(class).filter(|_| !vm.is_heap_type(class));
            let signature = builtin.and_then(|t| docs::text_signature(vm.dialect.version, &t.name));
            Ok(vm.text_or_none(signature))
        }),
        GetSet::new("__doc__", doc_get, |vm, class, value| {
            let value = settable(vm, class, "__doc__", value)?;
            set_in_dict(vm, class, names::DOC, Some(value))
        }),
        GetSet::new("__abstractmethods__", abstract_get, |vm, class, value| {
            set_in_dict(vm, class, names::ABSTRACT, value)
        }),
        GetSet::new("__annotations__", annotations_get, |vm, class, value| {
            set_in_dict(vm, class, names::ANNOTATIONS, value)
        }),
        GetSet::member("__basicsize__", |vm, _| Ok(vm.int(16))),
        GetSet::member("__flags__", |vm, class| {
            let pattern = match vm.type_body(class).map(|t| t.pattern) {
                Some(PatternKind::Sequence) => known::SEQUENCE_FLAG,
                Some(PatternKind::Mapping) => known::MAPPING_FLAG,
                _ => 0,
            };
            let heap_type = vm.is_heap_type(class);
            Ok(vm.int(pattern | if heap_type { 1 << 9 } else { 1 << 8 }))
        }),
    ],
};

/// `metatype`, or the metaclass of a base that derives from it. A conflict is found later.
fn winning_metaclass(vm: &Vm, metatype: Ref, bases: Ref) -> Ref {
    vm.items(bases)
        .unwrap_or(&[])
        .iter()
        .map(|base| vm.type_of(*base))
        .fold(metatype, |winner, other| if other != winner && vm.is_subtype(other, winner) { other } else { winner })
}

fn new(vm: &mut Vm, args: Args) -> Res {
    let all = args.to_vec(vm);
    let keywords = vm.tuple_len(args.names);
    let positional = &all[..all.len() - keywords];
    let metatype = positional.first().copied().unwrap_or(types::TYPE);
    if positional.len() == 2 && metatype == types::TYPE && keywords == 0 {
        let class = vm.type_of(positional[1]);
        return Ok(vm.incref(class));
    }
    let &[_, name, bases, namespace] = positional else {
        let given = positional.len().saturating_sub(1);
        let message = match metatype {
            types::TYPE => "type() takes 1 or 3 arguments".to_owned(),
            _ => format!("type.__new__() takes exactly 3 arguments ({given} given)"),
        };
        return Err(vm.type_error(message));
    };
    let Some(text) = vm.as_str(name).map(str::to_owned) else {
        let message = format!("type.__new__() argument 1 must be str, not {}", vm.type_name(name));
        return Err(vm.type_error(message));
    };
    if text.contains('\0') {
        return Err(vm.value_error(NULL_IN_NAME));
    }
    if !vm.isinstance_of(bases, types::TUPLE) {
        let message = format!("type.__new__() argument 2 must be tuple, not {}", vm.type_name(bases));
        return Err(vm.type_error(message));
    }
    if !matches!(vm.body(namespace), Body::Dict(_)) {
        let message = format!("type.__new__() argument 3 must be dict, not {}", vm.type_name(namespace));
        return Err(vm.type_error(message));
    }
    // The most derived metaclass of the bases makes the class (`type_new` in Objects/typeobject.c).
    let winner = winning_metaclass(vm, metatype, bases);
    if winner != metatype
        && let Some(constructor) = vm.lookup(winner, names::NEW)
        && vm.lookup(types::TYPE, names::NEW) != Some(constructor)
    {
        let constructor = vm.getattr(winner, names::NEW)?;
        let result = vm.call(constructor, &[winner, name, bases, namespace]);
        vm.decref(constructor);
        return result;
    }
    let names: Vec<Ref> = if keywords == 0 { Vec::new() } else { vm.items(args.names).unwrap_or(&[]).to_vec() };
    let pairs: Vec<(Ref, Ref)> = names.into_iter().zip(all[all.len() - keywords..].iter().copied()).collect();
    vm.new_class(metatype, &text, bases, namespace, &pairs)
}

fn call(vm: &mut Vm, args: Args) -> Res {
    let class = args.at(vm, 0);
    vm.type_call(class, args.base + 1, args.count - 1, args.names)
}

fn repr(vm: &mut Vm, args: Args) -> Res {
    let class = args.at(vm, 0);
    let kind = if vm.behaviour.class_in_type_repr(vm.is_heap_type(class)) { "class" } else { "type" };
    let name = vm.full_type_name(class);
    Ok(vm.string(format!("<{kind} '{name}'>")))
}

fn union(vm: &mut Vm, args: Args) -> Res {
    let (a, b) = (args.at(vm, 0), args.at(vm, 1));
    crate::python::builtins::generics::union(vm, a, b)
}

fn name_get(vm: &mut Vm, class: Ref) -> Res {
    let name = vm.class_name(class).to_owned();
    let interned = vm.intern(&name);
    Ok(vm.incref(interned))
}

/// What is put into an attribute that every class has (`check_set_special_type_attr`): not those of builtin types, and
/// not deleted.
fn settable(vm: &mut Vm, class: Ref, attribute: &str, value: Option<Ref>) -> Res {
    let name = vm.class_name(class).to_owned();
    let wording = vm.dialect.wording.immutable_type;
    match value {
        _ if !vm.is_heap_type(class) => Err(vm.type_error(wording.special("set", attribute, &name))),
        Some(value) => Ok(value),
        None => Err(vm.type_error(wording.special("delete", attribute, &name))),
    }
}

fn name_set(vm: &mut Vm, class: Ref, value: Option<Ref>) -> Result<(), Raised> {
    let value = settable(vm, class, "__name__", value)?;
    let Some(text) = vm.as_str(value).map(str::to_owned) else { return Err(wrong_name(vm, class, value, "__name__")) };
    if text.contains('\0') {
        return Err(vm.value_error(NULL_IN_NAME));
    }
    if let Body::Type(t) = vm.heap.body_mut(class) {
        t.name = text.into();
    }
    Ok(())
}

fn qualname_get(vm: &mut Vm, class: Ref) -> Res {
    let qualname = vm.type_body(class).map_or(known::EMPTY_STR, |t| t.qualname);
    Ok(vm.incref(qualname))
}

fn qualname_set(vm: &mut Vm, class: Ref, value: Option<Ref>) -> Result<(), Raised> {
    let value = settable(vm, class, "__qualname__", value)?;
    if vm.as_str(value).is_none() {
        return Err(wrong_name(vm, class, value, "__qualname__"));
    }
    vm.incref(value);
    let before = match vm.heap.body_mut(class) {
        Body::Type(t) => std::mem::replace(&mut t.qualname, value),
        _ => value,
    };
    vm.decref(before);
    Ok(())
}

fn module_get(vm: &mut Vm, class: Ref) -> Res {
    let dict = vm.type_body(class).map_or(Ref::NULL, |t| t.dict);
    if let Some(found) = vm.dict_get_str(dict, names::MODULE)
        && vm.as_str(found).is_some()
    {
        return Ok(vm.incref(found));
    }
    let written = vm.type_body(class).filter(|_| !vm.is_heap_type(class));
    let text = written.and_then(|t| t.name.rsplit_once('.').map(|(m, _)| m.to_owned()));
    let name = vm.intern(text.as_deref().unwrap_or(vm.behaviour.builtins_module()));
    Ok(vm.incref(name))
}

fn module_set(vm: &mut Vm, class: Ref, value: Option<Ref>) -> Result<(), Raised> {
    let value = settable(vm, class, "__module__", value)?;
    set_in_dict(vm, class, names::MODULE, Some(value))
}

/// `C.__bases__ = (…)` (`type_set_bases`).
fn bases_set(vm: &mut Vm, class: Ref, value: Option<Ref>) -> Result<(), Raised> {
    let value = settable(vm, class, "__bases__", value)?;
    let name = vm.class_name(class).to_owned();
    if !vm.is_exact(value, types::TUPLE) {
        let given = vm.type_name(value).to_owned();
        return Err(vm.type_error(format!("can only assign tuple to {name}.__bases__, not {given}")));
    }
    let bases = vm.items(value).unwrap_or(&[]).to_vec();
    if bases.is_empty() {
        return Err(vm.type_error(format!("can only assign non-empty tuple to {name}.__bases__, not ()")));
    }
    for base in &bases {
        if !vm.is_type(*base) {
            let given = vm.type_name(*base).to_owned();
            let message = format!("{name}.__bases__ must be tuple of classes, not '{given}'");
            return Err(vm.type_error(message));
        }
        if vm.is_subtype(*base, class) || is_above(vm, class, *base) {
            return Err(vm.type_error("a __bases__ item causes an inheritance cycle"));
        }
    }
    vm.rebase(class, value, &bases)
}

/// Whether a class stands above another along their first bases: the order of a class that is being changed does not tell.
fn is_above(vm: &Vm, class: Ref, below: Ref) -> bool {
    let mut at = below;
    while let Some(t) = vm.type_body(at) {
        if at == class {
            return true;
        }
        at = t.base;
    }
    false
}

const NULL_IN_NAME: &str = "type name must not contain null characters";

fn wrong_name(vm: &mut Vm, class: Ref, value: Ref, attribute: &str) -> Raised {
    let (name, given) = (vm.class_name(class).to_owned(), vm.type_name(value).to_owned());
    vm.type_error(format!("can only assign string to {name}.{attribute}, not '{given}'"))
}

fn doc_get(vm: &mut Vm, class: Ref) -> Res {
    let dict = vm.type_body(class).map_or(Ref::NULL, |t| t.dict);
    let found = vm.dict_get_str(dict, names::DOC).unwrap_or(known::NONE);
    if !vm.is_heap_type(class)
        && vm.as_str(found).is_none()
        && let Some(t) = vm.type_body(class)
    {
        // `type_get_doc`: what stands in the dict of a builtin type may be an attribute of its instances.
        let doc = docs::doc(vm.dialect.version, &t.name);
        return Ok(vm.text_or_none(doc));
    }
    vm.descriptor_get(found, Ref::NULL, class)
}

fn abstract_get(vm: &mut Vm, class: Ref) -> Res {
    let dict = vm.type_body(class).map_or(Ref::NULL, |t| t.dict);
    // `type` itself has this very descriptor under the name.
    match vm.dict_get_str(dict, names::ABSTRACT).filter(|_| class != types::TYPE) {
        Some(found) => Ok(vm.incref(found)),
        None => Err(no_abstract_methods(vm)),
    }
}

fn no_abstract_methods(vm: &mut Vm) -> Raised {
    vm.incref(names::ABSTRACT);
    vm.raise_with(types::ATTRIBUTE_ERROR, names::ABSTRACT)
}

fn annotations_get(vm: &mut Vm, class: Ref) -> Res {
    let dict = vm.type_body(class).map_or(Ref::NULL, |t| t.dict);
    if let Some(found) = vm.dict_get_str(dict, names::ANNOTATIONS) {
        return Ok(vm.incref(found));
    }
    if !vm.is_heap_type(class) {
        return Err(vm.attribute_error(class, names::ANNOTATIONS));
    }
    let annotate = vm.intern("__annotate_func__");
    let made = match vm.dict_get_str(dict, annotate) {
        Some(annotate) => super::callables::evaluated_annotations(vm, annotate)?,
        None => vm.dict(),
    };
    vm.dict_set_str_ref(dict, names::ANNOTATIONS, made);
    Ok(made)
}

fn set_in_dict(vm: &mut Vm, class: Ref, name: Ref, value: Option<Ref>) -> Result<(), Raised> {
    if !vm.is_heap_type(class) {
        let message = format!("cannot set '{}' attribute of immutable type '{}'", vm.text(name), vm.class_name(class));
        return Err(vm.type_error(message));
    }
    let dict = vm.type_body(class).map_or(Ref::NULL, |t| t.dict);
    match value {
        Some(value) => vm.dict_set_str_ref(dict, name, value),
        None if vm.dict_del_str(dict, name) => {}
        None if name == names::ABSTRACT => return Err(no_abstract_methods(vm)),
        None => {}
    }
    vm.type_modified(class);
    if name == names::ABSTRACT {
        vm.note_abstract_methods();
    }
    Ok(())
}
