//! Iterators over lists, tuples, strings, bytes, anything with `__getitem__`, and over a callable.

use super::{itself, next_native};
use crate::memory::{Body, Ref};
use crate::python::builtins::seq;
use crate::python::builtins::support::text_like;
use crate::python::vm::known::{self, names, types};
use crate::python::vm::native::{Args, Arity, Native, TypeDef};
use crate::python::vm::{Raised, Res, Vm};

macro_rules! type_def {
    ($constant:ident, $id:expr, $next:ident, $hint:ident) => {
        pub const $constant: TypeDef = TypeDef {
            id: $id,
            methods: &[
                Native::slot("__iter__", 0, itself),
                Native::slot("__next__", 0, $next),
                Native::method("__length_hint__", Arity::Zero, $hint),
            ],
            attributes: &[],
        };
    };
}

type_def!(LIST_ITERATOR, types::LIST_ITERATOR, next_items, hint_items);
type_def!(TUPLE_ITERATOR, types::TUPLE_ITERATOR, next_items, hint_items);
type_def!(LIST_REVERSE_ITERATOR, types::LIST_REVERSE_ITERATOR, next_list_reverse, hint_list_reverse);
type_def!(STR_ITERATOR, types::STR_ITERATOR, next_str, hint_str);
type_def!(STR_ASCII_ITERATOR, types::STR_ASCII_ITERATOR, next_str, hint_str);
type_def!(BYTES_ITERATOR, types::BYTES_ITERATOR, next_bytes, hint_bytes);
type_def!(BYTEARRAY_ITERATOR, types::BYTEARRAY_ITERATOR, next_bytes, hint_bytes);
type_def!(SEQUENCE_ITERATOR, types::SEQUENCE_ITERATOR, next_getitem, hint_getitem);

pub const CALLABLE_ITERATOR: TypeDef = TypeDef {
    id: types::CALLABLE_ITERATOR,
    methods: &[Native::slot("__iter__", 0, itself), Native::slot("__next__", 0, next_callable)],
    attributes: &[],
};

pub const REVERSED: TypeDef = TypeDef {
    id: types::REVERSED,
    methods: &[
        Native::new_of_type(Arity::Raw, new_reversed),
        Native::slot("__iter__", 0, itself),
        Native::slot("__next__", 0, next_reversed),
        Native::method("__length_hint__", Arity::Zero, hint_reversed),
    ],
    attributes: &[],
};

next_native!(next_items = step_items);
next_native!(next_list_reverse = step_list_reverse);
next_native!(next_str = step_str);
next_native!(next_bytes = step_bytes);
next_native!(next_getitem = step_getitem);
next_native!(next_callable = step_callable);
next_native!(next_reversed = step_reversed);

/// Sequence (NULL at the end) and index.
pub(super) fn place(vm: &Vm, iterator: Ref) -> (Ref, u32) {
    match vm.body(iterator) {
        Body::SequenceIterator { sequence, index } => (*sequence, *index),
        _ => (Ref::NULL, 0),
    }
}

pub(super) fn set_place(vm: &mut Vm, iterator: Ref, to: u32) {
    if let Body::SequenceIterator { index, .. } = vm.heap.body_mut(iterator) {
        *index = to;
    }
}

/// The end: the iterator lets its sequence go.
fn exhaust(vm: &mut Vm, iterator: Ref) {
    if let Body::SequenceIterator { sequence, .. } = vm.heap.body_mut(iterator) {
        let sequence = std::mem::take(sequence);
        vm.xdecref(sequence);
    }
}

#[inline]
pub(super) fn step_items(vm: &mut Vm, iterator: Ref) -> Res<Option<Ref>> {
    let (sequence, index) = place(vm, iterator);
    if sequence.is_null() {
        return Ok(None);
    }
    if let Some(item) = vm.items(sequence).and_then(|items| items.get(index as usize).copied()) {
        set_place(vm, iterator, index + 1);
        return Ok(Some(vm.incref(item)));
    }
    exhaust(vm, iterator);
    Ok(None)
}

/// `reversed(list)`: the index is that of the item to come, plus one.
pub fn list_reversed(vm: &mut Vm, list: Ref) -> Ref {
    let index = vm.tuple_len(list) as u32;
    vm.incref(list);
    vm.container(types::LIST_REVERSE_ITERATOR, Body::SequenceIterator { sequence: list, index })
}

