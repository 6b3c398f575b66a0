//! What the interactive interpreter does before it compiles: telling whether a source is complete, and taking one
//! statement after the other. Knows nothing of prompts.

use super::lines::Lines;
use super::{module, normalize};
use crate::python::compile::Mode;
use crate::python::dialect::Dialect;

/// Whether a source can run as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completeness {
    /// It can run. Also said of what no further line can mend.
    Complete,
    /// Another line is awaited.
    Incomplete,
}

/// The statements of a source as the prompt takes them: what stands on one line is one. A source that does not parse
/// is one statement.
#[must_use]
pub fn statements(source: &str, dialect: &Dialect) -> Vec<String> {
    let source = normalize(source);
    let lines = Lines::of(&source);
    let Ok(tree) = module(&source, &lines, Mode::Exec, dialect) else { return vec![source] };
    let text: Vec<&str> = source.split_inclusive('\n').collect();
    let mut found = Vec::new();
    let mut begin = 0;
    for (at, statement) in tree.body.iter().enumerate() {
        let end = (statement.at.end_line as usize).min(text.len());
        let goes_on = tree.body.get(at + 1).is_some_and(|next| next.at.line as usize <= end);
        if goes_on || end <= begin {
            continue;
        }
        let chunk = text.get(begin..end).unwrap_or_default();
        let blank = chunk.iter().take_while(|line| line.trim().is_empty()).count();
        found.push(chunk.get(blank..).unwrap_or_default().concat());
        begin = end;
    }
    found
}

/// Whether the parser takes a source as one statement of the prompt: what is wrong with it then is found by the compiler.
#[must_use]
pub fn parses(source: &str, dialect: &Dialect) -> bool {
    let source = normalize(source);
    module(&source, &Lines::of(&source), Mode::Single, dialect).is_ok() && statements(&source, dialect).len() < 2
}

/// Whether the prompt would run this source or wait for another line. The last line is given without its end: a
/// source that ends in a newline has a blank last line.
///
/// A compound statement ends with a blank line; open brackets, strings and a backslash at the end go on. What is wrong
/// already needs no further line.
#[must_use]
pub fn completeness(source: &str, dialect: &Dialect) -> Completeness {
    let source = normalize(source);
    let scan = Scan::of(&source);
    let blank_end = source.rsplit_once('\n').is_some_and(|(_, last)| last.trim().is_empty());
    if scan.open.is_none() && (!scan.block || blank_end) && !scan.decorated {
        return Completeness::Complete;
    }
    if scan.goes_on {
        return Completeness::Incomplete;
    }
    let lines = Lines::of(&source);
    let Err(fault) = module(&source, &lines, Mode::Exec, dialect) else { return Completeness::Incomplete };
    let unfinished =
        ["indented block", "'except'", "`except`", "was never closed", "triple-quoted", "EOF", "decorator"];
    let mends = unfinished.iter().any(|words| fault.msg.contains(words));
    let place = lines.offset(fault.at.line, fault.at.col);
    match scan.open {
        Some(_) if !mends && place < source.trim_end().len() => Completeness::Complete,
        None if !mends && !scan.decorated => Completeness::Complete,
        _ => Completeness::Incomplete,
    }
}

/// What the tokens of a source leave open.
#[derive(Default)]
struct Scan {
    /// Where a bracket, a string or a line continuation was opened.
    open: Option<usize>,
    /// A string goes on after a backslash at the end.
    goes_on: bool,
    /// The last logical line belongs to a compound statement.
    block: bool,
    /// The last logical line is a decorator.
    decorated: bool,
}

