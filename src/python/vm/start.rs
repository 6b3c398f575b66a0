//! The beginning of a machine: known objects, builtin types, the builtins module.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use rustc_hash::FxHashMap;

use super::known::{self, TypeTraits, names, types};
use super::native::{ModuleDef, TypeDef};
use super::types::REMEMBERED;
use super::{Res, Vm};
use crate::memory::column::Column;
use crate::memory::free_lists::Kind;
use crate::memory::heap::flag;
use crate::memory::object::{Layout, PatternKind, SplitKeys, Type, TypeKind};
use crate::memory::rules::{CallArguments, FrameObjects, Immortals, LocalsRelease, SubclassTable};
use crate::memory::{Body, Heap, Ref, Version};
use crate::python::builtins;
use crate::python::choices::Choices;
use crate::python::compile::Mode;
use crate::python::dialect::Annotations;
use crate::python::docs;

/// Builtin types that had other names in 2.7.
const NAMES_IN_2_7: &[(Ref, &str)] = &[
    (types::METHOD, "instancemethod"),
    (types::MAPPING_PROXY, "dictproxy"),
    (types::LIST_ITERATOR, "listiterator"),
    (types::LIST_REVERSE_ITERATOR, "listreverseiterator"),
    (types::TUPLE_ITERATOR, "tupleiterator"),
    (types::STR_ITERATOR, "iterator"),
    (types::STR_ASCII_ITERATOR, "iterator"),
    (types::RANGE_ITERATOR, "rangeiterator"),
    (types::LONG_RANGE_ITERATOR, "rangeiterator"),
    (types::SET_ITERATOR, "setiterator"),
    (types::DICT_KEY_ITERATOR, "dictionary-keyiterator"),
    (types::DICT_VALUE_ITERATOR, "dictionary-valueiterator"),
    (types::DICT_ITEM_ITERATOR, "dictionary-itemiterator"),
    (types::CALLABLE_ITERATOR, "callable-iterator"),
    (types::DEQUE_ITERATOR, "deque_iterator"),
    (types::DEQUE_REVERSE_ITERATOR, "deque_reverse_iterator"),
    (types::TEXT_IO, "file"),
    (types::MAP, "itertools.imap"),
    (types::FILTER, "itertools.ifilter"),
    (types::FILTERFALSE, "itertools.ifilterfalse"),
    (types::ZIP, "itertools.izip"),
    (types::ZIP_LONGEST, "itertools.izip_longest"),
    (types::TEE, "itertools.tee"),
];

impl Vm {
    /// A machine of this version, ready to run.
    #[must_use]
    pub fn new(version: Version) -> Self {
        Self::with_choices(Choices::of(version))
    }

    /// A machine of a version that may never have been: with choices of several.
    #[must_use]
    pub fn with_choices(choices: Choices) -> Self {
        let mut vm = Self::blank(choices);
        vm.make_known();
        vm.make_types();
        vm.name_free_list_classes();
        vm.fill_types();
        vm.make_modules();
        vm
    }

