//! How a container is born: its allocation is counted (unless it comes from a free list), which may start an
//! automatic collection, and later it is tracked.

use super::collector::list::KeptPlace;
use super::collector::{self, Collecting, Reason};
use super::free_lists::{FreeLists, Kind};
use super::heap::{GcList, GcWord, Heap, flag};
use super::host::Host;
use super::journal::Event;
use super::object::{Body, Ref};
use super::rules::{Counting, DictTracking, FrameTracking, TracebackBirth, Trigger, ZombieFrames};

/// A new container with a count of one, untracked: the caller tracks it once it is filled, as CPython does. Taken from
/// a free list if there is one for the exact class and it is not empty.
///
/// Up to 3.11 a collection may run before the object exists; the caller must hold what the body refers to.
#[inline]
pub fn container<H: Host + ?Sized>(host: &mut H, class: Ref, body: Body) -> Ref {
    if host.heap().rules.counting == Counting::Allocated && !take_from_free_list(host.heap(), class, &body) {
        count_allocation(host);
    }
    uncounted(host.heap(), class, body)
}

/// As [`container`], but made by calling the class (`list(…)`, `dict(…)`, an instance of a subclass): CPython's
/// `PyType_GenericAlloc` never looks into the free lists, although such objects may end in them.
#[inline]
pub fn container_by_call<H: Host + ?Sized>(host: &mut H, class: Ref, body: Body) -> Ref {
    count_birth(host);
    uncounted(host.heap(), class, body)
}

/// Counts the allocation of a container that is tracked later, unless that is what counts.
#[inline(always)]
pub fn count_birth<H: Host + ?Sized>(host: &mut H) {
    if host.heap().rules.counting == Counting::Allocated {
        count_allocation(host);
    }
}

/// A container whose memory was counted before (the frame object of a function that runs already, up to 3.10).
#[inline]
pub fn uncounted(heap: &mut Heap, class: Ref, body: Body) -> Ref {
    let id = heap.alloc(class, body);
    heap.set_flag(id, flag::CONTAINER);
    id
}

/// Counts one allocation in the youngest generation; collects or asks for a collection where a threshold is passed.
#[inline(always)]
pub fn count_allocation<H: Host + ?Sized>(host: &mut H) {
    let collector = &mut host.heap().collector;
    collector.counts[0] += 1;
    collector.heap_size += 1;
    if collector.counts[0] > collector.thresholds[0] {
        threshold_passed(host);
    }
}

#[cold]
fn threshold_passed<H: Host + ?Sized>(host: &mut H) {
    let heap = host.heap();
    let collector = &mut heap.collector;
    if !collector.enabled || collector.thresholds[0] == 0 || collector.collecting != Collecting::No {
        return;
    }
    match heap.rules.trigger {
        Trigger::OnEvalBreaker => collector.pending = true,
        Trigger::OnAllocation => collector::collect_generations(host, Reason::Threshold),
    }
}

/// As [`container`] for a kind without free list, while an error is set: the allocation counts, and starts no
/// collection (`!PyErr_Occurred()` in `_PyObject_GC_Malloc`).
pub fn container_with_error_set(heap: &mut Heap, class: Ref, body: Body) -> Ref {
    heap.collector.counts[0] += 1;
    heap.collector.heap_size += 1;
    uncounted(heap, class, body)
}

/// Counts a traceback that only the interpreter sees.
pub fn count_traceback<H: Host + ?Sized>(host: &mut H) {
    if host.heap().rules.traceback_birth == TracebackBirth::ErrorAside {
        return count_allocation(host);
    }
    let collector = &mut host.heap().collector;
    collector.counts[0] += 1;
    collector.heap_size += 1;
}

/// Counts the allocation of a tuple that only the interpreter sees.
pub fn count_tuple<H: Host + ?Sized>(host: &mut H, length: usize) {
    // There is only one empty tuple.
    if length > 0 && !host.heap().free_lists.take_tuple(length) {
        count_allocation(host);
    }
}

/// Counts an object of a kind with a free list that only the interpreter sees, and only for a moment.
pub fn count_passing<H: Host + ?Sized>(host: &mut H, kind: Kind) {
    count_kept(host, kind);
    count_death(host.heap(), kind);
}

/// Counts the death of an object of a kind with a free list that only the interpreter saw.
pub fn count_death(heap: &mut Heap, kind: Kind) {
    if !heap.free_lists.keep(kind, &heap.rules.free_lists) {
        count_deallocation(heap);
    }
}

/// Counts an object of a kind with a free list that the interpreter makes for itself, for good.
pub fn count_kept<H: Host + ?Sized>(host: &mut H, kind: Kind) {
    if !host.heap().free_lists.take(kind) {
        count_allocation(host);
    }
}

/// Counts one deallocation of a container.
#[inline(always)]
pub fn count_deallocation(heap: &mut Heap) {
    heap.collector.heap_size -= 1;
    let count = &mut heap.collector.counts[0];
    *count -= i64::from(*count > 0);
}

/// Counts the death of a tuple that only the interpreter saw.
pub fn count_tuple_death(heap: &mut Heap, length: usize) {
    if length > 0 && !heap.free_lists.keep_tuple(length, &heap.rules.free_lists) {
        count_deallocation(heap);
    }
}

/// Empties the free lists: what was kept counts as deallocated now.
pub(super) fn clear_free_lists(heap: &mut Heap) {
    let freed = heap.free_lists.clear(heap.rules.free_lists.cleared);
    (0..freed).for_each(|_| count_deallocation(heap));
}

