//! Functions of numbers: `abs`, `divmod`, `pow`, `round`, `bin`, `oct`, `hex`.

use crate::memory::{Body, Ref};
use crate::python::builtins::float;
use crate::python::builtins::support::{arithmetic, given, index_integer};
use crate::python::code::BinaryOp;
use crate::python::dialect::builtins::Rounding;
use crate::python::text::float_math::{self, RoundHalf};
use crate::python::vm::known::{NONE, NOT_IMPLEMENTED, names, types};
use crate::python::vm::native::Args;
use crate::python::vm::{Res, Vm};

pub(super) fn abs(vm: &mut Vm, args: Args) -> Res {
    let x = args.at(vm, 0);
    match vm.call_special(x, names::ABS, &[]) {
        Some(result) => result,
        None => {
            let name = vm.type_name(x);
            Err(vm.type_error(format!("bad operand type for abs(): '{name}'")))
        }
    }
}

pub(super) fn prefixed(vm: &mut Vm, args: Args, base: u32) -> Res {
    let x = args.at(vm, 0);
    if vm.dialect.python2 && base != 2 && vm.as_integer(x).is_none() {
        return by_own_digits(vm, x, base);
    }
    let value = index_integer(vm, x)?;
    let mut text = value.to_prefixed(base);
    if vm.dialect.python2 && base != 2 {
        if base == 8 {
            // A bare 0 stands before octal digits, and 0 itself is only that.
            text = if text == "0o0" { "0".to_owned() } else { text.replace("0o", "0") };
        }
        if vm.isinstance_of(x, types::LONG) {
            text.push('L');
        }
    }
    Ok(vm.string(text))
}

/// 2.7: what is no integer has a method `__hex__` or `__oct__`, which gives the text.
fn by_own_digits(vm: &mut Vm, x: Ref, base: u32) -> Res {
    let (function, method) = if base == 16 { ("hex", "__hex__") } else { ("oct", "__oct__") };
    let name = vm.intern(method);
    let Some(text) = vm.call_special(x, name, &[]) else {
        return Err(vm.type_error(format!("{function}() argument can't be converted to {function}")));
    };
    let text = text?;
    if vm.as_str(text).is_some() {
        return Ok(text);
    }
    let given = vm.type_name(text);
    vm.decref(text);
    Err(vm.type_error(format!("{method} returned non-string (type {given})")))
}

pub(super) fn divmod(vm: &mut Vm, args: Args) -> Res {
    let (a, b) = (args.at(vm, 0), args.at(vm, 1));
    vm.binary_named(a, b, names::DIVMOD, names::RDIVMOD, "divmod()")
}

pub(super) fn pow(vm: &mut Vm, args: Args) -> Res {
    let (base, exponent) = (args.at(vm, 0), args.at(vm, 1));
    let Some(modulus) = given(vm, args, 2) else { return vm.binary(BinaryOp::Power, base, exponent) };
    if let Some(result) = vm.call_special(base, names::POW, &[exponent, modulus]) {
        let result = result?;
        if result != NOT_IMPLEMENTED {
            return Ok(result);
        }
        vm.decref(result);
    }
    // The other operands' own power functions come last: those of float and complex refuse a modulus.
    for other in [exponent, modulus] {
        match vm.body(other) {
            Body::Float(_) => {
                return Err(vm.type_error("pow() 3rd argument not allowed unless all arguments are integers"));
            }
            Body::Complex(_) if vm.as_f64(base).is_some() => return Err(vm.value_error("complex modulo")),
            _ => {}
        }
    }
    let (base, exponent, modulus) = (vm.type_name(base), vm.type_name(exponent), vm.type_name(modulus));
    let symbol = vm.dialect.builtins.words.three_argument_pow;
    Err(vm.type_error(format!("unsupported operand type(s) for {symbol}: '{base}', '{exponent}', '{modulus}'")))
}

pub(super) fn round(vm: &mut Vm, args: Args) -> Res {
    let (x, digits) = (args.at(vm, 0), args.at(vm, 1));
    if vm.dialect.builtins.rounding == Rounding::FloatAwayFromZero {
        return round_away(vm, x, digits);
    }
    let result = match digits.some().filter(|&digits| digits != NONE) {
        None => vm.call_bound_special(x, names::ROUND, &[]),
        Some(digits) => vm.call_bound_special(x, names::ROUND, &[digits]),
    };
    match result {
        Some(result) => result,
        None => {
            let name = vm.type_name(x);
            Err(vm.type_error(format!("type {name} doesn't define __round__ method")))
        }
    }
}

/// 2.7: always a float.
fn round_away(vm: &mut Vm, x: Ref, digits: Ref) -> Res {
    let digits = match digits.some() {
        None => 0,
        Some(digits) => index_integer(vm, digits)?.saturating_i64(),
    };
    let value = float::to_f64(vm, x, float::Wanted::Argument)?;
    let rounded = arithmetic(vm, float_math::round_to(value, digits, RoundHalf::AwayFromZero))?;
    Ok(vm.float(rounded))
}
