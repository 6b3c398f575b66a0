//! `enumerate`, `zip`, `map`, `filter`. enumerate and zip fill the same result tuple again when nobody else holds it.

use super::{itself, next_native};
use crate::memory::rules::Trigger;
use crate::memory::{Body, Ref, alloc};
use crate::python::builtins::{generic_alias, generic_new, seq};
use crate::python::dialect::builtins::UnexpectedKeyword;
use crate::python::dialect::containers::{RefilledTuples, ZipStrict};
use crate::python::dialect::wording::{EnumerateArgument, ZipItem};
use crate::python::text::int::Integer;
use crate::python::vm::known::{self, types};
use crate::python::vm::native::{Args, Arity, Native, TypeDef};
use crate::python::vm::{Res, Vm};

pub const ENUMERATE: TypeDef = TypeDef {
    id: types::ENUMERATE,
    methods: &[
        Native::new_of_type(Arity::Raw, new_enumerate),
        Native::slot("__iter__", 0, itself),
        Native::slot("__next__", 0, next_enumerate),
        Native::class_method("__class_getitem__", Arity::One, generic_alias),
    ],
    attributes: &[],
};

pub const ZIP: TypeDef = TypeDef {
    id: types::ZIP,
    methods: &[
        Native::new_of_type(Arity::Raw, new_zip),
        Native::slot("__iter__", 0, itself),
        Native::slot("__next__", 0, next_zip),
    ],
    attributes: &[],
};

pub const MAP: TypeDef = TypeDef {
    id: types::MAP,
    methods: &[
        Native::new_of_type(Arity::Raw, new_map),
        Native::slot("__iter__", 0, itself),
        Native::slot("__next__", 0, next_map),
    ],
    attributes: &[],
};

pub const FILTER: TypeDef = TypeDef {
    id: types::FILTER,
    methods: &[
        Native::new_of_type(Arity::Raw, new_filter),
        Native::slot("__iter__", 0, itself),
        Native::slot("__next__", 0, next_filter),
    ],
    attributes: &[],
};

next_native!(next_enumerate = step_enumerate);
next_native!(next_zip = step_zip);
next_native!(next_map = step_map);
next_native!(next_filter = step_filter);

// enumerate: iterator, result tuple, big index or NULL; number: next index.

fn new_enumerate(vm: &mut Vm, args: Args) -> Res {
    let class = args.at(vm, 0);
    let (iterable, start) = enumerate_arguments(vm, args)?;
    // Before its iterator, for the collector's order.
    let id = generic_new(vm, class, Body::record(&[Ref::NULL; 3], &[0]));
    match enumerate_parts(vm, id, iterable, start) {
        Ok(()) => Ok(id),
        Err(raised) => {
            vm.decref(id);
            Err(raised)
        }
    }
}

fn enumerate_parts(vm: &mut Vm, id: Ref, iterable: Ref, start: Ref) -> Res<()> {
    if !start.is_null() {
        match vm.as_integer(start) {
            Some(Integer::Small(value)) => vm.set_record_number(id, 0, value),
            Some(Integer::Big(_)) => {
                vm.incref(start);
                vm.record_put(id, 2, start);
            }
            None => {
                let index = vm.index(start)?;
                vm.set_record_number(id, 0, index);
            }
        }
    }
    let iterator = vm.iter(iterable)?;
    vm.record_put(id, 0, iterator);
    let result = vm.tuple_from(&[known::NONE, known::NONE]);
    alloc::track(&mut vm.heap, result);
    vm.record_put(id, 1, result);
    Ok(())
}

/// `enumerate(iterable, start=0)`, borrowed; NULL for a start left out.
fn enumerate_arguments(vm: &mut Vm, args: Args) -> Res<(Ref, Ref)> {
    let keywords = super::super::partial::keywords_of(vm, args);
    let positional = args.count - keywords.len() - 1;
    if positional + keywords.len() > 2 {
        let given = positional + keywords.len();
        return Err(vm.type_error(format!("enumerate() takes at most 2 arguments ({given} given)")));
    }
    let mut found = [Ref::NULL; 2];
    for (index, place) in found.iter_mut().enumerate().take(positional) {
        *place = args.at(vm, index + 1);
    }
    for (name, value) in keywords {
        let index = ["iterable", "start"].iter().position(|known| vm.as_str(name) == Some(known));
        match index.filter(|&i| found[i].is_null()) {
            Some(index) => found[index] = value,
            None => {
                let name = vm.text(name);
                let message = match vm.dialect.builtins.words.unexpected_keyword {
                    UnexpectedKeyword::ThisFunction => UnexpectedKeyword::ThisFunction,
                    _ => UnexpectedKeyword::NamesFunction,
                };
                return Err(vm.type_error(message.of("enumerate", &name)));
            }
        }
    }
    let [iterable, start] = found;
    if iterable.is_null() {
        let missing = vm.dialect.builtins.words.missing_argument;
        let message = match vm.dialect.wording.enumerate_argument {
            EnumerateArgument::Numbered => missing.of("enumerate", "iterable", 1),
            EnumerateArgument::Named => "enumerate() missing required argument 'iterable'".to_owned(),
        };
        return Err(vm.type_error(message));
    }
    Ok((iterable, start))
}

