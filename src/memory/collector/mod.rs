//! The collector: generations and the search for garbage cycles.
//!
//! [`collect`] reads as the table of contents; each phase has a file of its own:
//!
//! | phase | file |
//! | --- | --- |
//! | counts copied, internal references subtracted, unreachable objects moved aside, reachable ones rescued | [`search`] |
//! | tuples and dicts that cannot be part of a cycle leave the collector's sight | [`untrack`] |
//! | 2.7: objects with `__del__`, and what they reach, are set apart | [`legacy`] |
//! | weak references cleared, callbacks called | [`weakrefs`] |
//! | finalizers run; what they brought back is found | [`finalize`] |
//! | references of garbage dropped, so that it dies by its counts | [`clear`] |
//!
//! Which lists are searched is told in [`generations`] and, for 3.14.0 to 3.14.4, in [`incremental`].

mod clear;
mod finalize;
mod generations;
pub mod incremental;
mod legacy;
pub mod list;
mod query;
mod search;
mod untrack;
mod weakrefs;

pub use generations::{freeze, freeze_count, settle_start, unfreeze};
pub use query::{objects, referents, referrers, refers};

use incremental::{Incremental, Space};
use list::GcArray;

use super::alloc;
use super::heap::{GcList, Heap};
use super::host::{CollectionInfo, DebugOutput, Host, Phase};
use super::journal::Event;
use super::object::Ref;
use super::rules::{CollectorKind, Finalizers, Found, Rules, WaitingCollection};

/// Whether a collection is running.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Collecting {
    No,
    /// `gc.callbacks` hear that one begins, or how it ended.
    Announced,
    Searching,
}

/// The collector's state.
#[derive(Clone, Debug)]
pub struct Collector {
    /// `gc.isenabled()`.
    pub enabled: bool,
    pub collecting: Collecting,
    /// From 3.12: a threshold was passed, the evaluation loop should call [`collect_pending`].
    pub pending: bool,
    pub thresholds: [i64; 3],
    /// `gc.get_count()`.
    pub counts: [i64; 3],
    /// By [`GcList`].
    pub lists: [GcArray; 10],
    /// By id: 0 for objects that are not being searched, else one more than the references from outside that have not
    /// been accounted for (CPython's `gc_refs`). All zero between collections.
    pub(super) gc_refs: Vec<u32>,
    /// Objects that survived the last full collection.
    pub long_lived_total: usize,
    /// Containers of the interpreter's own that stand in no list here; `gc.freeze()` takes them from the long-lived.
    pub(super) objects_at_start: usize,
    /// Objects that survived a middle collection since.
    pub long_lived_pending: usize,
    unseen: Unseen,
    /// What the tuple of the arguments of a call in C has taken from the stack (NULL: nothing), while that may start a
    /// collection: the tuple is no object here.
    pub lent: [Ref; 2],
    /// Of the incremental collector.
    pub incremental: Incremental,
    /// Containers that were counted when they were made and have not been freed: what the incremental collector takes as
    /// the size of the heap.
    pub heap_size: i64,
    pub stats: [Stats; 3],
    /// `gc.get_debug()`: bits of [`debug`].
    pub debug: u32,
}

impl Collector {
    /// What `gc.get_count()` gives: with the incremental collector the visited space stands before the pending one.
    #[must_use]
    pub fn shown_counts(&self) -> [i64; 3] {
        let [young, first, second] = self.counts;
        match self.incremental.visited {
            Space::First => [young, first, second],
            Space::Second => [young, second, first],
        }
    }
}

/// Tracked objects that C code holds for a moment and that are no objects here, such as the method that `print` calls or
/// the tuple that brings arguments to a class: they survive as others do. The last that came is the first that goes.
#[derive(Clone, Copy, Debug, Default)]
struct Unseen {
    held: usize,
    /// So many of them are in the oldest generation already.
    old: usize,
}

/// Containers that the interpreter itself has made before a program begins, roughly (counted in the build of 3.14.2 that
/// outputs were recorded with): the incremental collector looks at a part of the heap in each increment.
const HEAP_AT_START: i64 = 20_000;

/// A row of `gc.get_stats()`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    pub collections: u64,
    pub collected: u64,
    pub uncollectable: u64,
}

/// Why a collection runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// `gc.collect()`.
    Manual,
    /// A threshold was passed.
    Threshold,
    /// The program has ended: a last ordinary collection, of which `gc.callbacks` hear.
    Exit,
    /// The interpreter is taken apart.
    Shutdown,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CollectionResult {
    pub collected: usize,
    pub uncollectable: usize,
}

impl CollectionResult {
    /// What `gc.collect()` returns.
    #[must_use]
    pub fn total(self) -> usize {
        self.collected + self.uncollectable
    }
}

