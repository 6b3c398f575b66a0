//! What differs between the dicts of CPython's versions, as named choices, and the sizes that follow from them.

/// In which order a dict gives its entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DictOrder {
    /// 3.6 and later: entries stand in order of insertion; the hash table holds their numbers.
    Insertion,
    /// 2.7: entries stand in the slots of the hash table and are given in the order of the slots.
    HashTable,
}

/// How many slots a full table asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Growth {
    /// 2.7: four times the entries in use, twice beyond 50,000.
    Quadruple,
    /// 3.6: twice the entries in use and half the table.
    DoubleAndHalf,
    /// 3.7 and later: three times the entries in use.
    Triple,
}

/// How a wanted number of slots becomes a power of two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// 2.7: the smallest above it.
    Above,
    /// 3.6 to 3.9: the smallest not below it.
    NotBelow,
    /// 3.10 and later: `bit_length(((n | 8) - 1) | 7)`, which gives 16 for 1 to 7 and doubles exact powers.
    BitLength,
}

/// Which empty dicts have a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmptyTable {
    /// 2.7: always; eight slots stand inside the dict object.
    Inside,
    /// 3.6: all but cleared ones and their copies.
    UnlessCleared,
    /// 3.7: all but cleared ones.
    UnlessEmptied,
    /// 3.8, 3.9: those made by `dict(…)`; displays begin without.
    ByCall,
    /// 3.10 and later: none.
    Never,
}

/// How much room `update` makes before it inserts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MergeRoom {
    /// 2.7: when the table would be two thirds full, twice the sum.
    TwiceOnFill,
    /// 3.6 to 3.9: when the other dict does not fit the whole table, an estimate (three halves of the sum).
    Estimate,
    /// 3.10 and later: the same, but a clean dict is copied whole into an empty one.
    CloneOrEstimate,
}

/// How `dict.copy` works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copying {
    /// Up to 3.6: a new dict, updated.
    Merge,
    /// 3.7 and later: the table is copied as it is unless a third of it are holes.
    Clone,
}

/// Whether dicts with only `str` keys have smaller entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyTables {
    /// Up to 3.10: hash, key and value in each entry.
    General,
    /// 3.11 and later: entries of dicts with only `str` keys hold no hash.
    StrApart,
}

/// The named choices of one version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DictRules {
    pub order: DictOrder,
    pub growth: Growth,
    pub rounding: Rounding,
    pub empty: EmptyTable,
    pub merge_room: MergeRoom,
    pub copying: Copying,
    pub keys: KeyTables,
    /// Bytes of an empty dict as `sys.getsizeof` counts them: object and collector header.
    pub base_size: u32,
    /// Bytes of the table's own header.
    pub table_header: u32,
}

impl DictRules {
    pub const V2_7: Self = Self {
        order: DictOrder::HashTable,
        growth: Growth::Quadruple,
        rounding: Rounding::Above,
        empty: EmptyTable::Inside,
        merge_room: MergeRoom::TwiceOnFill,
        copying: Copying::Merge,
        keys: KeyTables::General,
        base_size: 280,
        table_header: 0,
    };
    pub const V3_6: Self = Self {
        order: DictOrder::Insertion,
        growth: Growth::DoubleAndHalf,
        rounding: Rounding::NotBelow,
        empty: EmptyTable::UnlessCleared,
        merge_room: MergeRoom::Estimate,
        copying: Copying::Merge,
        keys: KeyTables::General,
        base_size: 80,
        table_header: 40,
    };
    pub const V3_7: Self =
        Self { growth: Growth::Triple, empty: EmptyTable::UnlessEmptied, copying: Copying::Clone, ..Self::V3_6 };
    pub const V3_8: Self = Self { empty: EmptyTable::ByCall, base_size: 64, ..Self::V3_7 };
    pub const V3_10: Self = Self {
        rounding: Rounding::BitLength,
        empty: EmptyTable::Never,
        merge_room: MergeRoom::CloneOrEstimate,
        ..Self::V3_8
    };
    pub const V3_11: Self = Self { keys: KeyTables::StrApart, table_header: 32, ..Self::V3_10 };

    /// log2 of the slots of a table that was asked for `wanted` slots.
    pub(super) fn log2(&self, wanted: usize) -> u8 {
        let wanted = wanted as u64;
        let log2 = match self.rounding {
            Rounding::Above => u64::BITS - wanted.leading_zeros(),
            Rounding::NotBelow => u64::BITS - wanted.saturating_sub(1).leading_zeros(),
            Rounding::BitLength => u64::BITS - (((wanted | 8) - 1) | 7).leading_zeros(),
        };
        u8::try_from(log2.clamp(u32::from(MIN_LOG2), 31)).unwrap_or(31)
    }

    /// log2 of the slots of a table made for `n` entries known beforehand.
    pub(super) fn log2_for(&self, n: usize) -> u8 {
        match self.rounding {
            Rounding::Above => self.log2(n),
            Rounding::NotBelow | Rounding::BitLength => self.log2(estimate(n)),
        }
    }

    /// Slots that a full table with `used` entries asks for.
    pub(super) fn grown(&self, used: usize, slots: usize) -> usize {
        match self.growth {
            Growth::Quadruple => used * if used > 50_000 { 2 } else { 4 },
            Growth::DoubleAndHalf => used * 2 + slots / 2,
            Growth::Triple => used * 3,
        }
    }

    /// `sys.getsizeof` of a dict that shares the keys of its class and has room for `values` values of its own.
    #[must_use]
    pub fn sizeof_shared(&self, values: usize) -> usize {
        self.base_size as usize + values * POINTER
    }

    /// `sys.getsizeof` of a dict whose table has `1 << log2` slots.
    pub(super) fn sizeof(&self, log2: u8, keys: KeyKind) -> usize {
        let slots = 1usize << log2;
        let base = self.base_size as usize;
        match self.order {
            DictOrder::HashTable if log2 <= MIN_LOG2 => base,
            DictOrder::HashTable => base + slots * 3 * POINTER,
            DictOrder::Insertion if log2 == 0 => base,
            DictOrder::Insertion => {
                let index = match log2 {
                    ..8 => 1,
                    8..16 => 2,
                    16..32 => 4,
                    32.. => 8,
                };
                let entry = if self.keys == KeyTables::StrApart && keys == KeyKind::Str { 2 } else { 3 };
                base + self.table_header as usize + slots * index + usable(slots) * entry * POINTER
            }
        }
    }
}

/// What the keys of a dict are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum KeyKind {
    /// Exactly `str`.
    #[default]
    Str,
    Other,
}

const POINTER: usize = 8;

/// Tables have eight slots at least.
pub(super) const MIN_LOG2: u8 = 3;

/// How many slots `n` entries are thought to need.
pub(super) const fn estimate(n: usize) -> usize {
    (n * 3).div_ceil(2)
}

/// How many entries a table with this many slots takes.
pub(super) const fn usable(slots: usize) -> usize {
    slots * 2 / 3
}
