//! The module `sys`. Constants are in [`constants`], sizes in [`sizes`].

mod constants;
mod sizes;

pub use sizes::size_of;

use crate::memory::rules::Interned;
use crate::memory::{Body, Ref, flag};
use crate::python::builtins::support::argument_kind;
use crate::python::dialect::builtins::Strings;
use crate::python::dialect::passing::{Passing, passing};
use crate::python::vm::known::{self, types};
use crate::python::vm::native::{Args, Arity, ModuleDef, Native, Param};
use crate::python::vm::{Res, Vm};

/// What stands before a statement at the prompt, and before its further lines.
pub const FIRST_PROMPT: &str = ">>> ";
pub const NEXT_PROMPT: &str = "... ";

pub const MODULE: ModuleDef = ModuleDef {
    name: "sys",
    functions: &[
        Native::function("getrefcount", Arity::One, getrefcount),
        Native::function("getsizeof", Arity::Named(SIZE_PARAMS), sizes::getsizeof),
        Native::function("intern", Arity::One, intern),
        Native::function("exc_info", Arity::Zero, exc_info),
        Native::function("exception", Arity::Zero, exception),
        Native::function("exc_clear", Arity::Zero, exc_clear),
        Native::function("exit", Arity::Range(0, 1), exit),
        Native::function("getrecursionlimit", Arity::Zero, getrecursionlimit),
        Native::function("setrecursionlimit", Arity::One, setrecursionlimit),
        Native::function("_getframe", Arity::Range(0, 1), getframe),
        Native::function("getswitchinterval", Arity::Zero, getswitchinterval),
        Native::function("setswitchinterval", Arity::One, nothing),
        Native::function("getcheckinterval", Arity::Zero, getcheckinterval),
        Native::function("setcheckinterval", Arity::One, nothing),
        Native::function("excepthook", Arity::Range(3, 3), excepthook),
        Native::function("displayhook", Arity::One, displayhook),
        Native::function("unraisablehook", Arity::One, nothing),
        Native::function("settrace", Arity::One, settrace),
        Native::function("gettrace", Arity::Zero, nothing),
        Native::function("setprofile", Arity::One, settrace),
        Native::function("getprofile", Arity::Zero, nothing),
        Native::function("get_asyncgen_hooks", Arity::Zero, get_asyncgen_hooks),
        Native::function("set_asyncgen_hooks", Arity::Named(HOOK_PARAMS), set_asyncgen_hooks),
        Native::function("is_finalizing", Arity::Zero, is_finalizing),
        Native::function("getallocatedblocks", Arity::Zero, getallocatedblocks),
        Native::function("getdefaultencoding", Arity::Zero, getdefaultencoding),
        Native::function("getfilesystemencoding", Arity::Zero, getfilesystemencoding),
        Native::function("get_int_max_str_digits", Arity::Zero, get_int_max_str_digits),
        Native::function("_clear_type_cache", Arity::Zero, nothing),
        Native::function("audit", Arity::Raw, nothing),
        Native::function("_is_gil_enabled", Arity::Zero, is_gil_enabled),
        Native::function("_is_interned", Arity::One, is_interned),
    ],
    fill: Some(constants::fill),
};

fn nothing(vm: &mut Vm, _: Args) -> Res {
    vm.done()
}

/// The count as it is while the caller's stack holds the argument.
fn getrefcount(vm: &mut Vm, args: Args) -> Res {
    let object = args.at(vm, 0);
    let count = super::ctypes::visible_count(vm, object);
    Ok(vm.int(count))
}

/// What `sys.getrefcount` and `ctypes` read: the count, or the fixed number of immortal objects. Versions without
/// immortals count what the interpreter itself holds of its shared objects; that part is a plausible number here.
#[must_use]
pub fn shown_count(vm: &Vm, object: Ref) -> i64 {
    let count = vm.heap.count(object);
    if !vm.heap.has_flag(object, flag::IMMORTAL) {
        return i64::from(count);
    }
    match vm.immortal_count() {
        Some(fixed) => i64::from(fixed),
        None => {
            let held = if object == known::NONE { NONES_OF_INTERPRETER } else { HELD_BY_INTERPRETER };
            i64::from(count) - i64::from(crate::memory::heap::IMMORTAL_COUNT) + held
        }
    }
}

