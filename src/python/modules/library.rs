//! The part of the standard library that is written in Python and compiled into the program: our own, with the
//! objects, callbacks and attributes that CPython's has where a program about memory can see them.

use std::borrow::Cow;

use crate::memory::Version;
use crate::python::dialect::modules::Library;

/// Name and source of each module of 3.x; what came later than the version in use takes itself away (`_since`).
const THREE: &[(&str, &str)] = &[
    ("__future__", include_str!("lib/__future__.py")),
    ("_anext", include_str!("lib/_anext.py")),
    ("_collections_abc", include_str!("lib/_collections_abc.py")),
    ("_since", include_str!("lib/_since.py")),
    ("_strptime", include_str!("lib/_strptime.py")),
    ("_thread", include_str!("lib/_thread.py")),
    ("_weakrefset", include_str!("lib/_weakrefset.py")),
    ("abc", include_str!("lib/abc.py")),
    ("argparse", include_str!("lib/argparse.py")),
    ("array", include_str!("lib/array.py")),
    ("ast", include_str!("lib/ast.py")),
    ("asyncio", include_str!("lib/asyncio/__init__.py")),
    ("base64", include_str!("lib/base64.py")),
    ("binascii", include_str!("lib/binascii.py")),
    ("bisect", include_str!("lib/bisect.py")),
    ("calendar", include_str!("lib/calendar.py")),
    ("cmath", include_str!("lib/cmath.py")),
    ("codecs", include_str!("lib/codecs.py")),
    ("collections", include_str!("lib/collections/__init__.py")),
    ("collections.abc", include_str!("lib/collections/abc.py")),
    ("colorsys", include_str!("lib/colorsys.py")),
    ("concurrent", include_str!("lib/concurrent/__init__.py")),
    ("concurrent.futures", include_str!("lib/concurrent/futures.py")),
    ("configparser", include_str!("lib/configparser.py")),
    ("contextlib", include_str!("lib/contextlib.py")),
    ("contextvars", include_str!("lib/contextvars.py")),
    ("copy", include_str!("lib/copy.py")),
    ("copyreg", include_str!("lib/copyreg.py")),
    ("csv", include_str!("lib/csv.py")),
    ("ctypes", include_str!("lib/ctypes/__init__.py")),
    ("dataclasses", include_str!("lib/dataclasses.py")),
    ("datetime", include_str!("lib/datetime.py")),
    ("decimal", include_str!("lib/decimal.py")),
    ("difflib", include_str!("lib/difflib.py")),
    ("enum", include_str!("lib/enum.py")),
    ("errno", include_str!("lib/errno.py")),
    ("fnmatch", include_str!("lib/fnmatch.py")),
    ("fractions", include_str!("lib/fractions.py")),
    ("functools", include_str!("lib/functools.py")),
    ("getpass", include_str!("lib/getpass.py")),
    ("glob", include_str!("lib/glob.py")),
    ("graphlib", include_str!("lib/graphlib.py")),
    ("hashlib", include_str!("lib/hashlib.py")),
    ("heapq", include_str!("lib/heapq.py")),
    ("hmac", include_str!("lib/hmac.py")),
    ("html", include_str!("lib/html/__init__.py")),
    ("importlib", include_str!("lib/importlib/__init__.py")),
    ("importlib.util", include_str!("lib/importlib/util.py")),
    ("inspect", include_str!("lib/inspect.py")),
    ("json", include_str!("lib/json.py")),
    ("json.decoder", include_str!("lib/json_decoder.py")),
    ("json.encoder", include_str!("lib/json_encoder.py")),
    ("keyword", include_str!("lib/keyword.py")),
    ("linecache", include_str!("lib/linecache.py")),
    ("locale", include_str!("lib/locale.py")),
    ("logging", include_str!("lib/logging/__init__.py")),
    ("logging.handlers", include_str!("lib/logging/handlers.py")),
    ("numbers", include_str!("lib/numbers.py")),
    ("operator", include_str!("lib/operator.py")),
    ("os", include_str!("lib/os.py")),
    ("os.path", include_str!("lib/posixpath.py")),
    ("pathlib", include_str!("lib/pathlib.py")),
    ("pickle", include_str!("lib/pickle.py")),
    ("pydoc", include_str!("lib/pydoc.py")),
    ("platform", include_str!("lib/platform.py")),
    ("posixpath", include_str!("lib/posixpath.py")),
    ("pprint", include_str!("lib/pprint.py")),
    ("queue", include_str!("lib/queue.py")),
    ("random", include_str!("lib/random.py")),
    ("re", include_str!("lib/re.py")),
    ("reprlib", include_str!("lib/reprlib.py")),
    ("sched", include_str!("lib/sched.py")),
    ("secrets", include_str!("lib/secrets.py")),
    ("shlex", include_str!("lib/shlex.py")),
    ("shutil", include_str!("lib/shutil.py")),
    ("signal", include_str!("lib/signal.py")),
    ("statistics", include_str!("lib/statistics.py")),
    ("string", include_str!("lib/string.py")),
    ("struct", include_str!("lib/struct.py")),
    ("tempfile", include_str!("lib/tempfile.py")),
    ("textwrap", include_str!("lib/textwrap.py")),
    ("this", include_str!("lib/this.py")),
    ("threading", include_str!("lib/threading.py")),
    ("timeit", include_str!("lib/timeit.py")),
    ("traceback", include_str!("lib/traceback.py")),
    ("tracemalloc", include_str!("lib/tracemalloc.py")),
    ("types", include_str!("lib/types.py")),
    ("typing", include_str!("lib/typing.py")),
    ("unittest", include_str!("lib/unittest/__init__.py")),
    ("uuid", include_str!("lib/uuid.py")),
    ("warnings", include_str!("lib/warnings.py")),
    ("weakref", include_str!("lib/weakref.py")),
];

