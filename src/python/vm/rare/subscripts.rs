//! Slices as operands, and `in`.

use super::super::known::{self, names, types};
use super::super::{Res, Vm};
use crate::memory::{Body, Ref};
use crate::python::code::Instr;

impl Vm {
    /// `slice(start, stop)` of two borrowed operands.
    fn slice_between(&mut self, container: Ref, start: Ref, stop: Ref) -> Ref {
        self.incref(start);
        self.incref(stop);
        if self.slices_by_numbers(container, start, stop) {
            return self.heap.alloc(types::SLICE, Body::record(&[start, stop, known::NONE], &[]));
        }
        self.slice(start, stop, known::NONE)
    }

    pub(super) fn get_slice(&mut self) -> Res<()> {
        let (container, start, stop) = (self.peek(3), self.peek(2), self.peek(1));
        let value = match self.slice_numbers(container, names::GETSLICE, start, stop)? {
            Some(numbers) => self.call_with_slice(container, (names::GETSLICE, names::GETITEM), numbers, None)?,
            None if self.dialect.borrows_locals || self.dialect.python2 => {
                let slice = self.slice_between(container, start, stop);
                let value = self.getitem(container, slice);
                self.decref(slice);
                value?
            }
            None => {
                // The slice takes the operands over.
                self.top -= 2;
                let slice = self.slice(start, stop, known::NONE);
                let value = self.getitem(container, slice);
                self.decref(slice);
                let value = value?;
                self.replace(1, value);
                return Ok(());
            }
        };
        self.replace(3, value);
        Ok(())
    }

    pub(super) fn store_slice(&mut self) -> Res<()> {
        let (value, container, start, stop) = (self.peek(4), self.peek(3), self.peek(2), self.peek(1));
        match self.slice_numbers(container, names::SETSLICE, start, stop)? {
            Some(numbers) => {
                let methods = (names::SETSLICE, names::SETITEM);
                let result = self.call_with_slice(container, methods, numbers, Some(value))?;
                self.decref(result);
            }
            None => {
                let slice = self.slice_between(container, start, stop);
                let result = self.setitem(container, slice, value);
                self.decref(slice);
                result?;
            }
        }
        self.drop_top(4);
        Ok(())
    }

    pub(super) fn delete_slice(&mut self) -> Res<()> {
        let (container, start, stop) = (self.peek(3), self.peek(2), self.peek(1));
        match self.slice_numbers(container, names::DELSLICE, start, stop)? {
            Some(numbers) => {
                let result = self.call_with_slice(container, (names::DELSLICE, names::DELITEM), numbers, None)?;
                self.decref(result);
            }
            None => {
                let slice = self.slice_between(container, start, stop);
                let result = self.delitem(container, slice);
                self.decref(slice);
                result?;
            }
        }
        self.drop_top(3);
        Ok(())
    }

    pub(super) fn contains_op(&mut self, ins: Instr) -> Res<()> {
        let (value, container) = (self.peek(2), self.peek(1));
        let found = self.contains(container, value);
        self.top -= 2;
        if let Ok(found) = found {
            let result = self.bool(found == (ins.flag == 0));
            self.put(result);
        }
        self.decref(value);
        self.decref(container);
        found.map(|_| ())
    }
}
