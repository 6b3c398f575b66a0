//! Parameters that are tuples: `def f((a, b)):`. The parser crate sees a name instead, in which the names are written
//! down; lowering reads them there.

use super::Rewriter;
use crate::python::ast::{Expr, ExprKind};
use crate::python::code::Position;

/// Before what stands for a tuple. Then `o` opens one, `c` closes it, and `n12_` is a name of twelve bytes.
const PREFIX: &str = "__gcs_tuple_";

impl Rewriter<'_> {
    /// The parameters of a `def` or `lambda` at token `i`.
    pub(super) fn parameters(&mut self, i: usize) {
        let (first, closer) = match self.text(i) {
            "def" if self.word(i + 2, "(") => (i + 3, ")"),
            "lambda" => (i + 1, ":"),
            _ => return,
        };
        let Some(end) = self.end_of_parameters(first, closer) else { return };
        let mut starts = vec![first];
        starts.extend(self.at_depth_zero(first, end, ",").into_iter().map(|comma| comma + 1));
        for start in starts {
            if start < end && self.word(start, "(") {
                self.tuple_parameter(start);
            }
        }
    }

    /// The token that ends the parameters that begin at `first`.
    fn end_of_parameters(&self, first: usize, closer: &str) -> Option<usize> {
        let mut depth = 0usize;
        for at in first..self.tokens.len() {
            match self.text(at) {
                text if depth == 0 && text == closer => return Some(at),
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => depth = depth.checked_sub(1)?,
                _ => {}
            }
        }
        None
    }

    /// What begins at token `start` becomes a name.
    pub(super) fn tuple_parameter(&mut self, start: usize) {
        let mut written = String::from(PREFIX);
        let mut depth = 0usize;
        // `(a)` is `a`: only a comma makes a tuple.
        let mut commas = vec![false];
        let mut opened = vec![written.len()];
        for at in start..self.tokens.len() {
            match self.text(at) {
                "(" => {
                    depth += 1;
                    commas.push(false);
                    opened.push(written.len());
                    written.push('o');
                }
                ")" => {
                    depth -= 1;
                    written.push('c');
                    if !commas.pop().unwrap_or(true)
                        && let Some(open) = opened.last().copied()
                    {
                        written.remove(open);
                        written.pop();
                    }
                    opened.pop();
                }
                "," => {
                    if let Some(comma) = commas.last_mut() {
                        *comma = true;
                    }
                }
                name => written.push_str(&format!("n{}_{name}", name.len())),
            }
            if depth == 0 {
                let (from, to) = (self.tokens[start].start, self.tokens[at].end);
                self.edits.push((from, to, written));
                return;
            }
        }
    }
}

/// The target that the name of a parameter stands for; `None` for an ordinary name.
pub(in crate::python::parse) fn target(name: &str, at: Position) -> Option<Expr> {
    let written = name.strip_prefix(PREFIX)?;
    let mut open: Vec<Vec<Expr>> = vec![Vec::new()];
    let mut rest = written;
    while let Some(sign) = rest.chars().next() {
        rest = &rest[1..];
        match sign {
            'o' => open.push(Vec::new()),
            'c' => {
                let items = open.pop()?;
                open.last_mut()?.push(Expr::new(at, ExprKind::Tuple(items)));
            }
            _ => {
                let (length, after) = rest.split_once('_')?;
                let (name, after) = after.split_at_checked(length.parse().ok()?)?;
                open.last_mut()?.push(Expr::new(at, ExprKind::Name(name.into())));
                rest = after;
            }
        }
    }
    open.pop()?.pop()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_names() {
        let at = Position::default();
        let Some(Expr { kind: ExprKind::Tuple(items), .. }) = target("__gcs_tuple_on1_aon1_bn3_c_dcc", at) else {
            panic!("a tuple")
        };
        assert!(matches!(&items[..], [a, inner] if matches!(&a.kind, ExprKind::Name(n) if &**n == "a")
            && matches!(&inner.kind, ExprKind::Tuple(two) if two.len() == 2)));
        assert!(target("plain", at).is_none());
    }
}
