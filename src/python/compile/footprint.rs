//! What CPython's compiler makes for itself while it compiles: lists and dicts of the symbol table and of each unit, and
//! the tuples that its table of constants has as keys (`Python/compile.c`, `Python/symtable.c`, `Python/assemble.c`).
//! Nobody can see these objects, but they come from the free lists and go there: `gc.get_count()` shows it.
//!
//! A worked example, `eval('1')` after the free lists have been emptied: six lists, nine dicts, and the keys of five
//! constants are allocated, none of which is counted as freed afterwards, because all of them wait in free lists.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::python::code::{CodeSpec, Const};

/// Dicts of the compiler and of the symbol table, whatever is compiled.
const DICTS: u32 = 2;
/// Lists of the same: the arena's, the stack of units, the stack of blocks.
const LISTS: u32 = 3;
/// Each name of a `global` or `nonlocal` statement is noted with its place.
const TUPLE_OF_A_DIRECTIVE: usize = 5;
/// A list of each block: its variables in the order of definition, and the blocks in it.
const LISTS_OF_A_BLOCK: u32 = 2;

/// What the symbol table of a whole source consisted of.
#[derive(Clone, Copy, Debug, Default)]
pub struct Blocks {
    pub number: u32,
    /// How deep they are nested; 1: the module alone.
    pub depth: u32,
    /// Blocks with a `global` or `nonlocal` statement.
    pub with_directives: u32,
    /// Names in such statements.
    pub directives: u32,
}

/// A tuple of so many items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Made for the time of the compilation.
    Made(usize),
    /// Made for the code object: its names, its variables.
    Kept(usize),
    /// Dropped at once, because an equal one exists.
    Dropped(usize),
    /// A constant, or all constants of a code object: the machine makes such objects itself.
    Value(usize),
}

/// What is made at once at the most, and the tuples one after the other.
#[derive(Debug, Default)]
pub struct Footprint {
    pub dicts: u32,
    pub lists: u32,
    pub tuples: Vec<Step>,
}

impl Footprint {
    /// Of a whole source. A unit (a code object in the making) has so many dicts, and comprehensions that become part
    /// of the code around them have so many at once.
    #[must_use]
    pub fn of(spec: &CodeSpec, dicts_of_a_unit: u32, dicts_of_comprehensions: u32) -> Self {
        let blocks = spec.blocks_seen;
        let mut keys = Keys::default();
        keys.steps.extend((0..blocks.directives).map(|_| Step::Made(TUPLE_OF_A_DIRECTIVE)));
        let units = keys.unit(spec) * dicts_of_a_unit;
        let symbols = DICTS + blocks.number;
        let comprehensions = if keys.deepest_inlined > 0 { dicts_of_comprehensions } else { 0 };
        Self {
            dicts: symbols + blocks.depth.max(units + comprehensions),
            lists: LISTS + LISTS_OF_A_BLOCK * blocks.number + blocks.with_directives + keys.deepest_inlined.max(1),
            tuples: keys.steps,
        }
    }

    /// The tuples that are left at the end, but for those of the code objects.
    pub fn left(&self) -> impl Iterator<Item = usize> {
        let mut left = Vec::new();
        for step in &self.tuples {
            match step {
                Step::Made(length) => left.push(*length),
                Step::Value(_) | Step::Kept(_) => {}
                Step::Dropped(length) => {
                    if let Some(place) = left.iter().rposition(|made| made == length) {
                        left.remove(place);
                    }
                }
            }
        }
        left.into_iter()
    }

    /// The tuples that the code objects of the source keep, innermost first: of each its names and its variables. 0:
    /// another code object has an equal one.
    pub fn kept(&self) -> impl Iterator<Item = usize> {
        self.tuples.iter().filter_map(|step| if let Step::Kept(length) = step { Some(*length) } else { None })
    }
}

/// The table of constants: what has a key there already.
#[derive(Default)]
struct Keys {
    known: FxHashSet<String>,
    /// Which step made a tuple for a code object, by its key.
    kept: FxHashMap<String, usize>,
    steps: Vec<Step>,
    deepest_inlined: u32,
}

impl Keys {
    /// How many units there are at once, with those within this one.
    fn unit(&mut self, spec: &CodeSpec) -> u32 {
        self.deepest_inlined = self.deepest_inlined.max(spec.inlined_depth);
        let mut within = 0;
        for constant in &spec.consts {
            match constant {
                Const::Code(inner) => within = within.max(self.unit(inner)),
                _ => self.constant(constant),
            }
        }
        let places: Vec<_> = spec
            .positions
            .iter()
            .map(|p| (p.line.wrapping_sub(spec.first_line), p.end_line.wrapping_sub(p.line), p.col, p.end_col))
            .collect();
        self.bytes(format!("l{places:?}{:?}", spec.code));
        self.bytes(format!("e{:?}", spec.exception_table));
        self.bytes(format!("c{:?}", spec.code));
        let names: Vec<Const> = spec.names.iter().map(|name| Const::Str(name.clone())).collect();
        self.of_code(&names);
        self.shared_consts(&spec.consts);
        let locals: Vec<Const> = spec.locals.iter().map(|slot| Const::Str(slot.name.clone())).collect();
        self.of_code(&locals);
        1 + within
    }

