//! Running a statement, and coming back to a moment before one.

use super::picture::{Identity, Picture};
use super::{Cause, CollectionRun, Entry, FinalizerRun, Now, Outcome, Session, Statement};
use crate::memory::{Ref, Version};
use crate::python::compile::Mode;
use crate::python::parse::interactive;
use crate::python::vm::known::{names, types};
use crate::python::vm::output::Stream;
use crate::python::vm::trail::{Kind, Trail};
use crate::python::vm::{Budget, Raised, Vm};

/// Steps a statement may take: some seconds of running.
const STEPS: i64 = 200_000_000;
/// Objects that may be alive at once.
const OBJECTS: usize = 30_000_000;
/// The latest statements all have a checkpoint; older ones every so often.
const DENSE: usize = 16;

/// As many cells of the heap as all checkpoints but the latest may have together.
const CHECKPOINT_CELLS: usize = 4_000_000;

/// A machine that records, as sessions use it.
pub(super) fn fresh_machine(version: Version) -> Vm {
    let mut vm = Vm::new(version);
    add_exit(&mut vm);
    vm.heap.journal.switch(true);
    vm.set_budget(Budget { steps: STEPS, objects: OBJECTS, ..Budget::default() });
    vm.set_arguments("", &[]);
    vm
}

/// What the library's `site` adds for the prompt.
const SITE: &str = "class Quitter(object):
    def __init__(self, name):
        self.name = name
    def __repr__(self):
        return 'Use %s() or Ctrl-D (i.e. EOF) to exit' % self.name
    def __call__(self, code=None):
        raise SystemExit(code)
exit, quit = Quitter('exit'), Quitter('quit')
";

