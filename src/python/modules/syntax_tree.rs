//! `_ast`: what `ast` (Python source) builds on. A node is a tuple here: the name of its class, its fields in the order of
//! `_fields`, and its place (line, column, last line, last column) or None.

use crate::memory::Ref;
use crate::python::ast::*;
use crate::python::code::{BinaryOp, Const, Conversion, Position};
use crate::python::compile::{self, Mode};
use crate::python::vm::known;
use crate::python::vm::native::{Args, Arity, ModuleDef, Native};
use crate::python::vm::{Res, Vm};

pub const MODULE: ModuleDef =
    ModuleDef { name: "_ast", functions: &[Native::function("parse", Arity::Range(3, 3), parse)], fill: None };

/// `parse(source, filename, mode)`: the tree of a module ("exec"), an expression ("eval") or a statement ("single").
fn parse(vm: &mut Vm, args: Args) -> Res {
    let [source, filename, mode] = [0, 1, 2].map(|at| vm.text(args.at(vm, at)));
    let mode = match mode.as_str() {
        "eval" => Mode::Eval,
        "single" => Mode::Single,
        _ => Mode::Exec,
    };
    let tree = match compile::syntax_tree(&source, &filename, mode, &vm.dialect) {
        Ok(tree) => tree,
        Err(error) => return Err(vm.raise_syntax_error(&error)),
    };
    let mut maker = Maker { vm };
    Ok(match tree {
        compile::Tree::Expression(body) => {
            let body = maker.expr(&body);
            maker.node("Expression", None, vec![body])
        }
        compile::Tree::Module(module) => {
            let body = maker.block(&module.body);
            if mode == Mode::Single {
                maker.node("Interactive", None, vec![body])
            } else {
                let ignores = maker.vm.list(Vec::new());
                maker.node("Module", None, vec![body, ignores])
            }
        }
    })
}

/// Makes the objects; each is owned by whoever gets it.
struct Maker<'a> {
    vm: &'a mut Vm,
}

