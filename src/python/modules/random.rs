//! `_random`: the Mersenne Twister, with CPython's seeding, so that `random.seed(1)` gives its numbers.

use num_bigint::BigInt;

use crate::memory::Ref;
use crate::python::builtins::support::index_integer;
use crate::python::vm::native::{Args, Arity, ModuleDef, Native};
use crate::python::vm::{Res, Vm};

pub const MODULE: ModuleDef = ModuleDef {
    name: "_random",
    functions: &[
        Native::function("make", Arity::Zero, make),
        Native::function("seed", Arity::Range(2, 2), seed),
        Native::function("random", Arity::One, random),
        Native::function("getrandbits", Arity::Range(2, 2), getrandbits),
        Native::function("copy", Arity::One, copy),
        Native::function("seed_of_text", Arity::One, seed_of_text),
    ],
    fill: None,
};

const N: usize = 624;
const M: usize = 397;

/// More random bits at once are a MemoryError.
const MOST_BITS: u32 = 1 << 26;

/// A generator's state.
#[derive(Clone, Debug)]
pub struct Twister {
    state: Vec<u32>,
    index: usize,
}

impl Twister {
    fn seeded(seed: u32) -> Self {
        let mut state = vec![seed; N];
        for i in 1..N {
            let before = state[i - 1];
            state[i] = 1_812_433_253_u32.wrapping_mul(before ^ (before >> 30)).wrapping_add(i as u32);
        }
        Self { state, index: N }
    }

    fn seeded_by_array(key: &[u32]) -> Self {
        let mut twister = Self::seeded(19_650_218);
        let state = &mut twister.state;
        let (mut i, mut j) = (1, 0);
        for _ in 0..N.max(key.len()) {
            let before = state[i - 1] ^ (state[i - 1] >> 30);
            state[i] = (state[i] ^ before.wrapping_mul(1_664_525)).wrapping_add(key[j]).wrapping_add(j as u32);
            i += 1;
            j += 1;
            if i >= N {
                state[0] = state[N - 1];
                i = 1;
            }
            if j >= key.len() {
                j = 0;
            }
        }
        for _ in 0..N - 1 {
            let before = state[i - 1] ^ (state[i - 1] >> 30);
            state[i] = (state[i] ^ before.wrapping_mul(1_566_083_941)).wrapping_sub(i as u32);
            i += 1;
            if i >= N {
                state[0] = state[N - 1];
                i = 1;
            }
        }
        state[0] = 0x8000_0000;
        twister
    }

    fn next(&mut self) -> u32 {
        if self.index >= N {
            for k in 0..N {
                let y = (self.state[k] & 0x8000_0000) | (self.state[(k + 1) % N] & 0x7fff_ffff);
                let odd = if y & 1 == 1 { 0x9908_b0df } else { 0 };
                self.state[k] = self.state[(k + M) % N] ^ (y >> 1) ^ odd;
            }
            self.index = 0;
        }
        let mut y = self.state[self.index];
        self.index += 1;
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c_5680;
        y ^= (y << 15) & 0xefc6_0000;
        y ^ (y >> 18)
    }

    fn float(&mut self) -> f64 {
        let (a, b) = (self.next() >> 5, self.next() >> 6);
        (f64::from(a) * 67_108_864.0 + f64::from(b)) * (1.0 / 9_007_199_254_740_992.0)
    }
}

fn twister(vm: &mut Vm, number: Ref) -> Res<usize> {
    let index = vm.index(number)?;
    match usize::try_from(index).ok().filter(|i| *i < vm.twisters.len()) {
        Some(index) => Ok(index),
        None => Err(vm.value_error("no such generator")),
    }
}

/// A new generator's number. Its seed is fixed, so that sessions repeat.
fn make(vm: &mut Vm, _: Args) -> Res {
    vm.twisters.push(Twister::seeded_by_array(&[20_260_101]));
    let number = vm.twisters.len() as i64 - 1;
    Ok(vm.int(number))
}

fn copy(vm: &mut Vm, args: Args) -> Res {
    let number = args.at(vm, 0);
    let index = twister(vm, number)?;
    let copy = vm.twisters[index].clone();
    vm.twisters.push(copy);
    let number = vm.twisters.len() as i64 - 1;
    Ok(vm.int(number))
}

/// `seed(generator, integer)`.
fn seed(vm: &mut Vm, args: Args) -> Res {
    let (number, value) = (args.at(vm, 0), args.at(vm, 1));
    let index = twister(vm, number)?;
    let value = index_integer(vm, value)?.abs();
    let (_, mut key) = value.big().to_u32_digits();
    if key.is_empty() {
        key.push(0);
    }
    vm.twisters[index] = Twister::seeded_by_array(&key);
    vm.done()
}

fn random(vm: &mut Vm, args: Args) -> Res {
    let number = args.at(vm, 0);
    let index = twister(vm, number)?;
    let value = vm.twisters[index].float();
    Ok(vm.float(value))
}

/// `getrandbits(generator, bits)`.
fn getrandbits(vm: &mut Vm, args: Args) -> Res {
    let (number, bits) = (args.at(vm, 0), args.at(vm, 1));
    let index = twister(vm, number)?;
    let Ok(mut bits) = u32::try_from(vm.index(bits)?) else {
        return Err(vm.value_error("number of bits must be non-negative"));
    };
    if bits == 0 {
        return Ok(vm.int(0));
    }
    if bits > MOST_BITS {
        return Err(vm.raise(crate::python::vm::known::types::MEMORY_ERROR, ""));
    }
    let mut words = Vec::new();
    while bits > 0 {
        let mut word = vm.twisters[index].next();
        if bits < 32 {
            word >>= 32 - bits;
        }
        words.push(word);
        bits = bits.saturating_sub(32);
    }
    Ok(vm.big_int(BigInt::from_slice(num_bigint::Sign::Plus, &words)))
}

/// What `random.seed("text")` makes of a str: its bytes, then their SHA-512, as one number.
fn seed_of_text(vm: &mut Vm, args: Args) -> Res {
    let text = args.at(vm, 0);
    let mut bytes = match vm.as_str(text) {
        Some(text) => text.as_bytes().to_vec(),
        None => vm.as_bytes(text).unwrap_or(&[]).to_vec(),
    };
    let digest = super::sha512::digest(&bytes);
    bytes.extend_from_slice(&digest);
    Ok(vm.big_int(BigInt::from_bytes_be(num_bigint::Sign::Plus, &bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeded_numbers_are_cpythons() {
        // random.seed(1); random.random() in CPython.
        assert_eq!(Twister::seeded_by_array(&[1]).float(), 0.134_364_244_112_401_22);
    }
}
