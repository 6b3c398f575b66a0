//! `C(…)`: an object is made and initialised.

use super::super::call::{Arrival, Packing};
use super::super::call_sites::SITE_INIT;
use super::super::frames::Entry;
use super::super::known::{self, names, types};
use super::super::run::Cache;
use super::super::{Res, Vm};
use crate::memory::object::{Layout, TypeKind};
use crate::memory::rules::NativeCalls;
use crate::memory::{Body, Ref, alloc};
use crate::python::behaviour::InitCall;

impl Vm {
    /// The call of a type that stands on the stack from `start`.
    pub(in crate::python::vm) fn call_type_on_stack(&mut self, start: usize, kwnames: Ref, arrival: Arrival) -> Res {
        let class = self.stack[start];
        let first = if self.stack[start + 1].is_null() { start + 2 } else { start + 1 };
        let count = self.top - first;
        let metatype = self.type_of(class);
        if metatype != types::TYPE
            && let Some(call) = self.lookup(metatype, names::CALL)
            && !matches!(self.body(call), Body::Native { .. })
        {
            return self.call_slowly(start, kwnames, arrival);
        }
        // `type(x)`: no instance is made.
        if class == types::TYPE && count == 1 && kwnames.is_null() {
            if arrival == Arrival::OnStack && !self.behaviour.vectorcall_types.contains(&class) {
                // Its argument comes in a tuple all the same.
                alloc::count_tuple(self, 1);
                alloc::count_tuple_death(&mut self.heap, 1);
            }
            let found = self.type_of(self.stack[first]);
            self.incref(found);
            self.drop_call(start);
            return Ok(found);
        }
        let packing = self.packing_of_class(class, count, self.tuple_len(kwnames), arrival);
        packing.begin(self);
        let unseen = self.tracked_packing(packing, &self.stack[first..self.top]);
        self.heap.collector.hold_unseen(unseen);
        let in_tuple = self.heap.rules.native_calls == NativeCalls::InTuple;
        let by_keywords = class == types::TYPE && !kwnames.is_null();
        // The array of C code that calls a builtin class counts nothing.
        let in_array = arrival == Arrival::InArray
            && !by_keywords
            && self.type_body(class).is_some_and(|t| t.kind == TypeKind::Static && t.layout != Layout::Exception);
        let lent = (arrival == Arrival::Packed || in_array) && !in_tuple;
        if lent {
            // The tuple and the dict that brought them hold them, or C code does.
            for at in first..self.top {
                let last = self.heap.decref_is_last(self.stack[at]);
                debug_assert!(!last, "the caller holds what it passes");
            }
        }
        let mark = self.kept.len();
        if by_keywords && !in_tuple {
            // The dict of keywords; where a `class` statement calls, they come out of a dict and an array.
            let dicts = match arrival {
                Arrival::OnStack => 1,
                Arrival::InArray if self.behaviour.vectorcall_types.contains(&class) => 2,
                Arrival::InArray | Arrival::Packed | Arrival::Direct => 0,
            };
            (0..dicts).for_each(|_| self.keep_packed(first, packing));
        }
        // What 2.7 puts into the tuple has left the stack.
        let held = if in_tuple { 0 } else { packing.all };
        let made = self.call_builtin_class(start, kwnames, held);
        self.release_kept(mark);
        let result = match made {
            Some(result) => result,
            None => {
                let mark = self.kept.len();
                if (arrival == Arrival::OnStack || in_array) && !in_tuple {
                    self.keep_packed(first, packing);
                }
                let made = self.type_call(class, first, count, kwnames);
                self.release_kept(mark);
                made
            }
        };
        self.heap.collector.release_unseen(unseen);
        packing.end(self);
        if lent {
            for at in first..self.top {
                self.heap.incref(self.stack[at]);
            }
        }
        self.drop_call(start);
        result
    }

    /// A tuple and a dict that are made to pass arguments on hold them beside the operand stack. (In 2.7 the tuple takes
    /// them from it.)
    fn keep_packed(&mut self, first: usize, packing: Packing) {
        let values = if packing.keywords > 0 { self.top - packing.keywords } else { self.top };
        for at in (first..first + packing.all).chain(values..self.top) {
            let held = self.heap.incref(self.stack[at]);
            self.kept.push(held);
        }
    }

    /// What a call of this class makes to pass its arguments on (`_PyObject_MakeTpCall`). Exceptions keep the tuple as
    /// their `args`.
    fn packing_of_class(&self, class: Ref, count: usize, keywords: usize, arrival: Arrival) -> Packing {
        let packing = Packing::of_call(arrival, count - keywords, keywords);
        match self.type_body(class) {
            Some(t) if t.layout == Layout::Exception => Packing { all: 0, ..packing },
            // It keeps the tuple, it keeps the dict.
            _ if class == types::CHAIN => Packing { all: 0, ..packing },
            _ if class == types::PARTIAL => Packing { keywords: 0, ..packing },
            // Making a class has a tuple of three in any case (`type_vectorcall`).
            Some(t) if t.kind == TypeKind::Static && self.behaviour.vectorcall_types.contains(&class) => {
                if class == types::TYPE { packing } else { Packing::NONE }
            }
            _ => packing,
        }
    }

