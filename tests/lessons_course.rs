//! What every lesson of the course owes its reader: size, predictions, width, spelling.

use std::collections::BTreeSet;

use gcscope::lesson::load::parses_anything;
use gcscope::lesson::transcript::{in_fence, sessions};
use gcscope::lesson::{Course, Glossary, Goal, Kind, Lesson, Question, load_embedded};

/// What the course must teach, and the step that shows it.
const CURRICULUM: &str = include_str!("curriculum.txt");
/// Words that have been looked up; what is not among them is a slip or a new word.
const WORDS: &str = include_str!("lesson_words.txt");
/// The code that fits the lesson pane at 80×24 without being broken.
const CODE_WIDTH: usize = 38;
/// Some ten lines of that pane.
const LONGEST_PARAGRAPH: usize = 400;

fn course() -> Course {
    load_embedded(&parses_anything)
}

/// Everything that a learner reads, with the place where it stands.
fn texts(lesson: &Lesson) -> Vec<(String, &str)> {
    let mut found = vec![("title".to_owned(), lesson.title.as_str()), ("chapter".to_owned(), &lesson.chapter)];
    found.extend(lesson.intro.as_deref().map(|t| ("intro".to_owned(), t)));
    found.push(("end".to_owned(), &lesson.in_your_own_code));
    for (i, step) in lesson.steps.iter().enumerate() {
        let n = i + 1;
        found.push((format!("step {n}"), &step.text));
        found.extend(step.hints.iter().map(|h| (format!("hint of step {n}"), &**h)));
        found.extend(step.goals.iter().filter_map(said).map(|s| (format!("goal of step {n}"), s)));
        let Some(prediction) = &step.prediction else { continue };
        found.push((format!("question of step {n}"), &prediction.question));
        match &prediction.answer {
            Question::Choices(choices) => {
                found.extend(choices.iter().map(|c| (format!("choice of step {n}"), c.text.as_str())));
                found.extend(choices.iter().map(|c| (format!("explanation of step {n}"), &*c.explain)));
            }
            Question::Free { explain, near, .. } => {
                found.push((format!("explanation of step {n}"), explain));
                found.extend(near.iter().map(|(_, words)| (format!("explanation of step {n}"), &**words)));
            }
        }
    }
    found
}

fn said(goal: &Goal) -> Option<&str> {
    match goal {
        Goal::Says(sentence, _) => Some(sentence),
        _ => None,
    }
}

