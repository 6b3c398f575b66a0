//! Set operations of `dict.keys()` and `dict.items()`: the results are sets.

use super::views::{dict_of, has_item};
use crate::memory::Ref;
use crate::python::builtins::{seq, set};
use crate::python::dialect::containers::ViewSets;
use crate::python::vm::known::types;
use crate::python::vm::native::Args;
use crate::python::vm::{Res, Vm};

fn is_set_like(vm: &Vm, object: Ref) -> bool {
    vm.isinstance_of(object, types::SET) || vm.isinstance_of(object, types::FROZENSET) || is_view(vm, object)
}

fn is_view(vm: &Vm, object: Ref) -> bool {
    matches!(vm.type_of(object), types::DICT_KEYS | types::DICT_ITEMS)
}

/// A set of what is in `a` and in `b`: one of them is walked.
fn intersection(vm: &mut Vm, a: Ref, b: Ref) -> Res {
    if vm.dialect.containers.view_sets == ViewSets::SetOfLeft {
        return changed(vm, a, b, Change::Intersection);
    }
    let (mut view, mut other) = if is_view(vm, a) { (a, b) } else { (b, a) };
    if vm.is_exact(other, types::SET) && vm.len(view)? <= vm.len(other)? {
        return set::intersection_of(vm, other, view);
    }
    // Two views: the shorter is walked.
    if is_view(vm, other) && vm.len(other)? > vm.len(view)? {
        std::mem::swap(&mut view, &mut other);
    }
    let result = vm.set(false);
    let done = intersect(vm, result, view, other);
    finish(vm, result, done)
}

fn intersect(vm: &mut Vm, result: Ref, view: Ref, other: Ref) -> Res<()> {
    let iterator = vm.iter(other)?;
    let done = loop {
        match vm.next(iterator) {
            Ok(Some(item)) => {
                let added = holds(vm, view, item).and_then(|found| {
                    if found {
                        vm.set_add(result, item)?;
                    }
                    Ok(())
                });
                vm.decref(item);
                if added.is_err() {
                    break added;
                }
            }
            Ok(None) => break Ok(()),
            Err(raised) => break Err(raised),
        }
    };
    vm.decref(iterator);
    done
}

fn holds(vm: &mut Vm, view: Ref, item: Ref) -> Res<bool> {
    if vm.is_exact(view, types::DICT_ITEMS) {
        return has_item(vm, view, item);
    }
    if vm.is_exact(view, types::DICT_KEYS) {
        let dict = dict_of(vm, view);
        return Ok(vm.dict_get(dict, item)?.is_some());
    }
    vm.contains(view, item)
}

fn finish(vm: &mut Vm, result: Ref, done: Res<()>) -> Res {
    match done {
        Ok(()) => Ok(result),
        Err(raised) => {
            vm.decref(result);
            Err(raised)
        }
    }
}

#[derive(Clone, Copy)]
enum Change {
    Intersection,
    Union,
    Difference,
    SymmetricDifference,
}

/// What a set of an operand is made of: the keys of a dict are taken from it, with their hashes (`dictviews_to_set`).
fn elements(vm: &Vm, operand: Ref) -> Ref {
    if vm.dialect.containers.view_sets == ViewSets::OfDict && vm.is_exact(operand, types::DICT_KEYS) {
        let dict = dict_of(vm, operand);
        if vm.is_exact(dict, types::DICT) {
            return dict;
        }
    }
    operand
}

/// `set(a)`, then changed by `b`.
fn changed(vm: &mut Vm, a: Ref, b: Ref, change: Change) -> Res {
    let result = vm.set(false);
    let left = elements(vm, a);
    let done = set::update(vm, result, left).and_then(|()| match change {
        Change::Intersection => set::intersection_update(vm, result, b),
        Change::Union => set::update(vm, result, b),
        Change::Difference => set::difference_update(vm, result, b),
        Change::SymmetricDifference => set::symmetric_difference_update(vm, result, b),
    });
    finish(vm, result, done)
}

macro_rules! operators {
    ($($name:ident $reflected:ident $change:expr),+) => {
        $(pub(super) fn $name(vm: &mut Vm, args: Args) -> Res {
            let (a, b) = (args.at(vm, 0), args.at(vm, 1));
            changed(vm, a, b, $change)
        }
        pub(super) fn $reflected(vm: &mut Vm, args: Args) -> Res {
            let (a, b) = (args.at(vm, 0), args.at(vm, 1));
            changed(vm, b, a, $change)
        })+
    };
}

operators!(or ror Change::Union, sub rsub Change::Difference, xor rxor Change::SymmetricDifference);

pub(super) fn and(vm: &mut Vm, args: Args) -> Res {
    let (a, b) = (args.at(vm, 0), args.at(vm, 1));
    intersection(vm, a, b)
}

pub(super) fn rand(vm: &mut Vm, args: Args) -> Res {
    let (a, b) = (args.at(vm, 0), args.at(vm, 1));
    intersection(vm, b, a)
}

pub(super) fn isdisjoint(vm: &mut Vm, args: Args) -> Res {
    let (view, other) = (args.at(vm, 0), args.at(vm, 1));
    let iterator = vm.iter(other)?;
    let mut disjoint = Ok(true);
    loop {
        match vm.next(iterator) {
            Ok(Some(item)) => {
                let found = holds(vm, view, item);
                vm.decref(item);
                if found != Ok(false) {
                    disjoint = found.map(|f| !f);
                    break;
                }
            }
            Ok(None) => break,
            Err(raised) => {
                disjoint = Err(raised);
                break;
            }
        }
    }
    vm.decref(iterator);
    let disjoint = disjoint?;
    Ok(vm.bool(disjoint))
}

/// How many items each side has, and which must all be in the other.
fn compare(vm: &mut Vm, args: Args, accept: fn(usize, usize) -> bool, walk_second: bool, negate: bool) -> Res {
    let (a, b) = (args.at(vm, 0), args.at(vm, 1));
    if !is_set_like(vm, b) {
        return Ok(seq::not_implemented(vm));
    }
    let (la, lb) = (vm.len(a)?, vm.len(b)?);
    let result = accept(la, lb) && {
        let (walked, asked) = if walk_second { (b, a) } else { (a, b) };
        all_in(vm, walked, asked)?
    };
    Ok(vm.bool(result != negate))
}

fn all_in(vm: &mut Vm, walked: Ref, asked: Ref) -> Res<bool> {
    let items = vm.to_vec(walked)?;
    let mut result = Ok(true);
    for &item in &items {
        let found = holds(vm, asked, item);
        if found != Ok(true) {
            result = found;
            break;
        }
    }
    vm.decref_all(&items);
    result
}

pub(super) fn eq(vm: &mut Vm, args: Args) -> Res {
    compare(vm, args, |a, b| a == b, false, false)
}
pub(super) fn ne(vm: &mut Vm, args: Args) -> Res {
    compare(vm, args, |a, b| a == b, false, true)
}
pub(super) fn lt(vm: &mut Vm, args: Args) -> Res {
    compare(vm, args, |a, b| a < b, false, false)
}
pub(super) fn le(vm: &mut Vm, args: Args) -> Res {
    compare(vm, args, |a, b| a <= b, false, false)
}
pub(super) fn gt(vm: &mut Vm, args: Args) -> Res {
    compare(vm, args, |a, b| a > b, true, false)
}
pub(super) fn ge(vm: &mut Vm, args: Args) -> Res {
    compare(vm, args, |a, b| a >= b, true, false)
}
