"""Heaps: heap[k] <= heap[2*k+1] and heap[k] <= heap[2*k+2]."""

__all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop"]

from _heapq import heapify, heappop, heappush, heappushpop, heapreplace


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[:max(n, 0)]


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[:max(n, 0)]


def merge(*iterables):
    """The items of sorted iterables in order."""
    waiting = []
    for order, iterable in enumerate(iterables):
        step = iter(iterable).next
        try:
            waiting.append([step(), order, step])
        except StopIteration:
            pass
    heapify(waiting)
    while waiting:
        value, order, step = best = waiting[0]
        yield value
        try:
            best[0] = step()
        except StopIteration:
            heappop(waiting)
        else:
            heapreplace(waiting, best)