    /// A machine without any object.
    pub(super) fn blank(choices: Choices) -> Self {
        let rules = choices.rules;
        let courses = super::import_course::Courses::new(choices.dialect.version);
        let plain_calls = rules.frame_objects == FrameObjects::OnDemand
            && rules.call_arguments != CallArguments::Copied
            && rules.locals_release == LocalsRelease::FirstToLast;
        Self {
            heap: Heap::new(rules),
            stack: Column::new(vec![Ref::NULL; 4096]),
            top: 0,
            raised: Ref::NULL,
            kept: Vec::new(),
            decoder_ran: false,
            decoder_frames_kept: true,
            late_types: crate::python::dialect::library_steps::late_types(choices.dialect.version).to_vec(),
            getter_tuple: Default::default(),
            natives: Vec::new(),
            passings: Vec::new(),
            moved_arguments: Vec::new(),
            keyword_names: rustc_hash::FxHashMap::default(),
            getsets: Vec::new(),
            first_byte: 0,
            interned: FxHashMap::default(),
            interrupt: Arc::new(AtomicBool::new(false)),
            frames: Vec::new(),
            threads: super::threads::Threads::default(),
            frame_floor: 0,
            units: Column::default(),
            const_pool: Column::default(),
            name_pool: Column::default(),
            caches: Column::default(),
            compiled: FxHashMap::default(),
            remembered: vec![super::types::Remembered::default(); REMEMBERED].into(),
            next_version: 0,
            next_keys_version: 1,
            handled: vec![Ref::NULL],
            handled_outside: Vec::new(),
            sort_by: Ref::NULL,
            classic_tracebacks: Vec::new(),
            reraising: false,
            reraised_at: None,
            resume_raising: false,
            generator_result: super::generators::Resumed::default(),
            steps: FxHashMap::default(),
            thread_dict: Ref::NULL,
            native_depth: 0,
            native_guards: 0,
            reserved_calls: 0,
            counted: None,
            recursion_limit: 1000,
            fuel: super::budget::SLICE,
            plain_calls,
            budget: super::budget::Budget::default(),
            behaviour: choices.behaviour,
            dialect: choices.dialect,
            abstract_methods_possible: false,
            types_with_classic_bases: false,
            printing: super::operators::Printing::default(),
            builtins: Ref::NULL,
            modules: Ref::NULL,
            builtins_module: Ref::NULL,
            withheld: rustc_hash::FxHashMap::default(),
            main: Ref::NULL,
            has_syntax_tree_types: false,
            modules_by_index: Ref::NULL,
            gc_callbacks: Ref::NULL,
            async_hooks: Default::default(),
            gc_garbage: Ref::NULL,
            clock: crate::python::modules::time::Clock::default(),
            patterns: Vec::new(),
            twisters: Vec::new(),
            files: crate::python::modules::io::Files::default(),
            foreign: crate::python::modules::ctypes::Foreign::default(),
            output: super::output::Output::default(),
            sources: FxHashMap::default(),
            softspace: false,
            taken_by_imports: (0, 0),
            courses,
            soft_files: Vec::new(),
            trail: None,
            prompted: 0,
            prompt_features: 0,
            arguments: Vec::new(),
            atexit: Vec::new(),
        }
    }

    /// Only instances of exactly these classes go to CPython's free lists.
    fn name_free_list_classes(&mut self) {
        let lists = &mut self.heap.free_lists;
        for (kind, class) in [
            (Kind::List, types::LIST),
            (Kind::Dict, types::DICT),
            (Kind::Tuple, types::TUPLE),
            (Kind::Slice, types::SLICE),
            (Kind::BuiltinMethod, types::NATIVE_FUNCTION),
        ] {
            lists.set_exact_class(kind, class);
        }
        // The start-up of every CPython has left a slice behind; collections do not free it.
        lists.keep(Kind::Slice, &self.heap.rules.free_lists);
    }

    fn make_known(&mut self) {
        let plain = [types::NONE_TYPE];
        self.heap.alloc(plain[0], Body::Plain);
        self.heap.alloc(types::BOOL, Body::Int(0));
        self.heap.alloc(types::BOOL, Body::Int(1));
        self.heap.alloc(types::NOT_IMPLEMENTED_TYPE, Body::Plain);
        self.heap.alloc(types::ELLIPSIS_TYPE, Body::Plain);
        self.heap.alloc(types::TUPLE, Body::tuple(&[]));
        self.new_str("".into());
        self.heap.alloc(types::BYTES, Body::Bytes(Box::default()));
        for value in known::SMALL_INTS {
            self.heap.alloc(types::INT, Body::Int(value));
        }
        for byte in 0..=255_u8 {
            self.new_str(char::from(byte).into());
        }
        for text in names::TEXTS {
            // One-character names are the shared strings; the table's own cells stay unused then.
            let id = self.new_str((*text).into());
            self.heap.set_flag(id, flag::INTERNED);
            self.str_hash(id);
            self.interned.insert((*text).into(), id);
        }
        // `_` is both a well-known name and a one-character string: identity follows the name.
        self.immortal_from(1);
    }

