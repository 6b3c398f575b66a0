//! Two places with an interpreter each: the lesson and the sandbox. One is open; the other waits as it was left.

use std::mem::swap;

use super::{NEWEST_TAUGHT, Tutorial};
use crate::lesson::live::Live;
use crate::memory::Version;
use crate::session::Session;
use crate::tui::model::{LessonView, Notice, StepPosition, Transcript};

/// An interpreter, and how far the learner is with it.
pub(super) struct Place {
    pub(super) live: Live,
    /// The index of the open lesson; `None` in the sandbox.
    pub(super) open: Option<usize>,
    /// The index of the step; as many as there are steps: the closing page.
    pub(super) step: usize,
    pub(super) transcript: Transcript,
    /// How long the transcript was before each statement of the step.
    pub(super) lengths: Vec<usize>,
    /// How many statements had run when the step's goals were all met.
    pub(super) solved_at: Option<usize>,
    /// Which goals were met before the last statement.
    pub(super) met_before: Vec<bool>,
}

impl Place {
    pub(super) fn new(version: Version) -> Self {
        Self {
            live: Live::new(Session::new(version)),
            open: None,
            step: 0,
            transcript: Transcript::default(),
            lengths: Vec::new(),
            solved_at: None,
            met_before: Vec::new(),
        }
    }
}

impl Tutorial {
    /// From the lesson to the sandbox, or back.
    pub(super) fn change_places(&mut self) {
        let lesson_waits = self.aside.as_ref().is_some_and(|aside| aside.open.is_some());
        match self.place.open {
            None if !lesson_waits => self.say(Notice::info("This is the sandbox. No lesson waits.")),
            None => {
                self.swap_places(NEWEST_TAUGHT);
                self.say(Notice::info("Back in the lesson"));
            }
            Some(_) => {
                let version = self.place.live.session.version();
                self.swap_places(version);
                self.say(Notice::info("The sandbox: nothing here counts. The same key leads back."));
            }
        }
    }

    /// Before a lesson opens: what is in the sandbox waits.
    pub(super) fn leave_sandbox(&mut self) {
        let used = self.place.live.session.count() > 0 || !self.place.transcript.is_empty();
        if self.place.open.is_none() && (used || self.aside.is_some()) {
            self.swap_places(NEWEST_TAUGHT);
        }
    }

    /// The place that waits becomes the open one; where none does, a new one of this version.
    fn swap_places(&mut self, version: Version) {
        let mut other = self.aside.take().unwrap_or_else(|| Place::new(version));
        other.live.session.listen_to(self.interrupt.0.clone());
        swap(&mut self.place, &mut other);
        self.aside = Some(other);
        self.passing = false;
        self.look_again();
    }

    /// What the lesson pane shows in the sandbox, while a lesson waits.
    pub(super) fn sandbox_view(&self) -> Option<LessonView> {
        let aside = self.aside.as_ref()?;
        let lesson = self.course.lessons.get(aside.open?)?;
        let step = (aside.step + 1).min(lesson.steps.len());
        Some(LessonView {
            id: String::new(),
            title: "Sandbox".to_owned(),
            markdown: format!(
                "# Sandbox\n\nAn interpreter for trying things out. Nothing here counts, and nothing here touches the \
                 lesson.\n\n`Alt-s` leads back to *{}*, step {step}, as you left it. The sandbox keeps its state \
                 too.\n\n- `:python 3.10` turns the dial\n- `Alt-r` starts the sandbox anew",
                lesson.title
            ),
            step: StepPosition::default(),
            ..LessonView::default()
        })
    }
}
