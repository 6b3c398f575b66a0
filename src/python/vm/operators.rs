//! Operators and protocols on any object: arithmetic, comparison, truth, length, items, iteration, text, hash.

use std::ops::ControlFlow;

use super::known::{self, names, types};
use super::{Res, Vm};
use crate::memory::free_lists::Kind;
use crate::memory::{Body, Ref, alloc};
use crate::python::code::{BinaryOp, CompareOp};

/// The special methods of an operator: in-place, left, right.
struct OperatorNames {
    in_place: Option<Ref>,
    left: Ref,
    right: Ref,
}

fn operator_names(op: BinaryOp) -> OperatorNames {
    use BinaryOp as B;
    let (in_place, left, right) = match op {
        B::Add | B::InplaceAdd => (names::IADD, names::ADD, names::RADD),
        B::And | B::InplaceAnd => (names::IAND, names::AND, names::RAND),
        B::FloorDivide | B::InplaceFloorDivide => (names::IFLOORDIV, names::FLOORDIV, names::RFLOORDIV),
        B::Lshift | B::InplaceLshift => (names::ILSHIFT, names::LSHIFT, names::RLSHIFT),
        B::MatrixMultiply | B::InplaceMatrixMultiply => (names::IMATMUL, names::MATMUL, names::RMATMUL),
        B::Multiply | B::InplaceMultiply => (names::IMUL, names::MUL, names::RMUL),
        B::Remainder | B::InplaceRemainder => (names::IMOD, names::MOD, names::RMOD),
        B::Or | B::InplaceOr => (names::IOR, names::OR, names::ROR),
        B::Power | B::InplacePower => (names::IPOW, names::POW, names::RPOW),
        B::Rshift | B::InplaceRshift => (names::IRSHIFT, names::RSHIFT, names::RRSHIFT),
        B::Subtract | B::InplaceSubtract => (names::ISUB, names::SUB, names::RSUB),
        B::TrueDivide | B::InplaceTrueDivide => (names::ITRUEDIV, names::TRUEDIV, names::RTRUEDIV),
        B::Xor | B::InplaceXor => (names::IXOR, names::XOR, names::RXOR),
        B::ClassicDivide | B::InplaceClassicDivide => (names::DIV, names::DIV, names::RDIV),
    };
    let inplace = op as u8 >= BinaryOp::InplaceAdd as u8 && op != BinaryOp::ClassicDivide;
    OperatorNames { in_place: (inplace && in_place != left).then_some(in_place), left, right }
}

impl Vm {
    pub fn binary(&mut self, op: BinaryOp, left: Ref, right: Ref) -> Res {
        let names = operator_names(op);
        if let Some(in_place) = names.in_place
            && let Some(result) = self.call_special(left, in_place, &[right])
        {
            let result = result?;
            if result != known::NOT_IMPLEMENTED {
                return Ok(result);
            }
            self.decref(result);
        }
        if let Some(result) = self.binary_methods(left, right, names.left, names.right)? {
            return Ok(result);
        }
        let symbol = match op {
            BinaryOp::Power => "** or pow()",
            BinaryOp::InplacePower => "**=",
            other => other.text(),
        };
        let message = format!(
            "unsupported operand type(s) for {symbol}: '{}' and '{}'",
            self.type_name(left),
            self.type_name(right)
        );
        // Sequences refuse with words of their own.
        if matches!(op, BinaryOp::Add | BinaryOp::InplaceAdd)
            && let Some(message) = self.concatenation_refused(left, right)
        {
            return Err(self.type_error(message));
        }
        if matches!(op, BinaryOp::Multiply | BinaryOp::InplaceMultiply) {
            for (sequence, other) in [(left, right), (right, left)] {
                if self.is_sequence_type(sequence) {
                    let message = format!("can't multiply sequence by non-int of type '{}'", self.type_name(other));
                    return Err(self.type_error(message));
                }
            }
        }
        Err(self.type_error(message))
    }

    fn is_sequence_type(&self, id: Ref) -> bool {
        matches!(
            self.body(id),
            Body::Str(_)
                | Body::Bytes(_)
                | Body::ByteArray(_)
                | Body::List(_)
                | Body::SmallList(..)
                | Body::SmallTuple(..)
                | Body::Tuple(_)
        )
    }

