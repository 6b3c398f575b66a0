//! The code generator's frame: units, names, constants, closures (`compile.c`). Statements and expressions
//! stand in files of their own.

use std::sync::Arc;

use super::fault::Fault;
use super::flow;
use super::scope::{BlockKey, BlockRole, Scope, SymbolTable, mangle};
use super::unit::{Frame, Ins, Label, NOWHERE, Pre, Unit, UnitKind};
use crate::python::ast::*;
use crate::python::code::{CodeFlags, CodeKind, CodeSpec, Const, FunctionAttribute, Op, Position};
use crate::python::dialect::statements::InstructionLines;
use crate::python::dialect::{ClassNamespace, Dialect};

pub(super) type Done = Result<(), Fault>;

/// What a name is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    Load,
    Store,
    Delete,
}

/// Compiles the tree of one input.
pub(super) struct Codegen<'a> {
    pub table: SymbolTable,
    pub units: Vec<Unit<'a>>,
    pub dialect: &'a Dialect,
    pub filename: Arc<str>,
    /// Expression statements of the interactive mode are printed.
    pub interactive: bool,
    pub future_annotations: bool,
    /// Flags of `from __future__` imports, in every code object.
    pub future_flags: u32,
    /// Depth of the walk, against overflowing our own stack.
    pub depth: u32,
    /// Expressions do not move the line on (up to 3.7, within f-strings).
    pub line_stays: bool,
    /// What the present test belongs to, or its last comparison so far.
    pub tested_at: Position,
    pub warnings: Vec<super::warnings::Warning>,
}

/// Above this many operands on the stack CPython builds containers step by step (`STACK_USE_GUIDELINE`).
pub(super) const STACK_USE_GUIDELINE: usize = 30;

impl<'a> Codegen<'a> {
    // ---- units

    pub(super) fn enter(&mut self, kind: UnitKind, key: BlockKey, line: u32) -> Done {
        let id = self.table.by_node.get(&key).copied().unwrap_or(0);
        let Some(block) = self.table.blocks.get(id) else {
            return Err(Fault::syntax("unknown symbol table entry", NOWHERE));
        };
        let class = match kind {
            UnitKind::Class => Some(block.name.clone()),
            _ => self.units.last().and_then(|u| u.class.clone()),
        };
        let qualname = self.qualname(kind, &block.name);
        let mut unit = Unit::new(kind, id, block, qualname, class, line);
        unit.line = (self.dialect.statements.instruction_lines != InstructionLines::OfNode).then_some(0);
        let mut flags = self.future_flags;
        if unit.is_function_like() {
            flags |= CodeFlags::OPTIMIZED | CodeFlags::NEWLOCALS;
            if block.nested {
                flags |= CodeFlags::NESTED;
            }
            flags |= match (block.pace, block.generator) {
                (Pace::Plain, true) => CodeFlags::GENERATOR,
                (Pace::Plain, false) => 0,
                (Pace::Async, true) => CodeFlags::ASYNC_GENERATOR,
                (Pace::Async, false) => CodeFlags::COROUTINE,
            };
            if block.varargs {
                flags |= CodeFlags::VARARGS;
            }
            if block.varkeywords {
                flags |= CodeFlags::VARKEYWORDS;
            }
        }
        if kind == UnitKind::Class && self.dialect.python2 {
            flags |= CodeFlags::NEWLOCALS;
        }
        unit.flags = CodeFlags(flags);
        self.units.push(unit);
        let at = if kind == UnitKind::Module { NOWHERE } else { Position { line, end_line: line, col: 0, end_col: 0 } };
        self.emit(Op::Resume, 0, at);
        Ok(())
    }

