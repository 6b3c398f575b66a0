//! The collector under the microscope, and every other event: what happened, in a sentence a reader needs no source for.

use super::Session;
use super::moments::{Mark, Moment};
use super::picture::{Edge, Identity, each_child};
use crate::memory::Ref;
use crate::memory::collector::Reason;
use crate::memory::heap::GcList;
use crate::memory::journal::{Event, Fact, GcPhase, Log, Place, Record};
use crate::memory::rules::{CollectorKind, Resurrection};
use crate::python::code::Instr;
use crate::python::vm::Vm;

/// What a moment shows beside memory itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Narration {
    /// What happened.
    pub headline: String,
    /// The phase of the collection: its name and what it does.
    pub phase: Option<(String, String)>,
    /// Counts that changed with it.
    pub changes: Vec<String>,
    /// The instruction that runs, and its line.
    pub instruction: Option<String>,
    /// The objects that the event is about.
    pub lit: Vec<Identity>,
    /// The reference that the event is about.
    pub edge: Option<(Identity, Identity)>,
}

/// Changes that are told one by one.
const TOLD: usize = 12;
/// Longer paths of rescue are cut.
const LONGEST_PATH: usize = 8;
/// How far back the path of a rescue is followed.
const LOOK_BACK: usize = 20_000;

impl Session {
    /// Tells a moment; `past` is the session as it was there.
    #[must_use]
    pub fn narrate(&mut self, moment: Moment, past: &Self) -> Narration {
        let Some(log) = self.log(moment.statement) else { return Narration::default() };
        let Some(record) = log.records.get(moment.event) else { return Narration::default() };
        let teller = Teller { past, log: &log, at: moment.event, record };
        let mut told = Narration {
            headline: teller.headline(),
            instruction: teller.instruction(record.place),
            ..Narration::default()
        };
        told.phase = self.phase_at(moment).map(|(_, mark)| teller.phase(mark));
        let changes = log.changes(moment.event);
        for change in changes.iter().take(TOLD) {
            let identity = Identity { id: change.id, birth: change.birth };
            told.changes.push(format!("{} {} → {}", teller.name(identity), change.from, change.to));
            told.lit.push(identity);
        }
        if changes.len() > TOLD {
            told.changes.push(format!("and {} further counts", changes.len() - TOLD));
        }
        if let Fact::Event(event) = record.fact {
            let [subject, other] = teller.both(event);
            let named = |identity: Identity| (!identity.id.is_null()).then_some(identity);
            told.lit.extend([subject, other].into_iter().filter_map(named));
            told.edge = match event {
                Event::Subtracted { .. } | Event::Rescued { .. } => Some((other, subject)),
                Event::WeakrefCleared { .. } => Some((subject, other)),
                _ => None,
            };
        }
        told
    }
}

struct Teller<'a> {
    past: &'a Session,
    log: &'a Log,
    at: usize,
    record: &'a Record,
}

