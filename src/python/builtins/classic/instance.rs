//! `instance`: the type of all instances of classic classes. Each operation looks its method up as an attribute of the
//! instance, by the rules of `Objects/classobj.c`. Operators are in [`super::numbers`], comparisons in
//! [`super::comparison`].

use crate::memory::{Body, Ref};
use crate::python::vm::classic::instance_part;
use crate::python::vm::known::{self, names, types};
use crate::python::vm::native::{Args, Arity, Native, TypeDef};
use crate::python::vm::{Res, Vm};

use super::{call, call_opt};

pub const TYPE: TypeDef = TypeDef {
    id: types::INSTANCE,
    methods: &[
        Native::new_of_type(Arity::Range(1, 2), new),
        Native::slot_raw("__call__", Arity::Raw, call_instance),
        Native::slot("__repr__", 0, |vm, args| repr(vm, args.at(vm, 0))),
        Native::slot("__str__", 0, |vm, args| str(vm, args.at(vm, 0))),
        Native::slot("__unicode__", 0, |vm, args| match call_opt(vm, args.at(vm, 0), names::UNICODE, &[])? {
            Some(text) => Ok(text),
            None => str(vm, args.at(vm, 0)),
        }),
        Native::slot("__format__", 1, format),
        Native::slot("__len__", 0, |vm, args| length(vm, args.at(vm, 0))),
        Native::slot("__getitem__", 1, |vm, args| {
            let key = args.at(vm, 1);
            call(vm, args.at(vm, 0), names::GETITEM, &[key])
        }),
        Native::slot("__setitem__", 2, |vm, args| {
            let (key, value) = (args.at(vm, 1), args.at(vm, 2));
            call_for_nothing(vm, args.at(vm, 0), names::SETITEM, &[key, value])
        }),
        Native::slot("__delitem__", 1, |vm, args| {
            let key = args.at(vm, 1);
            call_for_nothing(vm, args.at(vm, 0), names::DELITEM, &[key])
        }),
        Native::slot("__contains__", 1, contains),
        Native::slot("__iter__", 0, |vm, args| iter(vm, args.at(vm, 0))),
        Native::slot("__next__", 0, |vm, args| match vm.classic_getattr_unasked(args.at(vm, 0), names::NEXT_2)? {
            Some(next) => {
                let result = vm.call(next, &[]);
                vm.decref(next);
                result
            }
            None => Err(vm.type_error("instance has no next() method")),
        }),
        Native::method("__dir__", Arity::Zero, dir),
    ],
    attributes: &[],
};

fn class_of(vm: &Vm, instance: Ref) -> Ref {
    vm.record_at(instance, instance_part::CLASS)
}

/// `types.InstanceType(class, dict=None)`.
fn new(vm: &mut Vm, args: Args) -> Res {
    let (class, dict) = (args.at(vm, 1), args.at(vm, 2).some().filter(|d| *d != known::NONE));
    if !vm.is_classic_class(class) {
        let given = vm.type_name(class);
        return Err(vm.type_error(format!("instance() argument 1 must be classobj, not {given}")));
    }
    if dict.is_some_and(|d| !vm.isinstance_of(d, types::DICT)) {
        return Err(vm.type_error("instance() second arg must be dictionary or None"));
    }
    Ok(vm.new_classic_instance(class, dict))
}

fn call_instance(vm: &mut Vm, args: Args) -> Res {
    let all = args.to_vec(vm);
    let Some((&instance, given)) = all.split_first() else { return vm.done() };
    let Some(callable) = vm.classic_getattr_opt(instance, names::CALL)? else {
        let message = format!("{} instance has no __call__ method", vm.instance_class_name(instance));
        return Err(vm.raise(types::ATTRIBUTE_ERROR, message));
    };
    let (positional, values) = given.split_at(given.len() - vm.tuple_len(args.names));
    let keys = vm.items(args.names).unwrap_or(&[]).iter().copied();
    let pairs: Vec<(Ref, Ref)> = keys.zip(values.iter().copied()).collect();
    let result = vm.enter_native(" in __call__").and_then(|()| {
        let result = vm.call_passing_on(callable, positional, &pairs);
        vm.leave_native();
        result
    });
    vm.decref(callable);
    result
}

