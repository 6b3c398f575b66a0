//! The only file that names the parser crate: parses and lowers its tree to ours at once.

use std::sync::Arc;

use num_bigint::BigInt;
use ruff_python_ast as r;
use ruff_python_ast::PythonVersion;
use ruff_python_parser::{Mode as RuffMode, ParseOptions, parse_unchecked};
use ruff_text_size::{Ranged, TextRange};

use super::lines::Lines;
use crate::python::ast::*;
use crate::python::code::{BinaryOp, Const, Conversion, Position};
use crate::python::dialect::Dialect;
use crate::python::dialect::statements::{FieldLines, InstructionLines};

/// The parser found something it does not accept. What CPython says about it is found by `errors`.
#[derive(Debug)]
pub(super) struct Refused {
    /// The first place that it complained about, a byte offset.
    pub at: usize,
    pub end: usize,
    /// The parser's own words, for what our analysis does not know.
    pub message: String,
    /// Not Python's mistake: gcscope does not do this.
    pub ours: bool,
}

/// How lowering reads literals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Literals {
    Python3,
    /// 2.7: plain strings are bytes, `/` may be classic.
    Python2 {
        unicode_literals: bool,
        classic_division: bool,
    },
}

/// Parses a module; the source has `\n` line ends only.
pub(super) fn parse_module(
    source: &str,
    lines: &Lines,
    literals: Literals,
    dialect: &Dialect,
) -> Result<Module, Refused> {
    let parsed = parse(source, RuffMode::Module, dialect.grammar)?;
    let mut lower = Lower { source, lines, literals, dialect, refused: None, field_line: None, lines_up: 0 };
    let body = match &parsed {
        r::Mod::Module(m) => lower.body(&m.body),
        r::Mod::Expression(_) => Vec::new(),
    };
    lower.finish(Module { body })
}

/// Parses one expression (`eval`).
pub(super) fn parse_expression(
    source: &str,
    lines: &Lines,
    literals: Literals,
    dialect: &Dialect,
) -> Result<Expr, Refused> {
    let parsed = parse(source, RuffMode::Expression, dialect.grammar)?;
    let mut lower = Lower { source, lines, literals, dialect, refused: None, field_line: None, lines_up: 0 };
    let expr = match &parsed {
        r::Mod::Expression(e) => lower.expr(&e.body),
        r::Mod::Module(m) => Expr::new(lower.at(m.range), ExprKind::Constant(Const::None)),
    };
    lower.finish(expr)
}

fn parse(source: &str, mode: RuffMode, version: (u8, u8)) -> Result<r::Mod, Refused> {
    let (major, minor) = version;
    let version = PythonVersion { major, minor };
    let options = ParseOptions::from(mode).with_target_version(version);
    let parsed = parse_unchecked(source, options);
    let first = parsed.errors().iter().min_by_key(|e| e.location.start());
    if let Some(error) = first {
        return Err(Refused {
            at: error.location.start().to_usize(),
            end: error.location.end().to_usize(),
            message: error.error.to_string(),
            ours: false,
        });
    }
    if let Some(error) = parsed.unsupported_syntax_errors().first() {
        return Err(Refused {
            at: error.range.start().to_usize(),
            end: error.range.end().to_usize(),
            // A parser that does not know the syntax cannot name it.
            message: "invalid syntax".to_owned(),
            ours: false,
        });
    }
    Ok(parsed.into_syntax())
}

struct Lower<'s> {
    source: &'s str,
    lines: &'s Lines,
    literals: Literals,
    dialect: &'s Dialect,
    refused: Option<Refused>,
    /// The line that fields of the f-string begin in, where it is not their own.
    field_line: Option<u32>,
    /// How many lines further up than in the source everything stands.
    lines_up: u32,
}

