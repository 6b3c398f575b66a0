//! Facts that few objects have, in tables beside the columns.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::object::Ref;

/// A table by object. Objects made one after the other stand side by side in it, as in the columns: programs make and
/// drop them in that order, and a table that scattered them would miss the cache each time.
pub type Beside<T> = HashMap<Ref, T, BuildHasherDefault<ByIndex>>;

/// The index of the object itself. Its upper bits, by which the table tells objects apart in one comparison of many,
/// are mixed from all of them.
#[derive(Clone, Copy, Debug, Default)]
pub struct ByIndex(u64);

impl Hasher for ByIndex {
    fn write_u32(&mut self, index: u32) {
        const UPPER: u64 = 0xfe00_0000_0000_0000;
        let index = u64::from(index);
        self.0 = index | (index.wrapping_mul(0x9e37_79b9_7f4a_7c15) & UPPER);
    }

    fn write(&mut self, bytes: &[u8]) {
        debug_assert!(false, "objects are told apart by their index alone: {bytes:?}");
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
