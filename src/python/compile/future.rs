//! `from __future__ import …` (`future.c`).

use super::fault::Fault;
use super::function::docstring;
use crate::python::ast::{Module, StmtKind};
use crate::python::code::CodeFlags;
use crate::python::dialect::Dialect;

/// What future imports switched on.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Features {
    pub annotations: bool,
    pub flags: u32,
}

impl Features {
    /// Adds what earlier statements of the prompt switched on.
    pub(super) fn inherit(&mut self, flags: u32) {
        self.flags |= flags;
        self.annotations |= flags & CodeFlags::FUTURE_ANNOTATIONS != 0;
    }
}

/// Reads the future imports at the top.
pub(super) fn features(module: &Module, dialect: &Dialect) -> Result<Features, Fault> {
    let mut features = Features::default();
    let after_doc = docstring(&module.body, dialect.plain_strings_are_bytes);
    let skip = usize::from(after_doc.is_some());
    let mut at_top = true;
    for stmt in module.body.iter().skip(skip) {
        let StmtKind::ImportFrom { module: Some(from), names, level: 0 } = &stmt.kind else {
            at_top = false;
            continue;
        };
        if &**from != "__future__" {
            at_top = false;
            continue;
        }
        if !at_top {
            let msg = "from __future__ imports must occur at the beginning of the file";
            return Err(Fault::syntax(msg, stmt.at));
        }
        for alias in names {
            match &*alias.name {
                "nested_scopes" | "generators" | "with_statement" | "absolute_import" => {}
                "division" => features.flags |= if dialect.python2 { CodeFlags::FUTURE_DIVISION_2 } else { 0 },
                "print_function" => features.flags |= if dialect.python2 { CodeFlags::FUTURE_PRINT_2 } else { 0 },
                "unicode_literals" => {
                    features.flags |= if dialect.python2 { CodeFlags::FUTURE_UNICODE_2 } else { 0 };
                }
                "barry_as_FLUFL" | "generator_stop" if !dialect.python2 => {}
                "annotations" if dialect.future_annotations => {
                    features.annotations = true;
                    features.flags |= CodeFlags::FUTURE_ANNOTATIONS;
                }
                "braces" => return Err(at_start("not a chance".into(), stmt.at)),
                other => {
                    return Err(at_start(format!("future feature {other} is not defined"), stmt.at));
                }
            }
        }
    }
    Ok(features)
}

/// `future.c` gives the statement's start and no end.
fn at_start(msg: String, at: crate::python::code::Position) -> Fault {
    Fault { no_end: true, ..Fault::syntax(msg, at) }
}
