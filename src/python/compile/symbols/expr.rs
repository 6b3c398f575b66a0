//! Names in expressions and patterns: comprehensions, `:=`, `yield`.

use super::super::fault::Fault;
use super::super::scope::*;
use super::{Done, Symbols, address};
use crate::python::ast::*;
use crate::python::dialect::ComprehensionScope;

impl Symbols<'_> {
    pub(super) fn expr(&mut self, expr: &Expr) -> Done {
        match &expr.kind {
            ExprKind::Constant(_) | ExprKind::Folded(_) => Ok(()),
            ExprKind::Name(name) => {
                self.define(name, Def::USE, expr.at)?;
                let has_class_cell = !self.dialect.python2;
                let here = self.here();
                if &**name == "super" && here.is_function_like() && has_class_cell {
                    self.define(&"__class__".into(), Def::USE, expr.at)?;
                }
                Ok(())
            }
            ExprKind::BoolOp { values, .. } => values.iter().try_for_each(|e| self.expr(e)),
            ExprKind::Named { target, value } => self.named(expr, target, value),
            ExprKind::BinOp { left, right, .. } => {
                self.expr(left)?;
                self.expr(right)
            }
            ExprKind::UnaryOp { operand, .. } => self.expr(operand),
            ExprKind::Lambda { args, body } => {
                self.defaults(args)?;
                self.push(BlockKind::Function, "<lambda>".into(), (address(expr), BlockRole::Body), expr.at);
                self.parameters(args)?;
                self.expr(body)?;
                self.pop();
                Ok(())
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.expr(test)?;
                self.expr(body)?;
                self.expr(orelse)
            }
            ExprKind::Dict { keys, values } => {
                keys.iter().flatten().try_for_each(|e| self.expr(e))?;
                values.iter().try_for_each(|e| self.expr(e))
            }
            ExprKind::Set(elts) | ExprKind::List(elts) | ExprKind::Tuple(elts) | ExprKind::JoinedStr(elts) => {
                elts.iter().try_for_each(|e| self.expr(e))
            }
            ExprKind::ListComp { elt, generators } => {
                self.comprehension(expr, ComprehensionKind::List, generators, elt, None)
            }
            ExprKind::SetComp { elt, generators } => {
                self.comprehension(expr, ComprehensionKind::Set, generators, elt, None)
            }
            ExprKind::DictComp { key, value, generators } => {
                self.comprehension(expr, ComprehensionKind::Dict, generators, key, Some(value))
            }
            ExprKind::GeneratorExp { elt, generators } => {
                self.comprehension(expr, ComprehensionKind::Generator, generators, elt, None)
            }
            ExprKind::Yield(value) => {
                self.yielding(expr)?;
                self.opt(value.as_deref())?;
                self.yield_in_comprehension(expr)
            }
            ExprKind::YieldFrom(value) => {
                self.yielding(expr)?;
                self.expr(value)?;
                self.yield_in_comprehension(expr)
            }
            ExprKind::Await(value) => {
                self.refused_in_type_params("await expression", expr)?;
                self.expr(value)?;
                self.awaiting();
                Ok(())
            }
            ExprKind::Compare { left, comparators, .. } => {
                self.expr(left)?;
                comparators.iter().try_for_each(|e| self.expr(e))
            }
            ExprKind::Call { func, args, keywords } => {
                self.expr(func)?;
                args.iter().try_for_each(|e| self.expr(e))?;
                keywords.iter().try_for_each(|k| self.expr(&k.value))
            }
            ExprKind::FormattedValue { value, format_spec, .. } => {
                self.expr(value)?;
                self.opt(format_spec.as_deref())
            }
            ExprKind::Attribute { value, .. } | ExprKind::Starred(value) | ExprKind::Repr(value) => self.expr(value),
            ExprKind::Subscript { value, slice } => {
                self.expr(value)?;
                self.expr(slice)
            }
            ExprKind::Slice { lower, upper, step } => {
                self.opt(lower.as_deref())?;
                self.opt(upper.as_deref())?;
                self.opt(step.as_deref())
            }
        }
    }

    /// A comprehension that awaits is a coroutine; a function is one by its `async`.
    fn awaiting(&mut self) {
        if self.here().comprehension != ComprehensionKind::No {
            self.here().pace = Pace::Async;
        }
    }

    fn yielding(&mut self, expr: &Expr) -> Done {
        self.refused_in_type_params("yield expression", expr)?;
        self.here().generator = true;
        Ok(())
    }

    fn yield_in_comprehension(&mut self, expr: &Expr) -> Done {
        let kind = self.here().comprehension;
        let what = match kind {
            ComprehensionKind::No => return Ok(()),
            _ if !self.dialect.yield_refused_in_comprehensions => return Ok(()),
            ComprehensionKind::List => "list comprehension",
            ComprehensionKind::Set => "set comprehension",
            ComprehensionKind::Dict => "dict comprehension",
            ComprehensionKind::Generator => "generator expression",
        };
        Err(Fault::syntax(format!("'yield' inside {what}"), expr.at))
    }

    fn refused_in_type_params(&mut self, what: &str, expr: &Expr) -> Done {
        let here = self.here();
        if here.kind != BlockKind::TypeParams {
            return Ok(());
        }
        Err(Fault::syntax(format!("{what} cannot be used within {}", here.region), expr.at))
    }

    fn named(&mut self, expr: &Expr, target: &Expr, value: &Expr) -> Done {
        self.refused_in_type_params("named expression", expr)?;
        if self.here().comp_iter_expr > 0 {
            let msg = "assignment expression cannot be used in a comprehension iterable expression";
            return Err(Fault::syntax(msg, expr.at));
        }
        if self.here().comprehension != ComprehensionKind::No {
            self.extend_named_scope(target)?;
        }
        self.expr(value)?;
        self.target(target)
    }

    /// `:=` in a comprehension binds in the function around it.
    fn extend_named_scope(&mut self, target: &Expr) -> Done {
        let ExprKind::Name(name) = &target.kind else { return Ok(()) };
        let mangled = mangle(self.class.as_deref(), name);
        let mut id = Some(self.current);
        while let Some(block) = id {
            let here = &self.table.blocks[block];
            if here.comprehension != ComprehensionKind::No {
                if here.def(&mangled).has(Def::COMP_ITER) {
                    let msg = format!("assignment expression cannot rebind comprehension iteration variable '{name}'");
                    return Err(Fault::syntax(msg, target.at));
                }
                id = here.parent;
                continue;
            }
            match here.kind {
                BlockKind::Function => {
                    let bits = if here.def(&mangled).has(Def::GLOBAL) { Def::GLOBAL } else { Def::NONLOCAL };
                    self.define(name, bits, target.at)?;
                    let current = self.current;
                    self.table.blocks[current].directives.push((mangled, target.at));
                    return self.define_in(block, name, Def::LOCAL, target.at);
                }
                BlockKind::Module => {
                    self.define(name, Def::GLOBAL, target.at)?;
                    let current = self.current;
                    self.table.blocks[current].directives.push((mangled, target.at));
                    return self.define_in(block, name, Def::GLOBAL, target.at);
                }
                BlockKind::Class => {
                    let msg = "assignment expression within a comprehension cannot be used in a class body";
                    return Err(Fault::syntax(msg, target.at));
                }
                BlockKind::TypeParams => {
                    let msg = "assignment expression within a comprehension cannot be used within the definition of a generic";
                    return Err(Fault::syntax(msg, target.at));
                }
            }
        }
        Ok(())
    }

    fn comprehension(
        &mut self,
        expr: &Expr,
        kind: ComprehensionKind,
        generators: &[Comprehension],
        elt: &Expr,
        value: Option<&Expr>,
    ) -> Done {
        if kind == ComprehensionKind::List && self.dialect.comprehensions == ComprehensionScope::ListLeaks {
            for generator in generators {
                self.expr(&generator.iter)?;
                self.target(&generator.target)?;
                generator.ifs.iter().try_for_each(|e| self.expr(e))?;
            }
            return self.expr(elt);
        }
        let Some((first, rest)) = generators.split_first() else { return Ok(()) };
        self.here().comp_iter_expr += 1;
        self.expr(&first.iter)?;
        self.here().comp_iter_expr -= 1;
        let name = match kind {
            ComprehensionKind::List => "<listcomp>",
            ComprehensionKind::Set => "<setcomp>",
            ComprehensionKind::Dict => "<dictcomp>",
            ComprehensionKind::Generator | ComprehensionKind::No => "<genexpr>",
        };
        self.push(BlockKind::Function, name.into(), (address(expr), BlockRole::Body), expr.at);
        self.here().comprehension = kind;
        self.here().generator = kind == ComprehensionKind::Generator;
        self.define(&".0".into(), Def::PARAM, expr.at)?;
        self.comp_target(&first.target)?;
        first.ifs.iter().try_for_each(|e| self.expr(e))?;
        for generator in rest {
            self.comp_target(&generator.target)?;
            self.here().comp_iter_expr += 1;
            self.expr(&generator.iter)?;
            self.here().comp_iter_expr -= 1;
            generator.ifs.iter().try_for_each(|e| self.expr(e))?;
        }
        if let Some(value) = value {
            self.expr(value)?;
        }
        self.expr(elt)?;
        if generators.iter().any(|g| g.pace == Pace::Async) {
            self.here().pace = Pace::Async;
        }
        let pace = self.here().pace;
        self.pop();
        if pace == Pace::Async && kind != ComprehensionKind::Generator {
            self.awaiting();
        }
        Ok(())
    }

    fn comp_target(&mut self, target: &Expr) -> Done {
        self.here().comp_iter_target = true;
        let done = self.target(target);
        self.here().comp_iter_target = false;
        done
    }

    pub(super) fn pattern(&mut self, pattern: &Pattern) -> Done {
        match &pattern.kind {
            PatternKind::Value(value) => self.expr(value),
            PatternKind::Singleton(_) => Ok(()),
            PatternKind::Sequence(patterns) | PatternKind::Or(patterns) => {
                patterns.iter().try_for_each(|p| self.pattern(p))
            }
            PatternKind::Mapping { keys, patterns, rest } => {
                keys.iter().try_for_each(|k| self.expr(k))?;
                patterns.iter().try_for_each(|p| self.pattern(p))?;
                rest.iter().try_for_each(|name| self.define(name, Def::LOCAL, pattern.at))
            }
            PatternKind::Class { cls, patterns, kwd_patterns, .. } => {
                self.expr(cls)?;
                patterns.iter().try_for_each(|p| self.pattern(p))?;
                kwd_patterns.iter().try_for_each(|p| self.pattern(p))
            }
            PatternKind::Star(name) => name.iter().try_for_each(|n| self.define(n, Def::LOCAL, pattern.at)),
            PatternKind::As { pattern: inner, name } => {
                if let Some(inner) = inner {
                    self.pattern(inner)?;
                }
                name.iter().try_for_each(|n| self.define(n, Def::LOCAL, pattern.at))
            }
        }
    }
}
