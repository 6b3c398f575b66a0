//! Programs of many authors print what each CPython printed: stdout, the status and the last line of stderr, recorded
//! beside each program as `NAME-VERSION.out`, where two runs with other hash seeds and one without `site` agreed.
//!
//! `cargo test --test every_version -- --ignored` records what has no recording, with the interpreters under PYENV_ROOT.
//! Recordings of 3.14.0 are 3.14.2's, in the npm package pyodide, of programs that print no sizes and nothing at the end.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const VERSIONS: &[&str] = &["2.7", "3.6", "3.7", "3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14.0"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/every_version")
}

fn programs() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder()).expect("the folder").map(|entry| entry.expect("an entry").path());
    let mut found: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|e| e == "py")).collect();
    found.sort();
    assert!(!found.is_empty());
    found
}

fn recording(program: &Path, version: &str) -> PathBuf {
    program.with_file_name(format!("{}-{version}.out", program.file_stem().unwrap_or_default().to_string_lossy()))
}

/// Stdout, status and, where that is not 0, the last line of stderr.
fn outcome(command: &mut Command) -> String {
    let run = command.stdin(Stdio::null()).output().expect("the interpreter starts");
    let stderr = String::from_utf8_lossy(&run.stderr);
    let last = if run.status.success() { "" } else { stderr.lines().last().unwrap_or_default() };
    format!("{}--- status {:?} {last}\n", String::from_utf8_lossy(&run.stdout), run.status.code())
}

#[test]
fn programs_print_what_each_cpython_printed() {
    let mut wrong = Vec::new();
    for program in programs() {
        for version in VERSIONS {
            let Ok(wanted) = std::fs::read_to_string(recording(&program, version)) else { continue };
            let mut gcscope = Command::new(env!("CARGO_BIN_EXE_gcscope"));
            let got = outcome(gcscope.args(["run", "--python", version]).arg(&program));
            let at = wanted.lines().zip(got.lines()).take_while(|(a, b)| a == b).count();
            if wanted != got {
                let line = |text: &str| text.lines().nth(at).unwrap_or("the end").to_owned();
                let place = format!("{} in {version}, line {}", program.display(), at + 1);
                wrong.push(format!("{place}:\n    CPython: {}\n    gcscope: {}", line(&wanted), line(&got)));
            }
        }
    }
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
#[ignore = "records with the CPythons under PYENV_ROOT"]
fn record() {
    let root = std::env::var_os("PYENV_ROOT").expect("PYENV_ROOT");
    for version in VERSIONS {
        let installed = std::fs::read_dir(Path::new(&root).join("versions")).expect("versions").flatten();
        let wanted = format!("{version}.");
        let found = installed
            .map(|entry| entry.path())
            .find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&wanted)));
        let Some(python) = found.map(|path| path.join("bin/python")) else { continue };
        for program in programs() {
            let file = recording(&program, version);
            let run = |seed: &str, site: &[&str]| {
                let mut command = Command::new(&python);
                // 2.7 hashes alike in every process unless it is told not to, and programs see it.
                if *version != "2.7" {
                    command.env("PYTHONHASHSEED", seed);
                }
                outcome(command.args(["-s", "-B"]).args(site).arg(&program))
            };
            let outcome = run("1", &[]);
            if !file.exists() && outcome == run("77", &[]) && outcome == run("5", &["-S"]) {
                std::fs::write(file, outcome).expect("the recording is written");
            }
        }
    }
}
