//! `list`: its type, making one, and the methods that change it. Slicing is in [`slices`], sorting in [`sort`],
//! special methods in [`slots`].

pub mod slices;
pub mod slots;
pub mod sort;
pub mod timsort;

use super::seq;
use crate::memory::{Body, Ref};
use crate::python::dialect::containers::{ListGrowth, ListReserve};
use crate::python::vm::known::types;
use crate::python::vm::native::{Args, Arity, Native, Param, TypeDef};
use crate::python::vm::{Res, Vm};

pub const TYPE: TypeDef = TypeDef {
    id: types::LIST,
    methods: &[
        Native::new_of_type(Arity::Raw, new),
        Native::slot_raw("__init__", Arity::Raw, init),
        Native::slot("__repr__", 0, slots::repr),
        Native::method("__getitem__", Arity::One, slots::getitem),
        Native::slot("__setitem__", 2, slots::setitem),
        Native::slot("__delitem__", 1, slots::delitem),
        Native::slot("__len__", 0, slots::len),
        Native::slot("__contains__", 1, slots::contains),
        Native::slot("__iter__", 0, slots::iter),
        Native::concat("__add__", slots::add),
        Native::slot("__iadd__", 1, slots::iadd),
        Native::repeat("__mul__", slots::mul),
        Native::repeat("__rmul__", slots::mul),
        Native::repeat("__imul__", slots::imul),
        Native::slot("__eq__", 1, slots::eq),
        Native::slot("__ne__", 1, slots::ne),
        Native::slot("__lt__", 1, slots::lt),
        Native::slot("__le__", 1, slots::le),
        Native::slot("__gt__", 1, slots::gt),
        Native::slot("__ge__", 1, slots::ge),
        Native::slot("__getslice__", 2, slots::getslice),
        Native::slot("__setslice__", 3, slots::setslice),
        Native::slot("__delslice__", 2, slots::delslice),
        Native::method("__reversed__", Arity::Zero, slots::reversed),
        Native::method("__sizeof__", Arity::Zero, sizeof),
        Native::class_method("__class_getitem__", Arity::One, super::generic_alias),
        Native::method("append", Arity::One, append_method),
        Native::method("extend", Arity::One, extend_method),
        Native::method("insert", Arity::Range(2, 2), insert),
        Native::method("pop", Arity::Range(0, 1), pop),
        Native::method("remove", Arity::One, remove),
        Native::method("clear", Arity::Zero, clear_method),
        Native::method("index", Arity::Range(1, 3), index),
        Native::method("count", Arity::One, count),
        Native::method("reverse", Arity::Zero, reverse),
        Native::method("copy", Arity::Zero, copy),
        Native::method("sort", Arity::Named(SORT_PARAMS), sort::method),
    ],
    attributes: &[],
};

/// 2.7's `sort`, which can be told how to compare.
pub const SORT_2: Native = Native::method(
    "sort",
    Arity::Named(&[Param::optional("cmp"), Param::optional("key"), Param::optional("reverse")]),
    sort::method_by,
);

const SORT_PARAMS: &[Param] = &[Param::keyword("key"), Param::keyword("reverse")];

/// The items; none when `list` is no list.
#[must_use]
pub fn items(vm: &Vm, list: Ref) -> &[Ref] {
    vm.items(list).unwrap_or(&[])
}

/// The item at `index`, counted.
fn item_at(vm: &mut Vm, list: Ref, index: usize) -> Option<Ref> {
    let item = items(vm, list).get(index).copied()?;
    Some(vm.incref(item))
}

fn new(vm: &mut Vm, args: Args) -> Res {
    let class = args.at(vm, 0);
    // type.__call__ allocates by PyType_GenericAlloc: never from the free list.
    Ok(super::generic_new(vm, class, Body::List(Vec::new())))
}

/// `list.__init__`: empties the list, then fills it.
fn init(vm: &mut Vm, args: Args) -> Res {
    let list = args.at(vm, 0);
    let args = seq::arguments_of_init(vm, args, types::LIST);
    seq::at_most_one(vm, args, "list")?;
    clear(vm, list);
    let iterable = args.at(vm, 1);
    if !iterable.is_null() {
        if vm.dialect.containers.list_reserve == ListReserve::InInit
            && let Some(length) = seq::len_if_sized(vm, iterable)?
        {
            reserve_first(vm, list, length);
        }
        extend(vm, list, iterable)?;
    }
    vm.done()
}

