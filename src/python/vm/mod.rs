//! The virtual machine: one interpreter with its heap, value stack and frames.
//!
//! Conventions of everything that takes `&mut Vm`:
//! - arguments are borrowed, results are new references, unless a name or comment says otherwise (`steals`);
//! - an error is raised in the machine ([`Vm::raise`]) and travels as [`Raised`];
//! - a temporary reference inside a native is parked with [`Vm::keep`] and released when the native returns.

pub(crate) mod async_hooks;
mod attributes;
mod bases;
mod borrowed;
pub mod budget;
mod cached_calls;
mod call;
mod call_ex;
mod call_sites;
mod calling;
mod carets;
mod classes;
pub mod classic;
mod classic_exceptions;
mod closing;
mod compiler_objects;
mod compiling;
mod construct;
mod coroutines;
mod depth;
mod dicts;
mod enter;
mod errors;
mod filling;
mod frames;
mod functions;
pub mod generators;
mod host;
mod import;
mod import_course;
pub mod known;
mod leave;
mod lending;
mod library_steps;
mod make;
mod marking;
mod names;
pub mod native;
mod native_words;
mod natives;
pub mod operators;
pub mod output;
mod passing;
mod patterns;
mod printing;
mod program;
mod raising;
mod rare;
mod reading;
mod reports;
pub mod roots;
mod run;
mod site;
mod start;
mod suggestions;
pub mod threads;
pub mod tracebacks;
pub mod trail;
mod types;
mod units;
mod unpacking;
pub(crate) mod unraisable;
mod with;
mod withheld;

use ecow::EcoString;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use rustc_hash::FxHashMap;

pub use attributes::MethodOrValue;
pub use frames::{Activation, Entry};
pub use program::INTERRUPTED;

use crate::memory::column::Column;
use crate::memory::{Heap, Ref};
use crate::python::behaviour::Behaviour;
use crate::python::code::CodeSpec;
use crate::python::dialect::Dialect;
use crate::python::dialect::passing::Passing;
use native::{GetSet, Native};

/// An exception is pending in [`Vm::raised`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Raised;

/// A new reference, or a pending exception.
pub type Res<T = Ref> = Result<T, Raised>;

/// One step of a builtin iterator: the next item, or `None` at the end (no StopIteration is made).
pub type Step = fn(&mut Vm, Ref) -> Res<Option<Ref>>;

