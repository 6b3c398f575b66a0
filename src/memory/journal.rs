//! The journal: which allocation made each object, and, while a statement is run again to be looked at, what happened
//! step by step. Knows nothing of how moments are shown.
//!
//! A first run only numbers allocations; that is what recording costs. To visit its moments the statement is run again
//! from a checkpoint, in the same way to the last step, with a [`Trace`] that counts *ticks*: one for each noted event
//! and one after each instruction. With a [`Log`] the trace writes down what each tick changed; with a tick to halt at
//! it leaves the machine as it stands there, in the middle of a native, a finalizer or a phase of the collector.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::collector::Reason;
use super::heap::{GcList, Heap, IMMORTAL_COUNT};
use super::object::Ref;
use super::places::Places;

#[derive(Debug, Default)]
pub struct Journal {
    on: bool,
    /// By cell: which allocation since recording began made the object in it; 0 for older objects and the library's.
    births: Vec<u32>,
    born: u32,
    naming: Naming,
    trace: Option<Box<Trace>>,
    places: Option<Box<Places>>,
}

/// Whose the objects are that are allocated now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Naming {
    /// They get numbers.
    #[default]
    OfProgram,
    /// As those that were there before recording began.
    OfInterpreter,
}

impl Clone for Journal {
    /// A trace belongs to one run, not to copies of its machine.
    fn clone(&self) -> Self {
        Self {
            on: self.on,
            births: self.births.clone(),
            born: self.born,
            naming: self.naming,
            trace: None,
            places: self.places.clone(),
        }
    }
}

/// A fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    StatementStarted,
    StatementFinished,
    Allocated(Ref),
    Freed(Ref),
    Tracked(Ref),
    Untracked(Ref),
    Moved {
        id: Ref,
        from: GcList,
        to: GcList,
    },
    /// A whole list was appended to another.
    Joined {
        from: GcList,
        to: GcList,
        objects: u32,
    },
    /// The finalizer is about to run.
    Finalized(Ref),
    WeakrefCleared {
        reference: Ref,
        target: Ref,
    },
    /// The callback is about to be called.
    CallbackCalled {
        reference: Ref,
    },
    /// The reference is garbage itself: its callback will not be called.
    CallbackDropped {
        reference: Ref,
    },
    Resurrected(Ref),
    CollectionStarted {
        generation: u8,
        reason: Reason,
    },
    PhaseStarted(GcPhase),
    GenerationsMerged {
        generation: u8,
        objects: u32,
    },
    GcRefsCopied {
        id: Ref,
        count: u32,
    },
    Subtracted {
        from: Ref,
        to: Ref,
        left: u32,
    },
    /// It has references from outside, or was reached: it stays, and what it refers to is reached.
    Kept(Ref),
    MovedToUnreachable(Ref),
    Rescued {
        id: Ref,
        by: Ref,
    },
    LegacyFinalizerFound(Ref),
    /// It is about to drop what it holds (`tp_clear`).
    Cleared(Ref),
    Uncollectable(Ref),
    Promoted {
        to: GcList,
        objects: u32,
    },
    CollectionFinished {
        collected: u32,
        uncollectable: u32,
    },
}

impl Event {
    /// The object that it is about, if one.
    #[must_use]
    pub fn subject(self) -> Ref {
        match self {
            Self::Allocated(id)
            | Self::Freed(id)
            | Self::Tracked(id)
            | Self::Untracked(id)
            | Self::Moved { id, .. }
            | Self::Finalized(id)
            | Self::Resurrected(id)
            | Self::GcRefsCopied { id, .. }
            | Self::Kept(id)
            | Self::MovedToUnreachable(id)
            | Self::Rescued { id, .. }
            | Self::LegacyFinalizerFound(id)
            | Self::Cleared(id)
            | Self::Uncollectable(id) => id,
            Self::Subtracted { to, .. } => to,
            Self::WeakrefCleared { reference, .. }
            | Self::CallbackCalled { reference }
            | Self::CallbackDropped { reference } => reference,
            Self::StatementStarted
            | Self::StatementFinished
            | Self::Joined { .. }
            | Self::CollectionStarted { .. }
            | Self::PhaseStarted(_)
            | Self::GenerationsMerged { .. }
            | Self::Promoted { .. }
            | Self::CollectionFinished { .. } => Ref::NULL,
        }
    }

    /// The second object that it is about: who held, rescued, or was referred to.
    #[must_use]
    pub fn other(self) -> Ref {
        match self {
            Self::Subtracted { from, .. } => from,
            Self::Rescued { by, .. } => by,
            Self::WeakrefCleared { target, .. } => target,
            _ => Ref::NULL,
        }
    }
}

