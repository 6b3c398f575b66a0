//! What awaits one step of an asynchronous generator: `__anext__()` and `asend()`, `athrow()` and `aclose()`
//! (`async_gen_asend_*`, `async_gen_athrow_*` in Objects/genobject.c).

use super::coroutine::{itself, running};
use super::generator::{exception_of, pending_exception, warn_of_parts};
use crate::memory::{Body, Ref};
use crate::python::dialect::statements::AsyncSteps;
use crate::python::vm::known::{self, types};
use crate::python::vm::native::{Args, Arity, Native, TypeDef};
use crate::python::vm::{Raised, Res, Vm};

/// The first number of a record: whether it has begun or is over.
const FRESH: i64 = 0;
const BEGUN: i64 = 1;
const OVER: i64 = 2;
/// The second number of a throw's record.
const THROWS: i64 = 0;
const CLOSES: i64 = 1;

/// What `__anext__()` and `asend(value)` give. A record: the generator, the value; the stage.
pub const STEP: TypeDef = TypeDef { id: types::ASYNC_GENERATOR_STEP, methods: METHODS, attributes: &[] };

/// What `athrow(exception)` and `aclose()` give. A record: the generator, the arguments; the stage, which of both.
pub const THROW: TypeDef = TypeDef { id: types::ASYNC_GENERATOR_THROW, methods: METHODS, attributes: &[] };

const METHODS: &[Native] = &[
    Native::slot("__iter__", 0, itself),
    Native::slot("__await__", 0, itself),
    Native::slot("__next__", 0, |vm, args| send(vm, args, known::NONE)),
    Native::method("send", Arity::One, |vm, args| {
        let value = args.at(vm, 1);
        send(vm, args, value)
    }),
    Native::method("throw", Arity::Range(1, 3), |vm, args| {
        let (id, exception) = (args.at(vm, 0), pending_exception(vm, args)?);
        throw(vm, id, exception)
    }),
    Native::method("close", Arity::Zero, close),
];

pub(super) fn step(vm: &mut Vm, generator: Ref, value: Ref) -> Res {
    vm.meet_async_hooks(generator)?;
    vm.incref(generator);
    vm.incref(value);
    Ok(vm.record(types::ASYNC_GENERATOR_STEP, &[generator, value], &[FRESH]))
}

pub(super) fn athrow(vm: &mut Vm, args: Args) -> Res {
    warn_of_parts(vm, args, "athrow")?;
    let generator = args.at(vm, 0);
    vm.meet_async_hooks(generator)?;
    let held = [0, 1, 2, 3].map(|at| {
        let id = args.at(vm, at);
        vm.xincref(id)
    });
    Ok(vm.record(types::ASYNC_GENERATOR_THROW, &held, &[FRESH, THROWS]))
}

pub(super) fn aclose(vm: &mut Vm, args: Args) -> Res {
    let id = args.at(vm, 0);
    vm.meet_async_hooks(id)?;
    vm.incref(id);
    Ok(vm.record(types::ASYNC_GENERATOR_THROW, &[id], &[FRESH, CLOSES]))
}

pub(super) fn is_running(vm: &mut Vm, generator: Ref) -> Res {
    if guard(vm) == AsyncSteps::Unguarded {
        return running(vm, generator);
    }
    let stepping = is_stepping(vm, generator);
    Ok(vm.bool(stepping))
}

fn guard(vm: &Vm) -> AsyncSteps {
    vm.dialect.statements.async_steps
}

fn is_stepping(vm: &Vm, generator: Ref) -> bool {
    matches!(vm.body(generator), Body::Generator(g) if g.stepping)
}

fn is_closed(vm: &Vm, generator: Ref) -> bool {
    matches!(vm.body(generator), Body::Generator(g) if g.closed)
}

fn set_stepping(vm: &mut Vm, generator: Ref, stepping: bool) {
    if let Body::Generator(g) = vm.heap.body_mut(generator) {
        g.stepping = stepping;
    }
}

fn set_closed(vm: &mut Vm, generator: Ref) {
    if let Body::Generator(g) = vm.heap.body_mut(generator) {
        g.closed = true;
    }
}

