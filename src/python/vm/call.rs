//! Calls, from Rust and from the evaluation loop. What natives are passed stands in [`super::natives`], what functions of
//! programs are in [`super::enter`].
//!
//! A call in progress stands on the stack as `callable, receiver or NULL, arguments…`; whoever runs it consumes all
//! of them and gives the result.

use super::frames::Entry;
use super::known::types;
use super::native::Flavor;
use super::{Res, Vm};
use crate::memory::alloc;
use crate::memory::free_lists::Kind;
use crate::memory::rules::{BoundCalls, CallArguments, CallRelease, NativeCalls};
use crate::memory::{Body, Ref};
use crate::python::dialect::passing::Passing;

/// What a callable turned out to be, with the stack arranged for it.
pub(super) enum Callee {
    /// A frame was pushed: the evaluation loop goes on in it.
    Frame,
    /// The result (or exception) is there, the stack is cleared.
    Done(Res),
}

/// How the arguments of a call come along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arrival {
    /// On the operand stack of the frame that calls.
    OnStack,
    /// There too, for an instruction that is specialized: they need no tuple.
    Direct,
    /// In an array of C code that calls.
    InArray,
    /// In the tuple and dict of `f(*args, **kwargs)`.
    Packed,
}

/// What CPython makes to pass arguments on to C code: tuples of these lengths (0: none), a dict for so many keywords.
#[derive(Clone, Copy, Debug)]
pub(super) struct Packing {
    pub all: usize,
    pub rest: usize,
    pub keywords: usize,
    /// Whether a slot's descriptor makes a `method-wrapper` first (`wrapperdescr_call` in Objects/descrobject.c).
    pub wrapper: bool,
}

impl Packing {
    pub(super) const NONE: Self = Self { all: 0, rest: 0, keywords: 0, wrapper: false };

    /// A call through `tp_call` (`_PyObject_MakeTpCall`).
    pub(super) fn of_call(arrival: Arrival, positional: usize, keywords: usize) -> Self {
        match arrival {
            Arrival::OnStack | Arrival::InArray => Self { all: positional, keywords, ..Self::NONE },
            Arrival::Direct | Arrival::Packed => Self::NONE,
        }
    }

    #[inline]
    pub(super) fn begin(self, vm: &mut Vm) {
        alloc::count_tuple(vm, self.all);
        if self.keywords > 0 {
            alloc::count_kept(vm, Kind::Dict);
        }
        if self.wrapper {
            alloc::count_allocation(vm);
        }
        alloc::count_tuple(vm, self.rest);
    }

    #[inline]
    pub(super) fn end(self, vm: &mut Vm) {
        alloc::count_tuple_death(&mut vm.heap, self.rest);
        if self.wrapper {
            alloc::count_deallocation(&mut vm.heap);
        }
        alloc::count_tuple_death(&mut vm.heap, self.all);
        if self.keywords > 0 {
            alloc::count_death(&mut vm.heap, Kind::Dict);
        }
    }
}

impl Vm {
    /// How many of these tuples and dicts the collector would see survive: those that hold containers. The keywords'
    /// values are the last of `args`.
    pub(super) fn tracked_packing(&self, packing: Packing, args: &[Ref]) -> usize {
        let tracked = |args: &[Ref]| usize::from(args.iter().any(|&arg| alloc::keeps_tracked(&self.heap, arg)));
        let (positional, values) = args.split_at(args.len().saturating_sub(packing.keywords));
        let last = |length: usize| tracked(&positional[positional.len().saturating_sub(length)..]);
        last(packing.all) + last(packing.rest) + tracked(values)
    }

    /// Whether keywords reach this callable as a tuple of names (a vectorcall), not as a dict.
    pub(super) fn takes_names(&self, callable: Ref) -> bool {
        match self.heap.body(callable) {
            Body::Native { native, .. } => {
                let definition = self.natives[*native as usize];
                self.passing(*native) == Passing::InPlace && !matches!(definition.flavor, Flavor::New | Flavor::Slot)
            }
            Body::Type(_) => self.behaviour.vectorcall_types.contains(&callable),
            Body::Function(_) | Body::BoundMethod { .. } => true,
            _ => false,
        }
    }

    /// Puts one (stolen) reference on the stack.
    pub(super) fn push(&mut self, value: Ref) -> Res<()> {
        if let Err(raised) = self.reserve_stack(self.top + 2) {
            self.decref(value);
            return Err(raised);
        }
        self.stack[self.top] = value;
        self.top += 1;
        Ok(())
    }

    pub(super) fn reserve_stack(&mut self, wanted: usize) -> Res<()> {
        if wanted >= self.stack.len() {
            if wanted > MAX_STACK {
                return Err(self.raise(types::MEMORY_ERROR, ""));
            }
            self.stack.resize((wanted * 2).max(4096), Ref::NULL);
        }
        Ok(())
    }

    /// Runs the call that stands on the stack from `start` to the end.
    pub(super) fn call_on_stack(&mut self, start: usize, count: usize, kwnames: Ref) -> Res {
        match self.begin_call(start, count, kwnames, Entry::Native) {
            Callee::Done(result) => result,
            Callee::Frame => self.run_guarded(),
        }
    }

