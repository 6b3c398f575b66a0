//! `atexit`: functions to be called when the program ends. The machine keeps and runs them.

use crate::memory::Ref;
use crate::python::builtins::partial::keywords_of;
use crate::python::vm::native::{Args, Arity, ModuleDef, Native};
use crate::python::vm::{Res, Vm};

pub const MODULE: ModuleDef = ModuleDef {
    name: "atexit",
    functions: &[
        Native::function("register", Arity::Raw, register),
        Native::function("unregister", Arity::One, unregister),
        Native::function("_clear", Arity::Zero, clear),
        Native::function("_ncallbacks", Arity::Zero, count),
        Native::function("_run_exitfuncs", Arity::Zero, run),
    ],
    fill: None,
};

fn register(vm: &mut Vm, args: Args) -> Res {
    let keywords = keywords_of(vm, args);
    let positional = args.count - keywords.len();
    if positional == 0 {
        return Err(vm.type_error("register() takes at least 1 argument (0 given)"));
    }
    let function = args.at(vm, 0);
    if !vm.is_callable(function) {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let given: Vec<Ref> = (1..positional).map(|index| args.at(vm, index)).collect();
    let given = vm.tuple_from(&given);
    let mut named = Ref::NULL;
    if !keywords.is_empty() {
        named = vm.dict();
        for (name, value) in keywords {
            vm.dict_set(named, name, value)?;
        }
    }
    vm.incref(function);
    vm.atexit.push((function, given, named));
    Ok(vm.incref(function))
}

fn unregister(vm: &mut Vm, args: Args) -> Res {
    let function = args.at(vm, 0);
    // From the end: comparing may run a program that registers more.
    let mut index = vm.atexit.len();
    while index > 0 {
        index -= 1;
        let Some(&(known, ..)) = vm.atexit.get(index) else { continue };
        if vm.eq(known, function)? && index < vm.atexit.len() {
            let entry = vm.atexit.remove(index);
            forget(vm, entry);
        }
    }
    vm.done()
}

fn clear(vm: &mut Vm, _args: Args) -> Res {
    for entry in std::mem::take(&mut vm.atexit) {
        forget(vm, entry);
    }
    vm.done()
}

fn count(vm: &mut Vm, _args: Args) -> Res {
    Ok(vm.int(vm.atexit.len() as i64))
}

fn run(vm: &mut Vm, _args: Args) -> Res {
    vm.run_atexit();
    vm.done()
}

fn forget(vm: &mut Vm, (function, args, keywords): (Ref, Ref, Ref)) {
    vm.decref(function);
    vm.decref(args);
    vm.xdecref(keywords);
}
