//! Calls that C code makes for a program: what holds the arguments beside the frame that is entered. `sys.getrefcount`
//! of an argument shows each of these references.

use smallvec::SmallVec;

use super::call::{Arrival, Callee, Packing};
use super::frames::Entry;
use super::known::{self, names, types};
use super::{Res, Vm};
use crate::memory::rules::{BoundCalls, CallArguments, CallRelease, KeywordDicts, NativeCalls, UnpackedCalls};
use crate::memory::{Body, Ref, alloc};
use crate::python::behaviour::PartialCalls;
use crate::python::builtins::partial;
use crate::python::dialect::passing::Passing;

impl Vm {
    /// Calls with positional and keyword arguments (all borrowed).
    pub fn call_kw(&mut self, callable: Ref, args: &[Ref], keywords: &[(Ref, Ref)]) -> Res {
        self.with_names(callable, args, keywords, |vm, start, kwnames| match vm.heap.rules.native_calls {
            NativeCalls::InTuple => vm.call_on_stack(start, args.len() + keywords.len(), kwnames),
            _ => vm.call_from_dict(start, args.len(), kwnames),
        })
    }

    /// `callable(*args, **kwargs)`: the arguments come in a tuple and a dict.
    pub(super) fn call_packed(
        &mut self,
        callable: Ref,
        args: &[Ref],
        keywords: &[(Ref, Ref)],
        mapping: Mapping,
    ) -> Res {
        if keywords.is_empty() && matches!(self.heap.body(callable), Body::Native { .. }) {
            return self.call_native_function(callable, args);
        }
        if self.takes_dict(callable) {
            return self.call_native_lending(callable, args, keywords);
        }
        let callable = self.function_of_unbound(callable, args)?;
        self.with_names(callable, args, keywords, |vm, start, kwnames| match vm.heap.body(callable) {
            Body::Type(_) => {
                // A dict that others hold, too, may lose its values during the call.
                let mark = vm.kept.len();
                if mapping == Mapping::Shared {
                    vm.kept.extend(keywords.iter().map(|(_, value)| *value));
                    vm.count_kept_since(mark);
                }
                let result = vm.call_type_on_stack(start, kwnames, Arrival::Packed);
                vm.release_kept(mark);
                result
            }
            Body::Function(_) | Body::BoundMethod { .. } | Body::Native { .. }
                if vm.heap.rules.unpacked_calls == UnpackedCalls::TwoTuples =>
            {
                vm.call_on_stack(start, args.len() + keywords.len(), kwnames)
            }
            Body::Function(_) | Body::BoundMethod { .. } | Body::Native { .. } => {
                vm.call_from_dict(start, args.len(), kwnames)
            }
            _ => {
                // The tuple that was given, and the one that is made for the call.
                let mark = vm.kept.len();
                if vm.heap.rules.unpacked_calls == UnpackedCalls::TwoTuples {
                    vm.kept.extend(args);
                    vm.kept.push(callable);
                    vm.count_kept_since(mark);
                }
                let result = vm.call_slowly(start, kwnames, Arrival::Packed);
                vm.release_kept(mark);
                result
            }
        })
    }

    /// Whether a call with a tuple and a dict passes both on as they are.
    fn takes_dict(&self, callable: Ref) -> bool {
        let twice = self.heap.rules.unpacked_calls == UnpackedCalls::TwoTuples;
        matches!(*self.heap.body(callable), Body::Native { native, .. }
            if !twice && self.passing(native) == Passing::Packed)
    }

    /// Puts a call on the stack, with the keywords' names in a tuple; `call` runs it.
    fn with_names(
        &mut self,
        callable: Ref,
        args: &[Ref],
        keywords: &[(Ref, Ref)],
        call: impl FnOnce(&mut Self, usize, Ref) -> Res,
    ) -> Res {
        let start = self.top;
        self.push_call(callable, Ref::NULL, args)?;
        for (_, value) in keywords {
            self.incref(*value);
            self.push(*value)?;
        }
        let keys: SmallVec<[Ref; 4]> = keywords.iter().map(|(key, _)| *key).collect();
        let kwnames = if keys.is_empty() { Ref::NULL } else { self.names_of_dict(callable, &keys) };
        let pairs = self.pairs_of_dict(callable, keys.len());
        alloc::count_tuple(self, pairs);
        let result = call(self, start, kwnames);
        alloc::count_tuple_death(&mut self.heap, pairs);
        self.xdecref(kwnames);
        result
    }

