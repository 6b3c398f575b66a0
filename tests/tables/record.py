"""Runs random operations on dicts or sets and prints what this interpreter makes of them.

    python tests/tables/record.py dict > tests/tables/dict-3.13.txt

Each line: operation, container, operand -> result, sys.getsizeof, keys in order (now and then).
"""
from __future__ import print_function

import sys


class Random(object):
    """The same numbers in every Python."""

    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % n

    def pick(self, *choices):
        return choices[self.below(len(choices))]


def key(random, span):
    kind = random.below(10)
    if kind < 7:
        return random.below(span)
    if kind < 8:
        return -random.below(span)
    if kind < 9:
        return random.below(span) * random.pick(8, 32, 64, 1024)
    return random.below(2**31) * random.below(2**29)


def sets(random):
    s = [set(), set(), set()]
    for span, weights in ((12, "aaadd"), (12, "adp"), (60, "aaaddp"), (1000, "aaad")):
        for step in range(160):
            n, m = random.below(3), random.below(3)
            op, operand, result = random.pick(*weights), m, ""
            if random.below(14) == 0:
                op = random.pick("copy", "update", "update", "difference", "intersection", "clear")
            if op == "a":
                operand = key(random, span)
                s[n].add(operand)
            elif op == "d":
                operand = key(random, span)
                s[n].discard(operand)
            elif op == "p" and s[n]:
                result = s[n].pop()
            elif op == "clear":
                s[n].clear()
            elif op == "copy":
                s[n] = s[m].copy()
            elif op == "update":
                s[n].update(s[m])
            elif op == "difference":
                s[n].difference_update(s[m])
            elif op == "intersection":
                s[n].intersection_update(s[m])
            show(op, n, operand, result, s[n], op in "ad" and step % 8)


def dicts(random):
    d = [{}, {}, {}]
    for span, weights in ((12, "sssdd"), (12, "sdp"), (60, "sssddp"), (1000, "sssd")):
        for step in range(160):
            n, m = random.below(3), random.below(3)
            op, operand, result = random.pick(*weights), m, ""
            if random.below(14) == 0:
                op = random.pick("copy", "update", "update", "call", "fromkeys", "clear")
            if op in "sd":
                operand = key(random, span)
                if random.below(4) and sys.version_info[0] > 2:
                    operand = "k%d" % random.below(span)
            if op == "s":
                d[n][operand] = 0
            elif op == "d":
                d[n].pop(operand, 0)
            elif op == "p" and d[n]:
                result = d[n].popitem()[0]
            elif op == "clear":
                d[n].clear()
            elif op == "copy":
                d[n] = d[m].copy()
            elif op == "call":
                d[n] = dict(d[m])
            elif op == "fromkeys":
                d[n] = dict.fromkeys(d[m])
            elif op == "update":
                d[n].update(d[m])
            show(op, n, operand, result, d[n], op in "sd" and step % 8)


def show(op, n, operand, result, table, short):
    keys = "-" if short else ",".join(map(str, table))
    print("%s %d %s -> %s;%d;%s" % (op, n, operand, result, sys.getsizeof(table), keys))


{"dict": dicts, "set": sets}[sys.argv[1]](Random(1))
