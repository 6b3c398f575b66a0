//! A generation's list: an array of ids in CPython's list order, with NULL where an object has left.

use super::super::heap::{GcList, GcWord};
use super::super::object::Ref;

#[derive(Clone, Debug, Default)]
pub struct GcArray {
    items: Vec<Ref>,
    /// How many of `items` are NULL.
    tombstones: usize,
    /// How many are [`KEPT`].
    places: usize,
}

/// A place in the young list for an object that is made when somebody looks: the frame of a call that runs (2.7, 3.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeptPlace(u32);

impl KeptPlace {
    pub const NONE: Self = Self(u32::MAX);
}

/// Stands at such a place; no object has this id.
const KEPT: Ref = Ref::from_index(u32::MAX);

/// Fewer tombstones are not worth closing.
const TOLERATED: usize = 64;

impl GcArray {
    /// Appends; returns the position.
    #[inline(always)]
    pub fn push(&mut self, id: Ref) -> usize {
        self.items.push(id);
        self.items.len() - 1
    }

    /// Keeps the place that the next object would get.
    #[inline]
    pub fn keep_place(&mut self) -> KeptPlace {
        self.places += 1;
        KeptPlace(self.push(KEPT) as u32)
    }

    /// Puts an object at its place; its position, `None` where the place is gone.
    pub fn fill_place(&mut self, place: KeptPlace, id: Ref) -> Option<usize> {
        let position = self.find(place)?;
        self.items[position] = id;
        self.places -= 1;
        Some(position)
    }

    /// Nothing will stand there.
    #[inline]
    pub fn give_up(&mut self, place: KeptPlace) {
        if place != KeptPlace::NONE
            && let Some(position) = self.find(place)
        {
            self.places -= 1;
            self.remove(position);
        }
    }

    /// Where a place is: where it was, unless gaps were closed since. Then it is the last one, for calls end in the reverse
    /// order of their beginnings.
    #[inline]
    fn find(&self, place: KeptPlace) -> Option<usize> {
        if self.places == 0 {
            return None;
        }
        let position = place.0 as usize;
        if self.items.get(position) == Some(&KEPT) {
            return Some(position);
        }
        self.items.iter().rposition(|item| *item == KEPT)
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
        for (position, id) in self.items.iter().enumerate().filter(|(_, id)| **id != KEPT) {
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
        self.items.len() - self.tombstones - self.places
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The objects in order.
    pub fn iter(&self) -> impl Iterator<Item = Ref> + '_ {
        self.items.iter().copied().filter(|r| !r.is_null() && *r != KEPT)
    }

    /// The object at a position; `None` behind the end. NULL is a gap.
    #[must_use]
    pub fn at(&self, position: usize) -> Option<Ref> {
        self.items.get(position).map(|id| if *id == KEPT { Ref::NULL } else { *id })
    }

    /// Empties the list; the caller gets the array with its gaps.
    pub(super) fn take(&mut self) -> Vec<Ref> {
        self.tombstones = 0;
        if std::mem::take(&mut self.places) > 0 {
            self.items.iter_mut().filter(|id| **id == KEPT).for_each(|id| *id = Ref::NULL);
        }
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
