//! A lesson played in a session: what goals ask is looked up there.

use std::collections::BTreeMap;

use super::check::Player;
use super::world::{
    Cause, Collection, Fate, Finalization, ObjectFacts, Reach, Refcount, Referent, Tracking, World,
};
use crate::memory::heap::GcList;
use crate::memory::{Body, Ref, Version};
use crate::python::vm::known;
use crate::session::{self, Session, Statement};
use crate::session::facts::Count;
use crate::session::picture::{Edge, Identity};

/// Long enough for every number and string that a goal compares.
const ATOM_WIDTH: usize = 100_000;

/// What a step remembers: where its events begin, and which objects its labels mean.
#[derive(Clone, Debug, Default)]
pub struct StepMemory {
    /// How many statements had been submitted when it began.
    begun: usize,
    labels: BTreeMap<String, Label>,
}

#[derive(Clone, Copy, Debug)]
struct Label {
    identity: Option<Identity>,
    hold: Hold,
}

/// Whether a label may still take another object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hold {
    /// It led to its object when the step began, or took one since.
    Firm,
    /// It led nowhere when the step began, and may mean something from an earlier step.
    Loose,
}

impl StepMemory {
    /// A step with these labels begins. What earlier steps remembered is kept for labels that lead nowhere.
    pub fn begin(&mut self, session: &Session, labels: &[&str]) {
        self.begun = session.statements().len();
        for label in labels {
            let identity = session.object_at(label).map(|id| session.identity(id));
            let before = self.labels.get(*label).and_then(|l| l.identity);
            let hold = if identity.is_some() { Hold::Firm } else { Hold::Loose };
            self.labels.insert((*label).to_owned(), Label { identity: identity.or(before), hold });
        }
    }

    /// A statement has been submitted, or taken back: loose labels may take what their paths lead to now.
    pub fn notice(&mut self, session: &Session) {
        for (path, label) in &mut self.labels {
            let free = label.hold == Hold::Loose && !label.identity.is_some_and(|i| session.is_alive(i));
            if let Some(id) = session.object_at(path).filter(|_| free) {
                *label = Label { identity: Some(session.identity(id)), hold: Hold::Firm };
            }
        }
    }

    /// The dial has been turned or the lesson begun anew: no object of before exists any more.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// The session's moment as goals see it.
    #[must_use]
    pub fn world<'a>(&'a self, session: &'a Session) -> Moment<'a> {
        Moment { session, memory: self }
    }
}

/// A moment of a session, seen by the goals of a step.
#[derive(Clone, Copy)]
pub struct Moment<'a> {
    session: &'a Session,
    memory: &'a StepMemory,
}

impl Moment<'_> {
    fn identity(&self, label: &str) -> Option<Identity> {
        self.memory.labels.get(label)?.identity
    }

    fn facts(&self, id: Ref) -> ObjectFacts {
        let facts = self.session.facts(id);
        ObjectFacts {
            identity: (u64::from(facts.identity.birth) << 32) | facts.identity.id.index() as u64,
            refcount: match facts.count {
                Count::Counted(n) => Refcount::Count(u64::from(n)),
                Count::Immortal => Refcount::Immortal,
            },
            type_name: facts.type_name,
            tracked: if facts.list == GcList::Untracked { Tracking::Untracked } else { Tracking::Tracked },
            generation: match facts.list {
                GcList::Young => Some(0),
                GcList::Middle => Some(1),
                GcList::Old => Some(2),
                _ => None,
            },
            finalized: if facts.finalized { Finalization::Done } else { Finalization::NotYet },
            reach: if facts.reachable { Reach::Reachable } else { Reach::Unreachable },
            referent: facts.referent_alive.map(|alive| if alive { Referent::Alive } else { Referent::Gone }),
        }
    }

    /// What came of the statements submitted since the step began.
    fn outcomes(&self) -> impl Iterator<Item = &Statement> {
        self.session.statements().iter().skip(self.memory.begun)
    }
}

