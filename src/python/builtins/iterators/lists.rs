//! 2.7's `zip`, `map`, `filter` and `range`: functions that give lists.

use crate::memory::{Body, Ref, alloc};
use crate::python::builtins::functions::legacy;
use crate::python::builtins::list;
use crate::python::vm::known::{self, types};
use crate::python::vm::native::{Args, Arity, Native};
use crate::python::vm::{Res, Vm};

/// They take the place of the types of the same names.
pub const FUNCTIONS: &[Native] = &[
    Native::function("zip", Arity::Raw, zip),
    Native::function("map", Arity::Raw, map),
    Native::function("filter", Arity::Range(2, 2), filter),
    Native::function("range", Arity::Range(1, 3), legacy::range),
];

/// Iterators over the arguments from `from` on, owned.
fn iterators(vm: &mut Vm, args: Args, from: usize, refusal: impl Fn(usize) -> String) -> Res<Vec<Ref>> {
    let mut found = Vec::new();
    for index in from..args.count {
        let iterable = args.at(vm, index);
        match vm.iter(iterable) {
            Ok(iterator) => found.push(iterator),
            Err(raised) => {
                vm.decref_all(&found);
                return Err(if vm.catch(types::TYPE_ERROR) {
                    vm.type_error(refusal(index - from + 1))
                } else {
                    raised
                });
            }
        }
    }
    Ok(found)
}

/// Fills a new list by `next` until it gives none.
fn collect(vm: &mut Vm, mut next: impl FnMut(&mut Vm) -> Res<Option<Ref>>) -> Res {
    let list = vm.list(Vec::new());
    loop {
        match next(vm) {
            Ok(Some(item)) => list::append(vm, list, item),
            Ok(None) => return Ok(list),
            Err(raised) => {
                vm.decref(list);
                return Err(raised);
            }
        }
    }
}

fn zip(vm: &mut Vm, args: Args) -> Res {
    // The iterators stand in a tuple, and the tuple for the items that are not there any more is made, too.
    alloc::count_tuple(vm, args.count);
    let sources = iterators(vm, args, 0, |n| format!("zip argument #{n} must support iteration"))
        .inspect_err(|_| alloc::count_tuple_death(&mut vm.heap, args.count))?;
    let result = collect(vm, |vm| {
        let mut items = Vec::with_capacity(sources.len());
        for &source in &sources {
            match vm.next(source) {
                Ok(Some(item)) => items.push(item),
                ended => {
                    vm.decref_all(&items);
                    return ended;
                }
            }
        }
        Ok(if items.is_empty() { None } else { Some(vm.tuple(&items)) })
    });
    alloc::count_tuple(vm, args.count);
    alloc::count_tuple_death(&mut vm.heap, args.count);
    vm.decref_all(&sources);
    alloc::count_tuple_death(&mut vm.heap, args.count);
    result
}

/// Short iterables are filled up with None; `None` as function makes tuples.
fn map(vm: &mut Vm, args: Args) -> Res {
    if args.count < 2 {
        return Err(vm.type_error("map() requires at least two args"));
    }
    let function = args.at(vm, 0);
    let sources = iterators(vm, args, 1, |n| format!("argument {} to map() must support iteration", n + 1))?;
    let result = collect(vm, |vm| mapped(vm, function, &sources));
    vm.decref_all(&sources);
    result
}

/// The items stand in a tuple, which is what a function is called with.
fn mapped(vm: &mut Vm, function: Ref, sources: &[Ref]) -> Res<Option<Ref>> {
    let makes_tuples = function == known::NONE;
    let tuple = if makes_tuples { 0 } else { sources.len() };
    alloc::count_tuple(vm, tuple);
    let result = map_items(vm, function, sources);
    if makes_tuples && sources.len() > 1 && matches!(result, Ok(None)) {
        // The tuple for the items that are not there any more is made, too.
        alloc::count_tuple(vm, sources.len());
        alloc::count_tuple_death(&mut vm.heap, sources.len());
    }
    alloc::count_tuple_death(&mut vm.heap, tuple);
    result
}

fn map_items(vm: &mut Vm, function: Ref, sources: &[Ref]) -> Res<Option<Ref>> {
    let mut items = Vec::with_capacity(sources.len());
    let mut any = false;
    for &source in sources {
        match vm.next(source) {
            Ok(Some(item)) => {
                any = true;
                items.push(item);
            }
            Ok(None) => items.push(vm.none()),
            Err(raised) => {
                vm.decref_all(&items);
                return Err(raised);
            }
        }
    }
    if !any {
        vm.decref_all(&items);
        return Ok(None);
    }
    if function == known::NONE {
        return Ok(Some(if let [only] = items[..] { only } else { vm.tuple(&items) }));
    }
    let value = vm.call_lending(function, &items);
    vm.decref_all(&items);
    value.map(Some)
}

/// Tuples and text give their own kind.
fn filter(vm: &mut Vm, args: Args) -> Res {
    let (function, iterable) = (args.at(vm, 0), args.at(vm, 1));
    // What the function is called with.
    alloc::count_tuple(vm, 1);
    let list = vm.iter(iterable).and_then(|iterator| {
        let list = collect(vm, |vm| next_good(vm, function, iterator));
        vm.decref(iterator);
        list
    });
    alloc::count_tuple_death(&mut vm.heap, 1);
    let list = list?;
    let result = match vm.body(iterable) {
        Body::SmallTuple(..) | Body::Tuple(_) => {
            let items = list::items(vm, list).to_vec();
            vm.tuple_from(&items)
        }
        Body::Str(_) => {
            let parts: Vec<String> = list::items(vm, list).iter().map(|&item| vm.text(item)).collect();
            vm.string(parts.concat())
        }
        _ => return Ok(list),
    };
    vm.decref(list);
    Ok(result)
}

fn next_good(vm: &mut Vm, function: Ref, iterator: Ref) -> Res<Option<Ref>> {
    while let Some(item) = vm.next(iterator)? {
        let good = if function == known::NONE || function == types::BOOL {
            vm.truth(item)
        } else {
            vm.call(function, &[item]).and_then(|answer| {
                let truth = vm.truth(answer);
                vm.decref(answer);
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
