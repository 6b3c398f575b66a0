//! The frame of the error-finding parser: tokens on demand, backtracking, memory of tried rules, raising.
//!
//! It recognises Python as CPython's PEG parser does, in the same order of alternatives, and keeps just enough of a
//! tree to name what is wrong. The first pass tries the plain language; the second one also the rules for known mistakes.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::super::lines::Lines;
use super::token::{Kind, Token, Tokenizer};
use crate::python::code::CodeFlags;
use crate::python::code::Position;
use crate::python::compile::fault::{ErrorKind, Fault};
use crate::python::dialect::{Dialect, Messages};

/// An error was raised; it stands in the parser.
pub(super) struct Stop;

/// A rule's outcome: no match, a match, or an error.
pub(super) type M<T> = Result<Option<T>, Stop>;

/// What an expression is, for messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Name,
    Attribute,
    Subscript,
    Call,
    List,
    Tuple,
    Starred,
    Compare,
    /// `a in b` first: a `for` loop's header gone wrong.
    CompareIn,
    Operation,
    Lambda,
    Conditional,
    Dict,
    Set,
    ListComp,
    SetComp,
    DictComp,
    Generator,
    Yield,
    Await,
    FString,
    Literal,
    True,
    False,
    None,
    Ellipsis,
    Named,
    Other,
}

impl Shape {
    /// `_PyPegen_get_expr_name`.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Attribute => "attribute",
            Self::Subscript => "subscript",
            Self::Call => "function call",
            Self::List => "list",
            Self::Tuple => "tuple",
            Self::Starred => "starred",
            Self::Compare | Self::CompareIn => "comparison",
            Self::Operation | Self::Other => "expression",
            Self::Lambda => "lambda",
            Self::Conditional => "conditional expression",
            Self::Dict => "dict literal",
            Self::Set => "set display",
            Self::ListComp => "list comprehension",
            Self::SetComp => "set comprehension",
            Self::DictComp => "dict comprehension",
            Self::Generator => "generator expression",
            Self::Yield => "yield expression",
            Self::Await => "await expression",
            Self::FString => "f-string expression",
            Self::Literal => "literal",
            Self::True => "True",
            Self::False => "False",
            Self::None => "None",
            Self::Ellipsis => "ellipsis",
            Self::Named => "named expression",
        }
    }
}

/// A recognised piece of source: byte range, and parts where messages need them.
#[derive(Debug)]
pub(super) struct Piece {
    pub shape: Shape,
    pub start: usize,
    pub end: usize,
    pub parts: Vec<E>,
}

pub(super) type E = Rc<Piece>;

/// Rules whose results are remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Rule {
    Expression,
    StarExpression,
    NamedInvalid,
    Disjunction,
    Conjunction,
    Inversion,
    BitwiseOr,
    Sum,
    Factor,
    Primary,
    TPrimary,
    Strings,
    Block,
    Arguments,
    StarTarget,
    DelTarget,
    ClosedPattern,
}

pub(super) struct Parser<'s> {
    pub source: &'s str,
    pub lines: &'s Lines,
    pub dialect: &'s Dialect,
    pub tokenizer: Tokenizer<'s>,
    pub tokens: Vec<Token>,
    pub pos: usize,
    pub invalid: bool,
    pub fault: Option<Fault>,
    /// The error came from the tokenizer.
    pub from_tokenizer: bool,
    /// 2.7 without `from __future__ import print_function`.
    pub print_statement: bool,
    /// The empty line that ends a block is a line of its own.
    pub interactive: bool,
    memo: FxHashMap<(Rule, usize), Option<(E, usize)>>,
    depth: u32,
}

const MAX_DEPTH: u32 = 1500;

impl<'s> Parser<'s> {
    pub(super) fn new(source: &'s str, lines: &'s Lines, dialect: &'s Dialect, tokenizer: Tokenizer<'s>) -> Self {
        Self {
            source,
            lines,
            dialect,
            tokenizer,
            tokens: Vec::new(),
            pos: 0,
            invalid: false,
            fault: None,
            from_tokenizer: false,
            interactive: false,
            print_statement: dialect.python2
                && dialect.inherited_features & CodeFlags::FUTURE_PRINT_2 == 0
                && !imports_print_function(source),
            memo: FxHashMap::default(),
            depth: 0,
        }
    }

    pub(super) fn second_pass(&mut self) {
        self.pos = 0;
        self.invalid = true;
        self.memo.clear();
    }

    pub(super) fn since(&self, messages: Messages) -> bool {
        self.dialect.messages >= messages
    }

    // ---- tokens

    pub(super) fn peek(&mut self) -> Result<Token, Stop> {
        while self.tokens.len() <= self.pos {
            match self.tokenizer.next() {
                Ok(token) => self.tokens.push(token),
                Err(mut fault) => {
                    fault.cut = true;
                    self.from_tokenizer = true;
                    self.fault = Some(fault);
                    return Err(Stop);
                }
            }
        }
        Ok(self.tokens[self.pos])
    }

