//! Outputs side by side as text: columns as wide as the terminal allows, differing rows marked, what explains them
//! below. Pure.

use crate::tui::text::Row;
use crate::tui::text::{pieces, width};

/// Narrower columns are no use: then each row lists its texts one below the other.
const NARROWEST: usize = 16;
/// The marks of rows that differ and of those that do not.
const DIFFERS: &str = "≠ ";
const SAME: &str = "  ";
const BETWEEN: &str = " │ ";

/// What stands side by side.
pub(crate) struct Table<'a> {
    pub titles: &'a [String],
    pub columns: &'a [Vec<String>],
    pub rows: &'a [Row],
}

impl Table<'_> {
    pub(crate) fn text(&self, row: usize, column: usize) -> Option<&str> {
        let line = (*self.rows.get(row)?.get(column)?)?;
        self.columns.get(column)?.get(line).map(String::as_str)
    }

    /// Whether the columns do not all have the same line here.
    pub(crate) fn differs(&self, row: usize) -> bool {
        let first = self.text(row, 0);
        first.is_none() || (1..self.columns.len()).any(|column| self.text(row, column) != first)
    }

    /// The whole table in lines of at most `cells`; `below` says what follows a row that differs.
    pub(crate) fn render(&self, cells: usize, mut below: impl FnMut(usize) -> Vec<String>) -> String {
        let count = self.columns.len().max(1);
        let column = cells.saturating_sub(2 + 3 * (count - 1)) / count;
        let beside = column >= NARROWEST;
        let mut out = Vec::new();
        if beside {
            out.push(line(SAME, self.titles.iter().map(|t| padded(t, column))));
            out.push(format!("──{}", vec!["─".repeat(column); count].join("─┼─")));
        }
        for row in 0..self.rows.len() {
            let differs = self.differs(row);
            if beside {
                self.beside(row, column, differs, &mut out);
            } else {
                self.listed(row, cells, differs, &mut out);
            }
            if differs {
                out.extend(below(row));
            }
        }
        out.iter().map(|line| format!("{}\n", line.trim_end())).collect()
    }

    fn beside(&self, row: usize, column: usize, differs: bool, out: &mut Vec<String>) {
        let cells: Vec<Vec<String>> = (0..self.columns.len())
            .map(|at| self.text(row, at).map(|text| pieces(text, column)).unwrap_or_default())
            .collect();
        for part in 0..cells.iter().map(Vec::len).max().unwrap_or(0) {
            let mark = if differs { DIFFERS } else { SAME };
            let texts = cells.iter().map(|cell| padded(cell.get(part).map_or("", String::as_str), column));
            out.push(line(mark, texts));
        }
    }

    /// A row as a list: what is the same stands once; of what differs each text with the titles that have it.
    fn listed(&self, row: usize, cells: usize, differs: bool, out: &mut Vec<String>) {
        if !differs {
            let text = self.text(row, 0).unwrap_or_default();
            out.extend(pieces(text, cells - 2).into_iter().map(|piece| format!("{SAME}{piece}")));
            return;
        }
        let mut texts: Vec<(Option<&str>, Vec<&str>)> = Vec::new();
        for (at, title) in self.titles.iter().enumerate() {
            let text = self.text(row, at);
            match texts.iter_mut().find(|(known, _)| *known == text) {
                Some((_, titles)) => titles.push(title),
                None => texts.push((text, vec![title])),
            }
        }
        for (text, titles) in texts {
            let titles = format!("{DIFFERS}{}:", titles.join(", "));
            out.extend(wrapped(&titles, cells, "", "    "));
            out.extend(
                pieces(text.unwrap_or("(nothing)"), cells - 6).into_iter().map(|piece| format!("      {piece}")),
            );
        }
    }
}

fn line(mark: &str, cells: impl Iterator<Item = String>) -> String {
    format!("{mark}{}", cells.collect::<Vec<_>>().join(BETWEEN))
}

fn padded(text: &str, cells: usize) -> String {
    format!("{text}{}", " ".repeat(cells.saturating_sub(width(text))))
}

/// A paragraph in lines of at most `cells`, the first after `first`, the others after `next`.
pub(crate) fn wrapped(text: &str, cells: usize, first: &str, next: &str) -> Vec<String> {
    let mut lines = vec![first.to_owned()];
    let mut empty = true;
    for word in text.split_whitespace() {
        let Some(line) = lines.last_mut() else { break };
        if !empty && width(line) + 1 + width(word) > cells {
            lines.push(format!("{next}{word}"));
            continue;
        }
        if !empty {
            line.push(' ');
        }
        line.push_str(word);
        empty = false;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::text::align;

    fn rendered(columns: &[&str], cells: usize) -> String {
        let columns: Vec<Vec<String>> = columns.iter().map(|c| c.lines().map(str::to_owned).collect()).collect();
        let titles: Vec<String> = ["2.7", "3.10", "3.13"].iter().map(ToString::to_string).collect();
        let rows = align(&columns);
        let table = Table { titles: &titles[..columns.len()], columns: &columns, rows: &rows };
        table.render(cells, |_| vec!["    why".to_owned()])
    }

    #[test]
    fn columns_stand_side_by_side_with_differences_marked() {
        let text = rendered(&["start\n4\nend", "start\n2\nend"], 40);
        assert_eq!(
            text,
            "  2.7               │ 3.10\n\
             ────────────────────┼──────────────────\n  \
               start             │ start\n\
             ≠ 4                 │ 2\n    \
                 why\n  \
               end               │ end\n"
        );
    }

    #[test]
    fn wide_characters_keep_the_columns_straight() {
        let text = rendered(&["猫猫\nééé", "犬\nééé"], 40);
        let bars: Vec<usize> =
            text.lines().filter_map(|l| l.split_once('│').map(|(before, _)| width(before))).collect();
        assert_eq!(bars, [20, 20, 20]);
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        let long = "x".repeat(100);
        for cells in [30, 41, 60, 80, 200] {
            for line in rendered(&[&long, "short", &long], cells).lines() {
                assert!(width(line) <= cells, "{cells}: {line}");
            }
        }
    }

    #[test]
    fn many_columns_become_a_list() {
        let text = rendered(&["same\n4", "same\n2", "same\n2"], 40);
        assert_eq!(text, "  same\n≠ 2.7:\n      4\n≠ 3.10, 3.13:\n      2\n    why\n");
    }
}
