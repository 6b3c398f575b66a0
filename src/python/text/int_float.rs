//! Between integers and floats, rounded once and correctly: conversion, true division, comparison.

use std::cmp::Ordering;

use num_bigint::{BigInt, BigUint};
use num_traits::{FromPrimitive, ToPrimitive, Zero};

use super::fault::{ArithmeticFault, ArithmeticResult};
use super::int::Integer;

/// Integers up to this size convert to `f64` without rounding.
const EXACT: u64 = 1 << 53;

impl Integer {
    /// `float(n)`: halves to even.
    pub fn to_f64(&self) -> ArithmeticResult<f64> {
        match self {
            #[expect(clippy::cast_precision_loss, reason = "rounding to nearest, halves to even, is what is wanted")]
            Self::Small(a) => Ok(*a as f64),
            Self::Big(a) => {
                let value = scaled(a.magnitude(), 0, Tail::Exact);
                if value.is_infinite() {
                    return Err(ArithmeticFault::IntTooLargeForFloat);
                }
                Ok(if self.is_negative() { -value } else { value })
            }
        }
    }

    /// `int(x)`: towards zero.
    pub fn from_f64(x: f64) -> ArithmeticResult<Self> {
        if x.is_nan() {
            return Err(ArithmeticFault::NanToInteger);
        }
        BigInt::from_f64(x.trunc()).map(Self::from).ok_or(ArithmeticFault::InfinityToInteger)
    }

    /// `a / b` in Python 3: the float nearest to the exact quotient.
    pub fn truediv(&self, other: &Self) -> ArithmeticResult<f64> {
        if other.is_zero() {
            return Err(ArithmeticFault::IntDivision);
        }
        if let (Self::Small(a), Self::Small(b)) = (self, other)
            && a.unsigned_abs() <= EXACT
            && b.unsigned_abs() <= EXACT
        {
            #[expect(clippy::cast_precision_loss, reason = "both are exact")]
            return Ok(*a as f64 / *b as f64);
        }
        if self.is_zero() {
            return Ok(if other.is_negative() { -0.0 } else { 0.0 });
        }
        let (a, b) = (self.big(), other.big());
        let (a, b) = (a.magnitude(), b.magnitude());
        // A quotient of at least 65 bits holds the 53 of the result, the rounding bit and more.
        let shift = 66 + i64::try_from(b.bits()).unwrap_or(i64::MAX) - i64::try_from(a.bits()).unwrap_or(i64::MAX);
        let (quotient, remainder) = if shift > 0 {
            let scaled = a << shift.unsigned_abs();
            (&scaled / b, scaled % b)
        } else {
            let scaled = b << shift.unsigned_abs();
            (a / &scaled, a % scaled)
        };
        let tail = if remainder.is_zero() { Tail::Exact } else { Tail::More };
        let value = scaled(&quotient, -shift, tail);
        if value.is_infinite() {
            return Err(ArithmeticFault::QuotientTooLargeForFloat);
        }
        Ok(if self.is_negative() == other.is_negative() { value } else { -value })
    }

    /// Compares with a float exactly, without rounding either; `None` for NaN.
    #[must_use]
    pub fn cmp_f64(&self, x: f64) -> Option<Ordering> {
        if x.is_nan() {
            return None;
        }
        let Ok(whole) = Self::from_f64(x) else {
            return Some(if x > 0.0 { Ordering::Less } else { Ordering::Greater });
        };
        let fraction = x - x.trunc();
        // When the whole parts agree, the float is larger by its fraction.
        Some(self.cmp(&whole).then_with(|| 0.0_f64.total_cmp(&(fraction + 0.0))))
    }
}

/// What was cut off below the lowest bit of a mantissa.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tail {
    Exact,
    More,
}

