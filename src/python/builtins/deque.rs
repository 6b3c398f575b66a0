//! `collections.deque`. A record: its references are the items from place `head` on (before stands nothing, so that
//! both ends are cheap); numbers: maxlen (-1: none), head, state (changes with each change of length).

use super::iterators::{itself, next_native};
use super::support::list_of;
use super::{generic_alias, generic_new, seq};
use crate::memory::{Body, Ref};
use crate::python::code::CompareOp;
use crate::python::vm::known::{self, names, types};
use crate::python::vm::native::{Args, Arity, GetSet, Native, Param, TypeDef};
use crate::python::vm::{Res, Vm};

pub const TYPE: TypeDef = TypeDef {
    id: types::DEQUE,
    methods: &[
        Native::new_of_type(Arity::Raw, new),
        Native::slot_raw("__init__", Arity::Named(INIT_PARAMS), init),
        Native::slot("__repr__", 0, repr),
        Native::slot("__len__", 0, len),
        Native::slot("__getitem__", 1, getitem),
        Native::slot("__setitem__", 2, setitem),
        Native::slot("__delitem__", 1, delitem),
        Native::slot("__contains__", 1, contains),
        Native::slot("__iter__", 0, iter),
        Native::slot("__add__", 1, add),
        Native::slot("__iadd__", 1, iadd),
        Native::slot("__mul__", 1, mul),
        Native::slot("__rmul__", 1, mul),
        Native::slot("__imul__", 1, imul),
        Native::slot("__eq__", 1, eq),
        Native::slot("__ne__", 1, ne),
        Native::slot("__lt__", 1, lt),
        Native::slot("__le__", 1, le),
        Native::slot("__gt__", 1, gt),
        Native::slot("__ge__", 1, ge),
        Native::method("__reversed__", Arity::Zero, reversed),
        Native::method("__copy__", Arity::Zero, copy),
        Native::class_method("__class_getitem__", Arity::One, generic_alias),
        Native::method("append", Arity::One, append),
        Native::method("appendleft", Arity::One, appendleft),
        Native::method("pop", Arity::Zero, pop),
        Native::method("popleft", Arity::Zero, popleft),
        Native::method("extend", Arity::One, extend_method),
        Native::method("extendleft", Arity::One, extendleft),
        Native::method("clear", Arity::Zero, clear_method),
        Native::method("copy", Arity::Zero, copy),
        Native::method("count", Arity::One, count),
        Native::method("index", Arity::Range(1, 3), index),
        Native::method("insert", Arity::Range(2, 2), insert),
        Native::method("remove", Arity::One, remove),
        Native::method("reverse", Arity::Zero, reverse),
        Native::method("rotate", Arity::Range(0, 1), rotate),
    ],
    attributes: &[GetSet::read_only("maxlen", maxlen)],
};

const INIT_PARAMS: &[Param] = &[Param::optional("iterable"), Param::optional("maxlen")];

pub const ITERATOR: TypeDef = TypeDef { id: types::DEQUE_ITERATOR, methods: ITERATOR_METHODS, attributes: &[] };
pub const REVERSE_ITERATOR: TypeDef =
    TypeDef { id: types::DEQUE_REVERSE_ITERATOR, methods: ITERATOR_METHODS, attributes: &[] };

const ITERATOR_METHODS: &[Native] = &[
    Native::slot("__iter__", 0, itself),
    Native::slot("__next__", 0, next),
    Native::method("__length_hint__", Arity::Zero, length_hint),
];

next_native!(next = step);

const MAXLEN: usize = 0;
const HEAD: usize = 1;
const STATE: usize = 2;

fn head(vm: &Vm, deque: Ref) -> usize {
    usize::try_from(vm.record_number(deque, HEAD)).unwrap_or(0)
}

fn items(vm: &Vm, deque: Ref) -> &[Ref] {
    match vm.body(deque) {
        Body::Record(record) => record.refs.get(head(vm, deque)..).unwrap_or(&[]),
        _ => &[],
    }
}

fn length(vm: &Vm, deque: Ref) -> usize {
    items(vm, deque).len()
}

/// The item at a position, counted.
fn item_at(vm: &mut Vm, deque: Ref, position: usize) -> Option<Ref> {
    let item = items(vm, deque).get(position).copied()?;
    Some(vm.incref(item))
}

fn changed(vm: &mut Vm, deque: Ref) {
    let state = vm.record_number(deque, STATE);
    vm.set_record_number(deque, STATE, state + 1);
}

