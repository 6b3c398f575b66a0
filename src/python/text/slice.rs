//! Slices: what `start`, `stop` and `step` mean for a sequence of a given length.

use super::error::{TextError, TextResult};

/// A slice fitted to a sequence: `len` indexes, from `start` by `step`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fitted {
    pub start: i64,
    /// As `slice.indices` returns it.
    pub stop: i64,
    pub step: i64,
    pub len: usize,
}

/// Fits a slice to a sequence, as `PySlice_Unpack` and `PySlice_AdjustIndices` do. Ends out of range are clamped.
pub fn fit(start: Option<i64>, stop: Option<i64>, step: Option<i64>, length: usize) -> TextResult<Fitted> {
    let length = i64::try_from(length).unwrap_or(i64::MAX);
    // The most negative step is cut so that it can be negated.
    let step = step.unwrap_or(1).max(-i64::MAX);
    if step == 0 {
        return Err(TextError::value("slice step cannot be zero"));
    }
    // Backwards, the ends lie one before each item.
    let (lowest, highest) = if step < 0 { (-1, length - 1) } else { (0, length) };
    let clamp = |index: i64| {
        let index = if index < 0 { index.saturating_add(length) } else { index };
        index.clamp(lowest, highest.max(lowest))
    };
    let start = start.map_or(if step < 0 { highest } else { lowest }, clamp);
    let stop = stop.map_or(if step < 0 { lowest } else { highest }, clamp);
    let span = if step < 0 { start - stop } else { stop - start };
    let len = if span <= 0 { 0 } else { (span - 1) / step.abs() + 1 };
    Ok(Fitted { start, stop, step, len: usize::try_from(len).unwrap_or(0) })
}

impl Fitted {
    /// The indexes, in order.
    pub fn indexes(self) -> impl Iterator<Item = usize> {
        let index = move |n: usize| self.start + i64::try_from(n).unwrap_or(0) * self.step;
        (0..self.len).map(move |n| usize::try_from(index(n)).unwrap_or(0))
    }
}

/// The position that an index means: negative ones count from the end; `None` out of range.
#[must_use]
pub fn position(index: i64, length: usize) -> Option<usize> {
    let from_end = if index < 0 { index.checked_add(i64::try_from(length).ok()?)? } else { index };
    usize::try_from(from_end).ok().filter(|position| *position < length)
}

/// `start` and `end` of `str.find` and others: clamped, and `start` may lie beyond `end`.
#[must_use]
pub fn window(start: Option<i64>, end: Option<i64>, length: usize) -> (usize, usize) {
    let limit = i64::try_from(length).unwrap_or(i64::MAX);
    let from_front = |index: i64| if index < 0 { index.saturating_add(limit).max(0) } else { index };
    let end = end.map_or(limit, |end| from_front(end).min(limit));
    let start = start.map_or(0, from_front);
    (usize::try_from(start).unwrap_or(usize::MAX), usize::try_from(end).unwrap_or(length))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fitted(start: Option<i64>, stop: Option<i64>, step: Option<i64>, length: usize) -> (i64, i64, i64, usize) {
        let f = fit(start, stop, step, length).unwrap();
        (f.start, f.stop, f.step, f.len)
    }

    #[test]
    fn slices_fit_any_length() {
        assert_eq!(fitted(None, None, None, 5), (0, 5, 1, 5));
        assert_eq!(fitted(None, None, Some(-1), 5), (4, -1, -1, 5));
        assert_eq!(fitted(Some(-2), None, None, 5), (3, 5, 1, 2));
        assert_eq!(fitted(Some(9), Some(1), Some(-2), 5), (4, 1, -2, 2));
        assert_eq!(fitted(Some(i64::MIN), Some(i64::MAX), Some(i64::MAX), 5), (0, 5, i64::MAX, 1));
        assert_eq!(fitted(None, None, Some(i64::MIN), 0), (-1, -1, -i64::MAX, 0));
        assert_eq!(fit(None, None, Some(0), 5).map_err(|e| e.message), Err("slice step cannot be zero".into()));
    }

    #[test]
    fn positions() {
        assert_eq!(position(-1, 3), Some(2));
        assert_eq!(position(-4, 3), None);
        assert_eq!(position(3, 3), None);
        assert_eq!(window(Some(4), None, 3), (4, 3));
        assert_eq!(window(Some(-2), Some(-1), 3), (1, 2));
    }
}
