//! Lines of several outputs put into rows: equal lines stand beside each other. Pure.

/// A row: the number of its line in each column, where it has one.
pub(crate) type Row = Vec<Option<usize>>;

/// Comparisons that the exact search may cost; longer outputs are paired line by line.
const MOST: usize = 16_000_000;

/// The rows of all columns. Each column is laid beside the one before it.
pub(crate) fn align(columns: &[Vec<String>]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        if at == 0 {
            rows = (0..column.len()).map(|line| vec![Some(line)]).collect();
            continue;
        }
        // What the column is compared with: for each row, the text that stands furthest to the right.
        let known: Vec<&str> = rows.iter().map(|row| latest(columns, row)).collect();
        rows = laid_beside(&rows, &matches(&known, &refs(column)), column.len(), at);
    }
    rows
}

fn refs(lines: &[String]) -> Vec<&str> {
    lines.iter().map(String::as_str).collect()
}

fn latest<'a>(columns: &'a [Vec<String>], row: &Row) -> &'a str {
    let found = row.iter().enumerate().rev().find_map(|(column, line)| columns.get(column)?.get((*line)?));
    found.map_or("", String::as_str)
}

/// Adds a column: matched lines to their rows; what lies between two matches is paired from the top.
fn laid_beside(rows: &[Row], matched: &[(usize, usize)], lines: usize, width: usize) -> Vec<Row> {
    let mut out = Vec::new();
    let (mut row, mut line) = (0, 0);
    let ends = matched.iter().copied().chain([(rows.len(), lines)]);
    for (next_row, next_line) in ends {
        while row < next_row || line < next_line {
            let mut laid = if row < next_row { rows[row].clone() } else { vec![None; width] };
            laid.push((line < next_line).then_some(line));
            out.push(laid);
            row = (row + 1).min(next_row);
            line = (line + 1).min(next_line);
        }
        if next_row < rows.len() && next_line < lines {
            let mut laid = rows[next_row].clone();
            laid.push(Some(next_line));
            out.push(laid);
            (row, line) = (next_row + 1, next_line + 1);
        }
    }
    out
}

/// A longest common subsequence, as pairs of positions in order.
pub(crate) fn matches(a: &[&str], b: &[&str]) -> Vec<(usize, usize)> {
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (left, right) = (&a[head..], &b[head..]);
    let tail = left.iter().rev().zip(right.iter().rev()).take_while(|(x, y)| x == y).count();
    let (left, right) = (&left[..left.len() - tail], &right[..right.len() - tail]);
    let mut found: Vec<(usize, usize)> = (0..head).map(|i| (i, i)).collect();
    if left.len().saturating_mul(right.len()) <= MOST {
        found.extend(longest(left, right).into_iter().map(|(i, j)| (i + head, j + head)));
    } else {
        let pairs = left.iter().zip(right).enumerate().filter(|(_, (x, y))| x == y);
        found.extend(pairs.map(|(i, _)| (i + head, i + head)));
    }
    found.extend((0..tail).map(|i| (a.len() - tail + i, b.len() - tail + i)));
    found
}

fn longest(a: &[&str], b: &[&str]) -> Vec<(usize, usize)> {
    // best[i][j]: the length of a longest common subsequence of a[i..] and b[j..].
    let wide = b.len() + 1;
    let mut best = vec![0_u32; (a.len() + 1) * wide];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            best[i * wide + j] = if a[i] == b[j] {
                best[(i + 1) * wide + j + 1] + 1
            } else {
                best[(i + 1) * wide + j].max(best[i * wide + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut found = Vec::new();
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            found.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if best[(i + 1) * wide + j] >= best[i * wide + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(text: &str) -> Vec<String> {
        text.chars().map(String::from).collect()
    }

    fn shown(columns: &[&str]) -> Vec<String> {
        let columns: Vec<Vec<String>> = columns.iter().map(|c| column(c)).collect();
        let cell = |(at, line): (usize, &Option<usize>)| line.map_or("-", |line| columns[at][line].as_str());
        align(&columns).iter().map(|row| row.iter().enumerate().map(cell).collect()).collect()
    }

    #[test]
    fn equal_lines_stand_beside_each_other() {
        assert_eq!(shown(&["abc", "abc"]), ["aa", "bb", "cc"]);
        assert_eq!(shown(&["abc", "axc"]), ["aa", "bx", "cc"]);
        assert_eq!(shown(&["ac", "abc"]), ["aa", "-b", "cc"]);
        assert_eq!(shown(&["abc", "ac", "abc"]), ["aaa", "b-b", "ccc"]);
        assert_eq!(shown(&["", "ab"]), ["-a", "-b"]);
        assert_eq!(shown(&["abcd", ""]), ["a-", "b-", "c-", "d-"]);
    }

    #[test]
    fn every_line_stands_in_one_row_and_in_order() {
        for columns in [["abcabc", "cabacb", "bbca"], ["xyz", "abc", "zyx"], ["aaaa", "aa", "aaa"]] {
            let texts: Vec<Vec<String>> = columns.iter().map(|c| column(c)).collect();
            let rows = align(&texts);
            for (at, text) in texts.iter().enumerate() {
                let lines: Vec<usize> = rows.iter().filter_map(|row| row[at]).collect();
                assert_eq!(lines, (0..text.len()).collect::<Vec<_>>(), "{columns:?}");
            }
        }
    }
}
