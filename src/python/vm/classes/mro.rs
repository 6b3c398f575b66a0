//! Bases, the layout they share, and the order in which methods are looked up.

use super::super::known::{names, types};
use super::super::{Res, Vm};
use crate::memory::Ref;
use crate::memory::object::TypeKind;

impl Vm {
    pub(in crate::python::vm) fn winning_metatype(&mut self, metatype: Ref, bases: &[Ref]) -> Res {
        let mut winner = metatype;
        for base in bases {
            let own = self.type_of(*base);
            if self.is_subtype(winner, own) || own == types::CLASSIC_CLASS {
                continue;
            }
            if self.is_subtype(own, winner) {
                winner = own;
                continue;
            }
            return Err(self.type_error(METACLASS_CONFLICT));
        }
        Ok(winner)
    }

    /// The base whose layout the new class extends.
    pub(in crate::python::vm) fn best_base(&mut self, bases: &[Ref]) -> Res {
        let mut winner: Option<(Ref, Ref)> = None;
        for base in bases {
            if self.is_classic_class(*base) {
                continue;
            }
            let solid = self.solid_base(*base);
            match winner {
                None => winner = Some((*base, solid)),
                Some((_, before)) if self.is_subtype(before, solid) => {}
                Some((_, before)) if self.is_subtype(solid, before) => winner = Some((*base, solid)),
                Some(_) => return Err(self.type_error("multiple bases have instance lay-out conflict")),
            }
        }
        winner.map(|(base, _)| base).ok_or_else(|| self.type_error("a new-style class can't have only classic bases"))
    }

    /// The nearest class along the bases that adds to the layout.
    pub(in crate::python::vm) fn solid_base(&self, class: Ref) -> Ref {
        let mut at = class;
        while let Some(t) = self.type_body(at) {
            let base = self.type_body(t.base);
            let adds = match base {
                Some(b) => (t.kind == TypeKind::Static && t.layout != b.layout) || t.slots.len() > b.slots.len(),
                None => true,
            };
            if adds || t.base == at || t.base.is_null() {
                return at;
            }
            at = t.base;
        }
        types::OBJECT
    }

    /// A base with all above it, in their order; a classic class of 2.7 has them depth first.
    fn base_order(&self, base: Ref) -> Vec<Ref> {
        if let Some(t) = self.type_body(base) {
            return self.items(t.mro).unwrap_or(&[]).to_vec();
        }
        let mut order = Vec::new();
        let _: Option<()> = self.each_classic_base(base, |_, class| {
            order.push(class);
            None
        });
        order
    }

    /// The order of a class as its metaclass's own `mro()` gives it, where it has one (`mro_invoke`).
    pub(in crate::python::vm) fn order_of(&mut self, class: Ref, bases: &[Ref]) -> Res<Vec<Ref>> {
        let metatype = self.type_of(class);
        if metatype == types::TYPE {
            return self.compute_mro(class, bases);
        }
        let mro = self.intern("mro");
        if self.lookup(metatype, mro) == self.lookup(types::TYPE, mro) {
            return self.compute_mro(class, bases);
        }
        let Some(given) = self.call_special(class, mro, &[]) else { return self.compute_mro(class, bases) };
        let given = given?;
        let listed = self.to_vec(given);
        self.decref(given);
        let listed = listed?;
        let solid = self.solid_base(class);
        let unfit = listed.iter().copied().find(|c| {
            !self.is_classic_class(*c) && (!self.is_type(*c) || !self.is_subtype(solid, self.solid_base(*c)))
        });
        // The classes live on by what lists them, as those of an order that is computed do.
        let refusal = unfit.map(|unfit| match self.is_type(unfit) {
            true => format!("mro() returned base with unsuitable layout ('{}')", self.class_name(unfit)),
            false => format!("mro() returned a non-class ('{}')", self.type_name(unfit)),
        });
        for listed in &listed {
            self.keep(*listed);
        }
        match refusal {
            Some(message) => Err(self.type_error(message)),
            None => Ok(listed),
        }
    }

    /// C3.
    pub fn compute_mro(&mut self, class: Ref, bases: &[Ref]) -> Res<Vec<Ref>> {
        let mut sequences: Vec<Vec<Ref>> = bases.iter().map(|base| self.base_order(*base)).collect();
        for (at, base) in bases.iter().enumerate() {
            if bases[..at].contains(base) {
                let message = format!("duplicate base class {}", self.class_name(*base));
                return Err(self.type_error(message));
            }
        }
        if let Some(at) = sequences.iter().position(Vec::is_empty) {
            let message = format!("Cannot extend an incomplete type '{}'", self.class_name(bases[at]));
            return Err(self.type_error(message));
        }
        sequences.push(bases.to_vec());
        let mut mro = vec![class];
        loop {
            sequences.retain(|s| !s.is_empty());
            if sequences.is_empty() {
                return Ok(mro);
            }
            let next =
                sequences.iter().map(|s| s[0]).find(|candidate| !sequences.iter().any(|s| s[1..].contains(candidate)));
            let Some(next) = next else {
                let mut names: Vec<String> = Vec::new();
                for s in &sequences {
                    let name = self.class_name(s[0]).to_owned();
                    if !names.contains(&name) {
                        names.push(name);
                    }
                }
                let message = format!("{}{}", self.dialect.builtins.words.mro_conflict, names.join(", "));
                return Err(self.type_error(message));
            };
            mro.push(next);
            for s in &mut sequences {
                if s[0] == next {
                    s.remove(0);
                }
            }
        }
    }

    /// `__mro_entries__`; the bases are new references.
    pub(in crate::python::vm) fn resolve_bases(&mut self, original: &[Ref]) -> Res<(Vec<Ref>, bool)> {
        let mut bases = Vec::new();
        let mut changed = false;
        for base in original {
            if !self.is_type(*base)
                && let Some(entries) = self.getattr_opt(*base, names::MRO_ENTRIES)?
            {
                let tuple = self.tuple_from(original);
                let result = self.call(entries, &[tuple]);
                self.decref(tuple);
                self.decref(entries);
                let result = result?;
                for id in self.items(result).unwrap_or(&[]).to_vec() {
                    bases.push(self.incref(id));
                }
                self.decref(result);
                changed = true;
                continue;
            }
            bases.push(self.incref(*base));
        }
        Ok((bases, changed))
    }
}

pub(in crate::python::vm) const METACLASS_CONFLICT: &str = "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the \
     metaclasses of all its bases";
