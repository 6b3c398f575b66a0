//! Lesson text: Markdown to styled lines, wrapped to a width, with hanging indents.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{Indent, fit, fit_line, highlight, highlight_lines, span, width, wrap};
use crate::tui::glyphs::Glyphs;
use crate::tui::theme::Theme;

/// How blocks stand apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spacing {
    /// By one blank line.
    Airy,
    /// By one blank line, but for what belongs together: a heading and what follows, `like this:` and the code.
    Tight,
    /// By one blank line between two paragraphs only: code and lists stand apart by their indentation.
    Dense,
}

/// The lines of a Markdown text, none wider than `most` cells.
#[must_use]
pub fn render(markdown: &str, most: usize, theme: &Theme, glyphs: &Glyphs) -> Vec<Line<'static>> {
    render_spaced(markdown, most, Spacing::Airy, theme, glyphs)
}

/// [`render`], with a choice of how blocks stand apart.
#[must_use]
pub fn render_spaced(
    markdown: &str,
    most: usize,
    spacing: Spacing,
    theme: &Theme,
    glyphs: &Glyphs,
) -> Vec<Line<'static>> {
    let mut writer = Writer::new(most, spacing, theme, glyphs);
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        writer.event(event);
    }
    writer.end_paragraph();
    writer.lines
}

/// A list, quotation or item that is open.
enum Level {
    /// The next number, `None` for bullets.
    List(Option<u64>),
    Item {
        marker: Option<Span<'static>>,
        cells: usize,
    },
    Quote,
}

/// A table while its cells are read.
#[derive(Default)]
struct Table {
    rows: Vec<Vec<Vec<Span<'static>>>>,
}

/// A block of code while it is read.
struct Code {
    text: String,
    language: Language,
    /// Where a quoted session was played, if the fence says another version than the lesson's.
    played_in: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Language {
    Python,
    Other,
}

impl Code {
    /// From what stands behind the fence, such as `python 3.10 setup`.
    fn new(info: &str) -> Self {
        let mut words = info.split_whitespace();
        let language = match words.next() {
            None | Some("python" | "py" | "pycon") => Language::Python,
            Some(_) => Language::Other,
        };
        let version = words.find(|word| word.starts_with(|c: char| c.is_ascii_digit()));
        Self { text: String::new(), language, played_in: version.map(|v| format!("  (in {v})")) }
    }
}

struct Writer<'a> {
    most: usize,
    spacing: Spacing,
    theme: &'a Theme,
    glyphs: &'a Glyphs,
    lines: Vec<Line<'static>>,
    levels: Vec<Level>,
    /// The paragraph, heading or cell that is being read.
    spans: Vec<Span<'static>>,
    styles: Vec<Style>,
    code: Option<Code>,
    table: Option<Table>,
    /// A blank line is due before the next block.
    gap: bool,
}

impl<'a> Writer<'a> {
    fn new(most: usize, spacing: Spacing, theme: &'a Theme, glyphs: &'a Glyphs) -> Self {
        Self {
            most: most.max(1),
            spacing,
            theme,
            glyphs,
            lines: Vec::new(),
            levels: Vec::new(),
            spans: Vec::new(),
            styles: vec![theme.text],
            code: None,
            table: None,
            gap: false,
        }
    }

