//! The backtracking machine: an explicit stack of choices and of what to restore.

use super::class;
use super::compile::{Label, One, Program, Step};
use super::node::Assertion;

/// Steps between two looks at the interrupt flag.
const SLICE: u64 = 1 << 20;
/// Choices open at once.
const MAX_CHOICES: usize = 20_000_000;

/// Where a match may lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// At the start.
    Match,
    /// From the start to the end.
    Full,
    /// Anywhere.
    Search,
}

/// A match: the span of each group, the whole one first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub groups: Vec<Option<(usize, usize)>>,
    /// The group that closed last.
    pub last: Option<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Found(Found),
    Nothing,
    /// The caller asked to stop.
    Interrupted,
    /// Too many open choices.
    TooBig,
}

#[derive(Clone, Copy, Debug)]
enum Choice {
    /// Another way from here.
    Way {
        step: Label,
        at: usize,
    },
    /// A `Many` that can give back characters down to `least`.
    Fewer {
        step: Label,
        least: usize,
        at: usize,
    },
    /// A lazy `Many` that can take more.
    More {
        step: Label,
        taken: u32,
        at: usize,
    },
    /// A lazy loop that can go round again.
    Again {
        step: Label,
        register: usize,
        at: usize,
    },
    Slot {
        slot: usize,
        before: usize,
    },
    Register {
        register: usize,
        before: (u32, usize),
    },
    Last {
        before: usize,
    },
}

const NONE: usize = usize::MAX;

enum Stop {
    Interrupted,
    TooBig,
}

impl Program {
    /// Looks for a match in `text[start..end]`; positions before `start` are seen by look-behinds. `stop` is asked from
    /// time to time.
    pub fn find(&self, text: &[char], start: usize, end: usize, way: Way, stop: &mut dyn FnMut() -> bool) -> Outcome {
        let end = end.min(text.len());
        if start > end {
            return Outcome::Nothing;
        }
        self.find_after(text, start, end, way, NONE, stop)
    }

    /// As [`Program::find`]; an empty match at `not_empty_at` does not count.
    pub fn find_after(
        &self,
        text: &[char],
        start: usize,
        end: usize,
        way: Way,
        not_empty_at: usize,
        stop: &mut dyn FnMut() -> bool,
    ) -> Outcome {
        let mut machine = Machine {
            program: self,
            text: text.get(..end).unwrap_or(text),
            slots: vec![NONE; self.groups * 2],
            registers: vec![(0, NONE); self.loops],
            choices: Vec::new(),
            last: NONE,
            full: way == Way::Full,
            not_empty_at,
            fuel: SLICE,
            stop,
        };
        let first = self.first_char();
        let mut at = start;
        loop {
            if way == Way::Search
                && let Some(first) = first
            {
                match machine.text.get(at..).unwrap_or_default().iter().position(|c| *c == first) {
                    Some(skip) => at += skip,
                    None => return Outcome::Nothing,
                }
            }
            match machine.run(0, at, 0) {
                Ok(Some(_)) => return Outcome::Found(machine.found()),
                Ok(None) => {}
                Err(Stop::Interrupted) => return Outcome::Interrupted,
                Err(Stop::TooBig) => return Outcome::TooBig,
            }
            at += 1;
            if way != Way::Search || at > machine.text.len() {
                return Outcome::Nothing;
            }
        }
    }

    /// The character that every match begins with, if there is one.
    fn first_char(&self) -> Option<char> {
        self.steps.iter().find_map(|step| match step {
            Step::Save(_) => None,
            Step::One(One::Char(c)) => Some(Some(*c)),
            Step::Many { one: One::Char(c), least: 1.., .. } => Some(Some(*c)),
            _ => Some(None),
        })?
    }
}

struct Machine<'a> {
    program: &'a Program,
    text: &'a [char],
    slots: Vec<usize>,
    /// Rounds of a loop, and where the last one began.
    registers: Vec<(u32, usize)>,
    choices: Vec<Choice>,
    last: usize,
    full: bool,
    not_empty_at: usize,
    fuel: u64,
    stop: &'a mut dyn FnMut() -> bool,
}

