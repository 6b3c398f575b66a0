//! Making objects.

use ecow::EcoString;
use num_bigint::BigInt;
use num_traits::ToPrimitive;

use super::known::{self, types};
use super::{Res, Vm};
use crate::memory::dict::{Dict, KeyKind};
use crate::memory::heap::flag;
use crate::memory::object::Layout;
use crate::memory::rules::TupleTracking;
use crate::memory::{Body, Object, Ref, alloc};
use crate::python::text::int::Integer;

impl Vm {
    #[inline(always)]
    pub fn int(&mut self, value: i64) -> Ref {
        match known::small_int(value) {
            Some(shared) => self.heap.incref(shared),
            None => self.heap.alloc_here(types::INT, Body::Int(value), 0),
        }
    }

    pub fn usize(&mut self, value: usize) -> Ref {
        match i64::try_from(value) {
            Ok(value) => self.int(value),
            Err(_) => self.big_int(BigInt::from(value)),
        }
    }

    pub fn big_int(&mut self, value: BigInt) -> Ref {
        match value.to_i64() {
            Some(small) => self.int(small),
            None => {
                let class = if self.dialect.python2 { types::LONG } else { types::INT };
                self.heap.alloc(class, Body::BigInt(Box::new(value)))
            }
        }
    }

    pub fn integer(&mut self, value: Integer) -> Ref {
        match value {
            Integer::Small(value) => self.int(value),
            Integer::Big(value) => self.big_int(*value),
        }
    }

    #[inline]
    pub fn float(&mut self, value: f64) -> Ref {
        self.heap.alloc_here(types::FLOAT, Body::Float(value), 0)
    }

    pub fn complex(&mut self, re: f64, im: f64) -> Ref {
        self.heap.alloc(types::COMPLEX, Body::Complex(Box::new((re, im))))
    }

    pub fn str(&mut self, text: &str) -> Ref {
        self.shared_str(text).unwrap_or_else(|| self.new_str(text.into()))
    }

    pub fn string(&mut self, text: impl AsRef<str> + Into<EcoString>) -> Ref {
        self.shared_str(text.as_ref()).unwrap_or_else(|| self.new_str(text.into()))
    }

    /// The decimal digits of an exact int of 64 bits, as a str of their own; `None` for everything else, and in 2.7, whose
    /// one-digit strings are shared.
    pub fn digits(&mut self, id: Ref) -> Option<Ref> {
        let Object { class: types::INT, body: Body::Int(value), .. } = *self.heap.object(id) else { return None };
        (!self.dialect.python2).then(|| self.new_str(itoa::Buffer::new().format(value).into()))
    }

    /// The empty string and one-character strings up to U+00FF exist once.
    fn shared_str(&mut self, text: &str) -> Option<Ref> {
        if text.len() > 2 {
            return None;
        }
        let mut chars = text.chars();
        let shared = match (chars.next(), chars.next()) {
            (None, _) => known::EMPTY_STR,
            (Some(c), None) if (c as u32) < 256 => known::latin1_char(c as u32 as u8),
            _ => return None,
        };
        Some(self.heap.incref(shared))
    }

    /// A str object of its own, whatever the text.
    pub fn new_str(&mut self, text: EcoString) -> Ref {
        let ascii = text.is_ascii();
        self.charge(text.len());
        let id = self.heap.alloc(types::STR, Body::Str(text));
        if ascii {
            self.heap.set_flag(id, flag::ASCII);
        }
        id
    }

    pub fn bytes(&mut self, bytes: &[u8]) -> Ref {
        match bytes {
            [] => return self.heap.incref(known::EMPTY_BYTES),
            [byte] => {
                let shared = Ref::from_index(self.first_byte + u32::from(*byte));
                return self.heap.incref(shared);
            }
            _ => {}
        }
        self.charge(bytes.len());
        self.heap.alloc(types::BYTES, Body::Bytes(bytes.into()))
    }

