//! The whole picture: from a state to cells. Pure; the terminal is the event loop's.

use ratatui::buffer::Buffer;
use ratatui::layout::{Alignment, Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::commands::{self, Context, Footer as Place};
use super::layout::{Layout, MINIMUM, Pane, Tabs, Zoom};
use super::overlays::{self, Overlay};
use super::panes::console::ConsolePane;
use super::panes::finalizers::FinalizersPane;
use super::panes::footer::{Footer, Hint};
use super::panes::frame::{self, Extent, Frame};
use super::panes::garbage::GarbagePane;
use super::panes::generations::GenerationsPane;
use super::panes::graph::GraphPane;
use super::panes::lesson::LessonPane;
use super::panes::objects::{self, ObjectsPane};
use super::panes::time::TimeStrip;
use super::panes::title::TitleBar;
use super::panes::{Focus, draw_lines};
use super::state::{Mode, Phase, State};
use super::text::{self, Indent, wrap};

/// A statement that takes longer than this is said to run.
const PATIENCE_MS: u128 = 150;

/// Draws everything; returns the cell of the text cursor, where there is one.
pub fn draw(state: &State, area: Rect, buf: &mut Buffer) -> Option<Position> {
    buf.set_style(area, state.theme.text);
    let Some(layout) = state.layout() else {
        draw_too_small(state, area, buf);
        return None;
    };
    let paint = state.paint();
    let title = TitleBar {
        status: &state.views.status,
        lesson: state.views.lesson.as_ref(),
        notice: state.notice.as_ref(),
        paint,
    };
    title.render(layout.title, buf);
    let frames: Vec<_> = layout.frames.iter().map(|(pane, area)| frame_of(state, &layout, *pane, *area)).collect();
    frame::draw(&frames, paint, buf);
    if let Tabs::On(pane) = layout.tabs
        && let Some(area) = layout.frame(pane)
    {
        draw_tabs(state, pane, area, buf);
    }
    if let Some(area) = layout.frame(Pane::Console) {
        draw_changes(state, area, buf);
    }
    let mut cursor = None;
    // Before the session has come to life nothing is known, not even that there is nothing.
    let frames = if state.phase == Phase::Ready { layout.frames.as_slice() } else { &[] };
    for (pane, _) in frames {
        let at = draw_pane(state, *pane, layout.inner(*pane), buf);
        cursor = cursor.or(at);
    }
    if let Some(time) = &state.views.time {
        let pace = state.play.map(|play| format!("playing, {} ms each", play.pace.as_millis()));
        TimeStrip { time, pace, paint }.render(layout.strip, buf);
    }
    draw_footer(state, layout.footer, buf);
    title.draw_long_message(Rect { height: area.height.saturating_sub(1), ..area }, buf);
    let body = Rect { y: layout.title.bottom(), height: area.height.saturating_sub(2), ..area };
    if let Some(overlay) = &state.overlay {
        return overlay.draw(state, body, buf);
    }
    if let (Some(popup), Some(cursor)) = (&state.editor.popup, cursor) {
        overlays::draw_completions(popup, cursor, body, paint, buf);
    }
    cursor
}

fn draw_too_small(state: &State, area: Rect, buf: &mut Buffer) {
    let message = format!(
        "gcscope needs {}×{} cells; this terminal has {}×{}. Make it larger, or leave with q and take `gcscope repl`.",
        MINIMUM.width, MINIMUM.height, area.width, area.height
    );
    let message = if state.glyphs.set == super::glyphs::GlyphSet::Ascii { message.replace('×', "x") } else { message };
    let lines = wrap(&[Span::styled(message, state.theme.strong)], usize::from(area.width), &Indent::default());
    let top = usize::from(area.height).saturating_sub(lines.len()) / 2;
    let below = Rect {
        y: area.y + u16::try_from(top).unwrap_or(0),
        height: area.height - u16::try_from(top).unwrap_or(0),
        ..area
    };
    let centred: Vec<_> = lines
        .into_iter()
        .map(|line| {
            let blanks = usize::from(area.width).saturating_sub(line.width()) / 2;
            let mut spans = vec![Span::raw(" ".repeat(blanks))];
            spans.extend(line.spans);
            Line::from(spans).alignment(Alignment::Left)
        })
        .collect();
    draw_lines(&centred, below, buf);
}

fn draw_pane(state: &State, pane: Pane, inner: Rect, buf: &mut Buffer) -> Option<Position> {
    let paint = state.paint();
    let views = &state.views;
    match pane {
        Pane::Lesson => {
            let keys = state.lesson_keys();
            LessonPane { scroll: state.scrolls.lesson, ..state.lesson_pane(&keys) }.render(inner, buf);
        }
        Pane::Objects => {
            let selected = state.scrolls.selected_object;
            ObjectsPane { rows: &views.objects, selected, detail: state.object_detail(), paint }.render(inner, buf);
        }
        Pane::Generations => {
            let focused = state.view.focus == Pane::Generations && state.mode == Mode::Navigating;
            let active = focused.then_some(state.scrolls.active_generation);
            GenerationsPane { generations: &views.generations, active, paint }.render(inner, buf);
        }
        Pane::Finalizers => FinalizersPane { lines: &views.finalizers, paint }.render(inner, buf),
        Pane::Garbage => GarbagePane { rows: &views.garbage, paint }.render(inner, buf),
        Pane::Console => return console(state).render(inner, buf),
        Pane::Graph => {
            if let Some(graph) = &views.graph {
                GraphPane { graph, zoom: state.scrolls.graph_zoom, pan: state.scrolls.graph, paint }.render(inner, buf);
            }
        }
    }
    None
}

fn console(state: &State) -> ConsolePane<'_> {
    let running =
        state.running.first().filter(|running| running.since.elapsed().as_millis() >= PATIENCE_MS).map(|running| {
            let first = running.source.lines().next().unwrap_or("").trim();
            let first = text::visible(first);
            format!("running for {} s: {first}  (Ctrl-C interrupts)", running.since.elapsed().as_secs())
        });
    let suggested = state.views.lesson.as_ref().and_then(|lesson| lesson.suggested.as_deref());
    let placeholder = match (state.mode, suggested) {
        _ if !state.running.is_empty() => String::new(),
        (Mode::Navigating, _) => "i types Python here".to_owned(),
        (Mode::Editing, Some(suggested)) => {
            let first = suggested.lines().next().unwrap_or("");
            format!("{}   (Tab types it)", text::visible(first))
        }
        (Mode::Editing, None) if state.views.transcript.total == 0 => "type Python here, Enter runs it".to_owned(),
        (Mode::Editing, None) => String::new(),
    };
    let focus = if state.mode == Mode::Editing { Focus::Active } else { Focus::Idle };
    ConsolePane {
        transcript: &state.views.transcript,
        editor: &state.editor,
        focus,
        placeholder,
        running,
        paint: state.paint(),
    }
}