/// Bits of `gc.set_debug()`.
pub mod debug {
    pub const STATS: u32 = 1;
    pub const COLLECTABLE: u32 = 2;
    pub const UNCOLLECTABLE: u32 = 4;
    /// 2.7: instances of classic classes.
    pub const INSTANCES: u32 = 8;
    /// 2.7: all other objects.
    pub const OBJECTS: u32 = 16;
    pub const SAVEALL: u32 = 32;
}

impl Collector {
    #[must_use]
    pub fn new(rules: &Rules) -> Self {
        Self {
            enabled: true,
            collecting: Collecting::No,
            pending: false,
            thresholds: rules.thresholds,
            counts: [0; 3],
            lists: Default::default(),
            gc_refs: Vec::new(),
            long_lived_total: 0,
            objects_at_start: rules.objects_at_start,
            long_lived_pending: 0,
            unseen: Unseen::default(),
            lent: [Ref::NULL; 2],
            incremental: Incremental::default(),
            heap_size: HEAP_AT_START,
            stats: [Stats::default(); 3],
            debug: 0,
        }
    }

    /// So many objects that have no cell here stay for good, as those of the start do.
    pub fn keep_unseen(&mut self, objects: usize) {
        self.objects_at_start += objects;
    }

    /// C code holds so many more tracked objects that are none here.
    #[inline]
    pub fn hold_unseen(&mut self, objects: usize) {
        self.unseen.held += objects;
    }

    /// The last so many of them are gone.
    #[inline]
    pub fn release_unseen(&mut self, objects: usize) {
        self.release_unseen_to(self.unseen.held.saturating_sub(objects));
    }

    /// How many C code holds: a mark to come back to.
    #[must_use]
    pub fn unseen(&self) -> usize {
        self.unseen.held
    }

    pub fn release_unseen_to(&mut self, mark: usize) {
        self.unseen.held = mark;
        self.unseen.old = self.unseen.old.min(mark);
    }

    #[inline]
    #[must_use]
    pub fn list(&self, list: GcList) -> &GcArray {
        &self.lists[list as usize]
    }

    #[inline]
    pub(super) fn list_mut(&mut self, list: GcList) -> &mut GcArray {
        &mut self.lists[list as usize]
    }

    /// `gc_refs` of an object that a running collection has copied and not yet judged.
    #[must_use]
    pub fn gc_refs(&self, id: Ref) -> Option<u32> {
        self.gc_refs.get(id.index()).and_then(|refs| refs.checked_sub(1))
    }

    pub fn debugs(&self, bit: u32) -> bool {
        self.debug & bit != 0
    }
}

/// Collects a generation and all younger ones, unless a collection is running already: `gc.collect(generation)`.
pub fn collect<H: Host + ?Sized>(host: &mut H, generation: u8, reason: Reason) -> CollectionResult {
    if host.heap().collector.collecting != Collecting::No {
        return CollectionResult::default();
    }
    collect_with_callbacks(host, generation, reason)
}

fn collect_with_callbacks<H: Host + ?Sized>(host: &mut H, generation: u8, reason: Reason) -> CollectionResult {
    host.heap().collector.collecting = Collecting::Announced;
    announce(host, Phase::Start, generation, reason, CollectionResult::default());
    // Still announced, unless another one came in between: then none is running, as far as allocations know.
    let announced = std::mem::replace(&mut host.heap().collector.collecting, Collecting::Searching);
    let result = collect_main(host, generation.min(2), reason);
    host.heap().collector.collecting = announced;
    announce(host, Phase::Stop, generation, reason, result);
    host.heap().collector.collecting = Collecting::No;
    result
}

/// The collection itself.
///
/// Before: every object that a program can reach is reachable from outside the generations being collected, through
/// counted references. After: what was not is dead (or uncollectable, or brought back); survivors are one generation
/// older.
fn collect_main<H: Host + ?Sized>(host: &mut H, generation: u8, reason: Reason) -> CollectionResult {
    print_start(host, generation);
    let heap = host.heap();
    heap.note(Event::CollectionStarted { generation, reason });
    let result = match heap.rules.collector {
        CollectorKind::Incremental => match incremental::collect(host, generation) {
            Some(result) => result,
            // Marking alone does not count as a collection.
            None => {
                host.heap().note(Event::CollectionFinished { collected: 0, uncollectable: 0 });
                return CollectionResult::default();
            }
        },
        CollectorKind::Generational => {
            generations::count_collection(heap, generation);
            let (young, old) = generations::merge_younger(heap, generation);
            let result = collect_region(host, young, old, Promotion::Generation(generation));
            if generation == 2 {
                alloc::clear_free_lists(host.heap());
            }
            result
        }
    };
    finish(host, generation, result)
}

/// What becomes of survivors, beside being moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Promotion {
    /// They join the generation after this one, with its bookkeeping.
    Generation(u8),
    /// They are moved.
    Region,
}

