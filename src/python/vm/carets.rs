//! The source lines of a traceback's entry and the carets under them, by the rules of `Lib/traceback.py` (3.13) and
//! `Python/traceback.c` (3.11, 3.12). Knows nothing of the heap.

use std::collections::BTreeSet;

use unicode_width::UnicodeWidthChar;

use crate::python::ast::{Expr, ExprKind, Stmt, StmtKind};
use crate::python::behaviour::Marks;
use crate::python::code::Position;
use crate::python::compile::Mode;
use crate::python::dialect::Dialect;
use crate::python::parse;
use crate::python::parse::lines::Lines;

/// A place in lines: line and column in characters, both from 0.
type Place = (usize, usize);

/// What is called or indexed is told from the brackets, an operator from its operands: `~~~^^^`, `~~^~~`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Anchors {
    left_end: Place,
    right_start: Place,
}

/// The lines below `File "…", line …`, each with its end, indented by four.
#[must_use]
pub(super) fn marked_source(source: &[&str], position: Position, marks: Marks, dialect: &Dialect) -> String {
    let Some(first) = source.first() else { return String::new() };
    if first.trim().is_empty() && source.iter().all(|line| line.trim().is_empty()) {
        return String::new();
    }
    match marks {
        Marks::None => format!("    {}\n", first.trim()),
        Marks::Line => one_line(first, position, dialect),
        Marks::Stretch => stretch(source, position, dialect),
    }
}

/// 3.11, 3.12: the first line only; operators and brackets of items are told apart, calls are not.
fn one_line(line: &str, position: Position, dialect: &Dialect) -> String {
    let shown = line.trim();
    let mut out = format!("    {shown}\n");
    let indent = line.chars().take_while(|c| c.is_whitespace()).count();
    let start = chars_before(line, position.col).max(indent) - indent;
    let one = position.end_line == position.line;
    let end = if one { chars_before(line, position.end_col).max(indent) - indent } else { shown.chars().count() };
    if end <= start {
        return out;
    }
    let segment: String = shown.chars().skip(start).take(end - start).collect();
    let anchors = if one { anchors(&segment, dialect, false) } else { None };
    if anchors.is_none() && end - start == shown.chars().count() {
        return out;
    }
    let marks = (start..end).map(|column| match anchors {
        Some(a) if column - start >= a.left_end.1 && column - start < a.right_start.1 => '^',
        Some(_) => '~',
        None => '^',
    });
    out.push_str(&format!("    {}{}\n", " ".repeat(start), marks.collect::<String>()));
    out
}

/// From 3.13: `format_frame_summary`, with all lines that matter.
fn stretch(source: &[&str], position: Position, dialect: &Dialect) -> String {
    let lines = dedented(source);
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return String::new() };
    let dedent = source.first().map_or(0, |s| s.trim_end().chars().count()).saturating_sub(first.chars().count());
    let start = chars_before(source.first().unwrap_or(&""), position.col).saturating_sub(dedent);
    let end = chars_before(source.last().unwrap_or(&""), position.end_col).saturating_sub(dedent);
    let segment = cut(&lines, start, end);
    let anchors = anchors(&segment, dialect, true);
    let carets = shows_carets(&lines, start, end, anchors, dialect);
    let (shown_start, shown_end) = (width(first, start), width(last, end));
    let shift = |place: Place| if place.0 == 0 { (0, place.1 + start) } else { place };
    let anchors = anchors.map(|a| {
        let shown = |place: Place| (place.0, width(lines.get(place.0).map_or("", String::as_str), place.1));
        (shown(shift(a.left_end)), shown(shift(a.right_start)))
    });
    let mut out = Vec::new();
    let put = |number: usize, out: &mut Vec<String>| {
        let Some(line) = lines.get(number) else { return };
        out.push(line.clone());
        if !carets {
            return;
        }
        let spaces = line.chars().take_while(|c| c.is_whitespace()).count();
        let until = if number + 1 == lines.len() { shown_end } else { width(line, line.chars().count()) };
        let marks = (0..until).map(|column| {
            if column < spaces || (number == 0 && column < shown_start) {
                return ' ';
            }
            match anchors {
                Some((left, right)) if (number, column) >= left && (number, column) < right => '^',
                Some(_) => '~',
                None => '^',
            }
        });
        out.push(marks.collect());
    };
    let mut before = None;
    for number in significant(lines.len(), anchors) {
        if let Some(before) = before {
            match number - before {
                2 => put(number - 1, &mut out),
                skipped @ 3.. => out.push(format!("...<{} lines>...", skipped - 1)),
                _ => {}
            }
        }
        put(number, &mut out);
        before = Some(number);
    }
    let out: Vec<&str> = out.iter().map(String::as_str).collect();
    dedented(&out).iter().map(|line| format!("    {line}\n")).collect()
}

/// The first and last line and those around the anchors.
fn significant(count: usize, anchors: Option<(Place, Place)>) -> BTreeSet<usize> {
    let mut lines = BTreeSet::from([0, count.saturating_sub(1)]);
    if let Some((left, right)) = anchors {
        for at in [left.0, right.0] {
            lines.extend((at.saturating_sub(1)..=at + 1).filter(|line| *line < count));
        }
    }
    lines
}