impl Teller<'_> {
    /// The subject and the other object of an event.
    fn both(&self, event: Event) -> [Identity; 2] {
        let [first, second] = self.record.births;
        [Identity { id: event.subject(), birth: first }, Identity { id: event.other(), birth: second }]
    }

    /// An object by the name it has, or had before the statement.
    fn name(&self, identity: Identity) -> String {
        let Identity { id, birth } = identity;
        let vm = self.past.machine();
        if birth == 0 {
            if id == vm.globals_of_main() {
                return "the names of __main__".to_owned();
            }
            let alive = id.index() < vm.heap.cells.len() && vm.heap.count(id) > 0;
            return if alive { format!("a {} of the interpreter", vm.type_name(id)) } else { "an object".to_owned() };
        }
        if self.past.is_alive(identity) {
            let label = self.past.label_of(id);
            return if label.starts_with('#') { label } else { format!("{label} (#{birth})") };
        }
        self.past.label_before(identity).map_or_else(
            || format!("#{birth}"),
            |label| {
                if label.starts_with('#') { label } else { format!("{label} (#{birth})") }
            },
        )
    }

    fn headline(&self) -> String {
        let event = match self.record.fact {
            Fact::Ran(place) => {
                return self.instruction(place).unwrap_or_else(|| "The frame of the statement is made".to_owned());
            }
            Fact::Event(event) => event,
        };
        let [subject, other] =
            self.both(event).map(|identity| if identity.id.is_null() { String::new() } else { self.name(identity) });
        let vm = self.past.machine();
        let collector = &vm.heap.collector;
        match event {
            Event::StatementStarted => "The statement begins".to_owned(),
            Event::StatementFinished => "The statement has run to its end".to_owned(),
            Event::Allocated(_) => format!("{subject} is allocated, with a count of 1"),
            Event::Freed(_) => format!("{subject} is freed: its memory can be used again"),
            Event::Tracked(_) => {
                format!("{subject} enters the youngest generation: the collector follows it from now on")
            }
            Event::Untracked(_) => {
                format!("{subject} leaves the collector's lists: it can be part of no cycle any more")
            }
            Event::Moved { from, to, .. } => {
                format!("{subject} moves from {} to {}", self.list(from), self.list(to))
            }
            Event::Joined { from, to, objects } => {
                format!("{} of {} move to the end of {}", many(objects, "object"), self.list(from), self.list(to))
            }
            Event::Finalized(_) => format!("the finalizer of {subject} is about to run"),
            Event::WeakrefCleared { .. } => format!("{subject}, a weak reference, forgets {other}"),
            Event::CallbackCalled { .. } => format!("the callback of {subject} is about to be called"),
            Event::CallbackDropped { .. } => {
                format!("the callback of {subject} is dropped: the weak reference is garbage itself")
            }
            Event::Resurrected(_) => format!("{subject} is back: something refers to it again"),
            Event::CollectionStarted { generation, reason } => self.why_it_runs(generation, reason),
            Event::PhaseStarted(phase) => format!("A phase begins: {}", phase_name(phase)),
            Event::GenerationsMerged { generation, objects } => {
                format!("{} will be searched: generation {generation} and all younger ones", many(objects, "object"))
            }
            Event::GcRefsCopied { count, .. } => format!("gc_refs of {subject} becomes {count}, a copy of its count"),
            Event::Subtracted { left, .. } => {
                let edge = self.edge_text(event.other(), event.subject());
                format!("{other}{edge} refers to {subject} from inside: gc_refs of {subject} goes down to {left}")
            }
            Event::Kept(id) => self.why_kept(id, &subject),
            Event::MovedToUnreachable(_) => {
                format!(
                    "gc_refs of {subject} is 0: nothing from outside is known; set aside as tentatively unreachable"
                )
            }
            Event::Rescued { .. } => {
                format!("{subject} is rescued and goes back to the end of the list: {}", self.path())
            }
            Event::LegacyFinalizerFound(_) => {
                format!("{subject} has a __del__: it is set apart, with all that it reaches")
            }
            Event::Cleared(_) => format!("{subject} drops what it holds (tp_clear)"),
            Event::Uncollectable(_) => format!("{subject} is uncollectable"),
            Event::Promoted { to, objects } => {
                let to = self.list(to);
                let (pending, total) = (collector.long_lived_pending, collector.long_lived_total);
                format!(
                    "{} survived and stand in {to} now; long_lived_pending {pending}, long_lived_total {total}",
                    many(objects, "object")
                )
            }
            Event::CollectionFinished { collected, uncollectable } => {
                let rest = if uncollectable > 0 { format!(", {uncollectable} uncollectable") } else { String::new() };
                format!("The collection is over: {} collected{rest}", many(collected, "object"))
            }
        }
    }

    fn instruction(&self, place: Place) -> Option<String> {
        instruction_text(self.past.machine(), place)
    }

    /// How a reference is written: `.other`, `[3]`; empty when it is no attribute or item.
    fn edge_text(&self, from: Ref, to: Ref) -> String {
        let vm = self.past.machine();
        let mut text = String::new();
        if from.index() < vm.heap.cells.len() && vm.heap.count(from) > 0 {
            each_child(vm, from, &mut |edge, child| {
                if child == to && text.is_empty() {
                    text = match edge {
                        Edge::Attribute(name) => format!(".{}", vm.text(name)),
                        Edge::Item(at) => format!("[{at}]"),
                        Edge::Key(key) => format!("[{}]", self.past.short_repr(key, 16)),
                        Edge::Part(part) => part.to_owned(),
                        Edge::Name(_) | Edge::Local { .. } | Edge::Operand | Edge::Unreachable => String::new(),
                    };
                }
            });
        }
        text
    }

    fn list(&self, list: GcList) -> String {
        list_name(self.past, list)
    }

    /// Which counter passed which threshold, or the call.
    fn why_it_runs(&self, generation: u8, reason: Reason) -> String {
        let vm = self.past.machine();
        let collector = &vm.heap.collector;
        let (counts, thresholds) = (collector.counts, collector.thresholds);
        let what = match vm.heap.rules.collector {
            CollectorKind::Incremental if generation == 1 => "An increment begins".to_owned(),
            _ => format!("A collection of generation {generation} begins"),
        };
        match reason {
            Reason::Manual => format!("{what}: gc.collect() was called"),
            Reason::Exit | Reason::Shutdown => format!("{what}: the interpreter ends"),
            Reason::Threshold => {
                let mut text = format!(
                    "{what}: {} containers more were allocated than freed, over the threshold of {}",
                    counts[0], thresholds[0]
                );
                if vm.heap.rules.collector == CollectorKind::Generational {
                    for older in 1..=usize::from(generation.min(2)) {
                        text += &format!(
                            "; {} collections of generation {} since, over {}",
                            counts[older],
                            older - 1,
                            thresholds[older]
                        );
                    }
                    let (pending, total) = (collector.long_lived_pending, collector.long_lived_total);
                    if generation < 2 && counts[2] > thresholds[2] && pending < total / 4 {
                        text += &format!(
                            ". Generation 2 is due too ({} over {}), but only {pending} objects joined its {total} since: \
                             less than 25 %, so it waits",
                            counts[2], thresholds[2]
                        );
                    }
                }
                text
            }
        }
    }

    /// Whether a kept object was referred to from outside or reached.
    fn why_kept(&self, id: Ref, name: &str) -> String {
        let left = self.earlier().find_map(|record| match record.fact {
            Fact::Event(Event::Subtracted { to, left, .. }) if to == id => Some(left),
            Fact::Event(Event::GcRefsCopied { id: copied, count }) if copied == id => Some(count),
            _ => None,
        });
        match left {
            Some(left) if left > 0 => {
                format!(
                    "{name} stays: {} from outside the searched objects; what it refers to is reached",
                    many(left, "reference")
                )
            }
            _ => format!("{name} stays: it was reached; what it refers to is reached too"),
        }
    }

    /// Records before this one, the latest first.
    fn earlier(&self) -> impl Iterator<Item = &Record> {
        self.log.records.get(..self.at).unwrap_or_default().iter().rev().take(LOOK_BACK)
    }

    /// `x → a → b`: how the search reached the rescued object.
    fn path(&self) -> String {
        let Fact::Event(event) = self.record.fact else { return String::new() };
        let [subject, by] = self.both(event);
        let mut path = vec![subject, by];
        let mut wanted = by;
        for record in self.earlier() {
            if path.len() >= LONGEST_PATH {
                break;
            }
            if let Fact::Event(Event::Rescued { id, by }) = record.fact
                && id == wanted.id
                && record.births[0] == wanted.birth
            {
                wanted = Identity { id: by, birth: record.births[1] };
                path.push(wanted);
            }
            if matches!(record.fact, Fact::Event(Event::PhaseStarted(_))) {
                break;
            }
        }
        let names: Vec<String> = path.into_iter().rev().map(|identity| self.name(identity)).collect();
        format!("{}, whose first has a reference from outside", names.join(" → "))
    }

    /// A phase's name, and a sentence on what it does.
    fn phase(&self, mark: Mark) -> (String, String) {
        let vm = self.past.machine();
        let collector = &vm.heap.collector;
        match mark {
            Mark::Collection | Mark::Finalizer => {
                ("Collection".to_owned(), "What nothing outside refers to any more is looked for.".to_owned())
            }
            Mark::CollectionEnd => ("Collection over".to_owned(), "Programs run again.".to_owned()),
            Mark::Phase(phase) => {
                let mut sentence = phase_sentence(phase).to_owned();
                if phase == GcPhase::PromoteSurvivors && vm.heap.rules.collector == CollectorKind::Generational {
                    let (pending, total) = (collector.long_lived_pending, collector.long_lived_total);
                    sentence += &format!(
                        " 25 % rule: a full collection waits until the {pending} new objects are a quarter of the {total} old."
                    );
                }
                if phase == GcPhase::SearchAgain && vm.heap.rules.resurrection != Resurrection::Rededuce {
                    sentence = "Is any of it reachable again? Then, in this version, all of it is kept.".to_owned();
                }
                (phase_name(phase).to_owned(), sentence)
            }
        }
    }
}

