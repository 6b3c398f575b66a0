//! `def` and `lambda`: function objects and what hangs on them.

use super::Vm;
use super::known::{self, names, types};
use crate::memory::object::Function;
use crate::memory::{Body, Ref};
use crate::python::code::FunctionAttribute;

impl Vm {
    /// A function of the running frame's module; `code` is stolen.
    pub(super) fn make_function(&mut self, code: Ref) -> Ref {
        let a = &self.frames[self.frames.len() - 1];
        self.function_of(code, a.globals, a.builtins)
    }

    /// A function without defaults and closure (`PyFunction_New`); `code` is stolen.
    pub fn function_of(&mut self, code: Ref, globals: Ref, builtins: Ref) -> Ref {
        let Body::Code(c) = self.heap.body(code) else { return code };
        let (name, qualname, consts, unit) = (c.name, c.qualname, c.consts, c.spec);
        let doc = self.docstring(unit, consts);
        let module = self.dict_get_str(globals, names::NAME).unwrap_or(Ref::NULL);
        let body = Function {
            code,
            unit,
            globals: self.incref(globals),
            builtins: self.xincref(builtins),
            module: self.xincref(module),
            doc: self.incref(doc),
            name: self.incref(name),
            qualname: self.incref(qualname),
            ..Function::default()
        };
        self.container(types::FUNCTION, Body::Function(Box::new(body)))
    }

    /// The docstring constant of a code object, or None; borrowed.
    fn docstring(&self, unit: u32, consts: Ref) -> Ref {
        let spec = self.units[unit as usize].spec;
        let first = self.items(consts).and_then(|c| c.first().copied());
        match first {
            Some(first) if self.as_str(first).is_some() && self.behaviour.has_docstring(spec) => first,
            _ => known::NONE,
        }
    }

    /// So many values below the top of the stack become one tuple there.
    pub(super) fn pack_below(&mut self, count: usize) {
        let top = self.top - 1;
        let values = self.stack[top - count..top].to_vec();
        let tuple = self.tuple(&values);
        self.stack[top - count] = tuple;
        self.stack[top - count + 1] = self.stack[top];
        self.top = top - count + 2;
    }

    pub(super) fn set_function_attribute(&mut self, function: Ref, attribute: FunctionAttribute, value: Ref) {
        let Body::Function(f) = self.heap.body_mut(function) else { return };
        let place = match attribute {
            FunctionAttribute::Defaults => &mut f.defaults,
            FunctionAttribute::KwDefaults => &mut f.kwdefaults,
            FunctionAttribute::Closure => &mut f.closure,
            FunctionAttribute::Annotations | FunctionAttribute::Annotate => &mut f.annotations,
        };
        let before = std::mem::replace(place, value);
        self.xdecref(before);
    }
}
