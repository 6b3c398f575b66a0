//! `dict`: its type and methods. Updating is in [`update`], views in [`views`], iterators in [`iterators`].

pub mod iterators;
pub mod update;
pub mod view_sets;
pub mod views;

use super::{generic_alias, generic_new, seq};
use crate::memory::rules::InstanceDict;
use crate::memory::{Body, Dict, Ref, alloc};
use crate::python::dialect::containers::ComparedItems;
use crate::python::dialect::containers::DictMethods;
use crate::python::vm::known::{self, names, types};
use crate::python::vm::native::{Args, Arity, Native, TypeDef};
use crate::python::vm::{Res, Vm};

pub const TYPE: TypeDef = TypeDef {
    id: types::DICT,
    methods: &[
        Native::new_of_type(Arity::Raw, new),
        Native::slot_raw("__init__", Arity::Raw, update::init),
        Native::slot("__repr__", 0, repr),
        Native::method("__getitem__", Arity::One, getitem),
        Native::slot("__setitem__", 2, setitem),
        Native::slot("__delitem__", 1, delitem),
        Native::slot("__len__", 0, len),
        Native::method("__contains__", Arity::One, contains),
        Native::slot("__iter__", 0, iterators::iter_keys),
        Native::slot("__eq__", 1, eq),
        Native::slot("__ne__", 1, ne),
        Native::slot("__or__", 1, update::or),
        Native::slot("__ror__", 1, update::ror),
        Native::slot("__ior__", 1, update::ior),
        Native::method("__reversed__", Arity::Zero, iterators::reversed_keys),
        Native::method("__sizeof__", Arity::Zero, sizeof),
        Native::class_method("__class_getitem__", Arity::One, generic_alias),
        Native::class_method("fromkeys", Arity::Range(1, 2), update::fromkeys),
        Native::method("get", Arity::Range(1, 2), get),
        Native::method("setdefault", Arity::Range(1, 2), setdefault),
        Native::method("pop", Arity::Range(1, 2), pop),
        Native::method("popitem", Arity::Zero, popitem),
        Native::method("clear", Arity::Zero, clear_method),
        Native::method("update", Arity::Raw, update::method),
        Native::method("copy", Arity::Zero, copy),
        Native::method("keys", Arity::Zero, views::keys),
        Native::method("values", Arity::Zero, views::values),
        Native::method("items", Arity::Zero, views::items),
        Native::method("has_key", Arity::One, contains),
        Native::method("iterkeys", Arity::Zero, iterators::iter_keys),
        Native::method("itervalues", Arity::Zero, iterators::iter_values),
        Native::method("iteritems", Arity::Zero, iterators::iter_items),
        Native::method("viewkeys", Arity::Zero, views::view_keys),
        Native::method("viewvalues", Arity::Zero, views::view_values),
        Native::method("viewitems", Arity::Zero, views::view_items),
    ],
    attributes: &[],
};

/// The table; `None` when `dict` is no dict.
#[must_use]
pub fn table(vm: &Vm, dict: Ref) -> Option<&Dict> {
    match vm.body(dict) {
        Body::Dict(table) => Some(table),
        _ => None,
    }
}

/// The keys in order, borrowed.
#[must_use]
pub fn keys(vm: &Vm, dict: Ref) -> Vec<Ref> {
    table(vm, dict).map(|t| t.entries().map(|(key, _)| key).collect()).unwrap_or_default()
}

/// The values in order, borrowed.
#[must_use]
pub fn values(vm: &Vm, dict: Ref) -> Vec<Ref> {
    table(vm, dict).map(|t| t.entries().map(|(_, value)| value).collect()).unwrap_or_default()
}

/// The entries in order, borrowed.
#[must_use]
pub fn pairs(vm: &Vm, dict: Ref) -> Vec<(Ref, Ref)> {
    table(vm, dict).map(|t| t.entries().collect()).unwrap_or_default()
}

/// The entry at or after a position, borrowed: position after it, hash, key, value.
#[must_use]
pub fn entry_from(vm: &Vm, dict: Ref, position: usize) -> Option<(usize, i64, Ref, Ref)> {
    let table = table(vm, dict)?;
    let (next, index) = table.next_entry_from(position)?;
    let entry = table.entry(index);
    Some((next, entry.hash, entry.key, entry.value))
}

fn new(vm: &mut Vm, args: Args) -> Res {
    let class = args.at(vm, 0);
    Ok(new_of(vm, class))
}