    /// Objects made at start never die; their counts move only in the versions that count everything.
    fn immortal_from(&mut self, first: usize) {
        for index in first..self.heap.cells.len() {
            self.heap.immortalize(Ref::from_index(index as u32));
        }
    }

    /// Up to 3.9 the types of weak references have short names; 2.7 has names of its own for more.
    fn name_weak_references(&mut self) {
        if self.dialect.containers.weak_names == crate::python::dialect::containers::WeakNames::Long {
            return;
        }
        let short =
            [(types::REFERENCE, "weakref"), (types::PROXY, "weakproxy"), (types::CALLABLE_PROXY, "weakcallableproxy")];
        let python2 =
            if self.behaviour.classes == crate::python::behaviour::Classes::Classic { NAMES_IN_2_7 } else { &[] };
        for &(id, name) in short.iter().chain(python2) {
            let text = self.intern(name.rsplit('.').next().unwrap_or(name));
            if let Body::Type(t) = self.heap.body_mut(id) {
                t.name = name.into();
                t.qualname = text;
            }
        }
    }

    /// In 2.7 messages show exceptions with their module (`tp_name`).
    fn name_exceptions(&mut self) {
        for entry in types::ENTRIES.iter().filter(|entry| entry.layout == Layout::Exception) {
            if let Body::Type(t) = self.heap.body_mut(entry.id) {
                t.name = format!("exceptions.{}", t.name).into();
            }
        }
    }

    fn make_types(&mut self) {
        let first = self.heap.cells.len();
        for entry in types::ENTRIES {
            let body = Type {
                name: entry.name.into(),
                kind: if entry.id == types::INSTANCE { TypeKind::Classic } else { TypeKind::Static },
                layout: entry.layout,
                base: if entry.id == types::OBJECT { Ref::NULL } else { self.base_of(entry) },
                bases: Ref::NULL,
                mro: Ref::NULL,
                dict: Ref::NULL,
                qualname: Ref::NULL,
                module: Ref::NULL,
                collected: entry.traits.has(TypeTraits::COLLECTED),
                has_dict: entry.traits.has(TypeTraits::DICT),
                has_weakrefs: entry.traits.has(TypeTraits::WEAK),
                basetype: entry.traits.has(TypeTraits::BASE),
                slots: Vec::new(),
                own_slots: Ref::NULL,
                shared_keys: Vec::new(),
                keys_room: 0,
                split_keys: SplitKeys::default(),
                version: 0,
                finalizer: Ref::NULL,
                overrides: 0,
                has_subclass_table: false,
                subclasses: Vec::new(),
                dead_subclasses: 0,
                subclass_reference: Ref::NULL,
                natives: 0,
                pattern: self.pattern_of_builtin(entry),
            };
            let id = self.heap.alloc(types::TYPE, Body::Type(Box::new(body)));
            debug_assert_eq!(id, entry.id, "types stand at their known places");
        }
        for entry in types::ENTRIES {
            let mut mro = vec![entry.id];
            let mut at = entry.id;
            while at != types::OBJECT {
                at = self.type_body(at).map_or(types::OBJECT, |t| t.base);
                mro.push(at);
            }
            let mut bases = if entry.id == types::OBJECT { Vec::new() } else { vec![self.base_of(entry)] };
            if entry.id == types::EXCEPTION_GROUP {
                // The one builtin with two bases.
                mro.insert(2, types::EXCEPTION);
                bases.push(types::EXCEPTION);
            }
            let mro = self.heap.alloc(types::TUPLE, Body::tuple(&mro));
            let bases = self.heap.alloc(types::TUPLE, Body::tuple(&bases));
            let body = self.new_dict_body();
            let dict = self.heap.alloc(types::DICT, body);
            let short = self.type_body(entry.id).map_or("", |t| t.name.rsplit('.').next().unwrap_or("")).to_owned();
            let qualname = self.intern(&short);
            if let Body::Type(t) = self.heap.body_mut(entry.id) {
                t.mro = mro;
                t.bases = bases;
                t.dict = dict;
                t.qualname = qualname;
            }
            if entry.id != types::OBJECT
                && let Body::Type(t) = self.heap.body_mut(entry.base)
            {
                t.subclasses.push(entry.id);
            }
        }
        self.heap.clearable.insert(types::DEQUE);
        if self.heap.rules.subclass_table == SubclassTable::List {
            self.note_subclass_lists();
        }
        self.immortal_from(first);
    }

