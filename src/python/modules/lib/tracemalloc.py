"""How much memory a program has asked for since start(), and where: the objects alive, each at the line that made it,
with the size that sys.getsizeof gives. Tracebacks are one line deep."""

import _tracemalloc
import linecache
from functools import total_ordering

_state = {"tracing": False, "limit": 1}


def start(nframe=1):
    if not 1 <= nframe <= 65535:
        raise ValueError("the number of frames must be in range [1; 65535]")
    if not _state["tracing"]:
        _state["tracing"] = True
        _state["limit"] = nframe
        _tracemalloc.start()


def stop():
    _state["tracing"] = False
    _state["limit"] = 1
    _tracemalloc.stop()


def is_tracing():
    return _state["tracing"]


def get_traceback_limit():
    return _state["limit"]


def clear_traces():
    _tracemalloc.clear()


def reset_peak():
    _tracemalloc.reset_peak()


def get_traced_memory():
    return _tracemalloc.memory() if _state["tracing"] else (0, 0)


def get_tracemalloc_memory():
    return 0 if not _state["tracing"] else 56 * sum(row[3] for row in _tracemalloc.traces())


def get_object_traceback(obj):
    place = _tracemalloc.place_of(obj)
    return None if place is None else Traceback((place,), 1)


def _format_size(size, sign):
    for unit in ("B", "KiB", "MiB", "GiB", "TiB"):
        if abs(size) < 100 and unit != "B":
            return ("%+.1f %s" if sign else "%.1f %s") % (size, unit)
        if abs(size) < 10 * 1024 or unit == "TiB":
            return ("%+.0f %s" if sign else "%.0f %s") % (size, unit)
        size /= 1024


@total_ordering
class Frame:
    """One place of a program."""

    __slots__ = ("_frame",)

    def __init__(self, frame):
        self._frame = frame

    filename = property(lambda self: self._frame[0])
    lineno = property(lambda self: self._frame[1])

    def __eq__(self, other):
        return self._frame == other._frame if isinstance(other, Frame) else NotImplemented

    def __lt__(self, other):
        return self._frame < other._frame if isinstance(other, Frame) else NotImplemented

    def __hash__(self):
        return hash(self._frame)

    def __str__(self):
        return "%s:%s" % self._frame

    def __repr__(self):
        return "<Frame filename=%r lineno=%r>" % self._frame


@total_ordering
class Traceback:
    """Frames, the oldest first: here the innermost only."""

    __slots__ = ("_frames", "total_nframe")

    def __init__(self, frames, total_nframe=None):
        self._frames = tuple(reversed(frames))
        self.total_nframe = total_nframe

    def __len__(self):
        return len(self._frames)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return tuple(Frame(frame) for frame in self._frames[index])
        return Frame(self._frames[index])

    def __contains__(self, frame):
        return frame._frame in self._frames

    def __hash__(self):
        return hash(self._frames)

    def __eq__(self, other):
        return self._frames == other._frames if isinstance(other, Traceback) else NotImplemented

    def __lt__(self, other):
        return self._frames < other._frames if isinstance(other, Traceback) else NotImplemented

    def __str__(self):
        return str(self[0])

    def __repr__(self):
        text = "<Traceback %r" % (tuple(self),)
        return text + (">" if self.total_nframe is None else " total_nframe=%s>" % self.total_nframe)

    def format(self, limit=None, most_recent_first=False):
        lines = []
        for frame in self:
            lines.append('  File "%s", line %s' % frame._frame)
            line = linecache.getline(*frame._frame).strip()
            if line:
                lines.append("    %s" % line)
        return lines


class Statistic:
    """The memory of one place."""

    __slots__ = ("traceback", "size", "count")

    def __init__(self, traceback, size, count):
        self.traceback = traceback
        self.size = size
        self.count = count

    def __hash__(self):
        return hash((self.traceback, self.size, self.count))

    def __eq__(self, other):
        if not isinstance(other, Statistic):
            return NotImplemented
        return (self.traceback, self.size, self.count) == (other.traceback, other.size, other.count)

    def __str__(self):
        text = "%s: size=%s, count=%i" % (self.traceback, _format_size(self.size, False), self.count)
        return text + (", average=%s" % _format_size(self.size / self.count, False) if self.count else "")

    def __repr__(self):
        return "<Statistic traceback=%r size=%i count=%i>" % (self.traceback, self.size, self.count)

    def _sort_key(self):
        return (self.size, self.count, self.traceback)