    fn concatenation_refused(&self, left: Ref, right: Ref) -> Option<String> {
        let other = self.type_name(right);
        Some(match self.body(left) {
            Body::Str(_) => self.dialect.builtins.words.concatenation.of(&self.type_name(left), &other),
            Body::List(_) | Body::SmallList(..) => format!("can only concatenate list (not \"{other}\") to list"),
            Body::SmallTuple(..) | Body::Tuple(_) => format!("can only concatenate tuple (not \"{other}\") to tuple"),
            Body::Bytes(_) => format!("can't concat {other} to bytes"),
            Body::ByteArray(_) => format!("can't concat {other} to bytearray"),
            _ => return None,
        })
    }

    /// Left and right methods in the order of CPython's `binary_op1`; `None` when all decline.
    fn binary_methods(&mut self, left: Ref, right: Ref, name: Ref, reflected: Ref) -> Res<Option<Ref>> {
        let (left_class, right_class) = (self.type_of(left), self.type_of(right));
        let forward = self.lookup(left_class, name);
        let backward = if left_class == right_class { None } else { self.lookup(right_class, reflected) };
        let mut backward_first = false;
        if let Some(b) = backward
            && self.is_subtype(right_class, left_class)
        {
            // A subclass that overrides the reflected method goes first.
            backward_first = self.lookup(left_class, reflected) != Some(b);
        }
        let attempts = if backward_first {
            [(backward, right, left), (forward, left, right)]
        } else {
            [(forward, left, right), (backward, right, left)]
        };
        for (method, receiver, other) in attempts {
            let Some(method) = method.filter(|m| *m != known::NONE) else { continue };
            let result = self.call_raw(method, receiver, &[other])?;
            if result != known::NOT_IMPLEMENTED {
                return Ok(Some(result));
            }
            self.decref(result);
        }
        Ok(None)
    }

    /// divmod, three-argument pow and their like: the two special methods tried, then a TypeError naming `symbol`.
    pub fn binary_named(&mut self, left: Ref, right: Ref, name: Ref, reflected: Ref, symbol: &str) -> Res {
        if let Some(result) = self.binary_methods(left, right, name, reflected)? {
            return Ok(result);
        }
        let message = format!(
            "unsupported operand type(s) for {symbol}: '{}' and '{}'",
            self.type_name(left),
            self.type_name(right)
        );
        Err(self.type_error(message))
    }

    pub fn unary(&mut self, id: Ref, name: Ref, symbol: &str) -> Res {
        match self.call_special(id, name, &[]) {
            Some(result) => result,
            None => {
                let message = format!("bad operand type for unary {symbol}: '{}'", self.type_name(id));
                Err(self.type_error(message))
            }
        }
    }

    // ---- comparison

    pub fn compare(&mut self, op: CompareOp, left: Ref, right: Ref) -> Res {
        if matches!(op, CompareOp::Eq | CompareOp::Ne)
            && let Some(equal) = self.plainly_equal(left, right)
            && (left != right || matches!(self.type_of(left), types::STR | types::INT | types::NONE_TYPE))
        {
            return Ok(self.bool(equal == (op == CompareOp::Eq)));
        }
        let name = compare_name(op);
        let reflected = compare_name(swapped(op));
        let (left_class, right_class) = (self.type_of(left), self.type_of(right));
        let mut tried_right = false;
        if left_class != right_class
            && self.is_subtype(right_class, left_class)
            && let Some(method) = self.lookup(right_class, reflected)
        {
            tried_right = true;
            let result = self.call_comparison(method, right, left)?;
            if result != known::NOT_IMPLEMENTED {
                return Ok(result);
            }
            self.decref(result);
        }
        if let Some(method) = self.lookup(left_class, name) {
            let result = self.call_comparison(method, left, right)?;
            if result != known::NOT_IMPLEMENTED {
                return Ok(result);
            }
            self.decref(result);
        }
        if !tried_right && let Some(method) = self.lookup(right_class, reflected) {
            let result = self.call_comparison(method, right, left)?;
            if result != known::NOT_IMPLEMENTED {
                return Ok(result);
            }
            self.decref(result);
        }
        if self.dialect.python2
            && let Some(order) = self.python2_order(left, right)?
        {
            return Ok(self.bool(op.holds(order)));
        }
        match op {
            CompareOp::Eq => Ok(self.bool(left == right)),
            CompareOp::Ne => Ok(self.bool(left != right)),
            _ => {
                let message = format!(
                    "'{}' not supported between instances of '{}' and '{}'",
                    op.text(),
                    self.type_name(left),
                    self.type_name(right)
                );
                Err(self.type_error(message))
            }
        }
    }