/// Room for exactly `length` items in a list that has none yet (`list_preallocate_exact`).
fn reserve_first(vm: &mut Vm, list: Ref, length: usize) {
    let even = match vm.dialect.containers.list_reserve {
        ListReserve::Never | ListReserve::InInit => length,
        ListReserve::FirstByIterator | ListReserve::First => (length + 1) & !1,
    };
    if let Some(items) = vm.heap.list_mut(list)
        && items.capacity() == 0
    {
        items.reserve_exact(even);
    }
}

/// How many items there is room for after `list_resize` to `length`.
#[must_use]
fn grown(growth: ListGrowth, length: usize, before: usize) -> usize {
    if length == 0 {
        return 0;
    }
    match growth {
        ListGrowth::EighthPlusSix => length + (length >> 3) + if length < 9 { 3 } else { 6 },
        ListGrowth::MultiplesOfFour => {
            let room = (length + (length >> 3) + 6) & !3;
            // A big step at once: no spare room.
            if length > before && length - before > room - length { (length + 3) & !3 } else { room }
        }
    }
}

/// Adjusts the room for a list that is about to hold `length` items, as `list_resize` does. `before`: how many it
/// held; they stay.
fn resize_room(vm: &mut Vm, list: Ref, length: usize, before: usize) {
    let growth = vm.dialect.containers.list_growth;
    if let Some(items) = vm.heap.list_mut(list) {
        room_for(items, length, before, growth);
    }
}

#[inline]
fn room_for(items: &mut Vec<Ref>, length: usize, before: usize, growth: ListGrowth) {
    let allocated = items.capacity();
    if allocated >= length && length >= allocated >> 1 {
        return;
    }
    let wanted = grown(growth, length, before);
    if wanted > allocated {
        items.reserve_exact(wanted - items.len());
    } else {
        items.shrink_to(wanted);
    }
}

/// Appends an item, whose reference is stolen.
#[inline]
pub fn append(vm: &mut Vm, list: Ref, item: Ref) {
    let growth = vm.dialect.containers.list_growth;
    if let Some(items) = vm.heap.list_mut(list) {
        let length = items.len();
        if length == items.capacity() {
            room_for(items, length + 1, length, growth);
        }
        items.push(item);
    }
}

fn append_method(vm: &mut Vm, args: Args) -> Res {
    let (list, item) = (args.at(vm, 0), args.at(vm, 1));
    vm.incref(item);
    append(vm, list, item);
    vm.done()
}

fn extend_method(vm: &mut Vm, args: Args) -> Res {
    let (list, iterable) = (args.at(vm, 0), args.at(vm, 1));
    extend(vm, list, iterable)?;
    vm.done()
}

/// `list.extend`, `+=`, `[*x]`, `list(x)`.
///
/// # Errors
/// When `iterable` is none, or iterating raises; what came before stays in the list.
pub fn extend(vm: &mut Vm, list: Ref, iterable: Ref) -> Res<()> {
    if vm.is_exact(iterable, types::LIST) || vm.is_exact(iterable, types::TUPLE) {
        let bytes = vm.body(iterable).bytes_beside();
        vm.afford(bytes)?;
        let added = items(vm, iterable).to_vec();
        extend_slice(vm, list, &added);
        return Ok(());
    }
    if vm.dialect.containers.list_reserve == ListReserve::First
        && let Some(done) = extend_table(vm, list, iterable)
    {
        done?;
        return Ok(());
    }
    extend_iterator(vm, list, iterable)
}

/// Appends borrowed items at once.
pub fn extend_slice(vm: &mut Vm, list: Ref, added: &[Ref]) {
    if added.is_empty() {
        return;
    }
    vm.charge(size_of_val(added));
    let before = items(vm, list).len();
    make_room(vm, list, before, added.len());
    for &item in added {
        vm.incref(item);
    }
    if let Some(items) = vm.heap.list_mut(list) {
        items.extend_from_slice(added);
    }
}

fn make_room(vm: &mut Vm, list: Ref, before: usize, more: usize) {
    let unallocated = vm.body(list).list_capacity() == Some(0);
    let first = matches!(vm.dialect.containers.list_reserve, ListReserve::First | ListReserve::FirstByIterator);
    if unallocated && first {
        reserve_first(vm, list, more);
    } else {
        resize_room(vm, list, before + more, before);
    }
}