/// The instruction at a place, with its line.
pub(super) fn instruction_text(vm: &Vm, place: Place) -> Option<String> {
    if place == Place::default() {
        return None;
    }
    let spec = vm.known_spec(place.unit)?;
    let instr: Instr = *spec.code.get(place.at as usize)?;
    let line = spec.positions.get(place.at as usize).map_or(0, |position| position.line);
    let text = spec.show(instr);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let inside = if &*spec.name == "<module>" { String::new() } else { format!(" of {}", spec.name) };
    Some(format!("{text}  (line {line}{inside})"))
}

/// The name of a list of the collector.
#[must_use]
pub fn list_name(session: &Session, list: GcList) -> String {
    match list {
        GcList::Young | GcList::Middle | GcList::Old => session
            .generations()
            .iter()
            .find(|generation| generation.list == list)
            .map_or_else(|| "a generation".to_owned(), |generation| generation.name.clone()),
        GcList::Untracked => "no list".to_owned(),
        GcList::Permanent => "the permanent generation".to_owned(),
        GcList::Unreachable => "unreachable".to_owned(),
        GcList::Callbacks => "callbacks".to_owned(),
        GcList::Legacy => "legacy finalizers".to_owned(),
        GcList::StillUnreachable => "still unreachable".to_owned(),
        GcList::Increment => "the increment".to_owned(),
    }
}

