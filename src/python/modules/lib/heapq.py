"""Heaps: heap[k] <= heap[2*k+1] and heap[k] <= heap[2*k+2]."""

__all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop"]

from _heapq import heapify, heappop, heappush, heappushpop, heapreplace


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[:max(n, 0)]


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[:max(n, 0)]


def merge(*iterables, key=None, reverse=False):
    """The items of sorted iterables in order."""
    waiting = []
    for order, iterator in enumerate(map(iter, iterables)):
        for value in iterator:
            waiting.append((value if key is None else key(value), order, value, iterator))
            break
    while waiting:
        best = waiting[0]
        for entry in waiting[1:]:
            if (best[0] < entry[0]) if reverse else (entry[0] < best[0]):
                best = entry
        at = next(i for i, entry in enumerate(waiting) if entry is best)
        yield best[2]
        for value in best[3]:
            waiting[at] = (value if key is None else key(value), best[1], value, best[3])
            break
        else:
            del waiting[at]
