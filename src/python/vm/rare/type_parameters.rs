//! Type parameters and type aliases (PEP 695): `typing` makes the objects, as it does of the older notation.

use crate::memory::Body;
use crate::python::code::Op;
use crate::python::vm::{Res, Vm};

impl Vm {
    /// Replaces the operands of one of these instructions by what it makes of them.
    pub(super) fn make_type_parameter(&mut self, op: Op) -> Res<()> {
        let (maker, operands) = match op {
            Op::TypeVar => ("_type_var", 1),
            Op::ParamSpec => ("_param_spec", 1),
            Op::TypeVarTuple => ("_type_var_tuple", 1),
            Op::TypeVarWithBound => ("_type_var_with_bound", 2),
            Op::TypeVarWithConstraints => ("_type_var_with_constraints", 2),
            Op::SetTypeParamDefault => ("_with_default", 2),
            Op::SubscriptGeneric => ("_subscript_generic", 1),
            _ => ("_type_alias", 1),
        };
        let typing = self.import_module("typing")?;
        let maker = self.intern(maker);
        let function = self.getattr(typing, maker);
        self.decref(typing);
        let function = function?;
        let args = if operands == 1 { vec![self.peek(1)] } else { vec![self.peek(2), self.peek(1)] };
        let made = self.call(function, &args);
        self.decref(function);
        let made = made?;
        self.drop_top(operands);
        self.put(made);
        Ok(())
    }

    /// `function params -- function`
    pub(super) fn set_function_type_params(&mut self) {
        let params = self.take();
        let function = self.peek(1);
        let before = match self.heap.body_mut(function) {
            Body::Function(f) => std::mem::replace(&mut f.type_params, params),
            _ => params,
        };
        self.xdecref(before);
    }
}