    /// What patterns take instances of a builtin type for. Bases stand before what inherits from them.
    fn pattern_of_builtin(&self, entry: &types::Entry) -> PatternKind {
        match entry.id {
            types::LIST | types::TUPLE | types::RANGE | types::DEQUE | types::MEMORYVIEW => PatternKind::Sequence,
            types::DICT | types::MAPPING_PROXY => PatternKind::Mapping,
            types::OBJECT => PatternKind::Neither,
            _ => self.type_body(self.base_of(entry)).map_or(PatternKind::Neither, |t| t.pattern),
        }
    }

    /// 2.7: the builtin classes that have subclasses before a program begins. Those of `dict` come with `collections`.
    fn note_subclass_lists(&mut self) {
        let others = [types::TUPLE, types::PROPERTY, types::TYPE];
        for entry in types::ENTRIES {
            if let Body::Type(t) = self.heap.body_mut(entry.id) {
                let has = !t.subclasses.is_empty() && entry.id != types::DICT;
                t.has_subclass_table = has || others.contains(&entry.id);
            }
        }
    }

    /// The base of a builtin type: in 2.7 ordinary errors derive from StandardError.
    fn base_of(&self, entry: &types::Entry) -> Ref {
        let standard = !matches!(entry.id, types::STANDARD_ERROR | types::STOP_ITERATION | types::WARNING);
        if self.dialect.python2 && standard && entry.base == types::EXCEPTION {
            types::STANDARD_ERROR
        } else if self.dialect.python2 && matches!(entry.id, types::STR | types::UNICODE_2) {
            types::BASE_STRING
        } else {
            entry.base
        }
    }

    fn fill_types(&mut self) {
        let first = self.heap.cells.len();
        self.first_byte = first as u32;
        for byte in 0..=255_u8 {
            self.heap.alloc(types::BYTES, Body::Bytes(Box::new([byte])));
        }
        let missing = crate::python::dialect::availability::missing(self.dialect.version);
        for definition in builtins::TYPES.iter().copied().flatten() {
            self.fill_type(definition, &missing);
        }
        if self.dialect.python2
            && let Some(t) = self.type_body(types::LIST)
        {
            let dict = t.dict;
            self.add_native(types::LIST, dict, &builtins::list::SORT_2);
        }
        for class in builtins::UNHASHABLE {
            if let Some(t) = self.type_body(*class) {
                let dict = t.dict;
                self.dict_set_str_ref(dict, names::HASH, known::NONE);
            }
        }
        for entry in types::ENTRIES {
            let inherits = self.type_body(self.base_of(entry)).is_some_and(|t| t.has_dict);
            let own = self.type_body(entry.id).filter(|t| t.has_dict && !inherits).map(|t| t.dict);
            if let Some(dict) = own.filter(|dict| self.dict_get_str(*dict, names::DICT).is_none()) {
                self.add_getset(entry.id, dict, names::DICT);
            }
        }
        self.steps = builtins::STEPS.iter().copied().flatten().copied().collect();
        self.type_modified(types::OBJECT);
        self.immortal_from(first);
    }

