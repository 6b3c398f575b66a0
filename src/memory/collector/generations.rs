//! Generations: which one is due, how they are merged before a collection and promoted after it, `gc.freeze()`.

use super::super::heap::{GcList, GcWord, Heap};
use super::super::journal::{Event, GcPhase};
use super::super::rules::CollectorKind;
use super::{Promotion, untrack};

/// The list of a generation.
pub(super) fn list_of(generation: u8) -> GcList {
    match generation {
        0 => GcList::Young,
        1 => GcList::Middle,
        _ => GcList::Old,
    }
}

/// The oldest generation whose count is above its threshold. The oldest of all is also left alone until a quarter of
/// the objects in it are new, or else a growing heap would cost quadratic time (bpo-4074).
pub(super) fn due(heap: &Heap) -> Option<u8> {
    let collector = &heap.collector;
    (0..3u8).rev().find(|&generation| {
        let i = usize::from(generation);
        collector.counts[i] > collector.thresholds[i]
            && !(generation == 2 && collector.long_lived_pending < collector.long_lived_total / 4)
    })
}

/// The counters after a collection of `generation` has begun.
pub(super) fn count_collection(heap: &mut Heap, generation: u8) {
    let counts = &mut heap.collector.counts;
    if let Some(next) = counts.get_mut(usize::from(generation) + 1) {
        *next += 1;
    }
    counts.iter_mut().take(usize::from(generation) + 1).for_each(|count| *count = 0);
}

/// Appends the younger generations to the one being collected. Returns its list and the list that survivors go to.
pub(super) fn merge_younger(heap: &mut Heap, generation: u8) -> (GcList, GcList) {
    let young = list_of(generation);
    heap.note(Event::PhaseStarted(GcPhase::MergeGenerations));
    for younger in 0..generation {
        move_all(heap, list_of(younger), young);
    }
    let objects = heap.collector.list(young).len() as u32;
    heap.note(Event::GenerationsMerged { generation, objects });
    (young, list_of((generation + 1).min(2)))
}

/// Survivors join the next generation. A full collection also lets go of dicts that hold no containers, and starts
/// counting anew for the 25 % rule.
pub(super) fn promote_survivors(heap: &mut Heap, promotion: Promotion, young: GcList, old: GcList) {
    let survivors = heap.collector.list(young).len();
    heap.note(Event::PhaseStarted(GcPhase::PromoteSurvivors));
    match promotion {
        Promotion::Generation(2) => {
            untrack::untrack_dicts(heap, young);
            let collector = &mut heap.collector;
            collector.long_lived_pending = 0;
            collector.unseen.old = collector.unseen.held;
            collector.long_lived_total =
                collector.list(young).len() + collector.unseen.held + collector.objects_at_start;
        }
        Promotion::Generation(1) => {
            let unseen = &mut heap.collector.unseen;
            let promoted = unseen.held - std::mem::replace(&mut unseen.old, unseen.held);
            heap.collector.long_lived_pending += survivors + promoted;
        }
        _ => {}
    }
    if young != old {
        move_all(heap, young, old);
    }
    heap.note(Event::Promoted { to: old, objects: survivors as u32 });
}

/// Appends one list to another, in order.
pub(super) fn move_all(heap: &mut Heap, from: GcList, to: GcList) {
    let objects = heap.collector.list(from).len();
    let moved = heap.collector.list_mut(from).take();
    let target = &mut heap.collector.lists[to as usize];
    for &id in moved.iter().filter(|id| !id.is_null()) {
        heap.words[id.index()] = GcWord::new(to, target.push(id));
    }
    heap.collector.list_mut(from).reuse(moved);
    if objects > 0 {
        heap.note(Event::Joined { from, to, objects: objects as u32 });
    }
}

/// Moves one tracked object to the end of another list.
pub(super) fn move_one(heap: &mut Heap, id: super::Ref, to: GcList) {
    let word = heap.words[id.index()];
    heap.collector.lists[word.list() as usize].remove(word.position());
    heap.words[id.index()] = GcWord::new(to, heap.collector.lists[to as usize].push(id));
    heap.note(Event::Moved { id, from: word.list(), to });
}

/// What the interpreter made while it started has survived a young collection already, as it has in CPython.
pub fn settle_start(heap: &mut Heap) {
    move_all(heap, GcList::Young, GcList::Middle);
    heap.collector.counts = [0; 3];
}

/// `gc.freeze()`: everything tracked moves to the permanent generation.
pub fn freeze(heap: &mut Heap) {
    for list in [GcList::Young, GcList::Middle, GcList::Old] {
        move_all(heap, list, GcList::Permanent);
    }
    heap.collector.objects_at_start = 0;
    heap.collector.counts = [0; 3];
}

/// `gc.unfreeze()`.
pub fn unfreeze(heap: &mut Heap) {
    let to = match heap.rules.collector {
        CollectorKind::Generational => GcList::Old,
        CollectorKind::Incremental => heap.collector.incremental.visited_list(),
    };
    move_all(heap, GcList::Permanent, to);
    heap.collector.objects_at_start = heap.rules.objects_at_start;
}

/// `gc.get_freeze_count()`.
#[must_use]
pub fn freeze_count(heap: &Heap) -> usize {
    heap.collector.list(GcList::Permanent).len()
}
