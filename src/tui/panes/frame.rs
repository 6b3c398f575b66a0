//! Borders: frames that share their edges, with titles, scroll marks and the focused one lit.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{Focus, Paint};
use crate::tui::text::fit_line;

const UP: u8 = 1;
const RIGHT: u8 = 2;
const DOWN: u8 = 4;
const LEFT: u8 = 8;

/// How much of a list is in view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    pub total: usize,
    pub offset: usize,
    pub shown: usize,
}

/// One frame to be drawn.
pub struct Frame {
    pub area: Rect,
    /// Without the blanks around it.
    pub title: Line<'static>,
    /// Which part of the list is in view; stands at the right of the top border, or of the bottom one where tabs take
    /// the top.
    pub range: Option<Line<'static>>,
    pub focus: Focus,
    pub extent: Option<Extent>,
}

/// Draws all frames together, so that shared edges meet in the right corners.
pub fn draw(frames: &[Frame], paint: Paint<'_>, buf: &mut Buffer) {
    let screen = buf.area;
    let mut sides = vec![0u8; usize::from(screen.width) * usize::from(screen.height)];
    for frame in frames {
        trace(frame.area, screen, &mut sides);
    }
    for (at, &bits) in sides.iter().enumerate().filter(|(_, bits)| **bits != 0) {
        let width = usize::from(screen.width);
        // Both fit: they index the screen.
        let position = (screen.x + (at % width) as u16, screen.y + (at / width) as u16);
        if let Some(cell) = buf.cell_mut(position) {
            let symbol = paint.glyphs.lines.get(usize::from(bits)).copied().unwrap_or(" ");
            cell.set_symbol(symbol).set_style(paint.theme.border);
        }
    }
    for frame in frames.iter().filter(|frame| frame.focus == Focus::Active) {
        light(frame.area, paint, buf);
    }
    for frame in frames {
        write_titles(frame, paint, buf);
        if let Some(extent) = frame.extent {
            draw_thumb(frame.area, extent, paint, buf);
        }
    }
}

/// Notes for each cell of a frame's border which sides it reaches to.
fn trace(area: Rect, screen: Rect, sides: &mut [u8]) {
    let mut add = |x: u16, y: u16, bits: u8| {
        if screen.contains((x, y).into()) {
            let at = usize::from(y - screen.y) * usize::from(screen.width) + usize::from(x - screen.x);
            if let Some(cell) = sides.get_mut(at) {
                *cell |= bits;
            }
        }
    };
    if area.width < 2 || area.height < 2 {
        return;
    }
    let (right, bottom) = (area.right() - 1, area.bottom() - 1);
    for x in area.x + 1..right {
        add(x, area.y, LEFT | RIGHT);
        add(x, bottom, LEFT | RIGHT);
    }
    for y in area.y + 1..bottom {
        add(area.x, y, UP | DOWN);
        add(right, y, UP | DOWN);
    }
    add(area.x, area.y, RIGHT | DOWN);
    add(right, area.y, LEFT | DOWN);
    add(area.x, bottom, RIGHT | UP);
    add(right, bottom, LEFT | UP);
}

fn light(area: Rect, paint: Paint<'_>, buf: &mut Buffer) {
    let style = paint.theme.border_focus;
    let edges = [
        Rect { height: 1, ..area },
        Rect { y: area.bottom().saturating_sub(1), height: 1, ..area },
        Rect { width: 1, ..area },
        Rect { x: area.right().saturating_sub(1), width: 1, ..area },
    ];
    for edge in edges {
        for position in edge.intersection(buf.area).positions() {
            if let Some(cell) = buf.cell_mut(position) {
                cell.set_style(style);
            }
        }
    }
}

fn write_titles(frame: &Frame, paint: Paint<'_>, buf: &mut Buffer) {
    let room = usize::from(frame.area.width.saturating_sub(4));
    let spaced = |line: &Line<'static>| {
        let mut spans = vec![Span::raw(" ")];
        spans.extend(fit_line(line.clone(), room.saturating_sub(2), paint.glyphs.ellipsis).spans);
        spans.push(Span::raw(" "));
        Line::from(spans)
    };
    if room < 3 {
        return;
    }
    let title = spaced(&frame.title);
    let has_title = frame.title.width() > 0;
    if let Some(range) = &frame.range {
        let range = spaced(range);
        let width = u16::try_from(range.width()).unwrap_or(u16::MAX).min(frame.area.width - 4);
        // The bottom border may be the top one of the pane below, whose title would stand beside the range.
        let beside = has_title && title.width() + range.width() < room;
        let row = if beside { frame.area.y } else { frame.area.bottom() - 1 };
        if beside || !has_title {
            buf.set_line(frame.area.right() - 2 - width, row, &range, width);
        }
    }
    if has_title {
        buf.set_line(frame.area.x + 2, frame.area.y, &title, frame.area.width - 4);
    }
}

/// A thumb on the right border that shows which part of the list is in view.
fn draw_thumb(area: Rect, extent: Extent, paint: Paint<'_>, buf: &mut Buffer) {
    let track = usize::from(area.height.saturating_sub(2));
    if extent.total <= extent.shown || track == 0 || area.width == 0 {
        return;
    }
    let len = (track * extent.shown / extent.total).clamp(1, track);
    let hidden = extent.total - extent.shown;
    let start = (track - len) * extent.offset.min(hidden) / hidden;
    for row in start..start + len {
        let y = area.y + 1 + u16::try_from(row).unwrap_or(u16::MAX - area.y - 1);
        if let Some(cell) = buf.cell_mut((area.right() - 1, y)) {
            cell.set_symbol(paint.glyphs.scroll_thumb).set_style(paint.theme.border_focus);
        }
    }
}
