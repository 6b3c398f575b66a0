//! The goals of a step: a closed set of predicates on memory and events, each with a sentence of its own.

use serde::Deserialize;

use super::statement;
use super::world::{Cause, Fate, Finalization, ObjectFacts, Reach, Refcount, Referent, Tracking, World};

/// Something a learner is asked to bring about. Paths and labels are explained in [`super::world`].
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub enum Goal {
    /// The object at a path has this reference count.
    Refcount(String, u64),
    /// The object at a path has at least this reference count.
    RefcountAtLeast(String, u64),
    /// The object at a path is never counted.
    Immortal(String),
    /// The path leads to an object.
    Bound(String),
    /// The path leads nowhere.
    Unbound(String),
    /// Two paths lead to one object.
    Same(String, String),
    /// Two paths lead to two objects.
    Different(String, String),
    /// The object at a path is an instance of exactly the class of this name.
    IsA(String, String),
    /// The number, string, bool or `None` at a path has this repr.
    Value(String, String),
    /// The list, tuple, dict or set at a path has this many items.
    Length(String, u64),
    /// The object at the path refers directly to the labelled one.
    Refers(String, String),
    /// The object at the path does not refer to the labelled one.
    NotRefers(String, String),
    /// The labelled object is no longer in memory.
    Freed(String),
    /// The labelled object is still in memory.
    Alive(String),
    /// The labelled object is in memory, but nothing leads to it.
    Lost(String),
    /// The finalizer of the labelled object has been called.
    Finalized(String),
    /// The labelled object is on the list of this generation.
    InGeneration(String, u8),
    /// The collector watches the object at a path.
    Tracked(String),
    /// The collector does not watch the object at a path.
    Untracked(String),
    /// The weak reference at a path still has its object.
    WeakAlive(String),
    /// The weak reference at a path has lost its object.
    WeakGone(String),
    /// This many instances of a class are in memory.
    Instances(String, u64),
    /// No object that nothing leads to is in memory.
    NothingLost,
    /// At least this many tracked objects that nothing leads to are in memory.
    LostAtLeast(u64),
    /// A call of `gc.collect()` found this many objects.
    CollectReturned(u64),
    /// A call of `gc.collect()` found at least this many objects.
    CollectReturnedAtLeast(u64),
    /// A collection of this generation has run.
    Collected(u8),
    /// A collection of this generation has run without being asked for.
    CollectedByItself(u8),
    /// Collections of this generation have run this often: at least, at most.
    CollectedBetween(u8, usize, usize),
    /// No collection at all has run.
    NoCollection,
    /// This line has been printed.
    Prints(String),
    /// A line with this text in it has been printed.
    PrintsLike(String),
    /// These lines have been printed in this order, perhaps with others between them.
    PrintsInOrder(Vec<String>),
    /// A statement like this one has been run; `...` stands for anything.
    Ran(String),
    /// This exception has reached the prompt.
    Raised(String),
    /// `gc.garbage` has this many items.
    GarbageLength(u64),
    /// The labelled object is in `gc.garbage`.
    InGarbage(String),
    /// `gc.get_threshold()` gives these numbers.
    Thresholds(i64, i64, i64),
    /// Threshold 0 is between these two numbers, both included.
    Threshold0Between(i64, i64),
    /// Automatic collection is on.
    CollectorOn,
    /// Automatic collection is off.
    CollectorOff,
    /// `gc.get_debug()` gives this number.
    DebugFlags(u32),
    /// At least this many objects are frozen.
    FrozenAtLeast(u64),
    /// Every one of these holds.
    All(Vec<Goal>),
    /// At least one of these holds.
    Any(Vec<Goal>),
    /// This does not hold.
    Not(Box<Goal>),
    /// The author's own sentence for a goal.
    Says(String, Box<Goal>),
}