fn complain(problems: &[String]) {
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn the_course_is_complete() {
    let course = course();
    let count = |kind| course.lessons.iter().filter(|l| l.kind == kind).count();
    assert!(count(Kind::Lesson) >= 24, "{} lessons", count(Kind::Lesson));
    assert!(count(Kind::Exercise) >= 8, "{} exercises", count(Kind::Exercise));
}

#[test]
fn every_lesson_has_four_to_ten_steps_and_two_predictions() {
    let course = course();
    let problems = course.lessons.iter().filter(|l| l.kind == Kind::Lesson).filter_map(|lesson| {
        let predictions = lesson.steps.iter().filter(|s| s.prediction.is_some()).count();
        let fine = (4..=10).contains(&lesson.steps.len()) && predictions >= 2 && !lesson.links.is_empty();
        (!fine).then(|| format!("{}: {} steps, {predictions} predictions", lesson.id, lesson.steps.len()))
    });
    complain(&problems.collect::<Vec<_>>());
}

#[test]
fn every_exercise_accepts_several_ways_and_has_a_score() {
    let course = course();
    let problems = course.lessons.iter().filter(|l| l.kind == Kind::Exercise).flat_map(|lesson| {
        let poor = |s: &&gcscope::lesson::Step| s.ways().count() < 2 || s.fewest_statements() == 0;
        lesson.steps.iter().filter(poor).map(|s| format!("{}: {}", lesson.id, s.text.lines().next().unwrap_or("")))
    });
    complain(&problems.collect::<Vec<_>>());
}

/// Everything that a step runs, or that is compared when the lessons are checked.
fn run_by(lesson: &Lesson, index: usize) -> String {
    let version = lesson.version_at(index);
    let step = &lesson.steps[index];
    let mut found = vec![format!("python: {version}")];
    found.extend(step.suggested.iter().map(ToString::to_string));
    found.extend(step.ways().flatten().map(ToString::to_string));
    found.extend(step.prediction.iter().filter_map(|p| p.proof.as_ref()).map(ToString::to_string));
    for session in sessions(&step.text, version) {
        found.extend(session.exchanges.into_iter().flat_map(|exchange| [exchange.input, exchange.output]));
    }
    found.join("\n")
}

/// Nothing is only told: each point of the curriculum is run in the step that teaches it.
#[test]
fn every_point_of_the_curriculum_is_shown() {
    let course = course();
    let mut problems = Vec::new();
    let mut taught = BTreeSet::new();
    for line in CURRICULUM.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let parts: Vec<&str> = line.split(" | ").collect();
        let &[_, id, heading, evidence] = parts.as_slice() else {
            problems.push(format!("not four parts: {line}"));
            continue;
        };
        let step = course.lesson(id).and_then(|lesson| {
            let heading = format!("# {heading}");
            let at = lesson.steps.iter().position(|step| step.text.lines().any(|line| line == heading))?;
            Some((lesson, at))
        });
        match step {
            None => problems.push(format!("there is no such step: {line}")),
            Some((lesson, at)) if !run_by(lesson, at).contains(evidence) => {
                problems.push(format!("the step does not run it: {line}"));
            }
            Some(_) => {}
        }
        taught.insert(id.to_owned());
    }
    let idle = course.lessons.iter().filter(|l| l.kind == Kind::Lesson && !taught.contains(&l.id));
    problems.extend(idle.map(|lesson| format!("{} teaches no point of the curriculum", lesson.id)));
    complain(&problems);
}

#[test]
fn titles_are_plain_text() {
    let course = course();
    let marked = course.lessons.iter().filter(|l| [&l.title, &l.chapter].iter().any(|t| t.contains(['`', '*'])));
    complain(&marked.map(|l| l.title.clone()).collect::<Vec<_>>());
}

#[test]
fn every_prediction_is_proved() {
    let course = course();
    let problems = course.lessons.iter().flat_map(|lesson| {
        let unproved = lesson.steps.iter().filter_map(|s| s.prediction.as_ref()).filter(|p| p.proof.is_none());
        unproved.map(|p| format!("{}: {}", lesson.id, &*p.question))
    });
    complain(&problems.collect::<Vec<_>>());
}

#[test]
fn code_fits_the_narrow_pane() {
    let mut problems = Vec::new();
    for lesson in &course().lessons {
        for (place, text) in texts(lesson) {
            let wide =
                text.lines().enumerate().filter(|(i, line)| in_fence(text, *i) && line.chars().count() > CODE_WIDTH);
            problems.extend(wide.map(|(_, line)| format!("{}, {place}: {line}", lesson.id)));
        }
    }
    complain(&problems);
}

#[test]
fn paragraphs_are_short_and_plain() {
    let mut problems = Vec::new();
    for lesson in &course().lessons {
        for (place, text) in texts(lesson) {
            let blocks = text.split("\n\n").flat_map(|p| p.split("\n- "));
            let long = blocks.filter(|p| !p.starts_with("```") && p.chars().count() > LONGEST_PARAGRAPH);
            problems.extend(long.map(|p| format!("{}, {place}: long paragraph: {p}", lesson.id)));
            problems.extend(text.chars().find(|c| !c.is_ascii()).map(|c| format!("{}, {place}: {c:?}", lesson.id)));
        }
    }
    complain(&problems);
}

