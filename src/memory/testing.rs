//! A host for tests: a heap with a few classes, named objects, and finalizers that write a log.

use rustc_hash::FxHashMap;

use super::collector::{self, Reason};
use super::host::{CollectionInfo, DebugOutput, Finalizer, Host, Phase};
use super::object::{Body, Layout, Ref, SplitKeys, Type, TypeKind, WeakReference};
use super::{Heap, Rules, Version, alloc, check, death, weak};

pub(super) struct TestHost {
    pub heap: Heap,
    pub log: Vec<String>,
    /// What variables refer to.
    pub roots: Vec<Ref>,
    pub names: FxHashMap<Ref, String>,
    /// Finalizers of these objects put them into `roots`.
    pub resurrecting: Vec<Ref>,
    pub garbage: Ref,
    pub class: Classes,
}

#[derive(Clone, Copy)]
pub(super) struct Classes {
    pub r#type: Ref,
    pub int: Ref,
    pub str: Ref,
    pub tuple: Ref,
    pub list: Ref,
    pub weakref: Ref,
    pub callback: Ref,
}

impl Host for TestHost {
    fn heap(&mut self) -> &mut Heap {
        &mut self.heap
    }

    fn heap_ref(&self) -> &Heap {
        &self.heap
    }

    fn finalize(&mut self, object: Ref, _: Finalizer) {
        let name = self.name(object);
        self.log.push(format!("del {name}"));
        if self.resurrecting.contains(&object) {
            self.heap.incref(object);
            self.roots.push(object);
        }
    }

    fn weakref_callback(&mut self, reference: Ref, _: Ref) {
        let name = self.name(reference);
        self.log.push(format!("callback {name}"));
    }

    fn collection_phase(&mut self, phase: Phase, info: CollectionInfo) {
        let _ = (phase, info);
    }

    fn debug_output(&mut self, _: DebugOutput) {}

    fn type_changed(&mut self, _: Ref) {}

    fn interned_died(&mut self, _: Ref) {}

    fn needs_closing(&mut self, _: Ref) -> bool {
        false
    }

    fn garbage_list(&mut self) -> Ref {
        self.garbage
    }
}

impl TestHost {
    pub fn new(version: Version) -> Self {
        let mut heap = Heap::new(Rules::of(version));
        let mut builtin = |name: &str, layout| {
            let id = heap.alloc(Ref::NULL, Body::Type(Box::new(type_body(name, TypeKind::Static, layout))));
            heap.immortalize(id);
            id
        };
        let class = Classes {
            r#type: builtin("type", Layout::Type),
            int: builtin("int", Layout::Int),
            str: builtin("str", Layout::Str),
            tuple: builtin("tuple", Layout::Tuple),
            list: builtin("list", Layout::List),
            weakref: builtin("weakref", Layout::WeakReference),
            callback: builtin("callback", Layout::Plain),
        };
        let garbage = heap.alloc(class.list, Body::List(Vec::new()));
        Self {
            heap,
            log: Vec::new(),
            roots: vec![garbage],
            names: FxHashMap::default(),
            resurrecting: Vec::new(),
            garbage,
            class,
        }
    }

    pub fn name(&self, id: Ref) -> String {
        self.names.get(&id).cloned().unwrap_or_else(|| "?".to_owned())
    }

    /// A class made by a program; with a finalizer that logs the object's name if asked for.
    pub fn new_class(&mut self, finalizer: bool) -> Ref {
        let mut body = type_body("C", TypeKind::Heap, Layout::Instance);
        if finalizer {
            body.finalizer = self.class.callback;
        }
        let id = self.heap.alloc(self.class.r#type, Body::Type(Box::new(body)));
        self.roots.push(id);
        id
    }

    /// An instance with up to three values.
    pub fn instance(&mut self, class: Ref, name: &str, values: &[Ref]) -> Ref {
        let mut slots = [Ref::NULL; 4];
        for (slot, &value) in slots.iter_mut().skip(1).zip(values) {
            *slot = self.counted(value);
        }
        self.heap.incref(class);
        let id = alloc::container(self, class, Body::SmallInstance(slots));
        alloc::track(&mut self.heap, id);
        self.names.insert(id, name.to_owned());
        id
    }

    pub fn set_slot(&mut self, id: Ref, slot: usize, value: Ref) {
        let value = self.counted(value);
        let slots = self.heap.body_mut(id).instance_mut().expect("an instance");
        let before = std::mem::replace(&mut slots[slot], value);
        death::decref(self, before);
    }

    pub fn list(&mut self, items: &[Ref]) -> Ref {
        let items: Vec<Ref> = items.iter().map(|&item| self.counted(item)).collect();
        let id = alloc::container(self, self.class.list, Body::list(&items));
        alloc::track(&mut self.heap, id);
        id
    }

    pub fn append(&mut self, list: Ref, item: Ref) {
        let item = self.counted(item);
        self.heap.list_mut(list).expect("a list").push(item);
    }

    pub fn tuple(&mut self, items: &[Ref]) -> Ref {
        for &item in items {
            self.counted(item);
        }
        let id = alloc::container(self, self.class.tuple, Body::tuple(items));
        alloc::track(&mut self.heap, id);
        id
    }

    pub fn int(&mut self, value: i64) -> Ref {
        self.heap.alloc(self.class.int, Body::Int(value))
    }

    pub fn weakref(&mut self, target: Ref, name: &str, callback: bool) -> Ref {
        let callback = if callback { self.heap.alloc(self.class.str, Body::Str("f".into())) } else { Ref::NULL };
        let body = Body::WeakReference(WeakReference::new(target, callback));
        let id = alloc::container(self, self.class.weakref, body);
        alloc::track(&mut self.heap, id);
        weak::register(&mut self.heap, id, weak::Kind::Reference);
        self.names.insert(id, name.to_owned());
        id
    }

    fn counted(&mut self, id: Ref) -> Ref {
        if !id.is_null() {
            self.heap.incref(id);
        }
        id
    }

    pub fn drop(&mut self, id: Ref) {
        death::decref(self, id);
    }

    pub fn collect(&mut self, generation: u8) -> usize {
        collector::collect(self, generation, Reason::Manual).total()
    }

    /// Panics unless every count is accounted for by the heap, `roots` and `held`.
    pub fn check(&self, held: &[Ref]) {
        let roots = self.roots.iter().chain(held).map(|&r| (check::RootKind::Runtime, r));
        if let Err(wrong) = check::check(&self.heap, roots) {
            panic!("{wrong:?}");
        }
        if let Err(wrong) = check::check_consistency(&self.heap) {
            panic!("{wrong:?}");
        }
    }
}

fn type_body(name: &str, kind: TypeKind, layout: Layout) -> Type {
    Type {
        name: name.into(),
        kind,
        layout,
        base: Ref::NULL,
        bases: Ref::NULL,
        mro: Ref::NULL,
        dict: Ref::NULL,
        qualname: Ref::NULL,
        module: Ref::NULL,
        collected: true,
        has_dict: true,
        has_weakrefs: true,
        basetype: true,
        slots: Vec::new(),
        own_slots: Ref::NULL,
        shared_keys: Vec::new(),
        keys_room: 0,
        split_keys: SplitKeys::default(),
        version: 1,
        finalizer: Ref::NULL,
        overrides: 0,
        has_subclass_table: false,
        subclasses: Vec::new(),
        dead_subclasses: 0,
        subclass_reference: Ref::NULL,
        natives: 0,
        pattern: super::object::PatternKind::Neither,
    }
}
