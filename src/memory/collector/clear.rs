//! Garbage is cleared: each object drops what it holds (`tp_clear`), and the cycle falls apart by its counts.

use super::super::death::{self, parts};
use super::super::heap::{GcList, Heap, flag};
use super::super::host::Host;
use super::super::journal::{Event, GcPhase};
use super::super::object::{Body, Ref};
use super::super::rules::{FrameObjects, FunctionClear};
use super::{debug, generations, save_as_garbage};

/// Clears the unreachable objects in list order. Most die on the way, because of another's clearing; what is still
/// alive after its own is moved to the old generation and may die later.
pub(super) fn delete_garbage<H: Host + ?Sized>(host: &mut H, old: GcList) {
    let save = host.heap().collector.debugs(debug::SAVEALL);
    if !host.heap().collector.list(GcList::Unreachable).is_empty() {
        host.heap().note(Event::PhaseStarted(GcPhase::ClearGarbage));
    }
    let mut at = 0;
    loop {
        let heap = host.heap();
        let Some(id) = heap.collector.list(GcList::Unreachable).at(at) else { break };
        at += 1;
        if id.is_null() {
            continue;
        }
        if save {
            save_as_garbage(host, id);
        } else {
            heap.incref(id);
            clear(host, id);
            death::decref(host, id);
        }
        // Only if it is still there: its cell may belong to another object now.
        let heap = host.heap();
        if heap.collector.list(GcList::Unreachable).at(at - 1) == Some(id) {
            generations::move_one(heap, id, old);
        }
    }
    drop(host.heap().collector.list_mut(GcList::Unreachable).take());
}

/// `tp_clear`: drops the references through which a cycle may run, in the type's order.
fn clear<H: Host + ?Sized>(host: &mut H, id: Ref) {
    let heap = host.heap();
    heap.note(Event::Cleared(id));
    if let Body::Type(_) = heap.body(id) {
        host.type_changed(id);
    }
    let mut dropped = Vec::new();
    take_cleared(host.heap(), id, &mut dropped);
    for r in dropped {
        death::decref(host, r);
    }
}

/// Takes out of an object what its `tp_clear` drops.
fn take_cleared(heap: &mut Heap, id: Ref, dropped: &mut Vec<Ref>) {
    if heap.body(id).instance().is_some() {
        return instance(heap, id, dropped);
    }
    if heap.has_flag(id, flag::EXTRA)
        && let Some(extra) = heap.extras.get_mut(&id)
    {
        dropped.extend(extra.slots.iter_mut().map(std::mem::take));
        let dict = std::mem::take(&mut extra.dict);
        dropped.push(dict);
        if !dict.is_null() {
            heap.clear_flag(dict, flag::ATTACHED);
        }
    }
    let class = heap.class_of(id);
    let clearable = heap.clearable.contains(&class);
    let (functions, frames) = (heap.rules.function_clear, heap.rules.frame_objects);
    match heap.body_mut(id) {
        Body::List(items) => dropped.extend(items.drain(..).rev()),
        body @ Body::SmallList(..) => {
            dropped.extend(body.items().unwrap_or(&[]).iter().rev());
            *body = Body::List(Vec::new());
        }
        Body::Dict(dict) => {
            let order = dict.take_order();
            dropped.extend(heap.take_entries(id).into_iter().flat_map(|(key, value)| [key, value]));
            dropped.extend(order);
        }
        Body::Set(set) => dropped.extend(set.take_entries()),
        Body::Cell(contents) => dropped.push(std::mem::take(contents)),
        Body::Function(f) if functions == FunctionClear::All => {
            let parts = [
                &mut f.globals,
                &mut f.builtins,
                &mut f.module,
                &mut f.defaults,
                &mut f.kwdefaults,
                &mut f.doc,
                &mut f.dict,
                &mut f.closure,
                &mut f.annotations,
                &mut f.type_params,
            ];
            dropped.extend(parts.map(std::mem::take));
        }
        Body::Exception(e) => {
            dropped.extend(e.extra.iter_mut().map(std::mem::take));
            let parts = [&mut e.dict, &mut e.args, &mut e.message, &mut e.traceback, &mut e.cause, &mut e.context];
            dropped.extend(parts.map(std::mem::take));
        }
        Body::Traceback(t) => dropped.extend([std::mem::take(&mut t.next), std::mem::take(&mut t.frame)]),
        Body::WeakReference(weak) => {
            dropped.push(std::mem::take(&mut weak.callback));
            super::super::weak::clear(heap, id);
        }
        Body::ResultCache(cache) => dropped.extend(cache.take_parts()),
        Body::Frame(_) => frame(heap, id, frames, dropped),
        Body::Type(_) => type_object(heap, id, dropped),
        // Leading empty places stay: they are what was popped on the left.
        Body::Record(record) if clearable => {
            let head = record.refs.iter().take_while(|item| item.is_null()).count();
            dropped.extend(record.refs.drain(head..));
        }
        // Tuples, bound methods, generators and iterators have no `tp_clear`.
        _ => {}
    }
}

/// Slots, then the `__dict__` or the values.
fn instance(heap: &mut Heap, id: Ref, dropped: &mut Vec<Ref>) {
    let slots = parts::slot_order(heap, id);
    let Some(values) = heap.body_mut(id).instance_mut() else { return };
    for slot in slots {
        dropped.extend(values.get_mut(slot).map(std::mem::take));
    }
    dropped.extend(values.iter_mut().skip(1).map(std::mem::take));
    let dict = values.first_mut().map(std::mem::take).unwrap_or_default();
    if !dict.is_null() {
        heap.clear_flag(dict, flag::ATTACHED);
        dropped.push(dict);
    }
}

/// Locals and operand stack; up to 3.10 a frame suspended in a generator is an object that can be cleared.
fn frame(heap: &mut Heap, id: Ref, frames: FrameObjects, dropped: &mut Vec<Ref>) {
    use super::super::object::FrameState;
    let Body::Frame(frame) = heap.body_mut(id) else { return };
    dropped.push(std::mem::take(&mut frame.trace));
    match frame.state {
        FrameState::Owned => dropped.append(&mut frame.values),
        FrameState::Suspended(owner) if frames == FrameObjects::Always => {
            frame.state = FrameState::Cleared;
            if let Body::Generator(generator) = heap.body_mut(owner) {
                generator.state = super::super::object::GeneratorState::Finished;
                dropped.append(&mut generator.values);
            }
        }
        _ => {}
    }
}

/// A class loses what is in its namespace, then its method resolution order.
fn type_object(heap: &mut Heap, id: Ref, dropped: &mut Vec<Ref>) {
    let Body::Type(class) = heap.body_mut(id) else { return };
    let namespace = class.dict;
    let mro = std::mem::take(&mut class.mro);
    let module = std::mem::take(&mut class.module);
    if let Body::Dict(dict) = heap.body_mut(namespace) {
        dropped.extend(dict.take_entries().into_iter().flat_map(|(key, value)| [key, value]));
    }
    dropped.extend([module, mro]);
}
