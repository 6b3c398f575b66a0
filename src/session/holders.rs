//! Who holds an object: every reference that its count counts, by the words of whoever holds it.

use rustc_hash::FxHashMap;

use super::facts::{Count, count_of};
use super::picture::{Edge, each_child, variable_text};
use super::{Session, names};
use crate::memory::{Body, Ref, visit};
use crate::python::vm::Vm;
use crate::python::vm::known::{names as known_names, types};
use crate::python::vm::roots::FrameValue;

/// Holders that are told one by one; the others are told together, so that the numbers still add up.
const TOLD: usize = 24;

/// Something that holds references of an object: a text, and how many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    pub text: String,
    pub times: u32,
}

/// The references of a whole heap turned round: for each cell, who refers to it. Made once for each moment, so that
/// a table of any length can be scrolled without searching the heap again.
#[derive(Debug, Default)]
pub struct Holding {
    /// Where the holders of each cell's object begin among all; the next one's beginning is their end.
    starts: Vec<u32>,
    holders: Vec<Ref>,
    /// References of the interpreter itself.
    roots: FxHashMap<Ref, u32>,
    /// Those of them that running frames have.
    running: Vec<FrameValue>,
}

impl Holding {
    pub(super) fn of(vm: &Vm) -> Self {
        let cells = vm.heap.counts.len();
        // Everything that never dies is referred to from everywhere; nobody asks who holds it.
        let asked = |id: Ref| vm.heap.journal.birth(id) > 0;
        let mut starts = vec![0_u32; cells + 1];
        for holder in vm.heap.live() {
            visit::counted(&vm.heap, holder, |child| {
                if asked(child) {
                    starts[child.index() + 1] += 1;
                }
            });
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut holders = vec![Ref::NULL; starts.last().map_or(0, |all| *all as usize)];
        for holder in vm.heap.live() {
            visit::counted(&vm.heap, holder, |child| {
                if asked(child) {
                    let place = &mut next[child.index()];
                    holders[*place as usize] = holder;
                    *place += 1;
                }
            });
        }
        let mut roots = FxHashMap::default();
        for (_, id) in vm.roots() {
            *roots.entry(id).or_default() += 1;
        }
        Self { starts, holders, roots, running: vm.running_values() }
    }

    /// The holders of an object in the order of the heap, one for each reference.
    fn of_object(&self, id: Ref) -> &[Ref] {
        let place = |at: usize| self.starts.get(at).map_or(0, |start| *start as usize);
        self.holders.get(place(id.index())..place(id.index() + 1)).unwrap_or(&[])
    }
}

impl Session {
    /// The objects that refer to one, once for each reference.
    #[must_use]
    pub fn referrers_of(&self, id: Ref) -> &[Ref] {
        self.holding().of_object(id)
    }

    /// Who holds an object: the holders, whose numbers add up to the count.
    #[must_use]
    pub fn holders(&self, id: Ref) -> Vec<Holder> {
        let vm = self.machine();
        let globals = vm.globals_of_main();
        if vm.heap.journal.birth(id) == 0 {
            return self.holders_of_old(id, globals);
        }
        let holding = self.holding();
        let mut list: Vec<Holder> = Vec::new();
        let mut untold = 0;
        for same in holding.of_object(id).chunk_by(|a, b| a == b) {
            let told = same.len().min(TOLD - list.len().min(TOLD));
            untold += (same.len() - told) as u32;
            let Some(&holder) = same.first().filter(|_| told > 0) else { continue };
            // One that holds it several times does so in several places.
            for text in self.holder_texts(holder, id, told, globals) {
                note(&mut list, text);
            }
        }
        let mut of_interpreter = holding.roots.get(&id).copied().unwrap_or(0);
        for held in holding.running.iter().filter(|held| held.value == id) {
            note(&mut list, frame_value_text(vm, *held));
            of_interpreter = of_interpreter.saturating_sub(1);
        }
        if of_interpreter > 0 {
            list.push(Holder { text: "the interpreter".to_owned(), times: of_interpreter });
        }
        if untold > 0 {
            list.push(Holder { text: "others".to_owned(), times: untold });
        }
        list
    }

