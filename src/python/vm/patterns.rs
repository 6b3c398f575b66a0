//! What `case` patterns ask of a value.

use super::known::{names, types};
use super::{Res, Vm};
use crate::memory::free_lists::Kind;
use crate::memory::{Body, Ref, alloc};

impl Vm {
    pub(super) fn is_mapping_pattern(&self, id: Ref) -> bool {
        matches!(self.body(id), Body::Dict(_)) || self.is_exact(id, types::MAPPING_PROXY)
    }

    pub(super) fn is_sequence_pattern(&self, id: Ref) -> bool {
        matches!(self.body(id), Body::List(_) | Body::SmallList(..) | Body::SmallTuple(..) | Body::Tuple(_))
            || matches!(self.type_of(id), types::RANGE | types::DEQUE)
    }

    /// `subject keys -- subject keys values|None`
    pub(super) fn match_keys(&mut self) -> Res<()> {
        let (subject, keys) = (self.stack[self.top - 2], self.stack[self.top - 1]);
        let keys = self.items(keys).unwrap_or(&[]).to_vec();
        let mut values = Vec::new();
        for key in keys {
            let found = if self.is_exact(subject, types::DICT) {
                let found = self.dict_get(subject, key)?;
                found.map(|v| self.incref(v))
            } else {
                match self.getitem(subject, key) {
                    Ok(value) => Some(value),
                    Err(_) if self.catch(types::KEY_ERROR) => None,
                    Err(raised) => return Err(raised),
                }
            };
            match found {
                Some(value) => values.push(value),
                None => {
                    self.decref_all(&values);
                    self.stack[self.top] = self.incref_none();
                    self.top += 1;
                    return Ok(());
                }
            }
        }
        let tuple = self.tuple(&values);
        self.stack[self.top] = tuple;
        self.top += 1;
        Ok(())
    }

    fn incref_none(&mut self) -> Ref {
        self.none()
    }

    /// `subject type names -- attributes|None`
    pub(super) fn match_class(&mut self, positional: usize) -> Res<()> {
        let (subject, class, names_tuple) =
            (self.stack[self.top - 3], self.stack[self.top - 2], self.stack[self.top - 1]);
        if !self.is_type(class) {
            return Err(self.type_error("called match pattern must be a class"));
        }
        // The names seen are a set, the attributes found a list, which becomes the tuple.
        let looks = self.is_subtype(self.type_of(subject), class);
        if looks {
            alloc::count_allocation(self);
            alloc::count_kept(self, Kind::List);
        }
        let attributes = self.class_pattern(subject, class, names_tuple, positional);
        let result = match attributes {
            Ok(Some(values)) => Ok(self.tuple(&values)),
            Ok(None) => Ok(self.none()),
            Err(raised) => Err(raised),
        };
        if looks {
            alloc::count_death(&mut self.heap, Kind::List);
            alloc::count_deallocation(&mut self.heap);
        }
        let result = result?;
        for _ in 0..3 {
            self.top -= 1;
            let id = std::mem::take(&mut self.stack[self.top]);
            self.decref(id);
        }
        self.stack[self.top] = result;
        self.top += 1;
        Ok(())
    }

    fn class_pattern(
        &mut self,
        subject: Ref,
        class: Ref,
        names_tuple: Ref,
        positional: usize,
    ) -> Res<Option<Vec<Ref>>> {
        if !self.is_subtype(self.type_of(subject), class) {
            return Ok(None);
        }
        let mut wanted = Vec::new();
        let mut values = Vec::new();
        if positional > 0 {
            let whole = matches!(
                self.builtin_base(class),
                types::BOOL
                    | types::BYTEARRAY
                    | types::BYTES
                    | types::DICT
                    | types::FLOAT
                    | types::FROZENSET
                    | types::INT
                    | types::LIST
                    | types::SET
                    | types::STR
                    | types::TUPLE
            );
            match self.getattr_opt(class, names::MATCH_ARGS)? {
                Some(args) => {
                    wanted = self.items(args).unwrap_or(&[]).to_vec();
                    self.decref(args);
                    if wanted.len() < positional {
                        let plural = if wanted.len() == 1 { "" } else { "s" };
                        let message = format!(
                            "{}() accepts {} positional sub-pattern{plural} ({positional} given)",
                            self.class_name(class),
                            wanted.len()
                        );
                        return Err(self.type_error(message));
                    }
                    wanted.truncate(positional);
                }
                None if whole && positional == 1 => values.push(self.incref(subject)),
                None => {
                    let most = usize::from(whole);
                    let plural = if most == 1 { "" } else { "s" };
                    let message = format!(
                        "{}() accepts {most} positional sub-pattern{plural} ({positional} given)",
                        self.class_name(class)
                    );
                    return Err(self.type_error(message));
                }
            }
        }
        wanted.extend_from_slice(self.items(names_tuple).unwrap_or(&[]));
        for name in wanted {
            match self.getattr_opt(subject, name)? {
                Some(value) => values.push(value),
                None => {
                    self.decref_all(&values);
                    return Ok(None);
                }
            }
        }
        Ok(Some(values))
    }
}
