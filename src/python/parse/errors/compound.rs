//! Compound statements of the error-finding parser.

use super::macros::{first, want};
use super::parameters::Params;
use super::parser::{E, M, Parser};
use super::token::{Kind, Token};
use crate::python::dialect::Messages;

impl Parser<'_> {
    pub(super) fn compound(&mut self) -> M<()> {
        let token = self.peek()?;
        let text = self.text(token);
        match text {
            "def" | "@" | "async" | "class" if token.kind != Kind::String => {
                first!(self, Self::definition);
                if text == "async" {
                    first!(self, Self::for_statement);
                    return self.alt(Self::with_statement);
                }
                Ok(None)
            }
            "if" => self.alt(Self::if_statement),
            "with" => self.alt(Self::with_statement),
            "for" => self.alt(Self::for_statement),
            "try" => self.alt(Self::try_statement),
            "while" => self.alt(Self::while_statement),
            "match" | "case" if self.dialect.match_statement => self.alt(Self::match_statement),
            _ => Ok(None),
        }
    }

    /// `NEWLINE !INDENT` after a header: the block is missing.
    fn missing_block(&mut self, after: &str, header: Token) -> M<()> {
        if !self.since(Messages::Explained) {
            return Ok(None);
        }
        want!(self.kind(Kind::Newline));
        if self.ahead(|p| p.kind(Kind::Indent))? {
            return Ok(None);
        }
        let line = self.line(header);
        self.raise_indentation(format!("expected an indented block after {after} on line {line}"))
    }

    /// A header without its colon at the end of the line.
    fn missing_colon(&mut self) -> M<()> {
        if !self.since(Messages::Explained) {
            return Ok(None);
        }
        want!(self.kind(Kind::Newline));
        self.raise_last("expected ':'")
    }

    // ---- definitions

    fn definition(&mut self) -> M<()> {
        self.many(|p| {
            want!(p.op("@"));
            want!(p.named());
            Ok(p.kind(Kind::Newline)?.map(|_| ()))
        })?;
        first!(self, Self::function);
        self.alt(Self::class)
    }

    fn function(&mut self) -> M<()> {
        if self.invalid {
            self.alt(|p| {
                p.op("async")?;
                let word = want!(p.op("def"));
                want!(p.signature(false));
                want!(p.op(":"));
                p.missing_block("function definition", word)
            })?;
        }
        self.op("async")?;
        want!(self.op("def"));
        // From 3.13 only the second pass insists on the parenthesis and the colon.
        let insist = self.since(Messages::Explained311) && (self.invalid || !self.since(Messages::Explained313));
        want!(self.signature(insist));
        if insist || !self.since(Messages::Explained311) {
            want!(self.forced(":"));
        } else {
            want!(self.op(":"));
        }
        self.run_block()
    }

    fn signature(&mut self, forced: bool) -> M<()> {
        want!(self.name());
        self.opt(Self::type_params)?;
        if forced {
            want!(self.forced("("));
        } else {
            want!(self.op("("));
        }
        self.parameters(Params::Function)?;
        want!(self.op(")"));
        if !self.dialect.python2 {
            self.opt(|p| {
                want!(p.op("->"));
                p.expression()
            })?;
        }
        Ok(Some(()))
    }

    fn class(&mut self) -> M<()> {
        let header = |p: &mut Self| -> M<Token> {
            let word = want!(p.op("class"));
            want!(p.name());
            p.opt(Self::type_params)?;
            p.opt(|p| {
                want!(p.op("("));
                p.opt(Self::arguments)?;
                p.op(")")
            })?;
            Ok(Some(word))
        };
        if self.invalid {
            self.alt(|p| {
                want!(header(p));
                p.missing_colon()
            })?;
            self.alt(|p| {
                let word = want!(header(p));
                want!(p.op(":"));
                p.missing_block("class definition", word)
            })?;
        }
        want!(header(self));
        want!(self.op(":"));
        self.run_block()
    }

    // ---- if, while, for

    fn condition(&mut self, word: &str) -> M<()> {
        if self.invalid {
            self.alt(|p| {
                want!(p.op(word));
                want!(p.named());
                p.missing_colon()
            })?;
            self.alt(|p| {
                let token = want!(p.op(word));
                want!(p.named());
                want!(p.op(":"));
                p.missing_block(&format!("'{word}' statement"), token)
            })?;
        }
        want!(self.op(word));
        want!(self.named());
        want!(self.op(":"));
        self.run_block()
    }

    fn if_statement(&mut self) -> M<()> {
        want!(self.condition("if"));
        self.many(|p| p.condition("elif"))?;
        self.opt(Self::else_block)?;
        Ok(Some(()))
    }

    fn else_block(&mut self) -> M<()> {
        if self.invalid {
            self.alt(|p| {
                let word = want!(p.op("else"));
                want!(p.op(":"));
                p.missing_block("'else' statement", word)
            })?;
            if self.since(Messages::Explained314) {
                self.alt(|p| {
                    want!(p.op("else"));
                    want!(p.op(":"));
                    want!(p.run_block());
                    want!(p.op("elif"));
                    p.raise_last::<()>("'elif' block follows an 'else' block")
                })?;
            }
        }
        want!(self.op("else"));
        want!(self.forced(":"));
        self.run_block()
    }

    fn while_statement(&mut self) -> M<()> {
        want!(self.condition("while"));
        self.opt(Self::else_block)?;
        Ok(Some(()))
    }

    fn for_statement(&mut self) -> M<()> {
        let header = |p: &mut Self| -> M<Token> {
            p.op("async")?;
            let word = want!(p.op("for"));
            want!(p.star_targets());
            want!(p.op("in"));
            want!(p.star_expressions());
            Ok(Some(word))
        };
        if self.invalid {
            self.alt(|p| {
                want!(header(p));
                p.missing_colon()
            })?;
            self.alt(|p| {
                let word = want!(header(p));
                want!(p.op(":"));
                p.missing_block("'for' statement", word)
            })?;
        }
        // After `in` there is no way back to another alternative (`~`).
        let cut = self.alt(|p| {
            p.op("async")?;
            want!(p.op("for"));
            want!(p.star_targets());
            p.op("in")
        })?;
        if cut.is_some() {
            want!(self.star_expressions());
            want!(self.op(":"));
            want!(self.run_block());
            self.opt(Self::else_block)?;
            return Ok(Some(()));
        }
        if self.invalid {
            self.alt(Self::invalid_for_target)?;
        }
        Ok(None)
    }

    // ---- with

    fn with_item(&mut self) -> M<()> {
        first!(self, |p: &mut Self| {
            want!(p.expression());
            want!(p.op("as"));
            want!(p.star_target());
            Ok(p.ahead(|p| p.any(&[",", ")", ":"]))?.then_some(()))
        });
        if self.invalid {
            self.alt(|p| {
                want!(p.expression());
                want!(p.op("as"));
                let e = want!(p.expression());
                if !p.ahead(|p| p.any(&[",", ")", ":"]))? {
                    return Ok(None);
                }
                p.invalid_target(&e, super::target::Target::Assign)
            })?;
        }
        Ok(self.expression()?.map(|_| ()))
    }

    fn with_header(&mut self, parentheses: bool) -> M<Token> {
        self.op("async")?;
        let word = want!(self.op("with"));
        let item = |p: &mut Self| -> M<()> {
            if parentheses {
                want!(p.expressions());
            } else {
                want!(p.expression());
            }
            p.opt(|p| {
                want!(p.op("as"));
                p.star_target()
            })?;
            Ok(Some(()))
        };
        if parentheses {
            want!(self.op("("));
            want!(self.separated(",", item));
            self.op(",")?;
            want!(self.op(")"));
        } else {
            want!(self.separated(",", item));
        }
        Ok(Some(word))
    }

    fn with_statement(&mut self) -> M<()> {
        if self.invalid {
            for parentheses in [false, true] {
                self.alt(|p| {
                    let word = want!(p.with_header(parentheses));
                    want!(p.op(":"));
                    p.missing_block("'with' statement", word)
                })?;
            }
        }
        if self.since(Messages::Peg) {
            first!(self, |p: &mut Self| {
                p.op("async")?;
                want!(p.op("with"));
                want!(p.op("("));
                want!(p.separated(",", Self::with_item));
                p.op(",")?;
                want!(p.op(")"));
                want!(p.op(":"));
                p.run_block()
            });
        }
        first!(self, |p: &mut Self| {
            p.op("async")?;
            want!(p.op("with"));
            want!(p.separated(",", Self::with_item));
            want!(p.op(":"));
            p.run_block()
        });
        if self.invalid {
            for parentheses in [false, true] {
                self.alt(|p| {
                    want!(p.with_header(parentheses));
                    p.missing_colon()
                })?;
            }
        }
        Ok(None)
    }

    // ---- try

    fn try_statement(&mut self) -> M<()> {
        if self.invalid {
            self.invalid_try()?;
        }
        want!(self.op("try"));
        want!(self.forced(":"));
        want!(self.run_block());
        if self.alt(Self::finally_block)?.is_some() {
            return Ok(Some(()));
        }
        if self.many1(|p| p.except_block(false))?.is_none() {
            want!(self.many1(|p| p.except_block(true)));
        }
        self.opt(Self::else_block)?;
        self.opt(Self::finally_block)?;
        Ok(Some(()))
    }

    fn invalid_try(&mut self) -> M<()> {
        self.alt(|p| {
            let word = want!(p.op("try"));
            want!(p.op(":"));
            p.missing_block("'try' statement", word)
        })?;
        if !self.since(Messages::Explained) {
            return Ok(None);
        }
        self.alt(|p| {
            want!(p.op("try"));
            want!(p.op(":"));
            want!(p.run_block());
            if p.ahead(|p| p.any(&["except", "finally"]))? {
                return Ok(None);
            }
            p.raise_last::<()>("expected 'except' or 'finally' block")
        })?;
        if self.since(Messages::Explained311) {
            self.alt(|p| {
                want!(p.op("try"));
                want!(p.op(":"));
                p.many(Self::run_block)?;
                want!(p.many1(|p| p.except_block(false)));
                let word = want!(p.op("except"));
                let star = want!(p.op("*"));
                want!(p.expression());
                p.opt(Self::as_name)?;
                want!(p.op(":"));
                let msg = "cannot have both 'except' and 'except*' on the same 'try'";
                p.raise::<()>(word.start, star.end, msg)
            })?;
            self.alt(|p| {
                want!(p.op("try"));
                want!(p.op(":"));
                p.many(Self::run_block)?;
                want!(p.many1(|p| p.except_block(true)));
                let word = want!(p.op("except"));
                p.opt(|p| {
                    want!(p.expression());
                    p.opt(Self::as_name)?;
                    Ok(Some(()))
                })?;
                want!(p.op(":"));
                p.raise_token::<()>(word, "cannot have both 'except' and 'except*' on the same 'try'")
            })?;
        }
        Ok(None)
    }

    fn as_name(&mut self) -> M<E> {
        want!(self.op("as"));
        self.name()
    }

    fn except_head(&mut self, star: bool) -> M<Token> {
        let word = want!(self.op("except"));
        if star {
            want!(self.op("*"));
        }
        Ok(Some(word))
    }

    fn except_block(&mut self, star: bool) -> M<()> {
        if star && !self.dialect.except_star {
            return Ok(None);
        }
        let name = if star { "'except*' statement" } else { "'except' statement" };
        if self.invalid {
            self.alt(|p| {
                let word = want!(p.except_head(star));
                want!(p.expression());
                p.opt(Self::as_name)?;
                want!(p.op(":"));
                p.missing_block(name, word)
            })?;
            if !star {
                self.alt(|p| {
                    let word = want!(p.op("except"));
                    want!(p.op(":"));
                    p.missing_block(name, word)
                })?;
            }
        }
        first!(self, |p: &mut Self| {
            want!(p.except_head(star));
            want!(p.expression());
            p.opt(Self::as_name)?;
            if p.dialect.python2 {
                p.opt(|p| {
                    want!(p.op(","));
                    p.expression()
                })?;
            }
            want!(p.op(":"));
            p.run_block()
        });
        if self.since(Messages::Explained314) {
            first!(self, |p: &mut Self| {
                want!(p.except_head(star));
                want!(p.expressions());
                want!(p.op(":"));
                p.run_block()
            });
        }
        if !star {
            first!(self, |p: &mut Self| {
                want!(p.op("except"));
                want!(p.op(":"));
                p.run_block()
            });
        }
        if self.invalid && self.since(Messages::Explained) {
            self.alt(|p| p.invalid_except(star))?;
        }
        Ok(None)
    }

    fn invalid_except(&mut self, star: bool) -> M<()> {
        self.alt(|p| {
            want!(p.except_head(star));
            let a = want!(p.expression());
            want!(p.op(","));
            want!(p.expressions());
            if p.since(Messages::Explained314) {
                want!(p.as_name());
            } else {
                p.opt(Self::as_name)?;
            }
            want!(p.op(":"));
            let msg = if p.since(Messages::Explained314) {
                "multiple exception types must be parenthesized when using 'as'"
            } else {
                "multiple exception types must be parenthesized"
            };
            p.raise_from::<()>(a.start, msg)
        })?;
        self.alt(|p| {
            want!(p.except_head(star));
            want!(p.expression());
            p.opt(Self::as_name)?;
            p.missing_colon()
        })?;
        if star {
            self.alt(|p| {
                want!(p.except_head(true));
                if p.kind(Kind::Newline)?.is_none() {
                    want!(p.op(":"));
                }
                p.raise_last::<()>("expected one or more exception types")
            })?;
        } else {
            self.alt(|p| {
                want!(p.op("except"));
                p.missing_colon()
            })?;
        }
        Ok(None)
    }

    fn finally_block(&mut self) -> M<()> {
        if self.invalid {
            self.alt(|p| {
                let word = want!(p.op("finally"));
                want!(p.op(":"));
                p.missing_block("'finally' statement", word)
            })?;
        }
        want!(self.op("finally"));
        want!(self.forced(":"));
        self.run_block()
    }
}
