//! Python's `int`: an `i64` as long as it fits, a `BigInt` beyond, with Python's signs and roundings.
//!
//! Text is in [`super::int_text`], conversions to and from floats in [`super::int_float`], roots, divisors and bytes in
//! [`super::int_theory`], hashes in [`super::hash`].

use std::borrow::Cow;
use std::cmp::Ordering;

use num_bigint::BigInt;
use num_integer::Integer as _;
use num_traits::{Signed, ToPrimitive};

use super::fault::{ArithmeticFault, ArithmeticResult};
use super::float_math::{self, FloatPower, NegativeBase};

/// No shift makes a number of more than this many bits (512 MiB); what would is a fault.
pub const MAX_BITS: u64 = 1 << 32;

/// No power makes a number of more than about this many bits: CPython computes for minutes then, and cannot be told
/// to stop; here it is an `OutOfMemory` fault.
pub const MAX_POWER_BITS: u64 = 1 << 27;

/// An integer of any size. `Big` never holds what fits an `i64`, so equality is structural.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Integer {
    Small(i64),
    Big(Box<BigInt>),
}

/// `base ** exponent` of two integers: a float when the exponent is negative.
#[derive(Clone, Debug, PartialEq)]
pub enum Power {
    Int(Integer),
    Float(f64),
}

impl From<i64> for Integer {
    fn from(value: i64) -> Self {
        Self::Small(value)
    }
}

impl From<i128> for Integer {
    fn from(value: i128) -> Self {
        i64::try_from(value).map_or_else(|_| Self::Big(Box::new(BigInt::from(value))), Self::Small)
    }
}

impl From<u64> for Integer {
    fn from(value: u64) -> Self {
        i64::try_from(value).map_or_else(|_| Self::Big(Box::new(BigInt::from(value))), Self::Small)
    }
}

impl From<usize> for Integer {
    fn from(value: usize) -> Self {
        i64::try_from(value).map_or_else(|_| Self::Big(Box::new(BigInt::from(value))), Self::Small)
    }
}

impl From<BigInt> for Integer {
    fn from(value: BigInt) -> Self {
        value.to_i64().map_or_else(|| Self::Big(Box::new(value)), Self::Small)
    }
}

impl Ord for Integer {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Small(a), Self::Small(b)) => a.cmp(b),
            (Self::Big(a), Self::Big(b)) => a.cmp(b),
            // A big number lies beyond every small one, on the side of its sign.
            (Self::Small(_), Self::Big(b)) => {
                if b.is_negative() {
                    Ordering::Greater
                } else {
                    Ordering::Less
                }
            }
            (Self::Big(_), Self::Small(_)) => other.cmp(self).reverse(),
        }
    }
}

impl PartialOrd for Integer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Integer {
    pub const ZERO: Self = Self::Small(0);
    pub const ONE: Self = Self::Small(1);

