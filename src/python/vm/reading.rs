//! Looking at objects without running anything.

use ecow::EcoString;
use num_bigint::BigInt;
use num_traits::ToPrimitive;

use super::Vm;
use super::known::types;
use crate::memory::object::{Type, TypeKind};
use crate::memory::{Body, Ref};
use crate::python::text::int::Integer;

impl Vm {
    #[inline(always)]
    #[must_use]
    pub fn body(&self, id: Ref) -> &Body {
        self.heap.body(id)
    }

    #[inline(always)]
    #[must_use]
    pub fn type_of(&self, id: Ref) -> Ref {
        self.heap.class_of(id)
    }

    /// The body of a type object.
    #[inline]
    #[must_use]
    pub fn type_body(&self, class: Ref) -> Option<&Type> {
        match self.heap.body(class) {
            Body::Type(t) => Some(t),
            _ => None,
        }
    }

    /// Without its module.
    #[must_use]
    pub fn class_name(&self, class: Ref) -> &str {
        self.type_body(class).map_or("?", |t| match t.kind {
            // A program's class may be called anything; the library's that are C in CPython have their module in front.
            TypeKind::Heap => match self.as_str(t.qualname) {
                Some(own) if t.name.strip_suffix(own).is_some_and(|module| module.ends_with('.')) => {
                    &t.name[t.name.len() - own.len()..]
                }
                _ => &t.name,
            },
            _ => t.name.rsplit('.').next().unwrap_or(&t.name),
        })
    }

    /// The name of the object's type, as messages show it (`tp_name`).
    #[must_use]
    pub fn type_name(&self, id: Ref) -> String {
        self.type_body(self.type_of(id)).map_or_else(|| "?".to_owned(), |t| t.name.to_string())
    }

    #[inline(always)]
    #[must_use]
    pub fn is_exact(&self, id: Ref, class: Ref) -> bool {
        self.heap.class_of(id) == class
    }

    #[must_use]
    pub fn is_subtype(&self, class: Ref, base: Ref) -> bool {
        if class == base {
            return true;
        }
        let Some(t) = self.type_body(class) else { return false };
        match self.heap.body(t.mro).items() {
            Some(mro) => mro.contains(&base),
            None => {
                // During start, before there is an MRO.
                let mut at = t.base;
                while at != base && !at.is_null() {
                    at = self.type_body(at).map_or(Ref::NULL, |t| t.base);
                }
                at == base
            }
        }
    }

    /// By type alone, without `__instancecheck__`.
    #[inline]
    #[must_use]
    pub fn isinstance_of(&self, id: Ref, class: Ref) -> bool {
        self.is_subtype(self.type_of(id), class)
    }

    #[inline]
    #[must_use]
    pub fn is_type(&self, id: Ref) -> bool {
        matches!(self.heap.body(id), Body::Type(_))
    }

    #[inline]
    #[must_use]
    pub fn as_int(&self, id: Ref) -> Option<i64> {
        match self.heap.body(id) {
            Body::Int(value) => Some(*value),
            _ => None,
        }
    }

    #[must_use]
    pub fn as_integer(&self, id: Ref) -> Option<Integer> {
        match self.heap.body(id) {
            Body::Int(value) => Some(Integer::Small(*value)),
            Body::BigInt(value) => Some(Integer::Big(value.clone())),
            _ => None,
        }
    }

    #[must_use]
    pub fn as_big(&self, id: Ref) -> Option<BigInt> {
        match self.heap.body(id) {
            Body::Int(value) => Some(BigInt::from(*value)),
            Body::BigInt(value) => Some((**value).clone()),
            _ => None,
        }
    }

    #[inline]
    #[must_use]
    pub fn as_str(&self, id: Ref) -> Option<&str> {
        match self.heap.body(id) {
            Body::Str(text) => Some(text),
            _ => None,
        }
    }

    #[must_use]
    pub fn as_bytes(&self, id: Ref) -> Option<&[u8]> {
        match self.heap.body(id) {
            Body::Bytes(bytes) => Some(bytes),
            Body::ByteArray(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// float and int (not beyond what a float holds).
    #[must_use]
    pub fn as_f64(&self, id: Ref) -> Option<f64> {
        match self.heap.body(id) {
            Body::Float(value) => Some(*value),
            Body::Int(value) => Some(*value as f64),
            Body::BigInt(value) => value.to_f64().filter(|f| f.is_finite()),
            _ => None,
        }
    }

    /// The items of a tuple or list, or of a subclass of one.
    #[inline]
    #[must_use]
    pub fn items(&self, id: Ref) -> Option<&[Ref]> {
        self.heap.body(id).items()
    }

    /// 0 for anything else, NULL included.
    #[inline]
    #[must_use]
    pub fn tuple_len(&self, id: Ref) -> usize {
        if id.is_null() { 0 } else { self.items(id).map_or(0, <[Ref]>::len) }
    }

    /// The text of a str whose object stays elsewhere.
    #[must_use]
    pub fn text(&self, id: Ref) -> String {
        self.as_str(id).unwrap_or_default().to_owned()
    }

    /// As [`Vm::text`], sharing a long one with the object.
    #[must_use]
    pub fn shared_text(&self, id: Ref) -> EcoString {
        match self.heap.body(id) {
            Body::Str(text) => text.clone(),
            _ => EcoString::new(),
        }
    }

    #[must_use]
    pub fn is_callable(&self, id: Ref) -> bool {
        match self.heap.body(id) {
            Body::Function(_) | Body::BoundMethod { .. } | Body::Native { .. } | Body::Type(_) => true,
            _ => self.lookup_special(id, super::known::names::CALL).is_some(),
        }
    }

    /// What `id()` shows: an address, as of a 64-bit process; the same for the same cell.
    #[must_use]
    pub fn address_of(&self, id: Ref) -> i64 {
        ADDRESS_BASE + (id.index() as i64) * ADDRESS_STEP
    }

    /// The cell at an address that [`Vm::address_of`] gave out.
    #[must_use]
    pub fn object_at(&self, address: i64) -> Option<Ref> {
        let offset = address.checked_sub(ADDRESS_BASE)?;
        if offset <= 0 || offset % ADDRESS_STEP != 0 {
            return None;
        }
        let index = usize::try_from(offset / ADDRESS_STEP).ok()?;
        (index < self.heap.cells.len()).then(|| Ref::from_index(index as u32))
    }

    /// Whether two dict keys or items are certainly equal or different without running a program's `__eq__`:
    /// identical objects, and builtin atoms by value.
    #[must_use]
    pub fn plainly_equal(&self, a: Ref, b: Ref) -> Option<bool> {
        if a == b {
            return Some(true);
        }
        let (ca, cb) = (self.type_of(a), self.type_of(b));
        match (self.heap.body(a), self.heap.body(b)) {
            (Body::Str(x), Body::Str(y)) if ca == types::STR && cb == types::STR => Some(x == y),
            (Body::Int(x), Body::Int(y)) if ca == types::INT && cb == types::INT => Some(x == y),
            (Body::Bytes(x), Body::Bytes(y)) if ca == types::BYTES && cb == types::BYTES => Some(x == y),
            _ => None,
        }
    }
}

/// Where the simulated heap begins, and how far apart its objects are.
const ADDRESS_BASE: i64 = 0x7f3a_c000_0000;
const ADDRESS_STEP: i64 = 48;
