//! Raising: exceptions as objects, pending or handled.

use smallvec::SmallVec;

use super::known::{self, names, types};
use super::{Raised, Vm};
use crate::memory::object::Exception;
use crate::memory::{Body, Ref, alloc, flag};
use crate::python::behaviour::{ErrorFields, ExceptionChaining, ExceptionState, NativeErrors};

impl Vm {
    /// Raises a builtin exception with a message.
    #[cold]
    pub fn raise(&mut self, class: Ref, message: impl Into<String>) -> Raised {
        let text = self.string(message.into());
        self.raise_with(class, text)
    }

    /// Raises a builtin exception with one argument, which is stolen.
    #[cold]
    pub fn raise_with(&mut self, class: Ref, argument: Ref) -> Raised {
        let exception = match self.raises_lazily() {
            true => self.unmade_exception(class, &[argument]),
            false => self.new_exception(class, &[argument]),
        };
        self.raise_owned(exception)
    }

    /// Whether what C code raises now is no object for the collector yet.
    pub(super) fn raises_lazily(&self) -> bool {
        match self.behaviour.native_errors {
            NativeErrors::WhenHandled => true,
            NativeErrors::WhenCaught => self.handled_exception().is_null(),
            NativeErrors::AtOnce => false,
        }
    }

    /// An exception that CPython has not made yet: it knows the class and the argument (stolen).
    pub(super) fn unmade_exception(&mut self, class: Ref, args: &[Ref]) -> Ref {
        let class = self.class_of_error(class);
        let message = match args {
            [only] if self.behaviour.exceptions_have_messages() => self.incref(*only),
            _ => Ref::NULL,
        };
        let tuple = match args {
            [] => self.incref(known::EMPTY_TUPLE),
            args => self.heap.alloc(types::TUPLE, Body::tuple(args)),
        };
        let mut body = Exception { args: tuple, message, ..Exception::default() };
        body.extra = self.exception_extra(class, tuple);
        self.heap.alloc(class, Body::Exception(Box::new(body)))
    }

    /// An exception that is caught becomes an object at last, if it is none yet.
    pub(super) fn make_exception(&mut self, exception: Ref) {
        if self.behaviour.native_errors == NativeErrors::AtOnce
            || exception.is_null()
            || self.heap.has_flag(exception, flag::CONTAINER)
        {
            return;
        }
        self.make_arguments(exception);
        alloc::count_allocation(self);
        self.heap.set_flag(exception, flag::CONTAINER);
        alloc::track(&mut self.heap, exception);
    }

    /// The tuple of an exception's arguments becomes an object, if it is none yet.
    fn make_arguments(&mut self, exception: Ref) {
        let Body::Exception(e) = self.heap.body(exception) else { return };
        let args = e.args;
        if !self.heap.has_flag(args, flag::CONTAINER) && args != known::EMPTY_TUPLE {
            let length = self.tuple_len(args);
            alloc::count_tuple(self, length);
            self.heap.set_flag(args, flag::CONTAINER);
            alloc::track(&mut self.heap, args);
        }
    }

    /// What a handler needs of the exception that it takes (`PyErr_NormalizeException`). 2.7 asks whether one that is made
    /// already is an instance of its class.
    pub(super) fn normalize_exception(&mut self, exception: Ref) {
        if self.behaviour.native_errors == NativeErrors::WhenHandled && self.heap.has_flag(exception, flag::CONTAINER) {
            let class = self.exception_class(exception);
            return self.count_class_check(class);
        }
        self.make_exception(exception);
    }

    /// Classes that 2.7 has not are their bases there.
    fn class_of_error(&self, class: Ref) -> Ref {
        match class {
            types::RECURSION_ERROR if self.dialect.python2 => types::RUNTIME_ERROR,
            types::MODULE_NOT_FOUND_ERROR if self.dialect.python2 => types::IMPORT_ERROR,
            types::OS_ERROR if self.dialect.python2 => types::OS_ERROR_2,
            other => other,
        }
    }

    /// A new exception object of a builtin class; steals the arguments.
    pub fn new_exception(&mut self, class: Ref, args: &[Ref]) -> Ref {
        let class = self.class_of_error(class);
        let message = match args {
            [only] if self.behaviour.exceptions_have_messages() => self.incref(*only),
            _ => Ref::NULL,
        };
        let args = self.tuple(args);
        let mut body = Exception { args, message, ..Exception::default() };
        body.extra = self.exception_extra(class, args);
        let id = alloc::container(self, class, Body::Exception(Box::new(body)));
        alloc::track(&mut self.heap, id);
        id
    }

