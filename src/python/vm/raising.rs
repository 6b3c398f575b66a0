//! `raise` in its forms, and what `except` matches.

use super::known::{self, types};
use super::{Raised, Res, Vm};
use crate::memory::{Body, Ref};
use crate::python::behaviour::Classes;

impl Vm {
    /// `raise`, `raise x`, `raise x from y`.
    pub(super) fn raise_statement(&mut self, count: usize) -> Raised {
        if count == 3 {
            return self.raise_three();
        }
        let cause = if count == 2 { self.take() } else { Ref::NULL };
        if count == 0 {
            let handled = self.handled_exception();
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

    /// 2.7's `raise type, value, traceback`.
    fn raise_three(&mut self) -> Raised {
        let traceback = self.take();
        let value = self.take();
        let what = self.take();
        let made = if value == known::NONE || !self.is_exception_class(what) {
            self.instantiate_exception(what)
        } else if self.isinstance_of(value, what) {
            self.incref(value);
            self.decref(what);
            Ok(value)
        } else {
            let args = if self.is_exact(value, types::TUPLE) {
                self.items(value).unwrap_or(&[]).to_vec()
            } else {
                vec![value]
            };
            let made = self.call(what, &args);
            self.decref(what);
            made
        };
        self.decref(value);
        match made {
            Ok(exception) => {
                if traceback != known::NONE
                    && let Body::Exception(e) = self.heap.body_mut(exception)
                {
                    let before = std::mem::replace(&mut e.traceback, traceback);
                    self.xdecref(before);
                } else {
                    self.decref(traceback);
                }
                self.raise_owned(exception)
            }
            Err(raised) => {
                self.decref(traceback);
                raised
            }
        }
    }

    pub fn is_exception_class(&self, id: Ref) -> bool {
        self.is_type(id) && self.is_subtype(id, types::BASE_EXCEPTION)
    }

    /// An exception object of what `raise` was given (stolen).
    pub fn instantiate_exception(&mut self, what: Ref) -> Res {
        if self.is_exception_class(what) {
            let made = self.call(what, &[]);
            self.decref(what);
            let made = made?;
            if self.isinstance_of(made, types::BASE_EXCEPTION) {
                return Ok(made);
            }
            self.decref(made);
            return Err(self.type_error("calling class should have returned an instance of BaseException"));
        }
        if self.isinstance_of(what, types::BASE_EXCEPTION) {
            return Ok(what);
        }
        let message = if self.dialect.python2 {
            let name = self.type_name(what);
            format!("exceptions must be old-style classes or derived from BaseException, not {name}")
        } else {
            "exceptions must derive from BaseException".to_owned()
        };
        self.decref(what);
        Err(self.type_error(message))
    }

    /// `except wanted`: a class or a tuple of them.
    pub(super) fn exception_matches(&mut self, exception: Ref, wanted: Ref) -> Res<bool> {
        if let Some(classes) = self.items(wanted).map(<[Ref]>::to_vec)
            && self.isinstance_of(wanted, types::TUPLE)
        {
            for class in &classes {
                if !self.is_exception_class(*class) && self.behaviour.classes == Classes::NewStyle {
                    return Err(
                        self.type_error("catching classes that do not inherit from BaseException is not allowed")
                    );
                }
            }
            let class = self.type_of(exception);
            return Ok(classes.iter().any(|c| self.is_subtype(class, *c)));
        }
        // 2.7 lets anything stand there; what is no class of exceptions matches nothing.
        if !self.is_exception_class(wanted) && self.behaviour.classes == Classes::NewStyle {
            return Err(self.type_error("catching classes that do not inherit from BaseException is not allowed"));
        }
        Ok(self.is_subtype(self.type_of(exception), wanted))
    }
}
