//! Running a statement, and coming back to a moment before one.

use super::picture::Picture;
use super::{Cause, CollectionRun, FinalizerRun, Outcome, Session, Statement};
use crate::memory::{Ref, Version};
use crate::python::compile::Mode;
use crate::python::vm::known::{names, types};
use crate::python::vm::trail::{Kind, Trail};
use crate::python::vm::{Budget, Vm};

/// Steps a statement may take: some seconds of running.
const STEPS: i64 = 200_000_000;
/// Objects that may be alive at once.
const OBJECTS: usize = 30_000_000;
/// The latest statements all have a checkpoint; older ones every so often.
const DENSE: usize = 16;

/// A machine that records, as sessions use it.
pub(super) fn fresh_machine(version: Version) -> Vm {
    let mut vm = Vm::new(version);
    vm.heap.journal.switch(true);
    vm.set_budget(Budget { steps: STEPS, objects: OBJECTS, ..Budget::default() });
    vm.set_arguments("", &[]);
    vm
}

impl Session {
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
        self.start = Box::new(self.vm.clone());
        self.before = Picture::of(&self.vm);
        self.now.take();
        if failed { Err(printed + &errors) } else { Ok(printed) }
    }

    /// Runs one statement (or several) as the interactive interpreter would.
    pub fn submit(&mut self, source: &str) -> &Outcome {
        let checkpoint = Box::new(self.vm.clone());
        self.before = self.now.take().unwrap_or_else(|| Picture::of(&self.vm));
        self.checkpoints.push(Some(checkpoint));
        self.thin_out();
        self.undone.clear();
        let outcome = run(&mut self.vm, source, self.done.iter().map(|s| s.outcome.collections.len()).sum());
        self.done.push(Statement { source: source.to_owned(), outcome });
        match self.done.last() {
            Some(statement) => &statement.outcome,
            None => unreachable!("a statement was pushed just now"),
        }
    }

    /// Keeps the checkpoints of the latest statements, and of older ones fewer and fewer.
    fn thin_out(&mut self) {
        let count = self.checkpoints.len();
        if count > DENSE {
            let at = count - DENSE - 1;
            if at % DENSE != 0 {
                self.checkpoints[at] = None;
            }
        }
    }

    /// Goes back to the moment before statement number `count` (which is gone already).
    pub(super) fn restore(&mut self, count: usize) {
        self.checkpoints.truncate(count + 1);
        let from = (0..=count).rev().find(|at| self.checkpoints.get(*at).is_some_and(Option::is_some));
        let vm = match from {
            Some(at) => self.checkpoints[at].clone().unwrap_or_else(|| self.start.clone()),
            None => self.start.clone(),
        };
        self.vm = *vm;
        let first = from.unwrap_or(0);
        for at in first..count {
            let source = self.done[at].source.clone();
            run(&mut self.vm, &source, 0);
        }
        self.checkpoints.truncate(count);
        self.now.take();
        self.before = match self.checkpoints.last() {
            Some(Some(vm)) => Picture::of(vm),
            _ => Picture::of(&self.vm),
        };
    }
}

/// Compiles and runs a statement; its output, its echo and its traceback are taken from the machine.
fn run(vm: &mut Vm, source: &str, collections_before: usize) -> Outcome {
    let mut outcome = Outcome::default();
    vm.trail = Some(Trail::default());
    vm.budget.exhausted = false;
    vm.budget.spent = 0;
    let spec = match vm.compile(source, "<stdin>", Mode::Single) {
        Ok(spec) => spec,
        Err(error) => {
            outcome.diagnostic = Some(error);
            return outcome;
        }
    };
    vm.sources.insert("<stdin>".into(), source.into());
    let globals = vm.main_globals();
    let code = vm.code_object(spec);
    let result = vm.run_code(code, globals, globals);
    vm.decref(code);
    match result {
        Ok(none) => vm.decref(none),
        Err(_) => {
            let exception = vm.take_raised();
            let class = vm.type_of(exception);
            outcome.exception = Some(vm.class_name(class).to_owned());
            if vm.is_subtype(class, types::SYSTEM_EXIT) {
                outcome.exit = Some(vm.exit_code(exception));
            } else {
                let text = if vm.budget.exhausted {
                    "KeyboardInterrupt: stopped after too many steps (an endless loop?)\n".to_owned()
                } else {
                    vm.format_exception(exception)
                };
                vm.write_stderr(&text);
                vm.remember_last_exception(exception);
            }
            vm.decref(exception);
        }
    }
    outcome.stdout = std::mem::take(&mut vm.output.stdout);
    outcome.stderr = std::mem::take(&mut vm.output.stderr);
    let trail = vm.trail.take().unwrap_or_default();
    let asked = source.contains("collect(");
    outcome.collections =
        trail.collections.iter().map(|c| CollectionRun { generation: c.generation, asked, found: c.collected + c.uncollectable }).collect();
    for run in trail.runs {
        let cause = match run.collection {
            Some(at) => Cause::Collection {
                number: collections_before + at + 1,
                generation: trail.collections.get(at).map_or(2, |c| c.generation),
            },
            None => Cause::CountReachedZero { object: run.type_name.clone() },
        };
        let what = match run.kind {
            Kind::Del => format!("{}.__del__", run.type_name),
            Kind::CloseGenerator => "generator closed".to_owned(),
            Kind::Callback => "weak reference callback".to_owned(),
        };
        let output = outcome.stdout.get(run.from..run.to).unwrap_or_default().to_owned();
        outcome.finalizers.push(FinalizerRun { what, output, cause });
    }
    outcome
}

impl Vm {
    /// `sys.last_value` and its kin, as the interactive interpreter leaves them.
    fn remember_last_exception(&mut self, exception: Ref) {
        let sys = self.intern("sys");
        let Some(module) = self.dict_get_str(self.modules, sys) else { return };
        let Some(dict) = self.existing_dict(module) else { return };
        let class = self.type_of(exception);
        let traceback = self.traceback_of(exception).unwrap_or(crate::python::vm::known::NONE);
        for (name, value) in [("last_type", class), ("last_value", exception), ("last_traceback", traceback), ("last_exc", exception)] {
            self.dict_set_str(dict, name, value);
        }
    }

    /// The prompt's `_`, borrowed.
    #[must_use]
    pub fn prompt_value(&self) -> Option<Ref> {
        self.dict_get_str(self.builtins, names::UNDERSCORE)
    }
}
