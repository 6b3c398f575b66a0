//! 3.14: annotations that are evaluated when somebody asks (PEP 649). They become the values of a dict display in a
//! lambda, which the function or class keeps as its `__annotate__`.

use crate::python::ast::*;
use crate::python::code::{Const, Position};

/// The lambda with the annotations of a function, taken from its arguments; nothing where there are none.
pub(super) fn of_function(def: &mut FunctionDef, at: Position) -> Option<Box<Expr>> {
    let Arguments { posonly, args, vararg, kwonly, kwarg, .. } = &mut def.args;
    let arguments = args.iter_mut().chain(posonly).chain(vararg).chain(kwonly).chain(kwarg);
    let mut found: Vec<(Name, Expr)> =
        arguments.filter_map(|arg| Some((arg.name.clone(), arg.annotation.take()?))).collect();
    found.extend(def.returns.take().map(|returns| ("return".into(), returns)));
    annotate(found, at)
}

/// Adds to a class body the assignment of the lambda with the annotations of its variables.
pub(super) fn of_variables(body: &mut Vec<Stmt>, name: &str, at: Position) {
    let mut found = Vec::new();
    for stmt in body.iter_mut() {
        if let StmtKind::AnnAssign { target, annotation, simple: true, .. } = &mut stmt.kind
            && let ExprKind::Name(name) = &target.kind
        {
            let nothing = Expr::new(annotation.at, ExprKind::Constant(Const::None));
            found.push((name.clone(), std::mem::replace(annotation, nothing)));
        }
    }
    if let Some(annotate) = annotate(found, at) {
        let targets = vec![Expr::new(at, ExprKind::Name(name.into()))];
        body.push(Stmt { at, kind: StmtKind::Assign { targets, value: *annotate } });
    }
}

fn annotate(found: Vec<(Name, Expr)>, at: Position) -> Option<Box<Expr>> {
    if found.is_empty() {
        return None;
    }
    let text = |name: Name| Some(Expr::new(at, ExprKind::Constant(Const::Str(name))));
    let (names, values): (Vec<Name>, Vec<Expr>) = found.into_iter().unzip();
    let body = Box::new(Expr::new(at, ExprKind::Dict { keys: names.into_iter().map(text).collect(), values }));
    let args = Box::new(Arguments {
        posonly: vec![Arg { at, name: "format".into(), annotation: None }],
        ..Arguments::default()
    });
    Some(Box::new(Expr::new(at, ExprKind::Lambda { args, body })))
}