/// An empty dict as the constructor makes it.
pub fn new_of(vm: &mut Vm, class: Ref) -> Ref {
    let rules = vm.heap.rules.dict;
    generic_new(vm, class, Body::Dict(Box::new(Dict::new_by_call(rules))))
}

fn repr(vm: &mut Vm, args: Args) -> Res {
    let dict = args.at(vm, 0);
    let text = repr_text(vm, dict)?;
    Ok(vm.string(text))
}

/// `dict.__repr__`.
///
/// # Errors
/// As showing the entries raises.
pub fn repr_text(vm: &mut Vm, dict: Ref) -> Res<String> {
    if vm.dict_len(dict) == 0 {
        vm.note_empty_repr();
        return Ok("{}".to_owned());
    }
    if !vm.enter_repr(dict) {
        return Ok("{...}".to_owned());
    }
    vm.begin_pieces(None);
    let text = repr_entries(vm, dict);
    vm.end_pieces(None);
    vm.leave_repr(dict);
    text
}

fn repr_entries(vm: &mut Vm, dict: Ref) -> Res<String> {
    let mut text = String::from("{");
    let mut position = 0;
    while let Some((next, key, value)) = vm.dict_next(dict, position) {
        position = next;
        if text.len() > 1 {
            text.push_str(", ");
        }
        vm.incref(key);
        vm.incref(value);
        let parts = vm.repr_text(key).and_then(|key| Ok((key, vm.repr_text(value)?)));
        vm.decref(key);
        vm.decref(value);
        let (key, value) = parts?;
        text.push_str(&key);
        text.push_str(": ");
        text.push_str(&value);
    }
    text.push('}');
    Ok(text)
}

fn len(vm: &mut Vm, args: Args) -> Res {
    let length = vm.dict_len(args.at(vm, 0));
    Ok(vm.int(length as i64))
}

fn contains(vm: &mut Vm, args: Args) -> Res {
    let (dict, key) = (args.at(vm, 0), args.at(vm, 1));
    let found = vm.dict_get(dict, key)?.is_some();
    Ok(vm.bool(found))
}

fn getitem(vm: &mut Vm, args: Args) -> Res {
    let (dict, key) = (args.at(vm, 0), args.at(vm, 1));
    if let Some(value) = vm.dict_get(dict, key)? {
        return Ok(vm.incref(value));
    }
    if !vm.is_exact(dict, types::DICT)
        && let Some(result) = vm.call_bound_special(dict, names::MISSING, &[key])
    {
        return result;
    }
    Err(vm.key_error(key))
}

fn setitem(vm: &mut Vm, args: Args) -> Res {
    let (dict, key, value) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 2));
    vm.dict_set(dict, key, value)?;
    vm.done()
}

pub(super) fn delitem(vm: &mut Vm, args: Args) -> Res {
    let (dict, key) = (args.at(vm, 0), args.at(vm, 1));
    if !vm.dict_del(dict, key)? {
        return Err(vm.key_error(key));
    }
    vm.done()
}

fn eq(vm: &mut Vm, args: Args) -> Res {
    let (a, b) = (args.at(vm, 0), args.at(vm, 1));
    if !vm.isinstance_of(b, types::DICT) {
        return Ok(seq::not_implemented(vm));
    }
    let equal = equal(vm, a, b)?;
    Ok(vm.bool(equal))
}

fn ne(vm: &mut Vm, args: Args) -> Res {
    let (a, b) = (args.at(vm, 0), args.at(vm, 1));
    if !vm.isinstance_of(b, types::DICT) {
        return Ok(seq::not_implemented(vm));
    }
    let equal = equal(vm, a, b)?;
    Ok(vm.bool(!equal))
}

/// Whether two dicts have the same keys with equal values.
///
/// # Errors
/// As comparing raises.
pub fn equal(vm: &mut Vm, a: Ref, b: Ref) -> Res<bool> {
    if vm.dict_len(a) != vm.dict_len(b) {
        return Ok(false);
    }
    let mut position = 0;
    while let Some((next, hash, key, value)) = entry_from(vm, a, position) {
        position = next;
        vm.incref(key);
        vm.incref(value);
        let same = same_value(vm, b, key, hash, value);
        vm.decref(key);
        vm.decref(value);
        if !same? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn same_value(vm: &mut Vm, dict: Ref, key: Ref, hash: i64, value: Ref) -> Res<bool> {
    let Some(other) = vm.dict_get_hashed(dict, key, hash)? else { return Ok(false) };
    match vm.dialect.containers.compared_items {
        ComparedItems::Borrowed => vm.eq(value, other),
        _ => vm.equals_held(other, value),
    }
}

fn get(vm: &mut Vm, args: Args) -> Res {
    let (dict, key, default) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 2));
    let value = match vm.dict_get(dict, key)? {
        Some(value) => value,
        None if default.is_null() => known::NONE,
        None => default,
    };
    Ok(vm.incref(value))
}

