//! What leads the learner through a step: the rest of the suggestion, and when the prediction is due. Works on what was
//! submitted in the step, and knows nothing of memory.

use crate::lesson::Step;
use crate::lesson::statement::normalise;
use crate::python::dialect::Dialect;
use crate::python::parse::interactive;
use crate::tui::model::Due;

/// What of the step's suggestion has not been typed yet. Who has typed all of it gets all of it again: something went
/// another way.
pub(super) fn left_to_type(step: &Step, submitted: &[&str], dialect: &Dialect) -> Option<String> {
    let suggested = step.suggested.as_ref()?.to_string();
    let parts = interactive::statements(&format!("{}\n", suggested.trim_end()), dialect);
    let typed = submitted.iter().flat_map(|source| interactive::statements(&format!("{source}\n"), dialect));
    let mut left = parts.iter().map(String::as_str).peekable();
    for statement in typed {
        left.next_if(|part| normalise(part) == normalise(&statement));
    }
    let left: String = left.collect();
    Some(if left.trim().is_empty() { suggested } else { left.trim_end().to_owned() })
}

/// Before which statement the prediction is asked: the first one of any known way. It is asked once; who skips it can
/// still answer by key.
pub(super) fn due(step: &Step, submitted: &[&str]) -> Due {
    let ways = step.ways().filter_map(<[_]>::first);
    let openings: Vec<String> =
        ways.chain(&step.suggested).map(|way| first_line(way)).filter(|line| !line.is_empty()).collect();
    let due = if step.suggested.is_some() { Due::Before(openings) } else { Due::BeforeAny };
    if submitted.iter().any(|source| due.is_before(source)) { Due::Never } else { due }
}

/// The first line, of a compound statement only as far as its colon.
fn first_line(source: &str) -> String {
    let line = source.trim().split(['\n', ';']).next().unwrap_or_default();
    let word = line.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    if !matches!(word, "class" | "def" | "for" | "if" | "try" | "while" | "with") {
        return normalise(line);
    }
    let mut depth = 0_usize;
    let colon = line.find(|c| {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ':' && depth == 0
    });
    normalise(colon.and_then(|at| line.get(..at)).unwrap_or(line))
}

impl Due {
    /// Whether the question comes before this statement.
    #[must_use]
    pub fn is_before(&self, source: &str) -> bool {
        match self {
            Self::Never => false,
            Self::BeforeAny => true,
            Self::Before(openings) => openings.iter().any(|opening| first_line(source).starts_with(opening)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::text::Text;
    use crate::lesson::{Prediction, Question};
    use crate::memory::Version;

    fn step(suggested: &str, ways: &[&[&str]]) -> Step {
        let texts = |way: &&[&str]| way.iter().map(|s| Text::new(s)).collect();
        Step {
            text: Text::default(),
            python: None,
            fresh: None,
            suggested: (!suggested.is_empty()).then(|| Text::new(suggested)),
            prediction: Some(Prediction {
                question: Text::default(),
                answer: Question::Choices(Vec::new()),
                proof: None,
            }),
            goals: Vec::new(),
            hints: Vec::new(),
            solution: ways.first().map(texts).unwrap_or_default(),
            other_ways: ways.iter().skip(1).map(texts).collect(),
        }
    }

    #[test]
    fn what_was_typed_is_not_suggested_again() {
        let step = step("x = {}; y = {}\nfor i in x:\n    pass\n\ndel x, y\n", &[]);
        let left = |typed: &[&str]| {
            left_to_type(&step, typed, &Dialect::of(Version::V3_13)).unwrap_or_default().trim().to_owned()
        };
        assert!(left(&[]).starts_with("x = {}"));
        assert!(left(&["y"]).starts_with("x = {}"));
        assert!(left(&["x={};y={}", "x"]).starts_with("for i in x:"));
        assert_eq!(left(&["x = {}; y = {}", "for i in x:\n    pass\n"]), "del x, y");
        assert!(left(&["x = {}; y = {}\nfor i in x:\n    pass\n\ndel x, y"]).starts_with("x = {}"));
    }

    #[test]
    fn the_question_comes_before_the_first_statement_of_any_way_and_once() {
        let step_of_two = step("del a, b", &[&["del a", "del b"], &["del b; del a"]]);
        let fresh = due(&step_of_two, &["a"]);
        for source in ["del a", "del  b", "del a; del b", "del a, b"] {
            assert!(fresh.is_before(source), "{source}");
        }
        for source in ["a", "print(a)", "del c"] {
            assert!(!fresh.is_before(source), "{source}");
        }
        assert_eq!(due(&step_of_two, &["del a"]), Due::Never);
        let of_a_loop = due(&step("x", &[&["for i in d[1:3]: keep.append([])"]]), &[]);
        assert!(of_a_loop.is_before("for i in d[1:3]:\n    keep.append([])"));
        assert!(!of_a_loop.is_before("for i in d[1:4]: pass"));
        let open = step("", &[&["a.other = None"]]);
        assert!(due(&open, &[]).is_before("anything"));
        assert_eq!(due(&open, &["anything"]), Due::Never);
    }
}
