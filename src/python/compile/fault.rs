//! What is wrong with a program: a syntax error, first as a place in the tree, then as the learner sees it.

use std::sync::Arc;

use crate::python::code::Position;
use crate::python::parse::lines::Lines;

/// Which exception CPython raises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    Syntax,
    Indentation,
    Tab,
    /// `RecursionError` or `MemoryError` of CPython's own parser and compiler: no place, no caret.
    TooDeep,
    /// `ValueError`: null bytes, before 3.12.
    Value,
}

impl ErrorKind {
    /// The name of the exception.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Syntax => "SyntaxError",
            Self::Indentation => "IndentationError",
            Self::Tab => "TabError",
            Self::TooDeep => "RecursionError",
            Self::Value => "ValueError",
        }
    }
}

/// An error at a place (byte columns).
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    pub kind: ErrorKind,
    pub msg: String,
    pub at: Position,
    /// CPython gives no end (or column) for some errors.
    pub no_end: bool,
    /// It stands at a token that is nowhere (the end of the input): the end's column is -1 then, and no caret is shown.
    pub at_end: bool,
    /// The tokenizer found it: the text is the line without its end.
    pub cut: bool,
    pub incomplete: bool,
}

impl Fault {
    pub(crate) fn syntax(msg: impl Into<String>, at: Position) -> Self {
        Self {
            kind: ErrorKind::Syntax,
            msg: msg.into(),
            at,
            no_end: false,
            at_end: false,
            cut: false,
            incomplete: false,
        }
    }
}

/// The program is not Python (of this version): everything that CPython's `SyntaxError` carries.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{}: {msg}", kind.name())]
pub struct SyntaxError {
    pub kind: ErrorKind,
    pub msg: String,
    pub filename: Arc<str>,
    /// From 1; 0 when the error has no place.
    pub line: u32,
    /// `offset`: counts characters from 1.
    pub col: u32,
    pub end_line: u32,
    /// `end_offset`: counts characters from 1; 0 when there is none.
    pub end_col: u32,
    /// CPython's `end_offset` is -1.
    pub at_end: bool,
    /// The line's text, without its end.
    pub text_line: Option<String>,
    /// `text` has no line end either.
    pub cut: bool,
    /// More input could mend it (the interactive mode then asks for another line).
    pub incomplete: bool,
}

impl SyntaxError {
    pub(crate) fn of(fault: Fault, source: &str, lines: &Lines, filename: &Arc<str>) -> Self {
        let at = fault.at;
        let chars = |line: u32, col: u32| {
            let text = lines.text(source, line);
            let bytes = (col as usize).min(text.len());
            let chars = text.char_indices().take_while(|(i, _)| *i < bytes).count();
            // Beyond the line's end (its newline) columns go on counting.
            let beyond = (col as usize).saturating_sub(text.len());
            u32::try_from(chars + beyond).unwrap_or(u32::MAX).saturating_add(1)
        };
        let text_line = (at.line > 0).then(|| lines.text(source, at.line).to_owned());
        Self {
            kind: fault.kind,
            msg: fault.msg,
            filename: filename.clone(),
            line: at.line,
            col: if at.line == 0 { 0 } else { chars(at.line, at.col) },
            end_line: at.end_line,
            end_col: if fault.no_end || at.end_line == 0 { 0 } else { chars(at.end_line, at.end_col) },
            at_end: fault.at_end,
            text_line,
            cut: fault.cut,
            incomplete: fault.incomplete,
        }
    }
}