fn setdefault(vm: &mut Vm, args: Args) -> Res {
    let (dict, key, default) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 2));
    let default = if default.is_null() { known::NONE } else { default };
    let hash = vm.hash(key)?;
    let value = vm.dict_set_default(dict, key, hash, default)?;
    Ok(vm.incref(value))
}

fn pop(vm: &mut Vm, args: Args) -> Res {
    let (dict, key, default) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 2));
    if vm.dict_len(dict) == 0 {
        return if default.is_null() { Err(vm.key_error(key)) } else { Ok(vm.incref(default)) };
    }
    match vm.dict_pop(dict, key)? {
        Some((stored, value)) => {
            vm.decref(stored);
            Ok(value)
        }
        None if default.is_null() => Err(vm.key_error(key)),
        None => Ok(vm.incref(default)),
    }
}

fn popitem(vm: &mut Vm, args: Args) -> Res {
    let dict = args.at(vm, 0);
    vm.unshare_keys(dict);
    let (entry, ordered) = match vm.heap.body_mut(dict) {
        Body::Dict(table) => (table.pop_item(), table.is_ordered()),
        _ => (None, false),
    };
    if let (Some((key, _)), true) = (entry, ordered) {
        vm.decref(key);
    }
    match entry {
        Some((key, value)) => Ok(vm.filled_tuple(&[key, value])),
        None => {
            let message = vm.str("popitem(): dictionary is empty");
            Err(vm.raise_with(types::KEY_ERROR, message))
        }
    }
}

/// Empties the dict: entry by entry from the first, the key before its value.
pub fn clear(vm: &mut Vm, dict: Ref) {
    let Body::Dict(table) = vm.heap.body_mut(dict) else { return };
    let order = table.take_order();
    let entries = vm.heap.take_entries(dict);
    if vm.heap.rules.instance_dict != InstanceDict::Inline {
        vm.detach_dict(dict);
    }
    for (key, value) in entries {
        vm.decref(key);
        vm.decref(value);
    }
    vm.decref_all(&order);
}

pub(super) fn clear_method(vm: &mut Vm, args: Args) -> Res {
    let dict = args.at(vm, 0);
    clear(vm, dict);
    vm.done()
}

fn copy(vm: &mut Vm, args: Args) -> Res {
    let dict = args.at(vm, 0);
    Ok(copy_of(vm, dict))
}

/// `dict.copy()`: an exact dict with the same entries; tracked when the original is.
pub fn copy_of(vm: &mut Vm, dict: Ref) -> Ref {
    let Some(size) = table(vm, dict).map(Dict::sizeof) else { return vm.dict() };
    vm.charge(size);
    // A dict that shares its keys is copied with them, and the copy comes from no free list.
    let split = vm.is_split_dict(dict) && vm.dict_len(dict) > 0;
    let held = if split { Vec::new() } else { vm.hold_for_copy(dict) };
    let copy = if split { new_of(vm, types::DICT) } else { vm.dict() };
    // Only now: the allocation may have collected, and a finalizer changed the original.
    let Some(copied) = table(vm, dict).map(Dict::copy) else { return copy };
    copied.for_each_ref(|r| {
        vm.heap.incref(r);
    });
    vm.decref_all(&held);
    *vm.heap.body_mut(copy) = Body::Dict(Box::new(copied));
    track_like_contents(vm, copy, dict);
    vm.share_keys_of(copy, dict);
    copy
}

/// Tracks a copy: whole copies follow the original, copies made entry by entry follow their entries.
pub(super) fn track_like_contents(vm: &mut Vm, copy: Ref, original: Ref) {
    if vm.heap.is_tracked(original) && vm.dict_len(copy) > 0 {
        let contained = pairs(vm, copy)
            .iter()
            .any(|&(key, value)| alloc::may_be_tracked(&vm.heap, key) || alloc::may_be_tracked(&vm.heap, value));
        if contained || vm.dialect.containers.dict_methods == DictMethods::Views {
            alloc::track(&mut vm.heap, copy);
        }
    }
}

fn sizeof(vm: &mut Vm, args: Args) -> Res {
    let size = table(vm, args.at(vm, 0)).map_or(0, Dict::sizeof);
    Ok(vm.int(size as i64))
}