/// 3.13: sets, dicts and their views are walked without an iterator. `None` for anything else.
fn extend_table(vm: &mut Vm, list: Ref, iterable: Ref) -> Option<Res<()>> {
    let class = vm.type_of(iterable);
    let added = if class == types::SET || class == types::FROZENSET {
        super::set::elements(vm, iterable)
    } else if class == types::DICT {
        super::dict::keys(vm, iterable)
    } else if class == types::DICT_KEYS {
        let dict = super::dict::views::dict_of(vm, iterable);
        super::dict::keys(vm, dict)
    } else if class == types::DICT_VALUES {
        let dict = super::dict::views::dict_of(vm, iterable);
        super::dict::values(vm, dict)
    } else if class == types::DICT_ITEMS {
        let dict = super::dict::views::dict_of(vm, iterable);
        let pairs = super::dict::pairs(vm, dict);
        let before = items(vm, list).len();
        resize_room(vm, list, before + pairs.len(), before);
        for (key, value) in pairs {
            let pair = vm.tuple_from(&[key, value]);
            append(vm, list, pair);
        }
        return Some(Ok(()));
    } else {
        return None;
    };
    let bytes = size_of_val(added.as_slice());
    if let Err(raised) = vm.afford(bytes) {
        return Some(Err(raised));
    }
    vm.charge(bytes);
    let before = items(vm, list).len();
    if !added.is_empty() {
        resize_room(vm, list, before + added.len(), before);
        for &item in &added {
            vm.incref(item);
        }
        if let Some(items) = vm.heap.list_mut(list) {
            items.extend_from_slice(&added);
        }
    }
    Some(Ok(()))
}

fn extend_iterator(vm: &mut Vm, list: Ref, iterable: Ref) -> Res<()> {
    let iterator = vm.iter(iterable)?;
    let filled = fill_from(vm, list, iterable, iterator);
    vm.decref(iterator);
    filled?;
    // What was reserved too much is given back.
    let length = items(vm, list).len();
    if vm.body(list).list_capacity().is_some_and(|room| room > length) {
        resize_room(vm, list, length, length);
    }
    Ok(())
}

fn fill_from(vm: &mut Vm, list: Ref, iterable: Ref, iterator: Ref) -> Res<()> {
    let hint = seq::length_hint(vm, iterable, 8)?;
    if hint > seq::MOST_ITEMS {
        return Err(vm.raise(types::MEMORY_ERROR, ""));
    }
    let before = items(vm, list).len();
    if hint > 0 {
        // A hint is a promise of the program; it does not take memory beyond reason.
        make_room(vm, list, before, hint.min(seq::MOST_RESERVED));
    }
    while let Some(item) = vm.next(iterator)? {
        append(vm, list, item);
    }
    Ok(())
}

fn insert(vm: &mut Vm, args: Args) -> Res {
    let (list, item) = (args.at(vm, 0), args.at(vm, 2));
    let at = args.at(vm, 1);
    let at = vm.index(at)?;
    vm.incref(item);
    let length = items(vm, list).len();
    resize_room(vm, list, length + 1, length);
    let position = seq::insertion_point(at, length);
    if let Some(items) = vm.heap.list_mut(list) {
        items.insert(position, item);
    }
    vm.done()
}

fn pop(vm: &mut Vm, args: Args) -> Res {
    let list = args.at(vm, 0);
    let at = args.at(vm, 1);
    let at = if at.is_null() { -1 } else { vm.index(at)? };
    let length = items(vm, list).len();
    if length == 0 {
        return Err(vm.index_error("pop from empty list"));
    }
    let Some(position) = seq::position(at, length) else {
        return Err(vm.index_error("pop index out of range"));
    };
    match take_at(vm, list, position) {
        Some(item) => Ok(item),
        None => Err(vm.index_error("pop index out of range")),
    }
}

/// Removes the item at `position` and hands its reference over.
pub fn take_at(vm: &mut Vm, list: Ref, position: usize) -> Option<Ref> {
    let growth = vm.dialect.containers.list_growth;
    let items = vm.heap.list_mut(list)?;
    if position >= items.len() {
        return None;
    }
    let item = items.remove(position);
    let length = items.len();
    room_for(items, length, length, growth);
    Some(item)
}

