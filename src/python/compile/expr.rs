//! Expressions (`compiler_visit_expr` and its helpers).

use super::codegen::{Codegen, Done, Use};
use super::displays::Display;
use super::fault::Fault;
use super::unit::Pre;
use crate::python::ast::*;
use crate::python::code::{Const, Op, Position};
use crate::python::dialect::Slicing;
use crate::python::dialect::statements::AttributePosition;

impl<'a> Codegen<'a> {
    pub(super) fn exprs(&mut self, exprs: &'a [Expr]) -> Done {
        exprs.iter().try_for_each(|e| self.expr(e))
    }

    pub(super) fn opt_expr(&mut self, expr: Option<&'a Expr>, at: Position) -> Done {
        match expr {
            Some(e) => self.expr(e),
            None => {
                self.load_const(Const::None, at);
                Ok(())
            }
        }
    }

    /// Leaves the value on the stack.
    pub(super) fn expr(&mut self, e: &'a Expr) -> Done {
        self.deeper(e.at)?;
        let done = self.in_line(e.at, |c| c.expr_inner(e));
        self.depth -= 1;
        done
    }

    fn expr_inner(&mut self, e: &'a Expr) -> Done {
        let at = e.at;
        match &e.kind {
            ExprKind::Constant(_) | ExprKind::Folded(_) => {
                self.constant(e, at);
                Ok(())
            }
            ExprKind::Name(name) => self.name(name, Use::Load, at),
            ExprKind::BoolOp { op, values } => self.bool_op(*op, values, at),
            ExprKind::Named { target, value } => {
                self.expr(value)?;
                self.emit(Op::Copy, 1, at);
                self.store(target)
            }
            ExprKind::BinOp { left, op, right } => {
                self.expr(left)?;
                self.expr(right)?;
                self.flagged(Op::BinaryOp, *op as u8, 0, at);
                Ok(())
            }
            ExprKind::UnaryOp { op, operand } => {
                self.expr(operand)?;
                let op = match op {
                    UnaryOp::Invert => Op::UnaryInvert,
                    UnaryOp::Not => Op::UnaryNot,
                    UnaryOp::Plus => Op::UnaryPositive,
                    UnaryOp::Minus => Op::UnaryNegative,
                };
                self.emit(op, 0, at);
                Ok(())
            }
            ExprKind::Repr(inner) => {
                self.expr(inner)?;
                self.emit(Op::UnaryConvert, 0, at);
                Ok(())
            }
            ExprKind::Lambda { args, body } => self.lambda(e, args, body),
            ExprKind::IfExp { test, body, orelse } => {
                let (end, next) = (self.label(), self.label());
                self.test(test, next, false, at)?;
                self.expr(body)?;
                self.jump_on(end);
                self.place(next);
                self.expr(orelse)?;
                self.place(end);
                Ok(())
            }
            ExprKind::Dict { keys, values } => self.dict(keys, values, at),
            ExprKind::Set(elts) => self.display(elts, 0, Display::Set, at),
            ExprKind::List(elts) => self.display(elts, 0, Display::List, at),
            ExprKind::Tuple(elts) => self.display(elts, 0, Display::Tuple, at),
            ExprKind::ListComp { .. }
            | ExprKind::SetComp { .. }
            | ExprKind::DictComp { .. }
            | ExprKind::GeneratorExp { .. } => self.comprehension(e),
            ExprKind::Yield(value) => {
                if !self.unit().is_function_like() {
                    return Err(Fault::syntax("'yield' outside function", at));
                }
                self.opt_expr(value.as_deref(), at)?;
                self.yield_top(at);
                Ok(())
            }
            ExprKind::YieldFrom(value) => {
                if !self.unit().is_function_like() {
                    return Err(Fault::syntax("'yield from' outside function", at));
                }
                if self.unit().pace == Pace::Async {
                    return Err(Fault::syntax("'yield from' inside async function", at));
                }
                self.expr(value)?;
                self.emit(Op::GetYieldFromIter, 0, at);
                self.delegate(at);
                Ok(())
            }
            ExprKind::Await(value) => {
                if !self.unit().is_function_like() {
                    return Err(Fault::syntax("'await' outside function", at));
                }
                if self.unit().pace != Pace::Async {
                    return Err(Fault::syntax("'await' outside async function", at));
                }
                self.expr(value)?;
                self.await_top(Awaited::Expression, at);
                Ok(())
            }
            ExprKind::Compare { left, ops, comparators } => self.compare(left, ops, comparators, at),
            ExprKind::Call { func, args, keywords } => self.call(e, func, args, keywords),
            ExprKind::FormattedValue { value, conversion, format_spec } => {
                self.expr(value)?;
                if *conversion != crate::python::code::Conversion::None {
                    self.flagged(Op::ConvertValue, *conversion as u8, 0, at);
                }
                match format_spec {
                    Some(spec) => {
                        self.expr(spec)?;
                        self.emit(Op::FormatWithSpec, 0, at);
                    }
                    None => self.emit(Op::FormatSimple, 0, at),
                }
                Ok(())
            }
            ExprKind::JoinedStr(parts) => self.joined_str(parts, at),
            ExprKind::Attribute { value, attr } => {
                if self.super_attribute(e)? {
                    return Ok(());
                }
                self.expr(value)?;
                let place = self.start_at_attr(at, at, attr);
                self.attr_op(Op::LoadAttr, 0, attr, place);
                Ok(())
            }
            ExprKind::Subscript { value, slice } => {
                self.check_subscript(value, slice);
                self.expr(value)?;
                if self.two_element_slice(slice)? {
                    self.emit(Op::BinarySlice, 0, at);
                } else {
                    self.expr(slice)?;
                    self.emit(Op::BinarySubscr, 0, at);
                }
                Ok(())
            }
            ExprKind::Starred(_) => Err(Fault::syntax("can't use starred expression here", at)),
            ExprKind::Slice { lower, upper, step } => {
                self.opt_expr(lower.as_deref(), at)?;
                self.opt_expr(upper.as_deref(), at)?;
                let mut n = 2;
                if let Some(step) = step {
                    self.expr(step)?;
                    n = 3;
                }
                self.emit(Op::BuildSlice, n, at);
                Ok(())
            }
        }
    }

