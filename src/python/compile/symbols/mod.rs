//! The symbol table's first pass: how each block binds and uses its names (`symtable.c`, `symtable_visit_*`).

mod expr;

use std::ptr::from_ref;

use super::fault::Fault;
use super::scope::*;
use crate::python::ast::*;
use crate::python::code::Position;
use crate::python::dialect::statements::TypeParameters;
use crate::python::dialect::{Annotations, Dialect};

/// Builds the table of a module and resolves it.
pub(super) fn build(module: &Module, dialect: &Dialect, future_annotations: bool) -> Result<SymbolTable, Fault> {
    let mut symbols = Symbols::start(dialect, future_annotations);
    symbols.body(&module.body)?;
    symbols.finish()
}

/// The same for an expression (`eval`).
pub(super) fn build_expr(expr: &Expr, dialect: &Dialect) -> Result<SymbolTable, Fault> {
    let mut symbols = Symbols::start(dialect, false);
    symbols.expr(expr)?;
    symbols.finish()
}

struct Symbols<'d> {
    table: SymbolTable,
    current: usize,
    /// For private names.
    class: Option<Name>,
    dialect: &'d Dialect,
    future_annotations: bool,
}

type Done = Result<(), Fault>;

pub(super) fn address<T>(node: &T) -> usize {
    from_ref(node).addr()
}

impl<'d> Symbols<'d> {
    fn start(dialect: &'d Dialect, future_annotations: bool) -> Self {
        let mut this = Self { table: SymbolTable::default(), current: 0, class: None, dialect, future_annotations };
        this.push(BlockKind::Module, "<module>".into(), (0, BlockRole::Body), Position::default());
        this
    }

    fn finish(mut self) -> Result<SymbolTable, Fault> {
        self.table.resolve(self.dialect)?;
        Ok(self.table)
    }

    // ---- blocks

    fn push(&mut self, kind: BlockKind, name: Name, key: BlockKey, at: Position) -> usize {
        let id = self.table.blocks.len();
        let parent = (id > 0).then_some(self.current);
        let nested = parent.is_some_and(|p| {
            let parent = &self.table.blocks[p];
            parent.nested || parent.is_function_like()
        });
        let can_see_class_scope = parent.is_some_and(|p| {
            let parent = &self.table.blocks[p];
            kind == BlockKind::TypeParams && (parent.kind == BlockKind::Class || parent.can_see_class_scope)
        });
        let comp_iter_expr = parent.map_or(0, |p| self.table.blocks[p].comp_iter_expr);
        self.table.blocks.push(Block {
            kind,
            name,
            parent,
            children: Vec::new(),
            symbols: Vec::new(),
            index: Default::default(),
            scopes: Default::default(),
            nested,
            generator: false,
            pace: Pace::Plain,
            comprehension: ComprehensionKind::No,
            inlined: false,
            varargs: false,
            varkeywords: false,
            needs_class_closure: false,
            needs_classdict: false,
            can_see_class_scope,
            child_free: false,
            free: false,
            at,
            directives: Vec::new(),
            has_annotations: false,
            comp_iter_expr,
            comp_iter_target: false,
            unoptimized: false,
            region: "the definition of a generic",
            free_passing: Vec::new(),
        });
        if let Some(parent) = parent {
            self.table.blocks[parent].children.push(id);
        }
        self.table.by_node.insert(key, id);
        self.current = id;
        id
    }

    fn pop(&mut self) {
        if let Some(parent) = self.here().parent {
            self.current = parent;
        }
    }

    fn here(&mut self) -> &mut Block {
        &mut self.table.blocks[self.current]
    }

    fn define(&mut self, name: &Name, bits: u32, at: Position) -> Done {
        self.define_in(self.current, name, bits, at)
    }

    fn define_in(&mut self, block: usize, name: &Name, bits: u32, at: Position) -> Done {
        let mangled = mangle(self.class.as_deref(), name);
        let here = &mut self.table.blocks[block];
        let before = here.def(&mangled);
        if bits & Def::PARAM != 0 && before.has(Def::PARAM) {
            return Err(Fault::syntax(format!("duplicate argument '{mangled}' in function definition"), at));
        }
        if bits & Def::TYPE_PARAM != 0 && before.has(Def::TYPE_PARAM) {
            return Err(Fault::syntax(format!("duplicate type parameter '{mangled}'"), at));
        }
        let mut bits = bits;
        if here.comp_iter_target && bits & Def::BOUND != 0 {
            if before.has(Def::GLOBAL | Def::NONLOCAL) {
                let msg = format!("comprehension inner loop cannot rebind assignment expression target '{mangled}'");
                return Err(Fault::syntax(msg, at));
            }
            bits |= Def::COMP_ITER;
        }
        here.add(&mangled, bits);
        if bits & Def::GLOBAL != 0 {
            self.table.blocks[0].add(&mangled, Def::GLOBAL);
        }
        Ok(())
    }

