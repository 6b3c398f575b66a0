//! The builtin types and functions, written in Rust.

pub mod core;

use crate::memory::Ref;
use crate::python::vm::Step;
use crate::python::vm::native::{Native, TypeDef};

/// Every builtin type's behaviour.
pub const TYPES: &[&[&TypeDef]] = &[core::TYPES];

/// The functions of the builtins module.
pub const FUNCTIONS: &[&[Native]] = &[core::FUNCTIONS];

/// Steps of builtin iterators by type: `next` without an exception object.
pub const STEPS: &[&[(Ref, Step)]] = &[];
