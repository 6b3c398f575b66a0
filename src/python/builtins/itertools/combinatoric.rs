//! `product`, `permutations`, `combinations`, `combinations_with_replacement`. References: pool (a tuple; for product
//! a tuple of tuples) and the last result; numbers: whether it began, whether it ended, then the indices (permutations:
//! also the cycles).

use super::super::generic_new;
use super::super::iterators::adapters::replace_item;
use super::super::iterators::next_native;
use super::{iterator_type, keyword};
use crate::memory::{Body, Ref, alloc};
use crate::python::builtins::tuple;
use crate::python::vm::known::types;
use crate::python::vm::native::{Args, Arity, Native, Param};
use crate::python::vm::{Res, Vm};

iterator_type!(PRODUCT, PRODUCT, Native::new_of_type(Arity::Raw, new_product), next_product, []);
iterator_type!(
    PERMUTATIONS,
    PERMUTATIONS,
    Native::new_of_type(Arity::Named(CHOICE_OPTIONAL), new_permutations),
    next_permutations,
    []
);
iterator_type!(
    COMBINATIONS,
    COMBINATIONS,
    Native::new_of_type(Arity::Named(CHOICE), new_combinations),
    next_combinations,
    []
);
iterator_type!(
    COMBINATIONS_WITH_REPLACEMENT,
    COMBINATIONS_WITH_REPLACEMENT,
    Native::new_of_type(Arity::Named(CHOICE), new_with_replacement),
    next_with_replacement,
    []
);

const CHOICE: &[Param] = &[Param::required("iterable"), Param::required("r")];
const CHOICE_OPTIONAL: &[Param] = &[Param::required("iterable"), Param::optional("r")];

next_native!(next_product = step_product);
next_native!(next_permutations = step_permutations);
next_native!(next_combinations = step_combinations);
next_native!(next_with_replacement = step_combinations_with_replacement);

/// More places than this are a MemoryError.
const MOST_PLACES: usize = 1 << 20;

const BEGAN: usize = 0;
const ENDED: usize = 1;
const FIRST: usize = 2;

pub(super) fn indices(vm: &Vm, id: Ref) -> Vec<usize> {
    match vm.body(id) {
        Body::Record(record) => record.numbers.iter().skip(FIRST).map(|n| usize::try_from(*n).unwrap_or(0)).collect(),
        _ => Vec::new(),
    }
}

fn set_indices(vm: &mut Vm, id: Ref, indices: &[usize]) {
    for (place, &index) in indices.iter().enumerate() {
        vm.set_record_number(id, FIRST + place, index as i64);
    }
}

/// Whether it has given something, and whether it has ended.
pub(super) fn progress(vm: &Vm, id: Ref) -> (bool, bool) {
    (vm.record_number(id, BEGAN) != 0, vm.record_number(id, ENDED) != 0)
}

/// Goes on behind these indices, each brought into its bounds (`…_setstate`).
pub(super) fn resume(vm: &mut Vm, id: Ref, kind: Ref, numbers: &[i64]) {
    let pool = vm.record_at(id, 0);
    let length = vm.tuple_len(pool) as i64;
    let chosen = numbers.len() as i64;
    let mut places = Vec::with_capacity(numbers.len());
    for (at, &number) in numbers.iter().enumerate() {
        let last = match kind {
            types::PRODUCT => {
                vm.items(pool).and_then(|pools| pools.get(at)).map_or(0, |pool| vm.tuple_len(*pool)) as i64 - 1
            }
            types::COMBINATIONS => at as i64 + length - chosen,
            types::PERMUTATIONS if at as i64 >= length => {
                let place = at as i64 - length;
                places.push(usize::try_from(number.min(length - place).max(1)).unwrap_or(1));
                continue;
            }
            _ => length - 1,
        };
        if last < 0 {
            vm.set_record_number(id, ENDED, 1);
        }
        places.push(usize::try_from(number.min(last).max(0)).unwrap_or(0));
    }
    set_indices(vm, id, &places);
    vm.set_record_number(id, BEGAN, 1);
}

fn make(vm: &mut Vm, class: Ref, pool: Ref, ended: bool, indices: &[usize]) -> Ref {
    let mut numbers = vec![0, i64::from(ended)];
    numbers.extend(indices.iter().map(|&i| i as i64));
    generic_new(vm, class, Body::record(&[pool, Ref::NULL], &numbers))
}

