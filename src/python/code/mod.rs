//! Code as the compiler makes it and the virtual machine runs it: instructions, constants, tables.
//! Knows nothing of the heap (the machine makes objects of the constants) and nothing of source text.

mod ops;

use std::sync::Arc;
use std::sync::OnceLock;

use super::compile::footprint::{Blocks, Footprint};
pub use ops::{BinaryOp, CompareOp, Conversion, FunctionAttribute, Op};

/// One instruction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instr {
    pub op: Op,
    /// A small second operand; its meaning stands on the [`Op`].
    pub flag: u8,
    /// The slot of this instruction's inline cache, or [`Instr::NO_CACHE`].
    pub cache: u16,
    pub arg: u32,
}

impl Instr {
    pub const NO_CACHE: u16 = u16::MAX;
    /// The flag of `PUSH_EXC_INFO` at the beginning of a `finally` block.
    pub const OF_FINALLY: u8 = 1;
    /// The flag of `LIST_EXTEND` where the list becomes the tuple of a call's arguments.
    pub const OF_ARGUMENTS: u8 = 1;

    #[must_use]
    pub const fn new(op: Op, arg: u32) -> Self {
        Self { op, flag: 0, cache: Self::NO_CACHE, arg }
    }

    #[must_use]
    pub const fn flagged(op: Op, flag: u8, arg: u32) -> Self {
        Self { op, flag, cache: Self::NO_CACHE, arg }
    }

    /// The two locals of a fused instruction (`LOAD_FAST_LOAD_FAST` and its kin).
    #[must_use]
    #[inline]
    pub const fn pair(self) -> (u32, u32) {
        (self.arg >> 16, self.arg & 0xffff)
    }
}

/// A constant, as `co_consts` shows it.
#[derive(Clone, Debug)]
pub enum Const {
    None,
    True,
    False,
    Ellipsis,
    Int(i64),
    /// Outside of i64; in 2.7 also what `long` writes (see [`Const::Long`]).
    BigInt(num_bigint::BigInt),
    Float(f64),
    Complex(f64, f64),
    /// Text; in 2.7 a `unicode`.
    Str(Arc<str>),
    /// Bytes; in 2.7 a `str`.
    Bytes(Arc<[u8]>),
    /// 2.7: `10L`, whatever its size.
    Long(num_bigint::BigInt),
    Tuple(Vec<Const>),
    FrozenSet(Vec<Const>),
    /// 3.14: a slice of constants.
    Slice(Box<[Const; 3]>),
    Code(Arc<CodeSpec>),
}

/// A constant as a key: equal keys, one object. `1`, `1.0` and `True` differ, and so do `0.0` and `-0.0`.
/// The machine may use it to share constants among the code objects of one compilation, as CPython does.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ConstKey {
    None,
    True,
    False,
    Ellipsis,
    Int(i64),
    BigInt(num_bigint::BigInt),
    Float(u64),
    Complex(u64, u64),
    Str(Arc<str>),
    Bytes(Arc<[u8]>),
    Long(num_bigint::BigInt),
    Tuple(Vec<ConstKey>),
    FrozenSet(Vec<ConstKey>),
    Slice(Vec<ConstKey>),
}

impl Const {
    /// `None` for code, which is never shared.
    #[must_use]
    pub fn key(&self) -> Option<ConstKey> {
        let all = |items: &[Self]| items.iter().map(Self::key).collect::<Option<Vec<_>>>();
        Some(match self {
            Self::None => ConstKey::None,
            Self::True => ConstKey::True,
            Self::False => ConstKey::False,
            Self::Ellipsis => ConstKey::Ellipsis,
            Self::Int(i) => ConstKey::Int(*i),
            Self::BigInt(i) => ConstKey::BigInt(i.clone()),
            Self::Float(f) => ConstKey::Float(f.to_bits()),
            Self::Complex(re, im) => ConstKey::Complex(re.to_bits(), im.to_bits()),
            Self::Str(s) => ConstKey::Str(s.clone()),
            Self::Bytes(b) => ConstKey::Bytes(b.clone()),
            Self::Long(i) => ConstKey::Long(i.clone()),
            Self::Tuple(items) => ConstKey::Tuple(all(items)?),
            Self::FrozenSet(items) => ConstKey::FrozenSet(all(items)?),
            Self::Slice(parts) => ConstKey::Slice(all(parts.as_slice())?),
            Self::Code(_) => return None,
        })
    }
}

