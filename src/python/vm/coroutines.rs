//! What `await`, `async for` and `async with` ask of objects.

use super::known::{self, types};
use super::{Raised, Res, Vm, unraisable};
use crate::memory::object::GeneratorState;
use crate::memory::{Body, Ref};
use crate::python::ast::Pace;
use crate::python::code::CodeFlags;
use crate::python::dialect::statements::ContextManagers;

impl Vm {
    /// The iterator that `await value` runs; owned. `place`: as [`crate::python::code::Op::GetAwaitable`] says.
    pub(super) fn awaitable(&mut self, value: Ref, place: u8) -> Res {
        if self.is_exact(value, types::COROUTINE) {
            if self.delegate_of(value).is_some() {
                return Err(self.runtime_error("coroutine is being awaited already"));
            }
            return Ok(self.incref(value));
        }
        if self.is_exact(value, types::GENERATOR) && self.is_iterable_coroutine(value) {
            return Ok(self.incref(value));
        }
        let name = self.intern("__await__");
        let class = self.type_of(value);
        if self.lookup(class, name).is_none() {
            let shown = self.type_name(value);
            let message = match place {
                1 => format!(
                    "'async with' received an object from __aenter__ that does not implement __await__: {shown}"
                ),
                2 => {
                    format!("'async with' received an object from __aexit__ that does not implement __await__: {shown}")
                }
                _ => format!("object {shown} can't be used in 'await' expression"),
            };
            return Err(self.type_error(message));
        }
        let iterator = match self.call_special(value, name, &[]) {
            Some(result) => result?,
            None => self.none(),
        };
        if self.is_exact(iterator, types::COROUTINE) {
            self.decref(iterator);
            return Err(self.type_error("__await__() returned a coroutine"));
        }
        if !self.is_iterator(iterator) {
            let message = format!("__await__() returned non-iterator of type '{}'", self.type_name(iterator));
            self.decref(iterator);
            return Err(self.type_error(message));
        }
        Ok(iterator)
    }

    fn is_iterable_coroutine(&self, generator: Ref) -> bool {
        let Body::Generator(g) = self.body(generator) else { return false };
        let Body::Code(c) = self.body(g.code) else { return false };
        self.unit_spec(c.spec).flags.has(CodeFlags::ITERABLE_COROUTINE)
    }

    /// `__aiter__` of an object; owned.
    pub(super) fn async_iterator(&mut self, value: Ref) -> Res {
        let name = self.intern("__aiter__");
        let shown = self.type_name(value);
        let iterator = match self.call_special(value, name, &[]) {
            Some(result) => result?,
            None => {
                let message = format!("'async for' requires an object with __aiter__ method, got {shown}");
                return Err(self.type_error(message));
            }
        };
        let next = self.intern("__anext__");
        if self.lookup(self.type_of(iterator), next).is_none() {
            let shown = self.type_name(iterator);
            self.decref(iterator);
            let message =
                format!("'async for' received an object from __aiter__ that does not implement __anext__: {shown}");
            return Err(self.type_error(message));
        }
        Ok(iterator)
    }

    /// What awaits the next item of an asynchronous iterator; owned.
    pub(super) fn async_next(&mut self, iterator: Ref) -> Res {
        let name = self.intern("__anext__");
        let shown = self.type_name(iterator);
        let next = match self.call_special(iterator, name, &[]) {
            Some(result) => result?,
            None => {
                let message = format!("'async for' requires an iterator with __anext__ method, got {shown}");
                return Err(self.type_error(message));
            }
        };
        let awaited = self.awaitable(next, 0);
        let shown = self.type_name(next);
        self.decref(next);
        match awaited {
            Ok(iterator) => Ok(iterator),
            Err(raised) => {
                if !self.catch(types::TYPE_ERROR) {
                    return Err(raised);
                }
                let message = format!("'async for' received an invalid object from __anext__: {shown}");
                Err(self.type_error(message))
            }
        }
    }

    /// The bound `__aexit__` and what awaits the entering; both owned.
    pub(super) fn enter_async(&mut self) -> Res {
        use ContextManagers::{AsyncExitFirst, ExitFirst};
        let exit_first = matches!(self.dialect.statements.context_managers, AsyncExitFirst | ExitFirst);
        let methods = [self.intern("__aenter__"), self.intern("__aexit__")];
        self.enter_manager(methods, exit_first, Pace::Async)
    }