/// Keeps and gives the tuple of these items (borrowed): the last one again when nobody else holds it.
fn give(vm: &mut Vm, id: Ref, items: &[Ref]) -> Res<Option<Ref>> {
    let last = vm.record_at(id, 1);
    if !last.is_null() && vm.heap.count(last) == 1 {
        for (place, &item) in items.iter().enumerate() {
            vm.incref(item);
            let before = replace_item(vm, last, place, item);
            vm.decref(before);
        }
        alloc::track(&mut vm.heap, last);
        return Ok(Some(vm.incref(last)));
    }
    let result = vm.tuple_from(items);
    vm.incref(result);
    vm.record_put(id, 1, result);
    Ok(Some(result))
}

/// CPython finds out that it was the last one after making room for the next.
fn end(vm: &mut Vm, id: Ref) -> Res<Option<Ref>> {
    let last = vm.record_at(id, 1);
    if !last.is_null() && vm.heap.count(last) > 1 {
        let copy = vm.items(last).unwrap_or_default().to_vec();
        let copy = vm.tuple_from(&copy);
        vm.record_put(id, 1, copy);
    }
    vm.set_record_number(id, ENDED, 1);
    Ok(None)
}

/// The items of the pool at these indices.
fn chosen(vm: &Vm, id: Ref, indices: &[usize]) -> Vec<Ref> {
    let pool = vm.items(vm.record_at(id, 0)).unwrap_or(&[]);
    indices.iter().filter_map(|&i| pool.get(i).copied()).collect()
}

fn new_product(vm: &mut Vm, args: Args) -> Res {
    let class = args.at(vm, 0);
    let keywords = vm.tuple_len(args.names);
    let repeat = match keyword(vm, args, "repeat") {
        Some(repeat) => vm.index(repeat)?,
        None if keywords > 0 => return Err(vm.type_error("product() got an unexpected keyword argument")),
        None => 1,
    };
    let Ok(repeat) = usize::try_from(repeat) else {
        return Err(vm.value_error("repeat argument cannot be negative"));
    };
    let mut pools = Vec::new();
    for index in 1..args.count - keywords {
        let iterable = args.at(vm, index);
        match tuple::from_iterable(vm, iterable) {
            Ok(pool) => pools.push(pool),
            Err(raised) => {
                vm.decref_all(&pools);
                return Err(raised);
            }
        }
    }
    if pools.len().saturating_mul(repeat) > MOST_PLACES {
        vm.decref_all(&pools);
        return Err(vm.raise(types::MEMORY_ERROR, ""));
    }
    let once = pools.clone();
    if repeat == 0 {
        vm.decref_all(&pools);
        pools.clear();
    }
    for _ in 1..repeat {
        for &pool in &once {
            pools.push(vm.incref(pool));
        }
    }
    let zeros = vec![0; pools.len()];
    let pools = vm.tuple(&pools);
    Ok(make(vm, class, pools, false, &zeros))
}

pub(super) fn step_product(vm: &mut Vm, id: Ref) -> Res<Option<Ref>> {
    if vm.record_number(id, ENDED) != 0 {
        return Ok(None);
    }
    let pools = vm.items(vm.record_at(id, 0)).unwrap_or(&[]).to_vec();
    let mut indices = indices(vm, id);
    if vm.record_number(id, BEGAN) == 0 {
        vm.set_record_number(id, BEGAN, 1);
        if pools.iter().any(|&p| vm.tuple_len(p) == 0) {
            return end(vm, id);
        }
    } else {
        let mut place = pools.len();
        loop {
            if place == 0 {
                return end(vm, id);
            }
            place -= 1;
            indices[place] += 1;
            if indices[place] < vm.tuple_len(pools[place]) {
                break;
            }
            indices[place] = 0;
        }
        set_indices(vm, id, &indices);
    }
    let items: Vec<Ref> = pools
        .iter()
        .zip(&indices)
        .filter_map(|(&pool, &i)| vm.items(pool).and_then(|items| items.get(i).copied()))
        .collect();
    give(vm, id, &items)
}

