//! Why is this object alive? Who holds it, what keeps it from the roots on, the cycle it is on, what would die with a
//! reference, and what has happened to it. Nothing is touched: trials run on a copy of the machine.

use std::collections::VecDeque;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Session;
use super::deletion::TOLD;
pub use super::deletion::{Trial, Trials};
use super::microscope::{instruction_text, list_name};
use super::moments::Moment;
use super::picture::{Edge, Identity, each_child};
use crate::memory::journal::{Event, Fact};
use crate::memory::{Ref, visit};
use crate::python::vm::Vm;

/// Events of a history.
const LONGEST_HISTORY: usize = 40;
/// In a larger memory runs that were not followed yet would keep the learner waiting.
const LARGE: usize = 200_000;

/// The answer, part by part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Why {
    pub label: String,
    pub type_name: String,
    /// How many references it has; `None` when they are not counted.
    pub count: Option<u32>,
    /// The references by holder: they add up to the count.
    pub holders: Vec<(u32, String)>,
    /// The shortest chain of references from a root.
    pub chain: Option<Vec<String>>,
    /// The shortest way from the object back to itself, and how many objects the whole component has.
    pub cycle: Option<(Vec<String>, usize)>,
    /// What would die if a reference were deleted, and how that was found out.
    pub trials: Vec<Trial>,
    pub tried: Trials,
}

impl Session {
    /// Why an object is alive at this moment.
    #[must_use]
    pub fn why(&self, id: Ref, trials: Trials) -> Why {
        let facts = self.facts(id);
        let count = match facts.count {
            super::facts::Count::Counted(count) => Some(count),
            super::facts::Count::Immortal => None,
        };
        let mut holders: Vec<(u32, String)> = Vec::new();
        if let Some(count) = count {
            holders = self.holders(id).into_iter().map(|holder| (holder.times, holder.text)).collect();
            let told: u32 = holders.iter().map(|(times, _)| times).sum();
            if told < count {
                holders.push((count - told, "what is running just now".to_owned()));
            }
        }
        let (chain, cycle) = (self.chain_to(id), self.cycle_of(id));
        let mut why = Why {
            label: self.label_of(id),
            type_name: facts.type_name,
            count,
            holders,
            chain,
            cycle,
            ..Why::default()
        };
        why.tried = self.trials_here(trials);
        why.trials = self.trials(&why.holders, why.tried);
        why
    }

    /// The shortest chain of references from a name, a frame or the runtime.
    fn chain_to(&self, target: Ref) -> Option<Vec<String>> {
        let vm = &self.vm;
        let globals = vm.globals_of_main();
        let mut from: Vec<u32> = vec![0; vm.heap.cells.len()];
        let mut work: VecDeque<Ref> = VecDeque::new();
        let roots: FxHashMap<Ref, _> = vm.roots().into_iter().map(|(holder, id)| (id, holder)).collect();
        // Names first: they are what a learner can do something about.
        let mut sources = vec![globals];
        sources.extend(vm.roots().into_iter().map(|(_, id)| id));
        for source in sources {
            if let Some(place) = from.get_mut(source.index()).filter(|place| **place == 0) {
                *place = u32::MAX;
                work.push_back(source);
            }
        }
        while let Some(id) = work.pop_front() {
            if id == target {
                break;
            }
            visit::counted(&vm.heap, id, |child| {
                if let Some(place) = from.get_mut(child.index()).filter(|place| **place == 0) {
                    *place = id.index() as u32;
                    work.push_back(child);
                }
            });
        }
        let mut path = vec![target];
        let mut at = target;
        loop {
            match from.get(at.index()).copied() {
                None | Some(0) => return None,
                Some(u32::MAX) => break,
                Some(parent) => {
                    at = Ref::from_index(parent);
                    path.push(at);
                }
            }
        }
        path.reverse();
        let root = path.first().copied().unwrap_or(target);
        let mut chain = vec![match roots.get(&root) {
            _ if root == globals => "the names of __main__".to_owned(),
            Some(holder) => holder_text(*holder).to_owned(),
            None => "the interpreter".to_owned(),
        }];
        for pair in path.windows(2) {
            let [holder, child] = pair else { continue };
            let (reference, label) = (self.reference_text(*holder, *child), self.label_of(*child));
            let said = reference.strip_prefix("name ") == Some(label.as_str());
            chain.push(if said { reference } else { format!("{reference} → {label}") });
        }
        Some(chain)
    }

