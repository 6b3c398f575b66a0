//! Moments: every event of every statement can be visited. A moment is a statement and the number of an event in it; the
//! machine as it was there is made by running the statement again from the checkpoint before it, up to that event.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::past::{Kept, MOST_MARKS};
use super::picture::Picture;
use super::submit::{Running, run};
use super::{Session, Statement};
use crate::memory::journal::{End, Event, Fact, GcPhase, Halted, Log, Trace};
use crate::python::vm::Vm;

/// An event of a statement: both are numbers from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    pub statement: usize,
    pub event: usize,
}

/// What is known of a statement's moments.
#[derive(Clone, Debug)]
pub struct Told {
    /// How many there are.
    pub events: usize,
    pub end: End,
    pub(super) marks: Vec<(usize, Mark)>,
    /// Dropped when memory is needed for others; then it is made again.
    pub(super) log: Option<Rc<Log>>,
}

impl Told {
    /// Whether there was more than is kept.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        self.end != End::Complete
    }

    /// Events that a ruler points out, in order.
    #[must_use]
    pub fn marks(&self) -> &[(usize, Mark)] {
        &self.marks
    }
}

/// What a ruler points out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Collection,
    /// The beginning of a phase in it.
    Phase(GcPhase),
    CollectionEnd,
    /// A finalizer or a callback.
    Finalizer,
}

impl Mark {
    pub(super) fn of(log: &Log) -> Vec<(usize, Self)> {
        let mark = |fact| match fact {
            Fact::Event(Event::CollectionStarted { .. }) => Some(Self::Collection),
            Fact::Event(Event::PhaseStarted(phase)) => Some(Self::Phase(phase)),
            Fact::Event(Event::CollectionFinished { .. }) => Some(Self::CollectionEnd),
            Fact::Event(Event::Finalized(_) | Event::CallbackCalled { .. }) => Some(Self::Finalizer),
            _ => None,
        };
        let marks = log.records.iter().enumerate().filter_map(|(at, record)| Some((at, mark(record.fact)?)));
        marks.take(MOST_MARKS).collect()
    }
}

/// How a statement that is run again ended.
enum Ended {
    Normally,
    /// In mid-air, where it was to be looked at.
    Halted,
}

/// Runs a source again; stops wherever the trace says.
fn run_again(vm: &mut Vm, running: &mut Running, statement: &Statement, trace: Trace) -> Ended {
    vm.interrupt = Arc::default();
    vm.heap.journal.start_trace(trace);
    // What runs may be anywhere when it halts: in a native that a finalizer called inside a collection. Unwinding leaves
    // the machine as it stands, and nothing but the eyes will use it afterwards.
    let result = catch_unwind(AssertUnwindSafe(|| running.run(vm, &statement.source, statement.entry)));
    match result {
        Ok(()) => Ended::Normally,
        Err(payload) if payload.is::<Halted>() => Ended::Halted,
        Err(payload) => resume_unwind(payload),
    }
}

impl Session {
    /// The machine as it was before statement number `count`.
    pub(super) fn machine_at(&mut self, count: usize) -> Rc<Vm> {
        if let Some((at, vm)) = &self.past.visited
            && *at == count
        {
            return vm.clone();
        }
        let known = (0..=count).rev().find_map(|at| Some((at, self.past.checkpoints.get(at)?.clone()?)));
        let (from, vm) = known.unwrap_or_else(|| (0, self.start.clone()));
        if from == count && vm.is_ready_for(&self.vm) {
            return vm;
        }
        let vm = Rc::new(self.run_on(&vm, from, count));
        match self.past.checkpoints.get_mut(count) {
            Some(kept @ Some(_)) => *kept = Some(vm.clone()),
            _ => self.past.visited = Some((count, vm.clone())),
        }
        vm
    }

    /// The same, for running on from there.
    pub(super) fn machine_to_run(&mut self, count: usize) -> Vm {
        let vm = self.machine_at(count);
        if !vm.has_threads() {
            return (*vm).clone();
        }
        // No copy can do that while threads wait.
        let known = (0..count).rev().find_map(|at| {
            let vm = self.past.checkpoints.get(at)?.clone()?;
            (!vm.has_threads()).then_some((at, vm))
        });
        let (from, vm) = known.unwrap_or_else(|| (0, self.start.clone()));
        self.run_on(&vm, from, count)
    }

