//! Source text → code, without a heap.
//!
//! parse → fold constants → symbol table → code generation → control-flow graph → code object; each step is
//! CPython's (`ast_opt.c`, `symtable.c`, `compile.c`, `flowgraph.c`), so that the operand stack holds what CPython's
//! holds at every instruction.

mod call;
mod codegen;
mod comprehension;
mod conditions;
mod deferred;
mod dis;
mod displays;
mod exceptions;
mod expr;
pub mod fault;
mod flow;
mod fold;
pub mod footprint;
mod function;
mod future;
mod imports;
mod interactive;
mod leaving;
mod pattern;
mod place;
mod resolve;
mod scope;
mod stmt;
mod symbols;
mod targets;
#[cfg(test)]
mod tests;
mod unit;
mod unparse;
mod values;
#[cfg(test)]
mod verify;
pub mod warnings;

use std::sync::Arc;

use fault::Fault;
pub use fault::{ErrorKind, SyntaxError};
pub(crate) use flow::borrowed_at;

use super::code::{CodeSpec, Op};
use super::dialect::{Annotations, Dialect, ErrorColumns, LiteralWarnings};
use super::parse::{self, lines::Lines};
use codegen::Codegen;
use scope::BlockRole;
use unit::{NOWHERE, UnitKind};

/// What kind of input it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mode {
    /// A module or anything for `exec`.
    Exec,
    /// One expression.
    Eval,
    /// One interactive statement: expression statements are printed.
    Single,
    /// The same, typed at a prompt: the parser has read no further than the line that it could not understand.
    Prompt,
}

impl Mode {
    /// Whether it is one statement, whose value is printed.
    pub(super) fn is_interactive(self) -> bool {
        matches!(self, Self::Single | Self::Prompt)
    }
}

/// How deep the compiler walks; deeper trees are refused as CPython refuses them.
pub(crate) const MAX_DEPTH: u32 = 1200;

/// What 2.7 says of a file whose characters are in no declared encoding.
pub(crate) fn undeclared_encoding(source: &str, filename: &str) -> Option<SyntaxError> {
    let fault = super::parse::undeclared_encoding(source, filename)?;
    Some(SyntaxError::of(fault, source, &Lines::of(source), &filename.into()))
}

/// Compiles `source`.
///
/// With [`Mode::Single`] `source` is the lines typed so far joined by `\n`, without a last `\n` (as for `codeop`): a
/// compound statement is complete when an empty line follows it. [`SyntaxError::incomplete`] asks for another line.
///
/// # Errors
/// What CPython's `compile` would raise.
pub fn compile(source: &str, filename: &str, mode: Mode, dialect: &Dialect) -> Result<Arc<CodeSpec>, SyntaxError> {
    let source = parse::normalize(source);
    let lines = Lines::of(&source);
    let filename: Arc<str> = filename.into();
    compile_normalized(&source, &lines, &filename, mode, dialect).map_err(|fault| {
        let mut fault = parse::reworded(fault, &source, dialect);
        fault.no_end |= !dialect.errors_have_ends;
        let column = column_of(&fault, &source, &lines, dialect.error_columns);
        fault.at.col = column.unwrap_or_default();
        let mut error = SyntaxError::of(fault, &source, &lines, &filename);
        if column.is_none() {
            error.col = 0;
        }
        if mode == Mode::Eval && !source.ends_with('\n') {
            without_line_end(&mut error, &source, dialect);
        }
        error
    })
}

/// The column that a version gives; `None` where it gives none.
fn column_of(fault: &Fault, source: &str, lines: &Lines, columns: ErrorColumns) -> Option<u32> {
    /// Faults of the old parser and its tokenizer, beside `invalid syntax`; all others are the compiler's.
    const OF_PARSER: [&str; 9] = [
        "EOL while scanning string literal",
        "EOF while scanning triple-quoted string literal",
        "unexpected EOF while parsing",
        "unexpected character after line continuation character",
        "unindent does not match any outer indentation level",
        "inconsistent use of tabs and spaces in indentation",
        "too many levels of indentation",
        "unexpected indent",
        "unindent",
    ];
    let at = fault.at;
    if columns == ErrorColumns::StartOfToken || at.line == 0 {
        return Some(at.col);
    }
    let length = u32::try_from(lines.text(source, at.line).len()).unwrap_or(u32::MAX);
    match fault.msg.as_str() {
        "invalid syntax" | "invalid token" | "expected an indented block" => {
            let ends_here = at.end_line == at.line && at.end_col > at.col;
            Some(if ends_here { at.end_col - 1 } else { at.col })
        }
        "EOL while scanning string literal" => Some(length.saturating_sub(1)),
        "unindent does not match any outer indentation level" => Some(length),
        msg if columns == ErrorColumns::OfParserOnly && !OF_PARSER.contains(&msg) => None,
        _ => Some(at.col),
    }
}

/// An expression's text gets no line end when it has none, and so its end is nowhere (`tok_nextc` adds one for
/// statements only).
fn without_line_end(error: &mut SyntaxError, source: &str, dialect: &Dialect) {
    let last = source.lines().count();
    if error.line as usize != last {
        return;
    }
    error.cut = true;
    let line = source.lines().next_back().unwrap_or_default();
    if dialect.errors_have_ends && error.col as usize > line.trim_end().chars().count() {
        (error.col, error.end_col) = (0, 0);
    }
}

