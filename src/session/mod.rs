//! One learner's run.
