//! One learner's run: submitted statements and what came of them, undo and redo, switching the version.
//! Knows nothing of lessons and terminals.

mod complete;
mod deletion;
pub mod export;
pub mod facts;
pub mod futures;
pub mod graph;
pub mod holders;
pub mod microscope;
pub mod moments;
mod names;
mod past;
mod path;
pub mod picture;
mod submit;
pub mod timeline;
pub mod why;

use std::cell::OnceCell;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::memory::Version;
use crate::python::compile::SyntaxError;
use crate::python::dialect::Dialect;
pub use crate::python::parse::interactive::Entry;
use crate::python::vm::Vm;
use crate::python::vm::budget::Budget;
use crate::python::vm::output::Reader;
pub use crate::python::vm::output::Stream;
use facts::Generation;
use futures::Future;
use holders::Holding;
use past::Past;
use picture::{Identity, Picture};

/// One learner's run in one version.
pub struct Session {
    vm: Vm,
    version: Version,
    start_up: StartUp,
    /// The program that built the starting state.
    setup: String,
    done: Vec<Statement>,
    undone: Vec<(String, Entry)>,
    /// What was done after the forks, the latest first.
    futures: Vec<Future>,
    /// What is kept to look back.
    past: Past,
    /// The machine after the setup.
    start: Rc<Vm>,
    /// Memory before the last statement.
    before: Rc<Picture>,
    now: Now,
    interrupt: Arc<AtomicBool>,
}

/// What has been asked about this moment; forgotten when memory changes.
#[derive(Debug, Default)]
struct Now {
    picture: OnceCell<Picture>,
    holding: OnceCell<Holding>,
    generations: OnceCell<Vec<Generation>>,
}

/// What a session begins as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StartUp {
    /// The start of a program.
    #[default]
    Program,
    /// The interpreter's prompt (`python -i`), which has left something for the first collection.
    Prompt,
}

/// A statement that has run.
#[derive(Clone, Debug)]
pub struct Statement {
    pub source: String,
    pub entry: Entry,
    pub outcome: Outcome,
}

/// What came of a statement.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    pub stdout: String,
    /// Tracebacks and the like.
    pub stderr: String,
    /// Both, in the order in which they were written.
    pub written: Vec<(Stream, String)>,
    /// Bytes of further output that were not kept.
    pub not_kept: usize,
    /// The source is not Python (of this version): nothing ran.
    pub diagnostic: Option<SyntaxError>,
    /// The class of the exception that reached the prompt.
    pub exception: Option<String>,
    /// The interpreter's process would end here.
    pub exit: Option<Exit>,
    pub finalizers: Vec<FinalizerRun>,
    pub collections: Vec<CollectionRun>,
}

/// Why the interpreter's process would end, with its status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// The program asked to leave.
    Asked(i32),
    /// It used memory that it had destroyed.
    Crashed(i32),
}

impl Exit {
    #[must_use]
    pub fn status(self) -> i32 {
        match self {
            Self::Asked(status) | Self::Crashed(status) => status,
        }
    }
}

/// What a finalizer or callback printed, and why it ran.
#[derive(Clone, Debug)]
pub struct FinalizerRun {
    /// What was called: `Node.__del__`, `callback of a weak reference`.
    pub what: String,
    pub type_name: String,
    /// What it printed.
    pub output: String,
    pub cause: Cause,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The count of this object reached zero in this statement.
    CountReachedZero { object: Identity, label: String, statement: String },
    /// This collection (counted as `gc.get_stats()` does) of this generation.
    Collection { number: u64, generation: u8 },
}

/// One collection that ran.
#[derive(Clone, Copy, Debug)]
pub struct CollectionRun {
    pub generation: u8,
    pub asked: bool,
    pub found: usize,
}

impl Session {
    /// A session of this version with nothing in it.
    #[must_use]
    pub fn new(version: Version) -> Self {
        Self::starting_as(StartUp::Program, version)
    }

    /// As [`Session::new`], with a choice.
    #[must_use]
    pub fn starting_as(start_up: StartUp, version: Version) -> Self {
        let mut session = Self::with_vm(submit::fresh_machine(version, start_up), version, start_up);
        session.interrupt = session.vm.interrupt.clone();
        session
    }

    fn with_vm(vm: Vm, version: Version, start_up: StartUp) -> Self {
        let interrupt = vm.interrupt.clone();
        let start = Rc::new(vm.clone());
        let before = Rc::new(Picture::of(&vm));
        Self {
            vm,
            version,
            start_up,
            setup: String::new(),
            done: Vec::new(),
            undone: Vec::new(),
            futures: Vec::new(),
            past: Past::default(),
            start,
            before,
            now: Now::default(),
            interrupt,
        }
    }

    /// Who reads what statements print.
    pub fn read_by(&mut self, reader: Reader) {
        self.vm.output.reader = reader;
        Rc::make_mut(&mut self.start).output.reader = reader;
    }

