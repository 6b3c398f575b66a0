//! The proof that every count is accounted for: an object's count equals the references that memory can name. And that
//! the columns agree with one another. Ask between statements: while an object is dying, its parts are half dropped.

use super::collector::Collecting;
use super::heap::{GcList, GcWord, Heap, flag};
use super::object::{Body, Ref, TypeKind};
use super::visit;
use super::weak::references;

/// What holds a reference from outside the heap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RootKind {
    /// The operand stack of a running frame.
    Stack,
    /// A local variable of a running frame.
    Local,
    /// A running frame itself (its code, globals, function).
    Frame,
    /// A table of the interpreter: builtins, interned strings, caches, …
    Runtime,
}

/// An object whose count differs from the references found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Miscount {
    pub id: Ref,
    pub counted: u32,
    pub found: u32,
}

/// Compares every live object's count with the slots of objects and the roots.
///
/// # Errors
/// Lists the objects whose count is wrong (immortal objects are left out).
pub fn check(heap: &Heap, roots: impl Iterator<Item = (RootKind, Ref)>) -> Result<(), Vec<Miscount>> {
    let mut found = vec![0u32; heap.counts.len()];
    for (_, r) in roots {
        found[r.index()] += 1;
    }
    // Objects that wait in the trashcan have a count of zero and hold their parts still.
    for id in occupied(heap) {
        visit::counted(heap, id, |r| found[r.index()] += 1);
    }
    let wrong: Vec<Miscount> = occupied(heap)
        .filter(|&id| !heap.has_flag(id, flag::IMMORTAL) && heap.count(id) != found[id.index()])
        .map(|id| Miscount { id, counted: heap.count(id), found: found[id.index()] })
        .collect();
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// Cells with an object in them.
fn occupied(heap: &Heap) -> impl Iterator<Item = Ref> + '_ {
    let cells = heap.cells.iter().enumerate().skip(1);
    cells.filter(|(_, cell)| !matches!(cell.body, Body::Free)).map(|(i, _)| Ref(i as u32))
}

/// The objects that hold `target`, each with the number of its references, in order of their cells. Together with the
/// roots they add up to the count.
#[must_use]
pub fn holders(heap: &Heap, target: Ref) -> Vec<(Ref, u32)> {
    let mut holders = Vec::new();
    for id in occupied(heap) {
        let mut references = 0;
        visit::counted(heap, id, |r| references += u32::from(r == target));
        if references > 0 {
            holders.push((id, references));
        }
    }
    holders
}

/// Columns that contradict one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inconsistency {
    /// The word of an object names another place than the one where it stands.
    Word { id: Ref, list: GcList, position: usize },
    /// The word of an object names a list that does not hold it.
    NotInList { id: Ref },
    /// `gc_refs` of an object outside a collection.
    LeftoverGcRefs { id: Ref },
    /// A free cell with a count, a body or a word, or an occupied one in the list of free cells.
    FreeCell { id: Ref },
    /// The flag and the table of weak references, or of extras, disagree.
    Flag { id: Ref, bit: u8 },
    /// A weak reference that its target does not know, or the other way round.
    WeakReference { id: Ref },
}

/// Checks that lists, words, flags and side tables agree.
///
/// # Errors
/// Lists what contradicts.
pub fn check_consistency(heap: &Heap) -> Result<(), Vec<Inconsistency>> {
    let mut wrong = Vec::new();
    check_lists(heap, &mut wrong);
    check_free_cells(heap, &mut wrong);
    for id in occupied(heap) {
        check_flags(heap, id, &mut wrong);
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

const LISTS: [GcList; 9] = [
    GcList::Young,
    GcList::Middle,
    GcList::Old,
    GcList::Permanent,
    GcList::Unreachable,
    GcList::Callbacks,
    GcList::Legacy,
    GcList::StillUnreachable,
    GcList::Increment,
];

fn check_lists(heap: &Heap, wrong: &mut Vec<Inconsistency>) {
    let mut listed = vec![false; heap.words.len()];
    for list in LISTS {
        let array = heap.collector.list(list);
        for position in 0.. {
            let Some(id) = array.at(position) else { break };
            if id.is_null() {
                continue;
            }
            listed[id.index()] = true;
            if heap.words[id.index()] != GcWord::new(list, position) {
                wrong.push(Inconsistency::Word { id, list, position });
            }
        }
    }
    let tracked = heap.words.iter().enumerate().filter(|(_, word)| word.tracked());
    wrong.extend(tracked.filter(|&(i, _)| !listed[i]).map(|(i, _)| Inconsistency::NotInList { id: Ref(i as u32) }));
    if heap.collector.collecting == Collecting::No {
        let refs = heap.collector.gc_refs.iter().enumerate().filter(|&(_, &refs)| refs != 0);
        wrong.extend(refs.map(|(i, _)| Inconsistency::LeftoverGcRefs { id: Ref(i as u32) }));
    }
}

fn check_free_cells(heap: &Heap, wrong: &mut Vec<Inconsistency>) {
    for &index in &heap.free {
        let (id, i) = (Ref(index), index as usize);
        let clean = heap.counts[i] == 0 && heap.flags[i] == 0 && !heap.words[i].tracked();
        if !clean || !matches!(heap.cells[i].body, Body::Free) {
            wrong.push(Inconsistency::FreeCell { id });
        }
    }
}

fn check_flags(heap: &Heap, id: Ref, wrong: &mut Vec<Inconsistency>) {
    if heap.has_flag(id, flag::WEAKLY_REFERENCED) != heap.weakrefs.contains_key(&id) {
        wrong.push(Inconsistency::Flag { id, bit: flag::WEAKLY_REFERENCED });
    }
    if heap.has_flag(id, flag::EXTRA) != heap.extras.contains_key(&id) {
        wrong.push(Inconsistency::Flag { id, bit: flag::EXTRA });
    }
    match heap.body(id) {
        Body::Type(class) if heap.has_flag(id, flag::HEAP_TYPE) != (class.kind == TypeKind::Heap) => {
            wrong.push(Inconsistency::Flag { id, bit: flag::HEAP_TYPE });
        }
        Body::WeakReference(weak)
            if !weak.target.is_null() && !references(heap, weak.target).any(|other| other == id) =>
        {
            wrong.push(Inconsistency::WeakReference { id });
        }
        _ => {}
    }
}

/// A number that tells states of memory apart: counts, lists, flags, weak references, births, and who refers to whom.
#[cfg(test)]
#[must_use]
pub fn fingerprint(heap: &Heap) -> u64 {
    use std::hash::{Hash, Hasher};
    let mut hasher = rustc_hash::FxHasher::default();
    for (at, count) in heap.counts.iter().enumerate() {
        let id = Ref(at as u32);
        (count, heap.flags[at], heap.journal.birth(id)).hash(&mut hasher);
        if *count > 0 {
            visit::counted(heap, id, |r| r.hash(&mut hasher));
        }
    }
    // The search keeps words and copied counts in its own hands while it runs; what was freed says nothing.
    heap.free.hash(&mut hasher);
    heap.collector.counts.hash(&mut hasher);
    heap.weakrefs.len().hash(&mut hasher);
    hasher.finish()
}
