//! Generators: frames that rest.

use super::frames::{Activation, Entry};
use super::known::{self, names, types};
use super::{Raised, Res, Vm};
use crate::memory::object::{FrameState, Generator, GeneratorState};
use crate::memory::rules::FrameObjects;
use crate::memory::{Body, KeptPlace, Ref, alloc};
use crate::python::code::{CodeFlags, Op};

/// How a resumed generator came back to Rust.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Resumed {
    #[default]
    Yielded,
    Returned,
}

/// What a generator is resumed with.
#[derive(Clone, Copy, Debug)]
pub enum Resume {
    /// `next`, `send`: borrowed.
    Send(Ref),
    /// The pending exception is raised inside.
    Throw,
}

impl Vm {
    /// Turns the topmost activation into a generator object; the frame is gone from the machine.
    pub(super) fn generator_from_frame(&mut self) -> Ref {
        let index = self.frames.len() - 1;
        if self.heap.rules.frame_objects == FrameObjects::Always {
            // The generator holds its frame, the frame holds the values.
            self.frame_object(index);
        }
        let a = self.frames[index].clone();
        let (name, qualname) = match self.heap.body(a.function) {
            Body::Function(f) => (f.name, f.qualname),
            _ => (known::EMPTY_STR, known::EMPTY_STR),
        };
        let body = Generator {
            code: a.code,
            // Up to 3.10 the frame has all that a generator needs.
            function: if a.object.is_null() { self.xincref(a.function) } else { Ref::NULL },
            name: self.incref(name),
            qualname: self.incref(qualname),
            frame: a.object,
            values: Vec::new(),
            handled: Ref::NULL,
            next: a.pc,
            state: GeneratorState::Created,
            stepping: false,
            closed: false,
            finalizer: Ref::NULL,
            hooked: false,
        };
        self.incref(a.code);
        let flags = self.units[a.unit as usize].spec.flags;
        let class = if flags.has(CodeFlags::COROUTINE) {
            types::COROUTINE
        } else if flags.has(CodeFlags::ASYNC_GENERATOR) {
            types::ASYNC_GENERATOR
        } else {
            types::GENERATOR
        };
        let generator = self.container(class, Body::Generator(Box::new(body)));
        // Until now the frame ran, for a collection in between as well.
        let locals = self.units[a.unit as usize].spec.locals.len();
        let values = self.stack[a.base..a.base + locals].to_vec();
        for place in &mut self.stack[a.base..a.base + locals] {
            *place = Ref::NULL;
        }
        if let Body::Generator(g) = self.heap.body_mut(generator) {
            g.values = values;
        }
        self.frames[index].object = Ref::NULL;
        if !a.object.is_null()
            && let Body::Frame(f) = self.heap.body_mut(a.object)
        {
            f.state = FrameState::Suspended(generator);
            // After its generator: the collector finds them in this order.
            alloc::track(&mut self.heap, a.object);
        }
        self.pop_frame_that_stays();
        generator
    }

    /// Puts the generator's frame on the machine.
    fn wake(&mut self, generator: Ref, entry: Entry) -> Res<()> {
        let base = self.top;
        let Body::Generator(g) = self.heap.body(generator) else { return Err(Raised) };
        let (code, function, object, pc, saved) = (g.code, g.function, g.frame, g.next, g.values.len());
        let Body::Code(c) = self.heap.body(code) else { return Err(Raised) };
        let unit = c.spec;
        if self.frames.len() - self.frame_floor >= self.recursion_limit {
            self.check_call_depth(unit)?;
        }
        let (globals, builtins) = match (self.heap.body(function), self.heap.body(object)) {
            (Body::Function(f), _) => (f.globals, f.builtins),
            (_, Body::Frame(f)) => (f.globals, f.builtins),
            _ => return Err(Raised),
        };
        let ready = &self.units[unit as usize];
        let (locals, room) = (ready.locals as usize, ready.room as usize);
        self.reserve_stack(base + saved + room)?;
        let Body::Generator(g) = self.heap.body_mut(generator) else { return Err(Raised) };
        // Its own memory is kept for the next `yield`.
        self.stack[base..base + saved].copy_from_slice(&g.values);
        g.values.clear();
        g.state = GeneratorState::Running;
        let handled = std::mem::take(&mut g.handled);
        for i in saved..locals {
            self.stack[base + i] = Ref::NULL;
        }
        let top = base + saved.max(locals);
        self.top = top;
        self.incref(code);
        self.handled.push(handled);
        self.frames.push(Activation {
            unit,
            code,
            function,
            globals,
            builtins,
            locals: Ref::NULL,
            start: base,
            base,
            top,
            pc,
            object,
            place: KeptPlace::NONE,
            entry,
        });
        if !object.is_null() {
            let index = self.frames.len() as u32 - 1;
            self.incref(object);
            if let Body::Frame(f) = self.heap.body_mut(object) {
                f.state = FrameState::Running(index);
            }
        }
        Ok(())
    }

