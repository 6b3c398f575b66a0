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

pub use last_words::{finalizer, is_classic};
pub(super) use trash::CALL;
pub use trash::Trash;

use super::alloc;
use super::free_lists::Kind;
use super::heap::{Heap, flag};
use super::host::Host;
use super::journal::Event;
use super::object::{Body, Ref, TypeKind};
use super::rules::{Counting, FrameObjects};
use super::shared_names;
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
    FreeList(Kind),
    Tuple,
    /// Up to 3.10 a frame may be kept by its code.
    Frame(Ref),
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
    const NEEDS_MORE: u8 = flag::INTERNED | flag::WEAKLY_REFERENCED | flag::CONTAINER;
    let heap = host.heap();
    let i = id.index();
    let cell = &mut heap.cells[i];
    if heap.flags[i] & NEEDS_MORE != 0 || heap.flags[cell.class.index()] & flag::HEAP_TYPE != 0 {
        return false;
    }
    match cell.body {
        // Nothing to drop: the compiler need not look what the body is.
        Body::Int(_) | Body::Float(_) | Body::Plain => std::mem::forget(std::mem::take(&mut cell.body)),
        Body::Str(_) => cell.body = Body::Free,
        _ => return false,
    }
    release_cell(heap, id);
    true
}

#[inline(never)]
fn cascade<H: Host + ?Sized>(host: &mut H, id: Ref) {
    let outermost = host.heap().dying.len();
    let mut innermost = begin(host, id);
    loop {
        innermost = match innermost {
            Some(top) => drop_parts(host, top),
            None => {
                let dying = &mut host.heap().dying;
                if dying.len() == outermost {
                    return;
                }
                dying.pop()
            }
        }
    }
}

/// Drops parts of an object until one of them dies too (which is returned, begun) or none is left.
#[inline(always)]
fn drop_parts<H: Host + ?Sized>(host: &mut H, mut top: Dying) -> Option<Dying> {
    if top.kept == Keeping::Trashcan {
        return go_on_emptying(host, top);
    }
    while let Some(part) = parts::next(host.heap(), top.id, &mut top.cursor) {
        if part.is_null() || !host.heap().decref_is_last(part) || free_atom(host, part) {
            continue;
        }
        host.heap().dying.push(top);
        return begin(host, part);
    }
    finish(host, top)
}

/// Everything before the parts are dropped. `None`: the object was put off or has come back to life.
fn begin<H: Host + ?Sized>(host: &mut H, id: Ref) -> Option<Dying> {
    if free_atom(host, id) {
        return None;
    }
    let heap = host.heap();
    let counted = visit::class_is_counted(heap, heap.class_of(id));
    let class = if counted { ClassCount::Counted } else { ClassCount::Static };
    alloc::untrack(heap, id);
    let Some((levels, kept, cursor)) = usual(heap, id, class) else { return begin_unusual(host, id, class) };
    if heap.trash.is_full(heap.rules.trashcan, class) {
        heap.trash.put_off(id);
        return None;
    }
    heap.trash.enter(levels);
    Some(Dying { id, cursor, kept, levels, class })
}

/// What most dying objects are: exact lists, tuples and dicts, and instances without finalizer, slots of several
/// classes or weak references. Decided with one look at the body.
#[inline(always)]
fn usual(heap: &Heap, id: Ref, class: ClassCount) -> Option<(u8, Keeping, u32)> {
    const UNUSUAL: u8 = flag::WEAKLY_REFERENCED | flag::EXTRA | flag::ATTACHED | flag::OUT_OF_ORDER;
    if heap.flags[id.index()] & (UNUSUAL | flag::CONTAINER) != flag::CONTAINER {
        return None;
    }
    let cell = heap.object(id);
    if class == ClassCount::Counted {
        let Body::Type(class) = heap.body(cell.class) else { return None };
        let plain = class.finalizer.is_null() && class.slots.is_empty() && class.kind == TypeKind::Heap;
        return match &cell.body {
            Body::SmallInstance([Ref::NULL, ..]) if plain => Some((1, Keeping::Freed, 1)),
            Body::Instance(slots) if plain && slots.first() == Some(&Ref::NULL) => Some((1, Keeping::Freed, 1)),
            _ => None,
        };
    }
    let exact = |kind| heap.free_lists.is_exact(kind, cell.class);
    match &cell.body {
        Body::List(_) if exact(Kind::List) => Some((1, Keeping::FreeList(Kind::List), 0)),
        Body::SmallList(length, _) if exact(Kind::List) => Some((1, Keeping::FreeList(Kind::List), *length)),
        Body::Dict(_) if exact(Kind::Dict) && !shared_names::are_in(heap, id) => {
            Some((1, Keeping::FreeList(Kind::Dict), 0))
        }
        Body::SmallTuple(length, _) if exact(Kind::Tuple) => Some((1, Keeping::Tuple, *length)),
        Body::Tuple(items) if exact(Kind::Tuple) => Some((1, Keeping::Tuple, items.len() as u32)),
        _ => None,
    }
}

