//! The picture of memory as a graph: names and frames as roots, objects, references. Small enough to be seen: a large
//! memory shows the neighbourhood of one object, with big components folded into one box.

pub mod export;
mod layout;

use std::collections::VecDeque;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Session;
use super::facts::{Count, count_of};
use super::picture::{Edge, Identity, each_child};
use crate::memory::{Body, Ref};
use crate::python::vm::roots::Holder;

/// As many objects are drawn as can be read.
const MOST_OBJECTS: usize = 60;
/// Of a larger memory, so many around the chosen object.
const NEIGHBOURS: usize = 40;
/// A strongly connected component of more objects is one box, unless the chosen object is in it.
const FOLDED: usize = 8;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// A name of `__main__`, or a running frame.
    Root,
    Object,
    /// Nothing leads to it.
    Unreachable,
    /// So many objects that hold one another.
    Folded(usize),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    pub identity: Option<Identity>,
    /// `a`, or `#7 Node`.
    pub label: String,
    /// `Node 2`: the type and the count; empty for roots.
    pub detail: String,
    pub kind: NodeKind,
    /// The event of the moment is about it.
    pub lit: bool,
    pub chosen: bool,
    /// Column and row of the layout.
    pub at: (usize, usize),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    Strong,
    /// A weak reference: it keeps nothing alive.
    Weak,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub from: usize,
    pub to: usize,
    /// `.other`, `[3]`; empty from a name.
    pub label: String,
    pub kind: LinkKind,
    pub lit: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Graph {
    pub nodes: Vec<Node>,
    pub links: Vec<Link>,
    /// Objects that are not drawn.
    pub hidden: usize,
}

/// What a graph is asked to point out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attention {
    /// In whose neighbourhood to stay.
    pub chosen: Option<Identity>,
    pub lit: Vec<Identity>,
    pub edge: Option<(Identity, Identity)>,
}

impl Session {
    /// Memory at this moment as a graph.
    #[must_use]
    pub fn graph(&self, attention: &Attention) -> Graph {
        let mut builder = Builder { session: self, attention, graph: Graph::default(), places: FxHashMap::default() };
        builder.build();
        let mut graph = builder.graph;
        layout::arrange(&mut graph);
        graph
    }
}

struct Builder<'a> {
    session: &'a Session,
    attention: &'a Attention,
    graph: Graph,
    /// The node of each object.
    places: FxHashMap<Ref, usize>,
}