/// The phases of a collection, in the order in which they come (which of them do depends on the version).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum GcPhase {
    /// Incremental collector: what the interpreter and the frames reach is marked.
    MarkRoots,
    /// Incremental collector: what this increment looks at is chosen.
    TakeIncrement,
    MergeGenerations,
    CopyCounts,
    SubtractReferences,
    FindUnreachable,
    PromoteSurvivors,
    LegacyFinalizers,
    ClearWeakrefs,
    CallCallbacks,
    RunFinalizers,
    SearchAgain,
    ClearGarbage,
}

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
    first_change: u32,
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
    changes: Vec<Change>,
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
    fn is_spent(&self, ticks: u32) -> bool {
        self.records.len() >= self.capacity
            || ticks as usize >= self.capacity.saturating_mul(TICKS_PER_RECORD)
            || self.compared >= self.capacity.saturating_mul(CELLS_PER_RECORD)
    }

    /// The counts before the first tick.
    fn begin(&mut self, counts: &[u32], births: &[u32]) {
        self.counts = counts.to_vec();
        self.watched = births.chunks(PIECE).map(|piece| piece.iter().any(|birth| *birth > 0)).collect();
    }

    /// Notes what changed since the last tick.
    fn compare(&mut self, counts: &[u32], births: &[u32], fresh: Ref) {
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
}

/// What unwinds from a machine that is to be looked at as it stands.
#[derive(Clone, Copy, Debug)]
pub struct Halted;

/// A run that is followed step by step.
#[derive(Debug)]
pub struct Trace {
    /// Ticks are counted between [`Event::StatementStarted`] and [`Event::StatementFinished`].
    running: bool,
    tick: u32,
    halt_at: Option<u32>,
    log: Option<Log>,
    place: Place,
    stop: Arc<AtomicBool>,
    /// For tests: fingerprints of memory at the records whose tick is a multiple of `stride`.
    #[cfg(test)]
    pub fingerprints: Vec<(usize, u64)>,
    #[cfg(test)]
    pub stride: u32,
}

impl Trace {
    fn new(halt_at: Option<u32>, log: Option<Log>, stop: Arc<AtomicBool>) -> Self {
        Self {
            running: false,
            tick: 0,
            halt_at,
            log,
            place: Place::default(),
            stop,
            #[cfg(test)]
            fingerprints: Vec::new(),
            #[cfg(test)]
            stride: 1,
        }
    }

    /// Writes down what happens. Ends early, by unwinding with [`Halted`], when the log is full or `stop` is raised.
    #[must_use]
    pub fn logging(capacity: usize, stop: Arc<AtomicBool>) -> Self {
        Self::new(None, Some(Log::with_capacity(capacity)), stop)
    }

    /// Unwinds with [`Halted`] at this tick.
    #[must_use]
    pub fn halting(tick: u32, stop: Arc<AtomicBool>) -> Self {
        Self::new(Some(tick), None, stop)
    }

    /// The finished log.
    #[must_use]
    pub fn into_log(self) -> Log {
        let mut log = self.log.unwrap_or_default();
        log.counts = Vec::new();
        log.watched = Vec::new();
        log.records.shrink_to_fit();
        log.changes.shrink_to_fit();
        log
    }
}

impl Journal {
    /// Whether allocations are numbered.
    #[inline(always)]
    #[must_use]
    pub fn on(&self) -> bool {
        self.on
    }

    /// Says whose the objects are that are allocated from now on; gives what was said before.
    pub fn name_objects(&mut self, naming: Naming) -> Naming {
        std::mem::replace(&mut self.naming, naming)
    }

    pub fn switch(&mut self, on: bool) {
        self.on = on;
    }

    /// Whether the run is followed step by step.
    #[inline(always)]
    #[must_use]
    pub fn tracing(&self) -> bool {
        self.trace.is_some()
    }

    pub fn start_trace(&mut self, trace: Trace) {
        self.trace = Some(Box::new(trace));
    }

    pub fn end_trace(&mut self) -> Option<Box<Trace>> {
        self.trace.take()
    }

    /// Whether the next tick halts: what stands in local variables has to be put where it can be seen.
    #[must_use]
    pub fn halts_next(&self) -> bool {
        self.trace.as_ref().is_some_and(|t| t.running && t.halt_at == Some(t.tick + 1))
    }

    /// Whether each allocation is put down to an instruction.
    #[inline(always)]
    #[must_use]
    pub fn locating(&self) -> bool {
        self.places.is_some()
    }

    /// From now on, until [`Journal::stop_locating`]; `place` runs now.
    pub fn start_locating(&mut self, place: Place) {
        self.on = true;
        self.places = Some(Box::new(Places::new(self.born, place)));
    }