    /// The value as a `BigInt`, borrowed when it is one.
    #[must_use]
    pub fn big(&self) -> Cow<'_, BigInt> {
        match self {
            Self::Small(a) => Cow::Owned(BigInt::from(*a)),
            Self::Big(a) => Cow::Borrowed(a),
        }
    }

    #[must_use]
    pub fn to_i64(&self) -> Option<i64> {
        match self {
            Self::Small(a) => Some(*a),
            Self::Big(_) => None,
        }
    }

    #[must_use]
    pub fn to_usize(&self) -> Option<usize> {
        self.to_i64().and_then(|a| usize::try_from(a).ok())
    }

    /// The nearest `i64`: how slices and `range` clamp their ends.
    #[must_use]
    pub fn saturating_i64(&self) -> i64 {
        match self {
            Self::Small(a) => *a,
            Self::Big(a) if a.is_negative() => i64::MIN,
            Self::Big(_) => i64::MAX,
        }
    }

    #[must_use]
    pub fn is_zero(&self) -> bool {
        matches!(self, Self::Small(0))
    }

    #[must_use]
    pub fn is_negative(&self) -> bool {
        match self {
            Self::Small(a) => *a < 0,
            Self::Big(a) => a.is_negative(),
        }
    }

    #[must_use]
    pub fn is_odd(&self) -> bool {
        match self {
            Self::Small(a) => a & 1 == 1,
            Self::Big(a) => a.is_odd(),
        }
    }

    #[must_use]
    pub fn add(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Small(a), Self::Small(b)) => {
                a.checked_add(*b).map_or_else(|| Self::from(i128::from(*a) + i128::from(*b)), Self::Small)
            }
            _ => Self::from(self.big().as_ref() + other.big().as_ref()),
        }
    }

    #[must_use]
    pub fn sub(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Small(a), Self::Small(b)) => {
                a.checked_sub(*b).map_or_else(|| Self::from(i128::from(*a) - i128::from(*b)), Self::Small)
            }
            _ => Self::from(self.big().as_ref() - other.big().as_ref()),
        }
    }

    #[must_use]
    pub fn mul(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Small(a), Self::Small(b)) => {
                a.checked_mul(*b).map_or_else(|| Self::from(i128::from(*a) * i128::from(*b)), Self::Small)
            }
            _ => Self::from(self.big().as_ref() * other.big().as_ref()),
        }
    }

    #[must_use]
    pub fn neg(&self) -> Self {
        match self {
            Self::Small(a) => a.checked_neg().map_or_else(|| Self::from(-i128::from(*a)), Self::Small),
            Self::Big(a) => Self::from(-a.as_ref()),
        }
    }

    #[must_use]
    pub fn abs(&self) -> Self {
        if self.is_negative() { self.neg() } else { self.clone() }
    }

    /// `~a`
    #[must_use]
    pub fn invert(&self) -> Self {
        match self {
            Self::Small(a) => Self::Small(!a),
            Self::Big(a) => Self::from(!a.as_ref()),
        }
    }

    /// `a // b`, rounded towards minus infinity.
    pub fn floordiv(&self, other: &Self) -> ArithmeticResult<Self> {
        if other.is_zero() {
            return Err(ArithmeticFault::IntFloorDivision);
        }
        Ok(self.divmod_nonzero(other).0)
    }

    /// `a % b`, with the sign of `b`.
    pub fn modulo(&self, other: &Self) -> ArithmeticResult<Self> {
        if other.is_zero() {
            return Err(ArithmeticFault::IntModulo);
        }
        match (self, other) {
            (Self::Small(a), Self::Small(b)) => Ok(Self::Small(a.wrapping_rem(*b)).with_sign_of(*b)),
            _ => Ok(Self::from(self.big().mod_floor(other.big().as_ref()))),
        }
    }

    pub fn divmod(&self, other: &Self) -> ArithmeticResult<(Self, Self)> {
        if other.is_zero() {
            return Err(ArithmeticFault::IntDivmod);
        }
        Ok(self.divmod_nonzero(other))
    }

    pub(super) fn divmod_nonzero(&self, other: &Self) -> (Self, Self) {
        match (self, other) {
            // `i64::MIN // -1` is the one small quotient that is not small.
            (Self::Small(a), Self::Small(b)) if *a != i64::MIN || *b != -1 => {
                let (quotient, remainder) = a.div_mod_floor(b);
                (Self::Small(quotient), Self::Small(remainder))
            }
            _ => {
                let (quotient, remainder) = self.big().div_mod_floor(other.big().as_ref());
                (Self::from(quotient), Self::from(remainder))
            }
        }
    }

    /// Turns a truncated small remainder into a floored one.
    fn with_sign_of(self, divisor: i64) -> Self {
        match self {
            Self::Small(r) if r != 0 && (r < 0) != (divisor < 0) => Self::Small(r + divisor),
            other => other,
        }
    }

    /// `a ** b`. See [`Self::power_bits`] for the cost beforehand.
    pub fn pow(&self, exponent: &Self) -> ArithmeticResult<Power> {
        if exponent.is_negative() {
            // A whole exponent never leaves the real numbers.
            return match float_math::pow(self.to_f64()?, exponent.to_f64()?, NegativeBase::Complex)? {
                FloatPower::Real(x) => Ok(Power::Float(x)),
                FloatPower::Complex(c) => Ok(Power::Float(c.real)),
            };
        }
        match self {
            Self::Small(0 | 1) if !exponent.is_zero() => return Ok(Power::Int(self.clone())),
            Self::Small(-1) => return Ok(Power::Int(Self::Small(if exponent.is_odd() { -1 } else { 1 }))),
            _ => {}
        }
        if self.power_bits(exponent) > MAX_POWER_BITS {
            return Err(ArithmeticFault::OutOfMemory);
        }
        let exponent = exponent.to_i64().and_then(|e| u32::try_from(e).ok()).ok_or(ArithmeticFault::OutOfMemory)?;
        if let Self::Small(a) = self
            && let Some(result) = a.checked_pow(exponent)
        {
            return Ok(Power::Int(Self::Small(result)));
        }
        Ok(Power::Int(Self::from(num_traits::Pow::pow(self.big().as_ref(), exponent))))
    }

    /// About how many bits `self ** exponent` has: what a budget asks before computing it.
    #[must_use]
    pub fn power_bits(&self, exponent: &Self) -> u64 {
        match (self, exponent.to_i64()) {
            (Self::Small(-1..=1), _) => 1,
            (_, Some(e)) if e <= 0 => 1,
            // The top bit alone is worth `length - 1` bits of every factor.
            (_, Some(e)) => (self.bit_length() - 1).max(1).saturating_mul(e.unsigned_abs()),
            (_, None) => u64::MAX,
        }
    }

    /// `a << n`
    pub fn shl(&self, count: &Self) -> ArithmeticResult<Self> {
        if count.is_negative() {
            return Err(ArithmeticFault::NegativeShift);
        }
        if self.is_zero() {
            return Ok(Self::ZERO);
        }
        let count = count.to_i64().and_then(|n| u64::try_from(n).ok()).ok_or(ArithmeticFault::ShiftTooLarge)?;
        if self.bit_length().saturating_add(count) > MAX_BITS {
            return Err(ArithmeticFault::ShiftTooLarge);
        }
        match self {
            Self::Small(a) if count < 63 && (a << count) >> count == *a => Ok(Self::Small(a << count)),
            _ => Ok(Self::from(self.big().into_owned() << count)),
        }
    }

    /// `a >> n`, rounded towards minus infinity.
    pub fn shr(&self, count: &Self) -> ArithmeticResult<Self> {
        if count.is_negative() {
            return Err(ArithmeticFault::NegativeShift);
        }
        let all_gone = if self.is_negative() { Self::Small(-1) } else { Self::ZERO };
        match (self, count.to_i64().and_then(|n| u64::try_from(n).ok())) {
            (_, None) => Ok(all_gone),
            (Self::Small(a), Some(n)) => Ok(if n > 63 { all_gone } else { Self::Small(a >> n) }),
            (Self::Big(_), Some(n)) if n >= self.bit_length() => Ok(all_gone),
            (Self::Big(a), Some(n)) => Ok(Self::from(a.as_ref() >> n)),
        }
    }

    /// `a & b` on infinite two's complement.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Small(a), Self::Small(b)) => Self::Small(a & b),
            _ => Self::from(self.big().as_ref() & other.big().as_ref()),
        }
    }

    /// `a | b` on infinite two's complement.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Small(a), Self::Small(b)) => Self::Small(a | b),
            _ => Self::from(self.big().as_ref() | other.big().as_ref()),
        }
    }

    /// `a ^ b` on infinite two's complement.
    #[must_use]
    pub fn xor(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Small(a), Self::Small(b)) => Self::Small(a ^ b),
            _ => Self::from(self.big().as_ref() ^ other.big().as_ref()),
        }
    }

    /// `int.bit_length()`
    #[must_use]
    pub fn bit_length(&self) -> u64 {
        match self {
            Self::Small(a) => u64::from(64 - a.unsigned_abs().leading_zeros()),
            Self::Big(a) => a.bits(),
        }
    }

    /// `int.bit_count()`: ones in the absolute value.
    #[must_use]
    pub fn bit_count(&self) -> u64 {
        match self {
            Self::Small(a) => u64::from(a.unsigned_abs().count_ones()),
            Self::Big(a) => a.magnitude().count_ones(),
        }
    }

    /// CPython's 30-bit digits of the absolute value, 0 for zero: what `sys.getsizeof` counts.
    #[must_use]
    pub fn digit_count(&self) -> u64 {
        self.bit_length().div_ceil(30)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn big(text: &str) -> Integer {
        Integer::from(text.parse::<BigInt>().unwrap())
    }

    #[test]
    fn small_numbers_grow_and_shrink() {
        let max = Integer::Small(i64::MAX);
        let sum = max.add(&Integer::ONE);
        assert_eq!(sum, big("9223372036854775808"));
        assert_eq!(sum.sub(&Integer::ONE), max);
        assert_eq!(Integer::Small(i64::MIN).neg(), sum);
        assert_eq!(Integer::Small(i64::MIN).floordiv(&Integer::Small(-1)), Ok(sum.clone()));
        assert_eq!(Integer::Small(i64::MIN).modulo(&Integer::Small(-1)), Ok(Integer::ZERO));
        assert!(sum > max && sum.neg() < max);
    }

    #[test]
    fn division_rounds_down() {
        let divmod = |a, b| Integer::Small(a).divmod(&Integer::Small(b)).unwrap();
        assert_eq!(divmod(-7, 2), (Integer::Small(-4), Integer::Small(1)));
        assert_eq!(divmod(7, -2), (Integer::Small(-4), Integer::Small(-1)));
        assert_eq!(Integer::Small(-7).modulo(&Integer::Small(3)), Ok(Integer::Small(2)));
        assert_eq!(Integer::ONE.modulo(&Integer::ZERO), Err(ArithmeticFault::IntModulo));
    }

    #[test]
    fn powers_and_shifts_stay_within_reason() {
        assert_eq!(Integer::Small(2).pow(&Integer::Small(-1)), Ok(Power::Float(0.5)));
        assert_eq!(Integer::ZERO.pow(&Integer::Small(-1)), Err(ArithmeticFault::ZeroToNegativePower));
        assert_eq!(Integer::Small(10).pow(&big("100000000000000000000")), Err(ArithmeticFault::OutOfMemory));
        assert_eq!(Integer::ONE.pow(&big("100000000000000000000")), Ok(Power::Int(Integer::ONE)));
        assert_eq!(Integer::ONE.shl(&Integer::Small(-1)), Err(ArithmeticFault::NegativeShift));
        assert_eq!(Integer::ONE.shl(&big("18446744073709551616")), Err(ArithmeticFault::ShiftTooLarge));
        assert_eq!(Integer::Small(-1).shr(&big("18446744073709551616")), Ok(Integer::Small(-1)));
    }
}
