//! Parameters of functions, lambdas and types in the error-finding parser, and what is known to go wrong in them.

use super::macros::{first, want};
use super::parser::{E, M, Parser, Shape};
use crate::python::dialect::Messages;

/// Whose parameters: what may follow them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Params {
    Function,
    Lambda,
}

impl Params {
    fn closer(self) -> &'static str {
        match self {
            Self::Function => ")",
            Self::Lambda => ":",
        }
    }
}

impl Parser<'_> {
    pub(super) fn parameters(&mut self, kind: Params) -> M<()> {
        if self.invalid && self.since(Messages::Explained) {
            self.alt(|p| p.invalid_parameters(kind))?;
        } else if self.invalid {
            self.alt(|p| p.invalid_parameters_old(kind))?;
        }
        let plain = !self.many(|p| p.param(kind, Default::Without))?.is_empty();
        let defaults = !self.many(|p| p.param(kind, Default::With))?.is_empty();
        let slash = self.opt(|p| {
            if !plain && !defaults {
                return Ok(None);
            }
            want!(p.op("/"));
            p.param_end(kind)
        })?;
        if slash.is_some() {
            if !defaults {
                self.many(|p| p.param(kind, Default::Without))?;
            }
            self.many(|p| p.param(kind, Default::With))?;
        }
        self.opt(|p| p.star_etc(kind))?;
        Ok(Some(()))
    }

    fn param_end(&mut self, kind: Params) -> M<()> {
        if self.op(",")?.is_some() {
            return Ok(Some(()));
        }
        Ok(self.ahead(|p| p.op(kind.closer()))?.then_some(()))
    }

    fn bare_param(&mut self, kind: Params) -> M<E> {
        if self.dialect.python2 {
            first!(self, |p: &mut Self| {
                let open = want!(p.op("("));
                want!(p.tuple_of_names());
                Ok(Some(p.piece(Shape::Name, open.start, vec![])))
            });
        }
        let name = want!(self.name());
        if kind == Params::Function && !self.dialect.python2 {
            self.opt(|p| {
                want!(p.op(":"));
                p.expression()
            })?;
        }
        Ok(Some(self.piece(Shape::Name, name.start, vec![])))
    }

    /// 2.7's `fplist`, behind the bracket that opens it.
    fn tuple_of_names(&mut self) -> M<()> {
        loop {
            if self.op("(")?.is_some() {
                want!(self.tuple_of_names());
            } else {
                want!(self.name());
            }
            let comma = self.op(",")?.is_some();
            if self.op(")")?.is_some() {
                return Ok(Some(()));
            }
            if !comma {
                return Ok(None);
            }
        }
    }

    fn param(&mut self, kind: Params, default: Default) -> M<E> {
        let e = want!(self.bare_param(kind));
        match default {
            Default::Without => {}
            Default::With => {
                want!(self.default());
            }
            Default::Maybe => {
                self.opt(Self::default)?;
            }
        }
        want!(self.param_end(kind));
        Ok(Some(e))
    }

    pub(super) fn default(&mut self) -> M<()> {
        first!(self, |p: &mut Self| {
            want!(p.op("="));
            want!(p.expression());
            Ok(Some(()))
        });
        if self.invalid && self.since(Messages::Explained311) {
            self.alt(|p| {
                let equal = want!(p.op("="));
                if !p.ahead(|p| p.any(&[")", ","]))? {
                    return Ok(None);
                }
                p.raise_token::<()>(equal, "expected default value expression")
            })?;
        }
        Ok(None)
    }

    fn star_etc(&mut self, kind: Params) -> M<()> {
        if self.invalid {
            self.alt(|p| p.invalid_star_etc(kind))?;
        }
        first!(self, |p: &mut Self| {
            want!(p.op("*"));
            if p.alt(|p| p.param(kind, Default::Without))?.is_some() {
                p.many(|p| p.param(kind, Default::Maybe))?;
            } else if p.op(",")?.is_some() {
                want!(p.many1(|p| p.param(kind, Default::Maybe)));
            } else {
                // `*args: *Ts`
                want!(p.name());
                want!(p.op(":"));
                want!(p.star_expression());
                want!(p.param_end(kind));
                p.many(|p| p.param(kind, Default::Maybe))?;
            }
            p.opt(|p| p.keywords(kind))?;
            Ok(Some(()))
        });
        self.alt(|p| p.keywords(kind))
    }

    pub(super) fn keywords(&mut self, kind: Params) -> M<()> {
        if self.invalid && self.since(Messages::Explained311) {
            self.alt(|p| {
                want!(p.op("**"));
                want!(p.bare_param(kind));
                let equal = want!(p.op("="));
                p.raise_token::<()>(equal, "var-keyword argument cannot have default value")
            })?;
            self.alt(|p| {
                want!(p.op("**"));
                want!(p.bare_param(kind));
                want!(p.op(","));
                let a = want!(p.bare_param(kind));
                p.raise_at::<()>(&a, "arguments cannot follow var-keyword argument")
            })?;
            self.alt(|p| {
                want!(p.op("**"));
                want!(p.bare_param(kind));
                want!(p.op(","));
                let a = want!(p.any(&["*", "**", "/"]));
                p.raise_token::<()>(a, "arguments cannot follow var-keyword argument")
            })?;
        }
        want!(self.op("**"));
        want!(self.param(kind, Default::Without));
        Ok(Some(()))
    }

    fn invalid_star_etc(&mut self, kind: Params) -> M<()> {
        self.alt(|p| {
            let star = want!(p.op("*"));
            let bare = p.op(kind.closer())?.is_some()
                || p.alt(|p| {
                    want!(p.op(","));
                    Ok(p.any(&[kind.closer(), "**"])?.map(|_| ()))
                })?
                .is_some();
            if !bare {
                return Ok(None);
            }
            if kind == Params::Lambda || !p.since(Messages::Explained311) {
                return p.raise_last::<()>("named arguments must follow bare *");
            }
            p.raise_token::<()>(star, "named arguments must follow bare *")
        })?;
        if !self.since(Messages::Explained311) {
            return Ok(None);
        }
        self.alt(|p| {
            want!(p.op("*"));
            want!(p.bare_param(kind));
            let equal = want!(p.op("="));
            p.raise_token::<()>(equal, "var-positional argument cannot have default value")
        })?;
        self.alt(|p| {
            want!(p.op("*"));
            if p.alt(|p| p.param(kind, Default::Without))?.is_none() {
                want!(p.op(","));
            }
            p.many(|p| p.param(kind, Default::Maybe))?;
            let star = want!(p.op("*"));
            if p.alt(|p| p.param(kind, Default::Without))?.is_none() {
                want!(p.op(","));
            }
            p.raise_token::<()>(star, "* argument may appear only once")
        })?;
        Ok(None)
    }

    fn invalid_parameters_old(&mut self, kind: Params) -> M<()> {
        self.many(|p| p.param(kind, Default::Without))?;
        want!(self.many1(|p| p.param(kind, Default::With)));
        want!(self.param(kind, Default::Without));
        self.raise_last("non-default argument follows default argument")
    }

    fn slash(&mut self, kind: Params) -> M<()> {
        want!(self.many1(|p| p.param(kind, Default::Maybe)));
        want!(self.op("/"));
        self.param_end(kind)
    }

    fn invalid_parameters(&mut self, kind: Params) -> M<()> {
        let new = self.since(Messages::Explained311);
        if new {
            self.alt(|p| {
                let slash = want!(p.op("/"));
                want!(p.op(","));
                p.raise_token::<()>(slash, "at least one argument must precede /")
            })?;
            self.alt(|p| {
                want!(p.slash(kind));
                p.many(|p| p.param(kind, Default::Maybe))?;
                let slash = want!(p.op("/"));
                p.raise_token::<()>(slash, "/ may appear only once")
            })?;
        }
        self.alt(|p| {
            p.opt(|p| {
                want!(p.many1(|p| p.param(kind, Default::Without)));
                want!(p.op("/"));
                p.param_end(kind)
            })?;
            p.many(|p| p.param(kind, Default::Without))?;
            let slashed = p.alt(|p| {
                want!(p.many1(|p| p.param(kind, Default::With)));
                want!(p.op("/"));
                p.param_end(kind)
            })?;
            if slashed.is_none() {
                want!(p.many1(|p| p.param(kind, Default::With)));
            }
            let bad = want!(p.param(kind, Default::Without));
            if p.since(Messages::Explained312) {
                let msg = "parameter without a default follows parameter with a default";
                return p.raise::<()>(bad.start, bad.end, msg);
            }
            if p.since(Messages::Explained311) {
                return p.raise_at::<()>(&bad, "non-default argument follows default argument");
            }
            p.raise_last::<()>("non-default argument follows default argument")
        })?;
        if new {
            self.alt(|p| {
                p.many(|p| p.param(kind, Default::Without))?;
                let open = want!(p.op("("));
                if kind == Params::Function {
                    want!(p.many1(|p| p.param(kind, Default::Without)));
                } else {
                    want!(p.separated(",", Self::name));
                }
                p.op(",")?;
                let close = want!(p.op(")"));
                let what = if kind == Params::Function { "Function" } else { "Lambda expression" };
                p.raise::<()>(open.start, close.end, format!("{what} parameters cannot be parenthesized"))
            })?;
            self.alt(|p| {
                p.opt(|p| p.slash(kind))?;
                p.many(|p| p.param(kind, Default::Maybe))?;
                want!(p.op("*"));
                if p.op(",")?.is_none() {
                    want!(p.param(kind, Default::Without));
                }
                p.many(|p| p.param(kind, Default::Maybe))?;
                let slash = want!(p.op("/"));
                p.raise_token::<()>(slash, "/ must be ahead of *")
            })?;
            self.alt(|p| {
                want!(p.many1(|p| p.param(kind, Default::Maybe)));
                want!(p.op("/"));
                let star = want!(p.op("*"));
                p.raise_token::<()>(star, "expected comma between / and *")
            })?;
        }
        Ok(None)
    }

    pub(super) fn type_params(&mut self) -> M<()> {
        if !self.dialect.type_statement {
            return Ok(None);
        }
        want!(self.op("["));
        if self.invalid && self.since(Messages::Explained313) {
            let token = self.peek()?;
            if self.text(token) == "]" {
                self.pos += 1;
                return self.raise_from(token.start, "Type parameter list cannot be empty");
            }
        }
        want!(self.separated(",", |p| {
            p.any(&["**", "*"])?;
            want!(p.name());
            p.opt(|p| {
                want!(p.op(":"));
                p.expression()
            })?;
            p.opt(|p| {
                want!(p.op("="));
                p.star_expression()
            })?;
            Ok(Some(()))
        }));
        self.op(",")?;
        want!(self.op("]"));
        Ok(Some(()))
    }
}

/// Whether a parameter has a default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Default {
    Without,
    With,
    Maybe,
}
