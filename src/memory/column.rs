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

    /// A cursor at this index.
    #[inline(always)]
    #[must_use]
    pub fn cursor(&self, at: u32) -> Cursor<T> {
        debug_assert!((at as usize) < self.0.len());
        // SAFETY: see the head of this file.
        Cursor(unsafe { self.0.as_ptr().add(at as usize) })
    }

    /// Where a cursor of this column stands.
    #[inline(always)]
    #[must_use]
    pub fn index_of(&self, cursor: Cursor<T>) -> u32 {
        // SAFETY: a cursor stands in the column that it was made of, or right behind it.
        unsafe { cursor.0.offset_from(self.0.as_ptr()) as u32 }
    }

    #[must_use]
    pub fn get(&self, at: usize) -> Option<&'static T> {
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

/// A place in a [`FixedColumn`] that moves on: the program counter. One word, as few as a loop can keep in a register.
#[derive(Debug)]
pub struct Cursor<T: 'static>(*const T);

impl<T> Clone for Cursor<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Cursor<T> {}

impl<T> Cursor<T> {
    /// What stands here; the cursor goes on to the next.
    #[inline(always)]
    pub fn step(&mut self) -> &'static T {
        let here = self.ahead(0);
        self.skip(1);
        here
    }

    /// What stands so many places further.
    #[inline(always)]
    #[must_use]
    pub fn ahead(self, places: usize) -> &'static T {
        // SAFETY: code is left by a return or a jump, so that something stands after every other instruction; see the
        // head of this file.
        unsafe { &*self.0.add(places) }
    }

    #[inline(always)]
    pub fn skip(&mut self, places: usize) {
        *self = self.after(places);
    }

    #[inline(always)]
    #[must_use]
    pub fn after(self, places: usize) -> Self {
        // SAFETY: as above; the place right behind the last one may be pointed at.
        Self(unsafe { self.0.add(places) })
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
