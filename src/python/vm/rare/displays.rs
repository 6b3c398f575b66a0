//! Displays (`{…}`, `[*x]`) and the pieces of formatted strings.

use super::super::known::types;
use super::super::{Res, Vm};
use crate::memory::Ref;
use crate::python::builtins::list;
use crate::python::code::{Conversion, Instr};
use crate::python::dialect::wording::StarInDisplay;

impl Vm {
    /// Puts `made` (owned) in the place of its `count` operands, which are given away one by one, first to last.
    fn make_of_operands(&mut self, count: usize, made: Ref) {
        let operands = self.stack[self.top - count..self.top].to_vec();
        self.top -= count;
        self.put(made);
        self.decref_all(&operands);
    }

    pub(super) fn build_set(&mut self, count: usize) -> Res<()> {
        let set = self.set(false);
        for i in 0..count {
            let item = self.stack[self.top - count + i];
            if let Err(raised) = self.set_add(set, item) {
                self.decref(set);
                return Err(raised);
            }
            // Each item is released when it has been added.
            if !self.dialect.borrows_locals {
                let at = self.top - count + i;
                let added = std::mem::replace(&mut self.stack[at], Ref::NULL);
                self.decref(added);
            }
        }
        if self.dialect.borrows_locals {
            self.make_of_operands(count, set);
        } else {
            self.top -= count;
            self.put(set);
        }
        Ok(())
    }

    pub(super) fn build_map(&mut self, count: usize) -> Res<()> {
        let dict = self.dict();
        for i in 0..count {
            let at = self.top - 2 * (count - i);
            let (key, value) = (self.stack[at], self.stack[at + 1]);
            if let Err(raised) = self.dict_set(dict, key, value) {
                self.decref(dict);
                return Err(raised);
            }
        }
        self.make_of_operands(2 * count, dict);
        Ok(())
    }

    pub(super) fn build_const_key_map(&mut self, count: usize) -> Res<()> {
        let keys = self.peek(1);
        let dict = self.dict();
        for i in 0..count {
            let key = self.items(keys).map_or(Ref::NULL, |k| k[i]);
            let value = self.stack[self.top - 1 - count + i];
            if let Err(raised) = self.dict_set(dict, key, value) {
                self.decref(dict);
                return Err(raised);
            }
        }
        self.drop_top(1);
        self.make_of_operands(count, dict);
        Ok(())
    }

    pub(super) fn build_string(&mut self, count: usize) -> Res<()> {
        let mut text = String::new();
        for i in 0..count {
            text.push_str(self.as_str(self.stack[self.top - count + i]).unwrap_or_default());
        }
        let made = self.string(text);
        self.make_of_operands(count, made);
        Ok(())
    }

    /// `f(a, *iterable)`: as in a display, but for the words of the error.
    pub(super) fn extend_arguments(&mut self, depth: usize) -> Res<()> {
        let (iterable, callable) = (self.peek(1), self.peek(depth + 3));
        self.extend_display(depth).map_err(|raised| match self.dialect.wording.star_in_display {
            StarInDisplay::NotIterable => self.refuse_star(iterable, callable, raised),
            StarInDisplay::NamesStar => raised,
        })
    }

    pub(super) fn extend_display(&mut self, depth: usize) -> Res<()> {
        let iterable = self.peek(1);
        let list = self.peek(depth + 1);
        if let Err(raised) = list::extend(self, list, iterable) {
            if self.dialect.wording.star_in_display == StarInDisplay::NamesStar
                && self.matches(types::TYPE_ERROR)
                && !self.is_iterable(iterable)
            {
                self.clear_raised();
                let message = format!("Value after * must be an iterable, not {}", self.type_name(iterable));
                return Err(self.type_error(message));
            }
            return Err(raised);
        }
        self.drop_top(1);
        Ok(())
    }

    pub(super) fn convert_value(&mut self, ins: Instr) -> Res<()> {
        let value = self.peek(1);
        let text = match Conversion::from_flag(ins.flag) {
            Conversion::Repr => self.repr(value)?,
            Conversion::Ascii => {
                let text = self.repr_text(value)?;
                let text = crate::python::text::quote::ascii_of_repr(&text);
                self.string(text)
            }
            _ => self.str_of(value)?,
        };
        self.replace(1, text);
        Ok(())
    }

    pub(super) fn format_with_spec(&mut self) -> Res<()> {
        let (value, spec) = (self.peek(2), self.peek(1));
        let text = self.format_with(value, spec)?;
        self.top -= 2;
        self.put(text);
        self.decref(value);
        self.decref(spec);
        Ok(())
    }
}
