//! Classes: calling them, making them, their MRO.

use super::call::{Arrival, Packing};
use super::frames::Entry;
use super::known::{self, names, types};
use super::native::{Args, Flavor};
use super::run::{CACHED_COLD_CLASS, CACHED_INIT, Cache};
use super::{Raised, Res, Vm};
use crate::memory::free_lists::Kind;
use crate::memory::object::{Layout, Type, TypeKind, WeakReference};
use crate::memory::rules::{BaseOrder, NativeCalls, SlotlessInstances, SubclassTable};
use crate::memory::{Body, Ref, alloc, weak};
use crate::python::behaviour::InitCall;
use crate::python::dialect::builtins::Integers;

impl Vm {
    /// The call of a type that stands on the stack from `start`.
    pub(super) fn call_type_on_stack(&mut self, start: usize, kwnames: Ref, arrival: Arrival) -> Res {
        let class = self.stack[start];
        let first = if self.stack[start + 1].is_null() { start + 2 } else { start + 1 };
        let count = self.top - first;
        let metatype = self.type_of(class);
        if metatype != types::TYPE
            && let Some(call) = self.lookup(metatype, names::CALL)
            && !matches!(self.body(call), Body::Native { .. })
        {
            return self.call_slowly(start, kwnames, arrival);
        }
        // `type(x)`: no instance is made.
        if class == types::TYPE && count == 1 && kwnames.is_null() {
            let found = self.type_of(self.stack[first]);
            self.incref(found);
            self.drop_call(start);
            return Ok(found);
        }
        let packing = self.packing_of_class(class, count, self.tuple_len(kwnames), arrival);
        packing.begin(self);
        let result = match self.call_builtin_class(start, kwnames, packing.all) {
            Some(result) => result,
            None => self.type_call(class, first, count, kwnames),
        };
        packing.end(self);
        self.drop_call(start);
        result
    }

    /// What a call of this class makes to pass its arguments on (`_PyObject_MakeTpCall`). Exceptions keep the tuple as
    /// their `args`.
    fn packing_of_class(&self, class: Ref, count: usize, keywords: usize, arrival: Arrival) -> Packing {
        let packing = Packing::of_call(arrival, count - keywords, keywords);
        match self.type_body(class) {
            Some(t) if t.layout == Layout::Exception => Packing { all: 0, ..packing },
            // It keeps the tuple, it keeps the dict.
            _ if class == types::CHAIN => Packing { all: 0, ..packing },
            _ if class == types::PARTIAL => Packing { keywords: 0, ..packing },
            // Making a class has a tuple of three in any case (`type_vectorcall`).
            Some(t) if t.kind == TypeKind::Static && self.behaviour.vectorcall_types.contains(&class) => {
                if class == types::TYPE { packing } else { Packing::NONE }
            }
            _ => packing,
        }
    }

    fn split_keywords(&self, args: &[Ref], kwnames: Ref) -> Vec<(Ref, Ref)> {
        let count = self.tuple_len(kwnames);
        let names = if count == 0 { &[][..] } else { self.items(kwnames).unwrap_or(&[]) };
        names.iter().copied().zip(args[args.len() - count..].iter().copied()).collect()
    }

    /// `type.__call__`: `__new__`, then `__init__`; the arguments stay on the stack, borrowed.
    pub fn type_call(&mut self, class: Ref, first: usize, count: usize, kwnames: Ref) -> Res {
        let args = self.stack[first..first + count].to_vec();
        let keywords = self.split_keywords(&args, kwnames);
        let positional = &args[..args.len() - keywords.len()];
        let Some(new) = self.lookup(class, names::NEW) else {
            let message = format!("cannot create '{}' instances", self.class_name(class));
            return Err(self.type_error(message));
        };
        let init = self.lookup(class, names::INIT);
        let plain_new = self.is_native_of(Some(new), types::OBJECT);
        let plain_init = self.is_native_of(init, types::OBJECT);
        let object = if plain_new {
            if count > 0 && plain_init {
                let message = format!("{}() takes no arguments", self.class_name(class));
                return Err(self.type_error(message));
            }
            self.new_instance(class)?
        } else {
            self.call_new(new, class, positional, &keywords)?
        };
        if !self.isinstance_of(object, class) {
            return Ok(object);
        }
        let own = self.type_of(object);
        let init = if own == class { init } else { self.lookup(own, names::INIT) };
        let Some(init) = init else { return Ok(object) };
        if plain_init && own == class {
            if count > 0 && plain_new {
                let message = format!("{}() takes no arguments", self.class_name(class));
                self.decref(object);
                return Err(self.type_error(message));
            }
            return Ok(object);
        }
        self.run_init(init, object, positional, &keywords)
    }