impl Goal {
    /// Whether the goal is reached. Changes nothing and always gives the same answer for the same world.
    #[must_use]
    pub fn judge(&self, world: &dyn World) -> bool {
        let alive = |label: &str| match world.remembered(label) {
            Some(Fate::Alive(facts)) => Some(facts),
            Some(Fate::Freed) | None => None,
        };
        let at = |path: &str, holds: &dyn Fn(&ObjectFacts) -> bool| world.object(path).is_some_and(|o| holds(&o));
        let pair = |a: &str, b: &str| Some(world.object(a)?.identity == world.object(b)?.identity);
        match self {
            Self::Refcount(path, n) => at(path, &|o| o.refcount == Refcount::Count(*n)),
            Self::RefcountAtLeast(path, n) => at(path, &|o| match o.refcount {
                Refcount::Count(count) => count >= *n,
                Refcount::Immortal => true,
            }),
            Self::Immortal(path) => at(path, &|o| o.refcount == Refcount::Immortal),
            Self::Bound(path) => world.object(path).is_some(),
            Self::Unbound(path) => world.object(path).is_none(),
            Self::Same(a, b) => pair(a, b) == Some(true),
            Self::Different(a, b) => pair(a, b) == Some(false),
            Self::IsA(path, class) => at(path, &|o| o.type_name == *class),
            Self::Value(path, repr) => {
                world.atom(path).is_some_and(|atom| statement::normalise(&atom) == statement::normalise(repr))
            }
            Self::Length(path, n) => world.length(path) == Some(*n),
            Self::Refers(from, to) => world.refers(from, to),
            Self::NotRefers(from, to) => world.object(from).is_some() && !world.refers(from, to),
            Self::Freed(label) => world.remembered(label) == Some(Fate::Freed),
            Self::Alive(label) => alive(label).is_some(),
            Self::Lost(label) => alive(label).is_some_and(|o| o.reach == Reach::Unreachable),
            Self::Finalized(label) => match world.remembered(label) {
                Some(Fate::Freed) => true,
                Some(Fate::Alive(facts)) => facts.finalized == Finalization::Done,
                None => false,
            },
            Self::InGeneration(label, generation) => alive(label).is_some_and(|o| o.generation == Some(*generation)),
            Self::Tracked(path) => at(path, &|o| o.tracked == Tracking::Tracked),
            Self::Untracked(path) => at(path, &|o| o.tracked == Tracking::Untracked),
            Self::WeakAlive(path) => at(path, &|o| o.referent == Some(Referent::Alive)),
            Self::WeakGone(path) => at(path, &|o| o.referent == Some(Referent::Gone)),
            Self::Instances(class, n) => world.instances(class) == *n,
            Self::NothingLost => world.unreachable() == 0,
            Self::LostAtLeast(n) => world.unreachable() >= *n,
            Self::CollectReturned(n) => asked(world).any(|found| found == *n),
            Self::CollectReturnedAtLeast(n) => asked(world).any(|found| found >= *n),
            Self::Collected(generation) => world.collections().iter().any(|c| c.generation == *generation),
            Self::CollectedByItself(generation) => {
                world.collections().iter().any(|c| c.generation == *generation && c.cause == Cause::Automatic)
            }
            Self::CollectedBetween(generation, low, high) => {
                let count = world.collections().iter().filter(|c| c.generation == *generation).count();
                (*low..=*high).contains(&count)
            }
            Self::NoCollection => world.collections().is_empty(),
            Self::Prints(line) => world.output().iter().any(|printed| printed.trim_end() == line.trim_end()),
            Self::PrintsLike(part) => world.output().iter().any(|printed| printed.contains(part.as_str())),
            Self::PrintsInOrder(lines) => {
                let output = world.output();
                let mut printed = output.iter();
                lines.iter().all(|line| printed.any(|p| p.trim_end() == line.trim_end()))
            }
            Self::Ran(pattern) => world.statements().iter().any(|source| statement::is_like(source, pattern)),
            Self::Raised(class) => world.exceptions().iter().any(|raised| raised == class),
            Self::GarbageLength(n) => world.garbage_length() == *n,
            Self::InGarbage(label) => world.in_garbage(label),
            Self::Thresholds(zero, one, two) => world.thresholds() == [*zero, *one, *two],
            Self::Threshold0Between(low, high) => (*low..=*high).contains(&world.thresholds()[0]),
            Self::CollectorOn => world.collector_enabled(),
            Self::CollectorOff => !world.collector_enabled(),
            Self::DebugFlags(flags) => world.debug_flags() == *flags,
            Self::FrozenAtLeast(n) => world.frozen() >= *n,
            Self::All(goals) => goals.iter().all(|goal| goal.judge(world)),
            Self::Any(goals) => goals.iter().any(|goal| goal.judge(world)),
            Self::Not(goal) => !goal.judge(world),
            Self::Says(_, goal) => goal.judge(world),
        }
    }

