//! Filling dicts: `dict(…)`, `update`, `|`, `fromkeys`.

use super::{copy_of, entry_from, new_of, table};
use crate::memory::dict::{KeyKind, MergeStart};
use crate::memory::free_lists::Kind;
use crate::memory::{Body, Ref, alloc};
use crate::python::builtins::{list, seq, set};
use crate::python::dialect::containers::{DictPairs, KeysQuestion};
use crate::python::vm::known::{self, names, types};
use crate::python::vm::native::Args;
use crate::python::vm::{Res, Vm};

pub(super) fn init(vm: &mut Vm, args: Args) -> Res {
    update_common(vm, args, "dict")?;
    vm.done()
}

pub(super) fn method(vm: &mut Vm, args: Args) -> Res {
    update_common(vm, args, "update")?;
    vm.done()
}

/// `self, [mapping or iterable], **keywords`.
pub fn update_common(vm: &mut Vm, args: Args, name: &str) -> Res<()> {
    let dict = args.at(vm, 0);
    let keywords = vm.tuple_len(args.names);
    let given = args.count - keywords - 1;
    if given > 1 {
        let arguments = vm.dialect.builtins.words.too_few.arguments(1);
        return Err(vm.type_error(format!("{name} expected at most 1 {arguments}, got {given}")));
    }
    if given == 1 {
        let source = args.at(vm, 1);
        update(vm, dict, source)?;
    }
    for index in 0..keywords {
        let Some(key) = vm.items(args.names).and_then(|n| n.get(index).copied()) else { break };
        let value = args.at(vm, args.count - keywords + index);
        vm.dict_set(dict, key, value)?;
    }
    Ok(())
}

/// `dict.update(source)`.
///
/// # Errors
/// As iterating, hashing and comparing raise; RuntimeError when the source changes meanwhile.
pub fn update(vm: &mut Vm, dict: Ref, source: Ref) -> Res<()> {
    if iterates_as_dict(vm, source) {
        if vm.dialect.containers.keys_question == KeysQuestion::ToAll || !vm.is_exact(source, types::DICT) {
            alloc::count_passing(vm, Kind::BuiltinMethod);
        }
        return merge(vm, dict, source);
    }
    match vm.getattr_opt(source, names::KEYS)? {
        Some(keys) => {
            vm.decref(keys);
            merge_mapping(vm, dict, source)
        }
        None => merge_pairs(vm, dict, source),
    }
}

/// Whether this is a dict, of a class that leaves `__iter__` as it is.
#[must_use]
pub fn iterates_as_dict(vm: &Vm, source: Ref) -> bool {
    let same_iter = || vm.lookup_special(source, names::ITER) == vm.lookup_uncached(types::DICT, names::ITER);
    vm.is_exact(source, types::DICT) || vm.isinstance_of(source, types::DICT) && same_iter()
}

/// From a dict, entry by entry or the whole table at once.
///
/// # Errors
/// As comparing keys raises; RuntimeError when the source changes meanwhile.
pub fn merge(vm: &mut Vm, dict: Ref, source: Ref) -> Res<()> {
    let length = vm.dict_len(source);
    if dict == source || length == 0 {
        return Ok(());
    }
    if start_merge(vm, dict, source) == MergeStart::Cloned {
        return Ok(());
    }
    let mut position = 0;
    while let Some((next, hash, key, value)) = entry_from(vm, source, position) {
        position = next;
        vm.incref(key);
        vm.incref(value);
        let stored = vm.dict_set_hashed(dict, key, hash, value);
        vm.decref(value);
        vm.decref(key);
        stored?;
        if vm.dict_len(source) != length {
            return Err(vm.runtime_error("dict mutated during update"));
        }
    }
    Ok(())
}

fn start_merge(vm: &mut Vm, dict: Ref, source: Ref) -> MergeStart {
    // Taken out for the time: the two tables are needed at once.
    let Body::Dict(target) = vm.heap.body_mut(dict) else { return MergeStart::Insert };
    let mut target = std::mem::take(target);
    let start = match vm.heap.body(source) {
        Body::Dict(other) => target.start_merge(other),
        _ => MergeStart::Insert,
    };
    if start == MergeStart::Cloned {
        vm.charge(target.sizeof());
        target.for_each_ref(|r| {
            vm.heap.incref(r);
        });
        if vm.heap.is_tracked(source) {
            alloc::track(&mut vm.heap, dict);
        }
    }
    *vm.heap.body_mut(dict) = Body::Dict(target);
    start
}

/// From anything with `keys()` and `[]`.
fn merge_mapping(vm: &mut Vm, dict: Ref, source: Ref) -> Res<()> {
    let keys = vm.call_method(source, names::KEYS, &[])?;
    let iterator = vm.iter(keys);
    vm.decref(keys);
    let iterator = iterator?;
    let result = merge_by_keys(vm, dict, source, iterator);
    vm.decref(iterator);
    result
}

fn merge_by_keys(vm: &mut Vm, dict: Ref, source: Ref, iterator: Ref) -> Res<()> {
    while let Some(key) = vm.next(iterator)? {
        let stored = vm.getitem(source, key).map(|value| {
            let stored = vm.dict_set(dict, key, value);
            (value, stored)
        });
        vm.decref(key);
        let (value, stored) = stored?;
        vm.decref(value);
        stored?;
    }
    Ok(())
}

