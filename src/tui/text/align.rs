//! Lines of several outputs put into rows: equal lines stand beside each other. Pure.

/// A row: the number of its line in each column, where it has one.
pub type Row = Vec<Option<usize>>;

/// Comparisons that the exact search may cost; longer outputs are paired line by line.
const MOST: usize = 16_000_000;

/// The rows of all columns. Each column is laid beside the one before it.
#[must_use]
pub fn align(columns: &[Vec<String>]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        if at == 0 {
            rows = (0..column.len()).map(|line| vec![Some(line)]).collect();
            continue;
        }
        // What the column is compared with: for each row, the text that stands furthest to the right.
        let known: Vec<&str> = rows.iter().map(|row| latest(columns, row)).collect();
        let lines = refs(column);
        let pairs = with_likely(&known, &lines, matches(&known, &lines));
        rows = laid_beside(&rows, &pairs, column.len(), at);
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

/// Adds to the pairs of equal lines pairs of lines that say the same with other values: between two matches as many as
/// there can be, those that have the most words in common.
fn with_likely(a: &[&str], b: &[&str], matched: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    const MOST_LINES: usize = 300;
    let mut found = Vec::new();
    let (mut i, mut j) = (0, 0);
    for (next_i, next_j) in matched.into_iter().chain([(a.len(), b.len())]) {
        let (left, right) = (&a[i..next_i], &b[j..next_j]);
        if left.len().max(right.len()) <= MOST_LINES {
            found.extend(likeliest(left, right).into_iter().map(|(x, y)| (i + x, j + y)));
        }
        if next_i < a.len() && next_j < b.len() {
            found.push((next_i, next_j));
        }
        (i, j) = (next_i + 1, next_j + 1);
    }
    found
}

/// The best pairing in order: each pair counts, and counts more the more alike its lines are.
fn likeliest(a: &[&str], b: &[&str]) -> Vec<(usize, usize)> {
    let words = |line: &&str| -> Vec<String> {
        line.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
    };
    let (left, right): (Vec<_>, Vec<_>) = (a.iter().map(words).collect(), b.iter().map(words).collect());
    let alike = |i: usize, j: usize| {
        let common = left[i].iter().filter(|w| right[j].contains(w)).count();
        1 + 200 * common / (left[i].len() + right[j].len()).max(1)
    };
    let wide = b.len() + 1;
    let mut best = vec![0_usize; (a.len() + 1) * wide];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            let paired = best[(i + 1) * wide + j + 1] + alike(i, j);
            best[i * wide + j] = paired.max(best[(i + 1) * wide + j]).max(best[i * wide + j + 1]);
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut found = Vec::new();
    while i < a.len() && j < b.len() {
        if best[i * wide + j] == best[(i + 1) * wide + j + 1] + alike(i, j) {
            found.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if best[i * wide + j] == best[(i + 1) * wide + j] {
            i += 1;
        } else {
            j += 1;
        }
    }
    found
}

/// Adds a column: paired lines to their rows; what lies between two pairs is laid together from the top.
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
#[must_use]
pub fn matches(a: &[&str], b: &[&str]) -> Vec<(usize, usize)> {
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
