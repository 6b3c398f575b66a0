//! After each program of 3.13, before the interpreter shuts down, every reference count equals the references that the
//! heap and the machine can name.
//!
//! `known-miscounts.txt` lists the programs after which one does not; it may only shrink.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use gcscope::memory::Version;
use gcscope::memory::check::{RootKind, check};
use gcscope::python::vm::Vm;

/// As much as the binary gives to programs.
const STACK: usize = 1 << 30;

/// Programs that do with counts what they like, through `ctypes`.
const FORCED: &str = "# topic: ctypes";

/// What the counts of the simulated heap leave unexplained after `source` has run.
fn miscounts(source: &str, name: &str) -> Vec<String> {
    let mut vm = Vm::new(Version::V3_13);
    let result = vm.run_main(source, name);
    vm.exit_status(result);
    let roots = vm.roots().into_iter().map(|(_, id)| (RootKind::Runtime, id));
    let wrong = check(&vm.heap, roots).err().unwrap_or_default();
    let shown = |id| {
        let body = format!("{:?}", vm.body(id));
        format!("{} {}", vm.type_name(id), body.chars().take(100).collect::<String>())
    };
    wrong.iter().map(|m| format!("    {}: counted {}, found {}", shown(m.id), m.counted, m.found)).collect()
}

#[test]
fn every_count_is_accounted_for_after_every_program() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance");
    let mut programs: Vec<_> = std::fs::read_dir(folder.join("corpus/public"))
        .expect("the corpus")
        .map(|e| e.expect("a file").path())
        .collect();
    programs.sort();
    let next = AtomicUsize::new(0);
    let found = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        let work = || {
            while let Some(path) = programs.get(next.fetch_add(1, Ordering::Relaxed)) {
                let source = std::fs::read_to_string(path).expect("a program");
                if source.starts_with(FORCED) {
                    continue;
                }
                let wrong = miscounts(&source, &path.to_string_lossy());
                if !wrong.is_empty() {
                    let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
                    found.lock().unwrap_or_else(PoisonError::into_inner).push((name, wrong));
                }
            }
        };
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).expect("a thread");
        }
    });
    let mut found = found.into_inner().unwrap_or_else(PoisonError::into_inner);
    found.sort();
    let known = super::list("known-miscounts.txt");
    let mut report = String::new();
    for (name, wrong) in found.iter().filter(|(name, _)| !known.contains(name)) {
        report.push_str(&format!("{name} leaves counts that nothing explains:\n{}\n", wrong.join("\n")));
    }
    let offenders: BTreeSet<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    for name in known.iter().filter(|name| !offenders.contains(name.as_str())) {
        report.push_str(&format!("{name} leaves every count explained: take it off known-miscounts.txt\n"));
    }
    assert!(report.is_empty(), "{report}");
}