    /// Runs the call on the stack. The caller holds all arguments; what spreads out the keywords' dict holds those that it
    /// puts together once more.
    fn call_from_dict(&mut self, start: usize, positional: usize, kwnames: Ref) -> Res {
        let keywords = self.tuple_len(kwnames);
        let count = positional + keywords;
        if keywords == 0 || self.heap.rules.unpacked_calls == UnpackedCalls::KeywordsHeld {
            return self.call_lent(start, count, positional, kwnames);
        }
        let moves = self.heap.rules.call_arguments != CallArguments::Copied
            && matches!(self.heap.body(self.stack[start]), Body::Function(_) | Body::BoundMethod { .. });
        if !moves {
            return self.call_on_stack(start, count, kwnames);
        }
        // The array is given up from its first place on: the last kept goes first.
        let mark = self.kept.len();
        self.kept.extend(self.stack[start + 2..self.top].iter().rev());
        self.count_kept_since(mark);
        let result = self.call_on_stack(start, count, kwnames);
        self.release_kept(mark);
        result
    }

    fn count_kept_since(&mut self, mark: usize) {
        for at in mark..self.kept.len() {
            self.heap.incref(self.kept[at]);
        }
    }

    /// Calls a native with arguments and keywords that the caller holds, in a tuple and a dict that C code passes on.
    pub(super) fn call_native_lending(&mut self, native: Ref, args: &[Ref], keywords: &[(Ref, Ref)]) -> Res {
        self.with_names(native, args, keywords, |vm, start, kwnames| {
            let lent: SmallVec<[Ref; 4]> = vm.stack[start + 2..vm.top].into();
            for &arg in &lent {
                let last = vm.heap.decref_is_last(arg);
                debug_assert!(!last, "the caller holds what it passes");
            }
            vm.run_native_on_stack(start, kwnames, &lent)
        })
    }

    /// Calls with arguments that the caller holds in a tuple: what holds them is counted already.
    pub fn call_lending(&mut self, callable: Ref, args: &[Ref]) -> Res {
        if self.is_exact(callable, types::NATIVE_FUNCTION) {
            return self.call_native_function(callable, args);
        }
        let in_tuple = self.heap.rules.native_calls == NativeCalls::InTuple;
        let callable = self.function_of_unbound(callable, args)?;
        let start = self.top;
        self.push_call(callable, Ref::NULL, args)?;
        match self.body(callable) {
            Body::Type(_) if in_tuple => self.call_type_on_stack(start, Ref::NULL, Arrival::Packed),
            Body::Record(_) if in_tuple => self.call_slowly(start, Ref::NULL, Arrival::Packed),
            Body::BoundMethod { .. } if in_tuple => {
                let passed = self.passed_on_to_method(args.len());
                passed.begin(self);
                let result = self.call_lent(start, args.len(), args.len(), Ref::NULL);
                passed.end(self);
                result
            }
            _ => self.call_lent(start, args.len(), args.len(), Ref::NULL),
        }
    }

    /// What an unbound method (of 2.7) calls with arguments that stand in a tuple already: its function, which gets the
    /// same tuple.
    fn function_of_unbound(&mut self, callable: Ref, args: &[Ref]) -> Res {
        let Body::BoundMethod { receiver: Ref::NULL, function, class } = *self.body(callable) else {
            return Ok(callable);
        };
        self.check_receiver_of_unbound(function, class, args.first().copied().unwrap_or(Ref::NULL))?;
        Ok(function)
    }