impl Builder<'_> {
    fn build(&mut self) {
        let rows = &self.session.picture().rows;
        let objects = if rows.len() <= MOST_OBJECTS {
            rows.iter().map(|row| row.identity.id).collect()
        } else {
            self.neighbourhood()
        };
        let folded = if rows.len() > MOST_OBJECTS { self.components(&objects) } else { FxHashMap::default() };
        let mut boxes: FxHashMap<usize, usize> = FxHashMap::default();
        for id in &objects {
            let place = match folded.get(id) {
                Some((component, size)) => match boxes.get(component) {
                    Some(place) => *place,
                    None => {
                        let place = self.add_folded(*id, *size);
                        boxes.insert(*component, place);
                        place
                    }
                },
                None => self.add_object(*id),
            };
            self.places.insert(*id, place);
        }
        self.graph.hidden = rows.len().saturating_sub(objects.len());
        for id in objects {
            self.add_links(id);
        }
        self.add_names();
        self.add_frames();
    }

    fn neighbourhood(&self) -> Vec<Ref> {
        let picture = self.session.picture();
        let chosen = self.attention.chosen.filter(|identity| picture.row_of(*identity).is_some());
        let start = chosen.or_else(|| picture.rows.first().map(|row| row.identity)).map(|identity| identity.id);
        let mut found: Vec<Ref> = start.into_iter().collect();
        let mut seen: FxHashSet<Ref> = found.iter().copied().collect();
        let mut work: VecDeque<Ref> = found.iter().copied().collect();
        while let Some(id) = work.pop_front() {
            let mut around: Vec<Ref> = Vec::new();
            each_child(&self.session.vm, id, &mut |_, child| {
                // Of a container of a million things the first few are enough.
                if around.len() < NEIGHBOURS {
                    around.push(child);
                }
            });
            around.extend(self.session.referrers_of(id).iter().copied().take(NEIGHBOURS));
            for next in around {
                if found.len() >= NEIGHBOURS {
                    return found;
                }
                let known = picture.row_of(self.session.identity(next)).is_some();
                if known && seen.insert(next) {
                    found.push(next);
                    work.push_back(next);
                }
            }
        }
        found
    }

    /// The strongly connected components that are folded: for each object in one, its number and its size.
    fn components(&self, objects: &[Ref]) -> FxHashMap<Ref, (usize, usize)> {
        let index: FxHashMap<Ref, usize> = objects.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        let mut out: Vec<Vec<usize>> = vec![Vec::new(); objects.len()];
        for (at, id) in objects.iter().enumerate() {
            each_child(&self.session.vm, *id, &mut |_, child| {
                if let (Some(to), Some(links)) = (index.get(&child), out.get_mut(at)) {
                    links.push(*to);
                }
            });
        }
        let chosen = self.attention.chosen.map(|identity| identity.id);
        let mut folded = FxHashMap::default();
        for (number, component) in layout::components(&out).into_iter().enumerate() {
            let members: Vec<Ref> = component.iter().filter_map(|at| objects.get(*at)).copied().collect();
            if members.len() > FOLDED && !members.iter().any(|id| Some(*id) == chosen) {
                let size = members.len();
                folded.extend(members.into_iter().map(|id| (id, (number, size))));
            }
        }
        folded
    }

    fn add_object(&mut self, id: Ref) -> usize {
        let session = self.session;
        let vm = session.machine();
        let identity = session.identity(id);
        let unreachable = session.picture().row_of(identity).is_some_and(|row| matches!(row.edge, Edge::Unreachable));
        let count = match count_of(vm, id) {
            Count::Counted(count) => count.to_string(),
            Count::Immortal => "immortal".to_owned(),
        };
        let copied = vm.heap.collector.gc_refs(id).map_or_else(String::new, |refs| format!(" gc_refs {refs}"));
        let label = session.label_of(id);
        // What has no name says its type already.
        let detail = if label.starts_with('#') {
            format!("{count}{copied}")
        } else {
            format!("{} {count}{copied}", vm.type_name(id))
        };
        self.push(Node {
            identity: Some(identity),
            label,
            detail,
            kind: if unreachable { NodeKind::Unreachable } else { NodeKind::Object },
            lit: self.attention.lit.contains(&identity),
            chosen: self.attention.chosen == Some(identity),
            at: (0, 0),
        })
    }

    fn add_folded(&mut self, first: Ref, size: usize) -> usize {
        let label = format!("{} and {} others", self.session.label_of(first), size - 1);
        self.push(Node {
            identity: None,
            label,
            detail: "a component".to_owned(),
            kind: NodeKind::Folded(size),
            lit: false,
            chosen: false,
            at: (0, 0),
        })
    }

    fn add_root(&mut self, label: String) -> usize {
        self.push(Node {
            identity: None,
            label,
            detail: String::new(),
            kind: NodeKind::Root,
            lit: false,
            chosen: false,
            at: (0, 0),
        })
    }

    fn push(&mut self, node: Node) -> usize {
        self.graph.nodes.push(node);
        self.graph.nodes.len() - 1
    }

    fn add_links(&mut self, id: Ref) {
        let vm = self.session.machine();
        let Some(from) = self.places.get(&id).copied() else { return };
        let mut links: Vec<(Ref, String, LinkKind)> = Vec::new();
        each_child(vm, id, &mut |edge, child| {
            if !self.places.contains_key(&child) {
                return;
            }
            let label = match edge {
                Edge::Attribute(name) => format!(".{}", vm.text(name)),
                Edge::Item(at) => format!("[{at}]"),
                Edge::Key(key) => format!("[{}]", self.session.short_repr(key, 12)),
                Edge::Part(part) => part.trim().to_owned(),
                Edge::Name(_) | Edge::Local { .. } | Edge::Operand | Edge::Unreachable => String::new(),
            };
            links.push((child, label, LinkKind::Strong));
        });
        if let Body::WeakReference(weak) = vm.body(id) {
            links.push((weak.target, "weak".to_owned(), LinkKind::Weak));
        }
        for (child, label, kind) in links {
            let Some(to) = self.places.get(&child).copied() else { continue };
            let lit = self.attention.edge == Some((self.session.identity(id), self.session.identity(child)));
            if from != to || child == id {
                self.link(from, to, label, kind, lit);
            }
        }
    }

    /// Several references between the same two are one line with all their labels.
    fn link(&mut self, from: usize, to: usize, label: String, kind: LinkKind, lit: bool) {
        let known = self.graph.links.iter_mut().find(|link| link.from == from && link.to == to && link.kind == kind);
        match known {
            Some(link) => {
                if link.label.chars().count() < 24 {
                    link.label = format!("{} {label}", link.label);
                }
                link.lit |= lit;
            }
            None => self.graph.links.push(Link { from, to, label, kind, lit }),
        }
    }

    fn add_names(&mut self) {
        let vm = self.session.machine();
        let mut names: Vec<(usize, String)> = Vec::new();
        let mut position = 0;
        while let Some((next, key, value)) = vm.dict_next(vm.globals_of_main(), position) {
            position = next;
            if let Some(place) = self.places.get(&value) {
                let name = vm.text(key);
                if !name.starts_with("__") {
                    names.push((*place, name));
                }
            }
        }
        for (place, name) in names {
            let root = self.add_root(format!("name {name}"));
            self.link(root, place, String::new(), LinkKind::Strong, false);
        }
    }

    /// Locals and operands of running frames.
    fn add_frames(&mut self) {
        let vm = self.session.machine();
        let mut frames: FxHashMap<usize, usize> = FxHashMap::default();
        for (holder, id) in vm.roots() {
            if let (Holder::Stack(frame), Some(place)) = (holder, self.places.get(&id).copied()) {
                let root = match frames.get(&frame) {
                    Some(root) => *root,
                    None => {
                        let name = vm.running_name(frame).unwrap_or_else(|| "the interpreter".to_owned());
                        let root = self.add_root(format!("frame {name}"));
                        frames.insert(frame, root);
                        root
                    }
                };
                self.link(root, place, String::new(), LinkKind::Strong, false);
            }
        }
    }
}

#[cfg(test)]
mod tests;