    /// `.other`, `[3]`, `name a`: how one object refers to another.
    fn reference_text(&self, holder: Ref, child: Ref) -> String {
        let vm = &self.vm;
        let globals = vm.globals_of_main();
        let mut text = String::new();
        each_child(vm, holder, &mut |edge, found| {
            if found == child && text.is_empty() {
                text = match edge {
                    Edge::Key(key) if holder == globals => format!("name {}", vm.text(key)),
                    Edge::Attribute(name) => format!(".{}", vm.text(name)),
                    Edge::Item(at) => format!("[{at}]"),
                    Edge::Key(key) => format!("[{}]", self.short_repr(key, 20)),
                    Edge::Part(part) => part.trim().to_owned(),
                    Edge::Name(_) | Edge::Local { .. } | Edge::Operand | Edge::Unreachable => String::new(),
                };
            }
        });
        if text.is_empty() && vm.type_of(holder) == child { "its class".to_owned() } else { text }
    }

    /// Whether cycles through an object are a learner's: the namespace of `__main__` and classes lead everywhere.
    fn on_the_way(&self, id: Ref) -> bool {
        self.vm.heap.journal.birth(id) > 0 && id != self.vm.globals_of_main() && !self.vm.is_type(id)
    }

    /// The shortest way from an object back to it, and the size of its strongly connected component.
    fn cycle_of(&self, id: Ref) -> Option<(Vec<String>, usize)> {
        let heap = &self.vm.heap;
        let forward = |id: Ref, f: &mut dyn FnMut(Ref)| visit::traverse(heap, id, f);
        let mut from: FxHashMap<Ref, Ref> = FxHashMap::default();
        let mut work = VecDeque::from([id]);
        let mut back = None;
        while let Some(at) = work.pop_front() {
            forward(at, &mut |child| {
                if child == id && back.is_none() {
                    back = Some(at);
                }
                if child != id && self.on_the_way(child) && !from.contains_key(&child) {
                    from.insert(child, at);
                    work.push_back(child);
                }
            });
        }
        let mut path = vec![back?];
        while let Some(before) = path.last().filter(|at| **at != id).and_then(|at| from.get(at)) {
            path.push(*before);
        }
        path.reverse();
        // Of what it reaches, what leads back to it.
        let mut members: FxHashSet<Ref> = FxHashSet::from_iter([id]);
        let mut referrers: FxHashMap<Ref, Vec<Ref>> = FxHashMap::default();
        for at in from.keys().copied().chain([id]) {
            forward(at, &mut |child| referrers.entry(child).or_default().push(at));
        }
        let mut work = vec![id];
        while let Some(at) = work.pop() {
            for referrer in referrers.get(&at).into_iter().flatten() {
                if members.insert(*referrer) {
                    work.push(*referrer);
                }
            }
        }
        let mut texts: Vec<String> = Vec::new();
        for (at, object) in path.iter().enumerate().take(TOLD) {
            let next = path.get(at + 1).copied().unwrap_or(id);
            texts.push(format!("{} {}", self.label_of(*object), self.reference_text(*object, next)));
        }
        if path.len() > TOLD {
            texts.push(format!("and {} further objects", path.len() - TOLD));
        }
        Some((texts, members.len()))
    }

