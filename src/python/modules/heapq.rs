//! `_heapq`: a list as a heap, with the comparisons of `Modules/_heapqmodule.c` in their order.

use crate::memory::Ref;
use crate::python::builtins::list::{self, items};
use crate::python::builtins::support::argument_kind;
use crate::python::dialect::builtins::HeapArgument;
use crate::python::vm::known::types;
use crate::python::vm::native::{Args, Arity, ModuleDef, Native};
use crate::python::vm::{Res, Vm};

pub const MODULE: ModuleDef = ModuleDef {
    name: "_heapq",
    functions: &[
        Native::function("heappush", Arity::Range(2, 2), push),
        Native::function("heappop", Arity::One, pop),
        Native::function("heapify", Arity::One, heapify),
        Native::function("heapreplace", Arity::Range(2, 2), replace),
        Native::function("heappushpop", Arity::Range(2, 2), push_pop),
    ],
    fill: None,
};

/// From this size on `heapify` goes through the heap in an order that keeps what it touches near.
const LARGE: usize = 2500;

/// The heap, which must be a list. `place` is the argument as messages call it.
fn heap(vm: &mut Vm, args: Args, function: &str, place: &str) -> Res {
    let heap = args.at(vm, 0);
    if vm.isinstance_of(heap, types::LIST) {
        return Ok(heap);
    }
    let message = match vm.dialect.builtins.words.heap_argument {
        HeapArgument::Plain => "heap argument must be a list".to_owned(),
        HeapArgument::NamesFunction => {
            format!("{function}() {place} must be list, not {}", argument_kind(vm, heap))
        }
    };
    Err(vm.type_error(message))
}

/// Whether one item (which must stay for the time) is less than another; an error when the heap has another size then.
fn less(vm: &mut Vm, heap: Ref, a: Ref, b: Ref) -> Res<bool> {
    let size = items(vm, heap).len();
    vm.incref(a);
    vm.incref(b);
    let less = vm.less(a, b);
    vm.decref(a);
    vm.decref(b);
    let less = less?;
    if items(vm, heap).len() != size {
        return Err(vm.runtime_error("list changed size during iteration"));
    }
    Ok(less)
}

fn at(vm: &Vm, heap: Ref, index: usize) -> Ref {
    items(vm, heap).get(index).copied().unwrap_or(Ref::NULL)
}

fn swap(vm: &mut Vm, heap: Ref, a: usize, b: usize) {
    if let Some(items) = vm.heap.list_mut(heap).filter(|items| a.max(b) < items.len()) {
        items.swap(a, b);
    }
}

/// Puts an item (owned) at the top; the one that stood there is handed over.
fn exchange_top(vm: &mut Vm, heap: Ref, item: Ref) -> Ref {
    match vm.heap.list_mut(heap).and_then(|items| items.first_mut()) {
        Some(top) => std::mem::replace(top, item),
        None => item,
    }
}

/// Moves the item at a place up, at most to `start`, until its parent is not greater.
fn sift_down(vm: &mut Vm, heap: Ref, start: usize, mut place: usize) -> Res<()> {
    while place > start {
        let parent = (place - 1) >> 1;
        let (item, above) = (at(vm, heap, place), at(vm, heap, parent));
        if !less(vm, heap, item, above)? {
            break;
        }
        swap(vm, heap, place, parent);
        place = parent;
    }
    Ok(())
}

/// Lets the smaller children move up to a leaf, then the item up from there: fewer comparisons.
fn sift_up(vm: &mut Vm, heap: Ref, start: usize) -> Res<()> {
    let end = items(vm, heap).len();
    let mut place = start;
    while place < end >> 1 {
        let mut child = 2 * place + 1;
        if child + 1 < end {
            let (left, right) = (at(vm, heap, child), at(vm, heap, child + 1));
            if !less(vm, heap, left, right)? {
                child += 1;
            }
        }
        swap(vm, heap, place, child);
        place = child;
    }
    sift_down(vm, heap, start, place)
}

fn push(vm: &mut Vm, args: Args) -> Res {
    let heap = heap(vm, args, "heappush", "argument 1")?;
    let item = args.at(vm, 1);
    vm.incref(item);
    list::append(vm, heap, item);
    let last = items(vm, heap).len() - 1;
    sift_down(vm, heap, 0, last)?;
    vm.done()
}

fn pop(vm: &mut Vm, args: Args) -> Res {
    let heap = heap(vm, args, "heappop", "argument")?;
    let last = items(vm, heap).len().checked_sub(1).and_then(|last| list::take_at(vm, heap, last));
    let Some(last) = last else { return Err(vm.index_error("index out of range")) };
    if items(vm, heap).is_empty() {
        return Ok(last);
    }
    let top = exchange_top(vm, heap, last);
    sifted(vm, heap, top)
}

fn replace(vm: &mut Vm, args: Args) -> Res {
    let heap = heap(vm, args, "heapreplace", "argument 1")?;
    let item = args.at(vm, 1);
    if items(vm, heap).is_empty() {
        return Err(vm.index_error("index out of range"));
    }
    vm.incref(item);
    let top = exchange_top(vm, heap, item);
    sifted(vm, heap, top)
}

fn push_pop(vm: &mut Vm, args: Args) -> Res {
    let heap = heap(vm, args, "heappushpop", "argument 1")?;
    let item = args.at(vm, 1);
    let top = at(vm, heap, 0);
    if top.is_null() || !less(vm, heap, top, item)? {
        return Ok(vm.incref(item));
    }
    vm.incref(item);
    let top = exchange_top(vm, heap, item);
    sifted(vm, heap, top)
}

/// Repairs the heap below a new top, and gives the old one (owned).
fn sifted(vm: &mut Vm, heap: Ref, old: Ref) -> Res {
    match sift_up(vm, heap, 0) {
        Ok(()) => Ok(old),
        Err(raised) => {
            vm.decref(old);
            Err(raised)
        }
    }
}

fn heapify(vm: &mut Vm, args: Args) -> Res {
    let heap = heap(vm, args, "heapify", "argument")?;
    let inner = items(vm, heap).len() >> 1;
    if items(vm, heap).len() <= LARGE {
        for place in (0..inner).rev() {
            sift_up(vm, heap, place)?;
        }
        return vm.done();
    }
    // Subtree by subtree: a parent follows as soon as both of its children are heaps.
    let row = (1usize << (inner + 1).ilog2()) - 1;
    for place in (inner >> 1..row).rev().chain((row..inner).rev()) {
        let mut place = place;
        loop {
            sift_up(vm, heap, place)?;
            if place & 1 == 0 {
                break;
            }
            place >>= 1;
        }
    }
    vm.done()
}
