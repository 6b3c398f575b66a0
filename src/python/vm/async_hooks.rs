//! The hooks of asynchronous generators (PEP 525): what hears of the first step of each, and what closes one that dies
//! before its end. An event loop sets them.

use super::unraisable;
use super::{Res, Vm};
use crate::memory::{Body, Ref};
use crate::python::vm::known::NONE;

/// `sys.set_asyncgen_hooks`. Owned; NULL for none.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct AsyncHooks {
    pub(crate) first: Ref,
    pub(crate) finalizer: Ref,
}

impl Vm {
    /// Before the first step of an asynchronous generator (`async_gen_init_hooks` in Objects/genobject.c).
    pub(crate) fn meet_async_hooks(&mut self, generator: Ref) -> Res<()> {
        let AsyncHooks { first, finalizer } = self.async_hooks;
        match self.heap.body_mut(generator) {
            Body::Generator(g) if !g.hooked => {
                g.hooked = true;
                g.finalizer = finalizer;
            }
            _ => return Ok(()),
        }
        self.xincref(finalizer);
        if first.is_null() {
            return Ok(());
        }
        self.incref(first);
        let result = self.call(first, &[generator]);
        self.decref(first);
        let result = result?;
        self.decref(result);
        Ok(())
    }

    /// An asynchronous generator that dies before its end goes to its finalizer, if it has one; true where it did.
    pub(super) fn hands_over(&mut self, generator: Ref) -> bool {
        let finalizer = match self.body(generator) {
            Body::Generator(g) if !g.closed => g.finalizer,
            _ => Ref::NULL,
        };
        if finalizer.is_null() {
            return false;
        }
        self.incref(finalizer);
        match self.call(finalizer, &[generator]) {
            Ok(value) => self.decref(value),
            Err(_) => self.unraisable(Some(generator), unraisable::EXCEPTION_IGNORED),
        }
        self.decref(finalizer);
        true
    }

    /// Sets the hooks that are given (borrowed): None takes one away.
    pub(crate) fn set_async_hooks(&mut self, first: Option<Ref>, finalizer: Option<Ref>) {
        for (given, is_first) in [(first, true), (finalizer, false)] {
            let Some(given) = given else { continue };
            let hook = if given == NONE { Ref::NULL } else { self.incref(given) };
            let place = if is_first { &mut self.async_hooks.first } else { &mut self.async_hooks.finalizer };
            let old = std::mem::replace(place, hook);
            self.xdecref(old);
        }
    }
}
