//! The solutions of the lessons as programs: gcscope prints what CPython printed.
//!
//! `RECORD=1 cargo test --test lessons_as_programs` records the expectations anew from the interpreters of this
//! machine. A program that differs is listed in `tests/lesson_programs/differing.txt`, which may only shrink.

#[path = "lessons_in_cpython/find.rs"]
mod find;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use gcscope::lesson::{Goal, Lesson, Step, load::parses_anything, load_embedded};
use gcscope::memory::rules::Version;
use gcscope::python::compile::{Mode, compile};
use gcscope::python::dialect::Dialect;

/// Steps that are played in one interpreter, one after the other.
struct Program {
    name: String,
    version: Version,
    source: String,
}

/// The programs of a lesson: a new one wherever a step starts anew or turns the dial.
fn programs(lesson: &Lesson) -> Vec<Program> {
    let mut found: Vec<Program> = Vec::new();
    let mut source = opening(&lesson.setup);
    for (index, step) in lesson.steps.iter().enumerate() {
        if let Some(program) = lesson.fresh_program(index) {
            source = opening(program);
        }
        let version = lesson.version_at(index);
        let begins = index == 0 || step.fresh.is_some() || step.python.is_some();
        play(&mut source, step, version);
        if begins {
            found.push(Program { name: format!("{}-{}", lesson.id, index + 1), version, source: source.clone() });
        } else if let Some(last) = found.last_mut() {
            last.source.clone_from(&source);
        }
    }
    found
}

fn opening(program: &str) -> String {
    let future = "from __future__ import print_function\n";
    format!("{future}{}\n_ = None\n", program.replace(future, ""))
}

/// The step's solution, each value shown as the prompt would. Nothing else is printed: the first print allocates.
fn play(source: &mut String, step: &Step, version: Version) {
    let raises = step.goals.iter().any(|goal| matches!(goal, Goal::Raised(_)));
    for statement in step.solution.iter().flat_map(|s| parts(s)) {
        let shown = if compile(&statement, "<lesson>", Mode::Eval, &Dialect::of(version)).is_ok() {
            format!("shown = {statement}\nif shown is not None:\n    _ = shown\n    print(repr(shown))\nshown = None\n")
        } else {
            format!("{statement}\n")
        };
        if raises {
            let indented: String = shown.lines().map(|line| format!("    {line}\n")).collect();
            let _ = write!(source, "try:\n{indented}except Exception as e:\n    print(type(e).__name__)\n");
        } else {
            source.push_str(&shown);
        }
    }
}

/// The statements of one line; a block stays whole.
fn parts(statement: &str) -> Vec<String> {
    let compound = ["for ", "if ", "while ", "def ", "class ", "with ", "try:"];
    if statement.contains('\n') || compound.iter().any(|word| statement.starts_with(word)) || statement.contains("';") {
        return vec![format!("{statement}\n")];
    }
    statement.split(';').map(|part| part.trim().to_owned()).collect()
}

fn expectations() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join("lesson_programs")
}

/// What a program prints, with addresses blotted out.
fn output(command: &mut Command) -> String {
    let output = command.output().expect("it runs");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut plain = String::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find("0x") {
        let (before, address) = rest.split_at(at);
        plain = plain + before + "0x...";
        rest = address[2..].trim_start_matches(|c: char| c.is_ascii_hexdigit());
    }
    plain + rest
}

#[test]
fn gcscope_prints_what_cpython_printed() {
    let folder = expectations();
    let record = std::env::var_os("RECORD").is_some();
    let scratch = tempfile::tempdir().expect("a folder");
    let file = scratch.path().join("lesson.py");
    let known = std::fs::read_to_string(folder.join("differing.txt")).unwrap_or_default();
    let mut differing = Vec::new();
    let mut report = String::new();
    for program in load_embedded(&parses_anything).lessons.iter().flat_map(programs) {
        std::fs::write(&file, &program.source).expect("a file");
        let expected = folder.join(format!("{}.out", program.name));
        if let (true, Some(python)) = (record, find::interpreter(program.version)) {
            std::fs::create_dir_all(&folder).expect("a folder");
            std::fs::write(&expected, output(Command::new(python).args(["-s", "-B"]).arg(&file))).expect("a file");
        }
        // Nothing is recorded for versions of which there was no interpreter.
        let Ok(expected) = std::fs::read_to_string(&expected) else { continue };
        let version = program.version.to_string();
        let printed =
            output(Command::new(env!("CARGO_BIN_EXE_gcscope")).args(["run", "--python", &version]).arg(&file));
        if printed != expected {
            if !known.lines().any(|line| line == program.name) {
                let _ =
                    writeln!(report, "== {} ({version})\n-- expected\n{expected}\n-- printed\n{printed}", program.name);
            }
            differing.push(program.name);
        }
    }
    if record {
        std::fs::write(folder.join("differing.txt"), differing.join("\n") + "\n").expect("a file");
    }
    assert!(report.is_empty() || record, "{report}");
    let mended: Vec<&str> =
        known.lines().filter(|name| !name.is_empty() && !differing.iter().any(|d| d == name)).collect();
    assert!(mended.is_empty() || record, "these agree now; strike them off differing.txt: {mended:?}");
}
