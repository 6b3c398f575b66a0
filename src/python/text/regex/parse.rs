//! Pattern text → tree, with the words of `re._parser` for what is wrong.

mod escape;
mod group;

use super::node::{Assertion, Category, Flags, Greed, Member, Node, PatternError, Set, UNBOUNDED};

/// Groups nested deeper than this are refused before the walkers of the tree run out of stack.
const MAX_DEPTH: usize = 500;

#[derive(Debug)]
pub(super) struct Parsed {
    pub root: Node,
    pub flags: Flags,
    /// With the whole match.
    pub groups: usize,
    pub names: Vec<(String, usize)>,
    /// Least and most width of each group.
    pub widths: Vec<(u64, u64)>,
}

type Parse<T = Node> = Result<T, PatternError>;

pub(super) fn parse(pattern: &[char], flags: Flags) -> Parse<Parsed> {
    let mut parser = Parser::new(pattern, flags);
    let root = parser.either()?;
    if parser.peek() == Some(')') {
        return Err(parser.error_at("unbalanced parenthesis", parser.at));
    }
    if parser.flags.has(Flags::VERBOSE) && !flags.has(Flags::VERBOSE) {
        // `(?x)` at the start: the whole pattern is read again.
        let again = parser.global;
        parser = Parser::new(pattern, flags.with(again));
        let root = parser.either()?;
        return parser.finish(root);
    }
    parser.finish(root)
}

struct Parser<'p> {
    text: &'p [char],
    at: usize,
    flags: Flags,
    /// Flags of the whole pattern.
    global: Flags,
    bytes: bool,
    groups: usize,
    names: Vec<(String, usize)>,
    widths: Vec<Option<(u64, u64)>>,
    /// Conditions on groups that may come later: number and place.
    conditions: Vec<(usize, usize)>,
    depth: usize,
}

impl<'p> Parser<'p> {
    fn new(text: &'p [char], flags: Flags) -> Self {
        Self {
            text,
            at: 0,
            flags,
            global: flags,
            bytes: !flags.has(Flags::UNICODE) && !flags.has(Flags::ASCII),
            groups: 1,
            names: Vec::new(),
            widths: vec![None],
            conditions: Vec::new(),
            depth: 0,
        }
    }

    fn finish(self, root: Node) -> Parse<Parsed> {
        for (group, at) in &self.conditions {
            if *group >= self.groups {
                return Err(self.error_at(&format!("invalid group reference {group}"), *at));
            }
        }
        let widths = self.widths.iter().map(|w| w.unwrap_or((0, 0))).collect();
        Ok(Parsed { root, flags: self.global, groups: self.groups, names: self.names, widths })
    }

    fn peek(&self) -> Option<char> {
        self.text.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += 1;
        Some(c)
    }

    fn eat(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        self.at += usize::from(found);
        found
    }

    fn error_at(&self, message: &str, at: usize) -> PatternError {
        PatternError { message: message.to_owned(), at }
    }

