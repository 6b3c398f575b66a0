# What closing a generator that has ended makes: 2.7 asks what it has raised for its class.
from __future__ import print_function
import gc
def gen():
    try: yield 1
    finally: pass
def empty():
    return
    yield
c = gc.get_count
gc.collect()
g = gen(); next(g); g.close(); print(c())
for i in range(3):
    gc.collect(); a = c()[0]; g.close(); print(c()[0] - a)
g = gen()
for i in range(3):
    gc.collect(); a = c()[0]; g.close(); print("unstarted", c()[0] - a)
g = empty(); list(g)
for i in range(3):
    gc.collect(); a = c()[0]; g.close(); print("finished", c()[0] - a)
for i in range(3):
    g = gen(); next(g)
    gc.collect(); a = c()[0]; g.close(); print("suspended", c()[0] - a)
for i in range(3):
    gc.collect(); a = c()[0]
    try: g.throw(ValueError)
    except ValueError: pass
    print("throw", c()[0] - a)
    a = c()[0]; del g; print("del", c()[0] - a); g = gen()
    a = c()[0]
    try: next(g); next(g)
    except StopIteration: pass
    print("next", c()[0] - a)
    a = c()[0]
    try: next(g)
    except StopIteration: pass
    print("next", c()[0] - a)
    a = c()[0]
    try: g.send(None)
    except StopIteration: pass
    print("send", c()[0] - a)
