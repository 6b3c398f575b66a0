//! Calls that the machine's own code makes: of callables, methods and slots.

use super::known::{self, names, types};
use super::native::{Args, Arity, Flavor};
use super::{Raised, Res, Vm};
use crate::memory::alloc;
use crate::memory::free_lists::Kind;
use crate::memory::rules::NativeCalls;
use crate::memory::{Body, Ref};

impl Vm {
    /// Calls a special method of the object's type as `_PyObject_LookupSpecial` has it called: by way of a bound method,
    /// which holds the object; `None` when the type has none.
    pub fn call_bound_special(&mut self, object: Ref, name: Ref, args: &[Ref]) -> Option<Res> {
        let method = self.special(object, name)?;
        if method == known::NONE {
            return self.call_none(name);
        }
        let of_program = matches!(self.heap.body(method), Body::Function(_));
        if of_program && !self.binds_special_methods_apart(method) {
            return Some(self.call_raw(method, object, args));
        }
        let kind = if of_program { Kind::Method } else { Kind::BuiltinMethod };
        let tuple = match self.heap.rules.native_calls {
            NativeCalls::MethodsInTuple if of_program => args.len(),
            _ => 0,
        };
        alloc::count_kept(self, kind);
        self.heap.collector.hold_unseen(1);
        alloc::count_tuple(self, tuple);
        self.incref(object);
        let result = self.call_raw(method, object, args);
        self.decref(object);
        self.heap.collector.release_unseen(1);
        alloc::count_tuple_death(&mut self.heap, tuple);
        alloc::count_death(&mut self.heap, kind);
        Some(result)
    }

    /// Calls with positional arguments (borrowed).
    pub fn call(&mut self, callable: Ref, args: &[Ref]) -> Res {
        if self.is_exact(callable, types::NATIVE_FUNCTION) {
            let passed = self.passed_to_native(callable, args.len());
            passed.begin(self);
            let result = self.call_native_function(callable, args);
            passed.end(self);
            return result;
        }
        let passed = self.passed_to(callable, args.len());
        passed.begin(self);
        let mark = self.kept.len();
        let bound = matches!(self.heap.body(callable), Body::BoundMethod { .. });
        if passed.makes_two_tuples() || bound && passed.arguments() > 0 {
            // A tuple holds the arguments, too.
            for &held in args {
                self.incref(held);
                self.kept.push(held);
            }
        }
        let result = self.call_kw(callable, args, &[]);
        self.release_kept(mark);
        passed.end(self);
        result
    }

    /// Calls a native function as CPython's C code does: it sees the arguments where they are, without a count of its
    /// own (`list(map(sys.getrefcount, objects))` shows it). The caller holds them meanwhile.
    pub(super) fn call_native_function(&mut self, callable: Ref, args: &[Ref]) -> Res {
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
                let passed = self.passed_to_special(method, args.len());
                passed.begin(self);
                self.push_call(method, receiver, args)?;
                let result = match self.heap.rules.native_calls {
                    NativeCalls::InArray | NativeCalls::MethodsInTuple => {
                        self.call_lent(start, args.len(), args.len(), Ref::NULL)
                    }
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
                };
                passed.end(self);
                result
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
            Arity::One | Arity::Concat | Arity::Repeat => args.len() == 1,
            Arity::Range(least, most) => (least..=most).contains(&args.len()),
            Arity::Named(_) | Arity::Raw => false,
        };
        if !fits || !matches!(definition.flavor, Flavor::Slot | Flavor::Method) || !self.isinstance_of(receiver, module)
        {
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
        let passed = self.passed_beside_slot(receiver, module, definition.name);
        passed.begin(self);
        let mark = self.kept.len();
        if passed.binds() {
            self.kept.push(self.heap.incref(receiver));
            for &held in args.iter().take(passed.arguments()) {
                self.kept.push(self.heap.incref(held));
            }
        }
        let result = self.run_with_keeping(definition, Args { base, count: end - base, names: Ref::NULL });
        self.release_kept(mark);
        passed.end(self);
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
            return self.call_none(name);
        }
        Some(self.call_raw(method, object, args))
    }

    /// A special method that is None is called all the same, but for the few that None takes away.
    fn call_none(&mut self, name: Ref) -> Option<Res> {
        if matches!(name, names::HASH | names::ITER | names::CONTAINS | names::REVERSED) {
            return None;
        }
        Some(Err(self.type_error(super::operators::NONE_IS_NO_METHOD)))
    }

    pub(super) fn push_call(&mut self, callable: Ref, receiver: Ref, args: &[Ref]) -> Res<()> {
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
}