/// Puts `exit` and `quit` among the builtins, leaving the collector's counters as they were.
fn add_exit(vm: &mut Vm) {
    let counts = vm.heap.collector.counts;
    let globals = vm.dict();
    let name = vm.str("_sitebuiltins");
    vm.dict_set_str_ref(globals, names::NAME, name);
    vm.decref(name);
    if let Ok(code) = vm.compile_to_object(SITE, "_sitebuiltins.py", Mode::Exec) {
        if let Ok(none) = vm.run_code(code, globals, globals) {
            vm.decref(none);
        }
        vm.decref(code);
    }
    for name in ["exit", "quit"] {
        let key = vm.intern(name);
        if let Some(quitter) = vm.dict_get_str(globals, key) {
            let builtins = vm.builtins;
            vm.dict_set_str(builtins, name, quitter);
        }
    }
    // The functions hold their globals.
    vm.decref(globals);
    vm.heap.collector.counts = counts;
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
        self.vm.output.marks.clear();
        *self.start = self.vm.clone();
        self.before = Picture::of(&self.vm);
        self.now = Now::default();
        if failed { Err(printed + &errors) } else { Ok(printed) }
    }

    /// Runs one statement (or several) as the interactive interpreter would.
    pub fn submit(&mut self, source: &str) -> &Outcome {
        self.submit_as(source, Entry::Statements)
    }

    /// Runs a source that is taken in this way.
    pub fn submit_as(&mut self, source: &str, entry: Entry) -> &Outcome {
        let checkpoint = Box::new(self.vm.clone());
        self.before = std::mem::take(&mut self.now).picture.take().unwrap_or_else(|| Picture::of(&self.vm));
        self.checkpoints.push(Some(checkpoint));
        self.thin_out();
        self.undone.clear();
        let outcome = run(&mut self.vm, source, entry);
        self.done.push(Statement { source: source.to_owned(), entry, outcome });
        self.label_the_dead();
        match self.done.last() {
            Some(statement) => &statement.outcome,
            None => unreachable!("a statement was pushed just now"),
        }
    }

    /// Gives the objects whose finalizers have just run the names that they had before.
    fn label_the_dead(&mut self) {
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

    /// Keeps the checkpoints of the latest statements, and of older ones fewer and fewer.
    fn thin_out(&mut self) {
        let count = self.checkpoints.len();
        if count > DENSE {
            let at = count - DENSE - 1;
            if !at.is_multiple_of(DENSE) {
                self.checkpoints[at] = None;
            }
        }
        // Copies of a large memory are dearer than running a few statements again.
        let mut room = CHECKPOINT_CELLS;
        for kept in self.checkpoints.iter_mut().rev().skip(1) {
            let cells = kept.as_ref().map_or(0, |vm| vm.heap.counts.len());
            match room.checked_sub(cells) {
                Some(left) => room = left,
                None => *kept = None,
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
            let (source, entry) = (self.done[at].source.clone(), self.done[at].entry);
            run(&mut self.vm, &source, entry);
        }
        self.checkpoints.truncate(count);
        self.now = Now::default();
        self.before = match self.checkpoints.last() {
            Some(Some(vm)) => Picture::of(vm),
            _ => Picture::of(&self.vm),
        };
    }
}

/// Compiles and runs one or more statements, each on its own as at the prompt; what they print and how they end is taken
/// from the machine. When one does not compile, none runs.
fn run(vm: &mut Vm, source: &str, entry: Entry) -> Outcome {
    let collections_before = vm.heap.collector.stats.map(|s| s.collections);
    let mut outcome = Outcome::default();
    vm.trail = Some(Trail::default());
    vm.budget.exhausted = false;
    vm.budget.spent = 0;
    let mut statements = Vec::new();
    let sources = match entry {
        // A compound statement ends with the line's end, which the last line of a source need not have.
        Entry::Statements => interactive::statements(&format!("{source}\n"), &vm.dialect),
        Entry::OneStatement => vec![source.to_owned()],
    };
    for statement in sources {
        let name = prompt_name(vm);
        match vm.compile(&statement, &name, Mode::Single) {
            Ok(spec) => statements.push((statement, name, spec)),
            Err(mut error) => {
                // CPython's parser calls every statement by one name, its compiler by their own.
                if !interactive::parses(&statement, &vm.dialect) {
                    error.filename = "<stdin>".into();
                    vm.prompted -= 1;
                }
                let _ = vm.raise_syntax_error(&error);
                outcome.diagnostic = Some(error);
                vm.report_at_prompt(&mut outcome);
                break;
            }
        }
    }
    if outcome.diagnostic.is_some() {
        statements.clear();
    }
    // Which statement each finalizer ran in: how many had run before the end of each.
    let mut ends: Vec<usize> = Vec::new();
    let mut texts: Vec<String> = Vec::new();
    for (statement, name, spec) in statements {
        if vm.behaviour.keeps_prompt_sources() {
            vm.sources.insert(name.into(), statement.as_str().into());
        }
        let globals = vm.main_globals();
        let code = vm.code_object(spec);
        let result = vm.run_code(code, globals, globals);
        vm.decref(code);
        match result {
            Ok(none) => vm.decref(none),
            Err(_) => vm.report_at_prompt(&mut outcome),
        }
        ends.push(vm.trail.as_ref().map_or(0, |t| t.runs.len()));
        texts.push(statement);
        if outcome.exit.is_some() || outcome.exception.as_deref() == Some("KeyboardInterrupt") {
            break;
        }
    }
    let kept = vm.output.stdout.clone();
    outcome.written = vm.output.take();
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
    /// Prints the pending exception as the prompt does, and keeps it in `sys`.
    fn report_at_prompt(&mut self, outcome: &mut Outcome) {
        let exception = self.take_raised();
        let class = self.type_of(exception);
        outcome.exception = Some(self.class_name(class).to_owned());
        if self.is_subtype(class, types::SYSTEM_EXIT) {
            self.raised = exception;
            outcome.exit = Some(self.exit_status(Err(Raised)));
            return;
        }
        if self.budget.exhausted {
            self.write_stderr("KeyboardInterrupt: stopped after too many steps (an endless loop?)\n");
        } else {
            self.remember_last_exception(exception);
            let text = self.format_exception(exception);
            self.write_stderr(&text);
        }
        self.decref(exception);
    }

    /// `sys.last_value` and its kin, as the interactive interpreter leaves them.
    fn remember_last_exception(&mut self, exception: Ref) {
        let sys = self.intern("sys");
        let Some(module) = self.dict_get_str(self.modules, sys) else { return };
        let Some(dict) = self.existing_dict(module) else { return };
        let class = self.type_of(exception);
        let traceback = self.traceback_of(exception).unwrap_or(crate::python::vm::known::NONE);
        for (name, value) in
            [("last_type", class), ("last_value", exception), ("last_traceback", traceback), ("last_exc", exception)]
        {
            self.dict_set_str(dict, name, value);
        }
    }

    /// The prompt's `_`, borrowed.
    #[must_use]
    pub fn prompt_value(&self) -> Option<Ref> {
        self.dict_get_str(self.builtins, names::UNDERSCORE)
    }
}
