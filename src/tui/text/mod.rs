//! Text on its way to the screen: made harmless, measured, cut, wrapped and coloured.
//!
//! Every text that comes from a program, a lesson or a file goes through [`visible`]; [`span`] is the
//! short way to do so. Knows nothing of panes.

mod align;
mod highlight;
mod markdown;
mod sanitize;
mod wrap;

pub use align::{Row, align, matches};
pub use highlight::{Token, highlight, highlight_lines, tokens};
pub use markdown::{Spacing, render as markdown, render_spaced as markdown_spaced};
pub use sanitize::{visible, visible_from};
pub use wrap::{Indent, wrap};

use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

/// A styled span of a text that nobody vouches for.
pub fn span(text: &str, style: Style) -> Span<'static> {
    Span::styled(visible(text).into_owned(), style)
}

/// A line of prose in which code stands between backquotes.
#[must_use]
pub fn code_spans(text: &str, style: Style, code: Style) -> Vec<Span<'static>> {
    text.split('`').enumerate().map(|(at, part)| span(part, if at % 2 == 1 { code } else { style })).collect()
}

/// The number of cells that a text takes.
#[must_use]
pub fn width(text: &str) -> usize {
    text.width()
}

/// Cuts a text to `most` cells; what is cut ends in `ellipsis`.
#[must_use]
pub fn fit(text: &str, most: usize, ellipsis: &str) -> String {
    let text = visible(text);
    if width(&text) <= most {
        return text.into_owned();
    }
    let room = most.saturating_sub(width(ellipsis));
    let mut cut = take_cells(&text, room).to_owned();
    if width(ellipsis) <= most {
        cut.push_str(ellipsis);
    }
    cut
}

/// `text` in at most `most` cells, cut in its middle: paths that begin alike are told apart by their ends.
#[must_use]
pub fn fit_middle(text: &str, most: usize, ellipsis: &str) -> String {
    let text = visible(text);
    let all = width(&text);
    if all <= most {
        return text.into_owned();
    }
    let room = most.saturating_sub(width(ellipsis));
    let head = take_cells(&text, room / 2);
    // The shortest beginning that leaves no more than what fits behind the ellipsis.
    let rest = room - width(head);
    let ends = Span::raw(text.as_ref())
        .styled_graphemes(Style::new())
        .scan(0, |at, grapheme| {
            *at += grapheme.symbol.len();
            Some(*at)
        })
        .collect::<Vec<_>>();
    let tail = ends.into_iter().filter_map(|end| text.get(end..)).find(|tail| width(tail) <= rest).unwrap_or_default();
    fit(&format!("{head}{ellipsis}{tail}"), most, ellipsis)
}

/// [`fit`], then filled with blanks to exactly `cells`.
#[must_use]
pub fn pad(text: &str, cells: usize, ellipsis: &str) -> String {
    let mut cut = fit(text, cells, ellipsis);
    let missing = cells.saturating_sub(width(&cut));
    cut.extend(std::iter::repeat_n(' ', missing));
    cut
}

/// The longest beginning of `text` that takes at most `most` cells, whole graphemes only.
fn take_cells(text: &str, most: usize) -> &str {
    let mut used = 0;
    let mut end = 0;
    for grapheme in Span::raw(text).styled_graphemes(Style::new()) {
        used += width(grapheme.symbol);
        if used > most {
            break;
        }
        end += grapheme.symbol.len();
    }
    text.get(..end).unwrap_or(text)
}

/// A line cut into pieces of at most `cells`; an empty line is one empty piece.
#[must_use]
pub fn pieces(text: &str, cells: usize) -> Vec<String> {
    let text = visible(text);
    let mut rest: &str = &text;
    let mut found = Vec::new();
    loop {
        let mut piece = take_cells(rest, cells);
        if piece.len() == rest.len() || piece.is_empty() {
            found.push(rest.to_owned());
            return found;
        }
        // Better between words, where that does not waste half of the line.
        if let Some(blank) = piece.rfind(' ').filter(|blank| *blank > piece.len() / 2) {
            piece = piece.get(..=blank).unwrap_or(piece);
        }
        found.push(piece.to_owned());
        rest = rest.get(piece.len()..).unwrap_or_default();
    }
}

/// Cuts a styled line to `most` cells.
#[must_use]
pub fn fit_line(line: Line<'static>, most: usize, ellipsis: &str) -> Line<'static> {
    if line.width() <= most {
        return line;
    }
    let mut room = most;
    let mut spans: Vec<Span<'static>> = Vec::new();
    for span in line.spans {
        let cells = width(&span.content);
        // The last span in sight keeps a cell for the ellipsis, as something follows it.
        if cells < room {
            room -= cells;
            spans.push(span);
        } else {
            let mut cut = take_cells(&span.content, room.saturating_sub(width(ellipsis))).to_owned();
            if width(ellipsis) <= room {
                cut.push_str(ellipsis);
            }
            spans.push(Span::styled(cut, span.style));
            break;
        }
    }
    Line { spans, ..line }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_begin_alike_are_cut_apart() {
        assert_eq!(fit_middle("visit.__defaults__[0][1]", 12, "…"), "visit…[0][1]");
        assert_eq!(fit_middle("visit.__defaults__[0][1].next", 12, "…"), "visit…].next");
        assert_eq!(fit_middle("short", 12, "…"), "short");
        assert_eq!(fit_middle("日本語日本語", 5, "…"), "日…語");
        assert_eq!(fit_middle("abc", 0, "…"), "");
    }

    #[test]
    fn cutting_counts_cells_not_characters() {
        assert_eq!(fit("getrefcount", 6, "…"), "getre…");
        assert_eq!(fit("日本語", 6, "…"), "日本語");
        assert_eq!(fit("日本語", 5, "…"), "日本…");
        assert_eq!(fit("日本語", 4, "…"), "日…");
        assert_eq!(fit("ab", 0, "…"), "");
        assert_eq!(pad("日", 4, "…"), "日  ");
        assert_eq!(fit("e\u{301}e\u{301}e\u{301}", 2, "…"), "e\u{301}…");
    }

    #[test]
    fn a_line_is_cut_across_its_spans() {
        let line = Line::from(vec![Span::raw("abc"), Span::raw("defg")]);
        assert_eq!(fit_line(line.clone(), 7, "…").to_string(), "abcdefg");
        assert_eq!(fit_line(line.clone(), 5, "…").to_string(), "abcd…");
        assert_eq!(fit_line(line, 3, "…").to_string(), "ab…");
    }
}