    /// The fields that an exception class adds, as its `__init__` sets them from `args` (borrowed).
    fn exception_extra(&mut self, class: Ref, args: Ref) -> SmallVec<[Ref; 2]> {
        let first = self.items(args).and_then(|items| items.first().copied()).unwrap_or(Ref::NULL);
        if class == types::STOP_ITERATION {
            let value = if first.is_null() { known::NONE } else { first };
            self.heap.incref(value);
            return SmallVec::from_slice(&[value]);
        }
        SmallVec::new()
    }

    /// Raises this exception object, which is stolen; the handled exception becomes its context.
    #[cold]
    pub fn raise_owned(&mut self, exception: Ref) -> Raised {
        self.set_context(exception);
        self.set_raised(exception);
        Raised
    }

    /// Raises this exception object.
    pub fn raise_object(&mut self, exception: Ref) -> Raised {
        self.incref(exception);
        self.raise_owned(exception)
    }

    /// Makes `exception` (stolen) the pending one as it is.
    pub(super) fn set_raised(&mut self, exception: Ref) -> Raised {
        let before = std::mem::replace(&mut self.raised, exception);
        self.xdecref(before);
        Raised
    }

    /// `__context__` of a newly raised exception: the one being handled, unless that would close a cycle.
    fn set_context(&mut self, exception: Ref) {
        if self.behaviour.exception_chaining == ExceptionChaining::None {
            return;
        }
        let handled = self.handled_exception();
        if handled.is_null() || handled == exception {
            return;
        }
        // Break a chain that leads back to the new exception, as _PyErr_SetObject does. A ring that is there already is
        // found by a second walk at half the speed (Floyd).
        let context_of = |vm: &Self, id: Ref| match vm.heap.body(id) {
            Body::Exception(e) => e.context,
            _ => Ref::NULL,
        };
        let (mut at, mut slow, mut slow_moves) = (handled, handled, false);
        loop {
            let context = context_of(self, at);
            if context.is_null() {
                break;
            }
            if context == exception {
                if let Body::Exception(e) = self.heap.body_mut(at) {
                    e.context = Ref::NULL;
                }
                self.decref(context);
                break;
            }
            at = context;
            if at == slow {
                break;
            }
            if slow_moves {
                slow = context_of(self, slow);
            }
            slow_moves = !slow_moves;
        }
        self.incref(handled);
        if let Body::Exception(e) = self.heap.body_mut(exception) {
            let before = std::mem::replace(&mut e.context, handled);
            self.xdecref(before);
        } else {
            self.decref(handled);
        }
    }

    /// 2.7: the exception (borrowed) becomes the one being handled, until the running frame ends.
    pub(super) fn handle_until_frame_ends(&mut self, exception: Ref) {
        self.incref(exception);
        let before = self.handled.last_mut().map_or(Ref::NULL, |place| std::mem::replace(place, exception));
        // `set_exc_info`: what was handled before goes when `sys` lets go of it, the exception before its traceback.
        let depth = self.frames.len();
        if self.handled_outside.last().is_some_and(|(frame, _)| *frame == depth) {
            self.drop_handled(before);
        } else {
            self.handled_outside.push((depth, before));
        }
        self.show_handled(exception);
    }

    /// 2.7: the running frame ends (or rests): what was handled when it began is handled again.
    pub(super) fn forget_handled(&mut self) {
        let depth = self.frames.len();
        if let Some((_, outside)) = self.handled_outside.pop_if(|(frame, _)| *frame == depth) {
            let ended = self.handled.last_mut().map_or(Ref::NULL, |place| std::mem::replace(place, outside));
            self.drop_handled(ended);
            self.show_handled(outside);
        }
    }

    /// 2.7's `sys.exc_clear()`: nothing is being handled any more.
    pub fn clear_handled(&mut self) {
        if let Some(place) = self.handled.iter_mut().rev().find(|e| !e.is_null()) {
            let handled = std::mem::take(place);
            self.drop_handled(handled);
            self.show_handled(Ref::NULL);
        }
    }

