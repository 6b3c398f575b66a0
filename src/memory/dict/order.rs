//! The order of an OrderedDict: CPython's doubly linked list of nodes beside the table (`Objects/odictobject.c`).
//!
//! The table goes on in the order of insertion, in which its entries are traversed and die; the list is what programs
//! see. Each node holds a reference to its key, besides the table's: whoever adds a key to an ordered dict, or takes one
//! out, counts it twice.

use rustc_hash::FxHashMap;

use super::{Dict, EntryIndex};
use crate::memory::object::Ref;

/// An end of the order, and a direction in which to go through it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    First,
    Last,
}

/// The node before the first and after the last one, which closes the ring.
const ENDS: u32 = 0;
/// Bytes of CPython's `_ODictNode`, of a pointer to one, and of what `PyODictObject` has besides `PyDictObject`.
const NODE: usize = 32;
const POINTER: usize = 8;
const FIELDS: usize = 64;

#[derive(Clone, Debug)]
struct Node {
    key: Ref,
    before: u32,
    after: u32,
}

#[derive(Clone, Debug)]
pub(super) struct KeyOrder {
    nodes: Vec<Node>,
    /// Nodes that may be used again.
    free: Vec<u32>,
    of: FxHashMap<Ref, u32>,
    /// Counts changes (`od_state`): iterators notice them.
    state: u32,
    /// Slots of the table that mirrors the dict's (`od_fast_nodes_size`).
    mirrored: usize,
}

impl Default for KeyOrder {
    fn default() -> Self {
        let ends = Node { key: Ref::NULL, before: ENDS, after: ENDS };
        Self { nodes: vec![ends], free: Vec::new(), of: FxHashMap::default(), state: 0, mirrored: 0 }
    }
}

impl KeyOrder {
    /// Makes a key the last one. `slots`: of the dict's table, which is mirrored now.
    pub(super) fn add(&mut self, key: Ref, slots: usize) {
        let fresh = Node { key, before: ENDS, after: ENDS };
        let node = match self.free.pop() {
            Some(node) => {
                self.nodes[node as usize] = fresh;
                node
            }
            None => {
                self.nodes.push(fresh);
                self.nodes.len() as u32 - 1
            }
        };
        self.of.insert(key, node);
        self.link(node, End::Last);
        self.mirrored = slots;
    }

    pub(super) fn forget(&mut self, key: Ref, slots: usize) {
        if let Some(node) = self.of.remove(&key) {
            self.unlink(node);
            self.free.push(node);
            self.mirrored = slots;
        }
    }

    fn link(&mut self, node: u32, end: End) {
        let (before, after) = match end {
            End::First => (ENDS, self.nodes[ENDS as usize].after),
            End::Last => (self.nodes[ENDS as usize].before, ENDS),
        };
        self.nodes[node as usize].before = before;
        self.nodes[node as usize].after = after;
        self.nodes[before as usize].after = node;
        self.nodes[after as usize].before = node;
        self.state = self.state.wrapping_add(1);
    }

    fn unlink(&mut self, node: u32) {
        let Node { before, after, .. } = self.nodes[node as usize];
        self.nodes[before as usize].after = after;
        self.nodes[after as usize].before = before;
        self.state = self.state.wrapping_add(1);
    }

    /// The next key from a node on, towards an end; NULL behind the last one.
    fn neighbour(&self, node: u32, towards: End) -> Ref {
        let Node { before, after, .. } = self.nodes[node as usize];
        self.nodes[if towards == End::Last { after } else { before } as usize].key
    }

    fn keys(&self) -> impl Iterator<Item = Ref> + '_ {
        let mut key = self.neighbour(ENDS, End::Last);
        std::iter::from_fn(move || {
            let this = key.some()?;
            key = self.of.get(&this).map_or(Ref::NULL, |node| self.neighbour(*node, End::Last));
            Some(this)
        })
    }
}

impl Dict {
    /// From now on an order is kept beside the (empty) table.
    #[must_use]
    pub fn ordered(mut self) -> Self {
        self.order = Some(Box::default());
        self
    }

    #[inline(always)]
    #[must_use]
    pub fn is_ordered(&self) -> bool {
        self.order.is_some()
    }

    /// The keys in the order that programs see; none where no order is kept.
    pub fn ordered_keys(&self) -> impl Iterator<Item = Ref> + '_ {
        self.order.iter().flat_map(|order| order.keys())
    }

    /// The key at an end of the order; NULL in an empty dict.
    #[must_use]
    pub fn key_at(&self, end: End) -> Ref {
        let towards = if end == End::First { End::Last } else { End::First };
        self.order.as_ref().map_or(Ref::NULL, |order| order.neighbour(ENDS, towards))
    }

    /// The key that follows on the way to an end; NULL behind the last one. `None` for a key that is not in the order.
    #[must_use]
    pub fn key_after(&self, key: Ref, towards: End) -> Option<Ref> {
        let order = self.order.as_ref()?;
        order.of.get(&key).map(|node| order.neighbour(*node, towards))
    }

    /// `OrderedDict.move_to_end`; in the table nothing moves.
    pub fn move_to_end(&mut self, entry: EntryIndex, end: End) {
        let key = self.entry(entry).key;
        if key == self.key_at(end) {
            return;
        }
        let slots = 1 << self.log2;
        let Some(order) = &mut self.order else { return };
        if let Some(&node) = order.of.get(&key) {
            order.unlink(node);
            order.link(node, end);
            order.mirrored = slots;
        }
    }

    /// A number that changes with the order.
    #[must_use]
    pub fn order_state(&self) -> u32 {
        self.order.as_ref().map_or(0, |order| order.state)
    }

    /// Empties the order; its references to the keys now belong to the caller.
    pub fn take_order(&mut self) -> Vec<Ref> {
        let Some(order) = &mut self.order else { return Vec::new() };
        let keys = order.keys().collect();
        let state = order.state;
        **order = KeyOrder { state, ..KeyOrder::default() };
        keys
    }

    /// What `sys.getsizeof` adds.
    #[must_use]
    pub(super) fn order_size(&self) -> usize {
        self.order.as_ref().map_or(0, |order| FIELDS + order.mirrored * POINTER + order.of.len() * NODE)
    }
}