    /// The sentence for the checklist, with code between backticks and no full stop.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::Refcount(path, n) => format!("`{path}` has a reference count of {n}"),
            Self::RefcountAtLeast(path, n) => format!("`{path}` has a reference count of {n} or more"),
            Self::Immortal(path) => format!("`{path}` is immortal"),
            Self::Bound(path) if is_name(path) => format!("the name `{path}` exists"),
            Self::Bound(path) => format!("`{path}` exists"),
            Self::Unbound(path) if is_name(path) => format!("the name `{path}` is gone"),
            Self::Unbound(path) => format!("`{path}` leads nowhere"),
            Self::Same(a, b) => format!("`{a}` and `{b}` are the same object"),
            Self::Different(a, b) => format!("`{a}` and `{b}` are different objects"),
            Self::IsA(path, class) => format!("`{path}` is {} `{class}`", article(class)),
            Self::Value(path, repr) => format!("`{path}` is `{repr}`"),
            Self::Length(path, n) => format!("`{path}` has {}", counted(*n, "item")),
            Self::Refers(from, to) => format!("`{from}` refers to `{to}`"),
            Self::NotRefers(from, to) => format!("`{from}` does not refer to `{to}`"),
            Self::Freed(label) => format!("the object that was `{label}` has been freed"),
            Self::Alive(label) => format!("the object that was `{label}` is still in memory"),
            Self::Lost(label) => format!("the object that was `{label}` is in memory, but nothing leads to it"),
            Self::Finalized(label) => format!("the finalizer of `{label}` has run"),
            Self::InGeneration(label, n) => format!("`{label}` is in generation {n}"),
            Self::Tracked(path) => format!("the collector tracks `{path}`"),
            Self::Untracked(path) => format!("the collector does not track `{path}`"),
            Self::WeakAlive(path) => format!("the weak reference `{path}` still has its object"),
            Self::WeakGone(path) => format!("the weak reference `{path}` has lost its object"),
            Self::Instances(class, 0) => format!("no `{class}` is left in memory"),
            Self::Instances(class, n) => format!("{} of `{class}` in memory", counted(*n, "instance")),
            Self::LostAtLeast(n) => format!("{} or more that nothing leads to, still in memory", counted(*n, "object")),
            Self::NothingLost => "nothing unreachable is left in memory".to_owned(),
            Self::CollectReturned(n) => format!("`gc.collect()` has returned {n}"),
            Self::CollectReturnedAtLeast(n) => format!("`gc.collect()` has returned {n} or more"),
            Self::Collected(2) => "a full collection has run".to_owned(),
            Self::Collected(n) => format!("a collection of generation {n} has run"),
            Self::CollectedByItself(n) => format!("a collection of generation {n} has run by itself"),
            Self::CollectedBetween(n, low, high) => {
                format!("collections of generation {n} have run {low} to {high} times")
            }
            Self::NoCollection => "no collection has run".to_owned(),
            Self::Prints(line) => format!("`{line}` has been printed"),
            Self::PrintsLike(part) => format!("a line with `{part}` has been printed"),
            Self::PrintsInOrder(lines) => {
                let lines: Vec<String> = lines.iter().map(|line| format!("`{line}`")).collect();
                format!("printed in this order: {}", lines.join(", "))
            }
            Self::Ran(pattern) => format!("you have run `{pattern}`"),
            Self::Raised(class) => format!("{} `{class}` was raised", article(class)),
            Self::GarbageLength(0) => "`gc.garbage` is empty".to_owned(),
            Self::GarbageLength(n) => format!("`gc.garbage` holds {}", counted(*n, "object")),
            Self::InGarbage(label) => format!("the object that was `{label}` is in `gc.garbage`"),
            Self::Thresholds(a, b, c) => format!("the thresholds are {a}, {b}, {c}"),
            Self::Threshold0Between(low, high) => format!("threshold 0 is from {low} to {high}"),
            Self::CollectorOn => "automatic collection is on".to_owned(),
            Self::CollectorOff => "automatic collection is off".to_owned(),
            Self::DebugFlags(0) => "no debug flag is set".to_owned(),
            Self::DebugFlags(flags) => format!("the debug flags are {}", flag_names(*flags)),
            Self::FrozenAtLeast(n) => format!("{} or more are frozen", counted(*n, "object")),
            Self::All(goals) => joined(goals, " and "),
            Self::Any(goals) => joined(goals, " or "),
            Self::Not(goal) => goal.negated(),
            Self::Says(sentence, _) => sentence.clone(),
        }
    }

    /// Whether its sentence would give away what a prediction asks for: it says what happens, or has the answer in it.
    #[must_use]
    pub fn gives_away(&self, answers: &[&str]) -> bool {
        match self {
            Self::Refcount(..)
            | Self::RefcountAtLeast(..)
            | Self::Immortal(_)
            | Self::Same(..)
            | Self::Different(..)
            | Self::InGeneration(..)
            | Self::Freed(_)
            | Self::Alive(_)
            | Self::Lost(_)
            | Self::Finalized(_)
            | Self::Tracked(_)
            | Self::Untracked(_)
            | Self::WeakAlive(_)
            | Self::WeakGone(_)
            | Self::Instances(..)
            | Self::LostAtLeast(_)
            | Self::NothingLost
            | Self::CollectReturned(_)
            | Self::CollectReturnedAtLeast(_)
            | Self::Collected(_)
            | Self::CollectedByItself(_)
            | Self::CollectedBetween(..)
            | Self::NoCollection
            | Self::Prints(_)
            | Self::PrintsLike(_)
            | Self::PrintsInOrder(_)
            | Self::Raised(_)
            | Self::GarbageLength(_)
            | Self::InGarbage(_) => true,
            Self::All(goals) | Self::Any(goals) => goals.iter().any(|goal| goal.gives_away(answers)),
            Self::Not(goal) => goal.gives_away(answers),
            Self::Ran(_) => false,
            // What is to be done, unless it names the answer: `(2000, 10, 0)` among the words counts, too.
            _ => answers.iter().any(|answer| stands_in(&self.sentence(), answer)),
        }
    }

    /// Whether it is about what has happened since the step began, and holds from then on.
    fn is_of_the_past(&self) -> bool {
        matches!(
            self,
            Self::Ran(_)
                | Self::Prints(_)
                | Self::PrintsLike(_)
                | Self::Raised(_)
                | Self::Collected(_)
                | Self::CollectedByItself(_)
        )
    }

    /// The sentence for its opposite.
    fn negated(&self) -> String {
        match self {
            Self::Bound(path) => Self::Unbound(path.clone()).sentence(),
            Self::Unbound(path) => Self::Bound(path.clone()).sentence(),
            Self::Ran(pattern) => format!("without `{pattern}`"),
            Self::Prints(line) => format!("`{line}` has not been printed"),
            Self::PrintsLike(part) => format!("no line with `{part}` has been printed"),
            Self::Collected(n) => format!("no collection of generation {n} has run"),
            Self::Instances(class, 0) => format!("{} `{class}` is in memory", article(class)),
            Self::GarbageLength(0) => "`gc.garbage` is not empty".to_owned(),
            Self::Not(goal) => goal.sentence(),
            other => format!("not: {}", other.sentence()),
        }
    }

    /// How far a goal that is not reached has come: a few words such as `now 3`, where that helps.
    #[must_use]
    pub fn so_far(&self, world: &dyn World) -> Option<String> {
        let count = |path: &str| match world.object(path)?.refcount {
            Refcount::Count(n) => Some(format!("now {n}")),
            Refcount::Immortal => Some("immortal".to_owned()),
        };
        match self {
            _ if self.judge(world) => None,
            // What has happened in this step stays so, whatever is done next.
            Self::NoCollection => Some("undo takes it back".to_owned()),
            Self::Not(goal) if goal.is_of_the_past() => Some("undo takes it back".to_owned()),
            Self::Refcount(path, _) | Self::RefcountAtLeast(path, _) => count(path),
            Self::Value(path, _) => world.atom(path).map(|atom| format!("now {atom}")),
            Self::IsA(path, _) => world.object(path).map(|o| format!("now {} {}", article(&o.type_name), o.type_name)),
            Self::Length(path, _) => world.length(path).map(|n| format!("now {n}")),
            Self::NothingLost | Self::LostAtLeast(_) => Some(format!("now {}", world.unreachable())),
            Self::Instances(class, _) => Some(format!("now {}", world.instances(class))),
            Self::InGeneration(label, _) => match world.remembered(label)? {
                Fate::Freed => Some("freed".to_owned()),
                Fate::Alive(facts) => facts.generation.map(|g| format!("now in {g}")),
            },
            Self::Alive(label) | Self::Lost(label) => match world.remembered(label)? {
                Fate::Freed => Some("freed".to_owned()),
                Fate::Alive(_) => Some("now still held".to_owned()),
            },
            Self::CollectReturned(_) | Self::CollectReturnedAtLeast(_) => {
                asked(world).last().map(|found| format!("last: {found}"))
            }
            Self::CollectedBetween(generation, _, most) => {
                let count = world.collections().iter().filter(|c| c.generation == *generation).count();
                let over = if count > *most { ": undo takes them back" } else { "" };
                Some(format!("so far {count}{over}"))
            }
            Self::GarbageLength(_) => Some(format!("now {}", world.garbage_length())),
            Self::Thresholds(..) => {
                let [zero, one, two] = world.thresholds();
                Some(format!("now {zero}, {one}, {two}"))
            }
            Self::Threshold0Between(..) => Some(format!("now {}", world.thresholds()[0])),
            Self::Says(_, goal) => goal.so_far(world),
            _ => None,
        }
    }

    /// The labels of the objects that must be remembered so that this goal can be judged.
    #[must_use]
    pub fn labels(&self) -> Vec<&str> {
        match self {
            Self::Freed(label)
            | Self::Alive(label)
            | Self::Lost(label)
            | Self::Finalized(label)
            | Self::InGeneration(label, _)
            | Self::InGarbage(label)
            | Self::Refers(_, label)
            | Self::NotRefers(_, label) => vec![label],
            Self::All(goals) | Self::Any(goals) => goals.iter().flat_map(Self::labels).collect(),
            Self::Not(goal) | Self::Says(_, goal) => goal.labels(),
            _ => Vec::new(),
        }
    }

    /// Every path and label in this goal, for checking their spelling.
    #[must_use]
    pub fn paths(&self) -> Vec<&str> {
        match self {
            Self::Refcount(path, _)
            | Self::RefcountAtLeast(path, _)
            | Self::Immortal(path)
            | Self::Bound(path)
            | Self::Unbound(path)
            | Self::IsA(path, _)
            | Self::Value(path, _)
            | Self::Length(path, _)
            | Self::Tracked(path)
            | Self::Untracked(path)
            | Self::WeakAlive(path)
            | Self::WeakGone(path) => vec![path],
            Self::Same(a, b) | Self::Different(a, b) | Self::Refers(a, b) | Self::NotRefers(a, b) => vec![a, b],
            Self::All(goals) | Self::Any(goals) => goals.iter().flat_map(Self::paths).collect(),
            Self::Not(goal) | Self::Says(_, goal) => goal.paths(),
            _ => self.labels(),
        }
    }
}

