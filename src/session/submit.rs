//! Running a statement, and coming back to a moment before one.

use std::rc::Rc;

use super::picture::{Identity, Picture};
use super::{Cause, CollectionRun, Entry, Exit, FinalizerRun, Now, Outcome, Session, StartUp, Statement};
use crate::memory::journal::Event;
use crate::memory::{Body, Ref, Version};
use crate::python::behaviour::LastException;
use crate::python::code::CodeSpec;
use crate::python::compile::{ErrorKind, Mode, SyntaxError};
use crate::python::dialect::{Dialect, Messages};
use crate::python::modules::sys::{FIRST_PROMPT, NEXT_PROMPT};
use crate::python::parse::interactive;
use crate::python::vm::budget::{Budget, Exhausted};
use crate::python::vm::known::{names, types};
use crate::python::vm::output::Stream;
use crate::python::vm::trail::{Kind, Trail};
use crate::python::vm::{Raised, Vm};

/// Steps a statement may take: some seconds of running.
const STEPS: i64 = 1_000_000_000;
/// Bytes by which the process may grow for it.
const BYTES: usize = 1 << 30;
/// Bytes kept of what a statement writes.
const OUTPUT: usize = 4 << 20;

/// A machine that records, as sessions use it.
pub(super) fn fresh_machine(version: Version, start_up: StartUp) -> Vm {
    let mut vm = Vm::new(version);
    if start_up == StartUp::Prompt {
        vm.leave_garbage_of_prompt();
    }
    vm.heap.journal.switch(true);
    vm.set_budget(Budget::new(STEPS, BYTES));
    vm.set_arguments("", &[]);
    vm.output.limit = Some(OUTPUT);
    vm
}

impl Session {
    /// An empty line at the prompt is a statement of nothing: it has a number, too.
    pub fn pass_empty_statement(&mut self) {
        self.vm.prompted += 1;
    }

    /// What stands before a statement's first line or, with `more`, its next: `sys.ps1`, `sys.ps2`.
    pub fn prompt(&mut self, more: bool) -> String {
        let vm = &mut self.vm;
        let name = vm.intern(if more { "ps2" } else { "ps1" });
        let Some(sys) = vm.sys_namespace() else {
            return if more { NEXT_PROMPT } else { FIRST_PROMPT }.to_owned();
        };
        match vm.dict_get_str(sys, name) {
            Some(text) => vm.str_text(text).unwrap_or_else(|_| {
                vm.clear_raised();
                String::new()
            }),
            None => String::new(),
        }
    }

    /// Runs the setup program as a file is run.
    pub(super) fn run_setup(&mut self, setup: &str) -> Result<String, String> {
        self.vm.heap.journal.switch(true);
        let result = self.vm.run_main(setup, "<setup>");
        let failed = result.is_err();
        if failed {
            self.vm.exit_status(result);
        }
        let printed = std::mem::take(&mut self.vm.output.stdout);
        let errors = std::mem::take(&mut self.vm.output.stderr);
        self.vm.output.marks.clear();
        self.start = Rc::new(self.vm.clone());
        self.before = Rc::new(Picture::of(&self.vm));
        self.now = Now::default();
        if failed { Err(printed + &errors) } else { Ok(printed) }
    }

    /// Runs one statement (or several) as the interactive interpreter would.
    pub fn submit(&mut self, source: &str) -> &Outcome {
        self.submit_as(source, Entry::Statements)
    }

    /// Runs a source that is taken in this way.
    pub fn submit_as(&mut self, source: &str, entry: Entry) -> &Outcome {
        let checkpoint = Rc::new(self.vm.clone());
        self.before = Rc::new(std::mem::take(&mut self.now).picture.take().unwrap_or_else(|| Picture::of(&self.vm)));
        self.past.checkpoints.push(Some(checkpoint));
        self.past.thin_out();
        if !self.undone.is_empty() {
            let undone: Vec<_> = std::mem::take(&mut self.undone).into_iter().rev().collect();
            self.remember_future(undone);
        }
        let outcome = run(&mut self.vm, source, entry);
        self.done.push(Statement { source: source.to_owned(), entry, outcome });
        self.label_the_dead();
        match self.done.last() {
            Some(statement) => &statement.outcome,
            None => unreachable!("a statement was pushed just now"),
        }
    }