/// One interpreter.
#[derive(Clone)]
pub struct Vm {
    pub heap: Heap,
    /// Locals and operands of all frames, and arguments of natives.
    pub stack: Column<Ref>,
    /// The first free place of `stack`, as far as the running code has made it known.
    pub top: usize,
    /// The pending exception, or NULL.
    pub raised: Ref,
    /// References that running natives keep until they return.
    pub kept: Vec<Ref>,
    /// Whether the decoder of source files has run: the code of its methods keeps their frames, up to 3.10.
    decoder_ran: bool,
    /// Whether the frames of the decoder's `__init__` wait for its next run (`site` has run it).
    decoder_frames_kept: bool,
    /// Builtin types that nobody has looked at yet, with the number of their descriptors.
    late_types: Vec<(Ref, usize)>,
    getter_tuple: attributes::descriptors::GetterTuple,
    pub natives: Vec<&'static Native>,
    /// How each of them gets its arguments in this version.
    passings: Vec<Passing>,
    /// Where arguments wait while they are spread over the parameters; kept for its room.
    moved_arguments: Vec<Ref>,
    /// The names of keyword parameters, of natives that have been called with keywords; owned.
    keyword_names: FxHashMap<u32, Ref>,
    pub getsets: Vec<&'static GetSet>,
    /// The cell of the bytes object that holds 0; those of the other single bytes follow.
    first_byte: u32,
    /// One object for each interned text.
    pub interned: FxHashMap<EcoString, Ref>,
    /// Set from outside to interrupt what runs.
    pub interrupt: Arc<AtomicBool>,
    pub frames: Vec<Activation>,
    pub threads: threads::Threads,
    /// Frames below this number do not count towards the recursion limit.
    pub frame_floor: usize,
    units: Column<units::Unit>,
    const_pool: Column<Ref>,
    name_pool: Column<Ref>,
    caches: Column<run::Cache>,
    compiled: FxHashMap<units::Source, &'static CodeSpec>,
    /// The sources of compiled files, for tracebacks.
    pub sources: FxHashMap<Arc<str>, Arc<str>>,
    remembered: Box<[types::Remembered]>,
    next_version: u32,
    next_keys_version: u32,
    /// The exceptions being handled, one place for each generator on the way (NULL: none there).
    pub handled: Vec<Ref>,
    /// 2.7: what was being handled when a frame first caught something, with the frame's number.
    handled_outside: Vec<(usize, Ref)>,
    /// 2.7: the `cmp` argument of the sort that runs (borrowed), or NULL.
    pub(crate) sort_by: Ref,
    /// 2.7: the tracebacks of classic instances that were raised.
    classic_tracebacks: Vec<(Ref, Ref)>,
    /// The pending exception was raised before: its traceback is not extended here.
    reraising: bool,
    /// The instruction that first raised what a RERAISE raises again: where its frame stands from then on.
    reraised_at: Option<u32>,
    /// The loop begins by raising the pending exception.
    resume_raising: bool,
    pub generator_result: generators::Resumed,
    /// Steps of builtin iterators, by the type that defines `__next__`.
    pub steps: FxHashMap<Ref, Step>,
    /// What C code keeps for the thread: the list of containers being shown. NULL until it is needed.
    thread_dict: Ref,
    native_depth: usize,
    /// Native recursions that took their depth from `recursion_limit`.
    pub native_guards: usize,
    /// Calls that `recursion_limit` was lowered by, because something that is no frame counts as one.
    reserved_calls: usize,
    counted: Option<depth::Counted>,
    pub recursion_limit: usize,
    fuel: i64,
    /// Calls move their arguments into the frame, and frames are no objects until somebody asks (3.11 and later).
    plain_calls: bool,
    pub budget: budget::Budget,
    pub behaviour: Behaviour,
    pub dialect: Dialect,
    abstract_methods_possible: bool,
    /// 2.7: what `print` writes to now.
    pub(crate) printing: operators::Printing,
    /// 2.7: some type has a classic class among its bases.
    types_with_classic_bases: bool,
    /// The namespace of the builtins module.
    pub builtins: Ref,
    /// The module itself; owned, so that the namespace lives as long as the machine.
    builtins_module: Ref,
    /// `sys.modules`.
    pub modules: Ref,
    /// What modules hide from programs of this version, by the module's dict and the name; owned.
    withheld: FxHashMap<(Ref, Ref), Ref>,
    /// The module `__main__`.
    pub main: Ref,
    /// The types of `ast` have been counted.
    has_syntax_tree_types: bool,
    /// 3.x: the interpreter's own list of modules by their numbers (`modules_by_index`), which nobody but
    /// `gc.get_referrers` shows; NULL in 2.7.
    modules_by_index: Ref,
    /// `gc.callbacks`.
    pub gc_callbacks: Ref,
    pub(crate) async_hooks: async_hooks::AsyncHooks,
    /// `gc.garbage`.
    pub gc_garbage: Ref,
    /// What `time` shows.
    pub clock: crate::python::modules::time::Clock,
    /// The generators of `random`.
    pub twisters: Vec<crate::python::modules::random::Twister>,
    /// The compiled patterns of `re`.
    pub patterns: Vec<Arc<crate::python::text::regex::Program>>,
    /// The in-memory file system and the open streams.
    pub files: crate::python::modules::io::Files,
    /// What programs did to counts through `ctypes`.
    pub foreign: crate::python::modules::ctypes::Foreign,
    pub output: output::Output,
    /// `sys.argv`.
    pub arguments: Vec<String>,
    /// `atexit`: function, arguments, keywords (or NULL); owned.
    pub atexit: Vec<(Ref, Ref, Ref)>,
    /// What finalizers and callbacks did, when somebody listens.
    pub trail: Option<trail::Trail>,
    /// How many statements have been typed at the prompt.
    pub prompted: u32,
    /// What future imports at the prompt have switched on for what is typed after them (`CodeFlags`).
    pub prompt_features: u32,
    /// 2.7: `print` owes a space.
    softspace: bool,
    /// Dicts and lists that the imports within the running one took from the free lists.
    taken_by_imports: (u32, u32),
    courses: import_course::Courses,
    /// So of other files that the interpreter has opened.
    soft_files: Vec<Ref>,
}