    /// 2.7's last word on two objects: `__cmp__`, else an order that always exists (`default_3way_compare`).
    fn python2_order(&mut self, left: Ref, right: Ref) -> Res<Option<std::cmp::Ordering>> {
        for (receiver, other) in [(left, right), (right, left)] {
            let Some(result) = self.call_special(receiver, names::CMP, &[other]) else { continue };
            let result = result?;
            let order = self.as_int(result).map(|n| n.cmp(&0));
            self.decref(result);
            if let Some(order) = order {
                return Ok(Some(if receiver == left { order } else { order.reverse() }));
            }
        }
        if matches!(self.body(left), Body::Complex(_)) || matches!(self.body(right), Body::Complex(_)) {
            return Ok(None);
        }
        let (a, b) = (self.type_of(left), self.type_of(right));
        if a == b {
            return Ok(Some(left.cmp(&right)));
        }
        // None comes first, then numbers, then the others by the names of their types.
        let rank = |vm: &Self, x: Ref| match vm.body(x) {
            _ if x == known::NONE => (0, String::new()),
            Body::Int(_) | Body::BigInt(_) | Body::Float(_) => (1, String::new()),
            _ => (1, vm.type_name(x)),
        };
        Ok(Some(rank(self, left).cmp(&rank(self, right)).then(a.cmp(&b))))
    }

    fn call_comparison(&mut self, method: Ref, receiver: Ref, other: Ref) -> Res {
        if method == known::NONE {
            return Ok(self.incref(known::NOT_IMPLEMENTED));
        }
        self.enter_native(" in comparison")?;
        let result = self.call_raw(method, receiver, &[other]);
        self.leave_native();
        result
    }

    /// Identity, then `==`.
    pub fn eq(&mut self, left: Ref, right: Ref) -> Res<bool> {
        if let Some(equal) = self.plainly_equal(left, right) {
            return Ok(equal);
        }
        let result = self.compare(CompareOp::Eq, left, right)?;
        let truth = self.truth(result);
        self.decref(result);
        truth
    }

    pub fn less(&mut self, left: Ref, right: Ref) -> Res<bool> {
        match (self.heap.object(left), self.heap.object(right)) {
            (a, b) if a.class == types::INT && b.class == types::INT => {
                if let (Body::Int(x), Body::Int(y)) = (&a.body, &b.body) {
                    return Ok(x < y);
                }
            }
            (a, b) if a.class == types::STR && b.class == types::STR => {
                if let (Body::Str(x), Body::Str(y)) = (&a.body, &b.body) {
                    return Ok(x < y);
                }
            }
            _ => {}
        }
        let result = self.compare(CompareOp::Lt, left, right)?;
        let truth = self.truth(result);
        self.decref(result);
        truth
    }

    // ---- truth, length, index

    pub fn truth(&mut self, id: Ref) -> Res<bool> {
        let class = self.type_of(id);
        match self.body(id) {
            _ if id == known::NONE || id == known::FALSE => return Ok(false),
            _ if id == known::TRUE => return Ok(true),
            Body::Int(value) if class == types::INT => return Ok(*value != 0),
            Body::BigInt(_) if class == types::INT => return Ok(true),
            Body::Float(value) if class == types::FLOAT => return Ok(*value != 0.0),
            Body::Str(text) if class == types::STR => return Ok(!text.is_empty()),
            Body::SmallList(..) if class == types::LIST => return Ok(true),
            Body::List(items) if class == types::LIST => return Ok(!items.is_empty()),
            Body::Dict(table) if class == types::DICT => return Ok(!table.is_empty()),
            Body::SmallTuple(length, _) if class == types::TUPLE => return Ok(*length != 0),
            _ => {}
        }
        let name = if self.behaviour.classes == crate::python::behaviour::Classes::Classic {
            names::NONZERO
        } else {
            names::BOOL
        };
        if let Some(result) = self.call_special(id, name, &[]) {
            let result = result?;
            let truth = match self.type_of(result) {
                types::BOOL => Ok(result == known::TRUE),
                types::INT if name == names::NONZERO => Ok(self.as_int(result) != Some(0)),
                _ => {
                    let message = format!("__bool__ should return bool, returned {}", self.type_name(result));
                    Err(self.type_error(message))
                }
            };
            self.decref(result);
            return truth;
        }
        if self.special(id, names::LEN).is_some() {
            return self.len(id).map(|length| length != 0);
        }
        Ok(true)
    }

