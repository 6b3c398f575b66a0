//! Functions, lambdas, classes and what hides around them (decorators, defaults, annotations, type parameters).

use std::sync::Arc;

use super::codegen::{Codegen, Done, Use};
use super::displays::Display;
use super::fault::Fault;
use super::scope::BlockRole;
use super::unit::{NOWHERE, UnitKind};
use crate::python::ast::*;
use crate::python::code::{CodeFlags, CodeSpec, Const, FunctionAttribute, Op, Position};
use crate::python::dialect::statements::DecoratorPosition;
use crate::python::dialect::{Annotations, ClassNamespace, FirstConst};

impl<'a> Codegen<'a> {
    pub(super) fn function_def(&mut self, def: &'a FunctionDef, at: Position) -> Done {
        self.exprs(&def.decorators)?;
        let first_line = def.decorators.first().map_or(at.line, |d| d.at.line);
        let generic = !def.type_params.is_empty();
        let mut attributes = self.default_arguments(&def.args, at)?;
        let pushed = u32::try_from(attributes.len()).unwrap_or(0);
        if generic {
            self.enter(UnitKind::TypeParams, Self::def_key(def, BlockRole::TypeParams), first_line)?;
            self.unit().argcount = pushed;
            let names: Vec<Name> = attributes
                .iter()
                .map(|(a, _)| if *a == FunctionAttribute::Defaults { ".defaults".into() } else { ".kwdefaults".into() })
                .collect();
            for name in &names {
                self.unit().varnames.number(name);
            }
            self.type_params(&def.type_params)?;
            for name in &names {
                self.name(name, Use::Load, at)?;
            }
        }
        if let Some(annotate) = &def.annotate {
            self.expr(annotate)?;
            attributes.push((FunctionAttribute::Annotate, 0));
        } else if self.annotations(&def.args, def.returns.as_ref(), at)? {
            attributes.push((FunctionAttribute::Annotations, 0));
        }
        let code = self.function_body(def, first_line)?;
        self.closure(code, &attributes, at);
        if generic {
            self.emit(Op::Swap, 2, at);
            self.emit(Op::SetFunctionTypeParams, 0, at);
            let code = self.leave(false)?;
            self.call_type_params(code, pushed, at);
        }
        self.call_decorators(&def.decorators, at);
        self.name(&def.name, Use::Store, at)
    }

    fn call_decorators(&mut self, decorators: &[Expr], whole: Position) {
        for decorator in decorators.iter().rev() {
            let place = match self.dialect.statements.decorator_position {
                DecoratorPosition::Statement => whole,
                DecoratorPosition::Decorator => decorator.at,
            };
            self.emit(Op::Call, 0, place);
        }
    }

    /// Makes and calls the hidden function of type parameters; its arguments are below.
    fn call_type_params(&mut self, code: Arc<CodeSpec>, pushed: u32, at: Position) {
        self.closure(code, &[], at);
        if pushed > 0 {
            self.emit(Op::Swap, pushed + 1, at);
            self.emit(Op::Call, pushed - 1, at);
        } else {
            self.emit(Op::PushNull, 0, at);
            self.emit(Op::Call, 0, at);
        }
    }

    fn function_body(&mut self, def: &'a FunctionDef, first_line: u32) -> Result<Arc<CodeSpec>, Fault> {
        self.enter(UnitKind::Function, Self::def_key(def, BlockRole::Body), first_line)?;
        self.declare_arguments(&def.args)?;
        let body = self.docstring_const(&def.body);
        self.body(body)?;
        if self.unit().is_generator {
            self.wrap_in_stop_iteration_handler();
        }
        self.leave(true)
    }

