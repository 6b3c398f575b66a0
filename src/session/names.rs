//! Short texts for objects, made without running any of the program's code.

use crate::memory::{Body, Ref};
use crate::python::text::{float, quote};
use crate::python::vm::Vm;
use crate::python::vm::known;

/// A `repr` of at most about `width` characters that never calls a program's `__repr__`.
#[must_use]
pub fn short_repr(vm: &Vm, id: Ref, width: usize) -> String {
    if !id.is_null() && vm.heap.count(id) == 0 {
        return "dying".to_owned();
    }
    let text = nested(vm, id, 2);
    if text.chars().count() <= width {
        return text;
    }
    let mut cut: String = text.chars().take(width.saturating_sub(1)).collect();
    cut.push('…');
    cut
}

fn nested(vm: &Vm, id: Ref, depth: usize) -> String {
    if id.is_null() {
        return "<nothing>".to_owned();
    }
    let class = vm.class_name(vm.type_of(id));
    match vm.body(id) {
        _ if id == known::NONE => "None".to_owned(),
        _ if id == known::TRUE => "True".to_owned(),
        _ if id == known::FALSE => "False".to_owned(),
        _ if id == known::ELLIPSIS => "Ellipsis".to_owned(),
        Body::Int(value) => value.to_string(),
        Body::BigInt(value) => value.to_string(),
        Body::Float(value) => float::repr(*value),
        Body::Str(text) => quote::repr_str(text.get(..200).unwrap_or(text)),
        Body::Bytes(bytes) => quote::repr_bytes(&bytes[..bytes.len().min(200)]),
        body @ (Body::List(_) | Body::SmallList(..)) => sequence(vm, body.items().unwrap_or(&[]), "[", "]", depth),
        Body::SmallTuple(..) | Body::Tuple(_) => {
            let items = vm.items(id).unwrap_or(&[]);
            if let [one] = items {
                format!("({},)", inner(vm, *one, depth))
            } else {
                sequence(vm, items, "(", ")", depth)
            }
        }
        Body::Dict(table) => {
            if depth == 0 {
                return "{…}".to_owned();
            }
            let parts: Vec<String> = table
                .entries()
                .take(6)
                .map(|(k, v)| format!("{}: {}", inner(vm, k, depth), inner(vm, v, depth)))
                .collect();
            let more = if table.len() > 6 { ", …" } else { "" };
            format!("{{{}{more}}}", parts.join(", "))
        }
        Body::Set(table) => {
            let items: Vec<Ref> = table.entries().take(8).collect();
            if table.is_empty() { "set()".to_owned() } else { sequence(vm, &items, "{", "}", depth) }
        }
        Body::Type(t) => format!("<class '{}'>", t.name),
        Body::Function(f) => format!("<function {}>", vm.text(f.qualname)),
        Body::BoundMethod { receiver, .. } => format!("<bound method of {}>", inner(vm, *receiver, depth)),
        Body::WeakReference(w) if w.target.is_null() => "<weakref; dead>".to_owned(),
        Body::WeakReference(w) => format!("<weakref to {}>", inner(vm, w.target, depth)),
        Body::Record(_) if vm.is_classic_class(id) => format!("<class {}>", vm.classic_name(id)),
        Body::Record(_) if vm.is_classic_instance(id) => format!("<{} instance>", vm.instance_class_name(id)),
        Body::Exception(e) => {
            let args = vm.items(e.args).unwrap_or(&[]).to_vec();
            format!("{class}{}", sequence(vm, &args, "(", ")", depth))
        }
        Body::Cell(value) => format!("<cell: {}>", inner(vm, *value, depth)),
        _ => format!("<{class}>"),
    }
}

fn inner(vm: &Vm, id: Ref, depth: usize) -> String {
    if depth == 0 && vm.items(id).is_some() { "…".to_owned() } else { nested(vm, id, depth.saturating_sub(1)) }
}

fn sequence(vm: &Vm, items: &[Ref], open: &str, close: &str, depth: usize) -> String {
    if depth == 0 && !items.is_empty() {
        return format!("{open}…{close}");
    }
    let parts: Vec<String> = items.iter().take(8).map(|item| inner(vm, *item, depth)).collect();
    let more = if items.len() > 8 { ", …" } else { "" };
    format!("{open}{}{more}{close}", parts.join(", "))
}
