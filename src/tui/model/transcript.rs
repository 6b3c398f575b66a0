//! The lines above the prompt, as the interactive interpreter prints them.

use super::window::{Window, Windowed};

/// What a line of the transcript is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TranscriptKind {
    /// The first line of a statement: shown after `>>> `.
    Input,
    /// A further line of a statement: shown after `... `.
    Continuation,
    Stdout,
    /// Tracebacks and what the collector's debug flags print.
    Stderr,
    /// The learner's mistake, with a caret.
    Diagnostic,
    /// gcscope speaking: the answer to a `:` command, what undo took back.
    Note,
}

/// One line, without its newline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TranscriptLine {
    pub kind: TranscriptKind,
    pub text: String,
}

/// A transcript under construction: what a backend keeps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Transcript {
    lines: Vec<TranscriptLine>,
}

impl Transcript {
    /// Adds text of one kind, split into lines; a newline at the end opens no further line.
    pub fn push(&mut self, kind: TranscriptKind, text: &str) {
        let text = text.strip_suffix('\n').unwrap_or(text);
        self.lines.extend(text.split('\n').map(|line| TranscriptLine { kind, text: line.to_owned() }));
    }

    /// Adds a statement as it was typed.
    pub fn push_input(&mut self, source: &str) {
        for (at, line) in source.trim_end_matches('\n').split('\n').enumerate() {
            let kind = if at == 0 { TranscriptKind::Input } else { TranscriptKind::Continuation };
            self.lines.push(TranscriptLine { kind, text: line.to_owned() });
        }
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Takes back everything after the first `len` lines: undo.
    pub fn truncate(&mut self, len: usize) {
        self.lines.truncate(len);
    }

    /// Forgets the oldest lines so that at most `most` are kept.
    pub fn keep_last(&mut self, most: usize) {
        let surplus = self.lines.len().saturating_sub(most);
        self.lines.drain(..surplus);
    }

    #[must_use]
    pub fn view(&self, window: Window) -> Windowed<TranscriptLine> {
        Windowed::cut(&self.lines, window)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_becomes_lines() {
        let mut transcript = Transcript::default();
        transcript.push_input("if a:\n    b\n\n");
        transcript.push(TranscriptKind::Stdout, "1\n\n2\n");
        let kinds: Vec<_> = transcript.lines.iter().map(|line| (line.kind, line.text.as_str())).collect();
        assert_eq!(
            kinds,
            [
                (TranscriptKind::Input, "if a:"),
                (TranscriptKind::Continuation, "    b"),
                (TranscriptKind::Stdout, "1"),
                (TranscriptKind::Stdout, ""),
                (TranscriptKind::Stdout, "2"),
            ]
        );
        transcript.truncate(2);
        assert_eq!(transcript.len(), 2);
        transcript.keep_last(1);
        assert_eq!(transcript.view(Window::bottom(0, 5)).rows[0].text, "    b");
    }
}
