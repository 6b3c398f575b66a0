//! The incremental collector of 3.14.0 to 3.14.4 (Python/gc.c there): a young generation and two old spaces. Objects
//! in the *pending* space wait to be looked at, those in the *visited* space have been; when nothing is pending the
//! two change roles. Each increment marks what the running frames reach (so it need not be searched), then takes the
//! young objects and a part of the pending ones, with all that these reach, and searches them for garbage.

use super::super::alloc;
use super::super::heap::{GcList, GcWord, Heap};
use super::super::host::Host;
use super::super::journal::{Event, GcPhase};
use super::super::object::Ref;
use super::super::visit;
use super::{CollectionResult, Promotion, collect_region, generations, untrack};

/// The state between increments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Incremental {
    /// Which of the two old spaces is the visited one.
    pub visited: Space,
    pub phase: MarkOrCollect,
    /// How many objects the next increments should look at.
    pub work_to_do: i64,
}

/// One of the two old spaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Space {
    /// [`GcList::Middle`].
    First,
    /// [`GcList::Old`].
    Second,
}

/// What the next increment does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkOrCollect {
    /// The first of a cycle only marks what is reachable from the interpreter and the frames.
    Mark,
    Collect,
}

impl Default for Incremental {
    fn default() -> Self {
        Self { visited: Space::First, phase: MarkOrCollect::Mark, work_to_do: 0 }
    }
}

impl Incremental {
    /// The list of the space that has been looked at.
    #[must_use]
    pub fn visited_list(&self) -> GcList {
        match self.visited {
            Space::First => GcList::Middle,
            Space::Second => GcList::Old,
        }
    }

    /// The list of the space that waits.
    #[must_use]
    pub fn pending_list(&self) -> GcList {
        match self.visited {
            Space::First => GcList::Old,
            Space::Second => GcList::Middle,
        }
    }
}

/// `SCAN_RATE_DIVISOR`: with the default threshold of 10, an increment looks at 1 % of the heap.
const SCAN_RATE_DIVISOR: i64 = 10;

/// A collection: of the young objects (0), one increment (1, also what automatic collections are), or everything (2).
/// `None`: it only marked.
pub(super) fn collect<H: Host + ?Sized>(host: &mut H, generation: u8) -> Option<CollectionResult> {
    match generation {
        0 => Some(collect_young(host)),
        1 => collect_increment(host),
        _ => Some(collect_full(host)),
    }
}

fn collect_young<H: Host + ?Sized>(host: &mut H) -> CollectionResult {
    let heap = host.heap();
    untrack::untrack_tuples(heap, GcList::Young);
    let state = heap.collector.incremental;
    let result = collect_region(host, GcList::Young, state.visited_list(), Promotion::Region);
    let counts = &mut host.heap().collector.counts;
    counts[0] = 0;
    counts[1 + state.visited as usize] += 1;
    result
}

fn collect_full<H: Host + ?Sized>(host: &mut H) -> CollectionResult {
    let heap = host.heap();
    untrack::untrack_tuples(heap, GcList::Young);
    let state = heap.collector.incremental;
    let (visited, pending) = (state.visited_list(), state.pending_list());
    generations::move_all(heap, GcList::Young, pending);
    heap.collector.counts[0] = 0;
    generations::move_all(heap, pending, visited);
    let result = collect_region(host, visited, visited, Promotion::Region);
    let heap = host.heap();
    heap.collector.counts = [0; 3];
    complete(heap);
    alloc::clear_free_lists(heap);
    result
}

