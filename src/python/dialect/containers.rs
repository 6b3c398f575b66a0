//! What differs between versions in lists, tuples, dicts, sets and their iterators, as named choices.

use crate::memory::rules::Version;

/// What differs in lists, dicts, sets and their iterators.
#[derive(Clone, Copy, Debug)]
pub struct Containers {
    pub list_growth: ListGrowth,
    pub list_reserve: ListReserve,
    pub needle: Needle,
    pub compared_items: ComparedItems,
    pub index_wording: IndexWording,
    pub list_index_wording: ListIndexWording,
    pub slice_hash: SliceHash,
    pub tuple_hash: TupleHash,
    pub run_counting: RunCounting,
    pub run_merging: RunMerging,
    pub zip_strict: ZipStrict,
    pub dict_methods: DictMethods,
    pub weak_names: WeakNames,
    pub weak_builtins: WeakBuiltins,
    pub tuple_filling: TupleFilling,
    pub refilled_tuples: RefilledTuples,
    pub dict_watch: DictWatch,
    pub dict_pairs: DictPairs,
    pub keys_question: KeysQuestion,
    pub set_results: SetResults,
    pub empty_frozenset: EmptyFrozenset,
    pub subset_test: SubsetTest,
    pub superset_test: SupersetTest,
    pub view_sets: ViewSets,
    pub set_repr: SetRepr,
    pub namespace_repr: NamespaceRepr,
    pub namespace_arguments: NamespaceArguments,
    pub partial_repr: PartialRepr,
    pub ordered_repr: OrderedRepr,
    pub ordered_pairs: OrderedPairs,
}

/// How a list over-allocates when it grows item by item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListGrowth {
    /// Up to 3.8: an eighth and three or six more.
    EighthPlusSix,
    /// From 3.9: an eighth and six more, rounded down to a multiple of four.
    MultiplesOfFour,
}

/// When a list without room reserves exactly what a sized iterable holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListReserve {
    /// Up to 3.7.
    Never,
    /// 3.8, 3.9: in `list(iterable)`.
    InInit,
    /// 3.10 to 3.12: in the first `extend`, rounded up to an even number.
    FirstByIterator,
    /// From 3.13: in the first `extend`; dicts, sets and views are walked without an iterator.
    First,
}

/// Which operand of `==` what is looked for is, in `x in list`, in tuples and iterators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needle {
    /// Up to 3.8.
    Left,
    /// From 3.9: the right one, as in `index` and `count` (bpo-37648).
    Right,
}

/// Whether the items of a list, and the values of a dict, are held while they are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComparedItems {
    /// 2.7, 3.6.
    Borrowed,
    /// 3.7, 3.9 to 3.12: but for the order of the first that differ (bpo-38588, bpo-38610).
    Held,
    /// 3.8: so too, but not in `x in list`.
    HeldOutsideSearch,
    /// From 3.13.
    HeldInOrders,
}

/// Whether `dict(x)` and `update(x)` ask x for `keys`, which binds the method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeysQuestion {
    /// Up to 3.8.
    ToAll,
    /// From 3.9: a dict (of no class of its own) is not asked (`dict_update_arg` in Objects/dictobject.c).
    NotToDicts,
}

/// `[1]["a"]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndexWording {
    /// 2.7: "list indices must be integers, not str".
    Integers,
    /// From 3.x: "list indices must be integers or slices, not str".
    IntegersOrSlices,
}

/// When the tuple of `tuple(iterator)` is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TupleFilling {
    /// Up to 3.13: before its items, which the iterator can watch with `gc.get_referrers`.
    InPlace,
    /// From 3.14: when all items are there (`PySequence_Tuple` in Objects/abstract.c).
    Afterwards,
}

/// Whether the collector sees the tuple that `enumerate`, `zip` and their kin fill anew, once it held nothing to track.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefilledTuples {
    /// Up to 3.7: it stays untracked, and what is in it has a holder that no collection finds.
    Untracked,
    /// From 3.8 (bpo-42536, in 3.8.7).
    TrackedAgain,
}

