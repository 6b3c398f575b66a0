//! `try` in its forms, and `with`.

use super::codegen::{Codegen, Done, Use};
use super::expr::Awaited;
use super::fault::Fault;
use super::unit::{Frame, Label, NOWHERE, Pre};
use crate::python::ast::*;
use crate::python::code::{Const, Instr, Op, Position};
use crate::python::dialect::statements::WithPosition;

impl<'a> Codegen<'a> {
    pub(super) fn try_handlers(
        &mut self,
        body: &'a [Stmt],
        handlers: &'a [ExceptHandler],
        orelse: &'a [Stmt],
        star: bool,
        at: Position,
    ) -> Done {
        if star { self.try_star(body, handlers, orelse, at) } else { self.try_except(body, handlers, orelse, at) }
    }

    pub(super) fn try_finally(
        &mut self,
        body: &'a [Stmt],
        handlers: &'a [ExceptHandler],
        orelse: &'a [Stmt],
        finalbody: &'a [Stmt],
        star: bool,
        at: Position,
    ) -> Done {
        let (end, exit, cleanup) = (self.label(), self.label(), self.label());
        self.jump(Pre::SetupFinally, end, at);
        self.enter_frame(Frame::FinallyTry { body: finalbody }, at)?;
        if handlers.is_empty() {
            self.body(body)?;
        } else {
            self.try_handlers(body, handlers, orelse, star, at)?;
        }
        self.pop_block(NOWHERE);
        self.pop_frame();
        self.body(finalbody)?;
        self.jump(Pre::Jump, exit, NOWHERE);

        self.place(end);
        self.enter_frame(Frame::FinallyEnd, at)?;
        self.jump(Pre::SetupCleanup, cleanup, NOWHERE);
        self.flagged(Op::PushExcInfo, Instr::OF_FINALLY, 0, NOWHERE);
        self.body(finalbody)?;
        self.pop_frame();
        self.emit(Op::Reraise, 0, NOWHERE);
        self.place(cleanup);
        self.pop_except_and_reraise();
        self.place(exit);
        Ok(())
    }

    /// Leaves a handler that failed itself: the exception before becomes the handled one again.
    fn pop_except_and_reraise(&mut self) {
        self.emit(Op::Copy, 3, NOWHERE);
        self.emit(Op::PopExcept, 0, NOWHERE);
        self.flagged(Op::Reraise, 1, 0, NOWHERE);
    }

    fn try_except(
        &mut self,
        body: &'a [Stmt],
        handlers: &'a [ExceptHandler],
        orelse: &'a [Stmt],
        at: Position,
    ) -> Done {
        let (mut except, end, cleanup) = (self.label(), self.label(), self.label());
        self.jump(Pre::SetupFinally, except, at);
        self.enter_frame(Frame::TryExcept, at)?;
        self.body(body)?;
        self.pop_frame();
        self.pop_block(NOWHERE);
        self.body(orelse)?;
        self.jump(Pre::Jump, end, NOWHERE);

        self.place(except);
        self.jump(Pre::SetupCleanup, cleanup, NOWHERE);
        self.emit(Op::PushExcInfo, 0, NOWHERE);
        self.enter_frame(Frame::ExceptionHandler, at)?;
        for (i, handler) in handlers.iter().enumerate() {
            if handler.typ.is_none() && i + 1 < handlers.len() {
                return Err(Fault::syntax("default 'except:' must be last", handler.at));
            }
            except = self.label();
            self.begin_line_at(handler.at);
            if let Some(typ) = &handler.typ {
                self.expr(typ)?;
                self.emit(Op::CheckExcMatch, 0, handler.at);
                self.jump_op(Op::PopJumpIfFalse, except, handler.at);
            }
            match &handler.target {
                Some(name) => {
                    let cleanup_end = self.label();
                    self.name(name, Use::Store, handler.at)?;
                    self.jump(Pre::SetupCleanup, cleanup_end, handler.at);
                    self.enter_frame(Frame::HandlerCleanup { name: Some(name.clone()) }, handler.at)?;
                    self.body(&handler.body)?;
                    self.pop_frame();
                    self.pop_block(NOWHERE);
                    self.pop_block(NOWHERE);
                    self.emit(Op::PopExcept, 0, NOWHERE);
                    self.forget(name)?;
                    self.jump_on(end);
                    self.place(cleanup_end);
                    self.forget(name)?;
                    self.flagged(Op::Reraise, 1, 0, NOWHERE);
                }
                None => {
                    match &handler.unpacked {
                        Some(targets) => self.store(targets)?,
                        None => self.emit(Op::PopTop, 0, handler.at),
                    }
                    self.enter_frame(Frame::HandlerCleanup { name: None }, handler.at)?;
                    self.body(&handler.body)?;
                    self.pop_frame();
                    self.pop_block(NOWHERE);
                    self.emit(Op::PopExcept, 0, NOWHERE);
                    self.jump_on(end);
                }
            }
            self.place(except);
        }
        self.pop_frame();
        // No handler takes it: the frame stands at the last one that was asked.
        self.emit(Op::Reraise, 0, handlers.last().map_or(NOWHERE, |handler| handler.at));
        self.place(cleanup);
        self.pop_except_and_reraise();
        self.place(end);
        Ok(())
    }

