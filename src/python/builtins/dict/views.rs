//! `dict.keys()`, `.values()`, `.items()`: views, each a record of its dict. In 2.7 these methods give lists, and
//! `viewkeys()` and its kin the views.

use super::{iterators, pairs, view_sets};
use crate::memory::{Body, Ref};
use crate::python::dialect::containers::DictMethods;
use crate::python::vm::known::types;
use crate::python::vm::native::{Args, Arity, GetSet, Native, TypeDef};
use crate::python::vm::{Res, Vm};

macro_rules! view_type {
    // Keys and items compare and combine as sets do.
    ($constant:ident, $id:ident, $iter:ident, $reversed:ident, $contains:path, of_set) => {
        view_type!($constant, $id, $iter, $reversed, $contains, [
            Native::slot("__and__", 1, view_sets::and),
            Native::slot("__rand__", 1, view_sets::rand),
            Native::slot("__or__", 1, view_sets::or),
            Native::slot("__ror__", 1, view_sets::ror),
            Native::slot("__sub__", 1, view_sets::sub),
            Native::slot("__rsub__", 1, view_sets::rsub),
            Native::slot("__xor__", 1, view_sets::xor),
            Native::slot("__rxor__", 1, view_sets::rxor),
            Native::slot("__eq__", 1, view_sets::eq),
            Native::slot("__ne__", 1, view_sets::ne),
            Native::slot("__lt__", 1, view_sets::lt),
            Native::slot("__le__", 1, view_sets::le),
            Native::slot("__gt__", 1, view_sets::gt),
            Native::slot("__ge__", 1, view_sets::ge),
            Native::method("isdisjoint", Arity::One, view_sets::isdisjoint)
        ]);
    };
    ($constant:ident, $id:ident, $iter:ident, $reversed:ident, $contains:path, [$($more:expr),*]) => {
        pub const $constant: TypeDef = TypeDef {
            id: types::$id,
            methods: &[
                Native::slot("__repr__", 0, repr),
                Native::slot("__len__", 0, len),
                Native::slot("__iter__", 0, $iter),
                Native::slot("__contains__", 1, $contains),
                Native::method("__reversed__", Arity::Zero, $reversed),
                $($more),*
            ],
            attributes: &[GetSet::read_only("mapping", mapping)],
        };
    };
}

view_type!(KEYS, DICT_KEYS, iter_keys, reversed_keys, contains_key, of_set);
view_type!(ITEMS, DICT_ITEMS, iter_items, reversed_items, contains_item, of_set);
view_type!(VALUES, DICT_VALUES, iter_values, reversed_values, contains_value, []);

/// The dict of a view, borrowed.
#[must_use]
pub fn dict_of(vm: &Vm, view: Ref) -> Ref {
    vm.record_at(view, 0)
}

fn new(vm: &mut Vm, dict: Ref, class: Ref) -> Ref {
    vm.incref(dict);
    vm.container(class, Body::record(&[dict], &[]))
}

macro_rules! methods {
    ($($method:ident $view:ident $type:ident $list:ident),+) => {
        $(pub(super) fn $method(vm: &mut Vm, args: Args) -> Res {
            let dict = args.at(vm, 0);
            match vm.dialect.containers.dict_methods {
                DictMethods::Views => Ok(new(vm, dict, types::$type)),
                DictMethods::Lists => Ok($list(vm, dict)),
            }
        }
        pub(super) fn $view(vm: &mut Vm, args: Args) -> Res {
            let dict = args.at(vm, 0);
            Ok(new(vm, dict, types::$type))
        })+
    };
}

methods!(
    keys view_keys DICT_KEYS list_keys, values view_values DICT_VALUES list_values,
    items view_items DICT_ITEMS list_items
);

fn list_keys(vm: &mut Vm, dict: Ref) -> Ref {
    let keys = super::keys(vm, dict);
    list_of(vm, &keys)
}

fn list_values(vm: &mut Vm, dict: Ref) -> Ref {
    let values = super::values(vm, dict);
    list_of(vm, &values)
}