fn frame_of(state: &State, layout: &Layout, pane: Pane, area: Rect) -> Frame {
    let theme = &state.theme;
    let active = state.active_pane() == pane;
    let style = if active { theme.title_focus } else { theme.title };
    let has_tabs = layout.tabs == Tabs::On(pane);
    let mut title = vec![];
    if !has_tabs {
        title.push(Span::styled(pane.title(), style));
        if let Some(count) = count_of(state, pane) {
            title.push(Span::styled(format!(" {} {count}", state.glyphs.separator), theme.title));
        }
        if state.view.zoom == Zoom::On && pane != Pane::Console {
            title.push(Span::styled(" (zoomed)", theme.title));
        }
    }
    let extent = extent_of(state, pane, layout);
    // A pane that has come into sight while a statement runs has no rows yet.
    let range = extent.filter(|extent| extent.total > extent.shown && extent.shown > 0).map(|extent| {
        let last = (extent.offset + extent.shown).min(extent.total);
        Line::from(Span::styled(format!("{}-{last} of {}", extent.offset + 1, extent.total), theme.title))
    });
    let range = if pane == Pane::Lesson { None } else { range };
    Frame { area, title: Line::from(title), range, focus: if active { Focus::Active } else { Focus::Idle }, extent }
}

/// What a pane's title counts.
fn count_of(state: &State, pane: Pane) -> Option<String> {
    let views = &state.views;
    let objects = |count: usize| if count == 1 { "1 object".to_owned() } else { format!("{count} objects") };
    match pane {
        Pane::Objects if views.objects.total > 0 => Some(objects(views.objects.total)),
        // Narrow: the number says enough.
        Pane::Garbage if views.garbage.total > 0 => Some(views.garbage.total.to_string()),
        Pane::Lesson => views.lesson.as_ref().map(|lesson| text::visible(&lesson.title).into_owned()),
        Pane::Console if !views.status.python.is_empty() => Some(text::visible(&views.status.python).into_owned()),
        _ => None,
    }
}