impl World for Moment<'_> {
    fn object(&self, path: &str) -> Option<ObjectFacts> {
        self.session.object_at(path).map(|id| self.facts(id))
    }

    fn remembered(&self, label: &str) -> Option<Fate> {
        let identity = self.identity(label)?;
        let alive = self.session.is_alive(identity);
        Some(if alive { Fate::Alive(self.facts(identity.id)) } else { Fate::Freed })
    }

    fn atom(&self, path: &str) -> Option<String> {
        let id = self.session.object_at(path)?;
        let singleton = [known::NONE, known::TRUE, known::FALSE].contains(&id);
        let body = self.session.machine().body(id);
        let plain = matches!(body, Body::Int(_) | Body::BigInt(_) | Body::Float(_) | Body::Str(_));
        (singleton || plain).then(|| self.session.short_repr(id, ATOM_WIDTH))
    }

    fn length(&self, path: &str) -> Option<u64> {
        let machine = self.session.machine();
        let id = self.session.object_at(path)?;
        let length = match machine.body(id) {
            Body::Dict(table) => table.len(),
            Body::Set(table) => table.len(),
            _ => machine.items(id)?.len(),
        };
        Some(length as u64)
    }

    fn refers(&self, from: &str, to: &str) -> bool {
        let (Some(from), Some(to)) = (self.session.object_at(from), self.identity(to)) else { return false };
        self.session.is_alive(to) && self.session.refers(from, to.id)
    }

    fn instances(&self, type_name: &str) -> u64 {
        self.session.instances(type_name) as u64
    }

    fn unreachable(&self) -> u64 {
        let garbage = self.session.garbage();
        let rows = &self.session.picture().rows;
        let lost = rows.iter().filter(|row| matches!(row.edge, Edge::Unreachable) && row.list != GcList::Untracked);
        lost.filter(|row| !garbage.contains(&row.identity.id)).count() as u64
    }

    fn garbage_length(&self) -> u64 {
        self.session.garbage().len() as u64
    }

    fn in_garbage(&self, label: &str) -> bool {
        let identity = self.identity(label).filter(|i| self.session.is_alive(*i));
        identity.is_some_and(|i| self.session.garbage().contains(&i.id))
    }

    fn thresholds(&self) -> [i64; 3] {
        self.session.machine().heap.collector.thresholds
    }

    fn collector_enabled(&self) -> bool {
        self.session.machine().heap.collector.enabled
    }

    fn debug_flags(&self) -> u32 {
        self.session.machine().heap.collector.debug
    }

    fn frozen(&self) -> u64 {
        self.session.machine().heap.collector.lists[GcList::Permanent as usize].iter().count() as u64
    }

    fn output(&self) -> Vec<String> {
        let printed = self.outcomes().flat_map(|s| [&s.outcome.stdout, &s.outcome.stderr]);
        printed.flat_map(|text| text.lines()).map(str::to_owned).collect()
    }

    fn statements(&self) -> Vec<String> {
        self.outcomes().map(|s| s.source.clone()).collect()
    }

    fn collections(&self) -> Vec<Collection> {
        let cause = |asked: bool| if asked { Cause::Asked } else { Cause::Automatic };
        let runs = self.outcomes().flat_map(|s| &s.outcome.collections);
        runs.map(|c| Collection { generation: c.generation, cause: cause(c.asked), found: c.found as u64 }).collect()
    }

    fn exceptions(&self) -> Vec<String> {
        let refused = |s: &Statement| s.outcome.diagnostic.as_ref().map(|_| "SyntaxError".to_owned());
        self.outcomes().filter_map(|s| s.outcome.exception.clone().or_else(|| refused(s))).collect()
    }
}

/// Plays lessons in the simulator; knows all its versions.
pub struct Simulator {
    session: Session,
    memory: StepMemory,
}

impl Default for Simulator {
    fn default() -> Self {
        Self { session: Session::new(Version::V3_13), memory: StepMemory::default() }
    }
}

impl Player for Simulator {
    fn plays(&self, _: Version) -> bool {
        true
    }

    fn start(&mut self, version: Version, program: &str) -> Result<(), String> {
        self.session = Session::new(version);
        self.memory.forget();
        self.session.begin(program).map(|_| ())
    }

    fn turn_dial(&mut self, version: Version) -> Result<(), String> {
        self.memory.forget();
        self.session.turn_dial(version)
    }

    fn begin_step(&mut self, labels: &[&str]) {
        self.memory.begin(&self.session, labels);
    }

    fn run(&mut self, statements: &str) -> String {
        let mut printed = String::new();
        // One at a time, so that output and tracebacks come in the order in which they were made.
        for (_, unit) in session::units(statements) {
            let outcome = self.session.submit(&unit);
            let refused = outcome.diagnostic.as_ref().map(|e| format!("SyntaxError: {}\n", e.msg));
            printed = printed + &outcome.stdout + &outcome.stderr + &refused.unwrap_or_default();
            self.memory.notice(&self.session);
        }
        printed
    }

    fn world(&self) -> Box<dyn World + '_> {
        Box::new(self.memory.world(&self.session))
    }
}
