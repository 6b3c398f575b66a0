//! Dicts that share the names of their keys with the instances of a class (split tables, PEP 412). From 3.11 on their values
//! stand in the order of the class's names, which is not that of insertion where an instance got its attributes in another
//! order than the first one: `dict_traverse`, `dict_dealloc` and `PyDict_Clear` go through `ma_values` (Objects/dictobject.c).

use super::heap::Heap;
use super::object::{Body, Ref};
use super::rules::SharedKeys;

/// Whether the values of a dict stand in the order of a class's names.
#[inline(always)]
pub(super) fn are_in(heap: &Heap, dict: Ref) -> bool {
    heap.cells[dict.index()].aux != 0
        && matches!(heap.rules.shared_keys, SharedKeys::Thirty | SharedKeys::ThirtyInBuiltins)
}

/// Brings a dict's entries, which are in the order of insertion, into the order in which C code goes through them.
pub(super) fn sort(heap: &Heap, dict: Ref, entries: &mut [(Ref, Ref)]) {
    let class = Ref::from_index(heap.cells[dict.index()].aux);
    let (true, Body::Type(class)) = (are_in(heap, dict), heap.body(class)) else { return };
    let place = |key: Ref| class.shared_keys.iter().position(|&name| name == key || same_text(heap, name, key));
    entries.sort_by_cached_key(|&(key, _)| place(key));
}

fn same_text(heap: &Heap, a: Ref, b: Ref) -> bool {
    matches!((heap.body(a), heap.body(b)), (Body::Str(a), Body::Str(b)) if a == b)
}

impl Heap {
    /// Empties a dict: its entries in the order in which CPython drops them.
    pub fn take_entries(&mut self, dict: Ref) -> Vec<(Ref, Ref)> {
        let Body::Dict(table) = self.body_mut(dict) else { return Vec::new() };
        let mut entries = table.take_entries();
        sort(self, dict, &mut entries);
        entries
    }
}
