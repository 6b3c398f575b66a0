//! Displays of lists, sets and dicts, and formatted strings.

use super::codegen::{Codegen, Done, STACK_USE_GUIDELINE};
use crate::python::ast::*;
use crate::python::code::{Const, Instr, Op, Position};
use crate::python::dialect::Displays;

impl<'a> Codegen<'a> {
    /// Builds a list, set or tuple from `pushed` values on the stack and `elts` (`starunpack_helper`).
    pub(super) fn display(&mut self, elts: &'a [Expr], pushed: u32, display: Display, at: Position) -> Done {
        let count = u32::try_from(elts.len()).unwrap_or(u32::MAX);
        let (build, add, extend) = match display {
            Display::List | Display::Tuple | Display::Arguments => (Op::BuildList, Op::ListAppend, Op::ListExtend),
            Display::Set => (Op::BuildSet, Op::SetAdd, Op::SetUpdate),
        };
        let tuple = matches!(display, Display::Tuple | Display::Arguments);
        let flag = if display == Display::Arguments { Instr::OF_ARGUMENTS } else { 0 };
        // What a peephole optimizer has left alone stays as it is.
        let tuple_constant = tuple && pushed == 0 && self.dialect.folding.on_tree();
        if elts.len() > 2
            && (self.dialect.displays == Displays::ExtendConstant || tuple_constant)
            && let Some(items) = constants(elts)
        {
            if tuple && pushed == 0 {
                self.load_const(Const::Tuple(items), at);
                return Ok(());
            }
            let folded = if display == Display::Set { Const::FrozenSet(dedup(items)) } else { Const::Tuple(items) };
            self.emit(build, pushed, at);
            self.load_const(folded, at);
            self.emit(extend, 1, at);
            if tuple {
                self.emit(Op::ListToTuple, 0, at);
            }
            return Ok(());
        }
        let starred = elts.iter().any(|e| matches!(e.kind, ExprKind::Starred(_)));
        let big =
            elts.len() + pushed as usize > STACK_USE_GUIDELINE && self.dialect.displays == Displays::ExtendConstant;
        if !starred && !big {
            self.exprs(elts)?;
            self.emit(if tuple { Op::BuildTuple } else { build }, count + pushed, at);
            return Ok(());
        }
        let mut built = false;
        if big {
            self.emit(build, pushed, at);
            built = true;
        }
        for (i, elt) in (0u32..).zip(elts) {
            match &elt.kind {
                ExprKind::Starred(inner) => {
                    if !built {
                        self.emit(build, i + pushed, at);
                        built = true;
                    }
                    self.expr(inner)?;
                    self.flagged(extend, flag, 1, at);
                }
                _ => {
                    self.expr(elt)?;
                    if built {
                        self.emit(add, 1, at);
                    }
                }
            }
        }
        if tuple {
            self.emit(Op::ListToTuple, 0, at);
        }
        Ok(())
    }

    pub(super) fn dict(&mut self, keys: &'a [Option<Expr>], values: &'a [Expr], at: Position) -> Done {
        let mut elements = 0;
        let mut have_dict = false;
        for (i, (key, value)) in keys.iter().zip(values).enumerate() {
            if key.is_none() {
                if elements > 0 {
                    self.sub_dict(&keys[i - elements..i], &values[i - elements..i], at)?;
                    if have_dict {
                        self.emit(Op::DictUpdate, 1, at);
                    }
                    have_dict = true;
                    elements = 0;
                }
                if !have_dict {
                    self.emit(Op::BuildMap, 0, at);
                    have_dict = true;
                }
                self.expr(value)?;
                self.emit(Op::DictUpdate, 1, at);
            } else if elements * 2 > STACK_USE_GUIDELINE {
                self.sub_dict(&keys[i - elements..=i], &values[i - elements..=i], at)?;
                if have_dict {
                    self.emit(Op::DictUpdate, 1, at);
                }
                have_dict = true;
                elements = 0;
            } else {
                elements += 1;
            }
        }
        if elements > 0 {
            let from = keys.len() - elements;
            self.sub_dict(&keys[from..], &values[from..], at)?;
            if have_dict {
                self.emit(Op::DictUpdate, 1, at);
            }
            have_dict = true;
        }
        if !have_dict {
            self.emit(Op::BuildMap, 0, at);
        }
        Ok(())
    }

    fn sub_dict(&mut self, keys: &'a [Option<Expr>], values: &'a [Expr], at: Position) -> Done {
        let count = u32::try_from(keys.len()).unwrap_or(u32::MAX);
        // 2.7 stores item by item, the value evaluated first.
        let value_first = self.dialect.dict_display_value_first;
        let big = keys.len() * 2 > STACK_USE_GUIDELINE || value_first;
        let constant: Option<Vec<Const>> = keys.iter().map(|k| k.as_ref().and_then(Expr::constant).cloned()).collect();
        if keys.len() > 1
            && !big
            && self.dialect.const_key_maps
            && let Some(constant) = constant
        {
            self.exprs(values)?;
            self.load_const(Const::Tuple(constant), at);
            self.emit(Op::BuildConstKeyMap, count, at);
            return Ok(());
        }
        if value_first {
            self.emit(Op::BuildMapWithRoom, count.min(0xffff), at);
        } else if big {
            self.emit(Op::BuildMap, 0, at);
        }
        for (key, value) in keys.iter().zip(values) {
            if value_first {
                self.expr(value)?;
            }
            if let Some(key) = key {
                self.expr(key)?;
            }
            if value_first {
                self.emit(Op::Swap, 2, at);
            } else {
                self.expr(value)?;
            }
            if big {
                self.emit(Op::MapAdd, 1, at);
            }
        }
        if !big {
            self.emit(Op::BuildMap, count, at);
        }
        Ok(())
    }

    pub(super) fn joined_str(&mut self, parts: &'a [Expr], at: Position) -> Done {
        let outside = self.stay_in_line();
        let done = self.joined_parts(parts, at);
        self.line_stays = outside;
        done
    }

    fn joined_parts(&mut self, parts: &'a [Expr], at: Position) -> Done {
        let count = u32::try_from(parts.len()).unwrap_or(u32::MAX);
        if parts.len() > STACK_USE_GUIDELINE {
            self.load_const(Const::Str("".into()), at);
            self.name_op(Op::LoadAttr, 1, &"join".into(), at);
            self.emit(Op::BuildList, 0, at);
            for part in parts {
                self.expr(part)?;
                self.emit(Op::ListAppend, 1, at);
            }
            self.emit(Op::Call, 1, at);
            return Ok(());
        }
        self.exprs(parts)?;
        if parts.len() != 1 {
            self.emit(Op::BuildString, count, at);
        }
        Ok(())
    }
}

/// Which kind of container a display builds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Display {
    List,
    Set,
    Tuple,
    /// The tuple of a call's arguments; the callable and NULL are below.
    Arguments,
}

/// The values, when all are constants.
pub(super) fn constants(elts: &[Expr]) -> Option<Vec<Const>> {
    elts.iter().map(|e| e.constant().cloned()).collect()
}

/// A set's constants without repetition.
pub(super) fn dedup(items: Vec<Const>) -> Vec<Const> {
    let mut seen = rustc_hash::FxHashSet::default();
    items.into_iter().filter(|c| c.key().is_none_or(|k| seen.insert(k))).collect()
}