    /// 2.7: nobody handles this exception any more (steals it). Its traceback was the handler's, not its own.
    fn drop_handled(&mut self, exception: Ref) {
        if exception.is_null() {
            return;
        }
        if self.raised != exception {
            let traceback = self.put_traceback(exception, Ref::NULL);
            self.xdecref(traceback);
        }
        self.decref(exception);
    }

    /// 2.7: `sys.exc_type`, `sys.exc_value` and `sys.exc_traceback` follow (and hold what they show).
    fn show_handled(&mut self, exception: Ref) {
        let sys = self.intern("sys");
        let Some(dict) = self.dict_get_str(self.modules, sys).and_then(|module| self.existing_dict(module)) else {
            return;
        };
        let (class, traceback) = if exception.is_null() {
            (known::NONE, known::NONE)
        } else {
            (self.exception_class(exception), self.traceback_of(exception).unwrap_or(known::NONE))
        };
        let value = if exception.is_null() { known::NONE } else { exception };
        for (name, value) in [("exc_type", class), ("exc_value", value), ("exc_traceback", traceback)] {
            self.dict_set_str(dict, name, value);
        }
    }

    /// The innermost exception being handled (borrowed), or NULL.
    #[must_use]
    pub fn handled_exception(&self) -> Ref {
        self.handled.iter().rev().copied().find(|e| !e.is_null()).unwrap_or(Ref::NULL)
    }

    pub fn type_error(&mut self, message: impl Into<String>) -> Raised {
        self.raise(types::TYPE_ERROR, message)
    }

    pub fn value_error(&mut self, message: impl Into<String>) -> Raised {
        self.raise(types::VALUE_ERROR, message)
    }

    pub fn index_error(&mut self, message: impl Into<String>) -> Raised {
        self.raise(types::INDEX_ERROR, message)
    }

    pub fn overflow_error(&mut self, message: impl Into<String>) -> Raised {
        self.raise(types::OVERFLOW_ERROR, message)
    }

    pub fn zero_division(&mut self, message: impl Into<String>) -> Raised {
        self.raise(types::ZERO_DIVISION_ERROR, message)
    }

    pub fn runtime_error(&mut self, message: impl Into<String>) -> Raised {
        self.raise(types::RUNTIME_ERROR, message)
    }

    /// `KeyError(key)`; the key is borrowed.
    pub fn key_error(&mut self, key: Ref) -> Raised {
        self.incref(key);
        if !self.raises_lazily() {
            return self.raise_with(types::KEY_ERROR, key);
        }
        // The key might be a tuple, so it is put into one at once (`set_key_error` in Objects/dictobject.c).
        let exception = self.unmade_exception(types::KEY_ERROR, &[key]);
        self.make_arguments(exception);
        self.raise_owned(exception)
    }

    /// `StopIteration(value)`, or without a value where it is None. Borrows.
    pub fn stop_iteration(&mut self, value: Ref) -> Raised {
        let exception = if value == known::NONE || value.is_null() {
            match self.raises_lazily() {
                true => self.unmade_exception(types::STOP_ITERATION, &[]),
                false => self.new_exception(types::STOP_ITERATION, &[]),
            }
        } else {
            self.incref(value);
            self.new_exception(types::STOP_ITERATION, &[value])
        };
        self.raise_owned(exception)
    }

    /// What attribute access says of a missing name, with the fields that suggestions are made from.
    pub fn attribute_error(&mut self, object: Ref, name: Ref) -> Raised {
        let attribute = self.as_str(name).unwrap_or("?").to_owned();
        let message = match self.heap.body(object) {
            Body::Type(t) => format!("type object '{}' has no attribute '{attribute}'", t.name),
            _ if self.is_exact(object, types::MODULE) && self.dialect.python2 => {
                format!("'module' object has no attribute '{attribute}'")
            }
            _ if self.is_exact(object, types::MODULE) => {
                let module = self.module_name(object);
                format!("module '{module}' has no attribute '{attribute}'")
            }
            _ => self
                .classic_missing(object, &attribute)
                .unwrap_or_else(|| format!("'{}' object has no attribute '{attribute}'", self.type_name(object))),
        };
        self.attribute_error_saying(object, name, message)
    }

