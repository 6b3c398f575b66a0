//! What runs before a dying object loses its parts: its finalizer, which may bring it back to life, and the callbacks
//! of the weak references to it.

use super::super::free_lists::Kind;
use super::super::heap::{Heap, flag};
use super::super::host::{Finalizer, Host};
use super::super::journal::Event;
use super::super::object::{Body, Ref, TypeKind};
use super::super::rules::{Finalizers, SubclassLists, SubclassTable};
use super::super::{alloc, weak};
use super::{ClassCount, trash};

/// Whether anything has to be done before the parts are dropped.
#[inline(always)]
pub(super) fn needed(heap: &Heap, id: Ref, class: ClassCount) -> bool {
    if heap.flags[id.index()] & (flag::WEAKLY_REFERENCED | flag::INTERNED) != 0 {
        return true;
    }
    match heap.body(id) {
        Body::Generator(_) | Body::WeakReference(_) | Body::Type(_) => true,
        Body::Record(_) => class == ClassCount::Counted && has_del(heap, id) || is_classic(heap, id),
        _ => class == ClassCount::Counted && has_del(heap, id),
    }
}

#[inline(always)]
fn has_del(heap: &Heap, id: Ref) -> bool {
    matches!(heap.body(heap.class_of(id)), Body::Type(class) if !class.finalizer.is_null())
}

/// The finalizer that a dying object or garbage has, whether it has run or not.
#[inline]
#[must_use]
pub fn finalizer(heap: &Heap, id: Ref) -> Option<Finalizer> {
    match heap.body(id) {
        Body::Generator(generator) => generator.state.paused().then_some(Finalizer::CloseGenerator),
        _ => has_del(heap, id).then_some(Finalizer::Del),
    }
}

/// Whether the object is an instance of a classic class of 2.7: only the machine can tell whether it has a finalizer.
#[must_use]
pub fn is_classic(heap: &Heap, id: Ref) -> bool {
    matches!(heap.body(heap.class_of(id)), Body::Type(class) if class.kind == TypeKind::Classic)
}

/// False: the object was brought back to life.
#[inline(never)]
pub(super) fn speak<H: Host + ?Sized>(host: &mut H, id: Ref, class: ClassCount) -> bool {
    let heap = host.heap();
    if let Body::WeakReference(_) = heap.body(id) {
        weak::unlink(heap, id);
        if !heap.weak_hashes.is_empty() {
            heap.weak_hashes.remove(&id);
        }
    }
    if matches!(heap.body(id), Body::Type(_)) {
        class_dies(host, id);
    }
    let heap = host.heap();
    const { assert!(flag::INTERNED == flag::KEEPS_FRAME) };
    if heap.has_flag(id, flag::INTERNED) {
        match heap.body(id) {
            Body::Str(_) => host.interned_died(id),
            // The frame that the code has kept dies with it.
            Body::Code(_) => alloc::count_deallocation(heap),
            _ => {}
        }
    }
    let heap = host.heap();
    let generator = matches!(heap.body(id), Body::Generator(_));
    match heap.rules.finalizers {
        // Generators clear weak references first in every version.
        _ if generator => {
            weak::clear_all(host, id);
            finalize_once(host, id)
        }
        Finalizers::Once => {
            let alive = class == ClassCount::Counted && !finalize_once(host, id);
            if alive {
                return false;
            }
            weak::clear_all(host, id);
            true
        }
        Finalizers::Legacy => {
            weak::clear_all(host, id);
            if is_classic(host.heap(), id) {
                return !host.classic_del(id) || finalize_classic(host, id);
            }
            class == ClassCount::Static || finalize_each_time(host, id)
        }
    }
}

/// `PyObject_CallFinalizerFromDealloc`. The object is tracked while its finalizer runs, at the end of the youngest
/// generation; it stays there if it is brought back.
fn finalize_once<H: Host + ?Sized>(host: &mut H, id: Ref) -> bool {
    let heap = host.heap();
    let Some(how) = finalizer(heap, id) else { return true };
    if heap.has_flag(id, flag::FINALIZED) {
        return true;
    }
    if heap.has_flag(id, flag::CONTAINER) {
        alloc::track(heap, id);
    }
    run(host, id, how)
}

/// 2.7's `tp_del`: at every death.
fn finalize_each_time<H: Host + ?Sized>(host: &mut H, id: Ref) -> bool {
    let heap = host.heap();
    let Some(how) = finalizer(heap, id) else { return true };
    alloc::track(heap, id);
    let dead = run(host, id, how);
    if dead {
        // References made meanwhile are cleared without calling anything.
        weak::clear_silently(host.heap(), id);
    }
    dead
}

/// 2.7's `instance_dealloc`: the collector does not see the instance meanwhile.
fn finalize_classic<H: Host + ?Sized>(host: &mut H, id: Ref) -> bool {
    let dead = run(host, id, Finalizer::Del);
    if dead {
        weak::clear_silently(host.heap(), id);
    } else {
        alloc::track(host.heap(), id);
    }
    dead
}

/// Runs a finalizer on an object whose count is zero; true if it is zero again afterwards.
fn run<H: Host + ?Sized>(host: &mut H, id: Ref, how: Finalizer) -> bool {
    let heap = host.heap();
    heap.note(Event::Finalized(id));
    heap.counts[id.index()] = 1;
    heap.trash.enter(trash::CALL);
    host.finalize(id, how);
    let heap = host.heap();
    heap.trash.leave(trash::CALL);
    // Only now, as `gc.is_finalized(self)` inside of `__del__` shows; the collector sets it before.
    if heap.rules.finalizers == Finalizers::Once && heap.has_flag(id, flag::CONTAINER) {
        heap.set_flag(id, flag::FINALIZED);
    }
    let dead = heap.decref_is_last(id);
    if dead {
        alloc::untrack(heap, id);
    }
    dead
}

/// A class leaves its bases' lists of subclasses.
fn class_dies<H: Host + ?Sized>(host: &mut H, class: Ref) {
    host.type_changed(class);
    let heap = host.heap();
    let Body::Type(body) = heap.body(class) else { return };
    let own_table = body.has_subclass_table;
    let bases: Vec<Ref> = heap.body(body.bases).items().map(<[Ref]>::to_vec).unwrap_or_default();
    let rule = heap.rules.subclass_table;
    for base in bases {
        let mut drops_table = false;
        if let Body::Type(base) = heap.body_mut(base) {
            base.subclasses.retain(|&subclass| subclass != class);
            if base.subclasses.is_empty() && rule == SubclassTable::DroppedWhenEmpty {
                drops_table = std::mem::take(&mut base.has_subclass_table);
            }
        }
        if drops_table {
            alloc::count_death(heap, Kind::Dict);
        }
    }
    if own_table {
        let kind = if rule == SubclassTable::List { Kind::List } else { Kind::Dict };
        alloc::count_death(heap, kind);
    }
    keep_reference(heap, class);
}

/// 2.7: the weak reference in the table of subclasses outlives the class. Only its count is modelled.
fn keep_reference(heap: &mut Heap, class: Ref) {
    let Body::Type(body) = heap.body(class) else { return };
    if heap.rules.subclass_lists != SubclassLists::KeepDead || body.subclass_reference.is_null() {
        return;
    }
    let base = body.base;
    if let Body::Type(base) = heap.body_mut(base) {
        base.dead_subclasses += 1;
        heap.collector.counts[0] += 1;
        heap.collector.heap_size += 1;
    }
}
