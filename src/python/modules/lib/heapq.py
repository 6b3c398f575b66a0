"""Heaps: heap[k] <= heap[2*k+1] and heap[k] <= heap[2*k+2]."""

__all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop"]

from _heapq import heapify, heappop, heappush, heappushpop, heapreplace


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[:max(n, 0)]


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[:max(n, 0)]


def merge(*iterables, key=None, reverse=False):
    """The items of sorted iterables in order."""
    if reverse:
        yield from _merge_downwards(iterables, key)
        return
    # What stands for an iterator in the heap: what it is compared by, its number, its item, how to go on.
    waiting = []
    for order, iterator in enumerate(map(iter, iterables)):
        following = iterator.__next__
        for value in iterator:
            waiting.append([value, order, following] if key is None else [key(value), order, value, following])
            break
    heapify(waiting)
    at = 0 if key is None else 2
    while len(waiting) > 1:
        try:
            while True:
                entry = waiting[0]
                yield entry[at]
                value = entry[-1]()
                entry[0] = value if key is None else key(value)
                entry[at] = value
                heapreplace(waiting, entry)
        except StopIteration:
            heappop(waiting)
    if waiting:
        entry = waiting[0]
        yield entry[at]
        yield from entry[-1].__self__


def _merge_downwards(iterables, key):
    waiting = []
    for order, iterator in enumerate(map(iter, iterables)):
        for value in iterator:
            waiting.append((value if key is None else key(value), order, value, iterator))
            break
    while waiting:
        best = waiting[0]
        for entry in waiting[1:]:
            if best[0] < entry[0]:
                best = entry
        at = next(i for i, entry in enumerate(waiting) if entry is best)
        yield best[2]
        for value in best[3]:
            waiting[at] = (value if key is None else key(value), best[1], value, best[3])
            break
        else:
            del waiting[at]
