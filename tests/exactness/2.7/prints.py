# print to what stands in sys.stdout, hex and oct by methods, cmp, coerce, slices, the end of a program.
import sys
class W:
    def __init__(self): self.text = []
    def write(self, s): self.text.append(s)
w, old = W(), sys.stdout
sys.stdout = w
print "a", 1, [2],
print "b\t", "c"
sys.stdout = old
print w.text
print >>None, "none", 1
print "a\n", "b", "", "c", None, 1.5
class H:
    def __hex__(self): return "h"
    def __oct__(self): return "o"
    def __getslice__(self, i, j): return i, j
    def __len__(self): return 10
    def __coerce__(self, other): return 5, other
print hex(H()), oct(H()), H()[1:2], H()[:-1], H()[:], coerce(H(), 7), H() + 2, 10 - H(), H() < 6
class N(object):
    def __getslice__(self, i, j): return "new", i, j
    def __setslice__(self, i, j, v): print "set", i, j, v
    def __delslice__(self, i, j): print "del", i, j
n = N()
print n[1:2], n[:5] == ("new", 0, 5)
n[1:2] = 3
del n[1:]
print cmp(1, 2), cmp("b", "a"), cmp([1], [1]), cmp(None, 1)
class D:
    def __init__(self, name): self.name = name
    def __del__(self): print "del", self.name
ring = [D("in a ring")]
ring.append(ring)
plain = D("plain")
