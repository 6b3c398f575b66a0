//! `collections.OrderedDict`: a dict whose order can be changed and matters in comparisons. The order stands beside the
//! dict's table ([`crate::memory::dict`]), in which its entries are traversed and die in the order of insertion.

use super::dict::{self, update};
use super::iterators::adapters::refilled_pair;
use super::iterators::{itself, next_native};
use super::{generic_new, seq};
use crate::memory::dict::End;
use crate::memory::free_lists::Kind;
use crate::memory::{Body, Dict, Ref, alloc};
use crate::python::dialect::containers::{OrderedPairs, OrderedRepr};
use crate::python::vm::known::{self, types};
use crate::python::vm::native::{Args, Arity, Native, Param, TypeDef};
use crate::python::vm::{Res, Vm};

pub const TYPE: TypeDef = TypeDef {
    id: types::ORDERED_DICT,
    methods: &[
        Native::new_of_type(Arity::Raw, new),
        Native::slot_raw("__init__", Arity::Raw, init),
        Native::slot("__repr__", 0, repr),
        Native::slot("__iter__", 0, iter),
        Native::slot("__delitem__", 1, dict::delitem),
        Native::slot("__eq__", 1, eq),
        Native::slot("__ne__", 1, ne),
        Native::slot("__or__", 1, or),
        Native::slot("__ror__", 1, ror),
        Native::slot("__ior__", 1, ior),
        Native::method("__reversed__", Arity::Zero, reversed),
        Native::method("__reduce__", Arity::Zero, reduce),
        Native::method("move_to_end", Arity::Named(MOVE_PARAMS), move_to_end),
        Native::method("popitem", Arity::Named(POP_PARAMS), popitem),
        Native::method("pop", Arity::Range(1, 2), pop),
        Native::method("clear", Arity::Zero, dict::clear_method),
        Native::method("update", Arity::Raw, update_method),
        Native::method("copy", Arity::Zero, copy),
        Native::method("__copy__", Arity::Zero, copy),
        Native::method("keys", Arity::Zero, keys),
        Native::method("values", Arity::Zero, values),
        Native::method("items", Arity::Zero, items),
        Native::class_method("fromkeys", Arity::Range(1, 2), fromkeys),
    ],
    attributes: &[],
};

const MOVE_PARAMS: &[Param] = &[Param::required("key"), Param::optional("last")];
const POP_PARAMS: &[Param] = &[Param::optional("last")];

pub const ITERATOR: TypeDef = TypeDef {
    id: types::ORDERED_DICT_ITERATOR,
    methods: &[Native::slot("__iter__", 0, itself), Native::slot("__next__", 0, next)],
    attributes: &[],
};

next_native!(next = step);

macro_rules! view_type {
    ($constant:ident, $id:ident, $iter:ident, $reversed:ident) => {
        pub const $constant: TypeDef = TypeDef {
            id: types::$id,
            methods: &[Native::slot("__iter__", 0, $iter), Native::method("__reversed__", Arity::Zero, $reversed)],
            attributes: &[],
        };
    };
}

view_type!(KEYS, ODICT_KEYS, iter_keys, reversed_keys);
view_type!(VALUES, ODICT_VALUES, iter_values, reversed_values);
view_type!(ITEMS, ODICT_ITEMS, iter_items, reversed_items);

fn new(vm: &mut Vm, args: Args) -> Res {
    let class = args.at(vm, 0);
    Ok(empty(vm, class))
}

fn empty(vm: &mut Vm, class: Ref) -> Ref {
    let table = Dict::new_by_call(vm.heap.rules.dict).ordered();
    generic_new(vm, class, Body::Dict(Box::new(table)))
}

fn init(vm: &mut Vm, args: Args) -> Res {
    fill(vm, args, "OrderedDict")?;
    vm.done()
}

fn update_method(vm: &mut Vm, args: Args) -> Res {
    fill(vm, args, "update")?;
    vm.done()
}

/// Everything goes through `self[key] = value`.
fn fill(vm: &mut Vm, args: Args, name: &str) -> Res<()> {
    let dict = args.at(vm, 0);
    let keywords = vm.tuple_len(args.names);
    let positional = args.count - keywords;
    if positional > 2 {
        let given = positional - 1;
        return Err(vm.type_error(format!("{name}() takes at most 1 positional argument ({given} given)")));
    }
    if positional == 2 {
        let source = args.at(vm, 1);
        merge(vm, dict, source)?;
    }
    if keywords == 0 {
        return Ok(());
    }
    // The keywords are a dict, whose items are listed (`mutablemapping_update`).
    alloc::count_kept(vm, Kind::List);
    (0..keywords).for_each(|_| alloc::count_tuple(vm, 2));
    let result = (0..keywords).try_for_each(|index| {
        let Some(key) = vm.items(args.names).and_then(|n| n.get(index).copied()) else { return Ok(()) };
        let value = args.at(vm, positional + index);
        vm.setitem(dict, key, value)
    });
    alloc::count_death(&mut vm.heap, Kind::List);
    (0..keywords).for_each(|_| alloc::count_tuple_death(&mut vm.heap, 2));
    result
}

