//! "Did you mean …?"

use super::Vm;
use super::known::types;
use crate::memory::{Body, Ref};

impl Vm {
    /// The keyword that was probably meant.
    pub(super) fn keyword_suggestion(&self, name: &str, candidates: &[&str]) -> Option<String> {
        if !self.behaviour.suggests_keywords() {
            return None;
        }
        crate::python::text::suggest::suggest(name, candidates.iter().copied()).map(str::to_owned)
    }

    /// The same as the end of the message of a function written in C.
    pub fn native_keyword_hint(&self, name: &str, candidates: &[&str]) -> String {
        match self.keyword_suggestion(name, candidates) {
            Some(meant) => format!(". Did you mean '{meant}'?"),
            None => String::new(),
        }
    }

    /// "Did you mean" of an uncaught NameError, AttributeError or ImportError.
    pub(super) fn suggestion(&mut self, exception: Ref) -> Option<String> {
        if self.behaviour.error_fields == crate::python::behaviour::ErrorFields::MessageOnly {
            return None;
        }
        let Body::Exception(e) = self.body(exception) else { return None };
        let extra = e.extra.to_vec();
        let class = self.type_of(exception);
        if self.is_subtype(class, types::ATTRIBUTE_ERROR) {
            let (&object, &name) = (extra.first()?, extra.get(1)?);
            if object.is_null() || name.is_null() {
                return None;
            }
            let wrong = self.as_str(name)?.to_owned();
            let names = self.dir_names(object);
            return self.did_you_mean(&wrong, &names);
        }
        if self.is_subtype(class, types::IMPORT_ERROR) {
            let (&module, &name) = (extra.get(1)?, extra.get(3)?);
            if module.is_null() || name.is_null() {
                return None;
            }
            let wrong = self.as_str(name)?.to_owned();
            let module = self.as_str(module)?.to_owned();
            let module = self.intern(&module);
            let module = self.dict_get_str(self.modules, module)?;
            let names = self.dir_names(module);
            return self.did_you_mean(&wrong, &names);
        }
        if self.is_subtype(class, types::NAME_ERROR) {
            let &name = extra.first()?;
            if name.is_null() {
                return None;
            }
            let wrong = self.as_str(name)?.to_owned();
            if self.behaviour.suggests_imports() && self.self_has(exception, &wrong) {
                return Some(format!(". Did you mean: 'self.{wrong}'?"));
            }
            let names = self.names_in_reach(exception);
            if let Some(text) = self.did_you_mean(&wrong, &names) {
                return Some(text);
            }
            if self.behaviour.suggests_imports() && self.is_known_module(&wrong) {
                return Some(format!(". Did you forget to import '{wrong}'?"));
            }
        }
        None
    }

    fn did_you_mean(&self, wrong: &str, names: &[String]) -> Option<String> {
        crate::python::text::suggest::suggest(wrong, names.iter().map(String::as_str))
            .map(|found| format!(". Did you mean: '{found}'?"))
    }

    /// `dir(object)`, as far as suggestions need it.
    pub fn dir_names(&mut self, object: Ref) -> Vec<String> {
        let mut dicts = Vec::new();
        if !self.is_type(object)
            && let Some(dict) = self.existing_dict(object)
        {
            dicts.push(dict);
        }
        let class = if self.is_type(object) { object } else { self.type_of(object) };
        if let Some(mro) = self.type_body(class).and_then(|t| self.items(t.mro)) {
            dicts.extend(mro.iter().filter_map(|c| self.type_body(*c)).map(|t| t.dict));
        }
        let mut names: Vec<String> = Vec::new();
        if self.body(object).instance().is_some()
            && let Some(t) = self.type_body(class)
        {
            names.extend(t.shared_keys.iter().map(|k| self.text(*k)));
        }
        for dict in dicts {
            let mut position = 0;
            while let Some((next, key, _)) = self.dict_next(dict, position) {
                position = next;
                if let Some(text) = self.as_str(key) {
                    names.push(text.to_owned());
                }
            }
        }
        names.sort();
        names.dedup();
        names
    }

    /// Whether the method in which the exception arose has a `self` with an attribute of this name.
    fn self_has(&mut self, exception: Ref, name: &str) -> bool {
        let frame = self.frame_of_exception(exception);
        let Body::Frame(f) = self.body(frame) else { return false };
        let (code, locals) = (f.code, f.locals);
        let key = self.intern("self");
        let mut receiver = self.dict_get_str(locals, key);
        if receiver.is_none()
            && let Body::Code(c) = self.body(code)
            && let Some(at) = c.varnames.iter().position(|n| *n == key)
            && let Body::Frame(f) = self.body(frame)
        {
            receiver = f.values.get(at).copied().filter(|value| !value.is_null());
        }
        let Some(receiver) = receiver else { return false };
        let name = self.intern(name);
        match self.getattr_opt(receiver, name) {
            Ok(found) => found.inspect(|value| self.decref(*value)).is_some(),
            Err(_) => {
                self.clear_raised();
                false
            }
        }
    }

    /// The innermost frame of an exception's traceback, or NULL.
    fn frame_of_exception(&self, exception: Ref) -> Ref {
        let mut at = self.traceback_of(exception).unwrap_or(Ref::NULL);
        let mut frame = Ref::NULL;
        while let Body::Traceback(t) = self.body(at) {
            frame = t.frame;
            at = t.next;
            if at.is_null() {
                break;
            }
        }
        frame
    }

    /// Names that the frame of an exception could have meant: locals, globals, builtins.
    fn names_in_reach(&mut self, exception: Ref) -> Vec<String> {
        let frame = self.frame_of_exception(exception);
        let mut names = Vec::new();
        let Body::Frame(f) = self.body(frame) else { return names };
        let (code, locals, globals, builtins) = (f.code, f.locals, f.globals, f.builtins);
        if let Body::Code(c) = self.body(code) {
            names.extend(c.varnames.iter().map(|n| self.text(*n)));
        }
        for dict in [locals, globals, builtins] {
            let mut position = 0;
            while let Some((next, key, _)) = self.dict_next(dict, position) {
                position = next;
                if let Some(text) = self.as_str(key) {
                    names.push(text.to_owned());
                }
            }
        }
        names
    }
}