/// Name and source of each module of 2.7.
const TWO: &[(&str, &str)] = &[
    ("UserDict", include_str!("lib/2.7/UserDict.py")),
    ("__future__", include_str!("lib/__future__.py")),
    ("_abcoll", include_str!("lib/2.7/_abcoll.py")),
    ("_weakrefset", include_str!("lib/2.7/_weakrefset.py")),
    ("abc", include_str!("lib/2.7/abc.py")),
    ("collections", include_str!("lib/2.7/collections.py")),
    ("contextlib", include_str!("lib/2.7/contextlib.py")),
    ("copy", include_str!("lib/2.7/copy.py")),
    ("copy_reg", include_str!("lib/2.7/copy_reg.py")),
    ("ctypes", include_str!("lib/ctypes/__init__.py")),
    ("functools", include_str!("lib/2.7/functools.py")),
    ("inspect", include_str!("lib/2.7/inspect.py")),
    ("keyword", include_str!("lib/2.7/keyword.py")),
    ("operator", include_str!("lib/2.7/operator.py")),
    ("string", include_str!("lib/2.7/string.py")),
    ("types", include_str!("lib/2.7/types.py")),
    ("weakref", include_str!("lib/2.7/weakref.py")),
    ("platform", include_str!("lib/platform.py")),
    ("errno", include_str!("lib/errno.py")),
    ("random", include_str!("lib/2.7/random.py")),
    ("StringIO", include_str!("lib/2.7/StringIO.py")),
    ("cStringIO", include_str!("lib/2.7/cStringIO.py")),
    ("Queue", include_str!("lib/2.7/Queue.py")),
    ("UserList", include_str!("lib/2.7/UserList.py")),
    ("exceptions", include_str!("lib/2.7/exceptions.py")),
    ("thread", include_str!("lib/2.7/thread.py")),
    ("threading", include_str!("lib/2.7/threading.py")),
    ("traceback", include_str!("lib/2.7/traceback.py")),
    ("bisect", include_str!("lib/2.7/bisect.py")),
    ("heapq", include_str!("lib/2.7/heapq.py")),
    ("os", include_str!("lib/2.7/os.py")),
    ("linecache", include_str!("lib/linecache.py")),
    ("posixpath", include_str!("lib/posixpath.py")),
    ("os.path", include_str!("lib/posixpath.py")),
    ("textwrap", include_str!("lib/textwrap.py")),
    ("json", include_str!("lib/2.7/json.py")),
    ("timeit", include_str!("lib/timeit.py")),
    ("re", include_str!("lib/2.7/re.py")),
    ("UserString", include_str!("lib/2.7/UserString.py")),
    ("pprint", include_str!("lib/2.7/pprint.py")),
    ("_strptime", include_str!("lib/_strptime.py")),
    ("_three", include_str!("lib/2.7/_three.py")),
    ("array", include_str!("lib/2.7/array.py")),
    ("cPickle", include_str!("lib/2.7/cPickle.py")),
    ("datetime", include_str!("lib/datetime.py")),
    ("decimal", include_str!("lib/decimal.py")),
    ("fractions", include_str!("lib/fractions.py")),
    ("numbers", include_str!("lib/2.7/numbers.py")),
    ("pickle", include_str!("lib/2.7/pickle.py")),
    ("struct", include_str!("lib/2.7/struct.py")),
];

