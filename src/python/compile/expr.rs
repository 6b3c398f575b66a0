//! Expressions (`compiler_visit_expr` and its helpers).

use super::codegen::{Codegen, Done, STACK_USE_GUIDELINE, Use};
use super::fault::Fault;
use super::unit::{Label, Pre};
use crate::python::ast::*;
use crate::python::code::{CompareOp, Const, Op, Position};
use crate::python::dialect::{Displays, ShortCircuit, Slicing};

/// Which kind of container a display builds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Display {
    List,
    Set,
    Tuple,
}

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
        let done = self.expr_inner(e);
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
                self.jump_if(test, next, false)?;
                self.expr(body)?;
                self.jump(Pre::JumpNoInterrupt, end, super::unit::NOWHERE);
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
                let place = start_at_attr(at, at, attr);
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

    /// Stores the top of the stack.
    pub(super) fn store(&mut self, target: &'a Expr) -> Done {
        let at = target.at;
        match &target.kind {
            ExprKind::Name(name) => self.name(name, Use::Store, at),
            ExprKind::Attribute { value, attr } => {
                self.refuse_debug(attr, at)?;
                self.expr(value)?;
                self.note_static_attribute(value, attr);
                let place = start_at_attr(at, at, attr);
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

    // ---- logic

    fn bool_op(&mut self, op: BoolOp, values: &'a [Expr], at: Position) -> Done {
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

    fn compare(&mut self, left: &'a Expr, ops: &[Comparison], comparators: &'a [Expr], at: Position) -> Done {
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
        self.jump(Pre::JumpNoInterrupt, end, super::unit::NOWHERE);
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

    /// Jumps to `next` when the truth of `e` is `cond`; nothing stays on the stack (`compiler_jump_if`).
    pub(super) fn jump_if(&mut self, e: &'a Expr, next: Label, cond: bool) -> Done {
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
                self.jump(Pre::JumpNoInterrupt, end, super::unit::NOWHERE);
                self.place(next2);
                self.jump_if(orelse, next, cond)?;
                self.place(end);
                return Ok(());
            }
            ExprKind::Compare { left, ops, comparators } if comparators.len() > 1 => {
                self.check_compare(left, ops, comparators, at);
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
                self.jump(Pre::JumpNoInterrupt, end, super::unit::NOWHERE);
                self.place(cleanup);
                self.emit(Op::PopTop, 0, at);
                if !cond {
                    self.jump(Pre::JumpNoInterrupt, next, super::unit::NOWHERE);
                }
                self.place(end);
                return Ok(());
            }
            _ => {}
        }
        self.expr(e)?;
        self.jump_op(if cond { Op::PopJumpIfTrue } else { Op::PopJumpIfFalse }, next, at);
        Ok(())
    }

    // ---- displays

    /// Builds a list, set or tuple from `pushed` values on the stack and `elts` (`starunpack_helper`).
    pub(super) fn display(&mut self, elts: &'a [Expr], pushed: u32, display: Display, at: Position) -> Done {
        let count = u32::try_from(elts.len()).unwrap_or(u32::MAX);
        let (build, add, extend) = match display {
            Display::List | Display::Tuple => (Op::BuildList, Op::ListAppend, Op::ListExtend),
            Display::Set => (Op::BuildSet, Op::SetAdd, Op::SetUpdate),
        };
        let tuple = display == Display::Tuple;
        if elts.len() > 2
            && (self.dialect.displays == Displays::ExtendConstant || (tuple && pushed == 0))
            && let Some(items) = constants(elts)
        {
            if tuple && pushed == 0 {
                self.load_const(Const::Tuple(items), at);
                return Ok(());
            }
            let folded = if display == Display::Set { Const::FrozenSet(dedup(items)) } else { Const::Tuple(items) };
            self.emit(build, pushed, at);
            self.load_const(folded, at);
            self.emit(extend, 1, at);
            if tuple {
                self.emit(Op::ListToTuple, 0, at);
            }
            return Ok(());
        }
        let starred = elts.iter().any(|e| matches!(e.kind, ExprKind::Starred(_)));
        let big =
            elts.len() + pushed as usize > STACK_USE_GUIDELINE && self.dialect.displays == Displays::ExtendConstant;
        if !starred && !big {
            self.exprs(elts)?;
            self.emit(if tuple { Op::BuildTuple } else { build }, count + pushed, at);
            return Ok(());
        }
        let mut built = false;
        if big {
            self.emit(build, pushed, at);
            built = true;
        }
        for (i, elt) in (0u32..).zip(elts) {
            match &elt.kind {
                ExprKind::Starred(inner) => {
                    if !built {
                        self.emit(build, i + pushed, at);
                        built = true;
                    }
                    self.expr(inner)?;
                    self.emit(extend, 1, at);
                }
                _ => {
                    self.expr(elt)?;
                    if built {
                        self.emit(add, 1, at);
                    }
                }
            }
        }
        if tuple {
            self.emit(Op::ListToTuple, 0, at);
        }
        Ok(())
    }

    fn dict(&mut self, keys: &'a [Option<Expr>], values: &'a [Expr], at: Position) -> Done {
        let mut elements = 0;
        let mut have_dict = false;
        for (i, (key, value)) in keys.iter().zip(values).enumerate() {
            if key.is_none() {
                if elements > 0 {
                    self.sub_dict(&keys[i - elements..i], &values[i - elements..i], at)?;
                    if have_dict {
                        self.emit(Op::DictUpdate, 1, at);
                    }
                    have_dict = true;
                    elements = 0;
                }
                if !have_dict {
                    self.emit(Op::BuildMap, 0, at);
                    have_dict = true;
                }
                self.expr(value)?;
                self.emit(Op::DictUpdate, 1, at);
            } else if elements * 2 > STACK_USE_GUIDELINE {
                self.sub_dict(&keys[i - elements..=i], &values[i - elements..=i], at)?;
                if have_dict {
                    self.emit(Op::DictUpdate, 1, at);
                }
                have_dict = true;
                elements = 0;
            } else {
                elements += 1;
            }
        }
        if elements > 0 {
            let from = keys.len() - elements;
            self.sub_dict(&keys[from..], &values[from..], at)?;
            if have_dict {
                self.emit(Op::DictUpdate, 1, at);
            }
            have_dict = true;
        }
        if !have_dict {
            self.emit(Op::BuildMap, 0, at);
        }
        Ok(())
    }

    fn sub_dict(&mut self, keys: &'a [Option<Expr>], values: &'a [Expr], at: Position) -> Done {
        let count = u32::try_from(keys.len()).unwrap_or(u32::MAX);
        let big = keys.len() * 2 > STACK_USE_GUIDELINE;
        let constant: Option<Vec<Const>> = keys.iter().map(|k| k.as_ref().and_then(Expr::constant).cloned()).collect();
        if keys.len() > 1
            && !big
            && self.dialect.const_key_maps
            && let Some(constant) = constant
        {
            self.exprs(values)?;
            self.load_const(Const::Tuple(constant), at);
            self.emit(Op::BuildConstKeyMap, count, at);
            return Ok(());
        }
        if big {
            self.emit(Op::BuildMap, 0, at);
        }
        for (key, value) in keys.iter().zip(values) {
            if let Some(key) = key {
                self.expr(key)?;
            }
            self.expr(value)?;
            if big {
                self.emit(Op::MapAdd, 1, at);
            }
        }
        if !big {
            self.emit(Op::BuildMap, count, at);
        }
        Ok(())
    }

    fn joined_str(&mut self, parts: &'a [Expr], at: Position) -> Done {
        let count = u32::try_from(parts.len()).unwrap_or(u32::MAX);
        if parts.len() > STACK_USE_GUIDELINE {
            self.load_const(Const::Str("".into()), at);
            self.name_op(Op::LoadAttr, 1, &"join".into(), at);
            self.emit(Op::BuildList, 0, at);
            for part in parts {
                self.expr(part)?;
                self.emit(Op::ListAppend, 1, at);
            }
            self.emit(Op::Call, 1, at);
            return Ok(());
        }
        self.exprs(parts)?;
        if parts.len() != 1 {
            self.emit(Op::BuildString, count, at);
        }
        Ok(())
    }

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

/// The values, when all are constants.
pub(super) fn constants(elts: &[Expr]) -> Option<Vec<Const>> {
    elts.iter().map(|e| e.constant().cloned()).collect()
}

/// A set's constants without repetition.
pub(super) fn dedup(items: Vec<Const>) -> Vec<Const> {
    let mut seen = rustc_hash::FxHashSet::default();
    items.into_iter().filter(|c| c.key().is_none_or(|k| seen.insert(k))).collect()
}

/// For a chain over several lines the place of an attribute's instruction is the attribute itself.
pub(super) fn start_at_attr(at: Position, attr_end: Position, attr: &str) -> Position {
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
