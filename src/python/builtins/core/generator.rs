//! Generators: `next`, `send`, `throw`, `close`.

use super::callables::{SetResult, must_be};
use crate::memory::object::GeneratorState;
use crate::memory::{Body, Ref};
use crate::python::dialect::statements::ThrowParts;
use crate::python::vm::generators::Resume;
use crate::python::vm::known::{self, types};
use crate::python::vm::native::{Args, Arity, GetSet, Native, TypeDef};
use crate::python::vm::{Res, Vm};

pub const TYPE: TypeDef = TypeDef {
    id: types::GENERATOR,
    methods: &[
        Native::slot("__iter__", 0, |vm, args| {
            let id = args.at(vm, 0);
            Ok(vm.incref(id))
        }),
        Native::slot("__next__", 0, |vm, args| {
            let id = args.at(vm, 0);
            send_value(vm, id, known::NONE)
        }),
        Native::method("next", Arity::Zero, |vm, args| {
            let id = args.at(vm, 0);
            send_value(vm, id, known::NONE)
        }),
        Native::method("send", Arity::One, |vm, args| {
            let (id, value) = (args.at(vm, 0), args.at(vm, 1));
            send_value(vm, id, value)
        }),
        Native::method("throw", Arity::Range(1, 3), throw),
        Native::method("close", Arity::Zero, |vm, args| {
            let id = args.at(vm, 0);
            let result = vm.close_generator(id)?;
            if vm.behaviour.close_returns_value() {
                return Ok(result);
            }
            vm.decref(result);
            vm.done()
        }),
        Native::slot("__repr__", 0, |vm, args| {
            let id = args.at(vm, 0);
            let Body::Generator(g) = vm.body(id) else { return vm.done() };
            let text = format!("<generator object {} at {:#x}>", vm.text(g.qualname), vm.address_of(id));
            Ok(vm.string(text))
        }),
        Native::slot("__del__", 0, |vm, args| {
            let id = args.at(vm, 0);
            let result = vm.close_generator(id)?;
            vm.decref(result);
            vm.done()
        }),
    ],
    attributes: &[
        GetSet::read_only("gi_running", |vm, id| {
            let running = vm.generator_state(id) == GeneratorState::Running;
            Ok(if vm.dialect.python2 { vm.int(i64::from(running)) } else { vm.bool(running) })
        }),
        GetSet::read_only("gi_suspended", |vm, id| {
            let suspended = vm.generator_state(id) == GeneratorState::Suspended;
            Ok(vm.bool(suspended))
        }),
        GetSet::read_only("gi_frame", crate::python::vm::Vm::generator_frame),
        GetSet::read_only("gi_yieldfrom", |vm, id| {
            let found = vm.delegate_of(id).unwrap_or(known::NONE);
            Ok(vm.incref(found))
        }),
        GetSet::member("gi_code", |vm, id| field(vm, id, |g| g.code)),
        NAME,
        QUALNAME,
    ],
};

/// `__name__` of generators, coroutines and asynchronous generators.
pub(super) const NAME: GetSet = GetSet::new(
    "__name__",
    |vm, id| field(vm, id, |g| g.name),
    |vm, id, value| set_name(vm, id, value, "__name__", |g| &mut g.name),
);

/// `__qualname__` of the same.
pub(super) const QUALNAME: GetSet = GetSet::new(
    "__qualname__",
    |vm, id| field(vm, id, |g| g.qualname),
    |vm, id, value| set_name(vm, id, value, "__qualname__", |g| &mut g.qualname),
);

fn set_name(
    vm: &mut Vm,
    id: Ref,
    value: Option<Ref>,
    name: &str,
    pick: fn(&mut crate::memory::object::Generator) -> &mut Ref,
) -> SetResult {
    must_be(vm, value, types::STR, name)?;
    let value = value.unwrap_or(Ref::NULL);
    vm.xincref(value);
    let before = match vm.heap.body_mut(id) {
        Body::Generator(g) => std::mem::replace(pick(g), value),
        _ => value,
    };
    vm.xdecref(before);
    Ok(())
}

pub(super) fn field(vm: &mut Vm, id: Ref, pick: fn(&crate::memory::object::Generator) -> Ref) -> Res {
    let found = match vm.body(id) {
        Body::Generator(g) => pick(g).some().unwrap_or(known::NONE),
        _ => known::NONE,
    };
    Ok(vm.incref(found))
}

pub(super) fn send_value(vm: &mut Vm, id: Ref, value: Ref) -> Res {
    match vm.resume(id, Resume::Send(value))? {
        Ok(yielded) => Ok(yielded),
        Err(returned) => {
            let raised = vm.stop_iteration(returned);
            vm.decref(returned);
            Err(raised)
        }
    }
}

/// `throw(exception)` or the older `throw(type, value, traceback)`.
fn throw(vm: &mut Vm, args: Args) -> Res {
    let id = args.at(vm, 0);
    let exception = pending_exception(vm, args)?;
    vm.make_pending(exception);
    vm.throw_into(id)
}

/// The exception that the arguments of `throw` name; owned. What goes wrong while it is made is thrown instead
/// (`_gen_throw`, `PyErr_NormalizeException`).
pub(super) fn pending_exception(vm: &mut Vm, args: Args) -> Res {
    warn_of_parts(vm, args, "throw")?;
    let parts = [1, 2, 3].map(|at| args.at(vm, at));
    exception_of(vm, parts)
}

/// From 3.12 on the parts of an exception are better given as one.
pub(super) fn warn_of_parts(vm: &mut Vm, args: Args, method: &str) -> Res<()> {
    if args.at(vm, 2).is_null() || vm.dialect.statements.throw_parts == ThrowParts::Taken {
        return Ok(());
    }
    let message =
        format!("the (type, exc, tb) signature of {method}() is deprecated, use the single-arg signature instead.");
    vm.warn(types::DEPRECATION_WARNING, &message)
}

/// The exception of a class or instance, a value and a traceback, of which the latter two may be NULL.
pub(super) fn exception_of(vm: &mut Vm, [what, value, traceback]: [Ref; 3]) -> Res {
    let traceback = if traceback == known::NONE { Ref::NULL } else { traceback };
    if !traceback.is_null() && !vm.isinstance_of(traceback, types::TRACEBACK) {
        return Err(vm.type_error("throw() third argument must be a traceback object"));
    }
    let value = if value == known::NONE { Ref::NULL } else { value };
    let exception = if vm.is_exception_class(what) {
        match vm.normalized(what, value) {
            Ok(exception) => exception,
            Err(_) => return Ok(vm.take_raised()),
        }
    } else if vm.isinstance_of(what, types::BASE_EXCEPTION) {
        if !value.is_null() {
            return Err(vm.type_error("instance exception may not have a separate value"));
        }
        vm.incref(what)
    } else {
        let message =
            format!("exceptions must be classes or instances deriving from BaseException, not {}", vm.type_name(what));
        return Err(vm.type_error(message));
    };
    if !traceback.is_null() {
        vm.incref(traceback);
        if let Body::Exception(e) = vm.heap.body_mut(exception) {
            let before = std::mem::replace(&mut e.traceback, traceback);
            vm.xdecref(before);
        }
    }
    Ok(exception)
}
