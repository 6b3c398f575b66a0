//! Frame objects and tracebacks as programs see them.

use crate::memory::free_lists::Kind;
use crate::memory::object::FrameState;
use crate::memory::rules::FrameObjects;
use crate::memory::{Body, Ref, alloc};
use crate::python::behaviour::LocalsCall;
use crate::python::code::{CodeFlags, LocalKind};
use crate::python::vm::known::{self, types};
use crate::python::vm::native::{Arity, GetSet, Native, TypeDef};
use crate::python::vm::{Res, Vm};

pub const FRAME: TypeDef = TypeDef {
    id: types::FRAME,
    methods: &[
        Native::method("clear", Arity::Zero, |vm, args| {
            let frame = args.at(vm, 0);
            vm.clear_frame(frame)?;
            vm.done()
        }),
        Native::slot("__repr__", 0, |vm, args| {
            let frame = args.at(vm, 0);
            let line = vm.frame_line(frame);
            let Body::Frame(f) = vm.body(frame) else { return vm.done() };
            let Body::Code(c) = vm.body(f.code) else { return vm.done() };
            let spec = vm.unit_spec(c.spec);
            let text = format!(
                "<frame at {:#x}, file '{}', line {line}, code {}>",
                vm.address_of(frame),
                spec.filename,
                spec.name
            );
            Ok(vm.string(text))
        }),
    ],
    attributes: &[
        GetSet::member("f_code", |vm, f| field(vm, f, |f| f.code)),
        GetSet::member("f_globals", |vm, f| field(vm, f, |f| f.globals)),
        GetSet::member("f_builtins", |vm, f| field(vm, f, |f| f.builtins)),
        GetSet::read_only("f_locals", |vm, f| {
            let in_function = matches!(vm.body(f), Body::Frame(f) if vm.is_of_function(f.code));
            if in_function && vm.behaviour.locals_call == LocalsCall::ThroughProxy {
                return Ok(vm.frame_locals_proxy(f));
            }
            vm.frame_locals(f)
        }),
        GetSet::read_only("f_back", crate::python::vm::Vm::frame_back),
        GetSet::read_only("f_lineno", |vm, f| {
            let line = vm.frame_line(f);
            Ok(vm.int(i64::from(line)))
        }),
        GetSet::read_only("f_lasti", |vm, f| {
            let last = match vm.body(f) {
                Body::Frame(f) => i64::from(f.last) * 2,
                _ => 0,
            };
            Ok(vm.int(last))
        }),
        GetSet::new("f_trace", |vm, f| field(vm, f, |f| f.trace), |_, _, _| Ok(())),
    ],
};

fn field(vm: &mut Vm, frame: Ref, pick: fn(&crate::memory::object::Frame) -> Ref) -> Res {
    let found = match vm.body(frame) {
        Body::Frame(f) => pick(f).some().unwrap_or(known::NONE),
        _ => known::NONE,
    };
    Ok(vm.incref(found))
}

pub const TRACEBACK: TypeDef = TypeDef {
    id: types::TRACEBACK,
    methods: &[],
    attributes: &[
        GetSet::member("tb_frame", |vm, t| match *vm.body(t) {
            Body::Traceback(ref t) => {
                let frame = t.frame;
                Ok(vm.incref(frame))
            }
            _ => vm.done(),
        }),
        GetSet::new(
            "tb_next",
            |vm, t| match vm.body(t) {
                Body::Traceback(t) => {
                    let next = t.next.some().unwrap_or(known::NONE);
                    Ok(vm.incref(next))
                }
                _ => vm.done(),
            },
            |vm, t, value| {
                let value = value.filter(|v| *v != known::NONE).unwrap_or(Ref::NULL);
                vm.xincref(value);
                let before = match vm.heap.body_mut(t) {
                    Body::Traceback(t) => std::mem::replace(&mut t.next, value),
                    _ => value,
                };
                vm.xdecref(before);
                Ok(())
            },
        ),
        GetSet::read_only("tb_lineno", |vm, t| {
            let line = match vm.body(t) {
                Body::Traceback(t) => i64::from(t.line),
                _ => 0,
            };
            Ok(vm.int(line))
        }),
        GetSet::member("tb_lasti", |vm, t| {
            let last = match vm.body(t) {
                Body::Traceback(t) => i64::from(t.last) * 2,
                _ => 0,
            };
            Ok(vm.int(last))
        }),
    ],
};