    /// Bytes of a code object; told apart by what they were made of.
    fn bytes(&mut self, text: String) {
        self.steps.push(Step::Made(2));
        if !self.known.insert(text) {
            self.steps.push(Step::Dropped(2));
        }
    }

    /// Notes the key of a constant; whether it was new.
    fn key(&mut self, constant: &Const) -> bool {
        let new = self.is_new(constant);
        if let Const::Tuple(items) = constant {
            // A tuple that the code object before has as its names, too, is this one.
            if !new && let Some(kept) = self.kept.get(&format!("{:?}", constant.key())).copied() {
                self.steps[kept] = Step::Kept(0);
            }
            self.steps.push(if new { Step::Value(items.len()) } else { Step::Made(items.len()) });
        }
        let before = self.steps.len();
        make_key(constant, &mut self.steps);
        if !new {
            self.drop_since(before);
        }
        new && self.steps.len() > before
    }

    fn is_new(&mut self, constant: &Const) -> bool {
        constant.key().is_none_or(|key| self.known.insert(format!("{key:?}")))
    }

    fn drop_since(&mut self, before: usize) {
        let dropped: Vec<Step> = self.steps[before..]
            .iter()
            .filter_map(|step| match step {
                Step::Made(length) => Some(Step::Dropped(*length)),
                Step::Kept(_) | Step::Value(_) | Step::Dropped(_) => None,
            })
            .collect();
        self.steps.extend(dropped);
    }

    fn constant(&mut self, constant: &Const) {
        if self.key(constant)
            && let Const::Tuple(items) | Const::FrozenSet(items) = constant
        {
            items.iter().for_each(|item| self.constant(item));
        }
    }

    /// A tuple of strings that the code object keeps.
    fn of_code(&mut self, items: &[Const]) {
        let tuple = Const::Tuple(items.to_vec());
        let new = self.is_new(&tuple);
        if new {
            self.kept.insert(format!("{:?}", tuple.key()), self.steps.len());
        }
        self.steps.push(Step::Kept(if new { items.len() } else { 0 }));
        self.key_of_tuple(&tuple, items.len(), new);
    }

    /// The tuple of all constants is an object that the machine makes.
    fn shared_consts(&mut self, items: &[Const]) {
        let tuple = Const::Tuple(items.to_vec());
        let new = self.is_new(&tuple);
        if new {
            self.steps.push(Step::Value(items.len()));
        }
        self.key_of_tuple(&tuple, items.len(), new);
    }

    /// The key of a code object's tuple. That of one which is known goes at once, and so does the tuple made for it.
    fn key_of_tuple(&mut self, tuple: &Const, length: usize, new: bool) {
        let before = self.steps.len();
        if !new {
            self.steps.push(Step::Made(length));
        }
        make_key(tuple, &mut self.steps);
        if !new {
            self.drop_since(before);
        }
    }
}

/// The tuples of a constant's key (`_PyCode_ConstantKey`): values that could equal one of another type stand in a pair
/// with something that tells them apart.
fn make_key(constant: &Const, steps: &mut Vec<Step>) {
    match constant {
        Const::None
        | Const::Ellipsis
        | Const::Int(_)
        | Const::BigInt(_)
        | Const::Long(_)
        | Const::Str(_)
        | Const::Code(_) => {}
        Const::True | Const::False | Const::Bytes(_) => steps.push(Step::Made(2)),
        Const::Float(value) => steps.push(Step::Made(if *value == 0.0 && value.is_sign_negative() { 3 } else { 2 })),
        Const::Complex(re, im) => {
            let negative = |part: &f64| *part == 0.0 && part.is_sign_negative();
            steps.push(Step::Made(if negative(re) || negative(im) { 3 } else { 2 }));
        }
        Const::Tuple(items) => {
            steps.push(Step::Made(items.len()));
            items.iter().for_each(|item| make_key(item, steps));
            steps.push(Step::Made(2));
        }
        Const::FrozenSet(items) => {
            steps.push(Step::Made(items.len()));
            items.iter().for_each(|item| make_key(item, steps));
            steps.push(Step::Dropped(items.len()));
            steps.push(Step::Made(2));
        }
        Const::Slice(parts) => {
            steps.push(Step::Made(3));
            parts.iter().for_each(|part| make_key(part, steps));
            steps.push(Step::Made(2));
        }
    }
}