/// `mantissa * 2 ** exponent` (plus a tail below one unit), rounded once to the nearest `f64`, halves to even.
pub(super) fn scaled(mantissa: &BigUint, exponent: i64, tail: Tail) -> f64 {
    let bits = i64::try_from(mantissa.bits()).unwrap_or(i64::MAX);
    if bits == 0 {
        return 0.0;
    }
    if bits.saturating_add(exponent) > 1024 {
        return f64::INFINITY;
    }
    // Subnormal results have fewer than 53 bits: nothing lies below 2 ** -1074.
    let precision = bits.saturating_add(exponent).saturating_add(1074).min(53);
    if precision < 0 {
        return 0.0;
    }
    let drop = bits - precision;
    if drop <= 0 {
        return times_power_of_two(mantissa.to_f64().unwrap_or(f64::INFINITY), exponent);
    }
    let drop_bits = drop.unsigned_abs();
    let kept = (mantissa >> drop_bits).to_u64().unwrap_or(0);
    let half = mantissa.bit(drop_bits - 1);
    let more = tail == Tail::More || mantissa.trailing_zeros().is_some_and(|zeros| zeros < drop_bits - 1);
    let up = half && (more || kept & 1 == 1);
    #[expect(clippy::cast_precision_loss, reason = "at most 2 ** 53")]
    times_power_of_two((kept + u64::from(up)) as f64, exponent + drop)
}

/// `x * 2 ** exponent` where the result is exact, infinite or zero.
pub(super) fn times_power_of_two(mut x: f64, exponent: i64) -> f64 {
    let mut left = exponent.clamp(-4000, 4000);
    while left != 0 {
        let step = left.clamp(-1000, 1000);
        x *= 2.0_f64.powi(i32::try_from(step).unwrap_or(0));
        left -= step;
    }
    x
}

#[cfg(test)]
mod tests {
    use super::*;

    fn big(text: &str) -> Integer {
        Integer::from(text.parse::<BigInt>().unwrap())
    }

    #[test]
    fn conversion_rounds_half_to_even() {
        assert_eq!(big("9007199254740993").to_f64(), Ok(9_007_199_254_740_992.0));
        assert_eq!(big("36893488147419107329").to_f64(), Ok(3.689_348_814_741_911e19));
        let huge = Integer::ONE.shl(&Integer::Small(1024)).unwrap();
        assert_eq!(huge.to_f64(), Err(ArithmeticFault::IntTooLargeForFloat));
        assert_eq!(
            huge.sub(&Integer::ONE.shl(&Integer::Small(970)).unwrap()).to_f64(),
            Err(ArithmeticFault::IntTooLargeForFloat)
        );
    }

    #[test]
    fn true_division_is_correctly_rounded() {
        let ten = Integer::Small(10);
        let Ok(super::super::int::Power::Int(huge)) = ten.pow(&Integer::Small(400)) else { panic!("an int") };
        let Ok(super::super::int::Power::Int(less)) = ten.pow(&Integer::Small(399)) else { panic!("an int") };
        assert_eq!(huge.truediv(&less), Ok(10.0));
        assert_eq!(huge.truediv(&Integer::Small(3)), Err(ArithmeticFault::QuotientTooLargeForFloat));
        assert_eq!(Integer::ONE.truediv(&huge), Ok(0.0));
        assert_eq!(Integer::Small(1).truediv(&Integer::Small(3)), Ok(1.0 / 3.0));
        assert_eq!(less.truediv(&huge.neg()), Ok(-0.1));
    }

    #[test]
    fn comparison_with_floats_is_exact() {
        let a = big("9007199254740993");
        assert_eq!(a.cmp_f64(9_007_199_254_740_992.0), Some(Ordering::Greater));
        assert_eq!(Integer::Small(-1).cmp_f64(-1.5), Some(Ordering::Greater));
        assert_eq!(Integer::Small(0).cmp_f64(-0.0), Some(Ordering::Equal));
        assert_eq!(a.cmp_f64(f64::INFINITY), Some(Ordering::Less));
        assert_eq!(a.cmp_f64(f64::NAN), None);
    }
}