    /// The interned string of this text: one object for all who ask. Borrowed: the table keeps it.
    pub fn intern(&mut self, text: &str) -> Ref {
        if let Some(found) = self.interned.get(text) {
            return *found;
        }
        let apart = text.len() == 1 && self.dialect.builtins.apart_when_interned.contains(text);
        let id = if apart { self.new_str(text.into()) } else { self.str(text) };
        if apart {
            self.heap.immortalize(id);
        }
        self.heap.set_flag(id, flag::INTERNED);
        self.interned.insert(text.into(), id);
        id
    }

    /// Steals the items.
    pub fn tuple(&mut self, items: &[Ref]) -> Ref {
        if items.is_empty() {
            return self.heap.incref(known::EMPTY_TUPLE);
        }
        self.charge(size_of_val(items));
        let id = alloc::container(self, types::TUPLE, Body::tuple(items));
        if self.heap.rules.tuple_tracking == TupleTracking::AtOnce
            || items.iter().any(|&item| self.is_of_container_type(item))
        {
            alloc::track(&mut self.heap, id);
        }
        id
    }

    /// As [`Vm::tuple`], where CPython makes it empty and fills it (`PyTuple_New`): tracked from its birth on in every
    /// version.
    pub fn filled_tuple(&mut self, items: &[Ref]) -> Ref {
        let tuple = self.tuple(items);
        if !items.is_empty() {
            alloc::track(&mut self.heap, tuple);
        }
        tuple
    }

    /// As [`Vm::filled_tuple`], of a tuple that [`alloc::count_tuple`] has counted.
    pub fn counted_tuple(&mut self, items: &[Ref]) -> Ref {
        if items.is_empty() {
            return self.heap.incref(known::EMPTY_TUPLE);
        }
        let tuple = alloc::uncounted(&mut self.heap, types::TUPLE, Body::tuple(items));
        alloc::track(&mut self.heap, tuple);
        tuple
    }

    /// Whether the object's class has the collector's flag: classes have, even those that are never tracked themselves.
    fn is_of_container_type(&self, id: Ref) -> bool {
        self.heap.has_flag(id, flag::CONTAINER) || matches!(self.heap.body(id), Body::Type(_))
    }

    /// Counts the items.
    pub fn tuple_from(&mut self, items: &[Ref]) -> Ref {
        for item in items {
            self.heap.incref(*item);
        }
        self.tuple(items)
    }

    /// Steals the items.
    pub fn list(&mut self, items: Vec<Ref>) -> Ref {
        self.charge(size_of_val(items.as_slice()));
        let body =
            if items.len() == items.capacity() && items.len() <= 3 { Body::list(&items) } else { Body::List(items) };
        self.container(types::LIST, body)
    }

    pub fn dict(&mut self) -> Ref {
        let body = self.new_dict_body();
        let id = alloc::container(self, types::DICT, body);
        alloc::dict_created(&mut self.heap, id);
        id
    }

    /// What a display with so many entries starts from, in 2.7 (`_PyDict_NewPresized`).
    pub(super) fn dict_with_room(&mut self, entries: usize) -> Ref {
        let body = Body::Dict(Box::new(Dict::presized(self.heap.rules.dict, entries, KeyKind::Other)));
        let id = alloc::container(self, types::DICT, body);
        alloc::dict_created(&mut self.heap, id);
        id
    }

    /// A container object of a builtin class, tracked. Steals what the body holds.
    pub fn container(&mut self, class: Ref, body: Body) -> Ref {
        let id = alloc::container(self, class, body);
        alloc::track(&mut self.heap, id);
        id
    }

    /// Steals the references.
    pub fn record(&mut self, class: Ref, refs: &[Ref], numbers: &[i64]) -> Ref {
        self.new_of(class, Body::record(refs, numbers))
    }

    /// Steals the three.
    pub fn slice(&mut self, start: Ref, stop: Ref, step: Ref) -> Ref {
        self.record(types::SLICE, &[start, stop, step], &[])
    }

