# Prints what this CPython says of its builtin objects, a line for each: name, text signature, documentation.
import sys

MODULES = """builtins __builtin__ math time gc sys itertools _functools _operator _heapq _weakref _thread _random _struct _io _collections
_datetime _decimal _json _pickle _sre _bisect _string _codecs _csv _contextvars _abc _asyncio _ctypes _tracemalloc _warnings
array atexit binascii cmath errno faulthandler marshal posix unicodedata zlib _signal _imp _typing _locale _statistics
_queue _socket _stat _symtable collections functools operator heapq weakref thread exceptions cPickle cStringIO datetime
struct strop types""".split()


def kinds():
    """Types without a name in a module, by way of their instances."""
    def function(): yield
    class Class(object): __slots__ = ("slot",)
    found = [type(function), type(function()), type(function.__code__), type(Class().__init__), type(Class.slot),
             type(type.__dict__["__doc__"]), type(type.__dict__), type(len), type(list.append), type(int.__add__),
             type((5).__add__), type(Class.mro), type(iter([])), type(iter(())), type(iter("")), type(iter({})), type(iter({}.values())),
             type(iter({}.items())), type(iter(set())), type(iter(range(0))), type(reversed([])), type(iter(b"")), type(iter(len, 0)), type(sys),
             type(None), type(Ellipsis), type(NotImplemented), type({}.keys()), type({}.values()), type({}.items()),
             type(dict.__dict__["fromkeys"]), type(sys.flags), type(sys.version_info), type(zip()), type(map(len, [])),
             type(filter(len, [])), type(enumerate([])), type(iter(bytearray()))]
    found.append(type(sys._getframe()))
    try: 1 / 0
    except ZeroDivisionError: found.append(type(sys.exc_info()[2]))
    found.append(type((lambda x: lambda: x)(1).__closure__[0]))
    space = {}
    for text in ("async def f(): pass\nc = f(); made = [type(c), type(c.__await__())]; c.close()",
                 "async def f(): yield\ng = f(); made = [type(g), type(g.asend(None)), type(g.athrow(ValueError))]",
                 "made = [type(list[int]), type(iter(list[int]))]", "made = [type(int | str)]",
                 "type T = int\nmade = [type(T)]", "def f[T, **P, *U](): pass\nmade = [type(p) for p in f.__type_params__]",
                 "import types\nmade = [types.SimpleNamespace]", "class Old: pass\nmade = [type(Old), type(Old())]",
                 "import sys\nclass A:\n  x = sys._getframe().f_locals\ndef f(): return sys._getframe().f_locals\nmade = [type(f())]",
                 "import _io\nmade = [_io.TextIOWrapper, _io.StringIO, _io.BytesIO]",
                 "import weakref\nmade = [weakref.ref, weakref.ProxyType, weakref.CallableProxyType]",
                 "made = [type(reversed({})), type(reversed({}.values())), type(reversed({}.items()))]",
                 "made = [type(xrange(1)), type(iter(xrange(1))), long, unicode, basestring, buffer]",
                 "import functools\nmade = [type(functools.lru_cache(len)), functools.partial]",
                 "import collections\nmade = [collections.deque, collections.defaultdict, collections.OrderedDict, type(iter(collections.deque())), type(reversed(collections.deque()))]",
                 "import re\nmade = [type(re.compile('')), type(re.match('', ''))]",
                 "import itertools\nmade = [type(v) for v in [itertools.tee([])[0]]] + [type(next(itertools.groupby([1]))[1])]",
                 "import contextvars\nmade = [contextvars.ContextVar, contextvars.Context, contextvars.Token]"):
        try:
            exec(text, space)
            found.extend(space.pop("made"))
        except Exception:
            pass
    return found


def escaped(text):
    if not isinstance(text, str):
        return None
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")


NAMES = "names" in sys.argv[1:]
seen = {}


def add(name, thing, signature_of=None):
    doc = escaped(getattr(thing, "__doc__", None))
    signature = escaped(getattr(thing, "__text_signature__", None))
    if doc is None and signature is None and not NAMES:
        return
    seen.setdefault(name, (signature or "", doc or "", "F"))


def add_type(kind):
    module = kind.__module__
    name = kind.__name__ if module in ("builtins", "__builtin__", "exceptions") else module + "." + kind.__name__
    if name in seen:
        return
    doc = escaped(kind.__doc__)
    signature = escaped(getattr(kind, "__text_signature__", None))
    seen[name] = (signature or "", doc or "", "T")
    for key, value in sorted(vars(kind).items()):
        if key in ("__doc__", "__module__", "__qualname__", "__dict__") and isinstance(value, str):
            continue
        if isinstance(value, (staticmethod, classmethod)):
            value = getattr(kind, key)
        if isinstance(value, type) or not hasattr(type(value), "__doc__") or isinstance(value, (str, int, tuple)):
            continue
        if type(value).__name__ in ("builtin_function_or_method", "wrapper_descriptor", "method_descriptor", "getset_descriptor",
                                    "member_descriptor", "classmethod_descriptor"):
            add(name + "." + key, value)


for module in MODULES:
    try:
        module = __import__(module)
    except ImportError:
        continue
    doc = escaped(module.__doc__)
    name = module.__name__
    if getattr(module, "__file__", None) is None or module.__file__.endswith(".so"):
        seen.setdefault("module " + name, ("", doc or "", "T"))
    for key, value in sorted(vars(module).items()):
        if isinstance(value, type):
            if not value.__flags__ & (1 << 9) or value.__module__ in sys.builtin_module_names or value.__module__ in MODULES:
                add_type(value)
        elif type(value).__name__ == "builtin_function_or_method":
            owner = value.__module__ if isinstance(value.__module__, str) else name
            add(key if "builtins" in (owner, name) or "__builtin__" in (owner, name) else owner + "." + key, value)
for kind in kinds():
    add_type(kind)


class Plain(object):
    pass


for key in ("__dict__", "__weakref__"):
    # Each class of a program has its own.
    add("object." + key, vars(Plain)[key])
for name, (signature, doc, kind) in sorted(seen.items()):
    sys.stdout.write("\t".join((kind, name.replace(" ", ":"), signature, doc)) + "\n")
