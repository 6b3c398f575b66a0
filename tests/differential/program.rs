//! Small random programs on memory: what they may do, and how that is written in Python.

use std::fmt::Write as _;

use proptest::prelude::*;

/// Names that a program has.
const NAMES: usize = 5;

/// One line of a program.
#[derive(Clone, Debug)]
pub enum Line {
    Make {
        name: usize,
        kind: Kind,
    },
    /// The first holds the second.
    Link {
        from: usize,
        to: usize,
    },
    Alias {
        name: usize,
        of: usize,
    },
    Forget {
        name: usize,
    },
    Unlink {
        name: usize,
    },
    Count {
        name: usize,
    },
    CountInCall {
        name: usize,
    },
    Watch {
        name: usize,
    },
    Watched,
    Collect {
        generation: u8,
    },
    Referrers {
        name: usize,
    },
    Tracked {
        name: usize,
    },
}

#[derive(Clone, Copy, Debug)]
pub enum Kind {
    Node,
    /// Stores itself away when it dies.
    Lazarus,
    List,
    Dict,
    Tuple,
}

pub fn programs() -> impl Strategy<Value = Vec<Line>> {
    let name = || 0..NAMES;
    let kind = prop_oneof![
        4 => Just(Kind::Node), 1 => Just(Kind::Lazarus), 2 => Just(Kind::List), 1 => Just(Kind::Dict),
        1 => Just(Kind::Tuple)
    ];
    let line = prop_oneof![
        6 => (name(), kind).prop_map(|(name, kind)| Line::Make { name, kind }),
        6 => (name(), name()).prop_map(|(from, to)| Line::Link { from, to }),
        2 => (name(), name()).prop_map(|(name, of)| Line::Alias { name, of }),
        3 => name().prop_map(|name| Line::Forget { name }),
        1 => name().prop_map(|name| Line::Unlink { name }),
        3 => name().prop_map(|name| Line::Count { name }),
        1 => name().prop_map(|name| Line::CountInCall { name }),
        2 => name().prop_map(|name| Line::Watch { name }),
        2 => Just(Line::Watched),
        3 => (0..3u8).prop_map(|generation| Line::Collect { generation }),
        1 => name().prop_map(|name| Line::Referrers { name }),
        1 => name().prop_map(|name| Line::Tracked { name }),
    ];
    prop::collection::vec(line, 5..40)
}

const PRELUDE: &str = r#"import gc, sys, weakref
gc.disable()

class Node:
    def __init__(self, number):
        self.number = number
    def __del__(self):
        print("del", self.number)

class Lazarus(Node):
    def __del__(self):
        print("rise", self.number)
        saved.append(self)

def link(a, b):
    if isinstance(a, Node):
        a.other = b
    elif isinstance(a, list):
        a.append(b)
    elif isinstance(a, dict):
        a[len(a)] = b

def unlink(a):
    if isinstance(a, Node):
        a.__dict__.pop("other", None)
    elif isinstance(a, (list, dict)):
        a.clear()

def count(a):
    return sys.getrefcount(a)

def watch(a, number):
    if isinstance(a, Node):
        watched.append(weakref.ref(a, lambda r: print("gone", number)))

saved = []
watched = []
a = b = c = d = e = None
gc.collect()
"#;

/// The program's text.
pub fn source(lines: &[Line]) -> String {
    let mut out = String::from(PRELUDE);
    let name = |number: &usize| ["a", "b", "c", "d", "e"][*number];
    for (number, line) in lines.iter().enumerate() {
        // Writing to a String cannot fail.
        let _ = match line {
            Line::Make { name: n, kind: Kind::Node } => writeln!(out, "{} = Node({number})", name(n)),
            Line::Make { name: n, kind: Kind::Lazarus } => writeln!(out, "{} = Lazarus({number})", name(n)),
            Line::Make { name: n, kind: Kind::List } => writeln!(out, "{} = []", name(n)),
            Line::Make { name: n, kind: Kind::Dict } => writeln!(out, "{} = {{}}", name(n)),
            Line::Make { name: n, kind: Kind::Tuple } => {
                writeln!(out, "{0} = ({1}, {0})", name(n), name(&((n + 1) % NAMES)))
            }
            Line::Link { from, to } => writeln!(out, "link({}, {})", name(from), name(to)),
            Line::Alias { name: n, of } => writeln!(out, "{} = {}", name(n), name(of)),
            Line::Forget { name: n } => writeln!(out, "{} = None", name(n)),
            Line::Unlink { name: n } => writeln!(out, "unlink({})", name(n)),
            Line::Count { name: n } => writeln!(out, "print(sys.getrefcount({}))", name(n)),
            Line::CountInCall { name: n } => writeln!(out, "print(count({}))", name(n)),
            Line::Watch { name: n } => writeln!(out, "watch({}, {number})", name(n)),
            Line::Watched => writeln!(out, "print([r() is None for r in watched])"),
            Line::Collect { generation } => writeln!(out, "print('found', gc.collect({generation}), len(saved))"),
            Line::Referrers { name: n } => {
                writeln!(out, "print({0} is not None and len(gc.get_referrers({0})))", name(n))
            }
            Line::Tracked { name: n } => writeln!(out, "print(gc.is_tracked({}))", name(n)),
        };
    }
    out.push_str("print('end')\n");
    out
}