    /// Who holds what was there before the session: the names that the program has for it, and the interpreter, whose
    /// own references nobody tells apart.
    fn holders_of_old(&self, id: Ref, globals: Ref) -> Vec<Holder> {
        let Count::Counted(count) = count_of(self.machine(), id) else { return Vec::new() };
        let mut list = Vec::new();
        if let Body::Dict(table) = self.machine().body(globals) {
            let names = table.entries().filter(|(_, value)| *value == id).take(TOLD);
            list.extend(
                names.map(|(name, _)| Holder { text: format!("name {}", self.machine().text(name)), times: 1 }),
            );
        }
        let named = u32::try_from(list.len()).unwrap_or(u32::MAX);
        if count > named {
            list.push(Holder { text: "the interpreter".to_owned(), times: count - named });
        }
        list
    }

    /// The attributes of a module that lead to the target, where the holder is its namespace.
    fn module_attributes(&self, holder: Ref, target: Ref, told: usize) -> Option<Vec<String>> {
        let vm = self.machine();
        let (Body::Dict(modules), Body::Dict(table)) = (vm.body(vm.modules), vm.body(holder)) else { return None };
        let (name, _) = modules.entries().find(|(_, module)| vm.existing_dict(*module) == Some(holder))?;
        let names = table.entries().filter(|(_, value)| *value == target).map(|(name, _)| vm.text(name));
        let mut texts: Vec<String> = names.take(told).map(|key| format!("{}.{key}", vm.text(name))).collect();
        texts.resize(told, vm.text(name));
        Some(texts)
    }

    /// What a holder is called for each of its first few references to the target.
    fn holder_texts(&self, holder: Ref, target: Ref, told: usize, globals: Ref) -> Vec<String> {
        let vm = self.machine();
        let all = |text: &str| vec![text.to_owned(); told];
        if holder == globals {
            let Body::Dict(table) = vm.body(globals) else { return all("a name") };
            let names = table.entries().filter(|(_, value)| *value == target).map(|(name, _)| vm.text(name));
            let mut texts: Vec<String> = names.take(told).map(|name| format!("name {name}")).collect();
            texts.resize(told, "a name".to_owned());
            return texts;
        }
        if holder == vm.builtins {
            return all("the prompt's _");
        }
        if holder == vm.gc_garbage {
            return all("gc.garbage");
        }
        if let Some(class) = vm.type_body(target) {
            if class.mro == holder {
                return all("its own __mro__");
            }
            if vm.type_of(holder) == types::GETSET_DESCRIPTOR {
                return all("its own descriptors");
            }
        }
        let attributes = self.class_attributes(holder, target, told);
        if let Some(texts) = attributes.or_else(|| self.module_attributes(holder, target, told)) {
            return texts;
        }
        let label = self.label_of(holder);
        let mut texts: Vec<String> =
            self.edges(holder, target, told).into_iter().map(|edge| self.along(&label, edge)).collect();
        let rest = if vm.type_of(holder) == target { format!("{label} (its class)") } else { label };
        texts.resize(told, rest);
        texts
    }

    /// The attributes of a class that lead to the target, where the holder is its namespace.
    fn class_attributes(&self, holder: Ref, target: Ref, told: usize) -> Option<Vec<String>> {
        let vm = self.machine();
        let Body::Dict(table) = vm.body(holder) else { return None };
        let owner = *self.holding().of_object(holder).first()?;
        vm.type_body(owner).filter(|class| class.dict == holder)?;
        let label = self.label_of(owner);
        let names = table.entries().filter(|(_, value)| *value == target).map(|(name, _)| vm.text(name));
        let mut texts: Vec<String> = names.take(told).map(|name| format!("{label}.{name}")).collect();
        texts.resize(told, label);
        Some(texts)
    }

    fn along(&self, label: &str, edge: Edge) -> String {
        let vm = self.machine();
        match edge {
            Edge::Attribute(name) => format!("{label}.{}", vm.text(name)),
            Edge::Item(at) => format!("{label}[{at}]"),
            Edge::Key(key) => format!("{label}[{}]", names::short_repr(vm, key, 16)),
            Edge::Part(part) => format!("{label}{part}"),
            Edge::Name(_) | Edge::Local { .. } | Edge::Operand | Edge::Unreachable => label.to_owned(),
        }
    }

