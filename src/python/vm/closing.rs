//! `close()` and `throw()`, into generators and what they delegate to.

use super::generators::Resume;
use super::known::{names, types};
use super::{Res, Vm};
use crate::memory::object::GeneratorState;
use crate::memory::rules::FrameObjects;
use crate::memory::{Body, Ref, alloc};
use crate::python::behaviour::{GeneratorClose, NativeErrors};
use crate::python::code::Op;

impl Vm {
    /// `generator.close()`: `GeneratorExit` at the `yield` where it rests.
    pub fn close_generator(&mut self, generator: Ref) -> Res {
        match self.generator_state(generator) {
            GeneratorState::Finished | GeneratorState::Completed => {
                // GeneratorExit is raised all the same, and asked for its class.
                self.count_class_check(types::STOP_ITERATION);
                return Ok(self.none());
            }
            GeneratorState::Created => {
                if self.behaviour.generator_close != GeneratorClose::Runs {
                    // The values stay where they are until the generator itself dies.
                    if let Body::Generator(g) = self.heap.body_mut(generator) {
                        g.state = GeneratorState::Completed;
                    }
                } else {
                    // The exception passes through the frame at its first line, which leaves a traceback for a moment.
                    let exception = self.behaviour.native_errors == NativeErrors::WhenCaught && !self.raises_lazily();
                    if exception {
                        alloc::count_allocation(self);
                    }
                    let traceback = 1 + usize::from(self.heap.rules.frame_objects == FrameObjects::OnDemand);
                    (0..traceback).for_each(|_| alloc::count_traceback(self));
                    // The traceback holds the frame while the exception is asked for its class.
                    self.count_class_check(types::STOP_ITERATION);
                    if exception {
                        alloc::count_deallocation(&mut self.heap);
                    }
                    self.discard_generator(generator);
                    (0..traceback).for_each(|_| alloc::count_deallocation(&mut self.heap));
                }
                return Ok(self.none());
            }
            _ => {}
        }
        if self.behaviour.generator_close == GeneratorClose::Shortcuts
            && self.delegate_of(generator).is_none()
            && !self.has_open_try(generator)
        {
            self.clear_generator_values(generator);
            return Ok(self.none());
        }
        self.close_delegate(generator)?;
        let exit = match self.raises_lazily() {
            true => self.unmade_exception(types::GENERATOR_EXIT, &[]),
            false => self.new_exception(types::GENERATOR_EXIT, &[]),
        };
        let _ = self.raise_owned(exit);
        match self.resume(generator, Resume::Throw) {
            Ok(Ok(yielded)) => {
                self.decref(yielded);
                let kind = self.kind_of_generator(generator);
                Err(self.runtime_error(format!("{kind} ignored GeneratorExit")))
            }
            Ok(Err(returned)) => Ok(returned),
            Err(raised) => {
                self.count_class_check(types::STOP_ITERATION);
                if self.catch(types::GENERATOR_EXIT) || self.catch(types::STOP_ITERATION) {
                    return Ok(self.none());
                }
                Err(raised)
            }
        }
    }

    /// What a suspended generator waits for in `yield from`; borrowed.
    #[must_use]
    pub fn delegate_of(&self, generator: Ref) -> Option<Ref> {
        let Body::Generator(g) = self.heap.body(generator) else { return None };
        if g.state != GeneratorState::Suspended {
            return None;
        }
        let Body::Code(c) = self.heap.body(g.code) else { return None };
        let ins = self.units[c.spec as usize].code.get(g.next as usize)?;
        (matches!(ins.op, Op::Resume | Op::ResumeCounted) && ins.flag == 2).then(|| g.values.last().copied()).flatten()
    }

    /// Whether a handler other than the generator's own outermost one would see an exception at its `yield`.
    pub(super) fn has_open_try(&self, generator: Ref) -> bool {
        let Body::Generator(g) = self.heap.body(generator) else { return false };
        let Body::Code(c) = self.heap.body(g.code) else { return false };
        let spec = self.unit_spec(c.spec);
        match spec.handler(g.next.saturating_sub(1)) {
            Some(handler) => self.units[c.spec as usize].code[handler.target as usize].op != Op::StopIterationError,
            None => false,
        }
    }

    /// The generator is finished without running: its values go, its function stays.
    fn clear_generator_values(&mut self, generator: Ref) {
        let Body::Generator(g) = self.heap.body_mut(generator) else { return };
        g.state = GeneratorState::Completed;
        let values = std::mem::take(&mut g.values);
        self.decref_all(&values);
    }

    fn close_delegate(&mut self, generator: Ref) -> Res<()> {
        let Some(delegate) = self.delegate_of(generator) else { return Ok(()) };
        self.incref(delegate);
        let result = if matches!(self.heap.body(delegate), Body::Generator(_)) {
            self.close_generator(delegate).map(|value| self.decref(value))
        } else {
            match self.getattr_opt(delegate, names::CLOSE) {
                Ok(Some(close)) => {
                    let result = self.call(close, &[]);
                    self.decref(close);
                    result.map(|value| self.decref(value))
                }
                Ok(None) => Ok(()),
                Err(raised) => Err(raised),
            }
        };
        self.decref(delegate);
        if result.is_err() {
            // The error of the inner close is raised at the yield.
            match self.resume(generator, Resume::Throw)? {
                Ok(value) | Err(value) => self.decref(value),
            }
        }
        Ok(())
    }

    /// `generator.throw(exception)`: raises the pending exception at the `yield`.
    pub fn throw_into(&mut self, generator: Ref) -> Res {
        if let Some(delegate) = self.delegate_of(generator) {
            if self.matches(types::GENERATOR_EXIT) {
                let pending = self.take_raised();
                self.close_delegate(generator)?;
                self.set_raised(pending);
            } else {
                return self.throw_to_delegate(generator, delegate);
            }
        }
        match self.resume(generator, Resume::Throw)? {
            Ok(yielded) => Ok(yielded),
            Err(returned) => {
                let raised = self.stop_iteration(returned);
                self.decref(returned);
                Err(raised)
            }
        }
    }

    fn throw_to_delegate(&mut self, generator: Ref, delegate: Ref) -> Res {
        self.incref(delegate);
        let result = if matches!(self.heap.body(delegate), Body::Generator(_)) {
            self.mark_running(generator, true);
            let result = self.throw_into(delegate);
            self.mark_running(generator, false);
            result
        } else {
            let exception = self.take_raised();
            match self.getattr_opt(delegate, names::THROW) {
                Ok(Some(throw)) => {
                    let result = self.call(throw, &[exception]);
                    self.decref(throw);
                    self.decref(exception);
                    result
                }
                Ok(None) => {
                    self.decref(delegate);
                    self.set_raised(exception);
                    return match self.resume(generator, Resume::Throw)? {
                        Ok(yielded) => Ok(yielded),
                        Err(returned) => {
                            let raised = self.stop_iteration(returned);
                            self.decref(returned);
                            Err(raised)
                        }
                    };
                }
                Err(raised) => {
                    self.decref(exception);
                    Err(raised)
                }
            }
        };
        self.decref(delegate);
        match result {
            Ok(yielded) => Ok(yielded),
            Err(_) => match self.resume(generator, Resume::Throw)? {
                Ok(yielded) => Ok(yielded),
                Err(returned) => {
                    let raised = self.stop_iteration(returned);
                    self.decref(returned);
                    Err(raised)
                }
            },
        }
    }
}
