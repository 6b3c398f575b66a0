//! Functions that run or look up code: `eval`, `exec`, `compile`, `__import__`, `globals`, `locals`.

use crate::memory::{Body, Ref};
use crate::python::compile::Mode;
use crate::python::modules::c_int;
use crate::python::vm::known::{EMPTY_TUPLE, NONE, names, types};
use crate::python::vm::native::Args;
use crate::python::vm::{Res, Vm};

pub(super) fn globals(vm: &mut Vm, _: Args) -> Res {
    let globals = vm.current_globals();
    Ok(vm.incref(globals))
}

pub(super) fn locals(vm: &mut Vm, _: Args) -> Res {
    vm.current_locals()
}

/// Which of the two functions runs: they differ in mode, words and result.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Runner {
    Eval,
    Exec,
}

impl Runner {
    fn name(self) -> &'static str {
        if self == Self::Eval { "eval" } else { "exec" }
    }
}

pub(super) fn eval(vm: &mut Vm, args: Args) -> Res {
    run(vm, args, Runner::Eval)
}

pub(super) fn exec(vm: &mut Vm, args: Args) -> Res {
    let result = run(vm, args, Runner::Exec)?;
    vm.decref(result);
    vm.done()
}

/// 2.7's `execfile(name, globals, locals)`.
pub(super) fn execfile(vm: &mut Vm, args: Args) -> Res {
    let Some(name) = vm.as_str(args.at(vm, 0)).map(str::to_owned) else {
        let kind = vm.type_name(args.at(vm, 0));
        return Err(vm.type_error(format!("coercing to Unicode: need string or buffer, {kind} found")));
    };
    let path = vm.files.absolute(&name);
    let Some(text) = vm.files.read(&path).map(|bytes| String::from_utf8_lossy(bytes).into_owned()) else {
        let words = "No such file or directory";
        return Err(crate::python::modules::io::file_error(vm, types::IO_ERROR, 2, words, &name));
    };
    let code = vm.compile_text(&text, &name, Mode::Exec, 0)?;
    let given = vm.replace_argument(args, 0, code);
    let result = run(vm, args, Runner::Exec);
    vm.replace_argument(args, 0, given);
    vm.decref(code);
    vm.decref(result?);
    vm.done()
}

fn run(vm: &mut Vm, args: Args, runner: Runner) -> Res {
    let (source, globals, locals) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 2));
    let globals = globals.some().filter(|&g| g != NONE);
    let locals = locals.some().filter(|&l| l != NONE);
    if let Some(globals) = globals
        && !vm.isinstance_of(globals, types::DICT)
    {
        let name = vm.type_name(globals);
        return Err(match runner {
            Runner::Eval => vm.type_error("globals must be a dict"),
            Runner::Exec => vm.type_error(format!("exec() globals must be a dict, not {name}")),
        });
    }
    if let Some(locals) = locals
        && vm.lookup_special(locals, names::GETITEM).is_none()
    {
        let name = vm.type_name(locals);
        return Err(match runner {
            Runner::Eval => vm.type_error("locals must be a mapping"),
            Runner::Exec => vm.type_error(format!("locals must be a mapping or None, not {name}")),
        });
    }
    let current = vm.current_globals();
    // Without namespaces the caller's are used; they are held while the code runs.
    let used_locals = match (globals, locals) {
        (_, Some(locals)) => vm.incref(locals),
        (Some(globals), None) => vm.incref(globals),
        (None, None) => vm.current_locals()?,
    };
    let used_globals = vm.incref(globals.unwrap_or(current));
    // Code that brings no builtins gets those of the interpreter.
    if vm.dict_get_str(used_globals, names::BUILTINS).is_none() {
        let builtins = vm.builtins;
        vm.dict_set_str_ref(used_globals, names::BUILTINS, builtins);
    }
    let result = run_in(vm, source, runner, used_globals, used_locals);
    vm.decref(used_globals);
    vm.decref(used_locals);
    result
}

/// `eval(text)` with the namespaces of the caller.
pub(super) fn eval_text(vm: &mut Vm, text: Ref) -> Res {
    let globals = vm.current_globals();
    let globals = vm.incref(globals);
    let locals = vm.current_locals();
    let result = match locals {
        Ok(locals) => {
            let result = run_in(vm, text, Runner::Eval, globals, locals);
            vm.decref(locals);
            result
        }
        Err(raised) => Err(raised),
    };
    vm.decref(globals);
    result
}

