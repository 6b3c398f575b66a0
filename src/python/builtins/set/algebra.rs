//! Union, intersection, difference, symmetric difference: as methods, operators and in place, with CPython's order of
//! insertion (which decides the order of the result).

use super::{clear, copy_of, entry_from, is_set, length, new_of, result_class};
use crate::memory::dict::MergeStart;
use crate::memory::{Body, Ref};
use crate::python::builtins::{dict, seq};
use crate::python::vm::known::types;
use crate::python::vm::native::Args;
use crate::python::vm::{Res, Vm};

/// Gives each item of an iterable (borrowed) to `f` until it answers false; with its hash where that is known, as a set
/// knows those of its items.
pub(super) fn each(vm: &mut Vm, iterable: Ref, mut f: impl FnMut(&mut Vm, Ref, Option<i64>) -> Res<bool>) -> Res<()> {
    if is_set(vm, iterable) {
        let mut position = 0;
        while let Some((next, hash, key)) = entry_from(vm, iterable, position) {
            position = next;
            vm.incref(key);
            let go_on = f(vm, key, Some(hash));
            vm.decref(key);
            if !go_on? {
                break;
            }
        }
        return Ok(());
    }
    let iterator = vm.iter(iterable)?;
    let result = loop {
        match vm.next(iterator) {
            Ok(Some(item)) => {
                let go_on = f(vm, item, None);
                vm.decref(item);
                match go_on {
                    Ok(true) => {}
                    Ok(false) => break Ok(()),
                    Err(raised) => break Err(raised),
                }
            }
            Ok(None) => break Ok(()),
            Err(raised) => break Err(raised),
        }
    };
    vm.decref(iterator);
    result
}

/// `set.update(iterable)` for one iterable.
///
/// # Errors
/// As iterating and hashing raise.
pub fn update(vm: &mut Vm, set: Ref, iterable: Ref) -> Res<()> {
    if is_set(vm, iterable) {
        return merge(vm, set, iterable);
    }
    if vm.is_exact(iterable, types::DICT) {
        let length = vm.dict_len(iterable);
        if let Body::Set(table) = vm.heap.body_mut(set) {
            table.reserve_for_keys(length);
        }
        let mut position = 0;
        while let Some((next, hash, key, _)) = dict::entry_from(vm, iterable, position) {
            position = next;
            vm.set_add_hashed(set, key, hash)?;
        }
        return Ok(());
    }
    each(vm, iterable, |vm, key, _| vm.set_add(set, key).map(|_| true))
}

fn merge(vm: &mut Vm, set: Ref, other: Ref) -> Res<()> {
    if set == other || length(vm, other) == 0 {
        return Ok(());
    }
    let Body::Set(target) = vm.heap.body_mut(set) else { return Ok(()) };
    let mut target = std::mem::take(target);
    let start = match vm.heap.body(other) {
        Body::Set(table) => target.start_merge(table),
        _ => MergeStart::Insert,
    };
    if start == MergeStart::Cloned {
        vm.charge(target.sizeof());
        target.for_each_ref(|r| {
            vm.heap.incref(r);
        });
    }
    *vm.heap.body_mut(set) = Body::Set(target);
    if start == MergeStart::Cloned {
        return Ok(());
    }
    let mut position = 0;
    while let Some((next, hash, key)) = entry_from(vm, other, position) {
        position = next;
        // In 2.7 adding does not hold the key, which a comparison might take from the other set.
        let held = vm.dialect.python2;
        if held {
            vm.incref(key);
        }
        let added = vm.set_add_hashed(set, key, hash);
        if held {
            vm.decref(key);
        }
        added?;
    }
    Ok(())
}

/// `set.difference_update(other)` for one iterable.
///
/// # Errors
/// As iterating and hashing raise.
pub fn difference_update(vm: &mut Vm, set: Ref, other: Ref) -> Res<()> {
    if set == other {
        clear(vm, set);
        return Ok(());
    }
    if is_set(vm, other) {
        let mut position = 0;
        while let Some((next, hash, key)) = entry_from(vm, other, position) {
            position = next;
            vm.incref(key);
            let removed = vm.set_remove_hashed(set, key, hash);
            vm.decref(key);
            removed?;
        }
    } else {
        each(vm, other, |vm, key, _| vm.set_remove(set, key).map(|_| true))?;
    }
    if let Body::Set(table) = vm.heap.body_mut(set) {
        table.purge();
    }
    Ok(())
}

