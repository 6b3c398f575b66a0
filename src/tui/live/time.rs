//! The time machine behind the screen: which moment the panes show, and going to another one.

use std::cell::OnceCell;

use super::Tutorial;
use super::tables::Moment as Tables;
use crate::session::Session;
use crate::session::graph::{Attention, Graph};
use crate::session::microscope::Narration;
use crate::session::moments::{Mark, Moment};
use crate::session::picture::Identity;
use crate::session::timeline::{Way, What};
use crate::session::why::Trials;
use crate::tui::backend::{Direction, Journey, ObjectChoice, Turn};
use crate::tui::model::{Notice, RulerMark, Segment, TimeView, Transcript};

/// A moment being looked at.
pub(super) struct Visit {
    pub(super) moment: Moment,
    /// The session as it was there.
    pub(super) session: Session,
    pub(super) told: Narration,
    pub(super) view: TimeView,
    pub(super) transcript: Transcript,
    pub(super) tables: OnceCell<Tables>,
}

/// Statements on either side of the present one that the ruler shows.
const AROUND: usize = 10;
/// Marks of one statement on the ruler.
const MARKS: usize = 64;

impl Tutorial {
    /// The session that the panes show: as it was, while a moment of the past is visited.
    pub(super) fn shown(&self) -> &Session {
        self.visit.as_ref().map_or(&self.place.live.session, |visit| &visit.session)
    }

    /// Back to the present; typing continues there.
    pub(super) fn leave_the_past(&mut self) {
        if self.visit.take().is_some() {
            self.look_again();
        }
    }

    pub(super) fn travel(&mut self, journey: &Journey) {
        let from = self.visit.as_ref().map(|visit| visit.moment);
        let session = &mut self.place.live.session;
        let Some(last) = session.last_moment() else {
            return self.say(Notice::info("Nothing has happened yet: type a statement first"));
        };
        // From the present the way back begins behind the last event.
        let here = from.unwrap_or(Moment { event: last.event + 1, ..last });
        let to = match journey {
            Journey::Enter if from.is_some() => return self.leave_the_past(),
            Journey::Enter => Some(last),
            Journey::Leave => return self.leave_the_past(),
            Journey::Turn(turn, direction) => {
                let way = way_of(*direction);
                match turn {
                    Turn::Event => session.step_event(here, way),
                    Turn::Phase => session.step_phase(here, way),
                    Turn::Statement => session.step_statement(here, way),
                }
            }
            Journey::First => session.start_of(0, Way::Forward),
            Journey::Last => Some(last),
            Journey::Number(number) => session.moment_number(*number),
            Journey::When(what, object) => return self.look_for(*what, object, here),
            Journey::Fork => return self.fork(),
        };
        match to {
            Some(moment) => self.visit(moment),
            None if matches!(journey, Journey::Turn(_, Direction::Next)) => {
                self.say(Notice::info("This is the last event: Esc leads back to the present"));
            }
            None => self.say(Notice::info("There is nothing before this")),
        }
    }

    /// Shows a moment.
    pub(super) fn visit(&mut self, moment: Moment) {
        let session = &mut self.place.live.session;
        let Some(past) = session.at(moment) else {
            return self.say(Notice::warning("This moment cannot be shown: its statement was interrupted"));
        };
        let told = session.narrate(moment, &past);
        let view = view(session, moment, &told);
        let transcript = self.transcript_of(&past);
        self.visit = Some(Visit { moment, session: past, told, view, transcript, tables: OnceCell::new() });
    }

    /// What had been typed and printed at that moment.
    fn transcript_of(&self, past: &Session) -> Transcript {
        let mut transcript = Transcript::default();
        for statement in past.statements() {
            Self::tell_into(&mut transcript, statement);
        }
        transcript
    }

    /// "When was this freed?": backwards from here; and if it has not happened yet, forwards.
    fn look_for(&mut self, what: What, object: &ObjectChoice, here: Moment) {
        let Some(identity) = self.chosen(object) else {
            return self.say(Notice::info(match object {
                ObjectChoice::Path(path) => format!(
                    "There is no {path} at this moment: go to one where there is, or take its number, such as #7"
                ),
                ObjectChoice::Numbered(_) => {
                    "Say of which object: `:when freed NAME`, or select a row of the refcounts".to_owned()
                }
            }));
        };
        let session = &mut self.place.live.session;
        let found =
            session.when(identity, what, here, Way::Back).or_else(|| session.when(identity, what, here, Way::Forward));
        match found {
            Some(moment) => {
                self.visit(moment);
                let later = if moment > here { "later" } else { "earlier" };
                self.say(Notice::success(format!("#{}: {} {later}", identity.birth, what_text(what))));
            }
            None => {
                self.say(Notice::info(format!("#{}: it was not {} in any statement", identity.birth, what_text(what))));
            }
        }
    }

