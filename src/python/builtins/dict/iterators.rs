//! Iterators over dicts. Record: the dict (NULL at the end) and, for items, the result tuple that is filled again
//! while nobody else holds it; numbers: position, the dict's length at the start, how many are left.

use super::table;
use crate::memory::{Body, Ref};
use crate::python::builtins::iterators::adapters::refilled_pair;
use crate::python::builtins::iterators::{itself, next_native};
use crate::python::dialect::containers::DictWatch;
use crate::python::vm::known::{self, types};
use crate::python::vm::native::{Args, Arity, Native, TypeDef};
use crate::python::vm::{Res, Vm};

macro_rules! type_def {
    ($constant:ident, $id:ident, $next:ident) => {
        pub const $constant: TypeDef = TypeDef {
            id: types::$id,
            methods: &[
                Native::slot("__iter__", 0, itself),
                Native::slot("__next__", 0, $next),
                Native::method("__length_hint__", Arity::Zero, length_hint),
                Native::method("__reduce__", Arity::Zero, reduce),
            ],
            attributes: &[],
        };
    };
}

type_def!(KEY_ITERATOR, DICT_KEY_ITERATOR, next);
type_def!(VALUE_ITERATOR, DICT_VALUE_ITERATOR, next);
type_def!(ITEM_ITERATOR, DICT_ITEM_ITERATOR, next);
type_def!(REVERSE_KEY_ITERATOR, DICT_REVERSE_KEY_ITERATOR, next_reverse);
type_def!(REVERSE_VALUE_ITERATOR, DICT_REVERSE_VALUE_ITERATOR, next_reverse);
type_def!(REVERSE_ITEM_ITERATOR, DICT_REVERSE_ITEM_ITERATOR, next_reverse);

next_native!(next = step);
next_native!(next_reverse = step_reverse);

/// Once the size has changed, the iterator stays broken.
const BROKEN: i64 = -1;

macro_rules! constructors {
    ($($name:ident $type:ident),+) => {
        $(pub(super) fn $name(vm: &mut Vm, args: Args) -> Res {
            let dict = args.at(vm, 0);
            Ok(new(vm, dict, types::$type))
        })+
    };
}

constructors!(
    iter_keys DICT_KEY_ITERATOR, iter_values DICT_VALUE_ITERATOR, iter_items DICT_ITEM_ITERATOR,
    reversed_keys DICT_REVERSE_KEY_ITERATOR
);

/// A new iterator of this type over a dict.
pub fn new(vm: &mut Vm, dict: Ref, class: Ref) -> Ref {
    let length = vm.dict_len(dict) as i64;
    let reverse = matches!(
        class,
        types::DICT_REVERSE_KEY_ITERATOR | types::DICT_REVERSE_VALUE_ITERATOR | types::DICT_REVERSE_ITEM_ITERATOR
    );
    let position = if reverse { table(vm, dict).map_or(0, crate::memory::Dict::end_position) as i64 } else { 0 };
    vm.incref(dict);
    let items = matches!(class, types::DICT_ITEM_ITERATOR | types::DICT_REVERSE_ITEM_ITERATOR);
    let iterator = vm.container(class, Body::record(&[dict, Ref::NULL], &[position, length, length]));
    if items {
        let result = vm.tuple_from(&[known::NONE, known::NONE]);
        vm.record_put(iterator, 1, result);
    }
    iterator
}

pub(crate) fn step(vm: &mut Vm, iterator: Ref) -> Res<Option<Ref>> {
    let Some(dict) = unchanged_dict(vm, iterator)? else { return Ok(None) };
    let position = usize::try_from(vm.record_number(iterator, 0)).unwrap_or(0);
    let left = vm.record_number(iterator, 2);
    match vm.dict_next(dict, position) {
        Some(_) if left == 0 && vm.dialect.containers.dict_watch == DictWatch::Keys => {
            let raised = vm.runtime_error("dictionary keys changed during iteration");
            vm.record_put(iterator, 0, Ref::NULL);
            Err(raised)
        }
        Some((next, key, value)) => {
            vm.set_record_number(iterator, 0, next as i64);
            vm.set_record_number(iterator, 2, left - 1);
            Ok(Some(give(vm, iterator, key, value)))
        }
        None => {
            vm.record_put(iterator, 0, Ref::NULL);
            Ok(None)
        }
    }
}

pub(crate) fn step_reverse(vm: &mut Vm, iterator: Ref) -> Res<Option<Ref>> {
    let Some(dict) = unchanged_dict(vm, iterator)? else { return Ok(None) };
    let position = usize::try_from(vm.record_number(iterator, 0)).unwrap_or(0);
    match table(vm, dict).and_then(|t| t.previous_from(position)) {
        Some((at, key, value)) => {
            let left = vm.record_number(iterator, 2);
            vm.set_record_number(iterator, 0, at as i64);
            vm.set_record_number(iterator, 2, left - 1);
            Ok(Some(give(vm, iterator, key, value)))
        }
        None => {
            vm.record_put(iterator, 0, Ref::NULL);
            Ok(None)
        }
    }
}

/// The dict (borrowed), unless the iterator is at its end.
fn unchanged_dict(vm: &mut Vm, iterator: Ref) -> Res<Option<Ref>> {
    let dict = vm.record_at(iterator, 0);
    if dict.is_null() {
        return Ok(None);
    }
    if vm.record_number(iterator, 1) != vm.dict_len(dict) as i64 {
        vm.set_record_number(iterator, 1, BROKEN);
        return Err(vm.runtime_error("dictionary changed size during iteration"));
    }
    Ok(Some(dict))
}

/// What the iterator gives of an entry (borrowed), counted.
fn give(vm: &mut Vm, iterator: Ref, key: Ref, value: Ref) -> Ref {
    match vm.type_of(iterator) {
        types::DICT_KEY_ITERATOR | types::DICT_REVERSE_KEY_ITERATOR => vm.incref(key),
        types::DICT_VALUE_ITERATOR | types::DICT_REVERSE_VALUE_ITERATOR => vm.incref(value),
        _ => {
            vm.incref(key);
            vm.incref(value);
            let result = vm.record_at(iterator, 1);
            refilled_pair(vm, result, key, value).unwrap_or_else(|| vm.filled_tuple(&[key, value]))
        }
    }
}

fn length_hint(vm: &mut Vm, args: Args) -> Res {
    let iterator = args.at(vm, 0);
    let dict = vm.record_at(iterator, 0);
    let stays = !dict.is_null() && vm.record_number(iterator, 1) == vm.dict_len(dict) as i64;
    let left = if stays { vm.record_number(iterator, 2) } else { 0 };
    Ok(vm.int(left))
}

/// `(iter, ([what is left],))`.
fn reduce(vm: &mut Vm, args: Args) -> Res {
    let iterator = args.at(vm, 0);
    let (dict, class) = (vm.record_at(iterator, 0), vm.type_of(iterator));
    let numbers: Vec<i64> = (0..3).map(|i| vm.record_number(iterator, i)).collect();
    vm.xincref(dict);
    let copy = vm.container(class, Body::record(&[dict, Ref::NULL], &numbers));
    let left = vm.to_vec(copy);
    vm.decref(copy);
    let left = left?;
    let left = vm.list(left);
    let function = super::super::builtin(vm, "iter")?;
    let inner = vm.tuple(&[left]);
    Ok(vm.tuple(&[function, inner]))
}
