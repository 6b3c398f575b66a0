//! `collections.OrderedDict`: a dict whose order can be changed and matters in comparisons.
//!
//! As in CPython the dict's table keeps the order of insertion (in which its entries die), and the order that programs
//! see is a list of its own: here made with the first move, a list object of keys behind the `__slots__` values. Keys
//! that are not in it follow in the table's order.

use super::dict::{self, update};
use super::iterators::{itself, next_native};
use super::{generic_new, list, seq};
use crate::memory::dict::End;
use crate::memory::heap::flag;
use crate::memory::{Body, Dict, Ref};
use crate::python::dialect::containers::OrderedRepr;
use crate::python::vm::known::types;
use crate::python::vm::native::{Args, Arity, Native, Param, TypeDef};
use crate::python::vm::{Res, Vm};

pub const TYPE: TypeDef = TypeDef {
    id: types::ORDERED_DICT,
    doc: "Dictionary that remembers insertion order",
    methods: &[
        Native::new_of_type(Arity::Raw, new),
        Native::slot_raw("__init__", Arity::Raw, init),
        Native::slot("__repr__", 0, repr),
        Native::slot("__iter__", 0, iter),
        Native::slot("__delitem__", 1, delitem),
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
        Native::method("clear", Arity::Zero, clear),
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
    doc: "",
    methods: &[Native::slot("__iter__", 0, itself), Native::slot("__next__", 0, next)],
    attributes: &[],
};

next_native!(next = step);

macro_rules! view_type {
    ($constant:ident, $id:ident, $iter:ident, $reversed:ident) => {
        pub const $constant: TypeDef = TypeDef {
            id: types::$id,
            doc: "",
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
    let rules = vm.heap.rules.dict;
    Ok(generic_new(vm, class, Body::Dict(Box::new(Dict::new_by_call(rules)))))
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
    for index in 0..keywords {
        let Some(key) = vm.items(args.names).and_then(|n| n.get(index).copied()) else { break };
        let value = args.at(vm, positional + index);
        vm.setitem(dict, key, value)?;
    }
    Ok(())
}

/// Stores the entries of an OrderedDict in the order that programs see.
fn fill_ordered(vm: &mut Vm, dict: Ref, source: Ref) -> Res<()> {
    for (key, value) in ordered_pairs(vm, source)? {
        vm.dict_set(dict, key, value)?;
    }
    Ok(())
}

fn merge(vm: &mut Vm, dict: Ref, source: Ref) -> Res<()> {
    if vm.is_exact(dict, types::ORDERED_DICT) && vm.isinstance_of(source, types::ORDERED_DICT) {
        return fill_ordered(vm, dict, source);
    }
    if vm.is_exact(dict, types::ORDERED_DICT) {
        return update::update(vm, dict, source);
    }
    // A subclass may store in its own way.
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

/// The list of keys, borrowed; NULL before the first move.
fn order_list(vm: &Vm, dict: Ref) -> Ref {
    let own = match vm.heap.extras.get(&dict) {
        Some(extra) => extra.slots.last().copied().unwrap_or(Ref::NULL),
        None => return Ref::NULL,
    };
    let slots = vm.type_body(vm.type_of(dict)).map_or(0, |t| t.slots.len());
    let has_own = vm.heap.extras.get(&dict).is_some_and(|extra| extra.slots.len() > slots);
    if has_own { own } else { Ref::NULL }
}

/// The keys in the order that programs see, borrowed.
fn ordered_keys(vm: &Vm, dict: Ref) -> Vec<Ref> {
    let list = order_list(vm, dict);
    let table = dict::keys(vm, dict);
    if list.is_null() {
        return table;
    }
    let known: rustc_hash::FxHashSet<Ref> = list::items(vm, list).iter().copied().collect();
    let mut keys = list::items(vm, list).to_vec();
    keys.extend(table.into_iter().filter(|key| !known.contains(key)));
    keys
}

/// The entries in the order that programs see, borrowed.
fn ordered_pairs(vm: &mut Vm, dict: Ref) -> Res<Vec<(Ref, Ref)>> {
    if order_list(vm, dict).is_null() {
        return Ok(dict::pairs(vm, dict));
    }
    let mut pairs = Vec::new();
    for key in ordered_keys(vm, dict) {
        if let Some(value) = vm.dict_get(dict, key)? {
            pairs.push((key, value));
        }
    }
    Ok(pairs)
}

/// Keeps these keys (borrowed) as the order.
fn set_order(vm: &mut Vm, dict: Ref, keys: &[Ref]) {
    let old = order_list(vm, dict);
    for &key in keys {
        vm.incref(key);
    }
    let list = vm.heap.alloc(types::LIST, Body::List(keys.to_vec()));
    vm.heap.set_flag(dict, flag::EXTRA);
    let extra = vm.heap.extras.entry(dict).or_default();
    if old.is_null() {
        extra.slots.push(list);
    } else if let Some(place) = extra.slots.last_mut() {
        *place = list;
        vm.decref(old);
    }
}

/// The key as the dict holds it, borrowed.
fn stored_key(vm: &mut Vm, dict: Ref, key: Ref) -> Res<Option<Ref>> {
    for stored in dict::keys(vm, dict) {
        if stored == key || vm.plainly_equal(stored, key) == Some(true) {
            return Ok(Some(stored));
        }
    }
    for stored in dict::keys(vm, dict) {
        if vm.eq(stored, key)? {
            return Ok(Some(stored));
        }
    }
    Ok(None)
}

/// Takes a stored key out of the order, before its entry goes.
fn forget(vm: &mut Vm, dict: Ref, key: Ref) -> Res<()> {
    if order_list(vm, dict).is_null() {
        return Ok(());
    }
    if let Some(stored) = stored_key(vm, dict, key)? {
        let keys: Vec<Ref> = ordered_keys(vm, dict).into_iter().filter(|k| *k != stored).collect();
        set_order(vm, dict, &keys);
    }
    Ok(())
}

fn move_to_end(vm: &mut Vm, args: Args) -> Res {
    let (dict, key, end) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 2));
    let end = last(vm, end)?;
    if vm.dict_get(dict, key)?.is_none() {
        return Err(vm.key_error(key));
    }
    let Some(stored) = stored_key(vm, dict, key)? else { return Err(vm.key_error(key)) };
    let mut keys: Vec<Ref> = ordered_keys(vm, dict).into_iter().filter(|k| *k != stored).collect();
    match end {
        End::Last => keys.push(stored),
        End::First => keys.insert(0, stored),
    }
    set_order(vm, dict, &keys);
    vm.done()
}

fn popitem(vm: &mut Vm, args: Args) -> Res {
    let (dict, end) = (args.at(vm, 0), args.at(vm, 1));
    let end = last(vm, end)?;
    let keys = ordered_keys(vm, dict);
    let key = match end {
        End::Last => keys.last(),
        End::First => keys.first(),
    };
    let Some(&key) = key else {
        let message = vm.str("dictionary is empty");
        return Err(vm.raise_with(types::KEY_ERROR, message));
    };
    forget(vm, dict, key)?;
    match vm.dict_pop(dict, key)? {
        Some((key, value)) => Ok(vm.tuple(&[key, value])),
        None => Err(vm.key_error(key)),
    }
}

fn delitem(vm: &mut Vm, args: Args) -> Res {
    let (dict, key) = (args.at(vm, 0), args.at(vm, 1));
    forget(vm, dict, key)?;
    if !vm.dict_del(dict, key)? {
        return Err(vm.key_error(key));
    }
    vm.done()
}

fn pop(vm: &mut Vm, args: Args) -> Res {
    let (dict, key, default) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 2));
    forget(vm, dict, key)?;
    match vm.dict_pop(dict, key)? {
        Some((stored, value)) => {
            vm.decref(stored);
            Ok(value)
        }
        None if default.is_null() => Err(vm.key_error(key)),
        None => Ok(vm.incref(default)),
    }
}

