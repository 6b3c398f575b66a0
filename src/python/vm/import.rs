//! Imports: native modules, and modules whose Python source is part of the program.

use super::known::{self, names, types};
use super::library_steps::Run;
use super::{Res, Vm};
use crate::memory::journal::Naming;
use crate::memory::{Body, Ref};
use crate::python::behaviour::ImportFields;
use crate::python::dialect::library_steps::import_steps;
use crate::python::dialect::modules::taken_by_import;
use crate::python::modules;

/// Lists that are used at once to read a module's compiled code, and free afterwards.
const LISTS_OF_READING: u32 = 4;

/// Modules that are built in and that the interpreter does not import for itself.
const BUILT_IN: &[&str] = &["atexit"];

/// Modules of the library that have modules of their own.
const PACKAGES: [&str; 15] = [
    "asyncio",
    "collections",
    "concurrent",
    "ctypes",
    "email",
    "encodings",
    "html",
    "http",
    "importlib",
    "json",
    "logging",
    "re",
    "unittest",
    "urllib",
    "xml",
];

impl Vm {
    /// `import name` with its level and list of wanted names.
    pub fn import_name(&mut self, name: Ref, level: Ref, fromlist: Ref) -> Res {
        let builtins = self.builtins;
        if let Some(import) = self.dict_get_str(builtins, names::IMPORT)
            && !matches!(self.body(import), crate::memory::Body::Native { .. })
        {
            let globals = self.globals();
            let locals = self.locals();
            return self.call(import, &[name, globals, locals, fromlist, level]);
        }
        self.import_as_builtin(name, level, fromlist)
    }

    /// The interpreter's own `__import__`: the top of a dotted name, or what it names where names are wanted of it.
    pub fn import_as_builtin(&mut self, name: Ref, level: Ref, fromlist: Ref) -> Res {
        if self.as_int(level).is_some_and(|l| l > 0) {
            return Err(self.raise(types::IMPORT_ERROR, "attempted relative import with no known parent package"));
        }
        let text = self.text(name);
        let wants_names = self.truth(fromlist)?;
        let module = self.import_module(&text)?;
        if wants_names || !text.contains('.') {
            return Ok(module);
        }
        self.decref(module);
        let top = text.split('.').next().unwrap_or("").to_owned();
        self.import_module(&top)
    }

    /// Calls a function (or class) of a module of the library, which is imported if need be.
    ///
    /// # Errors
    /// What importing and the call raise.
    pub fn call_of_module(&mut self, module: &str, function: &str, args: &[Ref]) -> Res {
        let module = self.import_module(module)?;
        let function = self.intern(function);
        let result = self.call_method(module, function, args);
        self.decref(module);
        result
    }

    /// The module of this (dotted) name, imported if need be; new reference.
    pub fn import_module(&mut self, name: &str) -> Res {
        self.import_with_course(name)
    }

    /// The same without what else imports do in CPython.
    pub(super) fn import_path(&mut self, name: &str) -> Res {
        let mut path = String::new();
        let mut parent = Ref::NULL;
        for part in name.split('.') {
            if !path.is_empty() {
                path.push('.');
            }
            path.push_str(part);
            if !parent.is_null() && !self.can_import(&path) && !self.is_package(parent) {
                self.decref(parent);
                return Err(self.not_a_package(&path));
            }
            let module = self.import_one(&path)?;
            if !parent.is_null() {
                let attribute = self.intern(part);
                self.set_instance_attribute(parent, attribute, module);
                self.decref(parent);
            }
            parent = module;
        }
        Ok(parent)
    }

    fn import_one(&mut self, name: &str) -> Res {
        let key = self.intern(name);
        if self.withholds_module(name) {
            return Err(self.module_not_found(name));
        }
        let loaded = self.modules;
        if let Some(found) = self.dict_get_str(loaded, key) {
            if found == known::NONE {
                let message = self.behaviour.halted_import(name);
                return Err(self.import_error(self.module_not_found_class(), message, &[name]));
            }
            return Ok(self.incref(found));
        }
        // What a module of the library makes for itself is no object of the program's.
        let before = self.heap.journal.name_objects(Naming::OfInterpreter);
        let kept = self.heap.free_lists.dicts_and_lists();
        let taken_before = std::mem::take(&mut self.taken_by_imports);
        let mark = self.heap.collector.unseen();
        let loaded = self.load_module(name, key);
        self.heap.collector.release_unseen_to(mark);
        self.count_taken(name, kept, taken_before);
        if let Ok(module) = loaded {
            self.withhold_later_names(name, module);
        }
        self.heap.journal.name_objects(before);
        loaded
    }

