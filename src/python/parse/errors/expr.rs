//! Expressions of the error-finding parser, and what is known to go wrong in them.

use super::macros::{first, want};
use super::parser::{E, M, Parser, Rule, Shape, Stop};
use super::token::Kind;
use crate::python::dialect::Messages;
impl Parser<'_> {
    // ---- conditional, named, starred

    pub(super) fn expression(&mut self) -> M<E> {
        self.memo(Rule::Expression, |p| {
            if p.invalid {
                p.alt(Self::invalid_expression)?;
                p.alt(Self::invalid_legacy)?;
            }
            p.plain_expression()
        })
    }

    fn plain_expression(&mut self) -> M<E> {
        first!(self, |p: &mut Self| {
            let body = want!(p.disjunction());
            want!(p.op("if"));
            want!(p.disjunction());
            want!(p.op("else"));
            want!(p.expression());
            Ok(Some(p.piece(Shape::Conditional, body.start, vec![])))
        });
        first!(self, Self::disjunction);
        self.alt(Self::lambda)
    }

    /// The same without looking for mistakes inside.
    fn expression_without_invalid(&mut self) -> M<E> {
        let before = std::mem::replace(&mut self.invalid, false);
        let found = self.plain_expression();
        self.invalid = before;
        found
    }

    pub(super) fn expressions(&mut self) -> M<E> {
        self.tuple_of(Self::expression)
    }

    pub(super) fn star_expressions(&mut self) -> M<E> {
        self.tuple_of(Self::star_expression)
    }

    fn tuple_of(&mut self, rule: fn(&mut Self) -> M<E>) -> M<E> {
        let one = want!(self.alt(rule));
        let start = one.start;
        let mut parts = vec![one.clone()];
        let mut commas = false;
        while self.ahead(|p| p.op(","))? {
            let more = self.alt(|p| {
                want!(p.op(","));
                rule(p)
            })?;
            commas = true;
            match more {
                Some(e) => parts.push(e),
                None => {
                    self.op(",")?;
                    break;
                }
            }
        }
        Ok(Some(if commas { self.piece(Shape::Tuple, start, parts) } else { one }))
    }

    pub(super) fn star_expression(&mut self) -> M<E> {
        self.memo(Rule::StarExpression, |p| {
            if p.dialect.python2 {
                return p.expression();
            }
            first!(p, |p: &mut Self| {
                let star = want!(p.op("*"));
                let e = want!(p.bitwise_or());
                Ok(Some(p.piece(Shape::Starred, star.start, vec![e])))
            });
            p.expression()
        })
    }

    pub(super) fn star_named(&mut self) -> M<E> {
        if self.dialect.python2 {
            return self.expression();
        }
        first!(self, |p: &mut Self| {
            let star = want!(p.op("*"));
            let e = want!(p.bitwise_or());
            Ok(Some(p.piece(Shape::Starred, star.start, vec![e])))
        });
        self.named()
    }

    pub(super) fn assignment_expression(&mut self) -> M<E> {
        let name = want!(self.name());
        want!(self.op(":="));
        // From here on it must be one (`~`): the caller sees no other alternative match a lone name.
        want!(self.expression());
        Ok(Some(self.piece(Shape::Named, name.start, vec![])))
    }

    /// Whether a name and `:=` follow.
    pub(super) fn assigns(&mut self) -> Result<bool, Stop> {
        self.ahead(|p| {
            want!(p.name());
            p.op(":=")
        })
    }

    pub(super) fn named(&mut self) -> M<E> {
        if self.assigns()? {
            return self.alt(Self::assignment_expression);
        }
        if self.invalid && self.since(Messages::Explained) {
            self.memo(Rule::NamedInvalid, Self::invalid_named)?;
        }
        self.alt(|p| {
            let e = want!(p.expression());
            Ok((!p.ahead(|p| p.op(":="))?).then_some(e))
        })
    }

    fn invalid_named(&mut self) -> M<E> {
        self.alt(|p| {
            let e = want!(p.expression());
            want!(p.op(":="));
            want!(p.expression());
            let msg = format!("cannot use assignment expressions with {}", e.shape.name());
            p.raise_at::<E>(&e, msg)
        })?;
        self.alt(|p| {
            let a = want!(p.name());
            want!(p.op("="));
            let b = want!(p.bitwise_or());
            if p.ahead(|p| p.any(&["=", ":="]))? {
                return Ok(None);
            }
            p.raise_range::<E>(&a, &b, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?")
        })?;
        self.alt(|p| {
            let display = p.ahead(Self::list)?
                || p.ahead(Self::tuple)?
                || p.ahead(Self::genexp)?
                || p.ahead(|p| p.any(&["True", "None", "False"]))?;
            if display {
                return Ok(None);
            }
            let a = want!(p.bitwise_or());
            want!(p.op("="));
            want!(p.bitwise_or());
            if p.ahead(|p| p.any(&["=", ":="]))? {
                return Ok(None);
            }
            let msg = format!("cannot assign to {} here. Maybe you meant '==' instead of '='?", a.shape.name());
            p.raise_at::<E>(&a, msg)
        })?;
        Ok(None)
    }

    fn invalid_expression(&mut self) -> M<E> {
        if !self.since(Messages::Explained) {
            return Ok(None);
        }
        self.alt(|p| {
            let name_string = p.ahead(|p| {
                want!(p.name());
                p.string_token()
            })?;
            // CPython compares only as many letters as the name has: `c` counts as `case`.
            let next = p.peek()?;
            let word = p.text(next);
            let soft = next.kind == Kind::Name && ["_", "case", "match", "type"].iter().any(|k| k.starts_with(word));
            if name_string || soft {
                return Ok(None);
            }
            let a = want!(p.disjunction());
            let b = want!(p.expression_without_invalid());
            let legacy = a.shape == Shape::Name && matches!(&p.source[a.start..a.end], "print" | "exec");
            let level = p.pos.checked_sub(1).and_then(|i| p.tokens.get(i)).map_or(0, |t| t.level);
            if legacy || (level == 0 && !p.tokenizer.embedded) {
                return Ok(None);
            }
            p.raise_range::<E>(&a, &b, "invalid syntax. Perhaps you forgot a comma?")
        })?;
        if self.since(Messages::Explained) {
            self.alt(|p| {
                let a = want!(p.disjunction());
                want!(p.op("if"));
                let b = want!(p.disjunction());
                if p.ahead(|p| p.any(&["else", ":"]))? {
                    return Ok(None);
                }
                p.raise_range::<E>(&a, &b, "expected 'else' after 'if' expression")
            })?;
        }
        Ok(None)
    }

    fn invalid_legacy(&mut self) -> M<E> {
        if self.dialect.python2 {
            return Ok(None);
        }
        let a = want!(self.name());
        let word = &self.source[a.start..a.end];
        if self.ahead(|p| p.op("("))? || !matches!(word, "print" | "exec") {
            return Ok(None);
        }
        let b = want!(self.star_expressions());
        if !self.since(Messages::Explained) {
            return self.raise_last(format!("Missing parentheses in call to '{word}'"));
        }
        self.raise_range(&a, &b, format!("Missing parentheses in call to '{word}'. Did you mean {word}(...)?"))
    }

    pub(super) fn yield_expr(&mut self) -> M<E> {
        let start = want!(self.op("yield")).start;
        if !self.dialect.python2 {
            first!(self, |p: &mut Self| {
                want!(p.op("from"));
                want!(p.expression());
                Ok(Some(p.piece(Shape::Yield, start, vec![])))
            });
        }
        self.opt(Self::star_expressions)?;
        Ok(Some(self.piece(Shape::Yield, start, vec![])))
    }

    // ---- operators

    pub(super) fn disjunction(&mut self) -> M<E> {
        self.memo(Rule::Disjunction, |p| p.chain(&["or"], Self::conjunction))
    }

    fn conjunction(&mut self) -> M<E> {
        self.memo(Rule::Conjunction, |p| p.chain(&["and"], Self::inversion))
    }

    fn inversion(&mut self) -> M<E> {
        self.memo(Rule::Inversion, |p| {
            first!(p, |p: &mut Self| {
                let not = want!(p.op("not"));
                want!(p.inversion());
                Ok(Some(p.piece(Shape::Operation, not.start, vec![])))
            });
            p.comparison()
        })
    }

    pub(super) fn comparison(&mut self) -> M<E> {
        let left = want!(self.bitwise_or());
        let mut shape = None;
        loop {
            let op = self.alt(|p| {
                let op = p.comparison_operator()?;
                let Some(op) = op else { return Ok(None) };
                want!(p.bitwise_or());
                Ok(Some(op))
            })?;
            let Some(op) = op else { break };
            shape.get_or_insert(op);
        }
        match shape {
            None => Ok(Some(left)),
            Some(shape) => {
                let start = left.start;
                Ok(Some(self.piece(shape, start, vec![left])))
            }
        }
    }

    fn comparison_operator(&mut self) -> M<Shape> {
        if self.any(&["==", "!=", "<=", "<", ">=", ">"])?.is_some() {
            return Ok(Some(Shape::Compare));
        }
        if self.dialect.python2 && self.op("<>")?.is_some() {
            return Ok(Some(Shape::Compare));
        }
        first!(self, |p: &mut Self| {
            want!(p.op("not"));
            want!(p.op("in"));
            Ok(Some(Shape::Compare))
        });
        if self.op("in")?.is_some() {
            return Ok(Some(Shape::CompareIn));
        }
        if self.op("is")?.is_some() {
            self.op("not")?;
            return Ok(Some(Shape::Compare));
        }
        Ok(None)
    }

    /// Operators of one strength, left to right.
    pub(super) fn chain(&mut self, ops: &[&str], rule: fn(&mut Self) -> M<E>) -> M<E> {
        let mut left = want!(self.alt(rule));
        loop {
            let more = self.alt(|p| {
                want!(p.any(ops));
                want!(rule(p));
                Ok(Some(()))
            })?;
            if more.is_none() {
                return Ok(Some(left));
            }
            let start = left.start;
            left = self.piece(Shape::Operation, start, vec![]);
        }
    }

    pub(super) fn bitwise_or(&mut self) -> M<E> {
        self.memo(Rule::BitwiseOr, |p| p.chain(&["|"], Self::bitwise_xor))
    }

    fn bitwise_xor(&mut self) -> M<E> {
        self.chain(&["^"], Self::bitwise_and)
    }

    fn bitwise_and(&mut self) -> M<E> {
        self.chain(&["&"], Self::shift)
    }

    fn shift(&mut self) -> M<E> {
        if self.invalid && self.since(Messages::Explained313) {
            self.alt(|p| {
                want!(p.sum());
                p.misplaced_not(&["+", "-", "*", "/", "%", "//", "@"], Self::inversion)
            })?;
        }
        self.chain(&["<<", ">>"], Self::sum)
    }

    fn sum(&mut self) -> M<E> {
        self.memo(Rule::Sum, |p| p.chain(&["+", "-"], Self::term))
    }

    fn term(&mut self) -> M<E> {
        self.chain(&["*", "/", "//", "%", "@"], Self::factor)
    }

    /// `a + not b`
    fn misplaced_not(&mut self, operators: &[&str], operand: fn(&mut Self) -> M<E>) -> M<E> {
        want!(self.any(operators));
        let not = want!(self.op("not"));
        let e = want!(operand(self));
        self.raise(not.start, e.end, "'not' after an operator must be parenthesized")
    }

    fn factor(&mut self) -> M<E> {
        self.memo(Rule::Factor, |p| {
            first!(p, |p: &mut Self| {
                let sign = want!(p.any(&["+", "-", "~"]));
                want!(p.factor());
                Ok(Some(p.piece(Shape::Operation, sign.start, vec![])))
            });
            if p.invalid && p.since(Messages::Explained313) {
                p.alt(|p| p.misplaced_not(&["+", "-", "~"], Self::factor))?;
            }
            p.power()
        })
    }

    fn power(&mut self) -> M<E> {
        let base = want!(self.await_primary());
        let start = base.start;
        first!(self, |p: &mut Self| {
            want!(p.op("**"));
            want!(p.factor());
            Ok(Some(p.piece(Shape::Operation, start, vec![])))
        });
        Ok(Some(base))
    }

    pub(super) fn lambda(&mut self) -> M<E> {
        let word = want!(self.op("lambda"));
        self.parameters(super::parameters::Params::Lambda)?;
        want!(self.op(":"));
        want!(self.expression());
        Ok(Some(self.piece(Shape::Lambda, word.start, vec![])))
    }

    /// Keeps the compiler's types honest where a rule only raises.
    pub(super) fn nothing() -> Result<Option<E>, Stop> {
        Ok(None)
    }
}