    /// Saves the topmost activation back into its generator (a `yield`).
    pub(super) fn park_generator(&mut self, generator: Ref) {
        self.forget_handled();
        let Some(a) = self.frames.pop() else { return };
        if let Body::Generator(g) = self.heap.body_mut(generator) {
            g.values.extend_from_slice(&self.stack[a.base..self.top]);
        }
        for place in &mut self.stack[a.base..self.top] {
            *place = Ref::NULL;
        }
        self.top = a.base;
        let handled = self.handled.pop().unwrap_or(Ref::NULL);
        if !a.object.is_null()
            && let Body::Frame(f) = self.heap.body_mut(a.object)
        {
            f.state = FrameState::Suspended(generator);
            f.last = a.pc.saturating_sub(1);
        }
        let mut extra = Ref::NULL;
        if let Body::Generator(g) = self.heap.body_mut(generator) {
            g.next = a.pc;
            g.state = GeneratorState::Suspended;
            g.handled = handled;
            if g.frame.is_null() {
                g.frame = a.object;
            } else {
                extra = a.object;
            }
        }
        self.xdecref(extra);
        self.decref(a.code);
        if let Some(below) = self.frames.last_mut() {
            below.top = self.top;
        }
    }

    /// The generator's frame ended: values are released, the generator is finished.
    pub(super) fn finish_generator(&mut self, generator: Ref) {
        self.incref(generator);
        self.forget_handled();
        let handled = self.handled.pop().unwrap_or(Ref::NULL);
        let mut frame = Ref::NULL;
        if let Body::Generator(g) = self.heap.body_mut(generator) {
            g.state = GeneratorState::Finished;
            frame = std::mem::take(&mut g.frame);
        }
        self.xdecref(frame);
        self.pop_frame();
        let mut function = Ref::NULL;
        if let Body::Generator(g) = self.heap.body_mut(generator) {
            function = std::mem::take(&mut g.function);
        }
        self.xdecref(function);
        self.xdecref(handled);
        self.decref(generator);
        if let Some(below) = self.frames.last_mut() {
            below.top = self.top;
        }
    }

    /// `FOR_ITER` over a generator: true when its frame runs now, false when it is exhausted.
    pub(super) fn resume_in_loop(&mut self, generator: Ref) -> Res<bool> {
        match self.generator_state(generator) {
            GeneratorState::Finished | GeneratorState::Completed => Ok(false),
            GeneratorState::Running => Err(self.value_error("generator already executing")),
            GeneratorState::Created | GeneratorState::Suspended => {
                self.save_top();
                self.wake(generator, Entry::Generator(generator))?;
                self.push_sent(known::NONE);
                Ok(true)
            }
        }
    }

    /// `SEND` to a generator: its frame runs now. The sent value is taken from the stack.
    pub(super) fn send_in_loop(&mut self, generator: Ref, value: Ref) -> Res<()> {
        match self.generator_state(generator) {
            GeneratorState::Finished | GeneratorState::Completed if self.is_exact(generator, types::COROUTINE) => {
                Err(self.runtime_error("cannot reuse already awaited coroutine"))
            }
            GeneratorState::Finished | GeneratorState::Completed => {
                // `yield from` an exhausted generator: its value is None at once; the loop below sees a return.
                self.top -= 1;
                self.save_top();
                self.decref(value);
                let none = self.none();
                self.generator_returned(none);
                Ok(())
            }
            GeneratorState::Running => Err(self.already_executing(generator)),
            state => {
                if state == GeneratorState::Created && value != known::NONE {
                    return Err(self.sent_too_early(generator));
                }
                self.top -= 1;
                self.save_top();
                if let Err(raised) = self.wake(generator, Entry::Generator(generator)) {
                    self.stack[self.top] = value;
                    self.top += 1;
                    self.save_top();
                    return Err(raised);
                }
                self.push_sent(value);
                self.decref(value);
                Ok(())
            }
        }
    }

