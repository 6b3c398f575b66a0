//! `raise` in its forms, and what `except` matches.

use super::known::{self, types};
use super::{Raised, Res, Vm};
use crate::memory::{Body, Ref};
use crate::python::behaviour::Classes;

impl Vm {
    /// `raise`, `raise x`, `raise x from y`.
    pub(super) fn raise_statement(&mut self, count: usize) -> Raised {
        if self.behaviour.classes == Classes::Classic && count > 0 {
            let traceback = if count == 3 { self.take() } else { Ref::NULL };
            let value = if count > 1 { self.take() } else { self.none() };
            let what = self.take();
            return self.raise_parts(what, value, traceback);
        }
        let cause = if count == 2 { self.take() } else { Ref::NULL };
        if count == 0 {
            let handled = self.handled_exception();
            if handled.is_null() && self.behaviour.classes == Classes::Classic {
                let (what, value) = (self.none(), self.none());
                return self.raise_parts(what, value, Ref::NULL);
            }
            if handled.is_null() {
                return self.runtime_error("No active exception to reraise");
            }
            self.incref(handled);
            self.reraising = true;
            return self.set_raised(handled);
        }
        let what = self.take();
        let exception = match self.instantiate_exception(what) {
            Ok(exception) => exception,
            Err(raised) => {
                self.xdecref(cause);
                return raised;
            }
        };
        if !cause.is_null() {
            let fixed = if cause == known::NONE {
                self.decref(cause);
                Ok(Ref::NULL)
            } else if self.is_exception_class(cause) && !self.behaviour.checks_made_causes() {
                let made = self.call(cause, &[]);
                self.decref(cause);
                made
            } else if self.is_exception_class(cause) || self.isinstance_of(cause, types::BASE_EXCEPTION) {
                self.instantiate_exception(cause)
            } else {
                self.decref(cause);
                Err(self.type_error("exception causes must derive from BaseException"))
            };
            match fixed {
                Ok(cause) => {
                    if let Body::Exception(e) = self.heap.body_mut(exception) {
                        let before = std::mem::replace(&mut e.cause, cause);
                        e.suppress_context = true;
                        self.xdecref(before);
                    }
                }
                Err(raised) => {
                    self.decref(exception);
                    return raised;
                }
            }
        }
        self.raise_owned(exception)
    }

    pub fn is_exception_class(&self, id: Ref) -> bool {
        self.is_type(id) && self.is_subtype(id, types::BASE_EXCEPTION)
    }

    /// An exception object of what `raise` was given (stolen).
    pub fn instantiate_exception(&mut self, what: Ref) -> Res {
        if self.is_exception_class(what) {
            let made = self.call(what, &[]);
            let result = made.and_then(|made| self.check_made_exception(what, made));
            self.decref(what);
            return result;
        }
        if self.isinstance_of(what, types::BASE_EXCEPTION) {
            return Ok(what);
        }
        self.decref(what);
        Err(self.type_error("exceptions must derive from BaseException"))
    }

    /// An exception of a class and a value, which may be NULL: the value itself, the arguments, or the only argument
    /// (`PyErr_NormalizeException`).
    pub fn normalized(&mut self, class: Ref, value: Ref) -> Res {
        let made = if value.is_null() {
            self.call(class, &[])?
        } else if self.isinstance_of(value, class) {
            return Ok(self.incref(value));
        } else if self.isinstance_of(value, types::TUPLE) {
            let arguments = self.items(value).unwrap_or_default().to_vec();
            self.call(class, &arguments)?
        } else {
            self.call(class, &[value])?
        };
        if self.isinstance_of(made, types::BASE_EXCEPTION) {
            return Ok(made);
        }
        let kind = self.type_name(made).to_owned();
        self.decref(made);
        let class = self.repr_text(class)?;
        let wanted = "an instance of BaseException";
        Err(self.type_error(format!("calling {class} should have returned {wanted}, not {kind}")))
    }

    /// What calling an exception's class gave (stolen): an exception, or a TypeError says that it is none.
    fn check_made_exception(&mut self, class: Ref, made: Ref) -> Res {
        if self.isinstance_of(made, types::BASE_EXCEPTION) {
            return Ok(made);
        }
        let kind = self.type_of(made);
        let words = self.repr_text(class).and_then(|class| self.repr_text(kind).map(|kind| (class, kind)));
        self.decref(made);
        let (class, kind) = words?;
        let wanted = "an instance of BaseException";
        Err(self.type_error(format!("calling {class} should have returned {wanted}, not {kind}")))
    }

    /// `except wanted`: a class or a tuple of them.
    pub(super) fn exception_matches(&mut self, exception: Ref, wanted: Ref) -> Res<bool> {
        if self.behaviour.classes == Classes::Classic {
            return Ok(self.exception_is_one_of(exception, wanted));
        }
        if let Some(classes) = self.items(wanted).map(<[Ref]>::to_vec)
            && self.isinstance_of(wanted, types::TUPLE)
        {
            for class in &classes {
                if !self.is_exception_class(*class) {
                    return Err(
                        self.type_error("catching classes that do not inherit from BaseException is not allowed")
                    );
                }
            }
            let class = self.type_of(exception);
            return Ok(classes.iter().any(|c| self.is_subtype(class, *c)));
        }
        if !self.is_exception_class(wanted) {
            return Err(self.type_error("catching classes that do not inherit from BaseException is not allowed"));
        }
        Ok(self.is_subtype(self.type_of(exception), wanted))
    }
}
