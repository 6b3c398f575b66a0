//! The journal: which allocation made each object, and, while a statement is run again to be looked at, what happened
//! step by step. Knows nothing of how moments are shown.
//!
//! A first run only numbers allocations; that is what recording costs. To visit its moments the statement is run again
//! from a checkpoint, in the same way to the last step, with a [`Trace`] that counts *ticks*: one for each noted event
//! and one after each instruction. With a [`Log`] the trace writes down what each tick changed; with a tick to halt at
//! it leaves the machine as it stands there, in the middle of a native, a finalizer or a phase of the collector.

mod log;
mod trace;

use super::collector::Reason;
use super::heap::GcList;
use super::object::Ref;
use super::places::Places;
pub use log::{Change, End, Fact, Log, Place, Record};
pub use trace::{Halted, Trace};

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
        self.trace.as_ref().is_some_and(|t| t.halts_next())
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