/// `dict([1])`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DictPairs {
    /// Up to 3.13: "cannot convert dictionary update sequence element #0 to a sequence".
    Numbered,
    /// From 3.14: "object is not iterable".
    Plain,
}

/// `[].index(1)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListIndexWording {
    /// Up to 3.13: "1 is not in list".
    Value,
    /// From 3.14: "list.index(x): x not in list".
    Generic,
}

/// `s.issubset(x)` where x is no set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubsetTest {
    /// Up to 3.11: a set is made of x.
    SetOfOther,
    /// From 3.12: the intersection is as large as s (`set_issubset`).
    Intersection,
}

/// `s.issuperset(x)` where x is no set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SupersetTest {
    /// Up to 3.10: a set is made of x.
    SetOfOther,
    /// From 3.11: x is walked until an item is missing (`set_issuperset`).
    Walk,
}

/// `d.keys() & x` and its kin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ViewSets {
    /// Up to 3.8: a set of what stands left is changed by what stands right.
    SetOfLeft,
    /// From 3.9: `&` walks one side (`_PyDictView_Intersect`); a view of keys gives its dict's, with their hashes.
    OfDict,
}

/// `hash(slice(1))`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SliceHash {
    /// Up to 3.11: TypeError.
    Unhashable,
    /// From 3.12.
    OfParts,
}

/// How a tuple mixes the hashes of its items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TupleHash {
    /// Up to 3.7.
    Multiply,
    /// From 3.8.
    XxHash,
}

/// What timsort takes as a descending run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunCounting {
    /// Up to 3.12.
    StrictlyDescending,
    /// From 3.13: equal neighbours may stand in it.
    EqualAllowed,
}

/// In which order timsort merges its runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunMerging {
    /// Up to 3.10.
    Collapse,
    /// From 3.11.
    Powersort,
}

/// `zip(…, strict=True)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ZipStrict {
    /// Up to 3.9: no keywords.
    Unknown,
    /// From 3.10.
    Known,
}

/// What `dict.keys()` and its kin give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DictMethods {
    /// 2.7.
    Lists,
    Views,
}

/// What `weakref.ref` and the proxies are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeakNames {
    /// Up to 3.9: `weakref`, `weakproxy`, `weakcallableproxy`.
    Short,
    /// From 3.10: `weakref.ReferenceType`, …
    Long,
}

/// Whether builtin functions, modules and memory views can be weakly referenced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeakBuiltins {
    /// 2.7.
    Refused,
    /// From 3.3 and 3.4 on.
    Allowed,
}

/// What an iterator over a dict notices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DictWatch {
    /// Up to 3.7: another size.
    Size,
    /// From 3.8: also more keys than there were.
    Keys,
}

/// The class of `subclass_of_set | other`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetResults {
    /// 2.7.
    OwnClass,
    Builtin,
}

/// Whether `frozenset()` is one object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmptyFrozenset {
    /// Up to 3.9.
    Shared,
    /// From 3.10: a new one each time.
    New,
}

/// What `types.SimpleNamespace` takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamespaceArguments {
    /// Up to 3.12.
    Keywords,
    /// From 3.13: before them a mapping, or pairs.
    OneMapping,
}

/// The order of attributes in the repr of `types.SimpleNamespace`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamespaceRepr {
    /// Up to 3.8: by name.
    Sorted,
    /// From 3.9: as they were set.
    Inserted,
}

/// The name in the repr of an instance of a subclass of `functools.partial`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartialRepr {
    /// Up to 3.12: the class's alone.
    TypeName,
    /// From 3.13: with its module.
    FullName,
}

/// `repr({1})`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetRepr {
    /// 2.7: `set([1])`.
    List,
    /// `{1}`.
    Braces,
}

/// `repr(OrderedDict(a=1))`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderedRepr {
    /// Up to 3.11: `OrderedDict([('a', 1)])`.
    Pairs,
    /// From 3.12: `OrderedDict({'a': 1})`.
    Dict,
}

