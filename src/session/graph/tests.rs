//! Graphs: what is in them, how they are arranged, what other programs get.

use super::export::{dot, mermaid, svg};
use super::{Attention, Graph, LinkKind, NodeKind};
use crate::memory::Version;
use crate::session::Session;

fn graph(statements: &[&str]) -> Graph {
    let mut session = Session::new(Version::V3_13);
    for source in statements {
        session.submit(source);
    }
    session.graph(&Attention::default())
}

const CYCLE: &[&str] = &["class N: pass", "a = N(); b = N(); a.other = b; b.other = a"];

fn place(graph: &Graph, label: &str) -> usize {
    graph.nodes.iter().position(|node| node.label == label).unwrap_or_else(|| panic!("no {label} in {graph:?}"))
}

#[test]
fn a_cycle_has_two_nodes_two_links_and_two_names() {
    let graph = graph(CYCLE);
    let (a, b) = (place(&graph, "a"), place(&graph, "b"));
    let between = graph.links.iter().filter(|l| [a, b].contains(&l.from) && [a, b].contains(&l.to)).count();
    assert_eq!(between, 2);
    assert_eq!(graph.nodes[place(&graph, "name a")].kind, NodeKind::Root);
    assert!(graph.nodes[a].at.0 > graph.nodes[place(&graph, "name a")].at.0);
}

#[test]
fn no_two_nodes_stand_at_one_place() {
    let graph = graph(&["d = {i: [i, [i]] for i in range(9)}", "l = []; l.append(l)", "del l", "x = [d, [d]]"]);
    let mut places: Vec<_> = graph.nodes.iter().map(|node| node.at).collect();
    places.sort_unstable();
    let count = places.len();
    places.dedup();
    assert_eq!(places.len(), count);
    assert!(graph.nodes.iter().any(|node| node.kind == NodeKind::Unreachable));
}

#[test]
fn a_large_memory_shows_a_neighbourhood() {
    let graph = graph(&["l = [[i] for i in range(500)]"]);
    assert!(graph.nodes.len() <= 62, "{}", graph.nodes.len());
    assert!(graph.hidden > 400);
}

#[test]
fn a_big_component_is_one_box() {
    let ring = "ns = []\nfor i in range(80): ns.append([])\nfor i in range(80): ns[i].append(ns[(i + 1) % 80])\nr = ns[0]; del ns, i";
    let mut session = Session::new(Version::V3_13);
    session.submit("first = [1]");
    session.submit(ring);
    session.submit("first.append(r)");
    let chosen = session.object_at("first").map(|id| session.identity(id));
    let graph = session.graph(&Attention { chosen, ..Attention::default() });
    assert!(graph.nodes.len() < 60, "{}", graph.nodes.len());
}

#[test]
fn weak_references_are_weak_links() {
    let graph = graph(&["import weakref", "class N: pass", "a = N(); w = weakref.ref(a)"]);
    let (w, a) = (place(&graph, "w"), place(&graph, "a"));
    assert!(graph.links.iter().any(|l| l.from == w && l.to == a && l.kind == LinkKind::Weak), "{graph:?}");
}

#[test]
fn exports_name_every_node_and_link() {
    let graph = graph(CYCLE);
    let (dot, mermaid, svg) = (dot(&graph), mermaid(&graph), svg(&graph));
    assert!(dot.starts_with("digraph") && dot.matches("->").count() == graph.links.len());
    assert!(mermaid.starts_with("flowchart") && mermaid.matches("-->").count() == graph.links.len());
    assert!(svg.matches("<path").count() == graph.links.len() + 1 && svg.ends_with("</svg>\n"));
    assert!(svg.contains(".other"));
}