    fn save_top(&mut self) {
        let top = self.top;
        if let Some(a) = self.frames.last_mut() {
            a.top = top;
        }
    }

    /// Pushes what a resumed frame finds on its stack.
    fn push_sent(&mut self, value: Ref) {
        self.incref(value);
        self.stack[self.top] = value;
        self.top += 1;
        self.save_top();
    }

    /// A yielded value arrives in the loop of the frame that resumed.
    pub(super) fn deliver_yielded(&mut self, value: Ref) {
        self.deliver(value);
    }

    /// A generator resumed from the loop returned `value` (owned): the instruction that resumed it ends.
    pub(super) fn generator_returned(&mut self, value: Ref) {
        let index = self.frames.len() - 1;
        let a = &self.frames[index];
        let ins = self.units[a.unit as usize].code[a.pc as usize - 1];
        self.frames[index].pc = ins.arg;
        if ins.op == Op::ForIter {
            self.decref(value);
            self.top -= 1;
            let iterator = std::mem::take(&mut self.stack[self.top]);
            self.save_top();
            self.decref(iterator);
        } else {
            // SEND: `receiver sent` (sent is gone) becomes `receiver returned`.
            self.deliver(value);
        }
    }

    /// An exception left a generator resumed from the loop: it goes on in the frame below, unless it is the
    /// StopIteration with which a generator could end up to 3.6 (before PEP 479). True then.
    pub(super) fn generator_raised(&mut self) -> bool {
        if !self.matches(types::STOP_ITERATION) {
            return false;
        }
        let exception = self.take_raised();
        let value = self.stop_value(exception);
        self.decref(exception);
        self.generator_returned(value);
        true
    }

    pub fn generator_state(&self, generator: Ref) -> GeneratorState {
        match self.heap.body(generator) {
            Body::Generator(g) => g.state,
            _ => GeneratorState::Finished,
        }
    }

    /// `next(generator)`; `None` at the end.
    pub(super) fn generator_next(&mut self, generator: Ref) -> Res<Option<Ref>> {
        let resumed = match self.resume(generator, Resume::Send(known::NONE)) {
            Ok(resumed) => resumed,
            // Up to 3.6 a generator may end so.
            Err(_) if self.catch(types::STOP_ITERATION) => return Ok(None),
            Err(raised) => return Err(raised),
        };
        match resumed {
            Ok(yielded) => Ok(Some(yielded)),
            Err(returned) => {
                if returned != known::NONE {
                    // StopIteration carries a value: whoever asks by next() sees it.
                    let raised = self.stop_iteration(returned);
                    self.decref(returned);
                    let _ = raised;
                    self.clear_raised();
                    return Ok(None);
                }
                self.decref(returned);
                Ok(None)
            }
        }
    }

