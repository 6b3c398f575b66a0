//! The death of an object whose last reference has gone, and of everything that dies with it.
//!
//! CPython's deallocators call one another: a list's deallocator drops its items from the end, an item whose count
//! reaches zero is deallocated then and there, before the list goes on with the next. Here the same order comes from
//! a stack of [`Dying`] objects, so that a chain of a million objects needs no native recursion:
//!
//! ```text
//! die(list) ── begin(list): untracked, finalizer, weak references
//!   step: drop the last item ── begin(item) … finish(item)
//!   step: drop the item before …
//! finish(list): the cell is free, the class loses its reference
//! ```

mod last_words;
pub(super) mod parts;
mod trash;

pub use last_words::finalizer;
pub(super) use trash::CALL;
pub use trash::Trash;

use super::alloc;
use super::free_lists;
use super::heap::{Heap, flag};
use super::host::Host;
use super::journal::Event;
use super::object::{Body, Ref};
use super::visit;

/// A deallocation in progress.
#[derive(Clone, Copy, Debug)]
pub struct Dying {
    id: Ref,
    /// How far the dropping of its parts has come; what it counts depends on the body.
    cursor: u32,
    kept: Keeping,
    /// Levels of the trashcan that it takes up.
    levels: u8,
    class: ClassCount,
}

/// Where the memory of a dead object goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Keeping {
    /// Not a container: nobody counts.
    Uncounted,
    /// Freed and counted as a deallocation.
    Freed,
    /// To a free list, if there is room in it.
    FreeList(free_lists::Kind),
    Tuple,
    /// This is no object but the emptying of the trashcan.
    Trashcan,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ClassCount {
    /// A builtin class.
    Static,
    /// The object holds a reference to its class.
    Counted,
}

/// Takes a reference away; if it was the last, the object dies. NULL is allowed.
#[inline(always)]
pub fn decref<H: Host + ?Sized>(host: &mut H, id: Ref) {
    if !id.is_null() && host.heap().decref_is_last(id) {
        die(host, id);
    }
}

/// Lets an object die whose count is zero, with all that only it held.
#[inline]
pub fn die<H: Host + ?Sized>(host: &mut H, id: Ref) {
    if !free_atom(host, id) {
        cascade(host, id);
    }
}

/// Frees an object that holds nothing (an exact int, float, str, …) at once.
#[inline(always)]
fn free_atom<H: Host + ?Sized>(host: &mut H, id: Ref) -> bool {
    let heap = host.heap();
    let object = heap.object(id);
    match object.body {
        Body::Int(_) | Body::Float(_) | Body::Str(_) | Body::Plain if !visit::class_is_counted(heap, object.class) => {}
        _ => return false,
    }
    if heap.flags[id.index()] & (flag::INTERNED | flag::WEAKLY_REFERENCED) != 0 {
        return false;
    }
    free_cell(heap, id);
    true
}

#[inline(never)]
fn cascade<H: Host + ?Sized>(host: &mut H, id: Ref) {
    let outermost = host.heap().dying.len();
    begin(host, id);
    while host.heap().dying.len() > outermost {
        step(host);
    }
}

/// Drops parts of the innermost dying object until one of them dies too, or none is left.
#[inline(always)]
fn step<H: Host + ?Sized>(host: &mut H) {
    let heap = host.heap();
    let Some(&top) = heap.dying.last() else { return };
    let mut cursor = top.cursor;
    loop {
        let Some(part) = parts::next(heap, top.id, &mut cursor) else { break };
        if part.is_null() || !heap.decref_is_last(part) {
            continue;
        }
        if let Some(top) = heap.dying.last_mut() {
            top.cursor = cursor;
        }
        return begin(host, part);
    }
    finish(host);
}

