//! Giving a class other bases: `C.__bases__ = (…)`.

use super::known::types;
use super::{Res, Vm};
use crate::memory::{Body, Ref};

impl Vm {
    /// `bases` are the items of the tuple `given`; they are classes, and none of them is below `class`.
    pub fn rebase(&mut self, class: Ref, given: Ref, bases: &[Ref]) -> Res<()> {
        let best = self.best_base(bases)?;
        let Some(own) = self.type_body(class) else { return Ok(()) };
        let (before, mut below) = (own.base, own.subclasses.clone());
        if self.solid_base(best) != self.solid_base(before) || self.has_other_places(best, before) {
            let (new, old) = (self.class_name(best).to_owned(), self.class_name(before).to_owned());
            return Err(self.type_error(format!("__bases__ assignment: '{new}' object layout differs from '{old}'")));
        }
        let mro = self.compute_mro(class, bases)?;
        let old_bases = self.type_body(class).and_then(|t| self.items(t.bases)).unwrap_or(&[]).to_vec();
        for base in old_bases {
            if let Body::Type(t) = self.heap.body_mut(base) {
                t.subclasses.retain(|c| *c != class);
            }
        }
        for base in bases {
            if let Body::Type(t) = self.heap.body_mut(*base) {
                t.subclasses.push(class);
            }
        }
        self.incref(best);
        self.incref(given);
        self.set_mro(class, &mro);
        let mut dropped = Vec::new();
        if let Body::Type(t) = self.heap.body_mut(class) {
            dropped.push(std::mem::replace(&mut t.base, best));
            dropped.push(std::mem::replace(&mut t.bases, given));
        }
        // What inherits from it has another order too: nearer ones first.
        while !below.is_empty() {
            let sub = below.remove(0);
            let Some(t) = self.type_body(sub) else { continue };
            let (its_bases, its_below) = (t.bases, t.subclasses.clone());
            let its_bases = self.items(its_bases).unwrap_or(&[]).to_vec();
            let mro = self.compute_mro(sub, &its_bases)?;
            self.set_mro(sub, &mro);
            below.extend(its_below);
        }
        self.type_modified(class);
        self.decref_all(&dropped);
        Ok(())
    }

    /// Whether instances would have a dict or weak references where they had none, or the other way round.
    fn has_other_places(&self, new: Ref, old: Ref) -> bool {
        let places = |class: Ref| self.type_body(class).map(|t| (t.has_dict, t.has_weakrefs));
        // `object` has neither, but what a class adds itself may as well be inherited.
        places(new) != places(old) && new != types::OBJECT && old != types::OBJECT
    }

    fn set_mro(&mut self, class: Ref, mro: &[Ref]) {
        let mro = self.tuple_from(mro);
        let before = match self.heap.body_mut(class) {
            Body::Type(t) => std::mem::replace(&mut t.mro, mro),
            _ => mro,
        };
        self.xdecref(before);
    }
}