    /// A function's first constant is its docstring (or None); gives the statements after it.
    fn docstring_const(&mut self, body: &'a [Stmt]) -> &'a [Stmt] {
        match docstring(body, self.dialect.plain_strings_are_bytes) {
            Some((text, rest)) => {
                let text = self.clean_docstring(text);
                self.const_number(text);
                if self.dialect.first_const == FirstConst::DocstringOrNothing {
                    self.unit().flags.0 |= CodeFlags::HAS_DOCSTRING;
                }
                rest
            }
            None => {
                if self.dialect.first_const == FirstConst::DocstringOrNone {
                    self.const_number(Const::None);
                }
                body
            }
        }
    }

    /// Pushes defaults; says which attributes they are, and how many values still have to become one tuple.
    fn default_arguments(&mut self, args: &'a Arguments, at: Position) -> Result<Vec<(FunctionAttribute, u32)>, Fault> {
        let mut attributes = Vec::new();
        if !args.defaults.is_empty() {
            self.exprs(&args.defaults)?;
            let count = u32::try_from(args.defaults.len()).unwrap_or(0);
            if self.dialect.python2 {
                // `MAKE_FUNCTION` makes their tuple, after the function, of constants too.
                attributes.push((FunctionAttribute::Defaults, count));
            } else {
                self.emit(Op::BuildTuple, count, at);
                attributes.push((FunctionAttribute::Defaults, 0));
            }
        }
        let mut names = Vec::new();
        for (arg, default) in args.kwonly.iter().zip(&args.kw_defaults) {
            let Some(default) = default else { continue };
            let name = self.mangled(&arg.name);
            if !self.dialect.const_key_maps {
                self.load_const(Const::Str(name.clone()), at);
            }
            names.push(Const::Str(name));
            self.expr(default)?;
        }
        if !names.is_empty() {
            let n = u32::try_from(names.len()).unwrap_or(0);
            if self.dialect.const_key_maps {
                self.load_const(Const::Tuple(names), at);
                self.emit(Op::BuildConstKeyMap, n, at);
            } else {
                self.emit(Op::BuildMap, n, at);
            }
            attributes.push((FunctionAttribute::KwDefaults, 0));
        }
        Ok(attributes)
    }

    /// Pushes `(name, annotation, …)`; says whether there are any.
    fn annotations(&mut self, args: &'a Arguments, returns: Option<&'a Expr>, at: Position) -> Result<bool, Fault> {
        let annotated = args
            .args
            .iter()
            .chain(&args.posonly)
            .chain(&args.vararg)
            .chain(&args.kwonly)
            .chain(&args.kwarg)
            .filter_map(|a| a.annotation.as_ref().map(|e| (a.name.clone(), e)))
            .chain(returns.map(|e| ("return".into(), e)));
        let annotated: Vec<(Name, &'a Expr)> = annotated.collect();
        for (name, annotation) in &annotated {
            let name = self.mangled(name);
            self.load_const(Const::Str(name), at);
            match (&annotation.kind, self.future_annotations) {
                // `*args: *Ts`
                (ExprKind::Starred(inner), false) => {
                    self.expr(inner)?;
                    self.emit(Op::UnpackSequence, 1, at);
                }
                _ => self.annotation(annotation)?,
            }
        }
        if annotated.is_empty() {
            return Ok(false);
        }
        let n = u32::try_from(annotated.len()).unwrap_or(0);
        self.emit(Op::BuildTuple, n * 2, at);
        Ok(true)
    }

    pub(super) fn lambda(&mut self, e: &'a Expr, args: &'a Arguments, body: &'a Expr) -> Done {
        let attributes = self.default_arguments(args, e.at)?;
        self.enter(UnitKind::Lambda, Self::def_key(e, BlockRole::Body), e.at.line)?;
        if self.dialect.first_const == FirstConst::DocstringOrNone {
            self.const_number(Const::None);
        }
        self.declare_arguments(args)?;
        self.expr(body)?;
        let code = if self.unit().is_generator {
            self.emit(Op::ReturnValue, 0, body.at);
            self.wrap_in_stop_iteration_handler();
            self.leave(false)?
        } else {
            self.emit(Op::ReturnValue, 0, body.at);
            self.leave(true)?
        };
        self.closure(code, &attributes, e.at);
        Ok(())
    }

    // ---- classes

    pub(super) fn class_def(&mut self, def: &'a ClassDef, at: Position) -> Done {
        self.exprs(&def.decorators)?;
        let first_line = def.decorators.first().map_or(at.line, |d| d.at.line);
        let generic = !def.type_params.is_empty();
        if generic {
            self.enter(UnitKind::TypeParams, Self::def_key(def, BlockRole::TypeParams), first_line)?;
            self.unit().class = Some(def.name.clone());
            self.type_params(&def.type_params)?;
            self.name(&".type_params".into(), Use::Store, at)?;
        }
        let code = self.class_body(def, first_line)?;
        if self.dialect.python2 {
            self.class_of_python2(def, code, at)?;
            self.call_decorators(&def.decorators, at);
            return self.name(&def.name, Use::Store, at);
        }
        self.emit(Op::LoadBuildClass, 0, at);
        self.emit(Op::PushNull, 0, at);
        self.closure(code, &[], at);
        let name = self.name_const(&def.name);
        self.load_const(name, at);
        if generic {
            self.name(&".type_params".into(), Use::Load, at)?;
            self.emit(Op::SubscriptGeneric, 0, at);
            self.name(&".generic_base".into(), Use::Store, at)?;
            self.generic_call(def, at)?;
            self.emit(Op::ReturnValue, 0, at);
            let code = self.leave(false)?;
            self.call_type_params(code, 0, at);
        } else {
            self.call_helper(at, 2, &def.bases, &def.keywords)?;
        }
        self.call_decorators(&def.decorators, at);
        self.name(&def.name, Use::Store, at)
    }

    /// 2.7: the name and the tuple of bases are there before the function of the body.
    fn class_of_python2(&mut self, def: &'a ClassDef, code: Arc<CodeSpec>, at: Position) -> Done {
        self.emit(Op::LoadBuildClass, 0, at);
        self.emit(Op::PushNull, 0, at);
        let name = self.name_const(&def.name);
        self.load_const(name, at);
        self.exprs(&def.bases)?;
        self.emit(Op::BuildTuple, u32::try_from(def.bases.len()).unwrap_or(0), at);
        self.closure(code, &[], at);
        self.emit(Op::Call, 3, at);
        Ok(())
    }

    /// The call of `__build_class__` with `Generic[…]` as the last base.
    fn generic_call(&mut self, def: &'a ClassDef, at: Position) -> Done {
        let base: Name = ".generic_base".into();
        let plain = def.bases.iter().all(|b| !matches!(b.kind, ExprKind::Starred(_)))
            && def.keywords.iter().all(|k| k.arg.is_some());
        if plain {
            self.exprs(&def.bases)?;
            self.name(&base, Use::Load, at)?;
            let n = u32::try_from(def.bases.len() + 3 + def.keywords.len()).unwrap_or(0);
            if def.keywords.is_empty() {
                self.emit(Op::Call, n, at);
                return Ok(());
            }
            let mut names = Vec::new();
            for keyword in &def.keywords {
                self.expr(&keyword.value)?;
                names.extend(keyword.arg.clone().map(Const::Str));
            }
            self.load_const(Const::Tuple(names), at);
            self.emit(Op::CallKw, n, at);
            return Ok(());
        }
        self.display(&def.bases, 2, Display::List, at)?;
        self.name(&base, Use::Load, at)?;
        self.emit(Op::ListAppend, 1, at);
        self.emit(Op::ListToTuple, 0, at);
        self.flagged(Op::CallFunctionEx, 0, 0, at);
        Ok(())
    }

    fn class_body(&mut self, def: &'a ClassDef, first_line: u32) -> Result<Arc<CodeSpec>, Fault> {
        self.enter(UnitKind::Class, Self::def_key(def, BlockRole::Body), first_line)?;
        let at = Position { line: first_line, end_line: first_line, col: 0, end_col: 0 };
        self.name(&"__name__".into(), Use::Load, at)?;
        self.name(&"__module__".into(), Use::Store, at)?;
        if self.dialect.class_namespace != ClassNamespace::ModuleOnly {
            let qualname = self.unit().qualname.clone();
            self.load_const(Const::Str(qualname), at);
            self.name(&"__qualname__".into(), Use::Store, at)?;
        }
        if self.dialect.class_namespace == ClassNamespace::WithLineAndAttributes {
            self.load_const(Const::Int(i64::from(first_line)), at);
            self.name(&"__firstlineno__".into(), Use::Store, at)?;
        }
        if !def.type_params.is_empty() {
            self.name(&".type_params".into(), Use::Load, at)?;
            self.name(&"__type_params__".into(), Use::Store, at)?;
        }
        let block = self.unit().block;
        let (needs_class, needs_dict) =
            self.table.blocks.get(block).map_or((false, false), |b| (b.needs_class_closure, b.needs_classdict));
        if needs_dict {
            let cell = self.deref_number(&"__classdict__".into());
            self.emit(Op::LoadLocals, 0, at);
            self.emit(Op::StoreDeref, cell, at);
        }
        self.block_body(&def.body)?;
        if self.dialect.class_namespace == ClassNamespace::WithLineAndAttributes {
            let mut attributes = self.unit().static_attributes.clone();
            attributes.sort();
            let attributes: Vec<Const> = attributes.into_iter().map(Const::Str).collect();
            self.load_const(Const::Tuple(attributes), NOWHERE);
            self.name(&"__static_attributes__".into(), Use::Store, NOWHERE)?;
        }
        if needs_dict {
            let cell = self.deref_number(&"__classdict__".into());
            self.emit(Op::LoadClosure, cell, NOWHERE);
            self.name(&"__classdictcell__".into(), Use::Store, NOWHERE)?;
        }
        if needs_class {
            let cell = self.deref_number(&"__class__".into());
            self.emit(Op::LoadClosure, cell, NOWHERE);
            self.emit(Op::Copy, 1, NOWHERE);
            self.name(&"__classcell__".into(), Use::Store, NOWHERE)?;
        } else {
            self.load_const(Const::None, NOWHERE);
        }
        self.emit(Op::ReturnValue, 0, NOWHERE);
        self.leave(true)
    }

    /// The statements of a module or class: annotations' dict and docstring first.
    pub(super) fn block_body(&mut self, body: &'a [Stmt]) -> Done {
        if self.dialect.annotations == Annotations::Evaluated && has_annotations(body) {
            let at = match self.unit().kind {
                UnitKind::Module => body.first().map_or(NOWHERE, |s| s.at),
                _ => NOWHERE,
            };
            self.emit(Op::SetupAnnotations, 0, at);
        }
        let mut body = body;
        if let Some((text, rest)) = docstring(body, self.dialect.plain_strings_are_bytes) {
            let at = body.first().map_or(NOWHERE, |s| s.at);
            let text = self.clean_docstring(text);
            self.load_const(text, at);
            self.name(&"__doc__".into(), Use::Store, NOWHERE)?;
            body = rest;
        }
        self.body(body)
    }

    fn clean_docstring(&self, text: &Const) -> Const {
        match text {
            Const::Str(s) if self.dialect.cleans_docstrings => Const::Str(clean_doc(s).into()),
            other => other.clone(),
        }
    }

    // ---- type parameters

    /// Leaves a tuple of the type parameters on the stack.
    fn type_params(&mut self, params: &'a [TypeParam]) -> Done {
        for param in params {
            let at = param.at;
            self.load_const(Const::Str(param.name.clone()), at);
            match (param.kind, &param.bound) {
                (TypeParamKind::TypeVar, Some(bound)) => {
                    self.lazy_value(bound, bound, BlockRole::Bound, &param.name)?;
                    let constraints = matches!(bound.kind, ExprKind::Tuple(_));
                    self.emit(if constraints { Op::TypeVarWithConstraints } else { Op::TypeVarWithBound }, 0, at);
                }
                (TypeParamKind::TypeVar, None) => self.emit(Op::TypeVar, 0, at),
                (TypeParamKind::ParamSpec, _) => self.emit(Op::ParamSpec, 0, at),
                (TypeParamKind::TypeVarTuple, _) => self.emit(Op::TypeVarTuple, 0, at),
            }
            if let Some(default) = &param.default {
                self.lazy_value(default, default, BlockRole::Default, &param.name)?;
                self.emit(Op::SetTypeParamDefault, 0, at);
            }
            self.emit(Op::Copy, 1, at);
            self.name(&param.name, Use::Store, at)?;
        }
        let at = params.first().map_or(NOWHERE, |p| p.at);
        self.emit(Op::BuildTuple, u32::try_from(params.len()).unwrap_or(0), at);
        Ok(())
    }

    /// A function without arguments that evaluates `value` when it is asked for.
    fn lazy_value(&mut self, key: &Expr, value: &'a Expr, role: BlockRole, _name: &Name) -> Done {
        self.enter(UnitKind::TypeParams, Self::def_key(key, role), value.at.line)?;
        match &value.kind {
            ExprKind::Starred(inner) => {
                self.expr(inner)?;
                self.emit(Op::UnpackSequence, 1, value.at);
            }
            _ => self.expr(value)?,
        }
        self.emit(Op::ReturnValue, 0, value.at);
        let code = self.leave(true)?;
        self.closure(code, &[], value.at);
        Ok(())
    }

    pub(super) fn type_alias(
        &mut self,
        stmt: &'a Stmt,
        name: &'a Expr,
        params: &'a [TypeParam],
        value: &'a Expr,
    ) -> Done {
        let at = stmt.at;
        let ExprKind::Name(alias) = &name.kind else { return Ok(()) };
        let generic = !params.is_empty();
        if generic {
            self.enter(UnitKind::TypeParams, Self::def_key(stmt, BlockRole::TypeParams), at.line)?;
            self.load_const(Const::Str(alias.clone()), at);
            self.type_params(params)?;
        } else {
            self.load_const(Const::Str(alias.clone()), at);
            self.load_const(Const::None, at);
        }
        self.lazy_value(value, value, BlockRole::Bound, alias)?;
        self.emit(Op::BuildTuple, 3, at);
        self.emit(Op::TypeAlias, 0, at);
        if generic {
            let code = self.leave(false)?;
            self.call_type_params(code, 0, at);
        }
        self.name(alias, Use::Store, at)
    }
}

/// The docstring and the statements after it.
///
/// With `bytes` a bytes constant counts (2.7's plain strings).
pub(super) fn docstring(body: &[Stmt], bytes: bool) -> Option<(&Const, &[Stmt])> {
    let (first, rest) = body.split_first()?;
    match &first.kind {
        StmtKind::Expr(Expr { kind: ExprKind::Constant(text @ Const::Str(_)), .. }) => Some((text, rest)),
        StmtKind::Expr(Expr { kind: ExprKind::Constant(text @ Const::Bytes(_)), .. }) if bytes => Some((text, rest)),
        _ => None,
    }
}

pub(super) fn has_annotations(body: &[Stmt]) -> bool {
    body.iter().any(|s| match &s.kind {
        StmtKind::AnnAssign { .. } => true,
        StmtKind::For { body, orelse, .. }
        | StmtKind::While { body, orelse, .. }
        | StmtKind::If { body, orelse, .. } => has_annotations(body) || has_annotations(orelse),
        StmtKind::Match { cases, .. } => cases.iter().any(|c| has_annotations(&c.body)),
        StmtKind::With { body, .. } => has_annotations(body),
        StmtKind::Try { body, handlers, orelse, finalbody, .. } => {
            has_annotations(body)
                || handlers.iter().any(|h| has_annotations(&h.body))
                || has_annotations(orelse)
                || has_annotations(finalbody)
        }
        _ => false,
    })
}

/// Takes the common indentation away from a docstring's lines after the first (3.13, `_PyCompile_CleanDoc`).
fn clean_doc(doc: &str) -> String {
    let doc = expand_tabs(doc);
    let mut lines = doc.split('\n');
    let first = lines.next().unwrap_or_default().trim_start_matches(' ');
    let rest: Vec<&str> = lines.collect();
    let indent_of = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let margin = rest.iter().filter(|l| !l.trim_start_matches(' ').is_empty()).map(|l| indent_of(l)).min();
    let mut out = String::from(first);
    for line in rest {
        out.push('\n');
        let cut = margin.unwrap_or(line.len()).min(indent_of(line));
        out.push_str(line.get(cut..).unwrap_or_default());
    }
    out
}

fn expand_tabs(text: &str) -> String {
    if !text.contains('\t') {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut column = 0;
    for c in text.chars() {
        match c {
            '\t' => {
                let n = 8 - column % 8;
                out.extend(std::iter::repeat_n(' ', n));
                column += n;
            }
            '\n' | '\r' => {
                out.push(c);
                column = 0;
            }
            _ => {
                out.push(c);
                column += 1;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::clean_doc;

    #[test]
    fn docstrings_lose_their_margin() {
        assert_eq!(clean_doc("  One.\n\n    Two\n      three\n    "), "One.\n\nTwo\n  three\n");
    }
}
