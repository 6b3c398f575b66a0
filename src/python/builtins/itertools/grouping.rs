//! `groupby`, `pairwise`, `batched`.

use super::super::generic_new;
use super::super::iterators::adapters::refilled_pair;
use super::super::iterators::next_native;
use super::iterator_type;
use crate::memory::{Body, Ref, alloc};
use crate::python::vm::known::{self, types};
use crate::python::vm::native::{Args, Arity, Native, Param};
use crate::python::vm::{Res, Vm};

iterator_type!(GROUPBY, GROUPBY, Native::new_of_type(Arity::Named(GROUPBY_PARAMS), new_groupby), next_groupby, []);
iterator_type!(GROUPER, GROUPER, Native::new_of_type(Arity::Raw, no_grouper), next_grouper, []);
iterator_type!(PAIRWISE, PAIRWISE, Native::new_of_type(Arity::Raw, new_pairwise), next_pairwise, []);
iterator_type!(BATCHED, BATCHED, Native::new_of_type(Arity::Named(BATCHED_PARAMS), new_batched), next_batched, []);

const GROUPBY_PARAMS: &[Param] = &[Param::required("iterable"), Param::optional("key")];
const BATCHED_PARAMS: &[Param] = &[Param::required("iterable"), Param::required("n"), Param::keyword("strict")];

next_native!(next_groupby = step_groupby);
next_native!(next_grouper = step_grouper);
next_native!(next_pairwise = step_pairwise);
next_native!(next_batched = step_batched);

// groupby: iterator, key function, target key, current key, current value; number: serial of the current group.

const ITERATOR: usize = 0;
const FUNCTION: usize = 1;
const TARGET: usize = 2;
const KEY: usize = 3;
const VALUE: usize = 4;

fn new_groupby(vm: &mut Vm, args: Args) -> Res {
    let (class, iterable, key) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 2));
    let iterator = vm.iter(iterable)?;
    let key = if key.is_null() { vm.none() } else { vm.incref(key) };
    let null = Ref::NULL;
    Ok(generic_new(vm, class, Body::record(&[iterator, key, null, null, null], &[0])))
}

fn no_grouper(vm: &mut Vm, _: Args) -> Res {
    Err(vm.type_error("cannot create 'itertools._grouper' instances"))
}

/// Fetches the next value and its key; false at the end.
fn advance(vm: &mut Vm, id: Ref) -> Res<bool> {
    let (iterator, function) = (vm.record_at(id, ITERATOR), vm.record_at(id, FUNCTION));
    let Some(value) = vm.next(iterator)? else { return Ok(false) };
    let key = if function == known::NONE {
        vm.incref(value)
    } else {
        match vm.call(function, &[value]) {
            Ok(key) => key,
            Err(raised) => {
                vm.decref(value);
                return Err(raised);
            }
        }
    };
    vm.record_put(id, VALUE, value);
    vm.record_put(id, KEY, key);
    Ok(true)
}

pub(super) fn step_groupby(vm: &mut Vm, id: Ref) -> Res<Option<Ref>> {
    // Groups made before are over.
    let serial = vm.record_number(id, 0) + 1;
    vm.set_record_number(id, 0, serial);
    loop {
        let (key, target) = (vm.record_at(id, KEY), vm.record_at(id, TARGET));
        if !key.is_null() && (target.is_null() || !vm.eq(target, key)?) {
            break;
        }
        if !advance(vm, id)? {
            return Ok(None);
        }
    }
    let key = vm.record_at(id, KEY);
    vm.incref(key);
    vm.record_put(id, TARGET, key);
    vm.incref(id);
    vm.incref(key);
    let grouper = vm.container(types::GROUPER, Body::record(&[id, key], &[serial]));
    vm.incref(key);
    Ok(Some(vm.filled_tuple(&[key, grouper])))
}

