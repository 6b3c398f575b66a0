//! Arguments of calls in the error-finding parser, and what is known to go wrong in them.

use super::macros::{first, want};
use super::parser::{E, M, Parser, Rule, Shape};
use crate::python::dialect::Messages;

impl Parser<'_> {
    pub(super) fn arguments(&mut self) -> M<E> {
        self.memo(Rule::Arguments, |p| {
            first!(p, |p: &mut Self| {
                let e = want!(p.args());
                p.op(",")?;
                Ok(p.ahead(|p| p.op(")"))?.then_some(e))
            });
            if p.invalid {
                return p.invalid_arguments();
            }
            Ok(None)
        })
    }

    pub(super) fn positional(&mut self) -> M<E> {
        first!(self, Self::starred_expression);
        self.alt(|p| {
            let e = want!(p.unassigned());
            Ok((!p.ahead(|p| p.op("="))?).then_some(e))
        })
    }

    /// The parts are the arguments; keyword ones have the shape `Other`.
    pub(super) fn args(&mut self) -> M<E> {
        let start = self.peek()?.start;
        first!(self, |p: &mut Self| {
            let mut items = want!(p.separated(",", Self::positional));
            let keywords = p.opt(|p| {
                want!(p.op(","));
                p.kwargs()
            })?;
            items.extend(keywords.unwrap_or_default());
            Ok(Some(p.piece(Shape::Call, start, items)))
        });
        self.alt(|p| {
            let items = want!(p.kwargs());
            Ok(Some(p.piece(Shape::Call, start, items)))
        })
    }

    fn kwargs(&mut self) -> M<Vec<E>> {
        first!(self, |p: &mut Self| {
            let mut a = want!(p.separated(",", Self::kwarg_or_starred));
            want!(p.op(","));
            a.extend(want!(p.separated(",", Self::kwarg_or_double_starred)));
            Ok(Some(a))
        });
        first!(self, |p: &mut Self| p.separated(",", Self::kwarg_or_starred));
        self.alt(|p| p.separated(",", Self::kwarg_or_double_starred))
    }

    pub(super) fn starred_expression(&mut self) -> M<E> {
        if self.invalid && self.since(Messages::Explained312) {
            self.alt(|p| {
                let star = want!(p.op("*"));
                want!(p.expression());
                want!(p.op("="));
                let value = want!(p.expression());
                p.raise::<E>(star.start, value.end, "cannot assign to iterable argument unpacking")
            })?;
        }
        first!(self, |p: &mut Self| {
            let star = want!(p.op("*"));
            let e = want!(p.expression());
            Ok(Some(p.piece(Shape::Starred, star.start, vec![e])))
        });
        if self.invalid && self.since(Messages::Explained313) {
            self.alt(|p| {
                want!(p.op("*"));
                p.raise_last::<E>("Invalid star expression")
            })?;
        }
        Ok(None)
    }

    pub(super) fn keyword(&mut self) -> M<E> {
        let name = want!(self.name());
        want!(self.op("="));
        want!(self.expression());
        Ok(Some(self.piece(Shape::Other, name.start, vec![])))
    }

    fn kwarg_or_starred(&mut self) -> M<E> {
        if self.invalid {
            self.alt(Self::invalid_kwarg)?;
        }
        first!(self, Self::keyword);
        self.alt(Self::starred_expression)
    }

    fn kwarg_or_double_starred(&mut self) -> M<E> {
        if self.invalid {
            self.alt(Self::invalid_kwarg)?;
        }
        first!(self, Self::keyword);
        self.alt(|p| {
            let stars = want!(p.op("**"));
            want!(p.expression());
            // Two stars are a keyword argument without a name.
            Ok(Some(p.piece(Shape::None, stars.start, vec![])))
        })
    }

    fn invalid_kwarg(&mut self) -> M<E> {
        let explained = self.since(Messages::Explained);
        if explained {
            self.alt(|p| {
                let word = want!(p.any(&["True", "False", "None"]));
                let equal = want!(p.op("="));
                let msg = format!("cannot assign to {}", p.text(word));
                p.raise::<E>(word.start, equal.end, msg)
            })?;
        }
        if explained {
            self.alt(Self::assigned_generator)?;
        }
        self.alt(|p| {
            let named = p.ahead(|p| {
                want!(p.name());
                p.op("=")
            })?;
            if named {
                return Ok(None);
            }
            let a = want!(p.expression());
            let equal = want!(p.op("="));
            let msg = "expression cannot contain assignment, perhaps you meant \"==\"?";
            let end = if explained { equal.end } else { a.end };
            p.raise::<E>(a.start, end, msg)
        })?;
        if self.since(Messages::Explained312) {
            self.alt(|p| {
                let stars = want!(p.op("**"));
                want!(p.expression());
                want!(p.op("="));
                let value = want!(p.expression());
                p.raise::<E>(stars.start, value.end, "cannot assign to keyword argument unpacking")
            })?;
        }
        Ok(None)
    }

    fn invalid_arguments(&mut self) -> M<E> {
        let explained = self.since(Messages::Explained);
        if self.since(Messages::Explained312) {
            self.alt(|p| {
                let both = p.alt(|p| {
                    want!(p.separated(",", Self::positional));
                    want!(p.op(","));
                    p.kwargs()
                })?;
                if both.is_none() {
                    want!(p.kwargs());
                }
                let comma = want!(p.op(","));
                want!(p.separated(",", |p| {
                    let e = want!(p.starred_expression());
                    Ok((!p.ahead(|p| p.op("="))?).then_some(e))
                }));
                p.raise_from::<E>(comma.start, "iterable argument unpacking follows keyword argument unpacking")
            })?;
        } else {
            self.alt(|p| {
                want!(p.args());
                want!(p.op(","));
                let star = want!(p.op("*"));
                p.raise_token::<E>(star, "iterable argument unpacking follows keyword argument unpacking")
            })?;
        }
        self.alt(|p| {
            let a = want!(p.expression());
            let clauses = want!(p.for_if_clauses());
            want!(p.op(","));
            p.opt(|p| {
                first!(p, Self::args);
                p.alt(|p| {
                    want!(p.expression());
                    want!(p.for_if_clauses());
                    Ok(Some(p.piece(Shape::Other, 0, vec![])))
                })
            })?;
            let last = clauses.last().unwrap_or(&a).clone();
            p.raise_range::<E>(&a, &last, "Generator expression must be parenthesized")
        })?;
        if explained {
            self.alt(Self::assigned_generator)?;
        }
        if self.since(Messages::Explained312) {
            self.alt(|p| {
                p.opt(|p| {
                    want!(p.args());
                    p.op(",")
                })?;
                let a = want!(p.name());
                let equal = want!(p.op("="));
                if !p.ahead(|p| p.any(&[",", ")"]))? {
                    return Ok(None);
                }
                p.raise::<E>(a.start, equal.end, "expected argument value expression")
            })?;
        }
        self.alt(|p| {
            let a = want!(p.args());
            let clauses = want!(p.for_if_clauses());
            if a.parts.len() <= 1 {
                return Ok(None);
            }
            // The last argument with its clauses.
            let (Some(first), Some(last)) = (a.parts.last().cloned(), clauses.last().cloned()) else { return Ok(None) };
            p.raise_range::<E>(&first, &last, "Generator expression must be parenthesized")
        })?;
        self.alt(|p| {
            want!(p.args());
            want!(p.op(","));
            let a = want!(p.expression());
            let clauses = want!(p.for_if_clauses());
            let last = clauses.last().unwrap_or(&a).clone();
            p.raise_range::<E>(&a, &last, "Generator expression must be parenthesized")
        })?;
        self.alt(|p| {
            let a = want!(p.args());
            want!(p.op(","));
            want!(p.args());
            let unpacks = a.parts.iter().any(|e| e.shape == Shape::None && p.source[e.start..].starts_with("**"));
            let msg = if unpacks {
                "positional argument follows keyword argument unpacking"
            } else {
                "positional argument follows keyword argument"
            };
            p.raise_last::<E>(msg)
        })?;
        Ok(None)
    }

    /// `f(a=x for x in y)`
    fn assigned_generator(&mut self) -> M<E> {
        let a = want!(self.name());
        let equal = want!(self.op("="));
        want!(self.expression());
        want!(self.for_if_clauses());
        let msg = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
        self.raise::<E>(a.start, equal.end, msg)
    }
}
