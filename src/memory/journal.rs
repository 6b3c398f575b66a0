//! The journal: what happened in memory, as past-tense facts of fixed size in a bounded ring. Off by default; then it
//! costs one predictable branch in cold operations. Knows nothing of how events are shown.

use std::collections::VecDeque;

use super::heap::GcList;
use super::object::Ref;

#[derive(Clone, Debug)]
pub struct Journal {
    on: bool,
    capacity: usize,
    events: VecDeque<Event>,
    /// Events noted since the start, those already dropped from the ring included.
    noted: u64,
    /// By cell: which allocation since recording began made the object in it; 0 for older objects.
    births: Vec<u32>,
    born: u32,
}

/// A fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    Allocated(Ref),
    Freed(Ref),
    CountChanged { id: Ref, from: u32, to: u32, why: Why },
    SlotSet { holder: Ref, slot: u32, from: Ref, to: Ref },
    Tracked(Ref),
    Untracked(Ref),
    Moved { id: Ref, from: GcList, to: GcList },
    Finalized(Ref),
    WeakrefCleared { reference: Ref, target: Ref },
    CallbackCalled { reference: Ref },
    Resurrected(Ref),
    CollectionStarted { generation: u8 },
    GenerationsMerged { generation: u8, objects: u32 },
    GcRefsCopied { id: Ref, count: u32 },
    Subtracted { from: Ref, to: Ref, left: u32 },
    MovedToUnreachable(Ref),
    Rescued { id: Ref, by: Ref },
    LegacyFinalizerFound(Ref),
    Cleared(Ref),
    Uncollectable(Ref),
    Promoted { to: GcList, objects: u32 },
    CollectionFinished { collected: u32, uncollectable: u32 },
}

/// Why a count changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Held by a slot of another object, which died or was cleared.
    Released {
        by: Ref,
    },
    /// Held for the time of a call by the interpreter.
    Held,
    Other,
}

impl Default for Journal {
    fn default() -> Self {
        Self { on: false, capacity: 1 << 20, events: VecDeque::new(), noted: 0, births: Vec::new(), born: 0 }
    }
}

impl Journal {
    #[inline(always)]
    #[must_use]
    pub fn on(&self) -> bool {
        self.on
    }

    pub fn switch(&mut self, on: bool) {
        self.on = on;
    }

    /// At most this many events are kept; the oldest go first.
    pub fn set_capacity(&mut self, events: usize) {
        self.capacity = events.max(1);
        while self.events.len() > self.capacity {
            self.events.pop_front();
        }
    }

    /// Notes a fact, if recording is on.
    #[inline(always)]
    pub fn note(&mut self, event: Event) {
        if self.on {
            self.push(event);
        }
    }

    #[inline]
    pub fn allocated(&mut self, id: Ref) {
        if self.on {
            self.born = self.born.wrapping_add(1).max(1);
            if self.births.len() <= id.index() {
                self.births.resize(id.index() + 1, 0);
            }
            self.births[id.index()] = self.born;
            self.push(Event::Allocated(id));
        }
    }

    /// The number of the allocation that made the object: tells it from others that had or will have its cell. 0 when it
    /// is older than the recording.
    #[must_use]
    pub fn birth(&self, id: Ref) -> u32 {
        self.births.get(id.index()).copied().unwrap_or(0)
    }

    /// The number of the latest allocation.
    #[must_use]
    pub fn latest_birth(&self) -> u32 {
        self.born
    }

    #[cold]
    fn push(&mut self, event: Event) {
        if self.events.len() == self.capacity {
            self.events.pop_front();
        }
        self.events.push_back(event);
        self.noted += 1;
    }

    /// The kept events, oldest first, with the number of the first.
    #[must_use]
    pub fn events(&self) -> (u64, impl ExactSizeIterator<Item = &Event>) {
        (self.noted - self.events.len() as u64, self.events.iter())
    }

    pub fn clear(&mut self) {
        self.events.clear();
    }
}
