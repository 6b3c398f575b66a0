//! Memory at one moment, as the learner's table shows it: which objects, under which names, with which counts.
//!
//! Only identities, counts and how each object is reached are kept; labels and holders of the rows that are looked at
//! are made on demand.

use crate::memory::heap::{GcList, flag};
use crate::memory::object::TypeKind;
use crate::memory::{Body, Ref, visit};
use crate::python::vm::Vm;
use crate::python::vm::classic::class_part;
use crate::python::vm::known::{self, names, types};
use crate::python::vm::roots::FrameValue;

/// An object and the allocation that made it: the same for as long as it lives, never used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Identity {
    pub id: Ref,
    pub birth: u32,
}

/// How a row's object is reached.
#[derive(Clone, Copy, Debug)]
pub enum Edge {
    Name(Ref),
    Attribute(Ref),
    Item(u32),
    /// The value under this key.
    Key(Ref),
    /// A member of a set, a key of a dict, …
    Part(&'static str),
    /// A variable of what runs.
    Local {
        code: Ref,
        name: Ref,
    },
    /// What runs works with it.
    Operand,
    /// Nothing the learner named leads here.
    Unreachable,
}

#[derive(Clone, Copy, Debug)]
pub struct Row {
    pub identity: Identity,
    pub count: u32,
    /// The row it is reached from; `u32::MAX` for names and unreachable objects.
    pub parent: u32,
    pub edge: Edge,
    pub list: GcList,
    pub flags: u8,
}

/// Memory at one moment.
#[derive(Clone, Debug, Default)]
pub struct Picture {
    pub rows: Vec<Row>,
    /// The row of the object in each cell of the heap, [`NO_ROW`] where there is none.
    row_at: Vec<u32>,
}

const NO_PARENT: u32 = u32::MAX;
const NO_ROW: u32 = u32::MAX;

impl Picture {
    /// Looks at a machine between two statements.
    #[must_use]
    pub fn of(vm: &Vm) -> Self {
        let mut picture = Self { rows: Vec::new(), row_at: vec![NO_ROW; vm.heap.counts.len()] };
        let globals = vm.globals_of_main();
        let mut position = 0;
        while let Some((next, key, value)) = vm.dict_next(globals, position) {
            position = next;
            let hidden = vm.as_str(key).is_none_or(|k| k.starts_with("__"));
            if !hidden && shown(vm, value) && !picture.has(value) {
                picture.add(vm, value, NO_PARENT, Edge::Name(key));
            }
        }
        // What a learner has without a name: the prompt's last result, and what the collector set aside.
        if let Some(value) = vm.prompt_value()
            && container(vm, value)
            && shown(vm, value)
            && !picture.has(value)
        {
            picture.add(vm, value, NO_PARENT, Edge::Part("_"));
        }
        if vm.items(vm.gc_garbage).is_some_and(|garbage| !garbage.is_empty()) && !picture.has(vm.gc_garbage) {
            picture.add(vm, vm.gc_garbage, NO_PARENT, Edge::Part("gc.garbage"));
        }
        picture.add_frame_values(vm);
        let mut at = 0;
        while at < picture.rows.len() {
            picture.expand(vm, at as u32);
            at += 1;
        }
        picture.add_unreachable(vm, globals);
        picture.add_dying(vm);
        picture
    }

    /// In the midst of a statement: what its frames hold.
    fn add_frame_values(&mut self, vm: &Vm) {
        for FrameValue { code, variable, value } in vm.running_values() {
            let edge = variable.map_or(Edge::Operand, |name| Edge::Local { code, name });
            // What is called has its row where a name leads to it.
            if variable.is_none() && matches!(vm.body(value), Body::Function(_)) {
                continue;
            }
            if container(vm, value) && shown(vm, value) && vm.heap.journal.birth(value) > 0 && !self.has(value) {
                self.add(vm, value, NO_PARENT, edge);
            }
        }
    }

    /// In the midst of a statement: objects whose count has reached zero and whose memory is not free yet. Their
    /// finalizers may be about to run.
    fn add_dying(&mut self, vm: &Vm) {
        if !vm.is_running() {
            return;
        }
        for id in vm.heap.dying() {
            // What classes and functions are asked for may have gone already.
            let whole = !vm.is_type(id) && !vm.is_classic_class(id) && !matches!(vm.body(id), Body::Function(_));
            if vm.heap.journal.birth(id) > 0 && whole && container(vm, id) && shown(vm, id) && !self.has(id) {
                self.add(vm, id, NO_PARENT, Edge::Unreachable);
            }
        }
    }

