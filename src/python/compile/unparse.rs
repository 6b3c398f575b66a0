//! Expressions back to text, for `from __future__ import annotations` (`ast_unparse.c`).

use crate::python::ast::*;
use crate::python::code::{BinaryOp, Const};

/// Binding strengths, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Tuple,
    Test,
    Or,
    And,
    Not,
    Compare,
    BitOr,
    BitXor,
    BitAnd,
    Shift,
    Sum,
    Product,
    Factor,
    Power,
    Await,
    Atom,
}

/// The text of an expression as CPython writes it.
pub(super) fn unparse(e: &Expr) -> String {
    let mut out = String::new();
    write(&mut out, e, Level::Test);
    out
}

fn wrapped(out: &mut String, parens: bool, inner: impl FnOnce(&mut String)) {
    if parens {
        out.push('(');
    }
    inner(out);
    if parens {
        out.push(')');
    }
}

fn list(out: &mut String, items: &[Expr]) {
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            out.push_str(", ");
        }
        write(out, item, Level::Test);
    }
}

fn write(out: &mut String, e: &Expr, level: Level) {
    match &e.kind {
        ExprKind::Constant(value) | ExprKind::Folded(value) => constant(out, value),
        ExprKind::Name(name) => out.push_str(name),
        ExprKind::BoolOp { op, values } => {
            let (own, word) = if *op == BoolOp::Or { (Level::Or, " or ") } else { (Level::And, " and ") };
            wrapped(out, level > own, |out| {
                for (i, value) in values.iter().enumerate() {
                    if i > 0 {
                        out.push_str(word);
                    }
                    write(out, value, if own == Level::Or { Level::And } else { Level::Not });
                }
            });
        }
        ExprKind::BinOp { left, op, right } => {
            let (own, above) = match op {
                BinaryOp::Or => (Level::BitOr, Level::BitXor),
                BinaryOp::Xor => (Level::BitXor, Level::BitAnd),
                BinaryOp::And => (Level::BitAnd, Level::Shift),
                BinaryOp::Lshift | BinaryOp::Rshift => (Level::Shift, Level::Sum),
                BinaryOp::Add | BinaryOp::Subtract => (Level::Sum, Level::Product),
                BinaryOp::Power => (Level::Power, Level::Await),
                _ => (Level::Product, Level::Factor),
            };
            let right_assoc = *op == BinaryOp::Power;
            wrapped(out, level > own, |out| {
                write(out, left, if right_assoc { above } else { own });
                if right_assoc {
                    out.push_str(" ** ");
                } else {
                    out.push(' ');
                    out.push_str(op.text());
                    out.push(' ');
                }
                write(out, right, if right_assoc { own } else { above });
            });
        }
        ExprKind::UnaryOp { op, operand } => {
            let (own, sign) = match op {
                UnaryOp::Not => (Level::Not, "not "),
                UnaryOp::Minus => (Level::Factor, "-"),
                UnaryOp::Plus => (Level::Factor, "+"),
                UnaryOp::Invert => (Level::Factor, "~"),
            };
            wrapped(out, level > own, |out| {
                out.push_str(sign);
                write(out, operand, own);
            });
        }
        ExprKind::IfExp { test, body, orelse } => wrapped(out, level > Level::Test, |out| {
            write(out, body, Level::Or);
            out.push_str(" if ");
            write(out, test, Level::Or);
            out.push_str(" else ");
            write(out, orelse, Level::Test);
        }),
        ExprKind::Compare { left, ops, comparators } => wrapped(out, level > Level::Compare, |out| {
            write(out, left, Level::BitOr);
            for (op, value) in ops.iter().zip(comparators) {
                out.push_str(match op {
                    Comparison::Lt => " < ",
                    Comparison::Le => " <= ",
                    Comparison::Eq => " == ",
                    Comparison::Ne => " != ",
                    Comparison::Gt => " > ",
                    Comparison::Ge => " >= ",
                    Comparison::Is => " is ",
                    Comparison::IsNot => " is not ",
                    Comparison::In => " in ",
                    Comparison::NotIn => " not in ",
                });
                write(out, value, Level::BitOr);
            }
        }),
        ExprKind::Call { func, args, keywords } => {
            write(out, func, Level::Atom);
            out.push('(');
            list(out, args);
            for (i, keyword) in keywords.iter().enumerate() {
                if i > 0 || !args.is_empty() {
                    out.push_str(", ");
                }
                match &keyword.arg {
                    Some(name) => {
                        out.push_str(name);
                        out.push('=');
                    }
                    None => out.push_str("**"),
                }
                write(out, &keyword.value, Level::Test);
            }
            out.push(')');
        }
        ExprKind::Attribute { value, attr } => {
            write(out, value, Level::Atom);
            out.push('.');
            out.push_str(attr);
        }
        ExprKind::Subscript { value, slice } => {
            write(out, value, Level::Atom);
            out.push('[');
            write(out, slice, Level::Tuple);
            out.push(']');
        }
        ExprKind::Starred(inner) => {
            out.push('*');
            write(out, inner, Level::BitOr);
        }
        ExprKind::List(items) => {
            out.push('[');
            list(out, items);
            out.push(']');
        }
        ExprKind::Set(items) => {
            out.push('{');
            list(out, items);
            out.push('}');
        }
        ExprKind::Tuple(items) => {
            if items.is_empty() {
                out.push_str("()");
                return;
            }
            wrapped(out, level > Level::Tuple, |out| {
                list(out, items);
                if items.len() == 1 {
                    out.push(',');
                }
            });
        }
        ExprKind::Dict { keys, values } => {
            out.push('{');
            for (i, (key, value)) in keys.iter().zip(values).enumerate() {
                if i > 0 {
                    out.push_str(", ");
                }
                match key {
                    Some(key) => {
                        write(out, key, Level::Test);
                        out.push_str(": ");
                        write(out, value, Level::Test);
                    }
                    None => {
                        out.push_str("**");
                        write(out, value, Level::BitOr);
                    }
                }
            }
            out.push('}');
        }
        ExprKind::Slice { lower, upper, step } => {
            let part = |out: &mut String, e: &Option<Box<Expr>>| {
                if let Some(e) = e {
                    write(out, e, Level::Test);
                }
            };
            part(out, lower);
            out.push(':');
            part(out, upper);
            if step.is_some() {
                out.push(':');
                part(out, step);
            }
        }
        ExprKind::Lambda { body, .. } => {
            out.push_str("lambda: ");
            write(out, body, Level::Test);
        }
        _ => out.push_str("..."),
    }
}

