//! The standard modules: written in Rust, or in Python as part of the program.

use crate::memory::Version;
use crate::python::vm::native::ModuleDef;

/// Modules written in Rust.
pub const NATIVE: &[&ModuleDef] = &[];

/// The Python source of a library module.
#[must_use]
pub fn source(_name: &str, _version: Version) -> Option<&'static str> {
    None
}
