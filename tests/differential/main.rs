//! Random programs on memory print in gcscope what they print in CPython 3.13: compared with an interpreter where one
//! is found on PATH or under PYENV_ROOT, and always with the recorded programs in `recorded`.
//!
//! `cargo test --test differential -- --ignored` records new ones, with the interpreter found.

mod expressions;
mod program;

use std::io::{Seek, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};

/// Programs compared with an interpreter in each run of the tests.
const PROGRAMS: u32 = 60;
/// Programs recorded.
const RECORDED: usize = 24;

fn recorded() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/differential/recorded")
}

/// A CPython 3.13, if there is one.
fn cpython() -> Option<PathBuf> {
    let mut candidates = vec![PathBuf::from("python3.13")];
    if let Some(root) = std::env::var_os("PYENV_ROOT") {
        let versions = std::fs::read_dir(Path::new(&root).join("versions")).into_iter().flatten().flatten();
        let found = versions.filter(|entry| entry.file_name().to_string_lossy().starts_with("3.13"));
        candidates.extend(found.map(|entry| entry.path().join("bin/python")));
    }
    let works = |path: &PathBuf| {
        let check = "import sys; assert sys.version_info[:2] == (3, 13) and sys.implementation.name == 'cpython'";
        let run = Command::new(path).args(["-c", check]).stderr(Stdio::null()).status();
        run.is_ok_and(|status| status.success())
    };
    candidates.into_iter().find(works)
}

/// What a program in a file prints.
fn output(command: &mut Command, file: &Path) -> String {
    let run =
        command.env("PYTHONHASHSEED", "0").arg(file).stdin(Stdio::null()).output().expect("the interpreter starts");
    let errors = String::from_utf8_lossy(&run.stderr);
    format!("{}{}", String::from_utf8_lossy(&run.stdout), errors.lines().last().unwrap_or_default())
}

fn gcscope(file: &Path) -> String {
    output(Command::new(env!("CARGO_BIN_EXE_gcscope")).args(["run", "--python", "3.13"]), file)
}

/// Compares what random inputs print in CPython and here; `outputs` gives the source and both outputs.
fn compare<T: std::fmt::Debug>(
    inputs: &impl Strategy<Value = T>,
    outputs: impl Fn(&Path, &T) -> (String, String, String),
) {
    let Some(python) = cpython() else {
        println!("skipped: no CPython 3.13 on PATH or under PYENV_ROOT");
        return;
    };
    let config = Config { cases: PROGRAMS, failure_persistence: None, ..Config::default() };
    // The same programs each time, so that a run decides about a change and not about luck; others when asked.
    let mut runner = if std::env::var_os("GCSCOPE_NEW_PROGRAMS").is_some() {
        TestRunner::new(config)
    } else {
        TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
    };
    let outcome = runner.run(inputs, |input| {
        let (source, wanted, got) = outputs(&python, &input);
        if wanted == got { Ok(()) } else { Err(TestCaseError::fail(format!("{source}\n{}", beside(&wanted, &got)))) }
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}

/// What a program prints there and here.
fn of_program(python: &Path, source: String) -> (String, String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("program.py");
    std::fs::write(&file, &source).expect("the program is written");
    let (wanted, got) = (output(Command::new(python).args(["-s", "-B"]), &file), gcscope(&file));
    (source, wanted, got)
}

#[test]
fn random_programs_print_what_cpython_prints() {
    compare(&program::programs(), |python, lines| of_program(python, program::source(lines)));
}

#[test]
fn random_expressions_give_what_cpython_gives() {
    compare(&expressions::expressions(), |python, input| of_program(python, expressions::program(input)));
}

#[test]
fn random_input_at_the_prompt_shows_what_cpython_shows() {
    compare(&expressions::expressions(), |python, input| {
        let typed = expressions::transcript(input);
        let wanted = shown(Command::new(python).args(["-i", "-q", "-s", "-B"]), &typed);
        let got = shown(Command::new(env!("CARGO_BIN_EXE_gcscope")).args(["repl", "--python", "3.13"]), &typed);
        (typed, wanted, got)
    });
}

/// What the prompt shows when this is fed to it: first all of stdout, then all of stderr.
fn shown(command: &mut Command, typed: &str) -> String {
    let mut file = tempfile::tempfile().expect("a file");
    file.write_all(typed.as_bytes()).and_then(|()| file.rewind()).expect("the input is written");
    let run = command.env("PYTHONHASHSEED", "0").stdin(Stdio::from(file)).output().expect("the interpreter starts");
    format!("{}{}", String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr))
}

/// Both outputs, line beside line, from the first difference on.
fn beside(wanted: &str, got: &str) -> String {
    let same = wanted.lines().zip(got.lines()).take_while(|(a, b)| a == b).count();
    let rest = |text: &str| text.lines().skip(same).collect::<Vec<_>>().join("\n    ");
    format!("after {same} equal lines CPython prints\n    {}\nand gcscope\n    {}", rest(wanted), rest(got))
}

#[test]
fn recorded_programs_print_what_cpython_printed() {
    let mut programs: Vec<PathBuf> =
        std::fs::read_dir(recorded()).expect("the folder").map(|entry| entry.expect("an entry").path()).collect();
    programs.retain(|path| path.extension().is_some_and(|extension| extension == "py"));
    programs.sort();
    assert!(!programs.is_empty());
    for path in programs {
        let wanted = std::fs::read_to_string(path.with_extension("out")).expect("the recording");
        let got = gcscope(&path);
        assert_eq!(got, wanted, "{}: {}", path.display(), beside(&wanted, &got));
    }
}

#[test]
#[ignore = "writes recorded programs"]
fn record() {
    let python = cpython().expect("a CPython 3.13 on PATH or under PYENV_ROOT");
    let config = Config { failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    for number in 1..=RECORDED {
        let lines = program::programs().new_tree(&mut runner).expect("a program").current();
        let path = recorded().join(format!("{number:02}.py"));
        std::fs::write(&path, program::source(&lines)).expect("the program is written");
        let printed = output(Command::new(&python).args(["-s", "-B"]), &path);
        std::fs::write(path.with_extension("out"), printed).expect("the recording is written");
    }
}
