//! The builtin types and functions, written in Rust.

pub mod containers;
pub mod core;
pub mod defaultdict;
pub mod deque;
pub mod dict;
pub mod iterators;
pub mod list;
mod make;
pub mod mappingproxy;
pub mod ordered_dict;
pub mod partial;
pub mod proxy;
pub mod range;
pub mod reference;
pub mod seq;
pub mod set;
pub mod slice;
pub mod structseq;
pub mod tuple;

pub use make::{builtin, generic_alias, generic_new};

use crate::memory::Ref;
use crate::python::vm::Step;
use crate::python::vm::native::{Native, TypeDef};

/// Every builtin type's behaviour.
pub const TYPES: &[&[&TypeDef]] = &[core::TYPES, containers::TYPES, structseq::TYPES];

/// The functions of the builtins module.
pub const FUNCTIONS: &[&[Native]] = &[core::FUNCTIONS];

/// Steps of builtin iterators by type: `next` without an exception object.
pub const STEPS: &[&[(Ref, Step)]] = &[iterators::STEPS];