    /// `name = None; del name`: a handler's name does not outlive it.
    fn forget(&mut self, name: &Name) -> Done {
        if !self.dialect.forgets_exception_names {
            return Ok(());
        }
        self.load_const(Const::None, NOWHERE);
        self.name(name, Use::Store, NOWHERE)?;
        self.name(name, Use::Delete, NOWHERE)
    }

    fn try_star(&mut self, body: &'a [Stmt], handlers: &'a [ExceptHandler], orelse: &'a [Stmt], at: Position) -> Done {
        let (mut except, else_label, end, cleanup, reraise_star) =
            (self.label(), self.label(), self.label(), self.label(), self.label());
        self.jump(Pre::SetupFinally, except, at);
        self.enter_frame(Frame::TryExcept, at)?;
        self.body(body)?;
        self.pop_frame();
        self.pop_block(NOWHERE);
        self.jump(Pre::Jump, else_label, NOWHERE);

        self.place(except);
        self.jump(Pre::SetupCleanup, cleanup, NOWHERE);
        self.emit(Op::PushExcInfo, 0, NOWHERE);
        self.enter_frame(Frame::ExceptionGroupHandler, at)?;
        for (i, handler) in handlers.iter().enumerate() {
            let place = handler.at;
            let (next_except, with_error, no_match) = (self.label(), self.label(), self.label());
            except = next_except;
            if i == 0 {
                // The exceptions that handlers raise gather in a list; the original group stays below it.
                self.emit(Op::BuildList, 0, place);
                self.emit(Op::Copy, 2, place);
            }
            if let Some(typ) = &handler.typ {
                self.expr(typ)?;
                self.emit(Op::CheckEgMatch, 0, place);
                self.emit(Op::Copy, 1, place);
                self.jump_op(Op::PopJumpIfNone, no_match, place);
            }
            let cleanup_end = self.label();
            match &handler.target {
                Some(name) => self.name(name, Use::Store, place)?,
                None => self.emit(Op::PopTop, 0, place),
            }
            self.jump(Pre::SetupCleanup, cleanup_end, place);
            self.enter_frame(Frame::HandlerCleanup { name: handler.target.clone() }, place)?;
            self.body(&handler.body)?;
            self.pop_frame();
            self.pop_block(NOWHERE);
            if let Some(name) = &handler.target {
                self.forget(name)?;
            }
            self.jump(Pre::Jump, except, NOWHERE);
            self.place(cleanup_end);
            if let Some(name) = &handler.target {
                self.forget(name)?;
            }
            self.emit(Op::ListAppend, 3, NOWHERE);
            self.emit(Op::PopTop, 0, NOWHERE);
            self.jump(Pre::Jump, with_error, NOWHERE);
            self.place(except);
            self.emit(Op::Nop, 0, NOWHERE);
            self.jump(Pre::Jump, with_error, NOWHERE);
            self.place(no_match);
            self.emit(Op::PopTop, 0, place);
            self.place(with_error);
            if i + 1 == handlers.len() {
                self.emit(Op::ListAppend, 1, NOWHERE);
                self.jump(Pre::Jump, reraise_star, NOWHERE);
            }
        }
        self.pop_frame();
        let reraise = self.label();
        self.place(reraise_star);
        self.emit(Op::PrepReraiseStar, 0, NOWHERE);
        self.emit(Op::Copy, 1, NOWHERE);
        self.jump_op(Op::PopJumpIfNotNone, reraise, NOWHERE);
        self.emit(Op::PopTop, 0, NOWHERE);
        self.pop_block(NOWHERE);
        self.emit(Op::PopExcept, 0, NOWHERE);
        self.jump_on(end);
        self.place(reraise);
        self.pop_block(NOWHERE);
        self.emit(Op::Swap, 2, NOWHERE);
        self.emit(Op::PopExcept, 0, NOWHERE);
        self.emit(Op::Reraise, 0, NOWHERE);
        self.place(cleanup);
        self.pop_except_and_reraise();
        self.place(else_label);
        self.body(orelse)?;
        self.place(end);
        Ok(())
    }

