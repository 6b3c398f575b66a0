//! Which references an object holds: as its `tp_traverse` gives them to the collector, in CPython's order, and with
//! all that is counted, including what traversal leaves out.

use super::heap::{Heap, flag};
use super::object::{Body, Exception, FrameState, Function, Object, Ref, Type, TypeKind};
use super::rules::ClassInTraverse;

/// The references of `id` in the order of CPython's `tp_traverse`; NULL is left out.
#[inline]
pub fn traverse(heap: &Heap, id: Ref, mut f: impl FnMut(Ref)) {
    references(heap, id, Mode::Traverse, &mut f);
}

/// Every reference that `id` holds and counts.
#[inline]
pub fn counted(heap: &Heap, id: Ref, mut f: impl FnMut(Ref)) {
    references(heap, id, Mode::Counted, &mut f);
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Traverse,
    Counted,
}

#[inline(always)]
fn references(heap: &Heap, id: Ref, mode: Mode, f: &mut impl FnMut(Ref)) {
    let object = heap.object(id);
    let mut visit = |r: Ref| {
        if !r.is_null() {
            f(r);
        }
    };
    match &object.body {
        Body::Instance(slots) => slots.iter().copied().for_each(&mut visit),
        Body::SmallInstance(slots) => slots.iter().copied().for_each(&mut visit),
        Body::List(items) => items.iter().copied().for_each(&mut visit),
        Body::SmallTuple(length, items) => items.iter().take(*length as usize).copied().for_each(&mut visit),
        Body::Tuple(items) => items.iter().copied().for_each(&mut visit),
        Body::Dict(dict) if mode == Mode::Traverse => dict.for_each_traversed(&mut visit),
        Body::Dict(dict) => dict.for_each_ref(&mut visit),
        _ => other_references(heap, object, mode, &mut visit),
    }
    if heap.has_flag(id, flag::EXTRA)
        && let Some(extra) = heap.extras.get(&id)
    {
        extra.slots.iter().copied().for_each(&mut visit);
        visit(extra.dict);
    }
    if class_is_visited(heap, object, mode) {
        visit(object.class);
    }
}

/// Whether the reference to the class is among those enumerated.
fn class_is_visited(heap: &Heap, object: &Object, mode: Mode) -> bool {
    let heap_type = matches!(heap.body(object.class), Body::Type(class) if class.kind != TypeKind::Static);
    heap_type && (mode == Mode::Counted || heap.rules.class_in_traverse == ClassInTraverse::HeapTypes)
}

fn other_references(heap: &Heap, object: &Object, mode: Mode, visit: &mut impl FnMut(Ref)) {
    let counted = mode == Mode::Counted;
    match &object.body {
        Body::Set(set) => set.for_each_ref(visit),
        Body::Function(function) => function_references(function, visit),
        Body::BoundMethod { function, receiver } => {
            visit(*function);
            visit(*receiver);
        }
        Body::Native { receiver, module, .. } => {
            visit(*receiver);
            visit(*module);
        }
        Body::Cell(contents) => visit(*contents),
        Body::Code(code) if counted => {
            visit(code.consts);
            code.names.iter().chain(&code.varnames).copied().for_each(&mut *visit);
            visit(code.name);
            visit(code.qualname);
            visit(code.filename);
        }
        Body::Frame(frame) => {
            visit(frame.back);
            visit(frame.code);
            visit(frame.builtins);
            visit(frame.globals);
            visit(frame.locals);
            visit(frame.function);
            visit(frame.trace);
            if frame.state == FrameState::Owned {
                frame.values.iter().copied().for_each(visit);
            }
        }
        Body::Generator(generator) => {
            visit(generator.frame);
            generator.values.iter().copied().for_each(&mut *visit);
            visit(generator.handled);
            visit(generator.function);
            visit(generator.code);
            if counted {
                visit(generator.globals);
                visit(generator.builtins);
                visit(generator.name);
                visit(generator.qualname);
            }
        }
        Body::Exception(exception) => exception_references(exception, visit),
        Body::Traceback(traceback) => {
            visit(traceback.next);
            visit(traceback.frame);
        }
        Body::Type(class) => type_references(class, counted, visit),
        Body::SequenceIterator { sequence, .. } => visit(*sequence),
        Body::WeakReference(weak) => visit(weak.callback),
        Body::Record(record) => record.refs.iter().copied().for_each(visit),
        _ => {}
    }
    let _ = heap;
}

fn function_references(function: &Function, visit: &mut impl FnMut(Ref)) {
    let Function {
        code,
        globals,
        builtins,
        module,
        defaults,
        kwdefaults,
        doc,
        name,
        qualname,
        dict,
        closure,
        annotations,
        type_params,
    } = *function;
    for r in [
        code,
        globals,
        module,
        defaults,
        kwdefaults,
        doc,
        name,
        dict,
        closure,
        annotations,
        builtins,
        type_params,
        qualname,
    ] {
        visit(r);
    }
}

fn exception_references(exception: &Exception, visit: &mut impl FnMut(Ref)) {
    exception.extra.iter().copied().for_each(&mut *visit);
    visit(exception.dict);
    visit(exception.args);
    visit(exception.notes);
    visit(exception.traceback);
    visit(exception.cause);
    visit(exception.context);
}

fn type_references(class: &Type, counted: bool, visit: &mut impl FnMut(Ref)) {
    if class.kind == TypeKind::Static && !counted {
        return;
    }
    visit(class.dict);
    visit(class.mro);
    visit(class.bases);
    visit(class.base);
    if counted {
        visit(class.qualname);
        visit(class.module);
        class.slots.iter().chain(&class.shared_keys).copied().for_each(visit);
    }
}
