//! Giving a class other bases: `C.__bases__ = (…)`.

use super::known::types;
use super::{Res, Vm};
use crate::memory::{Body, Ref};

impl Vm {
    /// `bases` are the items of the tuple `given`; they are classes, and none of them is below `class`.
    pub fn rebase(&mut self, class: Ref, given: Ref, bases: &[Ref]) -> Res<()> {
        let best = self.best_base(bases)?;
        let Some(before) = self.type_body(class).map(|t| t.base) else { return Ok(()) };
        if self.solid_base(best) != self.solid_base(before) || self.has_other_places(best, before) {
            let (new, old) = (self.class_name(best).to_owned(), self.class_name(before).to_owned());
            return Err(self.type_error(format!("__bases__ assignment: '{new}' object layout differs from '{old}'")));
        }
        let (base_before, bases_before) = self.put_bases(class, best, given);
        let mut renewed = Vec::new();
        let result = self.renew_orders(class, &mut renewed);
        // A metaclass's own `mro()` may have set other bases meanwhile: then nothing else is done here.
        let current = self.type_body(class).is_some_and(|t| t.bases == given);
        let mut dropped = vec![base_before, bases_before];
        if result.is_ok() && current {
            for base in self.items(bases_before).unwrap_or_default().to_vec() {
                if let Body::Type(t) = self.heap.body_mut(base) {
                    t.subclasses.retain(|c| *c != class);
                }
            }
            for base in bases {
                if let Body::Type(t) = self.heap.body_mut(*base) {
                    t.subclasses.push(class);
                }
            }
        }
        for Renewed { class, new, old } in renewed.into_iter().rev() {
            if result.is_err() && self.type_body(class).is_some_and(|t| t.mro == new) {
                self.incref(old);
                dropped.push(self.replace_mro(class, old));
            }
            dropped.extend([new, old, class]);
        }
        if result.is_err() && current {
            dropped = dropped.split_off(2);
            let (base, bases) = self.put_bases_owned(class, base_before, bases_before);
            dropped.extend([base, bases]);
        }
        self.type_modified(class);
        let pending = if result.is_err() { self.take_raised() } else { Ref::NULL };
        for id in dropped {
            self.xdecref(id);
        }
        if result.is_err() {
            self.set_raised(pending);
        }
        result
    }

    fn put_bases(&mut self, class: Ref, base: Ref, bases: Ref) -> (Ref, Ref) {
        self.incref(base);
        self.incref(bases);
        self.put_bases_owned(class, base, bases)
    }

    /// Gives back what stood there.
    fn put_bases_owned(&mut self, class: Ref, base: Ref, bases: Ref) -> (Ref, Ref) {
        match self.heap.body_mut(class) {
            Body::Type(t) => (std::mem::replace(&mut t.base, base), std::mem::replace(&mut t.bases, bases)),
            _ => (base, bases),
        }
    }

    /// The orders of a class and of what inherits from it (`mro_hierarchy`). What was renewed is noted, to be taken back.
    fn renew_orders(&mut self, class: Ref, renewed: &mut Vec<Renewed>) -> Res<()> {
        let Some(t) = self.type_body(class) else { return Ok(()) };
        let (bases, old) = (t.bases, t.mro);
        let bases = self.items(bases).unwrap_or_default().to_vec();
        self.xincref(old);
        let mark = self.kept_mark();
        let order = self.order_of(class, &bases);
        let again = self.type_body(class).is_some_and(|t| t.mro != old);
        let order = match order {
            Ok(order) if !again => order,
            // An order that came to be while this one was computed stays.
            other => {
                self.release_kept(mark);
                self.xdecref(old);
                return other.map(|_| ());
            }
        };
        let new = self.tuple_from(&order);
        self.release_kept(mark);
        self.incref(new);
        let before = self.replace_mro(class, new);
        self.xdecref(before);
        self.incref(class);
        renewed.push(Renewed { class, new, old });
        self.type_modified(class);
        for below in self.type_body(class).map_or(Vec::new(), |t| t.subclasses.clone()) {
            self.renew_orders(below, renewed)?;
        }
        Ok(())
    }

    /// Whether instances would have a dict or weak references where they had none, or the other way round.
    fn has_other_places(&self, new: Ref, old: Ref) -> bool {
        let places = |class: Ref| self.type_body(class).map(|t| (t.has_dict, t.has_weakrefs));
        // `object` has neither, but what a class adds itself may as well be inherited.
        places(new) != places(old) && new != types::OBJECT && old != types::OBJECT
    }

    /// Gives back the order that stood there; steals the new one.
    fn replace_mro(&mut self, class: Ref, mro: Ref) -> Ref {
        match self.heap.body_mut(class) {
            Body::Type(t) => std::mem::replace(&mut t.mro, mro),
            _ => mro,
        }
    }
}

/// A class whose order was computed anew; all owned.
struct Renewed {
    class: Ref,
    new: Ref,
    old: Ref,
}
