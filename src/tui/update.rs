//! One step of the screen: a state and an action make the next state and what to do outside.

use ratatui::crossterm::event::{KeyEvent, KeyEventKind, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Size;

use super::backend::{Answer, Completions, Outcome, Reply, Request, Then};
use super::commands::{self, Chord, Context};
use super::editor::Offered;
use super::layout::Pane;
use super::model::{Notice, Views};
use super::overlays::{self, Overlay, Palette, Reading, ReadingKind};
use super::panes::time;
use super::state::{Amount, Effect, Mode, Phase, State};

/// What can happen to the screen.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    Key(KeyEvent),
    Paste(String),
    Mouse(MouseEvent),
    Resize(Size),
    /// The backend has answered.
    Reply(Reply, Box<Views>),
    /// Time has passed while a statement runs or the past is played.
    Tick,
    /// A file was written, or not.
    Saved(Notice),
    /// Back from the shell: all must be drawn anew.
    Resumed,
}

/// Said when the session takes its time to come to life: nearly always for this.
const RESUMING: &str = "What was typed last time runs again: Ctrl-C interrupts a statement";
/// Lines that one turn of the wheel scrolls.
const WHEEL: isize = 3;

/// Changes the state by an action.
pub fn update(state: &mut State, action: Action) -> Vec<Effect> {
    let mut effects = match action {
        Action::Key(key) if key.kind == KeyEventKind::Release => Vec::new(),
        Action::Key(key) => press(state, key.into()),
        Action::Paste(text) => paste(state, &text),
        Action::Mouse(mouse) => on_mouse(state, mouse),
        Action::Resize(size) => {
            state.size = size;
            vec![Effect::Redraw]
        }
        Action::Reply(reply, views) => on_reply(state, reply, *views),
        Action::Tick if state.phase == Phase::Starting => {
            state.say(Notice::info(RESUMING));
            Vec::new()
        }
        Action::Tick => commands::play_on(state),
        Action::Saved(notice) => {
            state.say(notice);
            Vec::new()
        }
        Action::Resumed => vec![Effect::Redraw],
    };
    state.fit_lesson();
    state.clamp_scrolls();
    // Whatever scrolled, moved or resized a pane: it needs other rows now.
    let look = state.look();
    match effects.iter_mut().rev().find(|effect| matches!(effect, Effect::Ask(..))) {
        Some(Effect::Ask(_, asked)) => asked.clone_from(&look),
        _ if look != state.asked => effects.push(Effect::Ask(Request::Look, look.clone())),
        _ => {}
    }
    state.asked = look;
    effects
}

fn press(state: &mut State, chord: Chord) -> Vec<Effect> {
    state.notice = None;
    let context = state.context();
    if let Some(command) = commands::bound(context, chord) {
        return (command.run)(state, "");
    }
    if context == Context::Completing {
        // Any other key goes on typing.
        state.editor.popup = None;
        return press(state, chord);
    }
    match chord.typed() {
        Some(c) => type_char(state, context, c),
        None => Vec::new(),
    }
}

fn type_char(state: &mut State, context: Context, c: char) -> Vec<Effect> {
    match context {
        // No Python statement starts with a colon.
        Context::Editing if c == ':' && state.editor.is_empty() => {
            state.overlay = Some(Overlay::Palette(Palette::default()));
        }
        Context::Editing => {
            state.scrolls.transcript = 0;
            state.editor.insert_char(c);
        }
        Context::Predicting => return type_answer(state, c),
        Context::Commanding if c == ':' && palette_is_empty(state) => {}
        Context::Commanding | Context::Searching => commands::with_input(state, |input| input.insert(c)),
        Context::Completing
        | Context::Navigating
        | Context::Travelling
        | Context::Picking
        | Context::Reading
        | Context::Confirming
        | Context::Unseen => {}
    }
    Vec::new()
}

fn palette_is_empty(state: &State) -> bool {
    matches!(&state.overlay, Some(Overlay::Palette(palette)) if palette.input.text().is_empty())
}

/// A digit answers at once where there are choices.
fn type_answer(state: &mut State, c: char) -> Vec<Effect> {
    let prediction = state.views.lesson.as_ref().and_then(|lesson| lesson.prediction.as_ref());
    let Some(prediction) = prediction.filter(|prediction| prediction.answered.is_none()) else { return Vec::new() };
    if prediction.choices.is_empty() {
        commands::with_input(state, |input| input.insert(c));
        return Vec::new();
    }
    let choices = prediction.choices.len();
    match c.to_digit(10).and_then(|digit| usize::try_from(digit).ok()) {
        Some(digit) if (1..=choices).contains(&digit) => commands::give(state, Answer::Choice(digit - 1)),
        _ => Vec::new(),
    }
}

