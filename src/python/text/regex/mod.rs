//! Regular expressions as Python's `re` has them: parsed, compiled to a small program, run by backtracking.
//! Works on code points, or on bytes as code points up to 255. Knows nothing of the heap.

mod class;
mod compile;
mod node;
mod parse;
mod run;

pub use compile::Program;
pub use node::{Flags, PatternError};
pub use run::{Found, Outcome, Way};

/// Parses and compiles a pattern.
///
/// # Errors
/// What Python says of it, with the place.
pub fn compile(pattern: &[char], flags: Flags) -> Result<Program, PatternError> {
    let parsed = parse::parse(pattern, flags)?;
    compile::compile(parsed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(pattern: &str, text: &str) -> Option<Vec<(usize, usize)>> {
        let pattern: Vec<char> = pattern.chars().collect();
        let text: Vec<char> = text.chars().collect();
        let program = compile(&pattern, Flags::UNICODE).ok()?;
        match program.find(&text, 0, text.len(), Way::Search, &mut || false) {
            Outcome::Found(found) => Some(found.groups.iter().filter_map(|g| *g).collect()),
            _ => None,
        }
    }

    #[test]
    fn groups_and_repeats_give_spans() {
        assert_eq!(spans(r"(a+)(b*)", "xaab"), Some(vec![(1, 4), (1, 3), (3, 4)]));
        assert_eq!(spans(r"(?:ab)+?c", "ababc"), Some(vec![(0, 5)]));
        assert_eq!(spans(r"(a|ab)(c|bcd)(d*)", "abcd"), Some(vec![(0, 4), (0, 1), (1, 4), (4, 4)]));
        assert_eq!(spans(r"(?<=x)y(?!z)", "yxyzxy"), Some(vec![(5, 6)]));
        assert_eq!(spans(r"(\w)\1", "hello"), Some(vec![(2, 4), (2, 3)]));
        assert_eq!(spans(r"(?>a+)ab", "aaab"), None);
        assert_eq!(spans(r"(a*)*b", "aab"), Some(vec![(0, 3), (2, 2)]));
    }

    #[test]
    fn errors_name_the_place() {
        let message = |text: &str| {
            let pattern: Vec<char> = text.chars().collect();
            compile(&pattern, Flags::UNICODE).map(|_| ()).map_err(|e| (e.message, e.at)).unwrap_err()
        };
        assert_eq!(message("("), ("missing ), unterminated subpattern".into(), 0));
        assert_eq!(message("a**"), ("multiple repeat".into(), 2));
        assert_eq!(message("*a"), ("nothing to repeat".into(), 0));
        assert_eq!(message("[a"), ("unterminated character set".into(), 0));
        assert_eq!(message("(?<=a*)b"), ("look-behind requires fixed-width pattern".into(), 0));
    }
}
