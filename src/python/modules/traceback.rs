//! `_traceback`: reports as the machine writes them, for `traceback` and `linecache` (Python source).

use crate::memory::Body;
use crate::python::vm::known::NONE;
use crate::python::vm::native::{Args, Arity, ModuleDef, Native};
use crate::python::vm::tracebacks::Writer;
use crate::python::vm::{Res, Vm};

pub const MODULE: ModuleDef = ModuleDef {
    name: "_traceback",
    functions: &[
        Native::function("format_exception", Arity::One, format_exception),
        Native::function("format_exception_only", Arity::One, format_exception_only),
        Native::function("format_entry", Arity::One, format_entry),
        Native::function("position", Arity::One, position),
        Native::function("source_line", Arity::Range(2, 2), source_line),
    ],
    fill: None,
};

/// The whole report, with the chain of exceptions.
fn format_exception(vm: &mut Vm, args: Args) -> Res {
    let exception = args.at(vm, 0);
    let text = vm.format_exception(exception);
    Ok(vm.string(text))
}

/// `Type: text` and notes.
fn format_exception_only(vm: &mut Vm, args: Args) -> Res {
    let exception = args.at(vm, 0);
    let text = vm.exception_lines(exception);
    Ok(vm.string(text))
}

/// The lines of one traceback object, without those after it.
fn format_entry(vm: &mut Vm, args: Args) -> Res {
    let traceback = args.at(vm, 0);
    let text = match vm.body(traceback) {
        Body::Traceback(t) => {
            let (frame, last) = (t.frame, t.last);
            vm.format_frame(frame, last, Writer::Library)
        }
        _ => String::new(),
    };
    Ok(vm.string(text))
}

/// Where the instruction of a traceback object ends, and where it begins: last line, first and last column, in bytes;
/// None where that is not known.
fn position(vm: &mut Vm, args: Args) -> Res {
    let traceback = args.at(vm, 0);
    let place = match vm.body(traceback) {
        Body::Traceback(t) => vm.position_in_frame(t.frame, t.last),
        _ => None,
    };
    let Some(place) = place else { return Ok(vm.tuple_from(&[NONE, NONE, NONE])) };
    let numbers = [place.end_line, place.col, place.end_col].map(|number| vm.int(i64::from(number)));
    Ok(vm.tuple(&numbers))
}

/// The text of a line of a source that was compiled under this name, or "".
fn source_line(vm: &mut Vm, args: Args) -> Res {
    let (name, line) = (args.at(vm, 0), args.at(vm, 1));
    let name = vm.as_str(name).unwrap_or_default().to_owned();
    let line = vm.as_int(line).and_then(|line| u32::try_from(line).ok()).unwrap_or(0);
    let text = vm.source_line(&name, line).map(|text| text + "\n").unwrap_or_default();
    Ok(vm.string(text))
}