pub(super) fn step_enumerate(vm: &mut Vm, id: Ref) -> Res<Option<Ref>> {
    let iterator = vm.record_at(id, 0);
    let Some(item) = vm.next(iterator)? else { return Ok(None) };
    let big = vm.record_at(id, 2);
    let index = if big.is_null() {
        let index = vm.record_number(id, 0);
        match index.checked_add(1) {
            Some(next) => vm.set_record_number(id, 0, next),
            None => {
                let next = vm.integer(Integer::Small(index).add(&Integer::Small(1)));
                vm.record_put(id, 2, next);
            }
        }
        vm.int(index)
    } else {
        vm.incref(big);
        let next = vm.as_integer(big).map_or(Integer::Small(0), |i| i.add(&Integer::Small(1)));
        let next = vm.integer(next);
        vm.record_put(id, 2, next);
        big
    };
    let result = vm.record_at(id, 1);
    Ok(Some(refilled_pair(vm, result, index, item).unwrap_or_else(|| vm.filled_tuple(&[index, item]))))
}

/// The result tuple of an iterator filled again with two items (stolen), while nobody else holds it. `None`, with the
/// items still the caller's, where there is none or somebody does.
pub(in crate::python::builtins) fn refilled_pair(vm: &mut Vm, result: Ref, first: Ref, second: Ref) -> Option<Ref> {
    if result.is_null() || vm.heap.count(result) != 1 {
        return None;
    }
    vm.incref(result);
    let old = [replace_item(vm, result, 0, first), replace_item(vm, result, 1, second)];
    vm.decref_all(&old);
    track_refilled(vm, result);
    Some(result)
}

/// A collection may have untracked the tuple while it held nothing of interest.
fn track_refilled(vm: &mut Vm, result: Ref) {
    if vm.dialect.containers.refilled_tuples == RefilledTuples::TrackedAgain {
        alloc::track(&mut vm.heap, result);
    }
}

/// Puts an item (stolen) into a tuple that is not shared yet; gives back the old one.
pub(crate) fn replace_item(vm: &mut Vm, tuple: Ref, index: usize, item: Ref) -> Ref {
    let place = match vm.heap.body_mut(tuple) {
        Body::SmallTuple(length, items) => items.get_mut(..*length as usize).and_then(|i| i.get_mut(index)),
        Body::Tuple(items) => items.get_mut(index),
        _ => None,
    };
    match place {
        Some(place) => std::mem::replace(place, item),
        None => item,
    }
}

// zip: tuple of iterators, result tuple; number: strict or not.

fn new_zip(vm: &mut Vm, args: Args) -> Res {
    let class = args.at(vm, 0);
    let keywords = vm.tuple_len(args.names);
    let mut strict = false;
    for index in 0..keywords {
        let name = vm.items(args.names).and_then(|n| n.get(index).copied()).unwrap_or(known::NONE);
        if vm.as_str(name) != Some("strict") || vm.dialect.containers.zip_strict == ZipStrict::Unknown {
            let name = vm.text(name);
            let message = match vm.dialect.containers.zip_strict {
                ZipStrict::Known => format!("zip() got an unexpected keyword argument '{name}'"),
                ZipStrict::Unknown => "zip() takes no keyword arguments".to_owned(),
            };
            return Err(vm.type_error(message));
        }
        let value = args.at(vm, args.count - keywords + index);
        strict = vm.truth(value)?;
    }
    let iterators = iterators_of(vm, args, 1, args.count - keywords)?;
    let length = vm.tuple_len(iterators);
    let result = vm.tuple_from(&vec![known::NONE; length]);
    if length > 0 {
        alloc::track(&mut vm.heap, result);
    }
    Ok(generic_new(vm, class, Body::record(&[iterators, result], &[i64::from(strict)])))
}

/// A tuple of iterators over the arguments `from..to`. It is counted before them (`PyTuple_New`, then filled).
fn iterators_of(vm: &mut Vm, args: Args, from: usize, to: usize) -> Res {
    let length = to.saturating_sub(from);
    let mut iterators = Vec::with_capacity(length);
    // Where a threshold waits for the evaluation loop, the order shows nowhere.
    let first = vm.heap.rules.trigger == Trigger::OnAllocation;
    if first {
        alloc::count_tuple(vm, length);
    }
    for index in from..to {
        let iterable = args.at(vm, index);
        match vm.iter(iterable) {
            Ok(iterator) => iterators.push(iterator),
            Err(raised) => {
                vm.decref_all(&iterators);
                if first {
                    alloc::count_tuple_death(&mut vm.heap, length);
                }
                let numbered = from == 1 && vm.dialect.wording.zip_item == ZipItem::Numbered;
                if numbered && !vm.dialect.python2 && vm.catch(types::TYPE_ERROR) {
                    return Err(vm.type_error(format!("zip argument #{index} must support iteration")));
                }
                return Err(raised);
            }
        }
    }
    Ok(if first { vm.counted_tuple(&iterators) } else { vm.filled_tuple(&iterators) })
}

