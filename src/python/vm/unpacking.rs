//! `a, b = x` and `a, *b = x`.

use super::known::types;
use super::{Raised, Res, Vm};
use crate::memory::Ref;
use crate::python::behaviour::UnpackMessage;
use crate::python::builtins::list::from_iterable;

impl Vm {
    /// Exactly `wanted` items, owned.
    pub(super) fn unpack(&mut self, sequence: Ref, wanted: usize) -> Res<Vec<Ref>> {
        let Some(iterator) = self.unpacking_iterator(sequence)? else { return Err(Raised) };
        let mut items = Vec::new();
        let result = loop {
            match self.next(iterator) {
                Ok(Some(item)) if items.len() < wanted => items.push(item),
                Ok(Some(item)) => {
                    self.decref(item);
                    let length = self.items(sequence).map(<[Ref]>::len).filter(|_| self.dialect_counts_unpacked());
                    let message = match length {
                        _ if self.behaviour.unpack_message == UnpackMessage::NeedMore => {
                            "too many values to unpack".to_owned()
                        }
                        Some(length) => format!("too many values to unpack (expected {wanted}, got {length})"),
                        None => format!("too many values to unpack (expected {wanted})"),
                    };
                    break Err(self.value_error(message));
                }
                Ok(None) if items.len() < wanted => {
                    let found = items.len();
                    let message = if self.behaviour.unpack_message == UnpackMessage::NeedMore {
                        format!("need more than {found} value{} to unpack", if found == 1 { "" } else { "s" })
                    } else {
                        format!("not enough values to unpack (expected {wanted}, got {found})")
                    };
                    break Err(self.value_error(message));
                }
                Ok(None) => break Ok(()),
                Err(raised) => break Err(raised),
            }
        };
        self.decref(iterator);
        if let Err(raised) = result {
            self.drop_pending_safe(&items);
            return Err(raised);
        }
        Ok(items)
    }

    fn dialect_counts_unpacked(&self) -> bool {
        self.behaviour.unpack_message == UnpackMessage::CountsItems
    }

    fn drop_pending_safe(&mut self, items: &[Ref]) {
        let pending = self.take_raised();
        self.decref_all(items);
        self.set_raised(pending);
    }

    fn unpacking_iterator(&mut self, sequence: Ref) -> Res<Option<Ref>> {
        match self.iter(sequence) {
            Ok(iterator) => Ok(Some(iterator)),
            Err(raised) => {
                if self.matches(types::TYPE_ERROR) && !self.is_iterable(sequence) {
                    self.clear_raised();
                    let name = self.type_name(sequence);
                    let message = match self.dialect.builtins.words.unpacking {
                        crate::python::dialect::builtins::Unpacking::CannotUnpack => {
                            format!("cannot unpack non-iterable {name} object")
                        }
                        crate::python::dialect::builtins::Unpacking::NotIterable => {
                            format!("'{name}' object is not iterable")
                        }
                    };
                    return Err(self.type_error(message));
                }
                Err(raised)
            }
        }
    }

    /// `a, *b, c = sequence`: before, the list, after; owned. As `unpack_iterable` has it: what stands before is taken one
    /// by one, the rest becomes a list, and what stands after is taken from its end.
    pub(super) fn unpack_ex(&mut self, sequence: Ref, before: usize, after: usize) -> Res<Vec<Ref>> {
        let Some(iterator) = self.unpacking_iterator(sequence)? else { return Err(Raised) };
        let mut items = Vec::new();
        let result = self.unpack_around(iterator, before, after, &mut items);
        self.decref(iterator);
        if let Err(raised) = result {
            self.drop_pending_safe(&items);
            return Err(raised);
        }
        Ok(items)
    }

    fn unpack_around(&mut self, iterator: Ref, before: usize, after: usize, items: &mut Vec<Ref>) -> Res<()> {
        while items.len() < before {
            match self.next(iterator)? {
                Some(item) => items.push(item),
                None => return Err(self.too_few_to_unpack(before + after, items.len())),
            }
        }
        let list = from_iterable(self, iterator)?;
        items.push(list);
        let length = self.items(list).map_or(0, <[Ref]>::len);
        let Some(middle) = length.checked_sub(after) else {
            return Err(self.too_few_to_unpack(before + after, before + length));
        };
        if after > 0
            && let Some(listed) = self.heap.list_mut(list)
        {
            // The list keeps its room.
            items.extend(listed.split_off(middle));
        }
        Ok(())
    }

    fn too_few_to_unpack(&mut self, wanted: usize, found: usize) -> Raised {
        self.value_error(format!("not enough values to unpack (expected at least {wanted}, got {found})"))
    }
}
