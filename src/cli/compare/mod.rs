//! `gcscope compare FILE --python 2.7,3.13`: the outputs of one program in several CPythons side by side, and under each
//! difference the choice that explains it.
//!
//! Exit statuses: 0 when all versions print the same, 1 when they do not.

mod explain;
pub(super) mod table;

use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

use super::capture::{Captured, Program, run};
use super::{on_deep_stack, print, refuse};
use crate::memory::Version;
use crate::python::choices::{Choice, Choices};
use crate::tui::text::align;
use explain::{Difference, Reason, reasons};
use table::{Table, wrapped};

/// The columns of a terminal that does not say how many it has.
const USUAL: usize = 80;

pub(super) fn compare(file: &Path, versions: &[Version]) -> ExitCode {
    let source = match std::fs::read(file) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(error) => return refuse(&format!("can't open file '{}': {error}", file.display())),
    };
    let mut versions = versions.to_vec();
    versions.dedup();
    if versions.len() < 2 {
        return refuse("compare needs two versions at least, such as --python 2.7,3.13");
    }
    let program = Program { name: file.to_string_lossy().into_owned(), source };
    on_deep_stack(move || {
        // A mixture of choices that cannot be may panic; that is not worth a message.
        std::panic::set_hook(Box::new(|_| {}));
        let comparison = Comparison::of(program, versions);
        print(&comparison.render(terminal_width()));
        if comparison.same() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    })
}

/// How wide the terminal is: what `COLUMNS` says, or the terminal itself.
pub(super) fn terminal_width() -> usize {
    let said = std::env::var("COLUMNS").ok().and_then(|text| text.parse().ok());
    let seen = || ratatui::crossterm::terminal::size().ok().map(|(columns, _)| usize::from(columns));
    said.or_else(seen).filter(|columns| *columns >= 20).unwrap_or(USUAL)
}

/// One program in several versions.
struct Comparison {
    program: Program,
    versions: Vec<Version>,
    outputs: Vec<Captured>,
}

impl Comparison {
    fn of(program: Program, versions: Vec<Version>) -> Self {
        let outputs = versions.iter().map(|version| run(&program, Choices::of(*version))).collect();
        Self { program, versions, outputs }
    }

    fn same(&self) -> bool {
        self.outputs.windows(2).all(|pair| pair[0].lines == pair[1].lines)
    }

    fn render(&self, cells: usize) -> String {
        let titles: Vec<String> = self.versions.iter().map(ToString::to_string).collect();
        let columns: Vec<Vec<String>> = self.outputs.iter().map(|o| o.lines.clone()).collect();
        let rows = align(&columns);
        let table = Table { titles: &titles, columns: &columns, rows: &rows };
        let explained: Vec<Explained> = (1..self.versions.len()).map(|at| self.explain(&table, at)).collect();
        let mut said = Vec::new();
        let mut text = table.render(cells, |row| {
            let whys = |row: usize| -> Vec<Why> { explained.iter().filter_map(|pair| pair.why(row)).collect() };
            let reasons = whys(row);
            // Rows that differ for the same reasons stand together, with the reasons below the last.
            if reasons == whys(row + 1) {
                return Vec::new();
            }
            reasons.iter().flat_map(|why| why.paragraph(cells, &mut said)).collect()
        });
        let differing = (0..rows.len()).filter(|row| table.differs(*row)).count();
        let _ = match differing {
            0 => writeln!(text, "\nAll print the same."),
            1 => writeln!(text, "\n1 line differs."),
            n => writeln!(text, "\n{n} lines differ."),
        };
        text
    }

    /// Why the version at `column` differs from the one before it, for each row where it does.
    fn explain(&self, table: &Table<'_>, column: usize) -> Explained {
        let versions = (self.versions[column - 1], self.versions[column]);
        let outputs = (&self.outputs[column - 1], &self.outputs[column]);
        let rows: Vec<usize> =
            (0..table.rows.len()).filter(|row| table.text(*row, column - 1) != table.text(*row, column)).collect();
        let cell = |row: usize, column: usize| table.rows.get(row)?.get(column).copied().flatten();
        let differences: Vec<Difference> =
            rows.iter().map(|row| Difference { old: cell(*row, column - 1), new: cell(*row, column) }).collect();
        let reasons =
            if rows.is_empty() { Vec::new() } else { reasons(&self.program, versions, outputs, &differences) };
        Explained { versions, reasons: rows.into_iter().zip(reasons).collect() }
    }
}

/// The reasons between two versions, by row.
struct Explained {
    versions: (Version, Version),
    reasons: Vec<(usize, Reason)>,
}

impl Explained {
    /// Why this row differs, if it does.
    fn why(&self, row: usize) -> Option<Why> {
        let (_, reason) = self.reasons.iter().find(|(at, _)| *at == row)?;
        let choices = match reason {
            Reason::One(choice) => vec![*choice],
            Reason::Together(choices) => choices.clone(),
            Reason::Unknown => Vec::new(),
        };
        Some(Why { versions: self.versions, choices })
    }
}

/// The choices behind a difference; none where none was found.
struct Why {
    versions: (Version, Version),
    choices: Vec<&'static Choice>,
}

impl PartialEq for Why {
    fn eq(&self, other: &Self) -> bool {
        let paths = |why: &Self| why.choices.iter().map(|c| c.path).collect::<Vec<_>>();
        self.versions == other.versions && paths(self) == paths(other)
    }
}

impl Why {
    /// What is chosen, and how on either side; once a choice was explained, its name is enough.
    fn paragraph(&self, cells: usize, said: &mut Vec<((Version, Version), &'static str)>) -> Vec<String> {
        let (old, new) = self.versions;
        let lead = format!("    {old} → {new}: ");
        if self.choices.is_empty() {
            return wrapped("several choices together; no single one makes this difference.", cells, &lead, "      ");
        }
        let mut out = Vec::new();
        for choice in &self.choices {
            let mut what = choice.what();
            let known = said.contains(&(self.versions, choice.path));
            if known {
                what.push_str(" (as above)");
            }
            out.extend(wrapped(&what, cells, &lead, "      "));
            if known {
                continue;
            }
            said.push((self.versions, choice.path));
            for version in [old, new] {
                if let Some(way) = choice.way_of(version) {
                    out.extend(wrapped(&way, cells, &format!("      {:<8}", version.to_string()), "              "));
                }
            }
            out.extend(wrapped(&format!("[{}]", choice.path), cells, "      ", "      "));
        }
        out
    }
}
