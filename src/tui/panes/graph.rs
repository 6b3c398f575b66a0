//! The graph of memory, drawn: names on the left, what they lead to on the right of them. A reference that goes back
//! runs below and comes in again from the left, so a cycle is seen as one.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::{Paint, draw_lines, empty};
use crate::session::graph::{Graph, Link, LinkKind, Node, NodeKind};
use crate::tui::text;

/// How close the learner looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum GraphZoom {
    /// As many objects as possible: names cut short, no labels at references.
    Farthest,
    Far,
    /// As close as fits the pane.
    #[default]
    Fitting,
    Near,
}

impl GraphZoom {
    pub const ALL: [Self; 4] = [Self::Farthest, Self::Far, Self::Fitting, Self::Near];

    /// One step closer, or away.
    #[must_use]
    pub fn stepped(self, by: isize) -> Self {
        let at = Self::ALL.iter().position(|zoom| *zoom == self).unwrap_or(0).saturating_add_signed(by);
        Self::ALL.get(at).copied().unwrap_or(Self::Near)
    }

    #[must_use]
    pub fn named(self) -> &'static str {
        match self {
            Self::Farthest => "The graph from farthest away: `.` comes closer",
            Self::Far => "The graph from afar: `.` comes closer",
            Self::Fitting => "The graph as close as fits the pane",
            Self::Near => "The graph from close by: `,` goes away",
        }
    }
}

pub struct GraphPane<'a> {
    pub graph: &'a Graph,
    pub zoom: GraphZoom,
    /// How far the learner has moved the picture: columns, rows.
    pub pan: (isize, isize),
    pub paint: Paint<'a>,
}

/// How much of each node is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wording {
    Full,
    /// Short labels, for graphs that are wider than the pane.
    Short,
    /// The shortest, and none at references.
    Shortest,
}

#[derive(Clone, Copy, Default)]
struct Cell {
    /// Sides that a line reaches to: 1 up, 2 right, 4 down, 8 left.
    sides: u8,
    letter: Option<char>,
    style: Style,
    dashed: bool,
}

/// The whole drawing, of which the pane shows a part.
struct Canvas {
    cells: Vec<Cell>,
    width: usize,
    height: usize,
}

/// Where things stand on the canvas.
struct Places {
    lefts: Vec<usize>,
    widths: Vec<usize>,
    /// The widest label in the gutter before each column.
    labels: Vec<usize>,
    spacing: usize,
    /// The first row below all nodes.
    below: usize,
}

const SHORT: usize = 16;
const SHORTEST: usize = 4;
/// Longer labels of references are cut.
const LABEL: usize = 14;
/// References that come back into a column have so many lanes.
const ENTRIES: usize = 4;

