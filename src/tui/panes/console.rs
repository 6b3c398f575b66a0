//! The transcript with the command line below it, as one running conversation.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{Focus, Paint, draw_lines};
use crate::tui::editor::Editor;
use crate::tui::model::{TranscriptKind, TranscriptLine, Windowed};
use crate::tui::text::{self, Indent, wrap};

const PRIMARY: &str = ">>> ";
const SECONDARY: &str = "... ";

pub struct ConsolePane<'a> {
    pub transcript: &'a Windowed<TranscriptLine>,
    pub editor: &'a Editor,
    pub focus: Focus,
    /// Shown in grey while nothing is typed.
    pub placeholder: String,
    /// Stands above the prompt while a statement runs.
    pub running: Option<String>,
    pub paint: Paint<'a>,
}

/// The command line as rows of the screen.
struct EditorRows {
    rows: Vec<Line<'static>>,
    /// The cursor's row among them, and its column.
    cursor: (usize, usize),
}

impl ConsolePane<'_> {
    /// Draws into the inside of the pane; returns the cell of the text cursor.
    pub fn render(&self, inner: Rect, buf: &mut Buffer) -> Option<Position> {
        let width = usize::from(inner.width);
        let height = usize::from(inner.height);
        if width < 8 || height == 0 {
            return None;
        }
        let editor = self.editor_rows(width);
        // A long text keeps a third of the pane for what was printed before.
        let most = (height * 2).div_ceil(3).max(1);
        let first = if editor.rows.len() > most { (editor.cursor.0 + 1).saturating_sub(most) } else { 0 };
        let shown: Vec<_> = editor.rows.iter().skip(first).take(most).collect();
        let room = height - shown.len();
        let mut transcript: Vec<_> =
            self.transcript.rows.iter().flat_map(|line| self.transcript_line(line, width)).collect();
        if let Some(running) = &self.running {
            transcript.push(Line::styled(self.paint.fit(running, width), self.paint.theme.warn));
        }
        let surplus = transcript.len().saturating_sub(room);
        let above = transcript.len() - surplus;
        draw_lines(transcript.iter().skip(surplus), inner, buf);
        let top = u16::try_from(above).unwrap_or(u16::MAX);
        let below = Rect { y: inner.y + top, height: inner.height - top, ..inner };
        draw_lines(shown, below, buf);
        if self.focus == Focus::Idle {
            return None;
        }
        let (row, column) = (editor.cursor.0 - first, editor.cursor.1.min(width - 1));
        Some(Position::new(below.x + u16::try_from(column).ok()?, below.y + u16::try_from(row).ok()?))
    }

    fn transcript_line(&self, line: &TranscriptLine, width: usize) -> Vec<Line<'static>> {
        let theme = self.paint.theme;
        let spans = match line.kind {
            TranscriptKind::Input | TranscriptKind::Continuation => {
                let prompt = if line.kind == TranscriptKind::Input { PRIMARY } else { SECONDARY };
                let mut spans = vec![Span::styled(prompt, theme.dim)];
                spans.extend(text::highlight(&line.text, theme));
                spans
            }
            TranscriptKind::Stdout => vec![span_at(&line.text, 0, theme.text)],
            TranscriptKind::Stderr => vec![span_at(&line.text, 0, theme.stderr)],
            TranscriptKind::Diagnostic => vec![span_at(&line.text, 0, theme.warn)],
            // Our own words are prose.
            TranscriptKind::Note => return wrap(&[span_at(&line.text, 0, theme.dim)], width, &Indent::default()),
        };
        chop(spans, width, 0)
    }

    fn editor_rows(&self, width: usize) -> EditorRows {
        let theme = self.paint.theme;
        let prompt_style = if self.focus == Focus::Active { theme.prompt } else { theme.dim };
        if self.editor.is_empty() {
            let placeholder = self.paint.fit(&self.placeholder, width - PRIMARY.len());
            let line = Line::from(vec![Span::styled(PRIMARY, prompt_style), Span::styled(placeholder, theme.dim)]);
            return EditorRows { rows: vec![line], cursor: (0, PRIMARY.len()) };
        }
        let (cursor_row, _) = self.editor.cursor();
        let before = text::width(&text::visible(self.editor.before_cursor()));
        let mut rows = Vec::new();
        let mut cursor = (0, 0);
        for (at, content) in text::highlight_lines(&self.editor.text(), theme).into_iter().enumerate() {
            let prompt = if at == 0 { PRIMARY } else { SECONDARY };
            let mut spans = vec![Span::styled(prompt, prompt_style)];
            spans.extend(content);
            let room = width - PRIMARY.len();
            if at == cursor_row {
                cursor = (rows.len() + before / room, PRIMARY.len() + before % room);
            }
            let chopped = chop(spans, width, PRIMARY.len());
            let needed = if at == cursor_row { cursor.0 + 1 - rows.len() } else { 0 };
            rows.extend(chopped);
            // The cursor may stand right behind a row that is full.
            while at == cursor_row && rows.len() < cursor.0 + 1 && needed > 0 {
                rows.push(Line::default());
            }
        }
        EditorRows { rows, cursor }
    }
}

fn span_at(content: &str, column: usize, style: Style) -> Span<'static> {
    Span::styled(text::visible_from(content, column).into_owned(), style)
}

/// Breaks a line where the width ends, as a terminal does; further rows start `indent` cells in.
fn chop(spans: Vec<Span<'static>>, width: usize, indent: usize) -> Vec<Line<'static>> {
    let mut rows = Vec::new();
    let mut row: Vec<Span<'static>> = Vec::new();
    let mut used = 0;
    for span in spans {
        for grapheme in span.styled_graphemes(Style::new()) {
            let cells = text::width(grapheme.symbol);
            if used + cells > width {
                rows.push(Line::from(std::mem::take(&mut row)));
                used = indent;
                if indent > 0 {
                    row.push(Span::raw(" ".repeat(indent)));
                }
            }
            used += cells;
            match row.last_mut() {
                Some(last) if last.style == grapheme.style => last.content.to_mut().push_str(grapheme.symbol),
                _ => row.push(Span::styled(grapheme.symbol.to_owned(), grapheme.style)),
            }
        }
    }
    rows.push(Line::from(row));
    rows
}
