//! Sets and dicts filled for the loop: displays, `*x`, `**x`.

use std::ops::ControlFlow;

use super::known::{names, types};
use super::{Res, Vm};
use crate::memory::{Body, Ref};
use crate::python::builtins::dict::update;
use crate::python::dialect::builtins::KeywordNames;

impl Vm {
    /// `set.update(iterable)`.
    pub fn set_update(&mut self, set: Ref, iterable: Ref) -> Res<()> {
        crate::python::builtins::set::update(self, set, iterable)
    }

    /// `{**mapping}`.
    pub fn dict_update(&mut self, dict: Ref, mapping: Ref) -> Res<()> {
        if update::iterates_as_dict(self, mapping) {
            return update::merge(self, dict, mapping);
        }
        let Some(keys) = self.getattr_opt(mapping, names::KEYS)? else {
            let message = format!("'{}' object is not a mapping", self.type_name(mapping));
            return Err(self.type_error(message));
        };
        let listed = self.call(keys, &[]);
        self.decref(keys);
        let listed = listed?;
        let result = self.each(listed, |vm, key| {
            let value = vm.getitem(mapping, key);
            let result = match value {
                Ok(value) => {
                    let result = vm.dict_set(dict, key, value);
                    vm.decref(value);
                    result
                }
                Err(raised) => Err(raised),
            };
            vm.decref(key);
            result.map(|()| ControlFlow::Continue(()))
        });
        self.decref(listed);
        result
    }

    /// `f(**mapping)`: keys must be new strings.
    pub(super) fn dict_merge(&mut self, dict: Ref, mapping: Ref, callable: Ref) -> Res<()> {
        if self.is_exact(mapping, types::DICT) {
            return self.merge_entries(dict, mapping, callable);
        }
        let entries = self.dict();
        let result = self.dict_update(entries, mapping);
        if result.is_err() {
            if self.matches(types::TYPE_ERROR) && !matches!(self.body(mapping), Body::Dict(_)) {
                self.clear_raised();
                let message = format!(
                    "{} argument after ** must be a mapping, not {}",
                    self.callable_text(callable),
                    self.type_name(mapping)
                );
                self.decref(entries);
                return Err(self.type_error(message));
            }
            self.drop_with_pending(entries);
            return result;
        }
        let result = self.merge_entries(dict, entries, callable);
        self.drop_with_pending(entries);
        result
    }

    /// Adds keyword arguments to others; a name that is there already is an error.
    fn merge_entries(&mut self, dict: Ref, entries: Ref, callable: Ref) -> Res<()> {
        let mut position = 0;
        while let Some((next, key, value)) = self.dict_next(entries, position) {
            position = next;
            let Some(name) = self.as_str(key).map(str::to_owned) else {
                let function = match self.dialect.builtins.words.keyword_names {
                    KeywordNames::NamesFunction => format!("{} ", self.callable_text(callable)),
                    KeywordNames::Bare => String::new(),
                };
                return Err(self.type_error(format!("{function}keywords must be strings")));
            };
            if self.dict_get(dict, key)?.is_some() {
                let message =
                    format!("{} got multiple values for keyword argument '{name}'", self.callable_text(callable));
                return Err(self.type_error(message));
            }
            self.dict_set(dict, key, value)?;
        }
        Ok(())
    }
}
