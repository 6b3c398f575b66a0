//! The instructions that run rarely enough to stand outside the loop.
//!
//! Each gets the stack in [`Vm::top`]; none of them jumps.

mod displays;
mod handling;
mod namespaces;
mod subscripts;
mod suspending;
mod type_parameters;

use super::known::{self, names, types};
use super::{Res, Vm};
use crate::memory::Ref;
use crate::python::builtins::exceptions::group;
use crate::python::code::{FunctionAttribute, Instr, Op};

impl Vm {
    pub(super) fn take(&mut self) -> Ref {
        self.top -= 1;
        std::mem::take(&mut self.stack[self.top])
    }

    pub(super) fn put(&mut self, value: Ref) {
        self.stack[self.top] = value;
        self.top += 1;
    }

    pub(super) fn peek(&self, n: usize) -> Ref {
        self.stack[self.top - n]
    }

    pub(super) fn drop_top(&mut self, count: usize) {
        for _ in 0..count {
            let value = self.take();
            self.xdecref(value);
        }
    }

    /// Replaces the `count` topmost operands by `value` (owned); they are released from the top down.
    pub(super) fn replace(&mut self, count: usize, value: Ref) {
        let operands: Vec<Ref> = self.stack[self.top - count..self.top].to_vec();
        self.top -= count;
        self.put(value);
        for id in operands.into_iter().rev() {
            self.xdecref(id);
        }
    }

