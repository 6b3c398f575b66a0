//! What `case` patterns ask of a value.

use super::known::{names, types};
use super::{Res, Vm};
use crate::memory::free_lists::Kind;
use crate::memory::object::PatternKind;
use crate::memory::{Ref, alloc};

impl Vm {
    pub(super) fn is_mapping_pattern(&self, id: Ref) -> bool {
        self.pattern_of(id) == PatternKind::Mapping
    }

    pub(super) fn is_sequence_pattern(&self, id: Ref) -> bool {
        self.pattern_of(id) == PatternKind::Sequence
    }

    fn pattern_of(&self, id: Ref) -> PatternKind {
        self.type_body(self.type_of(id)).map_or(PatternKind::Neither, |t| t.pattern)
    }

    /// `subject keys -- subject keys values|None`
    pub(super) fn match_keys(&mut self) -> Res<()> {
        let (subject, keys) = (self.stack[self.top - 2], self.stack[self.top - 1]);
        let keys = self.items(keys).unwrap_or(&[]).to_vec();
        let mut values = Vec::new();
        for (at, &key) in keys.iter().enumerate() {
            match self.value_of_key(subject, key, &keys[..at]) {
                Ok(Some(value)) => values.push(value),
                ended => {
                    self.decref_all(&values);
                    ended?;
                    self.stack[self.top] = self.none();
                    self.top += 1;
                    return Ok(());
                }
            }
        }
        let tuple = self.tuple(&values);
        self.stack[self.top] = tuple;
        self.top += 1;
        Ok(())
    }

    /// The value of a key in a mapping, as `get` gives it: nothing is made for a key that is missing.
    fn value_of_key(&mut self, subject: Ref, key: Ref, before: &[Ref]) -> Res<Option<Ref>> {
        for &other in before {
            if self.hash(other)? == self.hash(key)? && self.eq(other, key)? {
                let shown = self.repr_text(key)?;
                return Err(self.value_error(format!("mapping pattern checks duplicate key ({shown})")));
            }
        }
        if self.is_exact(subject, types::DICT) {
            let found = self.dict_get(subject, key)?;
            return Ok(found.map(|v| self.incref(v)));
        }
        let get = self.intern("get");
        let get = self.getattr(subject, get)?;
        // An object that no mapping holds stands for a missing value.
        let nothing = self.call(types::OBJECT, &[]);
        let found = nothing.and_then(|nothing| {
            let found = self.call(get, &[key, nothing]);
            self.decref(nothing);
            found.map(|found| (found != nothing).then_some(found).ok_or(found))
        });
        self.decref(get);
        match found? {
            Ok(value) => Ok(Some(value)),
            Err(nothing) => {
                self.decref(nothing);
                Ok(None)
            }
        }
    }

    /// `subject type names -- attributes|None`
    pub(super) fn match_class(&mut self, positional: usize) -> Res<()> {
        let (subject, class, names_tuple) =
            (self.stack[self.top - 3], self.stack[self.top - 2], self.stack[self.top - 1]);
        if !self.is_type(class) {
            return Err(self.type_error("called match pattern must be a class"));
        }
        // The names seen are a set, the attributes found a list, which becomes the tuple.
        let looks = crate::python::builtins::functions::instances::is_instance(self, subject, class)?;
        if looks {
            alloc::count_allocation(self);
            alloc::count_kept(self, Kind::List);
        }
        let mut values = Vec::new();
        let found = match looks {
            true => self.class_pattern(subject, class, names_tuple, positional, &mut values),
            false => Ok(false),
        };
        let result = match found {
            Ok(true) => Ok(self.tuple(&values)),
            other => {
                self.decref_all(&values);
                other.map(|_| self.none())
            }
        };
        if looks {
            alloc::count_death(&mut self.heap, Kind::List);
            alloc::count_deallocation(&mut self.heap);
        }
        let result = result?;
        for _ in 0..3 {
            self.top -= 1;
            let id = std::mem::take(&mut self.stack[self.top]);
            self.decref(id);
        }
        self.stack[self.top] = result;
        self.top += 1;
        Ok(())
    }