    /// Gives the objects whose finalizers have just run the names that they had before.
    pub(super) fn label_the_dead(&mut self) {
        const MOST: usize = 500;
        let Some(mut last) = self.done.pop() else { return };
        for run in last.outcome.finalizers.iter_mut().take(MOST) {
            if let Cause::CountReachedZero { object, label, .. } = &mut run.cause
                && let Some(known) = self.label_before(*object)
            {
                *label = known;
            }
        }
        self.done.push(last);
    }

    /// Goes back to the moment before statement number `count` (which is gone already).
    pub(super) fn restore(&mut self, count: usize) {
        self.vm = self.machine_to_run(count);
        self.vm.interrupt = self.interrupt.clone();
        self.past.truncate(count);
        self.now = Now::default();
        self.before = Rc::new(match self.past.checkpoints.last() {
            Some(Some(vm)) => Picture::of(vm),
            _ => Picture::of(&self.vm),
        });
    }
}

/// A source that runs: what is known of it before it has come to its end.
#[derive(Debug, Default)]
pub(super) struct Running {
    outcome: Outcome,
    collections_before: [u64; 3],
    /// The statements begun.
    texts: Vec<String>,
    /// How many finalizers had run before the end of each.
    ends: Vec<usize>,
}

/// Compiles and runs one or more statements, each on its own as at the prompt; what they print and how they end is taken
/// from the machine. When one does not compile, none runs.
pub(super) fn run(vm: &mut Vm, source: &str, entry: Entry) -> Outcome {
    let mut running = Running::default();
    running.run(vm, source, entry);
    running.conclude(vm)
}

impl Running {
    pub(super) fn run(&mut self, vm: &mut Vm, source: &str, entry: Entry) {
        self.collections_before = vm.heap.collector.stats.map(|s| s.collections);
        vm.trail = Some(Trail::default());
        vm.renew_budget();
        for (statement, name, spec) in self.compile(vm, source, entry) {
            if vm.behaviour.keeps_prompt_sources() {
                vm.sources.insert(name.into(), statement.as_str().into());
            }
            self.texts.push(statement);
            let globals = vm.main_globals();
            vm.heap.note(Event::StatementStarted);
            let result = vm.run_source(spec, globals, globals);
            vm.finish_line();
            match result {
                Ok(none) => vm.decref(none),
                Err(_) => {
                    if vm.behaviour.keeps_prompt_sources() {
                        vm.quote_prompt_in_syntax_error(self.texts.last().map_or("", String::as_str));
                    }
                    vm.report_at_prompt(&mut self.outcome);
                }
            }
            vm.flush_after_running();
            vm.heap.note(Event::StatementFinished);
            self.ends.push(vm.trail.as_ref().map_or(0, |t| t.runs.len()));
            if self.outcome.exit.is_some() || self.outcome.exception.as_deref() == Some("KeyboardInterrupt") {
                break;
            }
        }
    }

    /// The statements of a source, each with its file name; none when one does not compile.
    fn compile(&mut self, vm: &mut Vm, source: &str, entry: Entry) -> Vec<(String, String, &'static CodeSpec)> {
        let mut statements = Vec::new();
        let dialect = vm.dialect.inheriting(vm.prompt_features);
        let sources = match entry {
            // A compound statement ends with the line's end, which the last line of a source need not have.
            Entry::Statements => interactive::statements(&format!("{source}\n"), &dialect),
            Entry::OneStatement => vec![source.to_owned()],
        };
        let mode = match entry {
            Entry::Statements => Mode::Single,
            Entry::OneStatement => Mode::Prompt,
        };
        for statement in sources {
            let name = prompt_name(vm);
            match vm.compile(&statement, &name, mode, vm.prompt_features) {
                Ok(spec) => {
                    vm.prompt_features |= spec.flags.0 & vm.dialect.future_flags();
                    statements.push((statement, name, spec));
                }
                Err(mut error) => {
                    // CPython's parser calls every statement by one name, its compiler by their own.
                    let parses = interactive::parses(&statement, &vm.dialect.inheriting(vm.prompt_features));
                    if !parses {
                        error.filename = "<stdin>".into();
                    }
                    if !vm.behaviour.keeps_prompt_sources() && (parses || found_after_parsing(&error, &vm.dialect)) {
                        // The text would come from a file of the statement's name.
                        error.text_line = None;
                    }
                    let _ = vm.raise_syntax_error(&error);
                    self.outcome.diagnostic = Some(error);
                    vm.report_at_prompt(&mut self.outcome);
                    if !parses {
                        // Not before `sys` may be imported for the report: it has prompts.
                        vm.prompted -= 1;
                    }
                    return Vec::new();
                }
            }
        }
        statements
    }

