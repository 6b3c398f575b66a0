//! How the iterators of `itertools` are taken apart and put together again: up to 3.13, with a DeprecationWarning from
//! 3.12 on (`Modules/itertoolsmodule.c` there).

use super::super::iterators::pickling::{pickled, recipe, reduce, reduce_parts, set_state};
use super::combinatoric;
use crate::memory::Ref;
use crate::python::dialect::builtins::IteratorCopies;
use crate::python::vm::known::{self, types};
use crate::python::vm::native::{Args, TypeDef};
use crate::python::vm::{Res, Vm};

/// What is added to the iterators.
pub const TYPES: &[&TypeDef] = &[
    &pickled(types::ACCUMULATE, &[reduce(reduce_accumulate), set_state(|vm, args| set_part(vm, args, 2))]),
    &pickled(types::CHAIN, &[reduce(reduce_chain), set_state(set_chain)]),
    &pickled(types::COMPRESS, &[reduce(|vm, args| parts(vm, args, &[0, 1]))]),
    &pickled(types::COUNTER, &[reduce(reduce_count)]),
    &pickled(types::CYCLE, &[reduce(reduce_cycle), set_state(set_cycle)]),
    &pickled(types::DROPWHILE, &[reduce(reduce_while), set_state(set_while)]),
    &pickled(types::TAKEWHILE, &[reduce(reduce_while), set_state(set_while)]),
    &pickled(types::FILTERFALSE, &[reduce(|vm, args| parts(vm, args, &[1, 0]))]),
    &pickled(types::STARMAP, &[reduce(|vm, args| parts(vm, args, &[1, 0]))]),
    &pickled(types::GROUPBY, &[reduce(reduce_groupby), set_state(set_groupby)]),
    &pickled(types::ISLICE, &[reduce(reduce_islice), set_state(set_islice)]),
    &pickled(types::REPEAT, &[reduce(reduce_repeat)]),
    &pickled(types::ZIP_LONGEST, &[reduce(reduce_zip_longest), set_state(|vm, args| set_part(vm, args, 2))]),
    &pickled(types::PRODUCT, &[reduce(reduce_chosen), set_state(set_chosen)]),
    &pickled(types::PERMUTATIONS, &[reduce(reduce_chosen), set_state(set_chosen)]),
    &pickled(types::COMBINATIONS, &[reduce(reduce_chosen), set_state(set_chosen)]),
    &pickled(types::COMBINATIONS_WITH_REPLACEMENT, &[reduce(reduce_chosen), set_state(set_chosen)]),
];

/// From 3.12 on each of these methods says that it will go.
fn warn(vm: &mut Vm) -> Res<()> {
    if vm.dialect.builtins.iterator_copies == IteratorCopies::Made {
        return Ok(());
    }
    let text = "Pickle, copy, and deepcopy support will be removed from itertools in Python 3.14.";
    vm.warn(types::DEPRECATION_WARNING, text)
}

fn parts(vm: &mut Vm, args: Args, wanted: &[usize]) -> Res {
    warn(vm)?;
    reduce_parts(vm, args, wanted)
}

/// The state becomes a reference of the record.
fn set_part(vm: &mut Vm, args: Args, at: usize) -> Res {
    warn(vm)?;
    let (id, state) = (args.at(vm, 0), args.at(vm, 1));
    vm.incref(state);
    vm.record_put(id, at, state);
    vm.done()
}

/// The items of a state that must be a tuple of so many; borrowed.
fn items_of(vm: &mut Vm, state: Ref, least: usize, most: usize) -> Res<Vec<Ref>> {
    if !vm.isinstance_of(state, types::TUPLE) {
        return Err(vm.type_error("state is not a tuple"));
    }
    let items = vm.items(state).unwrap_or_default().to_vec();
    if items.len() < least || items.len() > most {
        let (bound, wanted) = if items.len() < least { ("at least", least) } else { ("at most", most) };
        let bound = if least == most { "exactly" } else { bound };
        let plural = if wanted == 1 { "" } else { "s" };
        let message = format!("function takes {bound} {wanted} argument{plural} ({} given)", items.len());
        return Err(vm.type_error(message));
    }
    Ok(items)
}

/// `chain((first,), iterator)`: an item that is to come before the rest; both stolen.
fn before(vm: &mut Vm, first: Ref, iterator: Ref) -> Res {
    let first = vm.tuple(&[first]);
    let result = vm.call(types::CHAIN, &[first, iterator]);
    vm.decref_all(&[first, iterator]);
    result
}

