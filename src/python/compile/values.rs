//! Arithmetic on constants, with the limits that keep CPython's compiler from making huge ones (`ast_opt.c`).

use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{Pow, Signed, ToPrimitive, Zero};

use crate::python::ast::{Expr, UnaryOp};
use crate::python::code::{BinaryOp, Const};
use crate::python::dialect::Folding;
use crate::python::text::slice::fit;

/// Bits of an integer that folding may make.
const MAX_INT_BITS: u64 = 128;
/// The peephole optimizers had no limit; ours keeps a compilation short.
const MAX_PEEPHOLE_BITS: u64 = 1 << 14;
/// Items of a tuple that folding may make.
const MAX_COLLECTION: usize = 256;
/// Characters of a string that folding may make.
const MAX_STRING: usize = 4096;

/// Whether `if value:` runs.
pub(super) fn truth(value: &Const) -> bool {
    match value {
        Const::None | Const::False => false,
        Const::True | Const::Ellipsis | Const::Slice(_) | Const::Code(_) => true,
        Const::Int(i) => *i != 0,
        Const::BigInt(i) | Const::Long(i) => !i.is_zero(),
        Const::Float(f) => *f != 0.0,
        Const::Complex(re, im) => *re != 0.0 || *im != 0.0,
        Const::Str(s) => !s.is_empty(),
        Const::Bytes(b) => !b.is_empty(),
        Const::Tuple(items) | Const::FrozenSet(items) => !items.is_empty(),
    }
}

pub(super) fn unary(op: UnaryOp, value: &Const) -> Option<Const> {
    match (op, value) {
        (UnaryOp::Not, value) => Some(if truth(value) { Const::False } else { Const::True }),
        (UnaryOp::Plus, Const::Float(_) | Const::Complex(..)) => Some(value.clone()),
        (UnaryOp::Minus, Const::Float(f)) => Some(Const::Float(-f)),
        (UnaryOp::Minus, Const::Complex(re, im)) => Some(Const::Complex(-re, -im)),
        (UnaryOp::Plus, value) => Some(integer(to_int(value)?, value)),
        (UnaryOp::Minus, value) => Some(integer(-to_int(value)?, value)),
        (UnaryOp::Invert, value) => Some(integer(-(to_int(value)? + BigInt::from(1)), value)),
    }
}

/// An int as constant; a `long` stays one (2.7).
fn integer(value: BigInt, like: &Const) -> Const {
    if matches!(like, Const::Long(_)) {
        return Const::Long(value);
    }
    match value.to_i64() {
        Some(small) => Const::Int(small),
        None => Const::BigInt(value),
    }
}

/// Integers and bools.
fn to_int(value: &Const) -> Option<BigInt> {
    match value {
        Const::True => Some(BigInt::from(1)),
        Const::False => Some(BigInt::from(0)),
        Const::Int(i) => Some(BigInt::from(*i)),
        Const::BigInt(i) | Const::Long(i) => Some(i.clone()),
        _ => None,
    }
}

/// Integers that a float holds exactly, and floats.
fn to_float(value: &Const) -> Option<f64> {
    match value {
        Const::Float(f) => Some(*f),
        _ => {
            let int = to_int(value)?.to_i64()?;
            // Larger ones are rounded as the machine would; leaving them unfolded is always right.
            (int.unsigned_abs() <= 1 << 53).then_some(int as f64)
        }
    }
}

fn to_complex(value: &Const) -> Option<(f64, f64)> {
    match value {
        Const::Complex(re, im) => Some((*re, *im)),
        _ => to_float(value).map(|f| (f, 0.0)),
    }
}

/// `left op right`, when CPython's compiler computes it.
pub(super) fn binary(op: BinaryOp, left: &Const, right: &Const, folding: Folding) -> Option<Const> {
    if let (Some(l), Some(r)) = (to_int(left), to_int(right)) {
        let like = if matches!(left, Const::Long(_)) { left } else { right };
        let both_bool = is_bool(left) && is_bool(right);
        let limited = match folding {
            Folding::Tree | Folding::TreeOfShort => true,
            Folding::PeepholeOfSafePowers => op == BinaryOp::Power,
            Folding::Peephole => false,
        };
        let most = if limited { MAX_INT_BITS } else { MAX_PEEPHOLE_BITS };
        return integers(op, &l, &r, like, both_bool, most);
    }
    if matches!(left, Const::Complex(..)) || matches!(right, Const::Complex(..)) {
        return complexes(op, to_complex(left)?, to_complex(right)?);
    }
    if let (Some(l), Some(r)) = (to_float(left), to_float(right)) {
        return floats(op, l, r);
    }
    match (op, left, right) {
        (BinaryOp::Add, Const::Str(l), Const::Str(r)) => Some(Const::Str(format!("{l}{r}").into())),
        (BinaryOp::Add, Const::Bytes(l), Const::Bytes(r)) => Some(Const::Bytes([&**l, &**r].concat().into())),
        (BinaryOp::Add, Const::Tuple(l), Const::Tuple(r)) => Some(Const::Tuple([&**l, &**r].concat())),
        (BinaryOp::Multiply, n, sequence) if to_int(n).is_some() => repeat(sequence, &to_int(n)?, folding),
        (BinaryOp::Multiply, sequence, n) => repeat(sequence, &to_int(n)?, folding),
        _ => None,
    }
}