    #[allow(clippy::too_many_lines)]
    pub(super) fn run_rare(&mut self, ins: Instr, base: usize, unit: usize) -> Res<()> {
        let arg = ins.arg as usize;
        match ins.op {
            Op::LoadName => {
                let name = self.frame_name(unit, ins.arg);
                let value = self.load_name(name)?;
                self.put(value);
            }
            Op::StoreName => self.store_name(ins, unit)?,
            Op::DeleteName => self.delete_name(ins, unit)?,
            Op::StoreGlobal => {
                let name = self.frame_name(unit, ins.arg);
                let globals = self.globals();
                let value = self.peek(1);
                self.dict_set_str_ref(globals, name, value);
                self.drop_top(1);
            }
            Op::DeleteGlobal => self.delete_global(ins, unit)?,
            Op::DeleteDeref => self.delete_deref(ins, base, unit, arg)?,
            Op::LoadFromDictOrDeref | Op::LoadFromDictOrGlobals => self.load_from_mapping_or(ins, base, unit, arg)?,
            Op::LoadLocals => {
                let locals = self.locals();
                self.incref(locals);
                self.put(locals);
            }
            Op::LoadSuperAttr => self.load_super(ins, unit)?,
            Op::DeleteAttr => {
                let name = self.frame_name(unit, ins.arg);
                let owner = self.peek(1);
                self.delattr(owner, name)?;
                self.drop_top(1);
            }
            Op::DeleteSubscr => {
                let (container, key) = (self.peek(2), self.peek(1));
                self.delitem(container, key)?;
                self.top -= 2;
                self.decref(container);
                self.decref(key);
            }
            Op::BinarySlice => self.get_slice()?,
            Op::StoreSlice => self.store_slice()?,
            Op::DeleteSlice => self.delete_slice()?,
            Op::BuildSlice => {
                let step = if arg == 3 { self.take() } else { self.none() };
                let stop = self.take();
                let start = self.take();
                let slice = self.slice(start, stop, step);
                self.put(slice);
            }
            Op::UnaryNegative => self.unary_op(names::NEG, "-")?,
            Op::UnaryPositive => self.unary_op(names::POS, "+")?,
            Op::UnaryInvert => self.unary_op(names::INVERT, "~")?,
            Op::UnaryConvert => {
                let value = self.peek(1);
                let text = self.repr(value)?;
                self.replace(1, text);
            }
            Op::ContainsOp => self.contains_op(ins)?,
            Op::BuildSet => self.build_set(arg)?,
            Op::BuildMap => self.build_map(arg)?,
            Op::BuildMapWithRoom => {
                let dict = self.dict_with_room(arg);
                self.put(dict);
            }
            Op::BuildConstKeyMap => self.build_const_key_map(arg)?,
            Op::BuildString => self.build_string(arg)?,
            Op::ListExtend if ins.flag == Instr::OF_ARGUMENTS => self.extend_arguments(arg)?,
            Op::ListExtend => self.extend_display(arg)?,
            Op::SetAdd => {
                let value = self.peek(1);
                let set = self.peek(arg + 1);
                self.set_add(set, value)?;
                self.drop_top(1);
            }
            Op::SetUpdate => {
                let iterable = self.peek(1);
                let set = self.peek(arg + 1);
                self.set_update(set, iterable)?;
                self.drop_top(1);
            }
            Op::MapAdd => {
                let (key, value) = (self.peek(2), self.peek(1));
                let dict = self.peek(arg + 2);
                self.dict_set(dict, key, value)?;
                self.drop_top(2);
            }
            Op::DictUpdate => {
                let mapping = self.peek(1);
                let dict = self.peek(arg + 1);
                self.dict_update(dict, mapping)?;
                self.drop_top(1);
            }
            Op::DictMerge => {
                let mapping = self.peek(1);
                let dict = self.peek(arg + 1);
                let callable = self.peek(arg + 4);
                self.dict_merge(dict, mapping, callable)?;
                self.drop_top(1);
            }
            Op::PackStar => self.pack_star(ins.arg as usize)?,
            Op::ListToTuple => {
                let list = self.peek(1);
                let items = self.items(list).unwrap_or(&[]).to_vec();
                let tuple = self.tuple_from(&items);
                self.replace(1, tuple);
            }
            Op::ConvertValue => self.convert_value(ins)?,
            Op::FormatSimple => {
                let value = self.peek(1);
                if !self.is_exact(value, types::STR) {
                    let text = self.format_with(value, known::EMPTY_STR)?;
                    self.replace(1, text);
                }
            }
            Op::FormatWithSpec => self.format_with_spec()?,
            Op::UnpackEx => {
                let (before, after) = (arg & 0xff, arg >> 8);
                let sequence = self.peek(1);
                let items = self.unpack_ex(sequence, before, after)?;
                self.drop_top(1);
                for value in items.into_iter().rev() {
                    self.put(value);
                }
            }
            Op::GetYieldFromIter => self.yield_from_iterator(unit)?,
            Op::GetAwaitable => {
                let value = self.peek(1);
                let iterator = self.awaitable(value, ins.flag)?;
                self.replace(1, iterator);
            }
            Op::GetAiter => {
                let value = self.peek(1);
                let iterator = self.async_iterator(value)?;
                self.replace(1, iterator);
            }
            Op::GetAnext => {
                let iterator = self.peek(1);
                let next = self.async_next(iterator)?;
                self.put(next);
            }
            Op::EndAsyncFor => self.end_async_for()?,
            Op::BeforeAsyncWith => {
                let entered = self.enter_async()?;
                self.put(entered);
            }
            Op::AsyncGenWrap => {
                let value = self.take();
                let wrapped = self.record(types::ASYNC_GENERATOR_WRAPPED, &[value], &[]);
                self.put(wrapped);
            }
            Op::MakeFunction => {
                let code = self.take();
                let function = self.make_function(code);
                self.put(function);
            }
            Op::SetFunctionAttribute => {
                if ins.arg > 0 {
                    self.pack_below(ins.arg as usize);
                }
                let function = self.take();
                let value = self.take();
                let attribute = FunctionAttribute::from_flag(ins.flag);
                self.set_function_attribute(function, attribute, value);
                self.put(function);
            }
            Op::LoadBuildClass => {
                let builtins = self.frames[self.frames.len() - 1].builtins;
                match self.dict_get_str(builtins, names::BUILD_CLASS) {
                    Some(value) => {
                        self.incref(value);
                        self.put(value);
                    }
                    None => return Err(self.raise(types::NAME_ERROR, "__build_class__ not found")),
                }
            }
            Op::EndSend => {
                let value = self.take();
                let receiver = self.take();
                self.put(value);
                self.decref(receiver);
            }
            Op::CleanupThrow => self.cleanup_throw()?,
            Op::PushExcInfo => self.push_exc_info(ins)?,
            Op::PopExcept => self.pop_except()?,
            Op::CheckExcMatch => {
                let (exception, wanted) = (self.peek(2), self.peek(1));
                let matched = self.exception_matches(exception, wanted)?;
                let result = self.bool(matched);
                self.replace(1, result);
            }
            Op::CheckEgMatch => self.check_group_match()?,
            Op::PrepReraiseStar => {
                let (original, left) = (self.peek(2), self.peek(1));
                let result = group::to_reraise(self, original, left)?;
                self.replace(2, result);
            }
            Op::Reraise => self.reraise(ins)?,
            Op::RaiseVarargs => return Err(self.raise_statement(arg)),
            Op::StopIterationError => self.stop_iteration_error(unit)?,
            Op::BeforeWith => self.before_with()?,
            Op::WithExceptStart => self.with_except_start()?,
            Op::LoadAssertionError => {
                self.incref(types::ASSERTION_ERROR);
                self.put(types::ASSERTION_ERROR);
            }
            Op::ImportName => {
                let name = self.frame_name(unit, ins.arg);
                let (level, fromlist) = (self.peek(2), self.peek(1));
                let module = self.import_name(name, level, fromlist)?;
                self.top -= 2;
                self.put(module);
                self.decref(fromlist);
                self.decref(level);
            }
            Op::ImportFrom => {
                let name = self.frame_name(unit, ins.arg);
                let module = self.peek(1);
                let value = self.import_from(module, name)?;
                self.put(value);
            }
            Op::ImportStar => {
                let module = self.peek(1);
                self.import_star(module)?;
                self.drop_top(1);
            }
            Op::PrintExpr => {
                let value = self.peek(1);
                self.display(value)?;
                self.drop_top(1);
            }
            Op::SetupAnnotations => self.setup_annotations()?,
            Op::GetLen => {
                let value = self.peek(1);
                let length = self.len(value)?;
                let length = self.usize(length);
                self.put(length);
            }
            Op::MatchMapping | Op::MatchSequence => {
                let value = self.peek(1);
                let matched = if ins.op == Op::MatchMapping {
                    self.is_mapping_pattern(value)
                } else {
                    self.is_sequence_pattern(value)
                };
                let result = self.bool(matched);
                self.put(result);
            }
            Op::MatchKeys => self.match_keys()?,
            Op::MatchClass => self.match_class(arg)?,
            Op::PrintItem | Op::PrintNewline | Op::PrintItemTo | Op::PrintNewlineTo => self.print_statement(ins)?,
            Op::ExecStmt => {
                let (code, globals, locals) = (self.peek(3), self.peek(2), self.peek(1));
                self.exec_statement(code, globals, locals)?;
                self.drop_top(3);
            }
            Op::SetFunctionTypeParams => self.set_function_type_params(),
            Op::TypeVar
            | Op::ParamSpec
            | Op::TypeVarTuple
            | Op::TypeVarWithBound
            | Op::TypeVarWithConstraints
            | Op::SetTypeParamDefault
            | Op::SubscriptGeneric
            | Op::TypeAlias => self.make_type_parameter(ins.op)?,
            other => {
                let message = format!("gcscope does not run {} yet", other.name());
                return Err(self.raise(types::SYSTEM_ERROR, message));
            }
        }
        Ok(())
    }

    fn unary_op(&mut self, name: Ref, symbol: &str) -> Res<()> {
        let value = self.peek(1);
        let result = self.unary(value, name, symbol)?;
        self.replace(1, result);
        Ok(())
    }
}