/// Puts an item (stolen) at the right end.
fn push_right(vm: &mut Vm, deque: Ref, item: Ref) {
    if let Body::Record(record) = vm.heap.body_mut(deque) {
        record.refs.push(item);
    }
    changed(vm, deque);
    if over(vm, deque)
        && let Some(old) = take_left(vm, deque)
    {
        vm.decref(old);
    }
}

fn push_left(vm: &mut Vm, deque: Ref, item: Ref) {
    let mut head = head(vm, deque);
    if let Body::Record(record) = vm.heap.body_mut(deque) {
        if head == 0 {
            let more = (record.refs.len() / 2).max(4);
            record.refs.insert_many(0, std::iter::repeat_n(Ref::NULL, more));
            head = more;
        }
        head -= 1;
        if let Some(place) = record.refs.get_mut(head) {
            *place = item;
        }
    }
    vm.set_record_number(deque, HEAD, head as i64);
    changed(vm, deque);
    if over(vm, deque)
        && let Some(old) = take_right(vm, deque)
    {
        vm.decref(old);
    }
}

fn over(vm: &Vm, deque: Ref) -> bool {
    usize::try_from(vm.record_number(deque, MAXLEN)).is_ok_and(|most| length(vm, deque) > most)
}

fn take_right(vm: &mut Vm, deque: Ref) -> Option<Ref> {
    let head = head(vm, deque);
    let Body::Record(record) = vm.heap.body_mut(deque) else { return None };
    if record.refs.len() <= head {
        return None;
    }
    let item = record.refs.pop()?;
    changed(vm, deque);
    Some(item)
}

fn take_left(vm: &mut Vm, deque: Ref) -> Option<Ref> {
    let mut head = head(vm, deque);
    let Body::Record(record) = vm.heap.body_mut(deque) else { return None };
    let item = std::mem::take(record.refs.get_mut(head)?);
    head += 1;
    // The empty places are given back once they are the greater part.
    if head > 32 && head * 2 > record.refs.len() {
        record.refs.drain(..head);
        head = 0;
    }
    vm.set_record_number(deque, HEAD, head as i64);
    changed(vm, deque);
    Some(item)
}

fn new(vm: &mut Vm, args: Args) -> Res {
    let class = args.at(vm, 0);
    Ok(empty(vm, class, -1))
}

fn empty(vm: &mut Vm, class: Ref, maxlen: i64) -> Ref {
    generic_new(vm, class, Body::record(&[], &[maxlen, 0, 0]))
}

fn init(vm: &mut Vm, args: Args) -> Res {
    let (deque, iterable, most) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 2));
    let mut maxlen = -1;
    if !most.is_null() && most != known::NONE {
        if vm.as_integer(most).is_none() {
            return Err(vm.type_error("an integer is required"));
        }
        maxlen = vm.index(most)?;
        if maxlen < 0 {
            return Err(vm.value_error("maxlen must be non-negative"));
        }
    }
    vm.set_record_number(deque, MAXLEN, maxlen);
    if length(vm, deque) > 0 {
        clear(vm, deque);
    }
    if !iterable.is_null() && iterable != known::NONE {
        extend(vm, deque, iterable)?;
    }
    vm.done()
}

fn extend(vm: &mut Vm, deque: Ref, iterable: Ref) -> Res<()> {
    if iterable == deque {
        let list = vm.to_vec(deque)?;
        for item in list {
            push_right(vm, deque, item);
        }
        return Ok(());
    }
    let iterator = vm.iter(iterable)?;
    let result = loop {
        match vm.next(iterator) {
            Ok(Some(item)) => push_right(vm, deque, item),
            Ok(None) => break Ok(()),
            Err(raised) => break Err(raised),
        }
    };
    vm.decref(iterator);
    result
}

/// Empties the deque, from the left.
fn clear(vm: &mut Vm, deque: Ref) {
    let Body::Record(record) = vm.heap.body_mut(deque) else { return };
    let dropped = std::mem::take(&mut record.refs);
    vm.set_record_number(deque, HEAD, 0);
    changed(vm, deque);
    for item in dropped {
        vm.xdecref(item);
    }
}

/// A new list of the items; a subclass is asked for them.
fn listed(vm: &mut Vm, deque: Ref) -> Res {
    if !vm.is_native_of(vm.lookup_special(deque, names::ITER), types::DEQUE) {
        return list_of(vm, deque, "deque is not iterable");
    }
    let copied = items(vm, deque).to_vec();
    for &item in &copied {
        vm.incref(item);
    }
    Ok(vm.list(copied))
}

