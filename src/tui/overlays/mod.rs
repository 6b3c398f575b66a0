//! What lies over the panes for a while: help, the palette, the lesson picker, the prediction, …
//! Each file holds one overlay: its state and how it is drawn. What its keys do stands in the command table.

mod completion;
mod confirm;
mod diagnostics;
mod glossary;
mod help;
mod palette;
mod picker;
mod prediction;
mod reading;
mod search;
mod versions;

pub use completion::draw as draw_completions;
pub use diagnostics::last_scroll as last_scroll_of_diagnostics;
pub use glossary::Glossary;
pub use help::Help;
pub use palette::{Entry, Meaning, Palette, meaning};
pub use picker::{Picker, Typing};
pub use prediction::Prediction;
pub use reading::{Kind as ReadingKind, Reading};
pub use search::Search;
pub use versions::Versions;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget};

use super::commands::Context;
use super::model::Diagnostic;
use super::panes::frame::{self, Extent, Frame};
use super::panes::{Focus, Paint};
use super::state::State;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overlay {
    Help(Help),
    Palette(Palette),
    Search(Search),
    Picker(Picker),
    Glossary(Glossary),
    Prediction(Prediction),
    Diagnostics { list: Vec<Diagnostic>, scroll: usize },
    Reading(Reading),
    ConfirmReset,
    Versions(Versions),
}

impl Overlay {
    #[must_use]
    pub fn context(&self) -> Context {
        match self {
            Self::Help(_) | Self::Reading(_) | Self::Diagnostics { .. } | Self::Versions(_) => Context::Reading,
            Self::Palette(_) => Context::Commanding,
            Self::Search(_) | Self::Glossary(_) => Context::Searching,
            Self::Picker(picker) => match picker.typing {
                Typing::Query => Context::Searching,
                Typing::Keys => Context::Picking,
            },
            Self::Prediction(_) => Context::Predicting,
            Self::ConfirmReset => Context::Confirming,
        }
    }

    /// Draws into a screen's body; returns the cell of the text cursor, where there is one.
    pub fn draw(&self, state: &State, body: Rect, buf: &mut Buffer) -> Option<Position> {
        match self {
            Self::Help(help) => help.draw(state, body, buf),
            Self::Palette(palette) => return palette.draw(state, body, buf),
            Self::Search(search) => return search.draw(state, body, buf),
            Self::Picker(picker) => return picker.draw(state, body, buf),
            Self::Glossary(glossary) => return glossary.draw(state, body, buf),
            Self::Prediction(prediction) => return prediction.draw(state, body, buf),
            Self::Diagnostics { list, scroll } => diagnostics::draw(list, *scroll, state, body, buf),
            Self::Reading(reading) => reading.draw(state, body, buf),
            Self::ConfirmReset => confirm::draw(state, body, buf),
            Self::Versions(versions) => versions.draw(state, body, buf),
        }
        None
    }
}

/// A box in the middle of `body`, no larger than it, cleared and framed; returns its inside.
fn open_box(
    body: Rect,
    size: (u16, u16),
    title: &str,
    extent: Option<Extent>,
    paint: Paint<'_>,
    buf: &mut Buffer,
) -> Rect {
    let width = size.0.min(body.width);
    let height = size.1.min(body.height);
    let area = Rect { x: body.x + (body.width - width) / 2, y: body.y + (body.height - height) / 2, width, height };
    open_at(area, title, extent, paint, buf)
}

fn open_at(area: Rect, title: &str, extent: Option<Extent>, paint: Paint<'_>, buf: &mut Buffer) -> Rect {
    Clear.render(area, buf);
    soften_edges(area, buf);
    let title = Line::from(Span::styled(title.to_owned(), paint.theme.title_focus));
    frame::draw(&[Frame { area, title, range: None, focus: Focus::Active, extent }], paint, buf);
    super::layout::inside(area)
}

/// A wide character that the box cuts in half would shift the rest of its row.
fn soften_edges(area: Rect, buf: &mut Buffer) {
    let Some(x) = area.x.checked_sub(1) else { return };
    for y in area.top()..area.bottom() {
        if let Some(cell) = buf.cell_mut((x, y))
            && super::text::width(cell.symbol()) > 1
        {
            cell.set_symbol(" ");
        }
    }
}

/// How many lines of a scrolled text a box of the body's height shows.
#[must_use]
pub fn reading_height(body: Rect) -> usize {
    usize::from(body.height.saturating_sub(4))
}