fn paste(state: &mut State, text: &str) -> Vec<Effect> {
    state.notice = None;
    match state.context() {
        Context::Editing | Context::Completing | Context::Navigating | Context::Travelling => {
            state.mode = Mode::Editing;
            state.scrolls.transcript = 0;
            state.editor.paste(text);
        }
        Context::Commanding | Context::Searching | Context::Predicting => {
            for c in text.lines().next().unwrap_or("").chars() {
                commands::with_input(state, |input| input.insert(c));
            }
        }
        Context::Picking | Context::Reading | Context::Confirming | Context::Unseen => {}
    }
    Vec::new()
}

fn on_mouse(state: &mut State, mouse: MouseEvent) -> Vec<Effect> {
    let pane = state.layout().and_then(|layout| layout.at(mouse.column, mouse.row));
    if state.overlay.is_some() {
        let by = match mouse.kind {
            MouseEventKind::ScrollUp => "select-previous",
            MouseEventKind::ScrollDown => "select-next",
            _ => return Vec::new(),
        };
        return commands::find(by).map_or_else(Vec::new, |command| (command.run)(state, ""));
    }
    match (mouse.kind, pane) {
        (MouseEventKind::ScrollUp, Some(pane)) => state.scroll(pane, Amount::Lines(-WHEEL)),
        (MouseEventKind::ScrollDown, Some(pane)) => state.scroll(pane, Amount::Lines(WHEEL)),
        (MouseEventKind::Down(MouseButton::Left), Some(Pane::Console)) => {
            state.mode = Mode::Editing;
            state.view.focus(Pane::Console);
        }
        (MouseEventKind::Down(MouseButton::Left), Some(pane)) => {
            state.mode = Mode::Navigating;
            commands::focus(state, pane);
            select_row_at(state, pane, mouse);
        }
        _ => {}
    }
    Vec::new()
}

/// A click into the refcount table selects the row.
fn select_row_at(state: &mut State, pane: Pane, mouse: MouseEvent) {
    let inner = state.inner(pane);
    // The first row holds the column titles.
    if pane == Pane::Objects && mouse.row > inner.y {
        let row = usize::from(mouse.row - inner.y - 1);
        if row < state.views.objects.rows.len() {
            state.scrolls.selected_object = state.scrolls.objects + row;
        }
    }
}

fn on_reply(state: &mut State, reply: Reply, views: Views) -> Vec<Effect> {
    let before = std::mem::replace(&mut state.views, views);
    show_strip(state);
    let first = std::mem::replace(&mut state.phase, Phase::Ready) == Phase::Starting;
    let place = |views: &Views| views.lesson.as_ref().map(|lesson| (lesson.id.clone(), lesson.step.number));
    if place(&before) != place(&state.views) {
        state.scrolls.lesson = 0;
    }
    match reply {
        Reply::Ready { commands, history } => {
            state.backend_commands = commands;
            // A session made anew after a mistake of ours needs no second welcome.
            if first {
                state.notice = None;
                state.editor.prepend_history(history);
                welcome(state)
            } else {
                Vec::new()
            }
        }
        Reply::Done { outcome, served } => {
            if matches!(served, Request::Submit(_)) && !state.running.is_empty() {
                state.running.remove(0);
            }
            if let Request::Travel(_) = served {
                if state.notice.as_ref().is_some_and(|notice| notice.text == commands::FOLLOWING) {
                    state.notice = None;
                }
                arrive(state, &before);
            }
            note_changes(state, &before);
            if served == Request::Hint {
                show_hint(state);
            }
            done(state, outcome)
        }
        Reply::Completions { source, cursor, completions } => {
            offer(state, &source, cursor, completions);
            Vec::new()
        }
        Reply::Lessons(list) => {
            match &mut state.overlay {
                Some(Overlay::Picker(picker)) => picker.fill(list),
                Some(Overlay::Diagnostics { list: shown, .. }) => *shown = list.diagnostics,
                _ => {}
            }
            Vec::new()
        }
        Reply::FoundObject(found) => {
            match found {
                Some(at) => {
                    state.mode = Mode::Navigating;
                    commands::focus(state, Pane::Objects);
                    state.scrolls.selected_object = at;
                    state.show_selected_object();
                }
                None => {
                    let text = state.last_search.clone();
                    state.say(Notice::info(format!("No object matches {text}")));
                }
            }
            Vec::new()
        }
        Reply::Exported { path, contents } => vec![Effect::Save { path, contents }],
        Reply::Text { title, text } => {
            state.overlay = Some(Overlay::Reading(Reading { title, text, kind: ReadingKind::Prose, scroll: 0 }));
            Vec::new()
        }
        Reply::Looked => Vec::new(),
        Reply::Broken(message) => {
            state.running.clear();
            state.say(Notice::error(format!("gcscope made a mistake and started the session again: {message}")));
            Vec::new()
        }
    }
}

