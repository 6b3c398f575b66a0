# slices of builtin types
class L(list):
    def __getslice__(self, i, j):
        print 'getslice', i, j
        return list.__getslice__(self, i, j)
    def __setslice__(self, i, j, v):
        print 'setslice', i, j, v
        list.__setslice__(self, i, j, v)
    def __delslice__(self, i, j):
        print 'delslice', i, j
        list.__delslice__(self, i, j)
l = L([1,2,3,4])
print l[1:3], l[:], l[-2:], l[::2]
l[1:2] = [9, 9]
del l[0:1]
print l
print [1,2,3].__getslice__(0, 2), (1,2,3).__getslice__(1, 5), 'abc'.__getslice__(0, 2), u'abc'.__getslice__(1, 2)
x = [1,2,3,4]
x.__setslice__(0, 2, [7]); print x
x.__delslice__(0, 1); print x
