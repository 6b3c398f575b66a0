//! The instructions that run rarely enough to stand outside the loop.
//!
//! Each gets the stack in [`Vm::top`]; `Ok(Some(n))` jumps to instruction n.

use super::frames::Entry;
use super::known::{self, names, types};
use super::{Raised, Res, Vm};
use crate::memory::object::Function;
use crate::memory::{Body, Ref};
use crate::python::behaviour::{ExceptionState, Handled};
use crate::python::builtins::exceptions::group;
use crate::python::code::{CodeFlags, Conversion, FunctionAttribute, Instr, Op};

impl Vm {
    fn take(&mut self) -> Ref {
        self.top -= 1;
        std::mem::take(&mut self.stack[self.top])
    }

    fn put(&mut self, value: Ref) {
        self.stack[self.top] = value;
        self.top += 1;
    }

    fn peek(&self, n: usize) -> Ref {
        self.stack[self.top - n]
    }

    fn drop_top(&mut self, count: usize) {
        for _ in 0..count {
            let value = self.take();
            self.xdecref(value);
        }
    }

    /// Replaces the `count` topmost operands by `value` (owned); they are released from the top down.
    fn replace(&mut self, count: usize, value: Ref) {
        let operands: Vec<Ref> = self.stack[self.top - count..self.top].to_vec();
        self.top -= count;
        self.put(value);
        for id in operands.into_iter().rev() {
            self.xdecref(id);
        }
    }

    fn frame_name(&self, unit: usize, index: u32) -> Ref {
        self.name_pool[self.units[unit].names + index as usize]
    }

