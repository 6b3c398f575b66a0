//! Coroutines and asynchronous generators: what `async def` makes. What awaits the steps of the latter stands in
//! [`super::async_steps`].

use super::async_steps;
use super::generator::{self, field, pending_exception, send_value};
use crate::memory::object::GeneratorState;
use crate::memory::{Body, Ref};
use crate::python::vm::known::{self, types};
use crate::python::vm::native::{Args, Arity, GetSet, Native, TypeDef};
use crate::python::vm::{Res, Vm};

pub const COROUTINE: TypeDef = TypeDef {
    id: types::COROUTINE,
    methods: &[
        Native::slot("__await__", 0, |vm, args| {
            let id = args.at(vm, 0);
            vm.incref(id);
            Ok(vm.record(types::COROUTINE_WRAPPER, &[id], &[]))
        }),
        Native::method("send", Arity::One, |vm, args| {
            let (id, value) = (args.at(vm, 0), args.at(vm, 1));
            send_value(vm, id, value)
        }),
        Native::method("throw", Arity::Range(1, 3), |vm, args| {
            let id = args.at(vm, 0);
            throw(vm, id, args)
        }),
        Native::method("close", Arity::Zero, |vm, args| {
            let id = args.at(vm, 0);
            close(vm, id)
        }),
        Native::slot("__repr__", 0, |vm, args| shown(vm, args, "coroutine")),
        Native::slot("__del__", 0, |vm, args| {
            let id = args.at(vm, 0);
            close(vm, id)
        }),
    ],
    attributes: &[
        GetSet::read_only("cr_running", running),
        GetSet::read_only("cr_suspended", suspended),
        GetSet::read_only("cr_frame", Vm::generator_frame),
        GetSet::read_only("cr_await", |vm, id| Ok(vm.awaited_by(id))),
        GetSet::member("cr_code", |vm, id| field(vm, id, |g| g.code)),
        GetSet::read_only("cr_origin", |vm, _| vm.done()),
        generator::NAME,
        generator::QUALNAME,
    ],
};

/// What a coroutine's `__await__` gives. A record: the coroutine.
pub const WRAPPER: TypeDef = TypeDef {
    id: types::COROUTINE_WRAPPER,
    methods: &[
        Native::slot("__iter__", 0, itself),
        Native::slot("__next__", 0, |vm, args| {
            let id = inner(vm, args);
            send_value(vm, id, known::NONE)
        }),
        Native::method("send", Arity::One, |vm, args| {
            let (id, value) = (inner(vm, args), args.at(vm, 1));
            send_value(vm, id, value)
        }),
        Native::method("throw", Arity::Range(1, 3), |vm, args| {
            let id = inner(vm, args);
            throw(vm, id, args)
        }),
        Native::method("close", Arity::Zero, |vm, args| {
            let id = inner(vm, args);
            close(vm, id)
        }),
    ],
    attributes: &[],
};

pub const ASYNC_GENERATOR: TypeDef = TypeDef {
    id: types::ASYNC_GENERATOR,
    methods: &[
        Native::slot("__aiter__", 0, itself),
        Native::slot("__anext__", 0, |vm, args| {
            let id = args.at(vm, 0);
            async_steps::step(vm, id, known::NONE)
        }),
        Native::method("asend", Arity::One, |vm, args| {
            let (id, value) = (args.at(vm, 0), args.at(vm, 1));
            async_steps::step(vm, id, value)
        }),
        Native::method("athrow", Arity::Range(1, 3), async_steps::athrow),
        Native::method("aclose", Arity::Zero, async_steps::aclose),
        Native::slot("__repr__", 0, |vm, args| shown(vm, args, "async_generator")),
        Native::slot("__del__", 0, |vm, args| {
            let id = args.at(vm, 0);
            close(vm, id)
        }),
    ],
    attributes: &[
        GetSet::read_only("ag_running", async_steps::is_running),
        GetSet::read_only("ag_suspended", suspended),
        GetSet::read_only("ag_frame", Vm::generator_frame),
        GetSet::read_only("ag_await", |vm, id| Ok(vm.awaited_by(id))),
        GetSet::member("ag_code", |vm, id| field(vm, id, |g| g.code)),
        generator::NAME,
        generator::QUALNAME,
    ],
};

/// The wrapping of a yielded value; programs do not see it.
pub const WRAPPED: TypeDef = TypeDef { id: types::ASYNC_GENERATOR_WRAPPED, methods: &[], attributes: &[] };

pub(super) fn itself(vm: &mut Vm, args: Args) -> Res {
    let id = args.at(vm, 0);
    Ok(vm.incref(id))
}

fn inner(vm: &Vm, args: Args) -> Ref {
    let id = args.at(vm, 0);
    match vm.body(id) {
        Body::Record(r) => r.refs.first().copied().unwrap_or(known::NONE),
        _ => known::NONE,
    }
}

fn close(vm: &mut Vm, id: Ref) -> Res {
    let result = vm.close_generator(id)?;
    vm.decref(result);
    vm.done()
}

fn throw(vm: &mut Vm, id: Ref, args: Args) -> Res {
    let exception = pending_exception(vm, args)?;
    vm.make_pending(exception);
    vm.throw_into(id)
}

pub(super) fn running(vm: &mut Vm, id: Ref) -> Res {
    let running = vm.generator_state(id) == GeneratorState::Running;
    Ok(vm.bool(running))
}

fn suspended(vm: &mut Vm, id: Ref) -> Res {
    let suspended = vm.generator_state(id) == GeneratorState::Suspended;
    Ok(vm.bool(suspended))
}

fn shown(vm: &mut Vm, args: Args, kind: &str) -> Res {
    let id = args.at(vm, 0);
    let text = format!("<{kind} object {} at {:#x}>", vm.generator_qualname(id), vm.address_of(id));
    Ok(vm.string(text))
}
