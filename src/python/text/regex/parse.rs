//! Pattern text → tree, with the words of `re._parser` for what is wrong.

use super::node::{Assertion, Category, Flags, Greed, Member, Node, PatternError, Set, UNBOUNDED};
use crate::python::text::unicode;

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
            return Err(self.error_at("min repeat greater than max repeat", start));
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

    /// Up to three octal digits, the first of which has been read.
    fn octal(&mut self, first: char, at: usize) -> Parse<char> {
        let mut value = first.to_digit(8).unwrap_or(0);
        for _ in 0..2 {
            let Some(digit) = self.peek().and_then(|c| c.to_digit(8)) else { break };
            value = value * 8 + digit;
            self.at += 1;
        }
        if value > 0o377 {
            let shown: String = self.text.get(at..self.at).unwrap_or_default().iter().collect();
            return Err(self.error_at(&format!("octal escape value {shown} outside of range 0-0o377"), at));
        }
        Ok(char::from_u32(value).unwrap_or('\0'))
    }

    /// `\n`, `\x41`, `\.` and so on.
    fn plain_escape(&mut self, c: char, at: usize) -> Parse<char> {
        Ok(match c {
            'a' => '\u{7}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\u{b}',
            'x' => self.hexadecimal(2, at)?,
            'u' if !self.bytes => self.hexadecimal(4, at)?,
            'U' if !self.bytes => self.hexadecimal(8, at)?,
            c if c.is_ascii_alphanumeric() => return Err(self.error_at(&format!("bad escape \\{c}"), at)),
            c => c,
        })
    }

    fn hexadecimal(&mut self, count: usize, at: usize) -> Parse<char> {
        let mut value = 0;
        for _ in 0..count {
            let Some(digit) = self.peek().and_then(|c| c.to_digit(16)) else {
                let shown: String = self.text.get(at..self.at).unwrap_or_default().iter().collect();
                return Err(self.error_at(&format!("incomplete escape {shown}"), at));
            };
            value = value * 16 + digit;
            self.at += 1;
        }
        let shown: String = self.text.get(at..self.at).unwrap_or_default().iter().collect();
        char::from_u32(value).ok_or_else(|| self.error_at(&format!("bad escape {shown}"), at))
    }

    /// An escape outside a set.
    fn escape(&mut self, start: usize) -> Parse {
        let Some(c) = self.next() else { return Err(self.error_at("bad escape (end of pattern)", start)) };
        if let Some((category, negated)) = category(c) {
            let members = vec![Member::Category { category, negated }];
            return Ok(Node::Set(Set { members, negated: false, flags: self.flags }));
        }
        let ascii = super::class::is_ascii(self.flags);
        Ok(match c {
            'A' => Node::Assert(Assertion::TextStart),
            'Z' => Node::Assert(Assertion::TextEnd),
            'b' => Node::Assert(Assertion::Boundary { ascii, negated: false }),
            'B' => Node::Assert(Assertion::Boundary { ascii, negated: true }),
            '0' => {
                let c = self.octal_after_zero();
                self.literal(c)
            }
            '1'..='9' => self.reference_or_octal(c, start)?,
            _ => {
                let c = self.plain_escape(c, start)?;
                self.literal(c)
            }
        })
    }

    fn octal_after_zero(&mut self) -> char {
        let mut value = 0;
        for _ in 0..2 {
            let Some(digit) = self.peek().and_then(|c| c.to_digit(8)) else { break };
            value = value * 8 + digit;
            self.at += 1;
        }
        char::from_u32(value).unwrap_or('\0')
    }

    fn reference_or_octal(&mut self, first: char, start: usize) -> Parse {
        let mut group = first.to_digit(10).unwrap_or(0) as usize;
        if let Some(second) = self.peek().and_then(|c| c.to_digit(10)) {
            let third = self.text.get(self.at + 1).copied();
            if first.is_digit(8) && second < 8 && third.is_some_and(|c| c.is_digit(8)) {
                let c = self.octal(first, start)?;
                return Ok(self.literal(c));
            }
            self.at += 1;
            group = group * 10 + second as usize;
        }
        if group >= self.groups {
            return Err(self.error_at(&format!("invalid group reference {group}"), start + 1));
        }
        self.reference(group, start)
    }

    fn reference(&self, group: usize, start: usize) -> Parse {
        if self.widths.get(group).copied().flatten().is_none() {
            return Err(self.error_at("cannot refer to an open group", start));
        }
        Ok(Node::Backreference { group, flags: self.flags })
    }

    /// What stands in parentheses; nothing for comments and flags.
    fn group(&mut self, start: usize) -> Parse<Option<Node>> {
        if !self.eat('?') {
            return self.capture(None, start).map(Some);
        }
        let Some(c) = self.next() else { return Err(self.error_at("unexpected end of pattern", self.at)) };
        let node = match c {
            'P' => return self.named(start).map(Some),
            ':' => self.body(start)?,
            '#' => loop {
                match self.next() {
                    None => return Err(self.error_at("missing ), unterminated comment", start)),
                    Some(')') => return Ok(None),
                    Some(_) => {}
                }
            },
            '=' | '!' => self.look(start, c == '!', false)?,
            '<' => match self.next() {
                None => return Err(self.error_at("unexpected end of pattern", self.at)),
                Some(c @ ('=' | '!')) => self.look(start, c == '!', true)?,
                Some(c) => return Err(self.error_at(&format!("unknown extension ?<{c}"), start + 1)),
            },
            '(' => self.conditional(start)?,
            '>' => Node::Atomic(Box::new(self.body(start)?)),
            c if c == '-' || flag(c).is_some() => return self.flagged(c, start),
            c => return Err(self.error_at(&format!("unknown extension ?{c}"), start + 1)),
        };
        Ok(Some(node))
    }

    /// A body up to its parenthesis; flags set in it end with it.
    fn body(&mut self, start: usize) -> Parse {
        let flags = self.flags;
        let node = self.either()?;
        self.flags = flags;
        if !self.eat(')') {
            return Err(self.error_at("missing ), unterminated subpattern", start));
        }
        // Told from a bare item, so that `(?:a*)*` may repeat.
        Ok(match node {
            Node::Repeat { .. } => Node::Sequence(vec![node]),
            node => node,
        })
    }

    fn capture(&mut self, name: Option<(String, usize)>, start: usize) -> Parse {
        let number = self.groups;
        if let Some((name, at)) = name {
            if let Some((_, before)) = self.names.iter().find(|(known, _)| *known == name) {
                let words =
                    format!("redefinition of group name {} as group {number}; was group {before}", quoted(&name));
                return Err(self.error_at(&words, at));
            }
            self.names.push((name, number));
        }
        self.groups += 1;
        self.widths.push(None);
        let body = self.body(start)?;
        let known: Vec<(u64, u64)> = self.widths.iter().map(|w| w.unwrap_or((0, 0))).collect();
        if let Some(place) = self.widths.get_mut(number) {
            *place = Some(body.width(&known));
        }
        Ok(Node::Group { number, body: Box::new(body) })
    }

    fn named(&mut self, start: usize) -> Parse {
        match self.next() {
            Some('<') => {
                let at = self.at;
                let name = self.name('>', "group name")?;
                self.check_name(&name, at)?;
                self.capture(Some((name, at)), start)
            }
            Some('=') => {
                let at = self.at;
                let name = self.name(')', "group name")?;
                self.check_name(&name, at)?;
                let Some(&(_, group)) = self.names.iter().find(|(known, _)| *known == name) else {
                    return Err(self.error_at(&format!("unknown group name {}", quoted(&name)), at));
                };
                self.reference(group, start)
            }
            None => Err(self.error_at("unexpected end of pattern", self.at)),
            Some(c) => Err(self.error_at(&format!("unknown extension ?P{c}"), start + 1)),
        }
    }

    fn name(&mut self, end: char, what: &str) -> Parse<String> {
        let at = self.at;
        let mut name = String::new();
        loop {
            match self.next() {
                Some(c) if c == end => break,
                Some(c) => name.push(c),
                None if name.is_empty() => return Err(self.error_at(&format!("missing {what}"), at)),
                None => return Err(self.error_at(&format!("missing {end}, unterminated name"), at)),
            }
        }
        if name.is_empty() {
            return Err(self.error_at(&format!("missing {what}"), at));
        }
        Ok(name)
    }

    fn check_name(&self, name: &str, at: usize) -> Parse<()> {
        let good = name.chars().next().is_some_and(unicode::is_identifier_start)
            && name.chars().all(unicode::is_identifier_part);
        if good && (!self.bytes || name.is_ascii()) {
            return Ok(());
        }
        Err(self.error_at(&format!("bad character in group name {}", quoted(name)), at))
    }

    fn look(&mut self, start: usize, negated: bool, behind: bool) -> Parse {
        let body = self.body(start)?;
        if behind {
            let known: Vec<(u64, u64)> = self.widths.iter().map(|w| w.unwrap_or((0, 0))).collect();
            let (least, most) = body.width(&known);
            if least != most {
                return Err(self.error_at("look-behind requires fixed-width pattern", 0));
            }
        }
        if negated && matches!(body, Node::Empty) {
            return Ok(Node::Never);
        }
        Ok(Node::Look { body: Box::new(body), behind, negated })
    }

    fn conditional(&mut self, start: usize) -> Parse {
        let at = self.at;
        let name = self.name(')', "group name")?;
        let group = if name.bytes().all(|b| b.is_ascii_digit()) {
            let group = name.parse().unwrap_or(usize::MAX);
            if group == 0 {
                return Err(self.error_at("bad group number", at));
            }
            self.conditions.push((group, at));
            group
        } else {
            self.check_name(&name, at)?;
            match self.names.iter().find(|(known, _)| *known == name) {
                Some((_, group)) => *group,
                None => return Err(self.error_at(&format!("unknown group name {}", quoted(&name)), at)),
            }
        };
        let yes = self.sequence()?;
        let no = if self.eat('|') {
            let no = self.sequence()?;
            if self.peek() == Some('|') {
                return Err(self.error_at("conditional backref with more than two branches", self.at));
            }
            no
        } else {
            Node::Empty
        };
        if !self.eat(')') {
            return Err(self.error_at("missing ), unterminated subpattern", start));
        }
        Ok(Node::Conditional { group, yes: Box::new(yes), no: Box::new(no) })
    }

    /// `(?i)`, `(?i:…)`, `(?i-s:…)`.
    fn flagged(&mut self, first: char, start: usize) -> Parse<Option<Node>> {
        let (mut on, mut off) = (Flags(0), Flags(0));
        let mut c = first;
        while let Some(letter) = flag(c) {
            if letter == Flags::UNICODE && self.bytes {
                return Err(self.error_at("bad inline flags: cannot use 'u' flag with a bytes pattern", self.at));
            }
            if letter == Flags::LOCALE && !self.bytes {
                return Err(self.error_at("bad inline flags: cannot use 'L' flag with a str pattern", self.at));
            }
            on = on.with(letter);
            match self.next() {
                Some(next) => c = next,
                None => return Err(self.error_at("missing -, : or )", self.at)),
            }
        }
        match c {
            ')' => {
                if start != 0 {
                    return Err(self.error_at("global flags not at the start of the expression", start));
                }
                if on.has(Flags::ASCII) {
                    self.flags = self.flags.without(Flags::UNICODE);
                    self.global = self.global.without(Flags::UNICODE);
                }
                self.flags = self.flags.with(on);
                self.global = self.global.with(on);
                return Ok(None);
            }
            ':' => {}
            '-' => {
                loop {
                    match self.next() {
                        None => return Err(self.error_at("missing flag", self.at)),
                        Some(':') => break,
                        Some(c) => match flag(c) {
                            Some(letter) => off = off.with(letter),
                            None if c.is_alphabetic() => return Err(self.error_at("unknown flag", self.at - 1)),
                            None => return Err(self.error_at("missing flag", self.at - 1)),
                        },
                    }
                }
                if off == Flags(0) {
                    return Err(self.error_at("missing flag", self.at - 1));
                }
            }
            c if c.is_alphabetic() => return Err(self.error_at("unknown flag", self.at - 1)),
            _ => return Err(self.error_at("missing -, : or )", self.at - 1)),
        }
        let outer = self.flags;
        if on.has(Flags::ASCII) {
            self.flags = self.flags.without(Flags::UNICODE);
        }
        self.flags = self.flags.with(on).without(off);
        let body = self.body(start)?;
        self.flags = outer;
        Ok(Some(body))
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