    /// A coroutine that nobody awaited dies: a RuntimeWarning.
    pub(super) fn warn_unawaited(&mut self, coroutine: Ref) {
        match self.call_of_module("warnings", "_warn_unawaited_coroutine", &[coroutine]) {
            Ok(value) => self.decref(value),
            Err(_) => self.unraisable(Some(coroutine), unraisable::EXCEPTION_IGNORED),
        }
    }

    /// `warnings.warn(text, class)` (`PyErr_WarnEx`).
    ///
    /// # Errors
    /// The warning, where a filter turns it into an error.
    pub fn warn(&mut self, class: Ref, text: &str) -> Res<()> {
        let text = self.str(text);
        let result = self.call_of_module("warnings", "warn", &[text, class]);
        self.decref(text);
        result.map(|none| self.decref(none))
    }

    /// A conversion method gave an instance of a subclass of `kind` ("int", "float"), which is deprecated.
    ///
    /// # Errors
    /// As [`Vm::warn`].
    pub fn warn_of_subclass(&mut self, method: &str, kind: &str, made: Ref) -> Res<()> {
        let given = self.type_name(made);
        let text = format!(
            "{method} returned non-{kind} (type {given}).  The ability to return an instance of a strict subclass of \
             {kind} is deprecated, and may be removed in a future version of Python."
        );
        self.warn(types::DEPRECATION_WARNING, &text)
    }

    /// Whether it is a coroutine that never ran.
    #[must_use]
    pub(super) fn never_awaited(&self, generator: Ref) -> bool {
        self.is_exact(generator, types::COROUTINE) && self.generator_state(generator) == GeneratorState::Created
    }

    /// What a StopIteration that leaves a generator, coroutine or asynchronous generator turns into; nothing for other
    /// exceptions.
    pub(super) fn stop_within(&self, exception: Ref, flags: CodeFlags) -> Option<String> {
        let stops = self.isinstance_of(exception, types::STOP_ITERATION);
        if flags.has(CodeFlags::ASYNC_GENERATOR) {
            if stops {
                return Some("async generator raised StopIteration".to_owned());
            }
            let ends = self.isinstance_of(exception, types::STOP_ASYNC_ITERATION);
            return ends.then(|| "async generator raised StopAsyncIteration".to_owned());
        }
        let kind = if flags.has(CodeFlags::COROUTINE) { "coroutine" } else { "generator" };
        stops.then(|| format!("{kind} raised StopIteration"))
    }

    /// Goes on with an asynchronous generator. Gives what it awaits, or what it yields, wrapped; its end leaves as
    /// StopAsyncIteration.
    pub fn send_async(&mut self, generator: Ref, value: Ref) -> Res {
        match self.resume(generator, super::generators::Resume::Send(value))? {
            Ok(yielded) => Ok(yielded),
            Err(returned) => {
                self.decref(returned);
                Err(self.async_end())
            }
        }
    }

    /// As [`Vm::send_async`], raising the pending exception in it.
    pub fn throw_into_async(&mut self, generator: Ref) -> Res {
        match self.throw_into(generator) {
            Ok(yielded) => Ok(yielded),
            Err(raised) => {
                if self.catch(types::STOP_ITERATION) {
                    return Err(self.async_end());
                }
                Err(raised)
            }
        }
    }

    fn async_end(&mut self) -> Raised {
        let exception = self.new_exception(types::STOP_ASYNC_ITERATION, &[]);
        self.raise_owned(exception)
    }

    /// A yielded value leaves as StopIteration; what is awaited stays a result.
    pub fn unwrap_async(&mut self, result: Res) -> Res {
        let yielded = result?;
        if !self.is_exact(yielded, types::ASYNC_GENERATOR_WRAPPED) {
            return Ok(yielded);
        }
        let value = self.record_ref(yielded, 0);
        let exception = self.new_exception(types::STOP_ITERATION, &[value]);
        self.decref(yielded);
        Err(self.raise_owned(exception))
    }

    /// `__name__` of what a coroutine or generator runs.
    #[must_use]
    pub fn generator_qualname(&self, generator: Ref) -> String {
        match self.body(generator) {
            Body::Generator(g) => self.text(g.qualname),
            _ => self.text(known::EMPTY_STR),
        }
    }

    /// What a coroutine waits for, or None; owned.
    pub fn awaited_by(&mut self, coroutine: Ref) -> Ref {
        let found = self.delegate_of(coroutine).unwrap_or(known::NONE);
        self.incref(found)
    }
}
