//! Comprehensions: inlined into the function around them (3.12, PEP 709) or functions of their own.

use super::codegen::{Codegen, Done};
use super::expr::Awaited;
use super::fault::Fault;
use super::scope::{BlockKind, BlockRole, Def, Scope};
use super::unit::{Ins, Label, NOWHERE, Pre, UnitKind};
use crate::python::ast::*;
use crate::python::code::{Op, Position};
use crate::python::dialect::ComprehensionScope;
use crate::python::dialect::statements::ElementPosition;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Generator,
    List,
    Set,
    Dict,
}

/// What a comprehension puts into its result.
#[derive(Clone, Copy)]
struct Element<'a> {
    kind: Kind,
    elt: &'a Expr,
    value: Option<&'a Expr>,
}

/// What inlining changed, to be changed back.
struct Inlined {
    pushed: Vec<Name>,
    scopes: Vec<(Name, Option<Scope>)>,
    hidden: Vec<Name>,
    cleanup: Option<(Label, Label)>,
}

impl<'a> Codegen<'a> {
    pub(super) fn comprehension(&mut self, e: &'a Expr) -> Done {
        let (element, generators) = match &e.kind {
            ExprKind::ListComp { elt, generators } => (Element { kind: Kind::List, elt, value: None }, generators),
            ExprKind::SetComp { elt, generators } => (Element { kind: Kind::Set, elt, value: None }, generators),
            ExprKind::DictComp { key, value, generators } => {
                (Element { kind: Kind::Dict, elt: key, value: Some(value) }, generators)
            }
            ExprKind::GeneratorExp { elt, generators } => {
                (Element { kind: Kind::Generator, elt, value: None }, generators)
            }
            _ => return Ok(()),
        };
        let Some(first) = generators.first() else { return Ok(()) };
        let at = e.at;
        if element.kind == Kind::List && self.dialect.comprehensions == ComprehensionScope::ListLeaks {
            self.emit(Op::BuildList, 0, at);
            self.expr(&first.iter)?;
            self.emit(Op::GetIter, 0, first.iter.at);
            return self.generator(generators, 0, 0, element, at);
        }
        let awaits = self.awaits(e);
        if awaits && element.kind != Kind::Generator && self.unit().pace != Pace::Async {
            return Err(Fault::syntax("asynchronous comprehension outside of an asynchronous function", at));
        }
        let key = Self::def_key(e, BlockRole::Body);
        let id = self.table.by_node.get(&key).copied().unwrap_or(0);
        if self.table.blocks.get(id).is_some_and(|b| b.inlined) {
            return self.inlined(id, generators, element, at);
        }
        self.enter(UnitKind::Comprehension, key, at.line)?;
        self.unit().varnames.number(&".0".into());
        self.unit().argcount = 1;
        match element.kind {
            Kind::Generator => {}
            Kind::List => self.emit(Op::BuildList, 0, at),
            Kind::Set => self.emit(Op::BuildSet, 0, at),
            Kind::Dict => self.emit(Op::BuildMap, 0, at),
        }
        self.emit(Op::LoadFast, 0, at);
        self.generator(generators, 0, 0, element, at)?;
        if element.kind != Kind::Generator {
            self.emit(Op::ReturnValue, 0, at);
        }
        if self.unit().is_generator {
            self.wrap_in_stop_iteration_handler();
        }
        let code = self.leave(true)?;
        self.closure(code, &[], at);
        self.expr(&first.iter)?;
        self.iterator_of(first, at);
        self.emit(Op::Call, 0, at);
        if awaits && element.kind != Kind::Generator {
            self.await_top(Awaited::Expression, at);
        }
        Ok(())
    }

    /// Whether a comprehension awaits anything.
    fn awaits(&mut self, e: &'a Expr) -> bool {
        let id = self.table.by_node.get(&Self::def_key(e, BlockRole::Body)).copied();
        id.and_then(|id| self.table.blocks.get(id)).is_some_and(|block| block.pace == Pace::Async)
    }

