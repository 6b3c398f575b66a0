//! The live refcount table.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::{Paint, draw_lines, empty, restyle_row};
use crate::tui::model::{Home, Mark, ObjectRow, Refcount, Windowed};
use crate::tui::text::{self, Indent, span, wrap};

/// Whether the selected row is spelled out below the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    Hidden,
    /// So many rows.
    Shown(u16),
}

pub struct ObjectsPane<'a> {
    pub rows: &'a Windowed<ObjectRow>,
    /// The selected row, counted from the first of the list.
    pub selected: usize,
    pub detail: Detail,
    pub paint: Paint<'a>,
}

/// The rows of objects that fit into the inside of the pane.
#[must_use]
pub fn visible_rows(inner: Rect, detail: Detail) -> usize {
    usize::from(table_area(inner, detail).height.saturating_sub(1))
}

fn table_area(inner: Rect, detail: Detail) -> Rect {
    match detail {
        Detail::Shown(rows) if inner.height > rows + 4 => Rect { height: inner.height - rows - 1, ..inner },
        _ => inner,
    }
}

/// The columns' widths; 0 leaves a column out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Columns {
    label: usize,
    type_name: usize,
    count: usize,
    /// Only inside a collection.
    gc_refs: usize,
    change: usize,
    home: usize,
    state: usize,
    holders: usize,
    repr: usize,
}

impl Columns {
    /// What each column wants of the rows in view, cut down to `width`: words become letters first,
    /// then the value goes, then labels and holders share what is left.
    fn fit(rows: &[ObjectRow], width: usize, paint: Paint<'_>) -> (Self, Wording) {
        let roomy = Self::with_wording(rows, width, Wording::Words, paint);
        if roomy.holders >= COMFORT {
            (roomy, Wording::Words)
        } else {
            (Self::with_wording(rows, width, Wording::Letters, paint), Wording::Letters)
        }
    }

    fn with_wording(rows: &[ObjectRow], width: usize, wording: Wording, paint: Paint<'_>) -> Self {
        let widest = |header: &str, cell: &dyn Fn(&ObjectRow) -> usize, most: usize| {
            rows.iter().map(cell).max().unwrap_or(0).max(text::width(header)).min(most)
        };
        let seen = |text: &str| text::width(&text::visible(text));
        let most_type = match width {
            ..64 => 7,
            64..80 => 9,
            80..110 => 12,
            _ => 18,
        };
        let mut columns = Self {
            label: widest("name", &|row| seen(&row.label), 32),
            type_name: widest("type", &|row| seen(&row.type_name), most_type),
            count: widest("refs", &|row| text::width(&count_text(row.refcount)), 20),
            gc_refs: if rows.iter().any(|row| row.gc_refs.is_some()) { 7 } else { 0 },
            change: widest("change", &|row| text::width(&change_text(row, paint)), 8),
            home: widest("gc", &|row| seen(&home_text(&row.home, wording)), 11),
            // The smallest screens do without: a label such as `#7 Track` says the most of it.
            state: if width < 64 { 0 } else { widest("state", &|row| text::width(&state_text(row, wording)), 24) },
            holders: 0,
            repr: 0,
        };
        let fixed = [columns.type_name, columns.count, columns.change, columns.home, columns.state];
        // Two cells for the cursor's sign, two after each column.
        let fixed = fixed.iter().map(|column| column + 2).sum::<usize>()
            + 2
            + columns.gc_refs
            + if columns.gc_refs > 0 { 2 } else { 0 };
        let room = width.saturating_sub(fixed + 2);
        columns.label = columns.label.min((room / 2).max(room.saturating_sub(COMFORT))).max(6);
        columns.holders = room.saturating_sub(columns.label);
        let wanted = widest("value", &|row| seen(&row.repr), 36);
        let needed = widest("held by", &|row| seen(&holders_text(row, paint)), usize::MAX).max(COMFORT);
        let spare = columns.holders.saturating_sub(needed.min(columns.holders * 2 / 3) + 2);
        if spare >= 12 {
            columns.repr = wanted.min(spare);
            columns.holders -= columns.repr + 2;
        }
        columns
    }
}

/// Cells that holders should have before anything else becomes wordy.
const COMFORT: usize = 20;

/// Whether marks are spelled out or shortened to letters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wording {
    Words,
    Letters,
}

