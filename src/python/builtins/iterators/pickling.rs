//! How iterators are taken apart and put together again, for `copy` and `pickle`: `__reduce__` and `__setstate__`, as
//! `iterobject.c`, `listobject.c`, `bltinmodule.c` and their neighbours have them.

use super::sequence::{place, set_place};
use crate::memory::{Body, Ref};
use crate::python::builtins::builtin;
use crate::python::builtins::set::iterator::remaining;
use crate::python::text::int::Integer;
use crate::python::vm::known::{self, types};
use crate::python::vm::native::{Args, Arity, Native, NativeFn, TypeDef};
use crate::python::vm::{Res, Vm};

/// What is added to a type.
pub(in crate::python::builtins) const fn pickled(id: Ref, methods: &'static [Native]) -> TypeDef {
    TypeDef { id, methods, attributes: &[] }
}

pub(in crate::python::builtins) const fn reduce(run: NativeFn) -> Native {
    Native::method("__reduce__", Arity::Zero, run)
}

pub(in crate::python::builtins) const fn set_state(run: NativeFn) -> Native {
    Native::method("__setstate__", Arity::One, run)
}

const SEQUENCE: &[Native] = &[reduce(reduce_sequence), set_state(set_sequence)];
const RANGE: &[Native] = &[reduce(reduce_range), set_state(set_range)];

/// What is added to the builtin iterators.
pub const TYPES: &[&TypeDef] = &[
    &pickled(types::LIST_ITERATOR, SEQUENCE),
    &pickled(types::TUPLE_ITERATOR, SEQUENCE),
    &pickled(types::LIST_REVERSE_ITERATOR, SEQUENCE),
    &pickled(types::STR_ITERATOR, SEQUENCE),
    &pickled(types::STR_ASCII_ITERATOR, SEQUENCE),
    &pickled(types::BYTES_ITERATOR, SEQUENCE),
    &pickled(types::BYTEARRAY_ITERATOR, SEQUENCE),
    &pickled(types::SEQUENCE_ITERATOR, SEQUENCE),
    &pickled(types::RANGE_ITERATOR, RANGE),
    &pickled(types::LONG_RANGE_ITERATOR, RANGE),
    &pickled(types::CALLABLE_ITERATOR, &[reduce(reduce_callable)]),
    &pickled(types::SET_ITERATOR, &[reduce(reduce_set)]),
    &pickled(types::ENUMERATE, &[reduce(reduce_enumerate)]),
    &pickled(types::MAP, &[reduce(reduce_map)]),
    &pickled(types::FILTER, &[reduce(|vm, args| reduce_parts(vm, args, &[1, 0]))]),
    &pickled(
        types::ZIP,
        &[
            reduce(reduce_zip),
            set_state(|vm, args| {
                let (id, state) = (args.at(vm, 0), args.at(vm, 1));
                let strict = vm.truth(state)?;
                vm.set_record_number(id, 0, i64::from(strict));
                vm.done()
            }),
        ],
    ),
    &pickled(types::REVERSED, &[reduce(reduce_reversed), set_state(set_reversed)]),
];

/// `(function, (arguments…))`, or with a state behind; all stolen but the function.
pub(in crate::python::builtins) fn recipe(vm: &mut Vm, function: Ref, arguments: &[Ref], state: Option<Ref>) -> Ref {
    let arguments = vm.tuple(arguments);
    vm.incref(function);
    match state {
        Some(state) => vm.tuple(&[function, arguments, state]),
        None => vm.tuple(&[function, arguments]),
    }
}

/// `(type, (parts…))`: the record's references of these numbers.
pub(in crate::python::builtins) fn reduce_parts(vm: &mut Vm, args: Args, parts: &[usize]) -> Res {
    let id = args.at(vm, 0);
    let held: Vec<Ref> = parts.iter().map(|&at| vm.record_ref(id, at)).collect();
    Ok(recipe(vm, vm.type_of(id), &held, None))
}

/// `(iter, (…))`, with a state behind where there is one; all stolen.
fn iter_of(vm: &mut Vm, arguments: &[Ref], state: Option<Ref>) -> Res {
    let iter = builtin(vm, "iter")?;
    let result = recipe(vm, iter, arguments, state);
    vm.decref(iter);
    Ok(result)
}