    fn qualname(&self, kind: UnitKind, name: &Name) -> Arc<str> {
        if self.dialect.class_namespace == ClassNamespace::ModuleOnly {
            // 2.7 has plain names only.
            return name.clone();
        }
        let Some(mut parent) = self.units.last() else { return name.clone() };
        if parent.kind == UnitKind::TypeParams {
            match self.units.len().checked_sub(2).and_then(|i| self.units.get(i)) {
                Some(outer) => parent = outer,
                None => return name.clone(),
            }
        }
        if parent.kind == UnitKind::Module {
            return name.clone();
        }
        if matches!(kind, UnitKind::Function | UnitKind::Class) {
            let mangled = mangle(parent.class.as_deref(), name);
            if parent.scopes.get(&mangled) == Some(&Scope::GlobalExplicit) {
                return name.clone();
            }
        }
        let within = match parent.kind {
            UnitKind::Function | UnitKind::Lambda => ".<locals>",
            _ => "",
        };
        format!("{}{within}.{name}", parent.qualname).into()
    }

    /// Ends the innermost unit: adds the last return, optimizes and assembles.
    pub(super) fn leave(&mut self, add_none: bool) -> Result<Arc<CodeSpec>, Fault> {
        let ended = !self.dialect.always_returns_none && self.unit().just_returned();
        if add_none && !ended {
            let none = self.const_number(Const::None);
            self.emit(Op::LoadConst, none, NOWHERE);
        }
        if !ended {
            self.emit(Op::ReturnValue, 0, NOWHERE);
        }
        let Some(unit) = self.units.pop() else {
            return Err(Fault::syntax("no code to end", NOWHERE));
        };
        Ok(Arc::new(flow::assemble(unit, &self.filename, self.dialect)?))
    }