#[test]
fn texts_are_spelt_as_looked_up() {
    let known: BTreeSet<&str> = WORDS.lines().collect();
    let mut unknown = BTreeSet::new();
    for lesson in &course().lessons {
        for (_, text) in texts(lesson) {
            unknown.extend(words(text).into_iter().filter(|word| !known.contains(word.as_str())));
        }
    }
    for entry in &Glossary::embedded().unwrap().entries {
        unknown.extend(words(&entry.text).into_iter().filter(|word| !known.contains(word.as_str())));
    }
    let unknown: Vec<String> = unknown.into_iter().collect();
    assert!(unknown.is_empty(), "look these up, then add them to tests/lesson_words.txt:\n{}", unknown.join("\n"));
}

/// The words of a text that are no code.
fn words(text: &str) -> Vec<String> {
    let prose: Vec<&str> = text
        .lines()
        .enumerate()
        .filter(|(i, line)| !in_fence(text, *i) && !line.trim_start().starts_with("```"))
        .map(|(_, l)| l)
        .collect();
    let prose = prose.join(" ");
    let plain = prose.split('`').step_by(2).collect::<Vec<_>>().join(" ");
    let letters = plain.split(|c: char| !c.is_ascii_alphabetic() && c != '\'');
    letters.map(|w| w.trim_matches('\'').to_lowercase()).filter(|w| w.len() > 1).collect()
}

#[test]
fn every_lesson_has_all_its_parts() {
    let course = course();
    let mut problems = Vec::new();
    for (at, lesson) in course.lessons.iter().enumerate() {
        let mut demand = |holds: bool, what: &str| {
            if !holds {
                problems.push(format!("{}: {what}", lesson.id));
            }
        };
        let before: Vec<&str> = course.lessons[..at].iter().map(|earlier| earlier.id.as_str()).collect();
        demand(at == 0 || !lesson.builds_on.is_empty(), "does not say what it builds on");
        demand(lesson.builds_on.iter().all(|id| before.contains(&id.as_str())), "builds on a later lesson");
        demand(!lesson.in_your_own_code.trim().is_empty(), "says nothing on one's own code");
        for step in &lesson.steps {
            demand(
                step.hints.len() == 3 && step.hints.iter().all(|hint| !hint.trim().is_empty()),
                "three hints a step",
            );
            demand(!step.solution.is_empty() && !step.goals.is_empty(), "a goal and a solution a step");
            match step.prediction.as_ref().map(|prediction| &prediction.answer) {
                None => {}
                Some(Question::Choices(choices)) => {
                    demand(choices.len() >= 2, "a choice of at least two");
                    demand(choices.iter().all(|choice| choice.explain.trim().len() > 20), "every choice explained");
                }
                Some(Question::Free { explain, near, .. }) => {
                    demand(!explain.trim().is_empty() && !near.is_empty(), "likely wrong answers explained");
                }
            }
        }
    }
    complain(&problems);
}

/// A word of the glossary stands in no lesson before the first that explains it.
#[test]
fn no_word_is_used_before_it_was_introduced() {
    let course = course();
    let place = |id: &str| course.lessons.iter().position(|lesson| lesson.id == id);
    let mut problems = Vec::new();
    for entry in &Glossary::embedded().unwrap().entries {
        let first = entry.lessons.iter().filter_map(|id| place(id)).min().unwrap_or(0);
        let names: Vec<String> =
            std::iter::once(&entry.term).chain(&entry.also).map(|name| name.to_lowercase()).collect();
        for lesson in &course.lessons[..first] {
            let read = |text: &str| words(text).join(" ");
            let texts = lesson.steps.iter().map(|step| format!(" {} ", read(&step.text)));
            let used = texts.into_iter().any(|text| names.iter().any(|name| text.contains(&format!(" {name} "))));
            if used {
                problems.push(format!("{} is used in {}", entry.term, lesson.id));
            }
        }
    }
    complain(&problems);
}
