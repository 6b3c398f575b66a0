//! `chain`, `islice`, `zip_longest`, `starmap`, `accumulate`.

use super::super::iterators::adapters::replace_item;
use super::super::iterators::next_native;
use super::super::{generic_alias, generic_new, seq, tuple};
use super::{exactly, iterator_type, keyword};
use crate::memory::{Body, Ref, alloc};
use crate::python::code::BinaryOp;
use crate::python::vm::known::{self, types};
use crate::python::vm::native::{Args, Arity, Native, Param};
use crate::python::vm::{Res, Vm};

iterator_type!(
    CHAIN,
    CHAIN,
    Native::new_of_type(Arity::Raw, new_chain),
    next_chain,
    [
        Native::class_method("from_iterable", Arity::One, from_iterable),
        Native::class_method("__class_getitem__", Arity::One, generic_alias)
    ]
);
iterator_type!(ISLICE, ISLICE, Native::new_of_type(Arity::Raw, new_islice), next_islice, []);
iterator_type!(ZIP_LONGEST, ZIP_LONGEST, Native::new_of_type(Arity::Raw, new_zip_longest), next_zip_longest, []);
iterator_type!(STARMAP, STARMAP, Native::new_of_type(Arity::Raw, new_starmap), next_starmap, []);
iterator_type!(
    ACCUMULATE,
    ACCUMULATE,
    Native::new_of_type(Arity::Named(ACCUMULATE_PARAMS), new_accumulate),
    next_accumulate,
    []
);

const ACCUMULATE_PARAMS: &[Param] = &[Param::required("iterable"), Param::optional("func"), Param::keyword("initial")];

/// `accumulate` takes no first value up to 3.7.
pub const EARLIER: &[Native] =
    &[Native::new_of_type(Arity::Named(&[Param::required("iterable"), Param::optional("func")]), new_accumulate)];

next_native!(next_chain = step_chain);
next_native!(next_islice = step_islice);
next_native!(next_zip_longest = step_zip_longest);
next_native!(next_starmap = step_starmap);
next_native!(next_accumulate = step_accumulate);

// chain: the iterator in use, the iterator over iterables; NULL at the end.

const ACTIVE: usize = 0;
const SOURCE: usize = 1;

fn new_chain(vm: &mut Vm, args: Args) -> Res {
    let class = args.at(vm, 0);
    let args = seq::arguments_of_new(vm, args, types::CHAIN);
    seq::no_keywords(vm, args, "chain")?;
    let given = args.to_vec(vm);
    let tuple = vm.tuple_from(given.get(1..).unwrap_or(&[]));
    let source = vm.iter(tuple);
    vm.decref(tuple);
    let source = source?;
    Ok(generic_new(vm, class, Body::record(&[Ref::NULL, source], &[])))
}

fn from_iterable(vm: &mut Vm, args: Args) -> Res {
    let (class, iterable) = (args.at(vm, 0), args.at(vm, 1));
    let source = vm.iter(iterable)?;
    Ok(generic_new(vm, class, Body::record(&[Ref::NULL, source], &[])))
}

pub(super) fn step_chain(vm: &mut Vm, id: Ref) -> Res<Option<Ref>> {
    loop {
        let source = vm.record_at(id, SOURCE);
        if source.is_null() {
            return Ok(None);
        }
        if vm.record_at(id, ACTIVE).is_null() {
            let Some(iterable) = vm.next(source)? else {
                vm.record_put(id, SOURCE, Ref::NULL);
                return Ok(None);
            };
            let active = vm.iter(iterable);
            vm.decref(iterable);
            match active {
                Ok(active) => vm.record_put(id, ACTIVE, active),
                Err(raised) => {
                    vm.record_put(id, SOURCE, Ref::NULL);
                    return Err(raised);
                }
            }
        }
        let active = vm.record_at(id, ACTIVE);
        if let Some(item) = vm.next(active)? {
            return Ok(Some(item));
        }
        vm.record_put(id, ACTIVE, Ref::NULL);
    }
}

// islice: the iterator, NULL at the end; numbers: next, stop (-1: none), step, how many were taken.

