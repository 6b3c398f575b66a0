//! Truth, length and index of any object.

use super::super::known::{self, names, types};
use super::super::{Res, Vm};
use crate::memory::{Body, Ref};

impl Vm {
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
                    let message = self.dialect.builtins.words.refusals.not_a_truth(&self.type_name(result));
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
        let big = match self.body(result) {
            Body::BigInt(value) => Some(value.sign() == num_bigint::Sign::Minus),
            _ => None,
        };
        let length = match big {
            Some(true) => Ok(-1),
            Some(false) if self.dialect.python2 => Err(self.overflow_error("long int too large to convert to int")),
            Some(false) => Err(self.overflow_error("cannot fit 'int' into an index-sized integer")),
            None => self.index(result),
        };
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
                    let exact = self.is_exact(result, types::INT) || self.dialect.python2;
                    let warned = if exact { Ok(()) } else { self.warn_of_subclass("__index__", "int", result) };
                    return match warned {
                        Ok(()) => Ok(result),
                        Err(raised) => {
                            self.decref(result);
                            Err(raised)
                        }
                    };
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
}
