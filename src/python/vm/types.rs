//! Types: finding an attribute along the MRO through a cache, telling versions of types apart.

use super::Vm;
use super::known::types;
use crate::memory::object::TypeKind;
use crate::memory::{Body, Ref};

/// One remembered lookup: valid while the type has this version.
#[derive(Clone, Copy, Default)]
pub(super) struct Remembered {
    version: u32,
    name: Ref,
    found: Ref,
}

pub(super) const REMEMBERED: usize = 4096;

impl Vm {
    /// The version of a type: changes with every change of it or of its bases. Stands in the cell itself so that
    /// inline caches find it without another memory access.
    #[inline(always)]
    #[must_use]
    pub fn type_version(&self, class: Ref) -> u32 {
        self.heap.cells[class.index()].aux
    }

    /// Finds `name` along the MRO of `class`. Borrowed.
    #[inline]
    #[must_use]
    pub fn lookup(&mut self, class: Ref, name: Ref) -> Option<Ref> {
        let version = self.type_version(class);
        let at = (version.wrapping_mul(0x9E37_79B1) ^ (name.index() as u32).wrapping_mul(31)) as usize % REMEMBERED;
        let hit = self.remembered[at];
        if hit.version == version && hit.name == name {
            return hit.found.some();
        }
        let found = self.lookup_uncached(class, name);
        if version != 0 {
            self.remembered[at] = Remembered { version, name, found: found.unwrap_or(Ref::NULL) };
        }
        found
    }

    /// As [`Vm::lookup`], without the cache.
    #[must_use]
    pub fn lookup_uncached(&self, class: Ref, name: Ref) -> Option<Ref> {
        let mro = self.type_body(class)?.mro;
        self.heap.body(mro).items()?.iter().find_map(|base| self.dict_get_str(self.namespace_of(*base)?, name))
    }

    /// Where a class keeps its attributes; among the bases of a type may stand 2.7's classic classes. Borrowed.
    #[inline]
    #[must_use]
    pub(super) fn namespace_of(&self, class: Ref) -> Option<Ref> {
        match self.heap.body(class) {
            Body::Type(t) => Some(t.dict),
            Body::Record(_) => self.record_at(class, super::classic::class_part::NAMESPACE).some(),
            _ => None,
        }
    }

    /// Which class along the MRO defines `name`. Borrowed.
    #[must_use]
    pub fn defining_class(&self, class: Ref, name: Ref) -> Option<Ref> {
        let mro = self.type_body(class)?.mro;
        self.heap
            .body(mro)
            .items()?
            .iter()
            .copied()
            .find(|base| self.namespace_of(*base).is_some_and(|dict| self.dict_get_str(dict, name).is_some()))
    }

    /// The raw special method of an object's type. Borrowed.
    #[inline]
    #[must_use]
    pub fn lookup_special(&self, id: Ref, name: Ref) -> Option<Ref> {
        self.lookup_uncached(self.type_of(id), name)
    }

    /// As [`Vm::lookup_special`], through the cache.
    #[inline]
    pub fn special(&mut self, id: Ref, name: Ref) -> Option<Ref> {
        self.lookup(self.type_of(id), name)
    }

    /// Gives the class and all below it new versions: every cache that knew them is stale.
    pub fn type_modified(&mut self, class: Ref) {
        let mut work = vec![class];
        while let Some(class) = work.pop() {
            self.next_version = self.next_version.wrapping_add(1).max(1);
            let version = self.next_version;
            self.heap.cells[class.index()].aux = version;
            let finalizer = self.lookup_uncached(class, super::known::names::DEL).unwrap_or(Ref::NULL);
            if let Body::Type(t) = self.heap.body_mut(class) {
                t.version = version;
                t.finalizer = finalizer;
                work.extend(t.subclasses.iter().copied());
            }
        }
    }

    /// Whether a class was made by a program.
    #[inline]
    #[must_use]
    pub fn is_heap_type(&self, class: Ref) -> bool {
        self.type_body(class).is_some_and(|t| t.kind == TypeKind::Heap)
    }

    /// The native special method found is the one that builtin type `owner` defines: the fast path may be taken.
    #[must_use]
    pub fn is_native_of(&self, found: Option<Ref>, owner: Ref) -> bool {
        found.is_some_and(|f| matches!(self.heap.body(f), Body::Native { module, .. } if *module == owner))
    }

    /// The nearest builtin type along the MRO: what decides the body.
    #[must_use]
    pub fn builtin_base(&self, class: Ref) -> Ref {
        let mut at = class;
        while let Some(t) = self.type_body(at) {
            if t.kind != TypeKind::Heap {
                return at;
            }
            at = t.base;
        }
        types::OBJECT
    }
}
