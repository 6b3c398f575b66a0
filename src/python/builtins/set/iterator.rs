//! The iterator over sets. Record: the set (NULL at the end); numbers: position, length at the start, how many are
//! left.

use super::{entry_from, length};
use crate::memory::{Body, Ref};
use crate::python::builtins::iterators::{itself, next_native};
use crate::python::vm::known::types;
use crate::python::vm::native::{Args, Arity, Native, TypeDef};
use crate::python::vm::{Res, Vm};

pub const TYPE: TypeDef = TypeDef {
    id: types::SET_ITERATOR,
    methods: &[
        Native::slot("__iter__", 0, itself),
        Native::slot("__next__", 0, next),
        Native::method("__length_hint__", Arity::Zero, length_hint),
    ],
    attributes: &[],
};

next_native!(next = step);

const BROKEN: i64 = -1;

pub(super) fn iter(vm: &mut Vm, args: Args) -> Res {
    let set = args.at(vm, 0);
    Ok(over(vm, set))
}

/// A new iterator over a set.
pub fn over(vm: &mut Vm, set: Ref) -> Ref {
    let length = length(vm, set) as i64;
    vm.incref(set);
    vm.container(types::SET_ITERATOR, Body::record(&[set], &[0, length, length]))
}

pub(crate) fn step(vm: &mut Vm, iterator: Ref) -> Res<Option<Ref>> {
    let set = vm.record_at(iterator, 0);
    if set.is_null() {
        return Ok(None);
    }
    if vm.record_number(iterator, 1) != length(vm, set) as i64 {
        vm.set_record_number(iterator, 1, BROKEN);
        return Err(vm.runtime_error("Set changed size during iteration"));
    }
    let position = usize::try_from(vm.record_number(iterator, 0)).unwrap_or(0);
    match entry_from(vm, set, position) {
        Some((next, _, key)) => {
            let left = vm.record_number(iterator, 2);
            vm.set_record_number(iterator, 0, next as i64);
            vm.set_record_number(iterator, 2, left - 1);
            Ok(Some(vm.incref(key)))
        }
        None => {
            vm.record_put(iterator, 0, Ref::NULL);
            Ok(None)
        }
    }
}

/// What is still to come, borrowed.
pub(in crate::python::builtins) fn remaining(vm: &Vm, iterator: Ref) -> Vec<Ref> {
    let set = vm.record_at(iterator, 0);
    let mut left = Vec::new();
    let mut position = usize::try_from(vm.record_number(iterator, 0)).unwrap_or(0);
    while !set.is_null()
        && let Some((next, _, key)) = entry_from(vm, set, position)
    {
        left.push(key);
        position = next;
    }
    left
}

fn length_hint(vm: &mut Vm, args: Args) -> Res {
    let iterator = args.at(vm, 0);
    let set = vm.record_at(iterator, 0);
    let stays = !set.is_null() && vm.record_number(iterator, 1) == length(vm, set) as i64;
    let left = if stays { vm.record_number(iterator, 2) } else { 0 };
    Ok(vm.int(left))
}
