//! A lesson on the simulator: the session as the world that goals are judged on, and as a player that proves lessons.

use std::collections::{BTreeMap, BTreeSet};

use super::check::Player;
use super::world::{Cause, Collection, Fate, Finalization, ObjectFacts, Reach, Refcount, Referent, Tracking, World};
use crate::memory::Version;
use crate::memory::heap::GcList;
use crate::memory::{Body, Ref};
use crate::python::vm::known::{self, types};
use crate::session::facts::{Count, Facts};
use crate::session::picture::{Edge, Identity};
use crate::session::{Session, Statement, Stream};

/// A session, the step it is in, and the objects that the step speaks of.
pub struct Live {
    pub session: Session,
    /// How many statements had run when the step began.
    pub begun: usize,
    labels: Vec<String>,
    remembered: Remembered,
    /// What was remembered before each statement of the step, for undo.
    earlier: Vec<Remembered>,
}

#[derive(Clone, Debug, Default)]
struct Remembered {
    objects: BTreeMap<String, Identity>,
    /// Labels whose meaning holds until the step is over.
    firm: BTreeSet<String>,
}

impl Live {
    #[must_use]
    pub fn new(session: Session) -> Self {
        Self { session, begun: 0, labels: Vec::new(), remembered: Remembered::default(), earlier: Vec::new() }
    }

    /// Starts a new interpreter.
    ///
    /// # Errors
    /// What was printed, when the program ended with an exception.
    pub fn start(&mut self, version: Version, program: &str) -> Result<String, String> {
        self.begun = 0;
        self.labels.clear();
        self.remembered = Remembered::default();
        self.earlier.clear();
        self.session.begin_in(version, program)
    }

    /// A step begins: events count from here, and these labels are remembered anew.
    pub fn begin_step(&mut self, labels: &[&str]) {
        self.begun = self.session.count();
        self.labels = labels.iter().map(ToString::to_string).collect();
        self.earlier.clear();
        self.remembered.firm.clear();
        for label in labels {
            if let Some(id) = self.session.object_at(label) {
                self.remembered.objects.insert((*label).to_owned(), self.session.identity(id));
                self.remembered.firm.insert((*label).to_owned());
            }
        }
    }

    /// Runs statements, and remembers the objects that the step's labels lead to for the first time.
    pub fn submit(&mut self, source: &str) {
        self.earlier.push(self.remembered.clone());
        self.session.submit(source);
        self.remember();
    }

    /// Takes the last statement of the step back.
    pub fn undo(&mut self) -> Option<String> {
        if self.session.count() <= self.begun {
            return None;
        }
        let source = self.session.undo()?;
        if let Some(earlier) = self.earlier.pop() {
            self.remembered = earlier;
        }
        Some(source)
    }

    /// Runs again what was taken back last.
    pub fn redo(&mut self) -> bool {
        if self.session.redoable() == 0 {
            return false;
        }
        self.earlier.push(self.remembered.clone());
        self.session.redo();
        self.remember();
        true
    }

    /// Continues after the first `keep` statements; gives those that are left to another future.
    pub fn fork(&mut self, keep: usize) -> Vec<String> {
        let left = self.session.fork(keep);
        self.remember_as_after(self.session.count());
        left
    }

    /// Goes over to another future: gives the statements left for it, and those that have run for it.
    pub fn take_future(&mut self, number: usize) -> (Vec<String>, Vec<String>) {
        let Some((left, to_run)) = self.session.leave_for(number) else { return Default::default() };
        self.remember_as_after(self.session.count());
        for source in &to_run {
            self.submit(source);
        }
        (left, to_run)
    }

    /// What was remembered when so many statements had run.
    fn remember_as_after(&mut self, count: usize) {
        let kept = count.saturating_sub(self.begun);
        if let Some(earlier) = self.earlier.get(kept) {
            self.remembered = earlier.clone();
        }
        self.earlier.truncate(kept);
    }

    /// Everything since the start again in another version.
    ///
    /// # Errors
    /// What was printed, when the setup program ended with an exception.
    pub fn turn_dial(&mut self, version: Version) -> Result<(), String> {
        let sources: Vec<String> = self.session.statements().iter().map(|s| s.source.clone()).collect();
        let (setup, labels, begun) = (self.session.setup().to_owned(), std::mem::take(&mut self.labels), self.begun);
        let result = self.start(version, &setup);
        let (before, since) = sources.split_at(begun.min(sources.len()));
        for source in before {
            self.session.submit(source);
        }
        self.begin_step(&labels.iter().map(String::as_str).collect::<Vec<_>>());
        for source in since {
            self.submit(source);
        }
        result.map(|_| ())
    }

    fn remember(&mut self) {
        for label in &self.labels {
            let known = self.remembered.objects.get(label).is_some_and(|i| self.session.is_alive(*i));
            if known || self.remembered.firm.contains(label) {
                continue;
            }
            if let Some(id) = self.session.object_at(label) {
                self.remembered.objects.insert(label.clone(), self.session.identity(id));
                self.remembered.firm.insert(label.clone());
            }
        }
    }

    fn step_statements(&self) -> &[Statement] {
        self.session.statements().get(self.begun..).unwrap_or_default()
    }

    fn meant(&self, label: &str) -> Option<Ref> {
        let identity = *self.remembered.objects.get(label)?;
        self.session.is_alive(identity).then_some(identity.id)
    }
}

impl World for Live {
    fn object(&self, path: &str) -> Option<ObjectFacts> {
        let id = self.session.object_at(path)?;
        Some(object_facts(&self.session.facts(id)))
    }

