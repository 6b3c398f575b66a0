//! `takewhile`, `dropwhile`, `filterfalse` (function, iterator; number: whether the turning point is past) and
//! `compress`.

use super::super::generic_new;
use super::super::iterators::next_native;
use super::{exactly, holds, iterator_type};
use crate::memory::{Body, Ref};
use crate::python::vm::native::{Args, Arity, Native, Param};
use crate::python::vm::{Res, Vm};

iterator_type!(
    TAKEWHILE,
    TAKEWHILE,
    Native::new_of_type(Arity::Raw, |vm, args| new(vm, args, "takewhile")),
    next_takewhile,
    []
);
iterator_type!(
    DROPWHILE,
    DROPWHILE,
    Native::new_of_type(Arity::Raw, |vm, args| new(vm, args, "dropwhile")),
    next_dropwhile,
    []
);
iterator_type!(
    FILTERFALSE,
    FILTERFALSE,
    Native::new_of_type(Arity::Raw, |vm, args| new(vm, args, "filterfalse")),
    next_filterfalse,
    []
);
iterator_type!(COMPRESS, COMPRESS, Native::new_of_type(Arity::Named(COMPRESS_PARAMS), new_compress), next_compress, []);

const COMPRESS_PARAMS: &[Param] = &[Param::required("data"), Param::required("selectors")];

next_native!(next_takewhile = step_takewhile);
next_native!(next_dropwhile = step_dropwhile);
next_native!(next_filterfalse = step_filterfalse);
next_native!(next_compress = step_compress);

const ITERATOR: usize = 0;
const FUNCTION: usize = 1;

fn new(vm: &mut Vm, args: Args, name: &str) -> Res {
    exactly(vm, args, name, 2)?;
    let (class, function, iterable) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 2));
    let iterator = vm.iter(iterable)?;
    vm.incref(function);
    Ok(generic_new(vm, class, Body::record(&[iterator, function], &[0])))
}

/// The next item and whether the predicate holds for it.
fn judged(vm: &mut Vm, id: Ref) -> Res<Option<(Ref, bool)>> {
    let iterator = vm.record_at(id, ITERATOR);
    let Some(item) = vm.next(iterator)? else { return Ok(None) };
    let function = vm.record_at(id, FUNCTION);
    match holds(vm, function, item) {
        Ok(good) => Ok(Some((item, good))),
        Err(raised) => {
            vm.decref(item);
            Err(raised)
        }
    }
}

pub(super) fn step_takewhile(vm: &mut Vm, id: Ref) -> Res<Option<Ref>> {
    if vm.record_number(id, 0) != 0 {
        return Ok(None);
    }
    match judged(vm, id)? {
        Some((item, true)) => Ok(Some(item)),
        Some((item, false)) => {
            vm.decref(item);
            vm.set_record_number(id, 0, 1);
            Ok(None)
        }
        None => Ok(None),
    }
}

pub(super) fn step_dropwhile(vm: &mut Vm, id: Ref) -> Res<Option<Ref>> {
    if vm.record_number(id, 0) != 0 {
        let iterator = vm.record_at(id, ITERATOR);
        return vm.next(iterator);
    }
    while let Some((item, good)) = judged(vm, id)? {
        if !good {
            vm.set_record_number(id, 0, 1);
            return Ok(Some(item));
        }
        vm.decref(item);
    }
    Ok(None)
}

pub(super) fn step_filterfalse(vm: &mut Vm, id: Ref) -> Res<Option<Ref>> {
    while let Some((item, good)) = judged(vm, id)? {
        if !good {
            return Ok(Some(item));
        }
        vm.decref(item);
    }
    Ok(None)
}

fn new_compress(vm: &mut Vm, args: Args) -> Res {
    let (class, data, selectors) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 2));
    let data = vm.iter(data)?;
    let selectors = match vm.iter(selectors) {
        Ok(selectors) => selectors,
        Err(raised) => {
            vm.decref(data);
            return Err(raised);
        }
    };
    Ok(generic_new(vm, class, Body::record(&[data, selectors], &[])))
}

pub(super) fn step_compress(vm: &mut Vm, id: Ref) -> Res<Option<Ref>> {
    let (data, selectors) = (vm.record_at(id, 0), vm.record_at(id, 1));
    loop {
        let Some(item) = vm.next(data)? else { return Ok(None) };
        let selected = match vm.next(selectors) {
            Ok(Some(selector)) => {
                let truth = vm.truth(selector);
                vm.decref(selector);
                truth
            }
            ended => {
                vm.decref(item);
                return ended.map(|_| None);
            }
        };
        if selected == Ok(true) {
            return Ok(Some(item));
        }
        vm.decref(item);
        selected?;
    }
}
