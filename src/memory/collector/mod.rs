//! The collector: generations and the search for garbage cycles.

pub mod list;

use list::GcArray;

use super::heap::{GcList, GcWord, Heap};
use super::host::{CollectionInfo, Host, Phase};
use super::object::Ref;
use super::rules::Rules;

/// The collector's state.
#[derive(Clone, Debug)]
pub struct Collector {
    pub enabled: bool,
    /// A collection is running.
    pub collecting: bool,
    /// From 3.12: a threshold was passed, the evaluation loop should call [`collect_pending`].
    pub pending: bool,
    pub thresholds: [i64; 3],
    /// `gc.get_count()`.
    pub counts: [i64; 3],
    /// By [`GcList`].
    pub lists: [GcArray; 7],
    /// Objects that survived the last full collection.
    pub long_lived_total: usize,
    /// Objects that survived a middle collection since.
    pub long_lived_pending: usize,
    pub stats: [Stats; 3],
    /// `gc.set_debug()`.
    pub debug: u32,
}

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
    /// The interpreter ends.
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
    pub const SAVEALL: u32 = 32;
}

impl Collector {
    #[must_use]
    pub fn new(rules: &Rules) -> Self {
        Self {
            enabled: true,
            collecting: false,
            pending: false,
            thresholds: rules.thresholds,
            counts: [0; 3],
            lists: Default::default(),
            long_lived_total: 0,
            long_lived_pending: 0,
            stats: [Stats::default(); 3],
            debug: 0,
        }
    }
}

/// Collects a generation and all younger ones: `gc.collect(generation)` and automatic collections.
pub fn collect<H: Host + ?Sized>(host: &mut H, generation: u8, reason: Reason) -> CollectionResult {
    if host.heap().collector.collecting {
        return CollectionResult::default();
    }
    host.heap().collector.collecting = true;
    let announce = reason != Reason::Shutdown;
    if announce {
        host.collection_phase(Phase::Start, CollectionInfo { generation, collected: 0, uncollectable: 0 });
    }
    let result = CollectionResult::default();
    if announce {
        let info = CollectionInfo { generation, collected: result.collected, uncollectable: result.uncollectable };
        host.collection_phase(Phase::Stop, info);
    }
    host.heap().collector.collecting = false;
    result
}

/// An automatic collection: of the oldest generation whose threshold is passed.
pub fn collect_generations<H: Host + ?Sized>(host: &mut H, reason: Reason) {
    let collector = &host.heap().collector;
    for generation in (0..3u8).rev() {
        let i = usize::from(generation);
        if collector.counts[i] > collector.thresholds[i] {
            if generation == 2 && collector.long_lived_pending < collector.long_lived_total / 4 {
                continue;
            }
            collect(host, generation, reason);
            break;
        }
    }
}

/// What the evaluation loop calls when [`Collector::pending`] is set.
pub fn collect_pending<H: Host + ?Sized>(host: &mut H) {
    let collector = &mut host.heap().collector;
    collector.pending = false;
    if collector.enabled && !collector.collecting {
        collect_generations(host, Reason::Threshold);
    }
}

/// `gc.freeze()`: everything tracked moves to the permanent generation.
pub fn freeze(heap: &mut Heap) {
    for list in [GcList::Young, GcList::Middle, GcList::Old] {
        move_all(heap, list, GcList::Permanent);
    }
    heap.collector.counts = [0; 3];
}

/// `gc.unfreeze()`.
pub fn unfreeze(heap: &mut Heap) {
    move_all(heap, GcList::Permanent, GcList::Old);
}

/// `gc.get_freeze_count()`.
#[must_use]
pub fn freeze_count(heap: &Heap) -> usize {
    heap.collector.lists[GcList::Permanent as usize].len()
}

/// `gc.get_objects()`: all generations, or one.
#[must_use]
pub fn objects(heap: &Heap, generation: Option<u8>) -> Vec<Ref> {
    let lists: &[GcList] = match generation {
        None => &[GcList::Young, GcList::Middle, GcList::Old],
        Some(0) => &[GcList::Young],
        Some(1) => &[GcList::Middle],
        Some(_) => &[GcList::Old],
    };
    lists.iter().flat_map(|&l| heap.collector.lists[l as usize].iter()).collect()
}

/// `gc.get_referrers(*targets)`: tracked objects whose traversal meets one of the targets, in list order.
#[must_use]
pub fn referrers(heap: &Heap, targets: &[Ref]) -> Vec<Ref> {
    let mut found = Vec::new();
    for id in objects(heap, None) {
        let mut hit = false;
        super::visit::traverse(heap, id, |r| hit |= targets.contains(&r));
        if hit {
            found.push(id);
        }
    }
    found
}

/// `gc.get_referents(*sources)`.
#[must_use]
pub fn referents(heap: &Heap, sources: &[Ref]) -> Vec<Ref> {
    let mut found = Vec::new();
    for &id in sources {
        if heap.has_flag(id, super::flag::CONTAINER) {
            super::visit::traverse(heap, id, |r| found.push(r));
        }
    }
    found
}

fn move_all(heap: &mut Heap, from: GcList, to: GcList) {
    for id in heap.collector.lists[from as usize].take() {
        if !id.is_null() {
            let position = heap.collector.lists[to as usize].push(id);
            heap.words[id.index()] = GcWord::new(to, position);
        }
    }
}