/// A tree as the parser made it.
pub(crate) enum Tree {
    Module(super::ast::Module),
    Expression(super::ast::Expr),
}

/// The syntax tree of `source`, for programs that look at it: nothing is folded.
///
/// # Errors
/// What the parser refuses.
pub(crate) fn syntax_tree(source: &str, filename: &str, mode: Mode, dialect: &Dialect) -> Result<Tree, SyntaxError> {
    let source = parse::normalize(source);
    let lines = Lines::of(&source);
    let tree = if mode == Mode::Eval {
        expression(&source, &lines, dialect).map(Tree::Expression)
    } else {
        parse::module(&source, &lines, mode, dialect).map(Tree::Module)
    };
    tree.map_err(|mut fault| {
        fault.no_end |= !dialect.errors_have_ends;
        SyntaxError::of(fault, &source, &lines, &filename.into())
    })
}

/// The tree of an expression, which spaces may precede. What is no text at all is wrong nowhere.
fn expression(source: &str, lines: &Lines, dialect: &Dialect) -> Result<super::ast::Expr, Fault> {
    let text = source.trim_start_matches([' ', '\t']);
    parse::expression(text, lines, dialect)
        .map_err(|fault| if text.is_empty() { Fault { at: NOWHERE, no_end: true, ..fault } } else { fault })
}

fn compile_normalized(
    source: &str,
    lines: &Lines,
    filename: &Arc<str>,
    mode: Mode,
    dialect: &Dialect,
) -> Result<Arc<CodeSpec>, Fault> {
    if source.contains('\0') {
        return Err(Fault {
            kind: if dialect.null_bytes_are_syntax { ErrorKind::Syntax } else { ErrorKind::Value },
            msg: "source code string cannot contain null bytes".into(),
            at: NOWHERE,
            no_end: true,
            at_end: false,
            cut: false,
            incomplete: false,
        });
    }
    if mode == Mode::Eval {
        let mut tree = expression(source, lines, dialect)?;
        fold::expression(&mut tree, dialect);
        let table = symbols::build_expr(&tree, dialect)?;
        let mut codegen = Codegen::new(table, dialect, filename, dialect.inherited_features);
        codegen.enter(UnitKind::Module, (0, BlockRole::Body), 1)?;
        codegen.expr(&tree)?;
        let spec = codegen.leave(false)?;
        let blocks = codegen.table.seen();
        return Ok(of_whole_source(spec, blocks, codegen.warnings, source, dialect));
    }
    let mut tree = parse::module(source, lines, mode, dialect)?;
    if mode.is_interactive() {
        interactive::check(&tree, source, lines)?;
    }
    let features = future::features(&tree, dialect)?;
    let future_annotations = features & dialect.annotations_flag.0 != 0;
    fold::module(&mut tree, dialect, future_annotations);
    let table = symbols::build(&tree, dialect, future_annotations)?;
    let mut codegen = Codegen::new(table, dialect, filename, features);
    codegen.interactive = mode.is_interactive();
    let first_line =
        if dialect.modules_start_at_first_statement { tree.body.first().map_or(1, |s| s.at.line) } else { 1 };
    codegen.enter(UnitKind::Module, (0, BlockRole::Body), first_line)?;
    if mode.is_interactive() {
        codegen.interactive_body(&tree.body)?;
    } else {
        codegen.block_body(&tree.body)?;
    }
    let spec = codegen.leave(true)?;
    let blocks = codegen.table.seen();
    Ok(of_whole_source(spec, blocks, codegen.warnings, source, dialect))
}

/// Puts what is known of the whole source with its outermost code. Of what is warned of, first comes what CPython's
/// parser finds, then its compiler.
fn of_whole_source(
    mut spec: Arc<CodeSpec>,
    blocks: footprint::Blocks,
    warnings: Vec<warnings::Warning>,
    source: &str,
    dialect: &Dialect,
) -> Arc<CodeSpec> {
    if let Some(code) = Arc::get_mut(&mut spec) {
        code.blocks_seen = blocks;
        if dialect.literal_warnings == LiteralWarnings::WithType {
            code.warnings = warnings::escapes(source);
        }
        code.warnings.extend(warnings);
    }
    spec
}

impl<'a> Codegen<'a> {
    fn new(table: scope::SymbolTable, dialect: &'a Dialect, filename: &Arc<str>, features: u32) -> Self {
        Self {
            table,
            units: Vec::new(),
            dialect,
            filename: filename.clone(),
            interactive: false,
            future_annotations: features & dialect.annotations_flag.0 != 0,
            future_flags: features,
            depth: 0,
            line_stays: false,
            tested_at: unit::NOWHERE,
            warnings: Vec::new(),
        }
    }

    fn interactive_body(&mut self, body: &'a [super::ast::Stmt]) -> codegen::Done {
        if self.dialect.annotations == Annotations::Evaluated && function::has_annotations(body) {
            let at = body.first().map_or(NOWHERE, |s| s.at);
            self.emit(Op::SetupAnnotations, 0, at);
        }
        self.body(body)
    }
}

pub(crate) fn too_deep() -> Fault {
    Fault {
        kind: ErrorKind::TooDeep,
        msg: "maximum recursion depth exceeded during compilation".into(),
        at: NOWHERE,
        no_end: true,
        at_end: false,
        cut: false,
        incomplete: false,
    }
}
