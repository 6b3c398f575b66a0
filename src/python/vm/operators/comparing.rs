//! Comparison: `<` to `>=` and `==`.

use super::super::call::Packing;
use super::super::known::{self, names, types};
use super::super::{Res, Vm};
use crate::memory::rules::NativeCalls;
use crate::memory::{Body, Ref};
use crate::python::code::CompareOp;

impl Vm {
    pub fn compare(&mut self, op: CompareOp, left: Ref, right: Ref) -> Res {
        if matches!(op, CompareOp::Eq | CompareOp::Ne)
            && let Some(equal) = self.plainly_equal(left, right)
            && (left != right || matches!(self.type_of(left), types::STR | types::INT | types::NONE_TYPE))
        {
            return Ok(self.bool(equal == (op == CompareOp::Eq)));
        }
        if let Some(result) = self.compare_richly(op, left, right)? {
            return Ok(result);
        }
        if self.dialect.python2
            && let Some(order) = self.python2_order(left, right)?
        {
            return Ok(self.bool(op.holds(order)));
        }
        match op {
            CompareOp::Eq => Ok(self.bool(left == right)),
            CompareOp::Ne => Ok(self.bool(left != right)),
            _ => {
                let message = format!(
                    "'{}' not supported between instances of '{}' and '{}'",
                    op.text(),
                    self.type_name(left),
                    self.type_name(right)
                );
                Err(self.type_error(message))
            }
        }
    }

    /// By `__lt__` and its kin of both operands; `None` when none of them can tell.
    pub(in crate::python::vm) fn compare_richly(&mut self, op: CompareOp, left: Ref, right: Ref) -> Res<Option<Ref>> {
        let name = compare_name(op);
        let reflected = compare_name(swapped(op));
        let (left_class, right_class) = (self.type_of(left), self.type_of(right));
        let mut tried_right = false;
        if left_class != right_class
            && self.is_subtype(right_class, left_class)
            && let Some(method) = self.lookup(right_class, reflected)
        {
            tried_right = true;
            let result = self.call_comparison(method, right, left)?;
            if result != known::NOT_IMPLEMENTED {
                return Ok(Some(result));
            }
            self.decref(result);
        }
        if let Some(method) = self.lookup(left_class, name) {
            let result = self.call_comparison(method, left, right)?;
            if result != known::NOT_IMPLEMENTED {
                return Ok(Some(result));
            }
            self.decref(result);
        }
        if !tried_right && let Some(method) = self.lookup(right_class, reflected) {
            let result = self.call_comparison(method, right, left)?;
            if result != known::NOT_IMPLEMENTED {
                return Ok(Some(result));
            }
            self.decref(result);
        }
        Ok(None)
    }

    fn call_comparison(&mut self, method: Ref, receiver: Ref, other: Ref) -> Res {
        if method == known::NONE {
            return Err(self.type_error(super::NONE_IS_NO_METHOD));
        }
        self.enter_native(" in comparison")?;
        let result = if self.asks_own_equality(method, receiver) {
            self.call_inherited(method, receiver, other)
        } else {
            self.call_raw(method, receiver, &[other])
        };
        self.leave_native();
        result
    }

    /// Whether this is the `__ne__` of `object` or another builtin class, for an instance whose class has an `__eq__` of its
    /// own: `slot_tp_richcompare` then calls it as any method.
    fn asks_own_equality(&mut self, method: Ref, receiver: Ref) -> bool {
        let Body::Native { native, .. } = *self.body(method) else { return false };
        let class = self.type_of(receiver);
        self.is_heap_type(class)
            && self.natives[native as usize].name == "__ne__"
            && self.lookup(class, names::EQ).is_some_and(|eq| !matches!(self.body(eq), Body::Native { .. }))
    }

    /// Up to 3.7 a `method-wrapper` holds the receiver and a tuple the other one (`wrapper_call` in Objects/descrobject.c);
    /// from 3.8 on a tuple holds both, and what is cut off it the other once more (`wrapperdescr_call`).
    fn call_inherited(&mut self, method: Ref, receiver: Ref, other: Ref) -> Res {
        let in_array = self.heap.rules.native_calls == NativeCalls::InArray;
        let packing = Packing { all: if in_array { 2 } else { 0 }, rest: 1, keywords: 0, wrapper: !in_array };
        packing.begin(self);
        self.incref(receiver);
        let held = if in_array { 2 } else { 1 };
        for _time in 0..held {
            self.incref(other);
        }
        let result = self.call_raw(method, receiver, &[other]);
        for _time in 0..held {
            self.decref(other);
        }
        self.decref(receiver);
        packing.end(self);
        result
    }

    /// Identity, then `==`.
    pub fn eq(&mut self, left: Ref, right: Ref) -> Res<bool> {
        if let Some(equal) = self.plainly_equal(left, right) {
            return Ok(equal);
        }
        let result = self.compare(CompareOp::Eq, left, right)?;
        let truth = self.truth(result);
        self.decref(result);
        truth
    }

    pub fn less(&mut self, left: Ref, right: Ref) -> Res<bool> {
        match (self.heap.object(left), self.heap.object(right)) {
            (a, b) if a.class == types::INT && b.class == types::INT => {
                if let (Body::Int(x), Body::Int(y)) = (&a.body, &b.body) {
                    return Ok(x < y);
                }
            }
            (a, b) if a.class == types::STR && b.class == types::STR => {
                if let (Body::Str(x), Body::Str(y)) = (&a.body, &b.body) {
                    return Ok(x < y);
                }
            }
            _ => {}
        }
        let result = self.compare(CompareOp::Lt, left, right)?;
        let truth = self.truth(result);
        self.decref(result);
        truth
    }
}

fn compare_name(op: CompareOp) -> Ref {
    match op {
        CompareOp::Lt => names::LT,
        CompareOp::Le => names::LE,
        CompareOp::Eq => names::EQ,
        CompareOp::Ne => names::NE,
        CompareOp::Gt => names::GT,
        CompareOp::Ge => names::GE,
    }
}

fn swapped(op: CompareOp) -> CompareOp {
    match op {
        CompareOp::Lt => CompareOp::Gt,
        CompareOp::Le => CompareOp::Ge,
        CompareOp::Gt => CompareOp::Lt,
        CompareOp::Ge => CompareOp::Le,
        same => same,
    }
}
