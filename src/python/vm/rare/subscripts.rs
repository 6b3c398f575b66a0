//! Slices as operands, and `in`.

use super::super::known::{self};
use super::super::{Res, Vm};
use crate::memory::Ref;
use crate::python::code::Instr;

impl Vm {
    /// `slice(start, stop)` of two borrowed operands.
    fn slice_between(&mut self, start: Ref, stop: Ref) -> Ref {
        self.incref(start);
        self.incref(stop);
        self.slice(start, stop, known::NONE)
    }

    pub(super) fn get_slice(&mut self) -> Res<()> {
        let (container, start, stop) = (self.peek(3), self.peek(2), self.peek(1));
        let slice = self.slice_between(start, stop);
        let value = self.getitem(container, slice);
        self.decref(slice);
        let value = value?;
        self.replace(3, value);
        Ok(())
    }

    pub(super) fn store_slice(&mut self) -> Res<()> {
        let (value, container, start, stop) = (self.peek(4), self.peek(3), self.peek(2), self.peek(1));
        let slice = self.slice_between(start, stop);
        let result = self.setitem(container, slice, value);
        self.decref(slice);
        result?;
        self.drop_top(4);
        Ok(())
    }

    pub(super) fn delete_slice(&mut self) -> Res<()> {
        let (container, start, stop) = (self.peek(3), self.peek(2), self.peek(1));
        let slice = self.slice_between(start, stop);
        let result = self.delitem(container, slice);
        self.decref(slice);
        result?;
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