fn repr(vm: &mut Vm, args: Args) -> Res {
    let deque = args.at(vm, 0);
    if !vm.enter_repr(deque) {
        return Ok(vm.str("[...]"));
    }
    let text = listed(vm, deque).and_then(|list| {
        let text = vm.repr_text(list);
        vm.decref(list);
        text
    });
    vm.leave_repr(deque);
    let (text, name) = (text?, vm.type_name(deque));
    let name = name.rsplit('.').next().unwrap_or(&name).to_owned();
    let most = vm.record_number(deque, MAXLEN);
    Ok(if most >= 0 {
        vm.string(format!("{name}({text}, maxlen={most})"))
    } else {
        vm.string(format!("{name}({text})"))
    })
}

fn len(vm: &mut Vm, args: Args) -> Res {
    let length = length(vm, args.at(vm, 0));
    Ok(vm.int(length as i64))
}

/// The position an index argument names.
fn position(vm: &mut Vm, deque: Ref, key: Ref) -> Res<usize> {
    let Some(at) = seq::as_index(vm, key)? else {
        let name = vm.type_name(key);
        return Err(vm.type_error(format!("sequence index must be integer, not '{name}'")));
    };
    match seq::position(at, length(vm, deque)) {
        Some(position) => Ok(position),
        None => Err(vm.index_error("deque index out of range")),
    }
}

fn getitem(vm: &mut Vm, args: Args) -> Res {
    let (deque, key) = (args.at(vm, 0), args.at(vm, 1));
    let position = position(vm, deque, key)?;
    match item_at(vm, deque, position) {
        Some(item) => Ok(item),
        None => Err(vm.index_error("deque index out of range")),
    }
}

fn setitem(vm: &mut Vm, args: Args) -> Res {
    let (deque, key, value) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 2));
    let position = position(vm, deque, key)?;
    let place = head(vm, deque) + position;
    vm.incref(value);
    vm.record_put(deque, place, value);
    vm.done()
}

fn delitem(vm: &mut Vm, args: Args) -> Res {
    let (deque, key) = (args.at(vm, 0), args.at(vm, 1));
    let position = position(vm, deque, key)?;
    remove_at(vm, deque, position);
    vm.done()
}

fn remove_at(vm: &mut Vm, deque: Ref, position: usize) {
    let place = head(vm, deque) + position;
    let mut old = Ref::NULL;
    if let Body::Record(record) = vm.heap.body_mut(deque)
        && place < record.refs.len()
    {
        old = record.refs.remove(place);
    }
    changed(vm, deque);
    vm.xdecref(old);
}

/// The first position from `start` to before `stop` that holds an equal item.
fn find(vm: &mut Vm, deque: Ref, wanted: Ref, start: usize, stop: usize) -> Res<Option<usize>> {
    let state = vm.record_number(deque, STATE);
    for position in start..stop.min(length(vm, deque)) {
        let Some(item) = item_at(vm, deque, position) else { break };
        let equal = vm.eq(item, wanted);
        vm.decref(item);
        if equal? {
            return Ok(Some(position));
        }
        if vm.record_number(deque, STATE) != state {
            return Err(vm.runtime_error("deque mutated during iteration"));
        }
    }
    Ok(None)
}

fn contains(vm: &mut Vm, args: Args) -> Res {
    let (deque, wanted) = (args.at(vm, 0), args.at(vm, 1));
    let found = find(vm, deque, wanted, 0, usize::MAX)?.is_some();
    Ok(vm.bool(found))
}

fn count(vm: &mut Vm, args: Args) -> Res {
    let (deque, wanted) = (args.at(vm, 0), args.at(vm, 1));
    let (mut found, mut from) = (0, 0);
    while let Some(position) = find(vm, deque, wanted, from, usize::MAX)? {
        found += 1;
        from = position + 1;
    }
    Ok(vm.int(found))
}

fn index(vm: &mut Vm, args: Args) -> Res {
    let (deque, wanted) = (args.at(vm, 0), args.at(vm, 1));
    let length = length(vm, deque);
    let (start, stop) = seq::search_bounds(vm, args, length)?;
    match find(vm, deque, wanted, start, stop)? {
        Some(position) => Ok(vm.int(position as i64)),
        None => {
            let text = vm.repr_text(wanted)?;
            Err(vm.value_error(format!("{text} is not in deque")))
        }
    }
}