    /// Starts the call that stands on the stack: pushes a frame for a function of a program, runs anything else.
    /// `kwnames` is borrowed.
    pub(super) fn begin_call(&mut self, start: usize, count: usize, kwnames: Ref, entry: Entry) -> Callee {
        let arrival = if entry == Entry::Call { Arrival::OnStack } else { Arrival::InArray };
        let callable = self.stack[start];
        match self.heap.body(callable) {
            Body::Function(_) => {
                let first = if self.stack[start + 1].is_null() { start + 2 } else { start + 1 };
                match self.enter_function(callable, start, first, self.top - first, kwnames, entry) {
                    Ok(()) => Callee::Frame,
                    Err(raised) => {
                        self.drop_call(start);
                        Callee::Done(Err(raised))
                    }
                }
            }
            Body::BoundMethod { receiver: Ref::NULL, .. } => Callee::Done(self.call_unbound(start, count, kwnames)),
            Body::BoundMethod { function, receiver, .. } => {
                let (function, receiver) = (*function, *receiver);
                if self.stack[start + 1].is_null() {
                    if self.heap.rules.bound_calls == BoundCalls::MethodStays
                        && matches!(self.heap.body(function), Body::Function(_))
                    {
                        return self.begin_call_of_method(start, function, receiver, kwnames, entry);
                    }
                    if self.heap.rules.call_arguments == CallArguments::Copied && entry == Entry::Native {
                        return Callee::Done(self.call_method_in_parts(start, count, 0, kwnames));
                    }
                    self.heap.incref(function);
                    self.heap.incref(receiver);
                    self.stack[start] = function;
                    self.stack[start + 1] = receiver;
                    self.decref(callable);
                    return self.begin_call(start, count, kwnames, entry);
                }
                // What stands in the receiver's place is the first argument (`__exit__`, called with three times None).
                if let Err(raised) = self.reserve_stack(self.top + 2) {
                    self.drop_call(start);
                    return Callee::Done(Err(raised));
                }
                self.heap.incref(function);
                self.heap.incref(receiver);
                self.stack[self.top] = Ref::NULL;
                self.top += 1;
                self.stack.copy_within(start + 1..self.top - 1, start + 2);
                self.stack[start] = function;
                self.stack[start + 1] = receiver;
                // The method stays on the caller's stack, or its parts do.
                let stays = self.heap.rules.bound_calls == BoundCalls::MethodStays
                    || self.heap.rules.call_arguments != CallArguments::Copied
                    || self.heap.rules.native_calls == NativeCalls::InTuple;
                let mark = self.kept.len();
                if stays {
                    self.kept.push(callable);
                } else {
                    self.decref(callable);
                }
                let passed = self.passed_to_method(count + 1);
                passed.begin(self);
                for at in self.top - passed.arguments()..self.top {
                    let held = self.heap.incref(self.stack[at]);
                    self.kept.push(held);
                }
                let result = match self.heap.rules.bound_calls {
                    BoundCalls::MethodStays => self.call_lent(start, count + 1, 0, kwnames),
                    BoundCalls::Unpacked => self.call_on_stack(start, count + 1, kwnames),
                };
                passed.end(self);
                self.release_kept(mark);
                Callee::Done(result)
            }
            Body::Native { .. } if entry == Entry::Call => Callee::Done(self.call_native_packing(start, kwnames)),
            Body::Native { .. } => Callee::Done(self.call_native(start, kwnames)),
            Body::Type(_) => Callee::Done(self.call_type_on_stack(start, kwnames, arrival)),
            Body::ResultCache(_) => Callee::Done(self.call_result_cache(start, kwnames, arrival)),
            _ => {
                let result = self.call_slowly(start, kwnames, arrival);
                Callee::Done(result)
            }
        }
    }

    /// A bound method's function gets `self` from the method, which stays on the stack.
    fn begin_call_of_method(
        &mut self,
        start: usize,
        function: Ref,
        receiver: Ref,
        kwnames: Ref,
        entry: Entry,
    ) -> Callee {
        let first = start + 1;
        self.stack[first] = self.heap.incref(receiver);
        let entered = self.enter_function(function, start, first, self.top - first, kwnames, entry);
        let passed = std::mem::take(&mut self.stack[first]);
        self.decref(passed);
        match entered {
            Ok(()) => Callee::Frame,
            Err(raised) => {
                self.drop_call(start);
                Callee::Done(Err(raised))
            }
        }
    }

    /// Releases what was called, which stands at `start`, and its arguments.
    pub(super) fn drop_call(&mut self, start: usize) {
        if self.heap.rules.call_release == CallRelease::LastToFirst {
            return self.drop_stack(start);
        }
        // Finalizers that run meanwhile use the stack above.
        for at in start..self.top {
            let value = std::mem::take(&mut self.stack[at]);
            self.xdecref(value);
        }
        self.top = start;
    }

    /// Releases the stack from the top down to `start`.
    pub(super) fn drop_stack(&mut self, start: usize) {
        while self.top > start {
            self.top -= 1;
            let value = std::mem::take(&mut self.stack[self.top]);
            self.xdecref(value);
        }
    }
}

/// Entries of the value stack: some two million calls, whose frames and tracebacks still fit the budget of memory.
const MAX_STACK: usize = 1 << 23;