impl Maker<'_> {
    /// Steals the fields.
    fn node(&mut self, class: &str, at: Option<Position>, fields: Vec<Ref>) -> Ref {
        let class = self.vm.intern(class);
        self.vm.incref(class);
        let fields = self.vm.tuple(&fields);
        let place = match at {
            Some(at) => {
                let numbers = [at.line, at.col, at.end_line, at.end_col].map(i64::from);
                super::int_tuple(self.vm, &numbers)
            }
            None => self.vm.none(),
        };
        self.vm.tuple(&[class, fields, place])
    }

    fn bare(&mut self, class: &str) -> Ref {
        self.node(class, None, Vec::new())
    }

    fn list<T>(&mut self, items: &[T], make: fn(&mut Self, &T) -> Ref) -> Ref {
        let made = items.iter().map(|item| make(self, item)).collect();
        self.vm.list(made)
    }

    fn option<T>(&mut self, item: Option<&T>, make: fn(&mut Self, &T) -> Ref) -> Ref {
        match item {
            Some(item) => make(self, item),
            None => self.vm.none(),
        }
    }

    fn exprs(&mut self, items: &[Expr]) -> Ref {
        self.list(items, Self::expr)
    }

    fn maybe(&mut self, item: Option<&Expr>) -> Ref {
        self.option(item, Self::expr)
    }

    fn block(&mut self, body: &[Stmt]) -> Ref {
        self.list(body, Self::stmt)
    }

    fn name(&mut self, name: &Name) -> Ref {
        self.vm.str(name)
    }

    fn maybe_name(&mut self, name: Option<&Name>) -> Ref {
        self.option(name, Self::name)
    }

    fn int(&mut self, value: i64) -> Ref {
        self.vm.int(value)
    }

    fn constant(&mut self, value: &Const) -> Ref {
        let vm = &mut *self.vm;
        match value {
            Const::True => vm.bool(true),
            Const::False => vm.bool(false),
            Const::Ellipsis => vm.incref(known::ELLIPSIS),
            Const::Int(value) => vm.int(*value),
            Const::BigInt(value) | Const::Long(value) => vm.big_int(value.clone()),
            Const::Float(value) => vm.float(*value),
            Const::Complex(re, im) => vm.complex(*re, *im),
            Const::Str(text) => vm.str(text),
            Const::Bytes(bytes) => vm.bytes(bytes),
            Const::Tuple(items) => {
                let items: Vec<Ref> = items.iter().map(|item| self.constant(item)).collect();
                self.vm.tuple(&items)
            }
            // Only folding makes the others, and no tree is folded here.
            Const::None | Const::FrozenSet(_) | Const::Slice(_) | Const::Code(_) => vm.none(),
        }
    }

    fn expr(&mut self, e: &Expr) -> Ref {
        let (class, fields) = match &e.kind {
            ExprKind::Constant(value) | ExprKind::Folded(value) => {
                let unicode = self.vm.none();
                ("Constant", vec![self.constant(value), unicode])
            }
            ExprKind::Name(name) => ("Name", vec![self.name(name)]),
            ExprKind::BoolOp { op, values } => {
                let op = self.bare(if *op == BoolOp::And { "And" } else { "Or" });
                ("BoolOp", vec![op, self.exprs(values)])
            }
            ExprKind::Named { target, value } => ("NamedExpr", vec![self.expr(target), self.expr(value)]),
            ExprKind::BinOp { left, op, right } => {
                ("BinOp", vec![self.expr(left), self.bare(operator(*op)), self.expr(right)])
            }
            ExprKind::UnaryOp { op, operand } => {
                let op = self.bare(match op {
                    UnaryOp::Invert => "Invert",
                    UnaryOp::Not => "Not",
                    UnaryOp::Plus => "UAdd",
                    UnaryOp::Minus => "USub",
                });
                ("UnaryOp", vec![op, self.expr(operand)])
            }
            ExprKind::Repr(value) => ("Repr", vec![self.expr(value)]),
            ExprKind::Lambda { args, body } => ("Lambda", vec![self.arguments(args), self.expr(body)]),
            ExprKind::IfExp { test, body, orelse } => {
                ("IfExp", vec![self.expr(test), self.expr(body), self.expr(orelse)])
            }
            ExprKind::Dict { keys, values } => {
                let keys = self.list(keys, |maker, key| maker.maybe(key.as_ref()));
                ("Dict", vec![keys, self.exprs(values)])
            }
            ExprKind::Set(items) => ("Set", vec![self.exprs(items)]),
            ExprKind::ListComp { elt, generators } => ("ListComp", vec![self.expr(elt), self.generators(generators)]),
            ExprKind::SetComp { elt, generators } => ("SetComp", vec![self.expr(elt), self.generators(generators)]),
            ExprKind::DictComp { key, value, generators } => {
                ("DictComp", vec![self.expr(key), self.expr(value), self.generators(generators)])
            }
            ExprKind::GeneratorExp { elt, generators } => {
                ("GeneratorExp", vec![self.expr(elt), self.generators(generators)])
            }
            ExprKind::Yield(value) => ("Yield", vec![self.maybe(value.as_deref())]),
            ExprKind::YieldFrom(value) => ("YieldFrom", vec![self.expr(value)]),
            ExprKind::Await(value) => ("Await", vec![self.expr(value)]),
            ExprKind::Compare { left, ops, comparators } => {
                let ops = self.list(ops, |maker, op| maker.bare(comparison(*op)));
                ("Compare", vec![self.expr(left), ops, self.exprs(comparators)])
            }
            ExprKind::Call { func, args, keywords } => {
                ("Call", vec![self.expr(func), self.exprs(args), self.list(keywords, Self::keyword)])
            }
            ExprKind::FormattedValue { value, conversion, format_spec } => {
                let conversion = match conversion {
                    Conversion::None => -1,
                    Conversion::Str => i64::from(b's'),
                    Conversion::Repr => i64::from(b'r'),
                    Conversion::Ascii => i64::from(b'a'),
                };
                ("FormattedValue", vec![self.expr(value), self.int(conversion), self.maybe(format_spec.as_deref())])
            }
            ExprKind::JoinedStr(values) => ("JoinedStr", vec![self.exprs(values)]),
            ExprKind::Attribute { value, attr } => ("Attribute", vec![self.expr(value), self.name(attr)]),
            ExprKind::Subscript { value, slice } => ("Subscript", vec![self.expr(value), self.expr(slice)]),
            ExprKind::Starred(value) => ("Starred", vec![self.expr(value)]),
            ExprKind::List(items) => ("List", vec![self.exprs(items)]),
            ExprKind::Tuple(items) => ("Tuple", vec![self.exprs(items)]),
            ExprKind::Slice { lower, upper, step } => {
                ("Slice", vec![self.maybe(lower.as_deref()), self.maybe(upper.as_deref()), self.maybe(step.as_deref())])
            }
        };
        self.node(class, Some(e.at), fields)
    }

    fn generators(&mut self, generators: &[Comprehension]) -> Ref {
        self.list(generators, |maker, g| {
            let fields = vec![
                maker.expr(&g.target),
                maker.expr(&g.iter),
                maker.exprs(&g.ifs),
                maker.int(i64::from(g.pace == Pace::Async)),
            ];
            maker.node("comprehension", None, fields)
        })
    }

    fn keyword(&mut self, keyword: &Keyword) -> Ref {
        let fields = vec![self.maybe_name(keyword.arg.as_ref()), self.expr(&keyword.value)];
        self.node("keyword", Some(keyword.at), fields)
    }

    fn arg(&mut self, arg: &Arg) -> Ref {
        let comment = self.vm.none();
        let fields = vec![self.name(&arg.name), self.maybe(arg.annotation.as_ref()), comment];
        self.node("arg", Some(arg.at), fields)
    }

    fn arguments(&mut self, a: &Arguments) -> Ref {
        let fields = vec![
            self.list(&a.posonly, Self::arg),
            self.list(&a.args, Self::arg),
            self.option(a.vararg.as_ref(), Self::arg),
            self.list(&a.kwonly, Self::arg),
            self.list(&a.kw_defaults, |maker, value| maker.maybe(value.as_ref())),
            self.option(a.kwarg.as_ref(), Self::arg),
            self.exprs(&a.defaults),
        ];
        self.node("arguments", None, fields)
    }

    fn type_param(&mut self, p: &TypeParam) -> Ref {
        let mut fields = vec![self.name(&p.name)];
        let class = match p.kind {
            TypeParamKind::TypeVar => {
                fields.push(self.maybe(p.bound.as_ref()));
                "TypeVar"
            }
            TypeParamKind::ParamSpec => "ParamSpec",
            TypeParamKind::TypeVarTuple => "TypeVarTuple",
        };
        fields.push(self.maybe(p.default.as_ref()));
        self.node(class, Some(p.at), fields)
    }

    fn alias(&mut self, alias: &Alias) -> Ref {
        let fields = vec![self.name(&alias.name), self.maybe_name(alias.asname.as_ref())];
        self.node("alias", Some(alias.at), fields)
    }

    fn stmt(&mut self, s: &Stmt) -> Ref {
        let (class, fields) = match &s.kind {
            StmtKind::FunctionDef(f) => {
                let comment = self.vm.none();
                let class = if f.pace == Pace::Async { "AsyncFunctionDef" } else { "FunctionDef" };
                let fields = vec![
                    self.name(&f.name),
                    self.arguments(&f.args),
                    self.block(&f.body),
                    self.exprs(&f.decorators),
                    self.maybe(f.returns.as_ref()),
                    comment,
                    self.list(&f.type_params, Self::type_param),
                ];
                (class, fields)
            }
            StmtKind::ClassDef(c) => {
                let fields = vec![
                    self.name(&c.name),
                    self.exprs(&c.bases),
                    self.list(&c.keywords, Self::keyword),
                    self.block(&c.body),
                    self.exprs(&c.decorators),
                    self.list(&c.type_params, Self::type_param),
                ];
                ("ClassDef", fields)
            }
            StmtKind::Return(value) => ("Return", vec![self.maybe(value.as_ref())]),
            StmtKind::Delete(targets) => ("Delete", vec![self.exprs(targets)]),
            StmtKind::Assign { targets, value } => {
                let comment = self.vm.none();
                ("Assign", vec![self.exprs(targets), self.expr(value), comment])
            }
            StmtKind::TypeAlias { name, type_params, value } => {
                ("TypeAlias", vec![self.expr(name), self.list(type_params, Self::type_param), self.expr(value)])
            }
            StmtKind::AugAssign { target, op, value } => {
                ("AugAssign", vec![self.expr(target), self.bare(operator(*op)), self.expr(value)])
            }
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                let simple = self.int(i64::from(*simple));
                ("AnnAssign", vec![self.expr(target), self.expr(annotation), self.maybe(value.as_ref()), simple])
            }
            StmtKind::For { pace, target, iter, body, orelse } => {
                let comment = self.vm.none();
                let class = if *pace == Pace::Async { "AsyncFor" } else { "For" };
                (class, vec![self.expr(target), self.expr(iter), self.block(body), self.block(orelse), comment])
            }
            StmtKind::While { test, body, orelse } => {
                ("While", vec![self.expr(test), self.block(body), self.block(orelse)])
            }
            StmtKind::If { test, body, orelse } => ("If", vec![self.expr(test), self.block(body), self.block(orelse)]),
            StmtKind::With { pace, items, body } => {
                let comment = self.vm.none();
                let class = if *pace == Pace::Async { "AsyncWith" } else { "With" };
                let items = self.list(items, |maker, item| {
                    let fields = vec![maker.expr(&item.context), maker.maybe(item.vars.as_ref())];
                    maker.node("withitem", None, fields)
                });
                (class, vec![items, self.block(body), comment])
            }
            StmtKind::Match { subject, cases } => {
                let cases = self.list(cases, |maker, case| {
                    let fields =
                        vec![maker.pattern(&case.pattern), maker.maybe(case.guard.as_ref()), maker.block(&case.body)];
                    maker.node("match_case", None, fields)
                });
                ("Match", vec![self.expr(subject), cases])
            }
            StmtKind::Raise { exc, cause } => ("Raise", vec![self.maybe(exc.as_ref()), self.maybe(cause.as_ref())]),
            StmtKind::Try { body, handlers, orelse, finalbody, star } => {
                let handlers = self.list(handlers, |maker, h| {
                    let fields =
                        vec![maker.maybe(h.typ.as_ref()), maker.maybe_name(h.target.as_ref()), maker.block(&h.body)];
                    maker.node("ExceptHandler", Some(h.at), fields)
                });
                let class = if *star { "TryStar" } else { "Try" };
                (class, vec![self.block(body), handlers, self.block(orelse), self.block(finalbody)])
            }
            StmtKind::Assert { test, msg } => ("Assert", vec![self.expr(test), self.maybe(msg.as_ref())]),
            StmtKind::Import(names) => ("Import", vec![self.list(names, Self::alias)]),
            StmtKind::ImportFrom { module, names, level } => {
                let level = self.int(i64::from(*level));
                ("ImportFrom", vec![self.maybe_name(module.as_ref()), self.list(names, Self::alias), level])
            }
            StmtKind::Global(names) => ("Global", vec![self.list(names, Self::name)]),
            StmtKind::Nonlocal(names) => ("Nonlocal", vec![self.list(names, Self::name)]),
            StmtKind::Expr(value) => ("Expr", vec![self.expr(value)]),
            StmtKind::Pass => ("Pass", Vec::new()),
            StmtKind::Break => ("Break", Vec::new()),
            StmtKind::Continue => ("Continue", Vec::new()),
            // 2.7 has no `ast` here.
            StmtKind::Raise2 { .. } | StmtKind::Print { .. } | StmtKind::Exec { .. } => ("Pass", Vec::new()),
        };
        self.node(class, Some(s.at), fields)
    }

    fn patterns(&mut self, patterns: &[Pattern]) -> Ref {
        self.list(patterns, Self::pattern)
    }

    fn pattern(&mut self, p: &Pattern) -> Ref {
        let (class, fields) = match &p.kind {
            PatternKind::Value(value) => ("MatchValue", vec![self.expr(value)]),
            PatternKind::Singleton(value) => ("MatchSingleton", vec![self.constant(value)]),
            PatternKind::Sequence(items) => ("MatchSequence", vec![self.patterns(items)]),
            PatternKind::Mapping { keys, patterns, rest } => {
                ("MatchMapping", vec![self.exprs(keys), self.patterns(patterns), self.maybe_name(rest.as_ref())])
            }
            PatternKind::Class { cls, patterns, kwd_attrs, kwd_patterns } => {
                let attrs = self.list(kwd_attrs, |maker, (name, _)| maker.name(name));
                ("MatchClass", vec![self.expr(cls), self.patterns(patterns), attrs, self.patterns(kwd_patterns)])
            }
            PatternKind::Star(name) => ("MatchStar", vec![self.maybe_name(name.as_ref())]),
            PatternKind::As { pattern, name } => {
                let pattern = self.option(pattern.as_deref(), Self::pattern);
                ("MatchAs", vec![pattern, self.maybe_name(name.as_ref())])
            }
            PatternKind::Or(patterns) => ("MatchOr", vec![self.patterns(patterns)]),
        };
        self.node(class, Some(p.at), fields)
    }
}

