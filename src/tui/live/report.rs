//! The tables as plain text: for `:` commands, and for the prompt without a screen.

use std::fmt::Write as _;

use super::tables::Moment;
use crate::session::Session;
use crate::tui::model::{GenerationPane, Home, Mark, ObjectRow, Refcount, Window};

/// Rows of a table at most.
const ROWS: usize = 200;

/// The table of that name; `None` when there is none.
#[must_use]
pub(crate) fn table(session: &Session, name: &str, argument: &str) -> Option<String> {
    let moment = Moment::of(session);
    let all = Window::top(0, ROWS);
    Some(match name {
        "objects" => objects(&moment.objects(session, all).rows, session.picture().rows.len()),
        "generations" => generations(&moment.generations(session, &[all])),
        "garbage" => {
            let rows = moment.garbage(session, all).rows;
            let lines: Vec<String> = rows.iter().map(|row| format!("{}: {}", row.label, row.reason)).collect();
            if lines.is_empty() { "gc.garbage is empty.".to_owned() } else { lines.join("\n") }
        }
        "finalizers" => {
            let rows = moment.finalizers(session, Window::bottom(0, ROWS)).rows;
            let line =
                |row: &crate::tui::model::FinalizerLine| format!("{}. {}  <- {}", row.number, row.text, row.cause);
            let lines: Vec<String> = rows.iter().map(line).collect();
            if lines.is_empty() { "No finalizer has run.".to_owned() } else { lines.join("\n") }
        }
        "why" => why(session, argument),
        _ => return None,
    })
}

/// Who holds an object.
fn why(session: &Session, path: &str) -> String {
    if path.is_empty() {
        return "Say of what: why NAME, such as why a.other.".to_owned();
    }
    let Some(id) = session.object_at(path) else { return format!("{path} leads to no object.") };
    let facts = session.facts(id);
    let mut text = match facts.count {
        crate::session::facts::Count::Immortal => {
            return format!("{path} is a {}, immortal: its references are not counted.", facts.type_name);
        }
        crate::session::facts::Count::Counted(count) => {
            let plural = if count == 1 { "" } else { "s" };
            format!("{path} is a {} with {count} reference{plural}:", facts.type_name)
        }
    };
    for holder in session.holders(id) {
        let _ = write!(text, "\n  {} from {}", holder.times, holder.text);
    }
    text
}

fn objects(rows: &[ObjectRow], total: usize) -> String {
    let header = ["object", "type", "refs", "change", "where", "held by", "marks"].map(str::to_owned);
    let mut cells = vec![header.to_vec()];
    for row in rows {
        let holders: Vec<String> = row
            .holders
            .iter()
            .map(|h| if h.times > 1 { format!("{} x{}", h.text, h.times) } else { h.text.clone() })
            .collect();
        let marks = [
            (Mark::New, "new"),
            (Mark::Freed, "freed"),
            (Mark::Unreachable, "unreachable"),
            (Mark::Finalized, "finalized"),
        ];
        let marks: Vec<&str> = marks.iter().filter(|(mark, _)| row.marks.has(*mark)).map(|(_, text)| *text).collect();
        cells.push(vec![
            row.label.clone(),
            row.type_name.clone(),
            match row.refcount {
                Refcount::Count(count) => count.to_string(),
                Refcount::Immortal => "immortal".to_owned(),
            },
            if row.delta == 0 { String::new() } else { format!("{:+}", row.delta) },
            match &row.home {
                Home::Generation(n) => format!("gen {n}"),
                Home::Space(name) => name.clone(),
                Home::Frozen => "frozen".to_owned(),
                Home::Untracked => "untracked".to_owned(),
            },
            holders.join(", "),
            marks.join(" "),
        ]);
    }
    if cells.len() == 1 {
        return "No objects of yours are in memory.".to_owned();
    }
    let mut text = aligned(&cells);
    if total > rows.len() {
        let _ = write!(text, "\n{} further objects", total - rows.len());
    }
    text
}

fn generations(panes: &[GenerationPane]) -> String {
    let mut text = String::new();
    for pane in panes {
        let _ = write!(
            text,
            "{}{}: count {} of {}, {} collections, {} of your objects",
            if text.is_empty() { "" } else { "\n" },
            pane.name,
            pane.count,
            pane.threshold,
            pane.collections,
            pane.objects.total
        );
        if let Some(note) = &pane.note {
            let _ = write!(text, " ({note})");
        }
        let labels: Vec<&str> = pane.objects.rows.iter().take(20).map(|row| row.label.as_str()).collect();
        if !labels.is_empty() {
            let more = if pane.objects.total > labels.len() { ", ..." } else { "" };
            let _ = write!(text, "\n  {}{more}", labels.join(", "));
        }
    }
    text
}

/// A cell that is wider than this makes its column no wider.
const WIDEST: usize = 60;

/// Columns side by side, each as wide as its widest cell.
fn aligned(cells: &[Vec<String>]) -> String {
    let columns = cells.first().map_or(0, Vec::len);
    let width = |at: usize| {
        cells.iter().filter_map(|row| row.get(at)).map(|c| c.chars().count()).max().unwrap_or(0).min(WIDEST)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let line = |row: &Vec<String>| {
        let mut text = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            let _ = write!(text, "{cell:width$}  ");
        }
        text.trim_end().to_owned()
    };
    cells.iter().map(line).collect::<Vec<_>>().join("\n")
}
