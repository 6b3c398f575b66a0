//! An author's mistake: where it stands, what is wrong, and how to mend it.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

/// A lesson file's name and text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    pub name: Arc<str>,
    pub text: Arc<str>,
}

/// One mistake in a lesson file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub source: Source,
    /// The bytes that the carets stand under.
    pub span: Range<usize>,
    /// What is wrong, a sentence without a full stop.
    pub title: String,
    /// A few words beside the caret.
    pub label: String,
    /// How to mend it.
    pub remedy: String,
}

impl Source {
    #[must_use]
    pub fn new(name: &str, text: &str) -> Self {
        Self { name: name.into(), text: text.into() }
    }

    /// The byte at which a line and column (both from 1, in characters) begin.
    #[must_use]
    pub fn byte_at(&self, line: usize, column: usize) -> usize {
        let start: usize = self.text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let text = self.text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or("");
        start + text.char_indices().nth(column.saturating_sub(1)).map_or(text.len(), |(at, _)| at)
    }

    /// Line and column (both from 1, in characters) of a byte.
    #[must_use]
    pub fn line_and_column(&self, byte: usize) -> (usize, usize) {
        let before = self.text.get(..byte).unwrap_or(&self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|&c| c != '\n').count() + 1;
        (line, column)
    }

    /// A range that can be pointed at: inside the text, on one line and not empty where that is possible.
    fn pointable(&self, span: Range<usize>) -> Range<usize> {
        let start = self.text.floor_char_boundary(span.start.min(self.text.len()));
        let rest = self.text.get(start..).unwrap_or("");
        let line = rest.lines().next().unwrap_or("").len();
        let first = rest.chars().next().filter(|&c| c != '\n').map_or(0, char::len_utf8);
        let end = span.end.clamp(start + first, (start + line).max(start + first));
        start..self.text.ceil_char_boundary(end)
    }
}

impl Diagnostic {
    /// A mistake in `source`; `remedy` says how to mend it.
    #[must_use]
    pub fn new(source: &Source, span: Range<usize>, title: &str, label: &str, remedy: &str) -> Self {
        Self {
            source: source.clone(),
            span: source.pointable(span),
            title: title.to_owned(),
            label: label.to_owned(),
            remedy: remedy.to_owned(),
        }
    }

    /// Line and column (both from 1, in characters).
    #[must_use]
    pub fn position(&self) -> (usize, usize) {
        self.source.line_and_column(self.span.start)
    }

    /// Title, file with line and column, the line with its carets, the remedy; without colours.
    #[must_use]
    pub fn render(&self) -> String {
        self.render_with(&Renderer::plain())
    }

    /// The same with terminal colours.
    #[must_use]
    pub fn render_styled(&self) -> String {
        self.render_with(&Renderer::styled())
    }

    fn render_with(&self, renderer: &Renderer) -> String {
        let annotation = AnnotationKind::Primary.span(self.span.clone()).label(&self.label);
        let snippet = Snippet::source(&*self.source.text).path(&*self.source.name).annotation(annotation);
        let group = Level::ERROR.primary_title(&self.title).element(snippet);
        let mut report: Vec<Group<'_>> = vec![group];
        if !self.remedy.is_empty() {
            report.push(Group::with_title(Level::HELP.secondary_title(&self.remedy)));
        }
        renderer.clone().decor_style(DecorStyle::Ascii).render(&report)
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render())
    }
}

/// The word of `known` that `word` was probably meant to be.
#[must_use]
pub fn closest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let scored =
        known.into_iter().map(|candidate| (distance(&word.to_lowercase(), &candidate.to_lowercase()), candidate));
    let limit = (word.chars().count() / 3).max(1) + 1;
    scored.filter(|(d, _)| *d <= limit).min_by_key(|(d, _)| *d).map(|(_, candidate)| candidate)
}

/// Insertions, deletions and replacements that turn one word into the other.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (cell, to) in row.iter_mut().skip(1).zip(&b) {
            let replaced = diagonal + usize::from(from != *to);
            diagonal = *cell;
            left = replaced.min(diagonal + 1).min(left + 1);
            *cell = left;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_misses_are_recognised() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(closest("tilte", ["title", "text"]), Some("title"));
        assert_eq!(closest("zzzz", ["title", "text"]), None);
    }

    #[test]
    fn places_and_bytes_agree() {
        let source = Source::new("x", "ab\n\u{e9}\u{e9}c\n");
        let byte = source.byte_at(2, 3);
        assert_eq!(source.text.get(byte..=byte), Some("c"));
        assert_eq!(source.line_and_column(byte), (2, 3));
        assert_eq!(source.byte_at(9, 9), source.text.len());
    }

    #[test]
    fn a_caret_at_the_very_end_can_be_drawn() {
        let source = Source::new("x.ron", "(\n");
        let d = Diagnostic::new(&source, 99..120, "ends too early", "here", "close it");
        assert!(d.render().contains("x.ron"));
    }
}