/// References to a shared object that a real interpreter's own modules hold.
const HELD_BY_INTERPRETER: i64 = 120;

/// The same of None.
const NONES_OF_INTERPRETER: i64 = 4200;

const HOOK_PARAMS: &[Param] = &[Param::optional("firstiter"), Param::optional("finalizer")];

fn get_asyncgen_hooks(vm: &mut Vm, _: Args) -> Res {
    let hooks = vm.async_hooks;
    let [first, finalizer] = [hooks.first, hooks.finalizer].map(|hook| hook.some().unwrap_or(known::NONE));
    vm.call_of_module("_anext", "asyncgen_hooks", &[first, finalizer])
}

fn set_asyncgen_hooks(vm: &mut Vm, args: Args) -> Res {
    let [first, finalizer] = [0, 1].map(|at| args.at(vm, at).some());
    for (hook, name) in [(finalizer, "finalizer"), (first, "firstiter")] {
        if let Some(hook) = hook
            && hook != known::NONE
            && !vm.is_callable(hook)
        {
            let found = vm.type_name(hook);
            return Err(vm.type_error(format!("callable {name} expected, got {found}")));
        }
    }
    vm.set_async_hooks(first, finalizer);
    vm.done()
}

const SIZE_PARAMS: &[Param] = &[Param::required("object"), Param::optional("default")];

/// `sys.intern(text)`: the one str object of this text.
fn intern(vm: &mut Vm, args: Args) -> Res {
    let text = args.at(vm, 0);
    if !vm.is_exact(text, types::STR) {
        if vm.isinstance_of(text, types::STR) {
            let name = vm.type_name(text);
            return Err(vm.type_error(format!("can't intern {name}")));
        }
        let name = argument_kind(vm, text);
        // Parsed out of a tuple, arguments are numbered.
        let number = match passing(vm.behaviour.version, "sys", "intern") {
            Passing::Packed => " 1",
            Passing::InPlace => "",
        };
        return Err(vm.type_error(format!("intern() argument{number} must be str, not {name}")));
    }
    let key = vm.text(text);
    if let Some(&found) = vm.interned.get(key.as_str()) {
        return Ok(vm.incref(found));
    }
    vm.incref(text);
    vm.heap.set_flag(text, flag::INTERNED);
    vm.interned.insert(key.into(), text);
    if vm.heap.rules.interned == Interned::Immortal {
        vm.heap.immortalize(text);
    }
    Ok(vm.incref(text))
}

fn is_interned(vm: &mut Vm, args: Args) -> Res {
    let interned = vm.heap.has_flag(args.at(vm, 0), flag::INTERNED);
    Ok(vm.bool(interned))
}

/// `(type, value, traceback)` of the exception being handled.
fn exc_info(vm: &mut Vm, _: Args) -> Res {
    let handled = vm.handled_exception();
    if handled.is_null() {
        return Ok(vm.tuple_from(&[known::NONE, known::NONE, known::NONE]));
    }
    let class = vm.exception_class(handled);
    let traceback = vm.traceback_of(handled).unwrap_or(known::NONE);
    Ok(vm.tuple_from(&[class, handled, traceback]))
}

fn exception(vm: &mut Vm, _: Args) -> Res {
    let handled = vm.handled_exception();
    Ok(if handled.is_null() { vm.none() } else { vm.incref(handled) })
}

/// 2.7: forgets the exception being handled.
fn exc_clear(vm: &mut Vm, _: Args) -> Res {
    vm.clear_handled();
    vm.done()
}