/// An iterator that has ended: `(iter, ((),))`, or an empty sequence of the kind that it went through.
fn ended(vm: &mut Vm, iterator: Ref) -> Res {
    let empty = match vm.type_of(iterator) {
        types::LIST_ITERATOR | types::LIST_REVERSE_ITERATOR => vm.list(Vec::new()),
        types::STR_ITERATOR | types::STR_ASCII_ITERATOR => vm.incref(known::EMPTY_STR),
        _ => vm.tuple(&[]),
    };
    iter_of(vm, &[empty], None)
}

fn reduce_sequence(vm: &mut Vm, args: Args) -> Res {
    let iterator = args.at(vm, 0);
    let (sequence, index) = place(vm, iterator);
    if sequence.is_null() {
        return ended(vm, iterator);
    }
    let index = index as usize;
    let index = match vm.type_of(iterator) {
        // It counts letters, not bytes.
        types::STR_ITERATOR | types::STR_ASCII_ITERATOR => {
            vm.as_str(sequence).and_then(|text| text.get(..index)).map_or(0, |read| read.chars().count()) as i64
        }
        types::LIST_REVERSE_ITERATOR => index as i64 - 1,
        _ => index as i64,
    };
    vm.incref(sequence);
    let index = vm.int(index);
    if vm.is_exact(iterator, types::LIST_REVERSE_ITERATOR) {
        let reversed = builtin(vm, "reversed")?;
        let result = recipe(vm, reversed, &[sequence], Some(index));
        vm.decref(reversed);
        return Ok(result);
    }
    iter_of(vm, &[sequence], Some(index))
}

fn set_sequence(vm: &mut Vm, args: Args) -> Res {
    let (iterator, state) = (args.at(vm, 0), args.at(vm, 1));
    let wanted = vm.index(state)?;
    let (sequence, _) = place(vm, iterator);
    if sequence.is_null() {
        return vm.done();
    }
    let index = match vm.type_of(iterator) {
        types::STR_ITERATOR | types::STR_ASCII_ITERATOR => {
            let text = vm.as_str(sequence).unwrap_or_default();
            let letters = usize::try_from(wanted).unwrap_or(0);
            text.char_indices().nth(letters).map_or(text.len(), |(at, _)| at)
        }
        types::BYTES_ITERATOR | types::BYTEARRAY_ITERATOR => {
            let length = vm.as_bytes(sequence).map_or(0, <[u8]>::len);
            usize::try_from(wanted).unwrap_or(0).min(length)
        }
        // The place is one above the index, so that none is below zero.
        types::LIST_REVERSE_ITERATOR => {
            usize::try_from(wanted.saturating_add(1)).unwrap_or(0).min(vm.tuple_len(sequence))
        }
        types::SEQUENCE_ITERATOR => usize::try_from(wanted).unwrap_or(0),
        _ => usize::try_from(wanted).unwrap_or(0).min(vm.tuple_len(sequence)),
    };
    set_place(vm, iterator, u32::try_from(index).unwrap_or(u32::MAX));
    vm.done()
}

fn reduce_callable(vm: &mut Vm, args: Args) -> Res {
    let id = args.at(vm, 0);
    if vm.record_at(id, 0).is_null() {
        return ended(vm, id);
    }
    let (callable, sentinel) = (vm.record_ref(id, 0), vm.record_ref(id, 1));
    iter_of(vm, &[callable, sentinel], None)
}

fn reduce_set(vm: &mut Vm, args: Args) -> Res {
    let id = args.at(vm, 0);
    let left = remaining(vm, id);
    for key in &left {
        vm.incref(*key);
    }
    let list = vm.list(left);
    iter_of(vm, &[list], None)
}

fn reduce_enumerate(vm: &mut Vm, args: Args) -> Res {
    let id = args.at(vm, 0);
    let iterator = vm.record_ref(id, 0);
    let index = if vm.record_at(id, 2).is_null() {
        let index = vm.record_number(id, 0);
        vm.int(index)
    } else {
        vm.record_ref(id, 2)
    };
    Ok(recipe(vm, vm.type_of(id), &[iterator, index], None))
}