impl GraphPane<'_> {
    fn node_text(&self, at: usize, node: &Node, wording: Wording) -> String {
        let loops: Vec<&str> = self
            .graph
            .links
            .iter()
            .filter(|link| link.from == at && link.to == at)
            .map(|link| link.label.as_str())
            .collect();
        let back =
            if loops.is_empty() { String::new() } else { format!(" {}{}", self.paint.glyphs.loops, loops.join(" ")) };
        let text = match wording {
            Wording::Full if node.detail.is_empty() => node.label.clone(),
            Wording::Full => format!("{} {} {}", node.label, self.paint.glyphs.separator, node.detail),
            Wording::Short => self.paint.fit(&node.label, SHORT),
            Wording::Shortest => {
                // Of a long path the end tells more than the beginning, which neighbours share.
                let label = node.label.strip_prefix("name ").unwrap_or(&node.label);
                let letters = label.chars().count();
                match letters.checked_sub(SHORTEST) {
                    None | Some(0) => label.to_owned(),
                    Some(over) => {
                        self.paint.glyphs.ellipsis.to_owned() + &label.chars().skip(over + 1).collect::<String>()
                    }
                }
            }
        };
        let (open, close) = match node.kind {
            NodeKind::Root => ("", ""),
            NodeKind::Object => ("[", "]"),
            NodeKind::Unreachable => ("{", "}"),
            NodeKind::Folded(_) => ("[[", "]]"),
        };
        format!("{open}{}{close}{back}", text::visible(&text))
    }

    fn label(&self, link: &Link) -> String {
        if self.zoom == GraphZoom::Farthest {
            return String::new();
        }
        self.paint.fit(&text::visible(&link.label), LABEL)
    }

    fn places(&self, texts: &[String], spacing: usize) -> Places {
        let nodes = &self.graph.nodes;
        let columns = nodes.iter().map(|node| node.at.0 + 1).max().unwrap_or(0);
        let mut places = Places { lefts: Vec::new(), widths: Vec::new(), labels: Vec::new(), spacing, below: 0 };
        let mut left = 0;
        for column in 0..columns {
            // The gutter before a column has room for the labels that end there and for a lane of each source.
            let labels = self.graph.links.iter().filter(|link| {
                let column_of = |at: usize| nodes.get(at).map(|node| node.at.0);
                column_of(link.to) == Some(column) && column_of(link.from) < Some(column)
            });
            let label = labels.map(|link| text::width(&self.label(link))).max().unwrap_or(0);
            let lanes = nodes.iter().filter(|node| node.at.0 + 1 == column).count().min(12);
            left += if column == 0 { 1 } else { label + lanes + 5 + ENTRIES };
            let width = nodes
                .iter()
                .zip(texts)
                .filter(|(node, _)| node.at.0 == column)
                .map(|(_, text)| text::width(text))
                .max()
                .unwrap_or(0);
            places.lefts.push(left);
            places.labels.push(label);
            places.widths.push(width);
            left += width;
        }
        let rows = nodes.iter().map(|node| node.at.1 + 1).max().unwrap_or(0);
        places.below = rows * spacing + 1;
        places
    }

    fn draw(&self, wording: Wording, spacing: usize) -> (Canvas, Places, Vec<String>) {
        let nodes = &self.graph.nodes;
        let texts: Vec<String> = nodes.iter().enumerate().map(|(at, node)| self.node_text(at, node, wording)).collect();
        let places = self.places(&texts, spacing);
        let right = places.lefts.last().copied().unwrap_or(0) + places.widths.last().copied().unwrap_or(0);
        let back: usize = self.graph.links.len();
        let mut canvas = Canvas::new(right + 16, places.below + back + 2);
        let mut tracks: Vec<(usize, usize, usize)> = Vec::new();
        for link in &self.graph.links {
            if link.from != link.to {
                self.draw_link(link, &texts, &places, &mut tracks, &mut canvas);
            }
        }
        for (at, (node, text)) in nodes.iter().zip(&texts).enumerate() {
            let (x, y) = places.of(node);
            canvas.write(x, y, text, self.node_style(node));
            let arrives = self.graph.links.iter().any(|link| link.to == at && link.from != at);
            if arrives && x > 0 {
                canvas.write(x - 1, y, self.paint.glyphs.arrow_tip, self.paint.theme.dim);
            }
        }
        (canvas, places, texts)
    }

    fn node_style(&self, node: &Node) -> Style {
        let theme = self.paint.theme;
        match node.kind {
            _ if node.lit => theme.warn,
            _ if node.chosen => theme.selected,
            NodeKind::Root => theme.builtin,
            NodeKind::Object | NodeKind::Folded(_) => theme.text,
            NodeKind::Unreachable => theme.unreachable,
        }
    }

    fn draw_link(
        &self,
        link: &Link,
        texts: &[String],
        places: &Places,
        tracks: &mut Vec<(usize, usize, usize)>,
        canvas: &mut Canvas,
    ) {
        let nodes = &self.graph.nodes;
        let (Some(from), Some(to), Some(text)) = (nodes.get(link.from), nodes.get(link.to), texts.get(link.from))
        else {
            return;
        };
        let theme = self.paint.theme;
        let style = match link.kind {
            _ if link.lit => theme.warn,
            LinkKind::Weak => theme.dim,
            LinkKind::Strong => theme.border,
        };
        let pen = Pen { style, dashed: link.kind == LinkKind::Weak };
        let ((x1, y1), (x2, y2)) = (places.of(from), places.of(to));
        let x1 = x1 + text::width(text);
        // A lane of its own for each source, by its row.
        let same_column = nodes.iter().filter(|node| node.at.0 == from.at.0 && node.at.1 < from.at.1).count();
        let lane = places.end_of(from.at.0) + 1 + same_column.min(11);
        let label = self.label(link);
        let label_style = if link.lit { theme.warn } else { theme.dim };
        let room = text::width(&label);
        if to.at.0 > from.at.0 {
            canvas.across(x1, lane, y1, pen);
            canvas.down(lane, y1, y2, pen);
            canvas.across(lane, x2.saturating_sub(1), y2, pen);
            canvas.write(x2.saturating_sub(room + 2), y2, &label, label_style);
            return;
        }
        // Back: down behind the source, along a free row, up before the target.
        let labels = places.labels.get(to.at.0).copied().unwrap_or(0);
        let entry = x2.saturating_sub(3 + labels + tracks.len() % ENTRIES);
        let lane = lane + 1;
        let lowest = y1.max(y2);
        let free = |row: usize, tracks: &[(usize, usize, usize)]| {
            !tracks.iter().any(|(taken, left, right)| *taken == row && entry <= *right && lane >= *left)
        };
        let near = (1..4).map(|step| lowest + 2 * step - 1).filter(|_| places.spacing > 1);
        let row = near
            .filter(|row| *row < places.below)
            .chain(places.below..canvas.height.saturating_sub(1))
            .find(|row| free(*row, tracks))
            .unwrap_or(places.below);
        tracks.push((row, entry, lane));
        canvas.across(x1, lane, y1, pen);
        canvas.down(lane, y1, row, pen);
        canvas.across(entry, lane, row, pen);
        canvas.down(entry, y2, row, pen);
        canvas.across(entry, x2.saturating_sub(1), y2, pen);
        canvas.write(entry + 2, row, &label, label_style);
    }
}

