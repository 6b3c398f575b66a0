"""How much memory a program has asked for since start(): the sizes of the objects alive, as sys.getsizeof gives them.
gcscope does not note where each object was made, so snapshots know totals only."""

import _tracemalloc_size

_state = {"tracing": False, "limit": 1, "base": 0, "peak": 0}


def start(nframe=1):
    if not 1 <= nframe <= 65535:
        raise ValueError("the number of frames must be in range [1; 65535]")
    if not _state["tracing"]:
        _state["tracing"] = True
        _state["limit"] = nframe
        clear_traces()


def stop():
    _state["tracing"] = False
    _state["limit"] = 1


def is_tracing():
    return _state["tracing"]


def get_traceback_limit():
    return _state["limit"]


def clear_traces():
    _state["base"] = _tracemalloc_size.total()
    _state["peak"] = 0


def reset_peak():
    _state["peak"] = 0


def get_traced_memory():
    if not _state["tracing"]:
        return (0, 0)
    current = max(_tracemalloc_size.total() - _state["base"], 1)
    _state["peak"] = max(_state["peak"], current)
    return (current, _state["peak"])


def get_tracemalloc_memory():
    return 0


def get_object_traceback(obj):
    return None


class Filter:
    def __init__(self, inclusive, filename_pattern, lineno=None, all_frames=False, domain=None):
        self.inclusive = inclusive
        self.filename_pattern = filename_pattern
        self.lineno = lineno
        self.all_frames = all_frames
        self.domain = domain


class Statistic:
    def __init__(self, traceback, size, count):
        self.traceback = traceback
        self.size = size
        self.count = count

    def __str__(self):
        average = self.size / self.count if self.count else 0
        return "%s: size=%s, count=%d, average=%s" % (self.traceback, _size(self.size), self.count, _size(average))


def _size(size):
    for unit in ("B", "KiB", "MiB", "GiB"):
        if abs(size) < 100 and unit != "B":
            return "%.1f %s" % (size, unit)
        if abs(size) < 10 * 1024:
            return "%.0f %s" % (size, unit)
        size /= 1024
    return "%.0f TiB" % size


class Snapshot:
    def __init__(self, size, count):
        self._size = size
        self._count = count
        self.traces = []
        self.traceback_limit = _state["limit"]

    def filter_traces(self, filters):
        return self

    def statistics(self, key_type, cumulative=False):
        if key_type not in ("traceback", "filename", "lineno"):
            raise ValueError("unknown key_type: %r" % (key_type,))
        return [Statistic("<gcscope>:0", self._size, self._count)]

    def compare_to(self, old, key_type, cumulative=False):
        return [Statistic("<gcscope>:0", self._size - old._size, self._count - old._count)]


def take_snapshot():
    if not _state["tracing"]:
        raise RuntimeError("the tracemalloc module must be tracing memory allocations to take a snapshot")
    return Snapshot(get_traced_memory()[0], _tracemalloc_size.count())
