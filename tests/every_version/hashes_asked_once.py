# How often set and dict operations ask a key for its hash, and whether it is equal.
class Key(object):
    def __init__(self, name):
        self.name = name

    def __hash__(self):
        global asked
        asked += 1
        return 5

    def __eq__(self, other):
        global compared
        compared += 1
        return self is other


asked = compared = 0
h, other = Key("h"), Key("other")
d = {h: 1}
s, s2 = set([h]), set([h])
f, g = frozenset([h]), frozenset([other])
for text in """set(d)
frozenset(s)
s | f
s.union(d)
s - s2
s.difference(d)
s & s2
s.intersection(d)
s.intersection(s2)
s ^ s2
s.symmetric_difference(d)
s.isdisjoint(d)
s.isdisjoint(s2)
s <= s2
s.issubset(d)
s.issubset([h])
s.issuperset(d)
s.issuperset([h])
dict.fromkeys(s)
dict.fromkeys(d)
dict.fromkeys([h])
s.update(d)
s.intersection_update(s2)
s.difference_update(g)
d.setdefault(h, 1)
d.setdefault(other, 1)
d.pop(other)
d.get(h)
hash(f)""".split("\n"):
    asked = compared = 0
    eval(text)
    print("%s: %d %d" % (text, asked, compared))