    /// What has come of it so far.
    pub(super) fn conclude(self, vm: &mut Vm) -> Outcome {
        let Self { mut outcome, collections_before, texts, ends } = self;
        let kept = vm.output.stdout.clone();
        outcome.written = vm.output.take();
        outcome.not_kept = std::mem::take(&mut vm.output.lost);
        outcome.stdout = text_of(&outcome.written, Stream::Stdout);
        outcome.stderr = text_of(&outcome.written, Stream::Stderr);
        let trail = vm.trail.take().unwrap_or_default();
        outcome.collections = trail
            .collections
            .iter()
            .map(|c| CollectionRun { generation: c.generation, asked: c.asked, found: c.collected + c.uncollectable })
            .collect();
        for (at, run) in trail.runs.into_iter().enumerate() {
            let cause = match run.collection {
                Some(at) => {
                    let generation = trail.collections.get(at).map_or(2, |c| c.generation);
                    let here = trail.collections.iter().take(at + 1).filter(|c| c.generation == generation).count();
                    let earlier = collections_before.get(usize::from(generation)).copied().unwrap_or(0);
                    Cause::Collection { number: earlier + here as u64, generation }
                }
                None => Cause::CountReachedZero {
                    object: Identity { id: run.object, birth: run.birth },
                    label: format!("#{} {}", run.birth, run.type_name),
                    statement: texts.get(ends.partition_point(|end| *end <= at)).cloned().unwrap_or_default(),
                },
            };
            let what = match run.kind {
                Kind::Del => format!("{}.__del__", run.type_name),
                Kind::CloseGenerator => "generator closed".to_owned(),
                Kind::Callback => "weak reference callback".to_owned(),
            };
            let output = kept.get(run.from..run.to).unwrap_or_default().to_owned();
            outcome.finalizers.push(FinalizerRun { what, type_name: run.type_name, output, cause });
        }
        outcome
    }
}

/// Whether the old parser (up to 3.8) had taken what is refused: its own words are few (`Parser/parsetok.c`).
fn found_after_parsing(error: &SyntaxError, dialect: &Dialect) -> bool {
    let own = ["invalid syntax", "unexpected EOF", "EOL while", "EOF while", "invalid token", "unexpected character"];
    dialect.messages <= Messages::Old38
        && error.kind == ErrorKind::Syntax
        && !own.iter().any(|words| error.msg.starts_with(words))
}

/// The file name of the prompt's next statement.
fn prompt_name(vm: &mut Vm) -> String {
    let number = vm.prompted;
    vm.prompted += 1;
    if vm.behaviour.keeps_prompt_sources() { format!("<stdin>-{number}") } else { "<stdin>".to_owned() }
}

fn text_of(written: &[(Stream, String)], stream: Stream) -> String {
    written.iter().filter(|(s, _)| *s == stream).map(|(_, text)| text.as_str()).collect()
}