    /// `missing` is what this version has not, as `type.name`.
    fn fill_type(&mut self, definition: &'static TypeDef, missing: &rustc_hash::FxHashSet<&'static str>) {
        let Some(t) = self.type_body(definition.id) else { return };
        let dict = t.dict;
        let prefix = format!("{}.", t.name.rsplit('.').next().unwrap_or(&t.name));
        let mut full = prefix.clone();
        let mut exists = |name: &str| {
            full.truncate(prefix.len());
            full.push_str(name);
            !missing.contains(full.as_str())
        };
        for native in definition.methods {
            if !exists(native.name) {
                continue;
            }
            self.add_native(definition.id, dict, native);
        }
        for getset in definition.attributes {
            if !exists(getset.name) {
                continue;
            }
            let index = self.getsets.len() as i64;
            self.getsets.push(getset);
            let name = self.intern(getset.name);
            // `object` lends these two to the classes that introduce what they show.
            if definition.id == types::OBJECT && matches!(name, names::DICT | names::WEAKREF) {
                continue;
            }
            let class = if getset.member { types::MEMBER_DESCRIPTOR } else { types::GETSET_DESCRIPTOR };
            let id = self.heap.alloc(class, Body::record(&[definition.id, name], &[index]));
            self.dict_set_str_ref(dict, name, id);
        }
        // As type_ready_set_hash: what compares by value and has no hash of its own is unhashable.
        let defines = |name: &str| definition.methods.iter().any(|m| m.name == name);
        if defines("__eq__") && !defines("__hash__") {
            self.dict_set_str_ref(dict, names::HASH, known::NONE);
        }
    }

    /// `__doc__` of the builtin types.
    fn add_docs(&mut self) {
        let docs = docs::of_types(self.dialect.version);
        for entry in types::ENTRIES {
            let Some(t) = self.type_body(entry.id) else { continue };
            let dict = t.dict;
            if self.dict_get_str(dict, names::DOC).is_some() {
                // An attribute of the instances.
                continue;
            }
            match docs.get(&*t.name) {
                Some(doc) => self.set_doc(dict, &docs::unescape(doc)),
                None => self.dict_set_str_ref(dict, names::DOC, known::NONE),
            }
        }
    }

    fn add_module_doc(&mut self, dict: Ref, name: &str) {
        if let Some(doc) = docs::of_module(self.dialect.version, name) {
            self.set_doc(dict, &doc);
        }
    }

    fn set_doc(&mut self, dict: Ref, doc: &str) {
        let doc = self.new_str(doc.into());
        self.dict_set_str_ref(dict, names::DOC, doc);
        self.decref(doc);
    }

    fn make_modules(&mut self) {
        self.modules = self.dict();
        let builtins_name = if self.behaviour.classes == crate::python::behaviour::Classes::Classic {
            "__builtin__"
        } else {
            "builtins"
        };
        let module = self.new_module(builtins_name);
        self.builtins_module = module;
        self.builtins = self.instance_dict(module).unwrap_or(Ref::NULL);
        self.add_module_doc(self.builtins, builtins_name);
        for functions in builtins::FUNCTIONS {
            self.fill_functions(self.builtins, builtins_name, functions);
        }
        for entry in types::ENTRIES {
            if self.behaviour.has_builtin_type(entry.name) {
                self.dict_set_str(self.builtins, entry.name, entry.id);
            }
        }
        self.name_weak_references();
        if self.dialect.python2 {
            self.fill_functions(self.builtins, builtins_name, builtins::iterators::lists::FUNCTIONS);
            // `range` is a function there, and the type is called `xrange`.
            self.dict_set_str(self.builtins, "xrange", types::RANGE);
            if let Body::Type(t) = self.heap.body_mut(types::RANGE) {
                t.name = "xrange".into();
            }
        }
        for (name, value) in [
            ("None", known::NONE),
            ("True", known::TRUE),
            ("False", known::FALSE),
            ("NotImplemented", known::NOT_IMPLEMENTED),
            ("Ellipsis", known::ELLIPSIS),
            ("__debug__", known::TRUE),
        ] {
            self.dict_set_str(self.builtins, name, value);
        }
        for (alias, class) in [("EnvironmentError", types::OS_ERROR), ("IOError", types::OS_ERROR)] {
            self.dict_set_str(self.builtins, alias, class);
        }
        if self.dialect.python2 {
            // The errors of files and those of the system are two there, with a base in common.
            for (name, class) in [
                ("IOError", types::IO_ERROR),
                ("EnvironmentError", types::OS_ERROR),
                ("OSError", types::OS_ERROR_2),
                ("bytes", types::STR),
                ("file", types::TEXT_IO),
            ] {
                if class != types::STR
                    && let Body::Type(t) = self.heap.body_mut(class)
                {
                    t.name = name.into();
                }
                self.dict_set_str(self.builtins, name, class);
            }
            self.name_exceptions();
        }
        self.dict_set_str(self.modules, builtins_name, module);
        if !self.dialect.python2 {
            // Places that no module has taken are filled with None.
            self.incref(module);
            let unused = self.none();
            self.modules_by_index = self.list(vec![unused, module]);
        }
        self.gc_garbage = self.list(Vec::new());
        self.gc_callbacks = self.list(Vec::new());
        self.main = self.new_module("__main__");
        self.dict_set_str(self.modules, "__main__", self.main);
        // `sys.modules` alone holds it.
        self.decref(self.main);
        if let Some(globals) = self.instance_dict(self.main) {
            if self.dialect.annotations == Annotations::Evaluated && !self.dialect.python2 {
                let annotations = self.dict();
                self.dict_set_str(globals, "__annotations__", annotations);
                self.decref(annotations);
            }
            self.dict_set_str(globals, "__builtins__", module);
        }
        self.add_docs();
        self.add_site_builtins();
        crate::memory::collector::settle_start(&mut self.heap);
    }

