//! The palette: `:` and a command's name, with completion.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::open_at;
use crate::tui::backend::BackendCommand;
use crate::tui::commands::{self, Argument, Command, Context};
use crate::tui::line_input::LineInput;
use crate::tui::panes::draw_lines;
use crate::tui::state::State;
use crate::tui::text::{self, Indent, fit_line, span, wrap};
use crate::tui::theme::Theme;

/// Rows of suggestions.
const ROWS: usize = 8;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Palette {
    pub input: LineInput,
    /// The selected suggestion; `None` runs what is typed.
    pub selected: Option<usize>,
}

/// One suggestion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What the line reads when it is taken.
    pub line: String,
    /// How the argument is written.
    pub argument: String,
    pub help: String,
    pub key: String,
}

/// What a palette line asks for.
pub enum Meaning<'a> {
    Screen(&'static Command, &'a str),
    Backend(&'a str),
    Unknown(&'a str),
    Nothing,
}

impl Palette {
    /// What fits what is typed: names first, then an argument's values.
    #[must_use]
    pub fn entries(&self, backend: &[BackendCommand], context: Context) -> Vec<Entry> {
        let typed = self.input.text().trim_start();
        let Some((name, argument)) = typed.split_once(' ') else { return names(typed, backend, context) };
        let argument = argument.trim_start();
        let (values, help): (Vec<String>, String) =
            if let Some(command) = commands::find(name).filter(|c| c.in_palette()) {
                let values = match command.argument {
                    Argument::OneOf(words) => words.iter().map(|word| (*word).to_owned()).collect(),
                    _ => Vec::new(),
                };
                (values, command.help.to_owned())
            } else if let Some(command) = backend.iter().find(|command| command.name == name) {
                (command.values.clone(), command.help.clone())
            } else {
                return Vec::new();
            };
        // An argument that may have several parts is completed in its last one.
        let (before, part) = argument.rsplit_once(' ').map_or(("", argument), |(before, part)| (before, part));
        let fitting = values.into_iter().filter(|value| value.starts_with(part));
        let line = |value: String| {
            if before.is_empty() { format!("{name} {value}") } else { format!("{name} {before} {value}") }
        };
        fitting
            .map(|value| Entry { line: line(value), argument: String::new(), help: help.clone(), key: String::new() })
            .collect()
    }

    /// The line to run: the selected suggestion, or else what is typed.
    #[must_use]
    pub fn line(&self, backend: &[BackendCommand], context: Context) -> String {
        let chosen = self.selected.and_then(|at| self.entries(backend, context).into_iter().nth(at));
        chosen.map_or_else(|| self.input.text().trim().to_owned(), |entry| entry.line)
    }

    /// Tab: what all suggestions agree on; when that is typed already, the next suggestion.
    pub fn complete(&mut self, backend: &[BackendCommand], context: Context) {
        let entries = self.entries(backend, context);
        let Some(first) = entries.first() else { return };
        if let [only] = entries.as_slice() {
            let needs_more = !only.argument.is_empty();
            self.input.set(&if needs_more { format!("{} ", only.line) } else { only.line.clone() });
            self.selected = None;
            return;
        }
        let agreed = entries.iter().skip(1).fold(first.line.as_str(), |agreed, entry| {
            let same =
                agreed.chars().zip(entry.line.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
            agreed.get(..same).unwrap_or("")
        });
        if agreed.len() > self.input.text().len() {
            self.input.set(agreed);
            self.selected = None;
        } else {
            self.select(1, entries.len());
        }
    }

    pub fn select(&mut self, by: isize, count: usize) {
        if count == 0 {
            self.selected = None;
            return;
        }
        let at = match self.selected {
            None if by > 0 => 0,
            None => count - 1,
            Some(at) => (at.cast_signed() + by).rem_euclid(count.cast_signed()).unsigned_abs(),
        };
        self.selected = Some(at);
    }

    /// What stands below a line that nothing completes: how the command is written and what it does.
    fn notes(&self, backend: &[BackendCommand], theme: &Theme) -> Vec<Span<'static>> {
        let usage = |name: &str, argument: &str, help: &str| {
            vec![
                span(&format!("{name} {argument}"), theme.key),
                span(help, theme.label),
                span("Enter runs it", theme.dim),
            ]
        };
        match meaning(self.input.text(), backend) {
            Meaning::Unknown(name) => vec![span(&format!("no command is called {name}"), theme.dim)],
            Meaning::Screen(command, argument) => match (command.argument, command.objection(argument)) {
                (_, Some(objection)) => vec![span(&objection, theme.dim)],
                (Argument::Text(text), None) => usage(command.name, text, command.help),
                (_, None) => vec![span("Enter runs it", theme.dim)],
            },
            Meaning::Backend(line) => {
                let name = line.split_whitespace().next().unwrap_or_default();
                let known = backend.iter().find(|command| command.name == name && !command.argument.is_empty());
                known.map_or_else(
                    || vec![span("Enter runs it", theme.dim)],
                    |command| usage(&command.name, &command.argument, &command.help),
                )
            }
            Meaning::Nothing => Vec::new(),
        }
    }

    pub(super) fn draw(&self, state: &State, body: Rect, buf: &mut Buffer) -> Option<Position> {
        let (paint, theme) = (state.paint(), state.paint().theme);
        let entries = self.entries(&state.backend_commands, state.base_context());
        let width = body.width.saturating_sub(4).min(90);
        let told = if entries.is_empty() { self.notes(&state.backend_commands, theme) } else { Vec::new() };
        let wrapped = |note: &Span<'static>| {
            wrap(std::slice::from_ref(note), usize::from(width.saturating_sub(4)), &Indent::blank(2))
        };
        let notes: Vec<Line<'static>> = told.iter().flat_map(wrapped).collect();
        let rows = entries.len().max(notes.len()).clamp(1, ROWS);
        let height = u16::try_from(rows).unwrap_or(1) + 3;
        let area = Rect { x: body.x + (body.width - width) / 2, y: body.y + 1, width, height: height.min(body.height) };
        let inner = open_at(area, "Command", None, paint, buf);
        let cells = usize::from(inner.width);
        let mut lines = vec![Line::from(vec![Span::styled(":", theme.prompt), span(self.input.text(), theme.text)])];
        let first = self.selected.map_or(0, |at| (at + 1).saturating_sub(ROWS));
        for (at, entry) in entries.iter().enumerate().skip(first).take(ROWS) {
            let chosen = self.selected == Some(at);
            let name = if entry.argument.is_empty() {
                entry.line.clone()
            } else {
                format!("{} {}", entry.line, entry.argument)
            };
            let sign = if chosen { paint.glyphs.cursor_row } else { " " };
            let style = if chosen { theme.selected } else { theme.text };
            let line = Line::from(vec![
                Span::styled(format!("{sign} "), theme.marker),
                Span::styled(paint.pad(&name, 24.min(cells / 3)), theme.key.patch(style)),
                Span::styled(paint.pad(&entry.key, 8), theme.label.patch(style)),
                Span::styled(entry.help.clone(), theme.label.patch(style)),
            ]);
            lines.push(fit_line(line, cells, paint.glyphs.ellipsis));
        }
        lines.extend(notes);
        draw_lines(&lines, inner, buf);
        let column = 1 + text::width(&text::visible(self.input.before()));
        Some(Position::new(inner.x + u16::try_from(column.min(cells.saturating_sub(1))).ok()?, inner.y))
    }
}