    pub fn len(&mut self, id: Ref) -> Res<usize> {
        let class = self.type_of(id);
        match self.body(id) {
            Body::SmallList(length, _) if class == types::LIST => return Ok(*length as usize),
            Body::List(items) if class == types::LIST => return Ok(items.len()),
            Body::SmallTuple(length, _) if class == types::TUPLE => return Ok(*length as usize),
            Body::Tuple(items) if class == types::TUPLE => return Ok(items.len()),
            Body::Dict(table) if class == types::DICT => return Ok(table.len()),
            Body::Set(table) if class == types::SET => return Ok(table.len()),
            Body::Str(text) if class == types::STR => {
                let ascii = self.heap.has_flag(id, crate::memory::heap::flag::ASCII);
                return Ok(if ascii { text.len() } else { text.chars().count() });
            }
            _ => {}
        }
        let Some(result) = self.call_special(id, names::LEN, &[]) else {
            let message = format!("object of type '{}' has no len()", self.type_name(id));
            return Err(self.type_error(message));
        };
        let result = result?;
        let length = self.index(result);
        self.decref(result);
        let length = length?;
        usize::try_from(length).map_err(|_| self.value_error("__len__() should return >= 0"))
    }

    /// `operator.index` as an i64; too large is an OverflowError.
    pub fn index(&mut self, id: Ref) -> Res<i64> {
        match self.body(id) {
            Body::Int(value) => return Ok(*value),
            Body::BigInt(_) => return Err(self.overflow_error("Python int too large to convert to C ssize_t")),
            _ => {}
        }
        let result = self.index_object(id)?;
        let value = self.as_int(result);
        self.decref(result);
        match value {
            Some(value) => Ok(value),
            None => Err(self.overflow_error("Python int too large to convert to C ssize_t")),
        }
    }

    /// `operator.index`: an int object.
    pub fn index_object(&mut self, id: Ref) -> Res {
        if matches!(self.body(id), Body::Int(_) | Body::BigInt(_)) {
            return Ok(self.incref(id));
        }
        match self.call_special(id, names::INDEX, &[]) {
            Some(result) => {
                let result = result?;
                if matches!(self.body(result), Body::Int(_) | Body::BigInt(_)) {
                    return Ok(result);
                }
                let message = format!("__index__ returned non-int (type {})", self.type_name(result));
                self.decref(result);
                Err(self.type_error(message))
            }
            None => {
                let message = format!("'{}' object cannot be interpreted as an integer", self.type_name(id));
                Err(self.type_error(message))
            }
        }
    }

    /// For slices: too large becomes the largest.
    pub fn index_clamped(&mut self, id: Ref) -> Res<i64> {
        let object = match self.body(id) {
            Body::Int(value) => return Ok(*value),
            Body::BigInt(_) => self.incref(id),
            _ => self.index_object(id)?,
        };
        let value = match self.body(object) {
            Body::Int(value) => *value,
            Body::BigInt(big) if big.sign() == num_bigint::Sign::Minus => i64::MIN,
            _ => i64::MAX,
        };
        self.decref(object);
        Ok(value)
    }

    // ---- items

