//! A session as a document: Markdown to read, an asciicast to play.

use std::fmt::Write as _;

use super::graph::{Attention, Graph, export};
use super::{Cause, Session, Statement, Stream};

/// What can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The graph, for Graphviz.
    Dot,
    /// The graph, as a picture.
    Svg,
    /// The graph, for Mermaid.
    Mermaid,
    /// The session, to be read.
    Markdown,
    /// The session, to be played (`asciinema play`).
    Asciicast,
}

impl Format {
    pub const ALL: [(&'static str, Self); 5] = [
        ("dot", Self::Dot),
        ("svg", Self::Svg),
        ("mermaid", Self::Mermaid),
        ("markdown", Self::Markdown),
        ("asciicast", Self::Asciicast),
    ];

    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(known, _)| *known == name).map(|(_, format)| format)
    }

    /// How its files end.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Dot => "dot",
            Self::Svg => "svg",
            Self::Mermaid => "mmd",
            Self::Markdown => "md",
            Self::Asciicast => "cast",
        }
    }
}

impl Session {
    /// This session, or its graph, in a format.
    #[must_use]
    pub fn export(&self, format: Format, attention: &Attention) -> String {
        let graph = || -> Graph { self.graph(attention) };
        match format {
            Format::Dot => export::dot(&graph()),
            Format::Svg => export::svg(&graph()),
            Format::Mermaid => export::mermaid(&graph()),
            Format::Markdown => self.markdown(),
            Format::Asciicast => self.asciicast(),
        }
    }

    fn markdown(&self) -> String {
        let mut out = format!("# A session in CPython {}\n", self.version());
        if !self.setup().trim().is_empty() {
            // Writing to a String cannot fail.
            let _ = write!(out, "\nIt begins with:\n\n{}", fenced("python", self.setup()));
        }
        for (at, statement) in self.statements().iter().enumerate() {
            let _ = write!(out, "\n## Statement {}\n\n{}", at + 1, fenced("pycon", &typed(statement)));
            for run in &statement.outcome.collections {
                let asked = if run.asked { "asked for" } else { "automatic" };
                let _ =
                    writeln!(out, "\n- a collection of generation {} ({asked}) found {}", run.generation, run.found);
            }
            for run in &statement.outcome.finalizers {
                let cause = match &run.cause {
                    Cause::CountReachedZero { label, .. } => format!("the count of {label} reached 0"),
                    Cause::Collection { number, generation } => {
                        format!("collection {number} of generation {generation}")
                    }
                };
                let _ = writeln!(out, "\n- {} ran: {cause}", run.what);
            }
        }
        out
    }

    /// Version 2 of asciinema's format: a header, then a line for each piece of output with its time.
    fn asciicast(&self) -> String {
        const LETTER: f64 = 0.045;
        const LINE: f64 = 0.4;
        let mut out = format!(
            "{{\"version\": 2, \"width\": 100, \"height\": 30, \"title\": {}}}\n",
            json(&format!("gcscope, CPython {}", self.version()))
        );
        let mut time = 0.5;
        let mut print = |time: f64, text: &str| {
            let _ = writeln!(out, "[{time:.3}, \"o\", {}]", json(text));
        };
        for statement in self.statements() {
            for (at, line) in statement.source.trim_end().lines().enumerate() {
                print(time, if at == 0 { ">>> " } else { "... " });
                for letter in line.chars() {
                    time += LETTER;
                    print(time, &harmless(&letter.to_string()));
                }
                time += LINE;
                print(time, "\r\n");
            }
            for (_, text) in &statement.outcome.written {
                print(time, &harmless(text).replace('\n', "\r\n"));
            }
            time += LINE;
        }
        print(time, ">>> ");
        out
    }
}

/// The statement as it was typed, and what was printed.
fn typed(statement: &Statement) -> String {
    let mut text = String::new();
    for (at, line) in statement.source.trim_end().lines().enumerate() {
        let prompt = if at == 0 { ">>>" } else { "..." };
        let _ = writeln!(text, "{}", format!("{prompt} {line}").trim_end());
    }
    for (stream, output) in &statement.outcome.written {
        match stream {
            Stream::Stdout | Stream::Stderr => text.push_str(output),
        }
    }
    text
}

/// A fenced block whose fence is longer than any in the text.
fn fenced(language: &str, text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}{language}\n{}\n{fence}\n", text.trim_end_matches('\n'))
}

/// Without what would move a terminal's cursor.
fn harmless(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' && c != '\t' { '\u{fffd}' } else { c }).collect()
}

fn json(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::Version;

    #[test]
    fn a_session_is_written_in_every_format() {
        let mut session = Session::new(Version::V3_13);
        session.submit("def f():\n    return '``` \\x1b'\n");
        session.submit("l = [f()]; l.append(l); l[0]");
        let text = |format| session.export(format, &Attention::default());
        assert!(
            text(Format::Markdown).contains("````pycon\n>>> def f():\n...     return"),
            "{}",
            text(Format::Markdown)
        );
        let cast = text(Format::Asciicast);
        assert!(cast.starts_with("{\"version\": 2") && cast.contains("\"o\", \">>> \"]"));
        assert!(!cast.contains('\u{1b}'));
        assert!(text(Format::Dot).contains("digraph") && text(Format::Mermaid).contains("flowchart"));
        assert!(text(Format::Svg).contains("<svg"));
    }
}