    pub(super) fn unit(&mut self) -> &mut Unit<'a> {
        let last = self.units.len() - 1;
        &mut self.units[last]
    }

    // ---- emitting

    pub(super) fn emit(&mut self, op: Op, arg: u32, at: Position) {
        self.unit().emit(op, arg, at);
    }

    pub(super) fn flagged(&mut self, op: Op, flag: u8, arg: u32, at: Position) {
        self.unit().push(Ins { op: Pre::Real(op), flag, arg, target: None, at });
    }

    pub(super) fn jump(&mut self, op: Pre, target: Label, at: Position) {
        self.unit().push(Ins { op, flag: 0, arg: 0, target: Some(target), at });
    }

    /// A jump that leads on, not around a loop.
    pub(super) fn jump_on(&mut self, target: Label) {
        let op = Pre::onward(self.dialect);
        self.jump(op, target, NOWHERE);
    }

    pub(super) fn jump_op(&mut self, op: Op, target: Label, at: Position) {
        self.jump(Pre::Real(op), target, at);
    }

    pub(super) fn pop_block(&mut self, at: Position) {
        self.unit().push(Ins { op: Pre::PopBlock, flag: 0, arg: 0, target: None, at });
    }

    pub(super) fn label(&mut self) -> Label {
        self.unit().new_label()
    }

    pub(super) fn place(&mut self, label: Label) {
        self.unit().place(label);
    }

    pub(super) fn const_number(&mut self, value: Const) -> u32 {
        self.unit().const_number(value)
    }

    pub(super) fn load_const(&mut self, value: Const, at: Position) {
        let number = self.const_number(value);
        self.emit(Op::LoadConst, number, at);
    }

    pub(super) fn name_op(&mut self, op: Op, flag: u8, name: &Name, at: Position) {
        let number = self.unit().names.number(name);
        self.flagged(op, flag, number, at);
    }

    /// The number of an attribute's name, mangled.
    pub(super) fn attr_op(&mut self, op: Op, flag: u8, name: &Name, at: Position) {
        let mangled = self.mangled(name);
        self.name_op(op, flag, &mangled, at);
    }

    pub(super) fn mangled(&mut self, name: &Name) -> Name {
        mangle(self.unit().class.as_deref(), name)
    }

    pub(super) fn push_frame(&mut self, frame: Frame<'a>) {
        self.unit().frames.push(frame);
    }

    pub(super) fn pop_frame(&mut self) {
        self.unit().frames.pop();
    }

    // ---- names

    pub(super) fn name(&mut self, name: &Name, usage: Use, at: Position) -> Done {
        if usage != Use::Load && &**name == "__debug__" {
            let word = if usage == Use::Store { "assign to" } else { "delete" };
            return Err(Fault::syntax(format!("cannot {word} __debug__"), at));
        }
        let name = self.mangled(name);
        let unit = self.unit();
        let scope = unit.scopes.get(&name).copied();
        let function_like = unit.is_function_like();
        let in_class = unit.block_kind == super::scope::BlockKind::Class;
        let inlined = unit.in_inlined_comprehension > 0;
        // The class namespace itself is a plain cell.
        let sees_class = unit.can_see_class_scope && &*name != "__classdict__";
        match scope {
            Some(Scope::Free | Scope::Cell) => {
                let cell = self.deref_number(&name);
                match usage {
                    Use::Store => self.emit(Op::StoreDeref, cell, at),
                    Use::Delete => self.emit(Op::DeleteDeref, cell, at),
                    Use::Load if in_class && !inlined && self.dialect.class_looks_in_cells => {
                        self.emit(Op::LoadLocals, 0, at);
                        self.emit(Op::LoadFromDictOrDeref, cell, at);
                    }
                    Use::Load if sees_class => {
                        self.name(&"__classdict__".into(), Use::Load, at)?;
                        self.emit(Op::LoadFromDictOrDeref, cell, at);
                    }
                    Use::Load => self.emit(Op::LoadDeref, cell, at),
                }
            }
            Some(Scope::Local) if function_like || unit.fast_hidden.contains(&name) => {
                let local = unit.varnames.number(&name);
                let op = match usage {
                    Use::Load => Op::LoadFast,
                    Use::Store => Op::StoreFast,
                    Use::Delete => Op::DeleteFast,
                };
                self.emit(op, local, at);
            }
            Some(Scope::GlobalExplicit) => self.global(&name, usage, false, at)?,
            Some(Scope::GlobalImplicit) if function_like => self.global(&name, usage, sees_class, at)?,
            _ => {
                let op = match usage {
                    Use::Load if in_class && inlined => Op::LoadGlobal,
                    Use::Load => Op::LoadName,
                    Use::Store => Op::StoreName,
                    Use::Delete => Op::DeleteName,
                };
                self.name_op(op, 0, &name, at);
            }
        }
        Ok(())
    }

    fn global(&mut self, name: &Name, usage: Use, sees_class: bool, at: Position) -> Done {
        match usage {
            Use::Load if sees_class => {
                self.name(&"__classdict__".into(), Use::Load, at)?;
                self.name_op(Op::LoadFromDictOrGlobals, 0, name, at);
            }
            Use::Load => self.name_op(Op::LoadGlobal, 0, name, at),
            Use::Store => self.name_op(Op::StoreGlobal, 0, name, at),
            Use::Delete => self.name_op(Op::DeleteGlobal, 0, name, at),
        }
        Ok(())
    }

    /// Cells are numbered before free variables; assembly turns the numbers into slots.
    pub(super) fn deref_number(&mut self, name: &Name) -> u32 {
        let unit = self.unit();
        if let Some(cell) = unit.cellvars.find(name) {
            return cell;
        }
        if let Some(free) = unit.freevars.find(name) {
            return unit.cellvars.len() + free;
        }
        // Not reached: the symbol table listed every cell. A new free variable keeps the numbering whole.
        unit.cellvars.len() + unit.freevars.number(name)
    }

    // ---- functions

    /// Makes the function of `code` from the attributes on the stack, some of which are so many values in a row that are
    /// to be packed first (0: one object).
    pub(super) fn closure(&mut self, code: Arc<CodeSpec>, attributes: &[(FunctionAttribute, u32)], at: Position) {
        let free: Vec<Name> = code.freevars().cloned().collect();
        for name in &free {
            let number = self.deref_number(name);
            self.emit(Op::LoadClosure, number, at);
        }
        let n = u32::try_from(free.len()).unwrap_or(u32::MAX);
        if n > 0 {
            self.emit(Op::BuildTuple, n, at);
        }
        let qualname = if code.kind == CodeKind::Class { code.name.clone() } else { code.qualname.clone() };
        let number = self.code_number(code);
        self.emit(Op::LoadConst, number, at);
        if self.dialect.qualnames_are_consts {
            self.const_number(Const::Str(qualname));
        }
        self.emit(Op::MakeFunction, 0, at);
        if n > 0 {
            self.flagged(Op::SetFunctionAttribute, FunctionAttribute::Closure as u8, 0, at);
        }
        for (attribute, packed) in attributes.iter().rev() {
            self.flagged(Op::SetFunctionAttribute, *attribute as u8, *packed, at);
        }
    }

    fn code_number(&mut self, code: Arc<CodeSpec>) -> u32 {
        if self.dialect.merges_equal_code {
            let same = |c: &Const| matches!(c, Const::Code(other) if equal_code(other, &code));
            if let Some(found) = self.unit().consts.iter().position(same) {
                return u32::try_from(found).unwrap_or(u32::MAX);
            }
        }
        self.const_number(Const::Code(code))
    }

    /// A name as a constant: 2.7's are plain strings.
    pub(super) fn name_const(&self, name: &Name) -> Const {
        if self.dialect.plain_strings_are_bytes {
            Const::Bytes(name.as_bytes().into())
        } else {
            Const::Str(name.clone())
        }
    }

    /// Guards a generator's whole body: StopIteration must not leave it (PEP 479).
    pub(super) fn wrap_in_stop_iteration_handler(&mut self) {
        if !self.dialect.stop_iteration_becomes_runtime_error {
            return;
        }
        let handler = self.label();
        let setup = Ins { op: Pre::SetupCleanup, flag: 0, arg: 0, target: Some(handler), at: NOWHERE };
        let unit = self.unit();
        unit.instructions.insert(0, setup);
        for place in unit.labels.iter_mut().flatten() {
            *place += 1;
        }
        self.load_const(Const::None, NOWHERE);
        self.emit(Op::ReturnValue, 0, NOWHERE);
        self.place(handler);
        self.emit(Op::StopIterationError, 0, NOWHERE);
        self.flagged(Op::Reraise, 1, 0, NOWHERE);
    }

    pub(super) fn def_key<T>(node: &T, role: BlockRole) -> BlockKey {
        (super::symbols::address(node), role)
    }

    /// The names of `arguments` become the first locals.
    pub(super) fn declare_arguments(&mut self, args: &'a Arguments) -> Done {
        for arg in args.in_slot_order() {
            if &*arg.name == "__debug__" {
                return Err(Fault::syntax("cannot assign to __debug__", arg.at));
            }
            let name = self.mangled(&arg.name);
            self.unit().varnames.number(&name);
        }
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let unit = self.unit();
        unit.argcount = count(args.posonly.len() + args.args.len());
        unit.posonlyargcount = count(args.posonly.len());
        unit.kwonlyargcount = count(args.kwonly.len());
        for (name, target) in &args.unpacked {
            self.name(name, Use::Load, target.at)?;
            self.store(target)?;
        }
        Ok(())
    }

    /// Counts the walk's depth; CPython gives up on such trees too.
    pub(super) fn deeper(&mut self, _at: Position) -> Done {
        self.depth += 1;
        if self.depth > super::MAX_DEPTH {
            return Err(super::too_deep());
        }
        Ok(())
    }
}

/// Equality of code objects as it was before 3.11: without the columns.
fn equal_code(a: &CodeSpec, b: &CodeSpec) -> bool {
    let names = |c: &CodeSpec| c.locals.iter().map(|l| (l.name.clone(), l.kind)).collect::<Vec<_>>();
    let lines = |c: &CodeSpec| c.positions.iter().map(|p| p.line).collect::<Vec<_>>();
    let keys = |c: &CodeSpec| c.consts.iter().map(Const::key).collect::<Option<Vec<_>>>();
    a.name == b.name
        && a.first_line == b.first_line
        && (a.argcount, a.posonlyargcount, a.kwonlyargcount, a.flags)
            == (b.argcount, b.posonlyargcount, b.kwonlyargcount, b.flags)
        && a.code == b.code
        && a.names == b.names
        && names(a) == names(b)
        && lines(a) == lines(b)
        && keys(a).is_some()
        && keys(a) == keys(b)
}
