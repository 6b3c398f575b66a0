//! What CPython allocates, tracks and collects, to the statement: each program here prints in gcscope what it printed
//! in the real interpreter (recorded with `python -s -B` and PYTHONHASHSEED=0, stdout being a pipe): those of this folder in
//! 3.13, those of its folders in the version of that name. `random_*` were drawn by a differential fuzzer.

use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn counts_and_collections_are_those_of_cpython() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exactness");
    let mut differing = differences(&folder, "3.13");
    for older in entries(&folder).into_iter().filter(|path| path.is_dir()) {
        let version = older.file_name().expect("a name").to_string_lossy().into_owned();
        differing.extend(differences(&older, &version));
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<_> =
        std::fs::read_dir(folder).expect("the folder").map(|entry| entry.expect("a file").path()).collect();
    found.sort();
    found
}

/// The first line that differs, of each program in the folder of which one does.
fn differences(folder: &Path, version: &str) -> Vec<String> {
    let programs: Vec<_> =
        entries(folder).into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "py")).collect();
    assert!(!programs.is_empty());
    let mut differing = Vec::new();
    for program in programs {
        let wanted = std::fs::read_to_string(program.with_extension("out")).expect("the recording");
        let run = Command::new(env!("CARGO_BIN_EXE_gcscope"))
            .args(["run", "--python", version])
            .arg(&program)
            .output()
            .expect("gcscope starts");
        let got = String::from_utf8_lossy(&run.stdout);
        let first = wanted.lines().zip(got.lines()).find(|(wanted, got)| wanted != got);
        if let Some((wanted, got)) = first {
            differing.push(format!("{}: {wanted:?} became {got:?}", program.display()));
        } else if *wanted != *got {
            differing.push(format!("{}: another number of lines", program.display()));
        }
    }
    differing
}
