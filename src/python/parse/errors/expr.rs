//! Expressions of the error-finding parser, and what is known to go wrong in them.

use super::parser::{E, M, Parser, Rule, Shape, Stop};
use super::token::Kind;
use crate::python::dialect::Messages;

/// Takes the match or gives up this alternative.
macro_rules! want {
    ($e:expr) => {
        match $e? {
            Some(found) => found,
            None => return Ok(None),
        }
    };
}
pub(super) use want;

/// Tries an alternative and returns its match.
macro_rules! first {
    ($parser:expr, $rule:expr) => {
        if let Some(found) = $parser.alt($rule)? {
            return Ok(Some(found));
        }
    };
}
pub(super) use first;

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

    pub(super) fn named(&mut self) -> M<E> {
        let cut = self.ahead(|p| {
            want!(p.name());
            p.op(":=")
        })?;
        if cut {
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

    fn comparison(&mut self) -> M<E> {
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
    fn chain(&mut self, ops: &[&str], rule: fn(&mut Self) -> M<E>) -> M<E> {
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

    fn await_primary(&mut self) -> M<E> {
        if self.dialect.reserves_async {
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

    fn trailer(&mut self, start: usize) -> M<E> {
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

    pub(super) fn slices(&mut self) -> M<E> {
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

    // ---- atoms

    pub(super) fn string_token(&mut self) -> M<super::token::Token> {
        match self.kind(Kind::String)? {
            Some(token) => Ok(Some(token)),
            None => self.kind(Kind::FString),
        }
    }

    fn atom(&mut self) -> M<E> {
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

    fn strings(&mut self) -> M<E> {
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

    fn set(&mut self) -> M<E> {
        let open = want!(self.op("{"));
        want!(self.separated(",", Self::star_named));
        self.op(",")?;
        want!(self.op("}"));
        Ok(Some(self.piece(Shape::Set, open.start, vec![])))
    }

    fn dict(&mut self) -> M<E> {
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

    fn key_value(&mut self) -> M<E> {
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

    // ---- comprehensions

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

    fn listcomp(&mut self) -> M<E> {
        first!(self, |p: &mut Self| {
            let open = want!(p.op("["));
            want!(p.named());
            want!(p.for_if_clauses());
            want!(p.op("]"));
            Ok(Some(p.piece(Shape::ListComp, open.start, vec![])))
        });
        self.invalid_comprehension()
    }

    fn setcomp(&mut self) -> M<E> {
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
    fn unassigned(&mut self) -> M<E> {
        let cut = self.ahead(|p| {
            want!(p.name());
            p.op(":=")
        })?;
        if cut {
            return self.alt(Self::assignment_expression);
        }
        self.alt(|p| {
            let e = want!(p.expression());
            Ok((!p.ahead(|p| p.op(":="))?).then_some(e))
        })
    }

    fn dictcomp(&mut self) -> M<E> {
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

    // ---- calls

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

    fn positional(&mut self) -> M<E> {
        first!(self, Self::starred_expression);
        self.alt(|p| {
            let e = want!(p.unassigned());
            Ok((!p.ahead(|p| p.op("="))?).then_some(e))
        })
    }

    /// The parts are the arguments; keyword ones have the shape `Other`.
    fn args(&mut self) -> M<E> {
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

    fn keyword(&mut self) -> M<E> {
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
            self.alt(|p| {
                let a = want!(p.name());
                let equal = want!(p.op("="));
                want!(p.expression());
                want!(p.for_if_clauses());
                let msg = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
                p.raise::<E>(a.start, equal.end, msg)
            })?;
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
            self.alt(|p| {
                let a = want!(p.name());
                let equal = want!(p.op("="));
                want!(p.expression());
                want!(p.for_if_clauses());
                let msg = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
                p.raise::<E>(a.start, equal.end, msg)
            })?;
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

    // ---- lambda

    fn lambda(&mut self) -> M<E> {
        let word = want!(self.op("lambda"));
        self.parameters(super::stmt::Params::Lambda)?;
        want!(self.op(":"));
        want!(self.expression());
        Ok(Some(self.piece(Shape::Lambda, word.start, vec![])))
    }

    /// Keeps the compiler's types honest where a rule only raises.
    pub(super) fn nothing() -> Result<Option<E>, Stop> {
        Ok(None)
    }
}