    fn remembered(&self, label: &str) -> Option<Fate> {
        let identity = *self.remembered.objects.get(label)?;
        if !self.session.is_alive(identity) {
            return Some(Fate::Freed);
        }
        Some(Fate::Alive(object_facts(&self.session.facts(identity.id))))
    }

    fn atom(&self, path: &str) -> Option<String> {
        let vm = self.session.machine();
        let id = self.session.object_at(path)?;
        let plain = id == known::NONE
            || [types::INT, types::BOOL, types::FLOAT, types::STR].into_iter().any(|class| vm.is_exact(id, class));
        plain.then(|| self.session.short_repr(id, usize::MAX))
    }

    fn length(&self, path: &str) -> Option<u64> {
        let vm = self.session.machine();
        let id = self.session.object_at(path)?;
        let length = match vm.body(id) {
            Body::Dict(table) => table.len(),
            Body::Set(table) => table.len(),
            _ => vm.items(id)?.len(),
        };
        Some(length as u64)
    }

    fn refers(&self, from: &str, to: &str) -> bool {
        match (self.session.object_at(from), self.meant(to)) {
            (Some(from), Some(to)) => self.session.refers(from, to),
            _ => false,
        }
    }

    fn instances(&self, type_name: &str) -> u64 {
        self.session.instances(type_name) as u64
    }

    fn unreachable(&self) -> u64 {
        self.session.picture().rows.iter().filter(|row| matches!(row.edge, Edge::Unreachable)).count() as u64
    }

    fn garbage_length(&self) -> u64 {
        self.session.garbage().len() as u64
    }

    fn in_garbage(&self, label: &str) -> bool {
        self.meant(label).is_some_and(|id| self.session.garbage().contains(&id))
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
        self.session.machine().heap.collector.list(GcList::Permanent).len() as u64
    }

    fn output(&self) -> Vec<String> {
        self.step_statements().iter().flat_map(|s| printed(s).lines().map(str::to_owned).collect::<Vec<_>>()).collect()
    }

    fn statements(&self) -> Vec<String> {
        self.step_statements().iter().map(|s| s.source.clone()).collect()
    }

    fn collections(&self) -> Vec<Collection> {
        let runs = self.step_statements().iter().flat_map(|s| &s.outcome.collections);
        runs.map(|c| Collection {
            generation: c.generation,
            cause: if c.asked { Cause::Asked } else { Cause::Automatic },
            found: c.found as u64,
        })
        .collect()
    }

    fn exceptions(&self) -> Vec<String> {
        self.step_statements().iter().filter_map(|s| s.outcome.exception.clone()).collect()
    }
}

/// What a statement printed on both streams.
fn printed(statement: &Statement) -> String {
    statement.outcome.written.iter().map(|(_, text): &(Stream, String)| text.as_str()).collect()
}

fn object_facts(facts: &Facts) -> ObjectFacts {
    ObjectFacts {
        identity: u64::from(facts.identity.birth) << 32 | facts.identity.id.index() as u64,
        refcount: match facts.count {
            Count::Counted(count) => Refcount::Count(u64::from(count)),
            Count::Immortal => Refcount::Immortal,
        },
        type_name: facts.type_name.clone(),
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

/// Proves lessons on the simulator.
pub struct Simulator(pub Live);

impl Default for Simulator {
    fn default() -> Self {
        Self(Live::new(Session::new(Version::V3_13)))
    }
}

impl Player for Simulator {
    fn plays(&self, _: Version) -> bool {
        true
    }

    fn start(&mut self, version: Version, program: &str) -> Result<(), String> {
        self.0.start(version, program).map(|_| ())
    }

    fn turn_dial(&mut self, version: Version) -> Result<(), String> {
        self.0.turn_dial(version)
    }

    fn begin_step(&mut self, labels: &[&str]) {
        self.0.begin_step(labels);
    }

    fn run(&mut self, statements: &str) -> String {
        self.0.submit(statements);
        // Whoever proves lessons wants every count proved too.
        let miscounts = self.0.session.miscounts();
        if !miscounts.is_empty() {
            return format!("counts are wrong: {}\n", miscounts.join("; "));
        }
        self.0.session.statements().last().map(printed).unwrap_or_default()
    }

    fn world(&self) -> Box<dyn World + '_> {
        Box::new(Borrowed(&self.0))
    }
}

/// The world seen through a reference.
struct Borrowed<'a>(&'a Live);

macro_rules! pass_on {
    ($($name:ident($($arg:ident: $kind:ty),*) -> $result:ty;)*) => {
        impl World for Borrowed<'_> {
            $(fn $name(&self, $($arg: $kind),*) -> $result { self.0.$name($($arg),*) })*
        }
    };
}

pass_on! {
    object(path: &str) -> Option<ObjectFacts>;
    remembered(label: &str) -> Option<Fate>;
    atom(path: &str) -> Option<String>;
    length(path: &str) -> Option<u64>;
    refers(from: &str, to: &str) -> bool;
    instances(type_name: &str) -> u64;
    unreachable() -> u64;
    garbage_length() -> u64;
    in_garbage(label: &str) -> bool;
    thresholds() -> [i64; 3];
    collector_enabled() -> bool;
    debug_flags() -> u32;
    frozen() -> u64;
    output() -> Vec<String>;
    statements() -> Vec<String>;
    collections() -> Vec<Collection>;
    exceptions() -> Vec<String>;
}
