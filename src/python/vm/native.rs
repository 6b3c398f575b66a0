//! Functions written in Rust: how they are described, how they get their arguments.

use super::{Raised, Res, Vm};
use crate::memory::Ref;

/// A function written in Rust. It borrows its arguments (they stay on the machine's stack, counted there) and
/// gives back a new reference. Temporary references that it makes go through [`Vm::keep`] (released when it ends)
/// or are released by hand with [`Vm::decref`].
pub type NativeFn = fn(&mut Vm, Args) -> Res;

/// The arguments of a call in progress: a stretch of the machine's stack.
#[derive(Clone, Copy, Debug)]
pub struct Args {
    pub base: usize,
    /// All of them, the receiver and keyword values included.
    pub count: usize,
    /// The tuple of keyword names whose values are the last arguments; NULL when there are none (always NULL except
    /// for [`Arity::Raw`]).
    pub names: Ref,
}

impl Args {
    /// The argument at `index` (0 is the receiver in methods); NULL where an optional one was left out.
    #[inline(always)]
    #[must_use]
    pub fn at(self, vm: &Vm, index: usize) -> Ref {
        if index < self.count { vm.stack[self.base + index] } else { Ref::NULL }
    }

    /// All of them, copied.
    #[must_use]
    pub fn to_vec(self, vm: &Vm) -> Vec<Ref> {
        vm.stack[self.base..self.base + self.count].to_vec()
    }

    /// Positional ones only (for [`Arity::Raw`]).
    #[must_use]
    pub fn positional(self, vm: &Vm) -> usize {
        self.count - vm.tuple_len(self.names)
    }
}

impl Vm {
    /// Puts another object in the place of an argument, for a while; gives the one before. Nothing is counted.
    pub fn replace_argument(&mut self, args: Args, index: usize, with: Ref) -> Ref {
        std::mem::replace(&mut self.stack[args.base + index], with)
    }
}

/// How many arguments a native takes; the receiver of a method is not counted here.
/// The call machinery checks it and words the errors as CPython does for that kind of function.
#[derive(Clone, Copy, Debug)]
pub enum Arity {
    /// `METH_NOARGS`: "f() takes no arguments (1 given)".
    Zero,
    /// `METH_O`: "f() takes exactly one argument (2 given)".
    One,
    /// Positional only: "f expected at least 1 argument, got 0", "expected 2 arguments, got 1".
    Range(usize, usize),
    /// A slot wrapper (`__add__`, `__len__`, …) with this many: "expected 1 argument, got 0".
    Slot(usize),
    /// As `Slot(1)`: `+` and `+=` of a sequence, which refuses what it cannot take on when it is called by name.
    Concat,
    /// As `Slot(1)`: `*` of a sequence by a number.
    Repeat,
    /// Named parameters, bound to fixed places: NULL where left out.
    Named(&'static [Param]),
    /// Everything as it comes, keywords too.
    Raw,
}

/// One parameter of [`Arity::Named`].
#[derive(Clone, Copy, Debug)]
pub struct Param {
    /// Empty for positional-only.
    pub name: &'static str,
    pub required: bool,
    pub keyword_only: bool,
}

impl Param {
    #[must_use]
    pub const fn required(name: &'static str) -> Self {
        Self { name, required: true, keyword_only: false }
    }
    #[must_use]
    pub const fn optional(name: &'static str) -> Self {
        Self { name, required: false, keyword_only: false }
    }
    #[must_use]
    pub const fn keyword(name: &'static str) -> Self {
        Self { name, required: false, keyword_only: true }
    }
}

/// What kind of object a native becomes in its namespace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flavor {
    /// `method_descriptor` in a type.
    Method,
    /// `wrapper_descriptor` in a type: a special method.
    Slot,
    /// `classmethod_descriptor`: receives the class.
    ClassMethod,
    /// A `staticmethod` in a type.
    StaticMethod,
    /// `__new__`: the class stands at 0; the arity does not count it.
    New,
    /// `builtin_function_or_method` in a module.
    Function,
}

/// Where a native has its receiver from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Receiver {
    /// It is a function.
    None,
    /// A descriptor, which was passed its receiver.
    Passed,
    /// It is bound to one.
    Bound,
}

