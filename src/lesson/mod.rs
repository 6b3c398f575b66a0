//! Lessons: the RON format, goals, progress.