#[inline]
fn take_from_free_list(heap: &mut Heap, class: Ref, body: &Body) -> bool {
    let lists = &mut heap.free_lists;
    match body {
        Body::SmallTuple(length, _) => lists.is_exact(Kind::Tuple, class) && lists.take_tuple(*length as usize),
        Body::Tuple(items) => lists.is_exact(Kind::Tuple, class) && lists.take_tuple(items.len()),
        Body::SmallInstance(_) | Body::Instance(_) => false,
        body => Kind::of(body).is_some_and(|kind| lists.is_exact(kind, class) && lists.take(kind)),
    }
}

/// The frame of a function call, up to 3.10 (later ones are no objects): counted unless the code has kept the frame of
/// an earlier call, or the free list has one.
pub fn frame_started<H: Host + ?Sized>(host: &mut H, code: Ref) {
    let heap = host.heap();
    if heap.has_flag(code, flag::KEEPS_FRAME) {
        heap.clear_flag(code, flag::KEEPS_FRAME);
    } else if !heap.free_lists.take(Kind::Frame) {
        count_allocation(host);
    }
}

/// The end of a frame, up to 3.10: when the call returns, unless a frame object outlives it; then its death calls
/// this.
pub fn frame_ended(heap: &mut Heap, code: Ref) {
    let zombies = heap.rules.zombie_frames == ZombieFrames::OnePerCode;
    if zombies && !heap.has_flag(code, flag::KEEPS_FRAME) {
        heap.set_flag(code, flag::KEEPS_FRAME);
    } else if !heap.free_lists.keep(Kind::Frame, &heap.rules.free_lists) {
        count_deallocation(heap);
    }
}

/// Keeps a place in the youngest generation for the frame of a call, where the collector sees frames that run.
#[inline]
pub fn keep_place(heap: &mut Heap) -> KeptPlace {
    match heap.rules.frame_tracking {
        FrameTracking::Born => heap.collector.lists[GcList::Young as usize].keep_place(),
        _ => KeptPlace::NONE,
    }
}

/// The call is over, and its frame was never looked at.
#[inline]
pub fn give_place_up(heap: &mut Heap, place: KeptPlace) {
    heap.collector.lists[GcList::Young as usize].give_up(place);
}

/// As [`track`], but where a place was kept.
pub fn track_at(heap: &mut Heap, place: KeptPlace, id: Ref) {
    match heap.collector.lists[GcList::Young as usize].fill_place(place, id) {
        Some(position) => {
            heap.words[id.index()] = GcWord::new(GcList::Young, position);
            heap.note(Event::Tracked(id));
        }
        None => track(heap, id),
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
    if heap.rules.counting == Counting::Tracked {
        count_tracked(heap);
    }
    heap.note(Event::Tracked(id));
}

/// What [`count_allocation`] does, where tracking is what counts; a collection waits for the evaluation loop there.
#[cold]
fn count_tracked(heap: &mut Heap) {
    let collector = &mut heap.collector;
    collector.counts[0] += 1;
    collector.heap_size += 1;
    let passed = collector.counts[0] > collector.thresholds[0];
    if passed && collector.enabled && collector.thresholds[0] != 0 && collector.collecting == Collecting::No {
        collector.pending = true;
    }
}

/// Takes an object out of the collector's sight.
#[inline]
pub fn untrack(heap: &mut Heap, id: Ref) {
    let word = heap.words[id.index()];
    if !word.tracked() {
        return;
    }
    heap.words[id.index()] = GcWord::default();
    if heap.rules.counting == Counting::Tracked {
        count_deallocation(heap);
    }
    let list = &mut heap.collector.lists[word.list() as usize];
    list.remove(word.position());
    if list.is_sparse() && heap.collector.collecting == Collecting::No {
        list.close_gaps(word.list(), &mut heap.words);
    }
    heap.note(Event::Untracked(id));
}

/// Called when an entry is stored: a dict is tracked once it holds something that may be part of a cycle.
#[inline]
pub fn dict_maybe_track(heap: &mut Heap, dict: Ref, key: Ref, value: Ref) {
    // One that only its instance knows is none for the collector.
    if !heap.is_tracked(dict)
        && (may_be_tracked(heap, key) || may_be_tracked(heap, value))
        && heap.has_flag(dict, flag::CONTAINER)
    {
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
        Body::SmallTuple(..) | Body::Tuple(_) => heap.is_tracked(id) || !is_exact_tuple(heap, id),
        _ => true,
    }
}

/// Whether an object keeps what holds it among the collector's objects: a collection lets go of small tuples of texts
/// and numbers before it looks at what holds them. (Only a few items are looked at: this is asked for each call.)
#[must_use]
pub fn keeps_tracked(heap: &Heap, id: Ref) -> bool {
    const FEW: usize = 8;
    if !may_be_tracked(heap, id) {
        return false;
    }
    match heap.body(id) {
        Body::SmallTuple(..) | Body::Tuple(_) if is_exact_tuple(heap, id) => {
            let items = heap.body(id).items().unwrap_or_default();
            items.len() > FEW || items.iter().any(|&item| may_be_tracked(heap, item))
        }
        _ => true,
    }
}

/// Whether a tuple is of class `tuple` itself.
#[inline]
#[must_use]
pub fn is_exact_tuple(heap: &Heap, id: Ref) -> bool {
    is_exact(heap, Kind::Tuple, id)
}

/// Whether an object with this builtin body is of the builtin class itself.
#[inline]
#[must_use]
pub(super) fn is_exact(heap: &Heap, kind: Kind, id: Ref) -> bool {
    let class = heap.class_of(id);
    !heap.has_flag(class, flag::HEAP_TYPE) && FreeLists::is_exact(&heap.free_lists, kind, class)
}
