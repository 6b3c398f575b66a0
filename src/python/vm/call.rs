//! Calls: from Rust and from the evaluation loop; binding arguments to parameters.
//!
//! A call in progress stands on the stack as `callable, receiver or NULL, arguments…`; whoever runs it consumes all
//! of them and gives the result.

use super::frames::{Activation, Entry};
use super::known::{self, names, types};
use super::native::{Args, Arity, Flavor, Native, Param, Passing};
use super::{Raised, Res, Vm};
use crate::memory::alloc;
use crate::memory::free_lists::Kind;
use crate::memory::rules::{BoundCalls, CallArguments, FrameObjects, NativeCalls, UnpackedCalls};
use crate::memory::{Body, Ref};
use crate::python::behaviour::NativeRecursion;
use crate::python::code::CodeFlags;
use crate::python::dialect::builtins::{CallableNames, TooFew};

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
    /// On the stack.
    OnStack,
    /// In the tuple and dict of `f(*args, **kwargs)`.
    Packed,
}

/// What CPython makes to pass arguments on to C code: tuples of these lengths (0: none), a dict for so many keywords.
#[derive(Clone, Copy, Debug)]
pub(super) struct Packing {
    pub all: usize,
    pub rest: usize,
    pub keywords: usize,
}

impl Packing {
    pub(super) const NONE: Self = Self { all: 0, rest: 0, keywords: 0 };

    /// A call through `tp_call` (`_PyObject_MakeTpCall`).
    pub(super) fn of_call(arrival: Arrival, positional: usize, keywords: usize) -> Self {
        match arrival {
            Arrival::OnStack => Self { all: positional, rest: 0, keywords },
            Arrival::Packed => Self::NONE,
        }
    }

    #[inline]
    pub(super) fn begin(self, vm: &mut Vm) {
        alloc::count_tuple(vm, self.all);
        if self.keywords > 0 {
            alloc::count_kept(vm, Kind::Dict);
        }
        alloc::count_tuple(vm, self.rest);
    }

    #[inline]
    pub(super) fn end(self, vm: &mut Vm) {
        alloc::count_tuple_death(&mut vm.heap, self.rest);
        alloc::count_tuple_death(&mut vm.heap, self.all);
        if self.keywords > 0 {
            alloc::count_death(&mut vm.heap, Kind::Dict);
        }
    }
}

impl Vm {
    /// Calls with positional arguments (borrowed).
    pub fn call(&mut self, callable: Ref, args: &[Ref]) -> Res {
        if self.is_exact(callable, types::NATIVE_FUNCTION) {
            return self.call_native_function(callable, args);
        }
        self.call_kw(callable, args, &[])
    }

    /// Calls a native function as CPython's C code does: it sees the arguments where they are, without a count of its
    /// own (`list(map(sys.getrefcount, objects))` shows it). The caller holds them meanwhile.
    fn call_native_function(&mut self, callable: Ref, args: &[Ref]) -> Res {
        let start = self.top;
        self.push_call(callable, Ref::NULL, args)?;
        for &arg in args {
            // Not the last count: the caller's is there.
            let last = self.heap.decref_is_last(arg);
            debug_assert!(!last, "the caller holds what it passes");
        }
        self.run_native_on_stack(start, Ref::NULL, args)
    }

    /// Calls a raw method (as found in a class) with its receiver, without making a bound method.
    pub fn call_raw(&mut self, method: Ref, receiver: Ref, args: &[Ref]) -> Res {
        if let Some(result) = self.call_slot(method, receiver, args) {
            return result;
        }
        match self.type_of(method) {
            types::FUNCTION | types::METHOD_DESCRIPTOR | types::WRAPPER_DESCRIPTOR => {
                let start = self.top;
                self.push_call(method, receiver, args)?;
                match self.heap.rules.native_calls {
                    NativeCalls::InArray => self.call_lent(start, args.len(), args.len(), Ref::NULL),
                    // The bound method and the tuple that its call makes hold the receiver, two tuples the arguments.
                    NativeCalls::InTuple => {
                        let mark = self.kept.len();
                        for &held in [receiver].iter().chain(args) {
                            self.incref(held);
                            self.kept.push(held);
                        }
                        let result = self.call_on_stack(start, args.len(), Ref::NULL);
                        self.release_kept(mark);
                        result
                    }
                    NativeCalls::SlotsInTuple => self.call_on_stack(start, args.len(), Ref::NULL),
                }
            }
            _ => {
                let class = self.type_of(receiver);
                let bound = self.descriptor_get(method, receiver, class)?;
                let result = self.call(bound, args);
                self.decref(bound);
                result
            }
        }
    }

    /// Calls a native of the receiver's own type as CPython calls a slot: the function sees receiver and arguments
    /// without counting them; the caller holds them meanwhile. `None`: not such a method, or not with these arguments.
    fn call_slot(&mut self, method: Ref, receiver: Ref, args: &[Ref]) -> Option<Res> {
        let Body::Native { native, receiver: Ref::NULL, module } = *self.heap.body(method) else { return None };
        let definition = self.natives[native as usize];
        let fits = match definition.arity {
            Arity::Slot(wanted) => args.len() == wanted,
            Arity::Zero => args.is_empty(),
            Arity::One => args.len() == 1,
            Arity::Range(least, most) => (least..=most).contains(&args.len()),
            Arity::Named(_) | Arity::Raw => false,
        };
        if !fits || !matches!(definition.flavor, Flavor::Slot | Flavor::Method) || self.type_of(receiver) != module {
            return None;
        }
        let base = self.top;
        let end = base + 1 + args.len();
        if self.reserve_stack(end + 8).is_err() {
            return Some(Err(Raised));
        }
        self.stack[base] = receiver;
        self.stack[base + 1..end].copy_from_slice(args);
        self.top = end;
        let result = self.run_with_keeping(definition, Args { base, count: end - base, names: Ref::NULL });
        for place in &mut self.stack[base..end] {
            *place = Ref::NULL;
        }
        self.top = base;
        Some(result)
    }

