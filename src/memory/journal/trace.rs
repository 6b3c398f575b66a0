//! A run that is followed: it writes a log, or halts at a tick.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::log::{End, Fact, Log, Place, Record};
use super::{Event, Journal};
use crate::memory::heap::Heap;
use crate::memory::object::Ref;

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

    /// Whether the next tick is the one to halt at.
    #[must_use]
    pub(super) fn halts_next(&self) -> bool {
        self.running && self.halt_at == Some(self.tick + 1)
    }

    /// The finished log.
    #[must_use]
    pub fn into_log(self) -> Log {
        self.log.unwrap_or_default().finished()
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
            let fingerprint = crate::memory::check::fingerprint(self);
            if let Some(trace) = &mut self.journal.trace {
                trace.fingerprints.push((at, fingerprint));
            }
        }
        if ended {
            std::panic::resume_unwind(Box::new(Halted));
        }
    }
}
