//! What would die if a reference were deleted. Nothing is touched: the deletion runs on a copy of the machine; or, where
//! a copy would take too long or the machine stands in the middle of a statement, the counts tell.

use super::picture::Identity;
use super::submit::run;
use super::{Entry, Session, path};
use crate::memory::heap::IMMORTAL_COUNT;
use crate::memory::{Ref, visit};
use crate::python::vm::Vm;

/// Deaths that are told one by one, and references that are tried.
pub(super) const TOLD: usize = 12;
/// A memory larger than this is not copied: the learner would have to wait.
const LARGE: usize = 200_000;

/// A reference deleted by way of trial.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trial {
    pub statement: String,
    /// The labels of the dead, the first few of them.
    pub dead: Vec<String>,
    /// How many would die.
    pub total: usize,
}

/// How deletions are tried.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Trials {
    /// The statement runs on a copy, finalizers too.
    #[default]
    Run,
    /// By the counts: whatever drops to zero dies, and lets go of what it held. Finalizers do not run.
    Count,
}

impl Session {
    /// How deletions can be tried at this moment.
    pub(super) fn trials_here(&self, wanted: Trials) -> Trials {
        if self.vm.heap.cells.len() > LARGE { Trials::Count } else { wanted }
    }

    /// Deletes one reference after the other that these holders have of an object.
    pub(super) fn trials(&self, holders: &[(u32, String)], how: Trials) -> Vec<Trial> {
        let paths = holders.iter().flat_map(|(_, text)| match text.strip_prefix("names ") {
            Some(names) => names.split(", ").map(str::to_owned).collect(),
            None => vec![text.strip_prefix("name ").unwrap_or(text).to_owned()],
        });
        let there = paths.filter(|path| path::can_be_deleted(&self.vm, path)).take(TOLD);
        there.filter_map(|path| self.trial(&path, how)).collect()
    }

    fn trial(&self, path: &str, how: Trials) -> Option<Trial> {
        let statement = format!("del {path}");
        let target = self.object_at(path)?;
        let is_dead: Box<dyn Fn(Identity) -> bool> = match how {
            Trials::Run => {
                let mut vm: Vm = self.vm.clone();
                vm.interrupt = std::sync::Arc::default();
                let outcome = run(&mut vm, &statement, Entry::OneStatement);
                if outcome.exception.is_some() || outcome.diagnostic.is_some() {
                    return None;
                }
                Box::new(move |Identity { id, birth }| vm.heap.count(id) == 0 || vm.heap.journal.birth(id) != birth)
            }
            Trials::Count => {
                let left = counts_without(&self.vm, target);
                Box::new(move |one| left.get(one.id.index()) == Some(&0))
            }
        };
        let picture = self.picture();
        let all = picture.rows.iter().enumerate().filter(|(_, row)| is_dead(row.identity)).map(|(at, _)| at);
        let (mut dead, mut total) = (Vec::new(), 0);
        for at in all {
            if dead.len() < TOLD {
                dead.push(picture.label(&self.vm, at));
            }
            total += 1;
        }
        Some(Trial { statement, dead, total })
    }
}

/// All counts after one reference to an object has gone, with all that dies by it.
fn counts_without(vm: &Vm, target: Ref) -> Vec<u32> {
    let heap = &vm.heap;
    if heap.count(target) != 1 {
        return Vec::new();
    }
    let mut left: Vec<u32> = heap.counts.iter().copied().collect();
    let mut lost = vec![target];
    while let Some(id) = lost.pop() {
        let Some(count) = left.get_mut(id.index()).filter(|count| (1..IMMORTAL_COUNT / 2).contains(*count)) else {
            continue;
        };
        *count -= 1;
        if *count == 0 {
            visit::counted(heap, id, |child| lost.push(child));
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::Version;

    #[test]
    fn the_counts_tell_what_the_copy_shows() {
        for version in [Version::V2_7, Version::V3_10, Version::V3_13] {
            let mut session = Session::new(version);
            for source in [
                "class N(object): pass",
                "a = N(); a.b = N(); a.b.c = [1, [2]]; shared = [a.b.c[1]]",
                "ring = [a.b.c]; ring.append(ring); t = (a, [3]); d = {'k': [4], 'l': [[5], 6]}",
                "o = N(); o.x = [7]; o.me = o; only = N(); only.y = {'z': N()}",
            ] {
                session.submit(source);
            }
            for name in
                ["a", "ring", "t", "d", "o", "only", "shared", "d['l']", "only.y", "t[0]", "shared[0]", "ring[1]"]
            {
                let holders = [(1, format!("name {name}"))];
                let told = |how| session.trials(&holders, how);
                assert_eq!(told(Trials::Run), told(Trials::Count), "{version} {name}");
                assert_eq!(told(Trials::Run).len(), usize::from(name != "t[0]"), "{version} {name}");
            }
            let trial = session.trials(&[(1, "name only".to_owned())], Trials::Count);
            assert!(trial[0].total >= 3 && trial[0].dead.contains(&"only.y['z']".to_owned()), "{trial:?}");
        }
    }
}