/// A constant as `repr` writes it.
fn constant(out: &mut String, value: &Const) {
    match value {
        Const::None => out.push_str("None"),
        Const::True => out.push_str("True"),
        Const::False => out.push_str("False"),
        Const::Ellipsis => out.push_str("..."),
        Const::Int(i) => out.push_str(&i.to_string()),
        Const::BigInt(i) | Const::Long(i) => out.push_str(&i.to_string()),
        Const::Float(f) => {
            let text = format!("{f:?}");
            out.push_str(&text);
        }
        Const::Complex(_, im) => out.push_str(&format!("{im}j")),
        Const::Str(s) => {
            let quote = if s.contains('\'') && !s.contains('"') { '"' } else { '\'' };
            out.push(quote);
            for c in s.chars() {
                match c {
                    '\n' => out.push_str("\\n"),
                    '\t' => out.push_str("\\t"),
                    '\r' => out.push_str("\\r"),
                    '\\' => out.push_str("\\\\"),
                    c if c == quote => {
                        out.push('\\');
                        out.push(c);
                    }
                    c => out.push(c),
                }
            }
            out.push(quote);
        }
        Const::Bytes(b) => out.push_str(&format!("b'{}'", String::from_utf8_lossy(b))),
        Const::Tuple(items) => {
            out.push('(');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push_str(", ");
                }
                constant(out, item);
            }
            if items.len() == 1 {
                out.push(',');
            }
            out.push(')');
        }
        _ => out.push_str("..."),
    }
}
