//! The symbol table: which name means what in which block, as CPython's `symtable.c` decides it.
//!
//! Two passes. The first ([`super::symbols`]) notes for every block how each name is bound and used; the second
//! ([`super::resolve`]) decides with the enclosing blocks in hand what each name is.

use rustc_hash::{FxHashMap, FxHashSet};

use super::footprint::Blocks;
use crate::python::ast::{Name, Pace};
use crate::python::code::Position;

/// How a name is bound and used in a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Def(pub u32);

impl Def {
    /// `global x`
    pub(super) const GLOBAL: u32 = 1;
    /// Bound here: assignment, `def`, `class`, loop target, …
    pub(super) const LOCAL: u32 = 2;
    pub(super) const PARAM: u32 = 4;
    pub(super) const NONLOCAL: u32 = 8;
    pub(super) const USE: u32 = 16;
    pub(super) const IMPORT: u32 = 32;
    pub(super) const ANNOTATED: u32 = 64;
    /// The iteration variable of a comprehension.
    pub(super) const COMP_ITER: u32 = 128;
    pub(super) const TYPE_PARAM: u32 = 256;
    /// A cell in an inlined comprehension.
    pub(super) const COMP_CELL: u32 = 512;
    pub(super) const BOUND: u32 = Self::LOCAL | Self::PARAM | Self::IMPORT | Self::TYPE_PARAM;

    pub(super) fn has(self, bits: u32) -> bool {
        self.0 & bits != 0
    }
}

/// What a name is in a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    Local,
    GlobalExplicit,
    GlobalImplicit,
    Free,
    Cell,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BlockKind {
    Module,
    Function,
    Class,
    /// Type parameters, a type alias's value, a type variable's bound.
    TypeParams,
}

/// Which node of the tree a block belongs to: its address, and which of its blocks.
pub(super) type BlockKey = (usize, BlockRole);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum BlockRole {
    Body,
    TypeParams,
    /// The value of a type alias, or a type variable's bound.
    Bound,
    Default,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ComprehensionKind {
    No,
    List,
    Set,
    Dict,
    Generator,
}

#[derive(Debug)]
pub(super) struct Block {
    pub kind: BlockKind,
    pub name: Name,
    pub parent: Option<usize>,
    pub children: Vec<usize>,
    /// In the order of first appearance.
    pub symbols: Vec<(Name, Def)>,
    pub index: FxHashMap<Name, usize>,
    pub scopes: FxHashMap<Name, Scope>,
    pub nested: bool,
    pub generator: bool,
    /// `async def`, or a comprehension that awaits.
    pub pace: Pace,
    pub comprehension: ComprehensionKind,
    /// 3.12: this comprehension's code becomes part of the enclosing block's.
    pub inlined: bool,
    /// A `yield` was seen (in 2.7 also `return value` matters).
    pub varargs: bool,
    pub varkeywords: bool,
    /// A class that needs `__class__` in a cell.
    pub needs_class_closure: bool,
    pub needs_classdict: bool,
    /// Type parameters of a class, or a comprehension there.
    pub can_see_class_scope: bool,
    /// Free in this block or a child.
    pub child_free: bool,
    pub free: bool,
    pub at: Position,
    /// Where each `global` and `nonlocal` stands.
    pub directives: Vec<(Name, Position)>,
    pub has_annotations: bool,
    /// Inside the iterable of a comprehension (how deep).
    pub comp_iter_expr: u32,
    pub comp_iter_target: bool,
    /// 2.7: has `exec` without `in`, or `import *`: free names are looked up by name.
    pub unoptimized: bool,
    /// Of type parameters and what belongs to them: what it is called where `:=`, `yield` and `await` are refused.
    pub region: &'static str,
    /// Of a class: names of its own that are also free in a method, so passed on from outside (`DEF_FREE_CLASS`).
    pub free_passing: Vec<Name>,
}

impl Block {
    pub(super) fn def(&self, name: &str) -> Def {
        self.index.get(name).and_then(|i| self.symbols.get(*i)).map_or(Def(0), |(_, d)| *d)
    }

    pub(super) fn add(&mut self, name: &Name, bits: u32) {
        match self.index.get(name).and_then(|i| self.symbols.get_mut(*i)) {
            Some((_, def)) => def.0 |= bits,
            None => {
                self.index.insert(name.clone(), self.symbols.len());
                self.symbols.push((name.clone(), Def(bits)));
            }
        }
    }

    pub(super) fn scope(&self, name: &str) -> Scope {
        self.scopes.get(name).copied().unwrap_or(Scope::GlobalImplicit)
    }

    pub(super) fn is_function_like(&self) -> bool {
        matches!(self.kind, BlockKind::Function | BlockKind::TypeParams)
    }

    /// The names of a scope, sorted as CPython sorts them.
    pub(super) fn names_of(&self, wanted: Scope) -> Vec<Name> {
        let mut names: Vec<Name> = self.scopes.iter().filter(|(_, s)| **s == wanted).map(|(n, _)| n.clone()).collect();
        names.sort_by(|a, b| a.chars().cmp(b.chars()));
        names
    }
}

pub(super) type NameSet = FxHashSet<Name>;

/// All blocks of one compilation; the first is the module.
#[derive(Debug, Default)]
pub(super) struct SymbolTable {
    pub blocks: Vec<Block>,
    pub by_node: FxHashMap<BlockKey, usize>,
}

impl SymbolTable {
    /// How many blocks there are, and how they are nested.
    pub(super) fn seen(&self) -> Blocks {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let mut depths: Vec<u32> = Vec::with_capacity(self.blocks.len());
        for block in &self.blocks {
            // A block stands behind the one around it.
            let around = block.parent.and_then(|parent| depths.get(parent)).copied().unwrap_or(0);
            depths.push(around + 1);
        }
        Blocks {
            number: count(self.blocks.len()),
            depth: depths.into_iter().max().unwrap_or(0),
            directives: count(self.blocks.iter().map(|block| block.directives.len()).sum()),
            with_directives: count(self.blocks.iter().filter(|block| !block.directives.is_empty()).count()),
        }
    }
}

/// `__x` in class `C` is `_C__x`; names with a dot or ending in `__` stay.
pub(super) fn mangle(class: Option<&str>, name: &Name) -> Name {
    let Some(class) = class else { return name.clone() };
    if !name.starts_with("__") || name.ends_with("__") || name.contains('.') {
        return name.clone();
    }
    let class = class.trim_start_matches('_');
    if class.is_empty() { name.clone() } else { format!("_{class}{name}").into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_names_are_mangled() {
        assert_eq!(&*mangle(Some("_A"), &"__x".into()), "_A__x");
        assert_eq!(&*mangle(Some("A"), &"__x__".into()), "__x__");
        assert_eq!(&*mangle(Some("__"), &"__x".into()), "__x");
        assert_eq!(&*mangle(None, &"__x".into()), "__x");
    }
}