fn new_islice(vm: &mut Vm, args: Args) -> Res {
    let class = args.at(vm, 0);
    seq::no_keywords(vm, args, "islice")?;
    let given = args.count - 1;
    if given < 2 {
        return Err(vm.type_error(format!("islice expected at least 2 arguments, got {given}")));
    }
    if given > 4 {
        return Err(vm.type_error(format!("islice expected at most 4 arguments, got {given}")));
    }
    let (mut start, mut step) = (0, 1);
    let stop;
    if given == 2 {
        let bound = args.at(vm, 2);
        stop = slice_bound(vm, bound, -1, "Stop argument")?;
    } else {
        let (first, last) = (args.at(vm, 2), args.at(vm, 3));
        start = slice_bound(vm, first, 0, "Indices")?;
        stop = slice_bound(vm, last, -1, "Stop argument")?;
    }
    if given == 4 && args.at(vm, 4) != known::NONE {
        let by = args.at(vm, 4);
        step = if seq::is_index(vm, by) { vm.index_clamped(by)? } else { -1 };
        if step < 1 {
            return Err(vm.value_error("Step for islice() must be a positive integer or None."));
        }
    }
    let iterable = args.at(vm, 1);
    let iterator = vm.iter(iterable)?;
    Ok(generic_new(vm, class, Body::record(&[iterator], &[start, stop, step, 0])))
}

fn slice_bound(vm: &mut Vm, bound: Ref, default: i64, what: &str) -> Res<i64> {
    if bound == known::NONE {
        return Ok(default);
    }
    let value = if seq::is_index(vm, bound) { vm.index_clamped(bound)? } else { -1 };
    if value < 0 {
        return Err(vm.value_error(format!("{what} for islice() must be None or an integer: 0 <= x <= sys.maxsize.")));
    }
    Ok(value)
}

pub(super) fn step_islice(vm: &mut Vm, id: Ref) -> Res<Option<Ref>> {
    let iterator = vm.record_at(id, 0);
    if iterator.is_null() {
        return Ok(None);
    }
    let (next, stop, step) = (vm.record_number(id, 0), vm.record_number(id, 1), vm.record_number(id, 2));
    while vm.record_number(id, 3) < next {
        let Some(item) = vm.next(iterator)? else { return Ok(end_islice(vm, id)) };
        vm.decref(item);
        let taken = vm.record_number(id, 3);
        vm.set_record_number(id, 3, taken + 1);
    }
    let taken = vm.record_number(id, 3);
    if stop != -1 && taken >= stop {
        return Ok(end_islice(vm, id));
    }
    let Some(item) = vm.next(iterator)? else { return Ok(end_islice(vm, id)) };
    vm.set_record_number(id, 3, taken + 1);
    let following = next.checked_add(step).filter(|f| stop == -1 || *f <= stop).unwrap_or(stop);
    vm.set_record_number(id, 0, following);
    Ok(Some(item))
}

fn end_islice(vm: &mut Vm, id: Ref) -> Option<Ref> {
    vm.record_put(id, 0, Ref::NULL);
    None
}

// zip_longest: tuple of iterators (None where ended), result tuple, fill value; number: how many still give.

fn new_zip_longest(vm: &mut Vm, args: Args) -> Res {
    let class = args.at(vm, 0);
    let keywords = vm.tuple_len(args.names);
    let fill = keyword(vm, args, "fillvalue");
    if keywords > usize::from(fill.is_some()) {
        return Err(vm.type_error("zip_longest() got an unexpected keyword argument"));
    }
    let mut iterators = Vec::new();
    for index in 1..args.count - keywords {
        let iterable = args.at(vm, index);
        match vm.iter(iterable) {
            Ok(iterator) => iterators.push(iterator),
            Err(raised) => {
                vm.decref_all(&iterators);
                return Err(raised);
            }
        }
    }
    let length = iterators.len();
    let iterators = vm.tuple(&iterators);
    let result = vm.tuple_from(&vec![known::NONE; length]);
    let fill = vm.incref(fill.unwrap_or(known::NONE));
    Ok(generic_new(vm, class, Body::record(&[iterators, result, fill], &[length as i64])))
}