/// Runs a code object, or what a text compiles to.
fn run_in(vm: &mut Vm, source: Ref, runner: Runner, globals: Ref, locals: Ref) -> Res {
    if let Body::Code(_) = vm.body(source) {
        return vm.run_code_of_function(source, globals, locals);
    }
    let name = runner.name();
    let Some(text) = source_text(vm, source) else {
        let two = vm.dialect.python2;
        return Err(vm.type_error(match runner {
            Runner::Exec if two => "exec: arg 1 must be a string, file, or code object".to_owned(),
            Runner::Eval if two => "eval() arg 1 must be a string or code object".to_owned(),
            _ => format!("{name}() arg 1 must be a string, bytes or code object"),
        }));
    };
    let features = vm.features_of_caller();
    let compiled = match runner {
        Runner::Eval => vm.compile(text.trim_start_matches([' ', '\t']), "<string>", Mode::Eval, features),
        Runner::Exec => vm.compile(&text, "<string>", Mode::Exec, features),
    };
    match compiled {
        Ok(spec) => vm.run_text(spec, globals, locals),
        Err(error) => {
            vm.parser_fails();
            Err(vm.raise_syntax_error(&error))
        }
    }
}

fn source_text(vm: &Vm, source: Ref) -> Option<String> {
    match vm.as_str(source) {
        Some(text) => Some(text.to_owned()),
        None => vm.as_bytes(source).map(|bytes| String::from_utf8_lossy(bytes).into_owned()),
    }
}

pub(super) fn compile(vm: &mut Vm, args: Args) -> Res {
    let [source, filename, mode, flags, dont_inherit] = [0, 1, 2, 3, 4].map(|at| args.at(vm, at));
    let Some(filename) = source_text(vm, filename) else {
        let name = vm.type_name(filename);
        return Err(vm.type_error(format!("expected str, bytes or os.PathLike object, not {name}")));
    };
    let Some(mode_name) = vm.as_str(mode).map(str::to_owned) else {
        let name = vm.type_name(mode);
        return Err(vm.type_error(format!("compile() argument 'mode' must be str, not {name}")));
    };
    let flags = compile_flags(vm, flags, dont_inherit)?;
    let mode = match mode_name.as_str() {
        "exec" => Mode::Exec,
        "eval" => Mode::Eval,
        "single" => Mode::Single,
        _ if vm.dialect.python2 => {
            return Err(vm.value_error("compile() arg 3 must be 'exec', 'eval' or 'single'"));
        }
        _ => return Err(vm.value_error("compile() mode must be 'exec', 'eval' or 'single'")),
    };
    vm.make_syntax_tree_types();
    let Some(text) = source_text(vm, source) else {
        return Err(vm.type_error("compile() arg 1 must be a string, bytes or AST object"));
    };
    if flags & PYCF_ONLY_AST != 0 {
        let given = [0, 1, 2].map(|at| args.at(vm, at));
        return vm.call_of_module("ast", "parse", &given);
    }
    vm.compile_text(&text, &filename, mode, flags & vm.dialect.future_flags())
}

/// The flag of `compile` that asks for a syntax tree.
const PYCF_ONLY_AST: u32 = 0x400;

/// What `compile` is asked for, as its flags say it, with the future features of the code that asks where it inherits
/// them.
fn compile_flags(vm: &mut Vm, flags: Ref, dont_inherit: Ref) -> Res<u32> {
    let asked = flags.some().map_or(Ok(0), |flags| c_int(vm, flags))?;
    let inherits = dont_inherit.some().map_or(Ok(true), |dont| vm.truth(dont).map(|dont| !dont))?;
    match u32::try_from(asked) {
        Ok(known) if known & !vm.dialect.compile_flags.0 == 0 => {
            Ok(known | if inherits { vm.features_of_caller() } else { 0 })
        }
        _ => Err(vm.value_error("compile(): unrecognised flags")),
    }
}

pub(super) fn import(vm: &mut Vm, args: Args) -> Res {
    let (name, fromlist, level) = (args.at(vm, 0), args.at(vm, 3), args.at(vm, 4));
    if vm.as_str(name).is_none() {
        return Err(vm.type_error("module name must be a string"));
    }
    let level = match level.some() {
        None => 0,
        Some(level) => vm.index(level)?,
    };
    if level < 0 {
        return Err(vm.value_error("level must be >= 0"));
    }
    let level = vm.int(level);
    let fromlist = fromlist.some().unwrap_or(EMPTY_TUPLE);
    let module = vm.import_as_builtin(name, level, fromlist);
    vm.decref(level);
    module
}
