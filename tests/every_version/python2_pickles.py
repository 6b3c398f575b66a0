"""2.7: objects as text."""
import pickle, cPickle
class P:
    def __init__(self, x): self.x = x
class N(object):
    def __init__(self, x): self.x = x
for m in pickle, cPickle:
    for proto in 0, 1, 2:
        print repr(m.dumps([1, 'a', (2,), {'k': None}], proto))
    print m.loads(m.dumps({'a': [1, 2.5, u'x', 3L]}))
    p = m.loads(m.dumps(P(5))); print p.x, p.__class__
    n = m.loads(m.dumps(N([1]), 2)); print n.x
print cPickle.HIGHEST_PROTOCOL, pickle.HIGHEST_PROTOCOL