fn exit(vm: &mut Vm, args: Args) -> Res {
    let code = args.at(vm, 0);
    let given: &[Ref] = if code.is_null() { &[] } else { &[code] };
    let exception = vm.call(types::SYSTEM_EXIT, given)?;
    Err(vm.raise_owned(exception))
}

fn getrecursionlimit(vm: &mut Vm, _: Args) -> Res {
    let limit = vm.full_recursion_limit();
    Ok(vm.int(limit as i64))
}

fn setrecursionlimit(vm: &mut Vm, args: Args) -> Res {
    let limit = args.at(vm, 0);
    let limit = super::c_int(vm, limit)?;
    let Some(limit) = usize::try_from(limit).ok().filter(|l| *l > 0) else {
        return Err(vm.value_error("recursion limit must be greater or equal than 1"));
    };
    let depth = vm.call_depth();
    if depth >= limit {
        return Err(vm.raise(
            types::RECURSION_ERROR,
            format!("cannot set the recursion limit to {limit} at the recursion depth {depth}: the limit is too low"),
        ));
    }
    vm.set_recursion_limit(limit);
    vm.done()
}

fn getframe(vm: &mut Vm, args: Args) -> Res {
    let depth = args.at(vm, 0);
    let depth = if depth.is_null() { 0 } else { super::c_int(vm, depth)? };
    let depth = usize::try_from(depth).unwrap_or(0);
    match vm.visible_frame(depth) {
        Some(index) => {
            let frame = vm.frame_object(index);
            Ok(vm.incref(frame))
        }
        None => Err(vm.value_error("call stack is not deep enough")),
    }
}

fn getswitchinterval(vm: &mut Vm, _: Args) -> Res {
    Ok(vm.float(0.005))
}

fn getcheckinterval(vm: &mut Vm, _: Args) -> Res {
    Ok(vm.int(100))
}

/// Prints a traceback to stderr.
fn excepthook(vm: &mut Vm, args: Args) -> Res {
    let value = args.at(vm, 1);
    if !matches!(vm.body(value), Body::Exception(_)) {
        let name = vm.type_name(value);
        let message = format!("TypeError: print_exception(): Exception expected for value, {name} found\n");
        vm.write_sys_stderr(&message);
        return vm.done();
    }
    let text = vm.format_exception(value);
    vm.write_sys_stderr(&text);
    vm.done()
}

fn displayhook(vm: &mut Vm, args: Args) -> Res {
    let value = args.at(vm, 0);
    vm.show(value)?;
    vm.done()
}

/// Tracing is not simulated; switching it off is.
fn settrace(vm: &mut Vm, args: Args) -> Res {
    if args.at(vm, 0) == known::NONE {
        return vm.done();
    }
    Err(vm.raise(types::NOT_IMPLEMENTED_ERROR, "gcscope does not simulate trace and profile functions"))
}

fn is_finalizing(vm: &mut Vm, _: Args) -> Res {
    Ok(vm.bool(false))
}

fn getallocatedblocks(vm: &mut Vm, _: Args) -> Res {
    let alive = vm.heap.live().count();
    Ok(vm.int(alive as i64))
}

fn getdefaultencoding(vm: &mut Vm, _: Args) -> Res {
    let name = match vm.dialect.builtins.strings {
        Strings::StrAndUnicode => "ascii",
        Strings::StrAndBytes => "utf-8",
    };
    Ok(vm.str(name))
}

fn getfilesystemencoding(vm: &mut Vm, _: Args) -> Res {
    let name = match vm.dialect.builtins.strings {
        Strings::StrAndUnicode => "UTF-8",
        Strings::StrAndBytes => "utf-8",
    };
    Ok(vm.str(name))
}

fn get_int_max_str_digits(vm: &mut Vm, _: Args) -> Res {
    Ok(vm.int(4300))
}

fn is_gil_enabled(vm: &mut Vm, _: Args) -> Res {
    Ok(vm.bool(true))
}