pub(super) fn step_list_reverse(vm: &mut Vm, iterator: Ref) -> Res<Option<Ref>> {
    let (sequence, index) = place(vm, iterator);
    if !sequence.is_null() && index > 0 {
        let at = index as usize - 1;
        if let Some(item) = vm.items(sequence).and_then(|items| items.get(at).copied()) {
            set_place(vm, iterator, index - 1);
            return Ok(Some(vm.incref(item)));
        }
    }
    set_place(vm, iterator, 0);
    exhaust(vm, iterator);
    Ok(None)
}

/// The index counts bytes of the text.
pub(super) fn step_str(vm: &mut Vm, iterator: Ref) -> Res<Option<Ref>> {
    let (sequence, index) = place(vm, iterator);
    if sequence.is_null() {
        return Ok(None);
    }
    let next = vm.as_str(sequence).and_then(|text| text.get(index as usize..)).and_then(|rest| rest.chars().next());
    match next {
        Some(c) => {
            set_place(vm, iterator, index + c.len_utf8() as u32);
            let mut buffer = [0; 4];
            let text = c.encode_utf8(&mut buffer);
            Ok(Some(text_like(vm, sequence, &*text)))
        }
        None => {
            // Text has no iterator of its own in 2.7: it ends with an IndexError.
            vm.count_class_check(types::INDEX_ERROR);
            exhaust(vm, iterator);
            Ok(None)
        }
    }
}

pub(super) fn step_bytes(vm: &mut Vm, iterator: Ref) -> Res<Option<Ref>> {
    let (sequence, index) = place(vm, iterator);
    if sequence.is_null() {
        return Ok(None);
    }
    match vm.as_bytes(sequence).and_then(|bytes| bytes.get(index as usize).copied()) {
        Some(byte) => {
            set_place(vm, iterator, index + 1);
            Ok(Some(vm.int(i64::from(byte))))
        }
        None => {
            vm.count_class_check(types::INDEX_ERROR);
            exhaust(vm, iterator);
            Ok(None)
        }
    }
}

/// The old protocol: `__getitem__` with 0, 1, 2, … until IndexError.
pub(super) fn step_getitem(vm: &mut Vm, iterator: Ref) -> Res<Option<Ref>> {
    let (sequence, index) = place(vm, iterator);
    if sequence.is_null() {
        return Ok(None);
    }
    match item_of(vm, sequence, i64::from(index)) {
        Ok(item) => {
            set_place(vm, iterator, index + 1);
            Ok(Some(item))
        }
        Err(raised) => {
            if ended(vm) {
                exhaust(vm, iterator);
                return Ok(None);
            }
            Err(raised)
        }
    }
}

fn ended(vm: &mut Vm) -> bool {
    vm.count_class_check(types::INDEX_ERROR);
    vm.catch(types::INDEX_ERROR) || vm.catch(types::STOP_ITERATION)
}

fn item_of(vm: &mut Vm, sequence: Ref, index: i64) -> Res {
    let key = vm.int(index);
    let result = match vm.call_special(sequence, names::GETITEM, &[key]) {
        Some(result) => result,
        None => {
            let name = vm.type_name(sequence);
            Err(vm.type_error(format!("'{name}' object does not support indexing")))
        }
    };
    vm.decref(key);
    result
}

/// `iter(callable, sentinel)`: references are the callable and the sentinel, NULL at the end.
pub fn callable_iterator(vm: &mut Vm, callable: Ref, sentinel: Ref) -> Ref {
    vm.incref(callable);
    vm.incref(sentinel);
    vm.container(types::CALLABLE_ITERATOR, Body::record(&[callable, sentinel], &[]))
}

pub(super) fn step_callable(vm: &mut Vm, iterator: Ref) -> Res<Option<Ref>> {
    let callable = vm.record_at(iterator, 0);
    if callable.is_null() {
        return Ok(None);
    }
    let result = vm.call(callable, &[]);
    match result {
        Ok(value) => {
            let sentinel = vm.record_at(iterator, 1);
            if sentinel.is_null() {
                vm.decref(value);
                return Ok(None);
            }
            match vm.eq(sentinel, value) {
                Ok(false) => Ok(Some(value)),
                Ok(true) => {
                    vm.decref(value);
                    end_callable(vm, iterator);
                    Ok(None)
                }
                Err(raised) => {
                    vm.decref(value);
                    Err(raised)
                }
            }
        }
        Err(raised) => {
            if vm.catch(types::STOP_ITERATION) {
                end_callable(vm, iterator);
                return Ok(None);
            }
            Err(raised)
        }
    }
}

