//! Which references an object holds: as its `tp_traverse` gives them to the collector, in CPython's order, and with
//! all that is counted, including what traversal leaves out.
//!
//! The orders were read off `gc.get_referents()` of each version: items of lists and tuples come from the end, a
//! class comes before what the builtin base holds, a function gives its code first.

use smallvec::SmallVec;

use super::heap::{Heap, flag};
use super::object::{Body, Exception, Frame, FrameState, Function, Generator, Object, Ref, Type, TypeKind};
use super::result_cache::ResultCache;
use super::rules::{FrameObjects, FunctionTraverse, GeneratorTraverse, ResultCacheTraverse, Tracebacks};
use super::shared_names;

/// The references of `id` in the order of CPython's `tp_traverse`; NULL is left out.
#[inline(always)]
pub fn traverse(heap: &Heap, id: Ref, mut f: impl FnMut(Ref)) {
    let mut visit = |r: Ref| {
        if !r.is_null() {
            f(r);
        }
    };
    let object = heap.object(id);
    match &object.body {
        Body::List(items) if !has_extra(heap, id, object) => items.iter().rev().copied().for_each(visit),
        Body::SmallTuple(_, items) | Body::SmallList(_, items) if !has_extra(heap, id, object) => {
            items.iter().rev().copied().for_each(visit);
        }
        Body::Tuple(items) if !has_extra(heap, id, object) => items.iter().rev().copied().for_each(visit),
        Body::SmallInstance(slots) => instance(heap, object, slots, &mut visit),
        Body::Instance(slots) => instance(heap, object, slots, &mut visit),
        _ => traverse_other(heap, id, object, &mut visit),
    }
}

