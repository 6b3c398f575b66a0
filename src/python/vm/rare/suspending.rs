//! What `yield from` and `await` get to delegate to.

use super::super::known::types;
use super::super::{Res, Vm};
use crate::python::code::CodeFlags;

impl Vm {
    pub(super) fn yield_from_iterator(&mut self, unit: usize) -> Res<()> {
        let value = self.peek(1);
        if self.is_exact(value, types::COROUTINE) {
            let message = "cannot 'yield from' a coroutine object in a non-coroutine generator";
            if !self.unit_spec(unit as u32).flags.has(CodeFlags::ITERABLE_COROUTINE) {
                return Err(self.type_error(message));
            }
        } else if !self.is_exact(value, types::GENERATOR) {
            let iterator = self.iter(value)?;
            self.replace(1, iterator);
        }
        Ok(())
    }
}
