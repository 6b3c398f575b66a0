//! `iter`, `next`, `aiter`, `anext`, `sorted`.

use crate::memory::free_lists::Kind;
use crate::memory::{Ref, alloc};
use crate::python::builtins::iterators::sequence::callable_iterator;
use crate::python::builtins::list::sort::{order_of, sort_by, sort_in_place};
use crate::python::builtins::support::{keyword, only_keywords};
use crate::python::vm::known::{NONE, names};
use crate::python::vm::native::Args;
use crate::python::vm::{Res, Vm};

pub(super) fn iter(vm: &mut Vm, args: Args) -> Res {
    let (x, sentinel) = (args.at(vm, 0), args.at(vm, 1));
    if sentinel.is_null() {
        return vm.iter(x);
    }
    if !vm.is_callable(x) {
        let words = vm.dialect.builtins.words.iter_callable;
        return Err(vm.type_error(words));
    }
    Ok(callable_iterator(vm, x, sentinel))
}

/// `aiter` and `anext`: what the object's own method gives.
pub(super) fn asynchronous(vm: &mut Vm, args: Args, method: &str) -> Res {
    let x = args.at(vm, 0);
    let name = vm.intern(method);
    match vm.call_special(x, name, &[]) {
        Some(result) => result,
        None => {
            let what = if method == "__aiter__" { "iterable" } else { "iterator" };
            let shown = vm.type_name(x);
            Err(vm.type_error(format!("'{shown}' object is not an async {what}")))
        }
    }
}

/// `anext(iterator[, default])`: with a default, an object of the library's that waits for the item.
pub(super) fn anext(vm: &mut Vm, args: Args) -> Res {
    let default = args.at(vm, 1);
    let awaitable = asynchronous(vm, args, "__anext__")?;
    if default.is_null() {
        return Ok(awaitable);
    }
    let result = vm.call_of_module("_anext", "anext_awaitable", &[awaitable, default]);
    vm.decref(awaitable);
    result
}

pub(super) fn next(vm: &mut Vm, args: Args) -> Res {
    let (iterator, default) = (args.at(vm, 0), args.at(vm, 1));
    if !vm.is_iterator(iterator) {
        let name = vm.type_name(iterator);
        return Err(vm.type_error(vm.dialect.builtins.words.refusals.not_iterator(&name)));
    }
    if let Some(default) = default.some() {
        return match vm.next(iterator)? {
            Some(item) => Ok(item),
            None => Ok(vm.incref(default)),
        };
    }
    // A generator's return value travels in the StopIteration that its own method makes.
    if vm.steps.contains_key(&vm.type_of(iterator)) {
        return match vm.next(iterator)? {
            Some(item) => Ok(item),
            None => Err(vm.stop_iteration(NONE)),
        };
    }
    let name = if vm.dialect.python2 { names::NEXT_2 } else { names::NEXT };
    match vm.call_special(iterator, name, &[]) {
        Some(item) => item,
        None => Err(vm.stop_iteration(NONE)),
    }
}

pub(super) fn sorted(vm: &mut Vm, args: Args) -> Res {
    let count = args.positional(vm);
    let most = if vm.dialect.python2 { 4 } else { 1 };
    if count == 0 || count > most {
        let message = vm.dialect.builtins.words.too_few.exactly_one("sorted", count);
        return Err(vm.type_error(message));
    }
    let list = crate::python::builtins::list::from_iterable(vm, args.at(vm, 0))?;
    // The list's `sort`, looked up as a program would.
    alloc::count_kept(vm, Kind::BuiltinMethod);
    vm.heap.collector.hold_unseen(1);
    let result = sort(vm, args, list);
    vm.heap.collector.release_unseen(1);
    alloc::count_death(&mut vm.heap, Kind::BuiltinMethod);
    if let Err(raised) = result {
        vm.decref(list);
        return Err(raised);
    }
    Ok(list)
}

fn sort(vm: &mut Vm, args: Args, list: Ref) -> Res<()> {
    if vm.dialect.python2 {
        only_keywords(vm, args, "sort", &["cmp", "key", "reverse"])?;
        let count = args.positional(vm);
        let mut given = [Ref::NULL; 3];
        for (at, name) in ["cmp", "key", "reverse"].into_iter().enumerate() {
            let named = keyword(vm, args, name).unwrap_or(Ref::NULL);
            given[at] = if at + 1 < count { args.at(vm, at + 1) } else { named };
        }
        let [compare, key, reverse] = given;
        return sort_by(vm, list, compare, key, reverse);
    }
    if vm.tuple_len(args.names) > 0 {
        vm.count_sort_parser();
    }
    only_keywords(vm, args, "sort", &["key", "reverse"])?;
    let key = keyword(vm, args, "key").unwrap_or(NONE);
    let reverse = keyword(vm, args, "reverse").unwrap_or(Ref::NULL);
    let order = order_of(vm, reverse)?;
    sort_in_place(vm, list, key, order)
}