    pub(super) fn text(&self, token: Token) -> &'s str {
        self.source.get(token.start..token.end.min(self.source.len())).unwrap_or_default()
    }

    /// A token of this kind.
    pub(super) fn kind(&mut self, kind: Kind) -> M<Token> {
        let token = self.peek()?;
        if token.kind == kind {
            self.pos += 1;
            return Ok(Some(token));
        }
        Ok(None)
    }

    /// An operator or keyword.
    pub(super) fn op(&mut self, text: &str) -> M<Token> {
        let token = self.peek()?;
        let fits = matches!(token.kind, Kind::Op | Kind::Name) && self.text(token) == text;
        if fits {
            self.pos += 1;
            return Ok(Some(token));
        }
        Ok(None)
    }

    /// One of several.
    pub(super) fn any(&mut self, texts: &[&str]) -> M<Token> {
        for text in texts {
            if let Some(token) = self.op(text)? {
                return Ok(Some(token));
            }
        }
        Ok(None)
    }

    pub(super) fn name_token(&mut self) -> M<Token> {
        let token = self.peek()?;
        let text = self.text(token);
        let reserved = is_keyword(text, self.dialect) || (self.print_statement && text == "print");
        if token.kind == Kind::Name && !reserved {
            self.pos += 1;
            return Ok(Some(token));
        }
        Ok(None)
    }

    pub(super) fn name(&mut self) -> M<E> {
        Ok(self.name_token()?.map(|t| self.leaf(Shape::Name, t)))
    }

    pub(super) fn leaf(&self, shape: Shape, token: Token) -> E {
        Rc::new(Piece { shape, start: token.start, end: token.end, parts: Vec::new() })
    }

    /// A piece from `start` to the end of the last consumed token.
    pub(super) fn piece(&self, shape: Shape, start: usize, parts: Vec<E>) -> E {
        let end = self.pos.checked_sub(1).and_then(|i| self.tokens.get(i)).map_or(start, |t| t.end);
        Rc::new(Piece { shape, start, end, parts })
    }

    // ---- trying

    pub(super) fn alt<T>(&mut self, rule: impl FnOnce(&mut Self) -> M<T>) -> M<T> {
        let mark = self.pos;
        let found = rule(self)?;
        if found.is_none() {
            self.pos = mark;
        }
        Ok(found)
    }

    /// Whether the rule would match here.
    pub(super) fn ahead<T>(&mut self, rule: impl FnOnce(&mut Self) -> M<T>) -> Result<bool, Stop> {
        let mark = self.pos;
        let found = rule(self)?.is_some();
        self.pos = mark;
        Ok(found)
    }

    /// The rule, or nothing: never fails.
    pub(super) fn opt<T>(&mut self, rule: impl FnOnce(&mut Self) -> M<T>) -> Result<Option<T>, Stop> {
        self.alt(rule)
    }

    pub(super) fn many<T>(&mut self, mut rule: impl FnMut(&mut Self) -> M<T>) -> Result<Vec<T>, Stop> {
        let mut all = Vec::new();
        loop {
            let mark = self.pos;
            match self.alt(&mut rule)? {
                Some(item) if self.pos > mark => all.push(item),
                _ => return Ok(all),
            }
        }
    }

    pub(super) fn many1<T>(&mut self, rule: impl FnMut(&mut Self) -> M<T>) -> M<Vec<T>> {
        let all = self.many(rule)?;
        Ok((!all.is_empty()).then_some(all))
    }

    /// One or more, with commas (or another separator) between.
    pub(super) fn separated<T>(&mut self, separator: &str, mut rule: impl FnMut(&mut Self) -> M<T>) -> M<Vec<T>> {
        let Some(first) = self.alt(&mut rule)? else { return Ok(None) };
        let mut all = vec![first];
        loop {
            let next = self.alt(|p| {
                if p.op(separator)?.is_none() {
                    return Ok(None);
                }
                rule(p)
            })?;
            match next {
                Some(item) => all.push(item),
                None => return Ok(Some(all)),
            }
        }
    }

    pub(super) fn memo(&mut self, rule: Rule, body: impl FnOnce(&mut Self) -> M<E>) -> M<E> {
        let key = (rule, self.pos);
        if let Some(known) = self.memo.get(&key) {
            return Ok(match known {
                Some((e, end)) => {
                    let (e, end) = (e.clone(), *end);
                    self.pos = end;
                    Some(e)
                }
                None => None,
            });
        }
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            self.fault = Some(super::super::super::compile::too_deep());
            return Err(Stop);
        }
        let found = self.alt(body)?;
        self.depth -= 1;
        self.memo.insert(key, found.clone().map(|e| (e, self.pos)));
        Ok(found)
    }

    // ---- raising

    pub(super) fn raise<T>(&mut self, start: usize, end: usize, msg: impl Into<String>) -> M<T> {
        self.fault = Some(Fault::syntax(msg, self.place(start, end)));
        Err(Stop)
    }

    /// A range; a line's end counts as one more column of that line.
    pub(super) fn place(&self, start: usize, end: usize) -> Position {
        let mut place = self.lines.position(start, end);
        if end == start + 1 && (end > self.source.len() || self.source.as_bytes().get(start) == Some(&b'\n')) {
            place.end_line = place.line;
            place.end_col = place.col + 1;
        }
        place
    }

    /// The place of a token without text (indent, dedent, end): where the tokenizer stands, without an end.
    pub(super) fn virtual_place(&self, token: Token) -> Position {
        let text = self.source.trim_end_matches('\n');
        if self.interactive && self.source.ends_with('\n') && token.start >= self.source.len() {
            let line = self.lines.count();
            return Position { line, end_line: line, col: 0, end_col: 0 };
        }
        let at_end = token.start > text.len() || token.start >= self.source.len();
        let offset = if at_end { text.len() } else { token.start };
        let (line, col) = self.lines.locate(offset);
        let col = if at_end { col } else { col.saturating_sub(1) };
        Position { line, end_line: line, col, end_col: col }
    }

    fn raise_virtual<T>(&mut self, token: Token, kind: ErrorKind, msg: String) -> M<T> {
        let mut fault = Fault::syntax(msg, self.virtual_place(token));
        fault.kind = kind;
        fault.no_end = true;
        fault.at_end = true;
        fault.incomplete = token.kind == Kind::End || token.start >= self.source.len();
        self.fault = Some(fault);
        Err(Stop)
    }

    pub(super) fn raise_at<T>(&mut self, at: &E, msg: impl Into<String>) -> M<T> {
        self.raise(at.start, at.end, msg)
    }

    pub(super) fn raise_range<T>(&mut self, from: &E, to: &E, msg: impl Into<String>) -> M<T> {
        self.raise(from.start, to.end, msg)
    }

    pub(super) fn raise_token<T>(&mut self, token: Token, msg: impl Into<String>) -> M<T> {
        self.raise(token.start, token.end, msg)
    }

    /// At the last token that was read (`RAISE_SYNTAX_ERROR`).
    pub(super) fn raise_last<T>(&mut self, msg: impl Into<String>) -> M<T> {
        let last = self.tokens.last().copied();
        if let Some(token) = last.filter(|t| t.is_virtual()) {
            return self.raise_virtual(token, ErrorKind::Syntax, msg.into());
        }
        let (start, end) = last.map_or((0, 0), |t| (t.start, t.end));
        self.raise(start, end, msg)
    }

    /// At the next token (`RAISE_SYNTAX_ERROR_ON_NEXT_TOKEN`).
    pub(super) fn raise_next<T>(&mut self, msg: impl Into<String>) -> M<T> {
        let token = self.peek()?;
        self.raise_token(token, msg)
    }

    /// From a place to where the tokenizer is.
    pub(super) fn raise_from<T>(&mut self, start: usize, msg: impl Into<String>) -> M<T> {
        // The tokenizer's own place counts from 0 where others count from 1.
        let end = self.tokenizer.at.saturating_sub(1);
        let mut place = self.place(start, end.max(start));
        let (line, col) = self.lines.locate(end);
        if end >= start {
            (place.end_line, place.end_col) = (line, col);
        }
        self.fault = Some(Fault::syntax(msg, place));
        Err(Stop)
    }

    pub(super) fn raise_indentation<T>(&mut self, msg: impl Into<String>) -> M<T> {
        let last = self.tokens.last().copied();
        if let Some(token) = last.filter(|t| t.is_virtual()) {
            return self.raise_virtual(token, ErrorKind::Indentation, msg.into());
        }
        let (start, end) = last.map_or((0, 0), |t| (t.start, t.end));
        let mut fault = Fault::syntax(msg, self.place(start, end));
        fault.kind = ErrorKind::Indentation;
        // More lines could bring the block.
        fault.incomplete = last.is_some_and(|t| t.kind == Kind::End || t.start >= self.source.len());
        self.fault = Some(fault);
        Err(Stop)
    }

    /// `&&':'`: this token must follow.
    pub(super) fn forced(&mut self, text: &str) -> M<Token> {
        if let Some(token) = self.op(text)? {
            return Ok(Some(token));
        }
        if !self.since(Messages::Explained) {
            return Ok(None);
        }
        let token = self.peek()?;
        self.raise_token(token, format!("expected '{text}'"))
    }

    pub(super) fn line(&self, token: Token) -> u32 {
        self.lines.locate(token.start).0
    }
}

fn imports_print_function(source: &str) -> bool {
    source.lines().any(|line| line.trim_start().starts_with("from __future__") && line.contains("print_function"))
}

/// Reserved words.
pub(super) fn is_keyword(text: &str, dialect: &Dialect) -> bool {
    match text {
        "and" | "as" | "assert" | "break" | "class" | "continue" | "def" | "del" | "elif" | "else" | "except"
        | "finally" | "for" | "from" | "global" | "if" | "import" | "in" | "is" | "lambda" | "not" | "or" | "pass"
        | "raise" | "return" | "try" | "while" | "with" | "yield" => true,
        "False" | "None" | "True" | "nonlocal" => !dialect.python2,
        "async" | "await" => dialect.reserves_async,
        "exec" => dialect.python2,
        _ => false,
    }
}
