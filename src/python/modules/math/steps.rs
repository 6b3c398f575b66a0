//! `math`: from one float to the next, and `fma`.

use super::float_arg;
use crate::python::vm::known;
use crate::python::vm::native::{Args, Param};
use crate::python::vm::{Res, Vm};

pub(super) const NEXT_AFTER: &[Param] = &[Param::required(""), Param::required(""), Param::keyword("steps")];

/// `ulp(x)`: the value of the last bit.
pub(super) fn ulp(vm: &mut Vm, args: Args) -> Res {
    let x = float_arg(vm, args.at(vm, 0))?.abs();
    let next = x.next_up();
    let step = if next.is_infinite() && x.is_finite() { x - x.next_down() } else { next - x };
    Ok(vm.float(if x.is_finite() { step } else { x }))
}

/// `nextafter(x, y, *, steps=1)`: the float so many steps from x on the way to y.
pub(super) fn next_after(vm: &mut Vm, args: Args) -> Res {
    let (x, y, steps) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 2));
    let (x, y) = (float_arg(vm, x)?, float_arg(vm, y)?);
    let steps = if steps.is_null() || steps == known::NONE { 1 } else { vm.index(steps)? };
    let Ok(steps) = u64::try_from(steps) else {
        return Err(vm.value_error("steps must be a non-negative integer"));
    };
    if x.is_nan() || y.is_nan() {
        return Ok(vm.float(x + y));
    }
    // Floats in their order are whole numbers in theirs.
    let place = |f: f64| {
        let bits = f.abs().to_bits() as i64;
        i128::from(if f.is_sign_negative() { -bits } else { bits })
    };
    let (from, to) = (place(x), place(y));
    let reached = if from <= to { (from + i128::from(steps)).min(to) } else { (from - i128::from(steps)).max(to) };
    if reached == to && steps > 0 {
        return Ok(vm.float(y));
    }
    let size = f64::from_bits(reached.unsigned_abs() as u64);
    let negative = reached < 0 || reached == 0 && x.is_sign_negative();
    Ok(vm.float(if negative { -size } else { size }))
}

/// `fma(x, y, z)`: x * y + z, rounded once.
pub(super) fn fma(vm: &mut Vm, args: Args) -> Res {
    let (x, y, z) = (args.at(vm, 0), args.at(vm, 1), args.at(vm, 2));
    let (x, y, z) = (float_arg(vm, x)?, float_arg(vm, y)?, float_arg(vm, z)?);
    let result = x.mul_add(y, z);
    if result.is_nan() && !(x.is_nan() || y.is_nan() || z.is_nan()) {
        return Err(vm.value_error("invalid operation in fma"));
    }
    if result.is_infinite() && x.is_finite() && y.is_finite() && z.is_finite() {
        return Err(vm.overflow_error("overflow in fma"));
    }
    Ok(vm.float(result))
}
