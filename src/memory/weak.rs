//! Weak references: made, shared, cleared. The list of an object's references has CPython's order: the plain
//! reference that `weakref.ref(x)` shares first, then the shared proxy, then all others, newest first. As in CPython the
//! references are linked with one another; [`Heap::weakrefs`] has the first of each list.

use smallvec::SmallVec;

use super::alloc;
use super::death;
use super::heap::{Heap, flag};
use super::host::Host;
use super::journal::Event;
use super::object::{Body, Ref, WeakReference};
use super::rules::CallbackTuple;

/// What kind of reference is asked for: decides whether it may be shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `weakref.ref`, exactly.
    Reference,
    /// `weakref.proxy`.
    Proxy,
    /// An instance of a subclass of `weakref.ref`: never shared.
    Subclass,
}

/// The reference that a request without callback shares, if there is one. Its count is not changed. Ask only for
/// kinds that are shared, with the exact class.
#[must_use]
pub fn shared(heap: &Heap, target: Ref, class: Ref) -> Option<Ref> {
    references(heap, target).take_while(|&r| is_shareable(heap, r)).find(|&r| heap.class_of(r) == class)
}

/// Puts a new reference object (body set, target not counted) into its target's list.
pub fn register(heap: &mut Heap, reference: Ref, kind: Kind) {
    let Body::WeakReference(weak) = heap.body(reference) else { return };
    let (target, shareable) = (weak.target, weak.callback.is_null() && kind != Kind::Subclass);
    if target.is_null() {
        return;
    }
    // At most two references without callback stand in front: plain, then proxy.
    let in_front = match kind {
        Kind::Reference if shareable => None,
        _ => references(heap, target).take_while(|&r| is_shareable(heap, r)).last(),
    };
    if shareable {
        heap.set_flag(reference, flag::SHAREABLE);
    }
    heap.set_flag(target, flag::WEAKLY_REFERENCED);
    let after = match in_front {
        Some(before) => next(heap, before),
        None => heap.weakrefs.insert(target, reference).unwrap_or_default(),
    };
    join(heap, in_front.unwrap_or_default(), reference);
    join(heap, reference, after);
}

/// Makes two references neighbours; either may be NULL, which is the end of a list.
fn join(heap: &mut Heap, before: Ref, after: Ref) {
    if let Body::WeakReference(weak) = heap.body_mut(before) {
        weak.next = after;
    }
    if let Body::WeakReference(weak) = heap.body_mut(after) {
        weak.previous = before;
    }
}

/// The reference after this one in its list.
fn next(heap: &Heap, reference: Ref) -> Ref {
    match heap.body(reference) {
        Body::WeakReference(weak) => weak.next,
        _ => Ref::NULL,
    }
}

fn is_shareable(heap: &Heap, reference: Ref) -> bool {
    heap.has_flag(reference, flag::SHAREABLE)
}

/// The weak references of an object, in list order (`weakref.getweakrefs`).
pub fn references(heap: &Heap, target: Ref) -> impl Iterator<Item = Ref> + '_ {
    let first = match heap.has_flag(target, flag::WEAKLY_REFERENCED) {
        true => heap.weakrefs.get(&target).copied(),
        false => None,
    };
    std::iter::successors(first, |&reference| next(heap, reference).some())
}

/// Clears a reference: it forgets its target and leaves its list. It keeps its callback, which will not be called.
pub fn clear(heap: &mut Heap, reference: Ref) {
    let Body::WeakReference(weak) = heap.body_mut(reference) else { return };
    let target = weak.target;
    if !target.is_null() {
        heap.note(Event::WeakrefCleared { reference, target });
        unlink(heap, reference);
    }
}

/// Clears all references to an object without calling anything.
pub fn clear_silently(heap: &mut Heap, target: Ref) {
    let all: SmallVec<[Ref; 4]> = references(heap, target).collect();
    for reference in all {
        clear(heap, reference);
    }
}

/// Takes a reference out of its target's list; it has no target any more.
pub(super) fn unlink(heap: &mut Heap, reference: Ref) {
    let Body::WeakReference(weak) = heap.body_mut(reference) else { return };
    let WeakReference { target, callback, previous, next } = std::mem::take(weak);
    weak.callback = callback;
    if target.is_null() {
        return;
    }
    join(heap, previous, next);
    if previous.is_null() && next.is_null() {
        heap.weakrefs.remove(&target);
        heap.clear_flag(target, flag::WEAKLY_REFERENCED);
    } else if previous.is_null() {
        heap.weakrefs.insert(target, next);
    }
}

/// What death does: clears all references to an object, then calls the callbacks in list order
/// (`PyObject_ClearWeakRefs`).
pub fn clear_all<H: Host + ?Sized>(host: &mut H, target: Ref) {
    let heap = host.heap();
    if !heap.has_flag(target, flag::WEAKLY_REFERENCED) {
        return;
    }
    let mut next = heap.weakrefs.remove(&target).unwrap_or_default();
    heap.clear_flag(target, flag::WEAKLY_REFERENCED);
    let mut calls: SmallVec<[(Ref, Ref); 4]> = SmallVec::new();
    let mut dropped: SmallVec<[Ref; 4]> = SmallVec::new();
    let mut own = 0;
    while let Some(reference) = next.some() {
        own += usize::from(!is_shareable(heap, reference));
        heap.note(Event::WeakrefCleared { reference, target });
        let Body::WeakReference(weak) = heap.body_mut(reference) else { break };
        let callback = weak.callback;
        next = weak.next;
        *weak = WeakReference::default();
        // A reference that is dying itself is not called.
        if heap.count(reference) == 0 {
            dropped.push(callback);
        } else if !callback.is_null() {
            calls.push((reference, callback));
        }
    }
    let tuple = gathers(heap, own);
    if tuple {
        for &(reference, _) in &calls {
            heap.incref(reference);
        }
    }
    for callback in dropped {
        death::decref(host, callback);
    }
    call(host, calls, own, tuple);
}

/// Whether a tuple holds the references and their callbacks, and not a variable in C the only callback.
fn gathers(heap: &Heap, references: usize) -> bool {
    match heap.rules.callback_tuple {
        CallbackTuple::ForSeveral => references > 1,
        CallbackTuple::Always => references > 0,
    }
}

/// Calls the callbacks of cleared references; drops them, last first, as the tuple does in which CPython keeps them.
fn call<H: Host + ?Sized>(host: &mut H, calls: SmallVec<[(Ref, Ref); 4]>, references: usize, tuple: bool) {
    if tuple {
        alloc::count_tuple(host, 2 * references);
        host.heap().collector.hold_unseen(1);
    }
    for &(reference, callback) in &calls {
        host.heap().note(Event::CallbackCalled { reference });
        host.weakref_callback(reference, callback);
    }
    for (reference, callback) in calls.into_iter().rev() {
        death::decref(host, callback);
        if tuple {
            death::decref(host, reference);
        }
    }
    if tuple {
        host.heap().collector.release_unseen(1);
        alloc::count_tuple_death(host.heap(), 2 * references);
    }
}
