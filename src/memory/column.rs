//! A vector whose places are taken without bounds checks in optimized builds: the columns of the heap and the machine's
//! value stack, which every instruction reads.
//!
//! Why this may be: a column is indexed by a `Ref`, and a `Ref` is only ever made from the index of a cell that exists
//! (`Heap::alloc`, the tables of known objects, addresses checked by `Vm::object_at`); columns never get shorter. The value
//! stack is indexed below `Vm::reserve_stack`'s limit, which is asked for each frame with the exact depth that the
//! compiler computed (and a test proves by abstract interpretation). Code is left by a return, never at its end, its
//! operands index the pools that it was made with: the same test proves it. Builds with debug assertions, the tests' among them,
//! check every access.
#![allow(unsafe_code)]

use std::ops::{Deref, DerefMut, Index, IndexMut, Range, RangeFrom, RangeTo};

#[derive(Clone, Debug)]
pub struct Column<T>(Vec<T>);

impl<T> Default for Column<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Column<T> {
    #[must_use]
    pub const fn new(places: Vec<T>) -> Self {
        Self(places)
    }
}

impl<T> Index<usize> for Column<T> {
    type Output = T;

    #[inline(always)]
    fn index(&self, at: usize) -> &T {
        debug_assert!(at < self.0.len());
        // SAFETY: see the head of this file.
        unsafe { self.0.get_unchecked(at) }
    }
}

impl<T> IndexMut<usize> for Column<T> {
    #[inline(always)]
    fn index_mut(&mut self, at: usize) -> &mut T {
        debug_assert!(at < self.0.len());
        // SAFETY: see the head of this file.
        unsafe { self.0.get_unchecked_mut(at) }
    }
}

/// A column that never changes: compiled code.
#[derive(Clone, Copy, Debug)]
pub struct FixedColumn<T: 'static>(&'static [T]);

impl<T> FixedColumn<T> {
    #[must_use]
    pub const fn new(places: &'static [T]) -> Self {
        Self(places)
    }

    #[must_use]
    pub fn get(self, at: usize) -> Option<&'static T> {
        self.0.get(at)
    }
}

impl<T> Index<usize> for FixedColumn<T> {
    type Output = T;

    #[inline(always)]
    fn index(&self, at: usize) -> &T {
        debug_assert!(at < self.0.len());
        // SAFETY: see the head of this file.
        unsafe { self.0.get_unchecked(at) }
    }
}

macro_rules! checked_ranges {
    ($($range:ty),*) => {$(
        impl<T> Index<$range> for Column<T> {
            type Output = [T];

            #[inline]
            fn index(&self, range: $range) -> &[T] {
                &self.0[range]
            }
        }

        impl<T> IndexMut<$range> for Column<T> {
            #[inline]
            fn index_mut(&mut self, range: $range) -> &mut [T] {
                &mut self.0[range]
            }
        }
    )*};
}

checked_ranges!(Range<usize>, RangeFrom<usize>, RangeTo<usize>);

impl<T> Deref for Column<T> {
    type Target = Vec<T>;

    #[inline(always)]
    fn deref(&self) -> &Vec<T> {
        &self.0
    }
}

impl<T> DerefMut for Column<T> {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut Vec<T> {
        &mut self.0
    }
}