#[derive(Clone, Copy)]
struct Pen {
    style: Style,
    dashed: bool,
}

impl Places {
    fn of(&self, node: &Node) -> (usize, usize) {
        (self.lefts.get(node.at.0).copied().unwrap_or(0), node.at.1 * self.spacing)
    }

    fn end_of(&self, column: usize) -> usize {
        self.lefts.get(column).copied().unwrap_or(0) + self.widths.get(column).copied().unwrap_or(0)
    }
}

impl Canvas {
    fn new(width: usize, height: usize) -> Self {
        Self { cells: vec![Cell::default(); width * height], width, height }
    }

    fn cell(&mut self, x: usize, y: usize) -> Option<&mut Cell> {
        if x < self.width { self.cells.get_mut(y * self.width + x) } else { None }
    }

    fn add(&mut self, x: usize, y: usize, sides: u8, pen: Pen) {
        if let Some(cell) = self.cell(x, y) {
            cell.sides |= sides;
            cell.style = pen.style;
            cell.dashed = pen.dashed;
        }
    }

    fn across(&mut self, a: usize, b: usize, y: usize, pen: Pen) {
        let (left, right) = (a.min(b), a.max(b));
        for x in left..=right {
            let sides = if x > left { 8 } else { 0 } | if x < right { 2 } else { 0 };
            self.add(x, y, sides, pen);
        }
    }

