//! The parts of a dying object, one after the other, in the order in which CPython's deallocators drop them.

use super::super::alloc;
use super::super::heap::{Heap, flag};
use super::super::object::{Body, Exception, Frame, FrameState, Function, Generator, Ref, Type};
use super::super::rules::FrameObjects;
use super::super::shared_names;

/// Brings the body into a form that [`next`] can go through; returns the first cursor.
#[inline(always)]
pub(super) fn prepare(heap: &mut Heap, id: Ref) -> u32 {
    if heap.has_flag(id, flag::EXTRA) {
        return flatten(heap, id);
    }
    match heap.body(id) {
        Body::SmallTuple(length, _) | Body::SmallList(length, _) => *length,
        Body::Tuple(items) => items.len() as u32,
        Body::SmallInstance(slots) if !slots_are_inherited(heap, id) => detach(slots[0], &mut heap.flags),
        Body::Instance(slots) if !slots_are_inherited(heap, id) => {
            detach(slots.first().copied().unwrap_or_default(), &mut heap.flags)
        }
        Body::Dict(dict) if dict.is_ordered() || shared_names::are_in(heap, id) => flatten(heap, id),
        Body::Code(code) => {
            let own = code.own_tuples;
            own.into_iter().for_each(|length| alloc::count_tuple_death(heap, length));
            flatten(heap, id)
        }
        Body::List(_) | Body::Dict(_) | Body::Cell(_) | Body::BoundMethod { .. } => 0,
        Body::WeakReference(_) | Body::Traceback(_) | Body::Exception(_) => 0,
        Body::Int(_) | Body::Float(_) | Body::Str(_) | Body::Bytes(_) | Body::BigInt(_) | Body::Complex(_) => 0,
        Body::ByteArray(_) | Body::RangeIterator { .. } | Body::Plain | Body::Free => 0,
        _ => flatten(heap, id),
    }
}

/// An instance dies: the values are its `__dict__`'s from now on. Returns the cursor of the first slot.
#[inline(always)]
fn detach(dict: Ref, flags: &mut [u8]) -> u32 {
    if !dict.is_null() {
        flags[dict.index()] &= !flag::ATTACHED;
    }
    1
}

/// The next part to drop; `None` when none is left.
#[inline(always)]
pub(super) fn next(heap: &mut Heap, id: Ref, cursor: &mut u32) -> Option<Ref> {
    let at = *cursor as usize;
    match &mut heap.cells[id.index()].body {
        Body::List(items) => items.pop(),
        Body::SmallTuple(_, items) | Body::SmallList(_, items) => {
            let at = at.checked_sub(1)?;
            *cursor = at as u32;
            items.get_mut(at).map(std::mem::take)
        }
        Body::Tuple(items) => {
            let at = at.checked_sub(1)?;
            *cursor = at as u32;
            items.get_mut(at).map(std::mem::take)
        }
        Body::SmallInstance(slots) => next_slot(slots, cursor),
        Body::Instance(slots) => next_slot(slots, cursor),
        Body::Dict(dict) => {
            // Key, then value of an entry: the lowest bit says which.
            let (position, key, value) = dict.next_from(at / 2)?;
            if at & 1 == 0 {
                *cursor = at as u32 + 1;
                Some(key)
            } else {
                *cursor = 2 * position as u32;
                Some(value)
            }
        }
        Body::Cell(contents) => contents.some().inspect(|_| *contents = Ref::NULL),
        Body::WeakReference(weak) => weak.callback.some().inspect(|_| weak.callback = Ref::NULL),
        Body::Traceback(traceback) => {
            let part = if traceback.next.is_null() { &mut traceback.frame } else { &mut traceback.next };
            part.some().inspect(|_| *part = Ref::NULL)
        }
        Body::Exception(exception) => {
            *cursor += 1;
            exception_part(exception, at).map(std::mem::take)
        }
        Body::BoundMethod { function, receiver, class } => {
            let part = [function, receiver, class].into_iter().find(|part| !part.is_null())?;
            Some(std::mem::take(part))
        }
        _ => None,
    }
}

