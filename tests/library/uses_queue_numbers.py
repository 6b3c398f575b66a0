"""Run by tests/library/main.rs; the output beside it is a real CPython 3.13's (`python NAME.py > NAME.out`)."""
import copyreg
import numbers
import queue
import timeit

for kind in (queue.Queue, queue.LifoQueue, queue.PriorityQueue):
    q = kind(3)
    for item in (2, 1, 3):
        q.put(item)
    print(kind.__name__, q.full(), q.qsize(), [q.get() for _ in range(3)], q.empty(), q.unfinished_tasks)
    try:
        q.get_nowait()
    except queue.Empty as e:
        print(repr(e))
    for _ in range(3):
        q.put_nowait(0)
    try:
        q.put_nowait(1)
    except queue.Full as e:
        print(repr(e))
    for _ in range(6):
        q.task_done()
    try:
        q.task_done()
    except ValueError as e:
        print(e)
s = queue.SimpleQueue()
s.put("a")
print(s.qsize(), s.get(), s.empty())
print([isinstance(1, k) for k in (numbers.Number, numbers.Complex, numbers.Real, numbers.Rational, numbers.Integral)])
print([isinstance(1.5, k) for k in (numbers.Number, numbers.Complex, numbers.Real, numbers.Rational)])
print(isinstance(1j, numbers.Real), isinstance(True, numbers.Integral), isinstance("", numbers.Number))
try:
    copyreg.pickle(int, 3)
except TypeError as e:
    print(e)
runs = []
print(timeit.timeit(lambda: runs.append(1), number=5) >= 0, len(runs), len(timeit.repeat("x = 1", number=2)))
