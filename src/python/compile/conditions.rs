//! Comparisons, `and`, `or`, and jumps on what they say.

use super::codegen::{Codegen, Done};
use super::unit::Label;
use crate::python::ast::*;
use crate::python::code::{CompareOp, Op, Position};
use crate::python::dialect::ShortCircuit;
use crate::python::dialect::statements::TruthPosition;

impl<'a> Codegen<'a> {
    pub(super) fn bool_op(&mut self, op: BoolOp, values: &'a [Expr], at: Position) -> Done {
        let end = self.label();
        let Some((last, first)) = values.split_last() else { return Ok(()) };
        for value in first {
            self.expr(value)?;
            self.short_circuit(op == BoolOp::Or, end, at);
        }
        self.expr(last)?;
        self.place(end);
        Ok(())
    }

    /// Jumps with the value kept when it decides, drops it when not.
    fn short_circuit(&mut self, when: bool, end: Label, at: Position) {
        match self.dialect.short_circuit {
            ShortCircuit::CopyAndPop => {
                self.emit(Op::Copy, 1, at);
                self.jump_op(if when { Op::PopJumpIfTrue } else { Op::PopJumpIfFalse }, end, at);
                self.emit(Op::PopTop, 0, at);
            }
            ShortCircuit::JumpOrPop => {
                self.jump_op(if when { Op::JumpIfTrueOrPop } else { Op::JumpIfFalseOrPop }, end, at);
            }
        }
    }

    pub(super) fn compare(
        &mut self,
        left: &'a Expr,
        ops: &[Comparison],
        comparators: &'a [Expr],
        at: Position,
    ) -> Done {
        self.check_compare(left, ops, comparators, at);
        self.expr(left)?;
        let (Some((last, first)), Some((last_op, _))) = (comparators.split_last(), ops.split_last()) else {
            return Ok(());
        };
        if first.is_empty() {
            self.expr(last)?;
            self.comparison(*last_op, at);
            return Ok(());
        }
        let (cleanup, end) = (self.label(), self.label());
        for (value, op) in first.iter().zip(ops) {
            self.expr(value)?;
            self.emit(Op::Swap, 2, at);
            self.emit(Op::Copy, 2, at);
            self.comparison(*op, at);
            self.short_circuit(false, cleanup, at);
        }
        self.expr(last)?;
        self.comparison(*last_op, at);
        self.jump_on(end);
        self.place(cleanup);
        self.emit(Op::Swap, 2, at);
        self.emit(Op::PopTop, 0, at);
        self.place(end);
        Ok(())
    }

    pub(super) fn comparison(&mut self, op: Comparison, at: Position) {
        let (op, flag) = match op {
            Comparison::Lt => (Op::CompareOp, CompareOp::Lt as u8),
            Comparison::Le => (Op::CompareOp, CompareOp::Le as u8),
            Comparison::Eq => (Op::CompareOp, CompareOp::Eq as u8),
            Comparison::Ne => (Op::CompareOp, CompareOp::Ne as u8),
            Comparison::Gt => (Op::CompareOp, CompareOp::Gt as u8),
            Comparison::Ge => (Op::CompareOp, CompareOp::Ge as u8),
            Comparison::Is => (Op::IsOp, 0),
            Comparison::IsNot => (Op::IsOp, 1),
            Comparison::In => (Op::ContainsOp, 0),
            Comparison::NotIn => (Op::ContainsOp, 1),
        };
        self.flagged(op, flag, 0, at);
    }

    /// As [`Codegen::jump_if`]: the test of the statement or expression at `whole`.
    pub(super) fn test(&mut self, e: &'a Expr, next: Label, cond: bool, whole: Position) -> Done {
        let outside = std::mem::replace(&mut self.tested_at, whole);
        let done = self.jump_if(e, next, cond);
        self.tested_at = outside;
        done
    }

    /// Jumps to `next` when the truth of `e` is `cond`; nothing stays on the stack (`compiler_jump_if`).
    fn jump_if(&mut self, e: &'a Expr, next: Label, cond: bool) -> Done {
        self.deeper(e.at)?;
        let done = self.jump_if_inner(e, next, cond);
        self.depth -= 1;
        done
    }

    fn jump_if_inner(&mut self, e: &'a Expr, next: Label, cond: bool) -> Done {
        let at = e.at;
        match &e.kind {
            ExprKind::UnaryOp { op: UnaryOp::Not, operand } => return self.jump_if(operand, next, !cond),
            ExprKind::BoolOp { op, values } => {
                let on = *op == BoolOp::Or;
                let Some((last, first)) = values.split_last() else { return Ok(()) };
                let next2 = if on == cond { next } else { self.label() };
                for value in first {
                    self.jump_if(value, next2, on)?;
                }
                self.jump_if(last, next, cond)?;
                if next2 != next {
                    self.place(next2);
                }
                return Ok(());
            }
            ExprKind::IfExp { test, body, orelse } => {
                let (end, next2) = (self.label(), self.label());
                self.jump_if(test, next2, false)?;
                self.jump_if(body, next, cond)?;
                self.jump_on(end);
                self.place(next2);
                self.jump_if(orelse, next, cond)?;
                self.place(end);
                return Ok(());
            }
            ExprKind::Compare { left, ops, comparators } if comparators.len() > 1 => {
                self.check_compare(left, ops, comparators, at);
                self.tested_at = at;
                let (Some((last, first)), Some((last_op, _))) = (comparators.split_last(), ops.split_last()) else {
                    return Ok(());
                };
                let cleanup = self.label();
                self.expr(left)?;
                for (value, op) in first.iter().zip(ops) {
                    self.expr(value)?;
                    self.emit(Op::Swap, 2, at);
                    self.emit(Op::Copy, 2, at);
                    self.comparison(*op, at);
                    self.jump_op(Op::PopJumpIfFalse, cleanup, at);
                }
                self.expr(last)?;
                self.comparison(*last_op, at);
                self.jump_op(if cond { Op::PopJumpIfTrue } else { Op::PopJumpIfFalse }, next, at);
                let end = self.label();
                self.jump_on(end);
                self.place(cleanup);
                self.emit(Op::PopTop, 0, at);
                if !cond {
                    self.jump_on(next);
                }
                self.place(end);
                return Ok(());
            }
            ExprKind::Compare { .. } => self.tested_at = at,
            _ => {}
        }
        self.expr(e)?;
        let place = match self.dialect.statements.truth_position {
            TruthPosition::Whole => self.tested_at,
            TruthPosition::Operand => at,
        };
        self.jump_op(if cond { Op::PopJumpIfTrue } else { Op::PopJumpIfFalse }, next, place);
        Ok(())
    }
}