pub(super) fn step_zip(vm: &mut Vm, id: Ref) -> Res<Option<Ref>> {
    let (iterators, kept) = (vm.record_at(id, 0), vm.record_at(id, 1));
    let length = vm.tuple_len(iterators);
    if length == 0 {
        return Ok(None);
    }
    if vm.heap.count(kept) == 1 {
        vm.incref(kept);
        for index in 0..length {
            match next_of(vm, iterators, index) {
                Ok(Some(item)) => {
                    let old = replace_item(vm, kept, index, item);
                    vm.decref(old);
                }
                ended => {
                    vm.decref(kept);
                    return zip_ended(vm, id, index, ended);
                }
            }
        }
        track_refilled(vm, kept);
        return Ok(Some(kept));
    }
    // The tuple is made before it is known whether there is something to put into it.
    let tuple = vm.tuple_from(&vec![known::NONE; length]);
    alloc::track(&mut vm.heap, tuple);
    for index in 0..length {
        match next_of(vm, iterators, index) {
            Ok(Some(item)) => {
                replace_item(vm, tuple, index, item);
            }
            ended => {
                vm.decref(tuple);
                return zip_ended(vm, id, index, ended);
            }
        }
    }
    Ok(Some(tuple))
}

fn next_of(vm: &mut Vm, iterators: Ref, index: usize) -> Res<Option<Ref>> {
    match vm.items(iterators).and_then(|i| i.get(index).copied()) {
        Some(iterator) => vm.next(iterator),
        None => Ok(None),
    }
}

/// Iterator `index` ended or raised.
fn zip_ended(vm: &mut Vm, id: Ref, index: usize, ended: Res<Option<Ref>>) -> Res<Option<Ref>> {
    ended?;
    if vm.record_number(id, 0) == 0 {
        return Ok(None);
    }
    let others = |n: usize| if n == 1 { " 1".to_owned() } else { format!("s 1-{n}") };
    if index > 0 {
        let message = format!("zip() argument {} is shorter than argument{}", index + 1, others(index));
        return Err(vm.value_error(message));
    }
    let iterators = vm.record_at(id, 0);
    for index in 1..vm.tuple_len(iterators) {
        if let Some(item) = next_of(vm, iterators, index)? {
            vm.decref(item);
            let message = format!("zip() argument {} is longer than argument{}", index + 1, others(index));
            return Err(vm.value_error(message));
        }
    }
    Ok(None)
}

// map: tuple of iterators, function.

fn new_map(vm: &mut Vm, args: Args) -> Res {
    let class = args.at(vm, 0);
    let args = seq::arguments_of_new(vm, args, types::MAP);
    seq::no_keywords(vm, args, "map")?;
    if args.count < 3 {
        return Err(vm.type_error("map() must have at least two arguments."));
    }
    let iterators = iterators_of(vm, args, 2, args.count)?;
    let function = args.at(vm, 1);
    vm.incref(function);
    Ok(generic_new(vm, class, Body::record(&[iterators, function], &[])))
}

pub(super) fn step_map(vm: &mut Vm, id: Ref) -> Res<Option<Ref>> {
    let (iterators, function) = (vm.record_at(id, 0), vm.record_at(id, 1));
    let mut values = smallvec::SmallVec::<[Ref; 4]>::new();
    for index in 0..vm.tuple_len(iterators) {
        match next_of(vm, iterators, index) {
            Ok(Some(item)) => values.push(item),
            ended => {
                vm.decref_all(&values);
                return ended;
            }
        }
    }
    let result = vm.call(function, &values);
    vm.decref_all(&values);
    result.map(Some)
}

// filter: iterator, function.

fn new_filter(vm: &mut Vm, args: Args) -> Res {
    let class = args.at(vm, 0);
    let args = seq::arguments_of_new(vm, args, types::FILTER);
    seq::no_keywords(vm, args, "filter")?;
    let given = args.count - 1;
    if given != 2 {
        return Err(vm.type_error(format!("filter expected 2 arguments, got {given}")));
    }
    let iterable = args.at(vm, 2);
    let iterator = vm.iter(iterable)?;
    let function = args.at(vm, 1);
    vm.incref(function);
    Ok(generic_new(vm, class, Body::record(&[iterator, function], &[])))
}

pub(super) fn step_filter(vm: &mut Vm, id: Ref) -> Res<Option<Ref>> {
    let (iterator, function) = (vm.record_at(id, 0), vm.record_at(id, 1));
    while let Some(item) = vm.next(iterator)? {
        let good = if function == known::NONE || function == types::BOOL {
            vm.truth(item)
        } else {
            vm.call(function, &[item]).and_then(|good| {
                let truth = vm.truth(good);
                vm.decref(good);
                truth
            })
        };
        match good {
            Ok(true) => return Ok(Some(item)),
            Ok(false) => vm.decref(item),
            Err(raised) => {
                vm.decref(item);
                return Err(raised);
            }
        }
    }
    Ok(None)
}