    /// Where it is known what an import takes from the free lists, it took that, and what the imports within took.
    fn count_taken(&mut self, name: &str, kept: (u32, u32), before: (u32, u32)) {
        if let Some((dicts, lists)) = taken_by_import(self.behaviour.version, name) {
            let within = self.taken_by_imports;
            let (dicts, lists) = (dicts + within.0, lists + within.1);
            // Reading compiled code leaves lists behind.
            let from_file = modules::source(name, self.behaviour.version).is_some() && lists > 0;
            let lists_left = kept.1.saturating_sub(lists).max(if from_file { LISTS_OF_READING } else { 0 });
            self.heap.free_lists.set_dicts_and_lists((kept.0.saturating_sub(dicts), lists_left));
            self.taken_by_imports = (dicts + before.0, lists + before.1);
        } else {
            self.taken_by_imports = (self.taken_by_imports.0 + before.0, self.taken_by_imports.1 + before.1);
        }
    }

    fn load_module(&mut self, name: &str, key: Ref) -> Res {
        let loaded = self.modules;
        if let Some(definition) = modules::NATIVE.iter().find(|m| m.name == name) {
            let steps = if BUILT_IN.contains(&name) { import_steps(self.behaviour.version) } else { None };
            if let Some(steps) = steps {
                self.take_steps(steps.before, Run::Later)?;
            }
            let module = self.new_module(name);
            self.dict_set_str_ref(loaded, key, module);
            let Some(dict) = self.instance_dict(module) else { return Ok(module) };
            self.fill_module(dict, definition);
            if let Some(fill) = definition.fill
                && let Err(raised) = fill(self, dict)
            {
                self.dict_del_str(loaded, key);
                self.decref(module);
                return Err(raised);
            }
            if let Some(steps) = steps
                && let Err(raised) = self.take_steps(steps.after, Run::Later)
            {
                self.dict_del_str(loaded, key);
                self.decref(module);
                return Err(raised);
            }
            return Ok(module);
        }
        match modules::source(name, self.behaviour.version) {
            Some(source) => self.run_library(name, key, source),
            None => Err(self.module_not_found(name)),
        }
    }

    /// Runs a library module's Python source.
    fn run_library(&mut self, name: &str, key: Ref, source: &str) -> Res {
        let module = self.new_module(name);
        let loaded = self.modules;
        self.dict_set_str_ref(loaded, key, module);
        let Some(dict) = self.instance_dict(module) else { return Ok(module) };
        let main = self.main_globals();
        if let Some(builtins) = self.dict_get_str(main, names::BUILTINS) {
            self.dict_set_str_ref(dict, names::BUILTINS, builtins);
        }
        let filename = format!("<frozen {name}>");
        let source = modules::adapted(name, source, self.behaviour.version);
        let code = self.compile_library(&source, &filename)?;
        let result = self.run_code(code, dict, dict);
        self.decref(code);
        match result {
            Ok(none) => {
                self.decref(none);
                Ok(module)
            }
            Err(raised) => {
                self.dict_del_str(loaded, key);
                self.drop_with_pending(module);
                Err(raised)
            }
        }
    }

    /// What the start of the prompt leaves for the first collection to find.
    pub fn leave_garbage_of_prompt(&mut self) {
        self.prompt_has_imported();
        let source = self.behaviour.garbage_of_prompt();
        if source.is_empty() {
            return;
        }
        let counts = self.heap.collector.counts;
        let before = self.heap.journal.name_objects(Naming::OfInterpreter);
        let dict = self.dict();
        if let Ok(code) = self.compile_library(source, "<frozen site>") {
            match self.run_code(code, self.builtins, dict) {
                Ok(none) => self.decref(none),
                Err(_) => self.clear_raised(),
            }
            self.decref(code);
        }
        self.decref(dict);
        self.heap.journal.name_objects(before);
        self.heap.collector.counts = counts;
    }