impl Lower<'_> {
    fn finish<T>(self, tree: T) -> Result<T, Refused> {
        match self.refused {
            Some(refused) => Err(refused),
            None => Ok(tree),
        }
    }

    fn refuse(&mut self, range: TextRange, message: &str) {
        if self.refused.is_none() {
            self.refused = Some(Refused {
                at: range.start().to_usize(),
                end: range.end().to_usize(),
                message: message.to_owned(),
                ours: true,
            });
        }
    }

    /// Where there is no `match`, the parser crate says so only of subjects that cannot follow a name.
    fn match_subject(&mut self, statement: &r::StmtMatch) -> Expr {
        if !self.dialect.match_statement && self.refused.is_none() {
            self.refused = Some(Refused {
                at: statement.range.start().to_usize(),
                end: statement.range.end().to_usize(),
                message: "invalid syntax".to_owned(),
                ours: false,
            });
        }
        self.expr(&statement.subject)
    }

    fn at(&self, range: TextRange) -> Position {
        let at = self.lines.position(range.start().to_usize(), range.end().to_usize());
        let up = |line: u32| line.saturating_sub(self.lines_up);
        Position { line: up(at.line), end_line: up(at.end_line), ..at }
    }

    /// Where an expression stands. Up to 3.7 a string is in the line in which its first part ends, and a tuple,
    /// comprehension or generator expression begins with its first element, not with the bracket.
    fn expr_at(&self, expr: &r::Expr) -> Position {
        let at = self.at(expr.range());
        let end = |part: Option<TextRange>| part.map_or(at.line, |range| self.at(range).end_line);
        let line = match expr {
            _ if self.dialect.statements.instruction_lines != InstructionLines::Furthest => at.line,
            r::Expr::Tuple(e) => e.elts.first().map_or(at.line, |first| self.expr_at(first).line),
            r::Expr::ListComp(e) => self.expr_at(&e.elt).line,
            r::Expr::Generator(e) => self.expr_at(&e.elt).line,
            r::Expr::StringLiteral(e) => end(e.value.iter().next().map(|part| part.range)),
            r::Expr::BytesLiteral(e) => end(e.value.iter().next().map(|part| part.range)),
            r::Expr::FString(e) => end(e.value.iter().next().map(Ranged::range)),
            _ => at.line,
        };
        Position { line, ..at }
    }

    // ---- statements

    fn body(&mut self, body: &[r::Stmt]) -> Vec<Stmt> {
        body.iter().map(|s| self.stmt(s)).collect()
    }

    fn stmt(&mut self, stmt: &r::Stmt) -> Stmt {
        let mut at = self.at(stmt.range());
        let kind = match stmt {
            r::Stmt::FunctionDef(s) => {
                at = self.after_decorators(s.range, &s.decorator_list);
                StmtKind::FunctionDef(Box::new(FunctionDef {
                    pace: pace(s.is_async),
                    name: name(&s.name),
                    type_params: self.type_params(s.type_params.as_deref()),
                    args: self.parameters(&s.parameters),
                    decorators: s.decorator_list.iter().map(|d| self.expr(&d.expression)).collect(),
                    returns: self.opt(s.returns.as_deref()),
                    annotate: None,
                    body: self.body(&s.body),
                }))
            }
            r::Stmt::ClassDef(s) => {
                at = self.after_decorators(s.range, &s.decorator_list);
                let (bases, keywords) = match &s.arguments {
                    Some(arguments) => self.arguments(arguments),
                    None => (Vec::new(), Vec::new()),
                };
                StmtKind::ClassDef(Box::new(ClassDef {
                    name: name(&s.name),
                    type_params: self.type_params(s.type_params.as_deref()),
                    bases,
                    keywords,
                    decorators: s.decorator_list.iter().map(|d| self.expr(&d.expression)).collect(),
                    body: self.body(&s.body),
                }))
            }
            r::Stmt::Return(s) => StmtKind::Return(self.opt(s.value.as_deref())),
            r::Stmt::Delete(s) => StmtKind::Delete(self.exprs(&s.targets)),
            r::Stmt::TypeAlias(s) => StmtKind::TypeAlias {
                name: self.expr(&s.name),
                type_params: self.type_params(s.type_params.as_deref()),
                value: self.expr(&s.value),
            },
            r::Stmt::Assign(s) => StmtKind::Assign { targets: self.exprs(&s.targets), value: self.expr(&s.value) },
            r::Stmt::AugAssign(s) => StmtKind::AugAssign {
                target: self.expr(&s.target),
                op: self.operator(s.op),
                value: self.expr(&s.value),
            },
            r::Stmt::AnnAssign(s) => StmtKind::AnnAssign {
                target: self.expr(&s.target),
                annotation: self.expr(&s.annotation),
                value: self.opt(s.value.as_deref()),
                simple: s.simple,
            },
            r::Stmt::For(s) => StmtKind::For {
                pace: pace(s.is_async),
                target: self.expr(&s.target),
                iter: self.expr(&s.iter),
                body: self.body(&s.body),
                orelse: self.body(&s.orelse),
            },
            r::Stmt::While(s) => {
                StmtKind::While { test: self.expr(&s.test), body: self.body(&s.body), orelse: self.body(&s.orelse) }
            }
            r::Stmt::If(s) => {
                let test = self.expr(&s.test);
                let body = self.body(&s.body);
                let orelse = self.elif(&s.elif_else_clauses);
                StmtKind::If { test, body, orelse }
            }
            r::Stmt::With(s) => StmtKind::With {
                pace: pace(s.is_async),
                items: s
                    .items
                    .iter()
                    .map(|i| WithItem {
                        context: self.expr(&i.context_expr),
                        vars: self.opt(i.optional_vars.as_deref()),
                    })
                    .collect(),
                body: self.body(&s.body),
            },
            r::Stmt::Match(s) => StmtKind::Match {
                subject: self.match_subject(s),
                cases: s
                    .cases
                    .iter()
                    .map(|c| MatchCase {
                        pattern: self.pattern(&c.pattern),
                        guard: self.opt(c.guard.as_deref()),
                        body: self.body(&c.body),
                    })
                    .collect(),
            },
            r::Stmt::Raise(s) => {
                StmtKind::Raise { exc: self.opt(s.exc.as_deref()), cause: self.opt(s.cause.as_deref()) }
            }
            r::Stmt::Try(s) => StmtKind::Try {
                body: self.body(&s.body),
                handlers: s.handlers.iter().map(|h| self.handler(h)).collect(),
                orelse: self.body(&s.orelse),
                finalbody: self.body(&s.finalbody),
                star: s.is_star,
            },
            r::Stmt::Assert(s) => StmtKind::Assert { test: self.expr(&s.test), msg: self.opt(s.msg.as_deref()) },
            r::Stmt::Import(s) => StmtKind::Import(s.names.iter().map(|a| self.alias(a)).collect()),
            r::Stmt::ImportFrom(s) => StmtKind::ImportFrom {
                module: s.module.as_ref().map(name),
                names: s.names.iter().map(|a| self.alias(a)).collect(),
                level: s.level,
            },
            r::Stmt::Global(s) => StmtKind::Global(s.names.iter().map(name).collect()),
            r::Stmt::Nonlocal(s) => StmtKind::Nonlocal(s.names.iter().map(name).collect()),
            r::Stmt::Expr(s) => match self.python2_statement(&s.value) {
                Some(kind) => kind,
                None => StmtKind::Expr(self.expr(&s.value)),
            },
            r::Stmt::Pass(_) => StmtKind::Pass,
            r::Stmt::Break(_) => StmtKind::Break,
            r::Stmt::Continue(_) => StmtKind::Continue,
            r::Stmt::IpyEscapeCommand(s) => {
                self.refuse(s.range, "invalid syntax");
                StmtKind::Pass
            }
        };
        Stmt { at, kind }
    }

    /// CPython's definition starts at `def` or `class`, not at the first decorator.
    fn after_decorators(&self, range: TextRange, decorators: &[r::Decorator]) -> Position {
        let end = range.end().to_usize();
        let mut start = range.start().to_usize();
        if let Some(last) = decorators.last() {
            start = last.range.end().to_usize();
            let mut in_comment = false;
            for (offset, c) in self.source.get(start..end).unwrap_or_default().char_indices() {
                match c {
                    '#' => in_comment = true,
                    '\n' => in_comment = false,
                    c if !in_comment && c.is_ascii_alphabetic() => {
                        start += offset;
                        break;
                    }
                    _ => {}
                }
            }
        }
        self.lines.position(start, end)
    }

    fn elif(&mut self, clauses: &[r::ElifElseClause]) -> Vec<Stmt> {
        let mut orelse = Vec::new();
        let end = clauses.last().map(|c| c.range.end());
        // Built from the last clause: a long chain needs no recursion here.
        for clause in clauses.iter().rev() {
            let body = self.body(&clause.body);
            orelse = match &clause.test {
                None => body,
                Some(test) => {
                    let range = TextRange::new(clause.range.start(), end.unwrap_or(clause.range.end()));
                    let kind = StmtKind::If { test: self.expr(test), body, orelse };
                    vec![Stmt { at: self.at(range), kind }]
                }
            };
        }
        orelse
    }

    fn handler(&mut self, handler: &r::ExceptHandler) -> ExceptHandler {
        let r::ExceptHandler::ExceptHandler(h) = handler;
        let at = self.at(h.range);
        let named = h.name.as_ref().map(name);
        let unpacked = named.as_ref().and_then(|written| super::python2::tuples::target(written, at));
        ExceptHandler {
            at,
            typ: self.opt(h.type_.as_deref()),
            target: if unpacked.is_some() { None } else { named },
            unpacked,
            body: self.body(&h.body),
        }
    }

    fn alias(&self, alias: &r::Alias) -> Alias {
        Alias { at: self.at(alias.range), name: name(&alias.name), asname: alias.asname.as_ref().map(name) }
    }

    fn type_params(&mut self, params: Option<&r::TypeParams>) -> Vec<TypeParam> {
        let Some(params) = params else { return Vec::new() };
        let mut out = Vec::new();
        for param in &params.type_params {
            let at = self.at(param.range());
            out.push(match param {
                r::TypeParam::TypeVar(p) => TypeParam {
                    at,
                    name: name(&p.name),
                    kind: TypeParamKind::TypeVar,
                    bound: self.opt(p.bound.as_deref()),
                    default: self.opt(p.default.as_deref()),
                },
                r::TypeParam::ParamSpec(p) => TypeParam {
                    at,
                    name: name(&p.name),
                    kind: TypeParamKind::ParamSpec,
                    bound: None,
                    default: self.opt(p.default.as_deref()),
                },
                r::TypeParam::TypeVarTuple(p) => TypeParam {
                    at,
                    name: name(&p.name),
                    kind: TypeParamKind::TypeVarTuple,
                    bound: None,
                    default: self.opt(p.default.as_deref()),
                },
            });
        }
        out
    }

    fn parameters(&mut self, parameters: &r::Parameters) -> Arguments {
        let mut out = Arguments::default();
        for p in &parameters.posonlyargs {
            let arg = self.arg(&p.parameter);
            out.posonly.push(arg);
            out.defaults.extend(self.opt(p.default.as_deref()));
        }
        for p in &parameters.args {
            let arg = self.arg(&p.parameter);
            out.args.push(arg);
            out.defaults.extend(self.opt(p.default.as_deref()));
        }
        for p in &parameters.kwonlyargs {
            let arg = self.arg(&p.parameter);
            out.kwonly.push(arg);
            let default = self.opt(p.default.as_deref());
            out.kw_defaults.push(default);
        }
        for (number, arg) in out.args.iter_mut().enumerate() {
            if let Some(target) = super::python2::tuples::target(&arg.name, arg.at) {
                if !matches!(target.kind, ExprKind::Tuple(_)) {
                    // `def f((a))`
                    if let ExprKind::Name(plain) = target.kind {
                        arg.name = plain;
                    }
                    continue;
                }
                arg.name = format!(".{number}").into();
                out.unpacked.push((arg.name.clone(), target));
            }
        }
        out.vararg = parameters.vararg.as_deref().map(|p| self.starred_arg(p));
        out.kwarg = parameters.kwarg.as_deref().map(|p| self.starred_arg(p));
        out
    }

    /// The stars do not belong to the argument.
    fn starred_arg(&mut self, parameter: &r::Parameter) -> Arg {
        let mut arg = self.arg(parameter);
        arg.at = self.at(TextRange::new(parameter.name.range.start(), parameter.range.end()));
        arg
    }

    fn arg(&mut self, parameter: &r::Parameter) -> Arg {
        Arg {
            at: self.at(parameter.range),
            name: name(&parameter.name),
            annotation: self.opt(parameter.annotation.as_deref()),
        }
    }

    // ---- expressions

    fn exprs<'a>(&mut self, exprs: impl IntoIterator<Item = &'a r::Expr>) -> Vec<Expr> {
        exprs.into_iter().map(|e| self.expr(e)).collect()
    }

    fn opt(&mut self, expr: Option<&r::Expr>) -> Option<Expr> {
        expr.map(|e| self.expr(e))
    }

    fn boxed(&mut self, expr: &r::Expr) -> Box<Expr> {
        Box::new(self.expr(expr))
    }

    fn opt_boxed(&mut self, expr: Option<&r::Expr>) -> Option<Box<Expr>> {
        expr.map(|e| self.boxed(e))
    }

    fn expr(&mut self, expr: &r::Expr) -> Expr {
        let at = self.expr_at(expr);
        let kind = match expr {
            r::Expr::BoolOp(e) => ExprKind::BoolOp {
                op: match e.op {
                    r::BoolOp::And => BoolOp::And,
                    r::BoolOp::Or => BoolOp::Or,
                },
                values: self.exprs(&e.values),
            },
            r::Expr::Named(e) => ExprKind::Named { target: self.boxed(&e.target), value: self.boxed(&e.value) },
            r::Expr::BinOp(e) => {
                ExprKind::BinOp { left: self.boxed(&e.left), op: self.operator(e.op), right: self.boxed(&e.right) }
            }
            r::Expr::UnaryOp(e) => ExprKind::UnaryOp {
                op: match e.op {
                    r::UnaryOp::Invert => UnaryOp::Invert,
                    r::UnaryOp::Not => UnaryOp::Not,
                    r::UnaryOp::UAdd => UnaryOp::Plus,
                    r::UnaryOp::USub => UnaryOp::Minus,
                },
                operand: self.boxed(&e.operand),
            },
            r::Expr::Lambda(e) => ExprKind::Lambda {
                args: Box::new(match &e.parameters {
                    Some(p) => self.parameters(p),
                    None => Arguments::default(),
                }),
                body: self.boxed(&e.body),
            },
            r::Expr::If(e) => {
                ExprKind::IfExp { test: self.boxed(&e.test), body: self.boxed(&e.body), orelse: self.boxed(&e.orelse) }
            }
            r::Expr::Dict(e) => ExprKind::Dict {
                keys: e.items.iter().map(|i| self.opt(i.key.as_ref())).collect(),
                values: self.exprs(e.items.iter().map(|i| &i.value)),
            },
            r::Expr::Set(e) => ExprKind::Set(self.exprs(&e.elts)),
            r::Expr::ListComp(e) => {
                ExprKind::ListComp { elt: self.boxed(&e.elt), generators: self.comprehensions(&e.generators) }
            }
            r::Expr::SetComp(e) => {
                ExprKind::SetComp { elt: self.boxed(&e.elt), generators: self.comprehensions(&e.generators) }
            }
            r::Expr::DictComp(e) => {
                if e.key.is_none() {
                    self.refuse(e.range, "dict unpacking cannot be used in dict comprehension");
                }
                let value = self.boxed(&e.value);
                let key = match &e.key {
                    Some(key) => self.boxed(key),
                    None => Box::new(Expr::new(at, ExprKind::Constant(Const::None))),
                };
                ExprKind::DictComp { key, value, generators: self.comprehensions(&e.generators) }
            }
            r::Expr::Generator(e) => {
                ExprKind::GeneratorExp { elt: self.boxed(&e.elt), generators: self.comprehensions(&e.generators) }
            }
            r::Expr::Await(e) => ExprKind::Await(self.boxed(&e.value)),
            r::Expr::Yield(e) => ExprKind::Yield(self.opt_boxed(e.value.as_deref())),
            r::Expr::YieldFrom(e) => ExprKind::YieldFrom(self.boxed(&e.value)),
            r::Expr::Compare(e) => ExprKind::Compare {
                left: self.boxed(&e.left),
                ops: e.ops.iter().map(|op| comparison(*op)).collect(),
                comparators: self.exprs(e.comparators.iter()),
            },
            r::Expr::Call(e) if self.stand_in(e).is_some() => self.python2_expression(e),
            r::Expr::Call(e) => {
                let func = self.boxed(&e.func);
                let (args, keywords) = self.arguments(&e.arguments);
                ExprKind::Call { func, args, keywords }
            }
            r::Expr::FString(e) => self.joined(e),
            r::Expr::TString(e) => {
                self.refuse(e.range, "t-strings are not supported by gcscope yet");
                ExprKind::Constant(Const::None)
            }
            r::Expr::StringLiteral(e) => ExprKind::Constant(self.string(e)),
            r::Expr::BytesLiteral(e) => {
                let bytes: Vec<u8> = e.value.bytes().collect();
                ExprKind::Constant(Const::Bytes(bytes.into()))
            }
            r::Expr::NumberLiteral(e) => ExprKind::Constant(match &e.value {
                r::Number::Int(int) => match (integer(&int.to_string()), self.literals) {
                    (Const::BigInt(big), Literals::Python2 { .. }) => Const::Long(big),
                    (int, _) => int,
                },
                r::Number::Float(f) => Const::Float(*f),
                r::Number::Complex { real, imag } => Const::Complex(*real, *imag),
            }),
            // Plain names in 2.7.
            r::Expr::BooleanLiteral(e) if self.literals != Literals::Python3 => {
                ExprKind::Name(Arc::from(if e.value { "True" } else { "False" }))
            }
            r::Expr::BooleanLiteral(e) => ExprKind::Constant(if e.value { Const::True } else { Const::False }),
            r::Expr::NoneLiteral(_) => ExprKind::Constant(Const::None),
            r::Expr::EllipsisLiteral(_) => ExprKind::Constant(Const::Ellipsis),
            r::Expr::Attribute(e) => ExprKind::Attribute { value: self.boxed(&e.value), attr: name(&e.attr) },
            r::Expr::Subscript(e) => ExprKind::Subscript { value: self.boxed(&e.value), slice: self.boxed(&e.slice) },
            r::Expr::Starred(e) => ExprKind::Starred(self.boxed(&e.value)),
            r::Expr::Name(e) => match plain(e.id.as_str()) {
                "None" => ExprKind::Constant(Const::None),
                name => ExprKind::Name(Arc::from(name)),
            },
            r::Expr::List(e) => ExprKind::List(self.exprs(&e.elts)),
            r::Expr::Tuple(e) => ExprKind::Tuple(self.exprs(&e.elts)),
            r::Expr::Slice(e) => ExprKind::Slice {
                lower: self.opt_boxed(e.lower.as_deref()),
                upper: self.opt_boxed(e.upper.as_deref()),
                step: self.opt_boxed(e.step.as_deref()),
            },
            r::Expr::IpyEscapeCommand(e) => {
                self.refuse(e.range, "invalid syntax");
                ExprKind::Constant(Const::None)
            }
        };
        Expr { at, kind }
    }

    fn comprehensions(&mut self, generators: &[r::Comprehension]) -> Vec<Comprehension> {
        let mut out = Vec::new();
        for g in generators {
            out.push(Comprehension {
                pace: pace(g.is_async),
                target: self.expr(&g.target),
                iter: self.expr(&g.iter),
                ifs: self.exprs(&g.ifs),
            });
        }
        out
    }

    fn arguments(&mut self, arguments: &r::Arguments) -> (Vec<Expr>, Vec<Keyword>) {
        let mut args = self.exprs(arguments.args.iter());
        // CPython counts the call's parentheses to a generator expression that is the only argument.
        if let ([r::Expr::Generator(g)], [only]) = (&*arguments.args, args.as_mut_slice())
            && !g.parenthesized
        {
            only.at = self.at(arguments.range);
        }
        let keywords = arguments
            .keywords
            .iter()
            .map(|k| Keyword { at: self.at(k.range), arg: k.arg.as_ref().map(name), value: self.expr(&k.value) })
            .collect();
        (args, keywords)
    }

    // ---- literals

    fn string(&self, e: &r::ExprStringLiteral) -> Const {
        let Literals::Python2 { unicode_literals, .. } = self.literals else {
            return Const::Str(Arc::from(e.value.to_str()));
        };
        // 2.7: one `u` makes the whole concatenation text.
        let is_text = |part: &r::StringLiteral| unicode_literals || part.flags.prefix().is_unicode();
        if e.value.iter().any(is_text) {
            return Const::Str(Arc::from(e.value.to_str()));
        }
        let mut bytes = Vec::new();
        for part in &e.value {
            let range = part.range;
            let text = self.source.get(range.start().to_usize()..range.end().to_usize()).unwrap_or_default();
            bytes.extend(super::literal::decode_bytes(text));
        }
        Const::Bytes(bytes.into())
    }

    fn joined(&mut self, e: &r::ExprFString) -> ExprKind {
        let mut parts = Vec::new();
        let outside = self.field_line;
        let line = self.at(e.range).line;
        for (index, part) in e.value.iter().enumerate() {
            let moved = index > 0 && self.dialect.statements.field_lines == FieldLines::OfFirstPart;
            self.field_line = moved.then_some(line);
            match part {
                r::FStringPart::Literal(literal) => self.literal_part(&mut parts, literal.range, &literal.value),
                r::FStringPart::FString(f) => self.elements(&mut parts, &f.elements),
            }
        }
        self.field_line = outside;
        ExprKind::JoinedStr(parts)
    }

    fn elements(&mut self, parts: &mut Vec<Expr>, elements: &r::InterpolatedStringElements) {
        for element in elements {
            match element {
                r::InterpolatedStringElement::Literal(l) => self.literal_part(parts, l.range, &l.value),
                r::InterpolatedStringElement::Interpolation(field) => self.field(parts, field),
            }
        }
    }

    fn field(&mut self, parts: &mut Vec<Expr>, field: &r::InterpolatedElement) {
        let mut conversion = match field.conversion {
            r::ConversionFlag::None => Conversion::None,
            r::ConversionFlag::Str => Conversion::Str,
            r::ConversionFlag::Ascii => Conversion::Ascii,
            r::ConversionFlag::Repr => Conversion::Repr,
        };
        if let Some(debug) = &field.debug_text {
            // The parser crate takes it in all versions.
            if !self.dialect.debug_fields {
                self.refuse(field.range, "invalid syntax");
            }
            self.literal_part(parts, field.range, debug.as_str());
            if conversion == Conversion::None && field.format_spec.is_none() {
                conversion = Conversion::Repr;
            }
        }
        let up = self.lines_up;
        if let Some(line) = self.field_line {
            let own = self.lines.locate(field.expression.range().start().to_usize()).0;
            self.lines_up = own.saturating_sub(line);
        }
        let value = self.boxed(&field.expression);
        self.lines_up = up;
        let format_spec = field.format_spec.as_ref().map(|spec| {
            let mut inner = Vec::new();
            self.elements(&mut inner, &spec.elements);
            Box::new(Expr::new(self.at(spec.range), ExprKind::JoinedStr(inner)))
        });
        let kind = ExprKind::FormattedValue { value, conversion, format_spec };
        parts.push(Expr::new(self.at(field.range), kind));
    }

    /// Neighbouring literal parts are one constant.
    fn literal_part(&self, parts: &mut Vec<Expr>, range: TextRange, text: &str) {
        if text.is_empty() {
            return;
        }
        if let Some(last) = parts.last_mut()
            && let ExprKind::Constant(Const::Str(before)) = &last.kind
        {
            let joined = format!("{before}{text}");
            last.kind = ExprKind::Constant(Const::Str(joined.into()));
            let end = self.at(range);
            last.at.end_line = end.end_line;
            last.at.end_col = end.end_col;
            return;
        }
        parts.push(Expr::new(self.at(range), ExprKind::Constant(Const::Str(Arc::from(text)))));
    }

    // ---- 2.7's stand-ins (see `python2`)

    fn operator(&self, op: r::Operator) -> BinaryOp {
        match (op, self.literals) {
            (r::Operator::Div, Literals::Python2 { classic_division: true, .. }) => BinaryOp::ClassicDivide,
            _ => binary_op(op),
        }
    }

    fn stand_in<'e>(&self, call: &'e r::ExprCall) -> Option<&'e str> {
        match (&*call.func, self.literals) {
            (r::Expr::Name(name), Literals::Python2 { .. }) => {
                name.id.as_str().strip_prefix("__gcs_").filter(|word| !word.starts_with("name_"))
            }
            _ => None,
        }
    }

    fn python2_expression(&mut self, call: &r::ExprCall) -> ExprKind {
        let Some(inner) = call.arguments.args.first() else { return ExprKind::Constant(Const::None) };
        let inner = self.expr(inner);
        match (self.stand_in(call), inner.kind) {
            (Some("repr"), kind) => ExprKind::Repr(Box::new(Expr::new(inner.at, kind))),
            (Some("long"), ExprKind::Constant(Const::Int(i))) => ExprKind::Constant(Const::Long(BigInt::from(i))),
            (Some("text"), ExprKind::Constant(Const::Bytes(b))) => {
                ExprKind::Constant(Const::Str(String::from_utf8_lossy(&b).into()))
            }
            (_, kind) => kind,
        }
    }

    fn python2_statement(&mut self, e: &r::Expr) -> Option<StmtKind> {
        let r::Expr::Call(call) = e else { return None };
        let word = self.stand_in(call)?;
        if !matches!(word, "print" | "print_to" | "exec" | "raise") {
            return None;
        }
        let mut args = self.exprs(call.arguments.args.iter());
        match word {
            "exec" => {
                // `exec(code, globals)` is the statement with a tuple.
                if let [Expr { kind: ExprKind::Tuple(items), .. }] = args.as_mut_slice()
                    && (2..=3).contains(&items.len())
                {
                    args = std::mem::take(items);
                }
                let mut args = args.into_iter();
                let body = args.next()?;
                Some(StmtKind::Exec { body, globals: args.next(), locals: args.next() })
            }
            "raise" => Some(StmtKind::Raise2 { parts: args }),
            _ => {
                let mut args = args.into_iter();
                let newline = matches!(args.next()?.kind, ExprKind::Constant(Const::Int(1)));
                let dest = if word == "print_to" { args.next() } else { None };
                Some(StmtKind::Print { dest, values: args.collect(), newline })
            }
        }
    }

    // ---- patterns

    fn pattern(&mut self, pattern: &r::Pattern) -> Pattern {
        let at = self.at(pattern.range());
        let kind = match pattern {
            r::Pattern::MatchValue(p) => PatternKind::Value(self.expr(&p.value)),
            r::Pattern::MatchSingleton(p) => PatternKind::Singleton(match p.value {
                r::Singleton::None => Const::None,
                r::Singleton::True => Const::True,
                r::Singleton::False => Const::False,
            }),
            r::Pattern::MatchSequence(p) => PatternKind::Sequence(p.patterns.iter().map(|p| self.pattern(p)).collect()),
            r::Pattern::MatchMapping(p) => PatternKind::Mapping {
                keys: self.exprs(&p.keys),
                patterns: p.patterns.iter().map(|p| self.pattern(p)).collect(),
                rest: p.rest.as_ref().map(name),
            },
            r::Pattern::MatchClass(p) => PatternKind::Class {
                cls: self.expr(&p.cls),
                patterns: p.arguments.patterns.iter().map(|p| self.pattern(p)).collect(),
                kwd_attrs: p.arguments.keywords.iter().map(|k| (name(&k.attr), self.at(k.range))).collect(),
                kwd_patterns: p.arguments.keywords.iter().map(|k| self.pattern(&k.pattern)).collect(),
            },
            r::Pattern::MatchStar(p) => PatternKind::Star(p.name.as_ref().map(name)),
            r::Pattern::MatchAs(p) => PatternKind::As {
                pattern: p.pattern.as_ref().map(|p| Box::new(self.pattern(p))),
                name: p.name.as_ref().map(name),
            },
            r::Pattern::MatchOr(p) => PatternKind::Or(p.patterns.iter().map(|p| self.pattern(p)).collect()),
        };
        Pattern { at, kind }
    }
}