fn is_bool(value: &Const) -> bool {
    matches!(value, Const::True | Const::False)
}

fn integers(op: BinaryOp, l: &BigInt, r: &BigInt, like: &Const, both_bool: bool, most: u64) -> Option<Const> {
    let bits_of_bools = |value: BigInt| {
        if both_bool {
            Some(if value.is_zero() { Const::False } else { Const::True })
        } else {
            Some(integer(value, like))
        }
    };
    let value = match op {
        BinaryOp::Add => l + r,
        BinaryOp::Subtract => l - r,
        BinaryOp::Multiply => {
            if !l.is_zero() && !r.is_zero() && l.bits() + r.bits() > most {
                return None;
            }
            l * r
        }
        BinaryOp::FloorDivide if !r.is_zero() => l.div_floor(r),
        BinaryOp::ClassicDivide if !r.is_zero() => l.div_floor(r),
        BinaryOp::Remainder if !r.is_zero() => l.mod_floor(r),
        BinaryOp::TrueDivide if !r.is_zero() => {
            let (l, r) = (l.to_i64()?, r.to_i64()?);
            let exact = |i: i64| (i.unsigned_abs() <= 1 << 53).then_some(i as f64);
            return Some(Const::Float(exact(l)? / exact(r)?));
        }
        BinaryOp::Power => {
            if r.is_negative() {
                if l.is_zero() {
                    return None;
                }
                let (base, exponent) = (l.to_i64()? as f64, r.to_i64()? as f64);
                return finite(base.powf(exponent));
            }
            let exponent = r.to_u64()?;
            if exponent > 0 && l.bits() > most / exponent {
                return None;
            }
            Pow::pow(l, exponent)
        }
        BinaryOp::Lshift => {
            let shift = r.to_u64()?;
            if !l.is_zero() && (shift > most || l.bits() > most - shift) {
                return None;
            }
            if l.is_zero() { BigInt::zero() } else { l << shift }
        }
        BinaryOp::Rshift => match r.to_u64() {
            Some(shift) => l >> shift,
            None if r.sign() == Sign::Minus => return None,
            None => BigInt::from(if l.is_negative() { -1 } else { 0 }),
        },
        BinaryOp::Or => return bits_of_bools(l | r),
        BinaryOp::Xor => return bits_of_bools(l ^ r),
        BinaryOp::And => return bits_of_bools(l & r),
        _ => return None,
    };
    Some(integer(value, like))
}

fn finite(value: f64) -> Option<Const> {
    value.is_finite().then_some(Const::Float(value))
}

fn floats(op: BinaryOp, l: f64, r: f64) -> Option<Const> {
    match op {
        BinaryOp::Add => Some(Const::Float(l + r)),
        BinaryOp::Subtract => Some(Const::Float(l - r)),
        BinaryOp::Multiply => Some(Const::Float(l * r)),
        BinaryOp::TrueDivide | BinaryOp::ClassicDivide if r != 0.0 => Some(Const::Float(l / r)),
        BinaryOp::FloorDivide if r != 0.0 => Some(Const::Float(divmod(l, r).0)),
        BinaryOp::Remainder if r != 0.0 => Some(Const::Float(divmod(l, r).1)),
        // Rare cases (zero and negative bases, infinities) are left to the machine, which must know them anyway.
        BinaryOp::Power if l > 0.0 && l.is_finite() && r.is_finite() => finite(l.powf(r)),
        _ => None,
    }
}

/// `float_divmod`: the remainder has the divisor's sign.
fn divmod(l: f64, r: f64) -> (f64, f64) {
    let mut remainder = l % r;
    let mut quotient = (l - remainder) / r;
    if remainder == 0.0 {
        remainder = 0.0_f64.copysign(r);
    } else if (r < 0.0) != (remainder < 0.0) {
        remainder += r;
        quotient -= 1.0;
    }
    let floor = if quotient == 0.0 {
        0.0_f64.copysign(l / r)
    } else {
        let floor = quotient.floor();
        if quotient - floor > 0.5 { floor + 1.0 } else { floor }
    };
    (floor, remainder)
}

fn complexes(op: BinaryOp, l: (f64, f64), r: (f64, f64)) -> Option<Const> {
    match op {
        BinaryOp::Add => Some(Const::Complex(l.0 + r.0, l.1 + r.1)),
        BinaryOp::Subtract => Some(Const::Complex(l.0 - r.0, l.1 - r.1)),
        BinaryOp::Multiply => Some(Const::Complex(l.0 * r.0 - l.1 * r.1, l.0 * r.1 + l.1 * r.0)),
        _ => None,
    }
}

