//! Classes: calling them, making them, their MRO.

mod class_statement;
mod instances;
mod mro;
mod slots;

use super::call::Packing;
use super::known::{self, names, types};
use super::native::Flavor;
use super::{Raised, Res, Vm};
use crate::memory::free_lists::Kind;
use crate::memory::object::{Layout, PatternKind, SplitKeys, Type, TypeKind, WeakReference};
use crate::memory::rules::{BaseOrder, ClassParts, SlotlessInstances, SubclassTable};
use crate::memory::{Body, Ref, alloc, weak};
use crate::python::dialect::builtins::Integers;
use crate::python::dialect::wording::SetNameError;
use mro::METACLASS_CONFLICT;

impl Vm {
    /// `type.__new__(metatype, name, bases, namespace)`; all borrowed, `bases_given` is a tuple.
    pub fn new_class(
        &mut self,
        metatype: Ref,
        name: &str,
        bases_given: Ref,
        namespace: Ref,
        keywords: &[(Ref, Ref)],
    ) -> Res {
        let bases = self.items(bases_given).unwrap_or(&[]).to_vec();
        let bases: Vec<Ref> = if bases.is_empty() { vec![types::OBJECT] } else { bases };
        for base in &bases {
            if self.is_classic_class(*base) {
                self.types_with_classic_bases = true;
                continue;
            }
            let Some(t) = self.type_body(*base) else {
                return Err(self.type_error(METACLASS_CONFLICT));
            };
            if !t.basetype {
                let message = format!("type '{}' is not an acceptable base type", t.name);
                return Err(self.type_error(message));
            }
        }
        let metatype = self.winning_metatype(metatype, &bases)?;
        let base = self.best_base(&bases)?;
        let Some(base_type) = self.type_body(base).cloned() else { return Err(Raised) };
        let slots_given = self.dict_get_str(namespace, names::SLOTS);
        let mut slot_names = Vec::new();
        let (mut has_dict, mut has_weakrefs) = (base_type.has_dict, base_type.has_weakrefs);
        let extendable = !matches!(base_type.layout, Layout::Type);
        match slots_given {
            None => {
                has_dict = true;
                has_weakrefs = has_weakrefs || (extendable && self.weakrefs_possible(base));
            }
            Some(slots) => {
                let listed = if self.as_str(slots).is_some() { vec![self.incref(slots)] } else { self.to_vec(slots)? };
                if let Err(raised) = self.check_slots(base, &listed) {
                    self.decref_all(&listed);
                    return Err(raised);
                }
                for slot in &listed {
                    let text = self.text(*slot);
                    match text.as_str() {
                        "__dict__" => has_dict = true,
                        "__weakref__" => has_weakrefs = true,
                        _ => {
                            let mangled = mangle(name, &text);
                            let interned = self.intern(&mangled);
                            // The compiler's own names are no class variables.
                            let of_compiler = matches!(interned, names::QUALNAME | names::CLASSCELL);
                            if !of_compiler && self.dict_get_str(namespace, interned).is_some() {
                                let message = format!("'{mangled}' in __slots__ conflicts with class variable");
                                self.decref_all(&listed);
                                return Err(self.value_error(message));
                            }
                            slot_names.push(interned);
                        }
                    }
                }
                self.decref_all(&listed);
            }
        }
        for other in &bases {
            if let Some(t) = self.type_body(*other) {
                has_dict |= t.has_dict;
                has_weakrefs |= t.has_weakrefs;
            }
        }
        let adds_dict = has_dict && !base_type.has_dict;
        let adds_weakrefs = has_weakrefs && !base_type.has_weakrefs;
        let slotless = self.heap.rules.slotless_instances;
        let rounded = slotless == SlotlessInstances::AsBaseButStr && base_type.layout == Layout::Str;
        let collected = slotless == SlotlessInstances::Containers
            || rounded
            || base_type.collected
            || has_dict
            || !slot_names.is_empty()
            || !base_type.slots.is_empty();
        if let Some(qualname) = self.dict_get_str(namespace, names::QUALNAME)
            && self.as_str(qualname).is_none()
        {
            let message = format!("type __qualname__ must be a str, not {}", self.type_name(qualname));
            return Err(self.type_error(message));
        }
        // The class takes over the tuple that it was given.
        let bases_tuple = match self.is_exact(bases_given, types::TUPLE) && self.tuple_len(bases_given) > 0 {
            true => self.incref(bases_given),
            false => self.tuple_from(&bases),
        };
        let namespace_later = self.heap.rules.class_parts == ClassParts::NamespaceAfterClass;
        let dict = if namespace_later { Ref::NULL } else { self.copy_namespace(namespace) };
        let stated = if namespace_later { None } else { self.dict_get_str(dict, names::QUALNAME) };
        let qualname = match stated {
            Some(found) => {
                self.incref(found);
                self.dict_del_str(dict, names::QUALNAME);
                found
            }
            None => self.str(name),
        };
        let mut all_slots = base_type.slots.clone();
        let mut own_slots = slot_names.clone();
        // CPython sorts the slots of a class.
        own_slots.sort_by(|a, b| self.as_str(*a).cmp(&self.as_str(*b)));
        let own_slots_tuple = if own_slots.is_empty() { Ref::NULL } else { self.tuple_from(&own_slots) };
        if slots_given.is_some() {
            // The names are collected and sorted in a list.
            alloc::count_passing(self, Kind::List);
        }
        let first_slot = all_slots.len();
        all_slots.extend(own_slots.iter().copied());
        for id in &all_slots {
            self.incref(*id);
        }
        let body = Type {
            name: name.into(),
            kind: TypeKind::Heap,
            layout: base_type.layout,
            base: self.incref(base),
            bases: bases_tuple,
            mro: Ref::NULL,
            dict,
            qualname,
            module: Ref::NULL,
            collected,
            has_dict,
            has_weakrefs,
            basetype: true,
            slots: all_slots,
            own_slots: own_slots_tuple,
            shared_keys: Vec::new(),
            keys_room: super::attributes::SHARED_KEYS,
            split_keys: SplitKeys::default(),
            version: 0,
            finalizer: Ref::NULL,
            overrides: 0,
            subclasses: Vec::new(),
            dead_subclasses: 0,
            has_subclass_table: false,
            subclass_reference: Ref::NULL,
            natives: 0,
            pattern: PatternKind::Neither,
        };
        let class = alloc::container(self, metatype, Body::Type(Box::new(body)));
        self.incref(metatype);
        alloc::track(&mut self.heap, class);
        if namespace_later {
            let copy = self.copy_namespace(namespace);
            if let Body::Type(t) = self.heap.body_mut(class) {
                t.dict = copy;
            }
        }
        let holds_namespace = self.heap.rules.class_parts == ClassParts::MroLast;
        if holds_namespace {
            self.incref(dict);
        }
        let result = self.finish_class(class, &bases, &own_slots, first_slot, adds_dict, adds_weakrefs, keywords);
        if holds_namespace {
            self.decref(dict);
        }
        match result {
            Ok(()) => Ok(class),
            Err(raised) => {
                self.drop_with_pending(class);
                Err(raised)
            }
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn finish_class(
        &mut self,
        class: Ref,
        bases: &[Ref],
        own_slots: &[Ref],
        first_slot: usize,
        adds_dict: bool,
        adds_weakrefs: bool,
        keywords: &[(Ref, Ref)],
    ) -> Res<()> {
        let Some(dict) = self.type_body(class).map(|t| t.dict) else { return Ok(()) };
        self.fill_class_cell(class, dict)?;
        // Globals' name, unless the body set one.
        if self.dict_get_str(dict, names::MODULE).is_none()
            && let Some(a) = self.frames.last()
            && let Some(module) = self.dict_get_str(a.globals, names::NAME)
        {
            self.dict_set_str_ref(dict, names::MODULE, module);
        }
        for special in [names::NEW] {
            if let Some(found) = self.dict_get_str(dict, special)
                && self.is_exact(found, types::FUNCTION)
            {
                self.incref(found);
                let wrapped = self.record(types::STATICMETHOD, &[found], &[]);
                self.dict_set_str_ref(dict, special, wrapped);
                self.decref(wrapped);
            }
        }
        for special in [names::INIT_SUBCLASS, names::CLASS_GETITEM] {
            if let Some(found) = self.dict_get_str(dict, special)
                && self.is_exact(found, types::FUNCTION)
            {
                self.incref(found);
                let wrapped = self.record(types::CLASSMETHOD, &[found], &[]);
                self.dict_set_str_ref(dict, special, wrapped);
                self.decref(wrapped);
            }
        }
        let order_first = self.heap.rules.class_parts == ClassParts::MroBeforeDescriptors;
        if order_first {
            self.put_mro(class, bases)?;
        }
        for (at, name) in own_slots.iter().enumerate() {
            self.incref(class);
            self.incref(*name);
            let number = -((first_slot + at) as i64) - 1;
            let member = self.record(types::MEMBER_DESCRIPTOR, &[class, *name], &[number]);
            self.dict_set_str_ref(dict, *name, member);
            self.decref(member);
        }
        if adds_dict {
            self.add_getset(class, dict, names::DICT);
        }
        if adds_weakrefs {
            self.add_getset(class, dict, names::WEAKREF);
        }
        if !order_first {
            self.put_mro(class, bases)?;
        }
        self.find_pattern(class, dict);
        if self.dict_get_str(dict, names::DOC).is_none() {
            self.dict_set_str_ref(dict, names::DOC, known::NONE);
        }
        if self.dict_get_str(dict, names::EQ).is_some()
            && self.dict_get_str(dict, names::HASH).is_none()
            && self.behaviour.classes == crate::python::behaviour::Classes::NewStyle
        {
            self.dict_set_str_ref(dict, names::HASH, known::NONE);
        }
        self.type_modified(class);
        self.add_subclass_reference(class);
        let subclass_table = self.heap.rules.subclass_table;
        for base in bases {
            let Body::Type(t) = self.heap.body_mut(*base) else { continue };
            t.subclasses.push(class);
            let table = match subclass_table {
                SubclassTable::List => Some(Kind::List),
                _ if t.kind == TypeKind::Heap => Some(Kind::Dict),
                _ => None,
            };
            if let Some(table) = table
                && !std::mem::replace(&mut t.has_subclass_table, true)
            {
                alloc::count_kept(self, table);
            }
        }
        self.abstract_methods_possible |= self.dict_get_str(dict, names::ABSTRACT).is_some();
        if !self.dialect.python2 {
            // `type_new_set_names` works on a copy of the namespace.
            let held = self.hold_for_copy(dict);
            alloc::count_passing(self, Kind::Dict);
            self.decref_all(&held);
        }
        self.call_set_name(class, dict)?;
        self.call_init_subclass(class, keywords)
    }

    /// What patterns take instances for is inherited from the first class that says so (`inherit_patma_flags`), unless an
    /// abstract base class says it itself (`_abc_init`).
    fn find_pattern(&mut self, class: Ref, dict: Ref) {
        let order = self.type_body(class).and_then(|t| self.items(t.mro)).unwrap_or_default();
        let mut pattern = order.iter().skip(1).find_map(|above| match self.type_body(*above)?.pattern {
            PatternKind::Neither => None,
            said => Some(said),
        });
        if self.type_of(class) != types::TYPE {
            let flags = self.intern("__abc_tpflags__");
            if let Some(said) = self.dict_get_str(dict, flags).and_then(|said| self.as_int(said)) {
                pattern = Some(match said {
                    known::SEQUENCE_FLAG => PatternKind::Sequence,
                    known::MAPPING_FLAG => PatternKind::Mapping,
                    _ => PatternKind::Neither,
                });
                self.dict_del_str(dict, flags);
            }
        }
        if let (Some(pattern), Body::Type(t)) = (pattern, self.heap.body_mut(class)) {
            t.pattern = pattern;
        }
    }

    /// A class registered with an abstract base class is taken for what that is, and so is what inherits from it
    /// (`set_collection_flag_recursive`).
    pub fn give_pattern(&mut self, class: Ref, pattern: PatternKind) {
        let Body::Type(t) = self.heap.body_mut(class) else { return };
        if t.kind != TypeKind::Heap || t.pattern == pattern {
            return;
        }
        t.pattern = pattern;
        for below in t.subclasses.clone() {
            self.give_pattern(below, pattern);
        }
    }

    /// The class cell of `super()` and `__class__` (`type_new_set_classcell`).
    fn fill_class_cell(&mut self, class: Ref, dict: Ref) -> Res<()> {
        let Some(cell) = self.dict_get_str(dict, names::CLASSCELL) else { return Ok(()) };
        if !matches!(self.body(cell), Body::Cell(_)) {
            let given = self.type_of(cell);
            let shown = self.repr_text(given)?;
            return Err(self.type_error(format!("__classcell__ must be a nonlocal cell, not {shown}")));
        }
        self.incref(class);
        let before = match self.heap.body_mut(cell) {
            Body::Cell(place) => std::mem::replace(place, class),
            _ => class,
        };
        self.xdecref(before);
        self.dict_del_str(dict, names::CLASSCELL);
        Ok(())
    }

    /// The lists in which the order of the bases is found (`mro_implementation` in Objects/typeobject.c).
    fn count_base_order(&mut self, class: Ref, bases: usize) {
        let lists = match self.heap.rules.base_order {
            // One for each base, one for the bases, one of all these, the result.
            BaseOrder::Merged => bases + 3,
            BaseOrder::Short => usize::from(bases > 1 || self.type_of(class) != types::TYPE),
        };
        (0..lists).for_each(|_| alloc::count_kept(self, Kind::List));
        (0..lists).for_each(|_| alloc::count_death(&mut self.heap, Kind::List));
    }

    /// The weak reference through which bases know their subclasses (`add_subclass`): programs see it in
    /// `weakref.getweakrefcount(C)` and in `gc.get_count()`.
    fn add_subclass_reference(&mut self, class: Ref) {
        if self.type_body(class).is_none_or(|t| t.kind != TypeKind::Heap) {
            return;
        }
        let body = Body::WeakReference(WeakReference::new(class, Ref::NULL));
        let reference = self.container(types::REFERENCE, body);
        weak::register(&mut self.heap, reference, weak::Kind::Reference);
        let mut base = Ref::NULL;
        if let Body::Type(t) = self.heap.body_mut(class) {
            t.subclass_reference = reference;
            base = t.base;
        }
        if let Body::Type(t) = self.heap.body_mut(base)
            && t.dead_subclasses > 0
        {
            t.dead_subclasses -= 1;
            alloc::count_deallocation(&mut self.heap);
        }
    }

    fn call_set_name(&mut self, class: Ref, dict: Ref) -> Res<()> {
        let mut position = 0;
        let mut found = Vec::new();
        while let Some((next, key, value)) = self.dict_next(dict, position) {
            position = next;
            let kind = self.type_of(value);
            if (self.is_heap_type(kind) || kind == types::PROPERTY) && self.lookup(kind, names::SET_NAME).is_some() {
                found.push((self.incref(key), self.incref(value)));
            }
        }
        let mut result = Ok(());
        for (key, value) in found {
            if result.is_ok()
                && let Some(outcome) = self.call_set_name_of(value, class, key)
            {
                result = outcome.map(|none| self.decref(none));
            }
            self.decref(key);
            self.decref(value);
        }
        result
    }

    fn call_set_name_of(&mut self, value: Ref, class: Ref, key: Ref) -> Option<Res> {
        // `property.__set_name__` gets its arguments in a tuple.
        let packing =
            if self.is_exact(value, types::PROPERTY) { Packing { all: 2, ..Packing::NONE } } else { Packing::NONE };
        packing.begin(self);
        let outcome = self.call_bound_special(value, names::SET_NAME, &[class, key]);
        packing.end(self);
        match outcome {
            Some(Err(raised)) => Some(Err(self.set_name_failed(raised, value, class, key))),
            outcome => outcome,
        }
    }

    fn set_name_failed(&mut self, raised: Raised, value: Ref, class: Ref, key: Ref) -> Raised {
        if self.dialect.python2 {
            return raised;
        }
        let (kind, attribute, owner) = (self.type_name(value), self.text(key), self.class_name(class).to_owned());
        let message = format!("Error calling __set_name__ on '{kind}' instance '{attribute}' in '{owner}'");
        let cause = self.take_raised();
        match self.dialect.wording.set_name_error {
            SetNameError::Noted => {
                let note = self.string(message);
                let noted = self.intern("add_note");
                let result = self.call_method(cause, noted, &[note]);
                self.decref(note);
                match result {
                    Ok(none) => self.decref(none),
                    Err(_) => self.clear_raised(),
                }
                self.set_raised(cause)
            }
            SetNameError::Wrapped => {
                let text = self.string(message);
                let error = self.new_exception(types::RUNTIME_ERROR, &[text]);
                self.heap.incref(cause);
                if let Body::Exception(e) = self.heap.body_mut(error) {
                    e.cause = cause;
                    e.context = cause;
                    e.suppress_context = true;
                }
                self.set_raised(error)
            }
        }
    }

    fn call_init_subclass(&mut self, class: Ref, keywords: &[(Ref, Ref)]) -> Res<()> {
        let Some(found) = self.lookup_after(class, class, names::INIT_SUBCLASS) else { return Ok(()) };
        // It is looked up by way of `super(class, class)`.
        let arguments = if self.behaviour.vectorcall_types.contains(&types::SUPER) { 0 } else { 2 };
        alloc::count_tuple(self, arguments);
        alloc::count_allocation(self);
        alloc::count_tuple_death(&mut self.heap, arguments);
        if matches!(self.body(found), Body::Native { .. }) && keywords.is_empty() {
            alloc::count_kept(self, Kind::BuiltinMethod);
            alloc::count_deallocation(&mut self.heap);
            alloc::count_death(&mut self.heap, Kind::BuiltinMethod);
            return Ok(());
        }
        let bound = self.descriptor_get(found, Ref::NULL, class);
        alloc::count_deallocation(&mut self.heap);
        let bound = bound?;
        let result = self.call_kw(bound, &[], keywords);
        self.decref(bound);
        result.map(|none| self.decref(none))
    }

    fn put_mro(&mut self, class: Ref, bases: &[Ref]) -> Res<()> {
        let mark = self.kept_mark();
        let order = self.order_of(class, bases)?;
        self.count_base_order(class, bases.len());
        let mro = self.tuple_from(&order);
        self.release_kept(mark);
        if let Body::Type(t) = self.heap.body_mut(class) {
            t.mro = mro;
        }
        Ok(())
    }

    /// `C.mro()`: the order found anew.
    pub fn base_order_as_list(&mut self, class: Ref) -> Res {
        let bases = self.type_body(class).map_or(Ref::NULL, |t| t.bases);
        let bases = self.items(bases).unwrap_or_default().to_vec();
        let order = self.compute_mro(class, &bases)?;
        self.count_base_order(class, bases.len());
        // Where nothing is merged, it is a tuple at first.
        let tuple = if self.heap.rules.base_order == BaseOrder::Short { order.len() } else { 0 };
        alloc::count_tuple(self, tuple);
        order.iter().for_each(|class| {
            self.incref(*class);
        });
        let list = self.list(order);
        alloc::count_tuple_death(&mut self.heap, tuple);
        Ok(list)
    }

    /// Whether instances have room for a list of weak references: not those of a size that varies.
    fn weakrefs_possible(&self, base: Ref) -> bool {
        let Some(layout) = self.type_body(base).map(|t| t.layout) else { return true };
        match self.dialect.builtins.integers {
            Integers::One => !matches!(layout, Layout::Int | Layout::Tuple | Layout::Bytes),
            // 2.7's `int` has a fixed size, `long` has not; its `str` is bytes.
            Integers::IntAndLong if layout == Layout::Int => !self.is_subtype(base, types::LONG),
            Integers::IntAndLong if layout == Layout::Str => self.is_subtype(base, types::UNICODE_2),
            Integers::IntAndLong => !matches!(layout, Layout::Tuple | Layout::Bytes),
        }
    }

    fn copy_namespace(&mut self, namespace: Ref) -> Ref {
        let held = self.hold_for_copy(namespace);
        let dict = self.dict();
        self.decref_all(&held);
        let mut position = 0;
        while let Some((next, key, value)) = self.dict_next(namespace, position) {
            position = next;
            if self.as_str(key).is_some() {
                self.dict_set_str_ref(dict, key, value);
            }
        }
        dict
    }

    /// The `__dict__` or `__weakref__` descriptor of a class that introduces one.
    pub(super) fn add_getset(&mut self, class: Ref, dict: Ref, name: Ref) {
        let text = self.text(name);
        let Some(index) = self.getsets.iter().position(|g| g.name == text) else { return };
        self.incref(class);
        self.incref(name);
        let descriptor = self.record(types::GETSET_DESCRIPTOR, &[class, name], &[index as i64]);
        self.dict_set_str_ref(dict, name, descriptor);
        self.decref(descriptor);
    }

    /// Some class has abstract methods now: making instances must look.
    pub fn note_abstract_methods(&mut self) {
        self.abstract_methods_possible = true;
    }

    /// Adds a native to a type's namespace.
    pub(super) fn add_native(&mut self, owner: Ref, dict: Ref, native: &'static super::native::Native) {
        let owner_name = self.class_name(owner).to_owned();
        let index = self.register_native(&owner_name, native);
        let class = match native.flavor {
            Flavor::Method => types::METHOD_DESCRIPTOR,
            Flavor::Slot => types::WRAPPER_DESCRIPTOR,
            Flavor::ClassMethod => types::CLASSMETHOD_DESCRIPTOR,
            Flavor::StaticMethod | Flavor::New | Flavor::Function => types::NATIVE_FUNCTION,
        };
        let mut id = self.heap.alloc(class, Body::Native { native: index, receiver: Ref::NULL, module: owner });
        if native.flavor == Flavor::StaticMethod {
            id = self.heap.alloc(types::STATICMETHOD, Body::record(&[id], &[]));
        }
        // 2.7 calls the method of iterators `next`.
        let renamed = self.dialect.python2 && native.name == "__next__";
        let name = self.intern(if renamed { "next" } else { native.name });
        self.dict_set_str_ref(dict, name, id);
        self.heap.immortalize(id);
    }
}

/// `__x` in class C is `_C__x`.
fn mangle(class: &str, name: &str) -> String {
    let stripped = class.trim_start_matches('_');
    if !name.starts_with("__") || name.ends_with("__") || name.contains('.') || stripped.is_empty() {
        return name.to_owned();
    }
    format!("_{stripped}{name}")
}