/// The pool and how many are chosen.
fn pool_and_size(vm: &mut Vm, args: Args) -> Res<(Ref, usize, Option<usize>)> {
    let (iterable, size) = (args.at(vm, 1), args.at(vm, 2));
    let pool = tuple::from_iterable(vm, iterable)?;
    let length = vm.tuple_len(pool);
    if size.is_null() || size == crate::python::vm::known::NONE {
        return Ok((pool, length, None));
    }
    let chosen = vm.index(size).and_then(|size| match usize::try_from(size) {
        Ok(size) => Ok(size),
        Err(_) => Err(vm.value_error("r must be non-negative")),
    });
    match chosen {
        Ok(chosen) => Ok((pool, length, Some(chosen))),
        Err(raised) => {
            vm.decref(pool);
            Err(raised)
        }
    }
}

fn new_combinations(vm: &mut Vm, args: Args) -> Res {
    let class = args.at(vm, 0);
    let (pool, length, size) = pool_and_size(vm, args)?;
    let size = size.unwrap_or(length);
    let indices: Vec<usize> = (0..size.min(length + 1)).collect();
    Ok(make(vm, class, pool, size > length, &indices))
}

pub(super) fn step_combinations(vm: &mut Vm, id: Ref) -> Res<Option<Ref>> {
    if vm.record_number(id, ENDED) != 0 {
        return Ok(None);
    }
    let mut indices = indices(vm, id);
    if vm.record_number(id, BEGAN) == 0 {
        vm.set_record_number(id, BEGAN, 1);
    } else {
        let (length, size) = (vm.tuple_len(vm.record_at(id, 0)), indices.len());
        let Some(place) = (0..size).rev().find(|&i| indices[i] != i + length - size) else { return end(vm, id) };
        indices[place] += 1;
        for i in place + 1..size {
            indices[i] = indices[i - 1] + 1;
        }
        set_indices(vm, id, &indices);
    }
    let items = chosen(vm, id, &indices);
    give(vm, id, &items)
}

fn new_with_replacement(vm: &mut Vm, args: Args) -> Res {
    let class = args.at(vm, 0);
    let (pool, length, size) = pool_and_size(vm, args)?;
    let size = size.unwrap_or(length);
    if size > MOST_PLACES {
        vm.decref(pool);
        return Err(vm.raise(types::MEMORY_ERROR, ""));
    }
    Ok(make(vm, class, pool, length == 0 && size > 0, &vec![0; size]))
}

pub(super) fn step_combinations_with_replacement(vm: &mut Vm, id: Ref) -> Res<Option<Ref>> {
    if vm.record_number(id, ENDED) != 0 {
        return Ok(None);
    }
    let mut indices = indices(vm, id);
    if vm.record_number(id, BEGAN) == 0 {
        vm.set_record_number(id, BEGAN, 1);
    } else {
        let length = vm.tuple_len(vm.record_at(id, 0));
        let Some(place) = (0..indices.len()).rev().find(|&i| indices[i] + 1 != length) else { return end(vm, id) };
        let next = indices[place] + 1;
        indices[place..].fill(next);
        set_indices(vm, id, &indices);
    }
    let items = chosen(vm, id, &indices);
    give(vm, id, &items)
}

/// The numbers hold the indices of the whole pool, then one cycle for each chosen place.
fn new_permutations(vm: &mut Vm, args: Args) -> Res {
    let class = args.at(vm, 0);
    let (pool, length, size) = pool_and_size(vm, args)?;
    let size = size.unwrap_or(length);
    let mut numbers: Vec<usize> = (0..length).collect();
    if size <= length {
        numbers.extend((0..size).map(|i| length - i));
    }
    Ok(make(vm, class, pool, size > length, &numbers))
}

pub(super) fn step_permutations(vm: &mut Vm, id: Ref) -> Res<Option<Ref>> {
    if vm.record_number(id, ENDED) != 0 {
        return Ok(None);
    }
    let length = vm.tuple_len(vm.record_at(id, 0));
    let mut numbers = indices(vm, id);
    let mut cycles = numbers.split_off(length.min(numbers.len()));
    let size = cycles.len();
    if vm.record_number(id, BEGAN) == 0 {
        vm.set_record_number(id, BEGAN, 1);
    } else {
        let mut place = size;
        loop {
            if place == 0 {
                return end(vm, id);
            }
            place -= 1;
            cycles[place] -= 1;
            if cycles[place] == 0 {
                numbers[place..].rotate_left(1);
                cycles[place] = length - place;
            } else {
                numbers.swap(place, length - cycles[place]);
                break;
            }
        }
        let all: Vec<usize> = numbers.iter().chain(&cycles).copied().collect();
        set_indices(vm, id, &all);
    }
    let items = chosen(vm, id, &numbers[..size]);
    give(vm, id, &items)
}