    fn run_init(&mut self, init: Ref, object: Ref, positional: &[Ref], keywords: &[(Ref, Ref)]) -> Res {
        let raw = matches!(self.type_of(init), types::FUNCTION | types::WRAPPER_DESCRIPTOR | types::METHOD_DESCRIPTOR);
        let result = if raw {
            let mut args = Vec::with_capacity(positional.len() + 1);
            args.push(object);
            args.extend_from_slice(positional);
            let passed = self.passed_on(init, positional.len());
            passed.begin(self);
            let result = self.call_kw(init, &args, keywords);
            passed.end(self);
            result
        } else {
            let class = self.type_of(object);
            match self.descriptor_get(init, object, class) {
                Ok(bound) => {
                    let result = self.call_kw(bound, positional, keywords);
                    self.decref(bound);
                    result
                }
                Err(raised) => Err(raised),
            }
        };
        match result {
            Ok(value) if value == known::NONE => {
                self.decref(value);
                Ok(object)
            }
            Ok(value) => {
                let message = format!("__init__() should return None, not '{}'", self.type_name(value));
                self.decref(value);
                let raised = self.type_error(message);
                self.drop_with_pending(object);
                Err(raised)
            }
            Err(raised) => {
                self.drop_with_pending(object);
                Err(raised)
            }
        }
    }

    /// Releases something while an exception is pending: finalizers must not see or lose it.
    pub fn drop_with_pending(&mut self, id: Ref) {
        let pending = self.take_raised();
        self.decref(id);
        self.set_raised(pending);
    }

    /// Runs a class's `__new__` (a native, a static method's function or anything callable).
    fn call_new(&mut self, new: Ref, class: Ref, positional: &[Ref], keywords: &[(Ref, Ref)]) -> Res {
        let function = if self.is_exact(new, types::STATICMETHOD) { self.record_at(new, 0) } else { new };
        let mut args = Vec::with_capacity(positional.len() + 1);
        args.push(class);
        args.extend_from_slice(positional);
        // 2.7 calls a program's `__new__` with a tuple that starts with the class (`slot_tp_new`).
        let own = self.heap.rules.native_calls == NativeCalls::InTuple && self.type_of(function) == types::FUNCTION;
        let tuple = if own { args.len() } else { 0 };
        alloc::count_tuple(self, tuple);
        let result = self.call_kw(function, &args, keywords);
        alloc::count_tuple_death(&mut self.heap, tuple);
        result
    }

    /// `object.__new__(class)`.
    pub fn new_instance(&mut self, class: Ref) -> Res {
        let layout = match self.type_body(class) {
            Some(t) => t.layout,
            None => Layout::Plain,
        };
        if self.is_heap_type(class)
            && self.abstract_methods_possible
            && let Some(message) = self.abstract_message(class)?
        {
            return Err(self.type_error(message));
        }
        match layout {
            Layout::Instance if class == types::OBJECT => {
                Ok(self.heap.alloc(class, Body::SmallInstance([Ref::NULL; 4])))
            }
            Layout::Instance => Ok(self.plain_instance(class)),
            Layout::Exception => {
                let args = self.incref(known::EMPTY_TUPLE);
                let body = crate::memory::object::Exception { args, ..Default::default() };
                Ok(self.new_of(class, Body::Exception(Box::new(body))))
            }
            _ => {
                let base = self.builtin_base(class);
                let (base, class) = (self.class_name(base).to_owned(), self.class_name(class).to_owned());
                Err(self.type_error(format!("object.__new__({class}) is not safe, use {base}.__new__()")))
            }
        }
    }