    fn iterator_of(&mut self, comprehension: &Comprehension, whole: Position) {
        let op = match comprehension.pace {
            Pace::Plain => Op::GetIter,
            Pace::Async => Op::GetAiter,
        };
        let place = self.iteration_position(&comprehension.iter, whole);
        self.emit(op, 0, place);
    }

    fn inlined(&mut self, id: usize, generators: &'a [Comprehension], element: Element<'a>, at: Position) -> Done {
        let Some(first) = generators.first() else { return Ok(()) };
        self.expr(&first.iter)?;
        self.iterator_of(first, at);
        let state = self.push_inlined(id, at);
        match element.kind {
            Kind::Generator | Kind::List => self.emit(Op::BuildList, 0, at),
            Kind::Set => self.emit(Op::BuildSet, 0, at),
            Kind::Dict => self.emit(Op::BuildMap, 0, at),
        }
        self.emit(Op::Swap, 2, at);
        self.generator(generators, 0, 0, element, at)?;
        self.pop_inlined(state, at);
        Ok(())
    }

    /// The comprehension's variables take the place of outer ones of the same name, which wait on the stack.
    fn push_inlined(&mut self, id: usize, at: Position) -> Inlined {
        let mut state = Inlined { pushed: Vec::new(), scopes: Vec::new(), hidden: Vec::new(), cleanup: None };
        let in_class = self.unit().block_kind == BlockKind::Class && self.unit().in_inlined_comprehension == 0;
        let unit = self.unit();
        unit.in_inlined_comprehension += 1;
        unit.deepest_inlined = unit.deepest_inlined.max(unit.in_inlined_comprehension);
        let Some(block) = self.table.blocks.get(id) else { return state };
        let symbols: Vec<(Name, Def, Scope)> =
            block.symbols.iter().map(|(n, d)| (n.clone(), *d, block.scope(n))).collect();
        for (name, def, scope) in symbols {
            let bound = def.has(Def::LOCAL) && !def.has(Def::NONLOCAL);
            if !bound && !in_class {
                continue;
            }
            let unit = self.unit();
            let outer = unit.scopes.get(&name).copied();
            let differs =
                outer != Some(scope) && scope != Scope::Free && !(scope == Scope::Cell && outer == Some(Scope::Free));
            if (differs || in_class) && &*name != ".0" {
                state.scopes.push((name.clone(), outer));
                unit.scopes.insert(name.clone(), scope);
            }
            if !bound {
                continue;
            }
            if !unit.is_function_like() && unit.fast_hidden.insert(name.clone()) {
                unit.ever_hidden.insert(name.clone());
                state.hidden.push(name.clone());
            }
            let local = unit.varnames.number(&name);
            state.pushed.push(name.clone());
            self.emit(Op::LoadFastAndClear, local, at);
            if scope == Scope::Cell {
                let number = self.deref_number(&name);
                self.emit(Op::MakeCell, number, at);
            }
        }
        if !state.pushed.is_empty() {
            self.emit(Op::Swap, u32::try_from(state.pushed.len() + 1).unwrap_or(2), at);
            let (cleanup, end) = (self.label(), self.label());
            self.jump(Pre::SetupFinally, cleanup, at);
            state.cleanup = Some((cleanup, end));
        }
        state
    }

    fn pop_inlined(&mut self, state: Inlined, at: Position) {
        self.unit().in_inlined_comprehension -= 1;
        if let Some((cleanup, end)) = state.cleanup {
            self.pop_block(NOWHERE);
            self.jump_on(end);
            self.place(cleanup);
            // The unfinished result lies below the exception.
            self.emit(Op::Swap, 2, NOWHERE);
            self.emit(Op::PopTop, 0, NOWHERE);
            self.restore_locals(&state.pushed, at);
            self.emit(Op::Reraise, 0, NOWHERE);
            self.place(end);
            self.restore_locals(&state.pushed, at);
        }
        let unit = self.unit();
        for name in state.hidden {
            unit.fast_hidden.remove(&name);
        }
        for (name, scope) in state.scopes {
            match scope {
                Some(scope) => unit.scopes.insert(name, scope),
                None => unit.scopes.remove(&name),
            };
        }
    }