/// Stores the entries of an OrderedDict in the order that programs see.
fn fill_ordered(vm: &mut Vm, dict: Ref, source: Ref) -> Res<()> {
    for (key, value) in ordered_pairs(vm, source)? {
        vm.dict_set(dict, key, value)?;
    }
    Ok(())
}

fn merge(vm: &mut Vm, dict: Ref, source: Ref) -> Res<()> {
    let exact = vm.is_exact(dict, types::ORDERED_DICT);
    if exact && vm.isinstance_of(source, types::ORDERED_DICT) {
        return fill_ordered(vm, dict, source);
    }
    if exact && !vm.is_exact(source, types::DICT) {
        return update::update(vm, dict, source);
    }
    // A subclass may store in its own way, and a dict's entries are stored one by one: its table is not copied.
    let plain = dict::new_of(vm, types::DICT);
    let done = update::update(vm, plain, source).and_then(|()| {
        for (key, value) in dict::pairs(vm, plain) {
            vm.setitem(dict, key, value)?;
        }
        Ok(())
    });
    vm.decref(plain);
    done
}

fn repr(vm: &mut Vm, args: Args) -> Res {
    let dict = args.at(vm, 0);
    let name = vm.type_name(dict);
    let name = name.rsplit('.').next().unwrap_or(&name).to_owned();
    if vm.dict_len(dict) == 0 {
        return Ok(vm.string(format!("{name}()")));
    }
    if !vm.enter_repr(dict) {
        return Ok(vm.str("..."));
    }
    let inside = match vm.dialect.containers.ordered_repr {
        OrderedRepr::Dict => {
            let copy = vm.dict();
            let text = fill_ordered(vm, copy, dict).and_then(|()| dict::repr_text(vm, copy));
            vm.decref(copy);
            text
        }
        OrderedRepr::Pairs => {
            let pairs = ordered_pairs(vm, dict).unwrap_or_default();
            let pairs = pairs.into_iter().map(|(k, v)| vm.tuple_from(&[k, v])).collect();
            let list = vm.list(pairs);
            let text = vm.repr_text(list);
            vm.decref(list);
            text
        }
    };
    vm.leave_repr(dict);
    let inside = inside?;
    Ok(vm.string(format!("{name}({inside})")))
}

