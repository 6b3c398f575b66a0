//! How memory reaches the machine: finalizers, callbacks, messages of the collector.

use super::known::{names, types};
use super::{Vm, trail};
use crate::memory::free_lists::Kind;
use crate::memory::host::{CollectionInfo, DebugOutput, Finalizer, Host, Phase};
use crate::memory::{Body, Heap, Ref, alloc};
use crate::python::behaviour::Reports;
use crate::python::builtins::structseq;

impl Host for Vm {
    fn heap(&mut self) -> &mut Heap {
        &mut self.heap
    }

    fn heap_ref(&self) -> &Heap {
        &self.heap
    }

    fn finalize(&mut self, object: Ref, how: Finalizer) {
        let pending = self.take_raised();
        let mark = self
            .trail_begins(object, if how == Finalizer::Del { trail::Kind::Del } else { trail::Kind::CloseGenerator });
        match how {
            Finalizer::Del => {
                let class = self.type_of(object);
                if let Some(method) = self.lookup(class, names::DEL) {
                    self.incref(method);
                    match self.call_raw(method, object, &[]) {
                        Ok(value) => self.decref(value),
                        Err(_) => self.unraisable(Some(method), "Exception ignored in"),
                    }
                    self.decref(method);
                }
            }
            Finalizer::CloseGenerator if self.never_awaited(object) => self.warn_unawaited(object),
            Finalizer::CloseGenerator => match self.close_generator(object) {
                Ok(value) => self.decref(value),
                Err(_) => self.unraisable(Some(object), "Exception ignored in"),
            },
        }
        self.trail_ends(mark);
        self.set_raised(pending);
    }

    fn weakref_callback(&mut self, reference: Ref, callback: Ref) {
        let pending = self.take_raised();
        let mark = self.trail_begins(reference, trail::Kind::Callback);
        match self.call(callback, &[reference]) {
            Ok(value) => self.decref(value),
            Err(_) => self.unraisable(Some(callback), "Exception ignored in"),
        }
        self.trail_ends(mark);
        self.set_raised(pending);
    }

    fn global_roots(&mut self) -> Vec<Ref> {
        self.interpreter_roots()
    }

    fn stack_roots(&mut self) -> Vec<Ref> {
        self.frame_roots()
    }

    fn collection_phase(&mut self, phase: Phase, info: CollectionInfo) {
        if let Some(trail) = &mut self.trail {
            trail.collection(phase, info);
        }
        let callbacks = self.gc_callbacks;
        if callbacks.is_null() || self.items(callbacks).is_none_or(<[Ref]>::is_empty) {
            return;
        }
        let pending = self.take_raised();
        let dict = self.dict();
        for (name, value) in [
            (names::GENERATION, i64::from(info.generation)),
            (names::COLLECTED, info.collected as i64),
            (names::UNCOLLECTABLE, info.uncollectable as i64),
        ] {
            let value = self.int(value);
            self.dict_set_str_ref(dict, name, value);
            self.decref(value);
        }
        let phase = self.intern(match phase {
            Phase::Start => "start",
            Phase::Stop => "stop",
        });
        let mut at = 0;
        while let Some(callback) = self.items(callbacks).and_then(|c| c.get(at).copied()) {
            self.incref(callback);
            match self.call(callback, &[phase, dict]) {
                Ok(value) => self.decref(value),
                Err(_) => self.unraisable(Some(callback), "Exception ignored in"),
            }
            self.decref(callback);
            at += 1;
        }
        self.decref(dict);
        self.set_raised(pending);
    }

