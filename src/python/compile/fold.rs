//! Constant folding on the tree, before anything else looks at it (`ast_opt.c`).

use super::displays::dedup;
use super::{deferred, values};
use crate::python::ast::*;
use crate::python::code::{BinaryOp, Const, Conversion};
use crate::python::dialect::statements::ListedNames;
use crate::python::dialect::{Annotations, Dialect, Folding};

/// Folds a module in place.
pub(super) fn module(module: &mut Module, dialect: &Dialect, future_annotations: bool) {
    Fold { dialect, future_annotations }.body(&mut module.body);
}

pub(super) fn expression(expr: &mut Expr, dialect: &Dialect) {
    Fold { dialect, future_annotations: false }.expr(expr);
}

struct Fold<'d> {
    dialect: &'d Dialect,
    future_annotations: bool,
}

impl Fold<'_> {
    fn body(&self, body: &mut [Stmt]) {
        let plain = self.dialect.plain_strings_are_bytes;
        let before = super::function::docstring(body, plain).is_some();
        for stmt in body.iter_mut() {
            self.stmt(stmt);
        }
        // What only folding made a string is not a docstring.
        if !before
            && super::function::docstring(body, plain).is_some()
            && let Some(Stmt { kind: StmtKind::Expr(value), .. }) = body.first_mut()
        {
            let kind = std::mem::replace(&mut value.kind, ExprKind::Constant(Const::None));
            value.kind = ExprKind::JoinedStr(vec![Expr::new(value.at, kind)]);
        }
    }

    fn stmt(&self, stmt: &mut Stmt) {
        match &mut stmt.kind {
            StmtKind::FunctionDef(def) => {
                def.decorators.iter_mut().for_each(|e| self.expr(e));
                self.type_params(&mut def.type_params);
                self.arguments(&mut def.args);
                if let Some(returns) = &mut def.returns {
                    self.annotation(returns);
                }
                if self.defers_annotations() {
                    def.annotate = deferred::of_function(def, stmt.at);
                }
                self.body(&mut def.body);
            }
            StmtKind::ClassDef(def) => {
                def.decorators.iter_mut().for_each(|e| self.expr(e));
                self.type_params(&mut def.type_params);
                def.bases.iter_mut().for_each(|e| self.expr(e));
                def.keywords.iter_mut().for_each(|k| self.expr(&mut k.value));
                self.body(&mut def.body);
                if self.defers_annotations() {
                    deferred::of_variables(&mut def.body, "__annotate_func__", stmt.at);
                }
            }
            StmtKind::Return(value) => self.opt(value.as_mut()),
            StmtKind::Delete(targets) => targets.iter_mut().for_each(|e| self.target(e)),
            StmtKind::Assign { targets, value } => {
                targets.iter_mut().for_each(|e| self.target(e));
                self.expr(value);
            }
            StmtKind::TypeAlias { type_params, value, .. } => {
                self.type_params(type_params);
                self.expr(value);
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.target(target);
                self.expr(value);
            }
            StmtKind::AnnAssign { target, annotation, value, .. } => {
                self.target(target);
                self.annotation(annotation);
                self.opt(value.as_mut());
            }
            StmtKind::For { target, iter, body, orelse, .. } => {
                self.target(target);
                self.expr(iter);
                self.gone_through(iter);
                self.body_plain(body);
                self.body_plain(orelse);
            }
            StmtKind::While { test, body, orelse } | StmtKind::If { test, body, orelse } => {
                self.expr(test);
                self.body_plain(body);
                self.body_plain(orelse);
            }
            StmtKind::With { items, body, .. } => {
                for item in items {
                    self.expr(&mut item.context);
                    if let Some(vars) = &mut item.vars {
                        self.target(vars);
                    }
                }
                self.body_plain(body);
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject);
                for case in cases {
                    self.pattern(&mut case.pattern);
                    self.opt(case.guard.as_mut());
                    self.body_plain(&mut case.body);
                }
            }
            StmtKind::Raise { exc, cause } => {
                self.opt(exc.as_mut());
                self.opt(cause.as_mut());
            }
            StmtKind::Raise2 { parts } => parts.iter_mut().for_each(|e| self.expr(e)),
            StmtKind::Try { body, handlers, orelse, finalbody, .. } => {
                self.body_plain(body);
                for handler in handlers {
                    self.opt(handler.typ.as_mut());
                    self.body_plain(&mut handler.body);
                }
                self.body_plain(orelse);
                self.body_plain(finalbody);
            }
            StmtKind::Assert { test, msg } => {
                self.expr(test);
                self.opt(msg.as_mut());
            }
            StmtKind::Expr(value) => self.expr(value),
            StmtKind::Print { dest, values, .. } => {
                self.opt(dest.as_mut());
                values.iter_mut().for_each(|e| self.expr(e));
            }
            StmtKind::Exec { body, globals, locals } => {
                self.expr(body);
                self.opt(globals.as_mut());
                self.opt(locals.as_mut());
            }
            StmtKind::Import(_)
            | StmtKind::ImportFrom { .. }
            | StmtKind::Global(_)
            | StmtKind::Nonlocal(_)
            | StmtKind::Pass
            | StmtKind::Break
            | StmtKind::Continue => {}
        }
    }

    fn body_plain(&self, body: &mut [Stmt]) {
        body.iter_mut().for_each(|s| self.stmt(s));
    }

    fn type_params(&self, params: &mut [TypeParam]) {
        for param in params {
            self.opt(param.bound.as_mut());
            self.opt(param.default.as_mut());
        }
    }

    fn arguments(&self, args: &mut Arguments) {
        let all = args.posonly.iter_mut().chain(&mut args.args).chain(&mut args.kwonly);
        for arg in all.chain(&mut args.vararg).chain(&mut args.kwarg) {
            if let Some(annotation) = &mut arg.annotation {
                self.annotation(annotation);
            }
        }
        args.defaults.iter_mut().for_each(|e| self.expr(e));
        args.kw_defaults.iter_mut().flatten().for_each(|e| self.expr(e));
    }

    fn defers_annotations(&self) -> bool {
        self.dialect.annotations == Annotations::Deferred && !self.future_annotations
    }

    fn annotation(&self, annotation: &mut Expr) {
        if !self.future_annotations {
            self.expr(annotation);
        }
    }

    fn opt(&self, expr: Option<&mut Expr>) {
        if let Some(expr) = expr {
            self.expr(expr);
        }
    }

    fn boxed(&self, expr: Option<&mut Box<Expr>>) {
        if let Some(expr) = expr {
            self.expr(expr);
        }
    }

    /// What is assigned to or deleted: only what is evaluated inside it folds.
    fn target(&self, target: &mut Expr) {
        match &mut target.kind {
            ExprKind::Attribute { value, .. } => self.expr(value),
            ExprKind::Subscript { value, slice } => {
                self.expr(value);
                self.expr(slice);
            }
            ExprKind::Starred(inner) => self.target(inner),
            ExprKind::List(elts) | ExprKind::Tuple(elts) => elts.iter_mut().for_each(|e| self.target(e)),
            _ => {}
        }
    }

    fn expr(&self, e: &mut Expr) {
        match &mut e.kind {
            ExprKind::Constant(_) | ExprKind::Folded(_) => {}
            ExprKind::Name(name) => {
                if &**name == "__debug__" && self.dialect.folding.on_tree() {
                    e.kind = ExprKind::Constant(Const::True);
                }
            }
            ExprKind::BoolOp { values, .. } => values.iter_mut().for_each(|v| self.expr(v)),
            ExprKind::Named { value, .. } => self.expr(value),
            ExprKind::BinOp { .. } => self.binary_chain(e),
            ExprKind::UnaryOp { op, operand } => {
                self.expr(operand);
                // A folded comparison keeps its own place.
                let place = if operand.constant().is_some() { e.at } else { operand.at };
                if let Some(folded) = self.unary(*op, operand) {
                    e.kind = folded;
                    e.at = place;
                }
            }
            ExprKind::Lambda { args, body } => {
                self.arguments(args);
                self.expr(body);
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.expr(test);
                self.expr(body);
                self.expr(orelse);
            }
            ExprKind::Dict { keys, values } => {
                keys.iter_mut().flatten().for_each(|k| self.expr(k));
                values.iter_mut().for_each(|v| self.expr(v));
            }
            ExprKind::Set(elts) | ExprKind::List(elts) => elts.iter_mut().for_each(|v| self.expr(v)),
            ExprKind::JoinedStr(parts) => parts.iter_mut().for_each(|v| self.expr(v)),
            ExprKind::Tuple(elts) => {
                elts.iter_mut().for_each(|v| self.expr(v));
                if self.follow_plainly(elts)
                    && let Some(items) = super::displays::constants(elts)
                {
                    e.kind = self.folded(Const::Tuple(items));
                }
            }
            ExprKind::ListComp { elt, generators }
            | ExprKind::SetComp { elt, generators }
            | ExprKind::GeneratorExp { elt, generators } => {
                self.expr(elt);
                self.comprehensions(generators);
            }
            ExprKind::DictComp { key, value, generators } => {
                self.expr(key);
                self.expr(value);
                self.comprehensions(generators);
            }
            ExprKind::Yield(value) => self.boxed(value.as_mut()),
            ExprKind::YieldFrom(value) | ExprKind::Await(value) | ExprKind::Repr(value) | ExprKind::Starred(value) => {
                self.expr(value);
            }
            ExprKind::Compare { left, ops, comparators } => {
                self.expr(left);
                comparators.iter_mut().for_each(|v| self.expr(v));
                if let (Some(Comparison::In | Comparison::NotIn), Some(last)) = (ops.last(), comparators.last_mut()) {
                    self.iterated(last);
                }
            }
            ExprKind::Call { func, args, keywords } => {
                self.expr(func);
                args.iter_mut().for_each(|v| self.expr(v));
                keywords.iter_mut().for_each(|k| self.expr(&mut k.value));
            }
            ExprKind::FormattedValue { value, format_spec, .. } => {
                self.expr(value);
                self.boxed(format_spec.as_mut());
            }
            ExprKind::Attribute { value, .. } => self.expr(value),
            ExprKind::Subscript { value, slice } => {
                self.expr(value);
                self.expr(slice);
                let folded = match (value.constant(), slice.constant(), &slice.kind) {
                    (Some(v), Some(i), _) if self.follows_plainly(slice) => {
                        values::subscript(v, i, self.dialect.plain_strings_are_bytes)
                    }
                    (Some(v), None, ExprKind::Slice { lower, upper, step }) if self.dialect.folds_constant_slices => {
                        values::slice(v, [lower, upper, step].map(|part| part.as_deref()))
                    }
                    _ => None,
                };
                if let Some(folded) = folded {
                    e.kind = self.folded(folded);
                }
            }
            ExprKind::Slice { lower, upper, step } => {
                self.boxed(lower.as_mut());
                self.boxed(upper.as_mut());
                self.boxed(step.as_mut());
            }
        }
    }

    /// A binary operation; the left operand may be a long chain, walked without recursion.
    fn binary_chain(&self, e: &mut Expr) {
        let ExprKind::BinOp { left, op, right } = &mut e.kind else { return };
        self.expr(left);
        self.expr(right);
        if let (Some(l), Some(r)) = (left.constant(), right.constant())
            && self.follows_plainly(right)
            && let Some(folded) = values::binary(*op, l, r, self.dialect.folding)
            && self.allowed(*op, &folded)
        {
            e.kind = self.folded(folded);
            return;
        }
        if *op == BinaryOp::Remainder
            && self.dialect.folds_percent_formats
            && let (Some(Const::Str(format)), ExprKind::Tuple(args)) = (left.constant(), &right.kind)
            && let Some(plan) = percent_plan(format, args)
        {
            let ExprKind::Tuple(args) = std::mem::replace(&mut right.kind, ExprKind::Constant(Const::None)) else {
                return;
            };
            let at = left.at;
            e.kind = ExprKind::JoinedStr(percent_parts(plan, args, at));
        }
    }

    /// A constant that folding made.
    fn folded(&self, value: Const) -> ExprKind {
        match self.dialect.folding {
            Folding::Tree | Folding::TreeOfShort => ExprKind::Constant(value),
            Folding::Peephole | Folding::PeepholeOfSafePowers => ExprKind::Folded(value),
        }
    }

    /// 2.7 counts the constants that stand in a row, and begins anew with one that it has folded (`cumlc` in
    /// Python/peephole.c): `((1, 2), 3)` becomes one constant, `(1, (2, 3))` and `1 + (2 + 3)` do not.
    fn follows_plainly(&self, operand: &Expr) -> bool {
        let folded = matches!(operand.kind, ExprKind::Folded(_) | ExprKind::Constant(Const::Tuple(_)));
        self.dialect.folding != Folding::Peephole || !folded
    }

    /// 3.6 does not know `()` for a constant (`j > 0` in Python/peephole.c).
    fn follow_plainly(&self, items: &[Expr]) -> bool {
        let empty = |item: &Expr| matches!(item.constant(), Some(Const::Tuple(items)) if items.is_empty());
        items.iter().skip(1).all(|item| self.follows_plainly(item))
            && (self.dialect.folding != Folding::PeepholeOfSafePowers || !items.iter().any(empty))
    }

    /// The peephole optimizers stop at 20 items, and leave 2.7's `/` alone (`-Qnew` may change it).
    fn allowed(&self, op: BinaryOp, value: &Const) -> bool {
        if self.dialect.folding.on_tree() {
            return true;
        }
        let len = match value {
            Const::Str(s) => s.chars().count(),
            Const::Bytes(b) => b.len(),
            Const::Tuple(items) => items.len(),
            _ => 0,
        };
        len <= 20 && op != BinaryOp::ClassicDivide
    }

    fn unary(&self, op: UnaryOp, operand: &mut Expr) -> Option<ExprKind> {
        if self.dialect.folding.on_tree() {
            return fold_unary(op, operand);
        }
        if operand.constant().is_none() {
            return fold_unary(op, operand);
        }
        match (op, fold_unary(op, operand)?) {
            (UnaryOp::Not, _) => None,
            (UnaryOp::Plus, _) if self.dialect.python2 => None,
            // 2.7's parser reads a negative number as one constant.
            (UnaryOp::Minus, ExprKind::Constant(value)) if !self.dialect.python2 => Some(self.folded(value)),
            (UnaryOp::Plus | UnaryOp::Invert, ExprKind::Constant(value)) => Some(self.folded(value)),
            (_, kind) => Some(kind),
        }
    }

    fn comprehensions(&self, generators: &mut [Comprehension]) {
        for generator in generators {
            self.target(&mut generator.target);
            self.expr(&mut generator.iter);
            generator.ifs.iter_mut().for_each(|e| self.expr(e));
            self.gone_through(&mut generator.iter);
        }
    }

    /// What a loop goes through.
    fn gone_through(&self, e: &mut Expr) {
        if self.dialect.folds_lists_of_loops {
            self.iterated(e);
        }
    }

    /// What is only iterated over or searched: a list becomes a tuple, a set a frozenset.
    fn iterated(&self, e: &mut Expr) {
        match &mut e.kind {
            ExprKind::List(elts) => {
                let stays = elts.is_empty() && !self.dialect.folds_empty_lists;
                if stays || elts.iter().any(|v| matches!(v.kind, ExprKind::Starred(_))) {
                    return;
                }
                match super::displays::constants(elts).filter(|_| self.follow_plainly(elts)) {
                    Some(items) => e.kind = self.folded(Const::Tuple(items)),
                    None if self.dialect.statements.listed_names == ListedNames::Tuple => {
                        let elts = std::mem::take(elts);
                        e.kind = ExprKind::Tuple(elts);
                    }
                    None => {}
                }
            }
            ExprKind::Set(elts) if self.dialect.folds_sets => {
                if let Some(items) = super::displays::constants(elts) {
                    e.kind = self.folded(Const::FrozenSet(dedup(items)));
                }
            }
            _ => {}
        }
    }

    fn pattern(&self, pattern: &mut Pattern) {
        match &mut pattern.kind {
            PatternKind::Value(value) => self.expr(value),
            PatternKind::Singleton(_) | PatternKind::Star(_) => {}
            PatternKind::Sequence(patterns) | PatternKind::Or(patterns) => {
                patterns.iter_mut().for_each(|p| self.pattern(p));
            }
            PatternKind::Mapping { keys, patterns, .. } => {
                keys.iter_mut().for_each(|k| self.expr(k));
                patterns.iter_mut().for_each(|p| self.pattern(p));
            }
            PatternKind::Class { cls, patterns, kwd_patterns, .. } => {
                self.expr(cls);
                patterns.iter_mut().chain(kwd_patterns).for_each(|p| self.pattern(p));
            }
            PatternKind::As { pattern: Some(inner), .. } => self.pattern(inner),
            PatternKind::As { pattern: None, .. } => {}
        }
    }
}