pub(super) fn step_zip_longest(vm: &mut Vm, id: Ref) -> Res<Option<Ref>> {
    let (iterators, kept, fill) = (vm.record_at(id, 0), vm.record_at(id, 1), vm.record_at(id, 2));
    let length = vm.tuple_len(iterators);
    if length == 0 || vm.record_number(id, 0) == 0 {
        return Ok(None);
    }
    let mut items = Vec::with_capacity(length);
    for index in 0..length {
        let iterator = vm.items(iterators).and_then(|i| i.get(index).copied()).unwrap_or(known::NONE);
        if iterator == known::NONE {
            items.push(vm.incref(fill));
            continue;
        }
        match vm.next(iterator) {
            Ok(Some(item)) => items.push(item),
            Ok(None) => {
                let left = vm.record_number(id, 0) - 1;
                vm.set_record_number(id, 0, left);
                if left == 0 {
                    if vm.heap.count(kept) > 1 {
                        // The tuple for these items was made already.
                        alloc::count_tuple(vm, length);
                        alloc::count_tuple_death(&mut vm.heap, length);
                    }
                    vm.decref_all(&items);
                    return Ok(None);
                }
                let none = vm.none();
                let old = replace_item(vm, iterators, index, none);
                vm.decref(old);
                items.push(vm.incref(fill));
            }
            Err(raised) => {
                vm.set_record_number(id, 0, 0);
                vm.decref_all(&items);
                return Err(raised);
            }
        }
    }
    if vm.heap.count(kept) == 1 {
        vm.incref(kept);
        for (index, item) in items.into_iter().enumerate() {
            let old = replace_item(vm, kept, index, item);
            vm.decref(old);
        }
        alloc::track(&mut vm.heap, kept);
        return Ok(Some(kept));
    }
    Ok(Some(vm.tuple(&items)))
}

// starmap: iterator, function.

fn new_starmap(vm: &mut Vm, args: Args) -> Res {
    exactly(vm, args, "starmap", 2)?;
    let (class, function, iterable) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 2));
    let iterator = vm.iter(iterable)?;
    vm.incref(function);
    Ok(generic_new(vm, class, Body::record(&[iterator, function], &[])))
}

pub(super) fn step_starmap(vm: &mut Vm, id: Ref) -> Res<Option<Ref>> {
    let (iterator, function) = (vm.record_at(id, 0), vm.record_at(id, 1));
    let Some(item) = vm.next(iterator)? else { return Ok(None) };
    let given = tuple::from_iterable(vm, item);
    vm.decref(item);
    let given = given?;
    let values = vm.items(given).unwrap_or(&[]).to_vec();
    let result = vm.call(function, &values);
    vm.decref(given);
    result.map(Some)
}

// accumulate: function, iterator, total, initial value; NULL where there is none.

const FUNCTION: usize = 0;
const ITERATOR: usize = 1;
const TOTAL: usize = 2;
const INITIAL: usize = 3;

fn new_accumulate(vm: &mut Vm, args: Args) -> Res {
    let (class, iterable, function, initial) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 2), args.at(vm, 3));
    let iterator = vm.iter(iterable)?;
    let given = |value: Ref| if value == known::NONE { Ref::NULL } else { value };
    let (function, initial) = (given(function), given(initial));
    vm.xincref(function);
    vm.xincref(initial);
    Ok(generic_new(vm, class, Body::record(&[function, iterator, Ref::NULL, initial], &[])))
}

pub(super) fn step_accumulate(vm: &mut Vm, id: Ref) -> Res<Option<Ref>> {
    let initial = vm.record_at(id, INITIAL);
    if !initial.is_null() {
        vm.incref(initial);
        vm.record_put(id, TOTAL, initial);
        vm.incref(initial);
        vm.record_put(id, INITIAL, Ref::NULL);
        return Ok(Some(initial));
    }
    let iterator = vm.record_at(id, ITERATOR);
    let Some(value) = vm.next(iterator)? else { return Ok(None) };
    let total = vm.record_at(id, TOTAL);
    if total.is_null() {
        vm.incref(value);
        vm.record_put(id, TOTAL, value);
        return Ok(Some(value));
    }
    let function = vm.record_at(id, FUNCTION);
    let next =
        if function.is_null() { vm.binary(BinaryOp::Add, total, value) } else { vm.call(function, &[total, value]) };
    vm.decref(value);
    let next = next?;
    vm.incref(next);
    vm.record_put(id, TOTAL, next);
    Ok(Some(next))
}