    pub(in crate::python::vm) fn split_keywords(&self, args: &[Ref], kwnames: Ref) -> Vec<(Ref, Ref)> {
        let count = self.tuple_len(kwnames);
        let names = if count == 0 { &[][..] } else { self.items(kwnames).unwrap_or(&[]) };
        names.iter().copied().zip(args[args.len() - count..].iter().copied()).collect()
    }

    /// `type.__call__`: `__new__`, then `__init__`; the arguments stay on the stack, borrowed.
    pub fn type_call(&mut self, class: Ref, first: usize, count: usize, kwnames: Ref) -> Res {
        let args = self.stack[first..first + count].to_vec();
        let keywords = self.split_keywords(&args, kwnames);
        let positional = &args[..args.len() - keywords.len()];
        let Some(new) = self.lookup(class, names::NEW) else {
            let message = format!("cannot create '{}' instances", self.class_name(class));
            return Err(self.type_error(message));
        };
        let init = self.lookup(class, names::INIT);
        let plain_new = self.is_native_of(Some(new), types::OBJECT);
        let plain_init = self.is_native_of(init, types::OBJECT);
        let object = if plain_new {
            if count > 0 && plain_init {
                let message = self.dialect.builtins.words.object_arguments.of(self.class_name(class));
                return Err(self.type_error(message));
            }
            self.new_instance(class)?
        } else {
            self.call_new(new, class, positional, &keywords)?
        };
        if !self.isinstance_of(object, class) {
            return Ok(object);
        }
        let own = self.type_of(object);
        let init = if own == class { init } else { self.lookup(own, names::INIT) };
        let Some(init) = init else { return Ok(object) };
        if plain_init && own == class {
            if count > 0 && plain_new {
                let message = self.dialect.builtins.words.object_arguments.of(self.class_name(class));
                self.decref(object);
                return Err(self.type_error(message));
            }
            return Ok(object);
        }
        self.run_init(init, object, positional, &keywords)
    }

    fn run_init(&mut self, init: Ref, object: Ref, positional: &[Ref], keywords: &[(Ref, Ref)]) -> Res {
        let raw = matches!(self.type_of(init), types::FUNCTION | types::WRAPPER_DESCRIPTOR | types::METHOD_DESCRIPTOR);
        let result = if raw {
            let mut args = Vec::with_capacity(positional.len() + 1);
            args.push(object);
            args.extend_from_slice(positional);
            let passed = self.passed_on(init, positional.len());
            passed.begin(self);
            let mark = self.kept.len();
            if passed.binds() {
                self.kept.push(self.heap.incref(object));
            }
            let result = self.call_kw(init, &args, keywords);
            self.release_kept(mark);
            passed.end(self);
            result
        } else {
            let class = self.type_of(object);
            match self.descriptor_get(init, object, class) {
                Ok(bound) => {
                    let result = self.call_kw(bound, positional, keywords);
                    self.decref(bound);
                    result
                }
                Err(raised) => Err(raised),
            }
        };
        match result {
            Ok(value) if value == known::NONE => {
                self.decref(value);
                Ok(object)
            }
            Ok(value) => {
                let message = format!("__init__() should return None, not '{}'", self.type_name(value));
                self.decref(value);
                let raised = self.type_error(message);
                self.drop_with_pending(object);
                Err(raised)
            }
            Err(raised) => {
                self.drop_with_pending(object);
                Err(raised)
            }
        }
    }

    /// Releases something while an exception is pending: finalizers must not see or lose it.
    pub fn drop_with_pending(&mut self, id: Ref) {
        let pending = self.take_raised();
        self.decref(id);
        self.set_raised(pending);
    }

    /// What was filled by something that gave None, or an error: then it is released. Both are stolen.
    pub(in crate::python::vm) fn filled(&mut self, id: Ref, result: Res) -> Res {
        match result {
            Ok(none) => {
                self.decref(none);
                Ok(id)
            }
            Err(raised) => {
                self.drop_with_pending(id);
                Err(raised)
            }
        }
    }

