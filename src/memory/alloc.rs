//! How a container is born: its allocation is counted (unless it comes from a free list), which may start an
//! automatic collection, and later it is tracked.

use super::collector::{self, Reason};
use super::free_lists;
use super::heap::{GcList, GcWord, Heap, flag};
use super::host::Host;
use super::journal::Event;
use super::object::{Body, Ref};
use super::rules::{DictTracking, Trigger};

/// A new container with a count of one, untracked: the caller tracks it once it is filled, as CPython does.
/// Up to 3.11 a collection may run before the object exists; the caller must hold what the body refers to.
#[inline]
pub fn container<H: Host + ?Sized>(host: &mut H, class: Ref, body: Body) -> Ref {
    let from_free_list = take_from_free_list(host.heap(), class, &body);
    if !from_free_list {
        count_allocation(host);
    }
    let heap = host.heap();
    let id = heap.alloc(class, body);
    heap.set_flag(id, flag::CONTAINER);
    id
}

/// Counts one allocation in the youngest generation; collects or asks for a collection where a threshold is passed.
#[inline]
pub fn count_allocation<H: Host + ?Sized>(host: &mut H) {
    let heap = host.heap();
    let collector = &mut heap.collector;
    collector.counts[0] += 1;
    if collector.counts[0] > collector.thresholds[0] && collector.enabled && collector.thresholds[0] != 0 {
        threshold_passed(host);
    }
}

#[cold]
fn threshold_passed<H: Host + ?Sized>(host: &mut H) {
    let heap = host.heap();
    if heap.collector.collecting {
        return;
    }
    match heap.rules.trigger {
        Trigger::OnEvalBreaker => heap.collector.pending = true,
        Trigger::OnAllocation => collector::collect_generations(host, Reason::Threshold),
    }
}

/// Counts the allocation of a tuple that only the interpreter sees.
pub fn count_tuple<H: Host + ?Sized>(host: &mut H, length: usize) {
    if !host.heap().free_lists.take_tuple(length) {
        count_allocation(host);
    }
}

/// Counts one deallocation of a container.
#[inline(always)]
pub fn count_deallocation(heap: &mut Heap) {
    if heap.collector.counts[0] > 0 {
        heap.collector.counts[0] -= 1;
    }
}

fn take_from_free_list(heap: &mut Heap, _class: Ref, body: &Body) -> bool {
    match body {
        Body::SmallTuple(length, _) => heap.free_lists.take_tuple(*length as usize),
        Body::Tuple(items) => heap.free_lists.take_tuple(items.len()),
        Body::List(_) => heap.free_lists.take(free_lists::Kind::List),
        Body::Dict(_) => heap.free_lists.take(free_lists::Kind::Dict),
        _ => false,
    }
}

/// Puts an object at the end of the youngest generation.
#[inline]
pub fn track(heap: &mut Heap, id: Ref) {
    if heap.words[id.index()].tracked() {
        return;
    }
    let young = &mut heap.collector.lists[GcList::Young as usize];
    heap.words[id.index()] = GcWord::new(GcList::Young, young.push(id));
    heap.journal.note(Event::Tracked(id));
}

/// Takes an object out of the collector's sight.
#[inline]
pub fn untrack(heap: &mut Heap, id: Ref) {
    let word = heap.words[id.index()];
    if !word.tracked() {
        return;
    }
    heap.words[id.index()] = GcWord::default();
    let list = &mut heap.collector.lists[word.list() as usize];
    list.remove(word.position());
    if list.is_sparse() && !heap.collector.collecting {
        list.close_gaps(word.list(), &mut heap.words);
    }
    heap.journal.note(Event::Untracked(id));
}

/// Called when an entry is stored: a dict is tracked once it holds something that may be part of a cycle.
#[inline]
pub fn dict_maybe_track(heap: &mut Heap, dict: Ref, key: Ref, value: Ref) {
    if !heap.is_tracked(dict) && (may_be_tracked(heap, key) || may_be_tracked(heap, value)) {
        track(heap, dict);
    }
}

/// Called when a dict is made.
#[inline]
pub fn dict_created(heap: &mut Heap, dict: Ref) {
    if heap.rules.dict_tracking == DictTracking::Always {
        track(heap, dict);
    }
}

/// Whether an object is or may become part of a cycle: CPython's `_PyObject_GC_MAY_BE_TRACKED`.
#[inline]
#[must_use]
pub fn may_be_tracked(heap: &Heap, id: Ref) -> bool {
    if id.is_null() || !heap.has_flag(id, flag::CONTAINER) {
        return false;
    }
    match heap.body(id) {
        Body::SmallTuple(..) | Body::Tuple(_) => heap.is_tracked(id),
        _ => true,
    }
}
