//! Coroutines and asynchronous generators: what `async def` makes, and what awaits their steps.

use super::generator::{self, field, pending_exception, send_value};
use crate::memory::object::GeneratorState;
use crate::memory::{Body, Ref};
use crate::python::vm::known::{self, types};
use crate::python::vm::native::{Args, Arity, GetSet, Native, TypeDef};
use crate::python::vm::{Res, Vm};

pub const COROUTINE: TypeDef = TypeDef {
    id: types::COROUTINE,
    doc: "",
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
    doc: "",
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
    doc: "",
    methods: &[
        Native::slot("__aiter__", 0, itself),
        Native::slot("__anext__", 0, |vm, args| {
            let id = args.at(vm, 0);
            Ok(step(vm, id, known::NONE))
        }),
        Native::method("asend", Arity::One, |vm, args| {
            let (id, value) = (args.at(vm, 0), args.at(vm, 1));
            Ok(step(vm, id, value))
        }),
        Native::method("athrow", Arity::Range(1, 3), |vm, args| {
            let (id, exception) = (args.at(vm, 0), pending_exception(vm, args)?);
            vm.incref(id);
            Ok(vm.record(types::ASYNC_GENERATOR_THROW, &[id, exception], &[FRESH, THROWS]))
        }),
        Native::method("aclose", Arity::Zero, |vm, args| {
            let id = args.at(vm, 0);
            vm.incref(id);
            let exception = vm.call(types::GENERATOR_EXIT, &[])?;
            Ok(vm.record(types::ASYNC_GENERATOR_THROW, &[id, exception], &[FRESH, CLOSES]))
        }),
        Native::slot("__repr__", 0, |vm, args| shown(vm, args, "async_generator")),
        Native::slot("__del__", 0, |vm, args| {
            let id = args.at(vm, 0);
            close(vm, id)
        }),
    ],
    attributes: &[
        GetSet::read_only("ag_running", running),
        GetSet::read_only("ag_suspended", suspended),
        GetSet::read_only("ag_frame", Vm::generator_frame),
        GetSet::read_only("ag_await", |vm, id| Ok(vm.awaited_by(id))),
        GetSet::member("ag_code", |vm, id| field(vm, id, |g| g.code)),
        generator::NAME,
        generator::QUALNAME,
    ],
};

/// The first number of a step's record: whether it has begun or is over.
const FRESH: i64 = 0;
const BEGUN: i64 = 1;
const OVER: i64 = 2;
/// The second number of a throw's record.
const THROWS: i64 = 0;
const CLOSES: i64 = 1;

/// What `__anext__()` and `asend(value)` give. A record: the generator, the value; the stage.
pub const STEP: TypeDef = TypeDef {
    id: types::ASYNC_GENERATOR_STEP,
    doc: "",
    methods: &[
        Native::slot("__iter__", 0, itself),
        Native::slot("__await__", 0, itself),
        Native::slot("__next__", 0, |vm, args| send_step(vm, args, known::NONE)),
        Native::method("send", Arity::One, |vm, args| {
            let value = args.at(vm, 1);
            send_step(vm, args, value)
        }),
        Native::method("throw", Arity::Range(1, 3), throw_step),
        Native::method("close", Arity::Zero, close_stage),
    ],
    attributes: &[],
};

/// What `athrow(exception)` and `aclose()` give. A record: the generator, the exception; the stage, which of both.
pub const THROW: TypeDef = TypeDef {
    id: types::ASYNC_GENERATOR_THROW,
    doc: "",
    methods: &[
        Native::slot("__iter__", 0, itself),
        Native::slot("__await__", 0, itself),
        Native::slot("__next__", 0, |vm, args| send_throw(vm, args, known::NONE)),
        Native::method("send", Arity::One, |vm, args| {
            let value = args.at(vm, 1);
            send_throw(vm, args, value)
        }),
        Native::method("throw", Arity::Range(1, 3), throw_step),
        Native::method("close", Arity::Zero, close_stage),
    ],
    attributes: &[],
};

fn close_stage(vm: &mut Vm, args: Args) -> Res {
    let id = args.at(vm, 0);
    set_stage(vm, id, OVER);
    vm.done()
}

