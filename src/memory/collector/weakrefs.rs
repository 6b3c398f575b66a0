//! Weak references to garbage are cleared before anything else happens to it, so that no callback can bring it back.
//! A callback is called if its reference is not garbage itself.

use smallvec::SmallVec;

use super::super::heap::{GcList, Heap};
use super::super::host::Host;
use super::super::journal::{Event, GcPhase};
use super::super::object::{Body, Ref};
use super::super::rules::WeakrefClearing;
use super::super::{death, flag, weak};
use super::{ProgramsRan, generations};

pub(super) struct Called {
    /// References that died with their callback: they count as collected.
    pub freed: usize,
    pub programs_ran: ProgramsRan,
}

/// Clears the weak references to unreachable objects; then calls the callbacks, in the order in which their
/// references were met.
pub(super) fn clear_and_call<H: Host + ?Sized>(host: &mut H, old: GcList) -> Called {
    let heap = host.heap();
    let rule = heap.rules.weakref_clearing;
    if heap.weakrefs.is_empty() && rule == WeakrefClearing::Targets {
        return Called { freed: 0, programs_ran: ProgramsRan::No };
    }
    if !heap.weakrefs.is_empty() {
        heap.note(Event::PhaseStarted(GcPhase::ClearWeakrefs));
        let mut at = 0;
        while let Some(id) = heap.collector.list(GcList::Unreachable).at(at) {
            at += 1;
            if id.is_null() {
                continue;
            }
            if rule == WeakrefClearing::TargetsAndTrash && matches!(heap.body(id), Body::WeakReference(_)) {
                weak::clear(heap, id);
            }
            if heap.has_flag(id, flag::WEAKLY_REFERENCED) {
                clear_references_to(heap, id);
            }
        }
    }
    call(host, old)
}

fn clear_references_to(heap: &mut Heap, target: Ref) {
    for reference in weak::references(heap, target).collect::<SmallVec<[Ref; 4]>>() {
        let Body::WeakReference(body) = heap.body(reference) else { continue };
        let silent = body.callback.is_null();
        weak::clear(heap, reference);
        // A reference that is garbage itself is not called: it might as well have died first.
        if !silent && heap.words[reference.index()].list() != GcList::Unreachable {
            heap.incref(reference);
            generations::move_one(heap, reference, GcList::Callbacks);
        } else if !silent {
            heap.note(Event::CallbackDropped { reference });
        }
    }
}

fn call<H: Host + ?Sized>(host: &mut H, old: GcList) -> Called {
    let mut called = Called { freed: 0, programs_ran: ProgramsRan::No };
    if !host.heap().collector.list(GcList::Callbacks).is_empty() {
        host.heap().note(Event::PhaseStarted(GcPhase::CallCallbacks));
    }
    let mut at = 0;
    while let Some(reference) = host.heap().collector.list(GcList::Callbacks).at(at) {
        at += 1;
        if reference.is_null() {
            continue;
        }
        called.programs_ran = ProgramsRan::Yes;
        let heap = host.heap();
        heap.note(Event::CallbackCalled { reference });
        let callback = match heap.body(reference) {
            Body::WeakReference(body) => body.callback,
            _ => Ref::NULL,
        };
        if !callback.is_null() {
            host.weakref_callback(reference, callback);
        }
        death::decref(host, reference);
        // Its cell may belong to another object now: whether the reference lives shows in the list.
        let heap = host.heap();
        if heap.collector.list(GcList::Callbacks).at(at - 1) == Some(reference) {
            generations::move_one(heap, reference, old);
        } else {
            called.freed += 1;
        }
    }
    called
}
