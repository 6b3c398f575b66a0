//! Programs of learners print what CPython 3.13 printed: what they wrote on stdout and stderr and how they ended is
//! recorded from the real interpreter beside each. The transcripts of the prompt (`.in`) were piped into `python -i -q`.
//!
//! `cargo test --test language -- --ignored` records what has no recording, with an interpreter found on PATH or under
//! PYENV_ROOT.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/language")
}

/// The files with one of these endings, in order.
fn files(ending: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder()).expect("the folder").map(|entry| entry.expect("an entry").path());
    let mut found: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|e| e == ending)).collect();
    found.sort();
    assert!(!found.is_empty());
    found
}

/// Stdout, stderr and the exit status as one text, without addresses and the path of this folder.
fn outcome(command: &mut Command, input: Stdio) -> String {
    let run = command.stdin(input).output().expect("the interpreter starts");
    let status = run.status.code().map_or_else(|| "a signal".to_owned(), |code| code.to_string());
    let text = format!(
        "{}--- stderr\n{}--- status {status}\n",
        String::from_utf8_lossy(&run.stdout),
        String::from_utf8_lossy(&run.stderr)
    );
    without_addresses(&text.replace(&format!("{}/", folder().display()), ""))
}

/// Replaces what follows each `0x` if it is long enough for an address.
fn without_addresses(text: &str) -> String {
    let mut parts = text.split("0x");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.trim_start_matches(|c: char| c.is_ascii_hexdigit());
        out.push_str("0x");
        out.push_str(if part.len() - rest.len() > 8 { rest } else { part });
    }
    out
}

fn program(interpreter: &mut Command, path: &Path) -> String {
    outcome(interpreter.arg(path), Stdio::null())
}

fn transcript(interpreter: &mut Command, path: &Path) -> String {
    outcome(interpreter, Stdio::from(File::open(path).expect("the transcript")))
}

fn gcscope(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gcscope"));
    command.args(arguments);
    command
}

fn compare(path: &Path, got: &str) -> Option<String> {
    let recording = PathBuf::from(format!("{}.out", path.display()));
    let wanted = std::fs::read_to_string(recording).expect("the recording");
    let at = wanted.lines().zip(got.lines()).take_while(|(a, b)| a == b).count();
    let line = |text: &str| text.lines().nth(at).unwrap_or("the end").to_owned();
    (wanted != got)
        .then(|| format!("{}, line {}: CPython: {}\n    gcscope: {}", path.display(), at + 1, line(&wanted), line(got)))
}

fn check(wrong: Vec<String>) {
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn programs_print_what_cpython_printed() {
    let run = |path: &PathBuf| compare(path, &program(&mut gcscope(&["run"]), path));
    check(files("py").iter().filter_map(run).collect());
}

#[test]
fn the_prompt_prints_what_cpython_printed() {
    let run = |path: &PathBuf| compare(path, &transcript(&mut gcscope(&["repl"]), path));
    check(files("in").iter().filter_map(run).collect());
}

#[test]
#[ignore = "records with a CPython 3.13"]
fn record() {
    let mut candidates = vec![PathBuf::from("python3.13")];
    if let Some(root) = std::env::var_os("PYENV_ROOT") {
        let versions = std::fs::read_dir(Path::new(&root).join("versions")).into_iter().flatten().flatten();
        let found = versions.filter(|entry| entry.file_name().to_string_lossy().starts_with("3.13"));
        candidates.extend(found.map(|entry| entry.path().join("bin/python")));
    }
    let works = |path: &PathBuf| Command::new(path).arg("-V").output().is_ok_and(|run| run.status.success());
    let python = candidates.into_iter().find(works).expect("a CPython 3.13");
    for path in files("py") {
        write_new(&path, || program(Command::new(&python).args(["-s", "-B"]), &path));
    }
    for path in files("in") {
        write_new(&path, || transcript(Command::new(&python).args(["-i", "-q", "-s", "-B"]), &path));
    }
}

fn write_new(path: &Path, run: impl FnOnce() -> String) {
    let recording = PathBuf::from(format!("{}.out", path.display()));
    if !recording.exists() {
        std::fs::write(recording, run()).expect("the recording is written");
    }
}
