//! Running a program for its output: what `compare` and `verify` put side by side.

use crate::python::choices::Choices;
use crate::python::vm::Vm;
use crate::python::vm::budget::Budget;

/// What a program left behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Captured {
    /// Stdout and stderr in the order in which they were written, as lines; then the status where it is not 0.
    pub lines: Vec<String>,
    /// Stdout alone, as lines.
    pub stdout: Vec<String>,
    /// Stderr alone, as lines.
    pub stderr: Vec<String>,
    pub status: i32,
}

/// Steps (calls and backward jumps) that a program may take; one that takes more is interrupted.
const STEPS: i64 = 2_000_000_000;

/// A program's text and the name it goes by.
#[derive(Clone, Debug)]
pub(super) struct Program {
    pub name: String,
    pub source: String,
}

/// Runs a program with these choices, without input.
pub(super) fn run(program: &Program, choices: Choices) -> Captured {
    let mut vm = Vm::with_choices(choices);
    vm.set_budget(Budget::new(STEPS, Budget::default().bytes));
    vm.set_arguments(&program.name, &[]);
    let status = vm.run_program(&program.source, &program.name);
    vm.flush_stdout();
    let (stdout, stderr) = (lines(&vm.output.stdout), lines(&vm.output.stderr));
    let all: String = vm.output.take().into_iter().map(|(_, text)| text).collect();
    Captured { lines: with_status(lines(&all), status), stdout, stderr, status }
}

/// A program's status is a difference like any other.
pub(super) fn with_status(mut lines: Vec<String>, status: i32) -> Vec<String> {
    if status != 0 {
        lines.push(format!("[exit status {status}]"));
    }
    lines
}

pub(super) fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}