fn reduce_accumulate(vm: &mut Vm, args: Args) -> Res {
    warn(vm)?;
    let id = args.at(vm, 0);
    let [function, iterator, total, initial] = [0, 1, 2, 3].map(|at| vm.record_at(id, at));
    let function = function.some().unwrap_or(known::NONE);
    for held in [function, iterator] {
        vm.incref(held);
    }
    if !initial.is_null() {
        vm.incref(initial);
        let iterator = before(vm, initial, iterator)?;
        let none = vm.none();
        return Ok(recipe(vm, vm.type_of(id), &[iterator, function], Some(none)));
    }
    if total == known::NONE {
        let none = vm.none();
        let iterator = before(vm, none, iterator)?;
        let made = vm.call(vm.type_of(id), &[iterator, function]);
        vm.decref_all(&[iterator, function]);
        let (made, one, none) = (made?, vm.int(1), vm.none());
        return Ok(recipe(vm, types::ISLICE, &[made, one, none], None));
    }
    let total = vm.incref(total.some().unwrap_or(known::NONE));
    Ok(recipe(vm, vm.type_of(id), &[iterator, function], Some(total)))
}

fn reduce_chain(vm: &mut Vm, args: Args) -> Res {
    warn(vm)?;
    let id = args.at(vm, 0);
    let (active, source) = (vm.record_at(id, 0), vm.record_at(id, 1));
    if source.is_null() {
        return Ok(recipe(vm, vm.type_of(id), &[], None));
    }
    let state = if active.is_null() { vm.tuple_from(&[source]) } else { vm.tuple_from(&[source, active]) };
    Ok(recipe(vm, vm.type_of(id), &[], Some(state)))
}

fn set_chain(vm: &mut Vm, args: Args) -> Res {
    warn(vm)?;
    let (id, state) = (args.at(vm, 0), args.at(vm, 1));
    let items = items_of(vm, state, 1, 2)?;
    for item in &items {
        if vm.lookup_special(*item, known::names::NEXT).is_none() {
            return Err(vm.type_error("Arguments must be iterators."));
        }
    }
    for (at, item) in [(1, items.first()), (0, items.get(1))] {
        let item = item.map_or(Ref::NULL, |item| vm.incref(*item));
        vm.record_put(id, at, item);
    }
    vm.done()
}

fn reduce_count(vm: &mut Vm, args: Args) -> Res {
    let one = vm.as_int(vm.record_at(args.at(vm, 0), 1)) == Some(1);
    parts(vm, args, if one { &[0] } else { &[0, 1] })
}

fn reduce_cycle(vm: &mut Vm, args: Args) -> Res {
    warn(vm)?;
    let id = args.at(vm, 0);
    let (iterator, saved) = (vm.record_at(id, 0), vm.record_at(id, 1));
    let again = iterator.is_null();
    let iterator = if again {
        let walk = vm.iter(saved)?;
        let at = vm.record_number(id, 0);
        if at != 0 {
            let (name, at) = (vm.intern("__setstate__"), vm.int(at));
            let result = vm.call_method(walk, name, &[at]);
            vm.decref(at);
            result.map(|none| vm.decref(none))?;
        }
        walk
    } else {
        vm.incref(iterator)
    };
    let again = vm.bool(again);
    vm.incref(saved);
    let state = vm.tuple(&[saved, again]);
    Ok(recipe(vm, vm.type_of(id), &[iterator], Some(state)))
}

fn set_cycle(vm: &mut Vm, args: Args) -> Res {
    warn(vm)?;
    let (id, state) = (args.at(vm, 0), args.at(vm, 1));
    let items = items_of(vm, state, 2, 2)?;
    let &[saved, again] = items.as_slice() else { return vm.done() };
    if !vm.isinstance_of(saved, types::LIST) {
        let given = vm.type_name(saved).to_owned();
        return Err(vm.type_error(format!("argument 1 must be list, not {given}")));
    }
    let again = vm.index(again)?;
    vm.incref(saved);
    vm.record_put(id, 1, saved);
    vm.set_record_number(id, 0, 0);
    vm.set_record_number(id, 1, i64::from(again != 0));
    vm.done()
}

fn reduce_while(vm: &mut Vm, args: Args) -> Res {
    warn(vm)?;
    let id = args.at(vm, 0);
    let (iterator, function) = (vm.record_ref(id, 0), vm.record_ref(id, 1));
    let past = vm.record_number(id, 0);
    let past = vm.int(past);
    Ok(recipe(vm, vm.type_of(id), &[function, iterator], Some(past)))
}

fn set_while(vm: &mut Vm, args: Args) -> Res {
    warn(vm)?;
    let (id, state) = (args.at(vm, 0), args.at(vm, 1));
    let past = vm.truth(state)?;
    vm.set_record_number(id, 0, i64::from(past));
    vm.done()
}

fn reduce_groupby(vm: &mut Vm, args: Args) -> Res {
    warn(vm)?;
    let id = args.at(vm, 0);
    let [iterator, function, target, key, value] = [0, 1, 2, 3, 4].map(|at| vm.record_at(id, at));
    for held in [iterator, function] {
        vm.incref(held);
    }
    let state = if [target, key, value].iter().any(|part| part.is_null()) {
        None
    } else {
        Some(vm.tuple_from(&[value, target, key]))
    };
    Ok(recipe(vm, vm.type_of(id), &[iterator, function], state))
}

fn set_groupby(vm: &mut Vm, args: Args) -> Res {
    warn(vm)?;
    let (id, state) = (args.at(vm, 0), args.at(vm, 1));
    let items = items_of(vm, state, 3, 3)?;
    for (at, item) in [4, 2, 3].into_iter().zip(items) {
        vm.incref(item);
        vm.record_put(id, at, item);
    }
    vm.done()
}