    /// The attributes of the subject that a class pattern names, owned (`match_class` in Python/ceval.c). False: one of
    /// them is missing.
    fn class_pattern(
        &mut self,
        subject: Ref,
        class: Ref,
        names_tuple: Ref,
        positional: usize,
        values: &mut Vec<Ref>,
    ) -> Res<bool> {
        let mut seen: Vec<Ref> = Vec::new();
        if positional > 0 {
            let listed = self.getattr_opt(class, names::MATCH_ARGS)?;
            let itself = listed.is_none() && self.matches_itself(class);
            let mark = self.kept_mark();
            let named = match listed {
                Some(listed) => {
                    self.keep(listed);
                    self.positional_names(class, listed)
                }
                None => Ok(Vec::new()),
            };
            let found = named.and_then(|named| {
                let whole = if itself { Some(subject) } else { None };
                self.positional_attributes(subject, class, positional, (&named, whole), &mut seen, values)
            });
            self.release_kept(mark);
            if !found? {
                return Ok(false);
            }
        }
        for name in self.items(names_tuple).unwrap_or_default().to_vec() {
            if !self.class_attribute(subject, class, name, &mut seen, values)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// What `__match_args__` lists; borrowed from it.
    fn positional_names(&mut self, class: Ref, listed: Ref) -> Res<Vec<Ref>> {
        if self.is_exact(listed, types::TUPLE) {
            return Ok(self.items(listed).unwrap_or_default().to_vec());
        }
        let (name, given) = (self.class_name(class).to_owned(), self.type_name(listed));
        Err(self.type_error(format!("{name}.__match_args__ must be a tuple (got {given})")))
    }

    /// `whole`: the subject itself is the only one.
    fn positional_attributes(
        &mut self,
        subject: Ref,
        class: Ref,
        positional: usize,
        (listed, whole): (&[Ref], Option<Ref>),
        seen: &mut Vec<Ref>,
        values: &mut Vec<Ref>,
    ) -> Res<bool> {
        let allowed = if whole.is_some() { 1 } else { listed.len() };
        if allowed < positional {
            let plural = if allowed == 1 { "" } else { "s" };
            let name = self.class_name(class);
            let message = format!("{name}() accepts {allowed} positional sub-pattern{plural} ({positional} given)");
            return Err(self.type_error(message));
        }
        values.extend(whole.map(|subject| self.incref(subject)));
        for &name in listed.iter().take(positional) {
            if !self.is_exact(name, types::STR) {
                let given = self.type_name(name);
                return Err(self.type_error(format!("__match_args__ elements must be strings (got {given})")));
            }
            if !self.class_attribute(subject, class, name, seen, values)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// `case int(x)`: the builtin classes whose only positional pattern is the object itself.
    fn matches_itself(&self, class: Ref) -> bool {
        matches!(
            self.builtin_base(class),
            types::BOOL
                | types::BYTEARRAY
                | types::BYTES
                | types::DICT
                | types::FLOAT
                | types::FROZENSET
                | types::INT
                | types::LIST
                | types::SET
                | types::STR
                | types::TUPLE
        )
    }

    fn class_attribute(
        &mut self,
        subject: Ref,
        class: Ref,
        name: Ref,
        seen: &mut Vec<Ref>,
        values: &mut Vec<Ref>,
    ) -> Res<bool> {
        if seen.iter().any(|other| self.as_str(*other) == self.as_str(name)) {
            let (class, name) = (self.class_name(class).to_owned(), self.repr_text(name)?);
            return Err(self.type_error(format!("{class}() got multiple sub-patterns for attribute {name}")));
        }
        seen.push(name);
        let name = self.text(name);
        let name = self.intern(&name);
        let found = self.getattr_opt(subject, name)?;
        values.extend(found);
        Ok(found.is_some())
    }
}
