//! `x[k]`, its assignment and deletion, and `in`.

use super::super::known::{self, names, types};
use super::super::{Res, Vm};
use crate::memory::{Body, Ref};
use crate::python::builtins::generic_alias_of;
use crate::python::dialect::containers::{ComparedItems, Needle};
use crate::python::dialect::wording::{Indexing, TypeSubscript};

impl Vm {
    pub fn getitem(&mut self, container: Ref, key: Ref) -> Res {
        if self.is_exact(container, types::DICT) {
            return match self.dict_get(container, key)? {
                Some(value) => Ok(self.incref(value)),
                None => Err(self.key_error(key)),
            };
        }
        if let Some(character) = self.ascii_at(container, key) {
            return Ok(self.incref(character));
        }
        if let Some(result) = self.call_special(container, names::GETITEM, &[key]) {
            return result;
        }
        if self.is_type(container)
            && let Some(hook) = self.getattr_opt(container, names::CLASS_GETITEM)?
        {
            let result = self.call(hook, &[key]);
            self.decref(hook);
            return result;
        }
        let message = if self.behaviour.classes == crate::python::behaviour::Classes::Classic {
            let what = match self.is_heap_type(self.type_of(container)) && self.as_integer(key).is_some() {
                // The classes of programs have the slots of a sequence, though they may be empty.
                true => "does not support indexing",
                false => "has no attribute '__getitem__'",
            };
            format!("'{}' object {what}", self.type_name(container))
        } else if container == types::TYPE && self.dialect.wording.type_subscript != TypeSubscript::AsObject {
            return Ok(generic_alias_of(self, container, key));
        } else if self.is_type(container) && self.dialect.wording.type_subscript == TypeSubscript::NamesClass {
            format!("type '{}' is not subscriptable", self.class_name(container))
        } else if self.dialect.wording.indexing == Indexing::DoesNotSupport
            && self.could_be_sequence(container)
            && self.as_integer(key).is_some()
        {
            format!("'{}' object does not support indexing", self.type_name(container))
        } else {
            format!("'{}' object is not subscriptable", self.type_name(container))
        };
        Err(self.type_error(message))
    }

    /// Whether the type has the slots of sequences (`tp_as_sequence`), if only for `in` or `len()`.
    fn could_be_sequence(&mut self, object: Ref) -> bool {
        let class = self.type_of(object);
        self.is_heap_type(class)
            || [names::CONTAINS, names::LEN, names::GETITEM].iter().any(|name| self.lookup(class, *name).is_some())
    }

    /// The shared string of a character of an ASCII str; `None` where it is not so simple.
    fn ascii_at(&self, text: Ref, key: Ref) -> Option<Ref> {
        if !self.is_exact(text, types::STR) || !self.heap.has_flag(text, crate::memory::heap::flag::ASCII) {
            return None;
        }
        let (Body::Str(text), Body::Int(index)) = (self.heap.body(text), self.heap.body(key)) else { return None };
        let at = if *index < 0 { index + text.len() as i64 } else { *index };
        let byte = *text.as_bytes().get(usize::try_from(at).ok()?)?;
        Some(known::latin1_char(byte))
    }

    pub fn setitem(&mut self, container: Ref, key: Ref, value: Ref) -> Res<()> {
        if self.is_exact(container, types::DICT) {
            return self.dict_set(container, key, value);
        }
        match self.call_special(container, names::SETITEM, &[key, value]) {
            Some(result) => result.map(|none| self.decref(none)),
            None => {
                let message = format!("'{}' object does not support item assignment", self.type_name(container));
                Err(self.type_error(message))
            }
        }
    }

