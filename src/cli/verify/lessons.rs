//! Verifying lessons: the statements of their solutions typed at both prompts, here and there.

use std::path::Path;

use super::Tally;
use super::interpreter::Interpreter;
use crate::cli::capture::{Captured, lines};
use crate::lesson::load::load_course;
use crate::lesson::{Lesson, Step};
use crate::memory::Version;
use crate::session::{Entry, Session, Stream};

/// Steps that are played in one interpreter, one after the other.
struct Stretch {
    name: String,
    version: Version,
    setup: String,
    statements: Vec<String>,
}

/// Verifies the lessons of these ids, or all.
///
/// # Errors
/// An id that no lesson has; files that cannot be read or written.
pub(super) fn verify(ids: &[String], chosen: Option<&Interpreter>, tally: &mut Tally) -> Result<(), String> {
    let course = load_course(None).map_err(|error| format!("cannot read the lessons: {error}"))?;
    if let Some(unknown) = ids.iter().find(|id| course.lesson(id).is_none()) {
        return Err(format!("there is no file and no lesson {unknown}"));
    }
    let folder = tempfile::tempdir().map_err(|error| format!("cannot make a folder: {error}"))?;
    let setup = folder.path().join("setup.py");
    for lesson in course.lessons.iter().filter(|lesson| ids.is_empty() || ids.contains(&lesson.id)) {
        for stretch in stretches(lesson) {
            let interpreter = chosen.cloned().or_else(|| Interpreter::of(stretch.version));
            let Some(interpreter) = interpreter else {
                tally.leave_out(&stretch.name, &format!("no CPython {} was found", stretch.version));
                continue;
            };
            std::fs::write(&setup, after_a_collection(&stretch.setup))
                .map_err(|error| format!("{}: {error}", setup.display()))?;
            let real = interpreter.type_in(&setup, &typed(&stretch.statements))?;
            let ours = play(&stretch, interpreter.version, &setup);
            tally.note(&stretch.name, &interpreter, &ours, &real);
        }
    }
    Ok(())
}

/// The setup after a full collection: what the interpreter's own start has left is no part of the lesson, nor what the
/// completion of names at a prompt brings along. The line numbers stay.
fn after_a_collection(setup: &str) -> String {
    const COLLECT: &str = "import gc as _gc, sys as _sys; _sys.__dict__.pop('__interactivehook__', 0); \
        _gc.collect(); del _gc, _sys";
    let (first, rest) = setup.split_once('\n').unwrap_or((setup, ""));
    if first.starts_with("from __future__") && !first.contains('#') {
        format!("{first}; {COLLECT}\n{rest}")
    } else if first.is_empty() || first.starts_with("import ") || first.starts_with("from ") {
        let between = if first.is_empty() { "" } else { "; " };
        format!("{COLLECT}{between}{first}\n{rest}")
    } else {
        format!("{COLLECT}\n{setup}")
    }
}

/// A lesson in stretches: a new one wherever a step starts anew or turns the dial.
fn stretches(lesson: &Lesson) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    let mut setup = lesson.setup.to_string();
    let mut statements: Vec<String> = Vec::new();
    for (index, step) in lesson.steps.iter().enumerate() {
        if let Some(program) = lesson.fresh_program(index) {
            setup = program.to_string();
            statements.clear();
        }
        statements.extend(solution(step));
        let begins = index == 0 || step.fresh.is_some() || step.python.is_some();
        let name = format!("{} {}", lesson.id, index + 1);
        let version = lesson.version_at(index);
        if begins {
            found.push(Stretch { name, version, setup: setup.clone(), statements: statements.clone() });
        } else if let Some(last) = found.last_mut() {
            last.statements.clone_from(&statements);
        }
    }
    found
}

fn solution(step: &Step) -> impl Iterator<Item = String> {
    step.solution.iter().map(|statement| statement.trim_end().to_owned())
}

/// Lines for a prompt: a block ends with an empty line.
fn typed(statements: &[String]) -> String {
    statements.iter().map(|s| if is_block(s) { format!("{s}\n\n") } else { format!("{s}\n") }).collect()
}

fn is_block(statement: &str) -> bool {
    let first = statement.split([' ', ':', '(']).next().unwrap_or_default();
    statement.contains('\n')
        || matches!(first, "for" | "if" | "while" | "def" | "class" | "with" | "try" | "async" | "match")
        || first.starts_with('@')
}

/// The stretch on the simulator.
fn play(stretch: &Stretch, version: Version, setup: &Path) -> Captured {
    let mut session = Session::new(version);
    let mut written = Vec::new();
    match session.begin_in(version, &stretch.setup) {
        Ok(text) => written.push((Stream::Stdout, text)),
        Err(text) => written.push((Stream::Stderr, text)),
    }
    let mut status = 0;
    for statement in &stretch.statements {
        let source = if is_block(statement) { format!("{statement}\n\n") } else { format!("{statement}\n") };
        let outcome = session.submit_as(&source, Entry::OneStatement);
        written.extend(outcome.written.iter().cloned());
        if let Some(exit) = outcome.exit {
            status = exit.status();
            break;
        }
    }
    written.extend(session.shut_down());
    let text = |wanted: Stream| -> Vec<String> {
        let pieces = written.iter().filter(|(stream, _)| *stream == wanted).map(|(_, text)| text.as_str());
        lines(&pieces.collect::<String>().replace("<setup>", &setup.to_string_lossy()))
    };
    let (stdout, stderr) = (text(Stream::Stdout), text(Stream::Stderr));
    Captured { lines: stdout.clone(), stdout, stderr, status }
}