    /// Calls `object.name(args…)`.
    pub fn call_method(&mut self, object: Ref, name: Ref, args: &[Ref]) -> Res {
        match self.load_method(object, name)? {
            super::attributes::MethodOrValue::Method(method) => {
                let result = self.call_raw(method, object, args);
                self.decref(method);
                result
            }
            super::attributes::MethodOrValue::Value(value) => {
                let result = self.call(value, args);
                self.decref(value);
                result
            }
        }
    }

    /// Calls a special method of the object's type; `None` when the type has none.
    pub fn call_special(&mut self, object: Ref, name: Ref, args: &[Ref]) -> Option<Res> {
        let method = self.special(object, name)?;
        if method == known::NONE {
            return None;
        }
        Some(self.call_raw(method, object, args))
    }

    /// Calls with positional and keyword arguments (all borrowed).
    pub fn call_kw(&mut self, callable: Ref, args: &[Ref], keywords: &[(Ref, Ref)]) -> Res {
        let start = self.top;
        self.push_call(callable, Ref::NULL, args)?;
        let mut kwnames = Ref::NULL;
        if !keywords.is_empty() {
            for (_, value) in keywords {
                self.incref(*value);
                self.push(*value)?;
            }
            let keys: Vec<Ref> = keywords.iter().map(|(key, _)| *key).collect();
            kwnames = if self.takes_names(callable) { self.tuple_from(&keys) } else { self.uncounted_tuple(&keys) };
        }
        let count = args.len() + keywords.len();
        let result = match self.heap.rules.native_calls {
            NativeCalls::InTuple => self.call_on_stack(start, count, kwnames),
            _ => self.call_lent(start, count, count, kwnames),
        };
        self.xdecref(kwnames);
        result
    }

    /// Calls with arguments that the caller holds in a tuple: what holds them is counted already.
    pub fn call_lending(&mut self, callable: Ref, args: &[Ref]) -> Res {
        if self.is_exact(callable, types::NATIVE_FUNCTION) {
            return self.call_native_function(callable, args);
        }
        let start = self.top;
        self.push_call(callable, Ref::NULL, args)?;
        self.call_lent(start, args.len(), args.len(), Ref::NULL)
    }

