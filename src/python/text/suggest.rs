//! "Did you mean: 'x'?": the nearest name by edit distance, by the rules of `Python/suggestions.c`.

/// A list of names this long is not searched.
const MAX_CANDIDATES: usize = 750;
/// Names that differ over more bytes than this are not compared.
const MAX_BYTES: usize = 40;
/// The price of an insertion, a deletion or a substitution.
const MOVE_COST: usize = 2;
/// The price of a change of case.
const CASE_COST: usize = 1;

/// The candidate nearest to a wrong name, if any is near enough; the first of equals.
#[must_use]
pub fn suggest<'a>(wrong: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let candidates: Vec<&str> = candidates.into_iter().collect();
    if candidates.len() >= MAX_CANDIDATES {
        return None;
    }
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        if candidate == wrong {
            // The attribute that is missing may be listed all the same.
            continue;
        }
        // At most a third of the letters may need a change, and fewer than in the best match so far.
        let mut most = (wrong.len() + candidate.len() + 3) * MOVE_COST / 6;
        if let Some((distance, _)) = best {
            let Some(less) = distance.checked_sub(1) else { break };
            most = most.min(less);
        }
        let distance = distance(wrong.as_bytes(), candidate.as_bytes(), most);
        if distance <= most {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Levenshtein's distance with the prices above; anything beyond `most` once it cannot be reached.
fn distance(a: &[u8], b: &[u8], most: usize) -> usize {
    let (a, b) = without_common_ends(a, b);
    if a.is_empty() || b.is_empty() {
        return (a.len() + b.len()) * MOVE_COST;
    }
    if a.len() > MAX_BYTES || b.len() > MAX_BYTES {
        return most + 1;
    }
    let (short, long) = if b.len() < a.len() { (b, a) } else { (a, b) };
    if (long.len() - short.len()) * MOVE_COST > most {
        return most + 1;
    }
    // One row of the matrix, updated in place: the cost of turning what was read of `long` into each prefix of `short`.
    let mut row: Vec<usize> = (1..=short.len()).map(|n| n * MOVE_COST).collect();
    let mut result = 0;
    for (index, letter) in long.iter().enumerate() {
        let mut diagonal = index * MOVE_COST;
        result = diagonal;
        let mut least = usize::MAX;
        for (cost, other) in row.iter_mut().zip(short) {
            let substituted = diagonal + substitution(*letter, *other);
            diagonal = *cost;
            result = substituted.min(result.min(diagonal) + MOVE_COST);
            *cost = result;
            least = least.min(result);
        }
        if least > most {
            return most + 1;
        }
    }
    result
}

fn substitution(a: u8, b: u8) -> usize {
    if a == b {
        0
    } else if a.eq_ignore_ascii_case(&b) {
        CASE_COST
    } else {
        MOVE_COST
    }
}

fn without_common_ends<'a>(mut a: &'a [u8], mut b: &'a [u8]) -> (&'a [u8], &'a [u8]) {
    while let ([x, a_rest @ ..], [y, b_rest @ ..]) = (a, b)
        && x == y
    {
        (a, b) = (a_rest, b_rest);
    }
    while let ([a_rest @ .., x], [b_rest @ .., y]) = (a, b)
        && x == y
    {
        (a, b) = (a_rest, b_rest);
    }
    (a, b)
}

/// 3.13 and later offer `_private` attributes only for a wrong name that starts with `_` itself (or on `self`).
#[must_use]
pub fn hides_underscored(wrong: &str) -> bool {
    !wrong.starts_with('_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_offered() {
        assert_eq!(suggest("vlaue", ["name", "value", "values"]), Some("value"));
        assert_eq!(suggest("NAME", ["name"]), None);
        assert_eq!(suggest("Count", ["count"]), Some("count"));
        assert_eq!(suggest("x", ["y", "xy"]), Some("xy"));
        assert_eq!(suggest("abc", ["xyz", "abc"]), None);
        assert_eq!(suggest("colect", ["collect", "collected"]), Some("collect"));
        assert_eq!(suggest("x", []), None);
    }
}