fn equal(vm: &mut Vm, a: Ref, b: Ref) -> Res<bool> {
    if !dict::equal(vm, a, b)? {
        return Ok(false);
    }
    if !vm.isinstance_of(b, types::ORDERED_DICT) {
        return Ok(true);
    }
    for (x, y) in ordered_keys(vm, a).into_iter().zip(ordered_keys(vm, b)) {
        if !vm.eq(x, y)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn eq(vm: &mut Vm, args: Args) -> Res {
    let (a, b) = (args.at(vm, 0), args.at(vm, 1));
    if !vm.isinstance_of(b, types::DICT) {
        return Ok(seq::not_implemented(vm));
    }
    let equal = equal(vm, a, b)?;
    Ok(vm.bool(equal))
}

fn ne(vm: &mut Vm, args: Args) -> Res {
    let (a, b) = (args.at(vm, 0), args.at(vm, 1));
    if !vm.isinstance_of(b, types::DICT) {
        return Ok(seq::not_implemented(vm));
    }
    let equal = equal(vm, a, b)?;
    Ok(vm.bool(!equal))
}

fn or(vm: &mut Vm, args: Args) -> Res {
    let (a, b) = (args.at(vm, 0), args.at(vm, 1));
    union(vm, vm.type_of(a), a, b)
}

fn ror(vm: &mut Vm, args: Args) -> Res {
    let (a, b) = (args.at(vm, 0), args.at(vm, 1));
    union(vm, vm.type_of(a), b, a)
}

fn union(vm: &mut Vm, class: Ref, a: Ref, b: Ref) -> Res {
    if !vm.isinstance_of(a, types::DICT) || !vm.isinstance_of(b, types::DICT) {
        return Ok(seq::not_implemented(vm));
    }
    let made = vm.call(class, &[a])?;
    match merge(vm, made, b) {
        Ok(()) => Ok(made),
        Err(raised) => {
            vm.decref(made);
            Err(raised)
        }
    }
}

fn ior(vm: &mut Vm, args: Args) -> Res {
    let (dict, source) = (args.at(vm, 0), args.at(vm, 1));
    merge(vm, dict, source)?;
    Ok(vm.incref(dict))
}

/// `(class, (), state, None, iter(items))`.
fn reduce(vm: &mut Vm, args: Args) -> Res {
    let dict = args.at(vm, 0);
    let class = vm.type_of(dict);
    vm.incref(class);
    let inner = vm.tuple(&[]);
    let (a, b) = (vm.none(), vm.none());
    let items = iterate(vm, dict, ITEMS_OF, FORWARD);
    Ok(vm.tuple(&[class, inner, a, b, items]))
}

fn last(vm: &mut Vm, value: Ref) -> Res<End> {
    let last = value.is_null() || vm.truth(value)?;
    Ok(if last { End::Last } else { End::First })
}

/// The keys in the order that programs see, borrowed.
fn ordered_keys(vm: &Vm, dict: Ref) -> Vec<Ref> {
    dict::table(vm, dict).map_or_else(Vec::new, |table| table.ordered_keys().collect())
}

/// The entries in the order that programs see, borrowed.
fn ordered_pairs(vm: &mut Vm, dict: Ref) -> Res<Vec<(Ref, Ref)>> {
    let mut pairs = Vec::new();
    for key in ordered_keys(vm, dict) {
        if let Some(value) = vm.dict_get(dict, key)? {
            pairs.push((key, value));
        }
    }
    Ok(pairs)
}

fn move_to_end(vm: &mut Vm, args: Args) -> Res {
    let (dict, key, end) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 2));
    let end = last(vm, end)?;
    if !vm.dict_move_to_end(dict, key, end)? {
        return Err(vm.key_error(key));
    }
    vm.done()
}

fn popitem(vm: &mut Vm, args: Args) -> Res {
    let (dict, end) = (args.at(vm, 0), args.at(vm, 1));
    let end = last(vm, end)?;
    let key = dict::table(vm, dict).map_or(Ref::NULL, |table| table.key_at(end));
    if key.is_null() {
        let message = vm.str("dictionary is empty");
        return Err(vm.raise_with(types::KEY_ERROR, message));
    }
    match vm.dict_pop(dict, key)? {
        Some((key, value)) => Ok(vm.tuple(&[key, value])),
        None => Err(vm.key_error(key)),
    }
}

fn pop(vm: &mut Vm, args: Args) -> Res {
    let (dict, key, default) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 2));
    match vm.dict_pop(dict, key)? {
        Some((stored, value)) => {
            vm.decref(stored);
            Ok(value)
        }
        None if default.is_null() => Err(vm.key_error(key)),
        None => Ok(vm.incref(default)),
    }
}

fn copy(vm: &mut Vm, args: Args) -> Res {
    let dict = args.at(vm, 0);
    let class = vm.type_of(dict);
    if class == types::ORDERED_DICT {
        let copy = empty(vm, class);
        fill_ordered(vm, copy, dict)?;
        return Ok(copy);
    }
    let copy = vm.call(class, &[])?;
    for (key, value) in ordered_pairs(vm, dict)? {
        if let Err(raised) = vm.setitem(copy, key, value) {
            vm.decref(copy);
            return Err(raised);
        }
    }
    Ok(copy)
}

fn fromkeys(vm: &mut Vm, args: Args) -> Res {
    let (class, iterable, value) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 2));
    let value = if value.is_null() { known::NONE } else { value };
    let dict = vm.call(class, &[])?;
    let keys = match vm.to_vec(iterable) {
        Ok(keys) => keys,
        Err(raised) => {
            vm.decref(dict);
            return Err(raised);
        }
    };
    let mut done = Ok(());
    for &key in &keys {
        if done.is_ok() {
            done = vm.setitem(dict, key, value);
        }
    }
    vm.decref_all(&keys);
    match done {
        Ok(()) => Ok(dict),
        Err(raised) => {
            vm.decref(dict);
            Err(raised)
        }
    }
}

// Views and iterators. An iterator's record: the dict (NULL at the end), the next key, the result tuple; numbers: the
// order's state and the length at the start, kind, direction.

const DICT: usize = 0;
const CURRENT: usize = 1;
const RESULT: usize = 2;
const STATE: usize = 0;
const LENGTH: usize = 1;
const KIND: usize = 2;
const DIRECTION: usize = 3;

const KEYS_OF: i64 = 0;
const VALUES_OF: i64 = 1;
const ITEMS_OF: i64 = 2;
const FORWARD: i64 = 0;
const BACKWARD: i64 = 1;