    pub fn getitem(&mut self, container: Ref, key: Ref) -> Res {
        if self.is_exact(container, types::DICT) {
            return match self.dict_get(container, key)? {
                Some(value) => Ok(self.incref(value)),
                None => Err(self.key_error(key)),
            };
        }
        if let Some(character) = self.ascii_at(container, key) {
            return Ok(self.incref(character));
        }
        if let Some(result) = self.call_special(container, names::GETITEM, &[key]) {
            return result;
        }
        if self.is_type(container)
            && let Some(hook) = self.getattr_opt(container, names::CLASS_GETITEM)?
        {
            let result = self.call(hook, &[key]);
            self.decref(hook);
            return result;
        }
        let message = if self.behaviour.classes == crate::python::behaviour::Classes::Classic {
            format!("'{}' object has no attribute '__getitem__'", self.type_name(container))
        } else if self.is_type(container) {
            format!("type '{}' is not subscriptable", self.class_name(container))
        } else {
            format!("'{}' object is not subscriptable", self.type_name(container))
        };
        Err(self.type_error(message))
    }

    /// The shared string of a character of an ASCII str; `None` where it is not so simple.
    fn ascii_at(&self, text: Ref, key: Ref) -> Option<Ref> {
        if !self.is_exact(text, types::STR) || !self.heap.has_flag(text, crate::memory::heap::flag::ASCII) {
            return None;
        }
        let (Body::Str(text), Body::Int(index)) = (self.heap.body(text), self.heap.body(key)) else { return None };
        let at = if *index < 0 { index + text.len() as i64 } else { *index };
        let byte = *text.as_bytes().get(usize::try_from(at).ok()?)?;
        Some(known::latin1_char(byte))
    }

    pub fn setitem(&mut self, container: Ref, key: Ref, value: Ref) -> Res<()> {
        if self.is_exact(container, types::DICT) {
            return self.dict_set(container, key, value);
        }
        match self.call_special(container, names::SETITEM, &[key, value]) {
            Some(result) => result.map(|none| self.decref(none)),
            None => {
                let message = format!("'{}' object does not support item assignment", self.type_name(container));
                Err(self.type_error(message))
            }
        }
    }

    pub fn delitem(&mut self, container: Ref, key: Ref) -> Res<()> {
        if self.is_exact(container, types::DICT) {
            return if self.dict_del(container, key)? { Ok(()) } else { Err(self.key_error(key)) };
        }
        match self.call_special(container, names::DELITEM, &[key]) {
            Some(result) => result.map(|none| self.decref(none)),
            None => {
                let message = format!("'{}' object doesn't support item deletion", self.type_name(container));
                Err(self.type_error(message))
            }
        }
    }

    pub fn contains(&mut self, container: Ref, value: Ref) -> Res<bool> {
        match self.type_of(container) {
            types::DICT => return self.dict_get(container, value).map(|found| found.is_some()),
            types::LIST | types::TUPLE => return self.contains_by_items(container, value),
            types::STR if self.is_exact(value, types::STR) => {
                let (text, part) = (self.as_str(container), self.as_str(value));
                return Ok(text.zip(part).is_some_and(|(text, part)| text.contains(part)));
            }
            _ => {}
        }
        match self.special(container, names::CONTAINS) {
            Some(method) if method == known::NONE => {
                let message = format!("'{}' object is not a container", self.type_name(container));
                Err(self.type_error(message))
            }
            Some(method) => {
                let result = self.call_raw(method, container, &[value])?;
                let truth = self.truth(result);
                self.decref(result);
                truth
            }
            None => {
                if self.special(container, names::ITER).is_none() && self.special(container, names::GETITEM).is_none() {
                    let words = self.dialect.builtins.words.not_a_container;
                    let message = format!("argument of type '{}' {words}", self.type_name(container));
                    return Err(self.type_error(message));
                }
                let iterator = self.iter(container)?;
                let mut found = Ok(false);
                loop {
                    match self.next(iterator) {
                        Ok(Some(item)) => {
                            let same = self.eq(item, value);
                            self.decref(item);
                            match same {
                                Ok(false) => {}
                                other => {
                                    found = other;
                                    break;
                                }
                            }
                        }
                        Ok(None) => break,
                        Err(raised) => {
                            found = Err(raised);
                            break;
                        }
                    }
                }
                self.decref(iterator);
                found
            }
        }
    }

