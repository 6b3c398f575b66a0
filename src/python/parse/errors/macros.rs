//! How a rule of the error-finding parser tries its parts.

/// Takes the match or gives up this alternative.
macro_rules! want {
    ($e:expr) => {
        match $e? {
            Some(found) => found,
            None => return Ok(None),
        }
    };
}
pub(super) use want;

/// Tries an alternative and returns its match.
macro_rules! first {
    ($parser:expr, $rule:expr) => {
        if let Some(found) = $parser.alt($rule)? {
            return Ok(Some(found));
        }
    };
}
pub(super) use first;