fn repeat(sequence: &Const, n: &BigInt, folding: Folding) -> Option<Const> {
    // 3.7 had the peephole optimizers' limits (`MAX_STR_SIZE`, `MAX_COLLECTION_SIZE` in Python/ast_opt.c).
    let (string, collection) = if folding == Folding::TreeOfShort { (20, 20) } else { (MAX_STRING, MAX_COLLECTION) };
    let fits = |len: usize, most: usize| -> Option<usize> {
        if len == 0 {
            return Some(0);
        }
        let n = n.to_usize()?;
        (n <= most / len).then_some(n)
    };
    match sequence {
        Const::Str(s) => Some(Const::Str(s.repeat(fits(s.chars().count(), string)?).into())),
        Const::Bytes(b) => Some(Const::Bytes(b.repeat(fits(b.len(), string)?).into())),
        Const::Tuple(items) => {
            let n = fits(items.len(), collection)?;
            if n > 0 && size(items) > collection {
                return None;
            }
            Some(Const::Tuple(std::iter::repeat_n(items, n).flatten().cloned().collect()))
        }
        _ => None,
    }
}

/// Items of a tuple with those of the tuples inside.
fn size(items: &[Const]) -> usize {
    items
        .iter()
        .map(|c| match c {
            Const::Tuple(inner) => 1 + size(inner),
            _ => 1,
        })
        .sum()
}

/// `value[index]` of constants. An item of bytes is a number, or in 2.7 bytes again.
pub(super) fn subscript(value: &Const, index: &Const, python2: bool) -> Option<Const> {
    let place = |len: usize| -> Option<usize> {
        let i = to_int(index)?.to_i64()?;
        let len = i64::try_from(len).ok()?;
        let i = if i < 0 { i + len } else { i };
        (0..len).contains(&i).then_some(usize::try_from(i).ok()?)
    };
    match value {
        Const::Tuple(items) => items.get(place(items.len())?).cloned(),
        Const::Str(s) => {
            let c = s.chars().nth(place(s.chars().count())?)?;
            Some(Const::Str(c.to_string().into()))
        }
        Const::Bytes(b) if python2 => b.get(place(b.len())?).map(|byte| Const::Bytes([*byte].into())),
        Const::Bytes(b) => b.get(place(b.len())?).map(|byte| Const::Int(i64::from(*byte))),
        _ => None,
    }
}

/// `value[lower:upper:step]` of constants; a part that is missing or None means the end.
pub(super) fn slice(value: &Const, parts: [Option<&Expr>; 3]) -> Option<Const> {
    let part = |part: Option<&Expr>| match part.map(Expr::constant) {
        None | Some(Some(Const::None)) => Some(None),
        Some(constant) => Some(Some(to_int(constant?)?.to_i64()?)),
    };
    let [lower, upper, step] = [part(parts[0])?, part(parts[1])?, part(parts[2])?];
    let places = |length| Some(fit(lower, upper, step, length).ok()?.indexes());
    Some(match value {
        Const::Tuple(items) => Const::Tuple(places(items.len())?.filter_map(|i| items.get(i).cloned()).collect()),
        Const::Str(s) => {
            let chars: Vec<char> = s.chars().collect();
            Const::Str(places(chars.len())?.filter_map(|i| chars.get(i)).collect::<String>().into())
        }
        Const::Bytes(b) => Const::Bytes(places(b.len())?.filter_map(|i| b.get(i).copied()).collect()),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_cpythons() {
        let int = Const::Int;
        let shown = |c: Option<Const>| format!("{c:?}");
        assert!(binary(BinaryOp::Power, &int(2), &int(64), Folding::Tree).is_some());
        assert!(binary(BinaryOp::Power, &int(2), &int(1000), Folding::Tree).is_none());
        assert!(binary(BinaryOp::Lshift, &int(1), &int(128), Folding::Tree).is_none());
        assert_eq!(shown(binary(BinaryOp::FloorDivide, &int(-7), &int(2), Folding::Tree)), "Some(Int(-4))");
        assert_eq!(shown(binary(BinaryOp::Remainder, &Const::Float(-7.5), &int(2), Folding::Tree)), "Some(Float(0.5))");
        assert!(binary(BinaryOp::TrueDivide, &int(1), &int(0), Folding::Tree).is_none());
        assert!(repeat(&Const::Str("ab".into()), &BigInt::from(3000), Folding::Tree).is_none());
        assert_eq!(shown(subscript(&Const::Str("añb".into()), &int(1), false)), "Some(Str(\"ñ\"))");
        let bytes = Const::Bytes((*b"abc").into());
        assert_eq!(shown(subscript(&bytes, &int(1), false)), "Some(Int(98))");
        assert_eq!(shown(subscript(&bytes, &int(1), true)), "Some(Bytes([98]))");
    }
}
