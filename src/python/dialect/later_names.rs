//! Names of the standard modules that came after a version: functions, classes, methods. Found by comparing the modules
//! of the real interpreters (`vars()` of each, and of its public classes) with those of the library here, which is
//! written as 3.13's.

use crate::memory::rules::Version;

/// `module.name` or `module.Class.name`, by the version that brought it. Methods that the library itself calls stay out:
/// they are taken from their class for everybody.
const ADDED: &[(Version, &[&str])] = &[
    (
        Version::V3_6,
        &[
            "sys.get_asyncgen_hooks",
            "sys.set_asyncgen_hooks",
            "math.gcd",
            "math.inf",
            "math.isclose",
            "math.log2",
            "math.nan",
            "math.tau",
        ],
    ),
    (
        Version::V3_7,
        &[
            "asyncio.all_tasks",
            "asyncio.create_task",
            "asyncio.current_task",
            "asyncio.get_running_loop",
            "asyncio.run",
            "concurrent.futures.BrokenExecutor",
            "datetime.date.fromisoformat",
            "datetime.datetime.fromisoformat",
            "datetime.time.fromisoformat",
            "decimal.HAVE_CONTEXTVAR",
            "math.remainder",
            "queue.SimpleQueue",
            "re.Match",
            "re.Pattern",
            "sys.get_int_max_str_digits",
            "time.monotonic_ns",
            "time.perf_counter_ns",
            "time.process_time_ns",
            "time.thread_time",
            "time.time_ns",
            "types.ClassMethodDescriptorType",
            "types.MethodDescriptorType",
            "types.MethodWrapperType",
            "types.WrapperDescriptorType",
            "types.resolve_bases",
            "typing.ForwardRef",
            "typing.OrderedDict",
        ],
    ),
    (
        Version::V3_8,
        &[
            "concurrent.futures.InvalidStateError",
            "datetime.date.fromisocalendar",
            "fractions.Fraction.__divmod__",
            "fractions.Fraction.as_integer_ratio",
            "math.comb",
            "math.dist",
            "math.isqrt",
            "math.perm",
            "math.prod",
            "pprint.pp",
            "statistics.fmean",
            "statistics.geometric_mean",
            "statistics.multimode",
            "sys.audit",
            "sys.pycache_prefix",
            "sys.unraisablehook",
            "threading.ExceptHookArgs",
            "threading.excepthook",
            "threading.get_native_id",
            "typing.Final",
            "typing.Literal",
            "typing.Protocol",
            "typing.SupportsIndex",
            "typing.TypedDict",
            "typing.final",
            "typing.get_args",
            "typing.get_origin",
            "typing.runtime_checkable",
        ],
    ),
    (
        Version::V3_9,
        &[
            "argparse.BooleanOptionalAction",
            "asyncio.to_thread",
            "collections.OrderedDict.__ior__",
            "collections.OrderedDict.__or__",
            "collections.OrderedDict.__ror__",
            "collections.defaultdict.__or__",
            "collections.defaultdict.__ror__",
            "collections.deque.__class_getitem__",
            "functools.partial.__class_getitem__",
            "math.lcm",
            "math.nextafter",
            "math.ulp",
            "pathlib.PurePath.is_relative_to",
            "random.randbytes",
            "sys.platlibdir",
            "tracemalloc.reset_peak",
            "typing.Annotated",
        ],
    ),
    (
        Version::V3_10,
        &[
            "dataclasses.KW_ONLY",
            "inspect.get_annotations",
            "typing.Concatenate",
            "typing.ParamSpec",
            "typing.ParamSpecArgs",
            "typing.ParamSpecKwargs",
            "typing.TypeAlias",
            "typing.TypeGuard",
            "typing.is_typeddict",
        ],
    ),
    (
        Version::V3_11,
        &[
            "asyncio.Barrier",
            "asyncio.BrokenBarrierError",
            "asyncio.Runner",
            "asyncio.TaskGroup",
            "asyncio.Timeout",
            "asyncio.timeout",
            "asyncio.timeout_at",
            "datetime.UTC",
            "enum.CONFORM",
            "enum.EJECT",
            "enum.EnumType",
            "enum.KEEP",
            "enum.ReprEnum",
            "enum.STRICT",
            "enum.member",
            "enum.nonmember",
            "enum.property",
            "fractions.Fraction.__int__",
            "logging.getLevelNamesMapping",
            "math.cbrt",
            "math.exp2",
            "re.NOFLAG",
            "typing.LiteralString",
            "typing.Never",
            "typing.NotRequired",
            "typing.Required",
            "typing.Self",
            "typing.TypeVarTuple",
            "typing.Unpack",
            "typing.assert_never",
            "typing.assert_type",
            "typing.dataclass_transform",
            "typing.reveal_type",
        ],
    ),
    (
        Version::V3_12,
        &[
            "collections.UserDict.get",
            "csv.QUOTE_NOTNULL",
            "csv.QUOTE_STRINGS",
            "fractions.Fraction.is_integer",
            "logging.getHandlerByName",
            "logging.getHandlerNames",
            "math.sumprod",
            "pathlib.Path.walk",
            "typing.override",
        ],
    ),
    (
        Version::V3_13,
        &[
            "array.array.clear",
            "asyncio.QueueShutDown",
            "datetime.date.__replace__",
            "datetime.datetime.__replace__",
            "datetime.time.__replace__",
            "math.fma",
            "queue.Queue.shutdown",
            "queue.ShutDown",
            "re.PatternError",
            "typing.ReadOnly",
            "typing.TypeIs",
            "warnings.deprecated",
        ],
    ),
];

/// Whether parameters, or their defaults, of this function of a builtin type or module came later.
#[must_use]
pub fn has_fewer_parameters(version: Version, owner: &str, name: &str) -> bool {
    let since = match (owner, name) {
        ("int", "to_bytes" | "from_bytes") => Version::V3_11,
        ("math", "gcd") => Version::V3_9,
        ("builtins" | "__builtin__", "sum") | ("bytes" | "bytearray", "hex") | ("accumulate", "__new__") => {
            Version::V3_8
        }
        _ => return false,
    };
    version < since
}

/// Whole modules.
const MODULES: &[(Version, &[&str])] =
    &[(Version::V3_7, &["contextvars", "dataclasses"]), (Version::V3_9, &["graphlib"])];

/// What this version's module of that name has not yet: names, or `Class.name`.
pub fn later_names(version: Version, module: &str) -> impl Iterator<Item = &'static str> {
    let later = ADDED.iter().filter(move |(first, _)| version < *first).flat_map(|(_, names)| names.iter());
    later.filter_map(move |name| name.strip_prefix(module)?.strip_prefix('.')).filter(move |rest| {
        // `concurrent.futures.X` is no `futures.X` of a module `concurrent`.
        rest.split('.').count() == 1
            || rest.starts_with(char::is_uppercase)
            || CLASSES.contains(&rest.split('.').next().unwrap_or(""))
    })
}

/// Classes with small first letters.
const CLASSES: &[&str] = &["array", "date", "datetime", "defaultdict", "deque", "partial", "time"];

/// Whether the version has no module of this name yet.
#[must_use]
pub fn has_no_module(version: Version, name: &str) -> bool {
    MODULES.iter().any(|(first, names)| version < *first && names.contains(&name))
}