    fn down(&mut self, x: usize, a: usize, b: usize, pen: Pen) {
        let (top, bottom) = (a.min(b), a.max(b));
        for y in top..=bottom {
            let sides = if y > top { 1 } else { 0 } | if y < bottom { 4 } else { 0 };
            self.add(x, y, sides, pen);
        }
    }

    fn write(&mut self, x: usize, y: usize, text: &str, style: Style) {
        let mut x = x;
        for letter in text.chars() {
            let wide = text::width(letter.encode_utf8(&mut [0; 4]));
            if let Some(cell) = self.cell(x, y) {
                *cell = Cell { letter: Some(letter), style, ..Cell::default() };
            }
            x += wide.max(1);
        }
    }
}

impl Widget for &GraphPane<'_> {
    fn render(self, inner: Rect, buf: &mut Buffer) {
        if self.graph.nodes.is_empty() {
            let message = "No objects yet. Names, objects and the references between them are drawn here.";
            draw_lines(&empty(message, usize::from(inner.width), self.paint), inner, buf);
            return;
        }
        let (width, height) = (usize::from(inner.width), usize::from(inner.height));
        let rows = self.graph.nodes.iter().map(|node| node.at.1 + 1).max().unwrap_or(0);
        let fitting = if rows * 2 <= height * 3 { 2 } else { 1 };
        let (mut canvas, places, texts) = match self.zoom {
            GraphZoom::Near => self.draw(Wording::Full, 2),
            GraphZoom::Far => self.draw(Wording::Short, 1),
            GraphZoom::Farthest => self.draw(Wording::Shortest, 1),
            GraphZoom::Fitting => match self.draw(Wording::Full, fitting) {
                (canvas, ..) if canvas.width > width + 16 => self.draw(Wording::Short, fitting),
                fits => fits,
            },
        };
        // What is lit or chosen is in view; the learner's own moving is added.
        let focus = self.graph.nodes.iter().position(|node| node.lit);
        let focus = focus.or_else(|| self.graph.nodes.iter().position(|node| node.chosen));
        let (fx, fy) =
            focus.and_then(|at| Some((self.graph.nodes.get(at)?, texts.get(at)?))).map_or((0, 0), |(node, text)| {
                let (x, y) = places.of(node);
                (x + text::width(text), y)
            });
        let start = |at: usize, room: usize, all: usize, pan: isize| {
            let wanted = if at + 2 > room { (at + 2 - room / 2).min(all.saturating_sub(room)) } else { 0 };
            wanted.saturating_add_signed(pan).min(all.saturating_sub(1))
        };
        let left = start(fx, width, canvas.width.saturating_sub(14), self.pan.0);
        let top = start(fy, height, canvas.height, self.pan.1);
        for y in 0..height {
            for x in 0..width {
                let Some(cell) = canvas.cell(left + x, top + y).copied() else { continue };
                let (Ok(dx), Ok(dy)) = (u16::try_from(x), u16::try_from(y)) else { continue };
                let Some(target) = buf.cell_mut((inner.x + dx, inner.y + dy)) else { continue };
                match cell.letter {
                    Some(letter) => {
                        target.set_char(letter).set_style(cell.style);
                    }
                    None if cell.sides != 0 => {
                        let glyphs = self.paint.glyphs;
                        let sign = match cell.sides {
                            10 | 2 | 8 if cell.dashed => glyphs.dashed.0,
                            5 | 1 | 4 if cell.dashed => glyphs.dashed.1,
                            sides => glyphs.lines.get(usize::from(sides)).copied().unwrap_or("+"),
                        };
                        target.set_symbol(sign).set_style(cell.style);
                    }
                    None => {}
                }
            }
        }
        if self.graph.hidden > 0 && height > 1 {
            let note = format!("{} further objects: this is the neighbourhood of the selected one", self.graph.hidden);
            let note = self.paint.fit(&note, width);
            buf.set_string(inner.x, inner.bottom() - 1, note, self.paint.theme.warn);
        }
    }
}
