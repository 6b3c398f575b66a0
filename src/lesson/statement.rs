//! Comparing what a learner typed with what an author wrote, and counting statements for the score.
//! Works on text alone: strings and comments are told apart, nothing is parsed.

/// Rewrites a statement so that spacing, quotes' kind and comments no longer matter.
///
/// `sys.getrefcount( a )  # hm` becomes `sys.getrefcount(a)`; `print ('x')` becomes `print("x")`.
#[must_use]
pub fn normalise(source: &str) -> String {
    let mut out = String::new();
    let mut chars = source.chars().peekable();
    let mut gap = false;
    while let Some(c) = chars.next() {
        match c {
            '#' => while chars.next_if(|&c| c != '\n').is_some() {},
            c if c.is_whitespace() => gap = true,
            quote @ ('"' | '\'') => {
                gap = false;
                out.push('"');
                while let Some(c) = chars.next() {
                    if c == quote {
                        break;
                    }
                    out.push(c);
                    if c == '\\' {
                        out.extend(chars.next());
                    }
                }
                out.push('"');
            }
            c => {
                // Only between two words does a space mean anything: `not a`, `a is b`.
                if gap && is_word(c) && out.chars().last().is_some_and(is_word) {
                    out.push(' ');
                }
                gap = false;
                out.push(c);
            }
        }
    }
    out
}

/// Whether `source` contains something like `pattern`, in which `...` stands for anything.
///
/// `gc.collect()` is found in `n = gc.collect()` but not in `mygc.collect()`.
#[must_use]
pub fn is_like(source: &str, pattern: &str) -> bool {
    let (source, pattern) = (normalise(source), normalise(pattern));
    let mut pieces = pattern.split("...");
    let first = pieces.next().unwrap_or_default();
    let pieces: Vec<&str> = pieces.collect();
    source.match_indices(first).any(|(at, _)| {
        let rest = source.get(at + first.len()..).unwrap_or_default();
        let before = source.get(..at).unwrap_or_default().chars().last();
        starts_fresh(before, first) && follows(rest, &pieces, first)
    })
}

/// The wanted pieces occur in `rest` one after the other, the last one ending at a word's end.
fn follows(mut rest: &str, pieces: &[&str], first: &str) -> bool {
    let mut last = first;
    for piece in pieces {
        let Some(at) = rest.find(piece) else { return false };
        rest = rest.get(at + piece.len()..).unwrap_or_default();
        last = piece;
    }
    let ends_in_word = last.chars().last().is_some_and(is_word);
    !(ends_in_word && rest.chars().next().is_some_and(is_word))
}

fn starts_fresh(before: Option<char>, pattern: &str) -> bool {
    let word = pattern.chars().next().is_some_and(is_word);
    !(word && before.is_some_and(|c| is_word(c) || c == '.'))
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// How many statements a source counts as in an exercise's score: one for each logical line that is not
/// blank, plus one for each `;` between statements. A compound statement counts its body too.
#[must_use]
pub fn count(source: &str) -> usize {
    let (mut total, mut depth, mut pending) = (0usize, 0usize, false);
    let mut chars = source.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '#' => while chars.next_if(|&c| c != '\n').is_some() {},
            '\\' => drop(chars.next()),
            '\n' | ';' if depth == 0 => {
                total += usize::from(pending);
                pending = false;
            }
            c if c.is_whitespace() => {}
            '(' | '[' | '{' => (depth, pending) = (depth + 1, true),
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            quote @ ('"' | '\'') => {
                pending = true;
                skip_string(&mut chars, quote);
            }
            _ => pending = true,
        }
    }
    total + usize::from(pending)
}

/// Reads to the end of the string that `quote` opened, triple-quoted or not.
fn skip_string(chars: &mut std::iter::Peekable<std::str::Chars<'_>>, quote: char) {
    let mut opening = 1;
    while opening < 3 && chars.next_if_eq(&quote).is_some() {
        opening += 1;
    }
    if opening == 2 {
        return; // the empty string
    }
    let mut closing = 0;
    while closing < opening {
        match chars.next() {
            None => return,
            Some('\\') => {
                chars.next();
                closing = 0;
            }
            Some(c) => closing = if c == quote { closing + 1 } else { 0 },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spacing_quotes_and_comments_do_not_matter() {
        assert_eq!(normalise("sys.getrefcount( a )  # hm"), "sys.getrefcount(a)");
        assert_eq!(normalise("print ('x  y')"), "print(\"x  y\")");
        assert_eq!(normalise("del  a ,b"), "del a,b");
        assert_eq!(normalise("not  a"), "not a");
        assert_eq!(normalise("'a\\'b' "), "\"a\\'b\"");
    }

    #[test]
    fn a_call_is_found_wherever_it_stands() {
        assert!(is_like("n = gc.collect()", "gc.collect()"));
        assert!(is_like("print(gc.collect( ))", "gc.collect()"));
        assert!(!is_like("mygc.collect()", "gc.collect()"));
        assert!(!is_like("other.gc.collect()", "gc.collect()"));
        assert!(is_like("sys.getrefcount(a.b)", "sys.getrefcount(...)"));
        assert!(!is_like("del apple", "del a"));
        assert!(is_like("del a", "del a"));
        assert!(!is_like("sys.getrefcount", "sys.getrefcount(...)"));
    }

    #[test]
    fn statements_are_counted_as_a_reader_counts_them() {
        assert_eq!(count("del a"), 1);
        assert_eq!(count("del a; del b;"), 2);
        assert_eq!(count("f(1,\n  2)\n\n# no\nx = 'a;b'"), 2);
        assert_eq!(count("for x in y:\n    del x\n"), 2);
        assert_eq!(count("x = '''a\n;b'''"), 1);
        assert_eq!(count("x = ''; y = 1"), 2);
        assert_eq!(count("'open"), 1);
        assert_eq!(count(""), 0);
    }
}