/// Searches the list `from`, moves survivors to `old` and lets the garbage die.
fn collect_region<H: Host + ?Sized>(host: &mut H, from: GcList, old: GcList, promotion: Promotion) -> CollectionResult {
    let heap = host.heap();
    search::find_unreachable(heap, from, GcList::Unreachable);
    generations::promote_survivors(heap, promotion, from, old);
    if heap.rules.finalizers == Finalizers::Legacy {
        legacy::set_apart(host);
    }
    print_collectable(host);

    let found = host.heap().collector.list(GcList::Unreachable).len();
    let called = weakrefs::clear_and_call(host, old);
    let programs_ran = called.programs_ran | finalize::run_finalizers(host);
    let cleared = if programs_ran == ProgramsRan::Yes {
        finalize::keep_resurrected(host, old)
    } else {
        host.heap().collector.list(GcList::Unreachable).len()
    };
    let counted = match host.heap().rules.found {
        Found::BeforeFinalizers => found,
        Found::AfterFinalizers => cleared,
    };
    clear::delete_garbage(host, old);
    CollectionResult { collected: called.freed + counted, uncollectable: legacy::report(host, old) }
}

/// Whether Python code ran since the search, so that its result may not hold any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ProgramsRan {
    No,
    Yes,
}

impl std::ops::BitOr for ProgramsRan {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        if self == Self::Yes { self } else { other }
    }
}

fn finish<H: Host + ?Sized>(host: &mut H, generation: u8, result: CollectionResult) -> CollectionResult {
    let CollectionResult { collected, uncollectable } = result;
    if host.heap().collector.debugs(debug::STATS) {
        host.debug_output(DebugOutput::Done { unreachable: result.total(), uncollectable });
    }
    let heap = host.heap();
    if let Some(stats) = heap.collector.stats.get_mut(usize::from(generation)) {
        stats.collections += 1;
        stats.collected += collected as u64;
        stats.uncollectable += uncollectable as u64;
    }
    heap.note(Event::CollectionFinished { collected: collected as u32, uncollectable: uncollectable as u32 });
    result
}

fn announce<H: Host + ?Sized>(host: &mut H, phase: Phase, generation: u8, reason: Reason, result: CollectionResult) {
    if reason != Reason::Shutdown {
        let CollectionResult { collected, uncollectable } = result;
        host.collection_phase(phase, CollectionInfo { generation, collected, uncollectable });
    }
}

fn print_start<H: Host + ?Sized>(host: &mut H, generation: u8) {
    let collector = &host.heap().collector;
    if collector.debugs(debug::STATS) {
        let sizes = [GcList::Young, GcList::Middle, GcList::Old].map(|l| collector.list(l).len()).to_vec();
        let permanent = collector.list(GcList::Permanent).len();
        host.debug_output(DebugOutput::Collecting { generation, sizes, permanent });
    }
}

fn print_collectable<H: Host + ?Sized>(host: &mut H) {
    if host.heap().collector.debugs(debug::COLLECTABLE) {
        let found: Vec<Ref> = host.heap().collector.list(GcList::Unreachable).iter().collect();
        for id in found {
            host.debug_output(DebugOutput::Collectable(id));
        }
    }
}

/// An automatic collection: of the oldest generation whose threshold is passed, if any; or an increment.
pub fn collect_generations<H: Host + ?Sized>(host: &mut H, reason: Reason) {
    let heap = host.heap();
    if heap.rules.collector == CollectorKind::Incremental {
        if heap.collector.enabled {
            collect(host, 1, reason);
        }
        return;
    }
    if let Some(generation) = generations::due(host.heap()) {
        collect(host, generation, reason);
    }
}

/// What the evaluation loop calls when [`Collector::pending`] is set.
pub fn collect_pending<H: Host + ?Sized>(host: &mut H) {
    let heap = host.heap();
    heap.collector.pending = false;
    let (collecting, enabled) = (heap.collector.collecting, heap.collector.enabled);
    match heap.rules.waiting_collection {
        // As in CPython, `gc.disable()` does not take it back, and `gc.callbacks` that hear of another collection do not
        // hold it up.
        WaitingCollection::Runs if collecting == Collecting::Announced => {
            if let Some(generation) = generations::due(heap) {
                collect_with_callbacks(host, generation, Reason::Threshold);
            }
            host.heap().collector.collecting = Collecting::No;
        }
        WaitingCollection::DroppedByDisable if !enabled => {}
        _ => collect_generations(host, Reason::Threshold),
    }
}

/// Appends an object to `gc.garbage`.
fn save_as_garbage<H: Host + ?Sized>(host: &mut H, id: Ref) {
    let list = host.garbage_list();
    let heap: &mut Heap = host.heap();
    heap.incref(id);
    if let Some(items) = heap.list_mut(list) {
        items.push(id);
    }
}
