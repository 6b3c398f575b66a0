//! A generation's list: an array of ids in CPython's list order, with NULL where an object has left.

use super::super::object::Ref;

#[derive(Clone, Debug, Default)]
pub struct GcArray {
    items: Vec<Ref>,
    /// How many of `items` are NULL.
    tombstones: usize,
}

impl GcArray {
    /// Appends; returns the position.
    #[inline(always)]
    pub fn push(&mut self, id: Ref) -> usize {
        self.items.push(id);
        self.items.len() - 1
    }

    /// Takes out what stands at `position`. In the churn of short-lived objects that is the end of the array, which
    /// shrinks again.
    #[inline]
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

    /// The array with its gaps.
    #[must_use]
    pub fn raw(&self) -> &[Ref] {
        &self.items
    }

    /// Empties the list.
    pub fn take(&mut self) -> Vec<Ref> {
        self.tombstones = 0;
        std::mem::take(&mut self.items)
    }
}
