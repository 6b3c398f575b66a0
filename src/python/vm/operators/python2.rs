//! What only 2.7's operators know: an order of all objects (`cmp`, `__cmp__`), and slices that reach a class as two
//! numbers (`__getslice__`).

use std::cmp::Ordering;

use super::super::known::{self, names, types};
use super::super::{Res, Vm};
use crate::memory::{Body, Ref};
use crate::python::builtins::classic;
use crate::python::code::CompareOp;

impl Vm {
    /// 2.7's last word on two objects: `__cmp__`, else an order that always exists (`default_3way_compare`).
    pub(super) fn python2_order(&mut self, left: Ref, right: Ref) -> Res<Option<Ordering>> {
        let order = match self.is_classic_instance(left) || self.is_classic_instance(right) {
            true => classic::three_way(self, left, right)?,
            false => self.order_by_cmp(left, right)?,
        };
        if order.is_some() {
            return Ok(order);
        }
        if matches!(self.body(left), Body::Complex(_)) || matches!(self.body(right), Body::Complex(_)) {
            return Ok(None);
        }
        let (a, b) = (self.type_of(left), self.type_of(right));
        if a == b {
            return Ok(Some(left.cmp(&right)));
        }
        // None comes first, then what is or could be a number, then the others by the names of their types, then the types
        // by their addresses: `bool` lies before `instance`, other numbers behind it.
        let rank = |vm: &Self, x: Ref| match vm.body(x) {
            _ if x == known::NONE => (0, String::new(), 0),
            _ if vm.is_classic_instance(x) => (1, String::new(), 1),
            Body::Int(_) if vm.is_exact(x, types::BOOL) => (1, String::new(), 0),
            Body::Int(_) | Body::BigInt(_) | Body::Float(_) => (1, String::new(), 2),
            _ => (1, vm.type_name(x), 0),
        };
        Ok(Some(rank(self, left).cmp(&rank(self, right)).then(a.cmp(&b))))
    }

    fn order_by_cmp(&mut self, left: Ref, right: Ref) -> Res<Option<Ordering>> {
        for (receiver, other) in [(left, right), (right, left)] {
            let Some(result) = self.call_special(receiver, names::CMP, &[other]) else { continue };
            let result = result?;
            let order = self.as_int(result).map(|n| n.cmp(&0));
            self.decref(result);
            if let Some(order) = order {
                return Ok(Some(if receiver == left { order } else { order.reverse() }));
            }
        }
        Ok(None)
    }

    /// `cmp(left, right)` (`PyObject_Compare` in Objects/object.c): two of one type by its `__cmp__`, then `==`, `<` and
    /// `>`, then as [`Vm::python2_order`].
    pub fn order_python2(&mut self, left: Ref, right: Ref) -> Res<Ordering> {
        if left == right {
            return Ok(Ordering::Equal);
        }
        if self.type_of(left) == self.type_of(right) {
            let order = if self.is_classic_instance(left) {
                classic::three_way(self, left, right)?
            } else {
                self.order_by_cmp(left, right)?
            };
            if let Some(order) = order {
                return Ok(order);
            }
        }
        let tries =
            [(CompareOp::Eq, Ordering::Equal), (CompareOp::Lt, Ordering::Less), (CompareOp::Gt, Ordering::Greater)];
        for (op, order) in tries {
            let Some(result) = self.compare_richly(op, left, right)? else { continue };
            let truth = self.truth(result);
            self.decref(result);
            if truth? {
                return Ok(order);
            }
        }
        match self.python2_order(left, right)? {
            Some(order) => Ok(order),
            None => Err(self.type_error("cannot compare complex numbers using <, <=, >, >=")),
        }
    }

    /// The two numbers that a slice of this container is, where its class takes them: negative ones are counted from the
    /// end already. `None`: it takes a slice object.
    pub(in crate::python::vm) fn slice_numbers(
        &mut self,
        container: Ref,
        method: Ref,
        start: Ref,
        stop: Ref,
    ) -> Res<Option<(i64, i64)>> {
        if !self.dialect.python2 {
            return Ok(None);
        }
        let class = self.type_of(container);
        let takes = class == types::INSTANCE || self.is_heap_type(class) && self.lookup(class, method).is_some();
        let number =
            |vm: &Self, bound: Ref, open: i64| if bound == known::NONE { Some(open) } else { vm.as_int(bound) };
        let (true, Some(mut start), Some(mut stop)) = (takes, number(self, start, 0), number(self, stop, i64::MAX))
        else {
            return Ok(None);
        };
        if start < 0 || stop < 0 {
            let length = i64::try_from(self.len(container)?).unwrap_or(i64::MAX);
            start += if start < 0 { length } else { 0 };
            stop += if stop < 0 { length } else { 0 };
        }
        Ok(Some((start, stop)))
    }

    /// Whether `container[start:stop]` makes no slice object: 2.7 passes numbers to builtin sequences (`apply_slice` in
    /// Python/ceval.c).
    pub(in crate::python::vm) fn slices_by_numbers(&self, container: Ref, start: Ref, stop: Ref) -> bool {
        const SEQUENCES: [Ref; 5] = [types::LIST, types::TUPLE, types::STR, types::BYTES, types::BYTEARRAY];
        let bound = |bound: Ref| bound == known::NONE || self.as_int(bound).is_some();
        self.dialect.python2
            && bound(start)
            && bound(stop)
            && SEQUENCES.iter().any(|&class| self.isinstance_of(container, class))
    }

    /// `__getslice__`, `__setslice__` or `__delslice__` (`method`), or for a classic instance without it the method for
    /// items, with a slice object.
    pub(in crate::python::vm) fn call_with_slice(
        &mut self,
        container: Ref,
        (method, for_items): (Ref, Ref),
        (start, stop): (i64, i64),
        value: Option<Ref>,
    ) -> Res {
        let (start, stop) = (self.int(start), self.int(stop));
        let classic = self.is_classic_instance(container);
        let own = if classic { self.classic_getattr_opt(container, method)? } else { None };
        let result = match own {
            Some(own) => {
                let args: Vec<Ref> = [start, stop].into_iter().chain(value).collect();
                let result = self.call(own, &args);
                self.decref(own);
                result
            }
            None if classic => {
                self.incref(start);
                self.incref(stop);
                let slice = self.slice(start, stop, known::NONE);
                let args: Vec<Ref> = [slice].into_iter().chain(value).collect();
                let result = match self.classic_getattr(container, for_items)? {
                    Some(method) => {
                        let result = self.call(method, &args);
                        self.decref(method);
                        result
                    }
                    None => Err(self.attribute_error(container, for_items)),
                };
                self.decref(slice);
                result
            }
            None => {
                let args: Vec<Ref> = [start, stop].into_iter().chain(value).collect();
                self.call_special(container, method, &args).unwrap_or(Ok(Ref::NULL))
            }
        };
        self.decref(start);
        self.decref(stop);
        result
    }
}
