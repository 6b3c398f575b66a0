//! How Python-level behaviour is reached from memory: the small trait that the virtual machine implements. Memory
//! decides when something must run; the host runs it. Nothing here ever fails: errors in finalizers and callbacks are
//! reported by the host as unraisable.

use super::heap::Heap;
use super::object::Ref;

pub trait Host {
    fn heap(&mut self) -> &mut Heap;

    fn heap_ref(&self) -> &Heap;

    /// Runs the finalizer of `object`, which is alive (its count is at least one) while this runs.
    fn finalize(&mut self, object: Ref, how: Finalizer);

    /// Calls `callback(reference)`; the reference is cleared already. Both are alive while this runs.
    fn weakref_callback(&mut self, reference: Ref, callback: Ref);

    /// Calls `gc.callbacks` (only asked of collections that CPython announces).
    fn collection_phase(&mut self, phase: Phase, info: CollectionInfo);

    /// Writes to stderr what `gc.set_debug()` asks for.
    fn debug_output(&mut self, output: DebugOutput);

    /// The attributes of a class changed or went away: method caches that name it are stale.
    fn type_changed(&mut self, class: Ref);

    /// For the incremental collector: what the interpreter itself holds (the namespaces of `sys` and `builtins`, the
    /// modules, the namespaces of builtin classes), in CPython's order.
    fn global_roots(&mut self) -> Vec<Ref> {
        Vec::new()
    }

    /// For the incremental collector: what running frames hold, from the innermost: `f_locals`, the function, then
    /// operand stack and locals from the top.
    fn stack_roots(&mut self) -> Vec<Ref> {
        Vec::new()
    }

    /// Whether a suspended generator has an open `try` (2.7 asks: such a generator is uncollectable).
    fn needs_closing(&mut self, generator: Ref) -> bool;

    /// Whether an instance of a classic class has a `__del__`, of its own or of its class (2.7 looks at each death).
    fn classic_del(&mut self, _instance: Ref) -> bool {
        false
    }

    /// An interned string dies: the table of interned strings forgets it.
    fn interned_died(&mut self, id: Ref);

    /// `gc.garbage`, a list: objects the collector found and could not or should not free.
    fn garbage_list(&mut self) -> Ref;
}

/// What a finalizer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finalizer {
    /// `__del__` of a class made by a program.
    Del,
    /// A suspended generator is closed: its `finally` blocks run.
    CloseGenerator,
}

/// The two moments of `gc.callbacks`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    Start,
    Stop,
}

/// The dict that `gc.callbacks` receive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CollectionInfo {
    pub generation: u8,
    pub collected: usize,
    pub uncollectable: usize,
}

/// A line (or block of lines) of `gc.set_debug()` output. The host formats it: it knows names and addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DebugOutput {
    /// `gc: collecting generation N...` and the line of objects in each generation.
    Collecting { generation: u8, sizes: Vec<usize>, permanent: usize },
    /// `gc: done, N unreachable, M uncollectable, …s elapsed`.
    Done { unreachable: usize, uncollectable: usize },
    /// `gc: collectable <type 0x…>`.
    Collectable(Ref),
    /// `gc: uncollectable <type 0x…>`.
    Uncollectable(Ref),
}
