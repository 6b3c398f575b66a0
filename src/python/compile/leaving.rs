//! `return`, `break` and `continue`: out of loops, handlers and `with`.

use super::codegen::{Codegen, Done, Use};
use super::expr::Awaited;
use super::fault::Fault;
use super::unit::{Frame, NOWHERE, Pre};
use crate::python::ast::*;
use crate::python::code::{Const, Op, Position};

impl<'a> Codegen<'a> {
    /// Opens a block; CPython allows 20 (`CO_MAXBLOCKS`, 21 from 3.13).
    pub(super) fn enter_frame(&mut self, frame: Frame<'a>, at: Position) -> Done {
        if self.unit().frames.len() >= self.dialect.max_blocks {
            return Err(Fault::syntax("too many statically nested blocks", at));
        }
        self.push_frame(frame);
        Ok(())
    }

    pub(super) fn return_stmt(&mut self, value: Option<&'a Expr>, at: Position) -> Done {
        if self.unit().kind == super::unit::UnitKind::Class
            || self.unit().kind == super::unit::UnitKind::Module
            || !self.unit().is_function_like()
        {
            return Err(Fault::syntax("'return' outside function", at));
        }
        if value.is_some() && self.unit().yields && self.unit().pace == Pace::Async {
            return Err(Fault::syntax("'return' with value in async generator", at));
        }
        if value.is_some() && self.unit().is_generator && !self.dialect.generators_return_values {
            return Err(Fault::syntax("'return' with argument inside generator", at));
        }
        let mut place = at;
        let keep = value.filter(|v| v.constant().is_none());
        match (keep, value) {
            (Some(value), _) => self.expr(value)?,
            (None, Some(constant)) => {
                place = constant.at;
                self.emit(Op::Nop, 0, place);
            }
            (None, None) => {}
        }
        if value.is_none_or(|v| v.at.line != at.line) {
            place = at;
            self.emit(Op::Nop, 0, place);
        }
        self.unwind(&mut place, keep.is_some(), false)?;
        match value {
            _ if keep.is_some() => {}
            Some(constant) => self.constant(constant, place),
            None => self.load_const(Const::None, place),
        }
        self.emit(Op::ReturnValue, 0, place);
        Ok(())
    }

    pub(super) fn break_stmt(&mut self, at: Position) -> Done {
        let mut place = at;
        self.emit(Op::Nop, 0, place);
        let Some(frame) = self.unwind(&mut place, false, true)? else {
            return Err(Fault::syntax("'break' outside loop", at));
        };
        self.unwind_frame(&frame, &mut place, false)?;
        if let Frame::While { exit, .. } | Frame::For { exit, .. } = frame {
            self.jump(Pre::Jump, exit, place);
        }
        Ok(())
    }

    pub(super) fn continue_stmt(&mut self, at: Position) -> Done {
        if !self.dialect.continue_in_finally && self.is_in_finally_of_loop() {
            return Err(Fault::syntax("'continue' not supported inside 'finally' clause", at));
        }
        let mut place = at;
        self.emit(Op::Nop, 0, place);
        let Some(frame) = self.unwind(&mut place, false, true)? else {
            return Err(Fault::syntax("'continue' not properly in loop", at));
        };
        if let Frame::While { start, .. } | Frame::For { start, .. } = frame {
            self.jump(Pre::Jump, start, place);
        }
        Ok(())
    }

    /// Whether a `finally` block is open within the innermost loop.
    fn is_in_finally_of_loop(&mut self) -> bool {
        let open = self.unit().frames.iter().rev();
        open.take_while(|frame| !matches!(frame, Frame::While { .. } | Frame::For { .. }))
            .any(|frame| matches!(frame, Frame::FinallyEnd))
    }

    /// Leaves every open block, or those up to the innermost loop, which is returned.
    fn unwind(&mut self, place: &mut Position, keep_top: bool, to_loop: bool) -> Result<Option<Frame<'a>>, Fault> {
        let Some(top) = self.unit().frames.last().cloned() else { return Ok(None) };
        match top {
            Frame::ExceptionGroupHandler => {
                let msg = "'break', 'continue' and 'return' cannot appear in an except* block";
                return Err(Fault::syntax(msg, *place));
            }
            Frame::While { .. } | Frame::For { .. } if to_loop => return Ok(Some(top)),
            _ => {}
        }
        self.pop_frame();
        self.unwind_frame(&top, place, keep_top)?;
        let found = self.unwind(place, keep_top, to_loop)?;
        self.push_frame(top);
        Ok(found)
    }

    /// The instructions that leave one block (`compiler_unwind_fblock`).
    fn unwind_frame(&mut self, frame: &Frame<'a>, place: &mut Position, keep_top: bool) -> Done {
        let at = *place;
        let swap = |this: &mut Self| {
            if keep_top {
                this.emit(Op::Swap, 2, at);
            }
        };
        match frame {
            Frame::While { .. } | Frame::ExceptionHandler | Frame::ExceptionGroupHandler => {}
            Frame::For { .. } | Frame::PopValue => {
                swap(self);
                self.emit(Op::PopTop, 0, at);
            }
            Frame::TryExcept => self.pop_block(at),
            Frame::FinallyTry { body } => {
                self.pop_block(at);
                if keep_top {
                    self.push_frame(Frame::PopValue);
                }
                self.body(body)?;
                if keep_top {
                    self.pop_frame();
                }
                *place = NOWHERE;
            }
            Frame::FinallyEnd => {
                swap(self);
                self.emit(Op::PopTop, 0, at);
                swap(self);
                self.pop_block(at);
                self.emit(Op::PopExcept, 0, at);
            }
            Frame::With { at: with_at, pace } => {
                *place = *with_at;
                self.pop_block(*place);
                if keep_top {
                    self.emit(Op::Swap, 2, *place);
                }
                self.call_exit_with_nones(*place);
                if *pace == Pace::Async {
                    self.await_top(Awaited::Exit, *place);
                }
                self.emit(Op::PopTop, 0, *place);
                *place = NOWHERE;
            }
            Frame::HandlerCleanup { name } => {
                if name.is_some() {
                    self.pop_block(at);
                }
                swap(self);
                self.pop_block(at);
                self.emit(Op::PopExcept, 0, at);
                if let Some(name) = name {
                    self.load_const(Const::None, at);
                    self.name(name, Use::Store, at)?;
                    self.name(name, Use::Delete, at)?;
                }
            }
        }
        Ok(())
    }
}
