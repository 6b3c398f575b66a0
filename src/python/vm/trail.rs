//! What finalizers, callbacks and collections did during a statement, for whoever listens.

use super::Vm;
use super::known::names;
use crate::memory::host::{CollectionInfo, Phase};
use crate::memory::{Body, Ref};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Del,
    CloseGenerator,
    Callback,
}

/// One run of a finalizer or callback.
#[derive(Clone, Debug)]
pub struct Run {
    pub kind: Kind,
    pub object: Ref,
    /// The number of the allocation that made the object.
    pub birth: u32,
    pub type_name: String,
    /// The stretch of the kept stdout that was printed meanwhile.
    pub from: usize,
    pub to: usize,
    /// The collection it ran in: its number in `collections`.
    pub collection: Option<usize>,
}

/// One collection.
#[derive(Clone, Copy, Debug)]
pub struct Collected {
    pub generation: u8,
    pub collected: usize,
    pub uncollectable: usize,
    /// `gc.collect()` was called.
    pub asked: bool,
}

#[derive(Clone, Debug, Default)]
pub struct Trail {
    pub runs: Vec<Run>,
    pub collections: Vec<Collected>,
    running: Option<usize>,
    /// The next collection to start was asked for.
    pub asked: bool,
}

impl Trail {
    pub(super) fn collection(&mut self, phase: Phase, info: CollectionInfo) {
        match phase {
            Phase::Start => {
                self.running = Some(self.collections.len());
                self.collections.push(Collected {
                    generation: info.generation,
                    collected: 0,
                    uncollectable: 0,
                    asked: std::mem::take(&mut self.asked),
                });
            }
            Phase::Stop => {
                if let Some(collected) = self.running.take().and_then(|at| self.collections.get_mut(at)) {
                    collected.collected = info.collected;
                    collected.uncollectable = info.uncollectable;
                }
            }
        }
    }
}

impl Vm {
    pub(super) fn trail_begins(&mut self, object: Ref, kind: Kind) -> Option<usize> {
        self.trail.as_ref()?;
        if self.runs_library() && self.is_library_work(object, kind) {
            return None;
        }
        let (type_name, birth) = (self.type_name(object), self.heap.journal.birth(object));
        let from = self.output.stdout.len();
        let trail = self.trail.as_mut()?;
        let collection = trail.running;
        trail.runs.push(Run { kind, object, birth, type_name, from, to: from, collection });
        Some(trail.runs.len() - 1)
    }

    /// Whether the finalizer or callback is the library's own. Where library code also lets go of the object, nobody
    /// who learns has had anything to do with it.
    fn is_library_work(&mut self, object: Ref, kind: Kind) -> bool {
        let callable = match (kind, self.body(object)) {
            (Kind::CloseGenerator, Body::Generator(generator)) => return self.is_library_code(generator.code),
            (Kind::Del, _) => self.lookup(self.type_of(object), names::DEL),
            (Kind::Callback, Body::WeakReference(reference)) => Some(reference.callback),
            _ => None,
        };
        match callable.map(|callable| self.body(callable)) {
            Some(Body::Function(function)) => self.is_library_code(function.code),
            _ => false,
        }
    }

    fn is_library_code(&self, code: Ref) -> bool {
        let Body::Code(code) = self.body(code) else { return false };
        self.units[code.spec as usize].spec.is_of_library()
    }

    pub(super) fn trail_ends(&mut self, mark: Option<usize>) {
        let to = self.output.stdout.len();
        if let (Some(at), Some(trail)) = (mark, &mut self.trail)
            && let Some(run) = trail.runs.get_mut(at)
        {
            run.to = to;
        }
    }
}