    /// Runs a class's `__new__` (a native, a static method's function or anything callable).
    fn call_new(&mut self, new: Ref, class: Ref, positional: &[Ref], keywords: &[(Ref, Ref)]) -> Res {
        let function = match self.type_of(new) {
            types::STATICMETHOD => self.record_at(new, 0),
            types::FUNCTION | types::NATIVE_FUNCTION => new,
            // Whatever else stands in the class is bound to it, as it is when anybody reads it.
            _ => {
                let mark = self.kept_mark();
                let bound = self.descriptor_get(new, Ref::NULL, class)?;
                let bound = self.keep(bound);
                let mut args = vec![class];
                args.extend_from_slice(positional);
                let result = self.call_kw(bound, &args, keywords);
                self.release_kept(mark);
                return result;
            }
        };
        let mut args = Vec::with_capacity(positional.len() + 1);
        args.push(class);
        args.extend_from_slice(positional);
        // 2.7 calls a program's `__new__` with a tuple that starts with the class (`slot_tp_new`).
        let own = self.heap.rules.native_calls == NativeCalls::InTuple && self.type_of(function) == types::FUNCTION;
        let tuple = if own { args.len() } else { 0 };
        alloc::count_tuple(self, tuple);
        let result = match self.heap.body(function) {
            // It gets the tuple and the dict that hold them.
            Body::Native { .. } if self.heap.rules.native_calls != NativeCalls::InTuple => {
                self.call_native_lending(function, &args, keywords)
            }
            _ => self.call_kw(function, &args, keywords),
        };
        alloc::count_tuple_death(&mut self.heap, tuple);
        result
    }

    /// `object.__new__(class)`.
    pub fn new_instance(&mut self, class: Ref) -> Res {
        let layout = match self.type_body(class) {
            Some(t) => t.layout,
            None => Layout::Plain,
        };
        if self.is_heap_type(class)
            && self.abstract_methods_possible
            && let Some(message) = self.abstract_message(class)?
        {
            return Err(self.type_error(message));
        }
        match layout {
            Layout::Instance if class == types::OBJECT => {
                Ok(self.heap.alloc(class, Body::SmallInstance([Ref::NULL; 4])))
            }
            Layout::Instance => Ok(self.plain_instance(class)),
            Layout::Exception => {
                let args = self.incref(known::EMPTY_TUPLE);
                let body = crate::memory::object::Exception { args, ..Default::default() };
                Ok(self.new_of(class, Body::Exception(Box::new(body))))
            }
            _ => {
                let base = self.builtin_base(class);
                let (base, class) = (self.class_name(base).to_owned(), self.class_name(class).to_owned());
                Err(self.type_error(format!("object.__new__({class}) is not safe, use {base}.__new__()")))
            }
        }
    }

    /// `C(…)` at a warm call site: the instance is made and the frame of its `__init__` entered, the arguments move into
    /// it (`CALL_ALLOC_AND_ENTER_INIT`). False: nothing was done.
    pub(in crate::python::vm) fn enter_init(&mut self, start: usize, cache: usize) -> Res<bool> {
        if self.behaviour.init_call != InitCall::MovedWhenWarm {
            return Ok(false);
        }
        let class = self.stack[start];
        let version = self.type_version(class);
        let made_for = |site: Cache| site.second == SITE_INIT && site.version == version;
        if !self.is_type(class) || !made_for(self.caches[cache]) {
            self.note_call(cache, class);
            if !self.is_type(class) || !made_for(self.caches[cache]) {
                return Ok(false);
            }
        }
        let init = self.caches[cache].found;
        let count = self.top - start - 1;
        let Body::Function(function) = self.body(init) else { return Ok(false) };
        let unit = function.unit;
        if self.units[unit as usize].simple as usize != count || !self.stack[start + 1].is_null() {
            return Ok(false);
        }
        if self.frames.len() - self.frame_floor + 1 >= self.recursion_limit && !self.check_init_depth(unit)? {
            return Ok(false);
        }
        let instance = self.plain_instance(class);
        // The class gives its place to `__init__`, the empty place below the arguments is the receiver's.
        self.incref(init);
        self.stack[start] = init;
        self.stack[start + 1] = self.incref(instance);
        self.decref(class);
        self.reserve_call();
        if self.enter_function(init, start, start + 1, count, Ref::NULL, Entry::Init(instance)).is_ok() {
            return Ok(true);
        }
        // The recursion limit was looked at: this is a stack that cannot grow.
        self.release_call();
        self.clear_raised();
        self.decref(instance);
        Ok(false)
    }

    fn abstract_message(&mut self, class: Ref) -> Res<Option<String>> {
        let Some(found) = self.lookup(class, names::ABSTRACT) else { return Ok(None) };
        if !self.truth(found)? {
            return Ok(None);
        }
        let methods = self.to_vec(found)?;
        let mut texts: Vec<String> = methods.iter().map(|m| self.text(*m)).collect();
        self.decref_all(&methods);
        texts.sort();
        Ok(Some(self.behaviour.abstract_class(self.class_name(class), &texts)))
    }
}
