//! Simple statements, loops and jumps out of blocks (`compiler_visit_stmt` and its helpers).

use super::codegen::{Codegen, Done, Use};
use super::fault::Fault;
use super::unit::{Frame, Label, NOWHERE, Pre};
use crate::python::ast::*;
use crate::python::code::{BinaryOp, Const, Op, Position};
use crate::python::dialect::Annotations;
use crate::python::dialect::statements::{AssertPosition, IterationPosition};

impl<'a> Codegen<'a> {
    pub(super) fn body(&mut self, body: &'a [Stmt]) -> Done {
        body.iter().try_for_each(|s| self.stmt(s))
    }

    pub(super) fn stmt(&mut self, stmt: &'a Stmt) -> Done {
        self.deeper(stmt.at)?;
        self.begin_line(stmt);
        let done = self.stmt_inner(stmt);
        self.depth -= 1;
        done
    }

    fn stmt_inner(&mut self, stmt: &'a Stmt) -> Done {
        let at = stmt.at;
        match &stmt.kind {
            StmtKind::FunctionDef(def) => self.function_def(def, at),
            StmtKind::ClassDef(def) => self.class_def(def, at),
            StmtKind::Return(value) => self.return_stmt(value.as_ref(), at),
            StmtKind::Delete(targets) => targets.iter().try_for_each(|t| self.delete(t)),
            StmtKind::Assign { targets, value } => {
                self.expr(value)?;
                for (i, target) in targets.iter().enumerate() {
                    if i + 1 < targets.len() {
                        self.emit(Op::Copy, 1, at);
                    }
                    self.store(target)?;
                }
                Ok(())
            }
            StmtKind::TypeAlias { name, type_params, value } => self.type_alias(stmt, name, type_params, value),
            StmtKind::AugAssign { target, op, value } => self.aug_assign(target, *op, value, at),
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.ann_assign(target, annotation, value.as_ref(), *simple, at)
            }
            StmtKind::For { pace: Pace::Plain, target, iter, body, orelse } => {
                self.for_loop(target, iter, body, orelse, at)
            }
            StmtKind::For { pace: Pace::Async, target, iter, body, orelse } => {
                self.async_for(target, iter, body, orelse, at)
            }
            StmtKind::While { test, body, orelse } => self.while_loop(test, body, orelse, at),
            StmtKind::If { test, body, orelse } => self.if_stmt(test, body, orelse, at),
            StmtKind::With { pace, items, body } => self.with(*pace, items, body, at),
            StmtKind::Match { subject, cases } => self.match_stmt(subject, cases, at),
            StmtKind::Raise { exc, cause } => {
                let mut n = 0;
                for part in [exc, cause].into_iter().flatten() {
                    self.expr(part)?;
                    n += 1;
                }
                self.emit(Op::RaiseVarargs, n, at);
                Ok(())
            }
            StmtKind::Raise2 { parts } => self.raise_with_value(parts, at),
            StmtKind::Try { body, handlers, orelse, finalbody, star } => {
                if finalbody.is_empty() {
                    self.try_handlers(body, handlers, orelse, *star, at)
                } else {
                    self.try_finally(body, handlers, orelse, finalbody, *star, at)
                }
            }
            StmtKind::Assert { test, msg } => self.assert(test, msg.as_ref(), at),
            StmtKind::Import(names) => self.import(names, at),
            StmtKind::ImportFrom { module, names, level } => self.import_from(module.as_ref(), names, *level, at),
            StmtKind::Global(_) | StmtKind::Nonlocal(_) => Ok(()),
            StmtKind::Expr(value) => self.expr_stmt(value, at),
            StmtKind::Pass => {
                self.emit(Op::Nop, 0, at);
                Ok(())
            }
            StmtKind::Break => self.break_stmt(at),
            StmtKind::Continue => self.continue_stmt(at),
            StmtKind::Print { dest, values, newline } => self.print(dest.as_ref(), values, *newline, at),
            StmtKind::Exec { body, globals, locals } => {
                self.expr(body)?;
                match (globals, locals) {
                    (Some(globals), Some(locals)) => {
                        self.expr(globals)?;
                        self.expr(locals)?;
                    }
                    (Some(globals), None) => {
                        self.expr(globals)?;
                        self.emit(Op::Copy, 1, at);
                    }
                    _ => {
                        self.load_const(Const::None, at);
                        self.emit(Op::Copy, 1, at);
                    }
                }
                self.emit(Op::ExecStmt, 0, at);
                Ok(())
            }
        }
    }

    fn expr_stmt(&mut self, value: &'a Expr, at: Position) -> Done {
        if self.interactive && self.units.len() == 1 {
            self.expr(value)?;
            self.emit(Op::PrintExpr, 0, at);
            return Ok(());
        }
        if value.constant().is_some() {
            self.emit(Op::Nop, 0, at);
            return Ok(());
        }
        self.expr(value)?;
        self.emit(Op::PopTop, 0, NOWHERE);
        Ok(())
    }

    /// 2.7's `raise E, value` and `raise E, value, traceback`.
    fn raise_with_value(&mut self, parts: &'a [Expr], at: Position) -> Done {
        self.exprs(parts)?;
        self.emit(Op::RaiseVarargs, u32::try_from(parts.len()).unwrap_or(1), at);
        Ok(())
    }

    fn print(&mut self, dest: Option<&'a Expr>, values: &'a [Expr], newline: bool, at: Position) -> Done {
        if let Some(dest) = dest {
            self.expr(dest)?;
            for value in values {
                self.expr(value)?;
                self.emit(Op::PrintItemTo, 0, at);
            }
            self.flagged(Op::PrintNewlineTo, u8::from(!newline), 0, at);
            return Ok(());
        }
        for value in values {
            self.expr(value)?;
            self.emit(Op::PrintItem, 0, at);
        }
        if newline {
            self.emit(Op::PrintNewline, 0, at);
        }
        Ok(())
    }

    fn delete(&mut self, target: &'a Expr) -> Done {
        self.in_line(target.at, |c| c.delete_inner(target))
    }

    fn delete_inner(&mut self, target: &'a Expr) -> Done {
        let at = target.at;
        match &target.kind {
            ExprKind::Name(name) => self.name(name, Use::Delete, at),
            ExprKind::Attribute { value, attr } => {
                if &**attr == "__debug__" {
                    return Err(Fault::syntax("cannot delete __debug__", at));
                }
                self.expr(value)?;
                let place = self.start_at_deleted_attr(at, attr);
                self.attr_op(Op::DeleteAttr, 0, attr, place);
                Ok(())
            }
            ExprKind::Subscript { value, slice } => {
                self.expr(value)?;
                if self.dialect.deletes_slices && self.two_element_slice(slice)? {
                    self.emit(Op::DeleteSlice, 0, at);
                    return Ok(());
                }
                self.expr(slice)?;
                self.emit(Op::DeleteSubscr, 0, at);
                Ok(())
            }
            ExprKind::List(elts) | ExprKind::Tuple(elts) => elts.iter().try_for_each(|e| self.delete(e)),
            _ => Err(Fault::syntax("cannot delete expression", at)),
        }
    }

    fn aug_assign(&mut self, target: &'a Expr, op: BinaryOp, value: &'a Expr, at: Position) -> Done {
        let place = target.at;
        let op = in_place(op) as u8;
        match &target.kind {
            ExprKind::Attribute { value: owner, attr } => {
                self.refuse_debug(attr, place)?;
                self.expr(owner)?;
                self.emit(Op::Copy, 1, place);
                let attr_at = self.start_at_attr(place, place, attr);
                self.attr_op(Op::LoadAttr, 0, attr, attr_at);
                self.expr(value)?;
                self.flagged(Op::BinaryOp, op, 0, at);
                self.emit(Op::Swap, 2, attr_at);
                self.attr_op(Op::StoreAttr, 0, attr, attr_at);
            }
            ExprKind::Subscript { value: owner, slice } => {
                self.expr(owner)?;
                if self.two_element_slice(slice)? {
                    for _ in 0..3 {
                        self.emit(Op::Copy, 3, place);
                    }
                    self.emit(Op::BinarySlice, 0, place);
                    self.expr(value)?;
                    self.flagged(Op::BinaryOp, op, 0, at);
                    for n in [4, 3, 2] {
                        self.emit(Op::Swap, n, place);
                    }
                    self.emit(Op::StoreSlice, 0, place);
                    return Ok(());
                }
                self.expr(slice)?;
                self.emit(Op::Copy, 2, place);
                self.emit(Op::Copy, 2, place);
                self.emit(Op::BinarySubscr, 0, place);
                self.expr(value)?;
                self.flagged(Op::BinaryOp, op, 0, at);
                self.emit(Op::Swap, 3, place);
                self.emit(Op::Swap, 2, place);
                self.emit(Op::StoreSubscr, 0, place);
            }
            ExprKind::Name(name) => {
                self.name(name, Use::Load, place)?;
                self.expr(value)?;
                self.flagged(Op::BinaryOp, op, 0, at);
                self.name(name, Use::Store, place)?;
            }
            _ => return Err(Fault::syntax("illegal expression for augmented assignment", place)),
        }
        Ok(())
    }

    fn ann_assign(
        &mut self,
        target: &'a Expr,
        annotation: &'a Expr,
        value: Option<&'a Expr>,
        simple: bool,
        at: Position,
    ) -> Done {
        if let Some(value) = value {
            self.expr(value)?;
            self.store(target)?;
        }
        let evaluated = !self.unit().is_function_like() && self.dialect.annotations == Annotations::Evaluated;
        match &target.kind {
            ExprKind::Name(name) => {
                if &**name == "__debug__" {
                    return Err(Fault::syntax("cannot assign to __debug__", at));
                }
                if simple && evaluated {
                    self.annotation(annotation)?;
                    let mangled = self.mangled(name);
                    self.name_op(Op::LoadName, 0, &"__annotations__".into(), at);
                    self.load_const(Const::Str(mangled), at);
                    self.emit(Op::StoreSubscr, 0, at);
                }
            }
            ExprKind::Attribute { value: owner, attr } => {
                self.refuse_debug(attr, target.at)?;
                if value.is_none() {
                    self.expr(owner)?;
                    self.emit(Op::PopTop, 0, at);
                }
            }
            ExprKind::Subscript { value: owner, slice } => {
                if value.is_none() {
                    self.expr(owner)?;
                    self.emit(Op::PopTop, 0, at);
                    self.expr(slice)?;
                    self.emit(Op::PopTop, 0, at);
                }
            }
            _ => return Err(Fault::syntax("invalid node type for annotated assignment", at)),
        }
        if !simple && evaluated && !self.future_annotations {
            self.expr(annotation)?;
            self.emit(Op::PopTop, 0, at);
        }
        Ok(())
    }

    /// Evaluates an annotation, or with `from __future__ import annotations` loads its text.
    pub(super) fn annotation(&mut self, annotation: &'a Expr) -> Done {
        if self.future_annotations {
            let text = super::unparse::unparse(annotation);
            self.load_const(Const::Str(text.into()), annotation.at);
            return Ok(());
        }
        self.expr(annotation)
    }

    // ---- control flow

    fn if_stmt(&mut self, test: &'a Expr, body: &'a [Stmt], orelse: &'a [Stmt], at: Position) -> Done {
        let end = self.label();
        let next = if orelse.is_empty() { end } else { self.label() };
        self.test(test, next, false, at)?;
        self.body(body)?;
        if !orelse.is_empty() {
            self.jump(Pre::Jump, end, NOWHERE);
            self.place(next);
            self.body(orelse)?;
        }
        self.place(end);
        Ok(())
    }

    /// Where the instructions stand that iterate over `iter`, in the loop or comprehension at `whole`.
    pub(super) fn iteration_position(&self, iter: &Expr, whole: Position) -> Position {
        match self.dialect.statements.iteration_position {
            IterationPosition::Whole => whole,
            IterationPosition::Iterable => iter.at,
        }
    }

    fn for_loop(
        &mut self,
        target: &'a Expr,
        iter: &'a Expr,
        body: &'a [Stmt],
        orelse: &'a [Stmt],
        at: Position,
    ) -> Done {
        let (start, cleanup, end) = (self.label(), self.label(), self.label());
        self.expr(iter)?;
        self.enter_frame(Frame::For { start, exit: end }, at)?;
        let place = self.iteration_position(iter, at);
        self.emit(Op::GetIter, 0, place);
        self.place(start);
        self.jump_op(Op::ForIter, cleanup, place);
        self.store(target)?;
        self.body(body)?;
        self.jump(Pre::Jump, start, NOWHERE);
        self.place(cleanup);
        self.pop_frame();
        self.body(orelse)?;
        self.place(end);
        Ok(())
    }

    fn async_for(
        &mut self,
        target: &'a Expr,
        iter: &'a Expr,
        body: &'a [Stmt],
        orelse: &'a [Stmt],
        at: Position,
    ) -> Done {
        if self.unit().pace != Pace::Async || !self.unit().is_function_like() {
            return Err(Fault::syntax("'async for' outside async function", at));
        }
        let (start, over, end) = (self.label(), self.label(), self.label());
        self.expr(iter)?;
        let place = self.iteration_position(iter, at);
        self.emit(Op::GetAiter, 0, place);
        self.place(start);
        self.enter_frame(Frame::For { start, exit: end }, at)?;
        self.next_of_aiter(over, place);
        self.store(target)?;
        self.body(body)?;
        self.jump(Pre::Jump, start, NOWHERE);
        self.pop_frame();
        self.place(over);
        self.emit(Op::EndAsyncFor, 0, iter.at);
        self.body(orelse)?;
        self.place(end);
        Ok(())
    }

    /// The next item of the asynchronous iterator on the stack; its end is handled at `over`.
    pub(super) fn next_of_aiter(&mut self, over: Label, at: Position) {
        self.jump(Pre::SetupFinally, over, at);
        self.emit(Op::GetAnext, 0, at);
        self.delegate(at);
        self.pop_block(at);
    }

    fn while_loop(&mut self, test: &'a Expr, body: &'a [Stmt], orelse: &'a [Stmt], at: Position) -> Done {
        let (start, inside, anchor, end) = (self.label(), self.label(), self.label(), self.label());
        self.place(start);
        self.enter_frame(Frame::While { start, exit: end }, test.at)?;
        self.test(test, anchor, false, at)?;
        self.place(inside);
        self.body(body)?;
        if self.dialect.repeats_while_test {
            self.test(test, inside, true, at)?;
        } else {
            self.jump(Pre::Jump, start, NOWHERE);
        }
        self.pop_frame();
        self.place(anchor);
        self.body(orelse)?;
        self.place(end);
        Ok(())
    }

    fn assert(&mut self, test: &'a Expr, msg: Option<&'a Expr>, at: Position) -> Done {
        self.check_assert(test, at);
        let end = self.label();
        self.test(test, end, true, at)?;
        self.emit(Op::LoadAssertionError, 0, at);
        if let Some(msg) = msg {
            self.expr(msg)?;
            self.emit(Op::Call, 0, at);
        }
        let place = match self.dialect.statements.assert_position {
            AssertPosition::Statement => at,
            AssertPosition::Comparison => last_comparison(test).unwrap_or(at),
            AssertPosition::Test => test.at,
        };
        self.emit(Op::RaiseVarargs, 1, place);
        self.place(end);
        Ok(())
    }

    // ---- imports
}

/// The last comparison whose outcome decides where a test leads (`compiler_jump_if`).
fn last_comparison(test: &Expr) -> Option<Position> {
    match &test.kind {
        ExprKind::Compare { .. } => Some(test.at),
        ExprKind::UnaryOp { op: UnaryOp::Not, operand } => last_comparison(operand),
        ExprKind::BoolOp { values, .. } => values.iter().rev().find_map(last_comparison),
        ExprKind::IfExp { test, body, orelse } => [orelse, body, test].into_iter().find_map(|e| last_comparison(e)),
        _ => None,
    }
}

fn in_place(op: BinaryOp) -> BinaryOp {
    match op {
        BinaryOp::ClassicDivide => BinaryOp::InplaceClassicDivide,
        plain => BinaryOp::from_flag(plain as u8 + BinaryOp::InplaceAdd as u8),
    }
}