    fn module_not_found(&mut self, name: &str) -> super::Raised {
        let message = self.behaviour.no_module(name);
        self.import_error(self.module_not_found_class(), message, &[name])
    }

    fn module_not_found_class(&self) -> Ref {
        match self.behaviour.has_builtin_type("ModuleNotFoundError") {
            true => types::MODULE_NOT_FOUND_ERROR,
            false => types::IMPORT_ERROR,
        }
    }

    /// An ImportError with the fields `name`, `path` and `name_from`, as far as they are told.
    fn import_error(&mut self, class: Ref, message: String, fields: &[&str]) -> super::Raised {
        let text = self.string(message);
        if self.behaviour.import_fields() == ImportFields::None {
            return self.raise_with(class, text);
        }
        let exception = self.new_exception(class, &[text]);
        self.incref(text);
        let mut extra = vec![text];
        for field in fields {
            let value = if field.is_empty() { Ref::NULL } else { self.str(field) };
            extra.push(value);
        }
        if let Body::Exception(e) = self.heap.body_mut(exception) {
            e.extra = extra.into();
        }
        self.raise_owned(exception)
    }

    /// Whether a module of this name is there, or can be.
    fn can_import(&mut self, name: &str) -> bool {
        let key = self.intern(name);
        self.dict_get_str(self.modules, key).is_some() || self.is_known_module(name)
    }

    /// Whether a module may have modules of its own: the library's packages, and what has a `__path__`.
    fn is_package(&mut self, module: Ref) -> bool {
        let name = self.module_name(module);
        let path = self.intern("__path__");
        PACKAGES.contains(&&*name) || self.instance_attribute(module, path).is_some()
    }

    fn not_a_package(&mut self, name: &str) -> super::Raised {
        let mut message = self.behaviour.no_module(name);
        if self.behaviour.import_fields() != ImportFields::None
            && let Some((parent, _)) = name.rsplit_once('.')
        {
            message.push_str(&format!("; '{parent}' is not a package"));
        }
        self.import_error(self.module_not_found_class(), message, &[name])
    }

    /// Whether a standard module of this name exists (for suggestions).
    pub(super) fn is_known_module(&self, name: &str) -> bool {
        modules::NATIVE.iter().any(|m| m.name == name) || modules::source(name, self.behaviour.version).is_some()
    }

    /// `from module import name`.
    pub(super) fn import_from(&mut self, module: Ref, name: Ref) -> Res {
        match self.getattr(module, name) {
            Ok(value) => Ok(value),
            Err(raised) => {
                if !self.catch(types::ATTRIBUTE_ERROR) {
                    return Err(raised);
                }
                let module_name = self.module_name(module);
                let dotted = format!("{module_name}.{}", self.text(name));
                if self.is_known_module(&dotted) {
                    return self.import_module(&dotted);
                }
                let message = self.behaviour.cannot_import(&self.text(name), &module_name);
                let wanted = self.text(name);
                let fields = [&*module_name, "", &*wanted];
                let told = if self.behaviour.import_fields() == ImportFields::NameFrom { 3 } else { 1 };
                Err(self.import_error(types::IMPORT_ERROR, message, &fields[..told]))
            }
        }
    }

    /// `from module import *`.
    pub(super) fn import_star(&mut self, module: Ref) -> Res<()> {
        let Some(dict) = self.instance_dict(module) else { return Ok(()) };
        let locals = self.locals();
        let all = match self.dict_get_str(dict, names::ALL) {
            Some(all) => Some(self.to_vec(all)?),
            None => None,
        };
        match all {
            Some(wanted) => {
                for name in &wanted {
                    if let Some(value) = self.dict_get(dict, *name)? {
                        self.incref(value);
                        let result = self.setitem(locals, *name, value);
                        self.decref(value);
                        result?;
                    }
                }
                self.decref_all(&wanted);
            }
            None => {
                let mut position = 0;
                while let Some((next, key, value)) = self.dict_next(dict, position) {
                    position = next;
                    if self.as_str(key).is_some_and(|k| !k.starts_with('_')) {
                        self.setitem(locals, key, value)?;
                    }
                }
            }
        }
        Ok(())
    }
}
