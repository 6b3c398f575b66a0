//! Atoms of the error-finding parser, and what follows them: attributes, calls, subscripts.

use super::macros::{first, want};
use super::parser::{E, M, Parser, Rule, Shape};
use super::token::Kind;
use crate::python::dialect::Messages;

impl Parser<'_> {
    pub(super) fn await_primary(&mut self) -> M<E> {
        // In 3.6 it is a word of the language in coroutines only, and a name where nothing follows that it could await.
        if !self.dialect.python2 {
            first!(self, |p: &mut Self| {
                let word = want!(p.op("await"));
                want!(p.primary());
                Ok(Some(p.piece(Shape::Await, word.start, vec![])))
            });
        }
        self.primary()
    }

    pub(super) fn primary(&mut self) -> M<E> {
        self.memo(Rule::Primary, |p| {
            let mut e = want!(p.alt(Self::atom));
            loop {
                let start = e.start;
                let Some(next) = p.alt(|p| p.trailer(start))? else { return Ok(Some(e)) };
                e = next;
            }
        })
    }

    pub(super) fn trailer(&mut self, start: usize) -> M<E> {
        first!(self, |p: &mut Self| {
            want!(p.op("."));
            want!(p.name());
            Ok(Some(p.piece(Shape::Attribute, start, vec![])))
        });
        first!(self, |p: &mut Self| {
            want!(p.genexp());
            Ok(Some(p.piece(Shape::Call, start, vec![])))
        });
        first!(self, |p: &mut Self| {
            want!(p.op("("));
            p.opt(Self::arguments)?;
            want!(p.op(")"));
            Ok(Some(p.piece(Shape::Call, start, vec![])))
        });
        self.alt(|p| {
            want!(p.op("["));
            want!(p.slices());
            want!(p.op("]"));
            Ok(Some(p.piece(Shape::Subscript, start, vec![])))
        })
    }

    fn slices(&mut self) -> M<E> {
        first!(self, |p: &mut Self| {
            let e = want!(p.slice());
            Ok((!p.ahead(|p| p.op(","))?).then_some(e))
        });
        let start = self.peek()?.start;
        want!(self.separated(",", |p| {
            first!(p, Self::slice);
            p.starred_expression()
        }));
        self.op(",")?;
        Ok(Some(self.piece(Shape::Tuple, start, vec![])))
    }

    fn slice(&mut self) -> M<E> {
        let start = self.peek()?.start;
        first!(self, |p: &mut Self| {
            p.opt(Self::expression)?;
            want!(p.op(":"));
            p.opt(Self::expression)?;
            p.opt(|p| {
                want!(p.op(":"));
                p.opt(Self::expression)?;
                Ok(Some(()))
            })?;
            Ok(Some(p.piece(Shape::Other, start, vec![])))
        });
        self.named()
    }

    pub(super) fn string_token(&mut self) -> M<super::token::Token> {
        match self.kind(Kind::String)? {
            Some(token) => Ok(Some(token)),
            None => self.kind(Kind::FString),
        }
    }

    pub(super) fn atom(&mut self) -> M<E> {
        first!(self, Self::name);
        for (word, shape) in [("True", Shape::True), ("False", Shape::False), ("None", Shape::None)] {
            if let Some(token) = self.op(word)? {
                return Ok(Some(self.leaf(shape, token)));
            }
        }
        if self.ahead(Self::string_token)? {
            return self.strings();
        }
        if let Some(token) = self.kind(Kind::Number)? {
            return Ok(Some(self.leaf(Shape::Literal, token)));
        }
        if self.ahead(|p| p.op("("))? {
            first!(self, Self::tuple);
            first!(self, Self::group);
            return self.alt(Self::genexp);
        }
        if self.ahead(|p| p.op("["))? {
            first!(self, Self::list);
            return self.alt(Self::listcomp);
        }
        if self.ahead(|p| p.op("{"))? {
            first!(self, Self::dict);
            first!(self, Self::set);
            first!(self, Self::dictcomp);
            return self.alt(Self::setcomp);
        }
        if self.dialect.python2 {
            first!(self, |p: &mut Self| {
                let tick = want!(p.op("`"));
                want!(p.expressions());
                want!(p.op("`"));
                Ok(Some(p.piece(Shape::Operation, tick.start, vec![])))
            });
        }
        if let Some(token) = self.op("...")? {
            return Ok(Some(self.leaf(Shape::Ellipsis, token)));
        }
        Ok(None)
    }

    pub(super) fn strings(&mut self) -> M<E> {
        self.memo(Rule::Strings, |p| {
            let start = p.peek()?.start;
            let mut shape = Shape::Literal;
            let (mut bytes, mut text) = (false, false);
            let mut literals = Vec::new();
            while let Some(token) = p.string_token()? {
                let prefix = p.text(token).split(['\'', '"']).next().unwrap_or_default();
                let is_bytes = prefix.contains(['b', 'B']);
                bytes |= is_bytes;
                text |= !is_bytes;
                literals.push(token);
                if token.kind == Kind::FString {
                    shape = Shape::FString;
                    p.check_fstring(token)?;
                }
            }
            if !p.dialect.python2 {
                if bytes && text {
                    return p.raise_last("cannot mix bytes and nonbytes literals");
                }
                for token in literals {
                    p.check_escapes(token)?;
                }
            }
            Ok(Some(p.piece(shape, start, vec![])))
        })
    }

    pub(super) fn list(&mut self) -> M<E> {
        let open = want!(self.op("["));
        let items = self.opt(|p| p.separated(",", Self::star_named))?.unwrap_or_default();
        if !items.is_empty() {
            self.op(",")?;
        }
        want!(self.op("]"));
        Ok(Some(self.piece(Shape::List, open.start, items)))
    }

    pub(super) fn tuple(&mut self) -> M<E> {
        let open = want!(self.op("("));
        let items = self.opt(|p| {
            let first = want!(p.star_named());
            want!(p.op(","));
            let mut items = vec![first];
            if let Some(more) = p.opt(|p| p.separated(",", Self::star_named))? {
                items.extend(more);
                p.op(",")?;
            }
            Ok(Some(items))
        })?;
        want!(self.op(")"));
        Ok(Some(self.piece(Shape::Tuple, open.start, items.unwrap_or_default())))
    }

    fn group(&mut self) -> M<E> {
        first!(self, |p: &mut Self| {
            want!(p.op("("));
            let e = match p.alt(Self::yield_expr)? {
                Some(e) => e,
                None => want!(p.named()),
            };
            want!(p.op(")"));
            Ok(Some(e))
        });
        if self.invalid && self.since(Messages::Peg) {
            self.alt(|p| {
                want!(p.op("("));
                let e = want!(p.starred_expression());
                want!(p.op(")"));
                let msg = if p.since(Messages::Explained) {
                    "cannot use starred expression here"
                } else {
                    "can't use starred expression here"
                };
                p.raise_at::<E>(&e, msg)
            })?;
            self.alt(|p| {
                want!(p.op("("));
                let stars = want!(p.op("**"));
                want!(p.expression());
                want!(p.op(")"));
                p.raise_token::<E>(stars, "cannot use double starred expression here")
            })?;
        }
        Ok(None)
    }

    pub(super) fn set(&mut self) -> M<E> {
        let open = want!(self.op("{"));
        want!(self.separated(",", Self::star_named));
        self.op(",")?;
        want!(self.op("}"));
        Ok(Some(self.piece(Shape::Set, open.start, vec![])))
    }

    pub(super) fn dict(&mut self) -> M<E> {
        first!(self, |p: &mut Self| {
            let open = want!(p.op("{"));
            if p.opt(|p| p.separated(",", Self::pair))?.is_some() {
                p.op(",")?;
            }
            want!(p.op("}"));
            Ok(Some(p.piece(Shape::Dict, open.start, vec![])))
        });
        // CPython tries this in its first pass too.
        if self.since(Messages::Explained) {
            self.alt(|p| {
                want!(p.op("{"));
                p.invalid_pairs()
            })?;
        }
        Ok(None)
    }

    fn pair(&mut self) -> M<E> {
        first!(self, |p: &mut Self| {
            want!(p.op("**"));
            p.bitwise_or()
        });
        self.alt(Self::key_value)
    }

    pub(super) fn key_value(&mut self) -> M<E> {
        let key = want!(self.expression());
        want!(self.op(":"));
        want!(self.expression());
        Ok(Some(key))
    }

    fn invalid_pairs(&mut self) -> M<E> {
        self.alt(|p| {
            want!(p.separated(",", Self::pair));
            want!(p.op(","));
            p.invalid_pair()
        })?;
        self.invalid_value()
    }

    fn invalid_pair(&mut self) -> M<E> {
        self.alt(|p| {
            let key = want!(p.expression());
            if p.ahead(|p| p.op(":"))? {
                return Ok(None);
            }
            let outcome = p.raise::<E>(key.end.saturating_sub(1), key.end, "':' expected after dictionary key");
            if let Some(fault) = &mut p.fault {
                fault.no_end = true;
            }
            outcome
        })?;
        self.invalid_value()
    }

    /// What stands after the colon of a dict's item is no expression.
    fn invalid_value(&mut self) -> M<E> {
        self.alt(|p| {
            want!(p.expression());
            want!(p.op(":"));
            let star = want!(p.op("*"));
            want!(p.bitwise_or());
            p.raise_from::<E>(star.start, "cannot use a starred expression in a dictionary value")
        })?;
        self.alt(|p| {
            want!(p.expression());
            let colon = want!(p.op(":"));
            if !p.ahead(|p| p.any(&["}", ","]))? {
                return Ok(None);
            }
            p.raise_token::<E>(colon, "expression expected after dictionary key and ':'")
        })?;
        Ok(None)
    }
}
