//! Hashes, `repr`, `str` and `format` of any object.

use super::super::known::{self, names, types};
use super::super::{Res, Vm};
use crate::memory::free_lists::Kind;
use crate::memory::{Body, Ref, alloc};
use crate::python::behaviour::ReprPieces;

/// How 2.7 shows an object.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Printing {
    /// As one text.
    #[default]
    AsText,
    /// Straight to a file: containers write what they hold one after the other.
    PieceByPiece,
}

impl Vm {
    pub fn hash(&mut self, id: Ref) -> Res<i64> {
        match (self.type_of(id), self.body(id)) {
            (types::STR, _) => return Ok(self.str_hash(id)),
            (types::INT, Body::Int(value)) => return Ok(int_hash(*value)),
            (class, _) => self.make_ready(class),
        }
        match self.special(id, names::HASH) {
            Some(method) if method != known::NONE => {
                let result = self.call_raw(method, id, &[])?;
                let value = match self.body(result) {
                    Body::Int(value) => Ok(if *value == -1 { -2 } else { *value }),
                    Body::BigInt(_) => match self.as_integer(result) {
                        Some(integer) => {
                            Ok(crate::python::text::hash::hash_int(&integer, self.behaviour.number_hash()))
                        }
                        None => Err(()),
                    },
                    _ => Err(()),
                };
                self.decref(result);
                value.map_err(|()| self.type_error("__hash__ method should return an integer"))
            }
            _ => {
                let message = format!("unhashable type: '{}'", self.type_name(id));
                Err(self.type_error(message))
            }
        }
    }

    /// `hash` by identity.
    #[must_use]
    pub fn identity_hash(&self, id: Ref) -> i64 {
        let address = self.address_of(id);
        address.rotate_right(4)
    }

    /// `repr(x)`: a str object.
    pub fn repr(&mut self, id: Ref) -> Res {
        self.repr_named(id, "__repr__")
    }

    /// What `object.__str__` gives: the same, but a wrong result is laid to `__str__`.
    pub fn repr_as_str(&mut self, id: Ref) -> Res {
        self.repr_named(id, "__str__")
    }

    fn repr_named(&mut self, id: Ref, spelled: &str) -> Res {
        self.check_signals()?;
        self.enter_native(" while getting the repr of an object")?;
        let result = self.text_method(id, names::REPR, spelled);
        self.leave_native();
        result
    }

    /// `str(x)`: a str object.
    pub fn str_of(&mut self, id: Ref) -> Res {
        self.check_signals()?;
        if self.is_exact(id, types::STR) {
            return Ok(self.incref(id));
        }
        if let Some(digits) = self.digits(id) {
            return Ok(digits);
        }
        self.enter_native(" while getting the str of an object")?;
        let result = self.text_method(id, names::STR, "__str__");
        self.leave_native();
        result
    }

    fn text_method(&mut self, id: Ref, name: Ref, spelled: &str) -> Res {
        if self.printing == Printing::PieceByPiece && !self.prints_itself(id, name) {
            self.printing = Printing::AsText;
            let result = self.text_method(id, name, spelled);
            self.printing = Printing::PieceByPiece;
            return result;
        }
        let Some(result) = self.call_special(id, name, &[]) else {
            let text = format!("<{} object at {:#x}>", self.type_name(id), self.address_of(id));
            return Ok(self.string(text));
        };
        let result = result?;
        if self.as_str(result).is_some() {
            return Ok(result);
        }
        let message = format!("{spelled} returned non-string (type {})", self.type_name(result));
        self.decref(result);
        Err(self.type_error(message))
    }

    /// `str(x)` for 2.7's `print` to a file, which containers write themselves, piece by piece (`tp_print`).
    pub fn str_to_print(&mut self, id: Ref) -> Res {
        if self.behaviour.repr_pieces == ReprPieces::Written {
            return self.str_of(id);
        }
        self.printing = Printing::PieceByPiece;
        let result = self.str_of(id);
        self.printing = Printing::AsText;
        result
    }

    /// Whether the method for the text is one of a builtin container, or leads to it.
    fn prints_itself(&mut self, id: Ref, name: Ref) -> bool {
        const CONTAINERS: [Ref; 8] = [
            types::OBJECT,
            types::LIST,
            types::TUPLE,
            types::DICT,
            types::SET,
            types::FROZENSET,
            types::DEQUE,
            types::DEFAULTDICT,
        ];
        let method = self.special(id, name);
        CONTAINERS.into_iter().any(|container| self.is_native_of(method, container))
    }