fn remove(vm: &mut Vm, args: Args) -> Res {
    let (deque, wanted) = (args.at(vm, 0), args.at(vm, 1));
    match find(vm, deque, wanted, 0, usize::MAX)? {
        Some(position) => {
            remove_at(vm, deque, position);
            vm.done()
        }
        None => {
            let text = vm.repr_text(wanted)?;
            Err(vm.value_error(format!("{text} is not in deque")))
        }
    }
}

fn insert(vm: &mut Vm, args: Args) -> Res {
    let (deque, at, item) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 2));
    let at = vm.index(at)?;
    let length = length(vm, deque);
    if vm.record_number(deque, MAXLEN) == length as i64 {
        return Err(vm.index_error("deque already at its maximum size"));
    }
    let place = head(vm, deque) + seq::insertion_point(at, length);
    vm.incref(item);
    if let Body::Record(record) = vm.heap.body_mut(deque) {
        record.refs.insert(place, item);
    }
    changed(vm, deque);
    vm.done()
}

fn reverse(vm: &mut Vm, args: Args) -> Res {
    let deque = args.at(vm, 0);
    let head = head(vm, deque);
    if let Body::Record(record) = vm.heap.body_mut(deque)
        && let Some(items) = record.refs.get_mut(head..)
    {
        items.reverse();
    }
    vm.done()
}

fn rotate(vm: &mut Vm, args: Args) -> Res {
    let (deque, by) = (args.at(vm, 0), args.at(vm, 1));
    let by = if by.is_null() { 1 } else { vm.index(by)? };
    let head = head(vm, deque);
    if let Body::Record(record) = vm.heap.body_mut(deque)
        && let Some(items) = record.refs.get_mut(head..)
        && !items.is_empty()
    {
        let by = by.rem_euclid(items.len() as i64);
        items.rotate_right(usize::try_from(by).unwrap_or(0));
    }
    changed(vm, deque);
    vm.done()
}

fn append(vm: &mut Vm, args: Args) -> Res {
    let (deque, item) = (args.at(vm, 0), args.at(vm, 1));
    vm.incref(item);
    push_right(vm, deque, item);
    vm.done()
}

fn appendleft(vm: &mut Vm, args: Args) -> Res {
    let (deque, item) = (args.at(vm, 0), args.at(vm, 1));
    vm.incref(item);
    push_left(vm, deque, item);
    vm.done()
}

fn pop(vm: &mut Vm, args: Args) -> Res {
    let deque = args.at(vm, 0);
    match take_right(vm, deque) {
        Some(item) => Ok(item),
        None => Err(vm.index_error("pop from an empty deque")),
    }
}

fn popleft(vm: &mut Vm, args: Args) -> Res {
    let deque = args.at(vm, 0);
    match take_left(vm, deque) {
        Some(item) => Ok(item),
        None => Err(vm.index_error("pop from an empty deque")),
    }
}

fn extend_method(vm: &mut Vm, args: Args) -> Res {
    let (deque, iterable) = (args.at(vm, 0), args.at(vm, 1));
    extend(vm, deque, iterable)?;
    vm.done()
}

fn extendleft(vm: &mut Vm, args: Args) -> Res {
    let (deque, iterable) = (args.at(vm, 0), args.at(vm, 1));
    let found = vm.to_vec(iterable)?;
    for item in found {
        push_left(vm, deque, item);
    }
    vm.done()
}

fn clear_method(vm: &mut Vm, args: Args) -> Res {
    let deque = args.at(vm, 0);
    clear(vm, deque);
    vm.done()
}

fn copy(vm: &mut Vm, args: Args) -> Res {
    let deque = args.at(vm, 0);
    copy_of(vm, deque)
}

fn copy_of(vm: &mut Vm, deque: Ref) -> Res {
    let class = vm.type_of(deque);
    let most = vm.record_number(deque, MAXLEN);
    if class == types::DEQUE {
        let copy = empty(vm, class, most);
        for item in items(vm, deque).to_vec() {
            vm.incref(item);
            push_right(vm, copy, item);
        }
        return Ok(copy);
    }
    if most < 0 {
        return vm.call(class, &[deque]);
    }
    let most = vm.int(most);
    let copy = vm.call(class, &[deque, most]);
    vm.decref(most);
    copy
}

fn add(vm: &mut Vm, args: Args) -> Res {
    let (deque, other) = (args.at(vm, 0), args.at(vm, 1));
    if !vm.isinstance_of(other, types::DEQUE) {
        let name = vm.type_name(other);
        return Err(vm.type_error(format!("can only concatenate deque (not \"{name}\") to deque")));
    }
    let copy = copy_of(vm, deque)?;
    match extend(vm, copy, other) {
        Ok(()) => Ok(copy),
        Err(raised) => {
            vm.decref(copy);
            Err(raised)
        }
    }
}

