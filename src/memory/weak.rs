//! Weak references: made, shared, cleared. The list of an object's references has CPython's order: the plain
//! reference that `weakref.ref(x)` shares first, then the shared proxy, then all others, newest first.

use super::death;
use super::heap::{Heap, flag};
use super::host::Host;
use super::object::{Body, Ref, WeakReference};

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

/// The reference that a request without callback shares, if there is one. Its count is not changed.
#[must_use]
pub fn shared(heap: &Heap, target: Ref, class: Ref) -> Option<Ref> {
    if !heap.has_flag(target, flag::WEAKLY_REFERENCED) {
        return None;
    }
    let list = heap.weakrefs.get(&target)?;
    list.iter().copied().take(2).find(|&r| heap.class_of(r) == class && callback(heap, r).is_null())
}

/// Puts a new reference object (body set, target not counted) into its target's list.
pub fn register(heap: &mut Heap, reference: Ref, kind: Kind) {
    let Body::WeakReference(weak) = heap.body(reference) else { return };
    let (target, has_callback) = (weak.target, !weak.callback.is_null());
    if target.is_null() {
        return;
    }
    heap.set_flag(target, flag::WEAKLY_REFERENCED);
    let class = heap.class_of(reference);
    let list = heap.weakrefs.remove(&target).unwrap_or_default();
    let basics = list.iter().take(2).filter(|&&r| callback(heap, r).is_null() && is_basic(heap, r)).count();
    let proxy_first = list.first().is_some_and(|&r| heap.class_of(r) != class);
    let mut list = list;
    let at = match kind {
        Kind::Reference if !has_callback => 0,
        Kind::Proxy if !has_callback => usize::from(basics > 0 && proxy_first),
        _ => basics,
    };
    list.insert(at.min(list.len()), reference);
    heap.weakrefs.insert(target, list);
}

fn is_basic(heap: &Heap, reference: Ref) -> bool {
    matches!(heap.body(reference), Body::WeakReference(_))
}

fn callback(heap: &Heap, reference: Ref) -> Ref {
    match heap.body(reference) {
        Body::WeakReference(weak) => weak.callback,
        _ => Ref::NULL,
    }
}

/// The weak references of an object, in list order (`weakref.getweakrefs`).
#[must_use]
pub fn references(heap: &Heap, target: Ref) -> &[Ref] {
    heap.weakrefs.get(&target).map_or(&[], Vec::as_slice)
}

/// Clears a reference: it forgets its target and leaves its list. The callback is handed to the caller, who now owns
/// the reference to it (NULL if there was none).
pub fn clear(heap: &mut Heap, reference: Ref) -> Ref {
    let Body::WeakReference(weak) = heap.body_mut(reference) else { return Ref::NULL };
    let WeakReference { target, callback, .. } = **weak;
    weak.target = Ref::NULL;
    weak.callback = Ref::NULL;
    unlink(heap, reference, target);
    callback
}

/// Takes a reference out of its target's list.
pub(super) fn unlink(heap: &mut Heap, reference: Ref, target: Ref) {
    if target.is_null() {
        return;
    }
    if let Some(list) = heap.weakrefs.get_mut(&target) {
        list.retain(|&r| r != reference);
        if list.is_empty() {
            heap.weakrefs.remove(&target);
            heap.clear_flag(target, flag::WEAKLY_REFERENCED);
        }
    }
}

/// What death does: clears all references to an object, then calls the callbacks in list order.
pub fn clear_all<H: Host + ?Sized>(host: &mut H, target: Ref) {
    let heap = host.heap();
    let list = heap.weakrefs.remove(&target).unwrap_or_default();
    heap.clear_flag(target, flag::WEAKLY_REFERENCED);
    let mut calls = Vec::new();
    for &reference in &list {
        if let Body::WeakReference(weak) = heap.body_mut(reference) {
            let callback = std::mem::take(&mut weak.callback);
            weak.target = Ref::NULL;
            if !callback.is_null() {
                // References that are dying themselves are not called.
                if heap.count(reference) > 0 {
                    heap.incref(reference);
                    calls.push((reference, callback));
                } else {
                    calls.push((Ref::NULL, callback));
                }
            }
        }
    }
    for (reference, callback) in calls {
        if !reference.is_null() {
            host.weakref_callback(reference, callback);
            death::decref(host, reference);
        }
        death::decref(host, callback);
    }
}
