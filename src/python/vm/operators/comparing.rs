//! Comparison: `<` to `>=`, `==`, and what 2.7 compares by.

use super::super::known::{self, names, types};
use super::super::{Res, Vm};
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
                return Ok(result);
            }
            self.decref(result);
        }
        if let Some(method) = self.lookup(left_class, name) {
            let result = self.call_comparison(method, left, right)?;
            if result != known::NOT_IMPLEMENTED {
                return Ok(result);
            }
            self.decref(result);
        }
        if !tried_right && let Some(method) = self.lookup(right_class, reflected) {
            let result = self.call_comparison(method, right, left)?;
            if result != known::NOT_IMPLEMENTED {
                return Ok(result);
            }
            self.decref(result);
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

    /// 2.7's last word on two objects: `__cmp__`, else an order that always exists (`default_3way_compare`).
    fn python2_order(&mut self, left: Ref, right: Ref) -> Res<Option<std::cmp::Ordering>> {
        for (receiver, other) in [(left, right), (right, left)] {
            let Some(result) = self.call_special(receiver, names::CMP, &[other]) else { continue };
            let result = result?;
            let order = self.as_int(result).map(|n| n.cmp(&0));
            self.decref(result);
            if let Some(order) = order {
                return Ok(Some(if receiver == left { order } else { order.reverse() }));
            }
        }
        if matches!(self.body(left), Body::Complex(_)) || matches!(self.body(right), Body::Complex(_)) {
            return Ok(None);
        }
        let (a, b) = (self.type_of(left), self.type_of(right));
        if a == b {
            return Ok(Some(left.cmp(&right)));
        }
        // None comes first, then numbers, then the others by the names of their types.
        let rank = |vm: &Self, x: Ref| match vm.body(x) {
            _ if x == known::NONE => (0, String::new()),
            Body::Int(_) | Body::BigInt(_) | Body::Float(_) => (1, String::new()),
            _ => (1, vm.type_name(x)),
        };
        Ok(Some(rank(self, left).cmp(&rank(self, right)).then(a.cmp(&b))))
    }

    fn call_comparison(&mut self, method: Ref, receiver: Ref, other: Ref) -> Res {
        if method == known::NONE {
            return Ok(self.incref(known::NOT_IMPLEMENTED));
        }
        self.enter_native(" in comparison")?;
        let result = self.call_raw(method, receiver, &[other]);
        self.leave_native();
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
