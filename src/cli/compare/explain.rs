//! Why two versions print different lines: which choice makes the difference. Proved, not looked up: the program runs
//! as the first version with one choice of the second, and prints the second's line or not.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use crate::cli::capture::{Captured, Program, run};
use crate::memory::Version;
use crate::python::choices::{ALL, Choice, Choices};
use crate::tui::text::matches;

/// A line in which two versions differ: its number in each output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Difference {
    pub old: Option<usize>,
    pub new: Option<usize>,
}

/// What makes a difference.
#[derive(Clone)]
pub(super) enum Reason {
    /// This alone.
    One(&'static Choice),
    /// These together: without any one of them the line would not be the new one.
    Together(Vec<&'static Choice>),
    /// No choice was found.
    Unknown,
}

/// How long the search may go on, for all lines of a pair of versions.
const PATIENCE: Duration = Duration::from_secs(20);

/// The reason for each difference.
pub(super) fn reasons(
    program: &Program,
    versions: (Version, Version),
    outputs: (&Captured, &Captured),
    differences: &[Difference],
) -> Vec<Reason> {
    let (old, new) = (Choices::of(versions.0), Choices::of(versions.1));
    let candidates: Vec<&'static Choice> = ALL.iter().filter(|c| c.differs(&old, &new)).collect();
    let begun = Instant::now();
    let mut found: Vec<Reason> = vec![Reason::Unknown; differences.len()];
    // One choice of the new version in the old one.
    for &choice in &candidates {
        let open = found.iter().any(|r| matches!(r, Reason::Unknown));
        if !open || begun.elapsed() > PATIENCE {
            break;
        }
        let Some(seen) = with_one(program, &old, &new, choice) else { continue };
        if seen.lines == outputs.0.lines {
            continue;
        }
        let judge = Judge::of(outputs, &seen);
        for (reason, difference) in found.iter_mut().zip(differences) {
            if matches!(reason, Reason::Unknown) && judge.is_new(*difference) {
                *reason = Reason::One(choice);
            }
        }
    }
    // One choice of the old version in the new one: what cannot be left out.
    let mut needed: Vec<Vec<&'static Choice>> = vec![Vec::new(); differences.len()];
    for &choice in &candidates {
        let open = found.iter().any(|r| matches!(r, Reason::Unknown));
        if !open || begun.elapsed() > PATIENCE {
            break;
        }
        let Some(seen) = with_one(program, &new, &old, choice) else { continue };
        if seen.lines == outputs.1.lines {
            continue;
        }
        let judge = Judge::of(outputs, &seen);
        for ((needed, reason), difference) in needed.iter_mut().zip(&found).zip(differences) {
            if matches!(reason, Reason::Unknown) && !judge.is_new(*difference) {
                needed.push(choice);
            }
        }
    }
    for (reason, needed) in found.iter_mut().zip(needed) {
        if matches!(reason, Reason::Unknown) && !needed.is_empty() {
            *reason = Reason::Together(needed);
        }
    }
    found
}

/// The program as one version with one choice of another. A mixture that cannot be tells nothing.
fn with_one(program: &Program, base: &Choices, other: &Choices, choice: &Choice) -> Option<Captured> {
    let mut mixed = base.clone();
    choice.take(&mut mixed, other);
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| run(program, mixed))).ok()
}

/// Which lines of two outputs a third one has too.
struct Judge {
    old: BTreeSet<usize>,
    new: BTreeSet<usize>,
}

impl Judge {
    fn of(outputs: (&Captured, &Captured), seen: &Captured) -> Self {
        let seen: Vec<&str> = seen.lines.iter().map(String::as_str).collect();
        let common = |lines: &[String]| -> BTreeSet<usize> {
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            matches(&lines, &seen).into_iter().map(|(line, _)| line).collect()
        };
        Self { old: common(&outputs.0.lines), new: common(&outputs.1.lines) }
    }

    /// Whether the third output goes the new way here: it has the new line, or has lost the old one.
    fn is_new(&self, difference: Difference) -> bool {
        match difference {
            Difference { new: Some(new), .. } => self.new.contains(&new),
            Difference { old: Some(old), .. } => !self.old.contains(&old),
            Difference { .. } => false,
        }
    }
}
