//! `hash()` of the built-in values, as CPython computes it; text as with `PYTHONHASHSEED=0`.
//!
//! Sources: `Python/pyhash.c`, `Objects/tupleobject.c`, `Objects/setobject.c` of the versions named.

use super::complexnum::Complex;
use super::float_math::frexp;
use super::int::Integer;
use num_bigint::BigUint;
use num_traits::ToPrimitive;

/// `hash(None)` since 3.12; before, it is the address.
pub const NONE_HASH: i64 = 0xfca8_6420;

/// How numbers hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum NumberHash {
    /// 3.x: the value modulo 2 ** 61 - 1, the same for equal numbers of all types.
    #[default]
    Modular,
    /// 2.7: the value of an `int`, the digits of a `long`, the bits of a `float`.
    Classic,
}

/// How tuples combine the hashes of their items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum TupleHash {
    /// 3.8 and later: a simplified xxHash.
    #[default]
    XxHash,
    /// 2.7 to 3.7: multiply and xor.
    Multiplicative,
}

/// How frozensets combine the hashes of their items, whose order must not matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum FrozenSetHash {
    /// 3.x
    #[default]
    Dispersed,
    /// 2.7
    Classic,
}

/// How text and bytes hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum TextHash {
    /// 3.11 and later.
    #[default]
    SipHash13,
    /// 3.4 to 3.10.
    SipHash24,
    /// 2.7: multiply and xor, no seed.
    Classic,
}

/// The prime 2 ** 61 - 1.
const MODULUS: u64 = (1 << 61) - 1;
const INFINITY: i64 = 314_159;
const CLASSIC_NEGATIVE_INFINITY: i64 = -271_828;
const IMAGINARY: u64 = 1_000_003;

/// -1 tells C code of an error, so nothing hashes to it.
fn finish(hash: i64) -> i64 {
    if hash == -1 { -2 } else { hash }
}

fn signed(hash: u64) -> i64 {
    hash.cast_signed()
}

/// `hash(n)`
#[must_use]
pub fn hash_int(n: &Integer, choice: NumberHash) -> i64 {
    match (choice, n) {
        (NumberHash::Classic, Integer::Small(a)) => finish(*a),
        (NumberHash::Classic, Integer::Big(a)) => {
            let size = signed(classic_digits(a.magnitude()));
            finish(if n.is_negative() { size.wrapping_neg() } else { size })
        }
        (NumberHash::Modular, Integer::Small(a)) => {
            let size = signed(a.unsigned_abs() % MODULUS);
            finish(if *a < 0 { -size } else { size })
        }
        (NumberHash::Modular, Integer::Big(a)) => {
            let size = signed((a.magnitude() % MODULUS).to_u64().unwrap_or(0));
            finish(if n.is_negative() { -size } else { size })
        }
    }
}

/// 2.7: rotates by one 30-bit digit and adds the next, with the carry.
fn classic_digits(magnitude: &BigUint) -> u64 {
    let digits = magnitude.bits().div_ceil(30);
    (0..digits).rev().fold(0_u64, |hash, digit| {
        let value = (magnitude >> (digit * 30)).iter_u64_digits().next().unwrap_or(0) & ((1 << 30) - 1);
        let (sum, carry) = hash.rotate_left(30).overflowing_add(value);
        sum + u64::from(carry)
    })
}

/// `hash(x)`. Not-a-number hashes to 0 here, as up to 3.9; from 3.10 on its identity counts instead.
#[must_use]
pub fn hash_float(x: f64, choice: NumberHash) -> i64 {
    if x.is_nan() {
        return 0;
    }
    if x.is_infinite() {
        let negative = if choice == NumberHash::Classic { CLASSIC_NEGATIVE_INFINITY } else { -INFINITY };
        return if x > 0.0 { INFINITY } else { negative };
    }
    match choice {
        NumberHash::Modular => modular_float(x),
        NumberHash::Classic => classic_float(x),
    }
}

/// Takes 28 bits of the mantissa at a time; multiplying by two is a rotation by one of 61 bits.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "whole numbers below 2 ** 28"
)]
fn modular_float(x: f64) -> i64 {
    let (mut mantissa, mut exponent) = frexp(x.abs());
    let mut hash = 0_u64;
    while mantissa != 0.0 {
        hash = ((hash << 28) & MODULUS) | (hash >> 33);
        mantissa *= f64::from(1 << 28);
        exponent -= 28;
        let bits = mantissa as u64;
        mantissa -= bits as f64;
        hash += bits;
        if hash >= MODULUS {
            hash -= MODULUS;
        }
    }
    let rotation = exponent.rem_euclid(61).unsigned_abs();
    let hash = ((hash << rotation) & MODULUS) | (hash >> (61 - rotation));
    let hash = signed(hash);
    finish(if x < 0.0 { -hash } else { hash })
}