fn count_text(count: Refcount) -> String {
    match count {
        Refcount::Count(count) => count.to_string(),
        Refcount::Immortal => "immortal".to_owned(),
    }
}

/// `new`, `freed`, or by how much the count rose or fell.
fn change_text(row: &ObjectRow, paint: Paint<'_>) -> String {
    if row.marks.has(Mark::Freed) {
        "freed".to_owned()
    } else if row.marks.has(Mark::New) {
        "new".to_owned()
    } else {
        match row.delta {
            0 => String::new(),
            rise @ 1.. => format!("{}+{rise}", paint.glyphs.up),
            fall => format!("{}{fall}", paint.glyphs.down),
        }
    }
}

fn change_style(row: &ObjectRow, paint: Paint<'_>) -> Style {
    if row.marks.has(Mark::Freed) {
        paint.theme.down
    } else if row.marks.has(Mark::New) {
        paint.theme.new
    } else if row.delta > 0 {
        paint.theme.up
    } else {
        paint.theme.down
    }
}

fn home_text(home: &Home, wording: Wording) -> String {
    match (home, wording) {
        (Home::Generation(number), Wording::Words) => format!("gen {number}"),
        (Home::Generation(number), Wording::Letters) => number.to_string(),
        (Home::Space(name), _) => name.clone(),
        (Home::Frozen, _) => "frozen".to_owned(),
        (Home::Untracked, Wording::Words) => "untracked".to_owned(),
        (Home::Untracked, Wording::Letters) => "-".to_owned(),
    }
}

/// The marks in the order in which they matter to the learner.
const STATES: [(Mark, &str, &str); 5] = [
    (Mark::Unreachable, "unreachable", "U"),
    (Mark::Resurrected, "resurrected", "R"),
    (Mark::Finalized, "finalized", "F"),
    (Mark::Tracked, "tracked", "T"),
    (Mark::Differs, "differs", "D"),
];

fn state_text(row: &ObjectRow, wording: Wording) -> String {
    let marks = STATES.iter().filter(|(mark, ..)| row.marks.has(*mark));
    match wording {
        Wording::Words => marks.map(|(_, word, _)| *word).collect::<Vec<_>>().join(" "),
        Wording::Letters => marks.map(|(.., letter)| *letter).collect(),
    }
}