impl Vm {
    /// A SyntaxError that leaves a statement of the prompt gets that statement's line as its text, whatever source it
    /// is about (from 3.13: `PyRun_InteractiveOneObjectEx` means errors of the statement itself).
    fn quote_prompt_in_syntax_error(&mut self, statement: &str) {
        if !self.matches(types::SYNTAX_ERROR) {
            return;
        }
        let exception = self.take_raised();
        if let Ok(lineno) = self.getattr_text(exception, "lineno") {
            let line = match self.heap.body(lineno) {
                Body::Int(line) => {
                    usize::try_from(line.saturating_sub(1)).ok().and_then(|at| statement.split_inclusive('\n').nth(at))
                }
                _ => None,
            };
            if let Some(line) = line {
                let name = self.intern("text");
                let text = self.new_str(line.into());
                let _ = self.setattr(exception, name, text);
                self.decref(text);
            }
            self.decref(lineno);
        }
        self.clear_raised();
        self.raised = exception;
    }

    /// Prints the pending exception as the prompt does, and keeps it in `sys`.
    fn report_at_prompt(&mut self, outcome: &mut Outcome) {
        let exception = self.take_raised();
        let class = self.type_of(exception);
        outcome.exception = Some(self.class_name(class).to_owned());
        if self.is_subtype(class, types::SYSTEM_EXIT) {
            self.raised = exception;
            let crashed = std::mem::take(&mut self.foreign.crashed);
            let status = self.exit_status(Err(Raised));
            outcome.exit = Some(if crashed { Exit::Crashed(status) } else { Exit::Asked(status) });
            return;
        }
        if self.budget.exhausted == Some(Exhausted::Steps) {
            self.write_stderr("KeyboardInterrupt: stopped after too many steps (an endless loop?)\n");
        } else {
            self.remember_last_exception(exception);
            if let Some(status) = self.show_uncaught(exception) {
                outcome.exit = Some(Exit::Asked(status));
            }
        }
        self.decref(exception);
    }

    /// `sys.last_value` and its kin, as the interactive interpreter leaves them.
    fn remember_last_exception(&mut self, exception: Ref) {
        match self.import_module("sys") {
            Ok(module) => self.decref(module),
            Err(_) => return self.clear_raised(),
        }
        let Some(dict) = self.sys_namespace() else { return };
        let class = self.type_of(exception);
        let traceback = self.traceback_of(exception).unwrap_or(crate::python::vm::known::NONE);
        if self.behaviour.last_exception == LastException::AlsoAsOne {
            self.dict_set_str(dict, "last_exc", exception);
        }
        for (name, value) in [("last_type", class), ("last_value", exception), ("last_traceback", traceback)] {
            self.dict_set_str(dict, name, value);
        }
    }

    /// The prompt's `_`, borrowed.
    #[must_use]
    pub fn prompt_value(&self) -> Option<Ref> {
        self.dict_get_str(self.builtins, names::UNDERSCORE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_library_code_makes_and_drops_is_not_told() {
        let mut session = Session::new(Version::V3_13);
        let told = |session: &mut Session, source: &str| {
            let runs = &session.submit(source).finalizers;
            runs.iter().map(|run| (run.what.clone(), run.output.clone())).collect::<Vec<_>>()
        };
        assert_eq!(told(&mut session, "help(1)"), []);
        session.submit("import os, textwrap\nclass Loud(str):\n    def __del__(self): print('gone')\n");
        let loud = [("Loud.__del__".to_owned(), "gone\n".to_owned())];
        assert_eq!(told(&mut session, "textwrap.dedent(Loud('x')) and None"), loud);
        session.submit("def walk(): yield from textwrap.wrap('a b', 1)\n");
        session.submit("steps = walk(); next(steps)");
        let closed = [("generator closed".to_owned(), String::new())];
        assert_eq!(told(&mut session, "del steps"), closed);
    }

    #[test]
    fn of_endless_output_the_beginning_is_kept() {
        let mut session = Session::new(Version::V3_13);
        let outcome = session.submit("n = print('ü' * 3_000_000)").clone();
        assert_eq!((outcome.stdout.len(), outcome.not_kept), (OUTPUT, 6_000_001 - OUTPUT));
        let outcome = session.submit("print('ü')");
        assert_eq!((outcome.stdout.as_str(), outcome.not_kept), ("ü\n", 0));
    }
}