fn asked(world: &dyn World) -> impl Iterator<Item = u64> {
    world.collections().into_iter().filter(|c| c.cause == Cause::Asked).map(|c| c.found)
}

/// Whether a text has these words in it, not as a part of longer ones.
fn stands_in(text: &str, words: &str) -> bool {
    let free = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '_');
    text.match_indices(words).any(|(at, _)| {
        let (before, after) = (text.get(..at).unwrap_or(""), text.get(at + words.len()..).unwrap_or(""));
        !words.is_empty() && free(before.chars().next_back()) && free(after.chars().next())
    })
}

fn is_name(path: &str) -> bool {
    !path.contains(['.', '['])
}

fn article(word: &str) -> &'static str {
    if word.starts_with(['A', 'E', 'I', 'O', 'U', 'a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

fn counted(n: u64, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

fn joined(goals: &[Goal], word: &str) -> String {
    goals.iter().map(Goal::sentence).collect::<Vec<_>>().join(word)
}

/// The names that the `gc` module gives to its debug flags.
fn flag_names(flags: u32) -> String {
    const NAMES: [(u32, &str); 4] =
        [(1, "DEBUG_STATS"), (2, "DEBUG_COLLECTABLE"), (4, "DEBUG_UNCOLLECTABLE"), (32, "DEBUG_SAVEALL")];
    let known: Vec<_> = NAMES.iter().filter(|(bit, _)| flags & bit != 0).map(|(_, name)| format!("`{name}`")).collect();
    known.join(" and ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_in_a_sentence_is_given_away() {
        let seen = Goal::Says("you have seen `(2000, 10, 0)`".to_owned(), Box::new(Goal::CollectorOn));
        assert!(seen.gives_away(&["(2000, 10, 0)"]));
        assert!(!seen.gives_away(&["200"]));
        assert!(!seen.gives_away(&[""]));
        assert!(Goal::Length("a".to_owned(), 3).gives_away(&["3"]));
        assert!(!Goal::Length("a3".to_owned(), 4).gives_away(&["3"]));
        // "Does its count change? Yes, by one", "Is a b? True": a sentence about counts or identity answers these.
        assert!(Goal::Refcount("a".to_owned(), 3).gives_away(&["yes, by one"]));
        assert!(Goal::Same("a".to_owned(), "b".to_owned()).gives_away(&["True"]));
        assert!(!Goal::Ran("print(3)".to_owned()).gives_away(&["3"]));
    }
}
