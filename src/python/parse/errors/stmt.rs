//! Statements of the error-finding parser, and what is known to go wrong in them.

use super::macros::{first, want};
use super::parser::{E, M, Parser, Rule, Shape};
use super::target::Target;
use super::token::Kind;
use crate::python::dialect::Messages;
impl Parser<'_> {
    pub(super) fn file(&mut self) -> M<()> {
        self.many(Self::statement)?;
        Ok(self.kind(Kind::End)?.map(|_| ()))
    }

    /// What the prompt takes at once. A compound statement ends with an empty line, of which the text that was typed
    /// may keep the end alone.
    pub(super) fn interactive_statement(&mut self) -> M<()> {
        first!(self, |p: &mut Self| {
            want!(p.compound());
            first!(p, |p: &mut Self| Ok(p.kind(Kind::Newline)?.map(|_| ())));
            Ok(p.kind(Kind::End)?.map(|_| ()))
        });
        first!(self, Self::simple_statements);
        first!(self, |p: &mut Self| Ok(p.kind(Kind::Newline)?.map(|_| ())));
        Ok(self.kind(Kind::End)?.map(|_| ()))
    }

    /// Statements pasted one after the other, without empty lines between: all that has been typed.
    pub(super) fn pasted_statements(&mut self) -> M<()> {
        while self.pos < self.tokens.len() || !self.tokenizer.is_through() {
            first!(self, |p: &mut Self| Ok(p.kind(Kind::Newline)?.map(|_| ())));
            want!(self.statement());
        }
        Ok(Some(()))
    }

    pub(super) fn eval(&mut self) -> M<()> {
        want!(self.expressions());
        self.many(|p| p.kind(Kind::Newline))?;
        Ok(self.kind(Kind::End)?.map(|_| ()))
    }

    pub(super) fn statement(&mut self) -> M<()> {
        first!(self, Self::compound);
        self.alt(Self::simple_statements)
    }

    fn simple_statements(&mut self) -> M<()> {
        first!(self, |p: &mut Self| {
            want!(p.simple());
            if p.ahead(|p| p.op(";"))? {
                return Ok(None);
            }
            want!(p.kind(Kind::Newline));
            Ok(Some(()))
        });
        want!(self.separated(";", Self::simple));
        self.op(";")?;
        want!(self.kind(Kind::Newline));
        Ok(Some(()))
    }

    pub(super) fn block(&mut self) -> M<E> {
        self.memo(Rule::Block, |p| {
            let start = p.peek()?.start;
            first!(p, |p: &mut Self| {
                want!(p.kind(Kind::Newline));
                want!(p.kind(Kind::Indent));
                want!(p.many1(Self::statement));
                want!(p.kind(Kind::Dedent));
                Ok(Some(p.piece(Shape::Other, start, vec![])))
            });
            first!(p, |p: &mut Self| {
                want!(p.simple_statements());
                Ok(Some(p.piece(Shape::Other, start, vec![])))
            });
            if p.invalid {
                p.alt(|p| {
                    want!(p.kind(Kind::Newline));
                    if p.ahead(|p| p.kind(Kind::Indent))? {
                        return Ok(None);
                    }
                    p.raise_indentation::<E>("expected an indented block")
                })?;
            }
            Ok(None)
        })
    }

    // ---- simple statements

    fn simple(&mut self) -> M<()> {
        first!(self, Self::assignment);
        if self.dialect.type_statement && self.ahead(|p| p.op("type"))? {
            first!(self, |p: &mut Self| {
                want!(p.op("type"));
                want!(p.name());
                p.opt(Self::type_params)?;
                want!(p.op("="));
                want!(p.expression());
                Ok(Some(()))
            });
        }
        if self.dialect.python2 {
            first!(self, Self::python2_statement);
        }
        first!(self, |p: &mut Self| Ok(p.star_expressions()?.map(|_| ())));
        let token = self.peek()?;
        match self.text(token) {
            "return" => self.alt(|p| {
                want!(p.op("return"));
                p.opt(Self::star_expressions)?;
                Ok(Some(()))
            }),
            "import" | "from" => self.alt(Self::import),
            "raise" => self.alt(|p| {
                want!(p.op("raise"));
                if p.opt(Self::expression)?.is_some() && !p.dialect.python2 {
                    p.opt(|p| {
                        want!(p.op("from"));
                        p.expression()
                    })?;
                }
                Ok(Some(()))
            }),
            word @ ("pass" | "break" | "continue") => Ok(self.op(word)?.map(|_| ())),
            "del" => self.alt(Self::delete),
            "yield" => self.alt(|p| Ok(p.yield_expr()?.map(|_| ()))),
            "assert" => self.alt(|p| {
                want!(p.op("assert"));
                want!(p.expression());
                p.opt(|p| {
                    want!(p.op(","));
                    p.expression()
                })?;
                Ok(Some(()))
            }),
            "nonlocal" if self.dialect.python2 => Ok(None),
            word @ ("global" | "nonlocal") => self.alt(|p| {
                want!(p.op(word));
                want!(p.separated(",", Self::name));
                Ok(Some(()))
            }),
            _ => Ok(None),
        }
    }

    /// `print`, `exec` and `raise` of 2.7.
    fn python2_statement(&mut self) -> M<()> {
        first!(self, |p: &mut Self| {
            if !p.print_statement {
                return Ok(None);
            }
            want!(p.op("print"));
            if p.op(">>")?.is_some() {
                want!(p.expression());
                p.op(",")?;
            }
            p.opt(Self::star_expressions)?;
            Ok(Some(()))
        });
        first!(self, |p: &mut Self| {
            want!(p.op("exec"));
            want!(p.bitwise_or());
            p.opt(|p| {
                want!(p.op("in"));
                p.expressions()
            })?;
            Ok(Some(()))
        });
        self.alt(|p| {
            want!(p.op("raise"));
            want!(p.expression());
            want!(p.op(","));
            want!(p.expressions());
            Ok(Some(()))
        })
    }

    pub(super) fn assignment(&mut self) -> M<()> {
        let value = |p: &mut Self| -> M<()> {
            p.opt(|p| {
                want!(p.op("="));
                p.right_side()
            })?;
            Ok(Some(()))
        };
        if !self.dialect.python2 {
            first!(self, |p: &mut Self| {
                want!(p.name());
                want!(p.op(":"));
                want!(p.expression());
                value(p)
            });
            first!(self, |p: &mut Self| {
                let parens = p.alt(|p| {
                    want!(p.op("("));
                    want!(p.single_target());
                    Ok(p.op(")")?.map(|_| ()))
                })?;
                if parens.is_none() {
                    want!(p.subscript_or_attribute());
                }
                want!(p.op(":"));
                want!(p.expression());
                value(p)
            });
        }
        first!(self, |p: &mut Self| {
            want!(p.many1(|p| {
                want!(p.star_targets());
                p.op("=")
            }));
            want!(p.right_side());
            Ok((!p.ahead(|p| p.op("="))?).then_some(()))
        });
        let cut = self.alt(|p| {
            want!(p.single_target());
            p.augmented()
        })?;
        if cut.is_some() {
            return Ok(self.right_side()?.map(|_| ()));
        }
        if self.invalid {
            self.invalid_assignment()?;
        }
        Ok(None)
    }

    fn right_side(&mut self) -> M<E> {
        first!(self, Self::yield_expr);
        self.star_expressions()
    }

    pub(super) fn augmented(&mut self) -> M<()> {
        let ops = ["+=", "-=", "*=", "@=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>=", "**=", "//="];
        Ok(self.any(&ops)?.map(|_| ()))
    }

    fn invalid_assignment(&mut self) -> M<()> {
        self.alt(|p| {
            let target = want!(p.annotated_display());
            want!(p.op(":"));
            want!(p.expression());
            let msg = format!("only single target (not {}) can be annotated", target.shape.name());
            p.raise_at::<()>(&target, msg)
        })?;
        self.alt(|p| {
            let target = want!(p.star_named());
            want!(p.op(","));
            p.opt(|p| p.separated(",", Self::star_named))?;
            p.op(",")?;
            want!(p.op(":"));
            want!(p.expression());
            p.raise_at::<()>(&target, "only single target (not tuple) can be annotated")
        })?;
        self.alt(|p| {
            let target = want!(p.expression());
            want!(p.op(":"));
            want!(p.expression());
            p.raise_at::<()>(&target, "illegal target for annotation")
        })?;
        self.alt(|p| {
            p.targets_before()?;
            let e = want!(p.star_expressions());
            want!(p.op("="));
            p.invalid_target(&e, Target::Assign)
        })?;
        self.alt(|p| {
            p.targets_before()?;
            let e = want!(p.yield_expr());
            want!(p.op("="));
            p.raise_at::<()>(&e, "assignment to yield expression not possible")
        })?;
        self.alt(|p| {
            let e = want!(p.star_expressions());
            want!(p.augmented());
            want!(p.right_side());
            p.raise_at::<()>(&e, format!("'{}' is an illegal expression for augmented assignment", e.shape.name()))
        })?;
        Ok(None)
    }

    fn targets_before(&mut self) -> M<()> {
        self.many(|p| {
            want!(p.star_targets());
            p.op("=")
        })?;
        Ok(Some(()))
    }

    fn annotated_display(&mut self) -> M<E> {
        first!(self, Self::list);
        first!(self, Self::tuple);
        self.alt(|p| {
            want!(p.op("("));
            let e = want!(p.annotated_display());
            want!(p.op(")"));
            Ok(Some(e))
        })
    }

    pub(super) fn delete(&mut self) -> M<()> {
        first!(self, |p: &mut Self| {
            want!(p.op("del"));
            want!(p.separated(",", Self::del_target));
            p.op(",")?;
            let end = p.ahead(|p| p.op(";"))? || p.ahead(|p| p.kind(Kind::Newline))?;
            Ok(end.then_some(()))
        });
        if self.invalid {
            self.alt(|p| {
                want!(p.op("del"));
                let e = want!(p.star_expressions());
                p.invalid_target(&e, Target::Delete)
            })?;
        }
        Ok(None)
    }

    // ---- imports

    pub(super) fn import(&mut self) -> M<()> {
        if self.invalid {
            if self.since(Messages::Explained312) {
                self.alt(|p| {
                    let word = want!(p.op("import"));
                    want!(p.separated(",", Self::dotted_name));
                    want!(p.op("from"));
                    want!(p.dotted_name());
                    p.raise_from::<()>(word.start, "Did you mean to use 'from ... import ...' instead?")
                })?;
            }
            if self.since(Messages::Explained313) {
                self.alt(|p| {
                    want!(p.op("import"));
                    let end = want!(p.kind(Kind::Newline));
                    p.raise_from::<()>(end.start, "Expected one or more names after 'import'")
                })?;
            }
        }
        let dotted_as = |p: &mut Self| -> M<()> {
            want!(p.dotted_name());
            p.opt(|p| {
                want!(p.op("as"));
                p.name()
            })?;
            Ok(Some(()))
        };
        first!(self, |p: &mut Self| {
            want!(p.op("import"));
            want!(p.separated(",", dotted_as));
            Ok(Some(()))
        });
        self.alt(|p| {
            want!(p.op("from"));
            let dots = p.many(|p| p.any(&[".", "..."]))?;
            let module = p.opt(Self::dotted_name)?;
            if dots.is_empty() && module.is_none() {
                return Ok(None);
            }
            want!(p.op("import"));
            p.import_targets()
        })
    }

    fn import_targets(&mut self) -> M<()> {
        let names = |p: &mut Self| {
            p.separated(",", |p| {
                want!(p.name());
                p.opt(|p| {
                    want!(p.op("as"));
                    p.name()
                })?;
                Ok(Some(()))
            })
        };
        first!(self, |p: &mut Self| {
            want!(p.op("("));
            want!(names(p));
            p.op(",")?;
            want!(p.op(")"));
            Ok(Some(()))
        });
        first!(self, |p: &mut Self| {
            want!(names(p));
            Ok((!p.ahead(|p| p.op(","))?).then_some(()))
        });
        if self.op("*")?.is_some() {
            return Ok(Some(()));
        }
        if self.invalid {
            self.alt(|p| {
                want!(names(p));
                want!(p.op(","));
                want!(p.kind(Kind::Newline));
                p.raise_last::<()>("trailing comma not allowed without surrounding parentheses")
            })?;
            if self.since(Messages::Explained313) {
                self.alt(|p| {
                    let end = want!(p.kind(Kind::Newline));
                    p.raise_from::<()>(end.start, "Expected one or more names after 'import'")
                })?;
            }
        }
        Ok(None)
    }

    fn dotted_name(&mut self) -> M<E> {
        let name = want!(self.name());
        self.many(|p| {
            want!(p.op("."));
            p.name()
        })?;
        Ok(Some(name))
    }

    pub(super) fn run_block(&mut self) -> M<()> {
        Ok(self.block()?.map(|_| ()))
    }
}