    // ---- with

    pub(super) fn with(&mut self, pace: Pace, items: &'a [WithItem], body: &'a [Stmt], at: Position) -> Done {
        if pace == Pace::Async && (self.unit().pace != Pace::Async || !self.unit().is_function_like()) {
            return Err(Fault::syntax("'async with' outside async function", at));
        }
        let Some((item, rest)) = items.split_first() else { return self.body(body) };
        self.deeper(at)?;
        let place = match self.dialect.statements.with_position {
            WithPosition::Statement => at,
            WithPosition::Manager => item.context.at,
        };
        let (last, exit, cleanup) = (self.label(), self.label(), self.label());
        self.expr(&item.context)?;
        match pace {
            Pace::Plain => self.emit(Op::BeforeWith, 0, place),
            Pace::Async => {
                self.emit(Op::BeforeAsyncWith, 0, place);
                self.await_top(Awaited::Enter, place);
            }
        }
        self.jump(Pre::SetupWith, last, place);
        self.enter_frame(Frame::With { at: place, pace }, at)?;
        match &item.vars {
            Some(vars) => self.store(vars)?,
            None => self.emit(Op::PopTop, 0, place),
        }
        self.with(pace, rest, body, at)?;
        self.pop_block(NOWHERE);
        self.pop_frame();
        self.call_exit_with_nones(place);
        if pace == Pace::Async {
            self.await_top(Awaited::Exit, place);
        }
        self.emit(Op::PopTop, 0, place);
        self.jump(Pre::Jump, exit, place);

        self.place(last);
        self.jump(Pre::SetupCleanup, cleanup, place);
        self.emit(Op::PushExcInfo, 0, place);
        self.emit(Op::WithExceptStart, 0, place);
        if pace == Pace::Async {
            self.await_top(Awaited::Exit, place);
        }
        self.with_except_finish(cleanup);
        self.place(exit);
        self.depth -= 1;
        Ok(())
    }

    fn with_except_finish(&mut self, cleanup: Label) {
        let (suppress, exit) = (self.label(), self.label());
        self.jump_op(Op::PopJumpIfTrue, suppress, NOWHERE);
        self.flagged(Op::Reraise, 2, 0, NOWHERE);
        self.place(suppress);
        self.emit(Op::PopTop, 0, NOWHERE);
        self.pop_block(NOWHERE);
        self.emit(Op::PopExcept, 0, NOWHERE);
        self.emit(Op::PopTop, 0, NOWHERE);
        self.emit(Op::PopTop, 0, NOWHERE);
        self.jump_on(exit);
        self.place(cleanup);
        self.pop_except_and_reraise();
        self.place(exit);
    }

    /// `exit(None, None, None)`: the first None stands in the place of `self`.
    pub(super) fn call_exit_with_nones(&mut self, at: Position) {
        for _ in 0..3 {
            self.load_const(Const::None, at);
        }
        self.emit(Op::Call, 2, at);
    }
}