impl Machine<'_> {
    /// Runs from a step to `Accept`; gives the position. Choices above `floor` are this run's.
    fn run(&mut self, mut step: Label, mut at: usize, floor: usize) -> Result<Option<usize>, Stop> {
        let program = self.program;
        loop {
            self.fuel -= 1;
            if self.fuel == 0 {
                self.fuel = SLICE;
                if (self.stop)() {
                    return Err(Stop::Interrupted);
                }
            }
            if self.choices.len() > MAX_CHOICES {
                return Err(Stop::TooBig);
            }
            let goes_on = match program.steps.get(step) {
                None | Some(Step::Never) => false,
                Some(Step::Accept) => {
                    let whole = floor == 0 && step + 1 == program.steps.len();
                    let start = self.slots.first().copied().unwrap_or(NONE);
                    if whole && ((self.full && at != self.text.len()) || (at == start && at == self.not_empty_at)) {
                        false
                    } else {
                        return Ok(Some(at));
                    }
                }
                Some(Step::One(one)) => {
                    let fits = self.text.get(at).is_some_and(|c| takes(one, *c));
                    at += 1;
                    step += 1;
                    fits
                }
                Some(Step::Many { one, least, most, lazy }) => {
                    self.many(one, (*least, *most, *lazy), &mut step, &mut at)
                }
                Some(Step::Assert(assertion)) => {
                    step += 1;
                    self.holds(*assertion, at)
                }
                Some(Step::Save(slot)) => {
                    self.save(*slot, at);
                    step += 1;
                    true
                }
                Some(Step::Jump(to)) => {
                    step = *to;
                    true
                }
                Some(Step::Split(first, second)) => {
                    self.choices.push(Choice::Way { step: *second, at });
                    step = *first;
                    true
                }
                Some(Step::Backreference { group, flags }) => {
                    step += 1;
                    match self.span(*group) {
                        Some((from, to)) => {
                            let length = to - from;
                            let fits = (0..length).all(|i| match (self.text.get(from + i), self.text.get(at + i)) {
                                (Some(a), Some(b)) => class::same(*a, *b, *flags),
                                _ => false,
                            });
                            at += length;
                            fits
                        }
                        None => false,
                    }
                }
                Some(Step::LoopStart(register)) => {
                    self.set_register(*register, (0, NONE));
                    step += 1;
                    true
                }
                Some(Step::LoopHead { register, least, most, lazy, out }) => {
                    let (rounds, began) = self.registers.get(*register).copied().unwrap_or((0, NONE));
                    let again = rounds < *most && began != at;
                    if rounds < *least {
                        self.set_register(*register, (rounds + 1, at));
                        step += 1;
                    } else if !again {
                        step = *out;
                    } else if *lazy {
                        self.choices.push(Choice::Again { step: step + 1, register: *register, at });
                        step = *out;
                    } else {
                        self.choices.push(Choice::Way { step: *out, at });
                        self.set_register(*register, (rounds + 1, at));
                        step += 1;
                    }
                    true
                }
                Some(Step::Look { behind, negated, out }) => {
                    let found = match at.checked_sub(*behind) {
                        Some(from) => self.inner(step + 1, from, *negated)?.is_some(),
                        None => false,
                    };
                    step = *out;
                    found != *negated
                }
                Some(Step::Atomic { out }) => match self.inner(step + 1, at, false)? {
                    Some(end) => {
                        at = end;
                        step = *out;
                        true
                    }
                    None => false,
                },
                Some(Step::IfGroup { group, no }) => {
                    step = if self.span(*group).is_some() { step + 1 } else { *no };
                    true
                }
            };
            if !goes_on {
                match self.back(floor) {
                    Some((to, position)) => (step, at) = (to, position),
                    None => return Ok(None),
                }
            }
        }
    }

    /// A match of its own within this one. Its choices are forgotten; what it captured stays, unless `undo`.
    fn inner(&mut self, step: Label, at: usize, undo: bool) -> Result<Option<usize>, Stop> {
        let floor = self.choices.len();
        // A floor of 0 means the whole match.
        if floor == 0 {
            self.choices.push(Choice::Last { before: self.last });
        }
        let floor = self.choices.len();
        let found = self.run(step, at, floor)?;
        if found.is_some() {
            if undo {
                while self.choices.len() > floor {
                    self.undo_one();
                }
            } else {
                let mut kept = self.choices.split_off(floor);
                kept.retain(|c| matches!(c, Choice::Slot { .. } | Choice::Register { .. } | Choice::Last { .. }));
                self.choices.append(&mut kept);
            }
        }
        Ok(found)
    }

    fn undo_one(&mut self) {
        match self.choices.pop() {
            Some(Choice::Slot { slot, before }) => {
                if let Some(place) = self.slots.get_mut(slot) {
                    *place = before;
                }
            }
            Some(Choice::Register { register, before }) => {
                if let Some(place) = self.registers.get_mut(register) {
                    *place = before;
                }
            }
            Some(Choice::Last { before }) => self.last = before,
            _ => {}
        }
    }

    /// Back to the last choice above `floor`.
    fn back(&mut self, floor: usize) -> Option<(Label, usize)> {
        while self.choices.len() > floor {
            match self.choices.last().copied() {
                Some(Choice::Way { step, at }) => {
                    self.choices.pop();
                    return Some((step, at));
                }
                Some(Choice::Fewer { step, least, at }) => {
                    self.choices.pop();
                    let at = at - 1;
                    if at > least {
                        self.choices.push(Choice::Fewer { step, least, at });
                    }
                    return Some((step, at));
                }
                Some(Choice::More { step, taken, at }) => {
                    self.choices.pop();
                    let Some(Step::Many { one, most, .. }) = self.program.steps.get(step) else { continue };
                    if taken >= *most || !self.text.get(at).is_some_and(|c| takes(one, *c)) {
                        continue;
                    }
                    self.choices.push(Choice::More { step, taken: taken + 1, at: at + 1 });
                    return Some((step + 1, at + 1));
                }
                Some(Choice::Again { step, register, at }) => {
                    self.choices.pop();
                    let rounds = self.registers.get(register).map_or(0, |r| r.0);
                    self.set_register(register, (rounds + 1, at));
                    return Some((step, at));
                }
                _ => self.undo_one(),
            }
        }
        None
    }

    fn many(&mut self, one: &One, (least, most, lazy): (u32, u32, bool), step: &mut Label, at: &mut usize) -> bool {
        let wanted = if lazy { least } else { most } as usize;
        let rest = self.text.get(*at..).unwrap_or_default();
        let taken = rest.iter().take(wanted).take_while(|c| takes(one, **c)).count();
        if taken < least as usize {
            return false;
        }
        if lazy {
            self.choices.push(Choice::More { step: *step, taken: taken as u32, at: *at + taken });
        } else if taken > least as usize {
            self.choices.push(Choice::Fewer { step: *step + 1, least: *at + least as usize, at: *at + taken });
        }
        *at += taken;
        *step += 1;
        true
    }

    fn save(&mut self, slot: usize, at: usize) {
        if let Some(place) = self.slots.get_mut(slot) {
            self.choices.push(Choice::Slot { slot, before: *place });
            *place = at;
        }
        if slot % 2 == 1 && slot > 1 {
            self.choices.push(Choice::Last { before: self.last });
            self.last = slot / 2;
        }
    }

    fn set_register(&mut self, register: usize, value: (u32, usize)) {
        if let Some(place) = self.registers.get_mut(register) {
            self.choices.push(Choice::Register { register, before: *place });
            *place = value;
        }
    }

    fn span(&self, group: usize) -> Option<(usize, usize)> {
        let (from, to) = (*self.slots.get(group * 2)?, *self.slots.get(group * 2 + 1)?);
        (from != NONE && to != NONE && from <= to).then_some((from, to))
    }

    fn found(&self) -> Found {
        let groups = (0..self.program.groups).map(|group| self.span(group)).collect();
        Found { groups, last: (self.last != NONE).then_some(self.last) }
    }

    fn holds(&self, assertion: Assertion, at: usize) -> bool {
        let length = self.text.len();
        let before = at.checked_sub(1).and_then(|i| self.text.get(i)).copied();
        let after = self.text.get(at).copied();
        match assertion {
            Assertion::TextStart => at == 0,
            Assertion::LineStart => at == 0 || before == Some('\n'),
            Assertion::TextEnd => at == length,
            Assertion::LastLineEnd => at == length || (at + 1 == length && after == Some('\n')),
            Assertion::LineEnd => at == length || after == Some('\n'),
            Assertion::Boundary { ascii, negated } => {
                let word =
                    |c: Option<char>| c.is_some_and(|c| class::in_category(c, super::node::Category::Word, ascii));
                if length == 0 { false } else { (word(before) != word(after)) != negated }
            }
        }
    }
}

fn takes(one: &One, c: char) -> bool {
    match one {
        One::Char(wanted) => *wanted == c,
        One::Folded { char, flags } => class::same(c, *char, *flags),
        One::Any => true,
        One::AnyButNewline => c != '\n',
        One::Set(set) => class::in_set(c, set),
    }
}
