//! How many slots a list reserves: what `sys.getsizeof(list)` and the cost of `append` rest on.
//!
//! Source: `Objects/listobject.c`; the values in the tests are from the interpreters.

/// By how much a list that must grow grows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Growth {
    /// 2.7 to 3.8: an eighth, and 3 or 6 more: 0, 4, 8, 16, 25, 35, 46…
    EighthAndSix,
    /// 3.9 and later: an eighth and 6 more, in multiples of four: 0, 4, 8, 16, 24, 32, 40, 52…
    #[default]
    MultiplesOfFour,
}

/// What an empty list reserves when it is extended by a number of items known beforehand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Extend {
    /// 2.7 to 3.9: as for any growth.
    Grown,
    /// 3.10 and later: the items, rounded up to an even number.
    #[default]
    Even,
}

/// What `list(iterable)` reserves for a number of items known beforehand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Call {
    /// 3.8 and 3.9: exactly the items.
    Exact,
    /// The others: as `extend`.
    #[default]
    AsExtend,
}

/// What extending by a set, a dict or a view of one does to an empty list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum FromHashed {
    /// Up to 3.12: as by anything of a known length.
    AsOthers,
    /// 3.13 and later: grows as usual.
    #[default]
    Grown,
}

/// What a display of three or more constants, `[1, 2, 3]`, reserves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum ConstantDisplay {
    /// Up to 3.8: exactly its items, as all displays.
    Exact,
    /// 3.9 and later: an empty list is extended by a constant tuple.
    #[default]
    Extended,
}

/// What `str.split` reserves before it knows the number of parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum SplitReserve {
    /// Up to 3.11: twelve slots, or `maxsplit + 1`.
    Twelve,
    /// 3.12 and later: at most twelve, fewer if the text cannot have so many parts.
    #[default]
    AsManyAsFit,
}

/// The rules of one version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct ListRules {
    pub growth: Growth,
    pub extend: Extend,
    pub call: Call,
    pub from_hashed: FromHashed,
    pub display: ConstantDisplay,
    pub split: SplitReserve,
}

/// The number of slots an iterator without a length is expected to fill.
const EXPECTED: usize = 8;

impl ListRules {
    /// The slots of a list of `size` items in `allocated` slots after its size becomes `new_size`: what `append`,
    /// `insert`, `pop`, `del`, slice assignment and `extend` of a list that is not empty all do.
    #[must_use]
    pub fn resize(self, size: usize, allocated: usize, new_size: usize) -> usize {
        if allocated >= new_size && new_size >= allocated / 2 {
            return allocated;
        }
        match self.growth {
            _ if new_size == 0 => 0,
            Growth::EighthAndSix => new_size + new_size / 8 + if new_size < 9 { 3 } else { 6 },
            Growth::MultiplesOfFour => {
                let roomy = (new_size + new_size / 8 + 6) & !3;
                // Many items at once, as by `extend`: no spare room for more of the kind.
                if new_size.saturating_sub(size) > roomy - new_size { (new_size + 3) & !3 } else { roomy }
            }
        }
    }

    /// Extending by `count` items known beforehand: of a list, a tuple, a range, a string…
    #[must_use]
    pub fn extended(self, size: usize, allocated: usize, count: usize) -> usize {
        match self.extend {
            // Nothing was ever reserved.
            Extend::Even if allocated == 0 => count + count % 2,
            _ => self.resize(size, allocated, size + count),
        }
    }

    /// Extending by the items of a set, a dict or a view of one.
    #[must_use]
    pub fn extended_by_hashed(self, size: usize, allocated: usize, count: usize) -> usize {
        match self.from_hashed {
            FromHashed::AsOthers => self.extended(size, allocated, count),
            FromHashed::Grown => self.resize(size, allocated, size + count),
        }
    }

    /// `list(iterable)` of a known length.
    #[must_use]
    pub fn called(self, count: usize) -> usize {
        match self.call {
            Call::Exact => count,
            Call::AsExtend => self.extended(0, 0, count),
        }
    }

    /// `list(set_or_dict)`
    #[must_use]
    pub fn called_with_hashed(self, count: usize) -> usize {
        match self.call {
            Call::Exact => count,
            Call::AsExtend => self.extended_by_hashed(0, 0, count),
        }
    }

    /// Extending by `count` items of an iterator that does not know its length: room for eight is made first,
    /// and what is left over is given back.
    #[must_use]
    pub fn extended_by_iterator(self, size: usize, allocated: usize, count: usize) -> usize {
        let reserved = self.extended(size, allocated, EXPECTED);
        let grown = self.appended(size, reserved, count);
        if size + count < grown { self.resize(size + count, grown, size + count) } else { grown }
    }

