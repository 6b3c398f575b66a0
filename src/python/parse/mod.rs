//! Source text → tree. Behind it stands a parser crate, which only `ruff` knows.

mod errors;
pub mod lines;
mod literal;
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

pub(crate) fn module(source: &str, lines: &Lines, dialect: &Dialect) -> Result<Module, Fault> {
    ruff::parse_module(source, lines, literals(dialect), dialect.grammar).map_err(|r| fault(&r, source, lines, Mode::Exec, dialect))
}

pub(crate) fn expression(source: &str, lines: &Lines, dialect: &Dialect) -> Result<Expr, Fault> {
    ruff::parse_expression(source, lines, literals(dialect), dialect.grammar)
        .map_err(|r| fault(&r, source, lines, Mode::Eval, dialect))
}

fn literals(dialect: &Dialect) -> Literals {
    if dialect.plain_strings_are_bytes {
        Literals::Python2 { unicode_literals: false }
    } else {
        Literals::Python3
    }
}

/// The refusal in CPython's words; the parser's own only where CPython would accept.
fn fault(refused: &Refused, source: &str, lines: &Lines, mode: Mode, dialect: &Dialect) -> Fault {
    let place = lines.position(refused.at, refused.end);
    if refused.ours {
        return Fault::syntax(refused.message.clone(), place);
    }
    errors::explain(source, lines, mode, dialect).unwrap_or_else(|| Fault::syntax(refused.message.clone(), place))
}
