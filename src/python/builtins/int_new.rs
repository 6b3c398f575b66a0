//! `int(…)`: from nothing, numbers, text, and whatever has `__int__` or `__index__`.

use super::support::{arithmetic, text};
use crate::memory::{Body, Ref};
use crate::python::builtins::str::python2::bytes_of;
use crate::python::text::quote::{self, repr_bytes};
use crate::python::text::{ErrKind, Integer, float, int_text};
use crate::python::vm::known::{names, types};
use crate::python::vm::native::{Args, Arity, Param};
use crate::python::vm::{Res, Vm};

pub(super) const ARITY: Arity = Arity::Named(&[Param::optional(""), Param::optional("base")]);

pub(super) fn new(vm: &mut Vm, args: Args) -> Res {
    let (class, source, base) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 2));
    if vm.dialect.python2 && vm.is_subtype(class, types::LONG) {
        return long(vm, class, source, base);
    }
    let number = match (source.some(), base.some()) {
        (None, None) => vm.int(0),
        (None, Some(_)) => return Err(vm.type_error("int() missing string argument")),
        (Some(source), None) => of_object(vm, source)?,
        (Some(source), Some(base)) => of_text_with_base(vm, source, base)?,
    };
    if class == types::INT {
        return if vm.dialect.python2 { small_if_it_fits(vm, number) } else { Ok(number) };
    }
    // A subclass: the same value in an object of that class.
    let body = vm.body(number).clone();
    vm.decref(number);
    Ok(vm.new_of(class, body))
}

/// 2.7: `int(5L)` is an `int`; what is larger stays a `long`. Takes the number over.
fn small_if_it_fits(vm: &mut Vm, number: Ref) -> Res {
    let Some(small) = vm.as_int(number).filter(|_| vm.is_exact(number, types::LONG)) else { return Ok(number) };
    vm.decref(number);
    Ok(vm.int(small))
}

/// 2.7's `long(…)`: as `int`, but text may end with an L.
fn long(vm: &mut Vm, class: Ref, source: Ref, base: Ref) -> Res {
    let value = match source.some() {
        None => Integer::Small(0),
        Some(source) => match vm.as_str(source).map(str::to_owned) {
            Some(digits) => long_of_text(vm, &digits, base)?,
            None if !base.is_null() => {
                return Err(vm.type_error("long() can't convert non-string with explicit base"));
            }
            None => {
                let number = of_object(vm, source)?;
                let value = vm.as_integer(number).unwrap_or(Integer::Small(0));
                vm.decref(number);
                value
            }
        },
    };
    let body = match value {
        Integer::Small(small) => Body::Int(small),
        Integer::Big(big) => Body::BigInt(big),
    };
    Ok(vm.new_of(class, body))
}

fn long_of_text(vm: &mut Vm, digits: &str, base: Ref) -> Res<Integer> {
    let base = match base.some() {
        None => 10,
        Some(base) => super::support::index_integer(vm, base)?.saturating_i64(),
    };
    if base != 0 && !(2..=36).contains(&base) {
        return Err(vm.value_error("long() arg 2 must be >= 2 and <= 36"));
    }
    let plain = digits.trim_end();
    let plain = plain.strip_suffix(['l', 'L']).filter(|rest| !rest.is_empty() && base < 22).unwrap_or(plain);
    match int_text::parse(plain, base, vm.dialect.builtins.text.int_text) {
        Ok(value) => Ok(value),
        Err(mut error) => {
            let shown = quote::repr_str_py2(&bytes_of(digits));
            if error.kind == ErrKind::Value {
                error.message = format!("invalid literal for long() with base {base}: {shown}");
            }
            Err(vm.raise_text(error))
        }
    }
}

fn of_text_with_base(vm: &mut Vm, source: Ref, base: Ref) -> Res {
    let base = super::support::index_integer(vm, base)?.saturating_i64();
    if base != 0 && !(2..=36).contains(&base) {
        return Err(vm.value_error("int() base must be >= 2 and <= 36, or 0"));
    }
    match parse(vm, source, base) {
        Some(number) => {
            let number = number?;
            Ok(vm.integer(number))
        }
        None => Err(vm.type_error("int() can't convert non-string with explicit base")),
    }
}

/// The number that a str, bytes or bytearray spells; `None` for other objects.
fn parse(vm: &mut Vm, source: Ref, base: i64) -> Option<Res<Integer>> {
    let rules = vm.dialect.builtins.text.int_text;
    let parsed = match vm.body(source) {
        Body::Str(digits) => int_text::parse(digits, base, rules),
        Body::Bytes(digits) => int_text::parse_bytes(digits, base, rules),
        Body::ByteArray(digits) => int_text::parse_bytes(digits, base, rules),
        _ => return None,
    };
    Some(text(vm, parsed))
}

/// `int(x)`, as `PyNumber_Long` does it.
pub(crate) fn of_object(vm: &mut Vm, x: Ref) -> Res {
    if vm.is_exact(x, types::INT) {
        return Ok(vm.incref(x));
    }
    if vm.is_exact(x, types::FLOAT)
        && let Body::Float(value) = *vm.body(x)
    {
        return of_float(vm, value);
    }
    for name in [names::INT, names::INDEX, names::TRUNC] {
        if name == names::INDEX && !vm.dialect.builtins.int_asks_for_index {
            continue;
        }
        if let Some(made) = vm.call_special(x, name, &[]) {
            let made = made?;
            return exact(vm, made, name);
        }
    }
    if let Some(number) = parse(vm, x, 10) {
        let number = number?;
        return Ok(vm.integer(number));
    }
    let (name, wanted) = (vm.type_name(x), vm.dialect.builtins.words.int_argument);
    Err(vm.type_error(format!("int() argument must be {wanted}, not '{name}'")))
}

/// What a conversion method gave (owned) as an exact int.
fn exact(vm: &mut Vm, made: Ref, method: Ref) -> Res {
    if vm.is_exact(made, types::INT) || vm.is_exact(made, types::LONG) {
        return Ok(made);
    }
    let value = vm.as_integer(made);
    let (name, method) = (vm.type_name(made), vm.text(method));
    let warned = match value {
        Some(_) if !vm.dialect.python2 => vm.warn_of_subclass(&method, "int", made),
        _ => Ok(()),
    };
    vm.decref(made);
    warned?;
    match value {
        Some(value) => Ok(vm.integer(value)),
        None => Err(vm.type_error(format!("{method} returned non-int (type {name})"))),
    }
}

/// `int(x)` of a float: towards zero.
pub(super) fn of_float(vm: &mut Vm, value: f64) -> Res {
    let whole = arithmetic(vm, Integer::from_f64(value))?;
    Ok(vm.integer(whole))
}

/// `float(text)` of a str, bytes or bytearray; `None` for other objects.
pub(super) fn parse_float(vm: &mut Vm, source: Ref) -> Option<Res<f64>> {
    let wording = vm.dialect.builtins.text.float_literal;
    let parsed = match vm.body(source) {
        Body::Str(digits) => float::parse(digits, wording),
        Body::Bytes(digits) => float::parse_bytes(digits, || repr_bytes(digits), wording),
        Body::ByteArray(digits) => float::parse_bytes(digits, || format!("bytearray({})", repr_bytes(digits)), wording),
        _ => return None,
    };
    Some(text(vm, parsed))
}
