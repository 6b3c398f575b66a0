//! Finalizers of garbage run before anything is cleared, once per object, in list order. They may bring objects back.

use super::super::death;
use super::super::heap::{GcList, GcWord, flag};
use super::super::host::Host;
use super::super::journal::{Event, GcPhase};
use super::super::rules::{Finalizers, Resurrection};
use super::{ProgramsRan, generations, search};

/// Runs the finalizers (`tp_finalize`) of unreachable objects that have not been finalized. Objects may leave the list
/// meanwhile: they died because a finalizer dropped what held them.
pub(super) fn run_finalizers<H: Host + ?Sized>(host: &mut H) -> ProgramsRan {
    let mut ran = ProgramsRan::No;
    if host.heap().rules.finalizers == Finalizers::Legacy {
        return ran;
    }
    if !host.heap().collector.list(GcList::Unreachable).is_empty() {
        host.heap().note(Event::PhaseStarted(GcPhase::RunFinalizers));
    }
    let mut at = 0;
    loop {
        let heap = host.heap();
        let Some(id) = heap.collector.list(GcList::Unreachable).at(at) else { return ran };
        at += 1;
        if id.is_null() || heap.has_flag(id, flag::FINALIZED) {
            continue;
        }
        let Some(how) = death::finalizer(heap, id) else { continue };
        heap.set_flag(id, flag::FINALIZED);
        heap.note(Event::Finalized(id));
        heap.incref(id);
        heap.trash.enter(death::CALL);
        host.finalize(id, how);
        host.heap().trash.leave(death::CALL);
        death::decref(host, id);
        ran = ProgramsRan::Yes;
    }
}

/// After finalizers: what is reachable again moves to the old generation, the rest stays unreachable. Returns the
/// number of objects that will be cleared.
pub(super) fn keep_resurrected<H: Host + ?Sized>(host: &mut H, old: GcList) -> usize {
    let heap = host.heap();
    heap.note(Event::PhaseStarted(GcPhase::SearchAgain));
    if heap.rules.resurrection == Resurrection::Rededuce {
        let before = heap.collector.list(GcList::Unreachable).len();
        search::find_unreachable(heap, GcList::Unreachable, GcList::StillUnreachable);
        if heap.collector.list(GcList::StillUnreachable).len() < before && heap.journal.tracing() {
            let back: Vec<_> = heap.collector.list(GcList::Unreachable).iter().collect();
            back.into_iter().for_each(|id| heap.note(Event::Resurrected(id)));
        }
        generations::move_all(heap, GcList::Unreachable, old);
        rename(heap);
    } else if search::any_reachable(heap, GcList::Unreachable) {
        generations::move_all(heap, GcList::Unreachable, old);
    }
    heap.collector.list(GcList::Unreachable).len()
}

/// What is still unreachable is called unreachable again.
fn rename(heap: &mut super::Heap) {
    let mut list = std::mem::take(heap.collector.list_mut(GcList::StillUnreachable));
    list.close_gaps(GcList::Unreachable, &mut heap.words);
    *heap.collector.list_mut(GcList::Unreachable) = list;
    debug_assert!(heap.words.first() == Some(&GcWord::default()));
}