    fn restore_locals(&mut self, pushed: &[Name], at: Position) {
        self.emit(Op::Swap, u32::try_from(pushed.len() + 1).unwrap_or(2), at);
        for name in pushed.iter().rev() {
            let local = self.unit().varnames.number(name);
            self.unit().push(Ins { op: Pre::StoreFastMaybeNull, flag: 0, arg: local, target: None, at });
        }
    }

    /// One `for` of a comprehension and all that is inside it; the first one's iterator is on the stack.
    fn generator(
        &mut self,
        generators: &'a [Comprehension],
        index: usize,
        depth: u32,
        element: Element<'a>,
        at: Position,
    ) -> Done {
        let Some(generator) = generators.get(index) else { return self.element(element, depth, at) };
        let (start, if_cleanup, anchor) = (self.label(), self.label(), self.label());
        let mut loops = true;
        if index > 0 {
            // `for y in [f(x)]` is a plain assignment.
            let single = match &generator.iter.kind {
                ExprKind::List(elts) | ExprKind::Tuple(elts)
                    if generator.pace == Pace::Plain && self.dialect.single_element_loops_are_assignments =>
                {
                    match elts.as_slice() {
                        [only] if !matches!(only.kind, ExprKind::Starred(_)) => Some(only),
                        _ => None,
                    }
                }
                _ => None,
            };
            match single {
                Some(only) => {
                    self.expr(only)?;
                    loops = false;
                }
                None => {
                    self.expr(&generator.iter)?;
                    self.iterator_of(generator, at);
                }
            }
        }
        let mut depth = depth;
        if loops {
            depth += 1;
            self.place(start);
            let place = self.iteration_position(&generator.iter, at);
            match generator.pace {
                Pace::Plain => self.jump_op(Op::ForIter, anchor, place),
                Pace::Async => self.next_of_aiter(anchor, place),
            }
        }
        self.store(&generator.target)?;
        for condition in &generator.ifs {
            self.test(condition, if_cleanup, false, at)?;
        }
        self.generator(generators, index + 1, depth, element, at)?;
        self.place(if_cleanup);
        if loops {
            self.jump(Pre::Jump, start, element.elt.at);
            self.place(anchor);
            if generator.pace == Pace::Async {
                self.emit(Op::EndAsyncFor, 0, generator.iter.at);
            }
        }
        Ok(())
    }

    fn element(&mut self, element: Element<'a>, depth: u32, at: Position) -> Done {
        let whole = self.dialect.statements.element_position == ElementPosition::Comprehension;
        let place = if whole { at } else { element.elt.at };
        match element.kind {
            Kind::Generator => {
                self.expr(element.elt)?;
                self.yield_top(place);
                self.emit(Op::PopTop, 0, place);
            }
            Kind::List => {
                self.expr(element.elt)?;
                self.emit(Op::ListAppend, depth + 1, place);
            }
            Kind::Set => {
                self.expr(element.elt)?;
                self.emit(Op::SetAdd, depth + 1, place);
            }
            Kind::Dict => {
                let Some(value) = element.value else { return Ok(()) };
                if self.dialect.dict_comprehension_key_first {
                    self.expr(element.elt)?;
                    self.expr(value)?;
                } else {
                    self.expr(value)?;
                    self.expr(element.elt)?;
                    self.emit(Op::Swap, 2, place);
                }
                let pair = Position { end_line: value.at.end_line, end_col: value.at.end_col, ..place };
                self.emit(Op::MapAdd, depth + 1, if whole { at } else { pair });
            }
        }
        Ok(())
    }
}
