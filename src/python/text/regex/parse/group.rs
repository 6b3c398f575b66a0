//! What stands in parentheses.

use super::{Flags, Node, Parse, Parser, flag, quoted};
use crate::python::text::unicode;

impl Parser<'_> {
    /// What stands in parentheses; nothing for comments and flags.
    pub(super) fn group(&mut self, start: usize) -> Parse<Option<Node>> {
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
