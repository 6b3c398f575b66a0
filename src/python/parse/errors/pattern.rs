//! `match` and its patterns in the error-finding parser.

use super::macros::{first, want};
use super::parser::{E, M, Parser, Rule, Shape};
use super::token::Kind;
use crate::python::dialect::Messages;

impl Parser<'_> {
    pub(super) fn match_statement(&mut self) -> M<()> {
        first!(self, |p: &mut Self| {
            want!(p.op("match"));
            want!(p.subject());
            want!(p.op(":"));
            want!(p.kind(Kind::Newline));
            want!(p.kind(Kind::Indent));
            want!(p.many1(Self::case_block));
            want!(p.kind(Kind::Dedent));
            Ok(Some(()))
        });
        if !self.invalid {
            return Ok(None);
        }
        self.alt(|p| {
            want!(p.op("match"));
            want!(p.subject());
            want!(p.kind(Kind::Newline));
            p.raise_last::<()>("expected ':'")
        })?;
        self.alt(|p| {
            let word = want!(p.op("match"));
            want!(p.subject());
            want!(p.op(":"));
            want!(p.kind(Kind::Newline));
            if p.ahead(|p| p.kind(Kind::Indent))? {
                return Ok(None);
            }
            let line = p.line(word);
            p.raise_indentation::<()>(format!("expected an indented block after 'match' statement on line {line}"))
        })?;
        Ok(None)
    }

    fn subject(&mut self) -> M<()> {
        first!(self, |p: &mut Self| {
            want!(p.star_named());
            want!(p.op(","));
            if p.opt(|p| p.separated(",", Self::star_named))?.is_some() {
                p.op(",")?;
            }
            Ok(Some(()))
        });
        Ok(self.named()?.map(|_| ()))
    }

    fn case_block(&mut self) -> M<()> {
        let header = |p: &mut Self| {
            let word = want!(p.op("case"));
            want!(p.patterns());
            p.opt(|p| {
                want!(p.op("if"));
                p.named()
            })?;
            Ok(Some(word))
        };
        if self.invalid {
            self.alt(|p| {
                want!(header(p));
                want!(p.kind(Kind::Newline));
                p.raise_last::<()>("expected ':'")
            })?;
            self.alt(|p| {
                let word = want!(header(p));
                want!(p.op(":"));
                want!(p.kind(Kind::Newline));
                if p.ahead(|p| p.kind(Kind::Indent))? {
                    return Ok(None);
                }
                let line = p.line(word);
                p.raise_indentation::<()>(format!("expected an indented block after 'case' statement on line {line}"))
            })?;
        }
        want!(header(self));
        want!(self.op(":"));
        self.run_block()
    }

    fn patterns(&mut self) -> M<E> {
        first!(self, Self::open_sequence);
        self.pattern()
    }

    fn open_sequence(&mut self) -> M<E> {
        let start = self.peek()?.start;
        want!(self.maybe_star());
        want!(self.op(","));
        if self.opt(|p| p.separated(",", Self::maybe_star))?.is_some() {
            self.op(",")?;
        }
        Ok(Some(self.piece(Shape::Other, start, vec![])))
    }

    fn maybe_star(&mut self) -> M<E> {
        first!(self, |p: &mut Self| {
            want!(p.op("*"));
            p.name()
        });
        self.pattern()
    }

    fn pattern(&mut self) -> M<E> {
        first!(self, |p: &mut Self| {
            let e = want!(p.or_pattern());
            want!(p.op("as"));
            want!(p.capture());
            Ok(Some(e))
        });
        if self.invalid {
            self.alt(|p| {
                want!(p.or_pattern());
                want!(p.op("as"));
                let wildcard = want!(p.op("_"));
                p.raise_token::<E>(wildcard, "cannot use '_' as a target")
            })?;
            self.alt(|p| {
                want!(p.or_pattern());
                want!(p.op("as"));
                if !p.since(Messages::Explained314) && p.ahead(Self::name)? {
                    return Ok(None);
                }
                let target = want!(p.expression());
                let msg = if p.since(Messages::Explained314) {
                    format!("cannot use {} as pattern target", target.shape.name())
                } else {
                    "invalid pattern target".to_owned()
                };
                p.raise_at::<E>(&target, msg)
            })?;
        }
        self.or_pattern()
    }

    fn or_pattern(&mut self) -> M<E> {
        Ok(self.separated("|", Self::closed)?.and_then(|all| all.into_iter().next()))
    }

    fn capture(&mut self) -> M<E> {
        let e = want!(self.name());
        if &self.source[e.start..e.end] == "_" || self.ahead(|p| p.any(&[".", "(", "="]))? {
            return Ok(None);
        }
        Ok(Some(e))
    }

    fn closed(&mut self) -> M<E> {
        self.memo(Rule::ClosedPattern, |p| {
            first!(p, Self::literal_pattern);
            first!(p, Self::capture);
            first!(p, |p: &mut Self| {
                let wildcard = want!(p.op("_"));
                if p.ahead(|p| p.any(&[".", "(", "="]))? {
                    return Ok(None);
                }
                Ok(Some(p.leaf(Shape::Name, wildcard)))
            });
            first!(p, |p: &mut Self| {
                let e = want!(p.dotted());
                Ok((!p.ahead(|p| p.any(&[".", "(", "="]))?).then_some(e))
            });
            let start = p.peek()?.start;
            first!(p, |p: &mut Self| {
                want!(p.op("("));
                let e = want!(p.pattern());
                want!(p.op(")"));
                Ok(Some(e))
            });
            for (open, close) in [("[", "]"), ("(", ")")] {
                first!(p, |p: &mut Self| {
                    want!(p.op(open));
                    if p.opt(|p| p.separated(",", Self::maybe_star))?.is_some() {
                        p.op(",")?;
                    }
                    want!(p.op(close));
                    Ok(Some(p.piece(Shape::Other, start, vec![])))
                });
            }
            first!(p, Self::mapping);
            p.class_pattern()
        })
    }

    fn literal_pattern(&mut self) -> M<E> {
        first!(self, |p: &mut Self| {
            let start = p.peek()?.start;
            p.any(&["-", "+"])?;
            want!(p.kind(Kind::Number));
            p.opt(|p| {
                want!(p.any(&["+", "-"]));
                p.kind(Kind::Number)
            })?;
            Ok(Some(p.piece(Shape::Literal, start, vec![])))
        });
        let start = self.peek()?.start;
        first!(self, |p: &mut Self| {
            want!(p.many1(Self::string_token));
            Ok(Some(p.piece(Shape::Literal, start, vec![])))
        });
        Ok(self.any(&["None", "True", "False"])?.map(|t| self.leaf(Shape::Literal, t)))
    }

    fn dotted(&mut self) -> M<E> {
        let name = want!(self.name());
        want!(self.many1(|p| {
            want!(p.op("."));
            p.name()
        }));
        Ok(Some(self.piece(Shape::Attribute, name.start, vec![])))
    }

    fn mapping(&mut self) -> M<E> {
        let open = want!(self.op("{"));
        let item = |p: &mut Self| {
            if p.alt(Self::literal_pattern)?.is_none() {
                want!(p.dotted());
            }
            want!(p.op(":"));
            p.pattern()
        };
        let rest = |p: &mut Self| {
            want!(p.op("**"));
            p.capture()
        };
        if self.alt(rest)?.is_none() && self.opt(|p| p.separated(",", item))?.is_some() {
            self.opt(|p| {
                want!(p.op(","));
                rest(p)
            })?;
        }
        self.op(",")?;
        want!(self.op("}"));
        Ok(Some(self.piece(Shape::Other, open.start, vec![])))
    }

    fn class_pattern(&mut self) -> M<E> {
        let name = match self.alt(Self::dotted)? {
            Some(e) => e,
            None => want!(self.name()),
        };
        want!(self.op("("));
        let keyword = |p: &mut Self| {
            want!(p.name());
            want!(p.op("="));
            p.pattern()
        };
        let mut positional = self.opt(|p| p.separated(",", Self::pattern))?.is_some();
        if positional {
            let more = self.alt(|p| {
                want!(p.op(","));
                p.separated(",", keyword)
            })?;
            positional = more.is_none();
        } else {
            self.opt(|p| p.separated(",", keyword))?;
        }
        if self.invalid && !positional {
            self.alt(|p| {
                want!(p.op(","));
                let rest = want!(p.separated(",", Self::pattern));
                let (Some(a), Some(b)) = (rest.first().cloned(), rest.last().cloned()) else { return Ok(None) };
                p.raise_range::<E>(&a, &b, "positional patterns follow keyword patterns")
            })?;
        }
        self.op(",")?;
        want!(self.op(")"));
        Ok(Some(self.piece(Shape::Call, name.start, vec![])))
    }
}