    fn add(&mut self, vm: &Vm, id: Ref, parent: u32, edge: Edge) {
        let identity = Identity { id, birth: vm.heap.journal.birth(id) };
        if let Some(place) = self.row_at.get_mut(id.index()) {
            *place = self.rows.len() as u32;
        }
        self.rows.push(Row {
            identity,
            count: vm.heap.count(id),
            parent,
            edge,
            list: vm.heap.words[id.index()].list(),
            flags: vm.heap.flags[id.index()],
        });
    }

    fn has(&self, id: Ref) -> bool {
        self.row_at.get(id.index()).is_some_and(|at| *at != NO_ROW)
    }

    /// Adds what the object of a row leads to.
    fn expand(&mut self, vm: &Vm, at: u32) {
        let id = self.rows[at as usize].identity.id;
        each_child(vm, id, &mut |edge, child| {
            if container(vm, child) && !self.has(child) && shown(vm, child) {
                self.add(vm, child, at, edge);
            }
        });
    }

    /// Containers made in the session that nothing leads to any more.
    fn add_unreachable(&mut self, vm: &Vm, globals: Ref) {
        let mut reached = vec![false; vm.heap.counts.len()];
        let mut reach = |id: Ref, work: &mut Vec<Ref>| {
            if let Some(known) = reached.get_mut(id.index())
                && !std::mem::replace(known, true)
            {
                work.push(id);
            }
        };
        let mut work: Vec<Ref> = Vec::new();
        for (_, id) in vm.roots() {
            reach(id, &mut work);
        }
        reach(globals, &mut work);
        while let Some(id) = work.pop() {
            visit::counted(&vm.heap, id, |child| reach(child, &mut work));
        }
        for id in vm.heap.live() {
            let made_here = vm.heap.journal.birth(id) > 0 && vm.heap.is_tracked(id);
            if made_here && !reached[id.index()] && !self.has(id) {
                self.add(vm, id, NO_PARENT, Edge::Unreachable);
            }
        }
    }

    /// Which row is that of an object.
    #[must_use]
    pub fn position(&self, identity: Identity) -> Option<usize> {
        let at = *self.row_at.get(identity.id.index())? as usize;
        self.rows.get(at).filter(|row| row.identity == identity).map(|_| at)
    }

    /// The row of an object that is in this picture.
    #[must_use]
    pub fn row_of(&self, identity: Identity) -> Option<&Row> {
        self.position(identity).and_then(|at| self.rows.get(at))
    }