fn names(typed: &str, backend: &[BackendCommand], context: Context) -> Vec<Entry> {
    let ours = commands::table().filter(|command| command.in_palette()).map(|command| Entry {
        line: command.name.to_owned(),
        argument: match command.argument {
            Argument::None => String::new(),
            Argument::OneOf(words) => words.join("|"),
            Argument::Text(name) => name.to_owned(),
        },
        help: command.help.to_owned(),
        key: command.keys_in(context).first().map(|key| (*key).to_owned()).unwrap_or_default(),
    });
    let theirs = backend.iter().map(|command| Entry {
        line: command.name.clone(),
        argument: command.argument.clone(),
        help: command.help.clone(),
        key: String::new(),
    });
    let mut fitting: Vec<Entry> = theirs.chain(ours).filter(|entry| entry.line.starts_with(typed)).collect();
    fitting.sort_by(|a, b| a.line.cmp(&b.line));
    fitting
}

/// Finds out what a line asks for. A name may be shortened as long as only one command fits.
#[must_use]
pub fn meaning<'a>(line: &'a str, backend: &[BackendCommand]) -> Meaning<'a> {
    let line = line.trim().trim_start_matches(':').trim_start();
    let (name, argument) = line.split_once(' ').map_or((line, ""), |(name, argument)| (name, argument.trim()));
    if name.is_empty() {
        return Meaning::Nothing;
    }
    if let Some(command) = commands::find(name).filter(|command| command.in_palette()) {
        return Meaning::Screen(command, argument);
    }
    if backend.iter().any(|command| command.name == name) {
        return Meaning::Backend(line);
    }
    let mut short = commands::table().filter(|command| command.in_palette() && command.name.starts_with(name));
    match (short.next(), short.next(), backend.iter().any(|command| command.name.starts_with(name))) {
        (Some(command), None, false) => Meaning::Screen(command, argument),
        _ => Meaning::Unknown(name),
    }
}