#[inline(never)]
fn begin_unusual<H: Host + ?Sized>(host: &mut H, id: Ref, class: ClassCount) -> Option<Dying> {
    let heap = host.heap();
    let levels = trash::levels(heap, id, class);
    if levels > 0 {
        if heap.trash.is_full(heap.rules.trashcan, class) {
            heap.trash.put_off(id);
            return None;
        }
        heap.trash.enter(levels);
    }
    if last_words::needed(heap, id, class) && !last_words::speak(host, id, class) {
        host.heap().note(Event::Resurrected(id));
        return leave_trash(host.heap(), levels, class);
    }
    let heap = host.heap();
    heap.forget_order(id);
    let kept = keeping(heap, id, class);
    let cursor = parts::prepare(heap, id);
    Some(Dying { id, cursor, kept, levels, class })
}

/// All parts are dropped: gives the cell back, then the reference to the class.
#[inline(always)]
fn finish<H: Host + ?Sized>(host: &mut H, top: Dying) -> Option<Dying> {
    let heap = host.heap();
    account(heap, top);
    let class = heap.class_of(top.id);
    match heap.cells[top.id.index()].body {
        Body::SmallInstance(_) | Body::SmallTuple(..) | Body::SmallList(..) => {
            std::mem::forget(std::mem::take(&mut heap.cells[top.id.index()].body));
        }
        _ => heap.cells[top.id.index()].body = Body::Free,
    }
    release_cell(heap, top.id);
    if top.class == ClassCount::Counted && heap.decref_is_last(class) {
        // A class dies inside the deallocation of its last instance.
        cascade(host, class);
    }
    leave_trash(host.heap(), top.levels, top.class)
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
        Keeping::Frame(code) => return alloc::frame_ended(heap, code),
    };
    if !kept && heap.rules.counting == Counting::Allocated {
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
    let dead_class = heap.class_of(id);
    let exact = |kind: &Kind| heap.free_lists.is_exact(*kind, dead_class);
    match heap.body(id) {
        Body::SmallTuple(..) | Body::Tuple(_) if exact(&Kind::Tuple) => Keeping::Tuple,
        Body::Frame(frame) if heap.rules.frame_objects == FrameObjects::Always => Keeping::Frame(frame.code),
        body => Kind::of(body).filter(exact).map_or(Keeping::Freed, Keeping::FreeList),
    }
}

/// Leaves the trashcan's count; if what was put off is due, returns its emptying.
#[inline(always)]
fn leave_trash(heap: &mut Heap, levels: u8, class: ClassCount) -> Option<Dying> {
    if levels == 0 {
        return None;
    }
    heap.trash.leave(levels);
    if heap.trash.is_due(heap.rules.trashcan, class) { Some(start_emptying(heap)) } else { None }
}

/// Begins to let the objects die that were put off; they do so one after the other, the last put off first.
#[cold]
fn start_emptying(heap: &mut Heap) -> Dying {
    heap.trash.enter(1);
    Dying { id: Ref::NULL, cursor: 0, kept: Keeping::Trashcan, levels: 1, class: ClassCount::Static }
}

#[cold]
fn go_on_emptying<H: Host + ?Sized>(host: &mut H, emptying: Dying) -> Option<Dying> {
    let heap = host.heap();
    if let Some(next) = heap.trash.take() {
        heap.dying.push(emptying);
        return begin(host, next);
    }
    heap.trash.leave(1);
    None
}

/// Gives a cell back whose body is gone.
#[inline(always)]
fn release_cell(heap: &mut Heap, id: Ref) {
    heap.flags[id.index()] = 0;
    heap.free.push(id.0);
    heap.note(Event::Freed(id));
}

#[cfg(test)]
mod tests;