    /// What has happened to an object so far, with the numbers of the moments.
    pub fn history(&mut self, object: Identity, until: Option<Moment>) -> Vec<String> {
        let mut lines = Vec::new();
        let large = self.vm.heap.cells.len() > LARGE;
        for statement in 0..self.count() {
            if until.is_some_and(|moment| statement > moment.statement) {
                break;
            }
            // What took long to run takes longer to follow.
            if large && !self.past.is_told(statement) {
                continue;
            }
            let Some(log) = self.log(statement) else { continue };
            let first = self.number_of(Moment { statement, event: 0 });
            let vm: Rc<Vm> = self.machine_at(statement);
            for (at, record) in log.records.iter().enumerate() {
                if until.is_some_and(|moment| statement == moment.statement && at > moment.event) {
                    break;
                }
                let change = log.changes(at).iter().find(|change| change.birth == object.birth);
                let subject = record.births[0] == object.birth && object.birth > 0;
                let what = match record.fact {
                    Fact::Event(event) if subject => fate(self, event),
                    _ => None,
                };
                let counted = change.map(|change| format!("count {} → {}", change.from, change.to));
                let cause = match record.fact {
                    Fact::Ran(place) => instruction_text(&self.vm, place).or_else(|| instruction_text(&vm, place)),
                    Fact::Event(Event::Freed(_)) if !subject => Some(format!("#{} died", record.births[0])),
                    Fact::Event(_) => None,
                };
                if what.is_none() && counted.is_none() {
                    continue;
                }
                let parts: Vec<String> = [what, counted, cause].into_iter().flatten().collect();
                lines.push(format!("{:>6}  {}", first + at, parts.join(", ")));
            }
            if lines.iter().any(|line| line.ends_with("freed")) {
                break;
            }
        }
        if lines.len() > LONGEST_HISTORY {
            let left_out = lines.len() - LONGEST_HISTORY;
            lines.splice(5..5 + left_out, [format!("        … {left_out} further events")]);
        }
        lines
    }
}

fn holder_text(holder: crate::python::vm::roots::Holder) -> &'static str {
    use crate::python::vm::roots::Holder;
    match holder {
        Holder::Stack(_) => "a local or operand of a running frame",
        Holder::Frame(_) => "a running frame",
        Holder::Exception => "the exception being handled",
        Holder::Native => "a builtin that runs",
        Holder::Thread => "a thread that waits",
        Holder::Runtime => "a table of the interpreter",
    }
}

/// An event in an object's life; `None` for what only the microscope shows.
fn fate(session: &Session, event: Event) -> Option<String> {
    Some(match event {
        Event::Allocated(_) => "born with a count of 1".to_owned(),
        Event::Freed(_) => "freed".to_owned(),
        Event::Tracked(_) => "followed by the collector, in the youngest generation".to_owned(),
        Event::Untracked(_) => "not followed by the collector any more".to_owned(),
        Event::Moved { to, .. } => format!("moved to {}", list_name(session, to)),
        Event::Finalized(_) => "its finalizer runs".to_owned(),
        Event::Resurrected(_) => "brought back to life".to_owned(),
        Event::MovedToUnreachable(_) => "set aside as tentatively unreachable".to_owned(),
        Event::Rescued { .. } => "rescued: it was reached after all".to_owned(),
        Event::Cleared(_) => "cleared by the collector".to_owned(),
        Event::LegacyFinalizerFound(_) => "set apart: it has a legacy finalizer".to_owned(),
        Event::Uncollectable(_) => "found uncollectable".to_owned(),
        _ => return None,
    })
}