    /// `a`, `a.other`, `objs[3]`, or `#7 Track`; what lies deep inside goes by its number too.
    #[must_use]
    pub fn label(&self, vm: &Vm, at: usize) -> String {
        let Some(row) = self.rows.get(at) else { return String::new() };
        let numbered = || format!("#{} {}", row.identity.birth, vm.class_name(vm.type_of(row.identity.id)));
        let mut steps = Vec::new();
        let mut step = row;
        loop {
            let text = match step.edge {
                Edge::Name(name) => vm.text(name),
                Edge::Attribute(name) => format!(".{}", vm.text(name)),
                Edge::Item(index) => format!("[{index}]"),
                Edge::Key(key) => format!("[{}]", super::names::short_repr(vm, key, 20)),
                Edge::Part(part) => part.to_owned(),
                Edge::Local { code, name } => variable_text(vm, code, name),
                Edge::Unreachable | Edge::Operand if steps.is_empty() => return numbered(),
                Edge::Unreachable | Edge::Operand => {
                    format!("#{} {}", step.identity.birth, vm.class_name(vm.type_of(step.identity.id)))
                }
            };
            steps.push(text);
            match self.rows.get(step.parent as usize) {
                Some(parent) if steps.len() < DEEPEST => step = parent,
                Some(_) => return numbered(),
                None => break,
            }
        }
        steps.reverse();
        steps.concat()
    }
}

/// How a variable of a running function is written.
pub(super) fn variable_text(vm: &Vm, code: Ref, name: Ref) -> String {
    format!("{}: {}", vm.text(code), vm.text(name))
}

/// Longer paths tell a reader nothing.
const DEEPEST: usize = 8;

/// Whether an object has a row of its own where it is only part of another.
fn container(vm: &Vm, id: Ref) -> bool {
    vm.heap.has_flag(id, flag::CONTAINER) || matches!(vm.body(id), Body::SmallInstance(_) | Body::Instance(_))
}

/// Modules and what the interpreter brings along have no rows.
fn shown(vm: &Vm, id: Ref) -> bool {
    if matches!(vm.type_of(id), types::MODULE | types::NATIVE_FUNCTION) {
        return false;
    }
    match vm.body(id) {
        Body::Type(t) => t.kind == TypeKind::Heap && vm.heap.journal.birth(id) > 0 && made_by_learner(vm, t.dict),
        Body::Function(f) => vm.as_str(f.module).is_some_and(|m| m == "__main__"),
        Body::Record(record) if vm.is_classic_class(id) => made_by_learner(vm, record.refs[class_part::NAMESPACE]),
        // `from __future__ import …` binds names that nobody means to look at.
        _ => vm.class_name(vm.type_of(id)) != "_Feature",
    }
}

fn made_by_learner(vm: &Vm, namespace: Ref) -> bool {
    vm.dict_get_str(namespace, names::MODULE).and_then(|m| vm.as_str(m)).is_some_and(|m| m == "__main__")
}

/// What an object leads to, by the way a learner would write it.
pub fn each_child(vm: &Vm, id: Ref, found: &mut impl FnMut(Edge, Ref)) {
    match vm.body(id) {
        Body::Type(t) => each_class_attribute(vm, t.dict, found),
        Body::Record(record) if vm.is_classic_class(id) => {
            return each_class_attribute(vm, record.refs[class_part::NAMESPACE], found);
        }
        // Its class is named beside it, as that of any instance.
        Body::Record(_) if vm.is_classic_instance(id) => {}
        Body::Function(f) => {
            for (part, child) in [(".__defaults__", f.defaults), (".__closure__", f.closure), (".__dict__", f.dict)] {
                if !child.is_null() {
                    found(Edge::Part(part), child);
                }
            }
        }
        Body::Dict(table) => {
            for (key, value) in table.entries() {
                found(Edge::Key(key), value);
            }
            for (key, _) in table.entries() {
                found(Edge::Part(" (a key)"), key);
            }
        }
        Body::Set(table) => table.entries().for_each(|member| found(Edge::Part(" (a member)"), member)),
        Body::Cell(value) if !value.is_null() => found(Edge::Part(".cell_contents"), *value),
        Body::BoundMethod { receiver, function, .. } => {
            if !receiver.is_null() {
                found(Edge::Part(".__self__"), *receiver);
            }
            found(Edge::Part(".__func__"), *function);
        }
        Body::WeakReference(w) => {
            if !w.callback.is_null() {
                found(Edge::Part(".__callback__"), w.callback);
            }
        }
        _ => {
            if let Some(items) = vm.items(id) {
                items.iter().enumerate().for_each(|(at, item)| found(Edge::Item(at as u32), *item));
            } else if vm.body(id).instance().is_none() {
                visit::traverse(&vm.heap, id, |child| {
                    if !child.is_null() && !vm.is_type(child) {
                        found(Edge::Part(" (inside)"), child);
                    }
                });
            }
        }
    }
    each_attribute(vm, id, found);
}

/// What a learner keeps in a class: its attributes without methods and what the class statement adds.
fn each_class_attribute(vm: &Vm, namespace: Ref, found: &mut impl FnMut(Edge, Ref)) {
    let mut position = 0;
    while let Some((next, key, value)) = vm.dict_next(namespace, position) {
        position = next;
        let machinery = matches!(vm.body(value), Body::Function(_))
            || matches!(
                vm.type_of(value),
                types::GETSET_DESCRIPTOR
                    | types::MEMBER_DESCRIPTOR
                    | types::STATICMETHOD
                    | types::CLASSMETHOD
                    | types::PROPERTY
            );
        if !machinery && vm.as_str(key).is_some_and(|k| !k.starts_with("__")) {
            found(Edge::Attribute(key), value);
        }
    }
}

/// The attributes in an object's own namespace.
pub fn attributes(vm: &Vm, id: Ref) -> Vec<(Edge, Ref)> {
    let mut found = Vec::new();
    each_attribute(vm, id, &mut |edge, value| found.push((edge, value)));
    found
}

fn each_attribute(vm: &Vm, id: Ref, found: &mut impl FnMut(Edge, Ref)) {
    if matches!(vm.body(id), Body::Type(_) | Body::Function(_)) || vm.is_classic_class(id) {
        return;
    }
    let class = vm.type_of(id);
    if let (Some(slots), Some(t)) = (vm.body(id).instance(), vm.type_body(class)) {
        for (at, name) in t.slots.iter().chain(&t.shared_keys).enumerate() {
            if let Some(value) = slots.get(1 + at).and_then(|v| v.some()) {
                found(Edge::Attribute(*name), value);
            }
        }
    }
    if let Some(dict) = vm.existing_dict(id) {
        let mut position = 0;
        while let Some((next, key, value)) = vm.dict_next(dict, position) {
            position = next;
            found(Edge::Attribute(key), value);
        }
        if vm.heap.journal.birth(dict) > 0 {
            found(Edge::Part(".__dict__"), dict);
        }
    }
}

impl Vm {
    /// The namespace of `__main__`, between statements; borrowed.
    #[must_use]
    pub fn globals_of_main(&self) -> Ref {
        self.existing_dict(self.main).unwrap_or(known::NONE)
    }
}
