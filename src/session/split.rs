//! Cutting a block of source into what the prompt takes at a time.
//!
//! `x = 257` and `y = 257` on two lines are two compilations at CPython's prompt, and so two objects; a block that is
//! pasted or put on the command line by a lesson must not behave otherwise.

/// The statements of a block as the prompt would take them, each with the number of lines before it.
/// A compound statement is one unit; `a; b` on a line is one unit as well.
#[must_use]
pub fn units(source: &str) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut scanner = Scanner::default();
    let mut decorated = false;
    for (number, line) in source.split('\n').enumerate() {
        let goes_on = scanner.is_open() || continues(line) || decorated;
        if !scanner.is_open() && !line.trim().is_empty() {
            decorated = line.starts_with('@');
        }
        match found.last_mut() {
            Some((_, unit)) if goes_on => {
                unit.push('\n');
                unit.push_str(line);
            }
            _ if line.trim().is_empty() => {}
            _ => found.push((number, line.to_owned())),
        }
        scanner.read(line);
    }
    found
}

/// Whether a line that begins outside of brackets and strings still belongs to the statement before.
fn continues(line: &str) -> bool {
    let word: String = line.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    line.trim().is_empty() || line.starts_with([' ', '\t']) || ["else", "elif", "except", "finally"].contains(&word.as_str())
}

/// Knows at the end of a line whether the next one begins inside of something.
#[derive(Default)]
struct Scanner {
    depth: usize,
    /// The quote of an open triple-quoted string.
    triple: Option<char>,
    /// The line ended with a backslash.
    joined: bool,
}

impl Scanner {
    fn is_open(&self) -> bool {
        self.depth > 0 || self.triple.is_some() || self.joined
    }

    fn read(&mut self, line: &str) {
        let chars: Vec<char> = line.chars().collect();
        let three = |at: usize, quote: char| chars.get(at..at + 3).is_some_and(|c| c.iter().all(|c| *c == quote));
        let mut single: Option<char> = None;
        let mut at = 0;
        self.joined = false;
        while let Some(&c) = chars.get(at) {
            let open = self.triple.or(single);
            match (open, c) {
                (_, '\\') => {
                    self.joined = self.triple.is_none() && at + 1 == chars.len();
                    at += 1;
                }
                (Some(quote), _) if self.triple.is_some() && three(at, quote) => {
                    self.triple = None;
                    at += 2;
                }
                (Some(quote), _) if single == Some(quote) && c == quote => single = None,
                (Some(_), _) => {}
                (None, '#') => return,
                (None, '"' | '\'') if three(at, c) => {
                    self.triple = Some(c);
                    at += 2;
                }
                (None, '"' | '\'') => single = Some(c),
                (None, '(' | '[' | '{') => self.depth += 1,
                (None, ')' | ']' | '}') => self.depth = self.depth.saturating_sub(1),
                (None, _) => {}
            }
            at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::units;

    fn texts(source: &str) -> Vec<String> {
        units(source).into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn lines_are_units_and_blocks_stay_whole() {
        assert_eq!(texts("a = 257\nb = 257"), ["a = 257", "b = 257"]);
        assert_eq!(texts("a = 1; b = 2"), ["a = 1; b = 2"]);
        assert_eq!(texts("for x in y:\n    x\n\nz"), ["for x in y:\n    x\n", "z"]);
        assert_eq!(texts("if a:\n    b\nelse:\n    c\nd"), ["if a:\n    b\nelse:\n    c", "d"]);
        assert_eq!(texts("try:\n    b\nexcept E:\n    c\nfinally:\n    d"), ["try:\n    b\nexcept E:\n    c\nfinally:\n    d"]);
        assert_eq!(texts("@one\n@two\ndef f():\n    pass\nf()"), ["@one\n@two\ndef f():\n    pass", "f()"]);
        assert_eq!(texts("elsewhere = 1\nelse_ = 2"), ["elsewhere = 1", "else_ = 2"]);
    }

    #[test]
    fn brackets_strings_and_backslashes_join_lines() {
        assert_eq!(texts("f(1,\n2)\ng"), ["f(1,\n2)", "g"]);
        assert_eq!(texts("s = '''a\nb'''\ng"), ["s = '''a\nb'''", "g"]);
        assert_eq!(texts("s = \"('\"\ng"), ["s = \"('\"", "g"]);
        assert_eq!(texts("a = \\\n1\ng"), ["a = \\\n1", "g"]);
        assert_eq!(texts("a # (\nb"), ["a # (", "b"]);
        assert_eq!(texts("s = 'it\\'s ('\nb"), ["s = 'it\\'s ('", "b"]);
    }

    #[test]
    fn units_know_their_first_line() {
        let lines: Vec<usize> = units("\n\na = 1\n\ndef f():\n    pass\n\nb").iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [2, 4, 7]);
        assert!(units("").is_empty());
    }
}
