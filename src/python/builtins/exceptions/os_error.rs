//! `OSError`: the class is chosen by errno, the text shows number, words and file names.

use super::base::{made, no_keywords, str_of};
use super::{field, field_attribute, positional, put_args, set_field};
use crate::memory::Ref;
use crate::python::builtins::support::unshared_str;
use crate::python::dialect::builtins::OsErrors;
use crate::python::vm::known::{EMPTY_TUPLE, NONE, names, types};
use crate::python::vm::native::{Args, Arity, GetSet, Native, TypeDef};
use crate::python::vm::{Raised, Res, Vm};

const ERRNO: usize = 0;
const STRERROR: usize = 1;
const FILENAME: usize = 2;
const FILENAME2: usize = 3;
const WRITTEN: usize = 4;

pub(super) const TYPE: TypeDef = TypeDef {
    id: types::OS_ERROR,
    methods: &[
        Native::new_of_type(Arity::Raw, new),
        Native::slot_raw("__init__", Arity::Raw, init),
        Native::slot("__str__", 0, text),
    ],
    attributes: &[
        field_attribute!("errno", ERRNO),
        field_attribute!("strerror", STRERROR),
        field_attribute!("filename", FILENAME),
        field_attribute!("filename2", FILENAME2),
        GetSet::new("characters_written", written_get, written_set),
    ],
};

/// Linux's numbers and the classes they stand for (PEP 3151).
const CLASSES: &[(i64, Ref)] = &[
    (1, types::PERMISSION_ERROR),
    (2, types::FILE_NOT_FOUND_ERROR),
    (3, types::PROCESS_LOOKUP_ERROR),
    (4, types::INTERRUPTED_ERROR),
    (10, types::CHILD_PROCESS_ERROR),
    (11, types::BLOCKING_IO_ERROR),
    (13, types::PERMISSION_ERROR),
    (17, types::FILE_EXISTS_ERROR),
    (20, types::NOT_A_DIRECTORY_ERROR),
    (21, types::IS_A_DIRECTORY_ERROR),
    (32, types::BROKEN_PIPE_ERROR),
    (103, types::CONNECTION_ABORTED_ERROR),
    (104, types::CONNECTION_RESET_ERROR),
    (108, types::BROKEN_PIPE_ERROR),
    (110, types::TIMEOUT_ERROR),
    (111, types::CONNECTION_REFUSED_ERROR),
    (114, types::BLOCKING_IO_ERROR),
    (115, types::BLOCKING_IO_ERROR),
];

/// A class with its own `__init__` but this `__new__` gets its arguments there.
fn fills_in_init(vm: &mut Vm, class: Ref) -> bool {
    let (init, new) = (vm.lookup(class, names::INIT), vm.lookup(class, names::NEW));
    !vm.is_native_of(init, types::OS_ERROR) && vm.is_native_of(new, types::OS_ERROR)
}

fn new(vm: &mut Vm, args: Args) -> Res {
    let class = args.at(vm, 0);
    if fills_in_init(vm, class) {
        let empty = vm.incref(EMPTY_TUPLE);
        return Ok(made(vm, class, empty));
    }
    let items = positional(vm, args);
    let class = match items.as_slice() {
        [number, _, ..] if class == types::OS_ERROR && items.len() <= 5 => vm.class_of_errno(*number),
        _ => class,
    };
    let tuple = vm.tuple_from(&items);
    let x = made(vm, class, tuple);
    fill(vm, x, &items);
    Ok(x)
}

impl Vm {
    fn class_of_errno(&self, number: Ref) -> Ref {
        let found = self.as_int(number).and_then(|n| CLASSES.iter().find(|(errno, _)| *errno == n));
        match found {
            Some((_, class)) if self.dialect.builtins.os_errors == OsErrors::ByNumber => *class,
            _ => types::OS_ERROR,
        }
    }
}

fn init(vm: &mut Vm, args: Args) -> Res {
    let x = args.at(vm, 0);
    let class = vm.type_of(x);
    no_keywords(vm, args)?;
    if fills_in_init(vm, class) {
        let items = positional(vm, args);
        let tuple = vm.tuple_from(&items);
        put_args(vm, x, tuple);
        fill(vm, x, &items);
    }
    vm.done()
}

/// `errno`, `strerror`, `filename`, (a Windows number,) `filename2`; the names leave `args`.
fn fill(vm: &mut Vm, x: Ref, items: &[Ref]) {
    if !(2..=5).contains(&items.len()) {
        return;
    }
    let at = |index: usize| items.get(index).copied().filter(|&item| item != NONE);
    let filename = at(2);
    for (index, value) in [(ERRNO, items.first().copied()), (STRERROR, items.get(1).copied())] {
        let value = vm.xincref(value.unwrap_or(Ref::NULL));
        set_field(vm, x, index, value);
    }
    let Some(filename) = filename else { return };
    let class = vm.type_of(x);
    if vm.is_subtype(class, types::BLOCKING_IO_ERROR) && vm.as_int(filename).is_some() {
        vm.incref(filename);
        set_field(vm, x, WRITTEN, filename);
        return;
    }
    vm.incref(filename);
    set_field(vm, x, FILENAME, filename);
    if let Some(second) = at(4) {
        vm.incref(second);
        set_field(vm, x, FILENAME2, second);
    }
    let tuple = vm.tuple_from(items.get(..2).unwrap_or(items));
    put_args(vm, x, tuple);
}

fn text(vm: &mut Vm, args: Args) -> Res {
    let x = args.at(vm, 0);
    let part = |vm: &Vm, index: usize| field(vm, x, index).some();
    let (Some(number), Some(words)) = (part(vm, ERRNO), part(vm, STRERROR)) else { return str_of(vm, x) };
    let mut shown = format!("[Errno {}] {}", vm.str_text(number)?, vm.str_text(words)?);
    if let Some(filename) = part(vm, FILENAME) {
        shown.push_str(": ");
        shown.push_str(&vm.repr_text(filename)?);
        if let Some(second) = part(vm, FILENAME2) {
            shown.push_str(" -> ");
            shown.push_str(&vm.repr_text(second)?);
        }
    }
    Ok(unshared_str(vm, shown))
}

fn written_get(vm: &mut Vm, x: Ref) -> Res {
    match field(vm, x, WRITTEN).some() {
        Some(written) => Ok(vm.incref(written)),
        None => Err(vm.raise(types::ATTRIBUTE_ERROR, "characters_written")),
    }
}

fn written_set(vm: &mut Vm, x: Ref, value: Option<Ref>) -> Result<(), Raised> {
    super::assign_field(vm, x, WRITTEN, value)
}