/// The iterators that zip and map walk, as new references.
fn walked(vm: &mut Vm, id: Ref) -> Vec<Ref> {
    let iterators = vm.items(vm.record_at(id, 0)).unwrap_or_default().to_vec();
    iterators.iter().map(|id| vm.incref(*id)).collect()
}

fn reduce_zip(vm: &mut Vm, args: Args) -> Res {
    let id = args.at(vm, 0);
    let iterators = walked(vm, id);
    let strict = (vm.record_number(id, 0) != 0).then(|| vm.bool(true));
    Ok(recipe(vm, vm.type_of(id), &iterators, strict))
}

fn reduce_map(vm: &mut Vm, args: Args) -> Res {
    let id = args.at(vm, 0);
    let mut arguments = vec![vm.record_ref(id, 1)];
    arguments.extend(walked(vm, id));
    Ok(recipe(vm, vm.type_of(id), &arguments, None))
}

fn reduce_reversed(vm: &mut Vm, args: Args) -> Res {
    let id = args.at(vm, 0);
    if vm.record_at(id, 0).is_null() {
        let empty = vm.tuple(&[]);
        return Ok(recipe(vm, vm.type_of(id), &[empty], None));
    }
    let sequence = vm.record_ref(id, 0);
    let index = vm.record_number(id, 0);
    let index = vm.int(index);
    Ok(recipe(vm, vm.type_of(id), &[sequence], Some(index)))
}

fn set_reversed(vm: &mut Vm, args: Args) -> Res {
    let (id, state) = (args.at(vm, 0), args.at(vm, 1));
    let wanted = vm.index(state)?;
    let sequence = vm.record_at(id, 0);
    if !sequence.is_null() {
        let last = vm.len(sequence)? as i64 - 1;
        vm.set_record_number(id, 0, wanted.clamp(-1, last.max(-1)));
    }
    vm.done()
}

/// Where an iterator over a range stands: next, step, how many are left.
fn rest_of_range(vm: &Vm, id: Ref) -> [Integer; 3] {
    if let Body::RangeIterator { next, end } = *vm.body(id) {
        return [next, 1, end.saturating_sub(next).max(0)].map(Integer::Small);
    }
    if vm.is_exact(id, types::RANGE_ITERATOR) {
        return [0, 1, 2].map(|at| Integer::Small(vm.record_number(id, at)));
    }
    [0, 1, 2].map(|at| vm.as_integer(vm.record_at(id, at)).unwrap_or(Integer::Small(0)))
}

fn reduce_range(vm: &mut Vm, args: Args) -> Res {
    let id = args.at(vm, 0);
    let [next, step, left] = rest_of_range(vm, id);
    let stop = next.add(&left.mul(&step));
    let [next, stop, step] = [next, stop, step].map(|number| vm.integer(number));
    let range = vm.call(types::RANGE, &[next, stop, step]);
    vm.decref_all(&[next, stop, step]);
    let (range, none) = (range?, vm.none());
    iter_of(vm, &[range], Some(none))
}

fn set_range(vm: &mut Vm, args: Args) -> Res {
    let (id, state) = (args.at(vm, 0), args.at(vm, 1));
    let [next, step, left] = rest_of_range(vm, id);
    let given = vm.index_clamped(state)?.max(0);
    let skipped = left.to_i64().map_or(given, |left| given.min(left));
    if let Body::RangeIterator { next, .. } = vm.heap.body_mut(id) {
        *next = next.saturating_add(skipped);
        return vm.done();
    }
    let skipped = Integer::Small(skipped);
    let (next, left) = (next.add(&skipped.mul(&step)), left.sub(&skipped));
    if vm.is_exact(id, types::RANGE_ITERATOR) {
        vm.set_record_number(id, 0, next.to_i64().unwrap_or(i64::MAX));
        vm.set_record_number(id, 2, left.to_i64().unwrap_or(0));
    } else {
        let (next, left) = (vm.integer(next), vm.integer(left));
        vm.record_put(id, 0, next);
        vm.record_put(id, 2, left);
    }
    vm.done()
}
