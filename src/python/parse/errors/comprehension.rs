//! Comprehensions of the error-finding parser.

use super::macros::{first, want};
use super::parser::{E, M, Parser, Shape};
use crate::python::dialect::Messages;

impl Parser<'_> {
    pub(super) fn for_if_clauses(&mut self) -> M<Vec<E>> {
        self.many1(Self::for_if_clause)
    }

    fn for_if_clause(&mut self) -> M<E> {
        let start = self.peek()?.start;
        let cut = self.alt(|p| {
            p.op("async")?;
            want!(p.op("for"));
            want!(p.star_targets());
            want!(p.op("in"));
            Ok(Some(()))
        })?;
        if cut.is_some() {
            want!(self.disjunction());
            self.many(|p| {
                want!(p.op("if"));
                p.disjunction()
            })?;
            return Ok(Some(self.piece(Shape::Other, start, vec![])));
        }
        if self.invalid {
            if self.since(Messages::Explained313) {
                self.alt(|p| {
                    p.op("async")?;
                    want!(p.op("for"));
                    want!(p.separated(",", Self::bitwise_or));
                    p.op(",")?;
                    if p.ahead(|p| p.op("in"))? {
                        return Ok(None);
                    }
                    p.raise_last::<E>("'in' expected after for-loop variables")
                })?;
            }
            self.alt(Self::invalid_for_target)?;
        }
        Ok(None)
    }

    pub(super) fn listcomp(&mut self) -> M<E> {
        first!(self, |p: &mut Self| {
            let open = want!(p.op("["));
            want!(p.named());
            want!(p.for_if_clauses());
            want!(p.op("]"));
            Ok(Some(p.piece(Shape::ListComp, open.start, vec![])))
        });
        self.invalid_comprehension()
    }

    pub(super) fn setcomp(&mut self) -> M<E> {
        first!(self, |p: &mut Self| {
            let open = want!(p.op("{"));
            want!(p.named());
            want!(p.for_if_clauses());
            want!(p.op("}"));
            Ok(Some(p.piece(Shape::SetComp, open.start, vec![])))
        });
        self.invalid_comprehension()
    }

    pub(super) fn genexp(&mut self) -> M<E> {
        first!(self, |p: &mut Self| {
            let open = want!(p.op("("));
            want!(p.unassigned());
            want!(p.for_if_clauses());
            want!(p.op(")"));
            Ok(Some(p.piece(Shape::Generator, open.start, vec![])))
        });
        self.invalid_comprehension()
    }

    /// `assignment_expression | expression !':='`
    pub(super) fn unassigned(&mut self) -> M<E> {
        if self.assigns()? {
            return self.alt(Self::assignment_expression);
        }
        self.alt(|p| {
            let e = want!(p.expression());
            Ok((!p.ahead(|p| p.op(":="))?).then_some(e))
        })
    }

    pub(super) fn dictcomp(&mut self) -> M<E> {
        first!(self, |p: &mut Self| {
            let open = want!(p.op("{"));
            want!(p.key_value());
            want!(p.for_if_clauses());
            want!(p.op("}"));
            Ok(Some(p.piece(Shape::DictComp, open.start, vec![])))
        });
        if self.invalid {
            self.alt(|p| {
                want!(p.op("{"));
                let stars = want!(p.op("**"));
                want!(p.bitwise_or());
                want!(p.for_if_clauses());
                want!(p.op("}"));
                p.raise_token::<E>(stars, "dict unpacking cannot be used in dict comprehension")
            })?;
        }
        Ok(None)
    }

    fn invalid_comprehension(&mut self) -> M<E> {
        if !self.invalid {
            return Ok(None);
        }
        self.alt(|p| {
            want!(p.any(&["[", "(", "{"]));
            let e = want!(p.starred_expression());
            want!(p.for_if_clauses());
            p.raise_at::<E>(&e, "iterable unpacking cannot be used in comprehension")
        })?;
        if self.since(Messages::Explained) {
            self.alt(|p| {
                want!(p.any(&["[", "{"]));
                let a = want!(p.star_named());
                want!(p.op(","));
                let rest = want!(p.separated(",", Self::star_named));
                p.op(",")?;
                want!(p.for_if_clauses());
                let last = rest.last().unwrap_or(&a).clone();
                p.raise_range::<E>(&a, &last, "did you forget parentheses around the comprehension target?")
            })?;
            self.alt(|p| {
                want!(p.any(&["[", "{"]));
                let a = want!(p.star_named());
                let comma = want!(p.op(","));
                want!(p.for_if_clauses());
                let msg = "did you forget parentheses around the comprehension target?";
                p.raise::<E>(a.start, comma.end, msg)
            })?;
        }
        Ok(None)
    }
}