    /// The ways by which a holder's first few references lead to the target.
    fn edges(&self, holder: Ref, target: Ref, most: usize) -> Vec<Edge> {
        let picture = self.picture();
        // The table has found one way already, which spares a search through a long list.
        if let Some(row) = picture.row_of(self.identity(target)).filter(|_| most == 1)
            && picture.position(self.identity(holder)) == Some(row.parent as usize)
        {
            return vec![row.edge];
        }
        let mut ways = Vec::new();
        each_child(self.machine(), holder, &mut |edge, child| {
            if child == target && ways.len() < most {
                ways.push(edge);
            }
        });
        ways
    }
}

/// The variable of a running function that holds a value, or the function that works with it.
fn frame_value_text(vm: &Vm, held: FrameValue) -> String {
    match (held.variable, vm.body(held.value)) {
        (Some(name), _) => variable_text(vm, held.code, name),
        // The function that runs there.
        (None, Body::Function(function)) if function.name == held.code => format!("frame {}", vm.text(held.code)),
        (None, _) if held.code == known_names::MODULE_NAME => "an operand".to_owned(),
        (None, _) => format!("{}: an operand", vm.text(held.code)),
    }
}

fn note(list: &mut Vec<Holder>, text: String) {
    match list.iter_mut().find(|h| h.text == text) {
        Some(holder) => holder.times += 1,
        None => list.push(Holder { text, times: 1 }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::Version;

    fn told(source: &str, path: &str) -> Vec<(String, u32)> {
        let mut session = Session::new(Version::V3_13);
        session.submit(source);
        let id = session.object_at(path).expect("it is there");
        let holders = session.holders(id);
        let sum: u32 = holders.iter().map(|holder| holder.times).sum();
        assert_eq!(sum, session.machine().heap.count(id), "{holders:?}");
        holders.into_iter().map(|holder| (holder.text, holder.times)).collect()
    }

    #[test]
    fn each_reference_has_a_holder_of_its_own() {
        let mut found = told("a = []\nb = a\nc = [a, 1, a]\nd = {'k': a}", "a");
        found.sort();
        let texts = ["c[0]", "c[2]", "d['k']", "name a", "name b"];
        assert_eq!(found, texts.map(|text| (text.to_owned(), 1)));
    }

    #[test]
    fn what_has_no_name_has_a_row_still() {
        let mut session = Session::new(Version::V3_13);
        session.submit("import gc\nclass A:\n    kept = [[]]\n    def f(self): pass\n\n[1, [2]]");
        let labels = |session: &Session| {
            (0..session.picture().rows.len())
                .map(|at| session.picture().label(session.machine(), at))
                .collect::<Vec<_>>()
        };
        assert_eq!(labels(&session), ["A", "_", "A.kept", "_[1]", "A.kept[0]"]);
        let id = session.object_at("A.kept").expect("it is there");
        assert_eq!(session.holders(id), [Holder { text: "A.kept".to_owned(), times: 1 }]);
        session.submit("gc.set_debug(gc.DEBUG_SAVEALL)\nx = []; x.append(x)\ndel x, A\nn = gc.collect()");
        let found = labels(&session);
        assert!(found.contains(&"gc.garbage[0]".to_owned()), "{found:?}");
    }

    #[test]
    fn the_interpreter_s_own_objects_have_holders_too() {
        let found = told("import sys\ndef hook(x): pass\n\nsys.displayhook = hook", "hook");
        assert!(found.contains(&("sys.displayhook".to_owned(), 1)), "{found:?}");
        let mut session = Session::new(Version::V3_13);
        session.submit("import ctypes\ninc = ctypes.pythonapi.Py_IncRef");
        let held = session.holders(session.object_at("inc").expect("it is there"));
        assert_eq!(held.first(), Some(&Holder { text: "name inc".to_owned(), times: 1 }), "{held:?}");
    }

    #[test]
    fn many_holders_are_told_together() {
        let found = told("class N: pass\n\nall = [N() for _ in range(2000)]", "N");
        assert!(found.len() <= TOLD + 2, "{found:?}");
        assert!(found.iter().any(|(text, times)| text == "others" && *times > 1900), "{found:?}");
        let found = told("x = []\nmany = [x] * 5000", "x");
        assert!(found.contains(&("others".to_owned(), 5001 - TOLD as u32)), "{found:?}");
    }
}