    /// A module object with the attributes that all modules have.
    pub fn new_module(&mut self, name: &str) -> Ref {
        let module = self.record(types::MODULE, &[], &[]);
        if let Some(dict) = self.instance_dict(module) {
            let text = self.intern(name);
            self.dict_set_str_ref(dict, names::NAME, text);
            // Where the module came from is noted from 3.3 on.
            let known_from = if self.dialect.python2 { 2 } else { 4 };
            for key in [names::DOC, names::PACKAGE, names::LOADER, names::SPEC].into_iter().take(known_from) {
                self.dict_set_str_ref(dict, key, known::NONE);
            }
            crate::memory::alloc::track(&mut self.heap, dict);
        }
        module
    }

    /// Puts a native module's functions into a dict.
    pub fn fill_module(&mut self, dict: Ref, definition: &'static ModuleDef) {
        self.add_module_doc(dict, definition.name);
        self.fill_functions(dict, definition.name, definition.functions);
    }

    fn fill_functions(&mut self, dict: Ref, module: &str, functions: &'static [super::native::Native]) {
        let module_name = self.intern(module);
        for native in functions {
            if matches!(module, "builtins" | "__builtin__") && !self.dialect.builtins.has_function(native.name) {
                continue;
            }
            let index = self.register_native(module, native);
            self.incref(module_name);
            let id = self.container(
                types::NATIVE_FUNCTION,
                Body::Native { native: index, receiver: Ref::NULL, module: module_name },
            );
            let name = self.intern(native.name);
            self.dict_set_str_ref(dict, name, id);
            self.decref(id);
        }
    }

    /// The namespace of `__main__`; borrowed.
    #[must_use]
    pub fn main_globals(&mut self) -> Ref {
        self.instance_dict(self.main).unwrap_or(Ref::NULL)
    }

    /// What `sys.getrefcount` says of an immortal object in this version, where it says something fixed.
    #[must_use]
    pub fn immortal_count(&self) -> Option<u32> {
        match self.heap.rules.immortals {
            Immortals::Fixed(count) => Some(count),
            Immortals::None => None,
        }
    }

    /// Runs a whole source as `__main__`.
    pub fn run_main(&mut self, source: &str, filename: &str) -> Res<()> {
        let globals = self.main_globals();
        self.sources.insert(filename.into(), source.into());
        if self.dialect.python2
            && let Some(error) = crate::python::compile::undeclared_encoding(source, filename)
        {
            return Err(self.raise_syntax_error(&error));
        }
        let spec = match self.compile(source, filename, Mode::Exec, 0) {
            Ok(spec) => spec,
            Err(mut error) => {
                // The end of a file is in no column.
                if error.at_end && self.dialect.errors_have_ends {
                    error.col = 0;
                }
                return Err(self.raise_syntax_error(&error));
            }
        };
        let (blocks, depth) = spec.blocks();
        let rules = self.heap.rules.free_lists;
        self.heap.free_lists.leave_compiled(blocks, depth, &rules);
        let result = self.run_source(spec, globals, globals);
        result.map(|none| self.decref(none))
    }
}
