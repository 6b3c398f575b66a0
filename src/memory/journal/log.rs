//! What happened in a statement, tick by tick: the facts, and the counts that they changed.

use super::Event;
use crate::memory::heap::IMMORTAL_COUNT;
use crate::memory::object::Ref;

/// The place of an instruction: a compiled block and an index in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    pub unit: u32,
    pub at: u32,
}

/// What a tick was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    Event(Event),
    /// This instruction ran, and changed counts.
    Ran(Place),
}

/// A tick that changed something.
#[derive(Clone, Copy, Debug)]
pub struct Record {
    pub tick: u32,
    pub fact: Fact,
    /// The births of the event's subject and of its other object.
    pub births: [u32; 2],
    /// The innermost instruction that ran meanwhile.
    pub place: Place,
    pub(super) first_change: u32,
}

/// A count that changed. Objects older than the recording and immortal ones are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    pub id: Ref,
    pub birth: u32,
    pub from: u32,
    pub to: u32,
}

/// Why a log ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum End {
    /// With its statement.
    #[default]
    Complete,
    /// With as much as time and memory were granted for.
    Full,
    /// The learner did not want to wait.
    Interrupted,
}

/// What happened in a statement, tick by tick.
#[derive(Clone, Debug, Default)]
pub struct Log {
    pub records: Vec<Record>,
    pub(super) changes: Vec<Change>,
    pub end: End,
    /// Most records.
    capacity: usize,
    /// The counts at the last tick.
    counts: Vec<u32>,
    /// By piece of the counts: whether an object younger than the recording has been in it.
    watched: Vec<bool>,
    /// Cells that have been compared so far.
    compared: usize,
}

/// Ticks that may be followed for each record that there is room for: most ticks change nothing.
const TICKS_PER_RECORD: usize = 4;
/// Cells that may be compared for each record: in a large memory a log ends earlier, so that nobody waits for it longer
/// than some seconds.
const CELLS_PER_RECORD: usize = 1 << 12;
/// Cells that are compared in one piece.
const PIECE: usize = 256;

impl Log {
    /// An empty log that takes so many records.
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Self {
        Self { capacity, ..Self::default() }
    }

    /// Of a statement that cannot be followed.
    #[must_use]
    pub fn unknown() -> Self {
        Self { end: End::Interrupted, ..Self::default() }
    }

    /// The counts that changed with a record.
    #[must_use]
    pub fn changes(&self, at: usize) -> &[Change] {
        let first = |at: usize| self.records.get(at).map_or(self.changes.len(), |r| r.first_change as usize);
        self.changes.get(first(at)..first(at + 1)).unwrap_or_default()
    }

    /// Bytes that it takes.
    #[must_use]
    pub fn size(&self) -> usize {
        self.records.capacity() * size_of::<Record>() + self.changes.capacity() * size_of::<Change>()
    }

    /// Whether following it any longer would take more time or memory than was granted.
    pub(super) fn is_spent(&self, ticks: u32) -> bool {
        self.records.len() >= self.capacity
            || ticks as usize >= self.capacity.saturating_mul(TICKS_PER_RECORD)
            || self.compared >= self.capacity.saturating_mul(CELLS_PER_RECORD)
    }

    /// The counts before the first tick.
    pub(super) fn begin(&mut self, counts: &[u32], births: &[u32]) {
        self.counts = counts.to_vec();
        self.watched = births.chunks(PIECE).map(|piece| piece.iter().any(|birth| *birth > 0)).collect();
    }

    /// Notes what changed since the last tick.
    pub(super) fn compare(&mut self, counts: &[u32], births: &[u32], fresh: Ref) {
        self.counts.resize(counts.len(), 0);
        self.watched.resize(counts.len().div_ceil(PIECE), false);
        if let Some(watched) = self.watched.get_mut(fresh.index() / PIECE).filter(|_| !fresh.is_null()) {
            *watched = true;
        }
        let pieces = self.counts.chunks_mut(PIECE).zip(counts.chunks(PIECE));
        for ((number, (before, now)), watched) in pieces.enumerate().zip(&self.watched) {
            if !watched {
                continue;
            }
            self.compared += PIECE;
            if before == now {
                continue;
            }
            for (at, (before, now)) in before.iter_mut().zip(now).enumerate() {
                if *before == *now {
                    continue;
                }
                let (index, from) = (number * PIECE + at, std::mem::replace(before, *now));
                let id = Ref::from_index(index as u32);
                let birth = births.get(index).copied().unwrap_or(0);
                let immortal = from >= IMMORTAL_COUNT / 2 && *now >= IMMORTAL_COUNT / 2;
                if birth > 0 && !immortal && id != fresh {
                    self.changes.push(Change { id, birth, from, to: *now });
                }
            }
        }
    }

    /// Lets go of what only following needs.
    pub(super) fn finished(mut self) -> Self {
        self.counts = Vec::new();
        self.watched = Vec::new();
        self.records.shrink_to_fit();
        self.changes.shrink_to_fit();
        self
    }
}
