//! The builtin types and functions, written in Rust.

pub mod bool;
pub mod bytes;
pub mod classic;
pub mod complex;
pub mod containers;
#[cfg(test)]
mod containers_tests;
pub mod core;
pub mod defaultdict;
pub mod deque;
pub mod dict;
pub mod earlier;
pub mod exceptions;
pub mod float;
pub mod functions;
pub mod generics;
pub mod int;
mod int_new;
pub mod iterators;
pub mod itertools;
pub mod list;
mod make;
pub mod mappingproxy;
pub mod memoryview;
pub mod ordered_dict;
pub mod partial;
pub mod proxy;
pub mod range;
pub mod reference;
pub mod result_cache;
pub mod seq;
pub mod set;
pub mod singletons;
pub mod slice;
pub mod str;
pub mod structseq;
pub(crate) mod support;
#[cfg(test)]
mod tests;
pub mod tuple;

pub use make::{builtin, generic_alias, generic_alias_of, generic_new};

use crate::memory::Ref;
use crate::python::vm::Step;
use crate::python::vm::known::types;
use crate::python::vm::native::{Native, TypeDef};

/// Every builtin type's behaviour.
pub const TYPES: &[&[&TypeDef]] = &[
    core::TYPES,
    classic::TYPES,
    containers::TYPES,
    itertools::TYPES,
    iterators::pickling::TYPES,
    itertools::pickling::TYPES,
    crate::python::modules::io::TYPES,
    structseq::TYPES,
    VALUES,
    exceptions::TYPES,
];

/// Numbers, text and the singletons.
const VALUES: &[&TypeDef] = &[
    &int::TYPE,
    &int::LONG,
    &int::LONG_TEXT,
    &bool::TYPE,
    &float::TYPE,
    &complex::TYPE,
    &str::TYPE,
    &str::UNICODE,
    &bytes::TYPE,
    &bytes::bytearray::TYPE,
    &memoryview::TYPE,
    &memoryview::MANAGED_BUFFER,
    &generics::UNION,
    &generics::ALIAS,
    &singletons::NONE_TYPE,
    &singletons::NOT_IMPLEMENTED_TYPE,
    &singletons::ELLIPSIS_TYPE,
];

/// The functions of the builtins module.
pub const FUNCTIONS: &[&[Native]] = &[core::FUNCTIONS, functions::FUNCTIONS, crate::python::modules::io::FUNCTIONS];

/// Steps of builtin iterators by type: `next` without an exception object.
pub const STEPS: &[&[(Ref, Step)]] = &[iterators::STEPS, itertools::STEPS, crate::python::modules::io::STEPS];

/// Types whose `__hash__` is None.
pub const UNHASHABLE: &[Ref] =
    &[types::LIST, types::DICT, types::SET, types::BYTEARRAY, types::DICT_KEYS, types::DICT_ITEMS, types::DEQUE];