    /// The graph of the moment shown.
    pub(super) fn graph_around(&self, chosen: Option<crate::tui::model::ObjectId>) -> Graph {
        self.moment().graph(self.shown(), self.attention(chosen))
    }

    /// What a graph points out: what the event of the moment is about, or the chosen object.
    pub(super) fn attention(&self, chosen: Option<crate::tui::model::ObjectId>) -> Attention {
        let shown = self.shown();
        let chosen = chosen.and_then(|id| {
            let birth = u32::try_from(id.0).ok()?;
            shown.picture().rows.iter().map(|row| row.identity).find(|identity| identity.birth == birth)
        });
        let (lit, edge) = self.visit.as_ref().map_or((Vec::new(), None), |v| (v.told.lit.clone(), v.told.edge));
        // Of a large memory, the neighbourhood of what the event is about.
        let chosen = lit.iter().copied().find(|one| shown.picture().row_of(*one).is_some()).or(chosen);
        Attention { chosen, lit, edge }
    }

    /// The answer to "why is this alive?", at the moment shown.
    pub(super) fn why_text(&mut self, object: &ObjectChoice) -> (String, String) {
        let Some(identity) = self.chosen(object) else {
            return (
                "Why?".to_owned(),
                "No such object is known: take a name, a path such as a.other, or #7.".to_owned(),
            );
        };
        let until = self.visit.as_ref().map(|visit| visit.moment);
        // In the past a statement is running: another cannot run on a copy of its machine.
        let trials = if until.is_some() { Trials::Count } else { Trials::Run };
        let shown = self.shown();
        if !shown.is_alive(identity) {
            let history = self.place.live.session.history(identity, until);
            return (
                format!("#{} is dead", identity.birth),
                format!("Its history, by the number of the event:\n{}", history.join("\n")),
            );
        }
        let why = shown.why(identity.id, trials);
        let history = self.place.live.session.history(identity, until);
        (format!("Why is {} alive?  #{} {}", why.label, identity.birth, why.type_name), why.text(&history))
    }

    /// The object that is meant, at the moment shown.
    pub(super) fn chosen(&self, object: &ObjectChoice) -> Option<Identity> {
        let shown = self.shown();
        match object {
            ObjectChoice::Path(path) => match path.strip_prefix('#').and_then(|number| number.parse::<u32>().ok()) {
                Some(birth) => self.by_birth(birth),
                None => shown.object_at(path).map(|id| shown.identity(id)),
            },
            ObjectChoice::Numbered(id) => self.by_birth(u32::try_from(id.0).ok()?),
        }
    }

    fn by_birth(&self, birth: u32) -> Option<Identity> {
        let pictures = [self.shown().picture(), self.shown().picture_before(), self.place.live.session.picture()];
        let row = |identity: &Identity| identity.birth == birth;
        let found = pictures.iter().flat_map(|picture| picture.rows.iter().map(|r| r.identity)).find(row);
        found.or_else(|| {
            let vm = self.shown().machine();
            vm.heap.live().map(|id| self.shown().identity(id)).find(row)
        })
    }

    /// Continues from the moment shown: what was done later becomes another future.
    fn fork(&mut self) {
        let Some(visit) = &self.visit else {
            return self.say(Notice::info("This is the present: go back to a moment first, then fork there"));
        };
        let Moment { statement, event } = visit.moment;
        let whole = self.place.live.session.told(statement).is_some_and(|told| event + 1 == told.events);
        let keep = if whole { statement + 1 } else { statement };
        if keep < self.place.live.begun {
            return self.say(Notice::warning("A fork in an earlier step would leave this one: go back a step first"));
        }
        self.visit = None;
        let left = self.place.live.fork(keep);
        for source in left.iter().rev() {
            self.forget_submitted(source);
        }
        self.retell();
        self.after_time_travel();
        let half = if whole { "" } else { "; the statement that was running begins anew" };
        self.say(Notice::success(format!(
            "You continue after statement {keep}{half}. The other future ({} statements) is `:future 1`",
            left.len()
        )));
    }

