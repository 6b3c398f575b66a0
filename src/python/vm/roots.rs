//! Every reference that the machine itself holds: what makes each count add up.

use super::{Entry, Vm};
use crate::memory::{Body, Ref};

/// Who of the machine holds a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    /// The value stack: locals and operands of frame number n.
    Stack(usize),
    /// What a frame holds beside its values: code, namespace, frame object.
    Frame(usize),
    /// The exception being handled or pending.
    Exception,
    /// A native that runs.
    Native,
    /// A thread that waits.
    Thread,
    /// Tables of the runtime: interned strings, modules, builtins.
    Runtime,
}

/// A value that a running frame holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrameValue {
    /// The name of the function, class body or module that runs.
    pub code: Ref,
    /// The variable, where the value is one's; the others are operands.
    pub variable: Option<Ref>,
    pub value: Ref,
}

impl Vm {
    /// What the running frames hold that are not the library's, the outermost first.
    #[must_use]
    pub fn running_values(&self) -> Vec<FrameValue> {
        let mut found = Vec::new();
        for (at, frame) in self.frames.iter().enumerate() {
            let unit = &self.units[frame.unit as usize];
            let Body::Code(code) = self.body(frame.code) else { continue };
            if unit.spec.is_of_library() {
                continue;
            }
            let end = self.frames.get(at + 1).map_or(self.top, |next| next.start);
            for (place, value) in self.stack.iter().enumerate().take(end).skip(frame.start) {
                let local = place.checked_sub(frame.base).filter(|local| *local < unit.locals as usize);
                let variable = local.and_then(|local| code.varnames.get(local).copied());
                if !value.is_null() {
                    found.push(FrameValue { code: code.name, variable, value: *value });
                }
            }
        }
        found
    }

    /// Whether this is a moment in the midst of a statement.
    #[must_use]
    pub fn is_running(&self) -> bool {
        !self.frames.is_empty()
    }

    /// The name of what runs in a frame.
    #[must_use]
    pub fn running_name(&self, frame: usize) -> Option<String> {
        let unit = self.frames.get(frame)?.unit;
        self.known_spec(unit).map(|spec| spec.qualname.to_string())
    }

    /// All references held from outside the heap's own objects.
    pub fn roots(&self) -> Vec<(Holder, Ref)> {
        let mut found = Vec::new();
        let mut add = |holder, id: Ref| {
            if !id.is_null() {
                found.push((holder, id));
            }
        };
        for (at, id) in self.stack[..self.top].iter().enumerate() {
            let frame = self.frames.partition_point(|f| f.start <= at).saturating_sub(1);
            add(Holder::Stack(frame), *id);
        }
        for (at, a) in self.frames.iter().enumerate() {
            if let Entry::Init(instance) | Entry::InitNative(instance) = a.entry {
                add(Holder::Frame(at), instance);
            }
            for id in [a.code, a.locals, a.object] {
                add(Holder::Frame(at), id);
            }
        }
        let outside = self.handled_outside.iter().map(|(_, exception)| exception);
        for id in self.handled.iter().chain([&self.raised]).chain(outside) {
            add(Holder::Exception, *id);
        }
        for (_, traceback) in &self.classic_tracebacks {
            add(Holder::Exception, *traceback);
        }
        for id in &self.kept {
            add(Holder::Native, *id);
        }
        for id in self.threads.references() {
            add(Holder::Thread, id);
        }
        for (function, args, kwargs) in &self.atexit {
            for id in [function, args, kwargs] {
                add(Holder::Runtime, *id);
            }
        }
        for id in self.interned.values() {
            add(Holder::Runtime, *id);
        }
        for id in self.withheld.values().chain(self.keyword_names.values()) {
            add(Holder::Runtime, *id);
        }
        for id in self.foreign.held.iter().chain(self.courses.namespaces.values()) {
            add(Holder::Runtime, *id);
        }
        let tables = [
            self.modules,
            self.modules_by_index,
            self.builtins_module,
            self.gc_callbacks,
            self.gc_garbage,
            self.async_hooks.first,
            self.async_hooks.finalizer,
            self.thread_dict,
        ];
        for id in tables.into_iter().chain(self.pending_lists()).chain([self.foreign.freed_class]) {
            add(Holder::Runtime, id);
        }
        found
    }
}