    /// Uses this flag to interrupt statements.
    pub fn listen_to(&mut self, interrupt: Arc<AtomicBool>) {
        self.vm.interrupt = interrupt.clone();
        Rc::make_mut(&mut self.start).interrupt = interrupt.clone();
        self.interrupt = interrupt;
    }

    #[must_use]
    pub fn version(&self) -> Version {
        self.version
    }

    /// The language of the next statement: future imports of those before it included.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        self.vm.dialect.inheriting(self.vm.prompt_features)
    }

    #[must_use]
    pub fn statements(&self) -> &[Statement] {
        &self.done
    }

    /// How many statements have run.
    #[must_use]
    pub fn count(&self) -> usize {
        self.done.len()
    }

    /// Reads what `input()` asks for.
    pub fn set_input(&mut self, source: crate::python::vm::output::Source) {
        self.vm.output.stdin = Some(source);
    }

    /// Who hears of what the next statements write, as they write it.
    pub fn set_echo(&mut self, echo: Option<crate::python::vm::output::Echo>) {
        self.vm.output.echo = echo;
    }

    /// Ends the program as the interpreter does when it exits; gives what is printed meanwhile.
    pub fn shut_down(&mut self) -> Vec<(Stream, String)> {
        let _ = self.vm.shut_down();
        self.vm.output.take()
    }

    /// The label of an object as it was before the last statement.
    #[must_use]
    pub fn label_before(&self, identity: Identity) -> Option<String> {
        let vm = self.past.checkpoints.last()?.as_deref()?;
        let at = self.before.position(identity)?;
        Some(self.before.label(vm, at))
    }

    /// The machine before the last statement.
    #[must_use]
    pub fn machine_before(&self) -> Option<&Vm> {
        self.past.checkpoints.last()?.as_deref()
    }

    #[must_use]
    pub fn redoable(&self) -> usize {
        self.undone.len()
    }

    #[must_use]
    pub fn machine(&self) -> &Vm {
        &self.vm
    }

    /// Memory as it is now.
    pub fn picture(&self) -> &Picture {
        self.now.picture.get_or_init(|| Picture::of(&self.vm))
    }

    fn holding(&self) -> &Holding {
        self.now.holding.get_or_init(|| Holding::of(&self.vm))
    }

    /// Memory as it was before the last statement.
    #[must_use]
    pub fn picture_before(&self) -> &Picture {
        &self.before
    }

    /// Starts anew in a version.
    ///
    /// # Errors
    /// What was printed, when the setup ended with an exception.
    pub fn begin_in(&mut self, version: Version, setup: &str) -> Result<String, String> {
        self.version = version;
        self.begin(setup)
    }

    #[must_use]
    pub fn setup(&self) -> &str {
        &self.setup
    }

    /// Starts anew with a program as setup (run as a file is run).
    ///
    /// # Errors
    /// What was printed, when the setup ended with an exception.
    pub fn begin(&mut self, setup: &str) -> Result<String, String> {
        let mut fresh = Self::with_vm(submit::fresh_machine(self.version, self.start_up), self.version, self.start_up);
        fresh.listen_to(self.interrupt.clone());
        fresh.read_by(self.vm.output.reader);
        fresh.past.limit = self.past.limit;
        if self.setup == setup {
            fresh.futures = std::mem::take(&mut self.futures);
        }
        let result = fresh.run_setup(setup);
        setup.clone_into(&mut fresh.setup);
        *self = fresh;
        result
    }

    /// The same statements from the start in another version.
    ///
    /// # Errors
    /// What was printed, when the setup ended with an exception there.
    pub fn turn_dial(&mut self, version: Version) -> Result<(), String> {
        let sources: Vec<(String, Entry)> = self.done.iter().map(|s| (s.source.clone(), s.entry)).collect();
        let setup = self.setup.clone();
        let undone = std::mem::take(&mut self.undone);
        self.version = version;
        let result = self.begin(&setup);
        for (source, entry) in sources {
            self.submit_as(&source, entry);
        }
        self.undone = undone;
        result.map(|_| ())
    }

    /// Takes the last statement back; gives its source.
    pub fn undo(&mut self) -> Option<String> {
        let last = self.done.pop()?;
        self.restore(self.done.len());
        self.undone.push((last.source.clone(), last.entry));
        Some(last.source)
    }

    /// Runs the statement again that was taken back last.
    pub fn redo(&mut self) -> Option<&Statement> {
        let (source, entry) = self.undone.pop()?;
        let undone = std::mem::take(&mut self.undone);
        self.submit_as(&source, entry);
        self.undone = undone;
        self.done.last()
    }

    /// How much a statement may spend.
    pub fn set_budget(&mut self, budget: Budget) {
        self.vm.set_budget(budget);
        Rc::make_mut(&mut self.start).set_budget(budget);
    }
}