/// What a local slot holds, as CPython 3.11's `co_localspluskinds`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocalKind {
    /// A plain local.
    Local,
    /// An argument that inner functions use: `MAKE_CELL` wraps it at the start.
    LocalCell,
    /// A variable that only inner functions and this one share: `MAKE_CELL` makes it.
    Cell,
    /// A cell of an enclosing function: `COPY_FREE_VARS` fills it.
    Free,
    /// A comprehension's variable in a class body or module (3.12: inlined): not shown by `locals()`.
    Hidden,
}

/// One slot of a frame: arguments first, then other locals, cells, free variables.
#[derive(Clone, Debug)]
pub struct LocalSlot {
    pub name: Arc<str>,
    pub kind: LocalKind,
}

/// `co_flags`, with CPython's bits.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct CodeFlags(pub u32);

impl std::fmt::Debug for CodeFlags {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:#x}", self.0)
    }
}

impl CodeFlags {
    pub const OPTIMIZED: u32 = 0x1;
    pub const NEWLOCALS: u32 = 0x2;
    pub const VARARGS: u32 = 0x4;
    pub const VARKEYWORDS: u32 = 0x8;
    pub const NESTED: u32 = 0x10;
    pub const GENERATOR: u32 = 0x20;
    pub const COROUTINE: u32 = 0x80;
    /// A generator that `types.coroutine` lets be awaited.
    pub const ITERABLE_COROUTINE: u32 = 0x100;
    pub const ASYNC_GENERATOR: u32 = 0x200;
    /// A call makes an object whose frame waits.
    pub const RESTS: u32 = Self::GENERATOR | Self::COROUTINE | Self::ASYNC_GENERATOR;
    /// Up to 3.9: neither cells nor free variables.
    pub const NOFREE: u32 = 0x40;
    /// 2.7: `from __future__ import division`.
    pub const FUTURE_DIVISION_2: u32 = 0x2000;
    /// 2.7: `from __future__ import print_function`.
    pub const FUTURE_PRINT_2: u32 = 0x10000;
    /// 2.7: `from __future__ import unicode_literals`.
    pub const FUTURE_UNICODE_2: u32 = 0x20000;
    /// 3.14: the first constant is the docstring.
    pub const HAS_DOCSTRING: u32 = 0x0400_0000;

    #[must_use]
    #[inline]
    pub const fn has(self, bit: u32) -> bool {
        self.0 & bit != 0
    }
}

/// What kind of block a code object is the code of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeKind {
    /// A module, an `eval` expression, an interactive statement.
    Module,
    /// A function, lambda, generator expression or (up to 3.11) comprehension.
    Function,
    Class,
    /// The hidden scope of type parameters, an annotation or a type alias.
    TypeParams,
}

/// `[start, end)` is protected: an exception there pops the stack to `depth`, pushes (if `lasti`) the index of
/// the instruction that raised as an int, pushes the exception and continues at `target`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExcEntry {
    pub start: u32,
    pub end: u32,
    pub target: u32,
    pub depth: u32,
    pub lasti: bool,
}

/// Where an instruction came from. Lines from 1 (0: nowhere); columns are UTF-8 byte offsets from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    pub line: u32,
    pub end_line: u32,
    pub col: u32,
    pub end_col: u32,
}

