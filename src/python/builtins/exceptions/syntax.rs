//! `SyntaxError`: where the mistake stands.

use super::{field, field_attribute, positional, set_args, set_field};
use crate::python::builtins::support::unshared_str;
use crate::python::vm::known::types;
use crate::python::vm::native::{Args, Arity, Native, TypeDef};
use crate::python::vm::{Res, Vm};

const MSG: usize = 0;
const FILENAME: usize = 1;
const LINENO: usize = 2;

pub(super) const TYPE: TypeDef = TypeDef {
    id: types::SYNTAX_ERROR,
    methods: &[Native::slot_raw("__init__", Arity::Raw, init), Native::slot("__str__", 0, text)],
    attributes: &[
        field_attribute!("msg", MSG),
        field_attribute!("filename", FILENAME),
        field_attribute!("lineno", LINENO),
        field_attribute!("offset", 3),
        field_attribute!("end_lineno", 4),
        field_attribute!("end_offset", 5),
        field_attribute!("text", 6),
        field_attribute!("print_file_and_line", 7),
    ],
};

/// Where the items of the second argument go.
const PLACES: [usize; 6] = [FILENAME, LINENO, 3, 6, 4, 5];

fn init(vm: &mut Vm, args: Args) -> Res {
    let items = positional(vm, args);
    let x = args.at(vm, 0);
    set_args(vm, x, &items);
    if let Some(message) = items.first() {
        let message = vm.incref(*message);
        set_field(vm, x, MSG, message);
    }
    let [_, details] = items.as_slice() else { return vm.done() };
    let details = vm.to_vec(*details)?;
    let count = details.len();
    if !matches!(count, 4 | 6) {
        vm.decref_all(&details);
        return Err(match count {
            0..=3 => vm.type_error(format!("function takes at least 4 arguments ({count} given)")),
            5 => vm.type_error("end_offset must be provided when end_lineno is provided"),
            _ => vm.type_error(format!("function takes at most 6 arguments ({count} given)")),
        });
    }
    for (place, detail) in PLACES.into_iter().zip(details) {
        set_field(vm, x, place, detail);
    }
    vm.done()
}

/// `msg (file, line n)`, as far as they are known.
fn text(vm: &mut Vm, args: Args) -> Res {
    let x = args.at(vm, 0);
    let Some(message) = field(vm, x, MSG).some() else { return vm.str_of(crate::python::vm::known::NONE) };
    let file =
        field(vm, x, FILENAME).some().and_then(|f| vm.as_str(f)).map(|f| f.rsplit('/').next().unwrap_or(f).to_owned());
    let line = field(vm, x, LINENO).some().filter(|&n| vm.is_exact(n, types::INT)).and_then(|n| vm.as_int(n));
    let words = match (&file, line) {
        (None, None) => return vm.str_of(message),
        (Some(file), Some(line)) => format!(" ({file}, line {line})"),
        (Some(file), None) => format!(" ({file})"),
        (None, Some(line)) => format!(" (line {line})"),
    };
    let shown = vm.str_text(message)? + &words;
    Ok(unshared_str(vm, shown))
}
