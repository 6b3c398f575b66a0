//! One code object in the making: its instructions with labels, its constants, names and open blocks.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::scope::{Block, BlockKind, Def, Scope};
use crate::python::ast::{Name, Pace, Stmt};
use crate::python::code::{CodeFlags, CodeKind, Const, ConstKey, Op, Position};
use crate::python::dialect::Dialect;
use crate::python::dialect::statements::JumpsOn;

/// No line: filled in from what runs before it.
pub(super) const NOWHERE: Position = Position { line: 0, end_line: 0, col: 0, end_col: 0 };

/// An instruction's operation before assembly: CPython's pseudo-instructions beside the real ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pre {
    Real(Op),
    /// Direction and eval-breaker check are decided when the order of blocks is known.
    Jump,
    JumpNoInterrupt,
    /// What follows is protected; at the handler the stack has one exception more.
    SetupFinally,
    /// The same, and the index of the raising instruction below the exception.
    SetupCleanup,
    /// The same, and the value entered by `with` is dropped.
    SetupWith,
    PopBlock,
    /// A store of what may be NULL; not counted by the search for unbound locals as a sure store.
    StoreFastMaybeNull,
}

impl Pre {
    /// The jump that leads on, not around a loop.
    pub(super) fn onward(dialect: &Dialect) -> Self {
        match dialect.statements.jumps_on {
            JumpsOn::Polled => Self::Jump,
            JumpsOn::Unpolled => Self::JumpNoInterrupt,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Label(pub u32);

#[derive(Clone, Copy, Debug)]
pub(super) struct Ins {
    pub op: Pre,
    pub flag: u8,
    pub arg: u32,
    pub target: Option<Label>,
    pub at: Position,
}

/// What encloses the statement that is being compiled, for `return`, `break` and `continue`.
#[derive(Clone, Debug)]
pub(super) enum Frame<'a> {
    While { start: Label, exit: Label },
    For { start: Label, exit: Label },
    TryExcept,
    FinallyTry { body: &'a [Stmt] },
    FinallyEnd,
    With { at: Position, pace: Pace },
    HandlerCleanup { name: Option<Name> },
    PopValue,
    ExceptionHandler,
    ExceptionGroupHandler,
}

/// Names (or constants) with their numbers, in the order of first use.
#[derive(Debug, Default)]
pub(super) struct Numbered {
    pub names: Vec<Name>,
    index: FxHashMap<Name, u32>,
}

impl Numbered {
    pub(super) fn of(names: Vec<Name>) -> Self {
        let mut this = Self::default();
        for name in names {
            this.number(&name);
        }
        this
    }

    pub(super) fn number(&mut self, name: &Name) -> u32 {
        if let Some(found) = self.index.get(name) {
            return *found;
        }
        let number = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.names.push(name.clone());
        self.index.insert(name.clone(), number);
        number
    }

    pub(super) fn find(&self, name: &str) -> Option<u32> {
        self.index.get(name).copied()
    }

    pub(super) fn len(&self) -> u32 {
        u32::try_from(self.names.len()).unwrap_or(u32::MAX)
    }
}

/// What the unit is the code of, as far as the compiler distinguishes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum UnitKind {
    Module,
    Class,
    Function,
    Lambda,
    Comprehension,
    TypeParams,
}

impl UnitKind {
    pub(super) fn code_kind(self) -> CodeKind {
        match self {
            Self::Module => CodeKind::Module,
            Self::Class => CodeKind::Class,
            Self::Function | Self::Lambda | Self::Comprehension => CodeKind::Function,
            Self::TypeParams => CodeKind::TypeParams,
        }
    }
}

#[derive(Debug)]
pub(super) struct Unit<'a> {
    pub kind: UnitKind,
    /// Its block in the symbol table.
    pub block: usize,
    pub block_kind: BlockKind,
    pub name: Name,
    pub qualname: Arc<str>,
    /// The class whose name mangles private names.
    pub class: Option<Name>,
    pub argcount: u32,
    pub posonlyargcount: u32,
    pub kwonlyargcount: u32,
    pub flags: CodeFlags,
    pub varnames: Numbered,
    pub cellvars: Numbered,
    pub freevars: Numbered,
    /// Fast locals of inlined comprehensions outside of functions.
    pub fast_hidden: FxHashSet<Name>,
    /// All that ever were.
    pub ever_hidden: FxHashSet<Name>,
    pub scopes: FxHashMap<Name, Scope>,
    pub names: Numbered,
    pub consts: Vec<Const>,
    const_index: FxHashMap<ConstKey, u32>,
    pub instructions: Vec<Ins>,
    /// Where each label stands: before the instruction of that index.
    pub labels: Vec<Option<usize>>,
    pub frames: Vec<Frame<'a>>,
    pub first_line: u32,
    pub in_inlined_comprehension: u32,
    /// The greatest value that it had.
    pub deepest_inlined: u32,
    pub static_attributes: Vec<Name>,
    /// 3.14's annotations and the like.
    /// Its frame can rest: a generator, a coroutine.
    pub is_generator: bool,
    /// It yields values.
    pub yields: bool,
    pub pace: Pace,
    pub can_see_class_scope: bool,
    /// The line that all instructions are put into, 0 for that of the one before; None where each has its own.
    pub line: Option<u32>,
}

impl<'a> Unit<'a> {
    pub(super) fn new(
        kind: UnitKind,
        id: usize,
        block: &Block,
        qualname: Arc<str>,
        class: Option<Name>,
        line: u32,
    ) -> Self {
        let mut cells = block.names_of(Scope::Cell);
        let in_comprehensions =
            block.symbols.iter().filter(|(n, d)| d.has(Def::COMP_CELL) && block.scope(n) != Scope::Cell);
        cells.extend(in_comprehensions.map(|(n, _)| n.clone()));
        cells.sort_by(|a, b| a.chars().cmp(b.chars()));
        if block.needs_class_closure {
            cells.push("__class__".into());
        }
        if block.needs_classdict {
            cells.push("__classdict__".into());
        }
        let mut free = block.names_of(Scope::Free);
        free.extend(block.free_passing.iter().filter(|n| block.scope(n) != Scope::Free).cloned());
        free.sort_by(|a, b| a.chars().cmp(b.chars()));
        Self {
            kind,
            block: id,
            block_kind: block.kind,
            name: block.name.clone(),
            qualname,
            class,
            argcount: 0,
            posonlyargcount: 0,
            kwonlyargcount: 0,
            flags: CodeFlags::default(),
            varnames: Numbered::default(),
            cellvars: Numbered::of(cells),
            freevars: Numbered::of(free),
            fast_hidden: FxHashSet::default(),
            ever_hidden: FxHashSet::default(),
            scopes: block.scopes.clone(),
            names: Numbered::default(),
            consts: Vec::new(),
            const_index: FxHashMap::default(),
            instructions: Vec::new(),
            labels: Vec::new(),
            frames: Vec::new(),
            first_line: line,
            in_inlined_comprehension: 0,
            deepest_inlined: 0,
            static_attributes: Vec::new(),
            is_generator: block.generator || (block.pace == Pace::Async && block.kind == BlockKind::Function),
            yields: block.generator,
            pace: block.pace,
            can_see_class_scope: block.can_see_class_scope,
            line: None,
        }
    }