    pub fn delitem(&mut self, container: Ref, key: Ref) -> Res<()> {
        if self.is_exact(container, types::DICT) {
            return if self.dict_del(container, key)? { Ok(()) } else { Err(self.key_error(key)) };
        }
        match self.call_special(container, names::DELITEM, &[key]) {
            Some(result) => result.map(|none| self.decref(none)),
            None => {
                // `PySequence_DelItem` says it otherwise than `PyObject_DelItem`.
                let sequence = self.could_be_sequence(container) && self.as_integer(key).is_some();
                let refuses = if sequence { "doesn't" } else { "does not" };
                let message = format!("'{}' object {refuses} support item deletion", self.type_name(container));
                Err(self.type_error(message))
            }
        }
    }

    pub fn contains(&mut self, container: Ref, value: Ref) -> Res<bool> {
        match self.type_of(container) {
            types::DICT => return self.dict_get(container, value).map(|found| found.is_some()),
            types::LIST | types::TUPLE => return self.contains_by_items(container, value),
            types::STR if self.is_exact(value, types::STR) => {
                let (text, part) = (self.as_str(container), self.as_str(value));
                return Ok(text.zip(part).is_some_and(|(text, part)| text.contains(part)));
            }
            _ => {}
        }
        match self.special(container, names::CONTAINS) {
            Some(method) if method == known::NONE => {
                let message = format!("'{}' object is not a container", self.type_name(container));
                Err(self.type_error(message))
            }
            Some(method) => {
                let result = self.call_raw(method, container, &[value])?;
                let truth = self.truth(result);
                self.decref(result);
                truth
            }
            None => {
                if self.special(container, names::ITER).is_none() && self.special(container, names::GETITEM).is_none() {
                    let words = self.dialect.builtins.words.not_a_container;
                    let message = format!("argument of type '{}' {words}", self.type_name(container));
                    return Err(self.type_error(message));
                }
                let iterator = self.iter(container)?;
                let mut found = Ok(false);
                loop {
                    match self.next(iterator) {
                        Ok(Some(item)) => {
                            let same = self.is_needle(item, value);
                            self.decref(item);
                            match same {
                                Ok(false) => {}
                                other => {
                                    found = other;
                                    break;
                                }
                            }
                        }
                        Ok(None) => break,
                        Err(raised) => {
                            found = Err(raised);
                            break;
                        }
                    }
                }
                self.decref(iterator);
                found
            }
        }
    }

    /// Whether this item is what is looked for.
    pub fn is_needle(&mut self, item: Ref, needle: Ref) -> Res<bool> {
        match self.dialect.containers.needle {
            Needle::Left => self.eq(needle, item),
            Needle::Right => self.eq(item, needle),
        }
    }

    /// `value in list or tuple`, item by item.
    pub fn contains_by_items(&mut self, container: Ref, value: Ref) -> Res<bool> {
        let is_tuple = matches!(self.heap.body(container), Body::Tuple(_) | Body::SmallTuple(..));
        let mut at = 0;
        while let Some(item) = self.items(container).and_then(|items| items.get(at).copied()) {
            at += 1;
            if let Some(same) = self.plainly_equal(item, value) {
                if same {
                    return Ok(true);
                }
                continue;
            }
            if is_tuple {
                // It keeps its items.
                if self.is_needle(item, value)? {
                    return Ok(true);
                }
                continue;
            }
            if self.is_needle_of_list(item, value)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    pub fn is_needle_of_list(&mut self, item: Ref, needle: Ref) -> Res<bool> {
        match self.dialect.containers.compared_items {
            ComparedItems::Borrowed | ComparedItems::HeldOutsideSearch => self.is_needle(item, needle),
            ComparedItems::Held | ComparedItems::HeldInOrders => {
                self.incref(item);
                let same = self.is_needle(item, needle);
                self.decref(item);
                same
            }
        }
    }

    /// `item == other`, of a list or of the values of a dict.
    pub fn equals_held(&mut self, item: Ref, other: Ref) -> Res<bool> {
        let held = self.dialect.containers.compared_items != ComparedItems::Borrowed;
        if held {
            self.incref(item);
        }
        let same = self.eq(item, other);
        if held {
            self.decref(item);
        }
        same
    }
}