/// Slots and inline values in order of layout, the `__dict__` last.
#[inline(always)]
fn next_slot(slots: &mut [Ref], cursor: &mut u32) -> Option<Ref> {
    let at = *cursor as usize;
    if at == 0 {
        return None;
    }
    if at < slots.len() {
        *cursor += 1;
        slots.get_mut(at).map(std::mem::take)
    } else {
        *cursor = 0;
        slots.first_mut().map(std::mem::take)
    }
}

/// Replaces the body by a list of its parts, last part first, so that popping gives them in order.
#[inline(never)]
fn flatten(heap: &mut Heap, id: Ref) -> u32 {
    let mut parts = Vec::new();
    if let Some(slots) = heap.body(id).instance() {
        let own = slot_order(heap, id);
        parts.extend(own.iter().filter_map(|&i| slots.get(i)));
        parts.extend(slots.iter().skip(1 + own.len()));
        parts.extend(slots.first());
    }
    if let Some(extra) = heap.extras.remove(&id) {
        let own = slot_order(heap, id);
        parts.extend(own.iter().filter_map(|&i| extra.slots.get(i - 1)));
        // What a builtin keeps behind them: the factory of a defaultdict.
        parts.extend(extra.slots.iter().skip(own.len()));
        detach(extra.dict, &mut heap.flags);
        parts.push(extra.dict);
        heap.clear_flag(id, flag::EXTRA);
    }
    leave_frame_of_generator(heap, id);
    if let Body::Dict(dict) = heap.body_mut(id) {
        parts.extend(dict.take_order());
        parts.extend(heap.take_entries(id).into_iter().flat_map(|(key, value)| [key, value]));
    }
    let body = std::mem::replace(heap.body_mut(id), Body::Plain);
    of_body(body, heap.rules.frame_objects, &mut parts);
    parts.reverse();
    *heap.body_mut(id) = Body::List(parts);
    0
}

/// A frame object that outlives its suspended generator takes over the values. Where frames are objects always, each
/// has its values itself: it is given back once they are dropped.
fn leave_frame_of_generator(heap: &mut Heap, id: Ref) {
    let Body::Generator(generator) = heap.body(id) else { return };
    let (frame, next) = (generator.frame, generator.next);
    let suspended = |body: &Body| matches!(body, Body::Frame(f) if f.state == FrameState::Suspended(id));
    if frame.is_null() || !suspended(heap.body(frame)) {
        return;
    }
    let outlives = heap.count(frame) > 1;
    if !outlives && heap.rules.frame_objects == FrameObjects::OnDemand {
        return;
    }
    let values = match heap.body_mut(id) {
        Body::Generator(generator) => std::mem::take(&mut generator.values),
        _ => Vec::new(),
    };
    if let Body::Frame(f) = heap.body_mut(frame) {
        f.state = FrameState::Owned;
        f.values = values;
        f.last = next.saturating_sub(1);
    }
    if outlives {
        alloc::track(heap, frame);
    }
}

