//! The interactive mode: one statement at a time.

use super::fault::Fault;
use crate::python::ast::{Module, StmtKind};
use crate::python::code::Position;
use crate::python::parse::lines::Lines;

/// Refuses a second statement, and asks for more lines while a compound statement may still go on.
pub(super) fn check(module: &Module, source: &str, lines: &Lines) -> Result<(), Fault> {
    let Some(first) = module.body.first() else { return Ok(()) };
    let compound = is_compound(&first.kind);
    let mut end = first.at.end_line;
    for stmt in module.body.iter().skip(1) {
        if !compound && stmt.at.line <= end {
            end = end.max(stmt.at.end_line);
            continue;
        }
        if compound {
            return Err(Fault::syntax("invalid syntax", first_word(stmt.at, source, lines)));
        }
        let msg = "multiple statements found while compiling a single statement";
        return Err(Fault { no_end: true, ..Fault::syntax(msg, first.at) });
    }
    if compound && !source.ends_with('\n') {
        let mut fault = Fault::syntax("incomplete input", first.at);
        fault.incomplete = true;
        return Err(fault);
    }
    Ok(())
}

fn is_compound(kind: &StmtKind) -> bool {
    matches!(
        kind,
        StmtKind::FunctionDef(_)
            | StmtKind::ClassDef(_)
            | StmtKind::For { .. }
            | StmtKind::While { .. }
            | StmtKind::If { .. }
            | StmtKind::With { .. }
            | StmtKind::Try { .. }
            | StmtKind::Match { .. }
    )
}

fn first_word(at: Position, source: &str, lines: &Lines) -> Position {
    let start = lines.offset(at.line, at.col);
    let rest = source.get(start..).unwrap_or_default();
    let word = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count().max(1);
    lines.position(start, start + word)
}