/// The strip of the time machine takes rows as long as the past is shown.
fn show_strip(state: &mut State) {
    state.view.strip = if state.views.time.is_some() { time::ROWS } else { 0 };
    if state.views.time.is_none() {
        state.play = None;
    }
}

/// Another moment is shown, or the end was reached.
fn arrive(state: &mut State, before: &Views) {
    let Some(play) = &mut state.play else { return };
    play.waiting = false;
    let at = |views: &Views| views.time.as_ref().map(|time| time.number);
    if at(before) == at(&state.views) {
        state.play = None;
    }
}

/// The first picture: where no lesson is open, the list of lessons.
fn welcome(state: &mut State) -> Vec<Effect> {
    if state.views.lesson.is_none() {
        return commands::find("lessons").map_or_else(Vec::new, |command| (command.run)(state, ""));
    }
    let broken = state.views.status.broken_lessons;
    if broken > 0 {
        let noun = if broken == 1 { "1 lesson".to_owned() } else { format!("{broken} lessons") };
        state.say(Notice::warning(format!("{noun} did not load: `:diagnostics` shows why")));
    }
    Vec::new()
}

fn done(state: &mut State, outcome: Outcome) -> Vec<Effect> {
    if let Some(notice) = outcome.notice {
        state.say(notice);
    }
    if let Some(versions) = outcome.versions {
        state.overlay = Some(Overlay::Versions(overlays::Versions::of(*versions)));
    }
    match outcome.then {
        Then::Stay => Vec::new(),
        Then::Quit => vec![Effect::Quit],
        Then::PickLesson => commands::find("lessons").map_or_else(Vec::new, |command| (command.run)(state, "")),
    }
}

/// A hint stands at the end of the lesson: goes there.
fn show_hint(state: &mut State) {
    if state.layout().is_some_and(|layout| layout.frame(Pane::Lesson).is_none()) {
        state.view.focus(Pane::Lesson);
    }
    state.scroll(Pane::Lesson, Amount::End);
}

/// Notes which panes show something new, for the tabs of those that are hidden.
fn note_changes(state: &mut State, before: &Views) {
    state.changed.clear();
    let now = &state.views;
    // A step that begins anew has tables of its own: nothing in them is the learner's doing.
    let place = |views: &Views| views.lesson.as_ref().map(|lesson| (lesson.id.clone(), lesson.step.number));
    if place(now) != place(before) {
        return;
    }
    let collections = |views: &Views| views.generations.iter().map(|generation| generation.collections).sum::<u64>();
    let ran = now.status.statement != before.status.statement;
    let lesson_changed = now.lesson != before.lesson;
    let fresh = [
        (Pane::Lesson, lesson_changed),
        (Pane::Objects, ran),
        (Pane::Generations, collections(now) != collections(before)),
        (Pane::Finalizers, now.finalizers.total != before.finalizers.total),
        (Pane::Garbage, now.garbage.total != before.garbage.total),
    ];
    let shown: Vec<Pane> = state.layout().map_or_else(Vec::new, |layout| layout.frames.iter().map(|f| f.0).collect());
    for (pane, changed) in fresh {
        if changed && !shown.contains(&pane) {
            state.changed.insert(pane, 1);
        }
    }
}

/// Completions count only for the text that they were asked for.
fn offer(state: &mut State, source: &str, cursor: usize, completions: Completions) {
    if state.mode != Mode::Editing || state.editor.text() != source || state.editor.offset() != cursor {
        return;
    }
    if state.editor.offer(completions) == Offered::Nothing {
        state.say(Notice::info("Nothing to complete here"));
    }
}
