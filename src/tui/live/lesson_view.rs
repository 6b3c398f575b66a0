//! What the lesson pane and the list of lessons show.

use std::cmp::Ordering;

use super::{Tutorial, guidance};
use crate::lesson::model::Kind;
use crate::lesson::progress::Standing;
use crate::lesson::{Answer, Lesson, Prediction, Question, Step};
use crate::python::dialect::Dialect;
use crate::tui::model::{
    Answered, Choice, Diagnostic, Due, GoalLine, GoalState, HintView, LessonEntry, LessonList, LessonProgress,
    LessonView, PredictionView, Record, StepPosition, StepState, Verdict,
};

impl Tutorial {
    pub(super) fn lesson_view(&self) -> Option<LessonView> {
        let lesson = self.lesson_here()?;
        let view = LessonView {
            id: lesson.id.clone(),
            title: lesson.title.clone(),
            chapter: lesson.chapter.clone(),
            step: StepPosition { number: (self.place.step + 1).min(lesson.steps.len()), of: lesson.steps.len() },
            setup: self.place.live.session.setup().to_owned(),
            ..LessonView::default()
        };
        Some(match lesson.steps.get(self.place.step) {
            Some(step) => self.step_view(view, lesson, step),
            None => {
                let next =
                    self.place.open.and_then(|at| self.course.lessons.get(at + 1)).map(|next| next.title.clone());
                LessonView { markdown: self.closing(lesson), state: StepState::LessonDone, next, ..view }
            }
        })
    }

    fn step_view(&self, view: LessonView, lesson: &Lesson, step: &Step) -> LessonView {
        let intro = lesson.intro.as_ref().filter(|_| self.place.step == 0);
        let markdown = match intro {
            Some(intro) => format!("{}\n\n{}", intro.trim_end(), &*step.text),
            None => step.text.to_string(),
        };
        let solved = self.place.solved_at.is_some();
        let done = self.done_here().and_then(|done| done.steps.get(&self.place.step));
        let shown = done.map_or(0, |done| usize::from(done.hints));
        let answer = done.and_then(|done| done.answers.last()).map(|a| a.answer.as_str());
        let submitted: Vec<&str> =
            self.done_here().map_or_else(Vec::new, |done| done.submitted_in(self.place.step).collect());
        let dialect = Dialect::of(self.place.live.session.version());
        let open_question = step.prediction.as_ref().filter(|_| answer.is_none() && !solved);
        let answers = open_question.map(Prediction::right_answers);
        let goals = step.goals.iter().enumerate().map(|(at, goal)| {
            // What holds already is hidden, too: seeing it ticked says that it will stay so.
            if answers.as_ref().is_some_and(|answers| goal.gives_away(answers)) {
                return GoalLine { text: "told after your prediction".to_owned(), state: GoalState::Unmet };
            }
            let met = solved || goal.judge(&self.place.live);
            let state = match (met, self.place.met_before.get(at)) {
                (false, _) => GoalState::Unmet,
                (true, Some(false)) => GoalState::JustMet,
                (true, _) => GoalState::Met,
            };
            let text = match goal.so_far(&self.place.live).filter(|_| !met) {
                Some(so_far) => format!("{} ({so_far})", goal.sentence()),
                None => goal.sentence(),
            };
            GoalLine { text, state }
        });
        LessonView {
            markdown,
            score: solved.then(|| self.score(lesson, step)).flatten(),
            state: if solved { StepState::Done } else { StepState::Open },
            goals: goals.collect(),
            hints: HintView {
                shown: step.hints.iter().take(shown).map(ToString::to_string).collect(),
                total: step.hints.len(),
            },
            prediction: step.prediction.as_ref().map(|p| PredictionView {
                due: if solved { Due::Never } else { guidance::due(step, &submitted) },
                ..prediction_view(p, answer)
            }),
            suggested: if solved { None } else { guidance::left_to_type(step, &submitted, &dialect) },
            ..view
        }
    }

    /// With how many statements an exercise was solved, and with how few it can be.
    fn score(&self, lesson: &Lesson, step: &Step) -> Option<String> {
        if lesson.kind != Kind::Exercise {
            return None;
        }
        let best = self.done_here()?.steps.get(&self.place.step)?.solved_with?;
        let fewest = step.fewest_statements();
        let statements =
            |count: usize| if count == 1 { "1 statement".to_owned() } else { format!("{count} statements") };
        Some(match best.cmp(&fewest) {
            Ordering::Less => format!("Solved with {}: fewer than the {fewest} known!", statements(best)),
            Ordering::Equal => format!("Solved with {}: nobody knows fewer.", statements(best)),
            Ordering::Greater => {
                format!("Solved with {}. It can be done with {fewest} (`:reset` starts again).", statements(best))
            }
        })
    }

    /// The page after the last step.
    fn closing(&self, lesson: &Lesson) -> String {
        let mut text = lesson.in_your_own_code.to_string();
        if !lesson.links.is_empty() {
            text += "\n\n## To read on\n";
            for link in &lesson.links {
                // A name, not Markdown: `object.__del__` is not bold.
                text += &format!("\n- {}", link.replace('_', "\\_"));
            }
        }
        text
    }

    pub(super) fn lesson_list(&self) -> LessonList {
        let entry = |lesson: &Lesson| LessonEntry {
            id: lesson.id.clone(),
            title: lesson.title.clone(),
            chapter: lesson.chapter.clone(),
            python: lesson.python.to_string(),
            record: {
                let totals = self.progress.totals(lesson);
                Record { predictions: totals.predictions, right: totals.right_at_first_try, hints: totals.hints }
            },
            text: searchable(lesson),
            progress: match self.progress.standing(lesson) {
                Standing::Untouched => LessonProgress::Untouched,
                Standing::Finished => LessonProgress::Done,
                Standing::Begun => {
                    let step = self.progress.lessons.get(&lesson.id).map_or(0, |done| done.step);
                    LessonProgress::At(StepPosition { number: step + 1, of: lesson.steps.len() })
                }
            },
        };
        let diagnostic = |problem: &crate::lesson::Diagnostic| {
            let (line, column) = problem.position();
            Diagnostic {
                title: format!("{}:{line}:{column}: {}", problem.source.name, problem.title),
                text: problem.render(),
            }
        };
        let chapters = self.course.chapters();
        LessonList {
            lessons: chapters.iter().flat_map(|chapter| chapter.lessons.iter().map(|l| entry(l))).collect(),
            diagnostics: self.course.diagnostics.iter().map(diagnostic).collect(),
        }
    }
}

/// All that a lesson says, block after block.
fn searchable(lesson: &Lesson) -> String {
    let steps = lesson.steps.iter().flat_map(|step| [Some(&step.text), step.suggested.as_ref()]);
    let blocks = [lesson.intro.as_ref()].into_iter().chain(steps).chain([Some(&lesson.in_your_own_code)]);
    blocks.flatten().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn prediction_view(prediction: &Prediction, answer: Option<&str>) -> PredictionView {
    let choices = match &prediction.answer {
        Question::Choices(choices) => choices.iter().map(|c| Choice { text: c.text.clone() }).collect(),
        Question::Free { .. } => Vec::new(),
    };
    let answered = answer.and_then(|given| {
        let verdict = prediction.verdict(&Answer::Typed(given.to_owned()))?;
        Some(Answered {
            given: given.to_owned(),
            verdict: if verdict.correct { Verdict::Right } else { Verdict::Wrong },
            explanation: verdict.explain.to_owned(),
        })
    });
    let question = prediction.question.to_string();
    PredictionView { question, calls: prediction.calls(), choices, answered, due: Due::Never }
}