fn comparison(op: Comparison) -> &'static str {
    match op {
        Comparison::Lt => "Lt",
        Comparison::Le => "LtE",
        Comparison::Eq => "Eq",
        Comparison::Ne => "NotEq",
        Comparison::Gt => "Gt",
        Comparison::Ge => "GtE",
        Comparison::Is => "Is",
        Comparison::IsNot => "IsNot",
        Comparison::In => "In",
        Comparison::NotIn => "NotIn",
    }
}

fn operator(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Add | BinaryOp::InplaceAdd => "Add",
        BinaryOp::And | BinaryOp::InplaceAnd => "BitAnd",
        BinaryOp::FloorDivide | BinaryOp::InplaceFloorDivide => "FloorDiv",
        BinaryOp::Lshift | BinaryOp::InplaceLshift => "LShift",
        BinaryOp::MatrixMultiply | BinaryOp::InplaceMatrixMultiply => "MatMult",
        BinaryOp::Multiply | BinaryOp::InplaceMultiply => "Mult",
        BinaryOp::Remainder | BinaryOp::InplaceRemainder => "Mod",
        BinaryOp::Or | BinaryOp::InplaceOr => "BitOr",
        BinaryOp::Power | BinaryOp::InplacePower => "Pow",
        BinaryOp::Rshift | BinaryOp::InplaceRshift => "RShift",
        BinaryOp::Subtract | BinaryOp::InplaceSubtract => "Sub",
        BinaryOp::TrueDivide
        | BinaryOp::InplaceTrueDivide
        | BinaryOp::ClassicDivide
        | BinaryOp::InplaceClassicDivide => "Div",
        BinaryOp::Xor | BinaryOp::InplaceXor => "BitXor",
    }
}
