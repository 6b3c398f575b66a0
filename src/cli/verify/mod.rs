//! `gcscope verify`: the same statements here and in a real CPython of this machine, in the version that it reports, and
//! each line that differs.
//!
//! Exit statuses: 0 when nothing differs, 1 when something does, 2 when there is nothing to verify with.

mod interpreter;
mod lessons;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::capture::{Captured, Program, run};
use super::compare::table::Table;
use super::compare::terminal_width;
use super::{on_deep_stack, print, refuse};
use crate::python::choices::Choices;
use crate::tui::text::align;
use interpreter::Interpreter;

pub(super) fn verify(what: Vec<String>, with: Option<PathBuf>) -> ExitCode {
    let chosen = match with.as_deref().map(Interpreter::at).transpose() {
        Ok(chosen) => chosen,
        Err(message) => return refuse(&message),
    };
    let (files, ids): (Vec<String>, Vec<String>) = what.into_iter().partition(|name| is_file(name));
    on_deep_stack(move || {
        let mut tally = Tally::default();
        if !files.is_empty() {
            let Some(interpreter) = chosen.clone().or_else(Interpreter::any) else {
                return refuse("no CPython with rules here was found; name one with --with PATH");
            };
            for file in &files {
                if let Err(message) = verify_file(file, &interpreter, &mut tally) {
                    return refuse(&message);
                }
            }
        }
        if (files.is_empty() || !ids.is_empty())
            && let Err(message) = lessons::verify(&ids, chosen.as_ref(), &mut tally)
        {
            return refuse(&message);
        }
        tally.status()
    })
}

fn is_file(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|e| e == "py") || Path::new(name).is_file()
}

fn verify_file(file: &str, interpreter: &Interpreter, tally: &mut Tally) -> Result<(), String> {
    let bytes = std::fs::read(file).map_err(|error| format!("can't open file '{file}': {error}"))?;
    let program = Program { name: file.to_owned(), source: String::from_utf8_lossy(&bytes).into_owned() };
    let real = interpreter.run(&program)?;
    let ours = run(&program, Choices::of(interpreter.version));
    tally.note(file, interpreter, &ours, &real);
    Ok(())
}

/// What has been verified so far.
#[derive(Default)]
struct Tally {
    verified: usize,
    differing: usize,
    /// What could not be verified, for want of an interpreter.
    left_out: usize,
}

impl Tally {
    /// Compares two runs and prints what differs.
    fn note(&mut self, what: &str, interpreter: &Interpreter, ours: &Captured, real: &Captured) {
        self.verified += 1;
        let (left, right) = (whole(ours), whole(real));
        let release = &interpreter.release;
        if left == right {
            let lines = if right.len() == 1 { "line" } else { "lines" };
            print(&format!("{what}: as CPython {release} ({} {lines})", right.len()));
            return;
        }
        self.differing += 1;
        let titles = [format!("gcscope {}", interpreter.version), format!("CPython {release}")];
        let columns = [left, right];
        let rows = align(&columns);
        let table = Table { titles: &titles, columns: &columns, rows: &rows };
        let differing = (0..rows.len()).filter(|row| table.differs(*row)).count();
        let mut text = format!("{what}: {differing} of {} lines differ from CPython {release}\n", rows.len());
        let _ = write!(text, "{}", table.render(terminal_width(), |_| Vec::new()));
        print(&text);
    }

    /// Nothing could be said about this.
    fn leave_out(&mut self, what: &str, why: &str) {
        self.left_out += 1;
        print(&format!("{what}: {why}"));
    }

    fn status(&self) -> ExitCode {
        if self.verified == 0 {
            return refuse("nothing was verified; name an interpreter with --with PATH");
        }
        let left_out = match self.left_out {
            0 => String::new(),
            n => format!("; {n} not verified"),
        };
        if self.differing == 0 {
            print(&format!("No line differs{left_out}."));
            return ExitCode::SUCCESS;
        }
        print(&format!("{} of {} differ{left_out}.", self.differing, self.verified));
        ExitCode::FAILURE
    }
}

/// All of a run as lines: stdout, stderr, the status. Addresses are made up here and luck there.
fn whole(captured: &Captured) -> Vec<String> {
    let mut lines: Vec<String> = captured.stdout.iter().map(|line| without_luck(line)).collect();
    if !captured.stderr.is_empty() {
        lines.push("[stderr]".to_owned());
        lines.extend(captured.stderr.iter().map(|line| without_luck(line)));
    }
    super::capture::with_status(lines, captured.status)
}

/// A line without what another run of the same interpreter would print otherwise: addresses, and in the report of
/// `gc.DEBUG_STATS` how much the interpreter itself has, and the time.
fn without_luck(line: &str) -> String {
    const OBJECTS: &str = "gc: objects in each generation:";
    if line.starts_with(OBJECTS) {
        return format!("{OBJECTS} …");
    }
    // 2.7 ends this line with a full stop.
    match line.strip_suffix('.').unwrap_or(line).strip_suffix("s elapsed").and_then(|line| line.rsplit_once(", ")) {
        Some((found, _)) if found.starts_with("gc: done") => format!("{found}, …"),
        _ => without_addresses(line),
    }
}

fn without_addresses(line: &str) -> String {
    let mut plain = String::new();
    let mut rest = line;
    while let Some((before, behind)) = rest.split_once("0x") {
        let after = behind.trim_start_matches(|c: char| c.is_ascii_hexdigit());
        plain.push_str(before);
        plain.push_str(if after.len() < behind.len() { "0x…" } else { "0x" });
        rest = after;
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_luck_is_blotted_out() {
        assert_eq!(without_luck("gc: objects in each generation: 5 0 160"), "gc: objects in each generation: …");
        let done = "gc: done, 2 unreachable, 0 uncollectable";
        assert_eq!(without_luck(&format!("{done}, 0.0072s elapsed")), format!("{done}, …"));
        assert_eq!(without_addresses("<A object at 0x7f3a>, 0xg, 0x1f"), "<A object at 0x…>, 0xg, 0x…");
    }
}
