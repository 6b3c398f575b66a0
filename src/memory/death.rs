//! The death of an object whose last reference has gone, and of everything that dies with it, by an explicit work
//! list, in CPython's order.

use super::alloc;
use super::heap::{Heap, flag};
use super::host::{Finalizer, Host};
use super::journal::Event;
use super::object::{Body, Ref};
use super::{visit, weak};

/// Takes a reference away; if it was the last, the object dies.
#[inline(always)]
pub fn decref<H: Host + ?Sized>(host: &mut H, id: Ref) {
    if !id.is_null() && host.heap().decref_is_last(id) {
        die(host, id);
    }
}

/// Lets an object die whose count is zero, with all that only it held.
#[inline]
pub fn die<H: Host + ?Sized>(host: &mut H, id: Ref) {
    let heap = host.heap();
    if matches!(heap.body(id), Body::Int(_) | Body::Float(_) | Body::Str(_) | Body::Plain) {
        free_cell(heap, id);
    } else {
        cascade(host, id);
    }
}

fn cascade<H: Host + ?Sized>(host: &mut H, id: Ref) {
    let mut work = vec![id];
    while let Some(id) = work.pop() {
        if !prepare(host, id) {
            continue;
        }
        let heap = host.heap();
        let mut held = Vec::new();
        visit::counted(heap, id, |r| held.push(r));
        heap.body_mut(id).clone_from(&Body::Free);
        if heap.has_flag(id, flag::CONTAINER) {
            alloc::count_deallocation(heap);
        }
        free_cell(heap, id);
        let heap = host.heap();
        for r in held.into_iter().rev() {
            if heap.decref_is_last(r) {
                work.push(r);
            }
        }
    }
}

/// Finalizer, tracking, weak references. False: the object was brought back to life.
fn prepare<H: Host + ?Sized>(host: &mut H, id: Ref) -> bool {
    if let Some(how) = finalizer(host.heap(), id) {
        let heap = host.heap();
        heap.set_flag(id, flag::FINALIZED);
        heap.counts[id.index()] = 1;
        heap.journal.note(Event::Finalized(id));
        host.finalize(id, how);
        if !host.heap().decref_is_last(id) {
            host.heap().journal.note(Event::Resurrected(id));
            return false;
        }
    }
    let heap = host.heap();
    alloc::untrack(heap, id);
    if let Body::WeakReference(body) = heap.body(id) {
        let target = body.target;
        weak::unlink(heap, id, target);
    }
    if heap.has_flag(id, flag::WEAKLY_REFERENCED) {
        weak::clear_all(host, id);
    }
    true
}

/// The finalizer to run before the object dies, if any.
#[must_use]
pub fn finalizer(heap: &Heap, id: Ref) -> Option<Finalizer> {
    if heap.has_flag(id, flag::FINALIZED) {
        return None;
    }
    match heap.body(heap.class_of(id)) {
        Body::Type(class) if !class.finalizer.is_null() => Some(Finalizer::Del),
        _ => match heap.body(id) {
            Body::Generator(_) => Some(Finalizer::CloseGenerator),
            _ => None,
        },
    }
}

/// Gives the cell back.
#[inline]
fn free_cell(heap: &mut Heap, id: Ref) {
    heap.cells[id.index()].body = Body::Free;
    heap.flags[id.index()] = 0;
    heap.free.push(id.0);
    heap.journal.note(Event::Freed(id));
}
