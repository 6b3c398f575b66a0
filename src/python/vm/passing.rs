//! What CPython makes, for a moment, when C code calls something: bound methods and tuples of arguments, which
//! `gc.get_count()` shows, and which may start a collection.

use super::Vm;
use super::known::types;
use super::natives::stands_beside_slot;
use crate::memory::free_lists::Kind;
use crate::memory::rules::{KeywordDicts, NativeCalls};
use crate::memory::{Body, Ref, alloc};
use crate::python::dialect::passing::Passing;

/// What is made for one call: a bound method, tuples of so many arguments (0: none).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Passed {
    method: Option<Kind>,
    arguments: usize,
    with_receiver: usize,
}

impl Passed {
    const NOTHING: Self = Self { method: None, arguments: 0, with_receiver: 0 };

    /// Whether a bound method is made, which holds its receiver.
    pub(super) fn binds(self) -> bool {
        self.method.is_some()
    }

    /// How many arguments the first tuple holds.
    pub(super) fn arguments(self) -> usize {
        self.arguments
    }

    /// Whether the arguments stand in two tuples.
    pub(super) fn makes_two_tuples(self) -> bool {
        self.arguments > 0 && self.with_receiver > 0
    }

    #[inline]
    pub(super) fn begin(self, vm: &mut Vm) {
        if self != Self::NOTHING {
            if let Some(kind) = self.method {
                alloc::count_kept(vm, kind);
                vm.heap.collector.hold_unseen(1);
            }
            alloc::count_tuple(vm, self.arguments);
            alloc::count_tuple(vm, self.with_receiver);
        }
    }

    #[inline]
    pub(super) fn end(self, vm: &mut Vm) {
        if self != Self::NOTHING {
            let heap = &mut vm.heap;
            alloc::count_tuple_death(heap, self.with_receiver);
            alloc::count_tuple_death(heap, self.arguments);
            if let Some(kind) = self.method {
                heap.collector.release_unseen(1);
                alloc::count_death(heap, kind);
            }
        }
    }
}

impl Vm {
    /// For the call of a special method, or of one that C code looks up by its name.
    #[inline]
    pub(super) fn passed_to_special(&self, method: Ref, arguments: usize) -> Passed {
        let rule = self.heap.rules.native_calls;
        if matches!(rule, NativeCalls::InArray | NativeCalls::MethodsInTuple)
            || !matches!(self.heap.body(method), Body::Function(_))
        {
            return Passed::NOTHING;
        }
        let with_receiver = if rule == NativeCalls::InTuple { arguments + 1 } else { 0 };
        Passed { method: Some(Kind::Method), arguments, with_receiver }
    }

    /// For a builtin's special method that stands as a method beside the slot (`METH_COEXIST`): instances of a program's
    /// class do not inherit the slot then, but find the method by its name, and up to 3.7 bind it.
    #[inline]
    pub(super) fn passed_beside_slot(&self, receiver: Ref, owner: Ref, name: &str) -> Passed {
        let rule = self.heap.rules.native_calls;
        if rule == NativeCalls::InArray
            || !self.is_heap_type(self.type_of(receiver))
            || !stands_beside_slot(owner, name)
        {
            return Passed::NOTHING;
        }
        let arguments = match rule {
            NativeCalls::InTuple => 1,
            // `call_method` makes one, `slot_sq_contains` does not.
            NativeCalls::SlotsInTuple => usize::from(name == "__getitem__"),
            _ => 0,
        };
        Passed { method: Some(Kind::BuiltinMethod), arguments, with_receiver: 0 }
    }

    /// Whether a call of this special method makes no bound method, unless it is looked up in another way.
    pub(super) fn binds_special_methods_apart(&self, method: Ref) -> bool {
        !self.passed_to_special(method, 0).binds() && matches!(self.heap.body(method), Body::Function(_))
    }

    /// For the call of `__init__` or `__call__`, whose arguments stand in a tuple already.
    pub(super) fn passed_on(&self, method: Ref, arguments: usize) -> Passed {
        Passed { arguments: 0, ..self.passed_to_special(method, arguments) }
    }

    /// For C code's call of a builtin function (or bound method of one): the tuple that 2.7 always makes, later versions
    /// where the function takes one.
    pub(super) fn passed_to_native(&self, callable: Ref, arguments: usize) -> Passed {
        let Body::Native { native, .. } = *self.heap.body(callable) else { return Passed::NOTHING };
        let in_tuple = self.heap.rules.native_calls == NativeCalls::InTuple || self.passing(native) == Passing::Packed;
        Passed { arguments: if in_tuple { arguments } else { 0 }, ..Passed::NOTHING }
    }

    /// For the call of a callable object.
    #[inline]
    pub(super) fn passed_to(&self, callable: Ref, arguments: usize) -> Passed {
        let rule = self.heap.rules.native_calls;
        // The call of a class counts its tuple itself.
        if rule == NativeCalls::InArray || matches!(self.heap.body(callable), Body::Type(_)) {
            return Passed::NOTHING;
        }
        let bound = matches!(self.heap.body(callable), Body::BoundMethod { .. });
        match rule {
            NativeCalls::InTuple => {
                Passed { method: None, arguments, with_receiver: if bound { arguments + 1 } else { 0 } }
            }
            _ if bound => Passed { method: None, arguments, with_receiver: 0 },
            _ => Passed::NOTHING,
        }
    }

    /// For `PyObject_CallFunction`, whose format makes a tuple: in 3.6 a function gets that.
    pub(super) fn passed_by_format(&self, callable: Ref, arguments: usize) -> Passed {
        let in_tuple = self.heap.rules.native_calls == NativeCalls::SlotsInTuple;
        if in_tuple && matches!(self.heap.body(callable), Body::Function(_)) {
            return Passed { arguments, ..Passed::NOTHING };
        }
        Passed::NOTHING
    }

    /// For C code's call of a bound method with arguments that stand in a tuple already.
    pub(super) fn passed_on_to_method(&self, arguments: usize) -> Passed {
        Passed { arguments: 0, ..self.passed_to_method(arguments) }
    }

    /// For C code's call of a bound method.
    pub(super) fn passed_to_method(&self, arguments: usize) -> Passed {
        match self.heap.rules.native_calls {
            NativeCalls::InArray => Passed::NOTHING,
            NativeCalls::InTuple => Passed { method: None, arguments, with_receiver: arguments + 1 },
            _ => Passed { method: None, arguments, with_receiver: 0 },
        }
    }

    /// The names of a call's keywords, which came in a dict: a tuple of names that CPython has made, or one that it has not.
    pub(super) fn names_of_dict(&mut self, callable: Ref, keys: &[Ref]) -> Ref {
        let pairs = self.heap.rules.keyword_dicts == KeywordDicts::InPairs && self.takes_pairs(callable);
        if !pairs && self.takes_names(callable) { self.tuple_from(keys) } else { self.uncounted_tuple(keys) }
    }

    /// How long the tuple of names and values is that a call with so many keywords from a dict makes; 0: there is none.
    pub(super) fn pairs_of_dict(&self, callable: Ref, keywords: usize) -> usize {
        let pairs = self.heap.rules.keyword_dicts == KeywordDicts::InPairs && self.takes_pairs(callable);
        if pairs { 2 * keywords } else { 0 }
    }

    fn takes_pairs(&self, callable: Ref) -> bool {
        match self.heap.body(callable) {
            Body::Function(_) => true,
            Body::BoundMethod { function, .. } => self.type_of(*function) == types::FUNCTION,
            _ => false,
        }
    }
}