/// `textwrap.dedent`, and without white space at the ends.
fn dedented(source: &[&str]) -> Vec<String> {
    let lead = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let mut common: Option<&str> = None;
    for line in source.iter().filter(|line| !line.trim().is_empty()) {
        let margin = line.get(..lead(line)).unwrap_or_default();
        common = Some(match common {
            None => margin,
            Some(so_far) => {
                let same = so_far.bytes().zip(margin.bytes()).take_while(|(a, b)| a == b).count();
                so_far.get(..same).unwrap_or_default()
            }
        });
    }
    let margin = common.map_or(0, str::len);
    source.iter().map(|line| line.trim_end().get(margin..).unwrap_or_default().to_owned()).collect()
}

fn chars_before(line: &str, byte: u32) -> usize {
    line.char_indices().take_while(|(at, _)| *at < byte as usize).count()
}

/// Columns that the first `chars` characters take.
fn width(line: &str, chars: usize) -> usize {
    if line.is_ascii() {
        return chars;
    }
    line.chars().take(chars).map(|c| if c.width() == Some(2) { 2 } else { 1 }).sum()
}

/// The text between two columns of the first and the last line.
fn cut(lines: &[String], start: usize, end: usize) -> String {
    let mut out = String::new();
    for (number, line) in lines.iter().enumerate() {
        let from = if number == 0 { start } else { 0 };
        let to = if number + 1 == lines.len() { end } else { usize::MAX };
        if number > 0 {
            out.push('\n');
        }
        out.extend(line.chars().enumerate().filter(|(i, _)| *i >= from && *i < to).map(|(_, c)| c));
    }
    out
}

/// `_extract_caret_anchors_from_line_segment`.
fn anchors(segment: &str, dialect: &Dialect, calls: bool) -> Option<Anchors> {
    let wrapped = format!("(\n{segment}\n)");
    let tree = parse::expression(&wrapped, &Lines::of(&wrapped), dialect).ok()?;
    let lines: Vec<Vec<char>> = segment.split('\n').map(|line| line.chars().collect()).collect();
    let texts: Vec<&str> = segment.split('\n').collect();
    let place = |line: u32, col: u32| -> Option<Place> {
        let line = (line as usize).checked_sub(2)?;
        Some((line, chars_before(texts.get(line)?, col)))
    };
    let end_of = |expr: &Expr| place(expr.at.end_line, expr.at.end_col);
    match &tree.kind {
        ExprKind::BinOp { left, right, .. } => {
            let (line, col) = find(&lines, end_of(left)?, |c| !c.is_whitespace() && c != ')')?;
            let right_starts = place(right.at.line, right.at.col)?;
            let next = lines.get(line)?.get(col + 1).copied();
            let two =
                next.is_some_and(|c| !c.is_whitespace() && c != '\\' && c != '#') && (line, col + 1) < right_starts;
            Some(Anchors { left_end: (line, col), right_start: (line, col + if two { 2 } else { 1 }) })
        }
        ExprKind::Subscript { value, .. } => {
            Some(Anchors { left_end: find(&lines, end_of(value)?, |c| c == '[')?, right_start: end_of(&tree)? })
        }
        ExprKind::Call { func, .. } if calls => {
            Some(Anchors { left_end: find(&lines, end_of(func)?, |c| c == '(')?, right_start: end_of(&tree)? })
        }
        _ => None,
    }
}

/// The first fitting character from a place on, over line ends, continuations and comments.
fn find(lines: &[Vec<char>], (mut line, mut col): Place, fits: impl Fn(char) -> bool) -> Option<Place> {
    loop {
        match lines.get(line)?.get(col) {
            None | Some('\\' | '#') => {
                line += 1;
                col = 0;
            }
            Some(c) if fits(*c) => return Some((line, col)),
            Some(_) => col += 1,
        }
    }
}

/// `_should_show_carets`: not under a whole line, `return f(…)` and `x = f(…)`.
fn shows_carets(lines: &[String], start: usize, end: usize, anchors: Option<Anchors>, dialect: &Dialect) -> bool {
    let text = lines.join("\n");
    if let Ok(tree) = parse::module(&text, &Lines::of(&text), Mode::Exec, dialect) {
        let Some(first) = tree.body.first() else { return false };
        let whole = |value: &Expr| {
            value.at.line == 1
                && value.at.end_line as usize == lines.len()
                && value.at.col as usize == start
                && value.at.end_col as usize == end
        };
        if plain_call(first).is_some_and(whole) {
            return false;
        }
    }
    let before = lines.first().is_some_and(|line| line.chars().take(start).any(|c| !c.is_whitespace()));
    let after = lines.last().is_some_and(|line| line.chars().skip(end).any(|c| !c.is_whitespace()));
    anchors.is_some() || before || after
}

/// The call in `return name(…)` or `name = …(…)`.
fn plain_call(statement: &Stmt) -> Option<&Expr> {
    let name = |expr: &Expr| matches!(expr.kind, ExprKind::Name(_));
    match &statement.kind {
        StmtKind::Return(Some(value)) => match &value.kind {
            ExprKind::Call { func, .. } if name(func) => Some(value),
            _ => None,
        },
        StmtKind::Assign { targets, value } => match (targets.as_slice(), &value.kind) {
            ([target], ExprKind::Call { .. }) if name(target) => Some(value),
            _ => None,
        },
        _ => None,
    }
}
