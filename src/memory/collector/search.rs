//! The search: which objects of a list are reachable only from one another?
//!
//! ```text
//! A ⇄ B   C → D    and a variable refers to C
//! copied:      A 1  B 1  C 1  D 1
//! subtracted:  A 0  B 0  C 1  D 0      C is reached from outside
//! in order:    A aside, B aside, C stays and reaches D, D stays
//! ```
//!
//! An object that was set aside and is then reached by a later one is rescued: it goes to the *end* of the list, where
//! its own references will be followed. That is how CPython's lists change their order.

use super::super::heap::{GcList, GcWord, Heap};
use super::super::journal::{Event, GcPhase};
use super::super::object::{Body, Ref};
use super::super::visit;
use super::untrack;

/// `gc_refs` of objects outside the search.
pub(super) const OUTSIDE: u32 = 0;
/// `gc_refs` of an object to which no reference from outside is known.
pub(super) const UNREACHED: u32 = 1;

/// Moves from `from` to the empty list `to` all objects that are not reachable from outside `from`.
pub(super) fn find_unreachable(heap: &mut Heap, from: GcList, to: GcList) {
    heap.note(Event::PhaseStarted(GcPhase::CopyCounts));
    copy_counts(heap, from);
    heap.note(Event::PhaseStarted(GcPhase::SubtractReferences));
    let lent = if to == GcList::Unreachable { std::mem::take(&mut heap.collector.lent) } else { [Ref::NULL; 2] };
    for r in lent {
        let refs = &mut heap.collector.gc_refs[r.index()];
        if *refs > UNREACHED {
            *refs -= 1;
        }
    }
    if heap.journal.tracing() {
        subtract_step_by_step(heap, from);
        heap.note(Event::PhaseStarted(GcPhase::FindUnreachable));
        move_unreachable::<true>(heap, from, to, lent);
    } else {
        subtract_internal(heap, from);
        move_unreachable::<false>(heap, from, to, lent);
    }
}

/// Whether an object of the list is reachable from outside it. Leaves the list as it is.
pub(super) fn any_reachable(heap: &mut Heap, list: GcList) -> bool {
    copy_counts(heap, list);
    subtract_internal(heap, list);
    let collector = &mut heap.collector;
    let mut any = false;
    for id in collector.lists[list as usize].iter() {
        let refs = std::mem::replace(&mut collector.gc_refs[id.index()], OUTSIDE);
        any |= refs > UNREACHED;
    }
    any
}

/// Copies the counts: `gc_refs` of each object in the list is its count (plus one, see [`UNREACHED`]).
fn copy_counts(heap: &mut Heap, list: GcList) {
    let collector = &mut heap.collector;
    if collector.gc_refs.len() < heap.counts.len() {
        // Growing in one piece leaves pages of zeros untouched.
        let mut grown = vec![OUTSIDE; heap.counts.capacity()];
        grown.truncate(heap.counts.capacity());
        collector.gc_refs = grown;
    }
    for id in collector.lists[list as usize].iter() {
        collector.gc_refs[id.index()] = heap.counts[id.index()] + UNREACHED;
    }
    if heap.journal.tracing() {
        note_copied(heap, list);
    }
}

/// Goes through the copying again, one object at a time.
#[cold]
fn note_copied(heap: &mut Heap, list: GcList) {
    let objects: Vec<Ref> = heap.collector.list(list).iter().collect();
    for id in &objects {
        heap.collector.gc_refs[id.index()] = OUTSIDE;
    }
    for id in objects {
        let count = heap.counts[id.index()];
        heap.collector.gc_refs[id.index()] = count + UNREACHED;
        heap.note(Event::GcRefsCopied { id, count });
    }
}

/// Subtracts the references that objects of the list hold to one another. Afterwards `gc_refs` counts what comes from
/// outside.
fn subtract_internal(heap: &mut Heap, list: GcList) {
    let mut gc_refs = std::mem::take(&mut heap.collector.gc_refs);
    for id in heap.collector.list(list).iter() {
        visit::traverse(heap, id, |r| {
            let refs = &mut gc_refs[r.index()];
            if *refs > UNREACHED {
                *refs -= 1;
            }
        });
    }
    heap.collector.gc_refs = gc_refs;
}

/// As [`subtract_internal`], with each reference noted.
#[cold]
fn subtract_step_by_step(heap: &mut Heap, list: GcList) {
    let mut at = 0;
    let mut referents = Vec::new();
    while let Some(id) = heap.collector.list(list).at(at) {
        at += 1;
        if id.is_null() {
            continue;
        }
        visit::traverse(heap, id, |r| referents.push(r));
        for r in referents.drain(..) {
            let refs = &mut heap.collector.gc_refs[r.index()];
            if *refs > UNREACHED {
                *refs -= 1;
                let left = *refs - UNREACHED;
                heap.note(Event::Subtracted { from: id, to: r, left });
            }
        }
    }
}