/// Every reference that `id` holds and counts, in no particular order.
#[inline]
pub fn counted(heap: &Heap, id: Ref, mut f: impl FnMut(Ref)) {
    let mut visit = |r: Ref| {
        if !r.is_null() {
            f(r);
        }
    };
    let object = heap.object(id);
    if let Some(slots) = object.body.instance() {
        slots.iter().copied().for_each(&mut visit);
    }
    extra(heap, id, Mode::Counted, &mut visit);
    body(heap, id, &object.body, Mode::Counted, &mut visit);
    if class_is_counted(heap, object.class) {
        visit(object.class);
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Traverse,
    Counted,
}

/// Whether an object has more than its builtin body: a class made by a program, a `__dict__`, slots.
#[inline(always)]
fn has_extra(heap: &Heap, id: Ref, object: &Object) -> bool {
    heap.has_flag(id, flag::EXTRA) || class_is_counted(heap, object.class)
}

/// Whether instances count as references to their class: classes made by programs.
#[inline(always)]
#[must_use]
pub fn class_is_counted(heap: &Heap, class: Ref) -> bool {
    heap.has_flag(class, flag::HEAP_TYPE)
}

#[inline(always)]
fn instance(heap: &Heap, object: &Object, slots: &[Ref], visit: &mut impl FnMut(Ref)) {
    let Some((&dict, values)) = slots.split_first() else { return };
    values.iter().copied().for_each(&mut *visit);
    if !dict.is_null() {
        dict_or_values(heap, dict, visit);
    }
    if class_is_counted(heap, object.class) {
        visit(object.class);
    }
}

/// From 3.13 on the values stay in the instance when a `__dict__` is asked for: then the instance visits the values and
/// not the dict, and the dict visits nothing (`PyObject_VisitManagedDict`). The values stand in the order of the names
/// that the instances of the class share.
#[cold]
fn dict_or_values(heap: &Heap, dict: Ref, visit: &mut impl FnMut(Ref)) {
    let (true, Body::Dict(table)) = (heap.has_flag(dict, flag::ATTACHED), heap.body(dict)) else {
        return visit(dict);
    };
    let mut entries: SmallVec<[(Ref, Ref); 8]> = table.entries().collect();
    shared_names::sort(heap, dict, &mut entries);
    entries.into_iter().for_each(|(_, value)| visit(value));
}

fn traverse_other(heap: &Heap, id: Ref, object: &Object, visit: &mut impl FnMut(Ref)) {
    if let Body::ResultCache(_) = object.body {
        // Its `__dict__` comes last.
        body(heap, id, &object.body, Mode::Traverse, visit);
        return extra(heap, id, Mode::Traverse, visit);
    }
    extra(heap, id, Mode::Traverse, visit);
    if class_is_counted(heap, object.class) {
        visit(object.class);
    }
    body(heap, id, &object.body, Mode::Traverse, visit);
}

fn extra(heap: &Heap, id: Ref, mode: Mode, visit: &mut impl FnMut(Ref)) {
    if heap.has_flag(id, flag::EXTRA)
        && let Some(extra) = heap.extras.get(&id)
    {
        extra.slots.iter().copied().for_each(&mut *visit);
        match mode {
            Mode::Traverse => dict_or_values(heap, extra.dict, visit),
            Mode::Counted => visit(extra.dict),
        }
    }
}

/// What the builtin part of an object holds.
fn body(heap: &Heap, id: Ref, body: &Body, mode: Mode, visit: &mut impl FnMut(Ref)) {
    let all = mode == Mode::Counted;
    match body {
        Body::List(items) => items.iter().rev().copied().for_each(visit),
        Body::SmallTuple(length, items) | Body::SmallList(length, items) => {
            items.iter().take(*length as usize).rev().copied().for_each(visit);
        }
        Body::Tuple(items) => items.iter().rev().copied().for_each(visit),
        Body::Dict(dict) if all => dict.for_each_ref(visit),
        Body::Dict(_) if heap.has_flag(id, flag::ATTACHED) => {}
        Body::Dict(dict) if shared_names::are_in(heap, id) => {
            let mut entries: SmallVec<[(Ref, Ref); 8]> = dict.entries().collect();
            shared_names::sort(heap, id, &mut entries);
            entries.into_iter().for_each(|(_, value)| visit(value));
        }
        Body::Dict(dict) => dict.for_each_traversed(visit),
        Body::Set(set) => set.for_each_ref(visit),
        Body::Function(parts) => function(heap, parts, mode, visit),
        Body::BoundMethod { function, receiver, class } => {
            visit(*function);
            visit(*receiver);
            visit(*class);
        }
        Body::Native { receiver, module, .. } => {
            visit(*receiver);
            // The class of a builtin method is known without a reference.
            if all || !matches!(heap.body(*module), Body::Type(class) if class.kind == TypeKind::Static) {
                visit(*module);
            }
        }
        Body::Cell(contents) => visit(*contents),
        Body::Code(code) if all => {
            visit(code.consts);
            code.names.iter().chain(&code.varnames).copied().for_each(&mut *visit);
            visit(code.name);
            visit(code.qualname);
            visit(code.filename);
        }
        Body::Frame(parts) => frame(heap, parts, mode, visit),
        Body::Generator(parts) => generator(heap, parts, mode, visit),
        Body::Exception(parts) => exception(heap, parts, mode, visit),
        Body::Traceback(traceback) => {
            visit(traceback.next);
            visit(traceback.frame);
        }
        Body::Type(class) => type_object(class, mode, visit),
        Body::SequenceIterator { sequence, .. } => visit(*sequence),
        Body::WeakReference(weak) => visit(weak.callback),
        Body::ResultCache(cache) => result_cache(heap, heap.class_of(id), cache, mode, visit),
        Body::Record(record) => record.refs.iter().copied().for_each(visit),
        _ => {}
    }
}

fn function(heap: &Heap, parts: &Function, mode: Mode, visit: &mut impl FnMut(Ref)) {
    let f = parts;
    let rule = if mode == Mode::Traverse { heap.rules.function_traverse } else { FunctionTraverse::All };
    let builtins = if rule == FunctionTraverse::All { f.builtins } else { Ref::NULL };
    let qualname = if rule == FunctionTraverse::WithoutQualifiedName { Ref::NULL } else { f.qualname };
    let held = [
        f.code,
        f.globals,
        builtins,
        f.module,
        f.defaults,
        f.kwdefaults,
        f.doc,
        f.name,
        f.dict,
        f.closure,
        f.annotations,
        f.type_params,
        qualname,
    ];
    held.into_iter().for_each(visit);
}

fn frame(heap: &Heap, frame: &Frame, mode: Mode, visit: &mut impl FnMut(Ref)) {
    let always = heap.rules.frame_objects == FrameObjects::Always;
    visit(frame.back);
    let holds_globals = frame.holds_globals(heap.rules.frame_objects);
    if mode == Mode::Counted || always {
        visit(frame.code);
        if holds_globals {
            visit(frame.builtins);
            visit(frame.globals);
        }
        visit(frame.locals);
        visit(frame.trace);
        visit(frame.function);
    } else {
        // A running frame is no container from 3.11 on: what it holds is the machine's.
        visit(frame.trace);
        if frame.state == FrameState::Owned {
            visit(frame.locals);
            visit(if holds_globals { frame.globals } else { frame.function });
            visit(frame.code);
        }
    }
    match frame.state {
        FrameState::Owned => frame.values.iter().copied().for_each(visit),
        FrameState::Running(_) if mode == Mode::Traverse => frame.values.iter().copied().for_each(visit),
        FrameState::Suspended(owner) if always && mode == Mode::Traverse => {
            if let Body::Generator(generator) = heap.body(owner) {
                generator.values.iter().copied().for_each(visit);
            }
        }
        _ => {}
    }
}

fn generator(heap: &Heap, generator: &Generator, mode: Mode, visit: &mut impl FnMut(Ref)) {
    let g = generator;
    let values = g.values.iter().copied();
    if mode == Mode::Counted {
        for r in [g.frame, g.function, g.code, g.name, g.qualname, g.handled, g.finalizer] {
            visit(r);
        }
        return values.for_each(visit);
    }
    match heap.rules.generator_traverse {
        GeneratorTraverse::FrameCode => {
            visit(g.frame);
            visit(g.code);
        }
        GeneratorTraverse::FrameCodeNames => {
            visit(g.frame);
            visit(g.code);
            visit(g.name);
            visit(g.qualname);
            visit(g.handled);
        }
        rule => {
            if rule == GeneratorTraverse::CodeNamesValues {
                visit(g.code);
            }
            visit(g.name);
            visit(g.qualname);
            // A closed generator may still have its frame: then it has its function.
            if g.state.has_frame() || !g.function.is_null() {
                visit(g.frame);
                visit(g.function);
                visit(g.code);
                values.for_each(&mut *visit);
            } else if rule == GeneratorTraverse::NamesValuesOrCode {
                visit(g.code);
            }
            visit(g.handled);
        }
    }
}

fn exception(heap: &Heap, exception: &Exception, mode: Mode, visit: &mut impl FnMut(Ref)) {
    exception.extra.iter().copied().for_each(&mut *visit);
    visit(exception.dict);
    visit(exception.args);
    visit(exception.message);
    if mode == Mode::Counted || heap.rules.tracebacks == Tracebacks::InException {
        visit(exception.traceback);
    }
    visit(exception.cause);
    visit(exception.context);
}

/// `lru_cache_tp_traverse` sees through the links to keys and results. The types are built in here: nothing counts them.
fn result_cache(heap: &Heap, class: Ref, cache: &ResultCache, mode: Mode, visit: &mut impl FnMut(Ref)) {
    if mode == Mode::Counted {
        cache.links().for_each(|link| [link.object, link.key, link.result].into_iter().for_each(&mut *visit));
        return [cache.results, cache.function, cache.mark, cache.info].into_iter().for_each(visit);
    }
    let with_types = heap.rules.result_cache_traverse == ResultCacheTraverse::WithTypes;
    if with_types {
        visit(class);
    }
    for link in cache.links() {
        visit(link.key);
        visit(link.result);
        if with_types {
            visit(cache.link_class);
        }
    }
    if with_types {
        [cache.results, cache.function, cache.mark, cache.link_class, cache.info].into_iter().for_each(visit);
    } else {
        [cache.function, cache.results, cache.info].into_iter().for_each(visit);
    }
}

fn type_object(class: &Type, mode: Mode, visit: &mut impl FnMut(Ref)) {
    if class.kind != TypeKind::Heap && mode == Mode::Traverse {
        return;
    }
    visit(class.dict);
    visit(class.mro);
    visit(class.bases);
    visit(class.base);
    if mode == Mode::Counted {
        visit(class.qualname);
        visit(class.own_slots);
        visit(class.module);
        visit(class.subclass_reference);
        class.slots.iter().chain(&class.shared_keys).copied().for_each(visit);
    }
}