fn collect_increment<H: Host + ?Sized>(host: &mut H) -> Option<CollectionResult> {
    let heap = host.heap();
    heap.collector.incremental.work_to_do += assess_work(heap);
    if heap.collector.incremental.work_to_do < 0 {
        // What was marked is enough for now.
        return None;
    }
    untrack::untrack_tuples(heap, GcList::Young);
    let state = heap.collector.incremental;
    let (visited, pending) = (state.visited_list(), state.pending_list());
    heap.note(Event::PhaseStarted(GcPhase::MarkRoots));
    if state.phase == MarkOrCollect::Mark {
        let roots = host.global_roots();
        let mut marked = mark(host.heap(), &roots);
        let roots = host.stack_roots();
        marked += mark(host.heap(), &roots);
        let state = &mut host.heap().collector.incremental;
        // CPython subtracts them twice.
        state.work_to_do -= 2 * marked;
        state.phase = MarkOrCollect::Collect;
        return None;
    }
    let roots = host.stack_roots();
    let heap = host.heap();
    heap.collector.incremental.work_to_do -= mark(heap, &roots);
    heap.note(Event::PhaseStarted(GcPhase::TakeIncrement));
    let size = take_increment(heap, pending);
    let result = collect_region(host, GcList::Increment, visited, Promotion::Region);
    let heap = host.heap();
    heap.collector.incremental.work_to_do -= size;
    if heap.collector.list(pending).is_empty() {
        complete(heap);
    }
    Some(result)
}

fn scale_factor(heap: &Heap) -> i64 {
    heap.collector.thresholds[1].max(2)
}

/// New objects and a part of the heap, of a size that keeps ahead of what is allocated.
fn assess_work(heap: &mut Heap) -> i64 {
    let new = heap.collector.counts[0];
    let part = heap.collector.heap_size / SCAN_RATE_DIVISOR / scale_factor(heap);
    heap.collector.counts[0] = 0;
    new + part.min(new * 2)
}

/// The young objects, then pending ones with all that they reach, until there is enough to do. Returns the number.
fn take_increment(heap: &mut Heap, pending: GcList) -> i64 {
    generations::move_all(heap, GcList::Young, GcList::Increment);
    let mut size = heap.collector.list(GcList::Increment).len() as i64;
    while size < heap.collector.incremental.work_to_do {
        let Some(first) = heap.collector.list(pending).iter().next() else { break };
        let mut at = heap.collector.list(GcList::Increment).end();
        generations::move_one(heap, first, GcList::Increment);
        size += 1;
        while let Some(id) = heap.collector.list(GcList::Increment).at(at) {
            at += 1;
            size += move_referents(heap, id, GcList::Increment);
        }
    }
    size
}

/// Moves to the visited space all that is reachable from `roots` and was not there; returns the number.
fn mark(heap: &mut Heap, roots: &[Ref]) -> i64 {
    let visited = heap.collector.incremental.visited_list();
    let start = heap.collector.list(visited).end();
    let mut marked = 0;
    for &root in roots {
        marked += move_unvisited(heap, root, visited);
    }
    let mut at = start;
    while let Some(id) = heap.collector.list(visited).at(at) {
        at += 1;
        if !id.is_null() {
            marked += move_referents(heap, id, visited);
        }
    }
    marked
}

fn move_referents(heap: &mut Heap, id: Ref, to: GcList) -> i64 {
    let mut referents = Vec::new();
    visit::traverse(heap, id, |r| referents.push(r));
    referents.into_iter().map(|r| move_unvisited(heap, r, to)).sum()
}

/// Moves an object that is young or pending; 1 if it was.
fn move_unvisited(heap: &mut Heap, id: Ref, to: GcList) -> i64 {
    let list = heap.words[id.index()].list();
    let waits = list == GcList::Young || list == heap.collector.incremental.pending_list();
    if !waits || heap.words[id.index()] == GcWord::default() {
        return 0;
    }
    generations::move_one(heap, id, to);
    1
}

/// Everything has been looked at: the spaces change roles. Frozen objects count as visited, so with any of those the
/// visited objects are moved instead.
fn complete(heap: &mut Heap) {
    let state = heap.collector.incremental;
    if heap.collector.list(GcList::Permanent).is_empty() {
        heap.collector.incremental.visited = match state.visited {
            Space::First => Space::Second,
            Space::Second => Space::First,
        };
    } else {
        generations::move_all(heap, state.visited_list(), state.pending_list());
    }
    heap.collector.incremental.work_to_do = 0;
    heap.collector.incremental.phase = MarkOrCollect::Mark;
}
