//! The heap: columns of counts, collector words, flags and cells, indexed by [`Ref`]; the few operations through
//! which everything changes. What dies, and in which order, is told in [`super::death`]; collections in
//! [`super::collector`].

use rustc_hash::FxHashSet;

use super::beside::Beside;
use super::collector::Collector;
use super::column::Column;
use super::death::{Dying, Trash};
use super::free_lists::FreeLists;
use super::journal::{Event, Journal};
use super::object::{Body, Object, Ref, TypeKind};
use super::rules::Rules;

/// Where an object stands for the collector: a list and the position in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct GcWord(u32);

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u32)]
pub enum GcList {
    Untracked = 0,
    Young = 1,
    Middle = 2,
    Old = 3,
    /// After `gc.freeze()`.
    Permanent = 4,
    /// During a collection: tentatively unreachable.
    Unreachable = 5,
    /// During a collection: weak references whose callbacks are to be called.
    Callbacks = 6,
    /// During a collection: legacy finalizers and what they reach.
    Legacy = 7,
    /// During a collection: unreachable still, after finalizers have run.
    StillUnreachable = 8,
    /// During an increment of the incremental collector: what is being searched.
    Increment = 9,
}

impl GcWord {
    const SHIFT: u32 = 28;

    #[inline(always)]
    #[must_use]
    pub const fn new(list: GcList, position: usize) -> Self {
        Self(((list as u32) << Self::SHIFT) | position as u32)
    }

    #[inline(always)]
    #[must_use]
    pub const fn list(self) -> GcList {
        match self.0 >> Self::SHIFT {
            0 => GcList::Untracked,
            1 => GcList::Young,
            2 => GcList::Middle,
            3 => GcList::Old,
            4 => GcList::Permanent,
            5 => GcList::Unreachable,
            6 => GcList::Callbacks,
            7 => GcList::Legacy,
            8 => GcList::StillUnreachable,
            _ => GcList::Increment,
        }
    }

    #[inline(always)]
    #[must_use]
    pub const fn position(self) -> usize {
        (self.0 & ((1 << Self::SHIFT) - 1)) as usize
    }

    #[inline(always)]
    #[must_use]
    pub const fn tracked(self) -> bool {
        self.0 >> Self::SHIFT != 0
    }
}

/// Facts of one object, a bit each.
pub mod flag {
    /// `__del__` has run (or was not needed): it runs once from 3.4 on.
    pub const FINALIZED: u8 = 1;
    /// [`super::Heap::weakrefs`] has an entry.
    pub const WEAKLY_REFERENCED: u8 = 2;
    /// [`super::Heap::extras`] has an entry.
    pub const EXTRA: u8 = 4;
    /// Never dies; its count does not move in the versions that have immortal objects.
    pub const IMMORTAL: u8 = 8;
    /// A str in the table of interned strings.
    pub const INTERNED: u8 = 16;
    /// A dict whose values belong to the instance it was made for (3.13 and later: `__dict__` of an instance with
    /// inline values, as long as the instance lives). The collector visits them through the instance.
    pub const ATTACHED: u8 = 16;
    /// A weak reference without callback that requests share: it stands in front of its target's list.
    pub const SHAREABLE: u8 = 16;
    /// A code object that keeps the frame of a finished call for the next one (up to 3.10).
    pub const KEEPS_FRAME: u8 = 16;
    /// A str of ASCII characters only.
    pub const ASCII: u8 = 32;
    /// An instance with an entry in [`super::Heap::orders`].
    pub const OUT_OF_ORDER: u8 = 32;
    /// The collector knows this type of object: it counts as an allocation of a container.
    pub const CONTAINER: u8 = 64;
    /// A class made by a program: its instances hold a counted reference to it. Set when the class is allocated.
    pub const HEAP_TYPE: u8 = 128;
}

/// What an instance of a subclass of a builtin has beside its body.
#[derive(Clone, Debug, Default)]
pub struct Extra {
    /// The `__dict__`, once made.
    pub dict: Ref,
    /// Values of `__slots__` in layout order, NULL where unset.
    pub slots: Vec<Ref>,
}

/// Count from which an object is taken as immortal: far above what references can reach.
pub const IMMORTAL_COUNT: u32 = 1 << 31;

