//! SHA-512 (FIPS 180-4), for seeding by text.

const INITIAL: [u64; 8] = [
    0x6a09_e667_f3bc_c908,
    0xbb67_ae85_84ca_a73b,
    0x3c6e_f372_fe94_f82b,
    0xa54f_f53a_5f1d_36f1,
    0x510e_527f_ade6_82d1,
    0x9b05_688c_2b3e_6c1f,
    0x1f83_d9ab_fb41_bd6b,
    0x5be0_cd19_137e_2179,
];

/// The first 64 bits of the fractional parts of the cube roots of the first eighty primes.
fn constants() -> Vec<u64> {
    let mut found = Vec::with_capacity(80);
    let mut candidate: u64 = 2;
    while found.len() < 80 {
        if (2..candidate).take_while(|d| d * d <= candidate).all(|d| !candidate.is_multiple_of(d)) {
            found.push(cube_root_fraction(candidate));
        }
        candidate += 1;
    }
    found
}

/// `frac(cbrt(n)) * 2^64`, exactly: the integer cube root of `n << 192`, its lower 64 bits.
fn cube_root_fraction(n: u64) -> u64 {
    use num_bigint::BigUint;
    let wide: BigUint = BigUint::from(n) << 192_u32;
    let root: BigUint = wide.cbrt();
    let low = root & BigUint::from(u64::MAX);
    low.iter_u64_digits().next().unwrap_or(0)
}

/// The digest of a message.
#[must_use]
pub fn digest(message: &[u8]) -> [u8; 64] {
    let k = constants();
    let mut h = INITIAL;
    let mut padded = message.to_vec();
    padded.push(0x80);
    while padded.len() % 128 != 112 {
        padded.push(0);
    }
    padded.extend_from_slice(&(message.len() as u128 * 8).to_be_bytes());
    for block in padded.chunks_exact(128) {
        let mut w: Vec<u64> =
            block.chunks_exact(8).map(|c| c.iter().fold(0_u64, |word, byte| (word << 8) | u64::from(*byte))).collect();
        for t in 16..80 {
            let s0 = w[t - 15].rotate_right(1) ^ w[t - 15].rotate_right(8) ^ (w[t - 15] >> 7);
            let s1 = w[t - 2].rotate_right(19) ^ w[t - 2].rotate_right(61) ^ (w[t - 2] >> 6);
            w.push(w[t - 16].wrapping_add(s0).wrapping_add(w[t - 7]).wrapping_add(s1));
        }
        let mut v = h;
        for t in 0..80 {
            let [a, b, c, _, e, f, g, last] = v;
            let s1 = e.rotate_right(14) ^ e.rotate_right(18) ^ e.rotate_right(41);
            let choice = (e & f) ^ (!e & g);
            let t1 = last.wrapping_add(s1).wrapping_add(choice).wrapping_add(k[t]).wrapping_add(w[t]);
            let s0 = a.rotate_right(28) ^ a.rotate_right(34) ^ a.rotate_right(39);
            let majority = (a & b) ^ (a & c) ^ (b & c);
            let t2 = s0.wrapping_add(majority);
            v.rotate_right(1);
            v[4] = v[4].wrapping_add(t1);
            v[0] = t1.wrapping_add(t2);
        }
        for (place, word) in h.iter_mut().zip(v) {
            *place = place.wrapping_add(word);
        }
    }
    let mut out = [0; 64];
    for (place, word) in out.chunks_exact_mut(8).zip(h) {
        place.copy_from_slice(&word.to_be_bytes());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digest_of_abc() {
        let digest = digest(b"abc");
        assert_eq!(digest[..8], [0xdd, 0xaf, 0x35, 0xa1, 0x93, 0x61, 0x7a, 0xba]);
    }
}