    pub fn stop_locating(&mut self) {
        self.places = None;
    }

    pub fn places_mut(&mut self) -> Option<&mut Places> {
        self.places.as_deref_mut()
    }

    /// What was made so far is not looked at any more.
    pub fn forget_places(&mut self) {
        if let Some(places) = &mut self.places {
            places.forget(self.born);
        }
    }

    /// The instruction at `place` is about to run: gives what was made since the last one.
    pub fn step_to(&mut self, place: Place) -> Vec<Ref> {
        let Some(places) = &mut self.places else { return Vec::new() };
        places.step(self.born, place);
        std::mem::take(&mut places.fresh)
    }

    /// Where an object was made, if that was noted.
    #[must_use]
    pub fn place_of(&self, id: Ref) -> Option<Place> {
        self.places.as_ref()?.of(self.birth(id))
    }

    #[cold]
    pub(super) fn allocated(&mut self, id: Ref) {
        if let Some(places) = &mut self.places {
            places.fresh.push(id);
        }
        let number = match self.naming {
            Naming::OfProgram => {
                self.born = self.born.wrapping_add(1).max(1);
                self.born
            }
            Naming::OfInterpreter => 0,
        };
        if self.births.len() <= id.index() {
            self.births.resize(id.index() + 1, 0);
        }
        if let Some(birth) = self.births.get_mut(id.index()) {
            *birth = number;
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
}

impl Heap {
    /// Notes a fact, if the run is followed.
    #[inline(always)]
    pub fn note(&mut self, event: Event) {
        if self.journal.tracing() {
            self.noted(event);
        }
    }

    #[cold]
    #[inline(never)]
    fn noted(&mut self, event: Event) {
        if let Journal { births, trace: Some(trace), .. } = &mut self.journal
            && event == Event::StatementStarted
        {
            trace.running = true;
            trace.place = Place::default();
            if let Some(log) = &mut trace.log {
                log.begin(&self.counts, births);
            }
        }
        self.tick(Fact::Event(event));
        if let Some(trace) = &mut self.journal.trace
            && event == Event::StatementFinished
        {
            trace.running = false;
        }
    }

    /// The evaluation loop is about to run the instruction at `next`: the one before has run.
    #[cold]
    #[inline(never)]
    pub fn stepped(&mut self, next: Place) {
        let Some(place) = self.journal.trace.as_ref().filter(|t| t.running).map(|t| t.place) else { return };
        self.tick(Fact::Ran(place));
        if let Some(trace) = &mut self.journal.trace {
            trace.place = next;
        }
    }

    fn tick(&mut self, fact: Fact) {
        let Journal { births, trace: Some(trace), .. } = &mut self.journal else { return };
        if !trace.running {
            return;
        }
        trace.tick += 1;
        if trace.halt_at == Some(trace.tick) {
            std::panic::resume_unwind(Box::new(Halted));
        }
        let Some(log) = &mut trace.log else { return };
        let (subject, other, fresh) = match fact {
            Fact::Event(event @ Event::Allocated(id)) => (event.subject(), event.other(), id),
            Fact::Event(event) => (event.subject(), event.other(), Ref::NULL),
            Fact::Ran(_) => (Ref::NULL, Ref::NULL, Ref::NULL),
        };
        if log.is_spent(trace.tick) {
            log.end = End::Full;
            std::panic::resume_unwind(Box::new(Halted));
        }
        let first_change = log.changes.len();
        log.compare(&self.counts, births, fresh);
        if matches!(fact, Fact::Ran(_)) && log.changes.len() == first_change {
            return;
        }
        let birth = |id: Ref| births.get(id.index()).copied().unwrap_or(0);
        // What the interpreter made for itself before the session fills the oldest generation; a learner's collection is
        // about the learner's objects.
        let of_interpreter = !subject.is_null() && birth(subject) == 0 && birth(other) == 0;
        if of_interpreter && log.changes.len() == first_change {
            return;
        }
        log.records.push(Record {
            tick: trace.tick,
            fact,
            births: [birth(subject), birth(other)],
            place: trace.place,
            first_change: first_change as u32,
        });
        log.end = if log.is_spent(trace.tick) {
            End::Full
        } else if trace.stop.load(Ordering::Relaxed) {
            End::Interrupted
        } else {
            End::Complete
        };
        let ended = log.end != End::Complete;
        #[cfg(test)]
        if trace.tick % trace.stride == 0 {
            let at = log.records.len() - 1;
            let fingerprint = super::check::fingerprint(self);
            if let Some(trace) = &mut self.journal.trace {
                trace.fingerprints.push((at, fingerprint));
            }
        }
        if ended {
            std::panic::resume_unwind(Box::new(Halted));
        }
    }
}