fn number(vm: &Vm, id: Ref, at: usize) -> i64 {
    match vm.body(id) {
        Body::Record(r) => r.numbers.get(at).copied().unwrap_or(OVER),
        _ => OVER,
    }
}

fn stage(vm: &Vm, id: Ref) -> i64 {
    number(vm, id, 0)
}

fn set_stage(vm: &mut Vm, id: Ref, stage: i64) {
    if let Body::Record(r) = vm.heap.body_mut(id)
        && let Some(place) = r.numbers.first_mut()
    {
        *place = stage;
    }
}

/// Only one step at a time: `what` is refused while another one waits.
fn refuse_second(vm: &mut Vm, generator: Ref, what: &str) -> Res<()> {
    if guard(vm) == AsyncSteps::Unguarded || !is_stepping(vm, generator) {
        return Ok(());
    }
    Err(vm.runtime_error(format!("{what}(): asynchronous generator is already running")))
}

/// The first use of a step or a throw: it is refused while another one waits.
fn begin(vm: &mut Vm, id: Ref) -> Res<()> {
    let generator = vm.record_at(id, 0);
    let what = match (is_throw(vm, id), closes(vm, id)) {
        (false, _) => "anext",
        (true, false) => "athrow",
        (true, true) => "aclose",
    };
    if let Err(raised) = refuse_second(vm, generator, what) {
        if guard(vm) == AsyncSteps::Guarded || is_throw(vm, id) {
            set_stage(vm, id, OVER);
        }
        return Err(raised);
    }
    Ok(())
}

fn is_throw(vm: &Vm, id: Ref) -> bool {
    vm.is_exact(id, types::ASYNC_GENERATOR_THROW)
}

/// Whether this is what `aclose()` gave.
fn closes(vm: &Vm, id: Ref) -> bool {
    is_throw(vm, id) && number(vm, id, 1) == CLOSES
}

fn used(vm: &mut Vm, id: Ref) -> Raised {
    let message = match is_throw(vm, id) {
        false => "cannot reuse already awaited __anext__()/asend()",
        true => "cannot reuse already awaited aclose()/athrow()",
    };
    vm.runtime_error(message)
}

/// What a step gave, where the generator may have yielded or ended (`async_gen_unwrap_value`).
fn unwrapped(vm: &mut Vm, generator: Ref, result: Res) -> Res {
    let result = vm.unwrap_async(result);
    if result.is_err() {
        if vm.matches(types::STOP_ASYNC_ITERATION) || vm.matches(types::GENERATOR_EXIT) {
            set_closed(vm, generator);
        }
        set_stepping(vm, generator, false);
    }
    result
}

fn send(vm: &mut Vm, args: Args, value: Ref) -> Res {
    let id = args.at(vm, 0);
    if is_throw(vm, id) { send_throw(vm, id, value) } else { send_step(vm, id, value) }
}

fn send_step(vm: &mut Vm, id: Ref, value: Ref) -> Res {
    let generator = vm.record_at(id, 0);
    let mut sent = value;
    match stage(vm, id) {
        OVER => return Err(used(vm, id)),
        FRESH => {
            begin(vm, id)?;
            if value == known::NONE {
                sent = vm.record_at(id, 1);
            }
            set_stage(vm, id, BEGUN);
        }
        _ => {}
    }
    set_stepping(vm, generator, true);
    let result = vm.send_async(generator, sent);
    let result = unwrapped(vm, generator, result);
    if result.is_err() {
        set_stage(vm, id, OVER);
    }
    result
}

