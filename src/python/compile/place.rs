//! Lines of instructions in the versions whose compiler had one line at a time (up to 3.9: `u_lineno` in
//! Python/compile.c). Later ones give each instruction the position of a node.

use super::codegen::Codegen;
use crate::python::ast::*;
use crate::python::code::Position;
use crate::python::dialect::statements::InstructionLines;

impl<'a> Codegen<'a> {
    /// A statement begins a line. Up to 3.7 a decorated one begins with its decorators.
    pub(super) fn begin_line(&mut self, stmt: &Stmt) {
        let decorators = match &stmt.kind {
            StmtKind::FunctionDef(def) => &def.decorators,
            StmtKind::ClassDef(def) => &def.decorators,
            _ => return self.begin_line_at(stmt.at),
        };
        let decorated = self.dialect.statements.instruction_lines == InstructionLines::Furthest;
        let first = decorators.first().filter(|_| decorated);
        self.begin_line_at(first.map_or(stmt.at, |decorator| decorator.at));
    }

    pub(super) fn begin_line_at(&mut self, at: Position) {
        if let Some(line) = &mut self.unit().line {
            *line = at.line;
        }
    }

    /// An expression begins in a line, and its instructions stand there; after it the compiler comes back to the line
    /// before.
    pub(super) fn in_line<T>(&mut self, at: Position, emit: impl FnOnce(&mut Self) -> T) -> T {
        let (lines, stays) = (self.dialect.statements.instruction_lines, self.line_stays);
        let Some(line) = &mut self.unit().line else { return emit(self) };
        let before = *line;
        match lines {
            InstructionLines::Furthest if stays => {}
            InstructionLines::Furthest => *line = before.max(at.line),
            InstructionLines::OfExpression | InstructionLines::OfNode => *line = at.line,
        }
        let done = emit(self);
        if lines == InstructionLines::OfExpression {
            self.unit().line = Some(before);
        }
        done
    }

    /// The fields of an f-string begin no lines where they are parsed apart. Gives what was so before.
    pub(super) fn stay_in_line(&mut self) -> bool {
        std::mem::replace(&mut self.line_stays, true)
    }
}