    fn either(&mut self) -> Parse {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.error_at("pattern is nested too deeply for gcscope", self.at));
        }
        let mut branches = vec![self.sequence()?];
        while self.eat('|') {
            branches.push(self.sequence()?);
        }
        self.depth -= 1;
        Ok(if branches.len() == 1 { branches.remove(0) } else { Node::Either(branches) })
    }

    fn sequence(&mut self) -> Parse {
        let mut parts: Vec<Node> = Vec::new();
        while let Some(c) = self.peek() {
            if c == '|' || c == ')' {
                break;
            }
            let start = self.at;
            self.at += 1;
            if self.flags.has(Flags::VERBOSE) {
                if c.is_whitespace() {
                    continue;
                }
                if c == '#' {
                    while self.next().is_some_and(|c| c != '\n') {}
                    continue;
                }
            }
            let part = match c {
                '\\' => self.escape(start)?,
                '.' => Node::Any { newline: self.flags.has(Flags::DOTALL) },
                '^' if self.flags.has(Flags::MULTILINE) => Node::Assert(Assertion::LineStart),
                '^' => Node::Assert(Assertion::TextStart),
                '$' if self.flags.has(Flags::MULTILINE) => Node::Assert(Assertion::LineEnd),
                '$' => Node::Assert(Assertion::LastLineEnd),
                '[' => self.set(start)?,
                '(' => match self.group(start)? {
                    Some(node) => node,
                    None => continue,
                },
                '*' | '+' | '?' | '{' => match self.bounds(c, start)? {
                    Some(bounds) => {
                        let item = parts.pop();
                        parts.push(self.repeat(item, bounds, start)?);
                        continue;
                    }
                    None => self.literal(c),
                },
                c => self.literal(c),
            };
            parts.push(part);
        }
        Ok(match parts.len() {
            0 => Node::Empty,
            1 => parts.remove(0),
            _ => Node::Sequence(parts),
        })
    }

    fn literal(&self, char: char) -> Node {
        Node::Char { char, flags: self.flags }
    }

    /// `*`, `+`, `?`, `{m,n}`; nothing for a brace that is just a brace.
    fn bounds(&mut self, c: char, start: usize) -> Parse<Option<(u32, u32)>> {
        match c {
            '*' => return Ok(Some((0, UNBOUNDED))),
            '+' => return Ok(Some((1, UNBOUNDED))),
            '?' => return Ok(Some((0, 1))),
            _ => {}
        }
        let back = self.at;
        if self.peek() == Some('}') {
            return Ok(None);
        }
        let low = self.digits();
        let high = if self.eat(',') { self.digits() } else { low.clone() };
        if !self.eat('}') {
            self.at = back;
            return Ok(None);
        }
        let number = |text: &str, default: u32| -> Parse<u32> {
            if text.is_empty() {
                return Ok(default);
            }
            match text.parse::<u32>() {
                Ok(n) if n != UNBOUNDED => Ok(n),
                _ => Err(PatternError { message: "the repetition number is too large".into(), at: start }),
            }
        };
        let (least, most) = (number(&low, 0)?, number(&high, UNBOUNDED)?);
        if most < least {
            return Err(self.error_at("min repeat greater than max repeat", start + 1));
        }
        Ok(Some((least, most)))
    }

    fn digits(&mut self) -> String {
        let mut out = String::new();
        while let Some(c) = self.peek().filter(char::is_ascii_digit) {
            out.push(c);
            self.at += 1;
        }
        out
    }

    fn repeat(&mut self, item: Option<Node>, (least, most): (u32, u32), start: usize) -> Parse {
        let body = match item {
            None | Some(Node::Assert(_) | Node::Empty) => return Err(self.error_at("nothing to repeat", start)),
            Some(Node::Repeat { .. }) => return Err(self.error_at("multiple repeat", start)),
            Some(Node::Atomic(inner)) if matches!(*inner, Node::Repeat { greed: Greed::Possessive, .. }) => {
                return Err(self.error_at("multiple repeat", start));
            }
            Some(node) => Box::new(node),
        };
        let greed = if self.eat('?') {
            Greed::Lazy
        } else if self.eat('+') {
            Greed::Possessive
        } else {
            Greed::Greedy
        };
        Ok(Node::Repeat { body, least, most, greed })
    }

    fn set(&mut self, start: usize) -> Parse {
        let unterminated = || PatternError { message: "unterminated character set".into(), at: start };
        let negated = self.eat('^');
        let mut members = Vec::new();
        let first = self.at;
        loop {
            let at = self.at;
            let Some(c) = self.next() else { return Err(unterminated()) };
            if c == ']' && at != first {
                break;
            }
            let low = self.set_member(c, at)?;
            if self.peek() != Some('-') {
                members.push(low);
                continue;
            }
            self.at += 1;
            let high_at = self.at;
            let Some(c) = self.next() else { return Err(unterminated()) };
            if c == ']' {
                members.push(low);
                members.push(Member::Range('-', '-'));
                break;
            }
            let high = self.set_member(c, high_at)?;
            let shown: String = self.text.get(at..self.at).unwrap_or_default().iter().collect();
            match (&low, &high) {
                (Member::Range(low, _), Member::Range(high, _)) if low <= high => {
                    members.push(Member::Range(*low, *high));
                }
                _ => return Err(self.error_at(&format!("bad character range {shown}"), at)),
            }
        }
        Ok(Node::Set(Set { members, negated, flags: self.flags }))
    }

    fn set_member(&mut self, c: char, at: usize) -> Parse<Member> {
        if c != '\\' {
            return Ok(Member::Range(c, c));
        }
        let Some(c) = self.next() else { return Err(self.error_at("bad escape (end of pattern)", at)) };
        if let Some((category, negated)) = category(c) {
            return Ok(Member::Category { category, negated });
        }
        let c = match c {
            'b' => '\u{8}',
            '0'..='7' => self.octal(c, at)?,
            _ => self.plain_escape(c, at)?,
        };
        Ok(Member::Range(c, c))
    }
}

fn flag(c: char) -> Option<Flags> {
    Some(match c {
        'i' => Flags::IGNORECASE,
        'L' => Flags::LOCALE,
        'm' => Flags::MULTILINE,
        's' => Flags::DOTALL,
        'x' => Flags::VERBOSE,
        'a' => Flags::ASCII,
        'u' => Flags::UNICODE,
        _ => return None,
    })
}

fn category(c: char) -> Option<(Category, bool)> {
    Some(match c {
        'd' => (Category::Digit, false),
        'D' => (Category::Digit, true),
        'w' => (Category::Word, false),
        'W' => (Category::Word, true),
        's' => (Category::Space, false),
        'S' => (Category::Space, true),
        _ => return None,
    })
}

fn quoted(name: &str) -> String {
    if name.contains('\'') { format!("\"{name}\"") } else { format!("'{name}'") }
}