#[derive(Clone, Copy, Debug)]
pub struct Native {
    pub name: &'static str,
    pub flavor: Flavor,
    pub arity: Arity,
    pub run: NativeFn,
}

impl Native {
    const fn plain(name: &'static str, flavor: Flavor, arity: Arity, run: NativeFn) -> Self {
        Self { name, flavor, arity, run }
    }
    #[must_use]
    pub const fn method(name: &'static str, arity: Arity, run: NativeFn) -> Self {
        Self::plain(name, Flavor::Method, arity, run)
    }
    #[must_use]
    pub const fn slot(name: &'static str, arguments: usize, run: NativeFn) -> Self {
        Self::plain(name, Flavor::Slot, Arity::Slot(arguments), run)
    }
    #[must_use]
    pub const fn concat(name: &'static str, run: NativeFn) -> Self {
        Self::plain(name, Flavor::Slot, Arity::Concat, run)
    }
    #[must_use]
    pub const fn repeat(name: &'static str, run: NativeFn) -> Self {
        Self::plain(name, Flavor::Slot, Arity::Repeat, run)
    }
    /// A special method with keywords or a free number of arguments (`__init__`, `__call__`).
    #[must_use]
    pub const fn slot_raw(name: &'static str, arity: Arity, run: NativeFn) -> Self {
        Self::plain(name, Flavor::Slot, arity, run)
    }
    #[must_use]
    pub const fn new_of_type(arity: Arity, run: NativeFn) -> Self {
        Self::plain("__new__", Flavor::New, arity, run)
    }
    #[must_use]
    pub const fn class_method(name: &'static str, arity: Arity, run: NativeFn) -> Self {
        Self::plain(name, Flavor::ClassMethod, arity, run)
    }
    #[must_use]
    pub const fn static_method(name: &'static str, arity: Arity, run: NativeFn) -> Self {
        Self::plain(name, Flavor::StaticMethod, arity, run)
    }
    #[must_use]
    pub const fn function(name: &'static str, arity: Arity, run: NativeFn) -> Self {
        Self::plain(name, Flavor::Function, arity, run)
    }
}

/// Stores into a computed attribute; `None` as value deletes it.
pub type Setter = fn(&mut Vm, Ref, Option<Ref>) -> Result<(), Raised>;

/// Adds constants, types and objects to a new module's dict.
pub type Filler = fn(&mut Vm, Ref) -> Result<(), Raised>;

/// A computed attribute of a builtin type.
#[derive(Clone, Copy, Debug)]
pub struct GetSet {
    pub name: &'static str,
    pub get: fn(&mut Vm, Ref) -> Res,
    /// `None` as value deletes.
    pub set: Option<Setter>,
    /// Whether it shows as `member_descriptor` (else `getset_descriptor`).
    pub member: bool,
}

impl GetSet {
    #[must_use]
    pub const fn read_only(name: &'static str, get: fn(&mut Vm, Ref) -> Res) -> Self {
        Self { name, get, set: None, member: false }
    }
    #[must_use]
    pub const fn new(
        name: &'static str,
        get: fn(&mut Vm, Ref) -> Res,
        set: fn(&mut Vm, Ref, Option<Ref>) -> Result<(), Raised>,
    ) -> Self {
        Self { name, get, set: Some(set), member: false }
    }
    #[must_use]
    pub const fn member(name: &'static str, get: fn(&mut Vm, Ref) -> Res) -> Self {
        Self { name, get, set: None, member: true }
    }
}

/// The behaviour of one builtin type, as its file in `builtins/` states it.
#[derive(Clone, Copy, Debug)]
pub struct TypeDef {
    pub id: Ref,
    pub methods: &'static [Native],
    pub attributes: &'static [GetSet],
}

/// A module written in Rust: functions, and a function that adds the rest (constants, types, objects).
#[derive(Clone, Copy, Debug)]
pub struct ModuleDef {
    pub name: &'static str,
    pub functions: &'static [Native],
    /// Runs once, at the first import, with the module's dict.
    pub fill: Option<Filler>,
}
