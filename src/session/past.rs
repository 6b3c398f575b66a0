//! What a session keeps to look back: machines before statements, and logs of what happened in them. All of it can be
//! made again by running again; so it is bounded, and what is dropped costs time and not truth.

use std::rc::Rc;

use super::moments::{Mark, Told};
use super::picture::Picture;
use crate::memory::journal::Log;
use crate::python::vm::Vm;

/// Bytes that the past may take unless the learner says otherwise.
const LIMIT: usize = 256 << 20;
/// The latest statements all have a checkpoint; older ones every so often.
const DENSE: usize = 16;
/// What an object takes in a checkpoint: its cell, the columns, and its contents beside the cell.
const BYTES_PER_OBJECT: usize = 96;
/// What a record takes in a log, with the changes of counts that belong to it.
const BYTES_PER_RECORD: usize = 64;
/// The part of the past that one statement's log may take: 500,000 records unless the learner grants more.
const LOG_SHARE: usize = 8;

pub(super) struct Past {
    /// The machine as it was before each statement; thinned out, the missing ones are made by running again.
    pub(super) checkpoints: Vec<Option<Rc<Vm>>>,
    /// By statement: what is known of its moments, once somebody asked.
    pub(super) told: Vec<Option<Told>>,
    /// The statement visited last and the machine before it, where no checkpoint is kept.
    pub(super) visited: Option<(usize, Rc<Vm>)>,
    /// The picture before the statement visited last.
    pub(super) pictured: Option<(usize, Rc<Picture>)>,
    /// Bytes that checkpoints and logs may take together.
    pub(super) limit: usize,
}

impl Default for Past {
    fn default() -> Self {
        Self { checkpoints: Vec::new(), told: Vec::new(), visited: None, pictured: None, limit: LIMIT }
    }
}

/// What is kept, in figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    pub statements: usize,
    pub checkpoints: usize,
    pub checkpoint_bytes: usize,
    pub logs: usize,
    pub log_bytes: usize,
    /// Events of all statements, as far as they were followed.
    pub events: usize,
    /// Statements with more events than are kept.
    pub cut: usize,
    pub limit: usize,
}

impl Past {
    /// Keeps the checkpoints of the latest statements, and of older ones fewer and fewer; within the limit.
    pub(super) fn thin_out(&mut self) {
        let count = self.checkpoints.len();
        if count > DENSE {
            let at = count - DENSE - 1;
            if !at.is_multiple_of(DENSE)
                && let Some(checkpoint) = self.checkpoints.get_mut(at)
            {
                *checkpoint = None;
            }
        }
        // The last one shows what the last statement did: it stays, whatever it takes.
        let size_of_last = self.checkpoints.last().and_then(Option::as_ref).map_or(0, |vm| size(vm));
        let mut room = self.limit.saturating_sub(size_of_last);
        for kept in self.checkpoints.iter_mut().rev().skip(1) {
            match room.checked_sub(kept.as_ref().map_or(0, |vm| size(vm))) {
                Some(left) => room = left,
                None => *kept = None,
            }
        }
    }

    /// Only the first `count` statements are left.
    pub(super) fn truncate(&mut self, count: usize) {
        self.checkpoints.truncate(count);
        self.told.truncate(count);
        if self.visited.as_ref().is_some_and(|(at, _)| *at >= count) {
            self.visited = None;
        }
        if self.pictured.as_ref().is_some_and(|(at, _)| *at >= count) {
            self.pictured = None;
        }
    }

    /// How many records the next log may take; older logs make room for it.
    pub(super) fn room_for_log(&mut self) -> usize {
        let room = self.limit / LOG_SHARE;
        let mut bytes = self.log_bytes();
        for told in self.told.iter_mut().flatten() {
            if bytes + room <= self.limit {
                break;
            }
            if let Some(log) = told.log.take() {
                bytes -= log.size();
            }
        }
        (room / BYTES_PER_RECORD).max(1000)
    }

    /// Whether a statement has been followed.
    pub(super) fn is_told(&self, statement: usize) -> bool {
        self.told.get(statement).and_then(Option::as_ref).is_some_and(|told| told.log.is_some())
    }

    fn checkpoint_bytes(&self) -> usize {
        self.checkpoints.iter().flatten().map(|vm| size(vm)).sum()
    }

    fn log_bytes(&self) -> usize {
        self.told.iter().flatten().filter_map(|told| told.log.as_ref()).map(|log| log.size()).sum()
    }

    pub(super) fn kept(&self) -> Kept {
        Kept {
            statements: self.checkpoints.len(),
            checkpoints: self.checkpoints.iter().flatten().count(),
            checkpoint_bytes: self.checkpoint_bytes(),
            logs: self.told.iter().flatten().filter(|told| told.log.is_some()).count(),
            log_bytes: self.log_bytes(),
            events: self.told.iter().flatten().map(|told| told.events).sum(),
            cut: self.told.iter().flatten().filter(|told| told.is_cut()).count(),
            limit: self.limit,
        }
    }
}

fn size(vm: &Vm) -> usize {
    vm.heap.cells.len() * BYTES_PER_OBJECT
}

/// Marks of a statement at most: a ruler has no room for more.
pub(super) const MOST_MARKS: usize = 10_000;

impl Told {
    pub(super) fn of(log: Log) -> Self {
        let marks = Mark::of(&log);
        Self { events: log.records.len(), end: log.end, marks, log: Some(Rc::new(log)) }
    }
}