    /// `value in list or tuple`, item by item; the item is held during each comparison.
    pub fn contains_by_items(&mut self, container: Ref, value: Ref) -> Res<bool> {
        let mut at = 0;
        while let Some(item) = self.items(container).and_then(|items| items.get(at).copied()) {
            at += 1;
            if let Some(same) = self.plainly_equal(item, value) {
                if same {
                    return Ok(true);
                }
                continue;
            }
            self.incref(item);
            let same = self.eq(item, value);
            self.decref(item);
            if same? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    // ---- iteration

    pub fn iter(&mut self, id: Ref) -> Res {
        match self.type_of(id) {
            types::LIST => {
                self.incref(id);
                return Ok(self.container(types::LIST_ITERATOR, Body::SequenceIterator { sequence: id, index: 0 }));
            }
            types::TUPLE => {
                self.incref(id);
                return Ok(self.container(types::TUPLE_ITERATOR, Body::SequenceIterator { sequence: id, index: 0 }));
            }
            types::GENERATOR => return Ok(self.incref(id)),
            _ => {}
        }
        match self.special(id, names::ITER) {
            Some(method) if method != known::NONE => {
                let iterator = self.call_raw(method, id, &[])?;
                if self.is_iterator(iterator) {
                    return Ok(iterator);
                }
                let message = format!("iter() returned non-iterator of type '{}'", self.type_name(iterator));
                self.decref(iterator);
                Err(self.type_error(message))
            }
            None if self.special(id, names::GETITEM).is_some() && !matches!(self.body(id), Body::Dict(_)) => {
                self.incref(id);
                Ok(self.container(types::SEQUENCE_ITERATOR, Body::SequenceIterator { sequence: id, index: 0 }))
            }
            _ => {
                let message = format!("'{}' object is not iterable", self.type_name(id));
                Err(self.type_error(message))
            }
        }
    }

    /// Whether the object has `__next__`.
    pub fn is_iterator(&mut self, id: Ref) -> bool {
        matches!(self.body(id), Body::SequenceIterator { .. } | Body::RangeIterator { .. })
            || self.is_exact(id, types::GENERATOR)
            || self.special(id, self.next_name()).is_some()
    }

    pub(super) fn next_name(&self) -> Ref {
        if self.behaviour.classes == crate::python::behaviour::Classes::Classic { names::NEXT_2 } else { names::NEXT }
    }

    /// The next item, or `None` at the end.
    pub fn next(&mut self, iterator: Ref) -> Res<Option<Ref>> {
        match self.body(iterator) {
            Body::RangeIterator { next, end } => {
                let (next, end) = (*next, *end);
                if next >= end {
                    return Ok(None);
                }
                if let Body::RangeIterator { next: place, .. } = self.heap.body_mut(iterator) {
                    *place = next + 1;
                }
                return Ok(Some(self.int(next)));
            }
            Body::SequenceIterator { .. }
                if matches!(self.type_of(iterator), types::LIST_ITERATOR | types::TUPLE_ITERATOR) =>
            {
                return Ok(self.next_of_sequence(iterator));
            }
            Body::Generator(_) if self.is_exact(iterator, types::GENERATOR) => return self.generator_next(iterator),
            _ => {}
        }
        let name = self.next_name();
        let Some(method) = self.special(iterator, name) else {
            let message = format!("'{}' object is not an iterator", self.type_name(iterator));
            return Err(self.type_error(message));
        };
        if let Some(step) = self.native_step(method) {
            return step(self, iterator);
        }
        match self.call_raw(method, iterator, &[]) {
            Ok(value) => Ok(Some(value)),
            Err(raised) => {
                if self.catch(types::STOP_ITERATION) {
                    Ok(None)
                } else {
                    Err(raised)
                }
            }
        }
    }

    /// A builtin iterator's step that makes no StopIteration, when it has registered one.
    fn native_step(&self, method: Ref) -> Option<super::Step> {
        match self.body(method) {
            Body::Native { module, .. } => self.steps.get(module).copied(),
            _ => None,
        }
    }

    fn next_of_sequence(&mut self, iterator: Ref) -> Option<Ref> {
        let Body::SequenceIterator { sequence, index } = *self.body(iterator) else { return None };
        if sequence.is_null() {
            return None;
        }
        if let Some(value) = self.items(sequence).and_then(|items| items.get(index as usize)).copied() {
            if let Body::SequenceIterator { index, .. } = self.heap.body_mut(iterator) {
                *index += 1;
            }
            return Some(self.incref(value));
        }
        if let Body::SequenceIterator { sequence, .. } = self.heap.body_mut(iterator) {
            *sequence = Ref::NULL;
        }
        self.decref(sequence);
        None
    }

    /// Runs `step` with each item; the item belongs to it.
    pub fn each(&mut self, iterable: Ref, mut step: impl FnMut(&mut Self, Ref) -> Res<ControlFlow<()>>) -> Res<()> {
        let iterator = self.iter(iterable)?;
        let result = loop {
            match self.next(iterator) {
                Ok(Some(item)) => match step(self, item) {
                    Ok(ControlFlow::Continue(())) => {}
                    Ok(ControlFlow::Break(())) => break Ok(()),
                    Err(raised) => break Err(raised),
                },
                Ok(None) => break Ok(()),
                Err(raised) => break Err(raised),
            }
        };
        self.decref(iterator);
        result
    }

    /// All items, owned by the caller.
    pub fn to_vec(&mut self, iterable: Ref) -> Res<Vec<Ref>> {
        if matches!(self.type_of(iterable), types::LIST | types::TUPLE) {
            let items = self.items(iterable).unwrap_or(&[]).to_vec();
            for item in &items {
                self.incref(*item);
            }
            return Ok(items);
        }
        let mut items = Vec::new();
        let result = self.each(iterable, |_, item| {
            items.push(item);
            Ok(ControlFlow::Continue(()))
        });
        if let Err(raised) = result {
            let pending = self.take_raised();
            self.decref_all(&items);
            self.set_raised(pending);
            return Err(raised);
        }
        Ok(items)
    }

    // ---- hash and text

    pub fn hash(&mut self, id: Ref) -> Res<i64> {
        match (self.type_of(id), self.body(id)) {
            (types::STR, _) => return Ok(self.str_hash(id)),
            (types::INT, Body::Int(value)) => return Ok(int_hash(*value)),
            _ => {}
        }
        match self.special(id, names::HASH) {
            Some(method) if method != known::NONE => {
                let result = self.call_raw(method, id, &[])?;
                let value = match self.body(result) {
                    Body::Int(value) => Ok(if *value == -1 { -2 } else { *value }),
                    Body::BigInt(_) => match self.as_integer(result) {
                        Some(integer) => {
                            Ok(crate::python::text::hash::hash_int(&integer, self.behaviour.number_hash()))
                        }
                        None => Err(()),
                    },
                    _ => Err(()),
                };
                self.decref(result);
                value.map_err(|()| self.type_error("__hash__ method should return an integer"))
            }
            _ => {
                let message = format!("unhashable type: '{}'", self.type_name(id));
                Err(self.type_error(message))
            }
        }
    }

    /// `hash` by identity.
    #[must_use]
    pub fn identity_hash(&self, id: Ref) -> i64 {
        let address = self.address_of(id);
        address.rotate_right(4)
    }

    /// `repr(x)`: a str object.
    pub fn repr(&mut self, id: Ref) -> Res {
        self.check_signals()?;
        self.enter_native(" while getting the repr of an object")?;
        let result = self.text_method(id, names::REPR, "__repr__");
        self.leave_native();
        result
    }

    /// `str(x)`: a str object.
    pub fn str_of(&mut self, id: Ref) -> Res {
        self.check_signals()?;
        if self.is_exact(id, types::STR) {
            return Ok(self.incref(id));
        }
        if let Some(digits) = self.digits(id) {
            return Ok(digits);
        }
        self.enter_native(" while getting the str of an object")?;
        let result = self.text_method(id, names::STR, "__str__");
        self.leave_native();
        result
    }

    fn text_method(&mut self, id: Ref, name: Ref, spelled: &str) -> Res {
        let Some(result) = self.call_special(id, name, &[]) else {
            let text = format!("<{} object at {:#x}>", self.type_name(id), self.address_of(id));
            return Ok(self.string(text));
        };
        let result = result?;
        if self.as_str(result).is_some() {
            return Ok(result);
        }
        let message = format!("{spelled} returned non-string (type {})", self.type_name(result));
        self.decref(result);
        Err(self.type_error(message))
    }

    pub fn repr_text(&mut self, id: Ref) -> Res<String> {
        let object = self.repr(id)?;
        let text = self.text(object);
        self.decref(object);
        Ok(text)
    }

    pub fn str_text(&mut self, id: Ref) -> Res<String> {
        let object = self.str_of(id)?;
        let text = self.text(object);
        self.decref(object);
        Ok(text)
    }

    /// `format(x, spec)`.
    pub fn format(&mut self, id: Ref, spec: &str) -> Res {
        if spec.is_empty() && self.is_exact(id, types::STR) {
            return Ok(self.incref(id));
        }
        let spec = self.str(spec);
        let result = self.format_with(id, spec);
        self.decref(spec);
        result
    }

    /// `format(x, spec)` with the spec as an object.
    pub fn format_with(&mut self, id: Ref, spec: Ref) -> Res {
        // `PyObject_Format` asks these two for nothing when there is no format.
        if spec == known::EMPTY_STR && (self.is_exact(id, types::STR) || self.is_exact(id, types::INT)) {
            return self.str_of(id);
        }
        // Called by way of a bound method.
        alloc::count_kept(self, Kind::BuiltinMethod);
        let result = self.call_special(id, names::FORMAT, &[spec]);
        alloc::count_death(&mut self.heap, Kind::BuiltinMethod);
        let Some(result) = result else {
            let message = format!("Type {} doesn't define __format__", self.type_name(id));
            return Err(self.type_error(message));
        };
        let result = result?;
        if self.as_str(result).is_some() {
            return Ok(result);
        }
        let message = format!("__format__ must return a str, not {}", self.type_name(result));
        self.decref(result);
        Err(self.type_error(message))
    }

    /// Guards a repr against containers that hold themselves: false when `id` is being shown already.
    pub fn enter_repr(&mut self, id: Ref) -> bool {
        let list = self.repr_list();
        if self.items(list).is_some_and(|shown| shown.contains(&id)) {
            return false;
        }
        self.incref(id);
        if let Some(shown) = self.heap.list_mut(list) {
            shown.push(id);
        }
        true
    }

    pub fn leave_repr(&mut self, id: Ref) {
        let list = self.repr_list();
        if let Some(shown) = self.heap.list_mut(list)
            && let Some(at) = shown.iter().rposition(|other| *other == id)
        {
            shown.remove(at);
            self.decref(id);
        }
    }

    /// The list of containers being shown. As `Py_ReprEnter` has it, a dict of the thread holds it, and both are made
    /// with the first repr of a container that needs them: the collector counts them then.
    fn repr_list(&mut self) -> Ref {
        if self.thread_dict.is_null() {
            self.thread_dict = self.dict();
            let list = self.list(Vec::new());
            self.dict_set_str(self.thread_dict, "Py_Repr", list);
            self.decref(list);
        }
        let name = self.intern("Py_Repr");
        self.dict_get_str(self.thread_dict, name).unwrap_or(self.thread_dict)
    }
}

/// The hash of an int that fits 64 bits, modulo 2**61 - 1.
#[inline]
fn int_hash(value: i64) -> i64 {
    const MODULUS: i64 = (1 << 61) - 1;
    if value == -1 {
        return -2;
    }
    if -MODULUS < value && value < MODULUS {
        return value;
    }
    let hash = value % MODULUS;
    if hash == -1 { -2 } else { hash }
}

fn compare_name(op: CompareOp) -> Ref {
    match op {
        CompareOp::Lt => names::LT,
        CompareOp::Le => names::LE,
        CompareOp::Eq => names::EQ,
        CompareOp::Ne => names::NE,
        CompareOp::Gt => names::GT,
        CompareOp::Ge => names::GE,
    }
}

fn swapped(op: CompareOp) -> CompareOp {
    match op {
        CompareOp::Lt => CompareOp::Gt,
        CompareOp::Le => CompareOp::Ge,
        CompareOp::Gt => CompareOp::Lt,
        CompareOp::Ge => CompareOp::Le,
        same => same,
    }
}