fn name(identifier: &r::Identifier) -> Name {
    Arc::from(plain(identifier.id.as_str()))
}

/// A name as 2.7's programmer wrote it.
fn plain(name: &str) -> &str {
    name.strip_prefix(super::python2::NAME_PREFIX).unwrap_or(name)
}

/// An integer as the token has it: decimal text for what fits in 64 bits, else the source's own text.
fn integer(text: &str) -> Const {
    let digits: String = text.chars().filter(|c| *c != '_').collect();
    let lower = digits.to_ascii_lowercase();
    let (digits, radix) = match lower.get(..2) {
        Some("0x") => (&lower[2..], 16),
        Some("0o") => (&lower[2..], 8),
        Some("0b") => (&lower[2..], 2),
        _ => (lower.as_str(), 10),
    };
    if let Ok(small) = i64::from_str_radix(digits, radix) {
        return Const::Int(small);
    }
    match BigInt::parse_bytes(digits.as_bytes(), radix) {
        Some(big) => Const::BigInt(big),
        None => Const::Int(0),
    }
}

fn binary_op(op: r::Operator) -> BinaryOp {
    match op {
        r::Operator::Add => BinaryOp::Add,
        r::Operator::Sub => BinaryOp::Subtract,
        r::Operator::Mult => BinaryOp::Multiply,
        r::Operator::MatMult => BinaryOp::MatrixMultiply,
        r::Operator::Div => BinaryOp::TrueDivide,
        r::Operator::Mod => BinaryOp::Remainder,
        r::Operator::Pow => BinaryOp::Power,
        r::Operator::LShift => BinaryOp::Lshift,
        r::Operator::RShift => BinaryOp::Rshift,
        r::Operator::BitOr => BinaryOp::Or,
        r::Operator::BitXor => BinaryOp::Xor,
        r::Operator::BitAnd => BinaryOp::And,
        r::Operator::FloorDiv => BinaryOp::FloorDivide,
    }
}

fn comparison(op: r::CmpOp) -> Comparison {
    match op {
        r::CmpOp::Eq => Comparison::Eq,
        r::CmpOp::NotEq => Comparison::Ne,
        r::CmpOp::Lt => Comparison::Lt,
        r::CmpOp::LtE => Comparison::Le,
        r::CmpOp::Gt => Comparison::Gt,
        r::CmpOp::GtE => Comparison::Ge,
        r::CmpOp::Is => Comparison::Is,
        r::CmpOp::IsNot => Comparison::IsNot,
        r::CmpOp::In => Comparison::In,
        r::CmpOp::NotIn => Comparison::NotIn,
    }
}

fn pace(is_async: bool) -> Pace {
    if is_async { Pace::Async } else { Pace::Plain }
}
