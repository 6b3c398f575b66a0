//! The list of completions at the cursor.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::{Clear, Widget};

use crate::tui::editor::Popup;
use crate::tui::panes::Paint;
use crate::tui::text;

const ROWS: usize = 8;

/// Draws below the cursor, or above it where there is more room.
pub fn draw(popup: &Popup, cursor: Position, screen: Rect, paint: Paint<'_>, buf: &mut Buffer) {
    let shown = popup.items.len().min(ROWS);
    let first = (popup.selected + 1).saturating_sub(ROWS).min(popup.items.len().saturating_sub(shown));
    let items: Vec<_> = popup.items.iter().enumerate().skip(first).take(shown).collect();
    let widest = items.iter().map(|(_, item)| text::width(&text::visible(item))).max().unwrap_or(0).min(40);
    let (Ok(height), Ok(width)) = (u16::try_from(shown), u16::try_from(widest + 2)) else { return };
    let below = screen.bottom().saturating_sub(cursor.y + 1);
    let y = if below >= height { cursor.y + 1 } else { cursor.y.saturating_sub(height) };
    let x = cursor.x.min(screen.right().saturating_sub(width));
    let area = Rect { x, y, width, height }.intersection(screen);
    Clear.render(area, buf);
    super::soften_edges(area, buf);
    for ((at, item), y) in items.into_iter().zip(area.top()..area.bottom()) {
        let (sign, style) = if at == popup.selected {
            (paint.glyphs.cursor_row, paint.theme.selected)
        } else {
            (" ", paint.theme.text)
        };
        buf.set_stringn(x, y, format!("{sign}{} ", paint.pad(item, widest)), usize::from(width), style);
    }
}
