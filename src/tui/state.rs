//! Everything the screen remembers between keys, and what follows from it. Changed by
//! [`update`](super::update::update) and the commands only; knows nothing of the terminal.

use std::collections::HashMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use ratatui::layout::{Rect, Size};

use super::backend::{BackendCommand, Completeness, CompletenessCheck, GraphLook, Look, Request};
use super::commands::Context;
use super::editor::Editor;
use super::glyphs::{GlyphSet, Glyphs};
use super::layout::{InView, Layout, Pane, Zoom};
use super::model::{Notice, ObjectId, StepState, Views, Window};
use super::overlays::Overlay;
use super::panes::graph::GraphZoom;
use super::panes::lesson::{LessonKeys, LessonPane, Room};
use super::panes::{Paint, generations, objects};
use super::theme::{Theme, ThemeName};

/// As many changed objects as a line can hold.
const CHANGES: usize = 12;

/// Time between two events that are played, at first.
const PACE: Duration = Duration::from_millis(500);

/// Who gets the letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// The command line: letters type.
    #[default]
    Editing,
    /// The panes: letters are keys.
    Navigating,
}

/// What the event loop does after an update.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    Ask(Request, Look),
    /// Raise the flag that a running statement looks at, and drop what waits behind it.
    Interrupt,
    Quit,
    /// Stop the process, as Ctrl-Z does.
    Suspend,
    /// Draw every cell anew.
    Redraw,
    /// Write a file.
    Save {
        path: PathBuf,
        contents: String,
    },
    Mouse(Mouse),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mouse {
    /// Clicks focus, the wheel scrolls.
    Captured,
    /// The terminal's own: text can be selected.
    Free,
}

/// Whether anything may move by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Motion {
    #[default]
    Full,
    Reduced,
}

impl Motion {
    /// By `GCSCOPE_REDUCED_MOTION`.
    #[must_use]
    pub fn from_environment(variable: impl Fn(&str) -> Option<String>) -> Self {
        match variable("GCSCOPE_REDUCED_MOTION").as_deref() {
            None | Some("" | "0") => Self::Full,
            Some(_) => Self::Reduced,
        }
    }
}

/// The past being played, event by event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Play {
    pub pace: Duration,
    /// The next moment was asked for and has not come yet.
    pub waiting: bool,
}

/// How far each pane is scrolled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scrolls {
    pub lesson: usize,
    pub objects: usize,
    pub selected_object: usize,
    pub generations: Vec<usize>,
    pub active_generation: usize,
    /// Lines hidden below.
    pub finalizers: usize,
    pub garbage: usize,
    /// Lines hidden below.
    pub transcript: usize,
    /// How far the graph is moved: columns, rows.
    pub graph: (isize, isize),
    pub graph_zoom: GraphZoom,
}

/// How far to scroll.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    Lines(isize),
    Pages(isize),
    Start,
    End,
}

/// A statement on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Running {
    pub source: String,
    pub since: Instant,
}

/// How the screen starts.
pub struct Options {
    pub size: Size,
    pub theme: ThemeName,
    pub glyphs: GlyphSet,
    pub motion: Motion,
    pub completeness: CompletenessCheck,
}

/// Whether the session has come to life.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    #[default]
    Starting,
    Ready,
}

pub struct State {
    pub phase: Phase,
    pub size: Size,
    pub mode: Mode,
    pub view: InView,
    pub overlay: Option<Overlay>,
    pub editor: Editor,
    pub views: Views,
    pub scrolls: Scrolls,
    pub notice: Option<Notice>,
    /// Statements sent and not answered, the oldest first.
    pub running: Vec<Running>,
    /// Panes whose content changed with the last statement: their tabs say so.
    pub changed: HashMap<Pane, usize>,
    /// The `:` commands of the backend.
    pub backend_commands: Vec<BackendCommand>,
    pub last_search: String,
    pub mouse: Mouse,
    pub motion: Motion,
    /// Time between two events that are played.
    pub pace: Duration,
    /// Where the learner was before going back in time, to come back to.
    pub left_at: Option<(Mode, InView)>,
    /// The past is being played.
    pub play: Option<Play>,
    pub theme: Theme,
    pub glyphs: Glyphs,
    completeness: CompletenessCheck,
    /// How the lesson's blocks stand apart.
    room: Room,
    /// The lesson, the step and the size that the lesson's rows were counted for.
    fitted: Option<(String, usize, Size)>,
    /// The windows that were asked for last.
    pub(super) asked: Look,
}

