//! What can be asked of a session's memory: single objects, who holds them, the generations, `gc.garbage`.

use super::picture::{Edge, Identity};
use super::{Session, names, path};
use crate::memory::check::{Miscount, RootKind, check};
use crate::memory::heap::{GcList, IMMORTAL_COUNT, flag};
use crate::memory::rules::Immortals;
use crate::memory::{Body, Ref, visit};
use crate::python::vm::Vm;
use crate::python::vm::known::{names as known_names, types};

/// A reference count as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    Counted(u32),
    Immortal,
}

/// One object, as far as tables and goals show it.
#[derive(Clone, Debug)]
pub struct Facts {
    pub identity: Identity,
    pub count: Count,
    pub type_name: String,
    pub list: GcList,
    pub finalized: bool,
    /// Whether the learner's names, or the runtime, lead to it.
    pub reachable: bool,
    /// Of a weak reference: whether its referent lives.
    pub referent_alive: Option<bool>,
}

/// One generation (or space) of the collector.
#[derive(Clone, Debug)]
pub struct Generation {
    pub list: GcList,
    pub name: String,
    pub count: i64,
    pub threshold: i64,
    pub collections: u64,
    pub collected: u64,
    /// Objects made in the session, in list order.
    pub objects: Vec<Ref>,
}

impl Session {
    /// The object that a path leads to; borrowed.
    #[must_use]
    pub fn object_at(&self, path: &str) -> Option<Ref> {
        path::look_up(&self.vm, path)
    }

    #[must_use]
    pub fn identity(&self, id: Ref) -> Identity {
        Identity { id, birth: self.vm.heap.journal.birth(id) }
    }

    /// Whether the object of this identity is still in memory.
    #[must_use]
    pub fn is_alive(&self, identity: Identity) -> bool {
        self.is_in_memory(identity) && self.vm.heap.count(identity.id) > 0
    }

    /// Whether its memory is not free yet: in the midst of a statement an object may be dying.
    #[must_use]
    pub fn is_in_memory(&self, identity: Identity) -> bool {
        let heap = &self.vm.heap;
        identity.id.index() < heap.cells.len()
            && !matches!(heap.body(identity.id), Body::Free)
            && heap.journal.birth(identity.id) == identity.birth
    }

    #[must_use]
    pub fn facts(&self, id: Ref) -> Facts {
        let vm = &self.vm;
        let identity = self.identity(id);
        let row = self.picture().row_of(identity);
        let unreachable = row.is_some_and(|r| matches!(r.edge, Edge::Unreachable));
        Facts {
            identity,
            count: count_of(vm, id),
            type_name: vm.class_name(vm.type_of(id)).to_owned(),
            list: vm.heap.words[id.index()].list(),
            finalized: vm.heap.has_flag(id, flag::FINALIZED),
            reachable: !unreachable,
            referent_alive: match vm.body(id) {
                Body::WeakReference(w) => Some(!w.target.is_null()),
                _ => None,
            },
        }
    }

    /// A `repr` that runs nothing.
    #[must_use]
    pub fn short_repr(&self, id: Ref, width: usize) -> String {
        names::short_repr(&self.vm, id, width)
    }

    /// The label of an object: its path, or its number.
    #[must_use]
    pub fn label_of(&self, id: Ref) -> String {
        let picture = self.picture();
        match picture.position(self.identity(id)) {
            Some(at) => picture.label(&self.vm, at),
            None => {
                let class = self.vm.class_name(self.vm.type_of(id));
                match self.vm.heap.journal.birth(id) {
                    0 => format!("a {class} of the interpreter"),
                    birth => format!("#{birth} {class}"),
                }
            }
        }
    }

    /// The generations, youngest first (the incremental collector's spaces in its version), then what is frozen.
    #[must_use]
    pub fn generations(&self) -> &[Generation] {
        self.now.generations.get_or_init(|| self.list_generations())
    }

