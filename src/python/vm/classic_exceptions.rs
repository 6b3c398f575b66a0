//! 2.7's exceptions that are no exceptions by type: instances of classic classes, which may be raised and caught, too.
//! And `raise` in its three parts (`do_raise` in Python/ceval.c, `PyErr_NormalizeException` in Python/errors.c).
//!
//! They have no place for a traceback of their own. CPython keeps it beside the exception for all of them; here it stands
//! in a table for those.

use super::known::{self, types};
use super::{Raised, Res, Vm, classic::instance_part};
use crate::memory::free_lists::Kind;
use crate::memory::{Body, Ref, alloc};
use crate::python::behaviour::Classes;

impl Vm {
    /// The class that handlers compare and reports name: of a classic instance its own.
    #[must_use]
    pub fn exception_class(&self, exception: Ref) -> Ref {
        if self.is_classic_instance(exception) {
            self.record_at(exception, instance_part::CLASS)
        } else {
            self.type_of(exception)
        }
    }

    /// What can stand in an `except` clause, and be raised by its name.
    fn is_raisable_class(&self, id: Ref) -> bool {
        self.is_exception_class(id) || self.is_classic_class(id)
    }

    /// Whether an object can be raised as it is.
    fn is_raisable(&self, id: Ref) -> bool {
        self.isinstance_of(id, types::BASE_EXCEPTION) || self.is_classic_instance(id)
    }

    /// `raise type, value, traceback` (all stolen; NULL or None is no traceback). With one, this frame adds no entry.
    pub(super) fn raise_parts(&mut self, what: Ref, value: Ref, traceback: Ref) -> Raised {
        let given = traceback != known::NONE && !traceback.is_null();
        let made = self.exception_of_parts(what, value, traceback);
        self.decref(value);
        match made {
            Ok(exception) => {
                let before = self.put_traceback(exception, traceback);
                self.xdecref(before);
                self.reraising = given;
                self.raise_owned(exception)
            }
            Err(raised) => {
                self.xdecref(traceback);
                raised
            }
        }
    }

    /// The object that is raised: steals `what`, borrows the others. `traceback` becomes the one to go on with.
    fn exception_of_parts(&mut self, what: Ref, value: Ref, traceback: Ref) -> Res {
        if traceback != known::NONE && !traceback.is_null() && !matches!(self.body(traceback), Body::Traceback(_)) {
            self.decref(what);
            return Err(self.type_error("raise: arg 3 must be a traceback or None"));
        }
        // Of a tuple, its first item is meant.
        let mut what = what;
        while self.isinstance_of(what, types::TUPLE)
            && let Some(&first) = self.items(what).and_then(<[Ref]>::first)
        {
            self.incref(first);
            self.decref(what);
            what = first;
        }
        if self.is_raisable_class(what) {
            return self.exception_of_class(what, value);
        }
        if self.is_raisable(what) {
            if value == known::NONE {
                return Ok(what);
            }
            self.decref(what);
            return Err(self.type_error("instance exception may not have a separate value"));
        }
        let name = self.type_name(what);
        self.decref(what);
        Err(self.type_error(format!("exceptions must be old-style classes or derived from BaseException, not {name}")))
    }

    /// `value` where it is an instance of the class already, else the class called with it. Steals the class.
    fn exception_of_class(&mut self, class: Ref, value: Ref) -> Res {
        if self.is_raisable(value) && self.is_same_exception(self.exception_class(value), class) {
            self.decref(class);
            return Ok(self.incref(value));
        }
        let args = match self.items(value) {
            Some(items) if self.isinstance_of(value, types::TUPLE) => items.to_vec(),
            _ if value == known::NONE => Vec::new(),
            _ => vec![value],
        };
        let made = self.call(class, &args);
        self.decref(class);
        let made = made?;
        if self.is_raisable(made) {
            return Ok(made);
        }
        let name = self.type_name(made);
        self.decref(made);
        Err(self.type_error(format!("exceptions must be old-style classes or derived from BaseException, not {name}")))
    }

    /// Whether a handler for `wanted` takes an exception of this class.
    fn is_same_exception(&self, class: Ref, wanted: Ref) -> bool {
        if self.is_classic_class(class) {
            return self.is_classic_subclass(class, wanted);
        }
        class == wanted || self.is_type(wanted) && self.is_subtype(class, wanted)
    }

    /// `except wanted` (`PyErr_GivenExceptionMatches`): a class, or a tuple of what may stand there; all else matches
    /// nothing.
    pub(super) fn exception_is_one_of(&mut self, exception: Ref, wanted: Ref) -> bool {
        let class = self.exception_class(exception);
        let mut waiting = vec![wanted];
        while let Some(wanted) = waiting.pop() {
            match self.items(wanted) {
                Some(items) if self.isinstance_of(wanted, types::TUPLE) => waiting.extend(items.iter().rev()),
                _ if !self.is_raisable_class(wanted) => {}
                _ => {
                    self.count_class_check(wanted);
                    if self.is_same_exception(class, wanted) {
                        return true;
                    }
                }
            }
        }
        false
    }

    /// What 2.7 makes to ask a type whether an object or a class is one of its own: the bound `__instancecheck__` or
    /// `__subclasscheck__`, and the tuple of its argument (`PyObject_IsInstance` in Objects/abstract.c).
    pub fn count_class_check(&mut self, class: Ref) {
        if self.behaviour.classes != Classes::Classic || !self.is_type(class) {
            return;
        }
        alloc::count_kept(self, Kind::BuiltinMethod);
        alloc::count_tuple(self, 1);
        alloc::count_tuple_death(&mut self.heap, 1);
        alloc::count_death(&mut self.heap, Kind::BuiltinMethod);
    }

    /// Gives an exception another traceback (stolen; None is none), and the one before to the caller.
    pub(super) fn put_traceback(&mut self, exception: Ref, traceback: Ref) -> Ref {
        let traceback = if traceback == known::NONE {
            self.decref(traceback);
            Ref::NULL
        } else {
            traceback
        };
        if let Body::Exception(e) = self.heap.body_mut(exception) {
            return std::mem::replace(&mut e.traceback, traceback);
        }
        let before = match self.classic_tracebacks.iter().position(|(of, _)| *of == exception) {
            Some(at) => self.classic_tracebacks.swap_remove(at).1,
            None => Ref::NULL,
        };
        if !traceback.is_null() {
            self.classic_tracebacks.push((exception, traceback));
        }
        before
    }

    /// The table's answer to [`Vm::traceback_of`]. Borrowed.
    pub(super) fn classic_traceback(&self, exception: Ref) -> Option<Ref> {
        self.classic_tracebacks.iter().find(|(of, _)| *of == exception).map(|(_, traceback)| *traceback)
    }
}
