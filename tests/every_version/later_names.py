from __future__ import print_function
import importlib

NAMES = """
math.lcm math.comb math.prod math.isqrt math.dist math.perm math.cbrt math.exp2 math.sumprod math.remainder
asyncio.run asyncio.TaskGroup asyncio.timeout asyncio.to_thread asyncio.get_running_loop
dataclasses.dataclass dataclasses.KW_ONLY contextvars.ContextVar enum.StrEnum enum.ReprEnum enum.member
typing.Literal typing.Protocol typing.TypedDict typing.Final typing.Annotated typing.ParamSpec typing.Self
typing.override typing.TypeGuard functools.cache functools.cached_property functools.singledispatchmethod
itertools.pairwise itertools.batched collections.OrderedDict collections.UserDict statistics.fmean
statistics.multimode random.randbytes re.Pattern re.NOFLAG time.time_ns time.perf_counter_ns queue.SimpleQueue
queue.ShutDown datetime.UTC sys.unraisablehook sys.audit pprint.pp threading.excepthook threading.get_native_id
contextlib.nullcontext weakref.finalize gc.freeze gc.is_finalized
gc.get_stats operator.call types.NoneType types.UnionType inspect.get_annotations tracemalloc.reset_peak
""".split()

for name in NAMES:
    module, name = name.rsplit(".", 1)
    try:
        found = hasattr(importlib.import_module(module), name)
    except ImportError as e:
        found = type(e).__name__
    print(module, name, found)
METHODS = [("collections", "deque", "copy"), ("collections", "Counter", "total"), ("collections", "OrderedDict", "__or__"),
           ("collections", "defaultdict", "__or__"), ("datetime", "date", "fromisoformat"),
           ("datetime", "date", "fromisocalendar"), ("fractions", "Fraction", "as_integer_ratio"),
           ("fractions", "Fraction", "is_integer"), ("pathlib", "PurePath", "is_relative_to"),
           ("pathlib", "Path", "walk")]
for module, name, method in METHODS:
    try:
        print(module, name, method, hasattr(getattr(importlib.import_module(module), name), method))
    except ImportError as e:
        print(module, type(e).__name__)
try:
    from math import lcm
    print(lcm(4, 6))
except ImportError as e:
    print(str(e)[:30])
try:
    import math
    print(math.isqrt(17))
except AttributeError as e:
    print(str(e)[:40])