/// From an iterable of pairs.
fn merge_pairs(vm: &mut Vm, dict: Ref, source: Ref) -> Res<()> {
    let iterator = vm.iter(source)?;
    let mut index = 0;
    let result = loop {
        match vm.next(iterator) {
            Ok(Some(item)) => {
                let stored = store_pair(vm, dict, item, index);
                vm.decref(item);
                if stored.is_err() {
                    break stored;
                }
            }
            Ok(None) => break Ok(()),
            Err(raised) => break Err(raised),
        }
        index += 1;
    };
    vm.decref(iterator);
    result
}

fn store_pair(vm: &mut Vm, dict: Ref, item: Ref, index: usize) -> Res<()> {
    let message = match vm.dialect.containers.dict_pairs {
        DictPairs::Numbered => format!("cannot convert dictionary update sequence element #{index} to a sequence"),
        DictPairs::Plain => "object is not iterable".to_owned(),
    };
    let pair = list::fast_sequence(vm, item, &message)?;
    let items = list::items(vm, pair).to_vec();
    let stored = match items[..] {
        [key, value] => {
            vm.incref(key);
            vm.incref(value);
            let stored = vm.dict_set(dict, key, value);
            vm.decref(key);
            vm.decref(value);
            stored
        }
        _ => {
            let length = items.len();
            let message = format!("dictionary update sequence element #{index} has length {length}; 2 is required");
            Err(vm.value_error(message))
        }
    };
    vm.decref(pair);
    stored
}

pub(super) fn or(vm: &mut Vm, args: Args) -> Res {
    let (a, b) = (args.at(vm, 0), args.at(vm, 1));
    union(vm, a, b)
}

pub(super) fn ror(vm: &mut Vm, args: Args) -> Res {
    let (a, b) = (args.at(vm, 0), args.at(vm, 1));
    union(vm, b, a)
}

fn union(vm: &mut Vm, a: Ref, b: Ref) -> Res {
    if !vm.isinstance_of(a, types::DICT) || !vm.isinstance_of(b, types::DICT) {
        return Ok(seq::not_implemented(vm));
    }
    let copy = copy_of(vm, a);
    if let Err(raised) = update(vm, copy, b) {
        vm.decref(copy);
        return Err(raised);
    }
    Ok(copy)
}

pub(super) fn ior(vm: &mut Vm, args: Args) -> Res {
    let (dict, source) = (args.at(vm, 0), args.at(vm, 1));
    update(vm, dict, source)?;
    Ok(vm.incref(dict))
}

pub(super) fn fromkeys(vm: &mut Vm, args: Args) -> Res {
    let (class, iterable, value) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 2));
    let value = if value.is_null() { known::NONE } else { value };
    let dict = if class == types::DICT { new_of(vm, class) } else { vm.call(class, &[])? };
    match fill_keys(vm, dict, iterable, value) {
        Ok(()) => Ok(dict),
        Err(raised) => {
            vm.decref(dict);
            Err(raised)
        }
    }
}

/// The keys of an exact dict or set become those of an exact dict (`_PyDict_FromKeys`).
fn fill_hashed_keys(vm: &mut Vm, dict: Ref, iterable: Ref, value: Ref) -> Res<()> {
    let mut position = 0;
    loop {
        let entry = match vm.is_exact(iterable, types::DICT) {
            true => entry_from(vm, iterable, position).map(|(next, hash, key, _)| (next, hash, key)),
            false => set::entry_from(vm, iterable, position),
        };
        let Some((next, hash, key)) = entry else { return Ok(()) };
        position = next;
        vm.dict_set_hashed(dict, key, hash, value)?;
    }
}

fn fill_keys(vm: &mut Vm, dict: Ref, iterable: Ref, value: Ref) -> Res<()> {
    let exact = vm.is_exact(dict, types::DICT);
    if exact && vm.dict_len(dict) == 0 {
        // Dicts and sets know the hashes of their keys, and are walked without an iterator.
        let (length, kind) = match (vm.type_of(iterable), table(vm, iterable)) {
            (types::DICT, Some(table)) => (table.len(), Some(table.keys_kind())),
            (types::SET | types::FROZENSET, _) => (set::length(vm, iterable), Some(KeyKind::Other)),
            _ => (0, None),
        };
        if let Some(kind) = kind {
            if length > 0
                && let Body::Dict(table) = vm.heap.body_mut(dict)
            {
                table.reserve_for_keys(length, kind);
            }
            return fill_hashed_keys(vm, dict, iterable, value);
        }
    }
    let iterator = vm.iter(iterable)?;
    let result = loop {
        match vm.next(iterator) {
            Ok(Some(key)) => {
                let stored = if exact { vm.dict_set(dict, key, value) } else { vm.setitem(dict, key, value) };
                vm.decref(key);
                if stored.is_err() {
                    break stored;
                }
            }
            Ok(None) => break Ok(()),
            Err(raised) => break Err(raised),
        }
    };
    vm.decref(iterator);
    result
}