fn holders_text(row: &ObjectRow, paint: Paint<'_>) -> String {
    let one = |holder: &crate::tui::model::Holder| match holder.times {
        1 => holder.text.clone(),
        times => format!("{} {}{times}", holder.text, paint.glyphs.times),
    };
    row.holders.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn label_style(row: &ObjectRow, paint: Paint<'_>) -> Style {
    if row.marks.has(Mark::Freed) {
        paint.theme.freed
    } else if row.marks.has(Mark::Unreachable) {
        paint.theme.unreachable
    } else {
        paint.theme.text
    }
}

/// What the last statement changed, in one line: `a 1→2`, `b new 1`, `#7 Track freed`.
#[must_use]
pub fn changes_line(rows: &[ObjectRow], most: usize, paint: Paint<'_>) -> Line<'static> {
    let mut line = Line::default();
    for row in rows {
        let mut spans = vec![span(&row.label, label_style(row, paint)), Span::raw(" ")];
        let known = [Mark::Freed, Mark::New].iter().any(|mark| row.marks.has(*mark));
        match row.refcount {
            // Without the table's heads beside it, `▲+1 2` would not say which number is which.
            Refcount::Count(count) if !known => {
                let before = count.saturating_add_signed(row.delta.saturating_neg());
                spans.push(Span::styled(before.to_string(), paint.theme.dim));
                spans.push(Span::styled(format!("{}{count}", paint.glyphs.arrow), change_style(row, paint)));
            }
            _ => spans.push(Span::styled(change_text(row, paint), change_style(row, paint))),
        }
        if row.marks.has(Mark::New) {
            spans.push(Span::styled(format!(" {}", count_text(row.refcount)), paint.theme.dim));
        }
        let gap = if line.spans.is_empty() { 0 } else { 3 };
        if line.width() + gap + spans.iter().map(Span::width).sum::<usize>() > most {
            line.push_span(Span::styled(paint.glyphs.ellipsis, paint.theme.dim));
            break;
        }
        if gap > 0 {
            line.push_span(Span::styled(format!(" {} ", paint.glyphs.separator), paint.theme.border));
        }
        line.extend(spans);
    }
    line
}

impl ObjectsPane<'_> {
    fn header(&self, columns: Columns) -> Line<'static> {
        let style = self.paint.theme.column;
        let mut spans = vec![Span::raw("  ")];
        let mut column = |title: &str, cells: usize, right: bool| {
            if cells > 0 {
                let title = self.paint.fit(title, cells);
                let blanks = " ".repeat(cells - text::width(&title));
                let title = Span::styled(title, style);
                spans.extend(if right { [Span::raw(blanks), title] } else { [title, Span::raw(blanks)] });
                spans.push(Span::raw("  "));
            }
        };
        column("name", columns.label, false);
        column("type", columns.type_name, false);
        column("refs", columns.count, true);
        column("gc_refs", columns.gc_refs, true);
        column("change", columns.change, false);
        column("gc", columns.home, false);
        column("state", columns.state, false);
        column("held by", columns.holders, false);
        column("value", columns.repr, false);
        Line::from(spans)
    }

    fn row(&self, row: &ObjectRow, columns: Columns, wording: Wording) -> Line<'static> {
        let (paint, theme) = (self.paint, self.paint.theme);
        let mut spans = Vec::new();
        let mut column = |content: String, cells: usize, style: Style| {
            if cells > 0 {
                spans.push(Span::styled(paint.pad(&content, cells), style));
                spans.push(Span::raw("  "));
            }
        };
        let count = count_text(row.refcount);
        let count_style = match row.refcount {
            Refcount::Immortal => theme.immortal,
            Refcount::Count(_) if row.marks.has(Mark::Freed) => theme.dim,
            Refcount::Count(_) if row.delta != 0 => theme.strong,
            Refcount::Count(_) => theme.text,
        };
        let state_style = if row.marks.has(Mark::Unreachable) { theme.unreachable } else { theme.finalized };
        let gone = row.marks.has(Mark::Freed);
        // Paths are told apart by their ends, numbers by their beginnings.
        let cut = if row.label.starts_with('#') { text::fit } else { text::fit_middle };
        column(cut(&row.label, columns.label, paint.glyphs.ellipsis), columns.label, label_style(row, paint));
        column(row.type_name.clone(), columns.type_name, theme.dim);
        column(format!("{count:>width$}", width = columns.count), columns.count, count_style);
        let copied = row.gc_refs.map_or_else(String::new, |refs| refs.to_string());
        column(format!("{copied:>7}"), columns.gc_refs, theme.up);
        column(change_text(row, paint), columns.change, change_style(row, paint));
        column(home_text(&row.home, wording), columns.home, theme.dim);
        column(state_text(row, wording), columns.state, state_style);
        column(holders_text(row, paint), columns.holders, if gone { theme.dim } else { theme.text });
        column(row.repr.clone(), columns.repr, theme.dim);
        Line::from(spans)
    }

    /// The selected object in full.
    fn detail_lines(&self, width: usize) -> Vec<Line<'static>> {
        let theme = self.paint.theme;
        let at = self.selected.checked_sub(self.rows.offset);
        let Some(row) = at.and_then(|at| self.rows.rows.get(at)) else { return Vec::new() };
        let mut head = vec![span(&row.label, theme.strong), Span::raw("  ")];
        // An object without a name has its number for a label already.
        if !row.label.starts_with('#') {
            head.push(span(&format!("#{} {}  ", row.id.0, row.type_name), theme.dim));
        }
        head.push(span(&row.repr, theme.inline_code));
        let marks = state_text(row, Wording::Words);
        let count = match row.refcount {
            Refcount::Immortal => "immortal: never counted".to_owned(),
            Refcount::Count(1) => "1 reference".to_owned(),
            Refcount::Count(count) => format!("{count} references"),
        };
        let holders = match holders_text(row, self.paint) {
            none if none.is_empty() => String::new(),
            some => format!(": {some}"),
        };
        let facts = [home_text(&row.home, Wording::Words), marks].into_iter().filter(|fact| !fact.is_empty());
        let mut lines = vec![text::fit_line(Line::from(head), width, self.paint.glyphs.ellipsis)];
        lines.extend(wrap(&[Span::styled(count, theme.strong), span(&holders, theme.text)], width, &Indent::default()));
        lines.push(Line::styled(self.paint.fit(&facts.collect::<Vec<_>>().join(", "), width), theme.dim));
        lines
    }
}

