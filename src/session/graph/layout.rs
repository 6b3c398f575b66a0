//! Where nodes stand: columns by the distance from a root, rows near what refers to them, unreachable objects below all
//! others. References that go back are the drawer's business; so a cycle is seen as one.

use std::collections::VecDeque;

use super::{Graph, NodeKind};

/// Gives each node its column and row.
pub(super) fn arrange(graph: &mut Graph) {
    let count = graph.nodes.len();
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut into: Vec<Vec<usize>> = vec![Vec::new(); count];
    for link in &graph.links {
        if link.from != link.to
            && let (Some(from), Some(to)) = (out.get_mut(link.from), into.get_mut(link.to))
        {
            from.push(link.to);
            to.push(link.from);
        }
    }
    let kind = |at: usize| graph.nodes.get(at).map_or(NodeKind::Object, |node| node.kind);
    let mut columns: Vec<Option<usize>> = vec![None; count];
    let roots: Vec<usize> = (0..count).filter(|at| kind(*at) == NodeKind::Root).collect();
    let mut first_row = spread(&roots, 0, &out, &into, &mut columns, graph);
    // What no root leads to, one component after the other below.
    for at in 0..count {
        if columns.get(at).is_some_and(Option::is_none) {
            first_row = spread(&[at], first_row, &out, &into, &mut columns, graph);
        }
    }
}

/// Places everything that is reached from these nodes and has no place yet, from a row on; gives the next free row.
fn spread(
    starts: &[usize],
    first_row: usize,
    out: &[Vec<usize>],
    into: &[Vec<usize>],
    columns: &mut [Option<usize>],
    graph: &mut Graph,
) -> usize {
    let mut layers: Vec<Vec<usize>> = Vec::new();
    let mut work: VecDeque<usize> = VecDeque::new();
    // Garbage begins in the column of objects, roots in their own.
    let first_column = |at: usize| usize::from(graph.nodes.get(at).is_some_and(|node| node.kind != NodeKind::Root));
    for start in starts {
        if let Some(column) = columns.get_mut(*start) {
            *column = Some(first_column(*start));
            work.push_back(*start);
        }
    }
    while let Some(at) = work.pop_front() {
        let column = columns.get(at).copied().flatten().unwrap_or(0);
        if layers.len() <= column {
            layers.resize(column + 1, Vec::new());
        }
        if let Some(layer) = layers.get_mut(column) {
            layer.push(at);
        }
        for next in out.get(at).into_iter().flatten() {
            if let Some(place @ None) = columns.get_mut(*next) {
                *place = Some(column + 1);
                work.push_back(*next);
            }
        }
    }
    let mut last = first_row;
    for (column, layer) in layers.iter().enumerate() {
        // Near the rows of what refers to them.
        let wish = |at: usize| {
            let rows: Vec<usize> = into
                .get(at)
                .into_iter()
                .flatten()
                .filter_map(|from| graph.nodes.get(*from))
                .filter(|node| node.at.0 < column && node.at.1 >= first_row)
                .map(|node| node.at.1)
                .collect();
            if rows.is_empty() { first_row } else { rows.iter().sum::<usize>() / rows.len() }
        };
        let mut wished: Vec<(usize, usize)> = layer.iter().map(|at| (wish(*at), *at)).collect();
        wished.sort_by_key(|(row, _)| *row);
        let mut free = first_row;
        for (row, at) in wished {
            let row = row.max(free);
            free = row + 1;
            if let Some(node) = graph.nodes.get_mut(at) {
                node.at = (column, row);
            }
        }
        last = last.max(free);
    }
    last + 1
}

/// Tarjan's strongly connected components, without recursion.
pub(super) fn components(out: &[Vec<usize>]) -> Vec<Vec<usize>> {
    const UNSEEN: usize = usize::MAX;
    let count = out.len();
    let mut index = vec![UNSEEN; count];
    let mut low = vec![0; count];
    let mut on_stack = vec![false; count];
    let (mut stack, mut found, mut next) = (Vec::new(), Vec::new(), 0);
    for start in 0..count {
        if index[start] != UNSEEN {
            continue;
        }
        let mut work = vec![(start, 0)];
        while let Some((at, child)) = work.pop() {
            if child == 0 {
                index[at] = next;
                low[at] = next;
                next += 1;
                stack.push(at);
                on_stack[at] = true;
            }
            if let Some(&to) = out[at].get(child) {
                work.push((at, child + 1));
                if index[to] == UNSEEN {
                    work.push((to, 0));
                } else if on_stack[to] {
                    low[at] = low[at].min(index[to]);
                }
                continue;
            }
            if let Some(&(parent, _)) = work.last() {
                low[parent] = low[parent].min(low[at]);
            }
            if low[at] == index[at] {
                let mut component = Vec::new();
                while let Some(member) = stack.pop() {
                    on_stack[member] = false;
                    component.push(member);
                    if member == at {
                        break;
                    }
                }
                found.push(component);
            }
        }
    }
    found
}
