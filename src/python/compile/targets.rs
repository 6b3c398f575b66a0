//! What is assigned to: names, attributes, items, and sequences of them.

use super::codegen::{Codegen, Done, Use};
use super::fault::Fault;
use crate::python::ast::*;
use crate::python::code::{Const, Op, Position};

impl<'a> Codegen<'a> {
    /// Stores the top of the stack.
    pub(super) fn store(&mut self, target: &'a Expr) -> Done {
        self.in_line(target.at, |c| c.store_inner(target))
    }

    fn store_inner(&mut self, target: &'a Expr) -> Done {
        let at = target.at;
        match &target.kind {
            ExprKind::Name(name) => self.name(name, Use::Store, at),
            ExprKind::Attribute { value, attr } => {
                self.refuse_debug(attr, at)?;
                self.expr(value)?;
                self.note_static_attribute(value, attr);
                let place = self.start_at_attr(at, at, attr);
                self.attr_op(Op::StoreAttr, 0, attr, place);
                Ok(())
            }
            ExprKind::Subscript { value, slice } => {
                self.expr(value)?;
                if self.two_element_slice(slice)? {
                    self.emit(Op::StoreSlice, 0, at);
                } else {
                    self.expr(slice)?;
                    self.emit(Op::StoreSubscr, 0, at);
                }
                Ok(())
            }
            ExprKind::List(elts) | ExprKind::Tuple(elts) => self.unpack(elts, at),
            ExprKind::Starred(_) => Err(Fault::syntax("starred assignment target must be in a list or tuple", at)),
            ExprKind::Constant(Const::None) => Err(Fault::syntax("cannot assign to None", at)),
            _ => Err(Fault::syntax("cannot assign to expression", at)),
        }
    }

    pub(super) fn refuse_debug(&self, attr: &str, at: Position) -> Done {
        if attr == "__debug__" {
            return Err(Fault::syntax("cannot assign to __debug__", at));
        }
        Ok(())
    }

    /// 3.13's `__static_attributes__`: what methods assign through `self`.
    fn note_static_attribute(&mut self, value: &Expr, attr: &Name) {
        if !matches!(&value.kind, ExprKind::Name(n) if &**n == "self") {
            return;
        }
        let class = self.units.iter_mut().rev().find(|u| u.kind == super::unit::UnitKind::Class);
        if let Some(class) = class
            && !class.static_attributes.contains(attr)
        {
            class.static_attributes.push(attr.clone());
        }
    }

    fn unpack(&mut self, elts: &'a [Expr], at: Position) -> Done {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let mut seen_star = false;
        for (i, elt) in elts.iter().enumerate() {
            if !matches!(elt.kind, ExprKind::Starred(_)) {
                continue;
            }
            if seen_star {
                return Err(Fault::syntax("multiple starred expressions in assignment", at));
            }
            let after = elts.len() - i - 1;
            if i >= 1 << 8 || after >= i32::MAX as usize >> 8 {
                return Err(Fault::syntax("too many expressions in star-unpacking assignment", at));
            }
            self.emit(Op::UnpackEx, count(i + (after << 8)), at);
            seen_star = true;
        }
        if !seen_star {
            self.emit(Op::UnpackSequence, count(elts.len()), at);
        }
        for elt in elts {
            match &elt.kind {
                ExprKind::Starred(inner) => self.store(inner)?,
                _ => self.store(elt)?,
            }
        }
        Ok(())
    }
}