/// A code object without a heap: what `marshal` would write.
#[derive(Debug)]
pub struct CodeSpec {
    pub name: Arc<str>,
    pub qualname: Arc<str>,
    pub filename: Arc<str>,
    pub kind: CodeKind,
    pub flags: CodeFlags,
    /// Positional arguments, with the positional-only ones.
    pub argcount: u32,
    pub posonlyargcount: u32,
    pub kwonlyargcount: u32,
    /// All slots of the frame. The first `argcount + kwonlyargcount + *args + **kwargs` are the arguments, in
    /// this order.
    pub locals: Vec<LocalSlot>,
    pub names: Vec<Arc<str>>,
    pub consts: Vec<Const>,
    pub code: Vec<Instr>,
    /// The same code with frequent sequences fused: what the machine runs when nobody looks at single instructions.
    pub fused: Vec<Instr>,
    /// Sorted by `start`; innermost entries already cut out of outer ones, so the first that contains an index is it.
    pub exception_table: Vec<ExcEntry>,
    /// As long as `code`.
    pub positions: Vec<Position>,
    pub first_line: u32,
    /// The exact greatest depth of the operand stack.
    pub stack_size: u32,
    pub cache_slots: u16,
    /// How deep comprehensions that became part of this code are nested.
    pub inlined_depth: u32,
    /// Of the whole source; empty but for its outermost code.
    pub blocks_seen: Blocks,
    /// What the compiler of CPython makes of the whole source; asked of its outermost code alone.
    pub footprint: OnceLock<Footprint>,
    /// Of the whole source; empty but for its outermost code.
    pub warnings: Vec<super::compile::warnings::Warning>,
}

impl CodeSpec {
    /// Whether this is code of the library, which CPython has in C or in files of its own.
    #[must_use]
    pub fn is_of_library(&self) -> bool {
        self.filename.starts_with("<frozen ")
    }

    /// How many blocks of code are in this one, at any depth, and how deep the deepest is.
    #[must_use]
    pub fn blocks(&self) -> (u32, u32) {
        let (mut blocks, mut depth) = (0, 0);
        for constant in &self.consts {
            if let Const::Code(inside) = constant {
                let (more, below) = inside.blocks();
                blocks += 1 + more;
                depth = depth.max(1 + below);
            }
        }
        (blocks, depth)
    }

    /// Slots that arguments fill when the function is called.
    #[must_use]
    pub fn total_args(&self) -> u32 {
        self.argcount
            + self.kwonlyargcount
            + u32::from(self.flags.has(CodeFlags::VARARGS))
            + u32::from(self.flags.has(CodeFlags::VARKEYWORDS))
    }

    /// `co_varnames`.
    pub fn varnames(&self) -> impl Iterator<Item = &Arc<str>> {
        self.of_kind(|k| matches!(k, LocalKind::Local | LocalKind::LocalCell | LocalKind::Hidden))
    }

    /// `co_cellvars`.
    pub fn cellvars(&self) -> impl Iterator<Item = &Arc<str>> {
        self.of_kind(|k| matches!(k, LocalKind::Cell | LocalKind::LocalCell))
    }

    /// `co_freevars`.
    pub fn freevars(&self) -> impl Iterator<Item = &Arc<str>> {
        self.of_kind(|k| k == LocalKind::Free)
    }

    #[must_use]
    pub fn is_generator(&self) -> bool {
        self.flags.has(CodeFlags::GENERATOR)
    }

    /// The handler that protects the instruction at `index`.
    #[must_use]
    pub fn handler(&self, index: u32) -> Option<&ExcEntry> {
        let after = self.exception_table.partition_point(|e| e.start <= index);
        self.exception_table.get(after.checked_sub(1)?).filter(|e| index < e.end)
    }

    fn of_kind(&self, wanted: impl Fn(LocalKind) -> bool) -> impl Iterator<Item = &Arc<str>> {
        self.locals.iter().filter(move |slot| wanted(slot.kind)).map(|slot| &slot.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instruction_takes_eight_bytes() {
        assert_eq!(std::mem::size_of::<Instr>(), 8);
    }

    #[test]
    fn operators_have_cpythons_numbers() {
        assert_eq!(BinaryOp::from_flag(5), BinaryOp::Multiply);
        assert_eq!(BinaryOp::from_flag(25), BinaryOp::InplaceXor);
        assert_eq!(CompareOp::from_flag(2).text(), "==");
        assert_eq!(Instr::new(Op::LoadFastLoadFast, 3 << 16 | 7).pair(), (3, 7));
    }
}
