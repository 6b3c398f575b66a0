//! A graph as text for other programs: Graphviz's DOT, Mermaid, and a picture in SVG.

use std::fmt::Write as _;

use super::{Graph, LinkKind, Node, NodeKind};

fn text_of(node: &Node) -> String {
    if node.detail.is_empty() { node.label.clone() } else { format!("{}  {}", node.label, node.detail) }
}

/// For `dot`.
#[must_use]
pub fn dot(graph: &Graph) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"));
    let mut out = String::from("digraph memory {\n  rankdir=LR;\n  node [shape=box, fontname=\"monospace\"];\n");
    for (at, node) in graph.nodes.iter().enumerate() {
        let style = match node.kind {
            NodeKind::Root => ", shape=plaintext",
            NodeKind::Object => "",
            NodeKind::Unreachable => ", style=filled, fillcolor=\"#f4d5d5\"",
            NodeKind::Folded(_) => ", shape=box3d",
        };
        let lit = if node.lit { ", penwidth=3" } else { "" };
        // Writing to a String cannot fail.
        let _ = writeln!(out, "  n{at} [label={}{style}{lit}];", quoted(&text_of(node)));
    }
    for link in &graph.links {
        let weak = if link.kind == LinkKind::Weak { ", style=dashed" } else { "" };
        let lit = if link.lit { ", penwidth=3" } else { "" };
        let _ = writeln!(out, "  n{} -> n{} [label={}{weak}{lit}];", link.from, link.to, quoted(&link.label));
    }
    out.push_str("}\n");
    out
}

/// For Mermaid.
#[must_use]
pub fn mermaid(graph: &Graph) -> String {
    let quoted = |text: &str| {
        let text = text.replace('&', "#amp;").replace('"', "#quot;").replace('<', "#lt;").replace('>', "#gt;");
        format!("\"{}\"", text.replace('\n', " "))
    };
    let mut out = String::from("flowchart LR\n");
    for (at, node) in graph.nodes.iter().enumerate() {
        let text = quoted(&text_of(node));
        let _ = match node.kind {
            NodeKind::Root => writeln!(out, "  n{at}([{text}])"),
            NodeKind::Folded(_) => writeln!(out, "  n{at}[[{text}]]"),
            NodeKind::Object | NodeKind::Unreachable => writeln!(out, "  n{at}[{text}]"),
        };
    }
    for link in &graph.links {
        let arrow = match (link.kind, link.lit) {
            (LinkKind::Weak, _) => "-.->",
            (LinkKind::Strong, true) => "==>",
            (LinkKind::Strong, false) => "-->",
        };
        let label = if link.label.is_empty() { String::new() } else { format!("|{}|", quoted(&link.label)) };
        let _ = writeln!(out, "  n{} {arrow}{label} n{}", link.from, link.to);
    }
    let unreachable: Vec<String> = graph
        .nodes
        .iter()
        .enumerate()
        .filter(|(_, node)| node.kind == NodeKind::Unreachable)
        .map(|(at, _)| format!("n{at}"))
        .collect();
    if !unreachable.is_empty() {
        out.push_str("  classDef unreachable fill:#f4d5d5,stroke:#a33\n");
        let _ = writeln!(out, "  class {} unreachable", unreachable.join(","));
    }
    out
}

/// Pixels of a column's gap, of a row, and of a letter.
const GAP: usize = 110;
const ROW: usize = 64;
const LETTER: usize = 8;
const MARGIN: usize = 24;
const BOX: usize = 34;

/// A picture.
#[must_use]
pub fn svg(graph: &Graph) -> String {
    let width_of = |node: &Node| text_of(node).chars().count() * LETTER + 20;
    let columns = graph.nodes.iter().map(|node| node.at.0 + 1).max().unwrap_or(0);
    let mut lefts = vec![MARGIN];
    for column in 0..columns {
        let widest = graph.nodes.iter().filter(|n| n.at.0 == column).map(width_of).max().unwrap_or(0);
        lefts.push(lefts.last().copied().unwrap_or(MARGIN) + widest + GAP);
    }
    let rows = graph.nodes.iter().map(|node| node.at.1 + 1).max().unwrap_or(0);
    let (width, height) = (lefts.last().copied().unwrap_or(0) + MARGIN, rows * ROW + 2 * MARGIN + ROW);
    let left = |node: &Node| lefts.get(node.at.0).copied().unwrap_or(MARGIN);
    let top = |node: &Node| MARGIN + node.at.1 * ROW;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"monospace\" font-size=\"13\">\n<defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" \
         markerWidth=\"7\" markerHeight=\"7\" orient=\"auto-start-reverse\"><path d=\"M0 0 L8 4 L0 8 z\"/></marker></defs>\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n"
    );
    for link in &graph.links {
        let (Some(from), Some(to)) = (graph.nodes.get(link.from), graph.nodes.get(link.to)) else { continue };
        let (x1, y1) = (left(from) + width_of(from), top(from) + BOX / 2);
        let (x2, y2) = (left(to), top(to) + BOX / 2);
        let (path, middle) = if link.from == link.to {
            let y = top(from);
            let x = x1 - 16;
            (
                format!("M{x} {y} C{} {} {} {} {x1} {}", x, y.saturating_sub(26), x1 + 30, y.saturating_sub(20), y + 8),
                (x1 + 4, y - 10),
            )
        } else if to.at.0 > from.at.0 {
            let bend = (x2 - x1.min(x2)) / 2;
            (format!("M{x1} {y1} C{} {y1} {} {y2} {x2} {y2}", x1 + bend, x2 - bend), (x1 + bend, (y1 + y2) / 2 - 4))
        } else {
            // Back: a bow below both.
            let low = y1.max(y2) + ROW / 2 + 6;
            let path = format!("M{x1} {y1} C{} {low} {} {low} {x2} {y2}", x1 + 50, x2.saturating_sub(50));
            (path, ((x1 + x2) / 2, low - 8))
        };
        let dash = if link.kind == LinkKind::Weak { " stroke-dasharray=\"5 4\"" } else { "" };
        let (colour, line) = if link.lit { ("#c22", 3) } else { ("#446", 1) };
        let _ = writeln!(
            out,
            "<path d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{line}\"{dash} marker-end=\"url(#tip)\"/>"
        );
        if !link.label.is_empty() {
            let _ = writeln!(
                out,
                "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\" fill=\"#446\">{}</text>",
                middle.0,
                middle.1,
                escape(&link.label)
            );
        }
    }
    for node in &graph.nodes {
        let (fill, stroke) = match node.kind {
            NodeKind::Root => ("#e8eef8", "none"),
            NodeKind::Object => ("#f7f7f2", "#446"),
            NodeKind::Unreachable => ("#f8e0e0", "#a33"),
            NodeKind::Folded(_) => ("#e6e6e6", "#446"),
        };
        let line = if node.lit { 3 } else { 1 };
        let (x, y, wide) = (left(node), top(node), width_of(node));
        let _ = writeln!(
            out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{BOX}\" rx=\"6\" fill=\"{fill}\" stroke=\"{stroke}\" \
             stroke-width=\"{line}\"/>\n<text x=\"{}\" y=\"{}\" xml:space=\"preserve\">{}</text>",
            x + 10,
            y + BOX / 2 + 5,
            escape(&text_of(node))
        );
    }
    out.push_str("</svg>\n");
    out
}

fn escape(text: &str) -> String {
    let harmless = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>();
    harmless.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
