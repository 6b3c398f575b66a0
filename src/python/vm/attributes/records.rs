//! Records: the built-in objects that hold a few references and numbers.

use super::super::Vm;
use super::super::known::{self};
use crate::memory::{Body, Ref};

impl Vm {
    /// A reference of a [`Body::Record`]. Borrowed; NULL where there is none.
    #[inline]
    #[must_use]
    pub fn record_at(&self, id: Ref, index: usize) -> Ref {
        match self.body(id) {
            Body::Record(record) => record.refs.get(index).copied().unwrap_or(Ref::NULL),
            _ => Ref::NULL,
        }
    }

    /// As [`Vm::record_at`], a new reference, None for NULL.
    pub fn record_ref(&mut self, id: Ref, index: usize) -> Ref {
        let found = self.record_at(id, index);
        self.incref(if found.is_null() { known::NONE } else { found })
    }

    /// Replaces a reference of a record; `value` is stolen, the old one released.
    pub fn record_put(&mut self, id: Ref, index: usize, value: Ref) {
        let before = match self.heap.body_mut(id) {
            Body::Record(record) if index < record.refs.len() => std::mem::replace(&mut record.refs[index], value),
            _ => value,
        };
        self.xdecref(before);
    }

    #[must_use]
    pub fn record_number(&self, id: Ref, index: usize) -> i64 {
        match self.body(id) {
            Body::Record(record) => record.numbers.get(index).copied().unwrap_or(0),
            _ => 0,
        }
    }

    pub fn set_record_number(&mut self, id: Ref, index: usize, value: i64) {
        if let Body::Record(record) = self.heap.body_mut(id)
            && let Some(place) = record.numbers.get_mut(index)
        {
            *place = value;
        }
    }
}