/// `set.symmetric_difference_update(other)`.
///
/// # Errors
/// As iterating and hashing raise.
pub fn symmetric_difference_update(vm: &mut Vm, set: Ref, other: Ref) -> Res<()> {
    if set == other {
        clear(vm, set);
        return Ok(());
    }
    if is_set(vm, other) {
        return toggle(vm, set, other);
    }
    let class = result_class(vm, set);
    let made = new_of(vm, class, other)?;
    let done = toggle(vm, set, made);
    vm.decref(made);
    done
}

/// Removes the elements of `other` that are there, adds those that are not.
fn toggle(vm: &mut Vm, set: Ref, other: Ref) -> Res<()> {
    let mut position = 0;
    while let Some((next, hash, key)) = entry_from(vm, other, position) {
        position = next;
        vm.incref(key);
        let done = match vm.set_remove_hashed(set, key, hash) {
            Ok(false) => vm.set_add_hashed(set, key, hash),
            removed => removed,
        };
        vm.decref(key);
        done?;
    }
    Ok(())
}

/// A new set: what of `set` is in `other`; of two sets the smaller is walked.
///
/// # Errors
/// As iterating and hashing raise.
pub fn intersection_of(vm: &mut Vm, set: Ref, other: Ref) -> Res {
    if set == other {
        return copy_of(vm, set);
    }
    let class = result_class(vm, set);
    let result = new_of(vm, class, Ref::NULL)?;
    let (mut walked, mut asked) = (other, set);
    if is_set(vm, other) && length(vm, other) > length(vm, set) {
        (walked, asked) = (set, other);
    }
    let done = each(vm, walked, |vm, key, known| {
        let hash = known.map_or_else(|| vm.hash(key), Ok)?;
        if vm.set_contains_hashed(asked, key, hash)? {
            vm.set_add_hashed(result, key, hash)?;
        }
        Ok(true)
    });
    finish(vm, result, done)
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

/// A new set: what of `set` is not in `other`.
fn difference_of(vm: &mut Vm, set: Ref, other: Ref) -> Res {
    let others = if is_set(vm, other) {
        length(vm, other)
    } else if vm.isinstance_of(other, types::DICT) {
        vm.dict_len(other)
    } else {
        return copy_and_difference(vm, set, other);
    };
    // Much smaller: cheaper to copy and remove.
    if length(vm, set) >> 2 > others {
        return copy_and_difference(vm, set, other);
    }
    let class = result_class(vm, set);
    let result = new_of(vm, class, Ref::NULL)?;
    let mut position = 0;
    while let Some((next, hash, key)) = entry_from(vm, set, position) {
        position = next;
        vm.incref(key);
        let found = if is_set(vm, other) {
            vm.set_contains_hashed(other, key, hash)
        } else {
            vm.dict_get_hashed(other, key, hash).map(|v| v.is_some())
        };
        let done = match found {
            Ok(false) => vm.set_add_hashed(result, key, hash).map(|_| ()),
            found => found.map(|_| ()),
        };
        vm.decref(key);
        if let Err(raised) = done {
            vm.decref(result);
            return Err(raised);
        }
    }
    Ok(result)
}

fn copy_and_difference(vm: &mut Vm, set: Ref, other: Ref) -> Res {
    let result = copy_of(vm, set)?;
    let done = difference_update(vm, result, other);
    finish(vm, result, done)
}

/// The result starts as a copy of `other`.
fn symmetric_difference_of(vm: &mut Vm, set: Ref, other: Ref) -> Res {
    let class = result_class(vm, set);
    let result = new_of(vm, class, other)?;
    let done = symmetric_difference_update(vm, result, set);
    finish(vm, result, done)
}

fn union_of(vm: &mut Vm, set: Ref, other: Ref) -> Res {
    let result = copy_of(vm, set)?;
    if set == other {
        return Ok(result);
    }
    let done = update(vm, result, other);
    finish(vm, result, done)
}

// Operators: both sides must be sets.

macro_rules! operators {
    ($($name:ident $reflected:ident $of:ident),+) => {
        $(pub(super) fn $name(vm: &mut Vm, args: Args) -> Res {
            let (a, b) = (args.at(vm, 0), args.at(vm, 1));
            if !is_set(vm, a) || !is_set(vm, b) {
                return Ok(seq::not_implemented(vm));
            }
            $of(vm, a, b)
        }
        pub(super) fn $reflected(vm: &mut Vm, args: Args) -> Res {
            let (a, b) = (args.at(vm, 0), args.at(vm, 1));
            if !is_set(vm, a) || !is_set(vm, b) {
                return Ok(seq::not_implemented(vm));
            }
            $of(vm, b, a)
        })+
    };
}

operators!(
    or ror union_of, and rand intersection_of, sub rsub difference_of, xor rxor symmetric_difference_of
);

macro_rules! in_place_operators {
    ($($name:ident $change:path),+) => {
        $(pub(super) fn $name(vm: &mut Vm, args: Args) -> Res {
            let (set, other) = (args.at(vm, 0), args.at(vm, 1));
            if !is_set(vm, other) {
                return Ok(seq::not_implemented(vm));
            }
            $change(vm, set, other)?;
            Ok(vm.incref(set))
        })+
    };
}

in_place_operators!(
    ior update, iand intersection_update, isub difference_update, ixor symmetric_difference_update
);

/// `set.intersection_update(other)` for one iterable.
///
/// # Errors
/// As iterating and hashing raise.
pub fn intersection_update(vm: &mut Vm, set: Ref, other: Ref) -> Res<()> {
    let result = intersection_of(vm, set, other)?;
    swap_bodies(vm, set, result);
    vm.decref(result);
    Ok(())
}

fn swap_bodies(vm: &mut Vm, a: Ref, b: Ref) {
    let Body::Set(table) = vm.heap.body_mut(a) else { return };
    let mut taken = std::mem::take(table);
    if let Body::Set(other) = vm.heap.body_mut(b) {
        taken.swap_bodies(other);
    }
    *vm.heap.body_mut(a) = Body::Set(taken);
}

// Methods.

pub(super) fn union(vm: &mut Vm, args: Args) -> Res {
    let set = args.at(vm, 0);
    let result = copy_of(vm, set)?;
    for index in 1..args.count {
        let other = args.at(vm, index);
        if other == set {
            continue;
        }
        if let Err(raised) = update(vm, result, other) {
            vm.decref(result);
            return Err(raised);
        }
    }
    Ok(result)
}

pub(super) fn intersection(vm: &mut Vm, args: Args) -> Res {
    fold(vm, args, intersection_of)
}

/// The first operation on the set itself, each further one on the result so far.
fn fold(vm: &mut Vm, args: Args, of: fn(&mut Vm, Ref, Ref) -> Res) -> Res {
    let set = args.at(vm, 0);
    if args.count == 1 {
        return copy_of(vm, set);
    }
    let mut result = vm.incref(set);
    for index in 1..args.count {
        let other = args.at(vm, index);
        let next = of(vm, result, other);
        vm.decref(result);
        result = next?;
    }
    Ok(result)
}

pub(super) fn difference(vm: &mut Vm, args: Args) -> Res {
    let set = args.at(vm, 0);
    if args.count == 1 {
        return copy_of(vm, set);
    }
    let first = args.at(vm, 1);
    let result = difference_of(vm, set, first)?;
    for index in 2..args.count {
        let other = args.at(vm, index);
        if let Err(raised) = difference_update(vm, result, other) {
            vm.decref(result);
            return Err(raised);
        }
    }
    Ok(result)
}

pub(super) fn symmetric_difference(vm: &mut Vm, args: Args) -> Res {
    let (set, other) = (args.at(vm, 0), args.at(vm, 1));
    symmetric_difference_of(vm, set, other)
}

pub(super) fn update_method(vm: &mut Vm, args: Args) -> Res {
    let set = args.at(vm, 0);
    for index in 1..args.count {
        let other = args.at(vm, index);
        update(vm, set, other)?;
    }
    vm.done()
}

pub(super) fn intersection_update_method(vm: &mut Vm, args: Args) -> Res {
    let set = args.at(vm, 0);
    let result = fold(vm, args, intersection_of)?;
    swap_bodies(vm, set, result);
    vm.decref(result);
    vm.done()
}

pub(super) fn difference_update_method(vm: &mut Vm, args: Args) -> Res {
    let set = args.at(vm, 0);
    for index in 1..args.count {
        let other = args.at(vm, index);
        difference_update(vm, set, other)?;
    }
    vm.done()
}

pub(super) fn symmetric_difference_update_method(vm: &mut Vm, args: Args) -> Res {
    let (set, other) = (args.at(vm, 0), args.at(vm, 1));
    symmetric_difference_update(vm, set, other)?;
    vm.done()
}
