//! Source text → tree. Behind it stands a parser crate, which only `ruff` knows.

mod depth;
mod errors;
pub mod interactive;
pub mod lines;
mod literal;
mod python2;
mod ruff;

use super::ast::{Expr, Module};
use super::compile::Mode;
use super::compile::fault::Fault;
use super::dialect::Dialect;
use lines::Lines;
use ruff::{Literals, Refused};

/// What CPython makes of line ends and the byte-order mark before it reads the text.
pub(crate) fn normalize(source: &str) -> String {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    if source.contains('\r') { source.replace("\r\n", "\n").replace('\r', "\n") } else { source.to_owned() }
}

/// What the escapes of a plain literal mean, in bytes.
pub(crate) fn unescape_bytes(text: &[u8]) -> Vec<u8> {
    literal::unescape(text)
}

/// 2.7 reads files as ASCII, unless one of the first two lines names another encoding (PEP 263) or a byte-order mark
/// stands before them.
pub(crate) fn undeclared_encoding(source: &str, filename: &str) -> Option<Fault> {
    let declares = |line: &str| {
        let comment = line.trim_start().strip_prefix('#')?;
        let after = comment.split_once("coding")?.1;
        after.strip_prefix([':', '=']).map(drop)
    };
    if source.starts_with('\u{feff}') || source.lines().take(2).any(|line| declares(line).is_some()) {
        return None;
    }
    let at = source.bytes().position(|byte| !byte.is_ascii())?;
    let byte = source.as_bytes().get(at)?;
    let place = Lines::of(source).position(at, at);
    let line = place.line;
    let words = "but no encoding declared; see http://python.org/dev/peps/pep-0263/ for details";
    Some(Fault::syntax(
        format!("Non-ASCII character '\\x{byte:02x}' in file {filename} on line {line}, {words}"),
        place,
    ))
}

/// A fault that the compiler found, in the words of its version.
pub(crate) fn reworded(fault: Fault, source: &str, dialect: &Dialect) -> Fault {
    errors::reworded(fault, source, dialect)
}

/// Parses a module or (mode `Single`) one interactive statement.
pub(crate) fn module(source: &str, lines: &Lines, mode: Mode, dialect: &Dialect) -> Result<Module, Fault> {
    depth::check(source, lines, dialect)?;
    let refused = |r: Refused| fault(&r, source, lines, mode, dialect);
    let tree = if dialect.python2 {
        let (text, literals) = python2_text(source, lines, dialect);
        ruff::parse_module(&text, &Lines::of(&text), literals, dialect).map_err(refused)?
    } else {
        ruff::parse_module(source, lines, Literals::Python3, dialect).map_err(refused)?
    };
    errors::too_new(source, lines, mode, dialect).map_or(Ok(tree), Err)
}

pub(crate) fn expression(source: &str, lines: &Lines, dialect: &Dialect) -> Result<Expr, Fault> {
    depth::check(source, lines, dialect)?;
    let refused = |r: Refused| fault(&r, source, lines, Mode::Eval, dialect);
    let tree = if dialect.python2 {
        let (text, literals) = python2_text(source, lines, dialect);
        ruff::parse_expression(&text, &Lines::of(&text), literals, dialect).map_err(refused)?
    } else {
        ruff::parse_expression(source, lines, Literals::Python3, dialect).map_err(refused)?
    };
    errors::too_new(source, lines, Mode::Eval, dialect).map_or(Ok(tree), Err)
}

/// A 2.7 program in the words of Python 3, and how its literals are meant.
fn python2_text(source: &str, lines: &Lines, dialect: &Dialect) -> (String, Literals) {
    let (text, future) = python2::rewrite(source, lines, dialect)
        .unwrap_or_else(|| (source.to_owned(), python2::Future2::of(dialect.inherited_features)));
    let literals = Literals::Python2 { unicode_literals: future.unicode_literals, classic_division: !future.division };
    (text, literals)
}

/// The refusal in CPython's words; the parser's own only where CPython would accept.
fn fault(refused: &Refused, source: &str, lines: &Lines, mode: Mode, dialect: &Dialect) -> Fault {
    let place = lines.position(refused.at, refused.end);
    if refused.ours {
        return Fault::syntax(refused.message.clone(), place);
    }
    errors::explain(source, lines, mode, dialect).unwrap_or_else(|| Fault::syntax(refused.message.clone(), place))
}
