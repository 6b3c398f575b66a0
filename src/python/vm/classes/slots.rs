//! What `__slots__` may hold, and which classes may have them.

use super::super::{Res, Vm};
use crate::memory::Ref;
use crate::memory::object::Layout;
use crate::python::text::unicode::{is_identifier_part, is_identifier_start};

impl Vm {
    /// The checks of `type_new_slots`: instances of different lengths have no room for slots, names are identifiers, and
    /// what the base has already is not asked for again.
    pub(super) fn check_slots(&mut self, base: Ref, listed: &[Ref]) -> Res<()> {
        let Some(t) = self.type_body(base) else { return Ok(()) };
        let (layout, mut has_dict, mut has_weakrefs) = (t.layout, t.has_dict, t.has_weakrefs);
        let varying = matches!(layout, Layout::Int | Layout::Tuple | Layout::Bytes | Layout::Type);
        if varying && self.ints_have_digits(layout) && !listed.is_empty() {
            let name = self.class_name(base).to_owned();
            return Err(self.type_error(format!("nonempty __slots__ not supported for subtype of '{name}'")));
        }
        for &slot in listed {
            let Some(text) = self.as_str(slot) else {
                let name = self.type_name(slot);
                return Err(self.type_error(format!("__slots__ items must be strings, not '{name}'")));
            };
            let mut letters = text.chars();
            if !letters.next().is_some_and(is_identifier_start) || !letters.all(is_identifier_part) {
                return Err(self.type_error("__slots__ must be identifiers"));
            }
            let again = match text {
                "__dict__" => std::mem::replace(&mut has_dict, true),
                "__weakref__" => std::mem::replace(&mut has_weakrefs, true),
                _ => false,
            };
            if again {
                let message = format!("{text} slot disallowed: we already got one");
                return Err(self.type_error(message));
            }
        }
        Ok(())
    }

    /// 2.7's `int` is a C long: all are of one length.
    fn ints_have_digits(&self, layout: Layout) -> bool {
        layout != Layout::Int || self.behaviour.classes != crate::python::behaviour::Classes::Classic
    }
}
