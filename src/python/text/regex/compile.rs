//! Tree → program for the backtracking machine.

use super::node::{Assertion, Flags, Greed, Node, PatternError, Set, UNBOUNDED};
use super::parse::Parsed;

/// Index of an instruction.
pub(super) type Label = usize;

/// One character's test.
#[derive(Clone, Debug)]
pub(super) enum One {
    Char(char),
    Folded { char: char, flags: Flags },
    Any,
    AnyButNewline,
    Set(Box<Set>),
}

#[derive(Clone, Debug)]
pub(super) enum Step {
    One(One),
    /// A single-character item again and again.
    Many {
        one: One,
        least: u32,
        most: u32,
        lazy: bool,
    },
    Assert(Assertion),
    Save(usize),
    Jump(Label),
    /// The first way first.
    Split(Label, Label),
    Backreference {
        group: usize,
        flags: Flags,
    },
    /// A loop's registers begin anew.
    LoopStart(usize),
    /// At the head of each round: on to the body (the next step) or out.
    LoopHead {
        register: usize,
        least: u32,
        most: u32,
        lazy: bool,
        out: Label,
    },
    /// The steps from the next one to `Accept` before `out`, as a match of their own.
    Look {
        behind: usize,
        negated: bool,
        out: Label,
    },
    Atomic {
        out: Label,
    },
    IfGroup {
        group: usize,
        no: Label,
    },
    Never,
    Accept,
}

/// A compiled pattern.
#[derive(Clone, Debug)]
pub struct Program {
    pub(super) steps: Vec<Step>,
    pub(super) loops: usize,
    /// With the whole match.
    pub groups: usize,
    pub names: Vec<(String, usize)>,
    pub flags: Flags,
}

pub(super) fn compile(parsed: Parsed) -> Result<Program, PatternError> {
    let mut c = Compiler { steps: Vec::new(), loops: 0, widths: &parsed.widths };
    c.steps.push(Step::Save(0));
    c.node(&parsed.root);
    c.steps.push(Step::Save(1));
    c.steps.push(Step::Accept);
    let (steps, loops) = (c.steps, c.loops);
    Ok(Program { steps, loops, groups: parsed.groups, names: parsed.names, flags: parsed.flags })
}

struct Compiler<'w> {
    steps: Vec<Step>,
    loops: usize,
    widths: &'w [(u64, u64)],
}

impl Compiler<'_> {
    fn here(&self) -> Label {
        self.steps.len()
    }

    fn push(&mut self, step: Step) -> Label {
        self.steps.push(step);
        self.here() - 1
    }

    fn patch(&mut self, at: Label, step: Step) {
        if let Some(place) = self.steps.get_mut(at) {
            *place = step;
        }
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Empty => {}
            Node::Never => {
                self.push(Step::Never);
            }
            Node::Char { .. } | Node::Any { .. } | Node::Set(_) => {
                if let Some(one) = one(node) {
                    self.push(Step::One(one));
                }
            }
            Node::Sequence(parts) => parts.iter().for_each(|part| self.node(part)),
            Node::Either(branches) => self.either(branches),
            Node::Group { number, body } => {
                self.push(Step::Save(number * 2));
                self.node(body);
                self.push(Step::Save(number * 2 + 1));
            }
            Node::Repeat { body, least, most, greed: Greed::Possessive } => {
                let at = self.push(Step::Never);
                self.repeat(body, *least, *most, false);
                self.push(Step::Accept);
                let out = self.here();
                self.patch(at, Step::Atomic { out });
            }
            Node::Repeat { body, least, most, greed } => self.repeat(body, *least, *most, *greed == Greed::Lazy),
            Node::Assert(assertion) => {
                self.push(Step::Assert(*assertion));
            }
            Node::Backreference { group, flags } => {
                self.push(Step::Backreference { group: *group, flags: *flags });
            }
            Node::Look { body, behind, negated, .. } => {
                let width = if *behind { body.width(self.widths).0 as usize } else { 0 };
                let at = self.push(Step::Never);
                self.node(body);
                self.push(Step::Accept);
                let out = self.here();
                self.patch(at, Step::Look { behind: width, negated: *negated, out });
            }
            Node::Atomic(body) => {
                let at = self.push(Step::Never);
                self.node(body);
                self.push(Step::Accept);
                let out = self.here();
                self.patch(at, Step::Atomic { out });
            }
            Node::Conditional { group, yes, no } => {
                let at = self.push(Step::Never);
                self.node(yes);
                let over = self.push(Step::Never);
                let no_label = self.here();
                self.node(no);
                let out = self.here();
                self.patch(at, Step::IfGroup { group: *group, no: no_label });
                self.patch(over, Step::Jump(out));
            }
        }
    }

    fn either(&mut self, branches: &[Node]) {
        let mut ends = Vec::new();
        for (i, branch) in branches.iter().enumerate() {
            if i + 1 == branches.len() {
                self.node(branch);
                break;
            }
            let split = self.push(Step::Never);
            self.node(branch);
            ends.push(self.push(Step::Never));
            let next = self.here();
            self.patch(split, Step::Split(split + 1, next));
        }
        let out = self.here();
        for end in ends {
            self.patch(end, Step::Jump(out));
        }
    }

    fn repeat(&mut self, body: &Node, least: u32, most: u32, lazy: bool) {
        if let Some(one) = one(body) {
            self.push(Step::Many { one, least, most, lazy });
            return;
        }
        if (least, most) == (0, 1) {
            let split = self.push(Step::Never);
            self.node(body);
            let out = self.here();
            let ways = if lazy { Step::Split(out, split + 1) } else { Step::Split(split + 1, out) };
            self.patch(split, ways);
            return;
        }
        let register = self.loops;
        self.loops += 1;
        self.push(Step::LoopStart(register));
        let head = self.push(Step::Never);
        self.node(body);
        self.push(Step::Jump(head));
        let out = self.here();
        let most = if most == UNBOUNDED { u32::MAX } else { most };
        self.patch(head, Step::LoopHead { register, least, most, lazy, out });
    }
}

/// A node that takes exactly one character.
fn one(node: &Node) -> Option<One> {
    Some(match node {
        Node::Char { char, flags } if flags.has(Flags::IGNORECASE) => One::Folded { char: *char, flags: *flags },
        Node::Char { char, .. } => One::Char(*char),
        Node::Any { newline: true } => One::Any,
        Node::Any { newline: false } => One::AnyButNewline,
        Node::Set(set) => One::Set(Box::new(set.clone())),
        Node::Sequence(parts) if parts.len() == 1 => return parts.first().and_then(one),
        _ => return None,
    })
}
