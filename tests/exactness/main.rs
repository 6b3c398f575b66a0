//! What CPython 3.13 allocates, tracks and collects, to the statement: each program here prints in gcscope what it printed
//! in the real interpreter (recorded with `python -s -B` and PYTHONHASHSEED=0, stdout being a pipe). `random_*` were drawn
//! by a differential fuzzer.

use std::path::Path;
use std::process::Command;

#[test]
fn counts_and_collections_are_those_of_cpython() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exactness");
    let mut programs: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder")
        .map(|entry| entry.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "py"))
        .collect();
    programs.sort();
    assert!(!programs.is_empty());
    let mut differing = Vec::new();
    for program in programs {
        let wanted = std::fs::read_to_string(program.with_extension("out")).expect("the recording");
        let run = Command::new(env!("CARGO_BIN_EXE_gcscope"))
            .args(["run", "--python", "3.13"])
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
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}