    /// An AttributeError with these fields and another message.
    pub fn attribute_error_saying(&mut self, object: Ref, name: Ref, message: String) -> Raised {
        let text = self.string(message);
        if self.behaviour.error_fields == ErrorFields::MessageOnly {
            return self.raise_with(types::ATTRIBUTE_ERROR, text);
        }
        let exception = self.new_exception(types::ATTRIBUTE_ERROR, &[text]);
        self.incref(object);
        self.incref(name);
        if let Body::Exception(e) = self.heap.body_mut(exception) {
            e.extra = SmallVec::from_slice(&[object, name]);
        }
        self.raise_owned(exception)
    }

    /// An AttributeError that a program has raised without saying of what learns it on its way out of the look-up
    /// (`set_attribute_error_context` in Objects/object.c).
    #[cold]
    pub(super) fn name_missing_attribute(&mut self, object: Ref, name: Ref) {
        if self.behaviour.error_fields == ErrorFields::MessageOnly || !self.matches(types::ATTRIBUTE_ERROR) {
            return;
        }
        let exception = self.raised;
        if let Body::Exception(e) = self.heap.body_mut(exception)
            && e.extra.iter().all(|field| field.is_null())
        {
            e.extra = SmallVec::from_slice(&[object, name]);
            self.incref(object);
            self.incref(name);
        }
    }

    /// `NameError: name 'x' is not defined`, with its field.
    pub fn name_error(&mut self, name: Ref, message: String) -> Raised {
        let text = self.string(message);
        if self.behaviour.error_fields == ErrorFields::MessageOnly {
            return self.raise_with(types::NAME_ERROR, text);
        }
        let exception = self.new_exception(types::NAME_ERROR, &[text]);
        self.incref(name);
        if let Body::Exception(e) = self.heap.body_mut(exception) {
            e.extra = SmallVec::from_slice(&[name]);
        }
        self.raise_owned(exception)
    }

    /// Whether the pending exception is of this class.
    #[must_use]
    pub fn matches(&self, class: Ref) -> bool {
        !self.raised.is_null() && self.is_subtype(self.type_of(self.raised), class)
    }

    /// Clears the pending exception when it is of this class; says whether it was.
    pub fn catch(&mut self, class: Ref) -> bool {
        let found = self.matches(class);
        if found {
            self.clear_raised();
        }
        found
    }

    /// The pending exception, no longer pending; the caller owns it.
    pub fn take_raised(&mut self) -> Ref {
        std::mem::replace(&mut self.raised, Ref::NULL)
    }

    pub fn clear_raised(&mut self) {
        let raised = self.take_raised();
        if self.behaviour.exception_state == ExceptionState::Object {
            self.xdecref(raised);
        } else {
            self.drop_exception_parts(raised);
        }
    }

    /// Releases an exception, then its traceback, which the interpreter holds beside it.
    pub(super) fn drop_exception_parts(&mut self, exception: Ref) {
        if exception.is_null() {
            return;
        }
        let traceback = match self.heap.body(exception) {
            Body::Exception(e) => {
                let traceback = e.traceback;
                self.xincref(traceback);
                traceback
            }
            _ => self.put_traceback(exception, Ref::NULL),
        };
        self.decref(exception);
        self.xdecref(traceback);
    }

    /// Raises what pure text work found wrong.
    pub fn raise_text(&mut self, error: crate::python::text::TextError) -> Raised {
        use crate::python::text::ErrKind;
        let class = match error.kind {
            ErrKind::Value => types::VALUE_ERROR,
            ErrKind::Type => types::TYPE_ERROR,
            ErrKind::Overflow => types::OVERFLOW_ERROR,
            ErrKind::ZeroDivision => types::ZERO_DIVISION_ERROR,
            ErrKind::Index => types::INDEX_ERROR,
            ErrKind::Key => types::KEY_ERROR,
            ErrKind::Lookup => types::LOOKUP_ERROR,
            ErrKind::Memory => types::MEMORY_ERROR,
            _ => types::VALUE_ERROR,
        };
        self.raise(class, error.message)
    }

    /// Makes this exception (stolen) pending, with the handled one as context.
    pub fn make_pending(&mut self, exception: Ref) {
        self.raise_owned(exception);
    }

    /// The name of a module object, for messages.
    pub(super) fn module_name(&mut self, module: Ref) -> String {
        let dict = self.instance_dict(module);
        let name = dict.and_then(|d| self.dict_get_str(d, names::NAME));
        name.and_then(|n| self.as_str(n)).unwrap_or("?").to_owned()
    }
}