    /// As [`Vm::call_on_stack`], for arguments of which the caller holds the first `lent` ones: once a frame has its own
    /// count of them, the stack's is given back.
    fn call_lent(&mut self, start: usize, count: usize, lent: usize, kwnames: Ref) -> Res {
        match self.begin_call(start, count, kwnames, Entry::Native) {
            Callee::Done(result) => result,
            Callee::Frame => {
                if self.heap.rules.call_arguments == CallArguments::Copied {
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

    /// Whether keywords reach this callable as a tuple of names (a vectorcall), not as a dict.
    fn takes_names(&self, callable: Ref) -> bool {
        match self.heap.body(callable) {
            Body::Native { native, .. } => {
                let definition = self.natives[*native as usize];
                definition.passing == Passing::InPlace && !matches!(definition.flavor, Flavor::New | Flavor::Slot)
            }
            Body::Type(_) => self.behaviour.vectorcall_types.contains(&callable),
            Body::Function(_) | Body::BoundMethod { .. } => true,
            _ => false,
        }
    }

    /// `callable(*args, **kwargs)`: the arguments come in a tuple and a dict.
    pub(super) fn call_packed(&mut self, callable: Ref, args: &[Ref], keywords: &[(Ref, Ref)]) -> Res {
        let start = self.top;
        self.push_call(callable, Ref::NULL, args)?;
        for (_, value) in keywords {
            self.incref(*value);
            self.push(*value)?;
        }
        let keys: Vec<Ref> = keywords.iter().map(|(key, _)| *key).collect();
        let kwnames = match keys.is_empty() {
            true => Ref::NULL,
            false if self.takes_names(callable) => self.tuple_from(&keys),
            false => self.uncounted_tuple(&keys),
        };
        let result = match self.heap.body(callable) {
            Body::Type(_) => self.call_type_on_stack(start, kwnames, Arrival::Packed),
            Body::Function(_) | Body::BoundMethod { .. } | Body::Native { .. } => {
                let count = args.len() + keywords.len();
                match (self.heap.rules.unpacked_calls, keywords.is_empty()) {
                    (UnpackedCalls::TwoTuples, _) | (UnpackedCalls::AllHeld, false) => {
                        self.call_on_stack(start, count, kwnames)
                    }
                    _ => self.call_lent(start, count, args.len(), kwnames),
                }
            }
            _ => self.call_slowly(start, kwnames, Arrival::Packed),
        };
        self.xdecref(kwnames);
        result
    }

    fn push_call(&mut self, callable: Ref, receiver: Ref, args: &[Ref]) -> Res<()> {
        self.reserve_stack(self.top + args.len() + 8)?;
        self.heap.incref(callable);
        self.stack[self.top] = callable;
        self.stack[self.top + 1] = self.xincref(receiver);
        self.top += 2;
        for arg in args {
            self.heap.incref(*arg);
            self.stack[self.top] = *arg;
            self.top += 1;
        }
        Ok(())
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
        let callable = self.stack[start];
        match self.heap.body(callable) {
            Body::Function(_) => {
                let first = if self.stack[start + 1].is_null() { start + 2 } else { start + 1 };
                match self.enter_function(callable, start, first, self.top - first, kwnames, entry) {
                    Ok(()) => Callee::Frame,
                    Err(raised) => {
                        self.drop_stack(start);
                        Callee::Done(Err(raised))
                    }
                }
            }
            Body::BoundMethod { function, receiver } => {
                let (function, receiver) = (*function, *receiver);
                if self.stack[start + 1].is_null() {
                    if self.heap.rules.bound_calls == BoundCalls::MethodStays
                        && matches!(self.heap.body(function), Body::Function(_))
                    {
                        return self.begin_call_of_method(start, function, receiver, kwnames, entry);
                    }
                    self.heap.incref(function);
                    self.heap.incref(receiver);
                    self.stack[start] = function;
                    self.stack[start + 1] = receiver;
                    if self.heap.rules.call_arguments == CallArguments::Copied && entry == Entry::Native {
                        // The bound method stays on the caller's stack during the call.
                        self.kept.push(callable);
                        let mark = self.kept.len() - 1;
                        let result = self.call_on_stack(start, count + 1, kwnames);
                        self.release_kept(mark);
                        return Callee::Done(result);
                    }
                    self.decref(callable);
                    return self.begin_call(start, count, kwnames, entry);
                }
                // What stands in the receiver's place is the first argument (`__exit__`, called with three times None).
                if let Err(raised) = self.reserve_stack(self.top + 2) {
                    self.drop_stack(start);
                    return Callee::Done(Err(raised));
                }
                self.heap.incref(function);
                self.heap.incref(receiver);
                self.stack[self.top] = Ref::NULL;
                self.top += 1;
                self.stack.copy_within(start + 1..self.top - 1, start + 2);
                self.stack[start] = function;
                self.stack[start + 1] = receiver;
                self.decref(callable);
                self.begin_call(start, count + 1, kwnames, entry)
            }
            Body::Native { .. } if entry == Entry::Call => Callee::Done(self.call_native_packing(start, kwnames)),
            Body::Native { .. } => Callee::Done(self.call_native(start, kwnames)),
            Body::Type(_) => Callee::Done(self.call_type_on_stack(start, kwnames, Arrival::OnStack)),
            _ => {
                let result = self.call_slowly(start, kwnames, Arrival::OnStack);
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
                self.drop_stack(start);
                Callee::Done(Err(raised))
            }
        }
    }

    /// A call through `__call__`.
    pub(super) fn call_slowly(&mut self, start: usize, kwnames: Ref, arrival: Arrival) -> Res {
        let callable = self.stack[start];
        let class = self.type_of(callable);
        let method = self.lookup(class, names::CALL);
        let Some(method) = method.filter(|m| *m != known::NONE) else {
            let message = format!("'{}' object is not callable", self.type_name(callable));
            let raised = self.type_error(message);
            self.drop_stack(start);
            return Err(raised);
        };
        // `callable receiver? args` becomes `method callable receiver? args`.
        let first = if self.stack[start + 1].is_null() { start + 2 } else { start + 1 };
        let args = self.stack[first..self.top].to_vec();
        self.enter_native(" while calling a Python object").inspect_err(|_| self.drop_stack(start))?;
        self.top = start;
        let keywords = self.tuple_len(kwnames);
        let packing = if self.behaviour.vectorcall_types.contains(&class) {
            Packing::NONE
        } else {
            Packing::of_call(arrival, args.len() - keywords, keywords)
        };
        packing.begin(self);
        // `slot_tp_call` takes the names out of the dict again.
        let names = if self.is_heap_type(class) { keywords } else { 0 };
        alloc::count_tuple(self, names);
        let result = self.call_raw_stealing(method, callable, args, kwnames);
        alloc::count_tuple_death(&mut self.heap, names);
        packing.end(self);
        self.leave_native();
        self.decref(callable);
        result
    }

    /// `method(receiver, args…)`; the arguments are stolen.
    fn call_raw_stealing(&mut self, method: Ref, receiver: Ref, args: Vec<Ref>, kwnames: Ref) -> Res {
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
        self.call_on_stack(start, args.len(), kwnames)
    }

    /// Releases the stack from the top down to `start`.
    pub(super) fn drop_stack(&mut self, start: usize) {
        while self.top > start {
            self.top -= 1;
            let value = std::mem::take(&mut self.stack[self.top]);
            self.xdecref(value);
        }
    }

    // ---- natives

    /// The common calls of natives: a builtin function, or a builtin method with its receiver pushed by `LOAD_ATTR`, with
    /// as many arguments as it takes. `None`: the general way must look at it.
    #[inline]
    pub(super) fn call_native_quickly(&mut self, start: usize) -> Option<Res> {
        let Body::Native { native, receiver, module } = *self.heap.body(self.stack[start]) else { return None };
        if !receiver.is_null() {
            return None;
        }
        let definition = self.natives[native as usize];
        let pushed = self.stack[start + 1];
        let (base, given) = match definition.flavor {
            Flavor::Function if pushed.is_null() => (start + 2, self.top - start - 2),
            Flavor::Method if !pushed.is_null() && self.heap.class_of(pushed) == module => {
                (start + 1, self.top - start - 2)
            }
            _ => return None,
        };
        if definition.passing == Passing::Packed {
            return None;
        }
        let fits = match definition.arity {
            Arity::Zero => given == 0,
            Arity::One => given == 1,
            Arity::Range(least, most) => (least..=most).contains(&given),
            Arity::Raw => true,
            Arity::Slot(_) | Arity::Named(_) => false,
        };
        if !fits {
            return None;
        }
        let args = Args { base, count: self.top - base, names: Ref::NULL };
        let result = self.run_with_keeping(definition, args);
        self.drop_stack(start);
        Some(result)
    }

    /// As [`Vm::call_native`], for a call that a program wrote: with what CPython allocates to pass the arguments.
    fn call_native_packing(&mut self, start: usize, kwnames: Ref) -> Res {
        let packing = self.packing_of(start, kwnames);
        packing.begin(self);
        let result = self.call_native(start, kwnames);
        packing.end(self);
        result
    }

    fn packing_of(&self, start: usize, kwnames: Ref) -> Packing {
        let callable = self.stack[start];
        let Body::Native { native, .. } = *self.heap.body(callable) else { return Packing::NONE };
        let definition = self.natives[native as usize];
        let keywords = self.tuple_len(kwnames);
        let pushed = usize::from(!self.stack[start + 1].is_null());
        let positional = self.top - start - 2 - keywords + pushed;
        let packed = definition.passing == Passing::Packed;
        match self.heap.class_of(callable) {
            // The wrapped function gets what is left when the receiver is taken off.
            types::WRAPPER_DESCRIPTOR => Packing { all: positional, rest: positional.saturating_sub(1), keywords },
            types::METHOD_WRAPPER => Packing { all: positional, rest: 0, keywords },
            _ if definition.flavor == Flavor::New => {
                Packing { all: positional, rest: positional.saturating_sub(1), keywords }
            }
            types::METHOD_DESCRIPTOR if packed => Packing { all: positional.saturating_sub(1), rest: 0, keywords },
            _ if packed => Packing { all: positional, rest: 0, keywords },
            _ => Packing::NONE,
        }
    }

    /// A tuple that CPython does not make: it is not counted, neither now nor when it dies.
    fn uncounted_tuple(&mut self, items: &[Ref]) -> Ref {
        for item in items {
            self.heap.incref(*item);
        }
        self.heap.alloc(types::TUPLE, Body::tuple(items))
    }

    /// Runs the native that stands on the stack from `start`.
    pub(super) fn call_native(&mut self, start: usize, kwnames: Ref) -> Res {
        self.run_native_on_stack(start, kwnames, &[])
    }

    /// `uncounted`: arguments whose references the stack has not counted yet.
    fn run_native_on_stack(&mut self, start: usize, kwnames: Ref, uncounted: &[Ref]) -> Res {
        let callable = self.stack[start];
        let Body::Native { native, receiver, module } = *self.heap.body(callable) else { return self.done() };
        let descriptor = receiver.is_null();
        let definition = self.natives[native as usize];
        let mut base = if self.stack[start + 1].is_null() { start + 2 } else { start + 1 };
        if !descriptor && base == start + 2 {
            // The receiver of a bound native takes the free place below the arguments.
            self.heap.incref(receiver);
            self.stack[start + 1] = receiver;
            base = start + 1;
        } else if !descriptor {
            // Bound, with something pushed as receiver: make room.
            self.heap.incref(receiver);
            self.stack[self.top] = Ref::NULL;
            self.top += 1;
            self.stack.copy_within(base..self.top - 1, base + 1);
            self.stack[base] = receiver;
        }
        let args = Args { base, count: self.top - base, names: kwnames };
        // `__new__` takes its class as a receiver of which nothing is asked.
        let has_receiver = !matches!(definition.flavor, Flavor::Function | Flavor::StaticMethod);
        let result = self
            .check_receiver(definition, args, has_receiver && descriptor, module)
            .and_then(|()| self.run_native(definition, args, has_receiver));
        for &arg in uncounted {
            self.heap.incref(arg);
        }
        self.drop_stack(start);
        result
    }

    fn check_receiver(&mut self, native: &'static Native, args: Args, unbound: bool, owner: Ref) -> Res<()> {
        if !unbound {
            return Ok(());
        }
        let receiver = args.at(self, 0);
        if native.flavor == Flavor::New {
            return self.check_class(args, owner);
        }
        let class_method = native.flavor == Flavor::ClassMethod;
        if args.count == 0 || (args.count == self.tuple_len(args.names)) {
            let message = match native.flavor {
                Flavor::Slot => {
                    format!("descriptor '{}' of '{}' object needs an argument", native.name, self.class_name(owner))
                }
                _ => format!("unbound method {}.{}() needs an argument", self.class_name(owner), native.name),
            };
            return Err(self.type_error(message));
        }
        if class_method || owner.is_null() || self.isinstance_of(receiver, owner) {
            return Ok(());
        }
        let message = match native.flavor {
            Flavor::Slot => format!(
                "descriptor '{}' requires a '{}' object but received a '{}'",
                native.name,
                self.class_name(owner),
                self.type_name(receiver)
            ),
            _ => format!(
                "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
                native.name,
                self.class_name(owner),
                self.type_name(receiver)
            ),
        };
        Err(self.type_error(message))
    }

    /// The first argument of a builtin's `__new__`, as `tp_new_wrapper` checks it.
    fn check_class(&mut self, args: Args, owner: Ref) -> Res<()> {
        let owner_name = self.class_name(owner).to_owned();
        if args.positional(self) == 0 {
            return Err(self.type_error(format!("{owner_name}.__new__(): not enough arguments")));
        }
        let class = args.at(self, 0);
        if !self.is_type(class) {
            let message = format!("{owner_name}.__new__(X): X is not a type object ({})", self.type_name(class));
            return Err(self.type_error(message));
        }
        if owner.is_null() || self.is_subtype(class, owner) {
            return Ok(());
        }
        let name = self.class_name(class).to_owned();
        Err(self.type_error(format!("{owner_name}.__new__({name}): {name} is not a subtype of {owner_name}")))
    }

    /// How messages call a native: a `__new__` by the name of the type.
    fn spoken_name(&self, native: &'static Native, args: Args) -> String {
        if native.flavor == Flavor::New {
            let owner = self.builtin_base(args.at(self, 0));
            return self.class_name(owner).to_owned();
        }
        native.name.to_owned()
    }

    /// Checks the number of arguments and runs the native.
    pub(super) fn run_native(&mut self, native: &'static Native, args: Args, has_receiver: bool) -> Res {
        let receivers = usize::from(has_receiver);
        let given = args.count - receivers.min(args.count);
        let keywords = self.tuple_len(args.names);
        match native.arity {
            Arity::Raw => {}
            Arity::Named(params) => return self.run_named(native, args, receivers, params),
            _ if keywords > 0 => {
                let message = match native.arity {
                    Arity::Slot(_) => format!("wrapper {}() takes no keyword arguments", native.name),
                    _ => format!("{}() takes no keyword arguments", self.display_name(native, args, has_receiver)),
                };
                return Err(self.type_error(message));
            }
            Arity::Zero if given != 0 => {
                let message =
                    format!("{}() takes no arguments ({given} given)", self.display_name(native, args, has_receiver));
                return Err(self.type_error(message));
            }
            Arity::One if given != 1 => {
                let message = format!(
                    "{}() takes exactly one argument ({given} given)",
                    self.display_name(native, args, has_receiver)
                );
                return Err(self.type_error(message));
            }
            Arity::Slot(wanted) if given != wanted => {
                let plural = if wanted == 1 { "" } else { "s" };
                return Err(self.type_error(format!("expected {wanted} argument{plural}, got {given}")));
            }
            Arity::Range(least, most) if given < least || given > most => {
                let (bound, number) = if least == most {
                    ("", least)
                } else if given < least {
                    ("at least ", least)
                } else {
                    ("at most ", most)
                };
                let plural =
                    if number == 1 && self.dialect.builtins.words.too_few != TooFew::Plural { "" } else { "s" };
                let name = self.spoken_name(native, args);
                let message = format!("{name} expected {bound}{number} argument{plural}, got {given}");
                return Err(self.type_error(message));
            }
            _ => {}
        }
        self.run_with_keeping(native, args)
    }

    #[inline]
    fn run_with_keeping(&mut self, native: &'static Native, args: Args) -> Res {
        let mark = self.kept.len();
        let result = (native.run)(self, args);
        if self.kept.len() > mark {
            self.release_kept(mark);
        }
        result
    }

    /// `list.append`, or the bare name of a function.
    fn display_name(&mut self, native: &'static Native, args: Args, has_receiver: bool) -> String {
        if !has_receiver || native.flavor == Flavor::New {
            return self.spoken_name(native, args);
        }
        let receiver = args.at(self, 0);
        let class = if self.is_type(receiver) && native.flavor == Flavor::ClassMethod {
            receiver
        } else {
            self.type_of(receiver)
        };
        let owner = self.builtin_base(class);
        if self.dialect.builtins.words.callables == CallableNames::Full {
            format!("{}.{}", self.class_name(owner), native.name)
        } else {
            native.name.to_owned()
        }
    }

    /// Binds keywords to fixed places above the stack, then runs.
    fn run_named(&mut self, native: &'static Native, args: Args, receivers: usize, params: &'static [Param]) -> Res {
        let keywords = self.tuple_len(args.names);
        let positional = args.count - keywords - receivers;
        let room = params.iter().filter(|p| !p.keyword_only).count();
        if keywords == 0
            && positional <= room
            && let Some(result) = self.run_named_in_place(native, args, receivers, params)
        {
            return result;
        }
        let spoken = if native.flavor == Flavor::New { self.spoken_name(native, args) } else { String::new() };
        let name_of_native = if spoken.is_empty() { native.name } else { spoken.as_str() };
        if positional > room {
            let total = positional + keywords;
            let least = params.iter().filter(|p| p.required).count();
            let message = if room == 0 {
                format!("{name_of_native}() takes no positional arguments")
            } else if least == room {
                format!(
                    "{}() takes exactly {room} {}argument{} ({total} given)",
                    name_of_native,
                    if room < params.len() { "positional " } else { "" },
                    if room == 1 { "" } else { "s" }
                )
            } else {
                format!(
                    "{}() takes at most {} {}argument{} ({total} given)",
                    name_of_native,
                    room,
                    if room < params.len() { "positional " } else { "" },
                    if room == 1 { "" } else { "s" }
                )
            };
            return Err(self.type_error(message));
        }
        self.reserve_stack(self.top + receivers + params.len() + 2)?;
        let base = self.top;
        for i in 0..receivers + params.len() {
            self.stack[base + i] = Ref::NULL;
        }
        self.top = base + receivers + params.len();
        for i in 0..receivers + positional {
            let value = self.stack[args.base + i];
            self.stack[base + i] = self.incref(value);
        }
        for k in 0..keywords {
            let key = self.items(args.names).map_or(Ref::NULL, |n| n[k]);
            let name = self.text(key);
            let value = self.stack[args.base + args.count - keywords + k];
            let Some(at) = params.iter().position(|p| p.name == name) else {
                let message =
                    self.unexpected_keyword(name_of_native, &name, &params.iter().map(|p| p.name).collect::<Vec<_>>());
                let raised = self.type_error(message);
                self.drop_stack(base);
                return Err(raised);
            };
            if !self.stack[base + receivers + at].is_null() {
                let raised = self.type_error(format!(
                    "argument for {}() given by name ('{name}') and position ({})",
                    name_of_native,
                    at + 1
                ));
                self.drop_stack(base);
                return Err(raised);
            }
            self.stack[base + receivers + at] = self.incref(value);
        }
        for (i, param) in params.iter().enumerate() {
            if param.required && self.stack[base + receivers + i].is_null() {
                let message = if param.name.is_empty() {
                    let least = params.iter().filter(|p| p.required).count();
                    format!(
                        "{}() takes at least {least} positional argument{} ({positional} given)",
                        name_of_native,
                        if least == 1 { "" } else { "s" }
                    )
                } else {
                    format!("{}() missing required argument '{}' (pos {})", name_of_native, param.name, i + 1)
                };
                let raised = self.type_error(message);
                self.drop_stack(base);
                return Err(raised);
            }
        }
        let bound = Args { base, count: receivers + params.len(), names: Ref::NULL };
        let result = self.run_with_keeping(native, bound);
        self.drop_stack(base);
        result
    }

    /// As [`Vm::run_named`] without keywords, when the arguments stand on the top of the stack: they are the first
    /// parameters as they are. `None`: nothing was done.
    fn run_named_in_place(
        &mut self,
        native: &'static Native,
        args: Args,
        receivers: usize,
        params: &'static [Param],
    ) -> Option<Res> {
        let end = args.base + args.count;
        let given = args.count - receivers;
        if end != self.top || params.iter().skip(given).any(|p| p.required) {
            return None;
        }
        let count = receivers + params.len();
        if self.reserve_stack(args.base + count + 2).is_err() {
            return Some(Err(Raised));
        }
        self.top = args.base + count;
        for at in end..self.top {
            self.stack[at] = Ref::NULL;
        }
        let result = self.run_with_keeping(native, Args { base: args.base, count, names: Ref::NULL });
        self.drop_stack(end);
        Some(result)
    }

    /// CPython's wording for a keyword that the function does not have, with its suggestion.
    pub(super) fn unexpected_keyword(&mut self, function: &str, name: &str, _candidates: &[&str]) -> String {
        format!("{function}() got an unexpected keyword argument '{name}'")
    }

    // ---- functions of programs

    /// Pushes a frame for `function`, whose arguments stand from `first`; everything from `start` belongs to the call.
    pub(super) fn enter_function(
        &mut self,
        function: Ref,
        start: usize,
        first: usize,
        count: usize,
        kwnames: Ref,
        entry: Entry,
    ) -> Res<()> {
        let Body::Function(f) = self.heap.body(function) else { return Ok(()) };
        let (code, globals, builtins) = (f.code, f.globals, f.builtins);
        let Body::Code(c) = self.heap.body(code) else { return Ok(()) };
        let unit = c.spec;
        let ready = &self.units[unit as usize];
        let (locals, room, simple) = (ready.locals as usize, ready.room as usize, ready.simple as usize);
        if self.frames.len() - self.frame_floor >= self.recursion_limit {
            return Err(self.recursion_error());
        }
        let mut base = first;
        self.reserve_stack(first + count * 2 + room)?;
        if self.heap.rules.call_arguments == CallArguments::Copied {
            base = self.top;
            for i in 0..count {
                let value = self.stack[first + i];
                self.heap.incref(value);
                self.stack[base + i] = value;
            }
            self.top = base + count;
        }
        if count == simple && kwnames.is_null() {
            for i in count..locals {
                self.stack[base + i] = Ref::NULL;
            }
        } else {
            self.bind_arguments(function, unit, base, count, kwnames)?;
        }
        self.top = base + locals;
        self.heap.incref(code);
        if self.heap.rules.frame_objects == FrameObjects::Always {
            alloc::frame_started(self, code);
        }
        self.frames.push(Activation {
            unit,
            code,
            function,
            globals,
            builtins,
            locals: Ref::NULL,
            start,
            base,
            top: base + locals,
            pc: 0,
            object: Ref::NULL,
            entry,
        });
        Ok(())
    }

    /// Spreads the `count` arguments at `base` over the parameters, as `initialize_locals` does. On error all of them
    /// are still on the stack.
    fn bind_arguments(&mut self, function: Ref, unit: u32, base: usize, count: usize, kwnames: Ref) -> Res<()> {
        let spec = self.units[unit as usize].spec;
        let argcount = spec.argcount as usize;
        let kwonly = spec.kwonlyargcount as usize;
        let keywords = self.tuple_len(kwnames);
        let positional = count - keywords;
        let locals = spec.locals.len();
        // Out of the way of the parameters first.
        let values: Vec<Ref> = self.stack[base..base + count].to_vec();
        for i in 0..locals.max(count) {
            self.stack[base + i] = Ref::NULL;
        }
        self.top = base + locals;
        let taken = positional.min(argcount);
        self.stack[base..base + taken].copy_from_slice(&values[..taken]);
        let mut next = argcount + kwonly;
        let varkw = spec.flags.has(CodeFlags::VARKEYWORDS);
        let mut kwdict = Ref::NULL;
        if varkw {
            kwdict = self.dict();
            let at = next + usize::from(spec.flags.has(CodeFlags::VARARGS));
            self.stack[base + at] = kwdict;
        }
        let mut leftover: &[Ref] = &[];
        if spec.flags.has(CodeFlags::VARARGS) {
            let rest = self.tuple(&values[taken..positional]);
            self.stack[base + next] = rest;
            next += 1;
        } else {
            leftover = &values[taken..positional];
        }
        let _ = next;
        let result = self.bind_keywords(function, unit, base, &values[positional..], kwnames, kwdict);
        let result = result.and_then(|()| {
            if !leftover.is_empty() {
                if self.dialect.python2 {
                    return Err(self.wrong_count_python2(function, unit, Wrong::TooMany, count));
                }
                return Err(self.too_many_positional(function, unit, positional, base));
            }
            self.bind_defaults(function, unit, base, taken)
        });
        for value in leftover {
            self.decref(*value);
        }
        result
    }

    fn bind_keywords(
        &mut self,
        function: Ref,
        unit: u32,
        base: usize,
        values: &[Ref],
        kwnames: Ref,
        kwdict: Ref,
    ) -> Res<()> {
        let spec = self.units[unit as usize].spec;
        let named = (spec.argcount + spec.kwonlyargcount) as usize;
        let mut result = Ok(());
        for (k, value) in values.iter().enumerate() {
            let value = *value;
            if result.is_err() {
                self.decref(value);
                continue;
            }
            let key = self.items(kwnames).map_or(Ref::NULL, |n| n[k]);
            if self.as_str(key).is_none() {
                let raised = self.type_error("keywords must be strings");
                self.decref(value);
                result = Err(raised);
                continue;
            }
            let found = self.parameter(function, spec.posonlyargcount as usize..named, key);
            match found {
                Some(at) if !self.stack[base + at].is_null() => {
                    let argument = if self.dialect.python2 { "keyword argument" } else { "argument" };
                    let (function, name) = (self.function_name(function), self.text(key));
                    let message = format!("{function}() got multiple values for {argument} '{name}'");
                    result = Err(self.type_error(message));
                    self.decref(value);
                }
                Some(at) => self.stack[base + at] = value,
                None if !kwdict.is_null() => {
                    result = self.dict_set(kwdict, key, value);
                    self.decref(value);
                }
                None => {
                    let name = self.text(key);
                    let message = self.unexpected_function_keyword(function, unit, &name, kwnames);
                    result = Err(self.type_error(message));
                    self.decref(value);
                }
            }
        }
        result
    }

    /// Which of these parameters a keyword names. Most often it is the very object that the code has.
    fn parameter(&self, function: Ref, mut named: std::ops::Range<usize>, key: Ref) -> Option<usize> {
        let Body::Function(f) = self.heap.body(function) else { return None };
        let Body::Code(code) = self.heap.body(f.code) else { return None };
        named.clone().find(|i| code.varnames.get(*i) == Some(&key)).or_else(|| {
            let name = self.as_str(key);
            named.find(|i| code.varnames.get(*i).is_some_and(|own| self.as_str(*own) == name))
        })
    }

    fn unexpected_function_keyword(&mut self, function: Ref, unit: u32, name: &str, kwnames: Ref) -> String {
        let spec = self.units[unit as usize].spec;
        let positional_only: Vec<&str> =
            spec.locals[..spec.posonlyargcount as usize].iter().map(|l| &*l.name).collect();
        let passed: Vec<String> = self
            .items(kwnames)
            .unwrap_or(&[])
            .iter()
            .map(|k| self.text(*k))
            .filter(|k| positional_only.contains(&k.as_str()))
            .collect();
        let function = self.function_name(function);
        if !passed.is_empty() {
            return format!(
                "{function}() got some positional-only arguments passed as keyword arguments: '{}'",
                passed.join(", ")
            );
        }
        let from = spec.posonlyargcount as usize;
        let to = (spec.argcount + spec.kwonlyargcount) as usize;
        let candidates: Vec<&str> = spec.locals[from..to].iter().map(|l| &*l.name).collect();
        let mut message = format!("{function}() got an unexpected keyword argument '{name}'");
        if let Some(suggestion) = self.keyword_suggestion(name, &candidates) {
            message.push_str(&format!(". Did you mean '{suggestion}'?"));
        }
        message
    }

    fn bind_defaults(&mut self, function: Ref, unit: u32, base: usize, given: usize) -> Res<()> {
        let spec = self.units[unit as usize].spec;
        let argcount = spec.argcount as usize;
        let Body::Function(f) = self.heap.body(function) else { return Ok(()) };
        let (defaults, kwdefaults) = (f.defaults, f.kwdefaults);
        if given < argcount {
            let have = self.tuple_len(defaults);
            let first_default = argcount - have.min(argcount);
            let missing: Vec<usize> = (given..first_default).filter(|i| self.stack[base + i].is_null()).collect();
            if !missing.is_empty() {
                if self.dialect.python2 {
                    let bound = (0..argcount).filter(|i| !self.stack[base + i].is_null()).count();
                    return Err(self.wrong_count_python2(function, unit, Wrong::TooFew, bound));
                }
                let message = self.missing_arguments(function, unit, &missing, "positional");
                return Err(self.type_error(message));
            }
            for i in given.max(first_default)..argcount {
                if self.stack[base + i].is_null() {
                    let value = self.items(defaults).map_or(Ref::NULL, |d| d[i - first_default]);
                    self.stack[base + i] = self.incref(value);
                }
            }
        }
        let kwonly = spec.kwonlyargcount as usize;
        let mut missing = Vec::new();
        for i in argcount..argcount + kwonly {
            if self.stack[base + i].is_null() {
                let name = self.intern(&spec.locals[i].name);
                match kwdefaults.some().and_then(|d| self.dict_get_str(d, name)) {
                    Some(value) => self.stack[base + i] = self.incref(value),
                    None => missing.push(i),
                }
            }
        }
        if missing.is_empty() {
            return Ok(());
        }
        let message = self.missing_arguments(function, unit, &missing, "keyword-only");
        Err(self.type_error(message))
    }

    /// 2.7's "f() takes exactly 2 arguments (1 given)".
    fn wrong_count_python2(&mut self, function: Ref, unit: u32, wrong: Wrong, given: usize) -> Raised {
        let spec = self.units[unit as usize].spec;
        let argcount = spec.argcount as usize;
        let defaults = match self.heap.body(function) {
            Body::Function(f) => self.tuple_len(f.defaults),
            _ => 0,
        };
        let name = self.function_name(function);
        let varargs = spec.flags.has(CodeFlags::VARARGS);
        let (bound, count) = match wrong {
            Wrong::TooFew => {
                (if varargs || defaults > 0 { "at least" } else { "exactly" }, argcount - defaults.min(argcount))
            }
            Wrong::TooMany => (if defaults > 0 { "at most" } else { "exactly" }, argcount),
        };
        let plural = if count == 1 { "" } else { "s" };
        self.type_error(if argcount == 0 && wrong == Wrong::TooMany {
            format!("{name}() takes no arguments ({given} given)")
        } else {
            format!("{name}() takes {bound} {count} argument{plural} ({given} given)")
        })
    }

    fn missing_arguments(&mut self, function: Ref, unit: u32, missing: &[usize], kind: &str) -> String {
        let spec = self.units[unit as usize].spec;
        let quoted: Vec<String> = missing.iter().map(|i| format!("'{}'", spec.locals[*i].name)).collect();
        let list = match quoted.as_slice() {
            [one] => one.clone(),
            [a, b] => format!("{a} and {b}"),
            [rest @ .., last] => format!("{}, and {last}", rest.join(", ")),
            [] => String::new(),
        };
        let plural = if missing.len() == 1 { "" } else { "s" };
        format!("{}() missing {} required {kind} argument{plural}: {list}", self.function_name(function), missing.len())
    }

    fn too_many_positional(&mut self, function: Ref, unit: u32, given: usize, base: usize) -> Raised {
        let spec = self.units[unit as usize].spec;
        let argcount = spec.argcount as usize;
        let Body::Function(f) = self.heap.body(function) else { return self.type_error("too many arguments") };
        let defaults = self.tuple_len(f.defaults);
        let kwonly_given =
            (argcount..argcount + spec.kwonlyargcount as usize).filter(|i| !self.stack[base + i].is_null()).count();
        let (takes, plural) = if defaults > 0 {
            (format!("from {} to {argcount}", argcount - defaults.min(argcount)), true)
        } else {
            (argcount.to_string(), argcount != 1)
        };
        let extra = if kwonly_given > 0 {
            format!(
                " positional argument{} (and {kwonly_given} keyword-only argument{})",
                if given == 1 { "" } else { "s" },
                if kwonly_given == 1 { "" } else { "s" }
            )
        } else {
            String::new()
        };
        let message = format!(
            "{}() takes {takes} positional argument{} but {given}{extra} {} given",
            self.function_name(function),
            if plural { "s" } else { "" },
            if given == 1 && kwonly_given == 0 { "was" } else { "were" }
        );
        self.type_error(message)
    }

    /// A function's name as messages show it.
    pub(super) fn function_name(&mut self, function: Ref) -> String {
        let Body::Function(f) = self.heap.body(function) else { return "?".to_owned() };
        let name = match self.behaviour.unsupported_operand {
            crate::python::behaviour::QualifiedNames::QualName => f.qualname,
            crate::python::behaviour::QualifiedNames::Name => f.name,
        };
        self.text(name)
    }

    pub(super) fn recursion_error(&mut self) -> Raised {
        self.raise(types::RECURSION_ERROR, "maximum recursion depth exceeded")
    }

    /// Guards recursion of natives: every nested run takes native stack.
    pub fn enter_native(&mut self, during: &str) -> Res<()> {
        let shared = self.behaviour.native_recursion == NativeRecursion::Shared;
        let calls = self.frames.len() - self.frame_floor;
        if self.native_depth >= self.native_limit() || shared && calls + 2 > self.recursion_limit {
            return Err(self.raise(types::RECURSION_ERROR, format!("maximum recursion depth exceeded{during}")));
        }
        self.native_depth += 1;
        if shared {
            // One call less may follow.
            self.recursion_limit -= 1;
            self.native_guards += 1;
        }
        Ok(())
    }

    pub fn leave_native(&mut self) {
        self.native_depth -= 1;
        if self.behaviour.native_recursion == NativeRecursion::Shared {
            self.recursion_limit += 1;
            self.native_guards -= 1;
        }
    }

    fn native_limit(&self) -> usize {
        match self.behaviour.native_recursion {
            NativeRecursion::Separate(limit) => limit,
            NativeRecursion::Shared => MAX_NATIVE_DEPTH,
        }
    }

    pub(super) fn run_guarded(&mut self) -> Res {
        if self.native_depth >= self.native_limit() {
            let raised = self.recursion_error();
            self.abandon_frame();
            return Err(raised);
        }
        self.native_depth += 1;
        let result = self.run();
        self.native_depth -= 1;
        result
    }
}

/// How a number of arguments is wrong.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wrong {
    TooFew,
    TooMany,
}

/// Entries of the value stack: 256 MiB.
const MAX_STACK: usize = 1 << 26;
/// Nested runs of the evaluation loop, each of which takes a stretch of native stack.
const MAX_NATIVE_DEPTH: usize = 4000;