    /// The warm path of `C(…)` in the loop: a plain instance and a Python `__init__`.
    pub(super) fn simple_init(&mut self, class: Ref) -> Option<Ref> {
        if self.type_of(class) != types::TYPE || !self.is_heap_type(class) {
            return None;
        }
        let new = self.lookup(class, names::NEW);
        if !self.is_native_of(new, types::OBJECT) || self.type_body(class).is_none_or(|t| t.layout != Layout::Instance)
        {
            return None;
        }
        let init = self.lookup(class, names::INIT)?;
        self.is_exact(init, types::FUNCTION).then_some(init)
    }

    /// `C(…)` at a warm call site: the instance is made and the frame of its `__init__` entered, the arguments move into
    /// it (`CALL_ALLOC_AND_ENTER_INIT`). False: nothing was done.
    pub(super) fn enter_init(&mut self, start: usize, cache: usize) -> Res<bool> {
        if self.behaviour.init_call != InitCall::MovedWhenWarm {
            return Ok(false);
        }
        let class = self.stack[start];
        let remembered = self.caches[cache];
        let version = self.type_version(class);
        if remembered.version != version || version == 0 || !self.is_type(class) {
            if remembered.second == CACHED_INIT && remembered.index < COOLDOWN {
                // Made for another class: it stays for a while.
                self.caches[cache].index += 1;
            } else if self.is_type(class) && self.simple_init(class).is_some() {
                self.caches[cache] = Cache { version, second: CACHED_COLD_CLASS, ..Cache::default() };
            }
            return Ok(false);
        }
        if remembered.second == CACHED_COLD_CLASS {
            let Some(init) = self.simple_init(class) else { return Ok(false) };
            self.caches[cache] = Cache { version, second: CACHED_INIT, found: init, index: 0 };
        }
        let init = self.caches[cache].found;
        let count = self.top - start - 1;
        let Body::Function(function) = self.body(init) else { return Ok(false) };
        let unit = function.unit;
        if self.units[unit as usize].simple as usize != count || !self.stack[start + 1].is_null() {
            return Ok(false);
        }
        if self.frames.len() - self.frame_floor + 1 >= self.recursion_limit && !self.check_init_depth(unit)? {
            return Ok(false);
        }
        let instance = self.plain_instance(class);
        // The class gives its place to `__init__`, the empty place below the arguments is the receiver's.
        self.incref(init);
        self.stack[start] = init;
        self.stack[start + 1] = self.incref(instance);
        self.decref(class);
        self.reserve_call();
        if self.enter_function(init, start, start + 1, count, Ref::NULL, Entry::Init(instance)).is_ok() {
            return Ok(true);
        }
        // The recursion limit was looked at: this is a stack that cannot grow.
        self.release_call();
        self.clear_raised();
        self.decref(instance);
        Ok(false)
    }

    fn abstract_message(&mut self, class: Ref) -> Res<Option<String>> {
        let Some(found) = self.lookup(class, names::ABSTRACT) else { return Ok(None) };
        let methods = self.to_vec(found)?;
        let mut texts: Vec<String> = methods.iter().map(|m| self.text(*m)).collect();
        self.decref_all(&methods);
        if texts.is_empty() {
            return Ok(None);
        }
        texts.sort();
        Ok(Some(self.behaviour.abstract_class(self.class_name(class), &texts)))
    }

