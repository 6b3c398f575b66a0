//! `print` and `input`.

use crate::memory::free_lists::Kind;
use crate::memory::{Ref, alloc};
use crate::python::behaviour::PrintAllocations;
use crate::python::builtins::support::{keyword, only_keywords};
use crate::python::vm::known::{NONE, names, types};
use crate::python::vm::native::Args;
use crate::python::vm::output::Stream;
use crate::python::vm::{Res, Vm};

/// Where `print` writes.
#[derive(Clone, Copy)]
enum Target {
    /// The program's own stdout, without a detour through an object.
    Straight,
    /// Something with a `write` method; borrowed.
    File(Ref),
    /// `sys.stdout` is None: nothing is shown.
    Nowhere,
}

/// `sys.stdout`, when the module is there and has it.
fn stdout_target(vm: &mut Vm) -> Target {
    let sys = vm.intern("sys");
    let Some(module) = vm.dict_get_str(vm.modules, sys) else { return Target::Straight };
    let Some(dict) = vm.existing_dict(module) else { return Target::Straight };
    match vm.dict_get_str(dict, names::STDOUT) {
        Some(NONE) => Target::Nowhere,
        Some(file) if !vm.is_exact(file, types::TEXT_IO) => Target::File(file),
        _ => Target::Straight,
    }
}

pub(super) fn print(vm: &mut Vm, args: Args) -> Res {
    vm.count_print_parser();
    only_keywords(vm, args, "print", &["sep", "end", "file", "flush"])?;
    let file = keyword(vm, args, "file").filter(|&file| file != NONE);
    let target = match file {
        Some(file) => Target::File(file),
        None => stdout_target(vm),
    };
    let separator = text_option(vm, args, "sep", " ")?;
    let end = text_option(vm, args, "end", "\n")?;
    let flush = keyword(vm, args, "flush");
    if matches!(target, Target::Nowhere) {
        return vm.done();
    }
    let tuple = arguments_tuple(vm, args.positional(vm));
    alloc::count_tuple(vm, tuple);
    let tracked = usize::from(tuple > 0 && (0..tuple).any(|at| alloc::keeps_tracked(&vm.heap, args.at(vm, at))));
    vm.heap.collector.hold_unseen(tracked);
    // A rebound sys.stdout stays alive while it is written to.
    if let Target::File(file) = target {
        vm.incref(file);
    }
    let mark = vm.kept.len();
    if tuple > 0 {
        for at in 0..args.positional(vm) {
            let object = args.at(vm, at);
            vm.incref(object);
            vm.kept.push(object);
        }
    }
    let result = write_all(vm, args, target, &separator, &end, flush);
    vm.release_kept(mark);
    if let Target::File(file) = target {
        vm.decref(file);
    }
    vm.heap.collector.release_unseen(tracked);
    alloc::count_tuple_death(&mut vm.heap, tuple);
    result?;
    vm.done()
}

/// The size of the tuple that carries the arguments in CPython.
fn arguments_tuple(vm: &Vm, objects: usize) -> usize {
    match vm.behaviour.print_allocations {
        PrintAllocations::TupleAndMethods => objects,
        PrintAllocations::TupleAlways => objects.max(1),
        PrintAllocations::None | PrintAllocations::Methods => 0,
    }
}

/// What CPython allocates to write one piece of text: a bound method, which is there before the text is made of the
/// object, and what its call needs.
fn begin_write(vm: &mut Vm) {
    if vm.behaviour.print_allocations != PrintAllocations::None {
        alloc::count_kept(vm, Kind::BuiltinMethod);
        vm.heap.collector.hold_unseen(1);
    }
}

fn end_write(vm: &mut Vm) {
    if vm.behaviour.print_allocations != PrintAllocations::None {
        vm.heap.collector.release_unseen(1);
        alloc::count_death(&mut vm.heap, Kind::BuiltinMethod);
    }
}

/// `sep` and `end`: None means the usual.
fn text_option(vm: &mut Vm, args: Args, name: &str, otherwise: &str) -> Res<String> {
    match keyword(vm, args, name) {
        None | Some(NONE) => Ok(otherwise.to_owned()),
        Some(value) => match vm.as_str(value) {
            Some(text) => Ok(text.to_owned()),
            None => {
                let class = vm.type_name(value);
                Err(vm.type_error(format!("{name} must be None or a string, not {class}")))
            }
        },
    }
}

fn write_all(vm: &mut Vm, args: Args, target: Target, separator: &str, end: &str, flush: Option<Ref>) -> Res<()> {
    for i in 0..args.positional(vm) {
        if i > 0 {
            write_text(vm, target, separator)?;
        }
        write_object(vm, target, args.at(vm, i))?;
    }
    write_text(vm, target, end)?;
    let Some(flush) = flush else { return Ok(()) };
    if vm.truth(flush)? {
        match target {
            Target::File(file) => {
                let result = vm.call_method(file, names::FLUSH, &[])?;
                vm.decref(result);
            }
            Target::Straight | Target::Nowhere => {
                vm.flush_text(Stream::Stdout)?;
            }
        }
    }
    Ok(())
}

fn write_object(vm: &mut Vm, target: Target, x: Ref) -> Res<()> {
    begin_write(vm);
    let to_file = match target {
        Target::Straight => true,
        Target::File(file) => vm.is_exact(file, types::TEXT_IO),
        Target::Nowhere => false,
    };
    let text = if to_file { vm.str_to_print(x) } else { vm.str_of(x) };
    let result = text.and_then(|text| {
        let result = write_str(vm, target, text);
        vm.decref(text);
        result
    });
    end_write(vm);
    result
}

fn write_text(vm: &mut Vm, target: Target, text: &str) -> Res<()> {
    if matches!(target, Target::Straight) {
        begin_write(vm);
        let result = vm.check_signals();
        if result.is_ok() {
            vm.write_stdout(text);
        }
        end_write(vm);
        return result;
    }
    let object = vm.str(text);
    begin_write(vm);
    let result = vm.check_signals().and_then(|()| write_str(vm, target, object));
    end_write(vm);
    vm.decref(object);
    result
}

fn write_str(vm: &mut Vm, target: Target, text: Ref) -> Res<()> {
    match target {
        Target::Straight => {
            let shown = vm.text(text);
            vm.write_stdout(&shown);
            Ok(())
        }
        Target::File(file) => {
            let result = vm.call_method(file, names::WRITE, &[text])?;
            vm.decref(result);
            Ok(())
        }
        Target::Nowhere => Ok(()),
    }
}

/// `input()`: in 2.7 the value of the expression that is typed.
pub(super) fn input_of_its_time(vm: &mut Vm, args: Args) -> Res {
    let line = input(vm, args)?;
    if !vm.dialect.python2 {
        return Ok(line);
    }
    let value = super::code::eval_text(vm, line);
    vm.decref(line);
    value
}

pub(super) fn input(vm: &mut Vm, args: Args) -> Res {
    if let Some(prompt) = args.at(vm, 0).some() {
        match stdout_target(vm) {
            Target::Nowhere => {}
            Target::File(file) => {
                vm.incref(file);
                let written = write_object(vm, Target::File(file), prompt);
                vm.decref(file);
                written?;
            }
            Target::Straight => write_object(vm, Target::Straight, prompt)?,
        }
    }
    vm.flush_text(Stream::Stdout)?;
    match vm.read_line() {
        Some(line) => Ok(vm.string(line)),
        None => Err(vm.raise(types::EOF_ERROR, "EOF when reading a line")),
    }
}
