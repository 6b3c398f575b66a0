//! `collections.defaultdict`: a dict with a factory, which stands behind the `__slots__` values of a subclass.

use super::dict::update;
use super::{dict, generic_new};
use crate::memory::heap::flag;
use crate::memory::{Body, Dict, Ref};
use crate::python::vm::known::{self, types};
use crate::python::vm::native::{Args, Arity, GetSet, Native, TypeDef};
use crate::python::vm::{Raised, Res, Vm};

pub const TYPE: TypeDef = TypeDef {
    id: types::DEFAULTDICT,
    methods: &[
        Native::new_of_type(Arity::Raw, new),
        Native::slot_raw("__init__", Arity::Raw, init),
        Native::slot("__repr__", 0, repr),
        Native::slot("__or__", 1, or),
        Native::slot("__ror__", 1, ror),
        Native::method("__missing__", Arity::One, missing),
        Native::method("copy", Arity::Zero, copy),
        Native::method("__copy__", Arity::Zero, copy),
        Native::method("__reduce__", Arity::Zero, reduce),
    ],
    attributes: &[GetSet { member: true, ..GetSet::new("default_factory", get_factory, set_factory) }],
};

fn new(vm: &mut Vm, args: Args) -> Res {
    let class = args.at(vm, 0);
    let rules = vm.heap.rules.dict;
    let made = generic_new(vm, class, Body::Dict(Box::new(Dict::new_by_call(rules))));
    vm.heap.set_flag(made, flag::EXTRA);
    vm.heap.extras.entry(made).or_default().slots.push(Ref::NULL);
    Ok(made)
}

/// The factory, borrowed; NULL for none.
fn factory(vm: &Vm, dict: Ref) -> Ref {
    vm.heap.extras.get(&dict).and_then(|extra| extra.slots.last().copied()).unwrap_or(Ref::NULL)
}

/// Replaces the factory; steals.
fn put_factory(vm: &mut Vm, dict: Ref, value: Ref) {
    let mut old = value;
    if let Some(place) = vm.heap.extras.get_mut(&dict).and_then(|extra| extra.slots.last_mut()) {
        old = std::mem::replace(place, value);
    }
    vm.xdecref(old);
}

fn get_factory(vm: &mut Vm, dict: Ref) -> Res {
    let factory = factory(vm, dict);
    Ok(if factory.is_null() { vm.none() } else { vm.incref(factory) })
}

fn set_factory(vm: &mut Vm, dict: Ref, value: Option<Ref>) -> Result<(), Raised> {
    let value = value.unwrap_or(Ref::NULL);
    vm.xincref(value);
    put_factory(vm, dict, value);
    Ok(())
}

/// The factory comes first, the rest is what dict takes.
fn init(vm: &mut Vm, args: Args) -> Res {
    let dict = args.at(vm, 0);
    let keywords = vm.tuple_len(args.names);
    let positional = args.count - keywords;
    let mut factory = Ref::NULL;
    if positional > 1 {
        factory = args.at(vm, 1);
        if factory != known::NONE && !vm.is_callable(factory) {
            return Err(vm.type_error("first argument must be callable or None"));
        }
    }
    if positional > 3 {
        let given = positional - 2;
        return Err(vm.type_error(format!("dict expected at most 1 argument, got {given}")));
    }
    vm.xincref(factory);
    put_factory(vm, dict, factory);
    if positional == 3 {
        let source = args.at(vm, 2);
        update::update(vm, dict, source)?;
    }
    for index in 0..keywords {
        let Some(key) = vm.items(args.names).and_then(|n| n.get(index).copied()) else { break };
        let value = args.at(vm, positional + index);
        vm.dict_set(dict, key, value)?;
    }
    vm.done()
}

fn missing(vm: &mut Vm, args: Args) -> Res {
    let (dict, key) = (args.at(vm, 0), args.at(vm, 1));
    let factory = factory(vm, dict);
    if factory.is_null() || factory == known::NONE {
        return Err(vm.key_error(key));
    }
    let value = vm.call(factory, &[])?;
    if let Err(raised) = vm.setitem(dict, key, value) {
        vm.decref(value);
        return Err(raised);
    }
    Ok(value)
}

fn repr(vm: &mut Vm, args: Args) -> Res {
    let dict = args.at(vm, 0);
    let base = dict::repr_text(vm, dict)?;
    let factory = factory(vm, dict);
    let shown = if factory.is_null() {
        "None".to_owned()
    } else if vm.enter_repr(factory) {
        let text = vm.repr_text(factory);
        vm.leave_repr(factory);
        text?
    } else {
        "...".to_owned()
    };
    let name = vm.type_name(dict);
    let name = name.rsplit('.').next().unwrap_or(&name).to_owned();
    Ok(vm.string(format!("{name}({shown}, {base})")))
}

/// `type(self)(default_factory, self)`.
fn copy(vm: &mut Vm, args: Args) -> Res {
    let dict = args.at(vm, 0);
    copy_of(vm, dict)
}

fn copy_of(vm: &mut Vm, dict: Ref) -> Res {
    let (class, factory) = (vm.type_of(dict), factory(vm, dict));
    let factory = if factory.is_null() { known::NONE } else { factory };
    vm.call(class, &[factory, dict])
}

fn or(vm: &mut Vm, args: Args) -> Res {
    let (a, b) = (args.at(vm, 0), args.at(vm, 1));
    union(vm, a, a, b)
}

fn ror(vm: &mut Vm, args: Args) -> Res {
    let (a, b) = (args.at(vm, 0), args.at(vm, 1));
    union(vm, a, b, a)
}

/// A copy of `like` filled with `first`, then `second`.
fn union(vm: &mut Vm, like: Ref, first: Ref, second: Ref) -> Res {
    if !vm.isinstance_of(first, types::DICT) || !vm.isinstance_of(second, types::DICT) {
        return Ok(vm.incref(known::NOT_IMPLEMENTED));
    }
    let (class, factory) = (vm.type_of(like), factory(vm, like));
    let factory = if factory.is_null() { known::NONE } else { factory };
    let made = vm.call(class, &[factory, first])?;
    match update::update(vm, made, second) {
        Ok(()) => Ok(made),
        Err(raised) => {
            vm.decref(made);
            Err(raised)
        }
    }
}

/// `(class, (factory,), None, None, iter(items))`.
fn reduce(vm: &mut Vm, args: Args) -> Res {
    let dict = args.at(vm, 0);
    let factory = factory(vm, dict);
    let inner = if factory.is_null() || factory == known::NONE { vm.tuple(&[]) } else { vm.tuple_from(&[factory]) };
    let class = vm.type_of(dict);
    vm.incref(class);
    let items = dict::iterators::new(vm, dict, types::DICT_ITEM_ITERATOR);
    let (a, b) = (vm.none(), vm.none());
    Ok(vm.tuple(&[class, inner, a, b, items]))
}