#[derive(Clone, Debug)]
pub struct Heap {
    pub counts: Column<u32>,
    pub words: Column<GcWord>,
    pub flags: Column<u8>,
    pub cells: Column<Object>,
    /// Free cells, the last one is used first, as a C allocator would.
    pub free: Vec<u32>,
    pub collector: Collector,
    /// By target: the first of its weak references, the one that `weakref.ref(x)` shares if there is one. The
    /// references are linked: see [`super::weak`].
    pub weakrefs: Beside<Ref>,
    /// By weak reference: the hash of its target, remembered from the first `hash(ref)`.
    pub weak_hashes: Beside<i64>,
    pub extras: Beside<Extra>,
    /// By instance whose inline attributes were not set in the order in which they stand: the places, in the order in
    /// which they were set. Attributes in other places were set later, in the order in which they stand.
    pub orders: Beside<Vec<u8>>,
    /// Types with a `Record` body whose `tp_clear` drops all items: deque (set up by the python layer).
    pub clearable: FxHashSet<Ref>,
    pub free_lists: FreeLists,
    /// Deallocations in progress, outermost first.
    pub(super) dying: Vec<Dying>,
    /// Deaths put off because they are nested too deep.
    pub trash: Trash,
    pub rules: Rules,
    pub journal: Journal,
}

impl Heap {
    #[must_use]
    pub fn new(rules: Rules) -> Self {
        Self {
            // Index 0 is Ref::NULL: its count absorbs what is not worth a branch.
            counts: Column::new(vec![IMMORTAL_COUNT]),
            words: Column::new(vec![GcWord::default()]),
            flags: Column::new(vec![flag::IMMORTAL]),
            cells: Column::new(vec![Object { class: Ref::NULL, aux: 0, body: Body::Plain }]),
            free: Vec::new(),
            collector: Collector::new(&rules),
            weakrefs: Beside::default(),
            weak_hashes: Beside::default(),
            extras: Beside::default(),
            orders: Beside::default(),
            clearable: FxHashSet::default(),
            free_lists: FreeLists::default(),
            dying: Vec::new(),
            trash: Trash::default(),
            rules,
            journal: Journal::default(),
        }
    }

    /// A new object with a count of one. For containers use [`super::alloc::container`], which counts the allocation
    /// and may run a collection.
    pub fn alloc(&mut self, class: Ref, body: Body) -> Ref {
        let flags = match &body {
            Body::Type(made) if made.kind == TypeKind::Heap => flag::HEAP_TYPE,
            _ => 0,
        };
        self.alloc_here(class, body, flags)
    }

    /// As [`Heap::alloc`], where a call would cost more than the work: for numbers and other small bodies. `flags` are
    /// those that the object is born with.
    #[inline(always)]
    pub fn alloc_here(&mut self, class: Ref, body: Body, flags: u8) -> Ref {
        let id = if let Some(index) = self.free.pop() {
            let i = index as usize;
            self.counts[i] = 1;
            self.flags[i] = flags;
            // The old body is `Free`: nothing to drop.
            std::mem::forget(std::mem::replace(&mut self.cells[i], Object { class, aux: 0, body }));
            Ref(index)
        } else {
            self.grow(class, body, flags)
        };
        if self.journal.on() {
            self.journal.allocated(id);
            self.note(Event::Allocated(id));
        }
        id
    }

    #[cold]
    fn grow(&mut self, class: Ref, body: Body, flags: u8) -> Ref {
        let index = u32::try_from(self.cells.len()).unwrap_or(u32::MAX);
        self.counts.push(1);
        self.words.push(GcWord::default());
        self.flags.push(flags);
        self.cells.push(Object { class, aux: 0, body });
        Ref(index)
    }

    #[inline(always)]
    pub fn incref(&mut self, id: Ref) -> Ref {
        self.counts[id.index()] += 1;
        id
    }

    /// Takes one reference away; true when it was the last and the caller must let the object die.
    #[inline(always)]
    #[must_use]
    pub fn decref_is_last(&mut self, id: Ref) -> bool {
        let count = &mut self.counts[id.index()];
        *count -= 1;
        *count == 0
    }

    #[inline(always)]
    #[must_use]
    pub fn object(&self, id: Ref) -> &Object {
        &self.cells[id.index()]
    }

