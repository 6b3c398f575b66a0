//! What `gc` tells about objects: `get_objects`, `get_referrers`, `get_referents`.

use super::super::heap::{GcList, Heap, flag};
use super::super::object::Ref;
use super::super::rules::CollectorKind;
use super::super::visit;

/// `gc.get_objects()`: all generations from the youngest, or one.
#[must_use]
pub fn objects(heap: &Heap, generation: Option<u8>) -> Vec<Ref> {
    let lists: &[GcList] = match (heap.rules.collector, generation) {
        (CollectorKind::Incremental, Some(1)) => &[],
        (CollectorKind::Incremental, Some(2)) => &[GcList::Middle, GcList::Old],
        (_, None) => &[GcList::Young, GcList::Middle, GcList::Old],
        (_, Some(0)) => &[GcList::Young],
        (_, Some(1)) => &[GcList::Middle],
        (_, Some(_)) => &[GcList::Old],
    };
    lists.iter().flat_map(|&list| heap.collector.list(list).iter()).collect()
}

/// `gc.get_referrers(*targets)`: tracked objects whose traversal meets one of the targets, in list order.
#[must_use]
pub fn referrers(heap: &Heap, targets: &[Ref]) -> Vec<Ref> {
    objects(heap, None).into_iter().filter(|&id| refers(heap, id, targets)).collect()
}

/// Whether the traversal of an object meets one of the targets.
#[must_use]
pub fn refers(heap: &Heap, id: Ref, targets: &[Ref]) -> bool {
    let mut hit = false;
    visit::traverse(heap, id, |r| hit |= targets.contains(&r));
    hit
}

/// `gc.get_referents(*sources)`.
#[must_use]
pub fn referents(heap: &Heap, sources: &[Ref]) -> Vec<Ref> {
    let mut found = Vec::new();
    for &id in sources.iter().filter(|&&id| heap.has_flag(id, flag::CONTAINER)) {
        visit::traverse(heap, id, |r| found.push(r));
    }
    found
}