impl Widget for &ObjectsPane<'_> {
    fn render(self, inner: Rect, buf: &mut Buffer) {
        let width = usize::from(inner.width);
        if self.rows.total == 0 {
            let message = "No objects yet. Bind a name to one: its references are counted here.";
            draw_lines(&empty(message, width, self.paint), inner, buf);
            return;
        }
        let (columns, wording) = Columns::fit(&self.rows.rows, width, self.paint);
        let table = table_area(inner, self.detail);
        draw_lines([&self.header(columns)], table, buf);
        let body = Rect { y: table.y + 1, height: table.height.saturating_sub(1), ..table };
        for (at, row) in self.rows.rows.iter().enumerate().take(usize::from(body.height)) {
            let Ok(y) = u16::try_from(at) else { break };
            buf.set_line(body.x + 2, body.y + y, &self.row(row, columns, wording), body.width.saturating_sub(2));
            if row.marks.has(Mark::Lit) {
                restyle_row(body, at, self.paint.theme.strong, buf);
                buf.set_string(body.x + 1, body.y + y, self.paint.glyphs.lit, self.paint.theme.warn);
            }
            if self.detail != Detail::Hidden && self.rows.offset + at == self.selected {
                restyle_row(body, at, self.paint.theme.selected, buf);
                buf.set_string(body.x, body.y + y, self.paint.glyphs.cursor_row, self.paint.theme.marker);
            }
        }
        if table.height < inner.height {
            let rule_y = table.bottom();
            buf.set_string(inner.x, rule_y, self.paint.glyphs.horizontal.repeat(width), self.paint.theme.border);
            let below = Rect { y: rule_y + 1, height: inner.bottom() - rule_y - 1, ..inner };
            draw_lines(&self.detail_lines(width), below, buf);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::model::{Holder, Marks, ObjectId};
    use crate::tui::{glyphs::Glyphs, theme::Theme};

    fn row(label: &str, count: u64, delta: i64, marks: Marks) -> ObjectRow {
        ObjectRow {
            id: ObjectId(7),
            label: label.to_owned(),
            type_name: "SomeVeryLongClassName".to_owned(),
            repr: "<x>".to_owned(),
            refcount: Refcount::Count(count),
            gc_refs: None,
            delta,
            holders: vec![Holder { text: "name a".to_owned(), times: 2 }],
            home: Home::Untracked,
            marks,
        }
    }

    #[test]
    fn the_line_of_changes_says_from_what_to_what() {
        let (theme, glyphs) = (Theme::dark(), Glyphs::unicode());
        let paint = Paint { theme: &theme, glyphs: &glyphs };
        let marked = |mark| Marks::default().with(mark);
        let rows = [
            row("a", 0, -1, marked(Mark::Freed)),
            row("cat", 7, 3, Marks::default()),
            row("dog", 1, -1, Marks::default()),
            row("basket", 1, 0, marked(Mark::New)),
        ];
        assert_eq!(changes_line(&rows, 60, paint).to_string(), "a freed · cat 4→7 · dog 2→1 · basket new 1");
        assert_eq!(changes_line(&rows, 20, paint).to_string(), "a freed · cat 4→7…");
    }

    #[test]
    fn columns_fill_the_width_and_no_more() {
        let row = row("a_rather_long_name.with.attributes[3]", 12_345, -3, Marks::default());
        let (theme, glyphs) = (Theme::dark(), Glyphs::unicode());
        let paint = Paint { theme: &theme, glyphs: &glyphs };
        for width in 54..200 {
            let (columns, wording) = Columns::fit(std::slice::from_ref(&row), width, paint);
            let rows = Windowed::default();
            let pane = ObjectsPane { rows: &rows, selected: 0, detail: Detail::Hidden, paint };
            let line = pane.row(&row, columns, wording);
            // The cursor's two cells stand before, the last gap may hang over.
            assert!(line.width() + 2 <= width + 2, "{width}: {columns:?}");
            assert!(columns.holders >= 6, "{width}: {columns:?}");
        }
    }
}