fn reduce_islice(vm: &mut Vm, args: Args) -> Res {
    warn(vm)?;
    let id = args.at(vm, 0);
    let iterator = vm.record_at(id, 0);
    if iterator.is_null() {
        let list = vm.list(Vec::new());
        let empty = vm.iter(list);
        vm.decref(list);
        let (empty, zero, state) = (empty?, vm.int(0), vm.int(0));
        return Ok(recipe(vm, vm.type_of(id), &[empty, zero], Some(state)));
    }
    vm.incref(iterator);
    let [next, stop, step, taken] = [0, 1, 2, 3].map(|at| vm.record_number(id, at));
    let stop = if stop == -1 { vm.none() } else { vm.int(stop) };
    let [next, step, taken] = [next, step, taken].map(|number| vm.int(number));
    Ok(recipe(vm, vm.type_of(id), &[iterator, next, stop, step], Some(taken)))
}

fn set_islice(vm: &mut Vm, args: Args) -> Res {
    warn(vm)?;
    let (id, state) = (args.at(vm, 0), args.at(vm, 1));
    let taken = vm.index(state)?;
    vm.set_record_number(id, 3, taken);
    vm.done()
}

fn reduce_repeat(vm: &mut Vm, args: Args) -> Res {
    warn(vm)?;
    let id = args.at(vm, 0);
    let (object, times) = (vm.record_ref(id, 0), vm.record_number(id, 0));
    if times < 0 {
        return Ok(recipe(vm, vm.type_of(id), &[object], None));
    }
    let times = vm.int(times);
    Ok(recipe(vm, vm.type_of(id), &[object, times], None))
}

fn reduce_zip_longest(vm: &mut Vm, args: Args) -> Res {
    warn(vm)?;
    let id = args.at(vm, 0);
    let iterators = vm.items(vm.record_at(id, 0)).unwrap_or_default().to_vec();
    let iterators: Vec<Ref> =
        iterators.iter().map(|&i| vm.incref(if i == known::NONE { known::EMPTY_TUPLE } else { i })).collect();
    let fill = vm.record_ref(id, 2);
    Ok(recipe(vm, vm.type_of(id), &iterators, Some(fill)))
}

/// product, permutations, combinations and combinations_with_replacement: what is chosen from, and the indices of what
/// was given last.
fn reduce_chosen(vm: &mut Vm, args: Args) -> Res {
    warn(vm)?;
    let id = args.at(vm, 0);
    let class = vm.type_of(id);
    let kind = vm.builtin_base(class);
    let (began, ended) = combinatoric::progress(vm, id);
    let pool = vm.record_at(id, 0);
    let numbers = combinatoric::indices(vm, id);
    let whole = vm.tuple_len(pool);
    let split = if kind == types::PERMUTATIONS { whole.min(numbers.len()) } else { numbers.len() };
    let (indices, cycles) = numbers.split_at(split);
    let chosen = if kind == types::PERMUTATIONS { cycles.len() } else { indices.len() };
    let arguments = if kind == types::PRODUCT {
        let pools = if ended { vec![known::EMPTY_TUPLE] } else { vm.items(pool).unwrap_or_default().to_vec() };
        pools.iter().map(|pool| vm.incref(*pool)).collect()
    } else {
        let pool = vm.incref(if ended && began { known::EMPTY_TUPLE } else { pool });
        vec![pool, vm.int(chosen as i64)]
    };
    if !began || ended {
        return Ok(recipe(vm, class, &arguments, None));
    }
    let mut state = number_tuple(vm, indices);
    if kind == types::PERMUTATIONS {
        let cycles = number_tuple(vm, cycles);
        state = vm.tuple(&[state, cycles]);
    }
    Ok(recipe(vm, class, &arguments, Some(state)))
}

fn number_tuple(vm: &mut Vm, numbers: &[usize]) -> Ref {
    let numbers: Vec<Ref> = numbers.iter().map(|&number| vm.int(number as i64)).collect();
    vm.tuple(&numbers)
}

fn set_chosen(vm: &mut Vm, args: Args) -> Res {
    warn(vm)?;
    let (id, state) = (args.at(vm, 0), args.at(vm, 1));
    let kind = vm.builtin_base(vm.type_of(id));
    let places = combinatoric::indices(vm, id).len();
    let given = if kind == types::PERMUTATIONS {
        let halves = items_of(vm, state, 2, 2)?;
        halves.iter().flat_map(|half| vm.items(*half).unwrap_or_default().to_vec()).collect()
    } else {
        vm.items(state).unwrap_or_default().to_vec()
    };
    if given.len() != places || !vm.isinstance_of(state, types::TUPLE) {
        return Err(vm.value_error("invalid arguments"));
    }
    let mut numbers = Vec::with_capacity(places);
    for number in given {
        numbers.push(vm.index(number)?);
    }
    combinatoric::resume(vm, id, kind, &numbers);
    vm.done()
}
