//! Instructions on names: in the frame's namespace, global, in cells.

use super::super::known::{names, types};
use super::super::{Raised, Res, Vm};
use crate::memory::{Body, Ref};
use crate::python::code::{Instr, Op};

impl Vm {
    pub(super) fn frame_name(&self, unit: usize, index: u32) -> Ref {
        self.name_pool[self.units[unit].names + index as usize]
    }

    /// The namespace of the running frame; borrowed.
    pub(in crate::python::vm) fn locals(&self) -> Ref {
        let a = &self.frames[self.frames.len() - 1];
        if a.locals.is_null() { a.globals } else { a.locals }
    }

    pub(in crate::python::vm) fn globals(&self) -> Ref {
        self.frames[self.frames.len() - 1].globals
    }

    fn mapping_get(&mut self, mapping: Ref, name: Ref) -> Res<Option<Ref>> {
        if self.is_exact(mapping, types::DICT) {
            let found = self.dict_get_str(mapping, name);
            return Ok(found.map(|value| self.incref(value)));
        }
        match self.getitem(mapping, name) {
            Ok(value) => Ok(Some(value)),
            Err(raised) => {
                if self.catch(types::KEY_ERROR) {
                    Ok(None)
                } else {
                    Err(raised)
                }
            }
        }
    }

    pub(super) fn load_name(&mut self, name: Ref) -> Res {
        let a = &self.frames[self.frames.len() - 1];
        let (locals, globals, builtins) = (a.locals, a.globals, a.builtins);
        if !locals.is_null()
            && locals != globals
            && let Some(value) = self.mapping_get(locals, name)?
        {
            return Ok(value);
        }
        match self.dict_get_str(globals, name).or_else(|| self.dict_get_str(builtins, name)) {
            Some(value) => Ok(self.incref(value)),
            None => Err(self.name_not_defined(name)),
        }
    }

    pub(in crate::python::vm) fn name_not_defined(&mut self, name: Ref) -> Raised {
        let message = format!("name '{}' is not defined", self.text(name));
        self.name_error(name, message)
    }

    pub(super) fn store_name(&mut self, ins: Instr, unit: usize) -> Res<()> {
        let name = self.frame_name(unit, ins.arg);
        let locals = self.locals();
        let value = self.peek(1);
        if self.is_exact(locals, types::DICT) {
            self.dict_set_str_ref(locals, name, value);
        } else {
            self.setitem(locals, name, value)?;
        }
        self.drop_top(1);
        Ok(())
    }

    pub(super) fn delete_name(&mut self, ins: Instr, unit: usize) -> Res<()> {
        let name = self.frame_name(unit, ins.arg);
        let locals = self.locals();
        let deleted = if self.is_exact(locals, types::DICT) {
            self.dict_del_str(locals, name)
        } else {
            match self.delitem(locals, name) {
                Ok(()) => true,
                Err(raised) if !self.catch(types::KEY_ERROR) => return Err(raised),
                Err(_) => false,
            }
        };
        if !deleted {
            return Err(self.name_not_defined(name));
        }
        Ok(())
    }

    pub(super) fn delete_global(&mut self, ins: Instr, unit: usize) -> Res<()> {
        let name = self.frame_name(unit, ins.arg);
        let globals = self.globals();
        if !self.dict_del_str(globals, name) {
            return Err(self.name_not_defined(name));
        }
        Ok(())
    }

    pub(super) fn delete_deref(&mut self, ins: Instr, base: usize, unit: usize, arg: usize) -> Res<()> {
        let cell = self.stack[base + arg];
        let before = match self.heap.body_mut(cell) {
            Body::Cell(place) => std::mem::take(place),
            _ => Ref::NULL,
        };
        if before.is_null() {
            return Err(self.unbound_deref(unit, ins.arg));
        }
        self.decref(before);
        Ok(())
    }

    pub(super) fn load_from_mapping_or(&mut self, ins: Instr, base: usize, unit: usize, arg: usize) -> Res<()> {
        let mapping = self.peek(1);
        let name = if ins.op == Op::LoadFromDictOrDeref {
            let text = self.units[unit].spec.locals[arg].name.clone();
            self.intern(&text)
        } else {
            self.frame_name(unit, ins.arg)
        };
        let value = match self.mapping_get(mapping, name)? {
            Some(value) => value,
            None if ins.op == Op::LoadFromDictOrDeref => {
                let value = match self.heap.body(self.stack[base + arg]) {
                    Body::Cell(value) => *value,
                    _ => Ref::NULL,
                };
                if value.is_null() {
                    return Err(self.unbound_deref(unit, ins.arg));
                }
                self.incref(value)
            }
            None => {
                let globals = self.globals();
                let builtins = self.frames[self.frames.len() - 1].builtins;
                match self.dict_get_str(globals, name).or_else(|| self.dict_get_str(builtins, name)) {
                    Some(value) => self.incref(value),
                    None => return Err(self.name_not_defined(name)),
                }
            }
        };
        self.replace(1, value);
        Ok(())
    }

    pub(super) fn setup_annotations(&mut self) -> Res<()> {
        let locals = self.locals();
        if self.dict_get_str(locals, names::ANNOTATIONS).is_none() {
            let dict = self.dict();
            self.dict_set_str_ref(locals, names::ANNOTATIONS, dict);
            self.decref(dict);
        }
        Ok(())
    }
}