    /// As [`Vm::call_on_stack`], for arguments of which the caller holds the receiver and the first `lent` ones: once a
    /// frame has its own count of them, the stack's is given back.
    pub(super) fn call_lent(&mut self, start: usize, count: usize, lent: usize, kwnames: Ref) -> Res {
        let copied = self.heap.rules.call_arguments == CallArguments::Copied;
        if copied
            && self.heap.rules.bound_calls == BoundCalls::Unpacked
            && self.stack[start + 1].is_null()
            && matches!(self.heap.body(self.stack[start]), Body::BoundMethod { receiver, .. } if !receiver.is_null())
        {
            return self.call_method_in_parts(start, count, lent, kwnames);
        }
        match self.begin_call(start, count, kwnames, Entry::Native) {
            Callee::Done(result) => result,
            Callee::Frame => {
                if copied {
                    let base = self.frames.last().map_or(start, |a| a.base);
                    for at in start + 1..base.min(start + 2 + lent) {
                        let lent = std::mem::take(&mut self.stack[at]);
                        self.xdecref(lent);
                    }
                }
                self.run_guarded()
            }
        }
    }

    /// A bound method on the stack gives way to its function and its receiver, but lives until the call has ended.
    pub(super) fn call_method_in_parts(&mut self, start: usize, count: usize, lent: usize, kwnames: Ref) -> Res {
        let callable = self.stack[start];
        let Body::BoundMethod { function, receiver, .. } = *self.heap.body(callable) else { return self.done() };
        self.heap.incref(function);
        self.heap.incref(receiver);
        self.stack[start] = function;
        self.stack[start + 1] = receiver;
        let mark = self.kept.len();
        self.kept.push(callable);
        let result = match self.heap.rules.native_calls {
            // The tuple that is made for the call holds the receiver, too.
            NativeCalls::InTuple => self.call_on_stack(start, count + 1, kwnames),
            _ => self.call_lent(start, count + 1, lent, kwnames),
        };
        self.release_kept(mark);
        result
    }

    /// A call through `__call__`.
    pub(super) fn call_slowly(&mut self, start: usize, kwnames: Ref, arrival: Arrival) -> Res {
        let callable = self.stack[start];
        let class = self.type_of(callable);
        let method = self.lookup(class, names::CALL);
        let Some(method) = method.filter(|m| *m != known::NONE) else {
            let message = format!("'{}' object is not callable", self.type_name(callable));
            let raised = self.type_error(message);
            self.drop_call(start);
            return Err(raised);
        };
        // `callable receiver? args` becomes `method callable receiver? args`.
        let first = if self.stack[start + 1].is_null() { start + 2 } else { start + 1 };
        let args = self.stack[first..self.top].to_vec();
        self.enter_native(" while calling a Python object").inspect_err(|_| self.drop_call(start))?;
        self.top = start;
        if arrival != Arrival::OnStack {
            // C code that calls has the reference it was given, no other.
            let last = self.heap.decref_is_last(callable);
            debug_assert!(!last, "the caller holds what it calls");
        }
        let keywords = self.tuple_len(kwnames);
        let packing = if self.takes_vector(callable, class) {
            Packing::NONE
        } else {
            Packing::of_call(arrival, args.len() - keywords, keywords)
        };
        packing.begin(self);
        let unseen = self.tracked_packing(packing, &args);
        self.heap.collector.hold_unseen(unseen);
        // `slot_tp_call` takes the names out of the dict again.
        let names = match self.heap.rules.keyword_dicts {
            _ if !self.is_heap_type(class) => 0,
            KeywordDicts::InPairs => 2 * keywords,
            KeywordDicts::NamesApart => keywords,
        };
        let passed = self.passed_on(method, args.len() - keywords);
        passed.begin(self);
        alloc::count_tuple(self, names);
        let mark = self.kept.len();
        let lent = if self.is_heap_type(class) {
            self.hold_arguments(callable, &args, keywords, arrival)
        } else {
            Lent::Nothing
        };
        let result = self.call_raw_stealing(method, callable, args, kwnames, lent);
        alloc::count_tuple_death(&mut self.heap, names);
        passed.end(self);
        self.heap.collector.release_unseen(unseen);
        packing.end(self);
        self.leave_native();
        let called = if arrival == Arrival::OnStack { callable } else { Ref::NULL };
        if self.heap.rules.call_release == CallRelease::LastToFirst {
            self.release_kept(mark);
            self.xdecref(called);
        } else {
            self.xdecref(called);
            self.release_kept(mark);
        }
        result
    }

