//! Operators and protocols on any object: arithmetic, comparison, truth, length, items, iteration, text, hash.

mod comparing;
mod items;
mod iterating;
mod measuring;
mod python2;
mod texts;

pub use texts::Printing;

use super::known::{self, names};
use super::{Res, Vm};
use crate::memory::{Body, Ref};
use crate::python::code::BinaryOp;

/// The special methods of an operator: in-place, left, right.
struct OperatorNames {
    in_place: Option<Ref>,
    left: Ref,
    right: Ref,
}

fn operator_names(op: BinaryOp) -> OperatorNames {
    use BinaryOp as B;
    let (in_place, left, right) = match op {
        B::Add | B::InplaceAdd => (names::IADD, names::ADD, names::RADD),
        B::And | B::InplaceAnd => (names::IAND, names::AND, names::RAND),
        B::FloorDivide | B::InplaceFloorDivide => (names::IFLOORDIV, names::FLOORDIV, names::RFLOORDIV),
        B::Lshift | B::InplaceLshift => (names::ILSHIFT, names::LSHIFT, names::RLSHIFT),
        B::MatrixMultiply | B::InplaceMatrixMultiply => (names::IMATMUL, names::MATMUL, names::RMATMUL),
        B::Multiply | B::InplaceMultiply => (names::IMUL, names::MUL, names::RMUL),
        B::Remainder | B::InplaceRemainder => (names::IMOD, names::MOD, names::RMOD),
        B::Or | B::InplaceOr => (names::IOR, names::OR, names::ROR),
        B::Power | B::InplacePower => (names::IPOW, names::POW, names::RPOW),
        B::Rshift | B::InplaceRshift => (names::IRSHIFT, names::RSHIFT, names::RRSHIFT),
        B::Subtract | B::InplaceSubtract => (names::ISUB, names::SUB, names::RSUB),
        B::TrueDivide | B::InplaceTrueDivide => (names::ITRUEDIV, names::TRUEDIV, names::RTRUEDIV),
        B::Xor | B::InplaceXor => (names::IXOR, names::XOR, names::RXOR),
        B::ClassicDivide | B::InplaceClassicDivide => (names::DIV, names::DIV, names::RDIV),
    };
    let inplace = op as u8 >= BinaryOp::InplaceAdd as u8 && op != BinaryOp::ClassicDivide;
    OperatorNames { in_place: (inplace && in_place != left).then_some(in_place), left, right }
}

/// What a special method that is None says when it is called.
pub(super) const NONE_IS_NO_METHOD: &str = "'NoneType' object is not callable";

impl Vm {
    pub fn binary(&mut self, op: BinaryOp, left: Ref, right: Ref) -> Res {
        let names = operator_names(op);
        if let Some(in_place) = names.in_place
            && let Some(result) = self.call_special(left, in_place, &[right])
        {
            let result = result?;
            if result != known::NOT_IMPLEMENTED {
                return Ok(result);
            }
            self.decref(result);
        }
        if let Some(result) = self.binary_methods(left, right, names.left, names.right)? {
            return Ok(result);
        }
        let symbol = match op {
            BinaryOp::Power => "** or pow()",
            BinaryOp::InplacePower => "**=",
            other => other.text(),
        };
        let message = format!(
            "unsupported operand type(s) for {symbol}: '{}' and '{}'",
            self.type_name(left),
            self.type_name(right)
        );
        // What was a statement of Python 2.
        if op == BinaryOp::Rshift
            && let Body::Native { native, .. } = *self.body(left)
            && self.natives[native as usize].name == "print"
        {
            let hint = "Did you mean \"print(<message>, file=<output_stream>)\"?";
            return Err(self.type_error(format!("{message}. {hint}")));
        }
        // Sequences refuse with words of their own.
        if matches!(op, BinaryOp::Add | BinaryOp::InplaceAdd)
            && let Some(message) = self.concatenation_refused(left, right)
        {
            return Err(self.type_error(message));
        }
        if matches!(op, BinaryOp::Multiply | BinaryOp::InplaceMultiply) {
            for (sequence, other) in [(left, right), (right, left)] {
                if self.is_sequence_type(sequence) {
                    let message = format!("can't multiply sequence by non-int of type '{}'", self.type_name(other));
                    return Err(self.type_error(message));
                }
            }
        }
        Err(self.type_error(message))
    }

    fn is_sequence_type(&self, id: Ref) -> bool {
        matches!(
            self.body(id),
            Body::Str(_)
                | Body::Bytes(_)
                | Body::ByteArray(_)
                | Body::List(_)
                | Body::SmallList(..)
                | Body::SmallTuple(..)
                | Body::Tuple(_)
        )
    }

    pub(in crate::python::vm) fn concatenation_refused(&self, left: Ref, right: Ref) -> Option<String> {
        let other = self.type_name(right);
        Some(match self.body(left) {
            Body::Str(_) => self.dialect.builtins.words.concatenation.of(&self.type_name(left), &other),
            Body::List(_) | Body::SmallList(..) => format!("can only concatenate list (not \"{other}\") to list"),
            Body::SmallTuple(..) | Body::Tuple(_) => format!("can only concatenate tuple (not \"{other}\") to tuple"),
            Body::Bytes(_) => format!("can't concat {other} to bytes"),
            Body::ByteArray(_) => format!("can't concat {other} to bytearray"),
            _ => return None,
        })
    }

    /// Left and right methods in the order of CPython's `binary_op1`; `None` when all decline.
    fn binary_methods(&mut self, left: Ref, right: Ref, name: Ref, reflected: Ref) -> Res<Option<Ref>> {
        let (left_class, right_class) = (self.type_of(left), self.type_of(right));
        let forward = self.lookup(left_class, name);
        let backward = if left_class == right_class { None } else { self.lookup(right_class, reflected) };
        let mut backward_first = false;
        if let Some(b) = backward
            && self.is_subtype(right_class, left_class)
        {
            // A subclass that overrides the reflected method goes first.
            backward_first = self.lookup(left_class, reflected) != Some(b);
        }
        let attempts = if backward_first {
            [(backward, right, left), (forward, left, right)]
        } else {
            [(forward, left, right), (backward, right, left)]
        };
        for (method, receiver, other) in attempts {
            let Some(method) = method else { continue };
            if method == known::NONE {
                return Err(self.type_error(NONE_IS_NO_METHOD));
            }
            let result = self.call_raw(method, receiver, &[other])?;
            if result != known::NOT_IMPLEMENTED {
                return Ok(Some(result));
            }
            self.decref(result);
        }
        Ok(None)
    }

    /// divmod, three-argument pow and their like: the two special methods tried, then a TypeError naming `symbol`.
    pub fn binary_named(&mut self, left: Ref, right: Ref, name: Ref, reflected: Ref, symbol: &str) -> Res {
        if let Some(result) = self.binary_methods(left, right, name, reflected)? {
            return Ok(result);
        }
        let message = format!(
            "unsupported operand type(s) for {symbol}: '{}' and '{}'",
            self.type_name(left),
            self.type_name(right)
        );
        Err(self.type_error(message))
    }

    pub fn unary(&mut self, id: Ref, name: Ref, symbol: &str) -> Res {
        match self.call_special(id, name, &[]) {
            Some(result) => result,
            None => {
                let message = format!("bad operand type for unary {symbol}: '{}'", self.type_name(id));
                Err(self.type_error(message))
            }
        }
    }
}