fn iterate(vm: &mut Vm, dict: Ref, kind: i64, direction: i64) -> Ref {
    let start = if direction == FORWARD { End::First } else { End::Last };
    let (current, state) = dict::table(vm, dict).map_or((Ref::NULL, 0), |t| (t.key_at(start), t.order_state()));
    let length = vm.dict_len(dict) as i64;
    vm.incref(dict);
    vm.xincref(current);
    let record = Body::record(&[dict, current, Ref::NULL], &[i64::from(state), length, kind, direction]);
    let iterator = vm.container(types::ORDERED_DICT_ITERATOR, record);
    if kind == ITEMS_OF || vm.dialect.containers.ordered_pairs == OrderedPairs::AllIterators {
        let result = vm.tuple_from(&[known::NONE, known::NONE]);
        vm.record_put(iterator, RESULT, result);
    }
    iterator
}

pub(super) fn step(vm: &mut Vm, iterator: Ref) -> Res<Option<Ref>> {
    let Some(key) = next_key(vm, iterator)? else { return Ok(None) };
    let kind = vm.record_number(iterator, KIND);
    if kind == KEYS_OF {
        return Ok(Some(key));
    }
    let dict = vm.record_at(iterator, DICT);
    let value = match vm.dict_get(dict, key) {
        Ok(Some(value)) => vm.incref(value),
        missing => {
            let raised = missing.err().unwrap_or_else(|| vm.key_error(key));
            vm.decref(key);
            return Err(raised);
        }
    };
    if kind == VALUES_OF {
        vm.decref(key);
        return Ok(Some(value));
    }
    let result = vm.record_at(iterator, RESULT);
    Ok(Some(refilled_pair(vm, result, key, value).unwrap_or_else(|| vm.tuple(&[key, value]))))
}

/// The key that an iterator stands at, owned; it goes on to the next one.
fn next_key(vm: &mut Vm, iterator: Ref) -> Res<Option<Ref>> {
    let (dict, key) = (vm.record_at(iterator, DICT), vm.record_at(iterator, CURRENT));
    if dict.is_null() {
        return Ok(None);
    }
    if key.is_null() {
        vm.record_put(iterator, DICT, Ref::NULL);
        return Ok(None);
    }
    let towards = if vm.record_number(iterator, DIRECTION) == FORWARD { End::Last } else { End::First };
    let table = dict::table(vm, dict);
    let (state, next) = table.map_or((0, None), |t| (t.order_state(), t.key_after(key, towards)));
    if vm.record_number(iterator, STATE) != i64::from(state) {
        vm.record_put(iterator, DICT, Ref::NULL);
        return Err(vm.runtime_error("OrderedDict mutated during iteration"));
    }
    if vm.record_number(iterator, LENGTH) != vm.dict_len(dict) as i64 {
        vm.set_record_number(iterator, LENGTH, -1);
        return Err(vm.runtime_error("OrderedDict changed size during iteration"));
    }
    vm.incref(key);
    let next = next.unwrap_or(Ref::NULL);
    vm.xincref(next);
    vm.record_put(iterator, CURRENT, next);
    Ok(Some(key))
}

fn iter(vm: &mut Vm, args: Args) -> Res {
    let dict = args.at(vm, 0);
    Ok(iterate(vm, dict, KEYS_OF, FORWARD))
}

fn reversed(vm: &mut Vm, args: Args) -> Res {
    let dict = args.at(vm, 0);
    Ok(iterate(vm, dict, KEYS_OF, BACKWARD))
}

macro_rules! views {
    ($($method:ident $type:ident $iter:ident $reversed:ident $kind:ident),+) => {
        $(fn $method(vm: &mut Vm, args: Args) -> Res {
            let dict = args.at(vm, 0);
            vm.incref(dict);
            Ok(vm.container(types::$type, Body::record(&[dict], &[])))
        }
        fn $iter(vm: &mut Vm, args: Args) -> Res {
            let dict = dict::views::dict_of(vm, args.at(vm, 0));
            Ok(iterate(vm, dict, $kind, FORWARD))
        }
        fn $reversed(vm: &mut Vm, args: Args) -> Res {
            let dict = dict::views::dict_of(vm, args.at(vm, 0));
            Ok(iterate(vm, dict, $kind, BACKWARD))
        })+
    };
}

views!(
    keys ODICT_KEYS iter_keys reversed_keys KEYS_OF, values ODICT_VALUES iter_values reversed_values VALUES_OF,
    items ODICT_ITEMS iter_items reversed_items ITEMS_OF
);
