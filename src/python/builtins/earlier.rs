//! Functions that had fewer parameters in earlier versions, as they were then. Which versions those are is said in
//! `dialect/later_names.rs`.

use super::itertools::linking;
use super::{bytes, functions, int};
use crate::memory::Version;
use crate::python::dialect::later_names::has_fewer_parameters;
use crate::python::modules::math;
use crate::python::vm::native::Native;

const FORMS: &[(&str, &[Native])] = &[
    ("int", int::EARLIER),
    ("builtins", functions::EARLIER),
    ("__builtin__", functions::EARLIER),
    ("bytes", bytes::EARLIER),
    ("bytearray", bytes::EARLIER),
    ("math", math::EARLIER),
    ("accumulate", linking::EARLIER),
];

/// What this native of a builtin type or module was in a version that had not all of its parameters.
#[must_use]
pub fn form(version: Version, owner: &str, native: &'static Native) -> &'static Native {
    if !has_fewer_parameters(version, owner, native.name) {
        return native;
    }
    let forms = FORMS.iter().filter(|(of, _)| *of == owner).flat_map(|(_, forms)| forms.iter());
    forms.into_iter().find(|form| form.name == native.name).unwrap_or(native)
}