    /// Loads a constant expression.
    pub(super) fn constant(&mut self, e: &Expr, at: Position) {
        match &e.kind {
            ExprKind::Folded(value) => {
                let number = self.unit().fresh_const(value.clone());
                self.emit(Op::LoadConst, number, at);
            }
            _ => {
                if let Some(value) = e.constant() {
                    self.load_const(value.clone(), at);
                }
            }
        }
    }

    /// `a[b:c]` without a slice object: pushes the two ends.
    pub(super) fn two_element_slice(&mut self, slice: &'a Expr) -> Result<bool, Fault> {
        let ExprKind::Slice { lower, upper, step: None } = &slice.kind else { return Ok(false) };
        if self.dialect.slicing == Slicing::BuildsSlice {
            return Ok(false);
        }
        self.opt_expr(lower.as_deref(), slice.at)?;
        self.opt_expr(upper.as_deref(), slice.at)?;
        Ok(true)
    }

    // ---- logic

    // ---- displays

    /// Yields the value on the stack; what is sent takes its place.
    pub(super) fn yield_top(&mut self, at: Position) {
        if self.unit().pace == Pace::Async {
            self.emit(Op::AsyncGenWrap, 0, at);
        }
        self.emit(Op::YieldValue, 0, at);
        self.flagged(Op::Resume, 1, 0, at);
    }

    /// Awaits what is on the stack; its result takes its place.
    pub(super) fn await_top(&mut self, what: Awaited, at: Position) {
        self.flagged(Op::GetAwaitable, what as u8, 0, at);
        self.delegate(at);
    }

    /// Delegates to the iterator on the stack; its result stays.
    pub(super) fn delegate(&mut self, at: Position) {
        self.load_const(Const::None, at);
        let (send, fail, exit) = (self.label(), self.label(), self.label());
        self.place(send);
        self.jump_op(Op::Send, exit, at);
        self.jump(Pre::SetupFinally, fail, at);
        self.flagged(Op::YieldValue, 1, 0, at);
        self.pop_block(super::unit::NOWHERE);
        self.flagged(Op::Resume, 2, 0, at);
        self.jump(Pre::JumpNoInterrupt, send, at);
        self.place(fail);
        self.emit(Op::CleanupThrow, 0, at);
        self.place(exit);
        self.emit(Op::EndSend, 0, at);
    }
}

/// What an `await` waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Awaited {
    Expression = 0,
    Enter = 1,
    Exit = 2,
}

impl Codegen<'_> {
    /// The place of the instruction of an attribute, and of the call of a method: in a chain over several lines the name.
    pub(super) fn start_at_attr(&self, at: Position, attr_end: Position, attr: &str) -> Position {
        match self.dialect.statements.attribute_position {
            AttributePosition::Expression => at,
            AttributePosition::NameUnlessDeleted | AttributePosition::Name => place_of_attr(at, attr_end, attr),
        }
    }

    /// As [`Codegen::start_at_attr`], for `del`.
    pub(super) fn start_at_deleted_attr(&self, at: Position, attr: &str) -> Position {
        match self.dialect.statements.attribute_position {
            AttributePosition::Expression | AttributePosition::NameUnlessDeleted => at,
            AttributePosition::Name => place_of_attr(at, at, attr),
        }
    }
}

fn place_of_attr(at: Position, attr_end: Position, attr: &str) -> Position {
    if at.line == attr_end.end_line {
        return at;
    }
    let len = u32::try_from(attr.len()).unwrap_or(u32::MAX);
    let mut out = at;
    out.line = attr_end.end_line;
    if len <= attr_end.end_col {
        out.col = attr_end.end_col - len;
    } else {
        out.col = 0;
        out.end_col = 0;
    }
    out.end_line = out.end_line.max(out.line);
    out
}