impl State {
    #[must_use]
    pub fn new(options: Options) -> Self {
        Self {
            phase: Phase::default(),
            size: options.size,
            mode: Mode::default(),
            view: InView::default(),
            overlay: None,
            editor: Editor::default(),
            views: Views::default(),
            scrolls: Scrolls::default(),
            notice: None,
            running: Vec::new(),
            changed: HashMap::new(),
            backend_commands: Vec::new(),
            last_search: String::new(),
            mouse: Mouse::Captured,
            motion: options.motion,
            pace: PACE,
            left_at: None,
            play: None,
            theme: Theme::of(options.theme),
            glyphs: Glyphs::of(options.glyphs),
            completeness: options.completeness,
            room: Room::Ample,
            fitted: None,
            asked: Look::default(),
        }
    }

    #[must_use]
    pub fn paint(&self) -> Paint<'_> {
        Paint { theme: &self.theme, glyphs: &self.glyphs }
    }

    /// Which keys work now.
    #[must_use]
    pub fn context(&self) -> Context {
        match &self.overlay {
            _ if self.layout().is_none() => Context::Unseen,
            Some(overlay) => overlay.context(),
            None if self.mode == Mode::Navigating => self.base_context(),
            None if self.editor.popup.is_some() => Context::Completing,
            None => Context::Editing,
        }
    }

    /// The mode below any overlay.
    #[must_use]
    pub fn base_context(&self) -> Context {
        match self.mode {
            Mode::Navigating if self.views.time.is_some() => Context::Travelling,
            Mode::Navigating => Context::Navigating,
            Mode::Editing => Context::Editing,
        }
    }

    #[must_use]
    pub fn layout(&self) -> Option<Layout> {
        Layout::arrange(self.size, self.view)
    }

    #[must_use]
    pub fn inner(&self, pane: Pane) -> Rect {
        self.layout().map_or(Rect::ZERO, |layout| layout.inner(pane))
    }

    #[must_use]
    pub fn is_complete(&self, source: &str) -> bool {
        (self.completeness)(source) == Completeness::Complete
    }

    #[must_use]
    pub fn step_state(&self) -> StepState {
        self.views.lesson.as_ref().map_or(StepState::Open, |lesson| lesson.state)
    }

    /// The pane that the keys go to.
    #[must_use]
    pub fn active_pane(&self) -> Pane {
        if self.mode == Mode::Editing { Pane::Console } else { self.view.focus }
    }

    /// The pane that Page Up and Down scroll: the focused one; while typing, the one last in view.
    #[must_use]
    pub fn scrolled_pane(&self) -> Pane {
        if self.mode == Mode::Editing && self.view.focus == Pane::Console { self.view.shown } else { self.view.focus }
    }

    /// Whether the refcount table spells out its selected row.
    #[must_use]
    pub fn object_detail(&self) -> objects::Detail {
        match (self.mode, self.view.focus, self.view.zoom) {
            (_, Pane::Objects, Zoom::On) => objects::Detail::Shown(5),
            (_, Pane::Objects, Zoom::Off) => objects::Detail::Shown(3),
            _ => objects::Detail::Hidden,
        }
    }

    #[must_use]
    pub fn lesson_keys(&self) -> LessonKeys {
        let context = self.base_context();
        let key = |name: &str| {
            let here = super::commands::key_of(name, context);
            here.or_else(|| super::commands::key_of(name, Context::Navigating)).unwrap_or_default()
        };
        LessonKeys {
            next: if context == Context::Editing { "Enter".to_owned() } else { key("next") },
            hint: key("hint"),
            predict: key("predict"),
            answer: if context == Context::Editing { "Enter".to_owned() } else { key("predict") },
            suggestion: if context == Context::Editing { "Tab".to_owned() } else { key("try") },
            lessons: key("lessons"),
            scroll: key("page-down"),
        }
    }

    /// The lesson pane at its beginning.
    #[must_use]
    pub fn lesson_pane<'a>(&'a self, keys: &'a LessonKeys) -> LessonPane<'a> {
        LessonPane { view: self.views.lesson.as_ref(), scroll: 0, room: self.room, keys, paint: self.paint() }
    }

    fn lesson_rows(&self) -> (usize, usize) {
        let keys = self.lesson_keys();
        let pane = self.lesson_pane(&keys);
        let inner = self.inner(Pane::Lesson);
        (pane.content(usize::from(inner.width)).len(), usize::from(pane.areas(inner).0.height))
    }

    /// Sets the lesson closer together where its step does not fit, gives it rows of the console where that is not
    /// enough, and folds the prediction where that is not enough either. Within a step this is not taken back, so that nothing jumps when the step is done.
    pub(super) fn fit_lesson(&mut self) {
        let place = self.views.lesson.as_ref().map(|lesson| {
            // The closing page is a step of its own here.
            let at = lesson.step.number + usize::from(lesson.state == StepState::LessonDone);
            (lesson.id.clone(), at, self.size)
        });
        if place != self.fitted {
            self.fitted = place;
            self.room = Room::Ample;
            self.view.lesson_rows = 0;
        }
        // As it is in the present: a look into the past must not leave the lesson folded.
        let usual =
            InView { focus: Pane::Lesson, shown: Pane::Lesson, zoom: Zoom::Off, lesson_rows: 0, strip: 0, ..self.view };
        let inner = Layout::arrange(self.size, usual).map_or(Rect::ZERO, |layout| layout.inner(Pane::Lesson));
        let keys = self.lesson_keys();
        if self.lesson_pane(&keys).rows_wanted(inner.width) > inner.height {
            self.room = self.room.max(Room::Short);
            // The frame has two rows of its own.
            let rows = self.lesson_pane(&keys).rows_wanted(inner.width).saturating_add(2);
            self.view.lesson_rows = self.view.lesson_rows.max(rows);
            let granted = InView { lesson_rows: self.view.lesson_rows, ..usual };
            let granted = Layout::arrange(self.size, granted).map_or(0, |layout| layout.inner(Pane::Lesson).height);
            for room in [Room::Tight, Room::Scarce] {
                if self.lesson_pane(&keys).rows_wanted(inner.width) > granted {
                    self.room = self.room.max(room);
                }
            }
        }
    }

    /// The windows that the panes on the screen need.
    #[must_use]
    pub fn look(&self) -> Look {
        let rows = |pane: Pane| usize::from(self.inner(pane).height);
        let generation_rows = generations::visible_rows(self.inner(Pane::Generations));
        let columns = self.views.generations.len().max(3);
        let offset = |at: usize| self.scrolls.generations.get(at).copied().unwrap_or(0);
        Look {
            objects: Window::top(self.scrolls.objects, self.object_rows().max(usize::from(rows(Pane::Graph) > 0))),
            changes: if rows(Pane::Objects) == 0 { CHANGES } else { 0 },
            generations: (0..columns).map(|at| Window::top(offset(at), generation_rows)).collect(),
            finalizers: Window::bottom(self.scrolls.finalizers, rows(Pane::Finalizers)),
            garbage: Window::top(self.scrolls.garbage, rows(Pane::Garbage)),
            transcript: Window::bottom(self.scrolls.transcript, rows(Pane::Console)),
            graph: if rows(Pane::Graph) == 0 { GraphLook::Hidden } else { GraphLook::Around(self.selected_id()) },
        }
    }

    /// The object of the selected row, if it is among those in view.
    #[must_use]
    pub fn selected_id(&self) -> Option<ObjectId> {
        let rows = &self.views.objects;
        self.scrolls.selected_object.checked_sub(rows.offset).and_then(|at| rows.rows.get(at)).map(|row| row.id)
    }

    fn object_rows(&self) -> usize {
        objects::visible_rows(self.inner(Pane::Objects), self.object_detail())
    }

    /// A request with the windows of this moment.
    #[must_use]
    pub fn ask(&self, request: Request) -> Effect {
        Effect::Ask(request, self.look())
    }

    pub fn scroll(&mut self, pane: Pane, amount: Amount) {
        let page = match pane {
            Pane::Lesson => self.lesson_rows().1,
            Pane::Objects => self.object_rows(),
            Pane::Generations => generations::visible_rows(self.inner(pane)),
            _ => usize::from(self.inner(pane).height),
        };
        // A page keeps one line of the page before, to find one's place.
        let page = page.saturating_sub(1).max(1).cast_signed();
        let moved = |at: usize, most: usize| match amount {
            Amount::Lines(by) => at.saturating_add_signed(by).min(most),
            Amount::Pages(by) => at.saturating_add_signed(by * page).min(most),
            Amount::Start => 0,
            Amount::End => most,
        };
        // Lists that follow their end count from there.
        let moved_from_end = |at: usize, most: usize| most - moved(most - at.min(most), most);
        match pane {
            Pane::Lesson => {
                let (total, shown) = self.lesson_rows();
                self.scrolls.lesson = moved(self.scrolls.lesson, total.saturating_sub(shown));
            }
            Pane::Objects if self.object_detail() == objects::Detail::Hidden => {
                let most = self.views.objects.total.saturating_sub(self.object_rows());
                self.scrolls.objects = moved(self.scrolls.objects, most);
            }
            Pane::Objects => {
                let last = self.views.objects.total.saturating_sub(1);
                self.scrolls.selected_object = moved(self.scrolls.selected_object, last);
                self.show_selected_object();
            }
            Pane::Generations => {
                let at = self.scrolls.active_generation;
                let total = self.views.generations.get(at).map_or(0, |generation| generation.objects.total);
                let most = total.saturating_sub(generations::visible_rows(self.inner(pane)));
                self.scrolls.generations.resize(self.views.generations.len().max(3), 0);
                if let Some(offset) = self.scrolls.generations.get_mut(at) {
                    *offset = moved(*offset, most);
                }
            }
            Pane::Finalizers => {
                let most = self.views.finalizers.total.saturating_sub(1);
                self.scrolls.finalizers = moved_from_end(self.scrolls.finalizers, most);
            }
            Pane::Garbage => {
                self.scrolls.garbage = moved(self.scrolls.garbage, self.views.garbage.total.saturating_sub(1));
            }
            Pane::Graph => match amount {
                Amount::Lines(by) => {
                    let last = self.views.objects.total.saturating_sub(1);
                    self.scrolls.selected_object = self.scrolls.selected_object.saturating_add_signed(by).min(last);
                    self.scrolls.graph = (0, 0);
                    self.show_selected_object();
                }
                Amount::Pages(by) => self.scrolls.graph.1 += by * page,
                Amount::Start | Amount::End => self.scrolls.graph = (0, 0),
            },
            Pane::Console => {
                let most = self.views.transcript.total.saturating_sub(1);
                self.scrolls.transcript = moved_from_end(self.scrolls.transcript, most);
            }
        }
    }

    /// Scrolls the table so that the selected row is in view.
    pub fn show_selected_object(&mut self) {
        let rows = self.object_rows().max(1);
        let selected = self.scrolls.selected_object;
        self.scrolls.objects = self.scrolls.objects.clamp((selected + 1).saturating_sub(rows), selected);
    }

    /// Brings scroll positions back into lists that have become shorter or panes that changed size.
    pub fn clamp_scrolls(&mut self) {
        let last = self.views.objects.total.saturating_sub(1);
        self.scrolls.selected_object = self.scrolls.selected_object.min(last);
        if self.object_detail() != objects::Detail::Hidden {
            self.show_selected_object();
        }
        let most = self.views.objects.total.saturating_sub(self.object_rows());
        self.scrolls.objects = self.scrolls.objects.min(most);
        let (total, shown) = self.lesson_rows();
        self.scrolls.lesson = self.scrolls.lesson.min(total.saturating_sub(shown));
        let last_generation = self.views.generations.len().saturating_sub(1);
        self.scrolls.active_generation = self.scrolls.active_generation.min(last_generation);
        let rows = generations::visible_rows(self.inner(Pane::Generations));
        for (offset, generation) in self.scrolls.generations.iter_mut().zip(&self.views.generations) {
            *offset = (*offset).min(generation.objects.total.saturating_sub(rows));
        }
        self.scrolls.garbage = self.scrolls.garbage.min(self.views.garbage.total.saturating_sub(1));
    }

    pub fn say(&mut self, notice: Notice) {
        self.notice = Some(notice);
    }
}