pub(super) fn step_grouper(vm: &mut Vm, grouper: Ref) -> Res<Option<Ref>> {
    let (id, target) = (vm.record_at(grouper, 0), vm.record_at(grouper, 1));
    if vm.record_number(grouper, 0) != vm.record_number(id, 0) {
        return Ok(None);
    }
    if vm.record_at(id, VALUE).is_null() && !advance(vm, id)? {
        return Ok(None);
    }
    let key = vm.record_at(id, KEY);
    if !vm.eq(target, key)? {
        return Ok(None);
    }
    let value = vm.record_at(id, VALUE);
    vm.incref(value);
    vm.record_put(id, VALUE, Ref::NULL);
    vm.record_put(id, KEY, Ref::NULL);
    Ok(Some(value))
}

// pairwise: iterator, the item before, result tuple.

fn new_pairwise(vm: &mut Vm, args: Args) -> Res {
    super::exactly(vm, args, "pairwise", 1)?;
    let (class, iterable) = (args.at(vm, 0), args.at(vm, 1));
    let iterator = vm.iter(iterable)?;
    let result = vm.tuple_from(&[known::NONE, known::NONE]);
    Ok(generic_new(vm, class, Body::record(&[iterator, Ref::NULL, result], &[])))
}

pub(super) fn step_pairwise(vm: &mut Vm, id: Ref) -> Res<Option<Ref>> {
    let iterator = vm.record_at(id, 0);
    if iterator.is_null() {
        return Ok(None);
    }
    if vm.record_at(id, 1).is_null() {
        match vm.next(iterator)? {
            Some(first) => vm.record_put(id, 1, first),
            None => {
                vm.record_put(id, 0, Ref::NULL);
                return Ok(None);
            }
        }
    }
    let old = vm.record_at(id, 1);
    vm.incref(old);
    let new = match vm.next(iterator) {
        Ok(Some(new)) => new,
        ended => {
            vm.record_put(id, 0, Ref::NULL);
            vm.record_put(id, 1, Ref::NULL);
            vm.decref(old);
            return ended;
        }
    };
    vm.incref(new);
    vm.record_put(id, 1, new);
    let result = vm.record_at(id, 2);
    Ok(Some(refilled_pair(vm, result, old, new).unwrap_or_else(|| vm.tuple(&[old, new]))))
}

// batched: iterator, NULL at the end; numbers: size, strict or not.

fn new_batched(vm: &mut Vm, args: Args) -> Res {
    let (class, iterable, size, strict) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 2), args.at(vm, 3));
    let size = vm.index(size)?;
    if size < 1 {
        return Err(vm.value_error("n must be at least one"));
    }
    let strict = !strict.is_null() && vm.truth(strict)?;
    let iterator = vm.iter(iterable)?;
    Ok(generic_new(vm, class, Body::record(&[iterator], &[size, i64::from(strict)])))
}

pub(super) fn step_batched(vm: &mut Vm, id: Ref) -> Res<Option<Ref>> {
    let (iterator, size) = (vm.record_at(id, 0), usize::try_from(vm.record_number(id, 0)).unwrap_or(1));
    if iterator.is_null() {
        return Ok(None);
    }
    // The tuple has its full length from the start, and is made shorter where it is not filled.
    alloc::count_tuple(vm, size);
    let mut items = Vec::new();
    while items.len() < size {
        match vm.next(iterator) {
            Ok(Some(item)) => items.push(item),
            Ok(None) => {
                vm.record_put(id, 0, Ref::NULL);
                if items.is_empty() {
                    alloc::count_tuple_death(&mut vm.heap, size);
                    return Ok(None);
                }
                if vm.record_number(id, 1) != 0 {
                    alloc::count_tuple_death(&mut vm.heap, size);
                    vm.decref_all(&items);
                    return Err(vm.value_error("batched(): incomplete batch"));
                }
                break;
            }
            Err(raised) => {
                vm.record_put(id, 0, Ref::NULL);
                alloc::count_tuple_death(&mut vm.heap, size);
                vm.decref_all(&items);
                return Err(raised);
            }
        }
    }
    if items.len() == size {
        alloc::count_tuple_death(&mut vm.heap, size);
        return Ok(Some(vm.filled_tuple(&items)));
    }
    let shortened = alloc::uncounted(&mut vm.heap, types::TUPLE, Body::tuple(&items));
    alloc::track(&mut vm.heap, shortened);
    Ok(Some(shortened))
}