    /// Runs the statements between two moments again.
    fn run_on(&self, vm: &Vm, from: usize, count: usize) -> Vm {
        let mut vm = vm.clone();
        vm.learn_compiled(&self.vm);
        vm.interrupt = Arc::default();
        for statement in self.done.get(from..count).unwrap_or_default() {
            run(&mut vm, &statement.source, statement.entry);
        }
        vm
    }

    /// What is known of a statement's moments; found out by running it again where it is not known yet.
    pub fn told(&mut self, statement: usize) -> Option<&Told> {
        self.ensure_told(statement, false)?;
        self.past.told.get(statement)?.as_ref()
    }

    /// What happened in a statement.
    pub fn log(&mut self, statement: usize) -> Option<Rc<Log>> {
        self.ensure_told(statement, true)?;
        self.past.told.get(statement)?.as_ref()?.log.clone()
    }

    fn ensure_told(&mut self, statement: usize, with_log: bool) -> Option<()> {
        let source = self.done.get(statement)?.clone();
        let known = self.past.told.get(statement).and_then(Option::as_ref);
        if known.is_some_and(|told| !with_log || told.log.is_some()) {
            return Some(());
        }
        // Where the learner interrupted it, nobody knows which step that was.
        let log = if source.outcome.exception.as_deref() == Some("KeyboardInterrupt") {
            Log::unknown()
        } else {
            let start = self.machine_to_run(statement);
            let capacity = self.past.room_for_log();
            follow(start, &source, capacity, self.interrupt.clone())
        };
        if self.past.told.len() <= statement {
            self.past.told.resize(statement + 1, None);
        }
        let place = self.past.told.get_mut(statement)?;
        *place = Some(Told::of(log));
        Some(())
    }

    /// The session as it was at a moment: what panes show of the past. Its last statement is the one that was running.
    pub fn at(&mut self, moment: Moment) -> Option<Self> {
        let log = self.log(moment.statement)?;
        let tick = log.records.get(moment.event)?.tick;
        let start = self.machine_at(moment.statement);
        let statement = self.done.get(moment.statement)?.clone();
        let mut vm = self.machine_to_run(moment.statement);
        let mut running = Running::default();
        run_again(&mut vm, &mut running, &statement, Trace::halting(tick, Arc::default()));
        vm.heap.journal.end_trace();
        let outcome = running.conclude(&mut vm);
        let mut done = self.done.get(..moment.statement)?.to_vec();
        done.push(Statement { outcome, ..statement });
        let before = self.past.picture(moment.statement, &start);
        let mut past = super::past::Past::default();
        past.checkpoints.resize(moment.statement, None);
        past.checkpoints.push(Some(start));
        let mut session = Self {
            vm,
            version: self.version,
            start_up: self.start_up,
            setup: String::new(),
            done,
            undone: Vec::new(),
            futures: Vec::new(),
            past,
            start: self.start.clone(),
            before,
            now: super::Now::default(),
            interrupt: self.interrupt.clone(),
        };
        session.label_the_dead();
        Some(session)
    }

    /// What is kept of the past, in figures.
    #[must_use]
    pub fn kept(&self) -> Kept {
        self.past.kept()
    }

    /// Bounds the memory for the past, in bytes. Logs that ended early are made again where more is granted now.
    pub fn keep_at_most(&mut self, bytes: usize) {
        let before = std::mem::replace(&mut self.past.limit, bytes.max(1 << 20));
        if before < self.past.limit {
            for told in self.past.told.iter_mut().filter(|told| told.as_ref().is_some_and(|t| t.end == End::Full)) {
                *told = None;
            }
        }
        self.past.thin_out();
        self.past.room_for_log();
    }
}

/// Follows a statement step by step.
fn follow(mut vm: Vm, statement: &Statement, capacity: usize, stop: Arc<AtomicBool>) -> Log {
    run_again(&mut vm, &mut Running::default(), statement, Trace::logging(capacity, stop));
    vm.heap.journal.end_trace().map(|trace| trace.into_log()).unwrap_or_default()
}

impl super::past::Past {
    /// Memory before a statement; remembered, as a visitor goes from event to event of one statement.
    fn picture(&mut self, statement: usize, start: &Vm) -> Rc<Picture> {
        match &self.pictured {
            Some((at, picture)) if *at == statement => picture.clone(),
            _ => {
                let picture = Rc::new(Picture::of(start));
                self.pictured = Some((statement, picture.clone()));
                picture
            }
        }
    }
}

#[cfg(test)]
mod tests;