    fn list_generations(&self) -> Vec<Generation> {
        let vm = &self.vm;
        let collector = &vm.heap.collector;
        let incremental = vm.heap.rules.collector == crate::memory::rules::CollectorKind::Incremental;
        let (pending, visited) = if incremental {
            (collector.incremental.pending_list(), collector.incremental.visited_list())
        } else {
            (GcList::Middle, GcList::Old)
        };
        let lists = [(GcList::Young, 0, "young"), (pending, 1, "pending"), (visited, 2, "visited")];
        lists
            .into_iter()
            .map(|(list, at, space)| Generation {
                list,
                name: if incremental { space.to_owned() } else { format!("generation {at}") },
                count: collector.counts[at],
                threshold: collector.thresholds[at],
                collections: collector.stats[at].collections,
                collected: collector.stats[at].collected,
                objects: collector.lists[list as usize].iter().filter(|id| self.is_learners(*id)).collect(),
            })
            .collect()
    }

    /// Whether an object was made by the learner's statements (not brought along by the interpreter or an import).
    fn is_learners(&self, id: Ref) -> bool {
        self.picture().position(self.identity(id)).is_some()
    }

    /// The objects in `gc.garbage`, borrowed.
    #[must_use]
    pub fn garbage(&self) -> &[Ref] {
        self.vm.items(self.vm.gc_garbage).unwrap_or(&[])
    }

    /// Objects whose counts are not what slots, names and the interpreter hold of them: a mistake of ours, in words.
    #[must_use]
    pub fn miscounts(&self) -> Vec<String> {
        let vm = &self.vm;
        let roots = vm.roots().into_iter().map(|(_, id)| (RootKind::Runtime, id));
        let wrong = check(&vm.heap, roots).err().unwrap_or_default();
        let text = |m: &Miscount| {
            let repr = names::short_repr(vm, m.id, 60);
            format!("{} {repr} has a count of {}, but {} references", self.label_of(m.id), m.counted, m.found)
        };
        // What the interpreter itself is made of never dies and is none of a learner's business.
        wrong.iter().filter(|m| vm.heap.journal.birth(m.id) > 0).map(text).collect()
    }

    /// Live instances of exactly the classes of this name.
    #[must_use]
    pub fn instances(&self, type_name: &str) -> usize {
        let vm = &self.vm;
        vm.heap
            .live()
            .filter(|id| vm.heap.journal.birth(*id) > 0 && vm.class_name(vm.type_of(*id)) == type_name)
            .count()
    }

    /// Whether one object refers directly to another, an instance's attributes counting as its own.
    #[must_use]
    pub fn refers(&self, from: Ref, to: Ref) -> bool {
        let vm = &self.vm;
        let mut found = false;
        visit::counted(&vm.heap, from, |child| found |= child == to);
        if !found && let Some(dict) = vm.existing_dict(from) {
            visit::counted(&vm.heap, dict, |child| found |= child == to);
        }
        found
    }

    /// Whether `_` of the prompt holds the object.
    #[must_use]
    pub fn prompt_holds(&self, id: Ref) -> bool {
        self.vm.dict_get_str(self.vm.builtins, known_names::UNDERSCORE) == Some(id)
    }
}

/// The count of an object as its version shows it.
#[must_use]
pub fn count_of(vm: &Vm, id: Ref) -> Count {
    let count = vm.heap.count(id);
    let immortal = vm.heap.has_flag(id, flag::IMMORTAL) || count >= IMMORTAL_COUNT / 2;
    if immortal && vm.heap.rules.immortals != Immortals::None {
        return Count::Immortal;
    }
    if vm.heap.has_flag(id, flag::IMMORTAL) {
        // Counted like all others there: what `sys.getrefcount` says.
        return Count::Counted(u32::try_from(crate::python::modules::sys::shown_count(vm, id)).unwrap_or(0));
    }
    let shared = u32::from(vm.heap.has_flag(id, flag::INTERNED) && vm.is_exact(id, types::STR));
    Count::Counted(count.saturating_sub(shared))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::Version;
    use crate::session::Session;

    /// Versions without immortal objects count None like all others: a plausible number, not the simulator's own.
    #[test]
    fn shared_objects_are_counted_where_nothing_is_immortal() {
        for (version, immortal) in [(Version::V2_7, false), (Version::V3_11, false), (Version::V3_12, true)] {
            let mut session = Session::new(version);
            session.submit("n = None");
            let id = session.object_at("n").expect("an object");
            match count_of(session.machine(), id) {
                Count::Immortal => assert!(immortal, "{version}"),
                Count::Counted(count) => assert!(!immortal && (10..100_000).contains(&count), "{version}: {count}"),
            }
        }
    }
}