    fn debug_output(&mut self, output: DebugOutput) {
        let text = match output {
            DebugOutput::Collecting { generation, sizes, permanent } => {
                let sizes: Vec<String> = sizes.iter().map(usize::to_string).collect();
                format!(
                    "gc: collecting generation {generation}...\ngc: objects in each generation: {}\ngc: objects in permanent generation: {permanent}\n",
                    sizes.join(" ")
                )
            }
            DebugOutput::Done { unreachable, uncollectable } => {
                format!("gc: done, {unreachable} unreachable, {uncollectable} uncollectable, 0.0000s elapsed\n")
            }
            DebugOutput::Collectable(id) => {
                format!("gc: collectable <{} {:#x}>\n", self.type_name(id), self.address_of(id))
            }
            DebugOutput::Uncollectable(id) => {
                format!("gc: uncollectable <{} {:#x}>\n", self.type_name(id), self.address_of(id))
            }
        };
        self.write_stderr(&text);
    }

    fn type_changed(&mut self, class: Ref) {
        self.type_modified(class);
    }

    fn needs_closing(&mut self, generator: Ref) -> bool {
        self.has_open_try(generator)
    }

    fn interned_died(&mut self, id: Ref) {
        if let Body::Str(text) = self.heap.body(id) {
            let text = text.clone();
            self.interned.remove(&text);
        }
    }

    fn garbage_list(&mut self) -> Ref {
        self.gc_garbage
    }
}

impl Vm {
    /// Reports the pending exception as unraisable: through `sys.unraisablehook` when a program set one, else on stderr.
    pub fn unraisable(&mut self, object: Option<Ref>, message: &str) {
        let exception = self.take_raised();
        if exception.is_null() {
            return;
        }
        if let Some(hook) = self.program_hook(names::UNRAISABLEHOOK) {
            let argument = self.unraisable_argument(exception, object);
            match self.call(hook, &[argument]) {
                Ok(value) => self.decref(value),
                Err(_) => self.clear_raised(),
            }
            self.decref(argument);
            self.decref(hook);
            self.decref(exception);
            return;
        }
        // What is handed to the hook, and the method that its text is written with.
        alloc::count_allocation(self);
        alloc::count_allocation(self);
        let shown = match object {
            Some(object) => match self.repr_text(object) {
                Ok(text) => text,
                Err(_) => {
                    self.clear_raised();
                    "<object repr() failed>".to_owned()
                }
            },
            None => String::new(),
        };
        let trace = self.format_unraisable(exception);
        if self.behaviour.reports == Reports::Anchors && self.traceback_of(exception).is_some() {
            self.count_source_lookup();
        }
        let text =
            if shown.is_empty() { format!("{message}:\n{trace}") } else { format!("{message}: {shown}\n{trace}") };
        alloc::count_deallocation(&mut self.heap);
        alloc::count_deallocation(&mut self.heap);
        self.write_stderr(&text);
        self.decref(exception);
    }

    /// Showing a source line opens its file, for which CPython makes streams, and tuples, a dict and a list that end in the
    /// free lists (`_Py_DisplaySourceLine` in 3.13). A collection may run then.
    fn count_source_lookup(&mut self) {
        let streams = 4;
        let tuples = [1, 2, 2, 4];
        let others = [Kind::Dict, Kind::List];
        tuples.iter().for_each(|&length| alloc::count_tuple(self, length));
        others.iter().for_each(|&kind| alloc::count_kept(self, kind));
        (0..streams).for_each(|_| alloc::count_allocation(self));
        if self.check_signals().is_err() {
            self.clear_raised();
        }
        (0..streams).for_each(|_| alloc::count_deallocation(&mut self.heap));
        tuples.iter().for_each(|&length| alloc::count_tuple_death(&mut self.heap, length));
        others.iter().for_each(|&kind| alloc::count_death(&mut self.heap, kind));
    }

    /// `sys.unraisablehook`'s argument.
    fn unraisable_argument(&mut self, exception: Ref, object: Option<Ref>) -> Ref {
        let class = self.type_of(exception);
        let traceback = self.traceback_of(exception).unwrap_or(super::known::NONE);
        let object = object.unwrap_or(super::known::NONE);
        let items = [class, exception, traceback, super::known::NONE, object].map(|id| self.incref(id));
        structseq::make(self, types::UNRAISABLE_ARGS, &items)
    }
}