impl Vm {
    /// The values of a frame, wherever they are: borrowed, in slot order.
    pub fn frame_values(&self, frame: Ref) -> Vec<Ref> {
        let Body::Frame(f) = self.body(frame) else { return Vec::new() };
        let Body::Code(c) = self.body(f.code) else { return Vec::new() };
        let count = self.unit_spec(c.spec).locals.len();
        match f.state {
            FrameState::Running(index) => match self.frames.get(index as usize) {
                Some(a) => self.stack[a.base..a.base + count].to_vec(),
                None => Vec::new(),
            },
            FrameState::Suspended(generator) => match self.body(generator) {
                Body::Generator(g) => g.values.iter().copied().take(count).collect(),
                _ => Vec::new(),
            },
            FrameState::Owned => f.values.iter().copied().take(count).collect(),
            FrameState::Parked | FrameState::Cleared => Vec::new(),
        }
    }

    /// The variables of a frame: the namespace of a module or class itself; a function's as a dict, which up to 3.12
    /// stays with the frame and is brought up to date each time (`PyFrame_FastToLocals`).
    pub fn frame_locals(&mut self, frame: Ref) -> Res {
        let Body::Frame(f) = self.body(frame) else { return self.done() };
        let (locals, code) = (f.locals, f.code);
        if !self.is_of_function(code) {
            return match locals.some() {
                Some(locals) => Ok(self.incref(locals)),
                None => Ok(self.dict()),
            };
        }
        let values = self.frame_values(frame);
        let proxied = self.behaviour.locals_call == LocalsCall::ThroughProxy;
        let kept = if locals.is_null() || proxied { self.dict() } else { self.incref(locals) };
        let hidden = self.behaviour.locals_call == LocalsCall::CopiedBesideHidden;
        if hidden {
            alloc::count_kept(self, Kind::Dict);
        }
        self.update_locals(kept, code, &values)?;
        if hidden {
            alloc::count_death(&mut self.heap, Kind::Dict);
        }
        if proxied && !locals.is_null() {
            // What was added through a proxy.
            super::super::dict::update::update(self, kept, locals)?;
        }
        if locals.is_null() && !proxied {
            self.incref(kept);
            if let Body::Frame(f) = self.heap.body_mut(frame) {
                f.locals = kept;
            }
        }
        Ok(kept)
    }

    /// Whether the variables of this code stand in slots.
    pub(crate) fn is_of_function(&self, code: Ref) -> bool {
        let Body::Code(c) = self.body(code) else { return false };
        self.unit_spec(c.spec).flags.has(CodeFlags::OPTIMIZED)
    }

    /// Writes the values of variables into a dict; those that are unbound leave it.
    pub(crate) fn update_locals(&mut self, dict: Ref, code: Ref, values: &[Ref]) -> Res<()> {
        let Body::Code(c) = self.body(code) else { return Ok(()) };
        let spec = self.unit_spec(c.spec);
        for (index, slot) in spec.locals.iter().enumerate() {
            let value = values.get(index).copied().unwrap_or(Ref::NULL);
            let value = match self.body(value) {
                Body::Cell(inner) if slot.kind != LocalKind::Local => *inner,
                _ => value,
            };
            if slot.kind == LocalKind::Hidden || slot.name.starts_with('.') {
                continue;
            }
            if value.is_null() {
                let name = self.intern(&slot.name);
                let gone = self.dict_del_str(dict, name);
                if !gone && self.behaviour.locals_call != LocalsCall::ThroughProxy {
                    // It is deleted as a program would do it.
                    let _ = self.key_error(name);
                    self.clear_raised();
                }
            } else {
                self.dict_set_str(dict, &slot.name, value);
            }
        }
        Ok(())
    }

    /// `globals()` of the running frame; borrowed.
    #[must_use]
    pub fn current_globals(&self) -> Ref {
        self.frames.last().map_or(self.builtins, |a| a.globals)
    }

    /// `locals()` of the running frame: a module's or class's namespace itself, a function's as a new dict.
    pub fn current_locals(&mut self) -> Res {
        let Some(index) = self.frames.len().checked_sub(1) else { return Ok(self.dict()) };
        let a = &self.frames[index];
        let (locals, function, globals, code) = (a.locals, a.function, a.globals, a.code);
        if !self.is_of_function(code) {
            return Ok(self.incref(if locals.is_null() { globals } else { locals }));
        }
        let called = !a.is_resumed() && !function.is_null();
        // Where frames are no objects, the loop leaves one without an object at once: a dict beside it would stay.
        if called && a.object.is_null() && self.heap.rules.frame_objects == FrameObjects::Always {
            return self.locals_beside(index);
        }
        if self.behaviour.locals_call == LocalsCall::ThroughProxy {
            let frame = self.frame_object(index);
            self.count_locals_proxy();
            return self.frame_locals(frame);
        }
        let frame = if called { self.frame_beside(index) } else { self.frame_object(index) };
        self.frame_locals(frame)
    }