    #[allow(clippy::too_many_lines)]
    pub(super) fn run_rare(&mut self, ins: Instr, base: usize, unit: usize) -> Res<Option<u32>> {
        let arg = ins.arg as usize;
        match ins.op {
            Op::LoadName => {
                let name = self.frame_name(unit, ins.arg);
                let value = self.load_name(name)?;
                self.put(value);
            }
            Op::StoreName => {
                let name = self.frame_name(unit, ins.arg);
                let locals = self.locals();
                let value = self.peek(1);
                if self.is_exact(locals, types::DICT) {
                    self.dict_set_str_ref(locals, name, value);
                } else {
                    self.setitem(locals, name, value)?;
                }
                self.drop_top(1);
            }
            Op::DeleteName => {
                let name = self.frame_name(unit, ins.arg);
                let locals = self.locals();
                let deleted = if self.is_exact(locals, types::DICT) {
                    self.dict_del_str(locals, name)
                } else {
                    match self.delitem(locals, name) {
                        Ok(()) => true,
                        Err(raised) if !self.catch(types::KEY_ERROR) => return Err(raised),
                        Err(_) => false,
                    }
                };
                if !deleted {
                    return Err(self.name_not_defined(name));
                }
            }
            Op::StoreGlobal => {
                let name = self.frame_name(unit, ins.arg);
                let globals = self.globals();
                let value = self.peek(1);
                self.dict_set_str_ref(globals, name, value);
                self.drop_top(1);
            }
            Op::DeleteGlobal => {
                let name = self.frame_name(unit, ins.arg);
                let globals = self.globals();
                if !self.dict_del_str(globals, name) {
                    return Err(self.name_not_defined(name));
                }
            }
            Op::DeleteDeref => {
                let cell = self.stack[base + arg];
                let before = match self.heap.body_mut(cell) {
                    Body::Cell(place) => std::mem::take(place),
                    _ => Ref::NULL,
                };
                if before.is_null() {
                    return Err(self.unbound_deref(unit, ins.arg));
                }
                self.decref(before);
            }
            Op::LoadFromDictOrDeref | Op::LoadFromDictOrGlobals => {
                let mapping = self.peek(1);
                let name = if ins.op == Op::LoadFromDictOrDeref {
                    let text = self.units[unit].spec.locals[arg].name.clone();
                    self.intern(&text)
                } else {
                    self.frame_name(unit, ins.arg)
                };
                let value = match self.mapping_get(mapping, name)? {
                    Some(value) => value,
                    None if ins.op == Op::LoadFromDictOrDeref => {
                        let value = match self.heap.body(self.stack[base + arg]) {
                            Body::Cell(value) => *value,
                            _ => Ref::NULL,
                        };
                        if value.is_null() {
                            return Err(self.unbound_deref(unit, ins.arg));
                        }
                        self.incref(value)
                    }
                    None => {
                        let globals = self.globals();
                        let builtins = self.frames[self.frames.len() - 1].builtins;
                        match self.dict_get_str(globals, name).or_else(|| self.dict_get_str(builtins, name)) {
                            Some(value) => self.incref(value),
                            None => return Err(self.name_not_defined(name)),
                        }
                    }
                };
                self.replace(1, value);
            }
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
            Op::BinarySlice => {
                let (container, start, stop) = (self.peek(3), self.peek(2), self.peek(1));
                self.incref(start);
                self.incref(stop);
                let slice = self.slice(start, stop, known::NONE);
                let value = self.getitem(container, slice);
                self.decref(slice);
                let value = value?;
                self.replace(3, value);
            }
            Op::StoreSlice => {
                let (value, container, start, stop) = (self.peek(4), self.peek(3), self.peek(2), self.peek(1));
                self.incref(start);
                self.incref(stop);
                let slice = self.slice(start, stop, known::NONE);
                let result = self.setitem(container, slice, value);
                self.decref(slice);
                result?;
                self.drop_top(4);
            }
            Op::DeleteSlice => {
                let (container, start, stop) = (self.peek(3), self.peek(2), self.peek(1));
                self.incref(start);
                self.incref(stop);
                let slice = self.slice(start, stop, known::NONE);
                let result = self.delitem(container, slice);
                self.decref(slice);
                result?;
                self.drop_top(3);
            }
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
            Op::ContainsOp => {
                let (value, container) = (self.peek(2), self.peek(1));
                let found = self.contains(container, value);
                self.top -= 2;
                if let Ok(found) = found {
                    let result = self.bool(found == (ins.flag == 0));
                    self.put(result);
                }
                self.decref(value);
                self.decref(container);
                found?;
            }
            Op::BuildSet => {
                let set = self.set(false);
                for i in 0..arg {
                    let item = self.stack[self.top - arg + i];
                    if let Err(raised) = self.set_add(set, item) {
                        self.decref(set);
                        return Err(raised);
                    }
                }
                // The display's operands are given away one by one, first to last.
                let operands = self.stack[self.top - arg..self.top].to_vec();
                self.top -= arg;
                self.put(set);
                self.decref_all(&operands);
            }
            Op::BuildMap => {
                let dict = self.dict();
                for i in 0..arg {
                    let at = self.top - 2 * (arg - i);
                    let (key, value) = (self.stack[at], self.stack[at + 1]);
                    if let Err(raised) = self.dict_set(dict, key, value) {
                        self.decref(dict);
                        return Err(raised);
                    }
                }
                let operands = self.stack[self.top - 2 * arg..self.top].to_vec();
                self.top -= 2 * arg;
                self.put(dict);
                self.decref_all(&operands);
            }
            Op::BuildConstKeyMap => {
                let keys = self.peek(1);
                let dict = self.dict();
                for i in 0..arg {
                    let key = self.items(keys).map_or(Ref::NULL, |k| k[i]);
                    let value = self.stack[self.top - 1 - arg + i];
                    if let Err(raised) = self.dict_set(dict, key, value) {
                        self.decref(dict);
                        return Err(raised);
                    }
                }
                self.drop_top(1);
                let operands = self.stack[self.top - arg..self.top].to_vec();
                self.top -= arg;
                self.put(dict);
                self.decref_all(&operands);
            }
            Op::BuildString => {
                let mut text = String::new();
                for i in 0..arg {
                    text.push_str(self.as_str(self.stack[self.top - arg + i]).unwrap_or_default());
                }
                let made = self.string(text);
                let operands = self.stack[self.top - arg..self.top].to_vec();
                self.top -= arg;
                self.put(made);
                self.decref_all(&operands);
            }
            Op::ListExtend => {
                let iterable = self.peek(1);
                let list = self.peek(arg + 1);
                if let Err(raised) = self.list_extend(list, iterable) {
                    if self.matches(types::TYPE_ERROR) && !self.is_iterable(iterable) {
                        self.clear_raised();
                        let message = format!("Value after * must be an iterable, not {}", self.type_name(iterable));
                        return Err(self.type_error(message));
                    }
                    return Err(raised);
                }
                self.drop_top(1);
            }
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
            Op::ListToTuple => {
                let list = self.peek(1);
                let items = self.items(list).unwrap_or(&[]).to_vec();
                let tuple = self.tuple_from(&items);
                self.replace(1, tuple);
            }
            Op::ConvertValue => {
                let value = self.peek(1);
                let text = match Conversion::from_flag(ins.flag) {
                    Conversion::Repr => self.repr(value)?,
                    Conversion::Ascii => {
                        let text = self.repr_text(value)?;
                        let text = crate::python::text::quote::ascii_of_repr(&text);
                        self.string(text)
                    }
                    _ => self.str_of(value)?,
                };
                self.replace(1, text);
            }
            Op::FormatSimple => {
                let value = self.peek(1);
                if !self.is_exact(value, types::STR) {
                    let text = self.format_with(value, known::EMPTY_STR)?;
                    self.replace(1, text);
                }
            }
            Op::FormatWithSpec => {
                let (value, spec) = (self.peek(2), self.peek(1));
                let text = self.format_with(value, spec)?;
                self.top -= 2;
                self.put(text);
                self.decref(value);
                self.decref(spec);
            }
            Op::UnpackEx => {
                let (before, after) = (arg & 0xff, arg >> 8);
                let sequence = self.peek(1);
                let items = self.unpack_ex(sequence, before, after)?;
                self.drop_top(1);
                for value in items.into_iter().rev() {
                    self.put(value);
                }
            }
            Op::GetYieldFromIter => {
                let value = self.peek(1);
                if self.is_exact(value, types::COROUTINE) {
                    let message = "cannot 'yield from' a coroutine object in a non-coroutine generator";
                    if !self.unit_spec(unit as u32).flags.has(CodeFlags::ITERABLE_COROUTINE) {
                        return Err(self.type_error(message));
                    }
                } else if !self.is_exact(value, types::GENERATOR) {
                    let iterator = self.iter(value)?;
                    self.replace(1, iterator);
                }
            }
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
            Op::EndAsyncFor => {
                let exception = self.peek(1);
                if !self.isinstance_of(exception, types::STOP_ASYNC_ITERATION) {
                    let exception = self.take();
                    self.drop_top(1);
                    self.reraising = true;
                    return Err(self.set_raised(exception));
                }
                self.drop_top(2);
            }
            Op::BeforeAsyncWith => {
                let manager = self.peek(1);
                let entered = self.enter_async(manager)?;
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
            Op::CleanupThrow => {
                let exception = self.peek(1);
                if self.isinstance_of(exception, types::STOP_ITERATION) {
                    let value = self.stop_value(exception);
                    self.drop_top(3);
                    let none = self.none();
                    self.put(none);
                    self.put(value);
                } else {
                    let exception = self.take();
                    self.reraising = true;
                    return Err(self.set_raised(exception));
                }
            }
            Op::PushExcInfo => {
                let exception = self.take();
                if self.behaviour.handled == Handled::UntilFrameEnds {
                    self.heap.incref(known::NONE);
                    self.put(known::NONE);
                    self.put(exception);
                    if ins.flag != Instr::OF_FINALLY {
                        self.handle_until_frame_ends(exception);
                    }
                    return Ok(None);
                }
                let previous = match self.handled.last_mut() {
                    Some(place) => std::mem::replace(place, exception),
                    None => Ref::NULL,
                };
                self.put(if previous.is_null() { known::NONE } else { previous });
                if previous.is_null() {
                    self.heap.incref(known::NONE);
                }
                self.incref(exception);
                self.put(exception);
            }
            Op::PopExcept => {
                let previous = self.take();
                if self.behaviour.handled == Handled::UntilFrameEnds {
                    self.decref(previous);
                    return Ok(None);
                }
                let restored = if previous == known::NONE { Ref::NULL } else { previous };
                if previous == known::NONE {
                    self.decref(previous);
                }
                let handled = match self.handled.last_mut() {
                    Some(place) => std::mem::replace(place, restored),
                    None => Ref::NULL,
                };
                if self.behaviour.exception_state == ExceptionState::Parts {
                    self.drop_exception_parts(handled);
                } else {
                    self.xdecref(handled);
                }
            }
            Op::CheckExcMatch => {
                let (exception, wanted) = (self.peek(2), self.peek(1));
                let matched = self.exception_matches(exception, wanted)?;
                let result = self.bool(matched);
                self.replace(1, result);
            }
            Op::CheckEgMatch => {
                let (exception, wanted) = (self.peek(2), self.peek(1));
                let parts = group::check_clause(self, exception, wanted)?;
                if let (Some(matched), Some(place)) = (parts.matched, self.handled.last_mut()) {
                    let before = std::mem::replace(place, matched);
                    self.incref(matched);
                    self.xdecref(before);
                }
                let matched = parts.matched.unwrap_or(known::NONE);
                let rest = parts.rest.unwrap_or(known::NONE);
                self.drop_top(2);
                self.put(rest);
                self.put(matched);
            }
            Op::PrepReraiseStar => {
                let (original, left) = (self.peek(2), self.peek(1));
                let result = group::to_reraise(self, original, left)?;
                self.replace(2, result);
            }
            Op::Reraise => {
                let exception = self.take();
                if ins.flag > 0 {
                    let place = self.peek(ins.flag as usize);
                    if let Some(at) = self.as_int(place) {
                        let index = self.frames.len() - 1;
                        self.frames[index].pc = at as u32 + 1;
                    }
                }
                self.reraising = true;
                return Err(self.set_raised(exception));
            }
            Op::RaiseVarargs => return Err(self.raise_statement(arg)),
            Op::StopIterationError => {
                let exception = self.peek(1);
                let flags = self.unit_spec(unit as u32).flags;
                if let Some(text) = self.stop_within(exception, flags) {
                    let text = self.string(text);
                    let error = self.new_exception(types::RUNTIME_ERROR, &[text]);
                    self.incref(exception);
                    self.incref(exception);
                    if let Body::Exception(e) = self.heap.body_mut(error) {
                        e.cause = exception;
                        e.context = exception;
                        e.suppress_context = true;
                    }
                    self.replace(1, error);
                }
            }
            Op::BeforeWith => self.before_with()?,
            Op::WithExceptStart => {
                let (exit, exception) = (self.peek(4), self.peek(1));
                let class = self.type_of(exception);
                let traceback = self.traceback_of(exception).unwrap_or(known::NONE);
                let result = self.call(exit, &[class, exception, traceback])?;
                self.put(result);
            }
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
            Op::SetupAnnotations => {
                let locals = self.locals();
                if self.dict_get_str(locals, names::ANNOTATIONS).is_none() {
                    let dict = self.dict();
                    self.dict_set_str_ref(locals, names::ANNOTATIONS, dict);
                    self.decref(dict);
                }
            }
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
            other => {
                let message = format!("gcscope does not run {} yet", other.name());
                return Err(self.raise(types::SYSTEM_ERROR, message));
            }
        }
        Ok(None)
    }

    fn unary_op(&mut self, name: Ref, symbol: &str) -> Res<()> {
        let value = self.peek(1);
        let result = self.unary(value, name, symbol)?;
        self.replace(1, result);
        Ok(())
    }

    /// The namespace of the running frame; borrowed.
    pub(super) fn locals(&self) -> Ref {
        let a = &self.frames[self.frames.len() - 1];
        if a.locals.is_null() { a.globals } else { a.locals }
    }

    pub(super) fn globals(&self) -> Ref {
        self.frames[self.frames.len() - 1].globals
    }

    fn mapping_get(&mut self, mapping: Ref, name: Ref) -> Res<Option<Ref>> {
        if self.is_exact(mapping, types::DICT) {
            let found = self.dict_get_str(mapping, name);
            return Ok(found.map(|value| self.incref(value)));
        }
        match self.getitem(mapping, name) {
            Ok(value) => Ok(Some(value)),
            Err(raised) => {
                if self.catch(types::KEY_ERROR) {
                    Ok(None)
                } else {
                    Err(raised)
                }
            }
        }
    }

    fn load_name(&mut self, name: Ref) -> Res {
        let a = &self.frames[self.frames.len() - 1];
        let (locals, globals, builtins) = (a.locals, a.globals, a.builtins);
        if !locals.is_null()
            && locals != globals
            && let Some(value) = self.mapping_get(locals, name)?
        {
            return Ok(value);
        }
        match self.dict_get_str(globals, name).or_else(|| self.dict_get_str(builtins, name)) {
            Some(value) => Ok(self.incref(value)),
            None => Err(self.name_not_defined(name)),
        }
    }

    pub(super) fn name_not_defined(&mut self, name: Ref) -> Raised {
        let message = format!("name '{}' is not defined", self.text(name));
        self.name_error(name, message)
    }

    pub(super) fn make_function(&mut self, code: Ref) -> Ref {
        let a = &self.frames[self.frames.len() - 1];
        let (globals, builtins) = (a.globals, a.builtins);
        let Body::Code(c) = self.heap.body(code) else { return code };
        let (name, qualname, consts, unit) = (c.name, c.qualname, c.consts, c.spec);
        let doc = self.docstring(unit, consts);
        let module = self.dict_get_str(globals, names::NAME).unwrap_or(Ref::NULL);
        let body = Function {
            code,
            unit,
            globals: self.incref(globals),
            builtins: self.xincref(builtins),
            module: self.xincref(module),
            doc: self.incref(doc),
            name: self.incref(name),
            qualname: self.incref(qualname),
            ..Function::default()
        };
        self.container(types::FUNCTION, Body::Function(Box::new(body)))
    }

    /// The docstring constant of a code object, or None; borrowed.
    fn docstring(&self, unit: u32, consts: Ref) -> Ref {
        let spec = self.units[unit as usize].spec;
        let first = self.items(consts).and_then(|c| c.first().copied());
        match first {
            Some(first) if self.as_str(first).is_some() && self.behaviour.has_docstring(spec) => first,
            _ => known::NONE,
        }
    }

    fn set_function_attribute(&mut self, function: Ref, attribute: FunctionAttribute, value: Ref) {
        let Body::Function(f) = self.heap.body_mut(function) else { return };
        let place = match attribute {
            FunctionAttribute::Defaults => &mut f.defaults,
            FunctionAttribute::KwDefaults => &mut f.kwdefaults,
            FunctionAttribute::Closure => &mut f.closure,
            FunctionAttribute::Annotations | FunctionAttribute::Annotate => &mut f.annotations,
        };
        let before = std::mem::replace(place, value);
        self.xdecref(before);
    }

    /// `callable NULL args [kwargs]` on the stack.
    /// `callable(*args, **kwargs)`. True: a frame was pushed, which will leave the result.
    pub(super) fn call_function_ex(&mut self, with_kwargs: bool) -> Res<bool> {
        let kwargs = if with_kwargs { self.peek(1) } else { Ref::NULL };
        let offset = usize::from(with_kwargs);
        let args = self.peek(1 + offset);
        let callable = self.peek(3 + offset);
        if with_kwargs && !matches!(self.body(kwargs), Body::Dict(_)) {
            let dict = self.dict();
            if let Err(raised) = self.dict_merge(dict, kwargs, callable) {
                self.decref(dict);
                return Err(raised);
            }
            self.replace(1, dict);
        }
        if !self.is_exact(args, types::TUPLE) {
            let items = match self.to_vec(args) {
                Ok(items) => items,
                Err(raised) => {
                    if self.matches(types::TYPE_ERROR) && !self.is_iterable(args) {
                        self.clear_raised();
                        let message = format!(
                            "{} argument after * must be an iterable, not {}",
                            self.callable_text(callable),
                            self.type_name(args)
                        );
                        return Err(self.type_error(message));
                    }
                    return Err(raised);
                }
            };
            let tuple = self.tuple(&items);
            let at = self.top - 1 - offset;
            let before = std::mem::replace(&mut self.stack[at], tuple);
            self.decref(before);
        }
        let kwargs = if with_kwargs { self.peek(1) } else { Ref::NULL };
        let args = self.peek(1 + offset);
        let positional = self.items(args).unwrap_or(&[]).to_vec();
        let mut keywords = Vec::new();
        if with_kwargs {
            let mut position = 0;
            while let Some((next, key, value)) = self.dict_next(kwargs, position) {
                position = next;
                keywords.push((key, value));
            }
        }
        let inlined = self.behaviour.keyword_calls == crate::python::behaviour::KeywordCalls::Inlined
            && matches!(self.body(callable), Body::Function(_));
        if inlined {
            self.enter_with_unpacked(callable, with_kwargs, &positional, &keywords)?;
            return Ok(true);
        }
        let result = self.call_packed(callable, &positional, &keywords)?;
        self.replace(2 + offset, result);
        // The callable lies below the result now.
        self.stack.swap(self.top - 1, self.top - 2);
        self.drop_top(1);
        Ok(false)
    }

    /// Enters a function of a program with what stands in a tuple and a dict: both are gone before it runs, but not before
    /// its frame is made (`_PyEvalFramePushAndInit_Ex`).
    fn enter_with_unpacked(
        &mut self,
        function: Ref,
        with_kwargs: bool,
        positional: &[Ref],
        keywords: &[(Ref, Ref)],
    ) -> Res<()> {
        let kwargs = if with_kwargs { self.take() } else { Ref::NULL };
        let args = self.take();
        // `callable NULL` stay: the arguments follow them.
        let start = self.top - 2;
        let mut entered = self.reserve_stack(self.top + positional.len() + keywords.len() + 8);
        if entered.is_ok() {
            for id in positional.iter().chain(keywords.iter().map(|(_, value)| value)) {
                self.incref(*id);
                self.put(*id);
            }
            let names: Vec<Ref> = keywords.iter().map(|(key, _)| *key).collect();
            let kwnames = if names.is_empty() { Ref::NULL } else { self.tuple_from(&names) };
            let count = positional.len() + names.len();
            entered = self.enter_function(function, start, start + 2, count, kwnames, Entry::Call);
            self.xdecref(kwnames);
        }
        if entered.is_err() {
            self.drop_stack(start);
        }
        self.decref(args);
        self.xdecref(kwargs);
        entered
    }

    pub(super) fn callable_text(&mut self, callable: Ref) -> String {
        match self.body(callable) {
            Body::Function(f) => {
                if self.dialect.builtins.words.callables == crate::python::dialect::builtins::CallableNames::Bare {
                    let name = self.text(f.name);
                    return format!("{name}()");
                }
                let (module, qualname) = (f.module, f.qualname);
                let module = if module.is_null() { String::new() } else { self.text(module) };
                let name = self.text(qualname);
                if module.is_empty() || module == "builtins" {
                    format!("{name}()")
                } else {
                    format!("{module}.{name}()")
                }
            }
            _ => match self.getattr_opt(callable, names::QUALNAME) {
                Ok(Some(name)) => {
                    let text = format!("{}()", self.text(name));
                    self.decref(name);
                    text
                }
                _ => {
                    self.clear_raised();
                    format!("{} object", self.type_name(callable))
                }
            },
        }
    }

    fn is_iterable(&mut self, id: Ref) -> bool {
        self.special(id, names::ITER).is_some() || self.special(id, names::GETITEM).is_some()
    }

    fn before_with(&mut self) -> Res<()> {
        let manager = self.peek(1);
        let enter = self.with_method(manager, names::ENTER)?;
        let exit = self.with_method(manager, names::EXIT);
        let entered = self.enter_with(enter, exit)?;
        self.put(entered);
        Ok(())
    }

    /// Calls `enter` when there is an `exit` to it, too, which takes the place of the manager on the stack before: gives
    /// what the entering gave. Steals both.
    pub(super) fn enter_with(&mut self, enter: Ref, exit: Res) -> Res {
        let entered = exit.and_then(|exit| {
            self.replace(1, exit);
            self.call(enter, &[])
        });
        self.decref(enter);
        entered
    }

    fn with_method(&mut self, manager: Ref, name: Ref) -> Res {
        let class = self.type_of(manager);
        match self.lookup(class, name) {
            Some(method) => self.descriptor_get(method, manager, class),
            None => {
                let missed = if name == names::EXIT { " (missed __exit__ method)" } else { "" };
                let message = format!(
                    "'{}' object does not support the context manager protocol{missed}",
                    self.type_name(manager)
                );
                Err(self.type_error(message))
            }
        }
    }

    /// `raise`, `raise x`, `raise x from y`.
    fn raise_statement(&mut self, count: usize) -> Raised {
        if count == 3 {
            return self.raise_three();
        }
        let cause = if count == 2 { self.take() } else { Ref::NULL };
        if count == 0 {
            let handled = self.handled_exception();
            if handled.is_null() {
                return self.runtime_error("No active exception to reraise");
            }
            self.incref(handled);
            self.reraising = true;
            return self.set_raised(handled);
        }
        let what = self.take();
        let exception = match self.instantiate_exception(what) {
            Ok(exception) => exception,
            Err(raised) => {
                self.xdecref(cause);
                return raised;
            }
        };
        if !cause.is_null() {
            let fixed = if cause == known::NONE {
                self.decref(cause);
                Ok(Ref::NULL)
            } else if self.is_exception_class(cause) || self.isinstance_of(cause, types::BASE_EXCEPTION) {
                self.instantiate_exception(cause)
            } else {
                self.decref(cause);
                Err(self.type_error("exception causes must derive from BaseException"))
            };
            match fixed {
                Ok(cause) => {
                    if let Body::Exception(e) = self.heap.body_mut(exception) {
                        let before = std::mem::replace(&mut e.cause, cause);
                        e.suppress_context = true;
                        self.xdecref(before);
                    }
                }
                Err(raised) => {
                    self.decref(exception);
                    return raised;
                }
            }
        }
        self.raise_owned(exception)
    }

    /// 2.7's `raise type, value, traceback`.
    fn raise_three(&mut self) -> Raised {
        let traceback = self.take();
        let value = self.take();
        let what = self.take();
        let made = if value == known::NONE || !self.is_exception_class(what) {
            self.instantiate_exception(what)
        } else if self.isinstance_of(value, what) {
            self.incref(value);
            self.decref(what);
            Ok(value)
        } else {
            let args = if self.is_exact(value, types::TUPLE) {
                self.items(value).unwrap_or(&[]).to_vec()
            } else {
                vec![value]
            };
            let made = self.call(what, &args);
            self.decref(what);
            made
        };
        self.decref(value);
        match made {
            Ok(exception) => {
                if traceback != known::NONE
                    && let Body::Exception(e) = self.heap.body_mut(exception)
                {
                    let before = std::mem::replace(&mut e.traceback, traceback);
                    self.xdecref(before);
                } else {
                    self.decref(traceback);
                }
                self.raise_owned(exception)
            }
            Err(raised) => {
                self.decref(traceback);
                raised
            }
        }
    }

    pub fn is_exception_class(&self, id: Ref) -> bool {
        self.is_type(id) && self.is_subtype(id, types::BASE_EXCEPTION)
    }

    /// An exception object of what `raise` was given (stolen).
    pub fn instantiate_exception(&mut self, what: Ref) -> Res {
        if self.is_exception_class(what) {
            let made = self.call(what, &[]);
            self.decref(what);
            let made = made?;
            if self.isinstance_of(made, types::BASE_EXCEPTION) {
                return Ok(made);
            }
            self.decref(made);
            return Err(self.type_error("calling class should have returned an instance of BaseException"));
        }
        if self.isinstance_of(what, types::BASE_EXCEPTION) {
            return Ok(what);
        }
        self.decref(what);
        Err(self.type_error("exceptions must derive from BaseException"))
    }

    /// `except wanted`: a class or a tuple of them.
    pub(super) fn exception_matches(&mut self, exception: Ref, wanted: Ref) -> Res<bool> {
        if let Some(classes) = self.items(wanted).map(<[Ref]>::to_vec)
            && self.isinstance_of(wanted, types::TUPLE)
        {
            for class in &classes {
                if !self.is_exception_class(*class) {
                    return Err(
                        self.type_error("catching classes that do not inherit from BaseException is not allowed")
                    );
                }
            }
            let class = self.type_of(exception);
            return Ok(classes.iter().any(|c| self.is_subtype(class, *c)));
        }
        if !self.is_exception_class(wanted) {
            return Err(self.type_error("catching classes that do not inherit from BaseException is not allowed"));
        }
        Ok(self.is_subtype(self.type_of(exception), wanted))
    }

    // ---- unpacking

    /// Exactly `wanted` items, owned.
    pub(super) fn unpack(&mut self, sequence: Ref, wanted: usize) -> Res<Vec<Ref>> {
        let Some(iterator) = self.unpacking_iterator(sequence)? else { return Err(Raised) };
        let mut items = Vec::new();
        let result = loop {
            match self.next(iterator) {
                Ok(Some(item)) if items.len() < wanted => items.push(item),
                Ok(Some(item)) => {
                    self.decref(item);
                    let length = self.items(sequence).map(<[Ref]>::len).filter(|_| self.dialect_counts_unpacked());
                    let message = match length {
                        Some(length) => format!("too many values to unpack (expected {wanted}, got {length})"),
                        None => format!("too many values to unpack (expected {wanted})"),
                    };
                    break Err(self.value_error(message));
                }
                Ok(None) if items.len() < wanted => {
                    let message = format!("not enough values to unpack (expected {wanted}, got {})", items.len());
                    break Err(self.value_error(message));
                }
                Ok(None) => break Ok(()),
                Err(raised) => break Err(raised),
            }
        };
        self.decref(iterator);
        if let Err(raised) = result {
            self.drop_pending_safe(&items);
            return Err(raised);
        }
        Ok(items)
    }

    fn dialect_counts_unpacked(&self) -> bool {
        self.behaviour.unpack_message == crate::python::behaviour::UnpackMessage::CountsItems
    }

    fn drop_pending_safe(&mut self, items: &[Ref]) {
        let pending = self.take_raised();
        self.decref_all(items);
        self.set_raised(pending);
    }

    fn unpacking_iterator(&mut self, sequence: Ref) -> Res<Option<Ref>> {
        match self.iter(sequence) {
            Ok(iterator) => Ok(Some(iterator)),
            Err(raised) => {
                if self.matches(types::TYPE_ERROR) && !self.is_iterable(sequence) {
                    self.clear_raised();
                    let name = self.type_name(sequence);
                    let message = match self.dialect.builtins.words.unpacking {
                        crate::python::dialect::builtins::Unpacking::CannotUnpack => {
                            format!("cannot unpack non-iterable {name} object")
                        }
                        crate::python::dialect::builtins::Unpacking::NotIterable => {
                            format!("'{name}' object is not iterable")
                        }
                    };
                    return Err(self.type_error(message));
                }
                Err(raised)
            }
        }
    }

    /// `a, *b, c = sequence`: before, the list, after; owned.
    fn unpack_ex(&mut self, sequence: Ref, before: usize, after: usize) -> Res<Vec<Ref>> {
        let Some(iterator) = self.unpacking_iterator(sequence)? else { return Err(Raised) };
        let mut items = Vec::new();
        let result = loop {
            match self.next(iterator) {
                Ok(Some(item)) => items.push(item),
                Ok(None) => break Ok(()),
                Err(raised) => break Err(raised),
            }
        };
        self.decref(iterator);
        if let Err(raised) = result {
            self.drop_pending_safe(&items);
            return Err(raised);
        }
        if items.len() < before + after {
            let message =
                format!("not enough values to unpack (expected at least {}, got {})", before + after, items.len());
            let raised = self.value_error(message);
            self.drop_pending_safe(&items);
            return Err(raised);
        }
        let tail = items.split_off(items.len() - after);
        let middle = items.split_off(before);
        items.push(self.list(middle));
        items.extend(tail);
        Ok(items)
    }
}
