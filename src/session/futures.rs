//! Forks in time: a session continues from an earlier moment, and what had been done after it stays reachable.

use super::{Entry, Session};

/// What was done after a fork, and can be gone over to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Future {
    /// How many statements it has in common with the session that left it.
    pub after: usize,
    /// The statements after those.
    pub sources: Vec<(String, Entry)>,
    /// The statements before.
    common: Vec<(String, Entry)>,
}

/// The oldest futures beyond so many are forgotten.
const MOST_FUTURES: usize = 20;

impl Session {
    /// The futures left, the latest first.
    #[must_use]
    pub fn futures(&self) -> &[Future] {
        &self.futures
    }

    /// Continues after the first `keep` statements; gives the sources of those that are left to another future.
    pub fn fork(&mut self, keep: usize) -> Vec<String> {
        let keep = keep.min(self.done.len());
        let rest = self.done.split_off(keep);
        if rest.is_empty() {
            return Vec::new();
        }
        self.restore(keep);
        self.undone.clear();
        let left: Vec<String> = rest.iter().map(|s| s.source.clone()).collect();
        self.remember_future(rest.into_iter().map(|s| (s.source, s.entry)).collect());
        left
    }

    /// Keeps these statements, which follow on the present ones, as a future.
    pub(super) fn remember_future(&mut self, sources: Vec<(String, Entry)>) {
        let common: Vec<(String, Entry)> = self.done.iter().map(|s| (s.source.clone(), s.entry)).collect();
        self.futures.insert(0, Future { after: common.len(), sources, common });
        self.futures.truncate(MOST_FUTURES);
    }

    /// Goes back to where a future begins to differ; what is left of the present one becomes a future itself. Gives what
    /// has been left, and the statements that are to be run now.
    pub fn leave_for(&mut self, number: usize) -> Option<(Vec<String>, Vec<String>)> {
        if number >= self.futures.len() {
            return None;
        }
        let Future { sources, common, .. } = self.futures.remove(number);
        let all: Vec<(String, Entry)> = common.into_iter().chain(sources).collect();
        let same = self.done.iter().zip(&all).take_while(|(done, (source, _))| done.source == *source).count();
        let left = self.fork(same);
        Some((left, all.into_iter().skip(same).map(|(source, _)| source).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::Version;

    #[test]
    fn a_fork_keeps_the_other_future() {
        let mut session = Session::new(Version::V3_13);
        for source in ["a = [1]", "a.append(2)", "b = a"] {
            session.submit(source);
        }
        assert_eq!(session.fork(1), ["a.append(2)", "b = a"]);
        session.submit("a.append(3)");
        assert!(session.object_at("b").is_none() && session.object_at("a[1]").is_some());
        let (left, to_run) = session.leave_for(0).expect("a future");
        assert_eq!((left.len(), to_run.len()), (1, 2));
        for source in to_run {
            session.submit(&source);
        }
        assert!(session.object_at("b").is_some());
        assert_eq!(session.futures().len(), 1);
        assert_eq!(session.futures()[0].after, 1);
    }

    #[test]
    fn typing_after_undo_leaves_a_future() {
        let mut session = Session::new(Version::V3_13);
        session.submit("a = 1");
        session.submit("b = 2");
        session.undo();
        session.submit("c = 3");
        assert_eq!(session.futures()[0].sources, [("b = 2".to_owned(), Entry::Statements)]);
    }
}
