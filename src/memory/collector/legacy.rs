//! 2.7: objects with `__del__` in garbage are uncollectable, and so is all that they reach, because nobody knows in
//! which order the finalizers should run. They are put into `gc.garbage`.

use super::super::heap::{GcList, Heap};
use super::super::host::{DebugOutput, Finalizer, Host};
use super::super::journal::{Event, GcPhase};
use super::super::object::Ref;
use super::super::{death, visit};
use super::{debug, generations, save_as_garbage};

/// Moves objects with finalizers, then all they reach, from the unreachable ones to the legacy list.
pub(super) fn set_apart<H: Host + ?Sized>(host: &mut H) {
    host.heap().note(Event::PhaseStarted(GcPhase::LegacyFinalizers));
    let unreachable: Vec<Ref> = host.heap().collector.list(GcList::Unreachable).iter().collect();
    for id in unreachable {
        if has_finalizer(host, id) {
            let heap = host.heap();
            generations::move_one(heap, id, GcList::Legacy);
            heap.note(Event::LegacyFinalizerFound(id));
        }
    }
    move_reachable(host.heap());
}

/// The list grows while it is gone through.
fn move_reachable(heap: &mut Heap) {
    let mut at = 0;
    while let Some(id) = heap.collector.list(GcList::Legacy).at(at) {
        at += 1;
        let mut reached = Vec::new();
        visit::traverse(heap, id, |r| {
            if heap.words[r.index()].list() == GcList::Unreachable {
                reached.push(r);
            }
        });
        for r in reached {
            if heap.words[r.index()].list() == GcList::Unreachable {
                generations::move_one(heap, r, GcList::Legacy);
            }
        }
    }
}

/// A generator only counts when a `try` is open in it.
fn has_finalizer<H: Host + ?Sized>(host: &mut H, id: Ref) -> bool {
    match death::finalizer(host.heap(), id) {
        Some(Finalizer::Del) => true,
        Some(Finalizer::CloseGenerator) => host.needs_closing(id),
        None => death::is_classic(host.heap(), id) && host.classic_del(id),
    }
}

/// Reports what is uncollectable, saves it in `gc.garbage` and promotes it; returns how many there were.
pub(super) fn report<H: Host + ?Sized>(host: &mut H, old: GcList) -> usize {
    let uncollectable: Vec<Ref> = host.heap().collector.list(GcList::Legacy).iter().collect();
    let debugs = |host: &mut H, bit| host.heap().collector.debugs(bit);
    if debugs(host, debug::UNCOLLECTABLE) {
        for &id in &uncollectable {
            host.debug_output(DebugOutput::Uncollectable(id));
        }
    }
    let all = debugs(host, debug::SAVEALL);
    for &id in &uncollectable {
        if all || has_finalizer(host, id) {
            save_as_garbage(host, id);
        }
        host.heap().note(Event::Uncollectable(id));
    }
    generations::move_all(host.heap(), GcList::Legacy, old);
    uncollectable.len()
}
