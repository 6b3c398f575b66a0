//! How the run of a frame ends: by returning, by yielding, by an exception that finds no handler in it.

use super::frames::{Activation, Entry};
use super::known;
use super::{Res, Vm};
use crate::memory::Ref;
use crate::python::behaviour::NativeErrors;
use crate::python::code::{CodeFlags, ExcEntry, Instr, Op};
use crate::python::dialect::statements::GeneratorEnd;

/// How a frame's run ends for the loop.
pub(super) enum Left {
    /// To the caller in the same loop.
    Caller,
    /// To Rust, with this.
    Rust(Ref),
}

impl Vm {
    /// Pops the topmost frame and hands `value` (owned) to whoever waits for it.
    pub(super) fn leave_frame(&mut self, value: Ref) -> Res<Left> {
        let a = &self.frames[self.frames.len() - 1];
        let entry = a.entry;
        match entry {
            Entry::Call => {
                self.pop_frame();
                self.deliver(value);
                Ok(Left::Caller)
            }
            Entry::Native => {
                self.pop_frame();
                Ok(Left::Rust(value))
            }
            Entry::Init(instance) | Entry::InitNative(instance) => {
                self.pop_frame();
                let native = matches!(entry, Entry::InitNative(_));
                if !native {
                    self.release_call();
                }
                if value != known::NONE {
                    let message = format!("__init__() should return None, not '{}'", self.type_name(value));
                    self.decref(value);
                    self.decref(instance);
                    return Err(self.type_error(message));
                }
                self.decref(value);
                if native {
                    return Ok(Left::Rust(instance));
                }
                self.deliver(instance);
                Ok(Left::Caller)
            }
            Entry::Generator(generator) => {
                self.finish_generator(generator);
                self.generator_returned(value);
                Ok(Left::Caller)
            }
            Entry::GeneratorNative(generator) => {
                self.finish_generator(generator);
                self.generator_result = super::generators::Resumed::Returned;
                Ok(Left::Rust(value))
            }
        }
    }

    /// Pushes a result on the operand stack of the frame that called.
    pub(super) fn deliver(&mut self, value: Ref) {
        let at = self.top;
        self.stack[at] = value;
        self.top = at + 1;
        if let Some(a) = self.frames.last_mut() {
            a.top = at + 1;
        }
    }

    pub(super) fn suspend(&mut self, value: Ref) -> Left {
        match self.frames[self.frames.len() - 1].entry {
            Entry::Generator(generator) => {
                self.park_generator(generator);
                self.deliver_yielded(value);
                Left::Caller
            }
            Entry::GeneratorNative(generator) => {
                self.park_generator(generator);
                self.generator_result = super::generators::Resumed::Yielded;
                Left::Rust(value)
            }
            _ => Left::Rust(value),
        }
    }

    pub(super) fn make_generator(&mut self) -> Left {
        let entry = self.frames[self.frames.len() - 1].entry;
        let generator = self.generator_from_frame();
        match entry {
            Entry::Call => {
                self.deliver(generator);
                Left::Caller
            }
            _ => Left::Rust(generator),
        }
    }

    /// Finds the handler of the pending exception among the frames above `floor`; leaves those that have none. True
    /// when a handler was found: the loop goes on there.
    pub(super) fn unwind(&mut self, floor: usize) -> bool {
        loop {
            let index = self.frames.len() - 1;
            let at = self.frames[index].pc.saturating_sub(1);
            if std::mem::take(&mut self.reraising) {
                // RERAISE keeps the traceback as it is.
            } else {
                self.add_traceback(index, at);
            }
            let last = self.reraised_at.take().unwrap_or(at);
            let a = &self.frames[index];
            let spec = self.units[a.unit as usize].spec;
            let handler = spec.handler(at).copied();
            let unit = a.unit;
            let stops_detached = handler.is_some_and(|handler| self.ends_detached(unit, &handler));
            if let Some(handler) = handler
                && !stops_detached
            {
                let a = &self.frames[index];
                let depth = a.base + spec.locals.len() + handler.depth as usize;
                self.drop_stack(depth);
                if handler.lasti {
                    let lasti = self.int(i64::from(last));
                    self.stack[self.top] = lasti;
                    self.top += 1;
                }
                let exception = self.take_raised();
                if self.normalizes(unit, &handler) {
                    self.normalize_exception(exception);
                }
                self.stack[self.top] = exception;
                self.top += 1;
                let top = self.top;
                let a = &mut self.frames[index];
                a.pc = handler.target;
                a.top = top;
                return true;
            }
            let a = &mut self.frames[index];
            a.pc = last + 1;
            let bottom = a.base + spec.locals.len();
            self.drop_stack(bottom);
            if stops_detached {
                self.turn_stop_into_error(spec.flags);
            }
            let entry = self.frames[index].entry;
            match entry {
                Entry::Generator(generator) => {
                    self.finish_generator(generator);
                    if self.generator_raised() {
                        return true;
                    }
                }
                Entry::GeneratorNative(generator) => {
                    self.finish_generator(generator);
                }
                Entry::Init(instance) | Entry::InitNative(instance) => {
                    self.pop_frame();
                    if matches!(entry, Entry::Init(_)) {
                        self.release_call();
                    }
                    let pending = self.take_raised();
                    self.decref(instance);
                    self.set_raised(pending);
                }
                _ => self.pop_frame(),
            }
            if self.frames.len() <= floor || index == floor {
                return false;
            }
            // The frame below goes on with its stack as the call left it.
            let top = self.top;
            if let Some(a) = self.frames.last_mut() {
                a.top = top;
            }
        }
    }

    /// Whether a handler is the one around a whole generator, whose work `gen_send_ex` does in this version once the
    /// frame has been left.
    fn ends_detached(&self, unit: u32, handler: &ExcEntry) -> bool {
        self.dialect.statements.generator_end == GeneratorEnd::Detached
            && self.units[unit as usize]
                .code
                .get(handler.target as usize)
                .is_some_and(|i| i.op == Op::StopIterationError)
    }

    /// Whether this handler gets an exception object, whatever was raised: in 2.7 not `finally`, nor what only cleans up.
    fn normalizes(&self, unit: u32, handler: &ExcEntry) -> bool {
        self.behaviour.native_errors != NativeErrors::WhenHandled
            || self.units[unit as usize]
                .code
                .get(handler.target as usize)
                .is_some_and(|i| i.op == Op::PushExcInfo && i.flag != Instr::OF_FINALLY)
    }

    /// The pending StopIteration becomes a RuntimeError; other exceptions stay as they are.
    fn turn_stop_into_error(&mut self, flags: CodeFlags) {
        if self.stop_within(self.raised, flags).is_none() {
            return;
        }
        let exception = self.take_raised();
        self.make_exception(exception);
        if let Some(error) = self.error_of_stop(exception, flags) {
            self.decref(exception);
            self.set_raised(error);
        }
    }

    /// Leaves the topmost frame at once, without running more of it.
    pub(super) fn abandon_frame(&mut self) {
        let a: &Activation = &self.frames[self.frames.len() - 1];
        let spec = self.units[a.unit as usize].spec;
        let bottom = a.base + spec.locals.len();
        let entry = a.entry;
        self.drop_stack(bottom);
        match entry {
            Entry::Generator(generator) | Entry::GeneratorNative(generator) => {
                self.finish_generator(generator);
            }
            Entry::Init(instance) | Entry::InitNative(instance) => {
                self.pop_frame();
                if matches!(entry, Entry::Init(_)) {
                    self.release_call();
                }
                self.decref(instance);
            }
            _ => self.pop_frame(),
        }
    }
}
