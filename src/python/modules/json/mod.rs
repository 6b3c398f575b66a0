//! `_json`: what `json` (Python source) builds on, as CPython's C module of this name. Text out of objects is in
//! [`encode`], objects out of text in [`decode`].

mod decode;
mod encode;

use crate::python::vm::native::{Arity, ModuleDef, Native};

pub const MODULE: ModuleDef = ModuleDef {
    name: "_json",
    functions: &[
        Native::function("encode", Arity::Range(10, 10), encode::encode),
        Native::function("scan", Arity::Range(9, 9), decode::scan),
        Native::function("space", Arity::Range(2, 2), decode::space),
    ],
    fill: None,
};
