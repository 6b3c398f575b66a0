//! `bool`: two ints with names and logic of their own.

use super::support::{not_implemented, truth_value};
use crate::memory::Ref;
use crate::python::dialect::builtins::BoolInversion;
use crate::python::vm::known::{FALSE, TRUE, types};
use crate::python::vm::native::{Args, Arity, Native, TypeDef};
use crate::python::vm::{Res, Vm};

pub const TYPE: TypeDef = TypeDef {
    id: types::BOOL,
    methods: &[
        Native::new_of_type(Arity::Range(0, 1), new),
        Native::slot("__repr__", 0, repr),
        Native::slot("__invert__", 0, invert),
        Native::slot("__and__", 1, |vm, args| logic(vm, args, |a, b| a & b)),
        Native::slot("__rand__", 1, |vm, args| logic(vm, args, |a, b| a & b)),
        Native::slot("__or__", 1, |vm, args| logic(vm, args, |a, b| a | b)),
        Native::slot("__ror__", 1, |vm, args| logic(vm, args, |a, b| a | b)),
        Native::slot("__xor__", 1, |vm, args| logic(vm, args, |a, b| a ^ b)),
        Native::slot("__rxor__", 1, |vm, args| logic(vm, args, |a, b| a ^ b)),
    ],
    attributes: &[],
};

fn new(vm: &mut Vm, args: Args) -> Res {
    let truth = match args.at(vm, 1).some() {
        None => false,
        Some(x) => vm.truth(x)?,
    };
    truth_value(vm, truth)
}

fn repr(vm: &mut Vm, args: Args) -> Res {
    // Interned, so that every `repr(True)` is the same object.
    let name = if args.at(vm, 0) == TRUE { "True" } else { "False" };
    let name = vm.intern(name);
    Ok(vm.incref(name))
}

fn invert(vm: &mut Vm, args: Args) -> Res {
    let until = match vm.dialect.builtins.bool_inversion {
        BoolInversion::Silent => None,
        BoolInversion::Deprecated => Some(""),
        BoolInversion::Dated => Some(" and will be removed in Python 3.16"),
    };
    if let Some(until) = until {
        let text = format!(
            "Bitwise inversion '~' on bool is deprecated{until}. This returns the bitwise inversion of the underlying \
             int object and is usually not what you expect from negating a bool. Use the 'not' operator for boolean \
             negation or ~int(x) if you really want the bitwise inversion of the underlying int."
        );
        vm.warn(types::DEPRECATION_WARNING, &text)?;
    }
    let value = vm.as_int(args.at(vm, 0)).unwrap_or(0);
    Ok(vm.int(!value))
}

fn is_bool(x: Ref) -> bool {
    x == TRUE || x == FALSE
}

/// A bool for two bools, an int for a bool and an int.
fn logic(vm: &mut Vm, args: Args, operation: fn(i64, i64) -> i64) -> Res {
    let (a, b) = (args.at(vm, 0), args.at(vm, 1));
    if is_bool(a) && is_bool(b) {
        let value = operation(i64::from(a == TRUE), i64::from(b == TRUE));
        return truth_value(vm, value != 0);
    }
    let (Some(left), Some(right)) = (vm.as_integer(a), vm.as_integer(b)) else { return not_implemented(vm) };
    let value = match operation(0, 1) * 2 + operation(1, 1) {
        1 => left.and(&right),
        3 => left.or(&right),
        _ => left.xor(&right),
    };
    Ok(vm.integer(value))
}
