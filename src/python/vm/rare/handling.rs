//! What handlers do with the exception that is being handled.

use super::super::known::{self, types};
use super::super::{Res, Vm};
use crate::memory::{Body, Ref};
use crate::python::behaviour::{ExceptionState, Handled};
use crate::python::builtins::exceptions::group;
use crate::python::code::{CodeFlags, Instr};

impl Vm {
    pub(super) fn end_async_for(&mut self) -> Res<()> {
        let exception = self.peek(1);
        if !self.isinstance_of(exception, types::STOP_ASYNC_ITERATION) {
            let exception = self.take();
            self.drop_top(1);
            self.reraising = true;
            return Err(self.set_raised(exception));
        }
        self.drop_top(2);
        Ok(())
    }

    pub(super) fn cleanup_throw(&mut self) -> Res<()> {
        let exception = self.peek(1);
        if self.isinstance_of(exception, types::STOP_ITERATION) {
            let value = self.stop_value(exception);
            self.drop_top(3);
            let none = self.none();
            self.put(none);
            self.put(value);
        } else {
            let exception = self.take();
            self.reraising = true;
            return Err(self.set_raised(exception));
        }
        Ok(())
    }

    pub(super) fn push_exc_info(&mut self, ins: Instr) -> Res<()> {
        let exception = self.take();
        if self.behaviour.handled == Handled::UntilFrameEnds {
            self.heap.incref(known::NONE);
            self.put(known::NONE);
            self.put(exception);
            if ins.flag != Instr::OF_FINALLY {
                self.handle_until_frame_ends(exception);
            }
            return Ok(());
        }
        let previous = match self.handled.last_mut() {
            Some(place) => std::mem::replace(place, exception),
            None => Ref::NULL,
        };
        self.put(if previous.is_null() { known::NONE } else { previous });
        if previous.is_null() {
            self.heap.incref(known::NONE);
        }
        self.incref(exception);
        self.put(exception);
        Ok(())
    }

    pub(super) fn pop_except(&mut self) -> Res<()> {
        let previous = self.take();
        if self.behaviour.handled == Handled::UntilFrameEnds {
            self.decref(previous);
            return Ok(());
        }
        let restored = if previous == known::NONE { Ref::NULL } else { previous };
        if previous == known::NONE {
            self.decref(previous);
        }
        let handled = match self.handled.last_mut() {
            Some(place) => std::mem::replace(place, restored),
            None => Ref::NULL,
        };
        if self.behaviour.exception_state == ExceptionState::Parts {
            self.drop_exception_parts(handled);
        } else {
            self.xdecref(handled);
        }
        Ok(())
    }

    pub(super) fn check_group_match(&mut self) -> Res<()> {
        let (exception, wanted) = (self.peek(2), self.peek(1));
        let parts = group::check_clause(self, exception, wanted)?;
        if let (Some(matched), Some(place)) = (parts.matched, self.handled.last_mut()) {
            let before = std::mem::replace(place, matched);
            self.incref(matched);
            self.xdecref(before);
        }
        let matched = parts.matched.unwrap_or(known::NONE);
        let rest = parts.rest.unwrap_or(known::NONE);
        self.drop_top(2);
        self.put(rest);
        self.put(matched);
        Ok(())
    }

    pub(super) fn reraise(&mut self, ins: Instr) -> Res<()> {
        let exception = self.take();
        if ins.flag > 0 {
            let place = self.peek(ins.flag as usize);
            self.reraised_at = self.as_int(place).map(|at| at as u32);
        }
        self.reraising = true;
        Err(self.set_raised(exception))
    }

    pub(super) fn stop_iteration_error(&mut self, unit: usize) -> Res<()> {
        let exception = self.peek(1);
        let flags = self.unit_spec(unit as u32).flags;
        if let Some(error) = self.error_of_stop(exception, flags) {
            self.replace(1, error);
        }
        Ok(())
    }

    /// The RuntimeError that a StopIteration which leaves a generator turns into; nothing for other exceptions.
    pub(in crate::python::vm) fn error_of_stop(&mut self, exception: Ref, flags: CodeFlags) -> Option<Ref> {
        let text = self.stop_within(exception, flags)?;
        let text = self.string(text);
        let error = self.new_exception(types::RUNTIME_ERROR, &[text]);
        self.incref(exception);
        self.incref(exception);
        if let Body::Exception(e) = self.heap.body_mut(error) {
            e.cause = exception;
            e.context = exception;
            e.suppress_context = true;
        }
        Some(error)
    }

    pub(super) fn with_except_start(&mut self) -> Res<()> {
        let (exit, exception) = (self.peek(4), self.peek(1));
        let class = self.exception_class(exception);
        let traceback = self.traceback_of(exception).unwrap_or(known::NONE);
        let result = self.call(exit, &[class, exception, traceback])?;
        self.put(result);
        Ok(())
    }
}
