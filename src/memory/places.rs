//! Where objects were made: while somebody asks (`tracemalloc`), each allocation is put down to the instruction that ran.
//! Allocations are numbered in order, so one entry stands for all that an instruction made.

use super::journal::Place;
use super::object::Ref;

/// Allocations from this one on, up to the next entry's, were made here.
#[derive(Clone, Copy, Debug)]
struct Made {
    first: u32,
    place: Place,
}

#[derive(Clone, Debug)]
pub struct Places {
    /// The latest allocation that is not looked at.
    pub since: u32,
    seen: u32,
    current: Place,
    made: Vec<Made>,
    /// Objects made since the last look at sizes.
    pub(super) fresh: Vec<Ref>,
    /// Bytes made since the greatest sum was last looked for, and that sum.
    pub unsampled: u64,
    pub peak: u64,
}

impl Places {
    pub(super) fn new(born: u32, current: Place) -> Self {
        Self { since: born, seen: born, current, made: Vec::new(), fresh: Vec::new(), unsampled: 0, peak: 0 }
    }

    /// The instruction at `next` is about to run: what was made until now belongs to the one before.
    pub(super) fn step(&mut self, born: u32, next: Place) {
        self.settle(born);
        self.current = next;
    }

    fn settle(&mut self, born: u32) {
        if born != self.seen {
            if self.made.last().is_none_or(|last| last.place != self.current) {
                self.made.push(Made { first: self.seen + 1, place: self.current });
            }
            self.seen = born;
        }
    }

    pub(super) fn forget(&mut self, born: u32) {
        *self = Self { peak: 0, ..Self::new(born, self.current) };
    }

    /// Where allocation number `birth` was made.
    #[must_use]
    pub fn of(&self, birth: u32) -> Option<Place> {
        if birth <= self.since {
            return None;
        }
        let after = self.made.partition_point(|made| made.first <= birth);
        Some(after.checked_sub(1).and_then(|at| self.made.get(at)).map_or(self.current, |made| made.place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn allocations_belong_to_the_instruction_that_ran() {
        let at = |at| Place { unit: 1, at };
        let mut places = Places::new(10, at(0));
        places.step(10, at(1));
        places.step(12, at(2));
        places.step(12, at(3));
        places.step(13, at(4));
        assert_eq!(
            [10, 11, 12, 13, 14].map(|n| places.of(n)),
            [None, Some(at(1)), Some(at(1)), Some(at(3)), Some(at(3))]
        );
    }
}
