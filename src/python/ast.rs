//! The syntax tree of a program, as CPython's `ast` has it. Knows nothing of source text and of code.

use std::sync::Arc;

use super::code::{BinaryOp, Const, Conversion, Position};

pub type Name = Arc<str>;

/// Whether `async` stands before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pace {
    #[default]
    Plain,
    Async,
}

/// A whole input.
#[derive(Debug)]
pub struct Module {
    pub body: Vec<Stmt>,
}

#[derive(Debug)]
pub struct Expr {
    pub at: Position,
    pub kind: ExprKind,
}

#[derive(Debug)]
pub enum ExprKind {
    Constant(Const),
    /// Made by a peephole optimizer (2.7, 3.6): not merged with an equal constant.
    Folded(Const),
    Name(Name),
    BoolOp {
        op: BoolOp,
        values: Vec<Expr>,
    },
    Named {
        target: Box<Expr>,
        value: Box<Expr>,
    },
    BinOp {
        left: Box<Expr>,
        op: BinaryOp,
        right: Box<Expr>,
    },
    UnaryOp {
        op: UnaryOp,
        operand: Box<Expr>,
    },
    /// 2.7's backticks.
    Repr(Box<Expr>),
    Lambda {
        args: Box<Arguments>,
        body: Box<Expr>,
    },
    IfExp {
        test: Box<Expr>,
        body: Box<Expr>,
        orelse: Box<Expr>,
    },
    /// A `None` key: `**value`.
    Dict {
        keys: Vec<Option<Expr>>,
        values: Vec<Expr>,
    },
    Set(Vec<Expr>),
    ListComp {
        elt: Box<Expr>,
        generators: Vec<Comprehension>,
    },
    SetComp {
        elt: Box<Expr>,
        generators: Vec<Comprehension>,
    },
    DictComp {
        key: Box<Expr>,
        value: Box<Expr>,
        generators: Vec<Comprehension>,
    },
    GeneratorExp {
        elt: Box<Expr>,
        generators: Vec<Comprehension>,
    },
    Yield(Option<Box<Expr>>),
    YieldFrom(Box<Expr>),
    Await(Box<Expr>),
    Compare {
        left: Box<Expr>,
        ops: Vec<Comparison>,
        comparators: Vec<Expr>,
    },
    Call {
        func: Box<Expr>,
        args: Vec<Expr>,
        keywords: Vec<Keyword>,
    },
    FormattedValue {
        value: Box<Expr>,
        conversion: Conversion,
        format_spec: Option<Box<Expr>>,
    },
    JoinedStr(Vec<Expr>),
    Attribute {
        value: Box<Expr>,
        attr: Name,
    },
    Subscript {
        value: Box<Expr>,
        slice: Box<Expr>,
    },
    Starred(Box<Expr>),
    List(Vec<Expr>),
    Tuple(Vec<Expr>),
    Slice {
        lower: Option<Box<Expr>>,
        upper: Option<Box<Expr>>,
        step: Option<Box<Expr>>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoolOp {
    And,
    Or,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnaryOp {
    Invert,
    Not,
    Plus,
    Minus,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    Lt,
    Le,
    Eq,
    Ne,
    Gt,
    Ge,
    Is,
    IsNot,
    In,
    NotIn,
}

#[derive(Debug)]
pub struct Comprehension {
    pub pace: Pace,
    pub target: Expr,
    pub iter: Expr,
    pub ifs: Vec<Expr>,
}

/// `arg` is `None` for `**value`.
#[derive(Debug)]
pub struct Keyword {
    pub at: Position,
    pub arg: Option<Name>,
    pub value: Expr,
}

#[derive(Debug, Default)]
pub struct Arguments {
    pub posonly: Vec<Arg>,
    pub args: Vec<Arg>,
    pub vararg: Option<Arg>,
    pub kwonly: Vec<Arg>,
    pub kwarg: Option<Arg>,
    /// Of the last of `posonly` and `args`.
    pub defaults: Vec<Expr>,
    /// One for each of `kwonly`.
    pub kw_defaults: Vec<Option<Expr>>,
    /// 2.7: parameters that are tuples, by the names that their arguments have, and the targets that these are unpacked
    /// into.
    pub unpacked: Vec<(Name, Expr)>,
}

#[derive(Debug)]
pub struct Arg {
    pub at: Position,
    pub name: Name,
    pub annotation: Option<Expr>,
}

#[derive(Debug)]
pub struct Stmt {
    pub at: Position,
    pub kind: StmtKind,
}

#[derive(Debug)]
pub enum StmtKind {
    FunctionDef(Box<FunctionDef>),
    ClassDef(Box<ClassDef>),
    Return(Option<Expr>),
    Delete(Vec<Expr>),
    Assign {
        targets: Vec<Expr>,
        value: Expr,
    },
    TypeAlias {
        name: Expr,
        type_params: Vec<TypeParam>,
        value: Expr,
    },
    AugAssign {
        target: Expr,
        op: BinaryOp,
        value: Expr,
    },
    /// `simple`: an unparenthesized name.
    AnnAssign {
        target: Expr,
        annotation: Expr,
        value: Option<Expr>,
        simple: bool,
    },
    For {
        pace: Pace,
        target: Expr,
        iter: Expr,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
    },
    While {
        test: Expr,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
    },
    If {
        test: Expr,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
    },
    With {
        pace: Pace,
        items: Vec<WithItem>,
        body: Vec<Stmt>,
    },
    Match {
        subject: Expr,
        cases: Vec<MatchCase>,
    },
    Raise {
        exc: Option<Expr>,
        cause: Option<Expr>,
    },
    /// 2.7: `raise type, value, traceback`.
    Raise2 {
        parts: Vec<Expr>,
    },
    Try {
        body: Vec<Stmt>,
        handlers: Vec<ExceptHandler>,
        orelse: Vec<Stmt>,
        finalbody: Vec<Stmt>,
        star: bool,
    },
    Assert {
        test: Expr,
        msg: Option<Expr>,
    },
    Import(Vec<Alias>),
    ImportFrom {
        module: Option<Name>,
        names: Vec<Alias>,
        level: u32,
    },
    Global(Vec<Name>),
    Nonlocal(Vec<Name>),
    Expr(Expr),
    Pass,
    Break,
    Continue,
    /// 2.7: `print >>dest, values` and whether a newline ends it.
    Print {
        dest: Option<Expr>,
        values: Vec<Expr>,
        newline: bool,
    },
    /// 2.7: `exec body in globals, locals`.
    Exec {
        body: Expr,
        globals: Option<Expr>,
        locals: Option<Expr>,
    },
}

#[derive(Debug)]
pub struct FunctionDef {
    pub pace: Pace,
    pub name: Name,
    pub type_params: Vec<TypeParam>,
    pub args: Arguments,
    pub body: Vec<Stmt>,
    pub decorators: Vec<Expr>,
    pub returns: Option<Expr>,
    /// 3.14: the lambda that gives the annotations; the arguments have lost theirs to it.
    pub annotate: Option<Box<Expr>>,
}

#[derive(Debug)]
pub struct ClassDef {
    pub name: Name,
    pub type_params: Vec<TypeParam>,
    pub bases: Vec<Expr>,
    pub keywords: Vec<Keyword>,
    pub body: Vec<Stmt>,
    pub decorators: Vec<Expr>,
}

#[derive(Debug)]
pub struct TypeParam {
    pub at: Position,
    pub name: Name,
    pub kind: TypeParamKind,
    pub bound: Option<Expr>,
    pub default: Option<Expr>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeParamKind {
    TypeVar,
    ParamSpec,
    TypeVarTuple,
}

#[derive(Debug)]
pub struct WithItem {
    pub context: Expr,
    pub vars: Option<Expr>,
}

#[derive(Debug)]
pub struct ExceptHandler {
    pub at: Position,
    pub typ: Option<Expr>,
    pub target: Option<Name>,
    /// 2.7: a tuple of names (`except E, (a, b):`).
    pub unpacked: Option<Expr>,
    pub body: Vec<Stmt>,
}

#[derive(Debug)]
pub struct Alias {
    pub at: Position,
    pub name: Name,
    pub asname: Option<Name>,
}

#[derive(Debug)]
pub struct MatchCase {
    pub pattern: Pattern,
    pub guard: Option<Expr>,
    pub body: Vec<Stmt>,
}

#[derive(Debug)]
pub struct Pattern {
    pub at: Position,
    pub kind: PatternKind,
}

#[derive(Debug)]
pub enum PatternKind {
    Value(Expr),
    Singleton(Const),
    Sequence(Vec<Pattern>),
    Mapping { keys: Vec<Expr>, patterns: Vec<Pattern>, rest: Option<Name> },
    Class { cls: Expr, patterns: Vec<Pattern>, kwd_attrs: Vec<(Name, Position)>, kwd_patterns: Vec<Pattern> },
    Star(Option<Name>),
    As { pattern: Option<Box<Pattern>>, name: Option<Name> },
    Or(Vec<Pattern>),
}

impl Expr {
    #[must_use]
    pub fn new(at: Position, kind: ExprKind) -> Self {
        Self { at, kind }
    }

    #[must_use]
    pub fn constant(&self) -> Option<&Const> {
        match &self.kind {
            ExprKind::Constant(c) | ExprKind::Folded(c) => Some(c),
            _ => None,
        }
    }
}

impl Arguments {
    /// Every argument in the order of the frame's slots.
    pub fn in_slot_order(&self) -> impl Iterator<Item = &Arg> {
        self.posonly.iter().chain(&self.args).chain(&self.kwonly).chain(&self.vararg).chain(&self.kwarg)
    }
}
