//! The hash table of a dict: slots that hold the numbers of entries, as wide as their count needs, and CPython's
//! probe sequence over them. Knows nothing of keys.

use super::choices::{DictOrder, MIN_LOG2};

/// What one slot holds: the number of an entry, or one of these two.
pub(super) const EMPTY: u32 = u32::MAX;
/// An entry stood here once: a search goes on, an insertion may take the slot.
pub(super) const DUMMY: u32 = u32::MAX - 1;

/// An unsigned number used as a slot; its two highest values are [`EMPTY`] and [`DUMMY`].
pub(super) trait Slot: Copy {
    const EMPTY: Self;
    fn get(self) -> u32;
    fn of(number: u32) -> Self;
}

macro_rules! slot {
    ($($int:ty),*) => { $(
        impl Slot for $int {
            const EMPTY: Self = Self::MAX;

            #[inline(always)]
            fn get(self) -> u32 {
                if self < Self::MAX - 1 { u32::from(self) } else { EMPTY - u32::from(Self::MAX - self) }
            }

            #[inline(always)]
            fn of(number: u32) -> Self {
                // Truncation turns EMPTY and DUMMY into this width's two highest values.
                number as Self
            }
        }
    )* };
}
slot!(u8, u16, u32);

#[derive(Clone, Debug, Default)]
pub(super) enum Index {
    /// No table: an empty dict.
    #[default]
    None,
    Eight([u8; 8]),
    Bytes(Box<[u8]>),
    Shorts(Box<[u16]>),
    Words(Box<[u32]>),
}

/// Runs `$body` with the slots as a slice of their own width.
macro_rules! with_slots {
    ($index:expr, $slots:ident => $body:expr, none => $none:expr) => {
        match $index {
            $crate::memory::dict::index::Index::None => $none,
            $crate::memory::dict::index::Index::Eight($slots) => $body,
            $crate::memory::dict::index::Index::Bytes($slots) => $body,
            $crate::memory::dict::index::Index::Shorts($slots) => $body,
            $crate::memory::dict::index::Index::Words($slots) => $body,
        }
    };
}
pub(super) use with_slots;

impl Index {
    pub(super) fn new(log2: u8) -> Self {
        match log2 {
            0 => Self::None,
            1..=MIN_LOG2 => Self::Eight([u8::EMPTY; 8]),
            4..8 => Self::Bytes(vec![u8::EMPTY; 1 << log2].into()),
            8..16 => Self::Shorts(vec![u16::EMPTY; 1 << log2].into()),
            _ => Self::Words(vec![u32::EMPTY; 1 << log2].into()),
        }
    }

    pub(super) fn len(&self) -> usize {
        with_slots!(self, slots => slots.len(), none => 0)
    }

    /// What slot `i` holds.
    pub(super) fn get(&self, i: usize) -> u32 {
        with_slots!(self, slots => slots.get(i).map_or(EMPTY, |s| s.get()), none => EMPTY)
    }

    pub(super) fn set(&mut self, i: usize, number: u32) {
        with_slots!(self, slots => if let Some(slot) = slots.get_mut(i) { *slot = Slot::of(number) }, none => ());
    }

    /// The slot that holds `number`, an entry with this hash.
    pub(super) fn slot_of(&self, number: u32, hash: i64, order: DictOrder) -> Option<usize> {
        with_slots!(self, slots => search(slots, hash, order, |n| n == number), none => None)
    }

    /// The first slot that an entry with this hash may take.
    pub(super) fn free_slot(&self, hash: i64, order: DictOrder) -> Option<usize> {
        with_slots!(self, slots => search(slots, hash, order, |n| n >= DUMMY), none => None)
    }
}

/// The first slot in probe order of which `wanted` is true; `None` after an empty one.
#[inline(always)]
fn search<S: Slot>(slots: &[S], hash: i64, order: DictOrder, wanted: impl Fn(u32) -> bool) -> Option<usize> {
    let mut probe = Probe::new(hash);
    loop {
        let i = probe.slot(slots.len());
        let number = slots[i].get();
        if wanted(number) {
            return Some(i);
        }
        if number == EMPTY {
            return None;
        }
        probe.step(order);
    }
}

/// CPython's probe sequence: `i = 5*i + perturb + 1`, where `perturb` is the hash shifted right by five each time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Probe {
    i: u64,
    perturb: u64,
}

impl Probe {
    #[inline(always)]
    pub(super) fn new(hash: i64) -> Self {
        Self { i: hash.cast_unsigned(), perturb: hash.cast_unsigned() }
    }

    /// The slot to look at, among `slots` (a power of two).
    #[inline(always)]
    pub(super) fn slot(self, slots: usize) -> usize {
        self.i as usize & (slots - 1)
    }

    #[inline(always)]
    pub(super) fn step(&mut self, order: DictOrder) {
        // 2.7 shifts after use; from 3.7 before. Only where slots give the order does it show.
        if order == DictOrder::Insertion {
            self.perturb >>= 5;
        }
        self.i = self.i.wrapping_mul(5).wrapping_add(self.perturb).wrapping_add(1);
        if order == DictOrder::HashTable {
            self.perturb >>= 5;
        }
    }
}
