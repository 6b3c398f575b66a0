//! Subsets and equality of sets.

use super::{algebra, entry_from, is_set, length, new_of};
use crate::memory::Ref;
use crate::python::builtins::seq;
use crate::python::dialect::containers::{SubsetTest, SupersetTest};
use crate::python::vm::known::types;
use crate::python::vm::native::Args;
use crate::python::vm::{Res, Vm};

/// Whether each element of set `a` is in set `b`.
pub(super) fn subset(vm: &mut Vm, a: Ref, b: Ref) -> Res<bool> {
    if length(vm, a) > length(vm, b) {
        return Ok(false);
    }
    let mut position = 0;
    while let Some((next, hash, key)) = entry_from(vm, a, position) {
        position = next;
        vm.incref(key);
        let found = vm.set_contains_hashed(b, key, hash);
        vm.decref(key);
        if !found? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn equal(vm: &mut Vm, a: Ref, b: Ref) -> Res<bool> {
    if length(vm, a) != length(vm, b) {
        return Ok(false);
    }
    subset(vm, a, b)
}

fn compare(vm: &mut Vm, args: Args, decide: impl Fn(&mut Vm, Ref, Ref) -> Res<bool>) -> Res {
    let (a, b) = (args.at(vm, 0), args.at(vm, 1));
    if !is_set(vm, b) {
        return Ok(seq::not_implemented(vm));
    }
    let result = decide(vm, a, b)?;
    Ok(vm.bool(result))
}

pub(super) fn eq(vm: &mut Vm, args: Args) -> Res {
    compare(vm, args, equal)
}
pub(super) fn ne(vm: &mut Vm, args: Args) -> Res {
    compare(vm, args, |vm, a, b| equal(vm, a, b).map(|e| !e))
}
pub(super) fn lt(vm: &mut Vm, args: Args) -> Res {
    compare(vm, args, |vm, a, b| Ok(length(vm, a) < length(vm, b) && subset(vm, a, b)?))
}
pub(super) fn le(vm: &mut Vm, args: Args) -> Res {
    compare(vm, args, subset)
}
pub(super) fn gt(vm: &mut Vm, args: Args) -> Res {
    compare(vm, args, |vm, a, b| Ok(length(vm, a) > length(vm, b) && subset(vm, b, a)?))
}
pub(super) fn ge(vm: &mut Vm, args: Args) -> Res {
    compare(vm, args, |vm, a, b| subset(vm, b, a))
}

pub(super) fn issubset(vm: &mut Vm, args: Args) -> Res {
    let (set, other) = (args.at(vm, 0), args.at(vm, 1));
    let result = if is_set(vm, other) {
        subset(vm, set, other)?
    } else if vm.dialect.containers.subset_test == SubsetTest::Intersection {
        let common = algebra::intersection_of(vm, set, other)?;
        let all = length(vm, common) == length(vm, set);
        vm.decref(common);
        all
    } else {
        let made = new_of(vm, types::SET, other)?;
        let result = subset(vm, set, made);
        vm.decref(made);
        result?
    };
    Ok(vm.bool(result))
}

pub(super) fn issuperset(vm: &mut Vm, args: Args) -> Res {
    let (set, other) = (args.at(vm, 0), args.at(vm, 1));
    let result = if is_set(vm, other) {
        subset(vm, other, set)?
    } else if vm.dialect.containers.superset_test == SupersetTest::Walk {
        let mut all = true;
        algebra::each(vm, other, |vm, key, _| {
            all = vm.set_contains(set, key)?;
            Ok(all)
        })?;
        all
    } else {
        let made = new_of(vm, types::SET, other)?;
        let result = subset(vm, made, set);
        vm.decref(made);
        result?
    };
    Ok(vm.bool(result))
}

pub(super) fn isdisjoint(vm: &mut Vm, args: Args) -> Res {
    let (set, other) = (args.at(vm, 0), args.at(vm, 1));
    if set == other {
        let empty = length(vm, set) == 0;
        return Ok(vm.bool(empty));
    }
    let (mut small, mut big) = (other, set);
    if is_set(vm, other) && length(vm, other) > length(vm, set) {
        (small, big) = (set, other);
    }
    let mut disjoint = true;
    algebra::each(vm, small, |vm, key, known| {
        let hash = known.map_or_else(|| vm.hash(key), Ok)?;
        disjoint = !vm.set_contains_hashed(big, key, hash)?;
        Ok(disjoint)
    })?;
    Ok(vm.bool(disjoint))
}