fn many(count: u32, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// What a phase is called.
#[must_use]
pub fn phase_name(phase: GcPhase) -> &'static str {
    match phase {
        GcPhase::MarkRoots => "mark what is in use",
        GcPhase::TakeIncrement => "choose the increment",
        GcPhase::MergeGenerations => "merge generations",
        GcPhase::CopyCounts => "copy the counts",
        GcPhase::SubtractReferences => "subtract internal references",
        GcPhase::FindUnreachable => "find what is unreachable",
        GcPhase::PromoteSurvivors => "promote survivors",
        GcPhase::LegacyFinalizers => "set legacy finalizers apart",
        GcPhase::ClearWeakrefs => "clear weak references",
        GcPhase::CallCallbacks => "call callbacks",
        GcPhase::RunFinalizers => "run finalizers",
        GcPhase::SearchAgain => "search again",
        GcPhase::ClearGarbage => "clear the garbage",
    }
}

fn phase_sentence(phase: GcPhase) -> &'static str {
    match phase {
        GcPhase::MarkRoots => "What the interpreter and the running frames reach goes to the visited space unsearched.",
        GcPhase::TakeIncrement => {
            "The young objects and a part of the pending ones, with all that these reach, are what is searched."
        }
        GcPhase::MergeGenerations => "The younger generations are appended to the one that is collected.",
        GcPhase::CopyCounts => "Each object's count is copied to gc_refs, so that the count itself stays true.",
        GcPhase::SubtractReferences => {
            "Each reference from one searched object to another takes 1 from gc_refs of the one referred to: what is \
             left came from outside."
        }
        GcPhase::FindUnreachable => {
            "In list order: an object with gc_refs stays and rescues what it refers to; one without is set aside, for \
             the time being."
        }
        GcPhase::PromoteSurvivors => "What was reached joins the next older generation.",
        GcPhase::LegacyFinalizers => {
            "Nobody knows in which order the __del__ methods of a cycle should run: up to 3.3 such objects are not \
             collected."
        }
        GcPhase::ClearWeakrefs => {
            "Weak references to garbage are cleared before anything else runs, so that no callback can bring it back."
        }
        GcPhase::CallCallbacks => "Callbacks of weak references that are not garbage themselves are called.",
        GcPhase::RunFinalizers => {
            "Each finalizer runs once, in list order; all objects of the garbage are whole still."
        }
        GcPhase::SearchAgain => {
            "A finalizer may have brought objects back: the garbage is searched once more, and what is reachable again \
             stays."
        }
        GcPhase::ClearGarbage => {
            "Each object of the garbage drops what it holds; so the cycles fall apart by their counts."
        }
    }
}