    /// A new object of `class` (a builtin type or a subclass of one) with this body: a tracked container when the
    /// class is collected, with room for `__slots__`. Counts a heap class.
    pub fn new_of(&mut self, class: Ref, body: Body) -> Ref {
        self.charge(body.bytes_beside());
        let (collected, slots, heap_type) = match self.heap.body(class) {
            Body::Type(t) => (t.collected, t.slots.len(), t.kind == crate::memory::object::TypeKind::Heap),
            _ => (false, 0, false),
        };
        let untracked_dict = matches!(body, Body::Dict(_)) && class == types::DICT;
        let ascii = matches!(&body, Body::Str(text) if text.is_ascii());
        let id = if collected { alloc::container(self, class, body) } else { self.heap.alloc(class, body) };
        if heap_type {
            self.heap.incref(class);
        }
        if ascii {
            self.heap.set_flag(id, flag::ASCII);
        }
        if slots > 0 && !matches!(self.heap.body(id), Body::SmallInstance(_) | Body::Instance(_)) {
            self.heap.set_flag(id, flag::EXTRA);
            self.heap.extras.entry(id).or_default().slots = vec![Ref::NULL; slots];
        }
        if collected {
            if untracked_dict {
                alloc::dict_created(&mut self.heap, id);
            } else {
                alloc::track(&mut self.heap, id);
            }
        }
        id
    }

    /// The body of a fresh instance of `class`, whose layout is [`Layout::Instance`].
    #[inline]
    pub(super) fn instance_body(&mut self, class: Ref) -> Body {
        let behind_slots = self.heap.rules.has_values_behind_slots();
        let wanted = match self.heap.body_mut(class) {
            Body::Type(t) if t.layout == Layout::Instance => {
                if behind_slots || t.slots.is_empty() {
                    t.keys_room -= u8::from(t.keys_room > 1);
                }
                1 + t.slots.len() + t.shared_keys.len()
            }
            _ => 1,
        };
        if wanted <= 4 { Body::SmallInstance([Ref::NULL; 4]) } else { Body::Instance(vec![Ref::NULL; wanted].into()) }
    }

    /// `None`, counted.
    pub fn none(&mut self) -> Ref {
        self.heap.incref(known::NONE)
    }

    pub fn bool(&mut self, value: bool) -> Ref {
        self.heap.incref(known::bool_ref(value))
    }

    #[inline(always)]
    pub fn incref(&mut self, id: Ref) -> Ref {
        self.heap.incref(id)
    }

    #[inline(always)]
    pub fn decref(&mut self, id: Ref) {
        if self.heap.decref_is_last(id) {
            crate::memory::death::die(self, id);
        }
    }

    /// Drops a reference that may be NULL.
    #[inline]
    pub fn xdecref(&mut self, id: Ref) {
        if !id.is_null() {
            self.decref(id);
        }
    }

    pub fn xincref(&mut self, id: Ref) -> Ref {
        if !id.is_null() {
            self.heap.incref(id);
        }
        id
    }

    pub fn decref_all(&mut self, ids: &[Ref]) {
        for id in ids {
            self.xdecref(*id);
        }
    }

    /// Parks a new reference until the running native returns; gives it back borrowed.
    pub fn keep(&mut self, id: Ref) -> Ref {
        self.kept.push(id);
        id
    }

    /// Where what is parked from now on begins.
    #[must_use]
    pub fn kept_mark(&self) -> usize {
        self.kept.len()
    }

    /// Releases what was parked since `mark` (a length of `kept`).
    #[inline]
    pub fn release_kept(&mut self, mark: usize) {
        while self.kept.len() > mark {
            if let Some(id) = self.kept.pop() {
                self.decref(id);
            }
        }
    }

    /// `Ok(None)` counted: what procedures return.
    pub fn done(&mut self) -> Res {
        Ok(self.none())
    }
}
