//! Weak references: made, shared, cleared. The list of an object's references has CPython's order: the plain
//! reference that `weakref.ref(x)` shares first, then the shared proxy, then all others, newest first.

use super::alloc;
use super::death;
use super::heap::{Heap, flag};
use super::host::Host;
use super::journal::Event;
use super::object::{Body, Ref};
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
    references(heap, target).iter().copied().take_while(|&r| is_shareable(heap, r)).find(|&r| heap.class_of(r) == class)
}

/// Puts a new reference object (body set, target not counted) into its target's list.
pub fn register(heap: &mut Heap, reference: Ref, kind: Kind) {
    let Body::WeakReference(weak) = heap.body(reference) else { return };
    let (target, shareable) = (weak.target, weak.callback.is_null() && kind != Kind::Subclass);
    if target.is_null() {
        return;
    }
    // At most two references without callback stand in front: plain, then proxy.
    let list = references(heap, target);
    let in_front = list.iter().take_while(|&&r| is_shareable(heap, r)).count();
    let at = match kind {
        Kind::Reference if shareable => 0,
        _ => in_front,
    };
    if shareable {
        heap.set_flag(reference, flag::SHAREABLE);
    }
    heap.set_flag(target, flag::WEAKLY_REFERENCED);
    let list = heap.weakrefs.entry(target).or_default();
    list.insert(at.min(list.len()), reference);
}

fn is_shareable(heap: &Heap, reference: Ref) -> bool {
    heap.has_flag(reference, flag::SHAREABLE)
}

/// The weak references of an object, in list order (`weakref.getweakrefs`).
#[must_use]
pub fn references(heap: &Heap, target: Ref) -> &[Ref] {
    if !heap.has_flag(target, flag::WEAKLY_REFERENCED) {
        return &[];
    }
    heap.weakrefs.get(&target).map_or(&[], Vec::as_slice)
}

/// Clears a reference: it forgets its target and leaves its list. It keeps its callback, which will not be called.
pub fn clear(heap: &mut Heap, reference: Ref) {
    let Body::WeakReference(weak) = heap.body_mut(reference) else { return };
    let target = std::mem::take(&mut weak.target);
    if !target.is_null() {
        heap.journal.note(Event::WeakrefCleared { reference, target });
        unlink(heap, reference, target);
    }
}

/// Clears all references to an object without calling anything.
pub fn clear_silently(heap: &mut Heap, target: Ref) {
    for reference in references(heap, target).to_vec() {
        clear(heap, reference);
    }
}

/// Takes a reference out of its target's list.
pub(super) fn unlink(heap: &mut Heap, reference: Ref, target: Ref) {
    if let Some(list) = heap.weakrefs.get_mut(&target) {
        list.retain(|&r| r != reference);
        if list.is_empty() {
            heap.weakrefs.remove(&target);
            heap.clear_flag(target, flag::WEAKLY_REFERENCED);
        }
    }
}

/// What death does: clears all references to an object, then calls the callbacks in list order
/// (`PyObject_ClearWeakRefs`).
pub fn clear_all<H: Host + ?Sized>(host: &mut H, target: Ref) {
    let heap = host.heap();
    if !heap.has_flag(target, flag::WEAKLY_REFERENCED) {
        return;
    }
    let list = heap.weakrefs.remove(&target).unwrap_or_default();
    heap.clear_flag(target, flag::WEAKLY_REFERENCED);
    let mut calls = Vec::new();
    let mut dropped = Vec::new();
    let mut own = 0;
    for &reference in &list {
        own += usize::from(!is_shareable(heap, reference));
        heap.journal.note(Event::WeakrefCleared { reference, target });
        let Body::WeakReference(weak) = heap.body_mut(reference) else { continue };
        weak.target = Ref::NULL;
        let callback = std::mem::take(&mut weak.callback);
        // A reference that is dying itself is not called.
        if heap.count(reference) == 0 {
            dropped.push(callback);
        } else if !callback.is_null() {
            heap.incref(reference);
            calls.push((reference, callback));
        }
    }
    for callback in dropped {
        death::decref(host, callback);
    }
    call(host, calls, own);
}

/// Calls the callbacks of cleared references; drops them, last first, as the tuple does in which CPython keeps them.
fn call<H: Host + ?Sized>(host: &mut H, calls: Vec<(Ref, Ref)>, references: usize) {
    let tuple = match host.heap().rules.callback_tuple {
        CallbackTuple::ForSeveral => references > 1,
        CallbackTuple::Always => references > 0,
    };
    if tuple {
        alloc::count_tuple(host, 2 * references);
    }
    for &(reference, callback) in &calls {
        host.heap().journal.note(Event::CallbackCalled { reference });
        host.weakref_callback(reference, callback);
    }
    for (reference, callback) in calls.into_iter().rev() {
        death::decref(host, callback);
        death::decref(host, reference);
    }
    if tuple {
        alloc::count_tuple_death(host.heap(), 2 * references);
    }
}