/// The parts of a builtin body, in the order of its deallocator (and of its `tp_clear`).
fn of_body(body: Body, frames: FrameObjects, parts: &mut Vec<Ref>) {
    match body {
        Body::List(mut items) => {
            items.reverse();
            parts.append(&mut items);
        }
        Body::SmallTuple(length, items) | Body::SmallList(length, items) => {
            parts.extend(items.iter().take(length as usize).rev());
        }
        Body::Tuple(items) => parts.extend(items.iter().rev()),
        Body::Set(mut set) => parts.extend(set.take_entries()),
        Body::Function(function) => of_function(&function, parts),
        Body::BoundMethod { function, receiver, class } => parts.extend([function, receiver, class]),
        Body::Native { receiver, module, .. } => parts.extend([receiver, module]),
        Body::Cell(contents) => parts.push(contents),
        Body::Code(code) => {
            parts.push(code.consts);
            parts.extend(code.names.iter().chain(&code.varnames));
            parts.extend([code.filename, code.name, code.qualname]);
        }
        Body::Frame(frame) => of_frame(*frame, frames, parts),
        Body::Generator(generator) => of_generator(*generator, parts),
        Body::Exception(mut exception) => {
            parts.extend((0..).map_while(|at| exception_part(&mut exception, at).copied()));
        }
        Body::Traceback(traceback) => parts.extend([traceback.next, traceback.frame]),
        Body::Type(class) => of_type(&class, parts),
        Body::SequenceIterator { sequence, .. } => parts.push(sequence),
        Body::WeakReference(weak) => parts.push(weak.callback),
        Body::ResultCache(mut cache) => parts.extend(cache.take_parts()),
        Body::Record(record) => parts.extend(record.refs),
        _ => {}
    }
}

fn of_function(f: &Function, parts: &mut Vec<Ref>) {
    let held = [
        f.globals,
        f.builtins,
        f.module,
        f.defaults,
        f.kwdefaults,
        f.doc,
        f.dict,
        f.closure,
        f.annotations,
        f.type_params,
        f.code,
        f.name,
        f.qualname,
    ];
    parts.extend(held);
}

fn of_frame(frame: Frame, frames: FrameObjects, parts: &mut Vec<Ref>) {
    let holds_globals = frame.holds_globals(frames);
    if frame.state == FrameState::Owned {
        parts.extend(frame.values);
    }
    parts.push(frame.back);
    if holds_globals {
        parts.extend([frame.builtins, frame.globals]);
    }
    parts.extend([frame.locals, frame.trace, frame.function, frame.code]);
}

fn of_generator(generator: Generator, parts: &mut Vec<Ref>) {
    let g = generator;
    parts.push(g.frame);
    parts.extend(g.values);
    parts.extend([g.function, g.code, g.name, g.qualname, g.handled, g.finalizer]);
}

/// The parts of an exception in the order of `BaseException_dealloc` and those of its derived classes.
fn exception_part(e: &mut Exception, at: usize) -> Option<&mut Ref> {
    let own = e.extra.len();
    match at.checked_sub(own) {
        None => e.extra.get_mut(at),
        Some(0) => Some(&mut e.dict),
        Some(1) => Some(&mut e.args),
        Some(2) => Some(&mut e.message),
        Some(3) => Some(&mut e.traceback),
        Some(4) => Some(&mut e.cause),
        Some(5) => Some(&mut e.context),
        Some(_) => None,
    }
}

fn of_type(class: &Type, parts: &mut Vec<Ref>) {
    parts.extend([
        class.subclass_reference,
        class.base,
        class.dict,
        class.bases,
        class.mro,
        class.module,
        class.qualname,
        class.own_slots,
    ]);
    parts.extend(class.slots.iter().chain(&class.shared_keys));
}

/// Whether more than one class on the way up has `__slots__`: those of the derived class are cleared first.
#[inline(always)]
fn slots_are_inherited(heap: &Heap, id: Ref) -> bool {
    let Body::Type(class) = heap.body(heap.class_of(id)) else { return false };
    class.slots.len() > 1
        && matches!(heap.body(class.base), Body::Type(base) if !base.slots.is_empty() && base.slots.len() < class.slots.len())
}

/// Indexes of `__slots__` values (in a body that starts with the `__dict__`), those of the most derived class first.
pub(in super::super) fn slot_order(heap: &Heap, id: Ref) -> Vec<usize> {
    let mut order = Vec::new();
    let mut class = heap.class_of(id);
    while let Body::Type(t) = heap.body(class) {
        let inherited = match heap.body(t.base) {
            Body::Type(base) => base.slots.len(),
            _ => 0,
        };
        order.extend(inherited + 1..=t.slots.len());
        class = t.base;
        if inherited == 0 {
            break;
        }
    }
    order
}
