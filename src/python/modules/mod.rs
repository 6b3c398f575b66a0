//! The standard modules: written in Rust, or in Python as part of the program.

pub mod atexit;
pub mod collections;
pub mod courses;
pub mod ctypes;
pub mod functools;
pub mod gc;
mod heapq;
pub mod io;
pub mod itertools;
mod json;
pub mod library;
pub mod math;
mod operator;
mod pickle;
pub mod random;
pub mod regex;
pub mod replaced;
mod sha512;
pub mod small;
mod syntax_tree;
pub mod sys;
mod threads;
pub mod time;
pub mod traceback;
pub mod tracemalloc;
mod unicodedata;
pub mod weakref;

use crate::memory::{Ref, Version};
use crate::python::builtins::support::{argument_kind, int_parameter};
use crate::python::dialect::builtins::IntOverflow;
use crate::python::vm::native::ModuleDef;
use crate::python::vm::{Res, Vm};

/// Modules written in Rust.
pub const NATIVE: &[&ModuleDef] = &[
    &atexit::MODULE,
    &collections::MODULE,
    &ctypes::MODULE,
    &functools::MODULE,
    &gc::MODULE,
    &heapq::MODULE,
    &io::MODULE,
    &io::NATIVE_MODULE,
    &itertools::MODULE,
    &json::MODULE,
    &math::MODULE,
    &operator::MODULE,
    &pickle::MODULE,
    &random::MODULE,
    &regex::MODULE,
    &small::BITS,
    &small::ABC,
    &small::FILES,
    &tracemalloc::MODULE,
    &small::TYPE_NAMES,
    &threads::MODULE,
    &time::MODULE,
    &syntax_tree::MODULE,
    &sys::MODULE,
    &traceback::MODULE,
    &unicodedata::MODULE,
    &weakref::MODULE,
];

pub use library::adapted;

/// The Python source of a library module.
#[must_use]
pub fn source(name: &str, version: Version) -> Option<&'static str> {
    library::source(name, version)
}

/// Stores an int constant.
pub(crate) fn set_int(vm: &mut Vm, dict: Ref, name: &str, value: i64) {
    let value = vm.int(value);
    set_owned(vm, dict, name, value);
}

pub(crate) fn set_float(vm: &mut Vm, dict: Ref, name: &str, value: f64) {
    let value = vm.float(value);
    set_owned(vm, dict, name, value);
}

pub(crate) fn set_str(vm: &mut Vm, dict: Ref, name: &str, value: &str) {
    let value = vm.str(value);
    set_owned(vm, dict, name, value);
}

/// Stores a value whose reference is stolen.
pub(crate) fn set_owned(vm: &mut Vm, dict: Ref, name: &str, value: Ref) {
    vm.dict_set_str(dict, name, value);
    vm.decref(value);
}

/// Takes out the functions that a version does not have.
pub(crate) fn remove(vm: &mut Vm, dict: Ref, names: &[&str]) {
    for name in names {
        let name = vm.intern(name);
        vm.dict_del_str(dict, name);
    }
}

/// A tuple of ints.
pub(crate) fn int_tuple(vm: &mut Vm, numbers: &[i64]) -> Ref {
    let items: Vec<Ref> = numbers.iter().map(|&n| vm.int(n)).collect();
    vm.filled_tuple(&items)
}

/// An argument that C takes as `int`.
///
/// # Errors
/// TypeError, OverflowError.
pub(crate) fn c_int(vm: &mut Vm, value: Ref) -> Res<i64> {
    let words = vm.dialect.builtins.words.int_overflow;
    c_int_with(vm, value, words)
}

/// The same where the words about numbers that are too large are known.
///
/// # Errors
/// TypeError, OverflowError.
pub(crate) fn c_int_with(vm: &mut Vm, value: Ref, words: IntOverflow) -> Res<i64> {
    let number = int_parameter(vm, value)?;
    if let Some(small) = number.to_i64().filter(|number| i32::try_from(*number).is_ok()) {
        return Ok(small);
    }
    Err(vm.overflow_error(match (words, number.to_i64()) {
        (IntOverflow::NamesInt, _) => "Python int too large to convert to C int",
        (IntOverflow::Signed, None) => "Python int too large to convert to C long",
        (IntOverflow::Signed, Some(1..)) => "signed integer is greater than maximum",
        (IntOverflow::Signed, Some(_)) => "signed integer is less than minimum",
    }))
}

/// A str argument's text.
///
/// # Errors
/// TypeError naming the function.
pub(crate) fn text_arg(vm: &mut Vm, value: Ref, function: &str) -> Res<String> {
    if let Some(text) = vm.as_str(value) {
        return Ok(text.to_owned());
    }
    let name = argument_kind(vm, value);
    Err(vm.type_error(format!("{function} argument must be str, not {name}")))
}
