//! Integers beyond plain arithmetic: modular powers, roots, divisors, rounding to tens, bytes.

use std::cmp::Ordering;

use num_bigint::{BigInt, Sign};
use num_integer::{Integer as _, Roots};
use num_traits::{One, Signed, Zero};

use super::fault::{ArithmeticFault, ArithmeticResult};
use super::int::Integer;

impl Integer {
    /// `pow(a, b, m)`: the result has the sign of `m`; a negative exponent means the modular inverse.
    pub fn modpow(&self, exponent: &Self, modulus: &Self, negative: NegativeExponent) -> ArithmeticResult<Self> {
        if exponent.is_negative() && negative == NegativeExponent::Refused {
            return Err(ArithmeticFault::NegativePowWithModulus);
        }
        if modulus.is_zero() {
            return Err(ArithmeticFault::PowModulusZero);
        }
        let modulus = modulus.big();
        let modulus = modulus.as_ref();
        if exponent.is_negative() {
            let inverse = modular_inverse(self.big().as_ref(), modulus).ok_or(ArithmeticFault::NotInvertible)?;
            return Ok(Self::from(inverse.modpow(exponent.neg().big().as_ref(), modulus)));
        }
        Ok(Self::from(self.big().modpow(exponent.big().as_ref(), modulus)))
    }

    /// `math.isqrt`
    pub fn isqrt(&self) -> ArithmeticResult<Self> {
        match self {
            _ if self.is_negative() => Err(ArithmeticFault::IsqrtNegative),
            Self::Small(a) => Ok(Self::Small(Roots::sqrt(a))),
            Self::Big(a) => Ok(Self::from(a.sqrt())),
        }
    }

    /// `math.gcd` of two: never negative.
    #[must_use]
    pub fn gcd(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Small(a), Self::Small(b)) => Self::from(a.unsigned_abs().gcd(&b.unsigned_abs())),
            _ => Self::from(self.big().gcd(other.big().as_ref())),
        }
    }

    /// `math.lcm` of two: never negative.
    #[must_use]
    pub fn lcm(&self, other: &Self) -> Self {
        if self.is_zero() || other.is_zero() {
            return Self::ZERO;
        }
        self.divmod_nonzero(&self.gcd(other)).0.mul(other).abs()
    }

    /// `round(n, -places)`: to a multiple of ten to the power of `places`, halves to even.
    #[must_use]
    pub fn round_to_tens(&self, places: u32) -> Self {
        // Everything below half of the power rounds to zero; do not compute a gigantic power for it.
        if u64::from(places) > self.bit_length() + 1 {
            return Self::ZERO;
        }
        let unit = Self::from(num_traits::Pow::pow(&BigInt::from(10), places));
        let (quotient, remainder) = self.divmod_nonzero(&unit);
        let up = match remainder.add(&remainder).cmp(&unit) {
            Ordering::Less => false,
            Ordering::Equal => quotient.is_odd(),
            Ordering::Greater => true,
        };
        let quotient = if up { quotient.add(&Self::ONE) } else { quotient };
        quotient.mul(&unit)
    }

    /// `int.from_bytes` with an unsigned or signed big-endian magnitude already split by the caller.
    #[must_use]
    pub fn from_be_bytes(bytes: &[u8], signedness: Signedness) -> Self {
        match signedness {
            Signedness::Unsigned => Self::from(BigInt::from_bytes_be(Sign::Plus, bytes)),
            Signedness::Signed => Self::from(BigInt::from_signed_bytes_be(bytes)),
        }
    }

    /// `int.to_bytes`, big-endian; `None` when the number does not fit `length` bytes.
    #[must_use]
    pub fn to_be_bytes(&self, length: usize, signedness: Signedness) -> Option<Vec<u8>> {
        if signedness == Signedness::Unsigned && self.is_negative() {
            return None;
        }
        let fill = if self.is_negative() { 0xff } else { 0 };
        let bytes = match signedness {
            _ if self.is_zero() => Vec::new(),
            Signedness::Unsigned => self.big().magnitude().to_bytes_be(),
            Signedness::Signed => self.big().to_signed_bytes_be(),
        };
        let missing = length.checked_sub(bytes.len())?;
        let mut result = vec![fill; missing];
        result.extend_from_slice(&bytes);
        Some(result)
    }
}

/// `pow(a, -1, m)`
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum NegativeExponent {
    /// Up to 3.7.
    Refused,
    /// 3.8 and later.
    #[default]
    Inverse,
}

/// How `int.to_bytes` and `int.from_bytes` read the top bit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signedness {
    Unsigned,
    Signed,
}

/// The number that times `base` is 1 modulo `modulus`, with the sign of `modulus`.
fn modular_inverse(base: &BigInt, modulus: &BigInt) -> Option<BigInt> {
    let size = modulus.abs();
    if size.is_one() {
        return Some(BigInt::zero());
    }
    let found = base.mod_floor(&size).extended_gcd(&size);
    found.gcd.is_one().then(|| found.x.mod_floor(modulus))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_to_tens_is_half_even() {
        let round = |a: i64, places| Integer::Small(a).round_to_tens(places).to_i64();
        assert_eq!(round(25, 1), Some(20));
        assert_eq!(round(35, 1), Some(40));
        assert_eq!(round(-15, 1), Some(-20));
        assert_eq!(round(5, 40), Some(0));
    }

    #[test]
    fn inverses_and_roots() {
        assert_eq!(
            Integer::Small(3).modpow(&Integer::Small(-1), &Integer::Small(7), NegativeExponent::Inverse),
            Ok(Integer::Small(5))
        );
        assert_eq!(
            Integer::Small(2).modpow(&Integer::Small(-1), &Integer::Small(4), NegativeExponent::Inverse),
            Err(ArithmeticFault::NotInvertible)
        );
        assert_eq!(Integer::Small(99).isqrt(), Ok(Integer::Small(9)));
        assert_eq!(Integer::Small(-1).isqrt(), Err(ArithmeticFault::IsqrtNegative));
        assert_eq!(Integer::Small(-12).gcd(&Integer::Small(18)), Integer::Small(6));
        assert_eq!(Integer::Small(-4).lcm(&Integer::Small(6)), Integer::Small(12));
    }

    #[test]
    fn bytes() {
        let n = Integer::Small(-2);
        assert_eq!(n.to_be_bytes(2, Signedness::Signed), Some(vec![0xff, 0xfe]));
        assert_eq!(n.to_be_bytes(2, Signedness::Unsigned), None);
        assert_eq!(Integer::Small(256).to_be_bytes(1, Signedness::Unsigned), None);
        assert_eq!(Integer::from_be_bytes(&[0xff, 0xfe], Signedness::Signed), n);
        assert_eq!(Integer::from_be_bytes(&[0xff, 0xfe], Signedness::Unsigned), Integer::Small(0xfffe));
    }
}
