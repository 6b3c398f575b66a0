//! Going about in time: moments have numbers from 1 over the whole session, and are found by phase, by statement, and by
//! what happened to an object.

use super::Session;
use super::moments::{Mark, Moment};
use super::picture::Identity;
use crate::memory::journal::{Event, Fact};

/// Forwards or backwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Forward,
    Back,
}

/// What is looked for in an object's life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Born,
    Freed,
    /// Its count changed.
    Count,
    Finalized,
    /// The collector began or ceased to follow it, or moved it to another list.
    Moved,
}

impl Session {
    /// How many moments all statements have.
    pub fn moments(&mut self) -> usize {
        (0..self.count()).map(|at| self.events_of(at)).sum()
    }

    fn events_of(&mut self, statement: usize) -> usize {
        self.told(statement).map_or(0, |told| told.events)
    }

    /// The number of a moment, from 1.
    pub fn number_of(&mut self, moment: Moment) -> usize {
        (0..moment.statement).map(|at| self.events_of(at)).sum::<usize>() + moment.event + 1
    }

    /// The moment with this number; the nearest there is.
    pub fn moment_number(&mut self, number: usize) -> Option<Moment> {
        let mut left = number.saturating_sub(1);
        let mut last = None;
        for statement in 0..self.count() {
            let events = self.events_of(statement);
            if left < events {
                return Some(Moment { statement, event: left });
            }
            left -= events;
            if events > 0 {
                last = Some(Moment { statement, event: events - 1 });
            }
        }
        last
    }

    /// The first moment of a statement, or of the nearest one in that way that has any.
    pub fn start_of(&mut self, statement: usize, way: Way) -> Option<Moment> {
        let mut at = statement;
        while at < self.count() {
            if self.events_of(at) > 0 {
                return Some(Moment { statement: at, event: 0 });
            }
            at = match way {
                Way::Forward => at + 1,
                Way::Back => at.checked_sub(1)?,
            };
        }
        None
    }

    /// The last moment of all.
    pub fn last_moment(&mut self) -> Option<Moment> {
        let last = self.count().checked_sub(1)?;
        let Moment { statement, .. } = self.start_of(last, Way::Back)?;
        Some(Moment { statement, event: self.events_of(statement) - 1 })
    }

    /// The next event.
    pub fn step_event(&mut self, from: Moment, way: Way) -> Option<Moment> {
        match way {
            Way::Forward if from.event + 1 < self.events_of(from.statement) => {
                Some(Moment { event: from.event + 1, ..from })
            }
            Way::Forward => self.start_of(from.statement + 1, Way::Forward),
            Way::Back => match from.event.checked_sub(1) {
                Some(event) => Some(Moment { event, ..from }),
                None => {
                    let Moment { statement, .. } = self.start_of(from.statement.checked_sub(1)?, Way::Back)?;
                    Some(Moment { statement, event: self.events_of(statement) - 1 })
                }
            },
        }
    }

    /// The next phase of a collection, finalizer, or beginning of a statement.
    pub fn step_phase(&mut self, from: Moment, way: Way) -> Option<Moment> {
        let marks: Vec<usize> = self.told(from.statement)?.marks().iter().map(|(event, _)| *event).collect();
        let within = match way {
            Way::Forward => marks.into_iter().find(|event| *event > from.event),
            Way::Back => marks.into_iter().rev().find(|event| *event < from.event),
        };
        match (within, way) {
            (Some(event), _) => Some(Moment { event, ..from }),
            (None, Way::Forward) => self.start_of(from.statement + 1, Way::Forward),
            (None, Way::Back) if from.event > 0 => Some(Moment { event: 0, ..from }),
            (None, Way::Back) => {
                let before = self.start_of(from.statement.checked_sub(1)?, Way::Back)?;
                let last = self.told(before.statement)?.marks().last().map_or(0, |(event, _)| *event);
                Some(Moment { event: last, ..before })
            }
        }
    }

    /// The beginning of the next statement; backwards, first of this one.
    pub fn step_statement(&mut self, from: Moment, way: Way) -> Option<Moment> {
        match way {
            Way::Forward => self.start_of(from.statement + 1, Way::Forward),
            Way::Back if from.event > 0 => Some(Moment { event: 0, ..from }),
            Way::Back => self.start_of(from.statement.checked_sub(1)?, Way::Back),
        }
    }

    /// When something last happened to an object before a moment (`Back`), or happens next after it.
    pub fn when(&mut self, object: Identity, what: What, from: Moment, way: Way) -> Option<Moment> {
        let statements: Vec<usize> = match way {
            Way::Forward => (from.statement..self.count()).collect(),
            Way::Back => (0..=from.statement).rev().collect(),
        };
        for statement in statements {
            let log = self.log(statement)?;
            let happened = |event: &usize| {
                let Some(record) = log.records.get(*event) else { return false };
                let subject = match record.fact {
                    Fact::Event(fact) if record.births[0] == object.birth => Some(fact),
                    _ => None,
                };
                match what {
                    What::Born => matches!(subject, Some(Event::Allocated(_))),
                    What::Freed => matches!(subject, Some(Event::Freed(_))),
                    What::Finalized => matches!(subject, Some(Event::Finalized(_))),
                    What::Moved => {
                        matches!(subject, Some(Event::Tracked(_) | Event::Untracked(_) | Event::Moved { .. }))
                    }
                    What::Count => log.changes(*event).iter().any(|change| change.birth == object.birth),
                }
            };
            let here = statement == from.statement;
            let found = match way {
                Way::Forward => {
                    let first = if here { from.event + 1 } else { 0 };
                    (first..log.records.len()).find(happened)
                }
                Way::Back => {
                    let end = if here { from.event } else { log.records.len() };
                    (0..end.min(log.records.len())).rev().find(happened)
                }
            };
            if let Some(event) = found {
                return Some(Moment { statement, event });
            }
        }
        None
    }

    /// The phase of a collection in which a moment lies, with the event at which it began.
    pub fn phase_at(&mut self, moment: Moment) -> Option<(usize, Mark)> {
        let told = self.told(moment.statement)?;
        let marks = told.marks();
        let before = marks.partition_point(|(event, _)| *event <= moment.event);
        let inside = marks.get(..before)?.iter().rev().find(|(_, mark)| *mark != Mark::Finalizer)?;
        // The end of a collection is its last stop.
        match inside {
            (event, Mark::CollectionEnd) if *event != moment.event => None,
            found => Some(*found),
        }
    }
}