impl Why {
    /// As a text of headings and lines.
    #[must_use]
    pub fn text(&self, history: &[String]) -> String {
        let mut out: Vec<String> = Vec::new();
        match self.count {
            None => {
                out.push(format!("{} is a {}: immortal, its references are not counted.", self.label, self.type_name));
            }
            Some(count) => {
                let plural = if count == 1 { "" } else { "s" };
                out.push(format!("Held by {count} reference{plural}:"));
                out.extend(self.holders.iter().map(|(times, text)| format!("  {times} from {text}")));
            }
        }
        out.push(String::new());
        match &self.chain {
            Some(chain) => {
                out.push("Kept alive by this chain, the shortest from a root:".to_owned());
                out.extend(chain.iter().enumerate().map(|(at, link)| format!("{}{link}", "  ".repeat(at.min(12) + 1))));
            }
            None => {
                out.push("Kept alive by nothing that runs:".to_owned());
                out.push("  no name, no frame and no table of the interpreter leads here".to_owned());
            }
        }
        if let Some((path, members)) = &self.cycle {
            out.push(String::new());
            let objects = if *members == 1 { "1 object".to_owned() } else { format!("{members} objects") };
            out.push(format!("On a cycle; its component has {objects}:"));
            out.extend(path.iter().map(|link| format!("  {link} →")));
            out.push("  and back to where it began".to_owned());
        }
        if !self.trials.is_empty() {
            out.push(String::new());
            out.push(match self.tried {
                Trials::Run => "If a reference were deleted (tried on a copy):".to_owned(),
                Trials::Count => "If a reference were deleted (by the counts; finalizers did not run):".to_owned(),
            });
            for Trial { statement, dead, total } in &self.trials {
                let names = dead.join(", ");
                let more =
                    if *total > dead.len() { format!(" and {} more", total - dead.len()) } else { String::new() };
                out.push(match total {
                    0 => format!("  {statement}   nothing would die"),
                    _ => format!("  {statement}   would free {names}{more}"),
                });
            }
        }
        if !history.is_empty() {
            out.push(String::new());
            out.push("Its history, by the number of the event:".to_owned());
            out.extend(history.iter().map(|line| format!("  {line}")));
        }
        out.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::Version;

    fn session(statements: &[&str]) -> Session {
        let mut session = Session::new(Version::V3_13);
        for source in statements {
            session.submit(source);
        }
        session
    }

    #[test]
    fn references_add_up_and_the_chain_begins_at_a_name() {
        let session = session(&["class N: pass", "a = N(); b = [a]; a.me = b; c = a"]);
        let id = session.object_at("a").expect("a");
        let why = session.why(id, Trials::Run);
        assert_eq!(why.count, Some(why.holders.iter().map(|(times, _)| times).sum()));
        let chain = why.chain.expect("a chain");
        assert_eq!(chain.len(), 2, "{chain:?}");
        assert!(chain[1].starts_with("name a"), "{chain:?}");
        let (path, members) = why.cycle.expect("a cycle");
        assert_eq!((path.len(), members), (2, 2), "{path:?}");
    }

    #[test]
    fn a_trial_says_what_would_die() {
        let session = session(&["class N: pass", "a = N(); a.b = N(); a.b.c = [1]"]);
        let why = session.why(session.object_at("a").expect("a"), Trials::Run);
        let Trial { statement, dead, .. } = &why.trials[0];
        assert_eq!(statement, "del a");
        assert!(dead.contains(&"a".to_owned()) && dead.contains(&"a.b.c".to_owned()), "{dead:?}");
        assert!(session.object_at("a").is_some());
    }

    #[test]
    fn garbage_has_no_chain() {
        let session = session(&["l = []; l.append(l); k = id(l)", "del l"]);
        let row = session.picture().rows.iter().find(|row| matches!(row.edge, Edge::Unreachable)).expect("garbage");
        let why = session.why(row.identity.id, Trials::Run);
        assert_eq!(why.chain, None);
        assert_eq!(why.cycle.map(|(_, members)| members), Some(1));
    }

    #[test]
    fn a_history_goes_from_birth_to_death() {
        let mut session = session(&["a = [1]", "b = a", "del a", "del b"]);
        let at = Moment { statement: 1, event: 0 };
        let past = session.at(at).expect("a moment");
        let object = past.identity(past.object_at("a").expect("a"));
        let history = session.history(object, None);
        assert!(history[0].contains("born"), "{history:?}");
        assert!(history.last().expect("a last line").contains("freed"), "{history:?}");
    }
}
