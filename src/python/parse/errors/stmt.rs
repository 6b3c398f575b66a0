//! Statements of the error-finding parser, and what is known to go wrong in them.

use super::expr::{first, want};
use super::parser::{E, M, Parser, Rule, Shape};
use super::token::Kind;
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
    pub(super) fn file(&mut self) -> M<()> {
        self.many(Self::statement)?;
        Ok(self.kind(Kind::End)?.map(|_| ()))
    }

    pub(super) fn eval(&mut self) -> M<()> {
        want!(self.expressions());
        self.many(|p| p.kind(Kind::Newline))?;
        Ok(self.kind(Kind::End)?.map(|_| ()))
    }

    fn statement(&mut self) -> M<()> {
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

    fn block(&mut self) -> M<E> {
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

    fn assignment(&mut self) -> M<()> {
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

    fn augmented(&mut self) -> M<()> {
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

    fn delete(&mut self) -> M<()> {
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

    fn import(&mut self) -> M<()> {
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

    // ---- targets

    pub(super) fn star_targets(&mut self) -> M<E> {
        let first = want!(self.alt(Self::star_target));
        if !self.ahead(|p| p.op(","))? {
            return Ok(Some(first));
        }
        let start = first.start;
        self.many(|p| {
            want!(p.op(","));
            p.star_target()
        })?;
        self.op(",")?;
        Ok(Some(self.piece(Shape::Tuple, start, vec![])))
    }

    pub(super) fn star_target(&mut self) -> M<E> {
        self.memo(Rule::StarTarget, |p| {
            if !p.dialect.python2 {
                first!(p, |p: &mut Self| {
                    want!(p.op("*"));
                    if p.ahead(|p| p.op("*"))? {
                        return Ok(None);
                    }
                    p.star_target()
                });
            }
            p.target_with_star_atom()
        })
    }

    fn target_with_star_atom(&mut self) -> M<E> {
        first!(self, Self::subscript_or_attribute);
        first!(self, Self::name);
        first!(self, |p: &mut Self| {
            want!(p.op("("));
            let e = want!(p.target_with_star_atom());
            want!(p.op(")"));
            Ok(Some(e))
        });
        let start = self.peek()?.start;
        for (open, close) in [("(", ")"), ("[", "]")] {
            first!(self, |p: &mut Self| {
                want!(p.op(open));
                if let Some(items) = p.opt(|p| p.separated(",", Self::star_target))? {
                    let comma = p.op(",")?.is_some();
                    // One item in parentheses is a tuple only with its comma.
                    if open == "(" && items.len() == 1 && !comma {
                        return Ok(None);
                    }
                }
                want!(p.op(close));
                Ok(Some(p.piece(Shape::Tuple, start, vec![])))
            });
        }
        Ok(None)
    }

    fn single_target(&mut self) -> M<E> {
        first!(self, Self::subscript_or_attribute);
        first!(self, Self::name);
        self.alt(|p| {
            want!(p.op("("));
            let e = want!(p.single_target());
            want!(p.op(")"));
            Ok(Some(e))
        })
    }

    /// `t_primary '.' NAME !t_lookahead` and the like: the whole primary, if it ends in an attribute or subscript.
    fn subscript_or_attribute(&mut self) -> M<E> {
        self.memo(Rule::TPrimary, |p| {
            let e = want!(p.primary());
            // A name or attribute without a trailer is not one.
            Ok(matches!(e.shape, Shape::Attribute | Shape::Subscript).then_some(e))
        })
    }

    fn del_target(&mut self) -> M<E> {
        self.memo(Rule::DelTarget, |p| {
            first!(p, Self::subscript_or_attribute);
            first!(p, Self::name);
            let start = p.peek()?.start;
            for (open, close) in [("(", ")"), ("[", "]")] {
                first!(p, |p: &mut Self| {
                    want!(p.op(open));
                    if p.opt(|p| p.separated(",", Self::del_target))?.is_some() {
                        p.op(",")?;
                    }
                    want!(p.op(close));
                    Ok(Some(p.piece(Shape::Tuple, start, vec![])))
                });
            }
            Ok(None)
        })
    }

    pub(super) fn invalid_for_target(&mut self) -> M<E> {
        self.op("async")?;
        want!(self.op("for"));
        let e = want!(self.star_expressions());
        self.invalid_target(&e, Target::For)?;
        Self::nothing()
    }

    pub(super) fn invalid_target(&mut self, e: &E, kind: Target) -> M<()> {
        let Some(bad) = find_invalid(e, kind) else { return Ok(None) };
        let verb = if kind == Target::Delete { "delete" } else { "assign to" };
        let mut msg = format!("cannot {verb} {}", bad.shape.name());
        if self.dialect.messages < Messages::Explained && matches!(bad.shape, Shape::Operation) {
            msg = format!("cannot {verb} operator");
        }
        self.raise_at(&bad, msg)
    }
}

/// What a wrong target is a target of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Assign,
    Delete,
    For,
}

/// `_PyPegen_get_invalid_target`
fn find_invalid(e: &E, kind: Target) -> Option<E> {
    match e.shape {
        Shape::List | Shape::Tuple => e.parts.iter().find_map(|part| find_invalid(part, kind)),
        Shape::Starred if kind == Target::Delete => Some(e.clone()),
        Shape::Starred => e.parts.first().and_then(|part| find_invalid(part, kind)),
        Shape::CompareIn if kind == Target::For => e.parts.first().and_then(|part| find_invalid(part, kind)),
        Shape::Compare if kind == Target::For => None,
        Shape::Name | Shape::Subscript | Shape::Attribute => None,
        _ => Some(e.clone()),
    }
}

impl Parser<'_> {
    // ---- parameters

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
        let name = want!(self.name());
        if kind == Params::Function && !self.dialect.python2 {
            self.opt(|p| {
                want!(p.op(":"));
                p.expression()
            })?;
        }
        Ok(Some(self.piece(Shape::Name, name.start, vec![])))
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

    fn default(&mut self) -> M<()> {
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

    fn keywords(&mut self, kind: Params) -> M<()> {
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

    pub(super) fn run_block(&mut self) -> M<()> {
        Ok(self.block()?.map(|_| ()))
    }
}

/// Whether a parameter has a default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Default {
    Without,
    With,
    Maybe,
}
