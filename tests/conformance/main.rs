//! Holds gcscope to what real CPythons printed. `corpus/public` has the programs, `corpus/expected` the recordings:
//! stdout, exit status and, where that is not 0, the last line of stderr, for each version.
//!
//! `known-failures.txt` names what does not agree yet and may only shrink: the test fails when a program that is not
//! listed differs, and when a listed one agrees. After mending something,
//! `cargo test --test conformance -- --ignored bless` takes the mended ones off the list; it never adds.

mod case;
mod counts;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use case::Case;

/// Where the programs, the recordings and the list of known failures are.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance")
}

/// Runs every case, several at once, and gives those that differ, in order, with what differs.
fn failures(cases: &[Case]) -> Vec<(String, String)> {
    let next = AtomicUsize::new(0);
    let found = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(|| {
                while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Err(difference) = case.run() {
                        found.lock().expect("no other thread panics").push((case.label(), difference));
                    }
                }
            });
        }
    });
    let mut found = found.into_inner().expect("no thread panicked");
    found.sort();
    found
}

/// The lines of a list in this folder; one that starts with `#` is a comment.
fn list(file: &str) -> BTreeSet<String> {
    let text = std::fs::read_to_string(folder().join(file)).expect("the list");
    text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(str::to_owned).collect()
}

#[test]
fn programs_print_what_cpython_printed() {
    let cases = case::all(&folder().join("corpus"));
    let failures = failures(&cases);
    let known = list("known-failures.txt");
    let mut report = String::new();
    for (label, difference) in failures.iter().filter(|(label, _)| !known.contains(label)) {
        report.push_str(&format!("{label} differs and is not in known-failures.txt:\n{difference}\n"));
    }
    let failing: BTreeSet<&str> = failures.iter().map(|(label, _)| label.as_str()).collect();
    for label in known.iter().filter(|label| !failing.contains(label.as_str())) {
        report.push_str(&format!("{label} agrees: take it off known-failures.txt (or run the test `bless`)\n"));
    }
    println!("{} of {} programs and versions agree", cases.len() - failures.len(), cases.len());
    assert!(report.is_empty(), "{report}");
}

/// Takes what agrees off the list of known failures.
#[test]
#[ignore = "rewrites known-failures.txt"]
fn bless() {
    let failing: BTreeSet<String> =
        failures(&case::all(&folder().join("corpus"))).into_iter().map(|(label, _)| label).collect();
    let path = folder().join("known-failures.txt");
    let text = std::fs::read_to_string(&path).expect("the list of known failures");
    let kept: String = text
        .lines()
        .filter(|line| line.starts_with('#') || failing.contains(*line))
        .map(|l| format!("{l}\n"))
        .collect();
    std::fs::write(path, kept).expect("the list can be written");
}