fn clear(vm: &mut Vm, args: Args) -> Res {
    let dict = args.at(vm, 0);
    if !order_list(vm, dict).is_null() {
        set_order(vm, dict, &[]);
    }
    dict::clear(vm, dict);
    vm.done()
}

fn copy(vm: &mut Vm, args: Args) -> Res {
    let dict = args.at(vm, 0);
    let class = vm.type_of(dict);
    if class == types::ORDERED_DICT {
        let copy = generic_new(vm, class, Body::Dict(Box::new(Dict::new_by_call(vm.heap.rules.dict))));
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
    let value = if value.is_null() { crate::python::vm::known::NONE } else { value };
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

// Views and iterators. An iterator's record: the dict, the result tuple; numbers: position, length at the start, kind,
// direction.

const KEYS_OF: i64 = 0;
const VALUES_OF: i64 = 1;
const ITEMS_OF: i64 = 2;
const FORWARD: i64 = 0;
const BACKWARD: i64 = 1;

fn iterate(vm: &mut Vm, dict: Ref, kind: i64, direction: i64) -> Ref {
    let length = vm.dict_len(dict) as i64;
    let end = if order_list(vm, dict).is_null() {
        dict::table(vm, dict).map_or(0, Dict::end_position) as i64
    } else {
        length
    };
    let position = if direction == BACKWARD { end } else { 0 };
    vm.incref(dict);
    vm.container(types::ORDERED_DICT_ITERATOR, Body::record(&[dict], &[position, length, kind, direction]))
}

pub(super) fn step(vm: &mut Vm, iterator: Ref) -> Res<Option<Ref>> {
    let dict = vm.record_at(iterator, 0);
    if dict.is_null() {
        return Ok(None);
    }
    if vm.record_number(iterator, 1) != vm.dict_len(dict) as i64 {
        vm.record_put(iterator, 0, Ref::NULL);
        return Err(vm.runtime_error("OrderedDict mutated during iteration"));
    }
    let position = usize::try_from(vm.record_number(iterator, 0)).unwrap_or(0);
    let direction = vm.record_number(iterator, 3);
    let found = if order_list(vm, dict).is_null() {
        match direction {
            FORWARD => vm.dict_next(dict, position),
            _ => dict::table(vm, dict).and_then(|t| t.previous_from(position)),
        }
    } else {
        let keys = ordered_keys(vm, dict);
        let (at, next) = if direction == FORWARD {
            (Some(position), position + 1)
        } else {
            (position.checked_sub(1), position.wrapping_sub(1))
        };
        match at.and_then(|at| keys.get(at).copied()) {
            Some(key) => vm.dict_get(dict, key)?.map(|value| (next, key, value)),
            None => None,
        }
    };
    let Some((next, key, value)) = found else {
        vm.record_put(iterator, 0, Ref::NULL);
        return Ok(None);
    };
    vm.set_record_number(iterator, 0, next as i64);
    Ok(Some(match vm.record_number(iterator, 2) {
        KEYS_OF => vm.incref(key),
        VALUES_OF => vm.incref(value),
        _ => vm.tuple_from(&[key, value]),
    }))
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
