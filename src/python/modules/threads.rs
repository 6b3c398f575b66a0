//! `_threads`: what threads can be made of. Locks, threads and queues are Python (`_thread`, `threading`, `queue`).

use super::math::float_arg;
use crate::memory::Ref;
use crate::python::vm::known;
use crate::python::vm::native::{Args, Arity, ModuleDef, Native};
use crate::python::vm::threads::ThreadId;
use crate::python::vm::{Res, Vm};

pub const MODULE: ModuleDef = ModuleDef {
    name: "_threads",
    functions: &[
        Native::function("ident", Arity::Zero, ident),
        Native::function("start", Arity::One, start),
        Native::function("wait", Arity::One, wait),
        Native::function("wake", Arity::One, wake),
        Native::function("name", Arity::One, name),
    ],
    fill: None,
};

/// `threading.get_ident()` of the main thread.
const FIRST: i64 = 0x7e80_0000_0000;
/// From one thread's to the next.
const STEP: i64 = 0x80_1000;

fn number_of(id: ThreadId) -> i64 {
    FIRST - STEP * i64::from(id.0)
}

fn ident(vm: &mut Vm, _: Args) -> Res {
    let number = number_of(vm.threads.current());
    Ok(vm.int(number))
}

/// `start(function)`: the ident of a new thread that will call it.
fn start(vm: &mut Vm, args: Args) -> Res {
    let function = args.at(vm, 0);
    let id = vm.start_thread(function)?;
    Ok(vm.int(number_of(id)))
}

/// `wait(seconds or None)`: whether the thread was woken, and not its time over.
fn wait(vm: &mut Vm, args: Args) -> Res {
    let until = match args.at(vm, 0) {
        known::NONE => None,
        seconds => Some(moment_after(vm, seconds)?),
    };
    let woken = vm.wait(until)?;
    Ok(vm.bool(woken))
}

fn moment_after(vm: &mut Vm, seconds: Ref) -> Res<i64> {
    let seconds = float_arg(vm, seconds)?;
    Ok(vm.clock.now().saturating_add((seconds * 1e9).clamp(0.0, 1e18) as i64))
}

/// `wake(ident)`
fn wake(vm: &mut Vm, args: Args) -> Res {
    let ident = args.at(vm, 0);
    if let Some(number) = vm.as_int(ident)
        && let Ok(id) = u32::try_from((FIRST - number) / STEP)
    {
        vm.threads.wake(ThreadId(id));
    }
    vm.done()
}

/// `name(text)`: what messages call the running thread.
fn name(vm: &mut Vm, args: Args) -> Res {
    let name = args.at(vm, 0);
    let name = vm.str_text(name)?;
    vm.threads.name_current(name);
    vm.done()
}