    // ---- statements

    fn body(&mut self, body: &[Stmt]) -> Done {
        body.iter().try_for_each(|s| self.stmt(s))
    }

    fn stmt(&mut self, stmt: &Stmt) -> Done {
        match &stmt.kind {
            StmtKind::FunctionDef(def) => self.function_def(def, stmt.at),
            StmtKind::ClassDef(def) => self.class_def(def, stmt.at),
            StmtKind::Return(value) => self.opt(value.as_ref()),
            StmtKind::Delete(targets) => targets.iter().try_for_each(|t| self.target(t)),
            StmtKind::Assign { targets, value } => {
                targets.iter().try_for_each(|t| self.target(t))?;
                self.expr(value)
            }
            StmtKind::TypeAlias { name, type_params, value } => {
                self.target(name)?;
                let block_name = match &name.kind {
                    ExprKind::Name(n) => n.clone(),
                    _ => "".into(),
                };
                if !type_params.is_empty() {
                    self.push(
                        BlockKind::TypeParams,
                        generic_name(&block_name),
                        (address(stmt), BlockRole::TypeParams),
                        stmt.at,
                    );
                    self.type_params(type_params)?;
                }
                self.push(BlockKind::TypeParams, block_name, (address(value), BlockRole::Bound), stmt.at);
                self.here().region = "a type alias";
                self.see_class_scope()?;
                self.expr(value)?;
                self.pop();
                if !type_params.is_empty() {
                    self.pop();
                }
                Ok(())
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.target(target)?;
                self.expr(value)
            }
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.annotated(target, *simple, value.is_some())?;
                self.annotation(annotation)?;
                self.opt(value.as_ref())
            }
            StmtKind::For { target, iter, body, orelse, .. } => {
                self.target(target)?;
                self.expr(iter)?;
                self.body(body)?;
                self.body(orelse)
            }
            StmtKind::While { test, body, orelse } | StmtKind::If { test, body, orelse } => {
                self.expr(test)?;
                self.body(body)?;
                self.body(orelse)
            }
            StmtKind::With { items, body, .. } => {
                for item in items {
                    self.expr(&item.context)?;
                    if let Some(vars) = &item.vars {
                        self.target(vars)?;
                    }
                }
                self.body(body)
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject)?;
                for case in cases {
                    self.pattern(&case.pattern)?;
                    self.opt(case.guard.as_ref())?;
                    self.body(&case.body)?;
                }
                Ok(())
            }
            StmtKind::Raise { exc, cause } => {
                self.opt(exc.as_ref())?;
                self.opt(cause.as_ref())
            }
            StmtKind::Raise2 { parts } => parts.iter().try_for_each(|e| self.expr(e)),
            StmtKind::Try { body, handlers, orelse, finalbody, .. } => {
                self.body(body)?;
                // CPython visits `else` after the handlers in the tree's order of fields: body, orelse, handlers.
                self.body(orelse)?;
                for handler in handlers {
                    self.opt(handler.typ.as_ref())?;
                    if let Some(target) = &handler.target {
                        self.define(target, Def::LOCAL, handler.at)?;
                    }
                    if let Some(targets) = &handler.unpacked {
                        self.target(targets)?;
                    }
                    self.body(&handler.body)?;
                }
                self.body(finalbody)
            }
            StmtKind::Assert { test, msg } => {
                self.expr(test)?;
                self.opt(msg.as_ref())
            }
            StmtKind::Import(names) => names.iter().try_for_each(|a| self.alias(a)),
            StmtKind::ImportFrom { names, .. } => names.iter().try_for_each(|a| self.alias(a)),
            StmtKind::Global(names) => self.directive(names, Def::GLOBAL, "global", stmt.at),
            StmtKind::Nonlocal(names) => self.directive(names, Def::NONLOCAL, "nonlocal", stmt.at),
            StmtKind::Expr(value) => self.expr(value),
            StmtKind::Pass | StmtKind::Break | StmtKind::Continue => Ok(()),
            StmtKind::Print { dest, values, .. } => {
                self.opt(dest.as_ref())?;
                values.iter().try_for_each(|e| self.expr(e))
            }
            StmtKind::Exec { body, globals, locals } => {
                if globals.is_none() {
                    self.here().unoptimized = true;
                }
                self.expr(body)?;
                self.opt(globals.as_ref())?;
                self.opt(locals.as_ref())
            }
        }
    }

    fn function_def(&mut self, def: &FunctionDef, at: Position) -> Done {
        self.define(&def.name, Def::LOCAL, at)?;
        self.defaults(&def.args)?;
        def.decorators.iter().try_for_each(|d| self.expr(d))?;
        let generic = !def.type_params.is_empty();
        if generic {
            self.push(BlockKind::TypeParams, generic_name(&def.name), (address(def), BlockRole::TypeParams), at);
            let dot = |s: &str| Name::from(s);
            if !def.args.defaults.is_empty() {
                self.define(&dot(".defaults"), Def::PARAM, at)?;
            }
            if def.args.kw_defaults.iter().any(Option::is_some) {
                self.define(&dot(".kwdefaults"), Def::PARAM, at)?;
            }
            self.type_params(&def.type_params)?;
        }
        for arg in def.args.in_slot_order() {
            if let Some(annotation) = &arg.annotation {
                self.annotation(annotation)?;
            }
        }
        if let Some(returns) = &def.returns {
            self.annotation(returns)?;
        }
        if let Some(annotate) = &def.annotate {
            self.expr(annotate)?;
        }
        self.push(BlockKind::Function, def.name.clone(), (address(def), BlockRole::Body), at);
        self.here().pace = def.pace;
        self.parameters(&def.args)?;
        self.body(&def.body)?;
        self.pop();
        if generic {
            self.pop();
        }
        Ok(())
    }

    fn class_def(&mut self, def: &ClassDef, at: Position) -> Done {
        self.define(&def.name, Def::LOCAL, at)?;
        def.decorators.iter().try_for_each(|d| self.expr(d))?;
        let generic = !def.type_params.is_empty();
        let outer_class = self.class.clone();
        if generic {
            self.push(BlockKind::TypeParams, generic_name(&def.name), (address(def), BlockRole::TypeParams), at);
            self.class = Some(def.name.clone());
            self.define(&".type_params".into(), Def::LOCAL, at)?;
            self.define(&".type_params".into(), Def::USE, at)?;
            self.define(&".generic_base".into(), Def::LOCAL, at)?;
            self.define(&".generic_base".into(), Def::USE, at)?;
            self.type_params(&def.type_params)?;
            self.class = outer_class.clone();
        }
        def.bases.iter().try_for_each(|b| self.expr(b))?;
        def.keywords.iter().try_for_each(|k| self.expr(&k.value))?;
        self.push(BlockKind::Class, def.name.clone(), (address(def), BlockRole::Body), at);
        self.class = Some(def.name.clone());
        if generic {
            self.define(&"__type_params__".into(), Def::LOCAL, at)?;
            self.define(&".type_params".into(), Def::USE, at)?;
        }
        self.body(&def.body)?;
        self.pop();
        self.class = outer_class;
        if generic {
            self.pop();
        }
        Ok(())
    }

    /// The hidden blocks of type parameters in a class body look names up in the class's namespace.
    fn see_class_scope(&mut self) -> Done {
        if self.here().can_see_class_scope {
            self.define(&"__classdict__".into(), Def::USE, Position::default())?;
        }
        Ok(())
    }

    fn type_params(&mut self, params: &[TypeParam]) -> Done {
        self.see_class_scope()?;
        for param in params {
            self.define(&param.name, Def::TYPE_PARAM | Def::LOCAL, param.at)?;
            if let Some(bound) = &param.bound {
                self.push(BlockKind::TypeParams, param.name.clone(), (address(bound), BlockRole::Bound), param.at);
                let constraint = self.dialect.statements.type_parameters == TypeParameters::BoundsAndConstraints
                    && matches!(bound.kind, ExprKind::Tuple(_));
                self.here().region = if constraint { "a TypeVar constraint" } else { "a TypeVar bound" };
                self.see_class_scope()?;
                self.expr(bound)?;
                self.pop();
            }
            if let Some(default) = &param.default {
                self.push(BlockKind::TypeParams, param.name.clone(), (address(default), BlockRole::Default), param.at);
                self.here().region = match param.kind {
                    TypeParamKind::TypeVar => "a TypeVar default",
                    TypeParamKind::TypeVarTuple => "a TypeVarTuple default",
                    TypeParamKind::ParamSpec => "a ParamSpec default",
                };
                self.see_class_scope()?;
                self.expr(default)?;
                self.pop();
            }
        }
        Ok(())
    }

    fn defaults(&mut self, args: &Arguments) -> Done {
        args.defaults.iter().try_for_each(|e| self.expr(e))?;
        args.kw_defaults.iter().flatten().try_for_each(|e| self.expr(e))
    }

    fn parameters(&mut self, args: &Arguments) -> Done {
        for arg in args.in_slot_order() {
            self.define(&arg.name, Def::PARAM, arg.at)?;
        }
        for (_, target) in &args.unpacked {
            self.tuple_parameter(target)?;
        }
        self.here().varargs = args.vararg.is_some();
        self.here().varkeywords = args.kwarg.is_some();
        Ok(())
    }

    /// The names in a tuple are parameters, too: no two may be the same.
    fn tuple_parameter(&mut self, target: &Expr) -> Done {
        match &target.kind {
            ExprKind::Tuple(items) => items.iter().try_for_each(|item| self.tuple_parameter(item)),
            ExprKind::Name(name) => self.define(name, Def::PARAM, target.at),
            _ => Ok(()),
        }
    }

    fn annotated(&mut self, target: &Expr, simple: bool, has_value: bool) -> Done {
        let ExprKind::Name(name) = &target.kind else { return self.target(target) };
        let mangled = mangle(self.class.as_deref(), name);
        let before = self.here().def(&mangled);
        if before.has(Def::GLOBAL | Def::NONLOCAL) && self.current != 0 && simple {
            let word = if before.has(Def::GLOBAL) { "global" } else { "nonlocal" };
            return Err(Fault::syntax(format!("annotated name '{name}' can't be {word}"), target.at));
        }
        if simple {
            self.here().has_annotations = true;
            return self.define(name, Def::ANNOTATED | Def::LOCAL, target.at);
        }
        if has_value { self.define(name, Def::LOCAL, target.at) } else { Ok(()) }
    }

    fn annotation(&mut self, annotation: &Expr) -> Done {
        match (self.future_annotations, self.dialect.annotations) {
            (true, _) => Ok(()),
            (false, Annotations::Deferred) => {
                // Not evaluated here; its names are looked up when somebody asks for the annotations.
                Ok(())
            }
            (false, Annotations::Evaluated) => self.expr(annotation),
        }
    }

    fn directive(&mut self, names: &[Name], bit: u32, word: &str, at: Position) -> Done {
        for name in names {
            let mangled = mangle(self.class.as_deref(), name);
            let before = self.here().def(&mangled);
            let problem = if before.has(Def::PARAM) {
                let role = if self.dialect.late_global_is_error { "parameter" } else { "local" };
                Some(format!("name '{name}' is {role} and {word}"))
            } else if before.has(Def::USE) {
                Some(format!("name '{name}' is used prior to {word} declaration"))
            } else if before.has(Def::ANNOTATED) {
                Some(format!("annotated name '{name}' can't be {word}"))
            } else if before.has(Def::LOCAL) {
                Some(format!("name '{name}' is assigned to before {word} declaration"))
            } else {
                None
            };
            let problem = problem.filter(|_| self.dialect.late_global_is_error || before.has(Def::PARAM));
            if let Some(msg) = problem {
                return Err(Fault::syntax(msg, at));
            }
            self.define(name, bit, at)?;
            self.here().directives.push((mangled, at));
        }
        Ok(())
    }

    fn alias(&mut self, alias: &Alias) -> Done {
        if &*alias.name == "*" {
            if self.here().kind != BlockKind::Module {
                if self.dialect.star_import_in_functions {
                    self.here().unoptimized = true;
                    return Ok(());
                }
                return Err(Fault::syntax("import * only allowed at module level", alias.at));
            }
            return Ok(());
        }
        let name = alias.asname.clone().unwrap_or_else(|| alias.name.split('.').next().unwrap_or_default().into());
        self.define(&name, Def::IMPORT, alias.at)
    }

    // ---- expressions

    fn opt(&mut self, expr: Option<&Expr>) -> Done {
        expr.map_or(Ok(()), |e| self.expr(e))
    }

    /// What is bound or deleted.
    fn target(&mut self, target: &Expr) -> Done {
        match &target.kind {
            ExprKind::Name(name) => self.define(name, Def::LOCAL, target.at),
            ExprKind::Starred(inner) => self.target(inner),
            ExprKind::List(elts) | ExprKind::Tuple(elts) => elts.iter().try_for_each(|e| self.target(e)),
            _ => self.expr(target),
        }
    }

    // ---- patterns
}

/// What the hidden function of type parameters is called.
fn generic_name(name: &str) -> Name {
    format!("<generic parameters of {name}>").into()
}