    pub(super) fn is_function_like(&self) -> bool {
        matches!(self.block_kind, BlockKind::Function | BlockKind::TypeParams)
    }

    /// The number of a constant; equal ones are one.
    pub(super) fn const_number(&mut self, value: Const) -> u32 {
        let next = u32::try_from(self.consts.len()).unwrap_or(u32::MAX);
        if let Some(key) = value.key() {
            if let Some(found) = self.const_index.get(&key) {
                return *found;
            }
            self.const_index.insert(key, next);
        }
        self.consts.push(value);
        next
    }

    /// A constant that is not merged with an equal one.
    pub(super) fn fresh_const(&mut self, value: Const) -> u32 {
        self.consts.push(value);
        u32::try_from(self.consts.len() - 1).unwrap_or(u32::MAX)
    }

    pub(super) fn emit(&mut self, op: Op, arg: u32, at: Position) {
        self.push(Ins { op: Pre::Real(op), flag: 0, arg, target: None, at });
    }

    pub(super) fn push(&mut self, mut ins: Ins) {
        if let Some(line) = self.line {
            ins.at = Position { line, end_line: line, ..ins.at };
        }
        self.instructions.push(ins);
    }

    /// Whether nothing can follow the last instruction.
    pub(super) fn just_returned(&self) -> bool {
        let end = self.instructions.len();
        self.instructions.last().is_some_and(|i| i.op == Pre::Real(Op::ReturnValue))
            && !self.labels.iter().flatten().any(|place| *place == end)
    }

    pub(super) fn new_label(&mut self) -> Label {
        self.labels.push(None);
        Label(u32::try_from(self.labels.len() - 1).unwrap_or(u32::MAX))
    }

    pub(super) fn place(&mut self, label: Label) {
        let here = self.instructions.len();
        if let Some(slot) = self.labels.get_mut(label.0 as usize) {
            *slot = Some(here);
        }
    }
}