impl Scan {
    fn of(source: &str) -> Self {
        let bytes = source.as_bytes();
        let mut scan = Self::default();
        let mut brackets: Vec<usize> = Vec::new();
        let (mut at, mut line_start) = (0, 0);
        // The first byte and the last visible byte of the logical line.
        let (mut first, mut last) = (None, b' ');
        while let Some(&byte) = bytes.get(at) {
            let begins = at;
            at += 1;
            match byte {
                b'#' => {
                    at = source[begins..].find('\n').map_or(bytes.len(), |n| begins + n);
                    continue;
                }
                b'\n' if brackets.is_empty() => {
                    if let Some(first) = first.take() {
                        scan.logical_line(source, line_start, first, last);
                    }
                    line_start = at;
                    continue;
                }
                b' ' | b'\t' | b'\n' | b'\x0c' => continue,
                b'\\' => match bytes.get(at) {
                    Some(b'\n') if at + 1 < bytes.len() => {
                        at += 1;
                        if first.is_none() {
                            line_start = at;
                        }
                        continue;
                    }
                    None | Some(b'\n') => {
                        scan.open = Some(begins);
                        return scan;
                    }
                    _ => {}
                },
                b'(' | b'[' | b'{' => brackets.push(begins),
                b')' | b']' | b'}' => drop(brackets.pop()),
                b'"' | b'\'' => match string_end(bytes, begins) {
                    Some(end) => at = end,
                    None => {
                        scan.open = Some(begins);
                        scan.goes_on = source.ends_with('\\');
                        return scan;
                    }
                },
                _ => {}
            }
            first.get_or_insert(begins);
            last = byte;
        }
        if let Some(first) = first {
            scan.logical_line(source, line_start, first, last);
        }
        scan.open = brackets.first().copied();
        scan
    }

    fn logical_line(&mut self, source: &str, line_start: usize, first: usize, last: u8) {
        const COMPOUND: &[&str] =
            &["if", "while", "for", "with", "def", "class", "try", "async", "elif", "else", "except", "finally"];
        let rest = source.get(first..).unwrap_or_default();
        let word = rest.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or_default();
        self.decorated = rest.starts_with('@');
        self.block = first > line_start || COMPOUND.contains(&word) || last == b':';
    }
}

/// Where the string that begins here ends; `None` when a further line could end it.
fn string_end(bytes: &[u8], begins: usize) -> Option<usize> {
    let quote = bytes[begins];
    let triple = bytes.get(begins + 1) == Some(&quote) && bytes.get(begins + 2) == Some(&quote);
    let mut at = begins + if triple { 3 } else { 1 };
    loop {
        match *bytes.get(at)? {
            b'\\' if at + 1 >= bytes.len() => return None,
            b'\\' => at += 2,
            // Unclosed: a mistake on this line.
            b'\n' if !triple => return Some(at),
            byte if byte == quote && !triple => return Some(at + 1),
            byte if byte == quote && bytes[at..].starts_with(&[quote; 3]) => return Some(at + 3),
            _ => at += 1,
        }
        if !triple && at >= bytes.len() {
            return Some(bytes.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::Version;

    fn complete(source: &str) -> bool {
        completeness(source, &Dialect::of(Version::V3_13)) == Completeness::Complete
    }

    #[test]
    fn lines_are_awaited_as_the_prompt_awaits_them() {
        let done = [
            "",
            "x = 1",
            "x = 1\n",
            "if x: y\n\n",
            "if x:\n  y\n\n",
            "def f():\n  pass\n\nf()",
            "foo bar (",
            "x = = 1",
            "'abc",
            "x = 1 + \\\n  2",
            "# if x:",
            "if x y:\n",
            "@d\ndef f(): pass\n\n",
            "'''a\nb'''",
            "try:\n  x\n\n",
            "def f():\n  pass\n  ",
            "def f(:",
            "f(\"abc",
            "if x:\n  y\n",
            "\\\nx",
        ];
        for source in done {
            assert!(complete(source), "{source:?}");
        }
        let open = [
            "if x:",
            "if x: y",
            "if x:\n  y",
            "f(",
            "f(1,",
            "x = [1,\n",
            "'''abc",
            "x = \\",
            "@d",
            "@d\ndef f():",
            "class A:\n  def f(self):\n    pass",
            "try:\n  x",
            "for x in y:\n  f(",
            "x = {'a': 'b',",
            "with a as b:",
            "class A:\n  def f(self): pass\n  @d",
            "@d\n@e",
        ];
        for source in open {
            assert!(!complete(source), "{source:?}");
        }
    }

    #[test]
    fn pasted_statements_are_taken_one_by_one() {
        let dialect = Dialect::of(Version::V3_13);
        let taken = statements("x = 1; y = 2\n\n@d\ndef f():\n    pass\n# c\nf()\nz", &dialect);
        assert_eq!(taken, ["x = 1; y = 2\n", "@d\ndef f():\n    pass\n", "# c\nf()\n", "z"]);
        assert_eq!(statements("\n# only\n", &dialect), [""; 0]);
    }
}
