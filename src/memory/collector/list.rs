//! A generation's list: an array of ids in CPython's list order, with NULL where an object has left.

use super::super::heap::{GcList, GcWord};
use super::super::object::Ref;

#[derive(Clone, Debug, Default)]
pub struct GcArray {
    items: Vec<Ref>,
    /// How many of `items` are NULL.
    tombstones: usize,
}

/// Fewer tombstones are not worth closing.
const TOLERATED: usize = 64;

impl GcArray {
    /// Appends; returns the position.
    #[inline(always)]
    pub fn push(&mut self, id: Ref) -> usize {
        self.items.push(id);
        self.items.len() - 1
    }

    /// Takes out what stands at `position`. In the churn of short-lived objects that is the end of the array, which
    /// shrinks again.
    #[inline(always)]
    pub fn remove(&mut self, position: usize) {
        if position + 1 == self.items.len() {
            self.items.pop();
            while self.items.last() == Some(&Ref::NULL) {
                self.items.pop();
                self.tombstones -= 1;
            }
        } else if let Some(item) = self.items.get_mut(position) {
            *item = Ref::NULL;
            self.tombstones += 1;
        }
    }

    /// Whether most of the array is gaps.
    #[inline(always)]
    #[must_use]
    pub fn is_sparse(&self) -> bool {
        self.tombstones > TOLERATED && self.tombstones > self.items.len() / 2
    }

    /// Closes the gaps. `list` is this list's own name in the objects' words.
    pub fn close_gaps(&mut self, list: GcList, words: &mut [GcWord]) {
        self.items.retain(|id| !id.is_null());
        self.tombstones = 0;
        for (position, id) in self.items.iter().enumerate() {
            words[id.index()] = GcWord::new(list, position);
        }
    }

    /// The position that the next object gets.
    pub(super) fn end(&self) -> usize {
        self.items.len()
    }

    /// Number of objects.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.len() - self.tombstones
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The objects in order.
    pub fn iter(&self) -> impl Iterator<Item = Ref> + '_ {
        self.items.iter().copied().filter(|r| !r.is_null())
    }

    /// The object at a position; `None` behind the end. NULL is a gap.
    #[must_use]
    pub fn at(&self, position: usize) -> Option<Ref> {
        self.items.get(position).copied()
    }

    /// Empties the list; the caller gets the array with its gaps.
    pub(super) fn take(&mut self) -> Vec<Ref> {
        self.tombstones = 0;
        std::mem::take(&mut self.items)
    }

    /// Gives an array's memory back to a list that is empty.
    pub(super) fn reuse(&mut self, mut items: Vec<Ref>) {
        if self.items.capacity() == 0 && items.capacity() <= 1 << 16 {
            items.clear();
            self.items = items;
        }
    }

    /// Makes this the list's array.
    pub(super) fn replace(&mut self, items: Vec<Ref>, tombstones: usize) {
        self.items = items;
        self.tombstones = tombstones;
    }
}