    #[inline(always)]
    #[must_use]
    pub fn body(&self, id: Ref) -> &Body {
        &self.cells[id.index()].body
    }

    #[inline(always)]
    pub fn body_mut(&mut self, id: Ref) -> &mut Body {
        &mut self.cells[id.index()].body
    }

    /// The items of a list, to be added to or taken from.
    #[inline]
    pub fn list_mut(&mut self, id: Ref) -> Option<&mut Vec<Ref>> {
        let body = &mut self.cells[id.index()].body;
        if let Body::SmallList(..) = body {
            *body = Body::List(body.items()?.to_vec());
        }
        match body {
            Body::List(items) => Some(items),
            _ => None,
        }
    }

    /// The places of an instance's inline attributes that are set, from `first` on, in the order in which they were set.
    #[must_use]
    pub fn places_in_order(&self, id: Ref, first: usize) -> Vec<usize> {
        let Some(slots) = self.body(id).instance() else { return Vec::new() };
        let told = match self.has_flag(id, flag::OUT_OF_ORDER) {
            true => self.orders.get(&id).map_or(&[][..], Vec::as_slice),
            false => &[],
        };
        let told = told.iter().map(|&place| usize::from(place));
        let others = (first..slots.len()).filter(|&place| !told.clone().any(|known| known == place));
        let set = |&place: &usize| slots.get(place).is_some_and(|value| !value.is_null());
        told.clone().chain(others).filter(set).collect()
    }

    /// Notes that the attribute in `place`, from `first` on, is set although later ones are.
    pub fn set_out_of_order(&mut self, id: Ref, first: usize, place: usize) {
        let mut order = self.places_in_order(id, first);
        order.retain(|&known| known != place);
        order.push(place);
        // A class has at most thirty shared names; places beyond a byte could not be.
        let order = order.into_iter().filter_map(|place| u8::try_from(place).ok()).collect();
        self.set_flag(id, flag::OUT_OF_ORDER);
        self.orders.insert(id, order);
    }

    /// The attribute in `place` is deleted: set again, it will be the last.
    pub fn unset_in_order(&mut self, id: Ref, place: usize) {
        if let Some(order) = self.orders.get_mut(&id) {
            order.retain(|&known| usize::from(known) != place);
        }
    }

    /// The attributes are gone, or stand in a dict.
    pub fn forget_order(&mut self, id: Ref) {
        if self.has_flag(id, flag::OUT_OF_ORDER) && self.body(id).instance().is_some() {
            self.orders.remove(&id);
            self.clear_flag(id, flag::OUT_OF_ORDER);
        }
    }

    #[inline(always)]
    #[must_use]
    pub fn class_of(&self, id: Ref) -> Ref {
        self.cells[id.index()].class
    }

    #[inline(always)]
    #[must_use]
    pub fn count(&self, id: Ref) -> u32 {
        self.counts[id.index()]
    }

    #[inline(always)]
    #[must_use]
    pub fn has_flag(&self, id: Ref, bit: u8) -> bool {
        self.flags[id.index()] & bit != 0
    }

    #[inline(always)]
    pub fn clear_flag(&mut self, id: Ref, bit: u8) {
        self.flags[id.index()] &= !bit;
    }

    #[inline(always)]
    pub fn set_flag(&mut self, id: Ref, bit: u8) {
        self.flags[id.index()] |= bit;
    }

    /// Makes an object immortal.
    pub fn immortalize(&mut self, id: Ref) {
        self.set_flag(id, flag::IMMORTAL);
        self.counts[id.index()] = IMMORTAL_COUNT;
    }

    #[inline]
    #[must_use]
    pub fn is_tracked(&self, id: Ref) -> bool {
        self.words[id.index()].tracked()
    }

    /// Objects whose count has reached zero and whose memory is not free yet, in order of their cells.
    pub fn dying(&self) -> impl Iterator<Item = Ref> + '_ {
        let cells = self.cells.iter().enumerate().skip(1);
        cells.filter(|(i, cell)| self.counts[*i] == 0 && !matches!(cell.body, Body::Free)).map(|(i, _)| Ref(i as u32))
    }

    /// Alive objects, in order of their cells.
    pub fn live(&self) -> impl Iterator<Item = Ref> + '_ {
        (1..self.counts.len()).filter(|&i| self.counts[i] != 0).map(|i| Ref(i as u32))
    }
}