/// How much of a pane's content is in view, where it can scroll.
#[must_use]
pub fn extent_of(state: &State, pane: Pane, layout: &Layout) -> Option<Extent> {
    let views = &state.views;
    match pane {
        Pane::Lesson => {
            let keys = state.lesson_keys();
            let lesson = state.lesson_pane(&keys);
            let inner = layout.inner(pane);
            let total = lesson.content(usize::from(inner.width)).len();
            let shown = usize::from(lesson.areas(inner).0.height);
            Some(Extent { total, offset: state.scrolls.lesson, shown })
        }
        Pane::Objects => {
            let rows = &views.objects;
            Some(Extent { total: rows.total, offset: rows.offset, shown: rows.rows.len() })
        }
        Pane::Generations | Pane::Graph => None,
        Pane::Finalizers => {
            let rows = &views.finalizers;
            Some(Extent { total: rows.total, offset: rows.offset, shown: rows.rows.len() })
        }
        Pane::Garbage => {
            let rows = &views.garbage;
            Some(Extent { total: rows.total, offset: rows.offset, shown: rows.rows.len() })
        }
        Pane::Console => {
            // A transcript that follows its end needs no thumb.
            let rows = &views.transcript;
            let scrolled = state.scrolls.transcript > 0;
            scrolled.then_some(Extent { total: rows.total, offset: rows.offset, shown: rows.rows.len() })
        }
    }
}

/// The strip of tabs in the top border of the frame that the hidden panes share.
fn draw_tabs(state: &State, shown: Pane, area: Rect, buf: &mut Buffer) {
    let theme = &state.theme;
    let placed: Vec<Pane> = state.layout().map_or_else(Vec::new, |l| l.frames.iter().map(|f| f.0).collect());
    let mut spans = Vec::new();
    for pane in Pane::ALL {
        // Panes that stand in a frame of their own need no tab.
        if pane != shown && placed.contains(&pane) {
            continue;
        }
        let active = pane == shown;
        let style = match (active, state.active_pane() == pane) {
            (true, true) => theme.title_focus,
            (true, false) => theme.strong,
            (false, _) => theme.title,
        };
        let changed = state.changed.contains_key(&pane);
        let title = match area.width {
            ..68 => pane.shortest_title(),
            68..100 => pane.short_title(),
            _ => pane.title(),
        };
        let (open, close) = if active { ("[", "]") } else { (" ", " ") };
        spans.push(Span::styled(format!("{open}{} {title}", pane.number()), style));
        if changed {
            spans.push(Span::styled(state.glyphs.changed, theme.new));
        }
        spans.push(Span::styled(close, style));
        spans.push(Span::styled(state.glyphs.horizontal, theme.border));
    }
    spans.pop();
    buf.set_line(area.x + 2, area.y, &Line::from(spans), area.width.saturating_sub(4));
}

/// Where the refcount table is out of sight: what it would show as changed, in the border above
/// the transcript.
fn draw_changes(state: &State, area: Rect, buf: &mut Buffer) {
    // The part of the transcript that is in view stands there.
    let scrolled = state.scrolls.transcript > 0;
    if scrolled
        || state.views.changes.is_empty()
        || state.layout().is_some_and(|layout| layout.frame(Pane::Objects).is_some())
    {
        return;
    }
    // The title keeps its place on the left.
    let room = usize::from(area.width).saturating_sub(24);
    let line = objects::changes_line(&state.views.changes, room, state.paint());
    let mut spans = vec![Span::raw(" ")];
    spans.extend(line.spans);
    spans.push(Span::raw(" "));
    let line = Line::from(spans);
    let width = u16::try_from(line.width()).unwrap_or(0);
    buf.set_line(area.right().saturating_sub(width + 2), area.y, &line, width);
}

fn draw_footer(state: &State, area: Rect, buf: &mut Buffer) {
    let context = state.context();
    let mut hints: Vec<(u8, Hint)> = commands::table()
        .filter_map(|command| match command.footer {
            Place::Rank(rank, label) if (command.when)(state) => {
                let key = command.keys_in(context).first()?;
                Some((rank, Hint { key: (*key).to_owned(), label: label_for(state, context, command.name, label) }))
            }
            _ => None,
        })
        .collect();
    hints.sort_by_key(|(rank, _)| *rank);
    let hints: Vec<Hint> = hints.into_iter().map(|(_, hint)| hint).collect();
    Footer { mode: context.name(), hints: &hints, paint: state.paint() }.render(area, buf);
}

/// A few labels say more in certain situations.
fn label_for(state: &State, context: Context, name: &str, label: &'static str) -> &'static str {
    let answered = !commands::unanswered(state);
    match (name, context) {
        ("answer", Context::Predicting) if answered => "close",
        ("complete", Context::Editing) if commands::suggests(state) => "try it",
        ("run", _) if !state.is_complete(&state.editor.text()) => "next line",
        ("time", Context::Travelling) => "present",
        ("play", _) if state.play.is_some() => "pause",
        ("zoom", _) if state.view.zoom == Zoom::On => "all panes",
        ("select-next", Context::Reading) => "scroll",
        ("find", _) if matches!(state.overlay, Some(Overlay::Picker(_))) => "open",
        ("find", _) if matches!(state.overlay, Some(Overlay::Glossary(_))) => "close",
        _ => label,
    }
}