    // ---- making classes

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
                for slot in &listed {
                    let text = self.text(*slot);
                    match text.as_str() {
                        "__dict__" => has_dict = true,
                        "__weakref__" => has_weakrefs = true,
                        _ => {
                            let mangled = mangle(name, &text);
                            let interned = self.intern(&mangled);
                            if self.dict_get_str(namespace, interned).is_some() {
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
        let dict = self.copy_namespace(namespace);
        let qualname = match self.dict_get_str(dict, names::QUALNAME) {
            Some(found) => {
                self.incref(found);
                self.dict_del_str(dict, names::QUALNAME);
                found
            }
            None => self.str(name),
        };
        // The class takes over the tuple that it was given.
        let bases_tuple = match self.is_exact(bases_given, types::TUPLE) && self.tuple_len(bases_given) > 0 {
            true => self.incref(bases_given),
            false => self.tuple_from(&bases),
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
            version: 0,
            finalizer: Ref::NULL,
            overrides: 0,
            subclasses: Vec::new(),
            dead_subclasses: 0,
            has_subclass_table: false,
            subclass_reference: Ref::NULL,
            natives: 0,
        };
        let class = alloc::container(self, metatype, Body::Type(Box::new(body)));
        self.incref(metatype);
        alloc::track(&mut self.heap, class);
        let result = self.finish_class(class, &bases, &own_slots, first_slot, adds_dict, adds_weakrefs, keywords);
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
        let mro = self.compute_mro(class, bases)?;
        self.count_base_order(class, bases.len());
        let mro = self.tuple_from(&mro);
        let dict = match self.heap.body_mut(class) {
            Body::Type(t) => {
                t.mro = mro;
                t.dict
            }
            _ => return Ok(()),
        };
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
        if self.dict_get_str(dict, names::DOC).is_none() {
            self.dict_set_str_ref(dict, names::DOC, known::NONE);
        }
        if self.dict_get_str(dict, names::EQ).is_some()
            && self.dict_get_str(dict, names::HASH).is_none()
            && self.behaviour.classes == crate::python::behaviour::Classes::NewStyle
        {
            self.dict_set_str_ref(dict, names::HASH, known::NONE);
        }
        // The class cell of `super()` and `__class__`.
        if let Some(cell) = self.dict_get_str(dict, names::CLASSCELL) {
            self.incref(class);
            let before = match self.heap.body_mut(cell) {
                Body::Cell(place) => std::mem::replace(place, class),
                _ => class,
            };
            self.xdecref(before);
            self.dict_del_str(dict, names::CLASSCELL);
        }
        self.type_modified(class);
        self.add_subclass_reference(class);
        for base in bases {
            let Body::Type(t) = self.heap.body_mut(*base) else { continue };
            t.subclasses.push(class);
            // The table of a class's subclasses is a dict, which builtin classes have from the start.
            if t.kind == TypeKind::Heap
                && !std::mem::replace(&mut t.has_subclass_table, true)
                && self.heap.rules.subclass_table != SubclassTable::Uncounted
            {
                alloc::count_kept(self, Kind::Dict);
            }
        }
        self.abstract_methods_possible |= self.dict_get_str(dict, names::ABSTRACT).is_some();
        if !self.dialect.python2 {
            // `type_new_set_names` works on a copy of the namespace.
            alloc::count_passing(self, Kind::Dict);
        }
        self.call_set_name(class, dict)?;
        self.call_init_subclass(class, keywords)
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
        let outcome = self.call_special(value, names::SET_NAME, &[class, key]);
        packing.end(self);
        outcome
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
        let dict = self.dict();
        let mut position = 0;
        while let Some((next, key, value)) = self.dict_next(namespace, position) {
            position = next;
            if self.as_str(key).is_some() {
                self.dict_set_str_ref(dict, key, value);
            }
        }
        // A class's namespace is always in the collector's sight.
        alloc::track(&mut self.heap, dict);
        dict
    }

    /// The `__dict__` or `__weakref__` descriptor of a class that introduces one.
    fn add_getset(&mut self, class: Ref, dict: Ref, name: Ref) {
        let text = self.text(name);
        let Some(index) = self.getsets.iter().position(|g| g.name == text) else { return };
        self.incref(class);
        self.incref(name);
        let descriptor = self.record(types::GETSET_DESCRIPTOR, &[class, name], &[index as i64]);
        self.dict_set_str_ref(dict, name, descriptor);
        self.decref(descriptor);
    }

    fn winning_metatype(&mut self, metatype: Ref, bases: &[Ref]) -> Res {
        let mut winner = metatype;
        for base in bases {
            let own = self.type_of(*base);
            if self.is_subtype(winner, own) {
                continue;
            }
            if self.is_subtype(own, winner) {
                winner = own;
                continue;
            }
            return Err(self.type_error(METACLASS_CONFLICT));
        }
        Ok(winner)
    }

    /// The base whose layout the new class extends.
    pub(super) fn best_base(&mut self, bases: &[Ref]) -> Res {
        let mut winner: Option<(Ref, Ref)> = None;
        for base in bases {
            let solid = self.solid_base(*base);
            match winner {
                None => winner = Some((*base, solid)),
                Some((_, before)) if self.is_subtype(before, solid) => {}
                Some((_, before)) if self.is_subtype(solid, before) => winner = Some((*base, solid)),
                Some(_) => return Err(self.type_error("multiple bases have instance lay-out conflict")),
            }
        }
        Ok(winner.map_or(types::OBJECT, |(base, _)| base))
    }

    /// The nearest class along the bases that adds to the layout.
    pub(super) fn solid_base(&self, class: Ref) -> Ref {
        let mut at = class;
        while let Some(t) = self.type_body(at) {
            let base = self.type_body(t.base);
            let adds = match base {
                Some(b) => (t.kind == TypeKind::Static && t.layout != b.layout) || t.slots.len() > b.slots.len(),
                None => true,
            };
            if adds || t.base == at || t.base.is_null() {
                return at;
            }
            at = t.base;
        }
        types::OBJECT
    }

    /// C3.
    pub fn compute_mro(&mut self, class: Ref, bases: &[Ref]) -> Res<Vec<Ref>> {
        let mut sequences: Vec<Vec<Ref>> =
            bases.iter().map(|b| self.type_body(*b).and_then(|t| self.items(t.mro)).unwrap_or(&[]).to_vec()).collect();
        for (at, base) in bases.iter().enumerate() {
            if bases[..at].contains(base) {
                let message = format!("duplicate base class {}", self.class_name(*base));
                return Err(self.type_error(message));
            }
        }
        sequences.push(bases.to_vec());
        let mut mro = vec![class];
        loop {
            sequences.retain(|s| !s.is_empty());
            if sequences.is_empty() {
                return Ok(mro);
            }
            let next =
                sequences.iter().map(|s| s[0]).find(|candidate| !sequences.iter().any(|s| s[1..].contains(candidate)));
            let Some(next) = next else {
                let mut names: Vec<String> = Vec::new();
                for s in &sequences {
                    let name = self.class_name(s[0]).to_owned();
                    if !names.contains(&name) {
                        names.push(name);
                    }
                }
                let message = format!("{}{}", self.dialect.builtins.words.mro_conflict, names.join(", "));
                return Err(self.type_error(message));
            };
            mro.push(next);
            for s in &mut sequences {
                if s[0] == next {
                    s.remove(0);
                }
            }
        }
    }

    /// `__build_class__(function, name, *bases, metaclass=…, **keywords)`.
    pub fn build_class(&mut self, args: Args) -> Res {
        // The keywords are kept in a dict.
        let packing = Packing { keywords: self.tuple_len(args.names), ..Packing::NONE };
        packing.begin(self);
        let result = self.build_class_from(args);
        packing.end(self);
        result
    }

    fn build_class_from(&mut self, args: Args) -> Res {
        let all = args.to_vec(self);
        let keywords = self.split_keywords(&all, args.names);
        let positional = &all[..all.len() - keywords.len()];
        let (Some(&function), Some(&name)) = (positional.first(), positional.get(1)) else {
            return Err(self.type_error("__build_class__: not enough arguments"));
        };
        let original = &positional[2..];
        let (bases, changed) = self.resolve_bases(original)?;
        for id in &bases {
            self.keep(*id);
        }
        let mut metaclass = if bases.is_empty() { types::TYPE } else { self.type_of(bases[0]) };
        let mut rest = Vec::new();
        let mut explicit = false;
        for (key, value) in keywords {
            if key == names::METACLASS_KW {
                metaclass = value;
                explicit = true;
            } else {
                rest.push((key, value));
            }
        }
        if self.is_type(metaclass) {
            metaclass = self.winning_metatype(metaclass, &bases)?;
        }
        let _ = explicit;
        let bases_tuple = self.tuple_from(&bases);
        self.keep(bases_tuple);
        let namespace = match self.getattr_opt(metaclass, names::PREPARE)? {
            Some(prepare) if metaclass != types::TYPE => {
                self.keep(prepare);
                self.call_kw(prepare, &[name, bases_tuple], &rest)?
            }
            Some(prepare) => {
                let namespace = self.dict();
                self.decref(prepare);
                namespace
            }
            None => self.dict(),
        };
        self.keep(namespace);
        let cell = self.run_class_body(function, namespace)?;
        self.keep(cell);
        if self.dialect.python2
            && let Some(stated) = self.stated_metaclass(namespace, &bases)?
        {
            self.keep(stated);
            metaclass = stated;
        }
        if changed {
            let original = self.tuple_from(original);
            let key = self.intern("__orig_bases__");
            let result = self.setitem(namespace, key, original);
            self.decref(original);
            result?;
        }
        self.call_kw(metaclass, &[name, bases_tuple, namespace], &rest)
    }

    /// 2.7: `__metaclass__` of the class body or, if there are no bases, of the module; new reference.
    fn stated_metaclass(&mut self, namespace: Ref, bases: &[Ref]) -> Res<Option<Ref>> {
        let globals = self.globals();
        let found = match self.dict_get(namespace, names::METACLASS)? {
            None if bases.is_empty() => self.dict_get(globals, names::METACLASS)?,
            found => found,
        };
        Ok(found.map(|metaclass| self.incref(metaclass)))
    }

    /// Runs the body with its namespace as locals; gives what it returns (the class cell or None).
    fn run_class_body(&mut self, function: Ref, namespace: Ref) -> Res {
        let Body::Function(_) = self.body(function) else {
            return Err(self.type_error("__build_class__: func must be a function"));
        };
        let start = self.top;
        self.reserve_stack(start + 8)?;
        self.incref(function);
        self.stack[start] = function;
        self.stack[start + 1] = Ref::NULL;
        self.top = start + 2;
        if let Err(raised) = self.enter_function(function, start, start + 2, 0, Ref::NULL, super::frames::Entry::Native)
        {
            self.drop_call(start);
            return Err(raised);
        }
        self.incref(namespace);
        if let Some(a) = self.frames.last_mut() {
            a.locals = namespace;
        }
        self.run_guarded()
    }

    /// `__mro_entries__`; the bases are new references.
    fn resolve_bases(&mut self, original: &[Ref]) -> Res<(Vec<Ref>, bool)> {
        let mut bases = Vec::new();
        let mut changed = false;
        for base in original {
            if !self.is_type(*base)
                && let Some(entries) = self.getattr_opt(*base, names::MRO_ENTRIES)?
            {
                let tuple = self.tuple_from(original);
                let result = self.call(entries, &[tuple]);
                self.decref(tuple);
                self.decref(entries);
                let result = result?;
                for id in self.items(result).unwrap_or(&[]).to_vec() {
                    bases.push(self.incref(id));
                }
                self.decref(result);
                changed = true;
                continue;
            }
            bases.push(self.incref(*base));
        }
        Ok((bases, changed))
    }

    /// The class that `super()` without arguments means, and its first argument, from the calling frame; borrowed.
    pub fn super_arguments(&mut self) -> Res<(Ref, Ref)> {
        let Some(a) = self.frames.last() else { return Err(self.runtime_error("super(): no current frame")) };
        let spec = self.units[a.unit as usize].spec;
        if spec.argcount == 0 {
            return Err(self.runtime_error("super(): no arguments"));
        }
        let base = a.base;
        let mut receiver = self.stack[base];
        if let Body::Cell(value) = self.body(receiver) {
            receiver = *value;
        }
        if receiver.is_null() {
            return Err(self.runtime_error("super(): arg[0] deleted"));
        }
        let at = spec.locals.iter().position(|l| &*l.name == "__class__");
        let Some(at) = at else { return Err(self.runtime_error("super(): __class__ cell not found")) };
        match self.body(self.stack[base + at]) {
            Body::Cell(class) if !class.is_null() => Ok((*class, receiver)),
            _ => Err(self.runtime_error("super(): empty __class__ cell")),
        }
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

/// Failures after which a specialized instruction is tried anew (`ADAPTIVE_COOLDOWN_VALUE`).
const COOLDOWN: u32 = 52;

const METACLASS_CONFLICT: &str = "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the \
     metaclasses of all its bases";