/// Goes through the list in order: keeps what has references from outside and follows its references; moves the rest
/// to `to`. The first search untracks tuples that hold no containers on the way; the one after finalizers does not
/// (`handle_resurrected_objects` has no `untrack_tuples`), so that what was brought back counts in full next time.
///
/// What the tuple of a call in C holds (`lent`) is found where that would stand: at the end, before what was rescued.
fn move_unreachable<const RECORD: bool>(heap: &mut Heap, from: GcList, to: GcList, lent: [Ref; 2]) {
    let mut gc_refs = std::mem::take(&mut heap.collector.gc_refs);
    let mut words = std::mem::take(&mut heap.words);
    let mut items = heap.collector.list_mut(from).take();
    let original = items.len();
    let mut aside: Vec<Ref> = heap.collector.list_mut(to).take();
    let mut rescued = 0;
    let mut kept = 0;
    let mut at = 0;
    let mut saved = Vec::new();
    let untracks = to == GcList::Unreachable;
    // Notes a fact. If the run halts there, what stands in local variables is put first where it can be seen.
    macro_rules! note {
        ($event:expr) => {
            if heap.journal.halts_next() {
                let mut looked_at = std::mem::take(&mut items);
                looked_at.drain(kept..at);
                heap.words = std::mem::take(&mut words);
                heap.collector.gc_refs = std::mem::take(&mut gc_refs);
                show(heap, (from, looked_at), (to, std::mem::take(&mut aside), rescued));
            }
            heap.note($event);
        };
    }
    // An object that is reached after it was set aside goes to the end of the list.
    macro_rules! reach {
        ($r:expr) => {{
            let r: Ref = $r;
            let refs = &mut gc_refs[r.index()];
            if *refs == UNREACHED {
                *refs = UNREACHED + 1;
                let word = words[r.index()];
                if word.list() == to {
                    aside[word.position()] = Ref::NULL;
                    rescued += 1;
                    words[r.index()] = GcWord::new(from, items.len());
                    items.push(r);
                    if RECORD {
                        saved.push(r);
                    }
                }
            }
        }};
    }
    loop {
        if at == original {
            lent.into_iter().for_each(|r| reach!(r));
        }
        if at >= items.len() {
            break;
        }
        let id = items[at];
        let moved = at != kept || at >= original;
        at += 1;
        if id.is_null() {
            continue;
        }
        let refs = &mut gc_refs[id.index()];
        if *refs == UNREACHED {
            words[id.index()] = GcWord::new(to, aside.len());
            aside.push(id);
            if RECORD {
                note!(Event::MovedToUnreachable(id));
            }
            continue;
        }
        *refs = OUTSIDE;
        visit::traverse(heap, id, |r| reach!(r));
        if untracks
            && matches!(heap.body(id), Body::SmallTuple(..) | Body::Tuple(_))
            && untrack::tuple_holds_none(heap, &words, id)
        {
            words[id.index()] = GcWord::default();
            if RECORD {
                note!(Event::Untracked(id));
            }
            continue;
        }
        items[kept] = id;
        if moved {
            words[id.index()] = GcWord::new(from, kept);
        }
        kept += 1;
        if RECORD {
            note!(Event::Kept(id));
            for r in saved.drain(..) {
                note!(Event::Rescued { id: r, by: id });
            }
        }
    }
    items.truncate(kept);
    for &id in aside.iter().filter(|id| !id.is_null()) {
        gc_refs[id.index()] = OUTSIDE;
    }
    heap.collector.list_mut(from).replace(items, 0);
    heap.collector.list_mut(to).replace(aside, rescued);
    heap.collector.gc_refs = gc_refs;
    heap.words = words;
}

/// Makes the lists of a half-done search visible, with the words that belong to them.
#[cold]
fn show(heap: &mut Heap, (from, items): (GcList, Vec<Ref>), (to, aside, gaps_aside): (GcList, Vec<Ref>, usize)) {
    for (position, id) in items.iter().enumerate().filter(|(_, id)| !id.is_null()) {
        heap.words[id.index()] = GcWord::new(from, position);
    }
    let gaps = items.iter().filter(|id| id.is_null()).count();
    heap.collector.list_mut(from).replace(items, gaps);
    heap.collector.list_mut(to).replace(aside, gaps_aside);
}