fn list_of(vm: &mut Vm, items: &[Ref]) -> Ref {
    for &item in items {
        vm.incref(item);
    }
    vm.list(items.to_vec())
}

fn list_items(vm: &mut Vm, dict: Ref) -> Ref {
    let entries = pairs(vm, dict);
    let tuples = entries.into_iter().map(|(key, value)| vm.tuple_from(&[key, value])).collect();
    vm.list(tuples)
}

macro_rules! iterations {
    ($($name:ident $type:ident),+) => {
        $(fn $name(vm: &mut Vm, args: Args) -> Res {
            let dict = dict_of(vm, args.at(vm, 0));
            Ok(iterators::new(vm, dict, types::$type))
        })+
    };
}

iterations!(
    iter_keys DICT_KEY_ITERATOR, iter_values DICT_VALUE_ITERATOR, iter_items DICT_ITEM_ITERATOR,
    reversed_keys DICT_REVERSE_KEY_ITERATOR, reversed_values DICT_REVERSE_VALUE_ITERATOR,
    reversed_items DICT_REVERSE_ITEM_ITERATOR
);

fn len(vm: &mut Vm, args: Args) -> Res {
    let dict = dict_of(vm, args.at(vm, 0));
    let length = vm.dict_len(dict);
    Ok(vm.int(length as i64))
}

/// `dict_keys(['a'])`: as the list of its items shows.
fn repr(vm: &mut Vm, args: Args) -> Res {
    let view = args.at(vm, 0);
    if !vm.enter_repr(view) {
        return Ok(vm.str("..."));
    }
    let text = vm.to_vec(view).and_then(|items| {
        let list = vm.list(items);
        let text = vm.repr_text(list);
        vm.decref(list);
        text
    });
    vm.leave_repr(view);
    let (name, text) = (vm.type_name(view), text?);
    Ok(vm.string(format!("{name}({text})")))
}

fn contains_key(vm: &mut Vm, args: Args) -> Res {
    let (view, key) = (args.at(vm, 0), args.at(vm, 1));
    let dict = dict_of(vm, view);
    let found = vm.dict_get(dict, key)?.is_some();
    Ok(vm.bool(found))
}

fn contains_item(vm: &mut Vm, args: Args) -> Res {
    let (view, pair) = (args.at(vm, 0), args.at(vm, 1));
    let found = has_item(vm, view, pair)?;
    Ok(vm.bool(found))
}

/// Whether `pair` is a tuple of a key and a value equal to the stored one.
pub(super) fn has_item(vm: &mut Vm, view: Ref, pair: Ref) -> Res<bool> {
    let (key, value) = match vm.items(pair) {
        Some(&[key, value]) if vm.isinstance_of(pair, types::TUPLE) => (key, value),
        _ => return Ok(false),
    };
    let dict = dict_of(vm, view);
    let Some(found) = vm.dict_get(dict, key)? else { return Ok(false) };
    vm.incref(found);
    let same = vm.eq(found, value);
    vm.decref(found);
    same
}

fn contains_value(vm: &mut Vm, args: Args) -> Res {
    let (view, wanted) = (args.at(vm, 0), args.at(vm, 1));
    let iterator = iterators::new(vm, dict_of(vm, view), types::DICT_VALUE_ITERATOR);
    let mut found = Ok(false);
    loop {
        match vm.next(iterator) {
            Ok(Some(value)) => {
                let same = vm.eq(value, wanted);
                vm.decref(value);
                if same != Ok(false) {
                    found = same;
                    break;
                }
            }
            Ok(None) => break,
            Err(raised) => {
                found = Err(raised);
                break;
            }
        }
    }
    vm.decref(iterator);
    let found = found?;
    Ok(vm.bool(found))
}

/// `view.mapping`: a read-only proxy of the dict.
fn mapping(vm: &mut Vm, view: Ref) -> Res {
    let dict = dict_of(vm, view);
    vm.incref(dict);
    Ok(vm.record(types::MAPPING_PROXY, &[dict], &[]))
}