    /// Goes over to a future that a fork left.
    pub(super) fn take_future(&mut self, number: &str) {
        let futures = self.place.live.session.futures();
        let listed: Vec<String> = futures
            .iter()
            .enumerate()
            .map(|(at, future)| {
                let first = future.sources.first().map_or("", |(source, _)| source.lines().next().unwrap_or(""));
                format!(
                    "{}. after statement {}: {} statements, first {first}",
                    at + 1,
                    future.after,
                    future.sources.len()
                )
            })
            .collect();
        let Ok(number) = number.parse::<usize>() else {
            let text = if listed.is_empty() {
                "There is only this future. `:fork` makes another.".to_owned()
            } else {
                listed.join("\n")
            };
            self.place.transcript.push(crate::tui::model::TranscriptKind::Note, &text);
            return;
        };
        let Some(after) = number.checked_sub(1).and_then(|at| futures.get(at)).map(|future| future.after) else {
            return self.say(Notice::warning("There is no such future: `:future` lists them"));
        };
        if after < self.place.live.begun {
            return self.say(Notice::warning("That future belongs to an earlier step"));
        }
        self.visit = None;
        let (left, run) = self.place.live.take_future(number - 1);
        for source in left.iter().rev() {
            self.forget_submitted(source);
        }
        for source in &run {
            self.note_submitted(source);
        }
        self.retell();
        self.after_time_travel();
        self.say(Notice::success("You are in the other future; the one you came from is `:future 1`"));
    }
}

impl Tutorial {
    /// `:past`: what is kept; with a number of megabytes, the bound for it.
    pub(super) fn tell_or_bound_past(&mut self, argument: &str) {
        let session = &mut self.place.live.session;
        match argument.parse::<usize>() {
            Ok(megabytes) => session.keep_at_most(megabytes.saturating_mul(1 << 20)),
            Err(_) if argument.is_empty() => {}
            Err(_) => return self.say(Notice::warning("`:past` takes a number of megabytes, such as `:past 64`")),
        }
        let kept = session.kept();
        let megabytes = |bytes: usize| format!("{:.1} MB", bytes as f64 / f64::from(1 << 20));
        let mut text = format!(
            "Statements: {}, with a checkpoint: {} ({}); the others are run again from an earlier one when they are \
             visited. With their events written down: {} ({} events, {}). Both may take {} (`:past MEGABYTES`).",
            kept.statements,
            kept.checkpoints,
            megabytes(kept.checkpoint_bytes),
            kept.logs,
            kept.events,
            megabytes(kept.log_bytes),
            megabytes(kept.limit),
        );
        if kept.cut > 0 {
            text += &format!(
                " In {} of them later events are dropped: to follow them takes more memory or time than that grants.",
                kept.cut
            );
        }
        // In the past the transcript of the moment is shown.
        let shown = self.visit.as_mut().map_or(&mut self.place.transcript, |visit| &mut visit.transcript);
        shown.push(crate::tui::model::TranscriptKind::Note, &text);
    }
}

fn way_of(direction: Direction) -> Way {
    match direction {
        Direction::Next => Way::Forward,
        Direction::Previous => Way::Back,
    }
}

fn what_text(what: What) -> &'static str {
    match what {
        What::Born => "allocated",
        What::Freed => "freed",
        What::Count => "counted anew",
        What::Finalized => "finalized",
        What::Moved => "moved by the collector",
    }
}

fn view(session: &mut Session, moment: Moment, told: &Narration) -> TimeView {
    let (number, total) = (session.number_of(moment), session.moments());
    let statements = session.count();
    let first = moment.statement.saturating_sub(AROUND);
    let last = (moment.statement + AROUND + 1).min(statements);
    let mut segments = Vec::new();
    for statement in first..last {
        if let Some(told) = session.told(statement) {
            let marks = told.marks().iter().filter_map(|(event, mark)| match mark {
                Mark::Collection => Some((*event, RulerMark::Collection)),
                Mark::Finalizer => Some((*event, RulerMark::Finalizer)),
                Mark::Phase(_) | Mark::CollectionEnd => None,
            });
            segments.push(Segment {
                statement: statement + 1,
                events: told.events,
                marks: marks.take(MARKS).collect(),
            });
        }
    }
    let missing = session
        .told(moment.statement)
        .filter(|told| told.is_cut())
        .map(|told| format!("events 1 to {} are kept, later ones are dropped (`:past 1024` keeps more)", told.events));
    let source = session.statements().get(moment.statement).map(|s| s.source.as_str()).unwrap_or_default();
    TimeView {
        number,
        total,
        statement: moment.statement + 1,
        statements,
        event: moment.event + 1,
        source: source.lines().next().unwrap_or_default().to_owned(),
        headline: told.headline.clone(),
        changes: told.changes.clone(),
        instruction: told.instruction.clone(),
        phase: told.phase.clone(),
        segments,
        missing,
    }
}
