//! Tuples and dicts that hold nothing that could be part of a cycle leave the collector's sight.

use super::super::alloc;
use super::super::free_lists::Kind;
use super::super::heap::{GcList, GcWord, Heap, flag};
use super::super::object::{Body, Ref};
use super::super::rules::DictTracking;

/// Whether an exact tuple holds no object that is or may become part of a cycle.
pub(super) fn tuple_holds_none(heap: &Heap, words: &[GcWord], id: Ref) -> bool {
    if !alloc::is_exact_tuple(heap, id) {
        return false;
    }
    let may_be_tracked = |item: Ref| {
        item.is_null()
            || heap.has_flag(item, flag::CONTAINER)
                && match heap.body(item) {
                    Body::SmallTuple(..) | Body::Tuple(_) => {
                        words[item.index()].tracked() || !alloc::is_exact_tuple(heap, item)
                    }
                    _ => true,
                }
    };
    heap.body(id).items().is_some_and(|items| !items.iter().copied().any(may_be_tracked))
}

/// Untracks the exact tuples of a list that hold no containers. (The search does the same for what it keeps.)
pub(super) fn untrack_tuples(heap: &mut Heap, list: GcList) {
    let tracked: Vec<Ref> = heap.collector.list(list).iter().collect();
    for id in tracked {
        if matches!(heap.body(id), Body::SmallTuple(..) | Body::Tuple(_)) && tuple_holds_none(heap, &heap.words, id) {
            alloc::untrack(heap, id);
        }
    }
}

/// Untracks the exact dicts of a list that hold no containers (3.13 and before).
pub(super) fn untrack_dicts(heap: &mut Heap, list: GcList) {
    if heap.rules.dict_tracking == DictTracking::Always {
        return;
    }
    let found: Vec<Ref> = heap.collector.list(list).iter().filter(|&id| dict_holds_none(heap, id)).collect();
    for id in found {
        // One after the other: a dict that holds another dict keeps it, tracked or not.
        alloc::untrack(heap, id);
    }
}

fn dict_holds_none(heap: &Heap, id: Ref) -> bool {
    let Body::Dict(dict) = heap.body(id) else { return false };
    alloc::is_exact(heap, Kind::Dict, id)
        && !dict.entries().any(|(key, value)| alloc::may_be_tracked(heap, key) || alloc::may_be_tracked(heap, value))
}
