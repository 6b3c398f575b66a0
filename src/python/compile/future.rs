//! `from __future__ import …` (`future.c`).

use super::fault::Fault;
use super::function::docstring;
use crate::python::ast::{Module, StmtKind};
use crate::python::code::CodeFlags;
use crate::python::dialect::Dialect;

/// What is switched on (`CodeFlags`) by the future imports at the top, and what was before.
pub(super) fn features(module: &Module, dialect: &Dialect) -> Result<u32, Fault> {
    let mut features = dialect.inherited_features;
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
                "division" => features |= if dialect.python2 { CodeFlags::FUTURE_DIVISION_2 } else { 0 },
                "print_function" => features |= if dialect.python2 { CodeFlags::FUTURE_PRINT_2 } else { 0 },
                "unicode_literals" => {
                    features |= if dialect.python2 { CodeFlags::FUTURE_UNICODE_2 } else { 0 };
                }
                "barry_as_FLUFL" | "generator_stop" if !dialect.python2 => {}
                "annotations" if dialect.annotations_flag.0 != 0 => features |= dialect.annotations_flag.0,
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
