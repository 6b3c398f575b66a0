//! `_collections`: what `collections` (Python source) builds on.

use crate::memory::{Body, Ref};
use crate::python::vm::known::{names, types};
use crate::python::vm::native::{Args, Arity, GetSet, ModuleDef, Native, TypeDef};
use crate::python::vm::{Raised, Res, Vm};

pub const MODULE: ModuleDef = ModuleDef {
    name: "_collections",
    functions: &[Native::function("_count_elements", Arity::Range(2, 2), count_elements)],
    fill: Some(fill),
};

/// The property of a named tuple's field. A record: its documentation; number: the index.
pub const TUPLE_GETTER: TypeDef = TypeDef {
    id: types::TUPLE_GETTER,
    methods: &[
        Native::new_of_type(Arity::Range(2, 2), new_getter),
        Native::slot_raw("__get__", Arity::Range(1, 2), get),
        Native::slot("__repr__", 0, |vm, args| {
            let (index, doc) = (vm.record_number(args.at(vm, 0), 0), vm.record_at(args.at(vm, 0), 0));
            let doc = vm.repr_text(doc)?;
            Ok(vm.string(format!("_tuplegetter({index}, {doc})")))
        }),
        Native::slot("__set__", 2, set),
        Native::slot("__delete__", 1, set),
    ],
    attributes: &[GetSet::member("__doc__", |vm, g| Ok(vm.record_ref(g, 0)))],
};

fn fill(vm: &mut Vm, dict: Ref) -> Result<(), Raised> {
    for (name, class) in [
        ("deque", types::DEQUE),
        ("OrderedDict", types::ORDERED_DICT),
        ("defaultdict", types::DEFAULTDICT),
        ("_tuplegetter", types::TUPLE_GETTER),
        ("_deque_iterator", types::DEQUE_ITERATOR),
        ("_deque_reverse_iterator", types::DEQUE_REVERSE_ITERATOR),
    ] {
        vm.dict_set_str(dict, name, class);
    }
    Ok(())
}

/// `Counter` counts an iterable into a mapping: a dict whose class has no `get` and `__setitem__` of its own directly,
/// another as its class says (`_collections__count_elements_impl`).
fn count_elements(vm: &mut Vm, args: Args) -> Res {
    let (mapping, iterable) = (args.at(vm, 0), args.at(vm, 1));
    let iterator = vm.iter(iterable)?;
    let result = count_all(vm, mapping, iterator);
    vm.decref(iterator);
    result?;
    vm.done()
}

fn count_all(vm: &mut Vm, mapping: Ref, iterator: Ref) -> Res<()> {
    let class = vm.type_of(mapping);
    let get = vm.intern("get");
    let own = |vm: &mut Vm, name| vm.lookup(class, name) != vm.lookup(types::DICT, name);
    if vm.isinstance_of(mapping, types::DICT) && !own(vm, get) && !own(vm, names::SETITEM) {
        return count_each(vm, iterator, |vm, item| count_in_dict(vm, mapping, item));
    }
    let get = vm.getattr(mapping, get)?;
    let done = count_each(vm, iterator, |vm, item| count_by_methods(vm, mapping, get, item));
    vm.decref(get);
    done
}

fn count_each(vm: &mut Vm, iterator: Ref, count: impl Fn(&mut Vm, Ref) -> Res<()>) -> Res<()> {
    while let Some(item) = vm.next(iterator)? {
        let counted = count(vm, item);
        vm.decref(item);
        counted?;
    }
    Ok(())
}

fn count_in_dict(vm: &mut Vm, mapping: Ref, item: Ref) -> Res<()> {
    let hash = vm.hash(item)?;
    let count = match vm.dict_get_hashed(mapping, item, hash)? {
        Some(before) => plus_one(vm, before)?,
        None => vm.int(1),
    };
    let stored = vm.dict_set_hashed(mapping, item, hash, count);
    vm.decref(count);
    stored
}

fn count_by_methods(vm: &mut Vm, mapping: Ref, get: Ref, item: Ref) -> Res<()> {
    let zero = vm.int(0);
    let before = vm.call(get, &[item, zero]);
    vm.decref(zero);
    let before = before?;
    let count = plus_one(vm, before);
    vm.decref(before);
    let count = count?;
    let stored = vm.setitem(mapping, item, count);
    vm.decref(count);
    stored
}

fn plus_one(vm: &mut Vm, number: Ref) -> Res {
    let one = vm.int(1);
    let sum = vm.binary(crate::python::code::BinaryOp::Add, number, one);
    vm.decref(one);
    sum
}

fn new_getter(vm: &mut Vm, args: Args) -> Res {
    let (index, doc) = (args.at(vm, 1), args.at(vm, 2));
    let index = vm.index(index)?;
    vm.incref(doc);
    Ok(vm.container(types::TUPLE_GETTER, Body::record(&[doc], &[index])))
}

fn get(vm: &mut Vm, args: Args) -> Res {
    let (getter, object) = (args.at(vm, 0), args.at(vm, 1));
    if object == crate::python::vm::known::NONE {
        return Ok(vm.incref(getter));
    }
    let index = vm.record_number(getter, 0);
    if !vm.isinstance_of(object, types::TUPLE) {
        let name = vm.type_name(object);
        return Err(vm.type_error(format!(
            "descriptor for index '{index}' for tuple subclasses doesn't apply to '{name}' object"
        )));
    }
    let item = usize::try_from(index).ok().and_then(|i| vm.items(object).and_then(|items| items.get(i).copied()));
    match item {
        Some(item) => Ok(vm.incref(item)),
        None => Err(vm.index_error("tuple index out of range")),
    }
}

fn set(vm: &mut Vm, _: Args) -> Res {
    Err(vm.raise(types::ATTRIBUTE_ERROR, "can't set attribute"))
}