    /// `_PyEval_GetFrameLocals`: a proxy, whose keys are made a list and gone through.
    fn count_locals_proxy(&mut self) {
        alloc::count_tuple(self, 1);
        alloc::count_allocation(self);
        alloc::count_tuple_death(&mut self.heap, 1);
        alloc::count_kept(self, Kind::Dict);
        alloc::count_kept(self, Kind::List);
        alloc::count_allocation(self);
        alloc::count_death(&mut self.heap, Kind::List);
        alloc::count_deallocation(&mut self.heap);
        alloc::count_deallocation(&mut self.heap);
        // The dict is the one that comes out.
        alloc::count_death(&mut self.heap, Kind::Dict);
    }

    /// `frame.f_back`.
    fn frame_back(&mut self, frame: Ref) -> Res {
        let Body::Frame(f) = self.body(frame) else { return self.done() };
        match f.state {
            FrameState::Running(index) if index > 0 => {
                let Some(below) = self.visible_frame_below(index as usize) else { return self.done() };
                let back = self.frame_object(below);
                Ok(self.incref(back))
            }
            _ => {
                let back = f.back.some().unwrap_or(known::NONE);
                Ok(self.incref(back))
            }
        }
    }

    /// `frame.clear()`.
    fn clear_frame(&mut self, frame: Ref) -> Res<()> {
        // From 3.11 on a frame object keeps its code and function.
        let clears_all = self.heap.rules.frame_objects == FrameObjects::Always;
        let Body::Frame(f) = self.heap.body_mut(frame) else { return Ok(()) };
        match f.state {
            FrameState::Running(_) | FrameState::Parked => Err(self.runtime_error("cannot clear an executing frame")),
            FrameState::Suspended(generator) => {
                if self.behaviour.clears_suspended_frames() {
                    let result = self.close_generator(generator)?;
                    self.decref(result);
                    Ok(())
                } else {
                    Err(self.runtime_error("cannot clear a suspended frame"))
                }
            }
            _ => {
                let values = std::mem::take(&mut f.values);
                if clears_all {
                    f.state = FrameState::Cleared;
                }
                self.decref_all(&values);
                Ok(())
            }
        }
    }

    /// `generator.gi_frame`.
    pub fn generator_frame(&mut self, generator: Ref) -> Res {
        use crate::memory::object::{Frame, GeneratorState};
        let Body::Generator(g) = self.body(generator) else { return self.done() };
        if matches!(g.state, GeneratorState::Finished | GeneratorState::Completed) {
            return self.done();
        }
        if let Some(frame) = g.frame.some() {
            return Ok(self.incref(frame));
        }
        if g.state == GeneratorState::Running {
            let index = self.frames.iter().rposition(|a| {
                matches!(a.entry, crate::python::vm::Entry::Generator(r) | crate::python::vm::Entry::GeneratorNative(r) if r == generator)
            });
            return match index {
                Some(index) => {
                    let frame = self.frame_object(index);
                    Ok(self.incref(frame))
                }
                None => self.done(),
            };
        }
        // From 3.11 on the function holds globals and builtins; up to 3.10 a generator always has its frame.
        let (code, function, next) = (g.code, g.function, g.next);
        let (globals, builtins) = match self.body(function) {
            Body::Function(f) => (f.globals, f.builtins),
            _ => return self.done(),
        };
        let body = Frame {
            code: self.incref(code),
            globals,
            builtins,
            locals: Ref::NULL,
            back: Ref::NULL,
            function: self.xincref(function),
            state: FrameState::Suspended(generator),
            values: Vec::new(),
            last: next.saturating_sub(1),
            trace: Ref::NULL,
        };
        let frame = alloc::container(self, types::FRAME, Body::Frame(Box::new(body)));
        self.incref(frame);
        if let Body::Generator(g) = self.heap.body_mut(generator) {
            g.frame = frame;
        }
        Ok(frame)
    }
}
