//! Why a program is not Python, in CPython's words.
//!
//! The parser crate only says that it refuses. This parser goes over the program again as CPython's does: first the
//! plain language, then with the rules for known mistakes; the tokenizer's own errors come first.

mod arguments;
mod atom;
mod compound;
mod comprehension;
mod escape;
mod expr;
mod fstring;
mod macros;
mod parameters;
mod parser;
mod pattern;
mod stmt;
mod target;
pub(super) mod token;
mod wording;

use super::interactive::Entry;
use super::lines::Lines;
use crate::python::compile::Mode;
use crate::python::compile::fault::{ErrorKind, Fault};
use crate::python::dialect::{Dialect, Messages};
use parser::{M, Parser};
use token::{Kind, Tokenizer};

/// What CPython says about `source`; `None` when this parser finds nothing wrong.
pub(super) fn explain(source: &str, lines: &Lines, mode: Mode, dialect: &Dialect) -> Option<Fault> {
    find(source, lines, mode, dialect).map(|fault| wording::older(fault, source, dialect))
}

/// A fault in the words of its version.
pub(super) fn reworded(fault: Fault, source: &str, dialect: &Dialect) -> Fault {
    wording::older(fault, source, dialect)
}

/// Whether a version whose language the parser crate does not know has all that `source` uses.
pub(super) fn too_new(source: &str, lines: &Lines, mode: Mode, dialect: &Dialect) -> Option<Fault> {
    if dialect.grammar_is_known { None } else { explain(source, lines, mode, dialect) }
}

fn find(source: &str, lines: &Lines, mode: Mode, dialect: &Dialect) -> Option<Fault> {
    let tokenizer = Tokenizer::new(source, lines, dialect);
    let mut parser = Parser::new(source, lines, dialect, tokenizer);
    parser.interactive = mode.is_interactive();
    let run = |p: &mut Parser<'_>| -> M<()> {
        match mode {
            Mode::Exec | Mode::Single => p.file(),
            Mode::Prompt => p.interactive_statement(),
            Mode::Eval => p.eval(),
        }
    };
    let mut last = None;
    let mut incomplete = false;
    for pass in 0..2 {
        if pass == 1 {
            parser.second_pass();
        }
        let outcome = run(&mut parser);
        if pass == 0 && mode.is_interactive() {
            incomplete = wants_more(&parser);
        }
        match outcome {
            Ok(Some(())) if pass == 1 => return None,
            // An f-string's fields are looked at in the second pass only.
            Ok(Some(())) => {}
            Ok(None) if pass == 0 => last = parser.tokens.last().copied(),
            Ok(None) => {}
            Err(_) => {
                let mut fault = parser.fault.take()?;
                if parser.from_tokenizer {
                    fault.incomplete &= mode.is_interactive();
                    return Some(fault);
                }
                if fault.kind != ErrorKind::TooDeep && mode != Mode::Prompt {
                    fault = rest_of_tokens(&mut parser, fault);
                }
                fault.incomplete = incomplete;
                return Some(fault);
            }
        }
    }
    let last = last?;
    let mut fault = Fault { incomplete, ..generic(&mut parser, last, mode) };
    // An expression has no line end after it: at its last token the old tokenizer has seen the end.
    if mode == Mode::Eval
        && dialect.messages < Messages::Explained
        && last.end >= source.len()
        && fault.msg == "invalid syntax"
    {
        fault.msg = "unexpected EOF while parsing".to_owned();
    }
    Some(fault)
}

/// Whether what was typed so far, all its lines ended, leaves the parser waiting for another line.
pub(super) fn awaits_line(source: &str, lines: &Lines, entry: Entry, dialect: &Dialect) -> bool {
    // In a pasted text empty lines may stand anywhere; the last line asks for it to run.
    let ended_by_empty_lines_from = match entry {
        Entry::OneStatement => 0,
        Entry::Statements => lines.offset(lines.count().saturating_sub(1).max(1), 0),
    };
    let tokenizer = Tokenizer::new(source, lines, dialect).at_prompt(ended_by_empty_lines_from);
    let mut parser = Parser::new(source, lines, dialect, tokenizer);
    // What is wrong is found by the first pass; the second one only finds words for it.
    let _ = match entry {
        Entry::OneStatement => parser.interactive_statement(),
        Entry::Statements => parser.pasted_statements(),
    };
    parser.tokenizer.awaits_line
}

/// The interactive mode's question: did the parser look behind the end of what was typed? An empty last line ends
/// a block, but not a bracket.
fn wants_more(parser: &Parser<'_>) -> bool {
    let at_end = parser.tokens.last().is_some_and(|t| t.kind == Kind::End);
    at_end && (!parser.tokenizer.brackets.is_empty() || !parser.source.ends_with('\n'))
}

/// No rule explains it (`_PyPegen_set_syntax_error`).
fn generic(parser: &mut Parser<'_>, last: token::Token, mode: Mode) -> Fault {
    let place = parser.place(last.start, last.end);
    if matches!(last.kind, Kind::Indent | Kind::Dedent) {
        let word = if last.kind == Kind::Indent { "unexpected indent" } else { "unexpected unindent" };
        let mut fault = Fault::syntax(word, place);
        fault.kind = ErrorKind::Indentation;
        fault.at = parser.virtual_place(last);
        fault.no_end = true;
        fault.at_end = true;
        return fault;
    }
    if last.kind == Kind::End {
        if let Some(fault) = unclosed(parser) {
            return fault;
        }
        let mut fault = Fault::syntax(
            if parser.since(Messages::Explained) { "invalid syntax" } else { "unexpected EOF while parsing" },
            parser.virtual_place(last),
        );
        fault.incomplete = true;
        return fault;
    }
    let fault = Fault::syntax("invalid syntax", place);
    // The prompt reads no further for the sake of an error.
    if mode == Mode::Prompt { fault } else { rest_of_tokens(parser, fault) }
}

/// `'(' was never closed`
fn unclosed(parser: &Parser<'_>) -> Option<Fault> {
    let (bracket, at) = parser.tokenizer.brackets.last().copied()?;
    let place = parser.tokenizer.place(at, at);
    let mut fault = if parser.since(Messages::Explained) {
        Fault::syntax(format!("'{}' was never closed", char::from(bracket)), place)
    } else {
        Fault::syntax("unexpected EOF while parsing", place)
    };
    fault.no_end = true;
    fault.incomplete = true;
    // The tokenizer has read on: the line is told without its end.
    fault.cut = parser.lines.locate(parser.tokenizer.at.saturating_sub(1)).0 > parser.lines.locate(at).0;
    Some(fault)
}

/// An error of the tokenizer further on replaces the parser's, and so does a bracket left open on an earlier line.
fn rest_of_tokens(parser: &mut Parser<'_>, fault: Fault) -> Fault {
    if !parser.since(Messages::Explained) {
        return fault;
    }
    let error_line = parser.tokens.last().map_or(0, |t| parser.lines.locate(t.start).0);
    loop {
        match parser.tokenizer.next() {
            // Wrong indentation ends the tokens, and is no exception yet (`_PyPegen_tokenize_full_source_to_check_for_errors`).
            Err(later) if matches!(later.kind, ErrorKind::Indentation | ErrorKind::Tab) => break,
            Err(later) => return later,
            Ok(token) if token.kind == Kind::End => break,
            Ok(_) => {}
        }
    }
    let Some((_, at)) = parser.tokenizer.brackets.last().copied() else { return fault };
    let (open_line, _) = parser.lines.locate(at);
    match unclosed(parser) {
        Some(unclosed) if error_line > open_line => unclosed,
        _ => fault,
    }
}