fn end_callable(vm: &mut Vm, iterator: Ref) {
    vm.record_put(iterator, 0, Ref::NULL);
    vm.record_put(iterator, 1, Ref::NULL);
}

fn new_reversed(vm: &mut Vm, args: Args) -> Res {
    let class = args.at(vm, 0);
    let args = seq::arguments_of_new(vm, args, types::REVERSED);
    seq::no_keywords(vm, args, "reversed")?;
    let given = args.count - 1;
    if given != 1 {
        return Err(vm.type_error(format!("reversed expected 1 argument, got {given}")));
    }
    let sequence = args.at(vm, 1);
    match vm.lookup_special(sequence, names::REVERSED) {
        Some(known::NONE) => return Err(not_reversible(vm, sequence)),
        Some(_) => {
            if let Some(result) = vm.call_bound_special(sequence, names::REVERSED, &[]) {
                return result;
            }
        }
        None => {}
    }
    let is_sequence = vm.lookup_special(sequence, names::GETITEM).is_some()
        && !vm.isinstance_of(sequence, types::DICT)
        && !vm.is_exact(sequence, types::MAPPING_PROXY);
    if !is_sequence {
        return Err(not_reversible(vm, sequence));
    }
    let length = vm.len(sequence)?;
    vm.incref(sequence);
    Ok(super::super::generic_new(vm, class, Body::record(&[sequence], &[length as i64 - 1])))
}

fn not_reversible(vm: &mut Vm, object: Ref) -> Raised {
    let name = vm.type_name(object);
    vm.type_error(vm.dialect.builtins.words.refusals.not_reversible(&name))
}

pub(super) fn step_reversed(vm: &mut Vm, iterator: Ref) -> Res<Option<Ref>> {
    let (sequence, index) = (vm.record_at(iterator, 0), vm.record_number(iterator, 0));
    if sequence.is_null() {
        return Ok(None);
    }
    if index >= 0 {
        match item_of(vm, sequence, index) {
            Ok(item) => {
                vm.set_record_number(iterator, 0, index - 1);
                return Ok(Some(item));
            }
            Err(raised) => {
                if !ended(vm) {
                    return Err(raised);
                }
            }
        }
    }
    vm.set_record_number(iterator, 0, -1);
    vm.record_put(iterator, 0, Ref::NULL);
    Ok(None)
}

fn hint_reversed(vm: &mut Vm, args: Args) -> Res {
    let iterator = args.at(vm, 0);
    let (sequence, index) = (vm.record_at(iterator, 0), vm.record_number(iterator, 0));
    let left = if sequence.is_null() {
        0
    } else {
        let length = vm.len(sequence)? as i64;
        if length < index + 1 { 0 } else { index + 1 }
    };
    Ok(vm.int(left))
}

fn hint_items(vm: &mut Vm, args: Args) -> Res {
    let (sequence, index) = place(vm, args.at(vm, 0));
    let left = vm.tuple_len(sequence).saturating_sub(index as usize);
    Ok(vm.int(left as i64))
}

fn hint_list_reverse(vm: &mut Vm, args: Args) -> Res {
    let (sequence, index) = place(vm, args.at(vm, 0));
    let left = if vm.tuple_len(sequence) < index as usize { 0 } else { index };
    Ok(vm.int(i64::from(left)))
}

fn hint_str(vm: &mut Vm, args: Args) -> Res {
    let (sequence, index) = place(vm, args.at(vm, 0));
    let left = if sequence.is_null() {
        0
    } else {
        vm.as_str(sequence).and_then(|text| text.get(index as usize..)).map_or(0, |rest| rest.chars().count())
    };
    Ok(vm.int(left as i64))
}

fn hint_bytes(vm: &mut Vm, args: Args) -> Res {
    let (sequence, index) = place(vm, args.at(vm, 0));
    let length = if sequence.is_null() { 0 } else { vm.as_bytes(sequence).map_or(0, <[u8]>::len) };
    Ok(vm.int(length.saturating_sub(index as usize) as i64))
}

fn hint_getitem(vm: &mut Vm, args: Args) -> Res {
    let (sequence, index) = place(vm, args.at(vm, 0));
    if sequence.is_null() {
        return Ok(vm.int(0));
    }
    if vm.lookup_special(sequence, names::LEN).is_none() {
        return Ok(seq::not_implemented(vm));
    }
    let length = vm.len(sequence)?;
    Ok(vm.int(length.saturating_sub(index as usize) as i64))
}