class StatisticDiff:
    """How the memory of one place differs between two snapshots."""

    __slots__ = ("traceback", "size", "size_diff", "count", "count_diff")

    def __init__(self, traceback, size, size_diff, count, count_diff):
        self.traceback = traceback
        self.size = size
        self.size_diff = size_diff
        self.count = count
        self.count_diff = count_diff

    def __str__(self):
        text = "%s: size=%s (%s), count=%i (%+i)" % (
            self.traceback, _format_size(self.size, False), _format_size(self.size_diff, True), self.count,
            self.count_diff)
        return text + (", average=%s" % _format_size(self.size / self.count, False) if self.count else "")

    def __repr__(self):
        return "<StatisticDiff traceback=%r size=%i (%+i) count=%i (%+i)>" % (
            self.traceback, self.size, self.size_diff, self.count, self.count_diff)

    def _sort_key(self):
        return (abs(self.size_diff), self.size, abs(self.count_diff), self.count, self.traceback)


class Filter:
    def __init__(self, inclusive, filename_pattern, lineno=None, all_frames=False, domain=None):
        self.inclusive = inclusive
        self.filename_pattern = filename_pattern
        self.lineno = lineno
        self.all_frames = all_frames
        self.domain = domain

    def _takes(self, filename, lineno):
        from fnmatch import fnmatch
        met = fnmatch(filename, self.filename_pattern) and self.lineno in (None, lineno)
        return met == bool(self.inclusive)


class DomainFilter:
    def __init__(self, inclusive, domain):
        self.inclusive = inclusive
        self.domain = domain

    def _takes(self, filename, lineno):
        return (self.domain == 0) == bool(self.inclusive)


class Trace:
    """The memory of one line, as a snapshot lists it."""

    def __init__(self, size, traceback):
        self.domain = 0
        self.size = size
        self.traceback = traceback

    def __str__(self):
        return "%s: %s" % (self.traceback, _format_size(self.size, False))


class Snapshot:
    def __init__(self, rows, traceback_limit):
        self._rows = rows
        self.traceback_limit = traceback_limit

    @property
    def traces(self):
        return [Trace(size, Traceback(((filename, lineno),), 1)) for filename, lineno, size, count in self._rows]

    def filter_traces(self, filters):
        inclusive = [f for f in filters if f.inclusive]
        exclusive = [f for f in filters if not f.inclusive]
        rows = [
            row for row in self._rows
            if (not inclusive or any(f._takes(row[0], row[1]) for f in inclusive))
            and all(f._takes(row[0], row[1]) for f in exclusive)
        ]
        return Snapshot(rows, self.traceback_limit)

    def _grouped(self, key_type):
        if key_type not in ("traceback", "filename", "lineno"):
            raise ValueError("unknown key_type: %r" % (key_type,))
        found = {}
        for filename, lineno, size, count in self._rows:
            place = (filename, 0 if key_type == "filename" else lineno)
            if place in found:
                found[place].size += size
                found[place].count += count
            else:
                found[place] = Statistic(Traceback((place,)), size, count)
        return found

    def statistics(self, key_type, cumulative=False):
        return sorted(self._grouped(key_type).values(), key=Statistic._sort_key, reverse=True)

    def compare_to(self, old_snapshot, key_type, cumulative=False):
        new, old = self._grouped(key_type), old_snapshot._grouped(key_type)
        found = []
        for place in {**old, **new}:
            before = old.get(place) or Statistic(None, 0, 0)
            now = new.get(place) or Statistic(before.traceback, 0, 0)
            found.append(StatisticDiff(
                now.traceback, now.size, now.size - before.size, now.count, now.count - before.count))
        return sorted(found, key=StatisticDiff._sort_key, reverse=True)


def take_snapshot():
    if not _state["tracing"]:
        raise RuntimeError("the tracemalloc module must be tracing memory allocations to take a snapshot")
    return Snapshot(_tracemalloc.traces(), _state["limit"])