/// Everything before the parts are dropped. The object may be put off, come back to life, or be done at once.
fn begin<H: Host + ?Sized>(host: &mut H, id: Ref) {
    if free_atom(host, id) {
        return;
    }
    let heap = host.heap();
    let counted = visit::class_is_counted(heap, heap.class_of(id));
    let class = if counted { ClassCount::Counted } else { ClassCount::Static };
    alloc::untrack(heap, id);
    let levels = trash::levels(heap, id, class);
    if levels > 0 {
        if heap.trash.is_full(heap.rules.trashcan, class) {
            heap.trash.put_off(id);
            return;
        }
        heap.trash.enter(levels);
    }
    if last_words::needed(heap, id, class) && !last_words::speak(host, id, class) {
        host.heap().journal.note(Event::Resurrected(id));
        return leave_trash(host, levels, class);
    }
    let heap = host.heap();
    heap.set_flag(id, flag::DYING);
    let kept = keeping(heap, id, class);
    let cursor = parts::prepare(heap, id);
    heap.dying.push(Dying { id, cursor, kept, levels, class });
}

/// All parts are dropped: gives the cell back, then the reference to the class.
#[inline(always)]
fn finish<H: Host + ?Sized>(host: &mut H) {
    let heap = host.heap();
    let Some(top) = heap.dying.pop() else { return };
    if top.kept == Keeping::Trashcan {
        return finish_emptying(host, top);
    }
    account(heap, top);
    let class = heap.class_of(top.id);
    free_cell(heap, top.id);
    if top.class == ClassCount::Counted && heap.decref_is_last(class) {
        // A class dies inside the deallocation of its last instance.
        cascade(host, class);
    }
    leave_trash(host, top.levels, top.class);
}

/// Tells the free lists, or the count of the youngest generation.
#[inline(always)]
fn account(heap: &mut Heap, dead: Dying) {
    let kept = match dead.kept {
        Keeping::Uncounted | Keeping::Trashcan => true,
        Keeping::Freed => false,
        Keeping::FreeList(kind) => heap.free_lists.keep(kind, &heap.rules.free_lists),
        Keeping::Tuple => {
            let length = match heap.body(dead.id) {
                Body::SmallTuple(length, _) => *length as usize,
                Body::Tuple(items) => items.len(),
                _ => 0,
            };
            heap.free_lists.keep_tuple(length, &heap.rules.free_lists)
        }
    };
    if !kept {
        alloc::count_deallocation(heap);
    }
}

#[inline]
fn keeping(heap: &Heap, id: Ref, class: ClassCount) -> Keeping {
    if !heap.has_flag(id, flag::CONTAINER) {
        return Keeping::Uncounted;
    }
    if class == ClassCount::Counted {
        return Keeping::Freed;
    }
    match heap.body(id) {
        Body::List(_) => Keeping::FreeList(free_lists::Kind::List),
        Body::Dict(_) => Keeping::FreeList(free_lists::Kind::Dict),
        Body::SmallTuple(..) | Body::Tuple(_) => Keeping::Tuple,
        body => free_lists::Kind::of(body).map_or(Keeping::Freed, Keeping::FreeList),
    }
}

#[inline(always)]
fn leave_trash<H: Host + ?Sized>(host: &mut H, levels: u8, class: ClassCount) {
    if levels == 0 {
        return;
    }
    let heap = host.heap();
    heap.trash.leave(levels);
    if heap.trash.is_due(heap.rules.trashcan, class) {
        start_emptying(heap);
    }
}

/// Begins to let the objects die that were put off; they do so one after the other, the last put off first.
#[cold]
fn start_emptying(heap: &mut Heap) {
    heap.trash.enter(1);
    heap.dying.push(Dying {
        id: Ref::NULL,
        cursor: 0,
        kept: Keeping::Trashcan,
        levels: 1,
        class: ClassCount::Static,
    });
}

#[cold]
fn finish_emptying<H: Host + ?Sized>(host: &mut H, emptying: Dying) {
    let heap = host.heap();
    if let Some(next) = heap.trash.take() {
        heap.dying.push(emptying);
        begin(host, next);
    } else {
        heap.trash.leave(1);
    }
}

/// Gives the cell back.
#[inline(always)]
fn free_cell(heap: &mut Heap, id: Ref) {
    heap.cells[id.index()].body = Body::Free;
    heap.flags[id.index()] = 0;
    heap.free.push(id.0);
    if heap.journal.on() {
        heap.journal.note(Event::Freed(id));
    }
}

#[cfg(test)]
mod tests;