/// 2.7: a whole number hashes as the integer, others by two halves of the mantissa and the exponent.
#[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "whole parts below 2 ** 32")]
fn classic_float(x: f64) -> i64 {
    if x.fract() == 0.0 {
        return Integer::from_f64(x).map_or(0, |n| hash_int(&n, NumberHash::Classic));
    }
    let (mantissa, exponent) = frexp(x);
    let scale = 2_147_483_648.0;
    let high = (mantissa * scale) as i64;
    let low = ((mantissa * scale - high as f64) * scale) as i64;
    finish(high.wrapping_add(low).wrapping_add(i64::from(exponent) << 15))
}

/// `hash(c)`
#[must_use]
pub fn hash_complex(c: Complex, choice: NumberHash) -> i64 {
    let (real, imag) = (hash_float(c.real, choice).cast_unsigned(), hash_float(c.imag, choice).cast_unsigned());
    finish(signed(real.wrapping_add(imag.wrapping_mul(IMAGINARY))))
}

/// `hash(t)` of a tuple, from the hashes of its items in order.
#[must_use]
pub fn hash_tuple(items: &[i64], choice: TupleHash) -> i64 {
    match choice {
        TupleHash::XxHash => xx_tuple(items),
        TupleHash::Multiplicative => multiplicative_tuple(items),
    }
}

fn xx_tuple(items: &[i64]) -> i64 {
    const PRIME_1: u64 = 11_400_714_785_074_694_791;
    const PRIME_2: u64 = 14_029_467_366_897_019_727;
    const PRIME_5: u64 = 2_870_177_450_012_600_261;
    let mixed = items.iter().fold(PRIME_5, |hash, item| {
        hash.wrapping_add(item.cast_unsigned().wrapping_mul(PRIME_2)).rotate_left(31).wrapping_mul(PRIME_1)
    });
    // The suffix keeps `hash(())` what it was.
    let hash = signed(mixed.wrapping_add(items.len() as u64 ^ (PRIME_5 ^ 3_527_539)));
    if hash == -1 { 1_546_275_796 } else { hash }
}

fn multiplicative_tuple(items: &[i64]) -> i64 {
    let (mut hash, mut factor) = (0x0034_5678_u64, 1_000_003_u64);
    for (index, item) in items.iter().enumerate() {
        let left = (items.len() - index - 1) as u64;
        hash = (hash ^ item.cast_unsigned()).wrapping_mul(factor);
        factor = factor.wrapping_add(82_520 + 2 * left);
    }
    finish(signed(hash.wrapping_add(97_531)))
}

/// `hash(s)` of a frozenset, from the hashes of its items in any order.
pub fn hash_frozenset(items: impl ExactSizeIterator<Item = i64>, choice: FrozenSetHash) -> i64 {
    let size = (items.len() as u64 + 1).wrapping_mul(1_927_868_237);
    let shuffle = |item: i64| {
        let bits = item.cast_unsigned();
        (bits ^ 89_869_747 ^ (bits << 16)).wrapping_mul(3_644_798_167)
    };
    let mut hash = items.fold(size, |hash, item| hash ^ shuffle(item));
    if choice == FrozenSetHash::Dispersed {
        hash ^= (hash >> 11) ^ (hash >> 25);
    }
    let hash = signed(hash.wrapping_mul(69_069).wrapping_add(907_133_923));
    if hash == -1 { 590_923_713 } else { hash }
}

/// `hash(s)` of text, over the code points in the width that CPython stores them in.
#[must_use]
pub fn hash_str(text: &str, choice: TextHash) -> i64 {
    if choice == TextHash::Classic {
        return classic_text(text.chars().map(u32::from));
    }
    if text.is_ascii() {
        return hash_bytes(text.as_bytes(), choice);
    }
    let widest = text.chars().max().map_or(0, u32::from);
    let mut stored = Vec::with_capacity(text.len() * 2);
    for c in text.chars() {
        let bytes = u32::from(c).to_le_bytes();
        let width = match widest {
            0..=0xff => 1,
            0x100..=0xffff => 2,
            _ => 4,
        };
        stored.extend(bytes.iter().take(width));
    }
    hash_bytes(&stored, choice)
}

/// `hash(b)` of bytes.
#[must_use]
pub fn hash_bytes(bytes: &[u8], choice: TextHash) -> i64 {
    if bytes.is_empty() {
        return 0;
    }
    match choice {
        TextHash::Classic => classic_text(bytes.iter().copied().map(u32::from)),
        TextHash::SipHash13 => finish(signed(SipHash::ZERO_KEY.hash(bytes, 1, 3))),
        TextHash::SipHash24 => finish(signed(SipHash::ZERO_KEY.hash(bytes, 2, 4))),
    }
}

fn classic_text(units: impl Iterator<Item = u32> + Clone) -> i64 {
    let Some(first) = units.clone().next() else { return 0 };
    let mut length = 0_u64;
    let mut hash = u64::from(first) << 7;
    for unit in units {
        hash = hash.wrapping_mul(1_000_003) ^ u64::from(unit);
        length += 1;
    }
    finish(signed(hash ^ length))
}

/// The state of SipHash (Aumasson and Bernstein), before any input.
struct SipHash([u64; 4]);

