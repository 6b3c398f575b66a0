//! `iter`, `next`, and walking any iterable.

use std::ops::ControlFlow;

use super::super::known::{self, names, types};
use super::super::{Res, Vm};
use crate::memory::{Body, Ref};

impl Vm {
    pub fn iter(&mut self, id: Ref) -> Res {
        match self.type_of(id) {
            types::LIST => {
                self.incref(id);
                return Ok(self.container(types::LIST_ITERATOR, Body::SequenceIterator { sequence: id, index: 0 }));
            }
            types::TUPLE => {
                self.incref(id);
                return Ok(self.container(types::TUPLE_ITERATOR, Body::SequenceIterator { sequence: id, index: 0 }));
            }
            types::GENERATOR => return Ok(self.incref(id)),
            _ => {}
        }
        match self.special(id, names::ITER) {
            Some(method) if method != known::NONE => {
                let iterator = self.call_raw(method, id, &[])?;
                if self.is_iterator(iterator) {
                    return Ok(iterator);
                }
                let message = format!("iter() returned non-iterator of type '{}'", self.type_name(iterator));
                self.decref(iterator);
                Err(self.type_error(message))
            }
            None if self.special(id, names::GETITEM).is_some() && !matches!(self.body(id), Body::Dict(_)) => {
                self.incref(id);
                Ok(self.container(types::SEQUENCE_ITERATOR, Body::SequenceIterator { sequence: id, index: 0 }))
            }
            _ => {
                let message = format!("'{}' object is not iterable", self.type_name(id));
                Err(self.type_error(message))
            }
        }
    }

    /// Whether the object has `__next__`.
    pub fn is_iterator(&mut self, id: Ref) -> bool {
        matches!(self.body(id), Body::SequenceIterator { .. } | Body::RangeIterator { .. })
            || self.is_exact(id, types::GENERATOR)
            || self.special(id, self.next_name()).is_some()
    }

    pub(in crate::python::vm) fn next_name(&self) -> Ref {
        if self.behaviour.classes == crate::python::behaviour::Classes::Classic { names::NEXT_2 } else { names::NEXT }
    }

    /// The next item, or `None` at the end.
    pub fn next(&mut self, iterator: Ref) -> Res<Option<Ref>> {
        self.step()?;
        match self.body(iterator) {
            Body::RangeIterator { next, end } => {
                let (next, end) = (*next, *end);
                if next >= end {
                    return Ok(None);
                }
                if let Body::RangeIterator { next: place, .. } = self.heap.body_mut(iterator) {
                    *place = next + 1;
                }
                return Ok(Some(self.int(next)));
            }
            Body::SequenceIterator { .. }
                if matches!(self.type_of(iterator), types::LIST_ITERATOR | types::TUPLE_ITERATOR) =>
            {
                return Ok(self.next_of_sequence(iterator));
            }
            Body::Generator(_) if self.is_exact(iterator, types::GENERATOR) => return self.generator_next(iterator),
            _ => {}
        }
        let name = self.next_name();
        let Some(method) = self.special(iterator, name) else {
            let message = self.dialect.builtins.words.refusals.not_iterator(&self.type_name(iterator));
            return Err(self.type_error(message));
        };
        if let Some(step) = self.native_step(method) {
            return step(self, iterator);
        }
        match self.call_raw(method, iterator, &[]) {
            Ok(value) => Ok(Some(value)),
            Err(raised) => {
                self.count_class_check(types::STOP_ITERATION);
                if self.catch(types::STOP_ITERATION) { Ok(None) } else { Err(raised) }
            }
        }
    }

    /// A builtin iterator's step that makes no StopIteration, when it has registered one.
    fn native_step(&self, method: Ref) -> Option<super::super::Step> {
        match self.body(method) {
            Body::Native { module, .. } => self.steps.get(module).copied(),
            _ => None,
        }
    }

    fn next_of_sequence(&mut self, iterator: Ref) -> Option<Ref> {
        let Body::SequenceIterator { sequence, index } = *self.body(iterator) else { return None };
        if sequence.is_null() {
            return None;
        }
        if let Some(value) = self.items(sequence).and_then(|items| items.get(index as usize)).copied() {
            if let Body::SequenceIterator { index, .. } = self.heap.body_mut(iterator) {
                *index += 1;
            }
            return Some(self.incref(value));
        }
        if let Body::SequenceIterator { sequence, .. } = self.heap.body_mut(iterator) {
            *sequence = Ref::NULL;
        }
        self.decref(sequence);
        None
    }

    /// Runs `step` with each item; the item belongs to it.
    pub fn each(&mut self, iterable: Ref, mut step: impl FnMut(&mut Self, Ref) -> Res<ControlFlow<()>>) -> Res<()> {
        let iterator = self.iter(iterable)?;
        let result = loop {
            match self.next(iterator) {
                Ok(Some(item)) => match step(self, item) {
                    Ok(ControlFlow::Continue(())) => {}
                    Ok(ControlFlow::Break(())) => break Ok(()),
                    Err(raised) => break Err(raised),
                },
                Ok(None) => break Ok(()),
                Err(raised) => break Err(raised),
            }
        };
        self.decref(iterator);
        result
    }

    /// All items, owned by the caller.
    pub fn to_vec(&mut self, iterable: Ref) -> Res<Vec<Ref>> {
        if matches!(self.type_of(iterable), types::LIST | types::TUPLE) {
            let items = self.items(iterable).unwrap_or(&[]).to_vec();
            for item in &items {
                self.incref(*item);
            }
            return Ok(items);
        }
        let mut items = Vec::new();
        let result = self.each(iterable, |_, item| {
            items.push(item);
            Ok(ControlFlow::Continue(()))
        });
        if let Err(raised) = result {
            let pending = self.take_raised();
            self.decref_all(&items);
            self.set_raised(pending);
            return Err(raised);
        }
        Ok(items)
    }
}
