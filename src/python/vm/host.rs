//! How memory reaches the machine: finalizers, callbacks, messages of the collector.

use super::known::names;
use super::{Vm, trail, unraisable};
use crate::memory::collector::debug;
use crate::memory::host::{CollectionInfo, DebugOutput, Finalizer, Host, Phase};
use crate::memory::rules::Freeze;
use crate::memory::{Body, Heap, Ref};
use crate::python::dialect::modules::Statistics;

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
            Finalizer::Del if self.is_classic_instance(object) => self.finalize_classic_instance(object),
            Finalizer::Del => {
                let class = self.type_of(object);
                if let Some(method) = self.lookup(class, names::DEL) {
                    self.incref(method);
                    match self.call_raw(method, object, &[]) {
                        Ok(value) => self.decref(value),
                        Err(_) => self.finalizer_failed(method, object),
                    }
                    self.decref(method);
                }
            }
            Finalizer::CloseGenerator if self.never_awaited(object) => self.warn_unawaited(object),
            Finalizer::CloseGenerator if self.hands_over(object) => {}
            Finalizer::CloseGenerator => match self.close_generator(object) {
                Ok(value) => self.decref(value),
                Err(_) => self.unraisable(Some(object), unraisable::EXCEPTION_IGNORED),
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
            Err(_) => self.unraisable(Some(callback), unraisable::EXCEPTION_IGNORED),
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
        match phase {
            Phase::Start => self.show_running_frames(),
            Phase::Stop => self.hide_running_frames(),
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
            let passed = self.passed_by_format(callback, 2);
            passed.begin(self);
            match self.call(callback, &[phase, dict]) {
                Ok(value) => self.decref(value),
                Err(_) => self.unraisable(Some(callback), unraisable::EXCEPTION_IGNORED),
            }
            passed.end(self);
            self.decref(callback);
            at += 1;
        }
        self.decref(dict);
        self.set_raised(pending);
    }

    fn debug_output(&mut self, output: DebugOutput) {
        if let DebugOutput::Collectable(id) | DebugOutput::Uncollectable(id) = output
            && self.dialect.python2
        {
            // 2.7 asks for instances of classic classes and for other objects apart (`debug_cycle`).
            let instance = self.is_classic_instance(id) && self.heap.collector.debugs(debug::INSTANCES);
            if !instance && !self.heap.collector.debugs(debug::OBJECTS) {
                return;
            }
        }
        let text = match output {
            DebugOutput::Collecting { generation, sizes, permanent } => {
                let sizes: Vec<String> = sizes.iter().map(usize::to_string).collect();
                let sizes = sizes.join(" ");
                let kept = match self.heap.rules.freeze {
                    Freeze::Absent => String::new(),
                    Freeze::Available => format!("gc: objects in permanent generation: {permanent}\n"),
                };
                format!("gc: collecting generation {generation}...\ngc: objects in each generation: {sizes}\n{kept}")
            }
            DebugOutput::Done { unreachable, uncollectable } => {
                let statistics = self.dialect.modules.statistics;
                let found = match statistics {
                    Statistics::TimeAndStop | Statistics::TimeOnly if unreachable + uncollectable == 0 => String::new(),
                    _ => format!("{unreachable} unreachable, {uncollectable} uncollectable, "),
                };
                let stop = if statistics == Statistics::TimeAndStop { "." } else { "" };
                format!("gc: done, {found}0.0000s elapsed{stop}\n")
            }
            DebugOutput::Collectable(id) => {
                format!("gc: collectable <{} {:#x}>\n", self.debug_name(id), self.address_of(id))
            }
            DebugOutput::Uncollectable(id) => {
                format!("gc: uncollectable <{} {:#x}>\n", self.debug_name(id), self.address_of(id))
            }
        };
        self.write_sys_stderr(&text);
    }

    fn type_changed(&mut self, class: Ref) {
        self.type_modified(class);
    }

    fn needs_closing(&mut self, generator: Ref) -> bool {
        self.has_open_try(generator)
    }

    fn classic_del(&mut self, instance: Ref) -> bool {
        self.classic_has(instance, names::DEL)
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