impl SipHash {
    /// `PYTHONHASHSEED=0` makes both halves of the key zero.
    const ZERO_KEY: Self =
        Self([0x736f_6d65_7073_6575, 0x646f_7261_6e64_6f6d, 0x6c79_6765_6e65_7261, 0x7465_6462_7974_6573]);

    fn hash(mut self, bytes: &[u8], rounds: usize, last_rounds: usize) -> u64 {
        let mut words = bytes.chunks_exact(8);
        for word in words.by_ref() {
            self.absorb(little_endian(word), rounds);
        }
        // The last word carries the length in its top byte.
        let length = (bytes.len() as u64) << 56;
        self.absorb(length | little_endian(words.remainder()), rounds);
        self.0[2] ^= 0xff;
        (0..last_rounds).for_each(|_| self.round());
        self.0[0] ^ self.0[1] ^ self.0[2] ^ self.0[3]
    }

    fn absorb(&mut self, word: u64, rounds: usize) {
        self.0[3] ^= word;
        (0..rounds).for_each(|_| self.round());
        self.0[0] ^= word;
    }

    fn round(&mut self) {
        let [v0, v1, v2, v3] = &mut self.0;
        *v0 = v0.wrapping_add(*v1);
        *v2 = v2.wrapping_add(*v3);
        *v1 = v1.rotate_left(13) ^ *v0;
        *v3 = v3.rotate_left(16) ^ *v2;
        *v0 = v0.rotate_left(32);
        *v2 = v2.wrapping_add(*v1);
        *v0 = v0.wrapping_add(*v3);
        *v1 = v1.rotate_left(17) ^ *v2;
        *v3 = v3.rotate_left(21) ^ *v0;
        *v2 = v2.rotate_left(32);
    }
}

fn little_endian(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn int(text: &str, choice: NumberHash) -> i64 {
        hash_int(&Integer::from(text.parse::<num_bigint::BigInt>().unwrap()), choice)
    }

    #[test]
    fn numbers() {
        assert_eq!(int("-1", NumberHash::Modular), -2);
        assert_eq!(int("2305843009213693951", NumberHash::Modular), 0);
        assert_eq!(int("1000000000000000000000000000000", NumberHash::Modular), 465_258_685_558_744_706);
        assert_eq!(int("1000000000000000000000000000000", NumberHash::Classic), 5_076_944_324_515_372_240);
        assert_eq!(int("-1000000000000000000000000000000", NumberHash::Classic), -5_076_944_324_515_372_240);
        assert_eq!(hash_float(0.5, NumberHash::Modular), 1_152_921_504_606_846_976);
        assert_eq!(hash_float(1.5e300, NumberHash::Modular), 1_837_492_894_133_638_746);
        assert_eq!(hash_float(0.5, NumberHash::Classic), 1_073_741_824);
        assert_eq!(hash_float(1.5e300, NumberHash::Classic), -5_734_771_021_582_775_296);
        assert_eq!(hash_float(f64::NEG_INFINITY, NumberHash::Classic), -271_828);
        assert_eq!(hash_complex(Complex::new(0.0, 1.0), NumberHash::Modular), 1_000_003);
    }

    #[test]
    fn containers() {
        assert_eq!(hash_tuple(&[1, 2, 3], TupleHash::XxHash), 529_344_067_295_497_451);
        assert_eq!(hash_tuple(&[], TupleHash::XxHash), 5_740_354_900_026_072_187);
        assert_eq!(hash_tuple(&[1, 2, 3], TupleHash::Multiplicative), 2_528_502_973_977_326_415);
        assert_eq!(hash_tuple(&[], TupleHash::Multiplicative), 3_527_539);
        assert_eq!(hash_frozenset([1, 2, 3].into_iter(), FrozenSetHash::Dispersed), -272_375_401_224_217_160);
        assert_eq!(hash_frozenset([].into_iter(), FrozenSetHash::Dispersed), 133_146_708_735_736);
        assert_eq!(hash_frozenset([3, 1, 2].into_iter(), FrozenSetHash::Classic), -7_699_079_583_225_461_316);
        assert_eq!(hash_frozenset([].into_iter(), FrozenSetHash::Classic), 133_156_838_395_276);
    }

    #[test]
    fn text() {
        let hashes = |choice| {
            let of_texts = ["a", "hello world", "é\u{1234}", "é"].map(|text| hash_str(text, choice));
            (of_texts, hash_bytes(b"abc", choice))
        };
        assert_eq!(
            hashes(TextHash::Classic),
            (
                [12_416_037_344, -2_324_238_377_118_044_897, 29_824_178_921_272_909, 29_824_089_448],
                1_453_079_729_188_098_211
            )
        );
        assert_eq!(
            hashes(TextHash::SipHash24),
            (
                [
                    -7_583_489_610_679_606_711,
                    6_266_945_022_561_323_786,
                    -3_626_189_116_396_838_424,
                    4_954_367_630_624_915_103
                ],
                4_596_069_200_710_135_518
            )
        );
        assert_eq!(hash_str("", TextHash::SipHash13), 0);
    }
}