fn iadd(vm: &mut Vm, args: Args) -> Res {
    let (deque, other) = (args.at(vm, 0), args.at(vm, 1));
    extend(vm, deque, other)?;
    Ok(vm.incref(deque))
}

fn mul(vm: &mut Vm, args: Args) -> Res {
    let (deque, times) = (args.at(vm, 0), args.at(vm, 1));
    let Some(times) = seq::repeat_count(vm, times)? else { return Ok(seq::not_implemented(vm)) };
    let copy = copy_of(vm, deque)?;
    match repeat(vm, copy, times) {
        Ok(()) => Ok(copy),
        Err(raised) => {
            vm.decref(copy);
            Err(raised)
        }
    }
}

fn imul(vm: &mut Vm, args: Args) -> Res {
    let (deque, times) = (args.at(vm, 0), args.at(vm, 1));
    let Some(times) = seq::repeat_count(vm, times)? else { return Ok(seq::not_implemented(vm)) };
    repeat(vm, deque, times)?;
    Ok(vm.incref(deque))
}

fn repeat(vm: &mut Vm, deque: Ref, times: i64) -> Res<()> {
    if times < 1 {
        clear(vm, deque);
        return Ok(());
    }
    let once = items(vm, deque).to_vec();
    for item in seq::repeated(vm, &once, times - 1)? {
        push_right(vm, deque, item);
    }
    Ok(())
}

macro_rules! comparisons {
    ($($name:ident $op:ident),+) => {
        $(fn $name(vm: &mut Vm, args: Args) -> Res {
            compare(vm, args, CompareOp::$op)
        })+
    };
}

comparisons!(eq Eq, ne Ne, lt Lt, le Le, gt Gt, ge Ge);

fn compare(vm: &mut Vm, args: Args, op: CompareOp) -> Res {
    let (a, b) = (args.at(vm, 0), args.at(vm, 1));
    if !vm.isinstance_of(b, types::DEQUE) {
        return Ok(seq::not_implemented(vm));
    }
    let (x, y) = (items(vm, a).to_vec(), items(vm, b).to_vec());
    let x = vm.tuple_from(&x);
    let y = vm.tuple_from(&y);
    let result = seq::compare_items(vm, op, x, y);
    vm.decref(x);
    vm.decref(y);
    result
}

fn maxlen(vm: &mut Vm, deque: Ref) -> Res {
    let most = vm.record_number(deque, MAXLEN);
    Ok(if most < 0 { vm.none() } else { vm.int(most) })
}

// Iterators: the deque; numbers: position, state at the start, how many are left.

fn iterate(vm: &mut Vm, deque: Ref, class: Ref) -> Ref {
    let (state, length) = (vm.record_number(deque, STATE), length(vm, deque) as i64);
    vm.incref(deque);
    vm.container(class, Body::record(&[deque], &[0, state, length]))
}

fn iter(vm: &mut Vm, args: Args) -> Res {
    let deque = args.at(vm, 0);
    Ok(iterate(vm, deque, types::DEQUE_ITERATOR))
}

fn reversed(vm: &mut Vm, args: Args) -> Res {
    let deque = args.at(vm, 0);
    Ok(iterate(vm, deque, types::DEQUE_REVERSE_ITERATOR))
}

pub(super) fn step(vm: &mut Vm, iterator: Ref) -> Res<Option<Ref>> {
    let deque = vm.record_at(iterator, 0);
    if vm.record_number(iterator, 1) != vm.record_number(deque, STATE) {
        vm.set_record_number(iterator, 2, 0);
        return Err(vm.runtime_error("deque mutated during iteration"));
    }
    let left = vm.record_number(iterator, 2);
    if left <= 0 {
        return Ok(None);
    }
    let at = vm.record_number(iterator, 0);
    vm.set_record_number(iterator, 0, at + 1);
    vm.set_record_number(iterator, 2, left - 1);
    let position = if vm.is_exact(iterator, types::DEQUE_REVERSE_ITERATOR) { left - 1 } else { at };
    Ok(item_at(vm, deque, usize::try_from(position).unwrap_or(0)))
}

fn length_hint(vm: &mut Vm, args: Args) -> Res {
    let left = vm.record_number(args.at(vm, 0), 2);
    Ok(vm.int(left))
}