    fn style(&self) -> Style {
        self.styles.last().copied().unwrap_or_default()
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.text.push_str(&text),
                None => self.spans.push(span(&text, self.style())),
            },
            Event::Code(text) => self.spans.push(span(&text, self.theme.inline_code)),
            Event::SoftBreak => self.spans.push(Span::styled(" ", self.style())),
            Event::HardBreak => self.flush(),
            Event::Rule => {
                self.begin_block();
                let rule = self.glyphs.horizontal.repeat(self.most);
                self.lines.push(Line::styled(rule, self.theme.border));
                self.gap = true;
            }
            Event::Html(text) | Event::InlineHtml(text) => self.spans.push(span(text.trim_end(), self.style())),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => self.begin_block(),
            Tag::Heading { level, .. } => {
                self.begin_block();
                let style = if level == HeadingLevel::H1 { self.theme.heading } else { self.theme.subheading };
                self.styles.push(style);
            }
            Tag::BlockQuote(_) => {
                self.begin_block();
                self.levels.push(Level::Quote);
                self.styles.push(self.theme.quote);
            }
            Tag::CodeBlock(kind) => {
                self.end_paragraph();
                self.begin_what_was_announced();
                self.code = Some(match kind {
                    CodeBlockKind::Fenced(info) => Code::new(&info),
                    CodeBlockKind::Indented => Code::new(""),
                });
            }
            Tag::List(first) => {
                // A list inside an item follows its text directly.
                self.flush_if_open();
                if self.levels.is_empty() {
                    self.begin_what_was_announced();
                }
                self.levels.push(Level::List(first));
            }
            Tag::Item => self.start_item(),
            Tag::Emphasis => self.push_style(self.theme.emphasis),
            Tag::Strong => self.push_style(self.theme.strong),
            Tag::Strikethrough => self.push_style(self.theme.freed),
            Tag::Link { .. } | Tag::Image { .. } => self.push_style(self.theme.link),
            Tag::Table(_) => {
                self.begin_block();
                self.table = Some(Table::default());
            }
            Tag::TableHead | Tag::TableRow => {
                if let Some(table) = &mut self.table {
                    table.rows.push(Vec::new());
                }
            }
            Tag::HtmlBlock => self.begin_block(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                self.end_paragraph();
                self.gap = true;
            }
            TagEnd::Heading(_) => {
                self.end_paragraph();
                self.pop_style();
                self.gap = self.spacing == Spacing::Airy;
            }
            TagEnd::HtmlBlock => {
                self.end_paragraph();
                self.gap = true;
            }
            TagEnd::BlockQuote(_) => {
                self.levels.pop();
                self.pop_style();
                self.gap = true;
            }
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::List(_) => {
                self.levels.pop();
                self.gap = (self.levels.is_empty() || self.gap) && self.spacing != Spacing::Dense;
            }
            TagEnd::Item => {
                self.flush_if_open();
                self.levels.pop();
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image => {
                self.pop_style();
            }
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.spans);
                if let Some(row) = self.table.as_mut().and_then(|table| table.rows.last_mut()) {
                    row.push(cell);
                }
            }
            TagEnd::Table => self.end_table(),
            _ => {}
        }
    }

    fn push_style(&mut self, added: Style) {
        self.styles.push(self.style().patch(added));
    }

    fn pop_style(&mut self) {
        if self.styles.len() > 1 {
            self.styles.pop();
        }
    }

    fn start_item(&mut self) {
        self.flush_if_open();
        if self.gap && !self.lines.is_empty() && matches!(self.levels.last(), Some(Level::List(_))) {
            self.begin_block();
        }
        let marker = match self.levels.last_mut() {
            Some(Level::List(Some(number))) => {
                let text = format!("{number}. ");
                *number += 1;
                text
            }
            _ => format!("{} ", self.glyphs.bullet),
        };
        let cells = width(&marker);
        self.levels.push(Level::Item { marker: Some(Span::styled(marker, self.theme.marker)), cells });
    }

    /// What stands before the next line; an item's marker does so once.
    fn indent(&mut self) -> Indent {
        let mut indent = Indent::default();
        for level in &mut self.levels {
            match level {
                Level::List(_) => {}
                Level::Quote => {
                    let bar = Span::styled(format!("{} ", self.glyphs.quote), self.theme.marker);
                    indent.first.push(bar.clone());
                    indent.rest.push(bar);
                }
                Level::Item { marker, cells } => {
                    let blanks = Span::raw(" ".repeat(*cells));
                    indent.first.push(marker.take().unwrap_or_else(|| blanks.clone()));
                    indent.rest.push(blanks);
                }
            }
        }
        indent
    }

    /// Sets a blank line between this block and the one before.
    fn begin_block(&mut self) {
        self.flush_if_open();
        if std::mem::take(&mut self.gap) && !self.lines.is_empty() {
            let mut quote = self.levels.iter().any(|level| matches!(level, Level::Quote));
            quote &= self.levels.iter().all(|level| matches!(level, Level::Quote));
            let line = if quote { Line::from(self.indent().rest) } else { Line::default() };
            self.lines.push(line);
        }
    }

    /// A list or code: a text that ends in a colon announces it.
    fn begin_what_was_announced(&mut self) {
        let last = self.lines.last().and_then(|line| line.spans.last());
        let announced = last.is_some_and(|span| span.content.trim_end().ends_with(':'));
        match self.spacing {
            Spacing::Airy => {}
            Spacing::Tight => self.gap &= !announced,
            Spacing::Dense => self.gap = false,
        }
        self.begin_block();
    }

    fn flush_if_open(&mut self) {
        if !self.spans.is_empty() {
            self.flush();
        }
    }

    fn flush(&mut self) {
        let spans = std::mem::take(&mut self.spans);
        let indent = self.indent();
        self.lines.extend(wrap(&spans, self.most, &indent));
    }

    fn end_paragraph(&mut self) {
        self.flush_if_open();
    }

    /// Code is not wrapped: what is too wide is cut, as a broken line of Python would mislead.
    fn end_code(&mut self) {
        let Some(Code { text, language, played_in }) = self.code.take() else { return };
        let code = text.trim_end_matches('\n');
        let python = language == Language::Python;
        let mut lines: Vec<Vec<Span<'static>>> = if python && code.lines().any(|line| line.starts_with(">>>")) {
            code.split('\n').map(|line| self.session_line(line)).collect()
        } else if python {
            highlight_lines(code, self.theme)
        } else {
            code.split('\n').map(|line| vec![span(line, self.theme.code)]).collect()
        };
        if let (Some(version), Some(first)) = (played_in, lines.first_mut()) {
            first.push(Span::styled(version, self.theme.dim));
        }
        for line in lines {
            if self.spacing == Spacing::Dense && line.iter().all(|span| span.content.trim().is_empty()) {
                continue;
            }
            let mut spans = self.indent().first;
            spans.push(Span::styled("  ", self.theme.code));
            spans.extend(line);
            self.lines.push(fit_line(Line::from(spans), self.most, self.glyphs.ellipsis));
        }
        self.gap = self.spacing != Spacing::Dense;
    }

    /// A line of a session: what follows a prompt is source, anything else was printed.
    fn session_line(&self, line: &str) -> Vec<Span<'static>> {
        let prompt = [">>> ", "... "].into_iter().find_map(|prompt| Some((prompt, line.strip_prefix(prompt)?)));
        match prompt {
            Some((prompt, source)) => {
                let mut spans = vec![Span::styled(prompt, self.theme.dim)];
                spans.extend(highlight(source, self.theme));
                spans
            }
            None => vec![span(line, self.theme.dim)],
        }
    }

    /// Columns take their widest cell; when they do not fit, the widest column gives way.
    fn end_table(&mut self) {
        let Some(table) = self.table.take() else { return };
        let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
        if columns == 0 {
            return;
        }
        let cell_width = |cell: &Vec<Span<'static>>| cell.iter().map(|s| width(&s.content)).sum::<usize>();
        let mut widths = vec![1; columns];
        for row in &table.rows {
            for (column, cell) in widths.iter_mut().zip(row) {
                *column = cell_width(cell).max(*column);
            }
        }
        let gaps = 2 * (columns - 1);
        while widths.iter().sum::<usize>() + gaps > self.most {
            let Some(widest) = widths.iter_mut().max() else { break };
            if *widest <= 1 {
                break;
            }
            *widest -= 1;
        }
        for (at, row) in table.rows.iter().enumerate() {
            let wrapped: Vec<Vec<Line<'static>>> =
                row.iter().zip(&widths).map(|(cell, most)| wrap(cell, *most, &Indent::default())).collect();
            let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
            for line in 0..height {
                let mut spans = self.indent().rest;
                for (cell, most) in wrapped.iter().zip(&widths) {
                    let text = cell.get(line).cloned().unwrap_or_default();
                    let missing = most.saturating_sub(text.width()) + 2;
                    spans.extend(
                        text.spans.into_iter().map(|s| if at == 0 { s.patch_style(self.theme.strong) } else { s }),
                    );
                    spans.push(Span::raw(" ".repeat(missing)));
                }
                self.lines.push(fit_line(Line::from(spans), self.most, ""));
            }
            if at == 0 {
                let rule = self.glyphs.horizontal.repeat((widths.iter().sum::<usize>() + gaps).min(self.most));
                self.lines.push(Line::styled(fit(&rule, self.most, ""), self.theme.border));
            }
        }
        self.gap = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(markdown: &str, most: usize) -> String {
        let lines = render(markdown, most, &Theme::dark(), &Glyphs::unicode());
        assert!(lines.iter().all(|line| line.width() <= most), "{lines:#?}");
        lines.iter().map(|line| line.to_string().trim_end().to_owned()).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn blocks_stand_apart_and_lists_hang() {
        insta::assert_snapshot!(text(
            "# Cycles\n\nA **cycle** keeps *itself* alive:\n\n- the first item is long enough to wrap\n- second\n  \
             1. inner one\n  2. inner two\n\n```python\na = []\na.append(a)\n```\n\n> Said once,\n> quoted.\n\n---\nEnd `gc`.",
            24
        ), @"
        Cycles

        A cycle keeps itself
        alive:

        • the first item is long
          enough to wrap
        • second
          1. inner one
          2. inner two

          a = []
          a.append(a)

        ▎ Said once, quoted.

        ────────────────────────

        End gc.
        ");
    }

    #[test]
    fn a_session_of_another_version_says_so() {
        let quoted = text("```python 3.10 setup\n>>> ring(10)\n20\n```\n\n```python after\n>>> x\n1\n```", 40);
        assert_eq!(quoted, "  >>> ring(10)  (in 3.10)\n  20\n\n  >>> x\n  1");
    }

    #[test]
    fn tables_give_way() {
        insta::assert_snapshot!(text("| call | returns |\n|---|---|\n| `gc.collect()` | the number of unreachable objects |", 30), @"
        call          returns
        ──────────────────────────────
        gc.collect()  the number of
                      unreachable
                      objects
        ");
    }

    #[test]
    fn hostile_text_is_harmless() {
        assert_eq!(text("a\u{1b}[31mb\n\n```\n\u{202e}x\n```", 40), "a\\x1b[31mb\n\n  \\u202ex");
        for width in 1..12 {
            let _ = text("- - - > deep\n\n| a | b |\n|--|--|\n| c | d |\n\n    code code code code", width.max(9));
        }
    }
}
