//! Targets of assignments, loops and deletions in the error-finding parser, and what cannot be one.

use super::macros::{first, want};
use super::parser::{E, M, Parser, Rule, Shape};
use crate::python::dialect::Messages;

impl Parser<'_> {
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

    pub(super) fn single_target(&mut self) -> M<E> {
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
    pub(super) fn subscript_or_attribute(&mut self) -> M<E> {
        self.memo(Rule::TPrimary, |p| {
            let e = want!(p.primary());
            // A name or attribute without a trailer is not one.
            Ok(matches!(e.shape, Shape::Attribute | Shape::Subscript).then_some(e))
        })
    }

    pub(super) fn del_target(&mut self) -> M<E> {
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