    /// Appending `count` items one by one: comprehensions, loops.
    #[must_use]
    pub fn appended(self, size: usize, allocated: usize, count: usize) -> usize {
        (size..size + count)
            .fold(allocated, |slots, at| if at < slots { slots } else { self.resize(at, slots, at + 1) })
    }

    /// A display, `[a, b, c]`. With `count` constants and nothing else it may be compiled to an extension.
    #[must_use]
    pub fn displayed(self, count: usize, constants: Constants) -> usize {
        match (self.display, constants) {
            (ConstantDisplay::Extended, Constants::All) if count >= 3 => self.extended(0, 0, count),
            _ => count,
        }
    }

    /// `text.split(separator, maxsplit)`: `length` and `separator` in code points; no separator means white space.
    #[must_use]
    pub fn split(self, parts: usize, length: usize, separator: Option<usize>, maxsplit: Option<usize>) -> usize {
        let most_parts = match (self.split, separator) {
            (SplitReserve::Twelve, _) => usize::MAX,
            (SplitReserve::AsManyAsFit, Some(separator)) => length / separator.max(1) + 1,
            (SplitReserve::AsManyAsFit, None) => length.saturating_sub(1) / 2 + 1,
        };
        self.reserved(parts, maxsplit.unwrap_or(most_parts))
    }

    /// `bytes.split(separator, maxsplit)`.
    #[must_use]
    pub fn split_bytes(self, parts: usize, maxsplit: Option<usize>) -> usize {
        self.reserved(parts, maxsplit.unwrap_or(usize::MAX))
    }

    fn reserved(self, parts: usize, splits: usize) -> usize {
        const MOST: usize = 12;
        let reserved = if splits >= MOST { MOST } else { splits + 1 };
        if parts <= reserved { reserved } else { self.appended(reserved, reserved, parts - reserved) }
    }
}

/// What a display is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Constants {
    All,
    NotAll,
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: ListRules = ListRules {
        growth: Growth::EighthAndSix,
        extend: Extend::Grown,
        call: Call::AsExtend,
        from_hashed: FromHashed::AsOthers,
        display: ConstantDisplay::Exact,
        split: SplitReserve::Twelve,
    };

    fn row(count: usize, slots: impl Fn(usize) -> usize) -> Vec<usize> {
        (0..count).map(slots).collect()
    }

    #[test]
    fn appending() {
        let now = ListRules::default();
        let steps = |rules: ListRules| {
            let mut steps = row(50, |n| rules.appended(0, 0, n));
            steps.dedup();
            steps
        };
        assert_eq!(steps(now), [0, 4, 8, 16, 24, 32, 40, 52]);
        assert_eq!(steps(OLD), [0, 4, 8, 16, 25, 35, 46, 58]);
    }

    #[test]
    fn making_lists() {
        let now = ListRules::default();
        assert_eq!(row(8, |n| now.called(n)), [0, 2, 2, 4, 4, 6, 6, 8]);
        assert_eq!(row(8, |n| OLD.called(n)), [0, 4, 5, 6, 7, 8, 9, 10]);
        assert_eq!(row(14, |n| now.extended_by_iterator(0, 0, n)), [0, 4, 8, 8, 8, 8, 8, 8, 8, 16, 16, 16, 16, 16]);
        assert_eq!(row(14, |n| OLD.extended_by_iterator(0, 0, n)), [0, 4, 5, 6, 7, 8, 12, 12, 12, 12, 12, 12, 12, 20]);
        assert_eq!(now.called_with_hashed(5), 8);
        assert_eq!(now.displayed(3, Constants::All), 4);
        assert_eq!(now.displayed(3, Constants::NotAll), 3);
        assert_eq!(now.displayed(2, Constants::All), 2);
        assert_eq!(now.split(14, 27, None, None), 20);
        assert_eq!(now.split(2, 3, Some(1), None), 5);
        assert_eq!(OLD.split(2, 3, Some(1), None), 12);
    }

    #[test]
    fn changing_lists() {
        let now = ListRules::default();
        let py39 = ListRules { extend: Extend::Grown, call: Call::Exact, ..now };
        assert_eq!(py39.displayed(3, Constants::All), 8);
        assert_eq!(now.resize(1, 1, 6), 12);
        assert_eq!(OLD.resize(1, 1, 6), 9);
        assert_eq!(now.resize(50, 50, 20), 28);
        assert_eq!(py39.extended(0, 0, 9), 12);
        let mut slots = now.called(20);
        let popped: Vec<usize> = (0..20)
            .map(|n| {
                slots = now.resize(20 - n, slots, 19 - n);
                slots
            })
            .collect();
        assert_eq!(popped, [20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 16, 16, 12, 12, 8, 8, 8, 8, 4, 0]);
    }
}