/// Which iterators of an OrderedDict hold a pair to fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderedPairs {
    /// Up to 3.8 all, by a slip in `odictiter_new`.
    AllIterators,
    /// From 3.9 on those of items.
    OfItems,
}

impl Containers {
    #[must_use]
    pub fn of(version: Version) -> Self {
        use Version as V;
        let from = |first: Version| version >= first;
        Self {
            list_growth: if from(V::V3_9) { ListGrowth::MultiplesOfFour } else { ListGrowth::EighthPlusSix },
            list_reserve: match version {
                _ if from(V::V3_13) => ListReserve::First,
                _ if from(V::V3_10) => ListReserve::FirstByIterator,
                _ if from(V::V3_8) => ListReserve::InInit,
                _ => ListReserve::Never,
            },
            needle: if from(V::V3_9) { Needle::Right } else { Needle::Left },
            compared_items: match version {
                V::V2_7 | V::V3_6 => ComparedItems::Borrowed,
                V::V3_8 => ComparedItems::HeldOutsideSearch,
                _ if from(V::V3_13) => ComparedItems::HeldInOrders,
                _ => ComparedItems::Held,
            },
            index_wording: if from(V::V3_6) { IndexWording::IntegersOrSlices } else { IndexWording::Integers },
            list_index_wording: if from(V::V3_14_0) { ListIndexWording::Generic } else { ListIndexWording::Value },
            slice_hash: if from(V::V3_12) { SliceHash::OfParts } else { SliceHash::Unhashable },
            tuple_hash: if from(V::V3_8) { TupleHash::XxHash } else { TupleHash::Multiply },
            run_counting: if from(V::V3_13) { RunCounting::EqualAllowed } else { RunCounting::StrictlyDescending },
            run_merging: if from(V::V3_11) { RunMerging::Powersort } else { RunMerging::Collapse },
            zip_strict: if from(V::V3_10) { ZipStrict::Known } else { ZipStrict::Unknown },
            dict_methods: if from(V::V3_6) { DictMethods::Views } else { DictMethods::Lists },
            weak_names: if from(V::V3_10) { WeakNames::Long } else { WeakNames::Short },
            weak_builtins: if from(V::V3_6) { WeakBuiltins::Allowed } else { WeakBuiltins::Refused },
            tuple_filling: if from(V::V3_14_0) { TupleFilling::Afterwards } else { TupleFilling::InPlace },
            refilled_tuples: if from(V::V3_8) { RefilledTuples::TrackedAgain } else { RefilledTuples::Untracked },
            keys_question: if from(V::V3_9) { KeysQuestion::NotToDicts } else { KeysQuestion::ToAll },
            dict_pairs: if from(V::V3_14_0) { DictPairs::Plain } else { DictPairs::Numbered },
            dict_watch: if from(V::V3_8) { DictWatch::Keys } else { DictWatch::Size },
            set_results: if from(V::V3_6) { SetResults::Builtin } else { SetResults::OwnClass },
            subset_test: if from(V::V3_12) { SubsetTest::Intersection } else { SubsetTest::SetOfOther },
            superset_test: if from(V::V3_11) { SupersetTest::Walk } else { SupersetTest::SetOfOther },
            view_sets: if from(V::V3_9) { ViewSets::OfDict } else { ViewSets::SetOfLeft },
            empty_frozenset: if from(V::V3_10) { EmptyFrozenset::New } else { EmptyFrozenset::Shared },
            ordered_repr: if from(V::V3_12) { OrderedRepr::Dict } else { OrderedRepr::Pairs },
            ordered_pairs: if from(V::V3_9) { OrderedPairs::OfItems } else { OrderedPairs::AllIterators },
            namespace_arguments: if from(V::V3_13) {
                NamespaceArguments::OneMapping
            } else {
                NamespaceArguments::Keywords
            },
            namespace_repr: if from(V::V3_9) { NamespaceRepr::Inserted } else { NamespaceRepr::Sorted },
            partial_repr: if from(V::V3_13) { PartialRepr::FullName } else { PartialRepr::TypeName },
            set_repr: if from(V::V3_6) { SetRepr::Braces } else { SetRepr::List },
        }
    }
}