/// The wrapping of a yielded value; programs do not see it.
pub const WRAPPED: TypeDef = TypeDef { id: types::ASYNC_GENERATOR_WRAPPED, doc: "", methods: &[], attributes: &[] };

fn itself(vm: &mut Vm, args: Args) -> Res {
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

fn running(vm: &mut Vm, id: Ref) -> Res {
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

fn step(vm: &mut Vm, generator: Ref, value: Ref) -> Ref {
    vm.incref(generator);
    vm.incref(value);
    vm.record(types::ASYNC_GENERATOR_STEP, &[generator, value], &[FRESH])
}

fn stage(vm: &Vm, id: Ref) -> i64 {
    match vm.body(id) {
        Body::Record(r) => r.numbers.first().copied().unwrap_or(OVER),
        _ => OVER,
    }
}

fn set_stage(vm: &mut Vm, id: Ref, stage: i64) {
    if let Body::Record(r) = vm.heap.body_mut(id)
        && let Some(place) = r.numbers.first_mut()
    {
        *place = stage;
    }
}

fn send_step(vm: &mut Vm, args: Args, value: Ref) -> Res {
    let id = args.at(vm, 0);
    let generator = inner(vm, args);
    let mut sent = value;
    match stage(vm, id) {
        OVER => return Err(vm.runtime_error("cannot reuse already awaited __anext__()/asend()")),
        FRESH => {
            if vm.generator_state(generator) == GeneratorState::Running {
                return Err(vm.runtime_error("anext(): asynchronous generator is already running"));
            }
            if value == known::NONE {
                sent = match vm.body(id) {
                    Body::Record(r) => r.refs.get(1).copied().unwrap_or(known::NONE),
                    _ => known::NONE,
                };
            }
            set_stage(vm, id, BEGUN);
        }
        _ => {}
    }
    let result = vm.step_async_generator(generator, sent);
    if result.is_err() {
        set_stage(vm, id, OVER);
    }
    result
}

fn throw_step(vm: &mut Vm, args: Args) -> Res {
    let id = args.at(vm, 0);
    if stage(vm, id) == OVER {
        return Err(vm.runtime_error("cannot reuse already awaited __anext__()/asend()"));
    }
    let generator = inner(vm, args);
    let exception = pending_exception(vm, args)?;
    vm.make_pending(exception);
    let result = vm.step_async_generator(generator, Ref::NULL);
    if result.is_err() {
        set_stage(vm, id, OVER);
    }
    result
}

fn send_throw(vm: &mut Vm, args: Args, value: Ref) -> Res {
    let id = args.at(vm, 0);
    let generator = inner(vm, args);
    let (closes, exception) = match vm.body(id) {
        Body::Record(r) => (r.numbers.get(1) == Some(&CLOSES), r.refs.get(1).copied().unwrap_or(known::NONE)),
        _ => (false, known::NONE),
    };
    let result = match stage(vm, id) {
        OVER => return Err(vm.runtime_error("cannot reuse already awaited aclose()/athrow()")),
        FRESH => {
            set_stage(vm, id, BEGUN);
            match vm.generator_state(generator) {
                GeneratorState::Finished | GeneratorState::Completed => {
                    set_stage(vm, id, OVER);
                    let class = if closes { types::STOP_ITERATION } else { types::STOP_ASYNC_ITERATION };
                    let over = vm.new_exception(class, &[]);
                    return Err(vm.raise_owned(over));
                }
                _ => {}
            }
            vm.incref(exception);
            vm.make_pending(exception);
            vm.step_async_generator(generator, Ref::NULL)
        }
        _ => vm.step_async_generator(generator, value),
    };
    if result.is_ok() {
        return result;
    }
    set_stage(vm, id, OVER);
    if !closes {
        return result;
    }
    if vm.matches(types::STOP_ITERATION) {
        vm.clear_raised();
        return Err(vm.runtime_error("async generator ignored GeneratorExit"));
    }
    if vm.catch(types::STOP_ASYNC_ITERATION) || vm.catch(types::GENERATOR_EXIT) {
        return Err(vm.stop_iteration(known::NONE));
    }
    result
}