fn send_throw(vm: &mut Vm, id: Ref, value: Ref) -> Res {
    let generator = vm.record_at(id, 0);
    let closing = closes(vm, id);
    if stage(vm, id) == OVER {
        return Err(used(vm, id));
    }
    if !vm.generator_state(generator).paused() && !is_stepping(vm, generator) {
        set_stage(vm, id, OVER);
        return Err(vm.stop_iteration(known::NONE));
    }
    let result = if stage(vm, id) == FRESH {
        begin(vm, id)?;
        if is_closed(vm, generator) {
            set_stage(vm, id, OVER);
            let over = vm.new_exception(types::STOP_ASYNC_ITERATION, &[]);
            return Err(vm.raise_owned(over));
        }
        if value != known::NONE {
            return Err(vm.runtime_error("can't send non-None value to a just-started coroutine"));
        }
        let exception = if closing {
            set_closed(vm, generator);
            vm.call(types::GENERATOR_EXIT, &[])
        } else {
            thrown(vm, id)
        };
        set_stage(vm, id, BEGUN);
        set_stepping(vm, generator, true);
        match exception {
            Ok(exception) => {
                vm.make_pending(exception);
                vm.throw_into_async(generator)
            }
            Err(Raised) => Err(Raised),
        }
    } else {
        vm.send_async(generator, value)
    };
    if !closing {
        let result = unwrapped(vm, generator, result);
        if result.is_err() {
            set_stage(vm, id, OVER);
        }
        return result;
    }
    finish_close(vm, id, generator, result)
}

/// What `aclose()` makes of a step: an end is a success, a yielded value is none.
fn finish_close(vm: &mut Vm, id: Ref, generator: Ref, result: Res) -> Res {
    match result {
        Ok(yielded) if vm.is_exact(yielded, types::ASYNC_GENERATOR_WRAPPED) => {
            vm.decref(yielded);
            set_stepping(vm, generator, false);
            set_stage(vm, id, OVER);
            Err(vm.runtime_error("async generator ignored GeneratorExit"))
        }
        Ok(awaited) => Ok(awaited),
        Err(raised) => {
            set_stepping(vm, generator, false);
            set_stage(vm, id, OVER);
            if vm.catch(types::STOP_ASYNC_ITERATION) || vm.catch(types::GENERATOR_EXIT) {
                return Err(vm.stop_iteration(known::NONE));
            }
            Err(raised)
        }
    }
}

/// What the arguments of `athrow()` name.
fn thrown(vm: &mut Vm, id: Ref) -> Res {
    let parts = [1, 2, 3].map(|at| vm.record_at(id, at));
    exception_of(vm, parts)
}

/// `exception` is stolen.
fn throw(vm: &mut Vm, id: Ref, exception: Ref) -> Res {
    let generator = vm.record_at(id, 0);
    let guarded = guard(vm) == AsyncSteps::Guarded;
    let fresh = stage(vm, id) == FRESH;
    let allowed = match stage(vm, id) {
        OVER => Err(used(vm, id)),
        FRESH if guarded => begin(vm, id),
        _ => Ok(()),
    };
    if let Err(raised) = allowed {
        vm.drop_with_pending(exception);
        return Err(raised);
    }
    if fresh && guarded {
        set_stage(vm, id, BEGUN);
        set_stepping(vm, generator, true);
    }
    vm.make_pending(exception);
    let result = vm.throw_into_async(generator);
    let result = match closes(vm, id) {
        true => finish_close(vm, id, generator, result),
        false => unwrapped(vm, generator, result),
    };
    if result.is_err() && (guarded || !is_throw(vm, id)) {
        set_stage(vm, id, OVER);
    }
    result
}

/// `close()`: from 3.13 on GeneratorExit is thrown, before that the step is over without a word.
fn close(vm: &mut Vm, args: Args) -> Res {
    let id = args.at(vm, 0);
    if guard(vm) != AsyncSteps::Guarded {
        set_stage(vm, id, OVER);
    }
    if stage(vm, id) == OVER {
        return vm.done();
    }
    let exit = vm.call(types::GENERATOR_EXIT, &[])?;
    match throw(vm, id, exit) {
        Ok(awaited) => {
            vm.decref(awaited);
            Err(vm.runtime_error("coroutine ignored GeneratorExit"))
        }
        Err(raised) => {
            let ended = [types::STOP_ITERATION, types::STOP_ASYNC_ITERATION, types::GENERATOR_EXIT];
            if ended.into_iter().any(|class| vm.catch(class)) { vm.done() } else { Err(raised) }
        }
    }
}