    /// Resumes from Rust: `Ok(yielded)` or `Err(returned)`, both owned.
    pub fn resume(&mut self, generator: Ref, how: Resume) -> Res<Result<Ref, Ref>> {
        let state = self.generator_state(generator);
        match (state, how) {
            (GeneratorState::Running, _) => {
                if matches!(how, Resume::Throw) {
                    self.clear_raised();
                }
                return Err(self.already_executing(generator));
            }
            (GeneratorState::Finished | GeneratorState::Completed, _) if self.is_exact(generator, types::COROUTINE) => {
                if matches!(how, Resume::Throw) {
                    self.clear_raised();
                }
                return Err(self.runtime_error("cannot reuse already awaited coroutine"));
            }
            (GeneratorState::Finished | GeneratorState::Completed, Resume::Send(_)) => return Ok(Err(self.none())),
            (GeneratorState::Finished | GeneratorState::Completed, Resume::Throw) => return Err(Raised),
            (GeneratorState::Created, Resume::Send(value)) if value != known::NONE => {
                return Err(self.sent_too_early(generator));
            }
            _ => {}
        }
        let pending = match how {
            Resume::Throw => self.take_raised(),
            Resume::Send(_) => Ref::NULL,
        };
        if let Err(raised) = self.wake(generator, Entry::GeneratorNative(generator)) {
            self.xdecref(pending);
            return Err(raised);
        }
        self.incref(generator);
        match how {
            Resume::Send(value) => self.push_sent(value),
            Resume::Throw => {
                self.push_sent(known::NONE);
                self.set_raised(pending);
                self.set_throw_context();
                self.resume_raising = true;
            }
        }
        let result = self.run_guarded();
        self.decref(generator);
        match result {
            Ok(value) if self.generator_result == Resumed::Yielded => Ok(Ok(value)),
            Ok(value) => Ok(Err(value)),
            Err(raised) => Err(raised),
        }
    }

    /// An exception thrown in chains to what the generator was handling.
    fn set_throw_context(&mut self) {
        let exception = self.take_raised();
        self.raise_owned(exception);
    }

    /// `SEND` to anything but a generator: `Ok(Ok(yielded))`, `Ok(Err(returned))`.
    pub(super) fn send_slowly(&mut self, receiver: Ref, value: Ref) -> Res<Result<Ref, Ref>> {
        let result = if value == known::NONE && self.is_iterator(receiver) {
            // Not `next`, which forgets the value of a StopIteration.
            match self.call_special(receiver, self.next_name(), &[]) {
                Some(result) => result,
                None => return Ok(Err(self.none())),
            }
        } else {
            self.call_method(receiver, names::SEND, &[value])
        };
        match result {
            Ok(yielded) => Ok(Ok(yielded)),
            Err(raised) => {
                if !self.matches(types::STOP_ITERATION) {
                    return Err(raised);
                }
                let exception = self.take_raised();
                let value = self.stop_value(exception);
                self.decref(exception);
                Ok(Err(value))
            }
        }
    }

    /// The value of a StopIteration; owned.
    pub fn stop_value(&mut self, exception: Ref) -> Ref {
        let value = match self.heap.body(exception) {
            Body::Exception(e) => e.extra.first().copied().unwrap_or(known::NONE),
            _ => known::NONE,
        };
        self.incref(value)
    }

    /// What messages call it.
    #[must_use]
    pub fn kind_of_generator(&self, generator: Ref) -> &'static str {
        match self.type_of(generator) {
            types::COROUTINE => "coroutine",
            types::ASYNC_GENERATOR => "async generator",
            _ => "generator",
        }
    }

    fn already_executing(&mut self, generator: Ref) -> Raised {
        let kind = self.kind_of_generator(generator);
        self.value_error(format!("{kind} already executing"))
    }

    fn sent_too_early(&mut self, generator: Ref) -> Raised {
        let kind = self.kind_of_generator(generator);
        self.type_error(format!("can't send non-None value to a just-started {kind}"))
    }

    pub(super) fn mark_running(&mut self, generator: Ref, running: bool) {
        if let Body::Generator(g) = self.heap.body_mut(generator) {
            g.state = if running { GeneratorState::Running } else { GeneratorState::Suspended };
        }
    }

    /// A generator that never ran is closed: its values go.
    pub(super) fn discard_generator(&mut self, generator: Ref) {
        let Body::Generator(g) = self.heap.body_mut(generator) else { return };
        g.state = GeneratorState::Finished;
        let values = std::mem::take(&mut g.values);
        let frame = std::mem::take(&mut g.frame);
        let function = std::mem::take(&mut g.function);
        if !frame.is_null()
            && self.heap.count(frame) > 1
            && let Body::Frame(f) = self.heap.body_mut(frame)
        {
            f.state = FrameState::Owned;
            f.values = values;
            self.decref(frame);
        } else {
            let frame = if frame.is_null() { frame } else { self.clear_frame_object(frame) };
            self.decref_all(&values);
            self.xdecref(frame);
        }
        self.xdecref(function);
    }
}