    /// What keeps the pieces of a repr while it is made: a list, or for a tuple a tuple of this length.
    pub(crate) fn begin_pieces(&mut self, tuple: Option<usize>) {
        if self.keeps_pieces() {
            match tuple {
                Some(length) => alloc::count_tuple(self, length),
                None => alloc::count_kept(self, Kind::List),
            }
        }
    }

    pub(crate) fn end_pieces(&mut self, tuple: Option<usize>) {
        if self.keeps_pieces() {
            match tuple {
                Some(length) => alloc::count_tuple_death(&mut self.heap, length),
                None => alloc::count_death(&mut self.heap, Kind::List),
            }
        }
    }

    fn keeps_pieces(&self) -> bool {
        self.behaviour.repr_pieces == ReprPieces::Listed && self.printing == Printing::AsText
    }

    /// 2.7 guards the repr of an empty container, too: the list of what is shown is there from then on.
    pub(crate) fn note_empty_repr(&mut self) {
        if self.behaviour.repr_pieces == ReprPieces::Listed {
            self.repr_list();
        }
    }

    pub fn repr_text(&mut self, id: Ref) -> Res<String> {
        let object = self.repr(id)?;
        let text = self.text(object);
        self.decref(object);
        Ok(text)
    }

    pub fn str_text(&mut self, id: Ref) -> Res<String> {
        let object = self.str_of(id)?;
        let text = self.text(object);
        self.decref(object);
        Ok(text)
    }

    /// `format(x, spec)`.
    pub fn format(&mut self, id: Ref, spec: &str) -> Res {
        if spec.is_empty() && self.is_exact(id, types::STR) {
            return Ok(self.incref(id));
        }
        let spec = self.str(spec);
        let result = self.format_with(id, spec);
        self.decref(spec);
        result
    }

    /// `format(x, spec)` with the spec as an object.
    pub fn format_with(&mut self, id: Ref, spec: Ref) -> Res {
        // `PyObject_Format` asks these two for nothing when there is no format.
        if spec == known::EMPTY_STR && (self.is_exact(id, types::STR) || self.is_exact(id, types::INT)) {
            return self.str_of(id);
        }
        let Some(result) = self.call_bound_special(id, names::FORMAT, &[spec]) else {
            let message = format!("Type {} doesn't define __format__", self.type_name(id));
            return Err(self.type_error(message));
        };
        let result = result?;
        if self.as_str(result).is_some() {
            return Ok(result);
        }
        let message = format!("__format__ must return a str, not {}", self.type_name(result));
        self.decref(result);
        Err(self.type_error(message))
    }

    /// Guards a repr against containers that hold themselves: false when `id` is being shown already.
    pub fn enter_repr(&mut self, id: Ref) -> bool {
        let list = self.repr_list();
        if self.items(list).is_some_and(|shown| shown.contains(&id)) {
            return false;
        }
        self.incref(id);
        if let Some(shown) = self.heap.list_mut(list) {
            shown.push(id);
        }
        true
    }

    pub fn leave_repr(&mut self, id: Ref) {
        let list = self.repr_list();
        if let Some(shown) = self.heap.list_mut(list)
            && let Some(at) = shown.iter().rposition(|other| *other == id)
        {
            shown.remove(at);
            self.decref(id);
        }
    }

    /// The list of containers being shown. As `Py_ReprEnter` has it, a dict of the thread holds it, and both are made
    /// with the first repr of a container that needs them: the collector counts them then.
    pub(in crate::python::vm) fn repr_list(&mut self) -> Ref {
        if self.thread_dict.is_null() {
            self.thread_dict = self.dict();
            let list = self.list(Vec::new());
            self.dict_set_str(self.thread_dict, "Py_Repr", list);
            self.decref(list);
        }
        let name = self.intern("Py_Repr");
        self.dict_get_str(self.thread_dict, name).unwrap_or(self.thread_dict)
    }
}

/// The hash of an int that fits 64 bits, modulo 2**61 - 1.
#[inline]
fn int_hash(value: i64) -> i64 {
    const MODULUS: i64 = (1 << 61) - 1;
    if value == -1 {
        return -2;
    }
    if -MODULUS < value && value < MODULUS {
        return value;
    }
    let hash = value % MODULUS;
    if hash == -1 { -2 } else { hash }
}
