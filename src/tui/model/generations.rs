//! What the generation panes draw.

use super::objects::ObjectId;
use super::window::Windowed;

/// How an object came to stand where it stands, since the last statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Move {
    Stayed,
    /// Allocated (or first tracked) by the last statement.
    Entered,
    /// Survived a collection and came from the named generation.
    CameFrom(String),
}

/// One object in a generation's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GenerationRow {
    pub id: ObjectId,
    pub label: String,
    pub moved: Move,
    /// Whether a name leads to it.
    pub reachable: bool,
}

/// One generation: its gauge and its objects, in list order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GenerationPane {
    /// `generation 0`, or `young`.
    pub name: String,
    /// The counter that is compared with the threshold.
    pub count: u64,
    /// 0 means: never collected on its own.
    pub threshold: u64,
    /// What the counter counts: `allocations - deallocations`, `collections of generation 0`.
    pub counts: String,
    /// Collections of this generation so far.
    pub collections: u64,
    /// Objects that the last statement moved out of here to an older generation.
    pub left: u64,
    /// Objects that collections of this generation found unreachable in the last statement.
    pub collected: u64,
    /// Something to say below the name: `disabled`, `held back by the 25 % rule: 120 of 800`.
    pub note: Option<String>,
    pub objects: Windowed<GenerationRow>,
}