fn fold_unary(op: UnaryOp, operand: &mut Expr) -> Option<ExprKind> {
    if let Some(value) = operand.constant() {
        return values::unary(op, value).map(ExprKind::Constant);
    }
    let ExprKind::Compare { ops, .. } = &mut operand.kind else { return None };
    let ([only], UnaryOp::Not) = (ops.as_mut_slice(), op) else { return None };
    *only = match only {
        Comparison::Is => Comparison::IsNot,
        Comparison::IsNot => Comparison::Is,
        Comparison::In => Comparison::NotIn,
        Comparison::NotIn => Comparison::In,
        _ => return None,
    };
    Some(std::mem::replace(&mut operand.kind, ExprKind::Constant(Const::None)))
}

/// Pieces of a `%` format that is compiled like an f-string.
enum Piece {
    Text(String),
    Field { conversion: Conversion, spec: String },
}

/// The pieces, when the format has only `%s`, `%r`, `%a` (with width and precision) and `%%`, as many as `args`.
fn percent_plan(format: &str, args: &[Expr]) -> Option<Vec<Piece>> {
    if args.iter().any(|a| matches!(a.kind, ExprKind::Starred(_))) {
        return None;
    }
    let mut pieces = Vec::new();
    let mut text = String::new();
    let mut fields = 0;
    let mut chars = format.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '%' {
            text.push(c);
            continue;
        }
        if chars.peek() == Some(&'%') {
            chars.next();
            text.push('%');
            continue;
        }
        let mut left = false;
        while chars.next_if_eq(&'-').is_some() {
            left = true;
        }
        let mut width = String::new();
        while let Some(digit) = chars.next_if(char::is_ascii_digit) {
            width.push(digit);
        }
        let mut precision = None;
        if chars.next_if_eq(&'.').is_some() {
            let mut digits = String::new();
            while let Some(digit) = chars.next_if(char::is_ascii_digit) {
                digits.push(digit);
            }
            precision = Some(if digits.is_empty() { "0".to_owned() } else { digits });
        }
        let conversion = match chars.next()? {
            's' => Conversion::Str,
            'r' => Conversion::Repr,
            'a' => Conversion::Ascii,
            _ => return None,
        };
        // CPython gives up on anything else: flags, `*`, widths above 99.
        if width.len() > 2 || precision.as_ref().is_some_and(|p| p.len() > 2) {
            return None;
        }
        let mut spec = String::new();
        if !left && !width.is_empty() && width != "0" {
            spec.push('>');
        }
        spec.push_str(&width);
        if let Some(precision) = precision {
            spec.push('.');
            spec.push_str(&precision);
        }
        if !text.is_empty() {
            pieces.push(Piece::Text(std::mem::take(&mut text)));
        }
        pieces.push(Piece::Field { conversion, spec });
        fields += 1;
    }
    if !text.is_empty() {
        pieces.push(Piece::Text(text));
    }
    (fields == args.len()).then_some(pieces)
}

fn percent_parts(plan: Vec<Piece>, args: Vec<Expr>, at: crate::python::code::Position) -> Vec<Expr> {
    let mut args = args.into_iter();
    let mut parts = Vec::new();
    let text = |s: String| Expr::new(at, ExprKind::Constant(Const::Str(s.into())));
    for piece in plan {
        match piece {
            Piece::Text(s) => parts.push(text(s)),
            Piece::Field { conversion, spec } => {
                let Some(value) = args.next() else { break };
                let place = value.at;
                let format_spec =
                    (!spec.is_empty()).then(|| Box::new(Expr::new(place, ExprKind::JoinedStr(vec![text(spec)]))));
                let kind = ExprKind::FormattedValue { value: Box::new(value), conversion, format_spec };
                parts.push(Expr::new(place, kind));
            }
        }
    }
    parts
}