/// The source of a library module.
#[must_use]
pub fn source(name: &str, version: Version) -> Option<&'static str> {
    let modules = match Library::of(version) {
        Library::Two => TWO,
        Library::Three => THREE,
    };
    modules.iter().find(|(known, _)| *known == name).map(|(_, source)| *source)
}

/// Modules of 2.7 whose source is that of 3.x: they are read with its division, and their classes are types.
const WRITTEN_FOR_THREE: &[&str] = &["_strptime", "datetime", "decimal", "fractions"];

/// A module's source as the version's compiler takes it.
#[must_use]
pub fn adapted<'s>(name: &str, source: &'s str, version: Version) -> Cow<'s, str> {
    if Library::of(version) != Library::Two || !WRITTEN_FOR_THREE.contains(&name) {
        return Cow::Borrowed(source);
    }
    // What 2.7's grammar has not.
    let lacking = [
        (" from None", ""),
        (" *, fold", " fold"),
        ("_math.isqrt(", "isqrt("),
        ("_math.gcd(", "gcd("),
        ("    def __bool__(", "    def __nonzero__("),
        ("    __truediv__, __rtruediv__ = ", "    __div__, __rdiv__ = __truediv__, __rtruediv__ = "),
        // The division of programs that do not ask for the true one.
        ("    def __truediv__(", "    __div__ = lambda self, other: self.__truediv__(other)\n\n    def __truediv__("),
        (
            "    def __rtruediv__(",
            "    __rdiv__ = lambda self, other: self.__rtruediv__(other)\n\n    def __rtruediv__(",
        ),
    ];
    let source = lacking.iter().fold(source.to_owned(), |source, (from, to)| source.replace(from, to));
    let beginning = "from __future__ import division; from _three import round, gcd, isqrt; __metaclass__ = type; ";
    Cow::Owned(beginning.to_owned() + &source)
}

/// Functions of the library that CPython has in C: they take no frame there. Module, and the beginnings of qualified
/// names (none: all of the module but its own code).
const IN_C: &[(&str, &[&str])] = &[
    ("_anext", &[]),
    ("array", &[]),
    ("binascii", &[]),
    ("bisect", &[]),
    ("contextvars", &[]),
    ("_thread", &[]),
    ("csv", &["reader", "writer"]),
    ("datetime", &[]),
    ("decimal", &[]),
    ("operator", &[]),
    ("pickle", &["Pickler", "Unpickler", "dump", "load"]),
    ("struct", &[]),
];

/// Whether CPython has the function of this name in C.
#[must_use]
pub fn in_c(filename: &str, qualname: &str) -> bool {
    let Some(module) = filename.strip_prefix("<frozen ").and_then(|rest| rest.strip_suffix('>')) else { return false };
    let Some((_, names)) = IN_C.iter().find(|(name, _)| *name == module) else { return false };
    qualname != "<module>" && (names.is_empty() || names.iter().any(|name| qualname.starts_with(name)))
}