    /// Whether this object is called without a tuple of the arguments. A `partial` with keywords of its own is not
    /// (`partial_vectorcall_fallback`).
    fn takes_vector(&self, callable: Ref, class: Ref) -> bool {
        self.behaviour.vectorcall_types.contains(&class)
            || class == types::PARTIAL
                && self.behaviour.partial_calls == PartialCalls::WithoutTuple
                && self.dict_len(self.record_at(callable, partial::KEYWORDS)) == 0
    }

    /// Keeps what `slot_tp_call` and its caller hold beside the frame of `__call__`: the caller's operand stack; a tuple and
    /// a dict for the call; where there are keywords, an array that puts them and the callable together (or a tuple of
    /// the keywords only); a bound method. Says what nothing but the caller holds.
    fn hold_arguments(&mut self, callable: Ref, args: &[Ref], keywords: usize, arrival: Arrival) -> Lent {
        let rules = &self.heap.rules;
        let native_calls = rules.native_calls;
        let in_tuple = native_calls == NativeCalls::InTuple;
        let copied = rules.call_arguments == CallArguments::Copied;
        let release = rules.call_release;
        let array = usize::from(keywords > 0 && rules.unpacked_calls == UnpackedCalls::AllHeld);
        let values = usize::from(keywords > 0);
        let bound = usize::from(matches!(native_calls, NativeCalls::SlotsInTuple | NativeCalls::InTuple));
        let brought = match arrival {
            // In 2.7 the operand stack's references move into the tuple, and `instancemethod_call` makes a second one.
            Arrival::OnStack | Arrival::Direct => 2,
            Arrival::InArray => 1,
            Arrival::Packed => 0,
        };
        let positional = args.len() - keywords;
        let mark = self.kept.len();
        // One reference stands on the stack already: a frame that copies leaves it there.
        let there = usize::from(copied);
        let times = (brought + array).saturating_sub(there);
        let value_times = (brought + values).saturating_sub(there);
        for time in 0..times.max(value_times) {
            let (from, to) =
                (if time < times { 0 } else { positional }, if time < value_times { args.len() } else { positional });
            match release {
                CallRelease::FirstToLast => self.kept.extend(args[from..to].iter().rev()),
                CallRelease::LastToFirst => self.kept.extend(&args[from..to]),
            }
        }
        // `call_function` in Python/ceval.c counts what it calls once more, up to 3.7.
        let called = usize::from(arrival == Arrival::OnStack && native_calls != NativeCalls::InArray);
        self.kept.extend(std::iter::repeat_n(callable, array + bound + called));
        self.count_kept_since(mark);
        match brought + array {
            _ if in_tuple => Lent::Nothing,
            0 => Lent::ReceiverAnd(positional),
            _ => Lent::ReceiverAnd(0),
        }
    }

    /// `method(receiver, args…)`; the arguments are stolen.
    fn call_raw_stealing(&mut self, method: Ref, receiver: Ref, args: Vec<Ref>, kwnames: Ref, lent: Lent) -> Res {
        let start = self.top;
        self.reserve_stack(start + args.len() + 8)?;
        let raw =
            matches!(self.type_of(method), types::FUNCTION | types::METHOD_DESCRIPTOR | types::WRAPPER_DESCRIPTOR);
        let (callable, receiver) = if raw {
            self.incref(receiver);
            (self.incref(method), receiver)
        } else {
            let class = self.type_of(receiver);
            match self.descriptor_get(method, receiver, class) {
                Ok(bound) => (bound, Ref::NULL),
                Err(raised) => {
                    self.decref_all(&args);
                    return Err(raised);
                }
            }
        };
        self.stack[start] = callable;
        self.stack[start + 1] = receiver;
        self.stack[start + 2..start + 2 + args.len()].copy_from_slice(&args);
        self.top = start + 2 + args.len();
        match lent {
            Lent::Nothing => self.call_on_stack(start, args.len(), kwnames),
            Lent::ReceiverAnd(lent) => self.call_lent(start, args.len(), lent, kwnames),
        }
    }
}

/// Whether others may change the dict of `**kwargs` during the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mapping {
    Own,
    Shared,
}

/// Which references of the stack a frame that has its own makes superfluous.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lent {
    Nothing,
    /// The receiver's and those of so many arguments.
    ReceiverAnd(usize),
}