fn remove(vm: &mut Vm, args: Args) -> Res {
    let (list, wanted) = (args.at(vm, 0), args.at(vm, 1));
    let mut index = 0;
    while let Some(item) = items(vm, list).get(index).copied() {
        if vm.equals_held(item, wanted)? {
            if let Some(item) = take_at(vm, list, index) {
                vm.decref(item);
            }
            return vm.done();
        }
        index += 1;
    }
    Err(vm.value_error("list.remove(x): x not in list"))
}

/// Empties the list: the last item is dropped first.
pub fn clear(vm: &mut Vm, list: Ref) {
    let Some(items) = vm.heap.list_mut(list) else { return };
    let dropped = std::mem::take(items);
    for item in dropped.into_iter().rev() {
        vm.decref(item);
    }
}

fn clear_method(vm: &mut Vm, args: Args) -> Res {
    let list = args.at(vm, 0);
    clear(vm, list);
    vm.done()
}

fn index(vm: &mut Vm, args: Args) -> Res {
    let (list, wanted) = (args.at(vm, 0), args.at(vm, 1));
    let (start, stop) = seq::search_bounds(vm, args, items(vm, list).len())?;
    let mut index = start;
    while index < stop {
        let Some(item) = items(vm, list).get(index).copied() else { break };
        if vm.equals_held(item, wanted)? {
            return Ok(vm.int(index as i64));
        }
        index += 1;
    }
    seq::not_in_list(vm, wanted)
}

fn count(vm: &mut Vm, args: Args) -> Res {
    let (list, wanted) = (args.at(vm, 0), args.at(vm, 1));
    let (mut index, mut found) = (0, 0);
    while let Some(item) = items(vm, list).get(index).copied() {
        found += i64::from(vm.equals_held(item, wanted)?);
        index += 1;
    }
    Ok(vm.int(found))
}

fn reverse(vm: &mut Vm, args: Args) -> Res {
    let list = args.at(vm, 0);
    if let Some(items) = vm.heap.list_mut(list) {
        items.reverse();
    }
    vm.done()
}

fn copy(vm: &mut Vm, args: Args) -> Res {
    let list = args.at(vm, 0);
    Ok(copy_of(vm, list))
}

/// A new list of the same items.
pub fn copy_of(vm: &mut Vm, list: Ref) -> Ref {
    let copied = items(vm, list).to_vec();
    for &item in &copied {
        vm.incref(item);
    }
    vm.list(copied)
}

fn sizeof(vm: &mut Vm, args: Args) -> Res {
    let list = args.at(vm, 0);
    let room = vm.body(list).list_capacity().unwrap_or(0);
    // PyListObject without the collector's head: count, type, size, items, allocated.
    Ok(vm.int(40 + 8 * room as i64))
}

/// `PySequence_Fast`: the list or tuple itself, or a new list of an iterable's items. The result is counted.
///
/// # Errors
/// `message` as a TypeError when it is no iterable; what iterating raises.
pub fn fast_sequence(vm: &mut Vm, iterable: Ref, message: &str) -> Res {
    if vm.is_exact(iterable, types::LIST) || vm.is_exact(iterable, types::TUPLE) {
        return Ok(vm.incref(iterable));
    }
    let iterator = match vm.iter(iterable) {
        Ok(iterator) => iterator,
        Err(raised) => {
            return Err(if vm.catch(types::TYPE_ERROR) { vm.type_error(message) } else { raised });
        }
    };
    let list = from_iterable(vm, iterator);
    vm.decref(iterator);
    list
}

/// `PySequence_List`: a new list of an iterable's items.
///
/// # Errors
/// As iterating raises.
pub fn from_iterable(vm: &mut Vm, iterable: Ref) -> Res {
    let list = vm.list(Vec::new());
    match extend(vm, list, iterable) {
        Ok(()) => Ok(list),
        Err(raised) => {
            vm.decref(list);
            Err(raised)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_grows_as_in_cpython() {
        let mut items: Vec<Ref> = Vec::new();
        let mut rooms = Vec::new();
        for length in 1..20 {
            if items.len() == items.capacity() {
                room_for(&mut items, length, length - 1, ListGrowth::MultiplesOfFour);
            }
            items.push(Ref::NULL);
            rooms.push(items.capacity());
        }
        assert_eq!(rooms, [4, 4, 4, 4, 8, 8, 8, 8, 16, 16, 16, 16, 16, 16, 16, 16, 24, 24, 24]);
    }
}