fn repr(vm: &mut Vm, instance: Ref) -> Res {
    if let Some(text) = call_opt(vm, instance, names::REPR, &[])? {
        return Ok(text);
    }
    let (module, name) = vm.classic_full_name(class_of(vm, instance));
    let module = module.unwrap_or_else(|| "?".to_owned());
    let address = vm.address_of(instance);
    Ok(vm.string(format!("<{module}.{name} instance at {address:#x}>")))
}

fn str(vm: &mut Vm, instance: Ref) -> Res {
    match call_opt(vm, instance, names::STR, &[])? {
        Some(text) => Ok(text),
        None => repr(vm, instance),
    }
}

/// `PyObject_Format` for instances.
fn format(vm: &mut Vm, args: Args) -> Res {
    let (instance, spec) = (args.at(vm, 0), args.at(vm, 1));
    if let Some(text) = call_opt(vm, instance, names::FORMAT, &[spec])? {
        return Ok(text);
    }
    let text = vm.str_of(instance)?;
    let result = vm.format_with(text, spec);
    vm.decref(text);
    result
}

fn length(vm: &mut Vm, instance: Ref) -> Res {
    let length = call(vm, instance, names::LEN, &[])?;
    match vm.as_int(length) {
        Some(n) if n >= 0 => return Ok(length),
        Some(_) => {
            vm.decref(length);
            return Err(vm.value_error("__len__() should return >= 0"));
        }
        None => vm.decref(length),
    }
    Err(vm.type_error("__len__() should return an int"))
}

fn call_for_nothing(vm: &mut Vm, instance: Ref, name: Ref, args: &[Ref]) -> Res {
    let result = call(vm, instance, name, args)?;
    vm.decref(result);
    vm.done()
}

/// `__contains__`, else a search item by item.
fn contains(vm: &mut Vm, args: Args) -> Res {
    let (instance, member) = (args.at(vm, 0), args.at(vm, 1));
    if let Some(result) = call_opt(vm, instance, names::CONTAINS, &[member])? {
        let truth = vm.truth(result);
        vm.decref(result);
        return truth.map(|found| vm.bool(found));
    }
    let Ok(iterator) = vm.iter(instance) else {
        vm.clear_raised();
        return Err(vm.type_error("argument of type 'instance' is not iterable"));
    };
    let found = search(vm, iterator, member);
    vm.decref(iterator);
    found.map(|found| vm.bool(found))
}

fn search(vm: &mut Vm, iterator: Ref, member: Ref) -> Res<bool> {
    while let Some(item) = vm.next(iterator)? {
        let same = vm.eq(item, member);
        vm.decref(item);
        if same? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn iter(vm: &mut Vm, instance: Ref) -> Res {
    if let Some(iterator) = call_opt(vm, instance, names::ITER, &[])? {
        if vm.is_iterator(iterator) {
            return Ok(iterator);
        }
        let message = format!("__iter__ returned non-iterator of type '{}'", vm.type_name(iterator));
        vm.decref(iterator);
        return Err(vm.type_error(message));
    }
    let Some(method) = vm.classic_getattr_unasked(instance, names::GETITEM)? else {
        return Err(vm.type_error("iteration over non-sequence"));
    };
    vm.decref(method);
    vm.incref(instance);
    Ok(vm.container(types::SEQUENCE_ITERATOR, Body::SequenceIterator { sequence: instance, index: 0 }))
}

fn dir(vm: &mut Vm, args: Args) -> Res {
    let instance = args.at(vm, 0);
    if let Some(own) = vm.classic_getattr_opt(instance, names::DIR)? {
        let result = vm.call(own, &[]);
        vm.decref(own);
        return result;
    }
    super::class::count_gathering(vm);
    let list = super::class::names_of(vm, class_of(vm, instance));
    let dict = vm.record_at(instance, instance_part::DICT);
    for key in super::super::dict::keys(vm, dict) {
        if vm.items(list).is_some_and(|listed| !listed.contains(&key)) {
            vm.incref(key);
            if let Some(items) = vm.heap.list_mut(list) {
                items.push(key);
            }
        }
    }
    Ok(list)
}
